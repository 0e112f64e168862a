/**
 * @file
 * What may a cache do?
 *
 * A cache object says whose cache it is and what it does; it stores nothing. Give it to every question, so that all answers are about the same cache:
 *
 *   struct httpstatus_cache *cache = httpstatus_cache_new();
 *
 *   httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_SHARED, 0);        a browser's
 *   httpstatus_cache_may_store(cache, exchange)                              1: it may keep the response
 *   httpstatus_cache_is_fresh(cache, exchange, time(NULL))                   1: it may answer with it
 *
 * A lookup is what becomes of one request: offer it what is stored under the request's target URI, and it says what to do, and makes the messages:
 *
 *   httpstatus_lookup_start(lookup, request, now);
 *   while ((stored = next_of_key(httpstatus_exchange_target_uri(request, NULL))))
 *           httpstatus_lookup_offer(lookup, stored);
 *   switch (httpstatus_lookup_answer(lookup)) {
 *   case HTTPSTATUS_CACHE_ACTION_SERVE:
 *           httpstatus_lookup_respond(lookup, response);                     the head to send: Age and all
 *           send(response, content_of(httpstatus_lookup_stored(lookup)));
 *           break;
 *   case HTTPSTATUS_CACHE_ACTION_VALIDATE:
 *           httpstatus_lookup_request(lookup, forward);                      with If-None-Match
 *           perform(forward);                                                asks the server
 *           httpstatus_lookup_receive(lookup, forward, now);                 and says what to do with what it said
 *           ...
 *
 * docs/examples/cache.c is a whole caching proxy. All storing, all content and all I/O are the caller's. A stored response is an exchange: what
 * httpstatus_cache_keep made, with the times of the request and the response, and how much content came.
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

/** What becomes of one request at a cache. */
struct httpstatus_lookup;

/* ---- whose cache ---- */

/** What a cache is. */
enum httpstatus_cache_property {
	HTTPSTATUS_CACHE_PROPERTY_SHARED, /**< 1: many users', as a proxy's, which is so unless said; 0: one user's, as a browser's */
	HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS, /**< 1 or 0: whether it does what every status needs of a cache (RFC 9111, 3); unless said, it does for registered codes, and for 206 and 304 nobody knows */
	HTTPSTATUS_CACHE_PROPERTY_PARTS, /**< 1: it understands 206 and Range: it keeps parts, combines them and answers with them; 0: it does not; unless said, as HTTPSTATUS_CACHE_PROPERTY_UNDERSTANDS has it */
	HTTPSTATUS_CACHE_PROPERTY_SERVES_STALE, /**< 1: it answers with what is stale when it is cut off, or the server fails, unless that is forbidden; 0 unless said */
	HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT, /**< how much of the time since Last-Modified is a guessed lifetime; 10 unless said, 0 for none */
	HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST /**< the longest lifetime that is guessed, in seconds; no limit unless said */
};

