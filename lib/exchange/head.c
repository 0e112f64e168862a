/*
 * HTTP/1 heads: the first line and the fields.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

/* The next line without its end. False where the end is still to come. RFC 9112, 2.2: LF alone is read too. */
static bool line_next(struct span *rest, struct span *line, uint64_t *defects)
{
	size_t length = 0;

	while (length < rest->length && rest->bytes[length] != '\n')
		length++;
	if (length == rest->length)
		return false;
	*line = span_first(*rest, length);
	*rest = span_from(*rest, length + 1);
	if (length && line->bytes[length - 1] == '\r')
		line->length--;
	else
		*defects |= defect_bit(HTTPSTATUS_DEFECT_LINE_FEED);
	return true;
}

/* RFC 9112, 5.2: a line that begins with white space goes on with the one before. */
static int folded_line_read(struct httpstatus_exchange *exchange, struct span line, bool first, uint64_t *defects)
{
	*defects |= defect_bit(HTTPSTATUS_DEFECT_FOLDED);
	if (first) /* there is nothing to go on with (RFC 9112, 2.2) */
		*defects |= defect_bit(HTTPSTATUS_DEFECT_FIELD_NAME);
	if (first)
		return 0;
	exchange->fields[exchange->said.fields - 1].folded = true;
	return exchange_continue_line(exchange, span_trim(line));
}

static int field_line_read(struct httpstatus_exchange *exchange, int part, struct span line, uint64_t *defects)
{
	size_t colon = 0;

	while (colon < line.length && line.bytes[colon] != ':')
		colon++;
	struct span name = span_first(line, colon);
	struct span value = colon < line.length ? span_from(line, colon + 1) : span_from(line, line.length);
	bool spaced = colon < line.length && span_trim(name).length < name.length;
	if (colon == line.length)
		*defects |= defect_bit(HTTPSTATUS_DEFECT_FIELD_NAME);
	else if (spaced)
		*defects |= defect_bit(HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON);
	int error = exchange_add_line(exchange, part, span_trim(name), span_trim(value));
	if (!error)
		exchange->fields[exchange->said.fields - 1].space_before_colon = spaced;
	return error;
}

/* All field lines up to the empty line. */
static int fields_read(struct httpstatus_exchange *exchange, int part, struct span *rest, uint64_t *defects)
{
	struct span line;
	bool first = true;

	while (line_next(rest, &line, defects)) {
		if (line.length == 0)
			return 0;
		bool folded = is_white(line.bytes[0]);
		int error = folded ? folded_line_read(exchange, line, first, defects)
				   : field_line_read(exchange, part, line, defects);
		if (error)
			return error;
		first = first && folded;
	}
	return HTTPSTATUS_ERROR_INCOMPLETE;
}

/* method SP request-target SP HTTP-version (RFC 9112, 3); in HTTP/0.9 only GET, and no version (RFC 1945, 5.1). */
static int request_line_read(struct httpstatus_exchange *exchange, struct span line)
{
	size_t length = 0, target;
	int version = 9;

	while (length < line.length && line.bytes[length] != ' ')
		length++;
	struct span method = span_first(line, length);
	if (!span_is_token(method) || length == line.length)
		return HTTPSTATUS_ERROR_SYNTAX;
	struct span rest = span_from(line, length + 1);
	target = rest.length;
	while (target > 0 && rest.bytes[target - 1] != ' ')
		target--;
	struct span protocol = span_from(rest, target);
	if (target > 0) {
		if (protocol.length == 0 || protocol_version_read(protocol, &version) != protocol.length)
			return HTTPSTATUS_ERROR_SYNTAX;
		rest = span_first(rest, target - 1);
	} else if (!span_equals(method, SPAN("GET"))) {
		return HTTPSTATUS_ERROR_SYNTAX;
	}
	if (rest.length == 0)
		return HTTPSTATUS_ERROR_SYNTAX;
	if (!target_has_good_octets(rest))
		exchange->said.request_defects |= defect_bit(HTTPSTATUS_DEFECT_TARGET);
	int error = exchange_say_line(exchange, HTTPSTATUS_LINE_METHOD, method);
	if (!error)
		error = exchange_say_line(exchange, HTTPSTATUS_LINE_TARGET, rest);
	if (!error)
		error = httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, version);
	return error;
}

