/*
 * Which dialect a text is, and its exchanges.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <stdlib.h>

struct transcript {
	char *text;
	scan *scan;
	struct scanner scanner;
	struct draft draft;
	bool ended, any;
};

/* ---- which dialect ---- */

/* What a line tells about the text: a dialect, NULL where it tells nothing; @strange where no transcript has such a line before all others. */
static scan *dialect_of(struct span line, bool *strange)
{
	static const struct {
		bool (*is)(struct span line);
		scan *scan;
	} dialects[] = {{line_begins_message, plain_scan}, {line_is_trace, trace_scan}, {line_is_marked, marked_scan},
		{line_is_wgets, wget_scan}, {line_is_of_block, block_scan}};
	struct span command;

	for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
		if (dialects[i].is(line))
			return dialects[i].scan;
	*strange = !span_is_blank(line) && !line_is_prompt(line, &command) && !line_is_fence(line) &&
		   !line_is_chatter(line) && !line_is_aside(line);
	return NULL;
}

static scan *dialect_find(struct span text)
{
	struct span line;
	bool strange = false;

	while (!strange && line_take(&text, &line)) {
		scan *found = dialect_of(line, &strange);
		if (found)
			return found;
	}
	return NULL;
}

/* Finds the dialect of a text, first in all of it, then between its fences. */
static void text_begin(struct transcript *transcript, size_t length)
{
	struct scanner *scanner = &transcript->scanner;

	scanner->tidied = tidy(transcript->text, &length);
	scanner->rest = (struct span){transcript->text, length};
	transcript->scan = dialect_find(scanner->rest);
	if (transcript->scan || !tidy_fenced(transcript->text, &length))
		return;
	scanner->tidied = tidy(transcript->text, &length);
	scanner->tidied.as_it_came = false;
	scanner->rest.length = length;
	transcript->scan = dialect_find(scanner->rest);
}

static struct transcript *transcript_begin(const struct said *said)
{
	struct transcript *transcript = calloc(1, sizeof *transcript);

	if (!transcript)
		return NULL;
	transcript->draft = (struct draft){.said = said, .given = true};
	transcript->scanner.status = said->status;
	transcript->scanner.url_secured = transcript->scanner.connection_secured = HTTPSTATUS_UNKNOWN;
	transcript->scanner.content_first = HTTPSTATUS_UNKNOWN;
	return transcript;
}

struct transcript *transcript_new(char *text, size_t length, const struct said *said, struct problem *problem)
{
	struct transcript *transcript = transcript_begin(said);

	if (!transcript) {
		free(text);
		problem_none(problem, HTTPSTATUS_ERROR_MEMORY);
		return NULL;
	}
	transcript->text = text;
	text_begin(transcript, length);
	bool needs_status = transcript->scan == block_scan && !block_has_status(transcript->scanner.rest);
	if (transcript->scan && (!needs_status || said->status != HTTPSTATUS_UNKNOWN))
		return transcript;
	looks_say(problem, transcript->scanner.rest);
	transcript_free(transcript);
	return NULL;
}

/* ---- its exchanges ---- */

/* The part that comes next, which stays. NULL where there is no memory. */
static const struct part *part_next(struct transcript *transcript, const struct httpstatus_exchange *exchange)
{
	static const struct part end = {.kind = PART_END};
	struct scanner *scanner = &transcript->scanner;

	if (scanner->given < scanner->found)
		return &scanner->parts[scanner->given];
	scanner->given = scanner->found = 0;
	if (!transcript->scan(scanner, exchange))
		return NULL;
	return scanner->found ? &scanner->parts[0] : &end;
}

static int nothing_say(struct transcript *transcript, struct problem *problem)
{
	struct span trouble = transcript->scanner.trouble;

	if (transcript->any)
		return RECORDING_END;
	transcript->any = true;
	if (trouble.length)
		problem_say(problem, "has no exchange in it: \"%.*s\"",
			(int)(trouble.length < 200 ? trouble.length : 200), trouble.bytes);
	else
		problem_say(problem, "has no exchange in it");
	return RECORDING_BROKEN;
}

int transcript_next(struct transcript *transcript, struct httpstatus_exchange *exchange, struct problem *problem)
{
	struct draft *draft = &transcript->draft;
	bool good = true;

	draft_begin(draft, exchange, problem);
	for (;;) {
		const struct part *part = part_next(transcript, exchange);
		if (!part) {
			problem_none(problem, HTTPSTATUS_ERROR_MEMORY);
			return RECORDING_BROKEN;
		}
		if (!draft_wants(draft, part))
			break;
		transcript->scanner.given++;
		good = draft_take(draft, part) && good;
	}
	if (good && !draft->begun)
		return nothing_say(transcript, problem);
	transcript->any = true;
	draft_end(draft);
	return good ? RECORDING_EXCHANGE : RECORDING_BAD;
}

void transcript_free(struct transcript *transcript)
{
	if (!transcript)
		return;
	free(transcript->scanner.head.bytes);
	free(transcript->scanner.asked.bytes);
	free(transcript->scanner.typed.target.bytes);
	free(transcript->text);
	free(transcript);
}
