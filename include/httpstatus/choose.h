/*
 * Which code should the server send?
 *
 * A choice starts from a request and asks one question at a time. What the request decides, the library decides; what only the application can
 * know, it asks. In the end there is the code, the fields that go with it, and the path that led there:
 *
 *   struct httpstatus_choice *choice = httpstatus_choice_new();
 *   const struct httpstatus_node *question;
 *
 *   httpstatus_choice_start(choice, request, time(NULL));
 *   while ((question = httpstatus_choice_question(choice)))
 *           if (answer(choice, httpstatus_node_id(question)) != 0)  with httpstatus_choice_answer, or httpstatus_choice_answer_default
 *                   break;                                          no memory, or no answer to this question
 *   code = httpstatus_choice_code(choice);                          0 where it broke off
 *
 * The questions are a graph without circles, so every path ends. The graph itself can be read, for pictures and for tables of questions.
 *
 * What a choice needs can be used without one: conditions, ranges, and content negotiation.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHOOSE_H
#define HTTPSTATUS_CHOOSE_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The way from a request to a status. */
struct httpstatus_choice;

/* A place in the graph: a question, something that the request decides, or an end. */
struct httpstatus_node;

/* ---- choosing ---- */

/**
 * A choice that has not started.
 *
 * Returns: owned by the caller, for httpstatus_choice_free; NULL when there is no memory
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_choice *httpstatus_choice_new(void);

/**
 * Ends a choice.
 *
 * @choice: from httpstatus_choice_new; NULL is fine
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_choice_free(struct httpstatus_choice *choice);

/**
 * Begins with a request, and goes on to the first question. What the choice was about before is gone; its memory is kept.
 *
 * A head that cannot be read is no request. To answer it all the same, start with the least there is, "GET / HTTP/1.0", and answer
 * "well-formed", or "fields-small-enough", with no.
 *
 * Of HTTP/2 and HTTP/3, say the version (20, 30), the target as a URI or as :path, HTTPSTATUS_PROPERTY_SECURED, and with
 * HTTPSTATUS_PROPERTY_REQUEST_CONTENT whether content comes: no field has to tell, and so it is asked where it is not said.
 *
 * @choice: NULL is an error
 * @request: copied; of a response that it may have, nothing is used. A field that is not there is taken for absent. NULL is an error
 * @now: in seconds since 1970, for Date and for dates without a century; HTTPSTATUS_UNKNOWN where the server has no clock
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SYNTAX where the request has no method, or HTTPSTATUS_ERROR_MEMORY; after an error the
 *          choice has not started
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_start(
	struct httpstatus_choice *choice, const struct httpstatus_exchange *request, int64_t now);

/**
 * The question that has to be answered next.
 *
 * @choice: borrowed; may be NULL
 * Returns: static, a node with an answer type; NULL where the choice is at its end, or has not started
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_choice_question(const struct httpstatus_choice *choice);

/**
 * Answers the question, and goes on to the next one or to the end.
 *
 * @choice: NULL is an error
 * @text: @length octets, copied, as httpstatus_answer_type_text says for the question's type: "yes", "GET, HEAD", "\"v1\"", an HTTP-date; none
 *        at all for "there is none", where the question is optional. Spaces and tabs around it do not count
 * @length: in octets
 * Returns: 0, or why not, and then the choice is where it was: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT where no question is open,
 *          HTTPSTATUS_ERROR_ANSWER where the text is not of the question's type, HTTPSTATUS_ERROR_MEMORY
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer(struct httpstatus_choice *choice, const char *text, size_t length);

/**
 * Answers a question of the type HTTPSTATUS_ANSWER_YES_NO.
 *
 * @choice: NULL is an error
 * @yes: the answer
 * Returns: as httpstatus_choice_answer
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_yes(struct httpstatus_choice *choice, bool yes);

/**
 * Answers a question of the type HTTPSTATUS_ANSWER_DATE, with seconds since 1970, or of HTTPSTATUS_ANSWER_SECONDS or HTTPSTATUS_ANSWER_OCTETS.
 *
 * @choice: NULL is an error
 * @number: the answer; HTTPSTATUS_UNKNOWN for "there is none", where the question is optional
 * Returns: as httpstatus_choice_answer; HTTPSTATUS_ERROR_ANSWER also for seconds or octets below 0, or a date outside the years 0000 to 9999
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_number(struct httpstatus_choice *choice, int64_t number);

/**
 * Answers the question as httpstatus_node_default has it.
 *
 * @choice: NULL is an error
 * Returns: as httpstatus_choice_answer; HTTPSTATUS_ERROR_ANSWER where the question has no default
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_default(struct httpstatus_choice *choice);

/**
 * Takes the last answer back: its question is open again.
 *
 * @choice: NULL is an error
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT where nothing was answered
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_back(struct httpstatus_choice *choice);

/* ---- what was chosen, and why ---- */

