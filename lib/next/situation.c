/*
 * What is so in one exchange of a chain: the questions that more than one condition asks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <httpstatus/status.h>
#include <string.h>

/* ---- what happened ---- */

/* Without a final response. */
static int ending_event(int64_t ending)
{
	switch (ending) {
	case HTTPSTATUS_ENDING_NEVER_SENT:
		return EVENT_NEVER_SENT;
	case HTTPSTATUS_ENDING_REFUSED:
		return EVENT_REFUSED;
	case HTTPSTATUS_ENDING_TIMED_OUT:
		return EVENT_TIMED_OUT;
	case HTTPSTATUS_UNKNOWN:
		return EVENT_AWAITED;
	default:
		return EVENT_CLOSED;
	}
}

/* Whether content that was to come did not come whole (RFC 9112, 8). */
static bool is_cut(const struct situation *situation, int64_t ending)
{
	if (situation->framing.kind == HTTPSTATUS_CONTENT_NONE || situation->framing.kind == HTTPSTATUS_CONTENT_TUNNEL)
		return false;
	return ending == HTTPSTATUS_ENDING_CUT || ending == HTTPSTATUS_ENDING_CLOSED ||
	       ending == HTTPSTATUS_ENDING_TIMED_OUT ||
	       (httpstatus_exchange_defects(situation->exchange) & defect_bit(HTTPSTATUS_DEFECT_CONTENT_SHORT));
}

static int final_event(const struct situation *situation, int64_t ending)
{
	if (situation->framing.kind == HTTPSTATUS_CONTENT_ERROR)
		return EVENT_UNREADABLE;
	if (httpstatus_class(situation->status) == 3)
		return EVENT_COUNT; /* the fields, which came whole, say where to go on */
	return is_cut(situation, ending) ? EVENT_CUT : EVENT_COUNT;
}

static int last_interim(const struct httpstatus_exchange *exchange)
{
	size_t count = exchange->said.interims;

	return count ? httpstatus_exchange_interim(exchange, count - 1) : 0;
}

void situation_read(struct situation *situation)
{
	const struct httpstatus_exchange *exchange = situation->exchange;
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);
	int64_t ending = exchange_property(exchange, HTTPSTATUS_PROPERTY_ENDING);

	situation->method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD);
	situation->framing = framing_read(exchange);
	if (status != HTTPSTATUS_UNKNOWN) {
		situation->status = (int)status;
		situation->event = final_event(situation, ending);
	} else {
		situation->status = ending == HTTPSTATUS_UNKNOWN ? last_interim(exchange) : 0;
		situation->event = situation->status ? EVENT_COUNT : ending_event(ending);
	}
	situation->code =
		situation->status || situation->event == EVENT_COUNT ? httpstatus_treat_as(situation->status) : 0;
	wait_read(situation, &situation->wait);
	redirect_read(situation, &situation->redirect);
}

/* ---- the request ---- */

bool situation_request_has(const struct situation *situation, struct span name)
{
	return exchange_has_field(situation->exchange, HTTPSTATUS_PART_REQUEST, name);
}

bool situation_response_has(const struct situation *situation, struct span name)
{
	return exchange_has_field(situation->exchange, HTTPSTATUS_PART_RESPONSE, name);
}

bool request_is_conditional(const struct situation *situation)
{
	const char *name;

	for (size_t i = 0; (name = list_text(condition_field_names(), i)); i++)
		if (situation_request_has(situation, span_of(name)))
			return true;
	return exchange_request_is_open(situation->exchange);
}

bool request_has_credentials(const struct situation *situation)
{
	const struct httpstatus_exchange *exchange = situation->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++)
		if (exchange->fields[i].part == HTTPSTATUS_PART_REQUEST &&
			policy_has_field(&situation->chain->policy, SETTING_SENSITIVE_FIELDS,
				exchange_text(exchange, exchange->fields[i].name)))
			return true;
	return exchange_request_is_open(exchange);
}

