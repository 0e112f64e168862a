/*
 * What shells read to complete the arguments of the command: for bash, zsh and fish.
 *
 * SPDX-License-Identifier: MIT
 */
#include "usage.h"

#include "command.h"

#include <getopt.h>
#include <string.h>

/* ---- words ---- */

/* The words of a kind, a line each. */
struct words {
	const char *name;            /* in the scripts */
	const char *list;            /* with spaces; NULL where they stand elsewhere */
	int vocabulary;              /* all words, or those before a number */
	int before;                  /* 0 for all */
	const char *(*at)(size_t i); /* instead of a vocabulary */
	const char *also;            /* one word more */
	bool has_value;              /* with = behind it */
};

static const char *client_at(size_t i)
{
	const struct httpstatus_client *client = httpstatus_client_at(i);

	return client ? httpstatus_client_id(client) : NULL;
}

static const char *rule_at(size_t i)
{
	const struct httpstatus_rule *rule = httpstatus_rule_at(i);

	return rule ? httpstatus_rule_id(rule) : NULL;
}

/* Nodes that are no questions need no answers: "" for them. */
static const char *question_at(size_t i)
{
	const struct httpstatus_node *node = httpstatus_node_at(i);

	if (!node)
		return NULL;
	return httpstatus_node_type(node) == HTTPSTATUS_ANSWER_TYPE_NOTHING ? "" : httpstatus_node_id(node);
}

/* What --say takes: the time is --now's. */
static const char *saying_at(size_t i)
{
	if (i >= SAYINGS)
		return NULL;
	return i == HTTPSTATUS_CHAIN_PROPERTY_NOW ? "" : httpstatus_word(HTTPSTATUS_VOCABULARY_CHAIN_PROPERTY, (int)i);
}

static const char *verb_at(size_t i)
{
	const struct usage_verb *verb = usage_verb((int)i + VERB_SHOW + 1);

	if (!verb)
		return NULL;
	return verb->what ? verb->name : "";
}

static const char *code_at(size_t i)
{
	static char text[16];
	int number = 100 + (int)i;

	if (number > 599)
		return NULL;
	snprintf(text, sizeof text, "%d", number);
	return httpstatus_registry_find(NULL, number) ? text : "";
}

static const struct words kinds[KINDS] = {
	[KIND_CODE] = {.name = "code", .at = code_at},
	[KIND_VERB] = {.name = "verb", .at = verb_at},
	[KIND_SHELL] = {.name = "shell", .list = "bash zsh fish"},
	[KIND_MAP] = {.name = "map", .list = "grpc-client grpc-gateway proxy-error facts vendors clients settings"},
	[KIND_CLASS] = {.name = "class", .list = "0 1 2 3 4 5"},
	[KIND_STANDING] = {.name = "standing", .vocabulary = HTTPSTATUS_VOCABULARY_STANDING},
	[KIND_FAMILY] = {.name = "family", .vocabulary = HTTPSTATUS_VOCABULARY_FAMILY},
	[KIND_FACT] = {.name = "fact", .vocabulary = HTTPSTATUS_VOCABULARY_FACT},
	[KIND_VENDOR] = {.name = "vendor", .vocabulary = HTTPSTATUS_VOCABULARY_VENDOR, .also = "all"},
	[KIND_METHOD] = {.name = "method", .list = "GET HEAD POST PUT DELETE PATCH QUERY OPTIONS TRACE CONNECT"},
	[KIND_CLIENT] = {.name = "client", .at = client_at, .also = "all"},
	[KIND_SETTING] = {.name = "setting", .vocabulary = HTTPSTATUS_VOCABULARY_SETTING, .has_value = true},
	[KIND_SAYING] = {.name = "saying", .at = saying_at, .has_value = true},
	[KIND_LEVEL] = {.name = "level", .list = "must cannot should may advice"},
	[KIND_FORMAT] = {.name = "format", .list = "text json github sarif junit"},
	[KIND_RULE] = {.name = "rule", .at = rule_at},
	[KIND_DECLARATION] = {.name = "declaration",
		.vocabulary = HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY,
		.before = HTTPSTATUS_CHECKER_PROPERTY_LEVEL},
	[KIND_QUESTION] = {.name = "question", .at = question_at, .has_value = true},
	[KIND_LANGUAGE] = {.name = "language", .list = "dot"},
	[KIND_AREA] = {.name = "area", .vocabulary = HTTPSTATUS_VOCABULARY_AREA},
};

