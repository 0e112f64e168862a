/*
 * What is so in one exchange of a chain: the questions that more than one condition asks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* ---- what the caller said ---- */

bool situation_can(const struct situation *situation, enum httpstatus_chain_property property)
{
	int64_t said = situation->chain->said[property];

	if (said != HTTPSTATUS_UNKNOWN)
		return said;
	return property != HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE && property != HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED;
}

int situation_circumstance(const struct situation *situation, enum httpstatus_chain_property property)
{
	int64_t said = situation->chain->said[property];

	return said == HTTPSTATUS_UNKNOWN ? -1 : (int)said;
}

bool situation_is_proxys(const struct situation *situation)
{
	return situation->chain->said[HTTPSTATUS_CHAIN_PROPERTY_ROLE] == HTTPSTATUS_ROLE_PROXY;
}

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
	if (situation->framing.kind == HTTPSTATUS_CONTENT_KIND_NONE ||
		situation->framing.kind == HTTPSTATUS_CONTENT_KIND_TUNNEL)
		return false;
	return ending == HTTPSTATUS_ENDING_CUT || ending == HTTPSTATUS_ENDING_CLOSED ||
	       ending == HTTPSTATUS_ENDING_TIMED_OUT ||
	       (exchange_defects(situation->exchange) & defect_bit(HTTPSTATUS_DEFECT_CONTENT_SHORT));
}

static int final_event(const struct situation *situation, int64_t ending)
{
	if (situation->framing.kind == HTTPSTATUS_CONTENT_KIND_ERROR)
		return EVENT_UNREADABLE;
	/* The fields, which came whole, say where to go on, and whether the rest is for the page. */
	int event =
		httpstatus_class(situation->code) == 1 ? EVENT_COUNT : cors_event(situation->chain, situation->status);
	if (event == EVENT_COUNT || event == EVENT_PREFLIGHT_PASSED)
		return is_cut(situation, ending) && httpstatus_class(situation->code) != 3 ? EVENT_CUT : event;
	return event;
}

static int last_interim(const struct httpstatus_exchange *exchange)
{
	size_t count = exchange->said.interims;

	return count ? httpstatus_exchange_interim(exchange, count - 1) : 0;
}

/* A registry can say of a code to which it is nearest; where only the class of a code is known, no list of codes means it. */
static void read_status(struct situation *situation, int status)
{
	const struct httpstatus_registry *registry = situation->chain->registry;
	bool is_near = httpstatus_code_nearest(httpstatus_registry_find(registry, status)) != 0;

	situation->status = status;
	situation->code = httpstatus_registry_treat_as(registry, status);
	situation->named = is_near ? situation->code : status;
}

void situation_read(const struct httpstatus_chain *chain, struct situation *situation)
{
	const struct httpstatus_exchange *exchange = chain->exchange;
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);
	int64_t ending = exchange_property(exchange, HTTPSTATUS_PROPERTY_ENDING);
	int interim = ending == HTTPSTATUS_UNKNOWN ? last_interim(exchange) : 0;

	*situation = (struct situation){
		.chain = chain, .exchange = exchange, .part = HTTPSTATUS_PART_RESPONSE, .event = EVENT_COUNT};
	situation->method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD);
	situation->framing = framing_read(exchange);
	if (status != HTTPSTATUS_UNKNOWN) {
		read_status(situation, (int)status);
		situation->event = final_event(situation, ending);
	} else if (interim) {
		read_status(situation, interim);
		situation->part = HTTPSTATUS_PART_INTERIM + (int)exchange->said.interims - 1;
	} else {
		situation->event = ending_event(ending);
	}
}

bool situation_is_listed(const struct situation *situation, enum setting setting)
{
	const struct httpstatus_policy *policy = &situation->chain->policy;

	return policy_has_code(policy, setting, situation->status) ||
	       policy_has_code(policy, setting, situation->named);
}

/* ---- the request ---- */

bool situation_request_has(const struct situation *situation, struct span name)
{
	return exchange_has_field(situation->exchange, HTTPSTATUS_PART_REQUEST, name);
}

bool situation_response_has(const struct situation *situation, struct span name)
{
	return exchange_has_field(situation->exchange, situation->part, name);
}

bool situation_response_lacks(const struct situation *situation, struct span name)
{
	return !exchange_response_is_open(situation->exchange) && !situation_response_has(situation, name);
}

static bool request_has_condition(const struct situation *situation)
{
	const char *name;

	for (size_t i = 0; (name = list_text(condition_field_names(), i)); i++)
		if (situation_request_has(situation, span_of(name)))
			return true;
	return false;
}

bool request_is_conditional(const struct situation *situation)
{
	return request_has_condition(situation) || exchange_request_is_open(situation->exchange);
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

int64_t situation_version(const struct situation *situation)
{
	int64_t version = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);

	return version != HTTPSTATUS_UNKNOWN
		       ? version
		       : exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
}

/* ---- the request's content ---- */

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
	return content == HTTPSTATUS_UNKNOWN && situation_can(situation, HTTPSTATUS_CHAIN_PROPERTY_CAN_RESEND);
}

bool content_is_unsent(const struct situation *situation)
{
	int64_t sent = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT);
	int64_t length = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);

	if (!situation_has_content(situation) || sent == HTTPSTATUS_UNKNOWN || situation->chain->memory.stopped)
		return false;
	return length == HTTPSTATUS_UNKNOWN ? sent == 0 : sent < length;
}

bool content_is_unfinished(const struct situation *situation)
{
	return content_is_unsent(situation) && !situation->chain->memory.content_sent;
}
