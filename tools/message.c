/*
 * Heads of HTTP/1 messages in files, and exchanges that know which file.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- where it stands, and when it was ---- */

int exchange_begin(struct httpstatus_exchange *exchange, const char *file, int64_t entry)
{
	httpstatus_exchange_clear(exchange);
	int error = httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_SOURCE, file, strlen(file));
	return error ? error : httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENTRY, entry);
}

int64_t input_time(const struct httpstatus_exchange *exchange, const struct input *input)
{
	int64_t received = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	if (input->now != HTTPSTATUS_UNKNOWN)
		return input->now;
	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(exchange) : received;
}

/* ---- heads ---- */

enum { HEADS_MOST = 4 << 20 };

/* The beginning of a file, in which the heads are, and room for two line ends behind it. */
struct beginning {
	char *bytes;
	size_t length;
	size_t used; /* by the heads that were read */
};

static bool beginning_read(FILE *file, const char *name, struct beginning *beginning)
{
	*beginning = (struct beginning){.bytes = malloc(HEADS_MOST + 4)};
	if (!beginning->bytes) {
		complain("%s: out of memory", name);
		return false;
	}
	beginning->length = fread(beginning->bytes, 1, HEADS_MOST, file);
	if (beginning->length > 0 && !ferror(file))
		return true;
	complain_of_nothing(file, name);
	free(beginning->bytes);
	beginning->bytes = NULL;
	return false;
}

typedef int read_head(struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/* Reads what the file ends with as if an empty line stood behind it: so it is when somebody saved only the head. */
static int end_read(struct beginning *beginning, struct httpstatus_exchange *exchange, read_head *read)
{
	char *bytes = beginning->bytes + beginning->used;
	size_t length = beginning->length - beginning->used, used = 0;

	if (length == 0)
		return HTTPSTATUS_ERROR_INCOMPLETE;
	memcpy(bytes + length, "\r\n\r\n", 4);
	int error = read(exchange, bytes, length + (bytes[length - 1] == '\n' ? 2 : 4), &used);
	beginning->used += used < length ? used : length;
	return error == HTTPSTATUS_ERROR_SYNTAX ? HTTPSTATUS_ERROR_INCOMPLETE : error;
}

/* Reads the next head, and the interim ones before it. */
static int head_read(struct beginning *beginning, struct httpstatus_exchange *exchange, read_head *read)
{
	size_t used = 0;
	int error = read(exchange, beginning->bytes + beginning->used, beginning->length - beginning->used, &used);

	beginning->used += used;
	return error == HTTPSTATUS_ERROR_INCOMPLETE ? end_read(beginning, exchange, read) : error;
}

/* ---- the request ---- */

/* Begins anew, and says what the request was, where it is known. */
static int request_say(struct httpstatus_exchange *exchange, const char *name, const struct input *input, bool known)
{
	int error = exchange_begin(exchange, name, 0);

	if (!error) /* no head tells */
		error = httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, input->secured);
	if (error || !known || !input->request)
		return error;
	return httpstatus_exchange_read_request(exchange, input->request, input->request_length, NULL);
}

static bool request_open(const char *path, struct beginning *request)
{
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "rb");

	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return false;
	}
	bool good = beginning_read(file, path, request);
	if (!standard)
		fclose(file);
	return good;
}

char *request_load(struct input *input)
{
	const char *path = input->request_path;
	struct beginning request;

	if (!request_open(path, &request))
		return NULL;
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int error =
		exchange ? head_read(&request, exchange, httpstatus_exchange_read_request) : HTTPSTATUS_ERROR_MEMORY;
	httpstatus_exchange_free(exchange);
	if (error) {
		complain("%s: %s", path, httpstatus_strerror(error));
		free(request.bytes);
		return NULL;
	}
	/* with the empty line that it may lack */
	memcpy(request.bytes + request.length, "\r\n\r\n", 4);
	input->request = request.bytes;
	input->request_length = request.length + 4;
	return request.bytes;
}

