/*
 * Saying it: texts and fields, and what follows from them at once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <stdlib.h>
#include <string.h>

/* ---- room ---- */

static size_t limit(const struct httpstatus_exchange *exchange, enum httpstatus_property property)
{
	return exchange->limits[property - PROPERTIES];
}

/* Whether the limit lets @more octets come where @less go. */
static bool limit_allows(const struct httpstatus_exchange *exchange, size_t more, size_t less)
{
	size_t used = exchange->said.octets - exchange->said.texts - less;
	size_t most = limit(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS);

	return more <= SIZE_MAX / 4 && used <= most && more <= most - used; /* so that no sum overflows */
}

/* Where a text begins in the exchange's own octets. False where it lies elsewhere. */
static bool own_offset(const struct httpstatus_exchange *exchange, struct span text, size_t *offset)
{
	uintptr_t octets = (uintptr_t)exchange->octets, bytes = (uintptr_t)text.bytes;

	*offset = bytes - octets;
	return bytes >= octets && *offset < exchange->octet_capacity;
}

/* Room for two texts more. Texts of the exchange's own move with its octets. */
static bool reserve_texts(struct httpstatus_exchange *exchange, struct span *a, struct span *b)
{
	size_t needed = exchange->said.octets + a->length + 1 + b->length + 1;

	if (needed <= exchange->octet_capacity)
		return true;
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
	return true;
}

/* Puts a text behind the octets, where there is room for it. */
static struct text put_text(struct httpstatus_exchange *exchange, struct span from)
{
	char *place = exchange->octets + exchange->said.octets;
	struct text text = {exchange->said.octets, from.length};

	if (from.length)
		memmove(place, from.bytes, from.length);
	place[from.length] = '\0';
	exchange->said.octets += from.length + 1;
	exchange->said.texts++;
	return text;
}

/* ---- what follows ---- */

static bool is_of_uris(struct span name)
{
	static const char names[][20] = {"Location", "Content-Location", "Host", ":authority"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(name, span_of(names[i])))
			return true;
	return false;
}

static unsigned made_stale_by_field(int part, struct span name)
{
	return (challenger_of(part, name) >= 0 ? STALE_CHALLENGES : 0u) | (is_of_uris(name) ? STALE_URIS : 0u);
}

/* Whether the URIs change with a line that is added: of many lines of a field, only few do. */
static bool line_changes_uris(const struct httpstatus_exchange *exchange, int part, struct span name, struct span value)
{
	struct span first;

	if (!is_of_uris(name))
		return false;
	if (!exchange_first_line(exchange, part, name, &first))
		return true;
	return part == HTTPSTATUS_PART_RESPONSE && exchange_single_value(exchange, name, &first) &&
	       !span_equals(first, value);
}

static void line_makes_stale(struct httpstatus_exchange *exchange, enum httpstatus_line line)
{
	if (line == HTTPSTATUS_LINE_TARGET)
		exchange->stale |= STALE_URIS;
}

/* Where nothing has to be kept, the larger room is the spare: an exchange that is filled again needs no more of it. */
static void make_spare(struct challenges *challenges, struct challenges *spare)
{
	struct challenges before = *challenges;

	if (before.count == 0 && before.texts.capacity > spare->texts.capacity) {
		*challenges = *spare;
		*spare = before;
		challenges_empty(challenges);
	}
	challenges_empty(spare);
}

static const char challenge_names[][20] = {"WWW-Authenticate", "Proxy-Authenticate"};

/* All of them, beside those that are there. */
static bool challenges_derive(struct httpstatus_exchange *exchange)
{
	struct span line;

	for (int i = 0; i < 2; i++) {
		uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, span_of(challenge_names[i]));

		make_spare(&exchange->challenges[i], &exchange->spare_challenges[i]);
		while (exchange_line_next(exchange, &place, &line))
			if (!challenges_add(&exchange->spare_challenges[i], line))
				return false;
	}
	return true;
}

