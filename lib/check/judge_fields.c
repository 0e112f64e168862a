/*
 * Judges of fields that are about no one thing of the others.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* ---- heads as they came over the wire ---- */

static bool is_folded(const struct field *field)
{
	return field->folded;
}

static bool has_space_before_colon(const struct field *field)
{
	return field->space_before_colon;
}

/* Whether a head was read that had something. Points at the field that had it, if it is still there. */
static bool was_read(const struct subject *subject, bool of_request, enum httpstatus_defect defect,
	bool (*had)(const struct field *field), struct span otherwise)
{
	const struct httpstatus_exchange *exchange = subject->exchange;
	uint64_t defects = of_request ? exchange->said.request_defects : exchange->said.response_defects;

	if (!(defects & defect_bit(defect)))
		return false;
	for (size_t i = 0; i < exchange->said.fields; i++)
		if (had(&exchange->fields[i]) && (exchange->fields[i].part == HTTPSTATUS_PART_REQUEST) == of_request)
			return points_at(subject, exchange_text(exchange, exchange->fields[i].name));
	return points_at(subject, otherwise);
}

/* A line before the first field goes on with nothing (RFC 9112, 2.2). */
bool judge_response_is_folded(const struct subject *subject)
{
	return was_read(subject, false, HTTPSTATUS_DEFECT_FOLDED, is_folded, SPAN("the header section"));
}

bool judge_response_has_space_before_colon(const struct subject *subject)
{
	return was_read(
		subject, false, HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON, has_space_before_colon, SPAN("a field name"));
}

bool judge_request_has_space_before_colon(const struct subject *subject)
{
	return was_read(
		subject, true, HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON, has_space_before_colon, SPAN("a field name"));
}

/* ---- any field ---- */

/* In HTTP/2 and HTTP/3, what begins with a colon is a pseudo-field (RFC 9113, 8.3). */
static bool name_is_good(const struct subject *subject, struct span name)
{
	return span_is_token(name) || (!response_is_http1(subject) && name.length > 0 && name.bytes[0] == ':' &&
					      span_is_token(span_from(name, 1)));
}

/* Finds the name of a field of the response whose name, or whose value, is not good. */
static bool bad_field(const struct subject *subject, bool names)
{
	const struct httpstatus_exchange *exchange = subject->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++) {
		const struct field *field = &exchange->fields[i];

		if (field->part == HTTPSTATUS_PART_REQUEST || field->part == HTTPSTATUS_PART_REQUEST_TRAILERS)
			continue;
		if (names ? !name_is_good(subject, exchange_text(exchange, field->name))
			  : !span_is_text(exchange_text(exchange, field->value)))
			return points_at(subject, exchange_text(exchange, field->name));
	}
	return false;
}

bool judge_field_name_is_invalid(const struct subject *subject)
{
	return bad_field(subject, true);
}

bool judge_field_value_is_invalid(const struct subject *subject)
{
	return bad_field(subject, false);
}

