/*
 * Prints what the library says of everything: every entry, and exchanges read from files. It is the same on every machine; `./dev cross` compares.
 *
 * dump FILE... (pairs of a request and a response). SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_text(const char *name, const char *text)
{
	printf(" %s=%s", name, text ? text : "-");
}

static void print_requirement(const struct httpstatus_requirement *requirement)
{
	const char *field;

	printf(" requirement=%d", httpstatus_requirement_level(requirement));
	for (size_t i = 0; (field = httpstatus_requirement_field(requirement, i)); i++)
		print_text("field", field);
	print_text("value", httpstatus_requirement_value(requirement));
	print_text("condition", httpstatus_requirement_condition(requirement));
	print_text("reference", httpstatus_requirement_reference(requirement));
}

static void print_code(const struct httpstatus_code *code)
{
	const struct httpstatus_requirement *requirement;
	const char *text;

	printf("%d standing=%d family=%d visibility=%d nearest=%d facts=", httpstatus_code_number(code),
		httpstatus_code_standing(code), httpstatus_code_family(code), httpstatus_code_visibility(code),
		httpstatus_code_nearest(code));
	for (int fact = 0; fact < 32; fact++)
		putchar('0' + httpstatus_code_has(code, fact));
	print_text("phrase", httpstatus_code_phrase(code));
	print_text("iana", httpstatus_code_iana_phrase(code));
	print_text("identifier", httpstatus_code_identifier(code));
	print_text("vendor", httpstatus_code_vendor(code));
	print_text("known_from", httpstatus_code_known_from(code));
	print_text("expires", httpstatus_code_expires(code));
	print_text("registration", httpstatus_code_registration(code));
	for (size_t i = 0; (text = httpstatus_code_former_name(code, i)); i++)
		print_text("former", text);
	for (size_t i = 0; (text = httpstatus_code_sent_phrase(code, i)); i++)
		print_text("sent", text);
	for (size_t i = 0; (text = httpstatus_code_sent_phrase_source(code, i)); i++)
		print_text("sent by", text);
	for (size_t i = 0; (text = httpstatus_code_keyword(code, i)); i++)
		print_text("keyword", text);
	for (size_t i = 0; (text = httpstatus_code_reference(code, i)); i++)
		print_text("reference", text);
	for (size_t i = 0; (text = httpstatus_code_method(code, i)); i++)
		print_text("method", text);
	for (int part = HTTPSTATUS_PART_REQUEST; part <= HTTPSTATUS_PART_RESPONSE; part++)
		for (size_t i = 0; (requirement = httpstatus_code_requirement(code, part, i)); i++)
			print_requirement(requirement);
	for (int i = 0; (text = httpstatus_word(HTTPSTATUS_VOCABULARY_TEXT, i)); i++)
		print_text(text, httpstatus_code_text(code, i));
	for (size_t i = 0; (text = httpstatus_code_confused_because(code, i)); i++)
		print_text("because", text);
	putchar('\n');
}

static void print_words(void)
{
	for (int vocabulary = 0; httpstatus_word(HTTPSTATUS_VOCABULARY_VOCABULARY, vocabulary); vocabulary++) {
		print_text("vocabulary", httpstatus_word(HTTPSTATUS_VOCABULARY_VOCABULARY, vocabulary));
		for (int i = -100; i < 2000; i++) {
			if (!httpstatus_word(vocabulary, i))
				continue;
			printf(" %d", i);
			print_text(httpstatus_word(vocabulary, i), httpstatus_word_text(vocabulary, i));
		}
		putchar('\n');
	}
}

/* A registry of one's own, on top of nginx's. */
static struct httpstatus_registry *make_own(void)
{
	struct httpstatus_registry *own = httpstatus_registry_new(httpstatus_registry_by_name("nginx"), "own");

	if (httpstatus_registry_add(own, 599, "Custom Thing", 12) != 0 ||
		httpstatus_registry_set_fact(own, 599, 2, true) != 0 ||
		httpstatus_registry_set_nearest(own, 599, 503) != 0 ||
		httpstatus_registry_set_text(own, 599, HTTPSTATUS_TEXT_MEANING, "A test.", 7) != 0) {
		httpstatus_registry_free(own);
		return NULL;
	}
	return own;
}

