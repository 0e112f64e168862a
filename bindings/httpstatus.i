/*
 * What every language's wrapper shares: the public headers, as they are. The wrappers stay flat, and every name is C's; each language's own
 * layer (python/httpstatus/, lua/httpstatus.lua) makes them feel at home.
 *
 * A language defines these typemaps before it takes this file in:
 *
 *   int                                   any whole number: one that is too large for C becomes INT_MAX or INT_MIN, which mean nothing anywhere
 *   (const char *bytes, size_t length)    octets, or the language's word for none, which is NULL
 *   size_t *length                        no argument: the text that comes back is octets with that length
 *   size_t *used, size_t *reason, int *version, int *code, int64_t *first, int64_t *last, int64_t *complete     no argument: one more result
 *   (int *list, size_t room)              no argument: a list of int in place of the result
 *   (char *out, size_t size)              no argument: octets in place of the result, or the result where it is below 0
 *
 * SPDX-License-Identifier: MIT
 */
%{
#include <httpstatus/httpstatus.h>
#include <recording.h>

#include <limits.h>
#include <stdlib.h>
%}

%include <stdint.i>

/* Handles come from functions and go back to functions; a language must not make or free them by itself. */
%nodefaultctor;
%nodefaultdtor;

/* C keeps the names of enums apart from those of functions; SWIG would drop the functions. */
%rename(httpstatus_cache_times, %$isenum) httpstatus_cache_time;
%rename(httpstatus_cache_texts, %$isenum) httpstatus_cache_text;
%rename(httpstatus_chain_facts, %$isenum) httpstatus_chain_fact;

%apply (const char *bytes, size_t length) { (const char *word, size_t length), (const char *name, size_t length),
	(const char *name, size_t name_length), (const char *phrase, size_t length), (const char *text, size_t length),
	(const char *value, size_t length), (const char *value, size_t value_length), (const char *protocols, size_t length),
	(const char *entity_tag, size_t length), (const char *field, size_t field_length), (const char *offer, size_t offer_length),
	(const char *offers, size_t length), (const char *path, size_t length) };

/* A buffer that callers bring is a text that they get. NULL is for what has none, and where there is no memory. */
%ignore recording_open_path;
%ignore recording_open_descriptor;
%ignore recording_open_octets;
%ignore recording_read_entry;
%ignore httpstatus_code_json;
%ignore httpstatus_exchange_json;
%ignore httpstatus_cache_json;
%ignore httpstatus_cache_vary_key;
%ignore httpstatus_lookup_json;
%ignore httpstatus_chain_json;
%ignore httpstatus_checker_json;
%ignore httpstatus_choice_json;
%ignore httpstatus_choice_problem;
%ignore httpstatus_status_line_write;
%newobject recording_entry_problem;
%newobject httpstatus_code_json_text;
%newobject httpstatus_exchange_json_text;
%newobject httpstatus_cache_json_text;
%newobject httpstatus_cache_vary_key_text;
%newobject httpstatus_lookup_json_text;
%newobject httpstatus_chain_json_text;
%newobject httpstatus_checker_json_text;
%newobject httpstatus_choice_json_text;
%newobject httpstatus_choice_problem_text;
%newobject httpstatus_status_line_text;
%inline %{
static char *httpstatus_code_json_text(const struct httpstatus_code *code)
{
	size_t size = httpstatus_code_json(code, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_code_json(code, text, size);
	return text;
}

static char *httpstatus_exchange_json_text(const struct httpstatus_exchange *exchange, int64_t now)
{
	size_t size = httpstatus_exchange_json(exchange, now, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_exchange_json(exchange, now, text, size);
	return text;
}

static char *httpstatus_cache_json_text(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	size_t size = httpstatus_cache_json(cache, exchange, now, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_cache_json(cache, exchange, now, text, size);
	return text;
}

static char *httpstatus_cache_vary_key_text(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, size_t *length)
{
	size_t used = httpstatus_cache_vary_key(cache, stored, request, NULL, 0);
	char *text = used != SIZE_MAX ? malloc(used + 1) : NULL;

	if (text)
		httpstatus_cache_vary_key(cache, stored, request, text, used + 1);
	*length = used;
	return text;
}

static char *httpstatus_lookup_json_text(const struct httpstatus_lookup *lookup)
{
	size_t size = httpstatus_lookup_json(lookup, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_lookup_json(lookup, text, size);
	return text;
}

/* The same number for the same exchange; 0 for none. It finds the language's own object for what a lookup gives back. */
static int64_t httpstatus_exchange_identity(const struct httpstatus_exchange *exchange)
{
	return (int64_t)(intptr_t)exchange;
}

static char *httpstatus_chain_json_text(const struct httpstatus_chain *chain)
{
	size_t size = httpstatus_chain_json(chain, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_chain_json(chain, text, size);
	return text;
}

static char *httpstatus_checker_json_text(const struct httpstatus_checker *checker)
{
	size_t size = httpstatus_checker_json(checker, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_checker_json(checker, text, size);
	return text;
}

static char *httpstatus_choice_json_text(const struct httpstatus_choice *choice)
{
	size_t size = httpstatus_choice_json(choice, NULL, 0) + 1;
	char *text = malloc(size);

	if (text)
		httpstatus_choice_json(choice, text, size);
	return text;
}

static char *httpstatus_choice_problem_text(const struct httpstatus_choice *choice)
{
	size_t size = httpstatus_choice_problem(choice, NULL, 0) + 1;
	char *text = size > 1 ? malloc(size) : NULL;

	if (text)
		httpstatus_choice_problem(choice, text, size);
	return text;
}

static char *httpstatus_status_line_text(int version, int code, const char *bytes, size_t length)
{
	size_t size = httpstatus_status_line_write(version, code, bytes, length, NULL, 0) + 1;
	char *text = size > 1 ? malloc(size) : NULL;

	if (text)
		httpstatus_status_line_write(version, code, bytes, length, text, size);
	return text;
}

/* Octets of a language end in NUL, as a path has to. */
static bool recording_open_file(struct recording *recording, const char *path, size_t length)
{
	(void)length;
	return recording_open_path(recording, path);
}

/* The octets must live as long as they are read. */
static bool recording_open_text(
	struct recording *recording, const char *bytes, size_t length, const char *name, size_t name_length)
{
	(void)name_length;
	return recording_open_octets(recording, bytes, length, name);
}

/* Why an entry of a HAR cannot be read; NULL where it was. The name is that of its creator. */
static char *recording_entry_problem(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, const char *name, size_t name_length)
{
	char *problem = malloc(RECORDING_PROBLEM_SIZE);

	(void)name_length;
	if (!problem || !recording_read_entry(exchange, bytes, length, name, problem))
		return problem;
	free(problem);
	return NULL;
}
%}

%include <httpstatus/base.h>
%include <httpstatus/status.h>
%include <httpstatus/exchange.h>
%include <httpstatus/cache.h>
%include <httpstatus/next.h>
%include <httpstatus/check.h>
%include <httpstatus/choose.h>
%include <recording.h>
