/* Words for numbers. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <limits.h>
#include <string.h>

enum { VOCABULARIES = HTTPSTATUS_VOCABULARY_AREA + 1, FAR = 2000 };

static int find(int vocabulary, const char *word)
{
	return httpstatus_word_find(vocabulary, word, strlen(word));
}

/* Words written down here from the headers, RFC 9209 and gRPC: the first and the last of each list, and those that stand apart. */
static const struct {
	int vocabulary, value;
	const char *word;
} known[] = {
	{HTTPSTATUS_VOCABULARY_ERROR, HTTPSTATUS_ERROR_MEMORY, "memory"},
	{HTTPSTATUS_VOCABULARY_ERROR, HTTPSTATUS_ERROR_READ_ONLY, "read-only"},
	{HTTPSTATUS_VOCABULARY_ERROR, HTTPSTATUS_ERROR_ANSWER, "answer"},
	{HTTPSTATUS_VOCABULARY_VOCABULARY, HTTPSTATUS_VOCABULARY_ERROR, "error"},
	{HTTPSTATUS_VOCABULARY_VOCABULARY, HTTPSTATUS_VOCABULARY_PROXY_ERROR, "proxy-error"},
	{HTTPSTATUS_VOCABULARY_VOCABULARY, HTTPSTATUS_VOCABULARY_AREA, "area"},
	{HTTPSTATUS_VOCABULARY_CODE_CLASS, 1, "informational"},
	{HTTPSTATUS_VOCABULARY_CODE_CLASS, 2, "successful"},
	{HTTPSTATUS_VOCABULARY_CODE_CLASS, 3, "redirection"},
	{HTTPSTATUS_VOCABULARY_CODE_CLASS, 4, "client-error"},
	{HTTPSTATUS_VOCABULARY_CODE_CLASS, 5, "server-error"},
	{HTTPSTATUS_VOCABULARY_STANDING, HTTPSTATUS_STANDING_STANDARD, "standard"},
	{HTTPSTATUS_VOCABULARY_STANDING, HTTPSTATUS_STANDING_FOLKLORE, "folklore"},
	{HTTPSTATUS_VOCABULARY_FAMILY, HTTPSTATUS_FAMILY_CORE, "core"},
	{HTTPSTATUS_VOCABULARY_FAMILY, HTTPSTATUS_FAMILY_EARLY_DATA, "early-data"},
	{HTTPSTATUS_VOCABULARY_FAMILY, HTTPSTATUS_FAMILY_VENDOR, "vendor"},
	{HTTPSTATUS_VOCABULARY_VISIBILITY, HTTPSTATUS_VISIBILITY_WIRE, "wire"},
	{HTTPSTATUS_VOCABULARY_VISIBILITY, HTTPSTATUS_VISIBILITY_INTERNAL, "internal"},
	{HTTPSTATUS_VOCABULARY_FACT, HTTPSTATUS_FACT_INTERIM, "interim"},
	{HTTPSTATUS_VOCABULARY_FACT, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE, "heuristically-cacheable"},
	{HTTPSTATUS_VOCABULARY_FACT, HTTPSTATUS_FACT_FETCH_REDIRECT, "fetch-redirect"},
	{HTTPSTATUS_VOCABULARY_LEVEL, HTTPSTATUS_LEVEL_MUST, "must"},
	{HTTPSTATUS_VOCABULARY_LEVEL, HTTPSTATUS_LEVEL_MUST_NOT, "must-not"},
	{HTTPSTATUS_VOCABULARY_LEVEL, HTTPSTATUS_LEVEL_ADVICE, "advice"},
	{HTTPSTATUS_VOCABULARY_TEXT, HTTPSTATUS_TEXT_MEANING, "meaning"},
	{HTTPSTATUS_VOCABULARY_TEXT, HTTPSTATUS_TEXT_HISTORY, "history"},
	{HTTPSTATUS_VOCABULARY_FILTER, HTTPSTATUS_FILTER_CLASS, "class"},
	{HTTPSTATUS_VOCABULARY_FILTER, HTTPSTATUS_FILTER_VENDOR, "vendor"},
	{HTTPSTATUS_VOCABULARY_GRPC, 0, "OK"},
	{HTTPSTATUS_VOCABULARY_GRPC, 2, "UNKNOWN"},
	{HTTPSTATUS_VOCABULARY_GRPC, 16, "UNAUTHENTICATED"},
	{HTTPSTATUS_VOCABULARY_PROXY_ERROR, 0, "dns_timeout"},
	{HTTPSTATUS_VOCABULARY_PROXY_ERROR, 31, "proxy_loop_detected"},
	{HTTPSTATUS_VOCABULARY_PART, HTTPSTATUS_PART_REQUEST, "request"},
	{HTTPSTATUS_VOCABULARY_PART, HTTPSTATUS_PART_RESPONSE_TRAILERS, "response-trailers"},
	{HTTPSTATUS_VOCABULARY_PART, HTTPSTATUS_PART_INTERIM, "interim"},
	{HTTPSTATUS_VOCABULARY_CACHE_PROPERTY, HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST, "heuristic-most"},
	{HTTPSTATUS_VOCABULARY_CACHE_TEXT, HTTPSTATUS_CACHE_TEXT_NAME, "name"},
	{HTTPSTATUS_VOCABULARY_CACHE_TEXT, HTTPSTATUS_CACHE_TEXT_TARGETS, "targets"},
	{HTTPSTATUS_VOCABULARY_CACHE_TIME, HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, "stale-if-error"},
	{HTTPSTATUS_VOCABULARY_CACHE_ACTION, HTTPSTATUS_CACHE_ACTION_SERVE, "serve"},
	{HTTPSTATUS_VOCABULARY_CACHE_ACTION, HTTPSTATUS_CACHE_ACTION_REPEAT, "repeat"},
	{HTTPSTATUS_VOCABULARY_CACHE_REASON, HTTPSTATUS_CACHE_REASON_FRESH, "fresh"},
	{HTTPSTATUS_VOCABULARY_CACHE_REASON, HTTPSTATUS_CACHE_REASON_UNKNOWN, "unknown"},
	{HTTPSTATUS_VOCABULARY_LOOKUP_PROPERTY, HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF, "cut-off"},
};

