/*
 * Calls every function of api.def through libffi, as ctypes, LuaJIT and cffi would: with edge integers, all pairs of them, and NULL in every
 * parameter that may be NULL. A function that crashes, answers outside its type, or writes past the room it was given, fails.
 *
 * sweep LIBRARY API.DEF; the result is TAP. SPDX-License-Identifier: MIT
 */
#include "api_def.h"

#include <dlfcn.h>
#include <ffi.h>
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
	const void *as_const;
	ffi_arg as_result;
};

/* One argument to try. bytes, room and list have a length as well, which is the next argument of the call; a handle has a maker. */
struct choice {
	union value value;
	size_t length;
	const struct handle *handle;
};

enum { CHOICES_MOST = 64, ARGUMENTS_MOST = 2 * PARAMETERS_MOST };

static void *library;
static struct api_function *functions;
static size_t function_count;

static const int edge_ints[] = {INT_MIN, INT_MIN + 1, -100000, -404, -17, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 17,
	18, 31, 32, 33, 43, 99, 100, 101, 199, 200, 204, 304, 306, 401, 404, 418, 451, 499, 500, 511, 599, 600, 999,
	1000, 1001, 65535, 65636, INT_MAX - 1, INT_MAX};
static const int64_t edge_int64s[] = {
	INT64_MIN, INT64_MIN + 1, -1, 0, 1, 10, 11, 20, 404, INT32_MAX, 784111777, INT64_MAX - 1, INT64_MAX};
static const size_t edge_sizes[] = {
	0, 1, 2, 3, 7, 63, 64, 65, 255, 256, 65535, SIZE_MAX / 2, SIZE_MAX / 4 + 1, SIZE_MAX - 1, SIZE_MAX};
static const char *const edge_texts[] = {"", " ", "Not Found", "not_found", "x", "I\xe2\x80", "I\xe2\x80\x99m a teapot",
	"\xff\xfe", "404", "nginx", "rate limit", "hops", "retry", "realm", "405-no-allow", "yes", "\"v1\"",
	"text/html, */*;q=0.5", "entity-tag", "curl", "Content-Length"};

/* ---- calls by name ---- */

/* A function with its types as libffi has them. */
struct callee {
	void *address;
	ffi_cif cif;
	ffi_type *types[ARGUMENTS_MOST];
};

static bool is_pair(const struct api_type *type)
{
	return strcmp(type->name, "bytes") == 0 || strcmp(type->name, "room") == 0 || strcmp(type->name, "list") == 0;
}

static ffi_type *ffi_type_of(const char *name)
{
	if (strcmp(name, "int") == 0)
		return &ffi_type_sint;
	if (strcmp(name, "int64") == 0)
		return &ffi_type_sint64;
	if (strcmp(name, "size") == 0)
		return sizeof(size_t) == 8 ? &ffi_type_uint64 : &ffi_type_uint32;
	if (strcmp(name, "bool") == 0)
		return &ffi_type_uint8;
	if (strcmp(name, "void") == 0)
		return &ffi_type_void;
	return &ffi_type_pointer;
}

static bool callee_prepare(struct callee *callee, const struct api_function *function)
{
	unsigned count = 0;

	callee->address = dlvsym(library, function->name, function->node);
	for (size_t i = 0; i < function->parameter_count; i++) {
		callee->types[count++] = ffi_type_of(function->parameters[i].name);
		if (is_pair(&function->parameters[i]))
			callee->types[count++] = ffi_type_of("size");
	}
	return callee->address && ffi_prep_cif(&callee->cif, FFI_DEFAULT_ABI, count, ffi_type_of(function->result.name),
					  callee->types) == FFI_OK;
}

/* Calls a function that api.def has to have. */
static union value call(const char *name, union value *values)
{
	struct callee callee;
	void *arguments[ARGUMENTS_MOST];
	union value result = {0};

	for (size_t i = 0; i < ARGUMENTS_MOST; i++)
		arguments[i] = NULL;
	for (size_t i = 0; i < function_count; i++) {
		if (strcmp(functions[i].name, name) != 0 || !callee_prepare(&callee, &functions[i]))
			continue;
		for (unsigned k = 0; k < callee.cif.nargs; k++)
			arguments[k] = &values[k];
		ffi_call(&callee.cif, FFI_FN(callee.address), &result, arguments);
		return result;
	}
	printf("Bail out! sweep.c needs %s\n", name);
	exit(EXIT_FAILURE);
}

static union value pointer(const void *pointer)
{
	return (union value){.as_const = pointer};
}

