/*
 * The line above what is said of an exchange.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

/* What stands before the target, which gets what is left of the line. */
static struct clause before_target(const struct httpstatus_exchange *exchange, bool many)
{
	const char *file = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_SOURCE, NULL);
	const char *method = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL);
	struct clause clause = {.used = 0};

	if (many)
		clause_add(&clause, "%s ", file);
	clause_add(&clause, "%lld  %s ", (long long)httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY),
		method ? method : "?");
	return clause;
}

static struct clause behind_target(int64_t status)
{
	const char *phrase = status == HTTPSTATUS_UNKNOWN ? NULL : httpstatus_phrase((int)status);
	struct clause clause = {.used = 0};

	if (status == HTTPSTATUS_UNKNOWN)
		clause_add(&clause, "no response");
	else
		clause_add(&clause, "%lld %s", (long long)status, phrase ? phrase : "");
	return clause;
}

/* A terminal's line is not broken: of a long target, the middle is left out. */
void exchange_heading(const struct terminal *terminal, const struct httpstatus_exchange *exchange, bool many)
{
	const char *target = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL);
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);
	struct clause before = before_target(exchange, many), behind = behind_target(status), shortened = {.used = 0};
	size_t taken = before.used + 2 + behind.used, columns = (size_t)terminal->columns;

	terminal_put(before.text);
	if (target && terminal->wraps) {
		clause_add_shortened(&shortened, target, taken < columns ? columns - taken : 0);
		terminal_put(shortened.text);
	} else if (target) {
		terminal_put(target);
	}
	printf("  %s%s%s\n",
		status == HTTPSTATUS_UNKNOWN ? "" : terminal_class_colour(terminal, httpstatus_class((int)status)),
		behind.text, status == HTTPSTATUS_UNKNOWN ? "" : terminal_plain(terminal));
}
