/*
 * How an exchange lies in memory, and what the modules above ask of it.
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   fields.c        the field lines, and the values that they make together
 *   read.c          what was said, read back
 *   target.c        the target URI, and where Location leads
 *   challenges.c    the challenges
 *   say.c           saying it; what follows at once is worked out here
 *   exchange.c      the object
 *   values.c        what a field says: Date, Cache-Control, Retry-After
 *   cors.c          what is of pages of other origins
 *   status_line.c   status lines
 *   head.c          heads read
 *   framing.c       content and connection
 *   freshness.c     lifetimes and age
 *   conditions.c    the request's conditions
 *   ranges.c        the request's ranges
 *   negotiate.c     the request's preferences
 *   defects.c       what is wrong
 *   write.c         heads written
 *   json.c          all of it
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_EXCHANGE_EXCHANGE_H
#define HTTPSTATUS_EXCHANGE_EXCHANGE_H

#include "../values/buffer.h"
#include "../values/json.h"
#include "../values/values.h"

#include <httpstatus/exchange.h>

enum {
	PROPERTIES = HTTPSTATUS_PROPERTY_MOST_FIELDS, /* without the limits, which are no part of what was said */
	LIMITS = HTTPSTATUS_PROPERTY_MOST_INTERIM + 1 - PROPERTIES,
	LINES = HTTPSTATUS_LINE_SOURCE + 1,
};

/* A text in the exchange's octets; a NUL stands behind it. */
struct text {
	size_t offset;
	size_t length;
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
	bool request_is_read; /* the request came as octets: its target is in the form that was sent */
};

/* ---- fields.c ---- */

/* The place that is none. */
#define NO_PLACE UINT32_MAX

struct field {
	struct text name;
	struct text value;
	int part;
	uint32_t next;                   /* the next line of the same field; NO_PLACE after the last */
	bool space_before_colon, folded; /* in the head that it was read from */
};

/* A field of a part: its lines, and where there are several the value that they make together (RFC 9110, 5.3). */
struct group {
	uint32_t first, last; /* lines */
	uint32_t hash;
	uint32_t next;       /* in its bucket */
	struct buffer value; /* empty while there is one line */
};

/* The fields in the order of their first lines, and where each is found by its name. */
struct group_table {
	struct group *groups; /* those behind the count keep their buffers */
	size_t count, capacity;
	uint32_t *buckets;
	size_t bucket_count; /* a power of two, or 0 */
};

/* ---- challenges.c ---- */

struct parameter_texts {
	struct text name, value; /* in the texts of its list */
};

/* A name while repeats are looked for. */
struct named_parameter {
	struct span name;
	size_t place;
};

struct httpstatus_challenge {
	const struct challenges *list;
	struct text scheme, token68; /* in its texts */
	bool has_token68;
	size_t first_parameter, parameters;
};

/* The challenges of one field. */
struct challenges {
	struct buffer texts;
	size_t lines; /* that were taken in */
	struct httpstatus_challenge *list;
	size_t count, capacity;
	struct parameter_texts *parameters;
	size_t parameter_count, parameter_capacity;
	struct named_parameter *named;
	size_t named_capacity;
};

/* ---- the object ---- */

/* What is worked out of what was said, so that to ask only reads. */
enum derived {
	DERIVED_TARGET,     /* the target URI as it was said, or put together from Host and the path (RFC 9112, 3.3) */
	DERIVED_TARGET_KEY, /* normalised */
	DERIVED_LOCATION,   /* resolved against it */
	DERIVED_LOCATION_KEY,         /* normalised */
	DERIVED_CONTENT_LOCATION,     /* resolved against it */
	DERIVED_CONTENT_LOCATION_KEY, /* normalised */
	DERIVED_PATH,          /* the path that was asked, where the host is unknown, at a host that stands for it */
	DERIVED_LOCATION_PATH, /* where Location leads from there, if it names no host */
	DERIVED_CONTENT_LOCATION_PATH, /* likewise */
	DERIVED_COUNT
};

struct derived_text {
	struct buffer text;
	bool known;
};

/* What has to be worked out anew. */
enum { STALE_URIS = 1, STALE_CHALLENGES = 2 };

struct httpstatus_exchange {
	struct said said;
	char *octets;
	size_t octet_capacity;
	struct field *fields;
	size_t field_capacity;
	struct group_table groups;
	uint16_t *interims;
	size_t interim_capacity;
	size_t limits[LIMITS];
	unsigned stale;
	struct derived_text derived[DERIVED_COUNT],
		spare[DERIVED_COUNT]; /* the spare are for what is being worked out */
	struct derived_text scratch;
	struct buffer spare_octets;
	struct challenges challenges[2], spare_challenges[2]; /* by enum httpstatus_challenger */
	struct httpstatus_exchange
		*draft;         /* what it is to become, while that is being made; NULL before the first one */
	struct buffer marks[2]; /* for who makes a draft */
};

