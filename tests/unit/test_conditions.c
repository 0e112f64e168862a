/*
 * What conditions come to, by tables made by hand from RFC 9110, 13.1 and 13.2.2: one for each field, and one for the order. Then all fields,
 * methods and resources are put together, and each answer has to be the one that the tables give.
 *
 * Two things are the caller's, not this function's. What would not be 2xx or 412 without conditions stays what it is (13.2.1): GET of an absent
 * resource is 404 and nobody asks here; the tables say all the same what the fields' rules come to. And If-Match or If-Unmodified-Since that
 * fails may be answered with 2xx where the change was made already (13.1.1, 13.1.4): only the application knows that, so it is 412 here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "messages.h"

#include <httpstatus/exchange.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Sat, 29 Oct 1994 19:43:31 GMT, the date of the examples in RFC 9110, 13.1.3 and 13.1.4. */
#define MODIFIED INT64_C(783459811)
/* Thu, 01 Jan 2026 00:00:00 GMT */
#define NOW INT64_C(1767225600)

/* ---- the tables ---- */

/* What a field comes to: N for nothing, since it is absent or has to be ignored; T for true; F for false. X is any of them. */
enum { N = 1, T = 2, F = 4, X = N | T | F };

struct resource {
	const char *name;
	bool exists;
	const char *entity_tag;
	int64_t last_modified;
};

static const struct resource resources[] = {
	{"a resource with a strong tag and a date", true, "\"v1\"", MODIFIED},
	{"a resource with a weak tag and a date", true, "W/\"v1\"", MODIFIED},
	{"a resource with a tag only", true, "\"v1\"", HTTPSTATUS_UNKNOWN},
	{"a resource with a date only", true, NULL, MODIFIED},
	{"a resource with neither", true, NULL, HTTPSTATUS_UNKNOWN},
	{"an absent resource", false, NULL, HTTPSTATUS_UNKNOWN},
};

/* What a value of a field comes to, for each of the resources in their order. */
struct row {
	int results[LENGTH(resources)];
	const char *section;
	const char *value; /* NULL: no such field */
};

/* A star is true where there is anything, a list where a tag of it is the resource's by strong comparison, all else is false. A list that is
 * none names no tag: not to make the change is the safe side. */
static const struct row if_match[] = {
	{{N, N, N, N, N, N}, "13.2.2, 1: not present", NULL},
	{{T, T, T, T, T, F}, "13.1.1, 1: a current representation", "*"},
	{{T, F, T, F, F, F}, "13.1.1, 2, and 8.8.3.2: neither is weak, and they are the same", "\"v1\""},
	{{F, F, F, F, F, F}, "13.1.1, 2, and 8.8.3.2: a weak tag matches nothing strongly", "W/\"v1\""},
	{{F, F, F, F, F, F}, "13.1.1, 3: another tag", "\"v2\""},
	{{F, F, F, F, F, F}, "13.1.1, 3: tags are octets, and have case", "\"V1\""},
	{{T, F, T, F, F, F}, "13.1.1, 2: any of the tags", "\"v2\", \"v1\""},
	{{F, F, F, F, F, F}, "13.1.1, 3: no star and no list of entity tags", "v1"},
	{{F, F, F, F, F, F}, "13.1.1, 3: one element is no entity tag, so it is no list of them", "\"v1\", v2"},
	{{F, F, F, F, F, F}, "13.1.1, last paragraph: a star with others is invalid", "*, \"v1\""},
	{{F, F, F, F, F, F}, "13.1.1, 3: a list without elements", ""},
};

/* A star is false where there is anything, a list where a tag of it is the resource's by weak comparison, all else is true. */
static const struct row if_none_match[] = {
	{{N, N, N, N, N, N}, "13.2.2, 3: not present", NULL},
	{{F, F, F, F, F, T}, "13.1.2, 1: a current representation", "*"},
	{{F, F, F, T, T, T}, "13.1.2, 2, and 8.8.3.2: the same, whether weak or not", "\"v1\""},
	{{F, F, F, T, T, T}, "13.1.2, 2, and 8.8.3.2: the same, whether weak or not", "W/\"v1\""},
	{{T, T, T, T, T, T}, "13.1.2, 3: another tag", "\"v2\""},
	{{T, T, T, T, T, T}, "13.1.2, 3: tags are octets, and have case", "\"V1\""},
	{{F, F, F, T, T, T}, "13.1.2, 2: one of the tags", "\"v2\", \"v1\""},
	{{F, F, F, T, T, T}, "13.1.2, 2: one of the tags, weakly", "W/\"v2\", W/\"v1\""},
	{{T, T, T, T, T, T}, "13.1.2, 3: no star and no list of entity tags", "v1"},
	{{T, T, T, T, T, T}, "13.1.2, 3: one element is no entity tag, so it is no list of them", "\"v1\", v2"},
	{{T, T, T, T, T, T}, "13.1.2, last paragraph: a star with others is invalid", "*, \"v1\""},
	{{T, T, T, T, T, T}, "13.1.2, 3: a list without elements", ""},
};

