/*
 * Calls every function of api.def through libffi, as ctypes, LuaJIT and cffi would: with edge integers, all pairs of them, and NULL in every
 * parameter that may be NULL. A function that crashes, or answers outside its type, fails.
 *
 * sweep LIBRARY API.DEF; the result is TAP. SPDX-License-Identifier: MIT
 */
#include "api_def.h"

#include <dlfcn.h>
#include <ffi.h>
#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

union value {
	int as_int;
	int64_t as_int64;
	uint8_t as_bool;
	size_t as_size;
	void *as_pointer;
	ffi_arg as_result;
};

/* One argument to try. bytes have a length as well, which is the next argument of the call; a handle has a maker. */
struct choice {
	union value value;
	size_t length;
	const struct handle *handle;
};

enum { CHOICES_MOST = 64, ARGUMENTS_MOST = 2 * PARAMETERS_MOST };

static void *library;

static const int edge_ints[] = {INT_MIN, INT_MIN + 1, -100000, -404, -1, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 31, 32, 33, 99,
	100, 101, 199, 200, 204, 304, 306, 401, 404, 418, 451, 499, 500, 511, 599, 600, 999, 1000, 65535, 65636,
	INT_MAX - 1, INT_MAX};
static const int64_t edge_int64s[] = {
	INT64_MIN, INT64_MIN + 1, -1, 0, 1, 10, 11, 20, 404, INT32_MAX, 784111777, INT64_MAX - 1, INT64_MAX};
static const size_t edge_sizes[] = {
	0, 1, 2, 3, 7, 63, 64, 65, 255, 256, 65535, SIZE_MAX / 2, SIZE_MAX / 4 + 1, SIZE_MAX - 1, SIZE_MAX};
static const char *const edge_texts[] = {"", " ", "Not Found", "not_found", "x", "I\xe2\x80", "I\xe2\x80\x99m a teapot",
	"\xff\xfe", "404", "nginx", "rate limit", "hops", "retry", "clock", "405-no-allow", "yes", "\"v1\"",
	"text/html, */*;q=0.5", "entity-tag"};

static void *look_up(const struct api_function *function)
{
	return dlvsym(library, function->name, function->node);
}

/* ---- arguments ---- */

/* Each function is called through a pointer of its own type: a sanitizer looks. */

static void *make_builtin(void)
{
	const struct httpstatus_registry *(*builtin)(void);

	*(void **)&builtin = dlsym(library, "httpstatus_registry_builtin");
	return (void *)(uintptr_t)builtin();
}

static void *make_everything(void)
{
	const struct httpstatus_registry *(*everything)(void);

	*(void **)&everything = dlsym(library, "httpstatus_registry_everything");
	return (void *)(uintptr_t)everything();
}

static void *make_own_registry(void)
{
	struct httpstatus_registry *(*new)(const struct httpstatus_registry *, const char *);

	*(void **)&new = dlsym(library, "httpstatus_registry_new");
	return new (NULL, NULL);
}

static void *find_code(const struct httpstatus_registry *registry, int code)
{
	const struct httpstatus_code *(*find)(const struct httpstatus_registry *, int);

	*(void **)&find = dlsym(library, "httpstatus_registry_find");
	return (void *)(uintptr_t)find(registry, code);
}

static void *make_plain_code(void)
{
	return find_code(NULL, 404);
}

static void *make_rich_code(void)
{
	return find_code(NULL, 304);
}

static void *make_vendor_code(void)
{
	return find_code(make_everything(), 499);
}

static void *make_requirement(void)
{
	const struct httpstatus_requirement *(*requirement)(const struct httpstatus_code *, size_t);

	*(void **)&requirement = dlsym(library, "httpstatus_code_response_requirement");
	return (void *)(uintptr_t)requirement(make_rich_code(), 0);
}

static void *make_iter(void)
{
	struct httpstatus_iter *(*new)(const struct httpstatus_registry *);

	*(void **)&new = dlsym(library, "httpstatus_iter_new");
	return new (NULL);
}

static void *make_empty_exchange(void)
{
	struct httpstatus_exchange *(*new)(void);

	*(void **)&new = dlsym(library, "httpstatus_exchange_new");
	return new ();
}

