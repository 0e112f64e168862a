/* Registries of one's own, in C; tests/bindings/test_vendors.py has the rest. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

static struct httpstatus_entry entry_of(int code, const char *phrase)
{
	return (struct httpstatus_entry){.size = sizeof(struct httpstatus_entry), .code = code, .phrase = phrase};
}

static int add(struct httpstatus_registry *registry, int code, const char *phrase)
{
	struct httpstatus_entry entry = entry_of(code, phrase);

	return httpstatus_registry_add(registry, &entry);
}

START_TEST(strings_are_copied)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	char phrase[] = "Custom Thing", meaning[] = "A test.";
	struct httpstatus_entry entry = entry_of(599, phrase);

	entry.texts[HTTPSTATUS_TEXT_MEANING] = meaning;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), 0);
	memset(phrase, 'x', sizeof phrase - 1);
	memset(meaning, 'x', sizeof meaning - 1);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	ck_assert_str_eq(httpstatus_code_phrase(code), "Custom Thing");
	ck_assert_str_eq(httpstatus_code_identifier(code), "CUSTOM_THING");
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING), "A test.");
	ck_assert_ptr_null(httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT));
	ck_assert_ptr_null(httpstatus_code_iana_phrase(code));
	ck_assert_ptr_null(httpstatus_code_vendor(code));
	ck_assert_str_eq(httpstatus_registry_name(registry), "own");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_entry_that_was_found_stays_while_others_are_added)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	char phrase[32];

	ck_assert_int_eq(add(registry, 999, "Last"), 0);
	const struct httpstatus_code *last = httpstatus_registry_find(registry, 999);
	for (int code = 600; code < 900; code++) {
		sprintf(phrase, "Number %d", code);
		ck_assert_int_eq(add(registry, code, phrase), 0);
	}
	ck_assert_ptr_eq(httpstatus_registry_find(registry, 999), last);
	ck_assert_str_eq(httpstatus_code_phrase(last), "Last");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_structure_of_another_size_is_refused)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	struct httpstatus_entry entry = entry_of(599, "Custom Thing");

	entry.size--;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), HTTPSTATUS_ERROR_SIZE);
	entry.size = 0;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), HTTPSTATUS_ERROR_SIZE);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(what_is_reserved_has_to_be_empty)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	struct httpstatus_entry entry = entry_of(599, "Custom Thing");

	entry.texts[7] = "later";
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), HTTPSTATUS_ERROR_ARGUMENT);
	entry.texts[7] = NULL;
	entry.reserved = 1;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), HTTPSTATUS_ERROR_ARGUMENT);
	entry.reserved = 0;
	entry.facts = 1u << 31;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), HTTPSTATUS_ERROR_ARGUMENT);
	entry.facts = 0;
	ck_assert_int_eq(httpstatus_registry_add(registry, &entry), 0);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(null_and_builtin_registries_are_errors)
{
	struct httpstatus_entry entry = entry_of(599, "Custom Thing");
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(httpstatus_registry_add(NULL, &entry), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_registry_add(registry, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(add(registry, 599, NULL), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(
		httpstatus_registry_add((struct httpstatus_registry *)(uintptr_t)httpstatus_registry_builtin(), &entry),
		HTTPSTATUS_ERROR_READ_ONLY);
	httpstatus_registry_free((struct httpstatus_registry *)(uintptr_t)httpstatus_registry_everything());
	ck_assert_uint_gt(httpstatus_registry_count(httpstatus_registry_everything()), 64);
	httpstatus_registry_free(registry);
	httpstatus_registry_free(NULL);
}
END_TEST

START_TEST(a_copy_does_not_need_its_base)
{
	struct httpstatus_registry *base = httpstatus_registry_new(httpstatus_registry_vendor("nginx"), "base");

	ck_assert_int_eq(add(base, 599, "Custom Thing"), 0);
	struct httpstatus_registry *copy = httpstatus_registry_new(base, "copy");
	httpstatus_registry_free(base);
	ck_assert_str_eq(httpstatus_code_phrase(httpstatus_registry_find(copy, 599)), "Custom Thing");
	ck_assert_str_eq(httpstatus_code_vendor(httpstatus_registry_find(copy, 499)), "nginx");
	ck_assert_int_eq(add(copy, 599, "Another"), HTTPSTATUS_ERROR_CODE_TAKEN);
	ck_assert_int_eq(add(copy, 598, "client closed request"), HTTPSTATUS_ERROR_NAME_TAKEN);
	httpstatus_registry_free(copy);
}
END_TEST

START_TEST(identifiers_are_capital_words)
{
	static const char *const pairs[][2] = {{"Don't Panic", "DONT_PANIC"}, {"One - Two (3)", "ONE_TWO_3"},
		{"--x--", "X"}, {"Gr\xc3\xbc\xc3\x9f Gott", "GR_GOTT"}};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(add(registry, 600 + i, pairs[i][0]), 0);
		ck_assert_str_eq(httpstatus_code_identifier(httpstatus_registry_find(registry, 600 + i)), pairs[i][1]);
	}
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_entry_cannot_be_found_by_anothers_name)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 350, "Not/Found"), HTTPSTATUS_ERROR_NAME_TAKEN);
	ck_assert_int_eq(add(registry, 351, "\xc3\xa9"), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(add(registry, 352, "--"), HTTPSTATUS_ERROR_TEXT);
	ck_assert_ptr_null(httpstatus_registry_find_name(registry, "", 0));
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(texts_are_utf8)
{
	static const char *const bad[] = {
		"x\xff", "x\xc0\x80", "x\xed\xa0\x80", "x\xf4\x90\x80\x80", "x\xe2\x80", "x\x80"};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_int_eq(add(registry, 600, bad[i]), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(add(registry, 600, "x\xe2\x82\xac \xf0\x9f\x98\x80"), 0);
	httpstatus_registry_free(registry);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("own");

	suite_add(suite, strings_are_copied);
	suite_add(suite, an_entry_that_was_found_stays_while_others_are_added);
	suite_add(suite, a_structure_of_another_size_is_refused);
	suite_add(suite, what_is_reserved_has_to_be_empty);
	suite_add(suite, null_and_builtin_registries_are_errors);
	suite_add(suite, a_copy_does_not_need_its_base);
	suite_add(suite, identifiers_are_capital_words);
	suite_add(suite, an_entry_cannot_be_found_by_anothers_name);
	suite_add(suite, texts_are_utf8);
	return tap_main(suite);
}
