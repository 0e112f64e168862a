/*
 * Files with exchanges in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "input.h"

#include "command.h"
#include "usage.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct input input_begin(void)
{
	return (struct input){.status = HTTPSTATUS_UNKNOWN,
		.secured = HTTPSTATUS_UNKNOWN,
		.now = HTTPSTATUS_UNKNOWN,
		.most_fields = HTTPSTATUS_UNKNOWN,
		.most_octets = HTTPSTATUS_UNKNOWN,
		.most_interim = HTTPSTATUS_UNKNOWN};
}

/* ---- what is said ---- */

static bool number_take(const char *option, const char *text, const char *what, int64_t *number)
{
	char *end;

	errno = 0;
	*number = strtoll(text, &end, 10);
	if (*text && !*end && errno == 0)
		return true;
	complain("--%s: \"%s\" is no %s", option, text, what);
	return false;
}

static bool status_take(const char *text, int64_t *status)
{
	static const char what[] = "status code, which has three digits";

	if (!number_take("status", text, what, status))
		return false;
	if (*status < 100 || *status > 999)
		complain("--status: \"%s\" is no %s", text, what);
	return *status >= 100 && *status <= 999;
}

/* All messages of a question came in the same way. */
static bool secured_take(struct input *input, int64_t secured)
{
	bool contradicts = input->secured == !secured;

	if (contradicts)
		complain("--http and --https: it cannot have come both in the clear and over TLS");
	input->secured = secured;
	return !contradicts;
}

static bool limit_take(const char *option, const char *text, int64_t *limit)
{
	static const char what[] = "number of what an exchange may have at most";

	if (!number_take(option, text, what, limit))
		return false;
	if (*limit < 0)
		complain("--%s: \"%s\" is no %s", option, text, what);
	return *limit >= 0;
}

bool input_option(int option, const char *value, struct input *input)
{
	switch (option) {
	case OPTION_REQUEST:
		input->request_path = value;
		return true;
	case OPTION_METHOD:
		input->method = value;
		return true;
	case OPTION_TARGET:
		input->target = value;
		return true;
	case OPTION_STATUS:
		return status_take(value, &input->status);
	case OPTION_PARTIAL:
		return input->partial = true;
	case OPTION_HTTPS:
	case OPTION_HTTP:
		return secured_take(input, option == OPTION_HTTPS);
	case OPTION_NOW:
		return number_take("now", value, "number of seconds since 1970", &input->now);
	case OPTION_MOST_FIELDS:
		return limit_take("most-fields", value, &input->most_fields);
	case OPTION_MOST_OCTETS:
		return limit_take("most-octets", value, &input->most_octets);
	case OPTION_MOST_INTERIM:
		return limit_take("most-interim", value, &input->most_interim);
	default:
		return false;
	}
}

bool input_take_files(struct input *input, int count, char **arguments, const char *verb)
{
	input->paths = arguments + optind;
	input->count = count - optind;
	if (input->count == 0)
		complain("%s: which files? HAR, or what curl -i, curl -v, HTTPie or wget -S printed; - for standard "
			 "input",
			verb);
	return input->count > 0;
}

/* ---- the request ---- */

struct head {
	char *bytes;
	size_t length;
};

static bool stream_read(FILE *file, struct head *head)
{
	enum { PIECE = 65536 };
	size_t capacity = 0;

	do {
		if (capacity - head->length < PIECE) {
			capacity = capacity * 2 + PIECE;
			head->bytes = realloc(head->bytes, capacity + 4);
			if (!head->bytes)
				complain_of_memory();
		}
		head->length += fread(head->bytes + head->length, 1, PIECE, file);
	} while (!feof(file) && !ferror(file));
	return !ferror(file) && head->length > 0;
}

/* The empty line that a head lacks. */
static void head_end(struct head *head)
{
	bool ends = head->bytes[head->length - 1] == '\n';

	memcpy(head->bytes + head->length, "\r\n\r\n", 4);
	head->length += ends ? 2 : 4;
}

/* The head in the file of @input, which is for free(). False, having complained, where that cannot be read. */
static bool head_read(const struct input *input, struct head *head)
{
	const char *path = input->request_path;
	bool standard = strcmp(path, "-") == 0;
	FILE *file = standard ? stdin : fopen(path, "rb");

	*head = (struct head){.bytes = NULL};
	if (!file) {
		complain("%s: cannot be opened: %s", path, strerror(errno));
		return false;
	}
	bool good = stream_read(file, head);
	if (!good)
		complain_of_nothing(file, file_name(path));
	else if (input->partial)
		head_end(head);
	if (!standard)
		fclose(file);
	return good;
}

static void complain_of_head(const struct input *input, int error)
{
	const char *hint = "";

	if (error == HTTPSTATUS_ERROR_INCOMPLETE)
		hint = ": there is no empty line behind the request's fields; --partial takes it as it is";
	complain("%s: %s%s", file_name(input->request_path), httpstatus_strerror(error), hint);
}

