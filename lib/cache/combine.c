/*
 * Combining: one stored response of two parts (RFC 9111, 3.4; RFC 9110, 15.3.7.3).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* Representations that a server chooses among may have one Last-Modified; their entity tags differ (RFC 9110, 8.8.3). */
bool have_same_strong_validator(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	struct validators of_a = validators_of(a), of_b = validators_of(b);

	if (of_a.has_tag || of_b.has_tag)
		return of_a.has_tag && of_b.has_tag && entity_tag_strong_equal(of_a.tag, of_b.tag);
	return validators_have_strong_date(&of_a, a) && validators_have_strong_date(&of_b, b) &&
	       of_a.modified == of_b.modified && vary_is_same(a, b) && vary_matches(a, b) == 1;
}

/* Both together, where nothing is missing between them and they say the same of the whole. */
static bool extents_join(struct extent a, struct extent b, struct extent *joined)
{
	bool both_known = a.complete != HTTPSTATUS_UNKNOWN && b.complete != HTTPSTATUS_UNKNOWN;

	if (!a.is_known || !b.is_known || (both_known && a.complete != b.complete) || b.first - 1 > a.last ||
		a.first - 1 > b.last)
		return false;
	*joined = a;
	joined->first = a.first < b.first ? a.first : b.first;
	joined->last = a.last > b.last ? a.last : b.last;
	joined->complete = both_known || b.complete == HTTPSTATUS_UNKNOWN ? a.complete : b.complete;
	joined->is_whole = extent_is_all(joined);
	return true;
}

bool part_fits(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *part, struct extent *joined)
{
	int status = httpstatus_exchange_status(stored);
	struct policy policy = policy_read(cache, part);

	if (obstacles_allow(storing_obstacles(cache, part, &policy)) == 0)
		return false; /* what must not be stored is not stored by and by */
	return cache_does_parts(cache) != 0 && (status == 206 || (status == 200 && !extent_of(stored).is_whole)) &&
	       httpstatus_exchange_status(part) == 206 && exchange_targets_match(stored, part) != 0 &&
	       have_same_strong_validator(stored, part) && extents_join(extent_of(stored), extent_of(part), joined);
}

static int add_content_range(struct httpstatus_exchange *draft, const struct extent *extent)
{
	char value[CONTENT_RANGE_SIZE];

	content_range_write(extent, value);
	return exchange_add_line(draft, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), span_of(value));
}

/* What the head says of the content, now that it is another. */
static int describe(struct httpstatus_exchange *draft, const struct extent *extent)
{
	int64_t *properties = draft->said.properties;
	bool is_part = properties[HTTPSTATUS_PROPERTY_STATUS] == 206 && !extent->is_whole;
	int64_t length = is_part ? extent->last - extent->first + 1 : extent->complete;
	int error = 0;

	properties[HTTPSTATUS_PROPERTY_CONTENT_SEEN] = extent->last - extent->first + 1;
	if (extent->is_whole || is_part)
		properties[HTTPSTATUS_PROPERTY_ENDING] = HTTPSTATUS_ENDING_COMPLETE;
	if (is_part)
		error = add_content_range(draft, extent);
	else
		properties[HTTPSTATUS_PROPERTY_STATUS] = 200;
	if (extent->is_whole)
		error = httpstatus_exchange_set_line(draft, HTTPSTATUS_LINE_REASON, NULL, 0);
	if (!error && length != HTTPSTATUS_UNKNOWN)
		error = draft_add_number(draft, SPAN("Content-Length"), length);
	return error;
}

int httpstatus_cache_combine(const struct httpstatus_cache *cache, struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *part)
{
	struct merge merge = {.cache = cache, .stored = stored, .with = part};
	struct extent joined;

	if (!stored || !part)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!part_fits(cache, stored, part, &joined))
		return 0;
	struct httpstatus_exchange *draft = exchange_draft(stored);
	if (!draft || !merge_mark(&merge, draft))
		return HTTPSTATUS_ERROR_MEMORY;
	marks_set(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), merge.stored_marks);
	marks_set(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), merge.stored_marks);
	int error = merge_message(&merge, draft);
	if (!error)
		error = describe(draft, &joined);
	if (!error)
		error = exchange_derive(draft);
	if (!error)
		error = httpstatus_exchange_copy(stored, draft);
	return error ? error : 1;
}
