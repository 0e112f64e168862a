/*
 * Random walks through the graph of choices: a million answers and more, from requests of all kinds. SPDX-License-Identifier: MIT
 */
#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWERS = 1000000, NODES_MOST = 512, WAYS_MOST = 16, NOW = 784111777, FIELD_WAYS = 8 };

/* splitmix64, so that the walks are the same everywhere. */
static uint64_t state;

static size_t random_below(size_t limit)
{
	uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (size_t)((z ^ (z >> 31)) % limit);
}

/* ---- requests: what a client may send, so that all that is wrong with the exchange is the server's ---- */

/* Those that much depends on come often, of the others one. */
static const char *const methods[] = {"GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH",
	"DELETE", "OPTIONS", "PROPFIND", "QUERY", "LOCK", "TRACE", NULL, NULL};
static const char *const other_methods[] = {"MKCOL", "MKCALENDAR", "MKWORKSPACE", "MKACTIVITY", "MKREDIRECTREF", "COPY",
	"MOVE", "REPORT", "PROPPATCH", "UNLOCK", "BREW"};

static const struct {
	const char *name;
	const char *values[FIELD_WAYS]; /* NULL: without it */
} fields[] = {
	{"Accept",
		{NULL, "text/html, application/json;q=0.5", "image/*", "*/*;q=0.1", "text/plain, *; q=.2, */*; q=.2"}},
	{"Accept-Language", {NULL, NULL, "de, en;q=0.5", "fr", "en-GB", "de-CH;q=1.5, en-US, en;q=0"}},
	{"Accept-Encoding", {NULL, NULL, "gzip", "identity;q=0", "br;q=, gzip;q=.5, *;q=0"}},
	{"If-Match", {NULL, NULL, NULL, "*", "\"v1\""}},
	{"If-None-Match", {NULL, NULL, "\"v0\"", "*", "\"v1\", W/\"v2\""}},
	{"If-Unmodified-Since", {NULL, NULL, NULL, "Sun, 06 Nov 1994 08:49:37 GMT", "Sat, 29 Oct 1994 19:43:31 GMT"}},
	{"If", {"(<urn:uuid:e71d4fae-5dec-22d6-fea5-00a0c91e6be4>)"}},
	{"DAV", {NULL, NULL, NULL, "bind"}},
	{"Cache-Control", {NULL, NULL, NULL, NULL, NULL, "only-if-cached"}},
	{"Early-Data", {NULL, NULL, NULL, NULL, "1"}},
	{"Expect", {NULL, NULL, NULL, "100-continue"}},
	{"Origin", {"https://app.example", "null"}},
	{"Access-Control-Request-Method", {"PUT", "GET", "PATCH", "DELETE"}},
	{"Access-Control-Request-Headers", {"x-a,authorization", "x-a;", "x-b"}},
};

static void add_field(struct httpstatus_exchange *exchange, const char *name, const char *value)
{
	if (value)
		httpstatus_exchange_add_field(
			exchange, HTTPSTATUS_PART_REQUEST, name, strlen(name), value, strlen(value));
}

static void add_fields_of_get(struct httpstatus_exchange *exchange)
{
	static const char *const ranges[] = {
		NULL, NULL, "bytes=0-99", "bytes=0-0, -1", "bytes=1000-", "bytes=-5", "lines=1-2"};
	static const char *const validators[] = {NULL, "\"v1\"", "Sat, 29 Oct 1994 19:43:31 GMT"};
	static const char *const dates[] = {
		NULL, NULL, "Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 28 Oct 1994 19:43:31 GMT"};
	const char *range = ranges[random_below(7)];

	add_field(exchange, "If-Modified-Since", dates[random_below(4)]);
	add_field(exchange, "A-IM", random_below(2) ? NULL : "vcdiff, diffe");
	add_field(exchange, "Range", range);
	if (range)
		add_field(exchange, "If-Range", validators[random_below(3)]);
}

static void add_content(struct httpstatus_exchange *exchange)
{
	static const char *const types[] = {NULL, "text/plain", "application/json", "application/merge-patch+json"};

	add_field(exchange, "Content-Type", types[random_below(4)]);
	add_field(exchange, "Content-Encoding", random_below(4) ? NULL : "gzip");
	if (random_below(50) == 0)
		add_field(exchange, "Content-Length", "12, 13");
	else if (random_below(2))
		add_field(exchange, "Content-Length", random_below(20) ? "12" : "9223372036854775808");
	else
		add_field(exchange, "Transfer-Encoding", random_below(4) ? "chunked" : "gzip, chunked");
}

