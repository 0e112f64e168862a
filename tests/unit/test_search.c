/* Finding codes by words: what a person types, and what has to come first or be among the results. SPDX-License-Identifier: MIT */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <string.h>

enum { AMONG_MOST = 7, FOUND_MOST = 256 };

struct search {
	const char *words;
	int first;             /* 0 where it does not matter which */
	int among[AMONG_MOST]; /* each in the results */
};

static const struct search searches[] = {
	/* The issue's. */
	{"maintenance", 503, {503, 540}},
	{"timeout", 408, {408, 504, 522, 524, 440, 598, 599}},
	{"client closed", 499, {499, 460}},
	{"overloaded", 0, {503, 529}},
	{"timed out", 408, {408, 504, 522, 524, 598, 599}},
	{"aborted", 499, {499, 460}},
	{"unreachable", 502, {502, 504, 523, 530}},
	{"dns", 502, {502, 504, 530, 523}}, /* RFC 9209, 2.3.1 and 2.3.2 */
	{"schema", 0, {422, 400}},
	{"poll", 202, {202}},
	{"queue", 202, {202, 503}},
	{"stale", 304, {304, 409, 412}},
	{"bad gateway dns", 502, {502}},
	/* What people run, and what befalls it. */
	{"panic", 500, {500}},
	{"segfault", 500, {500}},
	{"traceback", 500, {500}},
	{"yaml", 0, {400, 415, 422}},
	{"json", 0, {400, 415, 422}},
	{"graphql", 0, {400, 422}},
	{"idempotency", 0, {400, 409, 422}},
	{"idempotency key", 0, {400, 409, 422}},
	{"cold start", 0, {503, 504}},
	{"warmup", 503, {503}},
	{"warm up", 503, {503}},
	{"docker", 0, {502, 503}},
	{"kubernetes", 0, {502, 503, 504}},
	{"ingress", 0, {502, 503, 504}},
	{"sidecar", 0, {502, 503}},
	{"lambda", 0, {502, 503, 504}},
	{"deploy", 503, {503}},
	{"restarting", 503, {503}},
	{"virtual host", 421, {421}},
	{"paywall", 402, {402}},
	{"insufficient funds", 402, {402}},
	{"deprecated", 0, {410, 305}},
	{"end of life", 410, {410}},
	{"oauth", 401, {401}},
	{"hmac", 401, {401}},
	{"clock skew", 401, {401}},
	{"logout", 401, {401}},
	{"2fa", 0, {401, 403}},
	{"chmod", 403, {403}},
	{"ip blocked", 0, {403, 430}},
	{"scraper", 0, {403, 429}},
	{"crawler", 0, {403, 429, 999}},
	{"brotli", 415, {415}},
	{"feature flag", 0, {404, 501}},
	{"method not supported", 0, {405, 501}},
	/* Who has to log in, and who may not. */
	{"login", 401, {401, 511, 440, 561}},
	{"not logged in", 401, {401}},
	{"unauthenticated", 401, {401}},
	{"wrong password", 401, {401}},
	{"unauthorised", 401, {401, 561}},
	{"expired token", 401, {401, 498}},
	{"session expired", 401, {401, 419, 440}},
	{"permission denied", 403, {403}},
	{"access denied", 401, {401, 403}}, /* IIS sends it for 401 */
	{"csrf", 0, {403, 419}},
	{"blocked", 456, {456, 403, 451, 430, 450}},
	{"proxy password", 407, {407}},
	{"captive portal", 511, {511}},
	/* Limits. */
	{"rate limit", 429, {429, 420, 430}},
	{"ratelimit", 429, {429, 420}},
	{"throttling", 429, {429, 420}},
	{"slow down", 429, {429, 420}},
	{"quota exceeded", 0, {429, 507, 508, 509}},
	{"bandwidth", 509, {509}},
	{"file too large", 413, {413}},
	{"url too long", 414, {414, 122}},
	{"cookie too large", 431, {431, 494}},
	{"disk full", 507, {507, 419}},
	/* Content, and what is wrong with it. */
	{"validation error", 422, {422}},
	{"invalid json", 400, {400, 783}},
	{"malformed", 400, {400, 600}},
	{"wrong content type", 415, {415}},
	{"empty response", 204, {204, 444, 520}},
	{"chunked", 411, {411}},
	/* Where it is. */
	{"page not found", 404, {404}},
	{"broken links", 404, {404}},
	{"deleted", 410, {410}},
	{"no longer exists", 410, {410}},
	{"redirect loop", 301, {301, 302, 307, 308}},
	{"redirects", 301, {301, 302, 303, 307, 308, 451}},
	{"post redirect get", 303, {303}},
	{"keep method", 307, {307, 308}},
	{"censored", 451, {451}},
	/* Conflicts and conditions. */
	{"already exists", 409, {409}},
	{"unique constraint", 409, {409}},
	{"stale data", 409, {409, 412}},
	{"edit conflict", 409, {409}},
	{"optimistic locking", 412, {412}},
	{"lost update", 0, {412, 428}},
	{"cached", 304, {304}},
	{"cache hits", 304, {304}},
	{"locked", 423, {423, 421}},
	/* Servers. */
	{"crash", 500, {500}},
	{"stack trace", 500, {500}},
	{"server is down", 503, {503, 521}},
	{"downtime", 503, {503}},
	{"busy", 503, {503, 529}},
	{"try again later", 503, {503}},
	{"upstream", 502, {502, 504}},
	{"connection refused", 502, {502, 521}},
	{"certificate", 0, {421, 502, 495, 496, 526}},
	{"tls handshake", 525, {525}},
	{"infinite loop", 508, {508}},
	{"under maintenance", 503, {503}},
	{"health check", 0, {503, 502, 200}},
	{"out of memory", 500, {500}},
	{"broken pipe", 0, {502, 499}},
	{"empty reply", 502, {502, 444, 520}},
	{"user cancelled", 499, {499}},
	{"retry", 408, {408, 425, 429, 503, 449}},
	/* Protocol. */
	{"websocket", 101, {101, 426}},
	{"https required", 426, {426}},
	{"replay attack", 425, {425}},
	{"byte range", 206, {206, 416}},
	{"resumable upload", 104, {104, 103, 308}},
	{"async", 202, {202}},
	{"preload", 103, {103, 419}},
	{"prefetch", 419, {419}},
	{"cors", 0, {204, 403, 405}},
	{"wrong verb", 405, {405}},
	{"webdav", 102, {102, 207, 208, 423, 424, 507, 508}},
	/* Names, numbers and vendors. */
	{"gone", 410, {410}},
	{"Not Found", 404, {404}},
	{"not-allowed", 405, {405}},
	{"404", 404, {404}},
	{"499", 499, {499}},
	{"404 not found", 404, {404}},
	{"cloudflare timeout", 522, {522, 524}},
	{"nginx", 444, {444, 494, 495, 496, 497, 499}},
	{"preliminary request denied", 419, {419}},
	{"teapot", 418, {418}},
};

