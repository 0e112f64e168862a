/*
 * Fields without a status line: copied from a browser's tools, printed by a CGI program, or of HTTP/2 with its pseudo-header fields.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <stdlib.h>

/* What stands among the fields and is none. */
enum meaning { FIELD, URL, METHOD, STATUS, PATH, SCHEME, AUTHORITY, IGNORED, OF_REQUEST, OF_RESPONSE, HEADING };

static const struct {
	const char *name;
	enum meaning meaning;
} keys[] = {{"Request URL", URL}, {"Request Method", METHOD}, {"Status Code", STATUS}, {"Status", STATUS},
	{":status", STATUS}, {":method", METHOD}, {":path", PATH}, {":scheme", SCHEME}, {":authority", AUTHORITY},
	{"Request Headers", OF_REQUEST}, {"Response Headers", OF_RESPONSE}, {"Remote Address", IGNORED},
	{"Referrer Policy", IGNORED}, {"General", HEADING}, {"Raw", HEADING}, {"View source", HEADING},
	{"View parsed", HEADING}, {"Provisional headers are shown", HEADING}, {"Learn more", HEADING}};

/* The name may have its count behind it: "Response Headers (12)". */
static enum meaning meaning_of(struct span name, bool *heading)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		size_t length = strlen(keys[i].name);
		if (!span_begins(name, keys[i].name))
			continue;
		struct span behind = span_trim(span_from(name, length));
		*heading = keys[i].meaning >= OF_REQUEST;
		if (behind.length == 0 ||
			(*heading && behind.bytes[0] == '(' && behind.bytes[behind.length - 1] == ')'))
			return keys[i].meaning;
	}
	return FIELD;
}

bool line_is_of_block(struct span line)
{
	bool heading = false;
	struct span value, name = field_name(line, &value);

	return line_is_field(line) || meaning_of(name, &heading) != FIELD;
}

bool block_has_status(struct span text)
{
	struct span line, value;
	bool heading;

	while (line_take(&text, &line))
		if (meaning_of(field_name(line, &value), &heading) == STATUS)
			return true;
	return false;
}

/* ---- pairs ---- */

/* Newer Chrome copies a name with its colon on one line and the value on the next: certain where that is so from the first line to the last. */
static bool is_alternating(struct span rest)
{
	struct span line, value;
	bool names_line = true, heading;

	while (line_take(&rest, &line)) {
		line = span_trim(line);
		struct span name = field_name(line, &value);
		if (line.length == 0)
			continue;
		if (names_line && value.length == 0 && meaning_of(name, &heading) >= OF_REQUEST)
			continue;
		if (names_line &&
			(value.length || (line.bytes[line.length - 1] != ':' && meaning_of(name, &heading) == FIELD)))
			return false;
		names_line = !names_line;
	}
	return names_line;
}

/* The next name and its value. False at the end. */
static bool pair_take(struct span *rest, bool alternating, struct span *name, struct span *value)
{
	struct span line;
	bool heading = false;

	do
		if (!line_take(rest, &line))
			return false;
	while (span_is_blank(line) || line_is_chatter(line));
	line = span_trim(line);
	*name = field_name(line, value);
	if (!alternating || meaning_of(*name, &heading) >= OF_REQUEST)
		return true;
	while (line_take(rest, &line) && span_is_blank(line))
		;
	*value = span_trim(line);
	return true;
}

/* ---- a block ---- */

struct block {
	struct scanner *scanner;
	struct span url, method, path, scheme, authority, status;
	struct text *request, *response; /* field lines */
	struct span strange;             /* a line that is no field */
	bool in_request, has_request, memory;
};

static bool field_put(struct text *out, struct span name, struct span value)
{
	return text_put(out, name) && text_add(out, ": ", 2) && head_put(out, value);
}

/* Whether a key begins the next block, as it is here already. */
static bool is_next(const struct block *block, enum meaning meaning)
{
	switch (meaning) {
	case STATUS:
		return block->status.length;
	case METHOD:
	case PATH:
		return meaning == METHOD ? block->method.length : block->path.length;
	case URL:
		return block->url.length || block->status.length;
	default:
		return false;
	}
}

