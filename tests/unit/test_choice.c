/* Choices: asking, answering, going back, and what comes of it. SPDX-License-Identifier: MIT */
#include "messages.h"

enum { NOW = 784111777 }; /* Sun, 06 Nov 1994 08:49:37 GMT */

static struct httpstatus_choice *choice_for(const char *request)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange = exchange_of(request, NULL);

	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), 0);
	httpstatus_exchange_free(exchange);
	return choice;
}

static int answer(struct httpstatus_choice *choice, const char *text)
{
	return httpstatus_choice_answer(choice, text, strlen(text));
}

static const char *question_id(const struct httpstatus_choice *choice)
{
	return httpstatus_node_id(httpstatus_choice_question(choice));
}

/* Takes the defaults up to a question. */
static void go_to(struct httpstatus_choice *choice, const char *id)
{
	while (httpstatus_choice_question(choice) && strcmp(question_id(choice), id) != 0)
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
	ck_assert_str_eq(question_id(choice), id);
}

static void go_to_end(struct httpstatus_choice *choice)
{
	while (httpstatus_choice_question(choice))
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
}

/* What the choice has come to: the end, or the open question. */
static const struct httpstatus_node *last_node(const struct httpstatus_choice *choice)
{
	size_t i = 0;

	while (httpstatus_choice_node(choice, i + 1))
		i++;
	return httpstatus_choice_node(choice, i);
}

/* The value of a field that goes with the code; NULL where it does not. */
static const char *field_value(const struct httpstatus_choice *choice, const char *name)
{
	for (size_t i = 0; httpstatus_choice_field_name(choice, i); i++)
		if (strcmp(httpstatus_choice_field_name(choice, i), name) == 0)
			return httpstatus_choice_field_value(choice, i, NULL);
	return NULL;
}

#define GET "GET / HTTP/1.1\r\nHost: a\r\n"

/* ---- asking and answering ---- */

START_TEST(a_choice_that_has_not_started_asks_nothing)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();

	ck_assert_ptr_null(httpstatus_choice_question(choice));
	ck_assert_int_eq(httpstatus_choice_code(choice), 0);
	ck_assert_ptr_null(httpstatus_choice_node(choice, 0));
	ck_assert_int_eq(answer(choice, "yes"), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, true), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, 1), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_back(choice), HTTPSTATUS_ERROR_STATE);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_request_without_a_method_starts_nothing)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), HTTPSTATUS_ERROR_STATE);
	ck_assert_ptr_null(httpstatus_choice_question(choice));
	ck_assert_int_eq(httpstatus_choice_start(choice, NULL, NOW), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_start(NULL, exchange, NOW), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

/* The defaults are a page that is there, without validators. */
START_TEST(defaults_alone_lead_get_to_200)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_code(choice), 200);
	httpstatus_choice_free(choice);
}
END_TEST

static bool is_asked(struct httpstatus_choice *choice, const char *id)
{
	bool asked = false;

	while (httpstatus_choice_question(choice)) {
		asked = asked || strcmp(question_id(choice), id) == 0;
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
	}
	return asked;
}

START_TEST(only_pages_of_other_origins_are_asked_about)
{
	static const char *const requests[] = {GET "\r\n", GET "Origin: http://a\r\n\r\n",
		GET "Origin: http://b\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
		GET "Access-Control-Request-Method: PUT\r\n\r\n", GET "Origin: http://b\r\n\r\n",
		GET "Origin: null\r\n\r\n"};

	for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
		struct httpstatus_choice *choice = choice_for(requests[i]);

		ck_assert_msg(is_asked(choice, "cors-allowed") == (i > 3), "%s", requests[i]);
		ck_assert_ptr_null(field_value(choice, "Access-Control-Allow-Origin"));
		httpstatus_choice_free(choice);
	}
}
END_TEST

START_TEST(a_preflight_needs_no_credentials_and_no_method)
{
	struct httpstatus_choice *choice = choice_for("OPTIONS / HTTP/1.1\r\nHost: a\r\nOrigin: http://b\r\n"
						      "Access-Control-Request-Method: PUT\r\n\r\n");

	go_to(choice, "cors-allowed");
	ck_assert_int_eq(answer(choice, "origin"), 0);
	ck_assert(!is_asked(choice, "authenticated"));
	ck_assert_int_eq(httpstatus_choice_code(choice), 204);
	ck_assert_str_eq(field_value(choice, "Access-Control-Allow-Origin"), "http://b");
	ck_assert_str_eq(field_value(choice, "Vary"), "Origin");
	ck_assert_ptr_null(field_value(choice, "Access-Control-Allow-Credentials"));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_wrong_answer_leaves_the_choice_where_it_was)
{
	static const char *const wrong[][5] = {
		{"role", "", "yes", "server", "Origin"},
		{"available", "", "1", "true", "YES"},
		{"allowed-methods", "GET POST", "GET,(", "a\r\nb: c", "\"GET\""},
		{"media-types", "text", "text/*", "text/html; charset", "text/html, */*"},
		{"languages", "*", "en_GB", "en-", "abcdefghi"},
		{"codings", "*", "gzip;q=1", "g zip", "\"gzip\""},
		{"entity-tag", "v1", "\"v1", "w/\"v1\"", "\"v1\", \"v2\""},
		{"last-modified", "yesterday", "784111777", "Sun, 06 Nov 1994 08:49:37",
			"Sun, 06 Nov 1994 25:49:37 GMT"},
	};

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct httpstatus_choice *choice = choice_for(GET "\r\n");

		go_to(choice, wrong[i][0]);
		for (size_t k = 1; k < 5; k++) {
			ck_assert_msg(answer(choice, wrong[i][k]) == HTTPSTATUS_ERROR_ANSWER, "%s: %s", wrong[i][0],
				wrong[i][k]);
			ck_assert_str_eq(question_id(choice), wrong[i][0]);
		}
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
		httpstatus_choice_free(choice);
	}
}
END_TEST

