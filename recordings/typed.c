/*
 * A command that was typed before its output, as far as what it asked for is certain.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <ctype.h>

/* ---- prompts ---- */

bool command_is_known(struct span command)
{
	static const char *const names[] = {"curl", "wget", "http", "https", "curl.exe", "wget.exe"};
	struct span name;

	if (!span_take_word(&command, &name))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_equals(name, names[i]))
			return command.length > 0;
	return false;
}

/* "PS C:\Users\me> ", "C:\>" */
static bool windows_take(struct span *line)
{
	struct span rest = *line;

	if (span_begins(rest, "PS "))
		rest = span_from(rest, 3);
	if (rest.length < 4 || !isalpha((unsigned char)rest.bytes[0]) || rest.bytes[1] != ':' || rest.bytes[2] != '\\')
		return false;
	const char *mark = memchr(rest.bytes, '>', rest.length);
	if (!mark)
		return false;
	*line = span_from(rest, (size_t)(mark - rest.bytes) + 1);
	return true;
}

/* "$ ", "# ", "% ", "user@host:~/work$ ", "[user@host work]# ", "bash-5.2$ " */
static bool unix_take(struct span *line)
{
	for (size_t i = 0; i < line->length && i < 120; i++) {
		char c = line->bytes[i];
		bool last = i + 1 == line->length || line->bytes[i + 1] == ' ';

		if ((c == '$' || c == '#' || c == '%') && last) {
			struct span before = span_first(*line, i);
			if (i > 0 && !memchr(before.bytes, '@', i) && !span_begins(before, "bash-") &&
				!span_begins(before, "sh-"))
				return false;
			*line = span_from(*line, i + 1);
			return i > 0 || c == '$' || command_is_known(*line); /* "# A title" is none */
		}
		if (c == ' ' && line->bytes[0] != '[' && line->bytes[0] != '(')
			return false;
		if ((unsigned char)c < ' ' || c == '"' || c == '<' || c == '{')
			return false;
	}
	return false;
}

bool line_is_prompt(struct span line, struct span *command)
{
	struct span rest = line;

	if (unix_take(&rest) || windows_take(&rest)) {
		*command = span_trim(rest);
		return true;
	}
	*command = span_trim(line);
	return command->length == line.length && command_is_known(*command);
}

/* The octets of a command over its lines: they go on behind a backslash, and inside of quotes. Only the first where the quotes do not end. */
static size_t command_length(struct span text)
{
	char quote = '\0';

	for (size_t i = 0; i < text.length && i < 4096; i++) {
		char c = text.bytes[i];
		if (c == '\n' && !quote && !(i > 0 && text.bytes[i - 1] == '\\') &&
			!(i > 1 && text.bytes[i - 1] == '\r' && text.bytes[i - 2] == '\\'))
			return i;
		if (quote ? c == quote : c == '\'' || c == '"')
			quote = quote ? '\0' : c;
	}
	return span_until(text, "\n");
}

void typed_join(char *text, size_t length)
{
	struct span rest = {text, length}, line, command;

	while (line_take(&rest, &line)) {
		if (!line_is_prompt(line, &command) || !command_is_known(command))
			continue;
		struct span all = {line.bytes, (size_t)(text + length - line.bytes)};
		size_t whole = command_length(all), begin = (size_t)(line.bytes - text);
		if (whole <= line.length + 1)
			continue;
		for (size_t i = begin; i < begin + whole; i++) {
			bool goes_on =
				text[i] == '\\' && i + 1 < length && (text[i + 1] == '\n' || text[i + 1] == '\r');
			if (goes_on || text[i] == '\n' || text[i] == '\r')
				text[i] = ' ';
		}
		rest = span_from(all, whole);
		line_take(&rest, &line);
	}
}

/* ---- options ---- */

enum effect {
	HARMLESS,
	WITH_VALUE, /* takes a value, and is as harmless */
	METHOD,     /* its value is the method */
	HEAD,       /* asks with HEAD */
	FOLLOW,     /* follows redirects */
	CONTENT     /* takes content as its value, and with it the method is POST */
};

struct option {
	const char *name;
	enum effect effect;
};

