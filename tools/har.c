/*
 * HAR 1.2, what browsers save: read entry by entry, so that memory is that of one entry.
 *
 * A HAR tells lies about sizes: bodySize is not the content's length, and content.size is so only where no coding was taken off; and a
 * redirectURL is resolved already. So none of them is asked.
 *
 * SPDX-License-Identifier: MIT
 */
#include "input.h"

#include "command.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_FROM = 16 << 20, REASON_SIZE = 256 };

/* ---- finding the entries ---- */

struct har {
	FILE *file;
	const char *name;
	char *text; /* of one value */
	size_t length;
	size_t capacity;
	off_t size;   /* of the file; 0 where that is unknown or not worth a word */
	int progress; /* the percentage shown last */
};

static void put_octet(struct har *har, int c)
{
	if (har->length == har->capacity) {
		har->capacity = har->capacity ? har->capacity * 2 : 4096;
		har->text = realloc(har->text, har->capacity);
		if (!har->text) {
			complain("%s: out of memory", har->name);
			exit(EXIT_TROUBLE);
		}
	}
	har->text[har->length++] = (char)c;
}

static int next_octet(struct har *har)
{
	int c;

	do
		c = getc_unlocked(har->file);
	while (c != EOF && isspace(c));
	return c;
}

/* Takes in the rest of a string, whose quote was read. */
static bool string_scan(struct har *har)
{
	int c;

	while ((c = getc_unlocked(har->file)) != EOF) {
		put_octet(har, c);
		if (c == '"')
			return true;
		if (c == '\\' && (c = getc_unlocked(har->file)) != EOF)
			put_octet(har, c);
	}
	return false;
}

/* Takes in one value as it stands, by its brackets and quotes. What follows it stays in the file. */
static bool value_scan(struct har *har)
{
	int depth = 0, c = next_octet(har);

	har->length = 0;
	for (; c != EOF; c = getc_unlocked(har->file)) {
		if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
			ungetc(c, har->file);
			return har->length > 0;
		}
		put_octet(har, c);
		if (c == '"' && !string_scan(har))
			return false;
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
	}
	return false;
}

/* Goes to the value of a key in the object that begins here. False where there is no such object or key. */
static bool key_find(struct har *har, const char *key)
{
	int c = next_octet(har);

	if (c != '{')
		return false;
	while ((c = next_octet(har)) == '"') {
		har->length = 0;
		if (!string_scan(har) || next_octet(har) != ':')
			return false;
		if (har->length == strlen(key) + 1 && memcmp(har->text, key, har->length - 1) == 0)
			return true;
		if (!value_scan(har) || next_octet(har) != ',')
			return false;
	}
	return false;
}

/* ---- an entry as an exchange ---- */

struct entry {
	struct httpstatus_exchange *exchange;
	char reason[REASON_SIZE]; /* why it cannot be read; empty while it can */
};

__attribute__((format(printf, 2, 3))) static bool refuse(struct entry *entry, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (!entry->reason[0])
		vsnprintf(entry->reason, sizeof entry->reason, format, arguments);
	va_end(arguments);
	return false;
}

/* A value as a person would write it in a complaint. */
static const char *shown(const json_t *value, char text[64])
{
	char *dumped = value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;

	snprintf(text, 64, "%.60s", dumped ? dumped : "missing");
	free(dumped);
	return text;
}

/* A whole number, with a point or without: 200.0 is 200. One that is too large to count is the largest, or the smallest. False where there is none. */
static bool whole_read(const json_t *value, int64_t *number)
{
	double real = json_number_value(value); /* 0 for what is no number */

	if (json_is_integer(value))
		*number = json_integer_value(value);
	else if (real >= 0x1p63)
		*number = INT64_MAX;
	else
		*number = real < -0x1p63 ? INT64_MIN + 1 : (int64_t)real;
	return json_is_integer(value) || (json_is_real(value) && real == floor(real));
}

