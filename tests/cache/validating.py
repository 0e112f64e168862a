"""What is asked of the server, and what its answer changes: RFC 9111, 3.2, 3.4, 4.3 and 4.4; RFC 9875. Verdicts are as in reference.py.

SPDX-License-Identifier: MIT
"""
import urllib.parse
from dataclasses import replace

import reading
import reference as rfc
from reading import value, weakly_equal
from reference import Outcome, one_of, permitted

CONDITIONS = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range")


# ---- the request that is sent: RFC 9111, 4.3.1 and 4.3.2 ----

def satisfied_by_part(request, stored):
    """4.3.2: whether the request is "for a range that would be fully satisfied by that partial stored response"."""
    specifiers = rfc.ranges_of(request, stored)
    return specifiers is not None and rfc.within(specifiers, rfc.held(stored)) is not None


def may_be_named(request, stored):
    """4.3.2: "If a stored response contains only partial content, the cache MUST NOT include its entity tag in the union unless ..."."""
    return not rfc.is_incomplete(stored) or rfc.held(stored) and rfc.held(stored).is_whole or satisfied_by_part(request, stored)


def tags_in(fields):
    return reading.entity_tags(value(fields, "if-none-match")) or []


def unchanged(request, sent):
    """What is not about conditions is as the client sent it; "cache directives" MUST be passed on (5.2), and Connection may be obeyed (9110, 7.6.1)."""
    if sent.method != request.method or sent.target != request.target:
        yield f"it asks {sent.method} {sent.target}"
    connection = {"connection"} | set(reading.names(value(request.request, "connection"))) | rfc.OF_THE_CONNECTION
    for name in sorted(set(sent.request) | set(request.request)):
        if name in CONDITIONS or name in connection and name not in sent.request:
            continue
        before, after = value(request.request, name), value(sent.request, name)
        if name == "cache-control" and after is not None and set(reading.members(before)) <= set(reading.members(after)):
            continue  # 4: "It can also forward the request with "Cache-Control: max-age=0""
        if before != after:
            yield f"{name} was {before}, is {after}"


def tags_sent(request, stored, sent, which):
    """The entity tags of If-None-Match: the one that has to be there, and none that must not be."""
    theirs, ours = tags_in(request.request), tags_in(sent.request)
    if ours == "*":
        if theirs != "*":
            yield "If-None-Match became *"
        return
    theirs = [] if theirs == "*" else theirs  # the cache may evaluate that, and ask with its own
    named = [rfc.tag_of(one) for one in stored if one.target == request.target and may_be_named(request, one)]
    for tag in ours:
        if tag not in theirs and tag not in named:
            yield f"{reading.tag_text(tag)} is neither the client's nor that of a stored response that may be named"
    if which is not None and rfc.tag_of(stored[which]) and may_be_named(request, stored[which]) and rfc.tag_of(stored[which]) not in ours:
        # "MUST send the relevant entity tags ... if the entity tags were provided in the stored response(s) being validated"
        yield f"{reading.tag_text(rfc.tag_of(stored[which]))} is not sent"


def forwarded(request, stored, sent):
    """4.3.2: conditions that the cache does not evaluate "are likely intended for some other (inbound) server", and go there as they came."""
    for name in CONDITIONS:
        before, after = value(request.request, name), value(sent.request, name)
        if name == "if-none-match" and after and before != "*" and set(tags_in(request.request)) <= set(tags_in(sent.request)):
            continue  # 4.1: "potentially with preconditions added to describe what responses the cache has already stored"
        if before != after:
            yield f"{name} was {before}, is {after}"
    yield from tags_sent(request, stored, sent, None)


