/*
 * Which directives count: those of the first targeted field that the cache obeys, or else those of Cache-Control (RFC 9213, 2.2).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- a targeted field ---- */

/* RFC 9213, 2.1, has the value's type follow from the directive. A number of another type is one that cannot be read, which makes a response stale (RFC
 * 9111, 4.2.1). */
static int64_t seconds_of(const struct structured_item *item, bool *invalid)
{
	if (item->type == STRUCTURED_INTEGER && item->number >= 0)
		return item->number;
	*invalid = true;
	return 0;
}

/* Whether the argument names fields; without one, or with another one, the directive is about the whole response. */
static bool names_fields(const struct structured_item *item)
{
	struct span text = item->text, element;

	return (item->type == STRUCTURED_STRING || item->type == STRUCTURED_TOKEN) && list_is_tokens(text) &&
	       list_next(&text, &element);
}

static int64_t *place_of_seconds(struct cache_control *control, struct span key)
{
	if (span_equals(key, SPAN("max-age")))
		return &control->max_age;
	if (span_equals(key, SPAN("s-maxage")))
		return &control->s_maxage;
	if (span_equals(key, SPAN("stale-while-revalidate")))
		return &control->stale_while_revalidate;
	return span_equals(key, SPAN("stale-if-error")) ? &control->stale_if_error : NULL;
}

static bool *place_of_flag(struct cache_control *control, struct span key)
{
	const struct {
		struct span key;
		bool *flag;
	} places[] = {
		{SPAN("no-store"), &control->no_store},
		{SPAN("public"), &control->public_},
		{SPAN("must-revalidate"), &control->must_revalidate},
		{SPAN("proxy-revalidate"), &control->proxy_revalidate},
		{SPAN("must-understand"), &control->must_understand},
		{SPAN("no-transform"), &control->no_transform},
		{SPAN("immutable"), &control->immutable},
	};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (span_equals(key, places[i].key))
			return places[i].flag;
	return NULL;
}

static void set_qualified(bool *unqualified, bool *qualified, const struct structured_item *item, bool on)
{
	*qualified = on && names_fields(item);
	*unqualified = on && !*qualified;
}

/* Of several with one key, the last counts, since it is a dictionary (RFC 9651, 3.2). */
static void add_member(struct cache_control *control, const struct structured_member *member)
{
	int64_t *seconds = place_of_seconds(control, member->key);
	bool *flag = place_of_flag(control, member->key);
	bool on = member->item.type != STRUCTURED_BOOLEAN || member->item.number == 1;

	if (seconds)
		*seconds = seconds_of(&member->item, &control->invalid);
	else if (flag)
		*flag = on;
	else if (span_equals(member->key, SPAN("no-cache")))
		set_qualified(&control->no_cache, &control->no_cache_fields, &member->item, on);
	else if (span_equals(member->key, SPAN("private")))
		set_qualified(&control->private_, &control->private_fields, &member->item, on);
}

static void targeted_read(struct span value, struct cache_control *control)
{
	struct structured_member member;

	cache_control_read((struct span){NULL, 0}, control);
	while (structured_member_next(&value, &member))
		add_member(control, &member);
}

/* Where the fields are: the second has those that the first has not. */
struct sources {
	const struct httpstatus_exchange *first, *second; /* the second may be NULL */
};

static bool source_value(const struct sources *sources, struct span name, struct span *value)
{
	return exchange_value(sources->first, HTTPSTATUS_PART_RESPONSE, name, value) ||
	       (sources->second && exchange_value(sources->second, HTTPSTATUS_PART_RESPONSE, name, value));
}

/* The first field of the cache's list that is there, not empty and not broken. */
static bool targeted_find(const struct httpstatus_cache *cache, const struct sources *sources, struct policy *policy)
{
	struct span targets = cache_text(cache, HTTPSTATUS_CACHE_TEXT_TARGETS), name, value;

	policy->is_certain = !exchange_response_is_open(sources->first) || targets.length == 0;
	for (bool first = true; list_next(&targets, &name); first = false) {
		if (!source_value(sources, name, &value) || value.length == 0 || !structured_dictionary_is_valid(value))
			continue;
		policy->field = value;
		policy->is_certain = policy->is_certain || first;
		return true;
	}
	return false;
}

