/**
 * @file
 * Which code should the server send?
 *
 * A choice starts from a request and asks one question at a time. What the request decides, the library decides; what only the application can
 * know, it asks. In the end there is the code, the fields that go with it, and the path that led there:
 *
 *     struct httpstatus_choice *choice = httpstatus_choice_new();
 *     const struct httpstatus_node *question;
 *
 *     httpstatus_choice_start(choice, request, time(NULL));
 *     while ((question = httpstatus_choice_question(choice)))
 *             if (answer(choice, httpstatus_node_id(question)) != 0)  with httpstatus_choice_answer, or httpstatus_choice_answer_default
 *                     break;                                          no memory, or no answer to this question
 *     code = httpstatus_choice_code(choice);                          0 where it broke off
 *
 * The questions are a graph without circles, so every path ends. The graph itself can be read, for pictures and for tables of questions. A question
 * that a later version adds has a default, so that a program that answers what it does not know with httpstatus_choice_answer_default goes on.
 *
 * What a choice needs can be used without one: conditions, ranges, and content negotiation are in exchange.h.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_CHOOSE_H
#define HTTPSTATUS_CHOOSE_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The way from a request to a status. */
struct httpstatus_choice;

/** A place in the graph: a question, something that the request decides, or an end. */
struct httpstatus_node;

/* ---- choosing ---- */

/**
 * A choice that has not started.
 *
 * @return owned by the caller, for httpstatus_choice_free; NULL when there is no memory
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_choice *httpstatus_choice_new(void);

/**
 * Ends a choice.
 *
 * @param choice from httpstatus_choice_new; NULL is fine
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
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
 * @param choice NULL is an error
 * @param request copied; of a response that it may have, nothing is used. A field that is not there is taken for absent. NULL is an error
 * @param now in seconds since 1970, for Date and for dates without a century; HTTPSTATUS_UNKNOWN where the server has no clock
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the request has no method, or HTTPSTATUS_ERROR_MEMORY; after an error the choice has not started
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_start(
	struct httpstatus_choice *choice, const struct httpstatus_exchange *request, int64_t now);

/**
 * Says which registry the phrases of what is chosen come from.
 *
 * @param choice NULL is an error
 * @param registry borrowed, must outlive its use by the choice; NULL is the builtin registry, as at first
 * @return 0, or HTTPSTATUS_ERROR_HANDLE
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_set_registry(
	struct httpstatus_choice *choice, const struct httpstatus_registry *registry);

/**
 * The question that has to be answered next.
 *
 * @param choice borrowed; may be NULL
 * @return static, a node with an answer type; NULL where the choice is at its end, or has not started
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_choice_question(const struct httpstatus_choice *choice);

/**
 * Answers the question, and goes on to the next one or to the end.
 *
 * @param choice NULL is an error
 * @param text length octets, copied, as the text of the question's type (HTTPSTATUS_VOCABULARY_ANSWER_TYPE) says: "yes", "GET, HEAD", "\"v1\"", an HTTP-date; none at all for "there is none", where the question is optional. Spaces and tabs around it do not count
 * @param length in octets
 * @return 0, or why not, and then the choice is where it was: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where no question is open, HTTPSTATUS_ERROR_ANSWER where the text is not of the question's type, HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer(struct httpstatus_choice *choice, const char *text, size_t length);

/**
 * Answers a question of the type HTTPSTATUS_ANSWER_TYPE_YES_NO.
 *
 * @param choice NULL is an error
 * @param yes the answer
 * @return as httpstatus_choice_answer
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_bool(struct httpstatus_choice *choice, bool yes);

/**
 * Answers a question of the type HTTPSTATUS_ANSWER_TYPE_DATE, with seconds since 1970, or of HTTPSTATUS_ANSWER_TYPE_SECONDS or HTTPSTATUS_ANSWER_TYPE_OCTETS.
 *
 * @param choice NULL is an error
 * @param number the answer; HTTPSTATUS_UNKNOWN for "there is none", where the question is optional
 * @return as httpstatus_choice_answer; HTTPSTATUS_ERROR_ANSWER also for seconds or octets below 0 or of INT64_MAX, which stands for what cannot be counted, or a date outside the years 0000 to 9999
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_number(struct httpstatus_choice *choice, int64_t number);

/**
 * Answers the question as httpstatus_node_default has it.
 *
 * @param choice NULL is an error
 * @return as httpstatus_choice_answer; HTTPSTATUS_ERROR_ANSWER where the question has no default
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_answer_default(struct httpstatus_choice *choice);

/**
 * The answer to the question that is usual for this request. It is the default, but that of the methods which the target resource takes has the method of
 * the request, too: so that one sees what comes where the method is allowed. That is for who looks ahead, as a person does; a server that has no
 * answer takes the default, which does no harm.
 *
 * @param choice borrowed; may be NULL
 * @return text valid until the choice changes, as httpstatus_choice_answer takes it; empty for "there is none"; NULL where the question has no default, and where no question is open
 * @par Threads
 * a choice belongs to one thread at a time
 * @par Reference
 * RFC 9110, 15.5.6
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_usual(const struct httpstatus_choice *choice);

/**
 * Takes the last answer back: its question is open again.
 *
 * @param choice NULL is an error
 * @return 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_STATE where nothing was answered
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_back(struct httpstatus_choice *choice);

/* ---- what was chosen, and why ---- */

