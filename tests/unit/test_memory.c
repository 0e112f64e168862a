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
	const struct httpstatus_registry *nginx = httpstatus_registry_vendor("nginx");
	const struct httpstatus_code *of_vendor = httpstatus_registry_find(nginx, 499);
	const char *phrase = httpstatus_phrase(404);
	allocations_left = NEVER;
	ck_assert_ptr_nonnull(by_number);
	ck_assert_ptr_eq(by_number, by_name);
	ck_assert_ptr_nonnull(of_vendor);
	ck_assert_str_eq(phrase, "Not Found");
}
END_TEST

START_TEST(a_text_filter_without_memory_leaves_the_iterator_as_it_was)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_BY_NAME, "gone", 4), 0);
	allocations_left = 0;
	int result = httpstatus_iter_only_text(iter, HTTPSTATUS_BY_NAME, "not found", 9);
	allocations_left = NEVER;
	ck_assert_int_eq(result, HTTPSTATUS_ERROR_MEMORY);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 410);
	httpstatus_iter_free(iter);
}
END_TEST

enum outcome { WENT_WELL, GAVE_UP, LEFT_TRACES };

/* A registry of one's own with one code added, and a copy of it. No Check call in here: Check needs memory too. */
static enum outcome make_and_copy(void)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "base"), *copy = NULL;
	struct httpstatus_entry entry = {
		.size = sizeof entry, .code = 599, .phrase = "Custom Thing", .texts = {"A test."}};
	enum outcome outcome = GAVE_UP;

	if (registry && httpstatus_registry_add(registry, &entry) == 0)
		copy = httpstatus_registry_new(registry, NULL);
	else if (registry && (httpstatus_registry_find(registry, 599) || httpstatus_registry_count(registry) != 64))
		outcome = LEFT_TRACES;
	if (copy && httpstatus_code_text(httpstatus_registry_find(copy, 599), HTTPSTATUS_TEXT_MEANING))
		outcome = WENT_WELL;
	httpstatus_registry_free(registry);
	httpstatus_registry_free(copy);
	return outcome;
}

START_TEST(a_registry_gives_up_cleanly_at_every_allocation)
{
	enum outcome outcome = GAVE_UP;
	int tried = 0;

	while (outcome == GAVE_UP && tried < 100) {
		allocations_left = tried++;
		outcome = make_and_copy();
		allocations_left = NEVER;
	}
	ck_assert_int_eq(outcome, WENT_WELL);
	ck_assert_int_gt(tried, 5);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("memory");

	suite_add(suite, an_iterator_without_memory_is_null_and_null_is_safe);
	suite_add(suite, look_ups_need_no_memory);
	suite_add(suite, a_text_filter_without_memory_leaves_the_iterator_as_it_was);
	suite_add(suite, a_registry_gives_up_cleanly_at_every_allocation);
	return tap_main(suite);
}
