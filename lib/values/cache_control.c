/*
 * What caches are told: Cache-Control and Age.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

enum { MAX_STALE_ANY = -2 }; /* stands in max_stale until all is read */

struct directive {
	struct span name;     /* empty where the element begins with no token */
	struct span argument; /* a token or a quoted string; empty where there is none */
	bool valid;           /* the element is a cache-directive; if not, there may be no sense in the argument */
};

/* ---- a directive and its argument ---- */

static struct span token_at_start(struct span span)
{
	return span_first(span, span_token_length(span));
}

/* RFC 9111, 5.2: token [ "=" ( token / quoted-string ) ], no white space around "=". */
static struct directive directive_read(struct span element)
{
	struct directive directive = {.name = token_at_start(element)};
	struct span rest = span_from(element, directive.name.length);

	directive.valid = directive.name.length > 0;
	if (rest.length == 0)
		return directive;
	directive.argument = span_from(rest, 1);
	directive.valid = directive.valid && rest.bytes[0] == '=' &&
			  (span_is_token(directive.argument) || span_is_quoted_string(directive.argument));
	return directive;
}

static bool directive_is(struct directive directive, struct span name)
{
	return span_equals_ignoring_case(directive.name, name);
}

/* Both forms say the same (RFC 9110, 5.6.6): what stands between the quotes, and the token itself. */
static struct span argument_text(struct span argument)
{
	if (argument.length == 0 || argument.bytes[0] != '"')
		return argument;
	return span_first(span_from(argument, 1), argument.length - 2);
}

/* The next octet of a text, where a quoted pair is the octet behind its backslash (RFC 9110, 5.6.4); a token has no backslash. */
static bool octet_next(struct span *text, char *octet)
{
	if (text->length > 1 && text->bytes[0] == '\\')
		*text = span_from(*text, 1);
	if (text->length == 0)
		return false;
	*octet = text->bytes[0];
	*text = span_from(*text, 1);
	return true;
}

/* RFC 9111, 1.2.2: more than we can count is the most that we can. */
static int64_t append_digit(int64_t number, int digit)
{
	return number > (INT64_MAX - digit) / 10 ? INT64_MAX : number * 10 + digit;
}

static bool delta_seconds_read(struct span text, int64_t *seconds)
{
	int64_t read = 0;
	char octet;

	if (text.length == 0)
		return false;
	while (octet_next(&text, &octet)) {
		if (!is_digit(octet))
			return false;
		read = append_digit(read, octet - '0');
	}
	*seconds = read;
	return true;
}

/* RFC 9111, 5.2.2.4, 5.2.2.7: #field-name, and at least one. */
static bool has_field_names(struct span text)
{
	enum { BEFORE_NAME, IN_NAME, AFTER_NAME } place = BEFORE_NAME;
	bool any = false;
	char octet;

	while (octet_next(&text, &octet)) {
		if (octet == ',') {
			place = BEFORE_NAME;
		} else if (is_white(octet)) {
			place = place == IN_NAME ? AFTER_NAME : place;
		} else if (place == AFTER_NAME || !is_tchar(octet)) {
			return false;
		} else {
			place = IN_NAME;
			any = true;
		}
	}
	return any;
}

/* ---- what it means ---- */

/* Where the seconds of a directive go; NULL for one that takes none. */
static int64_t *place_of_seconds(struct cache_control *out, struct directive directive)
{
	const struct {
		struct span name;
		int64_t *seconds;
	} places[] = {
		{SPAN("max-age"), &out->max_age},
		{SPAN("s-maxage"), &out->s_maxage},
		{SPAN("stale-while-revalidate"), &out->stale_while_revalidate},
		{SPAN("stale-if-error"), &out->stale_if_error},
		{SPAN("max-stale"), &out->max_stale},
		{SPAN("min-fresh"), &out->min_fresh},
	};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (directive_is(directive, places[i].name))
			return places[i].seconds;
	return NULL;
}

/* Where it goes that a directive is there; NULL for one that takes an argument, and for one that we do not know. */
static bool *place_of_flag(struct cache_control *out, struct directive directive)
{
	const struct {
		struct span name;
		bool *flag;
	} places[] = {
		{SPAN("no-store"), &out->no_store},
		{SPAN("public"), &out->public_},
		{SPAN("must-revalidate"), &out->must_revalidate},
		{SPAN("proxy-revalidate"), &out->proxy_revalidate},
		{SPAN("must-understand"), &out->must_understand},
		{SPAN("no-transform"), &out->no_transform},
		{SPAN("only-if-cached"), &out->only_if_cached},
		{SPAN("immutable"), &out->immutable},
	};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (directive_is(directive, places[i].name))
			return places[i].flag;
	return NULL;
}

/* RFC 9111, 4.2.1: the first of several counts, and what is no number makes a response stale. */
static void add_seconds(struct cache_control *out, int64_t *place, struct directive directive)
{
	int64_t seconds = 0;

	if (place == &out->max_stale && directive.valid && directive.argument.length == 0)
		seconds = MAX_STALE_ANY;
	else if (!directive.valid || !delta_seconds_read(argument_text(directive.argument), &seconds))
		out->invalid = true;
	if (*place == NUMBER_NONE)
		*place = seconds;
	else if (*place != seconds)
		out->repeated = true;
}

/* An argument that names no field does not qualify anything: the directive is as strict as without one. */
static void add_qualified(bool *unqualified, bool *qualified, struct directive directive)
{
	if (directive.valid && has_field_names(argument_text(directive.argument)))
		*qualified = true;
	else
		*unqualified = true;
}

/* An argument where none is allowed has no meaning (RFC 8246, 2). What is no directive allows nothing, but it may forbid: "no-store foo" does
 * not want to be stored. */
static void add_flag(struct cache_control *out, bool *flag, struct directive directive)
{
	if (directive.valid || flag == &out->no_store)
		*flag = true;
}

static void add_directive(struct cache_control *out, struct directive directive)
{
	int64_t *seconds = place_of_seconds(out, directive);
	bool *flag = place_of_flag(out, directive);

	if (!directive.valid)
		out->invalid = true;
	if (seconds)
		add_seconds(out, seconds, directive);
	else if (flag)
		add_flag(out, flag, directive);
	else if (directive_is(directive, SPAN("no-cache")))
		add_qualified(&out->no_cache, &out->no_cache_fields, directive);
	else if (directive_is(directive, SPAN("private")))
		add_qualified(&out->private_, &out->private_fields, directive);
}

void cache_control_read(struct span value, struct cache_control *out)
{
	struct span element;

	*out = (struct cache_control){
		.max_age = NUMBER_NONE,
		.s_maxage = NUMBER_NONE,
		.stale_while_revalidate = NUMBER_NONE,
		.stale_if_error = NUMBER_NONE,
		.max_stale = NUMBER_NONE,
		.min_fresh = NUMBER_NONE,
	};
	while (list_next(&value, &element))
		add_directive(out, directive_read(element));
	if (out->max_stale == MAX_STALE_ANY) {
		out->max_stale = NUMBER_NONE;
		out->max_stale_any = true;
	}
}

/* ---- Age ---- */

/* RFC 9111, 5.1: later members of a list are discarded. */
bool age_read(struct span value, int64_t *seconds)
{
	struct span first;

	return list_next(&value, &first) && span_number(first, seconds);
}
