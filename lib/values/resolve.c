/*
 * The target that a URI reference has, seen from a base.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

/* What is written counts on where the room ends, so that the length is known all the same. */
struct writer {
	char *bytes;
	size_t size, length;
};

static void put(struct writer *to, char c)
{
	if (to->length < to->size)
		to->bytes[to->length] = c;
	to->length++;
}

static void put_escaped(struct writer *to, char c)
{
	static const char digits[] = "0123456789ABCDEF";

	put(to, '%');
	put(to, digits[(unsigned char)c >> 4]);
	put(to, digits[(unsigned char)c & 15]);
}

static void put_all(struct writer *to, struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		put(to, text.bytes[i]);
}

/* The parts of a URI, by the octets that may stand in them: each has those of the one before, and more. */
enum component { COMPONENT_HOST, COMPONENT_USERINFO, COMPONENT_PATH, COMPONENT_QUERY };

/* RFC 3986, 2.2, 2.3 and 3.2 to 3.5. */
static bool is_allowed(char c, enum component component)
{
	if (is_alpha(c) || is_digit(c) || memchr("-._~!$&'()*+,;=", c, 15))
		return true;
	switch (c) {
	case ':':
		return component >= COMPONENT_USERINFO;
	case '@':
	case '/':
		return component >= COMPONENT_PATH;
	case '?':
		return component >= COMPONENT_QUERY;
	default:
		return false;
	}
}

static unsigned octet_defect(char c)
{
	if (c == '%')
		return URI_DEFECT_PERCENT;
	if ((unsigned char)c > 0x7f)
		return URI_DEFECT_NON_ASCII;
	return c <= ' ' || c == 0x7f ? URI_DEFECT_SPACE : URI_DEFECT_CHARACTER;
}

/* Writes a component, and gives the defects that were mended. */
static unsigned encode(struct writer *to, struct span text, enum component component)
{
	unsigned defects = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];

		if (is_allowed(c, component) || is_escape(span_from(text, i))) {
			put(to, c);
		} else {
			put_escaped(to, c);
			defects |= octet_defect(c);
		}
	}
	return defects;
}

static unsigned encode_host(struct writer *to, struct authority authority)
{
	struct span host = authority.host;

	if (!authority.is_literal)
		return encode(to, host, COMPONENT_HOST);
	put(to, '[');
	unsigned defects = encode(to, span_from(span_first(host, host.length - 1), 1), COMPONENT_USERINFO);
	put(to, ']');
	return defects;
}

static unsigned encode_authority(struct writer *to, struct span text)
{
	struct authority authority;
	unsigned defects = 0;

	authority_split(text, &authority);
	if (authority.has_userinfo) {
		defects |= encode(to, authority.userinfo, COMPONENT_USERINFO);
		put(to, '@');
	}
	defects |= encode_host(to, authority);
	if (authority.has_port) {
		put(to, ':');
		defects |= encode(to, authority.port, COMPONENT_HOST);
	}
	return defects;
}

/* What follows the path. */
static unsigned encode_tail(struct writer *to, const struct uri *uri)
{
	unsigned defects = 0;

	if (uri->has_query) {
		put(to, '?');
		defects |= encode(to, uri->query, COMPONENT_QUERY);
	}
	if (uri->has_fragment) {
		put(to, '#');
		defects |= encode(to, uri->fragment, COMPONENT_QUERY);
	}
	return defects;
}

/* A path of which segments are taken from the end on: the directory, a "/" where it is joined, and the tail. */
struct path {
	struct span directory, tail;
	bool joined;
};

/* A segment, and whether a "/" stands before it. */
struct step {
	struct span segment;
	bool slash;
};

/* Where the last segment starts: behind the last "/". */
static size_t last_segment(struct span path)
{
	size_t start = path.length;

	while (start > 0 && path.bytes[start - 1] != '/')
		start--;
	return start;
}

static bool path_take_last(struct path *path, struct step *step)
{
	size_t start = last_segment(path->tail);

	if (path->tail.length == 0 && !path->joined)
		return false;
	*step = (struct step){span_from(path->tail, start), start > 0 || path->joined};
	if (start > 0)
		path->tail.length = start - 1;
	else
		*path = (struct path){.tail = path->directory};
	return true;
}

/* What is left of a path without its dot segments, from the end on. */
struct walk {
	struct path path;
	size_t ups; /* segments that a ".." behind them takes away */
	bool begun;
};

/* RFC 3986, 5.2.4, backwards: so a ".." is known before the segment that it removes, and nothing has to be remembered but their number. What
 * more of them there are than segments is lost at the start of the path, as it has to be. */
static bool walk_next(struct walk *walk, struct step *step)
{
	while (path_take_last(&walk->path, step)) {
		bool up = span_equals(step->segment, SPAN(".."));
		bool last = !walk->begun;

		walk->begun = true;
		if (up || span_equals(step->segment, SPAN("."))) {
			walk->ups += up;
			step->segment.length = 0;
			if (last)
				return true; /* the "/" stays: 5.2.4, 2B and 2C */
		} else if (walk->ups == 0) {
			return true;
		} else {
			walk->ups--;
		}
	}
	return false;
}

static void put_step(struct writer *to, struct step step)
{
	if (step.slash)
		put(to, '/');
	encode(to, step.segment, COMPONENT_PATH);
}

static size_t step_length(struct step step)
{
	struct writer count = {0};

	put_step(&count, step);
	return count.length;
}

