/*
 * httpstatus CODE, httpstatus NAME, httpstatus -: what a code means.
 *
 * SPDX-License-Identifier: MIT
 */
#include "command.h"
#include "input.h"
#include "usage.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* How to answer. */
struct answer {
	struct terminal terminal;
	const struct httpstatus_registry *registry; /* NULL is IANA's, with a word about who else uses the number */
	bool json;
	bool begun; /* something has been printed */
};

static void print_code(struct answer *answer, const struct httpstatus_code *code)
{
	if (answer->json) {
		lines_put_code(code);
		return;
	}
	if (answer->begun)
		putchar('\n');
	card_print(&answer->terminal, code);
	answer->begun = true;
}

/* Everything that the iterator gives. Ends the iterator. */
static int print_all(struct answer *answer, struct httpstatus_iter *iter)
{
	const struct httpstatus_code *code;
	int status = EXIT_NOTHING;

	while ((code = httpstatus_iter_next(iter))) {
		print_code(answer, code);
		status = EXIT_FOUND;
	}
	httpstatus_iter_free(iter);
	return status;
}

static struct httpstatus_iter *iter_or_exit(const struct httpstatus_registry *registry)
{
	struct httpstatus_iter *iter = httpstatus_iter_new(registry);

	if (!iter)
		complain_of_memory();
	return iter;
}

/* Every meaning that a number has in a registry. */
static struct httpstatus_iter *meanings_of(const struct httpstatus_registry *registry, int number)
{
	struct httpstatus_iter *iter = iter_or_exit(registry);

	httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, number);
	return iter;
}

static void complain_of_number(int number, const char *word)
{
	int as = httpstatus_treat_as(number);

	if (httpstatus_class(number))
		complain("%s is not registered; it is treated as %d %s", word, as, httpstatus_phrase(as));
	else
		complain("%s is no status code: they go from 100 to 599; a client that gets it treats it as %d %s",
			word, as, httpstatus_phrase(as));
}

static bool has_text(const json_t *array, const char *text)
{
	for (size_t i = 0; i < json_array_size(array); i++)
		if (strcmp(json_string_value(json_array_get(array, i)), text) == 0)
			return true;
	return false;
}

/* The vendors that use a number, each once. */
static json_t *vendors_of(int number)
{
	struct httpstatus_iter *meanings = meanings_of(httpstatus_registry_by_name("everything"), number);
	const struct httpstatus_code *code;
	json_t *vendors = json_array();

	while ((code = httpstatus_iter_next(meanings))) {
		const char *vendor = httpstatus_code_vendor(code);

		if (vendor && !has_text(vendors, vendor))
			json_array_append_new(vendors, json_string(vendor));
	}
	httpstatus_iter_free(meanings);
	return vendors;
}

/* Nobody has it, or nobody that was asked about. What is longer than an int is no number to tell. */
static int show_nothing(const struct answer *answer, int number)
{
	bool countable = number != INT_MAX && number != INT_MIN, registered = httpstatus_registry_find(NULL, number);

	if (answer->json)
		lines_put(json_pack("{s:o, s:b, s:i, s:i, s:o}", "code", countable ? json_integer(number) : json_null(),
			"registered", registered, "class", httpstatus_class(number), "treat_as",
			httpstatus_treat_as(number), "vendors", vendors_of(number)));
	return EXIT_NOTHING;
}

/* A number as IANA has it, or else as vendors have it. */
static int show_number_of_iana(struct answer *answer, int number, const char *word)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, number);

	if (code) {
		print_code(answer, code);
		return EXIT_FOUND;
	}
	const struct httpstatus_registry *everything = httpstatus_registry_by_name("everything");
	if (!httpstatus_registry_find(everything, number)) {
		complain_of_number(number, word);
		return show_nothing(answer, number);
	}
	if (answer->json)
		return print_all(answer, meanings_of(everything, number));
	if (answer->begun)
		putchar('\n');
	struct httpstatus_iter *meanings = meanings_of(everything, number);
	card_print_unregistered(&answer->terminal, number, meanings);
	httpstatus_iter_free(meanings);
	answer->begun = true;
	return EXIT_FOUND;
}

static int show_number(struct answer *answer, int number, const char *word)
{
	if (!answer->registry)
		return show_number_of_iana(answer, number, word);
	int status = print_all(answer, meanings_of(answer->registry, number));

	if (status == EXIT_FOUND)
		return status;
	complain("%s has no meaning in the registry \"%s\"", word, httpstatus_registry_name(answer->registry));
	return show_nothing(answer, number);
}

static int show_word(struct answer *answer, const char *word, size_t length)
{
	char text[64];
	int number = 0;

	snprintf(text, sizeof text, "%.*s", (int)length, word);
	spelt_number(word, length, &number);
	return show_number(answer, number, text);
}

