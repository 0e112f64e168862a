/**
 * @file
 * What did this exchange say?
 *
 * An exchange is one request and what came back: interim responses, the final response, and how it ended. Fill it from HTTP/1 heads as
 * they came over the wire, or piece by piece, and ask:
 *
 *     struct httpstatus_exchange *exchange = httpstatus_exchange_new();
 *
 *     httpstatus_exchange_read_request(exchange, "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n", 37, NULL);
 *     httpstatus_exchange_read_response(exchange, head, length, NULL);
 *     httpstatus_exchange_status(exchange)                      404
 *     httpstatus_exchange_content_kind(exchange)                HTTPSTATUS_CONTENT_KIND_CHUNKED
 *     httpstatus_exchange_location(exchange, NULL)              where it leads, resolved
 *
 * What was never said is unknown, and unknown is not absent: without a request, nobody knows whether the content is left out because the
 * method was HEAD. Odd things are not mended in silence: they are defects, which can be listed.
 *
 * An exchange can be filled again and again; once it is as large as it gets, that allocates nothing. To ask never allocates, never fails and
 * changes nothing: any number of threads may ask one exchange at the same time, as long as none changes it. Texts and handles that it gives are
 * its own and live until it is changed or freed; texts end in NUL.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_EXCHANGE_H
#define HTTPSTATUS_EXCHANGE_H

#include <httpstatus/base.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A request and what came back. */
struct httpstatus_exchange;

/** A challenge of WWW-Authenticate or Proxy-Authenticate. */
struct httpstatus_challenge;

/* ---- an exchange as an object ---- */

/**
 * An exchange of which nothing is known yet.
 *
 * @return owned by the caller, for httpstatus_exchange_free; NULL when there is no memory
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_exchange *httpstatus_exchange_new(void);

/**
 * Makes an exchange as if it were new, but keeps its memory and its limits.
 *
 * @param exchange NULL is fine
 * @par Threads
 * no other thread may use the exchange at the same time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_exchange_clear(struct httpstatus_exchange *exchange);

/**
 * Makes one exchange say what another says. Its limits stay.
 *
 * @param to NULL is an error
 * @param from borrowed; NULL is an error; it may be the same
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_LIMIT, HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use the first, or change the second, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_copy(struct httpstatus_exchange *to, const struct httpstatus_exchange *from);

/**
 * Ends an exchange.
 *
 * @param exchange from httpstatus_exchange_new; NULL is fine
 * @par Threads
 * no other thread may use the exchange at the same time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_exchange_free(struct httpstatus_exchange *exchange);

/* ---- filling it from the wire ---- */

/**
 * Reads the head of an HTTP/1 request: the request line and the fields, up to the empty line.
 *
 * @param exchange NULL is an error
 * @param bytes length octets; NULL is none. What follows the head is not looked at
 * @param length in octets
 * @param used where not NULL, gets the octets that the head took; 0 where there is an error
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SYNTAX (no request line),
 *         HTTPSTATUS_ERROR_INCOMPLETE (the empty line is still to come), HTTPSTATUS_ERROR_STATE (the request is known already),
 *         HTTPSTATUS_ERROR_LIMIT, HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use the exchange at the same time
 * @par Reference
 * RFC 9112, 2.2, 3 and 5
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_read_request(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/**
 * Reads HTTP/1 response heads: any number of interim ones, and the final one.
 *
 * Every whole head is kept, and used counts it: after HTTPSTATUS_ERROR_INCOMPLETE, look at the interim responses that are there, and call again
 * with what is behind used and more. Lines may end in CRLF or in LF. 101 is taken for the last, since what follows is not HTTP. As curl prints
 * them, "HTTP/2 200" and "HTTP/3 200" are read too.
 *
 * @param exchange NULL is an error
 * @param bytes length octets; NULL is none. What follows the final head is not looked at
 * @param length in octets
 * @param used where not NULL, gets the octets of the whole heads that were kept, whatever is returned
 * @return 0 with the final head; else HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SYNTAX (what is behind used is no status line),
 *         HTTPSTATUS_ERROR_INCOMPLETE (the final head is still to come), HTTPSTATUS_ERROR_STATE (the final response is known already),
 *         HTTPSTATUS_ERROR_LIMIT, HTTPSTATUS_ERROR_MEMORY; of a head that was not kept nothing has changed
 * @par Threads
 * no other thread may use the exchange at the same time
 * @par Reference
 * RFC 9112, 2.2, 4 and 5; RFC 9110, 15.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_read_response(
	struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/* ---- filling it piece by piece ---- */

