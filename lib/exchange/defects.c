/*
 * What is wrong with the messages, as far as reading them shows it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <string.h>

static int64_t version_of_part(const struct httpstatus_exchange *exchange, int part)
{
	return exchange_property(exchange, part == HTTPSTATUS_PART_REQUEST ? HTTPSTATUS_PROPERTY_REQUEST_VERSION
									   : HTTPSTATUS_PROPERTY_RESPONSE_VERSION);
}

bool field_name_is_good(struct span name, int64_t version)
{
	if ((version >= 20 || version == HTTPSTATUS_UNKNOWN) && name.length && name.bytes[0] == ':')
		name = span_from(name, 1);
	return span_is_token(name);
}

bool field_is_about_connection(struct span name)
{
	static const char names[][20] = {"Connection", "Keep-Alive", "Proxy-Connection", "Upgrade"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, (struct span){names[i], strlen(names[i])}))
			return true;
	return false;
}

static uint64_t field_defects(const struct httpstatus_exchange *exchange)
{
	uint64_t defects = 0;

	for (size_t i = 0; i < exchange->said.fields; i++) {
		const struct field *field = &exchange->fields[i];
		struct span name = exchange_text(exchange, field->name);
		int64_t version = version_of_part(exchange, field->part);

		if (!field_name_is_good(name, version))
			defects |= defect_bit(HTTPSTATUS_DEFECT_FIELD_NAME);
		if (!span_is_text(exchange_text(exchange, field->value)))
			defects |= defect_bit(HTTPSTATUS_DEFECT_FIELD_VALUE);
		if (field->part != HTTPSTATUS_PART_REQUEST && version_has_streams(version) &&
			field_is_about_connection(name))
			defects |= defect_bit(HTTPSTATUS_DEFECT_CONNECTION_IN_HTTP2);
	}
	return defects;
}

/* A year of two digits means nothing without the time: then the day of the week proves nothing either. */
static uint64_t weekday_defect(bool weekday_wrong, bool obsolete, int64_t now)
{
	return weekday_wrong && !(obsolete && now == HTTPSTATUS_UNKNOWN) ? defect_bit(HTTPSTATUS_DEFECT_DATE_WEEKDAY)
									 : 0;
}

/* The defects of one field whose value is a date. */
static uint64_t date_defects(const struct httpstatus_exchange *exchange, struct span name, int64_t now)
{
	struct span value;
	struct date date;

	if (!exchange_first_line(exchange, HTTPSTATUS_PART_RESPONSE, name, &value))
		return 0;
	if (!date_read(value, now == HTTPSTATUS_UNKNOWN ? 0 : now, &date))
		return defect_bit(HTTPSTATUS_DEFECT_DATE);
	return (date.form != DATE_IMF ? defect_bit(HTTPSTATUS_DEFECT_DATE_OBSOLETE) : 0) |
	       weekday_defect(date.weekday_wrong, date.form == DATE_RFC850, now);
}

