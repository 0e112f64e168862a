/*
 * What every part of the library shares.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/base.h>

const char *httpstatus_strerror(int error)
{
	const char *text = httpstatus_word_text(HTTPSTATUS_VOCABULARY_ERROR, error);

	if (text)
		return text;
	return error == 0 ? "no error" : "unknown error";
}

const char *httpstatus_version(void)
{
	return HTTPSTATUS_VERSION;
}
