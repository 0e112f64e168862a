/* Entity tags, alone and in lists. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <string.h>

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static bool is_entity_tag(struct span value)
{
	struct entity_tag tag;

	return entity_tag_read(value, &tag);
}

static struct entity_tag entity_tag(const char *value)
{
	struct entity_tag tag = {0};

	ck_assert_msg(entity_tag_read(text(value), &tag), "%s is no entity tag", value);
	return tag;
}

static enum tag_match strong_match(const char *list, const char *tag)
{
	return entity_tag_list_match(text(list), entity_tag(tag), true);
}

static enum tag_match weak_match(const char *list, const char *tag)
{
	return entity_tag_list_match(text(list), entity_tag(tag), false);
}

START_TEST(the_examples_of_rfc_9110_8_8_3_are_entity_tags)
{
	struct entity_tag tag = entity_tag("\"xyzzy\"");

	ck_assert(!tag.weak && span_equals(tag.opaque, SPAN("\"xyzzy\"")));
	tag = entity_tag("W/\"xyzzy\"");
	ck_assert(tag.weak && span_equals(tag.opaque, SPAN("\"xyzzy\"")));
	tag = entity_tag("\"\"");
	ck_assert(!tag.weak && span_equals(tag.opaque, SPAN("\"\"")));
}
END_TEST

START_TEST(weakness_is_a_capital_w_and_a_slash)
{
	ck_assert(is_entity_tag(SPAN("W/\"\"")));
	ck_assert(!is_entity_tag(SPAN("w/\"a\"")));
	ck_assert(!is_entity_tag(SPAN("W\"a\"")));
	ck_assert(!is_entity_tag(SPAN("/\"a\"")));
	ck_assert(!is_entity_tag(SPAN("W/ \"a\"")));
	ck_assert(!is_entity_tag(SPAN("W\\\"a\"")));
	ck_assert(!is_entity_tag(SPAN("W/W/\"a\"")));
}
END_TEST

START_TEST(what_is_not_from_quote_to_quote_is_no_entity_tag)
{
	ck_assert(!is_entity_tag((struct span){NULL, 0}));
	ck_assert(!is_entity_tag(SPAN("W")));
	ck_assert(!is_entity_tag(SPAN("W/")));
	ck_assert(!is_entity_tag(SPAN("W/a")));
	ck_assert(!is_entity_tag(SPAN("xyzzy")));
	ck_assert(!is_entity_tag(SPAN("'xyzzy'")));
	ck_assert(!is_entity_tag(SPAN("\"")));
	ck_assert(!is_entity_tag(SPAN("W/\"")));
	ck_assert(!is_entity_tag(SPAN("\"a")));
	ck_assert(!is_entity_tag(SPAN("a\"")));
	ck_assert(!is_entity_tag(SPAN("\" ")));
	ck_assert(!is_entity_tag(SPAN("\"a ")));
	ck_assert(!is_entity_tag(SPAN("\"a\"b")));
	ck_assert(!is_entity_tag(SPAN("\"a\" ")));
	ck_assert(!is_entity_tag(SPAN(" \"a\"")));
	ck_assert(!is_entity_tag(SPAN("\"a\"\"b\"")));
	ck_assert(!is_entity_tag(SPAN("\"a\", \"b\"")));
	ck_assert(!is_entity_tag(SPAN("*")));
}
END_TEST

START_TEST(an_opaque_tag_has_visible_characters_and_obs_text)
{
	char value[] = "\"?\"";

	for (int c = 0; c < 256; c++) {
		/* RFC 9110, 8.8.3: %x21 / %x23-7E / obs-text */
		bool etagc = c == 0x21 || (c >= 0x23 && c <= 0x7e) || c >= 0x80;

		value[1] = (char)c;
		ck_assert_msg(is_entity_tag(SPAN(value)) == etagc, "%02x", c);
	}
}
END_TEST

START_TEST(a_backslash_escapes_nothing)
{
	ck_assert(is_entity_tag(SPAN("\"\\\"")));
	ck_assert(!is_entity_tag(SPAN("\"\\\"\"")));
	ck_assert(!entity_tag_weak_equal(entity_tag("\"\\a\""), entity_tag("\"a\"")));
}
END_TEST

START_TEST(only_the_octets_of_the_length_are_read)
{
	ck_assert(is_entity_tag((struct span){"\"a\"b", 3}));
	ck_assert(!is_entity_tag((struct span){"\"a\"", 2}));
	ck_assert(!is_entity_tag((struct span){"W/\"\"", 3}));
	ck_assert_int_eq(entity_tag_list_match((struct span){"\"a\"", 2}, entity_tag("\"a\""), true), TAG_INVALID);
}
END_TEST

START_TEST(comparisons_are_those_of_rfc_9110_table_3)
{
	static const struct {
		const char *a, *b;
		bool strong, weak;
	} rows[] = {
		{"W/\"1\"", "W/\"1\"", false, true},
		{"W/\"1\"", "W/\"2\"", false, false},
		{"W/\"1\"", "\"1\"", false, true},
		{"\"1\"", "\"1\"", true, true},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct entity_tag a = entity_tag(rows[i].a), b = entity_tag(rows[i].b);

		ck_assert(entity_tag_strong_equal(a, b) == rows[i].strong);
		ck_assert(entity_tag_strong_equal(b, a) == rows[i].strong);
		ck_assert(entity_tag_weak_equal(a, b) == rows[i].weak);
		ck_assert(entity_tag_weak_equal(b, a) == rows[i].weak);
	}
}
END_TEST

