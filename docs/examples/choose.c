/* A server that keeps texts in memory. It knows its texts; httpstatus knows what to answer: choose PORT */
#include <arpa/inet.h>
#include <httpstatus/httpstatus.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static struct text {
	char path[8192], tag[24], octets[4096];
	int64_t length, modified;
} texts[64]; /* one without a path is free */

/* The request that is answered now: there is one at a time. */
static struct httpstatus_exchange *request;
static struct httpstatus_choice *choice;
static struct text *here, sent; /* what is at the target, and what the client would put there */
static int error;               /* of reading the head */
static FILE *in, *out;

static struct text *find(const char *path)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(texts[i].path, path) == 0)
			return &texts[i];
	return NULL;
}

/* The heart: what this server knows or does, by the id of the question. For every other question there is an answer that does no harm. */
static int answer(const struct httpstatus_node *question)
{
	const char *id = httpstatus_node_id(question);
	struct text *place = here ? here : find("");
	const char *const answers[][2] = {
		{"fields-small-enough", error == HTTPSTATUS_ERROR_INCOMPLETE ? "no" : "yes"},
		{"well-formed", error ? "no" : "yes"},
		{"allowed-methods", "GET, HEAD, PUT, DELETE, OPTIONS"},
		{"length-not-needed", "no"},
		{"content-small-enough", sent.length <= (int64_t)sizeof sent.octets ? "yes" : "no"},
		{"content-types", "text/plain"},
		{"resource", here ? "here" : "absent"},
		{"creates", "yes"},
		{"obstacle", place ? "none" : "storage"},
		{"media-types", "text/plain"},
		{"entity-tag", here ? here->tag : ""},
		{"ranges", "yes"},
		{"stored-tag", sent.tag},
	};

	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (strcmp(id, answers[i][0]) == 0)
			return httpstatus_choice_answer(choice, answers[i][1], strlen(answers[i][1]));
	if (strcmp(id, "last-modified") == 0)
		return httpstatus_choice_answer_number(choice, here->modified);
	if (strcmp(id, "complete-length") == 0)
		return httpstatus_choice_answer_number(choice, here->length);
	if (strcmp(id, "send-continue") == 0)
		fputs("HTTP/1.1 100 Continue\r\n\r\n", out), fflush(out);
	if (strcmp(id, "content-good") == 0 && fread(sent.octets, (size_t)sent.length, 1, in) == 0)
		return httpstatus_choice_answer(choice, "late", 4);
	if (strcmp(id, "change") == 0)
		*place = sent;
	return httpstatus_choice_answer_default(choice);
}

static void respond(int code, bool with_content)
{
	char problem[1024];
	const char *content = problem, *name;

	httpstatus_choice_problem(choice, problem, sizeof problem);
	size_t length = strlen(problem);
	if (code == 200 || code == 206) {
		int64_t first = code == 200 ? 0 : httpstatus_range_first(request, here->length, 0);
		int64_t end = code == 200 ? here->length : httpstatus_range_last(request, here->length, 0) + 1;
		content = here->octets + first;
		length = (size_t)(end - first);
	}
	fprintf(out, "HTTP/1.1 %d %s\r\nConnection: close\r\n", code, httpstatus_phrase(code));
	for (size_t i = 0; (name = httpstatus_choice_field_name(choice, i)); i++)
		if (strcmp(name, "Connection") != 0)
			fprintf(out, "%s: %s\r\n", name, httpstatus_choice_field_value(choice, i, NULL));
	if (code >= 400)
		fputs("Content-Type: application/problem+json\r\n", out);
	if (!httpstatus_code_has(httpstatus_registry_find(NULL, code), HTTPSTATUS_NO_CONTENT))
		fprintf(out, "Content-Length: %zu\r\n", length);
	fputs("\r\n", out);
	fwrite(content, 1, with_content ? length : 0, out);
}

static void serve(void)
{
	static unsigned tags;
	char head[sizeof sent.path];
	size_t length = 0;

	error = HTTPSTATUS_ERROR_INCOMPLETE;
	httpstatus_exchange_clear(request);
	for (int c; error == HTTPSTATUS_ERROR_INCOMPLETE && length < sizeof head && (c = getc(in)) != EOF;)
		if ((head[length++] = (char)c) == '\n')
			error = httpstatus_exchange_read_request(request, head, length, NULL);
	if (feof(in) || ferror(in)) /* the client is gone, or too slow */
		return;
	if (error) /* answered as if it were the least that can be read */
		httpstatus_exchange_read_request(request, "GET / HTTP/1.0\n\n", 16, NULL);
	const char *method = httpstatus_exchange_line(request, HTTPSTATUS_LINE_METHOD, NULL);
	const char *path = httpstatus_exchange_line(request, HTTPSTATUS_LINE_TARGET, NULL);
	if (strncmp(path, "http://", 7) == 0)
		path = strchr(path + 7, '/') ? strchr(path + 7, '/') : "/";
	here = find(path);
	sent = (struct text){.length = httpstatus_exchange_request_content_length(request), .modified = time(NULL)};
	snprintf(sent.tag, sizeof sent.tag, "\"%u\"", ++tags);
	snprintf(sent.path, sizeof sent.path, "%s", strcmp(method, "DELETE") == 0 ? "" : path);
	httpstatus_choice_start(choice, request, sent.modified);
	while (httpstatus_choice_question(choice) && answer(httpstatus_choice_question(choice)) == 0)
		continue;
	if (httpstatus_choice_code(choice))
		respond(httpstatus_choice_code(choice), strcmp(method, "HEAD") != 0);
}

int main(int count, char **arguments)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	void *any = &address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	request = httpstatus_exchange_new();
	choice = httpstatus_choice_new();
	address.sin_port = htons((uint16_t)(count > 1 ? atoi(arguments[1]) : 0));
	if (!request || !choice || bind(listener, any, size) || listen(listener, 9) ||
		getsockname(listener, any, &size))
		return perror("choose"), EXIT_FAILURE;
	printf("%d\n", ntohs(address.sin_port)), fflush(stdout);
	signal(SIGPIPE, SIG_IGN); /* a client may go away */
	for (;;) {
		int client = accept(listener, NULL, NULL);
		setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = 10}, sizeof(struct timeval));
		if (!(in = fdopen(client, "r")) || !(out = fdopen(dup(client), "w")))
			continue;
		serve();
		fclose(out);
		shutdown(client, SHUT_WR); /* and wait for the client to close, so that it can read all of the answer */
		for (int i = 0; i < 1 << 20 && getc(in) != EOF; i++)
			continue;
		fclose(in);
	}
}
