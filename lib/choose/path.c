/*
 * The path so far: which nodes it has passed, and what was answered on it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

const struct pass *choice_last(const struct httpstatus_choice *choice)
{
	return choice && choice->pass_count ? &choice->passes[choice->pass_count - 1] : NULL;
}

const struct httpstatus_node *choice_end(const struct httpstatus_choice *choice)
{
	const struct pass *pass = choice_last(choice);

	return pass && pass->node->code ? pass->node : NULL;
}

/* ---- what was answered ---- */

struct span choice_given(const struct httpstatus_choice *choice, const struct pass *pass)
{
	return (struct span){choice->texts.bytes + pass->given.offset, pass->given.length};
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

	return pass ? choice_given(choice, pass) : (struct span){NULL, 0};
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

/* ---- what the request says ---- */

struct span choice_method(const struct httpstatus_choice *choice)
{
	return exchange_line(choice->request, HTTPSTATUS_LINE_METHOD);
}

bool choice_request_has(const struct httpstatus_choice *choice, struct span name)
{
	return exchange_has_field(choice->request, HTTPSTATUS_PART_REQUEST, name);
}

bool choice_request_value(const struct httpstatus_choice *choice, struct span name, struct span *value)
{
	return exchange_value(choice->request, HTTPSTATUS_PART_REQUEST, name, value);
}

bool choice_has_content(const struct httpstatus_choice *choice)
{
	return exchange_announces_request_content(choice->request) ||
	       choice_answer_is(choice, NODE_CONTENT_COMES, WAY_YES);
}

bool choice_allows_pages(const struct httpstatus_choice *choice)
{
	return choice_answer_is(choice, NODE_CORS_ALLOWED, WAY_ORIGIN) ||
	       choice_answer_is(choice, NODE_CORS_ALLOWED, WAY_ANYONE);
}

/* ---- the path as it is told ---- */

const struct httpstatus_node *httpstatus_choice_question(const struct httpstatus_choice *choice)
{
	const struct pass *pass = choice_last(choice);

	return pass && node_is_question(pass->node) ? pass->node : NULL;
}

int httpstatus_choice_code(const struct httpstatus_choice *choice)
{
	return httpstatus_node_code(choice_end(choice));
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
	struct span text = given ? choice_given(choice, &choice->passes[i]) : (struct span){NULL, 0};

	if (length)
		*length = text.length;
	return text.bytes;
}