/** What a cache is called, and what it obeys. */
enum httpstatus_cache_text {
	HTTPSTATUS_CACHE_TEXT_NAME, /**< its name in Cache-Status, such as ExampleCache; no such field is made unless said (RFC 9211) */
	HTTPSTATUS_CACHE_TEXT_TARGETS /**< the targeted fields that it obeys, the most specific first: "CDN-Cache-Control"; none unless said (RFC 9213) */
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
 * Says what a cache is called, or what it obeys.
 *
 * @param cache NULL is an error
 * @param text one of enum httpstatus_cache_text
 * @param bytes length octets, copied; NULL takes back what was said. A name is printable ASCII; targets are field names with commas between
 * @param length in octets
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, HTTPSTATUS_ERROR_VALUE, or HTTPSTATUS_ERROR_MEMORY, and then nothing has changed
 * @par Threads
 * no other thread may use the cache at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_set_text(
	struct httpstatus_cache *cache, int text, const char *bytes, size_t length);

/**
 * What a cache is called, or what it obeys.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param text one of enum httpstatus_cache_text; any int
 * @param length where not NULL, gets the octets of the text
 * @return text valid until the cache changes; NULL where it was not said
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_cache_text(const struct httpstatus_cache *cache, int text, size_t *length);

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
	HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE, /**< responses to this method are not stored; to POST and PATCH only with a lifetime and a Content-Location that is the target (RFC 9110, 9.3.3) */
	HTTPSTATUS_OBSTACLE_NOT_FINAL,            /**< it is interim */
	HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD, /**< the cache has to understand the status, and does not: 206, 304, must-understand */
	HTTPSTATUS_OBSTACLE_NEVER_STORED, /**< no cache stores this status: 428, 429, 431 and 511 are about one request (RFC 6585) */
	HTTPSTATUS_OBSTACLE_NO_STORE, /**< the request or the response says no-store (RFC 9111, 5.2.1.5 and 5.2.2.5) */
	HTTPSTATUS_OBSTACLE_PRIVATE,  /**< the response says private, and the cache is shared (RFC 9111, 5.2.2.7) */
	HTTPSTATUS_OBSTACLE_AUTHORIZATION, /**< the request had Authorization, and nothing lifts that for a shared cache */
	HTTPSTATUS_OBSTACLE_NO_FRESHNESS, /**< nothing says that it may be reused: no explicit lifetime, no heuristic, no public */
	HTTPSTATUS_OBSTACLE_INCOMPLETE, /**< it did not come whole, and the cache keeps no parts, or none of this (RFC 9111, 3.3) */
	HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN,  /**< it depends on a request that is unknown, wholly or in part */
	HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN, /**< it depends on fields of the response that may be missing here */
	HTTPSTATUS_OBSTACLE_CACHE_UNKNOWN /**< it depends on whether the cache understands the status, which nobody said */
};

/**
 * Whether the cache may store the final response. What must not be kept of it, httpstatus_cache_left_out tells.
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

/**
 * The name of a field of the response that is not stored.
 *
 * Connection and what it lists, and Keep-Alive, Proxy-Connection, TE, Transfer-Encoding and Upgrade, which are about the connection; what is for the next
 * proxy alone; what private="..." names, in a shared cache; and what no-cache="..." names. The last could be stored, but not be used without asking the
 * server: it is left out, and comes to the client with the response that the server then gives. What the cache goes by (Age, Cache-Control,
 * Content-Range, Date, Expires, Vary, and the targeted fields) is never left out, since the response would then seem to allow what it forbids: private
 * and no-cache that name it count as if they named nothing.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param i from 0
 * @param length where not NULL, gets the octets of the text
 * @return its name as the response has it, valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 3.1, 5.2.2.4 and 5.2.2.7
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_cache_left_out(
	const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange, size_t i, size_t *length);

/**
 * Makes what a cache stores of an exchange: the request, the final response without the fields that are left out, the times, how much came.
 *
 * Whether it may be stored at all is httpstatus_cache_may_store's to say. Without a Date, the response gets that of its receipt; a length that is known
 * takes the place of chunks, and the content is stored without its transfer codings, whatever they were. Proxy-Authorization of the request, interim responses and trailers are not kept.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; NULL is an error
 * @param kept becomes it; may be the same; NULL is an error
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE without a final response,
 *         HTTPSTATUS_ERROR_LIMIT (of kept), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use kept at the same time
 * @par Reference
 * RFC 9111, 3.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_keep(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, struct httpstatus_exchange *kept);

/**
 * Which octets of the representation a response has, to know where its content belongs.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param first where not NULL, gets the place of the first octet, from 0; HTTPSTATUS_UNKNOWN where it has none, or nobody knows
 * @param last where not NULL, gets the place of the last, which belongs to it; HTTPSTATUS_UNKNOWN likewise
 * @param complete where not NULL, gets the octets of the whole representation; HTTPSTATUS_UNKNOWN where nobody knows
 * @return 1 where nothing is missing; 0 where something is: a part, or cut; -1 where that is unknown, for NULL, and without a final response
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 3.3; RFC 9110, 14.4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_extent(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, int64_t *first, int64_t *last, int64_t *complete);

/**
 * Whether a response takes the place of a stored one, which no request would be answered with any more: it may be stored, is not older, answers the same
 * method, has the same Vary for a request that is the same in what Vary names, and no octets less of the same representation.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed, the newer one; may be NULL
 * @param stored borrowed; may be NULL
 * @return 1 or 0; -1 where it depends on what is unknown, for NULL, and without a final response
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4 and 4.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_replaces(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored);

/* ---- freshness ---- */

