/*
 * Taking a step: the next request, and what is remembered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <httpstatus/status.h>
#include <string.h>

static bool step_drops(const struct httpstatus_step *step, struct span name)
{
	const char *dropped;

	for (size_t i = 0; (dropped = httpstatus_step_drop_field(step, i)); i++)
		if (span_equals_ignoring_case(span_of(dropped), name))
			return true;
	return false;
}

/* ---- the next request ---- */

/* The chain's copy is only read, but some of its answers are written into it. */
static int copy_fields(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	const struct httpstatus_exchange *from = chain->exchange;

	for (size_t i = 0; i < from->said.fields; i++) {
		const struct field *field = &from->fields[i];
		struct span name = exchange_text(from, field->name);

		if (field->part != HTTPSTATUS_PART_REQUEST || step_drops(step, name))
			continue;
		int error = exchange_add_line(
			chain->made, HTTPSTATUS_PART_REQUEST, name, exchange_text(from, field->value));
		if (error)
			return error;
	}
	return 0;
}

static int add_fields(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_step_add_field(step, i)); i++) {
		const char *value = httpstatus_step_add_value(step, i);
		int error =
			value ? exchange_add_line(chain->made, HTTPSTATUS_PART_REQUEST, span_of(name), span_of(value))
			      : 0;
		if (error)
			return error;
	}
	return 0;
}

static int say_line(struct httpstatus_chain *chain, enum httpstatus_line line, struct line said)
{
	return said.known ? exchange_say_line(chain->made, line, chain_text(chain, said.text)) : 0;
}

static void keep_property(struct httpstatus_chain *chain, enum httpstatus_property property)
{
	httpstatus_exchange_set(chain->made, (int)property, exchange_property(chain->exchange, property));
}

static void say_properties(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE);
	if (step->action != HTTPSTATUS_ACTION_FOLLOW) /* the scheme of a target that is followed stands in its URI */
		keep_property(chain, HTTPSTATUS_PROPERTY_SECURED);
	if (step->content == HTTPSTATUS_NEXT_CONTENT_DROP) {
		httpstatus_exchange_set(
			chain->made, HTTPSTATUS_PROPERTY_REQUEST_CONTENT, HTTPSTATUS_REQUEST_CONTENT_NONE);
	} else {
		keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);
		/* What is sent in another coding has another length. */
		if (!step_drops(step, SPAN("Content-Length")) ||
			list_has_name(step->record->add, SPAN("Content-Length")))
			keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);
	}
}

static int make_request(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	httpstatus_exchange_clear(chain->made);
	say_properties(chain, step);
	int error = say_line(chain, HTTPSTATUS_LINE_METHOD, step->method);
	if (!error)
		error = say_line(chain, HTTPSTATUS_LINE_TARGET, step->target);
	if (!error)
		error = copy_fields(chain, step);
	return error ? error : add_fields(chain, step);
}

/* ---- memory ---- */

/* The target without its fragment, which no server sees. */
static bool remember_target(struct httpstatus_chain *chain)
{
	struct span target;

	if (!exchange_target_uri(chain->exchange, &target))
		return !exchange_knows_target_uri(chain->exchange);
	while (target.length && memchr(target.bytes, '#', target.length))
		target.length--;
	return memory_has(&chain->visited, target) || memory_put(&chain->visited, target);
}

static bool remember_challenges(struct httpstatus_chain *chain)
{
	struct situation situation = {.chain = chain, .exchange = chain->exchange};
	struct span key;

	situation.code = httpstatus_exchange_treat_as(chain->exchange);
	for (size_t i = 0; challenge_key(&situation, i, &key); i++)
		if (!memory_has(&chain->answered, key) && !memory_put(&chain->answered, key))
			return false;
	return !chain->out_of_memory;
}

/* What If-Range says: the parts that come belong together only under the same one (RFC 9110, 15.3.7.3). */
static void remember_resumption(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	struct span number = span_from(span_of(httpstatus_step_add_value(step, 0)), sizeof "bytes=" - 1);

	span_number(span_first(number, number.length - 1), &chain->memory.resume_from); /* bytes=N- */
	chain->validator.used = 0;
	buffer_put(&chain->validator, span_of(httpstatus_step_add_value(step, 1))); /* there is room */
}

