/**
 * @file
 * What is this code?
 *
 * Plain questions take an int and answer at once:
 *
 *     httpstatus_phrase(404)       "Not Found"
 *     httpstatus_class(404)        4
 *     httpstatus_treat_as(499)     400
 *
 * The codes themselves have names: HTTPSTATUS_NOT_FOUND is 404. For more, find the code in a registry and ask the handle:
 *
 *     const struct httpstatus_code *code = httpstatus_registry_find(NULL, HTTPSTATUS_NOT_FOUND);
 *     httpstatus_code_has(code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE)       true
 *     httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING)
 *
 * Only iterators and registries of one's own allocate. No code is too odd to ask for: every function is defined for every int, and a NULL handle
 * has nothing to tell: NULL, -1, no code (0), no fact (false).
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_STATUS_H
#define HTTPSTATUS_STATUS_H

#include <httpstatus/base.h>
#include <httpstatus/codes.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A set of codes. The builtin one is the IANA registry; there is one for each vendor, and programs can make their own. */
struct httpstatus_registry;

/** One code of a registry and all that is known of it. */
struct httpstatus_code;

/** What a code asks of the response that carries it, or of the request before it. */
struct httpstatus_requirement;

/** A walk through a registry. */
struct httpstatus_iter;

/* ---- a code as a number ---- */

/**
 * The phrase that goes with a code: "Not Found" for 404.
 *
 * This is what servers send and people say. It differs from IANA's entry where that is a remark: 306, 418 and the like;
 * see httpstatus_code_iana_phrase.
 *
 * @param code any int
 * @return static text; NULL for a code that IANA has not registered
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_phrase(int code);

/**
 * The class of a code, its first digit.
 *
 * Every code from 100 to 599 has a class, registered or not.
 *
 * @param code any int
 * @return 1 to 5, one of enum httpstatus_code_class; 0 outside 100..599, where no status code can be
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_class(int code);

/** What a class is called. */
enum httpstatus_code_class {
	HTTPSTATUS_CODE_CLASS_INFORMATIONAL = 1, /**< the final response is still to come */
	HTTPSTATUS_CODE_CLASS_SUCCESSFUL,        /**< the request was received, understood and accepted */
	HTTPSTATUS_CODE_CLASS_REDIRECTION,       /**< more has to be done to complete the request */
	HTTPSTATUS_CODE_CLASS_CLIENT_ERROR,      /**< the request is wrong, or cannot be fulfilled */
	HTTPSTATUS_CODE_CLASS_SERVER_ERROR       /**< the server failed to fulfil a request that seems right */
};

/**
 * The code whose rules a client that knows IANA's codes goes by.
 *
 * A registered code stands for itself. Any other is treated as the x00 code of its class: 499 as 400. Outside 100..599 there is no
 * class, and the response counts as a server error: 500. That 199 is treated as 100 says that it is interim and nothing
 * more; it does not invite the client to send its content.
 *
 * @param code any int
 * @return a registered code
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_treat_as(int code);

/**
 * The code whose rules a client goes by that knows the codes of a registry.
 *
 * An entry that names a nearest code is treated as that one: with Cloudflare's registry, 520 as 502. Any other code is treated as in
 * httpstatus_treat_as.
 *
 * @param registry borrowed; NULL is the builtin registry
 * @param code any int
 * @return a code that IANA has registered
 * @par Threads
 * any, at the same time, as long as none changes a registry of one's own
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_registry_treat_as(const struct httpstatus_registry *registry, int code);

/* ---- registries: one for each view of the numbers ---- */

