/* A checker without memory, and how much of it one needs. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

static const char *const messages[][2] = {
	{"POST /a HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 307 T\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"},
	{"GET /b HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
};

/* Whether both messages can be checked, the second time where memory was refused the first; and the second has a finding. */
static bool check_both(struct httpstatus_checker *checker, struct httpstatus_exchange *exchange, int *refusals)
{
	for (int i = 0; i < 2; i++) {
		int left = allocations_left;

		allocations_left = NEVER;
		httpstatus_exchange_clear(exchange);
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
		httpstatus_exchange_read_request(exchange, messages[i][0], strlen(messages[i][0]), NULL);
		httpstatus_exchange_read_response(exchange, messages[i][1], strlen(messages[i][1]), NULL);
		allocations_left = left;
		int error = httpstatus_checker_check(checker, exchange);
		if (error == HTTPSTATUS_ERROR_MEMORY) {
			allocations_left = NEVER;
			(*refusals)++;
			if (httpstatus_checker_finding(checker, 0))
				return false;
			error = httpstatus_checker_check(checker, exchange);
		}
		if (error)
			return false;
	}
	return httpstatus_checker_finding(checker, 0) != NULL;
}

START_TEST(every_allocation_can_be_refused)
{
	int refusals = 0;

	for (int left = 0; left < 40; left++) {
		struct httpstatus_checker *checker = httpstatus_checker_new();
		struct httpstatus_exchange *exchange = httpstatus_exchange_new();

		httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC,
			1); /* else the redirect was perhaps followed by hand */
		allocations_left = left;
		bool well = check_both(checker, exchange, &refusals);
		allocations_left = NEVER;
		httpstatus_exchange_free(exchange);
		httpstatus_checker_free(checker);
		ck_assert_msg(well, "after %d allocations", left);
	}
	ck_assert_int_gt(refusals, 8);
	allocations_left = 0;
	struct httpstatus_checker *none = httpstatus_checker_new();
	allocations_left = NEVER;
	ck_assert_ptr_null(none);
}
END_TEST

START_TEST(a_checker_that_remembers_all_it_may_allocates_nothing)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int refusals = 0;

	httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 3);
	for (int i = 0; i < 4; i++)
		check_both(checker, exchange, &refusals);
	int before = allocations;
	for (int i = 0; i < 10; i++)
		check_both(checker, exchange, &refusals);
	int needed = allocations - before;
	httpstatus_exchange_free(exchange);
	httpstatus_checker_free(checker);
	ck_assert_int_eq(needed, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("checker memory");

	suite_add(suite, every_allocation_can_be_refused);
	suite_add(suite, a_checker_that_remembers_all_it_may_allocates_nothing);
	return tap_main(suite);
}
