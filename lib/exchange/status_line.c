/*
 * The status line of HTTP/1, read and written.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <httpstatus/status.h>
#include <string.h>

/* RFC 9112, 2.3. Without a minor version from 2 on only: no one writes "HTTP/1". */
size_t protocol_version_read(struct span line, int *version)
{
	if (line.length < 6 || !span_equals(span_first(line, 5), SPAN("HTTP/")) || !is_digit(line.bytes[5]))
		return 0;
	*version = (line.bytes[5] - '0') * 10;
	if (line.length < 8 || line.bytes[6] != '.' || !is_digit(line.bytes[7]))
		return *version >= 20 ? 6 : 0;
	*version += line.bytes[7] - '0';
	return 8;
}

bool version_has_streams(int64_t version)
{
	return version == 20 || version == 30;
}

/* 0.9, 1 with any minor version (RFC 9110, 2.5), 2 and 3, which have none. */
bool version_is_defined(int64_t version)
{
	return version == 9 || (version >= 10 && version < 20) || version_has_streams(version);
}

/* RFC 9112, 3.2: a target is a URI or a part of one, in which all these are percent-encoded. */
bool target_has_good_octets(struct span target)
{
	for (size_t i = 0; i < target.length; i++)
		if ((unsigned char)target.bytes[i] <= ' ' || (unsigned char)target.bytes[i] >= 0x7f)
			return false;
	return true;
}

int httpstatus_status_line_read(const char *bytes, size_t length, int *version, int *code, size_t *reason)
{
	struct span line = {bytes, bytes ? length : 0};
	int read_version = 0, read_code = 0;
	size_t used = protocol_version_read(line, &read_version);

	if (!used || line.length < used + 4 || line.bytes[used] != ' ')
		return HTTPSTATUS_ERROR_SYNTAX;
	for (size_t i = used + 1; i < used + 4; i++) {
		if (!is_digit(line.bytes[i]))
			return HTTPSTATUS_ERROR_SYNTAX;
		read_code = read_code * 10 + (line.bytes[i] - '0');
	}
	used += 4;
	if (used < line.length && line.bytes[used] != ' ')
		return HTTPSTATUS_ERROR_SYNTAX;
	if (version)
		*version = read_version;
	if (code)
		*code = read_code;
	if (reason)
		*reason = used < line.length ? used + 1 : line.length;
	return 0;
}

static const char *version_text(int version)
{
	switch (version) {
	case 10:
		return "HTTP/1.0 ";
	case 11:
		return "HTTP/1.1 ";
	case 20:
		return "HTTP/2 ";
	case 30:
		return "HTTP/3 ";
	default:
		return NULL;
	}
}

/* Writes octets behind those that are there, as far as there is room. */
static void put(struct buffer *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++, out->used++)
		if (out->used < out->capacity)
			out->bytes[out->used] = bytes[i];
}

size_t httpstatus_status_line_write(
	int version, int code, const char *reason, size_t reason_length, char *out, size_t size)
{
	const char *begin = version_text(version);
	struct buffer line = {out, 0, out ? size : 0};

	if (!reason) {
		reason = httpstatus_phrase(code);
		reason_length = reason ? strlen(reason) : 0;
	}
	if (version >= 20)
		reason_length = 0; /* there is no reason in HTTP/2 and HTTP/3 (RFC 9113, 8.3.2) */
	if (!begin || code < 100 || code > 999 || !span_is_text((struct span){reason, reason_length}))
		return 0;
	put(&line, begin, strlen(begin));
	put(&line, (const char[]){(char)('0' + code / 100), (char)('0' + code / 10 % 10), (char)('0' + code % 10), ' '},
		4);
	put(&line, reason, reason_length);
	if (line.capacity)
		line.bytes[line.used < line.capacity ? line.used : line.capacity - 1] = '\0';
	return line.used;
}