static union value number(int number)
{
	return (union value){.as_int = number};
}

static union value size(size_t size)
{
	return (union value){.as_size = size};
}

static union value int64(int64_t number)
{
	return (union value){.as_int64 = number};
}

static void *make(const char *name)
{
	return call(name, NULL).as_pointer;
}

static void free_handle(const char *type, void *handle)
{
	char name[2 * WORD_SIZE];

	snprintf(name, sizeof name, "httpstatus_%s_free", type);
	call(name, (union value[]){pointer(handle)});
}

/* ---- handles ---- */

static void *make_builtin(void)
{
	return call("httpstatus_registry_by_name", (union value[]){pointer("iana")}).as_pointer;
}

static void *make_everything(void)
{
	return call("httpstatus_registry_by_name", (union value[]){pointer("everything")}).as_pointer;
}

/* With an entry that has something of everything. */
static void *make_own_registry(void)
{
	void *registry = call("httpstatus_registry_new", (union value[]){pointer(NULL), pointer(NULL)}).as_pointer;

	call("httpstatus_registry_add", (union value[]){pointer(registry), number(599), pointer("Swept"), size(5)});
	call("httpstatus_registry_set_nearest", (union value[]){pointer(registry), number(599), number(503)});
	call("httpstatus_registry_set_text",
		(union value[]){pointer(registry), number(599), number(0), pointer("A test."), size(7)});
	return registry;
}