/* How long the path will be, and whether it will start with "//". */
static size_t path_measure(struct path path, bool *two_slashes)
{
	struct walk walk = {.path = path};
	struct step step;
	size_t length = 0;

	*two_slashes = false;
	while (walk_next(&walk, &step)) {
		*two_slashes = length > 0 && step.slash && step.segment.length == 0;
		length += step_length(step);
	}
	return length;
}

/* RFC 3986, 3.3: without an authority no path starts with "//"; what follows would be taken for one. "/.//" is the same path. */
static void put_path(struct writer *to, struct path path, bool has_authority)
{
	struct walk walk = {.path = path};
	struct step step;
	bool two_slashes;
	size_t length = path_measure(path, &two_slashes);

	if (two_slashes && !has_authority)
		put_all(to, SPAN("/."));
	to->length += length;
	if (to->length > to->size)
		return;
	for (size_t end = to->length; walk_next(&walk, &step);) {
		end -= step_length(step);
		put_step(&(struct writer){to->bytes, to->size, end}, step);
	}
}

/* RFC 3986, 5.2.4, 2A: at the start of a path that does not begin with "/". */
static struct span without_leading_dots(struct span path)
{
	for (;;) {
		if (span_equals(span_first(path, 2), SPAN("./")))
			path = span_from(path, 2);
		else if (span_equals(span_first(path, 3), SPAN("../")))
			path = span_from(path, 3);
		else
			return path;
	}
}

/* RFC 3986, 5.2.3. */
static struct path path_merge(const struct uri *base, struct span tail)
{
	if (base->has_authority && base->path.length == 0)
		return (struct path){.joined = true, .tail = tail};
	struct span directory = without_leading_dots(span_first(base->path, last_segment(base->path)));
	if (directory.length == 0)
		return (struct path){.tail = without_leading_dots(tail)};
	return (struct path){.directory = span_first(directory, directory.length - 1), .joined = true, .tail = tail};
}

/* RFC 3986, 5.2.2. */
struct target {
	struct uri uri; /* its path only where no dot segments are to be removed */
	struct path path;
};

static struct target target_of(const struct uri *base, const struct uri *reference)
{
	struct target target = {.uri = *reference};

	target.uri.path.length = 0;
	target.path.tail = without_leading_dots(reference->path);
	if (reference->has_scheme)
		return target;
	target.uri.scheme = base->scheme;
	if (reference->has_authority)
		return target;
	target.uri.authority = base->authority;
	target.uri.has_authority = base->has_authority;
	if (reference->path.length > 0) {
		if (reference->path.bytes[0] != '/')
			target.path = path_merge(base, reference->path);
		return target;
	}
	target.uri.path = base->path;
	if (!reference->has_query) {
		target.uri.query = base->query;
		target.uri.has_query = base->has_query;
	}
	return target;
}

/* RFC 3986, 5.3. */
static void put_target(struct writer *to, const struct target *target)
{
	put_all(to, target->uri.scheme);
	put(to, ':');
	if (target->uri.has_authority) {
		put_all(to, SPAN("//"));
		encode_authority(to, target->uri.authority);
	}
	encode(to, target->uri.path, COMPONENT_PATH);
	put_path(to, target->path, target->uri.has_authority);
	encode_tail(to, &target->uri);
}

/* RFC 3986, 4.2: a relative path has no ":" in its first segment. */
static bool is_like_a_scheme(const struct uri *reference)
{
	if (reference->has_scheme)
		return false;
	for (size_t i = 0; i < reference->path.length && reference->path.bytes[i] != '/'; i++)
		if (reference->path.bytes[i] == ':')
			return true;
	return false;
}

static unsigned reference_defects(const struct uri *reference)
{
	struct writer nowhere = {0};
	unsigned defects = is_like_a_scheme(reference) ? URI_DEFECT_SCHEME : 0;

	defects |= encode_authority(&nowhere, reference->authority);
	defects |= encode(&nowhere, reference->path, COMPONENT_PATH);
	return defects | encode_tail(&nowhere, reference);
}

/* RFC 9110, 4.2.1 and 4.2.2. */
static unsigned server_defects(const struct uri *target)
{
	struct authority authority;
	int64_t port = 0;
	unsigned defects = 0;

	authority_split(target->authority, &authority);
	if (authority.port.length > 0 && (!span_number(authority.port, &port) || port > UINT16_MAX))
		defects |= URI_DEFECT_PORT;
	if (authority.host.length == 0 && scheme_is_http(target->scheme))
		defects |= URI_DEFECT_HOST;
	return defects;
}

size_t uri_resolve(struct span base, struct span reference, bool inherit, char *out, size_t size, unsigned *defects)
{
	enum { LONGER = 8 }; /* than all octets of both encoded */
	struct writer to = {out, size, 0};
	struct uri from, of;

	*defects = 0;
	uri_split(base, &from);
	uri_split(reference, &of);
	if (!from.has_scheme || base.length > SIZE_MAX / LONGER || reference.length > SIZE_MAX / LONGER)
		return 0;
	struct target target = target_of(&from, &of);
	if (inherit && !of.has_fragment) {
		target.uri.fragment = from.fragment;
		target.uri.has_fragment = from.has_fragment;
	}
	put_target(&to, &target);
	*defects = reference_defects(&of) | server_defects(&target.uri);
	return to.length;
}