static const char *word_at(const struct words *words, size_t i)
{
	if (words->at)
		return words->at(i);
	return words->before && (int)i >= words->before ? NULL : httpstatus_word(words->vocabulary, (int)i);
}

/* All of them behind spaces. */
static void put_words(const struct words *words)
{
	const char *word;

	if (words->also)
		printf(" %s", words->also);
	if (words->list)
		printf(" %s", words->list);
	for (size_t i = 0; !words->list && (word = word_at(words, i)); i++)
		if (*word)
			printf(" %s%s", word, words->has_value ? "=" : "");
}

/* ---- what all shells are told of ---- */

/* A text between single quotes; what a shell takes for its own there gets @escape before it. */
static void put_quoted(const char *text, const char *special, const char *escape)
{
	for (; *text; text++) {
		if (strchr(special, *text))
			fputs(escape, stdout);
		putchar(*text);
	}
}

static bool verb_has(int verb, int option)
{
	int own;

	for (size_t i = 0; (own = usage_option_at(verb, i)) != OPTION_END; i++)
		if (own == option)
			return true;
	return false;
}

static bool is_told(int verb)
{
	return verb != VERB_SHOW && usage_verb(verb)->what;
}

/* ---- bash ---- */

static const char bash_begin[] = "# Completion of httpstatus for bash; made by httpstatus completion bash.\n"
				 "\n"
				 "_httpstatus_words()\n"
				 "{\n"
				 "    case $1 in\n";

static const char bash_middle[] =
	"    esac\n"
	"}\n"
	"\n"
	"_httpstatus()\n"
	"{\n"
	"    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb= kind= before= behind=0 i\n"
	"    COMPREPLY=()\n"
	"    # bash takes --level=must for three words\n"
	"    if [[ $cur == = || $prev == = ]]; then\n"
	"        [[ $cur == = ]] && cur= || prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
	"        [[ $prev == -* ]] || return 0\n"
	"    fi\n"
	"    for ((i = 1; i < COMP_CWORD; i++)); do\n"
	"        case ${COMP_WORDS[i]} in\n";

static const char bash_prev[] = "                [[ ${COMP_WORDS[i + 1]} == = ]] && i=$((i + 1))\n"
				"                i=$((i + 1)) ;;\n"
				"            -?*) ;;\n"
				"            *) [[ $verb ]] && behind=$((behind + 1)) || verb=${COMP_WORDS[i]} ;;\n"
				"        esac\n"
				"    done\n"
				"    case $prev in\n";

static const char bash_end[] =
	"                *) [[ $cur == [0-9]* ]] && kind=code ;;\n"
	"            esac\n"
	"            [[ $cur == -* ]] && kind=-$verb ;;\n"
	"    esac\n"
	"    case $kind in\n"
	"        file)\n"
	"            local IFS=$'\\n'\n"
	"            compopt -o filenames 2>/dev/null\n"
	"            COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
	"        client)\n"
	"            [[ $cur == *,* ]] && before=${cur%,*},\n"
	"            COMPREPLY=($(compgen -P \"$before\" -W \"$(_httpstatus_words client)\" -- \"${cur##*,}\")) ;;\n"
	"        ?*) COMPREPLY=($(compgen -W \"$(_httpstatus_words \"$kind\")\" -- \"$cur\")) ;;\n"
	"    esac\n"
	"    [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n"
	"    return 0\n"
	"}\n"
	"\n"
	"complete -F _httpstatus httpstatus\n";

static const char *kind_name(enum kind kind)
{
	return kind == KIND_FILE ? "file" : kinds[kind].name;
}

static void bash_put_words(void)
{
	int option;

	for (int kind = 0; kind < KINDS; kind++) {
		if (!kinds[kind].name)
			continue;
		printf("        %s) echo \"", kinds[kind].name);
		put_words(&kinds[kind]);
		puts("\" ;;");
	}
	for (int place = 1; place <= VERBS; place++) { /* what has no verb comes last, for any other word */
		int verb = place % VERBS;

		printf("        -%s) echo \"", verb == VERB_SHOW ? "*" : usage_verb(verb)->name);
		for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++)
			printf(" --%s", usage_option(option)->name);
		puts("\" ;;");
	}
}

/* The patterns of all options that take a value. */
static void bash_put_valued(void)
{
	const char *bar = "            ";

	for (int option = OPTION_WRONG + 1; option < OPTIONS; option++) {
		if (!usage_option(option)->argument)
			continue;
		printf("%s--%s", bar, usage_option(option)->name);
		bar = " | ";
	}
	puts(")");
}

