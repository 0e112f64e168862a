/*
 * The head of the answer (RFC 9111, 4, 4.3.2 and 5.1; RFC 9110, 15.3.7 and 15.4.5).
 *
 * SPDX-License-Identifier: MIT
 */
#include "cache.h"

/* ---- which fields go ---- */

/* RFC 9110, 15.4.5: a 304 has no metadata of the representation but those that tell which one it is. */
static const char metadata_names[][20] = {"Accept-Ranges", "Content-Digest", "Content-Disposition", "Content-Encoding",
	"Content-Language", "Content-MD5", "Content-Range", "Content-Type", "Digest", "Repr-Digest"};

static void mark_metadata(const struct httpstatus_exchange *exchange, bool *marks)
{
	for (size_t i = 0; i < sizeof metadata_names / sizeof metadata_names[0]; i++)
		marks_set(exchange, HTTPSTATUS_PART_RESPONSE, span_of(metadata_names[i]), marks);
	if (validators_of(exchange).has_tag)
		marks_set(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Last-Modified"), marks);
}

/* What is said anew, and what a short answer leaves out. A client with If-Range has the metadata already (15.3.7). */
static void mark_for_answer(const struct httpstatus_lookup *lookup, const struct plan *plan,
	const struct httpstatus_exchange *exchange, bool *marks)
{
	marks_set(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Age"), marks);
	marks_set(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), marks);
	marks_set(exchange, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), marks);
	if (plan->status == 304 ||
		(plan->status == 206 && exchange_has_field(lookup->request, HTTPSTATUS_PART_REQUEST, SPAN("If-Range"))))
		mark_metadata(exchange, marks);
}

static int copy_stored_fields(
	const struct httpstatus_lookup *lookup, const struct plan *plan, struct httpstatus_exchange *draft)
{
	struct policy policy = policy_read(lookup->cache, lookup->chosen);
	bool *marks = exchange_draft_marks(draft, 0, lookup->chosen);

	if (!marks)
		return HTTPSTATUS_ERROR_MEMORY;
	left_out_mark(left_out_begin(lookup->cache, lookup->chosen, HTTPSTATUS_PART_RESPONSE, &policy), lookup->chosen,
		HTTPSTATUS_PART_RESPONSE, marks);
	mark_for_answer(lookup, plan, lookup->chosen, marks);
	return draft_copy_fields(draft, lookup->chosen, HTTPSTATUS_PART_RESPONSE, marks);
}

/* With what the server just said, whether the stored response has it already or not. */
static int copy_merged_fields(
	const struct httpstatus_lookup *lookup, const struct plan *plan, struct httpstatus_exchange *draft)
{
	struct merge merge = {
		.cache = lookup->cache, .stored = lookup->chosen, .with = lookup->received, .answers = true};

	if (!merge_mark(&merge, draft))
		return HTTPSTATUS_ERROR_MEMORY;
	mark_for_answer(lookup, plan, merge.stored, merge.stored_marks);
	mark_for_answer(lookup, plan, merge.with, merge.with_marks);
	return merge_fields(&merge, draft);
}

/* ---- what is said anew ---- */

static bool is_validated(const struct httpstatus_lookup *lookup)
{
	return lookup->action == HTTPSTATUS_CACHE_ACTION_UPDATE || lookup->action == HTTPSTATUS_CACHE_ACTION_COMBINE;
}

/* RFC 9111, 4: always where the server was not asked; where it was, only what another cache behind this one said. */
static int add_age(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	bool validated = is_validated(lookup);
	const struct httpstatus_exchange *of = validated ? lookup->received : lookup->chosen;
	int64_t age = exchange_age(of, lookup->received ? lookup->received_now : lookup->now);

	if (age == HTTPSTATUS_UNKNOWN || (validated && !exchange_has_field(of, HTTPSTATUS_PART_RESPONSE, SPAN("Age"))))
		return 0;
	return draft_add_number(draft, SPAN("Age"), age);
}

