/*
 * What curl --trace and --trace-ascii print: each piece of a head and of content, with its length.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

enum piece { NOTHING, NOTE, SENT_HEAD, SENT_DATA, GOT_HEAD, GOT_DATA, OTHER_DATA };

static const struct {
	const char *begins;
	enum piece piece;
} pieces[] = {{"== Info: ", NOTE}, {"=> Send header, ", SENT_HEAD}, {"=> Send data, ", SENT_DATA},
	{"<= Recv header, ", GOT_HEAD}, {"<= Recv data, ", GOT_DATA}, {"=> Send SSL data, ", OTHER_DATA},
	{"<= Recv SSL data, ", OTHER_DATA}};

/* What a line begins, which may stand behind content that the trace does not end, and behind a time; and what follows it. */
static enum piece piece_of(struct span line, struct span *text)
{
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		const char *at = memmem(line.bytes, line.length, pieces[i].begins, strlen(pieces[i].begins));
		if (!at)
			continue;
		*text = span_from(line, (size_t)(at - line.bytes) + strlen(pieces[i].begins));
		struct span octets = *text, word;
		span_take_word(&octets, &word);
		if (pieces[i].piece == NOTE ||
			(span_begins(octets, " bytes (0x") && span_number(word) != HTTPSTATUS_UNKNOWN))
			return pieces[i].piece;
	}
	return NOTHING;
}

bool line_is_trace(struct span line)
{
	struct span text;

	return piece_of(line, &text) != NOTHING;
}

/* ---- a dump ---- */

static int hex_of(char c)
{
	const char *at = memchr("0123456789abcdef", c, 16);

	return at ? (int)(at - "0123456789abcdef") : -1;
}

/* "0040: Accept: text/html": the place of the first octet, and what stands behind it. */
static bool dump_line(struct span line, int64_t *place, struct span *text)
{
	size_t i = 0;

	for (*place = 0; i < line.length && i < 12 && hex_of(line.bytes[i]) >= 0; i++)
		*place = *place * 16 + hex_of(line.bytes[i]);
	if (i < 4 || i == line.length || line.bytes[i] != ':')
		return false;
	*text = span_from(line, i + 1);
	if (text->length && text->bytes[0] == ' ')
		*text = span_from(*text, 1);
	return true;
}

/* "47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a GET / HTTP/1.1.." as the octets that it stands for. Their number is what the dump says. */
static bool hex_read(struct span text, int64_t octets, char out[16])
{
	for (int64_t i = 0; i < octets; i++) {
		size_t at = (size_t)i * 3;
		if (at + 2 > text.length || hex_of(text.bytes[at]) < 0 || hex_of(text.bytes[at + 1]) < 0)
			return false;
		if (at + 2 < text.length && text.bytes[at + 2] != ' ')
			return false;
		out[i] = (char)(hex_of(text.bytes[at]) * 16 + hex_of(text.bytes[at + 1]));
	}
	return true;
}

/* Puts what a line of a dump stands for: up to the next line's place. Where the text is shorter by two, a line of the head ended here. */
static bool dump_put(struct text *out, struct span text, int64_t octets)
{
	char hex[16];

	if (octets <= 16 && text.length >= (size_t)octets * 3 && hex_read(text, octets, hex))
		return text_add(out, hex, (size_t)octets);
	int64_t missing = octets - (int64_t)text.length;
	if (missing < 0)
		return text_add(out, text.bytes, (size_t)octets);
	if (!text_put(out, text))
		return false;
	if (missing >= 2) /* spaces before it may have been cut off */
		return text_add(out, "\r\n", 2);
	return missing == 0 || text_add(out, " ", 1);
}

/* Takes the lines of a dump, and puts what they stand for where @out is not NULL. */
static bool dump_take(struct scanner *scanner, int64_t octets, struct text *out)
{
	struct span line, text, next_text, rest = scanner->rest;
	int64_t place, next;

	if (!line_take(&rest, &line) || !dump_line(line, &place, &text) || place != 0)
		return true;
	for (;;) {
		scanner->rest = rest;
		bool more =
			line_take(&rest, &line) && dump_line(line, &next, &next_text) && next > place && next < octets;
		int64_t end = more ? next : octets;
		if (out && end - place <= 128 && !dump_put(out, text, end - place))
			return false;
		if (!more)
			return true;
		place = next;
		text = next_text;
	}
}

/* ---- heads ---- */

static bool head_ends(const struct text *head)
{
	return (head->length >= 4 && memcmp(head->bytes + head->length - 4, "\r\n\r\n", 4) == 0) ||
	       (head->length == 2 && memcmp(head->bytes, "\r\n", 2) == 0);
}

