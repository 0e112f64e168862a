/*
 * An exchange of which one part after the other is found.
 *
 * SPDX-License-Identifier: MIT
 */
#include "transcript.h"

#include <strings.h>

void draft_begin(struct draft *draft, struct httpstatus_exchange *exchange, struct problem *problem)
{
	draft->exchange = exchange;
	draft->problem = problem;
	draft->secured = HTTPSTATUS_UNKNOWN;
	draft->begun = draft->asked = draft->answered = draft->ended = false;
	httpstatus_exchange_clear(exchange);
}

bool draft_wants(const struct draft *draft, const struct part *part)
{
	switch (part->kind) {
	case PART_END:
		return false;
	case PART_SECURED:
	case PART_ASKED:
	case PART_REQUEST:
		return !draft->begun;
	case PART_RESPONSE:
		return !draft->answered && !draft->ended;
	default:
		return true;
	}
}

/* ---- problems ---- */

static int64_t limit_of(const struct draft *draft, int limit)
{
	return httpstatus_exchange_get(draft->exchange, limit);
}

/* Which limit a head goes beyond. */
static bool limit_say(struct draft *draft, struct span head, const char *what)
{
	struct span rest = head, line;
	int64_t fields = -1, most = limit_of(draft, HTTPSTATUS_PROPERTY_MOST_FIELDS);
	int64_t most_interim = limit_of(draft, HTTPSTATUS_PROPERTY_MOST_INTERIM),
		most_octets = limit_of(draft, HTTPSTATUS_PROPERTY_MOST_OCTETS);

	while (line_take(&rest, &line) && (line.length || fields < 0))
		fields += line.length && line.bytes[0] != ' ' && line.bytes[0] != '\t';
	if (most_interim <= 0 || httpstatus_exchange_interim(draft->exchange, (size_t)most_interim - 1))
		return problem_say(draft->problem,
			"there are more interim responses, and the limit most-interim is %lld",
			(long long)most_interim);
	if ((int64_t)head.length > most_octets || fields <= most)
		return problem_say(draft->problem, "%s has %zu octets, and the limit most-octets is %lld", what,
			head.length, (long long)most_octets);
	return problem_say(draft->problem, "%s has %lld field lines, and the limit most-fields is %lld", what,
		(long long)fields, (long long)most);
}

static bool head_good(struct draft *draft, int error, struct span head, const char *what)
{
	if (error == HTTPSTATUS_ERROR_LIMIT)
		return limit_say(draft, head, what);
	return error ? problem_say(draft->problem, "%s: %s", what, httpstatus_strerror(error)) : true;
}

static bool set(struct draft *draft, int property, int64_t value)
{
	return problem_none(draft->problem, httpstatus_exchange_set(draft->exchange, property, value));
}

static bool line_set(struct draft *draft, int line, struct span text)
{
	return problem_none(
		draft->problem, httpstatus_exchange_set_line(draft->exchange, line, text.bytes, text.length));
}

static struct span line_of(const struct draft *draft, int line)
{
	struct span text = {NULL, 0};

	text.bytes = httpstatus_exchange_line(draft->exchange, line, &text.length);
	return text;
}

/* ---- what was said of the request ---- */

static bool contradicts(struct draft *draft, const char *what, struct span text, const char *said)
{
	return problem_say(draft->problem, "the %s in the text is %.*s, and %.100s was said", what,
		(int)(text.length < 100 ? text.length : 100), text.bytes, said);
}

/* "https://example.com/a" says of a request for /a with the Host example.com that it goes to https, and nothing else. */
static bool is_said_in_full(const struct draft *draft, struct span target, const char *said)
{
	const char *authority = strstr(said, "://");
	struct span host;

	if (!authority || target.length == 0 || target.bytes[0] != '/')
		return false;
	authority += 3;
	const char *path = authority + strcspn(authority, "/?#");
	struct span asked = {*path == '/' ? path : "/", *path == '/' ? strcspn(path, "#") : 1};
	host.bytes = httpstatus_exchange_field(draft->exchange, HTTPSTATUS_PART_REQUEST, "Host", 4, 0, &host.length);
	if (host.bytes &&
		(host.length != (size_t)(path - authority) || strncasecmp(host.bytes, authority, host.length) != 0))
		return false;
	return asked.length == target.length && memcmp(asked.bytes, target.bytes, target.length) == 0;
}

