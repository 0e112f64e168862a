/*
 * Steps: which ones there are, and what they change.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

#include <httpstatus/status.h>

struct span chain_text(const struct httpstatus_chain *chain, struct text text)
{
	return (struct span){chain->texts.bytes + text.offset, text.length};
}

/* ---- which ---- */

static bool is_triggered(const struct situation *situation, const struct step_record *record)
{
	int class = httpstatus_class(situation->code);

	if (situation->event != EVENT_COUNT)
		return step_is_triggered(record, TRIGGER_FIRST_EVENT + (unsigned)situation->event);
	if (situation->status == 101) /* not interim like the others: it is the last response in HTTP */
		return step_is_triggered(record, 101);
	/* An unknown 1xx does not ask for content, although it counts as 100 otherwise. */
	int code = class == 1 ? situation->status : situation->code;
	return step_is_triggered(record, (unsigned)code) || step_is_triggered(record, (unsigned)class) ||
	       (class != 1 && step_is_triggered(record, TRIGGER_FINAL));
}

static bool conditions_hold(const struct situation *situation, const struct step_record *record, size_t place)
{
	for (int condition = 0; condition < CONDITION_COUNT; condition++) {
		bool wanted = record->when >> condition & 1, unwanted = record->unless >> condition & 1;

		if ((wanted || unwanted) && condition_holds(situation, (enum condition)condition, place) != wanted)
			return false;
	}
	return true;
}

static bool ends_chain(int action)
{
	return action == HTTPSTATUS_ACTION_FINAL || action == HTTPSTATUS_ACTION_ERROR;
}

/* Whether there is a step with an action, or with another that ends the chain as well. */
static bool has_step(const struct httpstatus_chain *chain, int action)
{
	for (size_t i = 0; i < chain->step_count; i++)
		if (chain->steps[i].action == action || (ends_chain(action) && ends_chain(chain->steps[i].action)))
			return true;
	return false;
}

/* What it does under this policy: to hand a response over is an error with some clients. */
static int action_of(const struct situation *situation, const struct step_record *record)
{
	if (record->fails == SETTING_COUNT)
		return record->action;
	bool fails = span_equals(situation->chain->policy.values[record->fails].text, SPAN("fail"));
	return fails ? HTTPSTATUS_ACTION_ERROR : record->action;
}

static bool is_possible(const struct situation *situation, const struct step_record *record, size_t place)
{
	if (situation->input->role == HTTPSTATUS_ROLE_PROXY && !record->proxy)
		return false;
	if (record->requests && situation->wait.refused)
		return false;
	return is_triggered(situation, record) && !has_step(situation->chain, action_of(situation, record)) &&
	       conditions_hold(situation, record, place);
}

/* ---- the next request ---- */

static bool put_text(struct httpstatus_chain *chain, struct span span, struct text *text)
{
	*text = (struct text){chain->texts.used, span.length};
	if (!buffer_put(&chain->texts, span))
		return false;
	chain->texts.used++; /* the NUL */
	return true;
}

static bool put_line(struct httpstatus_chain *chain, struct span span, struct line *line)
{
	line->known = true;
	return put_text(chain, span, &line->text);
}

static bool put_field(struct httpstatus_chain *chain, struct span name, size_t value)
{
	void *fields = chain->fields;
	struct text text;

	if (!array_reserve(&fields, &chain->field_capacity, chain->field_count + 1, sizeof(struct step_field)))
		return false;
	chain->fields = fields;
	if (!put_text(chain, name, &text))
		return false;
	chain->fields[chain->field_count++] = (struct step_field){text.offset, value};
	return true;
}

static bool put_method(const struct situation *situation, struct httpstatus_step *step)
{
	bool gets = step->action == HTTPSTATUS_ACTION_FOLLOW && situation->redirect.rewrite == REWRITE_GET;
	struct span method = situation->method;

	if (step->record->method || gets)
		method = step->record->method ? span_of(data_text(step->record->method)) : SPAN("GET");
	return method.length == 0 || put_line(situation->chain, method, &step->method);
}

