/*
 * Judges of Proxy-Status (RFC 9209).
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>
#include <string.h>

/* RFC 9209, 2.3: the errors that only an intermediary's own response has. */
static const char own_errors[][28] = {
	"dns_timeout",
	"dns_error",
	"destination_not_found",
	"destination_unavailable",
	"destination_ip_prohibited",
	"destination_ip_unroutable",
	"connection_refused",
	"connection_timeout",
	"connection_limit_reached",
	"tls_certificate_error",
	"http_request_denied",
	"http_upgrade_failed",
	"proxy_internal_error",
	"proxy_configuration_error",
	"proxy_loop_detected",
};

static bool is_own_error(struct span error)
{
	for (size_t i = 0; i < sizeof own_errors / sizeof own_errors[0]; i++)
		if (span_equals(error, span_of(own_errors[i])))
			return true;
	return false;
}

/* The status that is recommended for an error of an intermediary's own; -1 where there is none. */
static int status_of(struct span error)
{
	if (!is_own_error(error))
		return -1;
	return httpstatus_proxy_error_status(
		httpstatus_word_find(HTTPSTATUS_VOCABULARY_PROXY_ERROR, error.bytes, error.length));
}

/* The parameters of a member, behind the name of the intermediary: a token or a string. */
static struct span parameters_of(struct span member)
{
	bool quoted = false;
	size_t length = 0;

	for (; length < member.length && (quoted || member.bytes[length] != ';'); length++) {
		if (member.bytes[length] == '"')
			quoted = !quoted;
		else if (member.bytes[length] == '\\' && quoted && length + 1 < member.length)
			length++;
	}
	return span_from(member, length);
}

/* Only what the last intermediary says: the status of an error before it may have been changed on the way. */
bool judge_proxy_error_has_another_status(const struct subject *subject)
{
	struct span value, member = {NULL, 0};
	struct parameter parameter;
	int status = -1;

	if (!response_value(subject, SPAN("Proxy-Status"), &value))
		return false;
	while (list_next(&value, &member))
		continue;
	struct span rest = parameters_of(member);
	while (parameter_next(&rest, &parameter))
		if (span_equals(parameter.name, SPAN("error")))
			status = status_of(parameter.value);
	return status != -1 && status != subject->status;
}

enum item { ITEM_NONE, ITEM_STRING, ITEM_TOKEN, ITEM_INTEGER, ITEM_BYTES, ITEM_OTHER };

/* ---- what a bare item is (RFC 8941, 3.3) ---- */

static size_t string_length(struct span span)
{
	for (size_t i = 1; i < span.length; i++) {
		if (span.bytes[i] == '"')
			return i + 1;
		if (span.bytes[i] == '\\' && (++i == span.length || (span.bytes[i] != '"' && span.bytes[i] != '\\')))
			return 0;
		if (span.bytes[i] < ' ' || span.bytes[i] > '~')
			return 0;
	}
	return 0;
}

static size_t token_length(struct span span)
{
	size_t length = 1;

	while (length < span.length &&
		(is_tchar(span.bytes[length]) || span.bytes[length] == ':' || span.bytes[length] == '/'))
		length++;
	return length;
}

static size_t bytes_length(struct span span)
{
	for (size_t i = 1; i < span.length; i++) {
		char c = span.bytes[i];

		if (c == ':')
			return i + 1;
		if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '/' && c != '=')
			return 0;
	}
	return 0;
}

/* Digits with at most one dot among them: a decimal is an item of another kind. */
static size_t number_length(struct span span, enum item *item)
{
	size_t sign = span.bytes[0] == '-', length = sign;

	*item = ITEM_INTEGER;
	for (; length < span.length && (is_digit(span.bytes[length]) || span.bytes[length] == '.'); length++)
		if (span.bytes[length] == '.')
			*item = ITEM_OTHER;
	return length > sign && is_digit(span.bytes[sign]) ? length : 0;
}

/* A date is an integer behind "@", a display string a string behind "%". */
static size_t later_length(struct span span, enum item *item)
{
	struct span behind = span_from(span, 1);
	enum item number = ITEM_NONE;
	size_t length = 0;

	*item = ITEM_OTHER;
	if (behind.length > 0)
		length = behind.bytes[0] == '"' ? string_length(behind) : number_length(behind, &number);
	return length && number != ITEM_OTHER ? length + 1 : 0;
}

