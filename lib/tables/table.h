/*
 * How generated tables refer to each other: by places, so that nothing has to be relocated. c_table.py writes them.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TABLES_TABLE_H
#define HTTPSTATUS_TABLES_TABLE_H

#include <stdint.h>

/* Some elements of an array that one table has for all its lists. */
struct offset_list {
	uint32_t first;
	uint32_t count;
};

#endif