/* Those of the lines that were added: so that many lines are not read again with each. False changes nothing. */
static bool challenges_take_added(struct httpstatus_exchange *exchange)
{
	struct challenges before[2] = {exchange->challenges[0], exchange->challenges[1]};
	struct span line;

	for (int i = 0; i < 2; i++) {
		uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, span_of(challenge_names[i]));

		for (size_t k = 0; exchange_line_next(exchange, &place, &line); k++) {
			if (k < before[i].lines || challenges_add(&exchange->challenges[i], line))
				continue;
			challenges_go_back(&exchange->challenges[0], &before[0]);
			challenges_go_back(&exchange->challenges[1], &before[1]);
			return false;
		}
	}
	exchange->stale &= ~(unsigned)STALE_CHALLENGES;
	return true;
}

/* Puts what was worked out in place of what was. */
static void take_uris(struct httpstatus_exchange *exchange)
{
	for (int i = 0; i < DERIVED_COUNT; i++) {
		struct derived_text before = exchange->derived[i];

		exchange->derived[i] = exchange->spare[i];
		exchange->spare[i] = before;
	}
	exchange->stale &= ~(unsigned)STALE_URIS;
}

static void take_challenges(struct httpstatus_exchange *exchange)
{
	for (int i = 0; i < 2; i++) {
		struct challenges before = exchange->challenges[i];

		exchange->challenges[i] = exchange->spare_challenges[i];
		exchange->spare_challenges[i] = before;
		challenges_own(&exchange->challenges[i]);
	}
	exchange->stale &= ~(unsigned)STALE_CHALLENGES;
}

int exchange_derive(struct httpstatus_exchange *exchange)
{
	bool uris = exchange->stale & STALE_URIS, challenges = exchange->stale & STALE_CHALLENGES;

	if (!exchange->stale)
		return 0;
	struct uri_inputs inputs = uri_inputs_of(exchange);
	if ((uris && !uris_derive(exchange, &inputs)) || (challenges && !challenges_take_added(exchange)))
		return HTTPSTATUS_ERROR_MEMORY;
	if (uris)
		take_uris(exchange);
	return 0;
}

/* ---- there and back ---- */

struct said exchange_mark(const struct httpstatus_exchange *exchange)
{
	return exchange->said;
}

void exchange_go_back(struct httpstatus_exchange *exchange, const struct said *mark)
{
	bool changed = exchange->said.fields != mark->fields;

	exchange->said = *mark;
	if (changed)
		fields_take_anew(exchange);
}

/* What follows from what was said since a mark, or back to it. */
static int derive_or_go_back(struct httpstatus_exchange *exchange, const struct said *mark)
{
	int error = exchange_derive(exchange);

	if (error)
		exchange_go_back(exchange, mark);
	return error;
}

/* ---- saying ---- */

/* Says a line in place of one of @less octets. */
static int say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value, size_t less)
{
	struct span nothing = {NULL, 0};

	if (!limit_allows(exchange, value.length, less))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_texts(exchange, &value, &nothing))
		return HTTPSTATUS_ERROR_MEMORY;
	exchange->said.lines[line] = (struct line){put_text(exchange, value), true};
	line_makes_stale(exchange, line);
	return 0;
}

int exchange_say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value)
{
	return say_line(exchange, line, value, 0);
}

