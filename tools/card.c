/*
 * The card of a code: what a person wants to know of it, on one screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <string.h>

enum { MARGIN = 1, TEXT_COLUMN = 10 };

/* "404 Not Found" at the left, its class, standing and source at the right. */
static void print_heading(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int number = httpstatus_code_number(code), class = httpstatus_class(number);
	int standing = httpstatus_code_standing(code);
	const char *registration = httpstatus_code_registration(code);
	const char *dot = terminal->utf8 ? " \u00b7 " : " - ";
	struct clause title = {.used = 0}, source = {.used = 0};

	clause_add(&title, "%d %s", number, httpstatus_code_phrase(code));
	const char *vendor = httpstatus_code_vendor(code);
	clause_add_word(&source, class ? httpstatus_word(HTTPSTATUS_VOCABULARY_CODE_CLASS, class) : "no class");
	clause_add(&source, "%s", dot);
	if (standing != HTTPSTATUS_STANDING_STANDARD)
		clause_add(&source, "%s%s",
			registration ? registration : httpstatus_word(HTTPSTATUS_VOCABULARY_STANDING, standing), dot);
	clause_add(&source, "%s", vendor ? vendor : httpstatus_code_reference(code, 0));
	terminal_heading(terminal, class, title.text, source.text);
}

static void print_text(const struct terminal *terminal, const char *text)
{
	printf("\n%*s", MARGIN, "");
	terminal_wrap(terminal, text, MARGIN, MARGIN);
}

static void print_labelled(const struct terminal *terminal, const char *label, const char *text)
{
	printf("%*s%s%s%s%*s", MARGIN, "", terminal_style(terminal, STYLE_BOLD), label, terminal_plain(terminal),
		TEXT_COLUMN - MARGIN - (int)strlen(label), "");
	terminal_wrap(terminal, text, TEXT_COLUMN, TEXT_COLUMN);
}

/* What stands in the way of storing a response with this code, bit n for the obstacle n: the answer to a GET, with no field that speaks of caching. */
static uint32_t obstacles_of(const struct httpstatus_code *code)
{
	enum { MOST = 32 };

	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int obstacles[MOST];
	uint32_t bits = 0;

	if (!exchange || httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "GET", strlen("GET")) != 0 ||
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_STATUS, httpstatus_code_number(code)) != 0)
		complain_of_memory();
	for (size_t i = httpstatus_cache_obstacles(NULL, exchange, obstacles, MOST); i > 0; i--)
		bits |= (uint32_t)1 << obstacles[i - 1];
	httpstatus_exchange_free(exchange);
	return bits;
}

/* Whether the response has to say that some of it is for this connection alone. */
static bool is_for_one_connection(const struct httpstatus_code *code)
{
	const struct httpstatus_requirement *requirement;

	for (size_t i = 0; (requirement = httpstatus_code_requirement(code, HTTPSTATUS_PART_RESPONSE, i)); i++) {
		const char *field = httpstatus_requirement_field(requirement, 0);

		if (field && strcmp(field, "Connection") == 0)
			return true;
	}
	return false;
}

/*
 * What caches do with it, by the answer of the library's own cache. A code that caches have to understand, and that they may not store even so, is
 * about what they have stored already (RFC 9111, 4.3.4).
 */
static void add_caching(struct clause *clause, const struct httpstatus_code *code)
{
	uint32_t obstacles = obstacles_of(code);
	bool is_final = !(obstacles & (uint32_t)1 << HTTPSTATUS_OBSTACLE_NOT_FINAL);
	bool is_open = !(obstacles & (uint32_t)1 << HTTPSTATUS_OBSTACLE_NO_FRESHNESS);
	bool is_special = obstacles & (uint32_t)1 << HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN;

	if (!is_final)
		clause_add(clause, "%s",
			is_for_one_connection(code) ? "do not store it; it is about one connection and goes no further"
						    : "pass it on; only a final response is stored");
	else if (obstacles & (uint32_t)1 << HTTPSTATUS_OBSTACLE_NEVER_STORED)
		clause_add(clause, "must not store it");
	else if (is_open)
		clause_add(clause, "%smay store and reuse it without being told how long, %s",
			is_special ? "if they understand this code, " : "",
			"unless the method or its fields forbid that");
	else
		clause_add(clause, "%s",
			is_special ? "update the stored response that it confirms, and answer with that"
				   : "store it only where its fields allow that");
}