static uint64_t retry_after_defects(const struct httpstatus_exchange *exchange, int64_t now)
{
	struct span value;
	struct retry_after retry_after;

	if (!exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Retry-After"), &value))
		return 0;
	if (!retry_after_read(value, now == HTTPSTATUS_UNKNOWN ? 0 : now, &retry_after))
		return defect_bit(HTTPSTATUS_DEFECT_RETRY_AFTER);
	return (retry_after.obsolete_form ? defect_bit(HTTPSTATUS_DEFECT_DATE_OBSOLETE) : 0) |
	       weekday_defect(retry_after.weekday_wrong, retry_after.obsolete_form, now);
}

/* About when it was: when it was received, or what Date says in a form that needs no other time. */
static int64_t about_when(const struct httpstatus_exchange *exchange)
{
	int64_t received = exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(exchange) : received;
}

static uint64_t location_defects(const struct httpstatus_exchange *exchange)
{
	uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Location"));
	struct span value, more;
	unsigned defects;

	if (!exchange_line_next(exchange, &place, &value))
		return 0;
	uri_resolve(SPAN("http://localhost/"), value, false, NULL, 0, &defects);
	return (defects ? defect_bit(HTTPSTATUS_DEFECT_LOCATION) : 0) |
	       (exchange_line_next(exchange, &place, &more) ? defect_bit(HTTPSTATUS_DEFECT_LOCATION_REPEATED) : 0);
}

/* ---- where URI references lead ---- */

static uint64_t reference_defects(struct span reference)
{
	return (uri_has_userinfo(reference) ? defect_bit(HTTPSTATUS_DEFECT_USERINFO) : 0) |
	       (uri_host_is_not_ascii(reference) ? defect_bit(HTTPSTATUS_DEFECT_HOST_NOT_ASCII) : 0);
}

static uint64_t field_reference_defects(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	uint32_t place = exchange_lines(exchange, part, name);
	uint64_t defects = 0;
	struct span value;

	while (exchange_line_next(exchange, &place, &value))
		defects |= reference_defects(value);
	return defects;
}

static uint64_t link_reference_defects(const struct httpstatus_exchange *exchange, int part)
{
	uint32_t place = exchange_lines(exchange, part, SPAN("Link"));
	uint64_t defects = 0;
	struct span value;
	struct link link;

	while (exchange_line_next(exchange, &place, &value))
		while (link_next(&value, &link))
			defects |= reference_defects(link.target);
	return defects;
}

/* A host and perhaps a port, as Host and :authority have it. */
static uint64_t host_defects(const struct httpstatus_exchange *exchange, struct span name)
{
	struct authority authority;
	struct span value;

	if (!exchange_first_line(exchange, HTTPSTATUS_PART_REQUEST, name, &value))
		return 0;
	authority_split(value, &authority);
	return (authority.has_userinfo ? defect_bit(HTTPSTATUS_DEFECT_USERINFO) : 0) |
	       (host_is_not_ascii(authority.host) ? defect_bit(HTTPSTATUS_DEFECT_HOST_NOT_ASCII) : 0);
}

/* RFC 9110, 4.2.4: wherever a message has a URI reference. */
static uint64_t uri_defects(const struct httpstatus_exchange *exchange)
{
	static const struct {
		int part;
		char name[20];
	} fields[] = {{HTTPSTATUS_PART_RESPONSE, "Location"}, {HTTPSTATUS_PART_RESPONSE, "Content-Location"},
		{HTTPSTATUS_PART_REQUEST, "Content-Location"}, {HTTPSTATUS_PART_REQUEST, "Referer"},
		{HTTPSTATUS_PART_REQUEST, "Destination"}};
	uint64_t defects = reference_defects(exchange_line(exchange, HTTPSTATUS_LINE_TARGET)) |
			   host_defects(exchange, SPAN("Host")) | host_defects(exchange, SPAN(":authority")) |
			   link_reference_defects(exchange, HTTPSTATUS_PART_RESPONSE);

	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		defects |= field_reference_defects(exchange, fields[i].part, span_of(fields[i].name));
	for (size_t i = 0; i < exchange->said.interims; i++)
		defects |= link_reference_defects(exchange, HTTPSTATUS_PART_INTERIM + (int)i);
	return defects;
}

/* Each line is a list by itself. */
static bool challenges_are_good(struct span line)
{
	struct challenge challenge;
	struct parameter parameter;

	while (challenge_next(&line, &challenge)) {
		while (challenge_parameter_next(&challenge.parameters, &parameter))
			continue;
		if (challenge.parameters.length)
			return false;
	}
	return line.length == 0;
}

static uint64_t challenge_defects(const struct httpstatus_exchange *exchange, struct span name)
{
	uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, name);
	struct span line;

	while (exchange_line_next(exchange, &place, &line))
		if (!challenges_are_good(line))
			return defect_bit(HTTPSTATUS_DEFECT_CHALLENGE);
	return 0;
}

