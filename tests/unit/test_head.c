/* HTTP/1 heads and status lines, read and written. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

#define REQUEST_LINE "GET / HTTP/1.1\r\n"
#define STATUS_LINE "HTTP/1.1 200 OK\r\n"

/* ---- helpers: an exchange of one head ---- */

static struct httpstatus_exchange *request_of(const char *text)
{
	return exchange_of(text, NULL);
}

static struct httpstatus_exchange *response_of(const char *text)
{
	return exchange_of(NULL, text);
}

static void has_defects(const struct httpstatus_exchange *exchange, uint64_t defects)
{
	ck_assert_uint_eq(defects_of(exchange), defects);
}

/* That a head of @fields is read, with these defects, and gives name and value @i. */
static void gives_field(const char *fields, size_t i, const char *name, const char *value, uint64_t defects)
{
	char head[256];

	snprintf(head, sizeof head, STATUS_LINE "%s\r\n", fields);
	struct httpstatus_exchange *exchange = response_of(head);

	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, i), name);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, i), value);
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, i + 1));
	has_defects(exchange, defects);
	httpstatus_exchange_free(exchange);
}

static void no_request(const char *text, int error)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(read_request(exchange, text), error);
	is_like_new(exchange);
	httpstatus_exchange_free(exchange);
}

static void no_response(const char *text, int error)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(read_response(exchange, text), error);
	is_like_new(exchange);
	httpstatus_exchange_free(exchange);
}

/* ---- requests ---- */

START_TEST(a_request_has_method_target_version_and_fields)
{
	static const char text[] = "POST /a?b HTTP/1.0\r\nHost: example.com\r\nAccept: */*\r\n\r\ncontent";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 0;

	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, text, strlen(text), &used), 0);
	ck_assert_str_eq(text + used, "content");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "POST");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/a?b");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION), 10);
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_REQUEST, 1), "Accept");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 1), "*/*");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_REQUEST, 2));
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(every_form_of_target_is_kept)
{
	const char *const targets[] = {"/", "*", "http://h/p?q", "h:443", "/a b", "//x", "/\xc3\xa9"};

	for (int i = 0; i < 7; i++) {
		char head[64];

		snprintf(head, sizeof head, "OPTIONS %s HTTP/1.1\r\n\r\n", targets[i]);
		struct httpstatus_exchange *exchange = request_of(head);
		ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), targets[i]);
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(the_versions_of_a_request)
{
	const struct {
		const char *head;
		int version;
	} rows[] = {{"GET / HTTP/1.1\n\n", 11}, {"GET / HTTP/1.0\n\n", 10}, {"GET / HTTP/1.9\n\n", 19},
		{"GET / HTTP/2\n\n", 20}, {"GET / HTTP/2.0\n\n", 20}, {"GET / HTTP/3\n\n", 30}};

	for (int i = 0; i < 6; i++) {
		struct httpstatus_exchange *exchange = request_of(rows[i].head);
		ck_assert_int_eq(
			httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION), rows[i].version);
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(a_request_of_http_0_9_is_one_line)
{
	static const char text[] = "GET /index\r\nHost: not a field";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 0;

	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, text, strlen(text), &used), 0);
	ck_assert_uint_eq(used, 12);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION), 9);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/index");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_REQUEST, 0));
	httpstatus_exchange_free(exchange);
	no_request("POST /index\r\n\r\n", HTTPSTATUS_ERROR_SYNTAX);
}
END_TEST

START_TEST(empty_lines_before_a_request_are_passed_over)
{
	struct httpstatus_exchange *exchange = request_of("\r\n\r\n" REQUEST_LINE "\r\n");

	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_is_no_request_line)
{
	const char *const lines[] = {"GET\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "G@T / HTTP/1.1\r\n\r\n",
		"GET  HTTP/1.1\r\n\r\n", "GET / HTTP/1\r\n\r\n", "GET / HTTP/1.\r\n\r\n", "GET / HTTP/1.11\r\n\r\n",
		"GET / http/1.1\r\n\r\n", "GET / HTTP/x.1\r\n\r\n", "GET / HTTP\r\n\r\n", "GET / HTTP/1.1 \r\n\r\n",
		"GET / FTP/1.1\r\n\r\n", "GET \r\n\r\n", " \r\n\r\n", "G\tT / HTTP/1.1\r\n\r\n",
		"GET\t/\tHTTP/1.1\r\n\r\n", "GET / HTTP/12\r\n\r\n"};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		no_request(lines[i], HTTPSTATUS_ERROR_SYNTAX);
}
END_TEST

