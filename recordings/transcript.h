/*
 * What the files that read transcripts share; recording.h has their order.
 *
 * A dialect is a scanner: it finds one part of an exchange behind the other, and draft.c puts them together.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_RECORDINGS_TRANSCRIPT_H
#define HTTPSTATUS_RECORDINGS_TRANSCRIPT_H

#include "inner.h"

#include <string.h>

/* ---- lines.c ---- */

struct span {
	const char *bytes;
	size_t length;
};

struct span span_from(struct span span, size_t begin);
struct span span_first(struct span span, size_t length);
struct span span_trim(struct span span);
bool span_equals(struct span span, const char *word);
bool span_begins(struct span span, const char *word); /* whatever the case of letters */
bool span_has(struct span span, const char *word);
size_t span_until(struct span span, const char *octets); /* how many come before one of these */
bool span_is_blank(struct span span);

/* Takes a word off the front, and the white space before it. False where there is none. */
bool span_take_word(struct span *rest, struct span *word);

/* A number in decimal digits and nothing else, INT64_MAX for one too large to count; HTTPSTATUS_UNKNOWN where it is none. */
int64_t span_number(struct span span);

/* Takes the next line, without its end. False where nothing is left. */
bool line_take(struct span *rest, struct span *line);

bool line_is_status(struct span line);
bool line_is_request(struct span line); /* with a version: HTTP/0.9 is not looked for */
bool line_is_field(struct span line);
bool line_begins_message(struct span line);

/* ``` or ~~~ of Markdown. */
bool line_is_fence(struct span line);

/* How much of a line is curl's progress meter, which has no line end of its own. */
size_t meter_length(struct span line);

/* The progress meter, and what curl says of itself on the terminal. */
bool line_is_chatter(struct span line);

/* Takes a head: a first line and the lines behind it, the empty one included. It ends as well where another message begins, or a fence. False where it
 * ends in another way than by its empty line or another message, as at the end of the text. */
bool head_take(struct span *rest, struct span *head);

/* Whether a head of a message begins here, with nothing in it that is no field. Where none does, none begins before @until, either. */
bool head_begins(struct span rest, const char **until);

bool text_put(struct text *text, struct span span);

/* Puts a line into a head as it goes over the wire. */
bool head_put(struct text *head, struct span line);

/* The name of a field line, without white space, and its value. */
struct span field_name(struct span line, struct span *value);

/* ---- typed.c ---- */

/* A command that was typed before its output. What is not certain is not known. */
struct typed {
	bool fresh;         /* and nothing answered it yet */
	bool follows;       /* redirects */
	const char *method; /* NULL where unknown */
	struct text target; /* empty where unknown */
};

/* Whether a line is a prompt, with a command or without; the command is read. */
bool typed_read(struct typed *typed, struct span line);
bool line_is_prompt(struct span line, struct span *command);

/* Makes one line of a command that was typed on several. */
void typed_join(char *text, size_t length);

/* Puts a URL as it is asked for: with a scheme and a path, without a fragment. Nothing where that is not certain: globs, user information, other schemes.
 * False where there is no memory. */
bool url_put(struct text *target, struct span url, const char *scheme);

/* Whether a command is one of those that print messages. */
bool command_is_known(struct span command);

/* ---- tidy.c ---- */

struct tidied {
	bool as_it_came;     /* nothing was taken off */
	bool heads_indented; /* by two spaces, without any empty line: so wget -S -q prints heads, all whole */
};

/* Takes off what a terminal, a mail or a page put around a text: colors, quote marks, fences, indentation. */
struct tidied tidy(char *text, size_t *length);

/* Leaves only what stands between fences, as in an issue with prose around it. False where there are none, and nothing changed. */
bool tidy_fenced(char *text, size_t *length);

/* ---- draft.c ---- */

