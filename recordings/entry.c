/*
 * An entry of a HAR as an exchange: what programs really write, and what of it is the server's.
 *
 * A HAR tells lies about sizes: bodySize is not the content's length, content.size is so only where no coding was taken off, and a redirectURL is
 * resolved already. What is not as it should be, and nobody needs, costs itself and not the entry.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <ctype.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

struct entry {
	struct httpstatus_exchange *exchange;
	struct problem *problem;
	bool mended;       /* its text was: then U+FFFD stands where nobody knows what stood */
	bool saw_the_wire; /* who wrote it */
};

static int64_t limit_of(const struct entry *entry, int limit)
{
	return httpstatus_exchange_get(entry->exchange, limit);
}

/* Says which limit an entry goes beyond, in whose part there are so many fields. */
static bool limit_say(struct entry *entry, size_t fields)
{
	int64_t most_fields = limit_of(entry, HTTPSTATUS_PROPERTY_MOST_FIELDS);

	if ((int64_t)fields > most_fields)
		return problem_say(entry->problem, "it has %zu field lines at least, and the limit most-fields is %lld",
			fields, (long long)most_fields);
	return problem_say(entry->problem,
		"it has more than the limits most-octets, which is %lld, most-fields, which is %lld, or most-interim, "
		"which is %lld, allow",
		(long long)limit_of(entry, HTTPSTATUS_PROPERTY_MOST_OCTETS), (long long)most_fields,
		(long long)limit_of(entry, HTTPSTATUS_PROPERTY_MOST_INTERIM));
}

/* Where an error is 0, true; else says what it is. */
static bool accept(struct entry *entry, int error, size_t fields)
{
	return error == HTTPSTATUS_ERROR_LIMIT ? limit_say(entry, fields) : problem_none(entry->problem, error);
}

/* ---- values ---- */

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

/* A text that is as it was written. */
static bool is_text(const struct entry *entry, const json_t *value)
{
	return json_is_string(value) && !(entry->mended && strstr(json_string_value(value), "\xef\xbf\xbd"));
}

static const char *text_or_empty(const json_t *value)
{
	return json_is_string(value) ? json_string_value(value) : "";
}

static const json_t *object_of(struct entry *entry, const json_t *from, const char *key)
{
	const json_t *object = json_object_get(from, key);
	char text[64];

	if (!json_is_object(object))
		problem_say(entry->problem, "%s is %s, not an object", key, shown(object, text));
	return json_is_object(object) ? object : NULL;
}

static bool line_set(struct entry *entry, int line, const json_t *value)
{
	if (!is_text(entry, value))
		return true;
	return accept(entry,
		httpstatus_exchange_set_line(
			entry->exchange, line, json_string_value(value), json_string_length(value)),
		0);
}

/* "HTTP/1.1", "http/2.0", "h2", "HTTP/3": a digit, and perhaps another behind a point; anything else is unknown. */
static int64_t number_of_version(const char *text)
{
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

/* A version that there is not, such as 0.0, is what a recorder writes that knows none. */
static int64_t version_of(const json_t *message)
{
	int64_t version = number_of_version(text_or_empty(json_object_get(message, "httpVersion")));

	return version == 9 || version == 10 || version == 11 || version == 20 || version == 30 ? version
												: HTTPSTATUS_UNKNOWN;
}

/* ---- fields ---- */

struct fields {
	struct entry *entry;
	int part;
	const json_t *list;
	bool incomplete; /* there may have been others */
	bool pseudo;     /* some were those of HTTP/2 and HTTP/3 */
};

static const char *name_at(const struct fields *fields, size_t i)
{
	return text_or_empty(json_object_get(json_array_get(fields->list, i), "name"));
}

/* A number is what some write for one; NULL for what is no value. The result is for json_decref. */
static json_t *value_at(const struct fields *fields, size_t i)
{
	json_t *value = json_object_get(json_array_get(fields->list, i), "value");

	if (json_is_integer(value))
		return json_sprintf("%lld", (long long)json_integer_value(value));
	return is_text(fields->entry, value) ? json_incref(value) : NULL;
}

/* Set-Cookie cut at the comma of its date, as by recorders that take it for a list: "a=b; expires=Wed" and "21 Oct 2026 07:28:00 GMT; path=/". */
static bool is_cut_at_its_date(const struct fields *fields, size_t i, const char *value)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	const char *day = strrchr(value, '='),
		   *rest = text_or_empty(json_object_get(json_array_get(fields->list, i + 1), "value"));
	bool names_day = false;

	if (!day || day - value < 7 || strncasecmp(day - 7, "expires", 7) != 0)
		return false;
	for (size_t k = 0; k < sizeof days / sizeof *days; k++)
		names_day |= strncasecmp(day + 1, days[k], 3) == 0;
	return names_day && strcasecmp(name_at(fields, i + 1), "Set-Cookie") == 0 &&
	       isdigit((unsigned char)rest[strspn(rest, " ")]);
}

