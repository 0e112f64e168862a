/*
 * What the values of fields say. Readers are total: any octets, no allocation, no recursion, time linear in the input. A reader that returns
 * bool returns false where the value is invalid, and then says nothing in *out unless noted.
 *
 * A "value" is one field line's value or, where the field is a list, all lines of the field joined by "," (RFC 9110, 5.3).
 *
 * The files, from data to verb; each calls only those before it (tests/source/test_house.py):
 *
 *   span.c             octets: tokens, numbers, UTF-8
 *   buffer.c           memory that grows
 *   json.c             JSON written
 *   list.c             lists, parameters, quoted strings
 *   weight.c           weights
 *   date.c             dates
 *   retry_after.c      a delay or a date
 *   entity_tag.c       entity tags
 *   challenge.c        challenges
 *   link.c             links
 *   structured.c       structured fields
 *   media_type.c       media types
 *   cache_control.c    cache directives
 *   framing_values.c   Content-Length, Transfer-Encoding, ranges, Connection
 *   method.c           what is known of methods
 *   uri.c              URI references and their parts
 *   resolve.c          one resolved against another
 *   normalize.c        one in its normal form
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_VALUES_VALUES_H
#define HTTPSTATUS_VALUES_VALUES_H

#include "buffer.h"
#include "span.h"

/* ---- list.c: lists, parameters, quoted strings ---- */

/* The next element of a comma-separated list: elements are trimmed and never empty; commas in quoted strings do not count (RFC 9110,
 * 5.6.1, 5.6.4). A quoted string without an end goes to the end of the value. Start with the whole value in *rest. */
bool list_next(struct span *rest, struct span *element);

struct parameter {
	struct span name;  /* a token */
	struct span value; /* as it stands: a token, or a quoted string with its quotes; empty where there is no "=" */
	bool has_value;
};

/* The next parameter of "; name=value; name2=\"value\"" (RFC 9110, 5.6.6); *rest starts at or before a ";". Empty parameters are skipped; white
 * space around "=" is bad but read. False at the end, and where what comes is no parameter: then *rest is not empty. */
bool parameter_next(struct span *rest, struct parameter *parameter);

/* What stands before the first ";" of an element, without white space around it; *element keeps what follows, for parameter_next. */
struct span element_take_name(struct span *element);

/* Whether two content codings are the same: x-gzip is gzip (RFC 9110, 8.4.1.3). */
bool codings_are_equal(struct span a, struct span b);

/* Whether a list of content codings has one. */
bool list_has_coding(struct span list, struct span coding);

/* Whether it is the weight of what stands before it (RFC 9110, 12.4.2). */
bool parameter_is_weight(struct parameter parameter);

/* Whether a parameter's value, unquoted and unescaped where it is a quoted string, equals a text, ignoring case. */
bool parameter_value_is(struct span value, struct span text);

/* The value without quotes and escapes, into @out of @size octets. Returns its length, also where it does not fit (then only @size octets are
 * written). A value that is not quoted is copied as it is. */
size_t value_unquote(struct span value, char *out, size_t size);

/* Whether a value is one well-formed quoted string, from quote to quote. */
bool span_is_quoted_string(struct span span);

/* What is between the quotes, escapes included; a value that is no quoted string as it is. */
struct span span_without_quotes(struct span span);

/* Whether one of the words that white space separates in a value, unquoted and unescaped, equals @word, ignoring case. */
bool value_has_word(struct span value, struct span word);

/* For lists and parameters with other delimiters. The parameter that *rest starts with, "name", "name=value" or "name = value", leaving what
 * follows it; false where there is none, and then *rest stays. */
bool parameter_read(struct span *rest, struct parameter *parameter);

/* For elements that list_next would cut wrongly. Skips white space and commas; whether an element may end or begin there: there was a comma, or
 * nothing is left. */
bool list_skip(struct span *rest);

/* ---- weight.c ---- */

/* In thousandths. */
enum { WEIGHT_NONE = 0, WEIGHT_LEAST = 1, WEIGHT_MOST = 1000 };

/* RFC 9110, 12.4.2: the value of the parameter q, with quotes or without. A number from 0 to 1 is understood in other spellings, too: ".2", "00.50".
 * What is no such number is WEIGHT_LEAST. */