static size_t item_length(struct span span, enum item *item)
{
	if (span.length == 0)
		return 0;
	if (is_alpha(span.bytes[0]) || span.bytes[0] == '*') {
		*item = ITEM_TOKEN;
		return token_length(span);
	}
	switch (span.bytes[0]) {
	case '"':
		*item = ITEM_STRING;
		return string_length(span);
	case ':':
		*item = ITEM_BYTES;
		return bytes_length(span);
	case '?':
		*item = ITEM_OTHER;
		return span.length > 1 && (span.bytes[1] == '0' || span.bytes[1] == '1') ? 2 : 0;
	case '@': /* RFC 9651, 3.3.7 and 3.3.8: what came later */
	case '%':
		return later_length(span, item);
	default:
		return number_length(span, item);
	}
}

/* ---- members and parameters (RFC 8941, 3.1, 3.1.2) ---- */

static enum item take_item(struct span *rest)
{
	enum item item = ITEM_NONE;
	size_t length = item_length(*rest, &item);

	*rest = span_from(*rest, length);
	return length ? item : ITEM_NONE;
}

static struct span take_key(struct span *rest)
{
	struct span key = *rest;
	size_t length = 0;

	while (length < key.length &&
		((key.bytes[length] >= 'a' && key.bytes[length] <= 'z') || key.bytes[length] == '*' ||
			(length > 0 && (is_digit(key.bytes[length]) || key.bytes[length] == '_' ||
					       key.bytes[length] == '-' || key.bytes[length] == '.'))))
		length++;
	*rest = span_from(key, length);
	return span_first(key, length);
}

/* Takes the parameters of a member. False where they are not well-formed; *fits is false where one of a name is of neither kind. */
static bool take_parameters(struct span *rest, struct span name, enum item one, enum item other, bool *fits)
{
	while (rest->length > 0 && rest->bytes[0] == ';') {
		enum item item = ITEM_OTHER; /* true, where no value stands there */

		do
			*rest = span_from(*rest, 1);
		while (rest->length > 0 && rest->bytes[0] == ' ');
		struct span key = take_key(rest);
		if (key.length == 0)
			return false;
		if (rest->length > 0 && rest->bytes[0] == '=') {
			*rest = span_from(*rest, 1);
			item = take_item(rest);
			if (item == ITEM_NONE)
				return false;
		}
		if (span_equals(key, name) && item != one && item != other)
			*fits = false;
	}
	return true;
}

/* Whether Proxy-Status is a list of strings and tokens. *fits is as for take_parameters. */
static bool proxy_status_is_valid(
	const struct subject *subject, struct span name, enum item one, enum item other, bool *fits)
{
	struct span rest = {NULL, 0};

	response_value(subject, SPAN("Proxy-Status"), &rest);
	*fits = true;
	while (rest.length > 0) {
		enum item member = take_item(&rest);

		if ((member != ITEM_STRING && member != ITEM_TOKEN) || !take_parameters(&rest, name, one, other, fits))
			return false;
		rest = span_trim(rest);
		if (rest.length == 0)
			break;
		if (rest.bytes[0] != ',')
			return false;
		rest = span_trim(span_from(rest, 1));
		if (rest.length == 0)
			return false;
	}
	return true;
}

bool judge_proxy_status_is_invalid(const struct subject *subject)
{
	bool fits;

	return !proxy_status_is_valid(subject, SPAN(""), ITEM_NONE, ITEM_NONE, &fits);
}

bool judge_next_protocol_has_other_type(const struct subject *subject)
{
	bool fits;

	return proxy_status_is_valid(subject, SPAN("next-protocol"), ITEM_TOKEN, ITEM_BYTES, &fits) && !fits;
}

bool judge_received_status_has_other_type(const struct subject *subject)
{
	bool fits;

	return proxy_status_is_valid(subject, SPAN("received-status"), ITEM_INTEGER, ITEM_INTEGER, &fits) && !fits;
}
