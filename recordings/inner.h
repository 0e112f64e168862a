/*
 * What the files of the reader share; recording.h has their order.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_RECORDINGS_INNER_H
#define HTTPSTATUS_RECORDINGS_INNER_H

#include "recording.h"

#include <stdio.h>

/* ---- problem.c ---- */

struct problem {
	char text[RECORDING_PROBLEM_SIZE]; /* empty where nothing is wrong */
};

/* Says what is wrong, and answers false. What was said first stays. */
__attribute__((format(printf, 2, 3))) bool problem_say(struct problem *problem, const char *format, ...);

/* Likewise for a number of the library, where it is not 0; else answers true. */
bool problem_none(struct problem *problem, int error);

/* ---- what nobody but the caller can know ---- */

struct said {
	int64_t secured; /* HTTPSTATUS_UNKNOWN where nobody said so */
	int64_t status;
	bool partial;
	char *method, *target, *request; /* NULL where nobody said so; no NUL in method and target */
	size_t request_length;
	char *name; /* of the file */
};

/* ---- text.c ---- */

/* Text that grows at its end; one that is all 0 is empty. */
struct text {
	char *bytes; /* for free() */
	size_t length, capacity;
};

/* Makes room for so many octets more. False where there is no memory, and then it is as it was. */
bool text_reserve(struct text *text, size_t room);
bool text_add(struct text *text, const char *bytes, size_t length);

/* ---- source.c ---- */

struct source;

/* Begin to read; NULL where that cannot be. Problems go to @problem, which lives as long as the source, as the octets do. A descriptor stays open. */
struct source *source_open_path(const char *path, struct problem *problem);
struct source *source_open_descriptor(int descriptor, struct problem *problem);
struct source *source_open_octets(const char *bytes, size_t length, struct problem *problem);
void source_close(struct source *source);

/* The next octet, EOF at the end or where it cannot be read; and back to it, once behind each that was no EOF. */
int source_next(struct source *source);
void source_back(struct source *source);

/* What comes next and is here already, which stays; at least one octet, but at the end. */
const char *source_ahead(struct source *source, size_t *length);
void source_skip(struct source *source, size_t length); /* no more than is ahead */

/* Everything that is left, for free(), with room behind it. NULL where it has more than @most octets, or there is no memory. */
char *source_rest(struct source *source, size_t most, size_t room, size_t *length);

/* How much of the file was read, in percent; -1 where its size is not known, or so small that nobody waits. */
int source_progress(const struct source *source);

/* ---- recorder.c ---- */

/* Whether what a creator wrote into a HAR is what went over the wire, as a proxy sees it; a browser shows what its store has. */
bool recorder_saw_the_wire(const char *creator);

/* ---- mend.c ---- */

/* Makes JSON as programs write it such that it can be read: lone surrogates and octets that are no UTF-8 become U+FFFD, control characters in a string are
 * escaped, NaN and Infinity are null. False where there is no memory. */
bool json_mend(struct text *text);

/* ---- entry.c ---- */

/* RECORDING_EXCHANGE, RECORDING_BAD, or -1 - a kind of enum recording_skip for what is no HTTP exchange. */
int entry_read(struct httpstatus_exchange *exchange, struct text *json, bool saw_the_wire, struct problem *problem);

/* ---- har.c ---- */

struct har {
	struct source *source;
	struct problem *problem;
	struct text text;  /* of one value, or of what came before the entries */
	bool saw_the_wire; /* who wrote it */
	bool alone;        /* it is one entry and no more, which is in the text */
	int64_t entry;     /* the next one's place */
};

/* Goes to the entries. False where there are none. Problems go to @problem, which lives as long as it does. */
bool har_begin(struct har *har, struct source *source, struct problem *problem);

/* The next entry; one of enum recording_found, or -1 - a kind of enum recording_skip. */
int har_next(struct har *har, struct httpstatus_exchange *exchange);
void har_end(struct har *har);

/* ---- transcript.c ---- */

struct transcript;

/* Takes a text over, for free(). NULL where it is no transcript, or there is no memory: @problem tells what it looks like and what to do. */
struct transcript *transcript_new(char *text, size_t length, const struct said *said, struct problem *problem);

/* The next exchange; one of enum recording_found. */
int transcript_next(struct transcript *transcript, struct httpstatus_exchange *exchange, struct problem *problem);
void transcript_free(struct transcript *transcript);

#endif