/* "6,219": a number as a program shows it to people. */
static bool is_grouped(const char *value)
{
	size_t digits = strspn(value, "0123456789");

	if (digits < 1 || digits > 3 || value[digits] != ',')
		return false;
	for (value += digits; *value; value += 4)
		if (value[0] != ',' || strspn(value + 1, "0123456789") < 3)
			return false;
	return true;
}

/* What a recorder took for a field and is none, or wrote as it was not sent. */
static bool is_garbled(const struct fields *fields, const char *name, const char *value)
{
	bool status_line = strncasecmp(name, "HTTP/", 5) == 0 && isdigit((unsigned char)name[5]);

	if (status_line || strstr(name, " HTTP/"))
		return true;
	return !fields->entry->saw_the_wire && strcasecmp(name, "Content-Length") == 0 && is_grouped(value);
}

static bool line_add(struct fields *fields, const char *name, const char *line, size_t length)
{
	struct entry *entry = fields->entry;

	return accept(entry,
		httpstatus_exchange_add_field(entry->exchange, fields->part, name, strlen(name), line, length),
		json_array_size(fields->list));
}

/* Browsers join the lines of a field by line feeds. */
static bool lines_add(struct fields *fields, const char *name, const json_t *value)
{
	const char *line = json_string_value(value), *end = line + json_string_length(value);

	for (;;) {
		const char *feed = memchr(line, '\n', (size_t)(end - line));
		size_t length = (size_t)((feed ? feed : end) - line);

		if (!line_add(fields, name, line, length))
			return false;
		if (!feed)
			return true;
		line = feed + 1;
	}
}

/* Adds what was cut into two as the one that it was. */
static bool both_add(struct fields *fields, size_t i, const char *first)
{
	const char *second = text_or_empty(json_object_get(json_array_get(fields->list, i + 1), "value"));
	json_t *whole = json_sprintf("%s, %s", first, second + strspn(second, " "));
	bool good = whole ? line_add(fields, "Set-Cookie", json_string_value(whole), json_string_length(whole))
			  : problem_say(fields->entry->problem, "out of memory");

	json_decref(whole);
	return good;
}

/* Adds the field at @i, and says how many entries of the list it took. False where there is no room. */
static bool field_add(struct fields *fields, size_t i, size_t *taken)
{
	const json_t *named = json_object_get(json_array_get(fields->list, i), "name");
	const char *name = name_at(fields, i);
	json_t *value = value_at(fields, i);
	bool good = true;

	*taken = 1;
	if (name[0] == ':') {
		fields->pseudo = true;
	} else if (!is_text(fields->entry, named) || strlen(name) != json_string_length(named) || !name[0] || !value ||
		   is_garbled(fields, name, json_string_value(value))) {
		fields->incomplete = true;
	} else if (strcasecmp(name, "Set-Cookie") == 0 && is_cut_at_its_date(fields, i, json_string_value(value))) {
		good = both_add(fields, i, json_string_value(value));
		*taken = 2;
	} else {
		good = lines_add(fields, name, value);
	}
	json_decref(value);
	return good;
}

