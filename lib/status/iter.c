/*
 * A walk through a registry.
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

struct httpstatus_iter {
	const struct httpstatus_registry *registry;
	size_t next;
	uint32_t facts;                          /* that must all be true */
	bool narrowed[HTTPSTATUS_BY_NUMBER + 1]; /* by which filters */
	int wanted[HTTPSTATUS_BY_NUMBER + 1];    /* the value of each; facts have theirs above */
	struct wanted_text name;
	struct wanted_text words;
};

struct httpstatus_iter *httpstatus_iter_new(const struct httpstatus_registry *registry)
{
	struct httpstatus_iter *iter = calloc(1, sizeof *iter);

	if (iter)
		iter->registry = registry;
	return iter;
}

static bool value_exists(int filter, int value)
{
	switch (filter) {
	case HTTPSTATUS_BY_CLASS:
		return value >= 0 && value <= 5;
	case HTTPSTATUS_BY_STANDING:
		return httpstatus_standing_name(value);
	case HTTPSTATUS_BY_FAMILY:
		return httpstatus_family_name(value);
	case HTTPSTATUS_BY_FACT:
		return httpstatus_fact_name(value);
	case HTTPSTATUS_BY_NUMBER:
		return true;
	default:
		return false;
	}
}

int httpstatus_iter_only(struct httpstatus_iter *iter, int filter, int value)
{
	if (!iter)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!value_exists(filter, value))
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (filter == HTTPSTATUS_BY_FACT) {
		iter->facts |= (uint32_t)1 << value;
		return 0;
	}
	iter->narrowed[filter] = true;
	iter->wanted[filter] = value;
	return 0;
}

int httpstatus_iter_only_text(struct httpstatus_iter *iter, int filter, const char *text, size_t length)
{
	if (!iter)
		return HTTPSTATUS_ERROR_HANDLE;
	if (filter != HTTPSTATUS_BY_NAME && filter != HTTPSTATUS_BY_WORDS)
		return HTTPSTATUS_ERROR_ARGUMENT;
	struct wanted_text *wanted = filter == HTTPSTATUS_BY_NAME ? &iter->name : &iter->words;
	if (!text)
		length = 0;
	char *bytes =
		length < SIZE_MAX ? malloc(length + 1) : NULL; /* never of no size: that may be NULL without a fault */
	if (!bytes)
		return HTTPSTATUS_ERROR_MEMORY;
	if (length)
		memcpy(bytes, text, length);
	free(wanted->bytes);
	*wanted = (struct wanted_text){bytes, length};
	return 0;
}

static bool keeps(const struct httpstatus_iter *iter, int filter, int value)
{
	return !iter->narrowed[filter] || iter->wanted[filter] == value;
}

static bool keeps_name(const struct wanted_text *name, const struct httpstatus_code *code)
{
	return !name->bytes || code_is_called(code, name->bytes, name->length) ||
	       code_was_called(code, name->bytes, name->length);
}

static bool keeps_words(const struct wanted_text *words, const struct httpstatus_code *code)
{
	return !words->bytes || code_has_words(code, words->bytes, words->length);
}

static bool passes(const struct httpstatus_iter *iter, const struct httpstatus_code *code)
{
	return (code->facts & iter->facts) == iter->facts &&
	       keeps(iter, HTTPSTATUS_BY_CLASS, httpstatus_class(code->number)) &&
	       keeps(iter, HTTPSTATUS_BY_STANDING, code->standing) && keeps(iter, HTTPSTATUS_BY_FAMILY, code->family) &&
	       keeps(iter, HTTPSTATUS_BY_NUMBER, code->number) && keeps_name(&iter->name, code) &&
	       keeps_words(&iter->words, code);
}

const struct httpstatus_code *httpstatus_iter_next(struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;

	if (!iter)
		return NULL;
	while ((code = registry_entry(iter->registry, iter->next))) {
		iter->next++;
		if (passes(iter, code))
			return code;
	}
	return NULL;
}

void httpstatus_iter_free(struct httpstatus_iter *iter)
{
	if (!iter)
		return;
	free(iter->name.bytes);
	free(iter->words.bytes);
	free(iter);
}
