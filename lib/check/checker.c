/*
 * The checker as an object: which rules an exchange breaks, and what is said of each.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>
#include <stdlib.h>
#include <string.h>

enum { RANKS = 5 };

struct httpstatus_checker *httpstatus_checker_new(void)
{
	struct httpstatus_checker *checker = calloc(1, sizeof *checker);

	if (checker)
		*checker =
			(struct httpstatus_checker){.level = HTTPSTATUS_UNKNOWN, .remembered_most = HTTPSTATUS_UNKNOWN};
	return checker;
}

/* As if nothing had been checked. */
static void forget_findings(struct httpstatus_checker *checker)
{
	checker->count = 0;
	checker->texts.used = 0;
	checker->identity.used = 0;
}

void httpstatus_checker_clear(struct httpstatus_checker *checker)
{
	if (!checker)
		return;
	forget_findings(checker);
	memory_free(checker);
}

void httpstatus_checker_free(struct httpstatus_checker *checker)
{
	if (!checker)
		return;
	memory_free(checker);
	httpstatus_exchange_free(checker->own);
	free(checker->findings);
	free(checker->texts.bytes);
	free(checker->identity.bytes);
	free(checker);
}

/* ---- what is said to it ---- */

/* must and must-not, cannot, should and should-not, may, advice; RANKS for any other level. */
static int rank(int64_t level)
{
	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_MUST_NOT:
		return 0;
	case HTTPSTATUS_LEVEL_CANNOT:
		return 1;
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_SHOULD_NOT:
		return 2;
	case HTTPSTATUS_LEVEL_MAY:
		return 3;
	case HTTPSTATUS_LEVEL_ADVICE:
		return 4;
	default:
		return RANKS;
	}
}

static int set_level(struct httpstatus_checker *checker, int64_t level)
{
	if (level != HTTPSTATUS_UNKNOWN && rank(level) == RANKS)
		return HTTPSTATUS_ERROR_VALUE;
	checker->level = level;
	return 0;
}

static int set_remembered(struct httpstatus_checker *checker, int64_t most)
{
	if (most != HTTPSTATUS_UNKNOWN && most < 0)
		return HTTPSTATUS_ERROR_VALUE;
	memory_free(checker);
	checker->remembered_most = most;
	return 0;
}

static bool is_declaration(int property)
{
	return property >= 0 && property < DECLARATION_COUNT;
}

static uint64_t declaration_bit(int declaration)
{
	return UINT64_C(1) << declaration;
}

/* What 0 says is nothing. */
static int declare(struct httpstatus_checker *checker, int declaration, int64_t value)
{
	if (value != 1 && value != 0 && value != HTTPSTATUS_UNKNOWN)
		return HTTPSTATUS_ERROR_VALUE;
	if (value == 1)
		checker->declared |= declaration_bit(declaration);
	else
		checker->declared &= ~declaration_bit(declaration);
	return 0;
}

int httpstatus_checker_set(struct httpstatus_checker *checker, int property, int64_t value)
{
	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property == HTTPSTATUS_CHECKER_PROPERTY_LEVEL)
		return set_level(checker, value);
	if (property == HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED)
		return set_remembered(checker, value);
	return is_declaration(property) ? declare(checker, property, value) : HTTPSTATUS_ERROR_PROPERTY;
}

int64_t httpstatus_checker_get(const struct httpstatus_checker *checker, int property)
{
	if (!checker)
		return HTTPSTATUS_UNKNOWN;
	if (property == HTTPSTATUS_CHECKER_PROPERTY_LEVEL)
		return checker->level;
	if (property == HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED)
		return checker->remembered_most;
	return is_declaration(property) && checker->declared & declaration_bit(property) ? 1 : HTTPSTATUS_UNKNOWN;
}

int httpstatus_checker_ignore(struct httpstatus_checker *checker, const struct httpstatus_rule *rule, bool ignored)
{
	if (!checker || !rule)
		return HTTPSTATUS_ERROR_HANDLE;
	size_t place = rule_place(rule);
	uint8_t bit = (uint8_t)(1 << place % 8), *bits = &checker->ignored[place / 8];
	*bits = (uint8_t)(ignored ? *bits | bit : *bits & ~bit);
	return 0;
}