/**
 * A registry that comes with the library.
 *
 * "iana" is the builtin registry, the IANA registry of HTTP status codes; wherever a function takes a registry, NULL means this one.
 *
 * A vendor's word, of HTTPSTATUS_VOCABULARY_VENDOR, names IANA's codes and those of this vendor: what a number means where that vendor's software is at
 * work. Where both give a number a meaning (308, 425, 451, 508 ...), both are there, the vendor's first: httpstatus_registry_find gives the vendor's, and
 * a walk gives both.
 *
 * "everything" has all meanings of all numbers that the library knows, nothing merged. A number has as many entries as meanings: IANA's comes first,
 * then that of the vendor whom people most often mean by it, where one is known to be (499 is nginx's), then the others' in the order of their names. A
 * walk narrowed with HTTPSTATUS_FILTER_NUMBER or HTTPSTATUS_FILTER_NAME gives them all.
 *
 * @param name ends in NUL; NULL names none
 * @return borrowed, valid for ever; NULL where there is no such registry
 * @par Threads
 * any, at the same time; a registry that comes with the library never changes
 * @par Reference
 * RFC 9110, 16.2
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_registry *httpstatus_registry_by_name(const char *name);

/**
 * The name of a registry: "iana" for the builtin one, a vendor's word, "everything", or what its maker called it.
 *
 * @param registry borrowed; NULL is the builtin registry
 * @return text that lives as long as registry, never NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_registry_name(const struct httpstatus_registry *registry);

/**
 * How many entries a registry has.
 *
 * @param registry borrowed; NULL is the builtin registry
 * @return the number of entries
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_registry_count(const struct httpstatus_registry *registry);

/**
 * The entry that a code has in a registry.
 *
 * Every int may be asked for; most have no entry. IANA's registry has entries from 100 to 599 only. Vendors' go up to 999, and some have one for 0: it is
 * no status code, but what programs and logs write, often as 000, where no response came.
 *
 * @param registry borrowed; NULL is the builtin registry
 * @param code any int
 * @return the entry, borrowed, valid as long as registry (for ever, for a builtin one); NULL where there is none
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_registry_find(
	const struct httpstatus_registry *registry, int code);

/**
 * The entry with a name: its phrase, IANA's phrase, a name it had in an earlier specification, or a phrase that well-known servers send for it.
 *
 * Letter case does not matter. Words may be joined by a space, a hyphen, an underscore or nothing ("Not Found", "not-found",
 * "NOT_FOUND", "NotFound"), and an apostrophe may be left out. Apart from that the whole name must fit: there is no guessing.
 * A phrase in use wins over a former name, and that over what servers send. "(Unused)", which IANA has twice, names nothing. Where several entries have the name, the
 * first in the registry's order is given; a walk narrowed with HTTPSTATUS_FILTER_NAME gives all.
 *
 * @param registry borrowed; NULL is the builtin registry
 * @param name length bytes, need not end in NUL, any bytes; NULL is the empty name, which no code has
 * @param length in bytes
 * @return the entry, borrowed, valid as long as registry; NULL where no name fits
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_registry_find_name(
	const struct httpstatus_registry *registry, const char *name, size_t length);

/* ---- a code as an entry: names ---- */

/**
 * The number of an entry.
 *
 * @param code borrowed; may be NULL
 * @return 404 and the like; 0 for NULL, and for what vendors write where no response came
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_number(const struct httpstatus_code *code);

/**
 * The phrase of an entry: what servers send and people say.
 *
 * @param code borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 15.1
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_phrase(const struct httpstatus_code *code);

/**
 * IANA's description of an entry, to the letter, with its remarks: "(Unused)" for 418.
 *
 * @param code borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL where IANA has no such entry, and for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 16.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_iana_phrase(const struct httpstatus_code *code);

/**
 * The phrase as a name for programs: "NOT_FOUND".
 *
 * @param code borrowed; may be NULL
 * @return capital letters, digits and underscores, text that lives until the registry of the entry is changed or freed; NULL for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_identifier(const struct httpstatus_code *code);

/**
 * A phrase that an earlier specification gave this code for the same meaning: 413 was "Payload Too Large".
 *
 * @param code borrowed; may be NULL
 * @param i from 0, the latest name first
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_former_name(const struct httpstatus_code *code, size_t i);

/**
 * The specification that had a former name: "RFC 7231".
 *
 * @param code borrowed; may be NULL
 * @param i from 0, as in httpstatus_code_former_name
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_former_name_document(const struct httpstatus_code *code, size_t i);

/**
 * A phrase that a well-known server or library sends for this code in place of the usual one: nginx sends "Not Allowed" for 405.
 *
 * It is a name of the code as well: httpstatus_registry_find_name knows it. What is in httpstatus_code_former_name is not repeated here, though servers
 * send that, too.
 *
 * @param code borrowed; may be NULL
 * @param i from 0
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_sent_phrase(const struct httpstatus_code *code, size_t i);

/**
 * Who sends a phrase, and where that is known from: "nginx 1.22, status lines and error pages".
 *
 * @param code borrowed; may be NULL
 * @param i from 0, as in httpstatus_code_sent_phrase
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_sent_phrase_source(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: where it stands ---- */

