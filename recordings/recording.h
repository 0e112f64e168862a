/*
 * Recordings: files with exchanges in them, as people have them at hand. HAR, and what curl, HTTPie, wget and others print.
 *
 * One reader serves the command and the modules of Python and Lua, and no part of it is in libhttpstatus.so: it reads files, and it needs jansson and zlib.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   problem.c      what is wrong, in words
 *   text.c         text that grows
 *   source.c       octets of a file or of memory: gunzipped, in UTF-8, without a byte order mark
 *   recorder.c     what is known of the programs that write HAR
 *   mend.c         JSON as it should have been written
 *   entry.c        an entry of a HAR as an exchange
 *   har.c          the entries of a HAR
 *   lines.c        a transcript by its lines, and what a line can be
 *   typed.c        a command that was typed before its output
 *   tidy.c         what a terminal, a mail or a page put around a transcript
 *   draft.c        an exchange of which one part after the other is found
 *   plain.c        messages as they came over the wire, or as curl -i and HTTPie print them
 *   curl.c         what curl tells of a connection and a transfer
 *   marked.c       what curl -v marks with > and <
 *   trace.c        what curl --trace and --trace-ascii print
 *   wget.c         what wget -S and -d print
 *   block.c        fields without a status line, copied from a browser's tools
 *   looks.c        what a text looks like that is none of these
 *   transcript.c   which of these a text is
 *   recording.c    the object
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_RECORDING_H
#define HTTPSTATUS_RECORDING_H

#include <httpstatus/httpstatus.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- what users of the reader see: recording.c and what it stands on ---- */

struct recording;

/* What can be said of what a file does not say; a property that is not set is unknown. */
enum recording_property {
	RECORDING_SECURED, /* 1: messages came over TLS; 0: in the clear */
	RECORDING_STATUS,  /* of a block of fields that has no status line */
	RECORDING_PARTIAL  /* 1: a head that ends with the file is taken for whole */
};

enum recording_text {
	RECORDING_METHOD, /* of a request that the file does not have */
	RECORDING_TARGET, /* likewise */
	RECORDING_REQUEST /* its head, whole, as it goes over the wire */
};

/* What stands in recordings and is no HTTP exchange. */
enum recording_skip {
	RECORDING_SKIP_DATA,      /* a data: URL */
	RECORDING_SKIP_BLOB,      /* a blob: URL */
	RECORDING_SKIP_FILE,      /* a file: URL */
	RECORDING_SKIP_EXTENSION, /* something of an extension of the browser */
	RECORDING_SKIP_WEBSOCKET, /* a WebSocket */
	RECORDING_SKIP_BLOCKED,   /* a request that the browser never sent */
	RECORDING_SKIP_OWN,       /* a redirect that the browser made itself, as HSTS wants it */
	RECORDING_SKIP_OTHER,     /* any other scheme that is not http or https */
	RECORDING_SKIPS
};

enum recording_found {
	RECORDING_END,      /* there are no more */
	RECORDING_EXCHANGE, /* one was read */
	RECORDING_BAD,      /* what stands here cannot be read; recording_problem tells why; those behind it can */
	RECORDING_BROKEN    /* nothing can be read from here on; recording_problem tells why */
};

/* NULL where there is no memory. */
struct recording *recording_new(void);
void recording_free(struct recording *recording);

/* Says something; before recording_open. Returns 0 or a negative enum httpstatus_error: VALUE for a number that a property cannot have. */
int recording_set(struct recording *recording, int property, int64_t value);
int recording_say(struct recording *recording, int text, const char *bytes, size_t length);

/* Begins to read a file by its path, a descriptor that is open already and stays so, or octets, which must live as long as they are read. @name is how
 * problems call it, and the source of each exchange. False where that cannot be; recording_problem tells why. */
bool recording_open_path(struct recording *recording, const char *path);
bool recording_open_descriptor(struct recording *recording, int descriptor, const char *name);
bool recording_open_octets(struct recording *recording, const char *bytes, size_t length, const char *name);

/* Reads the next exchange into @exchange, which is cleared before; one of enum recording_found. What is no HTTP exchange is counted and passed over. */
int recording_next(struct recording *recording, struct httpstatus_exchange *exchange);

/* What is wrong, and what to do: "session.har: entry 17: response.status is "abc", not a number". Empty where nothing is. */
const char *recording_problem(const struct recording *recording);

/* Whether it is a HAR, an entry of one, or a list of them. */
bool recording_is_har(const struct recording *recording);

/* How many were passed over, of a kind. */
int64_t recording_skipped(const struct recording *recording, int skip);

/* The word of a kind, "websocket"; what one is, "a WebSocket"; and what several are, "WebSockets". NULL past the last. */
const char *recording_skip_word(int skip);
const char *recording_skip_text(int skip);
const char *recording_skip_texts(int skip);

/* How much of the file was read, in percent; -1 where its size is not known, or so small that nobody waits. */
int recording_progress(const struct recording *recording);

/* Reads one entry of a HAR from JSON. @creator is the name of the program that wrote the HAR; NULL where nobody knows. False where it cannot be read, or
 * is no HTTP exchange: then @problem, of RECORDING_PROBLEM_SIZE, tells why. */
enum { RECORDING_PROBLEM_SIZE = 512 };
bool recording_read_entry(
	struct httpstatus_exchange *exchange, const char *json, size_t length, const char *creator, char *problem);

#endif