START_TEST(a_second_request_is_refused)
{
	struct httpstatus_exchange *exchange = request_of(REQUEST_LINE "A: 1\r\n\r\n");

	ck_assert_int_eq(read_request(exchange, "POST / HTTP/1.0\r\n\r\n"), HTTPSTATUS_ERROR_STATE);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "GET");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION), 11);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- responses ---- */

START_TEST(a_response_has_version_code_reason_and_fields)
{
	static const char text[] = "HTTP/1.0 404 Not  Found\r\nVia: a\r\nVia:b\r\n\r\ncontent";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 0;

	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, text, strlen(text), &used), 0);
	ck_assert_str_eq(text + used, "content");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 10);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 404);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL), "Not  Found");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "a");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 1), "b");
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(interim_heads_come_before_the_final_one)
{
	struct httpstatus_exchange *exchange = response_of("HTTP/1.1 100 Continue\r\n\r\n"
							   "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n"
							   "HTTP/1.1 103 Early Hints\r\nLink: <b>\r\n\r\n"
							   "HTTP/1.1 200 OK\r\nVia: x\r\n\r\n");

	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 100);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 2), 103);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 3), 0);
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_INTERIM, 0));
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_INTERIM + 1, 0), "<a>");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_INTERIM + 2, 0), "<b>");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "x");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 200);
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(switching_protocols_is_the_last_head)
{
	static const char text[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 0;

	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, text, strlen(text), &used), 0);
	ck_assert_str_eq(text + used, "HTTP/1.1 200 OK\r\n\r\n");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 101);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 0);
	ck_assert_int_eq(httpstatus_exchange_persistence(exchange), HTTPSTATUS_PERSISTENCE_HANDED_OVER);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(http_2_is_read_as_curl_prints_it)
{
	struct httpstatus_exchange *exchange = response_of("HTTP/2 103 \r\nlink: <a>\r\n\r\n"
							   "HTTP/2 200 \r\ncontent-length: 3\r\n\r\nabc");

	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 20);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 103);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL), "");
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
	exchange = response_of("HTTP/3 204\r\n\r\n");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 30);
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_second_response_is_refused)
{
	struct httpstatus_exchange *exchange = response_of(STATUS_LINE "A: 1\r\n\r\n");

	ck_assert_int_eq(read_response(exchange, "HTTP/1.0 404 X\r\n\r\n"), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 200);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "1");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_is_no_response)
{
	const char *const heads[] = {"This is not HTTP.", "This is not HTTP.\r\n\r\n", "\r\n\r\n",
		"HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1\r\n\r\n",
		"http/1.1 200 OK\r\n\r\n", "ICY 200 OK\r\n\r\n", " HTTP/1.1 200 OK\r\n\r\n"};

	for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
		no_response(heads[i], HTTPSTATUS_ERROR_SYNTAX);
}
END_TEST

START_TEST(nothing_is_incomplete)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, NULL, 5, NULL), HTTPSTATUS_ERROR_INCOMPLETE);
	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, NULL, 5, NULL), HTTPSTATUS_ERROR_INCOMPLETE);
	httpstatus_exchange_free(exchange);
	no_request("", HTTPSTATUS_ERROR_INCOMPLETE);
	no_request("\r\n", HTTPSTATUS_ERROR_INCOMPLETE);
	no_response("", HTTPSTATUS_ERROR_INCOMPLETE);
	no_response("HTT", HTTPSTATUS_ERROR_INCOMPLETE);
}
END_TEST

/* ---- fields ---- */

START_TEST(lines_may_end_in_lf_which_is_a_defect)
{
	struct httpstatus_exchange *exchange = response_of("HTTP/1.1 200 OK\nA: 1\nB: 2\n\n");

	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "1");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 1), "2");
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_LINE_FEED));
	httpstatus_exchange_free(exchange);
	gives_field("A: 1\n", 0, "A", "1", BIT(HTTPSTATUS_DEFECT_LINE_FEED));
}
END_TEST

START_TEST(white_space_around_a_value_is_not_of_it)
{
	gives_field("A: \t x y\t \r\n", 0, "A", "x y", 0);
	gives_field("A:x\r\n", 0, "A", "x", 0);
	gives_field("A:\r\n", 0, "A", "", 0);
	gives_field("A:  \t\r\n", 0, "A", "", 0);
	gives_field("A: b:c\r\n", 0, "A", "b:c", 0);
}
END_TEST

