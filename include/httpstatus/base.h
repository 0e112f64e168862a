/*
 * What every part of libhttpstatus shares: errors and the library's version.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_BASE_H
#define HTTPSTATUS_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifndef HTTPSTATUS_API
#	if defined(__GNUC__)
#		define HTTPSTATUS_API __attribute__((visibility("default")))
#	else
#		define HTTPSTATUS_API
#	endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong. Functions that can fail return 0 or one of these; values are never renumbered. */
enum httpstatus_error {
	HTTPSTATUS_ERROR_MEMORY = -1,    /* malloc had nothing left */
	HTTPSTATUS_ERROR_HANDLE = -2,    /* a handle that is needed is NULL */
	HTTPSTATUS_ERROR_ARGUMENT = -3,  /* a number is not one of those that the function knows */
	HTTPSTATUS_ERROR_SIZE = -4,      /* a structure is smaller or larger than any version of it */
	HTTPSTATUS_ERROR_READ_ONLY = -5, /* a registry that comes with the library does not change */
	HTTPSTATUS_ERROR_CODE = -6,      /* a code has to be from 100 to 999 */
	HTTPSTATUS_ERROR_TEXT =
		-7, /* a text is missing, empty, no UTF-8, or has a control character or a space at its end */
	HTTPSTATUS_ERROR_CODE_TAKEN = -8,  /* the registry has this code already */
	HTTPSTATUS_ERROR_NAME_TAKEN = -9,  /* the registry has a code of this name already */
	HTTPSTATUS_ERROR_SYNTAX = -10,     /* the octets are not what they should be */
	HTTPSTATUS_ERROR_INCOMPLETE = -11, /* the octets end too early; more may come */
	HTTPSTATUS_ERROR_LIMIT = -12,      /* a limit that the caller or a default has set */
	HTTPSTATUS_ERROR_ANSWER = -13      /* this is no answer to the question */
};

/**
 * What an error number says, in English.
 *
 * @error: any int
 * Returns: a short sentence without a full stop, static, never NULL; "no error" for 0, "unknown error" for a number that is no httpstatus_error
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_strerror(int error);

/**
 * The version of the library that runs, which may be newer than the header a program was compiled with.
 *
 * Returns: "0.1.0" and the like, static, never NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_version(void);

#ifdef __cplusplus
}
#endif

#endif
