/*
 * httpstatus rules: what exchanges are held against.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "usage.h"

#include <getopt.h>
#include <string.h>

enum { LEVEL_WIDTH = 10, TITLE_COLUMN = 48 };

static const char *level_word(const struct httpstatus_rule *rule)
{
	return httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_rule_level(rule));
}

static const char *binds_word(const struct httpstatus_rule *rule)
{
	return httpstatus_word(HTTPSTATUS_VOCABULARY_BINDS, httpstatus_rule_binds(rule));
}

static const char *level_colour(const struct terminal *terminal, const struct httpstatus_rule *rule)
{
	return terminal_level_colour(terminal, httpstatus_rule_level(rule));
}

static void put_json(const struct httpstatus_rule *rule)
{
	lines_put(json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s}", "id", httpstatus_rule_id(rule), "level",
		level_word(rule), "binds", binds_word(rule), "reference", httpstatus_rule_reference(rule), "title",
		httpstatus_rule_title(rule), "field", httpstatus_rule_field(rule), "part",
		httpstatus_word(HTTPSTATUS_VOCABULARY_PART, httpstatus_rule_part(rule)), "text",
		httpstatus_rule_text(rule)));
}

static void explain(const struct terminal *terminal, const struct httpstatus_rule *rule)
{
	struct clause source = {.used = 0};

	printf("%s%s%s\n  ", terminal_style(terminal, STYLE_BOLD), httpstatus_rule_id(rule), terminal_plain(terminal));
	terminal_wrap(terminal, httpstatus_rule_title(rule), 2, 2);
	printf("\n  ");
	terminal_wrap(terminal, httpstatus_rule_text(rule), 2, 2);
	clause_add(&source, "%s; binds: %s", httpstatus_rule_reference(rule), binds_word(rule));
	printf("\n  %s%s%s, ", level_colour(terminal, rule), level_word(rule), terminal_plain(terminal));
	terminal_wrap(terminal, source.text, 2 + (int)strlen(level_word(rule)) + 2, 2);
}

static void list(const struct terminal *terminal, const struct httpstatus_rule *rule)
{
	const char *id = httpstatus_rule_id(rule);
	int column = LEVEL_WIDTH + 2 + (int)strlen(id);
	bool narrow = terminal->wraps && column >= terminal->columns;

	printf("%s%-*s%s%s%s", level_colour(terminal, rule), narrow ? 0 : LEVEL_WIDTH, level_word(rule),
		terminal_plain(terminal), narrow ? "\n  " : "  ", id);
	terminal_cell(terminal, httpstatus_rule_title(rule), column, TITLE_COLUMN);
}

static int list_all(const struct terminal *terminal, bool json)
{
	const struct httpstatus_rule *rule;

	for (size_t i = 0; (rule = httpstatus_rule_at(i)); i++)
		json ? put_json(rule) : list(terminal, rule);
	return EXIT_FOUND;
}

static int explain_each(const struct terminal *terminal, bool json, int count, char **ids)
{
	int status = EXIT_FOUND;

	for (int i = 0; i < count; i++) {
		const struct httpstatus_rule *rule = httpstatus_rule_find(ids[i]);

		if (!rule) {
			complain_of_rule("rules", ids[i]);
			status = EXIT_NOTHING;
			continue;
		}
		if (i > 0 && !json)
			putchar('\n');
		json ? put_json(rule) : explain(terminal, rule);
	}
	return status;
}

int rules_run(int count, char **arguments)
{
	struct terminal terminal = terminal_find();
	bool json = false;
	int option;

	while ((option = usage_next(VERB_RULES, count, arguments)) != OPTION_END) {
		if (option != OPTION_JSON)
			return EXIT_TROUBLE;
		json = true;
	}
	if (optind == count)
		return list_all(&terminal, json);
	return explain_each(&terminal, json, count - optind, arguments + optind);
}
