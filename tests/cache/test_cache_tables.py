"""The tables in tests/data/cache, derived by hand from the RFCs, held against the built library, and against the reference by which a million random
exchanges are judged.

SPDX-License-Identifier: MIT
"""
import re
from dataclasses import replace

import pytest

import reading
import reference as rfc
import sending
import validating
from reading import date_text, value
from reference import Cache, Exchange
from tables import T0, URI, at, caches, each, either, fields, reasons_fit, rows_of, said, stored_at, subjects, tag, validators, with_fields, words

of_each = pytest.mark.parametrize("subject", subjects())


# ---- storing.csv ----

def exchange_to_store(row):
    response = with_fields({"date": [date_text(T0)]}, fields(row["response"]))
    return stored_at(0, response, method=row["method"] or "GET", status=int(row["status"] or 200), ending=row["ending"] or "complete",
                     seen=0 if row["method"] == "HEAD" or row["status"] == "304" else None, request=fields(row["request"]),
                     request_is_whole="?" not in row["request"])


@of_each
@each("storing.csv")
def test_storing(subject, row):
    exchange = exchange_to_store(row)
    targets = tuple(filter(None, row["targets"].split(", ")))
    for cache in caches(row, targets=targets, understands=said(row["understands"]), parts=said(row["parts"])):
        may = {True: "yes", False: "no", None: "unknown"}[subject.may_store(cache, exchange)]
        assert may in either(row["store"]), cache
        found = subject.obstacles(cache, exchange)
        assert words(row["why"]) <= found and (may == "yes") == (not found), (cache, found)
        if row["left_out"] or row["may"]:
            gone = subject.left_out(cache, exchange)
            assert words(row["left_out"]) <= gone <= words(row["left_out"]) | words(row["may"]), cache
        if row["lifetime"] == "none":
            assert subject.lifetime(cache, exchange) in (None, 0), cache
        elif row["lifetime"].startswith(">="):
            assert subject.lifetime(cache, exchange) >= int(row["lifetime"][2:]), cache
        elif row["lifetime"]:
            assert subject.lifetime(cache, exchange) == int(row["lifetime"]), cache


@of_each
@each("storing.csv")
def test_what_is_kept_is_all_but_what_is_left_out(subject, row):
    """9111, 3.1: "Caches MUST include all received response header fields — including unrecognized ones"."""
    exchange = exchange_to_store(row)
    for cache in caches(row, targets=tuple(filter(None, row["targets"].split(", ")))):
        gone, kept = subject.left_out(cache, exchange), subject.keep(cache, exchange).view
        assert kept.response == {name: lines for name, lines in exchange.response.items() if name not in gone}
        assert (kept.method, kept.target, kept.status) == (exchange.method, exchange.target, exchange.status)
        assert (kept.request_time, kept.response_time) == (exchange.request_time, exchange.response_time)


# ---- answering.csv ----

METHODS = "HEAD|POST|PUT|DELETE|BREW|OPTIONS|QUERY|get"
A_DAY = {"etag": ['"a"'], "last-modified": [date_text(T0 - 1000)], "date": [date_text(T0)], "content-length": ["100"]}


def came_of(event, request, now, **more):
    """What came of asking: a response without much in it, or none."""
    came = replace(request, request_time=now, response_time=now, request=dict(request.request))
    if not event.isdigit():
        return replace(came, ending=event, status=None)
    response = {"date": [date_text(now)], **({"etag": ['"a"']} if event == "304" else {"content-length": ["50"]}), **more}
    return replace(came, status=int(event), response=response, seen=0 if event == "304" or came.method == "HEAD" else 50)


@of_each
@each("answering.csv")
def test_answering(subject, row):
    stored = stored_at(0, {**A_DAY, **fields(row["stored"])}, seen=100)
    method = re.match(f"(?:{METHODS})(?= |$)", row["request"])
    method = method[0] if method else ""
    request = Exchange(method=method or "GET", target=URI, request=fields(row["request"][len(method):]))
    now, cut_off = None if row["age"] == "?" else T0 + int(row["age"]), row["cut"].startswith("yes")
    for cache in caches(row, serves_stale="+" in row["cut"]):
        lookup = subject.Lookup(cache, request, now, cut_off)
        lookup.offer(subject.stored(stored))
        assert lookup.answer() in either(row["action"]), (cache, lookup.reasons)
        assert reasons_fit(row["reasons"], lookup.reasons), (cache, lookup.reasons)
        assert rfc.untrue(cache, request, [stored], now, cut_off, lookup.reasons) == [], cache
        if row["event"]:
            sent = lookup.request()
            assert lookup.receive(came_of(row["event"], sent, now), now) in either(row["then"]), (cache, lookup.reasons)
            assert reasons_fit(row["then_reasons"], lookup.reasons), (cache, lookup.reasons)


