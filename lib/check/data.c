/*
 * The rules.
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

size_t rule_place(const struct httpstatus_rule *rule)
{
	return (size_t)(rule - rules);
}

size_t rules_of(int status, const uint16_t **places)
{
	int code = status >= 0 && status <= 999 ? status : 0;

	*places = code_places + code_rules[code].first;
	return code_rules[code].count;
}

const struct httpstatus_rule *httpstatus_rule_at(size_t i)
{
	return i < RULE_COUNT ? &rules[i] : NULL;
}

const struct httpstatus_rule *httpstatus_rule_find(const char *id)
{
	for (size_t i = 0; id && i < RULE_COUNT; i++)
		if (strcmp(rule_text(rules[i].id), id) == 0)
			return &rules[i];
	return NULL;
}

const char *httpstatus_rule_id(const struct httpstatus_rule *rule)
{
	return rule ? rule_text(rule->id) : NULL;
}

int httpstatus_rule_level(const struct httpstatus_rule *rule)
{
	return rule ? rule->level : -1;
}

const char *httpstatus_rule_reference(const struct httpstatus_rule *rule)
{
	return rule ? rule_text(rule->reference) : NULL;
}

const char *httpstatus_rule_title(const struct httpstatus_rule *rule)
{
	return rule ? rule_text(rule->title) : NULL;
}

const char *httpstatus_rule_text(const struct httpstatus_rule *rule)
{
	return rule ? rule_text(rule->text) : NULL;
}

int httpstatus_rule_binds(const struct httpstatus_rule *rule)
{
	return rule ? rule->binds : -1;
}

const char *httpstatus_rule_field(const struct httpstatus_rule *rule)
{
	return rule ? rule_text(rule->field) : NULL;
}

int httpstatus_rule_part(const struct httpstatus_rule *rule)
{
	return rule ? rule->part : -1;
}
