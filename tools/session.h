/*
 * What a check of recordings found.
 *
 * SPDX-License-Identifier: MIT
 */
#ifndef HTTPSTATUS_SESSION_H
#define HTTPSTATUS_SESSION_H

#include "command.h"
#include "input.h"

/* The worst first: must and must-not; cannot; should and should-not; may; advice. */
enum { RANK_MUST, RANK_CANNOT, RANK_SHOULD, RANK_MAY, RANK_ADVICE, RANKS };

struct checked {
	char *file;
	int64_t entry;
	char *host, *method, *target; /* NULL where that is not known */
	int status;                   /* 0 where no response came */
	size_t findings;
};

struct found {
	const struct httpstatus_rule *rule;
	char *message;
	size_t exchange;
	size_t place; /* among those of the checker */
	size_t of_rule,
		of_host; /* how many the rule has, and how many of the same host: in a session that was sorted */
};

struct session {
	/* what is asked for */
	int rank;                  /* what is weaker is hidden */
	bool keeps_all;            /* exchanges in which nothing was found, too */
	const char *host, *domain; /* only of this host; only of this domain and those below it; NULL for all */
	struct baseline *baseline; /* what was known before; NULL for none */

	/* what came of it */
	struct checked *exchanges;
	size_t exchange_count, exchange_capacity;
	struct found *findings;
	size_t finding_count, finding_capacity;
	size_t total, right,
		elsewhere; /* exchanges: all, those in which nothing was found, and those of other hosts, which were not looked at */
	size_t with[RANKS];          /* exchanges whose worst finding has this rank */
	size_t found, hidden, known; /* findings: those that count, weaker ones, and those of the baseline */
};

/* ---- rank.c ---- */

int rank_of(int level);

/* The level as people say it: "must". NULL for a rank that there is not. */
const char *rank_word(int rank);

/* The rank of such a word; RANKS for any other. */
int rank_find(const char *word);

/* ---- host.c ---- */

/* "api.example.com:8080", in lower case, from the target or Host; for free(). NULL where it is not known. */
char *host_of_exchange(const struct httpstatus_exchange *exchange);

/* Whether it is @host, with its port or without. */
bool host_is(const char *host, const char *wanted);

/* Whether it is @domain, or below that. */
bool host_is_below(const char *host, const char *domain);

/* The part of a target behind its authority: "/a?b"; all of what has none. */
const char *target_path(const char *target);

/* ---- baseline.c ---- */

struct baseline;

/* Reads a file that baseline_write wrote. NULL, having complained, where that cannot be. */
struct baseline *baseline_read(const char *path);
void baseline_free(struct baseline *baseline);
bool baseline_has(const struct baseline *baseline, const struct httpstatus_rule *rule, const struct checked *exchange);

/* Writes all that was found. False, having complained, where that cannot be. */
bool baseline_write(const struct session *session, const char *path);

/* ---- session.c ---- */

/* Takes what a checker found in an exchange. False where that is of another host. */
bool session_add(
	struct session *session, const struct httpstatus_exchange *exchange, const struct httpstatus_checker *checker);

/* The worst rules first, and what is found most often; within a rule by host. */
void session_sort(struct session *session);

/* Keeps only what was counted. */
void session_forget(struct session *session);
void session_free(struct session *session);

/* "POST /v1/items", with at most @room columns for the target, whose middle is left out then. */
void clause_add_request(struct clause *clause, const struct checked *exchange, size_t room);

/* ---- how it is said: each takes a session that was sorted ---- */

void report_text(
	const struct terminal *terminal, const struct session *session, const struct input *input); /* report.c */
void report_end(const struct terminal *terminal, const struct session *session, const struct input *input, bool each);
void report_github(const struct session *session); /* annotate.c */
void report_sarif(const struct session *session);  /* sarif.c */
void report_junit(const struct session *session);  /* junit.c */

#endif
