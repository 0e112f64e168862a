/* What follows from an exchange: Location, challenges, Retry-After, interim responses, framing without a request. SPDX-License-Identifier: MIT */
#include "messages.h"

#include <limits.h>

enum { NOW = 784111777 }; /* Sun, 06 Nov 1994 08:49:37 GMT */

#define REQUEST(fields) "GET /dir/page?q HTTP/1.1\r\nHost: example.com\r\n" fields "\r\n"
#define RESPONSE(fields) "HTTP/1.1 302 Found\r\n" fields "\r\n"
#define OK(fields) "HTTP/1.1 200 OK\r\n" fields "\r\n"

/* That one thing is wrong with an exchange, and nothing else. */
static void has_only_defect(const struct httpstatus_exchange *exchange, int defect)
{
	int list[2] = {-1, -1};

	ck_assert_uint_eq(httpstatus_exchange_defects(exchange, list, 2), 1);
	ck_assert_int_eq(list[0], defect);
	ck_assert(httpstatus_exchange_has_defect(exchange, defect));
}

static void has_no_defect(const struct httpstatus_exchange *exchange)
{
	ck_assert_uint_eq(httpstatus_exchange_defects(exchange, NULL, 0), 0);
}

/* ---- Location ---- */

/* That a response with these fields leads to @target (NULL: nowhere), and whether that is another origin. */
static void leads_to(const char *request, const char *response, const char *target, int cross_origin)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);
	size_t length;
	const char *location = httpstatus_exchange_location(exchange, &length);

	if (target) {
		ck_assert_ptr_nonnull(location);
		ck_assert_str_eq(location, target);
		ck_assert_uint_eq(length, strlen(target));
	} else {
		ck_assert_ptr_null(location);
		ck_assert_uint_eq(length, 0);
	}
	ck_assert_int_eq(httpstatus_exchange_location_is_cross_origin(exchange), cross_origin);
	httpstatus_exchange_free(exchange);
}

START_TEST(a_location_is_resolved_against_the_target)
{
	leads_to(REQUEST(""), RESPONSE("Location: /other\r\n"), "http://example.com/other", 0);
	leads_to(REQUEST(""), RESPONSE("Location: other\r\n"), "http://example.com/dir/other", 0);
	leads_to(REQUEST(""), RESPONSE("Location: ../x#f\r\n"), "http://example.com/x#f", 0);
	leads_to(REQUEST(""), RESPONSE("Location: ?z\r\n"), "http://example.com/dir/page?z", 0);
	leads_to(REQUEST(""), RESPONSE("Location:\r\n"), "http://example.com/dir/page?q", 0);
	leads_to(REQUEST(""), RESPONSE("Location: //h/x\r\n"), "http://h/x", 1);
	leads_to(REQUEST(""), RESPONSE("Location: http://h/x\r\n"), "http://h/x", 1);
}
END_TEST

START_TEST(another_scheme_host_or_port_is_another_origin)
{
	leads_to(REQUEST(""), RESPONSE("Location: https://example.com:444/\r\n"), "https://example.com:444/", 1);
	leads_to(REQUEST(""), RESPONSE("Location: http://example.com:8080/\r\n"), "http://example.com:8080/", 1);
	leads_to(REQUEST(""), RESPONSE("Location: http://www.example.com/\r\n"), "http://www.example.com/", 1);
	leads_to(REQUEST(""), RESPONSE("Location: mailto:a@b\r\n"), "mailto:a@b", 1);
}
END_TEST

START_TEST(whether_https_is_another_origin_depends_on_the_targets_scheme)
{
	leads_to(REQUEST(""), RESPONSE("Location: https://example.com/\r\n"), "https://example.com/", -1);
	leads_to(REQUEST(""), RESPONSE("Location: HTTP://EXAMPLE.com:80/\r\n"), "HTTP://EXAMPLE.com:80/", -1);
	leads_to("GET http://example.com/ HTTP/1.1\r\n\r\n", RESPONSE("Location: https://example.com/\r\n"),
		"https://example.com/", 1);
	leads_to("GET http://example.com/ HTTP/1.1\r\n\r\n", RESPONSE("Location: HTTP://EXAMPLE.com:80/\r\n"),
		"HTTP://EXAMPLE.com:80/", 0);
}
END_TEST

