/*
 * What the client gets of what the server has to offer.
 *
 * SPDX-License-Identifier: MIT
 */
#include "choose.h"

static int best_place(const struct httpstatus_choice *choice, enum httpstatus_negotiable by, struct span offers)
{
	return httpstatus_exchange_negotiate(choice->request, (int)by, offers.bytes, offers.length);
}

bool choice_select(
	const struct httpstatus_choice *choice, enum node node, enum httpstatus_negotiable by, struct span *selected)
{
	struct span offers = choice_answer_text(choice, node), none = SPAN("identity");
	int place = best_place(choice, by, offers);

	*selected = (struct span){NULL, 0};
	if (!offers.length)
		return true;
	/* RFC 9110, 12.5.3: without a coding, unless the client refuses even that. */
	if (place < 0 && by == HTTPSTATUS_NEGOTIABLE_CODING && best_place(choice, by, none) == 0) {
		*selected = none;
		return true;
	}
	/* Where nothing is acceptable, the favourite, for who does not insist. */
	for (int left = place; list_next(&offers, selected) && left > 0; left--)
		continue;
	return place >= 0;
}