bool input_read_request(struct httpstatus_exchange *exchange, const struct input *asked)
{
	struct input input = *asked;
	char *request = request_load(&input);

	if (!request)
		return false;
	int error = request_say(exchange, file_name(input.request_path), &input, true);
	if (error)
		complain("%s: %s", input.request_path, httpstatus_strerror(error));
	free(request);
	return !error;
}

/* ---- the response ---- */

static size_t count_rest(FILE *file)
{
	char octets[65536];
	size_t rest = 0, got;

	while ((got = fread(octets, 1, sizeof octets, file)) > 0)
		rest += got;
	return rest;
}

static bool has_response_field(const struct httpstatus_exchange *exchange, const char *name)
{
	return httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), 0, NULL);
}

/* Says what content stands behind the head. curl takes chunks and content codings off, so only plain content can be counted; and a file
 * without any may have been saved without. */
static void content_count(struct httpstatus_exchange *exchange, int64_t octets)
{
	if (octets == 0)
		return;
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME, 1);
	int64_t length = httpstatus_exchange_content_length(exchange);
	if (length <= 0 || has_response_field(exchange, "Content-Encoding"))
		return;
	/* What is more than the content is not part of it: a line end that an editor added, or another message. */
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, octets < length ? octets : length);
}

/* After which responses curl prints another head at once: redirects and challenges with -I, and a proxy's answer to CONNECT, which has no
 * content. Behind any other, "HTTP/" is content. */
static bool another_can_follow(const struct httpstatus_exchange *exchange)
{
	int status = httpstatus_exchange_status(exchange);

	if (status == HTTPSTATUS_UNAUTHORIZED || status == HTTPSTATUS_PROXY_AUTHENTICATION_REQUIRED)
		return true;
	if (httpstatus_class(status) == HTTPSTATUS_CODE_CLASS_REDIRECTION)
		return true;
	return httpstatus_class(status) == HTTPSTATUS_CODE_CLASS_SUCCESSFUL &&
	       !has_response_field(exchange, "Content-Length") && !has_response_field(exchange, "Transfer-Encoding");
}

static bool another_follows(const struct beginning *beginning)
{
	return beginning->length - beginning->used >= 5 && memcmp(beginning->bytes + beginning->used, "HTTP/", 5) == 0;
}

/* Whether the request that was given is still the one that is answered: a redirect was followed by another. */
static bool same_request_follows(const struct httpstatus_exchange *exchange)
{
	return httpstatus_class(httpstatus_exchange_status(exchange)) != HTTPSTATUS_CODE_CLASS_REDIRECTION;
}

/* Reads heads that follow each other at once, and leaves the last good one in @exchange. */
static void following_read(
	struct beginning *beginning, const char *name, struct httpstatus_exchange *exchange, const struct input *input)
{
	struct httpstatus_exchange *next = httpstatus_exchange_new();
	bool known = true;

	while (next && another_can_follow(exchange) && another_follows(beginning)) {
		size_t before = beginning->used;

		known = known && same_request_follows(exchange);
		httpstatus_exchange_clear(next);
		int error = head_read(beginning, next, httpstatus_exchange_read_response);
		beginning->used = before;
		if (error)
			break; /* it was content */
		request_say(exchange, name, input, known);
		head_read(beginning, exchange, httpstatus_exchange_read_response);
	}
	httpstatus_exchange_free(next);
}

bool input_read_response(FILE *file, const char *name, struct httpstatus_exchange *exchange, const struct input *input)
{
	struct beginning beginning;

	if (!beginning_read(file, name, &beginning))
		return false;
	int error = request_say(exchange, name, input, true);
	if (!error)
		error = head_read(&beginning, exchange, httpstatus_exchange_read_response);
	if (error) {
		complain("%s: %s", name, httpstatus_strerror(error));
	} else {
		following_read(&beginning, name, exchange, input);
		content_count(exchange, (int64_t)(beginning.length - beginning.used + count_rest(file)));
	}
	free(beginning.bytes);
	return !error;
}
