/*
 * A program that asks all six questions the way a user would, in what C99 and C++11 have in common. It is compiled with every warning on: a signature
 * that makes a user cast would show here.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <string.h>

static const char request[] = "GET /a?b HTTP/1.1\r\nHost: example.com\r\nIf-None-Match: \"v1\"\r\n"
			      "Range: bytes=0-9\r\nAccept: text/html\r\n\r\n";
static const char response[] = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
			       "HTTP/1.1 503 Service Unavailable\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
			       "Retry-After: 30\r\nCache-Control: max-age=60\r\nLocation: /c\r\n"
			       "WWW-Authenticate: Basic realm=\"staff\"\r\nContent-Length: 3, 3\r\n\r\n";

enum { ROOM = 32 };

static const int64_t now = 784111780;
static int failures;

static void demand(bool holds, const char *claim)
{
	if (holds)
		return;
	printf("not so: %s\n", claim);
	failures++;
}

static bool same(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

/* What is this code? */
static void ask_status(void)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, HTTPSTATUS_NOT_FOUND);
	const struct httpstatus_registry *nginx = httpstatus_registry_by_name("nginx");
	struct httpstatus_iter *iter = httpstatus_iter_new(NULL);
	struct httpstatus_registry *own = httpstatus_registry_new(nginx, "mine");
	int temporary = httpstatus_word_find(HTTPSTATUS_VOCABULARY_STANDING, "temporary", 9);

	demand(same(httpstatus_phrase(404), "Not Found"), "404 has its phrase");
	demand(httpstatus_class(404) == HTTPSTATUS_CODE_CLASS_CLIENT_ERROR, "404 has its class");
	demand(httpstatus_code_has(code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE), "404 has its facts");
	demand(httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING) != NULL, "404 has a text");
	demand(httpstatus_code_standing(code) == HTTPSTATUS_STANDING_STANDARD, "404 has a standing");
	demand(httpstatus_code_standing(NULL) == -1, "what is not there has none");
	demand(same(httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, HTTPSTATUS_LEVEL_MUST_NOT), "must-not"),
		"a level has its word");
	demand(httpstatus_iter_only(iter, HTTPSTATUS_FILTER_STANDING, temporary) == 0, "a walk can be narrowed");
	while ((code = httpstatus_iter_next(iter)) != NULL)
		demand(httpstatus_code_expires(code) != NULL, "what is temporary ends");
	httpstatus_iter_free(iter);
	demand(httpstatus_registry_add(own, 598, "Mine", 4) == 0, "an entry can be added");
	demand(httpstatus_registry_set_nearest(own, 598, HTTPSTATUS_BAD_GATEWAY) == 0, "it can have a nearest code");
	demand(httpstatus_registry_treat_as(own, 598) == 502, "a code of one's own counts as that");
	demand(httpstatus_registry_find(own, 499) != NULL, "a vendor's code is there");
	httpstatus_registry_free(own);
}

/* What did this exchange say? */
static void ask_exchange(const struct httpstatus_exchange *exchange)
{
	const struct httpstatus_challenge *challenge =
		httpstatus_exchange_challenge(exchange, HTTPSTATUS_CHALLENGER_ORIGIN, 0);
	int defects[ROOM];
	size_t length, count = httpstatus_exchange_defects(exchange, defects, ROOM);
	int64_t first, last;
	char head[512];

	demand(httpstatus_exchange_status(exchange) == 503, "the status is there");
	demand(httpstatus_exchange_interim(exchange, 0) == HTTPSTATUS_EARLY_HINTS, "the interim response is there");
	demand(count == 1 && defects[0] == HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED, "the defect is found");
	demand(httpstatus_exchange_has_defect(exchange, defects[0]), "and so it is there");
	demand(httpstatus_exchange_content_kind(exchange) == HTTPSTATUS_CONTENT_KIND_LENGTH,
		"the content has a length");
	demand(httpstatus_exchange_persistence(exchange) == HTTPSTATUS_PERSISTENCE_PERSISTS, "the connection persists");
	demand(httpstatus_exchange_retry_after(exchange, now) == 30, "the wait is half a minute");
	demand(same(httpstatus_exchange_location(exchange, &length), "http://example.com/c") && length == 20,
		"Location is resolved");
	demand(same(httpstatus_exchange_target_uri(exchange, NULL), "http://example.com/a?b"),
		"the target URI is put together");
	demand(same(httpstatus_challenge_parameter(challenge, "realm", 5, NULL), "staff"),
		"the challenge has its realm");
	demand(httpstatus_exchange_conditions(exchange, true, "\"v1\"", 4, HTTPSTATUS_UNKNOWN, now) == 304,
		"the condition is evaluated");
	demand(httpstatus_exchange_range(exchange, 100, 0, &first, &last) == 1 && first == 0 && last == 9,
		"the range is read");
	demand(httpstatus_exchange_negotiate(exchange, HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE, "a/b, text/html", 14) == 1,
		"HTML is wanted");
	demand(httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME) == HTTPSTATUS_UNKNOWN,
		"nobody said when");
	demand(httpstatus_exchange_write_request(exchange, head, sizeof head) == (int64_t)strlen(head),
		"the head can be written");
}