START_TEST(comparisons_regard_case_and_length)
{
	ck_assert(!entity_tag_weak_equal(entity_tag("\"a\""), entity_tag("\"A\"")));
	ck_assert(!entity_tag_strong_equal(entity_tag("\"a\""), entity_tag("\"aa\"")));
	ck_assert(!entity_tag_strong_equal(entity_tag("\"1\""), entity_tag("\"2\"")));
}
END_TEST

START_TEST(the_examples_of_if_match_match)
{
	/* RFC 9110, 13.1.1 */
	ck_assert_int_eq(strong_match("\"xyzzy\"", "\"xyzzy\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("\"xyzzy\", \"r2d2xxxx\", \"c3piozzzz\"", "\"xyzzy\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("\"xyzzy\", \"r2d2xxxx\", \"c3piozzzz\"", "\"c3piozzzz\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("\"xyzzy\", \"r2d2xxxx\", \"c3piozzzz\"", "\"c3po\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match("*", "\"xyzzy\""), TAG_STAR);
}
END_TEST

START_TEST(the_examples_of_if_none_match_match)
{
	/* RFC 9110, 13.1.2 */
	ck_assert_int_eq(weak_match("W/\"xyzzy\"", "\"xyzzy\""), TAG_MATCH);
	ck_assert_int_eq(weak_match("W/\"xyzzy\", W/\"r2d2xxxx\", W/\"c3piozzzz\"", "\"r2d2xxxx\""), TAG_MATCH);
	ck_assert_int_eq(weak_match("\"xyzzy\", \"r2d2xxxx\"", "W/\"r2d2xxxx\""), TAG_MATCH);
	ck_assert_int_eq(weak_match("*", "W/\"xyzzy\""), TAG_STAR);
}
END_TEST

START_TEST(a_weak_tag_matches_nothing_strongly)
{
	ck_assert_int_eq(strong_match("W/\"a\", \"b\"", "\"a\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match("\"a\"", "W/\"a\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match("W/\"a\"", "W/\"a\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match("W/\"a\", \"a\"", "\"a\""), TAG_MATCH);
}
END_TEST

START_TEST(commas_and_backslashes_in_a_tag_are_its_own)
{
	ck_assert_int_eq(strong_match("\"a,b\"", "\"a,b\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("\"a,b\"", "\"a\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match("\"a\\\",\"b\"", "\"b\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("\"a\\\",\"b\"", "\"a\\\""), TAG_MATCH);
}
END_TEST

START_TEST(empty_elements_are_ignored)
{
	ck_assert_int_eq(strong_match(",\t, \"a\" , ,\"b\",", "\"b\""), TAG_MATCH);
	ck_assert_int_eq(strong_match("", "\"\""), TAG_NO_MATCH);
	ck_assert_int_eq(strong_match(" , ", "\"\""), TAG_NO_MATCH);
	ck_assert_int_eq(entity_tag_list_match((struct span){NULL, 0}, entity_tag("\"a\""), true), TAG_NO_MATCH);
}
END_TEST

START_TEST(a_star_is_one_only_alone)
{
	ck_assert_int_eq(weak_match(" *\t", "\"a\""), TAG_STAR);
	ck_assert_int_eq(weak_match("*, *", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\", *", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("*, \"a\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("*,", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"*\"", "\"a\""), TAG_NO_MATCH);
}
END_TEST

START_TEST(one_wrong_element_makes_the_list_invalid)
{
	ck_assert_int_eq(weak_match("a", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\", b", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\", \"b", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\" \"b\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\"\"b\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a\";\"b\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("w/\"a\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("W/, \"a\"", "\"a\""), TAG_INVALID);
	ck_assert_int_eq(weak_match("\"a b\", \"a\"", "\"a\""), TAG_INVALID);
}
END_TEST

START_TEST(nothing_listed_equals_no_tag)
{
	ck_assert_int_eq(entity_tag_list_match(SPAN("\"\", W/\"\""), (struct entity_tag){0}, false), TAG_NO_MATCH);
	ck_assert_int_eq(entity_tag_list_match(SPAN("*"), (struct entity_tag){0}, false), TAG_STAR);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("entity_tag");

	suite_add(suite, the_examples_of_rfc_9110_8_8_3_are_entity_tags);
	suite_add(suite, weakness_is_a_capital_w_and_a_slash);
	suite_add(suite, what_is_not_from_quote_to_quote_is_no_entity_tag);
	suite_add(suite, an_opaque_tag_has_visible_characters_and_obs_text);
	suite_add(suite, a_backslash_escapes_nothing);
	suite_add(suite, only_the_octets_of_the_length_are_read);
	suite_add(suite, comparisons_are_those_of_rfc_9110_table_3);
	suite_add(suite, comparisons_regard_case_and_length);
	suite_add(suite, the_examples_of_if_match_match);
	suite_add(suite, the_examples_of_if_none_match_match);
	suite_add(suite, a_weak_tag_matches_nothing_strongly);
	suite_add(suite, commas_and_backslashes_in_a_tag_are_its_own);
	suite_add(suite, empty_elements_are_ignored);
	suite_add(suite, a_star_is_one_only_alone);
	suite_add(suite, one_wrong_element_makes_the_list_invalid);
	suite_add(suite, nothing_listed_equals_no_tag);
	return tap_main(suite);
}
