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
	ck_assert_int_eq(answer(choice, "yes"), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_choice_answer_yes(choice, true), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, 1), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_choice_back(choice), HTTPSTATUS_ERROR_ARGUMENT);
	httpstatus_choice_free(choice);
}
END_TEST

START_TEST(a_request_without_a_method_starts_nothing)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	ck_assert_int_eq(httpstatus_choice_start(choice, exchange, NOW), HTTPSTATUS_ERROR_SYNTAX);
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
	ck_assert_int_eq(httpstatus_choice_answer_yes(choice, true), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, 1), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "entity-tag");
	httpstatus_choice_free(choice);
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
	ck_assert_int_eq(httpstatus_choice_answer_yes(choice, true), 0);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, HTTPSTATUS_UNKNOWN), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_number(choice, -1), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_int_eq(httpstatus_choice_answer_default(choice), HTTPSTATUS_ERROR_ANSWER);
	ck_assert_str_eq(question_id(choice), "complete-length");
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

/* ---- going back ---- */

START_TEST(an_answer_can_be_taken_back_and_given_anew)
{
	struct httpstatus_choice *choice = choice_for(GET "\r\n");

	go_to(choice, "resource");
	ck_assert_ptr_null(httpstatus_choice_end(choice));
	answer(choice, "absent");
	ck_assert_int_eq(httpstatus_choice_code(choice), 404);
	ck_assert_ptr_eq(httpstatus_choice_end(choice), httpstatus_node_find("not-found"));
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
	ck_assert_int_eq(httpstatus_choice_back(choice), HTTPSTATUS_ERROR_ARGUMENT);
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
	ck_assert_ptr_eq(httpstatus_choice_node(choice, 3), httpstatus_choice_question(choice));
	ck_assert_ptr_null(httpstatus_choice_way(choice, 3));
	ck_assert_ptr_null(httpstatus_choice_node(choice, 4));
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

	ck_assert_int_eq(httpstatus_choice_respond(choice, exchange), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS), 500);
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
	httpstatus_exchange_limit(exchange, HTTPSTATUS_LIMIT_FIELDS, 1);
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
				       "resource was here, and is gone for good.\"}";
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

/* ---- the graph ---- */

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
		if (httpstatus_node_type(node) == HTTPSTATUS_ANSWER_NOTHING)
			ck_assert_ptr_null(httpstatus_node_default(node));
		else
			ck_assert(!ends);
	}
}
END_TEST

START_TEST(every_node_is_in_an_area)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		size_t area = 0;

		while (httpstatus_area_name(area) &&
			strcmp(httpstatus_area_name(area), httpstatus_node_area(node)) != 0)
			area++;
		ck_assert_ptr_nonnull(httpstatus_area_name(area));
	}
	ck_assert_ptr_null(httpstatus_area_name(SIZE_MAX));
}
END_TEST

START_TEST(every_type_of_answer_has_a_word_and_a_text)
{
	for (int type = 0; type <= HTTPSTATUS_ANSWER_PROTOCOLS; type++) {
		ck_assert_ptr_nonnull(httpstatus_answer_type_name(type));
		ck_assert_ptr_nonnull(httpstatus_answer_type_text(type));
	}
	ck_assert_ptr_null(httpstatus_answer_type_name(HTTPSTATUS_ANSWER_PROTOCOLS + 1));
	ck_assert_ptr_null(httpstatus_answer_type_text(HTTPSTATUS_ANSWER_PROTOCOLS + 1));
	ck_assert_ptr_null(httpstatus_answer_type_name(-1));
	ck_assert_ptr_null(httpstatus_answer_type_text(-1));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("choice");

	suite_add(suite, a_choice_that_has_not_started_asks_nothing);
	suite_add(suite, a_request_without_a_method_starts_nothing);
	suite_add(suite, defaults_alone_lead_get_to_200);
	suite_add(suite, a_wrong_answer_leaves_the_choice_where_it_was);
	suite_add(suite, an_answer_of_another_type_is_wrong);
	suite_add(suite, a_number_must_be_one_that_can_be_written);
	suite_add(suite, a_number_may_be_none_where_that_is_an_answer);
	suite_add(suite, no_number_is_no_answer_to_what_asks_for_none);
	suite_add(suite, white_space_around_an_answer_does_not_count);
	suite_add(suite, an_obsolete_date_is_sent_in_the_form_of_today);
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
	suite_add(suite, every_node_is_found_by_its_id);
	suite_add(suite, a_node_asks_decides_or_ends);
	suite_add(suite, every_node_is_in_an_area);
	suite_add(suite, every_type_of_answer_has_a_word_and_a_text);
	return tap_main(suite);
}