/** Where a code stands. */
enum httpstatus_standing {
	HTTPSTATUS_STANDING_STANDARD,    /**< in use, nothing to add; its document can be an experimental one */
	HTTPSTATUS_STANDING_TEMPORARY,   /**< registered for a time; see httpstatus_code_registration */
	HTTPSTATUS_STANDING_DEPRECATED,  /**< not to be sent any more */
	HTTPSTATUS_STANDING_RESERVED,    /**< kept for a use that is yet to be specified */
	HTTPSTATUS_STANDING_UNUSED,      /**< kept free; nothing standard sends it */
	HTTPSTATUS_STANDING_OBSOLETED,   /**< its specification is history */
	HTTPSTATUS_STANDING_NONSTANDARD, /**< a vendor's, and in use */
	HTTPSTATUS_STANDING_HISTORIC,    /**< a vendor's, sent or proposed once, and no longer */
	HTTPSTATUS_STANDING_FOLKLORE,    /**< often listed, but no source shows anybody sending it */
	HTTPSTATUS_STANDING_PROPOSED     /**< an Internet-Draft proposes it; it is not registered */
};

/**
 * Where a code stands, one of enum httpstatus_standing.
 *
 * @param code borrowed; may be NULL
 * @return the standing; -1 for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_standing(const struct httpstatus_code *code);

/**
 * The day on which a temporary registration was to expire, by IANA's entry.
 *
 * The library has no clock, and does not know whether the registration was extended later, became a permanent one or ran out: it is for the caller to
 * compare, and to look.
 *
 * @param code borrowed; may be NULL
 * @return "2026-11-13" and the like, text that lives until the registry of the entry is changed or freed; NULL where there is no such day
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_expires(const struct httpstatus_code *code);

/**
 * What IANA's entry says of a registration that was made for a time: "temporary, was to expire on 2026-11-13".
 *
 * This is so whenever it is read, before the day and after it.
 *
 * @param code borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL where the registration is not temporary
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_registration(const struct httpstatus_code *code);

/** Which part of HTTP a code belongs to. */
enum httpstatus_family {
	HTTPSTATUS_FAMILY_CORE,        /**< HTTP semantics, RFC 9110 */
	HTTPSTATUS_FAMILY_HINTS,       /**< early hints, RFC 8297 */
	HTTPSTATUS_FAMILY_UPLOAD,      /**< resumable uploads, draft-ietf-httpbis-resumable-upload */
	HTTPSTATUS_FAMILY_WEBDAV,      /**< WebDAV, RFC 4918 and its relatives */
	HTTPSTATUS_FAMILY_DELTA,       /**< delta encoding, RFC 3229 */
	HTTPSTATUS_FAMILY_HTCPCP,      /**< the coffee pot protocol, RFC 2324 */
	HTTPSTATUS_FAMILY_EARLY_DATA,  /**< TLS early data, RFC 8470 */
	HTTPSTATUS_FAMILY_ADDITIONAL,  /**< additional status codes, RFC 6585 */
	HTTPSTATUS_FAMILY_LEGAL,       /**< legal obstacles, RFC 7725 */
	HTTPSTATUS_FAMILY_NEGOTIATION, /**< transparent content negotiation, RFC 2295 */
	HTTPSTATUS_FAMILY_EXTENSION,   /**< the HTTP extension framework, RFC 2774 */
	HTTPSTATUS_FAMILY_VENDOR       /**< not IANA's but a vendor's, or a program's own */
};

