/* A caching reverse proxy on loopback. It moves octets and stores them; httpstatus says what may be done with them: cache ORIGIN-PORT [PORT [OCTETS]] */
#include <arpa/inet.h>
#include <ctype.h>
#include <httpstatus/httpstatus.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

enum { HEAD_SIZE = 65536, CONTENT_MOST = 1 << 24, ENTRIES = 1024, VARIANTS = 32 };

/* Does not change once it is shared. */
struct content {
	size_t references, length;
	char octets[];
};

static struct entry {
	struct httpstatus_exchange *exchange;
	struct content *content; /* NULL where the entry is free */
	unsigned long version;   /* another one with every change */
	unsigned long used;      /* when, to find what was not used for longest */
} store[ENTRIES];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; /* of what is above and these */
static size_t stored_octets, store_most = 1 << 26;        /* of content */
static unsigned long clock_of_store, invalidations;

static struct httpstatus_cache *cache; /* does not change */
static struct sockaddr_in origin;

/* What one thread has, for one connection. */
struct session {
	FILE *client;
	struct httpstatus_exchange *request, *forward, *response, *kept, *interim;
	struct httpstatus_lookup *lookup;
	struct content *sent, *received; /* of the request, and of what the origin answered */
	unsigned long invalidations;
	struct offer {
		struct httpstatus_exchange *exchange; /* a copy: the store is for all, and a lookup takes its time */
		struct content *content;
		struct entry *entry;
		unsigned long version;
	} offers[VARIANTS];
	size_t offer_count;
	char head[HEAD_SIZE];
};

/* ---- octets ---- */

static struct content *content_new(size_t length)
{
	struct content *content = malloc(sizeof *content + length);

	if (!content)
		abort();
	content->references = 1;
	content->length = length;
	return content;
}

/* With the mutex, where it is shared. */
static void content_release(struct content *content)
{
	if (content && --content->references == 0)
		free(content);
}

static bool read_octets(FILE *from, size_t length, struct content **content)
{
	size_t before = (*content)->length;

	if (length > CONTENT_MOST - before)
		return false;
	*content = realloc(*content, sizeof **content + before + length);
	if (!*content)
		abort();
	(*content)->length += fread((*content)->octets + before, 1, length, from);
	return (*content)->length == before + length;
}

static bool read_line(FILE *from, char *line, int size)
{
	return fgets(line, size, from) && strchr(line, '\n');
}

static bool read_chunks(FILE *from, struct content **content)
{
	char line[1024], *end;
	unsigned long long size;

	do {
		if (!read_line(from, line, sizeof line) || !isxdigit((unsigned char)line[0]))
			return false;
		size = strtoull(line, &end, 16);
		if (!strchr("\r\n; \t", *end) || size > CONTENT_MOST || !read_octets(from, size, content))
			return false;
		if (size > 0 && (getc(from) != '\r' || getc(from) != '\n'))
			return false;
	} while (size > 0);
	while (read_line(from, line, sizeof line)) /* trailers may be left out (RFC 9110, 6.5.1) */
		if (line[strspn(line, "\r\n")] == '\0')
			return true;
	return false;
}

static bool read_until_close(FILE *from, struct content **content)
{
	while (read_octets(from, 4096, content))
		continue;
	return feof(from) && (*content)->length < CONTENT_MOST;
}

static bool send_octets(FILE *to, const char *octets, size_t length)
{
	return send(fileno(to), octets, length, MSG_NOSIGNAL) == (ssize_t)length;
}

/* ---- fields ---- */

static void say(struct httpstatus_exchange *exchange, int part, const char *name, const char *value)
{
	httpstatus_exchange_set_field(exchange, part, name, strlen(name), value, value ? strlen(value) : 0);
}

static bool is_method(const struct httpstatus_exchange *exchange, const char *method)
{
	return strcmp(httpstatus_exchange_line(exchange, HTTPSTATUS_LINE_METHOD, NULL), method) == 0;
}

/* ---- the store; with the mutex ---- */

