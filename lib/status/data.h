/*
 * How an entry lies in memory.
 *
 * An entry and all it refers to lie in one block, and refer to each other by offsets from the block's start. So a block needs no
 * relocation when the library is loaded.
 *
 * The module's files, from data to verb; each calls only those before it:
 *
 *   vocabulary.c  words for numbers
 *   library.c     what an error number says, the version
 *   code.c        what an entry tells
 *   name.c        whether a name is an entry's
 *   registry.c    which entry has a number or a name; what a number says by itself
 *   own.c         registries of one's own
 *   search.c      how well an entry fits the words that somebody looks for
 *   iter.c        walks through a registry
 *   mappings.c    the codes of other protocols
 *   json.c        all of an entry
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_STATUS_DATA_H
#define HTTPSTATUS_STATUS_DATA_H

#include <httpstatus/status.h>

enum { TEXT_COUNT = HTTPSTATUS_TEXT_HISTORY + 1 };

/* An array in the block. */
struct list {
	uint32_t offset;
	uint32_t count;
};

struct former_name {
	uint32_t name;
	uint32_t document;
};

struct sent_phrase {
	uint32_t phrase;
	uint32_t source;
};

struct confusion {
	uint32_t code;
	uint32_t because;
};

/* An offset of 0 is a text that there is not: at 0 lies the block's first record. */
struct httpstatus_requirement {
	uint32_t offset; /* of this record itself */
	struct list fields;
	uint32_t value;
	uint32_t level;
	uint32_t condition;
	uint32_t reference;
};

struct httpstatus_code {
	uint32_t offset; /* of this entry itself */
	uint16_t number;
	uint16_t nearest; /* 0 for IANA's own */
	uint8_t standing;
	uint8_t family;
	uint8_t visibility;
	uint32_t facts; /* bit n is fact n */
	uint32_t phrase;
	uint32_t iana_phrase;
	uint32_t identifier;
	uint32_t expires;
	uint32_t registration;
	uint32_t vendor; /* 0 for IANA's own */
	uint32_t known_from;
	struct list former_names;
	struct list sent_phrases;
	struct list keywords;
	struct list iana_references;
	struct list references;
	struct list methods;
	struct list response_requirements;
	struct list request_requirements;
	uint32_t texts[TEXT_COUNT];
	struct list confusions;
};

/*
 * An entry that a program added, in a block of its own: its names lie behind it. Its texts change while the entry stays where it is, so each has memory
 * of its own.
 */
struct own_code {
	struct httpstatus_code code;
	char *texts[TEXT_COUNT];
	char names[]; /* the phrase, the identifier, each with a NUL */
};

/* Only in a block of its own does an entry lie at 0: the builtin block has its registries there. */
static inline bool code_is_own(const struct httpstatus_code *code)
{
	return code->offset == 0;
}

static inline const void *block_of(const void *record, uint32_t own_offset)
{
	return (const char *)record - own_offset;
}

static inline const char *block_text(const void *block, uint32_t offset)
{
	return offset ? (const char *)block + offset : NULL;
}

/* The element at i of a list, NULL past the end. */
static inline const void *block_element(const void *block, struct list list, size_t size, size_t i)
{
	return i < list.count ? (const char *)block + list.offset + i * size : NULL;
}

/* The text at i of a list of texts, NULL past the end. */
static inline const char *block_listed_text(const void *block, struct list list, size_t i)
{
	const uint32_t *text = block_element(block, list, sizeof *text, i);

	return text ? block_text(block, *text) : NULL;
}

#endif