/** What can be said in a number. The limits stay when an exchange is cleared or becomes a copy; what is there already stays, too. */
enum httpstatus_property {
	HTTPSTATUS_PROPERTY_REQUEST_VERSION,  /**< ten times the major version and the minor: 9, 10, 11, 20, 30 */
	HTTPSTATUS_PROPERTY_RESPONSE_VERSION, /**< likewise, of the final response */
	HTTPSTATUS_PROPERTY_STATUS,           /**< of the final response; 0 to 999 */
	HTTPSTATUS_PROPERTY_ENDING,           /**< how it ended: one of enum httpstatus_ending */
	HTTPSTATUS_PROPERTY_CONTENT_SEEN,     /**< octets of response content that came, without chunks and the like */
	HTTPSTATUS_PROPERTY_CONTENT_CAME, /**< 1: at least an octet of response content came; it need not be known how many */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT, /**< what content the request has: one of enum httpstatus_request_content */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH,     /**< octets of content that the request has */
	HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT,       /**< octets of them that were sent */
	HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE,  /**< 1: the request may have had fields that are not here */
	HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, /**< 1: the response may have had fields that are not here */
	HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN, /**< 1: the response's fields may be those of a stored response, as browsers record them, and not what the server sent now; then it may have had others, too, and a checker holds none of them against it */
	HTTPSTATUS_PROPERTY_REQUEST_TIME,            /**< when the request was sent, in seconds since 1970 */
	HTTPSTATUS_PROPERTY_RESPONSE_TIME,           /**< when the response was received, in seconds since 1970 */
	HTTPSTATUS_PROPERTY_SECURED, /**< 1: the connection is secured by TLS, so a target without a scheme is of https; 0: of http */
	HTTPSTATUS_PROPERTY_TO_PROXY, /**< 1: the request goes to a proxy, which wants the whole target URI (RFC 9112, 3.2.2) */
	HTTPSTATUS_PROPERTY_ENTRY,       /**< where in its source it stands, from 0: for JSON and messages */
	HTTPSTATUS_PROPERTY_MOST_FIELDS, /**< a limit: field lines in all parts together; 1000 unless said */
	HTTPSTATUS_PROPERTY_MOST_OCTETS, /**< a limit: octets of everything together; 1048576 unless said */
	HTTPSTATUS_PROPERTY_MOST_INTERIM /**< a limit: interim responses; 100 unless said */
};

/** How an exchange ended. */
enum httpstatus_ending {
	HTTPSTATUS_ENDING_COMPLETE,   /**< the response came whole */
	HTTPSTATUS_ENDING_CUT,        /**< it broke off inside the response */
	HTTPSTATUS_ENDING_CLOSED,     /**< the connection closed before any of the response came */
	HTTPSTATUS_ENDING_REFUSED,    /**< surely not processed: REFUSED_STREAM, beyond GOAWAY, H3_REQUEST_REJECTED */
	HTTPSTATUS_ENDING_NEVER_SENT, /**< the request did not leave */
	HTTPSTATUS_ENDING_TIMED_OUT   /**< the client stopped waiting */
};

/** What content the request has. */
enum httpstatus_request_content {
	HTTPSTATUS_REQUEST_CONTENT_NONE,       /**< none */
	HTTPSTATUS_REQUEST_CONTENT_REPEATABLE, /**< can be sent again from the start */
	HTTPSTATUS_REQUEST_CONTENT_ONE_SHOT    /**< a stream, which cannot */
};

/**
 * Says something in a number.
 *
 * @param exchange NULL is an error
 * @param property one of enum httpstatus_property
 * @param value what the property allows; HTTPSTATUS_UNKNOWN takes back what was said
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, HTTPSTATUS_ERROR_VALUE for one that the property does not allow, or
 *         HTTPSTATUS_ERROR_MEMORY; an error changes nothing
 * @par Threads
 * no other thread may use the exchange at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_set(struct httpstatus_exchange *exchange, int property, int64_t value);

/**
 * What was said in a number.
 *
 * @param exchange borrowed; may be NULL
 * @param property one of enum httpstatus_property; any int
 * @return the value; where it was not said, of a limit what holds then, and of anything else HTTPSTATUS_UNKNOWN, as for NULL and for what is no property
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_get(const struct httpstatus_exchange *exchange, int property);

/** What can be said in words. */
enum httpstatus_line {
	HTTPSTATUS_LINE_METHOD, /**< of the request, in the spelling that it was sent with */
	HTTPSTATUS_LINE_TARGET, /**< the target URI where known, or the target as the request line has it: a path */
	HTTPSTATUS_LINE_REASON, /**< the reason phrase of the final response */
	HTTPSTATUS_LINE_SOURCE  /**< where the exchange was found, such as a file's name: for JSON and messages */
};