/**
 * Which part of HTTP a code belongs to, one of enum httpstatus_family.
 *
 * @param code borrowed; may be NULL
 * @return the family; -1 for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_family(const struct httpstatus_code *code);

/**
 * A document that defines the code, and the section: "RFC 9110, 15.5.5".
 *
 * @param code borrowed; may be NULL
 * @param i from 0, the document that IANA names first
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_reference(const struct httpstatus_code *code, size_t i);

/**
 * A reference of IANA's, to the letter: "RFC9110, Section 15.5.5".
 *
 * @param code borrowed; may be NULL
 * @param i from 0, in IANA's order
 * @return text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 16.2
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_iana_reference(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: whose it is ---- */

/**
 * The vendor that gives the number this meaning: "nginx".
 *
 * @param code borrowed; may be NULL
 * @return a vendor's word, text that lives until the registry of the entry is changed or freed; NULL for IANA's codes, for those of a registry of one's own, and for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_vendor(const struct httpstatus_code *code);

/** Where one meets a code. */
enum httpstatus_visibility {
	HTTPSTATUS_VISIBILITY_WIRE,    /**< a client receives it */
	HTTPSTATUS_VISIBILITY_LOG,     /**< only the server's own log has it */
	HTTPSTATUS_VISIBILITY_INTERNAL /**< it stays inside a program or its configuration */
};

/**
 * Where one meets a code, one of enum httpstatus_visibility: nginx logs 499, and no client ever gets it.
 *
 * @param code borrowed; may be NULL
 * @return the visibility; -1 for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_visibility(const struct httpstatus_code *code);

/**
 * The registered code that says most nearly what a vendor's code says: 431 for nginx's 494.
 *
 * This is about meaning. What a client that does not know the code has to make of it is httpstatus_treat_as.
 *
 * @param code borrowed; may be NULL
 * @return a registered code; 0 for IANA's own, where there is none or none was given, and for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_nearest(const struct httpstatus_code *code);

/**
 * Where a vendor's code is known from: a file, a document, a list.
 *
 * @param code borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL for IANA's own, for those of a registry of one's own, and for NULL
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_known_from(const struct httpstatus_code *code);

/* ---- a code as an entry: facts ---- */

/** What is true of a code or is not. */
enum httpstatus_fact {
	HTTPSTATUS_FACT_INTERIM, /**< it is interim: the final response is still to come (RFC 9110, 15.2) */
	HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE, /**< a cache may store and reuse it without being told how long (RFC 9110, 15.1; RFC 7725, 3) */
	HTTPSTATUS_FACT_NEVER_STORED, /**< a cache must not store it (RFC 6585, 3 to 6) */
	HTTPSTATUS_FACT_NO_CONTENT, /**< it has no content: the message ends with its fields, whatever they say (RFC 9112, 6.3) */
	HTTPSTATUS_FACT_EMPTY_CONTENT, /**< its content must be empty, and its framing has to say so: it does not end with its fields (RFC 9110, 15.3.6; RFC 9112, 6.3) */
	HTTPSTATUS_FACT_CONTENT_LENGTH_FORBIDDEN,    /**< a server must not send Content-Length in it (RFC 9110, 8.6) */
	HTTPSTATUS_FACT_TRANSFER_ENCODING_FORBIDDEN, /**< a server must not send Transfer-Encoding in it (RFC 9112, 6.1) */
	HTTPSTATUS_FACT_LOCATION_DEFINED, /**< a Location field in it has a meaning after any method (RFC 9110, 10.2.2; for 104, its draft); in other 2xx it has one after QUERY (RFC 10008, 2.4) */
	HTTPSTATUS_FACT_RETRY_AFTER_DEFINED, /**< a Retry-After field in it has a meaning of its own: how long to wait before following it or trying again (RFC 9110, 10.2.3 and 15.5.14; RFC 6585, 4) */
	HTTPSTATUS_FACT_METHOD_PRESERVED,    /**< whoever follows it keeps the method (RFC 9110, 15.4) */
	HTTPSTATUS_FACT_FETCH_NULL_BODY,     /**< the Fetch standard gives it no body (a null body status) */
	HTTPSTATUS_FACT_FETCH_OK,            /**< the Fetch standard calls it ok (an ok status) */
	HTTPSTATUS_FACT_FETCH_REDIRECT       /**< the Fetch standard follows it (a redirect status) */
};

