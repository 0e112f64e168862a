/*
 * What a check found, for a person: how many, how bad, where, what to do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <string.h>

enum { MARGIN = 1, INDENT = 3, EXAMPLE = 7, HOSTS_SHOWN = 4, ENTRIES_SHOWN = 4 };

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* ---- what there is ---- */

static size_t rules_broken(const struct session *session)
{
	size_t rules = 0;

	for (size_t i = 0; i < session->finding_count; i += session->findings[i].of_rule)
		rules++;
	return rules;
}

static size_t hosts_broken(const struct session *session)
{
	size_t hosts = 0;

	for (size_t i = 0; i < session->exchange_count; i++) {
		const char *host = session->exchanges[i].host;
		bool is_new = host && session->exchanges[i].findings > 0;

		for (size_t k = 0; k < i && is_new; k++)
			is_new = !session->exchanges[k].findings || !session->exchanges[k].host ||
				 strcmp(session->exchanges[k].host, host) != 0;
		hosts += is_new;
	}
	return hosts;
}

static void title_put(const struct terminal *terminal, const struct session *session, const struct input *input)
{
	size_t checked = session->total - session->elsewhere, rules = rules_broken(session),
	       hosts = hosts_broken(session);
	struct clause clause = {.used = 0};

	if (input->count == 1)
		clause_add(&clause, "%s: ", file_name(input->paths[0]));
	else
		clause_add(&clause, "%d files: ", input->count);
	clause_add(&clause, "%zu exchange%s checked, ", checked, plural(checked));
	if (checked == 0) {
		clause_add(&clause, "nothing to say");
	} else if (rules == 0) {
		clause_add(&clause, checked == 1 ? "and it is right" : "all right");
	} else {
		clause_add(&clause, "%zu right; %zu rule%s broken", session->right, rules, plural(rules));
		if (hosts > 0)
			clause_add(&clause, " at %zu host%s", hosts, plural(hosts));
	}
	printf("%*s", MARGIN, "");
	terminal_wrap(terminal, clause.text, MARGIN, MARGIN);
}

/* ---- a rule ---- */

static void rule_put(const struct terminal *terminal, const struct httpstatus_rule *rule)
{
	enum { LEVEL = 10 };
	int level = httpstatus_rule_level(rule);
	const char *id = httpstatus_rule_id(rule), *reference = httpstatus_rule_reference(rule);
	int room = terminal->columns - 2 * MARGIN - LEVEL - 1 - (int)strlen(id) - (int)strlen(reference);

	printf("\n%*s%s%-*s%s %s%s%s", MARGIN, "", terminal_level_colour(terminal, level), LEVEL,
		httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, level), terminal_plain(terminal),
		terminal_style(terminal, STYLE_BOLD), id, terminal_plain(terminal));
	printf(room >= 2 ? "%*s%s%s%s\n" : "\n%*s%s%s%s\n", room >= 2 ? room : INDENT, "",
		terminal_style(terminal, STYLE_DIM), reference, terminal_plain(terminal));
}

/* "17", or "b.har 17" where there are several files. */
static void clause_add_place(struct clause *clause, const struct checked *exchange, bool many)
{
	if (many)
		clause_add(clause, "%s ", exchange->file);
	clause_add(clause, "%lld", (long long)exchange->entry);
}

/* "12 times, in 17, 31, 44, 58 and 8 more" */
static struct clause places_of(const struct session *session, const struct found *first, bool many)
{
	struct clause clause = {.used = 0};
	size_t shown = first->of_host <= ENTRIES_SHOWN + 1 ? first->of_host : ENTRIES_SHOWN;

	clause_add(&clause, "%zu times, in ", first->of_host);
	for (size_t i = 0; i < shown; i++) {
		bool last = i + 1 == first->of_host;

		clause_add(&clause, "%s", i == 0 ? "" : last ? " and " : ", ");
		clause_add_place(&clause, &session->exchanges[first[i].exchange], many);
	}
	if (shown < first->of_host)
		clause_add(&clause, " and %zu more", first->of_host - shown);
	return clause;
}

static void example_put(
	const struct terminal *terminal, const struct session *session, const struct found *finding, bool many)
{
	const struct checked *exchange = &session->exchanges[finding->exchange];
	struct clause clause = {.used = 0};

	clause_add_place(&clause, exchange, many);
	clause_add(&clause, "  ");
	clause_add_request(&clause, exchange, (size_t)terminal->columns / 2);
	if (exchange->status)
		clause_add(&clause, "  %d", exchange->status);
	clause_add(&clause, ": %s", finding->message);
	printf("%*s", EXAMPLE, "");
	terminal_wrap(terminal, clause.text, EXAMPLE, EXAMPLE + 2);
}

