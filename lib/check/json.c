/*
 * Findings as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include <httpstatus/status.h>

/* What is written, and how much there would be. */
struct json {
	char *out;
	size_t size, length;
};

static void put(struct json *json, const char *text)
{
	for (; *text; text++, json->length++)
		if (json->length + 1 < json->size)
			json->out[json->length] = *text;
}

/* All texts here are printable ASCII, so quotes and backslashes are all that has to be escaped. */
static void put_string(struct json *json, const char *text)
{
	char octet[2] = {0};

	put(json, "\"");
	for (; *text; text++) {
		octet[0] = *text;
		put(json, *text == '"' || *text == '\\' ? "\\" : "");
		put(json, octet);
	}
	put(json, "\"");
}

static void put_member(struct json *json, const char *name, const char *value)
{
	put_string(json, name);
	put(json, ":");
	if (value)
		put_string(json, value);
	else
		put(json, "null");
}

static void put_finding(struct json *json, const struct httpstatus_finding *finding)
{
	size_t rule = httpstatus_finding_rule(finding);

	put(json, "{");
	put_member(json, "id", httpstatus_rule_id(rule));
	put(json, ",");
	put_member(json, "level", httpstatus_level_name(httpstatus_rule_level(rule)));
	put(json, ",");
	put_member(json, "section", httpstatus_rule_section(rule));
	put(json, ",");
	put_member(json, "message", httpstatus_finding_message(finding));
	put(json, ",");
	put_member(json, "field", httpstatus_rule_field(rule));
	put(json, ",");
	put_member(json, "part", httpstatus_rule_is_about_request(rule) ? "request" : "response");
	put(json, ",");
	put_member(json, "remedy", httpstatus_rule_text(rule));
	put(json, "}");
}

size_t httpstatus_checker_json(const struct httpstatus_checker *checker, char *out, size_t size)
{
	struct json json = {.out = out, .size = out ? size : 0};
	const struct httpstatus_finding *finding;

	put(&json, "[");
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++) {
		put(&json, i ? "," : "");
		put_finding(&json, finding);
	}
	put(&json, "]");
	if (json.size)
		json.out[json.length < json.size ? json.length : json.size - 1] = '\0';
	return json.length;
}
