/* An exchange filled piece by piece, and what it gives back. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

static struct httpstatus_exchange *exchange;

static void begin(void)
{
	exchange = httpstatus_exchange_new();
	ck_assert_ptr_nonnull(exchange);
}

static void end(void)
{
	httpstatus_exchange_free(exchange);
}

/* ---- what nobody said ---- */

/* All answers about an exchange without a word in it; the same hold for NULL. */
static void answers_nothing(struct httpstatus_exchange *e)
{
	size_t length = 7;

	is_like_new(e);
	ck_assert_ptr_null(httpstatus_exchange_line(e, HTTPSTATUS_LINE_METHOD, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_int_eq(httpstatus_exchange_treat_as(e, NULL), 0);
	ck_assert(!httpstatus_exchange_interim_matters(e, 0));
	ck_assert_int_eq(httpstatus_exchange_content_kind(e), -1);
	ck_assert(httpstatus_exchange_content_length(e) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_exchange_persistence(e), -1);
	ck_assert(httpstatus_exchange_retry_after(e, 0) == HTTPSTATUS_UNKNOWN);
	length = 7;
	ck_assert_ptr_null(httpstatus_exchange_location(e, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_int_eq(httpstatus_exchange_location_is_cross_origin(e), -1);
	for (int challenger = -1; challenger < 3; challenger++)
		ck_assert_ptr_null(httpstatus_exchange_challenge(e, challenger, 0));
	length = 7;
	ck_assert_ptr_null(httpstatus_exchange_target_uri(e, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_exchange_value(e, HTTPSTATUS_PART_RESPONSE, "Via", 3, &length));
	ck_assert_int_eq(httpstatus_exchange_status(e), 0);
	for (int shared = 0; shared < 2; shared++) {
		struct httpstatus_cache *cache = a_cache(shared);
		struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);
		struct httpstatus_exchange *kept = httpstatus_exchange_new();

		ck_assert_uint_eq(obstacles_of(cache, e), BIT(HTTPSTATUS_OBSTACLE_NOT_FINAL));
		ck_assert_int_eq(httpstatus_cache_may_store(cache, e), -1);
		ck_assert_int_eq(httpstatus_cache_freshness(cache, e), -1);
		ck_assert_int_eq(httpstatus_cache_is_fresh(cache, e, 0), -1);
		for (int time = -1; time <= HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR + 1; time++)
			ck_assert(httpstatus_cache_time(cache, e, time, 0) == HTTPSTATUS_UNKNOWN);
		ck_assert_ptr_null(httpstatus_cache_left_out(cache, e, 0, &length));
		ck_assert_uint_eq(length, 0);
		ck_assert_int_eq(
			httpstatus_cache_keep(cache, e, kept), e ? HTTPSTATUS_ERROR_STATE : HTTPSTATUS_ERROR_HANDLE);
		ck_assert_int_eq(
			httpstatus_lookup_start(lookup, e, 0), e ? HTTPSTATUS_ERROR_STATE : HTTPSTATUS_ERROR_HANDLE);
		ck_assert_int_eq(httpstatus_lookup_answer(lookup), HTTPSTATUS_ERROR_STATE);
		ck_assert_ptr_null(httpstatus_cache_invalidated(cache, e, 0, &length));
		ck_assert_int_eq(httpstatus_cache_invalidates(cache, e, e), -1);
		ck_assert_int_eq(httpstatus_cache_update(cache, kept, e), e ? 0 : HTTPSTATUS_ERROR_HANDLE);
		ck_assert_int_eq(httpstatus_cache_combine(cache, kept, e), e ? 0 : HTTPSTATUS_ERROR_HANDLE);
		httpstatus_lookup_free(lookup);
		httpstatus_exchange_free(kept);
	}
}

START_TEST(of_a_new_exchange_nothing_is_known)
{
	answers_nothing(exchange);
}
END_TEST

START_TEST(of_null_nothing_is_known)
{
	answers_nothing(NULL);
	httpstatus_exchange_clear(NULL);
	httpstatus_exchange_free(NULL);
}
END_TEST

START_TEST(null_is_an_error_where_something_is_said)
{
	ck_assert_int_eq(httpstatus_exchange_copy(NULL, exchange), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_copy(exchange, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_set_field(NULL, 0, "x", 1, "y", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert(httpstatus_exchange_write_request(NULL, NULL, 0) == HTTPSTATUS_ERROR_HANDLE);
	ck_assert(httpstatus_exchange_write_response(NULL, NULL, 0) == HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_set(NULL, 0, 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_set_line(NULL, 0, "x", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_add_interim(NULL, 100), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_add_field(NULL, 0, "x", 1, "y", 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_read_request(NULL, "x", 1, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_exchange_read_response(NULL, "x", 1, NULL), HTTPSTATUS_ERROR_HANDLE);
}
END_TEST

/* ---- numbers ---- */

static const struct {
	int property;
	int64_t least, most;
} properties[] = {
	{HTTPSTATUS_PROPERTY_REQUEST_VERSION, 0, 99},
	{HTTPSTATUS_PROPERTY_RESPONSE_VERSION, 0, 99},
	{HTTPSTATUS_PROPERTY_STATUS, 0, 999},
	{HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_ENDING_COMPLETE, HTTPSTATUS_ENDING_TIMED_OUT},
	{HTTPSTATUS_PROPERTY_CONTENT_SEEN, 0, INT64_MAX},
	{HTTPSTATUS_PROPERTY_REQUEST_CONTENT, HTTPSTATUS_REQUEST_CONTENT_NONE, HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT},
	{HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, 0, INT64_MAX},
	{HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT, 0, INT64_MAX},
	{HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 0, 1},
	{HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 0, 1},
	{HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN, 0, 1},
	{HTTPSTATUS_PROPERTY_REQUEST_TIME, INT64_MIN + 1, INT64_MAX},
	{HTTPSTATUS_PROPERTY_RESPONSE_TIME, INT64_MIN + 1, INT64_MAX},
	{HTTPSTATUS_PROPERTY_CONTENT_CAME, 0, 1},
	{HTTPSTATUS_PROPERTY_SECURED, 0, 1},
	{HTTPSTATUS_PROPERTY_TO_PROXY, 0, 1},
	{HTTPSTATUS_PROPERTY_ENTRY, 0, INT64_MAX},
};

enum { PROPERTY_COUNT = sizeof properties / sizeof properties[0] };

START_TEST(every_property_has_its_limits)
{
	ck_assert_int_eq(PROPERTY_COUNT, HTTPSTATUS_PROPERTY_MOST_FIELDS); /* the limits have tests of their own */
	for (int i = 0; i < PROPERTY_COUNT; i++) {
		int property = properties[i].property;
		int64_t least = properties[i].least, most = properties[i].most;

		set(exchange, property, most);
		ck_assert(httpstatus_exchange_get(exchange, property) == most);
		set(exchange, property, least);
		ck_assert(httpstatus_exchange_get(exchange, property) == least);
		if (least > INT64_MIN + 1)
			ck_assert_int_eq(
				httpstatus_exchange_set(exchange, property, least - 1), HTTPSTATUS_ERROR_VALUE);
		if (most < INT64_MAX)
			ck_assert_int_eq(httpstatus_exchange_set(exchange, property, most + 1), HTTPSTATUS_ERROR_VALUE);
		ck_assert(httpstatus_exchange_get(exchange, property) == least);
	}
}
END_TEST

START_TEST(unknown_takes_back_a_number)
{
	for (int i = 0; i < PROPERTY_COUNT; i++) {
		set(exchange, properties[i].property, properties[i].most);
		set(exchange, properties[i].property, HTTPSTATUS_UNKNOWN);
	}
	is_like_new(exchange);
}
END_TEST

START_TEST(what_is_no_property_cannot_be_set)
{
	const int none[] = {INT_MIN, -1, HTTPSTATUS_PROPERTY_MOST_INTERIM + 1, INT_MAX};

	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(httpstatus_exchange_set(exchange, none[i], 1), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert_int_eq(
			httpstatus_exchange_set(exchange, none[i], HTTPSTATUS_UNKNOWN), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert(httpstatus_exchange_get(exchange, none[i]) == HTTPSTATUS_UNKNOWN);
	}
}
END_TEST

/* ---- words ---- */

START_TEST(lines_are_copied)
{
	char method[] = "GET";
	size_t length;

	say(exchange, HTTPSTATUS_LINE_METHOD, method);
	say(exchange, HTTPSTATUS_LINE_TARGET, "/");
	say(exchange, HTTPSTATUS_LINE_REASON, "");
	method[0] = 'P';
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, &length), "GET");
	ck_assert_uint_eq(length, 3);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, &length), "");
	ck_assert_uint_eq(length, 0);
}
END_TEST

START_TEST(null_takes_back_a_line_and_empty_does_not)
{
	say(exchange, HTTPSTATUS_LINE_REASON, "OK");
	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_REASON, "", 0), 0);
	ck_assert_ptr_nonnull(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL));
	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_REASON, NULL, 5), 0);
	is_like_new(exchange);
	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_REASON, NULL, 0), 0);
	is_like_new(exchange);
}
END_TEST

START_TEST(what_is_no_line_cannot_be_said)
{
	const int none[] = {INT_MIN, -1, HTTPSTATUS_LINE_SOURCE + 1, INT_MAX};

	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(httpstatus_exchange_set_line(exchange, none[i], "x", 1), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert_int_eq(httpstatus_exchange_set_line(exchange, none[i], NULL, 0), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert_ptr_null(httpstatus_exchange_line(exchange, none[i], NULL));
	}
}
END_TEST

START_TEST(a_line_that_is_said_again_is_the_new_one)
{
	say(exchange, HTTPSTATUS_LINE_METHOD, "OPTIONS");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/one");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Host", "example.com");
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/another");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/another");
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "Host");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "example.com");
}
END_TEST

