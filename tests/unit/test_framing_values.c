/* Content-Length, Transfer-Encoding, Content-Range and Range. SPDX-License-Identifier: MIT */
#include "tap.h"
#include "values.h"

#include <string.h>

static struct span text(const char *string)
{
	return (struct span){string, strlen(string)};
}

static const struct span nothing = {NULL, 0};

struct length {
	enum length_state state;
	int64_t length;
};

/* What two lines of Content-Length say; NULL where there is no second. */
static struct length lines(const char *first, const char *second)
{
	struct length got = {LENGTH_NONE, NUMBER_NONE};

	content_length_add(text(first), &got.state, &got.length);
	if (second)
		content_length_add(text(second), &got.state, &got.length);
	return got;
}

static void length_is(const char *value, enum length_state state, int64_t length)
{
	struct length got = lines(value, NULL);

	ck_assert_msg(got.state == state, "\"%s\" is %d, not %d", value, (int)got.state, (int)state);
	ck_assert_msg(got.length == length, "\"%s\" has the length %lld", value, (long long)got.length);
}

START_TEST(a_length_is_digits) /* RFC 9110, 8.6 */
{
	length_is("3495", LENGTH_VALID, 3495);
	length_is("0", LENGTH_VALID, 0);
	length_is("007", LENGTH_VALID, 7);
	length_is(" 10\t", LENGTH_VALID, 10);
}
END_TEST