/* False where the last modification is earlier than the date or equal to it. (Without GET or HEAD it does not count: that is in the order.) */
static const struct row if_modified_since[] = {
	{{N, N, N, N, N, N}, "13.2.2, 4: not present", NULL},
	{{T, T, N, T, N, N}, "13.1.3, 2: modified a second later", "Sat, 29 Oct 1994 19:43:30 GMT"},
	{{F, F, N, F, N, N}, "13.1.3, 1: equal", "Sat, 29 Oct 1994 19:43:31 GMT"},
	{{F, F, N, F, N, N}, "13.1.3, 1: modified a second earlier", "Sat, 29 Oct 1994 19:43:32 GMT"},
	{{N, N, N, N, N, N}, "13.1.3: no valid HTTP-date", "Sat, 29 Oct 1994 19:43:31 CET"},
	{{N, N, N, N, N, N}, "13.1.3: more than one member",
		"Sat, 29 Oct 1994 19:43:31 GMT, Sat, 29 Oct 1994 19:43:31 GMT"},
	{{N, N, N, N, N, N}, "13.1.3: no valid HTTP-date, being empty", ""},
};

/* True where the last modification is earlier than the date or equal to it. (With If-Match it does not count: that is in the order.) */
static const struct row if_unmodified_since[] = {
	{{N, N, N, N, N, N}, "13.2.2, 2: not present", NULL},
	{{F, F, N, F, N, N}, "13.1.4, 2: modified a second later", "Sat, 29 Oct 1994 19:43:30 GMT"},
	{{T, T, N, T, N, N}, "13.1.4, 1: equal", "Sat, 29 Oct 1994 19:43:31 GMT"},
	{{T, T, N, T, N, N}, "13.1.4, 1: modified a second earlier", "Sat, 29 Oct 1994 19:43:32 GMT"},
	{{N, N, N, N, N, N}, "13.1.4: no valid HTTP-date", "Sat, 29 Oct 1994 19:43:31 CET"},
	{{N, N, N, N, N, N}, "13.1.4: a list of dates", "Sat, 29 Oct 1994 19:43:31 GMT, Sat, 29 Oct 1994 19:43:31 GMT"},
	{{N, N, N, N, N, N}, "13.1.4: no valid HTTP-date, being empty", ""},
};

/* RFC 9110, 13.2.2. The first four are If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since; the fifth is T for GET and HEAD, and F
 * for any other method. */
