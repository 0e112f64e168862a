/*
 * What a stored response, a request and an answer are made of: pieces of other exchanges.
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

int draft_copy_status(struct httpstatus_exchange *draft, const struct httpstatus_exchange *from)
{
	static const int properties[] = {HTTPSTATUS_PROPERTY_RESPONSE_VERSION, HTTPSTATUS_PROPERTY_STATUS,
		HTTPSTATUS_PROPERTY_ENDING, HTTPSTATUS_PROPERTY_CONTENT_SEEN, HTTPSTATUS_PROPERTY_CONTENT_CAME,
		HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN,
		HTTPSTATUS_PROPERTY_RESPONSE_TIME};

	for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++)
		draft->said.properties[properties[i]] = from->said.properties[properties[i]];
	draft->said.response_defects = from->said.response_defects;
	if (!exchange_knows_line(from, HTTPSTATUS_LINE_REASON))
		return 0;
	return exchange_say_line(draft, HTTPSTATUS_LINE_REASON, exchange_line(from, HTTPSTATUS_LINE_REASON));
}

int draft_copy_fields(
	struct httpstatus_exchange *draft, const struct httpstatus_exchange *from, int part, const bool *marks)
{
	int error = 0;

	for (size_t i = 0; i < from->said.fields && !error; i++) {
		const struct field *field = &from->fields[i];
		struct span name = exchange_text(from, field->name);

		if (field->part == part && !marks[exchange_field_place(from, part, name)])
			error = exchange_add_line(draft, part, name, exchange_text(from, field->value));
	}
	return error;
}

int draft_add_number(struct httpstatus_exchange *draft, struct span name, int64_t number)
{
	char digits[NUMBER_SIZE];

	number_write(number, digits);
	return exchange_add_line(draft, HTTPSTATUS_PART_RESPONSE, name, span_of(digits));
}

/* RFC 9110, 6.6.1: a response that is stored or forwarded has a Date, if only that of its receipt. */
int draft_add_date(struct httpstatus_exchange *draft, int64_t received)
{
	char date[DATE_SIZE];

	if (received == HTTPSTATUS_UNKNOWN || exchange_has_field(draft, HTTPSTATUS_PART_RESPONSE, SPAN("Date")) ||
		!date_write(received, date))
		return 0;
	return exchange_add_line(draft, HTTPSTATUS_PART_RESPONSE, SPAN("Date"), span_of(date));
}

void marks_set(const struct httpstatus_exchange *exchange, int part, struct span name, bool *marks)
{
	uint32_t place = exchange_field_place(exchange, part, name);

	if (place != NO_PLACE)
		marks[place] = true;
}
