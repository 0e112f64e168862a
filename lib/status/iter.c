/*
 * A walk through a registry. Narrowed to words, it goes through the registry once for each of the fits that there are, the best first; which fit is the
 * next best, it learns on the way.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include <stdlib.h>
#include <string.h>

/* A text to look for. */
struct wanted_text {
	char *bytes; /* NULL where there is no such filter */
	size_t length;
};

struct place {
	size_t next; /* entry of the registry that comes with the library */
	int after;   /* the code of the last entry: what was added with this one or a lower one is behind us */
};

struct httpstatus_iter {
	const struct httpstatus_registry *registry;
	struct place place;                          /* where we are */
	struct place start;                          /* where we were when words were given: each round begins there */
	int fit;                                     /* of the entries that this round gives */
	int next_fit;                                /* the best below that which this round has met */
	uint32_t facts;                              /* that must all be true */
	bool narrowed[HTTPSTATUS_FILTER_NUMBER + 1]; /* by which filters */
	int wanted[HTTPSTATUS_FILTER_NUMBER + 1];    /* the value of each; facts have theirs above */
	struct wanted_text name;
	struct wanted_text words;
	const char *vendor; /* the vendor's word; "" for none; NULL where there is no such filter */
};

struct httpstatus_iter *httpstatus_iter_new(const struct httpstatus_registry *registry)
{
	struct httpstatus_iter *iter = calloc(1, sizeof *iter);

	if (iter)
		iter->registry = registry;
	return iter;
}

/* Whether a filter that holds a number can hold this one. */
static bool value_exists(int filter, int value)
{
	switch (filter) {
	case HTTPSTATUS_FILTER_CLASS:
		return value >= 0 && value <= 5;
	case HTTPSTATUS_FILTER_STANDING:
		return httpstatus_word(HTTPSTATUS_VOCABULARY_STANDING, value);
	case HTTPSTATUS_FILTER_FAMILY:
		return httpstatus_word(HTTPSTATUS_VOCABULARY_FAMILY, value);
	case HTTPSTATUS_FILTER_VISIBILITY:
		return httpstatus_word(HTTPSTATUS_VOCABULARY_VISIBILITY, value);
	case HTTPSTATUS_FILTER_FACT:
		return httpstatus_word(HTTPSTATUS_VOCABULARY_FACT, value);
	default:
		return true;
	}
}

int httpstatus_iter_only(struct httpstatus_iter *iter, int filter, int value)
{
	if (!iter)
		return HTTPSTATUS_ERROR_HANDLE;
	if (filter < 0 || filter > HTTPSTATUS_FILTER_NUMBER)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (!value_exists(filter, value))
		return HTTPSTATUS_ERROR_VALUE;
	if (filter == HTTPSTATUS_FILTER_FACT) {
		iter->facts |= (uint32_t)1 << value;
		return 0;
	}
	iter->narrowed[filter] = true;
	iter->wanted[filter] = value;
	return 0;
}

static int want_vendor(struct httpstatus_iter *iter, struct span word)
{
	int vendor = httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, word.bytes, word.length);

	if (word.length > 0 && vendor < 0)
		return HTTPSTATUS_ERROR_WORD;
	iter->vendor = word.length > 0 ? httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, vendor) : "";
	return 0;
}

static int want_text(struct wanted_text *wanted, struct span text)
{
	/* Never of no size: that may be NULL without a fault. */
	char *bytes = text.length < SIZE_MAX ? malloc(text.length + 1) : NULL;

	if (!bytes)
		return HTTPSTATUS_ERROR_MEMORY;
	if (text.length)
		memcpy(bytes, text.bytes, text.length);
	free(wanted->bytes);
	*wanted = (struct wanted_text){bytes, text.length};
	return 0;
}

/* The first round gives nothing: it looks for the best fit. */
static int want_words(struct httpstatus_iter *iter, struct span text)
{
	bool first = !iter->words.bytes;
	int error = want_text(&iter->words, text);

	if (error)
		return error;
	if (first)
		iter->start = iter->place;
	iter->place = iter->start;
	iter->fit = FIT_BEYOND;
	iter->next_fit = FIT_NONE;
	return 0;
}

