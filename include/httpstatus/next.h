/**
 * @file
 * What may the client do next?
 *
 * A chain is one thing that the user wanted, from the first request to the last response. Tell it what came of a request, and it says what can
 * be done, best first; take a step, and it makes the next request. What the specification permits and the policy declines stands behind the rest,
 * for a caller who wants it all the same. All I/O is the caller's:
 *
 *     struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
 *
 *     for (;;) {
 *             perform(exchange);                                      sends the request, fills in the response
 *             httpstatus_chain_next(chain, exchange);
 *             const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
 *             if (!httpstatus_step_requests(step))
 *                     break;                                          final, error, stop-sending, use-stored ...
 *             wait(httpstatus_step_delay_ms(step));
 *             httpstatus_chain_take(chain, 0, exchange);              exchange is the next request now
 *     }
 *
 * A step is advice with its reason: the specification's keyword, the section, a word for programs and a sentence for people. What a client does
 * where the specification leaves it free is the policy's: that of a careful client, of one's own, or of a well-known client, so that one can ask
 * what curl or a browser will do with a response.
 *
 * The fields that a client makes by itself (Host, Content-Length, Cookie from a jar, Referer ...) are made by it anew for each request; a chain
 * speaks of the fields that the exchange has.
 */
/* SPDX-License-Identifier: MIT */
#ifndef HTTPSTATUS_NEXT_H
#define HTTPSTATUS_NEXT_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a client does where it is free to choose. */
struct httpstatus_policy;

/** One thing that the user wanted, and what must not be forgotten on the way. */
struct httpstatus_chain;

/** One thing that can be done next. */
struct httpstatus_step;

/** A well-known client whose behaviour is known. */
struct httpstatus_client;

/* ---- chains ---- */

/**
 * A chain at its beginning.
 *
 * @param policy copied; NULL is that of a careful client
 * @return owned by the caller, for httpstatus_chain_free; NULL when there is no memory
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_chain *httpstatus_chain_new(const struct httpstatus_policy *policy);

/**
 * Makes a chain as if it were new, but keeps its memory, its policy, and what was said of the client: its role, what it can do, the protocols and
 * the registry. What was said of one exchange is forgotten.
 *
 * @param chain NULL is fine
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_chain_clear(struct httpstatus_chain *chain);

/**
 * Ends a chain.
 *
 * @param chain from httpstatus_chain_new; NULL is fine
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_chain_free(struct httpstatus_chain *chain);

/** Who asks. */
enum httpstatus_role {
	HTTPSTATUS_ROLE_USER_AGENT, /**< a client that acts for its user */
	HTTPSTATUS_ROLE_PROXY       /**< for somebody else: it does not follow redirects, and hands responses on */
};

/**
 * What a chain cannot know by itself. What the client can do stays said; what is so in one exchange is forgotten when a step is taken, and says so here.
 */
enum httpstatus_chain_property {
	HTTPSTATUS_CHAIN_PROPERTY_ROLE,        /**< one of enum httpstatus_role; a user agent unless said */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT, /**< 1: it can open a new connection, which is so unless said */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE, /**< 1: it can answer the challenge of an origin server; so unless said */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY, /**< 1: it can answer the challenge of a proxy; so unless said */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_RESEND, /**< 1: it can send the content again; so unless said; asked where HTTPSTATUS_PROPERTY_REQUEST_CONTENT is unknown */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE, /**< 1: it can send the content in another coding or media type; 0 unless said */
	HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED, /**< 1: it can answer with a stored response that may be used although it is stale; 0 unless said */
	HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION, /**< 1: the client itself made the request conditional, for the sake of what it has stored; of one exchange */
	HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA, /**< 1: the request was sent in TLS early data; 0: it was not, which nobody knows unless it is said; of one exchange */
	HTTPSTATUS_CHAIN_PROPERTY_REUSED_CONNECTION, /**< 1: the connection had served a request before; of one exchange */
	HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION, /**< 1: the connection was made for another origin; of one exchange */
	HTTPSTATUS_CHAIN_PROPERTY_NOW, /**< in seconds since 1970, for a Retry-After that is a date; of one exchange */
	HTTPSTATUS_CHAIN_PROPERTY_RANDOM /**< any number, another one each time: it spreads the retries of many clients; 0 unless said; of one exchange */
};