/**
 * Whether a fact is true of a code.
 *
 * @param code borrowed; may be NULL
 * @param fact one of enum httpstatus_fact; any int
 * @return true where it is; false for NULL and for a number that is no fact
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 9110, 15; each fact's own source is in its text (httpstatus_word_text)
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_code_has(const struct httpstatus_code *code, int fact);

/**
 * A method whose requests can be answered with this code.
 *
 * @param code borrowed; may be NULL
 * @param i from 0
 * @return "GET" and the like, text that lives until the registry of the entry is changed or freed; NULL past the end; NULL for 0 means that any method can be
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_method(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: what must go with it ---- */

/** How strongly a specification asks for something. */
enum httpstatus_level {
	HTTPSTATUS_LEVEL_MUST,       /**< it is required */
	HTTPSTATUS_LEVEL_MUST_NOT,   /**< it is forbidden */
	HTTPSTATUS_LEVEL_SHOULD,     /**< it is recommended: there may be reasons not to, and they should be known */
	HTTPSTATUS_LEVEL_SHOULD_NOT, /**< it is advised against: there may be reasons for it, and they should be known */
	HTTPSTATUS_LEVEL_MAY,        /**< it is optional */
	HTTPSTATUS_LEVEL_EXPECTED,   /**< no keyword, but the code makes little sense without */
	HTTPSTATUS_LEVEL_UNEXPECTED, /**< no keyword, but the code makes little sense with it */
	HTTPSTATUS_LEVEL_POLICY,     /**< no keyword: whoever acts decides; see next.h */
	HTTPSTATUS_LEVEL_ADVICE,     /**< no keyword: but better so; see check.h */
	HTTPSTATUS_LEVEL_CANNOT /**< no keyword, but what is there cannot be, or has no meaning; between must and should; see check.h */
};

/**
 * What a specification asks of the response with this code, or of the request before it: 401 must have WWW-Authenticate, 304 answers a conditional
 * request.
 *
 * @param code borrowed; may be NULL
 * @param part HTTPSTATUS_PART_RESPONSE or HTTPSTATUS_PART_REQUEST; no other has requirements
 * @param i from 0
 * @return borrowed, valid as long as the entry; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_requirement *httpstatus_code_requirement(
	const struct httpstatus_code *code, int part, size_t i);

/**
 * A field that a requirement is about. Where there are several, each is an alternative to the others.
 *
 * @param requirement borrowed; may be NULL
 * @param i from 0
 * @return a field name, text that lives until the registry of the entry is changed or freed; NULL past the end; a requirement about no field has none
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_field(const struct httpstatus_requirement *requirement, size_t i);

/**
 * The value that a requirement is about: 101 must have a Connection field with "upgrade" in it, and the XML of 207 should have application/xml as its type.
 *
 * It is a member of the field's value, or its media type; there may be other members, and parameters.
 *
 * @param requirement borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL where any value will do
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_value(const struct httpstatus_requirement *requirement);

/**
 * How strong a requirement is, one of enum httpstatus_level.
 *
 * @param requirement borrowed; may be NULL
 * @return the level; -1 for NULL
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 2119
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_requirement_level(const struct httpstatus_requirement *requirement);

/**
 * When a requirement holds, as a clause that reads after "when": "the cause is temporary".
 *
 * @param requirement borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL where it always holds
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_condition(const struct httpstatus_requirement *requirement);

/**
 * The document and section that have the requirement: "RFC 9110, 15.5.2".
 *
 * @param requirement borrowed; may be NULL
 * @return text that lives until the registry of the entry is changed or freed; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_reference(const struct httpstatus_requirement *requirement);

/* ---- a code as an entry: words ---- */

