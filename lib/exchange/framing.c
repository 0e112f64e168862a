/*
 * Framing: has the response content, how long is it, how is it delimited, and what becomes of the connection.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>

/* What the answer depends on. */
struct framing_facts {
	struct span method;
	int64_t status;
	int64_t version;
	int64_t request_version; /* where known */
	bool has_interim;
	enum length_state length_state;
	int64_t length;
	bool has_transfer_encoding;
	struct transfer_coding coding;
	bool close;      /* in the request or the response */
	bool keep_alive; /* in the response */
};

static bool connection_has(const struct httpstatus_exchange *exchange, int part, struct span option)
{
	struct span value;

	return exchange_value(exchange, part, SPAN("Connection"), &value) && list_has_token(value, option);
}

static struct framing_facts facts_read(const struct httpstatus_exchange *exchange)
{
	struct framing_facts facts = {
		.status = exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS),
		.version = exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION),
		.request_version = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION),
		.has_interim = exchange->said.interims > 0,
	};
	struct span value;

	if (exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), &value))
		content_length_add(value, &facts.length_state, &facts.length);
	facts.has_transfer_encoding =
		exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Transfer-Encoding"), &value);
	if (facts.has_transfer_encoding)
		transfer_coding_read(value, &facts.coding);
	facts.close = connection_has(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("close")) ||
		      connection_has(exchange, HTTPSTATUS_PART_REQUEST, SPAN("close"));
	facts.keep_alive = connection_has(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("keep-alive"));
	return facts;
}

static bool is_interim(const struct framing_facts *facts)
{
	return httpstatus_class((int)facts->status) == 1;
}

/* RFC 9110, 9.3.6. */
static bool opens_tunnel(const struct framing_facts *facts)
{
	return httpstatus_class((int)facts->status) == 2 && span_equals(facts->method, SPAN("CONNECT"));
}

/* RFC 9112, 6.3, rule 1. */
static bool ends_with_fields(const struct framing_facts *facts)
{
	return span_equals(facts->method, SPAN("HEAD")) || is_interim(facts) || facts->status == 204 ||
	       facts->status == 304;
}

static bool length_is_usable(const struct framing_facts *facts)
{
	return facts->length_state == LENGTH_VALID || facts->length_state == LENGTH_REPEATED;
}

static int kind_by_length(const struct framing_facts *facts, int without_length)
{
	if (facts->length_state == LENGTH_NONE)
		return without_length;
	return length_is_usable(facts) ? HTTPSTATUS_CONTENT_KIND_LENGTH : HTTPSTATUS_CONTENT_KIND_ERROR;
}

/* RFC 9112, 6.3: the rules in their order. */
static int kind_in_http1(const struct framing_facts *facts)
{
	if (opens_tunnel(facts))
		return HTTPSTATUS_CONTENT_KIND_TUNNEL;
	if (ends_with_fields(facts))
		return HTTPSTATUS_CONTENT_KIND_NONE;
	if (facts->has_transfer_encoding)
		return facts->coding.chunked_last ? HTTPSTATUS_CONTENT_KIND_CHUNKED
						  : HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE;
	return kind_by_length(facts, HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE);
}

/* RFC 9113, 8.1.1 and 8.2.2; RFC 9114, 4.1.2 and 4.2. */
static int kind_in_http2(const struct framing_facts *facts)
{
	if (facts->has_transfer_encoding)
		return HTTPSTATUS_CONTENT_KIND_ERROR;
	if (opens_tunnel(facts))
		return HTTPSTATUS_CONTENT_KIND_TUNNEL;
	if (ends_with_fields(facts))
		return HTTPSTATUS_CONTENT_KIND_NONE;
	int kind = kind_by_length(facts, HTTPSTATUS_CONTENT_KIND_STREAM);
	return kind == HTTPSTATUS_CONTENT_KIND_LENGTH ? HTTPSTATUS_CONTENT_KIND_STREAM : kind;
}

