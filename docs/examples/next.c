/* Gets a URI. libcurl moves the octets; httpstatus says what comes after each response: next URI */
#include <curl/curl.h>
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static size_t read_nothing(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes, (void)context;
	return size * count;
}

/* libcurl gives one line of the head at a time; the empty one ends it. */
static size_t read_line(char *bytes, size_t size, size_t count, void *context)
{
	static char head[65536];
	static size_t length;
	struct httpstatus_exchange *exchange = context;

	for (size_t i = 0; i < size * count && length < sizeof head; i++)
		head[length++] = bytes[i];
	if (httpstatus_exchange_read_response(exchange, head, length, NULL) != HTTPSTATUS_ERROR_INCOMPLETE)
		length = 0;
	return size * count;
}

static struct curl_slist *fields_of(const struct httpstatus_exchange *exchange)
{
	struct curl_slist *fields = NULL;
	const char *name;
	char line[4096];

	for (size_t i = 0; (name = httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_REQUEST, i, NULL)); i++) {
		snprintf(line, sizeof line, "%s: %s", name,
			httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_REQUEST, i, NULL));
		fields = curl_slist_append(fields, line);
	}
	return fields;
}

/* Sends the request of an exchange and fills in what comes back. */
static void perform(struct httpstatus_exchange *exchange)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *fields = fields_of(exchange);

	curl_easy_setopt(curl, CURLOPT_URL, httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL));
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL));
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, read_line);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, exchange);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, read_nothing);
	CURLcode result = curl_easy_perform(curl);
	if (result != CURLE_OK)
		httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENDING,
			result == CURLE_COULDNT_CONNECT ? HTTPSTATUS_ENDING_NEVER_SENT : HTTPSTATUS_ENDING_CLOSED);
	curl_slist_free_all(fields);
	curl_easy_cleanup(curl);
}

int main(int count, char **arguments)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_next_input input = {.size = sizeof input, .abilities = 1u << HTTPSTATUS_CAN_CONNECT};
	const struct httpstatus_step *step;

	if (count != 2)
		return fprintf(stderr, "usage: next URI\n"), EXIT_FAILURE;
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "GET", 3);
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, arguments[1], strlen(arguments[1]));
	for (;;) {
		perform(exchange);
		input.now = time(NULL);
		input.random = (uint64_t)rand();
		httpstatus_next(chain, exchange, &input);
		step = httpstatus_chain_step(chain, 0);
		printf("%s: %s\n", httpstatus_action_name(httpstatus_step_action(step)), httpstatus_step_text(step));
		if (!httpstatus_action_requests(httpstatus_step_action(step)))
			break;
		sleep((unsigned)httpstatus_step_delay(step));
		httpstatus_chain_take(chain, 0, exchange);
	}
	int64_t status = httpstatus_exchange_get(exchange, HTTPSTATUS_PROPERTY_STATUS);
	printf("%lld %s\n", (long long)(status == HTTPSTATUS_UNKNOWN ? 0 : status),
		httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL));
	httpstatus_chain_free(chain);
	httpstatus_exchange_free(exchange);
	return EXIT_SUCCESS;
}
