/*
 * Any octets as a request and a response, and every question asked of what comes of them. For libFuzzer: ./dev fuzz.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask_texts(struct httpstatus_exchange *exchange)
{
	httpstatus_exchange_location(exchange, NULL);
	httpstatus_exchange_location_is_cross_origin(exchange);
	for (size_t i = 0; httpstatus_exchange_invalidated(exchange, i); i++)
		continue;
	for (int proxy = 0; proxy < 2; proxy++)
		for (size_t i = 0; httpstatus_exchange_challenge_scheme(exchange, proxy, i); i++)
			for (size_t k = 0; httpstatus_exchange_challenge_name(exchange, proxy, i, k); k++)
				if (!httpstatus_exchange_challenge_value(exchange, proxy, i, k))
					abort();
}

static void ask_numbers(const struct httpstatus_exchange *exchange, int64_t now)
{
	httpstatus_exchange_content_kind(exchange);
	httpstatus_exchange_persistence(exchange);
	httpstatus_exchange_retry_after(exchange, now);
	httpstatus_exchange_age(exchange, now);
	httpstatus_exchange_defects(exchange);
	for (int cache = 0; cache < 2; cache++) {
		httpstatus_exchange_obstacles(exchange, cache);
		httpstatus_exchange_lifetime(exchange, cache, now);
		httpstatus_exchange_stale_if_error(exchange, cache);
		httpstatus_exchange_reuse_obstacles(exchange, exchange, cache, now);
	}
	httpstatus_exchange_selects(exchange, exchange);
}

/* The first octet cuts the rest in two: a request, and a response. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct httpstatus_exchange *exchange;
	const char *bytes = (const char *)data;
	size_t cut, used;

	if (!exchange)
		exchange = httpstatus_exchange_new();
	if (size == 0 || !exchange)
		return 0;
	cut = 1 + data[0] % size;
	httpstatus_exchange_clear(exchange);
	httpstatus_exchange_read_request(exchange, bytes + 1, cut - 1, &used);
	if (httpstatus_exchange_read_response(exchange, bytes + cut, size - cut, &used) == 0 && used > size - cut)
		abort();
	ask_numbers(exchange, (int64_t)size << 40);
	ask_texts(exchange);
	httpstatus_registry_find_name(httpstatus_registry_everything(), bytes, size);
	return 0;
}
