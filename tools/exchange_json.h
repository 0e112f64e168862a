/*
 * An exchange as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_EXCHANGE_JSON_H
#define HTTPSTATUS_EXCHANGE_JSON_H

#include <httpstatus/httpstatus.h>
#include <jansson.h>

/* Whether a cache with these obstacles may store the response: 1, 0, or HTTPSTATUS_UNKNOWN where only what is not known is in the way. */
int64_t may_store(uint32_t obstacles);

/* Octets from the wire as a string: UTF-8 where they are that, else each octet as the character of its number (Latin-1). */
json_t *wire_text(const char *bytes, size_t length);

/* null for NULL. */
json_t *wire_text_or_null(const char *text);

/* null for HTTPSTATUS_UNKNOWN. */
json_t *number_or_null(int64_t number);

/* The words of the bits that are set. */
json_t *words_of(uint64_t bits, const char *(*name)(int n));

/* What is to be said of an exchange, at a time. */
json_t *exchange_json(struct httpstatus_exchange *exchange, int64_t entry, int64_t now);

#endif
