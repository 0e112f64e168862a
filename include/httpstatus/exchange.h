/*
 * What did this exchange say?
 *
 * An exchange is one request and what came back: interim responses, the final response, and how it ended. Fill it from HTTP/1 heads as
 * they came over the wire, or piece by piece, and ask:
 *
 *   struct httpstatus_exchange *exchange = httpstatus_exchange_new();
 *
 *   httpstatus_exchange_read_request(exchange, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n", 37, NULL);
 *   httpstatus_exchange_read_response(exchange, head, length, NULL);
 *   httpstatus_exchange_content_kind(exchange)                              HTTPSTATUS_CONTENT_CHUNKED
 *   httpstatus_exchange_obstacles(exchange, HTTPSTATUS_SHARED_CACHE)        0: a proxy may store it
 *
 * What was never said is unknown, and unknown is not absent: without a request, nobody knows whether the content is left out because the
 * method was HEAD. Odd things are not mended in silence: they are defects, which can be listed.
 *
 * An exchange can be filled again and again; once it is as large as it gets, that allocates nothing. Texts that it gives are its own, end
 * in NUL, and are valid until it changes.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_EXCHANGE_H
#define HTTPSTATUS_EXCHANGE_H

#include <httpstatus/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A request and what came back. */
struct httpstatus_exchange;

/* The number that stands for "nobody said". */
#define HTTPSTATUS_UNKNOWN INT64_MIN

/* ---- an exchange as an object ---- */

/**
 * An exchange of which nothing is known yet.
 *
 * Returns: owned by the caller, for httpstatus_exchange_free; NULL when there is no memory
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_exchange *httpstatus_exchange_new(void);

/**
 * Makes an exchange as if it were new, but keeps its memory and its limits.
 *
 * @exchange: NULL is fine
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_exchange_clear(struct httpstatus_exchange *exchange);

/**
 * Ends an exchange.
 *
 * @exchange: from httpstatus_exchange_new; NULL is fine
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_exchange_free(struct httpstatus_exchange *exchange);

/* What can be limited, so that nobody fills the memory. */
enum httpstatus_limit {
	HTTPSTATUS_LIMIT_FIELDS, /* field lines in all parts together; 1000 unless set */
	HTTPSTATUS_LIMIT_OCTETS, /* octets of everything together; 1048576 unless set */
	HTTPSTATUS_LIMIT_INTERIM /* interim responses; 100 unless set */
};

/**
 * Sets a limit. What is in the exchange already stays.
 *
 * @exchange: NULL is an error
 * @limit: one of enum httpstatus_limit
 * @value: how many; 0 allows none
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_limit(struct httpstatus_exchange *exchange, int limit, size_t value);

/* ---- filling it from the wire ---- */

/**
 * Reads the head of an HTTP/1 request: the request line and the fields, up to the empty line.
 *
 * @exchange: NULL is an error
 * @bytes: @length octets; NULL is none. What follows the head is not looked at
 * @length: in octets
 * @used: where not NULL, gets the octets that the head took
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SYNTAX (no request line),
 *          HTTPSTATUS_ERROR_INCOMPLETE (the empty line is still to come), HTTPSTATUS_ERROR_ARGUMENT (the request is known already),
 *          HTTPSTATUS_ERROR_LIMIT, HTTPSTATUS_ERROR_MEMORY
 * Threads: an exchange belongs to one thread at a time
 * RFC 9112, sections 2.2, 3 and 5. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_read_request(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/**
 * Reads HTTP/1 response heads: any number of interim ones, and the final one.
 *
 * Lines may end in CRLF or in LF. 101 is taken for the last, since what follows is not HTTP. As curl prints them, "HTTP/2 200" and
 * "HTTP/3 200" are read too.
 *
 * @exchange: NULL is an error
 * @bytes: @length octets; NULL is none. What follows the final head is not looked at
 * @length: in octets
 * @used: where not NULL, gets the octets that the heads took
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SYNTAX (no status line),
 *          HTTPSTATUS_ERROR_INCOMPLETE (the final head is still to come), HTTPSTATUS_ERROR_ARGUMENT (the final response is known
 *          already), HTTPSTATUS_ERROR_LIMIT, HTTPSTATUS_ERROR_MEMORY
 * Threads: an exchange belongs to one thread at a time
 * RFC 9112, sections 2.2, 4 and 5. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_read_response(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/* ---- filling it piece by piece ---- */

