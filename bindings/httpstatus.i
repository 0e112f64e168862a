/*
 * What every language's wrapper shares: the public headers, as they are. The wrappers stay flat; each language's own layer
 * (python/httpstatus/, lua/httpstatus.lua) makes them feel at home.
 *
 * The typemap for int, which each language defines before it takes this file in, lets any whole number through: one that is too
 * large for C's int becomes INT_MAX or INT_MIN, which are as far from being a status code.
 *
 * SPDX-License-Identifier: MIT
 */
%{
#include <httpstatus/httpstatus.h>

#include <limits.h>
#include <stdlib.h>
%}

%include <stdint.i>

/* Handles come from functions and go back to functions; a language must not make or free them by itself. */
%nodefaultctor;
%nodefaultdtor;

%apply (char *STRING, size_t LENGTH) { (const char *name, size_t length), (const char *text, size_t length),
	(const char *value, size_t length) };

/* A buffer that callers bring is a text that they get. */
%ignore httpstatus_status_line_write;
%newobject httpstatus_status_line_text;
%inline %{
static char *httpstatus_status_line_text(int version, int code, const char *bytes, size_t length)
{
	size_t size = httpstatus_status_line_write(version, code, bytes, length, NULL, 0) + 1;
	char *line = malloc(size);

	if (line && size > 1)
		httpstatus_status_line_write(version, code, bytes, length, line, size);
	if (size == 1) {
		free(line);
		return NULL;
	}
	return line;
}
%}

/* A structure that callers fill is a call with arguments here. */
%ignore httpstatus_entry;
%ignore httpstatus_registry_add;
%inline %{
static int httpstatus_registry_add_entry(struct httpstatus_registry *registry, int code, const char *phrase, uint32_t facts,
	int nearest, const char *meaning, const char *explanation, const char *client, const char *server, const char *history)
{
	struct httpstatus_entry entry = {.size = sizeof entry, .code = code, .nearest = nearest, .facts = facts, .phrase = phrase,
		.texts = {meaning, explanation, client, server, history}};

	return httpstatus_registry_add(registry, &entry);
}
%}

%ignore httpstatus_checker_json; /* lists and tables are at hand */
%ignore httpstatus_next_input;
%ignore httpstatus_next;
%inline %{
static int httpstatus_next_with(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange, int role,
	uint32_t abilities, uint32_t circumstances, int64_t now, int64_t random, const char *protocols)
{
	struct httpstatus_next_input input = {.size = sizeof input, .role = role, .abilities = abilities,
		.circumstances = circumstances, .now = now, .random = (uint64_t)random, .protocols = protocols};

	return httpstatus_next(chain, exchange, &input);
}
%}

/* A buffer that callers bring, again. */
%ignore httpstatus_choice_problem;
%newobject httpstatus_choice_problem_text;
%inline %{
static char *httpstatus_choice_problem_text(const struct httpstatus_choice *choice)
{
	size_t size = httpstatus_choice_problem(choice, NULL, 0) + 1;
	char *problem = size > 1 ? malloc(size) : NULL;

	if (problem)
		httpstatus_choice_problem(choice, problem, size);
	return problem;
}
%}

%constant int64_t HTTPSTATUS_UNKNOWN = INT64_MIN;

%include <httpstatus/base.h>
%include <httpstatus/status.h>
%include <httpstatus/exchange.h>
%include <httpstatus/next.h>
%include <httpstatus/check.h>

/* Answers are octets, as what requests say. */
%clear (const char *text, size_t length);
%apply (const char *bytes, size_t length) { (const char *text, size_t length), (const char *offer, size_t offer_length),
	(const char *offers, size_t length) };
%apply size_t *length { size_t *chosen }; /* a place in what was offered comes back as a text of its own */
%apply (const char *BYTES_OR_NONE, size_t LENGTH) { (const char *entity_tag, size_t length), (const char *field, size_t field_length) };
%include <httpstatus/choose.h>