static const struct {
	int if_match, if_unmodified_since, if_none_match, if_modified_since, get_or_head;
	int answer;
	const char *section;
} order[] = {
	{F, X, X, X, X, 412, "13.2.2, 1: If-Match is false"},

	{T, X, F, X, T, 304, "13.2.2, 1 to 3: If-None-Match is false for GET or HEAD"},
	{T, X, F, X, F, 412, "13.2.2, 1 to 3: If-None-Match is false for another method"},
	{T, X, T, X, X, 0, "13.2.2, 1 to 3 to 5: with If-None-Match, If-Modified-Since does not count"},
	{T, X, N, F, T, 304, "13.2.2, 1 to 4: If-Modified-Since is false"},
	{T, X, N, F, F, 0, "13.2.2, 4, and 13.1.3: If-Modified-Since does not count but for GET and HEAD"},
	{T, X, N, T, X, 0, "13.2.2, 1 to 4 to 5: If-Modified-Since is true"},
	{T, X, N, N, X, 0, "13.2.2, 1 to 5: with If-Match, If-Unmodified-Since does not count"},

	{N, F, X, X, X, 412, "13.2.2, 2: If-Unmodified-Since is false"},

	{N, T, F, X, T, 304, "13.2.2, 2 to 3: If-None-Match is false for GET or HEAD"},
	{N, T, F, X, F, 412, "13.2.2, 2 to 3: If-None-Match is false for another method"},
	{N, T, T, X, X, 0, "13.2.2, 2 to 3 to 5: with If-None-Match, If-Modified-Since does not count"},
	{N, T, N, F, T, 304, "13.2.2, 2 to 4: If-Modified-Since is false"},
	{N, T, N, F, F, 0, "13.2.2, 4, and 13.1.3: If-Modified-Since does not count but for GET and HEAD"},
	{N, T, N, T, X, 0, "13.2.2, 2 to 4 to 5: If-Modified-Since is true"},
	{N, T, N, N, X, 0, "13.2.2, 2 to 5: If-Unmodified-Since is true"},

	{N, N, F, X, T, 304, "13.2.2, 3: If-None-Match is false for GET or HEAD"},
	{N, N, F, X, F, 412, "13.2.2, 3: If-None-Match is false for another method"},
	{N, N, T, X, X, 0, "13.2.2, 3 to 5: with If-None-Match, If-Modified-Since does not count"},
	{N, N, N, F, T, 304, "13.2.2, 4: If-Modified-Since is false"},
	{N, N, N, F, F, 0, "13.2.2, 4, and 13.1.3: If-Modified-Since does not count but for GET and HEAD"},
	{N, N, N, T, X, 0, "13.2.2, 4 to 5: If-Modified-Since is true"},
	{N, N, N, N, X, 0, "13.2.2, 6: no condition"},
};

/* What is absent is 404 before any condition counts (13.2.1), but for methods that may create it (9.3.3, 9.3.4; RFC 5789, 2). */
static const struct {
	const char *name;
	int get_or_head;
	bool creates;
} methods[] = {
	{"GET", T, false}, {"HEAD", T, false}, {"PUT", F, true}, {"POST", F, true}, {"DELETE", F, false},
	{"PATCH", F, true},
	{"QUERY", T, false}, /* RFC 10008, 2.6: its representation is that of a GET to the equivalent resource */
};

/* ---- all of them together ---- */

/* A request of the product: a row for each field, and a method. */
struct conditional {
	const struct row *if_match, *if_unmodified_since, *if_none_match, *if_modified_since;
	const char *method;
	int get_or_head;
	bool creates;
};

static const size_t requests = LENGTH(if_match) * LENGTH(if_unmodified_since) * LENGTH(if_none_match) *
			       LENGTH(if_modified_since) * LENGTH(methods);

/* A digit of *number, which loses it: so that each number below requests is another request. */
static size_t take_digit(size_t *number, size_t base)
{
	size_t digit = *number % base;

	*number /= base;
	return digit;
}

static struct conditional conditional_at(size_t number)
{
	struct conditional conditional = {
		.if_match = &if_match[take_digit(&number, LENGTH(if_match))],
	};
	size_t method;

	conditional.if_unmodified_since = &if_unmodified_since[take_digit(&number, LENGTH(if_unmodified_since))];
	conditional.if_none_match = &if_none_match[take_digit(&number, LENGTH(if_none_match))];
	conditional.if_modified_since = &if_modified_since[take_digit(&number, LENGTH(if_modified_since))];
	method = take_digit(&number, LENGTH(methods));
	conditional.method = methods[method].name;
	conditional.get_or_head = methods[method].get_or_head;
	conditional.creates = methods[method].creates;
	return conditional;
}

static void add_row(struct httpstatus_exchange *request, const char *name, const struct row *row)
{
	if (row->value)
		add(request, HTTPSTATUS_PART_REQUEST, name, row->value);
}

static void make_request(struct httpstatus_exchange *request, struct conditional conditional)
{
	httpstatus_exchange_clear(request);
	say(request, HTTPSTATUS_LINE_METHOD, conditional.method);
	/* RFC 9110, 5.3: the order of fields with different names means nothing; so it is not that of evaluation. */
	add_row(request, "If-Modified-Since", conditional.if_modified_since);
	add_row(request, "If-None-Match", conditional.if_none_match);
	add_row(request, "If-Unmodified-Since", conditional.if_unmodified_since);
	add_row(request, "If-Match", conditional.if_match);
}

static const char *value_of(const struct row *row)
{
	return row->value ? row->value : "absent";
}

