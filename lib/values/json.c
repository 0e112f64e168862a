/*
 * Writing JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "json.h"

struct json json_begin(char *out, size_t size)
{
	return (struct json){.out = out, .size = out ? size : 0};
}

size_t json_end(struct json *json)
{
	if (json->size)
		json->out[json->length < json->size ? json->length : json->size - 1] = '\0';
	return json->length;
}

static void put(struct json *json, char c)
{
	if (json->length + 1 < json->size)
		json->out[json->length] = c;
	json->length++;
}

static void put_all(struct json *json, struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		put(json, text.bytes[i]);
}

/* Before a value, or the name of a member. */
static void separate(struct json *json)
{
	if (json->separates)
		put(json, ',');
	json->separates = true;
}

static void open(struct json *json, char bracket)
{
	separate(json);
	put(json, bracket);
	json->separates = false;
}

static void close(struct json *json, char bracket)
{
	put(json, bracket);
	json->separates = true;
}

void json_object(struct json *json)
{
	open(json, '{');
}

void json_object_end(struct json *json)
{
	close(json, '}');
}

void json_array(struct json *json)
{
	open(json, '[');
}

void json_array_end(struct json *json)
{
	close(json, ']');
}

void json_key(struct json *json, const char *name)
{
	json_text(json, name);
	put(json, ':');
	json->separates = false;
}

void json_null(struct json *json)
{
	json_raw(json, SPAN("null"));
}

void json_bool(struct json *json, bool value)
{
	json_raw(json, value ? SPAN("true") : SPAN("false"));
}

void json_state(struct json *json, int state)
{
	if (state < 0)
		json_null(json);
	else
		json_bool(json, state);
}

void json_number(struct json *json, int64_t number)
{
	char digits[NUMBER_SIZE];

	if (number == INT64_MIN) {
		json_null(json);
		return;
	}
	separate(json);
	if (number < 0)
		put(json, '-');
	number_write(number < 0 ? -number : number, digits);
	put_all(json, span_of(digits));
}

/* RFC 8259, 7: quotes, backslashes and control characters are escaped. */
static void put_character(struct json *json, unsigned char c)
{
	static const char digits[] = "0123456789abcdef";

	if (c == '"' || c == '\\')
		put(json, '\\');
	if (c >= ' ') {
		put(json, (char)c);
		return;
	}
	put_all(json, SPAN("\\u00"));
	put(json, digits[c >> 4]);
	put(json, digits[c & 15]);
}

void json_text(struct json *json, const char *text)
{
	if (!text) {
		json_null(json);
		return;
	}
	separate(json);
	put(json, '"');
	for (; *text; text++)
		put_character(json, (unsigned char)*text);
	put(json, '"');
}

void json_octets(struct json *json, struct span octets)
{
	if (!octets.bytes) {
		json_null(json);
		return;
	}
	bool utf8 = span_is_utf8(octets);

	separate(json);
	put(json, '"');
	for (size_t i = 0; i < octets.length; i++) {
		unsigned char c = (unsigned char)octets.bytes[i];

		if (c < 0x80 || utf8) {
			put_character(json, c);
		} else {
			put(json, (char)(0xc0 | c >> 6));
			put(json, (char)(0x80 | (c & 0x3f)));
		}
	}
	put(json, '"');
}

void json_raw(struct json *json, struct span raw)
{
	separate(json);
	put_all(json, raw);
}
