/* A server that keeps texts in memory. It knows its texts; httpstatus knows what to answer: choose PORT */
#include <arpa/inet.h>
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

static struct text {
	char path[8192], tag[24], octets[4096];
	int64_t length, modified;
} texts[64]; /* one without a path is free */

static struct httpstatus_exchange *exchange; /* there is one at a time */
static struct httpstatus_choice *choice;
static struct text *here, sent; /* what is at the target, and what the client would put there */
static int error;               /* of reading the head */
static FILE *client;

static struct text *find(const char *path)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (strcmp(texts[i].path, path) == 0)
			return &texts[i];
	return NULL;
}

/* The heart: what this server knows or does, by the id of the question. For every other question there is an answer that does no harm. */
static int answer(const char *id)
{
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
		send(fileno(client), "HTTP/1.1 100 Continue\r\n\r\n", 25, MSG_NOSIGNAL);
	if (strcmp(id, "content-good") == 0 && fread(sent.octets, (size_t)sent.length, 1, client) == 0)
		return httpstatus_choice_answer(choice, "late", 4);
	if (strcmp(id, "change") == 0)
		*place = sent;
	return httpstatus_choice_answer_default(choice);
}

static void say(const char *name, const char *value)
{
	httpstatus_exchange_set_field(exchange, HTTPSTATUS_PART_RESPONSE, name, strlen(name), value, strlen(value));
}

/* Sends what was chosen, and the content, which only this server knows. */
static void respond(void)
{
	char problem[1024], number[24], head[4096];
	int code = httpstatus_choice_code(choice); /* 0 where it broke off, and then no head can be written */
	const char *content = problem;
	int64_t first = 0, last = (int64_t)httpstatus_choice_problem(choice, problem, sizeof problem) - 1;

	httpstatus_choice_respond(choice, exchange);
	if (code == 200 || code == 206)
		content = here->octets, last = here->length - 1;
	if (code == 206)
		httpstatus_exchange_range(exchange, here->length, 0, &first, &last);
	if (code >= 400)
		say("Content-Type", "application/problem+json");
	size_t length = (size_t)(last + 1 - first);
	snprintf(number, sizeof number, "%zu", length);
	if (!httpstatus_code_has(httpstatus_registry_find(NULL, code), HTTPSTATUS_FACT_NO_CONTENT))
		say("Content-Length", number);
	say("Connection", "close");
	int64_t size = httpstatus_exchange_write_response(exchange, head, sizeof head);
	if (size < 0 || size >= (int64_t)sizeof head)
		return;
	send(fileno(client), head, (size_t)size, MSG_NOSIGNAL); /* the client may be gone */
	if (strcmp(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), "HEAD") != 0)
		send(fileno(client), content + first, length, MSG_NOSIGNAL);
}

static void serve(void)
{
	static unsigned tags;
	const struct httpstatus_node *question;
	char head[sizeof sent.path];
	size_t length = 0;

	error = HTTPSTATUS_ERROR_INCOMPLETE;
	httpstatus_exchange_clear(exchange);
	for (int c; error == HTTPSTATUS_ERROR_INCOMPLETE && length < sizeof head && (c = getc(client)) != EOF;)
		if ((head[length++] = (char)c) == '\n')
			error = httpstatus_exchange_read_request(exchange, head, length, NULL);
	if (feof(client) || ferror(client)) /* it is gone, or too slow */
		return;
	if (error) /* answered as if it were the least that can be read */
		httpstatus_exchange_read_request(exchange, "GET / HTTP/1.0\n\n", 16, NULL);
	const char *method = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL);
	const char *path = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL);
	if (strncmp(path, "http://", 7) == 0)
		path = strchr(path + 7, '/') ? strchr(path + 7, '/') : "/";
	here = find(path);
	sent = (struct text){.length = httpstatus_exchange_request_content_length(exchange), .modified = time(NULL)};
	snprintf(sent.tag, sizeof sent.tag, "\"%u\"", ++tags);
	snprintf(sent.path, sizeof sent.path, "%s", strcmp(method, "DELETE") == 0 ? "" : path);
	httpstatus_choice_start(choice, exchange, sent.modified);
	while ((question = httpstatus_choice_question(choice)) && answer(httpstatus_node_id(question)) == 0)
		continue;
	respond();
}

int main(int count, char **arguments)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	void *any = &address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	exchange = httpstatus_exchange_new();
	choice = httpstatus_choice_new();
	address.sin_port = htons((uint16_t)(count > 1 ? atoi(arguments[1]) : 0));
	if (!exchange || !choice || bind(listener, any, size) || listen(listener, 9) ||
		getsockname(listener, any, &size))
		return perror("choose"), EXIT_FAILURE;
	printf("%d\n", ntohs(address.sin_port)), fflush(stdout);
	for (;;) {
		int socket = accept(listener, NULL, NULL);
		setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){.tv_sec = 10}, sizeof(struct timeval));
		if (!(client = fdopen(socket, "r")))
			continue;
		serve();
		shutdown(socket, SHUT_WR); /* and wait for the client to close, so that it can read all of the answer */
		for (int i = 0; i < 1 << 20 && getc(client) != EOF; i++)
			continue;
		fclose(client);
	}
}
