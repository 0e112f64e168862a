/*
 * Whose exchange it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *authority_of(const char *target)
{
	const char *scheme = target ? strstr(target, "://") : NULL;

	return scheme && scheme < target + strcspn(target, "/?#") + 1 ? scheme + 3 : NULL;
}

static char *lower_copy(const char *text, size_t length)
{
	char *copy = malloc(length + 1);

	if (!copy)
		complain_of_memory();
	for (size_t i = 0; i < length; i++)
		copy[i] = (char)tolower((unsigned char)text[i]);
	copy[length] = '\0';
	return copy;
}

char *host_of_exchange(const struct httpstatus_exchange *exchange)
{
	const char *method = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL);
	const char *target = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL);
	const char *authority = authority_of(target);
	size_t length;

	if (!authority && method && target && strcmp(method, "CONNECT") == 0)
		authority = target;
	if (!authority) {
		const char *host = httpstatus_exchange_field(exchange, HTTPSTATUS_PART_REQUEST, "Host", 4, 0, &length);
		return host && length > 0 ? lower_copy(host, length) : NULL;
	}
	length = strcspn(authority, "/?#");
	const char *userinfo = memchr(authority, '@', length);
	if (userinfo) {
		length -= (size_t)(userinfo + 1 - authority);
		authority = userinfo + 1;
	}
	return length > 0 ? lower_copy(authority, length) : NULL;
}

/* Without its port; the brackets of an IPv6 address are part of it. */
static size_t name_length(const char *host)
{
	const char *end = strrchr(host, ']'), *port = strchr(end ? end : host, ':');

	return port ? (size_t)(port - host) : strlen(host);
}

bool host_is(const char *host, const char *wanted)
{
	if (!host)
		return false;
	return strcasecmp(host, wanted) == 0 ||
	       (name_length(host) == strlen(wanted) && strncasecmp(host, wanted, strlen(wanted)) == 0);
}

bool host_is_below(const char *host, const char *domain)
{
	size_t wanted = strlen(domain), length = host ? name_length(host) : 0;

	if (!host || length < wanted || strncasecmp(host + length - wanted, domain, wanted) != 0)
		return host_is(host, domain);
	return length == wanted || host[length - wanted - 1] == '.';
}

const char *target_path(const char *target)
{
	const char *authority = authority_of(target);

	if (!authority)
		return target;
	authority += strcspn(authority, "/?#");
	return *authority ? authority : "/";
}