static void entry_set(struct entry *entry, const struct httpstatus_exchange *exchange, struct content *content)
{
	if (!entry->exchange)
		entry->exchange = httpstatus_exchange_new();
	if (httpstatus_exchange_copy(entry->exchange, exchange))
		content = NULL;
	if (content)
		content->references++;
	stored_octets += content ? content->length : 0;
	stored_octets -= entry->content ? entry->content->length : 0;
	content_release(entry->content);
	entry->content = content;
	entry->version = entry->used = ++clock_of_store;
}

static void entry_drop(struct entry *entry)
{
	stored_octets -= entry->content->length;
	content_release(entry->content);
	entry->content = NULL;
	entry->version = ++clock_of_store;
	entry->used = 0;
}

static bool is_at(const struct entry *entry, const char *uri)
{
	return entry->content && uri && strcmp(httpstatus_exchange_target_uri(entry->exchange, NULL), uri) == 0;
}

/* The entry that was not used for longest; a free one, or one with content. */
static struct entry *find_oldest(bool with_content)
{
	struct entry *oldest = NULL;

	for (struct entry *entry = store; entry < store + ENTRIES; entry++)
		if ((!with_content || entry->content) && (!oldest || entry->used < oldest->used))
			oldest = entry;
	return oldest;
}

/* Where the content of a response begins in the representation. */
static size_t place_of(const struct httpstatus_exchange *exchange)
{
	int64_t first;

	httpstatus_cache_extent(cache, exchange, &first, NULL, NULL);
	return first == HTTPSTATUS_UNKNOWN ? 0 : (size_t)first;
}

/* The contents of two responses that the library combines; NULL where it does not. */
static struct content *combine(struct httpstatus_exchange *stored, const struct content *content,
	const struct httpstatus_exchange *part, const struct content *more)
{
	size_t place = place_of(stored), place_of_more = place_of(part),
	       first = place < place_of_more ? place : place_of_more;

	if (httpstatus_cache_combine(cache, stored, part) != 1)
		return NULL;
	size_t end = place + content->length, end_of_more = place_of_more + more->length;
	struct content *joined = content_new((end > end_of_more ? end : end_of_more) - first);
	memcpy(joined->octets + place - first, content->octets, content->length);
	memcpy(joined->octets + place_of_more - first, more->octets, more->length);
	return joined;
}

static void store_put(const struct httpstatus_exchange *kept, struct content *content)
{
	const char *uri = httpstatus_exchange_target_uri(kept, NULL);
	size_t variants = 0;

	for (struct entry *entry = store; entry < store + ENTRIES; entry++) {
		if (!is_at(entry, uri))
			continue;
		struct content *joined = combine(entry->exchange, entry->content, kept, content);
		if (joined) {
			stored_octets += joined->length - entry->content->length;
			content_release(entry->content);
			entry->content = joined;
			entry->version = ++clock_of_store;
			return;
		}
		if (httpstatus_cache_replaces(cache, entry->exchange, kept) == 1 &&
			httpstatus_exchange_date(entry->exchange) > httpstatus_exchange_date(kept))
			return; /* this one was overtaken */
		if (httpstatus_cache_replaces(cache, kept, entry->exchange) == 1)
			entry_drop(entry);
		else
			variants++;
	}
	if (uri && variants < VARIANTS && httpstatus_cache_vary_key(cache, kept, kept, NULL, 0) != SIZE_MAX)
		entry_set(find_oldest(false), kept, content);
}

/* ---- the origin ---- */

/* A head, as much of it as there is; interim responses are counted as they come. */
static int read_head(struct session *session, FILE *from, struct httpstatus_exchange *exchange, bool is_response,
	void (*with_interim)(struct session *session, size_t i))
{
	size_t length = 0, used, interim = 0;
	int error = HTTPSTATUS_ERROR_INCOMPLETE;

	for (int c; error == HTTPSTATUS_ERROR_INCOMPLETE && length < HEAD_SIZE && (c = getc(from)) != EOF;) {
		if ((session->head[length++] = (char)c) != '\n')
			continue;
		error = is_response ? httpstatus_exchange_read_response(exchange, session->head, length, &used)
				    : httpstatus_exchange_read_request(exchange, session->head, length, &used);
		length -= used;
		memmove(session->head, session->head + used, length);
		for (; with_interim && httpstatus_exchange_interim(exchange, interim); interim++)
			with_interim(session, interim);
	}
	return error;
}