START_TEST(words_are_the_constants_names)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		ck_assert_str_eq(httpstatus_word(known[i].vocabulary, known[i].value), known[i].word);
		ck_assert_int_eq(find(known[i].vocabulary, known[i].word), known[i].value);
	}
}
END_TEST

START_TEST(every_vocabulary_has_a_word_and_words_of_its_own)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++) {
		int words = 0;

		ck_assert_ptr_nonnull(httpstatus_word(HTTPSTATUS_VOCABULARY_VOCABULARY, vocabulary));
		for (int value = -FAR; value <= FAR; value++)
			words += httpstatus_word(vocabulary, value) != NULL;
		ck_assert_int_gt(words, vocabulary == HTTPSTATUS_VOCABULARY_LOOKUP_PROPERTY ? 0 : 1);
	}
	ck_assert_ptr_null(httpstatus_word(HTTPSTATUS_VOCABULARY_VOCABULARY, VOCABULARIES));
}
END_TEST

START_TEST(a_word_leads_back_to_its_number)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++)
		for (int value = -FAR; value <= FAR; value++) {
			const char *word = httpstatus_word(vocabulary, value);

			if (word)
				ck_assert_msg(find(vocabulary, word) == value, "%d %s", vocabulary, word);
		}
}
END_TEST

START_TEST(what_is_no_word_to_the_letter_has_no_number)
{
	char other[128];

	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++)
		for (int value = -FAR; value <= FAR; value++) {
			const char *word = httpstatus_word(vocabulary, value);
			size_t length = word ? strlen(word) : 0;

			if (!word)
				continue;
			ck_assert_int_ne(httpstatus_word_find(vocabulary, word, length - 1), value);
			ck_assert_int_eq(
				httpstatus_word_find(vocabulary, word, length + 1), -1); /* the NUL is an octet too */
			snprintf(other, sizeof other, "%sx", word);
			ck_assert_int_ne(find(vocabulary, other), value);
			snprintf(other, sizeof other, " %s", word);
			ck_assert_int_eq(find(vocabulary, other), -1);
			strcpy(other, word);
			other[0] ^= 0x20; /* the other case */
			ck_assert_int_eq(find(vocabulary, other), -1);
		}
}
END_TEST

START_TEST(nothing_is_no_word)
{
	for (int vocabulary = -1; vocabulary <= VOCABULARIES; vocabulary++) {
		ck_assert_int_eq(httpstatus_word_find(vocabulary, NULL, 0), -1);
		ck_assert_int_eq(httpstatus_word_find(vocabulary, NULL, 7), -1);
		ck_assert_int_eq(httpstatus_word_find(vocabulary, "", 0), -1);
	}
}
END_TEST

