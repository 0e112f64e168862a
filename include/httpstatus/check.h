/**
 * @file
 * Is the exchange right?
 *
 * A checker holds an exchange against the rules of the specifications and gives findings, the worst first:
 *
 *     struct httpstatus_checker *checker = httpstatus_checker_new();
 *
 *     httpstatus_checker_check(checker, exchange);
 *     for (size_t i = 0; (finding = httpstatus_checker_finding(checker, i)); i++)
 *             puts(httpstatus_finding_message(finding));
 *
 * A rule has an id that never changes its meaning, and a level: the specification's own keyword. Where it has none, it is "cannot" where the
 * specification says that something cannot be, makes it impossible on the connection or gives it no meaning, so that a response is lost or
 * misread; and otherwise advice. What is unknown never makes a finding. What the caller declares, such as that the server has a clock, lets more
 * be judged.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_CHECK_H
#define HTTPSTATUS_CHECK_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What checks exchanges. */
struct httpstatus_checker;

/** One thing that is wrong with an exchange. */
struct httpstatus_finding;

/** A rule of a specification, or advice. */
struct httpstatus_rule;

/* ---- checking ---- */

/**
 * A checker of which nothing is declared.
 *
 * @return owned by the caller, for httpstatus_checker_free; NULL when there is no memory
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_checker *httpstatus_checker_new(void);

/**
 * Forgets the exchanges that a checker remembers, and its findings. What was said to it stays.
 *
 * @param checker NULL is fine
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_checker_clear(struct httpstatus_checker *checker);

/**
 * Ends a checker and its findings.
 *
 * @param checker from httpstatus_checker_new; NULL is fine
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_checker_free(struct httpstatus_checker *checker);

/**
 * What can be said to a checker. Those that no exchange tells, and its caller may know, are declarations: 1 says that it is so, 0 or unknown, as at
 * first, says nothing.
 */