static bool put_target(const struct situation *situation, struct httpstatus_step *step)
{
	struct span target = exchange_line(situation->exchange, HTTPSTATUS_LINE_TARGET);
	bool is_path = target.length && target.bytes[0] == '/';

	if (step->action == HTTPSTATUS_ACTION_FOLLOW)
		return put_line(situation->chain, situation->redirect.target, &step->target);
	/* Where nobody said the scheme, a path stays one: http would do for https what must not be done. */
	if (is_path && exchange_knows_scheme(situation->exchange) && exchange_knows_target_uri(situation->exchange) &&
		!exchange_target_uri(situation->exchange, &target))
		return false;
	return target.length == 0 || put_line(situation->chain, target, &step->target);
}

/* ---- fields that do not go along ---- */

static bool is_dropped(const struct httpstatus_step *step, struct span name)
{
	for (size_t i = step->first_drop; i < step->chain->field_count; i++)
		if (span_equals_ignoring_case(span_of(step->chain->texts.bytes + step->chain->fields[i].name), name))
			return true;
	return false;
}

static bool drop_field(const struct situation *situation, struct httpstatus_step *step, struct span name)
{
	if (is_dropped(step, name))
		return true;
	step->drops++;
	return put_field(situation->chain, name, 0);
}

/* Authorization that answers a challenge of the present origin is not what was dropped on the way there. */
static bool credentials_are_dropped(
	const struct situation *situation, const struct httpstatus_step *step, struct span name)
{
	const struct memory *memory = &situation->chain->memory;

	if (!policy_has_field(&situation->chain->policy, SETTING_SENSITIVE_FIELDS, name))
		return false;
	if (step->action == HTTPSTATUS_ACTION_FOLLOW && situation->redirect.drops_credentials)
		return true;
	if (span_equals_ignoring_case(name, SPAN("Authorization")))
		return memory->credentials_dropped && !memory->authenticated;
	if (span_equals_ignoring_case(name, SPAN("Proxy-Authorization")))
		return memory->credentials_dropped && !memory->authenticated_proxy;
	return memory->credentials_dropped;
}

/* Whether a field goes where the content does not; many clients forget all but those that frame it. */
static bool content_field_goes(const struct situation *situation, struct span name)
{
	if (policy_number(&situation->chain->policy, SETTING_CONTENT_FIELDS) == CONTENT_FIELDS_DROP)
		return list_has_name(content_field_names(), name) ||
		       span_equals_ignoring_case(span_first(name, sizeof "Content-" - 1), SPAN("Content-"));
	return span_equals_ignoring_case(name, SPAN("Content-Length")) ||
	       span_equals_ignoring_case(name, SPAN("Transfer-Encoding"));
}

/* A validator is of one resource: the rest of it is not asked for elsewhere (RFC 9110, 8.8). */
static bool is_of_resumption(struct span name)
{
	return span_equals_ignoring_case(name, SPAN("Range")) || span_equals_ignoring_case(name, SPAN("If-Range"));
}

/* RFC 9110, 15.4: what must not go along, or would be wrong. */
static bool field_is_dropped(const struct situation *situation, const struct httpstatus_step *step, struct span name)
{
	bool follows = step->action == HTTPSTATUS_ACTION_FOLLOW;
	if (list_has_name(step->record->drop, name) || (name.length && name.bytes[0] == ':'))
		return true; /* what begins with a colon is the request line of HTTP/2 */
	if (follows && situation->chain->memory.resume_from != HTTPSTATUS_UNKNOWN && is_of_resumption(name))
		return true;
	if (step->content == HTTPSTATUS_NEXT_CONTENT_DROP && content_field_goes(situation, name))
		return true;
	if (follows && situation->redirect.crosses && span_equals_ignoring_case(name, SPAN("Host")))
		return true;
	if (follows && situation->input->circumstances >> HTTPSTATUS_WITH_OWN_CONDITION & 1 &&
		list_has_name(condition_field_names(), name))
		return true;
	return credentials_are_dropped(situation, step, name);
}

