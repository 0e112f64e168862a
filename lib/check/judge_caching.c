/*
 * Judges of caching.
 *
 * SPDX-License-Identifier: MIT
 */
#include "check.h"

/* ---- Age ---- */

bool judge_age_is_invalid(const struct subject *subject)
{
	return any_line_is_no_number(subject, SPAN("Age"));
}

bool judge_age_is_above_0(const struct subject *subject)
{
	struct span value;
	int64_t age;

	return response_value(subject, SPAN("Age"), &value) && !judge_age_is_invalid(subject) &&
	       age_read(value, &age) && age > 0;
}

/* ---- Cache-Control ---- */

struct directive {
	struct span name;
	struct span argument;
	bool has_argument;
};

/* RFC 9111, 5.2: token [ "=" ( token / quoted-string ) ]. */
static bool directive_read(struct span element, struct directive *directive)
{
	size_t length = 0;

	while (length < element.length && element.bytes[length] != '=')
		length++;
	*directive = (struct directive){.name = span_first(element, length), .has_argument = length < element.length};
	if (!span_is_token(directive->name))
		return false;
	if (!directive->has_argument)
		return true;
	directive->argument = span_from(element, length + 1);
	return span_is_token(directive->argument) || span_is_quoted_string(directive->argument);
}

bool judge_cache_control_is_invalid(const struct subject *subject)
{
	struct span rest, element;
	struct directive directive;

	if (!response_value(subject, SPAN("Cache-Control"), &rest))
		return false;
	while (list_next(&rest, &element))
		if (!directive_read(element, &directive))
			return true;
	return false;
}

/* Whether Cache-Control of the response has a directive that is one of some, and of which something holds. */
static bool has_directive(
	const struct subject *subject, const char (*names)[20], size_t count, bool (*holds)(struct directive directive))
{
	struct span rest, element;
	struct directive directive;

	if (!response_value(subject, SPAN("Cache-Control"), &rest))
		return false;
	while (list_next(&rest, &element))
		for (size_t i = 0; directive_read(element, &directive) && i < count; i++)
			if (span_equals_ignoring_case(directive.name, span_of(names[i])) && holds(directive))
				return true;
	return false;
}

static bool is_no_number(struct directive directive)
{
	return !span_is_digits(directive.argument);
}

static bool has_token(struct directive directive)
{
	return directive.has_argument && span_is_token(directive.argument);
}

static bool has_argument(struct directive directive)
{
	return directive.has_argument;
}

static bool is_there(struct directive directive)
{
	return directive.name.length > 0;
}

bool judge_max_age_is_no_number(const struct subject *subject)
{
	static const char names[][20] = {"max-age"};

	return has_directive(subject, names, 1, is_no_number);
}

bool judge_s_maxage_is_no_number(const struct subject *subject)
{
	static const char names[][20] = {"s-maxage"};

	return has_directive(subject, names, 1, is_no_number);
}

bool judge_no_cache_has_token(const struct subject *subject)
{
	static const char names[][20] = {"no-cache"};

	return has_directive(subject, names, 1, has_token);
}

bool judge_private_has_token(const struct subject *subject)
{
	static const char names[][20] = {"private"};

	return has_directive(subject, names, 1, has_token);
}

bool judge_directive_has_needless_argument(const struct subject *subject)
{
	static const char names[][20] = {
		"must-revalidate", "must-understand", "no-store", "no-transform", "proxy-revalidate", "public"};

	return has_directive(subject, names, sizeof names / sizeof names[0], has_argument);
}

bool judge_has_request_directive(const struct subject *subject)
{
	static const char names[][20] = {"max-stale", "min-fresh", "only-if-cached"};

	return has_directive(subject, names, sizeof names / sizeof names[0], is_there);
}

bool judge_must_revalidate(const struct subject *subject)
{
	return exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE).must_revalidate;
}