/* An exchange with something of everything in it. */
static void *make_exchange(void)
{
	static const char request[] =
		"POST /a?b HTTP/1.1\r\nHost: example.com\r\nAuthorization: x\r\nExpect: 100-continue\r\n\r\n";
	static const char response[] = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 401 "
				       "Unauthorized\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
				       "Location: ../c d#e\r\nWWW-Authenticate: Basic realm=\"a\\\"b\", Negotiate "
				       "abc==\r\nRetry-After: 120\r\nVary: Accept\r\n"
				       "Cache-Control: max-age=60, s-maxage=9999999999999999999\r\nContent-Length: 10, "
				       "10\r\nETag: W/\"x\"\r\nAge: 5\r\n\r\n";
	int (*read)(struct httpstatus_exchange *, const char *, size_t, size_t *);
	void *exchange = make_empty_exchange();

	*(void **)&read = dlsym(library, "httpstatus_exchange_read_request");
	read(exchange, request, sizeof request - 1, NULL);
	*(void **)&read = dlsym(library, "httpstatus_exchange_read_response");
	read(exchange, response, sizeof response - 1, NULL);
	return exchange;
}

static void *make_entry(void)
{
	static struct httpstatus_entry good = {.size = sizeof good, .code = 799, .phrase = "Swept", .facts = 1};

	return &good;
}

static void *make_bad_entry(void)
{
	static struct httpstatus_entry bad = {.size = SIZE_MAX, .code = INT_MIN};

	return &bad;
}

static void *make_policy(void)
{
	struct httpstatus_policy *(*new)(const char *);

	*(void **)&new = dlsym(library, "httpstatus_policy_new");
	return new ("curl");
}

static void *make_empty_chain(void)
{
	struct httpstatus_chain *(*new)(const struct httpstatus_policy *);

	*(void **)&new = dlsym(library, "httpstatus_chain_new");
	return new (NULL);
}

/* A chain with steps. */
static void *make_chain(void)
{
	int (*next)(
		struct httpstatus_chain *, const struct httpstatus_exchange *, const struct httpstatus_next_input *);
	void (*free_exchange)(struct httpstatus_exchange *);
	void *chain = make_empty_chain(), *exchange = make_exchange();

	*(void **)&next = dlsym(library, "httpstatus_next");
	next(chain, exchange, NULL);
	*(void **)&free_exchange = dlsym(library, "httpstatus_exchange_free");
	free_exchange(exchange);
	return chain;
}

/* A step lives as long as its chain, so that one stays. */
static void *make_step(void)
{
	static void *chain;
	const struct httpstatus_step *(*step)(const struct httpstatus_chain *, size_t);

	if (!chain)
		chain = make_chain();
	*(void **)&step = dlsym(library, "httpstatus_chain_step");
	return (void *)(uintptr_t)step(chain, 0);
}

static void *make_input(void)
{
	static struct httpstatus_next_input good = {
		.size = sizeof good, .abilities = 63, .circumstances = 15, .now = 784111777, .protocols = "websocket"};

	return &good;
}

static void *make_empty_checker(void)
{
	struct httpstatus_checker *(*new)(void);

	*(void **)&new = dlsym(library, "httpstatus_checker_new");
	return new ();
}

/* A checker with findings. */
static void *make_checker(void)
{
	static const char response[] = "HTTP/1.1 405 No\r\nContent-Length: 0\r\nDate: x\r\n\r\n";
	int (*check)(struct httpstatus_checker *, struct httpstatus_exchange *);
	int (*read)(struct httpstatus_exchange *, const char *, size_t, size_t *);
	void (*free_exchange)(struct httpstatus_exchange *);
	void *checker = make_empty_checker(), *exchange = make_empty_exchange();

	*(void **)&read = dlsym(library, "httpstatus_exchange_read_response");
	read(exchange, response, sizeof response - 1, NULL);
	*(void **)&check = dlsym(library, "httpstatus_check");
	check(checker, exchange);
	*(void **)&free_exchange = dlsym(library, "httpstatus_exchange_free");
	free_exchange(exchange);
	return checker;
}

/* A finding lives as long as its checker, so that one stays. */
static void *make_finding(void)
{
	static void *checker;
	const struct httpstatus_finding *(*finding)(const struct httpstatus_checker *, size_t);

	if (!checker)
		checker = make_checker();
	*(void **)&finding = dlsym(library, "httpstatus_checker_finding");
	return (void *)(uintptr_t)finding(checker, 0);
}