/**
 * Says something in words.
 *
 * @param exchange NULL is an error
 * @param line one of enum httpstatus_line
 * @param bytes length octets, copied, any octets; NULL takes back what was said
 * @param length in octets
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY; an error changes nothing
 * @par Threads
 * no other thread may use the exchange at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_set_line(
	struct httpstatus_exchange *exchange, int line, const char *bytes, size_t length);

/**
 * What was said in words.
 *
 * @param exchange borrowed; may be NULL
 * @param line one of enum httpstatus_line; any int
 * @param length where not NULL, gets the octets of the text, which may have a NUL in it
 * @return text valid until the exchange changes; NULL where it was not said, for NULL, and for what is no line
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_line(
	const struct httpstatus_exchange *exchange, int line, size_t *length);

/**
 * Begins an interim response; its fields come behind it, with httpstatus_exchange_add_field.
 *
 * @param exchange NULL is an error
 * @param code 100 to 199
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_CODE, HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use the exchange at the same time
 * @par Reference
 * RFC 9110, 15.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_add_interim(struct httpstatus_exchange *exchange, int code);

/**
 * The code of an interim response.
 *
 * @param exchange borrowed; may be NULL
 * @param i from 0, in the order in which they came
 * @return the code; 0 past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_interim(const struct httpstatus_exchange *exchange, size_t i);

/**
 * Adds a field line. A name may come several times; empty and odd values are kept.
 *
 * @param exchange NULL is an error
 * @param part one of enum httpstatus_part, an interim response that has begun included
 * @param name name_length octets, copied
 * @param name_length in octets; 0 is an error
 * @param value value_length octets, copied as they are: white space around it is not of a value, and is not written; NULL is the empty value
 * @param value_length in octets
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY where there is no such part, HTTPSTATUS_ERROR_VALUE for an empty name,
 *         HTTPSTATUS_ERROR_LIMIT, or HTTPSTATUS_ERROR_MEMORY; an error changes nothing
 * @par Threads
 * no other thread may use the exchange at the same time
 * @par Reference
 * RFC 9110, 5
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_add_field(struct httpstatus_exchange *exchange, int part, const char *name,
	size_t name_length, const char *value, size_t value_length);

/**
 * Says a field in one line, in place of all lines that it has; or takes them all away.
 *
 * The line stands where the first of them stood, or at the end.
 *
 * @param exchange NULL is an error
 * @param part one of enum httpstatus_part, an interim response that has begun included
 * @param name name_length octets, copied
 * @param name_length in octets; 0 is an error
 * @param value value_length octets, copied as they are: white space around it is not of a value, and is not written; NULL takes the field away
 * @param value_length in octets
 * @return as httpstatus_exchange_add_field; to take away what is not there is no error
 * @par Threads
 * no other thread may use the exchange at the same time
 * @par Reference
 * RFC 9110, 5
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_set_field(struct httpstatus_exchange *exchange, int part, const char *name,
	size_t name_length, const char *value, size_t value_length);

/**
 * The name of a field line, as it came.
 *
 * @param exchange borrowed; may be NULL
 * @param part one of enum httpstatus_part; any int
 * @param i from 0, in the order in which they came
 * @param length where not NULL, gets the octets of the name
 * @return text valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field_name(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length);

/**
 * The value of a field line. A folded line has spaces where it was folded.
 *
 * @param exchange borrowed; may be NULL
 * @param part one of enum httpstatus_part; any int
 * @param i from 0, as in httpstatus_exchange_field_name
 * @param length where not NULL, gets the octets of the value
 * @return text valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field_value(
	const struct httpstatus_exchange *exchange, int part, size_t i, size_t *length);

/**
 * The value of a line of a field, by the field's name.
 *
 * @param exchange borrowed; may be NULL
 * @param part one of enum httpstatus_part; any int
 * @param name name_length octets; case does not matter; NULL names none
 * @param name_length in octets
 * @param i from 0, among the lines of this field
 * @param length where not NULL, gets the octets of the value
 * @return text valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 5
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_field(const struct httpstatus_exchange *exchange, int part,
	const char *name, size_t name_length, size_t i, size_t *length);

/**
 * The value of a field: its lines joined by a comma and a space. (Not for Set-Cookie, whose lines are no list.)
 *
 * @param exchange borrowed; may be NULL
 * @param part one of enum httpstatus_part; any int
 * @param name name_length octets; case does not matter; NULL names none
 * @param name_length in octets
 * @param length where not NULL, gets the octets of the value
 * @return text valid until the exchange changes; NULL where there is no such field
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 5.3
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_value(
	const struct httpstatus_exchange *exchange, int part, const char *name, size_t name_length, size_t *length);

/* ---- writing heads ---- */

