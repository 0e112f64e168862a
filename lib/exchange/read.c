/*
 * What was said, read back.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

/* ---- for the library ---- */

bool exchange_knows_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line)
{
	return exchange->said.lines[line].known;
}

struct span exchange_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line)
{
	if (!exchange_knows_line(exchange, line))
		return (struct span){NULL, 0};
	return exchange_text(exchange, exchange->said.lines[line].text);
}

int64_t exchange_property(const struct httpstatus_exchange *exchange, enum httpstatus_property property)
{
	return exchange->said.properties[property];
}

bool exchange_response_is_open(const struct httpstatus_exchange *exchange)
{
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE) == 1 ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN) == 1;
}

bool exchange_request_is_open(const struct httpstatus_exchange *exchange)
{
	return !exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE) == 1;
}

/* ---- for everybody ---- */

int64_t httpstatus_exchange_get(const struct httpstatus_exchange *exchange, int property)
{
	if (!exchange || property < 0 || property >= PROPERTIES + LIMITS)
		return HTTPSTATUS_UNKNOWN;
	if (property < PROPERTIES)
		return exchange->said.properties[property];
	uint64_t limit = exchange->limits[property - PROPERTIES]; /* wider than size_t where that has 32 bits */
	return limit > INT64_MAX ? INT64_MAX : (int64_t)limit;
}

static const char *give(struct span text, size_t *length)
{
	if (length)
		*length = text.length;
	return text.bytes;
}

static const char *give_nothing(size_t *length)
{
	return give((struct span){NULL, 0}, length);
}

const char *httpstatus_exchange_line(const struct httpstatus_exchange *exchange, int line, size_t *length)
{
	if (!exchange || line < 0 || line >= LINES)
		return give_nothing(length);
	return give(exchange_line(exchange, (enum httpstatus_line)line), length);
}

int httpstatus_exchange_status(const struct httpstatus_exchange *exchange)
{
	int64_t status = exchange ? exchange_property(exchange, HTTPSTATUS_PROPERTY_STATUS) : HTTPSTATUS_UNKNOWN;

	return status == HTTPSTATUS_UNKNOWN ? 0 : (int)status;
}

int httpstatus_exchange_interim(const struct httpstatus_exchange *exchange, size_t i)
{
	return exchange && i < exchange->said.interims ? exchange->interims[i] : 0;
}

static const struct field *field_at(const struct httpstatus_exchange *exchange, int part, size_t i)
{
	for (size_t k = 0; exchange && k < exchange->said.fields; k++)
		if (exchange->fields[k].part == part && i-- == 0)
			return &exchange->fields[k];
	return NULL;
}

const char *httpstatus_exchange_field_name(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length)
{
	const struct field *field = field_at(exchange, part, i);

	return field ? give(exchange_text(exchange, field->name), length) : give_nothing(length);
}

const char *httpstatus_exchange_field_value(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length)
{
	const struct field *field = field_at(exchange, part, i);

	return field ? give(exchange_text(exchange, field->value), length) : give_nothing(length);
}

const char *httpstatus_exchange_field(const struct httpstatus_exchange *exchange, int part, const char *name,
	size_t name_length, size_t i, size_t *length)
{
	if (!exchange || !name)
		return give_nothing(length);
	uint32_t place = exchange_lines(exchange, part, (struct span){name, name_length});
	struct span value;
	while (exchange_line_next(exchange, &place, &value))
		if (i-- == 0)
			return give(value, length);
	return give_nothing(length);
}

const char *httpstatus_exchange_value(
	const struct httpstatus_exchange *exchange, int part, const char *name, size_t name_length, size_t *length)
{
	struct span value;

	if (!exchange || !name || !exchange_value(exchange, part, (struct span){name, name_length}, &value))
		return give_nothing(length);
	return give(value, length);
}