/* ---- fields.c ---- */

struct span exchange_text(const struct httpstatus_exchange *exchange, struct text text);

/* The value of a field: its lines joined by ", " (RFC 9110, 5.3). False where there is no such field. */
bool exchange_value(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value);

/* Where to start to walk through the lines of a field. */
uint32_t exchange_lines(const struct httpstatus_exchange *exchange, int part, struct span name);

/* The line at *place, which then is that of the next one. False past the end. */
bool exchange_line_next(const struct httpstatus_exchange *exchange, uint32_t *place, struct span *value);

/* The first line of a field. False where there is none. */
bool exchange_first_line(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value);

bool exchange_has_field(const struct httpstatus_exchange *exchange, int part, struct span name);

/* The one value of a field of the response that has one: Location. False where there is none, or several that differ. */
bool exchange_single_value(const struct httpstatus_exchange *exchange, struct span name, struct span *value);

/* Whether a part has a field whose name is of a kind. */
bool exchange_has_name(const struct httpstatus_exchange *exchange, int part, bool (*is_of_kind)(struct span name));

/* The place of a field among all fields, whose count is groups.count. NO_PLACE where there is none. */
uint32_t exchange_field_place(const struct httpstatus_exchange *exchange, int part, struct span name);

/* Takes a line in, those before it being in. False where there is no memory, and then it is not in. */
bool fields_take(struct httpstatus_exchange *exchange, size_t line);

/* The value of the line that was taken in last has grown by @more, behind @space. There is room: see fields_reserve. */
bool fields_lengthen(struct httpstatus_exchange *exchange, struct span space, struct span more);

/* Takes all lines in anew. The fields are those of before, or the first of them: so there is room for all. */
void fields_take_anew(struct httpstatus_exchange *exchange);

/* Makes the place of a field the last, and takes it away: for fields_take_anew, when its lines are gone. */
void fields_forget(struct httpstatus_exchange *exchange, int part, struct span name);

/* Makes room for the fields of another exchange. */
bool fields_reserve_like(struct httpstatus_exchange *to, const struct httpstatus_exchange *from);

void fields_free(struct httpstatus_exchange *exchange);

/* ---- read.c ---- */

/* A line that was said; no octets where it was not. */
struct span exchange_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line);
bool exchange_knows_line(const struct httpstatus_exchange *exchange, enum httpstatus_line line);
int64_t exchange_property(const struct httpstatus_exchange *exchange, enum httpstatus_property property);

/* Whether fields can be missing that nobody said anything of. */
bool exchange_request_is_open(const struct httpstatus_exchange *exchange);
bool exchange_response_is_open(const struct httpstatus_exchange *exchange);

/* ---- target.c ---- */

/* The target URI: what was said, or put together from Host and the path (RFC 9112, 3.3). False where it is unknown. Where nobody said the scheme, it
 * has http for want of better. */
bool exchange_target_uri(const struct httpstatus_exchange *exchange, struct span *uri);

/* Whether the scheme of the target URI was said, or follows from what was. */
bool exchange_knows_scheme(const struct httpstatus_exchange *exchange);

/* Whether two exchanges have the same target URI: 1 or 0; -1 where one is unknown, or they differ only in a scheme that one does not know. Where neither
 * knows it, it is taken to be the same. */
int exchange_targets_match(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b);

/* Whether Location of one exchange leads to the target of another, whatever the fragments. False where one is unknown. */
bool exchange_leads_to(const struct httpstatus_exchange *from, const struct httpstatus_exchange *to);

/* Whether Location leads to where the request went, path and query to the letter: what follows it sends the same again. */
bool exchange_leads_back(const struct httpstatus_exchange *exchange);

/* Whether Content-Location names the target, so that the response is what a GET would bring. */
bool exchange_is_of_target(const struct httpstatus_exchange *exchange);

/* A text that was worked out. False where it is unknown. */
bool exchange_derived(const struct httpstatus_exchange *exchange, enum derived derived, struct span *text);

/* What the URIs follow from. */
struct uri_inputs {
	struct span target, host, location, content_location;
	bool has_host, has_location, has_content_location;
	int64_t secured;
};

struct uri_inputs uri_inputs_of(const struct httpstatus_exchange *exchange);

/* Works the URIs out, into the spare ones. False where there is no memory. */
bool uris_derive(struct httpstatus_exchange *exchange, const struct uri_inputs *inputs);