/**
 * Says something that the chain cannot know by itself, for the next httpstatus_chain_next.
 *
 * @param chain NULL is an error
 * @param property one of enum httpstatus_chain_property
 * @param value what the property allows; HTTPSTATUS_UNKNOWN takes back what was said
 * @return 0, HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_PROPERTY, or HTTPSTATUS_ERROR_VALUE, and then nothing has changed
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_set(struct httpstatus_chain *chain, int property, int64_t value);

/**
 * What was said.
 *
 * @param chain borrowed; may be NULL
 * @param property one of enum httpstatus_chain_property; any int
 * @return the value; HTTPSTATUS_UNKNOWN where it was not said, for NULL, and for what is no property
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_chain_get(const struct httpstatus_chain *chain, int property);

/**
 * Says which protocols the caller can upgrade to. None unless said.
 *
 * @param chain NULL is an error
 * @param protocols length octets, copied, as Upgrade would list them: "websocket, h2c"; NULL is none
 * @param length in octets
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_VALUE where it is no list of protocols,
 *         HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a chain belongs to one thread at a time
 * @par Reference
 * RFC 9110, 7.8
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_set_protocols(struct httpstatus_chain *chain, const char *protocols, size_t length);

/**
 * Says which codes the client knows: others count as x00 of their class. See httpstatus_registry_treat_as.
 *
 * @param chain NULL is an error
 * @param registry borrowed, must outlive its use by the chain; NULL is the builtin registry, as at first
 * @return 0, or HTTPSTATUS_ERROR_HANDLE
 * @par Threads
 * a chain belongs to one thread at a time
 * @par Reference
 * RFC 9110, 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_set_registry(
	struct httpstatus_chain *chain, const struct httpstatus_registry *registry);

/**
 * Finds what can be done next.
 *
 * The steps of before are gone. The chain's memory does not change: that is for httpstatus_chain_take. An exchange of which nothing came back
 * so far is one too: the step is to go on reading.
 *
 * @param chain NULL is an error
 * @param exchange borrowed for this call: the request, and what came of it so far; interim responses, the final one, or how it ended. NULL is an error
 * @return 0, and then there is at least one step; HTTPSTATUS_ERROR_HANDLE or HTTPSTATUS_ERROR_MEMORY, and then there is none
 * @par Threads
 * a chain belongs to one thread at a time
 * @par Reference
 * RFC 9110, 9.2.2 and 15
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_next(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange);

/**
 * A step.
 *
 * @param chain borrowed; may be NULL
 * @param i from 0: the best first, and last those that the policy declines
 * @return borrowed, valid until the chain changes; NULL past the end
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_step *httpstatus_chain_step(const struct httpstatus_chain *chain, size_t i);

/**
 * Takes a step: the chain remembers it, and where the step sends a request, makes that request.
 *
 * The next request has the fields of the one before, without those that the step drops and with those that it adds where it knows their value;
 * the others the caller adds: Authorization, If-Match.
 *
 * @param chain NULL is an error
 * @param i of httpstatus_chain_step
 * @param exchange becomes the next request, with nothing known of a response; it may be the one of httpstatus_chain_next, or another, and stays as it is where the step sends none; NULL is fine
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_INDEX (there is no such step), HTTPSTATUS_ERROR_LIMIT (of exchange), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_take(
	struct httpstatus_chain *chain, size_t i, struct httpstatus_exchange *exchange);

/** What is worth knowing besides the steps. */
enum httpstatus_chain_fact {
	HTTPSTATUS_CHAIN_FACT_REMOVE_FROM_INDEX, /**< 410: links to it should go */
	HTTPSTATUS_CHAIN_FACT_TREATED_AS_CLASS,  /**< the code is not registered, and counts as x00 of its class */
	HTTPSTATUS_CHAIN_FACT_CAPTIVE_PORTAL,    /**< 511: the network answered, not the server */
	HTTPSTATUS_CHAIN_FACT_TARGET_VISITED,    /**< the chain has been where Location leads */
	HTTPSTATUS_CHAIN_FACT_PERMANENT,         /**< 301, 308: links should lead to Location from now on */
	HTTPSTATUS_CHAIN_FACT_DOWNGRADE,         /**< Location leads from https to http */
	HTTPSTATUS_CHAIN_FACT_CREDENTIALS_DROPPED, /**< the next request goes without credentials, and so do all after it */
	HTTPSTATUS_CHAIN_FACT_CONTENT_DROPPED,     /**< the next request goes without content, and so do all after it */
	HTTPSTATUS_CHAIN_FACT_CHALLENGE_MISSING,   /**< 401 or 407 without a challenge (RFC 9110, 11.6.1 and 11.7.1) */
	HTTPSTATUS_CHAIN_FACT_LOCATION_MISSING,    /**< 301, 302, 303, 307 or 308 without Location */
	HTTPSTATUS_CHAIN_FACT_LOCATION_UNUSABLE,   /**< Location is not of http or https, or no URI reference */
	HTTPSTATUS_CHAIN_FACT_LOCATION_REPEATED,   /**< there are several, and they differ */
	HTTPSTATUS_CHAIN_FACT_RETRY_AFTER_INVALID, /**< Retry-After cannot be read (RFC 9110, 10.2.3) */
	HTTPSTATUS_CHAIN_FACT_UNREQUESTED_304,     /**< 304 to a request without a condition that it could answer */
	HTTPSTATUS_CHAIN_FACT_UNREQUESTED_206,     /**< 206 to a request without Range, or of a method that has none */
	HTTPSTATUS_CHAIN_FACT_UNREQUESTED_101,     /**< 101 to a request without Upgrade, or not in HTTP/1.1 */
	HTTPSTATUS_CHAIN_FACT_ALLOW_MISSING,       /**< 405 without Allow */
	HTTPSTATUS_CHAIN_FACT_UPGRADE_MISSING,     /**< 426 without Upgrade */
	HTTPSTATUS_CHAIN_FACT_UNREQUESTED, /**< the request lacks what the code answers, or has what it misses: 412 without a condition, 416 without Range, 407 without a proxy */
	HTTPSTATUS_CHAIN_FACT_ANOTHER_304, /**< 304 with a validator that the request did not ask about (RFC 9111, 4.3.4) */
	HTTPSTATUS_CHAIN_FACT_USERINFO, /**< Location has user information, which hides where it leads (RFC 9110, 4.2.4) */
	HTTPSTATUS_CHAIN_FACT_HOST_NOT_ASCII, /**< the host that Location leads to is not ASCII: make an A-label of it before it is looked up (RFC 3986, 3.2.2) */
	HTTPSTATUS_CHAIN_FACT_PREFLIGHT_FIRST /**< a browser has to ask with a preflight before it follows the redirect, unless it did so lately (Fetch, CORS) */
};

