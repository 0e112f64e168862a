/*
 * The form that all spellings of one http or https URI have in common.
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

static int hexadecimal(char c)
{
	return is_digit(c) ? c - '0' : lower_case(c) - 'a' + 10;
}

/* RFC 3986, 2.3. */
static bool is_unreserved(char c)
{
	return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

static char upper_case(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Takes the escapes of unreserved characters off, and writes the others in upper case (RFC 3986, 6.2.2.1, 6.2.2.2): before dot segments are
 * removed, since an escaped dot is one. */
static bool put_unescaped(struct buffer *out, struct span uri)
{
	if (!buffer_reserve(out, uri.length + 1))
		return false;
	out->used = 0;
	for (size_t i = 0; i < uri.length; i++) {
		char octet = uri.bytes[i];

		if (!is_escape(span_from(uri, i))) {
			out->bytes[out->used++] = octet;
			continue;
		}
		char meant = (char)(hexadecimal(uri.bytes[i + 1]) << 4 | hexadecimal(uri.bytes[i + 2]));
		if (is_unreserved(meant)) {
			out->bytes[out->used++] = meant;
		} else {
			out->bytes[out->used++] = '%';
			out->bytes[out->used++] = upper_case(uri.bytes[i + 1]);
			out->bytes[out->used++] = upper_case(uri.bytes[i + 2]);
		}
		i += 2;
	}
	out->bytes[out->used] = '\0';
	return true;
}

static bool put_lower(struct buffer *out, struct span text)
{
	size_t begin = out->used;

	if (!buffer_put(out, text))
		return false;
	for (size_t i = begin; i < out->used; i++)
		if (!(i >= begin + 1 && out->bytes[i - 1] == '%') && !(i >= begin + 2 && out->bytes[i - 2] == '%'))
			out->bytes[i] = lower_case(out->bytes[i]);
	return true;
}

/* RFC 9110, 4.2.3: without the scheme's default port, and without leading zeros. */
static bool put_port(struct buffer *out, struct span scheme, struct span port)
{
	while (port.length > 1 && port.bytes[0] == '0')
		port = span_from(port, 1);
	if (port.length == 0 || span_equals(port, scheme_default_port(scheme)))
		return true;
	return buffer_put(out, SPAN(":")) && buffer_put(out, port);
}

static bool put_authority(struct buffer *out, struct span scheme, struct span text)
{
	struct authority authority;

	authority_split(text, &authority);
	if (authority.has_userinfo && !(buffer_put(out, authority.userinfo) && buffer_put(out, SPAN("@"))))
		return false;
	return put_lower(out, authority.host) && put_port(out, scheme, authority.port);
}

bool uri_normalize(struct span text, bool has_path, struct buffer *scratch, struct buffer *out)
{
	struct uri uri;
	unsigned defects;

	if (!put_unescaped(out, text))
		return false;
	struct span unescaped = {out->bytes, out->used};
	size_t size = uri_resolve(unescaped, unescaped, false, NULL, 0, &defects);
	if (!buffer_reserve(scratch, size + 1))
		return false;
	uri_resolve(unescaped, unescaped, false, scratch->bytes, size, &defects);
	uri_split((struct span){scratch->bytes, size}, &uri);
	out->used = 0;
	return put_lower(out, uri.scheme) && buffer_put(out, SPAN("://")) &&
	       put_authority(out, uri.scheme, uri.authority) &&
	       buffer_put(out, uri.path.length == 0 && has_path ? SPAN("/") : uri.path) &&
	       (!uri.has_query || (buffer_put(out, SPAN("?")) && buffer_put(out, uri.query)));
}