/* Whether two targets are the same URI; false where one of them is none. */
static bool is_same_uri(const struct draft *draft, const char *said)
{
	struct httpstatus_exchange *other = httpstatus_exchange_new();
	size_t length, other_length;
	const char *uri = httpstatus_exchange_target_uri(draft->exchange, &length);

	httpstatus_exchange_set_line(other, HTTPSTATUS_LINE_TARGET, said, strlen(said));
	const char *other_uri = httpstatus_exchange_target_uri(other, &other_length);
	bool same = uri && other_uri && length == other_length && memcmp(uri, other_uri, length) == 0;
	httpstatus_exchange_free(other);
	return same;
}

static bool target_agrees(struct draft *draft, const char *said)
{
	struct span target = line_of(draft, HTTPSTATUS_LINE_TARGET);

	if (!said || !target.bytes || span_equals(target, said) || is_same_uri(draft, said))
		return true;
	if (!is_said_in_full(draft, target, said))
		return contradicts(draft, "target", target, said);
	if (draft->secured == HTTPSTATUS_UNKNOWN)
		draft->secured = strncasecmp(said, "https:", 6) == 0;
	return true;
}

/* What was said of a request must be true of the first one that is in the text; a tunnel is opened for it, and is not what was meant. */
static bool said_agrees(struct draft *draft)
{
	struct span method = line_of(draft, HTTPSTATUS_LINE_METHOD);
	const char *said = draft->said->method;

	if (draft->compared ||
		(method.bytes && span_equals(method, "CONNECT") && !(said && strcmp(said, "CONNECT") == 0)))
		return true;
	draft->compared = true;
	if (draft->said->request)
		return problem_say(draft->problem, "the text has its requests in it, and another one was said");
	if (said && method.bytes && !span_equals(method, said))
		return contradicts(draft, "method", method, said);
	return target_agrees(draft, draft->said->target);
}