/** The texts about a code, in English. */
enum httpstatus_text {
	HTTPSTATUS_TEXT_MEANING,     /**< what it means, in one sentence */
	HTTPSTATUS_TEXT_EXPLANATION, /**< what it means, in a short paragraph */
	HTTPSTATUS_TEXT_CLIENT,      /**< what a client does with it */
	HTTPSTATUS_TEXT_SERVER,      /**< when a server sends it */
	HTTPSTATUS_TEXT_HISTORY      /**< where it came from */
};

/**
 * A text about a code, for a person to read.
 *
 * @param code borrowed; may be NULL
 * @param text one of enum httpstatus_text; any int
 * @return English in ASCII without line breaks, text that lives until the registry of the entry is changed or freed; NULL where there is none
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_text(const struct httpstatus_code *code, int text);

/**
 * A word, or a few, by which people look for the code though its names do not have it: "maintenance" for 503.
 *
 * @param code borrowed; may be NULL
 * @param i from 0
 * @return words in lower case, text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_keyword(const struct httpstatus_code *code, size_t i);

/**
 * A code that this one is often confused with.
 *
 * @param code borrowed; may be NULL
 * @param i from 0
 * @return the other code; 0 past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_code_confused_with(const struct httpstatus_code *code, size_t i);

/**
 * How to tell the two apart.
 *
 * @param code borrowed; may be NULL
 * @param i from 0, as in httpstatus_code_confused_with
 * @return English in ASCII without line breaks, text that lives until the registry of the entry is changed or freed; NULL past the end
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_confused_because(const struct httpstatus_code *code, size_t i);

/* ---- iterators ---- */

/**
 * A walk through all entries of a registry, in the order of their codes; narrowed to words, in the order of how well they fit.
 *
 * @param registry borrowed, must outlive the iterator; NULL is the builtin registry
 * @return owned by the caller, for httpstatus_iter_free; NULL when there is no memory
 * @par Threads
 * an iterator belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_iter *httpstatus_iter_new(const struct httpstatus_registry *registry);

/** What an iterator can be narrowed to: by numbers, with httpstatus_iter_only, and by texts, with httpstatus_iter_only_text. */
enum httpstatus_filter {
	HTTPSTATUS_FILTER_CLASS,      /**< a class, 1 to 5, or 0 for codes that have none */
	HTTPSTATUS_FILTER_STANDING,   /**< one of enum httpstatus_standing */
	HTTPSTATUS_FILTER_FAMILY,     /**< one of enum httpstatus_family */
	HTTPSTATUS_FILTER_VISIBILITY, /**< one of enum httpstatus_visibility */
	HTTPSTATUS_FILTER_FACT,       /**< one of enum httpstatus_fact, which must be true */
	HTTPSTATUS_FILTER_NUMBER,     /**< a code */
	HTTPSTATUS_FILTER_NAME,       /**< a text: a name, as httpstatus_registry_find_name takes it */
	HTTPSTATUS_FILTER_WORDS, /**< a text: words that all stand in the entry's names, keywords and texts, in some form or as a beginning */
	HTTPSTATUS_FILTER_VENDOR /**< a text: a vendor's word; the empty one is of entries that are no vendor's */
};