static void pair_read(struct block *block, enum meaning meaning, struct span name, struct span value)
{
	struct span *const slots[] = {[URL] = &block->url,
		[METHOD] = &block->method,
		[STATUS] = &block->status,
		[PATH] = &block->path,
		[SCHEME] = &block->scheme,
		[AUTHORITY] = &block->authority};

	if (meaning == FIELD) {
		if (name.length == 0 || memchr(name.bytes, ' ', name.length))
			block->strange = name;
		block->has_request = block->has_request || block->in_request;
		block->memory =
			block->memory && field_put(block->in_request ? block->request : block->response, name, value);
		return;
	}
	if (meaning <= AUTHORITY)
		*slots[meaning] = value;
	if (name.length && name.bytes[0] == ':')
		block->in_request = meaning != STATUS;
	else if (meaning == OF_REQUEST || meaning == OF_RESPONSE)
		block->in_request = meaning == OF_REQUEST;
}

static void block_read(struct block *block)
{
	struct span *rest = &block->scanner->rest, here = *rest, name, value;
	bool alternating = block->scanner->alternating, heading;

	while (block->memory && !block->strange.bytes && pair_take(rest, alternating, &name, &value)) {
		enum meaning meaning = meaning_of(name, &heading);
		if (is_next(block, meaning)) {
			*rest = here;
			return;
		}
		if (meaning == FIELD && !memchr(here.bytes, ':', (size_t)(rest->bytes - here.bytes)))
			block->strange = name;
		pair_read(block, meaning, name, value);
		here = *rest;
	}
}

/* ---- what it gives ---- */

static bool target_put(struct text *out, const struct block *block)
{
	if (block->url.length)
		return text_add(out, block->url.bytes, span_until(block->url, "#"));
	if (block->scheme.length && block->authority.length && block->path.length && block->path.bytes[0] == '/')
		return text_put(out, block->scheme) && text_add(out, "://", 3) && text_put(out, block->authority) &&
		       text_put(out, block->path);
	return text_put(out, block->path);
}

/* A head where the method, the target and the fields are known; else what is. */
static bool request_give(const struct block *block, struct text *out)
{
	static const char version[] = " HTTP/1.1";

	out->length = 0;
	if (block->method.length == 0 && block->url.length == 0 && block->path.length == 0)
		return true;
	bool is_head = block->has_request && block->method.length && (block->url.length || block->path.length);
	struct part *part = scanner_found(block->scanner, is_head ? PART_REQUEST : PART_ASKED);
	part->more = block->method;
	part->no_version = true;
	if (is_head && (!text_put(out, block->method) || !text_add(out, " ", 1)))
		return false;
	if (!target_put(out, block))
		return false;
	if (is_head &&
		(!head_put(out, (struct span){version, sizeof version - 1}) ||
			!text_put(out, (struct span){block->request->bytes, block->request->length}) ||
			(block->authority.length && !field_put(out, (struct span){"Host", 4}, block->authority)) ||
			!text_add(out, "\r\n", 2)))
		return false;
	part->text = (struct span){out->bytes, out->length};
	return true;
}

static bool response_give(const struct block *block, struct text *out)
{
	char said[24];
	struct span status = span_first(block->status, span_until(block->status, "(")), line;
	bool stored = status.length < block->status.length && span_has(block->status, "cache");

	out->length = 0;
	if (status.length == 0 && block->scanner->status != HTTPSTATUS_UNKNOWN)
		status = (struct span){
			said, (size_t)snprintf(said, sizeof said, "%03lld", (long long)block->scanner->status)};
	if (!text_add(out, "HTTP/1.1 ", 9) || !head_put(out, span_trim(status)))
		return false;
	line = (struct span){out->bytes, out->length - 2};
	if (!line_is_status(line)) {
		if (block->status.length || block->response->length) {
			struct part *strange = scanner_found(block->scanner, PART_STRANGE);
			strange->text = block->status;
		}
		return true;
	}
	if (!text_put(out, (struct span){block->response->bytes, block->response->length}) || !text_add(out, "\r\n", 2))
		return false;
	struct part *part = scanner_found(block->scanner, PART_RESPONSE);
	part->no_version = true;
	part->open = stored; /* they may be those of the response that the browser's store has */
	part->text = (struct span){out->bytes, out->length};
	return true;
}

bool block_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct text request = {NULL, 0, 0}, response = {NULL, 0, 0};
	struct block block = {.scanner = scanner, .request = &request, .response = &response, .memory = true};

	(void)exchange;
	if (span_is_blank(scanner->rest))
		return true;
	if (!scanner->is_begun)
		scanner->alternating = is_alternating(scanner->rest);
	scanner->is_begun = true;
	block_read(&block);
	bool good = block.memory;
	if (good && block.strange.bytes) {
		scanner_found(scanner, PART_STRANGE)->text = block.strange;
		scanner->rest.length = 0;
	} else if (good) {
		good = request_give(&block, &scanner->asked) && response_give(&block, &scanner->head);
	}
	free(request.bytes);
	free(response.bytes);
	return good;
}
