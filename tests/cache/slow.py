"""A slow obvious cache: of all outcomes that the reference allows it takes the first that is promised, and it makes the messages by hand.

It has the same verbs as the library has in library.py, so that a test can be held against both.

SPDX-License-Identifier: MIT
"""
import re
from dataclasses import replace

import reading
import reference as rfc
import sending
import validating
from reading import value
from reference import Exchange

NAME = "reference"
PREFERENCE = ["serve", "serve-and-validate", "serve-stale", "update", "combine", "validate", "complete", "relay", "forward", "repeat", "refuse"]


class Kept:
    """A stored response; view is what it is now."""

    def __init__(self, exchange):
        self.view = exchange


def stored(exchange):
    """As it stands, without leaving anything out."""
    return Kept(exchange)


def may_store(cache, exchange):
    return rfc.may_store(cache, exchange)


def obstacles(cache, exchange):
    return rfc.obstacles(cache, exchange)


def left_out(cache, exchange):
    must, may = rfc.left_out(cache, exchange)
    return must | may


def keep(cache, exchange):
    gone = left_out(cache, exchange)
    return Kept(replace(exchange, request=dict(exchange.request),
                        response={name: lines for name, lines in exchange.response.items() if name not in gone}))


def lifetime(cache, exchange):
    return rfc.lifetime(cache, exchange)


def age(cache, exchange, now):
    return rfc.age(exchange, now)


def time(cache, exchange, name, now):
    """By the words of enum httpstatus_cache_time."""
    if name == "fresh-for":
        return None if rfc.lifetime(cache, exchange) is None else rfc.lifetime(cache, exchange) - rfc.age(exchange, now)
    return 0 if rfc.stale_is_forbidden(cache, exchange) else reading.seconds(rfc.policy(cache, exchange).first(name)) or 0


def is_fresh(cache, exchange, now):
    return rfc.is_fresh(cache, exchange, now)


def vary_key(cache, stored, request):
    """The boldest key: it sees all that a cache may see."""
    nominated = reading.names(value(stored.response, "vary"))
    if "*" in nominated or not (request.request_is_whole or all(name in request.request for name in nominated)):
        return None
    return "".join(f"{name}: {rfc.loosely(name, value(request.request, name)) if name in request.request else None}\n" for name in nominated)


def update(cache, kept, new):
    """The result, and kept is changed where it is 1."""
    stored = kept.view
    if new.method == "HEAD" and new.status == 200:
        result = max(validating.head_result(cache, stored, new))
    elif new.status == 304 and new.target == stored.target:
        result = int(any(promised and chosen for chosen, promised in validating.selections([stored], [0], new, new)))
    else:
        result = 0
    if result == 1:
        kept.view = merged(cache, stored, new)
    return result


def merged(cache, stored, new):
    """A stored response as it is after an update."""
    after = {name: alternatives[0] for name, alternatives in validating.updated(cache, stored, new).items() if alternatives[0] is not None}
    return replace(stored, response=after, request_time=new.request_time, response_time=new.response_time)


def combine(cache, kept, part):
    stored = kept.view
    if validating.fits(stored, part) == "no":
        return 0
    have = validating.combined(stored, part)
    after = {name: alternatives[0] for name, alternatives in validating.updated(cache, stored, part).items() if alternatives[0] is not None}
    after.pop("content-range", None)
    if have.is_whole:
        after["content-length"] = [str(have.complete)]
    else:
        after["content-length"] = [str(have.last - have.first + 1)]
        after["content-range"] = [f"bytes {have.first}-{have.last}/{'*' if have.complete is None else have.complete}"]
    kept.view = replace(stored, response=after, status=200 if have.is_whole else 206, ending="complete", seen=have.last - have.first + 1,
                        request_time=part.request_time, response_time=part.response_time)
    return 1


def invalidated(cache, exchange):
    return validating.invalidated(exchange)


def invalidates(cache, exchange, stored):
    return max(validating.invalidates(exchange, stored))


