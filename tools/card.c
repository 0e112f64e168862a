/*
 * The card of a code: what a person wants to know of it, on one screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <stdarg.h>
#include <string.h>

enum { MARGIN = 1, TEXT_COLUMN = 10, CLAUSE_SIZE = 512 };

/* Appends to a text in a buffer of CLAUSE_SIZE; what does not fit is cut off. */
__attribute__((format(printf, 2, 3))) static void append(char *text, const char *format, ...)
{
	size_t used = strlen(text);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text + used, CLAUSE_SIZE - used, format, arguments);
	va_end(arguments);
}

/* "404 Not Found" at the left, its class, standing and source at the right. */
static void print_heading(const struct terminal *terminal, const struct httpstatus_code *code)
{
	int number = httpstatus_code_number(code), class = httpstatus_class(number);
	int standing = httpstatus_code_standing(code);
	const char *expires = httpstatus_code_expires(code);
	const char *dot = terminal->utf8 ? " \u00b7 " : " - ";
	char title[CLAUSE_SIZE] = "", source[CLAUSE_SIZE] = "";

	append(title, "%d %s", number, httpstatus_code_phrase(code));
	const char *vendor = httpstatus_code_vendor(code);
	append(source, "%s%s", class ? httpstatus_class_name(class) : "no class", dot);
	if (standing != HTTPSTATUS_STANDING_STANDARD)
		append(source, "%s%s%s%s", httpstatus_standing_name(standing), expires ? " until " : "",
			expires ? expires : "", dot);
	if (vendor)
		append(source, "%s", vendor);
	else
		append(source, "%s, %s", httpstatus_code_document(code, 0), httpstatus_code_section(code, 0));

	terminal_heading(terminal, class, title, source);
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

/* What caches do with it, where they do not just wait to be told. */
static const char *caching(const struct httpstatus_code *code)
{
	if (httpstatus_code_has(code, HTTPSTATUS_NEVER_STORED))
		return "must not store it";
	if (httpstatus_code_has(code, HTTPSTATUS_HEURISTICALLY_CACHEABLE))
		return "may store and reuse it without being told how long";
	if (httpstatus_code_has(code, HTTPSTATUS_INTERIM))
		return "pass it on; only a final response is stored";
	return "store it only where its fields allow that";
}

static const char *content(const struct httpstatus_code *code)
{
	if (httpstatus_code_has(code, HTTPSTATUS_NO_CONTENT))
		return httpstatus_code_has(code, HTTPSTATUS_CONTENT_LENGTH_FORBIDDEN)
			       ? "none, and no Content-Length or Transfer-Encoding"
			       : "none, whatever its fields say";
	if (httpstatus_code_has(code, HTTPSTATUS_EMPTY_CONTENT))
		return "empty";
	return NULL;
}

typedef const struct httpstatus_requirement *requirement_at(const struct httpstatus_code *code, size_t i);

/* Whether two requirements differ in nothing but their fields. */
static bool same_but_fields(const struct httpstatus_requirement *a, const struct httpstatus_requirement *b)
{
	const char *a_condition = httpstatus_requirement_condition(a),
		   *b_condition = httpstatus_requirement_condition(b);

	return a && b && httpstatus_requirement_field(a, 0) && httpstatus_requirement_field(b, 0) &&
	       httpstatus_requirement_level(a) == httpstatus_requirement_level(b) &&
	       (a_condition && b_condition ? strcmp(a_condition, b_condition) == 0 : a_condition == b_condition);
}

static void append_fields(char *clause, const struct httpstatus_requirement *requirement)
{
	const char *field;

	for (size_t i = 0; (field = httpstatus_requirement_field(requirement, i)); i++)
		append(clause, "%s%s", i ? " or " : "", field);
}

/* " (should, when the cause is temporary)" */
static void append_level(char *clause, const struct httpstatus_requirement *requirement)
{
	const char *condition = httpstatus_requirement_condition(requirement);

	append(clause, " (");
	for (const char *word = httpstatus_level_name(httpstatus_requirement_level(requirement)); *word; word++)
		append(clause, "%c", *word == '-' ? ' ' : *word);
	append(clause, condition ? ", when %s)" : ")", condition);
}

/* A line behind the label for each level and condition, with the fields that share them: "Date, ETag (must, when ...)". */
static void print_requirements(
	const struct terminal *terminal, const struct httpstatus_code *code, const char *label, requirement_at *at)
{
	const struct httpstatus_requirement *requirement, *next = at(code, 0);
	char clause[CLAUSE_SIZE] = "";

	for (size_t i = 1; (requirement = next); i++) {
		next = at(code, i);
		if (!httpstatus_requirement_field(requirement, 0)) {
			append(clause, "%s", httpstatus_requirement_condition(requirement));
		} else {
			append_fields(clause, requirement);
			if (same_but_fields(requirement, next)) {
				append(clause, ", ");
				continue;
			}
			append_level(clause, requirement);
		}
		print_labelled(terminal, label, clause);
		label = "";
		*clause = '\0';
	}
}

static void print_joined(const struct terminal *terminal, const char *label,
	const char *(*at)(const struct httpstatus_code *code, size_t i), const struct httpstatus_code *code)
{
	char clause[CLAUSE_SIZE] = "";
	const char *item;

	for (size_t i = 0; (item = at(code, i)); i++)
		append(clause, "%s%s", i ? ", " : "", item);
	if (*clause)
		print_labelled(terminal, label, clause);
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

static const char *where_met(int visibility)
{
	if (visibility == HTTPSTATUS_VISIBILITY_LOG)
		return "in the server's log only; no client gets it";
	if (visibility == HTTPSTATUS_VISIBILITY_INTERNAL)
		return "inside the program only; no client gets it";
	return "in responses";
}

static const char *vendor_title(const char *vendor)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_vendor_name(i)); i++)
		if (strcmp(name, vendor) == 0)
			return httpstatus_vendor_title(i);
	return vendor;
}