int exchange_add_line(struct httpstatus_exchange *exchange, int part, struct span name, struct span value)
{
	void *fields = exchange->fields;

	if (exchange->said.fields >= limit(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS) ||
		exchange->said.fields >= NO_PLACE || name.length > SIZE_MAX / 4 || value.length > SIZE_MAX / 4 ||
		!limit_allows(exchange, name.length + value.length, 0))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!array_reserve(&fields, &exchange->field_capacity, exchange->said.fields + 1, sizeof(struct field)))
		return HTTPSTATUS_ERROR_MEMORY;
	exchange->fields = fields;
	if (!reserve_texts(exchange, &name, &value))
		return HTTPSTATUS_ERROR_MEMORY;
	struct said mark = exchange->said;
	unsigned stale = made_stale_by_field(part, name);
	if (!line_changes_uris(exchange, part, name, value))
		stale &= ~(unsigned)STALE_URIS;
	struct field *field = &exchange->fields[exchange->said.fields];
	field->part = part;
	field->space_before_colon = field->folded = false;
	field->name = put_text(exchange, name);
	field->value = put_text(exchange, value);
	if (!fields_take(exchange, exchange->said.fields)) {
		exchange->said = mark;
		return HTTPSTATUS_ERROR_MEMORY;
	}
	exchange->said.fields++;
	exchange->stale |= stale;
	return 0;
}

int exchange_continue_line(struct httpstatus_exchange *exchange, struct span more)
{
	struct field *field = &exchange->fields[exchange->said.fields - 1];
	struct span space = field->value.length && more.length ? SPAN(" ") : SPAN("");

	if (!limit_allows(exchange, space.length + more.length, 0))
		return HTTPSTATUS_ERROR_LIMIT;
	if (!reserve_texts(exchange, &space, &more) || !fields_lengthen(exchange, space, more))
		return HTTPSTATUS_ERROR_MEMORY;
	/* The value is the last text, so it can grow where it is. */
	char *end = exchange->octets + exchange->said.octets - 1;
	if (space.length)
		*end = ' ';
	if (more.length)
		memcpy(end + space.length, more.bytes, more.length);
	end[space.length + more.length] = '\0';
	exchange->said.octets += space.length + more.length;
	field->value.length += space.length + more.length;
	exchange->stale |= made_stale_by_field(field->part, exchange_text(exchange, field->name));
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
	case HTTPSTATUS_PROPERTY_ENTRY:
	case HTTPSTATUS_PROPERTY_MOST_FIELDS:
	case HTTPSTATUS_PROPERTY_MOST_OCTETS:
	case HTTPSTATUS_PROPERTY_MOST_INTERIM:
		return value >= 0;
	case HTTPSTATUS_PROPERTY_REQUEST_TIME:
	case HTTPSTATUS_PROPERTY_RESPONSE_TIME:
		return true;
	default:
		return value == 0 || value == 1;
	}
}

/* What a limit is unless it is said. */
static size_t usual_limit(int property)
{
	switch (property) {
	case HTTPSTATUS_PROPERTY_MOST_FIELDS:
		return 1000;
	case HTTPSTATUS_PROPERTY_MOST_OCTETS:
		return 1048576;
	default:
		return 100;
	}
}

static void set_limit(struct httpstatus_exchange *exchange, int property, int64_t value)
{
	size_t most = value == HTTPSTATUS_UNKNOWN ? usual_limit(property) : (size_t)value;

	if (value > 0 && (uint64_t)value > SIZE_MAX)
		most = SIZE_MAX;
	exchange->limits[property - PROPERTIES] = most;
}

int httpstatus_exchange_set(struct httpstatus_exchange *exchange, int property, int64_t value)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (property < 0 || property >= PROPERTIES + LIMITS)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (value != HTTPSTATUS_UNKNOWN && !property_allows(property, value))
		return HTTPSTATUS_ERROR_VALUE;
	if (property >= PROPERTIES) {
		set_limit(exchange, property, value);
		return 0;
	}
	struct said mark = exchange_mark(exchange);
	exchange->said.properties[property] = value;
	if (property == HTTPSTATUS_PROPERTY_SECURED)
		exchange->stale |= STALE_URIS;
	return derive_or_go_back(exchange, &mark);
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
}