@each("answering.csv")
def test_the_reference_says_the_same_of_answering(row):
    """Not only does it do one of what a row allows: it allows the same."""
    stored = stored_at(0, {**A_DAY, **fields(row["stored"])}, seen=100)
    method = re.match(f"(?:{METHODS})(?= |$)", row["request"])
    method = method[0] if method else ""
    request = Exchange(method=method or "GET", target=URI, request=fields(row["request"][len(method):]))
    for cache in caches(row, serves_stale="+" in row["cut"]):
        verdict = rfc.answer(cache, request, [stored], None if row["age"] == "?" else T0 + int(row["age"]), row["cut"].startswith("yes"))
        assert {outcome.action for outcome in verdict if outcome.promised} == set(either(row["action"]))


# ---- selecting-304.csv ----

def offered(row):
    """The stored responses, stale at T0+200, and whether the request matches the Vary of each."""
    found = []
    for cell in filter(None, (row[name] for name in ("one", "two", "three"))):
        response = {**validators(cell), "cache-control": ["max-age=10"], "vary": ["X-Any"], "content-length": ["100"]}
        found.append(stored_at(0, response, request={"x-any": ["other" if cell.endswith("!") else "this"]}, seen=100))
    return found


@of_each
@each("selecting-304.csv")
def test_selecting(subject, row):
    cache, now, stored = Cache(), T0 + 200, offered(row)
    request = Exchange(target=URI, request={"x-any": ["this"]})
    kind, _, content = row["own"].partition("=")
    if kind == "inm":
        request.request["if-none-match"] = [", ".join(map(tag, content.split(",")))]
    elif kind == "ims":
        request.request["if-modified-since"] = [at(content)]
    lookup = subject.Lookup(cache, request, now)
    for one in stored:
        lookup.offer(subject.stored(one))
    assert lookup.answer() in ("validate", "forward")
    sent = lookup.request()
    assert validating.request_complaints(cache, request, stored, lookup.action, lookup.stored(), sent) == []
    new = replace(sent, status=304, response={**validators(row["new"]), "date": [date_text(now)]}, request_time=now, response_time=now)
    assert lookup.receive(new, now) in either(row["action"])
    selects = [set() if cell == "none" else {int(number) - 1 for number in cell.split("+")} for cell in either(row["selects"])]
    assert set(lookup.selected()) in selects
    assert (lookup.action == "update") == bool(lookup.selected())


@each("selecting-304.csv")
def test_the_reference_says_the_same_of_selecting(row):
    stored, request = offered(row), Exchange(target=URI, request={"x-any": ["this"]})
    sent = replace(request, request={"x-any": ["this"], "if-none-match": [", ".join(sorted(
        {value(one.response, "etag") for one in stored if "etag" in one.response}))]})
    if not value(sent.request, "if-none-match"):
        del sent.request["if-none-match"]
    if len(stored) == 1 and "last-modified" in stored[0].response:
        sent.request["if-modified-since"] = stored[0].response["last-modified"]
    if row["own"].startswith("ims"):
        sent.request.setdefault("if-modified-since", [at(row["own"].partition("=")[2])])
    new = replace(sent, status=304, response={**validators(row["new"]), "date": [date_text(T0 + 200)]})
    found = validating.all_selections(Cache(), request, stored, sent, new)
    selects = {frozenset() if cell == "none" else frozenset(int(number) - 1 for number in cell.split("+")) for cell in either(row["selects"])}
    assert {chosen for chosen, promised in found if promised} == selects


# ---- updating.csv ----