START_TEST(what_is_not_digits_is_malformed)
{
	static const char *const values[] = {
		"", " ", "ten", "-1", "+1", "1e3", "10x", "1 0", "0x10", "1.0", "10;a=b", "\"10\"", "\n10"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		length_is(values[i], LENGTH_MALFORMED, NUMBER_NONE);
}
END_TEST

START_TEST(a_length_without_octets_may_have_no_pointer)
{
	struct length got = {LENGTH_NONE, 0};

	content_length_add(nothing, &got.state, &got.length);
	ck_assert_int_eq(got.state, LENGTH_MALFORMED);
}
END_TEST

START_TEST(only_the_octets_of_the_length_count)
{
	struct length got = {LENGTH_NONE, NUMBER_NONE};
	struct transfer_coding coding;
	struct content_range range;
	struct range set;

	content_length_add((struct span){"10x", 2}, &got.state, &got.length);
	ck_assert_int_eq(got.length, 10);
	transfer_coding_read((struct span){"chunked;a", 8}, &coding);
	ck_assert(coding.invalid && !coding.chunked_last);
	transfer_coding_read((struct span){"x;a=b", 2}, &coding);
	ck_assert(coding.invalid);
	ck_assert(content_range_read((struct span){"bytes 0-1/23", 11}, &range));
	ck_assert_int_eq(range.complete, 2);
	ck_assert(!content_range_read((struct span){"bytes 0-1/23", 5}, &range));
	ck_assert(!content_range_read((struct span){"bytes 0-1/23", 6}, &range));
	ck_assert(!range_read((struct span){"bytes=0-1", 5}, &set));
	ck_assert(!range_read((struct span){"bytes=0-1", 6}, &set));
}
END_TEST

START_TEST(equal_lengths_are_repeated) /* RFC 9112, 6.3; RFC 9110, 8.6: "42, 42" */
{
	length_is("42, 42", LENGTH_REPEATED, 42);
	length_is("42,42 \t,\t 42", LENGTH_REPEATED, 42);
	length_is("42, 042", LENGTH_REPEATED, 42);
	ck_assert_int_eq(lines("10", "10").state, LENGTH_REPEATED);
	ck_assert_int_eq(lines("10", "10").length, 10);
	ck_assert_int_eq(lines("10, 10", "10").state, LENGTH_REPEATED);
}
END_TEST

START_TEST(unequal_lengths_are_different)
{
	length_is("10, 11", LENGTH_DIFFERENT, NUMBER_NONE);
	length_is("10, 11, 11", LENGTH_DIFFERENT, NUMBER_NONE);
	length_is("10, 11, 10", LENGTH_DIFFERENT, NUMBER_NONE);
	ck_assert_int_eq(lines("10", "11").state, LENGTH_DIFFERENT);
	ck_assert_int_eq(lines("10, 11", "10").state, LENGTH_DIFFERENT);
}
END_TEST

START_TEST(empty_elements_of_a_length_are_malformed)
{
	length_is(",", LENGTH_MALFORMED, NUMBER_NONE);
	length_is("10,", LENGTH_MALFORMED, NUMBER_NONE);
	length_is(",10", LENGTH_MALFORMED, NUMBER_NONE);
	length_is("10,,10", LENGTH_MALFORMED, NUMBER_NONE);
	length_is("10, ,10", LENGTH_MALFORMED, NUMBER_NONE);
}
END_TEST

START_TEST(a_malformed_length_stays_malformed)
{
	length_is("ten, 10", LENGTH_MALFORMED, NUMBER_NONE);
	length_is("10, 11, ten", LENGTH_MALFORMED, NUMBER_NONE);
	ck_assert_int_eq(lines("ten", "10").state, LENGTH_MALFORMED);
	ck_assert_int_eq(lines("10", "").state, LENGTH_MALFORMED);
	ck_assert_int_eq(lines("10, 11", "ten").state, LENGTH_MALFORMED);
}
END_TEST

START_TEST(a_length_that_cannot_be_counted_is_the_largest) /* RFC 9110, 8.6: any value is valid */
{
	length_is("9223372036854775807", LENGTH_VALID, INT64_MAX);
	length_is("00009223372036854775807", LENGTH_VALID, INT64_MAX);
	length_is("9223372036854775808", LENGTH_VALID, INT64_MAX);
	length_is("18446744073709551617", LENGTH_VALID, INT64_MAX); /* 1, if it wrapped */
	length_is("99999999999999999999x", LENGTH_MALFORMED, NUMBER_NONE);
}
END_TEST

START_TEST(lengths_that_cannot_be_counted_are_equal_where_their_digits_are)
{
	length_is("9223372036854775808, 9223372036854775808", LENGTH_REPEATED, INT64_MAX);
	length_is("9223372036854775808, 09223372036854775808, 9223372036854775808", LENGTH_REPEATED, INT64_MAX);
	length_is("9223372036854775808, 9223372036854775809", LENGTH_DIFFERENT, NUMBER_NONE);
	length_is("9223372036854775807, 9223372036854775808", LENGTH_DIFFERENT, NUMBER_NONE);
	length_is("9223372036854775808, 9223372036854775808, 99999999999999999999", LENGTH_DIFFERENT, NUMBER_NONE);
	length_is("9223372036854775808, 10", LENGTH_DIFFERENT, NUMBER_NONE);
	ck_assert_int_eq(lines("9223372036854775808", "9223372036854775809").state, LENGTH_DIFFERENT);
}
END_TEST

static struct transfer_coding codings(const char *value)
{
	struct transfer_coding got;

	transfer_coding_read(text(value), &got);
	return got;
}

static void chunked_alone(const char *value)
{
	struct transfer_coding got = codings(value);

	ck_assert_msg(got.any && got.chunked_last, "\"%s\" ends in chunked", value);
	ck_assert_msg(!got.chunked_before && !got.chunked_twice && !got.other && !got.invalid, "\"%s\"", value);
}

START_TEST(chunked_is_chunked_in_any_case) /* RFC 9112, 7 */
{
	chunked_alone("chunked");
	chunked_alone("CHUNKED");
	chunked_alone("Chunked");
	chunked_alone(" ,\tchunked, ,");
}
END_TEST

START_TEST(no_elements_are_no_coding)
{
	struct transfer_coding got;

	ck_assert(!codings("").any && !codings("").invalid);
	ck_assert(!codings(" , ,").any && !codings(" , ,").invalid);
	transfer_coding_read(nothing, &got);
	ck_assert(!got.any && !got.invalid);
}
END_TEST

START_TEST(gzip_then_chunked_ends_in_chunked) /* RFC 9112, 6.1 */
{
	struct transfer_coding got = codings("gzip, chunked");

	ck_assert(got.any && got.chunked_last && got.other);
	ck_assert(!got.chunked_before && !got.chunked_twice && !got.invalid);
}
END_TEST

START_TEST(chunked_then_gzip_does_not_end_in_chunked)
{
	struct transfer_coding got = codings("chunked, gzip");

	ck_assert(got.any && got.chunked_before && got.other);
	ck_assert(!got.chunked_last && !got.chunked_twice && !got.invalid);
}
END_TEST

START_TEST(chunked_twice_is_seen_next_to_it_and_far_away) /* RFC 9112, 6.1 */
{
	ck_assert(codings("chunked, chunked").chunked_twice);
	ck_assert(codings("chunked, gzip, CHUNKED").chunked_twice);
	ck_assert(codings("chunked, gzip, chunked").chunked_last);
	ck_assert(codings("chunked, chunked, gzip").chunked_twice);
	ck_assert(!codings("chunked, chunked, gzip").chunked_last);
	ck_assert(!codings("gzip, gzip, chunked").chunked_twice);
}
END_TEST

START_TEST(parameters_of_chunked_are_an_error) /* RFC 9112, 7.1 */
{
	struct transfer_coding got = codings("chunked;a=b");

	ck_assert(got.any && got.invalid && !got.chunked_last && !got.other);
	got = codings("chunked;a=b, chunked");
	ck_assert(got.invalid && got.chunked_last && got.chunked_before && got.chunked_twice);
}
END_TEST

START_TEST(parameters_of_compressions_are_an_error) /* RFC 9112, 7.2 */
{
	static const char *const names[] = {"gzip;q=1", "x-gzip;q=1", "deflate;q=1", "compress;q=1", "X-Compress;q=1"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		ck_assert_msg(codings(names[i]).invalid, "%s", names[i]);
		ck_assert_msg(codings(names[i]).other, "%s", names[i]);
	}
}
END_TEST

START_TEST(other_codings_may_have_parameters) /* RFC 9110, 10.1.4 */
{
	static const char *const values[] = {"trailers", "identity", "x;a=b", "x ; a=b\t;\tc=\"d, chunked\"", "x;a = b",
		"x;a=\"\"", "x;a=\"\\\"\"", "!#$%&'*+-.^_`|~"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		struct transfer_coding got = codings(values[i]);

		ck_assert_msg(got.any && got.other && !got.invalid && !got.chunked_last, "%s", values[i]);
	}
}
END_TEST

START_TEST(what_is_no_coding_is_invalid)
{
	static const char *const values[] = {"chunked;", "x;", "x;;a=b", "x;a=b;", "x;a", "x;a=", "x;a=b c", "x y",
		"x a=b", ";a=b", "x;=b", "x;a=\"b", "x;a=\"b\"c", "\"chunked\"", "\"chunked", "chunked\v", "\vchunked",
		"chunked:", "ch\xc3\xbcnked", "x;a=b\"c, chunked", "chunked foo", "chunked\r"};

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		struct transfer_coding got = codings(values[i]);

		ck_assert_msg(got.any && got.invalid && !got.chunked_last, "\"%s\"", values[i]);
	}
}
END_TEST

