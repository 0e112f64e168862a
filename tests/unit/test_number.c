/* What the library answers to a plain int. SPDX-License-Identifier: MIT */
#include "iana.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <string.h>

enum { FAR = 100000 };

/* RFC 9110, 15: the class is the first digit; outside 100..599 there is none. */
static int class_by_the_book(int code)
{
	if (code < 100 || code > 599)
		return 0;
	while (code >= 10)
		code /= 10;
	return code;
}

/* RFC 9110, 15: an unrecognized code is as x00 of its class, an invalid one as a 5xx. */
static int treated_by_the_book(int code)
{
	static const int first_of_class[] = {500, 100, 200, 300, 400, 500};

	return iana_find(code) ? code : first_of_class[class_by_the_book(code)];
}

static void answers_by_the_book(int code)
{
	const struct iana_row *row = iana_find(code);
	const struct httpstatus_code *entry = httpstatus_registry_find(NULL, code);

	ck_assert_int_eq(httpstatus_class(code), class_by_the_book(code));
	ck_assert_int_eq(httpstatus_treat_as(code), treated_by_the_book(code));
	ck_assert_int_eq(httpstatus_registry_treat_as(NULL, code), treated_by_the_book(code));
	ck_assert_ptr_eq(httpstatus_registry_find(httpstatus_registry_by_name("iana"), code), entry);
	if (row) {
		ck_assert_str_eq(httpstatus_phrase(code), row->phrase);
		ck_assert_int_eq(httpstatus_code_number(entry), code);
		ck_assert_str_eq(httpstatus_code_phrase(entry), row->phrase);
	} else {
		ck_assert_ptr_null(httpstatus_phrase(code));
		ck_assert_ptr_null(entry);
	}
}

START_TEST(every_number_near_and_far_answers_by_the_book)
{
	for (int code = -FAR; code <= FAR; code++)
		answers_by_the_book(code);
}
END_TEST

START_TEST(the_ends_of_int_answer_by_the_book)
{
	for (int i = 0; i < 1000; i++) {
		answers_by_the_book(INT_MIN + i);
		answers_by_the_book(INT_MAX - i);
	}
}
END_TEST

START_TEST(a_code_plus_a_power_of_two_is_not_that_code)
{
	for (int i = 0; i < IANA_COUNT; i++)
		for (int shift = 10; shift < 31; shift++)
			answers_by_the_book((int)((unsigned)iana_rows[i].code + (1u << shift)));
}
END_TEST

START_TEST(an_unknown_interim_code_is_interim_and_does_not_invite_content)
{
	ck_assert_int_eq(httpstatus_treat_as(199), 100);
	ck_assert_int_eq(httpstatus_class(199), 1);
}
END_TEST

START_TEST(a_vendors_code_is_treated_as_the_nearest_one_by_who_knows_the_vendor)
{
	const struct httpstatus_registry *cloudflare = httpstatus_registry_by_name("cloudflare");

	ck_assert_int_eq(httpstatus_registry_treat_as(cloudflare, 520), 502); /* status.h */
	ck_assert_int_eq(httpstatus_registry_treat_as(NULL, 520), 500);       /* RFC 9110, 15 */
	ck_assert_int_eq(httpstatus_registry_treat_as(httpstatus_registry_by_name("nginx"), 494), 431); /* status.h */
	ck_assert_int_eq(httpstatus_registry_treat_as(httpstatus_registry_by_name("nginx"), 520), 500);
	ck_assert_int_eq(httpstatus_registry_treat_as(httpstatus_registry_by_name("everything"), 404), 404);
	ck_assert_int_eq(httpstatus_registry_treat_as(cloudflare, 404), 404);
	ck_assert_int_eq(httpstatus_registry_treat_as(cloudflare, INT_MIN), 500);
	ck_assert_int_eq(httpstatus_registry_treat_as(cloudflare, INT_MAX), 500);
}
END_TEST

START_TEST(every_registry_treats_every_number_as_a_registered_code)
{
	const char *name;

	for (int i = -2; (name = i == -2   ? "iana"
				 : i == -1 ? "everything"
					   : httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, i));
		i++)
		for (int code = -10; code <= 1010; code++)
			ck_assert_ptr_nonnull(
				iana_find(httpstatus_registry_treat_as(httpstatus_registry_by_name(name), code)));
}
END_TEST

START_TEST(registries_are_found_by_their_names_to_the_letter)
{
	static const char *const none[] = {"", "IANA", "iana ", "ian", "nginxx", "own", "Cloudflare"};
	const char *vendor;

	ck_assert_str_eq(httpstatus_registry_name(httpstatus_registry_by_name("iana")), "iana");
	ck_assert_ptr_eq(httpstatus_registry_find(httpstatus_registry_by_name("iana"), 404),
		httpstatus_registry_find(NULL, 404));
	ck_assert_str_eq(httpstatus_registry_name(httpstatus_registry_by_name("everything")), "everything");
	for (int i = 0; (vendor = httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, i)); i++)
		ck_assert_str_eq(httpstatus_registry_name(httpstatus_registry_by_name(vendor)), vendor);
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert_ptr_null(httpstatus_registry_by_name(none[i]));
	ck_assert_ptr_null(httpstatus_registry_by_name(NULL));
}
END_TEST

