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

/* What is to be said of an exchange, at a time. */
json_t *exchange_json(struct httpstatus_exchange *exchange, int64_t entry, int64_t now);

#endif