int httpstatus_exchange_set_line(struct httpstatus_exchange *exchange, int line, const char *bytes, size_t length)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (line < 0 || line >= LINES)
		return HTTPSTATUS_ERROR_PROPERTY;
	struct said mark = exchange_mark(exchange);
	struct line before = exchange->said.lines[line];
	int error = 0;
	if (bytes) {
		size_t less = before.known ? before.text.length : 0;

		error = say_line(exchange, (enum httpstatus_line)line, (struct span){bytes, length}, less);
	} else {
		exchange->said.lines[line] = (struct line){.known = false};
		line_makes_stale(exchange, (enum httpstatus_line)line);
	}
	if (!error)
		error = derive_or_go_back(exchange, &mark);
	if (!error && before.known)
		remove_text(exchange, before.text);
	return error;
}

int httpstatus_exchange_add_interim(struct httpstatus_exchange *exchange, int code)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (code < 100 || code > 199)
		return HTTPSTATUS_ERROR_CODE;
	if (exchange->said.interims >= limit(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM))
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
	if (part < HTTPSTATUS_PART_INTERIM)
		return part >= 0 && part <= HTTPSTATUS_PART_RESPONSE_TRAILERS;
	return (size_t)(part - HTTPSTATUS_PART_INTERIM) < exchange->said.interims;
}

/* What is wrong with where a field is to stand; 0 where nothing is. */
static int field_fault(const struct httpstatus_exchange *exchange, int part, const char *name, size_t length)
{
	if (!exchange)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!part_exists(exchange, part))
		return HTTPSTATUS_ERROR_PROPERTY;
	return name && length ? 0 : HTTPSTATUS_ERROR_VALUE;
}

int httpstatus_exchange_add_field(struct httpstatus_exchange *exchange, int part, const char *name, size_t name_length,
	const char *value, size_t value_length)
{
	int error = field_fault(exchange, part, name, name_length);

	if (error)
		return error;
	struct said mark = exchange_mark(exchange);
	error = exchange_add_line(
		exchange, part, (struct span){name, name_length}, (struct span){value, value ? value_length : 0});
	return error ? error : derive_or_go_back(exchange, &mark);
}

/* ---- a field anew ---- */

/* A field in one line, or none, in place of those that it has. */
struct change {
	int part;
	struct span name, value;
	bool removes;
};

static bool change_is_about(
	const struct httpstatus_exchange *exchange, const struct change *change, const struct field *field)
{
	return field->part == change->part &&
	       span_equals_ignoring_case(exchange_text(exchange, field->name), change->name);
}

/* What the field's lines take, and how many they are. */
static size_t lines_length(const struct httpstatus_exchange *exchange, const struct change *change, size_t *lines)
{
	size_t length = 0;

	*lines = 0;
	for (size_t i = 0; i < exchange->said.fields; i++) {
		if (!change_is_about(exchange, change, &exchange->fields[i]))
			continue;
		length += exchange->fields[i].name.length + exchange->fields[i].value.length;
		++*lines;
	}
	return length;
}

/* Works out what will follow, before anything is changed. */
static bool derive_change(struct httpstatus_exchange *exchange, const struct change *change)
{
	struct uri_inputs inputs = uri_inputs_of(exchange);
	int challenger = challenger_of(change->part, change->name);
	bool is_said = !change->removes;

	if (change->part == HTTPSTATUS_PART_RESPONSE && span_equals_ignoring_case(change->name, SPAN("Location"))) {
		inputs.location = change->value;
		inputs.has_location = is_said;
	} else if (change->part == HTTPSTATUS_PART_RESPONSE &&
		   span_equals_ignoring_case(change->name, SPAN("Content-Location"))) {
		inputs.content_location = change->value;
		inputs.has_content_location = is_said;
	} else if (change->part == HTTPSTATUS_PART_REQUEST && span_equals_ignoring_case(change->name, SPAN("Host"))) {
		inputs.host = change->value;
		inputs.has_host =
			is_said || exchange_first_line(exchange, change->part, SPAN(":authority"), &inputs.host);
	} else if (change->part == HTTPSTATUS_PART_REQUEST &&
		   span_equals_ignoring_case(change->name, SPAN(":authority")) &&
		   !exchange_has_field(exchange, change->part, SPAN("Host"))) {
		inputs.host = change->value;
		inputs.has_host = is_said;
	}
	if (exchange->stale & STALE_URIS && !uris_derive(exchange, &inputs))
		return false;
	if (!(exchange->stale & STALE_CHALLENGES))
		return true;
	if (!challenges_derive(exchange))
		return false;
	if (challenger < 0)
		return true;
	challenges_empty(&exchange->spare_challenges[challenger]);
	return change->removes || challenges_add(&exchange->spare_challenges[challenger], change->value);
}