def updated_and_new(row):
    defaults = {**A_DAY, "cache-control": ["max-age=100"]}
    stored = stored_at(0, with_fields(defaults, fields(row["stored"])), seen=100)
    response = with_fields({"date": [date_text(T0 + 200)], "etag": ['"a"'], "last-modified": [""]}, {"last-modified": [""], **fields(row["new"])})
    new = stored_at(200, response, seen=0)
    new.request = {"if-none-match": stored.response["etag"]} if "etag" in stored.response else {}
    return stored, new


@of_each
@each("updating.csv")
def test_updating(subject, row):
    stored, new = updated_and_new(row)
    for by in ("304", "head") if row["by"] == "*" else (row["by"],):
        new = replace(new, method="GET", status=304) if by == "304" else replace(new, method="HEAD", status=200, request={})
        for cache in caches(row):
            kept = subject.stored(stored)
            result = subject.update(cache, kept, new)
            assert str(result) in either(row["result"] or "1"), (by, cache)
            if result != 1:
                continue
            assert list(validating.update_complaints(cache, stored, new, kept.view)) == [], (by, cache)
            if row["field"]:
                name = row["field"].lower()
                values = {"new": new.response.get(name), "stored": stored.response.get(name), "absent": None}
                assert kept.view.response.get(name) in [values.get(cell, [cell]) for cell in (either(row["after"]))], (by, cache)
            # The times are the new ones; age counts from there, whatever Age the old response had.
            assert subject.age(cache, kept.view, T0 + 230) == 30 + (reading.number(value(new.response, "age")) or 0), (by, cache)


# ---- vary.csv ----

@of_each
@each("vary.csv")
def test_vary(subject, row):
    stored = stored_at(0, {**A_DAY, "cache-control": ["max-age=100"], **fields(row["vary"])}, request=fields(row["stored"]), seen=100,
                       request_is_whole="?" not in row["stored"])
    request = Exchange(target=URI, request=fields(row["new"]), request_is_whole="?" not in row["new"])
    cache, selects = Cache(shared=False), {"yes": {True}, "no": {False}, "either": {True, False}}
    right = set().union(*(selects[cell] for cell in either(row["selects"])))
    one, other = subject.vary_key(cache, stored, stored), subject.vary_key(cache, stored, request)
    assert (one is not None and one == other) in right, (one, other)
    lookup = subject.Lookup(cache, request, T0 + 50)
    lookup.offer(subject.stored(stored))
    action = lookup.answer()
    assert (action == "serve") in right, lookup.reasons
    assert action in ("serve", "validate", "forward")
    assert (action == "serve") == (one is not None and one == other), "the key and the lookup disagree"
    assert right != {True} or "vary" not in lookup.reasons


@each("vary.csv")
def test_the_reference_says_the_same_of_vary(row):
    stored = stored_at(0, fields(row["vary"]), request=fields(row["stored"]), request_is_whole="?" not in row["stored"])
    request = Exchange(target=URI, request=fields(row["new"]), request_is_whole="?" not in row["new"])
    assert rfc.vary_matches(stored, request) in either(row["selects"])


# ---- parts.csv ----

def stored_part(row):
    status, text, *stale = row["stored"].split()
    response = {"date": [date_text(T0)], "cache-control": ["max-age=100"], **validators(row["validators"])}
    seconds = T0 + 200 if stale else T0 + 50
    if status == "206":
        first, last = map(int, text.split("/")[0].split("-"))
        response |= {"content-range": [f"bytes {text}"], "content-length": [str(last - first + 1)]}
        return stored_at(0, response, status=206, seen=last - first + 1), seconds
    came, length = text.split("/")
    if length != "?":
        response["content-length"] = [length]
    cut = length == "?" and came != "100" or length not in ("?", came)
    return stored_at(0, response, seen=int(came), ending="cut" if cut else "complete"), seconds


def asked_for(row):
    """The request of a row: HEAD or [Cache-Control] in front, Range, and If-Range behind a semicolon."""
    matched = re.fullmatch(r"(HEAD)? ?(?:\[(.*?)\])? ?([^;]*?)(?:; ?(.*))?", row["request"])
    method, control, ranges, condition = matched.groups()
    found = {"cache-control": control, "range": ranges, "if-range": condition and (at(condition) if re.match("-?[0-9]", condition) else tag(condition))}
    return Exchange(method=method or "GET", target=URI, request={name: [content] for name, content in found.items() if content})


