/*
 * Words for numbers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../tables/table.h"
#include "../values/span.h"

#include <httpstatus/httpstatus.h>

struct word_record {
	int32_t value;
	uint32_t word, text; /* offsets; 0 for none */
};

#include "vocabulary.h"

enum { VOCABULARIES = sizeof vocabularies / sizeof vocabularies[0] };

static struct offset_list vocabulary_at(int vocabulary)
{
	return vocabulary >= 0 && vocabulary < VOCABULARIES ? vocabularies[vocabulary] : (struct offset_list){0, 0};
}

static const char *text_at(uint32_t offset)
{
	return offset ? (const char *)&texts + offset : NULL;
}

/* Most lists go from their first number on without a gap; a few numbers stand apart, behind all others. */
static const struct word_record *word_record(int vocabulary, int value)
{
	struct offset_list list = vocabulary_at(vocabulary);
	const struct word_record *first = words + list.first;

	if (list.count == 0 || value < first->value)
		return NULL;
	uint32_t place = (uint32_t)value - (uint32_t)first->value;
	if (place < list.count && first[place].value == value)
		return &first[place];
	for (uint32_t i = list.count; i > 0 && first[i - 1].value >= value; i--)
		if (first[i - 1].value == value)
			return &first[i - 1];
	return NULL;
}

const char *httpstatus_word(int vocabulary, int value)
{
	const struct word_record *record = word_record(vocabulary, value);

	return record ? text_at(record->word) : NULL;
}

const char *httpstatus_word_text(int vocabulary, int value)
{
	const struct word_record *record = word_record(vocabulary, value);

	return record ? text_at(record->text) : NULL;
}

int httpstatus_word_find(int vocabulary, const char *word, size_t length)
{
	struct offset_list list = vocabulary_at(vocabulary);

	for (uint32_t i = 0; word && i < list.count; i++) {
		const struct word_record *record = &words[list.first + i];

		if (span_equals(span_of(text_at(record->word)), (struct span){word, length}))
			return record->value;
	}
	return -1;
}
