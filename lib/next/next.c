/*
 * What can be done next: which steps there are.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

static bool is_triggered(const struct situation *situation, const struct step_record *record)
{
	int class = httpstatus_class(situation->code);

	if (situation->event != EVENT_COUNT)
		return step_is_triggered(record, TRIGGER_FIRST_EVENT + (unsigned)situation->event);
	if (situation->named == 101) /* not interim like the others: it is the last response in HTTP */
		return step_is_triggered(record, 101);
	/* An unknown 1xx does not ask for content, although it counts as 100 otherwise. */
	int code = class == 1 ? situation->named : situation->code;
	return step_is_triggered(record, (unsigned)code) || step_is_triggered(record, (unsigned)class) ||
	       (class != 1 && step_is_triggered(record, TRIGGER_FINAL));
}

static bool set_has(const struct condition_set *set, int condition)
{
	return set->bits[condition / 64] >> condition % 64 & 1;
}

static bool conditions_hold(const struct situation *situation, const struct step_record *record)
{
	for (int condition = 0; condition < CONDITION_COUNT; condition++) {
		bool wanted = set_has(&record->when, condition), unwanted = set_has(&record->unless, condition);

		if ((wanted || unwanted) &&
			condition_holds(situation, (enum condition)condition, step_record_place(record)) != wanted)
			return false;
	}
	return true;
}

_Static_assert(SETTING_COUNT < 64, "settings that decline a step are bits");

/* The settings of the policy that decline a step; *forbidden: there is more against it than that. */
static uint64_t settings_against(const struct situation *situation, const struct step_record *record, bool *forbidden)
{
	bool too_long = record->requests && situation->wait.refused;
	uint64_t against = too_long ? UINT64_C(1) << SETTING_WAIT_CAP_MS : 0;

	*forbidden = false;
	for (int condition = 0; condition < CONDITION_COUNT; condition++) {
		if (!set_has(&record->wish, condition) ||
			condition_holds(situation, (enum condition)condition, step_record_place(record)))
			continue;
		enum setting setting = wish_setting(situation, (enum condition)condition);
		*forbidden = *forbidden || setting == SETTING_COUNT;
		against |= UINT64_C(1) << setting;
	}
	return against;
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
static int action_of(const struct httpstatus_chain *chain, const struct step_record *record)
{
	bool fails =
		record->fails != SETTING_COUNT && span_equals(chain->policy.values[record->fails].text, SPAN("fail"));

	return fails ? HTTPSTATUS_ACTION_ERROR : record->action;
}

/* But for what the policy says to it. */
static bool is_possible(const struct situation *situation, const struct step_record *record)
{
	if (situation_is_proxys(situation) && !record->proxy)
		return false;
	return is_triggered(situation, record) && !has_step(situation->chain, action_of(situation->chain, record)) &&
	       conditions_hold(situation, record);
}

/* The situation of somebody who does what the policy declines: follows where Location leads, and waits for as long as the server asks. */
static struct situation without_policy(const struct situation *situation)
{
	struct situation free = *situation;
	enum rewrite *rewrite = &free.redirect.rewrite;

	if (*rewrite == REWRITE_STOP || *rewrite == REWRITE_FAIL)
		*rewrite = rewrite_permitted(free.named, free.method);
	free.redirect.drops_content =
		*rewrite == REWRITE_GET || *rewrite == REWRITE_BARE || free.chain->memory.content_dropped;
	free.wait.told = free.wait.given;
	free.wait.ms = free.wait.asked_ms;
	free.wait.refused = false;
	return free;
}

/* What comes with the best step. */
static void add_facts(
	struct httpstatus_chain *chain, const struct situation *situation, const struct httpstatus_step *step)
{
	chain->facts[HTTPSTATUS_CHAIN_FACT_CONTENT_DROPPED] = step->content == HTTPSTATUS_NEXT_CONTENT_DROP;
	chain->facts[HTTPSTATUS_CHAIN_FACT_CREDENTIALS_DROPPED] = step->lacks_credentials;
	chain->facts[HTTPSTATUS_CHAIN_FACT_PREFLIGHT_FIRST] = request_needs_preflight(situation, step);
}

static bool step_make(struct httpstatus_chain *chain, const struct situation *situation,
	const struct step_record *record, uint64_t declined)
{
	struct httpstatus_step *step = &chain->steps[chain->step_count];

	*step = (struct httpstatus_step){
		.chain = chain, .record = record, .action = action_of(chain, record), .declined = declined};
	step->connection = connection_find(situation, record, step->action);
	if (record->requests && step->connection == HTTPSTATUS_NEXT_CONNECTION_NEW &&
		!situation_can(situation, HTTPSTATUS_CHAIN_PROPERTY_CAN_CONNECT))
		return true; /* it cannot be taken */
	if (record->requests && !request_describe(situation, step))
		return false;
	if (chain->step_count++ == 0)
		add_facts(chain, situation, step);
	return true;
}

static bool steps_make(struct httpstatus_chain *chain, const struct situation *situation)
{
	const struct step_record *record;
	bool forbidden;

	for (size_t place = 0; (record = step_record_at(place)); place++)
		if (is_possible(situation, record) && !settings_against(situation, record, &forbidden) &&
			!step_make(chain, situation, record, 0))
			return false;
	return true;
}

/* Behind the others, what the specification permits and the policy declines. */
static bool steps_make_declined(struct httpstatus_chain *chain, const struct situation *situation)
{
	struct situation free = without_policy(situation);
	const struct step_record *record;
	bool forbidden;

	for (size_t place = 0; (record = step_record_at(place)); place++) {
		uint64_t declined = settings_against(situation, record, &forbidden);

		if (declined && !forbidden && is_possible(&free, record) && !step_make(chain, &free, record, declined))
			return false;
	}
	return true;
}

int httpstatus_chain_next(struct httpstatus_chain *chain, const struct httpstatus_exchange *exchange)
{
	struct situation situation;

	if (!chain)
		return HTTPSTATUS_ERROR_HANDLE;
	chain_forget_steps(chain);
	int error = httpstatus_exchange_copy(chain->exchange, exchange); /* which refuses NULL */
	if (error)
		return error;
	situation_read(chain, &situation);
	wait_read(&situation, &situation.wait);
	redirect_read(&situation, &situation.redirect);
	chain->code = situation.code;
	facts_read(&situation, chain->facts);
	if (challenges_read(&situation, &chain->challenges) && steps_make(chain, &situation) &&
		steps_make_declined(chain, &situation))
		return 0;
	chain_forget_steps(chain);
	return HTTPSTATUS_ERROR_MEMORY;
}
