/*
 * Messages as they came over the wire, or as curl -i and HTTPie print them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

struct part *scanner_found(struct scanner *scanner, enum part_kind kind)
{
	struct part *part = &scanner->parts[scanner->found++];

	*part = (struct part){.kind = kind, .number = HTTPSTATUS_UNKNOWN};
	return part;
}

/* ---- where content ends ---- */

static struct span field_of(const struct httpstatus_exchange *exchange, int part, const char *name)
{
	struct span value = {NULL, 0};

	value.bytes = httpstatus_exchange_value(exchange, part, name, strlen(name), &value.length);
	return value;
}

static bool has_coding(const struct httpstatus_exchange *exchange)
{
	return field_of(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Encoding").bytes != NULL;
}

/* Whether nothing more of content can stand behind so many octets: at the end, or where something begins that is a message, or was typed. */
static bool is_boundary(struct span rest, size_t content)
{
	struct span line, command;
	bool in_line = content > 0 && rest.bytes[content - 1] != '\n';

	rest = span_from(rest, content);
	if (in_line && meter_length(rest)) /* the content would end in the midst of it */
		return false;
	while (line_take(&rest, &line)) {
		if (span_is_blank(line))
			continue;
		return line_begins_message(line) || line_is_prompt(line, &command) || line_is_fence(line) ||
		       line_is_chatter(line);
	}
	return true;
}

/* Whether there is no content at all in what stands here: what was typed, and what the program says of itself. */
static bool is_idle(struct span rest)
{
	struct span line, command;

	while (line_take(&rest, &line))
		if (!span_is_blank(line) && !line_is_prompt(line, &command) && !line_is_fence(line) &&
			!line_is_chatter(line))
			return false;
	return true;
}

/* A command in the midst of content is content, unless a message follows it. */
static bool typed_begins(struct span rest)
{
	struct span line, command;

	if (!line_take(&rest, &line) || !line_is_prompt(line, &command) || !command_is_known(command))
		return false;
	while (line_take(&rest, &line))
		if (!span_is_blank(line))
			return line_begins_message(line);
	return false;
}

/* A line without an end of its own before a head, as curl -i leaves it between two URLs: }HTTP/1.1 200 OK */
static size_t glued_head(struct span line, struct span rest, const char **hopeless)
{
	for (size_t from = line.length > 400 ? line.length - 400 : 1; from < line.length;) {
		const char *at = memmem(line.bytes + from, line.length - from, "HTTP/", 5);
		if (!at)
			return 0;
		size_t place = (size_t)(at - line.bytes);
		struct span head = {at, line.length - place};
		if (at >= *hopeless && at[-1] > ' ' && !strchr("\"'`:=(,>-/", at[-1]) && line_is_status(head) &&
			head_begins(span_from(rest, (size_t)(at - rest.bytes)), hopeless))
			return place;
		from = place + 5;
	}
	return 0;
}

/* The octets up to where the next message begins, be it at the end. */
static size_t length_to_next(struct span rest, bool may_be_glued)
{
	struct span left = rest, line;
	const char *hopeless = rest.bytes; /* no head begins before it */

	while (left.length) {
		struct span here = left;
		line_take(&left, &line);
		size_t place = (size_t)(here.bytes - rest.bytes), glued;
		if (here.bytes >= hopeless && line_begins_message(line) && head_begins(here, &hopeless))
			return place;
		if (typed_begins(here))
			return place;
		glued = may_be_glued ? glued_head(line, rest, &hopeless) : 0;
		if (glued)
			return place + glued;
	}
	return rest.length;
}

/* Reads chunks (RFC 9112, 7.1). False where there are none, or they do not end. */
static bool chunks_read(struct span *rest, int64_t *octets, struct span *trailers)
{
	struct span left = *rest, line;

	for (*octets = 0;;) {
		int64_t size = 0;
		size_t digits = 0;
		if (!line_take(&left, &line))
			return false;
		for (; digits < line.length && digits < 15; digits++) {
			const char *hex = memchr("0123456789abcdef0123456789ABCDEF", line.bytes[digits], 32);
			if (!hex)
				break;
			size = size * 16 + (hex - "0123456789abcdef0123456789ABCDEF") % 16;
		}
		struct span behind = span_trim(span_from(line, digits));
		if (digits == 0 || (behind.length && behind.bytes[0] != ';'))
			return false;
		if (size == 0)
			break;
		if ((uint64_t)size > left.length)
			return false;
		*octets += size;
		left = span_from(left, (size_t)size);
		if (!line_take(&left, &line) || line.length)
			return false;
	}
	const char *begin = left.bytes;
	while (line_take(&left, &line)) {
		if (line.length == 0) {
			*trailers = (struct span){begin, (size_t)(line.bytes - begin)};
			*rest = left;
			return true;
		}
		if (!line_is_field(line))
			return false;
	}
	return false;
}

/* ---- the content of a response ---- */

/* What terminals and HTTPie show in place of content, or made of it. */
static bool is_remade(const struct httpstatus_exchange *exchange, struct span content)
{
	struct span type = field_of(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Type");
	struct span begin = span_first(content, content.length < 200 ? content.length : 200);

	if (span_has(begin, "NOTE: binary data not shown in terminal"))
		return true;
	return type.bytes && span_has(type, "json") && (span_begins(begin, "{\n    ") || span_begins(begin, "[\n    "));
}

/* Content of which the framing does not tell how much stands here. */
static void content_find(struct scanner *scanner, bool to_the_end)
{
	size_t length = to_the_end ? scanner->rest.length : length_to_next(scanner->rest, true);
	struct span content = span_first(scanner->rest, length);

	if (!is_idle(content))
		scanner_found(scanner, PART_CONTENT);
	scanner->rest = span_from(scanner->rest, length);
}

/* Content-Length says how much: it stands here where something else begins behind so many octets. Else something was done to it, or it was cut, or it is not
 * here at all, as with curl -I. */
static void content_by_length(struct scanner *scanner, const struct httpstatus_exchange *exchange, int64_t length)
{
	struct span rest = scanner->rest;
	bool coded = has_coding(exchange);

	if ((uint64_t)length <= rest.length && is_boundary(rest, (size_t)length)) {
		scanner->rest = span_from(rest, (size_t)length);
		if (length > 0)
			scanner_found(scanner, PART_CONTENT)->number = coded ? HTTPSTATUS_UNKNOWN : length;
		return;
	}
	size_t here = length_to_next(rest, true);
	bool is_cut = here == rest.length && (uint64_t)length > here && !is_idle(rest);
	scanner->rest = span_from(rest, here);
	if (is_cut && !coded && scanner->tidied.as_it_came && scanner->first_is_crlf && !is_remade(exchange, rest))
		scanner_found(scanner, PART_CONTENT)->number = (int64_t)here;
	else if (!is_idle(span_first(rest, here)))
		scanner_found(scanner, PART_CONTENT);
}

static bool is_chunked(struct span coding)
{
	return coding.length >= 7 && span_begins(span_from(coding, coding.length - 7), "chunked");
}

static void content_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span coding = field_of(exchange, HTTPSTATUS_PART_RESPONSE, "Transfer-Encoding"), trailers;
	struct span type = field_of(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Type");
	int64_t length = span_number(field_of(exchange, HTTPSTATUS_PART_RESPONSE, "Content-Length")), octets;
	int kind = httpstatus_exchange_content_kind(exchange);
	struct span left = scanner->rest;

	if (kind == HTTPSTATUS_CONTENT_KIND_LENGTH || kind == HTTPSTATUS_CONTENT_KIND_STREAM)
		length = httpstatus_exchange_content_length(exchange);

	if (kind == HTTPSTATUS_CONTENT_KIND_NONE || kind == HTTPSTATUS_CONTENT_KIND_TUNNEL) {
		scanner->rest = span_from(scanner->rest, length_to_next(scanner->rest, false));
		return;
	}
	if (coding.bytes && is_chunked(coding) && chunks_read(&left, &octets, &trailers) && is_boundary(left, 0)) {
		scanner->rest = left;
		scanner_found(scanner, PART_CONTENT)->number = octets;
		scanner_found(scanner, PART_TRAILERS)->text = trailers;
		return;
	}
	if (!coding.bytes && length != HTTPSTATUS_UNKNOWN)
		content_by_length(scanner, exchange, length);
	else
		content_find(scanner, type.bytes && span_begins(type, "message/http"));
}

static void request_content_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	int64_t length = span_number(field_of(exchange, HTTPSTATUS_PART_REQUEST, "Content-Length")), octets;
	struct span coding = field_of(exchange, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding"), left = scanner->rest,
		    trailers;

	if (!coding.bytes && length > 0 && (uint64_t)length <= left.length && is_boundary(left, (size_t)length))
		scanner->rest = span_from(left, (size_t)length);
	else if (coding.bytes && is_chunked(coding) && chunks_read(&left, &octets, &trailers) && is_boundary(left, 0))
		scanner->rest = left;
	else
		scanner->rest = span_from(left, length_to_next(left, true));
}

/* ---- heads ---- */

/* Heads that came over the wire are read as they are. In others the ends of lines are those of a terminal, or of an editor. */
static bool head_give(struct scanner *scanner, struct span head, bool whole, struct part *part)
{
	const char *end = memchr(head.bytes, '\n', head.length);
	struct span rest = head, line;
	bool ended = false;

	scanner->first_is_crlf = end && end > head.bytes + 1 && end[-1] == '\r' && end[-2] != '\r';
	part->cut = !whole;
	part->text = head;
	if (whole && scanner->first_is_crlf && scanner->tidied.as_it_came && head.length > 2 &&
		head.bytes[head.length - 1] == '\n' &&
		(head.bytes[head.length - 2] == '\n' || head.bytes[head.length - 2] == '\r'))
		return true;
	scanner->head.length = 0;
	while (line_take(&rest, &line)) {
		ended = line.length == 0;
		bool torn = !whole && rest.length == 0 && !line_is_field(line) && !line_begins_message(line) &&
			    line.length && line.bytes[0] > ' ';
		if (!torn && !head_put(&scanner->head, line))
			return false;
	}
	if (!ended && !text_add(&scanner->head, "\r\n", 2))
		return false;
	part->text = (struct span){scanner->head.bytes, scanner->head.length};
	return true;
}

static int status_of(struct span head, struct span *reason)
{
	struct span line;
	int code = 0, version;
	size_t begin = 0;

	line_take(&head, &line);
	if (httpstatus_status_line_read(line.bytes, line.length, &version, &code, &begin) != 0)
		return 0;
	*reason = span_trim(span_from(line, begin));
	return code;
}

static bool has_framing(struct span head)
{
	struct span line, value, name;

	while (line_take(&head, &line)) {
		name = field_name(line, &value);
		if (name.length > 13 && (span_begins(name, "Content-Length") || span_begins(name, "Transfer-Encoding")))
			return true;
	}
	return false;
}

static bool next_is_status(struct span rest)
{
	struct span line, here = rest;
	const char *until;

	while (line_take(&rest, &line)) {
		if (!span_is_blank(line))
			return line_is_status(line) && head_begins(here, &until);
		here = rest;
	}
	return false;
}

/* A proxy answers CONNECT with 2xx, no content and, mostly, a reason of its own; what comes through the tunnel follows. */
static void tunnel_find(struct part *part, struct span head, struct span rest)
{
	struct span reason = {NULL, 0};
	int code = status_of(head, &reason);

	if (code < 200 || code > 299 || code == 204 || has_framing(head) || !next_is_status(rest))
		return;
	part->tunnel = span_begins(reason, "Connection established") || span_begins(reason, "Tunnel established") ||
		       span_equals(reason, "Connected");
	part->perhaps_tunnel = !part->tunnel;
}

static bool asked_copy(struct scanner *scanner, struct span target)
{
	scanner->asked.length = 0;
	return text_put(&scanner->asked, target);
}

/* The request that was typed, or that curl -L made of a redirect. */
static bool ask(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct typed *typed = &scanner->typed;
	struct span target = {typed->target.bytes, typed->target.length};
	int status = httpstatus_exchange_status(exchange);

	if (!typed->fresh) {
		target.bytes = httpstatus_exchange_location(exchange, &target.length);
		if (!typed->follows || status < 300 || status > 399 || !target.bytes)
			return true;
		const char *fragment = memchr(target.bytes, '#', target.length);
		if (fragment)
			target.length = (size_t)(fragment - target.bytes);
	}
	typed->fresh = false;
	if (target.length == 0)
		return true;
	if (!asked_copy(scanner, target))
		return false;
	struct part *part = scanner_found(scanner, PART_ASKED);
	part->text = (struct span){scanner->asked.bytes, scanner->asked.length};
	typed->follows = typed->follows && typed->method &&
			 (strcmp(typed->method, "GET") == 0 || strcmp(typed->method, "HEAD") == 0);
	if (typed->method)
		part->more = (struct span){typed->method, strlen(typed->method)};
	return true;
}

static bool response_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span head, reason;
	struct part response = {.kind = PART_RESPONSE};
	bool whole = head_take(&scanner->rest, &head) || (scanner->tidied.heads_indented && scanner->rest.length == 0);
	int code = status_of(head, &reason);

	scanner->request_waits = scanner->request_waits && code < 200;
	scanner->response_content_due = code >= 200 || code == 101 || code < 100;
	scanner->interim_is_read = !scanner->response_content_due && scanner->request_waits;
	tunnel_find(&response, head, scanner->rest);
	if (response.perhaps_tunnel)
		scanner->typed.fresh = false;
	else if (!response.tunnel && !ask(scanner, exchange))
		return false;
	if (!head_give(scanner, head, whole, &response))
		return false;
	*scanner_found(scanner, PART_RESPONSE) = response;
	return true;
}

/* Requests one behind the other, with responses behind them: pipelined, or of some the response is not here. */
static bool responses_follow(const struct scanner *scanner)
{
	struct span rest = scanner->rest, line;

	while (line_take(&rest, &line))
		if (line_is_status(line))
			return true;
	return false;
}

static bool request_scan(struct scanner *scanner)
{
	struct span head;
	struct part request = {.kind = PART_REQUEST};

	if (scanner->request_waits && !scanner->requests_only) {
		if (responses_follow(scanner)) {
			scanner_found(scanner, PART_MIXED);
			scanner->rest.length = 0;
			return true;
		}
		scanner->requests_only = true;
	}
	bool whole = head_take(&scanner->rest, &head);
	scanner->request_waits = scanner->request_content_due = true;
	scanner->typed.fresh = scanner->typed.follows = false;
	if (!head_give(scanner, head, whole, &request))
		return false;
	*scanner_found(scanner, PART_REQUEST) = request;
	return true;
}

bool plain_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span line;

	if (scanner->request_content_due) {
		scanner->request_content_due = false;
		request_content_scan(scanner, exchange);
	}
	if (scanner->interim_is_read) { /* content that was held back until 100 (RFC 9110, 10.1.1) */
		scanner->interim_is_read = false;
		scanner->rest = span_from(scanner->rest, length_to_next(scanner->rest, true));
	}
	if (scanner->response_content_due) {
		scanner->response_content_due = false;
		content_scan(scanner, exchange);
		if (scanner->found)
			return true;
	}
	while (scanner->rest.length) {
		struct span here = scanner->rest;
		line_take(&scanner->rest, &line);
		if (line_is_status(line) || line_is_request(line)) {
			scanner->rest = here;
			return line_is_status(line) ? response_scan(scanner, exchange) : request_scan(scanner);
		}
		typed_read(&scanner->typed, line);
	}
	return true;
}
