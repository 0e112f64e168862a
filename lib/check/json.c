/*
 * Findings as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

#include "../json.h"

#include <httpstatus/status.h>

static void put_finding(struct json *json, const struct httpstatus_finding *finding)
{
	size_t rule = httpstatus_finding_rule(finding);

	json_put(json, "{");
	json_put_member(json, "id", httpstatus_rule_id(rule));
	json_put(json, ",");
	json_put_member(json, "level", httpstatus_level_name(httpstatus_rule_level(rule)));
	json_put(json, ",");
	json_put_member(json, "section", httpstatus_rule_section(rule));
	json_put(json, ",");
	json_put_member(json, "message", httpstatus_finding_message(finding));
	json_put(json, ",");
	json_put_member(json, "field", httpstatus_rule_field(rule));
	json_put(json, ",");
	json_put_member(json, "part", httpstatus_rule_is_about_request(rule) ? "request" : "response");
	json_put(json, ",");
	json_put_member(json, "remedy", httpstatus_rule_text(rule));
	json_put(json, "}");
}

size_t httpstatus_checker_json(const struct httpstatus_checker *checker, char *out, size_t size)
{
	struct json json = {.out = out, .size = out ? size : 0};
	const struct httpstatus_finding *finding;

	json_put(&json, "[");
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++) {
		json_put(&json, i ? "," : "");
		put_finding(&json, finding);
	}
	json_put(&json, "]");
	return json_end(&json);
}
