/* Heads written, and the target URI as the key of a cache. SPDX-License-Identifier: MIT */
#include "messages.h"

/* What an exchange of two heads writes; "refused" and "unknown" for the errors. */
static const char *written(int64_t (*write)(const struct httpstatus_exchange *, char *, size_t),
	const struct httpstatus_exchange *exchange)
{
	static char text[512];
	int64_t length = write(exchange, text, sizeof text);

	if (length == HTTPSTATUS_ERROR_VALUE)
		return "refused";
	if (length == HTTPSTATUS_ERROR_STATE)
		return "unknown";
	ck_assert_int_eq(length, (int64_t)strlen(text));
	ck_assert(write(exchange, NULL, 0) == length);
	return text;
}

/* A request with a method, a target and one field. */
static const char *request(const char *method, const char *target, const char *name, const char *value)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	say(exchange, HTTPSTATUS_LINE_METHOD, method);
	say(exchange, HTTPSTATUS_LINE_TARGET, target);
	if (name)
		add(exchange, HTTPSTATUS_PART_REQUEST, name, value);
	const char *text = written(httpstatus_exchange_write_request, exchange);
	httpstatus_exchange_free(exchange);
	return text;
}

/* ---- requests ---- */

START_TEST(a_target_uri_is_written_in_the_origin_form_with_its_host)
{
	ck_assert_str_eq(
		request("GET", "http://example.com/a?b", NULL, NULL), "GET /a?b HTTP/1.1\r\nHost: example.com\r\n\r\n");
	ck_assert_str_eq(request("GET", "https://example.com:8443", "A", "1"),
		"GET / HTTP/1.1\r\nHost: example.com:8443\r\nA: 1\r\n\r\n");
	ck_assert_str_eq(request("GET", "http://h?q#fragment", NULL, NULL), "GET /?q HTTP/1.1\r\nHost: h\r\n\r\n");
	ck_assert_str_eq(request("GET", "http://h/", "Host", "other"), "GET / HTTP/1.1\r\nHost: other\r\n\r\n");
}
END_TEST

START_TEST(other_forms_are_written_as_they_are)
{
	ck_assert_str_eq(request("GET", "/a", "Host", "h"), "GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
	ck_assert_str_eq(request("OPTIONS", "*", "Host", "h"), "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
	ck_assert_str_eq(request("CONNECT", "h:443", NULL, NULL), "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n");
}
END_TEST

START_TEST(a_proxy_gets_the_whole_uri)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://h/a");
	set(exchange, HTTPSTATUS_PROPERTY_TO_PROXY, 1);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 10);
	ck_assert_str_eq(
		written(httpstatus_exchange_write_request, exchange), "GET http://h/a HTTP/1.0\r\nHost: h\r\n\r\n");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", "chunked"); /* RFC 9112, 6.1 */
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 11);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange),
		"GET http://h/a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/a");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Host", "h");
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(content_of_known_length_is_framed)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	say(exchange, HTTPSTATUS_LINE_METHOD, "PUT");
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://h/a");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, 7);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange),
		"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\n\r\n");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", "chunked");
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange),
		"PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_would_smuggle_in_another_message_is_refused)
{
	ck_assert_str_eq(request("GET\r\nX", "/", "Host", "h"), "refused");
	ck_assert_str_eq(request("GE T", "/", "Host", "h"), "refused");
	ck_assert_str_eq(request("", "/", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "/ HTTP/1.1\r\nX: y", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "/a b", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "/a\tb", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "/\x7f", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "/\xc3\xa4", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", "A", "1\r\nB: 2"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", "A", "1\nB: 2"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", "A\r\nB", "1"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", "A ", "1"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", "A", " 1"), "refused");
	ck_assert_str_eq(request("GET", "http://h/", ":path", "/"), "refused");
}
END_TEST

START_TEST(a_target_that_has_no_form_is_refused)
{
	ck_assert_str_eq(request("GET", "a", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "*", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "ftp://h/", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "http:///a", "Host", "h"), "refused");
	ck_assert_str_eq(request("GET", "http://user@h/", NULL, NULL), "refused"); /* RFC 9110, 4.2.4 */
	ck_assert_str_eq(request("CONNECT", "h", NULL, NULL), "refused");
	ck_assert_str_eq(request("CONNECT", "/", "Host", "h"), "refused");
}
END_TEST

START_TEST(a_host_is_there_once_and_is_one)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_str_eq(request("GET", "/", NULL, NULL), "refused");
	ck_assert_str_eq(request("GET", "/", "Host", "a/b"), "refused");
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Host", "h");
	add(exchange, HTTPSTATUS_PART_REQUEST, "host", "h");
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	ck_assert_int_eq(httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_REQUEST, "Host", 4, NULL, 0), 0);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 10);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "GET / HTTP/1.0\r\n\r\n");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 20);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(two_framings_are_refused)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_str_eq(request("PUT", "http://h/", "Content-Length", "+5"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Content-Length", "5, 5"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "chunked, chunked"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "chunked, gzip"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "gzip"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "chunked;a=b"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "x y"), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", ""), "refused");
	ck_assert_str_eq(request("PUT", "http://h/", "Transfer-Encoding", "gzip, Chunked"),
		"PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n");
	ck_assert_str_eq(request("TRACE", "http://h/", "Content-Length", "5"), "refused"); /* RFC 9110, 9.3.8 */
	say(exchange, HTTPSTATUS_LINE_METHOD, "PUT");
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://h/");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Content-Length", "5");
	add(exchange, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", "chunked");
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	ck_assert_int_eq(
		httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", 17, NULL, 0), 0);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, 6);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "refused");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, 5);
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange),
		"PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(an_unknown_method_or_target_is_told)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "unknown");
	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), "unknown");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_was_read_is_written_as_it_was)
{
	static const char head[] = "POST /a?b=c HTTP/1.1\r\nHost: example.com\r\nAccept: a\r\naccept: b\r\n"
				   "X-Empty:\r\nContent-Length: 3\r\n\r\n";
	struct httpstatus_exchange *exchange = exchange_of(head, NULL);

	ck_assert_str_eq(written(httpstatus_exchange_write_request, exchange), head);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- responses ---- */

static const char *response(int status, const char *reason, const char *name, const char *value)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	set(exchange, HTTPSTATUS_PROPERTY_STATUS, status);
	if (reason)
		say(exchange, HTTPSTATUS_LINE_REASON, reason);
	if (name)
		add(exchange, HTTPSTATUS_PART_RESPONSE, name, value);
	const char *text = written(httpstatus_exchange_write_response, exchange);
	httpstatus_exchange_free(exchange);
	return text;
}

