/*
 * What is this code?
 *
 * Plain questions take an int and answer at once:
 *
 *   httpstatus_phrase(404)       "Not Found"
 *   httpstatus_class(404)        4
 *   httpstatus_treat_as(499)     400
 *
 * For more, find the code in a registry and ask the handle:
 *
 *   const struct httpstatus_code *code = httpstatus_registry_find(NULL, 404);
 *   httpstatus_code_has(code, HTTPSTATUS_HEURISTICALLY_CACHEABLE)       true
 *   httpstatus_code_text(code, HTTPSTATUS_TEXT_MEANING)
 *
 * Only iterators and registries of one's own allocate. No code is too odd to ask for: every function is defined for every int, and a NULL handle
 * answers like an entry without facts (NULL, 0 or false).
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_STATUS_H
#define HTTPSTATUS_STATUS_H

#include <httpstatus/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A set of codes. The builtin one is the IANA registry; there is one for each vendor, and programs can make their own. */
struct httpstatus_registry;

/* One code of a registry and all that is known of it. */
struct httpstatus_code;

/* What a code asks of the response that carries it, or of the request before it. */
struct httpstatus_requirement;

/* A walk through a registry. */
struct httpstatus_iter;

/* ---- a code as a number ---- */

/**
 * The phrase that goes with a code: "Not Found" for 404.
 *
 * This is what servers send and people say. It differs from IANA's entry where that is a remark: 306, 418 and the like;
 * see httpstatus_code_iana_phrase.
 *
 * @code: any int
 * Returns: static text; NULL for a code that IANA has not registered
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_phrase(int code);

/**
 * The class of a code, its first digit.
 *
 * Every code from 100 to 599 has a class, registered or not.
 *
 * @code: any int
 * Returns: 1 to 5; 0 outside 100..599, where no status code can be
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_class(int code);

/**
 * What a class is called: "client error" for 4.
 *
 * @number: a class as httpstatus_class gives it; any int
 * Returns: "informational", "successful", "redirection", "client error" or "server error", static; NULL for any other number
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_class_name(int number);

/**
 * The code whose rules a client that knows IANA's codes goes by.
 *
 * A registered code stands for itself. Any other is treated as the x00 code of its class: 499 as 400. Outside 100..599 there is no
 * class, and the response counts as a server error: 500. That 199 is treated as 100 says that it is interim and nothing
 * more; it does not invite the client to send its content.
 *
 * @code: any int
 * Returns: a registered code
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_treat_as(int code);

/* ---- registries: one for each view of the numbers ---- */

