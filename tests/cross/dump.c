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
	print_text("condition", httpstatus_requirement_condition(requirement));
	print_text("document", httpstatus_requirement_document(requirement));
	print_text("section", httpstatus_requirement_section(requirement));
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
	for (size_t i = 0; (text = httpstatus_code_former_name(code, i)); i++)
		print_text("former", text);
	for (size_t i = 0; (text = httpstatus_code_section(code, i)); i++)
		print_text("section", text);
	for (size_t i = 0; (text = httpstatus_code_method(code, i)); i++)
		print_text("method", text);
	for (size_t i = 0; (requirement = httpstatus_code_response_requirement(code, i)); i++)
		print_requirement(requirement);
	for (size_t i = 0; (requirement = httpstatus_code_request_requirement(code, i)); i++)
		print_requirement(requirement);
	for (int i = 0; httpstatus_text_name(i); i++)
		print_text(httpstatus_text_name(i), httpstatus_code_text(code, i));
	for (size_t i = 0; (text = httpstatus_code_confused_because(code, i)); i++)
		print_text("because", text);
	putchar('\n');
}

static int print_registry(void)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_everything());
	struct httpstatus_registry *own = httpstatus_registry_new(httpstatus_registry_vendor("nginx"), "own");
	struct httpstatus_entry entry = {
		.size = sizeof entry, .code = 599, .phrase = "Custom Thing", .texts = {"A test."}, .facts = 5};
	const struct httpstatus_code *code;

	if (!iter || !own || httpstatus_registry_add(own, &entry) != 0)
		return 1;
	while ((code = httpstatus_iter_next(iter)))
		print_code(code);
	print_code(httpstatus_registry_find(own, 599));
	print_code(httpstatus_registry_find(own, 499));
	for (int number = -10; number < 1010; number++)
		printf("%d %d %d %d\n", number, httpstatus_class(number), httpstatus_treat_as(number),
			httpstatus_grpc_client_code(number));
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

static void print_steps(const char *client, const struct httpstatus_exchange *exchange, int64_t now)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(client);
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	struct httpstatus_next_input input = {
		.size = sizeof input, .abilities = 63, .now = now, .random = UINT64_C(0x123456789abcdef0)};
	const struct httpstatus_step *step;
	const char *text;

	/* Each in its own call: compilers differ in what they do first. */
	printf(" %s %d", client, httpstatus_next(chain, exchange, &input));
	printf(" %" PRIx32, httpstatus_chain_facts(chain));
	for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++) {
		printf(" %d,%d,%" PRId64 ",%d", httpstatus_step_action(step), httpstatus_step_content(step),
			httpstatus_step_delay(step), httpstatus_step_connection(step));
		print_text(httpstatus_step_reason(step), httpstatus_step_target(step, NULL));
		for (size_t k = 0; (text = httpstatus_step_drop_field(step, k)); k++)
			print_text("drop", text);
		for (size_t k = 0; (text = httpstatus_step_add_field(step, k)); k++)
			print_text(text, httpstatus_step_add_value(step, k));
	}
	putchar('\n');
	httpstatus_chain_free(chain);
	httpstatus_policy_free(policy);
}

/* Some answer to a question. */
static const char *answer_to(const struct httpstatus_node *question)
{
	const char *usual = httpstatus_node_default(question);

	switch (httpstatus_node_type(question)) {
	case HTTPSTATUS_ANSWER_ENTITY_TAG:
		return "\"v1\"";
	case HTTPSTATUS_ANSWER_METHODS:
		return "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
	case HTTPSTATUS_ANSWER_MEDIA_TYPES:
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
		int error = httpstatus_node_type(node) == HTTPSTATUS_ANSWER_DATE
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
		print_text("area", httpstatus_node_area(node));
		print_text("section", httpstatus_node_section(node));
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
	const char *text;

	printf("%s %d", response_path, httpstatus_exchange_read_request(exchange, request, request_length, NULL));
	printf(" %d", httpstatus_exchange_read_response(exchange, response, response_length, NULL));
	printf(" content=%" PRId64 ",%" PRId64 " persists=%" PRId64 " defects=%" PRIx64,
		httpstatus_exchange_content_kind(exchange), httpstatus_exchange_content_length(exchange),
		httpstatus_exchange_persistence(exchange), httpstatus_exchange_defects(exchange));
	for (int cache = 0; cache < 2; cache++)
		printf(" storing=%" PRIx32 ",%d,%" PRId64, httpstatus_exchange_obstacles(exchange, cache),
			httpstatus_exchange_freshness(exchange, cache),
			httpstatus_exchange_lifetime(exchange, cache, now));
	printf(" age=%" PRId64 " retry=%" PRId64, httpstatus_exchange_age(exchange, now),
		httpstatus_exchange_retry_after(exchange, now));
	print_text("location", httpstatus_exchange_location(exchange, NULL));
	for (size_t i = 0; (text = httpstatus_exchange_challenge_scheme(exchange, false, i)); i++)
		print_text(text, httpstatus_exchange_challenge_value(exchange, false, i, 0));
	putchar('\n');
	for (size_t i = 0; httpstatus_client_name(i); i++)
		print_steps(httpstatus_client_name(i), exchange, now);
	print_choice(exchange, now);
	httpstatus_exchange_free(exchange);
}

int main(int count, char **arguments)
{
	for (int i = 1; i + 1 < count; i += 2)
		print_exchange(arguments[i], arguments[i + 1]);
	print_graph();
	return print_registry();
}