enum { SEARCHES = sizeof searches / sizeof searches[0] };

static const struct httpstatus_code *found[FOUND_MOST];

static struct httpstatus_iter *searching(const char *registry, const char *words)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name(registry));

	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, words, strlen(words)), 0);
	return iter;
}

static size_t search(const char *registry, const char *words)
{
	struct httpstatus_iter *iter = searching(registry, words);
	size_t count = 0;

	for (; count < FOUND_MOST && (found[count] = httpstatus_iter_next(iter)); count++)
		;
	httpstatus_iter_free(iter);
	return count;
}

static bool is_found(int code, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (httpstatus_code_number(found[i]) == code)
			return true;
	return false;
}

START_TEST(people_find_what_they_look_for)
{
	for (size_t i = 0; i < SEARCHES; i++) {
		size_t count = search("everything", searches[i].words);

		ck_assert_msg(count > 0, "\"%s\" finds nothing", searches[i].words);
		ck_assert_msg(!searches[i].first || httpstatus_code_number(found[0]) == searches[i].first,
			"\"%s\" finds %d first, not %d", searches[i].words, httpstatus_code_number(found[0]),
			searches[i].first);
		for (size_t k = 0; k < AMONG_MOST && searches[i].among[k]; k++)
			ck_assert_msg(is_found(searches[i].among[k], count), "\"%s\" does not find %d",
				searches[i].words, searches[i].among[k]);
	}
}
END_TEST

