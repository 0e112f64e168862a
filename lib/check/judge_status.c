/*
 * Judges of the status line: code, reason and version.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>

/* Where the vendors that give the number a meaning say one meets it. */
struct sightings {
	bool wire, log, internal;
};

static const struct httpstatus_registry *registry_of(const struct subject *subject)
{
	return subject->checker->registry;
}

/* By IANA, or where the exchange comes from. */
static bool is_registered(const struct subject *subject)
{
	return httpstatus_registry_find(NULL, subject->status) ||
	       httpstatus_registry_find(registry_of(subject), subject->status);
}

static struct sightings sightings_of(int status)
{
	struct sightings seen = {false, false, false};
	const char *vendor;

	for (int i = 0; (vendor = httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, i)); i++) {
		const struct httpstatus_code *code =
			httpstatus_registry_find(httpstatus_registry_by_name(vendor), status);

		if (!code)
			continue;
		seen.wire = seen.wire || httpstatus_code_visibility(code) == HTTPSTATUS_VISIBILITY_WIRE;
		seen.log = seen.log || httpstatus_code_visibility(code) == HTTPSTATUS_VISIBILITY_LOG;
		seen.internal = seen.internal || httpstatus_code_visibility(code) == HTTPSTATUS_VISIBILITY_INTERNAL;
	}
	return seen;
}

/* 000 is a status, too, and not that there is none. */
bool judge_status_is_out_of_range(const struct subject *subject)
{
	return exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN &&
	       subject->class == 0;
}

bool judge_status_is_nobodys(const struct subject *subject)
{
	if (subject->class == 0 || is_registered(subject))
		return false;
	struct sightings seen = sightings_of(subject->status);
	return !seen.wire && !seen.log && !seen.internal;
}

/* The checksum extension of tus answers 460 where the checksum is not that of what came; elsewhere, a load balancer logs that number. */
static bool is_checksum_of_tus(const struct subject *subject)
{
	return subject->status == 460 && response_has(subject, SPAN("Tus-Resumable"));
}

/* A number that some vendor only logs has a rule of its own. */
bool judge_status_is_vendors(const struct subject *subject)
{
	if (subject->class == 0 || is_registered(subject))
		return false;
	struct sightings seen = sightings_of(subject->status);
	return (seen.wire && !seen.log) || is_checksum_of_tus(subject);
}

/* Where it is known whose code it is, that counts: nginx never sends 494, though others do. */
bool judge_status_is_internal(const struct subject *subject)
{
	if (subject->class == 0 || httpstatus_registry_find(NULL, subject->status))
		return false;
	const struct httpstatus_code *there = httpstatus_registry_find(registry_of(subject), subject->status);

	if (there)
		return httpstatus_code_visibility(there) == HTTPSTATUS_VISIBILITY_INTERNAL;
	struct sightings seen = sightings_of(subject->status);
	return seen.internal && !seen.wire && !seen.log;
}

/* Whether clients receive the code where the exchange comes from, whatever others do with the number. */
bool judge_status_is_received_there(const struct subject *subject)
{
	const struct httpstatus_code *code = httpstatus_registry_find(registry_of(subject), subject->status);

	return (code && httpstatus_code_visibility(code) == HTTPSTATUS_VISIBILITY_WIRE) || is_checksum_of_tus(subject);
}

/* CONNECT, or a method that nobody knows. */
bool judge_may_be_tunnel(const struct subject *subject)
{
	return subject->class == 2 && (subject->method.length == 0 || method_is(subject, SPAN("CONNECT")));
}

bool judge_status_line_lacks_space(const struct subject *subject)
{
	return subject->exchange->said.response_defects & defect_bit(HTTPSTATUS_DEFECT_STATUS_LINE);
}

static struct span reason_of(const struct subject *subject)
{
	return exchange_line(subject->exchange, HTTPSTATUS_LINE_REASON);
}

bool judge_reason_has_bad_octets(const struct subject *subject)
{
	return !span_is_text(reason_of(subject));
}

/* Letters and digits, whatever is between them and whatever their case. */
static struct span letters_from(struct span text)
{
	while (text.length > 0 && !is_alpha(text.bytes[0]) && !is_digit(text.bytes[0]))
		text = span_from(text, 1);
	return text;
}

static bool same_letters(struct span a, struct span b)
{
	for (a = letters_from(a), b = letters_from(b); a.length > 0 && b.length > 0;
		a = letters_from(span_from(a, 1)), b = letters_from(span_from(b, 1)))
		if (lower_case(a.bytes[0]) != lower_case(b.bytes[0]))
			return false;
	return a.length == 0 && b.length == 0;
}

/* What some server sends for a code is no name that others have to keep off: "Access Denied" is IIS's 401 and other people's 403. */
static bool is_sent_phrase(const struct httpstatus_code *code, struct span reason)
{
	const char *sent;

	for (size_t i = 0; (sent = httpstatus_code_sent_phrase(code, i)); i++)
		if (same_letters(span_of(sent), reason))
			return true;
	return false;
}

/* Only for registered codes: a vendor's phrase may be what another code is called. */
bool judge_reason_is_of_another_code(const struct subject *subject)
{
	struct span reason = reason_of(subject);
	const struct httpstatus_code *named = httpstatus_registry_find_name(NULL, reason.bytes, reason.length);

	return named && httpstatus_registry_find(NULL, subject->status) &&
	       httpstatus_code_number(named) != subject->status && !is_sent_phrase(named, reason);
}

bool judge_reason_is_former_name(const struct subject *subject)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, subject->status);
	struct span reason = reason_of(subject);
	const char *name;

	for (size_t i = 0; (name = httpstatus_code_former_name(code, i)); i++)
		if (span_equals_ignoring_case(reason, span_of(name)))
			return true;
	return false;
}

bool judge_http1(const struct subject *subject)
{
	return response_is_http1(subject);
}

bool judge_http10(const struct subject *subject)
{
	return subject->response_version == 10;
}

bool judge_http11(const struct subject *subject)
{
	return subject->response_version == 11;
}

/* HTTP/2 or HTTP/3. */
bool judge_http2(const struct subject *subject)
{
	return subject->response_version == 20 || subject->response_version == 30;
}

bool judge_http3(const struct subject *subject)
{
	return subject->response_version == 30;
}

static bool version_is_odd(int64_t version)
{
	return version != HTTPSTATUS_UNKNOWN && !version_is_defined(version);
}

bool judge_version_is_none(const struct subject *subject)
{
	return version_is_odd(subject->response_version);
}

bool judge_request_version_is_none(const struct subject *subject)
{
	return version_is_odd(subject->request_version);
}
