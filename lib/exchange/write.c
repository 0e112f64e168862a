/*
 * Heads written, and what must not be: no value smuggles in a line or a message.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>
#include <string.h>

/* What is written counts on where the room ends, so that the length is known all the same. */
struct writer {
	char *out;
	size_t size, length;
};

static void put(struct writer *to, struct span text)
{
	for (size_t i = 0; i < text.length; i++, to->length++)
		if (to->length < to->size)
			to->out[to->length] = text.bytes[i];
}

static void put_field(struct writer *to, struct span name, struct span value)
{
	put(to, name);
	put(to, value.length ? SPAN(": ") : SPAN(":"));
	put(to, value);
	put(to, SPAN("\r\n"));
}

static int64_t write_end(struct writer *to)
{
	if (to->size)
		to->out[to->length < to->size ? to->length : to->size - 1] = '\0';
	return (int64_t)to->length;
}

/* ---- fields ---- */

static bool fields_can_be_sent(const struct httpstatus_exchange *exchange, int part)
{
	for (size_t i = 0; i < exchange->said.fields; i++) {
		const struct field *field = &exchange->fields[i];
		struct span value = exchange_text(exchange, field->value);

		if (field->part == part && (!span_is_token(exchange_text(exchange, field->name)) ||
						   !span_is_text(value) || span_trim(value).length < value.length))
			return false;
	}
	return true;
}

/* A length that all lines agree on; NUMBER_NONE where there is none. False where they do not. */
static bool length_can_be_sent(const struct httpstatus_exchange *exchange, int part, int64_t *length)
{
	enum length_state state = LENGTH_NONE;
	struct span value;

	*length = NUMBER_NONE;
	if (exchange_value(exchange, part, SPAN("Content-Length"), &value))
		content_length_add(value, &state, length);
	return state == LENGTH_NONE || state == LENGTH_VALID;
}

/* RFC 9112, 6.1 and 7.1: chunked once and last; a response may leave it out and end with the connection. */
static bool codings_can_be_sent(struct span value, int part, int version)
{
	struct transfer_coding coding;

	transfer_coding_read(value, &coding);
	return version != 10 && coding.any && !coding.invalid && !coding.chunked_before && !coding.chunked_twice &&
	       (coding.chunked_last || part == HTTPSTATUS_PART_RESPONSE);
}

/* RFC 9112, 6.2: one framing, and one that can be understood in one way only. */
static bool framing_can_be_sent(const struct httpstatus_exchange *exchange, int part, int version, int64_t *length)
{
	struct span codings;

	if (!length_can_be_sent(exchange, part, length))
		return false;
	return !exchange_value(exchange, part, SPAN("Transfer-Encoding"), &codings) ||
	       (*length == NUMBER_NONE && codings_can_be_sent(codings, part, version));
}

static bool is_framed(const struct httpstatus_exchange *exchange, int part)
{
	return exchange_has_field(exchange, part, SPAN("Content-Length")) ||
	       exchange_has_field(exchange, part, SPAN("Transfer-Encoding"));
}

static void put_fields(struct writer *to, const struct httpstatus_exchange *exchange, int part)
{
	for (size_t i = 0; i < exchange->said.fields; i++)
		if (exchange->fields[i].part == part)
			put_field(to, exchange_text(exchange, exchange->fields[i].name),
				exchange_text(exchange, exchange->fields[i].value));
}

/* ---- requests ---- */

/* HTTP/1.0 or 1.1; 1.1 where nobody said. 0 for another. */
static int version_to_write(const struct httpstatus_exchange *exchange, enum httpstatus_property property)
{
	int64_t version = exchange_property(exchange, property);

	if (version == HTTPSTATUS_UNKNOWN)
		return 11;
	return version == 10 || version == 11 ? (int)version : 0;
}

/* The request target in its form (RFC 9112, 3.2), and the host that it names, where it names one. */
struct form {
	struct span before, target; /* what comes before it: a slash for an empty path */
	struct span host;
	bool has_host;
};

static bool is_target_text(struct span target)
{
	for (size_t i = 0; i < target.length; i++)
		if ((unsigned char)target.bytes[i] <= ' ' || (unsigned char)target.bytes[i] >= 0x7f ||
			target.bytes[i] == '#')
			return false;
	return target.length > 0;
}

static bool form_of_uri(const struct httpstatus_exchange *exchange, struct uri uri, struct form *form)
{
	struct authority authority;

	authority_split(uri.authority, &authority);
	if (!scheme_is_http(uri.scheme) || !authority.host.length || authority.has_userinfo || /* RFC 9110, 4.2.4 */
		!host_is_valid(uri.authority))
		return false;
	form->has_host = true;
	form->host = uri.authority;
	if (exchange_property(exchange, HTTPSTATUS_PROPERTY_TO_PROXY) == 1)
		return true;
	/* RFC 9112, 3.2.1: the origin form. */
	size_t path = (size_t)(uri.authority.bytes + uri.authority.length - form->target.bytes);
	form->target = span_from(form->target, path);
	if (uri.path.length == 0)
		form->before = SPAN("/");
	return true;
}

