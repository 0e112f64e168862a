/*
 * What was found, as JSON.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

static void put_member(struct json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void put_finding(struct json *json, const struct httpstatus_finding *finding)
{
	const struct httpstatus_rule *rule = httpstatus_finding_rule(finding);

	json_object(json);
	put_member(json, "id", httpstatus_rule_id(rule));
	put_member(json, "level", httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_rule_level(rule)));
	put_member(json, "reference", httpstatus_rule_reference(rule));
	put_member(json, "message", httpstatus_finding_message(finding));
	put_member(json, "field", httpstatus_rule_field(rule));
	put_member(json, "part", httpstatus_word(HTTPSTATUS_VOCABULARY_PART, httpstatus_rule_part(rule)));
	put_member(json, "binds", httpstatus_word(HTTPSTATUS_VOCABULARY_BINDS, httpstatus_rule_binds(rule)));
	put_member(json, "title", httpstatus_rule_title(rule));
	put_member(json, "remedy", httpstatus_rule_text(rule));
	json_object_end(json);
}

/* Of no exchange where nothing has been checked. */
static void put_identity(struct json *json, struct buffer identity)
{
	if (identity.used)
		json_raw(json, (struct span){identity.bytes, identity.used});
	else
		exchange_put_identity(NULL, json);
}

static void put_checker(struct json *json, const struct httpstatus_checker *checker)
{
	const struct httpstatus_finding *finding;

	json_object(json);
	put_identity(json, checker->identity);
	json_key(json, "findings");
	json_array(json);
	for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++)
		put_finding(json, finding);
	json_array_end(json);
	json_object_end(json);
}

size_t httpstatus_checker_json(const struct httpstatus_checker *checker, char *out, size_t size)
{
	struct json json = json_begin(out, size);

	if (checker)
		put_checker(&json, checker);
	else
		json_null(&json);
	return json_end(&json);
}