START_TEST(nothing_is_found_twice)
{
	for (size_t i = 0; i < SEARCHES; i++) {
		size_t count = search("everything", searches[i].words);

		for (size_t k = 0; k < count; k++)
			for (size_t j = 0; j < k; j++)
				ck_assert_msg(found[j] != found[k], "\"%s\"", searches[i].words);
	}
}
END_TEST

START_TEST(ianas_registry_gives_ianas_codes_alone)
{
	size_t count = search("iana", "timeout");

	ck_assert_uint_gt(count, 1);
	for (size_t i = 0; i < count; i++)
		ck_assert_ptr_null(httpstatus_code_vendor(found[i]));
	ck_assert_int_eq(httpstatus_code_number(found[0]), 408);
	ck_assert_int_eq(httpstatus_code_number(found[1]), 504);
}
END_TEST

/* Two texts find the same, in the same order. */
static void finds_the_same(const char *words, const char *others)
{
	const struct httpstatus_code *before[FOUND_MOST];
	size_t count = search("everything", words);

	ck_assert_msg(count > 0, "\"%s\"", words);
	memcpy(before, found, sizeof before);
	ck_assert_msg(search("everything", others) == count, "\"%s\" and \"%s\"", words, others);
	for (size_t i = 0; i < count; i++)
		ck_assert_msg(found[i] == before[i], "\"%s\" and \"%s\"", words, others);
}

START_TEST(the_form_of_a_word_does_not_matter)
{
	finds_the_same("throttle", "throttled");
	finds_the_same("throttle", "throttling");
	finds_the_same("queue", "queues");
	finds_the_same("queue", "queued");
	finds_the_same("poll", "polling");
	finds_the_same("poll", "polls");
	finds_the_same("aborts", "aborted");
	finds_the_same("retries later", "retry later");
	finds_the_same("retrying later", "retried later");
	finds_the_same("cached", "caching");
	finds_the_same("caches", "caching");
	finds_the_same("rate limiting", "RATE-LIMITS!");
	finds_the_same("canceled", "cancelled");
	finds_the_same("cancellation", "cancelling");
	finds_the_same("maintained", "maintenance");
	finds_the_same("authentication", "authenticated");
	finds_the_same("unauthorized access", "unauthorised access");
	finds_the_same("crashes", "crashed");
}
END_TEST

START_TEST(another_word_is_no_form)
{
	size_t count = search("everything", "cors"); /* not "core" */

	ck_assert(!is_found(308, count));
	count = search("everything", "string"); /* not "str" */
	ck_assert(!is_found(405, count));
	ck_assert_uint_eq(search("everything", "sting"), 0);
	ck_assert_uint_eq(search("everything", "zzzz"), 0);
}
END_TEST

START_TEST(words_that_say_nothing_are_passed_over)
{
	finds_the_same("the server is down", "server down");
	finds_the_same("rate limit", "a rate limit");
	ck_assert_uint_eq(search("everything", "the"), 0);
	ck_assert_uint_eq(search("everything", "is it"), 0);
	ck_assert_uint_eq(search("everything", ""), 0);
	ck_assert_uint_eq(search("everything", " !? "), 0);
}
END_TEST

START_TEST(every_word_counts)
{
	ck_assert_uint_eq(search("everything", "teapot zzzz"), 0);
	ck_assert_uint_eq(search("everything", "zzzz teapot"), 0);
}
END_TEST

/* The place of an entry among those found. */
static size_t place_of(int code, const char *vendor, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *own = httpstatus_code_vendor(found[i]);

		if (httpstatus_code_number(found[i]) == code && strcmp(own ? own : "", vendor) == 0)
			return i;
	}
	ck_abort_msg("%d of \"%s\" is not there", code, vendor);
	return count;
}

START_TEST(a_name_beats_a_keyword_and_a_keyword_beats_a_text)
{
	size_t count = search("everything", "not allowed");

	ck_assert_uint_eq(place_of(405, "", count), 0); /* a name of it; a keyword of 403 */
	ck_assert_uint_gt(place_of(403, "", count), 0);
	count = search("everything", "maintenance");
	ck_assert_uint_lt(
		place_of(503, "", count), place_of(410, "", count)); /* history: it "help[s] with web maintenance" */
	count = search("everything", "overloaded");
	ck_assert_uint_lt(place_of(529, "anthropic", count), place_of(503, "", count)); /* the phrase is "Overloaded" */
	ck_assert_uint_lt(place_of(503, "", count), place_of(522, "cloudflare", count));
}
END_TEST