/* Whether the fields say that there is content (RFC 9112, 6). */
static bool fields_announce_content(const struct situation *situation)
{
	struct span value;
	int64_t length;

	if (situation_request_has(situation, SPAN("Transfer-Encoding")))
		return true;
	return exchange_first_line(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Length"), &value) &&
	       !(span_number(value, &length) && length == 0);
}

/* Methods that have content as a rule (RFC 9110, 9.3): where nothing else tells. */
static bool method_brings_content(struct span method)
{
	return span_equals(method, SPAN("POST")) || span_equals(method, SPAN("PUT")) ||
	       span_equals(method, SPAN("PATCH")) || span_equals(method, SPAN("QUERY"));
}

bool situation_has_content(const struct situation *situation)
{
	int64_t content = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);

	if (content != HTTPSTATUS_UNKNOWN)
		return content != HTTPSTATUS_REQUEST_CONTENT_NONE;
	if (fields_announce_content(situation))
		return true;
	return !situation_request_has(situation, SPAN("Content-Length")) && method_brings_content(situation->method);
}

bool content_is_sendable(const struct situation *situation)
{
	int64_t content = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);

	if (!situation_has_content(situation) || situation->redirect.drops_content ||
		situation->chain->memory.content_dropped || content == HTTPSTATUS_REQUEST_CONTENT_REPEATABLE)
		return true;
	if (exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT) == 0)
		return true; /* a stream that has not begun can still be sent once */
	return content == HTTPSTATUS_UNKNOWN && situation->input->abilities >> HTTPSTATUS_CAN_RESEND & 1;
}

bool content_is_unsent(const struct situation *situation)
{
	int64_t sent = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT);
	int64_t length = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);

	if (!situation_has_content(situation) || sent == HTTPSTATUS_UNKNOWN || situation->chain->memory.stopped)
		return false;
	return length == HTTPSTATUS_UNKNOWN ? sent == 0 : sent < length;
}

/* ---- the response ---- */

/* RFC 9110, 8.8.2.2: Last-Modified is strong where Date is a second later or more. */
static bool last_modified_is_strong(const struct situation *situation, struct span *validator)
{
	int64_t date = httpstatus_exchange_date(situation->exchange), modified;

	return exchange_first_line(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), validator) &&
	       date != HTTPSTATUS_UNKNOWN &&
	       exchange_date(situation->exchange, SPAN("Last-Modified"), date, &modified) && modified < date;
}

/* RFC 9110, 13.1.5: an entity tag where there is one, and then not the date. */
static bool strong_validator(const struct situation *situation, struct span *validator)
{
	struct entity_tag tag;

	if (exchange_first_line(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), validator))
		return entity_tag_read(*validator, &tag) && !tag.weak;
	return last_modified_is_strong(situation, validator);
}

/* Where the content of a 206 begins. False where it does not say. */
static bool part_begin(const struct situation *situation, int64_t *begin)
{
	struct content_range range;
	struct span value;

	if (!exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), &value) ||
		!content_range_read(value, &range) || range.first == NUMBER_NONE || range.inconsistent)
		return false;
	*begin = range.first;
	return true;
}

bool parts_fit(const struct situation *situation)
{
	const struct httpstatus_chain *chain = situation->chain;
	struct span validator;
	int64_t begin;

	if (!part_begin(situation, &begin) || begin != chain->memory.resume_from)
		return false;
	if (!situation_response_has(situation, SPAN("ETag")) &&
		!situation_response_has(situation, SPAN("Last-Modified")))
		return true; /* If-Range has seen to it */
	return strong_validator(situation, &validator) &&
	       span_equals(validator, (struct span){chain->validator.bytes, chain->validator.used});
}

/* Where the content of this response begins in the representation. False where it is a part that does not fit. */
static bool content_begin(const struct situation *situation, int64_t *begin)
{
	*begin = situation->chain->memory.resume_from;
	if (situation->status == 206)
		return *begin != HTTPSTATUS_UNKNOWN && parts_fit(situation);
	*begin = 0;
	return situation->status == 200;
}

bool resumption_read(const struct situation *situation, int64_t *from, struct span *validator)
{
	int64_t seen = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN), begin;
	struct span ranges;

	if (seen <= 0 || !span_equals(situation->method, SPAN("GET")) || !content_begin(situation, &begin))
		return false;
	if (exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Accept-Ranges"), &ranges) &&
		list_has_token(ranges, SPAN("none")))
		return false;
	*from = begin > INT64_MAX - seen ? INT64_MAX : begin + seen;
	if (situation->status == 200)
		return strong_validator(situation, validator);
	*validator = (struct span){situation->chain->validator.bytes, situation->chain->validator.used};
	return true;
}