static int request_read(struct httpstatus_exchange *exchange, struct span *rest)
{
	uint64_t *defects = &exchange->said.request_defects;
	struct span line;

	do { /* RFC 9112, 2.2: an empty line before a request is passed over */
		if (!line_next(rest, &line, defects))
			return HTTPSTATUS_ERROR_INCOMPLETE;
	} while (line.length == 0);
	int error = request_line_read(exchange, line);
	exchange->said.request_is_read = !error;
	if (error || exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION) == 9)
		return error;
	return fields_read(exchange, HTTPSTATUS_PART_REQUEST, rest, defects);
}

/* One response head, interim or final. */
static int response_read(struct httpstatus_exchange *exchange, struct span *rest)
{
	uint64_t *defects = &exchange->said.response_defects;
	struct span line;
	size_t reason;
	int version, code, part = HTTPSTATUS_PART_RESPONSE, error;

	if (!line_next(rest, &line, defects))
		return rest->length >= 5 && !span_equals(span_first(*rest, 5), SPAN("HTTP/"))
			       ? HTTPSTATUS_ERROR_SYNTAX
			       : HTTPSTATUS_ERROR_INCOMPLETE;
	if (httpstatus_status_line_read(line.bytes, line.length, &version, &code, &reason) != 0)
		return HTTPSTATUS_ERROR_SYNTAX;
	if (line.bytes[reason - 1] != ' ')
		*defects |= version < 20 ? defect_bit(HTTPSTATUS_DEFECT_STATUS_LINE) : 0;
	if (code >= 100 && code <= 199 && code != 101) {
		error = httpstatus_exchange_add_interim(exchange, code);
		part = HTTPSTATUS_PART_INTERIM + (int)exchange->said.interims - 1;
	} else {
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, version);
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_STATUS, code);
		error = exchange_say_line(exchange, HTTPSTATUS_LINE_REASON, span_from(line, reason));
	}
	return error ? error : fields_read(exchange, part, rest, defects);
}

/* Reads a head and what follows from it, or leaves the exchange as it was. */
static int head_read(struct httpstatus_exchange *exchange,
	int (*read)(struct httpstatus_exchange *exchange, struct span *rest), struct span *rest)
{
	struct said mark = exchange_mark(exchange);
	struct span after = *rest;
	int error = read(exchange, &after);

	if (!error)
		error = exchange_derive(exchange);
	if (error)
		exchange_go_back(exchange, &mark);
	else
		*rest = after;
	return error;
}

static void give_used(size_t *used, struct span all, struct span rest)
{
	if (used)
		*used = all.length - rest.length;
}

int httpstatus_exchange_read_request(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used)
{
	struct span all = {bytes, bytes ? length : 0}, rest = all;
	int error = HTTPSTATUS_ERROR_HANDLE;

	if (exchange)
		error = exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD)
				? HTTPSTATUS_ERROR_STATE
				: head_read(exchange, request_read, &rest);
	give_used(used, all, rest);
	return error;
}

static bool is_answered(const struct httpstatus_exchange *exchange)
{
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN;
}

int httpstatus_exchange_read_response(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used)
{
	struct span all = {bytes, bytes ? length : 0}, rest = all;
	int error = exchange ? 0 : HTTPSTATUS_ERROR_HANDLE;

	if (exchange && is_answered(exchange))
		error = HTTPSTATUS_ERROR_STATE;
	while (!error && !is_answered(exchange))
		error = head_read(exchange, response_read, &rest);
	give_used(used, all, rest);
	return error;
}
