/*
 * What is worth knowing besides the steps.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

static bool target_is_visited(const struct situation *situation)
{
	const struct redirect *redirect = &situation->redirect;
	struct span target = redirect->target;

	if (!redirect->usable)
		return false;
	/* A path alone is remembered as the URI that it was taken for. */
	if (target.length && target.bytes[0] == '/')
		exchange_derived(situation->exchange, DERIVED_LOCATION, &target);
	return redirect->leads_back || memory_has_target(&situation->chain->visited, target);
}

static void redirect_facts(const struct situation *situation, bool facts[CHAIN_FACTS])
{
	const struct redirect *redirect = &situation->redirect;
	bool permanent = situation->code == 301 || situation->code == 308;
	bool needs =
		httpstatus_code_has(httpstatus_registry_find(NULL, situation->code), HTTPSTATUS_FACT_FETCH_REDIRECT);

	facts[HTTPSTATUS_CHAIN_FACT_PERMANENT] = permanent && redirect->usable;
	facts[HTTPSTATUS_CHAIN_FACT_DOWNGRADE] = redirect->downgrade && exchange_knows_scheme(situation->exchange);
	facts[HTTPSTATUS_CHAIN_FACT_TARGET_VISITED] = target_is_visited(situation);
	facts[HTTPSTATUS_CHAIN_FACT_LOCATION_REPEATED] = redirect->differs;
	facts[HTTPSTATUS_CHAIN_FACT_LOCATION_UNUSABLE] = redirect->given && !redirect->usable && !redirect->differs;
	facts[HTTPSTATUS_CHAIN_FACT_USERINFO] = redirect->userinfo;
	facts[HTTPSTATUS_CHAIN_FACT_HOST_NOT_ASCII] = redirect->host_not_ascii;
	facts[HTTPSTATUS_CHAIN_FACT_LOCATION_MISSING] = needs && situation_response_lacks(situation, SPAN("Location"));
}

/* A list without elements names nothing, as none does. */
static bool list_is_missing(const struct situation *situation, struct span name)
{
	struct span value, element;

	if (!exchange_value(situation->exchange, situation->part, name, &value))
		return situation_response_lacks(situation, name);
	return !list_next(&value, &element);
}

static bool challenge_is_missing(const struct situation *situation)
{
	return (situation->code == 401 && list_is_missing(situation, SPAN("WWW-Authenticate"))) ||
	       (situation->code == 407 && list_is_missing(situation, SPAN("Proxy-Authenticate")));
}

/* Some codes have a fact of their own for it. */
static bool is_unrequested(const struct situation *situation)
{
	int code = situation->code;

	return code != 101 && code != 206 && code != 304 && code_is_unasked(situation);
}

void facts_read(const struct situation *situation, bool facts[CHAIN_FACTS])
{
	int code = situation->code;

	facts[HTTPSTATUS_CHAIN_FACT_REMOVE_FROM_INDEX] = code == 410;
	facts[HTTPSTATUS_CHAIN_FACT_TREATED_AS_CLASS] = code != situation->named;
	facts[HTTPSTATUS_CHAIN_FACT_CAPTIVE_PORTAL] = code == 511;
	facts[HTTPSTATUS_CHAIN_FACT_CHALLENGE_MISSING] = challenge_is_missing(situation);
	facts[HTTPSTATUS_CHAIN_FACT_RETRY_AFTER_INVALID] = situation->wait.invalid;
	facts[HTTPSTATUS_CHAIN_FACT_UNREQUESTED_304] = code == 304 && !unmodified_is_possible(situation);
	facts[HTTPSTATUS_CHAIN_FACT_UNREQUESTED_206] = code == 206 && range_is_missing(situation);
	facts[HTTPSTATUS_CHAIN_FACT_UNREQUESTED_101] = code == 101 && !switch_was_asked(situation);
	facts[HTTPSTATUS_CHAIN_FACT_ALLOW_MISSING] = code == 405 && situation_response_lacks(situation, SPAN("Allow"));
	facts[HTTPSTATUS_CHAIN_FACT_UPGRADE_MISSING] = code == 426 && list_is_missing(situation, SPAN("Upgrade"));
	facts[HTTPSTATUS_CHAIN_FACT_UNREQUESTED] = is_unrequested(situation);
	facts[HTTPSTATUS_CHAIN_FACT_ANOTHER_304] =
		code == 304 && unmodified_is_possible(situation) && unmodified_is_another(situation);
	redirect_facts(situation, facts);
}
