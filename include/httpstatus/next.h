/*
 * What may the client do next?
 *
 * A chain is one thing that the user wanted, from the first request to the last response. Tell it what came of a request, and it says what can
 * be done, best first; take a step, and it makes the next request. All I/O is the caller's:
 *
 *   struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
 *
 *   for (;;) {
 *           perform(exchange);                                      sends the request, fills in the response
 *           httpstatus_next(chain, exchange, NULL);
 *           const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
 *           if (!httpstatus_action_requests(httpstatus_step_action(step)))
 *                   break;                                          final, error, stop-sending, use-stored ...
 *           wait(httpstatus_step_delay(step));
 *           httpstatus_chain_take(chain, 0, exchange);              exchange is the next request now
 *   }
 *
 * A step is advice with its reason: the specification's keyword, the section, a word for programs and a sentence for people. What a client does
 * where the specification leaves it free is the policy's: that of a careful client, of one's own, or of a well-known client, so that one can ask
 * what curl or a browser will do with a response.
 *
 * The fields that a client makes by itself (Host, Content-Length, Cookie from a jar, Referer ...) are made by it anew for each request; a chain
 * speaks of the fields that the exchange has.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_NEXT_H
#define HTTPSTATUS_NEXT_H

#include <httpstatus/exchange.h>
#include <httpstatus/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a client does where it is free to choose. */
struct httpstatus_policy;

/* One thing that the user wanted, and what must not be forgotten on the way. */
struct httpstatus_chain;

/* One thing that can be done next. */
struct httpstatus_step;

/* ---- chains ---- */

/**
 * A chain at its beginning.
 *
 * @policy: copied; NULL is that of a careful client
 * Returns: owned by the caller, for httpstatus_chain_free; NULL when there is no memory
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_chain *httpstatus_chain_new(const struct httpstatus_policy *policy);

/**
 * Makes a chain as if it were new, but keeps its memory and its policy.
 *
 * @chain: NULL is fine
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_chain_clear(struct httpstatus_chain *chain);

/**
 * Ends a chain.
 *
 * @chain: from httpstatus_chain_new; NULL is fine
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_chain_free(struct httpstatus_chain *chain);

/* What the caller is able to do. */
enum httpstatus_ability {
	HTTPSTATUS_CAN_CONNECT,            /* open a new connection */
	HTTPSTATUS_CAN_AUTHENTICATE,       /* answer the challenge of an origin server that is in this exchange */
	HTTPSTATUS_CAN_AUTHENTICATE_PROXY, /* answer the challenge of a proxy that is in this exchange */
	HTTPSTATUS_CAN_RESEND, /* send the content again; asked where HTTPSTATUS_PROPERTY_REQUEST_CONTENT is unknown */
	HTTPSTATUS_CAN_RECODE, /* send the content in another coding or media type */
	HTTPSTATUS_CAN_USE_STORED /* answer with a stored response that may be used although it is stale */
};

/* What is so in this exchange. */
enum httpstatus_circumstance {
	HTTPSTATUS_WITH_OWN_CONDITION, /* the client itself made the request conditional, for the sake of what it has stored */
	HTTPSTATUS_IN_EARLY_DATA,          /* the request was sent in TLS early data */
	HTTPSTATUS_ON_REUSED_CONNECTION,   /* the connection had served a request before */
	HTTPSTATUS_ON_COALESCED_CONNECTION /* the connection was made for another origin */
};

/* Who asks. */
enum httpstatus_role {
	HTTPSTATUS_ROLE_USER_AGENT,
	HTTPSTATUS_ROLE_PROXY /* for somebody else: it does not follow redirects, and hands responses on */
};

/* What a chain cannot know by itself. Set it all to zero, then size to sizeof(struct httpstatus_next_input), then what is to be said. */
struct httpstatus_next_input {
	size_t size;
	const char *
		protocols; /* those that it can upgrade to, as Upgrade would list them: "websocket, h2c"; ends in NUL; NULL is none */
	int role;               /* one of enum httpstatus_role */
	uint32_t abilities;     /* bit n is n of enum httpstatus_ability */
	uint32_t circumstances; /* bit n is n of enum httpstatus_circumstance */
	uint32_t reserved;      /* 0 */
	int64_t now;            /* in seconds since 1970; HTTPSTATUS_UNKNOWN where nobody knows */
	uint64_t random;        /* any number, another one each time: it spreads the retries of many clients */
	uint64_t more[3];       /* 0 */
};

