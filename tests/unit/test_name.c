/* Finding a code by its name. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <ctype.h>
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

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
		const char *other;

		with(httpstatus_code_phrase(entry), httpstatus_code_number(entry));
		with(httpstatus_code_identifier(entry), httpstatus_code_number(entry));
		if (strcmp(httpstatus_code_iana_phrase(entry), "(Unused)") != 0)
			with(httpstatus_code_iana_phrase(entry), httpstatus_code_number(entry));
		for (size_t i = 0; (other = httpstatus_code_former_name(entry, i)); i++)
			with(other, httpstatus_code_number(entry));
		for (size_t i = 0; (other = httpstatus_code_sent_phrase(entry, i)); i++)
			with(other, httpstatus_code_number(entry));
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

/* "Unavailable for Legal Reason" is cut short, and Jetty sends it. */
static bool is_sent(const char *name, int code)
{
	const struct httpstatus_code *entry = httpstatus_registry_find(NULL, code);
	char squashed[NAME_SIZE], other[NAME_SIZE];
	const char *sent;

	as_one_word(name, squashed);
	for (size_t i = 0; (sent = httpstatus_code_sent_phrase(entry, i)); i++) {
		as_one_word(sent, other);
		if (strcasecmp(squashed, other) == 0)
			return true;
	}
	return false;
}

/* What is no name, though every letter of one is in it or all but one are. */
static void near_misses_find_nothing(const char *name, int code)
{
	char missed[NAME_SIZE + 2];
	size_t length = strlen(name);

	strcpy(missed, name);
	missed[length - 1] = '\0';
	ck_assert_msg(!find(missed) || is_sent(missed, code), "\"%s\" is cut short", missed);
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

START_TEST(what_well_known_servers_send_is_a_name)
{
	static const struct {
		const char *name;
		int code;
	} sent[] = {
		{"Not Allowed", 405},                     /* nginx, ngx_http_header_filter_module.c */
		{"Service Temporarily Unavailable", 503}, /* the same */
		{"Moved Temporarily", 302},               /* the same; Netty, Jetty */
		{"Request Time-out", 408},                /* the same */
		{"Gateway Time-out", 504},                /* the same */
		{"Authorization Required",
			401}, /* nginx, ngx_http_special_response.c; Apache httpd 2.0, http_protocol.c */
		{"Request Header Or Cookie Too Large", 400},
		{"The plain HTTP request was sent to HTTPS port", 400}, /* nginx sends its 494 to 497 as 400 */
		{"Method Not Implemented", 501},                        /* Apache httpd 2.0 */
		{"Request Entity Too Large", 413},                      /* Go, net/http/status.go; Apache httpd 2.4 */
		{"Request URI Too Long", 414},                          /* Go */
		{"Requested Range Not Satisfiable", 416},               /* Go; Python 3.12 */
		{"Request-URI Too Large", 414},                         /* nginx; the JDK's httpserver */
		{"Payload Too Large", 413},                             /* Node, http.STATUS_CODES; Tomcat; Jetty */
		{"Unprocessable Entity", 422},                          /* Node; Go; Apache httpd 2.4 */
		{"I'm a Teapot", 418},                                  /* Node; Python */
		{"Requested range not satisfiable", 416},               /* Spring */
		{"Non Authoritative Information", 203},                 /* Jetty 9.4 */
		{"Server Error", 500},                                  /* the same */
		{"Unavailable for Legal Reason", 451},                  /* the same */
		{"Object Moved", 302},                                  /* IIS, KB 943891 */
		{"Access Denied", 401},                                 /* the same */
		{"Object Not Found", 404},                              /* IIS 4 and 5 */
		{"File or directory not found", 404},                   /* IIS 6 and later */
		{"Internal Error", 500},                                /* thttpd and mini_httpd */
		{"Service Temporarily Overloaded", 503},                /* thttpd, libhttpd.c */
		{"Backend fetch failed", 503},                          /* Varnish, cache_fetch.c */
		{"Server Too Busy", 503},                               /* ASP.NET, HttpRuntime.cs */
	};

	for (size_t i = 0; i < sizeof sent / sizeof sent[0]; i++)
		found_in_four_spellings(sent[i].name, sent[i].code);
}
END_TEST

START_TEST(a_phrase_in_use_wins_over_what_servers_send)
{
	const struct httpstatus_registry *nginx = httpstatus_registry_by_name("nginx");
	const char *plain = "The plain HTTP request was sent to HTTPS port";

	ck_assert_int_eq(find("Unauthorized"), 401); /* HAProxy sends it for 407 */
	ck_assert_int_eq(httpstatus_code_number(httpstatus_registry_find_name(nginx, plain, strlen(plain))), 400);
}
END_TEST

START_TEST(a_sent_phrase_has_a_source_and_the_lists_end_together)
{
	const struct httpstatus_code *entry = httpstatus_registry_find(NULL, 405);

	ck_assert_str_eq(httpstatus_code_sent_phrase(entry, 0), "Not Allowed");
	ck_assert_msg(strstr(httpstatus_code_sent_phrase_source(entry, 0), "nginx"), "the source says who");
	ck_assert_ptr_null(httpstatus_code_sent_phrase(httpstatus_registry_find(NULL, 204), 0));
	ck_assert_ptr_null(httpstatus_code_sent_phrase(entry, SIZE_MAX));
	ck_assert_ptr_null(httpstatus_code_sent_phrase_source(entry, SIZE_MAX));
	ck_assert_ptr_null(httpstatus_code_sent_phrase(NULL, 0));
	ck_assert_ptr_null(httpstatus_code_sent_phrase_source(NULL, 0));
}
END_TEST

START_TEST(a_code_that_a_draft_proposes_is_called_as_the_draft_calls_it)
{
	const struct httpstatus_registry *everything = httpstatus_registry_by_name("everything");
	static const char *const names[] = {"Preliminary Request Denied", "Purpose Declined"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct httpstatus_code *entry =
			httpstatus_registry_find_name(everything, names[i], strlen(names[i]));

		ck_assert_int_eq(httpstatus_code_number(entry), 419);
		ck_assert_int_eq(httpstatus_code_standing(entry), HTTPSTATUS_STANDING_PROPOSED);
		ck_assert_str_eq(httpstatus_code_vendor(entry), "internet-drafts");
	}
}
END_TEST

START_TEST(other_peoples_names_for_a_number_are_no_former_names)
{
	static const char *const names[] = {"Checkpoint", "Resume Incomplete", "Method Failure", "Unordered Collection",
		"Variant Also Varies", "Enhance Your Calm", "Preliminary Request Denied", "Destination Locked"};

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
	suite_add(suite, what_well_known_servers_send_is_a_name);
	suite_add(suite, a_phrase_in_use_wins_over_what_servers_send);
	suite_add(suite, a_sent_phrase_has_a_source_and_the_lists_end_together);
	suite_add(suite, a_code_that_a_draft_proposes_is_called_as_the_draft_calls_it);
	suite_add(suite, other_peoples_names_for_a_number_are_no_former_names);
	suite_add(suite, the_placeholder_that_iana_has_twice_names_nothing);
	suite_add(suite, an_apostrophe_may_be_missing_or_typographic);
	suite_add(suite, only_the_bytes_of_the_length_count);
	suite_add(suite, nothing_names_nothing);
	suite_add(suite, letters_outside_ascii_are_no_ascii_letters);
	return tap_main(suite);
}
