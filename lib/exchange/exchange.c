/*
 * The exchange as an object.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <stdlib.h>
#include <string.h>

struct httpstatus_exchange *httpstatus_exchange_new(void)
{
	struct httpstatus_exchange *exchange = calloc(1, sizeof *exchange);

	if (!exchange)
		return NULL;
	httpstatus_exchange_clear(exchange);
	for (int limit = 0; limit < LIMITS; limit++)
		httpstatus_exchange_set(exchange, PROPERTIES + limit, HTTPSTATUS_UNKNOWN);
	return exchange;
}

void exchange_lift_limits(struct httpstatus_exchange *exchange)
{
	for (int limit = 0; limit < LIMITS; limit++)
		exchange->limits[limit] = SIZE_MAX;
}

void httpstatus_exchange_clear(struct httpstatus_exchange *exchange)
{
	struct said nothing = {0};

	if (!exchange)
		return;
	for (int property = 0; property < PROPERTIES; property++)
		nothing.properties[property] = HTTPSTATUS_UNKNOWN;
	exchange_go_back(exchange, &nothing);
	exchange->stale = 0;
	for (int i = 0; i < DERIVED_COUNT; i++)
		exchange->derived[i].known = false;
	for (int i = 0; i < 2; i++)
		challenges_empty(&exchange->challenges[i]);
}

void httpstatus_exchange_free(struct httpstatus_exchange *exchange)
{
	if (!exchange)
		return;
	for (int i = 0; i < 2; i++) {
		challenges_free(&exchange->challenges[i]);
		challenges_free(&exchange->spare_challenges[i]);
	}
	for (int i = 0; i < DERIVED_COUNT; i++) {
		free(exchange->derived[i].text.bytes);
		free(exchange->spare[i].text.bytes);
	}
	free(exchange->scratch.text.bytes);
	free(exchange->spare_octets.bytes);
	for (int i = 0; i < 2; i++)
		free(exchange->marks[i].bytes);
	httpstatus_exchange_free(exchange->draft);
	fields_free(exchange);
	free(exchange->octets);
	free(exchange->interims);
	free(exchange);
}

/* ---- copies ---- */

/* Room for all that another exchange says, and for what follows from it. */
static bool reserve_like(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	void *octets = to->octets, *fields = to->fields, *interims = to->interims;
	bool good = array_reserve(&octets, &to->octet_capacity, from->said.octets, sizeof(char)) &&
		    array_reserve(&fields, &to->field_capacity, from->said.fields, sizeof(struct field)) &&
		    array_reserve(&interims, &to->interim_capacity, from->said.interims, sizeof(uint16_t));

	to->octets = octets;
	to->fields = fields;
	to->interims = interims;
	for (int i = 0; i < DERIVED_COUNT && good; i++)
		good = !from->derived[i].known || buffer_reserve(&to->derived[i].text, from->derived[i].text.used + 1);
	for (int i = 0; i < 2 && good; i++)
		good = challenges_reserve_like(&to->challenges[i], &from->challenges[i]);
	return good && fields_reserve_like(to, from);
}

static void copy_derived(struct derived_text *to, const struct derived_text *from)
{
	to->known = from->known;
	to->text.used = 0;
	if (from->known)
		buffer_put(&to->text, (struct span){from->text.bytes, from->text.used}); /* there is room */
}

int httpstatus_exchange_copy(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	if (!to || !from)
		return HTTPSTATUS_ERROR_HANDLE;
	const struct said *said = &from->said;
	if (to == from)
		return 0;
	if (said->octets - said->texts > to->limits[HTTPSTATUS_PROPERTY_MOST_OCTETS - PROPERTIES] ||
		said->fields > to->limits[HTTPSTATUS_PROPERTY_MOST_FIELDS - PROPERTIES] ||
		said->interims > to->limits[HTTPSTATUS_PROPERTY_MOST_INTERIM - PROPERTIES])
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_like(to, from))
		return HTTPSTATUS_ERROR_MEMORY;
	if (said->octets)
		memcpy(to->octets, from->octets, said->octets);
	if (said->fields)
		memcpy(to->fields, from->fields, said->fields * sizeof(struct field));
	if (said->interims)
		memcpy(to->interims, from->interims, said->interims * sizeof(uint16_t));
	to->said = *said;
	fields_take_anew(to);
	for (int i = 0; i < DERIVED_COUNT; i++)
		copy_derived(&to->derived[i], &from->derived[i]);
	for (int i = 0; i < 2; i++)
		challenges_copy(&to->challenges[i], &from->challenges[i]);
	to->stale = from->stale;
	return 0;
}

