/*
 * The way on from a node.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

/* way_by_function, made of [decisions] in graph.toml. */
#include "choose_decisions.h"

static enum way yes_or_no(bool yes)
{
	return yes ? WAY_YES : WAY_NO;
}

static enum way way_by_word(const struct httpstatus_node *node, struct span word)
{
	enum way way;

	return node_way_find(node, word, &way) ? way : WAY_OTHER;
}

static enum way way_by_answer(const struct httpstatus_choice *choice, const struct pass *pass)
{
	struct span text = choice_given(choice, pass);
	enum way way;

	if (pass->node->type == HTTPSTATUS_ANSWER_TYPE_YES_NO || pass->node->type == HTTPSTATUS_ANSWER_TYPE_WORD)
		return node_way_find(pass->node, text, &way) ? way : WAY_COUNT;
	return text.length || !pass->node->optional ? WAY_GIVEN : WAY_NONE;
}

enum way choice_decide(const struct httpstatus_choice *choice)
{
	const struct pass *pass = choice_last(choice);
	const struct httpstatus_node *node = pass->node;

	switch (node->decision) {
	case DECISION_METHODS:
		return way_by_word(node, choice_method(choice));
	case DECISION_FIELD:
		return yes_or_no(choice_request_has(choice, span_of(graph_text(node->field))));
	case DECISION_ABOUT:
		return way_by_word(node, choice_answer_text(choice, (enum node)node->about));
	case DECISION_ANSWER:
		return way_by_answer(choice, pass);
	default:
		return way_by_function(choice, (enum decision)node->decision);
	}
}