static struct span head_of(const struct scanner *scanner)
{
	return (struct span){scanner->head.bytes, scanner->head.length};
}

static bool sent_head(struct scanner *scanner, const struct httpstatus_exchange *exchange, int64_t octets)
{
	content_flush(scanner, exchange);
	if (requests_are_mixed(scanner))
		return true;
	scanner->head.length = 0;
	if (!dump_take(scanner, octets, &scanner->head))
		return false;
	secured_give(scanner, head_of(scanner));
	struct part *part = scanner_found(scanner, PART_REQUEST);
	part->cut = !head_ends(&scanner->head);
	if (part->cut && !text_add(&scanner->head, "\r\n\r\n", 4))
		return false;
	part->text = head_of(scanner);
	return true;
}

/* Each line of a head is a piece; behind content they are those of its trailer section. */
static bool got_head(struct scanner *scanner, const struct httpstatus_exchange *exchange, int64_t octets)
{
	if (!scanner->in_response && !scanner->in_trailers) {
		content_flush(scanner, exchange);
		scanner->head.length = 0;
	}
	size_t before = scanner->head.length;
	if (!dump_take(scanner, octets, &scanner->head))
		return false;
	struct span line, rest = span_from(head_of(scanner), before);
	line_take(&rest, &line);
	if (before == 0 && !line_is_status(line))
		scanner->in_trailers = true;
	if (!scanner->in_trailers)
		scanner->in_response = true;
	if (!head_ends(&scanner->head) && !(scanner->in_trailers && line.length == 0))
		return true;
	struct part *part = scanner_found(scanner, scanner->in_trailers ? PART_TRAILERS : PART_RESPONSE);
	part->text = head_of(scanner);
	scanner->request_waits = scanner->request_waits && (scanner->in_trailers || head_is_interim(&scanner->head));
	scanner->in_response = scanner->in_trailers = false;
	return true;
}

static bool head_break(struct scanner *scanner)
{
	struct part *part = scanner_found(scanner, scanner->in_trailers ? PART_TRAILERS : PART_RESPONSE);

	part->cut = scanner->in_response;
	scanner->in_response = scanner->in_trailers = false;
	if (!text_add(&scanner->head, "\r\n", 2))
		return false;
	part->text = head_of(scanner);
	return true;
}

/* ---- content ---- */

/* Every piece is told of, in chunks where there are such: then their framing is among the octets, and how many are content is not known. */
static bool got_data(struct scanner *scanner, const struct httpstatus_exchange *exchange, int64_t octets)
{
	bool chunked =
		httpstatus_exchange_field(exchange, HTTPSTATUS_PART_RESPONSE, "Transfer-Encoding", 17, 0, NULL) != NULL;

	scanner->content_came = scanner->content_came || octets > 0;
	scanner->content_octets =
		octets > INT64_MAX - scanner->content_octets ? INT64_MAX : scanner->content_octets + octets;
	scanner->content_is_counted = !chunked;
	return dump_take(scanner, octets, NULL);
}

/* ---- lines ---- */

static bool piece_scan(
	struct scanner *scanner, const struct httpstatus_exchange *exchange, enum piece piece, struct span text)
{
	struct span word;

	if (piece == NOTE) {
		note_read(scanner, exchange, text);
		return true;
	}
	span_take_word(&text, &word);
	int64_t octets = span_number(word);
	switch (piece) {
	case SENT_HEAD:
		return sent_head(scanner, exchange, octets);
	case GOT_HEAD:
		return got_head(scanner, exchange, octets);
	case GOT_DATA:
		return got_data(scanner, exchange, octets);
	default:
		return dump_take(scanner, octets, NULL);
	}
}

bool trace_scan(struct scanner *scanner, const struct httpstatus_exchange *exchange)
{
	struct span line, text;

	while (scanner->rest.length && scanner->found == 0) {
		struct span here = scanner->rest;
		line_take(&scanner->rest, &line);
		enum piece piece = piece_of(line, &text);
		if ((scanner->in_response || scanner->in_trailers) && (piece == SENT_HEAD || piece == GOT_DATA)) {
			scanner->rest = here;
			return head_break(scanner);
		}
		if (piece == NOTHING)
			typed_read(&scanner->typed, line);
		else if (!piece_scan(scanner, exchange, piece, text))
			return false;
	}
	if (scanner->found == 0 && (scanner->in_response || scanner->in_trailers))
		return head_break(scanner);
	if (scanner->found == 0)
		content_flush(scanner, exchange);
	return true;
}