/* An empty list says that none were recorded, as no list does: no message goes without. */
static bool fields_add(struct fields *fields, const json_t *message)
{
	size_t taken;

	fields->list = json_object_get(message, "headers");
	fields->incomplete = json_array_size(fields->list) == 0;
	for (size_t i = 0; i < json_array_size(fields->list); i += taken)
		if (!field_add(fields, i, &taken))
			return false;
	return true;
}

static bool message_fields_add(struct entry *entry, const json_t *message, int part, int incomplete, int version)
{
	struct fields fields = {.entry = entry, .part = part};

	if (!fields_add(&fields, message))
		return false;
	if (fields.incomplete)
		httpstatus_exchange_set(entry->exchange, incomplete, 1);
	if (fields.pseudo && httpstatus_exchange_get(entry->exchange, version) < 20)
		httpstatus_exchange_set(
			entry->exchange, version, HTTPSTATUS_UNKNOWN); /* not what the entry says, then */
	return true;
}

/* ---- the request ---- */

/* A fragment is not sent (RFC 9110, 7.1). */
static bool target_set(struct entry *entry, const json_t *url)
{
	const char *text = text_or_empty(url);

	if (!is_text(entry, url) || !text[0])
		return true;
	return accept(entry,
		httpstatus_exchange_set_line(entry->exchange, HTTPSTATUS_LINE_TARGET, text, strcspn(text, "#")), 0);
}

static bool request_read(struct entry *entry, const json_t *request)
{
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION, version_of(request));
	return line_set(entry, HTTPSTATUS_LINE_METHOD, json_object_get(request, "method")) &&
	       target_set(entry, json_object_get(request, "url")) &&
	       message_fields_add(entry, request, HTTPSTATUS_PART_REQUEST,
		       HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
}

/* ---- interim responses, which are not part of HAR; some write them into a list of their own ---- */

static bool interims_read(struct entry *entry, const json_t *har)
{
	const json_t *interims = json_object_get(har, "_interim"), *interim;
	int part = HTTPSTATUS_PART_INTERIM;
	size_t i;

	json_array_foreach(interims, i, interim)
	{
		struct fields fields = {.entry = entry, .part = part};
		int64_t code;

		if (!whole_read(json_object_get(interim, "status"), &code) || code < 100 || code > 199)
			continue;
		if (!accept(entry, httpstatus_exchange_add_interim(entry->exchange, (int)code), 0) ||
			!fields_add(&fields, interim))
			return false;
		part++;
	}
	return true;
}

/* ---- the response ---- */

static bool has_field(const struct entry *entry, int part, const char *name)
{
	return httpstatus_exchange_field(entry->exchange, part, name, strlen(name), 0, NULL) != NULL;
}

/* Whether the fields are those of a response that the browser had stored, and not what the server sent now: it says so; or content is there of which
 * nothing came over the wire; or it is a 304, whose fields browsers show with those of the response that it stands for. */
static bool is_from_store(const struct entry *entry, const json_t *har, const json_t *response)
{
	const json_t *stored = json_object_get(har, "_fromCache"),
		     *size = json_object_get(json_object_get(response, "content"), "size");
	int64_t came, octets;

	if (json_is_string(stored) || json_is_true(stored) ||
		json_is_true(json_object_get(har, "_fetchedViaServiceWorker")))
		return true;
	if (entry->saw_the_wire)
		return false;
	if (httpstatus_exchange_status(entry->exchange) == HTTPSTATUS_NOT_MODIFIED)
		return true;
	return whole_read(json_object_get(response, "bodySize"), &came) && came <= 0 && came != -1 &&
	       whole_read(size, &octets) && octets > 0;
}

/* What answers a condition may be a 304 that the browser shows as the 200 that it stands for, where nobody knows how much came. */
static bool may_be_from_store(const struct entry *entry, const json_t *response)
{
	int64_t came;
	bool known = whole_read(json_object_get(response, "bodySize"), &came) && came != -1;

	return !known && (has_field(entry, HTTPSTATUS_PART_REQUEST, "If-None-Match") ||
				 has_field(entry, HTTPSTATUS_PART_REQUEST, "If-Modified-Since"));
}