static bool order_has(size_t i, int match, int unmodified, int none_match, int modified, int get_or_head)
{
	return order[i].if_match & match && order[i].if_unmodified_since & unmodified &&
	       order[i].if_none_match & none_match && order[i].if_modified_since & modified &&
	       order[i].get_or_head & get_or_head;
}

/* The place in the order for a request and the resource @k. */
static size_t order_of(struct conditional conditional, size_t k)
{
	size_t i = 0;

	while (!order_has(i, conditional.if_match->results[k], conditional.if_unmodified_since->results[k],
		conditional.if_none_match->results[k], conditional.if_modified_since->results[k],
		conditional.get_or_head))
		i++;
	return i;
}

static int conditions(const struct httpstatus_exchange *request, const struct resource *resource)
{
	return httpstatus_exchange_conditions(request, resource->exists, resource->entity_tag,
		resource->entity_tag ? strlen(resource->entity_tag) : 0, resource->last_modified, NOW);
}

START_TEST(the_order_has_one_answer_for_everything)
{
	for (int n = 0; n < 3 * 3 * 3 * 3 * 2; n++) {
		int found = 0;

		for (size_t i = 0; i < LENGTH(order); i++)
			found += order_has(
				i, 1 << n % 3, 1 << n / 3 % 3, 1 << n / 9 % 3, 1 << n / 27 % 3, n < 81 ? T : F);
		ck_assert_int_eq(found, 1);
	}
}
END_TEST

START_TEST(all_conditions_methods_and_resources_come_to_what_the_tables_say)
{
	struct httpstatus_exchange *request = httpstatus_exchange_new();

	for (size_t n = 0; n < requests; n++) {
		struct conditional c = conditional_at(n);

		make_request(request, c);
		for (size_t k = 0; k < LENGTH(resources); k++) {
			size_t expected = order_of(c, k);
			int answer = conditions(request, &resources[k]);

			ck_assert_msg(answer == order[expected].answer,
				"%s of %s is %d and not %d by %s; If-Match: %s (%s); If-Unmodified-Since: %s (%s); "
				"If-None-Match: %s (%s); If-Modified-Since: %s (%s)",
				c.method, resources[k].name, answer, order[expected].answer, order[expected].section,
				value_of(c.if_match), c.if_match->section, value_of(c.if_unmodified_since),
				c.if_unmodified_since->section, value_of(c.if_none_match), c.if_none_match->section,
				value_of(c.if_modified_since), c.if_modified_since->section);
		}
	}
	httpstatus_exchange_free(request);
}
END_TEST

/* ---- the same by way of a choice ---- */

/* What a choice asks of the resource; else it gets its defaults. */
static const char *answer_to(const char *question, const struct resource *resource)
{
	if (strcmp(question, "known-methods") == 0 || strcmp(question, "allowed-methods") == 0)
		return "GET, HEAD, PUT, POST, DELETE, PATCH, QUERY";
	if (strcmp(question, "resource") == 0)
		return resource->exists ? "here" : "absent";
	if (strcmp(question, "creates") == 0)
		return "yes";
	if (strcmp(question, "entity-tag") == 0)
		return resource->entity_tag ? resource->entity_tag : "";
	return httpstatus_node_default(httpstatus_node_find(question));
}

static int choose(
	struct httpstatus_choice *choice, const struct httpstatus_exchange *request, const struct resource *resource)
{
	const struct httpstatus_node *question;
	int error = httpstatus_choice_start(choice, request, NOW);

	while (!error && (question = httpstatus_choice_question(choice))) {
		const char *id = httpstatus_node_id(question), *answer = answer_to(id, resource);

		error = strcmp(id, "last-modified") == 0
				? httpstatus_choice_answer_number(choice, resource->last_modified)
				: httpstatus_choice_answer(choice, answer, strlen(answer));
	}
	return error ? error : httpstatus_choice_code(choice);
}

/* Where all conditions hold it is some 2xx. */
static bool is_expected(int code, struct conditional conditional, size_t k)
{
	int answer = order[order_of(conditional, k)].answer;

	if (!resources[k].exists && !conditional.creates)
		return code == 404;
	return answer ? code == answer : code >= 200 && code < 300;
}