def validated(cache, request, stored, sent, which):
    one = stored[which]
    yield from tags_sent(request, stored, sent, which)
    named = tags_in(sent.request)
    for other in stored if named != "*" else []:  # the issue: "If-None-Match with the tags of all candidates", which are those with the same key (4.3.1)
        fits_too = other.target == request.target and rfc.method_fits(request, other) and rfc.usable(cache, other) and may_be_named(request, other)
        tag = rfc.tag_of(other)
        if fits_too and rfc.vary_matches(other, request) == "yes" and tag and tag not in named:
            yield f"{reading.tag_text(tag)}, of another candidate, is not sent"
    since, modified = value(sent.request, "if-modified-since"), rfc.modified_of(one)
    dates = [value(known.response, name) for known in stored if known.target == request.target for name in ("last-modified", "date")]
    if since is not None and since not in dates + [value(request.request, "if-modified-since")]:
        yield f"If-Modified-Since is {since}"
    single = len(named) <= 1 and sum(known.target == request.target for known in stored) == 1
    own = any(name in request.request for name in CONDITIONS)
    if single and not own and modified is not None and since != value(one.response, "last-modified"):
        # "SHOULD send the Last-Modified value (using If-Modified-Since) if the request is not for a subrange, a single stored response is being
        # validated, and that response contains a Last-Modified value"
        yield "Last-Modified is not sent as If-Modified-Since"
    for name in ("if-match", "if-unmodified-since"):
        if value(sent.request, name) != value(request.request, name):
            yield f"{name} is {value(sent.request, name)}"
    if "range" in sent.request and value(sent.request, "range") != value(request.request, "range"):
        yield f"Range is {value(sent.request, 'range')}"
    yield from if_range_sent(request, one, sent)


def if_range_sent(request, one, sent):
    """RFC 9110, 13.1.5: never without Range, never weak, and a date only where there is no entity tag and it is strong."""
    text = value(sent.request, "if-range")
    if text is None:
        return
    if "range" not in sent.request:
        yield "If-Range is there without Range"
    if text == value(request.request, "if-range"):
        return
    tag = rfc.tag_of(one)
    strong_date = tag is None and rfc.modified_is_strong(one) and text == value(one.response, "last-modified")
    if not strong_date and not reading.strongly_equal(reading.entity_tag(text), tag):
        yield f"If-Range is {text}"


def completed(request, stored, sent, which):
    """3.3: "A cache MAY complete a stored incomplete response by making a subsequent range request"."""
    one, have = stored[which], rfc.held(stored[which])
    ours = reading.byte_ranges(value(sent.request, "range"))
    if ours is None or len(ours) != 1:
        yield f"Range is {value(sent.request, 'range')}"
        return
    if not value(sent.request, "if-range"):
        yield "If-Range is not there"
    yield from if_range_sent(request, one, sent)
    yield from tags_sent(request, stored, sent, None)
    if "if-modified-since" in sent.request and "if-modified-since" not in request.request:
        yield "If-Modified-Since is there, though it is a subrange that is asked for"
    first, last = ours[0]
    far = float("inf") if have.complete is None else have.complete - 1
    if first is None:  # the last octets
        first, last = (far - last + 1, far) if have.complete is not None else (float("inf"), far)
    last = far if last is None else last
    if first > have.last + 1 or last < have.first - 1 or first >= have.first and last <= have.last:
        yield f"octets {first} to {last} do not complete {have}"
    wanted = rfc.ranges_of(request, one)
    can = wanted and have.complete is not None and reading.satisfiable(wanted, have.complete)
    begin, end = can[0] if can and len(can) == 1 else wanted[0] if wanted and len(wanted) == 1 and None not in wanted[0] else (0, far)
    behind = end > have.last and not last >= end
    before = begin < have.first and not first <= begin
    one_gap = (end > have.last) != (begin < have.first)
    if one_gap and (behind or before):
        yield f"octets {first} to {last} leave something of {begin} to {end} out, beside {have}"


def request_complaints(cache, request, stored, action, which, sent):
    """What is wrong with the request that is to be sent for an action, in words."""
    about = {"forward": forwarded(request, stored, sent), "repeat": repeated(request, sent), "validate": None, "complete": None}[action]
    if action == "validate":
        about = validated(cache, request, stored, sent, which)
    elif action == "complete":
        about = completed(request, stored, sent, which)
    return [*unchanged(request, sent), *about]


def repeated(request, sent):
    """cache.h: without the conditions of the cache. Those of the client may be there or not."""
    for name in CONDITIONS:
        if name in sent.request and value(sent.request, name) != value(request.request, name):
            yield f"{name} is {value(sent.request, name)}"


# ---- what a 304 is about: RFC 9111, 4.3.4 ----

def most_recent_ones(stored, among):
    return [frozenset({i}) for i in rfc.most_recent(stored, among)]