/* How long a client waits before it follows; codes to be followed no more do not need it. */
static const char *waiting(const struct httpstatus_code *code)
{
	bool is_followed = httpstatus_code_has(code, HTTPSTATUS_FACT_LOCATION_DEFINED) &&
			   !httpstatus_code_has(code, HTTPSTATUS_FACT_NO_CONTENT) &&
			   httpstatus_code_standing(code) == HTTPSTATUS_STANDING_STANDARD;

	return is_followed && httpstatus_code_has(code, HTTPSTATUS_FACT_RETRY_AFTER_DEFINED)
		       ? "if there is a Retry-After, at least that long before following"
		       : NULL;
}

static const char *content(const struct httpstatus_code *code)
{
	if (httpstatus_code_has(code, HTTPSTATUS_FACT_NO_CONTENT))
		return httpstatus_code_has(code, HTTPSTATUS_FACT_CONTENT_LENGTH_FORBIDDEN)
			       ? "none, and no Content-Length or Transfer-Encoding"
			       : "none, whatever its fields say";
	if (httpstatus_code_has(code, HTTPSTATUS_FACT_EMPTY_CONTENT))
		return "empty";
	return NULL;
}

/* Whether two requirements differ in nothing but their fields. */
static bool same_but_fields(const struct httpstatus_requirement *a, const struct httpstatus_requirement *b)
{
	const char *a_condition = httpstatus_requirement_condition(a),
		   *b_condition = httpstatus_requirement_condition(b);

	return a && b && httpstatus_requirement_field(a, 0) && httpstatus_requirement_field(b, 0) &&
	       httpstatus_requirement_level(a) == httpstatus_requirement_level(b) &&
	       (a_condition && b_condition ? strcmp(a_condition, b_condition) == 0 : a_condition == b_condition);
}

static void add_fields(struct clause *clause, const struct httpstatus_requirement *requirement)
{
	const char *field, *value = httpstatus_requirement_value(requirement);

	for (size_t i = 0; (field = httpstatus_requirement_field(requirement, i)); i++)
		clause_add(clause, "%s%s", i ? " or " : "", field);
	if (value)
		clause_add(clause, ": %s", value);
}

/* " (should, when the cause is temporary)" */
static void add_level(struct clause *clause, const struct httpstatus_requirement *requirement)
{
	const char *condition = httpstatus_requirement_condition(requirement);

	clause_add(clause, " (");
	clause_add_word(
		clause, httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_requirement_level(requirement)));
	if (condition)
		clause_add(clause, ", when %s", condition);
	clause_add(clause, ")");
}

/* "expected when content is still to come", which is about no field. */
static void print_circumstance(const struct terminal *terminal, const struct httpstatus_requirement *requirement)
{
	struct clause level = {.used = 0}, clause = {.used = 0};

	clause_add_word(
		&level, httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_requirement_level(requirement)));
	clause_add(&clause, "when %s", httpstatus_requirement_condition(requirement));
	print_labelled(terminal, level.text, clause.text);
}