/**
 * The code to send.
 *
 * @choice: borrowed; may be NULL
 * Returns: the code; 0 where the choice is not at its end
 * Threads: a choice belongs to one thread at a time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_code(const struct httpstatus_choice *choice);

/**
 * The end that a choice has come to.
 *
 * @choice: borrowed; may be NULL
 * Returns: static, a node with a code; NULL where the choice is not at its end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_choice_end(const struct httpstatus_choice *choice);

/**
 * A node of the path: what was asked or decided, from the start on; the last one is the end, or the open question.
 *
 * @choice: borrowed; may be NULL
 * @i: from 0
 * Returns: static; NULL past the end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_choice_node(const struct httpstatus_choice *choice, size_t i);

/**
 * The way that was taken from a node of the path: "yes".
 *
 * @choice: borrowed; may be NULL
 * @i: of httpstatus_choice_node
 * Returns: static, one of httpstatus_node_way of that node; NULL for the last node, and past the end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_way(const struct httpstatus_choice *choice, size_t i);

/**
 * The answer that was given to a question of the path.
 *
 * @choice: borrowed; may be NULL
 * @i: of httpstatus_choice_node
 * @length: where not NULL, gets the octets of the text
 * Returns: text valid until the choice changes, empty for "there is none"; NULL where the node asks nothing, was not answered, and past the end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_given(const struct httpstatus_choice *choice, size_t i, size_t *length);

/**
 * The name of a field that goes with the code.
 *
 * @choice: borrowed; may be NULL
 * @i: from 0
 * Returns: static text; NULL past the end, and where the choice is not at its end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_field_name(const struct httpstatus_choice *choice, size_t i);

/**
 * The value of a field that goes with the code, made of the answers.
 *
 * @choice: borrowed; may be NULL
 * @i: of httpstatus_choice_field_name
 * @length: where not NULL, gets the octets of the value
 * Returns: text valid until the choice changes; NULL past the end
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_field_value(
	const struct httpstatus_choice *choice, size_t i, size_t *length);

/**
 * How strongly the specification asks for a field, one of enum httpstatus_level.
 *
 * @choice: borrowed; may be NULL
 * @i: of httpstatus_choice_field_name
 * Returns: HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_SHOULD, HTTPSTATUS_LEVEL_MAY, or HTTPSTATUS_LEVEL_EXPECTED where the specification has no keyword
 *          for it; HTTPSTATUS_LEVEL_MAY past the end
 * Threads: a choice belongs to one thread at a time
 * RFC 2119. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_field_level(const struct httpstatus_choice *choice, size_t i);

/**
 * Makes an exchange of the request and what was chosen: its interim response, its status and its fields. Whoever sends it adds what only it
 * knows: content with its type and length, Cache-Control, and the like.
 *
 * @choice: NULL is an error
 * @exchange: gets all of it; it may be the one of httpstatus_choice_start; NULL is an error
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT where the choice is not at its end,
 *          HTTPSTATUS_ERROR_LIMIT (of @exchange), HTTPSTATUS_ERROR_MEMORY
 * Threads: a choice belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_choice_respond(
	const struct httpstatus_choice *choice, struct httpstatus_exchange *exchange);

/**
 * A problem details object for what was chosen, as JSON: type, title, status and detail. It is content for a client error or a server error, and
 * its Content-Type is application/problem+json.
 *
 * @choice: borrowed; may be NULL
 * @out: gets the text and a NUL, as far as @size allows; may be NULL where @size is 0
 * @size: of @out, in octets
 * Returns: the octets of the whole text without the NUL, also where it does not fit; 0, and an empty text, where the code is not from 400 to 599
 * Threads: a choice belongs to one thread at a time
 * RFC 9457. Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_choice_problem(const struct httpstatus_choice *choice, char *out, size_t size);

/* ---- the graph ---- */

