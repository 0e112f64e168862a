/*
 * What curl -v marks: > for what it sends, < for what it gets, * for what it says.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <ctype.h>

/* ---- marks ---- */

/* The time of --trace-time, "12:34:56.789012 ", and the numbers of --trace-ids, "[0-0] ". */
static struct span before_mark(struct span line)
{
	static const char time[] = "00:00:00.000000 ";
	size_t i = 0;

	while (i < line.length && time[i] &&
		(time[i] == '0' ? isdigit((unsigned char)line.bytes[i]) : line.bytes[i] == time[i]))
		i++;
	if (time[i] == '\0')
		line = span_from(line, i);
	if (line.length < 6 || line.bytes[0] != '[')
		return line;
	i = 1;
	while (i < line.length && i < 24 &&
		(isdigit((unsigned char)line.bytes[i]) || line.bytes[i] == '-' || line.bytes[i] == 'x'))
		i++;
	return i > 3 && i + 1 < line.length && line.bytes[i] == ']' && line.bytes[i + 1] == ' ' ? span_from(line, i + 2)
												: line;
}

/* The mark of a line, and what stands behind it; 0 where it has none. */
static char mark_of(struct span line, struct span *text)
{
	struct span rest = before_mark(line);

	if (rest.length == 0 || !strchr("*<>{}", rest.bytes[0]) || (rest.length > 1 && rest.bytes[1] != ' '))
		return '\0';
	char mark = rest.bytes[0];
	*text = span_from(rest, rest.length > 1 ? 2 : 1);
	if ((mark == '{' || mark == '}') && (text->length == 0 || text->bytes[0] != '['))
		return '\0';
	return mark;
}

/* What curl begins its own lines with, as against a list of Markdown. */
static bool is_note(struct span text)
{
	static const char *const words[] = {"  Trying ", "Trying ", "Connected to ", "Connection ", "Host ",
		"Uses proxy ", "Could not resolve", "Rebuilt URL", "About to connect", "Failed to connect",
		"Adding handle", "STATE: ", "Re-using", "Reusing", "processing: ", "IPv6: ", "Hostname "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_begins(text, words[i]))
			return true;
	return false;
}

bool line_is_aside(struct span line)
{
	struct span text;
	char mark = mark_of(line, &text);

	return mark == '*' || mark == '{' || mark == '}';
}

bool line_is_marked(struct span line)
{
	struct span text;

	switch (mark_of(line, &text)) {
	case '>':
		return line_is_request(text);
	case '<':
		return line_is_status(text);
	case '*':
		return is_note(text);
	default:
		return false;
	}
}

/* ---- heads ---- */

static void head_end(struct scanner *scanner, bool cut)
{
	struct part *part = scanner_found(scanner, scanner->in_request    ? PART_REQUEST
						   : scanner->in_trailers ? PART_TRAILERS
									  : PART_RESPONSE);

	part->cut = cut && !scanner->in_trailers;
	if (scanner->in_response && !head_is_interim(&scanner->head))
		scanner->request_waits = false;
	part->text = (struct span){scanner->head.bytes, scanner->head.length};
	scanner->in_request = scanner->in_response = scanner->in_trailers = false;
}

/* A line of the head that is read; the empty one ends it. */
static bool head_line(struct scanner *scanner, struct span line)
{
	if (!head_put(&scanner->head, line))
		return false;
	if (line.length == 0)
		head_end(scanner, false);
	return true;
}

/* What ends the head that is read without an empty line. */
static bool head_break(struct scanner *scanner, bool cut)
{
	if (!scanner->in_request && !scanner->in_response && !scanner->in_trailers)
		return true;
	if (!text_add(&scanner->head, "\r\n", 2))
		return false;
	head_end(scanner, cut);
	return true;
}

/* ---- lines ---- */

static bool request_line(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span text)
{
	content_flush(scanner, exchange);
	if (requests_are_mixed(scanner))
		return true;
	secured_give(scanner, text);
	scanner->head.length = 0;
	scanner->in_request = true;
	return head_line(scanner, text);
}

static bool response_line(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span text)
{
	content_flush(scanner, exchange);
	scanner->head.length = 0;
	scanner->in_response = true;
	return head_line(scanner, text);
}