/* RFC 9110, 7.8: the name without regard to case; the version, where both have one, as it is. */
static bool same_protocol(struct span a, struct span b)
{
	size_t of_a = 0, of_b = 0;

	while (of_a < a.length && a.bytes[of_a] != '/')
		of_a++;
	while (of_b < b.length && b.bytes[of_b] != '/')
		of_b++;
	if (!span_equals_ignoring_case(span_first(a, of_a), span_first(b, of_b)))
		return false;
	return of_a == a.length || of_b == b.length || span_equals(span_from(a, of_a), span_from(b, of_b));
}

/* The first protocol that the server names and the client knows, as the client spells it: what a server wrote goes into no request. */
static bool protocol_choose(struct span offered, struct span known, struct span *protocol)
{
	struct span offer;

	while (list_next(&offered, &offer))
		for (struct span rest = known; list_next(&rest, protocol);)
			if (same_protocol(offer, *protocol))
				return true;
	return false;
}

/* RFC 9113, 8.6: Upgrade is of HTTP/1.1 alone. */
static bool speaks_http11(const struct situation *situation)
{
	int64_t version = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);

	if (version == HTTPSTATUS_UNKNOWN)
		version = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	return version == HTTPSTATUS_UNKNOWN || version == 11;
}

bool upgrade_choose(const struct situation *situation, struct span *protocol)
{
	struct span offered;
	return situation->input->protocols && speaks_http11(situation) &&
	       exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Upgrade"), &offered) &&
	       protocol_choose(offered, span_of(situation->input->protocols), protocol);
}

