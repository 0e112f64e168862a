/*
 * Updating: what a stored response is after a 304, or after a 200 to HEAD (RFC 9111, 3.2, 4.3.4 and 4.3.5).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- the fields ---- */

/* RFC 9111, 3.2: what tells of the stored content stays as it is. */
static const char content_names[][20] = {
	"Content-Digest", "Content-Encoding", "Content-Length", "Content-MD5", "Content-Range"};

static void mark_names(const char (*names)[20], size_t count, const struct httpstatus_exchange *exchange, bool *marks)
{
	for (size_t i = 0; i < count; i++)
		marks_set(exchange, HTTPSTATUS_PART_RESPONSE, span_of(names[i]), marks);
}

/* The stored fields that have a new value. */
static void mark_replaced(const struct merge *merge, bool *stored, const bool *with)
{
	for (size_t i = 0; i < merge->stored->said.fields; i++) {
		const struct field *field = &merge->stored->fields[i];
		struct span name = exchange_text(merge->stored, field->name);

		if (field->part != HTTPSTATUS_PART_RESPONSE)
			continue;
		uint32_t place = exchange_field_place(merge->with, HTTPSTATUS_PART_RESPONSE, name);
		if (place != NO_PLACE && !with[place])
			stored[exchange_field_place(merge->stored, HTTPSTATUS_PART_RESPONSE, name)] = true;
	}
}

/* Those that a directive of the one or the other takes away; Connection speaks of its own message only. */
static void mark_left_out(const struct httpstatus_cache *cache, const struct httpstatus_exchange *of,
	const struct httpstatus_exchange *in, bool *marks)
{
	struct policy policy = policy_read(cache, of);
	struct left_out names = left_out_begin(cache, of, HTTPSTATUS_PART_RESPONSE, &policy);

	if (of != in)
		names.connection = (struct span){NULL, 0};
	left_out_mark(names, in, HTTPSTATUS_PART_RESPONSE, marks);
}

bool merge_mark(struct merge *merge, struct httpstatus_exchange *draft)
{
	bool *stored = merge->stored_marks = exchange_draft_marks(draft, 0, merge->stored);
	bool *with = merge->with_marks = exchange_draft_marks(draft, 1, merge->with);

	if (!stored || !with)
		return false;
	mark_names(content_names, sizeof content_names / sizeof content_names[0], merge->with, with);
	if (merge->answers) /* the client may have what must not be stored: the server just sent it */
		left_out_mark(left_out_begin(merge->cache, merge->with, HTTPSTATUS_PART_RESPONSE, NULL), merge->with,
			HTTPSTATUS_PART_RESPONSE, with);
	else
		mark_left_out(merge->cache, merge->with, merge->with, with);
	/* What the one's directives take away, the other's message must not bring. */
	mark_left_out(merge->cache, merge->stored, merge->answers ? merge->stored : merge->with,
		merge->answers ? stored : with);
	mark_left_out(merge->cache, merge->with, merge->stored, stored);
	/* What the time since it was made was, and when that was, is the new response's to say. */
	marks_set(merge->stored, HTTPSTATUS_PART_RESPONSE, SPAN("Age"), stored);
	if (exchange_property(merge->with, HTTPSTATUS_PROPERTY_RESPONSE_TIME) != HTTPSTATUS_UNKNOWN)
		marks_set(merge->stored, HTTPSTATUS_PART_RESPONSE, SPAN("Date"), stored);
	mark_replaced(merge, stored, with);
	return true;
}

int merge_fields(const struct merge *merge, struct httpstatus_exchange *draft)
{
	int error = draft_copy_fields(draft, merge->stored, HTTPSTATUS_PART_RESPONSE, merge->stored_marks);

	if (!error)
		error = draft_copy_fields(draft, merge->with, HTTPSTATUS_PART_RESPONSE, merge->with_marks);
	if (!error)
		error = draft_add_date(draft, exchange_property(merge->with, HTTPSTATUS_PROPERTY_RESPONSE_TIME));
	return error;
}

int merge_message(const struct merge *merge, struct httpstatus_exchange *draft)
{
	const int64_t *properties = merge->with->said.properties;
	int error = exchange_copy_request(draft, merge->stored, NULL);

	if (!error)
		error = draft_copy_status(draft, merge->stored);
	if (!error)
		error = merge_fields(merge, draft);
	if (properties[HTTPSTATUS_PROPERTY_RESPONSE_TIME] == HTTPSTATUS_UNKNOWN)
		return error;
	draft->said.properties[HTTPSTATUS_PROPERTY_RESPONSE_TIME] = properties[HTTPSTATUS_PROPERTY_RESPONSE_TIME];
	draft->said.properties[HTTPSTATUS_PROPERTY_REQUEST_TIME] = properties[HTTPSTATUS_PROPERTY_REQUEST_TIME];
	return error;
}

/* ---- whether it is about this one ---- */

/* RFC 9111, 5.2.1.5: nothing of a response to such a request is stored, in a stored response either. */
static bool must_not_be_stored(const struct httpstatus_exchange *with)
{
	return exchange_cache_control(with, HTTPSTATUS_PART_REQUEST).no_store;
}

static bool is_of_method(const struct httpstatus_exchange *exchange, struct span method)
{
	return span_equals(exchange_line(exchange, HTTPSTATUS_LINE_METHOD), method);
}

static bool values_equal(
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *with, struct span name)
{
	struct span a, b;

	if (!exchange_value(with, HTTPSTATUS_PART_RESPONSE, name, &b))
		return true;
	return exchange_value(stored, HTTPSTATUS_PART_RESPONSE, name, &a) && span_equals(a, b);
}

/* RFC 9111, 4.3.5: all that the response to HEAD says of the content has to be so of the stored one. */
static bool head_matches(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *with)
{
	int64_t length = extent_of(with).complete;

	return values_equal(stored, with, SPAN("ETag")) && values_equal(stored, with, SPAN("Last-Modified")) &&
	       (length == HTTPSTATUS_UNKNOWN || length == extent_of(stored).complete);
}

/* 1, 0 or -1, as httpstatus_cache_update has it. */
static int update_state(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *with)
{
	int status = httpstatus_exchange_status(with);

	if (!httpstatus_exchange_status(stored) || exchange_targets_differ(stored, with))
		return 0;
	if (status == 304)
		return selection_of(with, stored) != SELECTION_NONE && !must_not_be_stored(with);
	if (status != 200 || !is_of_method(with, SPAN("HEAD")) || is_of_method(stored, SPAN("HEAD")) ||
		vary_matches(stored, with) != 1)
		return 0;
	if (!head_matches(stored, with))
		return -1;
	return !must_not_be_stored(with);
}

int httpstatus_cache_update(const struct httpstatus_cache *cache, struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with)
{
	struct merge merge = {.cache = cache, .stored = stored, .with = with};

	if (!stored || !with)
		return HTTPSTATUS_ERROR_HANDLE;
	int state = update_state(stored, with);
	if (state != 1)
		return state;
	struct httpstatus_exchange *draft = exchange_draft(stored);
	if (!draft || !merge_mark(&merge, draft))
		return HTTPSTATUS_ERROR_MEMORY;
	int error = merge_message(&merge, draft);
	if (!error)
		error = exchange_derive(draft);
	if (!error)
		error = httpstatus_exchange_copy(stored, draft);
	return error ? error : 1;
}