/**
 * Finds what can be done next.
 *
 * The steps of before are gone. The chain's memory does not change: that is for httpstatus_chain_take. An exchange of which nothing came back
 * so far is one too: the step is to go on reading.
 *
 * @chain: NULL is an error
 * @exchange: borrowed for this call: the request, and what came of it so far; interim responses, the final one, or how it ended. NULL is an
 *            error
 * @input: NULL is a user agent that can connect, authenticate and send content again, without a clock
 * Returns: 0, and then there is at least one step; HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_SIZE, HTTPSTATUS_ERROR_ARGUMENT (a role, a bit or
 *          something reserved in @input that does not exist), HTTPSTATUS_ERROR_MEMORY, and then there is none
 * Threads: a chain belongs to one thread at a time
 * RFC 9110, sections 9.2.2 and 15. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_next(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange,
	const struct httpstatus_next_input *input);

/**
 * A step.
 *
 * @chain: borrowed; may be NULL
 * @i: from 0: the best first
 * Returns: borrowed, valid until the chain changes; NULL past the end
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API const struct httpstatus_step *httpstatus_chain_step(const struct httpstatus_chain *chain, size_t i);

/**
 * Takes a step: the chain remembers it, and where the step sends a request, makes that request.
 *
 * The next request has the fields of the one before, without those that the step drops and with those that it adds where it knows their value;
 * the others the caller adds: Authorization, If-Match.
 *
 * @chain: NULL is an error
 * @i: of httpstatus_chain_step
 * @exchange: becomes the next request, with nothing known of a response; it may be the one of httpstatus_next, or another, and stays as it is
 *            where the step sends none; NULL is fine
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT (there is no such step),
 *          HTTPSTATUS_ERROR_LIMIT (of @exchange), HTTPSTATUS_ERROR_MEMORY
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_chain_take(
	struct httpstatus_chain *chain, size_t i, struct httpstatus_exchange *exchange);

/* What is worth knowing besides the steps. */
enum httpstatus_chain_fact {
	HTTPSTATUS_CHAIN_REMOVE_FROM_INDEX,   /* 410: links to it should go */
	HTTPSTATUS_CHAIN_TREATED_AS_CLASS,    /* the code is not registered, and counts as x00 of its class */
	HTTPSTATUS_CHAIN_CAPTIVE_PORTAL,      /* 511: the network answered, not the server */
	HTTPSTATUS_CHAIN_TARGET_VISITED,      /* the chain has been where Location leads */
	HTTPSTATUS_CHAIN_PERMANENT,           /* 301, 308: links should lead to Location from now on */
	HTTPSTATUS_CHAIN_DOWNGRADE,           /* Location leads from https to http */
	HTTPSTATUS_CHAIN_CREDENTIALS_DROPPED, /* the next request goes without credentials, and so do all after it */
	HTTPSTATUS_CHAIN_CONTENT_DROPPED,     /* the next request goes without content, and so do all after it */
	HTTPSTATUS_CHAIN_CHALLENGE_MISSING,   /* 401 or 407 without a challenge (RFC 9110, 11.6.1 and 11.7.1) */
	HTTPSTATUS_CHAIN_LOCATION_MISSING,    /* 301, 302, 303, 307 or 308 without Location */
	HTTPSTATUS_CHAIN_LOCATION_UNUSABLE,   /* Location is not of http or https, or no URI reference */
	HTTPSTATUS_CHAIN_LOCATION_REPEATED,   /* there are several, and they differ */
	HTTPSTATUS_CHAIN_RETRY_AFTER_INVALID,
	HTTPSTATUS_CHAIN_UNREQUESTED_304, /* 304 to a request without a condition */
	HTTPSTATUS_CHAIN_UNREQUESTED_206, /* 206 to a request without Range */
	HTTPSTATUS_CHAIN_UNREQUESTED_101, /* 101 to a request without Upgrade, or not in HTTP/1.1 */
	HTTPSTATUS_CHAIN_ALLOW_MISSING,   /* 405 without Allow */
	HTTPSTATUS_CHAIN_UPGRADE_MISSING  /* 426 without Upgrade */
};

