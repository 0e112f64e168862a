/* What an entry tells, held against the specifications' own lists. SPDX-License-Identifier: MIT */
#include "iana.h"
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <string.h>

static const struct httpstatus_code *entry_of(int code)
{
	return httpstatus_registry_find(NULL, code);
}

/* The codes of a fact are those of @expected, which ends with 0, and no others. */
static void fact_is_true_of(int fact, const int *expected)
{
	for (int i = 0; i < IANA_COUNT; i++) {
		int code = iana_rows[i].code;
		bool wanted = code == *expected;

		ck_assert_msg(httpstatus_code_has(entry_of(code), fact) == wanted, "%s of %d should be %d",
			httpstatus_word(HTTPSTATUS_VOCABULARY_FACT, fact), code, wanted);
		expected += wanted;
	}
	ck_assert_int_eq(*expected, 0);
}

#define FACT_IS_TRUE_OF(fact, ...) fact_is_true_of(fact, (const int[]){__VA_ARGS__, 0})

START_TEST(thirteen_codes_are_heuristically_cacheable)
{
	/* RFC 9110, 15.1, and RFC 7725, 3. */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE, 200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414,
		451, 501);
}
END_TEST

START_TEST(interim_codes_are_the_first_class)
{
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_INTERIM, 100, 101, 102, 103, 104);
}
END_TEST

START_TEST(four_codes_are_never_stored)
{
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_NEVER_STORED, 428, 429, 431, 511); /* RFC 6585, 3 to 6 */
}
END_TEST

START_TEST(the_framing_gives_some_codes_no_content)
{
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_NO_CONTENT, 100, 101, 102, 103, 104, 204, 304);          /* RFC 9112, 6.3 */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_EMPTY_CONTENT, 205);                                     /* RFC 9110, 15.3.6 */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_CONTENT_LENGTH_FORBIDDEN, 100, 101, 102, 103, 104, 204); /* RFC 9110, 8.6 */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_TRANSFER_ENCODING_FORBIDDEN, 100, 101, 102, 103, 104, 204); /* RFC 9112, 6.1 */
}
END_TEST

START_TEST(location_and_retry_after_have_meaning_where_it_is_specified)
{
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_LOCATION_DEFINED, 104, 201, 300, 301, 302, 303, 304, 305, 306, 307,
		308); /* RFC 9110, 10.2.2 */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_RETRY_AFTER_DEFINED, 300, 301, 302, 303, 304, 305, 306, 307, 308, 413, 429,
		503); /* RFC 9110, 10.2.3 */
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_METHOD_PRESERVED, 307, 308);
}
END_TEST

START_TEST(the_fetch_standard_has_its_sets)
{
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_FETCH_NULL_BODY, 101, 103, 204, 205, 304);
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_FETCH_OK, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226);
	FACT_IS_TRUE_OF(HTTPSTATUS_FACT_FETCH_REDIRECT, 301, 302, 303, 307, 308);
}
END_TEST

START_TEST(a_number_that_is_no_fact_is_false)
{
	static const int odd[] = {-1, HTTPSTATUS_FACT_FETCH_REDIRECT + 1, 31, 32, 33, 64, INT_MIN, INT_MAX};

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		for (int row = 0; row < IANA_COUNT; row++)
			ck_assert(!httpstatus_code_has(entry_of(iana_rows[row].code), odd[i]));
}
END_TEST

/* Whether a code has a requirement for a field at a level. */
static bool requires(int code, const char *field, int level)
{
	const struct httpstatus_requirement *requirement;
	const char *name;

	for (size_t i = 0; (requirement = httpstatus_code_requirement(entry_of(code), HTTPSTATUS_PART_RESPONSE, i));
		i++)
		for (size_t k = 0; (name = httpstatus_requirement_field(requirement, k)); k++)
			if (strcmp(name, field) == 0 && httpstatus_requirement_level(requirement) == level)
				return true;
	return false;
}