/* RFC 9111, 5.2.2.10: s-maxage says what proxy-revalidate says. */
bool judge_shared_caches_must_revalidate(const struct subject *subject)
{
	static const char names[][20] = {"proxy-revalidate", "s-maxage"};

	return has_directive(subject, names, sizeof names / sizeof names[0], is_there);
}

/* As long as a shared cache would take it to be fresh, by the guess of most. */
static int64_t lifetime_of(const struct subject *subject)
{
	const struct httpstatus_exchange *exchange = subject->exchange;
	struct cache_control control = exchange_cache_control(exchange, HTTPSTATUS_PART_RESPONSE);
	int64_t lifetime;

	if (exchange_explicit_lifetime(exchange, true, HTTPSTATUS_UNKNOWN, &lifetime))
		return lifetime;
	return exchange_allows_heuristic(exchange, &control, true)
		       ? exchange_heuristic_lifetime(exchange, HEURISTIC_PERCENT, HTTPSTATUS_UNKNOWN)
		       : HTTPSTATUS_UNKNOWN;
}

/* By Age alone, which a cache has to send: who checks may have no clock (RFC 9111, 5.1). */
bool judge_response_is_stale(const struct subject *subject)
{
	struct span value;
	int64_t age, lifetime;

	if (!response_value(subject, SPAN("Age"), &value) || !age_read(value, &age))
		return false;
	lifetime = lifetime_of(subject);
	return lifetime != HTTPSTATUS_UNKNOWN && age >= lifetime;
}

/* ---- Expires ---- */

bool judge_expires_is_invalid(const struct subject *subject)
{
	struct span value;
	struct date date;
	uint32_t place = exchange_lines(subject->exchange, subject->part, SPAN("Expires"));

	while (exchange_line_next(subject->exchange, &place, &value))
		if (!date_read(value, 0, &date))
			return true;
	return false;
}

/* The year of two digits depends on when it is. */
static bool expires_read(const struct subject *subject, int64_t *seconds)
{
	struct span value;
	struct date date;

	if (!exchange_first_line(subject->exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Expires"), &value) ||
		!date_read(value, 0, &date) || date.form == DATE_RFC850)
		return false;
	*seconds = date.seconds;
	return true;
}

/* RFC 9111, 5.3: a time in the past means that it has always expired. Whoever received it knows when that was, or Date tells. */
bool judge_expires_is_ahead(const struct subject *subject)
{
	int64_t now = exchange_property(subject->exchange, HTTPSTATUS_PROPERTY_RESPONSE_TIME), expires;

	if (now == HTTPSTATUS_UNKNOWN)
		now = httpstatus_exchange_date(subject->exchange);
	return now != HTTPSTATUS_UNKNOWN && expires_read(subject, &expires) && expires > now;
}

bool judge_expires_overflows(const struct subject *subject)
{
	int64_t seconds;

	return expires_read(subject, &seconds) && seconds > INT32_MAX;
}

/* Whether a name is one of those that let a cache store by themselves, or of what nobody here knows (RFC 9111, 3 and 5.2.3). */
static bool may_let_store(struct directive directive)
{
	static const char names[][20] = {"must-revalidate", "must-understand", "no-cache", "no-store", "no-transform",
		"proxy-revalidate", "max-stale", "min-fresh", "only-if-cached"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(directive.name, span_of(names[i])))
			return false;
	return true;
}

/* CDN-Cache-Control and its like (RFC 9213), and what servers had before. */
static bool may_be_targeted(struct span name)
{
	return has_inside(name, SPAN("-Cache-Control")) || has_inside(name, SPAN("Surrogate-Control")) ||
	       has_inside(name, SPAN("Edge-Control")) || span_equals_ignoring_case(name, SPAN("X-Accel-Expires"));
}

static bool has_targeted_field(const struct subject *subject)
{
	return response_has_name(subject, may_be_targeted);
}

/* RFC 9111, 3: without any of these, only a status that is heuristically cacheable may be stored. */
bool judge_nothing_lets_it_be_stored(const struct subject *subject)
{
	const struct httpstatus_code *code = httpstatus_registry_find(NULL, subject->status);
	struct span rest, element;
	struct directive directive;

	if (!code || httpstatus_code_has(code, HTTPSTATUS_FACT_HEURISTICALLY_CACHEABLE) ||
		!response_lacks(subject, SPAN("Expires")) || has_targeted_field(subject))
		return false;
	if (!response_value(subject, SPAN("Cache-Control"), &rest))
		return true;
	while (list_next(&rest, &element))
		if (!directive_read(element, &directive) || may_let_store(directive))
			return false;
	return true;
}

/* Whether the response asks caches to keep it. Neither a lifetime of 0 nor one that ended when the response was made does. */
bool judge_invites_caching(const struct subject *subject)
{
	struct cache_control control = exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE);
	int64_t date = httpstatus_exchange_date(subject->exchange), expires;

	if (control.no_store || control.no_cache || subject->response_is_open || judge_max_age_is_no_number(subject) ||
		judge_s_maxage_is_no_number(subject))
		return false;
	if (control.max_age > 0 || control.s_maxage > 0)
		return true;
	if (control.max_age == 0 || control.s_maxage == 0)
		return false;
	return control.public_ || (date != HTTPSTATUS_UNKNOWN && expires_read(subject, &expires) && expires > date);
}