/* What may the client do next? */
static void ask_next(const struct httpstatus_exchange *exchange)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();
	struct httpstatus_chain *chain;
	const struct httpstatus_step *step;

	demand(httpstatus_policy_imitate(policy, httpstatus_client_find("curl")) == 0, "curl is known");
	demand(httpstatus_policy_imitate(policy, httpstatus_client_find("default")) == 0, "so is a careful client");
	chain = httpstatus_chain_new(policy);
	demand(httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, now) == 0, "the time can be said");
	demand(httpstatus_chain_next(chain, exchange) == 0, "there is a step");
	step = httpstatus_chain_step(chain, 0);
	demand(httpstatus_step_action(step) == HTTPSTATUS_ACTION_RETRY && httpstatus_step_requests(step),
		"it is to ask again");
	demand(httpstatus_step_delay_ms(step) >= 30000, "after half a minute at least");
	demand(httpstatus_step_level(step) >= 0 && httpstatus_step_reason(step) && httpstatus_step_text(step),
		"it has its reason");
	demand(httpstatus_chain_fact(chain, 0) == -1 ||
			httpstatus_chain_has_fact(chain, httpstatus_chain_fact(chain, 0)),
		"facts agree");
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}

/* What becomes of the same request once more? */
static void ask_lookup(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);
	struct httpstatus_exchange *stored = httpstatus_exchange_new(), *answer = httpstatus_exchange_new();

	demand(httpstatus_cache_keep(cache, exchange, stored) == 0, "the response is kept");
	demand(httpstatus_lookup_start(lookup, exchange, now) == 0, "a lookup starts");
	demand(httpstatus_lookup_offer(lookup, stored) == 0, "it is offered what is stored");
	demand(httpstatus_lookup_answer(lookup) == HTTPSTATUS_CACHE_ACTION_SERVE, "that answers");
	demand(httpstatus_lookup_reason(lookup, 0) == HTTPSTATUS_CACHE_REASON_FRESH, "because it is fresh");
	demand(httpstatus_lookup_stored(lookup) == stored, "it is the one that was offered");
	demand(httpstatus_lookup_respond(lookup, answer) == 0, "the answer is made");
	demand(httpstatus_exchange_value(answer, HTTPSTATUS_PART_RESPONSE, "Age", 3, NULL) != NULL, "with its age");
	httpstatus_exchange_free(stored);
	httpstatus_exchange_free(answer);
	httpstatus_lookup_free(lookup);
}

/* What may a cache do? */
static void ask_cache(const struct httpstatus_exchange *exchange)
{
	struct httpstatus_cache *cache = httpstatus_cache_new();
	int obstacles[ROOM];

	demand(httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, 0) == 0, "it is a browser's");
	demand(httpstatus_cache_may_store(cache, exchange) == 1, "it may keep the response");
	demand(httpstatus_cache_obstacles(cache, exchange, obstacles, ROOM) == 0, "nothing stands in its way");
	demand(httpstatus_cache_time(cache, exchange, HTTPSTATUS_CACHE_TIME_LIFETIME, now) == 60, "for a minute");
	demand(httpstatus_cache_is_fresh(cache, exchange, now) == 1, "it is fresh");
	ask_lookup(cache, exchange);
	httpstatus_cache_free(cache);
}

/* Is the exchange right? */
static void ask_check(const struct httpstatus_exchange *exchange)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();
	const struct httpstatus_finding *finding;

	demand(httpstatus_checker_set(checker, HTTPSTATUS_CHECKER_PROPERTY_CLOCK, 1) == 0, "a clock can be declared");
	demand(httpstatus_checker_ignore(checker, httpstatus_rule_find("405-no-allow"), true) == 0,
		"a rule can be left out");
	demand(httpstatus_checker_check(checker, exchange) == 0, "the exchange is checked");
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)) != NULL; i++)
		demand(httpstatus_finding_message(finding) && httpstatus_rule_id(httpstatus_finding_rule(finding)),
			"a finding says what");
	httpstatus_checker_free(checker);
}

/* Which code should the server send? */
static void ask_choose(const struct httpstatus_exchange *exchange)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	const struct httpstatus_node *question;
	char text[512];

	demand(httpstatus_choice_start(choice, exchange, now) == 0, "a choice starts");
	while ((question = httpstatus_choice_question(choice)) != NULL)
		if (same(httpstatus_node_id(question), "resource") ? httpstatus_choice_answer(choice, "absent", 6) != 0
								   : httpstatus_choice_answer_default(choice) != 0)
			break;
	demand(httpstatus_choice_code(choice) == HTTPSTATUS_NOT_FOUND, "nothing is there");
	demand(httpstatus_choice_json(choice, text, sizeof text) > 0, "it can be written down");
	httpstatus_choice_free(choice);
}

int main(void)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used;

	demand(httpstatus_exchange_read_request(exchange, request, sizeof request - 1, &used) == 0,
		"the request is read");
	demand(httpstatus_exchange_read_response(exchange, response, sizeof response - 1, &used) == 0,
		"the response is read");
	demand(httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0) == 0, "the connection is not secured");
	ask_status();
	ask_exchange(exchange);
	ask_next(exchange);
	ask_cache(exchange);
	ask_check(exchange);
	ask_choose(exchange);
	httpstatus_exchange_free(exchange);
	return failures == 0 ? 0 : 1;
}
