/*
 * What is known of the programs that write HAR.
 *
 * SPDX-License-Identifier: MIT
 */
#include "inner.h"

#include <string.h>
#include <strings.h>

/* They stand between client and server, or read packets, so a 304 has the fields that the server sent. By how their creator's name begins. */
static const char *const see_the_wire[] = {
	"BrowserMob Proxy",
	"Burp",
	"Charles",
	"Fiddler",
	"HTTP Toolkit",
	"mitmproxy",
	"OWASP ZAP",
	"pcap2har",
	"Proxyman",
	"ZAP",
	"libhttpstatus",
};

bool recorder_saw_the_wire(const char *creator)
{
	for (size_t i = 0; i < sizeof see_the_wire / sizeof *see_the_wire; i++)
		if (strncasecmp(creator, see_the_wire[i], strlen(see_the_wire[i])) == 0)
			return true;
	return false;
}