/**
 * What is worth knowing besides the steps, as of the last httpstatus_next.
 *
 * @chain: borrowed; may be NULL
 * Returns: bit n for each enum httpstatus_chain_fact n; 0 for NULL
 * Threads: a chain belongs to one thread at a time
 * Since: 0.1
 */
HTTPSTATUS_API uint32_t httpstatus_chain_facts(const struct httpstatus_chain *chain);

/**
 * The word for a fact of a chain: "target-visited".
 *
 * @fact: any int; those of enum httpstatus_chain_fact, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_chain_fact_name(int fact);

/* ---- a step: what, and why ---- */

/* What can be done. */
enum httpstatus_action {
	HTTPSTATUS_ACTION_CONTINUE_READING, /* the final response is still to come */
	HTTPSTATUS_ACTION_SEND_CONTENT,     /* which was held back */
	HTTPSTATUS_ACTION_STOP_SENDING,     /* and then look at the response: ask for the next step again */
	HTTPSTATUS_ACTION_SWITCH_PROTOCOL,  /* the connection speaks another protocol from here on */
	HTTPSTATUS_ACTION_TUNNEL,           /* the connection is a tunnel from here on */
	HTTPSTATUS_ACTION_FOLLOW,           /* ask where Location leads */
	HTTPSTATUS_ACTION_RETRY,            /* ask again */
	HTTPSTATUS_ACTION_AUTHENTICATE,     /* ask again with credentials; the caller adds the field */
	HTTPSTATUS_ACTION_USE_STORED,       /* answer with a stored response */
	HTTPSTATUS_ACTION_MAKE_CONDITIONAL, /* ask again with a condition; the caller adds the field */
	HTTPSTATUS_ACTION_UPGRADE,          /* ask again, for another protocol */
	HTTPSTATUS_ACTION_RESUME,           /* ask for the rest */
	HTTPSTATUS_ACTION_FINAL,            /* the response is the answer */
	HTTPSTATUS_ACTION_ERROR             /* there is no answer */
};

/**
 * What to do, one of enum httpstatus_action.
 *
 * @step: borrowed; may be NULL
 * Returns: the action; HTTPSTATUS_ACTION_ERROR for NULL
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_step_action(const struct httpstatus_step *step);

/**
 * The word for an action: "follow".
 *
 * @action: any int; those of enum httpstatus_action, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_action_name(int action);

/**
 * Whether an action sends another request.
 *
 * @action: any int
 * Returns: true for follow, retry, authenticate, make-conditional, upgrade and resume
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_action_requests(int action);

/**
 * How strongly the specification asks for it, one of enum httpstatus_level: HTTPSTATUS_LEVEL_MUST, HTTPSTATUS_LEVEL_SHOULD,
 * HTTPSTATUS_LEVEL_MAY, or HTTPSTATUS_LEVEL_POLICY where it has no keyword for it.
 *
 * @step: borrowed; may be NULL
 * Returns: the level; HTTPSTATUS_LEVEL_POLICY for NULL
 * Threads: a step belongs to its chain's thread
 * RFC 2119. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_step_level(const struct httpstatus_step *step);

/**
 * The document and section that say so: "RFC 9110, 15.4.8".
 *
 * @step: borrowed; may be NULL
 * Returns: static text; NULL for NULL
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_section(const struct httpstatus_step *step);

/**
 * The reason, as a word for programs that never changes its meaning: "temporary-redirect".
 *
 * @step: borrowed; may be NULL
 * Returns: static text; NULL for NULL
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_reason(const struct httpstatus_step *step);

/**
 * The reason, as a sentence or two for a person.
 *
 * @step: borrowed; may be NULL
 * Returns: static text; NULL for NULL
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_text(const struct httpstatus_step *step);

/* ---- a step: the next request ---- */

