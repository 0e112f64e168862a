/*
 * The dialogue: questions go to standard error, so that what comes of it can be piped; answers come from standard input.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choice.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

struct dialogue {
	struct httpstatus_choice *choice;
	struct terminal terminal; /* standard error */
	bool usual;               /* asks only what has no default */
	bool echoes;              /* the answers, which no terminal shows */
	char *line;
	size_t size;
};

/* ---- what is said ---- */

/* A text of ours, wrapped. */
static void say(const struct dialogue *dialogue, enum style style, int indent, const char *text)
{
	fprintf(stderr, "%s%*s", terminal_style(&dialogue->terminal, style), indent, "");
	terminal_wrap(&dialogue->terminal, text, indent, indent);
	fputs(terminal_plain(&dialogue->terminal), stderr);
}

static void pose(const struct dialogue *dialogue, const struct httpstatus_node *question)
{
	putc('\n', stderr);
	say(dialogue, STYLE_BOLD, 0, httpstatus_node_text(question));
	say(dialogue, STYLE_DIM, 2, question_takes(question));
}

/* What Enter says; NULL where it says nothing. */
static const char *usual_answer(const struct httpstatus_choice *choice)
{
	const char *answer = httpstatus_choice_usual(choice);

	return answer || !httpstatus_node_is_optional(httpstatus_choice_question(choice)) ? answer : "";
}

/* What Enter says has a line of its own where it is long. */
static void prompt(const struct dialogue *dialogue)
{
	const char *answer = usual_answer(dialogue->choice);
	struct clause shown = {.used = 0};

	if (answer) {
		clause_add(&shown, "[%s]", answer_shown(answer));
		if ((int)shown.used > dialogue->terminal.columns / 2)
			say(dialogue, STYLE_PLAIN, 0, shown.text);
		else
			fprintf(stderr, "%s ", shown.text);
	}
	fprintf(stderr, "%s>%s ", terminal_style(&dialogue->terminal, STYLE_BOLD), terminal_plain(&dialogue->terminal));
	fflush(stderr);
}

static void tell_why(const struct dialogue *dialogue, const struct httpstatus_node *question)
{
	struct clause why = {.used = 0};

	clause_add(&why, "%s, of %s. What is asked for: %s.", httpstatus_node_id(question),
		httpstatus_node_reference(question), question_takes(question));
	say(dialogue, STYLE_DIM, 2, why.text);
}

static void tell_wrong(const struct dialogue *dialogue, const struct httpstatus_node *question, const char *answer)
{
	struct clause wrong = {.used = 0};

	if (*answer)
		clause_add(&wrong, "\"%.200s\" is no answer to this.", answer);
	else
		clause_add(&wrong, "This one has to be answered.");
	clause_add(&wrong, " What is asked for: %s.", question_takes(question));
	say(dialogue, STYLE_DIM, 2, wrong.text);
}

/* ---- what is answered ---- */

/* The next line without the white space around it. NULL where there is none. */
static char *line_read(struct dialogue *dialogue)
{
	errno = 0;
	ssize_t length = getline(&dialogue->line, &dialogue->size, stdin);
	char *begin = dialogue->line;

	if (length < 0)
		return NULL;
	while (length > 0 && isspace((unsigned char)begin[length - 1]))
		begin[--length] = '\0';
	while (isspace((unsigned char)*begin))
		begin++;
	if (dialogue->echoes)
		terminal_wrap(&dialogue->terminal, begin, 0, 0);
	return begin;
}

static bool is_one_of(const char *text, const char *word, const char *sign)
{
	return strcasecmp(text, word) == 0 || strcmp(text, sign) == 0;
}

/* The way that a word stands for: it itself, or the only one that begins so. */
static const char *way_meant(const struct httpstatus_node *question, const char *word)
{
	const char *way, *found = NULL;
	size_t length = strlen(word), count = 0;

	for (size_t i = 0; (way = httpstatus_node_way(question, i)); i++) {
		if (strcasecmp(way, word) == 0)
			return way;
		if (strncasecmp(way, word, length) != 0)
			continue;
		found = way;
		count++;
	}
	return count == 1 ? found : word;
}

/* A date may be seconds since 1970, which no HTTP-date looks like. */
static bool seconds_read(const char *text, int64_t *seconds)
{
	char *end;

	errno = 0;
	*seconds = strtoll(text, &end, 10);
	return *text && !*end && errno == 0;
}

static int answer(struct httpstatus_choice *choice, const struct httpstatus_node *question, const char *text)
{
	int type = httpstatus_node_type(question);
	int64_t seconds;

	if (!*text)
		text = usual_answer(choice);
	if (!text)
		return HTTPSTATUS_ERROR_ANSWER;
	if (httpstatus_node_is_optional(question) && strcasecmp(text, "none") == 0)
		text = "";
	if (type == HTTPSTATUS_ANSWER_TYPE_DATE && seconds_read(text, &seconds))
		return answer_number(choice, seconds);
	if (type == HTTPSTATUS_ANSWER_TYPE_YES_NO || type == HTTPSTATUS_ANSWER_TYPE_WORD)
		text = way_meant(question, text);
	return httpstatus_choice_answer(choice, text, strlen(text));
}

/* Who goes back wants to answer otherwise, so from there on everything is asked. */
static void go_back(struct dialogue *dialogue)
{
	dialogue->usual = false;
	if (httpstatus_choice_back(dialogue->choice) != 0)
		say(dialogue, STYLE_DIM, 2, "This is the first question: there is nothing to take back.");
}

/* Asks once, and takes what is said. False where nothing is said. */
static bool ask(struct dialogue *dialogue, const struct httpstatus_node *question)
{
	prompt(dialogue);
	const char *said = line_read(dialogue);

	if (!said)
		return false;
	if (is_one_of(said, "back", "<"))
		go_back(dialogue);
	else if (is_one_of(said, "rest", ">"))
		dialogue->usual = true;
	else if (is_one_of(said, "why", "?"))
		tell_why(dialogue, question);
	else if (answer(dialogue->choice, question, said) != 0)
		tell_wrong(dialogue, question, said);
	return true;
}

/* ---- all questions ---- */

static bool ask_all(struct dialogue *dialogue)
{
	const struct httpstatus_node *question, *posed = NULL;

	while ((question = httpstatus_choice_question(dialogue->choice))) {
		if (dialogue->usual && answer_usual(dialogue->choice) == 0)
			continue;
		if (!posed)
			say(dialogue, STYLE_DIM, 0,
				"Enter takes what is in brackets; rest takes that for all that is left; back takes an "
				"answer back; why tells more.");
		if (question != posed)
			pose(dialogue, question);
		posed = question;
		if (ask(dialogue, question))
			continue;
		putc('\n', stderr);
		if (errno)
			complain("standard input cannot be read: %s", strerror(errno));
		else
			complain("choose: the answers end before \"%s\" is answered, so there is no code yet",
				httpstatus_node_id(question));
		return false;
	}
	if (posed && isatty(STDOUT_FILENO))
		putc('\n', stderr);
	return true;
}

bool choice_ask(struct httpstatus_choice *choice, bool usual)
{
	struct dialogue dialogue = {
		.choice = choice, .terminal = terminal_of(stderr), .usual = usual, .echoes = !isatty(STDIN_FILENO)};
	bool good = ask_all(&dialogue);

	free(dialogue.line);
	return good;
}
