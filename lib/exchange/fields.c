/*
 * The field lines of an exchange, and the values that they make together.
 *
 * Lines are joined when they are said, and not when they are asked for: so to ask only reads, and any number of threads may.
 *
 * SPDX-License-Identifier: MIT
 */
#include "exchange.h"

#include <stdlib.h>
#include <string.h>

struct span exchange_text(const struct httpstatus_exchange *exchange, struct text text)
{
	return (struct span){exchange->octets + text.offset, text.length};
}

static struct span line_value(const struct httpstatus_exchange *exchange, uint32_t line)
{
	return exchange_text(exchange, exchange->fields[line].value);
}

/* ---- finding a field by its name ---- */

/* FNV-1a, without regard to case. */
static uint32_t hash_of(int part, struct span name)
{
	uint32_t hash = 2166136261u ^ (uint32_t)part;

	for (size_t i = 0; i < name.length; i++)
		hash = (hash ^ (unsigned char)lower_case(name.bytes[i])) * 16777619u;
	return hash;
}

static bool group_is(const struct httpstatus_exchange *exchange, const struct group *group, uint32_t hash, int part,
	struct span name)
{
	const struct field *first = &exchange->fields[group->first];

	return group->hash == hash && first->part == part &&
	       span_equals_ignoring_case(exchange_text(exchange, first->name), name);
}

static struct group *group_find(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	const struct group_table *table = &exchange->groups;

	if (table->count == 0)
		return NULL;
	uint32_t hash = hash_of(part, name);
	for (uint32_t i = table->buckets[hash & (table->bucket_count - 1)]; i != NO_PLACE; i = table->groups[i].next)
		if (group_is(exchange, &table->groups[i], hash, part, name))
			return &table->groups[i];
	return NULL;
}

/* ---- taking lines in ---- */

static void put_in_bucket(struct group_table *table, uint32_t group)
{
	uint32_t *bucket = &table->buckets[table->groups[group].hash & (table->bucket_count - 1)];

	table->groups[group].next = *bucket;
	*bucket = group;
}

static void empty_buckets(struct group_table *table)
{
	for (size_t i = 0; i < table->bucket_count; i++)
		table->buckets[i] = NO_PLACE;
}

/* Room for @count fields, with buffers that are empty where they are new, and twice as many buckets. */
static bool table_reserve(struct group_table *table, size_t count)
{
	void *groups = table->groups, *buckets = table->buckets;
	size_t before = table->capacity, bucket_count = table->bucket_count;
	bool good = array_reserve(&groups, &table->capacity, count, sizeof(struct group));

	table->groups = groups;
	if (table->capacity > before)
		memset(&table->groups[before], 0, (table->capacity - before) * sizeof(struct group));
	good = good && array_reserve(&buckets, &bucket_count, 2 * count, sizeof(uint32_t));
	table->buckets = buckets;
	if (bucket_count == table->bucket_count)
		return good;
	table->bucket_count = bucket_count;
	empty_buckets(table);
	for (uint32_t i = 0; i < table->count; i++)
		put_in_bucket(table, i);
	return good;
}

static bool group_add(struct httpstatus_exchange *exchange, uint32_t line, struct span name)
{
	struct group_table *table = &exchange->groups;

	if (table->count >= table->capacity || 2 * (table->count + 1) > table->bucket_count)
		if (!table_reserve(table, table->count + 1))
			return false;
	struct group *group = &table->groups[table->count];
	group->first = group->last = line;
	group->hash = hash_of(exchange->fields[line].part, name);
	group->value.used = 0;
	put_in_bucket(table, (uint32_t)table->count++);
	return true;
}

/* The lines of the group and one more, as one value. */
static bool group_join(const struct httpstatus_exchange *exchange, struct group *group, uint32_t line)
{
	struct span value = line_value(exchange, line), first = line_value(exchange, group->first);
	bool begins = group->first == group->last;

	if (begins)
		group->value.used = 0;
	if (!buffer_reserve(&group->value, group->value.used + (begins ? first.length : 0) + 2 + value.length + 1))
		return false;
	return (!begins || buffer_put(&group->value, first)) && buffer_put(&group->value, SPAN(", ")) &&
	       buffer_put(&group->value, value);
}