/**
 * The method of the next request.
 *
 * @step: borrowed; may be NULL
 * @length: where not NULL, gets the octets of the method
 * Returns: text valid as long as the step; NULL where the step sends no request, or the method was and stays unknown
 * Threads: a step belongs to its chain's thread
 * RFC 9110, section 15.4. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_method(const struct httpstatus_step *step, size_t *length);

/**
 * The target of the next request: its URI where that is known; a path, or Location's reference, where nobody said the scheme or there is nothing
 * to resolve it against. A fragment that it may have is for the user agent, and is not sent (RFC 9110, 7.1).
 *
 * @step: borrowed; may be NULL
 * @length: where not NULL, gets the octets of the target
 * Returns: text valid as long as the step; NULL where the step sends no request, or the target was and stays unknown
 * Threads: a step belongs to its chain's thread
 * RFC 9110, section 15.4. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_target(const struct httpstatus_step *step, size_t *length);

/* What becomes of the content. */
enum httpstatus_next_content {
	HTTPSTATUS_NEXT_CONTENT_NONE, /* there was none, or the step sends no request */
	HTTPSTATUS_NEXT_CONTENT_KEEP, /* it is sent again */
	HTTPSTATUS_NEXT_CONTENT_DROP  /* it is not sent again, and nor are the fields about it */
};

/**
 * The word for what becomes of content: "keep".
 *
 * @content: any int; those of enum httpstatus_next_content, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_next_content_name(int content);

/**
 * What becomes of the request's content, one of enum httpstatus_next_content.
 *
 * @step: borrowed; may be NULL
 * Returns: what becomes of it; HTTPSTATUS_NEXT_CONTENT_NONE for NULL
 * Threads: a step belongs to its chain's thread
 * RFC 9110, section 15.4. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_step_content(const struct httpstatus_step *step);

/**
 * A field that the next request does not take along from the one before.
 *
 * @step: borrowed; may be NULL
 * @i: from 0
 * Returns: its name as the request has it, valid as long as the step; NULL past the end
 * Threads: a step belongs to its chain's thread
 * RFC 9110, section 15.4. Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_drop_field(const struct httpstatus_step *step, size_t i);

/**
 * A field that the next request has and the one before had not, or not so.
 *
 * @step: borrowed; may be NULL
 * @i: from 0
 * Returns: its name, valid as long as the step; NULL past the end
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_add_field(const struct httpstatus_step *step, size_t i);

/**
 * The value of a field that the next request has.
 *
 * @step: borrowed; may be NULL
 * @i: of httpstatus_step_add_field
 * Returns: its value, valid as long as the step; NULL past the end, and where only the caller can know it: credentials, If-Match
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_step_add_value(const struct httpstatus_step *step, size_t i);

/* Where a delay comes from. */
enum httpstatus_delay_source {
	HTTPSTATUS_DELAY_NONE,        /* there is none */
	HTTPSTATUS_DELAY_RETRY_AFTER, /* the server asked for it */
	HTTPSTATUS_DELAY_BACKOFF      /* the policy, with the caller's random number */
};

/**
 * The word for where a delay comes from: "retry-after".
 *
 * @source: any int; those of enum httpstatus_delay_source, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_delay_source_name(int source);

/**
 * How long to wait before the next request. A wait that the server asks for is never shortened, unless the policy is one of a client that does.
 *
 * @step: borrowed; may be NULL
 * Returns: seconds; 0 for none, and for NULL
 * Threads: a step belongs to its chain's thread
 * RFC 9110, section 10.2.3. Since: 0.1
 */
HTTPSTATUS_API int64_t httpstatus_step_delay(const struct httpstatus_step *step);

/**
 * Where the delay comes from, one of enum httpstatus_delay_source.
 *
 * @step: borrowed; may be NULL
 * Returns: where from; HTTPSTATUS_DELAY_NONE for NULL
 * Threads: a step belongs to its chain's thread
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_step_delay_source(const struct httpstatus_step *step);

/* Which connection. */
enum httpstatus_next_connection {
	HTTPSTATUS_NEXT_CONNECTION_REUSE, /* this one will do */
	HTTPSTATUS_NEXT_CONNECTION_NEW,   /* the next request needs another one */
	HTTPSTATUS_NEXT_CONNECTION_CLOSE  /* close this one */
};

