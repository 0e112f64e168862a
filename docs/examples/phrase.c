/* What a code means: phrase 404. */
#include <httpstatus/httpstatus.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments)
{
	int code = count > 1 ? atoi(arguments[1]) : 404;
	const char *phrase = httpstatus_phrase(code);

	printf("%d %s\n", code, phrase ? phrase : "is not registered");
	return 0;
}
