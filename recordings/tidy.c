/*
 * What a terminal, a mail or a page put around a text, taken off in place.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

/* ---- what a terminal was told ---- */

/* The octets of an escape sequence (ECMA-48, 5.4): CSI, a string such as the title's, or a single function; 1 where it is none. */
static size_t escape_length(struct span text)
{
	size_t i = 2;

	if (text.length < 2)
		return 1;
	if (text.bytes[1] == '[') {
		while (i < text.length && text.bytes[i] >= 0x20 && text.bytes[i] < 0x40)
			i++;
		return i < text.length && text.bytes[i] >= 0x40 ? i + 1 : 1;
	}
	if (text.bytes[1] != ']')
		return text.bytes[1] >= 0x20 && text.bytes[1] < 0x7f ? 2 : 1;
	while (i < text.length && i < 4096 && text.bytes[i] != '\a' && text.bytes[i] != '\033' && text.bytes[i] != '\n')
		i++;
	if (i == text.length || text.bytes[i] == '\n' || i == 4096)
		return 1;
	return text.bytes[i] == '\a' || i + 1 == text.length ? i + 1 : i + 2;
}

/* Content may have escapes of its own: what counts is the first part, where a head is. */
static bool is_colored(struct span text)
{
	struct span line;
	bool begun = false;

	while (line_take(&text, &line)) {
		if (memchr(line.bytes, '\033', line.length))
			return true;
		if (begun && line.length == 0)
			return false;
		begun = begun || line.length;
	}
	return false;
}

static bool take_colors(char *text, size_t *length)
{
	size_t to = 0;

	if (!is_colored((struct span){text, *length}))
		return false;
	for (size_t i = 0; i < *length;) {
		size_t escape = text[i] == '\033' ? escape_length((struct span){text + i, *length - i}) : 0;
		if (escape > 1) {
			i += escape;
			continue;
		}
		text[to++] = text[i++];
	}
	*length = to;
	return true;
}

/* ---- what stands before every line ---- */

/* Takes so many octets off each line, fewer where it has not as many. */
static void take_before(char *text, size_t *length, size_t most, const char *what)
{
	struct span rest = {text, *length};
	size_t to = 0;

	while (rest.length) {
		const char *end = memchr(rest.bytes, '\n', rest.length);
		size_t all = end ? (size_t)(end - rest.bytes) + 1 : rest.length, off = 0;

		while (off < most && off < all && strchr(what, rest.bytes[off]) && rest.bytes[off])
			off++;
		memmove(text + to, rest.bytes + off, all - off);
		to += all - off;
		rest = span_from(rest, all);
	}
	*length = to;
}

/* How much white space each line that is not blank begins with, all the same. */
static size_t indentation(struct span rest, bool *has_blank_lines)
{
	struct span line, first = {NULL, 0};
	size_t common = 0;

	*has_blank_lines = false;
	while (line_take(&rest, &line)) {
		if (span_is_blank(line)) {
			*has_blank_lines = true;
			continue;
		}
		if (!first.bytes) {
			first = line;
			while (common < line.length && (line.bytes[common] == ' ' || line.bytes[common] == '\t'))
				common++;
		}
		if (common > line.length)
			common = line.length;
		while (common > 0 && memcmp(first.bytes, line.bytes, common) != 0)
			common--;
		if (common == 0)
			return 0;
	}
	return common;
}

static bool take_indentation(char *text, size_t *length, bool *heads)
{
	bool has_blank_lines;
	size_t common = indentation((struct span){text, *length}, &has_blank_lines);

	*heads = common == 2 && !has_blank_lines && text[*length - 1] == '\n';
	if (common)
		take_before(text, length, common, " \t");
	return common > 0;
}

static bool is_quoted(struct span rest)
{
	struct span line;
	bool any = false;

	while (line_take(&rest, &line)) {
		if (span_is_blank(line))
			continue;
		if (line.bytes[0] != '>')
			return false;
		any = true;
	}
	return any;
}

static bool take_quotes(char *text, size_t *length)
{
	if (!is_quoted((struct span){text, *length}))
		return false;
	take_before(text, length, 1, ">");
	struct span rest = {text, *length}, line;
	while (line_take(&rest, &line)) /* "> a" is "a", but ">> a" is "> a" */
		if (line.length && line.bytes[0] != ' ' && line.bytes[0] != '>')
			return true;
	rest = (struct span){text, *length};
	if (!is_quoted(rest))
		take_before(text, length, 1, " ");
	return true;
}