def selections(stored, initial, sent, new):
    """The sets of stored responses that a 304 may identify for update: (set, promised).

    Where Last-Modified is a strong validator (9110, 8.8.2.2, by the cache entry), it identifies like a strong entity tag. By the letter it would do so
    even where both have entity tags, and these differ; we hold that a response with another entity tag is not promised to be updated.
    """
    tag, modified = rfc.tag_of(new), rfc.modified_of(new)
    by_date = {i for i in initial if modified is not None and rfc.modified_of(stored[i]) == modified}
    by_strong_date = {i for i in by_date if rfc.modified_is_strong(stored[i])}
    found = []
    if tag is not None and not tag[0]:
        # "each of those strong validators identifies a selected representation for update. All the stored responses ... with one of those"
        by_tag = frozenset(i for i in initial if reading.strongly_equal(tag, rfc.tag_of(stored[i])))
        for extra in rfc.subsets(sorted(by_strong_date - by_tag)):
            found.append((by_tag | set(extra), all(rfc.tag_of(stored[i]) is None for i in extra)))
    elif tag is not None:
        # "no strong validators but ... one or more weak validators, and those validators correspond to one of the initial set's stored responses, then
        # the most recent of those matching"
        by_tag = {i for i in initial if weakly_equal(tag, rfc.tag_of(stored[i]))}
        found += [(one, True) for one in most_recent_ones(stored, by_tag)]
        found += [(one, False) for one in most_recent_ones(stored, by_tag | by_date)]
        if by_strong_date:
            found.append((frozenset(by_strong_date), by_strong_date <= by_tag))
            found.append((frozenset(by_strong_date & by_tag), True))
        if not by_tag:
            found.append((frozenset(), True))
    elif modified is not None:
        # "implicitly weak unless it is possible to deduce that it is strong": either all with the strong one, or the most recent
        found += [(one, True) for one in most_recent_ones(stored, by_date)]
        if by_strong_date:
            found.append((frozenset(by_strong_date), True))
        if not by_date:
            found.append((frozenset(), True))
    else:
        found += without_validator(stored, initial, sent)
    return found


def named_exactly(sent, one):
    """The request named this response and nothing else; then a 304 can be about nothing else, though 4.3.4 has no sentence for it."""
    tags = tags_in(sent.request)
    if "if-none-match" in sent.request:
        return tags == [rfc.tag_of(one)]
    since = value(sent.request, "if-modified-since")
    return since is not None and since == value(one.response, "last-modified")


def without_validator(stored, initial, sent):
    """"If the new response does not include any form of validator ..., and there is only one stored response in the initial set, and that stored response
    also lacks a validator, then that stored response is identified for update." """
    if len(initial) == 1 and not rfc.has_validator(stored[initial[0]]):
        return [(frozenset(initial), True)]
    named = [i for i in initial if named_exactly(sent, stored[i])]
    if not named:
        return [(frozenset(), True)]
    # By the letter, nothing is identified. The issue asks for it where one is stored; of several, all that were named, or the most recent of them, are
    # no worse.
    return [(frozenset(named), True), *[(one, True) for one in most_recent_ones(stored, named)], (frozenset(), len(initial) > 1)]


def all_selections(cache, request, stored, sent, new):
    """4.3.4: "those that could have been chosen for that request". Where a cache validated one that it cannot choose (4.3.1), that may be among them:
    4.1 forbids to use it "without revalidation" only."""
    fit = [i for i, one in enumerate(stored) if one.target == request.target and rfc.method_fits(request, one) and rfc.usable(cache, one)]
    matches = {i: rfc.vary_matches(stored[i], request) for i in fit}
    # What is incomplete meets the requirements of Section 4, but 3.3 forbids to choose it: it may be updated, or not.
    sure = [i for i in fit if matches[i] == "yes" and rfc.can_answer(cache, request, stored[i])]
    unsure = [i for i in fit if i not in sure and (matches[i] != "no" or rfc.tag_of(stored[i]) in tags_in(sent.request))]
    found = []
    for taken in rfc.subsets(unsure):
        found += selections(stored, sorted(sure + taken), sent, new)
    return found


