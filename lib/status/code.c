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

static const char *code_listed_text(const struct httpstatus_code *code, struct list list, size_t i)
{
	return block_listed_text(block_of(code, code->offset), list, i);
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

static const struct sent_phrase *sent_phrase(const struct httpstatus_code *code, size_t i)
{
	return code ? code_element(code, code->sent_phrases, sizeof(struct sent_phrase), i) : NULL;
}

const char *httpstatus_code_sent_phrase(const struct httpstatus_code *code, size_t i)
{
	const struct sent_phrase *sent = sent_phrase(code, i);

	return sent ? code_text(code, sent->phrase) : NULL;
}

const char *httpstatus_code_sent_phrase_source(const struct httpstatus_code *code, size_t i)
{
	const struct sent_phrase *sent = sent_phrase(code, i);

	return sent ? code_text(code, sent->source) : NULL;
}

const char *httpstatus_code_keyword(const struct httpstatus_code *code, size_t i)
{
	return code ? code_listed_text(code, code->keywords, i) : NULL;
}

int httpstatus_code_standing(const struct httpstatus_code *code)
{
	return code ? code->standing : -1;
}

const char *httpstatus_code_expires(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->expires) : NULL;
}

const char *httpstatus_code_registration(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->registration) : NULL;
}

int httpstatus_code_family(const struct httpstatus_code *code)
{
	return code ? code->family : -1;
}

const char *httpstatus_code_vendor(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->vendor) : NULL;
}

int httpstatus_code_visibility(const struct httpstatus_code *code)
{
	return code ? code->visibility : -1;
}

int httpstatus_code_nearest(const struct httpstatus_code *code)
{
	return code ? code->nearest : 0;
}

const char *httpstatus_code_known_from(const struct httpstatus_code *code)
{
	return code ? code_text(code, code->known_from) : NULL;
}

const char *httpstatus_code_reference(const struct httpstatus_code *code, size_t i)
{
	return code ? code_listed_text(code, code->references, i) : NULL;
}

const char *httpstatus_code_iana_reference(const struct httpstatus_code *code, size_t i)
{
	return code ? code_listed_text(code, code->iana_references, i) : NULL;
}

bool httpstatus_code_has(const struct httpstatus_code *code, int fact)
{
	return code && fact >= 0 && fact < 32 && (code->facts >> fact & 1);
}

const char *httpstatus_code_method(const struct httpstatus_code *code, size_t i)
{
	return code ? code_listed_text(code, code->methods, i) : NULL;
}

const struct httpstatus_requirement *httpstatus_code_requirement(const struct httpstatus_code *code, int part, size_t i)
{
	if (!code || (part != HTTPSTATUS_PART_RESPONSE && part != HTTPSTATUS_PART_REQUEST))
		return NULL;
	return code_element(code,
		part == HTTPSTATUS_PART_RESPONSE ? code->response_requirements : code->request_requirements,
		sizeof(struct httpstatus_requirement), i);
}

static const char *requirement_text(const struct httpstatus_requirement *requirement, uint32_t text)
{
	return block_text(block_of(requirement, requirement->offset), text);
}

const char *httpstatus_requirement_field(const struct httpstatus_requirement *requirement, size_t i)
{
	return requirement ? block_listed_text(block_of(requirement, requirement->offset), requirement->fields, i)
			   : NULL;
}

const char *httpstatus_requirement_value(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->value) : NULL;
}

int httpstatus_requirement_level(const struct httpstatus_requirement *requirement)
{
	return requirement ? (int)requirement->level : -1;
}

const char *httpstatus_requirement_condition(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->condition) : NULL;
}

const char *httpstatus_requirement_reference(const struct httpstatus_requirement *requirement)
{
	return requirement ? requirement_text(requirement, requirement->reference) : NULL;
}

const char *httpstatus_code_text(const struct httpstatus_code *code, int text)
{
	if (!code || text < 0 || text >= TEXT_COUNT)
		return NULL;
	if (code_is_own(code))
		return ((const struct own_code *)(const void *)code)->texts[text];
	return code_text(code, code->texts[text]);
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