START_TEST(a_folded_line_goes_on_with_the_one_before)
{
	const uint64_t folded = BIT(HTTPSTATUS_DEFECT_FOLDED);

	gives_field("A: 1\r\n\t 2 \r\n 3\r\n", 0, "A", "1 2 3", folded);
	gives_field("A:\r\n x\r\n", 0, "A", "x", folded);
	gives_field("A: x\r\n  \r\n", 0, "A", "x", folded);
	gives_field("A: x\r\n  \r\n y\r\n", 0, "A", "x y", folded);
	gives_field("A:\r\n \r\n", 0, "A", "", folded);
	gives_field("A: 1\r\n 2\r\nB: 3\r\n", 1, "B", "3", folded);
	gives_field("A: 1\r\n B: 2\r\n", 0, "A", "1 B: 2", folded);
}
END_TEST

START_TEST(a_folded_line_that_goes_on_with_nothing_is_passed_over)
{
	const uint64_t defects = BIT(HTTPSTATUS_DEFECT_FOLDED) | BIT(HTTPSTATUS_DEFECT_FIELD_NAME);

	gives_field(" x: y\r\nA: 1\r\n", 0, "A", "1", defects);
	gives_field(" x\r\n y\r\n\tz\r\nA: 1\r\n", 0, "A", "1", defects);
}
END_TEST

START_TEST(a_fold_does_not_go_on_with_another_message)
{
	struct httpstatus_exchange *exchange =
		exchange_of(REQUEST_LINE "Host: h\r\n\r\n", STATUS_LINE " x\r\n y\r\n\r\n");

	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "h");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL), "OK");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(odd_names_are_kept_and_told)
{
	const uint64_t name = BIT(HTTPSTATUS_DEFECT_FIELD_NAME);

	gives_field("A : 1\r\n", 0, "A", "1", BIT(HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON));
	gives_field("A\t: 1\r\n", 0, "A", "1", BIT(HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON));
	gives_field("A B: 1\r\n", 0, "A B", "1", name);
	gives_field("no colon \r\n", 0, "no colon", "", name);
	gives_field("token\r\n", 0, "token", "", name);
	gives_field(": 1\r\n", 0, "", "1", name);
	gives_field("\xc3\xa9: 1\r\n", 0, "\xc3\xa9", "1", name);
	gives_field(":status: 200\r\n", 0, "", "status: 200", name);
}
END_TEST

START_TEST(odd_octets_in_a_value_are_kept_and_told)
{
	gives_field("A: \xff\xe9\r\n", 0, "A", "\xff\xe9", 0);
	gives_field("A: a\tb\r\n", 0, "A", "a\tb", 0);
	gives_field("A: a\rb\r\n", 0, "A", "a\rb", BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
	gives_field("A: a\r\r\n", 0, "A", "a\r", BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
	gives_field("A: \x7f\r\n", 0, "A", "\x7f", BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
	gives_field("A: \x01\r\n", 0, "A", "\x01", BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
}
END_TEST

START_TEST(a_nul_in_a_head_is_kept_and_told)
{
	static const char text[] = STATUS_LINE "A: x\0y\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t length;

	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, text, sizeof text - 1, NULL), 0);
	ck_assert_mem_eq(httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, 0, &length), "x\0y", 4);
	ck_assert_uint_eq(length, 3);
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_FIELD_VALUE));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(the_status_has_defects_of_its_own)
{
	struct httpstatus_exchange *exchange = response_of("HTTP/1.1 200\r\n\r\n");

	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_STATUS_LINE));
	httpstatus_exchange_free(exchange);
	exchange = response_of("HTTP/1.1 600 X\r\n\r\n");
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_STATUS));
	httpstatus_exchange_free(exchange);
	exchange = response_of("HTTP/1.1 099 X\r\n\r\n");
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_STATUS));
	httpstatus_exchange_free(exchange);
	exchange = response_of("HTTP/1.1 599 \r\n\r\n");
	has_defects(exchange, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(an_old_client_gets_no_interim_response_and_no_transfer_coding)
{
	struct httpstatus_exchange *exchange = exchange_of(
		"GET / HTTP/1.0\r\n\r\n", "HTTP/1.1 103 X\r\n\r\n" STATUS_LINE "Transfer-Encoding: chunked\r\n\r\n");

	has_defects(exchange,
		BIT(HTTPSTATUS_DEFECT_INFORMATIONAL_IN_HTTP10) | BIT(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP10));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_is_wrong_in_every_version_is_wrong_in_an_unknown_one)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 200);
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Length", "ten");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Transfer-Encoding", "chunked");
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_CONTENT_LENGTH_MALFORMED));
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), -1);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- heads that break off, and limits ---- */

