/*
 * The checker as an object: which rules an exchange breaks, and what is said of each.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>
#include <stdlib.h>
#include <string.h>

enum { REMEMBERED_MOST = 64, RANKS = 4 };

struct httpstatus_checker *httpstatus_checker_new(void)
{
	struct httpstatus_checker *checker = calloc(1, sizeof *checker);

	if (checker)
		*checker = (struct httpstatus_checker){.remembered_most = REMEMBERED_MOST, .weakest = RANKS - 1};
	return checker;
}

void httpstatus_checker_free(struct httpstatus_checker *checker)
{
	if (!checker)
		return;
	memory_free(checker);
	free(checker->findings);
	free(checker->texts.bytes);
	free(checker);
}

/* must and must-not, should and should-not, may, advice; RANKS for any other level. */
static int rank(int level)
{
	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_MUST_NOT:
		return 0;
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_SHOULD_NOT:
		return 1;
	case HTTPSTATUS_LEVEL_MAY:
		return 2;
	case HTTPSTATUS_LEVEL_ADVICE:
		return 3;
	default:
		return RANKS;
	}
}

int httpstatus_checker_only(struct httpstatus_checker *checker, int level)
{
	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	if (rank(level) == RANKS)
		return HTTPSTATUS_ERROR_ARGUMENT;
	checker->weakest = rank(level);
	return 0;
}

int httpstatus_checker_remember(struct httpstatus_checker *checker, size_t most)
{
	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	memory_free(checker);
	checker->remembered_most = most;
	return 0;
}

int httpstatus_checker_declare(struct httpstatus_checker *checker, const char *declaration, bool holds)
{
	size_t place = declaration_find(declaration);

	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	if (place == DECLARATION_COUNT)
		return HTTPSTATUS_ERROR_ARGUMENT;
	uint64_t bit = UINT64_C(1) << place;
	checker->declared = holds ? checker->declared | bit : checker->declared & ~bit;
	return 0;
}

int httpstatus_checker_ignore(struct httpstatus_checker *checker, const char *id)
{
	size_t rule = httpstatus_rule_find(id);

	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	if (rule == SIZE_MAX)
		return HTTPSTATUS_ERROR_ARGUMENT;
	checker->ignored[rule / 8] |= (uint8_t)(1 << rule % 8);
	return 0;
}

/* ---- whether a rule is broken ---- */

static bool all_fields(const struct subject *subject, struct offset_list names,
	bool (*holds)(const struct subject *subject, struct span name))
{
	const char *name;

	for (size_t i = 0; (name = rule_list_text(names, i)); i++)
		if (!holds(subject, span_of(name)))
			return false;
	return true;
}

static bool method_is_of(const struct subject *subject, struct offset_list methods)
{
	const char *method;

	for (size_t i = 0; (method = rule_list_text(methods, i)); i++)
		if (method_is(subject, span_of(method)))
			return true;
	return false;
}

static bool method_fits(const struct subject *subject, const struct rule_record *rule)
{
	if (rule->methods.count && !method_is_of(subject, rule->methods))
		return false;
	return !rule->other_methods.count || (subject->method.length && !method_is_of(subject, rule->other_methods));
}

static bool content_fits(const struct subject *subject, const struct rule_record *rule)
{
	switch (rule->content) {
	case CONTENT_NONE:
		return lacks_content(subject);
	case CONTENT_SOME:
		return has_content(subject);
	default:
		return true;
	}
}

static bool judges_hold(const struct subject *subject, struct offset_list judges, bool wanted)
{
	enum judge judge;

	for (size_t i = 0; rule_list_judge(judges, i, &judge); i++)
		if (judge_holds(subject, judge) != wanted)
			return false;
	return true;
}

static bool is_broken(const struct subject *subject, const struct rule_record *rule)
{
	return !(rule->declared & ~subject->checker->declared) && method_fits(subject, rule) &&
	       content_fits(subject, rule) && all_fields(subject, rule->has, response_has) &&
	       all_fields(subject, rule->lacks, response_lacks) &&
	       all_fields(subject, rule->request_has, request_has) &&
	       all_fields(subject, rule->request_lacks, request_lacks) && judges_hold(subject, rule->when, true) &&
	       judges_hold(subject, rule->unless, false);
}

/* ---- what is said of it ---- */

/* Octets from the wire as text: what is no graphic character is a question mark. */
static bool put_wire(struct buffer *texts, struct span span)
{
	size_t from = texts->used;

	if (!buffer_put(texts, span))
		return false;
	for (size_t i = from; i < texts->used; i++)
		if ((unsigned char)texts->bytes[i] < ' ' || (unsigned char)texts->bytes[i] > '~')
			texts->bytes[i] = '?';
	return true;
}

static bool put_status(struct buffer *texts, int status)
{
	char digits[3] = {(char)('0' + status / 100 % 10), (char)('0' + status / 10 % 10), (char)('0' + status % 10)};

	return buffer_put(texts, (struct span){digits, sizeof digits});
}

