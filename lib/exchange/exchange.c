/*
 * The exchange as an object: what was said, and getting it back.
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
	exchange->joined = calloc(1, sizeof *exchange->joined);
	if (!exchange->joined) {
		free(exchange);
		return NULL;
	}
	exchange->limits[HTTPSTATUS_LIMIT_FIELDS] = 1000;
	exchange->limits[HTTPSTATUS_LIMIT_OCTETS] = 1048576;
	exchange->limits[HTTPSTATUS_LIMIT_INTERIM] = 100;
	httpstatus_exchange_clear(exchange);
	return exchange;
}

void httpstatus_exchange_clear(struct httpstatus_exchange *exchange)
{
	if (!exchange)
		return;
	memset(&exchange->said, 0, sizeof exchange->said);
	for (int property = 0; property < PROPERTIES; property++)
		exchange->said.properties[property] = HTTPSTATUS_UNKNOWN;
	exchange_forget_answers(exchange);
}

void httpstatus_exchange_free(struct httpstatus_exchange *exchange)
{
	if (!exchange)
		return;
	for (int i = 0; i < 2; i++) {
		free(exchange->challenges[i].texts.bytes);
		free(exchange->challenges[i].list);
		free(exchange->challenges[i].parameters);
	}
	free(exchange->octets);
	free(exchange->fields);
	free(exchange->interims);
	free(exchange->joined->bytes);
	free(exchange->joined);
	free(exchange->location.bytes);
	free(exchange->invalidated.bytes);
	free(exchange->base.bytes);
	free(exchange);
}

int httpstatus_exchange_limit(struct httpstatus_exchange *exchange, int limit, size_t value)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (limit < 0 || limit >= LIMITS)
		return HTTPSTATUS_ERROR_ARGUMENT;
	exchange->limits[limit] = value;
	return 0;
}

void exchange_forget_answers(struct httpstatus_exchange *exchange)
{
	exchange->challenges[0].read = false;
	exchange->challenges[1].read = false;
}

struct said exchange_mark(const struct httpstatus_exchange *exchange)
{
	return exchange->said;
}

void exchange_go_back(struct httpstatus_exchange *exchange, const struct said *mark)
{
	exchange->said = *mark;
}

/* ---- saying ---- */

/* Whether the limit lets @more octets come where @less go. */
static bool limit_allows(const struct httpstatus_exchange *exchange, size_t more, size_t less)
{
	size_t used = exchange->said.octets - exchange->said.texts - less;
	size_t limit = exchange->limits[HTTPSTATUS_LIMIT_OCTETS];

	return more <= SIZE_MAX / 4 && used <= limit && more <= limit - used; /* so that no sum overflows */
}

/* Where a text begins in the exchange's own octets. False where it lies elsewhere. */
static bool own_offset(const struct httpstatus_exchange *exchange, struct span text, size_t *offset)
{
	uintptr_t octets = (uintptr_t)exchange->octets, bytes = (uintptr_t)text.bytes;

	*offset = bytes - octets;
	return bytes >= octets && *offset < exchange->octet_capacity;
}

/* Room for two texts more, and in the place where lines are joined as well. Texts of the exchange's own move with its octets. */
static bool reserve_texts(struct httpstatus_exchange *exchange, struct span *a, struct span *b)
{
	size_t needed = exchange->said.octets + a->length + 1 + b->length + 1;

	if (needed > exchange->octet_capacity) {
		size_t capacity = larger_capacity(exchange->octet_capacity, needed), a_offset, b_offset;
		bool a_is_own = own_offset(exchange, *a, &a_offset), b_is_own = own_offset(exchange, *b, &b_offset);
		char *octets = realloc(exchange->octets, capacity);

		if (!octets)
			return false;
		exchange->octets = octets;
		exchange->octet_capacity = capacity;
		if (a_is_own)
			a->bytes = octets + a_offset;
		if (b_is_own)
			b->bytes = octets + b_offset;
	}
	return buffer_reserve(exchange->joined, needed);
}

