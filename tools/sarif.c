/*
 * What a check found, as SARIF 2.1.0, which code scanning reads.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <ctype.h>
#include <string.h>

/* ---- rules ---- */

static const char *level_of(int rank)
{
	if (rank <= RANK_CANNOT)
		return "error";
	return rank == RANK_SHOULD ? "warning" : "note";
}

/* Where the rule's own document can be read; the section is behind the comma of a reference. */
static json_t *help_of(const struct httpstatus_rule *rule)
{
	const char *reference = httpstatus_rule_reference(rule), *comma = strchr(reference, ',');
	int document = comma ? (int)(comma - reference) : (int)strlen(reference);
	const char *section = comma ? comma + 1 + strspn(comma + 1, " ") : "";
	size_t number = strspn(section, "0123456789.");

	if (strncmp(reference, "RFC ", 4) == 0 && number > 0)
		return json_sprintf("https://www.rfc-editor.org/rfc/rfc%.*s#section-%.*s", document - 4, reference + 4,
			(int)number, section);
	if (strncmp(reference, "RFC ", 4) == 0)
		return json_sprintf("https://www.rfc-editor.org/rfc/rfc%.*s", document - 4, reference + 4);
	if (strncmp(reference, "draft-", 6) == 0)
		return json_sprintf("https://datatracker.ietf.org/doc/%.*s/", document, reference);
	if (strncmp(reference, "Fetch", 5) == 0)
		return json_string("https://fetch.spec.whatwg.org/");
	return json_sprintf("urn:httpstatus:rule:%s", httpstatus_rule_id(rule));
}

static json_t *text_of(const char *text)
{
	return json_pack("{s:o}", "text", lines_text(text, strlen(text)));
}

static json_t *rule_of(const struct httpstatus_rule *rule)
{
	const char *level = level_of(rank_of(httpstatus_rule_level(rule)));

	return json_pack("{s:s, s:o, s:o, s:o, s:{s:s}, s:{s:s, s:s}}", "id", httpstatus_rule_id(rule),
		"shortDescription", text_of(httpstatus_rule_title(rule)), "fullDescription",
		text_of(httpstatus_rule_text(rule)), "helpUri", help_of(rule), "defaultConfiguration", "level", level,
		"properties", "reference", httpstatus_rule_reference(rule), "level",
		httpstatus_word(HTTPSTATUS_VOCABULARY_LEVEL, httpstatus_rule_level(rule)));
}

/* ---- findings ---- */

/* A path as the reference to a file that SARIF wants (RFC 3986, 3.3); one from the root is a file: URI. */
static json_t *uri_of(const char *path)
{
	static const char unreserved[] = "-._~/!$&'()*+,;=@";
	struct clause clause = {.used = 0};

	clause_add(&clause, "%s", *path == '/' ? "file://" : "");
	for (; *path; path++) {
		if (isalnum((unsigned char)*path) || strchr(unreserved, *path))
			clause_add(&clause, "%c", *path);
		else
			clause_add(&clause, "%%%02X", (unsigned)(unsigned char)*path);
	}
	return json_string(clause.text);
}

static json_t *location_of(const struct checked *exchange)
{
	struct clause name = {.used = 0};

	clause_add(&name, "entry %lld: %s %s", (long long)exchange->entry, exchange->method ? exchange->method : "?",
		exchange->target ? exchange->target : "");
	return json_pack("{s:{s:{s:o}, s:{s:i}}, s:[{s:o, s:s}]}", "physicalLocation", "artifactLocation", "uri",
		uri_of(exchange->file), "region", "startLine", 1, "logicalLocations", "fullyQualifiedName",
		lines_text(name.text, strlen(name.text)), "kind", "element");
}

/* The same for the same fault of the same resource in another recording. */
static json_t *fingerprint_of(const struct found *finding, const struct checked *exchange)
{
	const char *target = exchange->target ? exchange->target : "";
	struct clause clause = {.used = 0};

	clause_add(&clause, "%s %s %d %.*s", httpstatus_rule_id(finding->rule),
		exchange->method ? exchange->method : "?", exchange->status, (int)strcspn(target, "?#"), target);
	return lines_text(clause.text, strlen(clause.text));
}

static json_t *result_of(const struct session *session, const struct found *finding, size_t rule)
{
	const struct checked *exchange = &session->exchanges[finding->exchange];
	const char *level = level_of(rank_of(httpstatus_rule_level(finding->rule)));

	return json_pack("{s:s, s:I, s:s, s:o, s:[o], s:{s:o}}", "ruleId", httpstatus_rule_id(finding->rule),
		"ruleIndex", (json_int_t)rule, "level", level, "message", text_of(finding->message), "locations",
		location_of(exchange), "partialFingerprints", "exchange/v1", fingerprint_of(finding, exchange));
}

void report_sarif(const struct session *session)
{
	json_t *rules = json_array(), *results = json_array();

	for (size_t i = 0; i < session->finding_count; i++) {
		const struct found *finding = &session->findings[i];

		if (i == 0 || finding->rule != finding[-1].rule)
			json_array_append_new(rules, rule_of(finding->rule));
		json_array_append_new(results, result_of(session, finding, json_array_size(rules) - 1));
	}
	lines_put(json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:o}]}", "$schema",
		"https://json.schemastore.org/sarif-2.1.0.json", "version", "2.1.0", "runs", "tool", "driver", "name",
		"httpstatus", "semanticVersion", httpstatus_version(), "rules", rules, "columnKind",
		"unicodeCodePoints", "results", results));
}
