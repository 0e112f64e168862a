/*
 * The graph of choose in Graphviz's language.
 *
 * All of it is one picture with a frame for each area. One area is a sheet, where each end, and each stub for a place on another sheet, stands
 * beside what leads to it, as often as something does: so no line crosses the sheet.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <string.h>

enum { TEXT_COLUMNS = 36, TEXT_COLUMNS_NARROW = 24, END_COLUMNS = 18 };

struct drawing {
	const struct httpstatus_choice *choice; /* whose path stands out; may be NULL */
	int area;                               /* -1: all */
	size_t columns;                         /* of the texts */
};

/* ---- the path ---- */

static const char *const path_colour = "#c00060";

/* The place of a node on the path; -1 where it is not there. */
static long path_place(const struct drawing *drawing, const struct httpstatus_node *node)
{
	const struct httpstatus_node *passed;

	for (size_t i = 0; (passed = httpstatus_choice_node(drawing->choice, i)); i++)
		if (passed == node)
			return (long)i;
	return -1;
}

/* Whether the path goes from a node to another. */
static bool path_goes(
	const struct drawing *drawing, const struct httpstatus_node *node, const struct httpstatus_node *next)
{
	long place = path_place(drawing, node);

	return place >= 0 && httpstatus_choice_node(drawing->choice, (size_t)place + 1) == next;
}

static void put_path_style(bool is_on_path)
{
	if (is_on_path)
		printf(", color=\"%s\", penwidth=3", path_colour);
}

/* ---- nodes ---- */

static bool is_end(const struct httpstatus_node *node)
{
	return httpstatus_node_code(node) != 0;
}

static bool is_in(const struct httpstatus_node *node, int area)
{
	return !is_end(node) && httpstatus_node_area(node) == area;
}

static const char *area_word(int area)
{
	return httpstatus_word(HTTPSTATUS_VOCABULARY_AREA, area);
}

/* What is asked stands out against what the request decides. */
static void draw_place(const struct drawing *drawing, const struct httpstatus_node *node)
{
	const char *id = httpstatus_node_id(node);

	fputs("  ", stdout);
	dot_put_quoted(id);
	fputs(" [id=", stdout);
	dot_put_quoted(id);
	fputs(node_is_question(node) ? ", style=\"rounded,filled\", fillcolor=\"#fff8dc\""
				     : ", style=\"filled\", fillcolor=\"#f0f0f0\"",
		stdout);
	put_path_style(path_place(drawing, node) >= 0);
	fputs(", tooltip=", stdout);
	dot_put_quoted(httpstatus_node_reference(node));
	fputs(", label=<<B>", stdout);
	dot_put_html(id, strlen(id));
	fputs("</B><BR/>", stdout);
	dot_put_wrapped(httpstatus_node_text(node), drawing->columns);
	fputs(">];\n", stdout);
}

/* "404 Not Found" in the colour of its class. */
static void put_end(const struct httpstatus_node *end)
{
	static const char *const colours[] = {"#ffffff", "#c8eef0", "#cdeccd", "#cfdcf8", "#fbe0b0", "#f8cccc"};
	int code = httpstatus_node_code(end);
	char label[80];

	snprintf(label, sizeof label, "%d %s", code, httpstatus_phrase(code));
	printf(" [shape=ellipse, margin=\"0.02,0.02\", style=filled, fillcolor=\"%s\", tooltip=",
		colours[httpstatus_class(code)]);
	dot_put_quoted(httpstatus_node_text(end));
	fputs(", label=<<B>", stdout);
	dot_put_wrapped(label, END_COLUMNS);
	fputs("</B>>", stdout);
}

/* "to conditions: entity-tag", with a link to that sheet. */
static void put_stub(const struct httpstatus_node *node)
{
	const char *area = area_word(httpstatus_node_area(node));

	printf(" [style=dashed, URL=\"%s.svg\", label=<to %s:<BR/><B>%s</B>>", area, area, httpstatus_node_id(node));
}

/* ---- ways ---- */

static bool is_first_way_to(const struct httpstatus_node *node, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (httpstatus_node_next(node, k) == httpstatus_node_next(node, i))
			return false;
	return true;
}

/* All ways from a node to another, in one: "GET, HEAD"; with spaces, which keep them off the line. */
static void put_ways(const struct httpstatus_node *node, const struct httpstatus_node *next)
{
	const char *way, *before = "";

	fputs("\" ", stdout);
	for (size_t i = 0; (way = httpstatus_node_way(node, i)); i++) {
		if (httpstatus_node_next(node, i) != next)
			continue;
		printf("%s%s", before, way);
		before = ", ";
	}
	fputs(" \"", stdout);
}

/* On a sheet, where the ways of a place end. */
static bool is_leaf(const struct drawing *drawing, const struct httpstatus_node *next)
{
	return drawing->area >= 0 && !is_in(next, drawing->area);
}

/* A place has one name; a leaf has one for each that leads to it: "permitted: forbidden". */
static void put_name(
	const struct drawing *drawing, const struct httpstatus_node *node, const struct httpstatus_node *next)
{
	char name[200];

	if (is_leaf(drawing, next))
		snprintf(name, sizeof name, "%s: %s", httpstatus_node_id(node), httpstatus_node_id(next));
	else
		snprintf(name, sizeof name, "%s", httpstatus_node_id(next));
	dot_put_quoted(name);
}

static void draw_leaf(
	const struct drawing *drawing, const struct httpstatus_node *node, const struct httpstatus_node *next)
{
	fputs("  ", stdout);
	put_name(drawing, node, next);
	is_end(next) ? put_end(next) : put_stub(next);
	put_path_style(path_goes(drawing, node, next));
	fputs("];\n", stdout);
}

