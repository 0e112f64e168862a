/**
 * @file
 * What may a cache do?
 *
 * A cache object says whose cache it is; it stores nothing. Give it to every question, so that all answers are about the same cache:
 *
 *     struct httpstatus_cache *cache = httpstatus_cache_new();
 *
 *     httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);        a browser's
 *     httpstatus_cache_may_store(cache, exchange)                              1: it may keep the response
 *     httpstatus_cache_is_fresh(cache, exchange, time(NULL))                   1: it may answer with it
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_CACHE_H
#define HTTPSTATUS_CACHE_H

#include <httpstatus/exchange.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whose cache, and what it does. */
struct httpstatus_cache;

/* ---- whose cache ---- */

/** What a cache is. */
enum httpstatus_cache_property {
	HTTPSTATUS_CACHE_PROPERTY_SHARED, /**< 1: many users', as a proxy's, which is so unless said; 0: one user's, as a browser's */
	HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS /**< 1 or 0: whether it does what the status needs (RFC 9111, 3); unless said, it does for registered codes but 206 and 304 */
};

/**
 * A shared cache of which nothing else is known.
 *
 * @return owned by the caller, for httpstatus_cache_free; NULL when there is no memory
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_cache *httpstatus_cache_new(void);

/**
 * Says what a cache is.
 *
 * @param cache NULL is an error
 * @param property one of enum httpstatus_cache_property
 * @param value what the property allows; HTTPSTATUS_UNKNOWN takes back what was said
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, or HTTPSTATUS_ERROR_VALUE, and then nothing has changed
 * @par Threads
 * no other thread may use the cache at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_set(struct httpstatus_cache *cache, int property, int64_t value);

/**
 * What a cache is.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param property one of enum httpstatus_cache_property; any int
 * @return the value; HTTPSTATUS_UNKNOWN where it was not said, for NULL, and for what is no property
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_cache_get(const struct httpstatus_cache *cache, int property);

/**
 * Ends a cache.
 *
 * @param cache from httpstatus_cache_new; NULL is fine
 * @par Threads
 * no other thread may use the cache at the same time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_cache_free(struct httpstatus_cache *cache);

/* ---- storing ---- */

/** What stands in the way of storing a response, in the order of RFC 9111, 3. */
enum httpstatus_obstacle {
	HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE, /**< responses to this method are not stored; POST and PATCH need more */
	HTTPSTATUS_OBSTACLE_NOT_FINAL,            /**< it is interim */
	HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD, /**< the cache has to understand the status, and does not: 206, 304, must-understand */
	HTTPSTATUS_OBSTACLE_NEVER_STORED, /**< 428, 429, 431, 511 */
	HTTPSTATUS_OBSTACLE_NO_STORE,     /**< no-store */
	HTTPSTATUS_OBSTACLE_PRIVATE,      /**< private, and the cache is shared */
	HTTPSTATUS_OBSTACLE_AUTHORIZATION, /**< the request had Authorization, and nothing lifts that for a shared cache */
	HTTPSTATUS_OBSTACLE_NO_FRESHNESS, /**< nothing says that it may be reused: no explicit lifetime, no heuristic, no public */
	HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN, /**< it depends on a request that is unknown, wholly or in part */
	HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN /**< it depends on fields of the response that may be missing here */
};

/**
 * Whether the cache may store the final response.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @return 1 or 0; -1 where it depends on what is unknown, for NULL, and without a final response
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 3
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_may_store(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange);

/**
 * What stands in the way of storing the final response, each one of enum httpstatus_obstacle.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param list gets them, as many as there is room for; may be NULL where room is 0
 * @param room of list, in elements
 * @return how many there are, also where there is no room for them; 0 where it may be stored. Without a final response,
 *         HTTPSTATUS_OBSTACLE_NOT_FINAL is the one
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 3
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_cache_obstacles(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int *list, size_t room);

/* ---- freshness ---- */

/** Where a lifetime comes from. */
enum httpstatus_freshness {
	HTTPSTATUS_FRESHNESS_NONE,     /**< nothing says so, and no heuristic is allowed */
	HTTPSTATUS_FRESHNESS_EXPLICIT, /**< max-age, s-maxage or Expires */
	HTTPSTATUS_FRESHNESS_HEURISTIC /**< a guess is allowed: a tenth of the time since Last-Modified */
};

