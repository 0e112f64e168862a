/*
 * The fields that go with the code, made of the answers and the request.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

/* ---- values ---- */

/* A value in the making. */
static bool put(struct httpstatus_choice *choice, struct span span)
{
	return buffer_put(&choice->values, span);
}

static bool put_number(struct httpstatus_choice *choice, int64_t number)
{
	return buffer_put_number(&choice->values, number);
}

static bool put_date(struct httpstatus_choice *choice, int64_t seconds)
{
	char text[DATE_SIZE];

	return seconds == HTTPSTATUS_UNKNOWN || !date_write(seconds, text) || put(choice, span_of(text));
}

static bool put_selected(struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by)
{
	struct span chosen;

	choice_select(choice, node, by, &chosen);
	if (by == HTTPSTATUS_NEGOTIABLE_CODING && span_equals_ignoring_case(chosen, SPAN("identity")))
		return true; /* which is for Accept-Encoding only (RFC 9110, 8.4.1) */
	return put(choice, chosen);
}

/* Whether the answer to another Accept field could be another one: there is something to choose, nothing is acceptable, or not everybody can take the
 * coding off. */
static bool varies_by(const struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by)
{
	struct span offers = choice_answer_text(choice, node), first, second, chosen;

	if (!list_next(&offers, &first))
		return false;
	return list_next(&offers, &second) || !choice_select(choice, node, by, &chosen) ||
	       (by == HTTPSTATUS_NEGOTIABLE_CODING && !span_equals_ignoring_case(first, SPAN("identity")));
}

/* One of a list. */
static bool put_member(struct httpstatus_choice *choice, size_t begin, struct span member)
{
	return put(choice, choice->values.used > begin ? SPAN(", ") : SPAN("")) && put(choice, member);
}

/* Only a server that names the origin answers another one in another way. */
static bool varies_by_origin(const struct httpstatus_choice *choice)
{
	return choice_answer_is(choice, NODE_CORS_ALLOWED, WAY_ORIGIN);
}

static bool put_vary(struct httpstatus_choice *choice)
{
	size_t begin = choice->values.used;
	bool good = true;

	if (varies_by(choice, NODE_MEDIA_TYPES, HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE))
		good = put_member(choice, begin, SPAN("Accept"));
	if (good && varies_by(choice, NODE_LANGUAGES, HTTPSTATUS_NEGOTIABLE_LANGUAGE))
		good = put_member(choice, begin, SPAN("Accept-Language"));
	if (good && varies_by(choice, NODE_CODINGS, HTTPSTATUS_NEGOTIABLE_CODING))
		good = put_member(choice, begin, SPAN("Accept-Encoding"));
	if (good && varies_by_origin(choice))
		good = put_member(choice, begin, SPAN("Origin"));
	return good;
}

/* RFC 9110, 14.3. "none" would be for all kinds of ranges, of which the answer says nothing. */
static bool put_accept_ranges(struct httpstatus_choice *choice)
{
	return !choice_answer_is(choice, NODE_RANGES, WAY_YES) || put(choice, SPAN("bytes"));
}

static bool put_content_range(struct httpstatus_choice *choice)
{
	int64_t complete = choice_answer_number(choice, NODE_COMPLETE_LENGTH), first, last;

	httpstatus_exchange_range(choice->request, complete, 0, &first, &last);
	return put(choice, SPAN("bytes ")) && put_number(choice, first) && put(choice, SPAN("-")) &&
	       put_number(choice, last) && put(choice, SPAN("/")) && put_number(choice, complete);
}

static bool put_unsatisfied_range(struct httpstatus_choice *choice)
{
	return put(choice, SPAN("bytes */")) && put_number(choice, choice_answer_number(choice, NODE_COMPLETE_LENGTH));
}

static bool put_multipart_type(struct httpstatus_choice *choice)
{
	return put(choice, SPAN("multipart/byteranges; boundary=")) &&
	       put(choice, choice_answer_text(choice, NODE_BOUNDARY));
}

/* A URI in angle brackets, and what comes behind them. */
static bool put_bracketed(struct httpstatus_choice *choice, enum node node, struct span more)
{
	struct span uri = choice_answer_text(choice, node);

	return !uri.length ||
	       (put(choice, SPAN("<")) && put(choice, uri) && put(choice, SPAN(">")) && put(choice, more));
}

static bool put_codings_taken(struct httpstatus_choice *choice)
{
	struct span codings = choice_answer_text(choice, NODE_CONTENT_CODINGS);

	return put(choice, codings.length ? codings : SPAN("identity"));
}

/* A date that was answered in an obsolete form is sent in the one of today (RFC 9110, 5.6.7). */
static bool put_answer(struct httpstatus_choice *choice, enum node node)
{
	if (httpstatus_node_type(httpstatus_node_at(node)) == HTTPSTATUS_ANSWER_TYPE_DATE)
		return put_date(choice, choice_answer_number(choice, node));
	return put(choice, choice_answer_text(choice, node));
}

