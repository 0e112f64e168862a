/* A choice without memory, and how much of it one needs. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

static const char request[] = "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=1-2\r\nAccept-Language: de, en\r\n\r\n";

/* Answers once more where memory was refused, and then it must be the same question. */
static bool answer(struct httpstatus_choice *choice, const char *text, int *refusals)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);
	int error = httpstatus_choice_answer(choice, text, strlen(text));

	if (error == HTTPSTATUS_ERROR_MEMORY) {
		allocations_left = NEVER;
		(*refusals)++;
		if (httpstatus_choice_question(choice) != question || httpstatus_choice_code(choice))
			return false;
		error = httpstatus_choice_answer(choice, text, strlen(text));
	}
	return error == 0;
}

static const char *answer_to(const struct httpstatus_node *question)
{
	static const char *const own[][2] = {{"languages", "en, de"}, {"media-types", "text/html, text/plain"},
		{"entity-tag", "\"v1\""}, {"ranges", "yes"}, {"complete-length", "100"}};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (strcmp(httpstatus_node_id(question), own[i][0]) == 0)
			return own[i][1];
	return httpstatus_node_default(question);
}

/* From the request to the response, with what was refused done again. */
static bool choose(struct httpstatus_choice *choice, struct httpstatus_exchange *exchange, int *refusals)
{
	int error = httpstatus_choice_start(choice, exchange, 784111777);

	if (error == HTTPSTATUS_ERROR_MEMORY) {
		allocations_left = NEVER;
		(*refusals)++;
		if (httpstatus_choice_question(choice))
			return false;
		error = httpstatus_choice_start(choice, exchange, 784111777);
	}
	while (!error && httpstatus_choice_question(choice))
		if (!answer(choice, answer_to(httpstatus_choice_question(choice)), refusals))
			return false;
	error = error ? error : httpstatus_choice_respond(choice, exchange);
	if (error == HTTPSTATUS_ERROR_MEMORY) {
		allocations_left = NEVER;
		(*refusals)++;
		if (httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN)
			return false;
		error = httpstatus_choice_respond(choice, exchange);
	}
	return !error && httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == 206 &&
	       httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Range", 13, 0, NULL);
}

static void read_request(struct httpstatus_exchange *exchange)
{
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, request, sizeof request - 1, NULL);
}

START_TEST(every_allocation_can_be_refused)
{
	int refusals = 0;

	for (int left = 0; left < 40; left++) {
		struct httpstatus_choice *choice = httpstatus_choice_new();
		struct httpstatus_exchange *exchange = httpstatus_exchange_new();

		read_request(exchange);
		allocations_left = left;
		bool well = choose(choice, exchange, &refusals);
		allocations_left = NEVER;
		httpstatus_exchange_free(exchange);
		httpstatus_choice_free(choice);
		ck_assert_msg(well, "after %d allocations", left);
	}
	ck_assert_int_gt(refusals, 8);
}
END_TEST

/* A question whose usual answer cannot be made is not open yet. */
START_TEST(the_usual_answer_is_whole_where_memory_was_refused)
{
	static const char put[] = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n";
	int refusals = 0;

	for (int left = 0; left < 20; left++) {
		struct httpstatus_choice *choice = httpstatus_choice_new();
		struct httpstatus_exchange *exchange = httpstatus_exchange_new();
		const struct httpstatus_node *methods = httpstatus_node_find("allowed-methods");
		bool well = true;

		httpstatus_exchange_read_request(exchange, put, sizeof put - 1, NULL);
		httpstatus_choice_start(choice, exchange, 784111777);
		allocations_left = left;
		while (well && httpstatus_choice_question(choice) != methods)
			well = answer(choice, httpstatus_choice_usual(choice), &refusals);
		allocations_left = NEVER;
		well = well && strcmp(httpstatus_choice_usual(choice), "GET, HEAD, PUT") == 0;
		httpstatus_exchange_free(exchange);
		httpstatus_choice_free(choice);
		ck_assert_msg(well, "after %d allocations", left);
	}
	ck_assert_int_gt(refusals, 1);
}
END_TEST

START_TEST(a_choice_that_cannot_be_made_is_null)
{
	for (int left = 0; left < 3; left++) {
		allocations_left = left;
		struct httpstatus_choice *none = httpstatus_choice_new();
		allocations_left = NEVER;
		ck_assert_ptr_null(none);
	}
}
END_TEST

START_TEST(the_second_choice_of_a_kind_allocates_nothing)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int refusals = 0;

	read_request(exchange);
	choose(choice, exchange, &refusals);
	read_request(exchange);
	int before = allocations;
	bool well = choose(choice, exchange, &refusals);
	int needed = allocations - before;
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
	ck_assert(well);
	ck_assert_int_eq(needed, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("choice memory");

	suite_add(suite, every_allocation_can_be_refused);
	suite_add(suite, the_usual_answer_is_whole_where_memory_was_refused);
	suite_add(suite, a_choice_that_cannot_be_made_is_null);
	suite_add(suite, the_second_choice_of_a_kind_allocates_nothing);
	return tap_main(suite);
}