bool fields_take(struct httpstatus_exchange *exchange, size_t line)
{
	struct field *field = &exchange->fields[line];
	struct span name = exchange_text(exchange, field->name);
	struct group *group = group_find(exchange, field->part, name);

	field->next = NO_PLACE;
	if (!group)
		return group_add(exchange, (uint32_t)line, name);
	if (!group_join(exchange, group, (uint32_t)line))
		return false;
	exchange->fields[group->last].next = (uint32_t)line;
	group->last = (uint32_t)line;
	return true;
}

bool fields_lengthen(struct httpstatus_exchange *exchange, struct span space, struct span more)
{
	const struct field *last = &exchange->fields[exchange->said.fields - 1];
	struct group *group = group_find(exchange, last->part, exchange_text(exchange, last->name));

	if (group->first == group->last)
		return true;
	return buffer_reserve(&group->value, group->value.used + space.length + more.length + 1) &&
	       buffer_put(&group->value, space) && buffer_put(&group->value, more);
}

void fields_take_anew(struct httpstatus_exchange *exchange)
{
	exchange->groups.count = 0;
	empty_buckets(&exchange->groups);
	for (size_t i = 0; i < exchange->said.fields; i++)
		fields_take(exchange, i);
}

void fields_forget(struct httpstatus_exchange *exchange, int part, struct span name)
{
	struct group *group = group_find(exchange, part, name);

	if (!group)
		return;
	struct group_table *table = &exchange->groups;
	struct group forgotten = *group;
	size_t place = (size_t)(group - table->groups);

	memmove(group, group + 1, (table->count - place - 1) * sizeof *group);
	table->groups[--table->count] = forgotten; /* its buffer is of use later */
}

bool fields_reserve_like(struct httpstatus_exchange *to, const struct httpstatus_exchange *from)
{
	if (from->groups.count && !table_reserve(&to->groups, from->groups.count))
		return false;
	for (size_t i = 0; i < from->groups.count; i++)
		if (!buffer_reserve(&to->groups.groups[i].value, from->groups.groups[i].value.used + 1))
			return false;
	return true;
}

void fields_free(struct httpstatus_exchange *exchange)
{
	for (size_t i = 0; i < exchange->groups.capacity; i++)
		free(exchange->groups.groups[i].value.bytes);
	free(exchange->groups.groups);
	free(exchange->groups.buckets);
	free(exchange->fields);
}

/* ---- asking ---- */

bool exchange_value(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value)
{
	const struct group *group = group_find(exchange, part, name);

	if (!group)
		return false;
	*value = group->first == group->last ? line_value(exchange, group->first)
					     : (struct span){group->value.bytes, group->value.used};
	return true;
}

bool exchange_has_name(const struct httpstatus_exchange *exchange, int part, bool (*is_of_kind)(struct span name))
{
	for (size_t i = 0; i < exchange->said.fields; i++)
		if (exchange->fields[i].part == part && is_of_kind(exchange_text(exchange, exchange->fields[i].name)))
			return true;
	return false;
}

uint32_t exchange_field_place(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	const struct group *group = group_find(exchange, part, name);

	return group ? (uint32_t)(group - exchange->groups.groups) : NO_PLACE;
}

uint32_t exchange_lines(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	const struct group *group = group_find(exchange, part, name);

	return group ? group->first : NO_PLACE;
}

bool exchange_line_next(const struct httpstatus_exchange *exchange, uint32_t *place, struct span *value)
{
	if (*place == NO_PLACE)
		return false;
	*value = line_value(exchange, *place);
	*place = exchange->fields[*place].next;
	return true;
}

bool exchange_first_line(const struct httpstatus_exchange *exchange, int part, struct span name, struct span *value)
{
	uint32_t place = exchange_lines(exchange, part, name);

	return exchange_line_next(exchange, &place, value);
}

bool exchange_has_field(const struct httpstatus_exchange *exchange, int part, struct span name)
{
	return group_find(exchange, part, name);
}

bool exchange_single_value(const struct httpstatus_exchange *exchange, struct span name, struct span *value)
{
	uint32_t place = exchange_lines(exchange, HTTPSTATUS_PART_RESPONSE, name);
	struct span other;

	if (!exchange_line_next(exchange, &place, value))
		return false;
	while (exchange_line_next(exchange, &place, &other))
		if (!span_equals(*value, other))
			return false;
	return true;
}
