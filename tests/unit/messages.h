/*
 * What the tests of exchanges have in common: short ways to fill one.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_MESSAGES_H
#define HTTPSTATUS_TESTS_MESSAGES_H

#include "tap.h"

#include <httpstatus/httpstatus.h>
#include <string.h>

/* A bit of a set of obstacles or defects. */
#define BIT(n) (UINT64_C(1) << (n))

/* A list as a mask, to be compared at once; every element once, in its order. */
static inline uint64_t mask_of(const int *list, size_t count)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < count; i++) {
		ck_assert_int_ge(list[i], 0);
		ck_assert(i == 0 || list[i] > list[i - 1]);
		mask |= BIT(list[i]);
	}
	return mask;
}

enum { LIST_ROOM = 64 };

static inline uint64_t defects_of(const struct httpstatus_exchange *exchange)
{
	int list[LIST_ROOM];
	size_t count = httpstatus_exchange_defects(exchange, list, LIST_ROOM);

	for (int defect = 0; defect < LIST_ROOM; defect++)
		ck_assert_int_eq(httpstatus_exchange_has_defect(exchange, defect), mask_of(list, count) >> defect & 1);
	return mask_of(list, count);
}

/* A cache that lives as long as the test. */
static inline struct httpstatus_cache *a_cache(bool shared)
{
	static struct httpstatus_cache *caches[2];

	if (!caches[shared]) {
		caches[shared] = httpstatus_cache_new();
		ck_assert_int_eq(httpstatus_cache_set(caches[shared], HTTPSTATUS_CACHE_PROPERTY_SHARED, shared), 0);
	}
	return caches[shared];
}

#define SHARED a_cache(true)
#define PRIVATE a_cache(false)

static inline uint64_t obstacles_of(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	int list[LIST_ROOM];

	return mask_of(list, httpstatus_cache_obstacles(cache, exchange, list, LIST_ROOM));
}

static inline void set(struct httpstatus_exchange *exchange, int property, int64_t value)
{
	ck_assert_int_eq(httpstatus_exchange_set(exchange, property, value), 0);
}

static inline void say(struct httpstatus_exchange *exchange, int line, const char *text)
{
	ck_assert_int_eq(httpstatus_exchange_set_line(exchange, line, text, strlen(text)), 0);
}

static inline void add(struct httpstatus_exchange *exchange, int part, const char *name, const char *value)
{
	ck_assert_int_eq(
		httpstatus_exchange_add_field(exchange, part, name, strlen(name), value, value ? strlen(value) : 0), 0);
}

static inline int read_request(struct httpstatus_exchange *exchange, const char *text)
{
	return httpstatus_exchange_read_request(exchange, text, strlen(text), NULL);
}

static inline int read_response(struct httpstatus_exchange *exchange, const char *text)
{
	return httpstatus_exchange_read_response(exchange, text, strlen(text), NULL);
}

/* An exchange of a request and a response as they came over the wire; NULL for one that nobody told. */
static inline struct httpstatus_exchange *exchange_of(const char *request, const char *response)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();

	if (request)
		ck_assert_int_eq(read_request(exchange, request), 0);
	if (response)
		ck_assert_int_eq(read_response(exchange, response), 0);
	return exchange;
}

static inline const char *value_at(const struct httpstatus_exchange *exchange, int part, size_t i)
{
	return httpstatus_exchange_field_value(exchange, part, i, NULL);
}

static inline const char *name_at(const struct httpstatus_exchange *exchange, int part, size_t i)
{
	return httpstatus_exchange_field_name(exchange, part, i, NULL);
}

/* That nothing is known: what an exchange is when it is new. */
static inline void is_like_new(const struct httpstatus_exchange *exchange)
{
	for (int property = -1; property <= HTTPSTATUS_PROPERTY_ENTRY; property++)
		ck_assert(httpstatus_exchange_get(exchange, property) == HTTPSTATUS_UNKNOWN);
	for (int line = -1; line <= HTTPSTATUS_LINE_SOURCE + 1; line++)
		ck_assert_ptr_null(httpstatus_exchange_line(exchange, line, NULL));
	for (int part = -1; part <= HTTPSTATUS_PART_INTERIM + 1; part++) {
		ck_assert_ptr_null(name_at(exchange, part, 0));
		ck_assert_ptr_null(value_at(exchange, part, 0));
	}
	ck_assert_int_eq(httpstatus_exchange_interim(exchange, 0), 0);
	ck_assert_uint_eq(httpstatus_exchange_defects(exchange, NULL, 0), 0);
}

#endif