/**
 * Something that is worth knowing besides the steps, as of the last httpstatus_chain_next.
 *
 * @param chain borrowed; may be NULL
 * @param i from 0
 * @return one of enum httpstatus_chain_fact, in their order; -1 past the end
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_chain_fact(const struct httpstatus_chain *chain, size_t i);

/**
 * Whether something is so, as of the last httpstatus_chain_next.
 *
 * @param chain borrowed; may be NULL
 * @param fact one of enum httpstatus_chain_fact; any int
 * @return true where it is; false for NULL, and for what is no fact
 * @par Threads
 * a chain belongs to one thread at a time
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_chain_has_fact(const struct httpstatus_chain *chain, int fact);

/* ---- a step: what, and why ---- */

/** What can be done. */
enum httpstatus_action {
	HTTPSTATUS_ACTION_CONTINUE_READING, /**< the final response is still to come */
	HTTPSTATUS_ACTION_SEND_CONTENT,     /**< which was held back */
	HTTPSTATUS_ACTION_STOP_SENDING,     /**< and then look at the response: ask for the next step again */
	HTTPSTATUS_ACTION_SWITCH_PROTOCOL,  /**< the connection speaks another protocol from here on */
	HTTPSTATUS_ACTION_TUNNEL,           /**< the connection is a tunnel from here on */
	HTTPSTATUS_ACTION_FOLLOW,           /**< ask where Location leads */
	HTTPSTATUS_ACTION_RETRY,            /**< ask again */
	HTTPSTATUS_ACTION_AUTHENTICATE,     /**< ask again with credentials; the caller adds the field */
	HTTPSTATUS_ACTION_USE_STORED,       /**< answer with a stored response */
	HTTPSTATUS_ACTION_MAKE_CONDITIONAL, /**< ask again with a condition; the caller adds the field */
	HTTPSTATUS_ACTION_UPGRADE,          /**< ask again, for another protocol */
	HTTPSTATUS_ACTION_RESUME,           /**< ask for the rest */
	HTTPSTATUS_ACTION_FINAL,            /**< the response is the answer */
	HTTPSTATUS_ACTION_ERROR             /**< there is no answer */
};

