/*
 * What the parts of the cache module share: whose cache it is.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   cache.c        whose cache, and what it does
 *   freshness.c    lifetimes and age
 *   store.c        may it be stored
 *   answer.c       may it answer
 *   validate.c     what a 304 is about
 *   invalidate.c   what is invalid from now on
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CACHE_CACHE_H
#define HTTPSTATUS_CACHE_CACHE_H

#include "../exchange/exchange.h"

#include <httpstatus/cache.h>

enum { CACHE_PROPERTIES = HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS + 1 };

struct httpstatus_cache {
	int64_t properties[CACHE_PROPERTIES];
};

/* ---- cache.c ---- */

/* Whether a cache is shared; one of which nobody said is. */
bool cache_is_shared(const struct httpstatus_cache *cache);

/* ---- store.c ---- */

/* Bit n for each enum httpstatus_obstacle n. */
uint32_t storing_obstacles(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange);

#endif