START_TEST(an_answer_of_another_type_is_wrong)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "entity-tag");
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, true), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, 1), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "entity-tag");
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(false_says_no)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "available");
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, false), 0);
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_code(choice), 503);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(at_the_end_there_is_nothing_to_answer)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to_end(choice);
	ck_assert_int_eq(answer(choice, "yes"), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, false), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, 1), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_code(choice), 200);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(no_choice_takes_an_answer)
{
	ck_assert_int_eq(httpstatus_choice_answer(NULL, "yes", 3), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_answer_bool(NULL, true), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_answer_number(NULL, 1), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_answer_default(NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_set_registry(NULL, NULL), HTTPSTATUS_ERROR_HANDLE);
}
END_TEST

START_TEST(a_number_must_be_one_that_can_be_written)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "last-modified");
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, INT64_MAX), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, NOW), 0);
	go_to_end(choice);
	ck_assert_str_eq(field_value(choice, "Last-Modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_number_may_be_none_where_that_is_an_answer)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "last-modified");
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, HTTPSTATUS_UNKNOWN), 0);
	httpstatus_choice_free(choice);
	choice = choice_for(GET "Range: bytes=0-1\r\n\r\n");
	go_to(choice, "ranges");
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, true), 0);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, -1), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, INT64_MAX), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "complete-length");
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, HTTPSTATUS_UNKNOWN), 0);
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_code(choice), 200);
	httpstatus_choice_free(choice);
	choice = choice_for(GET "\r\n");
	go_to(choice, "authenticated");
	ck_assert_int_eq(httpstatus_choice_answer_bool(choice, false), 0);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, HTTPSTATUS_UNKNOWN), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "challenges");
	httpstatus_choice_free(choice);
}
END_TEST

/* "There is none" as a number is an answer only where numbers are. */
START_TEST(no_number_is_no_answer_to_what_asks_for_none)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "media-types");
	ck_assert(httpstatus_node_is_optional(httpstatus_choice_question(choice)));
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, HTTPSTATUS_UNKNOWN), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "media-types");
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(white_space_around_an_answer_does_not_count)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "available");
	ck_assert_int_eq(answer(choice, "\t yes "), 0);
	httpstatus_choice_free(choice);
}
END_TEST

/* RFC 9110, 5.6.7: an obsolete form is read, and the one of today is sent. */
START_TEST(an_obsolete_date_is_sent_in_the_form_of_today)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "last-modified");
	ck_assert_int_eq(answer(choice, "Saturday, 29-Oct-94 19:43:31 GMT"), 0);
	go_to_end(choice);
	ck_assert_str_eq(field_value(choice, "Last-Modified"), "Sat, 29 Oct 1994 19:43:31 GMT");
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- what is usual ---- */

/* RFC 9110, 15.5.6: the default allows what does no harm; who looks ahead wants to see what comes where the method is allowed. */
START_TEST(the_usual_methods_have_that_of_the_request)
{
	struct httpstatus_choice *choice = choice_for("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n");

	go_to(choice, "allowed-methods");
	ck_assert_str_eq(httpstatus_choice_usual(choice), "GET, HEAD, PUT");
	ck_assert_str_eq(httpstatus_node_default(httpstatus_choice_question(choice)), "GET, HEAD");
	ck_assert_int_eq(answer(choice, httpstatus_choice_usual(choice)), 0);
	ck_assert_str_eq(question_id(choice), "authenticated");
	ck_assert_str_eq(httpstatus_choice_usual(choice), "yes");
	ck_assert_int_eq(httpstatus_choice_back(choice), 0);
	ck_assert_str_eq(httpstatus_choice_usual(choice), "GET, HEAD, PUT");
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
	ck_assert_int_eq(httpstatus_choice_code(choice), 405);
	ck_assert_ptr_null(httpstatus_choice_usual(choice));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(what_is_usual_is_the_default_elsewhere)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	for (const struct httpstatus_node *question; (question = httpstatus_choice_question(choice));) {
		ck_assert_str_eq(httpstatus_choice_usual(choice), httpstatus_node_default(question));
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
	}
	ck_assert_ptr_null(httpstatus_choice_usual(NULL));
	httpstatus_choice_free(choice);
	choice = choice_for(GET "\r\n");
	go_to(choice, "authenticated");
	ck_assert_int_eq(answer(choice, "no"), 0);
	ck_assert_ptr_null(
		httpstatus_choice_usual(choice)); /* RFC 9110, 15.5.2: nobody can go on without a challenge */
	httpstatus_choice_free(choice);
}
END_TEST

