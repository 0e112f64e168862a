/* Policies as objects: settings and what they take. SPDX-License-Identifier: MIT */
#include "messages.h"

static int set_text(struct httpstatus_policy *policy, const char *setting, const char *value)
{
	return httpstatus_policy_set(policy, setting, value, value ? strlen(value) : 0);
}

START_TEST(a_policy_without_a_name_is_a_careful_clients)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL), *careful = httpstatus_policy_new("default");
	const char *setting;

	for (size_t i = 0; (setting = httpstatus_setting_name(i)); i++) {
		ck_assert_str_eq(httpstatus_policy_get(policy, setting), httpstatus_policy_get(careful, setting));
		ck_assert_str_eq(httpstatus_policy_get(NULL, setting), httpstatus_policy_get(careful, setting));
	}
	httpstatus_policy_free(policy);
	httpstatus_policy_free(careful);
	httpstatus_policy_free(NULL);
}
END_TEST

START_TEST(there_is_no_policy_of_an_unknown_client)
{
	ck_assert_ptr_null(httpstatus_policy_new("netscape"));
	ck_assert_ptr_null(httpstatus_policy_new(""));
	ck_assert_ptr_null(httpstatus_policy_new("Curl"));
}
END_TEST

START_TEST(odd_settings_are_refused)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);

	ck_assert_int_eq(set_text(NULL, "hops", "1"), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(set_text(policy, NULL, "1"), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_int_eq(set_text(policy, "hop", "1"), HTTPSTATUS_ERROR_ARGUMENT);
	ck_assert_ptr_null(httpstatus_policy_get(policy, NULL));
	ck_assert_ptr_null(httpstatus_policy_get(policy, "hop"));
	httpstatus_policy_free(policy);
}
END_TEST

/* A value that a setting takes, or does not. */
static const struct {
	const char *setting, *value;
	bool good;
} values[] = {
	{"hops", "0", true},
	{"hops", "2147483647", true},
	{"hops", "", false},
	{"hops", NULL, false},
	{"hops", "-1", false},
	{"hops", "1 ", false},
	{"hops", "12345678901", false},
	{"over-hops", "stop", true},
	{"over-hops", "sto", false},
	{"over-hops", "", false},
	{"retry", "", true},
	{"retry", NULL, true},
	{"retry", "503", true},
	{"retry", "429 503 999", true},
	{"retry", "503 ", false},
	{"retry", " 503", false},
	{"retry", "429  503", false},
	{"retry", "99", false},
	{"retry", "099", false},
	{"retry", "1000", false},
	{"retry", "5xx", false},
	{"retry-methods", "any", true},
	{"retry-methods", "idempotent POST", true},
	{"retry-methods", "GET,HEAD", false},
	{"sensitive-fields", "Authorization X-Api-Key", true},
	{"sensitive-fields", "Authorization: ", false},
	{"redirect-301", "*=keep", true},
	{"redirect-301", "POST=get PROPFIND=bare QUERY=stop *=fail", true},
	{"redirect-301", "POST=get", false},
	{"redirect-301", "*=keep POST=get", false},
	{"redirect-301", "*=leave", false},
	{"redirect-301", "*", false},
	{"redirect-301", "=keep", false},
	{"redirect-301", "", false},
	{"redirect-301", "*=keep ", false},
};

START_TEST(a_setting_takes_what_it_is_for)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);
	const char *setting = values[_i].setting, *value = values[_i].value ? values[_i].value : "";
	const char *before = httpstatus_policy_get(policy, setting);

	ck_assert_int_eq(set_text(policy, setting, values[_i].value), values[_i].good ? 0 : HTTPSTATUS_ERROR_SYNTAX);
	ck_assert_str_eq(httpstatus_policy_get(policy, setting), values[_i].good ? value : before);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_nul_is_no_part_of_a_value)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);

	ck_assert_int_eq(httpstatus_policy_set(policy, "retry", "503\0", 4), HTTPSTATUS_ERROR_SYNTAX);
	ck_assert_int_eq(httpstatus_policy_set(policy, "hops", "1\0", 2), HTTPSTATUS_ERROR_SYNTAX);
	httpstatus_policy_free(policy);
}
END_TEST

