/*
 * The conditions of steps.toml.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* Whether somebody said so; a condition for which the opposite has to be said asks otherwise. */
static bool is_so(const struct situation *situation, enum httpstatus_chain_property circumstance)
{
	return situation_circumstance(situation, circumstance) == 1;
}

static bool policy_says(const struct situation *situation, enum setting setting, int64_t word)
{
	return policy_number(&situation->chain->policy, setting) == word;
}

/* RFC 9110, 10.1.1: in HTTP/1.0 there is no 100, and nobody waits for it. */
static bool expects_continue(const struct situation *situation)
{
	return exchange_awaits_continue(situation->exchange) &&
	       exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION) != 10;
}

/* Whether an expectation can have been turned down: one that is known, or one of a request that is not known whole. */
static bool may_expect_continue(const struct situation *situation)
{
	return exchange_request_is_open(situation->exchange) || expects_continue(situation);
}

/* Whether content is held back, as far as is known. */
static bool content_waits(const struct situation *situation)
{
	int64_t sent = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT);

	return situation_has_content(situation) && !situation->chain->memory.content_sent &&
	       (sent == HTTPSTATUS_UNKNOWN || content_is_unsent(situation));
}

/* RFC 9111, 5.2.1.7: a cache that may not ask the server answers 504, and will do so again. */
static bool cache_has_nothing(const struct situation *situation)
{
	return situation->named == 504 && only_caches_are_asked(situation);
}

/* Whether the policy sends the request again after this status. */
static bool is_retried(const struct situation *situation)
{
	if (situation->event != EVENT_COUNT || httpstatus_class(situation->code) == 1 || cache_has_nothing(situation))
		return false;
	return situation_is_listed(situation, SETTING_RETRY) ||
	       (situation->wait.told && situation_is_listed(situation, SETTING_RETRY_IF_TOLD));
}

/* RFC 9110, 9.2.2: a proxy must not repeat by itself what is not idempotent, whatever the policy. */
static bool is_repeatable(const struct situation *situation)
{
	return !situation_is_proxys(situation) || method_is_idempotent(situation->method);
}

static bool method_is_retried(const struct situation *situation)
{
	enum setting setting = situation->event == EVENT_COUNT ? SETTING_RETRY_METHODS : SETTING_RETRY_NO_RESPONSE;

	return is_repeatable(situation) && policy_has_method(&situation->chain->policy, setting, situation->method);
}

/* RFC 9110, 9.3.1 and 9.2.2: a connection that broke before anything came may just have been idle for too long. */
static bool nothing_came(const struct situation *situation)
{
	return situation->exchange->said.interims == 0;
}

static bool stale_is_retried(const struct situation *situation)
{
	return is_repeatable(situation) && nothing_came(situation) &&
	       policy_has_method(&situation->chain->policy, SETTING_RETRY_STALE, situation->method);
}

/* Whether no specification advises against sending it twice (RFC 9110, 9.2.2), or the policy does so all the same. What is not known to be
 * idempotent may be. */
static bool twice_is_fine(const struct situation *situation)
{
	return method_is_retried(situation) ||
	       (is_repeatable(situation) && (situation->method.length == 0 || method_is_idempotent(situation->method)));
}

/* Whether the request came after the handshake: somebody said so, or the chain has asked for that before (RFC 8470, 5.2). */
static bool handshake_was_done(const struct situation *situation)
{
	return situation_circumstance(situation, HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA) == 0 ||
	       situation->chain->memory.too_early;
}

/* RFC 9110, 13.1.2: "*" keeps a method that changes something from what exists. */
static bool only_creates(const struct situation *situation)
{
	struct span value;

	return situation->method.length > 0 && !method_is_safe(situation->method) &&
	       exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("If-None-Match"), &value) &&
	       span_equals(span_trim(value), SPAN("*"));
}

/* Whether no step so far sends a request: then there is a reason to tell why. */
static bool nothing_helps(const struct httpstatus_chain *chain)
{
	for (size_t i = 0; i < chain->step_count; i++)
		if (chain->steps[i].record->requests)
			return false;
	return true;
}

