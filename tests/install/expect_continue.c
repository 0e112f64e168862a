/*
 * A client that holds its content back until the server says 100 (Continue), over a real connection: the server sends 103, then 100, and nothing
 * more until it has the content. What comes is read as it comes, a few octets at a time.
 *
 * SPDX-License-Identifier: MIT
 */
#include <arpa/inet.h>
#include <httpstatus/httpstatus.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77, ROOM = 4096, PIECE = 3, PATIENCE = 20 };

static const char content[] = "hello";
static const char interim[] =
	"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
static const char final[] = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";

static void demand(bool holds, const char *claim)
{
	if (holds)
		return;
	fprintf(stderr, "not so: %s\n", claim);
	exit(EXIT_FAILURE);
}

/* ---- the server ---- */

/* An octet at a time: every head arrives in pieces. */
static void send_slowly(int connection, const char *text)
{
	for (; *text; text++)
		demand(write(connection, text, 1) == 1, "the client is there");
}

static void read_head(int connection)
{
	static char head[ROOM];
	size_t length = 0;

	while (length < 4 || memcmp(head + length - 4, "\r\n\r\n", 4) != 0)
		demand(length < ROOM && read(connection, &head[length++], 1) == 1, "the client sends a whole head");
	demand(strstr(head, "Expect: 100-continue\r\n") && strstr(head, "Content-Length: 5\r\n"),
		"the head announces content");
}

static bool something_comes(int connection, int milliseconds)
{
	struct pollfd one = {.fd = connection, .events = POLLIN};

	return poll(&one, 1, milliseconds) == 1;
}

static void read_content(int connection)
{
	char octets[sizeof content - 1];

	for (size_t i = 0; i < sizeof octets; i++)
		demand(read(connection, &octets[i], 1) == 1, "the client sends its content");
	demand(memcmp(octets, content, sizeof octets) == 0, "the content is whole");
}

static void serve(int listener)
{
	int connection = accept(listener, NULL, NULL);

	read_head(connection);
	demand(!something_comes(connection, 50), "the client waits");
	send_slowly(connection, interim);
	read_content(connection);
	send_slowly(connection, final);
	close(connection);
}

/* ---- the client ---- */

static struct httpstatus_exchange *make_request(int port)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	char target[64];
	int length = snprintf(target, sizeof target, "http://127.0.0.1:%d/a", port);

	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "PUT", 3);
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, target, (size_t)length);
	httpstatus_exchange_add_field(exchange, HTTPSTATUS_PART_REQUEST, "Expect", 6, "100-continue", 12);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT, HTTPSTATUS_REQUEST_CONTENT_REPEATABLE);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, sizeof content - 1);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT, 0);
	return exchange;
}

static void send_head(int connection, const struct httpstatus_exchange *exchange)
{
	char head[ROOM];
	int64_t length = httpstatus_exchange_write_request(exchange, head, sizeof head);

	demand(length > 0 && length < ROOM, "the head can be written");
	demand(write(connection, head, (size_t)length) == (ssize_t)length, "the server is there");
}

/* Whether it is time to send the content, by what came so far. */
static bool content_is_due(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange)
{
	demand(httpstatus_chain_next(chain, exchange) == 0, "there is always a step");
	return httpstatus_step_action(httpstatus_chain_step(chain, 0)) == HTTPSTATUS_ACTION_SEND_CONTENT;
}

/* Reads until the final head is there. The content is sent when it is due. */
static void read_response(int connection, struct httpstatus_exchange *exchange)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	char octets[ROOM];
	size_t length = 0, used;
	bool sent = false;
	int error = HTTPSTATUS_ERROR_INCOMPLETE;

	while (error == HTTPSTATUS_ERROR_INCOMPLETE) {
		ssize_t got = read(connection, octets + length, PIECE);

		demand(got > 0, "the server goes on");
		length += (size_t)got;
		error = httpstatus_exchange_read_response(exchange, octets, length, &used);
		demand(used <= length, "no more is used than there is");
		memmove(octets, octets + used, length - used);
		length -= used;
		if (error == HTTPSTATUS_ERROR_INCOMPLETE && !sent && content_is_due(chain, exchange)) {
			demand(httpstatus_exchange_interim(exchange, 1) == 100, "content follows 100 and nothing else");
			demand(write(connection, content, sizeof content - 1) == sizeof content - 1,
				"the server listens");
			httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_SENT, sizeof content - 1);
			sent = true;
		}
	}
	demand(error == 0, "the final head is read");
	demand(sent, "the content was sent before");
	httpstatus_chain_free(chain);
}

static void check_response(const struct httpstatus_exchange *exchange)
{
	const char *link = httpstatus_exchange_field(exchange, HTTPSTATUS_PART_INTERIM, "Link", 4, 0, NULL);

	demand(httpstatus_exchange_status(exchange) == 201, "the status is that of the final response");
	demand(httpstatus_exchange_interim(exchange, 0) == 103 && httpstatus_exchange_interim(exchange, 1) == 100 &&
			httpstatus_exchange_interim(exchange, 2) == 0,
		"both interim responses are there, once");
	demand(link && strcmp(link, "</style.css>; rel=preload") == 0, "the fields of 103 are there");
	demand(httpstatus_exchange_interim_matters(exchange, 0) && httpstatus_exchange_interim_matters(exchange, 1),
		"both matter to this client");
}

static void ask(const struct sockaddr_in *address)
{
	struct httpstatus_exchange *exchange = make_request(ntohs(address->sin_port));
	int connection = socket(AF_INET, SOCK_STREAM, 0);

	demand(connect(connection, (const struct sockaddr *)address, sizeof *address) == 0, "the server is reached");
	send_head(connection, exchange);
	read_response(connection, exchange);
	check_response(exchange);
	close(connection);
	httpstatus_exchange_free(exchange);
}

int main(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0), status;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (listener < 0 || bind(listener, (const struct sockaddr *)&address, size) != 0 || listen(listener, 1) != 0 ||
		getsockname(listener, (struct sockaddr *)&address, &size) != 0)
		return SKIPPED;
	alarm(PATIENCE); /* a client that never sends would wait for ever, and so would the server */
	pid_t server = fork();
	if (server == 0) {
		alarm(PATIENCE);
		serve(listener);
		_exit(EXIT_SUCCESS);
	}
	ask(&address);
	return waitpid(server, &status, 0) == server && status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
