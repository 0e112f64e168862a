/*
 * The choice as an object: it walks the graph, and remembers the path.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

#include <stdlib.h>

struct httpstatus_choice *httpstatus_choice_new(void)
{
	struct httpstatus_choice *choice = calloc(1, sizeof *choice);

	if (!choice)
		return NULL;
	choice->request = httpstatus_exchange_new();
	choice->made = httpstatus_exchange_new();
	if (!choice->request || !choice->made) {
		httpstatus_choice_free(choice);
		return NULL;
	}
	for (int limit = 0; limit < LIMITS; limit++) {
		httpstatus_exchange_limit(choice->request, limit, SIZE_MAX);
		httpstatus_exchange_limit(choice->made, limit, SIZE_MAX);
	}
	return choice;
}

void httpstatus_choice_free(struct httpstatus_choice *choice)
{
	if (!choice)
		return;
	httpstatus_exchange_free(choice->request);
	httpstatus_exchange_free(choice->made);
	free(choice->texts.bytes);
	free(choice->values.bytes);
	free(choice);
}

struct span choice_text(const struct httpstatus_choice *choice, struct text text)
{
	return (struct span){choice->texts.bytes + text.offset, text.length};
}

/* ---- what was answered ---- */

static const struct pass *last_pass(const struct httpstatus_choice *choice)
{
	return choice && choice->pass_count ? &choice->passes[choice->pass_count - 1] : NULL;
}

static bool is_question(const struct httpstatus_node *node)
{
	return node->type != HTTPSTATUS_ANSWER_NOTHING;
}

const struct pass *choice_answer_to(const struct httpstatus_choice *choice, enum node node)
{
	for (size_t i = 0; i < choice->pass_count; i++)
		if (node_place(choice->passes[i].node) == (size_t)node && choice->passes[i].is_given)
			return &choice->passes[i];
	return NULL;
}

struct span choice_answer_text(const struct httpstatus_choice *choice, enum node node)
{
	const struct pass *pass = choice_answer_to(choice, node);

	return pass ? choice_text(choice, pass->given) : (struct span){NULL, 0};
}

int64_t choice_answer_number(const struct httpstatus_choice *choice, enum node node)
{
	const struct pass *pass = choice_answer_to(choice, node);

	return pass ? pass->number : HTTPSTATUS_UNKNOWN;
}

bool choice_answer_is(const struct httpstatus_choice *choice, enum node node, enum way way)
{
	const struct pass *pass = choice_answer_to(choice, node);

	return pass && pass->way == way;
}

/* ---- walking ---- */

static void enter(struct httpstatus_choice *choice, const struct httpstatus_node *node)
{
	choice->passes[choice->pass_count++] =
		(struct pass){.node = node, .way = WAY_COUNT, .number = HTTPSTATUS_UNKNOWN};
}

/* From a node that asks nothing, or was answered, to the next question or the end. False where there is no memory for the fields of the end. */
static bool go_on(struct httpstatus_choice *choice)
{
	struct pass *pass = &choice->passes[choice->pass_count - 1];

	while (pass->node->ways.count && (pass->is_given || !is_question(pass->node))) {
		pass->way = node_decide(choice, pass->node);
		enter(choice, node_follow(pass->node, pass->way));
		pass++;
	}
	return pass->node->ways.count || choice_make_fields(choice);
}

int httpstatus_choice_start(struct httpstatus_choice *choice, const struct httpstatus_exchange *request, int64_t now)
{
	if (!choice)
		return HTTPSTATUS_ERROR_HANDLE;
	choice->pass_count = choice->field_count = choice->texts.used = 0;
	if (!request)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!exchange_line(request, HTTPSTATUS_LINE_METHOD).length)
		return HTTPSTATUS_ERROR_SYNTAX;
	int error = exchange_copy_request(choice->request, request);
	if (error)
		return error;
	choice->now = now;
	enter(choice, httpstatus_node_at(0));
	if (go_on(choice))
		return 0;
	choice->pass_count = choice->field_count = 0;
	return HTTPSTATUS_ERROR_MEMORY;
}

const struct httpstatus_node *httpstatus_choice_question(const struct httpstatus_choice *choice)
{
	const struct pass *pass = last_pass(choice);

	return pass && is_question(pass->node) ? pass->node : NULL;
}