/* The methods of the answer but the one that was asked for, which the state of the resource forbids. */
static bool put_other_methods(struct httpstatus_choice *choice)
{
	struct span methods = choice_answer_text(choice, NODE_ALLOWED_METHODS), method;
	size_t begin = choice->values.used;

	while (list_next(&methods, &method)) {
		if (span_equals(method, choice_method(choice)))
			continue;
		if (!put_member(choice, begin, method))
			return false;
	}
	return true;
}

/* RFC 9112, 2.2, 6.3: where nobody can be sure where the request ends, nothing can follow it. 9.6: and nothing does after a close that was asked for. */
static bool put_close(struct httpstatus_choice *choice)
{
	struct span connection;
	bool closes = !request_can_be_followed(choice->request) ||
		      (choice_request_value(choice, SPAN("Connection"), &connection) &&
			      list_has_token(connection, SPAN("close")));

	return request_answer_version(choice->request) >= 20 || !closes || put(choice, SPAN("close"));
}

/* RFC 9110, 15.4.5: a 304 has the date only where there is no entity tag to know the representation by. */
static bool put_date_without_tag(struct httpstatus_choice *choice)
{
	return choice_answer_text(choice, NODE_ENTITY_TAG).length || put_answer(choice, NODE_LAST_MODIFIED);
}

static bool is_dated_as_origin(const struct httpstatus_choice *choice)
{
	return !choice_answer_is(choice, NODE_ROLE, WAY_PROXY) && !choice_answer_is(choice, NODE_ROLE, WAY_PORTAL);
}

/* With the Date that it came with. */
static bool is_handed_on(const struct httpstatus_choice *choice)
{
	return choice_end(choice) == httpstatus_node_at(NODE_HANDED_ON_AS_IT_CAME);
}

/* RFC 9110, 6.6.1, 3.7: an origin server has to date its answers, and so has a gateway, which is one to the client. */
static bool put_origin_date(struct httpstatus_choice *choice)
{
	return !is_dated_as_origin(choice) || is_handed_on(choice) || put_date(choice, choice->now);
}

static bool put_proxy_date(struct httpstatus_choice *choice)
{
	return is_dated_as_origin(choice) || is_handed_on(choice) || put_date(choice, choice->now);
}

/* RFC 3229, 10.5.1: a client that named several versions has to be told to which of them the difference is. */
static bool put_base(struct httpstatus_choice *choice, bool of_several)
{
	struct span tags, first, second;
	bool several = choice_request_value(choice, SPAN("If-None-Match"), &tags) && list_next(&tags, &first) &&
		       list_next(&tags, &second);

	return several != of_several || put_answer(choice, NODE_DELTA_BASE);
}

/* ---- what a page of another origin may have (Fetch, CORS protocol) ---- */

static bool put_allowed_origin(struct httpstatus_choice *choice)
{
	struct span origin;

	if (!choice_allows_pages(choice) || !choice_request_value(choice, SPAN("Origin"), &origin))
		return true;
	return put(choice, varies_by_origin(choice) ? origin : SPAN("*"));
}

static bool put_allowed_credentials(struct httpstatus_choice *choice)
{
	return !choice_answer_is(choice, NODE_CORS_CREDENTIALS, WAY_YES) || put(choice, SPAN("true"));
}

static bool put_allowed_fields(struct httpstatus_choice *choice)
{
	struct span names;

	return !choice_answer_is(choice, NODE_CORS_FIELDS, WAY_YES) ||
	       !choice_request_value(choice, SPAN("Access-Control-Request-Headers"), &names) ||
	       !list_is_tokens(names) || put(choice, names);
}

static struct span chosen_name(const struct httpstatus_choice *choice, size_t i)
{
	return span_of(graph_text(choice->fields[i].record->name));
}

static bool is_chosen(const struct httpstatus_choice *choice, struct span name)
{
	for (size_t i = 0; i < choice->field_count; i++)
		if (span_equals(chosen_name(choice, i), name))
			return true;
	return false;
}

static bool put_vary_origin(struct httpstatus_choice *choice)
{
	return !varies_by_origin(choice) || is_chosen(choice, SPAN("Vary")) || put(choice, SPAN("Origin"));
}

