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
	const char *method, *target, *request; /* NULL where nobody said so; no NUL in method and target */
	size_t request_length;
	const char *name; /* of the file */
};

/* ---- source.c ---- */

struct source {
	void *file; /* zlib's; NULL where the octets are in memory */
	const unsigned char *memory;
	size_t memory_left;
	int unit; /* octets a code unit, 2 for UTF-16; 1 for UTF-8 */
	bool big_endian;
	int64_t size; /* of the file, 0 where it is not known */
	unsigned char raw[32768]; /* as they came; for UTF-16 alone */
	size_t raw_used, raw_length;
	char text[65536]; /* in UTF-8 */
	size_t used, length;
	bool failed; /* errno or zlib said why: it is in the problem */
	struct problem *problem;
};

/* Begin to read; problems go to @problem, which lives as long as the source. */
bool source_open_path(struct source *source, const char *path, struct problem *problem);
bool source_open_descriptor(struct source *source, int descriptor, struct problem *problem);
bool source_open_octets(struct source *source, const char *bytes, size_t length, struct problem *problem);
void source_close(struct source *source);

/* The next octet, EOF at the end or where it cannot be read; and one step back, at most one behind another. */
int source_next(struct source *source);
void source_back(struct source *source, int c);

/* Everything that is left, for free(), up to @most octets, with @room octets more behind it; NULL where there is no memory. */
char *source_rest(struct source *source, size_t most, size_t room, size_t *length);

int source_progress(const struct source *source);

/* ---- recorder.c ---- */

/* Whether what a creator wrote into a HAR is what went over the wire, as a proxy sees it; a browser shows what its store has. */
bool recorder_saw_the_wire(const char *creator);

/* ---- mend.c ---- */

/* Text growing at its end. */
struct text {
	char *bytes;
	size_t length, capacity;
};

bool text_add(struct text *text, const char *bytes, size_t length);

/* Makes JSON as programs write it such that it can be read: lone surrogates and octets that are no UTF-8 become U+FFFD, control characters in a string are
 * escaped, NaN and Infinity are null. False where there is no memory. */
bool json_mend(struct text *text);

/* ---- entry.c ---- */

/* RECORDING_EXCHANGE, RECORDING_BAD, or -1 - a kind of enum recording_skip for what is no HTTP exchange. */
int entry_read(struct httpstatus_exchange *exchange, struct text *json, bool saw_the_wire, struct problem *problem);

/* ---- har.c ---- */

struct har {
	struct source *source;
	struct text text;  /* of one value, or of what came before the entries are found */
	bool saw_the_wire; /* who wrote it */
	bool alone;        /* one entry and no more, which is in text */
	int64_t entry;     /* the next one's place */
	bool ended;
};

/* Goes to the entries. False where there are none. */
bool har_begin(struct har *har, struct source *source, struct problem *problem);

/* The next entry; one of enum recording_found, or -1 - a kind of enum recording_skip. */
int har_next(struct har *har, struct httpstatus_exchange *exchange, struct problem *problem);
void har_end(struct har *har);

/* ---- transcript.c ---- */

struct transcript;

/* Takes a text over, for free(). NULL where it is no transcript, or there is no memory: @problem tells what it looks like and what to do. */
struct transcript *transcript_new(char *text, size_t length, const struct said *said, struct problem *problem);

/* The next exchange; one of enum recording_found. */
int transcript_next(struct transcript *transcript, struct httpstatus_exchange *exchange, struct problem *problem);
void transcript_free(struct transcript *transcript);

#endif