/* Markdown's fences, where the text begins with one. */
static bool take_fences(char *text, size_t *length)
{
	struct span rest = {text, *length}, line = rest;
	size_t to = 0;

	do
		if (!line_take(&rest, &line))
			return false;
	while (span_is_blank(line));
	if (!line_is_fence(line))
		return false;
	char fence[4] = {line.bytes[0], line.bytes[0], line.bytes[0], '\0'};
	for (rest = (struct span){text, *length}; rest.length;) {
		const char *begin = rest.bytes;
		line_take(&rest, &line);
		size_t all = (size_t)(rest.bytes - begin);
		if (span_begins(line, fence))
			continue;
		memmove(text + to, begin, all);
		to += all;
	}
	*length = to;
	return true;
}

bool tidy_fenced(char *text, size_t *length)
{
	struct span rest = {text, *length}, line;
	size_t to = 0;
	bool inside = false, any = false;

	while (rest.length) {
		const char *begin = rest.bytes;
		line_take(&rest, &line);
		size_t all = (size_t)(rest.bytes - begin);
		if (line_is_fence(line)) {
			inside = !inside;
			any = true;
		} else if (inside) {
			memmove(text + to, begin, all);
			to += all;
		}
	}
	if (any)
		*length = to;
	return any;
}

/* ---- nghttp -v ---- */

/* "[  0.005] " */
static bool stamp_take(struct span *line)
{
	size_t length = 1;

	if (line->length < 8 || line->bytes[0] != '[')
		return false;
	while (length < line->length && length < 16 && strchr(" .0123456789", line->bytes[length]) &&
		line->bytes[length])
		length++;
	if (length < 5 || length + 1 >= line->length || line->bytes[length] != ']' || line->bytes[length + 1] != ' ')
		return false;
	*line = span_from(*line, length + 2);
	return true;
}

/* "recv (stream_id=13) :status: 200": the field, and the stream. */
static bool received_take(struct span *line, struct span *stream)
{
	static const char before[] = "recv (stream_id=";
	const char *end = memchr(line->bytes, ')', line->length);

	if (!span_begins(*line, before) || !end || end + 2 > line->bytes + line->length)
		return false;
	struct span all = span_from(*line, sizeof before - 1);
	*stream = span_first(all, span_until(all, ",)"));
	*line = span_from(*line, (size_t)(end - line->bytes) + 2);
	return true;
}

/* Whether all fields that came are of one stream: of several at once nobody could tell which is whose. */
static bool has_one_stream(struct span rest)
{
	struct span line, stream, first = {NULL, 0};

	while (line_take(&rest, &line)) {
		if (!stamp_take(&line) || !received_take(&line, &stream))
			continue;
		if (first.bytes &&
			(first.length != stream.length || memcmp(first.bytes, stream.bytes, stream.length) != 0))
			return false;
		first = stream;
	}
	return first.bytes != NULL;
}

/* Leaves the fields that were sent and received. Those that are sent stand behind the frame that has them, indented, with notes in brackets and behind
 * semicolons. */
static bool take_frames(char *text, size_t *length)
{
	struct span rest = {text, *length}, line, stream;
	size_t to = 0;
	bool sent = false;

	if (!stamp_take(&(struct span){text, *length}) || !has_one_stream(rest))
		return false;
	while (line_take(&rest, &line)) {
		bool is_frame = stamp_take(&line), is_field = is_frame && received_take(&line, &stream);

		if (is_frame)
			sent = span_begins(line, "send HEADERS frame");
		else if (sent && line.length && line.bytes[0] == ' ')
			line = span_trim(line);
		else
			continue;
		if (line.length == 0 || (!is_field && (is_frame || line.bytes[0] == ';' || line.bytes[0] == '(')))
			continue;
		memmove(text + to, line.bytes, line.length);
		to += line.length;
		text[to++] = '\n';
	}
	*length = to;
	return true;
}

/* ---- all of it ---- */

/* What stands behind curl's progress meter gets a line of its own; with it the meter loses an octet that says nothing. */
static void split_meters(char *text, size_t length)
{
	struct span rest = {text, length}, line;

	while (line_take(&rest, &line)) {
		size_t meter = meter_length(line);
		if (meter && meter < line.length)
			text[line.bytes - text + (ptrdiff_t)meter - 1] = '\n';
	}
}

struct tidied tidy(char *text, size_t *length)
{
	struct tidied tidied = {.as_it_came = true};
	bool heads = false;

	split_meters(text, *length);
	if (take_colors(text, length))
		tidied.as_it_came = false;
	for (int i = 0; *length && i < 8; i++) { /* a quoted quotation has a fence in it, and so on */
		bool quotes = take_quotes(text, length);
		bool indented = *length && take_indentation(text, length, &heads);
		bool fences = take_fences(text, length) || take_frames(text, length);
		tidied.heads_indented = tidied.heads_indented || (indented && heads);
		if (!quotes && !indented && !fences)
			break;
		tidied.as_it_came = false;
	}
	typed_join(text, *length);
	return tidied;
}
