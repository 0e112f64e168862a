/*
 * What a client does where it is free to choose.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <stdlib.h>
#include <string.h>

/* ---- what a setting takes ---- */

bool word_next(struct span *rest, struct span *word)
{
	size_t length = 0;

	if (rest->length == 0)
		return false;
	while (length < rest->length && rest->bytes[length] != ' ')
		length++;
	*word = span_first(*rest, length);
	*rest = span_from(*rest, length < rest->length ? length + 1 : length);
	return true;
}

/* METHOD=REWRITE. */
static bool rule_read(struct span word, struct span *method, enum rewrite *rewrite)
{
	size_t length = 0;

	while (length < word.length && word.bytes[length] != '=')
		length++;
	*method = span_first(word, length);
	return length < word.length && span_is_token(*method) && rewrite_read(span_from(word, length + 1), rewrite);
}

/* Every method has a rule, for "*" is the last and only the last. */
static bool rules_are_good(struct span rest)
{
	struct span word, method;
	enum rewrite rewrite;
	bool any_method = false;

	while (word_next(&rest, &word)) {
		if (any_method || !rule_read(word, &method, &rewrite))
			return false;
		any_method = span_equals(method, SPAN("*"));
	}
	return any_method;
}

static bool is_code(struct span word)
{
	return word.length == 3 && span_is_digits(word) && word.bytes[0] != '0';
}

static bool words_are_good(struct span rest, bool (*is_good)(struct span))
{
	struct span word;

	while (word_next(&rest, &word))
		if (!is_good(word))
			return false;
	return true;
}

/* From 0 to INT64_MAX, in no more digits than that has: among as many digits, the order of texts is that of numbers. The same as is_number in
 * read.py. */
static bool number_read(struct span value, int64_t *number)
{
	static const char most[] = "9223372036854775807";
	size_t digits = sizeof most - 1;

	return span_number(value, number) &&
	       (value.length < digits || (value.length == digits && memcmp(value.bytes, most, digits) <= 0));
}

/* A list that ends in a space has an empty word behind it, which word_next does not tell. */
static bool ends_in_space(struct span value)
{
	return value.length > 0 && value.bytes[value.length - 1] == ' ';
}

/* Whether a setting takes a value, and what number it is then. The same as value_fits in read.py. */
static bool setting_takes(const struct setting_record *record, struct span value, int64_t *number)
{
	const char *word;

	*number = 0;
	if (ends_in_space(value))
		return false;
	switch ((enum kind)record->kind) {
	case KIND_RULES:
		return rules_are_good(value);
	case KIND_CODES:
		return words_are_good(value, is_code);
	case KIND_NAMES:
	case KIND_METHODS:
		return words_are_good(value, span_is_token);
	case KIND_NUMBER:
		return number_read(value, number);
	case KIND_WORD:
		for (size_t i = 0; (word = list_text(record->words, i)); i++) {
			*number = (int64_t)i;
			if (span_equals(value, span_of(word)))
				return true;
		}
	}
	return false;
}

/* ---- the policy as an object ---- */

static void policy_fill(struct httpstatus_policy *policy, const struct httpstatus_client *client)
{
	policy->client = client;
	for (size_t setting = 0; setting < SETTING_COUNT; setting++) {
		struct policy_value *value = &policy->values[setting];

		*value = (struct policy_value){.text = span_of(data_text(client->cells[setting].value))};
		setting_takes(setting_record_at(setting), value->text, &value->number);
	}
}

static bool value_own(struct policy_value *value, struct span text)
{
	char *own = malloc(text.length + 1);

	if (!own)
		return false;
	if (text.length)
		memcpy(own, text.bytes, text.length);
	own[text.length] = '\0';
	value->own = own;
	value->text = (struct span){own, text.length};
	return true;
}

bool policy_copy(struct httpstatus_policy *to, const struct httpstatus_policy *from)
{
	if (!from) {
		policy_fill(to, client_record_at(0));
		return true;
	}
	*to = *from;
	for (size_t setting = 0; setting < SETTING_COUNT; setting++)
		to->values[setting].own = NULL;
	for (size_t setting = 0; setting < SETTING_COUNT; setting++) {
		if (from->values[setting].own && !value_own(&to->values[setting], from->values[setting].text)) {
			policy_empty(to);
			return false;
		}
	}
	return true;
}