/* Without a default or "none" are only those whose field is a must, or without whose answer there is no code to choose. */
START_TEST(few_questions_have_to_be_answered)
{
	static const char *const needed[] = {"proxy-challenges", /* RFC 9110, 15.5.8 */
		"challenges",                                    /* 15.5.2 */
		"required-protocols",                            /* 15.5.22 */
		"see-other-at", "result-at",                     /* 15.4.4: the target is what it says */
		"lock-token",                                    /* RFC 4918, 9.10.1 */
		NULL};
	const struct httpstatus_node *node;
	size_t count = 0;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		size_t place = 0;

		if (httpstatus_node_type(node) == HTTPSTATUS_ANSWER_TYPE_NOTHING || httpstatus_node_default(node))
			continue;
		while (needed[place] && strcmp(needed[place], httpstatus_node_id(node)) != 0)
			place++;
		ck_assert_msg(needed[place], "%s", httpstatus_node_id(node));
		count++;
	}
	ck_assert_uint_eq(count, 6);
}
END_TEST

/* ---- one request, two choices ---- */

START_TEST(two_choices_share_a_request_that_neither_changes)
{
	struct httpstatus_exchange *exchange = exchange_of(GET "Range: bytes=0-1\r\n\r\n", NULL);
	const struct httpstatus_exchange *request = exchange;
	struct httpstatus_choice *one = httpstatus_choice_new(), *other = httpstatus_choice_new();

	ck_assert_int_eq(httpstatus_choice_start(one, request, NOW), 0);
	ck_assert_int_eq(httpstatus_choice_start(other, request, NOW), 0);
	go_to(one, "resource");
	go_to(other, "ranges");
	answer(one, "gone");
	answer(other, "yes");
	answer(other, "10");
	go_to_end(other);
	ck_assert_int_eq(httpstatus_choice_code(one), 410);
	ck_assert_int_eq(httpstatus_choice_code(other), 206);
	ck_assert_int_eq(httpstatus_exchange_status(request), 0);
	ck_assert_ptr_null(name_at(request, HTTPSTATUS_PART_REQUEST, 2));
	httpstatus_choice_free(one);
	httpstatus_choice_free(other);
	httpstatus_exchange_free(exchange);
}
END_TEST

START_TEST(a_choice_outlives_its_request)
{
	struct httpstatus_choice *choice = choice_for(GET "If-None-Match: \"v1\"\r\n\r\n"); /* which has freed it */

	go_to(choice, "entity-tag");
	answer(choice, "\"v1\"");
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_code(choice), 304);
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- going back ---- */