/* Where the request is not known whole, what it may have had is told as well. */
static bool drop_unknown(const struct situation *situation, struct httpstatus_step *step)
{
	const struct offset_list lists[] = {step->record->drop, content_field_names(), condition_field_names()};
	struct span sensitive = situation->chain->policy.values[SETTING_SENSITIVE_FIELDS].text, name;
	const char *own;

	if (!exchange_request_is_open(situation->exchange))
		return true;
	if (field_is_dropped(situation, step, SPAN("Host")) && !drop_field(situation, step, SPAN("Host")))
		return false;
	for (size_t list = 0; list < sizeof lists / sizeof lists[0]; list++)
		for (size_t i = 0; (own = list_text(lists[list], i)); i++)
			if (field_is_dropped(situation, step, span_of(own)) &&
				!drop_field(situation, step, span_of(own)))
				return false;
	while (word_next(&sensitive, &name))
		if (field_is_dropped(situation, step, name) && !drop_field(situation, step, name))
			return false;
	return true;
}

static bool put_drops(const struct situation *situation, struct httpstatus_step *step)
{
	const struct httpstatus_exchange *exchange = situation->exchange;

	step->first_drop = situation->chain->field_count;
	for (size_t i = 0; i < exchange->said.fields; i++) {
		struct span name = exchange_text(exchange, exchange->fields[i].name);

		if (exchange->fields[i].part == HTTPSTATUS_PART_REQUEST && field_is_dropped(situation, step, name) &&
			!drop_field(situation, step, name))
			return false;
	}
	return drop_unknown(situation, step);
}

/* ---- fields that are new ---- */

/* The value of a field, behind the texts that are there. False where there is no memory; nothing where only the caller knows it. */
static bool put_value(const struct situation *situation, struct span name, struct buffer *out)
{
	int64_t length = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH), from;
	struct span value;

	if (span_equals(name, SPAN("Content-Length")))
		return length == HTTPSTATUS_UNKNOWN || buffer_put_number(out, length);
	if (span_equals(name, SPAN("Range")))
		return resumption_read(situation, &from, &value) && buffer_put(out, SPAN("bytes=")) &&
		       buffer_put_number(out, from) && buffer_put(out, SPAN("-"));
	if (span_equals(name, SPAN("If-Range")))
		return resumption_read(situation, &from, &value) && buffer_put(out, value);
	if (span_equals(name, SPAN("Upgrade")))
		return upgrade_choose(situation, &value) && buffer_put(out, value);
	return !span_equals(name, SPAN("Connection")) || buffer_put(out, SPAN("Upgrade"));
}

static bool put_adds(const struct situation *situation, struct httpstatus_step *step)
{
	struct httpstatus_chain *chain = situation->chain;
	const char *name;

	step->first_add = chain->field_count;
	for (; (name = list_text(step->record->add, step->adds)); step->adds++) {
		size_t value = chain->texts.used;

		if (!put_value(situation, span_of(name), &chain->texts))
			return false;
		bool known = chain->texts.used > value;
		if (known)
			chain->texts.used++; /* the NUL */
		if (!put_field(chain, span_of(name), known ? value : 0))
			return false;
	}
	return true;
}

/* ---- when, and on which connection ---- */

static void find_delay(const struct situation *situation, struct httpstatus_step *step)
{
	if (situation->wait.told) {
		step->delay = situation->wait.seconds;
		step->delay_source = HTTPSTATUS_DELAY_RETRY_AFTER;
	} else if (step->record->backs_off) {
		step->delay = backoff_seconds(situation, situation->chain->memory.retries);
		step->delay_source = step->delay ? HTTPSTATUS_DELAY_BACKOFF : HTTPSTATUS_DELAY_NONE;
	}
}

