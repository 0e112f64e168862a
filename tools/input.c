/*
 * Files with exchanges in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "input.h"

#include "command.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

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
	if (!ferror(file))
		return true;
	complain("%s: cannot be read: %s", name, strerror(errno));
	free(beginning->bytes);
	beginning->bytes = NULL;
	return false;
}

typedef int read_head(struct httpstatus_exchange *exchange, const char *bytes, size_t length, size_t *used);

/* Reads the next head. One that ends with the file is taken for complete: so it is when somebody saved only the head. */
static int head_read(struct beginning *beginning, struct httpstatus_exchange *exchange, read_head *read)
{
	char *bytes = beginning->bytes + beginning->used;
	size_t length = beginning->length - beginning->used, used = 0;
	int error = read(exchange, bytes, length, &used);

	if (error == HTTPSTATUS_ERROR_INCOMPLETE && length > 0) {
		memcpy(bytes + length, "\r\n\r\n", 4);
		int again = read(exchange, bytes, length + (bytes[length - 1] == '\n' ? 2 : 4), &used);
		if (again != HTTPSTATUS_ERROR_SYNTAX) /* an empty line where another head should begin */
			error = again;
	}
	if (!error)
		beginning->used += used < length ? used : length;
	return error;
}

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
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);

	if (status == 401 || status == 407)
		return true;
	if (httpstatus_class((int)status) == 3)
		return true;
	return httpstatus_class((int)status) == 2 && !has_response_field(exchange, "Content-Length") &&
	       !has_response_field(exchange, "Transfer-Encoding");
}

static bool another_follows(const struct beginning *beginning)
{
	return beginning->length - beginning->used >= 5 && memcmp(beginning->bytes + beginning->used, "HTTP/", 5) == 0;
}

/* Whether the request that was given is still the one that is answered: a redirect was followed by another. */
static bool same_request_follows(const struct httpstatus_exchange *exchange)
{
	return httpstatus_class((int)httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS)) != 3;
}

/* Says what the request was, where it is known. */
static int request_say(struct httpstatus_exchange *exchange, const struct input *input, bool known)
{
	size_t used;

	httpstatus_exchange_clear(exchange);
	if (!known || !input->request)
		return 0;
	return httpstatus_exchange_read_request(exchange, input->request, input->request_length, &used);
}

/* Reads heads that follow each other at once, and leaves the last good one in @exchange. */
static void following_read(struct beginning *beginning, struct httpstatus_exchange *exchange, const struct input *input)
{
	struct httpstatus_exchange *next = httpstatus_exchange_new();
	bool known = true;

	while (next && another_can_follow(exchange) && another_follows(beginning)) {
		size_t before = beginning->used;

		known = known && same_request_follows(exchange);
		httpstatus_exchange_clear(next);
		if (head_read(beginning, next, httpstatus_exchange_read_response) != 0)
			break; /* it was content */
		beginning->used = before;
		request_say(exchange, input, known);
		head_read(beginning, exchange, httpstatus_exchange_read_response);
	}
	httpstatus_exchange_free(next);
}

bool input_read_response(FILE *file, const char *name, struct httpstatus_exchange *exchange, const struct input *input)
{
	struct beginning beginning;

	if (!beginning_read(file, name, &beginning))
		return false;
	int error = request_say(exchange, input, true);
	if (!error)
		error = head_read(&beginning, exchange, httpstatus_exchange_read_response);
	if (error) {
		complain("%s: %s", name, httpstatus_strerror(error));
	} else {
		following_read(&beginning, exchange, input);
		content_count(exchange, (int64_t)(beginning.length - beginning.used + count_rest(file)));
	}
	free(beginning.bytes);
	return !error;
}

/* HTTP/1 in a file is taken for what it looks like, http in the clear, unless somebody says otherwise; HTTP/2 and HTTP/3 may be either. */
static void secured_say(struct httpstatus_exchange *exchange, const struct input *input, int version)
{
	if (input->https)
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, 1);
	else if (httpstatus_exchange_get(exchange, version) < 20)
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, 0);
}

int64_t input_time(const struct httpstatus_exchange *exchange, const struct input *input)
{
	int64_t received = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	if (input->now != HTTPSTATUS_UNKNOWN)
		return input->now;
	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(exchange) : received;
}

static int message_each(FILE *file, const char *name, const struct input *input, input_visit *visit, void *context)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	bool good = exchange && input_read_response(file, name, exchange, input);

	if (!exchange)
		complain("%s: out of memory", name);
	if (good) {
		secured_say(exchange, input, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);
		visit(exchange, name, 0, input_time(exchange, input), context);
	}
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

	if (first == EOF && ferror(file)) {
		complain("%s: cannot be read: %s", name, strerror(errno));
		return EXIT_TROUBLE;
	}
	if (first == '{' && input->request) {
		complain("%s: is a HAR, which has its requests in it: --request is for other files", name);
		return EXIT_TROUBLE;
	}
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

/* The request head, once for all files. */
static bool request_load(struct input *input, struct beginning *request)
{
	const char *path = input->request_path;
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "rb");

	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return false;
	}
	bool good = beginning_read(file, path, request);
	if (!standard)
		fclose(file);
	if (!good)
		return false;
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int error = exchange ? head_read(request, exchange, httpstatus_exchange_read_request) : HTTPSTATUS_ERROR_MEMORY;
	httpstatus_exchange_free(exchange);
	if (error)
		complain("%s: %s", path, httpstatus_strerror(error));
	/* with the empty line that it may lack */
	memcpy(request->bytes + request->length, "\r\n\r\n", 4);
	input->request = request->bytes;
	input->request_length = request->length + 4;
	return !error;
}

bool input_read_request(struct httpstatus_exchange *exchange, const struct input *asked)
{
	struct input input = *asked;
	struct beginning request = {NULL, 0, 0};
	bool good = request_load(&input, &request);

	if (good) {
		int error = request_say(exchange, &input, true);
		if (error)
			complain("%s: %s", input.request_path, httpstatus_strerror(error));
		secured_say(exchange, &input, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
		good = !error;
	}
	free(request.bytes);
	return good;
}

static bool time_read(const char *text, int64_t *now)
{
	char *end;

	errno = 0;
	*now = strtoll(text, &end, 10);
	if (*text && !*end && errno == 0)
		return true;
	complain("--now: \"%s\" is no number of seconds since 1970", text);
	return false;
}

bool input_option(int option, const char *value, struct input *input)
{
	if (option == 'r')
		input->request_path = value;
	else if (option == 's')
		input->https = true;
	else
		return option == 'n' && time_read(value, &input->now);
	return true;
}

bool input_take_files(struct input *input, int count, char **arguments, const char *verb)
{
	input->paths = arguments + optind;
	input->count = count - optind;
	if (input->count == 0)
		complain("%s: which files? HAR, or what curl -i printed; - for standard input", verb);
	return input->count > 0;
}

int input_each(const struct input *asked, input_visit *visit, void *context)
{
	struct input input = *asked;
	struct beginning request = {NULL, 0, 0};
	int status = EXIT_FOUND;

	if (input.request_path && !request_load(&input, &request)) {
		free(request.bytes);
		return EXIT_TROUBLE;
	}
	for (int i = 0; i < input.count; i++)
		if (path_each(input.paths[i], &input, visit, context) != EXIT_FOUND)
			status = EXIT_TROUBLE;
	free(request.bytes);
	return status;
}