/**
 * Writes the head of the request for HTTP/1: the request line, the fields, and the empty line.
 *
 * A target URI is written as the path and query of the origin form, and its host as Host where no such field was said; for a proxy
 * (HTTPSTATUS_PROPERTY_TO_PROXY) it stays a URI. Content-Length is written where the content's length was said
 * (HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH) and no field frames it. The version is that of the request, 1.1 where nobody said.
 *
 * What must not be sent is refused, so that no value can smuggle in another line or message: a method or name that is no token; a target with white
 * space, control characters or octets beyond ASCII, and any but a URI to a proxy; a control character in a value, or white space around it; a
 * pseudo-header field; Content-Length that is no number, comes with Transfer-Encoding or is not the length that was said; Transfer-Encoding in
 * HTTP/1.0, or without chunked, once and last; content in TRACE; more than one Host or none in HTTP/1.1; a version other than 1.0 and 1.1.
 *
 * @param exchange borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole head without the NUL, also where it does not fit; HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the method or the target is unknown,
 *         HTTPSTATUS_ERROR_VALUE where something in it must not be sent
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9112, 3 and 5; RFC 9110, 7.2
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_write_request(
	const struct httpstatus_exchange *exchange, char *out, size_t size);

/**
 * Writes the head of the final response for HTTP/1: the status line, the fields, and the empty line.
 *
 * The reason is the one that was said, or the code's phrase. The version is that of the response, 1.1 where nobody said. What must not be sent is
 * refused, as in httpstatus_exchange_write_request: a code outside of 100 to 599, a control character in the reason, Content-Length or
 * Transfer-Encoding with 1xx or 204 or in answer to CONNECT, and the length of content in 205, among them. Without chunked a response ends with its
 * connection.
 *
 * @param exchange borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole head without the NUL, also where it does not fit; HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the status is unknown,
 *         HTTPSTATUS_ERROR_VALUE where something in it must not be sent
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9112, 4 and 5; RFC 9110, 8.6
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_write_response(
	const struct httpstatus_exchange *exchange, char *out, size_t size);

/* ---- a status line by itself ---- */

/**
 * Reads a status line: HTTP-version, code and reason.
 *
 * @param bytes length octets, without the line's end; NULL is none
 * @param length in octets
 * @param version where not NULL, gets 9, 10, 11, 20, 30 and the like: ten times the major version and the minor
 * @param code where not NULL, gets the code, 0 to 999
 * @param reason where not NULL, gets where in the line the reason begins; length where there is none
 * @return 0; HTTPSTATUS_ERROR_SYNTAX where it is no status line. "HTTP/2 200" is one, and the space before an empty reason may be missing
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9112, 4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_status_line_read(
	const char *bytes, size_t length, int *version, int *code, size_t *reason);

/**
 * Writes a status line, without the line's end: "HTTP/1.1 404 Not Found".
 *
 * @param version 10 or 11; 20 and 30 give "HTTP/2 404 " as curl prints it
 * @param code 100 to 999
 * @param reason reason_length octets, all of them HTAB, SP, VCHAR or obs-text; NULL is the phrase of the code, or none where it has none
 * @param reason_length in octets
 * @param out gets the line and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole line without the NUL, also where it does not fit; 0 for a version, code or reason that cannot be sent
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9112, 4
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_status_line_write(
	int version, int code, const char *reason, size_t reason_length, char *out, size_t size);

/* ---- what follows: the status, the content, the connection ---- */

/**
 * The final status.
 *
 * @param exchange borrowed; may be NULL
 * @return the code, 1 to 999; 0 where no final response came, and for the code 000, which is invalid (HTTPSTATUS_PROPERTY_STATUS tells them apart)
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_status(const struct httpstatus_exchange *exchange);

/**
 * The status that decides: the final one as a client treats it.
 *
 * @param exchange borrowed; may be NULL
 * @param registry borrowed, the codes that the client knows; NULL is the builtin registry; see httpstatus_registry_treat_as
 * @return a registered code; 0 where no final response came
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_treat_as(
	const struct httpstatus_exchange *exchange, const struct httpstatus_registry *registry);

/**
 * Whether an interim response changes anything for this client: 100 where it waits to send content, 101, 103 and 104 where they have fields
 * to act on. Any other is passed over.
 *
 * @param exchange borrowed; may be NULL
 * @param i from 0
 * @return true where it does; false past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 15.2
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_exchange_interim_matters(const struct httpstatus_exchange *exchange, size_t i);

/** How the content of a response is delimited. */
enum httpstatus_content_kind {
	HTTPSTATUS_CONTENT_KIND_NONE,        /**< there is none, whatever the fields say */
	HTTPSTATUS_CONTENT_KIND_LENGTH,      /**< as many octets as Content-Length says */
	HTTPSTATUS_CONTENT_KIND_CHUNKED,     /**< chunks */
	HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE, /**< all that comes until the connection closes */
	HTTPSTATUS_CONTENT_KIND_TUNNEL,      /**< no content: the connection is a tunnel from here on */
	HTTPSTATUS_CONTENT_KIND_STREAM,      /**< HTTP/2 and HTTP/3: frames delimit it */
	HTTPSTATUS_CONTENT_KIND_ERROR        /**< nobody can know; the response has to be discarded */
};