static int print_registry(void)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));
	struct httpstatus_registry *own = make_own();
	const struct httpstatus_code *code;

	if (!iter || !own)
		return 1;
	while ((code = httpstatus_iter_next(iter)))
		print_code(code);
	print_code(httpstatus_registry_find(own, 599));
	print_code(httpstatus_registry_find(own, 499));
	for (int number = -10; number < 1010; number++)
		printf("%d %d %d %d %d\n", number, httpstatus_class(number), httpstatus_treat_as(number),
			httpstatus_registry_treat_as(own, number), httpstatus_grpc_client_code(number));
	httpstatus_iter_free(iter);
	httpstatus_registry_free(own);
	return 0;
}

static size_t file_read(const char *path, char *bytes, size_t size)
{
	FILE *file = fopen(path, "rb");
	size_t length = file ? fread(bytes, 1, size, file) : 0;

	if (file)
		fclose(file);
	return length;
}

enum { JSON_SIZE = 65536 };

/* JSON has all that a question answers. */
static char json[JSON_SIZE];

static void print_steps(const struct httpstatus_client *client, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();
	int error = httpstatus_policy_imitate(policy, client);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	const struct httpstatus_step *step;
	const char *text;

	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, now);
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, INT64_C(0x123456789abcdef0));
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE, 1);
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED, 1);
	printf(" %s %d %d", httpstatus_client_id(client), error, httpstatus_chain_next(chain, exchange));
	for (size_t i = 0; httpstatus_chain_fact(chain, i) >= 0; i++)
		printf(" fact=%d", httpstatus_chain_fact(chain, i));
	for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++) {
		printf(" %d,%d,%" PRId64 ",%d", httpstatus_step_action(step), httpstatus_step_content(step),
			httpstatus_step_delay_ms(step), httpstatus_step_connection(step));
		print_text(httpstatus_step_reason(step), httpstatus_step_target(step, NULL));
		for (size_t k = 0; (text = httpstatus_step_drop_field(step, k, NULL)); k++)
			print_text("drop", text);
		for (size_t k = 0; (text = httpstatus_step_add_field(step, k, NULL)); k++)
			print_text(text, httpstatus_step_add_value(step, k, NULL));
	}
	httpstatus_chain_json(chain, json, sizeof json);
	printf(" %s\n", json);
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}

static void print_findings(const struct httpstatus_exchange *exchange)
{
	struct httpstatus_checker *checker = httpstatus_checker_new();

	printf(" check %d", httpstatus_checker_check(checker, exchange));
	httpstatus_checker_json(checker, json, sizeof json);
	printf(" %s\n", json);
	httpstatus_checker_free(checker);
}

/* What becomes of the same request once more. */
static void print_lookup(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_lookup *lookup = httpstatus_lookup_new(cache);
	struct httpstatus_exchange *stored = httpstatus_exchange_new();

	printf(" kept=%d started=%d", httpstatus_cache_keep(cache, exchange, stored),
		httpstatus_lookup_start(lookup, exchange, now));
	httpstatus_lookup_offer(lookup, stored);
	httpstatus_lookup_answer(lookup);
	httpstatus_lookup_json(lookup, json, sizeof json);
	printf(" %s", json);
	httpstatus_exchange_free(stored);
	httpstatus_lookup_free(lookup);
}

static void print_caching(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_cache *cache = httpstatus_cache_new();
	int list[64];

	for (int shared = 0; shared < 2; shared++) {
		httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, shared);
		printf(" storing=%d,%d,%d", httpstatus_cache_may_store(cache, exchange),
			httpstatus_cache_freshness(cache, exchange), httpstatus_cache_is_fresh(cache, exchange, now));
		for (int time = 0; time <= HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR; time++)
			printf(",%" PRId64, httpstatus_cache_time(cache, exchange, time, now));
		for (size_t i = 0, count = httpstatus_cache_obstacles(cache, exchange, list, 64); i < count; i++)
			printf(",%d", list[i]);
		print_lookup(cache, exchange, now);
		httpstatus_cache_json(cache, exchange, now, json, sizeof json);
		printf(" %s", json);
	}
	httpstatus_cache_free(cache);
}