/* ---- field names in arguments ---- */

/* The argument of a dictionary's member is that of the last one with this key. */
static bool member_argument_next(struct policy_names *names)
{
	struct structured_member member;
	bool found = false;

	while (structured_member_next(&names->rest, &member)) {
		if (!span_equals(member.key, names->directive))
			continue;
		found = names_fields(&member.item);
		names->argument = found ? member.item.text : (struct span){NULL, 0};
	}
	return found;
}

/* In Cache-Control, each of them counts. */
static bool directive_argument_next(struct policy_names *names)
{
	struct span element, directive;

	while (list_next(&names->rest, &element)) {
		directive = span_first(element, span_token_length(element));
		if (directive.length + 1 >= element.length || !span_equals_ignoring_case(directive, names->directive))
			continue;
		names->argument = span_without_quotes(span_from(element, directive.length + 1));
		return true;
	}
	return false;
}

/* Without the backslashes of quoted pairs (RFC 9110, 5.6.4), which no name needs. */
static struct span unescape(struct span text, char room[POLICY_NAME_SIZE])
{
	size_t length = 0;

	for (size_t i = 0; i < text.length && length < POLICY_NAME_SIZE; i++)
		if (text.bytes[i] != '\\' || ++i < text.length)
			room[length++] = text.bytes[i];
	return (struct span){room, length};
}

static bool has_backslash(struct span text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] == '\\')
			return true;
	return false;
}

struct policy_names policy_names(const struct policy *policy, struct span directive)
{
	return (struct policy_names){.policy = policy, .directive = directive, .rest = policy->field};
}

bool policy_name_next(struct policy_names *names, struct span *name)
{
	while (!list_next(&names->argument, name))
		if (!(names->policy->is_targeted ? member_argument_next(names) : directive_argument_next(names)))
			return false;
	if (has_backslash(*name))
		*name = span_trim(unescape(*name, names->room));
	return true;
}

/* A field without which a cache would do what it must not. */
bool field_is_of_policy(const struct httpstatus_cache *cache, struct span name)
{
	static const char own[][16] = {"Age", "Cache-Control", "Content-Range", "Date", "Expires", "Vary"};

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		if (span_equals_ignoring_case(name, span_of(own[i])))
			return true;
	return list_has_token(cache_text(cache, HTTPSTATUS_CACHE_TEXT_TARGETS), name);
}

/* An argument that takes away what the cache goes by is as if there were none: many caches take it so anyway (RFC 9111, 5.2.2.4 and 5.2.2.7). */
static bool names_cannot_be_left_out(
	const struct httpstatus_cache *cache, const struct policy *policy, struct span directive)
{
	struct policy_names names = policy_names(policy, directive);
	struct span name;

	while (policy_name_next(&names, &name))
		if (name.length == POLICY_NAME_SIZE || field_is_of_policy(cache, name))
			return true;
	return false;
}

struct policy policy_read_merged(const struct httpstatus_cache *cache, const struct httpstatus_exchange *with,
	const struct httpstatus_exchange *stored)
{
	struct sources sources = {with, stored};
	struct policy policy = {.field = {NULL, 0}};

	policy.is_targeted = targeted_find(cache, &sources, &policy);
	if (policy.is_targeted) {
		targeted_read(policy.field, &policy.control);
	} else {
		source_value(&sources, SPAN("Cache-Control"), &policy.field);
		cache_control_read(policy.field, &policy.control);
	}
	if (policy.control.private_fields && names_cannot_be_left_out(cache, &policy, SPAN("private")))
		policy.control.private_ = true;
	if (policy.control.no_cache_fields && names_cannot_be_left_out(cache, &policy, SPAN("no-cache")))
		policy.control.no_cache = true;
	return policy;
}

struct policy policy_read(const struct httpstatus_cache *cache, const struct httpstatus_exchange *exchange)
{
	return policy_read_merged(cache, exchange, NULL);
}