/* Whether the response switches to what the request asked for (RFC 9110, 7.8; RFC 9113, 8.6). */
static bool switch_was_asked(const struct situation *situation)
{
	struct span asked, offered, protocol;

	if (!speaks_http11(situation))
		return false;
	if (exchange_request_is_open(situation->exchange))
		return true;
	/* One line is enough of the request's: what its lines are joined in is needed for the response's. */
	return exchange_first_line(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Upgrade"), &asked) &&
	       exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Upgrade"), &offered) &&
	       protocol_choose(offered, asked, &protocol);
}

/* ---- challenges ---- */

static bool is_proxys(const struct situation *situation)
{
	return situation->code == 407;
}

/* The value of a parameter of a challenge; empty where it has none of that name. */
static struct span challenge_parameter(const struct situation *situation, size_t i, struct span name)
{
	const char *own;

	for (size_t k = 0; (own = httpstatus_exchange_challenge_name(situation->exchange, is_proxys(situation), i, k));
		k++)
		if (span_equals(span_of(own), name))
			return span_of(
				httpstatus_exchange_challenge_value(situation->exchange, is_proxys(situation), i, k));
	return SPAN("");
}

static bool put_origin(const struct situation *situation, struct buffer *out)
{
	struct span target;
	struct origin origin;

	if (!exchange_target_uri(situation->exchange, &target) || !origin_read(target, &origin))
		return true;
	return buffer_put(out, SPAN("|")) && buffer_put(out, origin.scheme) && buffer_put(out, SPAN("|")) &&
	       buffer_put(out, origin.host) && buffer_put(out, SPAN("|")) && buffer_put(out, origin.port);
}

/* The legs of NTLM and Negotiate differ in their token. */
static bool put_token68(const struct situation *situation, size_t i, struct buffer *out)
{
	const char *token = httpstatus_exchange_challenge_token68(situation->exchange, is_proxys(situation), i);

	return !token || (buffer_put(out, SPAN("|")) && buffer_put(out, span_of(token)));
}

/* Digest's stale=true asks for the same credentials with another nonce, which is worth one more try (RFC 7616, 3.3). */
static bool put_key(const struct situation *situation, size_t i, struct span scheme, struct buffer *out)
{
	struct span stale = challenge_parameter(situation, i, SPAN("stale"));

	out->used = 0;
	if (!buffer_put(out, scheme))
		return false;
	for (size_t k = 0; k < out->used; k++)
		out->bytes[k] = lower_case(out->bytes[k]);
	char drops = (char)('0' + situation->chain->memory.drops %
					  64); /* what was answered before they were dropped does not count */
	return buffer_put(out, is_proxys(situation) ? SPAN("|proxy|") : SPAN("|origin|")) &&
	       buffer_put(out, (struct span){&drops, 1}) &&
	       buffer_put(out, span_equals_ignoring_case(stale, SPAN("true")) ? SPAN("stale|") : SPAN("|")) &&
	       buffer_put(out, challenge_parameter(situation, i, SPAN("realm"))) && put_token68(situation, i, out) &&
	       (is_proxys(situation) || put_origin(situation, out));
}

bool challenge_key(const struct situation *situation, size_t i, struct span *key)
{
	struct httpstatus_chain *chain = situation->chain;
	const char *scheme = httpstatus_exchange_challenge_scheme(situation->exchange, is_proxys(situation), i);

	if (!situation->exchange->challenges[is_proxys(situation)].read)
		chain->out_of_memory = true;
	if (!scheme || i >= CHALLENGES_MOST)
		return false;
	if (!put_key(situation, i, span_of(scheme), &chain->key)) {
		chain->out_of_memory = true;
		return false;
	}
	*key = (struct span){chain->key.bytes, chain->key.used};
	return true;
}

/* ---- facts ---- */

static uint32_t fact_if(bool holds, enum httpstatus_chain_fact fact)
{
	return holds ? (uint32_t)1 << fact : 0;
}

static bool lacks(const struct situation *situation, struct span name)
{
	return !exchange_response_is_open(situation->exchange) && !situation_response_has(situation, name);
}

static bool target_is_visited(const struct situation *situation)
{
	struct span target = situation->redirect.target, current;

	while (target.length && memchr(target.bytes, '#', target.length))
		target.length--;
	if (!situation->redirect.usable)
		return false;
	return memory_has(&situation->chain->visited, target) ||
	       (exchange_target_uri(situation->exchange, &current) && span_equals(current, target));
}

static uint32_t redirect_facts(const struct situation *situation)
{
	const struct redirect *redirect = &situation->redirect;
	bool needs = httpstatus_code_has(httpstatus_registry_find(NULL, situation->code), HTTPSTATUS_FETCH_REDIRECT);
	bool permanent = situation->code == 301 || situation->code == 308;

	return fact_if(permanent && redirect->usable, HTTPSTATUS_CHAIN_PERMANENT) |
	       fact_if(redirect->downgrade, HTTPSTATUS_CHAIN_DOWNGRADE) |
	       fact_if(target_is_visited(situation), HTTPSTATUS_CHAIN_TARGET_VISITED) |
	       fact_if(redirect->differs, HTTPSTATUS_CHAIN_LOCATION_REPEATED) |
	       fact_if(redirect->given && !redirect->usable && !redirect->differs, HTTPSTATUS_CHAIN_LOCATION_UNUSABLE) |
	       fact_if(needs && lacks(situation, SPAN("Location")), HTTPSTATUS_CHAIN_LOCATION_MISSING);
}

uint32_t situation_facts(const struct situation *situation)
{
	int code = situation->code;
	bool closed_request = !exchange_request_is_open(situation->exchange);

	return fact_if(code == 410, HTTPSTATUS_CHAIN_REMOVE_FROM_INDEX) |
	       fact_if(code != situation->status, HTTPSTATUS_CHAIN_TREATED_AS_CLASS) |
	       fact_if(code == 511, HTTPSTATUS_CHAIN_CAPTIVE_PORTAL) |
	       fact_if((code == 401 && lacks(situation, SPAN("WWW-Authenticate"))) ||
			       (code == 407 && lacks(situation, SPAN("Proxy-Authenticate"))),
		       HTTPSTATUS_CHAIN_CHALLENGE_MISSING) |
	       fact_if(situation->wait.invalid, HTTPSTATUS_CHAIN_RETRY_AFTER_INVALID) |
	       fact_if(code == 304 && !request_is_conditional(situation), HTTPSTATUS_CHAIN_UNREQUESTED_304) |
	       fact_if(code == 206 && closed_request && !situation_request_has(situation, SPAN("Range")),
		       HTTPSTATUS_CHAIN_UNREQUESTED_206) |
	       fact_if(code == 101 && !switch_was_asked(situation), HTTPSTATUS_CHAIN_UNREQUESTED_101) |
	       fact_if(code == 405 && lacks(situation, SPAN("Allow")), HTTPSTATUS_CHAIN_ALLOW_MISSING) |
	       fact_if(code == 426 && lacks(situation, SPAN("Upgrade")), HTTPSTATUS_CHAIN_UPGRADE_MISSING) |
	       redirect_facts(situation);
}
