/*
 * JSON Lines.
 *
 * What the library has a shape for, it writes; there is nothing of the command's own around it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"

#include <stdlib.h>

/* Room for a text of @length octets and its NUL, until the next call. */
static char *room_for(size_t length)
{
	static char *room;
	static size_t size;

	if (length < size)
		return room;
	free(room);
	size = length + 1;
	room = malloc(size);
	if (!room)
		complain_of_memory();
	return room;
}

void lines_put_code(const struct httpstatus_code *code)
{
	size_t length = httpstatus_code_json(code, NULL, 0);
	char *line = room_for(length);

	httpstatus_code_json(code, line, length + 1);
	safe_put_json(line);
}

void lines_put_exchange(const struct httpstatus_exchange *exchange, int64_t now)
{
	size_t length = httpstatus_exchange_json(exchange, now, NULL, 0);
	char *line = room_for(length);

	httpstatus_exchange_json(exchange, now, line, length + 1);
	safe_put_json(line);
}

void lines_put_chain(const struct httpstatus_chain *chain)
{
	size_t length = httpstatus_chain_json(chain, NULL, 0);
	char *line = room_for(length);

	httpstatus_chain_json(chain, line, length + 1);
	safe_put_json(line);
}

void lines_put_checker(const struct httpstatus_checker *checker)
{
	size_t length = httpstatus_checker_json(checker, NULL, 0);
	char *line = room_for(length);

	httpstatus_checker_json(checker, line, length + 1);
	safe_put_json(line);
}

json_t *lines_checker(const struct httpstatus_checker *checker)
{
	size_t length = httpstatus_checker_json(checker, NULL, 0);
	char *line = room_for(length);

	httpstatus_checker_json(checker, line, length + 1);
	json_t *object = json_loads(line, 0, NULL);
	if (!object)
		complain_of_memory();
	return object;
}

void lines_put_choice(const struct httpstatus_choice *choice)
{
	size_t length = httpstatus_choice_json(choice, NULL, 0);
	char *line = room_for(length);

	httpstatus_choice_json(choice, line, length + 1);
	safe_put_json(line);
}

bool lines_put_problem(const struct httpstatus_choice *choice)
{
	size_t length = httpstatus_choice_problem(choice, NULL, 0);
	char *line = room_for(length);

	if (length == 0)
		return false;
	httpstatus_choice_problem(choice, line, length + 1);
	safe_put_json(line);
	return true;
}

/* As the library has it: what is no UTF-8 is taken for ISO 8859-1. */
json_t *lines_text(const char *bytes, size_t length)
{
	json_t *text = json_stringn(bytes, length);

	if (text)
		return text;
	char *room = malloc(2 * length + 1);
	size_t used = 0;
	if (!room)
		complain_of_memory();
	for (size_t i = 0; i < length; i++) {
		unsigned char octet = (unsigned char)bytes[i];

		if (octet >= 0x80)
			room[used++] = (char)(0xc0 | octet >> 6);
		room[used++] = (char)(octet >= 0x80 ? 0x80 | (octet & 0x3f) : octet);
	}
	text = json_stringn(room, used);
	free(room);
	return text;
}

void lines_put(json_t *object)
{
	char *line = json_dumps(object, JSON_COMPACT);

	json_decref(object);
	if (!line)
		complain_of_memory();
	safe_put_json(line);
	free(line);
}
