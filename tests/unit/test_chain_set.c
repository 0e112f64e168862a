/* What the caller of a chain says, what it is taken for where nobody says it, and how long it counts. SPDX-License-Identifier: MIT */
#include "chains.h"

enum {
	PROPERTIES = HTTPSTATUS_CHAIN_PROPERTY_RANDOM + 1,
	FIRST_OF_ONE_EXCHANGE = HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION,
};

/* What each property is where nobody says it (next.h); a property that has no such value is left alone. */
static const int64_t defaults[PROPERTIES] = {
	[HTTPSTATUS_CHAIN_PROPERTY_ROLE] = HTTPSTATUS_ROLE_USER_AGENT,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT] = 1,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE] = 1,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY] = 1,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_RESEND] = 1,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE] = 0,
	[HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED] = 0,
	[HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION] = 0,
	[HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA] = HTTPSTATUS_UNKNOWN,
	[HTTPSTATUS_CHAIN_PROPERTY_REUSED_CONNECTION] = 0,
	[HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION] = 0,
	[HTTPSTATUS_CHAIN_PROPERTY_NOW] = HTTPSTATUS_UNKNOWN,
	[HTTPSTATUS_CHAIN_PROPERTY_RANDOM] = 0,
};

/* ---- saying it ---- */

static bool takes_any_number(int property)
{
	return property == HTTPSTATUS_CHAIN_PROPERTY_NOW || property == HTTPSTATUS_CHAIN_PROPERTY_RANDOM;
}

START_TEST(nothing_is_said_at_first)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	for (int property = -1; property <= PROPERTIES; property++) {
		ck_assert(httpstatus_chain_get(chain, property) == HTTPSTATUS_UNKNOWN);
		ck_assert(httpstatus_chain_get(NULL, property) == HTTPSTATUS_UNKNOWN);
	}
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(what_is_said_can_be_asked_and_taken_back)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	said(chain, _i, 1);
	ck_assert_int_eq(httpstatus_chain_get(chain, _i), 1);
	for (int other = 0; other < PROPERTIES; other++)
		ck_assert(other == _i || httpstatus_chain_get(chain, other) == HTTPSTATUS_UNKNOWN);
	said(chain, _i, 0);
	ck_assert_int_eq(httpstatus_chain_get(chain, _i), 0);
	said(chain, _i, HTTPSTATUS_UNKNOWN);
	ck_assert(httpstatus_chain_get(chain, _i) == HTTPSTATUS_UNKNOWN);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_value_that_a_property_does_not_allow_changes_nothing)
{
	static const int64_t odd[] = {-1, 2, INT_MAX, INT64_MAX, HTTPSTATUS_UNKNOWN + 1};
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	said(chain, _i, 1);
	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		int error = httpstatus_chain_set(chain, _i, odd[i]);

		ck_assert_int_eq(error, takes_any_number(_i) ? 0 : HTTPSTATUS_ERROR_VALUE);
		ck_assert(httpstatus_chain_get(chain, _i) == (error ? 1 : odd[i]));
	}
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(there_must_be_a_chain_and_such_a_property)
{
	static const int none[] = {-1, PROPERTIES, INT_MIN, INT_MAX};
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	for (int property = -1; property <= PROPERTIES; property++)
		ck_assert_int_eq(httpstatus_chain_set(NULL, property, 1), HTTPSTATUS_ERROR_HANDLE);
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
		ck_assert_int_eq(httpstatus_chain_set(chain, none[i], 1), HTTPSTATUS_ERROR_PROPERTY);
		ck_assert(httpstatus_chain_get(chain, none[i]) == HTTPSTATUS_UNKNOWN);
	}
	ck_assert_int_eq(httpstatus_chain_set_registry(NULL, NULL), HTTPSTATUS_ERROR_HANDLE);
	ck_assert_int_eq(httpstatus_chain_set_protocols(NULL, "h2c", 3), HTTPSTATUS_ERROR_HANDLE);
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- what is not said ---- */