/* Where fields stand. HTTPSTATUS_PART_INTERIM_RESPONSE + n is the interim response n, from 0. */
enum httpstatus_part {
	HTTPSTATUS_PART_REQUEST,
	HTTPSTATUS_PART_RESPONSE,
	HTTPSTATUS_PART_TRAILERS,
	HTTPSTATUS_PART_INTERIM_RESPONSE
};

/* What can be said in a number. */
enum httpstatus_property {
	HTTPSTATUS_PROPERTY_REQUEST_VERSION,  /* ten times the major version and the minor: 9, 10, 11, 20, 30 */
	HTTPSTATUS_PROPERTY_RESPONSE_VERSION, /* likewise */
	HTTPSTATUS_PROPERTY_STATUS,           /* of the final response; 0 to 999 */
	HTTPSTATUS_PROPERTY_ENDING,           /* one of enum httpstatus_ending */
	HTTPSTATUS_PROPERTY_CONTENT_SEEN,     /* octets of response content that came, without chunks and the like */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT,  /* one of enum httpstatus_request_content */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH,     /* octets that the request has */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT,       /* octets of them that were sent */
	HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE,  /* 1: the request may have had fields that are not here */
	HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, /* 1: the response may have had fields that are not here */
	HTTPSTATUS_PROPERTY_REQUEST_TIME,               /* when the request was sent, in seconds since 1970 */
	HTTPSTATUS_PROPERTY_RESPONSE_TIME,              /* when the response was received, in seconds since 1970 */
	HTTPSTATUS_PROPERTY_CACHE_UNDERSTANDS, /* 1 or 0: whether the cache that asks does what this status needs (RFC 9111, 3);
					 unknown: it does for registered codes but 206 and 304 */
	HTTPSTATUS_PROPERTY_CONTENT_CAME, /* 1: at least an octet of response content came; it need not be known how many */
	HTTPSTATUS_PROPERTY_SECURED /* 1: the connection is secured by TLS, so a target without a scheme is of https */
};

/* How an exchange ended. */
enum httpstatus_ending {
	HTTPSTATUS_ENDING_COMPLETE,   /* the response came whole */
	HTTPSTATUS_ENDING_CUT,        /* it broke off inside the response */
	HTTPSTATUS_ENDING_CLOSED,     /* the connection closed before any of the response came */
	HTTPSTATUS_ENDING_REFUSED,    /* surely not processed: REFUSED_STREAM, beyond GOAWAY, H3_REQUEST_REJECTED */
	HTTPSTATUS_ENDING_NEVER_SENT, /* the request did not leave */
	HTTPSTATUS_ENDING_TIMED_OUT   /* the client stopped waiting */
};

/* What content the request has. */
enum httpstatus_request_content {
	HTTPSTATUS_REQUEST_CONTENT_NONE,
	HTTPSTATUS_REQUEST_CONTENT_REPEATABLE, /* can be sent again from the start */
	HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT    /* a stream, which cannot */
};

/**
 * Says something in a number.
 *
 * @exchange: NULL is an error
 * @property: one of enum httpstatus_property
 * @value: what the property allows; HTTPSTATUS_UNKNOWN takes back what was said
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT for a property or value that does not exist
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_set(struct httpstatus_exchange *exchange, int property, int64_t value);

/**
 * What was said in a number.
 *
 * @exchange: borrowed; may be NULL
 * @property: one of enum httpstatus_property; any int
 * Returns: the value; HTTPSTATUS_UNKNOWN where it was not said, for NULL, and for what is no property
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_get(const struct httpstatus_exchange *exchange, int property);

/* What can be said in words. */
enum httpstatus_line {
	HTTPSTATUS_LINE_METHOD,
	HTTPSTATUS_LINE_TARGET, /* the target URI where known, or the target as the request line has it: a path */
	HTTPSTATUS_LINE_REASON  /* of the final response */
};

