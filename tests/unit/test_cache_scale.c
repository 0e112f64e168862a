/* Twice as many fields, directives, names or stored responses take twice as long, and not four times. SPDX-License-Identifier: MIT */
#include "lookups.h"

#include <time.h>

/* As large as takes some milliseconds; a square of it would be seconds. */
enum { MANY = 20000, TRIES = 5 };

/* A text that grows. */
static char *long_text;
static size_t long_length;

static void put(const char *piece, size_t number)
{
	long_length += (size_t)sprintf(long_text + long_length, piece, number);
}

static void begin(void)
{
	prepare();
	long_text = malloc(MANY * 64);
	ck_assert_ptr_nonnull(long_text);
}

static void end(void)
{
	free(long_text);
	clean_up();
}

static void lift(struct httpstatus_exchange *exchange)
{
	set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, INT64_MAX);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, INT64_MAX);
}

static void add_long(struct httpstatus_exchange *exchange, int part, const char *name)
{
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, part, name, strlen(name), long_text, long_length), 0);
}

/* The names f0, f1 ... as fields of a part, and as a list in long_text. */
static void add_many(struct httpstatus_exchange *exchange, int part, size_t count)
{
	char name[32];

	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "f%zu", i);
		add(exchange, part, name, "x");
	}
}

static void list_many(const char *piece, size_t count)
{
	long_length = 0;
	for (size_t i = 0; i < count; i++)
		put(piece, i);
}

/* ---- what is measured: each makes something of a size, and returns the seconds that the rest took ---- */

typedef double measure(size_t count);

static double since(clock_t begin_time)
{
	return (double)(clock() - begin_time) / CLOCKS_PER_SEC;
}

/* A response with many fields, all of which Connection lists, and many directives that name them. */
static struct httpstatus_exchange *large_response(size_t count)
{
	struct httpstatus_exchange *exchange = exchange_at(GET(""), OK(""), NOW);

	lift(exchange);
	add_many(exchange, HTTPSTATUS_PART_RESPONSE, count);
	list_many("f%zu, ", count / 2);
	add_long(exchange, HTTPSTATUS_PART_RESPONSE, "Connection");
	list_many("private=\"f%zu\", ", count);
	add_long(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Control");
	return exchange;
}

static double keeping(size_t count)
{
	struct httpstatus_exchange *exchange = large_response(count);

	lift(made);
	clock_t begin_time = clock();
	ck_assert_int_eq(httpstatus_cache_keep(cache, exchange, made), 0);
	double seconds = since(begin_time);
	ck_assert_ptr_null(field_of(made, "f0"));
	httpstatus_exchange_free(exchange);
	return seconds;
}

static double asking_what_is_left_out(size_t count)
{
	struct httpstatus_exchange *exchange = large_response(count);

	clock_t begin_time = clock();
	ck_assert_ptr_nonnull(httpstatus_cache_left_out(cache, exchange, count - 1, NULL));
	double seconds = since(begin_time);
	httpstatus_exchange_free(exchange);
	return seconds;
}

static double updating(size_t count)
{
	struct httpstatus_exchange *old = exchange_at(GET(""), OK("ETag: \"a\"\r\n"), NOW),
				   *new = exchange_at(GET(""), NOT_MODIFIED("ETag: \"a\"\r\n"), NOW);

	lift(old);
	lift(new);
	add_many(old, HTTPSTATUS_PART_RESPONSE, count);
	add_many(new, HTTPSTATUS_PART_RESPONSE, count);
	list_many("no-cache=\"f%zu\", ", count / 2);
	add_long(new, HTTPSTATUS_PART_RESPONSE, "Cache-Control");
	clock_t begin_time = clock();
	ck_assert_int_eq(httpstatus_cache_update(cache, old, new), 1);
	double seconds = since(begin_time);
	httpstatus_exchange_free(old);
	httpstatus_exchange_free(new);
	return seconds;
}

static double reading_a_targeted_field(size_t count)
{
	struct httpstatus_exchange *exchange = exchange_at(GET(""), OK(""), NOW);

	cache_says(HTTPSTATUS_CACHE_TEXT_TARGETS, "CDN-Cache-Control");
	lift(exchange);
	list_many("x%zu=(1 2);a=\"b\", ", count);
	long_length += (size_t)sprintf(long_text + long_length, "max-age=5");
	add_long(exchange, HTTPSTATUS_PART_RESPONSE, "CDN-Cache-Control");
	clock_t begin_time = clock();
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, NOW), 5);
	double seconds = since(begin_time);
	httpstatus_exchange_free(exchange);
	return seconds;
}

