/* Walks through a registry. SPDX-License-Identifier: MIT */
#include "iana.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

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
		struct httpstatus_iter *iter = walk(HTTPSTATUS_FILTER_CLASS, class, -1);

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
	GIVES(walk(HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_DEPRECATED, -1), 305);
	GIVES(walk(HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_TEMPORARY, -1), 104);
	GIVES(walk(HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_RESERVED, -1), 402);
	GIVES(walk(HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_UNUSED, -1), 306, 418);
	GIVES(walk(HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_OBSOLETED, -1), 102, 510);
	GIVES(walk(HTTPSTATUS_FILTER_FAMILY, HTTPSTATUS_FAMILY_WEBDAV, -1), 102, 207, 208, 423, 424, 507, 508);
	GIVES(walk(HTTPSTATUS_FILTER_FAMILY, HTTPSTATUS_FAMILY_ADDITIONAL, -1), 428, 429, 431, 511);
	GIVES(walk(HTTPSTATUS_FILTER_NUMBER, 404, -1), 404);
	gives(walk(HTTPSTATUS_FILTER_NUMBER, 999, -1), (const int[]){0});
}
END_TEST

START_TEST(filters_add_up)
{
	GIVES(walk(HTTPSTATUS_FILTER_CLASS, 4, HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE, -1),
		404, 405, 410, 414, 451);
	GIVES(walk(HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_METHOD_PRESERVED, HTTPSTATUS_FILTER_FACT,
		      HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE, -1),
		308);
	gives(walk(HTTPSTATUS_FILTER_CLASS, 2, HTTPSTATUS_FILTER_NUMBER, 404, -1), (const int[]){0});
}
END_TEST

START_TEST(the_last_value_of_a_filter_counts)
{
	GIVES(walk(HTTPSTATUS_FILTER_NUMBER, 200, HTTPSTATUS_FILTER_NUMBER, 404, -1), 404);
}
END_TEST

START_TEST(a_filter_holds_for_what_is_still_to_come)
{
	struct httpstatus_iter *iter = walk(-1);

	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 100);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_NEVER_STORED), 0);
	GIVES(iter, 428, 429, 431, 511);
}
END_TEST

START_TEST(a_filter_or_value_that_does_not_exist_changes_nothing)
{
	struct httpstatus_iter *iter = walk(HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_EMPTY_CONTENT, -1);

	ck_assert_int_eq(httpstatus_iter_only(iter, -1, 4), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NAME, 4), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VENDOR, 0), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VENDOR + 1, 4), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, INT_MIN, 4), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, INT_MAX, 4), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_CLASS, 6), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_CLASS, -1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_STANDING, HTTPSTATUS_STANDING_PROPOSED + 1),
		HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FAMILY, INT_MAX), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VISIBILITY, HTTPSTATUS_VISIBILITY_INTERNAL + 1),
		HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VISIBILITY, -1), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FACT, 32), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FACT, INT_MIN), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_iter_only(NULL, HTTPSTATUS_FILTER_CLASS, 4), HTTPSTATUS_ERROR_HANDLE);
	GIVES(iter, 205);
}
END_TEST

START_TEST(a_text_filter_that_does_not_exist_changes_nothing)
{
	struct httpstatus_iter *iter = walk(HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_EMPTY_CONTENT, -1);

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_CLASS, "4", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NUMBER, "4", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(
		httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR + 1, "4", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, -1, "4", 1), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_iter_only_text(NULL, HTTPSTATUS_FILTER_NAME, "x", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_iter_only_text(NULL, HTTPSTATUS_FILTER_VENDOR, "x", 1), HTTPSTATUS_ERROR_HANDLE);
	GIVES(iter, 205);
}
END_TEST

static struct httpstatus_iter *walk_text(const char *registry, int filter, const char *text)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name(registry));

	ck_assert_int_eq(httpstatus_iter_only_text(iter, filter, text, strlen(text)), 0);
	return iter;
}

START_TEST(names_and_words_are_filters_too)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, "Unauthorized, and more", 12), 0);
	GIVES(iter, 401, 561);
	GIVES(walk_text("iana", HTTPSTATUS_FILTER_WORDS, "TEAPOT"), 418);
	gives(walk_text("iana", HTTPSTATUS_FILTER_WORDS, ""), (const int[]){0});
	iter = walk(-1);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, NULL, 7), 0);
	gives(iter, (const int[]){0});
}
END_TEST