/**
 * Says something in words.
 *
 * @exchange: NULL is an error
 * @line: one of enum httpstatus_line
 * @bytes: @length octets, copied, any octets; NULL takes back what was said
 * @length: in octets
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT, HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_set_line(
	struct httpstatus_exchange *exchange, int line, const char *bytes, size_t length);

/**
 * What was said in words.
 *
 * @exchange: borrowed; may be NULL
 * @line: one of enum httpstatus_line; any int
 * @length: where not NULL, gets the octets of the text, which may have a NUL in it
 * Returns: text valid until the exchange changes; NULL where it was not said, for NULL, and for what is no line
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_line(
	const struct httpstatus_exchange *exchange, int line, size_t *length);

/**
 * Begins an interim response; its fields come behind it, with httpstatus_exchange_add_field.
 *
 * @exchange: NULL is an error
 * @code: 100 to 199
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT, HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 15.2. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_add_interim(struct httpstatus_exchange *exchange, int code);

/**
 * The code of an interim response.
 *
 * @exchange: borrowed; may be NULL
 * @i: from 0, in the order in which they came
 * Returns: the code; 0 past the end
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_interim(const struct httpstatus_exchange *exchange, size_t i);

/**
 * Adds a field line. A name may come several times; empty and odd values are kept.
 *
 * @exchange: NULL is an error
 * @part: one of enum httpstatus_part, an interim response that has begun included
 * @name: @name_length octets, copied
 * @name_length: in octets; 0 is an error
 * @value: @value_length octets, copied, without white space around it; NULL is the empty value
 * @value_length: in octets
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT, HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 5. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_add_field(struct httpstatus_exchange *exchange, int part, const char *name,
	size_t name_length, const char *value, size_t value_length);

/**
 * The name of a field line, as it came.
 *
 * @exchange: borrowed; may be NULL
 * @part: one of enum httpstatus_part; any int
 * @i: from 0, in the order in which they came
 * @length: where not NULL, gets the octets of the name
 * Returns: text valid until the exchange changes; NULL past the end
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field_name(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length);

/**
 * The value of a field line. A folded line has spaces where it was folded.
 *
 * @exchange: borrowed; may be NULL
 * @part: one of enum httpstatus_part; any int
 * @i: from 0, as in httpstatus_exchange_field_name
 * @length: where not NULL, gets the octets of the value
 * Returns: text valid until the exchange changes; NULL past the end
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field_value(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length);

/**
 * The value of a line of a field, by the field's name.
 *
 * @exchange: borrowed; may be NULL
 * @part: one of enum httpstatus_part; any int
 * @name: @name_length octets; case does not matter; NULL names none
 * @name_length: in octets
 * @i: from 0, among the lines of this field
 * @length: where not NULL, gets the octets of the value
 * Returns: text valid until the exchange changes; NULL past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 5. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field(const struct httpstatus_exchange *exchange, int part,
	const char *name, size_t name_length, size_t i, size_t *length);

/* ---- a status line by itself ---- */

