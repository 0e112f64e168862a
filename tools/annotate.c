/*
 * What a check found, as annotations of GitHub's workflows: one a rule and host, since a step shows ten.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <string.h>

/* As GitHub's own toolkit escapes: in a message, and in a property, which ends at a colon or a comma. */
static void put_escaped(const char *text, bool of_property)
{
	for (; *text; text++) {
		bool escapes = *text == '%' || *text == '\r' || *text == '\n' ||
			       (of_property && (*text == ':' || *text == ','));

		if (escapes)
			printf("%%%02X", (unsigned)(unsigned char)*text);
		else
			putchar(*text);
	}
}

static void put_property(const char *text)
{
	char safe[1024];

	snprintf(safe, sizeof safe, "%s", text);
	safe_make(safe);
	put_escaped(safe, true);
}

static const char *command_of(int rank)
{
	if (rank <= RANK_CANNOT)
		return "error";
	return rank == RANK_SHOULD ? "warning" : "notice";
}

static struct clause message_of(const struct session *session, const struct found *first)
{
	const struct checked *exchange = &session->exchanges[first->exchange];
	struct clause clause = {.used = 0};

	clause_add(&clause, "entry %lld: ", (long long)exchange->entry);
	clause_add(
		&clause, "%s %s", exchange->method ? exchange->method : "?", exchange->target ? exchange->target : "");
	if (exchange->status)
		clause_add(&clause, " %d", exchange->status);
	clause_add(&clause, ": %s", first->message);
	if (first->of_host > 1)
		clause_add(&clause, " (%zu times)", first->of_host);
	safe_make(clause.text);
	return clause;
}

void report_github(const struct session *session)
{
	for (size_t i = 0; i < session->finding_count; i += session->findings[i].of_host) {
		const struct found *first = &session->findings[i];
		struct clause message = message_of(session, first);

		printf("::%s file=", command_of(rank_of(httpstatus_rule_level(first->rule))));
		put_property(session->exchanges[first->exchange].file);
		fputs(",title=", stdout);
		put_property(httpstatus_rule_id(first->rule));
		fputs("::", stdout);
		put_escaped(message.text, false);
		printf(" %s (%s)\n", httpstatus_rule_text(first->rule), httpstatus_rule_reference(first->rule));
	}
}