/* ---- what was stored or reused and must not be ---- */

/* What an answer may take: where a cache asked the server for this request, Age may still count the time that it waited. */
enum { WAIT_LONGEST = 60 };

static int64_t age_of(const struct subject *subject)
{
	struct span value;
	int64_t age;

	return response_value(subject, SPAN("Age"), &value) && !judge_age_is_invalid(subject) && age_read(value, &age)
		       ? age
		       : HTTPSTATUS_UNKNOWN;
}

static bool is_known(struct directive directive)
{
	static const char names[][20] = {"immutable", "max-age", "must-revalidate", "must-understand", "no-cache",
		"no-store", "no-transform", "private", "proxy-revalidate", "public", "s-maxage"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals_ignoring_case(directive.name, span_of(names[i])))
			return true;
	return false;
}

/* X-Cache, CF-Cache-Status, X-Served-By and their like; Cache-Status, too. */
static bool is_of_content_network(struct span name)
{
	return (has_inside(name, SPAN("cache")) && !has_inside(name, SPAN("control"))) ||
	       has_inside(name, SPAN("served-by")) || has_inside(name, SPAN("varnish")) ||
	       has_inside(name, SPAN("cdn")) || has_inside(name, SPAN("edge")) || has_inside(name, SPAN("-cf-"));
}

/* Via names the cache even where the other fields were taken out: "1.1 varnish", "1.1 google", "1.1 x.cloudfront.net (CloudFront)". */
static bool came_via_content_network(const struct subject *subject)
{
	struct span via;

	return response_value(subject, SPAN("Via"), &via) &&
	       (has_inside(via, SPAN("varnish")) || has_inside(via, SPAN("google")) ||
		       has_inside(via, SPAN("cloudfront")) || has_inside(via, SPAN("cdn")));
}

/* A content delivery network may have gone by a targeted field that it did not pass on, or by what it was told elsewhere. Who declares a proxy
 * knows it. */
static bool may_be_of_content_network(const struct subject *subject)
{
	return !is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_PROXY) &&
	       (response_has_name(subject, is_of_content_network) || came_via_content_network(subject));
}

/* Whether a cache may go by something else than the directives that we know: a targeted field (RFC 9213, 2.2), or an extension (RFC 9111, 5.2.3),
 * stale-while-revalidate and stale-if-error among them. */
bool judge_cache_may_go_by_other_rules(const struct subject *subject)
{
	struct span rest, element;
	struct directive directive;

	if (subject->response_is_open || has_targeted_field(subject) || may_be_of_content_network(subject))
		return true;
	if (response_value(subject, SPAN("Cache-Control"), &rest))
		while (list_next(&rest, &element))
			if (!directive_read(element, &directive) || !is_known(directive))
				return true;
	return false;
}

