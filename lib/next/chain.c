/*
 * The chain as an object, and its memory.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <stdlib.h>
#include <string.h>

/* A text in a list is its length and its octets, of which any may be NUL. */

bool memory_put(struct buffer *buffer, struct span text)
{
	size_t used = buffer->used;

	if (buffer_put(buffer, (struct span){(const char *)&text.length, sizeof text.length}) &&
		buffer_put(buffer, text))
		return true;
	buffer->used = used;
	return false;
}

bool memory_has(const struct buffer *buffer, struct span text)
{
	struct span one;

	for (size_t place = 0; place < buffer->used; place += one.length) {
		memcpy(&one.length, buffer->bytes + place, sizeof one.length);
		place += sizeof one.length;
		one.bytes = buffer->bytes + place;
		if (span_equals(one, text))
			return true;
	}
	return false;
}

static void forget_steps(struct httpstatus_chain *chain)
{
	chain->step_count = 0;
	chain->facts = 0;
	chain->texts.used = 0;
	chain->field_count = 0;
	chain->out_of_memory = false;
}

struct httpstatus_chain *httpstatus_chain_new(const struct httpstatus_policy *policy)
{
	struct httpstatus_chain *chain = calloc(1, sizeof *chain);
	bool has_policy = false;

	if (!chain)
		return NULL;
	if (policy)
		has_policy = policy_copy(&chain->policy, policy);
	else
		policy_fill(&chain->policy, client_record_at(0));
	chain->exchange = httpstatus_exchange_new();
	chain->made = httpstatus_exchange_new();
	if (!chain->exchange || !chain->made || (policy && !has_policy)) {
		if (policy && !has_policy) /* it is as it was copied from, and not ours to free */
			policy_fill(&chain->policy, client_record_at(0));
		httpstatus_chain_free(chain);
		return NULL;
	}
	for (int limit = 0; limit < LIMITS; limit++) {
		httpstatus_exchange_limit(chain->exchange, limit, SIZE_MAX);
		httpstatus_exchange_limit(chain->made, limit, SIZE_MAX);
	}
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
	forget_steps(chain);
}

void httpstatus_chain_free(struct httpstatus_chain *chain)
{
	if (!chain)
		return;
	policy_empty(&chain->policy);
	httpstatus_exchange_free(chain->exchange);
	httpstatus_exchange_free(chain->made);
	free(chain->visited.bytes);
	free(chain->answered.bytes);
	free(chain->key.bytes);
	free(chain->validator.bytes);
	free(chain->texts.bytes);
	free(chain->fields);
	free(chain);
}

/* ---- what comes next ---- */

enum {
	ABILITIES = HTTPSTATUS_CAN_USE_STORED + 1,
	CIRCUMSTANCES = HTTPSTATUS_ON_COALESCED_CONNECTION + 1,
};

/* 0, or what is wrong with it. */
static int input_fault(const struct httpstatus_next_input *input)
{
	if (input->size != sizeof *input)
		return HTTPSTATUS_ERROR_SIZE;
	if (input->role != HTTPSTATUS_ROLE_USER_AGENT && input->role != HTTPSTATUS_ROLE_PROXY)
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (input->abilities >> ABILITIES || input->circumstances >> CIRCUMSTANCES || input->reserved)
		return HTTPSTATUS_ERROR_ARGUMENT;
	for (size_t i = 0; i < sizeof input->more / sizeof input->more[0]; i++)
		if (input->more[i])
			return HTTPSTATUS_ERROR_ARGUMENT;
	return 0;
}

int httpstatus_next(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange,
	const struct httpstatus_next_input *input)
{
	static const struct httpstatus_next_input ordinary = {
		.size = sizeof ordinary,
		.abilities = 1u << HTTPSTATUS_CAN_CONNECT | 1u << HTTPSTATUS_CAN_AUTHENTICATE |
			     1u << HTTPSTATUS_CAN_AUTHENTICATE_PROXY | 1u << HTTPSTATUS_CAN_RESEND,
		.now = HTTPSTATUS_UNKNOWN,
	};

	if (!chain || !exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	forget_steps(chain);
	int error = input ? input_fault(input) : 0;
	if (!error)
		error = exchange_copy(chain->exchange, exchange);
	if (error)
		return error;
	struct situation situation = {.chain = chain, .exchange = chain->exchange, .input = input ? input : &ordinary};
	situation_read(&situation);
	chain->facts = situation_facts(&situation);
	if (steps_make(&situation))
		return 0;
	forget_steps(chain);
	return HTTPSTATUS_ERROR_MEMORY;
}

const struct httpstatus_step *httpstatus_chain_step(const struct httpstatus_chain *chain, size_t i)
{
	return chain && i < chain->step_count ? &chain->steps[i] : NULL;
}

uint32_t httpstatus_chain_facts(const struct httpstatus_chain *chain)
{
	return chain ? chain->facts : 0;
}
