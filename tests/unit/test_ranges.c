/* Byte ranges and If-Range, by RFC 9110, 13.1.5, 14.1 and 14.2. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <httpstatus/exchange.h>
#include <inttypes.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Sat, 29 Oct 1994 19:43:31 GMT */
#define MODIFIED INT64_C(783459811)

/* ---- ranges ---- */

/* A value of Range, and the ranges that can be sent of it: "0-499 500-999"; "none", which is 416; "ignored", where Range does not count. */
struct row {
	const char *value, *ranges;
};

static char *write_ranges(const struct httpstatus_exchange *request, int64_t complete, char *out, size_t size)
{
	int answer;
	int64_t first, last;
	size_t used = 0;

	for (size_t i = 0;
		(answer = httpstatus_exchange_range(request, complete, i, &first, &last)) == 1 && used < size; i++)
		used += (size_t)snprintf(out + used, size - used, "%s%" PRId64 "-%" PRId64, i ? " " : "", first, last);
	if (used == 0)
		snprintf(out, size, "%s", answer == -1 ? "ignored" : "none");
	return out;
}

static void compare(const struct row *rows, size_t length, int64_t complete)
{
	struct httpstatus_exchange *request = httpstatus_exchange_new();
	char got[200];

	for (size_t i = 0; i < length; i++) {
		httpstatus_exchange_clear(request);
		say(request, HTTPSTATUS_LINE_METHOD, "GET");
		add(request, HTTPSTATUS_PART_REQUEST, "Range", rows[i].value);
		write_ranges(request, complete, got, sizeof got);
		ck_assert_msg(strcmp(got, rows[i].ranges) == 0, "%s of %" PRId64 " octets: %s and not %s",
			rows[i].value, complete, got, rows[i].ranges);
	}
	httpstatus_exchange_free(request);
}

/* How many can be sent; -1 where Range does not count. */
static int count_ranges(const struct httpstatus_exchange *request, int64_t complete)
{
	int count = 0, answer;

	while ((answer = httpstatus_exchange_range(request, complete, (size_t)count, NULL, NULL)) == 1)
		count++;
	return answer == 0 ? count : answer;
}

static int count_of(const char *head, int64_t complete)
{
	struct httpstatus_exchange *request = exchange_of(head, NULL);
	int count = count_ranges(request, complete);

	httpstatus_exchange_free(request);
	return count;
}

