/*
 * What a question takes, in words.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <string.h>

bool node_is_question(const struct httpstatus_node *node)
{
	return httpstatus_node_type(node) > HTTPSTATUS_ANSWER_TYPE_NOTHING;
}

/* "lock, late or none" */
static void add_ways(struct clause *clause, const struct httpstatus_node *question)
{
	const char *way, *next = httpstatus_node_way(question, 0);

	for (size_t i = 1; (way = next); i++) {
		next = httpstatus_node_way(question, i);
		clause_add(clause, "%s%s", i == 1 ? "" : next ? ", " : " or ", way);
	}
}

const char *question_takes(const struct httpstatus_node *question)
{
	static struct clause clause;
	int type = httpstatus_node_type(question);

	clause = (struct clause){.used = 0};
	if (type == HTTPSTATUS_ANSWER_TYPE_WORD)
		add_ways(&clause, question);
	else
		clause_add(&clause, "%s", httpstatus_word_text(HTTPSTATUS_VOCABULARY_ANSWER_TYPE, type));
	if (type == HTTPSTATUS_ANSWER_TYPE_DATE)
		clause_add(&clause, ", or seconds since 1970");
	if (httpstatus_node_is_optional(question))
		clause_add(&clause, "; or none");
	return clause.text;
}

const char *answer_shown(const char *answer)
{
	return *answer ? answer : "none";
}

int answer_usual(struct httpstatus_choice *choice)
{
	const char *answer = httpstatus_choice_usual(choice);

	return answer ? httpstatus_choice_answer(choice, answer, strlen(answer)) : HTTPSTATUS_ERROR_ANSWER;
}

int answer_number(struct httpstatus_choice *choice, int64_t number)
{
	return number == HTTPSTATUS_UNKNOWN ? HTTPSTATUS_ERROR_ANSWER : httpstatus_choice_answer_number(choice, number);
}