/* ---- challenges.c ---- */

/* Which of the two a field of the response has; -1 for any other field. */
int challenger_of(int part, struct span name);

void challenges_empty(struct challenges *challenges);

/* Adds those of a line, which is a list by itself: a broken one does not spoil the next. False where there is no memory. */
bool challenges_add(struct challenges *challenges, struct span line);

/* Back to what they were before lines were added. */
void challenges_go_back(struct challenges *challenges, const struct challenges *before);

/* Says to challenges that have moved where their list is now. */
void challenges_own(struct challenges *challenges);

/* A copy, in two steps of which only the first can fail. */
bool challenges_reserve_like(struct challenges *to, const struct challenges *from);
void challenges_copy(struct challenges *to, const struct challenges *from);

void challenges_free(struct challenges *challenges);

/* ---- say.c ---- */

/* Says a line; what was said before keeps its octets, so that one can go back to it. A limit or a lack of memory is the result. */
int exchange_say_line(struct httpstatus_exchange *exchange, enum httpstatus_line line, struct span value);
int exchange_add_line(struct httpstatus_exchange *exchange, int part, struct span name, struct span value);

/* Makes the value of the field that was added last longer, behind a space where there is something on both sides (RFC 9112, 5.2). */
int exchange_continue_line(struct httpstatus_exchange *exchange, struct span more);

/* What to go back to, and the way back. */
struct said exchange_mark(const struct httpstatus_exchange *exchange);
void exchange_go_back(struct httpstatus_exchange *exchange, const struct said *mark);

/* Works out what follows from what was said. 0 or HTTPSTATUS_ERROR_MEMORY, and then what follows from what was said before is still there. Whoever
 * says something with the functions above calls this in the end. */
int exchange_derive(struct httpstatus_exchange *exchange);

/* ---- exchange.c ---- */

/* For an exchange of the library's own: what it is made of was limited already. */
void exchange_lift_limits(struct httpstatus_exchange *exchange);

/* Makes @to say what @from says of the request, and nothing else; not the same exchange. The fields that are marked in @left_out, by their places,
 * stay away; it may be NULL. After a limit or a lack of memory it says something less. */
int exchange_copy_request(struct httpstatus_exchange *to, const struct httpstatus_exchange *from, const bool *left_out);

/* Makes @to what the server is known to have said: all of @from but the response's fields, which were a store's. Returns 0, or why not. */
int exchange_copy_without_foreign(struct httpstatus_exchange *to, const struct httpstatus_exchange *from);

/* For what takes several steps: another exchange, empty and without limits, to make there what this one is to become. httpstatus_exchange_copy brings
 * it here in the end, and that changes all or nothing. NULL where there is no memory. */
struct httpstatus_exchange *exchange_draft(struct httpstatus_exchange *exchange);

/* Room of a draft for a mark for each field of an exchange, by its place: all false. NULL where there is no memory. @which is 0 or 1. */
bool *exchange_draft_marks(struct httpstatus_exchange *draft, int which, const struct httpstatus_exchange *exchange);

/* ---- values.c ---- */

struct cache_control exchange_cache_control(const struct httpstatus_exchange *exchange, int part);

/* A date field of the response. False where there is none, or it is no date. */
bool exchange_date(const struct httpstatus_exchange *exchange, struct span name, int64_t now, int64_t *seconds);

/* ---- cors.c ---- */

/* Whether a text is an origin as browsers write it, or "null". */
bool origin_is_serialized(struct span text);

/* Whether the request is a preflight of the CORS protocol: OPTIONS with Origin and Access-Control-Request-Method. */
bool exchange_is_preflight(const struct httpstatus_exchange *exchange);

/* Whether a page of another origin is to read the response, or to send what a preflight asks about, if it was a browser that sent the request: 1; 0 if
 * not; -1 where the request does not tell: browsers name the origin in other modes than "cors" as well. */
int exchange_is_cors(const struct httpstatus_exchange *exchange);

/* Whether the request says that a script made it, which may read what another origin allows (Fetch Metadata, Sec-Fetch-Mode). */
bool exchange_mode_is_cors(const struct httpstatus_exchange *exchange);

/* Whether Origin is the one of the target, or may be, where nobody said the scheme of that; whether it is surely another one. "null" is neither. */
bool exchange_origin_is_own(const struct httpstatus_exchange *exchange);
bool exchange_origin_is_other(const struct httpstatus_exchange *exchange);

/* Methods, and values of Content-Type, that need no preflight. */
bool method_is_safelisted(struct span method);
bool content_type_is_safelisted(struct span value);