static int64_t content_length(const struct framing_facts *facts, int kind)
{
	if (kind == HTTPSTATUS_CONTENT_KIND_NONE)
		return 0;
	if (kind == HTTPSTATUS_CONTENT_KIND_LENGTH ||
		(kind == HTTPSTATUS_CONTENT_KIND_STREAM && length_is_usable(facts)))
		return facts->length;
	return HTTPSTATUS_UNKNOWN;
}

/* RFC 9112, 9.3 and 9.6. */
static int persistence(const struct framing_facts *facts, int kind)
{
	if (facts->version >= 20)
		return HTTPSTATUS_PERSISTENCE_PERSISTS;
	if (kind == HTTPSTATUS_CONTENT_KIND_TUNNEL)
		return HTTPSTATUS_PERSISTENCE_HANDED_OVER;
	if (facts->version >= 11 && facts->status == 101)
		return HTTPSTATUS_PERSISTENCE_HANDED_OVER;
	if (kind == HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE || kind == HTTPSTATUS_CONTENT_KIND_ERROR)
		return HTTPSTATUS_PERSISTENCE_CLOSES;
	if (facts->version < 11 && facts->has_transfer_encoding)
		return HTTPSTATUS_PERSISTENCE_CLOSES; /* RFC 9112, 6.1 */
	if (facts->version < 11 && facts->status == 101)
		return HTTPSTATUS_PERSISTENCE_CLOSES; /* nothing was agreed: Upgrade is not for HTTP/1.0 (RFC 9110, 7.8) */
	if (is_interim(facts))
		return HTTPSTATUS_PERSISTENCE_PERSISTS; /* the final response is still to come */
	if (facts->close)
		return HTTPSTATUS_PERSISTENCE_CLOSES;
	return facts->version >= 11 || facts->keep_alive ? HTTPSTATUS_PERSISTENCE_PERSISTS
							 : HTTPSTATUS_PERSISTENCE_CLOSES;
}

/* Whether the client speaks nothing newer than HTTP/1.0, as far as is known. */
static bool client_is_old(const struct framing_facts *facts)
{
	return facts->request_version != HTTPSTATUS_UNKNOWN && facts->request_version < 11;
}

static uint64_t length_defects(const struct framing_facts *facts)
{
	uint64_t defects = 0;

	if (facts->length_state == LENGTH_NONE)
		return 0;
	if (facts->length_state == LENGTH_REPEATED)
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED);
	if (facts->length_state == LENGTH_DIFFERENT)
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_LENGTH_DIFFERENT);
	if (facts->length_state == LENGTH_MALFORMED)
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_LENGTH_MALFORMED);
	if (is_interim(facts) || facts->status == 204 || opens_tunnel(facts)) /* RFC 9110, 8.6 */
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_LENGTH_FORBIDDEN);
	return defects;
}

static uint64_t transfer_encoding_defects(const struct framing_facts *facts)
{
	uint64_t defects = 0;

	if (!facts->has_transfer_encoding)
		return 0;
	if (facts->version >= 20)
		return defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP2);
	if (facts->version < 11 || client_is_old(facts))
		defects |= defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP10);
	if (is_interim(facts) || facts->status == 204 || opens_tunnel(facts)) /* RFC 9112, 6.1 */
		defects |= defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_FORBIDDEN);
	else if (!ends_with_fields(facts) && facts->coding.chunked_twice)
		defects |= defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_CHUNKED_TWICE);
	if (facts->coding.invalid)
		defects |= defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_INVALID);
	if (facts->length_state != LENGTH_NONE) /* RFC 9112, 6.2 */
		defects |= defect_bit(HTTPSTATUS_DEFECT_TRANSFER_ENCODING_WITH_CONTENT_LENGTH);
	return defects;
}