bool input_read_request(struct httpstatus_exchange *exchange, const struct input *input)
{
	const char *name = file_name(input->request_path);
	struct head head;
	bool good = head_read(input, &head);

	if (good) {
		httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_SOURCE, name, strlen(name));
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENTRY, 0);
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_SECURED, input->secured);
		int error = httpstatus_exchange_read_request(exchange, head.bytes, head.length, NULL);
		if (error)
			complain_of_head(input, error);
		good = !error;
	}
	free(head.bytes);
	return good;
}

/* Reads it once for all files, and sees whether it can be read. */
static bool request_load(const struct input *input, struct head *head)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	size_t used = 0;

	if (!exchange)
		complain_of_memory();
	bool good = head_read(input, head);
	int error = good ? httpstatus_exchange_read_request(exchange, head->bytes, head->length, &used) : 0;
	if (error)
		complain_of_head(input, error);
	head->length = used;
	httpstatus_exchange_free(exchange);
	return good && !error;
}

/* ---- the exchanges ---- */

/* The time to ask about: what was given, or when the response was received, or what Date says, or unknown. */
static int64_t time_of(const struct httpstatus_exchange *exchange, const struct input *input)
{
	int64_t received = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME);

	if (input->now != HTTPSTATUS_UNKNOWN)
		return input->now;
	return received == HTTPSTATUS_UNKNOWN ? httpstatus_exchange_date(exchange) : received;
}

struct progress {
	const char *name;
	int shown; /* in percent; 0 for none */
};

static void progress_show(struct progress *progress, const struct recording *recording)
{
	int percent = recording_progress(recording);

	if (percent <= progress->shown || !isatty(STDERR_FILENO))
		return;
	fputs("\rhttpstatus: ", stderr);
	safe_put(stderr, progress->name, strlen(progress->name));
	fprintf(stderr, ": %d %%", progress->shown = percent);
}

static void progress_end(const struct progress *progress)
{
	if (progress->shown)
		fprintf(stderr, "\r%*s\r", (int)safe_columns(progress->name, strlen(progress->name)) + 24, "");
}

static int say_text(struct recording *recording, int text, const char *value)
{
	return value ? recording_say(recording, text, value, strlen(value)) : 0;
}

static struct recording *recording_make(const struct input *input, const struct head *request)
{
	struct recording *recording = recording_new();

	if (!recording || recording_set(recording, RECORDING_STATUS, input->status) ||
		recording_set(recording, RECORDING_SECURED, input->secured) ||
		recording_set(recording, RECORDING_PARTIAL, input->partial) ||
		say_text(recording, RECORDING_METHOD, input->method) ||
		say_text(recording, RECORDING_TARGET, input->target) ||
		recording_say(recording, RECORDING_REQUEST, request->bytes, request->length))
		complain_of_memory();
	return recording;
}

static bool recording_open(struct recording *recording, const char *path)
{
	if (strcmp(path, "-") == 0)
		return recording_open_descriptor(recording, STDIN_FILENO, file_name(path));
	return recording_open_path(recording, path);
}

/* Takes what was found. False where it is the last. */
static bool found_take(int found, const struct recording *recording, struct httpstatus_exchange *exchange,
	struct input *input, input_visit *visit, void *context)
{
	if (found == RECORDING_EXCHANGE) {
		input->exchanges++;
		visit(exchange, time_of(exchange, input), context);
	} else if (found != RECORDING_END) {
		input->bad++;
		complain("%s", recording_problem(recording));
	}
	return found == RECORDING_EXCHANGE || found == RECORDING_BAD;
}

static void recording_each(
	struct recording *recording, const char *name, struct input *input, input_visit *visit, void *context)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct progress progress = {.name = name};

	if (!exchange)
		complain_of_memory();
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_FIELDS, input->most_fields);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_OCTETS, input->most_octets);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_MOST_INTERIM, input->most_interim);
	while (found_take(recording_next(recording, exchange), recording, exchange, input, visit, context))
		progress_show(&progress, recording);
	progress_end(&progress);
	for (int skip = 0; skip < RECORDING_SKIPS; skip++)
		input->skipped[skip] += recording_skipped(recording, skip);
	httpstatus_exchange_free(exchange);
}

static void path_each(
	const char *path, const struct head *request, struct input *input, input_visit *visit, void *context)
{
	struct recording *recording = recording_make(input, request);

	if (recording_open(recording, path)) {
		recording_each(recording, file_name(path), input, visit, context);
	} else {
		input->bad++;
		complain("%s", recording_problem(recording));
	}
	recording_free(recording);
}

int input_each(struct input *input, input_visit *visit, void *context)
{
	struct head request = {.bytes = NULL};
	bool good = !input->request_path || request_load(input, &request);

	for (int i = 0; good && i < input->count; i++)
		path_each(input->paths[i], &request, input, visit, context);
	free(request.bytes);
	return good && input->bad == 0 ? EXIT_FOUND : EXIT_TROUBLE;
}
