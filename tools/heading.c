/*
 * The line above what is said of an exchange.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

void exchange_heading(const struct terminal *terminal, const struct httpstatus_exchange *exchange, bool many)
{
	const char *file = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_SOURCE, NULL);
	const char *method = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL);
	const char *target = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL);
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);
	const char *phrase = status == HTTPSTATUS_UNKNOWN ? NULL : httpstatus_phrase((int)status);

	if (many) {
		terminal_put(file);
		putchar(' ');
	}
	printf("%lld  ", (long long)httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_ENTRY));
	terminal_put(method ? method : "?");
	putchar(' ');
	terminal_put(target ? target : "");
	if (status == HTTPSTATUS_UNKNOWN)
		printf("  no response\n");
	else
		printf("  %s%lld %s%s\n", terminal_class_colour(terminal, httpstatus_class((int)status)),
			(long long)status, phrase ? phrase : "", terminal_plain(terminal));
}