/**
 * How the content of the final response is delimited, one of enum httpstatus_content_kind.
 *
 * @param exchange borrowed; may be NULL
 * @return the kind; -1 where there is no final response, where its version is unknown, or where it depends on a request that is unknown: HEAD, CONNECT
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9112, 6.3; RFC 9113, 8.1.1; RFC 9114, 4.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_content_kind(const struct httpstatus_exchange *exchange);

/**
 * The octets of content that the final response is going to have.
 *
 * @param exchange borrowed; may be NULL
 * @return the length, INT64_MAX for one too large to count; HTTPSTATUS_UNKNOWN where the framing does not tell it beforehand
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9112, 6.3
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_content_length(const struct httpstatus_exchange *exchange);

/**
 * The octets of content that the request has: what was said of it, or what Content-Length announces. Its value is read as a recipient has to read
 * it (RFC 9112, section 6.3), which strtoll does not.
 *
 * @param exchange borrowed; may be NULL
 * @return the length, 0 where there is no content, INT64_MAX for one too large to count; HTTPSTATUS_UNKNOWN where there is content of unknown length, as in chunks, where Content-Length cannot
 *         be read, where the method is unknown or fields are missing that could tell, and for NULL
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 8.6
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_request_content_length(const struct httpstatus_exchange *exchange);

/** What becomes of the connection. */
enum httpstatus_persistence {
	HTTPSTATUS_PERSISTENCE_CLOSES,     /**< it ends with this response */
	HTTPSTATUS_PERSISTENCE_PERSISTS,   /**< another request can follow */
	HTTPSTATUS_PERSISTENCE_HANDED_OVER /**< it goes on with something else: a tunnel, another protocol */
};

/**
 * What becomes of the connection, one of enum httpstatus_persistence.
 *
 * @param exchange borrowed; may be NULL
 * @return what becomes of it; -1 where that cannot be told, as in httpstatus_exchange_content_kind
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9112, 9.3
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_persistence(const struct httpstatus_exchange *exchange);

/* ---- what follows: values ---- */

/**
 * How long to wait, by Retry-After.
 *
 * @param exchange borrowed; may be NULL
 * @param now in seconds since 1970, for a date; HTTPSTATUS_UNKNOWN where nobody knows
 * @return seconds: 0 for a date that has passed, INT64_MAX for a delay too long to count; HTTPSTATUS_UNKNOWN where there is no such field, where it is a date and now is unknown, or its value is invalid (then HTTPSTATUS_DEFECT_RETRY_AFTER says so)
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 10.2.3
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_retry_after(const struct httpstatus_exchange *exchange, int64_t now);

/**
 * When the response was made, by its Date field.
 *
 * @param exchange borrowed; may be NULL
 * @return seconds since 1970; HTTPSTATUS_UNKNOWN where there is no such field, it is no date, or its year has two digits and HTTPSTATUS_PROPERTY_RESPONSE_TIME is unknown
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 6.6.1
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_exchange_date(const struct httpstatus_exchange *exchange);

/**
 * The target URI, normalised: the key of a cache.
 *
 * Put together from Host and the path where the target is one. The scheme and the host are in lower case; there is no default port, no fragment, no
 * dot segment, no empty path; an octet is percent-encoded, in upper case, where it has to be and nowhere else. Two target URIs are the same where these
 * are, octet by octet.
 *
 * @param exchange borrowed; may be NULL
 * @param length where not NULL, gets the octets of the text
 * @return text valid until the exchange changes; NULL where the scheme, the host or the path is unknown, and where it is no URI
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 7.1 and 4.2.3; RFC 3986, 6.2.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_target_uri(const struct httpstatus_exchange *exchange, size_t *length);

/**
 * Where Location leads: resolved against the target URI, with what has to be encoded encoded, and the target's fragment where it has none.
 *
 * A host that is not ASCII is percent-encoded like all else, and in that form no resolver knows it: make an A-label of it (RFC 5891) before it is looked
 * up. HTTPSTATUS_DEFECT_HOST_NOT_ASCII says where that is so. User information stays as it came; HTTPSTATUS_DEFECT_USERINFO tells of it.
 *
 * Where neither the target nor HTTPSTATUS_PROPERTY_SECURED says whether the request went to http or https, as in a head that came over the wire, the
 * target is taken for http here: say it where you know. httpstatus_exchange_location_is_cross_origin and httpstatus_exchange_target_uri leave open what
 * depends on it.
 *
 * @param exchange borrowed; may be NULL
 * @param length where not NULL, gets the octets of the text
 * @return text valid until the exchange changes; NULL where there is no Location, more than one that differ, or no target URI to resolve it against
 *         while it is relative
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 10.2.2; RFC 3986, 5
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_exchange_location(const struct httpstatus_exchange *exchange, size_t *length);

/**
 * Whether Location leads to another origin: another scheme, host or port.
 *
 * @param exchange borrowed; may be NULL
 * @return 1, 0, or -1 where one of the two is not known, or where it depends on whether the target was http or https and neither its URI nor
 *         HTTPSTATUS_PROPERTY_SECURED says
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 4.3.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_location_is_cross_origin(const struct httpstatus_exchange *exchange);

/** Who challenges the client. */
enum httpstatus_challenger {
	HTTPSTATUS_CHALLENGER_ORIGIN, /**< the origin server, in WWW-Authenticate */
	HTTPSTATUS_CHALLENGER_PROXY   /**< a proxy, in Proxy-Authenticate */
};

