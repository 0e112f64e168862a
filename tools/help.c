/*
 * The help of each verb.
 *
 * SPDX-License-Identifier: MIT
 */
#include "usage.h"

#include "command.h"

#include <getopt.h>
#include <string.h>

/* Where what an option does begins, unless the terminal is so narrow that it has lines of its own. */
enum { MARGIN = 2, GAP = 2, FAR_RIGHT = 6, WIDE = 56 };

struct row {
	const char *left, *right;
};

static void put_heading(const struct terminal *terminal, const char *text)
{
	fprintf(terminal->out, "\n%s%s%s\n", terminal_style(terminal, STYLE_BOLD), text, terminal_plain(terminal));
}

/* A row of two columns, the second from @column on. */
static void put_row(const struct terminal *terminal, const char *left, const char *right, int column)
{
	int width = MARGIN + (int)strlen(left);

	fprintf(terminal->out, "%*s%s%s%s", MARGIN, "", terminal_style(terminal, STYLE_BOLD), left,
		terminal_plain(terminal));
	if (width + GAP > column)
		fprintf(terminal->out, "\n%*s", column, "");
	else
		fprintf(terminal->out, "%*s", column - width, "");
	terminal_wrap(terminal, right, column, column);
}

static int column_for(const struct terminal *terminal, int widest)
{
	int column = MARGIN + widest + GAP;

	return terminal->columns < WIDE && column > terminal->columns / 3 ? FAR_RIGHT : column;
}

/* "-h, --help", "--level LEVEL" */
static struct clause option_form(const struct usage_option *option)
{
	struct clause form = {.used = 0};

	if (option->letter)
		clause_add(&form, "-%c, ", option->letter);
	clause_add(&form, "--%s", option->name);
	if (option->argument)
		clause_add(&form, " %s", option->argument);
	return form;
}

/* ---- options ---- */

static int options_column(const struct terminal *terminal, int verb)
{
	int widest = 0, option;

	for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++) {
		int width = (int)option_form(usage_option(option)).used;

		widest = width > widest ? width : widest;
	}
	return column_for(terminal, widest);
}

static void put_option(const struct terminal *terminal, int option, int column)
{
	const struct usage_option *row = usage_option(option);
	struct clause form = option_form(row), what = {.used = 0};

	clause_add(&what, "%s%s", row->what, row->repeats ? " Can be repeated." : "");
	put_row(terminal, form.text, what.text, column);
}

/* What a verb has in common with others has a heading of its own. */
static void put_options(const struct terminal *terminal, int verb)
{
	const struct usage_verb *row = usage_verb(verb);
	const int *other = row->of_files;
	int column = options_column(terminal, verb), option;

	put_heading(terminal, other && *row->options == OPTION_END ? "Input:" : "Options:");
	for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++) {
		if (other && option == *other && i > 0)
			put_heading(terminal, "Input:");
		if (option == OPTION_JSON && i > 0 && verb != VERB_SHOW)
			put_heading(terminal, "Everywhere:");
		put_option(terminal, option, column);
	}
}

/* ---- a verb ---- */

static void put_usage(const struct terminal *terminal, const char *title, const char *form)
{
	enum { FORM_COLUMN = 7 };

	fprintf(terminal->out, "%s%-*s%s", terminal_style(terminal, STYLE_BOLD), FORM_COLUMN, title,
		terminal_plain(terminal));
	terminal_wrap(terminal, form, FORM_COLUMN, FORM_COLUMN + 2);
}

static void put_examples(const struct terminal *terminal, const struct usage_verb *verb)
{
	put_heading(terminal, "Examples:");
	for (size_t i = 0; i < sizeof verb->examples / sizeof *verb->examples; i++) {
		fprintf(terminal->out, "%*s", MARGIN, "");
		terminal_wrap(terminal, verb->examples[i].line, MARGIN, FAR_RIGHT);
		fprintf(terminal->out, "%*s%s", FAR_RIGHT, "", terminal_style(terminal, STYLE_DIM));
		terminal_wrap(terminal, verb->examples[i].what, FAR_RIGHT, FAR_RIGHT);
		fputs(terminal_plain(terminal), terminal->out);
	}
}

static void put_verb(const struct terminal *terminal, int verb)
{
	const struct usage_verb *row = usage_verb(verb);
	struct clause form = {.used = 0};

	clause_add(&form, "httpstatus %s [OPTION...]%s%s", row->name, *row->takes ? " " : "", row->takes);
	put_usage(terminal, "Usage:", form.text);
	putc('\n', terminal->out);
	terminal_wrap(terminal, row->text, 0, 0);
	put_options(terminal, verb);
	put_examples(terminal, row);
}

/* ---- the command ---- */

static const struct row forms[] = {
	{"CODE...", "what a code means: httpstatus 404"},
	{"NAME", "what the code with a name means: httpstatus not found"},
	{"-", "what a response means: curl -si URL | httpstatus -"},
};

static void put_verbs(const struct terminal *terminal)
{
	const struct usage_verb *verb;
	int widest = (int)strlen(forms[0].left), column;

	for (int i = VERB_SHOW + 1; (verb = usage_verb(i)); i++)
		widest = (int)strlen(verb->name) > widest && verb->what ? (int)strlen(verb->name) : widest;
	column = column_for(terminal, widest);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		put_row(terminal, forms[i].left, forms[i].right, column);
	put_heading(terminal, "Verbs:");
	for (int i = VERB_SHOW + 1; (verb = usage_verb(i)); i++)
		if (verb->what)
			put_row(terminal, verb->name, verb->what, column);
}

static void put_command(const struct terminal *terminal)
{
	put_usage(terminal, "Usage:", "httpstatus [OPTION...] CODE... | NAME | -");
	put_usage(terminal, "", "httpstatus VERB [OPTION...] ...");
	putc('\n', terminal->out);
	terminal_wrap(terminal, usage_verb(VERB_SHOW)->text, 0, 0);
	putc('\n', terminal->out);
	put_verbs(terminal);
	put_options(terminal, VERB_SHOW);
	putc('\n', terminal->out);
	terminal_wrap(terminal,
		"httpstatus help VERB, or VERB -h, tells of a verb. Exit status: 0 found, or nothing wrong; 1 nothing "
		"found, or something wrong; 2 the question or the input cannot be read.",
		0, 0);
}

void help_print(const struct terminal *terminal, int verb)
{
	if (verb == VERB_SHOW)
		put_command(terminal);
	else
		put_verb(terminal, verb);
}

static void complain_of_verb(const char *word)
{
	struct nearest nearest;

	nearest_begin(&nearest, word, strlen(word));
	usage_offer_verbs(&nearest);
	complain_of_nearest(&nearest, "; httpstatus help lists them", "help: there is no verb \"%s\"", word);
}

int help_run(int count, char **arguments)
{
	struct terminal terminal = terminal_find();

	if (usage_next(VERB_HELP, count, arguments) != OPTION_END)
		return EXIT_TROUBLE;
	int verb = optind < count ? usage_find(arguments[optind]) : VERB_SHOW;
	if (verb == VERBS || optind + 1 < count) {
		const char *word = arguments[verb == VERBS ? optind : optind + 1];

		if (verb == VERBS)
			complain_of_verb(word);
		else
			complain("help takes one verb, and no \"%s\"", word);
		return EXIT_TROUBLE;
	}
	help_print(&terminal, verb);
	return EXIT_FOUND;
}
