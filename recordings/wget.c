/*
 * What wget -S and wget -d print.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <ctype.h>

/* "--2026-11-30 12:00:00--  https://example.com/a", in every language. */
static bool asked_line(struct span line, struct span *url)
{
	static const char form[] = "--0000-00-00 00:00:00--";
	size_t i = 0;

	while (i < line.length && form[i] &&
		(form[i] == '0' ? isdigit((unsigned char)line.bytes[i]) : line.bytes[i] == form[i]))
		i++;
	if (form[i])
		return false;
	*url = span_trim(span_from(line, i));
	if (span_begins(*url, "(try:")) /* " 2)" */
		*url = span_trim(span_from(*url, span_until(*url, "h")));
	return span_begins(*url, "http://") || span_begins(*url, "https://");
}

/* A head is indented by two spaces. */
static bool is_heads(struct span line)
{
	return line.length > 2 && line.bytes[0] == ' ' && line.bytes[1] == ' ' && line.bytes[2] != ' ';
}

bool line_is_wgets(struct span line)
{
	static const char *const words[] = {"HTTP request sent, awaiting response",
		"Proxy request sent, awaiting response", "---request begin---", "---response begin---",
		"Spider mode enabled.", "DEBUG output created by Wget", "Setting --"};
	struct span url;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_begins(line, words[i]))
			return true;
	return asked_line(line, &url) || (is_heads(line) && line_is_status(span_from(line, 2)));
}

/* ---- the request ---- */

/* wget prints no method: it is GET, but where it looks only whether something is there, and unless a command that was typed says otherwise. */
static bool ask(struct scanner *scanner, struct span url)
{
	const char *method = scanner->spider ? "HEAD" : "GET";
	bool is_other = scanner->typed.fresh && !scanner->typed.method && !scanner->spider;

	scanner_found(scanner, PART_SECURED)->number = span_begins(url, "https:");
	if (!url_put(&scanner->asked, url, "http://"))
		return false;
	struct part *part = scanner_found(scanner, PART_ASKED);
	part->text = (struct span){scanner->asked.bytes, scanner->asked.length};
	if (!is_other && !scanner->spider_done)
		part->more = (struct span){method, strlen(method)};
	return true;
}

/* The lines up to one that ends the block. */
static bool block_take(struct scanner *scanner, const char *end, struct span *head)
{
	struct span rest = scanner->rest, line;

	*head = (struct span){rest.bytes, 0};
	while (line_take(&rest, &line)) {
		scanner->rest = rest;
		if (span_begins(line, end))
			return true;
		head->length = (size_t)(rest.bytes - head->bytes);
	}
	return false;
}

/* The heads of -d, as they are sent and came; wget takes the carriage returns off. */
static bool block_give(struct scanner *scanner, const char *end, enum part_kind kind)
{
	struct span head, line;
	bool whole = block_take(scanner, end, &head), empty = false;

	scanner->head.length = 0;
	while (!empty && line_take(&head, &line)) {
		empty = line.length == 0;
		if (!head_put(&scanner->head, line))
			return false;
	}
	if (!empty && !text_add(&scanner->head, "\r\n", 2))
		return false;
	struct part *part = scanner_found(scanner, kind);
	part->cut = !whole && !empty;
	part->text = (struct span){scanner->head.bytes, scanner->head.length};
	scanner->in_response = kind == PART_RESPONSE; /* its status, or its head, is printed again */
	return true;
}

/* ---- the response ---- */

/* The indented lines; the head ends with them, or where another begins. */
static bool head_give(struct scanner *scanner)
{
	struct span rest = scanner->rest, line;
	bool first = true;

	scanner->head.length = 0;
	while (line_take(&rest, &line) && (is_heads(line) || (line.length > 2 && line.bytes[0] == ' ' && !first))) {
		struct span text = span_from(line, 2);
		if (!first && line_is_status(text))
			break;
		if (!head_put(&scanner->head, text))
			return false;
		scanner->rest = rest;
		first = false;
	}
	if (!text_add(&scanner->head, "\r\n", 2))
		return false;
	scanner_found(scanner, PART_RESPONSE)->text = (struct span){scanner->head.bytes, scanner->head.length};
	return true;
}

