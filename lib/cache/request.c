/*
 * The request that the server is asked with (RFC 9111, 4.3.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

#include <string.h>

/* ---- a list of entity tags, each of them once ---- */

static uint32_t hash_of(struct span tag)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < tag.length; i++)
		hash = (hash ^ (unsigned char)tag.bytes[i]) * 16777619u;
	return hash;
}

/* Room for @count tags, and twice as many places to find them by: a power of two. */
static bool tags_begin(struct tags *tags, size_t count)
{
	void *slots = tags->slots;
	size_t needed = 64;

	while (needed < 2 * (count + 1))
		needed *= 2;
	bool good = array_reserve(&slots, &tags->capacity, needed, sizeof(struct span));

	tags->slots = slots;
	if (!good)
		return false;
	tags->slot_count = needed;
	memset(tags->slots, 0, needed * sizeof(struct span));
	tags->list.used = 0;
	return true;
}

static bool tags_put(struct tags *tags, struct span tag)
{
	size_t slot = hash_of(tag) & (tags->slot_count - 1);

	for (; tags->slots[slot].length; slot = (slot + 1) & (tags->slot_count - 1))
		if (span_equals(tags->slots[slot], tag))
			return true;
	tags->slots[slot] = tag;
	return (tags->list.used == 0 || buffer_put(&tags->list, SPAN(", "))) && buffer_put(&tags->list, tag);
}

/* The tags of what fits and answers the request; those of a part that does not must not be named (4.3.2). */
static bool put_stored(struct tags *tags, const struct httpstatus_lookup *lookup, size_t *count)
{
	*count = 0;
	for (size_t i = 0; i < lookup->count; i++) {
		const struct candidate *candidate = &lookup->candidates[i];
		struct validators validators = validators_of(candidate->stored);

		if (candidate->fit != FIT_MATCHES || !candidate->covers || !validators.has_tag)
			continue;
		++*count;
		if (!tags_put(tags, validators.tag_text))
			return false;
	}
	return true;
}

static bool is_list_of_tags(struct span value)
{
	struct entity_tag none = {.weak = true};
	enum tag_match match = entity_tag_list_match(value, none, true);

	return match == TAG_MATCH || match == TAG_NO_MATCH;
}

/* The client's own, which is a list of tags. */
static bool put_clients(struct tags *tags, struct span value)
{
	struct span tag;

	while (entity_tag_next(&value, &tag))
		if (!tags_put(tags, tag))
			return false;
	return true;
}

static size_t count_commas(struct span value)
{
	size_t count = 0;

	for (size_t i = 0; i < value.length; i++)
		count += value.bytes[i] == ',';
	return count;
}

/* ---- conditions ---- */

/* Whether the client's own conditions go along with those of the cache: not where the client has its answer already. */
static bool asks_for_client(const struct httpstatus_lookup *lookup)
{
	return lookup->asked != HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE;
}

static int add_tags(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft, size_t *stored_count)
{
	struct tags *tags = lookup->tags;
	struct span clients = {NULL, 0};

	if (asks_for_client(lookup))
		exchange_value(lookup->request, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &clients);
	if (!tags_begin(tags, lookup->count + count_commas(clients) + 1) || !put_stored(tags, lookup, stored_count))
		return HTTPSTATUS_ERROR_MEMORY;
	if (is_list_of_tags(clients) && !put_clients(tags, clients))
		return HTTPSTATUS_ERROR_MEMORY;
	if (tags->list.used == 0)
		return 0;
	return exchange_add_line(draft, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"),
		(struct span){tags->list.bytes, tags->list.used});
}

static int add_conditions(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	struct validators validators = validators_of(lookup->chosen);
	size_t stored_count;
	int error = add_tags(lookup, draft, &stored_count);
	bool is_one = stored_count == 0 || (stored_count == 1 && validators.has_tag);

	/* A subrange is not asked for by date (4.3.1). */
	if (error || !validators.has_date || !is_one ||
		exchange_has_field(draft, HTTPSTATUS_PART_REQUEST, SPAN("Range")))
		return error;
	return exchange_add_line(draft, HTTPSTATUS_PART_REQUEST, SPAN("If-Modified-Since"), validators.date_text);
}

static int add_range(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	struct validators validators = validators_of(lookup->chosen);
	char range[RANGE_SIZE];

	range_write(&lookup->missing, range);
	int error = exchange_add_line(draft, HTTPSTATUS_PART_REQUEST, SPAN("Range"), span_of(range));
	if (error)
		return error;
	return exchange_add_line(draft, HTTPSTATUS_PART_REQUEST, SPAN("If-Range"),
		validators.has_tag ? validators.tag_text : validators.date_text);
}

/* ---- the whole ---- */

/* What a proxy must not forward (RFC 9110, 7.6.1); the content, if there is some, is framed as before. */
static void mark_hop(const struct httpstatus_lookup *lookup, bool *marks)
{
	const struct httpstatus_exchange *request = lookup->request;
	uint32_t coding = exchange_field_place(request, HTTPSTATUS_PART_REQUEST, SPAN("Transfer-Encoding"));

	if (!cache_is_shared(lookup->cache))
		return;
	left_out_mark(left_out_begin(lookup->cache, request, HTTPSTATUS_PART_REQUEST, NULL), request,
		HTTPSTATUS_PART_REQUEST, marks);
	if (coding != NO_PLACE)
		marks[coding] = false;
}

static void mark_names(const struct httpstatus_exchange *request, struct span a, struct span b, bool *marks)
{
	marks_set(request, HTTPSTATUS_PART_REQUEST, a, marks);
	marks_set(request, HTTPSTATUS_PART_REQUEST, b, marks);
}

int lookup_make_request(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	bool *marks = exchange_draft_marks(draft, 0, lookup->request);
	bool validates = lookup_asks_for_itself(lookup);
	bool completes = lookup->asked == HTTPSTATUS_CACHE_ACTION_COMPLETE;

	if (!marks)
		return HTTPSTATUS_ERROR_MEMORY;
	mark_hop(lookup, marks);
	if (validates)
		mark_names(lookup->request, SPAN("If-None-Match"), SPAN("If-Modified-Since"), marks);
	if (completes || !asks_for_client(lookup) || (validates && cache_does_parts(lookup->cache) == 1))
		mark_names(lookup->request, SPAN("Range"), SPAN("If-Range"), marks);
	int error = exchange_copy_request(draft, lookup->request, marks);
	if (!error && validates)
		error = add_conditions(lookup, draft);
	if (!error && completes)
		error = add_range(lookup, draft);
	return error ? error : exchange_derive(draft);
}