/**
 * The word for a connection: "new".
 *
 * @connection: any int; those of enum httpstatus_next_connection, from 0, have a word
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_next_connection_name(int connection);

/**
 * Which connection is for the next request, or what becomes of this one where there is none, one of enum httpstatus_next_connection.
 *
 * @step: borrowed; may be NULL
 * Returns: which; HTTPSTATUS_NEXT_CONNECTION_CLOSE for NULL
 * Threads: a step belongs to its chain's thread
 * RFC 9112, section 9. Since: 0.1
 */
HTTPSTATUS_API int httpstatus_step_connection(const struct httpstatus_step *step);

/**
 * Whether the next request must wait for the end of the TLS handshake.
 *
 * @step: borrowed; may be NULL * Returns: true where it must not be sent in early data: after 425, and where the method is not safe (RFC 8470, 4)
 * Threads: a step belongs to its chain's thread
 * RFC 8470, section 5.2. Since: 0.1
 */
HTTPSTATUS_API bool httpstatus_step_avoids_early_data(const struct httpstatus_step *step);

/* ---- policies ---- */

/**
 * A policy like that of a client.
 *
 * @client: "curl" and the like, one of httpstatus_client_name; NULL is "default", a careful client
 * Returns: owned by the caller, for httpstatus_policy_free; NULL when there is no such client, or no memory
 * Threads: a policy may be read by any number of threads at the same time, as long as none changes it
 * Since: 0.1
 */
HTTPSTATUS_API struct httpstatus_policy *httpstatus_policy_new(const char *client);

/**
 * Changes a setting. Chains that were made before go on as they were.
 *
 * @policy: NULL is an error
 * @setting: a word of httpstatus_setting_name, which ends in NUL; NULL is an error
 * @value: @length octets, copied: a number, a word, or a list with single spaces, as httpstatus_setting_text says
 * @length: in octets
 * Returns: 0, or why not, and then nothing has changed: HTTPSTATUS_ERROR_HANDLE, HTTPSTATUS_ERROR_ARGUMENT (there is no such setting),
 *          HTTPSTATUS_ERROR_SYNTAX (the setting does not take such a value), HTTPSTATUS_ERROR_MEMORY
 * Threads: no other thread may use @policy at the same time
 * Since: 0.1
 */
HTTPSTATUS_API int httpstatus_policy_set(
	struct httpstatus_policy *policy, const char *setting, const char *value, size_t length);

/**
 * The value of a setting.
 *
 * @policy: borrowed; NULL is the policy of a careful client
 * @setting: a word of httpstatus_setting_name; NULL has no value
 * Returns: text valid until the setting changes; NULL where there is no such setting
 * Threads: a policy may be read by any number of threads at the same time, as long as none changes it
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_policy_get(const struct httpstatus_policy *policy, const char *setting);

/**
 * Ends a policy. Chains that were made with it go on.
 *
 * @policy: from httpstatus_policy_new; NULL is fine
 * Threads: no other thread may use @policy at the same time
 * Since: 0.1
 */
HTTPSTATUS_API void httpstatus_policy_free(struct httpstatus_policy *policy);

/**
 * The word for a setting: "redirect-301".
 *
 * @i: from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_setting_name(size_t i);

/**
 * What a setting is about, and which values it takes.
 *
 * @i: of httpstatus_setting_name
 * Returns: a short static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_setting_text(size_t i);

/* ---- well-known clients ---- */

/**
 * The word for a client whose behaviour is known: "curl". The first is "default", a careful client that is none of them.
 *
 * @i: from 0
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_name(size_t i);

/**
 * The name of a client, and how it is set up: "curl --location --retry".
 *
 * @i: of httpstatus_client_name
 * Returns: static text; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_title(size_t i);

/**
 * The version of a client that is described: "7.88.1".
 *
 * @i: of httpstatus_client_name
 * Returns: static text, empty where the client has no versions; NULL past the end
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_version(size_t i);

/**
 * Where it is known from that a client has a setting so: a file of its source, a document, or an observation.
 *
 * @i: of httpstatus_client_name
 * @setting: of httpstatus_setting_name, by its place
 * Returns: static text; NULL past the end, and where nothing is known of the client, so that the setting is that of "default"
 * Threads: any, at the same time
 * Since: 0.1
 */
HTTPSTATUS_API const char *httpstatus_client_source(size_t i, size_t setting);

#ifdef __cplusplus
}
#endif

#endif
