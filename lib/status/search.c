/*
 * How well an entry fits the words that somebody looks for. A word fits another that begins with it, or that is another form of it: plurals, -ed and
 * -ing are stripped by rule; what no rule makes alike stands in search.toml.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include <search_words.h>

#include <string.h>

/* No word of ours is longer; a longer one fits by its beginning alone. */
enum { STEM_MOST = 24, STEM_LEAST = 3 };

/* What the forms of a word have in common, in lower case; no letters for a word that is too long to have a stem. */
struct stem {
	char letters[STEM_MOST + 1];
	size_t length;
	bool open; /* an ending was stripped that can have taken an e along, or doubled the last letter, as in "caching" and "stopped" */
};

static bool is_of_word(char c)
{
	return is_alpha(c) || is_digit(c);
}

/* Takes the next word off a text; no octets at the end. */
static struct span next_word(struct span *text)
{
	size_t start = 0, end;

	while (start < text->length && !is_of_word(text->bytes[start]))
		start++;
	for (end = start; end < text->length && is_of_word(text->bytes[end]);)
		end++;
	struct span word = span_first(span_from(*text, start), end - start);

	*text = span_from(*text, end);
	return word;
}

static bool is_passed_over(struct span word)
{
	for (size_t i = 0; i < sizeof passed_over / sizeof passed_over[0]; i++)
		if (span_equals_ignoring_case(word, span_of(passed_over[i])))
			return true;
	return false;
}

/* The word, or the one that is read for it. */
static struct span read_as(struct span word)
{
	for (size_t i = 0; i < sizeof same_words / sizeof same_words[0]; i++)
		if (span_equals_ignoring_case(word, span_of(same_words[i].word)))
			return span_of(same_words[i].read_as);
	return word;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static bool ends_with(const struct stem *stem, struct span ending)
{
	return stem->length >= STEM_LEAST + ending.length &&
	       memcmp(stem->letters + stem->length - ending.length, ending.bytes, ending.length) == 0;
}

/* What is left must be long enough for a word, and can be said: "string" has no ending. */
static bool strip(struct stem *stem, struct span ending)
{
	if (!ends_with(stem, ending))
		return false;
	for (size_t i = 0; i < stem->length - ending.length; i++) {
		if (is_vowel(stem->letters[i])) {
			stem->length -= ending.length;
			return true;
		}
	}
	return false;
}

/* "retries" and "retried" become "retry". */
static bool strip_to_y(struct stem *stem, struct span ending)
{
	if (!strip(stem, ending))
		return false;
	stem->letters[stem->length++] = 'y';
	return true;
}

static void strip_plural(struct stem *stem)
{
	if (strip_to_y(stem, SPAN("ies")) || ends_with(stem, SPAN("ss")) || ends_with(stem, SPAN("us")) ||
		ends_with(stem, SPAN("is")))
		return;
	bool hisses = ends_with(stem, SPAN("sses")) || ends_with(stem, SPAN("xes")) || ends_with(stem, SPAN("ches")) ||
		      ends_with(stem, SPAN("shes"));

	stem->open = hisses && strip(stem, SPAN("es"));
	if (!stem->open)
		strip(stem, SPAN("s"));
}

static struct stem stem_of(struct span word)
{
	struct stem stem = {.length = 0};

	word = read_as(word);
	if (word.length > STEM_MOST)
		return stem;
	for (size_t i = 0; i < word.length; i++)
		stem.letters[stem.length++] = lower_case(word.bytes[i]);
	strip_plural(&stem);
	if (!strip_to_y(&stem, SPAN("ied")) && (strip(&stem, SPAN("ing")) || strip(&stem, SPAN("ed"))))
		stem.open = true;
	return stem;
}

/* What an open stem can have come from, at @i: itself, with an e, without the doubled letter. Whether there is an @i-th. */
static bool stem_variant(const struct stem *stem, size_t i, struct stem *variant)
{
	*variant = *stem;
	if (i == 0)
		return stem->length > 0;
	if (!stem->open || stem->length == 0)
		return false;
	if (i == 1)
		variant->letters[variant->length++] = 'e';
	else
		variant->length--;
	return i == 1 || (i == 2 && stem->letters[stem->length - 1] == stem->letters[stem->length - 2]);
}

static bool stems_fit(const struct stem *a, const struct stem *b)
{
	struct stem one, other;

	for (size_t i = 0; stem_variant(a, i, &one); i++)
		for (size_t k = 0; stem_variant(b, k, &other); k++)
			if (one.length == other.length && memcmp(one.letters, other.letters, one.length) == 0)
				return true;
	return false;
}

/* A word that is looked for. */
struct sought {
	struct span word;
	struct stem stem;
};

static struct sought sought_of(struct span word)
{
	return (struct sought){word, stem_of(word)};
}

/* All forms of a word begin with the same letter; search.py sees to it. */
static bool word_fits(struct span word, const struct sought *sought)
{
	if (lower_case(word.bytes[0]) != lower_case(sought->word.bytes[0]))
		return false;
	if (span_equals_ignoring_case(span_first(word, sought->word.length), sought->word))
		return true;
	struct stem stem = stem_of(word);

	return stems_fit(&stem, &sought->stem);
}

static bool text_has(const char *text, const struct sought *sought)
{
	struct span rest = span_of(text), word;

	while ((word = next_word(&rest)).length > 0)
		if (word_fits(word, sought))
			return true;
	return false;
}

/* The next word that says something; no octets at the end. */
static struct span next_telling_word(struct span *text)
{
	struct span word;