static void *make_empty_choice(void)
{
	struct httpstatus_choice *(*new)(void);

	*(void **)&new = dlsym(library, "httpstatus_choice_new");
	return new ();
}

/* A choice with a question. */
static void *make_choice(void)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"v1\"\r\n\r\n";
	int (*start)(struct httpstatus_choice *, const struct httpstatus_exchange *, int64_t);
	int (*read)(struct httpstatus_exchange *, const char *, size_t, size_t *);
	void (*free_exchange)(struct httpstatus_exchange *);
	void *choice = make_empty_choice(), *exchange = make_empty_exchange();

	*(void **)&read = dlsym(library, "httpstatus_exchange_read_request");
	read(exchange, request, sizeof request - 1, NULL);
	*(void **)&start = dlsym(library, "httpstatus_choice_start");
	start(choice, exchange, 784111777);
	*(void **)&free_exchange = dlsym(library, "httpstatus_exchange_free");
	free_exchange(exchange);
	return choice;
}

/* A choice at its end, with fields. */
static void *make_chosen(void)
{
	int (*answer)(struct httpstatus_choice *, const char *, size_t);
	int (*answer_default)(struct httpstatus_choice *);
	void *choice = make_choice();

	*(void **)&answer_default = dlsym(library, "httpstatus_choice_answer_default");
	*(void **)&answer = dlsym(library, "httpstatus_choice_answer");
	while (answer_default(choice) == 0)
		continue;
	answer(choice, "\"v1\"", 4);
	return choice;
}

static void *make_node(const char *id)
{
	const struct httpstatus_node *(*find)(const char *);

	*(void **)&find = dlsym(library, "httpstatus_node_find");
	return (void *)(uintptr_t)find(id);
}

static void *make_question(void)
{
	return make_node("entity-tag");
}

static void *make_end(void)
{
	return make_node("not-found");
}

static void *make_bad_input(void)
{
	static struct httpstatus_next_input bad = {.size = sizeof bad, .role = -1, .abilities = UINT32_MAX};

	return &bad;
}

static const struct handle {
	const char *type;
	void *(*make)(void);
	bool owned; /* what is made has to be freed */
} handles[] = {
	{"registry", make_builtin, false},
	{"registry", make_everything, false},
	{"registry", make_own_registry, true},
	{"code", make_plain_code, false},
	{"code", make_rich_code, false},
	{"code", make_vendor_code, false},
	{"requirement", make_requirement, false},
	{"iter", make_iter, true},
	{"exchange", make_exchange, true},
	{"exchange", make_empty_exchange, true},
	{"entry", make_entry, false},
	{"entry", make_bad_entry, false},
	{"policy", make_policy, true},
	{"chain", make_chain, true},
	{"chain", make_empty_chain, true},
	{"step", make_step, false},
	{"checker", make_checker, true},
	{"checker", make_empty_checker, true},
	{"finding", make_finding, false},
	{"choice", make_choice, true},
	{"choice", make_empty_choice, true},
	{"choice", make_chosen, true},
	{"node", make_question, false},
	{"node", make_end, false},
	{"input", make_input, false},
	{"input", make_bad_input, false},
};

/* Where functions may write to. */
static size_t written;
static char room[64];
static const size_t room_sizes[] = {0, 1, 2, 13, sizeof room};

static bool is_pair(const struct api_type *type)
{
	return strcmp(type->name, "bytes") == 0 || strcmp(type->name, "room") == 0;
}

