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
	int64_t now;              /* HTTPSTATUS_UNKNOWN: each exchange's own time */
};

/* Takes one exchange. @file is its file's name, @entry its place there, @now the time to ask about. */
typedef void input_visit(
	struct httpstatus_exchange *exchange, const char *file, int64_t entry, int64_t now, void *context);

/* Shows every exchange of every file to @visit. Returns the exit status: what cannot be read is complained of, and the others are still
 * shown. */
int input_each(const struct input *input, input_visit *visit, void *context);

/* Reads one response, any number of interim ones before it, and its request's head where that has a path. False, having complained, where
 * there is none. */
bool input_read_response(FILE *file, const char *name, struct httpstatus_exchange *exchange, const char *request_path);

/* ---- har.c ---- */

/* Shows every entry of a HAR to @visit; the file is at its start. Returns the exit status. */
int har_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context);

#endif