/* content.size is the content's length only where no coding was taken off; 0 is also what browsers write when they kept nothing; and
 * where the framing gives no content, it is a stored response's. Text that is there came. */
static void content_read(struct entry *entry, const json_t *response)
{
	const json_t *content = json_object_get(response, "content"), *text = json_object_get(content, "text");
	int kind = httpstatus_exchange_content_kind(entry->exchange);
	int64_t octets;

	if (kind == HTTPSTATUS_CONTENT_KIND_TUNNEL)
		return;
	if (json_string_length(text) > 0)
		httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME, 1);
	if (kind == HTTPSTATUS_CONTENT_KIND_NONE || has_field(entry, HTTPSTATUS_PART_RESPONSE, "Content-Encoding"))
		return;
	if (whole_read(json_object_get(content, "size"), &octets) && octets > 0)
		httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, octets);
}

/* A redirect whose target was recorded and whose Location was not. */
static bool lacks_location(const struct entry *entry, const json_t *response)
{
	return text_or_empty(json_object_get(response, "redirectURL"))[0] &&
	       !has_field(entry, HTTPSTATUS_PART_RESPONSE, "Location");
}

static void foreign_mark(struct entry *entry, const json_t *har, const json_t *response)
{
	if (is_from_store(entry, har, response))
		httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_FOREIGN, 1);
	else
		content_read(entry, response);
	if (may_be_from_store(entry, response) || lacks_location(entry, response))
		httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1);
}

/* 0 for none, which browsers write as 0, -1 or -2, or null. False where it is none. */
static bool status_read(struct entry *entry, const json_t *response, int64_t *code)
{
	const json_t *status = json_object_get(response, "status");
	char text[64];

	*code = 0;
	if (json_is_null(status))
		return true;
	if (!whole_read(status, code))
		return problem_say(entry->problem, "response.status is %s, not a number", shown(status, text));
	if (*code > 999)
		return problem_say(
			entry->problem, "response.status is %s, not a number from 0 to 999", shown(status, text));
	if (*code < 0)
		*code = 0;
	return true;
}

static bool response_read(struct entry *entry, const json_t *har, const json_t *response)
{
	int64_t code;

	if (!status_read(entry, response, &code))
		return false;
	if (code == 0)
		return true;
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_STATUS, code);
	httpstatus_exchange_set(entry->exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, version_of(response));
	if (!line_set(entry, HTTPSTATUS_LINE_REASON, json_object_get(response, "statusText")) ||
		!message_fields_add(entry, response, HTTPSTATUS_PART_RESPONSE,
			HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, HTTPSTATUS_PROPERTY_RESPONSE_VERSION))
		return false;
	foreign_mark(entry, har, response);
	return true;
}

/* ---- when ---- */