/**
 * Reads a status line: HTTP-version, code and reason.
 *
 * @bytes: @length octets, without the line's end; NULL is none
 * @length: in octets
 * @version: where not NULL, gets 9, 10, 11, 20, 30 and the like: ten times the major version and the minor
 * @code: where not NULL, gets the code, 0 to 999
 * @reason: where not NULL, gets where in the line the reason begins; @length where there is none
 * Returns: 0; HTTPSTATUS_ERROR_SYNTAX where it is no status line. "HTTP/2 200" is one, and the space before an empty reason may be missing
 * Threads: any, at the same time
 * RFC 9112, section 4. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_status_line_read(
	const char *bytes, size_t length, int *version, int *code, size_t *reason);

/**
 * Writes a status line, without the line's end: "HTTP/1.1 404 Not Found".
 *
 * @version: 10 or 11; 20 and 30 give "HTTP/2 404 " as curl prints it
 * @code: 100 to 999
 * @reason: @reason_length octets, all of them HTAB, SP, VCHAR or obs-text; NULL is the phrase of the code, or none where it has none
 * @reason_length: in octets
 * @out: gets the line and a NUL, as far as @size allows; may be NULL where @size is 0
 * @size: of @out, in octets
 * Returns: the octets of the whole line without the NUL, also where it does not fit; 0 for a version, code or reason that cannot be sent
 * Threads: any, at the same time
 * RFC 9112, section 4. Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_status_line_write(
	int version, int code, const char *reason, size_t reason_length, char *out, size_t size);

/* ---- what follows: the status, the content, the connection ---- */

/**
 * The status that decides: the final one as a client treats it.
 *
 * @exchange: borrowed; may be NULL
 * Returns: a registered code; 0 where no final response came
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_treat_as(const struct httpstatus_exchange *exchange);

/**
 * Whether an interim response changes anything for this client: 100 where it waits to send content, 101, 103 and 104 where they have fields
 * to act on. Any other is passed over.
 *
 * @exchange: borrowed; may be NULL
 * @i: from 0
 * Returns: true where it does; false past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 15.2. Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_exchange_interim_matters(const struct httpstatus_exchange *exchange, size_t i);

/* How the content of a response is delimited. */
enum httpstatus_content_kind {
	HTTPSTATUS_CONTENT_NONE,        /* there is none, whatever the fields say */
	HTTPSTATUS_CONTENT_LENGTH,      /* as many octets as Content-Length says */
	HTTPSTATUS_CONTENT_CHUNKED,     /* chunks */
	HTTPSTATUS_CONTENT_UNTIL_CLOSE, /* all that comes until the connection closes */
	HTTPSTATUS_CONTENT_TUNNEL,      /* no content: the connection is a tunnel from here on */
	HTTPSTATUS_CONTENT_STREAM,      /* HTTP/2 and HTTP/3: frames delimit it */
	HTTPSTATUS_CONTENT_ERROR        /* nobody can know; the response has to be discarded */
};

/**
 * How the content of the final response is delimited, one of enum httpstatus_content_kind.
 *
 * @exchange: borrowed; may be NULL
 * Returns: the kind; HTTPSTATUS_UNKNOWN where there is no final response, where its version is unknown, or where it depends on a request that is
 *          unknown: HEAD, CONNECT
 * Threads: an exchange belongs to one thread at a time
 * RFC 9112, section 6.3; RFC 9113, section 8.1.1; RFC 9114, section 4.1. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_content_kind(const struct httpstatus_exchange *exchange);

/**
 * The word for a kind of content: "until-close".
 *
 * @kind: any int; those of enum httpstatus_content_kind, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_content_kind_name(int kind);

/**
 * The octets of content that the final response is going to have.
 *
 * @exchange: borrowed; may be NULL
 * Returns: the length; HTTPSTATUS_UNKNOWN where the framing does not tell it beforehand
 * Threads: an exchange belongs to one thread at a time
 * RFC 9112, section 6.3. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_content_length(const struct httpstatus_exchange *exchange);

/**
 * The octets of content that the request has: what was said of it, or what Content-Length announces. Its value is read as a recipient has to read
 * it (RFC 9112, section 6.3), which strtoll does not.
 *
 * @exchange: borrowed; may be NULL
 * Returns: the length, 0 where there is no content; HTTPSTATUS_UNKNOWN where there is content of unknown length, as in chunks, where Content-Length
 *          cannot be read, and for NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 8.6. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_request_content_length(const struct httpstatus_exchange *exchange);

/* What becomes of the connection. */
enum httpstatus_persistence {
	HTTPSTATUS_CLOSES,     /* it ends with this response */
	HTTPSTATUS_PERSISTS,   /* another request can follow */
	HTTPSTATUS_HANDED_OVER /* it goes on with something else: a tunnel, another protocol */
};