/* Vary names every field, and one of them many times, whose value is as long. */
static double comparing(size_t count)
{
	struct httpstatus_exchange *exchange = exchange_at(GET(""), OK("Cache-Control: max-age=60\r\n"), NOW);

	lift(exchange);
	add_many(exchange, HTTPSTATUS_PART_REQUEST, count);
	list_many("a%zu ,", count);
	add_long(exchange, HTTPSTATUS_PART_REQUEST, "Accept");
	list_many("f%zu, accept, ", count);
	add_long(exchange, HTTPSTATUS_PART_RESPONSE, "Vary");
	ck_assert_int_eq(httpstatus_lookup_start(lookup, exchange, NOW), 0);
	ck_assert_int_eq(httpstatus_lookup_offer(lookup, exchange), 0);
	clock_t begin_time = clock();
	ck_assert_int_eq(httpstatus_lookup_answer(lookup), HTTPSTATUS_CACHE_ACTION_SERVE);
	ck_assert_uint_lt(httpstatus_cache_vary_key(cache, exchange, exchange, NULL, 0), SIZE_MAX);
	double seconds = since(begin_time);
	httpstatus_exchange_free(exchange);
	return seconds;
}

/* White space that could belong to a comma, and does not. */
static double comparing_white_space(size_t count)
{
	struct httpstatus_exchange *exchange =
		exchange_at(GET(""), OK("Cache-Control: max-age=60\r\nVary: Accept\r\n"), NOW);

	lift(exchange);
	long_length = 0;
	put("a%zu", 0);
	memset(long_text + long_length, ' ', count * 20);
	long_length += count * 20;
	put("b%zu", 0);
	add_long(exchange, HTTPSTATUS_PART_REQUEST, "Accept");
	clock_t begin_time = clock();
	ck_assert_uint_lt(httpstatus_cache_vary_key(cache, exchange, exchange, NULL, 0), SIZE_MAX);
	double seconds = since(begin_time);
	httpstatus_exchange_free(exchange);
	return seconds;
}

/* As many stored responses, each with a tag of its own, that all are validated, and a client that has as many tags. */
static double choosing(size_t count)
{
	struct httpstatus_exchange **all = calloc(count, sizeof *all);
	struct httpstatus_exchange *request = exchange_at(GET(""), NULL, NOW);
	char tag[32];

	lift(request);
	lift(made);
	list_many("\"c%zu\", ", count);
	add_long(request, HTTPSTATUS_PART_REQUEST, "If-None-Match");
	ck_assert_int_eq(httpstatus_lookup_start(lookup, request, NOW + 60), 0);
	for (size_t i = 0; i < count; i++) {
		all[i] = exchange_at(GET(""), OK("Cache-Control: max-age=60\r\n"), NOW);
		snprintf(tag, sizeof tag, "\"%zu\"", i);
		add(all[i], HTTPSTATUS_PART_RESPONSE, "ETag", tag);
	}
	clock_t begin_time = clock();
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(httpstatus_lookup_offer(lookup, all[i]), 0);
	ck_assert_int_eq(httpstatus_lookup_answer(lookup), HTTPSTATUS_CACHE_ACTION_VALIDATE);
	ck_assert_int_eq(httpstatus_lookup_request(lookup, made), 0);
	ck_assert_int_eq(read_response(made, NOT_MODIFIED("ETag: \"7\"\r\n")), 0);
	ck_assert_int_eq(httpstatus_lookup_receive(lookup, made, NOW + 60), HTTPSTATUS_CACHE_ACTION_UPDATE);
	double seconds = since(begin_time);
	for (size_t i = 0; i < count; i++)
		httpstatus_exchange_free(all[i]);
	httpstatus_exchange_free(request);
	httpstatus_exchange_clear(made);
	free(all);
	return seconds;
}