/** Where a lifetime comes from. */
enum httpstatus_freshness {
	HTTPSTATUS_FRESHNESS_NONE,     /**< nothing says so, and no heuristic is allowed */
	HTTPSTATUS_FRESHNESS_EXPLICIT, /**< max-age, s-maxage or Expires */
	HTTPSTATUS_FRESHNESS_HEURISTIC /**< a guess is allowed: a part of the time since Last-Modified */
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
	HTTPSTATUS_CACHE_TIME_FRESH_FOR, /**< how long it is fresh from now on; below 0 for how long it has been stale */
	HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE, /**< for how long after it went stale it may answer while it is validated; 0 where nothing says so or something forbids it (RFC 5861, 3) */
	HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR /**< for how long after it went stale it may answer in place of an error; likewise (RFC 5861, 4) */
};

/**
 * A time of the final response, in seconds. Whether it is fresh now, httpstatus_cache_is_fresh says.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param time one of enum httpstatus_cache_time; any int
 * @param now in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows. A response without a Date and without HTTPSTATUS_PROPERTY_RESPONSE_TIME is
 *        taken to have come now
 * @return seconds, INT64_MAX for more than can be counted; HTTPSTATUS_UNKNOWN without a final response, where nothing says so and there is nothing to
 *         guess from, where it depends on a time that is unknown, and for what is no time
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.2; RFC 5861
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

/**
 * What Vary of a stored response adds to the key for a request: requests with the same text select the same response.
 *
 * A line for each field that Vary names, in its order and each once: the name in lower case and, where the request has it, a colon and its value as it is
 * compared. Lines of a field are one value. White space around commas, empty elements and case do not count in fields that are defined so, such as
 * Accept-Encoding; any other field is compared octet by octet. What would end a line is percent-encoded.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param stored borrowed, the response with Vary; may be NULL
 * @param request borrowed, the exchange whose request asks; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; 0, and an empty text, where Vary names nothing; SIZE_MAX where no
 *         request selects it (Vary: *), or something is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.1
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_cache_vary_key(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, char *out, size_t size);

/* ---- a request at the cache ---- */

/** What to do about a request, and then about what the server said. */
enum httpstatus_cache_action {
	HTTPSTATUS_CACHE_ACTION_SERVE, /**< answer with the stored response */
	HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE, /**< answer with the stored response, which is stale, and validate it meanwhile (RFC 5861, 3) */
	HTTPSTATUS_CACHE_ACTION_SERVE_STALE, /**< answer with the stored response though it was not validated, since the server does not answer, or with an error */
	HTTPSTATUS_CACHE_ACTION_VALIDATE, /**< ask the server whether the stored response is still right */
	HTTPSTATUS_CACHE_ACTION_COMPLETE, /**< ask the server for what is missing of the stored response */
	HTTPSTATUS_CACHE_ACTION_FORWARD,  /**< ask the server: nothing that is stored is of use */
	HTTPSTATUS_CACHE_ACTION_REFUSE, /**< answer with 504: the client wants nothing but what is stored, or the server does not answer; with 502 where what it sent is no valid response */
	HTTPSTATUS_CACHE_ACTION_UPDATE, /**< update what the 304 is about, and answer with the stored response (RFC 9111, 4.3.4) */
	HTTPSTATUS_CACHE_ACTION_COMBINE, /**< combine the part that came with the stored one, and answer (RFC 9111, 3.4) */
	HTTPSTATUS_CACHE_ACTION_RELAY, /**< answer with what the server said, and store it where that is allowed */
	HTTPSTATUS_CACHE_ACTION_REPEAT /**< ask the server once more, without the conditions and ranges of the cache: the 304 or the part is about nothing that is stored */
};

