/*
 * Whether a response answers what was asked: what its code says of the request, held against the request. What may have been in a request that is
 * not known whole is not missing.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* A field that is there and empty asks for nothing. */
static bool request_asks(const struct situation *situation, struct span name)
{
	struct span value, element;

	return exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, name, &value) &&
	       list_next(&value, &element);
}

/* ---- conditions ---- */

static bool request_has_one_of(const struct situation *situation, const struct httpstatus_requirement *requirement)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_requirement_field(requirement, i)); i++)
		if (request_asks(situation, span_of(name)))
			return true;
	return false;
}

/* Whether a representation is asked for, which need not come. An unknown method may ask for one. */
static bool may_retrieve(const struct situation *situation)
{
	return situation->method.length == 0 || method_retrieves(situation->method);
}

/* Whether the client says that it made the request conditional by a field that is not among those of the exchange. */
static bool condition_is_elsewhere(const struct situation *situation)
{
	return !request_is_conditional(situation) &&
	       situation_circumstance(situation, HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION) == 1;
}

bool unmodified_is_possible(const struct situation *situation)
{
	if (!may_retrieve(situation))
		return false;
	return exchange_request_is_open(situation->exchange) || condition_is_elsewhere(situation) ||
	       request_asks(situation, SPAN("If-None-Match")) || request_asks(situation, SPAN("If-Modified-Since"));
}

/* RFC 9110, 13.1.2: what cannot be read on one of both sides proves nothing. */
static bool tag_is_another(const struct situation *situation, struct span listed)
{
	struct span value;
	struct entity_tag tag;

	return exchange_single_value(situation->exchange, SPAN("ETag"), &value) && entity_tag_read(value, &tag) &&
	       entity_tag_list_match(listed, tag, false) == TAG_NO_MATCH;
}

bool unmodified_is_another(const struct situation *situation)
{
	const struct httpstatus_exchange *exchange = situation->exchange;
	struct state state = {.exists = true, .now = httpstatus_exchange_date(exchange)};
	struct span listed;

	if (exchange_request_is_open(exchange))
		return false;
	if (exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &listed))
		return tag_is_another(situation, listed);
	return exchange_date(exchange, SPAN("Last-Modified"), state.now, &state.last_modified) &&
	       if_modified_since(exchange, &state) == HOLDING_HOLDS;
}

/* A condition that RFC 9110 does not know: extensions call them so. */
static bool is_other_condition(struct span name)
{
	return span_equals_ignoring_case(span_first(name, sizeof "If-" - 1), SPAN("If-")) &&
	       !list_has_name(condition_field_names(), name);
}

static bool request_has_other_condition(const struct situation *situation)
{
	return exchange_has_name(situation->exchange, HTTPSTATUS_PART_REQUEST, is_other_condition);
}

bool request_is_guarded(const struct situation *situation)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, 428);
	const struct httpstatus_requirement *guards = httpstatus_code_requirement(code, HTTPSTATUS_PART_REQUEST, 0);

	return condition_is_elsewhere(situation) || request_has_one_of(situation, guards) ||
	       request_has_other_condition(situation);
}

/* ---- ranges ---- */

bool range_is_asked(const struct situation *situation)
{
	return situation_request_has(situation, SPAN("Range")) && method_has_ranges(situation->method);
}

/* RFC 9110, 14.2: Range means nothing where the method is known to be another. */
bool range_is_missing(const struct situation *situation)
{
	bool ignored = situation->method.length > 0 && !method_has_ranges(situation->method);

	return ignored || (!exchange_request_is_open(situation->exchange) && !request_asks(situation, SPAN("Range")));
}

/* ---- proxies ---- */

/* What goes to a proxy has the whole target (RFC 9112, 3.2.2), and what is secured goes through a tunnel, where no proxy reads: so a path that was asked
 * for over TLS was asked of the server itself. Over plain http a proxy may stand in the way. */
static bool target_is_for_origin(const struct situation *situation)
{
	struct span target = exchange_line(situation->exchange, HTTPSTATUS_LINE_TARGET);

	return target.length > 0 && (target.bytes[0] == '/' || target.bytes[0] == '*') &&
	       exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_SECURED) == 1;
}

bool proxy_is_possible(const struct situation *situation)
{
	int64_t to_proxy = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_TO_PROXY);

	if (to_proxy != HTTPSTATUS_UNKNOWN)
		return to_proxy == 1;
	return !target_is_for_origin(situation);
}

bool only_caches_are_asked(const struct situation *situation)
{
	return exchange_cache_control(situation->exchange, HTTPSTATUS_PART_REQUEST).only_if_cached;
}

/* ---- what the registry says that a code answers ---- */

/* Whether a requirement is always there, and as strong as to tell something of the request. */
static bool requirement_counts(const struct httpstatus_requirement *requirement)
{
	return !httpstatus_requirement_condition(requirement) &&
	       httpstatus_requirement_level(requirement) != HTTPSTATUS_LEVEL_SHOULD &&
	       httpstatus_requirement_field(requirement, 0);
}

static bool requirement_is_missed(const struct situation *situation, const struct httpstatus_requirement *requirement)
{
	bool has = request_has_one_of(situation, requirement);

	if (!requirement_counts(requirement))
		return false;
	if (httpstatus_requirement_level(requirement) == HTTPSTATUS_LEVEL_UNEXPECTED)
		return has;
	return !has && !exchange_request_is_open(situation->exchange);
}

static bool any_requirement_is_missed(const struct situation *situation)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, situation->code);
	const struct httpstatus_requirement *requirement;

	for (size_t i = 0; (requirement = httpstatus_code_requirement(code, HTTPSTATUS_PART_REQUEST, i)); i++)
		if (requirement_is_missed(situation, requirement))
			return true;
	return false;
}

/* 304 answers If-None-Match where something is retrieved (RFC 9110, 13.1.2), 412 does not. */
static bool precondition_is_missing(const struct situation *situation)
{
	bool none_fails = method_retrieves(situation->method) &&
			  situation_request_has(situation, SPAN("If-None-Match")) &&
			  !situation_request_has(situation, SPAN("If-Match")) &&
			  !situation_request_has(situation, SPAN("If-Unmodified-Since")) &&
			  !exchange_request_is_open(situation->exchange);

	return (none_fails || any_requirement_is_missed(situation)) && !condition_is_elsewhere(situation) &&
	       !request_has_other_condition(situation);
}

bool code_is_unasked(const struct situation *situation)
{
	if (situation->event != EVENT_COUNT || (httpstatus_class(situation->code) == 1 && situation->code != 101))
		return false; /* an interim response that is not understood does no harm */
	switch (situation->code) {
	case 304:
		return !unmodified_is_possible(situation);
	case 206:
	case 416:
		return range_is_missing(situation);
	case 101:
		return !switch_was_asked(situation);
	case 407:
		return !proxy_is_possible(situation);
	case 412:
		return precondition_is_missing(situation);
	default:
		return any_requirement_is_missed(situation);
	}
}