/* Copies a text to the octets that will be the exchange's. */
static struct text move_over(struct httpstatus_exchange *exchange, struct span span)
{
	struct buffer *octets = &exchange->spare_octets;
	struct text text = {octets->used, span.length};

	buffer_put(octets, span); /* there is room */
	octets->used++;           /* the NUL */
	return text;
}

/* Takes the lines of the field away but the first, which gets the new value; all texts that stay move to other octets. */
static void make_change(struct httpstatus_exchange *exchange, const struct change *change)
{
	struct said *said = &exchange->said;
	size_t kept = 0;
	bool is_said = change->removes;

	exchange->spare_octets.used = 0;
	said->texts = 0;
	for (int line = 0; line < LINES; line++)
		if (said->lines[line].known) {
			said->lines[line].text = move_over(exchange, exchange_text(exchange, said->lines[line].text));
			said->texts++;
		}
	if (change->removes)
		fields_forget(exchange, change->part, change->name);
	for (size_t i = 0; i < said->fields; i++) {
		struct field field = exchange->fields[i];
		bool about = change_is_about(exchange, change, &field);

		if (about && is_said)
			continue;
		field.value = move_over(exchange, about ? change->value : exchange_text(exchange, field.value));
		field.name = move_over(exchange, exchange_text(exchange, field.name));
		is_said = is_said || about;
		exchange->fields[kept++] = field;
		said->texts += 2;
	}
	said->fields = kept;
	said->octets = exchange->spare_octets.used;
	struct buffer before = {exchange->octets, 0, exchange->octet_capacity};
	exchange->octets = exchange->spare_octets.bytes;
	exchange->octet_capacity = exchange->spare_octets.capacity;
	exchange->spare_octets = before;
	fields_take_anew(exchange);
}

int httpstatus_exchange_set_field(struct httpstatus_exchange *exchange, int part, const char *name, size_t name_length,
	const char *value, size_t value_length)
{
	int error = field_fault(exchange, part, name, name_length);
	size_t lines, length;

	if (error)
		return error;
	struct change change = {part, {name, name_length}, {value, value ? value_length : 0}, !value};
	length = lines_length(exchange, &change, &lines);
	if (lines == 0)
		return value ? httpstatus_exchange_add_field(exchange, part, name, name_length, value, value_length)
			     : 0;
	if (value && (value_length > SIZE_MAX / 4 || !limit_allows(exchange, name_length + value_length, length)))
		return HTTPSTATUS_ERROR_LIMIT;
	unsigned stale = exchange->stale;
	size_t octets = exchange->said.octets + change.value.length + 1;
	exchange->stale |= made_stale_by_field(part, change.name);
	/* The new value may lie in the octets that are there: both are until all is done. They change places, so each is as large as the other. */
	if (!buffer_reserve(
		    &exchange->spare_octets, octets > exchange->octet_capacity ? octets : exchange->octet_capacity) ||
		!derive_change(exchange, &change)) {
		exchange->stale = stale;
		return HTTPSTATUS_ERROR_MEMORY;
	}
	make_change(exchange, &change);
	if (exchange->stale & STALE_URIS)
		take_uris(exchange);
	if (exchange->stale & STALE_CHALLENGES)
		take_challenges(exchange);
	return 0;
}
