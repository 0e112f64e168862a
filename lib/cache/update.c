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

/* What must not be stored, by the directives that hold from now on. */
static void mark_for_store(const struct merge *merge, bool *stored, bool *with)
{
	struct policy policy = policy_read_merged(merge->cache, merge->with, merge->stored);

	left_out_mark(left_out_begin(merge->cache, merge->with, HTTPSTATUS_PART_RESPONSE, &policy), merge->with,
		HTTPSTATUS_PART_RESPONSE, with);
	left_out_mark(left_out_by_policy(merge->cache, &policy), merge->stored, HTTPSTATUS_PART_RESPONSE, stored);
}

/* What must not be sent. What the server just said is for this client, whatever must not be stored of it. */
static void mark_for_answer(const struct merge *merge, bool *stored, bool *with)
{
	struct policy policy = policy_read(merge->cache, merge->stored);

	left_out_mark(left_out_begin(merge->cache, merge->with, HTTPSTATUS_PART_RESPONSE, NULL), merge->with,
		HTTPSTATUS_PART_RESPONSE, with);
	left_out_mark(left_out_begin(merge->cache, merge->stored, HTTPSTATUS_PART_RESPONSE, &policy), merge->stored,
		HTTPSTATUS_PART_RESPONSE, stored);
	policy = policy_read_merged(merge->cache, merge->with, merge->stored);
	left_out_mark(left_out_by_policy(merge->cache, &policy), merge->stored, HTTPSTATUS_PART_RESPONSE, stored);
}

bool merge_mark(struct merge *merge, struct httpstatus_exchange *draft)
{
	bool *stored = merge->stored_marks = exchange_draft_marks(draft, 0, merge->stored);
	bool *with = merge->with_marks = exchange_draft_marks(draft, 1, merge->with);

	if (!stored || !with)
		return false;
	if (merge->answers)
		mark_for_answer(merge, stored, with);
	else
		mark_for_store(merge, stored, with);
	mark_names(content_names, sizeof content_names / sizeof content_names[0], merge->with, with);
	/* How old it is, and when it was made, is the new response's to say. */
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

/* RFC 9111, 3 and 5.2.1.5: what must not be stored by itself must not be stored with another response either. (What the response's own directives
 * forbid, the stored response will say by itself then.) */
bool may_be_merged(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with)
{
	struct policy policy = policy_read_merged(cache, with, stored);

	return !exchange_cache_control(with, HTTPSTATUS_PART_REQUEST).no_store &&
	       !authorization_holds(cache, with, &policy.control);
}

static bool is_of_method(const struct httpstatus_exchange *exchange, struct span method)
{
	return span_equals(exchange_line(exchange, HTTPSTATUS_LINE_METHOD), method);
}

/* Whether a 304 to a method can be about what is stored. What a QUERY brings is another representation, which its content is the key to (RFC 10008,
 * 2.7). */
static bool may_validate(struct span method)
{
	return method.length == 0 || span_equals(method, SPAN("GET")) || span_equals(method, SPAN("HEAD"));
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
static int update_state(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with)
{
	int status = httpstatus_exchange_status(with);

	if (!httpstatus_exchange_status(stored) || exchange_targets_match(stored, with) == 0)
		return 0;
	if (status == 304 && !may_validate(exchange_line(with, HTTPSTATUS_LINE_METHOD)))
		return 0;
	if (status == 304)
		return selection_of(with, stored) != SELECTION_NONE && may_be_merged(cache, stored, with);
	if (status != 200 || !is_of_method(with, SPAN("HEAD")) || is_of_method(stored, SPAN("HEAD")) ||
		vary_matches(stored, with) != 1)
		return 0;
	if (!head_matches(stored, with))
		return -1;
	return may_be_merged(cache, stored, with);
}

int httpstatus_cache_update(const struct httpstatus_cache *cache, struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with)
{
	struct merge merge = {.cache = cache, .stored = stored, .with = with};

	if (!stored || !with)
		return HTTPSTATUS_ERROR_HANDLE;
	int state = update_state(cache, stored, with);
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