/**
 * The registry that comes with the library: the IANA registry of HTTP status codes.
 *
 * Wherever a function takes a registry, NULL means this one.
 *
 * Returns: borrowed, valid for ever, never NULL
 * Threads: any, at the same time; a builtin registry never changes
 * RFC 9110, section 16.2. Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_registry *httpstatus_registry_builtin(void);

/**
 * IANA's codes and those of one vendor: what a number means where that vendor's software is at work.
 *
 * Where both give a number a meaning (308, 425, 451, 508 ...), both are there, the vendor's first: httpstatus_registry_find gives the
 * vendor's, and a walk gives both.
 *
 * @vendor: a vendor's word, as httpstatus_vendor_name gives it: "nginx"; NULL names none
 * Returns: borrowed, valid for ever; NULL where there is no such vendor
 * Threads: any, at the same time; a builtin registry never changes
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_registry *httpstatus_registry_vendor(const char *vendor);

/**
 * All meanings of all numbers that the library knows: IANA's and every vendor's, nothing merged.
 *
 * A number has as many entries as meanings. IANA's comes first, then the vendors' in the order of their names; httpstatus_registry_find
 * gives the first. A walk narrowed with HTTPSTATUS_BY_NUMBER or HTTPSTATUS_BY_NAME gives them all.
 *
 * Returns: borrowed, valid for ever, never NULL
 * Threads: any, at the same time; a builtin registry never changes
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_registry *httpstatus_registry_everything(void);

/**
 * The word for a vendor: "cloudflare".
 *
 * @i: from 0, in the order of the words
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_vendor_name(size_t i);

/**
 * What a vendor is called: "Amazon Web Services load balancers".
 *
 * @i: from 0, as in httpstatus_vendor_name
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_vendor_title(size_t i);

/**
 * The name of a registry: "iana" for the builtin one, a vendor's word, "everything", or what its maker called it.
 *
 * @registry: borrowed; NULL is the builtin registry
 * Returns: text that lives as long as @registry, never NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_registry_name(const struct httpstatus_registry *registry);

/**
 * How many entries a registry has.
 *
 * @registry: borrowed; NULL is the builtin registry
 * Returns: the number of entries
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API size_t httpstatus_registry_count(const struct httpstatus_registry *registry);

/**
 * The entry that a code has in a registry.
 *
 * Every int may be asked for: a code that is not registered, or that no status code can be (below 100, above 599), has no entry.
 *
 * @registry: borrowed; NULL is the builtin registry
 * @code: any int
 * Returns: the entry, borrowed, valid as long as @registry (for ever, for a builtin one); NULL where there is none
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_registry_find(
	const struct httpstatus_registry *registry, int code);

/**
 * The entry with a name: its phrase, IANA's phrase, or a name it had in an earlier specification.
 *
 * Letter case does not matter. Words may be joined by a space, a hyphen, an underscore or nothing ("Not Found", "not-found",
 * "NOT_FOUND", "NotFound"), and an apostrophe may be left out. Apart from that the whole name must fit: there is no guessing.
 * A phrase in use wins over a former name. "(Unused)", which IANA has twice, names nothing. Where several entries have the name, the
 * first in the registry's order is given; a walk narrowed with HTTPSTATUS_BY_NAME gives all.
 *
 * @registry: borrowed; NULL is the builtin registry
 * @name: @length bytes, need not end in NUL, any bytes; NULL is the empty name, which no code has
 * @length: in bytes
 * Returns: the entry, borrowed, valid as long as @registry; NULL where no name fits
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_registry_find_name(
	const struct httpstatus_registry *registry, const char *name, size_t length);

/* ---- a code as an entry: names ---- */

/**
 * The number of an entry.
 *
 * @code: borrowed; may be NULL
 * Returns: 404 and the like; 0 for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_number(const struct httpstatus_code *code);

/**
 * The phrase of an entry: what servers send and people say.
 *
 * @code: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL for NULL
 * Threads: any, at the same time
 * RFC 9110, section 15.1. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_phrase(const struct httpstatus_code *code);

/**
 * IANA's description of an entry, to the letter, with its remarks: "(Unused)" for 418.
 *
 * @code: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL where IANA has no such entry, and for NULL
 * Threads: any, at the same time
 * RFC 9110, section 16.2. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_iana_phrase(const struct httpstatus_code *code);

/**
 * The phrase as a name for programs: "NOT_FOUND".
 *
 * @code: borrowed; may be NULL
 * Returns: capital letters, digits and underscores, text that lives as long as the entry; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_identifier(const struct httpstatus_code *code);

/**
 * A phrase that an earlier specification gave this code for the same meaning: 413 was "Payload Too Large".
 *
 * @code: borrowed; may be NULL
 * @i: from 0, the latest name first
 * Returns: text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_former_name(const struct httpstatus_code *code, size_t i);

/**
 * The specification that had a former name: "RFC 7231".
 *
 * @code: borrowed; may be NULL
 * @i: from 0, as in httpstatus_code_former_name
 * Returns: text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_former_name_document(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: where it stands ---- */

/* Where a code stands. */
enum httpstatus_standing {
	HTTPSTATUS_STANDING_STANDARD,    /* in use, nothing to add */
	HTTPSTATUS_STANDING_TEMPORARY,   /* registered until a date; see httpstatus_code_expires */
	HTTPSTATUS_STANDING_DEPRECATED,  /* not to be sent any more */
	HTTPSTATUS_STANDING_RESERVED,    /* kept for a use that is yet to be specified */
	HTTPSTATUS_STANDING_UNUSED,      /* kept free; nothing standard sends it */
	HTTPSTATUS_STANDING_OBSOLETED,   /* its specification is history */
	HTTPSTATUS_STANDING_NONSTANDARD, /* a vendor's, and in use */
	HTTPSTATUS_STANDING_HISTORIC,    /* a vendor's, sent or proposed once, and no longer */
	HTTPSTATUS_STANDING_FOLKLORE     /* often listed, but no source shows anybody sending it */
};

