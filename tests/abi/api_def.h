/*
 * Reads api.def.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_TESTS_API_DEF_H
#define HTTPSTATUS_TESTS_API_DEF_H

#include <stdbool.h>
#include <stddef.h>

enum { WORD_SIZE = 64, PARAMETERS_MOST = 8 };

struct api_type {
	char name[WORD_SIZE]; /* "int", "registry" ... */
	bool nullable;
	bool own;  /* of a result: the caller's */
	bool take; /* of a parameter: the callee's from then on */
};

struct api_function {
	char name[WORD_SIZE];
	char node[WORD_SIZE];
	struct api_type result;
	struct api_type parameters[PARAMETERS_MOST];
	size_t parameter_count;
};

/* All functions of the file, in its order, for free(); ends the program with a message where a line cannot be read. */
struct api_function *api_def_read(const char *path, size_t *count);

#endif