/* Once for each challenge (RFC 9110, 15.5.2). */
static bool challenge_is_new(const struct situation *situation, size_t record)
{
	const struct httpstatus_chain *chain = situation->chain;

	return chain->memory.attempts[record] < ANSWERS_MOST &&
	       (challenges_are_new(chain) || (chain->challenges.used > 0 && !credentials_were_sent(situation)));
}

static bool can_authenticate(const struct situation *situation)
{
	return situation_can(situation, situation->code == 407 ? HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY
							       : HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE);
}

/* Whether the request has a field, or may have it. */
static bool request_may_have(const struct situation *situation, struct span name)
{
	return situation_request_has(situation, name) || exchange_request_is_open(situation->exchange);
}

/* Whether Accept-Encoding lists a coding, or any, with a weight that does not exclude it. */
static bool coding_is_listed(struct span accepted, struct span coding)
{
	struct parameter parameter;
	struct span element;

	while (list_next(&accepted, &element)) {
		struct span name = element_take_name(&element);

		if (codings_are_equal(name, coding) || span_equals(name, SPAN("*")))
			return !(parameter_next(&element, &parameter) && parameter_is_weight(parameter) &&
				 weight_read(parameter.value) == WEIGHT_NONE);
	}
	return false;
}

/* RFC 9110, 15.5.16 and 12.5.3: Accept-Encoding in a 415 is about the coding of the request's content, unless it lists that one. */
static bool coding_is_refused(const struct situation *situation)
{
	struct span accepted, codings, coding;

	if (!exchange_value(situation->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Accept-Encoding"), &accepted))
		return false;
	if (!exchange_value(situation->exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Encoding"), &codings))
		return exchange_request_is_open(situation->exchange);
	while (list_next(&codings, &coding))
		if (!coding_is_listed(accepted, coding))
			return true;
	return false;
}

/* Whether there is content to send in another way, or may be. */
static bool may_have_content(const struct situation *situation)
{
	int64_t content = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);

	return situation_has_content(situation) ||
	       (exchange_request_is_open(situation->exchange) && content == HTTPSTATUS_UNKNOWN);
}

/* Whether Content-Length can be added: the request has content, or may have, and not that field. */
static bool length_is_missing(const struct situation *situation)
{
	return may_have_content(situation) && !situation_request_has(situation, SPAN("Content-Length"));
}

/* RFC 9110, 15.5.16; RFC 10008, 3, for Accept-Query. */
static bool type_is_refused(const struct situation *situation)
{
	return may_have_content(situation) && (situation_response_has(situation, SPAN("Accept")) ||
						      situation_response_has(situation, SPAN("Accept-Patch")) ||
						      situation_response_has(situation, SPAN("Accept-Post")) ||
						      situation_response_has(situation, SPAN("Accept-Query")));
}

static bool is_resumable(const struct situation *situation)
{
	struct span validator;
	int64_t from;

	return resumption_read(situation, &from, &validator);
}

static bool follows(const struct situation *situation)
{
	return situation->redirect.rewrite != REWRITE_STOP && situation->redirect.rewrite != REWRITE_FAIL;
}

/* Whether credentials, if the request has any, go along or are dropped, and do not forbid to follow. */
static bool credentials_may_go(const struct situation *situation)
{
	return !policy_says(situation, SETTING_CREDENTIALS, CREDENTIALS_REFUSE) ||
	       !situation->redirect.drops_credentials || !request_has_credentials(situation);
}

bool condition_holds(const struct situation *situation, enum condition condition, size_t record)
{
	const struct httpstatus_chain *chain = situation->chain;
	const struct httpstatus_policy *policy = &chain->policy;
	const struct memory *memory = &chain->memory;
	struct span protocol;

	switch (condition) {
	case CONDITION_EXPECTS_CONTINUE:
		return expects_continue(situation);
	case CONDITION_CONTENT_WAITS:
		return content_waits(situation);
	case CONDITION_CONTENT_UNSENT:
		return content_is_unsent(situation);
	case CONDITION_SWITCH_WAS_ASKED:
		return switch_was_asked(situation);
	case CONDITION_SWITCH_IS_HANDED_OVER:
		return policy_says(situation, SETTING_UNREQUESTED_101, UNREQUESTED_101_FINAL);
	case CONDITION_INTERIM_ENDS_IT:
		return situation->named > 101 && policy_says(situation, SETTING_OTHER_INTERIM, OTHER_INTERIM_FINAL);
	case CONDITION_TUNNELS:
		return situation->framing.kind == HTTPSTATUS_CONTENT_KIND_TUNNEL;
	case CONDITION_REMEDIED:
		return situation_is_listed(situation, SETTING_REMEDIES);
	case CONDITION_UNTRIED:
		return memory->attempts[record] == 0;
	case CONDITION_SENDABLE:
		return content_is_sendable(situation);
	case CONDITION_SAFE:
		return method_is_safe(situation->method);
	case CONDITION_IDEMPOTENT:
		return method_is_idempotent(situation->method);
	case CONDITION_REPEATABLE:
		return is_repeatable(situation);
	case CONDITION_NOTHING_HELPS:
		return nothing_helps(chain);
	case CONDITION_CONNECTION_WAS_REUSED:
		return is_so(situation, HTTPSTATUS_CHAIN_PROPERTY_REUSED_CONNECTION) ||
		       is_so(situation, HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION);
	case CONDITION_HANDSHAKE_WAS_DONE:
		return handshake_was_done(situation);
	case CONDITION_EARLY_DATA_WAS_USED:
		return is_so(situation, HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA);
	case CONDITION_CREDENTIALS_ARE_THERE:
		return situation_request_has(situation, SPAN("Authorization"));
	case CONDITION_ONLY_CREATES:
		return only_creates(situation);
	case CONDITION_MAY_RETRY:
		return memory->retries < policy_number(policy, SETTING_RETRIES);
	case CONDITION_RETRIED:
		return is_retried(situation);
	case CONDITION_RETRIES_SPENT:
		return memory->retries > 0 && memory->retries >= policy_number(policy, SETTING_RETRIES);
	case CONDITION_METHOD_RETRIED:
		return method_is_retried(situation);
	case CONDITION_STALE_RETRIED:
		return stale_is_retried(situation);
	case CONDITION_WAITS_TOO_LONG:
		return situation->wait.refused;
	case CONDITION_TOLD_TO_WAIT:
		return situation->wait.told;
	case CONDITION_GUARDED:
		return request_is_guarded(situation);
	case CONDITION_OWN_CONDITION:
		return is_so(situation, HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION);
	case CONDITION_CHALLENGED:
		return chain->challenges.used > 0;
	case CONDITION_CHALLENGE_IS_NEW:
		return challenge_is_new(situation, record);
	case CONDITION_CAN_AUTHENTICATE:
		return can_authenticate(situation);
	case CONDITION_CAN_USE_STORED:
		return situation_can(situation, HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED);
	case CONDITION_CAN_RECODE:
		return situation_can(situation, HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE);
	case CONDITION_CAN_UPGRADE:
		return upgrade_choose(situation, &protocol);
	case CONDITION_LENGTH_IS_MISSING:
		return length_is_missing(situation);
	case CONDITION_CODING_IS_REFUSED:
		return coding_is_refused(situation);
	case CONDITION_TYPE_IS_REFUSED:
		return type_is_refused(situation);
	case CONDITION_HAS_COOKIE:
		return request_may_have(situation, SPAN("Cookie"));
	case CONDITION_RESUMABLE:
		return is_resumable(situation);
	case CONDITION_RESUMING:
		return resumed_from(situation) != HTTPSTATUS_UNKNOWN;
	case CONDITION_RESUMED_WHOLE:
		return is_resumed_whole(situation);
	case CONDITION_PARTS_FIT:
		return parts_fit(situation);
	case CONDITION_CLOSES:
		return situation->framing.persistence == HTTPSTATUS_PERSISTENCE_CLOSES;
	case CONDITION_LOCATION_GIVEN:
		return situation->redirect.given;
	case CONDITION_LOCATION_USABLE:
		return situation->redirect.usable;
	case CONDITION_FOLLOWS:
		return follows(situation);
	case CONDITION_RULE_FAILS:
		return situation->redirect.given && situation->redirect.rewrite == REWRITE_FAIL;
	case CONDITION_HOPS_LEFT:
		return memory->hops < policy_number(policy, SETTING_HOPS);
	case CONDITION_CREDENTIALS_MAY_GO:
		return credentials_may_go(situation);
	case CONDITION_SCHEME_MAY_CHANGE:
		return !situation->redirect.downgrade || policy_says(situation, SETTING_DOWNGRADE, DOWNGRADE_FOLLOW);
	case CONDITION_RESUMES:
		return policy_has_code(policy, SETTING_REMEDIES, 206);
	case CONDITION_TWICE_IS_FINE:
		return twice_is_fine(situation);
	case CONDITION_METHOD_KNOWN:
		return situation->method.length > 0;
	case CONDITION_MAY_EXPECT_CONTINUE:
		return may_expect_continue(situation);
	case CONDITION_UNMODIFIED_IS_POSSIBLE:
		return unmodified_is_possible(situation);
	case CONDITION_UNMODIFIED_IS_ANOTHER:
		return unmodified_is_another(situation);
	case CONDITION_CONTENT_UNFINISHED:
		return content_is_unfinished(situation);
	case CONDITION_RANGE_IS_ASKED:
		return range_is_asked(situation);
	case CONDITION_CACHE_HAS_NOTHING:
		return cache_has_nothing(situation);
	case CONDITION_PROXY_IS_POSSIBLE:
		return proxy_is_possible(situation);
	case CONDITION_UNASKED:
		return code_is_unasked(situation);
	case CONDITION_UPLOADS:
		return exchange_request_is_open(situation->exchange) || situation_has_content(situation);
	case CONDITION_USERINFO_MAY_BE:
		return !situation->redirect.userinfo || policy_says(situation, SETTING_USERINFO, USERINFO_FOLLOW);
	case CONDITION_PREFLIGHT:
		return cors_counts(chain) && exchange_is_preflight(situation->exchange);
	case CONDITION_COUNT:
		break;
	}
	return false;
}

enum setting wish_setting(const struct situation *situation, enum condition condition)
{
	const struct memory *memory = &situation->chain->memory;

	switch (condition) {
	case CONDITION_REMEDIED:
	case CONDITION_RESUMES:
		return SETTING_REMEDIES;
	case CONDITION_RETRIED:
		return SETTING_RETRY;
	case CONDITION_TOLD_TO_WAIT:
		return situation->wait.given ? SETTING_RETRY_AFTER : SETTING_COUNT;
	case CONDITION_MAY_RETRY: /* RFC 9110, 9.2.2: a failed automatic retry should not be retried */
		return memory->retries == 0 ? SETTING_RETRIES : SETTING_COUNT;
	case CONDITION_METHOD_RETRIED:
		return situation->event == EVENT_COUNT ? SETTING_RETRY_METHODS : SETTING_RETRY_NO_RESPONSE;
	case CONDITION_STALE_RETRIED:
		return nothing_came(situation) && twice_is_fine(situation) ? SETTING_RETRY_STALE : SETTING_COUNT;
	case CONDITION_FOLLOWS:
		return redirect_setting(situation->named);
	case CONDITION_HOPS_LEFT:
		return SETTING_HOPS;
	case CONDITION_CREDENTIALS_MAY_GO:
		return SETTING_CREDENTIALS;
	case CONDITION_SCHEME_MAY_CHANGE:
		return SETTING_DOWNGRADE;
	default:
		return SETTING_COUNT;
	}
}