/* A proxy passes them on (RFC 9110, 15.2), but for 100: the client's content was waited for here. */
static void relay_interim(struct session *session, size_t i)
{
	int code = httpstatus_exchange_interim(session->forward, i), part = HTTPSTATUS_PART_INTERIM + (int)i;
	const char *name, *value;
	char head[8192];

	if (code == 100 || httpstatus_exchange_get(session->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION) < 11)
		return;
	httpstatus_exchange_clear(session->interim);
	httpstatus_exchange_set(session->interim, HTTPSTATUS_PROPERTY_STATUS, code);
	for (size_t k = 0; (name = httpstatus_exchange_field_name(session->forward, part, k, NULL)); k++) {
		value = httpstatus_exchange_field_value(session->forward, part, k, NULL);
		if (strcasecmp(name, "Connection") != 0)
			httpstatus_exchange_add_field(
				session->interim, HTTPSTATUS_PART_RESPONSE, name, strlen(name), value, strlen(value));
	}
	int64_t size = httpstatus_exchange_write_response(session->interim, head, sizeof head);
	if (size > 0 && size < (int64_t)sizeof head)
		send_octets(session->client, head, (size_t)size);
}

/* A response of which nobody can know where it ends, that changes the protocol, has a coding that was not asked for, or must not be sent, is as none. */
static bool can_be_sent_on(const struct httpstatus_exchange *exchange)
{
	const char *coding =
		httpstatus_exchange_value(exchange, HTTPSTATUS_PART_RESPONSE, "Transfer-Encoding", 17, NULL);

	return httpstatus_exchange_content_kind(exchange) != HTTPSTATUS_CONTENT_KIND_ERROR &&
	       httpstatus_exchange_status(exchange) != 101 && (!coding || strcasecmp(coding, "chunked") == 0) &&
	       httpstatus_exchange_write_response(exchange, NULL, 0) > 0;
}

/* Reads the answer, and says how it ended. */
static int read_answer(struct session *session, FILE *from, bool for_client)
{
	struct httpstatus_exchange *forward = session->forward;
	bool good = true;

	int error = read_head(session, from, forward, true, for_client ? relay_interim : NULL);
	httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_RESPONSE_TIME, time(NULL));
	if (httpstatus_exchange_status(forward) == 204) /* servers do send it (RFC 9110, 8.6) */
		say(forward, HTTPSTATUS_PART_RESPONSE, "Content-Length", NULL);
	if (error || !can_be_sent_on(forward)) {
		httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_STATUS, HTTPSTATUS_UNKNOWN);
		return HTTPSTATUS_ENDING_CLOSED;
	}
	switch (httpstatus_exchange_content_kind(forward)) {
	case HTTPSTATUS_CONTENT_KIND_NONE:
		break;
	case HTTPSTATUS_CONTENT_KIND_LENGTH:
		good = httpstatus_exchange_content_length(forward) <= CONTENT_MOST &&
		       read_octets(from, (size_t)httpstatus_exchange_content_length(forward), &session->received);
		break;
	case HTTPSTATUS_CONTENT_KIND_CHUNKED:
		good = read_chunks(from, &session->received);
		break;
	case HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE:
		good = read_until_close(from, &session->received);
		break;
	default:
		break;
	}
	httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_CONTENT_SEEN, (int64_t)session->received->length);
	return good ? HTTPSTATUS_ENDING_COMPLETE : HTTPSTATUS_ENDING_CUT;
}

static FILE *open_socket(int socket)
{
	const struct timeval patience = {.tv_sec = 10};
	FILE *file = fdopen(socket, "r");

	setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	return file;
}

