/*
 * The graph: the questions, what the request decides, and the ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

#include <string.h>

#include "choose_tables.h"

const char *graph_text(uint32_t offset)
{
	return offset ? (const char *)&texts + offset : NULL;
}

const struct field_record *node_field(const struct httpstatus_node *node, size_t i)
{
	return i < node->fields.count ? &fields[node->fields.first + i] : NULL;
}

size_t node_place(const struct httpstatus_node *node)
{
	return (size_t)(node - nodes);
}

bool node_is_question(const struct httpstatus_node *node)
{
	return node->type != HTTPSTATUS_ANSWER_TYPE_NOTHING;
}

struct span way_word(enum way way)
{
	return way < WAY_COUNT ? span_of(way_names[way]) : (struct span){NULL, 0};
}

bool node_way_find(const struct httpstatus_node *node, struct span word, enum way *way)
{
	for (size_t i = 0; i < node->ways.count; i++) {
		enum way found = (enum way)ways[node->ways.first + i].word;

		if (span_equals(way_word(found), word)) {
			*way = found;
			return true;
		}
	}
	return false;
}

const struct httpstatus_node *node_follow(const struct httpstatus_node *node, enum way way)
{
	size_t i = 0;

	while (i + 1 < node->ways.count && ways[node->ways.first + i].word != way)
		i++;
	return &nodes[ways[node->ways.first + i].next];
}

const struct httpstatus_node *httpstatus_node_at(size_t i)
{
	return i < NODE_COUNT ? &nodes[i] : NULL;
}

const struct httpstatus_node *httpstatus_node_find(const char *id)
{
	for (size_t i = 0; id && i < NODE_COUNT; i++)
		if (strcmp(graph_text(nodes[i].id), id) == 0)
			return &nodes[i];
	return NULL;
}

const char *httpstatus_node_id(const struct httpstatus_node *node)
{
	return node ? graph_text(node->id) : NULL;
}

const char *httpstatus_node_text(const struct httpstatus_node *node)
{
	return node ? graph_text(node->text) : NULL;
}

int httpstatus_node_type(const struct httpstatus_node *node)
{
	return node ? node->type : -1;
}

bool httpstatus_node_is_optional(const struct httpstatus_node *node)
{
	return node && node->optional;
}

const char *httpstatus_node_default(const struct httpstatus_node *node)
{
	return node ? graph_text(node->otherwise) : NULL;
}

const struct httpstatus_node *httpstatus_node_implied_by(const struct httpstatus_node *node)
{
	return node && node->implied_by < NODE_COUNT ? &nodes[node->implied_by] : NULL;
}

const char *httpstatus_node_way(const struct httpstatus_node *node, size_t i)
{
	return node && i < node->ways.count ? way_names[ways[node->ways.first + i].word] : NULL;
}

const struct httpstatus_node *httpstatus_node_next(const struct httpstatus_node *node, size_t i)
{
	return node && i < node->ways.count ? &nodes[ways[node->ways.first + i].next] : NULL;
}

int httpstatus_node_code(const struct httpstatus_node *node)
{
	return node ? node->code : 0;
}

int httpstatus_node_area(const struct httpstatus_node *node)
{
	return node ? node->area : -1;
}

const char *httpstatus_node_reference(const struct httpstatus_node *node)
{
	return node ? graph_text(node->reference) : NULL;
}
