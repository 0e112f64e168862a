/*
 * Well-known clients.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <string.h>

const struct httpstatus_client *httpstatus_client_at(size_t i)
{
	return client_record_at(i);
}

const struct httpstatus_client *httpstatus_client_find(const char *id)
{
	const struct httpstatus_client *client;

	for (size_t i = 0; id && (client = client_record_at(i)); i++)
		if (strcmp(data_text(client->id), id) == 0)
			return client;
	return NULL;
}

const char *httpstatus_client_id(const struct httpstatus_client *client)
{
	return client ? data_text(client->id) : NULL;
}

const char *httpstatus_client_title(const struct httpstatus_client *client)
{
	return client ? data_text(client->title) : NULL;
}

const char *httpstatus_client_version(const struct httpstatus_client *client)
{
	return client ? data_text(client->version) : NULL;
}

const char *httpstatus_client_source(const struct httpstatus_client *client, const char *setting)
{
	size_t place = setting_find(setting);

	return client && place < SETTING_COUNT ? data_text(client->cells[place].source) : NULL;
}