static bool accept(struct entry *entry, int error)
{
	return error ? refuse(entry, "%s", httpstatus_strerror(error)) : true;
}

static const json_t *object_of(struct entry *entry, const json_t *from, const char *key)
{
	const json_t *object = json_object_get(from, key);
	char text[64];

	if (!json_is_object(object))
		refuse(entry, "%s is %s, not an object", key, shown(object, text));
	return json_is_object(object) ? object : NULL;
}

static bool line_set(struct entry *entry, int line, const char *key, const json_t *value)
{
	char text[64];

	if (!value)
		return true;
	if (!json_is_string(value))
		return refuse(entry, "%s is %s, not a text", key, shown(value, text));
	return accept(entry, httpstatus_exchange_set_line(
				     entry->exchange, line, json_string_value(value), json_string_length(value)));
}

/* "HTTP/1.1", "http/2.0", "h2", "HTTP/3": a digit, and perhaps another behind a point; anything else is unknown. */
static int64_t version_of(const json_t *value)
{
	const char *text = json_is_string(value) ? json_string_value(value) : "";

	if (strncasecmp(text, "http/", 5) == 0)
		text += 5;
	else if (strncasecmp(text, "h", 1) == 0)
		text++;
	if (!isdigit((unsigned char)text[0]))
		return HTTPSTATUS_UNKNOWN;
	if (text[1] == '\0')
		return text[0] >= '2' ? (text[0] - '0') * 10 : HTTPSTATUS_UNKNOWN;
	if (text[1] != '.' || !isdigit((unsigned char)text[2]) || text[3])
		return HTTPSTATUS_UNKNOWN;
	return (text[0] - '0') * 10 + (text[2] - '0');
}

/* Browsers join the lines of a field by line feeds. */
static bool lines_add(struct entry *entry, int part, const json_t *name, const json_t *value)
{
	const char *line = json_string_value(value), *end = line + json_string_length(value);

	for (;;) {
		const char *feed = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((feed ? feed : end) - line);

		if (!accept(entry, httpstatus_exchange_add_field(entry->exchange, part, json_string_value(name),
					   json_string_length(name), line, length)))
			return false;
		if (!feed)
			return true;
		line = feed + 1;
	}
}

static bool fields_add(struct entry *entry, int part, const char *key, const json_t *headers, int incomplete)
{
	const json_t *header;
	size_t i;
	char text[64];

	if (!headers) { /* unknown, not absent; of interim responses nobody asks */
		if (part < HTTPSTATUS_PART_INTERIM)
			httpstatus_exchange_set(entry->exchange, incomplete, 1);
		return true;
	}
	if (!json_is_array(headers))
		return refuse(entry, "%s.headers is %s, not a list", key, shown(headers, text));
	json_array_foreach(headers, i, header)
	{
		const json_t *name = json_object_get(header, "name"), *value = json_object_get(header, "value");

		if (!json_is_string(name) || !json_is_string(value) || json_string_length(name) == 0)
			return refuse(
				entry, "%s.headers %zu is %s, not a name and a value", key, i, shown(header, text));
		if (!lines_add(entry, part, name, value))
			return false;
	}
	return true;
}

static bool request_read(struct entry *entry, const json_t *har)
{
	const json_t *request = object_of(entry, har, "request");

	if (!request)
		return false;
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION,
		version_of(json_object_get(request, "httpVersion")));
	return line_set(entry, HTTPSTATUS_LINE_METHOD, "request.method", json_object_get(request, "method")) &&
	       line_set(entry, HTTPSTATUS_LINE_TARGET, "request.url", json_object_get(request, "url")) &&
	       fields_add(entry, HTTPSTATUS_PART_REQUEST, "request", json_object_get(request, "headers"),
		       HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE);
}