/* A port that is said is the default of one scheme at most. */
START_TEST(what_does_not_depend_on_the_targets_scheme_is_known)
{
	leads_to(REQUEST(""), RESPONSE("Location: https://example.com:80/\r\n"), "https://example.com:80/", 1);
	leads_to(REQUEST(""), RESPONSE("Location: https://h/\r\n"), "https://h/", 1);
	leads_to(REQUEST(""), RESPONSE("Location: //example.com/x\r\n"), "http://example.com/x", 0);
	leads_to(REQUEST(""), RESPONSE("Location: //example.com:8080/x\r\n"), "http://example.com:8080/x", 1);
	leads_to(REQUEST(""), RESPONSE("Location: //example.com:80/x\r\n"), "http://example.com:80/x", -1);
	leads_to(REQUEST(""), RESPONSE("Location: //example.com:443/x\r\n"), "http://example.com:443/x", -1);
	leads_to("GET / HTTP/1.1\r\nHost: example.com:443\r\n\r\n", RESPONSE("Location: //example.com/x\r\n"),
		"http://example.com/x", -1);
	leads_to("GET / HTTP/1.1\r\nHost: example.com:8080\r\n\r\n", RESPONSE("Location: //example.com:8080/x\r\n"),
		"http://example.com:8080/x", 0);
}
END_TEST

START_TEST(a_location_stays_while_what_is_invalid_is_asked_for)
{
	struct httpstatus_exchange *exchange = exchange_of("POST /a HTTP/1.1\r\nHost: example.com\r\n\r\n",
		"HTTP/1.1 201 Created\r\nLocation: /n\r\nContent-Location: "
		"/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\r\n\r\n");
	const char *location = httpstatus_exchange_location(exchange, NULL);

	for (size_t i = 0; httpstatus_cache_invalidated(NULL, exchange, i, NULL); i++)
		continue;
	ck_assert_str_eq(location, "http://example.com/n");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(where_fields_may_be_missing_little_is_known)
{
	struct httpstatus_exchange *exchange =
		exchange_of("GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
	int obstacles[2];

	set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), -1);
	ck_assert_int_eq(httpstatus_exchange_persistence(exchange), -1);
	ck_assert_uint_eq(httpstatus_cache_obstacles(NULL, exchange, obstacles, 2), 1);
	ck_assert_int_eq(obstacles[0], HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN);
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 204);
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), HTTPSTATUS_CONTENT_KIND_NONE);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_default_port_is_the_same_target)
{
	struct httpstatus_exchange *exchange = exchange_of("POST http://a/x HTTP/1.1\r\n\r\n",
		"HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Location: http://A:80/x\r\n\r\n");
	struct httpstatus_cache *browser = httpstatus_cache_new();

	ck_assert_int_eq(httpstatus_cache_set(browser, HTTPSTATUS_CACHE_PROPERTY_SHARED, 0), 0);
	ck_assert_uint_eq(httpstatus_cache_obstacles(browser, exchange, NULL, 0), 0);
	httpstatus_cache_free(browser);
	httpstatus_exchange_free(exchange);
}
END_TEST

static const struct httpstatus_challenge *origin_challenge(const struct httpstatus_exchange *exchange, size_t i)
{
	return httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, i);
}

/* The scheme of a challenge; NULL past the end. */
static const char *scheme(const struct httpstatus_exchange *exchange, int challenger, size_t i)
{
	return httpstatus_challenge_scheme(httpstatus_exchange_challenge(exchange, challenger, i), NULL);
}

/* The value of a parameter by its name; NULL where there is none. */
static const char *parameter(const struct httpstatus_challenge *challenge, const char *name)
{
	return httpstatus_challenge_parameter(challenge, name, strlen(name), NULL);
}