/* ---- answering ---- */

static bool question_takes(
	const struct httpstatus_node *question, struct span text, int64_t now, int64_t *number, enum way *way)
{
	if (question->type == HTTPSTATUS_ANSWER_YES_NO || question->type == HTTPSTATUS_ANSWER_WORD)
		return node_way_find(question, text, way);
	if (text.length == 0)
		return question->optional;
	return answer_read(question->type, text, now, number);
}

/* Opens the question at @i again. */
static void reopen(struct httpstatus_choice *choice, size_t i)
{
	struct pass *pass = &choice->passes[i];

	choice->texts.used = pass->given.offset;
	choice->pass_count = i;
	choice->field_count = 0;
	enter(choice, pass->node);
}

int httpstatus_choice_answer(struct httpstatus_choice *choice, const char *text, size_t length)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);
	struct span given = span_trim((struct span){text, text ? length : 0});
	int64_t number = HTTPSTATUS_UNKNOWN;
	enum way way;

	if (!choice)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!question)
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (!question_takes(question, given, choice->now, &number, &way))
		return HTTPSTATUS_ERROR_ANSWER;
	size_t place = choice->pass_count - 1;
	struct pass *pass = &choice->passes[place];
	size_t offset = choice->texts.used;
	if (!buffer_put(&choice->texts, given))
		return HTTPSTATUS_ERROR_MEMORY;
	choice->texts.used++; /* the NUL stays */
	pass->given = (struct text){offset, given.length};
	pass->is_given = true;
	pass->number = number;
	if (go_on(choice))
		return 0;
	reopen(choice, place);
	return HTTPSTATUS_ERROR_MEMORY;
}

int httpstatus_choice_answer_yes(struct httpstatus_choice *choice, bool yes)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);

	if (question && question->type != HTTPSTATUS_ANSWER_YES_NO)
		return HTTPSTATUS_ERROR_ANSWER;
	return httpstatus_choice_answer(choice, yes ? "yes" : "no", yes ? 3 : 2);
}

int httpstatus_choice_answer_number(struct httpstatus_choice *choice, int64_t number)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);
	char text[NUMBER_SIZE] = "";

	if (question && !(number == HTTPSTATUS_UNKNOWN ? answer_is_number(question->type) && question->optional
						       : answer_write(question->type, number, text)))
		return HTTPSTATUS_ERROR_ANSWER;
	return httpstatus_choice_answer(choice, text, span_of(text).length);
}

int httpstatus_choice_answer_default(struct httpstatus_choice *choice)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);
	const char *text = httpstatus_node_default(question);

	if (question && !text)
		return HTTPSTATUS_ERROR_ANSWER;
	return httpstatus_choice_answer(choice, text, span_of(text).length);
}

int httpstatus_choice_back(struct httpstatus_choice *choice)
{
	if (!choice)
		return HTTPSTATUS_ERROR_HANDLE;
	for (size_t i = choice->pass_count; i > 0; i--) {
		if (choice->passes[i - 1].is_given) {
			reopen(choice, i - 1);
			return 0;
		}
	}
	return HTTPSTATUS_ERROR_ARGUMENT;
}

/* ---- the path ---- */

const struct httpstatus_node *httpstatus_choice_end(const struct httpstatus_choice *choice)
{
	const struct pass *pass = last_pass(choice);

	return pass && pass->node->code ? pass->node : NULL;
}

int httpstatus_choice_code(const struct httpstatus_choice *choice)
{
	return httpstatus_node_code(httpstatus_choice_end(choice));
}

const struct httpstatus_node *httpstatus_choice_node(const struct httpstatus_choice *choice, size_t i)
{
	return choice && i < choice->pass_count ? choice->passes[i].node : NULL;
}

const char *httpstatus_choice_way(const struct httpstatus_choice *choice, size_t i)
{
	return choice && i < choice->pass_count ? way_word(choice->passes[i].way).bytes : NULL;
}

const char *httpstatus_choice_given(const struct httpstatus_choice *choice, size_t i, size_t *length)
{
	bool given = choice && i < choice->pass_count && choice->passes[i].is_given;

	if (length)
		*length = given ? choice->passes[i].given.length : 0;
	return given ? choice_text(choice, choice->passes[i].given).bytes : NULL;
}