START_TEST(a_nul_ends_no_coding)
{
	struct transfer_coding got;

	transfer_coding_read((struct span){"chunked\0", 8}, &got);
	ck_assert(got.invalid && !got.chunked_last);
}
END_TEST

START_TEST(an_invalid_coding_does_not_hide_the_others)
{
	struct transfer_coding got = codings("x y, gzip, chunked");

	ck_assert(got.invalid && got.other && got.chunked_last);
}
END_TEST

static struct content_range content_range(const char *value)
{
	struct content_range got;

	ck_assert_msg(content_range_read(text(value), &got), "\"%s\" is valid", value);
	return got;
}

static void content_range_is(const char *value, int64_t first, int64_t last, int64_t complete)
{
	struct content_range got = content_range(value);

	ck_assert(span_equals_ignoring_case(got.unit, SPAN("bytes")));
	ck_assert_int_eq(got.first, first);
	ck_assert_int_eq(got.last, last);
	ck_assert_int_eq(got.complete, complete);
	ck_assert(!got.unsatisfied);
}

START_TEST(the_content_ranges_of_the_specification_are_read) /* RFC 9110, 14.4 */
{
	content_range_is("bytes 42-1233/1234", 42, 1233, 1234);
	content_range_is("bytes 42-1233/*", 42, 1233, NUMBER_NONE);
	content_range_is("bytes 0-499/1234", 0, 499, 1234);
	content_range_is("bytes 500-999/1234", 500, 999, 1234);
	content_range_is("bytes 500-1233/1234", 500, 1233, 1234);
	content_range_is("bytes 734-1233/1234", 734, 1233, 1234);
}
END_TEST

