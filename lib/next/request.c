/*
 * The request that a step sends: what changes in it, and when it is sent.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

static bool follows(const struct httpstatus_step *step)
{
	return step->action == HTTPSTATUS_ACTION_FOLLOW;
}

/* ---- method, target, content ---- */

static bool put_method(const struct situation *situation, struct httpstatus_step *step)
{
	bool gets = follows(step) && situation->redirect.rewrite == REWRITE_GET;
	struct span method = situation->method;

	if (step->record->method || gets)
		method = step->record->method ? span_of(data_text(step->record->method)) : SPAN("GET");
	return method.length == 0 || step_put_line(step, method, &step->method);
}

/* Text of two pieces. */
static bool put_joined(struct httpstatus_step *step, struct span first, struct span rest, struct line *out)
{
	struct buffer *texts = &step->chain->texts;
	size_t offset = texts->used;

	if (!buffer_put(texts, first) || !step_put_line(step, rest, out))
		return false;
	out->text = (struct text){offset, out->text.offset + out->text.length - offset};
	return true;
}

/* Where Location leads, without user information: no target has any (RFC 9110, 4.2.4). */
static bool put_location(const struct situation *situation, struct httpstatus_step *step)
{
	struct span target = situation->redirect.target;
	struct authority authority;
	struct uri parts;

	if (!situation->redirect.userinfo)
		return step_put_line(step, target, &step->target);
	uri_split(target, &parts);
	authority_split(parts.authority, &authority);
	size_t before = (size_t)(parts.authority.bytes - target.bytes);
	size_t behind = (size_t)(authority.host.bytes - target.bytes);
	return put_joined(step, span_first(target, before), span_from(target, behind), &step->target);
}

static bool put_target(const struct situation *situation, struct httpstatus_step *step)
{
	struct span target = exchange_line(situation->exchange, HTTPSTATUS_LINE_TARGET), uri;
	bool is_path = target.length && target.bytes[0] == '/';

	if (follows(step))
		return put_location(situation, step);
	/* Where nobody said the scheme, a path stays one: http would do for https what must not be done. */
	if (is_path && exchange_knows_scheme(situation->exchange) && exchange_target_uri(situation->exchange, &uri))
		target = uri;
	return target.length == 0 || step_put_line(step, target, &step->target);
}

/* Of an unknown method nobody knows whether it brings content: if so, it is sent again like any other. */
static bool may_have_content(const struct situation *situation)
{
	int64_t content = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);

	return situation_has_content(situation) || (situation->method.length == 0 && content == HTTPSTATUS_UNKNOWN);
}

static int find_content(const struct situation *situation, const struct httpstatus_step *step)
{
	if (!may_have_content(situation))
		return HTTPSTATUS_NEXT_CONTENT_NONE;
	if (step->record->drops_content || situation->chain->memory.content_dropped ||
		(follows(step) && situation->redirect.drops_content))
		return HTTPSTATUS_NEXT_CONTENT_DROP;
	return HTTPSTATUS_NEXT_CONTENT_KEEP;
}

/* ---- Origin, as browsers have it (Fetch, serializing a request origin, append a request Origin header) ---- */

static bool follows_as_browser(const struct situation *situation, const struct httpstatus_step *step)
{
	return follows(step) && httpstatus_class(situation->code) == 3 && cors_counts(situation->chain);
}

/* What has become GET names the origin in mode "cors" alone, and there for another origin only. */
static bool origin_goes(const struct situation *situation, const struct httpstatus_step *step)
{
	const struct httpstatus_exchange *exchange = situation->exchange;

	return follows_as_browser(situation, step) && situation->redirect.rewrite == REWRITE_GET &&
	       exchange_is_cors(exchange) == 0 &&
	       (httpstatus_exchange_location_is_cross_origin(exchange) == 0 || !exchange_origin_is_own(exchange));
}