static void steps_are_equal(const struct httpstatus_step *a, const struct httpstatus_step *b)
{
	ck_assert_int_eq(httpstatus_step_action(a), httpstatus_step_action(b));
	ck_assert_str_eq(httpstatus_step_reason(a), httpstatus_step_reason(b));
	ck_assert_pstr_eq(httpstatus_step_method(a, NULL), httpstatus_step_method(b, NULL));
	ck_assert_pstr_eq(httpstatus_step_target(a, NULL), httpstatus_step_target(b, NULL));
	ck_assert_int_eq(httpstatus_step_content(a), httpstatus_step_content(b));
	ck_assert_int_eq(httpstatus_step_delay_ms(a), httpstatus_step_delay_ms(b));
	ck_assert_int_eq(httpstatus_step_delay_source(a), httpstatus_step_delay_source(b));
	ck_assert_int_eq(httpstatus_step_connection(a), httpstatus_step_connection(b));
	ck_assert_int_eq(httpstatus_step_avoids_early_data(a), httpstatus_step_avoids_early_data(b));
	for (size_t i = 0; httpstatus_step_drop_field(a, i, NULL) || httpstatus_step_drop_field(b, i, NULL); i++)
		ck_assert_pstr_eq(httpstatus_step_drop_field(a, i, NULL), httpstatus_step_drop_field(b, i, NULL));
	for (size_t i = 0; httpstatus_step_add_field(a, i, NULL) || httpstatus_step_add_field(b, i, NULL); i++) {
		ck_assert_pstr_eq(httpstatus_step_add_field(a, i, NULL), httpstatus_step_add_field(b, i, NULL));
		ck_assert_pstr_eq(httpstatus_step_add_value(a, i, NULL), httpstatus_step_add_value(b, i, NULL));
	}
}

/* That two chains say the same of an exchange. Returns how many steps there are. */
static size_t answers_are_equal(
	struct httpstatus_chain *a, struct httpstatus_chain *b, const struct httpstatus_exchange *exchange)
{
	size_t count = 0;

	ck_assert_int_eq(httpstatus_chain_next(a, exchange), 0);
	ck_assert_int_eq(httpstatus_chain_next(b, exchange), 0);
	for (; httpstatus_chain_step(a, count) && httpstatus_chain_step(b, count); count++)
		steps_are_equal(httpstatus_chain_step(a, count), httpstatus_chain_step(b, count));
	ck_assert_ptr_eq(httpstatus_chain_step(a, count), httpstatus_chain_step(b, count)); /* the end of both */
	for (int fact = 0; fact <= HTTPSTATUS_CHAIN_FACT_UPGRADE_MISSING; fact++)
		ck_assert_int_eq(httpstatus_chain_has_fact(a, fact), httpstatus_chain_has_fact(b, fact));
	return count;
}

static const char *const requests[] = {
	"GET /a HTTP/1.1\r\nHost: a.example\r\nCookie: a=b\r\n\r\n",
	"GET /a HTTP/1.1\r\nHost: a.example\r\nIf-None-Match: \"v\"\r\n\r\n",
	"POST /a HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nExpect: "
	"100-continue\r\nContent-Length: 3\r\n\r\n",
	"PUT /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic x\r\nUpgrade: h2c\r\nTransfer-Encoding: "
	"chunked\r\n\r\n",
};

static const char *const response_fields[][2] = {
	{"Location", "https://b.example/b"},
	{"WWW-Authenticate", "Basic realm=a"},
	{"Proxy-Authenticate", "Basic realm=b"},
	{"Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"},
	{"Accept-Encoding", "gzip"},
	{"Upgrade", "h2c"},
	{"ETag", "\"v\""},
};