START_TEST(a_broken_challenge_does_not_spoil_the_next_line)
{
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, "HTTP/1.1 401 x\r\nWWW-Authenticate: Bearer realm=b\r\nWWW-Authenticate: Basic "
				  "realm=\"open\r\nWWW-Authenticate: Negotiate\r\n\r\n");
	size_t count = 0;

	while (origin_challenge(exchange, count))
		count++;
	ck_assert_uint_ge(count, 2);
	ck_assert_str_eq(scheme(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, count - 1), "Negotiate");
	ck_assert(httpstatus_exchange_has_defect(exchange, HTTPSTATUS_DEFECT_CHALLENGE));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_year_of_two_digits_proves_no_weekday_wrong_without_the_time)
{
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, "HTTP/1.1 503 x\r\nDate: Sunday, 22-Nov-26 10:00:00 GMT\r\nRetry-After: Sunday, "
				  "22-Nov-26 10:00:10 GMT\r\n\r\n");

	has_only_defect(exchange, HTTPSTATUS_DEFECT_DATE_OBSOLETE);
	ck_assert_int_eq(httpstatus_exchange_date(exchange), HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_exchange_retry_after(exchange, HTTPSTATUS_UNKNOWN), HTTPSTATUS_UNKNOWN);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, 1795341600);
	has_only_defect(exchange, HTTPSTATUS_DEFECT_DATE_OBSOLETE);
	ck_assert_int_eq(httpstatus_exchange_date(exchange), 1795341600);
	ck_assert_int_eq(httpstatus_exchange_retry_after(exchange, 1795341600), 10);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(without_a_location_it_leads_nowhere)
{
	leads_to(REQUEST(""), RESPONSE(""), NULL, -1);
	leads_to(REQUEST("Location: /x\r\n"), RESPONSE(""), NULL, -1);
}
END_TEST

START_TEST(locations_have_to_agree)
{
	leads_to(REQUEST(""), RESPONSE("Location: /x\r\nLocation: /x\r\n"), "http://example.com/x", 0);
	leads_to(REQUEST(""), RESPONSE("Location: /x\r\nLocation: /y\r\n"), NULL, -1);
	leads_to(REQUEST(""), RESPONSE("Location: /x\r\nLocation: /x\r\nLocation: /X\r\n"), NULL, -1);
}
END_TEST

START_TEST(without_a_target_only_an_absolute_location_is_known)
{
	leads_to(NULL, RESPONSE("Location: /x\r\n"), NULL, -1);
	leads_to(NULL, RESPONSE("Location: //h/x\r\n"), NULL, -1);
	leads_to(NULL, RESPONSE("Location: http://h/a/../x\r\n"), "http://h/x", -1);
	leads_to("GET /page HTTP/1.1\r\n\r\n", RESPONSE("Location: /x\r\n"), NULL, -1);
	leads_to("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", RESPONSE("Location: /x\r\n"), NULL, -1);
}
END_TEST

START_TEST(every_form_of_target_is_put_together)
{
	leads_to("GET http://h/a/b HTTP/1.1\r\nHost: other\r\n\r\n", RESPONSE("Location: c\r\n"), "http://h/a/c", 0);
	leads_to("OPTIONS * HTTP/1.1\r\nHost: h:81\r\n\r\n", RESPONSE("Location: c\r\n"), "http://h:81/c", 0);
	leads_to("GET //x/y HTTP/1.1\r\nHost: h\r\n\r\n", RESPONSE("Location: /c\r\n"), "http://h/c", 0);
}
END_TEST

