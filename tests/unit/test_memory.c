/* What happens when there is no memory. SPDX-License-Identifier: MIT */
#include "scarce.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

START_TEST(an_iterator_without_memory_is_null_and_null_is_safe)
{
	allocations_left = 0;
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	allocations_left = NEVER;
	ck_assert_ptr_null(iter);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
}
END_TEST

START_TEST(look_ups_need_no_memory)
{
	allocations_left = 0;
	const struct httpstatus_code *by_number = httpstatus_registry_find(NULL, 404);
	const struct httpstatus_code *by_name = httpstatus_registry_find_name(NULL, "Not Found", 9);
	const struct httpstatus_registry *nginx = httpstatus_registry_by_name("nginx");
	const struct httpstatus_code *of_vendor = httpstatus_registry_find(nginx, 499);
	const char *phrase = httpstatus_phrase(404);
	char json[16];
	size_t length = httpstatus_code_json(by_number, json, sizeof json);
	int word = httpstatus_word_find(HTTPSTATUS_VOCABULARY_FACT, "interim", 7);
	allocations_left = NEVER;
	ck_assert_ptr_nonnull(by_number);
	ck_assert_ptr_eq(by_number, by_name);
	ck_assert_ptr_nonnull(of_vendor);
	ck_assert_str_eq(phrase, "Not Found");
	ck_assert_uint_gt(length, sizeof json);
	ck_assert_int_eq(word, HTTPSTATUS_FACT_INTERIM);
}
END_TEST

START_TEST(a_text_filter_without_memory_leaves_the_iterator_as_it_was)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, "gone", 4), 0);
	allocations_left = 0;
	int result = httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, "not found", 9);
	allocations_left = NEVER;
	ck_assert_int_eq(result, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 410);
	httpstatus_iter_free(iter);
}
END_TEST

START_TEST(a_vendor_filter_needs_no_memory)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("nginx"));

	allocations_left = 0;
	int result = httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR, "nginx", 5);
	allocations_left = NEVER;
	ck_assert_int_eq(result, 0);
	httpstatus_iter_free(iter);
}
END_TEST

/* The allocations below, one by one; no Check call while memory is scarce. */
enum { ENTRIES = 100 }; /* more than a registry has room for at once */

static int add(struct httpstatus_registry *registry, int i)
{
	char phrase[32];
	int length = snprintf(phrase, sizeof phrase, "Number %d", i);

	return httpstatus_registry_add(registry, 600 + i, phrase, (size_t)length);
}

/* Entries with texts, some of them. */
static struct httpstatus_registry *make(void)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "base");

	for (int i = 0; i < ENTRIES; i++) {
		ck_assert_int_eq(add(registry, i), 0);
		if (i % 3 == 0)
			ck_assert_int_eq(httpstatus_registry_set_text(registry, 600 + i, i % 5, "A test.", 7), 0);
	}
	return registry;
}

START_TEST(a_new_registry_is_whole_or_null_at_every_allocation)
{
	struct httpstatus_registry *registry = NULL;
	int tried = 0;

	for (; !registry && tried < 100; tried++) {
		allocations_left = tried;
		registry = httpstatus_registry_new(NULL, "mine");
		allocations_left = NEVER;
	}
	ck_assert_str_eq(httpstatus_registry_name(registry), "mine");
	ck_assert_int_gt(tried, 2);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_copy_is_whole_or_null_at_every_allocation)
{
	struct httpstatus_registry *base = make(), *copy = NULL;
	int tried = 0;

	for (; !copy && tried < 1000; tried++) {
		allocations_left = tried;
		copy = httpstatus_registry_new(base, NULL);
		allocations_left = NEVER;
	}
	ck_assert_int_gt(tried, ENTRIES + ENTRIES / 3);
	ck_assert_uint_eq(httpstatus_registry_count(copy), httpstatus_registry_count(base));
	for (int i = 0; i < ENTRIES; i += 3)
		ck_assert_str_eq(httpstatus_code_text(httpstatus_registry_find(copy, 600 + i), i % 5), "A test.");
	httpstatus_registry_free(base);
	httpstatus_registry_free(copy);
}
END_TEST

START_TEST(an_entry_is_added_or_nothing_has_changed_at_every_allocation)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	size_t count = httpstatus_registry_count(NULL);
	int refusals = 0;

	for (int i = 0; i < ENTRIES; i++) {
		int result = HTTPSTATUS_ERROR_MEMORY;

		for (int tried = 0; result == HTTPSTATUS_ERROR_MEMORY && tried < 10; tried++) {
			allocations_left = tried;
			result = add(registry, i);
			allocations_left = NEVER;
			if (result == HTTPSTATUS_ERROR_MEMORY) {
				refusals++;
				ck_assert_uint_eq(httpstatus_registry_count(registry), count + (size_t)i);
				ck_assert_ptr_null(httpstatus_registry_find(registry, 600 + i));
				ck_assert_int_eq(httpstatus_code_number(httpstatus_registry_find(registry, 599 + i)),
					i ? 599 + i : 0);
			}
		}
		ck_assert_int_eq(result, 0);
	}
	ck_assert_int_gt(refusals, ENTRIES); /* one each, and more where room had to be made */
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_text_that_finds_no_memory_leaves_the_one_before)
{
	struct httpstatus_registry *registry = make();
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 600);

	allocations_left = 0;
	int replaced = httpstatus_registry_set_text(registry, 600, 0, "Another.", 8);
	int added = httpstatus_registry_set_text(registry, 600, 1, "Another.", 8);
	int taken_away = httpstatus_registry_set_text(registry, 603, 3, NULL, 0);
	allocations_left = NEVER;
	ck_assert_int_eq(replaced, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(added, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(taken_away, 0);
	ck_assert_str_eq(httpstatus_code_text(code, 0), "A test.");
	ck_assert_ptr_null(httpstatus_code_text(code, 1));
	ck_assert_ptr_null(httpstatus_code_text(httpstatus_registry_find(registry, 603), 3));
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(facts_and_the_nearest_code_need_no_memory)
{
	struct httpstatus_registry *registry = make();

	allocations_left = 0;
	int fact = httpstatus_registry_set_fact(registry, 600, HTTPSTATUS_FACT_INTERIM, true);
	int nearest = httpstatus_registry_set_nearest(registry, 600, 404);
	allocations_left = NEVER;
	ck_assert_int_eq(fact, 0);
	ck_assert_int_eq(nearest, 0);
	httpstatus_registry_free(registry);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("memory");

	suite_add(suite, an_iterator_without_memory_is_null_and_null_is_safe);
	suite_add(suite, look_ups_need_no_memory);
	suite_add(suite, a_text_filter_without_memory_leaves_the_iterator_as_it_was);
	suite_add(suite, a_vendor_filter_needs_no_memory);
	suite_add(suite, a_new_registry_is_whole_or_null_at_every_allocation);
	suite_add(suite, a_copy_is_whole_or_null_at_every_allocation);
	suite_add(suite, an_entry_is_added_or_nothing_has_changed_at_every_allocation);
	suite_add(suite, a_text_that_finds_no_memory_leaves_the_one_before);
	suite_add(suite, facts_and_the_nearest_code_need_no_memory);
	return tap_main(suite);
}