/* In HTTP/2 and later a message can end by itself: its stream is closed, not the connection (RFC 9113, 8.1). */
static bool has_streams(const struct situation *situation)
{
	int64_t version = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_RESPONSE_VERSION);

	if (version == HTTPSTATUS_UNKNOWN)
		version = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_REQUEST_VERSION);
	return version >= 20;
}

/* Whether nothing more can be sent on this connection: it closes, or content that was announced never came (RFC 9112, 9.3 and 9.5). */
static bool connection_is_spent(const struct situation *situation)
{
	bool stopped = situation->chain->memory.stopped || content_is_unsent(situation);

	if (exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_ENDING) == HTTPSTATUS_ENDING_CUT &&
		!has_streams(situation))
		return true;
	return situation->framing.persistence == HTTPSTATUS_CLOSES || (stopped && !has_streams(situation)) ||
	       (situation->event != EVENT_COUNT && situation->event != EVENT_AWAITED &&
		       !(situation->event == EVENT_REFUSED && has_streams(situation)));
}

static int find_connection(const struct situation *situation, const struct httpstatus_step *step)
{
	bool follows = step->action == HTTPSTATUS_ACTION_FOLLOW;
	bool ends = step->record->connection == HTTPSTATUS_NEXT_CONNECTION_CLOSE;

	if (ends && has_streams(situation))
		return HTTPSTATUS_NEXT_CONNECTION_REUSE;
	if (step->record->connection != HTTPSTATUS_NEXT_CONNECTION_REUSE)
		return step->record->connection;
	if (step->record->requests && ((follows && situation->redirect.crosses) || connection_is_spent(situation)))
		return HTTPSTATUS_NEXT_CONNECTION_NEW;
	return connection_is_spent(situation) ? HTTPSTATUS_NEXT_CONNECTION_CLOSE : HTTPSTATUS_NEXT_CONNECTION_REUSE;
}

/* ---- making them ---- */

static int find_content(const struct situation *situation, const struct httpstatus_step *step)
{
	bool follows = step->action == HTTPSTATUS_ACTION_FOLLOW;

	if (!situation_has_content(situation))
		return HTTPSTATUS_NEXT_CONTENT_NONE;
	if (step->record->drops_content || situation->chain->memory.content_dropped ||
		(follows && situation->redirect.drops_content))
		return HTTPSTATUS_NEXT_CONTENT_DROP;
	return HTTPSTATUS_NEXT_CONTENT_KEEP;
}

static bool describe_request(const struct situation *situation, struct httpstatus_step *step)
{
	step->content = find_content(situation, step);
	find_delay(situation, step);
	return put_method(situation, step) && put_target(situation, step) && put_drops(situation, step) &&
	       put_adds(situation, step);
}

static void add_facts(const struct situation *situation, const struct httpstatus_step *step)
{
	struct httpstatus_chain *chain = situation->chain;

	if (step->content == HTTPSTATUS_NEXT_CONTENT_DROP)
		chain->facts |= 1u << HTTPSTATUS_CHAIN_CONTENT_DROPPED;
	for (size_t i = 0; i < step->drops; i++)
		if (credentials_are_dropped(
			    situation, step, span_of(chain->texts.bytes + chain->fields[step->first_drop + i].name)))
			chain->facts |= 1u << HTTPSTATUS_CHAIN_CREDENTIALS_DROPPED;
}

