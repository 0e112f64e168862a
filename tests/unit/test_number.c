/* What the library answers to a plain int. SPDX-License-Identifier: MIT */
#include "iana.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>

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
	ck_assert_ptr_eq(httpstatus_registry_find(httpstatus_registry_builtin(), code), entry);
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

START_TEST(each_class_has_a_name_and_nothing_else_has)
{
	ck_assert_str_eq(httpstatus_class_name(1), "informational");
	ck_assert_str_eq(httpstatus_class_name(2), "successful");
	ck_assert_str_eq(httpstatus_class_name(3), "redirection");
	ck_assert_str_eq(httpstatus_class_name(4), "client error");
	ck_assert_str_eq(httpstatus_class_name(5), "server error");
	ck_assert_ptr_null(httpstatus_class_name(0));
	ck_assert_ptr_null(httpstatus_class_name(6));
	ck_assert_ptr_null(httpstatus_class_name(404));
	ck_assert_ptr_null(httpstatus_class_name(INT_MIN));
	ck_assert_ptr_null(httpstatus_class_name(INT_MAX));
}
END_TEST

START_TEST(every_error_has_words_and_so_has_what_is_none)
{
	ck_assert_str_eq(httpstatus_strerror(0), "no error");
	ck_assert_str_eq(httpstatus_strerror(HTTPSTATUS_ERROR_MEMORY), "out of memory");
	for (int error = -200; error <= 200; error++)
		ck_assert_ptr_nonnull(httpstatus_strerror(error));
	ck_assert_str_eq(httpstatus_strerror(1), "unknown error");
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
	suite_add(suite, each_class_has_a_name_and_nothing_else_has);
	suite_add(suite, every_error_has_words_and_so_has_what_is_none);
	return tap_main(suite);
}
