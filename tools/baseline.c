/*
 * What was found before: a line of text for each, sorted, so that a person can read it and a repository can keep it.
 *
 * A line has the rule, the method, the status, and the target without its query, which may be another each time.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct baseline {
	char *text;
	char **lines; /* sorted */
	size_t count;
};

/* Octets that would end a word or a line are percent-encoded. */
static void put_word(FILE *out, const char *word, size_t length)
{
	if (length == 0)
		putc('-', out);
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)word[i];

		if (c <= ' ' || c == 0x7f)
			fprintf(out, "%%%02X", c);
		else
			putc(c, out);
	}
}

/* One finding as a line, for free(). */
static char *line_of(const struct httpstatus_rule *rule, const struct checked *exchange)
{
	const char *method = exchange->method ? exchange->method : "",
		   *target = exchange->target ? exchange->target : "";
	char *line = NULL;
	size_t size;
	FILE *out = open_memstream(&line, &size);

	if (!out)
		complain_of_memory();
	fprintf(out, "%s ", httpstatus_rule_id(rule));
	put_word(out, method, strlen(method));
	fprintf(out, " %d ", exchange->status);
	put_word(out, target, strcspn(target, "?#"));
	if (fclose(out) != 0)
		complain_of_memory();
	return line;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* ---- reading ---- */

static char *file_read(FILE *file)
{
	char *text = NULL;
	size_t size, length;
	char piece[4096];
	FILE *out = open_memstream(&text, &size);

	if (!out)
		complain_of_memory();
	while ((length = fread(piece, 1, sizeof piece, file)) > 0)
		fwrite(piece, 1, length, out);
	if (fclose(out) != 0)
		complain_of_memory();
	return text;
}

static void lines_split(struct baseline *baseline)
{
	size_t capacity = 1;
	char *rest = baseline->text, *line;

	for (const char *c = baseline->text; *c; c++)
		capacity += *c == '\n';
	baseline->lines = calloc(capacity, sizeof *baseline->lines);
	if (!baseline->lines)
		complain_of_memory();
	while ((line = strsep(&rest, "\r\n")))
		if (*line && *line != '#')
			baseline->lines[baseline->count++] = line;
	if (baseline->count)
		qsort(baseline->lines, baseline->count, sizeof *baseline->lines, compare);
}

/* Whether each line has the four words. */
static bool lines_hold(const struct baseline *baseline, const char *path)
{
	for (size_t i = 0; i < baseline->count; i++) {
		int words = 1;

		for (const char *c = baseline->lines[i]; *c; c++)
			words += *c == ' ';
		if (words == 4)
			continue;
		complain("%s: \"%.60s\" is no line of a baseline, which has a rule, a method, a status and a target",
			path, baseline->lines[i]);
		return false;
	}
	return true;
}

struct baseline *baseline_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct baseline *baseline = calloc(1, sizeof *baseline);

	if (!baseline)
		complain_of_memory();
	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		free(baseline);
		return NULL;
	}
	baseline->text = file_read(file);
	bool good = !ferror(file);
	if (!good)
		complain("%s: cannot be read: %s", path, strerror(errno));
	fclose(file);
	lines_split(baseline);
	if (good && lines_hold(baseline, path))
		return baseline;
	baseline_free(baseline);
	return NULL;
}

void baseline_free(struct baseline *baseline)
{
	if (!baseline)
		return;
	free(baseline->lines);
	free(baseline->text);
	free(baseline);
}

bool baseline_has(const struct baseline *baseline, const struct httpstatus_rule *rule, const struct checked *exchange)
{
	if (!baseline || baseline->count == 0)
		return false;
	char *line = line_of(rule, exchange);
	bool found = bsearch(&line, baseline->lines, baseline->count, sizeof *baseline->lines, compare) != NULL;
	free(line);
	return found;
}

/* ---- writing ---- */

bool baseline_write(const struct session *session, const char *path)
{
	FILE *file = fopen(path, "wb");
	char **lines = calloc(session->finding_count + 1, sizeof *lines);

	if (!lines)
		complain_of_memory();
	if (!file) {
		complain("%s: cannot be written: %s", path, strerror(errno));
		free(lines);
		return false;
	}
	for (size_t i = 0; i < session->finding_count; i++)
		lines[i] = line_of(session->findings[i].rule, &session->exchanges[session->findings[i].exchange]);
	if (session->finding_count)
		qsort(lines, session->finding_count, sizeof *lines, compare);
	fputs("# What httpstatus check found, and is known: a rule, a method, a status and a target.\n", file);
	for (size_t i = 0; i < session->finding_count; i++)
		if (i == 0 || strcmp(lines[i], lines[i - 1]) != 0)
			fprintf(file, "%s\n", lines[i]);
	for (size_t i = 0; i < session->finding_count; i++)
		free(lines[i]);
	free(lines);
	bool failed = ferror(file) != 0;
	if (fclose(file) == 0 && !failed)
		return true;
	complain("%s: cannot be written: %s", path, strerror(errno));
	return false;
}