static size_t choices_of(const struct api_type *type, struct choice *choices)
{
	bool bytes = strcmp(type->name, "bytes") == 0;
	size_t count = 0;

	if (strcmp(type->name, "int") == 0)
		for (size_t i = 0; i < sizeof edge_ints / sizeof edge_ints[0]; i++)
			choices[count++].value.as_int = edge_ints[i];
	else if (strcmp(type->name, "int64") == 0)
		for (size_t i = 0; i < sizeof edge_int64s / sizeof edge_int64s[0]; i++)
			choices[count++].value.as_int64 = edge_int64s[i];
	else if (strcmp(type->name, "bool") == 0)
		for (uint8_t i = 0; i < 2; i++)
			choices[count++].value.as_bool = i;
	else if (strcmp(type->name, "out") == 0)
		choices[count++].value.as_pointer = &written;
	else if (strcmp(type->name, "room") == 0)
		for (size_t i = 0; i < sizeof room_sizes / sizeof room_sizes[0]; i++)
			choices[count++] = (struct choice){.value.as_pointer = room, .length = room_sizes[i]};
	else if (strcmp(type->name, "size") == 0)
		for (size_t i = 0; i < sizeof edge_sizes / sizeof edge_sizes[0]; i++)
			choices[count++].value.as_size = edge_sizes[i];
	else if (bytes || strcmp(type->name, "string") == 0)
		for (size_t i = 0; i < sizeof edge_texts / sizeof edge_texts[0]; i++)
			choices[count++] = (struct choice){
				.value.as_pointer = (void *)(uintptr_t)edge_texts[i], .length = strlen(edge_texts[i])};
	else
		for (size_t i = 0; i < sizeof handles / sizeof handles[0]; i++)
			if (strcmp(type->name, handles[i].type) == 0)
				choices[count++] =
					(struct choice){.value.as_pointer = handles[i].make(), .handle = &handles[i]};
	if (type->nullable)
		choices[count++] = (struct choice){.length = 0};
	if (type->nullable && bytes)
		choices[count++] = (struct choice){.length = 9};
	return count;
}

static ffi_type *ffi_type_of(const char *name)
{
	if (strcmp(name, "int") == 0)
		return &ffi_type_sint;
	if (strcmp(name, "int64") == 0)
		return &ffi_type_sint64;
	if (strcmp(name, "uint64") == 0)
		return &ffi_type_uint64;
	if (strcmp(name, "uint32") == 0)
		return &ffi_type_uint32;
	if (strcmp(name, "size") == 0)
		return sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32;
	if (strcmp(name, "bool") == 0)
		return &ffi_type_uint8;
	if (strcmp(name, "void") == 0)
		return &ffi_type_void;
	return &ffi_type_pointer;
}

/* ---- calls ---- */

/* What is wrong with a result, NULL where nothing is. */
static const char *result_fault(const struct api_type *type, union value result)
{
	if (strcmp(type->name, "bool") == 0)
		return (uint8_t)result.as_result <= 1 ? NULL : "a bool that is neither true nor false";
	if (ffi_type_of(type->name) != &ffi_type_pointer)
		return NULL;
	if (!result.as_pointer)
		return type->nullable ? NULL : "NULL from a function that never gives NULL";
	if (strcmp(type->name, "text") == 0 && strlen(result.as_pointer) > 65536)
		return "a text without an end";
	return NULL;
}

static void free_handle(const char *type, void *handle)
{
	void (*free_registry)(struct httpstatus_registry *);
	void (*free_iter)(struct httpstatus_iter *);
	void (*free_exchange)(struct httpstatus_exchange *);
	void (*free_policy)(struct httpstatus_policy *);
	void (*free_chain)(struct httpstatus_chain *);
	void (*free_checker)(struct httpstatus_checker *);
	void (*free_choice)(struct httpstatus_choice *);

	if (strcmp(type, "registry") == 0) {
		*(void **)&free_registry = dlsym(library, "httpstatus_registry_free");
		free_registry(handle);
	} else if (strcmp(type, "iter") == 0) {
		*(void **)&free_iter = dlsym(library, "httpstatus_iter_free");
		free_iter(handle);
	} else if (strcmp(type, "policy") == 0) {
		*(void **)&free_policy = dlsym(library, "httpstatus_policy_free");
		free_policy(handle);
	} else if (strcmp(type, "chain") == 0) {
		*(void **)&free_chain = dlsym(library, "httpstatus_chain_free");
		free_chain(handle);
	} else if (strcmp(type, "choice") == 0) {
		*(void **)&free_choice = dlsym(library, "httpstatus_choice_free");
		free_choice(handle);
	} else if (strcmp(type, "checker") == 0) {
		*(void **)&free_checker = dlsym(library, "httpstatus_checker_free");
		free_checker(handle);
	} else {
		*(void **)&free_exchange = dlsym(library, "httpstatus_exchange_free");
		free_exchange(handle);
	}
}

struct sweep {
	const struct api_function *function;
	void *address;
	ffi_cif cif;
	ffi_type *types[ARGUMENTS_MOST];
	struct choice choices[PARAMETERS_MOST][CHOICES_MOST];
	size_t choice_counts[PARAMETERS_MOST];
	size_t calls;
	const char *fault;
};

