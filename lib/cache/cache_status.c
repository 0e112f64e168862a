/*
 * Cache-Status: in one line what happened and why (RFC 9211).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* The largest that an integer of a structured field can be (RFC 9651, 3.3.1). */
static const int64_t INTEGER_MOST = 999999999999999;

/* ---- pieces ---- */

/* RFC 9211, 2: a String or a Token. */
static bool put_name(struct buffer *value, struct span name)
{
	if (structured_is_token(name))
		return buffer_put(value, name);
	if (!buffer_put(value, SPAN("\"")))
		return false;
	for (size_t i = 0; i < name.length; i++)
		if (((name.bytes[i] == '"' || name.bytes[i] == '\\') && !buffer_put(value, SPAN("\\"))) ||
			!buffer_put(value, (struct span){&name.bytes[i], 1}))
			return false;
	return buffer_put(value, SPAN("\""));
}

static bool put_word(struct buffer *value, struct span parameter, struct span word)
{
	return buffer_put(value, parameter) && buffer_put(value, word);
}

static bool put_number(struct buffer *value, struct span parameter, int64_t number)
{
	if (number == HTTPSTATUS_UNKNOWN || number > INTEGER_MOST || number < -INTEGER_MOST)
		return true;
	return buffer_put(value, parameter) && (number >= 0 || buffer_put(value, SPAN("-"))) &&
	       buffer_put_number(value, number < 0 ? -number : number);
}

/* ---- why it went forward: RFC 9211, 2.2 ---- */

static struct span forward_word(const struct httpstatus_lookup *lookup)
{
	static const struct {
		char reason;
		char word[16];
	} words[] = {
		{HTTPSTATUS_CACHE_REASON_NOTHING_STORED, "uri-miss"},
		{HTTPSTATUS_CACHE_REASON_VARY, "vary-miss"},
		{HTTPSTATUS_CACHE_REASON_STALE, "stale"},
		{HTTPSTATUS_CACHE_REASON_NO_CACHE, "stale"},
		{HTTPSTATUS_CACHE_REASON_INCOMPLETE, "partial"},
		{HTTPSTATUS_CACHE_REASON_REQUEST_NO_CACHE, "request"},
		{HTTPSTATUS_CACHE_REASON_REQUEST_MAX_AGE, "request"},
		{HTTPSTATUS_CACHE_REASON_REQUEST_MIN_FRESH, "request"},
		{HTTPSTATUS_CACHE_REASON_OTHER_CONDITION, "request"},
	};

	if (lookup->bypasses)
		return SPAN("method");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (lookup->asked_because >> words[i].reason & 1)
			return span_of(words[i].word);
	return SPAN("miss");
}

static bool put_forward(struct buffer *value, const struct httpstatus_lookup *lookup, int sent)
{
	int status = httpstatus_exchange_status(lookup->received);

	return put_word(value, SPAN("; fwd="), forward_word(lookup)) &&
	       (!status || status == sent || put_number(value, SPAN("; fwd-status="), status));
}

static bool is_stored(const struct httpstatus_lookup *lookup)
{
	int64_t said = lookup->properties[HTTPSTATUS_LOOKUP_PROPERTY_STORED];

	if (lookup->action != HTTPSTATUS_CACHE_ACTION_RELAY || said != HTTPSTATUS_UNKNOWN)
		return lookup->action == HTTPSTATUS_CACHE_ACTION_RELAY && said == 1;
	return httpstatus_cache_may_store(lookup->cache, lookup->received) == 1;
}

/* ---- the member ---- */

/* For how long the answer is fresh; unknown where the stored response was not updated, though it was validated. */
static int64_t ttl(const struct httpstatus_lookup *lookup)
{
	const struct httpstatus_exchange *of =
		lookup->action == HTTPSTATUS_CACHE_ACTION_RELAY ? lookup->received : lookup->chosen;

	if (lookup->action == HTTPSTATUS_CACHE_ACTION_UPDATE && lookup->selected == 0)
		return HTTPSTATUS_UNKNOWN;
	return httpstatus_cache_time(lookup->cache, of, HTTPSTATUS_CACHE_TIME_FRESH_FOR,
		lookup->received ? lookup->received_now : lookup->now);
}

static bool put_parameters(struct buffer *value, const struct httpstatus_lookup *lookup, int sent)
{
	if (lookup->received ? !put_forward(value, lookup, sent) : !buffer_put(value, SPAN("; hit")))
		return false;
	if (is_stored(lookup) && !buffer_put(value, SPAN("; stored")))
		return false;
	return put_number(value, SPAN("; ttl="), ttl(lookup));
}

/* What is not told by the rest of it. */
static bool put_detail(struct buffer *value, const struct httpstatus_lookup *lookup)
{
	static const char reasons[] = {HTTPSTATUS_CACHE_REASON_STALE_WHILE_REVALIDATE,
		HTTPSTATUS_CACHE_REASON_STALE_IF_ERROR, HTTPSTATUS_CACHE_REASON_REQUEST_MAX_STALE,
		HTTPSTATUS_CACHE_REASON_IMMUTABLE, HTTPSTATUS_CACHE_REASON_CUT_OFF, HTTPSTATUS_CACHE_REASON_ERROR};

	for (size_t i = 0; i < sizeof reasons; i++)
		if (lookup_has_reason(lookup, reasons[i]))
			return put_word(value, SPAN("; detail="),
				span_of(httpstatus_word(HTTPSTATUS_VOCABULARY_CACHE_REASON, reasons[i])));
	return true;
}

int add_cache_status(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	struct span name = cache_text(lookup->cache, HTTPSTATUS_CACHE_TEXT_NAME);
	struct buffer *value = &lookup->tags->list;

	if (name.length == 0 || lookup->action == HTTPSTATUS_CACHE_ACTION_REFUSE) /* not on what is made here (2) */
		return 0;
	value->used = 0;
	if (!put_name(value, name) || !put_parameters(value, lookup, httpstatus_exchange_status(draft)) ||
		!put_detail(value, lookup))
		return HTTPSTATUS_ERROR_MEMORY;
	return exchange_add_line(
		draft, HTTPSTATUS_PART_RESPONSE, SPAN("Cache-Status"), (struct span){value->bytes, value->used});
}
