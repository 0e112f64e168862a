/*
 * What was found in all exchanges, together.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* ---- memory ---- */

static void *grown(void *items, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : 64;
	items = realloc(items, *capacity * size);
	if (!items)
		complain_of_memory();
	return items;
}

static char *copy_of(const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		complain_of_memory();
	return copy;
}

static void checked_free(struct checked *exchange)
{
	free(exchange->file);
	free(exchange->host);
	free(exchange->method);
	free(exchange->target);
}

void session_forget(struct session *session)
{
	for (size_t i = 0; i < session->exchange_count; i++)
		checked_free(&session->exchanges[i]);
	for (size_t i = 0; i < session->finding_count; i++)
		free(session->findings[i].message);
	session->exchange_count = session->finding_count = 0;
}

void session_free(struct session *session)
{
	session_forget(session);
	free(session->exchanges);
	free(session->findings);
	baseline_free(session->baseline);
}

/* ---- one exchange ---- */

static struct checked checked_of(const struct httpstatus_exchange *exchange)
{
	return (struct checked){
		.file = copy_of(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_SOURCE, NULL)),
		.entry = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY),
		.host = host_of_exchange(exchange),
		.method = copy_of(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL)),
		.target = copy_of(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL)),
		.status = httpstatus_exchange_status(exchange),
	};
}

static bool is_elsewhere(const struct session *session, const struct checked *exchange)
{
	return (session->host && !host_is(exchange->host, session->host)) ||
	       (session->domain && !host_is_below(exchange->host, session->domain));
}

static void finding_add(struct session *session, const struct httpstatus_finding *finding, size_t place)
{
	session->findings =
		grown(session->findings, session->finding_count, &session->finding_capacity, sizeof *session->findings);
	session->found++;
	session->findings[session->finding_count++] = (struct found){
		.rule = httpstatus_finding_rule(finding),
		.message = copy_of(httpstatus_finding_message(finding)),
		.exchange = session->exchange_count,
		.place = place,
	};
}

/* Takes the findings that are asked for. Returns the worst rank; RANKS where there are none. */
static int findings_add(struct session *session, struct checked *exchange, const struct httpstatus_checker *checker)
{
	const struct httpstatus_finding *finding;
	int worst = RANKS;

	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++) {
		const struct httpstatus_rule *rule = httpstatus_finding_rule(finding);
		int rank = rank_of(httpstatus_rule_level(rule));

		if (rank > session->rank) {
			session->hidden++;
		} else if (baseline_has(session->baseline, rule, exchange)) {
			session->known++;
		} else {
			finding_add(session, finding, i);
			exchange->findings++;
			worst = rank < worst ? rank : worst;
		}
	}
	return worst;
}

bool session_add(
	struct session *session, const struct httpstatus_exchange *exchange, const struct httpstatus_checker *checker)
{
	struct checked checked = checked_of(exchange);

	session->total++;
	if (is_elsewhere(session, &checked)) {
		session->elsewhere++;
		checked_free(&checked);
		return false;
	}
	int worst = findings_add(session, &checked, checker);
	if (worst == RANKS)
		session->right++;
	else
		session->with[worst]++;
	if (worst == RANKS && !session->keeps_all) {
		checked_free(&checked);
		return true;
	}
	session->exchanges = grown(
		session->exchanges, session->exchange_count, &session->exchange_capacity, sizeof *session->exchanges);
	session->exchanges[session->exchange_count++] = checked;
	return true;
}

/* ---- all of them ---- */

static const struct session *sorted; /* qsort tells its comparison nothing else */

static const char *host_of(const struct found *finding)
{
	const char *host = sorted->exchanges[finding->exchange].host;

	return host ? host : "";
}

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* The findings of a rule together, those of a host together, in the order of the exchanges. */
static int compare_places(const void *one, const void *other)
{
	const struct found *a = one, *b = other;
	int order = strcmp(httpstatus_rule_id(a->rule), httpstatus_rule_id(b->rule));

	if (order == 0)
		order = strcmp(host_of(a), host_of(b));
	return order ? order : compare_numbers(a->exchange, b->exchange);
}

static int compare_weight(const void *one, const void *other)
{
	const struct found *a = one, *b = other;
	int order = rank_of(httpstatus_rule_level(a->rule)) - rank_of(httpstatus_rule_level(b->rule));

	if (order == 0)
		order = compare_numbers(b->of_rule, a->of_rule);
	if (order == 0)
		order = strcmp(httpstatus_rule_id(a->rule), httpstatus_rule_id(b->rule));
	if (order == 0)
		order = compare_numbers(b->of_host, a->of_host);
	return order ? order : compare_places(one, other);
}

static bool same_rule(const struct found *a, const struct found *b)
{
	return a->rule == b->rule;
}

static bool same_host(const struct found *a, const struct found *b)
{
	return a->rule == b->rule && strcmp(host_of(a), host_of(b)) == 0;
}

/* How many findings from the one at @i on are the same. */
static size_t run_length(const struct session *session, size_t i, bool same(const struct found *, const struct found *))
{
	size_t end = i;

	while (end < session->finding_count && same(&session->findings[i], &session->findings[end]))
		end++;
	return end - i;
}

static void count_runs(struct session *session)
{
	for (size_t i = 0, length; i < session->finding_count; i += length) {
		length = run_length(session, i, same_rule);
		for (size_t k = i; k < i + length; k++)
			session->findings[k].of_rule = length;
	}
	for (size_t i = 0, length; i < session->finding_count; i += length) {
		length = run_length(session, i, same_host);
		for (size_t k = i; k < i + length; k++)
			session->findings[k].of_host = length;
	}
}

void session_sort(struct session *session)
{
	if (session->finding_count == 0)
		return;
	sorted = session;
	qsort(session->findings, session->finding_count, sizeof *session->findings, compare_places);
	count_runs(session);
	qsort(session->findings, session->finding_count, sizeof *session->findings, compare_weight);
}

/* ---- in words ---- */

void clause_add_request(struct clause *clause, const struct checked *exchange, size_t room)
{
	clause_add(clause, "%s", exchange->method ? exchange->method : "?");
	if (!exchange->target)
		return;
	clause_add(clause, " ");
	clause_add_shortened(clause, target_path(exchange->target), room);
}
