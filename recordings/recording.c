/*
 * A recording as an object: what it is, and the exchanges in it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TRANSCRIPT_MOST = 256 << 20, TRANSCRIPT_ROOM = 4 };

struct recording {
	struct said said;
	struct source *source;
	struct har har;
	struct transcript *transcript; /* NULL for a HAR */
	int64_t entry;                 /* the place of what was read last */
	int64_t skipped[RECORDING_SKIPS];
	bool ended;
	struct problem problem;                /* of what is read */
	char told[RECORDING_PROBLEM_SIZE * 2]; /* it, behind the name and the place */
};

/* ---- the object ---- */

struct recording *recording_new(void)
{
	struct recording *recording = calloc(1, sizeof *recording);

	if (recording) {
		recording->said = (struct said){.secured = HTTPSTATUS_UNKNOWN, .status = HTTPSTATUS_UNKNOWN};
		recording->entry = -1;
	}
	return recording;
}

void recording_free(struct recording *recording)
{
	if (!recording)
		return;
	transcript_free(recording->transcript);
	har_end(&recording->har);
	source_close(recording->source);
	free(recording->said.method);
	free(recording->said.target);
	free(recording->said.request);
	free(recording->said.name);
	free(recording);
}

/* ---- what is said to it ---- */

int recording_set(struct recording *recording, int property, int64_t value)
{
	if (!recording)
		return HTTPSTATUS_ERROR_HANDLE;
	bool is_bool = value == 0 || value == 1, is_status = value >= 100 && value <= 999;

	switch (property) {
	case RECORDING_SECURED:
		if (!is_bool && value != HTTPSTATUS_UNKNOWN)
			return HTTPSTATUS_ERROR_VALUE;
		recording->said.secured = value;
		return 0;
	case RECORDING_STATUS:
		if (!is_status && value != HTTPSTATUS_UNKNOWN)
			return HTTPSTATUS_ERROR_VALUE;
		recording->said.status = value;
		return 0;
	case RECORDING_PARTIAL:
		recording->said.partial = value == 1;
		return is_bool ? 0 : HTTPSTATUS_ERROR_VALUE;
	default:
		return HTTPSTATUS_ERROR_PROPERTY;
	}
}

static char **text_of(struct said *said, int text)
{
	switch (text) {
	case RECORDING_METHOD:
		return &said->method;
	case RECORDING_TARGET:
		return &said->target;
	case RECORDING_REQUEST:
		return &said->request;
	default:
		return NULL;
	}
}

static char *copy_of(const char *bytes, size_t length)
{
	char *copy = malloc(length + 1);

	if (!copy)
		return NULL;
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

int recording_say(struct recording *recording, int text, const char *bytes, size_t length)
{
	char **place = recording ? text_of(&recording->said, text) : NULL;

	if (!place)
		return recording ? HTTPSTATUS_ERROR_PROPERTY : HTTPSTATUS_ERROR_HANDLE;
	if (text != RECORDING_REQUEST && bytes && memchr(bytes, '\0', length))
		return HTTPSTATUS_ERROR_VALUE;
	char *copy = bytes ? copy_of(bytes, length) : NULL;
	if (bytes && !copy)
		return HTTPSTATUS_ERROR_MEMORY;
	free(*place);
	*place = copy;
	if (text == RECORDING_REQUEST)
		recording->said.request_length = bytes ? length : 0;
	return 0;
}

/* ---- opening ---- */

/* What begins with the first octet that is no white space; all of it stays, for indentation may mean something. Empty where there is none. */
static const char *look(struct source *source, size_t *length)
{
	for (;;) {
		const char *ahead = source_ahead(source, length);
		size_t blank = 0;

		while (blank < *length && isspace((unsigned char)ahead[blank]))
			blank++;
		if (blank < *length || *length == 0) {
			*length -= blank;
			return ahead + blank;
		}
		source_skip(source, blank);
	}
}

/* JSON begins with a bracket; but "[0-0] * Trying" and "{ [5 bytes data]" are what curl prints. */
static bool is_json(const char *begin, size_t length)
{
	size_t i = 1;

	if (begin[0] != '{' && begin[0] != '[')
		return false;
	while (i < length && isspace((unsigned char)begin[i]))
		i++;
	return i == length || strchr(begin[0] == '{' ? "\"}" : "{]", begin[i]);
}

static bool har_open(struct recording *recording)
{
	if (recording->said.request)
		return problem_say(
			&recording->problem, "is a HAR, which has its requests in it: a request is for other files");
	return har_begin(&recording->har, recording->source, &recording->problem);
}

static bool transcript_open(struct recording *recording)
{
	size_t length;
	char *text = source_rest(recording->source, TRANSCRIPT_MOST, TRANSCRIPT_ROOM, &length);

	if (!text)
		return false;
	recording->transcript = transcript_new(text, length, &recording->said, &recording->problem);
	return recording->transcript != NULL;
}

static bool kind_open(struct recording *recording)
{
	size_t length;

	if (!recording->source)
		return false;
	const char *begin = look(recording->source, &length);
	if (length == 0)
		return problem_say(&recording->problem, "is empty");
	return is_json(begin, length) ? har_open(recording) : transcript_open(recording);
}

/* Puts the file's name before what is wrong, and the place of what was read last. */
static void tell(struct recording *recording, int64_t entry)
{
	char place[40] = "";

	if (entry >= 0)
		snprintf(place, sizeof place, "entry %lld: ", (long long)entry);
	snprintf(recording->told, sizeof recording->told, "%s: %s%s", recording->said.name, place,
		recording->problem.text);
	recording->problem.text[0] = '\0';
}

static bool begin(struct recording *recording)
{
	recording->ended = !kind_open(recording);
	if (recording->ended)
		tell(recording, -1);
	return !recording->ended;
}

/* Once only; a name is kept. */
static bool may_open(struct recording *recording, const char *name)
{
	if (!recording || recording->said.name)
		return false;
	recording->said.name = copy_of(name, strlen(name));
	return recording->said.name != NULL;
}

bool recording_open_path(struct recording *recording, const char *path)
{
	if (!may_open(recording, path))
		return false;
	recording->source = source_open_path(path, &recording->problem);
	return begin(recording);
}

bool recording_open_descriptor(struct recording *recording, int descriptor, const char *name)
{
	if (!may_open(recording, name))
		return false;
	recording->source = source_open_descriptor(descriptor, &recording->problem);
	return begin(recording);
}

bool recording_open_octets(struct recording *recording, const char *bytes, size_t length, const char *name)
{
	if (!may_open(recording, name))
		return false;
	recording->source = source_open_octets(bytes, length, &recording->problem);
	return begin(recording);
}

/* ---- exchanges ---- */

/* Passes over what is no HTTP exchange. */
static int har_find(struct recording *recording, struct httpstatus_exchange *exchange)
{
	int found;

	while (httpstatus_exchange_clear(exchange), (found = har_next(&recording->har, exchange)) < 0)
		recording->skipped[-1 - found]++;
	recording->entry = recording->har.entry - (found != RECORDING_BROKEN);
	return found;
}

static int transcript_find(struct recording *recording, struct httpstatus_exchange *exchange)
{
	recording->entry++;
	httpstatus_exchange_clear(exchange);
	return transcript_next(recording->transcript, exchange, &recording->problem);
}

/* Says where it was found. */
static bool place_say(struct recording *recording, struct httpstatus_exchange *exchange)
{
	const char *name = recording->said.name;
	int error = httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_SOURCE, name, strlen(name));

	if (!error)
		error = httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENTRY, recording->entry);
	return problem_none(&recording->problem, error);
}