START_TEST(a_range_unit_has_no_case) /* RFC 9110, 14.1 */
{
	content_range_is("BYTES 0-0/1", 0, 0, 1);
}
END_TEST

START_TEST(an_unsatisfied_range_has_only_the_length) /* RFC 9110, 14.4 */
{
	struct content_range got = content_range("bytes */1234");

	ck_assert(got.unsatisfied && !got.inconsistent);
	ck_assert_int_eq(got.first, NUMBER_NONE);
	ck_assert_int_eq(got.last, NUMBER_NONE);
	ck_assert_int_eq(got.complete, 1234);
}
END_TEST

START_TEST(a_range_beyond_its_end_is_inconsistent) /* RFC 9110, 14.4 */
{
	ck_assert(content_range("bytes 2-1/9").inconsistent);
	ck_assert(content_range("bytes 2-1/*").inconsistent);
	ck_assert(content_range("bytes 0-9/9").inconsistent);
	ck_assert(content_range("bytes 0-9/0").inconsistent);
	ck_assert(!content_range("bytes 0-9/10").inconsistent);
	ck_assert(!content_range("bytes 2-2/3").inconsistent);
	ck_assert(!content_range("bytes 0-9/*").inconsistent);
	ck_assert(!content_range("bytes */0").inconsistent);
}
END_TEST

START_TEST(positions_too_large_to_count_are_compared_all_the_same) /* RFC 9110, 14.1.2 */
{
	content_range_is("bytes 0-99999999999999999998/99999999999999999999", 0, INT64_MAX, INT64_MAX);
	ck_assert(!content_range("bytes 0-99999999999999999998/99999999999999999999").inconsistent);
	ck_assert(content_range("bytes 0-99999999999999999998/99999999999999999999").is_too_large);
	ck_assert(content_range("bytes */9223372036854775808").is_too_large);
	ck_assert(!content_range("bytes */9223372036854775807").is_too_large);
	ck_assert(!content_range("bytes 99999999999999999998-99999999999999999999/*").is_too_large);
	ck_assert(content_range("bytes 0-99999999999999999999/99999999999999999999").inconsistent);
	ck_assert(content_range("bytes 99999999999999999999-99999999999999999998/*").inconsistent);
	ck_assert(!content_range("bytes 0000000000000000000000002-10/11").inconsistent);
}
END_TEST

START_TEST(ranges_of_other_units_have_no_numbers_for_us)
{
	struct content_range got = content_range("items 1-2/3");

	ck_assert(span_equals(got.unit, SPAN("items")));
	ck_assert(!got.unsatisfied && !got.inconsistent);
	ck_assert_int_eq(got.first, NUMBER_NONE);
	ck_assert_int_eq(got.last, NUMBER_NONE);
	ck_assert_int_eq(got.complete, NUMBER_NONE);
}
END_TEST

START_TEST(what_is_invalid_is_invalid_for_every_unit) /* RFC 9110, 14.4 */
{
	ck_assert(content_range("items 2-1/3").inconsistent);
	ck_assert(content_range("items */3").unsatisfied);
	ck_assert_int_eq(content_range("items */3").complete, NUMBER_NONE);
}
END_TEST

START_TEST(other_content_ranges_are_invalid)
{
	static const char *const values[] = {"", "bytes", "bytes ", "bytes 0-1", "bytes 0-1/", "bytes 0/1",
		"bytes -1/2", "bytes 0-/2", "bytes -/2", "bytes */*", "bytes */", "bytes *", "bytes **/1",
		"bytes 0-1/2/3", "bytes 0-1-2/3", "bytes  0-1/2", "bytes\t0-1/2", "bytes=0-1/2", "bytes: 0-1/2",
		" bytes 0-1/2", "bytes 0-1/2 ", "bytes 0 -1/2", "bytes 0-1 /2", "bytes 0-1/ 2", " 0-1/2", "0-1/2",
		"bytes +0-1/2", "bytes 0-1/+2", "bytes 0x0-1/2", "b/c 0-1/2", "bytes 0-1/2, bytes 0-1/2", "items a-b/c",
		"items a"};
	struct content_range got;

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		ck_assert_msg(!content_range_read(text(values[i]), &got), "\"%s\"", values[i]);
	ck_assert(!content_range_read(nothing, &got));
}
END_TEST

