/* The numbers that the headers have by themselves: the version, and the one that stands for "nobody said". SPDX-License-Identifier: MIT */
#include "../unit/tap.h"

#include <httpstatus/httpstatus.h>
#include <stdint.h>

/* A preprocessor has no casts: what is compared there has to be plain. */
#if HTTPSTATUS_VERSION_NUMBER < 0x000100
#	error "the version cannot be compared in the preprocessor"
#endif

START_TEST(version_parts_are_those_of_the_project)
{
	char text[32];

	snprintf(text, sizeof text, "%d.%d.%d", HTTPSTATUS_VERSION_MAJOR, HTTPSTATUS_VERSION_MINOR,
		HTTPSTATUS_VERSION_PATCH);
	ck_assert_str_eq(text, PROJECT_VERSION);
}
END_TEST

START_TEST(version_number_is_made_of_the_parts)
{
	ck_assert_int_eq(HTTPSTATUS_VERSION_NUMBER,
		HTTPSTATUS_VERSION_MAJOR << 16 | HTTPSTATUS_VERSION_MINOR << 8 | HTTPSTATUS_VERSION_PATCH);
}
END_TEST

START_TEST(library_says_the_version_of_the_project)
{
	ck_assert_str_eq(httpstatus_version(), PROJECT_VERSION);
}
END_TEST

START_TEST(unknown_is_the_least_number_of_its_type)
{
	ck_assert(HTTPSTATUS_UNKNOWN == INT64_MIN);
	ck_assert_uint_eq(sizeof HTTPSTATUS_UNKNOWN, sizeof(int64_t));
}
END_TEST

START_TEST(what_nobody_knows_has_no_word)
{
	for (int vocabulary = HTTPSTATUS_VOCABULARY_ERROR;
		httpstatus_word(HTTPSTATUS_VOCABULARY_VOCABULARY, vocabulary); vocabulary++)
		ck_assert_ptr_null(httpstatus_word(vocabulary, -1));
}
END_TEST

START_TEST(codes_have_the_numbers_that_their_identifiers_have)
{
	ck_assert_int_eq(HTTPSTATUS_CONTINUE, 100);
	ck_assert_int_eq(HTTPSTATUS_NO_CONTENT, 204);
	ck_assert_int_eq(HTTPSTATUS_NOT_FOUND, 404);
	ck_assert_int_eq(HTTPSTATUS_NETWORK_AUTHENTICATION_REQUIRED, 511);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("constants");

	suite_add(suite, version_parts_are_those_of_the_project);
	suite_add(suite, version_number_is_made_of_the_parts);
	suite_add(suite, library_says_the_version_of_the_project);
	suite_add(suite, unknown_is_the_least_number_of_its_type);
	suite_add(suite, what_nobody_knows_has_no_word);
	suite_add(suite, codes_have_the_numbers_that_their_identifiers_have);
	return tap_main(suite);
}