START_TEST(a_line_can_be_said_again_for_ever)
{
	for (int i = 0; i < 1000000; i++)
		say(exchange, HTTPSTATUS_LINE_TARGET, i % 2 ? "/here" : "/there/and/elsewhere");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/here");
}
END_TEST

START_TEST(texts_of_the_exchange_can_be_said_to_it)
{
	say(exchange, HTTPSTATUS_LINE_REASON, "a reason that is said again and again");
	for (int i = 0; i < 100; i++) {
		size_t length;
		const char *text = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, &length);

		ck_assert_int_eq(httpstatus_exchange_add_field(
					 exchange, HTTPSTATUS_PART_RESPONSE, text, length, text + 2, length - 2),
			0);
		text = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, &length);
		ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_REASON, text, length), 0);
		text = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, &length);
		ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, text, length), 0);
	}
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 99), "a reason that is said again and again");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 99), "reason that is said again and again");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL),
		"a reason that is said again and again");
}
END_TEST

START_TEST(a_nul_in_a_text_is_kept)
{
	size_t length;

	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, "/a\0b", 4), 0);
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE, "X\0Y", 3, "\0\0z", 3), 0);
	ck_assert_mem_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, &length), "/a\0b", 5);
	ck_assert_uint_eq(length, 4);
	ck_assert_mem_eq(httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, 0, &length), "X\0Y", 4);
	ck_assert_uint_eq(length, 3);
	ck_assert_mem_eq(httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, 0, &length), "\0\0z", 4);
	ck_assert_uint_eq(length, 3);
	ck_assert_uint_eq(defects_of(exchange), BIT(HTTPSTATUS_DEFECT_FIELD_NAME) | BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
}
END_TEST