START_TEST(a_choice_comes_to_what_the_tables_say)
{
	struct httpstatus_exchange *request = httpstatus_exchange_new();
	struct httpstatus_choice *choice = httpstatus_choice_new();

	for (size_t n = 0; n < requests; n++) {
		struct conditional c = conditional_at(n);

		make_request(request, c);
		add(request, HTTPSTATUS_PART_REQUEST, "Host", "a.example");
		add(request, HTTPSTATUS_PART_REQUEST, "Content-Type", "text/plain");
		for (size_t k = 0; k < LENGTH(resources); k++) {
			int code = choose(choice, request, &resources[k]);

			if (!is_expected(code, c, k))
				ck_abort_msg(
					"%s of %s is %d; If-Match: %s; If-Unmodified-Since: %s; If-None-Match: %s; "
					"If-Modified-Since: %s",
					c.method, resources[k].name, code, value_of(c.if_match),
					value_of(c.if_unmodified_since), value_of(c.if_none_match),
					value_of(c.if_modified_since));
		}
	}
	httpstatus_choice_free(choice);
	httpstatus_exchange_free(request);
}
END_TEST

/* ---- by themselves ---- */

static const struct resource *const strong = &resources[0];

/* What a request, as it came over the wire, comes to for a resource with this tag, from MODIFIED. */
static int with_tag(const char *head, const char *entity_tag)
{
	struct httpstatus_exchange *request = exchange_of(head, NULL);
	int answer = httpstatus_exchange_conditions(request, true, entity_tag, strlen(entity_tag), MODIFIED, NOW);

	httpstatus_exchange_free(request);
	return answer;
}

/* ... for a resource with no tag, modified and asked for at these times. */
static int with_times(const char *head, int64_t last_modified, int64_t now)
{
	struct httpstatus_exchange *request = exchange_of(head, NULL);
	int answer = httpstatus_exchange_conditions(request, true, NULL, 0, last_modified, now);

	httpstatus_exchange_free(request);
	return answer;
}

START_TEST(without_a_request_there_is_nothing_to_ask)
{
	ck_assert_int_eq(conditions(NULL, strong), HTTPSTATUS_ERROR_HANDLE);
}
END_TEST

START_TEST(what_is_no_entity_tag_is_an_error)
{
	static const char *const heads[] = {
		"GET / HTTP/1.1\r\n\r\n",
		"GET / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\n\r\n",
		"PUT / HTTP/1.1\r\nIf-Match: *\r\n\r\n",
	};

	for (size_t i = 0; i < LENGTH(heads); i++) {
		ck_assert_int_eq(with_tag(heads[i], "v1"), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(with_tag(heads[i], "*"), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(with_tag(heads[i], "w/\"v1\""), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(with_tag(heads[i], "\"v1\", \"v2\""), HTTPSTATUS_ERROR_VALUE);
		ck_assert_int_eq(with_tag(heads[i], "\"v1"), HTTPSTATUS_ERROR_VALUE);
	}
}
END_TEST

START_TEST(null_and_empty_are_no_entity_tag)
{
	struct httpstatus_exchange *request = exchange_of("PUT / HTTP/1.1\r\nIf-Match: \"\"\r\n\r\n", NULL);

	ck_assert_int_eq(httpstatus_exchange_conditions(request, true, NULL, 0, HTTPSTATUS_UNKNOWN, NOW), 412);
	ck_assert_int_eq(httpstatus_exchange_conditions(request, true, NULL, 2, HTTPSTATUS_UNKNOWN, NOW), 412);
	ck_assert_int_eq(httpstatus_exchange_conditions(request, true, "", 0, HTTPSTATUS_UNKNOWN, NOW), 412);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(a_tag_of_two_quotes_is_one)
{
	/* RFC 9110, 8.8.3: ETag: "" */
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: \"\"\r\n\r\n", "\"\""), 0);
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIf-None-Match: \"\"\r\n\r\n", "W/\"\""), 304);
}
END_TEST

START_TEST(only_the_octets_of_the_length_are_the_tag)
{
	struct httpstatus_exchange *request = exchange_of("PUT / HTTP/1.1\r\nIf-Match: \"v1\"\r\n\r\n", NULL);

	ck_assert_int_eq(httpstatus_exchange_conditions(request, true, "\"v1\"2\"", 4, HTTPSTATUS_UNKNOWN, NOW), 0);
	ck_assert_int_eq(httpstatus_exchange_conditions(request, true, "\"v1\"", 3, HTTPSTATUS_UNKNOWN, NOW),
		HTTPSTATUS_ERROR_VALUE);
	httpstatus_exchange_free(request);
}
END_TEST

