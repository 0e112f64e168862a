/*
 * What curl tells of a connection and a transfer, behind "* " and "== Info: ".
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

enum tells { CONNECTS, CONNECTED, SECURES, REUSES, ENDS, CLOSES, FAILS };

static const struct {
	const char *begins;
	enum tells tells;
	int64_t value;
} notes[] = {
	{"Trying ", CONNECTS, HTTPSTATUS_UNKNOWN},
	{"Connected to ", CONNECTED, HTTPSTATUS_UNKNOWN},
	{"ALPN", SECURES, HTTPSTATUS_UNKNOWN}, /* is still to be */
	{"TLSv1", SECURES, HTTPSTATUS_UNKNOWN},
	{"SSL connection using ", SECURES, 1},
	{"TLS connection using ", SECURES, 1},
	{"using HTTP/3", SECURES, 1},
	{"Re-using existing ", REUSES, 0},
	{"Reusing existing ", REUSES, 0},
	{"Connection #", ENDS, HTTPSTATUS_ENDING_COMPLETE}, /* "left intact", where the transfer came to its end */
	{"transfer closed with ", ENDS, HTTPSTATUS_ENDING_CUT},
	{"end of response with ", ENDS, HTTPSTATUS_ENDING_CUT},
	{"Empty reply from server", ENDS, HTTPSTATUS_ENDING_CLOSED},
	{"Connection died, ", ENDS, HTTPSTATUS_ENDING_CLOSED},
	{"REFUSED_STREAM, retrying", ENDS, HTTPSTATUS_ENDING_REFUSED},
	{"Recv failure: ", ENDS, HTTPSTATUS_ENDING_CUT},
	{"Send failure: ", ENDS, HTTPSTATUS_ENDING_CUT},
	{"Operation timed out after ", ENDS, HTTPSTATUS_ENDING_TIMED_OUT},
	{"Closing connection", CLOSES, 0},
	{"shutting down connection", CLOSES, 0},
	{"Failed to connect to ", FAILS, 0},
	{"Could not resolve ", FAILS, 0},
	{"Couldn't connect to ", FAILS, 0},
	{"Couldn't resolve ", FAILS, 0},
	{"Connection timed out after ", FAILS, 0},
	{"Resolving timed out after ", FAILS, 0},
	{"SSL certificate problem", FAILS, 0},
};

static int64_t scheme_of(struct span text)
{
	if (span_begins(text, "https:"))
		return 1;
	return span_begins(text, "http:") ? 0 : HTTPSTATUS_UNKNOWN;
}

/* "Issue another request to this URL: 'https://example.com/b'", "[HTTP/2] [1] OPENED stream for https://example.com/" */
static void url_read(struct scanner *scanner, struct span note)
{
	static const char *const words[] = {"this URL: '", "OPENED stream for "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *at = memmem(note.bytes, note.length, words[i], strlen(words[i]));
		if (at)
			scanner->url_secured = scheme_of(span_from(note, (size_t)(at - note.bytes) + strlen(words[i])));
	}
}

/* A connection that is used again is what it was, where there is one alone; newer releases say the scheme. */
static void reuse(struct scanner *scanner, struct span note)
{
	struct span scheme = span_from(note, strlen("Re-using existing ") - (note.bytes[2] == 'u'));

	if (scheme_of(scheme) != HTTPSTATUS_UNKNOWN)
		scanner->connection_secured = scheme_of(scheme);
	else if (scanner->connections > 1)
		scanner->connection_secured = HTTPSTATUS_UNKNOWN;
}

static bool is_answered(const struct httpstatus_exchange *exchange)
{
	return httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS) != HTTPSTATUS_UNKNOWN;
}

/* "35 bytes remaining to read" tells how many of those that Content-Length announced came. */
static void remaining_read(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span note)
{
	struct span rest = span_from(note, strlen("transfer closed with ")), word;
	int64_t length = httpstatus_exchange_content_length(exchange);

	span_take_word(&rest, &word);
	int64_t left = span_number(word);
	if (!span_has(rest, "bytes remaining") || left == HTTPSTATUS_UNKNOWN || length == HTTPSTATUS_UNKNOWN ||
		left > length)
		return;
	scanner->content_octets = length - left;
	scanner->content_is_counted = true;
	scanner->content_came = length > left;
}

static void ending_read(
	struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span note, int64_t ending)
{
	if (span_begins(note, "Connection #") && (!span_has(note, "left intact") || !is_answered(exchange)))
		return;
	scanner->request_waits = false;
	if (ending == HTTPSTATUS_ENDING_CUT && !is_answered(exchange))
		ending = HTTPSTATUS_ENDING_CLOSED;
	if (ending == HTTPSTATUS_ENDING_CUT)
		remaining_read(scanner, exchange, note);
	content_flush(scanner, exchange);
	scanner_found(scanner, PART_ENDING)->number = ending;
}