START_TEST(an_answer_can_be_taken_back_and_given_anew)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "resource");
	ck_assert_ptr_eq(last_node(choice), httpstatus_node_find("resource"));
	answer(choice, "absent");
	ck_assert_int_eq(httpstatus_choice_code(choice), 404);
	ck_assert_ptr_eq(last_node(choice), httpstatus_node_find("not-found"));
	ck_assert_int_eq(httpstatus_choice_back(choice), 0);
	ck_assert_int_eq(httpstatus_choice_code(choice), 0);
	ck_assert_ptr_null(httpstatus_choice_field_name(choice, 0));
	ck_assert_str_eq(question_id(choice), "resource");
	answer(choice, "gone");
	ck_assert_int_eq(httpstatus_choice_code(choice), 410);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(back_leads_to_the_first_question_and_no_further)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	size_t answers = 0;

	for (; httpstatus_choice_question(choice); answers++)
		httpstatus_choice_answer_default(choice);
	for (; answers > 0; answers--)
		ck_assert_int_eq(httpstatus_choice_back(choice), 0);
	ck_assert_str_eq(question_id(choice), "role");
	ck_assert_int_eq(httpstatus_choice_back(choice), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_choice_back(NULL), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- the path ---- */

START_TEST(the_path_tells_what_was_asked_decided_and_answered)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	size_t length = 9;

	go_to(choice, "available");
	ck_assert_str_eq(httpstatus_node_id(httpstatus_choice_node(choice, 0)), "version-known");
	ck_assert_str_eq(httpstatus_choice_way(choice, 0), "yes");
	ck_assert_ptr_null(httpstatus_choice_given(choice, 0, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_str_eq(httpstatus_node_id(httpstatus_choice_node(choice, 2)), "role");
	ck_assert_str_eq(httpstatus_choice_given(choice, 2, &length), "origin");
	ck_assert_uint_eq(length, 6);
	ck_assert_str_eq(httpstatus_node_id(httpstatus_choice_node(choice, 3)), "other-origin");
	ck_assert_str_eq(httpstatus_choice_way(choice, 3), "no");
	ck_assert_ptr_eq(httpstatus_choice_node(choice, 4), httpstatus_choice_question(choice));
	ck_assert_ptr_null(httpstatus_choice_way(choice, 4));
	ck_assert_ptr_null(httpstatus_choice_node(choice, 5));
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- what comes of it ---- */

START_TEST(a_request_that_decides_all_asks_nothing)
{
	struct httpstatus_choice *choice = choice_for("GET / HTTP/1.1\r\n\r\n"); /* RFC 9112, 3.2: no Host */

	ck_assert_int_eq(httpstatus_choice_code(choice), 400);
	ck_assert_str_eq(field_value(choice, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(an_empty_list_of_methods_is_an_empty_allow)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "allowed-methods");
	ck_assert_int_eq(answer(choice, ""), 0);
	ck_assert_int_eq(httpstatus_choice_code(choice), 405);
	ck_assert_str_eq(field_value(choice, "Allow"), "");
	ck_assert_int_eq(httpstatus_choice_field_level(choice, 0), HTTPSTATUS_LEVEL_MUST);
	httpstatus_choice_free(choice);
}
END_TEST

/* The value is made of the answer: were both in one place, that place could move in between. */
START_TEST(an_answer_of_any_length_is_sent_whole)
{
	for (size_t length = 2; length < 5000; length += 1 + length / 8) {
		struct httpstatus_choice *choice = choice_for(GET "\r\n");
		char *tag = malloc(length + 1);

		memset(tag, 'a', length);
		tag[0] = tag[length - 1] = '"';
		tag[length] = '\0';
		go_to(choice, "entity-tag");
		ck_assert_int_eq(answer(choice, tag), 0);
		go_to_end(choice);
		ck_assert_str_eq(field_value(choice, "ETag"), tag);
		free(tag);
		httpstatus_choice_free(choice);
	}
}
END_TEST

/* The choice's own text, each time longer than all before it, so that its place moves while it is copied. */
START_TEST(an_answer_may_be_the_text_of_another_one)
{
	enum { LONGEST = 100000 };
	char *tag = malloc(LONGEST + 1);

	memset(tag, 'a', LONGEST);
	for (size_t length = 100; length <= LONGEST; length *= 10) {
		struct httpstatus_choice *choice = choice_for(GET "If-None-Match: \"v0\"\r\nA-IM: vcdiff\r\n\r\n");
		const char *given = NULL;
		size_t given_length = 0;

		tag[0] = tag[length - 1] = '"';
		go_to(choice, "entity-tag");
		ck_assert_int_eq(httpstatus_choice_answer(choice, tag, length), 0);
		go_to(choice, "delta");
		ck_assert_int_eq(answer(choice, "vcdiff"), 0);
		ck_assert_str_eq(question_id(choice), "delta-base");
		for (size_t i = 0; httpstatus_choice_node(choice, i); i++)
			if (strcmp(httpstatus_node_id(httpstatus_choice_node(choice, i)), "entity-tag") == 0)
				given = httpstatus_choice_given(choice, i, &given_length);
		ck_assert_uint_eq(given_length, length);
		ck_assert_int_eq(httpstatus_choice_answer(choice, given, given_length), 0);
		go_to_end(choice);
		for (size_t i = 0; httpstatus_choice_node(choice, i); i++) {
			const char *id = httpstatus_node_id(httpstatus_choice_node(choice, i));

			if (strcmp(id, "entity-tag") != 0 && strcmp(id, "delta-base") != 0)
				continue;
			given = httpstatus_choice_given(choice, i, &given_length);
			ck_assert_uint_eq(given_length, length);
			ck_assert_int_eq(memcmp(given, tag, length), 0);
		}
		tag[length - 1] = 'a';
		httpstatus_choice_free(choice);
	}
	free(tag);
}
END_TEST

/* RFC 9110, 8.8.2.1. */
START_TEST(no_modification_is_sent_that_is_still_to_come)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "last-modified");
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, NOW + 1), 0);
	go_to_end(choice);
	ck_assert_str_eq(field_value(choice, "Last-Modified"), "Sun, 06 Nov 1994 08:49:37 GMT");
	ck_assert_str_eq(field_value(choice, "Date"), "Sun, 06 Nov 1994 08:49:37 GMT");
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(without_a_clock_there_is_no_date)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange = exchange_of(GET "\r\n", NULL);

	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, HTTPSTATUS_UNKNOWN), 0);
	go_to_end(choice);
	ck_assert_ptr_null(field_value(choice, "Date"));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(the_response_has_the_request_the_code_and_the_fields)
{
	struct httpstatus_choice *choice =
		choice_for("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
	struct httpstatus_exchange *exchange = exchange_of(GET "\r\n", "HTTP/1.0 500 No\r\nServer: b\r\n\r\n");

	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), HTTPSTATUS_ERROR_STATE);
	ck_assert_int_eq(httpstatus_exchange_status(exchange), 500);
	go_to(choice, "allowed-methods");
	answer(choice, "PUT");
	go_to(choice, "stored-tag");
	answer(choice, "\"v2\"");
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), 0);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 204);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "PUT");
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 100);
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "ETag");
	ck_assert_str_eq(value_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "\"v2\"");
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 1), "Date");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 2));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_response_that_does_not_fit_changes_nothing)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	struct httpstatus_exchange *exchange = exchange_of(GET "\r\n", NULL);

	go_to_end(choice);
	set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, 1);
	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), HTTPSTATUS_ERROR_LIMIT);
	ck_assert(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN);
	ck_assert_int_eq(httpstatus_choice_respond(choice, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_choice_respond(NULL, exchange), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(nothing_of_an_old_response_is_used)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange =
		exchange_of(GET "\r\n", "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 404 No\r\nServer: b\r\n\r\n");

	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), 0);
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), 0);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 200);
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 0);
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "Date");
	ck_assert_ptr_null(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

/* What is copied from the exchange and back leaves nothing behind, else its limits were reached in the end. */
START_TEST(one_exchange_can_be_answered_for_ever)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange = exchange_of(GET "\r\n", NULL);

	for (int i = 0; i < 40000; i++) {
		ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), 0);
		ck_assert_int_eq(answer(choice, "origin"), 0);
		ck_assert_int_eq(answer(choice, "no"), 0);
		ck_assert_int_eq(httpstatus_choice_answer_default(choice), 0);
		ck_assert_int_eq(httpstatus_choice_code(choice), 503);
		ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), 0);
	}
	ck_assert_str_eq(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 0), "Date");
	ck_assert_ptr_null(name_at(exchange, HTTPSTATUS_PART_RESPONSE, 1));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