START_TEST(a_secured_connection_makes_the_target_https)
{
	for (int secured = 0; secured < 2; secured++) {
		struct httpstatus_exchange *exchange = exchange_of(REQUEST(""), RESPONSE("Location: /x\r\n"));

		set(exchange, HTTPSTATUS_PROPERTY_SECURED, secured);
		ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL),
			secured ? "https://example.com/x" : "http://example.com/x");
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(authority_says_the_host_in_http_2)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	say(exchange, HTTPSTATUS_LINE_METHOD, "GET");
	say(exchange, HTTPSTATUS_LINE_TARGET, "/a");
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 20);
	add(exchange, HTTPSTATUS_PART_REQUEST, ":authority", "h");
	set(exchange, HTTPSTATUS_PROPERTY_STATUS, 302);
	add(exchange, HTTPSTATUS_PART_RESPONSE, "location", "b");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://h/b");
	has_no_defect(exchange);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(the_fragment_of_the_target_is_inherited)
{
	struct httpstatus_exchange *exchange = exchange_of(NULL, RESPONSE("Location: /x\r\n"));

	say(exchange, HTTPSTATUS_LINE_TARGET, "http://h/a#part");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://h/x#part");
	add(exchange, HTTPSTATUS_PART_RESPONSE, "Location", "/x");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://h/x#part");
	httpstatus_exchange_free(exchange);
	exchange = exchange_of(NULL, RESPONSE("Location: /x#own\r\n"));
	say(exchange, HTTPSTATUS_LINE_TARGET, "http://h/a#part");
	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://h/x#own");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(what_has_to_be_encoded_is_and_is_told)
{
	struct httpstatus_exchange *exchange = exchange_of(REQUEST(""), RESPONSE("Location: /a b\xc3\xa9\r\n"));

	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://example.com/a%20b%C3%A9");
	has_only_defect(exchange, HTTPSTATUS_DEFECT_LOCATION);
	httpstatus_exchange_free(exchange);
	exchange = exchange_of(REQUEST(""), RESPONSE("Location: /a\r\nLocation: /a\r\n"));
	has_only_defect(exchange, HTTPSTATUS_DEFECT_LOCATION_REPEATED);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* Fields of the request, and of the response, that have a URI reference, and the defect that they have. */
static const struct {
	const char *request, *response;
	int defect;
} references[] = {
	{REQUEST(""), RESPONSE("Location: http://a.example@b.example/\r\n"), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST(""), RESPONSE("Location: //@b.example/\r\n"), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST(""), OK("Content-Location: //u:p@b.example/\r\n"), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST(""), OK("Link: </a>; rel=next, <http://u@b.example/>; rel=prev\r\n"), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST("Referer: http://u@b.example/\r\n"), OK(""), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST("Destination: http://u@b.example/\r\n"), OK(""), HTTPSTATUS_DEFECT_USERINFO},
	{"GET / HTTP/1.1\r\nHost: u@b.example\r\n\r\n", OK(""), HTTPSTATUS_DEFECT_USERINFO},
	{"GET http://u@b.example/ HTTP/1.1\r\nHost: b.example\r\n\r\n", OK(""), HTTPSTATUS_DEFECT_USERINFO},
	{REQUEST(""), RESPONSE("Location: http://b%C3%BCcher.example/\r\n"), HTTPSTATUS_DEFECT_HOST_NOT_ASCII},
	{REQUEST(""), RESPONSE("Location: //%e4%be%8b:8080\r\n"), HTTPSTATUS_DEFECT_HOST_NOT_ASCII},
	{REQUEST(""), OK("Content-Location: //%e4%be%8b/\r\n"), HTTPSTATUS_DEFECT_HOST_NOT_ASCII},
	{REQUEST(""), OK("Link: <//%e4%be%8b/>; rel=next\r\n"), HTTPSTATUS_DEFECT_HOST_NOT_ASCII},
	{"GET / HTTP/1.1\r\nHost: b\xc3\xbc"
	 "cher.example\r\n\r\n",
		OK(""), HTTPSTATUS_DEFECT_HOST_NOT_ASCII},
};

START_TEST(user_information_and_hosts_that_are_not_ascii_are_told_wherever_they_stand)
{
	for (size_t i = 0; i < sizeof references / sizeof references[0]; i++) {
		struct httpstatus_exchange *exchange = exchange_of(references[i].request, references[i].response);

		has_only_defect(exchange, references[i].defect);
		httpstatus_exchange_free(exchange);
	}
}
END_TEST

START_TEST(a_host_of_raw_octets_is_told_besides_that_they_have_to_be_encoded)
{
	struct httpstatus_exchange *exchange = exchange_of(REQUEST(""), RESPONSE("Location: http://b\xc3\xbc"
										 "cher.example:81/\r\n"));

	ck_assert_str_eq(httpstatus_exchange_location(exchange, NULL), "http://b%C3%BCcher.example:81/");
	ck_assert(httpstatus_exchange_has_defect(exchange, HTTPSTATUS_DEFECT_LOCATION));
	ck_assert(httpstatus_exchange_has_defect(exchange, HTTPSTATUS_DEFECT_HOST_NOT_ASCII));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(an_at_sign_or_an_octet_elsewhere_is_none_of_these)
{
	struct httpstatus_exchange *exchange =
		exchange_of(REQUEST("Referer: http://a/@b\r\n"), RESPONSE("Location: /@b?%C3%BC@c\r\n"
									  "Link: <mailto:a@b>; rel=author\r\n"));

	has_no_defect(exchange);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- challenges ---- */

#define UNAUTHORIZED(fields) "HTTP/1.1 401 Unauthorized\r\n" fields "\r\n"

START_TEST(challenges_of_all_lines_are_listed)
{
	struct httpstatus_exchange *exchange = exchange_of(
		NULL, UNAUTHORIZED("WWW-Authenticate: Basic realm=\"a, b\", , Digest REALM=x, nonce=\"q\\\"r\"\r\n"
				   "www-authenticate: , Negotiate abc==\r\n"
				   "Proxy-Authenticate: Bearer\r\n"));

	const struct httpstatus_challenge *basic = origin_challenge(exchange, 0);
	const struct httpstatus_challenge *digest = origin_challenge(exchange, 1);
	const struct httpstatus_challenge *negotiate = origin_challenge(exchange, 2);

	ck_assert_str_eq(httpstatus_challenge_scheme(basic, NULL), "Basic");
	ck_assert_str_eq(httpstatus_challenge_name(basic, 0, NULL), "realm");
	ck_assert_str_eq(parameter(basic, "realm"), "a, b");
	ck_assert_ptr_null(httpstatus_challenge_name(basic, 1, NULL));
	ck_assert_ptr_null(httpstatus_challenge_token68(basic, NULL));
	ck_assert_str_eq(httpstatus_challenge_scheme(digest, NULL), "Digest");
	ck_assert_str_eq(httpstatus_challenge_name(digest, 0, NULL), "realm");
	ck_assert_str_eq(parameter(digest, "realm"), "x");
	ck_assert_str_eq(httpstatus_challenge_name(digest, 1, NULL), "nonce");
	ck_assert_str_eq(parameter(digest, "nonce"), "q\"r");
	ck_assert_str_eq(httpstatus_challenge_scheme(negotiate, NULL), "Negotiate");
	ck_assert_str_eq(httpstatus_challenge_token68(negotiate, NULL), "abc==");
	ck_assert_ptr_null(httpstatus_challenge_name(negotiate, 0, NULL));
	ck_assert_ptr_null(origin_challenge(exchange, 3));
	ck_assert_ptr_null(origin_challenge(exchange, SIZE_MAX));
	ck_assert_ptr_null(httpstatus_challenge_name(basic, SIZE_MAX, NULL));
	ck_assert_str_eq(scheme(exchange, HTTPSTATUS_CHALLENGER_PROXY, 0), "Bearer");
	ck_assert_ptr_null(httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_PROXY, 1));
	has_no_defect(exchange);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(challenges_follow_what_is_added)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	add(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", "Basic");
	ck_assert_ptr_null(origin_challenge(exchange, 1));
	add(exchange, HTTPSTATUS_PART_RESPONSE, "WWW-Authenticate", "Digest");
	ck_assert_str_eq(scheme(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 1), "Digest");
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_parameter_is_found_by_its_name)
{
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, UNAUTHORIZED("WWW-Authenticate: Basic Realm=\"a\\\"b\", charset=UTF-8\r\n"));
	const struct httpstatus_challenge *basic = origin_challenge(exchange, 0);
	size_t length = 0;

	ck_assert_str_eq(httpstatus_challenge_parameter(basic, "REALM", 5, &length), "a\"b");
	ck_assert_uint_eq(length, 3);
	ck_assert_str_eq(parameter(basic, "charset"), "UTF-8");
	ck_assert_ptr_null(httpstatus_challenge_parameter(basic, "nonce", 5, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(httpstatus_challenge_parameter(basic, NULL, 5, NULL));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(nobody_else_challenges)
{
	struct httpstatus_exchange *exchange = exchange_of(NULL, UNAUTHORIZED("WWW-Authenticate: Basic realm=a\r\n"));

	ck_assert_ptr_null(httpstatus_exchange_challenge(exchange, -1, 0));
	ck_assert_ptr_null(httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_PROXY, 0));
	ck_assert_ptr_null(httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_PROXY + 1, 0));
	ck_assert_ptr_null(httpstatus_exchange_challenge(NULL, HTTPSTATUS_CHALLENGER_ORIGIN, 0));
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(no_challenge_says_nothing)
{
	ck_assert_ptr_null(httpstatus_challenge_scheme(NULL, NULL));
	ck_assert_ptr_null(httpstatus_challenge_token68(NULL, NULL));
	ck_assert_ptr_null(httpstatus_challenge_name(NULL, 0, NULL));
	ck_assert_ptr_null(httpstatus_challenge_parameter(NULL, "realm", 5, NULL));
}
END_TEST

START_TEST(a_challenge_that_cannot_be_read_is_told_and_those_before_it_count)
{
	struct httpstatus_exchange *exchange =
		exchange_of(NULL, UNAUTHORIZED("WWW-Authenticate: Basic realm=\"x\", =\r\n"));

	ck_assert_str_eq(scheme(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0), "Basic");
	has_only_defect(exchange, HTTPSTATUS_DEFECT_CHALLENGE);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- interim responses that change something ---- */

static bool interim_matters(const char *request, const char *head)
{
	char heads[128];

	snprintf(heads, sizeof heads, "%s" OK(""), head);
	struct httpstatus_exchange *exchange = exchange_of(request, heads);
	bool matters = httpstatus_exchange_interim_matters(exchange, 0);

	ck_assert(!httpstatus_exchange_interim_matters(exchange, 1));
	ck_assert(!httpstatus_exchange_interim_matters(exchange, INT_MAX));
	ck_assert(!httpstatus_exchange_interim_matters(exchange, SIZE_MAX));
	httpstatus_exchange_free(exchange);
	return matters;
}

START_TEST(an_interim_response_matters_where_there_is_something_to_do)
{
	ck_assert(interim_matters(REQUEST("Expect: 100-Continue\r\n"), "HTTP/1.1 100 X\r\n\r\n"));
	ck_assert(!interim_matters(REQUEST(""), "HTTP/1.1 100 X\r\n\r\n"));
	ck_assert(!interim_matters(NULL, "HTTP/1.1 100 X\r\n\r\n"));
	ck_assert(interim_matters(REQUEST(""), "HTTP/1.1 103 X\r\nLink: <a>\r\n\r\n"));
	ck_assert(!interim_matters(REQUEST(""), "HTTP/1.1 103 X\r\nVia: a\r\n\r\n"));
	ck_assert(interim_matters(REQUEST(""), "HTTP/1.1 104 X\r\nLocation: /u\r\n\r\n"));
	ck_assert(interim_matters(REQUEST(""), "HTTP/1.1 104 X\r\nUpload-Offset: 5\r\n\r\n"));
	ck_assert(interim_matters(REQUEST(""), "HTTP/1.1 104 X\r\nUpload-Limit: max-age=5\r\n\r\n"));
	ck_assert(!interim_matters(REQUEST(""), "HTTP/1.1 104 X\r\n\r\n"));
	ck_assert(!interim_matters(REQUEST(""), "HTTP/1.1 102 X\r\nLink: <a>\r\n\r\n"));
	ck_assert(!interim_matters(REQUEST("Expect: 100-continue\r\n"), "HTTP/1.1 199 X\r\n\r\n"));
}
END_TEST

START_TEST(an_upgrade_that_was_added_matters)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 101), 0);
	ck_assert(httpstatus_exchange_interim_matters(exchange, 0));
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- framing without a request ---- */

static int kind_of(const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(NULL, response);
	int kind = httpstatus_exchange_content_kind(exchange);

	httpstatus_exchange_free(exchange);
	return kind;
}

START_TEST(framing_without_a_request_tells_only_what_every_method_would)
{
	ck_assert_int_eq(kind_of("HTTP/1.1 204 X\r\n\r\n"), -1); /* a tunnel to CONNECT */
	ck_assert_int_eq(kind_of("HTTP/1.1 304 X\r\nContent-Length: 5\r\n\r\n"), HTTPSTATUS_CONTENT_KIND_NONE);
	ck_assert_int_eq(kind_of(OK("Content-Length: 5\r\n")), -1);
	struct httpstatus_exchange *exchange = exchange_of(NULL, OK("Content-Length: 5\r\n"));
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 3);
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), HTTPSTATUS_CONTENT_KIND_LENGTH);
	ck_assert_int_eq(httpstatus_exchange_content_length(exchange), 5);
	has_only_defect(exchange, HTTPSTATUS_DEFECT_CONTENT_SHORT);
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, 6);
	has_only_defect(exchange, HTTPSTATUS_DEFECT_CONTENT_LONG);
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, HTTPSTATUS_UNKNOWN);
	set(exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME, 1);
	ck_assert_int_eq(httpstatus_exchange_content_kind(exchange), HTTPSTATUS_CONTENT_KIND_LENGTH);
	httpstatus_exchange_free(exchange);
}
END_TEST

