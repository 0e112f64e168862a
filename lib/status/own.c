/*
 * Registries that programs make.
 *
 * SPDX-License-Identifier: MIT
 */
#include "registry.h"

#include <stdlib.h>
#include <string.h>

enum { PHRASE_MOST = 255, TEXT_MOST = 65535, IDENTIFIER_SIZE = PHRASE_MOST + 1 };

/* An entry that was added: a block of its own, the entry first and the texts behind it. */
struct own_code {
	size_t size; /* of the block, from code on */
	struct httpstatus_code code;
};

/* Only in a block of its own does an entry lie at 0: the builtin block has its registries there. */
static bool is_added(const struct httpstatus_code *code)
{
	return code->offset == 0;
}

static const struct own_code *own_code_of(const struct httpstatus_code *code)
{
	return (const void *)((const char *)code - offsetof(struct own_code, code));
}

static char *copy_of(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = malloc(size);

	return copy ? memcpy(copy, text, size) : NULL;
}

static const struct httpstatus_code *copy_of_entry(const struct httpstatus_code *code)
{
	if (!is_added(code))
		return code;
	const struct own_code *from = own_code_of(code);
	size_t size = offsetof(struct own_code, code) + from->size;
	struct own_code *copy = malloc(size);

	if (!copy)
		return NULL;
	memcpy(copy, from, size);
	return &copy->code;
}

static struct own_registry *own_of(struct httpstatus_registry *registry)
{
	return registry && registry->offset == OFFSET_OWN ? (void *)registry : NULL;
}

/* Room for one entry more. */
static bool make_room(struct own_registry *own)
{
	if (own->count < own->capacity)
		return true;
	size_t capacity = own->capacity ? own->capacity * 2 : 64;
	const struct httpstatus_code **entries = realloc(own->entries, capacity * sizeof(*entries));

	if (!entries)
		return false;
	own->entries = entries;
	own->capacity = capacity;
	return true;
}

static bool copy_entries(struct own_registry *own, const struct httpstatus_registry *base)
{
	const struct httpstatus_code *code;

	for (size_t i = 0; (code = registry_entry(base, i)); i++) {
		if (!make_room(own) || !(code = copy_of_entry(code)))
			return false;
		own->entries[own->count++] = code;
	}
	return true;
}

struct httpstatus_registry *httpstatus_registry_new(const struct httpstatus_registry *base, const char *name)
{
	struct own_registry *own = calloc(1, sizeof *own);

	if (!own)
		return NULL;
	own->base.offset = OFFSET_OWN;
	own->name = copy_of(name ? name : "own");
	if (!own->name || !copy_entries(own, base)) {
		httpstatus_registry_free(&own->base);
		return NULL;
	}
	return &own->base;
}

void httpstatus_registry_free(struct httpstatus_registry *registry)
{
	struct own_registry *own = own_of(registry);

	if (!own)
		return;
	for (size_t i = 0; i < own->count; i++)
		if (is_added(own->entries[i]))
			free((void *)(uintptr_t)own_code_of(own->entries[i]));
	free(own->entries);
	free(own->name);
	free(own);
}

/* The octets of the UTF-8 character at the start of @text; 0 where there is none. RFC 3629, 4. */
static size_t utf8_length(const unsigned char *text)
{
	if (text[0] < 0x80)
		return 1;
	size_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
	unsigned char least = text[0] == 0xe0 ? 0xa0 : text[0] == 0xf0 ? 0x90 : 0x80;
	unsigned char most = text[0] == 0xed ? 0x9f : text[0] == 0xf4 ? 0x8f : 0xbf;

	if (text[0] < 0xc2 || text[0] > 0xf4 || text[1] < least || text[1] > most)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

static bool text_is_clean(const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length == 0 || length > most || text[0] == ' ' || text[length - 1] == ' ')
		return false;
	for (size_t step; *text; text += step) {
		step = utf8_length((const unsigned char *)text);
		if (step == 0 || (unsigned char)*text < ' ' || *text == '\x7f')
			return false;
	}
	return true;
}

/* "Custom Thing" as "CUSTOM_THING". */
static void write_identifier(const char *phrase, char *identifier)
{
	bool between = false, begun = false;

	for (; *phrase; phrase++) {
		char c = *phrase >= 'a' && *phrase <= 'z' ? (char)(*phrase - 'a' + 'A') : *phrase;

		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
			if (between && begun)
				*identifier++ = '_';
			*identifier++ = c;
			between = false;
			begun = true;
		} else if (c != '\'') {
			between = true;
		}
	}
	*identifier = '\0';
}