/* False where it has none. */
static bool form_read(const struct httpstatus_exchange *exchange, struct span method, struct form *form)
{
	struct span target = uri_without_fragment(exchange_line(exchange, HTTPSTATUS_LINE_TARGET));
	struct uri uri;

	*form = (struct form){.before = SPAN(""), .target = target};
	if (!is_target_text(target))
		return false;
	uri_split(target, &uri);
	if (span_equals(method, SPAN("CONNECT"))) {
		form->has_host = true;
		form->host = target;
		return host_is_valid(target) && memchr(target.bytes, ':', target.length);
	}
	if (uri.has_scheme && uri.has_authority)
		return form_of_uri(exchange, uri, form);
	/* RFC 9112, 3.2.2: a proxy gets no other form. */
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_TO_PROXY) != 1 &&
	       (target.bytes[0] == '/' || (span_equals(target, SPAN("*")) && span_equals(method, SPAN("OPTIONS"))));
}

/* RFC 9112, 3.2: one Host in HTTP/1.1, and one that is a host; it may be empty where the target has no authority. */
static bool host_can_be_sent(const struct httpstatus_exchange *exchange, const struct form *form, int version)
{
	uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host"));
	struct span host, more;

	if (!exchange_line_next(exchange, &place, &host))
		return form->has_host || version == 10;
	return host_is_valid(host) && !exchange_line_next(exchange, &place, &more);
}

/* RFC 9110, 9.3.8: TRACE has no content. And the length that was said is that of the field. */
static bool request_framing_can_be_sent(const struct httpstatus_exchange *exchange, struct span method, int version)
{
	int64_t said = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH), length;

	return framing_can_be_sent(exchange, HTTPSTATUS_PART_REQUEST, version, &length) &&
	       (length == NUMBER_NONE || said == HTTPSTATUS_UNKNOWN || length == said) &&
	       !(span_equals(method, SPAN("TRACE")) && (is_framed(exchange, HTTPSTATUS_PART_REQUEST) || said > 0));
}

int64_t httpstatus_exchange_write_request(const struct httpstatus_exchange *exchange, char *out, size_t size)
{
	struct writer to = {out, out ? size : 0, 0};
	struct form form;
	char length[NUMBER_SIZE];

	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) ||
		!exchange_knows_line(exchange, HTTPSTATUS_LINE_TARGET))
		return HTTPSTATUS_ERROR_STATE;
	struct span method = exchange_line(exchange, HTTPSTATUS_LINE_METHOD);
	int version = version_to_write(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	if (!version || !span_is_token(method) || !form_read(exchange, method, &form) ||
		!host_can_be_sent(exchange, &form, version) || !fields_can_be_sent(exchange, HTTPSTATUS_PART_REQUEST) ||
		!request_framing_can_be_sent(exchange, method, version))
		return HTTPSTATUS_ERROR_VALUE;
	put(&to, method);
	put(&to, SPAN(" "));
	put(&to, form.before);
	put(&to, form.target);
	put(&to, version == 11 ? SPAN(" HTTP/1.1\r\n") : SPAN(" HTTP/1.0\r\n"));
	/* RFC 9110, 7.2: Host comes first. */
	if (form.has_host && !exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Host")))
		put_field(&to, SPAN("Host"), form.host);
	put_fields(&to, exchange, HTTPSTATUS_PART_REQUEST);
	int64_t said = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);
	if (said != HTTPSTATUS_UNKNOWN && !is_framed(exchange, HTTPSTATUS_PART_REQUEST) &&
		!span_equals(method, SPAN("TRACE"))) {
		number_write(said, length);
		put_field(&to, SPAN("Content-Length"), span_of(length));
	}
	put(&to, SPAN("\r\n"));
	return write_end(&to);
}

/* ---- responses ---- */

/* RFC 9110, 8.6, and RFC 9112, 6.1: where neither Content-Length nor Transfer-Encoding may stand. */
static bool has_no_framing(const struct httpstatus_exchange *exchange, int status)
{
	return httpstatus_class(status) == 1 || status == 204 ||
	       (httpstatus_class(status) == 2 &&
		       span_equals(exchange_line(exchange, HTTPSTATUS_LINE_METHOD), SPAN("CONNECT")));
}

static bool response_framing_can_be_sent(const struct httpstatus_exchange *exchange, int status, int version)
{
	int64_t length;

	return framing_can_be_sent(exchange, HTTPSTATUS_PART_RESPONSE, version, &length) &&
	       !(has_no_framing(exchange, status) && is_framed(exchange, HTTPSTATUS_PART_RESPONSE)) &&
	       !(status == 205 && length != NUMBER_NONE && length != 0); /* RFC 9110, 15.3.6 */
}

int64_t httpstatus_exchange_write_response(const struct httpstatus_exchange *exchange, char *out, size_t size)
{
	struct writer to = {out, out ? size : 0, 0};

	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) == HTTPSTATUS_UNKNOWN)
		return HTTPSTATUS_ERROR_STATE;
	int status = httpstatus_exchange_status(exchange);
	int version = version_to_write(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);
	struct span reason = exchange_line(exchange, HTTPSTATUS_LINE_REASON);
	if (!version || !httpstatus_class(status) || !fields_can_be_sent(exchange, HTTPSTATUS_PART_RESPONSE) ||
		!response_framing_can_be_sent(exchange, status, version))
		return HTTPSTATUS_ERROR_VALUE;
	size_t line = httpstatus_status_line_write(version, status, reason.bytes, reason.length, to.out, to.size);
	if (line == 0)
		return HTTPSTATUS_ERROR_VALUE;
	to.length = line;
	put(&to, SPAN("\r\n"));
	put_fields(&to, exchange, HTTPSTATUS_PART_RESPONSE);
	put(&to, SPAN("\r\n"));
	return write_end(&to);
}
