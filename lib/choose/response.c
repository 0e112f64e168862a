/*
 * What is sent: the response, and the problem details.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

#include <httpstatus/status.h>

const char *choice_phrase(const struct httpstatus_choice *choice)
{
	return httpstatus_code_phrase(httpstatus_registry_find(choice->registry, httpstatus_choice_code(choice)));
}

bool choice_sends_continue(const struct httpstatus_choice *choice)
{
	return choice_answer_is(choice, NODE_SEND_CONTINUE, WAY_SENT);
}

/* ---- the response ---- */

/* The phrase of another registry; that of the builtin one goes without saying. HTTP/2 has none (RFC 9113, 8.3.2). */
static int add_reason(const struct httpstatus_choice *choice)
{
	if (!choice->registry || request_answer_version(choice->request) >= 20)
		return 0;
	return exchange_say_line(choice->made, HTTPSTATUS_LINE_REASON, span_of(choice_phrase(choice)));
}

static int add_fields(const struct httpstatus_choice *choice)
{
	const char *name, *value;
	size_t length;
	int error = 0;

	for (size_t i = 0; !error && (name = httpstatus_choice_field_name(choice, i)); i++) {
		value = httpstatus_choice_field_value(choice, i, &length);
		error = exchange_add_line(
			choice->made, HTTPSTATUS_PART_RESPONSE, span_of(name), (struct span){value, length});
	}
	return error;
}

static int make_response(const struct httpstatus_choice *choice)
{
	struct httpstatus_exchange *made = choice->made;
	int error = httpstatus_exchange_copy(made, choice->request);

	if (!error && choice_sends_continue(choice))
		error = httpstatus_exchange_add_interim(made, 100);
	if (!error)
		error = add_reason(choice);
	if (!error)
		error = add_fields(choice);
	if (!error)
		error = httpstatus_exchange_set(
			made, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, request_answer_version(choice->request));
	if (!error)
		error = httpstatus_exchange_set(made, HTTPSTATUS_PROPERTY_STATUS, httpstatus_choice_code(choice));
	return error ? error : exchange_derive(made);
}

int httpstatus_choice_respond(const struct httpstatus_choice *choice, struct httpstatus_exchange *exchange)
{
	if (!choice || !exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!httpstatus_choice_code(choice))
		return HTTPSTATUS_ERROR_STATE;
	int error = make_response(choice);
	return error ? error : httpstatus_exchange_copy(exchange, choice->made);
}

/* ---- problem details ---- */

/* RFC 9457, 4.2.1: about:blank says that the code tells it all, so the title is its phrase. */
size_t httpstatus_choice_problem(const struct httpstatus_choice *choice, char *out, size_t size)
{
	struct json json = json_begin(out, size);
	int code = httpstatus_choice_code(choice);

	if (code < 400)
		return json_end(&json);
	json_object(&json);
	json_key(&json, "type");
	json_text(&json, "about:blank");
	json_key(&json, "title");
	json_text(&json, choice_phrase(choice));
	json_key(&json, "status");
	json_number(&json, code);
	json_key(&json, "detail");
	json_text(&json, httpstatus_node_text(choice_end(choice)));
	json_object_end(&json);
	return json_end(&json);
}