static void draw_way(
	const struct drawing *drawing, const struct httpstatus_node *node, const struct httpstatus_node *next)
{
	if (is_leaf(drawing, next))
		draw_leaf(drawing, node, next);
	fputs("  ", stdout);
	dot_put_quoted(httpstatus_node_id(node));
	fputs(" -> ", stdout);
	put_name(drawing, node, next);
	fputs(" [label=", stdout);
	put_ways(node, next);
	if (!is_end(next)) /* what goes on stays straight */
		fputs(", weight=4", stdout);
	put_path_style(path_goes(drawing, node, next));
	fputs("];\n", stdout);
}

static void draw_ways(const struct drawing *drawing, const struct httpstatus_node *node)
{
	const struct httpstatus_node *next;

	for (size_t i = 0; (next = httpstatus_node_next(node, i)); i++)
		if (is_first_way_to(node, i))
			draw_way(drawing, node, next);
}

/* ---- areas ---- */

static void draw_places(const struct drawing *drawing, int area)
{
	const struct httpstatus_node *node;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		if (is_in(node, area))
			draw_place(drawing, node);
}

static void draw_begin(const char *title, bool goes_right)
{
	fputs("digraph ", stdout);
	dot_put_quoted(title);
	printf(" {\n  graph [%s, fontname=\"Helvetica\", fontsize=20, labelloc=t, label=",
		goes_right ? "rankdir=LR, nodesep=0.15, ranksep=0.15" : "rankdir=TB, nodesep=0.25, ranksep=0.3");
	dot_put_quoted(title);
	fputs("];\n"
	      "  node [shape=box, fontname=\"Helvetica\", fontsize=11, margin=\"0.1,0.05\"];\n"
	      "  edge [fontname=\"Helvetica\", fontsize=11, arrowsize=0.7];\n",
		stdout);
}

/* ---- all of it ---- */

static void draw_all(const struct drawing *drawing)
{
	const struct httpstatus_node *node;
	const char *word;

	draw_begin("httpstatus choose", false);
	for (int area = 0; (word = area_word(area)); area++) {
		printf("  subgraph \"cluster %s\" {\n  label=\"%s\"; color=\"#a0a0a0\";\n", word, word);
		draw_places(drawing, area);
		fputs("  }\n", stdout);
	}
	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		if (!is_end(node))
			continue;
		fputs("  ", stdout);
		dot_put_quoted(httpstatus_node_id(node));
		put_end(node);
		put_path_style(path_place(drawing, node) >= 0);
		fputs("];\n", stdout);
	}
	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		draw_ways(drawing, node);
}

/* ---- a sheet ---- */

/* Whether a way leads from a place of an area to a node. */
static bool area_leads_to(int area, const struct httpstatus_node *to)
{
	const struct httpstatus_node *node, *next;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++)
		for (size_t k = 0; is_in(node, area) && (next = httpstatus_node_next(node, k)); k++)
			if (next == to)
				return true;
	return false;
}

/* Whether the path goes from an area to a node. */
static bool path_enters(const struct drawing *drawing, int area, const struct httpstatus_node *to)
{
	long place = path_place(drawing, to);

	return place > 0 && is_in(httpstatus_choice_node(drawing->choice, (size_t)place - 1), area);
}

/* "from access" with an arrow to a place of this sheet. */
static void draw_entry(const struct drawing *drawing, int area, const struct httpstatus_node *node)
{
	const char *id = httpstatus_node_id(node), *word = area_word(area);
	bool is_on_path = path_enters(drawing, area, node);

	printf("  \"from %s: %s\" [style=dashed, URL=\"%s.svg\", label=\"from %s\"", word, id, word, word);
	put_path_style(is_on_path);
	printf("];\n  \"from %s: %s\" -> \"%s\" [weight=4", word, id, id);
	put_path_style(is_on_path);
	fputs("];\n", stdout);
}

static void draw_entries(const struct drawing *drawing, const struct httpstatus_node *node)
{
	for (int area = 0; area_word(area); area++)
		if (area != drawing->area && area_leads_to(area, node))
			draw_entry(drawing, area, node);
}

/* Where there are many ends to a place, the rows of a sheet that goes down would be too wide. */
static bool sheet_goes_right(const struct drawing *drawing)
{
	const struct httpstatus_node *node, *next;
	size_t places = 0, leaves = 0;

	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		places += is_in(node, drawing->area);
		for (size_t k = 0; is_in(node, drawing->area) && (next = httpstatus_node_next(node, k)); k++)
			leaves += is_leaf(drawing, next) && is_first_way_to(node, k);
	}
	return 2 * leaves > 3 * places;
}

static void draw_sheet(struct drawing *drawing)
{
	const struct httpstatus_node *node;
	bool goes_right = sheet_goes_right(drawing);

	drawing->columns = goes_right ? TEXT_COLUMNS_NARROW : TEXT_COLUMNS;
	draw_begin(area_word(drawing->area), goes_right);
	draw_places(drawing, drawing->area);
	for (size_t i = 0; (node = httpstatus_node_at(i)); i++) {
		if (!is_in(node, drawing->area))
			continue;
		draw_entries(drawing, node);
		draw_ways(drawing, node);
	}
}

void graph_draw(const struct httpstatus_choice *choice, int area)
{
	struct drawing drawing = {choice, area, TEXT_COLUMNS};

	area >= 0 ? draw_sheet(&drawing) : draw_all(&drawing);
	fputs("}\n", stdout);
}
