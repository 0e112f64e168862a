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
	struct asking_choice asking;
	struct terminal terminal; /* standard error */
	bool usual;               /* asks only what has no default */
	bool echoes;              /* the answers, which no terminal shows */
	int posed;                /* questions, so far */
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

static void pose(struct dialogue *dialogue, const struct httpstatus_node *question)
{
	struct clause clause = {.used = 0};

	clause_add(&clause, "%d. %s", ++dialogue->posed, httpstatus_node_text(question));
	putc('\n', stderr);
	say(dialogue, STYLE_BOLD, 0, clause.text);
	say(dialogue, STYLE_DIM, 2, question_takes(question));
}

/* What Enter says has a line of its own where it is long. */
static void prompt(const struct dialogue *dialogue)
{
	const char *answer = answer_of_enter(dialogue->asking.choice);
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

/* Where an answer leads: to a code, or to another question. */
static void clause_add_way(struct clause *clause, struct httpstatus_choice *choice, const char *way)
{
	if (httpstatus_choice_answer(choice, way, strlen(way)) != 0)
		return;
	const struct httpstatus_node *next = httpstatus_choice_question(choice);
	if (next)
		clause_add(clause, " %s leads to \"%s\";", way, httpstatus_node_id(next));
	else
		clause_add(clause, " %s leads to %d;", way, httpstatus_choice_code(choice));
	httpstatus_choice_back(choice);
}

/* What a question is of, and where each word leads that answers it. */
static void tell_why(const struct dialogue *dialogue, const struct httpstatus_node *question)
{
	int type = httpstatus_node_type(question);
	bool by_word = type == HTTPSTATUS_ANSWER_TYPE_WORD || type == HTTPSTATUS_ANSWER_TYPE_YES_NO;
	struct clause why = {.used = 0};
	const char *way;

	clause_add(&why, "%s: %s says so.", httpstatus_node_id(question), httpstatus_node_reference(question));
	for (size_t i = 0; by_word && (way = httpstatus_node_way(question, i)); i++)
		clause_add_way(&why, dialogue->asking.choice, way);
	if (why.text[why.used - 1] == ';')
		why.text[why.used - 1] = '.';
	clause_add(&why, " What is asked for: %s.", question_takes(question));
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

/* Who goes back wants to answer otherwise, so from there on everything is asked. */
static void go_back(struct dialogue *dialogue)
{
	dialogue->usual = false;
	if (httpstatus_choice_back(dialogue->asking.choice) != 0)
		say(dialogue, STYLE_DIM, 2, "This is the first question: there is nothing to take back.");
}

static const char help[] = "Enter takes what is in brackets; back takes an answer back; rest takes what is usual for "
			   "all that is left; why tells where "
			   "each answer leads; quit ends it.";

enum said { SAID_NOTHING, SAID_QUIT, SAID_SOMETHING };

/* Asks once, and takes what is said. */
static enum said ask(struct dialogue *dialogue, const struct httpstatus_node *question)
{
	prompt(dialogue);
	const char *said = line_read(dialogue);

	if (!said)
		return SAID_NOTHING;
	if (is_one_of(said, "quit", "q"))
		return SAID_QUIT;
	if (is_one_of(said, "back", "<"))
		go_back(dialogue);
	else if (is_one_of(said, "rest", ">"))
		dialogue->usual = true;
	else if (is_one_of(said, "why", "?"))
		tell_why(dialogue, question);
	else if (is_one_of(said, "help", "h"))
		say(dialogue, STYLE_DIM, 2, help);
	else if (answer_text(dialogue->asking.choice, question, said) != 0)
		tell_wrong(dialogue, question, said);
	return SAID_SOMETHING;
}

/* ---- all questions ---- */

/* Whether a list of words with spaces between has a word. */
static bool names(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (; list && *list; list += strcspn(list, " "), list += strspn(list, " "))
		if (strcspn(list, " ") == length && memcmp(list, word, length) == 0)
			return true;
	return false;
}

static int answer_given(const struct dialogue *dialogue, const struct httpstatus_node *question, const json_t *value)
{
	struct httpstatus_choice *choice = dialogue->asking.choice;
	int error = json_is_string(value) ? answer_text(choice, question, json_string_value(value))
					  : answer_value(choice, question, value);

	if (error)
		complain("choose: \"%s\" is \"%s\", which is no answer to: %s What is asked for: %s",
			httpstatus_node_id(question), json_is_string(value) ? json_string_value(value) : "?",
			httpstatus_node_text(question), question_takes(question));
	return error;
}

/* Answers what nobody has to be asked. 1 where it did, 0 where somebody has to be, -1, having complained, for what is no answer. */
static int answer_unasked(struct dialogue *dialogue, const struct httpstatus_node *question)
{
	const struct asking_choice *asking = &dialogue->asking;
	const char *id = httpstatus_node_id(question);
	const json_t *value = json_object_get(asking->answers, id);

	if (value)
		return answer_given(dialogue, question, value) == 0 ? 1 : -1;
	if (!dialogue->usual || names(asking->asks, id) || answer_usual(asking->choice) != 0)
		return 0;
	if (asking->granted)
		json_array_append_new(asking->granted, json_string(id));
	return 1;
}

static int quit(const struct dialogue *dialogue)
{
	say(dialogue, STYLE_DIM, 0, "Nothing was chosen.");
	return EXIT_NOTHING;
}

/* Why there is no answer. */
static int stop(const struct dialogue *dialogue, const struct httpstatus_node *question, enum said said)
{
	putc('\n', stderr);
	if (said == SAID_QUIT)
		return quit(dialogue);
	if (errno)
		complain("standard input cannot be read: %s", strerror(errno));
	else
		complain("choose: the answers end before \"%s\" is answered, so there is no code yet",
			httpstatus_node_id(question));
	return EXIT_TROUBLE;
}

static int ask_all(struct dialogue *dialogue)
{
	const struct httpstatus_node *question, *posed = NULL;

	while ((question = httpstatus_choice_question(dialogue->asking.choice))) {
		int unasked = answer_unasked(dialogue, question);
		if (unasked < 0)
			return EXIT_TROUBLE;
		if (unasked)
			continue;
		if (!posed)
			say(dialogue, STYLE_DIM, 0, help);
		if (question != posed)
			pose(dialogue, question);
		posed = question;
		enum said said = ask(dialogue, question);
		if (said != SAID_SOMETHING)
			return stop(dialogue, question, said);
	}
	if (posed && isatty(STDOUT_FILENO))
		putc('\n', stderr);
	return EXIT_FOUND;
}

static struct dialogue dialogue_begin(const struct asking_choice *asking)
{
	return (struct dialogue){.asking = *asking,
		.terminal = terminal_of(stderr),
		.usual = asking->usual,
		.echoes = !isatty(STDIN_FILENO)};
}

int choice_ask(const struct asking_choice *asking)
{
	struct dialogue dialogue = dialogue_begin(asking);
	int status = ask_all(&dialogue);

	free(dialogue.line);
	return status;
}

/* ---- what happened ---- */

/* The rows that a menu is of: each that differs from the one before in what it says, and fits the method. */
struct menu {
	const struct situation *rows[32];
	size_t count;
};

static void menu_add(struct menu *menu, const struct situation *row)
{
	if (menu->count < sizeof menu->rows / sizeof *menu->rows)
		menu->rows[menu->count++] = row;
}

static bool is_for(const struct situation *row, const char *method)
{
	if (!method)
		return row->method != NULL;
	return !row->methods || names(row->methods, method);
}

/* What may have happened at all. */
static struct menu menu_of_all(void)
{
	struct menu menu = {.count = 0};
	const struct situation *row, *last = NULL;

	for (size_t i = 0; (row = situation_at(i)); last = row, i++)
		if (!last || strcmp(last->what, row->what) != 0)
			menu_add(&menu, row);
	return menu;
}

/* What more may be said of one; a row for the method comes before those for any. */
static struct menu menu_of(const char *what, const char *method)
{
	struct menu menu = {.count = 0};
	const struct situation *row;

	for (size_t i = 0; (row = situation_at(i)); i++) {
		if (strcmp(row->what, what) != 0 || !is_for(row, method))
			continue;
		const struct situation *last = menu.count ? menu.rows[menu.count - 1] : NULL;
		if (!last || !row->detail || strcmp(last->detail, row->detail) != 0)
			menu_add(&menu, row);
	}
	return menu;
}

static const char *text_of(const struct situation *row, bool detail)
{
	return detail ? row->detail : row->what;
}

/* In as many columns as there is room for. */
static void menu_put(const struct dialogue *dialogue, const struct menu *menu, bool detail)
{
	size_t width = 0;
	const char *last = detail ? NULL : "something else";

	for (size_t i = 0; i < menu->count; i++)
		width = strlen(text_of(menu->rows[i], detail)) > width ? strlen(text_of(menu->rows[i], detail)) : width;
	size_t total = menu->count + (last != NULL), columns = (size_t)dialogue->terminal.columns / (width + 6);
	size_t lines = columns > 1 ? (total + columns - 1) / columns : total;
	for (size_t line = 0; line < lines; line++) {
		for (size_t i = line; i < total; i += lines)
			fprintf(stderr, "  %2zu %-*s ", i + 1, i + lines < total ? (int)width : 0,
				i < menu->count ? text_of(menu->rows[i], detail) : last);
		putc('\n', stderr);
	}
}

/* The row that is meant by its number, or by words that only one of them has; NONE for none, and the count for something else. */
static size_t row_meant(const struct menu *menu, bool detail, const char *said)
{
	char *end;
	long number = strtol(said, &end, 10);
	size_t found = SIZE_MAX;

	if (*said && !*end)
		return number >= 1 && (size_t)number <= menu->count + !detail ? (size_t)number - 1 : SIZE_MAX;
	if (!*said)
		return SIZE_MAX;
	for (size_t i = 0; i <= menu->count - detail; i++) {
		const char *text = i < menu->count ? text_of(menu->rows[i], detail) : "something else";

		if (strcasecmp(text, said) == 0)
			return i;
		if (strcasestr(text, said))
			found = found == SIZE_MAX ? i : SIZE_MAX - 1;
	}
	return found == SIZE_MAX - 1 ? SIZE_MAX : found;
}

/* Asks which of the rows. */
static int menu_ask(struct dialogue *dialogue, const struct menu *menu, bool detail, const char *title, size_t *row)
{
	say(dialogue, STYLE_BOLD, 0, title);
	menu_put(dialogue, menu, detail);
	for (;;) {
		fprintf(stderr, "%s>%s ", terminal_style(&dialogue->terminal, STYLE_BOLD),
			terminal_plain(&dialogue->terminal));
		fflush(stderr);
		const char *said = line_read(dialogue);
		if (said && is_one_of(said, "quit", "q"))
			return quit(dialogue);
		if (!said) {
			putc('\n', stderr);
			complain("choose: nobody says what happened; --usual takes what is usual, and --all asks "
				 "everything");
			return EXIT_TROUBLE;
		}
		*row = row_meant(menu, detail, said);
		if (*row != SIZE_MAX)
			return EXIT_FOUND;
		say(dialogue, STYLE_DIM, 2, "Say its number, or words that only one of them has; quit ends it.");
	}
}

static int situation_find(struct dialogue *dialogue, const char *method, const struct situation **situation)
{
	struct menu menu = menu_of_all();
	struct clause title = {.used = 0};
	size_t row;

	*situation = NULL;
	int status = menu_ask(dialogue, &menu, false, "What happened?", &row);
	if (status != EXIT_FOUND || row == menu.count)
		return status;
	const char *what = menu.rows[row]->what;
	clause_add(&title, "%c%s ...", toupper((unsigned char)what[0]), what + 1);
	menu = menu_of(what, method);
	row = 0;
	if (menu.count > 1)
		status = menu_ask(dialogue, &menu, true, title.text, &row);
	if (status == EXIT_FOUND)
		*situation = menu.rows[row];
	return status;
}

int situation_ask(const char *method, const struct situation **situation)
{
	struct dialogue dialogue = dialogue_begin(&(struct asking_choice){.choice = NULL});
	int status = situation_find(&dialogue, method, situation);

	free(dialogue.line);
	return status;
}
