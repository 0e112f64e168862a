/*
 * Writing JSON into room that the caller brings.
 *
 * SPDX-License-Identifier: MIT
 */
#include "json.h"

void json_put(struct json *json, const char *text)
{
	for (; *text; text++, json->length++)
		if (json->length + 1 < json->size)
			json->out[json->length] = *text;
}

void json_put_string(struct json *json, const char *text)
{
	char octet[2] = {0};

	json_put(json, "\"");
	for (; *text; text++) {
		octet[0] = *text;
		json_put(json, *text == '"' || *text == '\\' ? "\\" : "");
		json_put(json, octet);
	}
	json_put(json, "\"");
}

void json_put_member(struct json *json, const char *name, const char *value)
{
	json_put_string(json, name);
	json_put(json, ":");
	if (value)
		json_put_string(json, value);
	else
		json_put(json, "null");
}

size_t json_end(struct json *json)
{
	if (json->size)
		json->out[json->length < json->size ? json->length : json->size - 1] = '\0';
	return json->length;
}