bool judge_age_is_of_reuse(const struct subject *subject)
{
	return age_of(subject) > WAIT_LONGEST;
}

/* Where a browser shows its own stored response, or a 304 as the 200 that it confirms, fields are not those that came. */
bool judge_response_is_open(const struct subject *subject)
{
	return subject->response_is_open;
}

bool judge_may_not_be_stored(const struct subject *subject)
{
	struct cache_control control = exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE);

	return control.no_store && !control.must_understand;
}

bool judge_is_private(const struct subject *subject)
{
	return exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE).private_;
}

bool judge_needs_validation(const struct subject *subject)
{
	return exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE).no_cache;
}

/* RFC 9111, 3.5. */
bool judge_is_of_one_user(const struct subject *subject)
{
	struct cache_control control = exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE);

	return !control.public_ && !control.must_revalidate && control.s_maxage == NUMBER_NONE;
}

static bool is_older_than(const struct subject *subject, int64_t lifetime)
{
	int64_t age = age_of(subject);

	return lifetime != NUMBER_NONE && age > WAIT_LONGEST && age - WAIT_LONGEST > lifetime;
}

/* By Expires, where it is a date and Date tells what it counts from. */
static int64_t lifetime_of_expires(const struct subject *subject)
{
	int64_t date = httpstatus_exchange_date(subject->exchange), expires;

	if (date == HTTPSTATUS_UNKNOWN || !expires_read(subject, &expires))
		return NUMBER_NONE;
	return expires > date ? expires - date : 0;
}

/* RFC 9111, 4.2.1. */
static int64_t stated_lifetime(const struct subject *subject, struct cache_control control, bool shared)
{
	if (shared && control.s_maxage != NUMBER_NONE)
		return control.s_maxage;
	return control.max_age != NUMBER_NONE ? control.max_age : lifetime_of_expires(subject);
}

/* must-revalidate is for all caches, of which a private one goes by max-age and a shared one by s-maxage before that; the others are for shared
 * caches (RFC 9111, 5.2.2). Where the cache is known to be disconnected, a rule of its own asks for 504. */
bool judge_is_reused_stale(const struct subject *subject)
{
	struct cache_control control = exchange_cache_control(subject->exchange, HTTPSTATUS_PART_RESPONSE);
	bool shared = is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_PROXY);
	int64_t lifetime = stated_lifetime(subject, control, true);

	if (is_declared(subject, HTTPSTATUS_CHECKER_PROPERTY_DISCONNECTED) || control.invalid || control.repeated)
		return false;
	if (shared && (control.must_revalidate || control.proxy_revalidate || control.s_maxage != NUMBER_NONE))
		return is_older_than(subject, lifetime);
	return control.must_revalidate && is_older_than(subject, stated_lifetime(subject, control, false)) &&
	       is_older_than(subject, lifetime);
}

bool judge_varies_by_everything(const struct subject *subject)
{
	struct span value;

	return response_value(subject, SPAN("Vary"), &value) && list_has_exactly(value, SPAN("*"));
}

/* RFC 5861, 3 and 4: delta-seconds. A quoted number is read by many (RFC 9111, 5.2), and left alone. */
bool judge_stale_directive_is_no_number(const struct subject *subject)
{
	struct span rest, element;
	struct directive directive;

	if (!response_value(subject, SPAN("Cache-Control"), &rest))
		return false;
	while (list_next(&rest, &element))
		if (directive_read(element, &directive) && !span_is_digits(directive.argument) &&
			!span_is_quoted_string(directive.argument) &&
			(span_equals_ignoring_case(directive.name, SPAN("stale-while-revalidate")) ||
				span_equals_ignoring_case(directive.name, SPAN("stale-if-error"))))
			return points_at(subject, directive.name);
	return false;
}
