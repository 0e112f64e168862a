/*
 * Text as Graphviz's language has it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <string.h>

void dot_put_quoted(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('"');
}

void dot_put_html(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '&')
			fputs("&amp;", stdout);
		else if (text[i] == '<')
			fputs("&lt;", stdout);
		else if (text[i] == '>')
			fputs("&gt;", stdout);
		else if (text[i] == '"')
			fputs("&quot;", stdout);
		else
			putchar(text[i]);
	}
}

void dot_put_wrapped(const char *text, size_t columns)
{
	size_t column = 0;

	while (*text) {
		size_t length = strcspn(text, " ");

		if (column && column + 1 + length > columns) {
			fputs("<BR/>", stdout);
			column = 0;
		} else if (column) {
			putchar(' ');
			column++;
		}
		dot_put_html(text, length);
		column += length;
		text += length;
		text += strspn(text, " ");
	}
}