static const char whole_request[] = "\r\nPOST /x HTTP/1.1\r\nHost: h\r\nA: 1\r\n 2\r\nB:\r\n\r\n";
static const char whole_response[] = "HTTP/1.1 103 Hints\r\nLink: <a>\r\n\r\n"
				     "HTTP/1.1 200 OK\nA : 1\r\n 2\r\nbad\r\n\r\n";

START_TEST(a_request_that_breaks_off_leaves_nothing)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 77, whole = strlen(whole_request);

	for (size_t length = 0; length < whole; length++) {
		ck_assert_int_eq(httpstatus_exchange_read_request(exchange, whole_request, length, &used),
			HTTPSTATUS_ERROR_INCOMPLETE);
		is_like_new(exchange);
	}
	ck_assert_uint_eq(used, 0);
	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, whole_request, whole, &used), 0);
	ck_assert_uint_eq(used, whole);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 1), "1 2");
	httpstatus_exchange_free(exchange);
}
END_TEST

/* That an exchange is what reading @whole_request alone makes it. */
static void has_the_request_only(const struct httpstatus_exchange *exchange)
{
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "/x");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 0), "h");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 1), "1 2");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_REQUEST, 2), "");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_INTERIM, 0));
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 0);
	ck_assert(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN);
	ck_assert_ptr_null(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL));
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_FOLDED));
}

/* How long the interim head of @whole_response is. */
enum { INTERIM_HEAD = sizeof "HTTP/1.1 103 Hints\r\nLink: <a>\r\n\r\n" - 1 };

/* That an exchange has the interim head of @whole_response, and nothing of the final one. */
static void has_the_interim_only(const struct httpstatus_exchange *exchange)
{
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 103);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 1), 0);
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_INTERIM, 0), "<a>");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0));
	ck_assert_int_eq(httpstatus_exchange_status(exchange), 0);
	ck_assert_ptr_null(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL));
}