static bool step_make(const struct situation *situation, const struct step_record *record)
{
	struct httpstatus_chain *chain = situation->chain;
	struct httpstatus_step *step = &chain->steps[chain->step_count++];

	*step = (struct httpstatus_step){.chain = chain, .record = record, .action = action_of(situation, record)};
	step->connection = find_connection(situation, step);
	if (!record->requests)
		return true;
	if (step->connection == HTTPSTATUS_NEXT_CONNECTION_NEW &&
		!(situation->input->abilities >> HTTPSTATUS_CAN_CONNECT & 1)) {
		chain->step_count--; /* it cannot be taken */
		return true;
	}
	if (!describe_request(situation, step))
		return false;
	step->drops_credentials = step->action == HTTPSTATUS_ACTION_FOLLOW && situation->redirect.drops_credentials;
	if (chain->step_count == 1) /* the best */
		add_facts(situation, step);
	return true;
}

bool steps_make(const struct situation *situation)
{
	struct httpstatus_chain *chain = situation->chain;
	const struct step_record *record;
	struct text nothing;

	if (!put_text(chain, SPAN(""), &nothing)) /* so that no text lies at 0 */
		return false;
	for (size_t place = 0; (record = step_record_at(place)); place++)
		if (is_possible(situation, record, place) && !step_make(situation, record))
			return false;
	return !chain->out_of_memory;
}

/* ---- asking them ---- */

int httpstatus_step_action(const struct httpstatus_step *step)
{
	return step ? step->action : HTTPSTATUS_ACTION_ERROR;
}

int httpstatus_step_level(const struct httpstatus_step *step)
{
	return step ? step->record->level : HTTPSTATUS_LEVEL_POLICY;
}

const char *httpstatus_step_section(const struct httpstatus_step *step)
{
	return step ? data_text(step->record->section) : NULL;
}

const char *httpstatus_step_reason(const struct httpstatus_step *step)
{
	return step ? data_text(step->record->reason) : NULL;
}

const char *httpstatus_step_text(const struct httpstatus_step *step)
{
	return step ? data_text(step->record->text) : NULL;
}

static const char *give_line(const struct httpstatus_step *step, struct line line, size_t *length)
{
	struct span text = line.known ? chain_text(step->chain, line.text) : (struct span){NULL, 0};

	if (length)
		*length = text.length;
	return text.bytes;
}

const char *httpstatus_step_method(const struct httpstatus_step *step, size_t *length)
{
	return give_line(step, step ? step->method : (struct line){.known = false}, length);
}

const char *httpstatus_step_target(const struct httpstatus_step *step, size_t *length)
{
	return give_line(step, step ? step->target : (struct line){.known = false}, length);
}

int httpstatus_step_content(const struct httpstatus_step *step)
{
	return step ? step->content : HTTPSTATUS_NEXT_CONTENT_NONE;
}

const char *httpstatus_step_drop_field(const struct httpstatus_step *step, size_t i)
{
	if (!step || i >= step->drops)
		return NULL;
	return step->chain->texts.bytes + step->chain->fields[step->first_drop + i].name;
}

const char *httpstatus_step_add_field(const struct httpstatus_step *step, size_t i)
{
	if (!step || i >= step->adds)
		return NULL;
	return step->chain->texts.bytes + step->chain->fields[step->first_add + i].name;
}

const char *httpstatus_step_add_value(const struct httpstatus_step *step, size_t i)
{
	size_t value = step && i < step->adds ? step->chain->fields[step->first_add + i].value : 0;

	return value ? step->chain->texts.bytes + value : NULL;
}

int64_t httpstatus_step_delay(const struct httpstatus_step *step)
{
	return step ? step->delay : 0;
}

int httpstatus_step_delay_source(const struct httpstatus_step *step)
{
	return step ? step->delay_source : HTTPSTATUS_DELAY_NONE;
}

int httpstatus_step_connection(const struct httpstatus_step *step)
{
	return step ? step->connection : HTTPSTATUS_NEXT_CONNECTION_CLOSE;
}

bool httpstatus_step_avoids_early_data(const struct httpstatus_step *step)
{
	return step && step->record->requests &&
	       (step->record->avoids_early_data || step->chain->memory.too_early ||
		       !(step->method.known && method_is_safe(chain_text(step->chain, step->method.text))));
}
