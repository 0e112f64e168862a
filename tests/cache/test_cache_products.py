"""Lookups by the thousand: each is a combination of small tables, and everything that is said about it is held against the reference, which is a
transcription of the RFCs' sentences. HTTPSTATUS_CACHE_CASES says how many of a large product are tried, 4000 unless said.

SPDX-License-Identifier: MIT
"""
import itertools
import os
import random

import pytest

import judging
import reading
import reference as rfc
import slow
import validating
from reading import date_text
from reference import Cache, Exchange
from tables import T0, URI, fields, stored_at, subjects, tag, validators

of_each = pytest.mark.parametrize("subject", subjects())
CASES = int(os.environ.get("HTTPSTATUS_CACHE_CASES", 4000))


def no_mistakes(mistakes, tried):
    assert not mistakes, f"{len(mistakes)} of {tried} are wrong, the first ones:\n" + "\n".join(map(str, mistakes[:12]))


def some(subject, cases, count=CASES):
    """Of a large product, some, and always the same; of the slow cache fewer, since it is judged by itself."""
    cases = list(cases)
    count = count // 10 if subject is slow else count
    return cases if len(cases) <= count else random.Random(9111).sample(cases, count)


# ---- age, lifetime, directives of both, cut off, and what came of asking ----

LIFETIMES = ["max-age=100", "s-maxage=100", "max-age=10, s-maxage=100", "Expires: 100", "", "public", "max-age=0"]
DIRECTIVES = ["no-cache", 'no-cache="X-A"', "must-revalidate", "proxy-revalidate", "immutable", "stale-while-revalidate=20", "stale-if-error=30", "no-store",
              "no-store, must-understand", "private", 'private="X-A"']
WISHES = ["no-cache", "max-age=0", "max-age=60", "max-age=1000", "min-fresh=0", "min-fresh=40", "max-stale", "max-stale=15", "only-if-cached", "no-store",
          "stale-if-error=15", "Pragma: no-cache"]
AGES = [0, 50, 60, 61, 99, 100, 101, 115, 116, 120, 121, 130, 131, 1000]
EVENTS = ["200", "304", "404", "500", "501", "503", "504", "closed", "timed-out", "refused"]


def up_to_two(items):
    return [()] + [(item,) for item in items] + list(itertools.combinations(items, 2))


def stored_with(lifetime, directives):
    response = {"date": [date_text(T0)], "etag": ['"a"'], "last-modified": [date_text(T0 - 1000)], "content-length": ["100"], "x-a": ["1"]}
    if lifetime.startswith("Expires"):
        response["expires"] = [date_text(T0 + 100)]
        lifetime = ""
    control = ", ".join(filter(None, [lifetime, *directives]))
    return stored_at(0, {**response, **({"cache-control": [control]} if control else {})}, seen=100)


def came_of(event, now):
    def came(sent):
        if not event.isdigit():
            return judging.answer_to(sent, None, now, {}, ending=event)
        response = {"date": [date_text(now)], "etag": ['"a"' if event == "304" else '"b"'], "cache-control": ["max-age=100"]}
        return judging.answer_to(sent, int(event), now, response, seen=0 if event == "304" else 50)
    return came


@of_each
def test_directives(subject):
    pools = [[False, True], [False, True], [None, False, True], LIFETIMES, up_to_two(DIRECTIVES), up_to_two(WISHES), AGES, EVENTS]
    draw, mistakes, tried = random.Random(9111), [], CASES // 10 if subject is slow else CASES
    for _ in range(tried):
        shared, cut_off, stale, lifetime, directives, wishes, age, event = case = [draw.choice(pool) for pool in pools]
        cache = Cache(shared=shared, serves_stale=stale, name=draw.choice([None, "A", "A cache"]))
        request = Exchange(method=draw.choice(["GET", "GET", "GET", "HEAD"]), target=URI, request=fields(" | ".join(wishes)))
        wrong, action = judging.whole_story(subject, cache, request, [stored_with(lifetime, directives)], T0 + age, cut_off, came_of(event, T0 + age))
        mistakes += [(case, request.method, action, wrong)] if wrong else []
    no_mistakes(mistakes, tried)