START_TEST(a_response_is_written)
{
	ck_assert_str_eq(
		response(404, NULL, "Content-Length", "0"), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
	ck_assert_str_eq(response(404, "Gone fishing", NULL, NULL), "HTTP/1.1 404 Gone fishing\r\n\r\n");
	ck_assert_str_eq(response(299, NULL, NULL, NULL), "HTTP/1.1 299 \r\n\r\n");
	ck_assert_str_eq(response(200, "", NULL, NULL), "HTTP/1.1 200 \r\n\r\n");
}
END_TEST

START_TEST(a_response_that_must_not_be_sent_is_refused)
{
	ck_assert_str_eq(response(99, NULL, NULL, NULL), "refused");
	ck_assert_str_eq(response(0, NULL, NULL, NULL), "refused");
	ck_assert_str_eq(response(600, NULL, NULL, NULL), "refused");
	ck_assert_str_eq(response(200, "OK\r\nA: 1", NULL, NULL), "refused");
	ck_assert_str_eq(response(200, NULL, "A", "\n"), "refused");
	ck_assert_str_eq(response(204, NULL, "Content-Length", "0"), "refused"); /* RFC 9110, 8.6 */
	ck_assert_str_eq(response(205, NULL, "Content-Length", "5"), "refused"); /* RFC 9110, 15.3.6 */
	ck_assert_str_eq(response(200, NULL, "Transfer-Encoding", "chunked, gzip"), "refused");
	ck_assert_str_eq(
		response(205, NULL, "Content-Length", "0"), "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
	ck_assert_str_eq(
		response(200, NULL, "Transfer-Encoding", "gzip"), "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n");
	ck_assert_str_eq(response(101, NULL, "Transfer-Encoding", "chunked"), "refused"); /* RFC 9112, 6.1 */
	ck_assert_str_eq(
		response(304, NULL, "Content-Length", "5"), "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n");
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	ck_assert_str_eq(written(httpstatus_exchange_write_response, exchange), "unknown");
	say(exchange, HTTPSTATUS_LINE_METHOD, "CONNECT");
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 200);
	ck_assert_str_eq(written(httpstatus_exchange_write_response, exchange), "HTTP/1.1 200 OK\r\n\r\n");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Length", "0");
	ck_assert_str_eq(written(httpstatus_exchange_write_response, exchange), "refused");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_head_tells_its_length_before_there_is_room)
{
	struct httpstatus_exchange *exchange = exchange_of(NULL, "HTTP/1.0 200 OK\r\nA: 1\r\n\r\n");
	char text[64];

	for (size_t size = 0; size < 30; size++) {
		memset(text, '#', sizeof text);
		ck_assert(httpstatus_exchange_write_response(exchange, text, size) == 25);
		if (size)
			ck_assert_uint_eq(strlen(text), size > 25 ? 25 : size - 1);
		ck_assert_int_eq(text[size], '#');
	}
	ck_assert_str_eq(text, "HTTP/1.0 200 OK\r\nA: 1\r\n\r\n");
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- the target URI: RFC 9110, 4.2.3; RFC 3986, 6.2.2 ---- */

static const char *key(const char *target)
{
	static char text[256];
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t length;

	say(exchange, HTTPSTATUS_LINE_TARGET, target);
	const char *uri = httpstatus_exchange_target_uri(exchange, &length);
	ck_assert_uint_eq(uri ? strlen(uri) : 0, length);
	snprintf(text, sizeof text, "%s", uri ? uri : "unknown");
	httpstatus_exchange_free(exchange);
	return text;
}

START_TEST(all_spellings_of_a_uri_have_one_key)
{
	static const char *const spellings[] = {"http://example.com/~smith/home.html",
		"http://example.com:80/~smith/home.html", "http://EXAMPLE.com/%7Esmith/home.html",
		"http://EXAMPLE.com:/%7esmith/home.html", "HTTP://example.com:0080/%7Esmith/./a/../home.html#top",
		"http://example.com/%7Esmith/%2e/x/%2E%2e/home.html"};

	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
		ck_assert_str_eq(key(spellings[i]), "http://example.com/~smith/home.html");
}
END_TEST

START_TEST(what_differs_keeps_its_own_key)
{
	ck_assert_str_eq(key("https://h"), "https://h/");
	ck_assert_str_eq(key("https://h:443?q"), "https://h/?q");
	ck_assert_str_eq(key("https://h:80/"), "https://h:80/");
	ck_assert_str_eq(key("http://h/A"), "http://h/A");
	ck_assert_str_eq(key("http://h/a?"), "http://h/a?");
	ck_assert_str_eq(key("http://h/a%2fb"), "http://h/a%2Fb");
	ck_assert_str_eq(key("http://h/a b\xff"), "http://h/a%20b%FF");
	ck_assert_str_eq(key("http://[::A]:80/"), "http://[::a]/");
	ck_assert_str_eq(key("http://h%2F/"), "http://h%2F/");
	ck_assert_str_eq(key("h:443"), "unknown");
	ck_assert_str_eq(key("*"), "unknown");
	ck_assert_str_eq(key("/a"), "unknown");
	ck_assert_str_eq(key(""), "unknown");
}
END_TEST

START_TEST(a_path_has_a_key_where_host_and_scheme_are_known)
{
	struct httpstatus_exchange *exchange = exchange_of("GET /a/../b HTTP/1.1\r\nHost: H:443\r\n\r\n", NULL);

	ck_assert_ptr_null(httpstatus_exchange_target_uri(exchange, NULL));
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "https://h/b");
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "http://h:443/b");
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, HTTPSTATUS_UNKNOWN);
	ck_assert_ptr_null(httpstatus_exchange_target_uri(exchange, NULL));
	httpstatus_exchange_free(exchange);
	exchange = exchange_of("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", NULL);
	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	ck_assert_str_eq(httpstatus_exchange_target_uri(exchange, NULL), "https://h");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_key_is_its_own_key)
{
	static const char *const uris[] = {
		"http://h/a%2Fb?c%20d", "https://h:8443/%C3%A9", "http://h//a//b/", "http://h/;a=1,2"};

	for (size_t i = 0; i < sizeof uris / sizeof uris[0]; i++)
		ck_assert_str_eq(key(uris[i]), uris[i]);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("write");

	suite_add(suite, a_target_uri_is_written_in_the_origin_form_with_its_host);
	suite_add(suite, other_forms_are_written_as_they_are);
	suite_add(suite, a_proxy_gets_the_whole_uri);
	suite_add(suite, content_of_known_length_is_framed);
	suite_add(suite, what_would_smuggle_in_another_message_is_refused);
	suite_add(suite, a_target_that_has_no_form_is_refused);
	suite_add(suite, a_host_is_there_once_and_is_one);
	suite_add(suite, two_framings_are_refused);
	suite_add(suite, an_unknown_method_or_target_is_told);
	suite_add(suite, what_was_read_is_written_as_it_was);
	suite_add(suite, a_response_is_written);
	suite_add(suite, a_response_that_must_not_be_sent_is_refused);
	suite_add(suite, a_head_tells_its_length_before_there_is_room);
	suite_add(suite, all_spellings_of_a_uri_have_one_key);
	suite_add(suite, what_differs_keeps_its_own_key);
	suite_add(suite, a_path_has_a_key_where_host_and_scheme_are_known);
	suite_add(suite, a_key_is_its_own_key);
	return tap_main(suite);
}
