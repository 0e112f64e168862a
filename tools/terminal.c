/*
 * How text is put on a terminal.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Narrower, nothing fits; wider, lines are too long to read. */
enum { COLUMNS_LEAST = 40, COLUMNS_MOST = 100, COLUMNS_UNKNOWN = 80 };

static int clamp_columns(long columns)
{
	if (columns <= 0)
		return COLUMNS_UNKNOWN;
	return columns < COLUMNS_LEAST ? COLUMNS_LEAST : columns > COLUMNS_MOST ? COLUMNS_MOST : (int)columns;
}

struct terminal terminal_of(FILE *out)
{
	struct terminal found = {.out = out, .columns = COLUMNS_UNKNOWN};
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM"), *columns = getenv("COLUMNS");
	struct winsize size;

	setlocale(LC_CTYPE, "");
	found.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (columns && *columns)
		found.columns = clamp_columns(strtol(columns, NULL, 10));
	if (!isatty(fileno(out)))
		return found;
	found.wraps = true;
	found.colour = !(no_color && *no_color) && term && *term && strcmp(term, "dumb") != 0;
	if (!(columns && *columns) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0)
		found.columns = clamp_columns(size.ws_col);
	return found;
}

struct terminal terminal_find(void)
{
	return terminal_of(stdout);
}

const char *terminal_class_colour(const struct terminal *terminal, int class)
{
	static const char *const colours[] = {
		"\033[1;35m", /* none */
		"\033[1;36m", /* informational */
		"\033[1;32m", /* successful */
		"\033[1;34m", /* redirection */
		"\033[1;33m", /* client error */
		"\033[1;31m", /* server error */
	};

	return terminal->colour ? colours[class] : "";
}

/* The colours of server errors, client errors and redirections. */
const char *terminal_level_colour(const struct terminal *terminal, int level)
{
	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_MUST_NOT:
	case HTTPSTATUS_LEVEL_CANNOT:
		return terminal_class_colour(terminal, HTTPSTATUS_CODE_CLASS_SERVER_ERROR);
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_SHOULD_NOT:
		return terminal_class_colour(terminal, HTTPSTATUS_CODE_CLASS_CLIENT_ERROR);
	case HTTPSTATUS_LEVEL_MAY:
	case HTTPSTATUS_LEVEL_EXPECTED:
		return terminal_class_colour(terminal, HTTPSTATUS_CODE_CLASS_REDIRECTION);
	default:
		return "";
	}
}

const char *terminal_style(const struct terminal *terminal, enum style style)
{
	if (!terminal->colour || style == STYLE_PLAIN)
		return "";
	return style == STYLE_BOLD ? "\033[1m" : "\033[2m";
}

const char *terminal_plain(const struct terminal *terminal)
{
	return terminal->colour ? "\033[0m" : "";
}

enum { LABEL_COLUMN = 14, HEADING_MARGIN = 1 };

void terminal_labelled(const struct terminal *terminal, const char *label, const char *text)
{
	printf("  %s%-*s%s", terminal_style(terminal, STYLE_BOLD), LABEL_COLUMN - 2, label, terminal_plain(terminal));
	terminal_wrap(terminal, text, LABEL_COLUMN, LABEL_COLUMN);
}

void terminal_put(const char *text)
{
	safe_put(stdout, text, strlen(text));
}

/* A word ends at a single space. Where there are several a value may have them, which is shown as it came: no line ends there. */
static size_t word_length(const char *text)
{
	size_t length = strcspn(text, " ");

	while (text[length] && text[length + 1] == ' ') {
		length += strspn(text + length, " ");
		length += strcspn(text + length, " ");
	}
	return length;
}

void terminal_wrap(const struct terminal *terminal, const char *text, int column, int indent)
{
	while (*text) {
		size_t spaces = strspn(text, " "), length = word_length(text + spaces);
		int wide = (int)safe_columns(text + spaces, length);

		if (column > indent && column + (int)spaces + wide >= terminal->columns) {
			fprintf(terminal->out, "\n%*s", indent, "");
			column = indent;
		} else {
			fprintf(terminal->out, "%*s", (int)spaces, "");
			column += (int)spaces;
		}
		safe_put(terminal->out, text + spaces, length);
		column += wide;
		text += spaces + length;
	}
	putc('\n', terminal->out);
}

/* A narrower column would be of single words. */
enum { CELL_LEAST = 24, CELL_ALONE = 4 };

void terminal_cell(const struct terminal *terminal, const char *text, int column, int indent)
{
	int gap = column < indent ? indent - column : 2;

	if (!terminal->wraps) {
		printf("%*s", gap, "");
		terminal_put(text);
		putchar('\n');
	} else if (terminal->columns - indent < CELL_LEAST) {
		printf("\n%*s", CELL_ALONE, "");
		terminal_wrap(terminal, text, CELL_ALONE, CELL_ALONE);
	} else {
		printf("%*s", gap, "");
		terminal_wrap(terminal, text, column + gap, indent);
	}
}

void terminal_heading(const struct terminal *terminal, int class, const char *title, const char *source)
{
	int room = terminal->columns - 2 * HEADING_MARGIN - (int)safe_columns(title, strlen(title)) -
		   (int)safe_columns(source, strlen(source));

	fprintf(terminal->out, "%*s%s%s%s", HEADING_MARGIN, "", terminal_class_colour(terminal, class), title,
		terminal_plain(terminal));
	fprintf(terminal->out, room >= 2 ? "%*s" : "\n%*s", room >= 2 ? room : HEADING_MARGIN, "");
	fputs(terminal_style(terminal, STYLE_DIM), terminal->out);
	terminal_wrap(terminal, source, HEADING_MARGIN, HEADING_MARGIN);
	fputs(terminal_plain(terminal), terminal->out);
}