static uint64_t status_defects(const struct framing_facts *facts, const struct framing *framing)
{
	uint64_t defects = 0;

	if (facts->version >= 20 && facts->status == 101)
		defects |= defect_bit(HTTPSTATUS_DEFECT_SWITCHING_PROTOCOLS_IN_HTTP2);
	if ((facts->version < 11 && is_interim(facts)) ||
		(client_is_old(facts) && (is_interim(facts) || facts->has_interim))) /* RFC 9110, 15.2 */
		defects |= defect_bit(HTTPSTATUS_DEFECT_INFORMATIONAL_IN_HTTP10);
	if (facts->status == 205 && framing->length > 0) /* RFC 9110, 15.3.6 */
		defects |= defect_bit(HTTPSTATUS_DEFECT_CONTENT_IN_205);
	return defects;
}

/* What it would be with a method. */
static struct framing framing_with(struct framing_facts facts, struct span method)
{
	struct framing framing = {.kind = HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE, .length = HTTPSTATUS_UNKNOWN};

	if (facts.version == 9) { /* all octets are content (RFC 1945, 6) */
		framing.persistence = HTTPSTATUS_PERSISTENCE_CLOSES;
		return framing;
	}
	facts.method = method;
	framing.kind = facts.version >= 20 ? kind_in_http2(&facts) : kind_in_http1(&facts);
	framing.length = content_length(&facts, framing.kind);
	framing.persistence = persistence(&facts, framing.kind);
	framing.defects = length_defects(&facts) | transfer_encoding_defects(&facts) | status_defects(&facts, &framing);
	return framing;
}

/* What two answers have in common; what they do not is unknown. */
static struct framing framing_agreed(struct framing a, struct framing b)
{
	return (struct framing){
		.kind = a.kind == b.kind ? a.kind : -1,
		.length = a.length == b.length ? a.length : HTTPSTATUS_UNKNOWN,
		.persistence = a.persistence == b.persistence ? a.persistence : -1,
		.defects = a.defects & b.defects,
	};
}

/* The method may have been HEAD or CONNECT. Content that came rules both out; Content-Length and Transfer-Encoding rule out CONNECT, whose
 * 2xx may have neither. */
static struct framing framing_without_method(
	const struct httpstatus_exchange *exchange, const struct framing_facts *facts)
{
	struct framing framing = framing_with(*facts, SPAN("GET"));

	if (exchange_property(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN) > 0 ||
		exchange_property(exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME) == 1)
		return framing;
	framing = framing_agreed(framing, framing_with(*facts, SPAN("HEAD")));
	if (facts->length_state == LENGTH_NONE && !facts->has_transfer_encoding)
		framing = framing_agreed(framing, framing_with(*facts, SPAN("CONNECT")));
	return framing;
}

static struct framing framing_of_version(
	const struct httpstatus_exchange *exchange, struct framing_facts facts, int64_t version)
{
	facts.version = version;
	if (!exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD))
		return framing_without_method(exchange, &facts);
	return framing_with(facts, exchange_line(exchange, HTTPSTATUS_LINE_METHOD));
}

/* Where fields may be missing, only what no field can change is known: that there is no content, and that HTTP/2 and HTTP/3 persist. */
static struct framing framing_of_open_response(const struct httpstatus_exchange *exchange, struct framing framing)
{
	if (!exchange_response_is_open(exchange))
		return framing;
	if (framing.kind != HTTPSTATUS_CONTENT_KIND_NONE && framing.kind != HTTPSTATUS_CONTENT_KIND_TUNNEL) {
		framing.kind = -1;
		framing.length = HTTPSTATUS_UNKNOWN;
	}
	if (exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION) < 20)
		framing.persistence = -1;
	return framing;
}

struct framing framing_read(const struct httpstatus_exchange *exchange)
{
	struct framing_facts facts = facts_read(exchange);
	struct framing unknown = {-1, HTTPSTATUS_UNKNOWN, -1, 0};