int httpstatus_checker_set_registry(struct httpstatus_checker *checker, const struct httpstatus_registry *registry)
{
	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	checker->registry = registry;
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

static bool method_fits(const struct subject *subject, const struct httpstatus_rule *rule)
{
	if (rule->methods.count && !method_is_of(subject, rule->methods))
		return false;
	return !rule->other_methods.count || (subject->method.length && !method_is_of(subject, rule->other_methods));
}

static bool content_fits(const struct subject *subject, const struct httpstatus_rule *rule)
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

static bool is_broken(const struct subject *subject, const struct httpstatus_rule *rule)
{
	return !(rule->declared & ~subject->checker->declared) && method_fits(subject, rule) &&
	       content_fits(subject, rule) && all_fields(subject, rule->has, response_has) &&
	       all_fields(subject, rule->lacks, response_lacks) &&
	       all_fields(subject, rule->request_has, request_has) &&
	       all_fields(subject, rule->request_lacks, request_lacks) &&
	       all_fields(subject, rule->lacks_value, response_lacks_value) &&
	       all_fields(subject, rule->request_lacks_value, request_lacks_value) &&
	       judges_hold(subject, rule->when, true) && judges_hold(subject, rule->unless, false);
}

/* Where a rule is about all fields that came, they are looked through from the header section on, and the subject stays where it is broken. */
static bool is_broken_anywhere(struct subject *subject, const struct httpstatus_rule *rule)
{
	int end = HTTPSTATUS_PART_INTERIM + (int)subject->exchange->said.interims;

	subject->part = HTTPSTATUS_PART_RESPONSE;
	if (is_broken(subject, rule))
		return true;
	for (subject->part = HTTPSTATUS_PART_INTERIM; rule->everywhere && subject->part < end; subject->part++)
		if (is_broken(subject, rule))
			return true;
	subject->part = HTTPSTATUS_PART_RESPONSE_TRAILERS;
	return rule->everywhere && is_broken(subject, rule);
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

static bool put_finding(
	const struct subject *subject, struct httpstatus_checker *checker, const struct httpstatus_rule *rule)
{
	void *findings = checker->findings;

	if (!array_reserve(&findings, &checker->capacity, checker->count + 1, sizeof(struct httpstatus_finding)))
		return false;
	checker->findings = findings;
	checker->findings[checker->count++] =
		(struct httpstatus_finding){.checker = checker, .rule = rule, .message = checker->texts.used};
	return put_message(subject, span_of(rule_text(rule->message)), &checker->texts);
}

/* Which exchange it was, for JSON: its owner may have freed it by then. */
static bool put_identity(const struct httpstatus_exchange *exchange, struct buffer *identity)
{
	struct json json = json_begin(NULL, 0);

	exchange_put_identity(exchange, &json);
	size_t size = json_end(&json) + 1;
	if (!buffer_reserve(identity, size))
		return false;
	json = json_begin(identity->bytes, size);
	exchange_put_identity(exchange, &json);
	identity->used = json_end(&json);
	return true;
}

/* ---- all rules ---- */

/* The worst first, and otherwise in the order of the rules: there are few. */
static void sort_findings(struct httpstatus_checker *checker)
{
	for (size_t i = 1; i < checker->count; i++) {
		struct httpstatus_finding finding = checker->findings[i];
		size_t place = i;

		for (; place > 0 && rank(checker->findings[place - 1].rule->level) > rank(finding.rule->level); place--)
			checker->findings[place] = checker->findings[place - 1];
		checker->findings[place] = finding;
	}
}

/* Finds the earlier exchange that a rule is about, once for all rules. */
struct earlier {
	bool sought[AFTER_COUNT];
	const struct httpstatus_exchange *found[AFTER_COUNT];
};

static bool before_fits(struct subject *subject, const struct httpstatus_rule *rule, struct earlier *earlier)
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

static bool is_left_out(const struct httpstatus_checker *checker, const struct httpstatus_rule *rule)
{
	int64_t weakest = checker->level == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_LEVEL_ADVICE : checker->level;
	size_t place = rule_place(rule);

	return checker->ignored[place / 8] >> place % 8 & 1 || rank(rule->level) > rank(weakest);
}

/* Puts a finding for each rule that is broken. False where there is no memory. */
static bool find_all(struct subject *subject, struct httpstatus_checker *checker)
{
	struct earlier earlier = {.sought = {false}};
	const uint16_t *places;
	size_t count = rules_of(subject->status, &places);

	for (size_t i = 0; i < count; i++) {
		const struct httpstatus_rule *rule = httpstatus_rule_at(places[i]);

		subject->part = HTTPSTATUS_PART_RESPONSE;
		if (!is_left_out(checker, rule) && before_fits(subject, rule, &earlier) &&
			is_broken_anywhere(subject, rule) && !put_finding(subject, checker, rule))
			return false;
	}
	sort_findings(checker);
	return true;
}

/* What the server is known to have said, which is all there is unless fields may be another's. NULL where there is no memory. */
static const struct httpstatus_exchange *servers_own(
	struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange)
{
	if (exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN) != 1)
		return exchange;
	if (!checker->own) {
		checker->own = httpstatus_exchange_new();
		if (!checker->own)
			return NULL;
		exchange_lift_limits(checker->own);
	}
	return exchange_copy_without_foreign(checker->own, exchange) == 0 ? checker->own : NULL;
}

static bool check(struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange)
{
	struct span found = {NULL, 0};
	struct subject subject = {.checker = checker, .exchange = exchange, .found = &found};

	subject_read(&subject);
	return find_all(&subject, checker) && put_identity(exchange, &checker->identity) &&
	       memory_add(checker, exchange);
}

int httpstatus_checker_check(struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange)
{
	if (!checker)
		return HTTPSTATUS_ERROR_HANDLE;
	forget_findings(checker);
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	exchange = servers_own(checker, exchange);
	if (exchange && check(checker, exchange))
		return 0;
	forget_findings(checker);
	return HTTPSTATUS_ERROR_MEMORY;
}

const struct httpstatus_finding *httpstatus_checker_finding(const struct httpstatus_checker *checker, size_t i)
{
	return checker && i < checker->count ? &checker->findings[i] : NULL;
}

const struct httpstatus_rule *httpstatus_finding_rule(const struct httpstatus_finding *finding)
{
	return finding ? finding->rule : NULL;
}

const char *httpstatus_finding_message(const struct httpstatus_finding *finding)
{
	return finding ? finding->checker->texts.bytes + finding->message : NULL;
}