/**
 * A challenge of the final response.
 *
 * @param exchange borrowed; may be NULL
 * @param challenger one of enum httpstatus_challenger; any int
 * @param i from 0, in the order in which they came
 * @return borrowed, valid until the exchange changes; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.6.1 and 11.7.1
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_challenge *httpstatus_exchange_challenge(
	const struct httpstatus_exchange *exchange, int challenger, size_t i);

/**
 * The scheme of a challenge, as it came: "Basic".
 *
 * @param challenge borrowed; may be NULL
 * @param length where not NULL, gets the octets of the text
 * @return text valid as long as the challenge; NULL for NULL
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.1
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_challenge_scheme(const struct httpstatus_challenge *challenge, size_t *length);

/**
 * The token68 of a challenge, as Negotiate has it.
 *
 * @param challenge borrowed; may be NULL
 * @param length where not NULL, gets the octets of the text
 * @return text valid as long as the challenge; NULL where there is none
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_challenge_token68(const struct httpstatus_challenge *challenge, size_t *length);

/**
 * The name of a parameter, in lower case: "realm". Of several parameters with one name, which is an error, there is the first.
 *
 * @param challenge borrowed; may be NULL
 * @param i from 0
 * @param length where not NULL, gets the octets of the text
 * @return text valid as long as the challenge; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_challenge_name(
	const struct httpstatus_challenge *challenge, size_t i, size_t *length);

/**
 * The value of a parameter, without quotes and escapes.
 *
 * @param challenge borrowed; may be NULL
 * @param i from 0, as for httpstatus_challenge_name
 * @param length where not NULL, gets the octets of the text
 * @return text valid as long as the challenge; NULL past the end
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_challenge_value(
	const struct httpstatus_challenge *challenge, size_t i, size_t *length);

/**
 * The value of the parameter with a name, without quotes and escapes; of several, which is an error (RFC 9110, 11.2), the first.
 *
 * @param challenge borrowed; may be NULL
 * @param name name_length octets; case does not matter; NULL names none
 * @param name_length in octets
 * @param length where not NULL, gets the octets of the text
 * @return text valid as long as the challenge; NULL where there is none
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 11.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_challenge_parameter(
	const struct httpstatus_challenge *challenge, const char *name, size_t name_length, size_t *length);

/* ---- what the request asks for: conditions and ranges ---- */

/**
 * What the conditions of a request come to: If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since, in the order in which they are
 * evaluated. Ask only where the answer without them would be 2xx or 412 (RFC 9110, 13.2.1): for an absent resource, GET is answered 404. For
 * CONNECT, OPTIONS and TRACE there are no conditions.
 *
 * @param request borrowed; NULL is an error
 * @param exists whether the target resource has a current representation
 * @param entity_tag length octets, the entity tag of the selected representation, as ETag has it; NULL or empty where it has none
 * @param length in octets
 * @param last_modified in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows
 * @param now in seconds since 1970, for dates without a century; HTTPSTATUS_UNKNOWN where nobody knows, and then last_modified stands in for it
 * @return 0 where they all hold, or there are none; 304 or 412 where one does not; HTTPSTATUS_ERROR_HANDLE; HTTPSTATUS_ERROR_VALUE where entity_tag is none
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 13.2.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_conditions(const struct httpstatus_exchange *request, bool exists,
	const char *entity_tag, size_t length, int64_t last_modified, int64_t now);

/**
 * Whether If-Range lets Range count. A date does only where it is exactly that of the last modification, which must be over for a second at
 * least: else the representation may change twice under one date.
 *
 * @param request borrowed; may be NULL
 * @param entity_tag as in httpstatus_exchange_conditions
 * @param length in octets
 * @param last_modified as in httpstatus_exchange_conditions
 * @param now in seconds since 1970; with HTTPSTATUS_UNKNOWN no date is strong enough
 * @return true where the condition holds, or there is none, as without Range; false for NULL
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 13.1.5
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_exchange_if_range_holds(const struct httpstatus_exchange *request,
	const char *entity_tag, size_t length, int64_t last_modified, int64_t now);

/**
 * A byte range that the request asks for and that can be sent.
 *
 * Range does not count, and the answer is the whole representation, where it is not there, invalid, or of another unit, where it asks for the end of an
 * empty representation or for more than 200 ranges, where the method is neither GET nor QUERY (RFC 10008, 2.8), and where complete is below 0.
 *
 * @param request borrowed; NULL has no Range
 * @param complete octets of the whole representation
 * @param i from 0, in the order of the request; those that cannot be sent are left out
 * @param first where not NULL, gets the place of the first octet, from 0; HTTPSTATUS_UNKNOWN where there is no such range
 * @param last where not NULL, gets the place of the last octet, which belongs to the range; likewise
 * @return 1 where there is such a range; 0 past the end, and for i = 0 that is 416; -1 where Range does not count
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 14.1.2 and 14.2
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_range(
	const struct httpstatus_exchange *request, int64_t complete, size_t i, int64_t *first, int64_t *last);

/* ---- what the request asks for: content negotiation ---- */

