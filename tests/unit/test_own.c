/* Registries of one's own, in C; tests/bindings/test_vendors.py has the rest. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <string.h>

static int add(struct httpstatus_registry *registry, int code, const char *phrase)
{
	return httpstatus_registry_add(registry, code, phrase, phrase ? strlen(phrase) : 0);
}

static int set_text(struct httpstatus_registry *registry, int code, int text, const char *bytes)
{
	return httpstatus_registry_set_text(registry, code, text, bytes, bytes ? strlen(bytes) : 0);
}

static struct httpstatus_registry *registry_on(const char *base)
{
	return httpstatus_registry_new(httpstatus_registry_by_name(base), NULL);
}

/* The builtin registry, as a caller would have to cast it. */
static struct httpstatus_registry *read_only(void)
{
	return (struct httpstatus_registry *)(uintptr_t)httpstatus_registry_by_name("iana");
}

static const struct httpstatus_code *find_name(const struct httpstatus_registry *registry, const char *name)
{
	return httpstatus_registry_find_name(registry, name, strlen(name));
}

/* ---- adding ---- */

START_TEST(texts_are_copied)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	char phrase[] = "Custom Thing", meaning[] = "A test.";

	ck_assert_int_eq(add(registry, 599, phrase), 0);
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_MEANING, meaning), 0);
	memset(phrase, 'x', sizeof phrase - 1);
	memset(meaning, 'x', sizeof meaning - 1);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	ck_assert_str_eq(httpstatus_code_phrase(code), "Custom Thing");
	ck_assert_str_eq(httpstatus_code_identifier(code), "CUSTOM_THING");
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING), "A test.");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_entry_has_nothing_at_first_but_its_names)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	ck_assert_int_eq(httpstatus_code_number(code), 599);
	ck_assert_int_eq(httpstatus_code_standing(code), HTTPSTATUS_STANDING_NONSTANDARD);
	ck_assert_int_eq(httpstatus_code_family(code), HTTPSTATUS_FAMILY_VENDOR);
	ck_assert_int_eq(httpstatus_code_visibility(code), HTTPSTATUS_VISIBILITY_WIRE);
	ck_assert_int_eq(httpstatus_code_nearest(code), 0);
	for (int text = 0; text <= HTTPSTATUS_TEXT_HISTORY; text++)
		ck_assert_ptr_null(httpstatus_code_text(code, text));
	for (int fact = 0; fact < 40; fact++)
		ck_assert(!httpstatus_code_has(code, fact));
	ck_assert_ptr_null(httpstatus_code_iana_phrase(code));
	ck_assert_ptr_null(httpstatus_code_vendor(code));
	ck_assert_ptr_null(httpstatus_code_known_from(code));
	ck_assert_ptr_null(httpstatus_code_expires(code));
	ck_assert_ptr_null(httpstatus_code_former_name(code, 0));
	ck_assert_ptr_null(httpstatus_code_reference(code, 0));
	ck_assert_ptr_null(httpstatus_code_iana_reference(code, 0));
	ck_assert_ptr_null(httpstatus_code_method(code, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(code, HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(code, HTTPSTATUS_PART_REQUEST, 0));
	ck_assert_int_eq(httpstatus_code_confused_with(code, 0), 0);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(only_the_octets_of_the_length_count)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(httpstatus_registry_add(registry, 599, "Custom Thing, and more", 12), 0);
	ck_assert_int_eq(
		httpstatus_registry_set_text(registry, 599, HTTPSTATUS_TEXT_CLIENT, "Wait. No, do not.", 5), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	ck_assert_str_eq(httpstatus_code_phrase(code), "Custom Thing");
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT), "Wait.");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_registry_is_called_what_its_maker_says)
{
	char name[] = "mine";
	struct httpstatus_registry *named = httpstatus_registry_new(NULL, name);
	struct httpstatus_registry *nameless = httpstatus_registry_new(NULL, NULL);

	name[0] = 'x';
	ck_assert_str_eq(httpstatus_registry_name(named), "mine");
	ck_assert_str_eq(httpstatus_registry_name(nameless), "own");
	httpstatus_registry_free(named);
	httpstatus_registry_free(nameless);
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
	ck_assert_uint_eq(httpstatus_registry_count(registry), httpstatus_registry_count(NULL) + 301);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(entries_added_in_any_order_are_all_found)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	char phrase[32];

	for (int i = 0; i < 900; i++) {
		sprintf(phrase, "Number %d", 100 + i * 7 % 900);
		ck_assert_int_eq(add(registry, 100 + i * 7 % 900, phrase), 0);
	}
	for (int code = 100; code <= 999; code++) {
		sprintf(phrase, "Number %d", code);
		ck_assert_str_eq(httpstatus_code_phrase(httpstatus_registry_find(registry, code)), phrase);
		ck_assert_ptr_eq(find_name(registry, phrase), httpstatus_registry_find(registry, code));
	}
	ck_assert_ptr_null(httpstatus_registry_find(registry, 99));
	ck_assert_ptr_null(httpstatus_registry_find(registry, 1000));
	ck_assert_ptr_null(httpstatus_registry_find(registry, INT_MIN));
	ck_assert_ptr_null(httpstatus_registry_find(registry, INT_MAX));
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(codes_are_three_digits)
{
	static const int odd[] = {INT_MIN, -1, 0, 99, 1000, 65636, INT_MAX};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		ck_assert_int_eq(add(registry, odd[i], "Custom Thing"), HTTPSTATUS_ERROR_CODE);
	ck_assert_int_eq(add(registry, 100, "First"), 0);
	ck_assert_int_eq(add(registry, 999, "Last"), 0);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(null_and_read_only_registries_are_errors)
{
	static const char *const names[] = {"iana", "nginx", "everything"};

	ck_assert_int_eq(add(NULL, 599, "Custom Thing"), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_registry_set_fact(NULL, 599, 0, true), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_registry_set_nearest(NULL, 599, 500), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(set_text(NULL, 599, 0, "A test."), HTTPSTATUS_ERROR_HANDLE);
	for (int i = 0; i < 3; i++) {
		struct httpstatus_registry *registry =
			(struct httpstatus_registry *)(uintptr_t)httpstatus_registry_by_name(names[i]);
		size_t count = httpstatus_registry_count(registry);

		ck_assert_int_eq(add(registry, 599, "Custom Thing"), HTTPSTATUS_ERROR_READ_ONLY);
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 404, 0, true), HTTPSTATUS_ERROR_READ_ONLY);
		ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 404, 500), HTTPSTATUS_ERROR_READ_ONLY);
		ck_assert_int_eq(set_text(registry, 404, 0, "A test."), HTTPSTATUS_ERROR_READ_ONLY);
		httpstatus_registry_free(registry);
		ck_assert_uint_eq(httpstatus_registry_count(registry), count);
	}
	httpstatus_registry_free(NULL);
}
END_TEST

