"""A lookup from its start to its end, with everything that it says held against the reference.

SPDX-License-Identifier: MIT
"""
from dataclasses import replace

import reading
import reference as rfc
import sending
import slow
import validating

ASKS = ("validate", "complete", "forward", "repeat", "serve-and-validate")


class Story:
    """One request at a cache, of the library or of the slow one; wrong has what is wrong with its answers, in words."""

    def __init__(self, subject, cache, request, stored, now, cut_off=False):
        self.subject, self.cache, self.client, self.stored, self.now, self.cut_off = subject, cache, request, stored, now, cut_off
        self.wrong, self.came, self.passing, self.before = [], None, None, None
        self.lookup = subject.Lookup(cache, request, now, cut_off)
        for kept in stored:
            self.lookup.offer(kept)
        views = self.views()
        self.action, self.which = self.lookup.answer(), self.lookup.stored()
        verdict = rfc.answer(cache, request, views, now, cut_off)
        self.note("answer", rfc.complaint(verdict, self.action, self.which, self.lookup.reasons))
        for reason in rfc.untrue(cache, request, views, now, cut_off, self.lookup.reasons):
            self.note("answer", f"{self.action} because of {reason}, which is not so")
        self.asked, self.validates = self.action, self.which
        if self.action in ("serve", "serve-and-validate", "serve-stale", "validate", "complete") and self.which is None:
            self.note("stored", f"nothing, for {self.action}")
        self.words = sending.forward_words(cache, request, views, now, self.action, self.which) if self.action in ASKS else ()

    def views(self):
        return [kept.view for kept in self.stored]

    def note(self, verb, text):
        if text:
            self.wrong.append(f"{verb}: {text}")

    def request(self):
        """What is to be sent."""
        self.sent = self.lookup.request()
        action = "validate" if self.action == "serve-and-validate" else self.action
        for text in validating.request_complaints(self.cache, self.client, self.views(), action, self.which, self.sent):
            self.note(f"request to {self.action}", text)
        return self.sent

    def receive(self, came, now):
        """What becomes of what came; what is stored is updated or combined."""
        self.came, self.now = came, now
        views, background = self.views(), self.asked == "serve-and-validate"
        self.action, self.which = self.lookup.receive(came, now), self.lookup.stored()
        verdict = validating.receive(self.cache, self.client, views, self.asked, self.validates, self.sent, came, now)
        if not background:  # nobody waits for that one
            which = self.which if self.action in ("update", "combine", "serve-stale") else None
            self.note(f"receive {came.status or came.ending}", rfc.complaint(verdict, self.action, which, self.lookup.reasons))
        if self.action == "update":
            self.update(came, views)
        elif self.action == "combine":
            kept, before = self.stored[self.which], views[self.which]
            if self.subject.combine(self.cache, kept, came) != 1:
                self.note("combine", "it is said to fit, and then it does not")
            elif validating.fits(before, came) == "no":
                self.note("combine", "it does not fit")
            else:
                for text in validating.combine_complaints(self.cache, before, came, kept.view):
                    self.note("combine", text)
        return self.action

    def update(self, came, views):
        chosen, self.before = self.lookup.selected(), views[self.which]
        found = validating.all_selections(self.cache, self.client, views, self.sent, came)
        # What nothing may be stored with stays as it is, but for this answer. (The slow cache updates it all the same, by the letter of 4.3.4.)
        back = {i for i, view in enumerate(views) if not rfc.may_be_merged(self.cache, view, came)}
        if self.which in back and self.which not in chosen:
            self.passing = slow.Kept(slow.merged(self.cache, self.before, came))
        elif self.which not in chosen:
            self.note("stored", f"{self.which} is not among those that the 304 is about, {chosen}")
        found += [(selected - back, promised) for selected, promised in found]
        self.note("selected", validating.selection_complaint(found, chosen))
        for i in chosen:
            if self.subject.update(self.cache, self.stored[i], came) != 1:
                self.note("update", f"{i} is selected, and not updated")
                continue
            for text in validating.update_complaints(self.cache, views[i], came, self.stored[i].view):
                self.note("update", text)

    def respond(self):
        """The head of the answer; None where a part broke off, and what is stored is not enough: then there is no right answer."""
        if self.action == "combine" and not rfc.can_answer(self.cache, self.client, self.stored[self.which].view):
            return None
        try:
            head = self.lookup.respond()
        except RuntimeError as error:
            self.note("respond", str(error))
            return None
        self.content = self.lookup.content()
        for text in self.head_complaints(head):
            self.note(f"respond, after {self.action}", text)
        return head

    def head_complaints(self, head):
        if self.action == "refuse":
            yield from sending.refused(head)
            if self.content is not None:
                yield f"it has octets {self.content} of what is stored"
            return
        if self.action == "relay":
            yield from sending.relayed(self.client, self.came, head)
            if self.content is not None:
                yield f"it has octets {self.content} of what is stored"
            yield from sending.cache_status(self.cache, self.came.response.get("cache-status"), head, hit=False, forwards=self.words,
                                            came=self.came.status, may_be_stored=rfc.storing_answers(self.cache, self.came) != {False})
            return
        one = (self.passing or self.stored[self.which]).view
        came = self.came if self.action in ("update", "combine") else None
        yield from sending.from_store(self.cache, self.client, one, self.now, head, came, self.before)
        yield from self.content_complaints(one, head)
        lifetime = rfc.lifetime(self.cache, one)
        ttl = None if lifetime is None else lifetime - rfc.age(one, self.now)
        hit = True if self.asked not in ASKS or self.asked == "serve-and-validate" else False
        if not hit and self.came.status is None:
            hit = None  # asked in vain: did it go forward?
        yield from sending.cache_status(self.cache, one.response.get("cache-status"), head, hit, self.words, self.came and self.came.status, ttl)

    def content_complaints(self, one, head):
        have = rfc.held(one)
        if self.client.method == "HEAD" or head.status in (304, 416):
            if self.content is not None:
                yield f"it has octets {self.content} of what is stored"
        elif self.content is None:
            yield "it has nothing of what is stored"
        elif head.status == 206:
            found = reading.content_range(reading.value(head.response, "content-range"))
            if found:
                want = (found[0] - have.first, found[1] - have.first)
                everything = want == (0, have.last - have.first)
                if self.content != want and not (everything and self.content == (0, None)):
                    yield f"it has octets {self.content} of what is stored, not {want}"
        elif self.content[0] != 0 or self.content[1] not in (None, have.last - have.first if have else None):
            yield f"it has octets {self.content} of what is stored"

    def close(self):
        if hasattr(self.lookup, "close"):
            self.lookup.close()


def whole_story(subject, cache, request, stored, now, cut_off=False, came_of=None):
    """What is wrong with a lookup and all that follows. came_of makes what came of a request that is sent."""
    story = Story(subject, cache, request, [subject.stored(one) for one in stored], now, cut_off)
    if story.action in ("serve", "serve-and-validate", "serve-stale", "refuse"):
        story.respond()
    if story.action in ASKS and came_of is not None:
        came = came_of(story.request())
        if story.receive(came, now) == "repeat":
            story.request()
        elif story.asked != "serve-and-validate":
            story.respond()
    story.close()
    return story.wrong, story.action


def answer_to(sent, status, now, response, seen=0, ending="complete"):
    """An exchange: the request that was sent, and what came of it; status None is nothing."""
    return replace(sent, request=dict(sent.request), status=status, response=response if status else {}, seen=seen if status else None,
                   ending=ending, request_time=now, response_time=now)
