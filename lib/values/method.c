/*
 * What is known of methods: IANA's registry of HTTP methods (RFC 9110, 16.1).
 *
 * SPDX-License-Identifier: MIT
 */
#include "values.h"

#include <string.h>

/* The safe ones first; all of these are idempotent. QUERY is of RFC 10008. */
static const char idempotent_methods[][20] = {
	"GET",
	"HEAD",
	"OPTIONS",
	"PRI",
	"PROPFIND",
	"QUERY",
	"REPORT",
	"SEARCH",
	"TRACE",
	"ACL",
	"BASELINE-CONTROL",
	"BIND",
	"CHECKIN",
	"CHECKOUT",
	"COPY",
	"DELETE",
	"LABEL",
	"LINK",
	"MERGE",
	"MKACTIVITY",
	"MKCALENDAR",
	"MKCOL",
	"MKREDIRECTREF",
	"MKWORKSPACE",
	"MOVE",
	"ORDERPATCH",
	"PROPPATCH",
	"PUT",
	"REBIND",
	"UNBIND",
	"UNCHECKOUT",
	"UNLINK",
	"UNLOCK",
	"UPDATE",
	"UPDATEREDIRECTREF",
	"VERSION-CONTROL",
};

enum { SAFE_METHODS = 9, IDEMPOTENT_METHODS = sizeof idempotent_methods / sizeof idempotent_methods[0] };

static bool is_of_first(struct span method, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_equals(method, (struct span){idempotent_methods[i], strlen(idempotent_methods[i])}))
			return true;
	return false;
}

bool method_is_safe(struct span method)
{
	return is_of_first(method, SAFE_METHODS);
}

bool method_is_idempotent(struct span method)
{
	return is_of_first(method, IDEMPOTENT_METHODS);
}

bool method_is_of_webdav(struct span method)
{
	static const char methods[][10] = {"PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK"};

	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (span_equals(method, (struct span){methods[i], strlen(methods[i])}))
			return true;
	return false;
}

/* RFC 9110, 13.2.2: GET and HEAD, and what another specification has conditions for: QUERY (RFC 10008, 2.6). */
bool method_retrieves(struct span method)
{
	return span_equals(method, SPAN("GET")) || span_equals(method, SPAN("HEAD")) ||
	       span_equals(method, SPAN("QUERY"));
}

/* RFC 9110, 14.2: GET, and what another specification defines it for: QUERY (RFC 10008, 2.8). */
bool method_has_ranges(struct span method)
{
	return span_equals(method, SPAN("GET")) || span_equals(method, SPAN("QUERY"));
}