enum { MOST_RANGES = 3 };

struct ranges {
	size_t count;
	struct range_spec specs[MOST_RANGES];
	struct span rest;
};

static struct ranges ranges(const char *value)
{
	struct ranges got = {0};
	struct range_spec spec;
	struct range range;

	ck_assert_msg(range_read(text(value), &range), "\"%s\" is valid", value);
	ck_assert(span_equals_ignoring_case(range.unit, SPAN("bytes")));
	while (range_next(&range.set, &spec)) {
		ck_assert_uint_lt(got.count, MOST_RANGES);
		got.specs[got.count++] = spec;
	}
	got.rest = range.set;
	return got;
}

static void one_range_is(const char *value, int64_t first, int64_t last)
{
	struct ranges got = ranges(value);

	ck_assert_uint_eq(got.count, 1);
	ck_assert_int_eq(got.specs[0].first, first);
	ck_assert_int_eq(got.specs[0].last, last);
	ck_assert_uint_eq(got.rest.length, 0);
}

START_TEST(the_byte_ranges_of_the_specification_are_read) /* RFC 9110, 14.1.2 */
{
	one_range_is("bytes=0-499", 0, 499);
	one_range_is("bytes=500-999", 500, 999);
	one_range_is("bytes=-500", NUMBER_NONE, 500);
	one_range_is("bytes=9500-", 9500, NUMBER_NONE);
	ck_assert_uint_eq(ranges("bytes=0-0,-1").count, 2);
	ck_assert_uint_eq(ranges("bytes=500-600,601-999").count, 2);
	ck_assert_uint_eq(ranges("bytes=500-700,601-999").count, 2);
}
END_TEST

START_TEST(white_space_in_a_range_set_does_not_count) /* RFC 9110, 14.1.2 */
{
	struct ranges got = ranges("bytes= 0-999, 4500-5499, -1000");

	ck_assert_uint_eq(got.count, 3);
	ck_assert_int_eq(got.specs[1].first, 4500);
	ck_assert_int_eq(got.specs[1].last, 5499);
	ck_assert_int_eq(got.specs[2].first, NUMBER_NONE);
	ck_assert_int_eq(got.specs[2].last, 1000);
}
END_TEST

START_TEST(empty_elements_of_a_range_set_are_skipped) /* RFC 9110, 5.6.1.2 */
{
	one_range_is("bytes=,0-1", 0, 1);
	one_range_is("Bytes=0-1, ,", 0, 1);
}
END_TEST

START_TEST(edges_of_byte_ranges_are_valid)
{
	one_range_is("bytes=0-0", 0, 0);
	one_range_is("bytes=-0", NUMBER_NONE, 0);
	one_range_is("bytes=007-7", 7, 7);
	one_range_is("bytes=0-99999999999999999999", 0, INT64_MAX);
	one_range_is("bytes=99999999999999999998-99999999999999999999", INT64_MAX, INT64_MAX);
	one_range_is("bytes=-99999999999999999999", NUMBER_NONE, INT64_MAX);
}
END_TEST

START_TEST(other_byte_ranges_are_invalid)
{
	static const char *const values[] = {"", "bytes", "bytes=", "bytes= ", "bytes=,", "=0-1", "0-1", "bytes 0-1",
		"bytes =0-1", " bytes=0-1", "bytes=-", "bytes=1", "bytes=2-1",
		"bytes=99999999999999999999-99999999999999999998", "bytes=0-1-2", "bytes=--1", "bytes=0 -1",
		"bytes=0- 1", "bytes=a-b", "bytes=0-1;2-3", "bytes=0-1,x", "bytes=0-1,2-1", "bytes=0-1 2-3",
		"bytes=\"0-1\"", "bytes==0-1", "bytes=*", "bytes=+0-1", "b/c=0-1"};
	struct range got;

	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		ck_assert_msg(!range_read(text(values[i]), &got), "\"%s\"", values[i]);
	ck_assert(!range_read(nothing, &got));
}
END_TEST

