#include "inner.h"
#include <stdlib.h>
struct transcript {
	int x;
};
struct transcript *transcript_new(char *text, size_t length, const struct said *said, struct problem *problem)
{
	(void)length;
	(void)said;
	free(text);
	problem_say(problem, "is neither a HAR, nor a transcript");
	return NULL;
}
int transcript_next(struct transcript *transcript, struct httpstatus_exchange *exchange, struct problem *problem)
{
	(void)transcript;
	(void)exchange;
	(void)problem;
	return RECORDING_END;
}
void transcript_free(struct transcript *transcript)
{
	free(transcript);
}
