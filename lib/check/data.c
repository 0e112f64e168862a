/*
 * The rules, and the words for what is in them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <string.h>

#include "check_tables.h"

const char *rule_text(uint32_t offset)
{
	return offset ? (const char *)&texts + offset : NULL;
}

const char *rule_list_text(struct offset_list list, size_t i)
{
	return i < list.count ? rule_text(offsets[list.first + i]) : NULL;
}

bool rule_list_judge(struct offset_list list, size_t i, enum judge *judge)
{
	if (i < list.count)
		*judge = (enum judge)offsets[list.first + i];
	return i < list.count;
}

bool rule_list_has_code(struct offset_list list, int64_t code)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (offsets[list.first + i] == code)
			return true;
	return list.count == 0;
}

const struct rule_record *rule_at(size_t i)
{
	return i < RULE_COUNT ? &rules[i] : NULL;
}

size_t rules_of(int status, const uint16_t **places)
{
	int code = status >= 0 && status <= 999 ? status : 0;

	*places = code_places + code_rules[code].first;
	return code_rules[code].count;
}

size_t declaration_find(const char *word)
{
	size_t declaration = 0;

	while (declaration < DECLARATION_COUNT && !(word && strcmp(declaration_names[declaration], word) == 0))
		declaration++;
	return declaration;
}

const char *httpstatus_declaration_name(size_t i)
{
	return i < DECLARATION_COUNT ? declaration_names[i] : NULL;
}

const char *httpstatus_rule_id(size_t rule)
{
	return rule < RULE_COUNT ? rule_text(rules[rule].id) : NULL;
}

size_t httpstatus_rule_find(const char *id)
{
	for (size_t rule = 0; id && rule < RULE_COUNT; rule++)
		if (strcmp(rule_text(rules[rule].id), id) == 0)
			return rule;
	return SIZE_MAX;
}

int httpstatus_rule_level(size_t rule)
{
	return rule < RULE_COUNT ? rules[rule].level : HTTPSTATUS_LEVEL_ADVICE;
}

const char *httpstatus_rule_section(size_t rule)
{
	return rule < RULE_COUNT ? rule_text(rules[rule].section) : NULL;
}

const char *httpstatus_rule_title(size_t rule)
{
	return rule < RULE_COUNT ? rule_text(rules[rule].title) : NULL;
}

const char *httpstatus_rule_text(size_t rule)
{
	return rule < RULE_COUNT ? rule_text(rules[rule].text) : NULL;
}

const char *httpstatus_rule_binds(size_t rule)
{
	return rule < RULE_COUNT ? binds_names[rules[rule].binds] : NULL;
}

const char *httpstatus_rule_field(size_t rule)
{
	return rule < RULE_COUNT ? rule_text(rules[rule].field) : NULL;
}

bool httpstatus_rule_is_about_request(size_t rule)
{
	return rule < RULE_COUNT && rules[rule].about_request;
}