START_TEST(to_say_what_is_so_anyway_changes_nothing)
{
	struct httpstatus_chain *silent = httpstatus_chain_new(NULL), *chain = httpstatus_chain_new(NULL);
	size_t steps = 0;

	for (int property = 0; property < PROPERTIES; property++)
		said(chain, property, defaults[property]);
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, NULL, 0), 0);
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, NULL), 0);
	for (int ending = -1; ending <= HTTPSTATUS_ENDING_TIMED_OUT; ending++) {
		for (int status = 99; status <= 600; status++) {
			struct httpstatus_exchange *exchange = plain_exchange_of(requests[_i], NULL);

			if (status >= 100)
				set(exchange, HTTPSTATUS_PROPERTY_STATUS, status);
			set(exchange, HTTPSTATUS_PROPERTY_ENDING, ending < 0 ? HTTPSTATUS_UNKNOWN : ending);
			for (size_t i = 0; i < sizeof response_fields / sizeof response_fields[0]; i++)
				if (status % 7 != (int)i)
					add(exchange, HTTPSTATUS_PART_RESPONSE, response_fields[i][0],
						response_fields[i][1]);
			steps += answers_are_equal(silent, chain, exchange);
			httpstatus_exchange_free(exchange);
		}
	}
	ck_assert_uint_gt(steps, 7 * 502);
	httpstatus_chain_free(silent);
	httpstatus_chain_free(chain);
}
END_TEST

static const char unauthorized[] = "HTTP/1.1 401 U\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n";
static const char proxy_unauthorized[] =
	"HTTP/1.1 407 P\r\nProxy-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n";
static const char unsupported[] =
	"HTTP/1.1 415 U\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\nContent-Length: 0\r\n\r\n";
static const char failed[] = "HTTP/1.1 500 I\r\nContent-Length: 0\r\n\r\n";
static const char moved[] = "HTTP/1.1 307 T\r\nLocation: http://b.example/\r\nContent-Length: 0\r\n\r\n";
static const char not_modified[] = "HTTP/1.1 304 N\r\n\r\n";
static const char too_early[] = "HTTP/1.1 425 T\r\nContent-Length: 0\r\n\r\n";
static const char too_slow[] = "HTTP/1.1 408 T\r\nContent-Length: 0\r\n\r\n";
static const char dated[] = "HTTP/1.1 503 S\r\nRetry-After: Sun, 06 Nov 1994 08:49:47 GMT\r\nContent-Length: 0\r\n\r\n";
static const char unavailable[] = "HTTP/1.1 503 S\r\nContent-Length: 0\r\n\r\n";

/* A property at whose word the best step is another one: that where nobody says it, and that where this is said. */
static const struct {
	int property;
	int64_t value;
	const char *request, *response, *unsaid, *said;
} effects[] = {
	{HTTPSTATUS_CHAIN_PROPERTY_ROLE, HTTPSTATUS_ROLE_PROXY, get_request, moved, "temporary-redirect",
		"not-followed"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT, 0, get_request, moved, "temporary-redirect", "not-followed"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE, 0, get_request, unauthorized, "unauthorized",
		"credentials-wanted"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_AUTHENTICATE_PROXY, 0, get_request, proxy_unauthorized,
		"proxy-authentication-required", "proxy-credentials-wanted"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_RESEND, 0, post_request, moved, "temporary-redirect",
		"content-cannot-be-repeated"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_RECODE, 1, post_request, unsupported, "unsupported-media-type",
		"media-type-refused"},
	{HTTPSTATUS_CHAIN_PROPERTY_CAN_USE_STORED, 1, get_request, failed, "server-error", "stale-if-error"},
	{HTTPSTATUS_CHAIN_PROPERTY_OWN_CONDITION, 1, get_request, not_modified, "unrequested-not-modified",
		"not-modified"},
	{HTTPSTATUS_CHAIN_PROPERTY_EARLY_DATA, 0, get_request, too_early, "too-early", "not-in-early-data"},
	{HTTPSTATUS_CHAIN_PROPERTY_REUSED_CONNECTION, 1, get_request, too_slow, "request-too-slow", "request-timeout"},
	{HTTPSTATUS_CHAIN_PROPERTY_COALESCED_CONNECTION, 1, get_request, too_slow, "request-too-slow",
		"request-timeout"},
	{HTTPSTATUS_CHAIN_PROPERTY_NOW, 784111777, get_request, dated, "wait-too-long", "unavailable"},
};

START_TEST(a_property_tells_in_the_best_step)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const char *request = effects[_i].request, *response = effects[_i].response;

	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, request, response)), effects[_i].unsaid);
	said(chain, effects[_i].property, effects[_i].value);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, request, response)), effects[_i].said);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, request, response)), effects[_i].said);
	said(chain, effects[_i].property, HTTPSTATUS_UNKNOWN);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, request, response)), effects[_i].unsaid);
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- how long it counts ---- */