void policy_empty(struct httpstatus_policy *policy)
{
	for (size_t setting = 0; setting < SETTING_COUNT; setting++) {
		free(policy->values[setting].own);
		policy->values[setting].own = NULL;
	}
}

struct httpstatus_policy *httpstatus_policy_new(void)
{
	struct httpstatus_policy *policy = malloc(sizeof *policy);

	if (policy)
		policy_fill(policy, client_record_at(0));
	return policy;
}

int httpstatus_policy_imitate(struct httpstatus_policy *policy, const struct httpstatus_client *client)
{
	if (!policy || !client)
		return HTTPSTATUS_ERROR_HANDLE;
	policy_empty(policy);
	policy_fill(policy, client);
	return 0;
}

void httpstatus_policy_free(struct httpstatus_policy *policy)
{
	if (!policy)
		return;
	policy_empty(policy);
	free(policy);
}

int httpstatus_policy_set(struct httpstatus_policy *policy, const char *setting, const char *value, size_t length)
{
	size_t place = setting_find(setting);
	struct span text = {value, value ? length : 0};
	struct policy_value made = {.own = NULL};

	if (!policy)
		return HTTPSTATUS_ERROR_HANDLE;
	if (place == SETTING_COUNT)
		return HTTPSTATUS_ERROR_WORD;
	if (!setting_takes(setting_record_at(place), text, &made.number))
		return HTTPSTATUS_ERROR_VALUE;
	if (!value_own(&made, text))
		return HTTPSTATUS_ERROR_MEMORY;
	free(policy->values[place].own);
	policy->values[place] = made;
	return 0;
}

const char *httpstatus_policy_get(const struct httpstatus_policy *policy, const char *setting, size_t *length)
{
	size_t place = setting_find(setting);
	struct span value = {NULL, 0};

	if (place < SETTING_COUNT && policy)
		value = policy->values[place].text;
	else if (place < SETTING_COUNT)
		value = span_of(data_text(client_record_at(0)->cells[place].value));
	if (length)
		*length = value.length;
	return value.bytes;
}

/* ---- asking it ---- */

int64_t policy_number(const struct httpstatus_policy *policy, enum setting setting)
{
	return policy->values[setting].number;
}

bool policy_has_code(const struct httpstatus_policy *policy, enum setting setting, int code)
{
	struct span rest = policy->values[setting].text, word;
	int64_t number;

	while (word_next(&rest, &word))
		if (span_number(word, &number) && number == code)
			return true;
	return false;
}

bool policy_has_field(const struct httpstatus_policy *policy, enum setting setting, struct span name)
{
	struct span rest = policy->values[setting].text, word;

	while (word_next(&rest, &word))
		if (span_equals_ignoring_case(word, name))
			return true;
	return false;
}

bool policy_has_method(const struct httpstatus_policy *policy, enum setting setting, struct span method)
{
	struct span rest = policy->values[setting].text, word;

	while (word_next(&rest, &word)) {
		if (span_equals(word, SPAN("any")))
			return true;
		if (span_equals(word, SPAN("idempotent")) ? method_is_idempotent(method) : span_equals(word, method))
			return true;
	}
	return false;
}

enum setting redirect_setting(int code)
{
	switch (code) {
	case 300:
		return SETTING_REDIRECT_300;
	case 301:
		return SETTING_REDIRECT_301;
	case 302:
		return SETTING_REDIRECT_302;
	case 303:
		return SETTING_REDIRECT_303;
	case 307:
		return SETTING_REDIRECT_307;
	case 308:
		return SETTING_REDIRECT_308;
	default:
		return SETTING_REDIRECT_OTHER;
	}
}

enum rewrite policy_rewrite(const struct httpstatus_policy *policy, int code, struct span method)
{
	struct span rest = policy->values[redirect_setting(code)].text, word, named;
	enum rewrite rewrite = REWRITE_STOP;

	while (word_next(&rest, &word) && rule_read(word, &named, &rewrite))
		if (span_equals(named, SPAN("*")) || span_equals(named, method))
			return rewrite;
	return rewrite;
}

enum rewrite rewrite_permitted(int code, struct span method)
{
	struct httpstatus_policy careful;

	policy_fill(&careful, client_record_at(0));
	enum rewrite rewrite = policy_rewrite(&careful, code, method);
	return rewrite == REWRITE_STOP || rewrite == REWRITE_FAIL ? REWRITE_KEEP : rewrite;
}