/**
 * Where a code stands, one of enum httpstatus_standing.
 *
 * @code: borrowed; may be NULL
 * Returns: the standing; HTTPSTATUS_STANDING_STANDARD (0) for NULL
 * Threads: any, at the same time
 * RFC 9110, section 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_standing(const struct httpstatus_code *code);

/**
 * The word for a standing: "deprecated".
 *
 * @standing: any int; those of enum httpstatus_standing, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_standing_name(int standing);

/**
 * The day on which a temporary registration ends, unless it is extended.
 *
 * The library has no clock: it is for the caller to compare.
 *
 * @code: borrowed; may be NULL
 * Returns: "2026-11-13" and the like, text that lives as long as the entry; NULL where there is no such day
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_expires(const struct httpstatus_code *code);

/* Which part of HTTP a code belongs to. */
enum httpstatus_family {
	HTTPSTATUS_FAMILY_CORE,        /* RFC 9110 */
	HTTPSTATUS_FAMILY_HINTS,       /* early hints, RFC 8297 */
	HTTPSTATUS_FAMILY_UPLOAD,      /* resumable uploads */
	HTTPSTATUS_FAMILY_WEBDAV,      /* RFC 4918 and its relatives */
	HTTPSTATUS_FAMILY_DELTA,       /* delta encoding, RFC 3229 */
	HTTPSTATUS_FAMILY_HTCPCP,      /* the coffee pot protocol, RFC 2324 */
	HTTPSTATUS_FAMILY_EARLY_DATA,  /* TLS early data, RFC 8470 */
	HTTPSTATUS_FAMILY_ADDITIONAL,  /* "additional status codes", RFC 6585 */
	HTTPSTATUS_FAMILY_LEGAL,       /* legal obstacles, RFC 7725 */
	HTTPSTATUS_FAMILY_NEGOTIATION, /* transparent negotiation, RFC 2295 */
	HTTPSTATUS_FAMILY_EXTENSION,   /* the extension framework, RFC 2774 */
	HTTPSTATUS_FAMILY_VENDOR       /* not IANA's */
};

/**
 * Which part of HTTP a code belongs to, one of enum httpstatus_family.
 *
 * @code: borrowed; may be NULL
 * Returns: the family; HTTPSTATUS_FAMILY_CORE (0) for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_family(const struct httpstatus_code *code);

/**
 * The word for a family: "webdav".
 *
 * @family: any int; those of enum httpstatus_family, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_family_name(int family);

/**
 * A document that defines the code: "RFC 9110".
 *
 * @code: borrowed; may be NULL
 * @i: from 0, the document that IANA names first
 * Returns: text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_document(const struct httpstatus_code *code, size_t i);

/**
 * The section in which a document defines the code: "15.5.5".
 *
 * @code: borrowed; may be NULL
 * @i: from 0, as in httpstatus_code_document
 * Returns: text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_section(const struct httpstatus_code *code, size_t i);

/**
 * A reference of IANA's, to the letter: "RFC9110, Section 15.5.5".
 *
 * @code: borrowed; may be NULL
 * @i: from 0, in IANA's order
 * Returns: text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * RFC 9110, section 16.2. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_iana_reference(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: whose it is ---- */

/**
 * The vendor that gives the number this meaning: "nginx".
 *
 * @code: borrowed; may be NULL
 * Returns: a vendor's word, text that lives as long as the entry; NULL for IANA's codes, for those of a registry of one's own, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_vendor(const struct httpstatus_code *code);

/* Where one meets a code. */
enum httpstatus_visibility {
	HTTPSTATUS_VISIBILITY_WIRE,    /* a client receives it */
	HTTPSTATUS_VISIBILITY_LOG,     /* only the server's own log has it */
	HTTPSTATUS_VISIBILITY_INTERNAL /* it stays inside a program or its configuration */
};