/** Why. */
enum httpstatus_cache_reason {
	HTTPSTATUS_CACHE_REASON_FRESH, /**< the stored response is fresh (RFC 9111, 4.2) */
	HTTPSTATUS_CACHE_REASON_IMMUTABLE, /**< the request wants it validated, but it does not change while it is fresh (RFC 8246, 2) */
	HTTPSTATUS_CACHE_REASON_METHOD, /**< the method is not answered from a cache, or not by what another one brought (RFC 9111, 4) */
	HTTPSTATUS_CACHE_REASON_NOTHING_STORED, /**< nothing is stored for this target URI */
	HTTPSTATUS_CACHE_REASON_VARY,           /**< what is stored is for requests with other fields (RFC 9111, 4.1) */
	HTTPSTATUS_CACHE_REASON_NOT_STORABLE, /**< what is stored must not have been, or is what a condition or range of another request came to: 304, 412, 416 */
	HTTPSTATUS_CACHE_REASON_STALE,            /**< the stored response is stale (RFC 9111, 4.2) */
	HTTPSTATUS_CACHE_REASON_NO_CACHE,         /**< the stored response says no-cache (RFC 9111, 5.2.2.4) */
	HTTPSTATUS_CACHE_REASON_REQUEST_NO_CACHE, /**< the request says no-cache, or Pragma does (RFC 9111, 5.2.1.4 and 5.4) */
	HTTPSTATUS_CACHE_REASON_REQUEST_MAX_AGE, /**< it is older than the request allows (RFC 9111, 5.2.1.1) */
	HTTPSTATUS_CACHE_REASON_REQUEST_MIN_FRESH, /**< it is not fresh for as long as the request wants (RFC 9111, 5.2.1.3) */
	HTTPSTATUS_CACHE_REASON_REQUEST_MAX_STALE, /**< the request allows it to be as stale as it is (RFC 9111, 5.2.1.2) */
	HTTPSTATUS_CACHE_REASON_ONLY_IF_CACHED, /**< the request wants nothing but what is stored (RFC 9111, 5.2.1.7) */
	HTTPSTATUS_CACHE_REASON_STALE_WHILE_REVALIDATE, /**< the stored response allows it while it is validated (RFC 5861, 3) */
	HTTPSTATUS_CACHE_REASON_STALE_IF_ERROR, /**< a directive allows it in place of an error (RFC 5861, 4) */
	HTTPSTATUS_CACHE_REASON_CUT_OFF,        /**< the server cannot be asked (RFC 9111, 4.2.4) */
	HTTPSTATUS_CACHE_REASON_ERROR,          /**< the server answered with an error, or not at all */
	HTTPSTATUS_CACHE_REASON_STALE_FORBIDDEN, /**< the stored response must not be used stale: must-revalidate and the like (RFC 9111, 4.2.4) */
	HTTPSTATUS_CACHE_REASON_INCOMPLETE,   /**< only a part of it is stored (RFC 9111, 3.3) */
	HTTPSTATUS_CACHE_REASON_NOT_MODIFIED, /**< the server says that it is still right (RFC 9111, 4.3.3) */
	HTTPSTATUS_CACHE_REASON_FITS_NOTHING, /**< the 304 or the part is about nothing that is stored (RFC 9111, 4.3.4 and 3.4) */
	HTTPSTATUS_CACHE_REASON_OWN_CONDITION, /**< the request's own condition decides, which the stored response answers (RFC 9111, 4.3.2) */
	HTTPSTATUS_CACHE_REASON_OTHER_CONDITION, /**< the request has a condition that only the server can evaluate (RFC 9111, 4.3.2) */
	HTTPSTATUS_CACHE_REASON_UNKNOWN /**< it depends on something that is unknown */
};

/** What is so about one request. */
enum httpstatus_lookup_property {
	HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF, /**< 1: the server cannot be reached (RFC 9111, 4.2.4); forgotten when the next lookup starts */
	HTTPSTATUS_LOOKUP_PROPERTY_STORED /**< 1 or 0: whether the response that is relayed was stored, for Cache-Status; unless said, as httpstatus_cache_may_store has it; forgotten when the next lookup starts */
};

