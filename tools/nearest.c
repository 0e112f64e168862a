/*
 * The right word nearest to a wrong one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <ctype.h>
#include <string.h>

/* Longer ones are names of nothing. */
enum { WORD_MOST = 64 };

/* A part that is shorter is a part of too much. */
enum { PART_LEAST = 3 };

/* Capitals, and - and _, are no mistakes to speak of. */
static char folded(char c)
{
	return c == '_' || c == ' ' ? '-' : (char)tolower((unsigned char)c);
}

/* How many mistakes make no other word of it. A word of one letter could be any. */
static size_t mistakes_most(size_t length)
{
	if (length <= 1)
		return 0;
	return length <= 4 ? 1 : length <= 8 ? 2 : 3;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many letters are wrong, missing, too many, or changed places with their neighbours: Damerau and Levenshtein's distance. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t rows[3][WORD_MOST + 1], *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_length; j++)
		last[j] = j;
	for (size_t i = 1; i <= a_length; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b_length; j++) {
			bool same = folded(a[i - 1]) == folded(b[j - 1]);

			row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + !same);
			if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
				folded(a[i - 2]) == folded(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = last;
		last = row;
		row = free_row;
	}
	return last[b_length];
}

static bool is_part(const char *part, size_t length, const char *word, size_t word_length)
{
	for (size_t i = 0; i + length <= word_length; i++) {
		size_t k = 0;

		while (k < length && folded(part[k]) == folded(word[i + k]))
			k++;
		if (k == length)
			return true;
	}
	return false;
}

void nearest_begin(struct nearest *nearest, const char *word, size_t length)
{
	*nearest = (struct nearest){.word = word, .length = length, .distance = mistakes_most(length) + 1};
}

void nearest_offer(struct nearest *nearest, const char *word)
{
	size_t length = strlen(word);

	if (length > WORD_MOST || nearest->length > WORD_MOST)
		return;
	size_t mistakes = distance(nearest->word, nearest->length, word, length);
	if (mistakes < nearest->distance && mistakes < nearest->length) {
		nearest->distance = mistakes;
		nearest->near = word;
	}
	if (nearest->length < PART_LEAST || !is_part(nearest->word, nearest->length, word, length))
		return;
	nearest->parts += !nearest->part || strcmp(nearest->part, word) != 0;
	nearest->part = word;
}

void nearest_offer_vocabulary(struct nearest *nearest, int vocabulary)
{
	const char *word;

	for (int value = 0; (word = httpstatus_word(vocabulary, value)); value++)
		nearest_offer(nearest, word);
}

const char *nearest_found(const struct nearest *nearest)
{
	if (nearest->near)
		return nearest->near;
	return nearest->parts == 1 ? nearest->part : NULL;
}