/* Those that a page sees without that (Fetch, CORS-safelisted response-header name), and those that are nothing to it. */
static bool is_exposed_anyway(struct span name)
{
	static const char names[][20] = {"Cache-Control", "Content-Language", "Content-Length", "Content-Type",
		"Expires", "Last-Modified", "Pragma", "Connection", "Content-Encoding", "Date", "Vary"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (span_equals(name, span_of(names[i])))
			return true;
	return span_equals(span_first(name, sizeof "Access-Control-" - 1), SPAN("Access-Control-"));
}

static bool put_exposed_fields(struct httpstatus_choice *choice)
{
	size_t begin = choice->values.used;

	for (size_t i = 0; i < choice->field_count && choice_allows_pages(choice); i++)
		if (!is_exposed_anyway(chosen_name(choice, i)) && !put_member(choice, begin, chosen_name(choice, i)))
			return false;
	return true;
}

/* ---- all of them ---- */

static bool put_value(struct httpstatus_choice *choice, const struct field_record *record)
{
	switch ((enum value)record->value) {
	case VALUE_DATE:
		return put_date(choice, choice->now);
	case VALUE_ORIGIN_DATE:
		return put_origin_date(choice);
	case VALUE_PROXY_DATE:
		return put_proxy_date(choice);
	case VALUE_ACCEPT_RANGES:
		return put_accept_ranges(choice);
	case VALUE_MEDIA_TYPE:
		return put_selected(choice, NODE_MEDIA_TYPES, HTTPSTATUS_NEGOTIABLE_MEDIA_TYPE);
	case VALUE_LANGUAGE:
		return put_selected(choice, NODE_LANGUAGES, HTTPSTATUS_NEGOTIABLE_LANGUAGE);
	case VALUE_CODING:
		return put_selected(choice, NODE_CODINGS, HTTPSTATUS_NEGOTIABLE_CODING);
	case VALUE_VARY:
		return put_vary(choice);
	case VALUE_CONTENT_RANGE:
		return put_content_range(choice);
	case VALUE_UNSATISFIED_RANGE:
		return put_unsatisfied_range(choice);
	case VALUE_MULTIPART_TYPE:
		return put_multipart_type(choice);
	case VALUE_BLOCKED_BY:
		return put_bracketed(choice, NODE_BLOCKED_BY, SPAN("; rel=\"blocked-by\""));
	case VALUE_LOCK_TOKEN:
		return put_bracketed(choice, NODE_LOCK_TOKEN, SPAN(""));
	case VALUE_OTHER_METHODS:
		return put_other_methods(choice);
	case VALUE_CLOSE:
		return put_close(choice);
	case VALUE_DATE_WITHOUT_TAG:
		return put_date_without_tag(choice);
	case VALUE_CODINGS_TAKEN:
		return put_codings_taken(choice);
	case VALUE_BASE_OF_SEVERAL:
		return put_base(choice, true);
	case VALUE_BASE_OF_ONE:
		return put_base(choice, false);
	case VALUE_ALLOWED_ORIGIN:
		return put_allowed_origin(choice);
	case VALUE_ALLOWED_CREDENTIALS:
		return put_allowed_credentials(choice);
	case VALUE_ALLOWED_FIELDS:
		return put_allowed_fields(choice);
	case VALUE_VARY_ORIGIN:
		return put_vary_origin(choice);
	case VALUE_EXPOSED_FIELDS:
		return put_exposed_fields(choice);
	case VALUE_ANSWER:
		return put_answer(choice, (enum node)record->answer);
	case VALUE_TEXT:
		return put(choice, span_of(graph_text(record->text)));
	case VALUE_COUNT:
		break;
	}
	return true;
}

static bool field_is_left_out(const struct httpstatus_choice *choice, const struct field_record *record)
{
	return record->unless && choice_request_has(choice, span_of(graph_text(record->unless)));
}

/* An empty value says something where an answer was given that may be empty by its field's grammar: Allow. */
static bool field_is_sent(const struct httpstatus_choice *choice, const struct field_record *record, struct span value)
{
	if (value.length)
		return true;
	return record->value == VALUE_OTHER_METHODS ||
	       (record->value == VALUE_ANSWER && choice_answer_to(choice, (enum node)record->answer) &&
		       httpstatus_node_type(httpstatus_node_at(record->answer)) == HTTPSTATUS_ANSWER_TYPE_METHODS);
}

static struct span field_value(const struct httpstatus_choice *choice, struct text value)
{
	return (struct span){choice->values.bytes + value.offset, value.length};
}

bool choice_make_fields(struct httpstatus_choice *choice)
{
	const struct httpstatus_node *end = choice_end(choice);
	const struct field_record *record;

	choice->values.used = 0;
	for (size_t i = 0; (record = node_field(end, i)) && choice->field_count < FIELDS_MOST; i++) {
		struct text value = {.offset = choice->values.used};

		if (field_is_left_out(choice, record))
			continue;
		if (!put_value(choice, record) || !put(choice, SPAN("")))
			return false;
		value.length = choice->values.used++ - value.offset; /* the NUL stays */
		if (field_is_sent(choice, record, field_value(choice, value)))
			choice->fields[choice->field_count++] = (struct chosen_field){record, value};
	}
	return true;
}

static const struct chosen_field *field_at(const struct httpstatus_choice *choice, size_t i)
{
	return choice && i < choice->field_count ? &choice->fields[i] : NULL;
}

const char *httpstatus_choice_field_name(const struct httpstatus_choice *choice, size_t i)
{
	const struct chosen_field *field = field_at(choice, i);

	return field ? graph_text(field->record->name) : NULL;
}

const char *httpstatus_choice_field_value(const struct httpstatus_choice *choice, size_t i, size_t *length)
{
	const struct chosen_field *field = field_at(choice, i);

	if (length)
		*length = field ? field->value.length : 0;
	return field ? field_value(choice, field->value).bytes : NULL;
}

int httpstatus_choice_field_level(const struct httpstatus_choice *choice, size_t i)
{
	const struct chosen_field *field = field_at(choice, i);

	return field ? field->record->level : -1;
}