static void make_request(struct httpstatus_exchange *exchange)
{
	static const char *const targets[] = {"/a", "http://localhost/a", "https://localhost/a"};
	const char *method = methods[random_below(sizeof methods / sizeof methods[0])];
	const char *other = other_methods[random_below(sizeof other_methods / sizeof other_methods[0])];
	method = method ? method : other;
	const char *target = strcmp(method, "OPTIONS") == 0 && random_below(2) ? "*" : targets[random_below(3)];
	int64_t version = random_below(8) ? 11 : random_below(2) ? 10 : 20;

	httpstatus_exchange_clear(exchange);
	if (random_below(20) == 0)
		method = "CONNECT", target = random_below(3) ? "localhost:443" : "localhost:99999999999999999999";
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, method, strlen(method));
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, target, strlen(target));
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, random_below(50) ? version : 40);
	add_field(exchange, "Host", random_below(50) ? "localhost" : NULL);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		add_field(exchange, fields[i].name, fields[i].values[random_below(FIELD_WAYS)]);
	if (random_below(30) == 0)
		add_field(exchange, "Expect", "wonders");
	if (strcmp(method, "PROPFIND") == 0 || strcmp(method, "DELETE") == 0 || strcmp(method, "REPORT") == 0)
		add_field(exchange, "Depth", random_below(2) ? "infinity" : random_below(2) ? "1" : NULL);
	if (strcmp(method, "TRACE") == 0 || strcmp(method, "OPTIONS") == 0)
		add_field(exchange, "Max-Forwards",
			random_below(2)   ? "0"
			: random_below(2) ? "99999999999999999999"
					  : NULL);
	if (strcmp(method, "GET") == 0)
		add_fields_of_get(exchange);
	if (strcmp(method, "COPY") == 0 || strcmp(method, "MOVE") == 0) {
		add_field(exchange, "Destination", "http://localhost/b");
		add_field(exchange, "Overwrite", random_below(2) ? "F" : NULL);
	}
	if (random_below(10) == 0)
		add_field(exchange, "Connection", "close");
	if (version == 11 && random_below(6) == 0) {
		add_field(exchange, "Connection", "Upgrade");
		add_field(exchange, "Upgrade", "websocket, TLS/1.0");
	}
	if (strcmp(method, "PUT") == 0 && random_below(6) == 0)
		add_field(exchange, "Content-Range", "bytes 0-11/100");
	if (version == 20 && random_below(2))
		add_field(exchange, "Content-Type", "text/plain");
	if (version == 11 && random_below(2) && strcmp(method, "TRACE") != 0 && strcmp(method, "CONNECT") != 0)
		add_content(exchange);
}

/* ---- answers ---- */

enum { ANSWERS_PER_TYPE = 4 };

static const char *const answers[][ANSWERS_PER_TYPE] = {
	[HTTPSTATUS_ANSWER_TYPE_ENTITY_TAG] = {"\"v1\"", "W/\"v2\"", "\"\"", "\"v0\""},
	[HTTPSTATUS_ANSWER_TYPE_DATE] = {"Sun, 06 Nov 1994 08:49:37 GMT", "Saturday, 29-Oct-94 19:43:31 GMT",
		"Sat Oct 29 19:43:31 1994", "Sat, 29 Oct 1994 19:43:31 GMT"},
	[HTTPSTATUS_ANSWER_TYPE_SECONDS] = {"0", "1", "120", "9223372036854775806"},
	[HTTPSTATUS_ANSWER_TYPE_OCTETS] = {"0", "1", "100", "9223372036854775806"},
	[HTTPSTATUS_ANSWER_TYPE_TARGET] = {"/b", "https://example.com/b?c", "../c#d", "//example.com"},
	[HTTPSTATUS_ANSWER_TYPE_TOKEN] = {"vcdiff", "diffe", "gzip", "x"},
	[HTTPSTATUS_ANSWER_TYPE_BOUNDARY] = {"THIS_STRING_SEPARATES", "a", "a.b", "0"},
	[HTTPSTATUS_ANSWER_TYPE_METHODS] = {"GET", "GET, HEAD, OPTIONS, PROPFIND, CONNECT",
		"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, PROPFIND, QUERY, LOCK, TRACE, CONNECT, MKCOL, "
		"MKCALENDAR, MKWORKSPACE, "
		"MKACTIVITY, MKREDIRECTREF, COPY, MOVE, REPORT, PROPPATCH, UNLOCK, BREW",
		"PUT, PATCH, OPTIONS, GET, HEAD, QUERY, PROPFIND, POST, MKCOL, CONNECT, TRACE"},
	[HTTPSTATUS_ANSWER_TYPE_MEDIA_TYPES] = {"text/html", "application/json, text/html;charset=utf-8", "text/plain",
		"image/png, text/plain"},
	[HTTPSTATUS_ANSWER_TYPE_MEDIA_RANGES] = {"*/*", "text/*, application/*", "application/json", "image/png"},
	[HTTPSTATUS_ANSWER_TYPE_LANGUAGES] = {"en", "de-CH, en", "de", "en-GB"},
	[HTTPSTATUS_ANSWER_TYPE_CODINGS] = {"gzip", "identity", "gzip, identity", "br"},
	[HTTPSTATUS_ANSWER_TYPE_CHALLENGES] = {"Basic realm=\"a\"", "Bearer",
		"Digest realm=\"a\", nonce=\"b\", Basic realm=\"c\"", "Negotiate"},
	[HTTPSTATUS_ANSWER_TYPE_PROTOCOLS] = {"websocket", "TLS/1.0", "HTTP/2.0, websocket", "HTTP/3.0"},
};