static int add_content_fields(const struct plan *plan, struct httpstatus_exchange *draft)
{
	struct extent sent = {.complete = plan->extent.complete};
	char range[CONTENT_RANGE_SIZE];

	if (plan->status == 304 || plan->status == 204)
		return 0;
	if (plan->status == 206) {
		sent.is_known = true;
		sent.first = plan->first;
		sent.last = plan->last;
	}
	if (plan->status == 206 || plan->status == 416) {
		content_range_write(&sent, range);
		int error = exchange_add_line(draft, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Range"), span_of(range));
		if (error)
			return error;
	}
	int64_t length = plan->status == 206   ? plan->last - plan->first + 1
			 : plan->status == 416 ? 0
					       : plan->extent.complete;
	return length == HTTPSTATUS_UNKNOWN ? 0 : draft_add_number(draft, SPAN("Content-Length"), length);
}

/* RFC 9110, 2.5: a server answers in its own version, within the major one that the client speaks. */
static int64_t answer_version(const struct httpstatus_lookup *lookup)
{
	int64_t version = exchange_property(lookup->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION);

	return version == HTTPSTATUS_UNKNOWN || version == 20 || version == 30 ? version : 11;
}

/* A phrase goes with its status, and HTTP/2 has none (RFC 9113, 8.3.2). */
static int copy_reason(const struct httpstatus_lookup *lookup, const struct httpstatus_exchange *from,
	struct httpstatus_exchange *draft)
{
	if (httpstatus_exchange_status(from) != httpstatus_exchange_status(draft) || answer_version(lookup) >= 20 ||
		!exchange_knows_line(from, HTTPSTATUS_LINE_REASON))
		return 0;
	return exchange_say_line(draft, HTTPSTATUS_LINE_REASON, exchange_line(from, HTTPSTATUS_LINE_REASON));
}

static int begin(const struct httpstatus_lookup *lookup, int status, struct httpstatus_exchange *draft)
{
	int error = exchange_copy_request(draft, lookup->request, NULL);

	draft->said.properties[HTTPSTATUS_PROPERTY_STATUS] = status;
	draft->said.properties[HTTPSTATUS_PROPERTY_RESPONSE_VERSION] = answer_version(lookup);
	return error;
}

/* ---- the answers ---- */

/* What the cache says itself. */
static int make_own(const struct httpstatus_lookup *lookup, const struct plan *plan, struct httpstatus_exchange *draft)
{
	int error = begin(lookup, plan->status, draft);

	if (!error)
		error = draft_add_date(draft, lookup->received ? lookup->received_now : lookup->now);
	return error ? error : add_content_fields(plan, draft);
}

static int make_stored(
	const struct httpstatus_lookup *lookup, const struct plan *plan, struct httpstatus_exchange *draft)
{
	int error = begin(lookup, plan->status, draft);

	if (!error)
		error = copy_reason(lookup, lookup->chosen, draft);
	if (!error)
		error = is_validated(lookup) ? copy_merged_fields(lookup, plan, draft)
					     : copy_stored_fields(lookup, plan, draft);
	if (!error)
		error = draft_add_date(draft, exchange_property(lookup->chosen, HTTPSTATUS_PROPERTY_RESPONSE_TIME));
	if (!error)
		error = add_content_fields(plan, draft);
	return error ? error : add_age(lookup, draft);
}

static int make_relayed(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	const struct httpstatus_exchange *received = lookup->received;
	int64_t came = exchange_property(received, HTTPSTATUS_PROPERTY_RESPONSE_TIME);
	bool *marks = exchange_draft_marks(draft, 0, received);
	int error;

	if (!marks)
		return HTTPSTATUS_ERROR_MEMORY;
	if (httpstatus_exchange_status(received) != 101) /* which is nothing without Upgrade */
		left_out_mark(left_out_begin(lookup->cache, received, HTTPSTATUS_PART_RESPONSE, NULL), received,
			HTTPSTATUS_PART_RESPONSE, marks);
	/* RFC 9112, 6.3; RFC 9110, 8.6: servers do send it with 204. */
	if (exchange_has_field(received, HTTPSTATUS_PART_RESPONSE, SPAN("Transfer-Encoding")) ||
		httpstatus_exchange_status(received) == 204)
		marks_set(received, HTTPSTATUS_PART_RESPONSE, SPAN("Content-Length"), marks);
	error = begin(lookup, httpstatus_exchange_status(received), draft);
	if (!error)
		error = copy_reason(lookup, received, draft);
	if (!error)
		error = draft_copy_fields(draft, received, HTTPSTATUS_PART_RESPONSE, marks);
	return error ? error : draft_add_date(draft, came == HTTPSTATUS_UNKNOWN ? lookup->received_now : came);
}

int lookup_make_response(const struct httpstatus_lookup *lookup, struct httpstatus_exchange *draft)
{
	bool is_invalid = lookup->received && lookup->received_is_invalid;
	struct plan plan = {
		.status = is_invalid ? 502 : 504, .extent = {.complete = 0}}; /* RFC 9110, 15.6.3 and 15.6.5 */
	int error;

	if (lookup->action == HTTPSTATUS_CACHE_ACTION_RELAY)
		error = make_relayed(lookup, draft);
	else if (lookup->action == HTTPSTATUS_CACHE_ACTION_REFUSE)
		error = make_own(lookup, &plan, draft);
	else if (!plan_make(lookup, &plan))
		return HTTPSTATUS_ERROR_STATE; /* nobody combined what has to be combined first */
	else
		error = plan.status == 416 ? make_own(lookup, &plan, draft) : make_stored(lookup, &plan, draft);
	if (!error)
		error = add_cache_status(lookup, draft);
	return error ? error : exchange_derive(draft);
}
