/*
 * The data of the next module, and the words for what is in it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <string.h>

#include "next_tables.h"

const char *data_text(uint32_t offset)
{
	return offset ? (const char *)&texts + offset : NULL;
}

const char *list_text(struct offset_list list, size_t i)
{
	return i < list.count ? data_text(offsets[list.first + i]) : NULL;
}

const struct step_record *step_record_at(size_t i)
{
	return i < STEP_COUNT ? &steps[i] : NULL;
}

const struct setting_record *setting_record_at(size_t i)
{
	return i < SETTING_COUNT ? &settings[i] : NULL;
}

const struct client_record *client_record_at(size_t i)
{
	return i < CLIENT_COUNT ? &clients[i] : NULL;
}

bool step_is_triggered(const struct step_record *record, unsigned trigger)
{
	for (uint32_t i = 0; i < record->triggers.count; i++)
		if (triggers[record->triggers.first + i] == trigger)
			return true;
	return false;
}

struct offset_list content_field_names(void)
{
	return content_fields;
}

struct offset_list condition_field_names(void)
{
	return condition_fields;
}

bool rewrite_read(struct span word, enum rewrite *rewrite)
{
	for (int i = 0; i < REWRITE_COUNT; i++) {
		if (span_equals(word, span_of(rewrite_names[i]))) {
			*rewrite = (enum rewrite)i;
			return true;
		}
	}
	return false;
}

bool list_has_name(struct offset_list list, struct span name)
{
	const char *text;

	for (size_t i = 0; (text = list_text(list, i)); i++)
		if (span_equals_ignoring_case(span_of(text), name))
			return true;
	return false;
}

const char *httpstatus_action_name(int action)
{
	return action >= 0 && action < ACTION_COUNT ? action_names[action] : NULL;
}

bool httpstatus_action_requests(int action)
{
	for (size_t i = 0; i < STEP_COUNT; i++)
		if (steps[i].action == action)
			return steps[i].requests;
	return false;
}

const char *httpstatus_next_content_name(int content)
{
	static const char names[][8] = {"none", "keep", "drop"};

	return content >= 0 && content <= HTTPSTATUS_NEXT_CONTENT_DROP ? names[content] : NULL;
}

const char *httpstatus_delay_source_name(int source)
{
	static const char names[][12] = {"none", "retry-after", "backoff"};

	return source >= 0 && source <= HTTPSTATUS_DELAY_BACKOFF ? names[source] : NULL;
}

const char *httpstatus_next_connection_name(int connection)
{
	static const char names[][8] = {"reuse", "new", "close"};

	return connection >= 0 && connection <= HTTPSTATUS_NEXT_CONNECTION_CLOSE ? names[connection] : NULL;
}

const char *httpstatus_chain_fact_name(int fact)
{
	return fact >= 0 && fact < CHAIN_FACT_COUNT ? chain_fact_names[fact] : NULL;
}

const char *httpstatus_setting_name(size_t i)
{
	const struct setting_record *record = setting_record_at(i);

	return record ? data_text(record->name) : NULL;
}

const char *httpstatus_setting_text(size_t i)
{
	const struct setting_record *record = setting_record_at(i);

	return record ? data_text(record->text) : NULL;
}

const char *httpstatus_client_name(size_t i)
{
	const struct client_record *client = client_record_at(i);

	return client ? data_text(client->name) : NULL;
}

const char *httpstatus_client_title(size_t i)
{
	const struct client_record *client = client_record_at(i);

	return client ? data_text(client->title) : NULL;
}

const char *httpstatus_client_version(size_t i)
{
	const struct client_record *client = client_record_at(i);

	return client ? data_text(client->version) : NULL;
}

const char *httpstatus_client_source(size_t i, size_t setting)
{
	const struct client_record *client = client_record_at(i);

	return client && setting < SETTING_COUNT ? data_text(client->cells[setting].source) : NULL;
}