/* Interim responses are not part of HAR; some write them into a list of their own. */
static bool interims_read(struct entry *entry, const json_t *har)
{
	const json_t *interims = json_object_get(har, "_interim"), *interim;
	char text[64];
	size_t i;

	if (interims && !json_is_array(interims))
		return refuse(entry, "_interim is %s, not a list", shown(interims, text));
	json_array_foreach(interims, i, interim)
	{
		const json_t *status = json_object_get(interim, "status");
		int64_t code;

		if (!whole_read(status, &code) || code < 100 || code > 199)
			return refuse(entry, "_interim %zu: status is %s, not a number from 100 to 199", i,
				shown(status, text));
		if (!accept(entry, httpstatus_exchange_add_interim(entry->exchange, (int)code)) ||
			!fields_add(entry, HTTPSTATUS_PART_INTERIM + (int)i, "_interim",
				json_object_get(interim, "headers"), HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE))
			return false;
	}
	return true;
}

/* content.size is the content's length only where no coding was taken off; 0 is also what browsers write when they kept nothing; and
 * where the framing gives no content, it is a stored response's. */
static void content_read(struct entry *entry, const json_t *response)
{
	const json_t *size = json_object_get(json_object_get(response, "content"), "size");
	int kind = httpstatus_exchange_content_kind(entry->exchange);
	int64_t octets;

	if (!whole_read(size, &octets) || octets <= 0 ||
		httpstatus_exchange_field(entry->exchange, HTTPSTATUS_PART_RESPONSE, "content-encoding", 16, 0, NULL))
		return;
	if (kind == HTTPSTATUS_CONTENT_KIND_NONE || kind == HTTPSTATUS_CONTENT_KIND_TUNNEL)
		return;
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, octets);
}

static bool request_has(const struct entry *entry, const char *name)
{
	return httpstatus_exchange_field(entry->exchange, HTTPSTATUS_PART_REQUEST, name, strlen(name), 0, NULL) != NULL;
}

/* Content of which nothing came over the wire is from the browser's cache, which shows a 304 as the 200 it stands for: then the fields are not
 * what the server sent. Of a size that nobody knows, which is -1, so may be what answers a condition. */
static bool may_be_from_cache(const struct entry *entry, const json_t *response)
{
	const json_t *size = json_object_get(json_object_get(response, "content"), "size");
	int64_t came, octets;

	if (!whole_read(json_object_get(response, "bodySize"), &came) || came == -1)
		return request_has(entry, "if-none-match") || request_has(entry, "if-modified-since");
	return came <= 0 && whole_read(size, &octets) && octets > 0;
}

static bool response_read(struct entry *entry, const json_t *har)
{
	const json_t *response = object_of(entry, har, "response");
	const json_t *status = json_object_get(response, "status");
	int64_t code;
	char text[64];

	if (!response)
		return false;
	if (!whole_read(status, &code))
		return refuse(entry, "response.status is %s, not a number", shown(status, text));
	if (code == 0 || code == -1) /* what browsers, and Playwright, write where none came */
		return true;
	if (code < 0 || code > 999)
		return refuse(entry, "response.status is %s, not a number from 0 to 999", shown(status, text));
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_STATUS, code);
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION,
		version_of(json_object_get(response, "httpVersion")));
	if (!line_set(entry, HTTPSTATUS_LINE_REASON, "response.statusText", json_object_get(response, "statusText")) ||
		!fields_add(entry, HTTPSTATUS_PART_RESPONSE, "response", json_object_get(response, "headers"),
			HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE))
		return false;
	if (may_be_from_cache(entry, response))
		httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
	content_read(entry, response);
	return true;
}

/* startedDateTime, "2026-11-22T14:46:33.123Z" or with an offset, in seconds since 1970; anything else is unknown. */
static int64_t started(const json_t *value)
{
	struct tm date = {.tm_isdst = 0};
	const char *rest =
		json_is_string(value) ? strptime(json_string_value(value), "%Y-%m-%dT%H:%M:%S", &date) : NULL;
	int hours = 0, minutes = 0, used = 0;
	char sign = '+';

	if (!rest)
		return HTTPSTATUS_UNKNOWN;
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	if (strcmp(rest, "Z") == 0)
		return timegm(&date);
	if (sscanf(rest, "%1[+-]%2d:%2d%n", (char[2]){0}, &hours, &minutes, &used) != 3 || rest[used])
		return HTTPSTATUS_UNKNOWN;
	sign = *rest;
	int64_t offset = hours * 3600 + minutes * 60;
	return timegm(&date) - (sign == '-' ? -offset : offset);
}