static unsigned taken[NODES_MOST][WAYS_MOST];
static unsigned reached[NODES_MOST];

static size_t place_of(const struct httpstatus_node *node)
{
	size_t place = 0;

	while (place < NODES_MOST && httpstatus_node_at(place) != node)
		place++;
	if (place == NODES_MOST)
		ck_abort_msg("there are more nodes than this test has room for");
	return place;
}

/* The way that was taken least so far, so that all are. */
static const char *rarest_way(const struct httpstatus_node *question)
{
	size_t place = place_of(question), rarest = 0;

	for (size_t way = 1; httpstatus_node_way(question, way); way++)
		if (taken[place][way] < taken[place][rarest])
			rarest = way;
	return httpstatus_node_way(question, rarest);
}

static bool ends_the_walk(const struct httpstatus_node *question, const char *word)
{
	size_t way = 0;

	while (strcmp(httpstatus_node_way(question, way), word) != 0)
		way++;
	return httpstatus_node_code(httpstatus_node_next(question, way)) != 0;
}

/* Mostly what is usual and does not end the walk, so that walks are long. */
static const char *random_word(const struct httpstatus_node *question)
{
	const char *usual = httpstatus_node_default(question);
	size_t rate = httpstatus_node_type(question) == HTTPSTATUS_ANSWER_TYPE_YES_NO ? 12 : 6;

	return usual && !ends_the_walk(question, usual) && random_below(rate) ? usual : rarest_way(question);
}

static const char *random_answer(const struct httpstatus_node *question)
{
	int type = httpstatus_node_type(question);

	if (type == HTTPSTATUS_ANSWER_TYPE_YES_NO || type == HTTPSTATUS_ANSWER_TYPE_WORD)
		return random_word(question);
	if (httpstatus_node_is_optional(question) && random_below(2))
		return "";
	if (type == HTTPSTATUS_ANSWER_TYPE_METHODS && random_below(16))
		return answers[type][2]; /* all, so that walks are long */
	return answers[type][random_below(ANSWERS_PER_TYPE)];
}

/* ---- walks ---- */

static void count_path(const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *node;
	const char *way;

	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++) {
		size_t place = place_of(node);

		reached[place]++;
		for (size_t w = 0; (way = httpstatus_choice_way(choice, i)) && httpstatus_node_way(node, w); w++)
			taken[place][w] += httpstatus_node_way(node, w) == way;
	}
}

static void print_path(const struct httpstatus_choice *choice, const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_node *node;
	const char *name;

	printf("# %s %s\n", httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL),
		httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL));
	for (int part = HTTPSTATUS_PART_REQUEST; part <= HTTPSTATUS_PART_RESPONSE; part++)
		for (size_t i = 0; (name = httpstatus_exchange_field_name(exchange, part, i, NULL)); i++)
			printf("# %c %s: %s\n", part == HTTPSTATUS_PART_REQUEST ? '>' : '<', name,
				httpstatus_exchange_field_value(exchange, part, i, NULL));
	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++)
		printf("# %s %s (%s)\n", httpstatus_node_id(node),
			httpstatus_choice_way(choice, i) ? httpstatus_choice_way(choice, i) : "",
			httpstatus_choice_given(choice, i, NULL) ? httpstatus_choice_given(choice, i, NULL) : "");
}

/* Whether the server of the walk is bound by a rule: not where it is the client's, nor where what the origin server did
 * is handed on, by a proxy or, in answer to OPTIONS or TRACE, by a gateway. */
