/* Policies as objects: settings and what they take. SPDX-License-Identifier: MIT */
#include "messages.h"

static int set_text(struct httpstatus_policy *policy, const char *setting, const char *value)
{
	return httpstatus_policy_set(policy, setting, value, value ? strlen(value) : 0);
}

/* The word of a setting; NULL past the end. */
static const char *setting_at(int i)
{
	return httpstatus_word(HTTPSTATUS_VOCABULARY_SETTING, i);
}

static const char *value_of(const struct httpstatus_policy *policy, const char *setting)
{
	return httpstatus_policy_get(policy, setting, NULL);
}

/* A policy like that of a client. */
static struct httpstatus_policy *policy_like(const char *client)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_find(client)), 0);
	return policy;
}

START_TEST(a_new_policy_is_a_careful_clients)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(), *careful = policy_like("default");
	const char *setting;

	for (int i = 0; (setting = setting_at(i)); i++) {
		ck_assert_str_eq(value_of(policy, setting), value_of(careful, setting));
		ck_assert_str_eq(value_of(NULL, setting), value_of(careful, setting));
	}
	ck_assert_str_eq(value_of(NULL, "hops"), "20"); /* the Fetch standard, HTTP-redirect fetch */
	httpstatus_policy_free(policy);
	httpstatus_policy_free(careful);
	httpstatus_policy_free(NULL);
}
END_TEST

START_TEST(there_is_no_unknown_client)
{
	ck_assert_ptr_null(httpstatus_client_find("netscape"));
	ck_assert_ptr_null(httpstatus_client_find(""));
	ck_assert_ptr_null(httpstatus_client_find("Curl"));
	ck_assert_ptr_null(httpstatus_client_find(NULL));
}
END_TEST