/**
 * Where one meets a code, one of enum httpstatus_visibility: nginx logs 499, and no client ever gets it.
 *
 * @code: borrowed; may be NULL
 * Returns: the visibility; HTTPSTATUS_VISIBILITY_WIRE (0) for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_visibility(const struct httpstatus_code *code);

/**
 * The word for a visibility: "log".
 *
 * @visibility: any int; those of enum httpstatus_visibility, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_visibility_name(int visibility);

/**
 * The registered code that says most nearly what a vendor's code says: 431 for nginx's 494.
 *
 * This is about meaning. What a client that does not know the code has to make of it is httpstatus_treat_as.
 *
 * @code: borrowed; may be NULL
 * Returns: a registered code; 0 for IANA's own, where none was given, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_nearest(const struct httpstatus_code *code);

/**
 * Where a vendor's code is known from: a file, a document, a list.
 *
 * @code: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL for IANA's own, for those of a registry of one's own, and for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_known_from(const struct httpstatus_code *code);

/* ---- a code as an entry: facts ---- */

/* What is true of a code or is not. */
enum httpstatus_fact {
	HTTPSTATUS_INTERIM,                     /* the final response is still to come */
	HTTPSTATUS_HEURISTICALLY_CACHEABLE,     /* a cache may reuse it without being told how long */
	HTTPSTATUS_NEVER_STORED,                /* a cache must not store it */
	HTTPSTATUS_NO_CONTENT,                  /* the message ends with its fields, whatever they say */
	HTTPSTATUS_EMPTY_CONTENT,               /* there is content by the framing, and it must be empty */
	HTTPSTATUS_CONTENT_LENGTH_FORBIDDEN,    /* a server must not send Content-Length */
	HTTPSTATUS_TRANSFER_ENCODING_FORBIDDEN, /* a server must not send Transfer-Encoding */
	HTTPSTATUS_LOCATION_DEFINED,            /* Location has a meaning */
	HTTPSTATUS_RETRY_AFTER_DEFINED,         /* Retry-After has a meaning of this code's own */
	HTTPSTATUS_METHOD_PRESERVED,            /* whoever follows it keeps the method */
	HTTPSTATUS_FETCH_NULL_BODY,             /* a null body status of the Fetch standard */
	HTTPSTATUS_FETCH_OK,                    /* an ok status of the Fetch standard */
	HTTPSTATUS_FETCH_REDIRECT               /* a redirect status of the Fetch standard */
};

/**
 * Whether a fact is true of a code.
 *
 * @code: borrowed; may be NULL
 * @fact: one of enum httpstatus_fact; any int
 * Returns: true where it is; false for NULL and for a number that is no fact
 * Threads: any, at the same time
 * RFC 9110, section 15; each fact's own source is in httpstatus_fact_text. Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_code_has(const struct httpstatus_code *code, int fact);

/**
 * The word for a fact: "heuristically-cacheable".
 *
 * @fact: any int; those of enum httpstatus_fact, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_fact_name(int fact);

/**
 * What a fact says, in a sentence with its source.
 *
 * @fact: any int; those of enum httpstatus_fact, from 0, have a text
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_fact_text(int fact);

/**
 * A method whose requests can be answered with this code.
 *
 * @code: borrowed; may be NULL
 * @i: from 0
 * Returns: "GET" and the like, text that lives as long as the entry; NULL past the end; NULL for 0 means that any method can be
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_method(const struct httpstatus_code *code, size_t i);

/* ---- a code as an entry: what must go with it ---- */

/* How strongly a specification asks for something. */
enum httpstatus_level {
	HTTPSTATUS_LEVEL_MUST,
	HTTPSTATUS_LEVEL_MUST_NOT,
	HTTPSTATUS_LEVEL_SHOULD,
	HTTPSTATUS_LEVEL_SHOULD_NOT,
	HTTPSTATUS_LEVEL_MAY,
	HTTPSTATUS_LEVEL_EXPECTED,   /* no keyword, but the code makes little sense without */
	HTTPSTATUS_LEVEL_UNEXPECTED, /* no keyword, but the code makes little sense with it */
	HTTPSTATUS_LEVEL_POLICY,     /* no keyword: whoever acts decides; see next.h */
	HTTPSTATUS_LEVEL_ADVICE      /* no keyword: but better so; see check.h */
};