/* Puts a text behind the octets, where there is room for it. */
static struct text put_text(struct httpstatus_exchange *exchange, struct span from)
{
	char *place = exchange->octets + exchange->said.octets;
	struct text text = {exchange->said.octets, from.length};

	if (from.length)
		memcpy(place, from.bytes, from.length);
	place[from.length] = '\0';
	exchange->said.octets += from.length + 1;
	exchange->said.texts++;
	exchange_forget_answers(exchange);
	return text;
}

static void move_text(struct text *text, struct text removed)
{
	if (text->offset > removed.offset)
		text->offset -= removed.length + 1;
}

/* Takes a text out of the octets: what is behind it moves up. */
static void remove_text(struct httpstatus_exchange *exchange, struct text text)
{
	char *place = exchange->octets + text.offset;
	size_t behind = text.offset + text.length + 1;

	memmove(place, exchange->octets + behind, exchange->said.octets - behind);
	exchange->said.octets -= text.length + 1;
	exchange->said.texts--;
	for (int line = 0; line < LINES; line++)
		move_text(&exchange->said.lines[line].text, text);
	for (size_t i = 0; i < exchange->said.fields; i++) {
		move_text(&exchange->fields[i].name, text);
		move_text(&exchange->fields[i].value, text);
	}
	exchange_forget_answers(exchange);
}

/* Says a line in place of one of @less octets. */
static int say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value, size_t less)
{
	struct span nothing = {NULL, 0};

	if (!limit_allows(exchange, value.length, less))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_texts(exchange, &value, &nothing))
		return HTTPSTATUS_ERROR_MEMORY;
	exchange->said.lines[line] = (struct line){put_text(exchange, value), true};
	return 0;
}

int exchange_say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value)
{
	return say_line(exchange, line, value, 0);
}

int exchange_add_line(struct httpstatus_exchange *exchange, int part, struct span name, struct span value)
{
	void *fields = exchange->fields;

	if (exchange->said.fields >= exchange->limits[HTTPSTATUS_LIMIT_FIELDS] || name.length > SIZE_MAX / 4 ||
		value.length > SIZE_MAX / 4 || !limit_allows(exchange, name.length + value.length, 0))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!array_reserve(&fields, &exchange->field_capacity, exchange->said.fields + 1, sizeof(struct field)))
		return HTTPSTATUS_ERROR_MEMORY;
	exchange->fields = fields;
	if (!reserve_texts(exchange, &name, &value))
		return HTTPSTATUS_ERROR_MEMORY;
	struct field *field = &exchange->fields[exchange->said.fields++];
	field->part = part;
	field->name = put_text(exchange, name);
	field->value = put_text(exchange, value);
	return 0;
}

int exchange_continue_line(struct httpstatus_exchange *exchange, struct span more)
{
	struct field *field = &exchange->fields[exchange->said.fields - 1];
	struct span space = field->value.length && more.length ? SPAN(" ") : SPAN("");

	if (!limit_allows(exchange, space.length + more.length, 0))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_texts(exchange, &space, &more))
		return HTTPSTATUS_ERROR_MEMORY;
	/* The value is the last text, so it can grow where it is. */
	char *end = exchange->octets + exchange->said.octets - 1;
	memcpy(end, space.bytes, space.length);
	if (more.length)
		memcpy(end + space.length, more.bytes, more.length);
	end[space.length + more.length] = '\0';
	exchange->said.octets += space.length + more.length;
	field->value.length += space.length + more.length;
	exchange_forget_answers(exchange);
	return 0;
}

static bool property_allows(int property, int64_t value)
{
	switch (property) {
	case HTTPSTATUS_PROPERTY_REQUEST_VERSION:
	case HTTPSTATUS_PROPERTY_RESPONSE_VERSION:
		return value >= 0 && value <= 99;
	case HTTPSTATUS_PROPERTY_STATUS:
		return value >= 0 && value <= 999;
	case HTTPSTATUS_PROPERTY_ENDING:
		return value >= HTTPSTATUS_ENDING_COMPLETE && value <= HTTPSTATUS_ENDING_TIMED_OUT;
	case HTTPSTATUS_PROPERTY_REQUEST_CONTENT:
		return value >= HTTPSTATUS_REQUEST_CONTENT_NONE && value <= HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT;
	case HTTPSTATUS_PROPERTY_CONTENT_SEEN:
	case HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH:
	case HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT:
		return value >= 0;
	case HTTPSTATUS_PROPERTY_REQUEST_TIME:
	case HTTPSTATUS_PROPERTY_RESPONSE_TIME:
		return true;
	default:
		return value == 0 || value == 1;
	}
}