/* Those that neither change where a request goes nor let there be others. What is not here makes all unknown. */
static const struct option curl_options[] = {{"-i", HARMLESS}, {"--include", HARMLESS}, {"--show-headers", HARMLESS},
	{"-s", HARMLESS}, {"--silent", HARMLESS}, {"-S", HARMLESS}, {"--show-error", HARMLESS}, {"-v", HARMLESS},
	{"--verbose", HARMLESS}, {"-k", HARMLESS}, {"--insecure", HARMLESS}, {"-N", HARMLESS},
	{"--no-buffer", HARMLESS}, {"-f", HARMLESS}, {"--fail", HARMLESS}, {"-4", HARMLESS}, {"-6", HARMLESS},
	{"--ipv4", HARMLESS}, {"--ipv6", HARMLESS}, {"--compressed", HARMLESS}, {"--http1.0", HARMLESS},
	{"--http1.1", HARMLESS}, {"--http2", HARMLESS}, {"--http3", HARMLESS}, {"-0", HARMLESS}, {"--raw", HARMLESS},
	{"--trace-time", HARMLESS}, {"--trace-ids", HARMLESS}, {"--no-progress-meter", HARMLESS}, {"-#", HARMLESS},
	{"-H", WITH_VALUE}, {"--header", WITH_VALUE}, {"-A", WITH_VALUE}, {"--user-agent", WITH_VALUE},
	{"-e", WITH_VALUE}, {"--referer", WITH_VALUE}, {"-b", WITH_VALUE}, {"--cookie", WITH_VALUE}, {"-c", WITH_VALUE},
	{"-m", WITH_VALUE}, {"--max-time", WITH_VALUE}, {"--connect-timeout", WITH_VALUE}, {"-o", WITH_VALUE},
	{"--output", WITH_VALUE}, {"-D", WITH_VALUE}, {"--dump-header", WITH_VALUE}, {"--resolve", WITH_VALUE},
	{"--cacert", WITH_VALUE}, {"--trace", WITH_VALUE}, {"--trace-ascii", WITH_VALUE}, {"-u", WITH_VALUE},
	{"--user", WITH_VALUE}, {"-r", WITH_VALUE}, {"--range", WITH_VALUE}, {"-X", METHOD}, {"--request", METHOD},
	{"-I", HEAD}, {"--head", HEAD}, {"-L", FOLLOW}, {"--location", FOLLOW}, {"-d", CONTENT}, {"--data", CONTENT},
	{"--data-raw", CONTENT}, {"--data-binary", CONTENT}, {"--json", CONTENT}, {NULL, HARMLESS}};

static const struct option httpie_options[] = {{"-v", HARMLESS}, {"--verbose", HARMLESS}, {"-h", HARMLESS},
	{"--headers", HARMLESS}, {"--ignore-stdin", HARMLESS}, {"-b", HARMLESS}, {"--body", HARMLESS},
	{"-p", WITH_VALUE}, {NULL, HARMLESS}};

static const struct option wget_options[] = {{"-S", HARMLESS}, {"--server-response", HARMLESS}, {"-q", HARMLESS},
	{"--quiet", HARMLESS}, {"-d", HARMLESS}, {"--debug", HARMLESS}, {"-O", WITH_VALUE}, {"-T", WITH_VALUE},
	{"-t", WITH_VALUE}, {"-U", WITH_VALUE}, {"--no-check-certificate", HARMLESS}, {"--no-hsts", HARMLESS},
	{NULL, HARMLESS}};

static const struct option *option_find(const struct option *options, struct span name)
{
	for (; options->name; options++)
		if (span_equals(name, options->name))
			return options;
	return NULL;
}

/* ---- words ---- */

/* A word as a shell takes it, with quotes and without what makes the shell work: then false. */
static bool shell_word(struct span *rest, struct span *word, bool *bad)
{
	*rest = span_trim(*rest);
	if (rest->length == 0)
		return false;
	char quote = rest->bytes[0];
	if (quote == '\'' || quote == '"') {
		const char *end = memchr(rest->bytes + 1, quote, rest->length - 1);
		size_t length = end ? (size_t)(end - rest->bytes) - 1 : 0;
		*word = (struct span){rest->bytes + 1, length};
		*bad = *bad || !end ||
		       (quote == '"' && (memchr(word->bytes, '$', length) || memchr(word->bytes, '\\', length) ||
						memchr(word->bytes, '`', length)));
		*rest = end ? span_from(*rest, length + 2) : span_from(*rest, rest->length);
		*bad = *bad || (rest->length && rest->bytes[0] != ' ');
		return true;
	}
	span_take_word(rest, word);
	for (size_t i = 0; i < word->length; i++)
		*bad = *bad || strchr("'\"\\$`|&;<>(){}*!", word->bytes[i]);
	return true;
}

/* ---- a command ---- */

struct command {
	const struct option *options;
	const char *program;
	struct span method, url;
	int urls;
	bool head, content, follows, bad;
};

/* "-siL", each letter an option; the last may take a value, which can stand right behind it. */
static void letters_read(struct command *command, struct span word, struct span *rest)
{
	for (size_t i = 1; i < word.length && !command->bad; i++) {
		char name[3] = {'-', word.bytes[i], '\0'};
		const struct option *option = option_find(command->options, (struct span){name, 2});
		struct span value = span_from(word, i + 1);

		if (!option) {
			command->bad = true;
			return;
		}
		command->head = command->head || option->effect == HEAD;
		command->follows = command->follows || option->effect == FOLLOW;
		if (option->effect != WITH_VALUE && option->effect != METHOD && option->effect != CONTENT)
			continue;
		if (value.length == 0 && !shell_word(rest, &value, &command->bad))
			command->bad = true;
		if (option->effect == METHOD)
			command->method = value;
		command->content = command->content || option->effect == CONTENT;
		return;
	}
}