static bool name_is_taken(const struct httpstatus_registry *registry, const char *name)
{
	return httpstatus_registry_find_name(registry, name, strlen(name));
}

/* What is wrong with an entry, 0 where nothing is. Writes its identifier, by which it will be found as well. */
static int entry_fault(const struct httpstatus_registry *registry, const struct httpstatus_entry *entry,
	char identifier[IDENTIFIER_SIZE])
{
	if (entry->size != sizeof *entry)
		return HTTPSTATUS_ERROR_SIZE;
	if (entry->code < 100 || entry->code > 999)
		return HTTPSTATUS_ERROR_CODE;
	if (!entry->phrase || !text_is_clean(entry->phrase, PHRASE_MOST))
		return HTTPSTATUS_ERROR_TEXT;
	for (int text = 0; text < TEXT_COUNT; text++)
		if (entry->texts[text] && !text_is_clean(entry->texts[text], TEXT_MOST))
			return HTTPSTATUS_ERROR_TEXT;
	for (size_t text = TEXT_COUNT; text < sizeof entry->texts / sizeof entry->texts[0]; text++)
		if (entry->texts[text])
			return HTTPSTATUS_ERROR_ARGUMENT;
	for (int fact = 0; fact < 32; fact++)
		if (entry->facts >> fact & 1 && !httpstatus_fact_name(fact))
			return HTTPSTATUS_ERROR_ARGUMENT;
	if (entry->reserved || (entry->nearest && !httpstatus_phrase(entry->nearest)))
		return HTTPSTATUS_ERROR_ARGUMENT;
	if (httpstatus_registry_find(registry, entry->code))
		return HTTPSTATUS_ERROR_CODE_TAKEN;
	write_identifier(entry->phrase, identifier);
	if (!*identifier)
		return HTTPSTATUS_ERROR_TEXT;
	if (name_is_taken(registry, entry->phrase) || name_is_taken(registry, identifier))
		return HTTPSTATUS_ERROR_NAME_TAKEN;
	return 0;
}

/* Puts a text behind what is there already, and gives its offset. */
static uint32_t place_text(struct own_code *own, const char *text)
{
	size_t offset = own->size, size = strlen(text) + 1;

	memcpy((char *)&own->code + offset, text, size);
	own->size += size;
	return (uint32_t)offset;
}

static struct own_code *own_code_new(const struct httpstatus_entry *entry, const char *identifier)
{
	size_t size = sizeof(struct own_code) + strlen(entry->phrase) + 1 + strlen(identifier) + 1;

	for (int text = 0; text < TEXT_COUNT; text++)
		size += entry->texts[text] ? strlen(entry->texts[text]) + 1 : 0;
	struct own_code *own = calloc(1, size);
	if (!own)
		return NULL;
	own->size = sizeof own->code;
	own->code.number = (uint16_t)entry->code;
	own->code.nearest = (uint16_t)entry->nearest;
	own->code.standing = HTTPSTATUS_STANDING_NONSTANDARD;
	own->code.family = HTTPSTATUS_FAMILY_VENDOR;
	own->code.facts = entry->facts;
	own->code.phrase = place_text(own, entry->phrase);
	own->code.identifier = place_text(own, identifier);
	for (int text = 0; text < TEXT_COUNT; text++)
		if (entry->texts[text])
			own->code.texts[text] = place_text(own, entry->texts[text]);
	return own;
}

int httpstatus_registry_add(struct httpstatus_registry *registry, const struct httpstatus_entry *entry)
{
	struct own_registry *own = own_of(registry);

	if (!registry || !entry)
		return HTTPSTATUS_ERROR_HANDLE;
	if (!own)
		return HTTPSTATUS_ERROR_READ_ONLY;
	char identifier[IDENTIFIER_SIZE];
	int fault = entry_fault(registry, entry, identifier);
	if (fault)
		return fault;
	struct own_code *added = make_room(own) ? own_code_new(entry, identifier) : NULL;
	if (!added)
		return HTTPSTATUS_ERROR_MEMORY;
	size_t place = registry_lower_bound(registry, entry->code);
	memmove(&own->entries[place + 1], &own->entries[place], (own->count - place) * sizeof own->entries[0]);
	own->entries[place] = &added->code;
	own->count++;
	return 0;
}