/* "HTTP/2 stream 1 was not closed cleanly: REFUSED_STREAM (err 7)" */
static void stream_read(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span note)
{
	if (!span_begins(note, "HTTP/2 stream ") || !span_has(note, " was not closed cleanly"))
		return;
	int64_t ending = is_answered(exchange) ? HTTPSTATUS_ENDING_CUT : HTTPSTATUS_ENDING_CLOSED;
	scanner->request_waits = false;
	content_flush(scanner, exchange);
	scanner_found(scanner, PART_ENDING)->number =
		span_has(note, "REFUSED_STREAM") ? HTTPSTATUS_ENDING_REFUSED : ending;
}

static void connect_read(struct scanner *scanner)
{
	scanner->connections += scanner->connection_secured != HTTPSTATUS_UNKNOWN || !scanner->connecting;
	scanner->connecting = true;
	scanner->is_clear = scanner->has_tls = false;
	scanner->connection_secured = HTTPSTATUS_UNKNOWN;
}

static void secure_read(struct scanner *scanner, int64_t secured)
{
	scanner->has_tls = true;
	scanner->is_clear = false;
	if (secured != HTTPSTATUS_UNKNOWN)
		scanner->connection_secured = secured;
}

void note_read(struct scanner *scanner, const struct httpstatus_exchange *exchange, struct span note)
{
	note = span_trim(note);
	url_read(scanner, note);
	stream_read(scanner, exchange, note);
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		if (!span_begins(note, notes[i].begins))
			continue;
		if (notes[i].tells == CONNECTS)
			connect_read(scanner);
		else if (notes[i].tells == CONNECTED)
			scanner->is_clear = !scanner->has_tls;
		else if (notes[i].tells == SECURES)
			secure_read(scanner, notes[i].value);
		else if (notes[i].tells == REUSES)
			reuse(scanner, note);
		else if (notes[i].tells == ENDS)
			ending_read(scanner, exchange, note, notes[i].value);
		else if (notes[i].tells == CLOSES)
			scanner->request_waits = false;
		else
			scanner->trouble = note;
	}
}

/* ---- what comes between ---- */

/* Content that was seen since the last head. Its octets are counted where they are as many as the framing says. */
void content_flush(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	int64_t length = httpstatus_exchange_content_length(exchange);

	bool is_first = scanner->content_first == length && length > 0 && !(scanner->has_tls && length <= 5);

	if (is_answered(exchange) && (scanner->content_came || scanner->content_is_counted || is_first)) {
		struct part *part = scanner_found(scanner, PART_CONTENT);
		if (scanner->content_is_counted || (length > 0 && (scanner->content_octets == length || is_first)))
			part->number = scanner->content_is_counted ? scanner->content_octets : length;
	}
	scanner->content_came = scanner->content_is_counted = scanner->content_is_doubtful = false;
	scanner->content_octets = 0;
	scanner->content_first = HTTPSTATUS_UNKNOWN;
}

/* Before a request: what was typed and what curl said of its URL, or of the connection, tell whether TLS is used. */
void secured_give(struct scanner *scanner, struct span request)
{
	struct span target = {scanner->typed.target.bytes, scanner->typed.target.length};
	bool connect = span_begins(request, "CONNECT ");
	int64_t secured = scanner->connection_secured;

	if (!connect && scanner->typed.fresh && target.length)
		secured = scheme_of(target);
	if (!connect && scanner->url_secured != HTTPSTATUS_UNKNOWN)
		secured = scanner->url_secured;
	if (!connect) {
		scanner->typed.fresh = false;
		scanner->url_secured = HTTPSTATUS_UNKNOWN;
	} else {
		scanner->connection_secured = HTTPSTATUS_UNKNOWN; /* what goes through the tunnel has its own */
	}
	scanner->connecting = false;
	if (secured != HTTPSTATUS_UNKNOWN)
		scanner_found(scanner, PART_SECURED)->number = secured;
}

bool head_is_interim(const struct text *head)
{
	struct span rest = {head->bytes, head->length}, line;
	int code = 0;

	if (line_take(&rest, &line))
		httpstatus_status_line_read(line.bytes, line.length, NULL, &code, NULL);
	return code >= 100 && code <= 199 && code != 101;
}

/* Requests that are sent at the same time, as with --parallel: what answers which cannot be told. */
bool requests_are_mixed(struct scanner *scanner)
{
	bool waits = scanner->request_waits && !scanner->requests_only;

	scanner->request_waits = true;
	if (!waits)
		return false;
	scanner->requests_only = !span_has(scanner->rest, "< HTTP/") && !span_has(scanner->rest, "<= Recv header");
	if (scanner->requests_only)
		return false;
	scanner_found(scanner, PART_MIXED);
	scanner->rest.length = 0;
	return true;
}