/* A line behind the label for each level and condition, with the fields that share them: "Date, ETag (must, when ...)". */
static void print_requirements(
	const struct terminal *terminal, const struct httpstatus_code *code, const char *label, int part)
{
	const struct httpstatus_requirement *requirement, *next = httpstatus_code_requirement(code, part, 0);
	const char *shown = label;
	struct clause clause = {.used = 0};

	for (size_t i = 1; (requirement = next); i++) {
		next = httpstatus_code_requirement(code, part, i);
		if (!httpstatus_requirement_field(requirement, 0)) {
			print_circumstance(terminal, requirement);
			shown = label;
			continue;
		}
		add_fields(&clause, requirement);
		if (same_but_fields(requirement, next)) {
			clause_add(&clause, ", ");
			continue;
		}
		add_level(&clause, requirement);
		print_labelled(terminal, shown, clause.text);
		shown = "";
		clause = (struct clause){.used = 0};
	}
}

static void print_joined(const struct terminal *terminal, const char *label,
	const char *(*at)(const struct httpstatus_code *code, size_t i), const struct httpstatus_code *code)
{
	struct clause clause = {.used = 0};
	const char *item;

	for (size_t i = 0; (item = at(code, i)); i++)
		clause_add(&clause, "%s%s", i ? ", " : "", item);
	if (clause.used)
		print_labelled(terminal, label, clause.text);
}

/* "Not Allowed (nginx 1.22, status line and error page)", a line each. */
static void print_sent_phrases(const struct terminal *terminal, const struct httpstatus_code *code)
{
	const char *phrase, *label = "sent as";

	for (size_t i = 0; (phrase = httpstatus_code_sent_phrase(code, i)); i++) {
		struct clause clause = {.used = 0};

		clause_add(&clause, "%s (%s)", phrase, httpstatus_code_sent_phrase_source(code, i));
		print_labelled(terminal, label, clause.text);
		label = "";
	}
}

static void print_confusions(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int other;

	if (!httpstatus_code_confused_with(code, 0))
		return;
	printf("\n%*s%snot to be confused with%s\n", MARGIN, "", terminal_style(terminal, STYLE_BOLD),
		terminal_plain(terminal));
	for (size_t i = 0; (other = httpstatus_code_confused_with(code, i)); i++) {
		printf("%*s%s%d %s%s\n%*s", MARGIN + 2, "", terminal_class_colour(terminal, httpstatus_class(other)),
			other, httpstatus_phrase(other), terminal_plain(terminal), TEXT_COLUMN, "");
		terminal_wrap(terminal, httpstatus_code_confused_because(code, i), TEXT_COLUMN, TEXT_COLUMN);
	}
}

static const char *where_met(int standing, int visibility)
{
	if (standing == HTTPSTATUS_STANDING_FOLKLORE)
		return "in lists only; no source shows anybody sending it";
	if (standing == HTTPSTATUS_STANDING_PROPOSED)
		return "in a draft; the number is not registered and can change";
	if (visibility == HTTPSTATUS_VISIBILITY_LOG)
		return "in the server's log only; no client gets it";
	if (visibility == HTTPSTATUS_VISIBILITY_INTERNAL)
		return "inside the program only; no client gets it";
	return "in responses";
}

static const char *vendor_title(const char *vendor)
{
	int place = httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, vendor, strlen(vendor));
	const char *title = httpstatus_word_text(HTTPSTATUS_VOCABULARY_VENDOR, place);

	return title ? title : vendor;
}

/* What vendors mean by a number that IANA has for something else. */
static void print_other_meanings(const struct terminal *terminal, int number)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_by_name("everything"));
	const struct httpstatus_code *code;
	bool first = true;

	httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, number);
	httpstatus_iter_only(iter, HTTPSTATUS_FILTER_FAMILY, HTTPSTATUS_FAMILY_VENDOR);
	while ((code = httpstatus_iter_next(iter))) {
		if (first)
			printf("\n%*s%sothers use the number for%s\n", MARGIN, "", terminal_style(terminal, STYLE_BOLD),
				terminal_plain(terminal));
		struct clause title = {.used = 0};

		clause_add(&title, "%s (%s)", httpstatus_code_phrase(code), vendor_title(httpstatus_code_vendor(code)));
		printf("%*s", MARGIN + 2, "");
		terminal_wrap(terminal, title.text, MARGIN + 2, MARGIN + 4);
		printf("%*s", TEXT_COLUMN, "");
		terminal_wrap(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING), TEXT_COLUMN, TEXT_COLUMN);
		first = false;
	}
	httpstatus_iter_free(iter);
}

