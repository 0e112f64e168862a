/* A cache without memory, and how much of it one needs. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

enum { NOW = 784111777 };

static const char request[] = "GET /page HTTP/1.1\r\nHost: example.com\r\nConnection: X\r\nX: y\r\nAccept: a\r\n"
			      "If-None-Match: \"other\"\r\n\r\n";
static const char whole[] =
	"HTTP/1.1 200 OK\r\nCache-Control: max-age=60, private=\"Set-Cookie\"\r\nSet-Cookie: a\r\n"
	"Vary: Accept\r\nETag: \"a\"\r\nWWW-Authenticate: Basic realm=\"x\"\r\nLocation: /elsewhere\r\n"
	"X: 1\r\nX: 2\r\nContent-Length: 10\r\n\r\n";
static const char not_modified[] = "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nX: 3\r\nX: 4\r\nY: 5\r\nY: 6\r\n"
				   "Location: /somewhere\r\nWWW-Authenticate: Digest realm=\"y\"\r\n\r\n";
static const char part[] = "HTTP/1.1 206 Partial Content\r\nETag: \"a\"\r\nContent-Range: bytes 4-9/10\r\nX: 3\r\nX: "
			   "4\r\nY: 5\r\nY: 6\r\n\r\n";

static void read_into(struct httpstatus_exchange *exchange, const char *head, const char *response, int64_t time)
{
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, head, strlen(head), NULL);
	if (response)
		httpstatus_exchange_read_response(exchange, response, strlen(response), NULL);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, time);
}

/* All that a cache works with. */
struct work {
	struct httpstatus_cache *cache;
	struct httpstatus_lookup *lookup;
	struct httpstatus_exchange *asking, *came, *stored, *to_send, *answer;
	int refusals;
	bool well;
};

static void work_begin(struct work *work)
{
	*work = (struct work){.cache = httpstatus_cache_new(), .well = true};
	httpstatus_cache_set(work->cache, HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	httpstatus_cache_set_text(work->cache, HTTPSTATUS_CACHE_TEXT_NAME, "A cache", 7);
	httpstatus_cache_set_text(work->cache, HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control", 17);
	work->lookup = httpstatus_lookup_new(work->cache);
	work->asking = httpstatus_exchange_new();
	work->came = httpstatus_exchange_new();
	work->stored = httpstatus_exchange_new();
	work->to_send = httpstatus_exchange_new();
	work->answer = httpstatus_exchange_new();
	read_into(work->asking, request, NULL, NOW);
	read_into(work->came, request, whole, NOW);
}

static void work_end(struct work *work)
{
	httpstatus_lookup_free(work->lookup);
	httpstatus_cache_free(work->cache);
	httpstatus_exchange_free(work->asking);
	httpstatus_exchange_free(work->came);
	httpstatus_exchange_free(work->stored);
	httpstatus_exchange_free(work->to_send);
	httpstatus_exchange_free(work->answer);
}

/* All that an exchange says, to see that nothing has changed. */
static void describe(const struct httpstatus_exchange *exchange, char *out, size_t size)
{
	size_t length = httpstatus_exchange_json(exchange, NOW, out, size);
	const char *value;

	for (size_t i = 0; (value = httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, i, NULL)); i++)
		length += (size_t)snprintf(out + length, size - length, "|%s", value);
	for (int property = 0; property < HTTPSTATUS_PROPERTY_MOST_FIELDS; property++)
		length += (size_t)snprintf(
			out + length, size - length, " %lld", (long long)httpstatus_exchange_get(exchange, property));
	if ((value = httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, "X", 1, NULL)))
		snprintf(out + length, size - length, " %s", value);
}

enum step { KEEP, START, OFFER, REQUEST, RESPOND, UPDATE, COMBINE, NAME };

static int do_step(struct work *work, enum step step)
{
	switch (step) {
	case KEEP:
		return httpstatus_cache_keep(work->cache, work->came, work->stored);
	case START:
		return httpstatus_lookup_start(work->lookup, work->asking, NOW + 60);
	case OFFER:
		return httpstatus_lookup_offer(work->lookup, work->stored);
	case REQUEST:
		return httpstatus_lookup_request(work->lookup, work->to_send);
	case RESPOND:
		return httpstatus_lookup_respond(work->lookup, work->answer);
	case UPDATE:
		return httpstatus_cache_update(work->cache, work->stored, work->to_send);
	case COMBINE:
		return httpstatus_cache_combine(work->cache, work->stored, work->to_send);
	default:
		return httpstatus_cache_set_text(
			work->cache, HTTPSTATUS_CACHE_TEXT_NAME, "Another name of a cache", 23);
	}
}

/* Does it once more where memory was refused, and then nothing may have changed. */
static void step(struct work *work, enum step what, const struct httpstatus_exchange *changed, int good)
{
	static char before[8192], after[8192];
	int left = allocations_left;

	allocations_left = NEVER;
	describe(changed, before, sizeof before);
	allocations_left = left;
	int error = do_step(work, what);
	if (error == HTTPSTATUS_ERROR_MEMORY) {
		allocations_left = NEVER;
		work->refusals++;
		describe(changed, after, sizeof after);
		if (strcmp(before, after) != 0)
			work->well = false;
		error = do_step(work, what);
	}
	if (error != good)
		work->well = false;
}