/* Which kind of word stands behind each of them. */
static void bash_put_values(void)
{
	for (int option = OPTION_WRONG + 1; option < OPTIONS; option++) {
		const struct usage_option *row = usage_option(option);

		if (row->argument)
			printf("        --%s) kind=%s ;;\n", row->name, row->kind ? kind_name(row->kind) : "");
	}
}

/* What stands behind each verb. */
static void bash_put_verbs(void)
{
	puts("        *)\n"
	     "            case $verb in\n"
	     "                '') [[ $cur == [0-9]* ]] && kind=code || kind=verb ;;");
	for (int verb = VERB_SHOW + 1; verb < VERBS; verb++) {
		const struct usage_verb *row = usage_verb(verb);

		printf("                %s) ", row->name);
		if (row->kind)
			printf("%skind=%s ", row->repeats ? "" : "[[ $behind == 0 ]] && ", kind_name(row->kind));
		puts(";;");
	}
}

static void bash_put(void)
{
	fputs(bash_begin, stdout);
	bash_put_words();
	fputs(bash_middle, stdout);
	bash_put_valued();
	fputs(bash_prev, stdout);
	bash_put_values();
	bash_put_verbs();
	fputs(bash_end, stdout);
}

/* ---- zsh ---- */

static void zsh_put_kinds(void)
{
	for (int kind = 0; kind < KINDS; kind++) {
		if (!kinds[kind].name)
			continue;
		printf("_httpstatus_%s() { %s", kinds[kind].name,
			kind == KIND_CLIENT ? "_values -s , client" : "compadd \"$@\"");
		if (kind != KIND_CLIENT)
			printf(" %s--", kinds[kind].has_value ? "-S '' " : "");
		put_words(&kinds[kind]);
		puts(" }");
	}
	putchar('\n');
}

/* "FILE:_files", behind a colon */
static void zsh_put_argument(const char *argument, enum kind kind)
{
	printf(":%s:", argument);
	if (kind)
		printf("%s%s", kind == KIND_FILE ? "_files" : "_httpstatus_",
			kind == KIND_FILE ? "" : kinds[kind].name);
}

/* '*--only=[Hold them against this rule alone.]:RULE:_httpstatus_rule' */
static void zsh_put_option(int option)
{
	const struct usage_option *row = usage_option(option);

	if (row->letter)
		printf(" \\\n        '(-%c --%s)'{-%c,--%s}'[", row->letter, row->name, row->letter, row->name);
	else
		printf(" \\\n        '%s--%s%s[", row->repeats ? "*" : "", row->name, row->argument ? "=" : "");
	for (const char *c = row->what; *c; c++) {
		if (*c == '\'')
			fputs("'\\'", stdout);
		else if (strchr("[]\\", *c))
			putchar('\\');
		putchar(*c);
	}
	putchar(']');
	if (row->argument)
		zsh_put_argument(row->argument, row->kind);
	putchar('\'');
}

static void zsh_put_options(int verb)
{
	int option;

	for (size_t i = 0; (option = usage_option_at(verb, i)) != OPTION_END; i++)
		zsh_put_option(option);
}

static void zsh_put_arguments(int verb)
{
	const struct usage_verb *row = usage_verb(verb);

	fputs("_arguments", stdout);
	zsh_put_options(verb);
	if (row->kind) {
		printf(" \\\n        '%s", row->repeats ? "*" : "1");
		zsh_put_argument(kind_name(row->kind), row->kind);
		putchar('\'');
	}
}

static void zsh_put_verbs(void)
{
	puts("    local -a verbs=(");
	for (int verb = 0; verb < VERBS; verb++)
		if (is_told(verb)) {
			printf("        '%s:", usage_verb(verb)->name);
			put_quoted(usage_verb(verb)->what, "'", "'\\'");
			puts("'");
		}
	puts("    )");
}

