/* Everything that frees takes NULL. SPDX-License-Identifier: MIT */
#include <httpstatus/httpstatus.h>

int main(void)
{
	httpstatus_cache_free(NULL);
	httpstatus_chain_free(NULL);
	httpstatus_checker_free(NULL);
	httpstatus_choice_free(NULL);
	httpstatus_exchange_free(NULL);
	httpstatus_iter_free(NULL);
	httpstatus_lookup_free(NULL);
	httpstatus_policy_free(NULL);
	httpstatus_registry_free(NULL);
	return 0;
}
