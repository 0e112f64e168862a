/*
 * What an entry of a registry tells.
 *
 * SPDX-License-Identifier: MIT
 */
#include "data.h"

static const char *code_text(const struct httpstatus_code *code, uint32_t text)
{
	return block_text(block_of(code, code->offset), text);
}

static const void *code_element(const struct httpstatus_code *code, struct list list, size_t size, size_t i)
{
	return block_element(block_of(code, code->offset), list, size, i);
}

/* The text at i of a list of texts. */
static const char *listed_text(const void *block, struct list list, size_t i)
{
	const uint32_t *text = block_element(block, list, sizeof *text, i);

	return text ? block_text(block, *text) : NULL;
}

int httpstatus_code_number(const struct httpstatus_code *code)
{
	return code ? code->number : 0;
}

const char *httpstatus_code_phrase(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->phrase) : NULL;
}

const char *httpstatus_code_iana_phrase(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->iana_phrase) : NULL;
}

const char *httpstatus_code_identifier(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->identifier) : NULL;
}

static const struct former_name *former_name(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->former_names, sizeof(struct former_name), i) : NULL;
}

const char *httpstatus_code_former_name(const struct httpstatus_code *code, size_t i)
{
	const struct former_name *former = former_name(code, i);

	return former ? code_text(code, former->name) : NULL;
}

const char *httpstatus_code_former_name_document(const struct httpstatus_code *code, size_t i)
{
	const struct former_name *former = former_name(code, i);

	return former ? code_text(code, former->document) : NULL;
}

int httpstatus_code_standing(const struct httpstatus_code *code)
{
	return code ? code->standing : HTTPSTATUS_STANDING_STANDARD;
}

const char *httpstatus_code_expires(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->expires) : NULL;
}

int httpstatus_code_family(const struct httpstatus_code *code)
{
	return code ? code->family : HTTPSTATUS_FAMILY_CORE;
}

const char *httpstatus_code_vendor(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->vendor) : NULL;
}

int httpstatus_code_visibility(const struct httpstatus_code *code)
{
	return code ? code->visibility : HTTPSTATUS_VISIBILITY_WIRE;
}

int httpstatus_code_nearest(const struct httpstatus_code *code)
{
	return code ? code->nearest : 0;
}

const char *httpstatus_code_known_from(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->known_from) : NULL;
}

static const struct definition *definition(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->definitions, sizeof(struct definition), i) : NULL;
}

const char *httpstatus_code_document(const struct httpstatus_code *code, size_t i)
{
	const struct definition *defined = definition(code, i);

	return defined ? code_text(code, defined->document) : NULL;
}

const char *httpstatus_code_section(const struct httpstatus_code *code, size_t i)
{
	const struct definition *defined = definition(code, i);

	return defined ? code_text(code, defined->section) : NULL;
}

const char *httpstatus_code_iana_reference(const struct httpstatus_code *code, size_t i)
{
	return code ? listed_text(block_of(code, code->offset), code->iana_references, i) : NULL;
}

bool httpstatus_code_has(const struct httpstatus_code *code, int fact)
{
	return code && fact >= 0 && fact < 32 && (code->facts >> fact & 1);
}

const char *httpstatus_code_method(const struct httpstatus_code *code, size_t i)
{
	return code ? listed_text(block_of(code, code->offset), code->methods, i) : NULL;
}

const struct httpstatus_requirement *httpstatus_code_response_requirement(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->response_requirements, sizeof(struct httpstatus_requirement), i) : NULL;
}

const struct httpstatus_requirement *httpstatus_code_request_requirement(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->request_requirements, sizeof(struct httpstatus_requirement), i) : NULL;
}

static const char *requirement_text(const struct httpstatus_requirement *requirement, uint32_t text)
{
	return block_text(block_of(requirement, requirement->offset), text);
}

const char *httpstatus_requirement_field(const struct httpstatus_requirement *requirement, size_t i)
{
	return requirement ? listed_text(block_of(requirement, requirement->offset), requirement->fields, i) : NULL;
}

int httpstatus_requirement_level(const struct httpstatus_requirement *requirement)
{
	return requirement ? (int)requirement->level : HTTPSTATUS_LEVEL_EXPECTED;
}

const char *httpstatus_requirement_condition(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->condition) : NULL;
}

const char *httpstatus_requirement_document(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->document) : NULL;
}

const char *httpstatus_requirement_section(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->section) : NULL;
}

const char *httpstatus_code_text(const struct httpstatus_code *code, int text)
{
	return code && text >= 0 && text < TEXT_COUNT ? code_text(code, code->texts[text]) : NULL;
}

static const struct confusion *confusion(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->confusions, sizeof(struct confusion), i) : NULL;
}

int httpstatus_code_confused_with(const struct httpstatus_code *code, size_t i)
{
	const struct confusion *other = confusion(code, i);

	return other ? (int)other->code : 0;
}

const char *httpstatus_code_confused_because(const struct httpstatus_code *code, size_t i)
{
	const struct confusion *other = confusion(code, i);

	return other ? code_text(code, other->because) : NULL;
}