START_TEST(methods_have_case)
{
	/* RFC 9110, 9.1 */
	ck_assert_int_eq(with_tag("get / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\n\r\n", "\"v1\""), 412);
	ck_assert_int_eq(with_tag("Head / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\n\r\n", "\"v1\""), 412);
	ck_assert_int_eq(
		with_times("get / HTTP/1.1\r\nIf-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT\r\n\r\n", MODIFIED, NOW),
		0);
}
END_TEST

START_TEST(field_names_have_no_case)
{
	/* RFC 9110, 5.1 */
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nif-none-match: \"v1\"\r\n\r\n", "\"v1\""), 304);
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIF-MATCH: \"v2\"\r\n\r\n", "\"v1\""), 412);
}
END_TEST

START_TEST(methods_that_select_no_representation_have_no_conditions)
{
	/* RFC 9110, 13.2.1: MUST ignore, "such as CONNECT, OPTIONS, or TRACE" */
	ck_assert_int_eq(with_tag("CONNECT a.example:1 HTTP/1.1\r\nIf-Match: \"v2\"\r\n\r\n", "\"v1\""), 0);
	ck_assert_int_eq(with_tag("OPTIONS / HTTP/1.1\r\nIf-Match: \"v2\"\r\n\r\n", "\"v1\""), 0);
	ck_assert_int_eq(with_tag("TRACE / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\n\r\n", "\"v1\""), 0);
	ck_assert_int_eq(
		with_tag("OPTIONS / HTTP/1.1\r\nIf-Unmodified-Since: Sat, 29 Oct 1994 19:43:30 GMT\r\n\r\n", "\"v1\""),
		0);
}
END_TEST

START_TEST(what_is_absent_has_no_validators_whatever_is_said)
{
	/* RFC 9110, 13.1.1: "having a current representation of the target resource that has an entity tag matching" */
	static const struct resource gone = {"absent", false, "\"v1\"", MODIFIED};
	static const struct {
		const char *head;
		int answer;
	} rows[] = {
		{"PUT / HTTP/1.1\r\nIf-Match: \"v1\"\r\n\r\n", 412},
		{"PUT / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\n\r\n", 0},
		{"PUT / HTTP/1.1\r\nIf-Unmodified-Since: Sat, 29 Oct 1994 19:43:30 GMT\r\n\r\n", 0},
		{"GET / HTTP/1.1\r\nIf-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT\r\n\r\n", 0},
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct httpstatus_exchange *request = exchange_of(rows[i].head, NULL);

		ck_assert_msg(conditions(request, &gone) == rows[i].answer, "%s", rows[i].head);
		httpstatus_exchange_free(request);
	}
}
END_TEST

START_TEST(other_fields_and_other_parts_are_no_conditions_here)
{
	struct httpstatus_exchange *request = exchange_of("GET / HTTP/1.1\r\nRange: bytes=0-0\r\nIf-Range: \"v2\"\r\n"
							  "If: ([\"v2\"])\r\n\r\n",
		"HTTP/1.1 200 OK\r\nIf-Match: \"v2\"\r\nIf-None-Match: \"v1\"\r\n\r\n");

	add(request, HTTPSTATUS_PART_RESPONSE_TRAILERS, "If-None-Match", "\"v1\"");
	ck_assert_int_eq(conditions(request, strong), 0);
	httpstatus_exchange_free(request);
}
END_TEST

/* ---- lists ---- */

START_TEST(the_lists_of_rfc_9110_13_1_2_match_weakly)
{
	static const char head[] =
		"GET / HTTP/1.1\r\nIf-None-Match: W/\"xyzzy\", W/\"r2d2xxxx\", W/\"c3piozzzz\"\r\n\r\n";

	ck_assert_int_eq(with_tag(head, "\"xyzzy\""), 304);
	ck_assert_int_eq(with_tag(head, "W/\"r2d2xxxx\""), 304);
	ck_assert_int_eq(with_tag(head, "\"c3piozzzz\""), 304);
	ck_assert_int_eq(with_tag(head, "\"c3po\""), 0);
}
END_TEST