/* ---- fields and interim responses ---- */

START_TEST(fields_keep_their_order_in_each_part)
{
	size_t length;

	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 103), 0);
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Via", "a");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Host", "h");
	add(exchange, HTTPSTATUS_PART_INTERIM, "Link", "<x>");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "via", "b");
	add(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "ETag", "\"t\"");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Via", "");
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 1), "via");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "a");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 1), "b");
	ck_assert_str_eq(httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, 2, &length), "");
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, 3, &length));
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "h");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_INTERIM, 0), "<x>");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, 0), "\"t\"");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, 1));
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, SIZE_MAX));
}
END_TEST

START_TEST(null_is_the_empty_value_and_a_name_is_needed)
{
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE, "X", 1, NULL, 9), 0);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "");
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE, NULL, 3, "x", 1),
		HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE, "X", 0, "x", 1),
		HTTPSTATUS_ERROR_VALUE);
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 1));
}
END_TEST

START_TEST(fields_need_a_part_that_has_begun)
{
	const int none[] = {INT_MIN, -1, HTTPSTATUS_PART_RESPONSE_TRAILERS + 1, HTTPSTATUS_PART_INTERIM + 1, INT_MAX};

	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_INTERIM, "X", 1, "", 0),
		HTTPSTATUS_ERROR_PROPERTY);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), 0);
	add(exchange, HTTPSTATUS_PART_INTERIM, "X", "");
	for (int i = 0; i < 5; i++) {
		ck_assert_int_eq(
			httpstatus_exchange_add_field(exchange, none[i], "X", 1, "", 0), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert_ptr_null(name_at(exchange, none[i], 0));
	}
}
END_TEST