static double comparing_groups(size_t count)
{
	struct httpstatus_exchange *exchange =
					   exchange_at("POST /page HTTP/1.1\r\nHost: example.com\r\n\r\n", OK(""), NOW),
				   *other = exchange_at("GET /x HTTP/1.1\r\nHost: example.com\r\n\r\n", OK(""), NOW);

	lift(exchange);
	lift(other);
	list_many("\"a%zu\", ", count);
	long_length -= 2;
	add_long(exchange, HTTPSTATUS_PART_RESPONSE, "Cache-Group-Invalidation");
	list_many("\"b%zu\", ", count);
	long_length -= 2;
	add_long(other, HTTPSTATUS_PART_RESPONSE, "Cache-Groups");
	clock_t begin_time = clock();
	ck_assert_int_eq(httpstatus_cache_invalidates(cache, exchange, other), 0);
	double seconds = since(begin_time);
	httpstatus_exchange_free(exchange);
	httpstatus_exchange_free(other);
	return seconds;
}

/* ---- and how it grows ---- */

/* The least of some tries: what else the machine does only adds. */
static double least(measure *measured, size_t count)
{
	double best = measured(count);

	for (int i = 1; i < TRIES; i++) {
		double seconds = measured(count);

		best = seconds < best ? seconds : best;
	}
	return best;
}

/* Four times the size; linear is 4, and a square 16. A millisecond more or less says nothing. */
static void grows_linearly(measure *measured)
{
	double small = least(measured, MANY / 4), large = least(measured, MANY);

	ck_assert_msg(
		large < 8 * small + 0.004, "%.2f ms, and %.2f ms for four times as much", 1e3 * small, 1e3 * large);
}

START_TEST(keeping_is_linear_in_fields_and_directives)
{
	grows_linearly(keeping);
}
END_TEST

START_TEST(asking_what_is_left_out_is_linear)
{
	grows_linearly(asking_what_is_left_out);
}
END_TEST

START_TEST(updating_is_linear_in_fields_and_directives)
{
	grows_linearly(updating);
}
END_TEST

START_TEST(a_targeted_field_is_read_in_linear_time)
{
	grows_linearly(reading_a_targeted_field);
}
END_TEST

START_TEST(comparing_is_linear_in_names_and_values)
{
	grows_linearly(comparing);
	grows_linearly(comparing_white_space);
}
END_TEST

START_TEST(choosing_and_validating_is_linear_in_what_is_stored)
{
	grows_linearly(choosing);
}
END_TEST

START_TEST(comparing_groups_is_linear)
{
	grows_linearly(comparing_groups);
}
END_TEST

static void add_scale_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, test);
	tcase_set_timeout(tcase, 240);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("cache: growth");

	add_scale_test(suite, keeping_is_linear_in_fields_and_directives);
	add_scale_test(suite, asking_what_is_left_out_is_linear);
	add_scale_test(suite, updating_is_linear_in_fields_and_directives);
	add_scale_test(suite, a_targeted_field_is_read_in_linear_time);
	add_scale_test(suite, comparing_is_linear_in_names_and_values);
	add_scale_test(suite, choosing_and_validating_is_linear_in_what_is_stored);
	add_scale_test(suite, comparing_groups_is_linear);
	return tap_main(suite);
}
