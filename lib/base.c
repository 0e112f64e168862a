/*
 * What every part of the library shares.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/base.h>

const char *httpstatus_strerror(int error)
{
	/* Rows of equal width, not pointers: a table of pointers would have to be relocated whenever the library is loaded. */
	static const char texts[][40] = {
		"no error",
		"out of memory",
		"a handle that is needed is NULL",
		"a number that the function does not know",
	};
	static const int count = sizeof texts / sizeof texts[0];

	return error <= 0 && error > -count ? texts[-error] : "unknown error";
}

const char *httpstatus_version(void)
{
	return HTTPSTATUS_VERSION;
}