/* "method", "status", "target", "found", a field of the response, or "request " and a field of the request. */
static bool put_fact(const struct subject *subject, struct span name, struct buffer *texts)
{
	static const char request[] = "request ";
	struct span behind = span_from(name, name.length < sizeof request - 1 ? name.length : sizeof request - 1);
	bool of_request = span_equals(span_first(name, sizeof request - 1), span_of(request));
	struct span value = span_of("?");

	if (span_equals(name, SPAN("status")))
		return put_status(texts, subject->status);
	if (span_equals(name, SPAN("method")))
		return put_wire(texts, subject->method.length ? subject->method : value);
	if (span_equals(name, SPAN("found")))
		value = *subject->found;
	else if (span_equals(name, SPAN("target")))
		value = exchange_line(subject->exchange, HTTPSTATUS_LINE_TARGET);
	else if (of_request)
		request_value(subject, behind, &value);
	else
		response_value(subject, name, &value);
	return put_wire(texts, value);
}

static bool put_message(const struct subject *subject, struct span template, struct buffer *texts)
{
	while (template.length) {
		size_t before = 0, behind;

		while (before < template.length && template.bytes[before] != '{')
			before++;
		if (!buffer_put(texts, span_first(template, before)))
			return false;
		if (before == template.length)
			break;
		for (behind = before;
			template.bytes[behind] != '}';) /* the generator has seen to it that there is one */
			behind++;
		if (!put_fact(subject, span_first(span_from(template, before + 1), behind - before - 1), texts))
			return false;
		template = span_from(template, behind + 1);
	}
	texts->used++; /* the NUL */
	return true;
}

static bool put_finding(const struct subject *subject, struct httpstatus_checker *checker, uint16_t rule)
{
	void *findings = checker->findings;

	if (!array_reserve(&findings, &checker->capacity, checker->count + 1, sizeof(struct httpstatus_finding)))
		return false;
	checker->findings = findings;
	checker->findings[checker->count++] =
		(struct httpstatus_finding){.checker = checker, .rule = rule, .message = checker->texts.used};
	return put_message(subject, span_of(rule_text(rule_at(rule)->message)), &checker->texts);
}

static int finding_rank(const struct httpstatus_finding *finding)
{
	return rank(rule_at(finding->rule)->level);
}

/* The worst first, and otherwise in the order of the rules: there are few. */
static void sort_findings(struct httpstatus_checker *checker)
{
	for (size_t i = 1; i < checker->count; i++) {
		struct httpstatus_finding finding = checker->findings[i];
		size_t place = i;

		for (; place > 0 && finding_rank(&checker->findings[place - 1]) > finding_rank(&finding); place--)
			checker->findings[place] = checker->findings[place - 1];
		checker->findings[place] = finding;
	}
}

/* Finds the earlier exchange that a rule is about, once for all rules. */
struct earlier {
	bool sought[AFTER_COUNT];
	struct httpstatus_exchange *found[AFTER_COUNT];
};

static bool before_fits(struct subject *subject, const struct rule_record *rule, struct earlier *earlier)
{
	subject->before = NULL;
	if (rule->after == AFTER_NOTHING)
		return true;
	if (!earlier->sought[rule->after]) {
		earlier->found[rule->after] = memory_find(subject, (enum after)rule->after);
		earlier->sought[rule->after] = true;
	}
	subject->before = earlier->found[rule->after];
	return subject->before &&
	       rule_list_has_code(rule->before_codes, exchange_property(subject->before, HTTPSTATUS_PROPERTY_STATUS));
}

static bool is_left_out(const struct httpstatus_checker *checker, uint16_t rule)
{
	return checker->ignored[rule / 8] >> rule % 8 & 1 || rank(rule_at(rule)->level) > checker->weakest;
}

int httpstatus_check(struct httpstatus_checker *checker, struct httpstatus_exchange *exchange)
{
	struct span found = {NULL, 0};
	struct subject subject = {.checker = checker, .exchange = exchange, .found = &found};
	struct earlier earlier = {.sought = {false}};
	const uint16_t *places;

	if (!checker || !exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	checker->count = 0;
	checker->texts.used = 0;
	subject_read(&subject);
	size_t count = rules_of(subject.status, &places);
	for (size_t i = 0; i < count; i++) {
		uint16_t rule = places[i];

		if (is_left_out(checker, rule) || !before_fits(&subject, rule_at(rule), &earlier) ||
			!is_broken(&subject, rule_at(rule)))
			continue;
		if (!put_finding(&subject, checker, rule)) {
			checker->count = 0;
			return HTTPSTATUS_ERROR_MEMORY;
		}
	}
	sort_findings(checker);
	if (memory_add(checker, exchange))
		return 0;
	checker->count = 0;
	return HTTPSTATUS_ERROR_MEMORY;
}

const struct httpstatus_finding *httpstatus_checker_finding(const struct httpstatus_checker *checker, size_t i)
{
	return checker && i < checker->count ? &checker->findings[i] : NULL;
}

size_t httpstatus_finding_rule(const struct httpstatus_finding *finding)
{
	return finding ? finding->rule : SIZE_MAX;
}

const char *httpstatus_finding_message(const struct httpstatus_finding *finding)
{
	return finding ? finding->checker->texts.bytes + finding->message : NULL;
}
