/*
 * A text by its lines, and what a line can be.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <strings.h>

/* ---- spans ---- */

struct span span_from(struct span span, size_t begin)
{
	return (struct span){span.bytes + begin, span.length - begin};
}

struct span span_first(struct span span, size_t length)
{
	return (struct span){span.bytes, length};
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span span)
{
	while (span.length && is_white(span.bytes[0]))
		span = span_from(span, 1);
	while (span.length && is_white(span.bytes[span.length - 1]))
		span.length--;
	return span;
}

bool span_equals(struct span span, const char *word)
{
	return span.length == strlen(word) && memcmp(span.bytes, word, span.length) == 0;
}

bool span_begins(struct span span, const char *word)
{
	size_t length = strlen(word);

	return span.length >= length && strncasecmp(span.bytes, word, length) == 0;
}

bool span_has(struct span span, const char *word)
{
	return memmem(span.bytes, span.length, word, strlen(word)) != NULL;
}

size_t span_until(struct span span, const char *octets)
{
	size_t length = 0;

	while (length < span.length && !(span.bytes[length] && strchr(octets, span.bytes[length])))
		length++;
	return length;
}

bool span_is_blank(struct span span)
{
	return span_trim(span).length == 0;
}

bool span_take_word(struct span *rest, struct span *word)
{
	size_t length = 0;

	while (rest->length && is_white(rest->bytes[0]))
		*rest = span_from(*rest, 1);
	while (length < rest->length && !is_white(rest->bytes[length]))
		length++;
	*word = span_first(*rest, length);
	*rest = span_from(*rest, length);
	return length > 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int64_t span_number(struct span span)
{
	int64_t number = 0;

	if (span.length == 0)
		return HTTPSTATUS_UNKNOWN;
	for (size_t i = 0; i < span.length; i++) {
		if (!is_digit(span.bytes[i]))
			return HTTPSTATUS_UNKNOWN;
		number = number > INT64_MAX / 10 - 1 ? INT64_MAX : number * 10 + (span.bytes[i] - '0');
	}
	return number;
}

/* ---- lines ---- */

bool line_take(struct span *rest, struct span *line)
{
	if (rest->length == 0)
		return false;
	const char *end = memchr(rest->bytes, '\n', rest->length);
	size_t length = end ? (size_t)(end - rest->bytes) : rest->length;
	*line = span_first(*rest, length);
	*rest = span_from(*rest, length + (end != NULL));
	while (line->length && line->bytes[line->length - 1] == '\r') /* Windows makes two of one */
		line->length--;
	return true;
}

static struct span first_line(struct span rest)
{
	struct span line = {rest.bytes, 0};

	line_take(&rest, &line);
	return line;
}

bool line_is_status(struct span line)
{
	return httpstatus_status_line_read(line.bytes, line.length, NULL, NULL, NULL) == 0;
}

/* RFC 9110, 5.6.2. */
static size_t token_length(struct span span)
{
	size_t length = 0;

	while (length < span.length && span.bytes[length] > ' ' && span.bytes[length] < 0x7f &&
		!strchr("\"(),/:;<=>?@[\\]{}", span.bytes[length]))
		length++;
	return length;
}

/* RFC 9112, 3; "HTTP/2" without a minor version is how curl writes it. */
bool line_is_request(struct span line)
{
	size_t method = token_length(line), target = line.length;

	while (target > 0 && line.bytes[target - 1] != ' ')
		target--;
	struct span version = span_from(line, target);
	if (method == 0 || target < method + 3 || line.bytes[method] != ' ' || line.bytes[method + 1] == ' ')
		return false;
	if (version.length < 6 || memcmp(version.bytes, "HTTP/", 5) != 0 || !is_digit(version.bytes[5]))
		return false;
	if (version.length == 6)
		return version.bytes[5] >= '2';
	return version.length == 8 && version.bytes[6] == '.' && is_digit(version.bytes[7]);
}

/* A pseudo-header field is one too. */
bool line_is_field(struct span line)
{
	size_t colon = line.length && line.bytes[0] == ':';

	size_t length = token_length(span_from(line, colon));
	colon += length;
	while (colon < line.length && (line.bytes[colon] == ' ' || line.bytes[colon] == '\t'))
		colon++;
	return length > 0 && colon < line.length && line.bytes[colon] == ':';
}

bool line_begins_message(struct span line)
{
	return line_is_status(line) || line_is_request(line);
}

bool line_is_fence(struct span line)
{
	return span_begins(line, "```") || span_begins(line, "~~~");
}

/* "100    12  100    12    0     0     89      0 --:--:-- --:--:-- --:--:--    88" */
size_t meter_length(struct span line)
{
	size_t length = 0;

	while (length < line.length && line.bytes[length] && strchr(" \r:.-0123456789kKMGTP", line.bytes[length]))
		length++;
	return length >= 60 && span_has(span_first(line, length), "-:--") ? length : 0;
}

bool line_is_chatter(struct span line)
{
	static const char *const words[] = {"  % Total ", "% Total ", "                                 Dload ",
		"Dload ", "curl: (", "Warning: ", "Note: ", "Elapsed time: ", "# got header ", "[0] Downloading ",
		"http: warning: ", "http: error: "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_begins(line, words[i]))
			return true;
	return line.length && meter_length(line) == line.length;
}

/* ---- heads ---- */

bool text_put(struct text *text, struct span span)
{
	return span.length == 0 || text_add(text, span.bytes, span.length);
}

bool head_take(struct span *rest, struct span *head)
{
	struct span after = *rest, line;
	const char *begin = rest->bytes;
	bool first = true, whole = false;

	while (!whole && line_take(&after, &line)) {
		if (!first && line_begins_message(line))
			whole = true;
		else if (!first && line_is_fence(line))
			break;
		else
			*rest = after;
		whole = whole || line.length == 0;
		first = false;
	}
	*head = (struct span){begin, (size_t)(rest->bytes - begin)};
	return whole;
}

bool head_begins(struct span rest, const char **until)
{
	struct span line;
	bool first = true;

	*until = rest.bytes;
	if (!line_begins_message(first_line(rest)))
		return false;
	line_take(&rest, &line);
	while (line_take(&rest, &line)) {
		*until = line.bytes;
		if (line.length == 0 || line_begins_message(line))
			return true;
		bool folded = !first && (line.bytes[0] == ' ' || line.bytes[0] == '\t');
		if (!folded && !line_is_field(line))
			return false;
		first = false;
	}
	return !first; /* one that is cut is one all the same */
}

bool head_put(struct text *head, struct span line)
{
	return text_put(head, line) && text_add(head, "\r\n", 2);
}

struct span field_name(struct span line, struct span *value)
{
	struct span behind = line.length && line.bytes[0] == ':' ? span_from(line, 1) : line;
	const char *colon = memchr(behind.bytes, ':', behind.length);
	size_t length = colon ? (size_t)(colon - line.bytes) : line.length;

	*value = span_trim(colon ? span_from(line, length + 1) : span_from(line, line.length));
	return span_trim(span_first(line, length));
}
