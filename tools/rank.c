/*
 * How bad a finding is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "session.h"

#include <string.h>

static const char *const words[RANKS] = {
	[RANK_MUST] = "must",
	[RANK_CANNOT] = "cannot",
	[RANK_SHOULD] = "should",
	[RANK_MAY] = "may",
	[RANK_ADVICE] = "advice",
};

int rank_of(int level)
{
	switch (level) {
	case HTTPSTATUS_LEVEL_MUST:
	case HTTPSTATUS_LEVEL_MUST_NOT:
		return RANK_MUST;
	case HTTPSTATUS_LEVEL_CANNOT:
		return RANK_CANNOT;
	case HTTPSTATUS_LEVEL_SHOULD:
	case HTTPSTATUS_LEVEL_SHOULD_NOT:
		return RANK_SHOULD;
	case HTTPSTATUS_LEVEL_MAY:
		return RANK_MAY;
	default:
		return RANK_ADVICE;
	}
}

const char *rank_word(int rank)
{
	return rank >= 0 && rank < RANKS ? words[rank] : NULL;
}

int rank_find(const char *word)
{
	int rank = 0;

	while (rank < RANKS && strcmp(words[rank], word) != 0)
		rank++;
	return rank;
}