START_TEST(of_a_response_that_breaks_off_whole_interim_heads_are_kept)
{
	size_t whole = strlen(whole_response);

	for (size_t length = 0; length < whole; length++) {
		struct httpstatus_exchange *exchange = request_of(whole_request);
		size_t used = 77, kept = length < INTERIM_HEAD ? 0 : INTERIM_HEAD;

		ck_assert_int_eq(httpstatus_exchange_read_response(exchange, whole_response, length, &used),
			HTTPSTATUS_ERROR_INCOMPLETE);
		ck_assert_uint_eq(used, kept);
		if (kept)
			has_the_interim_only(exchange);
		else
			has_the_request_only(exchange);
		ck_assert_int_eq(
			httpstatus_exchange_read_response(exchange, whole_response + used, whole - used, &used), 0);
		ck_assert_uint_eq(used, whole - kept);
		ck_assert_int_eq(httpstatus_exchange_interim(exchange, 1), 0);
		ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "1 2");
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(an_interim_response_that_came_alone_can_be_read)
{
	static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 77;

	ck_assert_int_eq(
		httpstatus_exchange_read_response(exchange, go_on, strlen(go_on), &used), HTTPSTATUS_ERROR_INCOMPLETE);
	ck_assert_uint_eq(used, strlen(go_on));
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 100);
	ck_assert_int_eq(read_response(exchange, "HTTP/1.1 204 No Content\r\n\r\n"), 0);
	ck_assert_int_eq(httpstatus_exchange_status(exchange), 204);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_is_no_head_behind_an_interim_one_leaves_the_interim_one)
{
	static const char text[] = "HTTP/1.1 103 Hints\r\nLink: <a>\r\n\r\nnonsense\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 77;

	ck_assert_int_eq(
		httpstatus_exchange_read_response(exchange, text, strlen(text), &used), HTTPSTATUS_ERROR_SYNTAX);
	ck_assert_uint_eq(used, INTERIM_HEAD);
	has_the_interim_only(exchange);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(used_is_written_whatever_happens)
{
	struct httpstatus_exchange *exchange = request_of(whole_request);
	size_t used = 77;

	ck_assert_int_eq(httpstatus_exchange_read_request(exchange, "x", 1, &used), HTTPSTATUS_ERROR_STATE);
	ck_assert_uint_eq(used, 0);
	used = 77;
	ck_assert_int_eq(httpstatus_exchange_read_request(NULL, "x", 1, &used), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_uint_eq(used, 0);
	used = 77;
	ck_assert_int_eq(httpstatus_exchange_read_response(NULL, "x", 1, &used), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_uint_eq(used, 0);
	used = 77;
	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, "nonsense\n", 9, &used), HTTPSTATUS_ERROR_SYNTAX);
	ck_assert_uint_eq(used, 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_failed_reading_keeps_what_was_said_before)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	say(exchange, HTTPSTATUS_LINE_TARGET, "http://example.com/");
	say(exchange, HTTPSTATUS_LINE_REASON, "Fine");
	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, 30);
	ck_assert_int_eq(read_request(exchange, REQUEST_LINE "A: 1\r\n"), HTTPSTATUS_ERROR_INCOMPLETE);
	ck_assert_int_eq(read_response(exchange, STATUS_LINE "A: 1\r\n"), HTTPSTATUS_ERROR_INCOMPLETE);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL), "http://example.com/");
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL), "Fine");
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 30);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(of_a_head_over_a_limit_nothing_is_left)
{
	for (size_t octets = 0; octets < 38; octets++) {
		struct httpstatus_exchange *exchange = httpstatus_exchange_new();

		set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, (int64_t)octets);
		int error = read_response(exchange, whole_response);
		/* Link <a> OK A "1 2" bad */
		ck_assert_int_eq(error, octets < 4 + 3 + 2 + 1 + 3 + 3 ? HTTPSTATUS_ERROR_LIMIT : 0);
		if (octets < 4 + 3)
			is_like_new(exchange);
		else if (error)
			has_the_interim_only(exchange);
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(of_a_head_with_too_many_lines_nothing_is_left)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	set(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM, 0);
	ck_assert_int_eq(read_response(exchange, whole_response), HTTPSTATUS_ERROR_LIMIT);
	is_like_new(exchange);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM, 1);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 2);
	ck_assert_int_eq(read_response(exchange, whole_response), HTTPSTATUS_ERROR_LIMIT);
	has_the_interim_only(exchange);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 3);
	ck_assert_int_eq(read_response(exchange, whole_response + INTERIM_HEAD), 0);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- what is wrong with first lines ---- */

static void response_line_has(const char *line, uint64_t defects)
{
	char head[256];

	snprintf(head, sizeof head, "%s\r\n\r\n", line);
	struct httpstatus_exchange *exchange = response_of(head);
	has_defects(exchange, defects);
	httpstatus_exchange_free(exchange);
}

static void request_line_has(const char *line, uint64_t defects)
{
	char head[256];

	snprintf(head, sizeof head, "%s\r\nHost: a\r\n\r\n", line);
	struct httpstatus_exchange *exchange = request_of(head);
	has_defects(exchange, defects);
	httpstatus_exchange_free(exchange);
}

/* RFC 9112, 4: HTAB / SP / VCHAR / obs-text. */
START_TEST(a_control_character_in_the_reason_is_a_defect)
{
	static const char nul[] = "HTTP/1.1 200 O\0K\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	response_line_has("HTTP/1.1 200 O\rK", BIT(HTTPSTATUS_DEFECT_REASON));
	response_line_has("HTTP/1.1 200 OK\x7f", BIT(HTTPSTATUS_DEFECT_REASON));
	response_line_has("HTTP/1.1 200 \x1b[31mOK", BIT(HTTPSTATUS_DEFECT_REASON));
	response_line_has("HTTP/1.1 200 O\tK \xc3\xa9", 0);
	response_line_has("HTTP/1.1 200 ", 0);
	ck_assert_int_eq(httpstatus_exchange_read_response(exchange, nul, sizeof nul - 1, NULL), 0);
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_REASON));
	httpstatus_exchange_free(exchange);
}
END_TEST

