/*
 * A program that has functions of its own with names that the library has inside, and is linked with the library as an archive: neither may get
 * the other's.
 *
 * SPDX-License-Identifier: MIT
 */
#include <httpstatus/httpstatus.h>
#include <string.h>

int buffer_reserve(int size);
int found(const char *what);
int list_next(int place);
int array_reserve(void);

int buffer_reserve(int size)
{
	return size + 1;
}

int found(const char *what)
{
	return what[0];
}

int list_next(int place)
{
	return place + 2;
}

int array_reserve(void)
{
	return 3;
}

/* Goes through the library's own buffer_reserve, array_reserve, list_next and found. */
static bool library_works(void)
{
	static const char response[] =
		"HTTP/1.1 405 No\r\nConnection: close, x\r\nWWW-Authenticate: Basic realm=\"a\"\r\n\r\n";
	struct httpstatus_exchange *exchange = httpstatus_exchange_new();
	struct httpstatus_checker *checker = httpstatus_checker_new();
	bool works = httpstatus_exchange_read_response(exchange, response, sizeof response - 1, NULL) == 0 &&
		     httpstatus_exchange_persistence(exchange) == HTTPSTATUS_PERSISTENCE_CLOSES &&
		     httpstatus_checker_check(checker, exchange) == 0 && httpstatus_checker_finding(checker, 0);

	httpstatus_checker_free(checker);
	httpstatus_exchange_free(exchange);
	return works;
}

int main(void)
{
	bool mine = buffer_reserve(1) == 2 && found("x") == 'x' && list_next(0) == 2 && array_reserve() == 3;

	return mine && library_works() ? 0 : 1;
}