int httpstatus_iter_only_text(struct httpstatus_iter *iter, int filter, const char *text, size_t length)
{
	struct span span = {text, text ? length : 0};

	if (!iter)
		return HTTPSTATUS_ERROR_HANDLE;
	switch (filter) {
	case HTTPSTATUS_FILTER_NAME:
		return want_text(&iter->name, span);
	case HTTPSTATUS_FILTER_WORDS:
		return want_words(iter, span);
	case HTTPSTATUS_FILTER_VENDOR:
		return want_vendor(iter, span);
	default:
		return HTTPSTATUS_ERROR_PROPERTY;
	}
}

static bool keeps(const struct httpstatus_iter *iter, int filter, int value)
{
	return !iter->narrowed[filter] || iter->wanted[filter] == value;
}

static bool keeps_name(const struct wanted_text *name, const struct httpstatus_code *code)
{
	return !name->bytes || code_has_name(code, name->bytes, name->length);
}

static bool keeps_vendor(const char *vendor, const struct httpstatus_code *code)
{
	const char *own = httpstatus_code_vendor(code);

	return !vendor || strcmp(vendor, own ? own : "") == 0;
}

static bool passes(const struct httpstatus_iter *iter, const struct httpstatus_code *code)
{
	return (code->facts & iter->facts) == iter->facts &&
	       keeps(iter, HTTPSTATUS_FILTER_CLASS, httpstatus_class(code->number)) &&
	       keeps(iter, HTTPSTATUS_FILTER_STANDING, code->standing) &&
	       keeps(iter, HTTPSTATUS_FILTER_FAMILY, code->family) &&
	       keeps(iter, HTTPSTATUS_FILTER_VISIBILITY, code->visibility) &&
	       keeps(iter, HTTPSTATUS_FILTER_NUMBER, code->number) && keeps_vendor(iter->vendor, code) &&
	       keeps_name(&iter->name, code);
}

/* The next of the registry's own entries, NULL where there is none. Their places shift when one is added, their codes do not. */
static const struct httpstatus_code *next_own(const struct httpstatus_iter *iter)
{
	const struct own_registry *own = registry_own(iter->registry);
	size_t place = own ? own_lower_bound(own, iter->place.after + 1) : 0;

	return own && place < own->count ? &own->codes[place]->code : NULL;
}

/* The next entry, whatever is wanted: of two with one code, one's own first. */
static const struct httpstatus_code *next_entry(struct httpstatus_iter *iter)
{
	const struct httpstatus_code *own = next_own(iter);
	const struct httpstatus_code *based = registry_entry(registry_base(iter->registry), iter->place.next);
	const struct httpstatus_code *code = own && (!based || own->number <= based->number) ? own : based;

	iter->place.after = code ? code->number : UINT16_MAX; /* the end is the end, whatever is added later */
	iter->place.next += code && code == based;
	return code;
}

static const struct httpstatus_code *next_passing(struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;

	while ((code = next_entry(iter)))
		if (passes(iter, code))
			return code;
	return NULL;
}

/* The next entry of this round. */
static const struct httpstatus_code *next_fitting(struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;

	while ((code = next_passing(iter))) {
		int fit = code_fit(code, (struct span){iter->words.bytes, iter->words.length});

		if (fit == iter->fit)
			return code;
		if (fit < iter->fit && fit > iter->next_fit)
			iter->next_fit = fit;
	}
	return NULL;
}

static const struct httpstatus_code *next_best(struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;

	while (!(code = next_fitting(iter)) && iter->next_fit > FIT_NONE) {
		iter->fit = iter->next_fit;
		iter->next_fit = FIT_NONE;
		iter->place = iter->start;
	}
	return code;
}

const struct httpstatus_code *httpstatus_iter_next(struct httpstatus_iter *iter)
{
	if (!iter)
		return NULL;
	return iter->words.bytes ? next_best(iter) : next_passing(iter);
}

void httpstatus_iter_free(struct httpstatus_iter *iter)
{
	if (!iter)
		return;
	free(iter->name.bytes);
	free(iter->words.bytes);
	free(iter);
}