/* RFC 9457, 3.1, 4.2.1. */
START_TEST(a_problem_has_type_title_status_and_detail)
{
	static const char expected[] = "{\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410,\"detail\":\"The "
				       "resource was here, and is not expected back.\"}";
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	char text[sizeof expected], part[10];

	go_to(choice, "resource");
	ck_assert_uint_eq(httpstatus_choice_problem(choice, text, sizeof text), 0);
	ck_assert_str_eq(text, "");
	answer(choice, "gone");
	ck_assert_uint_eq(httpstatus_choice_problem(choice, text, sizeof text), sizeof expected - 1);
	ck_assert_str_eq(text, expected);
	ck_assert_uint_eq(httpstatus_choice_problem(choice, part, sizeof part), sizeof expected - 1);
	ck_assert_str_eq(part, "{\"type\":\"");
	ck_assert_uint_eq(httpstatus_choice_problem(choice, NULL, 0), sizeof expected - 1);
	httpstatus_choice_back(choice);
	answer(choice, "here");
	go_to_end(choice);
	ck_assert_uint_eq(httpstatus_choice_problem(choice, text, sizeof text), 0);
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- registries ---- */

/* At 410, with a registry in which that is called otherwise. */
static struct httpstatus_choice *choice_that_calls_410(struct httpstatus_registry **registry, const char *phrase)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	*registry = httpstatus_registry_new(NULL, NULL);
	ck_assert_int_eq(httpstatus_registry_add(*registry, 410, phrase, strlen(phrase)), 0);
	ck_assert_int_eq(httpstatus_choice_set_registry(choice, *registry), 0);
	go_to(choice, "resource");
	answer(choice, "gone");
	return choice;
}

START_TEST(the_title_of_a_problem_is_the_phrase_of_the_registry)
{
	static const char begin[] = "{\"type\":\"about:blank\",\"title\":\"Went Away\",\"status\":410,";
	struct httpstatus_registry *registry;
	struct httpstatus_choice *choice = choice_that_calls_410(&registry, "Went Away");
	char text[200];

	httpstatus_choice_problem(choice, text, sizeof text);
	ck_assert_int_eq(strncmp(text, begin, strlen(begin)), 0);
	httpstatus_choice_free(choice);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_reason_is_the_phrase_of_the_registry)
{
	struct httpstatus_registry *registry;
	struct httpstatus_choice *choice = choice_that_calls_410(&registry, "Went Away");
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), 0);
	ck_assert_str_eq(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL), "Went Away");
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_builtin_registry_can_be_had_back)
{
	struct httpstatus_registry *registry;
	struct httpstatus_choice *choice = choice_that_calls_410(&registry, "Went Away");
	char text[200];

	ck_assert_int_eq(httpstatus_choice_set_registry(choice, NULL), 0);
	httpstatus_choice_problem(choice, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "\"title\":\"Gone\""));
	httpstatus_choice_free(choice);
	httpstatus_registry_free(registry);
}
END_TEST

