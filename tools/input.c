/*
 * Files with exchanges in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "input.h"

#include "command.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEADS_MOST = 4 << 20 };

/* The beginning of a file, in which the heads are, and room for two line ends. */
struct beginning {
	char *bytes;
	size_t length;
};

static bool beginning_read(FILE *file, const char *name, struct beginning *beginning)
{
	beginning->bytes = malloc(HEADS_MOST + 4);
	if (!beginning->bytes) {
		complain("%s: out of memory", name);
		return false;
	}
	beginning->length = fread(beginning->bytes, 1, HEADS_MOST, file);
	if (!ferror(file))
		return true;
	complain("%s: cannot be read: %s", name, strerror(errno));
	free(beginning->bytes);
	return false;
}

typedef int read_head(struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/* Reads a head. One that ends with the file is taken for complete: so it is when somebody saved only the head. */
static bool head_read(struct beginning *beginning, const char *name, struct httpstatus_exchange *exchange,
	read_head *read, size_t *used)
{
	int error = read(exchange, beginning->bytes, beginning->length, used);

	if (error == HTTPSTATUS_ERROR_INCOMPLETE && beginning->length > 0) {
		bool ended = beginning->bytes[beginning->length - 1] == '\n';

		memcpy(beginning->bytes + beginning->length, "\r\n\r\n", 4);
		int again = read(exchange, beginning->bytes, beginning->length + (ended ? 2 : 4), used);
		if (again != HTTPSTATUS_ERROR_SYNTAX) /* an empty line where another head should begin */
			error = again;
		*used = beginning->length;
	}
	if (error)
		complain("%s: %s", name, httpstatus_strerror(error));
	return !error;
}

static bool request_read(const char *path, struct httpstatus_exchange *exchange)
{
	FILE *file = fopen(path, "rb");
	struct beginning beginning;
	size_t used;

	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return false;
	}
	bool good = beginning_read(file, path, &beginning);
	if (good) {
		good = head_read(&beginning, path, exchange, httpstatus_exchange_read_request, &used);
		free(beginning.bytes);
	}
	fclose(file);
	return good;
}

static size_t count_rest(FILE *file)
{
	char octets[65536];
	size_t rest = 0, got;

	while ((got = fread(octets, 1, sizeof octets, file)) > 0)
		rest += got;
	return rest;
}

static bool has_response_field(const struct httpstatus_exchange *exchange, const char *wanted)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, i, NULL)); i++)
		if (strcasecmp(name, wanted) == 0)
			return true;
	return false;
}

/* Says what content stands behind the head. curl takes chunks and content codings off, so only plain content can be counted; and a file
 * without any may have been saved without. */
static void content_count(struct httpstatus_exchange *exchange, int64_t octets)
{
	if (octets == 0)
		return;
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_CONTENT_CAME, 1);
	int64_t length = httpstatus_exchange_content_length(exchange);
	if (httpstatus_exchange_content_kind(exchange) != HTTPSTATUS_CONTENT_LENGTH ||
		has_response_field(exchange, "Content-Encoding"))
		return;
	/* What is more than the content is not part of it: a line end that an editor added, or another message. */
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_CONTENT_SEEN, octets < length ? octets : length);
}

static void drop_octets(struct beginning *beginning, size_t count)
{
	beginning->length -= count;
	memmove(beginning->bytes, beginning->bytes + count, beginning->length);
}

/* Whether another head follows at once, as in what curl prints of a proxy's answer to CONNECT, and with -IL of redirects. */
static bool another_follows(const struct beginning *beginning)
{
	return beginning->length >= 5 && memcmp(beginning->bytes, "HTTP/", 5) == 0;
}

bool input_read_response(FILE *file, const char *name, struct httpstatus_exchange *exchange, const char *request_path)
{
	struct beginning beginning;
	size_t used = 0;
	bool good;

	if (!beginning_read(file, name, &beginning))
		return false;
	do { /* of several in a row, the last one answers the request */
		httpstatus_exchange_clear(exchange);
		good = (!request_path || request_read(request_path, exchange)) &&
		       head_read(&beginning, name, exchange, httpstatus_exchange_read_response, &used);
		drop_octets(&beginning, good ? used : 0);
	} while (good && another_follows(&beginning));
	if (good)
		content_count(exchange, (int64_t)(beginning.length + count_rest(file)));
	free(beginning.bytes);
	return good;
}

/* The time of a message: what Date says, since the file says nothing. */
static int64_t message_time(const struct httpstatus_exchange *exchange)
{
	const char *name;

	for (size_t i = 0; (name = httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_RESPONSE, i, NULL)); i++) {
		struct tm date = {.tm_isdst = 0};

		if (strcasecmp(name, "date") == 0 &&
			strptime(httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_RESPONSE, i, NULL),
				"%a, %d %b %Y %H:%M:%S GMT", &date))
			return timegm(&date);
	}
	return 0;
}

static int message_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	bool good = exchange && input_read_response(file, name, exchange, input->request_path);

	if (!exchange)
		complain("%s: out of memory", name);
	if (good)
		visit(exchange, name, 0, input->now == HTTPSTATUS_UNKNOWN ? message_time(exchange) : input->now,
			context);
	httpstatus_exchange_free(exchange);
	return good ? EXIT_FOUND : EXIT_TROUBLE;
}

/* The first octet that is no white space and no byte order mark, which stays in the file. */
static int first_octet(FILE *file)
{
	int c = getc(file);

	while (c != EOF && (isspace(c) || c == 0xef || c == 0xbb || c == 0xbf))
		c = getc(file);
	if (c != EOF)
		ungetc(c, file);
	return c;
}

static int file_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	int first = first_octet(file);

	if (first == '{')
		return har_each(file, name, input, visit, context);
	if (first == 'H')
		return message_each(file, name, input, visit, context);
	complain("%s: %s", name,
		first == EOF ? "is empty"
			     : "is neither a HAR, which begins with {, nor an HTTP response, which begins with HTTP/");
	return EXIT_TROUBLE;
}

static int path_each(const char *path, const struct input *input, input_visit *visit, void *context)
{
	if (strcmp(path, "-") == 0)
		return file_each(stdin, "standard input", input, visit, context);
	FILE *file = fopen(path, "rb");
	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return EXIT_TROUBLE;
	}
	int status = file_each(file, path, input, visit, context);
	fclose(file);
	return status;
}

int input_each(const struct input *input, input_visit *visit, void *context)
{
	int status = EXIT_FOUND;

	for (int i = 0; i < input->count; i++)
		if (path_each(input->paths[i], input, visit, context) != EXIT_FOUND)
			status = EXIT_TROUBLE;
	return status;
}