START_TEST(a_vendors_meaning_comes_before_ianas_in_its_registry_and_behind_it_in_everything)
{
	/* MS-ASHTTP, 3.1.5.2.2: 451 is Exchange's Redirect. */
	const struct httpstatus_code *exchange =
		httpstatus_registry_find(httpstatus_registry_by_name("exchange-activesync"), 451);
	const struct httpstatus_code *first = httpstatus_registry_find(httpstatus_registry_by_name("everything"), 451);

	ck_assert_str_eq(httpstatus_code_vendor(exchange), "exchange-activesync");
	ck_assert_ptr_eq(first, httpstatus_registry_find(NULL, 451));
}
END_TEST

START_TEST(a_proxy_error_has_a_section_and_most_have_a_status)
{
	/* RFC 9209, 2.3.1, 2.3.2, 2.3.12. */
	static const struct {
		const char *word, *section;
		int status;
	} errors[] = {{"dns_timeout", "2.3.1", 504}, {"dns_error", "2.3.2", 502},
		{"connection_limit_reached", "2.3.12", 503}};

	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
		int error =
			httpstatus_word_find(HTTPSTATUS_VOCABULARY_PROXY_ERROR, errors[i].word, strlen(errors[i].word));

		ck_assert_int_eq(httpstatus_proxy_error_status(error), errors[i].status);
		ck_assert_str_eq(httpstatus_proxy_error_section(error), errors[i].section);
	}
}
END_TEST

START_TEST(a_proxy_error_without_a_status_has_a_text_that_says_why)
{
	int error = 0, without = 0;

	for (; httpstatus_word(HTTPSTATUS_VOCABULARY_PROXY_ERROR, error); error++) {
		bool has_status = httpstatus_proxy_error_status(error) != -1;

		without += !has_status;
		ck_assert(has_status || httpstatus_word_text(HTTPSTATUS_VOCABULARY_PROXY_ERROR, error));
		ck_assert(!has_status || iana_find(httpstatus_proxy_error_status(error)));
		ck_assert_ptr_nonnull(httpstatus_proxy_error_section(error));
	}
	ck_assert_int_gt(without, 0);
	ck_assert_int_eq(error, 32); /* RFC 9209, 2.3.1 to 2.3.32 */
}
END_TEST

START_TEST(there_is_no_proxy_error_past_the_ends)
{
	static const int odd[] = {-1, 32, INT_MIN, INT_MAX};

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		ck_assert_int_eq(httpstatus_proxy_error_status(odd[i]), -1);
		ck_assert_ptr_null(httpstatus_proxy_error_section(odd[i]));
	}
}
END_TEST

START_TEST(grpc_is_mapped_by_its_own_tables)
{
	static const int gateway[] = {
		200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401};

	for (int grpc = 0; grpc <= 16; grpc++)
		ck_assert_int_eq(httpstatus_grpc_gateway_status(grpc), gateway[grpc]); /* google/rpc/code.proto */
	ck_assert_int_eq(httpstatus_grpc_gateway_status(17), 500);
	ck_assert_int_eq(httpstatus_grpc_gateway_status(-1), 500);
	ck_assert_int_eq(httpstatus_grpc_gateway_status(INT_MIN), 500);
	ck_assert_int_eq(httpstatus_grpc_client_code(404), 12); /* doc/http-grpc-status-mapping.md */
	ck_assert_int_eq(httpstatus_grpc_client_code(503), 14);
	ck_assert_int_eq(httpstatus_grpc_client_code(200), 2);
	ck_assert_int_eq(httpstatus_grpc_client_code(INT_MAX), 2);
}
END_TEST

START_TEST(every_error_has_words_and_so_has_what_is_none)
{
	ck_assert_str_eq(httpstatus_strerror(0), "no error");
	ck_assert_str_eq(httpstatus_strerror(HTTPSTATUS_ERROR_MEMORY), "out of memory");
	for (int error = HTTPSTATUS_ERROR_ANSWER; error <= HTTPSTATUS_ERROR_MEMORY; error++)
		ck_assert_str_eq(httpstatus_strerror(error), httpstatus_word_text(HTTPSTATUS_VOCABULARY_ERROR, error));
	for (int error = -200; error <= 200; error++)
		ck_assert_ptr_nonnull(httpstatus_strerror(error));
	ck_assert_str_eq(httpstatus_strerror(1), "unknown error");
	ck_assert_str_eq(httpstatus_strerror(-1), "unknown error");
	ck_assert_str_eq(httpstatus_strerror(-200), "unknown error");
	ck_assert_str_eq(httpstatus_strerror(INT_MIN), "unknown error");
	ck_assert_str_eq(httpstatus_strerror(INT_MAX), "unknown error");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("number");

	suite_add(suite, every_number_near_and_far_answers_by_the_book);
	suite_add(suite, the_ends_of_int_answer_by_the_book);
	suite_add(suite, a_code_plus_a_power_of_two_is_not_that_code);
	suite_add(suite, an_unknown_interim_code_is_interim_and_does_not_invite_content);
	suite_add(suite, a_vendors_code_is_treated_as_the_nearest_one_by_who_knows_the_vendor);
	suite_add(suite, every_registry_treats_every_number_as_a_registered_code);
	suite_add(suite, registries_are_found_by_their_names_to_the_letter);
	suite_add(suite, a_vendors_meaning_comes_before_ianas_in_its_registry_and_behind_it_in_everything);
	suite_add(suite, a_proxy_error_has_a_section_and_most_have_a_status);
	suite_add(suite, a_proxy_error_without_a_status_has_a_text_that_says_why);
	suite_add(suite, there_is_no_proxy_error_past_the_ends);
	suite_add(suite, grpc_is_mapped_by_its_own_tables);
	suite_add(suite, every_error_has_words_and_so_has_what_is_none);
	return tap_main(suite);
}