/* RFC 9113, 8.3.2: HTTP/2 has no reason phrase. */
START_TEST(no_reason_is_given_in_http_2)
{
	struct httpstatus_choice *choice = choice_for("GET / HTTP/2\r\n\r\n");
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_choice_set_registry(choice, httpstatus_registry_by_name("nginx")), 0);
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), 0);
	ck_assert_ptr_null(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_REASON, NULL));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- JSON ---- */

static bool json_has(const struct httpstatus_choice *choice, const char *part)
{
	char text[20000];

	ck_assert_uint_lt(httpstatus_choice_json(choice, text, sizeof text), sizeof text);
	return strstr(text, part) != NULL;
}

START_TEST(no_choice_is_null_in_json)
{
	char text[8];

	ck_assert_uint_eq(httpstatus_choice_json(NULL, text, sizeof text), 4);
	ck_assert_str_eq(text, "null");
}
END_TEST

START_TEST(before_it_starts_a_choice_says_nothing_in_json)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();

	ck_assert(json_has(choice, "{\"file\":null,\"entry\":null,\"method\":null,\"target\":null,\"status\":null,"
				   "\"code\":null,\"phrase\":null,\"reference\":null,\"text\":null,\"question\":null,"
				   "\"path\":[],\"interim\":[],\"fields\":[]}"));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_choice_that_failed_to_start_says_nothing_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	httpstatus_choice_start(choice, NULL, NOW);
	ck_assert(json_has(choice, "\"method\":null,\"target\":null,"));
	ck_assert(json_has(choice, "\"path\":[],"));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(json_tells_where_the_request_was_found)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_exchange *exchange = exchange_of(GET "\r\n", "HTTP/1.1 404 Not Found\r\n\r\n");

	say(exchange, HTTPSTATUS_LINE_SOURCE, "session.har");
	set(exchange, HTTPSTATUS_PROPERTY_ENTRY, 17);
	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), 0);
	ck_assert(json_has(
		choice, "{\"file\":\"session.har\",\"entry\":17,\"method\":\"GET\",\"target\":\"/\",\"status\":null,"));
	httpstatus_exchange_free(exchange);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(an_open_question_is_told_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "available");
	ck_assert(json_has(choice, "\"method\":\"GET\",\"target\":\"/\",\"status\":null,\"code\":null,\"phrase\":null,"
				   "\"reference\":null,\"text\":null,\"question\":{\"id\":\"available\",\"text\":\""));
	ck_assert(
		json_has(choice, "\"type\":\"yes-no\",\"optional\":false,\"default\":\"yes\",\"ways\":[\"yes\",\"no\"],"
				 "\"reference\":\"RFC 9110, 15.6.4\",\"area\":\"server\"},"));
	ck_assert(json_has(choice, "\"path\":[{\"id\":\"version-known\",\"way\":\"yes\",\"given\":null},"
				   "{\"id\":\"head-sound\",\"way\":\"yes\",\"given\":null},"
				   "{\"id\":\"role\",\"way\":\"origin\",\"given\":\"origin\"},"
				   "{\"id\":\"other-origin\",\"way\":\"no\",\"given\":null},"
				   "{\"id\":\"available\",\"way\":null,\"given\":null}],"
				   "\"interim\":[],\"fields\":[]}"));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_default_of_none_is_an_empty_text_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "available");
	answer(choice, "no");
	ck_assert_str_eq(question_id(choice), "available-again");
	ck_assert(json_has(choice, "\"type\":\"seconds\",\"optional\":true,\"default\":\"\",\"ways\":["));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(the_end_is_told_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "resource");
	answer(choice, "gone");
	ck_assert(
		json_has(choice, "\"status\":null,\"code\":410,\"phrase\":\"Gone\",\"reference\":\"RFC 9110, 15.5.11\","
				 "\"text\":\"The resource was here, and is not expected back.\",\"question\":null,"));
	ck_assert(json_has(choice, "{\"id\":\"resource\",\"way\":\"gone\",\"given\":\"gone\"},"
				   "{\"id\":\"gone\",\"way\":null,\"given\":null}],"));
	ck_assert(json_has(choice, "\"fields\":[{\"name\":\"Date\",\"value\":\"Sun, 06 Nov 1994 08:49:37 GMT\","
				   "\"level\":\"must\"}]}"));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(an_answer_of_none_is_an_empty_text_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "entity-tag");
	ck_assert_int_eq(answer(choice, ""), 0);
	ck_assert(json_has(choice, "{\"id\":\"entity-tag\",\"way\":\"none\",\"given\":\"\"}"));
	httpstatus_choice_free(choice);
}
END_TEST

