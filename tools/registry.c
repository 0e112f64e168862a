/*
 * Which registry a question is about.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <string.h>

const struct httpstatus_registry *registry_choose(const char *vendor)
{
	const struct httpstatus_registry *registry =
		strcmp(vendor, "all") == 0 ? httpstatus_registry_everything() : httpstatus_registry_vendor(vendor);
	const char *name;

	if (registry)
		return registry;
	complain("--vendor: \"%s\" is none of:", vendor);
	for (size_t i = 0; (name = httpstatus_vendor_name(i)); i++)
		fprintf(stderr, "  %-20s %s\n", name, httpstatus_vendor_title(i));
	fprintf(stderr, "  %-20s %s\n", "all", "what anybody means by it");
	return NULL;
}