/* Sends the request to the origin, on a connection of its own, and fills in what comes back. */
static void perform(struct session *session, bool for_client)
{
	struct httpstatus_exchange *forward = session->forward;
	bool is_old = httpstatus_exchange_get(forward, HTTPSTATUS_PROPERTY_REQUEST_VERSION) == 10;
	const char *via = is_old ? "1.0 cache" : "1.1 cache";
	int ending = HTTPSTATUS_ENDING_NEVER_SENT;
	FILE *there = open_socket(socket(AF_INET, SOCK_STREAM, 0));

	httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_REQUEST_VERSION, 11);
	httpstatus_exchange_add_field(
		forward, HTTPSTATUS_PART_REQUEST, "Via", 3, via, strlen(via)); /* RFC 9110, 7.6.3 */
	say(forward, HTTPSTATUS_PART_REQUEST, "Connection", "close");
	httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_REQUEST_TIME, time(NULL));
	int64_t size = httpstatus_exchange_write_request(forward, session->head, HEAD_SIZE);
	pthread_mutex_lock(&mutex); /* what came before may be stored */
	content_release(session->received);
	pthread_mutex_unlock(&mutex);
	session->received = content_new(0);
	if (size > 0 && size < HEAD_SIZE && connect(fileno(there), (void *)&origin, sizeof origin) == 0) {
		if (send_octets(there, session->head, (size_t)size))
			send_octets(there, session->sent->octets, session->sent->length);
		ending = read_answer(session, there, for_client);
	}
	httpstatus_exchange_set(forward, HTTPSTATUS_PROPERTY_ENDING, ending);
	fclose(there);
}

/* ---- a request ---- */

static void offer_stored(struct session *session)
{
	const char *uri = httpstatus_exchange_target_uri(session->request, NULL);

	pthread_mutex_lock(&mutex);
	session->invalidations = invalidations;
	for (struct entry *entry = store; entry < store + ENTRIES && session->offer_count < VARIANTS; entry++) {
		struct offer *offer = &session->offers[session->offer_count];
		if (!is_at(entry, uri))
			continue;
		if (!offer->exchange)
			offer->exchange = httpstatus_exchange_new();
		if (httpstatus_exchange_copy(offer->exchange, entry->exchange))
			continue;
		entry->used = ++clock_of_store;
		entry->content->references++;
		offer->content = entry->content;
		offer->entry = entry;
		offer->version = entry->version;
		session->offer_count++;
	}
	pthread_mutex_unlock(&mutex);
	for (size_t i = 0; i < session->offer_count; i++)
		httpstatus_lookup_offer(session->lookup, session->offers[i].exchange);
}

static void take_back(struct session *session)
{
	pthread_mutex_lock(&mutex);
	while (session->offer_count)
		content_release(session->offers[--session->offer_count].content);
	content_release(session->received);
	session->received = NULL;
	pthread_mutex_unlock(&mutex);
}

static struct offer *offer_of(struct session *session, const struct httpstatus_exchange *stored)
{
	for (size_t i = 0; i < session->offer_count; i++)
		if (session->offers[i].exchange == stored)
			return &session->offers[i];
	return NULL;
}

/* Changes the stored response as the copy was, if it is still the same. With the mutex. */
static void put_back(struct offer *offer, int result)
{
	if (!offer->entry->content || offer->entry->version != offer->version || result == 0)
		return;
	if (result == 1)
		entry_set(offer->entry, offer->exchange, offer->content);
	else /* it must not be used any more, or could not be updated */
		entry_drop(offer->entry);
	offer->version = offer->entry->version;
}