/* "499 Client Closed Request" at the left, whose it is at the right, then what is known. */
static void print_vendors(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int nearest = httpstatus_code_nearest(code), standing = httpstatus_code_standing(code);
	struct clause clause = {.used = 0};
	const char *explanation = httpstatus_code_text(code, HTTPSTATUS_TEXT_EXPLANATION);

	print_heading(terminal, code);
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING));
	if (explanation)
		print_text(terminal, explanation);
	putchar('\n');
	print_labelled(terminal, "vendor", vendor_title(httpstatus_code_vendor(code)));
	print_labelled(terminal, "seen", where_met(standing, httpstatus_code_visibility(code)));
	if (nearest) {
		clause_add(&clause, "%d %s", nearest, httpstatus_phrase(nearest));
		print_labelled(terminal, "nearest", clause.text);
	}
	print_joined(terminal, "formerly", httpstatus_code_former_name, code);
	print_sent_phrases(terminal, code);
	print_labelled(terminal, "source", httpstatus_code_known_from(code));
}

static void print_iana(const struct terminal *terminal, const struct httpstatus_code *code)
{
	const char *framing = content(code), *wait = waiting(code);
	struct clause caching = {.used = 0};

	print_heading(terminal, code);
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING));
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_EXPLANATION));
	putchar('\n');
	print_labelled(terminal, "client", httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT));
	print_labelled(terminal, "server", httpstatus_code_text(code, HTTPSTATUS_TEXT_SERVER));
	add_caching(&caching, code);
	print_labelled(terminal, "caches", caching.text);
	if (framing)
		print_labelled(terminal, "content", framing);
	if (wait)
		print_labelled(terminal, "wait", wait);
	if (httpstatus_code_has(code, HTTPSTATUS_FACT_METHOD_PRESERVED))
		print_labelled(terminal, "method", "stays the same when the client follows");
	print_joined(terminal, "methods", httpstatus_code_method, code);
	print_requirements(terminal, code, "fields", HTTPSTATUS_PART_RESPONSE);
	print_requirements(terminal, code, "request", HTTPSTATUS_PART_REQUEST);
	print_joined(terminal, "formerly", httpstatus_code_former_name, code);
	print_sent_phrases(terminal, code);
	print_labelled(terminal, "history", httpstatus_code_text(code, HTTPSTATUS_TEXT_HISTORY));
	print_confusions(terminal, code);
	print_other_meanings(terminal, httpstatus_code_number(code));
}

void card_print(const struct terminal *terminal, const struct httpstatus_code *code)
{
	if (httpstatus_code_vendor(code))
		print_vendors(terminal, code);
	else
		print_iana(terminal, code);
}

void card_print_unregistered(const struct terminal *terminal, int number, struct httpstatus_iter *meanings)
{
	const struct httpstatus_code *code;
	struct clause clause = {.used = 0};
	int as = httpstatus_treat_as(number);

	if (number == 0)
		clause_add(&clause, "0, also written 000, is no status code, and nothing sends it: it stands where no "
				    "response came. Who writes it, and when:");
	else
		clause_add(&clause,
			"IANA has no %d; a client that does not know it treats it as %d %s. Who uses it, and for what:",
			number, as, httpstatus_phrase(as));
	printf("%*s", MARGIN, "");
	terminal_wrap(terminal, clause.text, MARGIN, MARGIN);
	while ((code = httpstatus_iter_next(meanings))) {
		putchar('\n');
		card_print(terminal, code);
	}
}
