/*
 * What the tests of chains have in common.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_CHAINS_H
#define HTTPSTATUS_TESTS_CHAINS_H

#include "messages.h"

#include <limits.h>

static const char get_request[] = "GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n";
static const char post_request[] = "POST /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\nContent-Type: "
				   "text/plain\r\nContent-Length: 3\r\n\r\n";

/* An exchange in the clear. */
static inline struct httpstatus_exchange *plain_exchange_of(const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = exchange_of(request, response);

	set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
	return exchange;
}

/* The best step after a response. */
static inline const struct httpstatus_step *first_step(
	struct httpstatus_chain *chain, const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = plain_exchange_of(request, response);

	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	httpstatus_exchange_free(exchange);
	return httpstatus_chain_step(chain, 0);
}

static inline void said(struct httpstatus_chain *chain, int property, int64_t value)
{
	ck_assert_int_eq(httpstatus_chain_set(chain, property, value), 0);
}

static inline struct httpstatus_policy *policy_with(const char *setting, const char *value)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_int_eq(httpstatus_policy_set(policy, setting, value, strlen(value)), 0);
	return policy;
}

#endif