int recording_next(struct recording *recording, struct httpstatus_exchange *exchange)
{
	if (!recording || !exchange || !recording->said.name || recording->ended)
		return RECORDING_END;
	recording->told[0] = '\0';
	int found = recording->transcript ? transcript_find(recording, exchange) : har_find(recording, exchange);
	if (found == RECORDING_EXCHANGE && !place_say(recording, exchange))
		found = RECORDING_BAD;
	if (found == RECORDING_BAD || found == RECORDING_BROKEN)
		tell(recording, recording->entry);
	recording->ended = found == RECORDING_END || found == RECORDING_BROKEN;
	return found;
}

/* ---- what is told of it ---- */

const char *recording_problem(const struct recording *recording)
{
	return recording ? recording->told : "";
}

bool recording_is_har(const struct recording *recording)
{
	return recording && recording->source && !recording->transcript;
}

int64_t recording_skipped(const struct recording *recording, int skip)
{
	return recording && skip >= 0 && skip < RECORDING_SKIPS ? recording->skipped[skip] : 0;
}

struct skip {
	const char *word, *one, *many;
};

static const struct skip skips[RECORDING_SKIPS] = {
	[RECORDING_SKIP_DATA] = {"data", "a data: URL", "data: URLs"},
	[RECORDING_SKIP_BLOB] = {"blob", "a blob: URL", "blob: URLs"},
	[RECORDING_SKIP_FILE] = {"file", "a file: URL", "file: URLs"},
	[RECORDING_SKIP_EXTENSION] = {"extension", "a URL of a browser's extension", "URLs of browser extensions"},
	[RECORDING_SKIP_WEBSOCKET] = {"websocket", "a WebSocket", "WebSockets"},
	[RECORDING_SKIP_BLOCKED] = {"blocked", "a request that the browser blocked",
		"requests that the browser blocked"},
	[RECORDING_SKIP_OWN] = {"browsers-own", "a redirect that the browser made itself",
		"redirects that the browser made itself"},
	[RECORDING_SKIP_OTHER] = {"other", "a URL that is neither http nor https",
		"URLs that are neither http nor https"},
};

const char *recording_skip_word(int skip)
{
	return skip >= 0 && skip < RECORDING_SKIPS ? skips[skip].word : NULL;
}

const char *recording_skip_text(int skip)
{
	return skip >= 0 && skip < RECORDING_SKIPS ? skips[skip].one : NULL;
}

const char *recording_skip_texts(int skip)
{
	return skip >= 0 && skip < RECORDING_SKIPS ? skips[skip].many : NULL;
}

int recording_progress(const struct recording *recording)
{
	return recording && recording->source ? source_progress(recording->source) : -1;
}

/* ---- one entry ---- */

bool recording_read_entry(
	struct httpstatus_exchange *exchange, const char *json, size_t length, const char *creator, char *problem)
{
	struct text text = {.bytes = NULL};
	struct problem why = {.text = ""};
	int found = RECORDING_BAD;

	httpstatus_exchange_clear(exchange);
	if (text_add(&text, json, length))
		found = entry_read(exchange, &text, creator && recorder_saw_the_wire(creator), &why);
	else
		problem_say(&why, "out of memory");
	free(text.bytes);
	if (found < 0)
		problem_say(&why, "is no HTTP exchange, but %s", recording_skip_text(-1 - found));
	memcpy(problem, why.text, sizeof why.text);
	return found == RECORDING_EXCHANGE;
}
