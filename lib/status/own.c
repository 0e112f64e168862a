/*
 * Registries that programs make.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../values/buffer.h"
#include "registry.h"

#include <stdlib.h>
#include <string.h>

enum { PHRASE_MOST = 255, TEXT_MOST = 65535 };

static char *copy_of(struct span text)
{
	char *copy = text.length < SIZE_MAX ? malloc(text.length + 1) : NULL;

	if (!copy)
		return NULL;
	if (text.length)
		memcpy(copy, text.bytes, text.length);
	copy[text.length] = '\0';
	return copy;
}

/* The letters and digits of a phrase in capitals, and one underscore where anything else but an apostrophe is between them: CUSTOM_THING. */
static void write_identifier(struct span phrase, char *identifier)
{
	bool between = false, begun = false;

	for (size_t i = 0; i < phrase.length; i++) {
		char c = phrase.bytes[i];

		if (is_alpha(c) || is_digit(c)) {
			if (between && begun)
				*identifier++ = '_';
			*identifier++ = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
			between = false;
			begun = true;
		} else if (c != '\'') {
			between = true;
		}
	}
	*identifier = '\0';
}

static struct own_code *own_code_new(int code, struct span phrase)
{
	size_t phrase_place = offsetof(struct own_code, names), identifier_place = phrase_place + phrase.length + 1;
	struct own_code *own =
		calloc(1, identifier_place + phrase.length + 1); /* no identifier is longer than its phrase */

	if (!own)
		return NULL;
	own->code.number = (uint16_t)code;
	own->code.standing = HTTPSTATUS_STANDING_NONSTANDARD;
	own->code.family = HTTPSTATUS_FAMILY_VENDOR;
	own->code.visibility = HTTPSTATUS_VISIBILITY_WIRE;
	own->code.phrase = (uint32_t)phrase_place;
	own->code.identifier = (uint32_t)identifier_place;
	memcpy((char *)own + phrase_place, phrase.bytes, phrase.length);
	write_identifier(phrase, (char *)own + identifier_place);
	return own;
}

static void own_code_free(struct own_code *own)
{
	for (int text = 0; own && text < TEXT_COUNT; text++)
		free(own->texts[text]);
	free(own);
}

static struct own_code *copy_of_code(const struct own_code *from)
{
	struct own_code *copy = own_code_new(from->code.number, span_of(httpstatus_code_phrase(&from->code)));

	if (!copy)
		return NULL;
	copy->code.nearest = from->code.nearest;
	copy->code.facts = from->code.facts;
	for (int text = 0; text < TEXT_COUNT; text++) {
		if (!from->texts[text])
			continue;
		copy->texts[text] = copy_of(span_of(from->texts[text]));
		if (!copy->texts[text]) {
			own_code_free(copy);
			return NULL;
		}
	}
	return copy;
}

static struct own_registry *own_of(struct httpstatus_registry *registry)
{
	return registry && registry->offset == OFFSET_OWN ? (void *)registry : NULL;
}

/* Room for @count entries. */
static bool make_room(struct own_registry *own, size_t count)
{
	void *codes = own->codes;

	if (!array_reserve(&codes, &own->capacity, count, sizeof(struct own_code *)))
		return false;
	own->codes = codes;
	return true;
}

static bool copy_codes(struct own_registry *own, const struct own_registry *from)
{
	if (!make_room(own, from->count))
		return false;
	for (size_t i = 0; i < from->count; i++) {
		own->codes[i] = copy_of_code(from->codes[i]);
		if (!own->codes[i])
			return false;
		own->count++;
	}
	return true;
}

struct httpstatus_registry *httpstatus_registry_new(const struct httpstatus_registry *base, const char *name)
{
	const struct own_registry *from = registry_own(base);
	struct own_registry *own = calloc(1, sizeof *own);

	if (!own)
		return NULL;
	own->handle.offset = OFFSET_OWN;
	own->base = registry_base(base);
	own->name = copy_of(span_of(name ? name : "own"));
	if (!own->name || (from && !copy_codes(own, from))) {
		httpstatus_registry_free(&own->handle);
		return NULL;
	}
	return &own->handle;
}

void httpstatus_registry_free(struct httpstatus_registry *registry)
{
	struct own_registry *own = own_of(registry);

	if (!own)
		return;
	for (size_t i = 0; i < own->count; i++)
		own_code_free(own->codes[i]);
	free(own->codes);
	free(own->name);
	free(own);
}

/* U+0000 to U+001F and U+007F to U+009F. */
static bool has_control(struct span text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.bytes[i], before = i ? (unsigned char)text.bytes[i - 1] : 0;

		if (c < ' ' || c == 0x7f || (before == 0xc2 && c < 0xa0))
			return true;
	}
	return false;
}

