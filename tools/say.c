/*
 * What no file tells of a client and of its connection, and a chain wants to know.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void saying_begin(struct saying *saying)
{
	for (int property = 0; property < SAYINGS; property++)
		saying->values[property] = HTTPSTATUS_UNKNOWN;
	saying->protocols = NULL;
}

static bool number_read(const char *text, int64_t *value)
{
	char *end;

	errno = 0;
	*value = strtoll(text, &end, 10);
	return *text && !*end && errno == 0 && *value != HTTPSTATUS_UNKNOWN;
}

static bool yes_or_no_read(const char *text, int64_t *value)
{
	*value = strcmp(text, "yes") == 0;
	return *value || strcmp(text, "no") == 0;
}

/* A property's value, or why not. */
static const char *value_read(int property, const char *text, int64_t *value)
{
	switch (property) {
	case HTTPSTATUS_CHAIN_PROPERTY_ROLE:
		*value = httpstatus_word_find(HTTPSTATUS_VOCABULARY_ROLE, text, strlen(text));
		return *value >= 0 ? NULL : "neither user-agent nor proxy";
	case HTTPSTATUS_CHAIN_PROPERTY_RANDOM:
		return number_read(text, value) ? NULL : "no number";
	default:
		return yes_or_no_read(text, value) ? NULL : "neither yes nor no";
	}
}

/* The time is --now's. */
static bool can_be_said(int property)
{
	return property >= 0 && property != HTTPSTATUS_CHAIN_PROPERTY_NOW;
}

static void complain_of_property(const char *text, size_t length)
{
	struct nearest nearest;
	const char *known;

	nearest_begin(&nearest, text, length);
	for (int property = 0; (known = httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY, property)); property++)
		if (can_be_said(property))
			nearest_offer(&nearest, known);
	if ((known = nearest_found(&nearest))) {
		complain("--say: there is no \"%.*s\"; did you mean %s?", (int)length, text, known);
		return;
	}
	complain("--say: \"%.*s\" is none of:", (int)length, text);
	for (int property = 0; (known = httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY, property)); property++)
		if (can_be_said(property))
			fprintf(stderr, "  %s\n", known);
}

bool saying_read(struct saying *saying, const char *text)
{
	size_t length = strcspn(text, "=");
	int property = httpstatus_word_find(HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY, text, length);
	int64_t value;

	if (!can_be_said(property)) {
		complain_of_property(text, length);
		return false;
	}
	const char *wrong = text[length] ? value_read(property, text + length + 1, &value) : "no WORD=VALUE";
	if (wrong) {
		complain("--say: \"%s\" is %s", text, wrong);
		return false;
	}
	saying->values[property] = value;
	return true;
}

bool saying_say(const struct saying *saying, struct httpstatus_chain *chain)
{
	const char *protocols = saying->protocols;

	for (int property = 0; property < SAYINGS; property++)
		httpstatus_chain_set(chain, property, saying->values[property]);
	int error = httpstatus_chain_set_protocols(chain, protocols, protocols ? strlen(protocols) : 0);
	if (error == HTTPSTATUS_ERROR_MEMORY)
		complain_of_memory();
	if (error)
		complain("--protocols: \"%s\" is no list of protocols, as Upgrade has it", protocols);
	return !error;
}