/* How many redirects a chain follows. */
static int hops_of(struct httpstatus_chain *chain)
{
	struct httpstatus_exchange *exchange = exchange_of("GET / HTTP/1.1\r\nHost: a\r\n\r\n", NULL);
	int hops = 0;

	for (;; hops++) {
		read_response(exchange, "HTTP/1.1 302 F\r\nLocation: /\r\n\r\n");
		ck_assert_int_eq(httpstatus_next(chain, exchange, NULL), 0);
		if (httpstatus_step_action(httpstatus_chain_step(chain, 0)) != HTTPSTATUS_ACTION_FOLLOW)
			break;
		ck_assert_int_eq(httpstatus_chain_take(chain, 0, exchange), 0);
	}
	httpstatus_exchange_free(exchange);
	return hops;
}

START_TEST(a_chain_keeps_the_policy_it_was_made_with)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(NULL);

	set_text(policy, "hops", "3");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	set_text(policy, "hops", "5");
	struct httpstatus_chain *later = httpstatus_chain_new(policy);
	httpstatus_policy_free(policy);
	ck_assert_int_eq(hops_of(chain), 3);
	ck_assert_int_eq(hops_of(later), 5);
	httpstatus_chain_clear(chain);
	ck_assert_int_eq(hops_of(chain), 3);
	httpstatus_chain_free(chain);
	httpstatus_chain_free(later);
}
END_TEST

START_TEST(settings_and_clients_have_names_and_texts_up_to_their_end)
{
	size_t settings = 0, clients = 0;

	for (; httpstatus_setting_name(settings); settings++)
		ck_assert_uint_gt(strlen(httpstatus_setting_text(settings)), 10);
	ck_assert_ptr_null(httpstatus_setting_text(settings));
	for (; httpstatus_client_name(clients); clients++) {
		ck_assert_uint_gt(strlen(httpstatus_client_title(clients)), 2);
		ck_assert((strlen(httpstatus_client_version(clients)) > 0) == (clients > 0));
		ck_assert_ptr_null(httpstatus_client_source(clients, settings));
		ck_assert_ptr_nonnull(httpstatus_client_source(clients, 0));
	}
	ck_assert_ptr_null(httpstatus_client_title(clients));
	ck_assert_ptr_null(httpstatus_client_version(clients));
	ck_assert_ptr_null(httpstatus_client_source(clients, 0));
	ck_assert_str_eq(httpstatus_client_name(0), "default");
}
END_TEST

START_TEST(a_setting_of_which_nothing_is_known_has_no_source)
{
	size_t without = 0;
	const char *setting;

	for (size_t client = 1; httpstatus_client_name(client); client++)
		for (size_t i = 0; (setting = httpstatus_setting_name(i)); i++) {
			struct httpstatus_policy *policy = httpstatus_policy_new(httpstatus_client_name(client));

			if (!httpstatus_client_source(client, i)) {
				without++;
				ck_assert_str_eq(
					httpstatus_policy_get(policy, setting), httpstatus_policy_get(NULL, setting));
			}
			httpstatus_policy_free(policy);
		}
	ck_assert_uint_gt(without, 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("policy");
	TCase *loop = tcase_create("values");

	suite_add(suite, a_policy_without_a_name_is_a_careful_clients);
	suite_add(suite, there_is_no_policy_of_an_unknown_client);
	suite_add(suite, odd_settings_are_refused);
	tcase_add_loop_test(loop, a_setting_takes_what_it_is_for, 0, (int)(sizeof values / sizeof values[0]));
	suite_add_tcase(suite, loop);
	suite_add(suite, a_nul_is_no_part_of_a_value);
	suite_add(suite, a_chain_keeps_the_policy_it_was_made_with);
	suite_add(suite, settings_and_clients_have_names_and_texts_up_to_their_end);
	suite_add(suite, a_setting_of_which_nothing_is_known_has_no_source);
	return tap_main(suite);
}