static void say_all(struct httpstatus_chain *chain)
{
	for (int property = 0; property < PROPERTIES; property++)
		said(chain, property, 1);
}

static void is_forgotten(const struct httpstatus_chain *chain)
{
	for (int property = 0; property < PROPERTIES; property++)
		ck_assert(httpstatus_chain_get(chain, property) ==
			  (property < FIRST_OF_ONE_EXCHANGE ? 1 : HTTPSTATUS_UNKNOWN));
}

START_TEST(what_is_so_in_one_exchange_is_forgotten_when_a_step_is_taken)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	say_all(chain);
	first_step(chain, get_request, "HTTP/1.1 425 T\r\nContent-Length: 0\r\n\r\n");
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	is_forgotten(chain);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(it_is_forgotten_with_a_step_that_sends_nothing_too)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	say_all(chain);
	const struct httpstatus_step *step = first_step(chain, get_request, "HTTP/1.1 204 N\r\n\r\n");
	ck_assert(!httpstatus_step_requests(step));
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	is_forgotten(chain);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_step_that_is_not_taken_forgets_nothing)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_exchange *small = httpstatus_exchange_new();

	said(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW, 1);
	set(small, HTTPSTATUS_PROPERTY_MOST_OCTETS, 2);
	first_step(chain, get_request, moved);
	ck_assert_int_eq(httpstatus_chain_get(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW), 1);
	ck_assert_int_eq(httpstatus_chain_take(chain, 9, NULL), HTTPSTATUS_ERROR_INDEX);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, small), HTTPSTATUS_ERROR_LIMIT);
	ck_assert_int_eq(httpstatus_chain_get(chain, HTTPSTATUS_CHAIN_PROPERTY_NOW), 1);
	httpstatus_exchange_free(small);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_chain_that_is_cleared_remembers_what_was_said_of_the_client)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	say_all(chain);
	httpstatus_chain_clear(chain);
	is_forgotten(chain);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(the_random_number_of_one_wait_is_not_that_of_the_next)
{
	struct httpstatus_policy *policy = policy_with("retries", "2");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);

	said(chain, HTTPSTATUS_CHAIN_PROPERTY_RANDOM, 4711);
	ck_assert_int_lt(httpstatus_step_delay_ms(first_step(chain, get_request, unavailable)), 1000);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	ck_assert_int_eq(httpstatus_step_delay_ms(first_step(chain, get_request, unavailable)), 2000);
	httpstatus_policy_free(policy);
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- protocols ---- */

static const struct {
	const char *protocols;
	bool good;
} protocol_lists[] = {
	{"websocket", true},
	{"websocket, h2c", true},
	{"HTTP/2.0, SHTTP/1.3 , IRC/6.9, RTA/x11", true}, /* RFC 9110, 7.8 */
	{"", true},
	{",, h2c,", true}, /* RFC 9110, 5.6.1.2: empty elements count for nothing */
	{"web socket", false},
	{"h2c/", false},
	{"/2.0", false},
	{"HTTP/2/0", false},
	{"h2c; q=1", false},
	{"\"h2c\"", false},
	{"h2c, (", false},
	{"h\xc3\xa4", false},
	{"h2c\r\nX: y", false},
};

static const char upgrade_required[] =
	"HTTP/1.1 426 U\r\nUpgrade: websocket, HTTP/2.0\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n";