START_TEST(several_lines_are_one_list)
{
	/* RFC 9110, 5.3 */
	static const char none[] =
		"GET / HTTP/1.1\r\nIf-None-Match: \"v1\"\r\nHost: a\r\nIf-None-Match: \"v2\", \"v3\"\r\n\r\n";
	static const char match[] = "PUT / HTTP/1.1\r\nIf-Match: \"v1\", \"v2\"\r\nIf-Match: \"v3\"\r\n\r\n";
	char tag[] = "\"v?\"";

	for (char c = '1'; c <= '3'; c++) {
		tag[2] = c;
		ck_assert_int_eq(with_tag(none, tag), 304);
		ck_assert_int_eq(with_tag(match, tag), 0);
	}
	ck_assert_int_eq(with_tag(none, "\"v4\""), 0);
	ck_assert_int_eq(with_tag(match, "\"v4\""), 412);
}
END_TEST

START_TEST(a_line_that_is_wrong_spoils_the_list)
{
	/* RFC 9110, 13.1.1 and 13.1.2: a star with others is invalid, and so is what is no entity tag */
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: *\r\nIf-Match: \"v1\"\r\n\r\n", "\"v1\""), 412);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: \"v1\"\r\nIf-Match: v2\r\n\r\n", "\"v1\""), 412);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-None-Match: *\r\nIf-None-Match: *\r\n\r\n", "\"v1\""), 0);
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIf-None-Match: v2\r\nIf-None-Match: \"v1\"\r\n\r\n", "\"v1\""), 0);
}
END_TEST

START_TEST(a_comma_in_a_tag_ends_nothing)
{
	/* RFC 9110, 8.8.3: %x23-7E has the comma and the backslash */
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIf-None-Match: \"x\", \"a,b\"\r\n\r\n", "\"a,b\""), 304);
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIf-None-Match: \"a,b\"\r\n\r\n", "\"a\""), 0);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: \"a,b\", \"c\"\r\n\r\n", "\"c\""), 0);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: \"a,\",\",b\"\r\n\r\n", "\",\""), 412);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: \"a\\\"\r\nIf-Match: \"b\"\r\n\r\n", "\"b\""), 0);
}
END_TEST

START_TEST(empty_elements_do_not_count)
{
	/* RFC 9110, 5.6.1.2 */
	ck_assert_int_eq(with_tag("GET / HTTP/1.1\r\nIf-None-Match: ,\"v2\" ,\t, \"v1\",\r\n\r\n", "\"v1\""), 304);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match:\r\nIf-Match: \"v1\"\r\n\r\n", "\"v1\""), 0);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-Match: , ,\r\n\r\n", "\"v1\""), 412);
	ck_assert_int_eq(with_tag("PUT / HTTP/1.1\r\nIf-None-Match: , ,\r\n\r\n", "\"v1\""), 0);
}
END_TEST

/* ---- dates ---- */

START_TEST(two_lines_of_a_date_are_ignored)
{
	/* RFC 9110, 13.1.3: more than one member; 13.1.4: a list of dates */
	ck_assert_int_eq(with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT\r\n"
				    "If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT\r\n\r\n",
				 MODIFIED, NOW),
		0);
	ck_assert_int_eq(with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Sat, 29 Oct 1994 19:43:30 GMT\r\n"
				    "If-Unmodified-Since: Sat, 29 Oct 1994 19:43:30 GMT\r\n\r\n",
				 MODIFIED, NOW),
		0);
}
END_TEST

START_TEST(obsolete_forms_of_dates_are_dates)
{
	/* RFC 9110, 5.6.7 */
	ck_assert_int_eq(with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Saturday, 29-Oct-94 19:43:31 GMT\r\n\r\n",
				 MODIFIED, NOW),
		304);
	ck_assert_int_eq(
		with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Sat Oct 29 19:43:31 1994\r\n\r\n", MODIFIED, NOW),
		304);
	ck_assert_int_eq(with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Saturday, 29-Oct-94 19:43:30 GMT\r\n\r\n",
				 MODIFIED, NOW),
		412);
	ck_assert_int_eq(
		with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Sat Oct 29 19:43:30 1994\r\n\r\n", MODIFIED, NOW),
		412);
}
END_TEST

START_TEST(now_tells_the_century)
{
	/* RFC 9110, 5.6.7: more than 50 years in the future is the past. In 2000, 60 is 1960; in 2020, it is 2060. */
	ck_assert_int_eq(with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Saturday, 29-Oct-60 00:00:00 GMT\r\n\r\n",
				 MODIFIED, INT64_C(946684800)),
		0);
	ck_assert_int_eq(with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Friday, 29-Oct-60 00:00:00 GMT\r\n\r\n",
				 MODIFIED, INT64_C(1577836800)),
		304);
}
END_TEST

