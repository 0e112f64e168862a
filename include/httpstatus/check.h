/*
 * Is the exchange right?
 *
 * A checker holds an exchange against the rules of the specifications and gives findings, the worst first:
 *
 *   struct httpstatus_checker *checker = httpstatus_checker_new();
 *
 *   httpstatus_check(checker, exchange);
 *   for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++)
 *           puts(httpstatus_finding_message(finding));
 *
 * A rule has an id that never changes its meaning, and a level: the specification's own keyword, or advice where it has none. What is unknown
 * never makes a finding. What the caller declares, such as that the server has a clock, lets more be judged.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_CHECK_H
#define HTTPSTATUS_CHECK_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What checks exchanges. */
struct httpstatus_checker;

/* One thing that is wrong with an exchange. */
struct httpstatus_finding;

/* ---- checking ---- */

/**
 * A checker of which nothing is declared.
 *
 * Returns: owned by the caller, for httpstatus_checker_free; NULL when there is no memory
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_checker *httpstatus_checker_new(void);

/**
 * Ends a checker and its findings.
 *
 * @checker: from httpstatus_checker_new; NULL is fine
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_checker_free(struct httpstatus_checker *checker);

/**
 * Declares something that no exchange tells, for all checks to come.
 *
 * @checker: NULL is an error
 * @declaration: a word of httpstatus_declaration_name, which ends in NUL: "clock"; NULL is an error
 * @holds: whether it is so; false takes it back
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT for a word that is none
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_checker_declare(struct httpstatus_checker *checker, const char *declaration, bool holds);

/**
 * Leaves a rule out of all checks to come.
 *
 * @checker: NULL is an error
 * @id: of a rule, ends in NUL; NULL is an error
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT for an id that no rule has
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_checker_ignore(struct httpstatus_checker *checker, const char *id);

/**
 * Leaves findings out that are weaker than a level, in all checks to come.
 *
 * @checker: NULL is an error
 * @level: one of enum httpstatus_level: HTTPSTATUS_LEVEL_MUST or HTTPSTATUS_LEVEL_MUST_NOT, HTTPSTATUS_LEVEL_SHOULD or
 *         HTTPSTATUS_LEVEL_SHOULD_NOT, HTTPSTATUS_LEVEL_MAY, or HTTPSTATUS_LEVEL_ADVICE, which is so unless set
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_ARGUMENT for any other level
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_checker_only(struct httpstatus_checker *checker, int level);

/**
 * How many exchanges a checker remembers, for rules about two of them: a 304 against the 200 it stands for, a request against the redirect
 * before it. They should be of one client, in their order; where they are of many, as in a server's log, 0 is right. What is remembered is
 * forgotten.
 *
 * @checker: NULL is an error
 * @most: 64 unless set; 0 for none
 * Returns: 0, or HTTPSTATUS_ERROR_HANDLE
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_checker_remember(struct httpstatus_checker *checker, size_t most);

/**
 * Holds an exchange against the rules. The findings of before are gone.
 *
 * @checker: NULL is an error
 * @exchange: borrowed for this call, and asked; NULL is an error
 * Returns: 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_MEMORY, and then there are no findings
 * Threads: a checker belongs to one thread at a time, and so does an exchange
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_check(struct httpstatus_checker *checker, struct httpstatus_exchange *exchange);

/**
 * A finding of the last check.
 *
 * @checker: borrowed; may be NULL
 * @i: from 0: must and must-not first, then should and should-not, may, and advice
 * Returns: borrowed, valid until the next check; NULL past the end
 * Threads: a checker belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_finding *httpstatus_checker_finding(
	const struct httpstatus_checker *checker, size_t i);

/**
 * The findings of the last check as JSON: an array of objects with id, level, section, message, field (or null), part and remedy.
 *
 * @checker: borrowed; NULL has no findings
 * @out: gets the text and a NUL, as far as @size allows; may be NULL where @size is 0
 * @size: of @out, in octets
 * Returns: the octets of the whole text without the NUL, also where it does not fit
 * Threads: a checker belongs to one thread at a time
 * RFC 8259. Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_checker_json(const struct httpstatus_checker *checker, char *out, size_t size);

/* ---- a finding ---- */

/**
 * The rule that is broken, by its place in httpstatus_rule_id and the like.
 *
 * @finding: borrowed; may be NULL
 * Returns: the place; SIZE_MAX for NULL
 * Threads: a finding belongs to its checker's thread
 * Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_finding_rule(const struct httpstatus_finding *finding);

/**
 * What is wrong, with the facts of this exchange.
 *
 * @finding: borrowed; may be NULL
 * Returns: text valid as long as the finding; NULL for NULL
 * Threads: a finding belongs to its checker's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_finding_message(const struct httpstatus_finding *finding);

/* ---- rules ---- */

/**
 * The id of a rule, which never changes its meaning: "405-no-allow".
 *
 * @rule: from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_id(size_t rule);

/**
 * The place of a rule by its id.
 *
 * @id: ends in NUL; NULL has none
 * Returns: the place; SIZE_MAX where no rule has this id
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_rule_find(const char *id);

/**
 * How strong a rule is, one of enum httpstatus_level.
 *
 * @rule: of httpstatus_rule_id
 * Returns: the level; HTTPSTATUS_LEVEL_ADVICE past the end
 * Threads: any, at the same time
 * RFC 2119. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_rule_level(size_t rule);

/**
 * The document and section that have a rule: "RFC 9110, 15.5.6".
 *
 * @rule: of httpstatus_rule_id
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_section(size_t rule);

/**
 * What a rule is about, in a few words.
 *
 * @rule: of httpstatus_rule_id
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_title(size_t rule);

/**
 * What is wrong, why it hurts, and what to send instead.
 *
 * @rule: of httpstatus_rule_id
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_text(size_t rule);

/**
 * Whom a rule binds: "origin", "proxy", "server" for any of both, or "client".
 *
 * @rule: of httpstatus_rule_id
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_binds(size_t rule);

/**
 * The field that a rule is about: "Allow".
 *
 * @rule: of httpstatus_rule_id
 * Returns: static text; NULL past the end, and where it is about no one field
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_field(size_t rule);

/**
 * Whether a rule is about the request.
 *
 * @rule: of httpstatus_rule_id
 * Returns: true where it is; false where it is about the response, and past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_rule_is_about_request(size_t rule);

/**
 * The word for something that can be declared: "clock".
 *
 * @i: from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_declaration_name(size_t i);

#ifdef __cplusplus
}
#endif

#endif