/* From where the page's origin is another one, a redirect to yet another: then nobody stands behind the request as a whole. */
static bool origin_becomes_null(const struct situation *situation, const struct httpstatus_step *step)
{
	return follows_as_browser(situation, step) && exchange_origin_is_other(situation->exchange) &&
	       httpstatus_exchange_location_is_cross_origin(situation->exchange) == 1 && !origin_goes(situation, step);
}

/* Fetch, main fetch: once a request is for a page of another origin it stays so, and a redirect can make it one. */
static bool goes_on_as_cors(const struct situation *situation)
{
	return exchange_is_cors(situation->exchange) == 1 ||
	       (exchange_mode_is_cors(situation->exchange) &&
		       httpstatus_exchange_location_is_cross_origin(situation->exchange) == 1);
}

/* Fetch, main fetch: what a form could not send is asked about first. */
bool request_needs_preflight(const struct situation *situation, const struct httpstatus_step *step)
{
	struct span method = step->method.known ? step_octets(step, step->method.text) : SPAN("GET"), type;

	if (!follows_as_browser(situation, step) || !goes_on_as_cors(situation))
		return false;
	return !method_is_safelisted(method) ||
	       (!step_drops(step, SPAN("Content-Type")) &&
		       exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Type"), &type) &&
		       !content_type_is_safelisted(type));
}

/* ---- fields that do not go along ---- */

/* Authorization that answers a challenge of the present origin is not what was dropped on the way there. */
static bool credentials_are_dropped(
	const struct situation *situation, const struct httpstatus_step *step, struct span name)
{
	const struct memory *memory = &situation->chain->memory;

	if (!policy_has_field(&situation->chain->policy, SETTING_SENSITIVE_FIELDS, name))
		return false;
	if (step->drops_credentials)
		return true;
	if (span_equals_ignoring_case(name, SPAN("Authorization")))
		return memory->credentials_dropped && !memory->authenticated;
	if (span_equals_ignoring_case(name, SPAN("Proxy-Authorization")))
		return memory->credentials_dropped && !memory->authenticated_proxy;
	return memory->credentials_dropped;
}

/* Also where there was none: fields about it have no place in a request whose method has become another (RFC 9110, 15.4). */
static bool content_goes(const struct situation *situation, const struct httpstatus_step *step)
{
	return step->content == HTTPSTATUS_NEXT_CONTENT_DROP || step->record->drops_content ||
	       (follows(step) && situation->redirect.drops_content);
}

/* Whether a field goes where the content does not; many clients forget all but those that frame it. */
static bool content_field_goes(const struct situation *situation, struct span name)
{
	if (policy_number(&situation->chain->policy, SETTING_CONTENT_FIELDS) == CONTENT_FIELDS_DROP)
		return list_has_name(content_field_names(), name) || list_has_name(upload_field_names(), name) ||
		       span_equals_ignoring_case(span_first(name, sizeof "Content-" - 1), SPAN("Content-"));
	return span_equals_ignoring_case(name, SPAN("Content-Length")) ||
	       span_equals_ignoring_case(name, SPAN("Transfer-Encoding"));
}

/* A validator is of one resource: the rest of it is not asked for elsewhere (RFC 9110, 8.8). */
static bool is_of_resumption(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("Range")) || span_equals_ignoring_case(name, SPAN("If-Range"));
}

static bool is_own_condition(const struct situation *situation, struct span name)
{
	return situation_circumstance(situation, HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION) == 1 &&
	       list_has_name(condition_field_names(), name);
}

/* RFC 9110, 15.4: what must not go along, or would be wrong. */
static bool field_is_dropped(const struct situation *situation, const struct httpstatus_step *step, struct span name)
{
	if (list_has_name(step->record->drop, name) || (name.length && name.bytes[0] == ':'))
		return true; /* what begins with a colon is the request line of HTTP/2 */
	if (follows(step) && situation->chain->memory.resume_from != HTTPSTATUS_UNKNOWN && is_of_resumption(name))
		return true;
	if (content_goes(situation, step) && content_field_goes(situation, name))
		return true;
	if (follows(step) && situation->redirect.crosses && span_equals_ignoring_case(name, SPAN("Host")))
		return true;
	if (follows(step) && is_own_condition(situation, name))
		return true;
	if (span_equals_ignoring_case(name, SPAN("Origin")))
		return origin_becomes_null(situation, step) || origin_goes(situation, step);
	return credentials_are_dropped(situation, step, name);
}