static void keep_response(struct session *session)
{
	bool may = httpstatus_cache_may_store(cache, session->forward) == 1 &&
		   httpstatus_cache_keep(cache, session->forward, session->kept) == 0;

	if (httpstatus_cache_invalidated(cache, session->forward, 0, NULL))
		invalidations++; /* also where nothing is stored: it may be on its way */
	for (struct entry *entry = store; entry < store + ENTRIES; entry++)
		if (entry->content && httpstatus_cache_invalidates(cache, session->forward, entry->exchange) != 0) {
			entry_drop(entry);
			invalidations++;
		}
	if (is_method(session->request, "HEAD"))
		for (size_t i = 0; i < session->offer_count; i++)
			put_back(&session->offers[i],
				httpstatus_cache_update(cache, session->offers[i].exchange, session->forward));
	if (may && session->invalidations == invalidations) /* else it may be older than what made others invalid */
		store_put(session->kept, session->received);
}

/* What the origin's answer changes in the store. */
static void change_store(struct session *session, int action)
{
	const struct httpstatus_exchange *selected;

	pthread_mutex_lock(&mutex);
	if (action == HTTPSTATUS_CACHE_ACTION_UPDATE)
		for (size_t i = 0; (selected = httpstatus_lookup_selected(session->lookup, i)); i++) {
			struct offer *offer = offer_of(session, selected);
			put_back(offer, httpstatus_cache_update(cache, offer->exchange, session->forward));
		}
	if (action == HTTPSTATUS_CACHE_ACTION_COMBINE) {
		struct offer *offer = offer_of(session, httpstatus_lookup_stored(session->lookup));
		struct content *joined = combine(offer->exchange, offer->content, session->forward, session->received);
		if (joined) {
			content_release(offer->content);
			offer->content = joined;
			put_back(offer, 1);
		}
	}
	if (action == HTTPSTATUS_CACHE_ACTION_RELAY)
		keep_response(session);
	while (stored_octets > store_most)
		entry_drop(find_oldest(true));
	pthread_mutex_unlock(&mutex);
}

/* Asks the origin as long as the library wants to. */
static void ask(struct session *session, int action, bool for_client)
{
	while (action == HTTPSTATUS_CACHE_ACTION_VALIDATE || action == HTTPSTATUS_CACHE_ACTION_COMPLETE ||
		action == HTTPSTATUS_CACHE_ACTION_FORWARD || action == HTTPSTATUS_CACHE_ACTION_REPEAT ||
		action == HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE) {
		if (httpstatus_lookup_request(session->lookup, session->forward))
			return;
		perform(session, for_client);
		action = httpstatus_lookup_receive(session->lookup, session->forward, time(NULL));
		change_store(session, action);
	}
}

/* Sends a head and content. False where the connection ends with it. */
static bool send_response(struct session *session, const char *octets, size_t length, bool is_whole)
{
	struct httpstatus_exchange *response = session->response;
	bool is_old = httpstatus_exchange_get(session->request, HTTPSTATUS_PROPERTY_REQUEST_VERSION) < 11,
	     is_chunked = false;
	char text[24];

	if (httpstatus_exchange_content_kind(response) == HTTPSTATUS_CONTENT_KIND_UNTIL_CLOSE) {
		snprintf(text, sizeof text, "%zu", length);
		if (is_whole)
			say(response, HTTPSTATUS_PART_RESPONSE, "Content-Length", text);
		else if (
			!is_old) /* in chunks without the last one, so that the client sees that something is missing */
			say(response, HTTPSTATUS_PART_RESPONSE, "Transfer-Encoding", "chunked"), is_chunked = true;
	}
	bool persists =
		is_whole && !is_old && httpstatus_exchange_persistence(response) == HTTPSTATUS_PERSISTENCE_PERSISTS;
	if (!persists)
		say(response, HTTPSTATUS_PART_RESPONSE, "Connection", "close");
	int64_t size = httpstatus_exchange_write_response(response, session->head, HEAD_SIZE);
	if (size <= 0 || size >= HEAD_SIZE || !send_octets(session->client, session->head, (size_t)size))
		return false;
	if (is_chunked)
		send_octets(session->client, text, (size_t)snprintf(text, sizeof text, "%zx\r\n", length ? length : 1));
	return send_octets(session->client, octets, length) && persists;
}

