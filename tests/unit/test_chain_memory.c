/* A chain without memory, and how much of it one needs. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

/* One thing that somebody wanted: a redirect to another origin, a challenge there, a wait, and what was looked for. */
static const char *const responses[] = {
	"HTTP/1.1 307 T\r\nLocation: http://b.example/a/path?that=is&longer=than&what=was&there=before\r\n\r\n",
	"HTTP/1.1 401 U\r\nWWW-Authenticate: Digest realm=\"a\", nonce=n, Basic realm=x\r\nContent-Length: 0\r\n\r\n",
	"HTTP/1.1 503 S\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n",
	"HTTP/1.1 426 U\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n",
	"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
};

enum { RESPONSES = sizeof responses / sizeof responses[0] };

static const int actions[RESPONSES] = {HTTPSTATUS_ACTION_FOLLOW, HTTPSTATUS_ACTION_AUTHENTICATE,
	HTTPSTATUS_ACTION_RETRY, HTTPSTATUS_ACTION_UPGRADE, HTTPSTATUS_ACTION_FINAL};

static const char request[] = "PUT /a HTTP/1.1\r\nHost: a.example\r\nCookie: a=b\r\nAuthorization: Basic x\r\n\r\n";

struct walk {
	struct httpstatus_chain *chain;
	struct httpstatus_exchange *exchange;
	int refusals; /* that were told, and after which the same call went well */
};

/* Whether a call went well, at the second try where memory was refused at the first. */
static bool went_well(struct walk *walk, int error, int (*again)(struct walk *walk))
{
	if (error == HTTPSTATUS_ERROR_MEMORY) {
		allocations_left = NEVER;
		walk->refusals++;
		error = again(walk);
	}
	return error == 0;
}

static int say(struct walk *walk)
{
	return httpstatus_chain_set_protocols(walk->chain, "websocket", 9);
}

static int ask(struct walk *walk)
{
	return httpstatus_chain_next(walk->chain, walk->exchange);
}

static int take(struct walk *walk)
{
	return httpstatus_chain_take(walk->chain, 0, walk->exchange);
}

/* The response itself always finds memory. */
static bool respond(struct walk *walk, const char *response)
{
	int left = allocations_left;

	allocations_left = NEVER;
	int error = httpstatus_exchange_read_response(walk->exchange, response, strlen(response), NULL);
	allocations_left = left;
	return error == 0;
}

static bool walk_all(struct walk *walk, int left)
{
	bool well = true;

	httpstatus_chain_clear(walk->chain);
	httpstatus_exchange_clear(walk->exchange);
	httpstatus_exchange_read_request(walk->exchange, request, strlen(request), NULL);
	allocations_left = left;
	well = went_well(walk, say(walk), say);
	for (int i = 0; well && i < RESPONSES; i++)
		well = respond(walk, responses[i]) && went_well(walk, ask(walk), ask) &&
		       httpstatus_step_action(httpstatus_chain_step(walk->chain, 0)) == actions[i] &&
		       went_well(walk, take(walk), take);
	allocations_left = NEVER;
	return well;
}

START_TEST(a_chain_or_policy_without_memory_is_null)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();
	struct httpstatus_chain *chain = NULL;
	int left = 0;

	ck_assert_int_eq(httpstatus_policy_set(policy, "hops", "7", 1), 0);
	ck_assert_int_eq(httpstatus_policy_set(policy, "retry", "503", 3), 0);
	for (; !chain && left < 20; left++) {
		allocations_left = left;
		chain = httpstatus_chain_new(policy);
		allocations_left = NEVER;
	}
	ck_assert_int_gt(left, 5); /* itself, two settings, two exchanges */
	httpstatus_chain_free(chain);
	allocations_left = 0;
	struct httpstatus_policy *none = httpstatus_policy_new();
	int error = httpstatus_policy_set(policy, "hops", "8", 1);
	allocations_left = NEVER;
	ck_assert_ptr_null(none);
	ck_assert_int_eq(error, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_str_eq(httpstatus_policy_get(policy, "hops", NULL), "7");
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(protocols_without_memory_are_those_of_before)
{
	struct walk walk = {httpstatus_chain_new(NULL), httpstatus_exchange_new(), 0};
	static const char more[] =
		"h2c, websocket/13, a-protocol-whose-name-is-longer-than-what-there-was-room-for-before, "
		"and-another-one-that-is-as-long-as-the-one-that-stands-before-it, TLS/1.0";

	int error = say(&walk);
	allocations_left = 0;
	int later = httpstatus_chain_set_protocols(walk.chain, more, sizeof more - 1);
	allocations_left = NEVER;
	ck_assert_int_eq(error, 0);
	ck_assert_int_eq(later, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(httpstatus_exchange_read_response(walk.exchange, responses[3], strlen(responses[3]), NULL), 0);
	ck_assert_int_eq(ask(&walk), 0);
	ck_assert_str_eq(httpstatus_step_add_value(httpstatus_chain_step(walk.chain, 0), 0, NULL), "websocket");
	httpstatus_chain_free(walk.chain);
	httpstatus_exchange_free(walk.exchange);
}
END_TEST

START_TEST(to_imitate_needs_no_memory)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();
	const struct httpstatus_client *client = httpstatus_client_find("curl");

	int set = httpstatus_policy_set(policy, "hops", "7", 1);
	allocations_left = 0;
	int error = httpstatus_policy_imitate(policy, client);
	allocations_left = NEVER;
	ck_assert_int_eq(set, 0);
	ck_assert_int_eq(error, 0);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(every_allocation_can_be_refused)
{
	int refusals = 0, last = 1;

	for (int left = 0; last > 0; left++) { /* until there is none left to be refused */
		struct walk walk = {httpstatus_chain_new(NULL), httpstatus_exchange_new(), 0};
		bool well = walk_all(&walk, left);

		last = walk.refusals;
		refusals += last;
		httpstatus_chain_free(walk.chain);
		httpstatus_exchange_free(walk.exchange);
		ck_assert_msg(well, "after %d allocations", left);
	}
	ck_assert_int_gt(refusals, 30);
}
END_TEST

START_TEST(a_warm_chain_allocates_nothing)
{
	struct walk walk = {httpstatus_chain_new(NULL), httpstatus_exchange_new(), 0};
	/* Twice: what follows from what an exchange said has two places, which take turns. */
	bool cold = walk_all(&walk, NEVER) && walk_all(&walk, NEVER), warm = true;
	int before = allocations;

	for (int round = 0; round < 3; round++)
		warm = walk_all(&walk, NEVER) && warm;
	int needed = allocations - before;
	httpstatus_chain_free(walk.chain);
	httpstatus_exchange_free(walk.exchange);
	ck_assert(cold && warm);
	ck_assert_int_eq(needed, 0);
	ck_assert_int_gt(before, 8);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain memory");

	suite_add(suite, a_chain_or_policy_without_memory_is_null);
	suite_add(suite, protocols_without_memory_are_those_of_before);
	suite_add(suite, to_imitate_needs_no_memory);
	suite_add(suite, every_allocation_can_be_refused);
	suite_add(suite, a_warm_chain_allocates_nothing);
	return tap_main(suite);
}