int weight_read(struct span value);

/* ---- date.c ---- */

enum date_form { DATE_IMF, DATE_RFC850, DATE_ASCTIME };

struct date {
	int64_t seconds; /* since 1970-01-01 00:00:00 UTC; second 60 is the next minute's second 0 */
	enum date_form form;
	bool weekday_wrong; /* the name of the day is another's; the date counts all the same */
};

/* RFC 9110, 5.6.7: all three forms, case-sensitive, nothing around. A two-digit year that would lie more than 50 years after @now is of the
 * century before. Years 0000 to 9999; the proleptic Gregorian calendar. */
bool date_read(struct span value, int64_t now, struct date *out);

/* As a cache ought to read Expires, Date and Last-Modified: case does not matter. RFC 9111, 4.2. */
bool date_read_ignoring_case(struct span value, int64_t now, struct date *out);

enum { DATE_SIZE = 30 };

/* The IMF-fixdate of a time, "Sun, 06 Nov 1994 08:49:37 GMT", with a NUL. False for a year outside 0000 to 9999. */
bool date_write(int64_t seconds, char out[DATE_SIZE]);

/* ---- retry_after.c ---- */

struct retry_after {
	bool is_date;
	int64_t seconds; /* to wait from @now on; a past date is 0, and a delay too long to count is INT64_MAX */
	bool weekday_wrong;
	bool obsolete_form; /* of the date */
};

/* RFC 9110, 10.2.3. "120s", "1e3", "120, 60", "-1", "+1", "" are invalid. */
bool retry_after_read(struct span value, int64_t now, struct retry_after *out);

/* ---- entity_tag.c ---- */

struct entity_tag {
	bool weak;
	struct span opaque; /* with its quotes */
};

/* RFC 9110, 8.8.3: exactly one entity tag. */
bool entity_tag_read(struct span value, struct entity_tag *out);

/* RFC 9110, 8.8.3.2. */
bool entity_tag_strong_equal(struct entity_tag a, struct entity_tag b);
bool entity_tag_weak_equal(struct entity_tag a, struct entity_tag b);

enum tag_match { TAG_NO_MATCH, TAG_MATCH, TAG_STAR, TAG_INVALID };

/* Whether a list of entity tags, as in If-Match and If-None-Match, has one that equals @tag; TAG_STAR for "*"; TAG_INVALID where an element is
 * no entity tag. Commas inside an opaque tag do not end it: unlike a quoted string, it has no escapes. */
enum tag_match entity_tag_list_match(struct span value, struct entity_tag tag, bool strong);

/* The next tag of a list, as it stands there; ask entity_tag_list_match first whether it is one. Start with the whole value in *rest. False at the end. */
bool entity_tag_next(struct span *rest, struct span *tag);

/* ---- challenge.c ---- */

struct challenge {
	struct span scheme;
	struct span token68;    /* empty where there is none */
	struct span parameters; /* what follows the scheme, for challenge_parameter_next; empty where there are none */
};

/* The next challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110, 11.6.1): several in one value, empty elements anywhere. False at the
 * end, and where what comes is no challenge: then *rest is not empty. Start with the whole value in *rest. */
bool challenge_next(struct span *rest, struct challenge *challenge);

/* The next auth-param of challenge.parameters: comma-separated, optional white space around "=", empty elements skipped. */
bool challenge_parameter_next(struct span *rest, struct parameter *parameter);

/* ---- link.c ---- */

struct link {
	struct span target;     /* between < and > */
	struct span parameters; /* for parameter_next */
};

/* The next link of a Link value (RFC 8288, 3); commas inside <> and quoted strings do not separate. False at the end, and where what comes is
 * no link: then *rest is not empty. */
bool link_next(struct span *rest, struct link *link);

/* Whether a link has a relation type: rel holds several, separated by spaces, case does not matter, and only the first rel counts (RFC 8288,
 * 3.3). */
bool link_has_relation(struct link link, struct span relation);

/* ---- structured.c: structured fields (RFC 9651) ---- */

enum structured_type {
	STRUCTURED_INTEGER,
	STRUCTURED_DECIMAL,
	STRUCTURED_STRING,
	STRUCTURED_TOKEN,
	STRUCTURED_OCTETS,
	STRUCTURED_BOOLEAN,
	STRUCTURED_DATE,
	STRUCTURED_DISPLAY_STRING,
	STRUCTURED_INNER_LIST
};

