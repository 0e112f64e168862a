/**
 * @file
 * What every part of libhttpstatus shares: errors, words, and the library's version.
 *
 * An answer that nobody knows is never one that means something: it is NULL for a text or a handle, -1 for a small number, and
 * HTTPSTATUS_UNKNOWN for a time or a length. Where a code is asked for and there is none, it is 0, which is no code. A question that can be answered
 * with 1, 0 or -1 is compared with one of them: by itself, -1 is true in C.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_BASE_H
#define HTTPSTATUS_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Marks what the library exports. */
#ifndef HTTPSTATUS_API
#	if defined(__GNUC__)
#		define HTTPSTATUS_API __attribute__((visibility("default")))
#	else
#		define HTTPSTATUS_API
#	endif
#endif

#define HTTPSTATUS_VERSION_MAJOR 0 /**< the major version of these headers */
#define HTTPSTATUS_VERSION_MINOR 1 /**< the minor version of these headers */
#define HTTPSTATUS_VERSION_PATCH 0 /**< the patch level of these headers */

/** The version of these headers as one number, which grows: 0x000100 is 0.1.0. Compare with it in the preprocessor. */
#define HTTPSTATUS_VERSION_NUMBER 0x000100

/** The time or length that stands for "nobody said": the least that an int64_t can be. */
#define HTTPSTATUS_UNKNOWN (-9223372036854775807LL - 1)

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What went wrong. Functions that can fail return 0 or one of these; values are never renumbered.
 *
 * None is -1, which is the small number that stands for "nobody knows".
 */
enum httpstatus_error {
	HTTPSTATUS_ERROR_MEMORY = -2, /**< out of memory */
	HTTPSTATUS_ERROR_HANDLE = -3, /**< a handle that is needed is NULL */
	HTTPSTATUS_ERROR_PROPERTY =
		-4, /**< there is no such property: no such thing to say, limit, part, filter or text */
	HTTPSTATUS_ERROR_VALUE = -5,     /**< a value is not of the form asked for, or out of its range */
	HTTPSTATUS_ERROR_WORD = -6,      /**< there is no such word */
	HTTPSTATUS_ERROR_STATE = -7,     /**< not at this point: something has to come first, or is there already */
	HTTPSTATUS_ERROR_INDEX = -8,     /**< there is nothing at this place of the list */
	HTTPSTATUS_ERROR_READ_ONLY = -9, /**< a registry that comes with the library does not change */
	HTTPSTATUS_ERROR_CODE = -10,     /**< a code is out of the range asked for, or has no entry that can change */
	HTTPSTATUS_ERROR_TEXT =
		-11, /**< a text is empty, too long, no UTF-8, or has a control character or a space at its end */
	HTTPSTATUS_ERROR_CODE_TAKEN = -12, /**< the registry has an entry of its own with this code already */
	HTTPSTATUS_ERROR_NAME_TAKEN = -13, /**< the registry has an entry of its own with this name already */
	HTTPSTATUS_ERROR_SYNTAX = -14,     /**< the octets are no HTTP message */
	HTTPSTATUS_ERROR_INCOMPLETE = -15, /**< the octets end before the head does; more may come */
	HTTPSTATUS_ERROR_LIMIT = -16, /**< there is more than a limit allows, be it the caller's or a default one */
	HTTPSTATUS_ERROR_ANSWER = -17 /**< this is no answer to the question */
};

/**
 * What an error number says, in English.
 *
 * @param error any int
 * @return a short sentence without a full stop, static, never NULL; "no error" for 0, "unknown error" for a number that is no enum
 *         httpstatus_error
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_strerror(int error);

/**
 * The version of the library that runs, which may be newer than the header a program was compiled with.
 *
 * @return "0.1.0" and the like, static, never NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_version(void);

/* ---- parts of an exchange ---- */

/** Where fields stand. HTTPSTATUS_PART_INTERIM + n is the interim response n, from 0. */
enum httpstatus_part {
	HTTPSTATUS_PART_REQUEST,           /**< the request's header section */
	HTTPSTATUS_PART_RESPONSE,          /**< the header section of the final response */
	HTTPSTATUS_PART_REQUEST_TRAILERS,  /**< the request's trailer section */
	HTTPSTATUS_PART_RESPONSE_TRAILERS, /**< the trailer section of the final response */
	HTTPSTATUS_PART_INTERIM = 1000     /**< the first interim response, and with it all that follow */
};

/* ---- words for numbers ---- */