@of_each
def test_times(subject):
    """How long it is fresh from now on, and for how long it may answer when it is not (RFC 5861), where nothing forbids that (9111, 4.2.4)."""
    mistakes, cases = [], list(itertools.product([False, True], LIFETIMES, up_to_two(DIRECTIVES), [0, 100, 130]))
    for shared, lifetime, directives, age in cases:
        cache, stored = Cache(shared=shared), stored_with(lifetime, directives)
        wrong = []
        for name in ("stale-while-revalidate", "stale-if-error"):
            window = 0 if rfc.stale_is_forbidden(cache, stored) else reading.seconds(rfc.policy(cache, stored).first(name)) or 0
            if subject.time(cache, stored, name, T0 + age) != window:
                wrong.append(f"{name} is {subject.time(cache, stored, name, T0 + age)}, not {window}")
        fresh_for = None if rfc.lifetime(cache, stored) is None else rfc.lifetime(cache, stored) - age
        if subject.time(cache, stored, "fresh-for", T0 + age) != fresh_for or subject.age(cache, stored, T0 + age) != age:
            wrong.append(f"it is fresh for {subject.time(cache, stored, 'fresh-for', T0 + age)}, not {fresh_for}")
        if subject.is_fresh(cache, stored, T0 + age) != (fresh_for is not None and fresh_for > 0) and rfc.lifetime(cache, stored) is not None:
            wrong.append("it is fresh, or not, against its times")
        mistakes += [(shared, lifetime, directives, age, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


@of_each
def test_one_directive_each(subject):
    """The product in which the response and the request have one directive at most, which HTTPSTATUS_CACHE_CASES=50000 tries wholly."""
    one_at_most = [[(), *((item,) for item in pool)] for pool in (DIRECTIVES, WISHES)]
    mistakes = []
    cases = some(subject, itertools.product([False, True], [False, True], LIFETIMES[:5], *one_at_most, AGES))
    for number, (shared, cut_off, lifetime, directives, wishes, age) in enumerate(cases):
        cache = Cache(shared=shared, serves_stale=bool(number % 3))
        request = Exchange(target=URI, request=fields(" | ".join(wishes)))
        event = EVENTS[number % len(EVENTS)]
        wrong, action = judging.whole_story(subject, cache, request, [stored_with(lifetime, directives)], T0 + age, cut_off, came_of(event, T0 + age))
        mistakes += [(shared, cut_off, lifetime, directives, wishes, age, event, action, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


# ---- validators of a 304, of one, two or three stored responses, and of the client ----

TAGS, DATES = ["", "a", "b", "Wa"], ["", "strong", "weak"]


def validated_by(text, modified, made):
    """Last-Modified is strong where Date is later (9110, 8.8.2.2)."""
    found = {"date": [date_text(T0 + made)], "cache-control": ["max-age=10"], "content-length": ["100"], "vary": ["X-Any"]}
    if text:
        found["etag"] = [tag(text)]
    if modified:
        found["last-modified"] = [date_text(T0 - 100 if modified == "strong" else T0 + made)]
    return found


OWN = [{}, {"if-none-match": ['"a"']}, {"if-none-match": ['"b", W/"c"']}, {"if-modified-since": [date_text(T0 - 100)]}]
NEW = [(text, modified) for text in ["", "a", "b", "c", "Wa", "Wc"] for modified in ["", -100, 0, 1]]


@of_each
@pytest.mark.parametrize("count", [1, 2, 3])
def test_selecting(subject, count):
    mistakes, one = [], list(itertools.product(TAGS, DATES, [True, True, True, False]))
    cases = itertools.product(itertools.product(one, repeat=count), NEW, OWN)
    if count < 3:
        cases = some(subject, cases)
    else:
        draw = random.Random(9111)
        tried = CASES // 20 if subject is slow else CASES
        cases = [(tuple(draw.choice(one) for _ in range(3)), draw.choice(NEW), draw.choice(OWN)) for _ in range(tried)]
    for several, (text, modified), own in cases:
        stored = [stored_at(0, validated_by(*validator, made), request={"x-any": ["this" if fits else "other"]}, seen=100)
                  for made, (*validator, fits) in enumerate(several)]
        new = {"date": [date_text(T0 + 200)], **({"etag": [tag(text)]} if text else {})}
        if modified != "":
            new["last-modified"] = [date_text(T0 + modified)]
        request = Exchange(target=URI, request={"x-any": ["this"], **own})
        wrong, action = judging.whole_story(subject, Cache(shared=False), request, stored, T0 + 200,
                                            came_of=lambda sent: judging.answer_to(sent, 304, T0 + 200, new))
        mistakes += [(several, text, modified, own, action, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


# ---- which of several ----

VARYING = [(None, {}), ("X-Any", {"x-any": ["this"]}), ("X-Any", {"x-any": ["other"]}), ("Accept-Encoding", {"accept-encoding": ["br, gzip"]}),
           ("*", {}), ("Accept-Encoding, X-Any", {"accept-encoding": ["GZIP,BR"], "x-any": ["this"]})]
CONTROLS = ["max-age=100", "max-age=100", "max-age=10", "no-cache", "max-age=10, stale-while-revalidate=100", "max-age=100, must-revalidate", "no-store",
            "private, max-age=100"]
MORE = [{}, {}, {"cache-control": ["only-if-cached"]}, {"cache-control": ["max-age=30"]}, {"range": ["bytes=0-9"]}, {"if-none-match": ['"a"']}]


def several(draw):
    """Up to three stored responses: to requests that Vary takes for this one, or not, or perhaps; of several ages; fresh or not; whole or not."""
    found = []
    for number in range(draw.choice([1, 2, 2, 3])):
        vary, mine = draw.choice(VARYING)
        made, method = draw.choice([0, 0, 10, 20]), draw.choice(["GET"] * 9 + ["HEAD"])
        part = method == "GET" and draw.random() < 0.15
        response = {"date": [date_text(T0 + made)], "content-length": ["100"], "cache-control": [draw.choice(CONTROLS)]}
        response |= {"etag": [tag(draw.choice("abc"))]} if draw.random() < 0.8 else {}
        response |= {"vary": [vary]} if vary else {}
        found.append(stored_at(made, response, method=method, target=URI + draw.choice([""] * 9 + ["other"]), request=mine,
                               seen=40 if part else 100, ending="cut" if part else "complete"))
    return found


@of_each
def test_choosing(subject):
    draw, mistakes, tried = random.Random(9111), [], CASES // 10 if subject is slow else CASES
    for _ in range(tried):
        stored, now = several(draw), T0 + draw.choice([25, 60, 105, 130])
        request = Exchange(method=draw.choice(["GET", "GET", "GET", "HEAD"]), target=URI,
                           request={"x-any": ["this"], "accept-encoding": ["gzip,br"], **draw.choice(MORE)})
        cache, event = Cache(shared=draw.random() < 0.5, parts=True, serves_stale=draw.choice([True, None])), draw.choice(EVENTS)
        wrong, action = judging.whole_story(subject, cache, request, stored, now, draw.random() < 0.1, came_of(event, now))
        mistakes += [(cache, request, stored, now - T0, event, action, wrong)] if wrong else []
    no_mistakes(mistakes, tried)


# ---- Vary: each value of a field in the request that was, and each in the request that comes ----

VALUES = {
    "Accept-Encoding": [None, [""], ["gzip"], ["GZIP"], ["gzip,br"], ["gzip , br"], ["br, gzip"], ["gzip", "br"], ["gzip;q=1.0, br"], ["gzip; q=1,br"],
                        ["identity"], ["gzip,,br"], [",gzip"], ["gzip;q=0.5"]],
    "Accept-Language": [None, [""], ["en"], ["EN"], ["en, de"], ["de, en"], ["en,de"], ["de", "en"], ["en;q=0.5"], ["en;Q=0.5"], ["en-GB"], ["en-gb"]],
    "Accept": [None, ["text/html"], ["Text/HTML"], ["text/html;p=A"], ["text/html;p=a"], ["text/html;P=a"], ['text/html;p="a, b"'], ['text/html;p="a,b"'],
               ['text/html; p="a", b/c'], ['text/html; p="a",b/c'], ["b/c, text/html"], ["text/html, b/c"]],
    "User-Agent": [None, [""], ["a"], ["A"], ["a (b, c)"], ["a (b,c)"], ["a  (b, c)"]],
    "X-Any": [None, [""], ["a"], ["A"], ["a, b"], ["a,b"], ["a", "b"], ["b, a"], ['"a, b"'], ['"a,b"'], ['"a'], ['"a, b'], ["a;b"], ["a; b"]],
    "Cookie": [None, ["a=1"], ["A=1"], ["a=1; b=2"], ["b=2; a=1"], ["a=1;b=2"]],
}


@of_each
@pytest.mark.parametrize("name", VALUES)
def test_vary(subject, name):
    mistakes, cache = [], Cache()
    for old, new, more in itertools.product(VALUES[name], VALUES[name], [False, True]):
        key = name.lower()
        stored = stored_at(0, {"date": [date_text(T0)], "cache-control": ["max-age=100"], "vary": [f"X-More, {name}" if more else name],
                               "content-length": ["100"]}, seen=100, request={key: old} if old is not None else {})
        request = Exchange(target=URI, request={key: new} if new is not None else {})
        wrong, action = judging.whole_story(subject, cache, request, [stored], T0 + 50, came_of=came_of("200", T0 + 50))
        one, other = subject.vary_key(cache, stored, stored), subject.vary_key(cache, stored, request)
        if (one == other) != (action == "serve"):
            wrong.append(f"the keys {one} and {other} do not agree with {action}")
        mistakes += [(old, new, action, wrong)] if wrong else []
    no_mistakes(mistakes, 2 * len(VALUES[name]) ** 2)


# ---- parts: what is held, what is asked for, by whom ----

HELD = [(200, 100, "100"), (200, 40, "100"), (200, 40, None), (200, 100, None), (200, 0, "0"), (206, "0-39/100", None), (206, "20-59/100", None),
        (206, "60-99/100", None), (206, "20-59/*", None), (206, "0-99/100", None)]
RANGES = [None, "bytes=0-9", "bytes=0-39", "bytes=0-40", "bytes=30-39", "bytes=30-", "bytes=20-59", "bytes=10-70", "bytes=60-",
          "bytes=-10", "bytes=-40", "bytes=-100", "bytes=0-", "bytes=100-", "bytes=-0", "bytes=0-9,30-39", "bytes=0-9,200-", "bytes=9-0",
          "pages=1-2", "bytes=0-0", "bytes=99-99", "bytes=59-60"]
IF_RANGES = [None, "a", "b", "Wa", "date", "other date"]
MARKS = ["a/-", "Wa/-", "-/-100", "-/0", "-/-", "a/-100"]


def stored_of(held, mark):
    status, text, length = held
    response = {"date": [date_text(T0)], "cache-control": ["max-age=100"], **validators(mark)}
    if status == 206:
        first, last = map(int, text.split("/")[0].split("-"))
        return stored_at(0, {**response, "content-range": [f"bytes {text}"], "content-length": [str(last - first + 1)]}, status=206, seen=last - first + 1)
    cut = length is None and text < 100 or length is not None and text != int(length)
    return stored_at(0, {**response, **({"content-length": [length]} if length else {})}, seen=text, ending="cut" if cut else "complete")


def ranged(sent, stored, now):
    """An honest server that has a hundred octets."""
    specifiers = reading.byte_ranges(reading.value(sent.request, "range"))
    mine = {name: stored.response[name] for name in ("etag", "last-modified") if name in stored.response}
    mine |= {"date": [date_text(now)], "cache-control": ["max-age=50"]}
    whole = stored_at(0, {**mine, "date": stored.response["date"], "content-length": ["100"]}, seen=100)
    if rfc.condition_fails(sent, whole):
        return judging.answer_to(sent, 304, now, mine)
    if specifiers is None or sent.method != "GET" or not rfc.if_range_holds(sent, whole):
        return judging.answer_to(sent, 200, now, {**mine, "content-length": ["100"]}, seen=0 if sent.method == "HEAD" else 100)
    can = reading.satisfiable(specifiers, 100)
    if not can:
        return judging.answer_to(sent, 416, now, {"date": [date_text(now)], "content-range": ["bytes */100"]})
    first, last = can[0]
    return judging.answer_to(sent, 206, now, {**mine, "content-range": [f"bytes {first}-{last}/100"], "content-length": [str(last - first + 1)]},
                             seen=last - first + 1)


@of_each
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_parts(subject, method):
    mistakes = []
    cases = some(subject, itertools.product(HELD, MARKS, RANGES, IF_RANGES, [False, True], [50, 150]))
    for held, mark, ranges, condition, only, age in cases:
        stored, request = stored_of(held, mark), Exchange(method=method, target=URI)
        if ranges:
            request.request["range"] = [ranges]
        if condition:
            request.request["if-range"] = [{"date": date_text(T0 - 100), "other date": date_text(T0 - 50)}.get(condition) or tag(condition)]
        if only:
            request.request["cache-control"] = ["only-if-cached"]
        wrong, action = judging.whole_story(subject, Cache(parts=True, name="A"), request, [stored], T0 + age,
                                            came_of=lambda sent: ranged(sent, stored, T0 + age))
        mistakes += [(held, mark, ranges, condition, only, age, action, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


@of_each
def test_combining(subject):
    mistakes, cache = [], Cache(parts=True)
    spans = ["0-39/100", "40-99/100", "30-69/100", "60-99/100", "61-99/100", "0-99/100", "0-19/100", "0-18/100", "40-99/*", "40-99/120",
             "20-59/100", "39-40/100", "100-109/110"]
    cases = list(itertools.product(HELD, MARKS, spans, MARKS))
    for held, mark, span, other in cases:
        stored, first, last = stored_of(held, mark), *map(int, span.split("/")[0].split("-"))
        response = {"date": [date_text(T0 + 50)], "content-range": [f"bytes {span}"], "content-length": [str(last - first + 1)], "x-new": ["1"]}
        part = stored_at(50, {**response, **validators(other)}, status=206, seen=last - first + 1)
        kept = subject.stored(stored)
        result, fit = subject.combine(cache, kept, part), validating.fits(stored, part)
        wrong = [] if result in {"yes": [1], "no": [0], "either": [0, 1]}[fit] else [f"{result}, though it fits: {fit}"]
        if result == 1 and not wrong:
            wrong = list(validating.combine_complaints(cache, stored, part, kept.view))
        mistakes += [(held, mark, span, other, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


# ---- the client's own conditions ----

@of_each
def test_conditions(subject):
    mistakes = []
    times = [None, -101, -100, 0, "x"]
    lists = [None, ['"a"'], ['W/"a"'], ['"b"'], ['"b", "a"'], ["*"], ['"b"', '"a"']]
    cases = some(subject, itertools.product([200, 203, 206, 301, 404], MARKS, ["GET", "HEAD"], lists, times, [None, ['"a"'], ['"b"']], [None, 0],
                                            [None, "bytes=0-9", "bytes=500-"], [50, 150]))
    for status, mark, method, tags, since, match, unmodified, ranges, age in cases:
        stored = stored_of((206, "0-39/100", None) if status == 206 else (200, 100, "100"), mark)
        stored.status = status
        when = {None: None, "x": ["x"]}
        given = {"if-none-match": tags, "if-match": match, "if-modified-since": when.get(since) or since is not None and [date_text(T0 + since)],
                 "if-unmodified-since": unmodified is not None and [date_text(T0 + unmodified)], "range": ranges and [ranges]}
        request = Exchange(method=method, target=URI, request={name: lines for name, lines in given.items() if lines})
        wrong, action = judging.whole_story(subject, Cache(parts=True), request, [stored], T0 + age, came_of=lambda sent: ranged(sent, stored, T0 + age))
        mistakes += [(status, mark, method, given, age, action, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


# ---- HEAD, and what a cache may keep ----

@of_each
def test_head(subject):
    mistakes = []
    cases = list(itertools.product(MARKS, ["100", None], MARKS, ["100", "99", "0", None], [200, 404, 304], ["GET", "HEAD"]))
    for mark, length, other, said, status, method in cases:
        stored = stored_of((200, 100, length), mark)
        stored.method = method
        new = stored_at(50, {"date": [date_text(T0 + 50)], **validators(other), **({"content-length": [said]} if said else {}), "x-new": ["1"]},
                        method="HEAD", status=status, seen=0)
        if status == 304:
            new.request = {"if-none-match": stored.response.get("etag", ["*"])}
            found = validating.selections([stored], [0], new, new)
            right = {int(bool(chosen)) for chosen, promised in found if promised}
        else:
            right = validating.head_result(Cache(), stored, new)
        kept = subject.stored(stored)
        result = subject.update(Cache(), kept, new)
        wrong = [] if result in right else [f"{result}, not one of {right}"]
        if result == 1 and not wrong:
            wrong = list(validating.update_complaints(Cache(), stored, new, kept.view))
        mistakes += [(mark, length, other, said, status, method, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))


@of_each
def test_keeping(subject):
    """May it be stored, what is left out, and for how long is it fresh: by fields that are there or not."""
    pieces = {
        "cache-control": [None, "max-age=60", "no-store", "private", 'private="X-A", max-age=60', "public", "s-maxage=90", "no-cache",
                          'no-cache="x-a", max-age=5', "must-understand, no-store, max-age=60", "must-revalidate, max-age=60"],
        "cdn-cache-control": [None, "", "max-age=600", "max-age=600,", "no-store", 'private="X-B"', "none", "max-age=1.5", "public, s-maxage=70"],
        "expires": [None, date_text(T0 + 40)],
        "connection": [None, "X-B, close"],
        "last-modified": [None, date_text(T0 - 1000)],
    }
    mistakes = []
    cases = some(subject, itertools.product([False, True], [(), ("CDN-Cache-Control",)], [None, True, False], [None, True, False],
                                            [200, 206, 302, 304, 404, 299], [False, True], *pieces.values()))
    for shared, targets, understands, parts, status, authorization, *given in cases:
        cache = Cache(shared=shared, targets=targets, understands=understands, parts=parts)
        response = {"date": [date_text(T0)], "x-a": ["1"], "x-b": ["2"], **{name: [text] for name, text in zip(pieces, given) if text is not None}}
        if status == 206:
            response |= {"content-range": ["bytes 0-9/100"], "content-length": ["10"]}
        exchange = stored_at(0, response, status=status, seen=0 if status == 304 else 10, request={"authorization": ["Basic eDp5"]} if authorization else {})
        if status == 206 and understands is False and parts is True:
            continue  # it is said to be both
        wrong, may, must = [], subject.may_store(cache, exchange), rfc.left_out(cache, exchange)[0]
        if may not in rfc.storing_answers(cache, exchange):
            wrong.append(f"it may be stored: {may}, because of {subject.obstacles(cache, exchange)}, not {rfc.obstacles(cache, exchange)}")
        if subject.left_out(cache, exchange) != must:
            wrong.append(f"{subject.left_out(cache, exchange)} is left out, not {must}")
        if status != 304 and not rfc.by_the_letter(cache, exchange) and (subject.lifetime(cache, exchange) or 0) != (rfc.lifetime(cache, exchange) or 0):
            wrong.append(f"it is fresh for {subject.lifetime(cache, exchange)}, not {rfc.lifetime(cache, exchange)}")
        mistakes += [(shared, targets, understands, parts, status, authorization, response, wrong)] if wrong else []
    no_mistakes(mistakes, len(cases))