/**
 * What the specification says of a field in a response with this code: 401 must have WWW-Authenticate.
 *
 * @code: borrowed; may be NULL
 * @i: from 0
 * Returns: borrowed, valid as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_requirement *httpstatus_code_response_requirement(
	const struct httpstatus_code *code, size_t i);

/**
 * What the request must have had, or lacked, for this code to make sense: 304 answers a conditional request.
 *
 * @code: borrowed; may be NULL
 * @i: from 0
 * Returns: borrowed, valid as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_requirement *httpstatus_code_request_requirement(
	const struct httpstatus_code *code, size_t i);

/**
 * A field that a requirement is about. Where there are several, each is an alternative to the others.
 *
 * @requirement: borrowed; may be NULL
 * @i: from 0
 * Returns: a field name, text that lives as long as the entry; NULL past the end; a requirement about no field has none
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_field(const struct httpstatus_requirement *requirement, size_t i);

/**
 * How strong a requirement is, one of enum httpstatus_level.
 *
 * @requirement: borrowed; may be NULL
 * Returns: the level; HTTPSTATUS_LEVEL_EXPECTED for NULL
 * Threads: any, at the same time
 * RFC 2119. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_requirement_level(const struct httpstatus_requirement *requirement);

/**
 * The word for a level: "must-not".
 *
 * @level: any int; those of enum httpstatus_level, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_level_name(int level);

/**
 * When a requirement holds, as a clause that reads after "when": "the cause is temporary".
 *
 * @requirement: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL where it always holds
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_condition(const struct httpstatus_requirement *requirement);

/**
 * The document that has the requirement: "RFC 9110".
 *
 * @requirement: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_document(const struct httpstatus_requirement *requirement);

/**
 * The section of that document: "15.5.2".
 *
 * @requirement: borrowed; may be NULL
 * Returns: text that lives as long as the entry; NULL for NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_requirement_section(const struct httpstatus_requirement *requirement);

/* ---- a code as an entry: words ---- */

/* The texts about a code, in English. */
enum httpstatus_text {
	HTTPSTATUS_TEXT_MEANING,     /* what it means, in one sentence */
	HTTPSTATUS_TEXT_EXPLANATION, /* what it means, in a short paragraph */
	HTTPSTATUS_TEXT_CLIENT,      /* what a client does with it */
	HTTPSTATUS_TEXT_SERVER,      /* when a server sends it */
	HTTPSTATUS_TEXT_HISTORY      /* where it came from */
};

/**
 * A text about a code, for a person to read.
 *
 * @code: borrowed; may be NULL
 * @text: one of enum httpstatus_text; any int
 * Returns: English in ASCII without line breaks, text that lives as long as the entry; NULL where there is none
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_text(const struct httpstatus_code *code, int text);

/**
 * The word for a text: "meaning".
 *
 * @text: any int; those of enum httpstatus_text, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_text_name(int text);

/**
 * A code that this one is often confused with.
 *
 * @code: borrowed; may be NULL
 * @i: from 0
 * Returns: the other code; 0 past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_code_confused_with(const struct httpstatus_code *code, size_t i);

/**
 * How to tell the two apart.
 *
 * @code: borrowed; may be NULL
 * @i: from 0, as in httpstatus_code_confused_with
 * Returns: English in ASCII without line breaks, text that lives as long as the entry; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_code_confused_because(const struct httpstatus_code *code, size_t i);

/* ---- iterators ---- */