/**
 * A node of the graph.
 *
 * @i: from 0, which is where every choice starts
 * Returns: static; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_at(size_t i);

/**
 * A node by its id.
 *
 * @id: ends in NUL; NULL has none
 * Returns: static; NULL where no node has this id
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_find(const char *id);

/**
 * The id of a node, which never changes its meaning: "entity-tag".
 *
 * @node: may be NULL
 * Returns: static text; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_id(const struct httpstatus_node *node);

/**
 * What is asked or decided, in a sentence; of an end, what it tells the client.
 *
 * @node: may be NULL
 * Returns: static text; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_text(const struct httpstatus_node *node);

/* What an answer is. Lists are as fields have them: elements with commas between. */
enum httpstatus_answer_type {
	HTTPSTATUS_ANSWER_NOTHING, /* nobody is asked */
	HTTPSTATUS_ANSWER_YES_NO,
	HTTPSTATUS_ANSWER_WORD, /* one of the node's ways */
	HTTPSTATUS_ANSWER_ENTITY_TAG,
	HTTPSTATUS_ANSWER_DATE,
	HTTPSTATUS_ANSWER_SECONDS,
	HTTPSTATUS_ANSWER_OCTETS,
	HTTPSTATUS_ANSWER_TARGET, /* a URI reference */
	HTTPSTATUS_ANSWER_TOKEN,
	HTTPSTATUS_ANSWER_BOUNDARY, /* of a multipart */
	HTTPSTATUS_ANSWER_METHODS,
	HTTPSTATUS_ANSWER_MEDIA_TYPES,
	HTTPSTATUS_ANSWER_MEDIA_RANGES, /* media types, or ranges of them */
	HTTPSTATUS_ANSWER_LANGUAGES,
	HTTPSTATUS_ANSWER_CODINGS,
	HTTPSTATUS_ANSWER_CHALLENGES,
	HTTPSTATUS_ANSWER_PROTOCOLS
};

/**
 * The type of the answer to a node, one of enum httpstatus_answer_type.
 *
 * @node: may be NULL
 * Returns: the type; HTTPSTATUS_ANSWER_NOTHING for what the request decides, for an end, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_node_type(const struct httpstatus_node *node);

/**
 * The word for an answer type: "entity-tag".
 *
 * @type: any int; those of enum httpstatus_answer_type, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_answer_type_name(int type);

/**
 * What an answer of a type looks like: "an entity tag with its quotes, as \"v1\" or W/\"v1\"".
 *
 * @type: any int; those of enum httpstatus_answer_type, from 0, have a text
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_answer_type_text(int type);

/**
 * Whether an answer of a type is a list, elements with commas between.
 *
 * @type: any int
 * Returns: true for the types from HTTPSTATUS_ANSWER_METHODS on
 * Threads: any, at the same time
 * RFC 9110, section 5.6.1. Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_answer_type_is_list(int type);

/**
 * Whether a question takes "there is none" for an answer.
 *
 * @node: may be NULL
 * Returns: true where it does; false for what is no question, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_node_is_optional(const struct httpstatus_node *node);

/**
 * The answer that does no harm where the application has none of its own.
 *
 * @node: may be NULL
 * Returns: static text, as httpstatus_choice_answer takes it; empty for "there is none"; NULL where there is no such answer, so that it has to be
 *          given; NULL for what is no question, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_default(const struct httpstatus_node *node);

/**
 * A way on from a node: "yes".
 *
 * @node: may be NULL
 * @i: from 0
 * Returns: static text; NULL past the end, for an end, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_way(const struct httpstatus_node *node, size_t i);

/**
 * Where a way leads.
 *
 * @node: may be NULL
 * @i: of httpstatus_node_way
 * Returns: static; NULL past the end, for an end, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_next(const struct httpstatus_node *node, size_t i);

/**
 * The code of an end.
 *
 * @node: may be NULL
 * Returns: the code; 0 for what is no end, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_node_code(const struct httpstatus_node *node);

/**
 * The part of the graph that a node is in, as httpstatus_area_name has it; of an end, the part of the first node that leads there.
 *
 * @node: may be NULL
 * Returns: static text; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_area(const struct httpstatus_node *node);

/**
 * An area of the graph, in the order in which a request comes to them: "server".
 *
 * @i: from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_area_name(size_t i);

/**
 * The document and section that a node comes from: "RFC 9110, 13.1.1".
 *
 * @node: may be NULL
 * Returns: static text; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_section(const struct httpstatus_node *node);

/* ---- conditions and ranges, without a choice ---- */