/* "HTTP request sent, awaiting response... 404 Not Found", which is all that there is without -S. */
static bool status_give(struct scanner *scanner, struct span text)
{
	static const char version[] = "HTTP/1.1 ";

	scanner->head.length = 0;
	if (!text_add(&scanner->head, version, strlen(version)) || !head_put(&scanner->head, text) ||
		!text_add(&scanner->head, "\r\n", 2))
		return false;
	struct span line = {scanner->head.bytes, strlen(version) + text.length};
	if (!line_is_status(line))
		return true;
	struct part *part = scanner_found(scanner, PART_RESPONSE);
	part->text = (struct span){scanner->head.bytes, scanner->head.length};
	part->no_version = part->open = true;
	return true;
}

/* "... saved [12/12]": so much content came, where it is the whole and no coding was taken off. */
static void saved_read(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span line)
{
	const char *at = memmem(line.bytes, line.length, " saved [", 8);
	struct span rest = at ? span_from(line, (size_t)(at - line.bytes) + 8) : line;
	size_t length = at ? span_until(rest, "/]") : 0;

	if (!at || length == rest.length)
		return;
	int64_t octets = span_number(span_first(rest, length));
	if (octets <= 0 || httpstatus_exchange_status(exchange) != 200)
		return;
	struct part *part = scanner_found(scanner, PART_CONTENT);
	if (!httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Encoding", 16, 0, NULL))
		part->number = octets;
}

static const struct {
	const char *has;
	int64_t ending; /* HTTPSTATUS_UNKNOWN where there was no exchange at all */
} notes[] = {
	{"Connection closed at byte ", HTTPSTATUS_ENDING_CUT},
	{"Read error at byte ", HTTPSTATUS_ENDING_CUT},
	{"No data received.", HTTPSTATUS_ENDING_CLOSED},
	{"failed: ", HTTPSTATUS_UNKNOWN},
	{"unable to resolve host address", HTTPSTATUS_UNKNOWN},
};

static void note_look(struct scanner *scanner, struct span line)
{
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		if (!span_has(line, notes[i].has))
			continue;
		if (notes[i].ending == HTTPSTATUS_UNKNOWN)
			scanner->trouble = span_trim(line);
		else
			scanner_found(scanner, PART_ENDING)->number = notes[i].ending;
	}
}

/* ---- lines ---- */

static bool awaiting_line(struct scanner *scanner, struct span line)
{
	const char *at = memmem(line.bytes, line.length, "awaiting response... ", 21);
	struct span text = at ? span_trim(span_from(line, (size_t)(at - line.bytes) + 21)) : line;

	scanner->in_response = false;
	note_look(scanner, text);
	return !at || text.length == 0 || scanner->found || status_give(scanner, text);
}

static bool line_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span here = scanner->rest, line, url;

	line_take(&scanner->rest, &line);
	if (asked_line(line, &url)) {
		int status = httpstatus_exchange_status(exchange);
		scanner->spider_done = scanner->spider && status && (status < 300 || status > 399);
		scanner->pending = url;
		scanner->in_response = false;
		return true;
	}
	if (span_begins(line, "---request begin---")) {
		scanner->in_response = false;
		if (scanner->pending.length)
			scanner_found(scanner, PART_SECURED)->number = span_begins(scanner->pending, "https:");
		scanner->pending.length = 0;
		return block_give(scanner, "---request end---", PART_REQUEST);
	}
	if (span_begins(line, "---response begin---"))
		return block_give(scanner, "---response end---", PART_RESPONSE);
	bool status = is_heads(line) && line_is_status(span_from(line, 2));
	if (scanner->pending.length && (status || span_has(line, " request sent, awaiting response"))) {
		url = scanner->pending;
		scanner->pending.length = 0;
		scanner->rest = here;
		return ask(scanner, url);
	}
	if (status) {
		if (scanner->in_response)
			return true;
		scanner->rest = here;
		return head_give(scanner);
	}
	if (span_has(line, "request sent, awaiting response"))
		return awaiting_line(scanner, line);
	if (span_begins(line, "Spider mode enabled"))
		scanner->spider = true;
	saved_read(scanner, exchange, line);
	note_look(scanner, line);
	typed_read(&scanner->typed, line);
	return true;
}

bool wget_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	while (scanner->rest.length && scanner->found == 0)
		if (!line_scan(scanner, exchange))
			return false;
	return true;
}