/* Fields behind the content are those of its trailer section. */
static bool trailer_line(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span text)
{
	if (httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN ||
		!scanner->content_came || !line_is_field(text))
		return true;
	content_flush(scanner, exchange);
	scanner->head.length = 0;
	scanner->in_trailers = true;
	return head_line(scanner, text);
}

/* "[12 bytes data]": curl tells of the first piece of several alone. Those of TLS, such as the 5 octets before each of its records, look the same. */
static void data_line(struct scanner *scanner, struct span text)
{
	struct span rest = span_from(text, 1), word;

	span_take_word(&rest, &word);
	int64_t octets = span_number(word);
	scanner->content_came = scanner->content_came || (scanner->is_clear && octets != 0);
	if (scanner->content_first == HTTPSTATUS_UNKNOWN)
		scanner->content_first = octets;
}

/* Content may end without a line end, and what curl says then stands behind it. */
static struct span glued_note(struct span line)
{
	static const char *const words[] = {"* Connection #", "* Closing connection", "* transfer closed with ",
		"* Issue another request", "* shutting down"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = memmem(line.bytes, line.length, words[i], strlen(words[i]));
		if (at)
			return span_from(line, (size_t)(at - line.bytes));
	}
	return span_from(line, line.length);
}

static void content_line(
	struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span line, size_t octets)
{
	struct span note = glued_note(line), command;

	if (line_is_chatter(line) || line_is_fence(line) || typed_read(&scanner->typed, line) ||
		line_is_prompt(line, &command))
		return;
	if (note.length)
		octets = line.length - note.length;
	if (span_begins(line, "HTTP/")) /* curl -v -i prints the head twice */
		scanner->content_is_doubtful = true;
	if (!scanner->content_is_doubtful) {
		scanner->content_came =
			scanner->content_came || !span_is_blank(span_first(line, line.length - note.length));
		scanner->content_octets += (int64_t)octets;
	}
	if (note.length)
		note_read(scanner, exchange, span_from(note, 2));
}

/* A line without a mark: of a request that libcurl printed in one piece, or content; in a head, what -i prints as well. */
static bool unmarked_line(
	struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span line, size_t octets)
{
	if (scanner->in_request) {
		if (line.length == 0 || line_is_field(line))
			return head_line(scanner, line);
		return head_break(scanner, false);
	}
	if (!scanner->in_response)
		content_line(scanner, exchange, line, octets);
	return true;
}

static bool sent_line(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span text)
{
	if (line_is_request(text))
		return head_break(scanner, false) && request_line(scanner, exchange, text);
	return !scanner->in_request || head_line(scanner, text);
}

static bool got_line(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span text)
{
	if (line_is_status(text))
		return head_break(scanner, false) && response_line(scanner, exchange, text);
	if (scanner->in_response || scanner->in_trailers)
		return head_line(scanner, text);
	return trailer_line(scanner, exchange, text);
}

/* Whether a line begins a head while another is not at its end: that one has to be given first. */
static bool must_wait(const struct scanner *scanner, char mark, struct span text)
{
	bool in_head = scanner->in_request || scanner->in_response || scanner->in_trailers;

	return in_head && ((mark == '>' && line_is_request(text)) || (mark == '<' && line_is_status(text)));
}

static bool line_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span here = scanner->rest, line, text;

	line_take(&scanner->rest, &line);
	char mark = mark_of(line, &text);
	if (must_wait(scanner, mark, text) || (scanner->in_response && (mark == '{' || mark == '>'))) {
		scanner->rest = here;
		return head_break(scanner, false);
	}
	switch (mark) {
	case '>':
		return sent_line(scanner, exchange, text);
	case '<':
		return got_line(scanner, exchange, text);
	case '*':
		note_read(scanner, exchange, text);
		return true;
	case '{':
		data_line(scanner, text);
		return true;
	case '}':
		return true;
	default:
		return unmarked_line(scanner, exchange, line, (size_t)(scanner->rest.bytes - here.bytes));
	}
}

bool marked_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	while (scanner->rest.length && scanner->found == 0)
		if (!line_scan(scanner, exchange))
			return false;
	if (scanner->found == 0 && (scanner->in_request || scanner->in_response || scanner->in_trailers))
		return head_break(scanner, true);
	if (scanner->found == 0)
		content_flush(scanner, exchange);
	return true;
}