/* A redirect asks with the same method again where that is safe (RFC 9110, 15.4); another may have become GET. */
static bool method_stays(const char *method)
{
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/* Says what was asked, where only the caller knows. */
static bool request_say(struct draft *draft)
{
	const struct said *said = draft->said;
	bool open = false;

	if (said->request && draft->given) {
		struct span head = {said->request, said->request_length};
		return head_good(draft,
			httpstatus_exchange_read_request(draft->exchange, head.bytes, head.length, NULL), head,
			"the request");
	}
	if (said->method && (draft->given || method_stays(said->method))) {
		if (!line_set(draft, HTTPSTATUS_LINE_METHOD, (struct span){said->method, strlen(said->method)}))
			return false;
		open = true;
	}
	if (said->target && draft->given) {
		if (!line_set(draft, HTTPSTATUS_LINE_TARGET, (struct span){said->target, strlen(said->target)}))
			return false;
		open = true;
	}
	return !open || set(draft, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
}

/* ---- the parts ---- */

static bool ask(struct draft *draft, const struct part *part)
{
	draft->begun = true;
	if (draft->said->request && draft->given) /* it says more */
		return true;
	draft->asked = true;
	if (part->more.length && !line_set(draft, HTTPSTATUS_LINE_METHOD, part->more))
		return false;
	return (part->text.length == 0 || line_set(draft, HTTPSTATUS_LINE_TARGET, part->text)) &&
	       set(draft, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1) && said_agrees(draft);
}

static const char *const cut_text =
	"the octets end before the head does, which an empty line would end; partial takes it as it is";

static bool request_take(struct draft *draft, const struct part *part)
{
	draft->begun = draft->asked = true;
	if (part->cut && !draft->said->partial)
		return problem_say(draft->problem, "%s", cut_text);
	int error = httpstatus_exchange_read_request(draft->exchange, part->text.bytes, part->text.length, NULL);
	if (!head_good(draft, error, part->text, "the request"))
		return false;
	if (part->no_version && !set(draft, HTTPSTATUS_PROPERTY_REQUEST_VERSION, HTTPSTATUS_UNKNOWN))
		return false;
	if ((part->cut || part->open) && !set(draft, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1))
		return false;
	return said_agrees(draft);
}

/* Who asked, where no request is in the text. */
static bool request_guess(struct draft *draft, const struct part *part)
{
	if (part->tunnel)
		return line_set(draft, HTTPSTATUS_LINE_METHOD, (struct span){"CONNECT", 7}) &&
		       set(draft, HTTPSTATUS_PROPERTY_REQUEST_FIELDS_INCOMPLETE, 1);
	return part->perhaps_tunnel || request_say(draft);
}

static bool status_agrees(struct draft *draft)
{
	int status = httpstatus_exchange_status(draft->exchange);

	if (draft->said->status == HTTPSTATUS_UNKNOWN || draft->said->status == status)
		return true;
	return problem_say(draft->problem, "the status in the text is %d, and %lld was said", status,
		(long long)draft->said->status);
}

static bool response_take(struct draft *draft, const struct part *part)
{
	struct span line, rest = part->text;
	int code = 0;

	line_take(&rest, &line);
	httpstatus_status_line_read(line.bytes, line.length, NULL, &code, NULL);
	bool interim = code >= 100 && code <= 199 && code != 101;
	bool unasked = !draft->asked;
	draft->begun = draft->asked = true;
	draft->answered = !interim;
	if (part->cut && !draft->said->partial)
		return problem_say(draft->problem, "%s", cut_text);
	if (unasked && !request_guess(draft, part))
		return false;
	size_t used = 0;
	int error = httpstatus_exchange_read_response(draft->exchange, part->text.bytes, part->text.length, &used);
	if (interim && error == HTTPSTATUS_ERROR_INCOMPLETE && used == part->text.length)
		return true;
	if (!head_good(draft, error, part->text, "the response"))
		return false;
	if (part->no_version && !set(draft, HTTPSTATUS_PROPERTY_RESPONSE_VERSION, HTTPSTATUS_UNKNOWN))
		return false;
	if ((part->cut || part->open) && !set(draft, HTTPSTATUS_PROPERTY_RESPONSE_FIELDS_INCOMPLETE, 1))
		return false;
	return status_agrees(draft);
}

static bool trailers_take(struct draft *draft, const struct part *part)
{
	struct span rest = part->text, line, value;

	while (line_take(&rest, &line)) {
		struct span name = field_name(line, &value);
		int error = name.length
				    ? httpstatus_exchange_add_field(draft->exchange, HTTPSTATUS_PART_RESPONSE_TRAILERS,
					      name.bytes, name.length, value.bytes, value.length)
				    : 0;
		if (!head_good(draft, error, part->text, "the trailer section"))
			return false;
	}
	return true;
}

static bool content_take(struct draft *draft, const struct part *part)
{
	if (part->number != 0 && !set(draft, HTTPSTATUS_PROPERTY_CONTENT_CAME, 1))
		return false;
	return part->number == HTTPSTATUS_UNKNOWN || set(draft, HTTPSTATUS_PROPERTY_CONTENT_SEEN, part->number);
}

static bool ending_take(struct draft *draft, const struct part *part)
{
	if (!draft->begun || httpstatus_exchange_get(draft->exchange, HTTPSTATUS_PROPERTY_ENDING) != HTTPSTATUS_UNKNOWN)
		return true;
	draft->ended = true;
	return set(draft, HTTPSTATUS_PROPERTY_ENDING, part->number);
}

bool draft_take(struct draft *draft, const struct part *part)
{
	switch (part->kind) {
	case PART_ASKED:
		return ask(draft, part);
	case PART_REQUEST:
		return request_take(draft, part);
	case PART_RESPONSE:
		return response_take(draft, part);
	case PART_TRAILERS:
		return trailers_take(draft, part);
	case PART_CONTENT:
		return content_take(draft, part);
	case PART_ENDING:
		return ending_take(draft, part);
	case PART_SECURED:
		draft->secured = part->number;
		return true;
	case PART_STRANGE:
		return problem_say(draft->problem, "\"%.*s\" is no field, nor a status",
			(int)(part->text.length < 100 ? part->text.length : 100),
			part->text.length ? part->text.bytes : "");
	case PART_MIXED:
		return problem_say(draft->problem, "several requests stand before a response, so that nobody can tell "
						   "which of them it answers: give one after the other");
	default:
		return true;
	}
}

/* ---- the end ---- */

/* A challenge is answered with the same request again, and a tunnel is opened for it (RFC 9110, 11.6 and 9.3.6). */
static bool same_request_follows(const struct httpstatus_exchange *exchange)
{
	int status = httpstatus_exchange_status(exchange);
	struct span method = {NULL, 0};

	method.bytes = httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, &method.length);
	if (method.bytes && span_equals(method, "CONNECT"))
		return true;
	return status == HTTPSTATUS_UNAUTHORIZED || status == HTTPSTATUS_PROXY_AUTHENTICATION_REQUIRED;
}

void draft_end(struct draft *draft)
{
	int64_t secured = draft->secured == HTTPSTATUS_UNKNOWN ? draft->said->secured : draft->secured;

	httpstatus_exchange_set(draft->exchange, HTTPSTATUS_PROPERTY_SECURED, secured);
	draft->given = draft->given && same_request_follows(draft->exchange);
}