/* An answer of the cache's own: the text says why. */
static bool send_own(struct session *session, const char *type, const char *text)
{
	size_t length = is_method(session->request, "HEAD") ? 0 : strlen(text);
	char number[24];

	snprintf(number, sizeof number, "%zu", strlen(text));
	say(session->response, HTTPSTATUS_PART_RESPONSE, "Content-Type", type);
	say(session->response, HTTPSTATUS_PART_RESPONSE, "Content-Length", number);
	return send_response(session, text, length, true);
}

static bool respond(struct session *session)
{
	int64_t first, last;
	int state = httpstatus_lookup_content(session->lookup, &first, &last);
	const struct offer *offer = offer_of(session, httpstatus_lookup_stored(session->lookup));
	const char *text = "";
	int reason;

	if (httpstatus_lookup_respond(session->lookup, session->response))
		return false;
	if (state == 1) {
		last = last == HTTPSTATUS_UNKNOWN ? (int64_t)offer->content->length - 1 : last;
		return send_response(session, offer->content->octets + first, (size_t)(last + 1 - first), true);
	}
	if (offer) /* a condition decided, or the method was HEAD */
		return send_response(session, "", 0, true);
	if (!session->received || !httpstatus_exchange_status(session->forward)) {
		for (size_t i = 0; (reason = httpstatus_lookup_reason(session->lookup, i)) >= 0; i++)
			text = httpstatus_word_text(HTTPSTATUS_VOCABULARY_CACHE_REASON, reason);
		return send_own(session, "text/plain", text);
	}
	return send_response(session, session->received->octets, session->received->length,
		httpstatus_exchange_get(session->forward, HTTPSTATUS_PROPERTY_ENDING) == HTTPSTATUS_ENDING_COMPLETE);
}

/* Answers what is not for the origin, as choose.c does; always false. */
static bool refuse(struct session *session, const char *because)
{
	struct httpstatus_choice *choice = httpstatus_choice_new();
	const struct httpstatus_node *question;
	char problem[1024];

	httpstatus_choice_start(choice, session->request, time(NULL));
	while ((question = httpstatus_choice_question(choice)))
		if (strcmp(httpstatus_node_id(question), because) != 0 || httpstatus_choice_answer(choice, "no", 2))
			httpstatus_choice_answer_default(choice);
	httpstatus_choice_respond(choice, session->response);
	httpstatus_choice_problem(choice, problem, sizeof problem);
	say(session->response, HTTPSTATUS_PART_RESPONSE, "Connection", "close");
	send_own(session, "application/problem+json", problem);
	httpstatus_choice_free(choice);
	return false;
}

