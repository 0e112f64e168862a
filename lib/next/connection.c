/*
 * What becomes of the connection.
 *
 * SPDX-License-Identifier: MIT
 */
#include "next.h"

/* In HTTP/2 and later a message can end by itself: its stream is closed, not the connection (RFC 9113, 8.1). */
static bool has_streams(const struct situation *situation)
{
	return version_has_streams(situation_version(situation));
}

/* Whether the final response is there, or will not come. */
static bool is_over(const struct situation *situation)
{
	return situation->event == EVENT_COUNT ? httpstatus_class(situation->code) != 1
					       : situation->event != EVENT_AWAITED;
}

/* Whether nothing more can be sent on this connection: it closes, or content that was announced never came (RFC 9112, 9.3 and 9.5). */
static bool is_spent(const struct situation *situation)
{
	bool stopped = situation->chain->memory.stopped || (is_over(situation) && content_is_unfinished(situation));
	bool cut = exchange_property(situation->exchange, HTTPSTATUS_PROPERTY_ENDING) == HTTPSTATUS_ENDING_CUT;

	if ((cut || stopped) && !has_streams(situation))
		return true;
	return situation->framing.persistence == HTTPSTATUS_PERSISTENCE_CLOSES ||
	       (situation->event != EVENT_COUNT && situation->event != EVENT_AWAITED &&
		       !(situation->event == EVENT_REFUSED && has_streams(situation)));
}

int connection_find(const struct situation *situation, const struct step_record *record, int action)
{
	bool leaves = action == HTTPSTATUS_ACTION_FOLLOW && situation->redirect.crosses;

	if (record->connection == HTTPSTATUS_NEXT_CONNECTION_CLOSE && has_streams(situation))
		return HTTPSTATUS_NEXT_CONNECTION_REUSE;
	if (record->connection != HTTPSTATUS_NEXT_CONNECTION_REUSE)
		return record->connection;
	if (record->requests)
		return leaves || is_spent(situation) ? HTTPSTATUS_NEXT_CONNECTION_NEW
						     : HTTPSTATUS_NEXT_CONNECTION_REUSE;
	return is_spent(situation) ? HTTPSTATUS_NEXT_CONNECTION_CLOSE : HTTPSTATUS_NEXT_CONNECTION_REUSE;
}
