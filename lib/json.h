/*
 * Writing JSON into room that the caller brings (RFC 8259).
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_JSON_H
#define HTTPSTATUS_JSON_H

#include <stddef.h>

/* What is written, and how much there would be. */
struct json {
	char *out;
	size_t size, length;
};

void json_put(struct json *json, const char *text);

/* All texts of the library are printable ASCII, so quotes and backslashes are all that is escaped. */
void json_put_string(struct json *json, const char *text);

/* "name":"value", or "name":null where @value is NULL. */
void json_put_member(struct json *json, const char *name, const char *value);

/* Ends the text with a NUL. Returns the octets of the whole text, also where it does not fit. */
size_t json_end(struct json *json);

#endif