static int show_numbers(struct answer *answer, const char *text)
{
	int status = EXIT_FOUND;
	size_t length;

	for (text = spelt_word(text, &length); text; text = spelt_word(text + length, &length))
		if (show_word(answer, text, length) != EXIT_FOUND)
			status = EXIT_NOTHING;
	return status;
}

/* ---- names ---- */

/* All entries with a name, and of a number or of any. */
static int show_named(
	struct answer *answer, const struct httpstatus_registry *registry, int number, const char *name, size_t length)
{
	struct httpstatus_iter *iter = iter_or_exit(registry);

	if (httpstatus_iter_only_text(iter, HTTPSTATUS_FILTER_NAME, name, length) != 0)
		complain_of_memory();
	if (number != ANY_NUMBER)
		httpstatus_iter_only(iter, HTTPSTATUS_FILTER_NUMBER, number);
	return print_all(answer, iter);
}

/* IANA's come first; a name that is none of them may be a vendor's. */
static int show_name(struct answer *answer, int number, const char *name, size_t length)
{
	int status = show_named(answer, answer->registry, number, name, length);

	if (status == EXIT_NOTHING && !answer->registry)
		status = show_named(answer, httpstatus_registry_by_name("everything"), number, name, length);
	return status;
}

/* "404 Not Found"; the number alone where it is not digits that start a word. */
static void complain_of_name(const struct answer *answer, const char *name)
{
	struct nearest nearest = spelt_nearest(answer->registry, ANY_NUMBER, name, strlen(name));
	const char *found = nearest_found(&nearest), *digits = name + strcspn(name, "123456789");
	int number;

	if (!found && strspn(digits, "0123456789") == 3 && !strpbrk(name, " ") && spelt_number(digits, 3, &number) &&
		httpstatus_class(number))
		complain("no status is called \"%s\"; did you mean %d?", name, number);
	else if (found)
		complain("no status is called \"%s\"; did you mean %d %s?", name,
			httpstatus_code_number(httpstatus_registry_find_name(
				httpstatus_registry_by_name("everything"), found, strlen(found))),
			found);
	else if (httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, name, strlen(name)) >= 0)
		complain("\"%s\" is a vendor; `httpstatus list --vendor %s --family vendor` lists what codes it has",
			name, name);
	else if (nearest.parts > 1)
		complain("no status is called \"%s\"; `httpstatus search %s` lists those about it", name, name);
	else
		complain("no status is called \"%s\"", name);
}

/* ---- what was typed ---- */

static int show_text(struct answer *answer, const char *text);

/* The registry of the vendor that a text begins with, and what stands behind that. NULL where --vendor said already whose, and where it is none. */
static const struct httpstatus_registry *vendor_before(const struct answer *answer, const char *text, const char **rest)
{
	size_t length = strcspn(text, " :");
	int vendor = httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, text, length);

	*rest = text + length + strspn(text + length, " :");
	if (answer->registry || vendor < 0 || !**rest || spelt_is_name(NULL, text, strlen(text)))
		return NULL;
	return httpstatus_registry_by_name(httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, vendor));
}

/* "ngnix 499" */
static bool complain_of_vendor(const char *text)
{
	struct nearest nearest;
	size_t length = strcspn(text, " ");
	enum spelt_kind rest = spelt_read(text + length, NULL).kind;

	nearest_begin(&nearest, text, length);
	nearest_offer_vocabulary(&nearest, HTTPSTATUS_VOCABULARY_VENDOR);
	if (!text[length] || !nearest.near || (rest != SPELT_NUMBERS && rest != SPELT_CODE))
		return false;
	complain("there is no vendor \"%.*s\"; did you mean %s?", (int)length, text, nearest.near);
	return true;
}

/* "404 not fuond", "499 ngnix" */
static void complain_of_called(const struct answer *answer, const struct spelt *spelt)
{
	struct nearest nearest = spelt_nearest(answer->registry, spelt->number, spelt->name, spelt->length);

	if (!answer->registry)
		nearest_offer_vocabulary(&nearest, HTTPSTATUS_VOCABULARY_VENDOR);
	complain_of_nearest(&nearest, "", "%d is not called \"%.*s\"", spelt->number, (int)spelt->length, spelt->name);
}