enum httpstatus_checker_property {
	HTTPSTATUS_CHECKER_PROPERTY_CLOCK,           /**< the origin server has a clock */
	HTTPSTATUS_CHECKER_PROPERTY_GENERAL_PURPOSE, /**< the server is a general-purpose one, which supports GET and HEAD */
	HTTPSTATUS_CHECKER_PROPERTY_ORIGIN,          /**< what answered is the origin server */
	HTTPSTATUS_CHECKER_PROPERTY_PROXY,           /**< what answered is a proxy or gateway */
	HTTPSTATUS_CHECKER_PROPERTY_DAV,             /**< the server speaks WebDAV */
	HTTPSTATUS_CHECKER_PROPERTY_AUTOMATIC,       /**< the client sent the request by itself, without its user */
	HTTPSTATUS_CHECKER_PROPERTY_TEMPORARY,       /**< the cause is temporary */
	HTTPSTATUS_CHECKER_PROPERTY_EARLY_DATA,      /**< the request was sent in early data */
	HTTPSTATUS_CHECKER_PROPERTY_NOT_EARLY_DATA,  /**< the request was not sent in early data, and said so nowhere */
	HTTPSTATUS_CHECKER_PROPERTY_NOT_TO_PROXY,    /**< the request was not sent to a proxy */
	HTTPSTATUS_CHECKER_PROPERTY_COMPLETE,        /**< the whole request had been received */
	HTTPSTATUS_CHECKER_PROPERTY_SAME_CONNECTION, /**< the request came on the same connection as the one before */
	HTTPSTATUS_CHECKER_PROPERTY_VALIDATOR,       /**< the representation has a validator */
	HTTPSTATUS_CHECKER_PROPERTY_LENGTH_KNOWN,    /**< the server knows how long the representation is */
	HTTPSTATUS_CHECKER_PROPERTY_FIELDS_TOO_LARGE, /**< the server refused the request because its fields are too large */
	HTTPSTATUS_CHECKER_PROPERTY_CREDENTIALS_REQUIRED, /**< the server refused the request for want of valid credentials */
	HTTPSTATUS_CHECKER_PROPERTY_METHOD_NOT_ALLOWED, /**< the server refused the request because the target does not support its method */
	HTTPSTATUS_CHECKER_PROPERTY_NOT_IMPLEMENTED, /**< the server refused the request because it knows its method nowhere */
	HTTPSTATUS_CHECKER_PROPERTY_CONDITION_FAILED, /**< a condition of the request was not met */
	HTTPSTATUS_CHECKER_PROPERTY_TARGET_TOO_LONG, /**< the server refused the request because its target is too long */
	HTTPSTATUS_CHECKER_PROPERTY_CONTENT_UNSUPPORTED, /**< the server does not understand the content of the request, or ignored it */
	HTTPSTATUS_CHECKER_PROPERTY_AUTHORIZATION_FAILED, /**< the client may not do what it asked for */
	HTTPSTATUS_CHECKER_PROPERTY_NO_PARENT,     /**< the collection that the target would be in does not exist */
	HTTPSTATUS_CHECKER_PROPERTY_CREATED,       /**< the request created a resource */
	HTTPSTATUS_CHECKER_PROPERTY_DEPTH_REFUSED, /**< the server refused an infinite Depth */
	HTTPSTATUS_CHECKER_PROPERTY_REPLAY_UNSAFE, /**< it would not be safe to process the request if it was replayed */
	HTTPSTATUS_CHECKER_PROPERTY_NOT_FORWARDED,          /**< the proxy that had the response did not forward it */
	HTTPSTATUS_CHECKER_PROPERTY_INBOUND_LENGTH_INVALID, /**< the response that the gateway received had an invalid length */
	HTTPSTATUS_CHECKER_PROPERTY_NOT_STORED,             /**< the cache has no response that it could answer with */
	HTTPSTATUS_CHECKER_PROPERTY_DISCONNECTED,           /**< the cache cannot reach the origin server */
	HTTPSTATUS_CHECKER_PROPERTY_MEMBER_FAILED,          /**< the method failed on a member of the collection */
	HTTPSTATUS_CHECKER_PROPERTY_PREFERRED_CHOICE, /**< the server has a preferred choice */
	HTTPSTATUS_CHECKER_PROPERTY_NO_PARTIAL_PUT,   /**< the server does not support partial PUT */
	HTTPSTATUS_CHECKER_PROPERTY_NO_CLOCK,         /**< the origin server has no clock */
	HTTPSTATUS_CHECKER_PROPERTY_CONTENT_UNREAD, /**< the server answered before it had read the request's content */
	HTTPSTATUS_CHECKER_PROPERTY_INTERIM_NOT_FORWARDED, /**< the proxy that had an interim response did not forward it */
	HTTPSTATUS_CHECKER_PROPERTY_END_STREAM,            /**< an interim response ended the stream */
	HTTPSTATUS_CHECKER_PROPERTY_HINTS_TAKEN_AS_METADATA, /**< the client took the fields of 103 for those of the 103 itself */
	HTTPSTATUS_CHECKER_PROPERTY_INTERIM_UNTESTED, /**< nobody knows whether the client understands interim responses */
	HTTPSTATUS_CHECKER_PROPERTY_TRANSFORMED,      /**< the server changed the content when it saved it */
	HTTPSTATUS_CHECKER_PROPERTY_OTHER_RESOURCE,   /**< the server means the request for another resource */
	HTTPSTATUS_CHECKER_PROPERTY_FORWARDED,        /**< a proxy, and no gateway, forwarded the response */
	HTTPSTATUS_CHECKER_PROPERTY_TYPE_KNOWN,       /**< the server knows the media type of the content */
	HTTPSTATUS_CHECKER_PROPERTY_DATES_UNASSIGNED, /**< no other system gave the resource its dates */
	HTTPSTATUS_CHECKER_PROPERTY_LEVEL =
		1000, /**< one of enum httpstatus_level: findings that are weaker are left out; advice, the weakest, unless said */
	HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED /**< how many exchanges are remembered for rules about two of them; 64 unless said; setting it forgets them */
};

/** Whom a rule binds. */
enum httpstatus_binds {
	HTTPSTATUS_BINDS_ORIGIN, /**< an origin server */
	HTTPSTATUS_BINDS_PROXY,  /**< a proxy or gateway */
	HTTPSTATUS_BINDS_SERVER, /**< any of both */
	HTTPSTATUS_BINDS_CLIENT  /**< a client */
};