enum part_kind {
	PART_END,
	PART_ASKED,    /* a request of which its target (text) is known, and perhaps its method (more) */
	PART_REQUEST,  /* the head of one (text) */
	PART_RESPONSE, /* the head of one (text), interim or final */
	PART_TRAILERS, /* field lines (text) */
	PART_CONTENT,  /* of the response: how many octets came (number), HTTPSTATUS_UNKNOWN for some */
	PART_ENDING,   /* one of enum httpstatus_ending (number) */
	PART_SECURED,  /* of the request that comes next: 1 or 0 (number) */
	PART_STRANGE,  /* what should be a field, or a status, is (text) */
	PART_MIXED     /* of several requests nobody can tell which is answered here */
};

struct part {
	enum part_kind kind;
	struct span text, more;
	int64_t number;
	bool cut;            /* the head ends with the text */
	bool no_version;     /* the version in the head is made up */
	bool open;           /* there may be more fields than are here */
	bool tunnel;         /* a proxy's answer to CONNECT */
	bool perhaps_tunnel; /* likewise, as far as one can see */
};

/* An exchange that is put together. */
struct draft {
	const struct said *said;
	struct problem *problem;
	struct httpstatus_exchange *exchange;
	int64_t secured;
	bool begun, asked, answered, ended;
	bool compared; /* what was said of the request, with the first one in the text */
	bool given;    /* the request that was said is still the one that is answered */
};

void draft_begin(struct draft *draft, struct httpstatus_exchange *exchange, struct problem *problem);

/* Whether a part is of the exchange that was begun; else it begins the next one. */
bool draft_wants(const struct draft *draft, const struct part *part);
bool draft_take(struct draft *draft, const struct part *part);
void draft_end(struct draft *draft);

/* ---- the dialects ---- */

struct scanner {
	struct span rest; /* what is not scanned yet */
	struct tidied tidied;
	struct typed typed;
	struct text head; /* of the part that was given last, where it does not stand in the text so */
	struct text asked;
	struct span trouble;  /* why there may be no exchange, in the words of the program */
	struct part parts[6]; /* that were found and are still to be given */
	int found, given;

	bool in_request, in_response, in_trailers; /* a head that is not at its end */
	bool first_is_crlf;

	bool request_waits; /* for its response */
	bool requests_only; /* no response follows */

	/* plain */
	bool response_content_due, request_content_due, interim_is_read;

	/* curl -v and --trace, wget */
	int64_t url_secured, connection_secured;
	int connections;
	bool connecting, is_clear, has_tls; /* of the connection that was made last */
	bool content_came;
	int64_t content_first; /* octets in the first piece of content that was told of; HTTPSTATUS_UNKNOWN where none was */
	int64_t content_octets;
	bool content_is_counted, content_is_doubtful;

	/* a block of fields */
	int64_t status; /* that was said */
	bool is_begun, alternating;

	/* wget */
	struct span pending; /* the URL that is asked for next */
	bool spider, spider_done;
};

/* Finds the next parts, which scanner_found adds; none at the end. @exchange is as far as it is known. False where there is no memory. */
typedef bool scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);

struct part *scanner_found(struct scanner *scanner, enum part_kind kind);

/* ---- curl.c ---- */

void note_read(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span note);
void content_flush(struct scanner *scanner, const struct httpstatus_exchange *exchange);
void secured_give(struct scanner *scanner, struct span request);
bool head_is_interim(const struct text *head);
bool requests_are_mixed(struct scanner *scanner);

/* ---- plain.c and the others ---- */

/* What curl says of itself, in the midst of which a text may begin. */
bool line_is_aside(struct span line);

/* Whether a line is of a dialect, and of no other. */
bool line_is_marked(struct span line);
bool line_is_trace(struct span line);
bool line_is_wgets(struct span line);
bool line_is_of_block(struct span line);

bool plain_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);
bool marked_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);
bool trace_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);
bool wget_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);
bool block_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange);

/* Whether a block of fields says which status came with it. */
bool block_has_status(struct span text);

/* ---- looks.c ---- */

void looks_say(struct problem *problem, struct span text);

#endif
