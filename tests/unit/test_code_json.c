/* An entry as JSON: how much room it takes; test_code_json.py reads what it says. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

enum { ROOM = 1 << 16, UNTOUCHED = '\x7e' };

static char whole[ROOM], part[ROOM];

/* Only the octets before @size may have been written: the text as far as it goes, and a NUL. */
static void fits_into(const struct httpstatus_code *code, size_t length, size_t size)
{
	size_t kept = length < size ? length : size - 1;

	memset(part, UNTOUCHED, sizeof part);
	ck_assert_uint_eq(httpstatus_code_json(code, part, size), length);
	ck_assert_int_eq(part[size], UNTOUCHED);
	if (size == 0)
		return;
	ck_assert_int_eq(memcmp(part, whole, kept), 0);
	ck_assert_int_eq(part[kept], '\0');
}

START_TEST(every_entry_says_how_much_room_it_takes)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));
	const struct httpstatus_code *code;

	while ((code = httpstatus_iter_next(iter))) {
		size_t length = httpstatus_code_json(code, NULL, 0);

		ck_assert_uint_lt(length, ROOM);
		ck_assert_uint_eq(httpstatus_code_json(code, whole, sizeof whole), length);
		ck_assert_uint_eq(strlen(whole), length);
		for (size_t size = 0; size < 3; size++) {
			fits_into(code, length, size);
			fits_into(code, length, length + size - 1);
		}
	}
	httpstatus_iter_free(iter);
}
END_TEST

START_TEST(any_room_is_used_as_far_as_it_goes)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, 304);
	size_t length = httpstatus_code_json(code, whole, sizeof whole);

	for (size_t size = 0; size <= length + 2; size++)
		fits_into(code, length, size);
}
END_TEST

START_TEST(null_room_takes_nothing_whatever_its_size)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, 404);

	ck_assert_uint_eq(httpstatus_code_json(code, NULL, 100), httpstatus_code_json(code, NULL, 0));
}
END_TEST

START_TEST(null_is_null)
{
	ck_assert_uint_eq(httpstatus_code_json(NULL, NULL, 0), 4);
	ck_assert_uint_eq(httpstatus_code_json(NULL, whole, sizeof whole), 4);
	ck_assert_str_eq(whole, "null");
}
END_TEST

START_TEST(an_own_entry_says_what_was_said_of_it)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, NULL);

	ck_assert_int_eq(httpstatus_registry_add(registry, 799, "Say \"\xc3\xbc\"", 8), 0);
	ck_assert_int_eq(httpstatus_registry_set_text(registry, 799, HTTPSTATUS_TEXT_CLIENT, "C:\\temp", 7), 0);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 799, 503), 0);
	ck_assert_int_eq(httpstatus_registry_set_fact(registry, 799, HTTPSTATUS_FACT_NEVER_STORED, true), 0);
	httpstatus_code_json(httpstatus_registry_find(registry, 799), whole, sizeof whole);
	ck_assert_str_eq(whole,
		"{\"code\":799,\"phrase\":\"Say "
		"\\\"\xc3\xbc\\\"\",\"iana_phrase\":null,\"identifier\":\"SAY\",\"class\":0,"
		"\"standing\":\"nonstandard\",\"family\":\"vendor\",\"expires\":null,\"registration\":null,"
		"\"former_names\":[],"
		"\"former_name_documents\":[],\"sent_phrases\":[],\"sent_phrase_sources\":[],\"keywords\":[],"
		"\"references\":[],\"iana_references\":[],\"facts\":{\"interim\":false,"
		"\"heuristically_cacheable\":false,\"never_stored\":true,\"no_content\":false,\"empty_content\":false,"
		"\"content_length_forbidden\":false,\"transfer_encoding_forbidden\":false,\"location_defined\":false,"
		"\"retry_after_defined\":false,\"method_preserved\":false,\"fetch_null_body\":false,\"fetch_ok\":false,"
		"\"fetch_redirect\":false},\"vendor\":null,\"visibility\":\"wire\",\"nearest\":503,\"known_from\":null,"
		"\"methods\":[],\"response_requirements\":[],\"request_requirements\":[],\"confused_with\":[],"
		"\"meaning\":null,\"explanation\":null,\"client\":\"C:\\\\temp\",\"server\":null,\"history\":null}");
	httpstatus_registry_free(registry);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("code_json");

	suite_add(suite, every_entry_says_how_much_room_it_takes);
	suite_add(suite, any_room_is_used_as_far_as_it_goes);
	suite_add(suite, null_room_takes_nothing_whatever_its_size);
	suite_add(suite, null_is_null);
	suite_add(suite, an_own_entry_says_what_was_said_of_it);
	return tap_main(suite);
}
