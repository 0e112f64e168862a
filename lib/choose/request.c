/*
 * What a request says of itself: whether a server can make anything of it, and whether it has content.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

static int64_t request_version(const struct httpstatus_exchange *request)
{
	return exchange_property(request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
}

bool request_is_http11(const struct httpstatus_exchange *request)
{
	int64_t version = request_version(request);

	return version == HTTPSTATUS_UNKNOWN || (version >= 11 && version < 20);
}

/* RFC 9112, 2.3: a server answers with its own minor version, which is the highest there is. */
int64_t request_answer_version(const struct httpstatus_exchange *request)
{
	int64_t version = request_version(request);

	return version == HTTPSTATUS_UNKNOWN || version == 20 || version == 30 ? version : 11;
}

bool request_tells_length(const struct httpstatus_exchange *request)
{
	return exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Content-Length")) &&
	       !exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN("Transfer-Encoding"));
}

/* RFC 9112, 3.2: a request of HTTP/1.1 has one Host, and none has one that is no host. */
static bool host_is_sound(const struct httpstatus_exchange *request)
{
	uint32_t place = exchange_lines(request, HTTPSTATUS_PART_REQUEST, SPAN("Host"));
	struct span host, more;

	if (!exchange_line_next(request, &place, &host))
		return request_version(request) < 11 || request_version(request) >= 20;
	return host_is_valid(host) && !exchange_line_next(request, &place, &more);
}

static bool has_white_space(struct span target)
{
	for (size_t i = 0; i < target.length; i++)
		if ((unsigned char)target.bytes[i] <= ' ' || target.bytes[i] == 0x7f)
			return true;
	return false;
}

/* RFC 9110, 4.2.1, 4.2.4: a host and a port that can be, and nobody's password. */
static bool authority_is_sound(struct uri uri)
{
	struct authority authority;
	int64_t port = 0;

	authority_split(uri.authority, &authority);
	span_number(authority.port, &port);
	return authority.host.length > 0 && host_is_valid(uri.authority) && port <= UINT16_MAX;
}

/* RFC 9112, 3.2: a path, a URI with its scheme, a star for OPTIONS, a host and port for CONNECT. */
static bool target_is_sound(const struct httpstatus_exchange *request)
{
	struct span method = exchange_line(request, HTTPSTATUS_LINE_METHOD);
	struct span target = exchange_line(request, HTTPSTATUS_LINE_TARGET);
	struct uri uri;

	bool tunnels = span_equals(method, SPAN("CONNECT")) &&
		       !exchange_has_field(request, HTTPSTATUS_PART_REQUEST, SPAN(":protocol"));
	if (!exchange_knows_line(request, HTTPSTATUS_LINE_TARGET) || tunnels)
		return !has_white_space(target);
	if (span_equals(target, SPAN("*")))
		return span_equals(method, SPAN("OPTIONS"));
	uri_split(target, &uri);
	if (uri.has_scheme && scheme_is_http(uri.scheme) && !authority_is_sound(uri))
		return false;
	return target.length && !has_white_space(target) && (uri.has_scheme || target.bytes[0] == '/');
}

/* RFC 9113, 8.2.2: of TE, HTTP/2 has only trailers. */
static bool asks_for_transfer_coding(const struct httpstatus_exchange *request, size_t i)
{
	return span_equals_ignoring_case(exchange_text(request, request->fields[i].name), SPAN("TE")) &&
	       !span_equals_ignoring_case(exchange_text(request, request->fields[i].value), SPAN("trailers"));
}

static bool fields_are_sound(const struct httpstatus_exchange *request)
{
	for (size_t i = 0; i < request->said.fields; i++) {
		struct span name = exchange_text(request, request->fields[i].name);

		if (!field_name_is_good(name, request_version(request)) ||
			!span_is_text(exchange_text(request, request->fields[i].value)))
			return false;
		if (request_version(request) >= 20 &&
			(field_is_about_connection(name) || asks_for_transfer_coding(request, i)))
			return false;
	}
	return !(request->said.request_defects &
		 (defect_bit(HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON) | defect_bit(HTTPSTATUS_DEFECT_FIELD_NAME) |
			 defect_bit(HTTPSTATUS_DEFECT_FIELD_VALUE)));
}

/* RFC 9112, 6.3: where nobody can tell how long the content is, what follows might be taken for another request. */
static bool framing_is_sound(const struct httpstatus_exchange *request)
{
	struct transfer_coding coding;
	enum length_state state;
	struct span value;

	exchange_request_length(request, &state);
	if (state == LENGTH_DIFFERENT || state == LENGTH_MALFORMED)
		return false;
	if (!exchange_value(request, HTTPSTATUS_PART_REQUEST, SPAN("Transfer-Encoding"), &value))
		return true;
	transfer_coding_read(value, &coding);
	return request_is_http11(request) && state == LENGTH_NONE && coding.chunked_last && !coding.chunked_before &&
	       !coding.invalid;
}

bool request_can_be_followed(const struct httpstatus_exchange *request)
{
	return fields_are_sound(request) && framing_is_sound(request);
}

bool request_is_sound(const struct httpstatus_exchange *request)
{
	return span_is_token(exchange_line(request, HTTPSTATUS_LINE_METHOD)) && host_is_sound(request) &&
	       target_is_sound(request) && request_can_be_followed(request);
}