int httpstatus_exchange_set(struct httpstatus_exchange *exchange, int property, int64_t value)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property < 0 || property >= PROPERTIES)
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (value != HTTPSTATUS_UNKNOWN && !property_allows(property, value))
		return HTTPSTATUS_ERROR_ARGUMENT;
	exchange->said.properties[property] = value;
	return 0;
}

int httpstatus_exchange_set_line(struct httpstatus_exchange *exchange, int line, const char *bytes, size_t length)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (line < 0 || line >= LINES)
		return HTTPSTATUS_ERROR_ARGUMENT;
	struct line before = exchange->said.lines[line];
	if (bytes) {
		size_t less = before.known ? before.text.length : 0;
		int error = say_line(exchange, (enum httpstatus_line)line, (struct span){bytes, length}, less);

		if (error)
			return error;
	} else {
		exchange->said.lines[line] = (struct line){.known = false};
	}
	if (before.known)
		remove_text(exchange, before.text);
	return 0;
}

int httpstatus_exchange_add_interim(struct httpstatus_exchange *exchange, int code)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (code < 100 || code > 199)
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (exchange->said.interims >= exchange->limits[HTTPSTATUS_LIMIT_INTERIM])
		return HTTPSTATUS_ERROR_LIMIT;
	void *interims = exchange->interims;
	if (!array_reserve(&interims, &exchange->interim_capacity, exchange->said.interims + 1, sizeof(uint16_t)))
		return HTTPSTATUS_ERROR_MEMORY;
	exchange->interims = interims;
	exchange->interims[exchange->said.interims++] = (uint16_t)code;
	return 0;
}

static bool part_exists(const struct httpstatus_exchange *exchange, int part)
{
	if (part < HTTPSTATUS_PART_INTERIM_RESPONSE)
		return part >= 0;
	return (size_t)(part - HTTPSTATUS_PART_INTERIM_RESPONSE) < exchange->said.interims;
}

int httpstatus_exchange_add_field(struct httpstatus_exchange *exchange, int part, const char *name, size_t name_length,
	const char *value, size_t value_length)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!name || name_length == 0 || !part_exists(exchange, part))
		return HTTPSTATUS_ERROR_ARGUMENT;
	return exchange_add_line(
		exchange, part, (struct span){name, name_length}, (struct span){value, value ? value_length : 0});
}

/* Room for all that another exchange says. */
static bool reserve_like(struct httpstatus_exchange *to, const struct said *said)
{
	void *octets = to->octets, *fields = to->fields, *interims = to->interims;
	bool good = array_reserve(&octets, &to->octet_capacity, said->octets, sizeof(char)) &&
		    array_reserve(&fields, &to->field_capacity, said->fields, sizeof(struct field)) &&
		    array_reserve(&interims, &to->interim_capacity, said->interims, sizeof(uint16_t)) &&
		    buffer_reserve(to->joined, said->octets);

	to->octets = octets;
	to->fields = fields;
	to->interims = interims;
	return good;
}

int exchange_copy(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	const struct said *said = &from->said;

	if (to == from)
		return 0;
	if (said->octets - said->texts > to->limits[HTTPSTATUS_LIMIT_OCTETS] ||
		said->fields > to->limits[HTTPSTATUS_LIMIT_FIELDS] ||
		said->interims > to->limits[HTTPSTATUS_LIMIT_INTERIM])
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_like(to, said))
		return HTTPSTATUS_ERROR_MEMORY;
	if (said->octets)
		memcpy(to->octets, from->octets, said->octets);
	if (said->fields)
		memcpy(to->fields, from->fields, said->fields * sizeof(struct field));
	if (said->interims)
		memcpy(to->interims, from->interims, said->interims * sizeof(uint16_t));
	to->said = *said;
	exchange_forget_answers(to);
	return 0;
}