class Lookup:
    """One request at the cache, in the order of cache.h."""

    def __init__(self, cache, request, now, cut_off=False):
        self.cache, self.client, self.now, self.cut_off = cache, request, now, cut_off
        self.offered, self.forward, self.came = [], None, None
        self.chosen = ()

    def offer(self, kept):
        self.offered.append(kept)

    def views(self):
        return [kept.view for kept in self.offered]

    def decide(self, verdict):
        best = min((outcome for outcome in verdict if outcome.promised), key=lambda outcome: PREFERENCE.index(outcome.action))
        self.action, self.which = best.action, best.which
        self.reasons = set().union(*best.reasons)
        return self.action

    def answer(self):
        verdict = rfc.answer(self.cache, self.client, self.views(), self.now, self.cut_off)
        self.decide(verdict)
        # The first of a group of reasons need not be so: those that are.
        groups = [outcome.reasons for outcome in verdict if outcome.action == self.action and outcome.promised]
        self.reasons = {reason for reasons in groups for group in reasons for reason in group}
        self.reasons -= set(rfc.untrue(self.cache, self.client, self.views(), self.now, self.cut_off, self.reasons))
        self.asked, self.validates = self.action, self.which
        self.forward_words = sorted(sending.forward_words(self.cache, self.client, self.views(), self.now, self.asked, self.validates))
        return self.action

    def stored(self):
        return None if self.action in ("forward", "relay", "repeat", "refuse") else self.which

    def request(self):
        """4.3.1"""
        fields = dict(self.client.request)
        if self.action == "repeat":
            for name in validating.CONDITIONS:
                fields.pop(name, None)
        elif self.action in ("validate", "serve-and-validate") and self.which is not None:
            one = self.views()[self.which]
            if validating.may_be_named(self.client, one):
                tags = [reading.tag_text(tag) for tag in self.tags_to_name()]
                if tags and fields.get("if-none-match") != ["*"]:
                    tags += [member for member in reading.members(value(fields, "if-none-match")) if member not in tags]
                    fields["if-none-match"] = [", ".join(tags)]
                if rfc.modified_of(one) is not None and "if-none-match" not in self.client.request and len(tags) < 2:
                    fields["if-modified-since"] = [value(one.response, "last-modified")]
            fields.pop("range", None)
            fields.pop("if-range", None)
        elif self.action == "complete":
            one = self.views()[self.which]
            have, wanted = rfc.held(one), rfc.ranges_of(self.client, one)
            fields["if-range"] = [value(one.response, "etag") if rfc.tag_of(one) else value(one.response, "last-modified")]
            begin, end = wanted[0] if wanted and len(wanted) == 1 and None not in wanted[0] else (0, None)
            if have.first > begin and (end is None or end > have.last):  # both sides: all that is wanted
                fields["range"] = [f"bytes={begin}-{'' if end is None else end}"]
            elif have.first > begin:
                fields["range"] = [f"bytes={begin}-{have.first - 1}"]
            else:
                fields["range"] = [f"bytes={have.last + 1}-{'' if end is None else end}"]
        self.forward = replace(self.client, request=fields)
        return self.forward

    def tags_to_name(self):
        """4.3.1: of the stored responses with the same key."""
        found = []
        for i, one in enumerate(self.views()):
            same = one.target == self.client.target and rfc.method_fits(self.client, one) and rfc.usable(self.cache, one)
            if same and (i == self.which or rfc.vary_matches(one, self.client) == "yes") and validating.may_be_named(self.client, one):
                found += [tag for tag in [rfc.tag_of(one)] if tag and tag not in found]
        return found

    def receive(self, came, now):
        self.came, self.now = came, now
        verdict = validating.receive(self.cache, self.client, self.views(), self.asked, self.validates, self.forward, came, now)
        self.decide(verdict)
        self.chosen = ()
        if self.action == "update" and not rfc.can_answer(self.cache, self.client, self.views()[self.which]):
            self.action, self.which = "relay", None  # the 304 is the client's; that a part could be updated by it is left alone
        if self.action == "update":
            found = validating.all_selections(self.cache, self.client, self.views(), self.forward, came)
            self.chosen, enough = [(chosen, enough) for chosen, promised in found if promised and (enough := self.enough(chosen))][0]
            self.which = min(rfc.most_recent(self.views(), enough))
        return self.action

    def enough(self, chosen):
        return [i for i in chosen if rfc.can_answer(self.cache, self.client, self.views()[i])]

    def selected(self):
        return sorted(self.chosen)

    def respond(self):
        """The head of the answer."""
        if self.action == "refuse":
            return Exchange(status=504, response={}, method=self.client.method, target=self.client.target)
        if self.action == "relay":
            fields = {name: lines for name, lines in self.came.response.items()
                      if name not in {"connection"} | set(reading.names(value(self.came.response, "connection"))) | rfc.OF_THE_CONNECTION}
            self.add_cache_status(fields, self.came, self.came.status)
            return replace(self.client, status=self.came.status, response=fields)
        one = self.views()[self.which]
        fields = {name: lines for name, lines in one.response.items() if name not in sending.never_sent(self.cache, one)}
        fields["age"] = [str(rfc.age(one, self.now))]
        status, first, last, _ = [head for head in rfc.statuses(self.cache, self.client, one) if head[3]][0]
        fields.pop("content-range", None)
        if status == 304:
            fields = {name: lines for name, lines in fields.items() if name not in sending.NOT_OF_A_304}
        elif status == 206:
            complete = rfc.held(one).complete
            fields["content-range"] = [f"bytes {first}-{last}/{'*' if complete is None else complete}"]
            fields["content-length"] = [str(last - first + 1)]
        elif status == 416:
            fields = {"content-range": [f"bytes */{rfc.held(one).complete}"]}
        elif rfc.held(one) and rfc.held(one).is_whole and one.status in (200, 206):
            fields["content-length"] = [str(rfc.held(one).complete)]
        self.add_cache_status(fields, one, status)
        return replace(self.client, status=status, response=fields)

    def add_cache_status(self, fields, source, status):
        """RFC 9211"""
        if self.cache.name is None:
            return
        mine = self.cache.name if re.fullmatch(r"[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*", self.cache.name) else (
            '"' + self.cache.name.replace("\\", "\\\\").replace('"', '\\"') + '"')
        if self.asked in ("serve", "serve-and-validate", "serve-stale"):
            mine += "; hit"
        else:
            mine += f"; fwd={self.forward_words[0]}"
            if self.came is not None and self.came.status is not None and self.came.status != status:
                mine += f"; fwd-status={self.came.status}"
            if self.action == "relay" and rfc.may_store(self.cache, self.came):
                mine += "; stored"
        if self.action != "relay" and rfc.lifetime(self.cache, source) is not None:
            ttl = rfc.lifetime(self.cache, source) - rfc.age(source, self.now)
            if abs(ttl) < 10**15:
                mine += f"; ttl={ttl}"
        fields["cache-status"] = [*source.response.get("cache-status", []), mine]

    def content(self):
        """Which octets of the stored content the answer has: (first, last) from the beginning of what is stored; None where it has none."""
        if self.action in ("relay", "refuse", "repeat"):
            return None
        one = self.views()[self.which]
        status, first, last, _ = [head for head in rfc.statuses(self.cache, self.client, one) if head[3]][0]
        if self.client.method == "HEAD" or status in (304, 412, 416):
            return None
        return (first - rfc.held(one).first, last - rfc.held(one).first) if status == 206 else (0, None)