START_TEST(fields_that_a_response_must_have)
{
	ck_assert(requires(401, "WWW-Authenticate", HTTPSTATUS_LEVEL_MUST));      /* RFC 9110, 15.5.2 */
	ck_assert(requires(405, "Allow", HTTPSTATUS_LEVEL_MUST));                 /* RFC 9110, 15.5.6 */
	ck_assert(requires(407, "Proxy-Authenticate", HTTPSTATUS_LEVEL_MUST));    /* RFC 9110, 15.5.8 */
	ck_assert(requires(426, "Upgrade", HTTPSTATUS_LEVEL_MUST));               /* RFC 9110, 15.5.22 */
	ck_assert(requires(101, "Upgrade", HTTPSTATUS_LEVEL_MUST));               /* RFC 9110, 15.2.2 */
	ck_assert(requires(206, "Content-Range", HTTPSTATUS_LEVEL_MUST));         /* RFC 9110, 15.3.7.1 */
	ck_assert(requires(416, "Content-Range", HTTPSTATUS_LEVEL_SHOULD));       /* RFC 9110, 15.5.17 */
	ck_assert(requires(301, "Location", HTTPSTATUS_LEVEL_SHOULD));            /* RFC 9110, 15.4.2 */
	ck_assert(requires(303, "Location", HTTPSTATUS_LEVEL_EXPECTED));          /* RFC 9110, 15.4.4, no keyword */
	ck_assert(requires(429, "Retry-After", HTTPSTATUS_LEVEL_MAY));            /* RFC 6585, 4 */
	ck_assert(requires(403, "WWW-Authenticate", HTTPSTATUS_LEVEL_MAY));       /* RFC 9110, 11.6.1 */
	ck_assert(requires(415, "Accept", HTTPSTATUS_LEVEL_MAY));                 /* RFC 9110, 15.5.16, "can be used" */
	ck_assert(requires(426, "Sec-WebSocket-Version", HTTPSTATUS_LEVEL_MUST)); /* RFC 6455, 4.2.2 */
	ck_assert(!requires(404, "Allow", HTTPSTATUS_LEVEL_MUST));
	ck_assert(!requires(404, "WWW-Authenticate", HTTPSTATUS_LEVEL_MUST));
}
END_TEST

/* The value that the last requirement of a code for a field is about. */
static const char *value_of(int code, int part, const char *field)
{
	const struct httpstatus_requirement *requirement;
	const char *name, *value = NULL;

	for (size_t i = 0; (requirement = httpstatus_code_requirement(entry_of(code), part, i)); i++)
		if ((name = httpstatus_requirement_field(requirement, 0)) && strcmp(name, field) == 0)
			value = httpstatus_requirement_value(requirement);
	return value;
}

START_TEST(values_that_requirements_are_about)
{
	ck_assert_str_eq(value_of(101, HTTPSTATUS_PART_RESPONSE, "Connection"), "upgrade"); /* RFC 9110, 7.8 */
	ck_assert_str_eq(value_of(426, HTTPSTATUS_PART_RESPONSE, "Connection"), "upgrade");
	ck_assert_str_eq(
		value_of(207, HTTPSTATUS_PART_RESPONSE, "Content-Type"), "application/xml"); /* RFC 4918, 8.2 */
	ck_assert_str_eq(value_of(100, HTTPSTATUS_PART_REQUEST, "Expect"), "100-continue");  /* RFC 9110, 10.1.1 */
	ck_assert_ptr_null(value_of(101, HTTPSTATUS_PART_RESPONSE, "Upgrade"));
}
END_TEST

START_TEST(a_304_answers_one_of_two_conditions)
{
	const struct httpstatus_requirement *requirement =
		httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_REQUEST, 0);

	ck_assert_str_eq(httpstatus_requirement_field(requirement, 0), "If-None-Match");
	ck_assert_str_eq(httpstatus_requirement_field(requirement, 1), "If-Modified-Since");
	ck_assert_ptr_null(httpstatus_requirement_field(requirement, 2));
	ck_assert_str_eq(httpstatus_code_method(entry_of(304), 0), "GET");
	ck_assert_str_eq(httpstatus_code_method(entry_of(304), 1), "HEAD");
	ck_assert_str_eq(httpstatus_code_method(entry_of(304), 2), "QUERY"); /* RFC 10008, 2.6 */
	ck_assert_ptr_null(httpstatus_code_method(entry_of(304), 3));
	ck_assert_ptr_null(httpstatus_code_method(entry_of(404), 0));
}
END_TEST

START_TEST(a_temporary_code_has_the_day_it_ends_and_no_other_has)
{
	for (int i = 0; i < IANA_COUNT; i++)
		if (iana_rows[i].code != 104)
			ck_assert_ptr_null(httpstatus_code_expires(entry_of(iana_rows[i].code)));
	ck_assert_str_eq(httpstatus_code_expires(entry_of(104)), "2026-11-13");
	ck_assert_str_eq(httpstatus_code_registration(entry_of(104)), "temporary, was to expire on 2026-11-13");
	ck_assert_ptr_null(httpstatus_code_registration(entry_of(404)));
}
END_TEST

