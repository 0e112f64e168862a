/* Gets a URI. libcurl moves the octets; httpstatus says what comes after each response: next URI */
#include <curl/curl.h>
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A head as it comes, and the exchange that it is for. */
struct reading {
	struct httpstatus_exchange *exchange;
	char head[65536];
	size_t length;
};

/* libcurl gives one line at a time. */
static size_t read_line(char *bytes, size_t size, size_t count, void *context)
{
	struct reading *reading = context;
	size_t used, more = size * count;

	if (more > sizeof reading->head - reading->length)
		return 0; /* an error to libcurl */
	memcpy(reading->head + reading->length, bytes, more);
	reading->length += more;
	int error = httpstatus_exchange_read_response(reading->exchange, reading->head, reading->length, &used);
	reading->length = error == HTTPSTATUS_ERROR_INCOMPLETE ? reading->length - used : 0;
	memmove(reading->head, reading->head + used, reading->length);
	return more;
}

static size_t read_nothing(char *bytes, size_t size, size_t count, void *context)
{
	(void)bytes, (void)context;
	return size * count;
}

static struct curl_slist *fields_of(const struct httpstatus_exchange *exchange)
{
	struct curl_slist *fields = NULL;
	const char *name, *value;

	for (size_t i = 0; (name = httpstatus_exchange_field_name(exchange, HTTPSTATUS_PART_REQUEST, i, NULL)); i++) {
		value = httpstatus_exchange_field_value(exchange, HTTPSTATUS_PART_REQUEST, i, NULL);
		size_t size = strlen(name) + strlen(value) + 3;
		char *line = malloc(size);
		snprintf(line, size, "%s: %s", name, value);
		fields = curl_slist_append(fields, line);
		free(line);
	}
	return fields;
}

static int ending_of(CURLcode result, const struct httpstatus_exchange *exchange)
{
	switch (result) {
	case CURLE_OK:
		return HTTPSTATUS_ENDING_COMPLETE;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
		return HTTPSTATUS_ENDING_NEVER_SENT;
	default:
		return httpstatus_exchange_status(exchange) ? HTTPSTATUS_ENDING_CUT : HTTPSTATUS_ENDING_CLOSED;
	}
}

/* Sends the request of an exchange and fills in what comes back. */
static void perform(struct httpstatus_exchange *exchange)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *fields = fields_of(exchange);
	struct reading reading = {.exchange = exchange};

	curl_easy_setopt(curl, CURLOPT_URL, httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL));
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL));
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, read_line);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reading);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, read_nothing);
	CURLcode result = curl_easy_perform(curl);
	httpstatus_exchange_set(exchange, HTTPSTATUS_PROPERTY_ENDING, ending_of(result, exchange));
	curl_slist_free_all(fields);
	curl_easy_cleanup(curl);
}

static void wait_for(int64_t ms)
{
	struct timespec time = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000 * 1000000)};

	nanosleep(&time, NULL);
}

static void check(int error)
{
	if (!error)
		return;
	fprintf(stderr, "next: %s\n", httpstatus_strerror(error));
	exit(EXIT_FAILURE);
}

int main(int count, char **arguments)
{
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	if (count != 2)
		return fprintf(stderr, "usage: next URI\n"), EXIT_FAILURE;
	srand((unsigned)(time(NULL) ^ getpid()));
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_METHOD, "GET", 3);
	httpstatus_exchange_set_line(exchange, HTTPSTATUS_LINE_TARGET, arguments[1], strlen(arguments[1]));
	/* Nobody is here to ask for a password. */
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE, 0);
	httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY, 0);
	for (;;) {
		perform(exchange);
		httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, time(NULL));
		httpstatus_chain_set(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, rand());
		check(httpstatus_chain_next(chain, exchange));
		const struct httpstatus_step *step = httpstatus_chain_step(chain, 0);
		printf("%s: %s\n", httpstatus_word(HTTPSTATUS_VOCABULARY_ACTION, httpstatus_step_action(step)),
			httpstatus_step_text(step));
		if (!httpstatus_step_requests(step))
			break;
		wait_for(httpstatus_step_delay_ms(step));
		check(httpstatus_chain_take(chain, 0, exchange));
	}
	printf("%d %s\n", httpstatus_exchange_status(exchange),
		httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_TARGET, NULL));
	httpstatus_chain_free(chain);
	httpstatus_exchange_free(exchange);
	return EXIT_SUCCESS;
}