/**
 * What to do, one of enum httpstatus_action.
 *
 * @param step borrowed; may be NULL
 * @return the action; -1 for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_step_action(const struct httpstatus_step *step);

/**
 * Whether a step sends another request.
 *
 * @param step borrowed; may be NULL
 * @return true for follow, retry, authenticate, make-conditional, upgrade and resume; false for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_step_requests(const struct httpstatus_step *step);

/**
 * How strongly the specification asks for it, one of enum httpstatus_level: HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_SHOULD,
 * HTTPSTATUS_LEVEL_MAY, or HTTPSTATUS_LEVEL_POLICY where it has no keyword for it.
 *
 * @param step borrowed; may be NULL
 * @return the level; -1 for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 2119
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_step_level(const struct httpstatus_step *step);

/**
 * The document and section that say so: "RFC 9110, 15.4.8".
 *
 * @param step borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_reference(const struct httpstatus_step *step);

/**
 * The reason, as a word for programs that never changes its meaning: "temporary-redirect".
 *
 * @param step borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_reason(const struct httpstatus_step *step);

/**
 * The reason, as a sentence or two for a person.
 *
 * @param step borrowed; may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_text(const struct httpstatus_step *step);

/**
 * A setting of the policy that declines a step. Such a step is one that the specification permits: it stands behind all that the policy wants, and
 * can be taken like any other. One that waits for longer than the policy allows is declined by "wait-cap-ms".
 *
 * @param step borrowed; may be NULL
 * @param i from 0
 * @return the word of the setting, static; NULL past the end, and so for a step that nothing declines, and for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_declined_by(const struct httpstatus_step *step, size_t i);

/* ---- a step: the next request ---- */

/**
 * The method of the next request.
 *
 * @param step borrowed; may be NULL
 * @param length where not NULL, gets the octets of the method
 * @return text valid as long as the step; NULL where the step sends no request, or the method was and stays unknown
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9110, 15.4
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_method(const struct httpstatus_step *step, size_t *length);

/**
 * The target of the next request: its URI where that is known; a path, or Location's reference, where nobody said the scheme or there is nothing
 * to resolve it against. A fragment that it may have is for the user agent, and is not sent (RFC 9110, 7.1). User information of Location is not there
 * (RFC 9110, 4.2.4). A host that is not ASCII is percent-encoded: HTTPSTATUS_CHAIN_FACT_HOST_NOT_ASCII tells that it has to be made an A-label first.
 *
 * @param step borrowed; may be NULL
 * @param length where not NULL, gets the octets of the target
 * @return text valid as long as the step; NULL where the step sends no request, or the target was and stays unknown
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9110, 15.4
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_target(const struct httpstatus_step *step, size_t *length);

/** What becomes of the content. */
enum httpstatus_next_content {
	HTTPSTATUS_NEXT_CONTENT_NONE, /**< there was none, or the step sends no request */
	HTTPSTATUS_NEXT_CONTENT_KEEP, /**< it is sent again */
	HTTPSTATUS_NEXT_CONTENT_DROP  /**< it is not sent again, and nor are the fields about it */
};