static bool is_bound(const struct httpstatus_choice *choice, const struct httpstatus_rule *rule)
{
	int binds = httpstatus_rule_binds(rule);
	const struct httpstatus_node *node;
	bool proxy = false;

	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++) {
		if (strcmp(httpstatus_node_id(node), "serving-origin") == 0)
			proxy = strcmp(httpstatus_choice_way(choice, i), "other") != 0;
		if (strcmp(httpstatus_node_id(node), "handed-on-as-it-came") == 0)
			proxy = true;
	}
	return httpstatus_rule_part(rule) != HTTPSTATUS_PART_REQUEST && binds != HTTPSTATUS_BINDS_CLIENT &&
	       !(proxy && binds == HTTPSTATUS_BINDS_ORIGIN);
}

/* Check writes down each assertion, which takes longer than an answer. */
static void must_be_zero(int result)
{
	if (result != 0)
		ck_abort_msg("%s", httpstatus_strerror(result));
}

/* How many findings of the level must or must-not the response has. */
static unsigned findings_of(const struct httpstatus_choice *choice, struct httpstatus_checker *checker,
	struct httpstatus_exchange *exchange)
{
	const struct httpstatus_finding *finding;
	unsigned count = 0;

	must_be_zero(httpstatus_checker_check(checker, exchange));
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++) {
		const struct httpstatus_rule *rule = httpstatus_finding_rule(finding);

		if (!is_bound(choice, rule))
			continue;
		printf("# %s: %s\n", httpstatus_rule_id(rule), httpstatus_finding_message(finding));
		count++;
	}
	return count;
}

/* Every tenth answer is taken back once, and given anew. */
static size_t walk(struct httpstatus_choice *choice)
{
	const struct httpstatus_node *question;
	size_t count = 0;

	for (; (question = httpstatus_choice_question(choice)); count++) {
		const char *answer = random_answer(question);

		must_be_zero(httpstatus_choice_answer(choice, answer, strlen(answer)));
		if (random_below(10) == 0)
			must_be_zero(httpstatus_choice_back(choice));
		if (count == ANSWERS)
			ck_abort_msg("this walk does not end");
	}
	return count;
}

static unsigned walk_all(size_t most)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct httpstatus_choice *choice = httpstatus_choice_new();
	struct httpstatus_checker *checker = httpstatus_checker_new();
	unsigned findings = 0;

	must_be_zero(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_LEVEL, HTTPSTATUS_LEVEL_MUST));
	must_be_zero(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED, 0));
	must_be_zero(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, 1));
	for (size_t count = 0; count < most && findings == 0;) {
		make_request(exchange);
		must_be_zero(httpstatus_choice_start(choice, exchange, NOW));
		count += walk(choice);
		count_path(choice);
		must_be_zero(httpstatus_choice_respond(choice, exchange));
		findings += findings_of(choice, checker, exchange);
		if (findings)
			print_path(choice, exchange);
	}
	httpstatus_checker_free(checker);
	httpstatus_choice_free(choice);
	httpstatus_exchange_free(exchange);
	return findings;
}

/* Where memory is looked after, each answer takes thirty times as long, and fewer show as much. */
static bool is_short(void)
{
	return getenv("HTTPSTATUS_SHORT") != NULL;
}

START_TEST(a_million_answers_end_in_exchanges_that_break_no_must)
{
	state = 1;
	ck_assert_uint_eq(walk_all(is_short() ? ANSWERS / 10 : ANSWERS), 0);
}
END_TEST

/* How many ways were never taken, and how many nodes never reached; tells which. */
static unsigned count_missed(bool tells)
{
	const struct httpstatus_node *node;
	unsigned missed = 0;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		if (!reached[i] && tells)
			printf("# never at %s\n", httpstatus_node_id(node));
		missed += !reached[i];
		for (size_t w = 0; httpstatus_node_way(node, w); w++) {
			if (!taken[i][w] && tells)
				printf("# never %s from %s\n", httpstatus_node_way(node, w), httpstatus_node_id(node));
			missed += !taken[i][w];
		}
	}
	fflush(stdout);
	return missed;
}

/* Some ways are rare; a few rounds more find them, unless nothing leads there. */
START_TEST(every_way_is_taken_and_every_end_is_reached)
{
	state = 1;
	for (int round = 0; round < 8 && (round == 0 || count_missed(false)); round++)
		walk_all(ANSWERS);
	ck_assert_uint_eq(count_missed(true), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("walks");

	suite_add(suite, a_million_answers_end_in_exchanges_that_break_no_must);
	if (!is_short())
		suite_add(suite, every_way_is_taken_and_every_end_is_reached);
	return tap_main(suite);
}