START_TEST(interim_responses_keep_their_order)
{
	const int codes[] = {100, 103, 199, 103, 102};

	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, codes[i]), 0);
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(httpstatus_exchange_interim(exchange, (size_t)i), codes[i]);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 5), 0);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, SIZE_MAX), 0);
	add(exchange, HTTPSTATUS_PART_INTERIM + 3, "Link", "<x>");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_INTERIM + 1, 0));
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_INTERIM + 3, 0), "<x>");
}
END_TEST

START_TEST(an_interim_response_has_a_code_of_its_class)
{
	const int none[] = {INT_MIN, -1, 0, 99, 200, 999, INT_MAX};

	for (int i = 0; i < 7; i++)
		ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, none[i]), HTTPSTATUS_ERROR_CODE);
	is_like_new(exchange);
}
END_TEST

START_TEST(an_interim_response_is_not_the_status)
{
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 103), 0);
	ck_assert_int_eq(httpstatus_exchange_treat_as(exchange, NULL), 0);
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 299);
	ck_assert_int_eq(httpstatus_exchange_treat_as(exchange, NULL), 200);
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 999);
	ck_assert_int_eq(httpstatus_exchange_treat_as(exchange, NULL), 500);
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 404);
	ck_assert_int_eq(httpstatus_exchange_treat_as(exchange, NULL), 404);
}
END_TEST

/* ---- limits ---- */

START_TEST(the_limit_of_fields_counts_all_parts)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 2), 0);
	add(exchange, HTTPSTATUS_PART_REQUEST, "A", "1");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "B", "2");
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, "C", 1, "3", 1),
		HTTPSTATUS_ERROR_LIMIT);
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, 0));
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "1");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "2");
}
END_TEST

START_TEST(the_limit_of_octets_counts_what_was_said_and_no_more)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, 10), 0);
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/a");
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_REQUEST, "Host", 4, "ab", 2),
		HTTPSTATUS_ERROR_LIMIT);
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_REQUEST, 0));
	add(exchange, HTTPSTATUS_PART_REQUEST, "Host", "a");
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_REASON, "x", 1), HTTPSTATUS_ERROR_LIMIT);
	say(exchange, HTTPSTATUS_LINE_REASON, "");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/b");
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, "/bc", 3), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/b");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "a");
}
END_TEST

START_TEST(a_line_taken_back_makes_room)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, 8), 0);
	say(exchange, HTTPSTATUS_LINE_TARGET, "12345678");
	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, NULL, 0), 0);
	say(exchange, HTTPSTATUS_LINE_REASON, "12345678");
}
END_TEST

START_TEST(the_limit_of_interim_responses_holds)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM, 1), 0);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), 0);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 103), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 100);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 1), 0);
}
END_TEST

START_TEST(a_limit_of_nothing_allows_nothing)
{
	for (int limit = HTTPSTATUS_PROPERTY_MOST_FIELDS; limit <= HTTPSTATUS_PROPERTY_MOST_INTERIM; limit++)
		set(exchange, limit, 0);
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "G", 1), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_REQUEST, "A", 1, "", 0),
		HTTPSTATUS_ERROR_LIMIT);
	is_like_new(exchange);
}
END_TEST

START_TEST(the_limits_unless_set)
{
	static char octets[1048576];

	memset(octets, 'x', sizeof octets);
	for (int i = 0; i < 1000; i++)
		add(exchange, HTTPSTATUS_PART_RESPONSE, "A", "");
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_RESPONSE, "A", 1, "", 0),
		HTTPSTATUS_ERROR_LIMIT);
	for (int i = 0; i < 100; i++)
		ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), 0);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, octets, sizeof octets - 1000), 0);
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "G", 1), HTTPSTATUS_ERROR_LIMIT);
}
END_TEST

START_TEST(what_is_over_a_new_limit_stays)
{
	say(exchange, HTTPSTATUS_LINE_TARGET, "/long");
	add(exchange, HTTPSTATUS_PART_REQUEST, "A", "1");
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, 1), 0);
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 0), 0);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/long");
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, "/", 1), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "1");
}
END_TEST