/**
 * What becomes of the connection, one of enum httpstatus_persistence.
 *
 * @exchange: borrowed; may be NULL
 * Returns: what becomes of it; HTTPSTATUS_UNKNOWN where that cannot be told, as in httpstatus_exchange_content_kind
 * Threads: an exchange belongs to one thread at a time
 * RFC 9112, section 9.3. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_persistence(const struct httpstatus_exchange *exchange);

/* ---- what follows: values ---- */

/**
 * How long to wait, by Retry-After.
 *
 * @exchange: borrowed; may be NULL
 * @now: in seconds since 1970, for a date; HTTPSTATUS_UNKNOWN where nobody knows
 * Returns: seconds: 0 for a date that has passed, INT64_MAX for a delay too long to count; HTTPSTATUS_UNKNOWN where there is no such field,
 *          where it is a date and @now is unknown, or its value is invalid (then HTTPSTATUS_DEFECT_RETRY_AFTER says so)
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 10.2.3. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_retry_after(const struct httpstatus_exchange *exchange, int64_t now);

/**
 * When the response was made, by its Date field.
 *
 * @exchange: borrowed; may be NULL
 * Returns: seconds since 1970; HTTPSTATUS_UNKNOWN where there is no such field, it is no date, or its year has two digits and
 *          HTTPSTATUS_PROPERTY_RESPONSE_TIME is unknown
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 6.6.1. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_date(const struct httpstatus_exchange *exchange);

/**
 * Where Location leads: resolved against the target URI, with what has to be encoded encoded, and the target's fragment where it has none.
 *
 * @exchange: NULL has none
 * @length: where not NULL, gets the octets of the text
 * Returns: text valid until the exchange changes or this is asked again; NULL where there is no Location, more than one that differ, no target
 *          URI to resolve it against while it is relative, or no memory
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 10.2.2; RFC 3986, section 5. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_location(struct httpstatus_exchange *exchange, size_t *length);

/**
 * Whether Location leads to another origin: another scheme, host or port.
 *
 * @exchange: NULL is unknown
 * Returns: 1, 0, or HTTPSTATUS_UNKNOWN where one of the two is not known, or where it depends on whether the target was http or https
 *          and neither its URI nor HTTPSTATUS_PROPERTY_SECURED says
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 4.3.1. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_location_is_cross_origin(struct httpstatus_exchange *exchange);

/**
 * The scheme of a challenge: "Basic".
 *
 * @exchange: NULL has none
 * @proxy: false for WWW-Authenticate, true for Proxy-Authenticate
 * @i: from 0, in the order in which they came
 * Returns: text valid until the exchange changes or a challenge is asked for again; NULL past the end, and when there is no memory
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 11.6.1. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_challenge_scheme(
	struct httpstatus_exchange *exchange, bool proxy, size_t i);

/**
 * The token68 of a challenge, as Negotiate has it.
 *
 * @exchange: NULL has none
 * @proxy: as in httpstatus_exchange_challenge_scheme
 * @i: likewise
 * Returns: text valid until the exchange changes or a challenge is asked for again; NULL where there is none
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 11.2. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_challenge_token68(
	struct httpstatus_exchange *exchange, bool proxy, size_t i);

/**
 * The name of a challenge's parameter, in lower case: "realm".
 *
 * @exchange: NULL has none
 * @proxy: as in httpstatus_exchange_challenge_scheme
 * @i: likewise
 * @k: the parameter, from 0
 * Returns: text valid until the exchange changes or a challenge is asked for again; NULL past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 11.2. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_challenge_name(
	struct httpstatus_exchange *exchange, bool proxy, size_t i, size_t k);

/**
 * The value of a challenge's parameter, without quotes and escapes.
 *
 * @exchange: NULL has none
 * @proxy: as in httpstatus_exchange_challenge_scheme
 * @i: likewise
 * @k: the parameter, from 0
 * Returns: text valid until the exchange changes or a challenge is asked for again; NULL past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 11.2. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_challenge_value(
	struct httpstatus_exchange *exchange, bool proxy, size_t i, size_t k);

/* ---- what follows: storing ---- */