static void long_read(struct command *command, struct span word, struct span *rest)
{
	const char *sign = memchr(word.bytes, '=', word.length);
	struct span name = sign ? span_first(word, (size_t)(sign - word.bytes)) : word, value;
	const struct option *option = option_find(command->options, name);

	if (span_equals(name, "--print") && sign) /* HTTPie's, which says what is printed */
		return;
	if (!option || sign) {
		command->bad = true;
		return;
	}
	command->head = command->head || option->effect == HEAD;
	command->follows = command->follows || option->effect == FOLLOW;
	command->content = command->content || option->effect == CONTENT;
	if (option->effect == WITH_VALUE || option->effect == METHOD || option->effect == CONTENT)
		command->bad = command->bad || !shell_word(rest, &value, &command->bad);
	if (option->effect == METHOD)
		command->method = value;
}

static bool is_method(struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (!isupper((unsigned char)word.bytes[i]))
			return false;
	return word.length > 2;
}

/* HTTPie: a method, a URL, and items, of which Name:value is a field and all else is content. */
static void httpie_word(struct command *command, struct span word)
{
	if (command->urls == 0 && command->method.length == 0 && is_method(word)) {
		command->method = word;
		return;
	}
	if (command->urls++ == 0) {
		command->url = word;
		return;
	}
	const char *colon = memchr(word.bytes, ':', word.length), *sign = memchr(word.bytes, '=', word.length);
	command->bad = command->bad || !colon || (sign && sign < colon + 2) || memchr(word.bytes, '@', word.length);
}

static void word_read(struct command *command, struct span word, struct span *rest)
{
	if (span_begins(word, "--"))
		long_read(command, word, rest);
	else if (word.length > 1 && word.bytes[0] == '-')
		letters_read(command, word, rest);
	else if (command->options == httpie_options)
		httpie_word(command, word);
	else if (command->urls++ == 0)
		command->url = word;
}

static bool command_read(struct command *command, struct span line)
{
	struct span rest = line, word;

	if (!command_is_known(line))
		return false;
	span_take_word(&rest, &word);
	command->options = span_begins(word, "http")   ? httpie_options
			   : span_begins(word, "wget") ? wget_options
						       : curl_options;
	command->program = span_equals(word, "https") ? "https://" : "http://";
	while (!command->bad && shell_word(&rest, &word, &command->bad)) {
		if (command->bad && (span_equals(word, "2>&1") || span_equals(word, "|") || span_begins(word, ">") ||
					    span_begins(word, "2>"))) {
			command->bad = false; /* what becomes of the output */
			break;
		}
		word_read(command, word, &rest);
	}
	if (command->options == httpie_options ? command->urls < 1 : command->urls != 1)
		command->bad = true;
	return true;
}

/* ---- what it asks for ---- */

/* curl guesses other schemes by these. */
static bool is_of_another_scheme(struct span url)
{
	static const char *const hosts[] = {"ftp.", "dict.", "ldap.", "imap.", "smtp.", "pop3."};

	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		if (span_begins(url, hosts[i]))
			return true;
	return url.length == 0 || !isalnum((unsigned char)url.bytes[0]) || span_has(url, "://");
}

static bool has_globs(struct span url)
{
	for (size_t i = 0; i < url.length; i++)
		if ((unsigned char)url.bytes[i] <= ' ' || (unsigned char)url.bytes[i] >= 0x7f ||
			strchr("[]{}\\^|", url.bytes[i]))
			return true;
	return false;
}

bool url_put(struct text *target, struct span url, const char *scheme)
{
	url = span_first(url, span_until(url, "#"));
	size_t begin = span_begins(url, "https://") ? 8 : span_begins(url, "http://") ? 7 : 0;
	size_t end = begin + span_until(span_from(url, begin), "/?");

	target->length = 0;
	if (has_globs(url) || (begin == 0 && is_of_another_scheme(url)))
		return true;
	if (end == begin || memchr(url.bytes, '@', end))
		return true;
	struct span path = span_from(url, end);
	bool has_path = path.length && path.bytes[0] == '/';
	return (begin || text_add(target, scheme, strlen(scheme))) && text_put(target, span_first(url, end)) &&
	       (has_path || text_add(target, "/", 1)) && text_put(target, path);
}

static const char *method_known(const struct command *command)
{
	static const char *const methods[] = {
		"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"};

	if (command->method.length == 0)
		return command->head ? command->content ? NULL : "HEAD" : command->content ? "POST" : "GET";
	for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
		if (span_equals(command->method, methods[i]))
			return methods[i];
	return NULL;
}

bool typed_read(struct typed *typed, struct span line)
{
	struct command command = {.bad = false};
	struct span text;

	if (!line_is_prompt(line, &text))
		return false;
	typed->fresh = typed->follows = false;
	typed->method = NULL;
	typed->target.length = 0;
	if (!command_read(&command, text))
		return true;
	typed->fresh = true;
	if (command.bad || !url_put(&typed->target, command.url, command.program))
		return true;
	typed->method = method_known(&command);
	typed->follows = command.follows && command.method.length == 0;
	return true;
}