static void zsh_put(void)
{
	puts("#compdef httpstatus\n# Completion of httpstatus for zsh; made by httpstatus completion zsh.\n");
	zsh_put_kinds();
	puts("_httpstatus() {\n    local curcontext=$curcontext state line");
	zsh_put_verbs();
	fputs("    _arguments", stdout);
	zsh_put_options(VERB_SHOW);
	puts(" -C \\\n        '1: :->first' '*:: :->rest' && return\n"
	     "    case $state in\n"
	     "    first) [[ $PREFIX == [0-9]* ]] && _httpstatus_code || _describe verb verbs ;;\n"
	     "    rest)\n"
	     "        case $words[1] in");
	for (int verb = VERB_SHOW + 1; verb < VERBS; verb++) {
		printf("        %s) ", usage_verb(verb)->name);
		zsh_put_arguments(verb);
		puts(" ;;");
	}
	fputs("        *) ", stdout);
	zsh_put_arguments(VERB_SHOW);
	puts(" ;;\n"
	     "        esac ;;\n"
	     "    esac\n"
	     "}\n\n"
	     "if [[ $funcstack[1] == _httpstatus ]]; then\n"
	     "    _httpstatus \"$@\"\n"
	     "else\n"
	     "    compdef _httpstatus httpstatus\n"
	     "fi");
}

/* ---- fish ---- */

static void fish_put_kinds(void)
{
	for (int kind = 0; kind < KINDS; kind++) {
		if (!kinds[kind].name)
			continue;
		printf("function __httpstatus_%s\n    printf '%%s\\n'", kinds[kind].name);
		put_words(&kinds[kind]);
		puts("\nend");
	}
}

/* -n '__fish_seen_subcommand_from read next' */
static void fish_put_condition(int option)
{
	fputs("complete -c httpstatus -n '", stdout);
	if (verb_has(VERB_SHOW, option)) {
		fputs("not __fish_seen_subcommand_from $__httpstatus_verbs; or ", stdout);
	}
	fputs("__fish_seen_subcommand_from", stdout);
	for (int verb = VERB_SHOW + 1; verb < VERBS; verb++)
		if (verb_has(verb, option))
			printf(" %s", usage_verb(verb)->name);
	putchar('\'');
}

static void fish_put_argument(enum kind kind)
{
	if (kind == KIND_FILE)
		fputs(" -r -F", stdout);
	else if (kind == KIND_CLIENT)
		fputs(" -x -a '(__fish_complete_list , __httpstatus_client)'", stdout);
	else if (kind)
		printf(" -x -a '(__httpstatus_%s)'", kinds[kind].name);
	else
		fputs(" -x", stdout);
}

static void fish_put_option(int option)
{
	const struct usage_option *row = usage_option(option);

	fish_put_condition(option);
	printf(" -l %s", row->name);
	if (row->letter)
		printf(" -s %c", row->letter);
	if (row->argument)
		fish_put_argument(row->kind);
	fputs(" -d '", stdout);
	put_quoted(row->what, "'\\", "\\");
	puts("'");
}

static void fish_put_verb(int verb)
{
	const struct usage_verb *row = usage_verb(verb);

	printf("complete -c httpstatus -n 'not __fish_seen_subcommand_from $__httpstatus_verbs' -a %s -d '", row->name);
	put_quoted(row->what, "'\\", "\\");
	puts("'");
	if (row->kind) {
		printf("complete -c httpstatus -n '__fish_seen_subcommand_from %s' ", row->name);
		printf(row->kind == KIND_FILE ? "-F\n" : "-a '(__httpstatus_%s)'\n", kind_name(row->kind));
	}
}

static void fish_put(void)
{
	puts("# Completion of httpstatus for fish; made by httpstatus completion fish.\n");
	fish_put_kinds();
	puts("set -g __httpstatus_verbs (__httpstatus_verb)\n\ncomplete -c httpstatus -f");
	puts("complete -c httpstatus -n 'not __fish_seen_subcommand_from $__httpstatus_verbs; "
	     "and string match -qr \"^[0-9]\" -- (commandline -ct)' -a '(__httpstatus_code)'");
	for (int verb = 0; verb < VERBS; verb++)
		if (is_told(verb))
			fish_put_verb(verb);
	for (int option = OPTION_WRONG + 1; option < OPTIONS; option++)
		fish_put_option(option);
}

/* ---- which shell ---- */

int completion_run(int count, char **arguments)
{
	static const struct {
		const char *name;
		void (*put)(void);
	} shells[] = {{"bash", bash_put}, {"zsh", zsh_put}, {"fish", fish_put}};

	if (usage_next(VERB_COMPLETION, count, arguments) != OPTION_END)
		return EXIT_TROUBLE;
	for (size_t i = 0; optind + 1 == count && i < sizeof shells / sizeof *shells; i++)
		if (strcmp(arguments[optind], shells[i].name) == 0) {
			shells[i].put();
			return EXIT_FOUND;
		}
	complain("completion: for which shell? bash, zsh or fish");
	return EXIT_TROUBLE;
}
