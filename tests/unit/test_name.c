/* Finding a code by its name. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <ctype.h>
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 256 };

static int find(const char *name)
{
	return httpstatus_code_number(httpstatus_registry_find_name(NULL, name, strlen(name)));
}

typedef void respell(const char *name, char *out);

static void as_it_is(const char *name, char *out)
{
	strcpy(out, name);
}

static void as_a_constant(const char *name, char *out)
{
	for (; *name; name++)
		if (*name != '\'')
			*out++ = strchr(" -", *name) ? '_' : (char)toupper((unsigned char)*name);
	*out = '\0';
}

static void as_one_word(const char *name, char *out)
{
	for (; *name; name++)
		if (!strchr(" -_'", *name))
			*out++ = *name;
	*out = '\0';
}

static void as_a_slug(const char *name, char *out)
{
	for (; *name; name++)
		*out++ = strchr(" _", *name) ? '-' : (char)tolower((unsigned char)*name);
	*out = '\0';
}

static respell *const spellings[] = {as_it_is, as_a_constant, as_one_word, as_a_slug};

/* Calls @with for each name that the library says a code has. */
static void for_every_name(void (*with)(const char *name, int code))
{
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	const struct httpstatus_code *entry;

	while ((entry = httpstatus_iter_next(iter))) {
		const char *former;

		with(httpstatus_code_phrase(entry), httpstatus_code_number(entry));
		with(httpstatus_code_identifier(entry), httpstatus_code_number(entry));
		if (strcmp(httpstatus_code_iana_phrase(entry), "(Unused)") != 0)
			with(httpstatus_code_iana_phrase(entry), httpstatus_code_number(entry));
		for (size_t i = 0; (former = httpstatus_code_former_name(entry, i)); i++)
			with(former, httpstatus_code_number(entry));
	}
	httpstatus_iter_free(iter);
}

static void found_in_four_spellings(const char *name, int code)
{
	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		char spelled[NAME_SIZE];

		spellings[i](name, spelled);
		ck_assert_msg(find(spelled) == code, "\"%s\" finds %d, not %d", spelled, find(spelled), code);
	}
}

START_TEST(every_name_finds_its_code_in_four_spellings)
{
	for_every_name(found_in_four_spellings);
}
END_TEST

/* What is no name, though every letter of one is in it or all but one are. */
static void near_misses_find_nothing(const char *name, int code)
{
	char missed[NAME_SIZE + 2];
	size_t length = strlen(name);

	(void)code;
	strcpy(missed, name);
	missed[length - 1] = '\0';
	ck_assert_msg(!find(missed), "\"%s\" is cut short", missed);
	sprintf(missed, "%sx", name);
	ck_assert_msg(!find(missed), "\"%s\" is too long", missed);
	sprintf(missed, " %s", name);
	ck_assert_msg(!find(missed), "\"%s\" starts with a space", missed);
	sprintf(missed, "%s ", name);
	ck_assert_msg(!find(missed), "\"%s\" ends with a space", missed);
	sprintf(missed, "%c %s", name[0], name + 1);
	ck_assert_msg(name[1] == '\'' || name[1] == ' ' || name[1] == '_' || !find(missed),
		"\"%s\" has a joint where there is none", missed);
	strcpy(missed, name);
	missed[length / 2] = missed[length / 2] == 'q' ? 'z' : 'q';
	ck_assert_msg(!find(missed), "\"%s\" has a wrong letter", missed);
	char *joint = strchr(strcpy(missed, name), ' ');
	if (joint) {
		memmove(joint + 1, joint, strlen(joint) + 1);
		ck_assert_msg(!find(missed), "\"%s\" has two spaces", missed);
	}
}

START_TEST(near_misses_of_every_name_find_nothing)
{
	for_every_name(near_misses_find_nothing);
}
END_TEST

START_TEST(former_names_of_the_specifications_are_known)
{
	static const struct {
		const char *name;
		int code;
	} former[] = {
		{"Moved Temporarily", 302},               /* RFC 1945, 9.3 */
		{"Request Time-out", 408},                /* RFC 2616, 6.1.1 */
		{"Request Entity Too Large", 413},        /* RFC 2616, 10.4.14 */
		{"Payload Too Large", 413},               /* RFC 7231, 6.5.11 */
		{"Request-URI Too Long", 414},            /* RFC 2616, 10.4.15 */
		{"Requested Range Not Satisfiable", 416}, /* RFC 2616, 10.4.17 */
		{"Unprocessable Entity", 422},            /* RFC 4918, 11.2 */
		{"Gateway Time-out", 504},                /* RFC 2616, 6.1.1 */
	};

	for (size_t i = 0; i < sizeof former / sizeof former[0]; i++)
		ck_assert_msg(find(former[i].name) == former[i].code, "%s", former[i].name);
}
END_TEST

START_TEST(other_peoples_names_for_a_number_are_no_former_names)
{
	static const char *const names[] = {"Checkpoint", "Resume Incomplete", "Method Failure", "Unordered Collection",
		"Variant Also Varies", "Not Allowed", "Service Temporarily Unavailable", "Enhance Your Calm"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_msg(!find(names[i]), "%s", names[i]);
}
END_TEST

START_TEST(the_placeholder_that_iana_has_twice_names_nothing)
{
	ck_assert_int_eq(find("(Unused)"), 0);
	ck_assert_int_eq(find("Unused"), 0);
}
END_TEST

START_TEST(an_apostrophe_may_be_missing_or_typographic)
{
	ck_assert_int_eq(find("I'm a teapot"), 418);
	ck_assert_int_eq(find("Im a teapot"), 418);
	ck_assert_int_eq(find("I\xe2\x80\x99m a Teapot"), 418);
	ck_assert_int_eq(find("IM_A_TEAPOT"), 418);
	ck_assert_int_eq(find("I''m a teapot"), 0);
	ck_assert_int_eq(find("I\xe2\x80m a teapot"), 0);
}
END_TEST

START_TEST(only_the_bytes_of_the_length_count)
{
	ck_assert_int_eq(httpstatus_code_number(httpstatus_registry_find_name(NULL, "Not Found, or gone", 9)), 404);
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, "Not Found", 8));
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, "Not Found", 10)); /* the NUL is a byte too */
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, "Not\0Found", 9));
}
END_TEST

START_TEST(nothing_names_nothing)
{
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, NULL, 0));
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, NULL, 9));
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, "", 0));
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, " ", 1));
	ck_assert_ptr_null(httpstatus_registry_find_name(NULL, "_", 1));
}
END_TEST

START_TEST(letters_outside_ascii_are_no_ascii_letters)
{
	ck_assert_int_eq(find("K\xc4\xb1ng"), 0);
	ck_assert_int_eq(find("F\xc3\xb6und"), 0);
	ck_assert_int_eq(find("@K"), 0); /* '@' is 'O' less 15, '`' is 'o' less 15 */
	ck_assert_int_eq(find("`k"), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("name");

	suite_add(suite, every_name_finds_its_code_in_four_spellings);
	suite_add(suite, near_misses_of_every_name_find_nothing);
	suite_add(suite, former_names_of_the_specifications_are_known);
	suite_add(suite, other_peoples_names_for_a_number_are_no_former_names);
	suite_add(suite, the_placeholder_that_iana_has_twice_names_nothing);
	suite_add(suite, an_apostrophe_may_be_missing_or_typographic);
	suite_add(suite, only_the_bytes_of_the_length_count);
	suite_add(suite, nothing_names_nothing);
	suite_add(suite, letters_outside_ascii_are_no_ascii_letters);
	return tap_main(suite);
}