	do
		word = next_word(text);
	while (word.length > 0 && is_passed_over(word));
	return word;
}

/* Whether the words, in some form, are all of a text. */
static bool words_are(struct span words, const char *text)
{
	struct span rest = span_of(text), own, sought;

	do {
		own = next_telling_word(&rest);
		sought = next_telling_word(&words);
		struct stem own_stem = stem_of(own), sought_stem = stem_of(sought);

		if (!span_equals_ignoring_case(own, sought) && !stems_fit(&own_stem, &sought_stem))
			return false;
	} while (own.length > 0);
	return true;
}

typedef const char *listed(const struct httpstatus_code *code, size_t i);

static bool words_are_listed(struct span words, const struct httpstatus_code *code, listed *at)
{
	const char *text;

	for (size_t i = 0; (text = at(code, i)); i++)
		if (words_are(words, text))
			return true;
	return false;
}

/* A keyword, or a name in another form: "unauthorised", "payments required". */
static bool is_keyword(const struct httpstatus_code *code, struct span words)
{
	return words_are(words, httpstatus_code_phrase(code)) ||
	       words_are_listed(words, code, httpstatus_code_keyword) ||
	       words_are_listed(words, code, httpstatus_code_former_name) ||
	       words_are_listed(words, code, httpstatus_code_sent_phrase);
}

static bool is_number_of(const struct httpstatus_code *code, struct span word)
{
	int64_t number;

	return span_number(word, &number) && number == httpstatus_code_number(code);
}

static bool listed_text_has(listed *at, const struct httpstatus_code *code, const struct sought *sought)
{
	const char *text;

	for (size_t i = 0; (text = at(code, i)); i++)
		if (text_has(text, sought))
			return true;
	return false;
}

static bool names_have(const struct httpstatus_code *code, const struct sought *sought)
{
	return text_has(httpstatus_code_phrase(code), sought) || is_number_of(code, sought->word) ||
	       listed_text_has(httpstatus_code_former_name, code, sought) ||
	       listed_text_has(httpstatus_code_sent_phrase, code, sought);
}

/* A vendor's word and title: people look for "cloudflare timeout". */
static bool vendor_has(const struct httpstatus_code *code, const struct sought *sought)
{
	const char *vendor = httpstatus_code_vendor(code);
	struct span word = span_of(vendor);
	int place = httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, word.bytes, word.length);

	return vendor && (text_has(vendor, sought) ||
				 text_has(httpstatus_word_text(HTTPSTATUS_VOCABULARY_VENDOR, place), sought));
}

static bool texts_have(const struct httpstatus_code *code, const struct sought *sought)
{
	for (int text = 0; text < TEXT_COUNT; text++)
		if (text_has(httpstatus_code_text(code, text), sought))
			return true;
	return text_has(httpstatus_phrase(httpstatus_code_nearest(code)), sought);
}

/* What of an entry fits, from worst to best. */
enum { PLACE_NONE, PLACE_TEXT, PLACE_NAME_OR_KEYWORD, PLACE_WHOLE_KEYWORD, PLACE_WHOLE_NAME };

static int place_of_word(const struct httpstatus_code *code, struct span word)
{
	struct sought sought = sought_of(word);

	if (names_have(code, &sought) || listed_text_has(httpstatus_code_keyword, code, &sought) ||
		vendor_has(code, &sought))
		return PLACE_NAME_OR_KEYWORD;
	return texts_have(code, &sought) ? PLACE_TEXT : PLACE_NONE;
}

/* Where the worst of the words stands. */
static int place_of_words(const struct httpstatus_code *code, struct span words)
{
	int worst = PLACE_NAME_OR_KEYWORD;
	struct span word = next_telling_word(&words);

	if (word.length == 0)
		return PLACE_NONE;
	for (; word.length > 0 && worst > PLACE_NONE; word = next_telling_word(&words)) {
		int place = place_of_word(code, word);

		worst = place < worst ? place : worst;
	}
	return worst;
}

static int best_place(const struct httpstatus_code *code, struct span words)
{
	if (code_has_name(code, words.bytes, words.length) || is_number_of(code, words))
		return PLACE_WHOLE_NAME;
	int place = place_of_words(code, words);

	return place == PLACE_NAME_OR_KEYWORD && is_keyword(code, words) ? PLACE_WHOLE_KEYWORD : place;
}

/* Of entries that fit alike: those of IANA's and of a program's own first, then vendors' that are in use. */
enum { STANDING_PAST, STANDING_VENDORS, STANDING_COMMON, STANDING_COUNT };

static int standing_rank(const struct httpstatus_code *code)
{
	int standing = httpstatus_code_standing(code);

	if (standing == HTTPSTATUS_STANDING_HISTORIC || standing == HTTPSTATUS_STANDING_FOLKLORE)
		return STANDING_PAST;
	return httpstatus_code_vendor(code) ? STANDING_VENDORS : STANDING_COMMON;
}

int code_fit(const struct httpstatus_code *code, struct span words)
{
	int place = best_place(code, span_trim(words));

	return place == PLACE_NONE ? FIT_NONE : place * STANDING_COUNT + standing_rank(code);
}