/* What happened once is its own example. */
static void host_put(
	const struct terminal *terminal, const struct session *session, const struct found *first, bool many)
{
	const char *host = session->exchanges[first->exchange].host;
	struct clause places = places_of(session, first, many);
	int column = INDENT;

	if (host || first->of_host > 1)
		printf("%*s%s", INDENT, "", terminal_style(terminal, STYLE_BOLD));
	if (host) {
		terminal_put(host);
		column += (int)safe_columns(host, strlen(host)) + 2;
	}
	if (host || first->of_host > 1)
		fputs(terminal_plain(terminal), stdout);
	if (first->of_host > 1) {
		fputs(host ? "  " : "", stdout);
		terminal_wrap(terminal, places.text, column, EXAMPLE);
	} else if (host) {
		putchar('\n');
	}
	example_put(terminal, session, first, many);
}

static void hosts_put(
	const struct terminal *terminal, const struct session *session, const struct found *first, bool many)
{
	size_t hosts = 0, hidden_hosts = 0, hidden = 0;

	for (size_t i = 0; i < first->of_rule; i += first[i].of_host, hosts++) {
		if (hosts < HOSTS_SHOWN) {
			host_put(terminal, session, &first[i], many);
		} else {
			hidden_hosts++;
			hidden += first[i].of_host;
		}
	}
	if (hidden_hosts)
		printf("%*s%zu other host%s, %zu times\n", INDENT, "", hidden_hosts, plural(hidden_hosts), hidden);
}

static void remedy_put(const struct terminal *terminal, const struct httpstatus_rule *rule)
{
	printf("%*s%s", INDENT, "", terminal_style(terminal, STYLE_DIM));
	terminal_wrap(terminal, httpstatus_rule_text(rule), INDENT, INDENT);
	fputs(terminal_plain(terminal), stdout);
}

/* ---- what was not looked at ---- */

static void clause_add_skipped(struct clause *clause, const struct input *input)
{
	const char *before = " Not HTTP: ";

	for (int skip = 0; skip < RECORDING_SKIPS; skip++) {
		int64_t count = input->skipped[skip];

		if (count == 0)
			continue;
		if (count == 1)
			clause_add(clause, "%s%s", before, recording_skip_text(skip));
		else
			clause_add(clause, "%s%lld %s", before, (long long)count, recording_skip_texts(skip));
		before = ", ";
	}
	if (*before == ',')
		clause_add(clause, ".");
}

/* "553 exchanges: 12 with a must, 37 with a should, 504 right." */
static void clause_add_levels(struct clause *clause, const struct session *session)
{
	size_t checked = session->total - session->elsewhere;
	const char *before = ": ";

	clause_add(clause, "%zu exchange%s", checked, plural(checked));
	for (int rank = 0; rank < RANKS; rank++)
		if (session->with[rank]) {
			clause_add(clause, "%s%zu with a%s %s", before, session->with[rank],
				rank == RANK_ADVICE ? "n" : "", rank_word(rank));
			before = ", ";
		}
	if (session->right > 0)
		clause_add(clause, "%s%zu right", before, session->right);
	clause_add(clause, ".");
}

void report_end(const struct terminal *terminal, const struct session *session, const struct input *input, bool each)
{
	struct clause clause = {.used = 0};

	clause_add_levels(&clause, session);
	if (session->elsewhere)
		clause_add(&clause, " %zu of other hosts.", session->elsewhere);
	clause_add_skipped(&clause, input);
	if (input->bad)
		clause_add(&clause, " %zu could not be read.", input->bad);
	if (session->known)
		clause_add(&clause, " %zu finding%s known from the baseline.", session->known, plural(session->known));
	if (session->hidden)
		clause_add(&clause, " %zu more with --level advice.", session->hidden);
	if (!each && session->found > 1)
		clause_add(&clause, " --each shows one by one.");
	printf("%s%*s", session->found ? "\n" : "", MARGIN, "");
	terminal_wrap(terminal, clause.text, MARGIN, MARGIN);
}

void report_text(const struct terminal *terminal, const struct session *session, const struct input *input)
{
	title_put(terminal, session, input);
	for (size_t i = 0; i < session->finding_count; i += session->findings[i].of_rule) {
		const struct found *first = &session->findings[i];

		rule_put(terminal, first->rule);
		hosts_put(terminal, session, first, input->count > 1);
		remedy_put(terminal, first->rule);
	}
	report_end(terminal, session, input, false);
}
