/*
 * A step as an object: what to do and why, and the request that it sends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* ---- its texts ---- */

struct span step_octets(const struct httpstatus_step *step, struct text text)
{
	return (struct span){step->chain->texts.bytes + text.offset, text.length};
}

static bool put_text(struct buffer *texts, struct span span, struct text *text)
{
	*text = (struct text){texts->used, span.length};
	if (!buffer_put(texts, span))
		return false;
	texts->used++; /* the NUL */
	return true;
}

bool step_put_line(struct httpstatus_step *step, struct span text, struct line *line)
{
	line->known = true;
	return put_text(&step->chain->texts, text, &line->text);
}

bool step_put_field(struct httpstatus_step *step, struct span name, struct line value)
{
	struct httpstatus_chain *chain = step->chain;
	void *fields = chain->fields;
	struct step_field field = {.value = value};

	if (!array_reserve(&fields, &chain->field_capacity, chain->field_count + 1, sizeof(struct step_field)))
		return false;
	chain->fields = fields;
	if (!put_text(&chain->texts, name, &field.name))
		return false;
	chain->fields[chain->field_count++] = field;
	return true;
}

/* Text that a caller asks for, and its length. */
static const char *give(struct span text, size_t *length)
{
	if (length)
		*length = text.length;
	return text.bytes;
}

static struct span line_of(const struct httpstatus_step *step, struct line line)
{
	return line.known ? step_octets(step, line.text) : (struct span){NULL, 0};
}

/* ---- what to do, and why ---- */

int httpstatus_step_action(const struct httpstatus_step *step)
{
	return step ? step->action : -1;
}

bool httpstatus_step_requests(const struct httpstatus_step *step)
{
	return step && step->record->requests;
}

int httpstatus_step_level(const struct httpstatus_step *step)
{
	return step ? step->record->level : -1;
}

const char *httpstatus_step_reference(const struct httpstatus_step *step)
{
	return step ? data_text(step->record->reference) : NULL;
}

/* Where the reason stands in its vocabulary. */
static int reason_of(const struct httpstatus_step *step)
{
	return step ? (int)step_record_place(step->record) : -1;
}

const char *httpstatus_step_reason(const struct httpstatus_step *step)
{
	return httpstatus_word(HTTPSTATUS_VOCABULARY_REASON, reason_of(step));
}

const char *httpstatus_step_text(const struct httpstatus_step *step)
{
	return httpstatus_word_text(HTTPSTATUS_VOCABULARY_REASON, reason_of(step));
}

const char *httpstatus_step_declined_by(const struct httpstatus_step *step, size_t i)
{
	for (int setting = 0; step && setting < SETTING_COUNT; setting++)
		if ((step->declined >> setting & 1) && i-- == 0)
			return httpstatus_word(HTTPSTATUS_VOCABULARY_SETTING, setting);
	return NULL;
}

/* ---- the next request ---- */

const char *httpstatus_step_method(const struct httpstatus_step *step, size_t *length)
{
	return give(step ? line_of(step, step->method) : (struct span){NULL, 0}, length);
}

const char *httpstatus_step_target(const struct httpstatus_step *step, size_t *length)
{
	return give(step ? line_of(step, step->target) : (struct span){NULL, 0}, length);
}

int httpstatus_step_content(const struct httpstatus_step *step)
{
	return step ? step->content : -1;
}

static struct span drop_at(const struct httpstatus_step *step, size_t i)
{
	if (!step || i >= step->drops)
		return (struct span){NULL, 0};
	return step_octets(step, step->chain->fields[step->first_drop + i].name);
}

const char *httpstatus_step_drop_field(const struct httpstatus_step *step, size_t i, size_t *length)
{
	return give(drop_at(step, i), length);
}

bool step_drops(const struct httpstatus_step *step, struct span name)
{
	for (size_t i = 0; i < step->drops; i++)
		if (span_equals_ignoring_case(drop_at(step, i), name))
			return true;
	return false;
}

/* A field that is added; NULL past the end. */
static const struct step_field *add_at(const struct httpstatus_step *step, size_t i)
{
	return step && i < step->adds ? &step->chain->fields[step->first_add + i] : NULL;
}

const char *httpstatus_step_add_field(const struct httpstatus_step *step, size_t i, size_t *length)
{
	const struct step_field *field = add_at(step, i);

	return give(field ? step_octets(step, field->name) : (struct span){NULL, 0}, length);
}

const char *httpstatus_step_add_value(const struct httpstatus_step *step, size_t i, size_t *length)
{
	const struct step_field *field = add_at(step, i);

	return give(field ? line_of(step, field->value) : (struct span){NULL, 0}, length);
}

/* ---- when and how ---- */

int64_t httpstatus_step_delay_ms(const struct httpstatus_step *step)
{
	return step ? step->delay_ms : HTTPSTATUS_UNKNOWN;
}

int httpstatus_step_delay_source(const struct httpstatus_step *step)
{
	return step ? step->delay_source : -1;
}

int httpstatus_step_connection(const struct httpstatus_step *step)
{
	return step ? step->connection : -1;
}

bool httpstatus_step_avoids_early_data(const struct httpstatus_step *step)
{
	return step && step->record->requests &&
	       (step->record->avoids_early_data || step->chain->memory.too_early ||
		       !(step->method.known && method_is_safe(step_octets(step, step->method.text))));
}