/* Whose cache. */
enum httpstatus_cache {
	HTTPSTATUS_PRIVATE_CACHE, /* one user's, as a browser's */
	HTTPSTATUS_SHARED_CACHE   /* many users', as a proxy's */
};

/* What stands in the way of storing a response, in the order of RFC 9111, 3. */
enum httpstatus_obstacle {
	HTTPSTATUS_OBSTACLE_METHOD_NOT_CACHEABLE, /* responses to this method are not stored; POST and PATCH need more */
	HTTPSTATUS_OBSTACLE_NOT_FINAL,            /* it is interim */
	HTTPSTATUS_OBSTACLE_STATUS_NOT_UNDERSTOOD, /* the cache has to understand the status, and does not: 206, 304, must-understand */
	HTTPSTATUS_OBSTACLE_STATUS_NEVER_STORED, /* 428, 429, 431, 511 */
	HTTPSTATUS_OBSTACLE_NO_STORE,            /* no-store */
	HTTPSTATUS_OBSTACLE_PRIVATE,             /* private, and the cache is shared */
	HTTPSTATUS_OBSTACLE_AUTHORIZATION, /* the request had Authorization, and nothing lifts that for a shared cache */
	HTTPSTATUS_OBSTACLE_NO_FRESHNESS, /* nothing says that it may be reused: no explicit lifetime, no heuristic, no public */
	HTTPSTATUS_OBSTACLE_REQUEST_UNKNOWN, /* it depends on a request that is unknown, wholly or in part */
	HTTPSTATUS_OBSTACLE_RESPONSE_UNKNOWN /* it depends on fields of the response that may be missing here */
};

/**
 * What stands in the way of storing the final response.
 *
 * @exchange: borrowed; may be NULL
 * @cache: one of enum httpstatus_cache; anything but HTTPSTATUS_PRIVATE_CACHE counts as shared
 * Returns: 0 where it may be stored; otherwise bit n for each enum httpstatus_obstacle n. Without a final response, HTTPSTATUS_OBSTACLE_NOT_FINAL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 3. Since: 0.1
 */
HTTPSTATUS_API uint32_t httpstatus_exchange_obstacles(const struct httpstatus_exchange *exchange, int cache);

/**
 * The word for an obstacle: "no-store".
 *
 * @obstacle: any int; those of enum httpstatus_obstacle, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_obstacle_name(int obstacle);

/* Where a lifetime comes from. */
enum httpstatus_freshness {
	HTTPSTATUS_FRESHNESS_NONE,     /* nothing says so, and no heuristic is allowed */
	HTTPSTATUS_FRESHNESS_EXPLICIT, /* max-age, s-maxage or Expires */
	HTTPSTATUS_FRESHNESS_HEURISTIC /* a guess is allowed: a tenth of the time since Last-Modified */
};