def selection_complaint(found, got):
    here = [promised for chosen, promised in found if chosen == frozenset(got)]
    if not here:
        return f"{sorted(got)} is not what the 304 is about: {[sorted(chosen) for chosen, promised in found if promised]}"
    return "" if any(here) else f"{sorted(got)} is allowed by the RFC, but something else is promised"


# ---- what to do with what came: RFC 9111, 4.3.3 ----

def receive(cache, request, stored, asked, which, sent, came, now):
    """asked is the action that led to asking, sent the request, came an exchange whose status is None where no response came."""
    if came.status is None:
        return failed(cache, request, stored, now, None, "refuse")
    if came.status == 304:
        return not_modified(cache, request, stored, sent, came, now)
    if request.method not in ("GET", "HEAD"):
        return [Outcome("relay")]
    if came.status >= 500:
        # "it can either forward this response to the requesting client or act as if the server failed to respond"
        return failed(cache, request, stored, now, came.status, "relay")
    if came.status == 206:
        return part_came(cache, request, stored, asked, which, came)
    if came.status == 416 and asked == "complete":
        return [Outcome("repeat")] + ([Outcome("relay")] if "range" in request.request else [])
    # "A full response ... indicates that none of the stored responses nominated in the conditional request are suitable. Instead, the cache MUST use
    # the full response to satisfy the request."
    return [Outcome("relay")]


def failed(cache, request, stored, now, status, otherwise):
    """A 5xx, or no response: what is stored may answer, where 4.2.4 or RFC 5861 let it. otherwise is what is left."""
    if request.method not in ("GET", "HEAD"):
        return [Outcome(otherwise)]
    fit = [i for i, one in enumerate(stored) if one.target == request.target and rfc.method_fits(request, one) and rfc.usable(cache, one)]
    matches = {i: rfc.vary_matches(stored[i], request) for i in fit}
    verdict = []
    for taken in rfc.subsets([i for i in fit if matches[i] == "either"]):
        selected = [i for i in fit if matches[i] == "yes" or i in taken]
        chosen = sorted(rfc.choices(cache, request, stored, selected, now))
        for i in chosen:
            verdict += in_place_of_error(cache, request, stored[i], i, now, status, otherwise)
        if not chosen:
            verdict.append(Outcome(otherwise))
    return verdict


def in_place_of_error(cache, request, one, which, now, status, otherwise):
    reasons = one_of("error", "stale-if-error", "stale-while-revalidate", "request-max-stale", *(["cut-off"] if status is None else []))
    stale, instead = Outcome("serve-stale", which, reasons), Outcome(otherwise)
    if not rfc.can_answer(cache, request, one):
        return [instead]
    if rfc.policy(cache, one).unqualified("no-cache"):
        return [instead]
    if rfc.only_the_server_can_tell(request):  # MAY be ignored
        return [instead] + ([] if rfc.stale_is_forbidden(cache, one) else [permitted("serve-stale", which)])
    if rfc.is_fresh(cache, one, now):
        return [stale, instead]  # the client wanted it validated, which is advisory (5.2.1)
    if rfc.stale_is_forbidden(cache, one) or rfc.freshness(cache, one) == "none":
        return [instead]  # 5.2.2.2: "MUST generate an error response rather than reuse the stale response"
    surely, perhaps = rfc.wishes(cache, request, one, now)
    against = surely or perhaps or rfc.wants_no_stale(request) or rfc.client_takes_less_stale(cache, request, one, now)
    is_error = status is None or status in rfc.ERRORS  # RFC 5861, 4
    if is_error and rfc.error_allows(cache, request, one, now):
        return [stale, instead if against else permitted(otherwise)]
    window = rfc.is_in_window(cache, one, now, "stale-while-revalidate") or rfc.client_takes_stale(cache, request, one, now)
    if window or cache.serves_stale and (status is not None or against):
        return [stale, instead]
    if cache.serves_stale:
        return [stale, permitted(otherwise)]
    return [permitted("serve-stale", which), instead]  # "disconnected", or acting as if it were, would be reason enough