START_TEST(a_former_name_has_a_document_and_the_lists_end_together)
{
	for (int row = 0; row < IANA_COUNT; row++) {
		const struct httpstatus_code *entry = entry_of(iana_rows[row].code);
		size_t i = 0;

		for (; httpstatus_code_former_name(entry, i); i++)
			ck_assert_ptr_nonnull(httpstatus_code_former_name_document(entry, i));
		ck_assert_ptr_null(httpstatus_code_former_name_document(entry, i));
		ck_assert_ptr_null(httpstatus_code_former_name(entry, SIZE_MAX));
	}
	ck_assert_str_eq(httpstatus_code_former_name(entry_of(413), 0), "Payload Too Large");
	ck_assert_str_eq(httpstatus_code_former_name_document(entry_of(413), 0), "RFC 7231");
	ck_assert_str_eq(httpstatus_code_former_name(entry_of(413), 1), "Request Entity Too Large");
}
END_TEST

START_TEST(requirements_are_of_the_request_and_the_response_alone)
{
	ck_assert_ptr_nonnull(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_ptr_nonnull(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_REQUEST, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_REQUEST_TRAILERS, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_RESPONSE_TRAILERS, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_INTERIM, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), -1, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), INT_MIN, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), INT_MAX, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(entry_of(304), HTTPSTATUS_PART_RESPONSE, SIZE_MAX));
}
END_TEST

START_TEST(a_reference_is_a_document_and_a_section)
{
	const struct httpstatus_requirement *authenticate =
		httpstatus_code_requirement(entry_of(401), HTTPSTATUS_PART_RESPONSE, 0);

	ck_assert_str_eq(httpstatus_code_reference(entry_of(404), 0), "RFC 9110, 15.5.5");
	ck_assert_ptr_null(httpstatus_code_reference(entry_of(404), 1));
	ck_assert_str_eq(httpstatus_code_iana_reference(entry_of(404), 0), "RFC9110, Section 15.5.5");
	ck_assert_str_eq(httpstatus_requirement_reference(authenticate), "RFC 9110, 15.5.2");
}
END_TEST

/* "RFC 9110, 15.5.5": something, a comma, and a section. */
static void is_reference(const char *reference)
{
	const char *comma = reference ? strstr(reference, ", ") : NULL;

	ck_assert_msg(comma && comma > reference && comma[2], "%s", reference ? reference : "NULL");
}

START_TEST(every_requirement_has_a_reference_and_a_level)
{
	static const int parts[] = {HTTPSTATUS_PART_RESPONSE, HTTPSTATUS_PART_REQUEST};
	const struct httpstatus_requirement *requirement;

	for (int row = 0; row < IANA_COUNT; row++)
		for (int part = 0; part < 2; part++)
			for (size_t i = 0; (requirement = httpstatus_code_requirement(
						    entry_of(iana_rows[row].code), parts[part], i));
				i++) {
				is_reference(httpstatus_requirement_reference(requirement));
				ck_assert_ptr_nonnull(httpstatus_word(
					HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_requirement_level(requirement)));
			}
}
END_TEST

START_TEST(every_entry_has_every_text_and_a_reference)
{
	for (int row = 0; row < IANA_COUNT; row++) {
		const struct httpstatus_code *entry = entry_of(iana_rows[row].code);

		for (int text = 0; text <= HTTPSTATUS_TEXT_HISTORY; text++)
			ck_assert_msg(strlen(httpstatus_code_text(entry, text)) > 20, "%d %s", iana_rows[row].code,
				httpstatus_word(HTTPSTATUS_VOCABULARY_TEXT, text));
		ck_assert_ptr_null(httpstatus_code_text(entry, -1));
		ck_assert_ptr_null(httpstatus_code_text(entry, HTTPSTATUS_TEXT_HISTORY + 1));
		is_reference(httpstatus_code_reference(entry, 0));
	}
}
END_TEST

START_TEST(confusions_name_registered_codes_and_end)
{
	for (int row = 0; row < IANA_COUNT; row++) {
		const struct httpstatus_code *entry = entry_of(iana_rows[row].code);
		size_t i = 0;

		for (; httpstatus_code_confused_with(entry, i); i++) {
			ck_assert_ptr_nonnull(entry_of(httpstatus_code_confused_with(entry, i)));
			ck_assert_ptr_nonnull(httpstatus_code_confused_because(entry, i));
		}
		ck_assert_ptr_null(httpstatus_code_confused_because(entry, i));
	}
}
END_TEST