/* Some answer to a question. */
static const char *answer_to(const struct httpstatus_node *question)
{
	const char *usual = httpstatus_node_default(question);

	switch (httpstatus_node_type(question)) {
	case HTTPSTATUS_ANSWER_TYPE_ENTITY_TAG:
		return "\"v1\"";
	case HTTPSTATUS_ANSWER_TYPE_METHODS:
		return "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
	case HTTPSTATUS_ANSWER_TYPE_MEDIA_TYPES:
		return "text/html, text/plain";
	default:
		return usual ? usual : "1";
	}
}

static void print_choice(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	const struct httpstatus_node *node;
	char problem[512] = "";

	printf(" choice %d", httpstatus_choice_start(choice, exchange, now));
	while ((node = httpstatus_choice_question(choice))) {
		const char *answer = answer_to(node);
		int error = httpstatus_node_type(node) == HTTPSTATUS_ANSWER_TYPE_DATE
				    ? httpstatus_choice_answer_number(choice, now / 2)
				    : httpstatus_choice_answer(choice, answer, strlen(answer));

		if (error)
			break;
	}
	for (size_t i = 0; (node = httpstatus_choice_node(choice, i)); i++)
		print_text(httpstatus_node_id(node), httpstatus_choice_way(choice, i));
	for (size_t i = 0; httpstatus_choice_field_name(choice, i); i++)
		print_text(httpstatus_choice_field_name(choice, i), httpstatus_choice_field_value(choice, i, NULL));
	httpstatus_choice_problem(choice, problem, sizeof problem);
	printf(" %d %s\n", httpstatus_choice_code(choice), problem);
	httpstatus_choice_free(choice);
}

static void print_graph(void)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		printf("%s %d %d", httpstatus_node_id(node), httpstatus_node_type(node), httpstatus_node_code(node));
		printf(" area=%d", httpstatus_node_area(node));
		print_text("reference", httpstatus_node_reference(node));
		print_text("default", httpstatus_node_default(node));
		print_text("text", httpstatus_node_text(node));
		for (size_t k = 0; httpstatus_node_way(node, k); k++)
			print_text(httpstatus_node_way(node, k), httpstatus_node_id(httpstatus_node_next(node, k)));
		putchar('\n');
	}
}

static void print_exchange(const char *request_path, const char *response_path)
{
	static char request[65536], response[65536];
	size_t request_length = file_read(request_path, request, sizeof request);
	size_t response_length = file_read(response_path, response, sizeof response);
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	const int64_t now = INT64_C(4102444800); /* beyond 32 bits */
	const struct httpstatus_client *client;

	printf("%s %d", response_path, httpstatus_exchange_read_request(exchange, request, request_length, NULL));
	printf(" %d", httpstatus_exchange_read_response(exchange, response, response_length, NULL));
	printf(" content=%d,%" PRId64 " persists=%d", httpstatus_exchange_content_kind(exchange),
		httpstatus_exchange_content_length(exchange), httpstatus_exchange_persistence(exchange));
	print_caching(exchange, now);
	printf(" retry=%" PRId64, httpstatus_exchange_retry_after(exchange, now));
	print_text("location", httpstatus_exchange_location(exchange, NULL));
	print_text("target", httpstatus_exchange_target_uri(exchange, NULL));
	httpstatus_exchange_json(exchange, now, json, sizeof json);
	printf(" %s\n", json);
	for (size_t i = 0; (client = httpstatus_client_at(i)); i++)
		print_steps(client, exchange, now);
	print_findings(exchange);
	print_choice(exchange, now);
	httpstatus_exchange_free(exchange);
}

int main(int count, char **arguments)
{
	for (int i = 1; i + 1 < count; i += 2)
		print_exchange(arguments[i], arguments[i + 1]);
	print_graph();
	print_words();
	return print_registry();
}
