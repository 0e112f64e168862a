/* Structured fields: RFC 9651, 3 and 4.2. More is in tests/values/test_structured.py. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <inttypes.h>
#include <string.h>

enum { SHOWN_SIZE = 512 };

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static void show(char shown[SHOWN_SIZE], const char *before, struct span span)
{
	size_t length = strlen(shown);

	snprintf(
		shown + length, SHOWN_SIZE - length, "%s%.*s", before, (int)span.length, span.length ? span.bytes : "");
}

/* A bare item: its type's letter, and its number or text. */
static void show_bare(char shown[SHOWN_SIZE], const struct structured_item *item)
{
	static const char letters[][2] = {"i", "d", "s", "t", "o", "b", "@", "%", "("};
	char number[32];

	show(shown, letters[item->type], (struct span){NULL, 0});
	snprintf(number, sizeof number, "%" PRId64, item->number);
	if (item->type == STRUCTURED_INTEGER || item->type == STRUCTURED_DECIMAL || item->type == STRUCTURED_BOOLEAN ||
		item->type == STRUCTURED_DATE)
		show(shown, number, item->text);
	else
		show(shown, "", item->text);
}

static void show_item(char shown[SHOWN_SIZE], struct structured_item item)
{
	struct structured_member parameter;

	show_bare(shown, &item);
	while (structured_parameter_next(&item.parameters, &parameter)) {
		show(shown, ";", parameter.key);
		show(shown, "=", (struct span){NULL, 0});
		show_bare(shown, &parameter.item);
	}
	ck_assert_uint_eq(item.parameters.length, 0);
}

static const char *shown_list(const char *value)
{
	static char shown[SHOWN_SIZE];
	struct structured_item item;
	struct span rest = text(value);

	if (!structured_list_is_valid(rest))
		return "broken";
	for (shown[0] = '\0'; structured_list_next(&rest, &item); show(shown, " ", (struct span){NULL, 0}))
		show_item(shown, item);
	ck_assert_uint_eq(rest.length, 0);
	return shown;
}

static const char *shown_dictionary(const char *value)
{
	static char shown[SHOWN_SIZE];
	struct structured_member member;
	struct span rest = text(value);

	if (!structured_dictionary_is_valid(rest))
		return "broken";
	for (shown[0] = '\0'; structured_member_next(&rest, &member); show(shown, " ", (struct span){NULL, 0})) {
		show(shown, "", member.key);
		show(shown, "=", (struct span){NULL, 0});
		show_item(shown, member.item);
	}
	ck_assert_uint_eq(rest.length, 0);
	return shown;
}

static const char *shown_bare(const char *value)
{
	static char shown[SHOWN_SIZE];
	struct structured_item item;

	shown[0] = '\0';
	if (!structured_item_read(text(value), &item))
		return "broken";
	show_item(shown, item);
	return shown;
}

START_TEST(nothing_is_an_empty_list_and_dictionary_and_no_item)
{
	ck_assert_str_eq(shown_list(""), "");
	ck_assert_str_eq(shown_list("  "), "");
	ck_assert_str_eq(shown_dictionary(""), "");
	ck_assert_str_eq(shown_bare(""), "broken");
	ck_assert(structured_list_is_valid((struct span){NULL, 0}));
	ck_assert(!structured_is_token((struct span){NULL, 0}));
}
END_TEST

/* 3.3.1 and 3.3.2. */
START_TEST(numbers_have_their_digits)
{
	ck_assert_str_eq(shown_bare("42"), "i42");
	ck_assert_str_eq(shown_bare("-0"), "i0");
	ck_assert_str_eq(shown_bare("-999999999999999"), "i-999999999999999");
	ck_assert_str_eq(shown_bare("1000000000000000"), "broken");
	ck_assert_str_eq(shown_bare("4.5"), "d4500");
	ck_assert_str_eq(shown_bare("-123456789012.123"), "d-123456789012123");
	ck_assert_str_eq(shown_bare("1234567890123.1"), "broken");
	ck_assert_str_eq(shown_bare("1.2345"), "broken");
	ck_assert_str_eq(shown_bare("1."), "broken");
	ck_assert_str_eq(shown_bare("-"), "broken");
	ck_assert_str_eq(shown_bare("--1"), "broken");
	ck_assert_str_eq(shown_bare("+1"), "broken");
}
END_TEST

/* 3.3.3 and 3.3.4. */
START_TEST(strings_and_tokens)
{
	ck_assert_str_eq(shown_bare("\"hello world\""), "shello world");
	ck_assert_str_eq(shown_bare("\"a\\\"b\\\\\""), "sa\\\"b\\\\");
	ck_assert_str_eq(shown_bare("\"\\a\""), "broken");
	ck_assert_str_eq(shown_bare("\"a"), "broken");
	ck_assert_str_eq(shown_bare("\"a\\"), "broken");
	ck_assert_str_eq(shown_bare("\"\t\""), "broken");
	ck_assert_str_eq(shown_bare("\"\x80\""), "broken");
	ck_assert_str_eq(shown_bare("foo123/456:x"), "tfoo123/456:x");
	ck_assert_str_eq(shown_bare("*"), "t*");
	ck_assert_str_eq(shown_bare("a b"), "broken");
}
END_TEST