/* Octets of the wire that are no UTF-8 are characters of their number: obs-text is ISO-8859-1 (RFC 9110, 5.5). */
START_TEST(answers_and_fields_are_octets_in_json)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "entity-tag");
	ck_assert_int_eq(answer(choice, "\"\xe9\""), 0);
	go_to_end(choice);
	ck_assert(json_has(choice, "\"given\":\"\\\"\xc3\xa9\\\"\""));
	ck_assert(json_has(choice, "{\"name\":\"ETag\",\"value\":\"\\\"\xc3\xa9\\\"\","));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(an_interim_response_is_told_in_json)
{
	struct httpstatus_choice *choice =
		choice_for("PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");

	go_to(choice, "allowed-methods");
	answer(choice, "PUT");
	go_to_end(choice);
	ck_assert(json_has(choice, "],\"interim\":[100],\"fields\":["));
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(json_has_the_phrase_of_the_registry)
{
	struct httpstatus_registry *registry;
	struct httpstatus_choice *choice = choice_that_calls_410(&registry, "Went Away");

	ck_assert(json_has(choice, "\"code\":410,\"phrase\":\"Went Away\","));
	httpstatus_choice_free(choice);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(the_size_of_json_is_told_before_it_fits)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	char part[10];

	go_to_end(choice);
	size_t length = httpstatus_choice_json(choice, NULL, 0);
	char *text = malloc(length + 1);
	ck_assert_uint_eq(httpstatus_choice_json(choice, part, sizeof part), length);
	ck_assert_str_eq(part, "{\"file\":n");
	ck_assert_uint_eq(httpstatus_choice_json(choice, text, length + 1), length);
	ck_assert_uint_eq(strlen(text), length);
	ck_assert_ptr_null(strchr(text, '\n'));
	free(text);
	httpstatus_choice_free(choice);
}
END_TEST

/* ---- the graph ---- */

START_TEST(no_node_says_nothing)
{
	ck_assert_int_eq(httpstatus_node_type(NULL), -1);
	ck_assert_int_eq(httpstatus_node_area(NULL), -1);
	ck_assert_int_eq(httpstatus_node_code(NULL), 0);
	ck_assert_ptr_null(httpstatus_node_id(NULL));
	ck_assert_ptr_null(httpstatus_node_text(NULL));
	ck_assert_ptr_null(httpstatus_node_reference(NULL));
	ck_assert_ptr_null(httpstatus_node_default(NULL));
	ck_assert_ptr_null(httpstatus_node_way(NULL, 0));
	ck_assert_ptr_null(httpstatus_node_next(NULL, 0));
	ck_assert(!httpstatus_node_is_optional(NULL));
}
END_TEST

START_TEST(past_the_last_field_there_is_no_level)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	ck_assert_int_eq(httpstatus_choice_field_level(choice, 0), -1);
	go_to_end(choice);
	ck_assert_int_eq(httpstatus_choice_field_level(choice, 0), HTTPSTATUS_LEVEL_MUST); /* Date: RFC 9110, 6.6.1 */
	ck_assert_int_eq(httpstatus_choice_field_level(choice, 1), -1);
	ck_assert_int_eq(httpstatus_choice_field_level(choice, SIZE_MAX), -1);
	ck_assert_int_eq(httpstatus_choice_field_level(NULL, 0), -1);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_node_comes_from_a_document)
{
	ck_assert_str_eq(httpstatus_node_reference(httpstatus_node_find("if-match")), "RFC 9110, 13.1.1");
}
END_TEST

START_TEST(every_node_is_found_by_its_id)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		ck_assert_ptr_eq(httpstatus_node_find(httpstatus_node_id(node)), node);
	ck_assert_ptr_null(httpstatus_node_find("nowhere"));
	ck_assert_ptr_null(httpstatus_node_find(NULL));
	ck_assert_ptr_null(httpstatus_node_at(SIZE_MAX));
}
END_TEST

START_TEST(a_node_asks_decides_or_ends)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		bool ends = httpstatus_node_code(node) != 0;

		ck_assert_int_eq(httpstatus_node_way(node, 0) == NULL, ends);
		ck_assert_int_eq(httpstatus_node_next(node, 0) == NULL, ends);
		if (httpstatus_node_type(node) == HTTPSTATUS_ANSWER_TYPE_NOTHING)
			ck_assert_ptr_null(httpstatus_node_default(node));
		else
			ck_assert(!ends);
	}
}
END_TEST

START_TEST(every_node_is_in_an_area)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		ck_assert_ptr_nonnull(httpstatus_word(HTTPSTATUS_VOCABULARY_AREA, httpstatus_node_area(node)));
	ck_assert_int_eq(httpstatus_node_area(httpstatus_node_find("available")), HTTPSTATUS_AREA_SERVER);
	ck_assert_int_eq(httpstatus_node_area(httpstatus_node_find("if-match")), HTTPSTATUS_AREA_CONDITIONS);
}
END_TEST

START_TEST(every_type_of_answer_has_a_word_and_a_text)
{
	const int past = HTTPSTATUS_ANSWER_TYPE_PROTOCOLS + 1;

	for (int type = 0; type < past; type++) {
		ck_assert_ptr_nonnull(httpstatus_word(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, type));
		ck_assert_ptr_nonnull(httpstatus_word_text(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, type));
	}
	ck_assert_ptr_null(httpstatus_word(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, past));
	ck_assert_ptr_null(httpstatus_word_text(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, past));
	ck_assert_ptr_null(httpstatus_word(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, -1));
	ck_assert_ptr_null(httpstatus_word_text(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, -1));
}
END_TEST

