/*
 * What every part of the library shares.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/base.h>

const char *httpstatus_strerror(int error)
{
	/* Rows of equal width, not pointers: a table of pointers would have to be relocated whenever the library is loaded. */
	static const char texts[][96] = {
		"no error",
		"out of memory",
		"a handle that is needed is NULL",
		"a number that the function does not know",
		"a structure of an unknown size",
		"a registry that comes with the library does not change",
		"a code has to be from 100 to 999",
		"a text is missing, is no UTF-8, or has a control character or a space at its end",
		"the registry has this code already",
		"the registry has a code of this name already",
		"this is no HTTP message",
		"the message ends before its head is complete",
		"the message is larger, or has more fields, than the limits allow",
		"this is no answer to the question",
	};
	static const int count = sizeof texts / sizeof texts[0];

	return error <= 0 && error > -count ? texts[-error] : "unknown error";
}

const char *httpstatus_version(void)
{
	return HTTPSTATUS_VERSION;
}
