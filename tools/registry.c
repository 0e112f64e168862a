/*
 * Which registry a question is about.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <string.h>

const struct httpstatus_registry *registry_choose(const char *vendor)
{
	struct nearest nearest;
	const char *word;

	if (strcmp(vendor, "all") == 0)
		return httpstatus_registry_by_name("everything");
	if (httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, vendor, strlen(vendor)) >= 0)
		return httpstatus_registry_by_name(vendor);
	nearest_begin(&nearest, vendor, strlen(vendor));
	nearest_offer(&nearest, "all");
	nearest_offer_vocabulary(&nearest, HTTPSTATUS_VOCABULARY_VENDOR);
	if ((word = nearest_found(&nearest))) {
		complain("--vendor: there is no vendor \"%s\"; did you mean %s?", vendor, word);
		return NULL;
	}
	complain("--vendor: \"%s\" is none of:", vendor);
	for (int i = 0; (word = httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, i)); i++)
		fprintf(stderr, "  %-20s %s\n", word, httpstatus_word_text(HTTPSTATUS_VOCABULARY_VENDOR, i));
	fprintf(stderr, "  %-20s %s\n", "all", "what anybody means by it");
	return NULL;
}