START_TEST(the_codes_are_constants)
{
	ck_assert_int_eq(HTTPSTATUS_CONTINUE, 100);
	ck_assert_int_eq(HTTPSTATUS_NO_CONTENT, 204);
	ck_assert_int_eq(HTTPSTATUS_NOT_FOUND, 404);
	ck_assert_int_eq(HTTPSTATUS_IM_A_TEAPOT, 418);
	ck_assert_int_eq(HTTPSTATUS_NETWORK_AUTHENTICATION_REQUIRED, 511);
}
END_TEST

START_TEST(null_has_nothing_to_tell)
{
	ck_assert_int_eq(httpstatus_code_number(NULL), 0);
	ck_assert_ptr_null(httpstatus_code_phrase(NULL));
	ck_assert_ptr_null(httpstatus_code_iana_phrase(NULL));
	ck_assert_ptr_null(httpstatus_code_identifier(NULL));
	ck_assert_ptr_null(httpstatus_code_former_name(NULL, 0));
	ck_assert_ptr_null(httpstatus_code_former_name_document(NULL, 0));
	ck_assert_int_eq(httpstatus_code_standing(NULL), -1);
	ck_assert_int_eq(httpstatus_code_family(NULL), -1);
	ck_assert_ptr_null(httpstatus_code_expires(NULL));
	ck_assert_ptr_null(httpstatus_code_registration(NULL));
	ck_assert_ptr_null(httpstatus_code_vendor(NULL));
	ck_assert_int_eq(httpstatus_code_visibility(NULL), -1);
	ck_assert_int_eq(httpstatus_code_nearest(NULL), 0);
	ck_assert_ptr_null(httpstatus_code_known_from(NULL));
	ck_assert_ptr_null(httpstatus_code_reference(NULL, 0));
	ck_assert_ptr_null(httpstatus_code_iana_reference(NULL, 0));
	ck_assert(!httpstatus_code_has(NULL, HTTPSTATUS_FACT_INTERIM));
	ck_assert_ptr_null(httpstatus_code_method(NULL, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(NULL, HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_ptr_null(httpstatus_code_requirement(NULL, HTTPSTATUS_PART_REQUEST, 0));
	ck_assert_ptr_null(httpstatus_requirement_field(NULL, 0));
	ck_assert_int_eq(httpstatus_requirement_level(NULL), -1);
	ck_assert_ptr_null(httpstatus_requirement_value(NULL));
	ck_assert_ptr_null(httpstatus_requirement_condition(NULL));
	ck_assert_ptr_null(httpstatus_requirement_reference(NULL));
	ck_assert_ptr_null(httpstatus_code_text(NULL, HTTPSTATUS_TEXT_MEANING));
	ck_assert_int_eq(httpstatus_code_confused_with(NULL, 0), 0);
	ck_assert_ptr_null(httpstatus_code_confused_because(NULL, 0));
}
END_TEST

START_TEST(the_data_say_where_they_come_from)
{
	ck_assert_uint_eq(strlen(httpstatus_data_sha256()), 64);
	ck_assert_uint_eq(strspn(httpstatus_data_sha256(), "0123456789abcdef"), 64);
	ck_assert_uint_eq(strlen(httpstatus_data_date()), 10);
	ck_assert_str_eq(httpstatus_version(), PROJECT_VERSION);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("code");

	suite_add(suite, thirteen_codes_are_heuristically_cacheable);
	suite_add(suite, interim_codes_are_the_first_class);
	suite_add(suite, four_codes_are_never_stored);
	suite_add(suite, the_framing_gives_some_codes_no_content);
	suite_add(suite, location_and_retry_after_have_meaning_where_it_is_specified);
	suite_add(suite, the_fetch_standard_has_its_sets);
	suite_add(suite, a_number_that_is_no_fact_is_false);
	suite_add(suite, fields_that_a_response_must_have);
	suite_add(suite, values_that_requirements_are_about);
	suite_add(suite, a_304_answers_one_of_two_conditions);
	suite_add(suite, a_temporary_code_has_the_day_it_ends_and_no_other_has);
	suite_add(suite, a_former_name_has_a_document_and_the_lists_end_together);
	suite_add(suite, requirements_are_of_the_request_and_the_response_alone);
	suite_add(suite, a_reference_is_a_document_and_a_section);
	suite_add(suite, every_requirement_has_a_reference_and_a_level);
	suite_add(suite, every_entry_has_every_text_and_a_reference);
	suite_add(suite, confusions_name_registered_codes_and_end);
	suite_add(suite, the_codes_are_constants);
	suite_add(suite, null_has_nothing_to_tell);
	suite_add(suite, the_data_say_where_they_come_from);
	return tap_main(suite);
}
