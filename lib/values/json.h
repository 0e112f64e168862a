/*
 * Writing JSON into room that the caller brings (RFC 8259): on one line, without a space. Commas come by themselves.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_VALUES_JSON_H
#define HTTPSTATUS_VALUES_JSON_H

#include "span.h"

/* What is written, and how much there would be. */
struct json {
	char *out;
	size_t size, length;
	bool separates; /* a comma comes before what comes next */
};

/* To write into @out of @size octets, which may be NULL. */
struct json json_begin(char *out, size_t size);

/* Ends the text with a NUL. Returns the octets of the whole text, also where it does not fit. */
size_t json_end(struct json *json);

void json_object(struct json *json);
void json_object_end(struct json *json);
void json_array(struct json *json);
void json_array_end(struct json *json);

/* The name of a member, whose value comes next. */
void json_key(struct json *json, const char *name);

void json_null(struct json *json);
void json_bool(struct json *json, bool value);

/* true, false, or null for -1. */
void json_state(struct json *json, int state);

/* A number; null for the one that is unknown, INT64_MIN. */
void json_number(struct json *json, int64_t number);

/* A text of the library's, or one that was checked: UTF-8. null for NULL. */
void json_text(struct json *json, const char *text);

/* Octets from the wire: UTF-8, or else each octet as the character of its number. null where bytes is NULL. */
void json_octets(struct json *json, struct span octets);

/* Members or a value that were written before. */
void json_raw(struct json *json, struct span raw);

#endif