static void call_once(struct sweep *sweep, const size_t *picked)
{
	const struct api_function *function = sweep->function;
	void *arguments[ARGUMENTS_MOST];
	size_t count = 0;
	union value result = {0};

	for (size_t i = 0; i < function->parameter_count; i++) {
		struct choice *choice = &sweep->choices[i][picked[i]];

		if (function->parameters[i].take &&
			choice->handle) /* the call takes it for good: each has to be a new one */
			choice->value.as_pointer = choice->handle->make();
		arguments[count++] = &choice->value;
		if (is_pair(&function->parameters[i]))
			arguments[count++] = &choice->length;
	}
	ffi_call(&sweep->cif, FFI_FN(sweep->address), &result, arguments);
	sweep->calls++;
	if (!sweep->fault)
		sweep->fault = result_fault(&function->result, result);
	if (function->result.own)
		free_handle(function->result.name, result.as_pointer);
}

/* Every combination of choices, as an odometer counts. */
static void call_all(struct sweep *sweep)
{
	size_t picked[PARAMETERS_MOST] = {0};
	size_t i;

	do {
		call_once(sweep, picked);
		for (i = 0; i < sweep->function->parameter_count; i++) {
			if (++picked[i] < sweep->choice_counts[i])
				break;
			picked[i] = 0;
		}
	} while (i < sweep->function->parameter_count);
}

static bool prepare(struct sweep *sweep)
{
	const struct api_function *function = sweep->function;
	unsigned count = 0;

	for (size_t i = 0; i < function->parameter_count; i++) {
		sweep->choice_counts[i] = choices_of(&function->parameters[i], sweep->choices[i]);
		if (sweep->choice_counts[i] == 0)
			return false;
		sweep->types[count++] = ffi_type_of(function->parameters[i].name);
		if (is_pair(&function->parameters[i]))
			sweep->types[count++] = ffi_type_of("size");
	}
	return ffi_prep_cif(&sweep->cif, FFI_DEFAULT_ABI, count, ffi_type_of(function->result.name), sweep->types) ==
	       FFI_OK;
}

/* Frees what was made for the calls and still is ours. */
static void drop_owned(struct sweep *sweep, bool taken)
{
	for (size_t i = 0; i < sweep->function->parameter_count; i++)
		for (size_t k = 0; k < sweep->choice_counts[i] && sweep->function->parameters[i].take == taken; k++)
			if (sweep->choices[i][k].handle && sweep->choices[i][k].handle->owned)
				free_handle(sweep->choices[i][k].handle->type, sweep->choices[i][k].value.as_pointer);
}

static const char *sweep_function(const struct api_function *function, size_t *calls)
{
	static struct sweep sweep;

	memset(&sweep, 0, sizeof sweep);
	sweep.function = function;
	sweep.address = look_up(function);
	if (!sweep.address)
		return "is not exported under this node";
	if (!prepare(&sweep))
		return "has a type that sweep.c does not know";
	drop_owned(&sweep, true); /* each call that takes one makes its own */
	call_all(&sweep);
	drop_owned(&sweep, false);
	*calls = sweep.calls;
	return sweep.fault;
}

int main(int count, char **arguments)
{
	size_t function_count;

	if (count != 3 || !(library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL))) {
		printf("Bail out! usage: sweep LIBRARY API.DEF: %s\n", count == 3 ? dlerror() : "");
		return EXIT_FAILURE;
	}
	struct api_function *functions = api_def_read(arguments[2], &function_count);

	printf("1..%zu\n", function_count + 1);
	for (size_t i = 0; i < function_count; i++) {
		size_t calls = 0;
		const char *fault = sweep_function(&functions[i], &calls);

		printf("%s %zu - %s%s%s (%zu calls)\n", fault ? "not ok" : "ok", i + 1, functions[i].name,
			fault ? ": " : "", fault ? fault : "", calls);
		fflush(stdout);
	}
	/* dlvsym finds anything under any node in a library that has no versions at all. */
	printf("%s %zu - no node but its own has httpstatus_phrase\n",
		dlvsym(library, "httpstatus_phrase", "HTTPSTATUS_0.0") ? "not ok" : "ok", function_count + 1);
	free(functions);
	dlclose(library);
	return EXIT_SUCCESS;
}