/**
 * A lookup that has not started. It can be started again and again, and allocates nothing once it is as large as it gets.
 *
 * @param cache borrowed, must outlive the lookup; NULL is a shared cache of which nothing else is known
 * @return owned by the caller, for httpstatus_lookup_free; NULL when there is no memory
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_lookup *httpstatus_lookup_new(const struct httpstatus_cache *cache);

/**
 * Ends a lookup. What was offered to it stays.
 *
 * @param lookup from httpstatus_lookup_new; NULL is fine
 * @par Threads
 * a lookup belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_lookup_free(struct httpstatus_lookup *lookup);

/**
 * Begins with a request. What the lookup was about before is gone.
 *
 * @param lookup NULL is an error
 * @param request copied; of a response that it may have, nothing is used. NULL is an error
 * @param now in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows, and then nothing is known to be fresh
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the request has no method, or HTTPSTATUS_ERROR_MEMORY; after an error it has not
 *         started
 * @par Threads
 * a lookup belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_start(
	struct httpstatus_lookup *lookup, const struct httpstatus_exchange *request, int64_t now);

/**
 * Says what is so about this request.
 *
 * @param lookup NULL is an error
 * @param property one of enum httpstatus_lookup_property
 * @param value what the property allows; HTTPSTATUS_UNKNOWN takes back what was said
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, or HTTPSTATUS_ERROR_VALUE, and then nothing has changed
 * @par Threads
 * a lookup belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_set(struct httpstatus_lookup *lookup, int property, int64_t value);

/**
 * Offers a stored response, in any order. Those of other target URIs are passed over, also where only one of both knows its scheme (where neither does, it
 * is taken to be the same); one without a Date and without HTTPSTATUS_PROPERTY_RESPONSE_TIME
 * is not known to be fresh.
 *
 * @param lookup NULL is an error
 * @param stored borrowed until the lookup is started again or freed; must not change meanwhile, but for httpstatus_cache_update and _combine after
 *        httpstatus_lookup_receive. NULL is an error
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the lookup has not started or was answered, or HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a lookup belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_offer(struct httpstatus_lookup *lookup, const struct httpstatus_exchange *stored);

/**
 * What to do about the request, by what was offered.
 *
 * @param lookup NULL is an error
 * @return one of enum httpstatus_cache_action, from SERVE to REFUSE but SERVE_STALE only where it is cut off; HTTPSTATUS_ERROR_HANDLE, or
 *         HTTPSTATUS_ERROR_STATE where the lookup has not started
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_answer(struct httpstatus_lookup *lookup);

/**
 * What to do with what came of asking the server.
 *
 * @param lookup NULL is an error
 * @param exchange borrowed until the lookup is started again or freed: the request of httpstatus_lookup_request and what came of it, a response or how it ended; NULL is an error
 * @param now in seconds since 1970
 * @return one of enum httpstatus_cache_action: SERVE_STALE, REFUSE, UPDATE, COMBINE, RELAY or REPEAT; HTTPSTATUS_ERROR_HANDLE, or
 *         HTTPSTATUS_ERROR_STATE where the server was not to be asked
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4.3.3
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_receive(
	struct httpstatus_lookup *lookup, const struct httpstatus_exchange *exchange, int64_t now);

/**
 * Why the last answer is what it is.
 *
 * @param lookup borrowed; may be NULL
 * @param i from 0, what decided first
 * @return one of enum httpstatus_cache_reason; -1 past the end
 * @par Threads
 * a lookup belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_reason(const struct httpstatus_lookup *lookup, size_t i);

/**
 * The stored response that is answered with, validated, completed or combined.
 *
 * @param lookup borrowed; may be NULL
 * @return what was offered; NULL where none is of use
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4.1
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_exchange *httpstatus_lookup_stored(const struct httpstatus_lookup *lookup);

/**
 * A stored response that the 304 is about, each to be updated with httpstatus_cache_update.
 *
 * @param lookup borrowed; may be NULL
 * @param i from 0
 * @return what was offered; NULL past the end, and where no 304 came that is about any
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4.3.4
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_exchange *httpstatus_lookup_selected(
	const struct httpstatus_lookup *lookup, size_t i);

/**
 * Makes the request that the server is to be asked with: with If-None-Match and If-Modified-Since for what is validated, Range and If-Range for what is
 * missing, and without the client's own conditions and ranges where the cache evaluates them. A shared cache, which is a proxy's, leaves out what is about
 * the connection.
 *
 * @param lookup NULL is an error
 * @param request becomes it; NULL is an error
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the server is not to be asked,
 *         HTTPSTATUS_ERROR_LIMIT (of request), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4.3.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_request(
	const struct httpstatus_lookup *lookup, struct httpstatus_exchange *request);

/**
 * Makes the head of the answer: of the stored response with Age, or the 304, 206 or 416 that the request's own conditions and ranges make of it; of what the
 * server said, without what is about the connection; or 502 or 504. With Cache-Status, where the cache has a name and the answer is not of its own making.
 *
 * After httpstatus_lookup_receive said UPDATE or COMBINE, call this when the stored response was updated or combined.
 *
 * @param lookup NULL is an error
 * @param response becomes the request and the answer; NULL is an error
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where there is no answer yet,
 *         HTTPSTATUS_ERROR_LIMIT (of response), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9111, 4, 4.3.2 and 5.1; RFC 9211
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_respond(
	const struct httpstatus_lookup *lookup, struct httpstatus_exchange *response);

/**
 * Which octets of the stored content the answer has.
 *
 * @param lookup borrowed; may be NULL
 * @param first where not NULL, gets the place of the first, in the stored content, from 0; HTTPSTATUS_UNKNOWN where there is none
 * @param last where not NULL, gets the place of the last, which belongs to it; HTTPSTATUS_UNKNOWN where it is all that is stored, or there is none
 * @return 1 where the answer has stored content; 0 where it has none, or the server's; -1 where there is no answer yet
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 9110, 14.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_lookup_content(const struct httpstatus_lookup *lookup, int64_t *first, int64_t *last);

/* ---- what the server's answer changes ---- */