/* ---- Retry-After ---- */

/* What Retry-After says of an exchange with one defect; -1 for none. */
static int64_t retry_after(const char *fields, int64_t now, int defect)
{
	char head[256];

	snprintf(head, sizeof head, "HTTP/1.1 503 X\r\n%s\r\n", fields);
	struct httpstatus_exchange *exchange = exchange_of(NULL, head);
	int64_t seconds = httpstatus_exchange_retry_after(exchange, now);

	if (defect < 0)
		has_no_defect(exchange);
	else
		has_only_defect(exchange, defect);
	httpstatus_exchange_free(exchange);
	return seconds;
}

START_TEST(retry_after_is_read)
{
	const int invalid = HTTPSTATUS_DEFECT_RETRY_AFTER;

	ck_assert_int_eq(retry_after("Retry-After: 120\r\n", 0, -1), 120);
	ck_assert_int_eq(retry_after("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", NOW - 10, -1), 10);
	ck_assert_int_eq(retry_after("Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", NOW + 10, -1), 0);
	ck_assert_int_eq(retry_after("Retry-After: 99999999999999999999\r\n", 0, -1), INT64_MAX);
	ck_assert_int_eq(
		retry_after("Retry-After: Mon, 06 Nov 1994 08:49:37 GMT\r\n", NOW - 1, HTTPSTATUS_DEFECT_DATE_WEEKDAY),
		1);
	ck_assert_int_eq(
		retry_after("Retry-After: Sun Nov  6 08:49:37 1994\r\n", NOW - 1, HTTPSTATUS_DEFECT_DATE_OBSOLETE), 1);
	ck_assert_int_eq(retry_after("", 0, -1), HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(retry_after("Retry-After:\r\n", 0, invalid), HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(retry_after("Retry-After: 120s\r\n", 0, invalid), HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(retry_after("Retry-After: 1\r\nRetry-After: 2\r\n", 0, invalid), HTTPSTATUS_UNKNOWN);
}
END_TEST

/* RFC 9112, 6.3. */
START_TEST(the_length_of_a_request_is_read_as_its_framing_has_it)
{
	static const struct {
		const char *fields;
		int64_t length;
	} cases[] = {
		{"", 0},
		{"Content-Length: 0\r\n", 0},
		{"Content-Length: 5\r\n", 5},
		{"Content-Length: 5, 5\r\n", 5},
		{"Content-Length: 5\r\nContent-Length: 5\r\n", 5},
		{"Content-Length: 5\r\nContent-Length: 6\r\n", HTTPSTATUS_UNKNOWN},
		{"Content-Length: +5\r\n", HTTPSTATUS_UNKNOWN},
		{"Transfer-Encoding: chunked\r\n", HTTPSTATUS_UNKNOWN},
		{"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", HTTPSTATUS_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char request[200];

		snprintf(request, sizeof request, "PUT / HTTP/1.1\r\nHost: a\r\n%s\r\n", cases[i].fields);
		struct httpstatus_exchange *exchange = exchange_of(request, NULL);
		ck_assert_msg(
			httpstatus_exchange_request_content_length(exchange) == cases[i].length, "%s", cases[i].fields);
		httpstatus_exchange_free(exchange);
	}
	ck_assert(httpstatus_exchange_request_content_length(NULL) == HTTPSTATUS_UNKNOWN);
}
END_TEST

START_TEST(what_was_said_of_a_requests_content_goes_before_its_fields)
{
	struct httpstatus_exchange *exchange = exchange_of("PUT / HTTP/2\r\nhost: a\r\n\r\n", NULL);

	ck_assert_int_eq(httpstatus_exchange_request_content_length(exchange), 0);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT, HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT);
	ck_assert(httpstatus_exchange_request_content_length(exchange) == HTTPSTATUS_UNKNOWN);
	set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, 7);
	ck_assert_int_eq(httpstatus_exchange_request_content_length(exchange), 7);
	httpstatus_exchange_free(exchange);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("answers");

	suite_add(suite, a_location_is_resolved_against_the_target);
	suite_add(suite, another_scheme_host_or_port_is_another_origin);
	suite_add(suite, whether_https_is_another_origin_depends_on_the_targets_scheme);
	suite_add(suite, what_does_not_depend_on_the_targets_scheme_is_known);
	suite_add(suite, a_location_stays_while_what_is_invalid_is_asked_for);
	suite_add(suite, where_fields_may_be_missing_little_is_known);
	suite_add(suite, a_default_port_is_the_same_target);
	suite_add(suite, a_broken_challenge_does_not_spoil_the_next_line);
	suite_add(suite, a_year_of_two_digits_proves_no_weekday_wrong_without_the_time);
	suite_add(suite, without_a_location_it_leads_nowhere);
	suite_add(suite, locations_have_to_agree);
	suite_add(suite, without_a_target_only_an_absolute_location_is_known);
	suite_add(suite, every_form_of_target_is_put_together);
	suite_add(suite, a_secured_connection_makes_the_target_https);
	suite_add(suite, authority_says_the_host_in_http_2);
	suite_add(suite, the_fragment_of_the_target_is_inherited);
	suite_add(suite, what_has_to_be_encoded_is_and_is_told);
	suite_add(suite, user_information_and_hosts_that_are_not_ascii_are_told_wherever_they_stand);
	suite_add(suite, a_host_of_raw_octets_is_told_besides_that_they_have_to_be_encoded);
	suite_add(suite, an_at_sign_or_an_octet_elsewhere_is_none_of_these);
	suite_add(suite, retry_after_is_read);
	suite_add(suite, challenges_of_all_lines_are_listed);
	suite_add(suite, challenges_follow_what_is_added);
	suite_add(suite, a_parameter_is_found_by_its_name);
	suite_add(suite, nobody_else_challenges);
	suite_add(suite, no_challenge_says_nothing);
	suite_add(suite, a_challenge_that_cannot_be_read_is_told_and_those_before_it_count);
	suite_add(suite, an_interim_response_matters_where_there_is_something_to_do);
	suite_add(suite, an_upgrade_that_was_added_matters);
	suite_add(suite, framing_without_a_request_tells_only_what_every_method_would);
	suite_add(suite, the_length_of_a_request_is_read_as_its_framing_has_it);
	suite_add(suite, what_was_said_of_a_requests_content_goes_before_its_fields);
	return tap_main(suite);
}