/**
 * Narrows an iterator to the entries with a class, standing, family, visibility, fact or number.
 *
 * Filters add up: an entry must pass them all. Each holds one value, the last one given, but facts gather. A filter holds for the entries that are
 * still to come.
 *
 * @param iter may be NULL, which is an error
 * @param filter one of enum httpstatus_filter
 * @param value what to keep
 * @return 0; HTTPSTATUS_ERROR_HANDLE for NULL; HTTPSTATUS_ERROR_PROPERTY for a filter that does not exist or wants a text; HTTPSTATUS_ERROR_VALUE for a
 *         value that does not exist; an error leaves the iterator as it was
 * @par Threads
 * an iterator belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_iter_only(struct httpstatus_iter *iter, int filter, int value);

/**
 * Narrows an iterator to the entries with a name, with words in their names and texts, or of a vendor.
 *
 * Each holds one value, the last one given. Words are runs of ASCII letters and digits; case does not matter, and neither does the form: plurals, -ed,
 * -ing and a few irregular forms are looked through, and a word finds those that it begins. Words such as "the" and "is" are passed over. No words at
 * all, and the empty name, are in no entry.
 *
 * A walk narrowed to words gives the best fit first: entries that have the words as a name or are of that number, then those of which they are a keyword,
 * then those that have each word in a name or keyword or in the name of their vendor, then those that need their texts or the phrase of their nearest
 * code for it. Of those that fit alike, IANA's and a program's own come first, and last those of vendors that are no longer sent or never were.
 *
 * @param iter may be NULL, which is an error
 * @param filter HTTPSTATUS_FILTER_NAME, HTTPSTATUS_FILTER_WORDS or HTTPSTATUS_FILTER_VENDOR
 * @param text length octets, copied, any octets; NULL is empty
 * @param length in octets
 * @return 0; HTTPSTATUS_ERROR_HANDLE for NULL; HTTPSTATUS_ERROR_PROPERTY for any other filter; HTTPSTATUS_ERROR_WORD for a vendor that does not exist;
 *         HTTPSTATUS_ERROR_MEMORY; an error leaves the iterator as it was
 * @par Threads
 * an iterator belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_iter_only_text(struct httpstatus_iter *iter, int filter, const char *text, size_t length);

/**
 * The next entry.
 *
 * @param iter may be NULL
 * @return borrowed, valid as long as the registry; NULL after the last, and from then on; NULL for NULL
 * @par Threads
 * an iterator belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_iter_next(struct httpstatus_iter *iter);

/**
 * Ends a walk. The entries it gave stay valid: they belong to the registry.
 *
 * @param iter from httpstatus_iter_new; NULL is fine
 * @par Threads
 * an iterator belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_iter_free(struct httpstatus_iter *iter);

/* ---- registries of one's own ---- */

/**
 * A registry of one's own, which starts with all entries of another.
 *
 * Its own entries, those of base included that were added there, come before those that came with the library: what is found by a number or a name
 * is one's own, and a walk gives both.
 *
 * @param base borrowed, and need not outlive the new one; NULL is the builtin registry
 * @param name what it is to be called, ends in NUL, copied; NULL is "own"
 * @return owned by the caller, for httpstatus_registry_free; NULL when there is no memory
 * @par Threads
 * a registry of one's own may be read by any number of threads at the same time, as long as none changes it
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_registry *httpstatus_registry_new(
	const struct httpstatus_registry *base, const char *name);

/**
 * Adds an entry to a registry of one's own: a code that IANA does not have, or another meaning of one that it has.
 *
 * Entries that were found before stay valid. A walk that is under way may meet the new entry or not.
 *
 * @param registry from httpstatus_registry_new; NULL is an error, and so is one that comes with the library
 * @param code 100 to 999
 * @param phrase length octets, copied, as for a status line: UTF-8 without control characters, no space at the ends, with an ASCII letter or digit, 255
 *        octets at most
 * @param length in octets
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_READ_ONLY, HTTPSTATUS_ERROR_CODE, HTTPSTATUS_ERROR_TEXT,
 *         HTTPSTATUS_ERROR_CODE_TAKEN, HTTPSTATUS_ERROR_NAME_TAKEN, HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use registry at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_registry_add(
	struct httpstatus_registry *registry, int code, const char *phrase, size_t length);

/**
 * Says whether a fact is true of an entry that was added. None is at first.
 *
 * @param registry from httpstatus_registry_new; NULL is an error, and so is one that comes with the library
 * @param code of an entry that was added
 * @param fact one of enum httpstatus_fact
 * @param holds whether it is so
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_READ_ONLY, HTTPSTATUS_ERROR_CODE where no such entry was added, or HTTPSTATUS_ERROR_PROPERTY
 * @par Threads
 * no other thread may use registry at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_registry_set_fact(struct httpstatus_registry *registry, int code, int fact, bool holds);

/**
 * Says which registered code says most nearly what an entry says that was added; httpstatus_registry_treat_as heeds it.
 *
 * @param registry from httpstatus_registry_new; NULL is an error, and so is one that comes with the library
 * @param code of an entry that was added
 * @param nearest a code that IANA has registered; 0 for none, as at first
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_READ_ONLY, HTTPSTATUS_ERROR_CODE where no such entry was added, or HTTPSTATUS_ERROR_VALUE
 * @par Threads
 * no other thread may use registry at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_registry_set_nearest(struct httpstatus_registry *registry, int code, int nearest);

/**
 * Gives an entry that was added a text.
 *
 * @param registry from httpstatus_registry_new; NULL is an error, and so is one that comes with the library
 * @param code of an entry that was added
 * @param text one of enum httpstatus_text
 * @param bytes length octets, copied: UTF-8 without control characters, no space at the ends, 1 to 65535 octets; NULL takes the text away. What
 *        httpstatus_code_text gave of it before is no longer valid
 * @param length in octets
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_READ_ONLY, HTTPSTATUS_ERROR_CODE where no such entry was
 *         added, HTTPSTATUS_ERROR_PROPERTY, HTTPSTATUS_ERROR_TEXT, HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use registry at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_registry_set_text(
	struct httpstatus_registry *registry, int code, int text, const char *bytes, size_t length);

/**
 * Ends a registry of one's own, and with it all entries that were added to it.
 *
 * @param registry from httpstatus_registry_new; NULL is fine; one that comes with the library stays as it is
 * @par Threads
 * no other thread may use registry at the same time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_registry_free(struct httpstatus_registry *registry);

/* ---- other protocols ---- */