/* What the fields of a part of the response allow: its header section, or that of an interim response. */
bool cors_allows_everybody(const struct httpstatus_exchange *exchange, int part);
bool cors_allows_origin(const struct httpstatus_exchange *exchange, int part);
bool cors_allows_credentials(const struct httpstatus_exchange *exchange, int part);

/* What the response to a preflight allows, as far as is known: a method, and all the fields that were asked for. */
bool cors_allows_method(const struct httpstatus_exchange *exchange, struct span method);
bool cors_allows_fields(const struct httpstatus_exchange *exchange, struct span *refused);

/* ---- status_line.c ---- */

/* "HTTP/1.1", or "HTTP/2" as curl prints it: ten times the major version and the minor. Returns its octets; 0 where it is none. */
size_t protocol_version_read(struct span line, int *version);

/* Whether a version, ten times the major one and the minor, is one that there is of HTTP. */
bool version_is_defined(int64_t version);

/* Whether it is HTTP/2 or HTTP/3, where many streams share a connection. */
bool version_has_streams(int64_t version);

/* Whether a request target has no white space, control character or octet above 0x7F. */
bool target_has_good_octets(struct span target);

/* ---- framing.c ---- */

struct framing {
	int kind;        /* -1 where it is unknown */
	int64_t length;  /* HTTPSTATUS_UNKNOWN where it is */
	int persistence; /* -1 where it is unknown */
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

/* ---- freshness.c ---- */

/* The lifetime that max-age, s-maxage or Expires gives (RFC 9111, 4.2.1): 0 for an invalid value. False where none is given. @lifetime is
 * HTTPSTATUS_UNKNOWN where it depends on a time that is unknown. */
bool exchange_explicit_lifetime(
	const struct httpstatus_exchange *exchange, bool shared, int64_t now, int64_t *lifetime);

/* What a cache takes of the time since Last-Modified unless it says otherwise (RFC 9111, 4.2.2). */
enum { HEURISTIC_PERCENT = 10 };

/* Whether a lifetime may be guessed. */
bool exchange_allows_heuristic(
	const struct httpstatus_exchange *exchange, const struct cache_control *control, bool shared);

/* That much of the time since Last-Modified; HTTPSTATUS_UNKNOWN where there is nothing to guess from. @percent is 0 to 100. */
int64_t exchange_heuristic_lifetime(const struct httpstatus_exchange *exchange, int percent, int64_t now);

/* RFC 9111, 4.2.3; HTTPSTATUS_UNKNOWN without a final response or @now. */
int64_t exchange_age(const struct httpstatus_exchange *exchange, int64_t now);

/* Whether a stale response must not answer, whatever allows it (RFC 9111, 4.2.4). */
bool cache_control_forbids_stale(const struct cache_control *control, bool shared);

/* ---- conditions.c ---- */

/* What is known of the target resource when conditions are evaluated. */
struct state {
	bool exists;
	struct span entity_tag; /* no octets where there is none */
	int64_t last_modified;  /* HTTPSTATUS_UNKNOWN where there is none */
	int64_t now;
};

enum holding { HOLDING_ABSENT, HOLDING_HOLDS, HOLDING_FAILS };

/* Each where it counts: absent where the field is not there, or has to be ignored (RFC 9110, 13.1). */
enum holding if_match(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_none_match(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_modified_since(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_unmodified_since(const struct httpstatus_exchange *request, const struct state *state);
enum holding if_range(const struct httpstatus_exchange *request, const struct state *state);

/* ---- negotiate.c ---- */

/* Whether something can be offered: a media type, a language tag, a coding, and no range of them. */
bool offer_is_valid(int negotiable, struct span offer);

/* ---- defects.c ---- */

/* A token, or in HTTP/2 and HTTP/3 one of the pseudo-fields (RFC 9113, 8.3). */
bool field_name_is_good(struct span name, int64_t version);

/* A field that HTTP/2 and HTTP/3 do not have (RFC 9113, 8.2.2; RFC 9114, 4.2). */
bool field_is_about_connection(struct span name);

/* Bit n for each enum httpstatus_defect n. */
uint64_t exchange_defects(const struct httpstatus_exchange *exchange);

static inline uint64_t defect_bit(enum httpstatus_defect defect)
{
	return (uint64_t)1 << defect;
}

/* The places of the bits that are set, as a list that a caller brings room for. Returns how many there are. */
size_t bits_list(uint64_t bits, int *list, size_t room);

/* ---- json.c ---- */

/* The members that tell which exchange it is, with which every object about one begins: file, entry, method, target, status. NULL has none of
 * them. */
void exchange_put_identity(const struct httpstatus_exchange *exchange, struct json *json);

#endif
