/*
 * The choice as an object: starting, answering, going back.
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
	exchange_lift_limits(choice->request);
	exchange_lift_limits(choice->made);
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
	free(choice->usual.bytes);
	free(choice);
}

int httpstatus_choice_set_registry(struct httpstatus_choice *choice, const struct httpstatus_registry *registry)
{
	if (!choice)
		return HTTPSTATUS_ERROR_HANDLE;
	choice->registry = registry;
	return 0;
}

/* ---- walking ---- */

static void enter(struct httpstatus_choice *choice, const struct httpstatus_node *node)
{
	choice->passes[choice->pass_count++] =
		(struct pass){.node = node, .way = WAY_COUNT, .number = HTTPSTATUS_UNKNOWN};
}

/* RFC 9110, 15.5.6: who asks about a method wants to know what comes where it is allowed. False where there is no memory. */
static bool make_usual(struct httpstatus_choice *choice)
{
	const struct httpstatus_node *node = choice_last(choice)->node;
	struct span usual = span_of(httpstatus_node_default(node)), method = choice_method(choice);

	choice->usual.used = 0;
	if (!node->usual_with_method || list_has_exactly(usual, method))
		return true;
	return buffer_put(&choice->usual, usual) && buffer_put(&choice->usual, SPAN(", ")) &&
	       buffer_put(&choice->usual, method);
}

/* From a node that asks nothing, or was answered, to the next question or the end. False where there is no memory. */
static bool go_on(struct httpstatus_choice *choice)
{
	struct pass *pass = &choice->passes[choice->pass_count - 1];

	while (pass->node->ways.count && (pass->is_given || !node_is_question(pass->node))) {
		pass->way = choice_decide(choice);
		enter(choice, node_follow(pass->node, pass->way));
		pass++;
	}
	return pass->node->ways.count ? make_usual(choice) : choice_make_fields(choice);
}

static void stop(struct httpstatus_choice *choice)
{
	choice->pass_count = choice->field_count = choice->texts.used = 0;
	httpstatus_exchange_clear(choice->request);
}

static int start(struct httpstatus_choice *choice, const struct httpstatus_exchange *request, int64_t now)
{
	int error = exchange_copy_request(choice->request, request, NULL);

	if (error)
		return error;
	choice->now = now;
	enter(choice, httpstatus_node_at(0));
	return go_on(choice) ? 0 : HTTPSTATUS_ERROR_MEMORY;
}

int httpstatus_choice_start(struct httpstatus_choice *choice, const struct httpstatus_exchange *request, int64_t now)
{
	if (!choice)
		return HTTPSTATUS_ERROR_HANDLE;
	stop(choice);
	if (!request)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!exchange_line(request, HTTPSTATUS_LINE_METHOD).length)
		return HTTPSTATUS_ERROR_STATE;
	int error = start(choice, request, now);
	if (error)
		stop(choice);
	return error;
}

/* ---- answering ---- */

static bool question_takes(
	const struct httpstatus_node *question, struct span text, int64_t now, int64_t *number, enum way *way)
{
	if (question->type == HTTPSTATUS_ANSWER_TYPE_YES_NO || question->type == HTTPSTATUS_ANSWER_TYPE_WORD)
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
	make_usual(choice); /* there is room: it was made before */
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
		return HTTPSTATUS_ERROR_STATE;
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

int httpstatus_choice_answer_bool(struct httpstatus_choice *choice, bool yes)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);

	if (question && question->type != HTTPSTATUS_ANSWER_TYPE_YES_NO)
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

const char *httpstatus_choice_usual(const struct httpstatus_choice *choice)
{
	const struct httpstatus_node *question = httpstatus_choice_question(choice);

	return question && choice->usual.used ? choice->usual.bytes : httpstatus_node_default(question);
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
	return HTTPSTATUS_ERROR_STATE;
}
