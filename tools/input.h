/*
 * Files with exchanges in them: HAR, and HTTP/1 messages as they came.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_INPUT_H
#define HTTPSTATUS_INPUT_H

#include <httpstatus/httpstatus.h>

#include <stdbool.h>
#include <stdio.h>

struct input {
	char **paths; /* "-" is standard input */
	int count;
	const char *request_path; /* the request head for messages; NULL where it is not known */
	const char *request;      /* what is in that file: input_each reads it once */
	size_t request_length;
	int64_t secured; /* messages came over TLS, as HTTPSTATUS_PROPERTY_SECURED */
	int64_t now;     /* HTTPSTATUS_UNKNOWN: each exchange's own time */
};

/* What nothing was said of. */
#define INPUT_NOTHING_SAID                                               \
	{                                                                \
		.secured = HTTPSTATUS_UNKNOWN, .now = HTTPSTATUS_UNKNOWN \
	}

/* Takes one exchange, which says its file and its place there, and the time to ask about. */
typedef void input_visit(struct httpstatus_exchange *exchange, int64_t now, void *context);

/* ---- message.c ---- */

/* Makes an exchange as if it were new, but for where it stands. Returns 0, or why not. */
int exchange_begin(struct httpstatus_exchange *exchange, const char *file, int64_t entry);

/* The time to ask about: what was given, or when the response was received, or what Date says, or unknown. */
int64_t input_time(const struct httpstatus_exchange *exchange, const struct input *input);

/* Reads the request head into memory, for input.request. NULL, having complained, where that cannot be read; else for free. */
char *request_load(struct input *input);

/* Reads one response, any number of interim ones before it, with the request of @input. False, having complained, where there is none. */
bool input_read_response(FILE *file, const char *name, struct httpstatus_exchange *exchange, const struct input *input);

/* Reads the request of @input, which has its path. False, having complained, where that cannot be read. */
bool input_read_request(struct httpstatus_exchange *exchange, const struct input *input);

/* ---- har.c ---- */

/* Shows every entry of a HAR to @visit; the file is at its start. Returns the exit status. */
int har_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context);

/* ---- input.c ---- */

/* The options that say these things; for getopt_long. */
#define INPUT_OPTIONS                                                                     \
	{"now", required_argument, NULL, 'n'}, {"request", required_argument, NULL, 'r'}, \
		{"http", no_argument, NULL, 'c'},                                         \
	{                                                                                 \
		"https", no_argument, NULL, 's'                                           \
	}

/* Takes one of these options. False, having complained where getopt did not, for any other and for a value that cannot be. */
bool input_option(int option, const char *value, struct input *input);

/* Takes what stands behind the options for files. False, having complained in the name of a verb, where there are none. */
bool input_take_files(struct input *input, int count, char **arguments, const char *verb);

/* Shows every exchange of every file to @visit. Returns the exit status: what cannot be read is complained of, and the others are still
 * shown. */
int input_each(const struct input *input, input_visit *visit, void *context);

#endif
