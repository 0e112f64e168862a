/*
 * What every part of the library shares.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/base.h>

const char *httpstatus_strerror(int error)
{
	/* Rows of equal width, not pointers: a table of pointers would have to be relocated whenever the library is loaded. */
	static const char texts[][80] = {
		"no error",
		"out of memory",
		"a handle that is needed is NULL",
		"a number that the function does not know",
		"a structure of an unknown size",
		"a registry that comes with the library does not change",
		"a code has to be from 100 to 999",
		"a text is missing, or has a control character or a space at its end",
		"the registry has this code already",
		"the registry has a code of this name already",
	};
	static const int count = sizeof texts / sizeof texts[0];

	return error <= 0 && error > -count ? texts[-error] : "unknown error";
}

const char *httpstatus_version(void)
{
	return HTTPSTATUS_VERSION;
}
