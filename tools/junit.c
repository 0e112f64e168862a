/*
 * What a check found, as JUnit's XML: an exchange is a test, which fails where a rule is broken.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* Text of strangers in XML, in which control characters cannot be. */
static void put_xml(const char *text)
{
	char *safe = strdup(text ? text : "");

	if (!safe)
		complain_of_memory();
	safe_make(safe);
	for (const char *c = safe; *c; c++) {
		const char *entity = *c == '<'   ? "&lt;"
				     : *c == '>' ? "&gt;"
				     : *c == '&' ? "&amp;"
				     : *c == '"' ? "&quot;"
						 : NULL;

		entity ? (void)fputs(entity, stdout) : (void)putchar(*c);
	}
	free(safe);
}

/* By exchange, in the order of the files. */
struct by_exchange {
	const struct found **findings;
	size_t *first; /* of each exchange, and the end */
};

static struct by_exchange by_exchange_of(const struct session *session)
{
	struct by_exchange by = {calloc(session->finding_count + 1, sizeof *by.findings),
		calloc(session->exchange_count + 2, sizeof *by.first)};

	if (!by.findings || !by.first)
		complain_of_memory();
	for (size_t i = 0; i < session->finding_count; i++)
		by.first[session->findings[i].exchange + 2]++;
	for (size_t i = 2; i < session->exchange_count + 2; i++)
		by.first[i] += by.first[i - 1];
	for (size_t i = 0; i < session->finding_count; i++)
		by.findings[by.first[session->findings[i].exchange + 1]++] = &session->findings[i];
	return by;
}

static void failure_put(const struct found *finding)
{
	fputs("      <failure type=\"", stdout);
	put_xml(httpstatus_rule_id(finding->rule));
	fputs("\" message=\"", stdout);
	put_xml(finding->message);
	printf("\">%s: ", httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_rule_level(finding->rule)));
	put_xml(httpstatus_rule_text(finding->rule));
	fputs(" (", stdout);
	put_xml(httpstatus_rule_reference(finding->rule));
	fputs(")</failure>\n", stdout);
}

static void case_put(const struct session *session, const struct by_exchange *by, size_t place)
{
	const struct checked *exchange = &session->exchanges[place];

	printf("    <testcase name=\"%lld ", (long long)exchange->entry);
	put_xml(exchange->method ? exchange->method : "?");
	putchar(' ');
	put_xml(exchange->target);
	printf(" %d\" classname=\"", exchange->status);
	put_xml(exchange->host ? exchange->host : "unknown host");
	fputs(exchange->findings ? "\">\n" : "\"/>\n", stdout);
	for (size_t i = by->first[place]; i < by->first[place + 1]; i++)
		failure_put(by->findings[i]);
	if (exchange->findings)
		fputs("    </testcase>\n", stdout);
}

/* Those of one file follow each other. Returns where the next one's begin. */
static size_t suite_put(const struct session *session, const struct by_exchange *by, size_t begin)
{
	const char *file = session->exchanges[begin].file;
	size_t end = begin, failures = 0;

	for (; end < session->exchange_count && strcmp(session->exchanges[end].file, file) == 0; end++)
		failures += session->exchanges[end].findings > 0;
	fputs("  <testsuite name=\"", stdout);
	put_xml(file);
	printf("\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n", end - begin, failures);
	for (size_t place = begin; place < end; place++)
		case_put(session, by, place);
	fputs("  </testsuite>\n", stdout);
	return end;
}

void report_junit(const struct session *session)
{
	struct by_exchange by = by_exchange_of(session);

	printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"httpstatus check\" tests=\"%zu\" "
	       "failures=\"%zu\">\n",
		session->exchange_count, session->total - session->elsewhere - session->right);
	for (size_t place = 0; place < session->exchange_count;)
		place = suite_put(session, &by, place);
	fputs("</testsuites>\n", stdout);
	free(by.findings);
	free(by.first);
}