static uint64_t value_defects(const struct httpstatus_exchange *exchange)
{
	uint64_t defects = 0;
	struct span value;
	struct entity_tag tag;
	struct content_range range;
	int64_t age;
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);

	if (control.invalid || control.repeated)
		defects |= defect_bit(HTTPSTATUS_DEFECT_CACHE_CONTROL);
	if (exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("ETag"), &value) && !entity_tag_read(value, &tag))
		defects |= defect_bit(HTTPSTATUS_DEFECT_ETAG);
	if (exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), &value) &&
		(!content_range_read(value, &range) || range.inconsistent))
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_RANGE);
	if (exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Age"), &value) && !age_read(value, &age))
		defects |= defect_bit(HTTPSTATUS_DEFECT_AGE);
	return defects;
}

/* What came, against what the framing says (RFC 9112, 8; RFC 9113, 8.1.1). */
static uint64_t content_defects(const struct httpstatus_exchange *exchange, const struct framing *framing)
{
	int64_t seen = exchange_property(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN);

	if (seen == HTTPSTATUS_UNKNOWN || framing->length == HTTPSTATUS_UNKNOWN || framing->kind < 0)
		return 0;
	if (seen < framing->length)
		return defect_bit(HTTPSTATUS_DEFECT_CONTENT_SHORT);
	return seen > framing->length ? defect_bit(HTTPSTATUS_DEFECT_CONTENT_LONG) : 0;
}

static uint64_t status_defects(const struct httpstatus_exchange *exchange)
{
	int64_t status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS);

	return status != HTTPSTATUS_UNKNOWN && (status < 100 || status > 599) ? defect_bit(HTTPSTATUS_DEFECT_STATUS)
									      : 0;
}

static bool version_is_odd(int64_t version)
{
	return version != HTTPSTATUS_UNKNOWN && !version_is_defined(version);
}

static uint64_t line_defects(const struct httpstatus_exchange *exchange)
{
	uint64_t defects = 0;

	if (version_is_odd(version_of_part(exchange, HTTPSTATUS_PART_REQUEST)) ||
		version_is_odd(version_of_part(exchange, HTTPSTATUS_PART_RESPONSE)))
		defects |= defect_bit(HTTPSTATUS_DEFECT_VERSION);
	if (!span_is_text(exchange_line(exchange, HTTPSTATUS_LINE_REASON)))
		defects |= defect_bit(HTTPSTATUS_DEFECT_REASON);
	return defects;
}

uint64_t exchange_defects(const struct httpstatus_exchange *exchange)
{
	struct framing framing = framing_read(exchange);
	int64_t now = about_when(exchange);

	return exchange->said.request_defects | exchange->said.response_defects | framing.defects |
	       uri_defects(exchange) | status_defects(exchange) | line_defects(exchange) | field_defects(exchange) |
	       value_defects(exchange) | content_defects(exchange, &framing) | retry_after_defects(exchange, now) |
	       location_defects(exchange) | date_defects(exchange, SPAN("Date"), now) |
	       date_defects(exchange, SPAN("Last-Modified"), now) |
	       challenge_defects(exchange, SPAN("WWW-Authenticate")) |
	       challenge_defects(exchange, SPAN("Proxy-Authenticate"));
}

size_t bits_list(uint64_t bits, int *list, size_t room)
{
	size_t count = 0;

	for (int n = 0; n < 64; n++) {
		if (!(bits >> n & 1))
			continue;
		if (list && count < room)
			list[count] = n;
		count++;
	}
	return count;
}

size_t httpstatus_exchange_defects(const struct httpstatus_exchange *exchange, int *list, size_t room)
{
	return exchange ? bits_list(exchange_defects(exchange), list, room) : 0;
}

bool httpstatus_exchange_has_defect(const struct httpstatus_exchange *exchange, int defect)
{
	return exchange && defect >= 0 && defect < 64 && (exchange_defects(exchange) >> defect & 1);
}