/**
 * What a gRPC client makes of an HTTP status, when the response carries no grpc-status.
 *
 * This is not the way back from httpstatus_grpc_gateway_status: a gRPC client takes 404 for UNIMPLEMENTED, since no gRPC server
 * answers so.
 *
 * @param code any int
 * @return a gRPC status code, 0 to 16: UNKNOWN (2) for all that has no meaning of its own, 200 too; never OK
 * @par Threads
 * any, at the same time
 * @par Reference
 * grpc/grpc, doc/http-grpc-status-mapping.md
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_grpc_client_code(int code);

/**
 * The HTTP status that a gateway sends for a gRPC status.
 *
 * @param grpc any int; the gRPC status codes are 0 to 16
 * @return an HTTP status, among them 499 for CANCELLED, which IANA does not have; 500 for a number that is no gRPC status
 * @par Threads
 * any, at the same time
 * @par Reference
 * googleapis, google/rpc/code.proto
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_grpc_gateway_status(int grpc);

/**
 * The status that is recommended for a proxy error type.
 *
 * The names of the types are in HTTPSTATUS_VOCABULARY_PROXY_ERROR; where no single status is recommended, the text there says what is asked for.
 *
 * @param error from 0, in the order of the RFC; any int
 * @return a registered code; -1 where none is recommended, and past the end
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9209, 2.3
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_proxy_error_status(int error);

/**
 * The section of RFC 9209 that defines a proxy error type: "2.3.1".
 *
 * @param error as in httpstatus_proxy_error_status
 * @return static text; NULL past the end
 * @par Threads
 * any, at the same time
 * @par Reference
 * RFC 9209, 2.3
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_proxy_error_section(int error);

/* ---- all of it, for programs ---- */

/**
 * All that is known of a code, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param code borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * any, at the same time, as long as none changes the registry
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_code_json(const struct httpstatus_code *code, char *out, size_t size);

/* ---- where the data come from ---- */

/**
 * The day on which the data were last held against the IANA registry.
 *
 * @return "2026-11-22" and the like, static, never NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_data_date(void);

/**
 * The SHA-256 of the files that the data were made from, one after the other: status.toml, vendors.toml and mappings.toml of lib/status.
 *
 * @return 64 lower-case hexadecimal digits, static, never NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_data_sha256(void);

#ifdef __cplusplus
}
#endif

#endif
