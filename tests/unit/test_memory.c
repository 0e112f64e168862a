/* What happens when there is no memory: calloc is wrapped at link time and refuses on demand. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>

static bool refuse;

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);

void *__wrap_calloc(size_t count, size_t size)
{
	return refuse ? NULL : __real_calloc(count, size);
}

START_TEST(an_iterator_without_memory_is_null_and_null_is_safe)
	{
		refuse = true;
		struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
		refuse = false;
		ck_assert_ptr_null(iter);
		ck_assert_ptr_null(httpstatus_iter_next(iter));
		httpstatus_iter_free(iter);
	}
END_TEST

START_TEST(look_ups_need_no_memory)
	{
		refuse = true;
		const struct httpstatus_code *by_number = httpstatus_registry_find(NULL, 404);
		const struct httpstatus_code *by_name = httpstatus_registry_find_name(NULL, "Not Found", 9);
		const char *phrase = httpstatus_phrase(404);
		refuse = false;
		ck_assert_ptr_nonnull(by_number);
		ck_assert_ptr_eq(by_number, by_name);
		ck_assert_str_eq(phrase, "Not Found");
	}
END_TEST

int main(void)
{
	Suite *suite = suite_create("memory");

	suite_add(suite, an_iterator_without_memory_is_null_and_null_is_safe);
	suite_add(suite, look_ups_need_no_memory);
	return tap_main(suite);
}
