/*
 * What a text looks like that is no transcript, and what to do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

static bool begins_with(struct span text, const char *octets, size_t length)
{
	return text.length >= length && memcmp(text.bytes, octets, length) == 0;
}

/* pcap in both orders of octets, with microseconds and nanoseconds, and pcapng. */
static bool is_capture(struct span text)
{
	static const char *const magics[] = {
		"\xd4\xc3\xb2\xa1", "\xa1\xb2\xc3\xd4", "\x4d\x3c\xb2\xa1", "\xa1\xb2\x3c\x4d", "\x0a\x0d\x0d\x0a"};

	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (begins_with(text, magics[i], 4))
			return true;
	return false;
}

static bool is_binary(struct span text)
{
	size_t odd = 0, most = text.length < 1024 ? text.length : 1024;

	for (size_t i = 0; i < most; i++)
		odd += (unsigned char)text.bytes[i] < 0x20 && !strchr("\t\r\n\f\033", text.bytes[i]);
	return memchr(text.bytes, '\0', most) || odd * 10 > most;
}

static bool is_url(struct span text)
{
	struct span word, rest = text;

	return span_take_word(&rest, &word) && span_is_blank(rest) &&
	       (span_begins(word, "http://") || span_begins(word, "https://") || span_begins(word, "www."));
}

/* '127.0.0.1 - - [30/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 12', and W3C's with its directives. */
static bool is_log(struct span line)
{
	const char *end = memmem(line.bytes, line.length, " HTTP/", 6);

	if (span_begins(line, "#Software:") || span_begins(line, "#Fields:") ||
		(span_begins(line, "#Version:") || span_begins(line, "#Date:")))
		return true;
	if (!end)
		return false;
	struct span behind = span_from(line, (size_t)(end - line.bytes) + 6);
	return behind.length > 6 && span_has(span_first(behind, behind.length < 8 ? behind.length : 8), "\" ");
}

static bool is_mail(struct span line)
{
	static const char *const words[] = {"From ",
		"From:", "Received:", "Return-Path:", "Delivered-To:", "Message-ID:", "MIME-Version:", "Subject:"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (span_begins(line, words[i]))
			return true;
	return false;
}

static bool is_status_torn(struct span text)
{
	static const char status[] = "HTTP/1.1 200";
	size_t most = text.length < 5 ? text.length : 5;

	return text.length && memcmp(text.bytes, status, most) == 0 && !memchr(text.bytes, '\n', text.length);
}

void looks_say(struct problem *problem, struct span text)
{
	struct span trimmed = span_trim(text), line = trimmed, rest = trimmed;

	if (is_capture(text)) {
		problem_say(problem, "looks like a packet capture: let Wireshark show the HTTP in it (Follow, HTTP "
				     "Stream) and save that, or save a HAR");
		return;
	}
	if (trimmed.length == 0) {
		problem_say(problem, "is empty");
		return;
	}
	line_take(&rest, &line);
	if (span_begins(line, "curl: ("))
		problem_say(problem, "is what curl says where it got no response: there is no exchange in it");
	else if (is_binary(trimmed))
		problem_say(problem, "is binary: what is read are HAR, and the text that curl -i, curl -v, HTTPie and "
				     "wget -S print");
	else if (span_begins(line, "-----BEGIN "))
		problem_say(problem, "looks like a key or a certificate (PEM): what is read are HAR, and what curl -i "
				     "or curl -v prints");
	else if (is_url(trimmed))
		problem_say(problem, "is a URL and no recording: give what curl -i prints for it");
	else if (is_log(line))
		problem_say(problem, "looks like a log of a server, which has no fields to look at: give what curl -i "
				     "prints for one of its targets");
	else if (line.bytes[0] == '<')
		problem_say(problem, "looks like HTML or XML without a head: curl prints the head too with -i");
	else if (line.bytes[0] == '{' || line.bytes[0] == '[')
		problem_say(problem, "looks like JSON without a head: curl prints the head too with -i");
	else if (is_mail(line))
		problem_say(
			problem, "looks like an e-mail: give the response alone, which begins with its status line");
	else if (line_is_field(line))
		problem_say(problem, "has fields, and no status to them: say which status came with them");
	else if (is_status_torn(text))
		problem_say(problem, "the octets end before the head does: there is not even a whole status line");
	else if (line_is_prompt(line, &rest))
		problem_say(problem, "is a command without what it printed: give that as well");
	else
		problem_say(problem, "is neither a HAR, nor an HTTP message, nor what curl -v, HTTPie or wget -S "
				     "prints: there is no status line in it");
}