/* startedDateTime, "2026-11-22T14:46:33.123Z" or with an offset, in seconds since 1970; anything else is unknown. */
static int64_t started(const json_t *value)
{
	struct tm date = {.tm_isdst = 0};
	const char *rest = strptime(text_or_empty(value), "%Y-%m-%dT%H:%M:%S", &date);
	int hours = 0, minutes = 0, used = 0;

	if (!rest)
		return HTTPSTATUS_UNKNOWN;
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	if (strcmp(rest, "Z") == 0)
		return timegm(&date);
	if (sscanf(rest, "%1[+-]%2d:%2d%n", (char[2]){0}, &hours, &minutes, &used) != 3 || rest[used])
		return HTTPSTATUS_UNKNOWN;
	int64_t offset = hours * 3600 + minutes * 60;
	return timegm(&date) - (*rest == '-' ? -offset : offset);
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

/* ---- what is no HTTP exchange ---- */

/* By the scheme: the rest of the table's entries are other schemes. A target without one is of HTTP. */
static int skip_of_url(const char *url)
{
	static const struct {
		const char *scheme;
		int skip;
	} schemes[] = {
		{"http", RECORDING_SKIPS},
		{"https", RECORDING_SKIPS},
		{"data", RECORDING_SKIP_DATA},
		{"blob", RECORDING_SKIP_BLOB},
		{"filesystem", RECORDING_SKIP_BLOB},
		{"file", RECORDING_SKIP_FILE},
		{"ws", RECORDING_SKIP_WEBSOCKET},
		{"wss", RECORDING_SKIP_WEBSOCKET},
	};
	size_t length = strspn(url, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");
	static const char extension[] = "-extension";

	if (length == 0 || url[length] != ':' ||
		isdigit((unsigned char)url[length + 1])) /* example.com:80 is the target of CONNECT */
		return RECORDING_SKIPS;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strlen(schemes[i].scheme) == length && strncasecmp(url, schemes[i].scheme, length) == 0)
			return schemes[i].skip;
	if (length >= sizeof extension &&
		strncasecmp(url + length - strlen(extension), extension, strlen(extension)) == 0)
		return RECORDING_SKIP_EXTENSION;
	return RECORDING_SKIP_OTHER;
}

/* Chrome makes redirects itself, as HSTS wants them, and says so in a field that no server sends. */
static bool is_browsers_own(const json_t *response)
{
	const json_t *fields = json_object_get(response, "headers"), *field;
	size_t i;

	json_array_foreach(fields, i, field) if (strcasecmp(text_or_empty(json_object_get(field, "name")),
							 "Non-Authoritative-Reason") == 0) return true;
	return strcasecmp(text_or_empty(json_object_get(response, "statusText")), "Internal Redirect") == 0;
}

static bool is_blocked(const json_t *har, const json_t *response)
{
	const char *error = text_or_empty(json_object_get(response, "_error"));

	if (!error[0])
		error = text_or_empty(json_object_get(har, "_error"));
	return strncmp(error, "net::ERR_BLOCKED_BY_", 20) == 0;
}

static int skip_of(const json_t *har, const json_t *request, const json_t *response)
{
	int skip = skip_of_url(text_or_empty(json_object_get(request, "url")));

	if (skip != RECORDING_SKIPS)
		return skip;
	if (is_blocked(har, response))
		return RECORDING_SKIP_BLOCKED;
	return is_browsers_own(response) ? RECORDING_SKIP_OWN : RECORDING_SKIPS;
}

/* ---- the entry ---- */

static int object_read(struct entry *entry, const json_t *har)
{
	const json_t *request = object_of(entry, har, "request");
	const json_t *response = request ? object_of(entry, har, "response") : NULL;

	if (!response)
		return RECORDING_BAD;
	int skip = skip_of(har, request, response);
	if (skip != RECORDING_SKIPS)
		return -1 - skip;
	if (!request_read(entry, request) || !interims_read(entry, har) || !response_read(entry, har, response))
		return RECORDING_BAD;
	times_read(entry, har);
	return RECORDING_EXCHANGE;
}

static json_t *json_read(const struct text *text, json_error_t *error)
{
	size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
	json_t *json = json_loadb(text->bytes, text->length, flags, error);

	if (!json && json_error_code(error) == json_error_numeric_overflow) /* too large for an integer only */
		json = json_loadb(text->bytes, text->length, flags | JSON_DECODE_INT_AS_REAL, error);
	return json;
}

int entry_read(struct httpstatus_exchange *exchange, struct text *text, bool saw_the_wire, struct problem *problem)
{
	struct entry entry = {.exchange = exchange, .problem = problem, .saw_the_wire = saw_the_wire};
	json_error_t error, after;
	json_t *json = json_read(text, &error);

	if (!json && (entry.mended = json_mend(text)))
		json = json_read(text, &after);
	if (!json) {
		problem_say(problem, "%s", error.text);
		return RECORDING_BAD;
	}
	int found = RECORDING_BAD;
	if (json_is_object(json))
		found = object_read(&entry, json);
	else
		problem_say(problem, "is not an object");
	json_decref(json);
	return found;
}