START_TEST(without_now_all_forms_of_dates_are_dates_still)
{
	/* RFC 9110, 5.6.7: "MUST accept all three". Who has a modification from 1994 lives then or later, so 94 is no year of before. */
	ck_assert_int_eq(with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Sat, 29 Oct 1994 19:43:30 GMT\r\n\r\n",
				 MODIFIED, HTTPSTATUS_UNKNOWN),
		412);
	ck_assert_int_eq(with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Sat Oct 29 19:43:30 1994\r\n\r\n", MODIFIED,
				 HTTPSTATUS_UNKNOWN),
		412);
	ck_assert_int_eq(with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Saturday, 29-Oct-94 19:43:30 GMT\r\n\r\n",
				 MODIFIED, HTTPSTATUS_UNKNOWN),
		412);
	ck_assert_int_eq(with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Saturday, 29-Oct-94 19:43:31 GMT\r\n\r\n",
				 MODIFIED, HTTPSTATUS_UNKNOWN),
		304);
}
END_TEST

START_TEST(a_date_in_the_future_is_one_like_any_other)
{
	/* RFC 9110, 13.1.3: "earlier or equal to the date provided", with no word about now */
	ck_assert_int_eq(
		with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n\r\n", MODIFIED, NOW),
		304);
}
END_TEST

START_TEST(a_modification_at_or_before_1970_is_known)
{
	ck_assert_int_eq(
		with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n", 0, NOW), 304);
	ck_assert_int_eq(
		with_times("PUT / HTTP/1.1\r\nIf-Unmodified-Since: Wed, 31 Dec 1969 23:59:59 GMT\r\n\r\n", 0, NOW),
		412);
	ck_assert_int_eq(
		with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Wed, 31 Dec 1969 23:59:59 GMT\r\n\r\n", -1, NOW), 304);
	ck_assert_int_eq(
		with_times("GET / HTTP/1.1\r\nIf-Modified-Since: Wed, 31 Dec 1969 23:59:58 GMT\r\n\r\n", -1, NOW), 0);
}
END_TEST

START_TEST(a_modification_further_than_any_date_is_later_or_earlier)
{
	static const char head[] = "GET / HTTP/1.1\r\nIf-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT\r\n\r\n";

	ck_assert_int_eq(with_times(head, INT64_MAX, NOW), 0);
	ck_assert_int_eq(with_times(head, -INT64_MAX, NOW), 304);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("conditions");

	suite_add(suite, the_order_has_one_answer_for_everything);
	suite_add(suite, all_conditions_methods_and_resources_come_to_what_the_tables_say);
	suite_add(suite, a_choice_comes_to_what_the_tables_say);
	suite_add(suite, without_a_request_there_is_nothing_to_ask);
	suite_add(suite, what_is_no_entity_tag_is_an_error);
	suite_add(suite, null_and_empty_are_no_entity_tag);
	suite_add(suite, a_tag_of_two_quotes_is_one);
	suite_add(suite, only_the_octets_of_the_length_are_the_tag);
	suite_add(suite, methods_have_case);
	suite_add(suite, field_names_have_no_case);
	suite_add(suite, methods_that_select_no_representation_have_no_conditions);
	suite_add(suite, what_is_absent_has_no_validators_whatever_is_said);
	suite_add(suite, other_fields_and_other_parts_are_no_conditions_here);
	suite_add(suite, the_lists_of_rfc_9110_13_1_2_match_weakly);
	suite_add(suite, several_lines_are_one_list);
	suite_add(suite, a_line_that_is_wrong_spoils_the_list);
	suite_add(suite, a_comma_in_a_tag_ends_nothing);
	suite_add(suite, empty_elements_do_not_count);
	suite_add(suite, two_lines_of_a_date_are_ignored);
	suite_add(suite, obsolete_forms_of_dates_are_dates);
	suite_add(suite, now_tells_the_century);
	suite_add(suite, without_now_all_forms_of_dates_are_dates_still);
	suite_add(suite, a_date_in_the_future_is_one_like_any_other);
	suite_add(suite, a_modification_at_or_before_1970_is_known);
	suite_add(suite, a_modification_further_than_any_date_is_later_or_earlier);
	return tap_main(suite);
}
