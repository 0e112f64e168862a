/* Walks through a registry. SPDX-License-Identifier: MIT */
#include "iana.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <stdarg.h>

/* A walk narrowed by pairs of filter and value, which end with -1. */
static struct httpstatus_iter *walk(int filter, ...)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	va_list pairs;

	va_start(pairs, filter);
	for (; filter != -1; filter = va_arg(pairs, int))
		ck_assert_int_eq(httpstatus_iter_only(iter, filter, va_arg(pairs, int)), 0);
	va_end(pairs);
	return iter;
}

/* Takes an iterator to its end: the codes must be those of @expected, which ends with 0. */
static void gives(struct httpstatus_iter *iter, const int *expected)
{
	for (; *expected; expected++)
		ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), *expected);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
}

#define GIVES(iter, ...) gives(iter, (const int[]){__VA_ARGS__, 0})

START_TEST(a_walk_gives_every_code_in_order)
{
	struct httpstatus_iter *iter = walk(-1);

	for (int i = 0; i < IANA_COUNT; i++)
		ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), iana_rows[i].code);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
	ck_assert_uint_eq(httpstatus_registry_count(NULL), IANA_COUNT);
	ck_assert_str_eq(httpstatus_registry_name(NULL), "iana");
}
END_TEST

START_TEST(a_class_keeps_its_codes)
{
	for (int class = 0; class <= 5; class ++) {
		struct httpstatus_iter *iter = walk(HTTPSTATUS_BY_CLASS, class, -1);

		for (int i = 0; i < IANA_COUNT; i++)
			if (iana_rows[i].code / 100 == class)
				ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), iana_rows[i].code);
		ck_assert_ptr_null(httpstatus_iter_next(iter));
		httpstatus_iter_free(iter);
	}
}
END_TEST

START_TEST(standings_families_and_numbers_keep_theirs)
{
	GIVES(walk(HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_DEPRECATED, -1), 102, 305);
	GIVES(walk(HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_TEMPORARY, -1), 104);
	GIVES(walk(HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_RESERVED, -1), 402);
	GIVES(walk(HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_UNUSED, -1), 306, 418);
	GIVES(walk(HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_OBSOLETED, -1), 510);
	GIVES(walk(HTTPSTATUS_BY_FAMILY, HTTPSTATUS_FAMILY_WEBDAV, -1), 102, 207, 208, 423, 424, 507, 508);
	GIVES(walk(HTTPSTATUS_BY_FAMILY, HTTPSTATUS_FAMILY_ADDITIONAL, -1), 428, 429, 431, 511);
	GIVES(walk(HTTPSTATUS_BY_NUMBER, 404, -1), 404);
	gives(walk(HTTPSTATUS_BY_NUMBER, 999, -1), (const int[]){0});
}
END_TEST

START_TEST(filters_add_up)
{
	GIVES(walk(HTTPSTATUS_BY_CLASS, 4, HTTPSTATUS_BY_FACT, HTTPSTATUS_HEURISTICALLY_CACHEABLE, -1), 404, 405, 410,
		414, 451);
	GIVES(walk(HTTPSTATUS_BY_FACT, HTTPSTATUS_METHOD_PRESERVED, HTTPSTATUS_BY_FACT,
		      HTTPSTATUS_HEURISTICALLY_CACHEABLE, -1),
		308);
	gives(walk(HTTPSTATUS_BY_CLASS, 2, HTTPSTATUS_BY_NUMBER, 404, -1), (const int[]){0});
}
END_TEST

START_TEST(the_last_value_of_a_filter_counts)
{
	GIVES(walk(HTTPSTATUS_BY_NUMBER, 200, HTTPSTATUS_BY_NUMBER, 404, -1), 404);
}
END_TEST

START_TEST(a_filter_holds_for_what_is_still_to_come)
{
	struct httpstatus_iter *iter = walk(-1);

	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 100);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_FACT, HTTPSTATUS_NEVER_STORED), 0);
	GIVES(iter, 428, 429, 431, 511);
}
END_TEST

START_TEST(a_filter_or_value_that_does_not_exist_changes_nothing)
{
	struct httpstatus_iter *iter = walk(HTTPSTATUS_BY_FACT, HTTPSTATUS_EMPTY_CONTENT, -1);

	ck_assert_int_eq(httpstatus_iter_only(iter, -1, 4), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_NAME, 4), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_WORDS + 1, 4), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_CLASS, "4", 1), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only_text(NULL, HTTPSTATUS_BY_NAME, "x", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_CLASS, 6), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_CLASS, -1), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_STANDING, HTTPSTATUS_STANDING_FOLKLORE + 1),
		HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_FAMILY, INT_MAX), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_FACT, 32), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_BY_FACT, INT_MIN), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_iter_only(NULL, HTTPSTATUS_BY_CLASS, 4), HTTPSTATUS_ERROR_HANDLE);
	GIVES(iter, 205);
}
END_TEST

START_TEST(names_and_words_are_filters_too)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_everything());

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_NAME, "Unauthorized, and more", 12), 0);
	GIVES(iter, 401, 561);
	iter = walk(-1);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_WORDS, "TEAPOT", 6), 0);
	GIVES(iter, 418);
	iter = walk(-1);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_NAME, NULL, 7), 0);
	gives(iter, (const int[]){0});
	iter = walk(-1);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_WORDS, "", 0), 0);
	gives(iter, (const int[]){0});
}
END_TEST

START_TEST(null_is_an_iterator_at_its_end)
{
	ck_assert_ptr_null(httpstatus_iter_next(NULL));
	httpstatus_iter_free(NULL);
}
END_TEST

START_TEST(two_walks_do_not_disturb_each_other)
{
	struct httpstatus_iter *one = walk(-1), *other = walk(HTTPSTATUS_BY_CLASS, 5, -1);

	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(one)), 100);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(other)), 500);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(one)), 101);
	httpstatus_iter_free(other);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(one)), 102);
	httpstatus_iter_free(one);
}
END_TEST

START_TEST(an_entry_outlives_the_walk_that_gave_it)
{
	struct httpstatus_iter *iter = walk(HTTPSTATUS_BY_NUMBER, 421, -1);
	const struct httpstatus_code *entry = httpstatus_iter_next(iter);

	httpstatus_iter_free(iter);
	ck_assert_str_eq(httpstatus_code_phrase(entry), "Misdirected Request");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("iter");

	suite_add(suite, a_walk_gives_every_code_in_order);
	suite_add(suite, a_class_keeps_its_codes);
	suite_add(suite, standings_families_and_numbers_keep_theirs);
	suite_add(suite, filters_add_up);
	suite_add(suite, the_last_value_of_a_filter_counts);
	suite_add(suite, a_filter_holds_for_what_is_still_to_come);
	suite_add(suite, a_filter_or_value_that_does_not_exist_changes_nothing);
	suite_add(suite, names_and_words_are_filters_too);
	suite_add(suite, null_is_an_iterator_at_its_end);
	suite_add(suite, two_walks_do_not_disturb_each_other);
	suite_add(suite, an_entry_outlives_the_walk_that_gave_it);
	return tap_main(suite);
}