/**
 * A walk through all entries of a registry, in the order of their codes.
 *
 * @registry: borrowed, must outlive the iterator; NULL is the builtin registry
 * Returns: owned by the caller, for httpstatus_iter_free; NULL when there is no memory
 * Threads: an iterator belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_iter *httpstatus_iter_new(const struct httpstatus_registry *registry);

/* What an iterator can be narrowed to. */
enum httpstatus_filter {
	HTTPSTATUS_BY_CLASS,    /* a class, 1 to 5, or 0 for codes that have none */
	HTTPSTATUS_BY_STANDING, /* one of enum httpstatus_standing */
	HTTPSTATUS_BY_FAMILY,   /* one of enum httpstatus_family */
	HTTPSTATUS_BY_FACT,     /* one of enum httpstatus_fact, which must be true */
	HTTPSTATUS_BY_NUMBER,   /* a code */
	HTTPSTATUS_BY_NAME,     /* a name, as httpstatus_registry_find_name takes it; a text */
	HTTPSTATUS_BY_WORDS     /* words that all stand, or begin words, in the entry's names and texts; a text */
};

/**
 * Narrows an iterator to the entries with a class, standing, family, fact or number.
 *
 * Filters add up: an entry must pass them all. Class, standing, family and number hold one value each, the last one given; facts
 * gather. A filter holds for the entries that are still to come. Names and words are for httpstatus_iter_only_text.
 *
 * @iter: may be NULL, which is an error
 * @filter: one of enum httpstatus_filter
 * @value: what to keep
 * Returns: 0; HTTPSTATUS_ERROR_HANDLE for NULL; HTTPSTATUS_ERROR_ARGUMENT for a filter or value that does not exist, which leaves
 *          the iterator as it was
 * Threads: an iterator belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_iter_only(struct httpstatus_iter *iter, int filter, int value);

/**
 * Narrows an iterator to the entries with a name, or with words in their names and texts.
 *
 * A name and words hold one value each, the last one given. Words are runs of ASCII letters and digits; case does not matter; "rate limit"
 * finds what says "limits the rate". No words at all, and the empty name, are in no entry.
 *
 * @iter: may be NULL, which is an error
 * @filter: HTTPSTATUS_BY_NAME or HTTPSTATUS_BY_WORDS
 * @text: @length bytes, copied, any bytes; NULL is empty
 * @length: in bytes
 * Returns: 0; HTTPSTATUS_ERROR_HANDLE for NULL; HTTPSTATUS_ERROR_ARGUMENT for any other filter; HTTPSTATUS_ERROR_MEMORY; an error
 *          leaves the iterator as it was
 * Threads: an iterator belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_iter_only_text(struct httpstatus_iter *iter, int filter, const char *text, size_t length);

/**
 * The next entry.
 *
 * @iter: may be NULL
 * Returns: borrowed, valid as long as the registry; NULL after the last, and from then on; NULL for NULL
 * Threads: an iterator belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_code *httpstatus_iter_next(struct httpstatus_iter *iter);

/**
 * Ends a walk. The entries it gave stay valid: they belong to the registry.
 *
 * @iter: from httpstatus_iter_new; NULL is fine
 * Threads: an iterator belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_iter_free(struct httpstatus_iter *iter);

/* ---- registries of one's own ---- */

/*
 * A code to be added. Set it all to zero, then size to sizeof(struct httpstatus_entry), then what is to be said; everything but the code and
 * the phrase may stay zero. The strings end in NUL and are copied.
 */
struct httpstatus_entry {
	size_t size;
	int code;           /* 100 to 999 */
	int nearest;        /* a registered code, or 0 */
	uint32_t facts;     /* bit n is fact n of enum httpstatus_fact */
	uint32_t reserved;  /* 0 */
	const char *phrase; /* as for a status line: no control characters, no space at the ends, 255 bytes at most */
	const char *texts
		[8]; /* by enum httpstatus_text; each without control characters, 65535 bytes at most; the rest is reserved */
};

