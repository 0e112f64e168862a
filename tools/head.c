/*
 * The status of a response head, as `curl -i` prints it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* HTTP-version SP 3DIGIT, and then a space or the end (RFC 9112, 4); curl writes "HTTP/2 200". 0 where it is none of that. */
static int status_line_read(const char *line)
{
	if (strncmp(line, "HTTP/", 5) != 0)
		return 0;
	line += 5;
	line += strspn(line, "0123456789.");
	if (line[-1] == '/' || *line != ' ')
		return 0;
	line++;
	if (strspn(line, "0123456789") != 3 || (line[3] && line[3] != ' '))
		return 0;
	return atoi(line);
}

static void strip_line_end(char *line, ssize_t length)
{
	if (length > 0 && line[length - 1] == '\n')
		line[--length] = '\0';
	if (length > 0 && line[length - 1] == '\r')
		line[--length] = '\0';
}

int head_read_status(FILE *input, const char *name)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	int code = 0;
	bool in_fields = false;

	/* An interim response is passed over, but for 101: nothing of HTTP comes after it (RFC 9110, 15.2.2). */
	while ((code == 0 || in_fields) && (length = getline(&line, &size, input)) >= 0) {
		strip_line_end(line, length);
		if (!in_fields) {
			code = status_line_read(line);
			if (!code) {
				complain("%s: \"%.40s\" is not the status line of a response", name, line);
				free(line);
				return 0;
			}
			in_fields = true;
		} else if (!*line) {
			in_fields = false;
			if (httpstatus_class(code) == 1 && code != 101)
				code = 0;
		}
	}
	if (ferror(input)) {
		complain("%s: cannot be read: %s", name, strerror(errno));
		code = 0;
	} else if (!code) {
		complain("%s: ends before a final response", name);
	}
	free(line);
	return code;
}