START_TEST(the_first_thing_that_is_wrong_is_the_error)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	ck_assert_int_eq(add(NULL, 99, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(add(read_only(), 99, NULL), HTTPSTATUS_ERROR_READ_ONLY);
	ck_assert_int_eq(add(registry, 99, NULL), HTTPSTATUS_ERROR_CODE);
	ck_assert_int_eq(add(registry, 599, NULL), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(add(registry, 599, "Custom Thing"), HTTPSTATUS_ERROR_CODE_TAKEN);
	ck_assert_int_eq(add(registry, 598, "Custom Thing"), HTTPSTATUS_ERROR_NAME_TAKEN);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(what_was_refused_is_not_there)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	ck_assert_int_eq(add(registry, 599, "Another"), HTTPSTATUS_ERROR_CODE_TAKEN);
	ck_assert_int_eq(add(registry, 598, "custom_thing"), HTTPSTATUS_ERROR_NAME_TAKEN);
	ck_assert_int_eq(add(registry, 597, " Blank"), HTTPSTATUS_ERROR_TEXT);
	ck_assert_uint_eq(httpstatus_registry_count(registry), httpstatus_registry_count(NULL) + 1);
	ck_assert_ptr_null(httpstatus_registry_find(registry, 598));
	ck_assert_ptr_null(httpstatus_registry_find(registry, 597));
	ck_assert_ptr_null(find_name(registry, "Another"));
	ck_assert_str_eq(httpstatus_code_phrase(httpstatus_registry_find(registry, 599)), "Custom Thing");
	httpstatus_registry_free(registry);
}
END_TEST

/* ---- names ---- */

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
	static const char *const same[] = {"Foo Bar", "FOO_BAR", "foobar", "FooBar", "Foo/Bar", "Foo Bars"};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 350, "Foo-Bar"), 0);
	for (size_t i = 0; i < 5; i++)
		ck_assert_msg(add(registry, 351, same[i]) == HTTPSTATUS_ERROR_NAME_TAKEN, "%s", same[i]);
	ck_assert_int_eq(add(registry, 351, same[5]), 0);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_name_is_taken_in_either_direction)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 350, "FooBar"), 0);
	ck_assert_int_eq(add(registry, 351, "Foo Bar"), HTTPSTATUS_ERROR_NAME_TAKEN); /* may be written FooBar */
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_phrase_has_a_letter_or_digit)
{
	static const char *const bad[] = {"\xc3\xa9", "--", "'", "_", "(-)"};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_int_eq(add(registry, 350, bad[i]), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(add(registry, 350, "-7-"), 0);
	ck_assert_ptr_null(httpstatus_registry_find_name(registry, "", 0));
	httpstatus_registry_free(registry);
}
END_TEST

static const char *const unclean[] = {
	"x\xff",
	"x\xc0\x80",
	"x\xed\xa0\x80",
	"x\xf4\x90\x80\x80",
	"x\xe2\x80",
	"x\x80", /* no UTF-8 */
	"x\ty",
	"x\ny",
	"x\x7f",
	"x\x1b[0m",
	"x\xc2\x80",
	"x\xc2\x9by", /* control characters */
	" x",
	"x ",
	" ",
	"",
};

START_TEST(a_phrase_is_clean_utf8)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	for (size_t i = 0; i < sizeof unclean / sizeof unclean[0]; i++)
		ck_assert_msg(add(registry, 600, unclean[i]) == HTTPSTATUS_ERROR_TEXT, "%zu", i);
	ck_assert_int_eq(httpstatus_registry_add(registry, 600, "x\0y", 3), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(httpstatus_registry_add(registry, 600, NULL, 7), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(add(registry, 600, "x\xe2\x82\xac \xf0\x9f\x98\x80\xc2\xa0\xc3\x9b"), 0);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_phrase_has_255_octets_at_most)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	char phrase[257];

	memset(phrase, 'x', 256);
	phrase[256] = '\0';
	ck_assert_int_eq(httpstatus_registry_add(registry, 600, phrase, 256), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(httpstatus_registry_add(registry, 600, phrase, SIZE_MAX), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(httpstatus_registry_add(registry, 600, phrase, 255), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 600);
	ck_assert_uint_eq(strlen(httpstatus_code_phrase(code)), 255);
	ck_assert_uint_eq(strlen(httpstatus_code_identifier(code)), 255);
	httpstatus_registry_free(registry);
}
END_TEST

/* ---- facts, the nearest code, texts ---- */

START_TEST(facts_are_set_and_taken_back_one_by_one)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	for (int fact = 0; fact <= HTTPSTATUS_FACT_FETCH_REDIRECT; fact++) {
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 599, fact, true), 0);
		for (int other = 0; other <= HTTPSTATUS_FACT_FETCH_REDIRECT; other++)
			ck_assert(httpstatus_code_has(code, other) == (other == fact));
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 599, fact, true), 0);
		ck_assert(httpstatus_code_has(code, fact));
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 599, fact, false), 0);
		ck_assert(!httpstatus_code_has(code, fact));
	}
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(what_is_no_fact_is_refused)
{
	static const int odd[] = {-1, HTTPSTATUS_FACT_FETCH_REDIRECT + 1, 31, 32, 64, INT_MIN, INT_MAX};
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 599, odd[i], true), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, 599, odd[i], false), HTTPSTATUS_ERROR_PROPERTY);
	}
	for (int fact = 0; fact < 40; fact++)
		ck_assert(!httpstatus_code_has(httpstatus_registry_find(registry, 599), fact));
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_nearest_code_is_what_a_code_is_treated_as)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 450, "Custom Thing"), 0);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 450), 400);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 450, 403), 0);
	ck_assert_int_eq(httpstatus_code_nearest(httpstatus_registry_find(registry, 450)), 403);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 450), 403);
	ck_assert_int_eq(httpstatus_treat_as(450), 400);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 450, 0), 0);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 450), 400);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_nearest_code_is_registered)
{
	static const int odd[] = {-1, 1, 99, 199, 450, 499, 599, 600, 65536 + 404, INT_MIN, INT_MAX};
	struct httpstatus_registry *registry = registry_on("nginx");

	ck_assert_int_eq(add(registry, 450, "Custom Thing"), 0);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 450, 404), 0);
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 450, odd[i]), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_code_nearest(httpstatus_registry_find(registry, 450)), 404);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(only_what_was_added_changes)
{
	static const int others[] = {404, 499, 598, 0, -1, INT_MIN, INT_MAX};
	struct httpstatus_registry *registry = registry_on("nginx");

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		ck_assert_int_eq(httpstatus_registry_set_fact(registry, others[i], 0, true), HTTPSTATUS_ERROR_CODE);
		ck_assert_int_eq(httpstatus_registry_set_nearest(registry, others[i], 500), HTTPSTATUS_ERROR_CODE);
		ck_assert_int_eq(set_text(registry, others[i], 0, "A test."), HTTPSTATUS_ERROR_CODE);
		ck_assert_int_eq(set_text(registry, others[i], 0, NULL), HTTPSTATUS_ERROR_CODE);
	}
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(texts_are_set_replaced_and_taken_away_and_the_entry_stays)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	for (int text = 0; text <= HTTPSTATUS_TEXT_HISTORY; text++) {
		ck_assert_int_eq(set_text(registry, 599, text, "One."), 0);
		ck_assert_int_eq(set_text(registry, 599, text, "Another, and longer than the first."), 0);
		ck_assert_ptr_eq(httpstatus_registry_find(registry, 599), code);
		ck_assert_str_eq(httpstatus_code_text(code, text), "Another, and longer than the first.");
	}
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_SERVER, NULL), 0);
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_SERVER, NULL), 0);
	ck_assert_ptr_null(httpstatus_code_text(code, HTTPSTATUS_TEXT_SERVER));
	ck_assert_int_eq(httpstatus_registry_set_text(registry, 599, HTTPSTATUS_TEXT_CLIENT, NULL, 7), 0);
	ck_assert_ptr_null(httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT));
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_HISTORY), "Another, and longer than the first.");
	ck_assert_ptr_null(httpstatus_code_text(code, -1));
	ck_assert_ptr_null(httpstatus_code_text(code, HTTPSTATUS_TEXT_HISTORY + 1));
	ck_assert_str_eq(httpstatus_code_phrase(code), "Custom Thing");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_own_text_can_be_set_to_itself)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	const struct httpstatus_code *code = httpstatus_registry_find(registry, 599);
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_CLIENT, "Wait a while."), 0);
	ck_assert_int_eq(
		set_text(registry, 599, HTTPSTATUS_TEXT_CLIENT, httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT)), 0);
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT), "Wait a while.");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_text_is_clean_utf8_and_a_bad_one_changes_nothing)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_MEANING, "Gr\xc3\xbc\xc3\x9f Gott."), 0);
	for (size_t i = 0; i < sizeof unclean / sizeof unclean[0]; i++)
		ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_MEANING, unclean[i]), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(
		httpstatus_registry_set_text(registry, 599, HTTPSTATUS_TEXT_MEANING, "x\0y", 3), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(set_text(registry, 599, -1, "A test."), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(set_text(registry, 599, HTTPSTATUS_TEXT_HISTORY + 1, "A test."), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(set_text(registry, 599, INT_MAX, NULL), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(set_text(registry, 599, INT_MIN, "\xff"), HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_str_eq(httpstatus_code_text(httpstatus_registry_find(registry, 599), HTTPSTATUS_TEXT_MEANING),
		"Gr\xc3\xbc\xc3\x9f Gott.");
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_text_has_65535_octets_at_most)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	static char text[65537];

	memset(text, 'x', 65536);
	ck_assert_int_eq(add(registry, 599, "Custom Thing"), 0);
	ck_assert_int_eq(httpstatus_registry_set_text(registry, 599, 0, text, 65536), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(httpstatus_registry_set_text(registry, 599, 0, text, SIZE_MAX), HTTPSTATUS_ERROR_TEXT);
	ck_assert_int_eq(httpstatus_registry_set_text(registry, 599, 0, text, 65535), 0);
	ck_assert_uint_eq(strlen(httpstatus_code_text(httpstatus_registry_find(registry, 599), 0)), 65535);
	httpstatus_registry_free(registry);
}
END_TEST

/* ---- one's own comes first ---- */

START_TEST(a_registered_code_can_be_said_otherwise)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 404, "Nothing Here"), 0);
	ck_assert_int_eq(set_text(registry, 404, HTTPSTATUS_TEXT_MEANING, "We have no such page."), 0);
	const struct httpstatus_code *own = httpstatus_registry_find(registry, 404);
	ck_assert_str_eq(httpstatus_code_phrase(own), "Nothing Here");
	ck_assert_str_eq(httpstatus_code_text(own, HTTPSTATUS_TEXT_MEANING), "We have no such page.");
	ck_assert_int_eq(add(registry, 404, "Lost"), HTTPSTATUS_ERROR_CODE_TAKEN);
	ck_assert_str_eq(httpstatus_phrase(404), "Not Found");
	ck_assert_uint_eq(httpstatus_registry_count(registry), httpstatus_registry_count(NULL) + 1);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(both_meanings_of_a_code_are_there_ones_own_first)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(add(registry, 404, "Nothing Here"), 0);
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, 404), 0);
	ck_assert_str_eq(httpstatus_code_phrase(httpstatus_iter_next(iter)), "Nothing Here");
	ck_assert_str_eq(httpstatus_code_phrase(httpstatus_iter_next(iter)), "Not Found");
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	ck_assert_int_eq(httpstatus_code_number(find_name(registry, "nothing-here")), 404);
	ck_assert_ptr_eq(find_name(registry, "Not Found"), httpstatus_registry_find(NULL, 404));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_registered_name_can_be_given_to_another_code)
{
	struct httpstatus_registry *registry = registry_on("everything");

	ck_assert_int_eq(add(registry, 999, "Not Found"), 0);
	ck_assert_int_eq(add(registry, 998, "Payload Too Large"), 0); /* 413's former name */
	ck_assert_int_eq(httpstatus_code_number(find_name(registry, "not_found")), 999);
	ck_assert_int_eq(httpstatus_code_number(find_name(registry, "PayloadTooLarge")), 998);
	ck_assert_int_eq(httpstatus_code_number(find_name(registry, "Gone")), 410);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_own_entry_without_a_nearest_code_is_treated_as_if_nobody_had_one)
{
	struct httpstatus_registry *registry = registry_on("cloudflare");

	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 520), 502); /* status.h */
	ck_assert_int_eq(add(registry, 520, "Custom Thing"), 0);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 520), 500);
	ck_assert_int_eq(add(registry, 404, "Nothing Here"), 0);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 404), 404);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 404, 410), 0);
	ck_assert_int_eq(httpstatus_registry_treat_as(registry, 404), 410);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_walk_goes_by_the_codes)
{
	struct httpstatus_registry *registry = registry_on("everything");
	const struct httpstatus_code *code;
	int before = -1, own = 0;
	size_t count = 0;

	ck_assert_int_eq(add(registry, 999, "Last"), 0);
	ck_assert_int_eq(add(registry, 100, "First"), 0);
	ck_assert_int_eq(add(registry, 404, "Middle"), 0);
	ck_assert_int_eq(add(registry, 555, "Other"), 0);
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);
	for (; (code = httpstatus_iter_next(iter)); count++) {
		ck_assert_int_le(before, httpstatus_code_number(code));
		ck_assert(before != httpstatus_code_number(code) || code != httpstatus_registry_find(registry, before));
		before = httpstatus_code_number(code);
		own += !httpstatus_code_vendor(code) && !httpstatus_code_iana_phrase(code);
	}
	ck_assert_int_eq(own, 4);
	ck_assert_uint_eq(count, httpstatus_registry_count(registry));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(filters_hold_for_ones_own_entries)
{
	struct httpstatus_registry *registry = registry_on("nginx");

	ck_assert_int_eq(add(registry, 471, "Custom Thing"), 0);
	ck_assert_int_eq(set_text(registry, 471, HTTPSTATUS_TEXT_MEANING, "The flux capacitor is cold."), 0);
	ck_assert_int_eq(httpstatus_registry_set_fact(registry, 471, HTTPSTATUS_FACT_NEVER_STORED, true), 0);
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, "flux", 4), 0);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_VENDOR, "", 0), 0);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FACT, HTTPSTATUS_FACT_NEVER_STORED), 0);
	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FAMILY, HTTPSTATUS_FAMILY_VENDOR), 0);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 471);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(what_is_added_during_a_walk_hides_and_repeats_nothing)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	const struct httpstatus_code *code;
	char phrase[32];
	int before = 0, ianas = 0;

	ck_assert_int_eq(add(registry, 450, "Mine"), 0);
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);
	while ((code = httpstatus_iter_next(iter))) {
		int number = httpstatus_code_number(code);

		ck_assert_int_ge(number, before);
		before = number;
		ianas += httpstatus_code_iana_phrase(code) != NULL;
		sprintf(phrase, "Before %d", number);
		if (number > 100 && !httpstatus_registry_find(registry, number - 1))
			ck_assert_int_eq(add(registry, number - 1, phrase), 0);
	}
	ck_assert_int_eq(ianas, (int)httpstatus_registry_count(NULL));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_end_of_a_walk_is_its_end_whatever_is_added)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);

	while (httpstatus_iter_next(iter))
		;
	ck_assert_int_eq(add(registry, 999, "Late"), 0);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(registry);
}
END_TEST

