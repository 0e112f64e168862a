/*
 * An exchange as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_EXCHANGE_JSON_H
#define HTTPSTATUS_EXCHANGE_JSON_H

#include <httpstatus/httpstatus.h>
#include <jansson.h>

/* What is to be said of an exchange, at a time. */
json_t *exchange_json(struct httpstatus_exchange *exchange, int64_t entry, int64_t now);

#endif