def not_modified(cache, request, stored, sent, came, now):
    own = any(name in request.request for name in ("if-none-match", "if-modified-since"))
    theirs_only = own and all(value(sent.request, name) == value(request.request, name) for name in ("if-none-match", "if-modified-since"))
    if request.method not in ("GET", "HEAD"):
        return [Outcome("relay")]
    verdict = []
    for chosen, promised in all_selections(cache, request, stored, sent, came):
        enough = [i for i in chosen if rfc.can_answer(cache, request, stored[i])]
        if chosen and (enough or own):
            # Of several, any that may be chosen. Where there are parts only, the client's own condition has to make a 304 of one.
            last = rfc.choices(cache, request, stored, enough, now) if enough else {
                i for i in chosen if rfc.condition_fails(request, replace(stored[i], response={**stored[i].response, **came.response}))}
            verdict += [Outcome("update", i, one_of("not-modified"), promised) for i in last]
            if not enough:
                verdict.append(Outcome("relay", None, (), promised))
            if own:
                # 9110, 15.4.5: "the proxy SHOULD forward the 304 response to that client"; what it is about has to be updated all the same
                verdict.append(permitted("relay"))
        else:
            # "the cache MUST NOT use the new response to update any stored responses"
            verdict.append(Outcome("repeat", None, one_of("fits-nothing"), promised))
            if own or not {"if-none-match", "if-modified-since"} & set(sent.request):  # a 304 to a request without a condition is nonsense
                verdict.append(Outcome("relay", None, (), promised))
            if theirs_only:
                verdict.append(Outcome("relay", None, (), promised))
    return verdict


def part_came(cache, request, stored, asked, which, came):
    theirs = "range" in request.request
    if asked == "complete" and which is not None:
        fit = fits(stored[which], came)
        verdict = [Outcome("combine", which)] if fit != "no" else []
        if not rfc.may_be_merged(cache, stored[which], came):
            verdict.append(Outcome("repeat", None, one_of("fits-nothing")))
        if rfc.is_cut(came) or fit != "no" and not is_enough(request, stored[which], came):
            verdict += [Outcome("repeat"), Outcome("refuse")]  # there is less than was asked for, or nobody knows: more may be had, or not
        if fit != "yes":
            verdict.append(Outcome("repeat", None, one_of("fits-nothing")))
            if theirs:
                verdict.append(Outcome("relay"))
        return verdict
    verdict = [Outcome("relay")] if theirs else [Outcome("relay"), Outcome("repeat")]
    if theirs:  # "MAY combine"
        verdict += [Outcome("combine", i) for i, one in enumerate(stored) if one.target == request.target and fits(one, came) != "no"]
    return verdict


# ---- updating: RFC 9111, 3.2, 4.3.4 and 4.3.5 ----

def updated(cache, stored, new):
    """The alternatives of each field after an update, preferred first: lines, or None where the field is not there."""
    must, may = rfc.left_out(cache, new)
    private = rfc.left_out(cache, replace(stored, response={**stored.response, **new.response}))[0]  # by the directives that it has then
    connection = {"connection"} | set(reading.names(value(new.response, "connection"))) | rfc.OF_THE_PROXY
    found = {}
    for name in set(stored.response) | set(new.response):
        old, given = stored.response.get(name), new.response.get(name)
        if name in connection:
            found[name] = [old]  # "Header fields excepted from storage in Section 3.1"
        elif name in rfc.left_out(cache, stored)[0] and given is None:  # it should not have been there
            found[name] = [None, old]
        elif name in must:  # no-cache="..." and private="..." of the new response: what was there is to go, or at least not to be sent
            # Where the stored response has a targeted field that says nothing of it, that one may be the one that counts (RFC 9213, 2.2).
            found[name] = [None, old] if name in private or name in connection else [None, old, given]
        elif name in private:  # the directive that stays names a field that the new response has: it is never sent, kept or not
            found[name] = [None, old, given]
        elif name in may:
            found[name] = [old, given]
        elif name == "content-length":
            found[name] = [old]  # "The Content-Length header field"
        elif name == "content-range":
            found[name] = [old]  # "Implementations MAY automatically omit such header fields from updates"; another range would be a lie
        elif name in ("content-encoding", "content-type") and given is not None:
            # "Header fields that the cache's stored response depends upon": "Caches in this situation MAY omit these"; cache.h: "but for those that
            # are about the stored content"
            found[name] = [old, given] if old is not None else [given, old]
        elif name == "age" and given is None:
            # By the letter it stays; but it is about the response that was replaced, and 4.2.3 counts from the last validation.
            found[name] = [None, old]
        else:
            # "the cache MUST add each header field in the provided response to the stored response, replacing field values that are already present"
            found[name] = [given if given is not None else old]
    return found