/* ---- copies ---- */

START_TEST(a_copy_does_not_need_its_base)
{
	struct httpstatus_registry *base = httpstatus_registry_new(httpstatus_registry_by_name("nginx"), "base");

	ck_assert_int_eq(add(base, 599, "Custom Thing"), 0);
	ck_assert_int_eq(set_text(base, 599, HTTPSTATUS_TEXT_HISTORY, "Since yesterday."), 0);
	ck_assert_int_eq(httpstatus_registry_set_nearest(base, 599, 503), 0);
	ck_assert_int_eq(httpstatus_registry_set_fact(base, 599, HTTPSTATUS_FACT_NEVER_STORED, true), 0);
	struct httpstatus_registry *copy = httpstatus_registry_new(base, "copy");
	httpstatus_registry_free(base);
	const struct httpstatus_code *code = httpstatus_registry_find(copy, 599);
	ck_assert_str_eq(httpstatus_code_phrase(code), "Custom Thing");
	ck_assert_str_eq(httpstatus_code_identifier(code), "CUSTOM_THING");
	ck_assert_str_eq(httpstatus_code_text(code, HTTPSTATUS_TEXT_HISTORY), "Since yesterday.");
	ck_assert_ptr_null(httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING));
	ck_assert_int_eq(httpstatus_code_nearest(code), 503);
	ck_assert(httpstatus_code_has(code, HTTPSTATUS_FACT_NEVER_STORED));
	ck_assert_str_eq(httpstatus_code_vendor(httpstatus_registry_find(copy, 499)), "nginx");
	httpstatus_registry_free(copy);
}
END_TEST