/**
 * Where the lifetime of the final response comes from, one of enum httpstatus_freshness.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @return where from; -1 for NULL, and without a final response
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.2.1 and 4.2.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_freshness(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange);

/** Times of a response. */
enum httpstatus_cache_time {
	HTTPSTATUS_CACHE_TIME_LIFETIME, /**< how long it is fresh, counted from its beginning at the origin server; an invalid or contradictory value makes it 0 */
	HTTPSTATUS_CACHE_TIME_AGE,      /**< how old it is, never negative */
	HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR /**< for how long after it went stale it may answer in place of an error; 0 where nothing says so or something forbids it */
};

/**
 * A time of the final response, in seconds. Whether it is fresh now, httpstatus_cache_is_fresh says.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param time one of enum httpstatus_cache_time; any int
 * @param now in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows. A response without a Date and without HTTPSTATUS_PROPERTY_RESPONSE_TIME is
 *        taken to have come now
 * @return seconds; HTTPSTATUS_UNKNOWN without a final response, where nothing says so and there is nothing to guess from, where it depends on a time
 *         that is unknown, and for what is no time
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.2; RFC 5861, 4
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_cache_time(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int time, int64_t now);

/**
 * Whether the final response is fresh: its lifetime is more than its age.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param now in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows
 * @return 1 or 0; -1 where one of the two is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_is_fresh(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, int64_t now);

/* ---- answering ---- */

/** What stands in the way of answering a request with a stored response, without asking the server. */
enum httpstatus_reuse_obstacle {
	HTTPSTATUS_REUSE_OBSTACLE_TARGET,   /**< another target URI */
	HTTPSTATUS_REUSE_OBSTACLE_METHOD,   /**< another method: GET is answered by GET, HEAD by GET and HEAD */
	HTTPSTATUS_REUSE_OBSTACLE_VARY,     /**< a field that Vary names differs, or Vary is * */
	HTTPSTATUS_REUSE_OBSTACLE_NO_CACHE, /**< the stored response says no-cache */
	HTTPSTATUS_REUSE_OBSTACLE_REQUEST, /**< the request asks for another answer: no-cache, Pragma, max-age, min-fresh */
	HTTPSTATUS_REUSE_OBSTACLE_STALE,        /**< it is stale, and nothing allows that */
	HTTPSTATUS_REUSE_OBSTACLE_NOT_STORABLE, /**< it should not have been stored */
	HTTPSTATUS_REUSE_OBSTACLE_INCOMPLETE,   /**< it came only in part */
	HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN       /**< it depends on something that is unknown */
};

/**
 * Whether the cache may answer the request of one exchange with the stored response of another, without asking the server.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param stored borrowed, the exchange whose response is stored; may be NULL
 * @param request borrowed, the exchange whose request asks; may be NULL
 * @param now in seconds since 1970
 * @return 1 or 0; -1 where it depends on what is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_may_reuse(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, int64_t now);

/**
 * What stands in the way of answering so, each one of enum httpstatus_reuse_obstacle.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param stored borrowed, the exchange whose response is stored; may be NULL
 * @param request borrowed, the exchange whose request asks; may be NULL
 * @param now in seconds since 1970
 * @param list gets them, as many as there is room for; may be NULL where room is 0
 * @param room of list, in elements
 * @return how many there are, also where there is no room for them; 0 where it may answer. For NULL, HTTPSTATUS_REUSE_OBSTACLE_UNKNOWN is the one
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_cache_reuse_obstacles(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, int64_t now, int *list,
	size_t room);

/* ---- validating and invalidating ---- */

/** Whether a 304 is about a stored response. */
enum httpstatus_selection {
	HTTPSTATUS_SELECTION_NONE,      /**< it is not */
	HTTPSTATUS_SELECTION_SELECTED,  /**< by a strong validator: every stored response that has it */
	HTTPSTATUS_SELECTION_IF_LATEST, /**< by a weak validator: the latest of those that have it */
	HTTPSTATUS_SELECTION_IF_ONLY    /**< neither has a validator: only where it is the only one stored */
};

/**
 * Whether a 304 is about a stored response, one of enum httpstatus_selection.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed, with the 304; may be NULL
 * @param stored borrowed, with the stored response; may be NULL
 * @return whether; HTTPSTATUS_SELECTION_NONE for a status that is not 304; -1 for NULL, and where a status is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.3.4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_selects(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored);

/**
 * A URI whose stored responses an exchange makes invalid: the target of an unsafe method that went well, and what Location and Content-Location name
 * on the same origin. It is normalised, as httpstatus_exchange_target_uri is.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param i from 0: the target first
 * @param length where not NULL, gets the octets of the text
 * @return text valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.4
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_cache_invalidated(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, size_t i, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