/* RFC 9110, 2.5: a minor version that is higher is read as the highest that there is; there is no major one above 3. */
START_TEST(a_version_that_there_is_not_is_a_defect)
{
	static const char *const none[] = {"HTTP/4", "HTTP/5.6", "HTTP/9.9", "HTTP/2.1", "HTTP/3.1", "HTTP/0.1"};
	static const char *const some[] = {"HTTP/1.0", "HTTP/1.1", "HTTP/1.2", "HTTP/2", "HTTP/2.0", "HTTP/3"};
	char line[64];

	for (int i = 0; i < 6; i++) {
		snprintf(line, sizeof line, "%s 200 OK", none[i]);
		response_line_has(line, BIT(HTTPSTATUS_DEFECT_VERSION));
		snprintf(line, sizeof line, "%s 200 OK", some[i]);
		response_line_has(line, 0);
		snprintf(line, sizeof line, "GET /a %s", none[i]);
		request_line_has(line, BIT(HTTPSTATUS_DEFECT_VERSION));
		snprintf(line, sizeof line, "GET /a %s", some[i]);
		request_line_has(line, 0);
	}
}
END_TEST

START_TEST(nobody_knows_how_a_message_of_such_a_version_ends)
{
	struct httpstatus_exchange *exchange = exchange_of(
		"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/4 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\n");

	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION), 40);
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), -1);
	ck_assert(httpstatus_exchange_content_length(exchange) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_exchange_persistence(exchange), -1);
	has_defects(exchange, BIT(HTTPSTATUS_DEFECT_VERSION)); /* Connection is none in what is no HTTP/2 */
	httpstatus_exchange_free(exchange);
}
END_TEST

/* RFC 9112, 3.2; RFC 3986, 2: what is no graphic character of ASCII is percent-encoded. */
START_TEST(a_target_with_octets_that_no_uri_has_is_a_defect)
{
	static const char *const bad[] = {"/a b", "/a\tb", "/a\x01", "/caf\xe9", "/a?\x7f", "http://a/\xc3\xa9", "/\r"};
	static const char *const good[] = {"/a%20b", "/caf%C3%A9", "*", "http://a/", "/a?b=c&d[]={e}|", "/~"};
	char line[64];

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		snprintf(line, sizeof line, "GET %s HTTP/1.1", bad[i]);
		request_line_has(line, BIT(HTTPSTATUS_DEFECT_TARGET));
	}
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		snprintf(line, sizeof line, "GET %s HTTP/1.1", good[i]);
		request_line_has(line, 0);
	}
}
END_TEST

/* ---- status lines by themselves ---- */

/* What reading a line gives, "version code reason", or "error". */
static const char *line_read(const char *line)
{
	static char text[128];
	int version, code;
	size_t reason, length = strlen(line);

	if (httpstatus_status_line_read(line, length, &version, &code, &reason) != 0)
		return "error";
	snprintf(text, sizeof text, "%d %d '%s'", version, code, line + reason);
	return text;
}

START_TEST(status_lines_are_read)
{
	ck_assert_str_eq(line_read("HTTP/1.1 200 OK"), "11 200 'OK'");
	ck_assert_str_eq(line_read("HTTP/1.0 404 Not  Found "), "10 404 'Not  Found '");
	ck_assert_str_eq(line_read("HTTP/1.1 200 "), "11 200 ''");
	ck_assert_str_eq(line_read("HTTP/1.1 200"), "11 200 ''");
	ck_assert_str_eq(line_read("HTTP/1.1 200  OK"), "11 200 ' OK'");
	ck_assert_str_eq(line_read("HTTP/2 200 "), "20 200 ''");
	ck_assert_str_eq(line_read("HTTP/2 200"), "20 200 ''");
	ck_assert_str_eq(line_read("HTTP/3 404 "), "30 404 ''");
	ck_assert_str_eq(line_read("HTTP/2.0 200 OK"), "20 200 'OK'");
	ck_assert_str_eq(line_read("HTTP/0.9 200 OK"), "9 200 'OK'");
	ck_assert_str_eq(line_read("HTTP/1.2 200 OK"), "12 200 'OK'");
	ck_assert_str_eq(line_read("HTTP/9.9 999 x"), "99 999 'x'");
	ck_assert_str_eq(line_read("HTTP/1.1 000 x"), "11 0 'x'");
}
END_TEST