/**
 * The code to send.
 *
 * @param choice borrowed; may be NULL
 * @return the code; 0 where the choice is not at its end
 * @par Threads
 * a choice belongs to one thread at a time
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_code(const struct httpstatus_choice *choice);

/**
 * A node of the path: what was asked or decided, from the start on; the last one is the end, or the open question.
 *
 * @param choice borrowed; may be NULL
 * @param i from 0
 * @return static; NULL past the end
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_choice_node(const struct httpstatus_choice *choice, size_t i);

/**
 * The way that was taken from a node of the path: "yes".
 *
 * @param choice borrowed; may be NULL
 * @param i of httpstatus_choice_node
 * @return static, one of httpstatus_node_way of that node; NULL for the last node, and past the end
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_way(const struct httpstatus_choice *choice, size_t i);

/**
 * The answer that was given to a question of the path.
 *
 * @param choice borrowed; may be NULL
 * @param i of httpstatus_choice_node
 * @param length where not NULL, gets the octets of the text
 * @return text valid until the choice changes, empty for "there is none"; NULL where the node asks nothing, was not answered, and past the end
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_given(const struct httpstatus_choice *choice, size_t i, size_t *length);

/**
 * The name of a field that goes with the code.
 *
 * @param choice borrowed; may be NULL
 * @param i from 0
 * @return static text; NULL past the end, and where the choice is not at its end
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_field_name(const struct httpstatus_choice *choice, size_t i);

/**
 * The value of a field that goes with the code, made of the answers.
 *
 * @param choice borrowed; may be NULL
 * @param i of httpstatus_choice_field_name
 * @param length where not NULL, gets the octets of the value
 * @return text valid until the choice changes; NULL past the end
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_choice_field_value(
	const struct httpstatus_choice *choice, size_t i, size_t *length);

/**
 * How strongly the specification asks for a field, one of enum httpstatus_level.
 *
 * @param choice borrowed; may be NULL
 * @param i of httpstatus_choice_field_name
 * @return HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_SHOULD, HTTPSTATUS_LEVEL_MAY, or where the specification has no keyword for it HTTPSTATUS_LEVEL_EXPECTED, or HTTPSTATUS_LEVEL_ADVICE for what browsers want of a response to a page of another origin (Fetch, CORS); -1 past the end
 * @par Threads
 * a choice belongs to one thread at a time
 * @par Reference
 * RFC 2119
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_field_level(const struct httpstatus_choice *choice, size_t i);

/**
 * Makes an exchange of the request and what was chosen: its interim response, its status and its fields. Whoever sends it adds what only it
 * knows: content with its type and length, Cache-Control, and the like.
 *
 * @param choice NULL is an error
 * @param exchange gets all of it; it may be the one of httpstatus_choice_start; NULL is an error
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_STATE where the choice is not at its end, HTTPSTATUS_ERROR_LIMIT (of exchange), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a choice belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_choice_respond(
	const struct httpstatus_choice *choice, struct httpstatus_exchange *exchange);

/**
 * A problem details object for what was chosen, as JSON: type, title, status and detail. It is content for a client error or a server error, and
 * its Content-Type is application/problem+json.
 *
 * @param choice borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; 0, and an empty text, where the code is not from 400 to 599
 * @par Threads
 * a choice belongs to one thread at a time
 * @par Reference
 * RFC 9457
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_choice_problem(const struct httpstatus_choice *choice, char *out, size_t size);

/**
 * How far a choice has come, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param choice borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * a choice belongs to one thread at a time
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_choice_json(const struct httpstatus_choice *choice, char *out, size_t size);

/* ---- the graph ---- */

