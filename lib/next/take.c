/*
 * Taking a step: the next request, and what is remembered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* ---- the next request ---- */

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
	struct span name, value;

	for (size_t i = 0; (name.bytes = httpstatus_step_add_field(step, i, &name.length)); i++) {
		value.bytes = httpstatus_step_add_value(step, i, &value.length);
		int error = value.bytes ? exchange_add_line(chain->made, HTTPSTATUS_PART_REQUEST, name, value) : 0;
		if (error)
			return error;
	}
	return 0;
}

static int say_line(
	struct httpstatus_chain *chain, enum httpstatus_line line, const struct httpstatus_step *step, struct line said)
{
	return said.known ? exchange_say_line(chain->made, line, step_octets(step, said.text)) : 0;
}

static void keep_property(struct httpstatus_chain *chain, enum httpstatus_property property)
{
	chain->made->said.properties[property] = exchange_property(chain->exchange, property);
}

/* That the request goes to a proxy is kept wherever it leads: a server has to take the whole URI too (RFC 9112, 3.2.2). */
static void say_properties(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE);
	keep_property(chain, HTTPSTATUS_PROPERTY_TO_PROXY);
	if (step->action != HTTPSTATUS_ACTION_FOLLOW) /* the scheme of a target that is followed stands in its URI */
		keep_property(chain, HTTPSTATUS_PROPERTY_SECURED);
	if (step->content == HTTPSTATUS_NEXT_CONTENT_DROP) {
		chain->made->said.properties[HTTPSTATUS_PROPERTY_REQUEST_CONTENT] = HTTPSTATUS_REQUEST_CONTENT_NONE;
		return;
	}
	keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);
	/* What is sent in another coding has another length. */
	if (!step_drops(step, SPAN("Content-Length")) || list_has_name(step->record->add, SPAN("Content-Length")))
		keep_property(chain, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);
}

static int make_request(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	httpstatus_exchange_clear(chain->made);
	say_properties(chain, step);
	int error = say_line(chain, HTTPSTATUS_LINE_METHOD, step, step->method);
	if (!error)
		error = say_line(chain, HTTPSTATUS_LINE_TARGET, step, step->target);
	if (!error)
		error = copy_fields(chain, step);
	if (!error)
		error = add_fields(chain, step);
	return error ? error : exchange_derive(chain->made);
}

/* ---- memory ---- */

static bool remember_target(struct httpstatus_chain *chain)
{
	struct span uri;

	if (!exchange_target_uri(chain->exchange, &uri))
		uri = exchange_line(chain->exchange, HTTPSTATUS_LINE_TARGET);
	struct span target = uri_without_fragment(uri);
	return memory_has(&chain->visited, target) || memory_put(&chain->visited, target);
}

/* What the field at i of those that are added has for a value. */
static struct span added_value(const struct httpstatus_step *step, size_t i)
{
	struct span value;

	value.bytes = httpstatus_step_add_value(step, i, &value.length);
	return value;
}

/* What Range and If-Range say: the parts that come belong together only under the same validator (RFC 9110, 15.3.7.3). */
static void remember_resumption(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	struct span number = span_from(added_value(step, 0), sizeof "bytes=" - 1);

	span_number(span_first(number, number.length - 1), &chain->memory.resume_from); /* bytes=N- */
	chain->validator.used = 0;
	buffer_put(&chain->validator, added_value(step, 1)); /* there is room */
}

/* What is remembered in lists. */
static int remember_texts(struct httpstatus_chain *chain, const struct httpstatus_step *step)
{
	bool good = remember_target(chain) &&
		    (step->action != HTTPSTATUS_ACTION_AUTHENTICATE || challenges_remember(chain)) &&
		    (step->action != HTTPSTATUS_ACTION_RESUME ||
			    buffer_reserve(&chain->validator, added_value(step, 1).length + 1));

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
	memory->hops += httpstatus_class(chain->code) == 3; /* a poll is none */
	memory->told = memory->told_proxy = false;
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
	uint8_t *attempts = &memory->attempts[step_record_place(step->record)];

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
	if (step->action == HTTPSTATUS_ACTION_AUTHENTICATE && chain->code == 407)
		memory->authenticated_proxy = memory->told_proxy = true;
	else if (step->action == HTTPSTATUS_ACTION_AUTHENTICATE)
		memory->authenticated = memory->told = true;
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
		error = httpstatus_exchange_copy(exchange, chain->made);
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
		return HTTPSTATUS_ERROR_INDEX;
	int error = step->record->requests ? request_take(chain, step, exchange) : 0;
	if (error)
		return error;
	remember(chain, step);
	chain->step_count = 0; /* they were about what lies behind */
	chain_forget_exchange(chain);
	return 0;
}