START_TEST(what_is_no_status_line)
{
	const char *const lines[] = {"", "H", "HTTP", "HTTP/", "HTTP/1", "HTTP/1.", "HTTP/1.1", "HTTP/1.1 ",
		"HTTP/1.1 2", "HTTP/1.1 20", "HTTP/1.1 20 OK", "HTTP/1.1 2000", "HTTP/1.1 200OK", "HTTP/1.1 -20",
		"HTTP/1.1 +20 OK", "HTTP/1.1  200", "HTTP/1.1\t200 OK", "HTTP/1.1 200\tOK", "HTTP/1 200 OK",
		"HTTP/1.x 200 OK", "HTTP/11 200 OK", "HTTP/1.10 200 OK", "HTTP/10.1 200 OK", "Http/1.1 200 OK",
		"HTTP/a.1 200 OK", "HTTP 200 OK", " HTTP/1.1 200 OK", "XHTTP/1.1 200 OK", "HTTP/2 20", "HTTP/2 ",
		"HTTP/2"};

	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		ck_assert_msg(strcmp(line_read(lines[i]), "error") == 0, "%s", lines[i]);
	ck_assert_int_eq(httpstatus_status_line_read(NULL, 20, NULL, NULL, NULL), HTTPSTATUS_ERROR_SYNTAX);
}
END_TEST

START_TEST(nobody_has_to_ask_for_all_of_a_status_line)
{
	size_t reason;
	int number = -1;

	ck_assert_int_eq(httpstatus_status_line_read("HTTP/1.1 200", 12, NULL, NULL, NULL), 0);
	ck_assert_int_eq(httpstatus_status_line_read("HTTP/1.1 200", 12, NULL, NULL, &reason), 0);
	ck_assert_uint_eq(reason, 12);
	ck_assert_int_eq(
		httpstatus_status_line_read("HTTP/1.1 20x", 12, &number, &number, &reason), HTTPSTATUS_ERROR_SYNTAX);
	ck_assert_int_eq(number, -1);
}
END_TEST

START_TEST(every_code_comes_back_as_it_was_written)
{
	const int versions[] = {10, 11, 20, 30};

	for (int code = 100; code <= 999; code++) {
		for (int i = 0; i < 4; i++) {
			char line[128];
			int version_back, code_back;
			size_t reason;
			size_t length = httpstatus_status_line_write(versions[i], code, NULL, 0, line, sizeof line);
			const char *phrase = httpstatus_phrase(code);

			ck_assert_uint_eq(length, strlen(line));
			ck_assert_int_eq(
				httpstatus_status_line_read(line, length, &version_back, &code_back, &reason), 0);
			ck_assert_int_eq(version_back, versions[i]);
			ck_assert_int_eq(code_back, code);
			ck_assert_str_eq(line + reason, phrase && versions[i] < 20 ? phrase : "");
			ck_assert_int_eq(line[reason - 1], ' ');
		}
	}
}
END_TEST

/* A line as it is written with a reason; "" for none. */
static const char *line_written(int version, int code, const char *reason)
{
	static char line[128];
	size_t length = httpstatus_status_line_write(version, code, reason, reason ? strlen(reason) : 9, line, 128);

	return length ? line : "";
}

START_TEST(status_lines_are_written)
{
	ck_assert_str_eq(line_written(11, 404, NULL), "HTTP/1.1 404 Not Found");
	ck_assert_str_eq(line_written(10, 404, NULL), "HTTP/1.0 404 Not Found");
	ck_assert_str_eq(line_written(11, 299, NULL), "HTTP/1.1 299 ");
	ck_assert_str_eq(line_written(11, 200, ""), "HTTP/1.1 200 ");
	ck_assert_str_eq(line_written(11, 200, "Very\tfine \xe9"), "HTTP/1.1 200 Very\tfine \xe9");
	ck_assert_str_eq(line_written(20, 404, NULL), "HTTP/2 404 ");
	ck_assert_str_eq(line_written(30, 404, "ignored"), "HTTP/3 404 ");
}
END_TEST

START_TEST(what_cannot_be_sent_is_not_written)
{
	const int versions[] = {INT_MIN, -1, 0, 9, 12, 19, 21, 31, 99, INT_MAX};
	const int codes[] = {INT_MIN, -1, 0, 99, 1000, INT_MAX};
	const char *const reasons[] = {"a\r\nb", "\n", "a\x01", "\x7f"};

	for (int i = 0; i < 10; i++)
		ck_assert_str_eq(line_written(versions[i], 200, NULL), "");
	for (int i = 0; i < 6; i++)
		ck_assert_str_eq(line_written(11, codes[i], NULL), "");
	for (int i = 0; i < 4; i++)
		ck_assert_str_eq(line_written(11, 200, reasons[i]), "");
	ck_assert_uint_eq(httpstatus_status_line_write(11, 200, "a\0b", 3, NULL, 0), 0);
}
END_TEST