/* What the client sends with its request: its length is said, whatever the framing was. False where it cannot be read. */
static bool read_request_content(struct session *session)
{
	struct httpstatus_exchange *request = session->request;
	int64_t length = httpstatus_exchange_request_content_length(request);
	const char *coding = httpstatus_exchange_value(request, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", 17, NULL);

	free(session->sent);
	session->sent = content_new(0);
	if (length == 0)
		return true;
	if (httpstatus_exchange_field(request, HTTPSTATUS_PART_REQUEST, "Expect", 6, 0, NULL))
		send_octets(session->client, "HTTP/1.1 100 Continue\r\n\r\n", 25);
	say(request, HTTPSTATUS_PART_REQUEST, "Expect", NULL);
	if (coding ? strcasecmp(coding, "chunked") != 0 || !read_chunks(session->client, &session->sent)
		   : length > CONTENT_MOST || !read_octets(session->client, (size_t)length, &session->sent))
		return false;
	say(request, HTTPSTATUS_PART_REQUEST, "Transfer-Encoding", NULL);
	httpstatus_exchange_set(request, HTTPSTATUS_PROPERTY_REQUEST_CONTENT_LENGTH, (int64_t)session->sent->length);
	return true;
}

/* One request. False where the connection ends with it. */
static bool serve(struct session *session)
{
	struct httpstatus_exchange *request = session->request;

	httpstatus_exchange_clear(request);
	httpstatus_exchange_set(request, HTTPSTATUS_PROPERTY_SECURED, 0);
	int error = read_head(session, session->client, request, false, NULL);
	if (feof(session->client) || ferror(session->client)) /* it is gone, or too slow */
		return false;
	if (error) { /* answered as if it were the least that can be read */
		httpstatus_exchange_read_request(request, "GET / HTTP/1.0\n\n", 16, NULL);
		return refuse(session, error == HTTPSTATUS_ERROR_INCOMPLETE ? "fields-small-enough" : "well-formed");
	}
	if (httpstatus_exchange_write_request(request, NULL, 0) < 0) /* what must not be sent on */
		return refuse(session, "well-formed");
	if (is_method(request, "CONNECT") || is_method(request, "TRACE"))
		return refuse(session, "");
	if (strncasecmp(httpstatus_exchange_line(request, HTTPSTATUS_LINE_TARGET, NULL), "http", 4) == 0)
		say(request, HTTPSTATUS_PART_REQUEST, "Host", NULL); /* the target's counts (RFC 9112, 3.2.2) */
	else if (!httpstatus_exchange_field(request, HTTPSTATUS_PART_REQUEST, "Host", 4, 0, NULL))
		say(request, HTTPSTATUS_PART_REQUEST, "Host", "localhost");
	if (!read_request_content(session))
		return refuse(session, "well-formed");
	if (httpstatus_lookup_start(session->lookup, request, time(NULL)))
		return false;
	offer_stored(session);
	int action = httpstatus_lookup_answer(session->lookup);
	bool is_first = action == HTTPSTATUS_CACHE_ACTION_SERVE_AND_VALIDATE, persists = is_first && respond(session);
	ask(session, action, !is_first);
	if (!is_first)
		persists = respond(session);
	take_back(session);
	return persists;
}

/* ---- connections ---- */

static void *serve_connection(void *client)
{
	struct session *session = calloc(1, sizeof *session);
	struct httpstatus_exchange **exchanges[] = {
		&session->request, &session->forward, &session->response, &session->kept, &session->interim};

	session->client = client;
	for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++)
		*exchanges[i] = httpstatus_exchange_new();
	session->lookup = httpstatus_lookup_new(cache);
	while (serve(session))
		continue;
	shutdown(fileno(client), SHUT_WR); /* and wait for the client to close, so that it can read all of the answer */
	for (int i = 0; i < 1 << 20 && getc(client) != EOF; i++)
		continue;
	fclose(client);
	httpstatus_lookup_free(session->lookup);
	for (size_t i = 0; i < sizeof exchanges / sizeof exchanges[0]; i++)
		httpstatus_exchange_free(*exchanges[i]);
	for (size_t i = 0; i < VARIANTS; i++)
		httpstatus_exchange_free(session->offers[i].exchange);
	free(session->sent);
	free(session);
	return NULL;
}

int main(int count, char **arguments)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	pthread_t thread;

	if (count < 2)
		return fprintf(stderr, "usage: cache ORIGIN-PORT [PORT [OCTETS]]\n"), EXIT_FAILURE;
	origin = address;
	origin.sin_port = htons((uint16_t)atoi(arguments[1]));
	address.sin_port = htons((uint16_t)(count > 2 ? atoi(arguments[2]) : 0));
	if (count > 3)
		store_most = strtoull(arguments[3], NULL, 10);
	cache = httpstatus_cache_new();
	httpstatus_cache_set(cache, HTTPSTATUS_CACHE_PROPERTY_PARTS, 1);
	httpstatus_cache_set_text(cache, HTTPSTATUS_CACHE_TEXT_NAME, "example", 7);
	if (bind(listener, (void *)&address, size) || listen(listener, 99) ||
		getsockname(listener, (void *)&address, &size))
		return perror("cache"), EXIT_FAILURE;
	printf("%d\n", ntohs(address.sin_port)), fflush(stdout);
	for (;;) {
		FILE *client = open_socket(accept(listener, NULL, NULL));
		if (client && pthread_create(&thread, NULL, serve_connection, client) == 0)
			pthread_detach(thread);
		else if (client)
			fclose(client);
	}
}