START_TEST(ranges_of_other_units_are_visible_characters) /* RFC 9110, 14.1.1 */
{
	struct range got;

	ck_assert(range_read(text("items=1-2"), &got));
	ck_assert(range_read(text("items=2-1"), &got)); /* an other-range */
	ck_assert(range_read(text("seconds=1.5-2.5,\"a,b\""), &got));
	ck_assert(range_read(text("x=!,~"), &got));
	ck_assert(range_read(text("x=="), &got));
	ck_assert(span_equals(got.unit, SPAN("x")) && span_equals(got.set, SPAN("=")));
	ck_assert(!range_read(text("items="), &got));
	ck_assert(!range_read(text("items=a b"), &got));
	ck_assert(!range_read(text("items=\x7f"), &got));
	ck_assert(!range_read(text("items=\xc3\xa4"), &got));
}
END_TEST

START_TEST(a_range_that_is_not_of_bytes_is_left_in_the_rest)
{
	struct range_spec spec;
	struct span rest = SPAN("0-1, x-y, 2-3");

	ck_assert(range_next(&rest, &spec));
	ck_assert(!range_next(&rest, &spec));
	ck_assert(span_equals(span_trim(rest), SPAN("x-y, 2-3")));
}
END_TEST

START_TEST(the_end_of_a_range_set_leaves_no_rest)
{
	struct range_spec spec;
	struct span rest = SPAN(" , ,");

	ck_assert(!range_next(&rest, &spec));
	ck_assert_uint_eq(rest.length, 0);
	rest = nothing;
	ck_assert(!range_next(&rest, &spec));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("framing_values");

	suite_add(suite, a_length_is_digits);
	suite_add(suite, what_is_not_digits_is_malformed);
	suite_add(suite, a_length_without_octets_may_have_no_pointer);
	suite_add(suite, only_the_octets_of_the_length_count);
	suite_add(suite, equal_lengths_are_repeated);
	suite_add(suite, unequal_lengths_are_different);
	suite_add(suite, empty_elements_of_a_length_are_malformed);
	suite_add(suite, a_malformed_length_stays_malformed);
	suite_add(suite, a_length_that_cannot_be_counted_is_the_largest);
	suite_add(suite, lengths_that_cannot_be_counted_are_equal_where_their_digits_are);
	suite_add(suite, chunked_is_chunked_in_any_case);
	suite_add(suite, no_elements_are_no_coding);
	suite_add(suite, gzip_then_chunked_ends_in_chunked);
	suite_add(suite, chunked_then_gzip_does_not_end_in_chunked);
	suite_add(suite, chunked_twice_is_seen_next_to_it_and_far_away);
	suite_add(suite, parameters_of_chunked_are_an_error);
	suite_add(suite, parameters_of_compressions_are_an_error);
	suite_add(suite, other_codings_may_have_parameters);
	suite_add(suite, what_is_no_coding_is_invalid);
	suite_add(suite, a_nul_ends_no_coding);
	suite_add(suite, an_invalid_coding_does_not_hide_the_others);
	suite_add(suite, the_content_ranges_of_the_specification_are_read);
	suite_add(suite, a_range_unit_has_no_case);
	suite_add(suite, an_unsatisfied_range_has_only_the_length);
	suite_add(suite, a_range_beyond_its_end_is_inconsistent);
	suite_add(suite, positions_too_large_to_count_are_compared_all_the_same);
	suite_add(suite, ranges_of_other_units_have_no_numbers_for_us);
	suite_add(suite, what_is_invalid_is_invalid_for_every_unit);
	suite_add(suite, other_content_ranges_are_invalid);
	suite_add(suite, the_byte_ranges_of_the_specification_are_read);
	suite_add(suite, white_space_in_a_range_set_does_not_count);
	suite_add(suite, empty_elements_of_a_range_set_are_skipped);
	suite_add(suite, edges_of_byte_ranges_are_valid);
	suite_add(suite, other_byte_ranges_are_invalid);
	suite_add(suite, ranges_of_other_units_are_visible_characters);
	suite_add(suite, a_range_that_is_not_of_bytes_is_left_in_the_rest);
	suite_add(suite, the_end_of_a_range_set_leaves_no_rest);
	return tap_main(suite);
}