static bool part_has_connection_field(const struct subject *subject, int part)
{
	static const char names[][20] = {
		"Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (exchange_has_field(subject->exchange, part, span_of(names[i])))
			return points_at(subject, span_of(names[i]));
	return false;
}

/* RFC 9113, 8.2.2: in any response, interim or final. */
bool judge_has_connection_field(const struct subject *subject)
{
	int end = HTTPSTATUS_PART_INTERIM + (int)subject->exchange->said.interims;

	for (int part = HTTPSTATUS_PART_INTERIM; part < end; part++)
		if (part_has_connection_field(subject, part))
			return true;
	return part_has_connection_field(subject, HTTPSTATUS_PART_RESPONSE) ||
	       part_has_connection_field(subject, HTTPSTATUS_PART_RESPONSE_TRAILERS);
}

/* ---- fields with one value ---- */

/* A line in the trailer section is one more (RFC 9110, 5.3). */
static bool is_repeated(const struct subject *subject, struct span name)
{
	struct span line;
	uint32_t place = exchange_lines(subject->exchange, subject->part, name);

	if (subject->part == HTTPSTATUS_PART_RESPONSE_TRAILERS &&
		exchange_has_field(subject->exchange, HTTPSTATUS_PART_RESPONSE, name))
		return exchange_line_next(subject->exchange, &place, &line);
	return exchange_line_next(subject->exchange, &place, &line) &&
	       exchange_line_next(subject->exchange, &place, &line);
}

/* Set-Cookie has an exception (RFC 9110, 5.3). */
bool judge_singleton_is_repeated(const struct subject *subject)
{
	static const char names[][20] = {"Age", "Content-Length", "Content-Location", "Content-Range", "Content-Type",
		"Date", "ETag", "Expires", "Last-Modified", "Location", "Retry-After", "Server"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (is_repeated(subject, span_of(names[i])))
			return points_at(subject, span_of(names[i]));
	return false;
}

/* ---- lists ---- */

/* Whether a line with a comma has nothing between two commas, or at one end. A line without one may be empty: no elements. */
static bool has_empty_element(struct span line)
{
	bool quoted = false, empty = true, comma = false;

	for (size_t i = 0; i < line.length; i++) {
		char c = line.bytes[i];

		if (c == ',' && !quoted) {
			if (empty)
				return true;
			comma = empty = true;
			continue;
		}
		if (c == '"')
			quoted = !quoted;
		else if (c == '\\' && quoted)
			i++;
		empty = empty && is_white(c);
	}
	return comma && empty;
}

bool judge_list_has_empty_element(const struct subject *subject)
{
	static const char names[][20] = {"Accept-Ranges", "Allow", "Cache-Control", "Connection", "Content-Encoding",
		"Content-Language", "Trailer", "Transfer-Encoding", "Upgrade", "Vary"};
	struct span line;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		uint32_t place = exchange_lines(subject->exchange, subject->part, span_of(names[i]));

		while (exchange_line_next(subject->exchange, &place, &line))
			if (has_empty_element(line))
				return points_at(subject, span_of(names[i]));
	}
	return false;
}

bool judge_trailer_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Trailer"), &value) && !list_is_tokens(value);
}

/* ---- the connection ---- */

bool judge_connection_stays_open(const struct subject *subject)
{
	return response_is_http1(subject) && !subject->response_is_open &&
	       subject->framing.persistence == HTTPSTATUS_PERSISTENCE_PERSISTS;
}

/* Whether a list of the request has an element, version and all. */
static bool request_lists(const struct subject *subject, struct span name, struct span wanted)
{
	struct span line, element;
	uint32_t place = exchange_lines(subject->exchange, HTTPSTATUS_PART_REQUEST, name);

	while (exchange_line_next(subject->exchange, &place, &line))
		while (list_next(&line, &element))
			if (span_equals_ignoring_case(element, wanted))
				return true;
	return false;
}

/* RFC 9110, 7.8: an offer without the connection option is lost on the way, and one of HTTP/1.0 is ignored. */
bool judge_upgrade_was_offered(const struct subject *subject)
{
	struct span rest, protocol;

	if (subject->request_version != 11 || !request_lists(subject, SPAN("Connection"), SPAN("Upgrade")) ||
		!response_value(subject, SPAN("Upgrade"), &rest))
		return false;
	while (list_next(&rest, &protocol))
		if (request_lists(subject, SPAN("Upgrade"), protocol))
			return true;
	return false;
}

/* RFC 9110, 7.8, 7.6.3: a token, and perhaps a "/" and another one. */
static bool is_protocol(struct span text)
{
	size_t length = span_token_length(text);

	return length > 0 &&
	       (length == text.length || (text.bytes[length] == '/' && span_is_token(span_from(text, length + 1))));
}

bool judge_upgrade_is_invalid(const struct subject *subject)
{
	struct span rest, protocol;

	if (!response_value(subject, SPAN("Upgrade"), &rest))
		return false;
	while (list_next(&rest, &protocol))
		if (!is_protocol(protocol))
			return true;
	return false;
}

/* ---- trailers ---- */