static bool is_clean(struct span text, size_t most)
{
	return text.bytes && text.length > 0 && text.length <= most && text.bytes[0] != ' ' &&
	       text.bytes[text.length - 1] != ' ' && span_is_utf8(text) && !has_control(text);
}

static bool is_called_as(const struct httpstatus_code *code, const struct httpstatus_code *other)
{
	const char *phrase = httpstatus_code_phrase(other), *identifier = httpstatus_code_identifier(other);

	return code_is_called(code, phrase, strlen(phrase)) || code_is_called(code, identifier, strlen(identifier));
}

/* What speaks against an entry, 0 where nothing does. */
static int entry_fault(const struct own_registry *own, const struct httpstatus_code *code)
{
	size_t place = own_lower_bound(own, code->number);

	if (!*httpstatus_code_identifier(code))
		return HTTPSTATUS_ERROR_TEXT;
	if (place < own->count && own->codes[place]->code.number == code->number)
		return HTTPSTATUS_ERROR_CODE_TAKEN;
	for (size_t i = 0; i < own->count; i++)
		if (is_called_as(&own->codes[i]->code, code) || is_called_as(code, &own->codes[i]->code))
			return HTTPSTATUS_ERROR_NAME_TAKEN;
	return 0;
}

/* The entry becomes the registry's. */
static int insert(struct own_registry *own, struct own_code *added)
{
	if (!make_room(own, own->count + 1))
		return HTTPSTATUS_ERROR_MEMORY;
	size_t place = own_lower_bound(own, added->code.number);

	memmove(&own->codes[place + 1], &own->codes[place], (own->count - place) * sizeof own->codes[0]);
	own->codes[place] = added;
	own->count++;
	return 0;
}

int httpstatus_registry_add(struct httpstatus_registry *registry, int code, const char *phrase, size_t length)
{
	struct own_registry *own = own_of(registry);

	if (!registry)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!own)
		return HTTPSTATUS_ERROR_READ_ONLY;
	if (code < 100 || code > 999)
		return HTTPSTATUS_ERROR_CODE;
	if (!is_clean((struct span){phrase, length}, PHRASE_MOST))
		return HTTPSTATUS_ERROR_TEXT;
	struct own_code *added = own_code_new(code, (struct span){phrase, length});

	if (!added)
		return HTTPSTATUS_ERROR_MEMORY;
	int fault = entry_fault(own, &added->code);
	if (!fault)
		fault = insert(own, added);
	if (fault)
		own_code_free(added);
	return fault;
}

/* Finds the entry that is to change. Returns 0 or what speaks against it. */
static int added_code(struct httpstatus_registry *registry, int code, struct own_code **added)
{
	struct own_registry *own = own_of(registry);

	if (!registry)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!own)
		return HTTPSTATUS_ERROR_READ_ONLY;
	size_t place = own_lower_bound(own, code);
	if (place == own->count || own->codes[place]->code.number != code)
		return HTTPSTATUS_ERROR_CODE;
	*added = own->codes[place];
	return 0;
}

int httpstatus_registry_set_fact(struct httpstatus_registry *registry, int code, int fact, bool holds)
{
	struct own_code *added;
	int fault = added_code(registry, code, &added);

	if (fault)
		return fault;
	if (!httpstatus_word(HTTPSTATUS_VOCABULARY_FACT, fact))
		return HTTPSTATUS_ERROR_PROPERTY;
	uint32_t bit = (uint32_t)1 << fact;
	added->code.facts = holds ? added->code.facts | bit : added->code.facts & ~bit;
	return 0;
}

int httpstatus_registry_set_nearest(struct httpstatus_registry *registry, int code, int nearest)
{
	struct own_code *added;
	int fault = added_code(registry, code, &added);

	if (fault)
		return fault;
	if (nearest != 0 && !httpstatus_phrase(nearest))
		return HTTPSTATUS_ERROR_VALUE;
	added->code.nearest = (uint16_t)nearest;
	return 0;
}

int httpstatus_registry_set_text(
	struct httpstatus_registry *registry, int code, int text, const char *bytes, size_t length)
{
	struct own_code *added;
	int fault = added_code(registry, code, &added);

	if (fault)
		return fault;
	if (text < 0 || text >= TEXT_COUNT)
		return HTTPSTATUS_ERROR_PROPERTY;
	if (bytes && !is_clean((struct span){bytes, length}, TEXT_MOST))
		return HTTPSTATUS_ERROR_TEXT;
	char *copy = bytes ? copy_of((struct span){bytes, length}) : NULL;
	if (bytes && !copy)
		return HTTPSTATUS_ERROR_MEMORY;
	free(added->texts[text]);
	added->texts[text] = copy;
	return 0;
}