/**
 * Updates a stored response with what a 304 that is about it says, or a 200 to HEAD: fields are replaced but for those that are about the stored content, the
 * times are the new ones. What it says can forbid that the response be stored any longer: httpstatus_cache_may_store tells.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param stored NULL is an error
 * @param with borrowed; NULL is an error
 * @return 1 where it was updated; 0 where the response says nothing of this one, or nothing that may be stored (RFC 9111, 3.5 and 5.2.1.5); -1 where it shows that it must not be used any more (a HEAD with another
 *         validator or length); HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_LIMIT or HTTPSTATUS_ERROR_MEMORY, and then nothing has changed
 * @par Threads
 * no other thread may use stored at the same time
 * @par Reference
 * RFC 9111, 3.2, 4.3.4 and 4.3.5
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_update(const struct httpstatus_cache *cache, struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *with);

/**
 * Makes one stored response of one that is not whole and a part that fits it: both have the same strong validator, which Last-Modified is only where Vary and
 * what it names are the same, and nothing is missing between them. Where it is whole now, it is a 200.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param stored NULL is an error
 * @param part borrowed, a 206 with one range; NULL is an error
 * @return 1 where they were combined, and then the contents have to be, too; 0 where they do not fit; HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_LIMIT or
 *         HTTPSTATUS_ERROR_MEMORY, and then nothing has changed
 * @par Threads
 * no other thread may use stored at the same time
 * @par Reference
 * RFC 9111, 3.4; RFC 9110, 15.3.7.3
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_combine(const struct httpstatus_cache *cache, struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *part);

/**
 * A URI whose stored responses an exchange makes invalid: the target of an unsafe method that went well, and what Location and Content-Location name
 * on the same origin. It is normalised, as httpstatus_exchange_target_uri is, and like that one it is unknown where nobody said the scheme:
 * httpstatus_cache_invalidates then tells of each stored response.
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

/**
 * Whether an exchange makes a stored response invalid: by its URI, or by a group that both name. Of a stored response, the first 128 groups count.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param stored borrowed; may be NULL
 * @return 1 or 0; -1 where it depends on what is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 9111, 4.4; RFC 9875
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_cache_invalidates(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored);

/* ---- all of it, for programs ---- */

/**
 * What a cache may do with an exchange, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param cache borrowed; NULL is a shared cache of which nothing else is known
 * @param exchange borrowed; may be NULL
 * @param now in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; an exchange that is NULL gives "null"
 * @par Threads
 * any number may ask at the same time, as long as none changes the cache or an exchange
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_cache_json(const struct httpstatus_cache *cache,
	const struct httpstatus_exchange *exchange, int64_t now, char *out, size_t size);

/**
 * What is to be done about a request, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param lookup borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * a lookup belongs to one thread at a time
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_lookup_json(const struct httpstatus_lookup *lookup, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