def short_head(head):
    """200, 206 0-9/100, 416 */100, 206 multipart"""
    text = value(head.response, "content-range")
    if head.status == 206 and (value(head.response, "content-type") or "").startswith("multipart"):
        return "206 multipart"
    return str(head.status) + (" " + text.removeprefix("bytes ") if text else "")


@of_each
@pytest.mark.parametrize("row", [row for row in rows_of("parts.csv") if row["what"] == "ask"], ids=lambda row: row["line"])
def test_asking_for_parts(subject, row):
    (stored, now), request = stored_part(row), asked_for(row)
    for shared in (False, True):
        cache = Cache(shared=shared, parts=row["parts"] != "no")
        lookup = subject.Lookup(cache, request, now)
        lookup.offer(subject.stored(stored))
        action = lookup.answer()
        assert action in either(row["action"]), (cache, lookup.reasons)
        assert rfc.untrue(cache, request, [stored], now, False, lookup.reasons) == []
        if action in ("validate", "complete", "forward"):
            sent = lookup.request()
            assert validating.request_complaints(cache, request, [stored], action, lookup.stored(), sent) == [], cache
            if action == "complete" and row["sends"] not in ("", "-"):
                asks_at_least(row["sends"], value(sent.request, "range"))
        elif action == "serve" and row["answer"]:
            head = lookup.respond()
            assert short_head(head) in either(row["answer"]), cache
            assert list(sending.from_store(cache, request, stored, now, head)) == [], cache


@pytest.mark.parametrize("row", [row for row in rows_of("parts.csv") if row["what"] == "ask"], ids=lambda row: row["line"])
def test_the_reference_says_the_same_of_asking(row):
    (stored, now), request, cache = stored_part(row), asked_for(row), Cache(parts=row["parts"] != "no")
    verdict = rfc.answer(cache, request, [stored], now)
    assert {outcome.action for outcome in verdict if outcome.promised} == set(either(row["action"]))
    if row["action"] == "serve" and row["answer"]:
        found = set()
        for status, first, last, promised in rfc.statuses(cache, request, stored):
            complete = rfc.held(stored).complete
            span = {206: " multipart" if first == "multipart" else f" {first}-{last}/{'*' if complete is None else complete}", 416: f" */{complete}"}
            found |= {f"{status}{span.get(status, '')}"} if promised else set()
        assert found == set(either(row["answer"]))


@pytest.mark.parametrize("row", [row for row in rows_of("parts.csv") if row["what"] == "combine"], ids=lambda row: row["line"])
def test_the_reference_says_the_same_of_combining(row):
    assert validating.fits(stored_part(row)[0], part_of(row, stored_part(row)[1])) in ({"yes", "either"} if "yes" in row["action"] else {"no"})


def asks_at_least(cell, text):
    ((first, last),) = reading.byte_ranges(text)
    begin, end = cell.split("-")
    assert first is not None and first <= int(begin), text
    assert last is None or end and last >= int(end), text


def part_of(row, now):
    text, said_of_it, *came = re.sub("^pages ", "pages=", row["part"]).split()
    unit, _, ranges = text.rpartition("=")
    response = {"date": [date_text(now)], "cache-control": ["max-age=50"], **validators(said_of_it)}
    if ranges != "none":
        response["content-range"] = [f"{unit or 'bytes'} {ranges}"]
    numbers = list(map(int, re.findall(r"\d+", ranges)))[:2]
    seen = int(came[0]) if came else numbers[1] - numbers[0] + 1 if ranges != "none" else 100
    return stored_at(now - T0, response, status=206, seen=max(seen, 0), ending="cut" if came else "complete")


@of_each
@pytest.mark.parametrize("row", [row for row in rows_of("parts.csv") if row["what"] == "combine"], ids=lambda row: row["line"])
def test_combining_parts(subject, row):
    stored, now = stored_part(row)
    part = part_of(row, now)
    for shared in (False, True):
        cache, kept = Cache(shared=shared, parts=True), subject.stored(stored)
        result = subject.combine(cache, kept, part)
        assert {1: "yes", 0: "no"}[result] in either(row["action"]), cache
        if result:
            assert list(validating.combine_complaints(cache, stored, part, kept.view)) == [], cache
            cut = f" cut {kept.view.seen}" if rfc.is_cut(kept.view) else ""
            assert short_head(kept.view) + cut in either(row["answer"]), cache