/**
 * What becomes of the request's content, one of enum httpstatus_next_content.
 *
 * @param step borrowed; may be NULL
 * @return what becomes of it; -1 for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9110, 15.4
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_step_content(const struct httpstatus_step *step);

/**
 * A field that the next request does not take along from the one before.
 *
 * @param step borrowed; may be NULL
 * @param i from 0
 * @param length where not NULL, gets the octets of the text
 * @return its name as the request has it, valid as long as the step; NULL past the end
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9110, 15.4
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_drop_field(const struct httpstatus_step *step, size_t i, size_t *length);

/**
 * A field that the next request has and the one before had not, or not so. Credentials of one request or one connection (Digest, Negotiate, NTLM ...,
 * a proof such as DPoP) are dropped and stand here without a value: the caller makes them anew.
 *
 * @param step borrowed; may be NULL
 * @param i from 0
 * @param length where not NULL, gets the octets of the text
 * @return its name, valid as long as the step; NULL past the end
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_add_field(const struct httpstatus_step *step, size_t i, size_t *length);

/**
 * The value of a field that the next request has.
 *
 * @param step borrowed; may be NULL
 * @param i of httpstatus_step_add_field
 * @param length where not NULL, gets the octets of the text
 * @return its value, valid as long as the step; NULL past the end, and where only the caller can know it: credentials, If-Match
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_add_value(const struct httpstatus_step *step, size_t i, size_t *length);

/** Where a delay comes from. */
enum httpstatus_delay_source {
	HTTPSTATUS_DELAY_SOURCE_NONE,        /**< there is none */
	HTTPSTATUS_DELAY_SOURCE_RETRY_AFTER, /**< the server asked for it */
	HTTPSTATUS_DELAY_SOURCE_BACKOFF      /**< the policy, with the caller's random number */
};

/**
 * How long to wait before the next request. A wait that the server asks for is never shortened, unless the policy is one of a client that does.
 *
 * @param step borrowed; may be NULL
 * @return milliseconds; 0 for none, INT64_MAX for a wait too long to count, HTTPSTATUS_UNKNOWN for NULL, and for a step that is declined because
 *         nobody can tell how long without a clock
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9110, 10.2.3
 * @since 0.1
 */
HTTPSTATUS_API int64_t httpstatus_step_delay_ms(const struct httpstatus_step *step);

/**
 * Where the delay comes from, one of enum httpstatus_delay_source.
 *
 * @param step borrowed; may be NULL
 * @return where from; -1 for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_step_delay_source(const struct httpstatus_step *step);

/** Which connection. */
enum httpstatus_next_connection {
	HTTPSTATUS_NEXT_CONNECTION_REUSE, /**< this one will do */
	HTTPSTATUS_NEXT_CONNECTION_NEW,   /**< the next request needs another one */
	HTTPSTATUS_NEXT_CONNECTION_CLOSE  /**< close this one */
};

/**
 * Which connection is for the next request, or what becomes of this one where there is none, one of enum httpstatus_next_connection.
 *
 * @param step borrowed; may be NULL
 * @return which; -1 for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 9112, 9
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_step_connection(const struct httpstatus_step *step);

/**
 * Whether the next request must wait for the end of the TLS handshake.
 *
 * @param step borrowed; may be NULL
 * @return true where it must not be sent in early data: after 425, and where the method is not safe (RFC 8470, 4); false for NULL
 * @par Threads
 * a step belongs to its chain's thread
 * @par Reference
 * RFC 8470, 5.2
 * @since 0.1
 */
HTTPSTATUS_API bool httpstatus_step_avoids_early_data(const struct httpstatus_step *step);

/* ---- policies ---- */