	if (facts.status == HTTPSTATUS_UNKNOWN)
		return unknown;
	if (facts.version != HTTPSTATUS_UNKNOWN)
		return framing_of_open_response(exchange, framing_of_version(exchange, facts, facts.version));
	/* What is wrong in every version is wrong in this one. */
	unknown.defects = framing_of_version(exchange, facts, 10).defects &
			  framing_of_version(exchange, facts, 11).defects &
			  framing_of_version(exchange, facts, 20).defects;
	return unknown;
}

int httpstatus_exchange_content_kind(const struct httpstatus_exchange *exchange)
{
	return exchange ? framing_read(exchange).kind : -1;
}

int64_t httpstatus_exchange_content_length(const struct httpstatus_exchange *exchange)
{
	return exchange ? framing_read(exchange).length : HTTPSTATUS_UNKNOWN;
}

int httpstatus_exchange_persistence(const struct httpstatus_exchange *exchange)
{
	return exchange ? framing_read(exchange).persistence : -1;
}

int httpstatus_exchange_treat_as(const struct httpstatus_exchange *exchange, const struct httpstatus_registry *registry)
{
	int64_t status = exchange ? exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) : HTTPSTATUS_UNKNOWN;

	return status == HTTPSTATUS_UNKNOWN ? 0 : httpstatus_registry_treat_as(registry, (int)status);
}

bool exchange_awaits_continue(const struct httpstatus_exchange *exchange)
{
	struct span value;

	return exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Expect"), &value) &&
	       list_has_token(value, SPAN("100-continue"));
}

bool httpstatus_exchange_interim_matters(const struct httpstatus_exchange *exchange, size_t i)
{
	int code = httpstatus_exchange_interim(exchange, i);
	int part = HTTPSTATUS_PART_INTERIM + (code ? (int)i : 0);

	switch (code) {
	case 100:
		return exchange_awaits_continue(exchange);
	case 101:
		return true;
	case 103:
		return exchange_has_field(exchange, part, SPAN("Link"));
	case 104:
		return exchange_has_field(exchange, part, SPAN("Location")) ||
		       exchange_has_field(exchange, part, SPAN("Upload-Offset")) ||
		       exchange_has_field(exchange, part, SPAN("Upload-Limit"));
	default:
		return false;
	}
}

int64_t exchange_request_length(const struct httpstatus_exchange *exchange, enum length_state *state)
{
	int64_t length = NUMBER_NONE;
	struct span value;

	*state = LENGTH_NONE;
	if (exchange_value(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Content-Length"), &value))
		content_length_add(value, state, &length);
	return length;
}

bool exchange_announces_request_content(const struct httpstatus_exchange *exchange)
{
	int64_t content = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT);
	enum length_state state;

	if (content != HTTPSTATUS_UNKNOWN)
		return content != HTTPSTATUS_REQUEST_CONTENT_NONE;
	return exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Transfer-Encoding")) ||
	       exchange_request_length(exchange, &state) > 0 ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH) > 0;
}

int64_t httpstatus_exchange_request_content_length(const struct httpstatus_exchange *exchange)
{
	enum length_state state;

	if (!exchange)
		return HTTPSTATUS_UNKNOWN;
	int64_t said = exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH);
	if (said != HTTPSTATUS_UNKNOWN)
		return said;
	int64_t length = exchange_request_length(exchange, &state);
	if (exchange_has_field(exchange, HTTPSTATUS_PART_REQUEST, SPAN("Transfer-Encoding")) ||
		state == LENGTH_DIFFERENT || state == LENGTH_MALFORMED)
		return HTTPSTATUS_UNKNOWN;
	if (length != NUMBER_NONE)
		return length;
	bool knows_fields = exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) &&
			    exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE) != 1;
	return knows_fields && !exchange_announces_request_content(exchange) ? 0 : HTTPSTATUS_UNKNOWN;
}