# ---- conditions.csv ----

def conditional(row):
    tags = {name: row[column] and ", ".join(map(tag, row[column].split(","))) for name, column in (("if-none-match", "inm"), ("if-match", "im"))}
    ranges, _, condition = row["range"].partition("; ")
    found = {**tags, "if-modified-since": at(row["ims"]), "if-unmodified-since": at(row["ius"]), "range": ranges, "if-range": tag(condition)}
    return Exchange(method=row["method"] or "GET", target=URI, request={name: [content] for name, content in found.items() if content})


def stored_for_condition(row):
    if not row["stored"]:
        return [], T0 + 50
    status, text, *more = row["stored"].split()
    response = {**validators(text), "cache-control": ["max-age=100, no-cache" if "no-cache" in more else "max-age=100"], "content-length": ["100"]}
    stored = stored_at(0, response, status=int(status), seen=40 if "cut" in more else 100, ending="cut" if "cut" in more else "complete")
    return [stored], T0 + 200 if "stale" in more else T0 + 50


@of_each
@each("conditions.csv")
def test_conditions(subject, row):
    request, (stored, now) = conditional(row), stored_for_condition(row)
    for shared in (False, True):
        cache = Cache(shared=shared, parts=True)
        lookup = subject.Lookup(cache, request, now)
        for one in stored:
            lookup.offer(subject.stored(one))
        action = lookup.answer()
        assert action in either(row["action"]), (cache, lookup.reasons)
        assert rfc.untrue(cache, request, stored, now, False, lookup.reasons) == []
        if action == "serve":
            head = lookup.respond()
            assert str(head.status) in either(row["answer"]), cache
            assert list(sending.from_store(cache, request, stored[0], now, head)) == [], cache
        elif action in ("validate", "complete", "forward"):
            sent = lookup.request()
            assert validating.request_complaints(cache, request, stored, action, lookup.stored(), sent) == [], cache
            if row["sent"] == "kept":
                assert {name: sent.request.get(name) for name in validating.CONDITIONS} == {
                    name: request.request.get(name) for name in validating.CONDITIONS}


@each("conditions.csv")
def test_the_reference_says_the_same_of_conditions(row):
    (stored, now), request, cache = stored_for_condition(row), conditional(row), Cache(parts=True)
    verdict = rfc.answer(cache, request, stored, now)
    assert {outcome.action for outcome in verdict if outcome.promised} == set(either(row["action"]))
    if row["answer"]:
        assert {str(status) for status, _, _, promised in rfc.statuses(cache, request, stored[0]) if promised} == set(either(row["answer"]))


# ---- invalidating.csv ----

@of_each
@each("invalidating.csv")
def test_invalidating(subject, row):
    line = row["response"]
    exchange = stored_at(0, {} if line.startswith(">") else fields(line), method=row["method"], status=int(row["status"]),
                         target=row["target"] or URI + "a", request=fields(line[1:]) if line.startswith(">") else {})
    groups = {"cache-groups": [row["groups"]]} if row["groups"] else {}
    stored = stored_at(0, {"cache-control": ["max-age=100"], **groups}, target=row["stored"] or URI + "b", seen=100)
    for cache in (Cache(), Cache(shared=False)):
        assert str(subject.invalidates(cache, exchange, stored)) in either(row["result"])
        if row["uris"]:
            assert subject.invalidated(cache, exchange) == ([] if row["uris"] == "-" else row["uris"].split())


# ---- sending.csv ----

# When it is asked for, what is added to the stored Cache-Control, the request's fields, and what comes of asking.
STORIES = {
    "hit": (30, "", {}, None), "stale-hit": (150, "", {"cache-control": ["max-stale"]}, None), "swr": (110, "stale-while-revalidate=30", {}, None),
    "cut-off": (150, "", {}, None), "error": (150, "stale-if-error=100", {}, "503"), "closed": (150, "stale-if-error=100", {}, "closed"),
    "validated": (150, "", {}, "304"), "changed": (150, "", {}, "200"), "reload": (30, "", {"cache-control": ["no-cache"]}, "304"),
    "no-cache": (30, "no-cache", {}, "304"), "miss": (150, "", {}, "200"), "vary-miss": (30, "", {"x-any": ["this"]}, "200"), "post": (30, "", {}, "200"),
    "refused": (30, "", {"cache-control": ["only-if-cached"]}, None), "not-modified": (30, "", {"if-none-match": ['"a"']}, None),
    "range": (30, "", {"range": ["bytes=10-19"]}, None), "range-if": (30, "", {"range": ["bytes=10-19"], "if-range": ['"a"']}, None),
    "beyond": (30, "", {"range": ["bytes=500-"]}, None), "complete": (30, "", {}, "206"),
}