struct structured_item {
	enum structured_type type;
	int64_t number; /* of an integer and a date; a decimal in thousandths; a boolean as 0 or 1 */
	struct span
		text; /* a token; what is between the quotes or colons, escapes included; the inside of an inner list */
	struct span parameters; /* for structured_parameter_next */
};

/* A member of a dictionary, or a parameter. */
struct structured_member {
	struct span key;
	struct structured_item item; /* true where it has no value */
};

/* The next member of a list. False at the end, and where what comes is none: then *rest is not empty, and the whole field does not count. Start with
 * the whole value in *rest. */
bool structured_list_next(struct span *rest, struct structured_item *item);

/* The same of a dictionary. Of several members with one key, the last counts. */
bool structured_member_next(struct span *rest, struct structured_member *member);

/* The next item of an inner list's text. */
bool structured_inner_next(struct span *rest, struct structured_item *item);

/* The next parameter of item.parameters. Of several with one key, the last counts. */
bool structured_parameter_next(struct span *rest, struct structured_member *parameter);

/* Whether a value is one item, and which. */
bool structured_item_read(struct span value, struct structured_item *item);

/* Whether a value is a list or a dictionary from beginning to end. The empty value is one of each, without members. */
bool structured_list_is_valid(struct span value);
bool structured_dictionary_is_valid(struct span value);

/* Whether a text can be written as a token (RFC 9651, 3.3.4). */
bool structured_is_token(struct span text);

/* ---- media_type.c ---- */

/* "type/subtype" of a media type or media range, and what follows it, for parameter_next. False where it is none. */
bool media_type_read(struct span value, struct span *type, struct span *parameters);

/* "type/subtype", and nothing behind it. */
bool media_type_is_bare(struct span value);

/* Whether a value is one media type, with parameters or without (RFC 9110, 8.3.1). */
bool media_type_is_valid(struct span value);

/* ---- cache_control.c ---- */

enum { NUMBER_NONE = -1 };

struct cache_control {
	bool no_store, no_cache, private_, public_, must_revalidate, proxy_revalidate, must_understand, no_transform,
		only_if_cached, immutable;
	/* With field names: "private=\"set-cookie\"", which does not set private_. "private=\"\"" names no field, so it is plain "private". */
	bool no_cache_fields, private_fields;
	/* Seconds; NUMBER_NONE where the directive is not there; 0 where its value is invalid (RFC 9111, 4.2.1: a stale response is safer). More
	 * than fits is INT64_MAX. The first of several counts. */
	int64_t max_age, s_maxage, stale_while_revalidate, stale_if_error, max_stale, min_fresh;
	bool max_stale_any; /* max-stale without a value */
	bool repeated; /* one of these stands there more than once, with different numbers, or max-stale with and without one */
	bool invalid; /* an element is no directive, or a value that must be a number is none */
};

/* RFC 9111, 5.2; RFC 5861; RFC 8246. Both the token and the quoted form of a value are read; case does not matter. Never fails: what cannot be
 * read is told by `invalid`; an element that is no directive but begins with the name of one ("no-store foo") counts only where that makes the
 * response less reusable: no-store, no-cache, private, and a number that is then 0. */
void cache_control_read(struct span value, struct cache_control *out);

/* RFC 9111, 5.1: the first member of the list, when it is a non-negative number; saturates. */
bool age_read(struct span value, int64_t *seconds);

/* ---- framing_values.c: Content-Length, Transfer-Encoding, Content-Range, Range, Connection ---- */

enum length_state { LENGTH_NONE, LENGTH_VALID, LENGTH_REPEATED, LENGTH_DIFFERENT, LENGTH_MALFORMED };

/* Takes a value of Content-Length in: starts from LENGTH_NONE. "10, 10" and two lines of 10 are LENGTH_REPEATED (usable, RFC 9112,
 * 6.3), "10, 11" LENGTH_DIFFERENT; anything that is not digits LENGTH_MALFORMED, which stays. The empty value and empty elements are malformed.
 * More than can be counted is INT64_MAX; of two such numerals only those of one call can be equal, so give it the whole value. *length says something in
 * LENGTH_VALID and LENGTH_REPEATED, and is NUMBER_NONE after all others. */