START_TEST(nobody_knows_has_no_word)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++) {
		ck_assert_ptr_null(httpstatus_word(vocabulary, -1));
		ck_assert_ptr_null(httpstatus_word_text(vocabulary, -1));
	}
}
END_TEST

START_TEST(numbers_far_away_have_no_word)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++)
		for (int i = 0; i < 1000; i++) {
			ck_assert_ptr_null(httpstatus_word(vocabulary, INT_MIN + i));
			ck_assert_ptr_null(httpstatus_word(vocabulary, INT_MAX - i));
			ck_assert_ptr_null(httpstatus_word_text(vocabulary, INT_MIN + i));
			ck_assert_ptr_null(httpstatus_word_text(vocabulary, INT_MAX - i));
		}
}
END_TEST

START_TEST(what_is_no_vocabulary_has_no_words)
{
	static const int odd[] = {-1, VOCABULARIES, 1000, INT_MIN, INT_MAX};

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
		for (int value = -20; value < 20; value++) {
			ck_assert_ptr_null(httpstatus_word(odd[i], value));
			ck_assert_ptr_null(httpstatus_word_text(odd[i], value));
			ck_assert_int_eq(find(odd[i], "must"), -1);
		}
}
END_TEST

START_TEST(a_text_has_a_word)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++)
		for (int value = -FAR; value <= FAR; value++)
			ck_assert(!httpstatus_word_text(vocabulary, value) || httpstatus_word(vocabulary, value));
}
END_TEST

START_TEST(every_word_of_an_enum_has_a_text)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++)
		for (int value = -FAR; value <= FAR; value++)
			if (vocabulary != HTTPSTATUS_VOCABULARY_GRPC &&
				vocabulary != HTTPSTATUS_VOCABULARY_PROXY_ERROR && httpstatus_word(vocabulary, value))
				ck_assert_msg(httpstatus_word_text(vocabulary, value), "%d %d", vocabulary, value);
}
END_TEST

START_TEST(lists_begin_at_nought_and_have_no_gap)
{
	for (int vocabulary = 0; vocabulary < VOCABULARIES; vocabulary++) {
		int first = vocabulary == HTTPSTATUS_VOCABULARY_ERROR        ? HTTPSTATUS_ERROR_ANSWER
			    : vocabulary == HTTPSTATUS_VOCABULARY_CODE_CLASS ? 1
									     : 0;
		bool ended = false;

		ck_assert_ptr_nonnull(httpstatus_word(vocabulary, first));
		ck_assert_ptr_null(httpstatus_word(vocabulary, first - 1));
		for (int value = first; value < 500; value++) {
			bool is_there = httpstatus_word(vocabulary, value);

			ck_assert_msg(!ended || !is_there, "%d %d", vocabulary, value);
			ended = ended || !is_there;
		}
	}
}
END_TEST

START_TEST(texts_say_what_the_headers_and_the_data_say)
{
	ck_assert_str_eq(httpstatus_word_text(HTTPSTATUS_VOCABULARY_STANDING, HTTPSTATUS_STANDING_DEPRECATED),
		"not to be sent any more");
	ck_assert_str_eq(
		httpstatus_word_text(HTTPSTATUS_VOCABULARY_VENDOR, find(HTTPSTATUS_VOCABULARY_VENDOR, "cloudflare")),
		"Cloudflare");
	ck_assert_ptr_null(httpstatus_word_text(HTTPSTATUS_VOCABULARY_GRPC, 0));
	ck_assert_ptr_null(httpstatus_word_text(HTTPSTATUS_VOCABULARY_PROXY_ERROR, 0));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("word");

	suite_add(suite, words_are_the_constants_names);
	suite_add(suite, every_vocabulary_has_a_word_and_words_of_its_own);
	suite_add(suite, a_word_leads_back_to_its_number);
	suite_add(suite, what_is_no_word_to_the_letter_has_no_number);
	suite_add(suite, nothing_is_no_word);
	suite_add(suite, nobody_knows_has_no_word);
	suite_add(suite, numbers_far_away_have_no_word);
	suite_add(suite, what_is_no_vocabulary_has_no_words);
	suite_add(suite, a_text_has_a_word);
	suite_add(suite, every_word_of_an_enum_has_a_text);
	suite_add(suite, lists_begin_at_nought_and_have_no_gap);
	suite_add(suite, texts_say_what_the_headers_and_the_data_say);
	return tap_main(suite);
}
