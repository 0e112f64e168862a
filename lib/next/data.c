/*
 * The data of the next module.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include "next_tables.h"

const char *data_text(uint32_t offset)
{
	return offset ? (const char *)&texts + offset : NULL;
}

const char *list_text(struct offset_list list, size_t i)
{
	return i < list.count ? data_text(offsets[list.first + i]) : NULL;
}

const struct step_record *step_record_at(size_t i)
{
	return i < STEP_COUNT ? &steps[i] : NULL;
}

size_t step_record_place(const struct step_record *record)
{
	return (size_t)(record - steps);
}

const struct setting_record *setting_record_at(size_t i)
{
	return i < SETTING_COUNT ? &settings[i] : NULL;
}

size_t setting_find(const char *word)
{
	struct span span = span_of(word);
	int place = httpstatus_word_find(HTTPSTATUS_VOCABULARY_SETTING, span.bytes, span.length);

	return place < 0 ? SETTING_COUNT : (size_t)place;
}

const struct httpstatus_client *client_record_at(size_t i)
{
	return i < CLIENT_COUNT ? &clients[i] : NULL;
}

bool step_is_triggered(const struct step_record *record, unsigned trigger)
{
	for (uint32_t i = 0; i < record->triggers.count; i++)
		if (triggers[record->triggers.first + i] == trigger)
			return true;
	return false;
}

struct offset_list content_field_names(void)
{
	return content_fields;
}

struct offset_list upload_field_names(void)
{
	return upload_fields;
}

struct offset_list condition_field_names(void)
{
	return condition_fields;
}

struct offset_list bound_scheme_names(void)
{
	return bound_schemes;
}

struct offset_list bound_field_names(void)
{
	return bound_fields;
}

bool rewrite_read(struct span word, enum rewrite *rewrite)
{
	for (int i = 0; i < REWRITE_COUNT; i++) {
		if (span_equals(word, span_of(rewrite_names[i]))) {
			*rewrite = (enum rewrite)i;
			return true;
		}
	}
	return false;
}

bool list_has_name(struct offset_list list, struct span name)
{
	const char *text;

	for (size_t i = 0; (text = list_text(list, i)); i++)
		if (span_equals_ignoring_case(span_of(text), name))
			return true;
	return false;
}