START_TEST(protocols_are_such_as_upgrade_lists)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	const char *list = protocol_lists[_i].protocols;
	int error = httpstatus_chain_set_protocols(chain, list, strlen(list));

	ck_assert_int_eq(error, protocol_lists[_i].good ? 0 : HTTPSTATUS_ERROR_VALUE);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(protocols_are_copied_and_those_that_are_refused_change_nothing)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	char list[] = "h2c, websocket";

	ck_assert_str_eq(
		httpstatus_step_reason(first_step(chain, get_request, upgrade_required)), "upgrade-impossible");
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, list, sizeof list - 1), 0);
	memset(list, '?', sizeof list);
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, list, sizeof list), HTTPSTATUS_ERROR_VALUE);
	const struct httpstatus_step *step = first_step(chain, get_request, upgrade_required);
	ck_assert_str_eq(httpstatus_step_reason(step), "upgrade-required");
	ck_assert_str_eq(httpstatus_step_add_field(step, 0, NULL), "Upgrade");
	ck_assert_str_eq(httpstatus_step_add_value(step, 0, NULL), "websocket");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(a_nul_is_in_no_protocol)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, "h2c\0", 4), HTTPSTATUS_ERROR_VALUE);
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(protocols_stay_until_others_are_said_or_none)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, "websocket", 9), 0);
	first_step(chain, get_request, upgrade_required);
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	httpstatus_chain_clear(chain);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, upgrade_required)), "upgrade-required");
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, "h2c", 3), 0);
	ck_assert_str_eq(
		httpstatus_step_reason(first_step(chain, get_request, upgrade_required)), "upgrade-impossible");
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, "websocket", 9), 0);
	ck_assert_int_eq(httpstatus_chain_set_protocols(chain, NULL, 9), 0);
	ck_assert_str_eq(
		httpstatus_step_reason(first_step(chain, get_request, upgrade_required)), "upgrade-impossible");
	httpstatus_chain_free(chain);
}
END_TEST

/* ---- a registry ---- */

static const char own_response[] = "HTTP/1.1 573 Resting\r\nContent-Length: 0\r\n\r\n";

/* A registry that has 573, nearest to a code. */
static struct httpstatus_registry *registry_with(int nearest)
{
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "own");

	ck_assert_int_eq(httpstatus_registry_add(registry, 573, "Resting", 7), 0);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 573, nearest), 0);
	return registry;
}

START_TEST(a_code_that_is_nearest_to_503_is_retried)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_registry *registry = registry_with(503);

	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "server-error");
	ck_assert(httpstatus_chain_has_fact(chain, HTTPSTATUS_CHAIN_FACT_TREATED_AS_CLASS));
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	const struct httpstatus_step *step = first_step(chain, get_request, own_response);
	ck_assert_str_eq(httpstatus_step_reason(step), "unavailable");
	ck_assert_int_eq(httpstatus_step_action(step), HTTPSTATUS_ACTION_RETRY);
	ck_assert(!httpstatus_chain_has_fact(chain, HTTPSTATUS_CHAIN_FACT_TREATED_AS_CLASS));
	httpstatus_chain_clear(chain); /* keeps it */
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "unavailable");
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, NULL), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "server-error");
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(a_code_of_which_only_the_class_is_known_is_in_no_list_but_by_itself)
{
	struct httpstatus_policy *policy = policy_with("retry", "500");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	struct httpstatus_registry *registry = registry_with(0);

	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "server-error");
	httpstatus_chain_free(chain);
	httpstatus_policy_set(policy, "retry", "573", 3);
	chain = httpstatus_chain_new(policy);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "failed");
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(a_vendors_code_is_retried_as_the_one_that_it_is_nearest_to)
{
	static const char response[] = "HTTP/1.1 520 Web Server Returned an Unknown Error\r\nContent-Length: 0\r\n\r\n";
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);

	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, response)), "server-error");
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, httpstatus_registry_by_name("cloudflare")), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, response)), "gateway-failed");
	httpstatus_chain_free(chain);
}
END_TEST

START_TEST(an_own_code_that_a_policy_lists_is_meant_by_it)
{
	struct httpstatus_policy *policy = policy_with("retry", "573");
	struct httpstatus_chain *chain = httpstatus_chain_new(policy);
	struct httpstatus_registry *registry = registry_with(503);

	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request, own_response)), "unavailable");
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
	httpstatus_policy_free(policy);
}
END_TEST