START_TEST(a_line_is_written_as_far_as_there_is_room)
{
	static const char whole[] = "HTTP/1.1 404 Not Found";

	ck_assert_uint_eq(httpstatus_status_line_write(11, 404, NULL, 0, NULL, 0), sizeof whole - 1);
	ck_assert_uint_eq(httpstatus_status_line_write(11, 404, NULL, 0, NULL, 5), sizeof whole - 1);
	for (size_t size = 0; size <= sizeof whole + 1; size++) {
		char out[sizeof whole + 2];

		memset(out, '#', sizeof out);
		ck_assert_uint_eq(httpstatus_status_line_write(11, 404, NULL, 0, out, size), sizeof whole - 1);
		size_t kept = size < sizeof whole ? size : sizeof whole;
		if (kept) {
			ck_assert_mem_eq(out, whole, kept - 1);
			ck_assert_int_eq(out[kept - 1], '\0');
		}
		ck_assert_int_eq(out[kept], '#');
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("head");

	suite_add(suite, a_request_has_method_target_version_and_fields);
	suite_add(suite, every_form_of_target_is_kept);
	suite_add(suite, the_versions_of_a_request);
	suite_add(suite, a_request_of_http_0_9_is_one_line);
	suite_add(suite, empty_lines_before_a_request_are_passed_over);
	suite_add(suite, what_is_no_request_line);
	suite_add(suite, a_second_request_is_refused);
	suite_add(suite, a_response_has_version_code_reason_and_fields);
	suite_add(suite, interim_heads_come_before_the_final_one);
	suite_add(suite, switching_protocols_is_the_last_head);
	suite_add(suite, http_2_is_read_as_curl_prints_it);
	suite_add(suite, a_second_response_is_refused);
	suite_add(suite, what_is_no_response);
	suite_add(suite, nothing_is_incomplete);
	suite_add(suite, lines_may_end_in_lf_which_is_a_defect);
	suite_add(suite, white_space_around_a_value_is_not_of_it);
	suite_add(suite, a_folded_line_goes_on_with_the_one_before);
	suite_add(suite, a_folded_line_that_goes_on_with_nothing_is_passed_over);
	suite_add(suite, a_fold_does_not_go_on_with_another_message);
	suite_add(suite, odd_names_are_kept_and_told);
	suite_add(suite, odd_octets_in_a_value_are_kept_and_told);
	suite_add(suite, a_nul_in_a_head_is_kept_and_told);
	suite_add(suite, the_status_has_defects_of_its_own);
	suite_add(suite, an_old_client_gets_no_interim_response_and_no_transfer_coding);
	suite_add(suite, what_is_wrong_in_every_version_is_wrong_in_an_unknown_one);
	suite_add(suite, a_request_that_breaks_off_leaves_nothing);
	suite_add(suite, of_a_response_that_breaks_off_whole_interim_heads_are_kept);
	suite_add(suite, an_interim_response_that_came_alone_can_be_read);
	suite_add(suite, what_is_no_head_behind_an_interim_one_leaves_the_interim_one);
	suite_add(suite, used_is_written_whatever_happens);
	suite_add(suite, a_failed_reading_keeps_what_was_said_before);
	suite_add(suite, of_a_head_over_a_limit_nothing_is_left);
	suite_add(suite, of_a_head_with_too_many_lines_nothing_is_left);
	suite_add(suite, a_control_character_in_the_reason_is_a_defect);
	suite_add(suite, a_version_that_there_is_not_is_a_defect);
	suite_add(suite, nobody_knows_how_a_message_of_such_a_version_ends);
	suite_add(suite, a_target_with_octets_that_no_uri_has_is_a_defect);
	suite_add(suite, status_lines_are_read);
	suite_add(suite, what_is_no_status_line);
	suite_add(suite, nobody_has_to_ask_for_all_of_a_status_line);
	suite_add(suite, every_code_comes_back_as_it_was_written);
	suite_add(suite, status_lines_are_written);
	suite_add(suite, what_cannot_be_sent_is_not_written);
	suite_add(suite, a_line_is_written_as_far_as_there_is_room);
	return tap_main(suite);
}