/* What is remembered in lists. */
static int remember_texts(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	bool good = remember_target(chain) &&
		    (step->action != HTTPSTATUS_ACTION_AUTHENTICATE || remember_challenges(chain)) &&
		    (step->action != HTTPSTATUS_ACTION_RESUME ||
			    buffer_reserve(&chain->validator, span_of(httpstatus_step_add_value(step, 1)).length + 1));

	return good ? 0 : HTTPSTATUS_ERROR_MEMORY;
}

/* Another target is another matter; but to ask again counts in the whole chain. */
static void forget_attempts(struct memory *memory)
{
	for (size_t i = 0; i < STEP_COUNT; i++)
		if (!step_record_at(i)->repeats && step_record_at(i)->action != HTTPSTATUS_ACTION_FOLLOW)
			memory->attempts[i] = 0;
}

static void remember_follow(
	struct memory *memory, const struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	memory->hops += httpstatus_class(httpstatus_exchange_treat_as(chain->exchange)) == 3; /* a poll is none */
	forget_attempts(memory);
	if (step->drops_credentials) {
		memory->credentials_dropped = true;
		memory->authenticated = memory->authenticated_proxy = false;
		if (memory->drops < UINT8_MAX)
			memory->drops++;
	}
}

static void remember(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	struct memory *memory = &chain->memory;
	uint8_t *attempts = &memory->attempts[step->record - step_record_at(0)];
	if (step->action == HTTPSTATUS_ACTION_STOP_SENDING)
		memory->stopped = true;
	if (step->action == HTTPSTATUS_ACTION_SEND_CONTENT)
		memory->content_sent = true;
	if (!step->record->requests)
		return;
	memory->stopped = memory->content_sent = false;
	*attempts = *attempts < UINT8_MAX ? *attempts + 1 : UINT8_MAX;
	memory->retries += step->record->repeats;
	memory->content_dropped = memory->content_dropped || step->content == HTTPSTATUS_NEXT_CONTENT_DROP;
	if (step->action == HTTPSTATUS_ACTION_FOLLOW)
		remember_follow(memory, chain, step);
	if (step->action == HTTPSTATUS_ACTION_AUTHENTICATE && httpstatus_exchange_treat_as(chain->exchange) == 407)
		memory->authenticated_proxy = true;
	else if (step->action == HTTPSTATUS_ACTION_AUTHENTICATE)
		memory->authenticated = true;
	memory->too_early = memory->too_early || step->record->avoids_early_data;
	if (step_drops(step, SPAN("Range")) || step->action == HTTPSTATUS_ACTION_FOLLOW)
		memory->resume_from = HTTPSTATUS_UNKNOWN;
	if (step->action == HTTPSTATUS_ACTION_RESUME)
		remember_resumption(chain, step);
}

/* Makes the next request, and leaves @exchange and the lists as they were where that fails. */
static int request_take(
	struct httpstatus_chain *chain, const struct httpstatus_step *step, struct httpstatus_exchange *exchange)
{
	size_t visited = chain->visited.used, answered = chain->answered.used;
	int error = make_request(chain, step);

	if (!error)
		error = remember_texts(chain, step);
	if (!error && exchange)
		error = exchange_copy(exchange, chain->made);
	if (error) {
		chain->visited.used = visited;
		chain->answered.used = answered;
	}
	return error;
}

int httpstatus_chain_take(struct httpstatus_chain *chain, size_t i, struct httpstatus_exchange *exchange)
{
	const struct httpstatus_step *step = httpstatus_chain_step(chain, i);

	if (!chain)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!step)
		return HTTPSTATUS_ERROR_ARGUMENT;
	chain->out_of_memory = false;
	int error = step->record->requests ? request_take(chain, step, exchange) : 0;
	if (error)
		return error;
	remember(chain, step);
	chain->step_count = 0; /* they were about what lies behind */
	return 0;
}