START_TEST(the_examples_of_rfc_9110_14_1_2_are_ranges)
{
	static const struct row rows[] = {
		{"bytes=0-499", "0-499"},
		{"bytes=500-999", "500-999"},
		{"bytes=-500", "9500-9999"},
		{"bytes=9500-", "9500-9999"},
		{"bytes=0-0,-1", "0-0 9999-9999"},
		{"bytes= 0-999, 4500-5499, -1000", "0-999 4500-5499 9000-9999"},
		{"bytes=500-600,601-999", "500-600 601-999"},
		{"bytes=500-700,601-999", "500-700 601-999"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(a_range_ends_with_the_representation)
{
	/* RFC 9110, 14.1.2: "If the last-pos value is absent, or if the value is greater than or equal to the current length" */
	static const struct row rows[] = {
		{"bytes=0-", "0-9999"},
		{"bytes=0-9998", "0-9998"},
		{"bytes=0-9999", "0-9999"},
		{"bytes=0-10000", "0-9999"},
		{"bytes=9999-", "9999-9999"},
		{"bytes=9999-9999", "9999-9999"},
		{"bytes=9999-20000", "9999-9999"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(a_suffix_is_at_most_the_whole)
{
	/* RFC 9110, 14.1.2: "If the selected representation is shorter than the specified suffix-length" */
	static const struct row rows[] = {
		{"bytes=-1", "9999-9999"},
		{"bytes=-9999", "1-9999"},
		{"bytes=-10000", "0-9999"},
		{"bytes=-10001", "0-9999"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(what_begins_behind_the_end_cannot_be_sent)
{
	/* RFC 9110, 14.1.2: "a first-pos that is less than the current length", "a non-zero suffix-length" */
	static const struct row rows[] = {
		{"bytes=10000-", "none"},
		{"bytes=10000-10000", "none"},
		{"bytes=10001-20000", "none"},
		{"bytes=-0", "none"},
		{"bytes=-00", "none"},
		{"bytes=10000-, 20000-30000, -0", "none"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(what_cannot_be_sent_is_left_out)
{
	/* RFC 9110, 14.1.1: "satisfiable if it contains at least one range-spec that is satisfiable"; 14.2: 206 with those */
	static const struct row rows[] = {
		{"bytes=0-0, 10000-, -1", "0-0 9999-9999"},
		{"bytes=10000-, 0-0", "0-0"},
		{"bytes=0-0, -0", "0-0"},
		{"bytes=-0, 10000-20000, 5-6", "5-6"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(ranges_are_in_the_order_of_the_request)
{
	/* RFC 9110, 14.2: "a specific need to request a later part earlier" */
	static const struct row rows[] = {
		{"bytes=-1, 0-0", "9999-9999 0-0"},
		{"bytes=9000-9999, 0-999", "9000-9999 0-999"},
		{"bytes=0-0, 0-0", "0-0 0-0"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(one_octet_has_its_ranges)
{
	static const struct row rows[] = {
		{"bytes=0-", "0-0"},
		{"bytes=0-0", "0-0"},
		{"bytes=-1", "0-0"},
		{"bytes=-5", "0-0"},
		{"bytes=1-", "none"},
	};

	compare(rows, LENGTH(rows), 1);
}
END_TEST

/* RFC 9110, 14.1.2: "When a selected representation has zero length, the only satisfiable form of range-spec [...] is a suffix-range with a
 * non-zero suffix-length." So it is not 416. Nor can a 206 say which part it has: Content-Range has a first and a last octet (14.4), and there is
 * none. So this is where Range is ignored, as 14.2 allows for what has no content, and 200 has all of it. */
START_TEST(of_nothing_a_suffix_is_neither_sent_nor_refused)
{
	static const struct row rows[] = {
		{"bytes=-5", "ignored"},
		{"bytes=-1", "ignored"},
		{"bytes=0-0, -5", "ignored"},
		{"bytes=-5, -0", "ignored"},
	};

	compare(rows, LENGTH(rows), 0);
}
END_TEST

START_TEST(of_nothing_no_other_range_can_be_sent)
{
	/* RFC 9110, 14.1.2: zero is not less than a length of zero */
	static const struct row rows[] = {
		{"bytes=0-", "none"},
		{"bytes=0-0", "none"},
		{"bytes=0-499", "none"},
		{"bytes=5-", "none"},
		{"bytes=-0", "none"},
	};

	compare(rows, LENGTH(rows), 0);
}
END_TEST

START_TEST(a_last_before_the_first_makes_all_invalid)
{
	/* RFC 9110, 14.1.1: "An int-range is invalid if the last-pos value is present and less than the first-pos", "any range-spec" */
	static const struct row rows[] = {
		{"bytes=5-4", "ignored"},
		{"bytes=1-0", "ignored"},
		{"bytes=20000-10000", "ignored"},
		{"bytes=0-0, 5-4", "ignored"},
		{"bytes=5-4, 0-0", "ignored"},
		{"bytes=99999999999999999999-99999999999999999998", "ignored"},
		{"bytes=18446744073709551616-1", "ignored"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(what_is_no_range_makes_all_invalid)
{
	/* RFC 9110, 14.1.1 and 14.1.2: "Byte ranges do not use the other-range specifier" */
	static const struct row rows[] = {
		{"", "ignored"},
		{"bytes", "ignored"},
		{"bytes=", "ignored"},
		{"bytes= ", "ignored"},
		{"bytes=,", "ignored"},
		{"bytes=-", "ignored"},
		{"bytes=5", "ignored"},
		{"bytes=a-b", "ignored"},
		{"bytes=0x0-0x1", "ignored"},
		{"bytes=1-2-3", "ignored"},
		{"bytes=--5", "ignored"},
		{"bytes=-5-", "ignored"},
		{"bytes=+0-1", "ignored"},
		{"bytes=0-+1", "ignored"},
		{"bytes=0 -1", "ignored"},
		{"bytes=0- 1", "ignored"},
		{"bytes=- 1", "ignored"},
		{"bytes=0-1 2-3", "ignored"},
		{"bytes=0-1;2-3", "ignored"},
		{"bytes=0-499/10000", "ignored"},
		{"bytes=*", "ignored"},
		{"bytes=\"0-1\"", "ignored"},
		{"bytes=0-1, x", "ignored"},
		{"bytes=x, 0-1", "ignored"},
		{"bytes==0-1", "ignored"},
		{"bytes =0-1", "ignored"},
		{"bytes:0-1", "ignored"},
		{"bytes 0-1", "ignored"},
		{"bytes 0-499/10000", "ignored"},
		{"=0-1", "ignored"},
		{"0-1", "ignored"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(other_units_are_ignored)
{
	/* RFC 9110, 14.2: "MUST ignore a Range header field that contains a range unit it does not understand" */
	static const struct row rows[] = {
		{"items=0-5", "ignored"},
		{"none=0-5", "ignored"},
		{"byte=0-5", "ignored"},
		{"bytess=0-5", "ignored"},
		{"x-bytes=0-5", "ignored"},
		{"seconds=20000-", "ignored"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(the_unit_has_no_case)
{
	/* RFC 9110, 14.1: "All range unit names are case-insensitive" */
	static const struct row rows[] = {
		{"Bytes=0-5", "0-5"},
		{"BYTES=-1", "9999-9999"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(empty_elements_and_white_space_do_not_count)
{
	/* RFC 9110, 5.6.1.2 */
	static const struct row rows[] = {
		{"bytes=0-0 , -1", "0-0 9999-9999"},
		{"bytes=0-0\t,\t-1", "0-0 9999-9999"},
		{"bytes=,0-0", "0-0"},
		{"bytes=0-0,", "0-0"},
		{"bytes=0-0, ,,-1,", "0-0 9999-9999"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(numbers_are_never_too_large)
{
	/* RFC 9110, 14.1.2: "MUST anticipate potentially large decimal numerals"; 2^64 is 18446744073709551616 */
	static const struct row rows[] = {
		{"bytes=0-9223372036854775807", "0-9999"},
		{"bytes=0-9223372036854775808", "0-9999"},
		{"bytes=0-18446744073709551616", "0-9999"},
		{"bytes=0-99999999999999999999999999999999999999999", "0-9999"},
		{"bytes=18446744073709551616-", "none"},
		{"bytes=18446744073709551616-18446744073709551617", "none"},
		{"bytes=99999999999999999999999999999999999999999-", "none"},
		{"bytes=-9223372036854775808", "0-9999"},
		{"bytes=-18446744073709551616", "0-9999"},
		{"bytes=-99999999999999999999999999999999999999999", "0-9999"},
		{"bytes=18446744073709551616-, 1-2", "1-2"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(zeros_in_front_mean_nothing)
{
	/* RFC 9110, 14.1.1: 1*DIGIT */
	static const struct row rows[] = {
		{"bytes=000-0499", "0-499"},
		{"bytes=00000000000000000000000000000001-00000000000000000000000000000002", "1-2"},
		{"bytes=-00000000000000000000000000000001", "9999-9999"},
		{"bytes=10-09", "ignored"},
		{"bytes=09-10", "9-10"},
	};

	compare(rows, LENGTH(rows), 10000);
}
END_TEST

START_TEST(a_representation_may_be_as_large_as_can_be_counted)
{
	static const struct row rows[] = {
		{"bytes=0-", "0-9223372036854775806"},
		{"bytes=0-9223372036854775807", "0-9223372036854775806"},
		{"bytes=9223372036854775806-", "9223372036854775806-9223372036854775806"},
		{"bytes=9223372036854775807-", "none"},
		{"bytes=9223372036854775808-", "none"},
		{"bytes=-1", "9223372036854775806-9223372036854775806"},
		{"bytes=-9223372036854775806", "1-9223372036854775806"},
		{"bytes=-9223372036854775807", "0-9223372036854775806"},
		{"bytes=-9223372036854775808", "0-9223372036854775806"},
	};

	compare(rows, LENGTH(rows), INT64_MAX);
}
END_TEST

START_TEST(only_get_and_query_have_ranges)
{
	/* RFC 9110, 14.2: "GET is the only method for which range handling is defined" there; RFC 10008, 2.8; 9110, 9.1: methods have case */
	ck_assert_int_eq(count_of("QUERY / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), 1);
	ck_assert_int_eq(count_of("query / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
	ck_assert_int_eq(count_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), 1);
	ck_assert_int_eq(count_of("HEAD / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
	ck_assert_int_eq(count_of("POST / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
	ck_assert_int_eq(count_of("PUT / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
	ck_assert_int_eq(count_of("get / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
}
END_TEST

START_TEST(an_unknown_method_is_not_get)
{
	struct httpstatus_exchange *request = httpstatus_exchange_new();

	add(request, HTTPSTATUS_PART_REQUEST, "Range", "bytes=0-0");
	ck_assert_int_eq(count_ranges(request, 10), -1);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(two_lines_of_range_are_no_range)
{
	/* RFC 9110, 5.3 and 14.2: Range is one ranges-specifier; joined, the second is no range-spec of the first */
	ck_assert_int_eq(count_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\nRange: bytes=1-1\r\n\r\n", 10), -1);
	ck_assert_int_eq(count_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\nRange: bytes=0-0\r\n\r\n", 10), -1);
}
END_TEST

/* How many of so many ranges can be sent, all of them of the first octet. */
static int count_of_many(size_t ranges)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\n\r\n", NULL);
	char value[1000] = "bytes=";
	int count;

	for (size_t i = 0; i < ranges; i++)
		strcat(value, i ? ",0-0" : "0-0");
	add(request, HTTPSTATUS_PART_REQUEST, "Range", value);
	count = count_ranges(request, 10);
	httpstatus_exchange_free(request);
	return count;
}

START_TEST(more_than_200_ranges_do_not_count)
{
	/* RFC 9110, 14.2: MAY ignore; 17.15 */
	ck_assert_int_eq(count_of_many(200), 200);
	ck_assert_int_eq(count_of_many(201), -1);
}
END_TEST

START_TEST(range_is_a_field_of_the_request)
{
	struct httpstatus_exchange *request =
		exchange_of("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nRange: bytes=0-0\r\n\r\n");

	ck_assert_int_eq(count_ranges(request, 10), -1);
	httpstatus_exchange_free(request);
	ck_assert_int_eq(count_of("GET / HTTP/1.1\r\nrange: bytes=0-0\r\n\r\n", 10), 1);
}
END_TEST

/* That there is no range at a place, and why: 0 or -1. */
static void says_nothing(const struct httpstatus_exchange *request, int64_t complete, size_t i, int answer)
{
	int64_t first = 7, last = 7;

	ck_assert_int_eq(httpstatus_exchange_range(request, complete, i, &first, &last), answer);
	ck_assert(first == HTTPSTATUS_UNKNOWN && last == HTTPSTATUS_UNKNOWN);
}

START_TEST(a_length_below_zero_has_no_ranges)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", NULL);
	static const int64_t lengths[] = {-1, -10000, -INT64_MAX, HTTPSTATUS_UNKNOWN};

	for (size_t i = 0; i < LENGTH(lengths); i++)
		says_nothing(request, lengths[i], 0, -1);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(null_has_no_ranges)
{
	says_nothing(NULL, 10, 0, -1);
}
END_TEST

START_TEST(past_the_end_there_is_no_range)
{
	/* The second cannot be sent, so there are two; of those that cannot be sent or do not count, there is none. */
	static const struct {
		const char *head;
		size_t count;
		int answer;
	} rows[] = {
		{"GET / HTTP/1.1\r\nRange: bytes=0-0,10-,-1\r\n\r\n", 2, 0},
		{"GET / HTTP/1.1\r\nRange: bytes=10-\r\n\r\n", 0, 0},
		{"GET / HTTP/1.1\r\nRange: bytes=0-0,5-4\r\n\r\n", 0, -1},
		{"HEAD / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", 0, -1},
		{"GET / HTTP/1.1\r\n\r\n", 0, -1},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct httpstatus_exchange *request = exchange_of(rows[i].head, NULL);

		says_nothing(request, 10, rows[i].count, rows[i].answer);
		says_nothing(request, 10, SIZE_MAX, rows[i].answer);
		httpstatus_exchange_free(request);
	}
}
END_TEST

START_TEST(nobody_has_to_ask_for_both_ends)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=2-5\r\n\r\n", NULL);
	int64_t first = 0, last = 0;

	ck_assert_int_eq(httpstatus_exchange_range(request, 10, 0, &first, NULL), 1);
	ck_assert_int_eq(httpstatus_exchange_range(request, 10, 0, NULL, &last), 1);
	ck_assert_int_eq(httpstatus_exchange_range(request, 10, 0, NULL, NULL), 1);
	ck_assert(first == 2 && last == 5);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(if_range_is_asked_for_by_itself)
{
	ck_assert_int_eq(count_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\nIf-Range: \"v2\"\r\n\r\n", 10), 1);
}
END_TEST

/* ---- If-Range ---- */

/* Whether a GET with a Range and this If-Range holds; a day after the last modification. */
static bool holds(const char *if_range, const char *entity_tag, int64_t last_modified)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", NULL);
	bool answer;

	add(request, HTTPSTATUS_PART_REQUEST, "If-Range", if_range);
	answer = httpstatus_exchange_if_range_holds(
		request, entity_tag, entity_tag ? strlen(entity_tag) : 0, last_modified, MODIFIED + 86400);
	httpstatus_exchange_free(request);
	return answer;
}

/* Whether the date of MODIFIED holds for a representation from then, asked for at @now. */
static bool holds_at(int64_t now)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\n"
							  "If-Range: Sat, 29 Oct 1994 19:43:31 GMT\r\n\r\n",
		NULL);
	bool answer = httpstatus_exchange_if_range_holds(request, NULL, 0, MODIFIED, now);

	httpstatus_exchange_free(request);
	return answer;
}

START_TEST(without_if_range_nothing_stands_against_range)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\n\r\n", NULL);

	ck_assert(httpstatus_exchange_if_range_holds(request, "\"v1\"", 4, MODIFIED, MODIFIED));
	ck_assert(httpstatus_exchange_if_range_holds(request, NULL, 0, HTTPSTATUS_UNKNOWN, HTTPSTATUS_UNKNOWN));
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(null_holds_nothing)
{
	ck_assert(!httpstatus_exchange_if_range_holds(NULL, "\"v1\"", 4, MODIFIED, MODIFIED + 1));
	ck_assert(!httpstatus_exchange_if_range_holds(NULL, NULL, 0, HTTPSTATUS_UNKNOWN, HTTPSTATUS_UNKNOWN));
}
END_TEST

START_TEST(a_tag_holds_by_strong_comparison)
{
	/* RFC 9110, 13.1.5, and 8.8.3.2, Table 3 */
	ck_assert(holds("\"v1\"", "\"v1\"", MODIFIED));
	ck_assert(holds("\"v1\"", "\"v1\"", HTTPSTATUS_UNKNOWN));
	ck_assert(holds("\"\"", "\"\"", HTTPSTATUS_UNKNOWN));
	ck_assert(holds("\"Mon,Tue\"", "\"Mon,Tue\"", HTTPSTATUS_UNKNOWN));
	ck_assert(!holds("\"v2\"", "\"v1\"", MODIFIED));
	ck_assert(!holds("\"V1\"", "\"v1\"", MODIFIED));
	ck_assert(!holds("W/\"v1\"", "\"v1\"", MODIFIED));
	ck_assert(!holds("\"v1\"", "W/\"v1\"", MODIFIED));
	ck_assert(!holds("W/\"v1\"", "W/\"v1\"", MODIFIED));
}
END_TEST

START_TEST(a_tag_needs_a_tag)
{
	ck_assert(!holds("\"v1\"", NULL, MODIFIED));
	ck_assert(!holds("\"\"", NULL, HTTPSTATUS_UNKNOWN));
	ck_assert(!holds("\"\"", "", HTTPSTATUS_UNKNOWN));
}
END_TEST

START_TEST(a_date_holds_by_exact_match)
{
	/* RFC 9110, 13.1.5, last paragraph: not "earlier than or equal to" */
	ck_assert(holds("Sat, 29 Oct 1994 19:43:31 GMT", NULL, MODIFIED));
	ck_assert(holds("Sat, 29 Oct 1994 19:43:31 GMT", "\"v1\"", MODIFIED));
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:30 GMT", NULL, MODIFIED));
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:32 GMT", NULL, MODIFIED));
}
END_TEST

START_TEST(a_date_needs_a_date)
{
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:31 GMT", "\"v1\"", HTTPSTATUS_UNKNOWN));
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:31 GMT", NULL, HTTPSTATUS_UNKNOWN));
}
END_TEST

START_TEST(a_date_is_strong_a_second_later)
{
	/* RFC 9110, 8.8.2.2: "did not change twice during the second covered by the presented validator" */
	ck_assert(holds_at(MODIFIED + 1));
	ck_assert(holds_at(INT64_MAX));
	ck_assert(!holds_at(MODIFIED));
	ck_assert(!holds_at(MODIFIED - 1));
	ck_assert(!holds_at(-INT64_MAX));
	ck_assert(!holds_at(HTTPSTATUS_UNKNOWN));
}
END_TEST

START_TEST(obsolete_forms_of_a_date_are_the_same_date)
{
	/* RFC 9110, 5.6.7: "MUST accept all three HTTP-date formats" */
	ck_assert(holds("Saturday, 29-Oct-94 19:43:31 GMT", NULL, MODIFIED));
	ck_assert(holds("Sat Oct 29 19:43:31 1994", NULL, MODIFIED));
}
END_TEST

START_TEST(what_is_neither_tag_nor_date_holds_nothing)
{
	/* RFC 9110, 13.1.5: entity-tag / HTTP-date, and one of it */
	static const char *const values[] = {
		"",
		"*",
		"v1",
		"w/\"v1\"",
		"\"v1",
		"\"v1\", \"v1\"",
		"\"v1\",",
		"\"v2\", \"v1\"",
		"Sat, 29 Oct 1994 19:43:31 CET",
		"Sat, 29 Oct 1994 19:43:31 GMT, Sat, 29 Oct 1994 19:43:31 GMT",
		"783459811",
	};

	for (size_t i = 0; i < LENGTH(values); i++)
		ck_assert_msg(!holds(values[i], "\"v1\"", MODIFIED), "%s", values[i]);
}
END_TEST

START_TEST(two_lines_of_if_range_hold_nothing)
{
	struct httpstatus_exchange *request =
		exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\nIf-Range: \"v1\"\r\nIf-Range: \"v1\"\r\n\r\n", NULL);

	ck_assert(!httpstatus_exchange_if_range_holds(request, "\"v1\"", 4, MODIFIED, MODIFIED + 1));
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(a_resource_whose_tag_is_none_holds_no_tag)
{
	ck_assert(!holds("v1", "v1", MODIFIED));
	ck_assert(!holds("*", "*", MODIFIED));
	ck_assert(!holds("\"v1\"", "v1", MODIFIED));
}
END_TEST

START_TEST(a_modification_further_than_any_date_holds_nothing)
{
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:31 GMT", NULL, INT64_MAX));
	ck_assert(!holds("Sat, 29 Oct 1994 19:43:31 GMT", NULL, -INT64_MAX));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ranges");

	suite_add(suite, the_examples_of_rfc_9110_14_1_2_are_ranges);
	suite_add(suite, a_range_ends_with_the_representation);
	suite_add(suite, a_suffix_is_at_most_the_whole);
	suite_add(suite, what_begins_behind_the_end_cannot_be_sent);
	suite_add(suite, what_cannot_be_sent_is_left_out);
	suite_add(suite, ranges_are_in_the_order_of_the_request);
	suite_add(suite, one_octet_has_its_ranges);
	suite_add(suite, of_nothing_a_suffix_is_neither_sent_nor_refused);
	suite_add(suite, of_nothing_no_other_range_can_be_sent);
	suite_add(suite, a_last_before_the_first_makes_all_invalid);
	suite_add(suite, what_is_no_range_makes_all_invalid);
	suite_add(suite, other_units_are_ignored);
	suite_add(suite, the_unit_has_no_case);
	suite_add(suite, empty_elements_and_white_space_do_not_count);
	suite_add(suite, numbers_are_never_too_large);
	suite_add(suite, zeros_in_front_mean_nothing);
	suite_add(suite, a_representation_may_be_as_large_as_can_be_counted);
	suite_add(suite, only_get_and_query_have_ranges);
	suite_add(suite, an_unknown_method_is_not_get);
	suite_add(suite, two_lines_of_range_are_no_range);
	suite_add(suite, more_than_200_ranges_do_not_count);
	suite_add(suite, range_is_a_field_of_the_request);
	suite_add(suite, a_length_below_zero_has_no_ranges);
	suite_add(suite, null_has_no_ranges);
	suite_add(suite, past_the_end_there_is_no_range);
	suite_add(suite, nobody_has_to_ask_for_both_ends);
	suite_add(suite, if_range_is_asked_for_by_itself);
	suite_add(suite, without_if_range_nothing_stands_against_range);
	suite_add(suite, null_holds_nothing);
	suite_add(suite, a_tag_holds_by_strong_comparison);
	suite_add(suite, a_tag_needs_a_tag);
	suite_add(suite, a_date_holds_by_exact_match);
	suite_add(suite, a_date_needs_a_date);
	suite_add(suite, a_date_is_strong_a_second_later);
	suite_add(suite, obsolete_forms_of_a_date_are_the_same_date);
	suite_add(suite, what_is_neither_tag_nor_date_holds_nothing);
	suite_add(suite, two_lines_of_if_range_hold_nothing);
	suite_add(suite, a_resource_whose_tag_is_none_holds_no_tag);
	suite_add(suite, a_modification_further_than_any_date_holds_nothing);
	return tap_main(suite);
}