/** What can be negotiated. */
enum httpstatus_negotiable {
	HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE, /**< Accept */
	HTTPSTATUS_NEGOTIABLE_LANGUAGE,   /**< Accept-Language */
	HTTPSTATUS_NEGOTIABLE_CODING      /**< Accept-Encoding */
};

/**
 * How welcome something is to a client, by the most specific element of a field that matches it. Languages match by their beginning: "en" takes
 * "en-GB" (RFC 4647, 3.3.1). A coding that is not named is not welcome, but "identity" is, if only just, unless "identity;q=0" or "*;q=0" says no.
 * An element that cannot be read does not count. A weight is understood where it is a number from 0 to 1, in whatever spelling (".2"); what is none
 * counts as the least, 0.001.
 *
 * @param negotiable one of enum httpstatus_negotiable
 * @param field field_length octets, the field's value; NULL where the request has no such field, and then everything is as welcome
 * @param field_length in octets
 * @param offer offer_length octets: "text/html;level=1", "en-GB", "gzip"
 * @param offer_length in octets
 * @return the weight in thousandths, from 0, not acceptable, to 1000; -1 for another negotiable, and for an offer that is none
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 12.5
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_weight(
	int negotiable, const char *field, size_t field_length, const char *offer, size_t offer_length);

/**
 * The best of what a server has to offer; among equals the first.
 *
 * Where no language is acceptable by httpstatus_weight, those that the request says nothing about are looked up: a range is cut from its end until it
 * is one of them, so that "en-GB" meets "en" (RFC 4647, 3.4), but not where "en;q=0" or "*;q=0" says no.
 *
 * @param request borrowed; NULL has no fields
 * @param negotiable one of enum httpstatus_negotiable
 * @param offers length octets, a list with commas between, the server's favourite first: "text/html, application/json"; NULL is none
 * @param length in octets
 * @return its place in the list, from 0; -1 where nothing is acceptable, or nothing is offered, and for another negotiable
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 9110, 12.1
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_exchange_negotiate(
	const struct httpstatus_exchange *request, int negotiable, const char *offers, size_t length);

/* ---- what follows: defects ---- */

