/*
 * How an exchange lies in memory, and what the modules above ask of it.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_EXCHANGE_EXCHANGE_H
#define HTTPSTATUS_EXCHANGE_EXCHANGE_H

#include "values.h"

#include <httpstatus/exchange.h>

enum {
	PROPERTIES = HTTPSTATUS_PROPERTY_SECURED + 1,
	LINES = HTTPSTATUS_LINE_REASON + 1,
	LIMITS = HTTPSTATUS_LIMIT_INTERIM + 1,
};

/* Octets that grow as they must and never shrink. */
struct buffer {
	char *bytes;
	size_t used;
	size_t capacity;
};

/* A text in the exchange's octets; a NUL stands behind it. */
struct text {
	size_t offset;
	size_t length;
};

struct field {
	struct text name;
	struct text value;
	int part;
};

struct line {
	struct text text;
	bool known;
};

/* All that was said; what a failed reading takes back. */
struct said {
	size_t octets; /* with a NUL behind each text, which no limit counts */
	size_t texts;
	size_t fields;
	size_t interims;
	int64_t properties[PROPERTIES];
	struct line lines[LINES];
	uint64_t request_defects, response_defects; /* met while a head was read */
};

struct parameter_texts {
	size_t name;
	size_t value;
};

struct challenge_texts {
	size_t scheme;
	size_t token68; /* 0 where there is none: at 0 lies an empty text */
	size_t first_parameter;
	size_t parameters;
};

/* The challenges of one field, read when they are asked for. */
struct challenges {
	bool read;
	struct buffer texts;
	struct challenge_texts *list;
	size_t count, capacity;
	struct parameter_texts *parameters;
	size_t parameter_count, parameter_capacity;
};

struct httpstatus_exchange {
	struct said said;
	char *octets;
	size_t octet_capacity;
	struct field *fields;
	size_t field_capacity;
	uint16_t *interims;
	size_t interim_capacity;
	size_t limits[LIMITS];
	struct buffer *
		joined; /* where several lines of a field are put together; always large enough, so that asking allocates nothing */
	struct buffer location;    /* what httpstatus_exchange_location gave last */
	struct buffer invalidated; /* what httpstatus_exchange_invalidated gave last */
	struct buffer base;        /* the target URI, where it has to be put together */
	struct challenges challenges[2];
};

/* ---- buffer.c ---- */

/* What to make room for, so that it seldom has to be made again. */
size_t larger_capacity(size_t capacity, size_t wanted);

/* Makes room for @size octets. */
bool buffer_reserve(struct buffer *buffer, size_t size);

/* Puts octets behind those that are there, and a NUL, which does not count, behind them. */
bool buffer_put(struct buffer *buffer, struct span span);

/* The same with the digits of a number from 0 on. */
bool buffer_put_number(struct buffer *buffer, int64_t number);

/* Makes room for @count elements of @size octets. */
bool array_reserve(void **array, size_t *capacity, size_t count, size_t size);

/* ---- exchange.c ---- */

struct span exchange_text(const struct httpstatus_exchange *exchange, struct text text);

/* A line that was said; no octets where it was not. */
struct span exchange_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line);
bool exchange_knows_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line);
int64_t exchange_property(const struct httpstatus_exchange *exchange, enum httpstatus_property property);

/* The value of a field: its lines joined by ", " (RFC 9110, 5.3), valid until another field is asked for. False where there is no such field. */
bool exchange_value(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value);

/* The next line of a field, from *place on, which is 0 at first. False past the end. */
bool exchange_next_line(
	const struct httpstatus_exchange *exchange, int part, struct span name, size_t *place, struct span *value);

/* The first line of a field. False where there is none. */
bool exchange_first_line(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value);

bool exchange_has_field(const struct httpstatus_exchange *exchange, int part, struct span name);

/* Whether fields can be missing that nobody said anything of. */
bool exchange_request_is_open(const struct httpstatus_exchange *exchange);
bool exchange_response_is_open(const struct httpstatus_exchange *exchange);