/* What vendors mean by a number that IANA has for something else. */
static void print_other_meanings(const struct terminal *terminal, int number)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(httpstatus_registry_everything());
	const struct httpstatus_code *code;
	bool first = true;

	httpstatus_iter_only(iter, HTTPSTATUS_BY_NUMBER, number);
	httpstatus_iter_only(iter, HTTPSTATUS_BY_FAMILY, HTTPSTATUS_FAMILY_VENDOR);
	while ((code = httpstatus_iter_next(iter))) {
		if (first)
			printf("\n%*s%sothers use the number for%s\n", MARGIN, "", terminal_style(terminal, STYLE_BOLD),
				terminal_plain(terminal));
		char title[CLAUSE_SIZE] = "";

		append(title, "%s (%s)", httpstatus_code_phrase(code), vendor_title(httpstatus_code_vendor(code)));
		printf("%*s", MARGIN + 2, "");
		terminal_wrap(terminal, title, MARGIN + 2, MARGIN + 4);
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
	char clause[CLAUSE_SIZE] = "";
	const char *explanation = httpstatus_code_text(code, HTTPSTATUS_TEXT_EXPLANATION);

	print_heading(terminal, code);
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING));
	if (explanation)
		print_text(terminal, explanation);
	putchar('\n');
	print_labelled(terminal, "vendor", vendor_title(httpstatus_code_vendor(code)));
	if (standing == HTTPSTATUS_STANDING_FOLKLORE)
		print_labelled(terminal, "seen", "in lists only; no source shows anybody sending it");
	else
		print_labelled(terminal, "seen", where_met(httpstatus_code_visibility(code)));
	append(clause, "%d %s", nearest, httpstatus_phrase(nearest));
	print_labelled(terminal, "nearest", clause);
	print_labelled(terminal, "source", httpstatus_code_known_from(code));
}

static void print_iana(const struct terminal *terminal, const struct httpstatus_code *code)
{
	const char *framing = content(code);

	print_heading(terminal, code);
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING));
	print_text(terminal, httpstatus_code_text(code, HTTPSTATUS_TEXT_EXPLANATION));
	putchar('\n');
	print_labelled(terminal, "client", httpstatus_code_text(code, HTTPSTATUS_TEXT_CLIENT));
	print_labelled(terminal, "server", httpstatus_code_text(code, HTTPSTATUS_TEXT_SERVER));
	print_labelled(terminal, "caches", caching(code));
	if (framing)
		print_labelled(terminal, "content", framing);
	if (httpstatus_code_has(code, HTTPSTATUS_METHOD_PRESERVED))
		print_labelled(terminal, "method", "stays the same when the client follows");
	print_joined(terminal, "methods", httpstatus_code_method, code);
	print_requirements(terminal, code, "fields", httpstatus_code_response_requirement);
	print_requirements(terminal, code, "request", httpstatus_code_request_requirement);
	print_joined(terminal, "formerly", httpstatus_code_former_name, code);
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
	char clause[CLAUSE_SIZE] = "";
	int as = httpstatus_treat_as(number);

	append(clause,
		"IANA has no %d; a client that does not know it treats it as %d %s. Who uses it, and for what:", number,
		as, httpstatus_phrase(as));
	printf("%*s", MARGIN, "");
	terminal_wrap(terminal, clause, MARGIN, MARGIN);
	while ((code = httpstatus_iter_next(meanings))) {
		putchar('\n');
		card_print(terminal, code);
	}
}