/**
 * A node of the graph.
 *
 * @param i from 0, which is where every choice starts
 * @return static; NULL past the end
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_at(size_t i);

/**
 * A node by its id.
 *
 * @param id ends in NUL; NULL has none
 * @return static; NULL where no node has this id
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_find(const char *id);

/**
 * The id of a node, which never changes its meaning: "entity-tag".
 *
 * @param node may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_id(const struct httpstatus_node *node);

/**
 * What is asked or decided, in a sentence; of an end, what it tells the client.
 *
 * @param node may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_text(const struct httpstatus_node *node);

/** What an answer is. Lists are as fields have them: elements with commas between. */
enum httpstatus_answer_type {
	HTTPSTATUS_ANSWER_TYPE_NOTHING,    /**< nothing: nobody is asked */
	HTTPSTATUS_ANSWER_TYPE_YES_NO,     /**< yes or no */
	HTTPSTATUS_ANSWER_TYPE_WORD,       /**< one of the words that the question has */
	HTTPSTATUS_ANSWER_TYPE_ENTITY_TAG, /**< an entity tag with its quotes, as "v1" or W/"v1" */
	HTTPSTATUS_ANSWER_TYPE_DATE,       /**< a date, as Sun, 06 Nov 1994 08:49:37 GMT */
	HTTPSTATUS_ANSWER_TYPE_SECONDS,    /**< a number of seconds */
	HTTPSTATUS_ANSWER_TYPE_OCTETS,     /**< a number of octets */
	HTTPSTATUS_ANSWER_TYPE_TARGET,     /**< a URI reference, as https://example.com/new or ../new */
	HTTPSTATUS_ANSWER_TYPE_TOKEN,      /**< a token, as vcdiff */
	HTTPSTATUS_ANSWER_TYPE_BOUNDARY, /**< a boundary, as THIS_STRING_SEPARATES: 1 to 70 letters, digits and ' + _ - . */
	HTTPSTATUS_ANSWER_TYPE_METHODS,     /**< methods, as GET, HEAD */
	HTTPSTATUS_ANSWER_TYPE_MEDIA_TYPES, /**< media types, as text/html;charset=utf-8, application/json */
	HTTPSTATUS_ANSWER_TYPE_MEDIA_RANGES, /**< media types, or ranges of them, with a star for the subtype or for all of it */
	HTTPSTATUS_ANSWER_TYPE_LANGUAGES,  /**< language tags, as en, de-CH */
	HTTPSTATUS_ANSWER_TYPE_CODINGS,    /**< content codings, as gzip, identity */
	HTTPSTATUS_ANSWER_TYPE_CHALLENGES, /**< challenges, as Basic realm="staff", Bearer */
	HTTPSTATUS_ANSWER_TYPE_PROTOCOLS   /**< protocols, as websocket, HTTP/3.0 */
};

/**
 * The type of the answer to a node, one of enum httpstatus_answer_type.
 *
 * @param node may be NULL
 * @return the type; HTTPSTATUS_ANSWER_TYPE_NOTHING for what the request decides and for an end; -1 for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_node_type(const struct httpstatus_node *node);

/**
 * Whether an answer of a type is a list, elements with commas between.
 *
 * @param type any int
 * @return true for methods, media types and ranges, languages, codings, challenges and protocols
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 5.6.1
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_answer_type_is_list(int type);

/**
 * Whether a question takes "there is none" for an answer.
 *
 * @param node may be NULL
 * @return true where it does; false for what is no question, and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_node_is_optional(const struct httpstatus_node *node);

/**
 * The answer that does no harm where the application has none of its own.
 *
 * @param node may be NULL
 * @return static text, as httpstatus_choice_answer takes it; empty for "there is none"; NULL where there is no such answer, so that it has to be given; NULL for what is no question, and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_default(const struct httpstatus_node *node);

/**
 * The question whose answer implies one to this: what its list has is in the list of this one as well. A method that the target resource takes is one
 * that the server implements, whatever is usual.
 *
 * Who knows that answer beforehand and has none to this question answers with the default and that list, a comma between.
 *
 * @param node may be NULL
 * @return static; NULL where there is none, for what is no question, and for NULL
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 15.5.6 and 15.6.2
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_implied_by(const struct httpstatus_node *node);

/**
 * A way on from a node: "yes".
 *
 * @param node may be NULL
 * @param i from 0
 * @return static text; NULL past the end, for an end, and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_way(const struct httpstatus_node *node, size_t i);

/**
 * Where a way leads.
 *
 * @param node may be NULL
 * @param i of httpstatus_node_way
 * @return static; NULL past the end, for an end, and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_node *httpstatus_node_next(const struct httpstatus_node *node, size_t i);

/**
 * The code of an end.
 *
 * @param node may be NULL
 * @return the code; 0 for what is no end, and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_node_code(const struct httpstatus_node *node);

/** The parts of the graph, in the order in which a request comes to them. */
enum httpstatus_area {
	HTTPSTATUS_AREA_SERVER,      /**< can the server answer at all? */
	HTTPSTATUS_AREA_REQUEST,     /**< can the request be read? */
	HTTPSTATUS_AREA_ACCESS,      /**< may the client ask this? */
	HTTPSTATUS_AREA_CONTENT,     /**< can the request's content be used? */
	HTTPSTATUS_AREA_RESOURCE,    /**< is the resource there? */
	HTTPSTATUS_AREA_NEGOTIATION, /**< is there a representation that the client takes? */
	HTTPSTATUS_AREA_CONDITIONS,  /**< do the request's conditions hold? */
	HTTPSTATUS_AREA_RETRIEVAL,   /**< what is sent of the representation? */
	HTTPSTATUS_AREA_CHANGE       /**< what came of the change? */
};

/**
 * The part of the graph that a node is in, one of enum httpstatus_area; of an end, the part of the first node that leads there.
 *
 * @param node may be NULL
 * @return the area; -1 for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_node_area(const struct httpstatus_node *node);

/**
 * The document and section that a node comes from: "RFC 9110, 13.1.1".
 *
 * @param node may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_node_reference(const struct httpstatus_node *node);

#ifdef __cplusplus
}
#endif

#endif
