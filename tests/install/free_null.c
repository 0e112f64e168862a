/* Everything that frees takes NULL. SPDX-License-Identifier: MIT */
#include <httpstatus/httpstatus.h>

int main(void)
{
	httpstatus_iter_free(NULL);
	return 0;
}