static void *find_code(const void *registry, int code)
{
	return call("httpstatus_registry_find", (union value[]){pointer(registry), number(code)}).as_pointer;
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

/* An entry lives as long as its registry, so that one stays. */
static void *make_own_code(void)
{
	static void *registry;

	if (!registry)
		registry = make_own_registry();
	return find_code(registry, 599);
}

static void *make_requirement(void)
{
	enum { RESPONSE = 1 };

	return call(
		"httpstatus_code_requirement", (union value[]){pointer(make_rich_code()), number(RESPONSE), size(0)})
		.as_pointer;
}

static void *make_iter(void)
{
	return call("httpstatus_iter_new", (union value[]){pointer(NULL)}).as_pointer;
}

static void *make_empty_exchange(void)
{
	return make("httpstatus_exchange_new");
}

static void read_head(const char *name, void *exchange, const char *head)
{
	call(name, (union value[]){pointer(exchange), pointer(head), size(strlen(head)), pointer(NULL)});
}

/* An exchange with something of everything in it. */
static void *make_exchange(void)
{
	void *exchange = make_empty_exchange();

	read_head("httpstatus_exchange_read_request", exchange,
		"POST /a?b HTTP/1.1\r\nHost: example.com\r\nAuthorization: x\r\nExpect: 100-continue\r\n\r\n");
	read_head("httpstatus_exchange_read_response", exchange,
		"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 401 Unauthorized\r\n"
		"Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nLocation: ../c d#e\r\n"
		"WWW-Authenticate: Basic realm=\"a\\\"b\", Negotiate abc==\r\nRetry-After: 120\r\nVary: Accept\r\n"
		"Cache-Control: max-age=60, s-maxage=9999999999999999999\r\nContent-Length: 10, 10\r\nETag: W/\"x\"\r\n"
		"Age: 5\r\n\r\n");
	return exchange;
}

/* A request with conditions, ranges and preferences. */
static void *make_request(void)
{
	void *exchange = make_empty_exchange();

	read_head("httpstatus_exchange_read_request", exchange,
		"GET /a HTTP/1.1\r\nHost: example.com\r\nIf-None-Match: \"v1\", W/\"v2\"\r\nIf-Range: \"v1\"\r\n"
		"Range: bytes=0-1,-5\r\nAccept: text/html, */*;q=0.5\r\nAccept-Encoding: gzip\r\nAccept-Language: "
		"de\r\n"
		"Cache-Control: max-age=0\r\n\r\n");
	return exchange;
}

/* A challenge lives as long as its exchange, so that one stays. */
static void *make_challenge_at(size_t i)
{
	static void *exchange;

	if (!exchange)
		exchange = make_exchange();
	return call("httpstatus_exchange_challenge", (union value[]){pointer(exchange), number(0), size(i)}).as_pointer;
}

static void *make_basic(void)
{
	return make_challenge_at(0);
}

static void *make_negotiate(void)
{
	return make_challenge_at(1);
}

static void *make_cache(void)
{
	return make("httpstatus_cache_new");
}

static void *make_private_cache(void)
{
	enum { SHARED = 0 };
	void *cache = make_cache();

	call("httpstatus_cache_set", (union value[]){pointer(cache), number(SHARED), int64(0)});
	return cache;
}

/* With all that can be said of a cache. */
static void *make_told_cache(void)
{
	enum { SHARED, UNDERSTANDS, PARTS };
	enum { NAME, TARGETS };
	void *cache = make_cache();

	call("httpstatus_cache_set", (union value[]){pointer(cache), number(UNDERSTANDS), int64(1)});
	call("httpstatus_cache_set", (union value[]){pointer(cache), number(PARTS), int64(1)});
	call("httpstatus_cache_set_text", (union value[]){pointer(cache), number(NAME), pointer("Swept"), size(5)});
	call("httpstatus_cache_set_text",
		(union value[]){pointer(cache), number(TARGETS), pointer("CDN-Cache-Control"), size(17)});
	return cache;
}

/* What a cache has stored, with a validator. */
static void *make_stored(void)
{
	void *exchange = make_empty_exchange();

	read_head("httpstatus_exchange_read_request", exchange, "GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n");
	read_head("httpstatus_exchange_read_response", exchange,
		"HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nCache-Control: max-age=60\r\n"
		"ETag: \"v3\"\r\nVary: Accept-Language\r\nContent-Length: 10\r\n\r\n");
	return exchange;
}

static void *make_lookup(void)
{
	return call("httpstatus_lookup_new", (union value[]){pointer(NULL)}).as_pointer;
}

/* Started, with something on offer; what it borrows stays. */
static void *make_offered_lookup(void)
{
	static void *request, *stored;
	void *lookup = make_lookup();

	if (!request) {
		request = make_stored();
		stored = make_stored();
	}
	call("httpstatus_lookup_start", (union value[]){pointer(lookup), pointer(request), int64(784111777)});
	call("httpstatus_lookup_offer", (union value[]){pointer(lookup), pointer(stored)});
	return lookup;
}

/* The server is to be asked whether what is stored is still right. */
static void *make_asking_lookup(void)
{
	static void *request, *stored;
	void *lookup = make_lookup();

	if (!request) {
		request = make_stored();
		stored = make_stored();
	}
	call("httpstatus_lookup_start", (union value[]){pointer(lookup), pointer(request), int64(784111777 + 60)});
	call("httpstatus_lookup_offer", (union value[]){pointer(lookup), pointer(stored)});
	call("httpstatus_lookup_answer", (union value[]){pointer(lookup)});
	return lookup;
}

/* A 304 came that is about what is stored. */
static void *make_received_lookup(void)
{
	static void *said;
	void *lookup = make_asking_lookup();

	if (!said) {
		said = make_stored();
		read_head(
			"httpstatus_exchange_read_response", said, "HTTP/1.1 304 Not Modified\r\nETag: \"v3\"\r\n\r\n");
	}
	call("httpstatus_lookup_receive", (union value[]){pointer(lookup), pointer(said), int64(784111777 + 61)});
	return lookup;
}

static void *make_client(void)
{
	return call("httpstatus_client_find", (union value[]){pointer("curl")}).as_pointer;
}

static void *make_policy(void)
{
	void *policy = make("httpstatus_policy_new");

	call("httpstatus_policy_imitate", (union value[]){pointer(policy), pointer(make_client())});
	return policy;
}

static void *make_empty_chain(void)
{
	return call("httpstatus_chain_new", (union value[]){pointer(NULL)}).as_pointer;
}

/* A chain with steps. */
static void *make_chain(void)
{
	void *chain = make_empty_chain(), *exchange = make_exchange();

	call("httpstatus_chain_next", (union value[]){pointer(chain), pointer(exchange)});
	free_handle("exchange", exchange);
	return chain;
}

/* A step lives as long as its chain, so that one stays. */
static void *make_step(void)
{
	static void *chain;

	if (!chain)
		chain = make_chain();
	return call("httpstatus_chain_step", (union value[]){pointer(chain), size(0)}).as_pointer;
}

static void *make_empty_checker(void)
{
	return make("httpstatus_checker_new");
}

/* A checker with findings. */
static void *make_checker(void)
{
	void *checker = make_empty_checker(), *exchange = make_empty_exchange();

	read_head("httpstatus_exchange_read_response", exchange,
		"HTTP/1.1 405 No\r\nContent-Length: 0\r\nDate: x\r\n\r\n");
	call("httpstatus_checker_check", (union value[]){pointer(checker), pointer(exchange)});
	free_handle("exchange", exchange);
	return checker;
}

/* A finding lives as long as its checker, so that one stays. */
static void *make_finding(void)
{
	static void *checker;

	if (!checker)
		checker = make_checker();
	return call("httpstatus_checker_finding", (union value[]){pointer(checker), size(0)}).as_pointer;
}

static void *make_rule(void)
{
	return call("httpstatus_rule_find", (union value[]){pointer("405-no-allow")}).as_pointer;
}

static void *make_empty_choice(void)
{
	return make("httpstatus_choice_new");
}

/* A choice with a question. */
static void *make_choice(void)
{
	void *choice = make_empty_choice(), *exchange = make_empty_exchange();

	read_head("httpstatus_exchange_read_request", exchange,
		"GET / HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"v1\"\r\n\r\n");
	call("httpstatus_choice_start", (union value[]){pointer(choice), pointer(exchange), int64(784111777)});
	free_handle("exchange", exchange);
	return choice;
}

/* A choice at its end, with fields. */
static void *make_chosen(void)
{
	void *choice = make_choice();

	while (call("httpstatus_choice_answer_default", (union value[]){pointer(choice)}).as_result == 0)
		continue;
	call("httpstatus_choice_answer", (union value[]){pointer(choice), pointer("\"v1\""), size(4)});
	return choice;
}

static void *make_node(const char *id)
{
	return call("httpstatus_node_find", (union value[]){pointer(id)}).as_pointer;
}

static void *make_question(void)
{
	return make_node("entity-tag");
}

static void *make_end(void)
{
	return make_node("not-found");
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
	{"code", make_own_code, false},
	{"requirement", make_requirement, false},
	{"iter", make_iter, true},
	{"exchange", make_exchange, true},
	{"exchange", make_request, true},
	{"exchange", make_empty_exchange, true},
	{"exchange", make_stored, true},
	{"challenge", make_basic, false},
	{"challenge", make_negotiate, false},
	{"cache", make_cache, true},
	{"cache", make_private_cache, true},
	{"cache", make_told_cache, true},
	{"lookup", make_lookup, true},
	{"lookup", make_offered_lookup, true},
	{"lookup", make_asking_lookup, true},
	{"lookup", make_received_lookup, true},
	{"client", make_client, false},
	{"policy", make_policy, true},
	{"chain", make_chain, true},
	{"chain", make_empty_chain, true},
	{"step", make_step, false},
	{"checker", make_checker, true},
	{"checker", make_empty_checker, true},
	{"finding", make_finding, false},
	{"rule", make_rule, false},
	{"choice", make_choice, true},
	{"choice", make_empty_choice, true},
	{"choice", make_chosen, true},
	{"node", make_question, false},
	{"node", make_end, false},
};

/* ---- arguments ---- */

/* Where functions may write to. */
enum { ROOM_SIZE = 64, UNTOUCHED = 0x5a };
static int64_t written;
static char room[ROOM_SIZE];
static int list[ROOM_SIZE];
static const size_t room_sizes[] = {0, 1, 2, 13, ROOM_SIZE};

/* What a whole number of some type can be. Returns how many; 0 for a type that is none. */
static size_t number_choices(const char *type, struct choice *choices)
{
	size_t count = 0;

	if (strcmp(type, "int") == 0)
		for (size_t i = 0; i < sizeof edge_ints / sizeof edge_ints[0]; i++)
			choices[count++].value.as_int = edge_ints[i];
	else if (strcmp(type, "int64") == 0)
		for (size_t i = 0; i < sizeof edge_int64s / sizeof edge_int64s[0]; i++)
			choices[count++].value.as_int64 = edge_int64s[i];
	else if (strcmp(type, "bool") == 0)
		for (uint8_t i = 0; i < 2; i++)
			choices[count++].value.as_bool = i;
	else if (strcmp(type, "size") == 0)
		for (size_t i = 0; i < sizeof edge_sizes / sizeof edge_sizes[0]; i++)
			choices[count++].value.as_size = edge_sizes[i];
	return count;
}

/* Where something of some type can be written. Returns how many; 0 for a type that is none. */
static size_t room_choices(const char *type, struct choice *choices)
{
	void *place = strcmp(type, "room") == 0 ? (void *)room : strcmp(type, "list") == 0 ? (void *)list : NULL;
	size_t count = 0;

	if (strcmp(type, "out") == 0)
		choices[count++].value.as_pointer = &written;
	for (size_t i = 0; place && i < sizeof room_sizes / sizeof room_sizes[0]; i++)
		choices[count++] = (struct choice){.value.as_pointer = place, .length = room_sizes[i]};
	return count;
}

static size_t choices_of(const struct api_type *type, struct choice *choices)
{
	bool bytes = strcmp(type->name, "bytes") == 0;
	size_t count = number_choices(type->name, choices);

	if (count == 0)
		count = room_choices(type->name, choices);
	if (bytes || strcmp(type->name, "string") == 0)
		for (size_t i = 0; i < sizeof edge_texts / sizeof edge_texts[0]; i++)
			choices[count++] =
				(struct choice){.value.as_const = edge_texts[i], .length = strlen(edge_texts[i])};
	for (size_t i = 0; i < sizeof handles / sizeof handles[0]; i++)
		if (strcmp(type->name, handles[i].type) == 0)
			choices[count++] =
				(struct choice){.value.as_pointer = handles[i].make(), .handle = &handles[i]};
	if (count && type->nullable)
		choices[count++] = (struct choice){.length = 0};
	if (type->nullable && bytes)
		choices[count++] = (struct choice){.length = 9};
	return count;
}

/* ---- sweeping ---- */

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

/* Whether a place that functions write to is as it was, behind the room that they were given. */
static bool is_untouched(const void *place, size_t size, size_t given)
{
	const unsigned char *octets = place;

	for (size_t i = given; i < size; i++)
		if (octets[i] != UNTOUCHED)
			return false;
	return true;
}

static const char *room_fault(const struct api_type *type, const struct choice *choice)
{
	if (choice->value.as_pointer == room)
		return is_untouched(room, sizeof room, choice->length) ? NULL : "octets past the room for them";
	if (choice->value.as_pointer == list && strcmp(type->name, "list") == 0)
		return is_untouched(list, sizeof list, choice->length * sizeof list[0]) ? NULL : "a list past its room";
	return NULL;
}

struct sweep {
	const struct api_function *function;
	struct callee callee;
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

	memset(room, UNTOUCHED, sizeof room);
	memset(list, UNTOUCHED, sizeof list);
	for (size_t i = 0; i < function->parameter_count; i++) {
		struct choice *choice = &sweep->choices[i][picked[i]];

		if (function->parameters[i].take &&
			choice->handle) /* the call takes it for good: each has to be a new one */
			choice->value.as_pointer = choice->handle->make();
		arguments[count++] = &choice->value;
		if (is_pair(&function->parameters[i]))
			arguments[count++] = &choice->length;
	}
	ffi_call(&sweep->callee.cif, FFI_FN(sweep->callee.address), &result, arguments);
	sweep->calls++;
	if (!sweep->fault)
		sweep->fault = result_fault(&function->result, result);
	for (size_t i = 0; i < function->parameter_count && !sweep->fault; i++)
		sweep->fault = room_fault(&function->parameters[i], &sweep->choices[i][picked[i]]);
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

/* Makes what is tried for each parameter. False where there is nothing of its type. */
static bool make_choices(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->function->parameter_count; i++) {
		sweep->choice_counts[i] = choices_of(&sweep->function->parameters[i], sweep->choices[i]);
		if (sweep->choice_counts[i] == 0)
			return false;
	}
	return true;
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
	if (!callee_prepare(&sweep.callee, function))
		return "is not exported under this node";
	if (!make_choices(&sweep))
		return "has a type that sweep.c does not know";
	drop_owned(&sweep, true); /* each call that takes one makes its own */
	call_all(&sweep);
	drop_owned(&sweep, false);
	*calls = sweep.calls;
	return sweep.fault;
}

/* A handle that is not made would leave every function unswept that takes one. */
static const char *handles_fault(void)
{
	for (size_t i = 0; i < sizeof handles / sizeof handles[0]; i++) {
		void *handle = handles[i].make();

		if (!handle)
			return handles[i].type;
		if (handles[i].owned)
			free_handle(handles[i].type, handle);
	}
	return NULL;
}

int main(int count, char **arguments)
{
	if (count != 3 || !(library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL))) {
		printf("Bail out! usage: sweep LIBRARY API.DEF: %s\n", count == 3 ? dlerror() : "");
		return EXIT_FAILURE;
	}
	functions = api_def_read(arguments[2], &function_count);
	printf("1..%zu\n", function_count + 2);
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
	printf("%s %zu - there was a handle of every type to try\n", handles_fault() ? "not ok" : "ok",
		function_count + 2);
	free(functions);
	dlclose(library);
	return EXIT_SUCCESS;
}