/* 3.3.5 to 3.3.8. */
START_TEST(octets_booleans_dates_and_display_strings)
{
	ck_assert_str_eq(shown_bare(":aGVsbG8=:"), "oaGVsbG8=");
	ck_assert_str_eq(shown_bare(":aGVsbG8:"), "oaGVsbG8");
	ck_assert_str_eq(shown_bare("::"), "o");
	ck_assert_str_eq(shown_bare(":a:"), "broken");
	ck_assert_str_eq(shown_bare(":YQ=Y:"), "broken");
	ck_assert_str_eq(shown_bare(":YQ"), "broken");
	ck_assert_str_eq(shown_bare("?1"), "b1");
	ck_assert_str_eq(shown_bare("?0"), "b0");
	ck_assert_str_eq(shown_bare("?2"), "broken");
	ck_assert_str_eq(shown_bare("@1659578233"), "@1659578233");
	ck_assert_str_eq(shown_bare("@1.5"), "broken");
	ck_assert_str_eq(shown_bare("%\"This is %c3%bc\""), "%This is %c3%bc");
	ck_assert_str_eq(shown_bare("%\"%C3%BC\""), "broken");
	ck_assert_str_eq(shown_bare("%\"%c3\""), "broken");
	ck_assert_str_eq(shown_bare("%\"%ed%a0%80\""), "broken");
	ck_assert_str_eq(shown_bare("%\"%f0%9f%98%80\""), "%%f0%9f%98%80");
	ck_assert_str_eq(shown_bare("%\"a"), "broken");
	ck_assert_str_eq(shown_bare("%a"), "broken");
}
END_TEST

/* 3.1, 3.1.1 and 3.1.2. */
START_TEST(lists_have_items_inner_lists_and_parameters)
{
	ck_assert_str_eq(shown_list("sugar, tea, rum"), "tsugar ttea trum ");
	ck_assert_str_eq(shown_list("(\"foo\" \"bar\"), (\"baz\"), ()"), "(\"foo\" \"bar\" (\"baz\" ( ");
	ck_assert_str_eq(shown_list("abc;a=1;b=2; cde_456, (ghi;jk=4 l);q=\"9\";r=w"),
		"tabc;a=i1;b=i2;cde_456=b1 (ghi;jk=4 l;q=s9;r=tw ");
	ck_assert_str_eq(shown_list("a\t ,\tb"), "ta tb ");
	ck_assert_str_eq(shown_list("a b"), "broken");
	ck_assert_str_eq(shown_list("a,"), "broken");
	ck_assert_str_eq(shown_list("a,,b"), "broken");
	ck_assert_str_eq(shown_list(",a"), "broken");
	ck_assert_str_eq(shown_list("(a"), "broken");
	ck_assert_str_eq(shown_list("(a,b)"), "broken");
	ck_assert_str_eq(shown_list("(\"a\"\"b\")"), "broken");
	ck_assert_str_eq(shown_list("((a))"), "broken");
	ck_assert_str_eq(shown_list("a;A=1"), "broken");
	ck_assert_str_eq(shown_list("a;b=(1)"), "broken");
	ck_assert_str_eq(shown_list("a ;b"), "broken");
}
END_TEST

/* 3.2. */
START_TEST(dictionaries_have_keys)
{
	ck_assert_str_eq(
		shown_dictionary("en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:"), "en=sApplepie da=ow4ZibGV0w6ZydGU= ");
	ck_assert_str_eq(shown_dictionary("a=?0, b, c; foo=bar"), "a=b0 b=b1 c=b1;foo=tbar ");
	ck_assert_str_eq(shown_dictionary("rating=1.5, feelings=(joy sadness)"), "rating=d1500 feelings=(joy sadness ");
	ck_assert_str_eq(shown_dictionary("a=1, a=2"), "a=i1 a=i2 ");
	ck_assert_str_eq(shown_dictionary("A=1"), "broken");
	ck_assert_str_eq(shown_dictionary("a= 1"), "broken");
	ck_assert_str_eq(shown_dictionary("a =1"), "broken");
	ck_assert_str_eq(shown_dictionary("a=1,"), "broken");
	ck_assert_str_eq(shown_dictionary("=1"), "broken");
	ck_assert_str_eq(shown_dictionary("a="), "broken");
}
END_TEST

START_TEST(an_inner_list_is_read_item_by_item)
{
	struct structured_item list, item;
	char shown[SHOWN_SIZE] = "";

	ck_assert(structured_item_read(text("a"), &list));
	struct span rest = text("(  a;x  \"b c\" 1 )");
	ck_assert(structured_list_next(&rest, &list));
	ck_assert_int_eq(list.type, STRUCTURED_INNER_LIST);
	while (structured_inner_next(&list.text, &item)) {
		show_item(shown, item);
		show(shown, " ", (struct span){NULL, 0});
	}
	ck_assert_str_eq(shown, "ta;x=b1 sb c i1 ");
	ck_assert_uint_eq(list.text.length, 0);
}
END_TEST

START_TEST(what_is_written_as_a_token_is_one)
{
	ck_assert(structured_is_token(text("ExampleCache")));
	ck_assert(structured_is_token(text("*a/b:c")));
	ck_assert(!structured_is_token(text("9a")));
	ck_assert(!structured_is_token(text("a b")));
	ck_assert(!structured_is_token(text("a\"")));
	ck_assert(!structured_is_token(text("")));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("structured fields");

	suite_add(suite, nothing_is_an_empty_list_and_dictionary_and_no_item);
	suite_add(suite, numbers_have_their_digits);
	suite_add(suite, strings_and_tokens);
	suite_add(suite, octets_booleans_dates_and_display_strings);
	suite_add(suite, lists_have_items_inner_lists_and_parameters);
	suite_add(suite, dictionaries_have_keys);
	suite_add(suite, an_inner_list_is_read_item_by_item);
	suite_add(suite, what_is_written_as_a_token_is_one);
	return tap_main(suite);
}