static bool is_of_request(int property)
{
	return property == HTTPSTATUS_PROPERTY_REQUEST_VERSION || property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_TIME || property == HTTPSTATUS_PROPERTY_SECURED ||
	       property == HTTPSTATUS_PROPERTY_TO_PROXY || property == HTTPSTATUS_PROPERTY_ENTRY;
}

static bool is_request_part(int part)
{
	return part == HTTPSTATUS_PART_REQUEST || part == HTTPSTATUS_PART_REQUEST_TRAILERS;
}

int exchange_copy_request(struct httpstatus_exchange *to, const struct httpstatus_exchange *from, const bool *left_out)
{
	static const char lines[] = {HTTPSTATUS_LINE_METHOD, HTTPSTATUS_LINE_TARGET, HTTPSTATUS_LINE_SOURCE};
	int error = 0;

	httpstatus_exchange_clear(to);
	for (int property = 0; property < PROPERTIES; property++)
		if (is_of_request(property))
			to->said.properties[property] = from->said.properties[property];
	to->said.request_defects = from->said.request_defects;
	for (size_t i = 0; i < sizeof lines && !error; i++)
		if (exchange_knows_line(from, (enum httpstatus_line)lines[i]))
			error = exchange_say_line(to, (enum httpstatus_line)lines[i],
				exchange_line(from, (enum httpstatus_line)lines[i]));
	for (size_t i = 0; i < from->said.fields && !error; i++) {
		const struct field *field = &from->fields[i];
		struct span name = exchange_text(from, field->name);

		if (is_request_part(field->part) &&
			!(left_out && left_out[exchange_field_place(from, field->part, name)]))
			error = exchange_add_line(to, field->part, name, exchange_text(from, field->value));
	}
	return error ? error : exchange_derive(to);
}

static int copy_lines(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	int error = 0;

	for (int line = 0; line < LINES && !error; line++)
		if (exchange_knows_line(from, (enum httpstatus_line)line))
			error = exchange_say_line(
				to, (enum httpstatus_line)line, exchange_line(from, (enum httpstatus_line)line));
	for (size_t i = 0; i < from->said.interims && !error; i++)
		error = httpstatus_exchange_add_interim(to, from->interims[i]);
	return error;
}

int exchange_copy_without_foreign(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	httpstatus_exchange_clear(to);
	memcpy(to->said.properties, from->said.properties, sizeof to->said.properties);
	to->said.properties[HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE] = 1;
	to->said.request_defects = from->said.request_defects;
	int error = copy_lines(to, from);
	for (size_t i = 0; i < from->said.fields && !error; i++) {
		const struct field *field = &from->fields[i];

		if (field->part != HTTPSTATUS_PART_RESPONSE && field->part != HTTPSTATUS_PART_RESPONSE_TRAILERS)
			error = exchange_add_line(
				to, field->part, exchange_text(from, field->name), exchange_text(from, field->value));
	}
	return error ? error : exchange_derive(to);
}

/* ---- drafts ---- */

struct httpstatus_exchange *exchange_draft(struct httpstatus_exchange *exchange)
{
	if (exchange->draft) {
		httpstatus_exchange_clear(exchange->draft);
		return exchange->draft;
	}
	exchange->draft = httpstatus_exchange_new();
	if (exchange->draft)
		exchange_lift_limits(exchange->draft);
	return exchange->draft;
}

bool *exchange_draft_marks(struct httpstatus_exchange *draft, int which, const struct httpstatus_exchange *exchange)
{
	struct buffer *marks = &draft->marks[which];
	size_t size = (exchange->groups.count + 1) * sizeof(bool);

	if (!buffer_reserve(marks, size))
		return NULL;
	memset(marks->bytes, 0, size);
	return (bool *)(void *)marks->bytes;
}
