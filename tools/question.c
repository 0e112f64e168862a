/*
 * What a question takes, in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <string.h>

bool node_is_question(const struct httpstatus_node *node)
{
	return httpstatus_node_type(node) != HTTPSTATUS_ANSWER_NOTHING;
}

enum { TAKES_SIZE = 512 };

static void append(char *text, const char *more)
{
	strncat(text, more, TAKES_SIZE - 1 - strlen(text));
}

/* "lock, late or none" */
static void append_ways(char *text, const struct httpstatus_node *question)
{
	const char *way, *next = httpstatus_node_way(question, 0);

	for (size_t i = 1; (way = next); i++) {
		next = httpstatus_node_way(question, i);
		append(text, i == 1 ? "" : next ? ", " : " or ");
		append(text, way);
	}
}

const char *question_takes(const struct httpstatus_node *question)
{
	static char text[TAKES_SIZE];
	int type = httpstatus_node_type(question);

	text[0] = '\0';
	if (type == HTTPSTATUS_ANSWER_WORD)
		append_ways(text, question);
	else
		append(text, httpstatus_answer_type_text(type));
	if (type == HTTPSTATUS_ANSWER_DATE)
		append(text, ", or seconds since 1970");
	if (httpstatus_node_is_optional(question))
		append(text, "; or none");
	return text;
}

const char *answer_shown(const char *answer)
{
	return *answer ? answer : "none";
}

int answer_number(struct httpstatus_choice *choice, int64_t number)
{
	return number == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_ERROR_ANSWER : httpstatus_choice_answer_number(choice, number);
}