def update_complaints(cache, stored, new, got):
    """What is wrong with a stored response after an update, in words."""
    for name, alternatives in sorted(updated(cache, stored, new).items()):
        if got.response.get(name) not in alternatives:
            yield f"{name} was {stored.response.get(name)}, came as {new.response.get(name)}, is {got.response.get(name)}"
    for name in sorted(set(got.response) - set(stored.response) - set(new.response) - {"date"}):
        yield f"{name} is there all of a sudden"
    if got.status != stored.status:
        yield f"the status is {got.status}"
    if (got.request_time, got.response_time) != (new.request_time, new.response_time):
        yield f"the times are {got.request_time} and {got.response_time}"


def head_result(cache, stored, new):
    """4.3.5: the results of httpstatus_cache_update that are right after a HEAD: 1, 0 or -1."""
    if new.status != 200 or new.target != stored.target:
        return {0}
    if stored.method == "HEAD":
        return {0, 1}  # it is "each of its stored GET responses" that is updated
    match = rfc.vary_matches(stored, new)
    if match == "no":
        return {0}
    # 3 and 5.2.1.5: of some responses, nothing may be stored
    results = {0} if match == "either" or not rfc.may_be_merged(cache, stored, new) else set()
    # "matching values for any received validator fields (ETag and Last-Modified)"
    theirs, ours = rfc.tag_of(new), rfc.tag_of(stored)
    same_tag = theirs is None or theirs == ours
    if "last-modified" in new.response and rfc.modified_of(new) != rfc.modified_of(stored):
        return results | {-1}
    if not same_tag and not weakly_equal(theirs, ours):
        return results | {-1}
    # "and, if the HEAD response has a Content-Length header field, the value of Content-Length matches that of the stored response"
    length, have = value(new.response, "content-length"), value(stored.response, "content-length")
    if rfc.is_incomplete(stored):
        return results | {1, -1}  # the length of the part, or of the whole?
    if length is not None and length != have:
        # Where the stored one has no such field, the octets that are stored may stand in for it.
        return results | ({1, -1} if have is None and stored.seen == int(length) else {-1})
    return results | ({1} if same_tag else {1, -1})  # W/"a" and "a": the values differ, and they match weakly


# ---- parts: RFC 9111, 3.4; RFC 9110, 15.3.7.3 ----

def fits(stored, part):
    """Whether a part may be combined with what is stored: "yes", "no", or "either"."""
    have, came = rfc.held(stored), reading.content_range(value(part.response, "content-range"))
    if part.status != 206 or came is None or have is None or part.target != stored.target or stored.status not in (200, 206):
        return "no"
    if not rfc.is_incomplete(stored):
        return "no"
    whole = "either" if have.is_whole else "yes"  # a 206 that has it all is a part, or whole; then there is nothing to add
    first, last, complete = came
    if part.seen is not None:
        last = min(last, first + part.seen - 1)
    if complete is not None and have.complete is not None and complete != have.complete:
        return "no"  # not the same representation, whatever its tag says
    if first > have.last + 1 or last < have.first - 1 or last < first:
        return "no"  # cache.h: "nothing is missing between them"
    # "if they all share the same strong validator"
    ours, theirs = rfc.tag_of(stored), rfc.tag_of(part)
    if ours is not None and theirs is not None:
        return ("either" if rfc.is_cut(part) else whole) if reading.strongly_equal(ours, theirs) else "no"
    # A date is strong where Date is later (9110, 8.8.2.2), but not if it "is shared by two or more representations of a given resource at the same time"
    # (8.8.1), as those are that Vary tells apart.
    same_date = rfc.modified_of(stored) is not None and rfc.modified_of(stored) == rfc.modified_of(part)
    strong = rfc.modified_is_strong(stored) and rfc.modified_is_strong(part) and rfc.vary_matches(stored, part) != "no"
    return "either" if same_date and strong else "no"


def is_enough(request, stored, part):
    """Whether the request can be answered when they are combined."""
    have, wanted = combined(stored, part), rfc.ranges_of(request, stored)
    return have.is_whole or wanted is not None and rfc.within(wanted, have) is not None