/**
 * What the conditions of a request come to: If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since, in the order in which they are
 * evaluated. Ask only where the answer without them would be 2xx or 412 (RFC 9110, 13.2.1): for an absent resource, GET is answered 404. For
 * CONNECT, OPTIONS and TRACE there are no conditions.
 *
 * @request: borrowed; NULL is an error
 * @exists: whether the target resource has a current representation
 * @entity_tag: @length octets, the entity tag of the selected representation, as ETag has it; NULL or empty where it has none
 * @length: in octets
 * @last_modified: in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows
 * @now: in seconds since 1970, for dates without a century; HTTPSTATUS_UNKNOWN where nobody knows, and then @last_modified stands in for it
 * Returns: 0 where they all hold, or there are none; 304 or 412 where one does not; HTTPSTATUS_ERROR_HANDLE; HTTPSTATUS_ERROR_SYNTAX where
 *          @entity_tag is none
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 13.2.2. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_conditions(const struct httpstatus_exchange *request, bool exists, const char *entity_tag,
	size_t length, int64_t last_modified, int64_t now);

/**
 * Whether If-Range lets Range count. A date does only where it is exactly that of the last modification, which must be over for a second at
 * least: else the representation may change twice under one date.
 *
 * @request: borrowed; may be NULL
 * @entity_tag: as in httpstatus_conditions
 * @length: in octets
 * @last_modified: as in httpstatus_conditions
 * @now: in seconds since 1970; with HTTPSTATUS_UNKNOWN no date is strong enough
 * Returns: true where the condition holds, or there is none, as without Range; false for NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 13.1.5. Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_if_range_holds(const struct httpstatus_exchange *request, const char *entity_tag,
	size_t length, int64_t last_modified, int64_t now);

/**
 * How many of the byte ranges that a request asks for can be sent.
 *
 * @request: borrowed; may be NULL
 * @complete: octets of the whole representation
 * Returns: how many; 0 where none can, which is 416; HTTPSTATUS_UNKNOWN where Range does not count, which is 200: it is not there, invalid, or of
 *          another unit, it asks for the end of an empty representation, or for more than 200 ranges, the method is not GET, @complete is below 0, or
 *          @request is NULL
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 14.2. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_range_count(const struct httpstatus_exchange *request, int64_t complete);

/**
 * The first octet of a byte range that can be sent.
 *
 * @request: borrowed; may be NULL
 * @complete: as in httpstatus_range_count
 * @i: from 0, in the order of the request
 * Returns: its place, from 0; HTTPSTATUS_UNKNOWN past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 14.1.2. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_range_first(const struct httpstatus_exchange *request, int64_t complete, size_t i);

/**
 * The last octet of a byte range that can be sent; it belongs to the range.
 *
 * @request: borrowed; may be NULL
 * @complete: as in httpstatus_range_count
 * @i: from 0, in the order of the request
 * Returns: its place, less than @complete; HTTPSTATUS_UNKNOWN past the end
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 14.1.2. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_range_last(const struct httpstatus_exchange *request, int64_t complete, size_t i);

/* ---- content negotiation, without a choice ---- */

/* What can be negotiated. */
enum httpstatus_negotiable {
	HTTPSTATUS_BY_MEDIA_TYPE, /* Accept */
	HTTPSTATUS_BY_LANGUAGE,   /* Accept-Language */
	HTTPSTATUS_BY_CODING      /* Accept-Encoding */
};

/**
 * How welcome something is to a client, by the most specific element of a field that matches it. Languages match by their beginning: "en" takes
 * "en-GB" (RFC 4647, 3.3.1). A coding that is not named is not welcome, but "identity" is, if only just, unless "identity;q=0" or "*;q=0" says no.
 * An element that cannot be read does not count; a weight that is none is 1.
 *
 * @negotiable: one of enum httpstatus_negotiable
 * @field: @field_length octets, the field's value; NULL where the request has no such field, and then everything is as welcome
 * @field_length: in octets
 * @offer: @offer_length octets: "text/html;level=1", "en-GB", "gzip"
 * @offer_length: in octets
 * Returns: the weight in thousandths, from 0, not acceptable, to 1000; 0 for another @negotiable, and for an offer that is none
 * Threads: any, at the same time
 * RFC 9110, section 12.5. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_weight(
	int negotiable, const char *field, size_t field_length, const char *offer, size_t offer_length);

/**
 * The best of what a server has to offer; among equals the first.
 *
 * @request: borrowed; NULL has no fields
 * @negotiable: one of enum httpstatus_negotiable
 * @offers: @length octets, a list with commas between, the server's favourite first: "text/html, application/json"
 * @length: in octets
 * @chosen: where not NULL, gets the octets of the result; 0 where there is none
 * Returns: where it is in @offers; NULL where nothing is acceptable, or nothing is offered
 * Threads: an exchange belongs to one thread at a time
 * RFC 9110, section 12.1. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_negotiate(
	const struct httpstatus_exchange *request, int negotiable, const char *offers, size_t length, size_t *chosen);

#ifdef __cplusplus
}
#endif

#endif