START_TEST(a_limit_is_a_property_from_0_on)
{
	const int64_t usual[] = {1000, 1048576, 100};

	for (int i = 0; i < 3; i++) {
		int limit = HTTPSTATUS_PROPERTY_MOST_FIELDS + i;

		ck_assert(httpstatus_exchange_get(exchange, limit) == usual[i]);
		ck_assert_int_eq(httpstatus_exchange_set(exchange, limit, -1), HTTPSTATUS_ERROR_VALUE);
		set(exchange, limit, 7);
		ck_assert(httpstatus_exchange_get(exchange, limit) == 7);
		set(exchange, limit, HTTPSTATUS_UNKNOWN);
		ck_assert(httpstatus_exchange_get(exchange, limit) == usual[i]);
	}
}
END_TEST

START_TEST(a_length_beyond_all_memory_is_over_the_limit)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, INT64_MAX), 0);
	ck_assert_int_eq(
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "G", SIZE_MAX), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_REQUEST, "G", SIZE_MAX, "", SIZE_MAX),
		HTTPSTATUS_ERROR_LIMIT);
	is_like_new(exchange);
}
END_TEST

/* ---- clear and reuse ---- */

START_TEST(a_cleared_exchange_is_like_new_but_for_its_limits)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 1), 0);
	for (int i = 0; i < PROPERTY_COUNT; i++)
		set(exchange, properties[i].property, properties[i].most);
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", "Basic");
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 100), 0);
	ck_assert_ptr_nonnull(httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0));
	httpstatus_exchange_clear(exchange);
	answers_nothing(exchange);
	add(exchange, HTTPSTATUS_PART_REQUEST, "A", "1");
	ck_assert_int_eq(httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_REQUEST, "A", 1, "1", 1),
		HTTPSTATUS_ERROR_LIMIT);
}
END_TEST

START_TEST(a_cleared_exchange_can_be_filled_again)
{
	for (int round = 0; round < 3; round++) {
		say(exchange, HTTPSTATUS_LINE_METHOD, round == 1 ? "POST" : "GET");
		add(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", round == 1 ? "Digest" : "Basic");
		ck_assert_str_eq(
			httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), round == 1 ? "POST" : "GET");
		ck_assert_str_eq(
			httpstatus_challenge_scheme(
				httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0), NULL),
			round == 1 ? "Digest" : "Basic");
		httpstatus_exchange_clear(exchange);
	}
}
END_TEST

static void add_test(Suite *suite, const TTest *test)
{
	TCase *tcase = tcase_create(test->name);

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, test);
	tcase_set_timeout(tcase, 120);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	Suite *suite = suite_create("exchange");

	add_test(suite, of_a_new_exchange_nothing_is_known);
	add_test(suite, of_null_nothing_is_known);
	add_test(suite, null_is_an_error_where_something_is_said);
	add_test(suite, every_property_has_its_limits);
	add_test(suite, unknown_takes_back_a_number);
	add_test(suite, what_is_no_property_cannot_be_set);
	add_test(suite, lines_are_copied);
	add_test(suite, null_takes_back_a_line_and_empty_does_not);
	add_test(suite, what_is_no_line_cannot_be_said);
	add_test(suite, a_line_that_is_said_again_is_the_new_one);
	add_test(suite, a_line_can_be_said_again_for_ever);
	add_test(suite, texts_of_the_exchange_can_be_said_to_it);
	add_test(suite, a_nul_in_a_text_is_kept);
	add_test(suite, fields_keep_their_order_in_each_part);
	add_test(suite, null_is_the_empty_value_and_a_name_is_needed);
	add_test(suite, fields_need_a_part_that_has_begun);
	add_test(suite, interim_responses_keep_their_order);
	add_test(suite, an_interim_response_has_a_code_of_its_class);
	add_test(suite, an_interim_response_is_not_the_status);
	add_test(suite, the_limit_of_fields_counts_all_parts);
	add_test(suite, the_limit_of_octets_counts_what_was_said_and_no_more);
	add_test(suite, a_line_taken_back_makes_room);
	add_test(suite, the_limit_of_interim_responses_holds);
	add_test(suite, a_limit_of_nothing_allows_nothing);
	add_test(suite, the_limits_unless_set);
	add_test(suite, what_is_over_a_new_limit_stays);
	add_test(suite, a_limit_is_a_property_from_0_on);
	add_test(suite, a_length_beyond_all_memory_is_over_the_limit);
	add_test(suite, a_cleared_exchange_is_like_new_but_for_its_limits);
	add_test(suite, a_cleared_exchange_can_be_filled_again);
	return tap_main(suite);
}