/**
 * Where the lifetime of the final response comes from, one of enum httpstatus_freshness.
 *
 * @exchange: borrowed; may be NULL
 * @cache: one of enum httpstatus_cache
 * Returns: where from; HTTPSTATUS_FRESHNESS_NONE for NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4.2.1 and 4.2.2. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_freshness(const struct httpstatus_exchange *exchange, int cache);

/**
 * The word for a freshness: "heuristic".
 *
 * @freshness: any int; those of enum httpstatus_freshness, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_freshness_name(int freshness);

/**
 * How long the final response is fresh, counted from its beginning at the origin server.
 *
 * An invalid or contradictory value makes it stale: 0. The response is fresh as long as this is more than httpstatus_exchange_age.
 *
 * @exchange: borrowed; may be NULL
 * @cache: one of enum httpstatus_cache
 * @now: in seconds since 1970: when it was received, where neither Date nor HTTPSTATUS_PROPERTY_RESPONSE_TIME says
 * Returns: seconds; HTTPSTATUS_UNKNOWN where nothing says so and there is nothing to guess from
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4.2. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_lifetime(const struct httpstatus_exchange *exchange, int cache, int64_t now);

/**
 * How old the final response is.
 *
 * @exchange: borrowed; may be NULL
 * @now: in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows
 * Returns: seconds, never negative; HTTPSTATUS_UNKNOWN where there is no final response, or @now is unknown
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4.2.3. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_age(const struct httpstatus_exchange *exchange, int64_t now);

/**
 * For how long after it went stale the final response may answer in place of an error.
 *
 * @exchange: borrowed; may be NULL
 * @cache: one of enum httpstatus_cache
 * Returns: seconds; 0 without stale-if-error, or where no-cache or must-revalidate forbids it, and for a shared cache proxy-revalidate or
 *          s-maxage
 * Threads: an exchange belongs to one thread at a time
 * RFC 5861, section 4; RFC 9111, section 4.2.4. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_stale_if_error(const struct httpstatus_exchange *exchange, int cache);

/**
 * A URI whose stored responses this exchange makes invalid: the target of an unsafe method that went well, and what Location and
 * Content-Location name on the same origin.
 *
 * @exchange: NULL has none
 * @i: from 0: the target first
 * Returns: text valid until the exchange changes or this is asked again; NULL past the end, and when there is no memory
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4.4. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_invalidated(struct httpstatus_exchange *exchange, size_t i);

/* Whether a 304 is about a stored response. */
enum httpstatus_selection {
	HTTPSTATUS_NOT_SELECTED,
	HTTPSTATUS_SELECTED,           /* by a strong validator: every stored response that has it */
	HTTPSTATUS_SELECTED_IF_LATEST, /* by a weak validator: the latest of those that have it */
	HTTPSTATUS_SELECTED_IF_ONLY    /* neither has a validator: only where it is the only one stored */
};

/**
 * Whether a 304 is about a stored response, one of enum httpstatus_selection.
 *
 * @exchange: borrowed, with the 304; may be NULL
 * @stored: borrowed, with the stored response; may be NULL
 * Returns: whether; HTTPSTATUS_NOT_SELECTED for a status that is not 304, and for NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4.3.4. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_selects(
	const struct httpstatus_exchange *exchange, const struct httpstatus_exchange *stored);

/* What stands in the way of answering a request with a stored response, without asking the server. */
enum httpstatus_reuse_obstacle {
	HTTPSTATUS_REUSE_TARGET,       /* another target URI */
	HTTPSTATUS_REUSE_METHOD,       /* another method: GET is answered by GET, HEAD by GET and HEAD */
	HTTPSTATUS_REUSE_VARY,         /* a field that Vary names differs, or Vary is * */
	HTTPSTATUS_REUSE_NO_CACHE,     /* the stored response says no-cache */
	HTTPSTATUS_REUSE_REQUEST,      /* the request asks for another answer: no-cache, Pragma, max-age, min-fresh */
	HTTPSTATUS_REUSE_STALE,        /* it is stale, and nothing allows that */
	HTTPSTATUS_REUSE_NOT_STORABLE, /* it should not have been stored */
	HTTPSTATUS_REUSE_INCOMPLETE,   /* it came only in part */
	HTTPSTATUS_REUSE_UNKNOWN       /* it depends on something that is unknown */
};

/**
 * What stands in the way of answering the request of one exchange with the stored response of another, without asking the server.
 *
 * @stored: borrowed, the exchange whose response is stored; may be NULL
 * @request: borrowed, the exchange whose request asks; may be NULL
 * @cache: one of enum httpstatus_cache
 * @now: in seconds since 1970
 * Returns: 0 where it may answer; otherwise bit n for each enum httpstatus_reuse_obstacle n; HTTPSTATUS_REUSE_UNKNOWN for NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9111, section 4. Since: 0.1
 */
HTTPSTATUS_API uint32_t httpstatus_exchange_reuse_obstacles(
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, int cache, int64_t now);