/**
 * A registry of one's own, which starts with all entries of another.
 *
 * @base: borrowed, and need not outlive the new one; NULL is the builtin registry
 * @name: what it is to be called, copied; NULL is "own"
 * Returns: owned by the caller, for httpstatus_registry_free; NULL when there is no memory
 * Threads: a registry of one's own may be read by any number of threads at the same time, as long as none adds to it
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_registry *httpstatus_registry_new(
	const struct httpstatus_registry *base, const char *name);

/**
 * Adds a code to a registry of one's own.
 *
 * Entries that were found before stay valid. A walk that is under way may meet the new entry or not.
 *
 * @registry: from httpstatus_registry_new; NULL is an error, and so is one that comes with the library
 * @entry: read during the call only, everything copied; NULL is an error
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_READ_ONLY, HTTPSTATUS_ERROR_SIZE,
 *          HTTPSTATUS_ERROR_CODE (not from 100 to 999), HTTPSTATUS_ERROR_TEXT (the phrase is missing or has no ASCII letter or digit; a
 *          text is empty, is no UTF-8, has a control character, is too long, or begins or ends with a space), HTTPSTATUS_ERROR_ARGUMENT (a fact that does not exist, a nearest code that is not
 *          registered, something in what is reserved), HTTPSTATUS_ERROR_CODE_TAKEN, HTTPSTATUS_ERROR_NAME_TAKEN, HTTPSTATUS_ERROR_MEMORY
 * Threads: no other thread may use @registry at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_registry_add(struct httpstatus_registry *registry, const struct httpstatus_entry *entry);

/**
 * Ends a registry of one's own, and with it all entries that were added to it.
 *
 * @registry: from httpstatus_registry_new; NULL is fine; one that comes with the library stays as it is
 * Threads: no other thread may use @registry at the same time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_registry_free(struct httpstatus_registry *registry);

/* ---- other protocols ---- */

/**
 * What a gRPC client makes of an HTTP status, when the response carries no grpc-status.
 *
 * This is not the way back from httpstatus_grpc_gateway_status: a gRPC client takes 404 for UNIMPLEMENTED, since no gRPC server
 * answers so.
 *
 * @code: any int
 * Returns: a gRPC status code, 0 to 16: UNKNOWN (2) for all that has no meaning of its own, 200 too; never OK
 * Threads: any, at the same time
 * grpc/grpc, doc/http-grpc-status-mapping.md. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_grpc_client_code(int code);

/**
 * The HTTP status that a gateway sends for a gRPC status.
 *
 * @grpc: any int; the gRPC status codes are 0 to 16
 * Returns: an HTTP status, among them 499 for CANCELLED, which IANA does not have; 500 for a number that is no gRPC status
 * Threads: any, at the same time
 * googleapis, google/rpc/code.proto. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_grpc_gateway_status(int grpc);

/**
 * The name of a gRPC status: "UNAVAILABLE" for 14.
 *
 * @grpc: any int; from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * googleapis, google/rpc/code.proto. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_grpc_name(int grpc);

/**
 * A proxy error type, as the error parameter of Proxy-Status names it: "dns_timeout".
 *
 * @i: from 0, in the order of the RFC
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * RFC 9209, section 2.3. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_proxy_error_name(size_t i);

/**
 * The status that is recommended for a proxy error type.
 *
 * @i: from 0, as in httpstatus_proxy_error_name
 * Returns: a registered code; 0 past the end, and where none is recommended: httpstatus_proxy_error_note says what is asked for then
 * Threads: any, at the same time
 * RFC 9209, section 2.3. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_proxy_error_status(size_t i);

/**
 * What the RFC asks for where it recommends no single status: "the code that fits the response".
 *
 * @i: from 0, as in httpstatus_proxy_error_name
 * Returns: static text; NULL where a status is recommended, and past the end
 * Threads: any, at the same time
 * RFC 9209, section 2.3. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_proxy_error_note(size_t i);

/**
 * The section of RFC 9209 that defines a proxy error type: "2.3.1".
 *
 * @i: from 0, as in httpstatus_proxy_error_name
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * RFC 9209, section 2.3. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_proxy_error_section(size_t i);

/* ---- where the data come from ---- */

/**
 * The day on which the data were last held against the IANA registry.
 *
 * Returns: "2026-11-22" and the like, static, never NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_data_date(void);

/**
 * The SHA-256 of the files that the data were made from, one after the other: status.toml, vendors.toml and mappings.toml of lib/status.
 *
 * Returns: 64 lower-case hexadecimal digits, static, never NULL
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_data_sha256(void);

#ifdef __cplusplus
}
#endif

#endif