START_TEST(a_vendors_entries_are_kept_by_its_word)
{
	/* nginx, src/http/ngx_http_request.h. */
	GIVES(walk_text("everything", HTTPSTATUS_FILTER_VENDOR, "nginx"), 444, 494, 495, 496, 497, 498, 499);
	GIVES(walk_text("nginx", HTTPSTATUS_FILTER_VENDOR, "nginx"), 444, 494, 495, 496, 497, 498, 499);
	gives(walk_text("iana", HTTPSTATUS_FILTER_VENDOR, "nginx"), (const int[]){0});
	gives(walk_text("cloudflare", HTTPSTATUS_FILTER_VENDOR, "nginx"), (const int[]){0});
}
END_TEST

/* The walk gives IANA's codes and no others. */
static void gives_ianas(struct httpstatus_iter *iter)
{
	for (int i = 0; i < IANA_COUNT; i++)
		ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), iana_rows[i].code);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
}

START_TEST(the_empty_vendor_keeps_what_is_no_vendors)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));

	gives_ianas(walk_text("everything", HTTPSTATUS_FILTER_VENDOR, ""));
	gives_ianas(walk_text("nginx", HTTPSTATUS_FILTER_VENDOR, ""));
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR, NULL, 7), 0);
	gives_ianas(iter);
}
END_TEST

START_TEST(a_vendor_that_does_not_exist_changes_nothing)
{
	static const char *const none[] = {"acme", "Nginx", "ngin", "nginx ", "iana", "everything"};
	struct httpstatus_iter *iter = walk_text("everything", HTTPSTATUS_FILTER_VENDOR, "nginx");

	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR, none[i], strlen(none[i])),
			HTTPSTATUS_ERROR_WORD);
	GIVES(iter, 444, 494, 495, 496, 497, 498, 499);
}
END_TEST

START_TEST(the_last_vendor_counts)
{
	struct httpstatus_iter *iter = walk_text("everything", HTTPSTATUS_FILTER_VENDOR, "cloudflare");

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR, "nginx", 5), 0);
	GIVES(iter, 444, 494, 495, 496, 497, 498, 499);
}
END_TEST

START_TEST(visibilities_keep_theirs)
{
	/* nginx logs 444 and 499; the client whose certificate is missing gets 400. */
	struct httpstatus_iter *iter = walk_text("nginx", HTTPSTATUS_FILTER_VENDOR, "nginx");

	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VISIBILITY, HTTPSTATUS_VISIBILITY_LOG), 0);
	GIVES(iter, 444, 499);
	iter = walk_text("nginx", HTTPSTATUS_FILTER_VENDOR, "nginx");
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VISIBILITY, HTTPSTATUS_VISIBILITY_INTERNAL), 0);
	GIVES(iter, 494, 495, 496, 497, 498);
	gives_ianas(walk(HTTPSTATUS_FILTER_VISIBILITY, HTTPSTATUS_VISIBILITY_WIRE, -1));
	gives(walk(HTTPSTATUS_FILTER_VISIBILITY, HTTPSTATUS_VISIBILITY_LOG, -1), (const int[]){0});
}
END_TEST

START_TEST(the_three_visibilities_together_are_everything)
{
	const struct httpstatus_registry *everything = httpstatus_registry_by_name("everything");
	size_t count = 0;

	for (int visibility = 0; visibility <= HTTPSTATUS_VISIBILITY_INTERNAL; visibility++) {
		struct httpstatus_iter *iter = httpstatus_iter_new(everything);
		const struct httpstatus_code *code;

		ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_VISIBILITY, visibility), 0);
		for (; (code = httpstatus_iter_next(iter)); count++)
			ck_assert_int_eq(httpstatus_code_visibility(code), visibility);
		httpstatus_iter_free(iter);
	}
	ck_assert_uint_eq(count, httpstatus_registry_count(everything));
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
	struct httpstatus_iter *one = walk(-1), *other = walk(HTTPSTATUS_FILTER_CLASS, 5, -1);

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
	struct httpstatus_iter *iter = walk(HTTPSTATUS_FILTER_NUMBER, 421, -1);
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
	suite_add(suite, a_text_filter_that_does_not_exist_changes_nothing);
	suite_add(suite, names_and_words_are_filters_too);
	suite_add(suite, a_vendors_entries_are_kept_by_its_word);
	suite_add(suite, the_empty_vendor_keeps_what_is_no_vendors);
	suite_add(suite, a_vendor_that_does_not_exist_changes_nothing);
	suite_add(suite, the_last_vendor_counts);
	suite_add(suite, visibilities_keep_theirs);
	suite_add(suite, the_three_visibilities_together_are_everything);
	suite_add(suite, null_is_an_iterator_at_its_end);
	suite_add(suite, two_walks_do_not_disturb_each_other);
	suite_add(suite, an_entry_outlives_the_walk_that_gave_it);
	return tap_main(suite);
}