void content_length_add(struct span value, enum length_state *state, int64_t *length);

struct transfer_coding {
	bool any;            /* there is at least one element, if only an invalid one */
	bool chunked_last;   /* the last is chunked, without parameters */
	bool chunked_before; /* chunked, with parameters or without, stands elsewhere than last (too) */
	bool chunked_twice;  /* with parameters or without */
	bool other;          /* a coding other than chunked */
	bool invalid; /* an element is no transfer coding, or a coding that has no parameters (RFC 9112, 7.1, 7.2) has one */
};

/* What follows the name of a transfer coding (RFC 9110, 10.1.4). */
bool coding_parameters_are_valid(struct span rest);

/* RFC 9112, 6.1, 7; RFC 9110, 10.1.4: the whole value. Case does not matter. */
void transfer_coding_read(struct span value, struct transfer_coding *out);

struct content_range {
	struct span unit;
	bool unsatisfied;    /* a star for the range: no range fits */
	int64_t first, last; /* inclusive; NUMBER_NONE where unsatisfied; what is too large to count is INT64_MAX */
	int64_t complete;    /* NUMBER_NONE where it is a star */
	bool inconsistent;   /* last < first, or complete <= last: a recipient must ignore it (RFC 9110, 14.4) */
	bool is_too_large;   /* complete is more than INT64_MAX, which stands for it */
};

/* RFC 9110, 14.4. The syntax, and what is inconsistent, is the same for all units; but only the numbers of bytes mean something to us: all are
 * NUMBER_NONE for another unit. */
bool content_range_read(struct span value, struct content_range *out);

struct range {
	struct span unit;
	struct span set; /* for range_next */
};

struct range_spec {
	int64_t first; /* NUMBER_NONE: a suffix of `last` octets */
	int64_t last;  /* NUMBER_NONE: to the end */
};

/* RFC 9110, 14.2: unit "=" and a set that has at least one range, each of them valid (bytes) or visible characters (another unit). */
bool range_read(struct span value, struct range *out);

/* The next range of range.set; numbers too large to count are INT64_MAX. False at the end, and where what comes is no valid byte range, which
 * another unit may have: then *rest is not empty. */
bool range_next(struct span *rest, struct range_spec *spec);

/* Whether a list of tokens has one, ignoring case: Connection, Allow (there case matters: see list_has_exactly), Upgrade, TE. Upgrade's
 * protocols have a version behind "/", which does not count here. */
bool list_has_token(struct span value, struct span token);
bool list_has_exactly(struct span value, struct span token);

/* Whether a list has an element, ignoring case: the whole of it, whatever it is. */
bool list_has_element(struct span value, struct span wanted);

/* Whether every element is a token (Allow, Connection, Vary). An empty list is one. */
bool list_is_tokens(struct span value);

/* ---- method.c ---- */

/* Whether the registry of methods calls a method safe, idempotent (RFC 9110, 9.2.1, 9.2.2). Case matters. */
bool method_is_safe(struct span method);

/* Whether a method asks for a representation, which need not be sent to who has it: 304. */
bool method_retrieves(struct span method);

/* Whether Range means something with a method. */
bool method_has_ranges(struct span method);
bool method_is_idempotent(struct span method);

/* Whether RFC 4918 defines the method. */
bool method_is_of_webdav(struct span method);

/* ---- uri.c, resolve.c, normalize.c: URI references ---- */

struct uri {
	struct span scheme, authority, path, query, fragment; /* without the delimiters */
	bool has_scheme, has_authority, has_query, has_fragment;
};

/* RFC 3986, appendix B: any octets have parts. What stands before a ":" but is no scheme (3.1) is of the path. */
void uri_split(struct span reference, struct uri *out);

/* A URI reference as it is sent: without its fragment (RFC 9110, 7.1). */
struct span uri_without_fragment(struct span reference);

struct authority {
	struct span userinfo, host,
		port; /* without the delimiters; but the host has the "[" and "]" of an IP literal */
	bool has_userinfo, has_port, is_literal;
};

/* RFC 3986, 3.2: any octets have parts. The userinfo goes to the last "@", and the host from there to the first ":" outside of [ and ]. */
void authority_split(struct span authority, struct authority *out);