/**
 * The policy of a careful client.
 *
 * @return owned by the caller, for httpstatus_policy_free; NULL when there is no memory
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API struct httpstatus_policy *httpstatus_policy_new(void);

/**
 * Makes a policy that of a client, whatever it was before.
 *
 * @param policy NULL is an error
 * @param client from httpstatus_client_find; NULL, which is what a client is that nobody knows, is an error
 * @return 0, or HTTPSTATUS_ERROR_HANDLE, and then nothing has changed
 * @par Threads
 * no other thread may use policy at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_policy_imitate(struct httpstatus_policy *policy, const struct httpstatus_client *client);

/**
 * Changes a setting. Chains that were made before go on as they were.
 *
 * @param policy NULL is an error
 * @param setting the word of a setting, which ends in NUL; NULL is none
 * @param value length octets, copied: a number, a word, or a list with single spaces, as its text in HTTPSTATUS_VOCABULARY_SETTING says
 * @param length in octets
 * @return 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_WORD (there is no such setting),
 *         HTTPSTATUS_ERROR_VALUE (the setting does not take such a value), HTTPSTATUS_ERROR_MEMORY
 * @par Threads
 * no other thread may use policy at the same time
 * @since 0.1
 */
HTTPSTATUS_API int httpstatus_policy_set(
	struct httpstatus_policy *policy, const char *setting, const char *value, size_t length);

/**
 * The value of a setting.
 *
 * @param policy borrowed; NULL is the policy of a careful client
 * @param setting the word of a setting, which ends in NUL; NULL has no value
 * @param length where not NULL, gets the octets of the value
 * @return text valid until the setting changes; NULL where there is no such setting
 * @par Threads
 * a policy may be read by any number of threads at the same time, as long as none changes it
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_policy_get(
	const struct httpstatus_policy *policy, const char *setting, size_t *length);

/**
 * Ends a policy. Chains that were made with it go on.
 *
 * @param policy from httpstatus_policy_new; NULL is fine
 * @par Threads
 * no other thread may use policy at the same time
 * @since 0.1
 */
HTTPSTATUS_API void httpstatus_policy_free(struct httpstatus_policy *policy);

/* ---- well-known clients ---- */

/**
 * A client. The first is "default", a careful client that is none of them.
 *
 * @param i from 0
 * @return static; NULL past the end
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_client *httpstatus_client_at(size_t i);

/**
 * A client by its word.
 *
 * @param id ends in NUL; NULL has none
 * @return static; NULL where there is no such client
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const struct httpstatus_client *httpstatus_client_find(const char *id);

/**
 * The word for a client: "curl".
 *
 * @param client may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_id(const struct httpstatus_client *client);

/**
 * The name of a client, and how it is set up: "curl --location --retry".
 *
 * @param client may be NULL
 * @return static text; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_title(const struct httpstatus_client *client);

/**
 * The version of a client that is described: "7.88.1".
 *
 * @param client may be NULL
 * @return static text, empty where the client has no versions; NULL for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_version(const struct httpstatus_client *client);

/**
 * Where it is known from that a client has a setting so: a file of its source, a document, or an observation.
 *
 * @param client may be NULL
 * @param setting the word of a setting, which ends in NUL; NULL is none
 * @return static text; NULL where nothing is known of the client, so that the setting is that of "default", and for NULL
 * @par Threads
 * any, at the same time
 * @since 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_source(const struct httpstatus_client *client, const char *setting);

/* ---- all of it, for programs ---- */

/**
 * What can be done next, as a JSON object on one line; httpstatus-json(5) has the keys.
 *
 * @param chain borrowed; may be NULL
 * @param out gets the text and a NUL, as far as size allows; may be NULL where size is 0
 * @param size of out, in octets
 * @return the octets of the whole text without the NUL, also where it does not fit; NULL gives "null"
 * @par Threads
 * a chain belongs to one thread at a time
 * @par Reference
 * RFC 8259
 * @since 0.1
 */
HTTPSTATUS_API size_t httpstatus_chain_json(const struct httpstatus_chain *chain, char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
