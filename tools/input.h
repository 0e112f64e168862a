/*
 * Files with exchanges in them: any recording.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_INPUT_H
#define HTTPSTATUS_INPUT_H

#include <httpstatus/httpstatus.h>
#include <recording.h>

#include <stdbool.h>

/* What nobody said is HTTPSTATUS_UNKNOWN, NULL or false. */
struct input {
	char **paths; /* "-" is standard input */
	int count;
	const char *request_path; /* the request's head, for responses that come without one */
	const char *method, *target;
	int64_t status;  /* of fields without a status line */
	int64_t secured; /* 1: messages came over TLS; 0: in the clear */
	bool partial;    /* a head that ends with its file is taken for whole */
	int64_t now;     /* else each exchange's own time */
	int64_t most_fields, most_octets, most_interim;

	/* what came of it */
	size_t exchanges, bad;
	int64_t skipped[RECORDING_SKIPS];
};

/* Nobody has said anything. */
struct input input_begin(void);

/* Takes one exchange, which says its file and its place there, and the time to ask about. */
typedef void input_visit(struct httpstatus_exchange *exchange, int64_t now, void *context);

/* Takes one of the options that say these things. False, having complained where getopt did not, for any other and for a value that cannot be. */
bool input_option(int option, const char *value, struct input *input);

/* Takes what stands behind the options for files. False, having complained in the name of a verb, where there are none. */
bool input_take_files(struct input *input, int count, char **arguments, const char *verb);

/* Shows every exchange of every file to @visit. Returns the exit status: what cannot be read is complained of, and the others are still shown. */
int input_each(struct input *input, input_visit *visit, void *context);

/* Reads the request of @input, which has its path. False, having complained, where that cannot be read. */
bool input_read_request(struct httpstatus_exchange *exchange, const struct input *input);

#endif