static void times_read(struct entry *entry, const json_t *har)
{
	const json_t *time = json_object_get(har, "time");
	int64_t begin = started(json_object_get(har, "startedDateTime"));
	double duration = json_is_number(time) ? json_number_value(time) / 1000 : 0;

	if (begin == HTTPSTATUS_UNKNOWN)
		return;
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_REQUEST_TIME, begin);
	if (duration > 0 && duration < 1e9)
		begin += (int64_t)ceil(duration);
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME, begin);
}

static bool entry_read(struct entry *entry, const struct har *har)
{
	size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
	json_error_t error;
	json_t *json = json_loadb(har->text, har->length, flags, &error);

	if (!json && json_error_code(&error) == json_error_numeric_overflow) /* too large for an integer only */
		json = json_loadb(har->text, har->length, flags | JSON_DECODE_INT_AS_REAL, &error);
	if (!json)
		return refuse(entry, "%s", error.text);
	bool good = json_is_object(json)
			    ? request_read(entry, json) && interims_read(entry, json) && response_read(entry, json)
			    : refuse(entry, "is not an object");
	if (good)
		times_read(entry, json);
	json_decref(json);
	return good;
}

/* ---- all entries ---- */

static void progress_show(struct har *har)
{
	if (har->size == 0)
		return;
	int percent = (int)(100 * ftello(har->file) / har->size);
	if (percent != har->progress)
		fprintf(stderr, "\rhttpstatus: %s: %d %%", har->name, har->progress = percent);
}

static void progress_end(const struct har *har)
{
	if (har->size)
		fprintf(stderr, "\r%*s\r", (int)strlen(har->name) + 24, "");
}

static off_t size_worth_a_word(FILE *file)
{
	struct stat status;

	if (!isatty(STDERR_FILENO) || fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode))
		return 0;
	return status.st_size >= PROGRESS_FROM ? status.st_size : 0;
}

static int entries_each(
	struct har *har, struct entry *entry, const struct input *input, input_visit *visit, void *context)
{
	int status = EXIT_FOUND, c = next_octet(har);

	if (c == ']')
		return status;
	ungetc(c, har->file);
	for (int64_t i = 0;; i++) {
		if (!value_scan(har)) {
			complain("%s: entry %lld: the file ends, or the entry is empty", har->name, (long long)i);
			return EXIT_TROUBLE;
		}
		entry->reason[0] = '\0';
		if (accept(entry, exchange_begin(entry->exchange, har->name, i)) && entry_read(entry, har)) {
			visit(entry->exchange, input_time(entry->exchange, input), context);
		} else {
			complain("%s: entry %lld: %s", har->name, (long long)i, entry->reason);
			status = EXIT_TROUBLE;
		}
		progress_show(har);
		c = next_octet(har);
		if (c == ']')
			return status;
		if (c != ',') {
			complain("%s: entry %lld is not followed by another, nor by the end of the list", har->name,
				(long long)i);
			return EXIT_TROUBLE;
		}
	}
}

int har_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	struct har har = {.file = file, .name = name, .size = size_worth_a_word(file)};
	struct entry entry = {.exchange = httpstatus_exchange_new()};
	int status = EXIT_TROUBLE;

	if (!entry.exchange)
		complain("%s: out of memory", name);
	else if (!key_find(&har, "log") || !key_find(&har, "entries") || next_octet(&har) != '[')
		complain("%s: is no HAR: there is no list log.entries in it", name);
	else
		status = entries_each(&har, &entry, input, visit, context);
	progress_end(&har);
	free(har.text);
	httpstatus_exchange_free(entry.exchange);
	return status;
}