static void look_up(struct work *work)
{
	step(work, START, work->stored, 0);
	step(work, OFFER, work->stored, 0);
}

static void receive(struct work *work, const char *response, int action)
{
	int left = allocations_left;

	allocations_left = NEVER; /* what comes from the server is not what is tested here */
	httpstatus_exchange_read_response(work->to_send, response, strlen(response), NULL);
	httpstatus_exchange_set(work->to_send, HTTPSTATUS_PROPERTY_RESPONSE_TIME, NOW + 60);
	allocations_left = left;
	if (httpstatus_lookup_receive(work->lookup, work->to_send, NOW + 60) != action)
		work->well = false;
}

/* From a response to its update, and from a part to the whole. */
static void run(struct work *work)
{
	step(work, NAME, work->stored, 0);
	step(work, KEEP, work->stored, 0);
	look_up(work);
	if (httpstatus_lookup_answer(work->lookup) != HTTPSTATUS_CACHE_ACTION_VALIDATE)
		work->well = false;
	step(work, REQUEST, work->to_send, 0);
	receive(work, not_modified, HTTPSTATUS_CACHE_ACTION_UPDATE);
	step(work, UPDATE, work->stored, 1);
	step(work, RESPOND, work->answer, 0);
	if (httpstatus_exchange_status(work->answer) != 200)
		work->well = false;
	httpstatus_exchange_set(work->stored, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 4);
	httpstatus_exchange_set(work->stored, HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_CUT);
	look_up(work);
	if (httpstatus_lookup_answer(work->lookup) != HTTPSTATUS_CACHE_ACTION_COMPLETE)
		work->well = false;
	step(work, REQUEST, work->to_send, 0);
	receive(work, part, HTTPSTATUS_CACHE_ACTION_COMBINE);
	step(work, COMBINE, work->stored, 1);
	step(work, RESPOND, work->answer, 0);
	if (httpstatus_exchange_status(work->answer) != 200)
		work->well = false;
}

START_TEST(every_allocation_can_be_refused)
{
	int refusals = 0;

	for (int left = 0; left < 150; left++) {
		struct work work;

		work_begin(&work);
		allocations_left = left;
		run(&work);
		allocations_left = NEVER;
		work_end(&work);
		refusals += work.refusals;
		ck_assert_msg(work.well, "after %d allocations", left);
	}
	ck_assert_int_gt(refusals, 60);
}
END_TEST

START_TEST(what_cannot_be_made_is_null)
{
	for (int left = 0; left < 4; left++) {
		allocations_left = left;
		struct httpstatus_lookup *none = httpstatus_lookup_new(NULL);
		allocations_left = NEVER;
		ck_assert_ptr_null(none);
	}
	allocations_left = 0;
	struct httpstatus_cache *none = httpstatus_cache_new();
	allocations_left = NEVER;
	ck_assert_ptr_null(none);
}
END_TEST

START_TEST(a_start_that_failed_has_not_started)
{
	struct work work;

	work_begin(&work);
	allocations_left = 0;
	int error = httpstatus_lookup_start(work.lookup, work.asking, NOW);
	allocations_left = NEVER;
	ck_assert_int_eq(error, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(httpstatus_lookup_answer(work.lookup), HTTPSTATUS_ERROR_STATE);
	work_end(&work);
}
END_TEST

START_TEST(the_third_round_allocates_nothing)
{
	struct work work;
	int needed = 0;

	work_begin(&work);
	for (int round = 0; round < 3; round++) {
		int before = allocations;

		run(&work);
		needed = allocations - before;
	}
	work_end(&work);
	ck_assert(work.well);
	ck_assert_int_eq(needed, 0);
}
END_TEST

START_TEST(to_ask_allocates_nothing)
{
	struct work work;
	char out[4096];
	int list[16];

	work_begin(&work);
	run(&work);
	int before = allocations;
	httpstatus_cache_obstacles(work.cache, work.came, list, 16);
	httpstatus_cache_left_out(work.cache, work.came, 0, NULL);
	httpstatus_cache_is_fresh(work.cache, work.stored, NOW);
	httpstatus_cache_vary_key(work.cache, work.stored, work.asking, out, sizeof out);
	httpstatus_cache_invalidated(work.cache, work.came, 0, NULL);
	httpstatus_cache_invalidates(work.cache, work.came, work.stored);
	httpstatus_cache_json(work.cache, work.came, NOW, out, sizeof out);
	httpstatus_lookup_answer(work.lookup);
	httpstatus_lookup_content(work.lookup, NULL, NULL);
	httpstatus_lookup_json(work.lookup, out, sizeof out);
	int needed = allocations - before;
	work_end(&work);
	ck_assert_int_eq(needed, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("cache memory");

	suite_add(suite, every_allocation_can_be_refused);
	suite_add(suite, what_cannot_be_made_is_null);
	suite_add(suite, a_start_that_failed_has_not_started);
	suite_add(suite, the_third_round_allocates_nothing);
	suite_add(suite, to_ask_allocates_nothing);
	return tap_main(suite);
}