/**
 * Says something for all checks to come.
 *
 * Exchanges that are remembered are for rules about two: a 304 against the 200 it stands for, a request against the redirect before it. They should be
 * of one client, in their order; where they are of many, as in a server's log, 0 is right.
 *
 * @param checker NULL is an error
 * @param property one of enum httpstatus_checker_property
 * @param value what the property allows; HTTPSTATUS_UNKNOWN takes back what was said. A level is HTTPSTATUS_LEVEL_MUST or _MUST_NOT, _CANNOT, _SHOULD or
 *        _SHOULD_NOT, _MAY, or _ADVICE, from the strongest to the weakest
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, or HTTPSTATUS_ERROR_VALUE, and then nothing has changed
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_checker_set(struct httpstatus_checker *checker, int property, int64_t value);

/**
 * What was said.
 *
 * @param checker borrowed; may be NULL
 * @param property one of enum httpstatus_checker_property; any int
 * @return the value; HTTPSTATUS_UNKNOWN where it was not said, for NULL, and for what is no property
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_checker_get(const struct httpstatus_checker *checker, int property);

/**
 * Leaves a rule out of all checks to come, or takes it in again.
 *
 * @param checker NULL is an error
 * @param rule from httpstatus_rule_find; NULL, which is the rule of an id that there is not, is an error
 * @param ignored whether it is left out
 * @return 0, or HTTPSTATUS_ERROR_HANDLE
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_checker_ignore(
	struct httpstatus_checker *checker, const struct httpstatus_rule *rule, bool ignored);

/**
 * Says which codes are known where the exchanges come from: a code of this registry is not called unregistered, or a vendor's.
 *
 * @param checker NULL is an error
 * @param registry borrowed, must outlive its use by the checker; NULL is the builtin registry, as at first
 * @return 0, or HTTPSTATUS_ERROR_HANDLE
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_checker_set_registry(
	struct httpstatus_checker *checker, const struct httpstatus_registry *registry);

/**
 * Holds an exchange against the rules. The findings of before are gone.
 *
 * @param checker NULL is an error
 * @param exchange borrowed for this call; NULL is an error
 * @return 0, HTTPSTATUS_ERROR_HANDLE, or HTTPSTATUS_ERROR_MEMORY, and then there are no findings
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_checker_check(
	struct httpstatus_checker *checker, const struct httpstatus_exchange *exchange);

/**
 * A finding of the last check.
 *
 * @param checker borrowed; may be NULL
 * @param i from 0: must and must-not first, then cannot, should and should-not, may, and advice
 * @return borrowed, valid until the next check; NULL past the end
 * @par Threads
 * a checker belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_finding *httpstatus_checker_finding(
	const struct httpstatus_checker *checker, size_t i);

/**
 * The exchange of the last check and what was found, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param checker borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * a checker belongs to one thread at a time
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_checker_json(const struct httpstatus_checker *checker, char *out, size_t size);

/* ---- a finding ---- */

/**
 * The rule that is broken.
 *
 * @param finding borrowed; may be NULL
 * @return static; NULL for NULL
 * @par Threads
 * a finding belongs to its checker's thread
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_rule *httpstatus_finding_rule(const struct httpstatus_finding *finding);

/**
 * What is wrong, with the facts of this exchange.
 *
 * @param finding borrowed; may be NULL
 * @return text valid as long as the finding; NULL for NULL
 * @par Threads
 * a finding belongs to its checker's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_finding_message(const struct httpstatus_finding *finding);

/* ---- rules ---- */

/**
 * A rule.
 *
 * @param i from 0
 * @return static; NULL past the end
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_rule *httpstatus_rule_at(size_t i);

/**
 * A rule by its id.
 *
 * @param id ends in NUL; NULL has none
 * @return static; NULL where no rule has this id
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_rule *httpstatus_rule_find(const char *id);

/**
 * The id of a rule, which never changes its meaning: "405-no-allow".
 *
 * @param rule borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_id(const struct httpstatus_rule *rule);

/**
 * How strong a rule is, one of enum httpstatus_level.
 *
 * @param rule borrowed; may be NULL
 * @return the level; -1 for NULL
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 2119
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_rule_level(const struct httpstatus_rule *rule);

/**
 * The document and section that have a rule: "RFC 9110, 15.5.6".
 *
 * @param rule borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_reference(const struct httpstatus_rule *rule);

/**
 * What a rule is about, in a few words.
 *
 * @param rule borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_title(const struct httpstatus_rule *rule);

/**
 * What is wrong, why it hurts, and what to send instead.
 *
 * @param rule borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_text(const struct httpstatus_rule *rule);

/**
 * Whom a rule binds, one of enum httpstatus_binds.
 *
 * @param rule borrowed; may be NULL
 * @return who; -1 for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_rule_binds(const struct httpstatus_rule *rule);

/**
 * The field that a rule is about: "Allow".
 *
 * @param rule borrowed; may be NULL
 * @return static text; NULL for NULL, and where it is about no one field
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_rule_field(const struct httpstatus_rule *rule);

/**
 * Which message a rule is about.
 *
 * @param rule borrowed; may be NULL
 * @return HTTPSTATUS_PART_REQUEST or HTTPSTATUS_PART_RESPONSE; -1 for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_rule_part(const struct httpstatus_rule *rule);

#ifdef __cplusplus
}
#endif

#endif