/** The lists of words: one for each enum of these headers, and some for numbers that others have given names to. */
enum httpstatus_vocabulary {
	HTTPSTATUS_VOCABULARY_ERROR,       /**< enum httpstatus_error */
	HTTPSTATUS_VOCABULARY_VOCABULARY,  /**< enum httpstatus_vocabulary itself */
	HTTPSTATUS_VOCABULARY_CODE_CLASS,  /**< enum httpstatus_code_class */
	HTTPSTATUS_VOCABULARY_STANDING,    /**< enum httpstatus_standing */
	HTTPSTATUS_VOCABULARY_FAMILY,      /**< enum httpstatus_family */
	HTTPSTATUS_VOCABULARY_VISIBILITY,  /**< enum httpstatus_visibility */
	HTTPSTATUS_VOCABULARY_FACT,        /**< enum httpstatus_fact */
	HTTPSTATUS_VOCABULARY_LEVEL,       /**< enum httpstatus_level */
	HTTPSTATUS_VOCABULARY_TEXT,        /**< enum httpstatus_text */
	HTTPSTATUS_VOCABULARY_FILTER,      /**< enum httpstatus_filter */
	HTTPSTATUS_VOCABULARY_VENDOR,      /**< the vendors that have codes of their own; a text is the vendor's name */
	HTTPSTATUS_VOCABULARY_GRPC,        /**< the gRPC status codes, 0 to 16, by their own names */
	HTTPSTATUS_VOCABULARY_PROXY_ERROR, /**< the proxy error types of RFC 9209, by their own names */
	HTTPSTATUS_VOCABULARY_PART,        /**< enum httpstatus_part */
	HTTPSTATUS_VOCABULARY_PROPERTY,    /**< enum httpstatus_property */
	HTTPSTATUS_VOCABULARY_ENDING,      /**< enum httpstatus_ending */
	HTTPSTATUS_VOCABULARY_REQUEST_CONTENT,  /**< enum httpstatus_request_content */
	HTTPSTATUS_VOCABULARY_LINE,             /**< enum httpstatus_line */
	HTTPSTATUS_VOCABULARY_CONTENT_KIND,     /**< enum httpstatus_content_kind */
	HTTPSTATUS_VOCABULARY_PERSISTENCE,      /**< enum httpstatus_persistence */
	HTTPSTATUS_VOCABULARY_CHALLENGER,       /**< enum httpstatus_challenger */
	HTTPSTATUS_VOCABULARY_DEFECT,           /**< enum httpstatus_defect */
	HTTPSTATUS_VOCABULARY_NEGOTIABLE,       /**< enum httpstatus_negotiable */
	HTTPSTATUS_VOCABULARY_CACHE_PROPERTY,   /**< enum httpstatus_cache_property */
	HTTPSTATUS_VOCABULARY_OBSTACLE,         /**< enum httpstatus_obstacle */
	HTTPSTATUS_VOCABULARY_FRESHNESS,        /**< enum httpstatus_freshness */
	HTTPSTATUS_VOCABULARY_CACHE_TIME,       /**< enum httpstatus_cache_time */
	HTTPSTATUS_VOCABULARY_CACHE_ACTION,     /**< enum httpstatus_cache_action */
	HTTPSTATUS_VOCABULARY_CACHE_REASON,     /**< enum httpstatus_cache_reason */
	HTTPSTATUS_VOCABULARY_LOOKUP_PROPERTY,  /**< enum httpstatus_lookup_property */
	HTTPSTATUS_VOCABULARY_CACHE_TEXT,       /**< enum httpstatus_cache_text */
	HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY,   /**< enum httpstatus_chain_property */
	HTTPSTATUS_VOCABULARY_ROLE,             /**< enum httpstatus_role */
	HTTPSTATUS_VOCABULARY_CHAIN_FACT,       /**< enum httpstatus_chain_fact */
	HTTPSTATUS_VOCABULARY_ACTION,           /**< enum httpstatus_action */
	HTTPSTATUS_VOCABULARY_REASON,           /**< the reasons of steps */
	HTTPSTATUS_VOCABULARY_SETTING,          /**< the settings of policies; a text says which values one takes */
	HTTPSTATUS_VOCABULARY_NEXT_CONTENT,     /**< enum httpstatus_next_content */
	HTTPSTATUS_VOCABULARY_DELAY_SOURCE,     /**< enum httpstatus_delay_source */
	HTTPSTATUS_VOCABULARY_NEXT_CONNECTION,  /**< enum httpstatus_next_connection */
	HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, /**< enum httpstatus_checker_property */
	HTTPSTATUS_VOCABULARY_BINDS,            /**< enum httpstatus_binds */
	HTTPSTATUS_VOCABULARY_ANSWER_TYPE,      /**< enum httpstatus_answer_type */
	HTTPSTATUS_VOCABULARY_AREA              /**< enum httpstatus_area */
};

/**
 * The word for a number: "temporary" for HTTPSTATUS_STANDING_TEMPORARY. A word never changes its meaning.
 *
 * A word is the constant's name behind that of its enum, in lower case and with hyphens; the names of gRPC and of RFC 9209 are as they are there.
 * To list words, count from 0 up to the first number that has none; only errors (from -2 down) and classes (from 1) are elsewhere, and the few numbers
 * that stand apart: HTTPSTATUS_PART_INTERIM, HTTPSTATUS_CHECKER_PROPERTY_LEVEL. A number that has no enum of its own (a vendor's, a setting's, a
 * reason's) is another one in another version of the library; its word is not.
 *
 * @param vocabulary one of enum httpstatus_vocabulary; any int
 * @param value any int
 * @return static text; NULL for a number that has no word, -1 among them, and for what is no vocabulary
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_word(int vocabulary, int value);

/**
 * What a word says, in a clause or a sentence.
 *
 * @param vocabulary one of enum httpstatus_vocabulary; any int
 * @param value any int
 * @return English, static; NULL for a number that has no word, and where the word is all that there is to say
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_word_text(int vocabulary, int value);

/**
 * The number that has a word.
 *
 * @param vocabulary one of enum httpstatus_vocabulary; any int
 * @param word length octets, to the letter; NULL is no word
 * @param length in octets
 * @return the number; -1 where there is no such word, which is no error's number
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_word_find(int vocabulary, const char *word, size_t length);

#ifdef __cplusplus
}
#endif

#endif