START_TEST(of_those_that_fit_alike_ianas_come_first_and_what_nobody_sends_last)
{
	size_t count = search("everything", "timeout");

	ck_assert_uint_lt(place_of(504, "", count), place_of(419, "aspnet", count));
	ck_assert_uint_lt(place_of(522, "cloudflare", count), place_of(598, "informal", count));
	ck_assert_uint_lt(place_of(599, "tornado", count), place_of(599, "informal", count));
}
END_TEST

START_TEST(an_entry_of_a_program_is_found_like_ianas)
{
	struct httpstatus_registry *own = httpstatus_registry_new(httpstatus_registry_by_name("everything"), NULL);

	ck_assert_int_eq(httpstatus_registry_add(own, 599, "Flux Capacitor Timeout", 22), 0);
	struct httpstatus_iter *iter = httpstatus_iter_new(own);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, "flux capacitors", 15), 0);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 599);
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	ck_assert_ptr_null(httpstatus_iter_next(iter));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(own);
}
END_TEST

START_TEST(words_hold_for_what_is_still_to_come)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	int code;

	do
		code = httpstatus_code_number(httpstatus_iter_next(iter));
	while (code != 408);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, "timeout", 7), 0);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 504);
	ck_assert_int_eq(httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_WORDS, "gone", 4), 0);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 410);
	httpstatus_iter_free(iter);
}
END_TEST

START_TEST(other_filters_hold_as_well)
{
	struct httpstatus_iter *iter = searching("everything", "timeout");
	const struct httpstatus_code *code;

	ck_assert_int_eq(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_CLASS, 5), 0);
	ck_assert_int_eq(httpstatus_code_number(httpstatus_iter_next(iter)), 504);
	while ((code = httpstatus_iter_next(iter)))
		ck_assert_int_eq(httpstatus_class(httpstatus_code_number(code)), 5);
	httpstatus_iter_free(iter);
}
END_TEST

START_TEST(every_entry_has_keywords_and_each_finds_it)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));
	const struct httpstatus_code *code;

	while ((code = httpstatus_iter_next(iter))) {
		const char *keyword, *vendor = httpstatus_code_vendor(code);

		ck_assert_ptr_nonnull(httpstatus_code_keyword(code, 0));
		for (size_t i = 0; (keyword = httpstatus_code_keyword(code, i)); i++) {
			size_t count = search("everything", keyword);

			place_of(httpstatus_code_number(code), vendor ? vendor : "", count);
		}
	}
	httpstatus_iter_free(iter);
	ck_assert_ptr_null(httpstatus_code_keyword(NULL, 0));
}
END_TEST

START_TEST(a_word_of_any_length_is_looked_for)
{
	char long_word[4096];

	memset(long_word, 'a', sizeof long_word - 1);
	long_word[sizeof long_word - 1] = '\0';
	ck_assert_uint_eq(search("everything", long_word), 0);
	memcpy(long_word + 2000, "ing", 4);
	ck_assert_uint_eq(search("everything", long_word), 0);
	ck_assert_uint_gt(search("everything", "experimental"), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("search");

	suite_add(suite, people_find_what_they_look_for);
	suite_add(suite, nothing_is_found_twice);
	suite_add(suite, ianas_registry_gives_ianas_codes_alone);
	suite_add(suite, the_form_of_a_word_does_not_matter);
	suite_add(suite, another_word_is_no_form);
	suite_add(suite, words_that_say_nothing_are_passed_over);
	suite_add(suite, every_word_counts);
	suite_add(suite, a_name_beats_a_keyword_and_a_keyword_beats_a_text);
	suite_add(suite, of_those_that_fit_alike_ianas_come_first_and_what_nobody_sends_last);
	suite_add(suite, an_entry_of_a_program_is_found_like_ianas);
	suite_add(suite, words_hold_for_what_is_still_to_come);
	suite_add(suite, other_filters_hold_as_well);
	suite_add(suite, every_entry_has_keywords_and_each_finds_it);
	suite_add(suite, a_word_of_any_length_is_looked_for);
	return tap_main(suite);
}