static bool is_credentials(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("Authorization")) ||
	       span_equals_ignoring_case(name, SPAN("Proxy-Authorization"));
}

/* The scheme of credentials (RFC 9110, 11.4). */
static struct span scheme_of(struct span value)
{
	size_t length = 0;

	while (length < value.length && value.bytes[length] != ' ' && value.bytes[length] != '\t')
		length++;
	return span_first(value, length);
}

/* Whether a field is of the one request, or the one connection, that it was sent with: it has to be made anew for another. What a proxy held up did
 * not get to the server that it is for. */
static bool is_spent(const struct situation *situation, struct span name, struct span value)
{
	if (situation->code == 407 && !span_equals_ignoring_case(name, SPAN("Proxy-Authorization")))
		return false;
	return list_has_name(bound_field_names(), name) ||
	       (is_credentials(name) && list_has_name(bound_scheme_names(), scheme_of(value)));
}

/* Drops a field if it has to be. False where there is no memory. */
static bool look_at_field(
	const struct situation *situation, struct httpstatus_step *step, struct span name, struct span value)
{
	if (step_drops(step, name) || !(field_is_dropped(situation, step, name) || is_spent(situation, name, value)))
		return true;
	if (!step_put_field(step, name, (struct line){.known = false}))
		return false;
	step->drops++;
	step->lacks_credentials = step->lacks_credentials || credentials_are_dropped(situation, step, name);
	return true;
}

/* Where the request is not known whole, what it may have had is told as well. */
static bool drop_unknown(const struct situation *situation, struct httpstatus_step *step)
{
	const struct offset_list lists[] = {step->record->drop, content_field_names(), condition_field_names()};
	struct span sensitive = situation->chain->policy.values[SETTING_SENSITIVE_FIELDS].text, name;
	const char *own;

	if (!exchange_request_is_open(situation->exchange))
		return true;
	if (!look_at_field(situation, step, SPAN("Host"), SPAN("")))
		return false;
	for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++)
		for (size_t i = 0; (own = list_text(lists[list], i)); i++)
			if (!look_at_field(situation, step, span_of(own), SPAN("")))
				return false;
	while (word_next(&sensitive, &name))
		if (!look_at_field(situation, step, name, SPAN("")))
			return false;
	return true;
}

static bool put_drops(const struct situation *situation, struct httpstatus_step *step)
{
	const struct httpstatus_exchange *exchange = situation->exchange;

	step->first_drop = step->chain->field_count;
	for (size_t i = 0; i < exchange->said.fields; i++)
		if (exchange->fields[i].part == HTTPSTATUS_PART_REQUEST &&
			!look_at_field(situation, step, exchange_text(exchange, exchange->fields[i].name),
				exchange_text(exchange, exchange->fields[i].value)))
			return false;
	return drop_unknown(situation, step);
}

/* ---- fields that are new ---- */

static bool put_number(struct httpstatus_step *step, int64_t number, struct line *out)
{
	char digits[NUMBER_SIZE];

	number_write(number, digits);
	return step_put_line(step, span_of(digits), out);
}

/* All from an octet on (RFC 9110, 14.1.2). */
static bool put_range(struct httpstatus_step *step, int64_t from, struct line *out)
{
	struct buffer *texts = &step->chain->texts;
	size_t offset = texts->used;

	if (!buffer_put(texts, SPAN("bytes=")) || !buffer_put_number(texts, from) ||
		!step_put_line(step, SPAN("-"), out))
		return false;
	out->text = (struct text){offset, out->text.offset + out->text.length - offset};
	return true;
}