def story_of(row, subject, cache):
    """The lookup at its end, and the stored response then."""
    seconds, directive, request, event = STORIES[row["story"]]
    now = T0 + seconds
    stored = with_fields({**A_DAY, "cache-control": ["max-age=100"], "content-type": ["text/plain"]}, fields(row["stored"]))
    if directive:
        stored["cache-control"] = [stored["cache-control"][0] + ", " + directive]
    if row["story"] == "vary-miss":
        stored["vary"] = ["X-Any"]
    cut = {"seen": 40, "ending": "cut"} if row["story"] == "complete" else {"seen": 100}
    kept = subject.keep(cache, stored_at(0, stored, **cut))
    client = Exchange(method="POST" if row["story"] == "post" else "GET", target=URI + ("other" if row["story"] == "miss" else ""), request=request)
    lookup = subject.Lookup(cache, client, now, cut_off=row["story"] == "cut-off")
    if row["story"] != "refused":
        lookup.offer(kept)
    lookup.answer()
    if event:
        tags = {"304": '"a"', "206": '"a"', "503": '"e"', "200": '"b"'}
        sent = lookup.request()
        came = came_of(event, sent, now)
        if came.status is not None:
            defaults = {"date": [date_text(now)], "etag": [tags[event]], "cache-control": ["max-age=100"]}
            if event == "206":
                ((first, _),) = reading.byte_ranges(value(sent.request, "range"))
                defaults |= {"content-range": [f"bytes {first}-99/100"], "content-length": [str(100 - first)]}
                came.seen = 100 - first
            elif event == "200":
                defaults["content-length"] = ["50"]
            if event == "304":
                del defaults["cache-control"]
            came.response = with_fields(defaults, fields(row["came"]))
        action = lookup.receive(came, now)
        if action == "update":
            assert subject.update(cache, kept, came) == 1
        elif action == "combine":
            assert subject.combine(cache, kept, came) == 1
    return lookup


def status_fits(cell, lines, name):
    """Of Cache-Status: the parameters of the last member, and the members before it."""
    found = reading.members(", ".join(lines or []))
    before = re.match(r'"(.*?)"; (.*)', cell)
    if before:
        if found[0] != before[1]:
            return False
        cell = before[2]
    mine = sending.item(found[-1])
    if mine is None or mine[0] != name:
        return False
    parameters = {key: {True: "?1", False: "?0"}.get(content, str(content)) for key, (_, content) in mine[1].items()}
    for part in cell.split("; "):
        key, _, content = part.lstrip("!").partition("=")
        if part.startswith("!"):
            if parameters.get(key, "?0") != "?0":
                return False
        elif parameters.get(key) not in (content or "?1").split("/"):
            return False
    return True


@of_each
@each("sending.csv")
def test_sending(subject, row):
    for cache in caches(row, name=row["name"] or None, parts=True, serves_stale=row["story"] == "cut-off"):
        lookup = story_of(row, subject, cache)
        head = lookup.respond()
        if row["field"] == "status":
            assert str(head.status) in either(row["has"])
        elif row["field"] == "content":
            content = lookup.content()
            text = "-" if content is None else f"{content[0]}-{99 if content[1] is None else content[1]}"
            assert text in either(row["has"])
        elif row["field"] == "Cache-Status" and row["has"] != "absent" and row["name"]:
            assert status_fits(row["has"], head.response.get("cache-status"), row["name"]), head.response.get("cache-status")
            assert len(re.findall(r"ttl=-?\d{16}", value(head.response, "cache-status"))) == 0
        else:
            text = value(head.response, row["field"].lower())
            assert any(text is not None if cell == "any" else text == (None if cell == "absent" else cell) for cell in either(row["has"])), text