/**
 * The word for what stands in the way of reuse: "stale".
 *
 * @obstacle: any int; those of enum httpstatus_reuse_obstacle, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_reuse_obstacle_name(int obstacle);

/* ---- what follows: defects ---- */

/* What is wrong with the messages, as far as reading them shows it. */
enum httpstatus_defect {
	HTTPSTATUS_DEFECT_LINE_FEED,          /* a line ends in LF alone (RFC 9112, 2.2) */
	HTTPSTATUS_DEFECT_FOLDED,             /* a field line is folded (RFC 9112, 5.2) */
	HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON, /* (RFC 9112, 5.1) */
	HTTPSTATUS_DEFECT_FIELD_NAME,         /* a field name is no token, or a line has no colon (RFC 9110, 5.1) */
	HTTPSTATUS_DEFECT_FIELD_VALUE,        /* a field value has a control character (RFC 9110, 5.5) */
	HTTPSTATUS_DEFECT_STATUS_LINE,        /* no space behind the code (RFC 9112, 4) */
	HTTPSTATUS_DEFECT_STATUS,             /* the code is not from 100 to 599 (RFC 9110, 15) */
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED,
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_DIFFERENT,
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_MALFORMED,
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_FORBIDDEN,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_FORBIDDEN,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_WITH_CONTENT_LENGTH,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_CHUNKED_TWICE,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP10,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP2,
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_INVALID,
	HTTPSTATUS_DEFECT_INFORMATIONAL_IN_HTTP10,
	HTTPSTATUS_DEFECT_SWITCHING_PROTOCOLS_IN_HTTP2,
	HTTPSTATUS_DEFECT_CONTENT_IN_205,
	HTTPSTATUS_DEFECT_CONNECTION_IN_HTTP2, /* a field about the connection in HTTP/2 or HTTP/3 (RFC 9113, 8.2.2) */
	HTTPSTATUS_DEFECT_CONTENT_SHORT,       /* less content came than the framing says (RFC 9112, 8) */
	HTTPSTATUS_DEFECT_CONTENT_LONG,        /* more content came than the framing says */
	HTTPSTATUS_DEFECT_RETRY_AFTER,         /* Retry-After is invalid (RFC 9110, 10.2.3) */
	HTTPSTATUS_DEFECT_DATE,                /* a date is invalid (RFC 9110, 5.6.7) */
	HTTPSTATUS_DEFECT_DATE_OBSOLETE,       /* a date is in an obsolete form */
	HTTPSTATUS_DEFECT_DATE_WEEKDAY,        /* a date has another date's day of the week */
	HTTPSTATUS_DEFECT_LOCATION, /* Location has octets that have to be encoded, or is otherwise no URI reference */
	HTTPSTATUS_DEFECT_LOCATION_REPEATED,
	HTTPSTATUS_DEFECT_CHALLENGE,     /* a challenge cannot be read (RFC 9110, 11.6.1) */
	HTTPSTATUS_DEFECT_CACHE_CONTROL, /* a directive cannot be read (RFC 9111, 5.2) */
	HTTPSTATUS_DEFECT_ETAG,          /* ETag is no entity tag (RFC 9110, 8.8.3) */
	HTTPSTATUS_DEFECT_CONTENT_RANGE, /* Content-Range is invalid (RFC 9110, 14.4) */
	HTTPSTATUS_DEFECT_AGE            /* Age is no number (RFC 9111, 5.1) */
};

/**
 * What is wrong with the messages.
 *
 * @exchange: borrowed; may be NULL
 * Returns: bit n for each enum httpstatus_defect n; 0 where nothing is wrong, and for NULL
 * Threads: an exchange belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API uint64_t httpstatus_exchange_defects(const struct httpstatus_exchange *exchange);

/**
 * The word for a defect: "content-length-different".
 *
 * @defect: any int; those of enum httpstatus_defect, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_defect_name(int defect);

#ifdef __cplusplus
}
#endif

#endif