START_TEST(the_types_from_methods_on_are_lists)
{
	ck_assert(!httpstatus_answer_type_is_list(-1));
	ck_assert(!httpstatus_answer_type_is_list(HTTPSTATUS_ANSWER_TYPE_BOUNDARY));
	ck_assert(httpstatus_answer_type_is_list(HTTPSTATUS_ANSWER_TYPE_METHODS));
	ck_assert(httpstatus_answer_type_is_list(HTTPSTATUS_ANSWER_TYPE_PROTOCOLS));
	ck_assert(!httpstatus_answer_type_is_list(HTTPSTATUS_ANSWER_TYPE_PROTOCOLS + 1));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("choice");

	suite_add(suite, a_choice_that_has_not_started_asks_nothing);
	suite_add(suite, a_request_without_a_method_starts_nothing);
	suite_add(suite, defaults_alone_lead_get_to_200);
	suite_add(suite, only_pages_of_other_origins_are_asked_about);
	suite_add(suite, a_preflight_needs_no_credentials_and_no_method);
	suite_add(suite, a_wrong_answer_leaves_the_choice_where_it_was);
	suite_add(suite, an_answer_of_another_type_is_wrong);
	suite_add(suite, false_says_no);
	suite_add(suite, at_the_end_there_is_nothing_to_answer);
	suite_add(suite, no_choice_takes_an_answer);
	suite_add(suite, a_number_must_be_one_that_can_be_written);
	suite_add(suite, a_number_may_be_none_where_that_is_an_answer);
	suite_add(suite, no_number_is_no_answer_to_what_asks_for_none);
	suite_add(suite, white_space_around_an_answer_does_not_count);
	suite_add(suite, an_obsolete_date_is_sent_in_the_form_of_today);
	suite_add(suite, the_usual_methods_have_that_of_the_request);
	suite_add(suite, what_is_usual_is_the_default_elsewhere);
	suite_add(suite, few_questions_have_to_be_answered);
	suite_add(suite, two_choices_share_a_request_that_neither_changes);
	suite_add(suite, a_choice_outlives_its_request);
	suite_add(suite, an_answer_can_be_taken_back_and_given_anew);
	suite_add(suite, back_leads_to_the_first_question_and_no_further);
	suite_add(suite, the_path_tells_what_was_asked_decided_and_answered);
	suite_add(suite, a_request_that_decides_all_asks_nothing);
	suite_add(suite, an_empty_list_of_methods_is_an_empty_allow);
	suite_add(suite, an_answer_of_any_length_is_sent_whole);
	suite_add(suite, an_answer_may_be_the_text_of_another_one);
	suite_add(suite, no_modification_is_sent_that_is_still_to_come);
	suite_add(suite, without_a_clock_there_is_no_date);
	suite_add(suite, the_response_has_the_request_the_code_and_the_fields);
	suite_add(suite, a_response_that_does_not_fit_changes_nothing);
	suite_add(suite, nothing_of_an_old_response_is_used);
	suite_add(suite, one_exchange_can_be_answered_for_ever);
	suite_add(suite, a_problem_has_type_title_status_and_detail);
	suite_add(suite, the_title_of_a_problem_is_the_phrase_of_the_registry);
	suite_add(suite, the_reason_is_the_phrase_of_the_registry);
	suite_add(suite, the_builtin_registry_can_be_had_back);
	suite_add(suite, no_reason_is_given_in_http_2);
	suite_add(suite, no_choice_is_null_in_json);
	suite_add(suite, before_it_starts_a_choice_says_nothing_in_json);
	suite_add(suite, a_choice_that_failed_to_start_says_nothing_in_json);
	suite_add(suite, json_tells_where_the_request_was_found);
	suite_add(suite, an_open_question_is_told_in_json);
	suite_add(suite, a_default_of_none_is_an_empty_text_in_json);
	suite_add(suite, the_end_is_told_in_json);
	suite_add(suite, an_answer_of_none_is_an_empty_text_in_json);
	suite_add(suite, answers_and_fields_are_octets_in_json);
	suite_add(suite, an_interim_response_is_told_in_json);
	suite_add(suite, json_has_the_phrase_of_the_registry);
	suite_add(suite, the_size_of_json_is_told_before_it_fits);
	suite_add(suite, no_node_says_nothing);
	suite_add(suite, past_the_last_field_there_is_no_level);
	suite_add(suite, a_node_comes_from_a_document);
	suite_add(suite, every_node_is_found_by_its_id);
	suite_add(suite, a_node_asks_decides_or_ends);
	suite_add(suite, every_node_is_in_an_area);
	suite_add(suite, every_type_of_answer_has_a_word_and_a_text);
	suite_add(suite, the_types_from_methods_on_are_lists);
	return tap_main(suite);
}