static bool is_of_request(int property)
{
	return property == HTTPSTATUS_PROPERTY_REQUEST_VERSION || property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE ||
	       property == HTTPSTATUS_PROPERTY_REQUEST_TIME || property == HTTPSTATUS_PROPERTY_SECURED;
}

int exchange_copy_request(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	static const char lines[] = {HTTPSTATUS_LINE_METHOD, HTTPSTATUS_LINE_TARGET};
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
	for (size_t i = 0; i < from->said.fields && !error; i++)
		if (from->fields[i].part == HTTPSTATUS_PART_REQUEST)
			error = exchange_add_line(to, HTTPSTATUS_PART_REQUEST,
				exchange_text(from, from->fields[i].name), exchange_text(from, from->fields[i].value));
	return error;
}

/* ---- getting it back ---- */

struct span exchange_text(const struct httpstatus_exchange *exchange, struct text text)
{
	return (struct span){exchange->octets + text.offset, text.length};
}

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

int64_t httpstatus_exchange_get(const struct httpstatus_exchange *exchange, int property)
{
	if (!exchange || property < 0 || property >= PROPERTIES)
		return HTTPSTATUS_UNKNOWN;
	return exchange->said.properties[property];
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
	if (!exchange || line < 0 || line >= LINES || !exchange->said.lines[line].known)
		return give_nothing(length);
	return give(exchange_text(exchange, exchange->said.lines[line].text), length);
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

/* ---- what the modules above ask ---- */

static bool field_is(const struct httpstatus_exchange *exchange, const struct field *field, int part, struct span name)
{
	return field->part == part && span_equals_ignoring_case(exchange_text(exchange, field->name), name);
}

bool exchange_next_line(
	const struct httpstatus_exchange *exchange, int part, struct span name, size_t *place, struct span *value)
{
	while (*place < exchange->said.fields) {
		const struct field *field = &exchange->fields[(*place)++];

		if (field_is(exchange, field, part, name)) {
			*value = exchange_text(exchange, field->value);
			return true;
		}
	}
	return false;
}

bool exchange_first_line(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value)
{
	size_t place = 0;

	return exchange_next_line(exchange, part, name, &place, value);
}

bool exchange_has_field(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	struct span value;

	return exchange_first_line(exchange, part, name, &value);
}

bool exchange_value(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value)
{
	struct buffer *joined = exchange->joined;
	size_t lines = 0;

	joined->used = 0;
	for (size_t k = 0; k < exchange->said.fields; k++) {
		if (!field_is(exchange, &exchange->fields[k], part, name))
			continue;
		struct span line = exchange_text(exchange, exchange->fields[k].value);

		if (lines++ == 0) {
			*value = line; /* most fields have one line, which needs no copy */
			continue;
		}
		if (lines == 2) {
			memcpy(joined->bytes, value->bytes, value->length);
			joined->used = value->length;
		}
		memcpy(joined->bytes + joined->used, ", ", 2);
		memcpy(joined->bytes + joined->used + 2, line.bytes, line.length);
		joined->used += 2 + line.length;
	}
	if (lines > 1)
		*value = (struct span){joined->bytes, joined->used};
	return lines > 0;
}

bool exchange_response_is_open(const struct httpstatus_exchange *exchange)
{
	return exchange_property(exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE) == 1;
}

bool exchange_request_is_open(const struct httpstatus_exchange *exchange)
{
	return !exchange_knows_line(exchange, HTTPSTATUS_LINE_METHOD) ||
	       exchange_property(exchange, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE) == 1;
}

const char *httpstatus_exchange_field(const struct httpstatus_exchange *exchange, int part, const char *name,
	size_t name_length, size_t i, size_t *length)
{
	struct span value;
	size_t place = 0;

	while (exchange && name && exchange_next_line(exchange, part, (struct span){name, name_length}, &place, &value))
		if (i-- == 0)
			return give(value, length);
	return give_nothing(length);
}
