/*
 * Vary: whether the requests for two responses are the same in the fields that it names (RFC 9111, 4.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- values as they are compared ---- */

/* How a field is compared. Only what its definition takes for the same counts as the same. */
enum comparison {
	COMPARE_OCTETS,
	COMPARE_LIST,  /* white space around commas does not count, nor do empty elements */
	COMPARE_MEDIA, /* nor does that around semicolons, nor case but in the values of parameters */
	COMPARE_NAMES  /* nor does case anywhere */
};

static enum comparison comparison_of(struct span name)
{
	static const struct {
		char name[16];
		char comparison;
	} known[] = {
		{"Accept", COMPARE_MEDIA},
		{"Accept-Charset", COMPARE_NAMES},
		{"Accept-Encoding", COMPARE_NAMES},
		{"Accept-Language", COMPARE_NAMES},
		{"Cache-Control", COMPARE_LIST},
		{"Connection", COMPARE_NAMES},
		{"Forwarded", COMPARE_LIST},
		{"Prefer", COMPARE_LIST},
		{"TE", COMPARE_NAMES},
		{"Upgrade", COMPARE_LIST},
		{"Vary", COMPARE_NAMES},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (span_equals_ignoring_case(name, span_of(known[i].name)))
			return (enum comparison)known[i].comparison;
	return COMPARE_OCTETS;
}

/* The octets of a value as they are compared, one after the other. */
struct octets {
	struct span rest;
	enum comparison comparison;
	size_t white; /* octets of white space ahead that count */
	bool is_quoted, is_escaped, is_in_value;
	char before;
};

static struct octets octets_of(struct span value, enum comparison comparison)
{
	return (struct octets){.rest = span_trim(value), .comparison = comparison, .before = ','};
}

static bool is_semicolon(const struct octets *octets, char c)
{
	return c == ';' && octets->comparison != COMPARE_LIST;
}

/* Passes over white space at a delimiter, and over empty elements (RFC 9110, 5.6.1.2); white space elsewhere is counted. Whether there is a comma to be
 * told. */
static bool pass_gap(struct octets *octets)
{
	struct span rest = octets->rest;
	size_t length = 0;
	bool comma = false;

	for (; length < rest.length && (is_white(rest.bytes[length]) || rest.bytes[length] == ','); length++)
		comma = comma || rest.bytes[length] == ',';
	if (!comma && length < rest.length && octets->before != ',' && !is_semicolon(octets, octets->before) &&
		!is_semicolon(octets, rest.bytes[length])) {
		octets->white = length;
		return false;
	}
	octets->rest = span_from(rest, length);
	if (!comma || octets->before == ',' || octets->rest.length == 0)
		return false;
	octets->before = ',';
	octets->is_in_value = false;
	return true;
}

static char take(struct octets *octets)
{
	char c = octets->rest.bytes[0];

	octets->rest = span_from(octets->rest, 1);
	octets->before = c;
	return c;
}

static char take_quoted(struct octets *octets)
{
	char c = take(octets);

	octets->is_quoted = octets->is_escaped || c != '"';
	octets->is_escaped = !octets->is_escaped && c == '\\';
	return c;
}

static char take_plain(struct octets *octets)
{
	char c = take(octets);

	octets->white -= octets->white > 0;
	octets->is_quoted = c == '"';
	if (is_semicolon(octets, c) || c == '=')
		octets->is_in_value = c == '=';
	if (octets->comparison == COMPARE_NAMES || (octets->comparison == COMPARE_MEDIA && !octets->is_in_value))
		c = lower_case(c);
	return c;
}

static bool octet_next(struct octets *octets, char *c)
{
	*c = ',';
	if (octets->comparison != COMPARE_OCTETS && !octets->is_quoted && octets->white == 0 && pass_gap(octets))
		return true;
	if (octets->rest.length == 0)
		return false;
	if (octets->comparison == COMPARE_OCTETS)
		*c = take(octets);
	else
		*c = octets->is_quoted ? take_quoted(octets) : take_plain(octets);
	return true;
}

static bool values_match(struct span name, struct span a, struct span b)
{
	enum comparison comparison = comparison_of(name);
	struct octets in_a = octets_of(a, comparison), in_b = octets_of(b, comparison);
	char octet_a, octet_b;

	while (octet_next(&in_a, &octet_a))
		if (!octet_next(&in_b, &octet_b) || octet_a != octet_b)
			return false;
	return !octet_next(&in_b, &octet_b);
}

/* ---- the names ---- */

/* The fields that Vary of a response names. */
struct vary {
	const struct httpstatus_exchange *stored;
	uint32_t place;
	struct span line;
	struct places asked; /* the fields of the request that came up already */
};

static struct vary vary_of(const struct httpstatus_exchange *stored)
{
	return (struct vary){.stored = stored, .place = exchange_lines(stored, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"))};
}

static bool vary_next(struct vary *vary, struct span *name)
{
	while (!list_next(&vary->line, name))
		if (!exchange_line_next(vary->stored, &vary->place, &vary->line))
			return false;
	return true;
}

/* A star, what is no name, and what is not stored of a request: nothing matches there. */
static bool never_matches(struct span name)
{
	return !span_is_token(name) || span_equals(name, SPAN("*")) ||
	       span_equals_ignoring_case(name, SPAN("Proxy-Authorization"));
}

/* Whether a field of the request is named for the first time; one that it has not got always is. */
static bool comes_up_first(struct vary *vary, const struct httpstatus_exchange *request, struct span name)
{
	uint32_t place = exchange_field_place(request, HTTPSTATUS_PART_REQUEST, name);

	return place == NO_PLACE || places_add(&vary->asked, place);
}

/* So many that the set of them has no room: nobody varies by that. */
static bool has_too_many_fields(const struct httpstatus_exchange *request)
{
	return request->groups.count > PLACES_MOST;
}

bool vary_has_names(const struct httpstatus_exchange *stored)
{
	struct vary vary = vary_of(stored);
	struct span name;

	return vary_next(&vary, &name);
}

bool vary_is_same(const struct httpstatus_exchange *a, const struct httpstatus_exchange *b)
{
	struct span of_a, of_b;
	bool in_a = exchange_value(a, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &of_a);
	bool in_b = exchange_value(b, HTTPSTATUS_PART_RESPONSE, SPAN("Vary"), &of_b);

	return in_a == in_b && (!in_a || values_match(SPAN("Vary"), of_a, of_b));
}

static bool fields_match(
	const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request, struct span name)
{
	struct span a, b;
	bool in_a = exchange_value(stored, HTTPSTATUS_PART_REQUEST, name, &a);
	bool in_b = exchange_value(request, HTTPSTATUS_PART_REQUEST, name, &b);

	return in_a == in_b && (!in_a || values_match(name, a, b));
}

int vary_matches(const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct vary vary = vary_of(stored);
	bool any = false;
	struct span name;
	bool is_open = exchange_request_is_open(stored) || exchange_request_is_open(request);

	for (; vary_next(&vary, &name); any = true) {
		if (never_matches(name) || has_too_many_fields(request))
			return 0;
		if (comes_up_first(&vary, request, name) && !fields_match(stored, request, name))
			return is_open ? -1 : 0;
	}
	return exchange_response_is_open(stored) || (any && is_open) ? -1 : 1;
}

/* ---- as a key ---- */

/* What is written counts on where the room ends, so that the length is known all the same. */
struct key {
	char *out;
	size_t size, length;
};

static void put(struct key *key, char c)
{
	if (key->length < key->size)
		key->out[key->length] = c;
	key->length++;
}

/* Octets that would end a line or begin an escape are escaped: else two requests that differ could have one key. */
static void put_escaped(struct key *key, char c)
{
	static const char digits[] = "0123456789ABCDEF";

	if ((unsigned char)c >= ' ' && c != 0x7f && c != '%') {
		put(key, c);
		return;
	}
	put(key, '%');
	put(key, digits[(unsigned char)c >> 4]);
	put(key, digits[c & 15]);
}

/* A line for each field: its name, and a colon and its value where the request has it. */
static void put_field(struct key *key, const struct httpstatus_exchange *request, struct span name)
{
	struct octets octets;
	struct span value;
	char c;

	for (size_t i = 0; i < name.length; i++)
		put_escaped(key, lower_case(name.bytes[i]));
	if (exchange_value(request, HTTPSTATUS_PART_REQUEST, name, &value)) {
		put(key, ':');
		for (octets = octets_of(value, comparison_of(name)); octet_next(&octets, &c);)
			put_escaped(key, c);
	}
	put(key, '\n');
}

/* False where no request has the key, or it is unknown. */
static bool put_fields(
	struct key *key, const struct httpstatus_exchange *stored, const struct httpstatus_exchange *request)
{
	struct vary vary = vary_of(stored);
	struct span name;

	while (vary_next(&vary, &name)) {
		if (never_matches(name) || has_too_many_fields(request) || exchange_request_is_open(request))
			return false;
		if (comes_up_first(&vary, request, name))
			put_field(key, request, name);
	}
	return !exchange_response_is_open(stored);
}

size_t httpstatus_cache_vary_key(const struct httpstatus_cache *cache, const struct httpstatus_exchange *stored,
	const struct httpstatus_exchange *request, char *out, size_t size)
{
	struct key key = {out, out ? size : 0, 0};
	bool known = httpstatus_exchange_status(stored) && request && put_fields(&key, stored, request);

	(void)cache; /* both kinds go by the same rules */
	if (!known)
		key.length = 0;
	if (key.size)
		key.out[key.length < key.size ? key.length : key.size - 1] = '\0';
	return known ? key.length : SIZE_MAX;
}
