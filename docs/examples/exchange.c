/* What a response said: exchange < head, where head is what curl -i printed. */
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <time.h>

int main(void)
{
	static char head[65536];
	size_t length = fread(head, 1, sizeof head, stdin);
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	int error = httpstatus_exchange_read_response(exchange, head, length, NULL);
	int64_t wait = httpstatus_exchange_retry_after(exchange, time(NULL));

	if (error)
		fprintf(stderr, "%s\n", httpstatus_strerror(error));
	else
		printf("%d is treated as %d\n", httpstatus_exchange_status(exchange),
			httpstatus_exchange_treat_as(exchange, NULL));
	if (wait != HTTPSTATUS_UNKNOWN)
		printf("come back in %lld s\n", (long long)wait);
	httpstatus_exchange_free(exchange);
	return error != 0;
}