/** What is wrong with the messages, as far as reading them shows it. */
enum httpstatus_defect {
	HTTPSTATUS_DEFECT_LINE_FEED,          /**< a line ends in LF alone (RFC 9112, 2.2) */
	HTTPSTATUS_DEFECT_FOLDED,             /**< a field line is folded (RFC 9112, 5.2) */
	HTTPSTATUS_DEFECT_SPACE_BEFORE_COLON, /**< white space stands before the colon of a field line (RFC 9112, 5.1) */
	HTTPSTATUS_DEFECT_FIELD_NAME,         /**< a field name is no token, or a line has no colon (RFC 9110, 5.1) */
	HTTPSTATUS_DEFECT_FIELD_VALUE,        /**< a field value has a control character (RFC 9110, 5.5) */
	HTTPSTATUS_DEFECT_STATUS_LINE,        /**< no space behind the code (RFC 9112, 4) */
	HTTPSTATUS_DEFECT_STATUS,             /**< the code is not from 100 to 599 (RFC 9110, 15) */
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_REPEATED,  /**< Content-Length says the same more than once (RFC 9110, 8.6) */
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_DIFFERENT, /**< Content-Length says different lengths (RFC 9112, 6.3) */
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_MALFORMED, /**< Content-Length is no number (RFC 9112, 6.3) */
	HTTPSTATUS_DEFECT_CONTENT_LENGTH_FORBIDDEN, /**< Content-Length stands where it must not: in 1xx, 204, 2xx to CONNECT (RFC 9110, 8.6) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_FORBIDDEN, /**< Transfer-Encoding stands where it must not: in 1xx, 204, 2xx to CONNECT (RFC 9112, 6.1) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_WITH_CONTENT_LENGTH, /**< Transfer-Encoding and Content-Length stand together (RFC 9112, 6.2) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_CHUNKED_TWICE, /**< chunked is applied more than once (RFC 9112, 6.1) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP10, /**< Transfer-Encoding stands where HTTP/1.0 is spoken (RFC 9112, 6.1) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_IN_HTTP2, /**< Transfer-Encoding stands in HTTP/2 or HTTP/3 (RFC 9113, 8.2.2) */
	HTTPSTATUS_DEFECT_TRANSFER_ENCODING_INVALID, /**< Transfer-Encoding cannot be read (RFC 9112, 6.1) */
	HTTPSTATUS_DEFECT_INFORMATIONAL_IN_HTTP10,   /**< an interim response was sent to HTTP/1.0 (RFC 9110, 15.2) */
	HTTPSTATUS_DEFECT_SWITCHING_PROTOCOLS_IN_HTTP2, /**< 101 stands in HTTP/2 or HTTP/3 (RFC 9113, 8.6) */
	HTTPSTATUS_DEFECT_CONTENT_IN_205,               /**< 205 has content (RFC 9110, 15.3.6) */
	HTTPSTATUS_DEFECT_CONNECTION_IN_HTTP2, /**< a field about the connection in HTTP/2 or HTTP/3 (RFC 9113, 8.2.2) */
	HTTPSTATUS_DEFECT_CONTENT_SHORT,       /**< less content came than the framing says (RFC 9112, 8) */
	HTTPSTATUS_DEFECT_CONTENT_LONG,        /**< more content came than the framing says */
	HTTPSTATUS_DEFECT_RETRY_AFTER,         /**< Retry-After is invalid (RFC 9110, 10.2.3) */
	HTTPSTATUS_DEFECT_DATE,                /**< a date is invalid (RFC 9110, 5.6.7) */
	HTTPSTATUS_DEFECT_DATE_OBSOLETE,       /**< a date is in an obsolete form */
	HTTPSTATUS_DEFECT_DATE_WEEKDAY,        /**< a date has another date's day of the week */
	HTTPSTATUS_DEFECT_LOCATION, /**< Location has octets that have to be encoded, or is otherwise no URI reference */
	HTTPSTATUS_DEFECT_LOCATION_REPEATED, /**< Location is there more than once (RFC 9110, 5.3) */
	HTTPSTATUS_DEFECT_CHALLENGE,         /**< a challenge cannot be read (RFC 9110, 11.6.1) */
	HTTPSTATUS_DEFECT_CACHE_CONTROL,     /**< a directive cannot be read (RFC 9111, 5.2) */
	HTTPSTATUS_DEFECT_ETAG,              /**< ETag is no entity tag (RFC 9110, 8.8.3) */
	HTTPSTATUS_DEFECT_CONTENT_RANGE,     /**< Content-Range is invalid (RFC 9110, 14.4) */
	HTTPSTATUS_DEFECT_AGE,               /**< Age is no number (RFC 9111, 5.1) */
	HTTPSTATUS_DEFECT_REASON,            /**< the reason phrase has a control character (RFC 9112, 4) */
	HTTPSTATUS_DEFECT_VERSION,           /**< the version is none that there is of HTTP (RFC 9110, 2.5) */
	HTTPSTATUS_DEFECT_TARGET, /**< the request target, as it was read, has octets that no URI has: white space, control characters, or above 0x7F (RFC 9112, 3.2) */
	HTTPSTATUS_DEFECT_USERINFO, /**< a URI reference of http or https, or Host, has user information (RFC 9110, 4.2.4) */
	HTTPSTATUS_DEFECT_HOST_NOT_ASCII /**< a host is not ASCII, as it stands or percent-encoded: it has to be an A-label to be looked up (RFC 3986, 3.2.2) */
};

/**
 * What is wrong with the messages.
 *
 * @param exchange borrowed; may be NULL
 * @param list gets the defects, each one of enum httpstatus_defect, in their order, as many as there is room for; may be NULL where room is 0
 * @param room of list, in elements
 * @return how many there are, also where there is no room for them; 0 where nothing is wrong, and for NULL
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_exchange_defects(const struct httpstatus_exchange *exchange, int *list, size_t room);

/**
 * Whether something is wrong with the messages.
 *
 * @param exchange borrowed; may be NULL
 * @param defect one of enum httpstatus_defect; any int
 * @return true where it is; false for NULL, and for what is no defect
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_exchange_has_defect(const struct httpstatus_exchange *exchange, int defect);

/* ---- all of it, for programs ---- */

/**
 * All that an exchange said, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param exchange borrowed; may be NULL
 * @param now in seconds since 1970, for a Retry-After that is a date; HTTPSTATUS_UNKNOWN where nobody knows
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * any number may ask at the same time, as long as none changes the exchange
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_exchange_json(
	const struct httpstatus_exchange *exchange, int64_t now, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