START_TEST(to_imitate_nobody_is_an_error_and_changes_nothing)
{
	struct httpstatus_policy *policy = policy_like("curl");

	set_text(policy, "hops", "7");
	ck_assert_int_eq(httpstatus_policy_imitate(policy, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_str_eq(value_of(policy, "hops"), "7");
	ck_assert_str_eq(value_of(policy, "over-wait-cap"), "shorten");
	ck_assert_int_eq(httpstatus_policy_imitate(NULL, httpstatus_client_find("curl")), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_policy_imitate(NULL, NULL), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(to_imitate_a_client_leaves_nothing_of_before)
{
	struct httpstatus_policy *policy = httpstatus_policy_new(), *curl = policy_like("curl");
	const char *setting;

	set_text(policy, "hops", "7");
	set_text(policy, "sensitive-fields", "X-Api-Key");
	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_find("curl")), 0);
	for (int i = 0; (setting = setting_at(i)); i++)
		ck_assert_str_eq(value_of(policy, setting), value_of(curl, setting));
	ck_assert_int_eq(httpstatus_policy_imitate(policy, httpstatus_client_at(0)), 0);
	for (int i = 0; (setting = setting_at(i)); i++)
		ck_assert_str_eq(value_of(policy, setting), value_of(NULL, setting));
	httpstatus_policy_free(policy);
	httpstatus_policy_free(curl);
}
END_TEST

START_TEST(odd_settings_are_refused)
{
	size_t length = 7;
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_int_eq(set_text(NULL, "hops", "1"), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(set_text(policy, NULL, "1"), HTTPSTATUS_ERROR_WORD);
	ck_assert_int_eq(set_text(policy, "hop", "1"), HTTPSTATUS_ERROR_WORD);
	ck_assert_int_eq(set_text(policy, "wait-cap", "1"), HTTPSTATUS_ERROR_WORD); /* its unit is in its name */
	ck_assert_ptr_null(httpstatus_policy_get(policy, NULL, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_ptr_null(value_of(policy, "hop"));
	ck_assert_ptr_null(value_of(NULL, "hop"));
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
	{"hops", "+1", false},
	{"hops", "9223372036854775807", true},
	{"hops", "9223372036854775808", false},
	{"hops", "9999999999999999999", false},
	{"hops", "0000000000000000001", true},
	{"hops", "00000000000000000001", false},
	{"wait-cap-ms", "9223372036854775807", true},
	{"backoff-ms", "9223372036854775807", true},
	{"backoff-cap-ms", "9223372036854775807", true},
	{"backoff-ms", "0.5", false},
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
	struct httpstatus_policy *policy = httpstatus_policy_new();
	const char *setting = values[_i].setting, *value = values[_i].value ? values[_i].value : "";
	const char *before = value_of(policy, setting);

	ck_assert_int_eq(set_text(policy, setting, values[_i].value), values[_i].good ? 0 : HTTPSTATUS_ERROR_VALUE);
	ck_assert_str_eq(value_of(policy, setting), values[_i].good ? value : before);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_nul_is_no_part_of_a_value)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

	ck_assert_int_eq(httpstatus_policy_set(policy, "retry", "503\0", 4), HTTPSTATUS_ERROR_VALUE);
	ck_assert_int_eq(httpstatus_policy_set(policy, "hops", "1\0", 2), HTTPSTATUS_ERROR_VALUE);
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
		ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
		if (httpstatus_step_action(httpstatus_chain_step(chain, 0)) != HTTPSTATUS_ACTION_FOLLOW)
			break;
		ck_assert_int_eq(httpstatus_chain_take(chain, 0, exchange), 0);
	}
	httpstatus_exchange_free(exchange);
	return hops;
}

START_TEST(a_chain_keeps_the_policy_it_was_made_with)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();

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

START_TEST(a_value_has_a_length)
{
	struct httpstatus_policy *policy = httpstatus_policy_new();
	size_t length = 0;

	httpstatus_policy_get(policy, "over-hops", &length);
	ck_assert_uint_eq(length, 4); /* fail */
	httpstatus_policy_set(policy, "retry", "503 504", 7);
	httpstatus_policy_get(policy, "retry", &length);
	ck_assert_uint_eq(length, 7);
	httpstatus_policy_get(NULL, "retry", &length);
	ck_assert_uint_eq(length, strlen(value_of(NULL, "retry")));
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(settings_are_a_vocabulary_with_texts)
{
	int settings = 0;

	for (; setting_at(settings); settings++) {
		const char *word = setting_at(settings);

		ck_assert_uint_gt(strlen(httpstatus_word_text(HTTPSTATUS_VOCABULARY_SETTING, settings)), 10);
		ck_assert_int_eq(httpstatus_word_find(HTTPSTATUS_VOCABULARY_SETTING, word, strlen(word)), settings);
		ck_assert_ptr_nonnull(value_of(NULL, word));
	}
	ck_assert_int_gt(settings, 25);
}
END_TEST

START_TEST(clients_have_names_and_texts_up_to_their_end)
{
	const struct httpstatus_client *client;
	size_t clients = 0;

	for (; (client = httpstatus_client_at(clients)); clients++) {
		ck_assert_ptr_eq(httpstatus_client_find(httpstatus_client_id(client)), client);
		ck_assert_uint_gt(strlen(httpstatus_client_title(client)), 2);
		ck_assert((strlen(httpstatus_client_version(client)) > 0) == (clients > 0));
		ck_assert_ptr_nonnull(httpstatus_client_source(client, "redirect-300"));
		ck_assert_ptr_null(httpstatus_client_source(client, "redirect"));
		ck_assert_ptr_null(httpstatus_client_source(client, NULL));
	}
	ck_assert_uint_gt(clients, 20);
	ck_assert_ptr_null(httpstatus_client_at(SIZE_MAX));
	ck_assert_str_eq(httpstatus_client_id(httpstatus_client_at(0)), "default");
}
END_TEST

START_TEST(there_is_nothing_to_say_of_no_client)
{
	ck_assert_ptr_null(httpstatus_client_id(NULL));
	ck_assert_ptr_null(httpstatus_client_title(NULL));
	ck_assert_ptr_null(httpstatus_client_version(NULL));
	ck_assert_ptr_null(httpstatus_client_source(NULL, "hops"));
	ck_assert_ptr_null(httpstatus_client_source(NULL, NULL));
}
END_TEST

START_TEST(a_setting_of_which_nothing_is_known_has_no_source)
{
	const struct httpstatus_client *client;
	const char *setting;
	size_t without = 0;

	for (size_t i = 1; (client = httpstatus_client_at(i)); i++) {
		struct httpstatus_policy *policy = policy_like(httpstatus_client_id(client));

		for (int k = 0; (setting = setting_at(k)); k++) {
			if (httpstatus_client_source(client, setting))
				continue;
			without++;
			ck_assert_str_eq(value_of(policy, setting), value_of(NULL, setting));
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

	suite_add(suite, a_new_policy_is_a_careful_clients);
	suite_add(suite, there_is_no_unknown_client);
	suite_add(suite, to_imitate_nobody_is_an_error_and_changes_nothing);
	suite_add(suite, to_imitate_a_client_leaves_nothing_of_before);
	suite_add(suite, odd_settings_are_refused);
	tcase_add_loop_test(loop, a_setting_takes_what_it_is_for, 0, (int)(sizeof values / sizeof values[0]));
	suite_add_tcase(suite, loop);
	suite_add(suite, a_nul_is_no_part_of_a_value);
	suite_add(suite, a_chain_keeps_the_policy_it_was_made_with);
	suite_add(suite, a_value_has_a_length);
	suite_add(suite, settings_are_a_vocabulary_with_texts);
	suite_add(suite, clients_have_names_and_texts_up_to_their_end);
	suite_add(suite, there_is_nothing_to_say_of_no_client);
	suite_add(suite, a_setting_of_which_nothing_is_known_has_no_source);
	return tap_main(suite);
}