START_TEST(what_was_copied_is_ones_own)
{
	struct httpstatus_registry *base = registry_on("nginx");

	ck_assert_int_eq(add(base, 599, "Custom Thing"), 0);
	struct httpstatus_registry *copy = httpstatus_registry_new(base, "copy");
	ck_assert_int_eq(add(copy, 599, "Another"), HTTPSTATUS_ERROR_CODE_TAKEN);
	ck_assert_int_eq(add(copy, 598, "custom thing"), HTTPSTATUS_ERROR_NAME_TAKEN);
	ck_assert_int_eq(add(copy, 598, "client closed request"), 0); /* nginx's 499 */
	ck_assert_int_eq(set_text(copy, 599, HTTPSTATUS_TEXT_MEANING, "A test."), 0);
	ck_assert_ptr_null(httpstatus_code_text(httpstatus_registry_find(base, 599), HTTPSTATUS_TEXT_MEANING));
	ck_assert_ptr_null(httpstatus_registry_find(base, 598));
	httpstatus_registry_free(base);
	httpstatus_registry_free(copy);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("own");

	suite_add(suite, texts_are_copied);
	suite_add(suite, an_entry_has_nothing_at_first_but_its_names);
	suite_add(suite, only_the_octets_of_the_length_count);
	suite_add(suite, a_registry_is_called_what_its_maker_says);
	suite_add(suite, an_entry_that_was_found_stays_while_others_are_added);
	suite_add(suite, entries_added_in_any_order_are_all_found);
	suite_add(suite, codes_are_three_digits);
	suite_add(suite, null_and_read_only_registries_are_errors);
	suite_add(suite, the_first_thing_that_is_wrong_is_the_error);
	suite_add(suite, what_was_refused_is_not_there);
	suite_add(suite, identifiers_are_capital_words);
	suite_add(suite, an_entry_cannot_be_found_by_anothers_name);
	suite_add(suite, a_name_is_taken_in_either_direction);
	suite_add(suite, a_phrase_has_a_letter_or_digit);
	suite_add(suite, a_phrase_is_clean_utf8);
	suite_add(suite, a_phrase_has_255_octets_at_most);
	suite_add(suite, facts_are_set_and_taken_back_one_by_one);
	suite_add(suite, what_is_no_fact_is_refused);
	suite_add(suite, the_nearest_code_is_what_a_code_is_treated_as);
	suite_add(suite, the_nearest_code_is_registered);
	suite_add(suite, only_what_was_added_changes);
	suite_add(suite, texts_are_set_replaced_and_taken_away_and_the_entry_stays);
	suite_add(suite, an_own_text_can_be_set_to_itself);
	suite_add(suite, a_text_is_clean_utf8_and_a_bad_one_changes_nothing);
	suite_add(suite, a_text_has_65535_octets_at_most);
	suite_add(suite, a_registered_code_can_be_said_otherwise);
	suite_add(suite, both_meanings_of_a_code_are_there_ones_own_first);
	suite_add(suite, a_registered_name_can_be_given_to_another_code);
	suite_add(suite, an_own_entry_without_a_nearest_code_is_treated_as_if_nobody_had_one);
	suite_add(suite, a_walk_goes_by_the_codes);
	suite_add(suite, filters_hold_for_ones_own_entries);
	suite_add(suite, what_is_added_during_a_walk_hides_and_repeats_nothing);
	suite_add(suite, the_end_of_a_walk_is_its_end_whatever_is_added);
	suite_add(suite, a_copy_does_not_need_its_base);
	suite_add(suite, what_was_copied_is_ones_own);
	return tap_main(suite);
}
