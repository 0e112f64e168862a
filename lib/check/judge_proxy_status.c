/*
 * Judges of Proxy-Status (RFC 9209).
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>

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

/* What a parameter of a member says, the last of several; false where there is none. */
static bool parameter_find(struct structured_item member, struct span name, struct structured_item *value)
{
	struct structured_member parameter;
	bool found = false;

	while (structured_parameter_next(&member.parameters, &parameter))
		if (span_equals(parameter.key, name)) {
			*value = parameter.item;
			found = true;
		}
	return found;
}

static bool error_find(struct structured_item member, struct span *error)
{
	struct structured_item value;

	if (!parameter_find(member, SPAN("error"), &value) || value.type != STRUCTURED_TOKEN)
		return false;
	*error = value.text;
	return true;
}

/* Whether Proxy-Status is a list of strings and tokens (RFC 9209, 2). */
static bool proxy_status_is_valid(struct span value)
{
	struct structured_item member;

	while (structured_list_next(&value, &member))
		if (member.type != STRUCTURED_STRING && member.type != STRUCTURED_TOKEN)
			return false;
	return value.length == 0;
}

/* The value, where it is one that counts. */
static bool members_read(const struct subject *subject, struct span *members)
{
	return response_value(subject, SPAN("Proxy-Status"), members) && proxy_status_is_valid(*members);
}

/* Only what the last intermediary says: the status of an error before it may have been changed on the way. */
bool judge_proxy_error_has_another_status(const struct subject *subject)
{
	struct structured_item member, last = {.parameters = {NULL, 0}};
	struct span rest, error;
	int status = -1;

	if (!members_read(subject, &rest))
		return false;
	while (structured_list_next(&rest, &member))
		last = member;
	if (error_find(last, &error))
		status = status_of(error);
	return status != -1 && status != subject->status;
}

bool judge_proxy_status_is_invalid(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Proxy-Status"), &value) && !proxy_status_is_valid(value);
}

/* ---- the types of parameters ---- */

enum {
	TOKEN = 1 << STRUCTURED_TOKEN,
	STRING = 1 << STRUCTURED_STRING,
	INTEGER = 1 << STRUCTURED_INTEGER,
	OCTETS = 1 << STRUCTURED_OCTETS
};

static bool is_of_other_type(struct structured_item member, struct span name, unsigned types)
{
	struct structured_item value;

	return parameter_find(member, name, &value) && !(types >> value.type & 1);
}

static bool any_is_of_other_type(const struct subject *subject, struct span name, unsigned types)
{
	struct structured_item member;
	struct span rest;

	if (!members_read(subject, &rest))
		return false;
	while (structured_list_next(&rest, &member))
		if (is_of_other_type(member, name, types))
			return true;
	return false;
}

bool judge_proxy_error_has_other_type(const struct subject *subject)
{
	return any_is_of_other_type(subject, SPAN("error"), TOKEN);
}

bool judge_next_hop_has_other_type(const struct subject *subject)
{
	return any_is_of_other_type(subject, SPAN("next-hop"), STRING | TOKEN);
}

bool judge_next_protocol_has_other_type(const struct subject *subject)
{
	return any_is_of_other_type(subject, SPAN("next-protocol"), TOKEN | OCTETS);
}

/* A digit of base64; -1 for what is none. */
static int digit_of(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (int i = 0; digits[i]; i++)
		if (digits[i] == c)
			return i;
	return -1;
}

/* RFC 9651, 3.3.4. */
static bool may_be_in_token(char c, bool first)
{
	return first ? is_alpha(c) || c == '*' : is_tchar(c) || c == ':' || c == '/';
}

/* Whether octets in base64 are those of a token. */
static bool octets_are_token(struct span base64)
{
	unsigned bits = 0;
	int count = 0;
	bool any = false;

	for (size_t i = 0; i < base64.length && base64.bytes[i] != '='; i++) {
		bits = (bits << 6 | (unsigned)digit_of(base64.bytes[i])) & 0xffff;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		if (!may_be_in_token((char)(bits >> count & 0xff), !any))
			return false;
		any = true;
	}
	return any;
}

/* RFC 9209, 2.1.3: only what no token can hold is sent as octets. */
bool judge_next_protocol_could_be_token(const struct subject *subject)
{
	struct structured_item member, value;
	struct span rest;

	if (!members_read(subject, &rest))
		return false;
	while (structured_list_next(&rest, &member))
		if (parameter_find(member, SPAN("next-protocol"), &value) && value.type == STRUCTURED_OCTETS &&
			octets_are_token(value.text))
			return true;
	return false;
}

bool judge_received_status_has_other_type(const struct subject *subject)
{
	return any_is_of_other_type(subject, SPAN("received-status"), INTEGER);
}

bool judge_proxy_details_has_other_type(const struct subject *subject)
{
	return any_is_of_other_type(subject, SPAN("details"), STRING);
}

/* RFC 9209, 2.3: the parameters that some errors have besides; with another error they mean nothing (2.1.1). */
static const struct extra {
	char error[40], name[24];
	unsigned types;
} extras[] = {
	{"dns_error", "rcode", STRING},
	{"dns_error", "info-code", INTEGER},
	{"tls_alert_received", "alert-id", INTEGER},
	{"tls_alert_received", "alert-message", TOKEN | STRING},
	{"http_request_error", "status-code", INTEGER},
	{"http_request_error", "status-phrase", STRING},
	{"http_response_header_section_size", "header-section-size", INTEGER},
	{"http_response_header_size", "header-name", STRING},
	{"http_response_header_size", "header-size", INTEGER},
	{"http_response_body_size", "body-size", INTEGER},
	{"http_response_trailer_section_size", "trailer-section-size", INTEGER},
	{"http_response_trailer_size", "trailer-name", STRING},
	{"http_response_trailer_size", "trailer-size", INTEGER},
	{"http_response_transfer_coding", "coding", TOKEN},
	{"http_response_content_coding", "coding", TOKEN},
};

static bool has_extra_of_other_type(const struct subject *subject, struct structured_item member)
{
	struct span error;

	if (!error_find(member, &error))
		return false;
	for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++)
		if (span_equals(error, span_of(extras[i].error)) &&
			is_of_other_type(member, span_of(extras[i].name), extras[i].types))
			return points_at(subject, span_of(extras[i].name));
	return false;
}

bool judge_proxy_extra_has_other_type(const struct subject *subject)
{
	struct structured_item member;
	struct span rest;

	if (!members_read(subject, &rest))
		return false;
	while (structured_list_next(&rest, &member))
		if (has_extra_of_other_type(subject, member))
			return true;
	return false;
}

/* RFC 9209, 2: members of trailers have their place behind those of the header. */
bool judge_proxy_status_is_only_trailer(const struct subject *subject)
{
	return exchange_has_field(subject->exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, SPAN("Proxy-Status")) &&
	       response_lacks(subject, SPAN("Proxy-Status"));
}

bool judge_proxy_status_is_told_again(const struct subject *subject)
{
	struct span value, again;

	return response_value(subject, SPAN("Proxy-Status"), &value) &&
	       exchange_value(subject->exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS, SPAN("Proxy-Status"), &again) &&
	       span_equals(value, again);
}
