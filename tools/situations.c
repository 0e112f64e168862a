/*
 * What may have happened on a server, in the words of who works on it, and what that answers in the graph of choose.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#define CONTENT "Content-Type: application/json\nContent-Length: 2"

/* The first row that fits the method counts, of those with the same words. */
static const struct situation situations[] = {
	{.what = "it went well", .detail = "here is what was asked for", .method = "GET"},
	{.what = "it went well", .detail = "there is nothing to say", .method = "PUT"},
	{.what = "it went well", .detail = "something new was made", .methods = "PUT MKCOL LOCK", .answers = "resource=absent;creates=yes"},
	{.what = "it went well", .detail = "something new was made", .method = "POST", .answers = "processing=created", .asks = "created-at"},
	{.what = "it went well", .detail = "it will be done later", .method = "POST", .answers = "processing=accepted;change=accepted"},
	{.what = "it went well",
		.detail = "the result is somewhere else",
		.method = "POST",
		.answers = "processing=elsewhere;change=elsewhere;resource=elsewhere",
		.asks = "result-at see-other-at",
		.only_with = "GET HEAD",
		.without = "processing change"},
	{.what = "it went well",
		.detail = "the client has it already",
		.method = "GET",
		.fields = "If-None-Match: \"v1\"",
		.answers = "entity-tag=\"v1\""},
	{.what = "it went well",
		.detail = "the client wants a part",
		.method = "GET",
		.fields = "Range: bytes=0-99",
		.answers = "ranges=yes",
		.asks = "complete-length"},

	{.what = "it is not there", .detail = "and may be one day", .method = "GET", .answers = "resource=absent"},
	{.what = "it is not there", .detail = "and is gone for good", .method = "GET", .answers = "resource=gone"},
	{.what = "it is not there", .detail = "for all that this client may know", .method = "GET", .answers = "permitted=no;existence-may-show=no"},

	{.what = "it was moved", .detail = "for good", .method = "GET", .answers = "resource=moved", .asks = "moved-to"},
	{.what = "it was moved", .detail = "for now", .method = "GET", .answers = "resource=moved-for-now", .asks = "moved-for-now-to"},

	{.what = "not logged in", .method = "GET", .answers = "authenticated=no", .asks = "challenges"},

	{.what = "not allowed", .detail = "for this client", .method = "GET", .answers = "permitted=no;existence-may-show=yes"},
	{.what = "not allowed", .detail = "with this method", .method = "PUT", .asks = "allowed-methods"},
	{.what = "not allowed", .detail = "before it is paid for", .method = "GET", .answers = "paid=no"},
	{.what = "not allowed", .detail = "by law", .method = "GET", .answers = "lawful=no", .asks = "blocked-by"},

	{.what = "somebody changed it",
		.detail = "and the client sent If-Match",
		.method = "PUT",
		.fields = "If-Match: \"v1\"",
		.answers = "entity-tag=\"v2\""},
	{.what = "somebody changed it", .detail = "and the client sent no condition", .method = "PUT", .answers = "change=conflict;processing=conflict"},
	{.what = "somebody changed it", .detail = "and a condition has to be sent", .method = "PUT", .answers = "condition-needed=yes"},
	{.what = "somebody changed it", .detail = "or rather has locked it", .method = "PUT", .answers = "obstacle=lock"},

	{.what = "the content is wrong", .detail = "nobody can read it", .method = "POST", .fields = CONTENT, .answers = "content-good=malformed"},
	{.what = "the content is wrong", .detail = "it makes no sense", .method = "POST", .fields = CONTENT, .answers = "content-good=wrong"},
	{.what = "the content is wrong",
		.detail = "it is of a type that is not taken",
		.method = "POST",
		.fields = CONTENT,
		.answers = "content-good=unsupported",
		.asks = "types-taken"},
	{.what = "the content is wrong", .detail = "it is too large", .method = "POST", .fields = CONTENT, .answers = "content-good=too-large"},

	{.what = "too many requests", .method = "GET", .answers = "rate-kept=no", .asks = "rate-again"},
	{.what = "we are down", .method = "GET", .answers = "available=no", .asks = "available-again"},

	{.what = "the server behind us failed",
		.detail = "it was not reached, or its answer makes no sense",
		.method = "GET",
		.answers = "role=gateway;stored-answer=no-cache;upstream=failed"},
	{.what = "the server behind us failed",
		.detail = "it did not answer in time",
		.method = "GET",
		.answers = "role=gateway;stored-answer=no-cache;upstream=late"},
	{.what = "the server behind us failed",
		.detail = "it is known to be down",
		.method = "GET",
		.answers = "role=gateway;stored-answer=no-cache;upstream=unavailable",
		.asks = "next-available-again"},

	{.what = "something broke here", .method = "GET", .answers = "made=no;broken=here"},
};

const struct situation *situation_at(size_t i)
{
	return i < sizeof situations / sizeof *situations ? &situations[i] : NULL;
}