/* Says a line; what was said before keeps its octets, so that one can go back to it. A limit or a lack of memory is the result. */
int exchange_say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value);
int exchange_add_line(struct httpstatus_exchange *exchange, int part, struct span name, struct span value);

/* Makes the value of the field that was added last longer, behind a space where there is something on both sides (RFC 9112, 5.2). */
int exchange_continue_line(struct httpstatus_exchange *exchange, struct span more);

/* What to go back to, and the way back. */
struct said exchange_mark(const struct httpstatus_exchange *exchange);
void exchange_go_back(struct httpstatus_exchange *exchange, const struct said *mark);

/* What was worked out and may no longer be right: the exchange has changed. */
void exchange_forget_answers(struct httpstatus_exchange *exchange);

/* Makes @to say what @from says. Its limits stay: where they, or a lack of memory, forbid it, nothing has changed. */
int exchange_copy(struct httpstatus_exchange *to, const struct httpstatus_exchange *from);

/* Makes @to say what @from says of the request, and nothing else; not the same exchange. After a limit or a lack of memory it says something less. */
int exchange_copy_request(struct httpstatus_exchange *to, const struct httpstatus_exchange *from);

/* ---- framing.c ---- */

struct framing {
	int64_t kind;
	int64_t length;
	int64_t persistence;
	uint64_t defects;
};

/* All that the framing of the final response says (RFC 9112, 6.3, 9.3). */
struct framing framing_read(const struct httpstatus_exchange *exchange);

/* Whether the request says that it waits for 100 before its content is sent (RFC 9110, 10.1.1). */
bool exchange_awaits_continue(const struct httpstatus_exchange *exchange);

/* What Content-Length of the request says; NUMBER_NONE where it says nothing that counts. */
int64_t exchange_request_length(const struct httpstatus_exchange *exchange, enum length_state *state);

/* Whether the fields of the request announce content (RFC 9112, 6); what was said of it goes first. */
bool exchange_announces_request_content(const struct httpstatus_exchange *exchange);

/* ---- location.c ---- */

/* The target URI: what was said, or put together from Host and the path (RFC 9112, 3.3). False where it is unknown. */
bool exchange_target_uri(struct httpstatus_exchange *exchange, struct span *uri);
bool exchange_knows_target_uri(const struct httpstatus_exchange *exchange);

/* Whether the scheme of the target URI was said, or follows from what was. Where not, the target URI has http for want of better. */
bool exchange_knows_scheme(const struct httpstatus_exchange *exchange);

/* Whether two exchanges have the same target URI. False where one is unknown. */
bool exchange_same_target(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b);

/* Whether a reference names the target URI. A reference that is relative to the path is not looked into. */
bool exchange_is_target(const struct httpstatus_exchange *exchange, struct span reference);

/* The one value of a field of the response that has one: Location. False where there is none, or several that differ. */
bool exchange_single_value(const struct httpstatus_exchange *exchange, struct span name, struct span *value);

/* ---- status_line.c ---- */

/* "HTTP/1.1", or "HTTP/2" as curl prints it: ten times the major version and the minor. Returns its octets; 0 where it is none. */
size_t protocol_version_read(struct span line, int *version);

/* ---- freshness.c ---- */

struct cache_control exchange_cache_control(const struct httpstatus_exchange *exchange, int part);

/* Whether a stale response must not answer, whatever allows it (RFC 9111, 4.2.4). */
bool cache_control_forbids_stale(const struct cache_control *control, int cache);

/* A date field of the response. False where there is none, or it is no date. */
bool exchange_date(const struct httpstatus_exchange *exchange, struct span name, int64_t now, int64_t *seconds);

/* ---- defects.c ---- */

/* A token, or in HTTP/2 and HTTP/3 one of the pseudo-fields (RFC 9113, 8.3). */
bool field_name_is_good(struct span name, int64_t version);

/* A field that HTTP/2 and HTTP/3 do not have (RFC 9113, 8.2.2; RFC 9114, 4.2). */
bool field_is_about_connection(struct span name);

static inline uint64_t defect_bit(enum httpstatus_defect defect)
{
	return (uint64_t)1 << defect;
}

#endif