/* The name is no other's but of another number, or of none; a status line's reason can be anything. */
static int show_disagreement(struct answer *answer, const struct spelt *spelt)
{
	const struct httpstatus_code *other =
		httpstatus_registry_find_name(httpstatus_registry_by_name("everything"), spelt->name, spelt->length);

	if (other)
		complain("%d is not called \"%.*s\", which is %d", spelt->number, (int)spelt->length, spelt->name,
			httpstatus_code_number(other));
	if (!other && !spelt->is_line) {
		complain_of_called(answer, spelt);
		return EXIT_TROUBLE;
	}
	int status = show_word(answer, spelt->word, spelt->word_length);
	return other ? EXIT_NOTHING : status;
}

static int show_code(struct answer *answer, const struct spelt *spelt)
{
	int vendor = httpstatus_word_find(HTTPSTATUS_VOCABULARY_VENDOR, spelt->name, spelt->length);

	if (spelt->length == 0)
		return show_word(answer, spelt->word, spelt->word_length);
	if (vendor >= 0 && !answer->registry) {
		answer->registry = httpstatus_registry_by_name(httpstatus_word(HTTPSTATUS_VOCABULARY_VENDOR, vendor));
		return show_word(answer, spelt->word, spelt->word_length);
	}
	int status = show_name(answer, spelt->number, spelt->name, spelt->length);
	return status == EXIT_FOUND ? status : show_disagreement(answer, spelt);
}

static int show_text(struct answer *answer, const char *text)
{
	struct spelt spelt = spelt_read(text, answer->registry);
	const char *rest;
	const struct httpstatus_registry *vendor = vendor_before(answer, text, &rest);

	if (vendor) {
		answer->registry = vendor;
		return show_text(answer, rest);
	}
	switch (spelt.kind) {
	case SPELT_URL:
		complain("\"%s\" is a URL, and a code is asked for; to see what a server answers: curl -si URL | "
			 "httpstatus -",
			text);
		return EXIT_TROUBLE;
	case SPELT_CLASS:
		return list_class(answer->registry, *text - '0', answer->json);
	case SPELT_NUMBERS:
		return show_numbers(answer, spelt.name);
	case SPELT_NAME:
		return show_name(answer, ANY_NUMBER, spelt.name, spelt.length);
	case SPELT_CODE:
		return show_code(answer, &spelt);
	default:
		if (complain_of_vendor(text))
			return EXIT_TROUBLE;
		complain_of_name(answer, text);
		return EXIT_NOTHING;
	}
}

/* All words together. False where they are too many. */
static bool words_join(char *text, size_t size, int count, char **words)
{
	size_t used = 0;

	for (int i = 0; i < count && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s", i ? " " : "", words[i]);
	return used < size;
}

enum { TEXT_MOST = 256 };

static int show_words(struct answer *answer, int count, char **words)
{
	char text[TEXT_MOST] = "";

	if (words_join(text, sizeof text, count, words))
		return show_text(answer, text);
	complain("no status is called \"%s...\"", text);
	return EXIT_NOTHING;
}

bool show_knows(int count, char **words)
{
	char text[TEXT_MOST] = "";
	const char *rest;

	return words_join(text, sizeof text, count, words) &&
	       (spelt_read(text, NULL).kind != SPELT_NOTHING ||
		       vendor_before(&(struct answer){.json = false}, text, &rest));
}

static void status_take(struct httpstatus_exchange *exchange, int64_t now, void *context)
{
	int status = httpstatus_exchange_status(exchange);

	(void)now;
	if (status)
		*(int *)context = status;
}

/* Of several responses, as of redirects that were followed, the last counts. */
static int show_response(struct answer *answer)
{
	struct input input = input_begin();
	int number = 0;
	char word[24];

	input.paths = (char *[]){(char[]){"-"}};
	input.count = 1;

	int status = input_each(&input, status_take, &number);
	if (status == EXIT_FOUND && number == 0)
		complain("%s: there is no final response in it", file_name("-"));
	if (status != EXIT_FOUND || number == 0)
		return EXIT_TROUBLE;
	snprintf(word, sizeof word, "%d", number);
	return show_number(answer, number, word);
}

int show_run(int count, char **arguments)
{
	struct answer answer = {.terminal = terminal_find()};
	int option;

	while ((option = usage_next(VERB_SHOW, count, arguments)) != OPTION_END) {
		if (option == OPTION_JSON)
			answer.json = true;
		else if (option != OPTION_VENDOR || !(answer.registry = registry_choose(optarg)))
			return EXIT_TROUBLE;
	}
	count -= optind;
	arguments += optind;
	if (count == 0) {
		complain("which code? See httpstatus --help");
		return EXIT_TROUBLE;
	}
	if (strcmp(arguments[0], "-") == 0) {
		if (count == 1)
			return show_response(&answer);
		complain("- reads standard input and takes no \"%s\" beside it", arguments[1]);
		return EXIT_TROUBLE;
	}
	return show_words(&answer, count, arguments);
}