START_TEST(an_own_code_that_is_nearest_to_101_is_not_read_past)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_registry *registry = httpstatus_registry_new(NULL, "own");
	struct httpstatus_exchange *exchange = plain_exchange_of(get_request, NULL);
	const struct httpstatus_step *step;

	ck_assert_int_eq(httpstatus_registry_add(registry, 150, "Turning", 7), 0);
	ck_assert_int_eq(httpstatus_registry_set_nearest(registry, 150, 101), 0);
	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	ck_assert_int_eq(httpstatus_exchange_add_interim(exchange, 150), 0);
	ck_assert_int_eq(httpstatus_chain_next(chain, exchange), 0);
	for (size_t i = 0; (step = httpstatus_chain_step(chain, i)); i++)
		ck_assert_str_eq(httpstatus_step_reason(step), "unrequested-switch");
	httpstatus_exchange_free(exchange);
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_own_code_is_mended_as_the_one_that_it_is_nearest_to)
{
	static const char answered[] = "GET /a HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic eDp5\r\n\r\n";
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_registry *registry = registry_with(401);

	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, get_request,
				 "HTTP/1.1 573 R\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n")),
		"unauthorized");
	ck_assert_int_eq(httpstatus_chain_take(chain, 0, NULL), 0);
	ck_assert_str_eq(httpstatus_step_reason(first_step(chain, answered,
				 "HTTP/1.1 573 R\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n")),
		"credentials-not-enough");
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
}
END_TEST

START_TEST(an_own_redirect_goes_by_the_rule_of_the_one_that_it_is_nearest_to)
{
	struct httpstatus_chain *chain = httpstatus_chain_new(NULL);
	struct httpstatus_registry *registry = registry_with(303);

	ck_assert_int_eq(httpstatus_chain_set_registry(chain, registry), 0);
	const struct httpstatus_step *step =
		first_step(chain, post_request, "HTTP/1.1 573 R\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
	ck_assert_str_eq(httpstatus_step_reason(step), "see-other");
	ck_assert_str_eq(httpstatus_step_method(step, NULL), "GET");
	httpstatus_chain_free(chain);
	httpstatus_registry_free(registry);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("chain set");
	TCase *properties = tcase_create("properties"), *lists = tcase_create("lists");

	suite_add(suite, nothing_is_said_at_first);
	tcase_add_loop_test(properties, what_is_said_can_be_asked_and_taken_back, 0, PROPERTIES);
	tcase_add_loop_test(properties, a_value_that_a_property_does_not_allow_changes_nothing, 0, PROPERTIES);
	tcase_add_loop_test(
		properties, a_property_tells_in_the_best_step, 0, (int)(sizeof effects / sizeof effects[0]));
	tcase_add_loop_test(
		properties, to_say_what_is_so_anyway_changes_nothing, 0, (int)(sizeof requests / sizeof requests[0]));
	tcase_set_timeout(properties, 120);
	suite_add_tcase(suite, properties);
	suite_add(suite, there_must_be_a_chain_and_such_a_property);
	suite_add(suite, what_is_so_in_one_exchange_is_forgotten_when_a_step_is_taken);
	suite_add(suite, it_is_forgotten_with_a_step_that_sends_nothing_too);
	suite_add(suite, a_step_that_is_not_taken_forgets_nothing);
	suite_add(suite, a_chain_that_is_cleared_remembers_what_was_said_of_the_client);
	suite_add(suite, the_random_number_of_one_wait_is_not_that_of_the_next);
	tcase_add_loop_test(
		lists, protocols_are_such_as_upgrade_lists, 0, (int)(sizeof protocol_lists / sizeof protocol_lists[0]));
	suite_add_tcase(suite, lists);
	suite_add(suite, protocols_are_copied_and_those_that_are_refused_change_nothing);
	suite_add(suite, a_nul_is_in_no_protocol);
	suite_add(suite, protocols_stay_until_others_are_said_or_none);
	suite_add(suite, a_code_that_is_nearest_to_503_is_retried);
	suite_add(suite, a_code_of_which_only_the_class_is_known_is_in_no_list_but_by_itself);
	suite_add(suite, a_vendors_code_is_retried_as_the_one_that_it_is_nearest_to);
	suite_add(suite, an_own_code_that_a_policy_lists_is_meant_by_it);
	suite_add(suite, an_own_code_that_is_nearest_to_101_is_not_read_past);
	suite_add(suite, an_own_code_is_mended_as_the_one_that_it_is_nearest_to);
	suite_add(suite, an_own_redirect_goes_by_the_rule_of_the_one_that_it_is_nearest_to);
	return tap_main(suite);
}