/* The value of a field; nothing where only the caller knows it. False where there is no memory. */
static bool put_value(
	const struct situation *situation, struct httpstatus_step *step, struct span name, struct line *out)
{
	int64_t length = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH), from;
	struct span value;

	if (span_equals(name, SPAN("Content-Length")))
		return length == HTTPSTATUS_UNKNOWN || put_number(step, length, out);
	if (span_equals(name, SPAN("Range")))
		return !resumption_read(situation, &from, &value) || put_range(step, from, out);
	if (span_equals(name, SPAN("If-Range")))
		return !resumption_read(situation, &from, &value) || step_put_line(step, value, out);
	if (span_equals(name, SPAN("Upgrade")))
		return !upgrade_choose(situation, &value) || step_put_line(step, value, out);
	return !span_equals(name, SPAN("Connection")) || step_put_line(step, SPAN("Upgrade"), out);
}

static bool adds(const struct httpstatus_step *step, struct span name)
{
	struct span added;

	for (size_t i = 0; (added.bytes = httpstatus_step_add_field(step, i, &added.length)); i++)
		if (span_equals_ignoring_case(added, name))
			return true;
	return false;
}

/* Whether the caller has to make a field anew: its value is spent, and it would go along otherwise. */
static bool is_renewed(
	const struct situation *situation, const struct httpstatus_step *step, struct span name, struct span value)
{
	/* A proof goes where the credentials go that it is about. */
	struct span credentials = is_credentials(name) ? name : SPAN("Authorization");

	return is_spent(situation, name, value) && !list_has_name(step->record->drop, name) && !adds(step, name) &&
	       !credentials_are_dropped(situation, step, credentials);
}

static bool put_renewals(const struct situation *situation, struct httpstatus_step *step)
{
	const struct httpstatus_exchange *exchange = situation->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++) {
		struct span name = exchange_text(exchange, exchange->fields[i].name);
		struct span value = exchange_text(exchange, exchange->fields[i].value);

		if (exchange->fields[i].part != HTTPSTATUS_PART_REQUEST || !is_renewed(situation, step, name, value))
			continue;
		if (!step_put_field(step, name, (struct line){.known = false}))
			return false;
		step->adds++;
	}
	return true;
}

static bool put_null_origin(const struct situation *situation, struct httpstatus_step *step)
{
	struct line value;

	if (!origin_becomes_null(situation, step))
		return true;
	step->adds++;
	return step_put_line(step, SPAN("null"), &value) && step_put_field(step, SPAN("Origin"), value);
}

static bool put_adds(const struct situation *situation, struct httpstatus_step *step)
{
	const char *name;

	step->first_add = step->chain->field_count;
	for (; (name = list_text(step->record->add, step->adds)); step->adds++) {
		struct line value = {.known = false};

		if (!put_value(situation, step, span_of(name), &value) || !step_put_field(step, span_of(name), value))
			return false;
	}
	return put_null_origin(situation, step) && put_renewals(situation, step);
}

/* ---- all of it ---- */

static void find_delay(const struct situation *situation, struct httpstatus_step *step)
{
	if (situation->wait.told) {
		step->delay_ms = situation->wait.ms;
		step->delay_source = HTTPSTATUS_DELAY_SOURCE_RETRY_AFTER;
	} else if (step->record->backs_off) {
		step->delay_ms = backoff_ms(situation);
		step->delay_source = step->delay_ms ? HTTPSTATUS_DELAY_SOURCE_BACKOFF : HTTPSTATUS_DELAY_SOURCE_NONE;
	}
}

bool request_describe(const struct situation *situation, struct httpstatus_step *step)
{
	step->content = find_content(situation, step);
	step->drops_credentials = follows(step) && situation->redirect.drops_credentials;
	find_delay(situation, step);
	return put_method(situation, step) && put_target(situation, step) && put_drops(situation, step) &&
	       put_adds(situation, step);
}