/* RFC 9110, 6.5.1: what has to be known before the content comes. ETag may be a trailer (8.8.3), and so may Authentication-Info (11.6.3). */
static bool is_for_header_only(struct span name)
{
	static const char names[][20] = {"Age", "Allow", "Cache-Control", "Connection", "Content-Encoding",
		"Content-Length", "Content-Location", "Content-Range", "Content-Type", "Expires", "Location",
		"Proxy-Authenticate", "Retry-After", "Set-Cookie", "Trailer", "Transfer-Encoding", "Upgrade", "Vary",
		"WWW-Authenticate"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

/* Points at a trailer of which something holds. */
static bool finds_trailer(const struct subject *subject, bool (*holds)(const struct subject *subject, struct span name))
{
	const struct httpstatus_exchange *exchange = subject->exchange;

	for (size_t i = 0; i < exchange->said.fields; i++) {
		struct span name = exchange_text(exchange, exchange->fields[i].name);

		if (exchange->fields[i].part == HTTPSTATUS_PART_RESPONSE_TRAILERS && holds(subject, name))
			return points_at(subject, name);
	}
	return false;
}

static bool is_misplaced(const struct subject *subject, struct span name)
{
	(void)subject;
	return is_for_header_only(name);
}

bool judge_trailer_has_header_field(const struct subject *subject)
{
	return finds_trailer(subject, is_misplaced);
}

/* Proxy-Status may tell of what happened after the header section was sent (RFC 9209, 2). What cannot be a trailer at all is told by itself. */
static bool is_not_announced(const struct subject *subject, struct span name)
{
	struct span value;

	return name.length > 0 && name.bytes[0] != ':' && !is_for_header_only(name) &&
	       !span_equals_ignoring_case(name, SPAN("Proxy-Status")) &&
	       !(response_value(subject, SPAN("Trailer"), &value) && list_has_element(value, name));
}

bool judge_trailer_is_not_announced(const struct subject *subject)
{
	return !subject->response_is_open && finds_trailer(subject, is_not_announced);
}

bool judge_trailer_names_header_field(const struct subject *subject)
{
	struct span rest, name;

	if (!response_value(subject, SPAN("Trailer"), &rest))
		return false;
	while (list_next(&rest, &name))
		if (is_for_header_only(name))
			return points_at(subject, name);
	return false;
}

/* ---- products, comments, white space ---- */

static bool take_token(struct span *rest)
{
	size_t length = span_token_length(*rest);

	*rest = span_from(*rest, length);
	return length > 0;
}

static bool take_product(struct span *rest)
{
	if (!take_token(rest))
		return false;
	if (rest->length == 0 || rest->bytes[0] != '/')
		return true;
	*rest = span_from(*rest, 1);
	return take_token(rest);
}

/* RFC 9110, 5.6.5: comments nest. */
static bool take_comment(struct span *rest)
{
	size_t depth = 0;

	for (size_t i = 0; i < rest->length; i++) {
		if (rest->bytes[i] == '(')
			depth++;
		else if (rest->bytes[i] == '\\')
			i++;
		else if (rest->bytes[i] == ')' && --depth == 0) {
			*rest = span_from(*rest, i + 1);
			return true;
		}
	}
	return false;
}

static bool take_white(struct span *rest)
{
	size_t length = 0;

	while (length < rest->length && is_white(rest->bytes[length]))
		length++;
	*rest = span_from(*rest, length);
	return length > 0;
}

/* ---- Via: received-protocol RWS received-by [ RWS comment ] (RFC 9110, 7.6.3) ---- */

/* What is neither white nor a comma. */
static struct span take_word(struct span *rest)
{
	struct span text = *rest;
	size_t length = 0;

	while (length < text.length && !is_white(text.bytes[length]) && text.bytes[length] != ',')
		length++;
	*rest = span_from(text, length);
	return span_first(text, length);
}

/* A protocol, white space, one word, whatever that is made of, and perhaps a comment. */
static bool take_via(struct span *rest)
{
	if (!is_protocol(take_word(rest)) || !take_white(rest) || (rest->length > 0 && rest->bytes[0] == '(') ||
		take_word(rest).length == 0)
		return false;
	if (take_white(rest) && rest->length > 0 && rest->bytes[0] == '(' && !take_comment(rest))
		return false;
	take_white(rest);
	return rest->length == 0 || rest->bytes[0] == ',';
}

/* A parenthesis inside a word may be of a host, which may have commas as well (RFC 3986, 3.2.2): then nobody knows where it ends. */
static bool has_odd_parenthesis(struct span text)
{
	for (size_t i = 1; i < text.length; i++)
		if (text.bytes[i] == '(' && !is_white(text.bytes[i - 1]) && text.bytes[i - 1] != ',')
			return true;
	return false;
}

bool judge_via_is_invalid(const struct subject *subject)
{
	struct span rest;

	if (!response_value(subject, SPAN("Via"), &rest) || has_odd_parenthesis(rest))
		return false;
	for (take_white(&rest); rest.length > 0; take_white(&rest))
		if (rest.bytes[0] == ',')
			rest = span_from(rest, 1);
		else if (!take_via(&rest))
			return true;
	return false;
}

/* ---- Server: product *( RWS ( product / comment ) ) (RFC 9110, 10.2.4) ---- */

bool judge_server_is_invalid(const struct subject *subject)
{
	struct span rest;

	if (!exchange_first_line(subject->exchange, subject->part, SPAN("Server"), &rest))
		return false;
	if (!take_product(&rest))
		return true;
	while (rest.length > 0) {
		bool comment = take_white(&rest) && rest.length > 0 && rest.bytes[0] == '(';

		if (!(comment ? take_comment(&rest) : take_product(&rest)))
			return true;
	}
	return false;
}

/* ---- others ---- */

bool judge_content_range_is_of_content(const struct subject *subject)
{
	struct span value;
	struct content_range range;

	return response_value(subject, SPAN("Content-Range"), &value) && content_range_read(value, &range) &&
	       span_equals_ignoring_case(range.unit, SPAN("bytes")) && !range.unsatisfied && !range.inconsistent;
}

/* What cannot be read may have been it. */
bool judge_lacks_blocked_by(const struct subject *subject)
{
	struct span rest = {NULL, 0};
	struct link link;

	response_value(subject, SPAN("Link"), &rest);
	while (link_next(&rest, &link))
		if (link_has_relation(link, SPAN("blocked-by")))
			return false;
	return !subject->response_is_open && rest.length == 0;
}

/* RFC 9110, 9.3.7: any field that might indicate optional features. By the beginning of their names, where they have one in common. */
static bool tells_options(struct span name)
{
	static const char beginnings[][16] = {
		"Accept-", "Access-Control-", "Want-", "MS-", "OData-", "Sec-WebSocket-", "Tus-", "Upload-"};
	static const char names[][24] = {
		"Accept", "Allow", "Alt-Svc", "DASL", "DAV", "Link", "Public", "Timing-Allow-Origin", "Upgrade"};

	for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
		if (begins_with(name, span_of(beginnings[i])))
			return true;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

bool judge_no_field_tells_options(const struct subject *subject)
{
	return !subject->response_is_open && !response_has_name(subject, tells_options);
}

static bool allow_value(const struct subject *subject, struct span *value)
{
	return response_value(subject, SPAN("Allow"), value);
}

bool judge_allow_is_invalid(const struct subject *subject)
{
	struct span value;

	return allow_value(subject, &value) && !list_is_tokens(value);
}

bool judge_allow_has_method(const struct subject *subject)
{
	struct span value;

	return subject->method.length && allow_value(subject, &value) && list_has_exactly(value, subject->method);
}

/* Whether a method is surely not among those of Allow. Of an invalid value, nobody knows. */
static bool allow_lacks(const struct subject *subject, struct span method)
{
	struct span value;

	return !subject->response_is_open && allow_value(subject, &value) && list_is_tokens(value) &&
	       !list_has_exactly(value, method);
}

bool judge_allow_lacks_method(const struct subject *subject)
{
	return subject->method.length && allow_lacks(subject, subject->method);
}

bool judge_allow_lacks_patch(const struct subject *subject)
{
	return allow_lacks(subject, SPAN("PATCH"));
}
