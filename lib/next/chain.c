/*
 * The chain as an object, and what its caller says.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <stdlib.h>

void chain_forget_steps(struct httpstatus_chain *chain)
{
	chain->step_count = 0;
	for (int fact = 0; fact < CHAIN_FACTS; fact++)
		chain->facts[fact] = false;
	chain->texts.used = 0;
	chain->field_count = 0;
	chain->challenges.used = 0;
	chain->code = 0;
	httpstatus_exchange_clear(chain->exchange);
}

void chain_forget_exchange(struct httpstatus_chain *chain)
{
	for (int property = HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION; property < CHAIN_PROPERTIES; property++)
		chain->said[property] = HTTPSTATUS_UNKNOWN;
}

/* ---- the object ---- */

struct httpstatus_chain *httpstatus_chain_new(const struct httpstatus_policy *policy)
{
	struct httpstatus_chain *chain = calloc(1, sizeof *chain);

	if (!chain)
		return NULL;
	chain->exchange = httpstatus_exchange_new();
	chain->made = httpstatus_exchange_new();
	if (!chain->exchange || !chain->made || !policy_copy(&chain->policy, policy)) {
		httpstatus_chain_free(chain);
		return NULL;
	}
	exchange_lift_limits(chain->exchange);
	exchange_lift_limits(chain->made);
	for (int property = 0; property < CHAIN_PROPERTIES; property++)
		chain->said[property] = HTTPSTATUS_UNKNOWN;
	httpstatus_chain_clear(chain);
	return chain;
}

void httpstatus_chain_clear(struct httpstatus_chain *chain)
{
	if (!chain)
		return;
	chain->memory = (struct memory){.resume_from = HTTPSTATUS_UNKNOWN};
	chain->visited.used = 0;
	chain->answered.used = 0;
	chain->validator.used = 0;
	chain_forget_exchange(chain);
	chain_forget_steps(chain);
}

void httpstatus_chain_free(struct httpstatus_chain *chain)
{
	if (!chain)
		return;
	policy_empty(&chain->policy);
	httpstatus_exchange_free(chain->exchange);
	httpstatus_exchange_free(chain->made);
	free(chain->protocols.bytes);
	free(chain->visited.bytes);
	free(chain->answered.bytes);
	free(chain->validator.bytes);
	free(chain->challenges.bytes);
	free(chain->texts.bytes);
	free(chain->fields);
	free(chain);
}

/* ---- what the caller says ---- */

static bool is_property(int property)
{
	return property >= 0 && property < CHAIN_PROPERTIES;
}

/* A role, a time, any number; and for all others no or yes. */
static bool property_takes(int property, int64_t value)
{
	if (value == HTTPSTATUS_UNKNOWN || property == HTTPSTATUS_CHAIN_PROPERTY_NOW ||
		property == HTTPSTATUS_CHAIN_PROPERTY_RANDOM)
		return true;
	if (property == HTTPSTATUS_CHAIN_PROPERTY_ROLE)
		return value == HTTPSTATUS_ROLE_USER_AGENT || value == HTTPSTATUS_ROLE_PROXY;
	return value == 0 || value == 1;
}

int httpstatus_chain_set(struct httpstatus_chain *chain, int property, int64_t value)
{
	if (!chain)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!is_property(property))
		return HTTPSTATUS_ERROR_PROPERTY;
	if (!property_takes(property, value))
		return HTTPSTATUS_ERROR_VALUE;
	chain->said[property] = value;
	return 0;
}

int64_t httpstatus_chain_get(const struct httpstatus_chain *chain, int property)
{
	return chain && is_property(property) ? chain->said[property] : HTTPSTATUS_UNKNOWN;
}

int httpstatus_chain_set_protocols(struct httpstatus_chain *chain, const char *protocols, size_t length)
{
	struct span value = {protocols, protocols ? length : 0};

	if (!chain)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!protocols_are_good(value))
		return HTTPSTATUS_ERROR_VALUE;
	if (!buffer_reserve(&chain->protocols, value.length + 1))
		return HTTPSTATUS_ERROR_MEMORY;
	chain->protocols.used = 0;
	buffer_put(&chain->protocols, value); /* there is room */
	return 0;
}

int httpstatus_chain_set_registry(struct httpstatus_chain *chain, const struct httpstatus_registry *registry)
{
	if (!chain)
		return HTTPSTATUS_ERROR_HANDLE;
	chain->registry = registry;
	return 0;
}

/* ---- what it answers ---- */

const struct httpstatus_step *httpstatus_chain_step(const struct httpstatus_chain *chain, size_t i)
{
	return chain && i < chain->step_count ? &chain->steps[i] : NULL;
}

int httpstatus_chain_fact(const struct httpstatus_chain *chain, size_t i)
{
	for (int fact = 0; chain && fact < CHAIN_FACTS; fact++)
		if (chain->facts[fact] && i-- == 0)
			return fact;
	return -1;
}

bool httpstatus_chain_has_fact(const struct httpstatus_chain *chain, int fact)
{
	return chain && fact >= 0 && fact < CHAIN_FACTS && chain->facts[fact];
}