/* Whether a text begins with a percent sign and two hexadecimal digits (RFC 3986, 2.1). */
bool is_escape(struct span text);

/* Whether a value is a host, which may be empty, and perhaps a port (RFC 9110, 7.2; RFC 3986, 3.2.2). */
bool host_is_valid(struct span value);

/* http or https, in any case. */
bool scheme_is_http(struct span scheme);

enum uri_defect {
	URI_DEFECT_SPACE = 1, /* a space or control character */
	URI_DEFECT_NON_ASCII = 2,
	URI_DEFECT_CHARACTER =
		4, /* another that RFC 3986 does not have there: < > " { } | \ ^ ` anywhere, [ ] but for an IP literal, a second # or @ */
	URI_DEFECT_PERCENT = 8, /* a percent sign without two hexadecimal digits */
	URI_DEFECT_SCHEME = 16, /* a ":" in the first segment that ends no scheme */
	URI_DEFECT_PORT = 32,   /* the port is not digits, or above 65535 */
	URI_DEFECT_HOST = 64    /* http or https without a host */
};

/* Resolves a reference against an absolute base (RFC 3986, 5.2.2, strict) into @out of @size octets, which must not overlap the others. Octets
 * that have to be encoded are percent-encoded; those of the reference are told in *defects (0 where all is well), those of the base are not: who
 * sent the reference is not to blame for them. URI_DEFECT_PORT and URI_DEFECT_HOST are the result's. A reference without a fragment takes the
 * base's (RFC 9110, 10.2.2) where @inherit. No path starts with "//" where there is no authority: it gets "/." before that (RFC 3986, 3.3).
 * Returns the length of the result, also where it does not fit (then nothing useful is in @out). 0 where the base has no scheme, or one of both is
 * longer than an eighth of all memory. */
size_t uri_resolve(struct span base, struct span reference, bool inherit, char *out, size_t size, unsigned *defects);

/* The form that all spellings of a URI with an authority have in common (RFC 9110, 4.2.3; RFC 3986, 6.2.2), without a fragment: in @out, by way of
 * @scratch; @text lies in neither. An empty path is "/", unless the URI has none (@has_path): that of OPTIONS with a star. False where there is no
 * memory. */
bool uri_normalize(struct span text, bool has_path, struct buffer *scratch, struct buffer *out);

/* "80" for http, "443" for https; no octets for a scheme that has none. */
struct span scheme_default_port(struct span scheme);

struct origin {
	struct span scheme, host, port; /* the scheme's default port where none is said; empty where it has none */
};

/* RFC 9110, 4.3.1. False where the URI is not absolute, has no host or a port that is not digits. */
bool origin_read(struct span uri, struct origin *out);

/* Whether two absolute URIs have the same scheme, host and port (RFC 9110, 4.3.1: case does not matter in the first two, the default port of http
 * and https may be left out). False where one of them is not absolute, has no host or a port that is not digits. */
bool uri_same_origin(struct span a, struct span b);

/* The origin that a URI would have with another scheme. False likewise. */
bool origin_under(struct span scheme, struct span uri, struct origin *out);

/* Whether two URIs would have the same origin, if both had a scheme. */
bool uri_same_origin_under(struct span scheme, struct span a, struct span b);

/* Whether two absolute URIs have one origin, or would have if both had the scheme of the one or the other: http or https. */
bool origin_may_be_same(struct span a, struct span b);

/* Whether two absolute URIs are the same, or would be if both had the scheme of the one or the other. */
bool uri_may_be_same(struct span a, struct span b);

/* Whether a server is asked for the same by two absolute URIs: one origin, and path and query the same to the letter. No server sees the rest: user
 * information and fragments. False where uri_same_origin is. */
bool uri_asks_the_same(struct span a, struct span b);

/* Whether a URI reference of http or https, or without a scheme, has user information, if only an empty one (RFC 9110, 4.2.4). */
bool uri_has_userinfo(struct span reference);

/* Whether the host of a URI reference is not ASCII, as it stands or percent-encoded: to be looked up it has to be an A-label (RFC 3986, 3.2.2). */
bool uri_host_is_not_ascii(struct span reference);

/* The same of a host, with or without a port. */
bool host_is_not_ascii(struct span host);

#endif