def combined(stored, part):
    """What is held after that."""
    have, (first, last, complete) = rfc.held(stored), reading.content_range(value(part.response, "content-range"))
    if part.seen is not None:
        last = min(last, first + part.seen - 1)
    return rfc.Held(min(have.first, first), max(have.last, last), complete if complete is not None else have.complete)


def combine_complaints(cache, stored, part, got):
    """What is wrong with a stored response after a part was combined with it, in words."""
    want, have = combined(stored, part), rfc.held(got)
    if have is None or (have.first, have.last) != (want.first, want.last) or have.complete != want.complete:
        yield f"it has {have}, not {want}"
    if want.is_whole:
        # "the client MUST process the combined response as if it were a complete 200 (OK) response, including a Content-Length header field that
        # reflects the complete length"
        if got.status != 200 or "content-range" in got.response or value(got.response, "content-length") != str(want.complete):
            yield f"it is whole, and has {got.status}, {got.response.get('content-range')}, {got.response.get('content-length')}"
        if rfc.is_cut(got):
            yield "it is whole, and still cut"
    elif got.status not in (200, 206) or got.status == 200 and not (rfc.is_cut(got) and want.first == 0):
        yield f"it is not whole, and has {got.status}"
    elif got.status == 206 and "content-length" in got.response and value(got.response, "content-length") != str(want.last - want.first + 1):
        yield f"Content-Length is {value(got.response, 'content-length')}"
    for name, alternatives in sorted(updated(cache, stored, part).items()):
        # 9111, 3.4: "MUST update the stored response header fields using the header fields provided in the new response"; but 9110, 15.3.7.3: "the
        # combined response header fields consist of the most recent 200 response's header fields". Both are right where a 200 is stored.
        if name in ("content-length", "content-range") or stored.status == 200 and got.response.get(name) == stored.response.get(name):
            continue
        if got.response.get(name) not in alternatives:
            yield f"{name} was {stored.response.get(name)}, came as {part.response.get(name)}, is {got.response.get(name)}"


# ---- invalidating: RFC 9111, 4.4; RFC 9875 ----

def is_unsafe(exchange):
    return exchange.method not in rfc.SAFE


def went_well(exchange):
    """"A "non-error response" is one with a 2xx (Successful) or 3xx (Redirection) status code."""
    return exchange.status // 100 in (2, 3)


def normalised(uri):
    """RFC 9110, 4.2.3: scheme and host in lower case, no default port, no fragment, no empty path."""
    parts = urllib.parse.urlsplit(uri)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    host = parts.hostname + (f":{parts.port}" if parts.port not in (None, default) else "")
    return urllib.parse.urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))


def origin(uri):
    """RFC 9110, 4.3.1: scheme, host and port."""
    parts = urllib.parse.urlsplit(uri)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def invalidated(exchange):
    """4.4: the target URI; and the URIs in Location and Content-Location, which "are candidates" (MAY), unless their origin differs (MUST NOT)."""
    found = [exchange.target]
    for name in ("location", "content-location"):
        lines = exchange.response.get(name, [])
        uri = normalised(urllib.parse.urljoin(exchange.target, lines[0])) if len(lines) == 1 else None
        if uri and origin(uri) == origin(exchange.target) and uri not in found:
            found.append(uri)
    return found if is_unsafe(exchange) and went_well(exchange) else []


def groups(exchange, name):
    """RFC 9875, 2 and 3: a List of Strings."""
    return set(reading.strings(value(exchange.response, name)) or [])


def invalidates(exchange, stored):
    """The results of httpstatus_cache_invalidates that are right: by the target URI a MUST, by a group a MAY that cache.h promises."""
    if not is_unsafe(exchange):
        return {0}
    if went_well(exchange) and stored.target in invalidated(exchange):
        return {1}
    # 9875, 3: "MAY invalidate any stored responses that share groups (per Section 2.1) with any of the listed groups"; 2.1: and the origin.
    shares = groups(exchange, "cache-group-invalidation") & groups(stored, "cache-groups")
    if shares and origin(exchange.target) == origin(stored.target):
        return {1} if went_well(exchange) else {0, 1}  # nothing is said of an error
    return {0}
