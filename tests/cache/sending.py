"""The answer to the client: its status, its fields, and what Cache-Status says: RFC 9111, 3.1, 4 and 5.1; RFC 9110, 15.3.7 and 15.4.5; RFC 9211.

SPDX-License-Identifier: MIT
"""
import reading
import reference as rfc
from reading import value

# RFC 9110, 15.4.5 and 15.3.7: what a 304, and a 206, has to have where the 200 would have it.
OF_A_304 = {"content-location", "date", "etag", "vary", "cache-control", "expires"}
# RFC 9110, 8.3 to 8.7: representation metadata that a 304 SHOULD NOT have ("unless said metadata exists for the purpose of guiding cache updates").
NOT_OF_A_304 = {"content-type", "content-encoding", "content-language", "content-range"}
# What a cache may add or has to change.
OWN = {"age", "cache-status", "date", "content-length", "content-range"}


def never_sent(cache, stored):
    """Fields of a stored response that are for this hop or for nobody else: RFC 9110, 7.6.1; RFC 9111, 3.1, 5.2.2.4 and 5.2.2.7."""
    must, may = rfc.left_out(cache, stored)
    return must | may | rfc.OF_THE_CONNECTION


def from_store(cache, request, stored, now, got, came=None, before=None):
    """What is wrong with a head that was made of a stored response, in words. stored is as it is now, updated or combined with what came; before is what it
    was: the client's condition may be held against either, of which both are the same representation (9111, 4.3.2)."""
    validated = came is not None
    heads = rfc.statuses(cache, request, stored) + (rfc.statuses(cache, request, before) if before else [])
    if validated and not heads and rfc.condition_fails(request, stored):
        heads = [(304, None, None, True)]  # a part: the server's 304 is the answer to the client's own condition
    yield from status_complaints(heads, got)
    yield from age_complaints(stored, now, got, validated)
    yield from fields_complaints(cache, request, stored, got, came)


def status_complaints(heads, got):
    same = [head for head in heads if head[0] == got.status]
    if not same:
        yield f"the status is {got.status}, not one of {[head[0] for head in heads]}"
        return
    text = value(got.response, "content-range")
    if got.status == 206:
        multipart = (value(got.response, "content-type") or "").startswith("multipart/byteranges")
        spans = [(first, last) for _, first, last, promised in same if promised]
        if not spans:
            yield "206 is allowed by the RFC, but 200 is promised"
        elif multipart and ("multipart", None) in spans:
            if text is not None:
                yield "Content-Range is there in spite of several parts"  # 15.3.7.2: MUST NOT
        else:
            found = reading.content_range(text)
            if found is None or found[:2] not in spans:
                yield f"Content-Range is {text}, not that of {spans}"
            elif "content-length" in got.response and value(got.response, "content-length") != str(found[1] - found[0] + 1):
                yield f"Content-Length is {value(got.response, 'content-length')} beside {text}"
        return
    if not any(head[3] for head in same):
        yield f"{got.status} is allowed by the RFC, but something else is promised"
    if got.status == 416:
        if "content-length" in got.response and value(got.response, "content-length") != "0":
            yield "Content-Length is that of the stored content, and a 416 has none of it"
        return
    if text is not None:
        yield f"Content-Range is {text} with {got.status}"


def range_of_416(stored, got):
    """RFC 9110, 15.5.17: SHOULD generate a Content-Range with the current length."""
    want = f"bytes */{rfc.held(stored).complete}"
    if got.status == 416 and value(got.response, "content-range") != want:
        yield f"Content-Range is {value(got.response, 'content-range')}, not {want}"


def age_complaints(stored, now, got, validated):
    """4: "When a stored response is used to satisfy a request without validation, a cache MUST generate an Age header field, replacing any present in the
    response with a value equal to the stored response's current_age"."""
    text = value(got.response, "age")
    if got.status == 416 or text is None and validated:
        return
    want = rfc.age(stored, now)
    if text != str(min(want, 2**31)) and text != str(want):
        yield f"Age is {text}, not {want}"


def fields_complaints(cache, request, stored, got, came):
    gone = never_sent(cache, stored)
    if got.status == 416:
        yield from range_of_416(stored, got)
        return
    # What no-cache="..." and private="..." name may come with a validation: it is for this client (5.2.2.4: "successfully revalidated with the origin
    # server (updating or removing those fields)").
    theirs = {} if came is None else {name: lines for name, lines in came.response.items() if name not in never_relayed(came)}
    for name in sorted(set(got.response) & gone):
        if got.response[name] != theirs.get(name):
            yield f"{name} must not be sent"
    for name in sorted(set(got.response) - set(stored.response) - OWN):
        if got.response[name] != theirs.get(name):
            yield f"{name} is there all of a sudden"
    if value(got.response, "content-length") and got.status != 206:
        have = rfc.held(stored)
        want = value(stored.response, "content-length") if not (have and have.is_whole) else str(have.complete)
        if stored.status in (200, 206) and value(got.response, "content-length") != want:
            yield f"Content-Length is {value(got.response, 'content-length')}, not {want}"
    for name, lines in sorted(stored.response.items()):
        if name in gone or name in OWN - {"date"} or stored.status == 206 and name == "content-range":
            continue
        if name not in got.response:
            if got.status == 304 and name not in OF_A_304:
                continue  # "SHOULD NOT generate representation metadata other than the above"
            if got.status == 206 and "if-range" in request.request and name not in OF_A_304:
                continue  # "SHOULD NOT generate other representation header fields beyond those required"
            yield f"{name} is missing"
        elif got.status == 304 and name in NOT_OF_A_304:
            yield f"{name} is in a 304"
        elif name == "content-type" and got.status == 206 and value(got.response, name).startswith("multipart/byteranges"):
            continue
        elif ", ".join(got.response[name]) != ", ".join(lines):
            yield f"{name} is {got.response[name]}, not {lines}"


def never_relayed(came):
    """RFC 9110, 7.6.1"""
    return {"connection"} | set(reading.names(value(came.response, "connection"))) | rfc.OF_THE_CONNECTION


def relayed(request, came, got):
    """What is wrong with a head that passes on what the server said: RFC 9110, 7.6.1, and nothing else changes."""
    connection = never_relayed(came)
    if got.status != came.status:
        yield f"the status is {got.status}, not {came.status}"
    for name in sorted((set(got.response) | set(came.response)) - {"cache-status", "age", "date"}):
        before, after = came.response.get(name), got.response.get(name)
        if name in connection and after is None or name in rfc.OF_THE_PROXY:
            continue
        if name == "transfer-encoding":  # framing is the caller's
            continue
        if name in connection:
            yield f"{name} must not be sent"
        elif before is None or after is None or ", ".join(before) != ", ".join(after):
            yield f"{name} was {before}, is {after}"


def refused(got):
    """5.2.1.7: 504."""
    if got.status != 504:
        yield f"the status is {got.status}"
    if "age" in got.response:
        yield "Age is there, and nothing is stored of it"
    # RFC 9211, 2: "SHOULD NOT append a Cache-Status member to responses that it generates locally ... unless ... based upon a stored response": that
    # is one row of sending.csv, and not said again here, where it would hide all else.


# ---- Cache-Status: RFC 9211, 2 ----

def item(text):
    """A member: (identifier, {parameter: value}); None where it is no Item with a String or a Token."""
    try:
        parser = reading.Structured(text)
        kind, name = parser.bare_item()
        found = {}
        while parser.sees(";"):
            parser.take("; *")
            key = parser.key()
            found[key] = ("boolean", True)
            if parser.sees("="):
                parser.take("=")
                found[key] = parser.bare_item()
        return (name, found) if not parser.text and kind in ("string", "token") else None
    except reading.NotStructured:
        return None


FORWARDS = {"bypass", "method", "uri-miss", "vary-miss", "miss", "request", "stale", "partial"}
TYPES = {"hit": "boolean", "fwd": "token", "fwd-status": "integer", "ttl": "integer", "stored": "boolean", "collapsed": "boolean"}


def cache_status(cache, before, got, hit=None, forwards=(), came=None, ttl=None, may_be_stored=None):
    """What is wrong with Cache-Status, in words. before: the lines that were there; hit: True or False, None where both are right; forwards: the words of
    which fwd has to be one; came: the status that the server sent, or None; ttl: the freshness that is left."""
    found = reading.members(value(got.response, "cache-status"))
    old = reading.members(", ".join(before or []))
    if cache.name is None:
        if found != old:
            yield f"Cache-Status was {old}, is {found}, and the cache has no name"
        return
    if len(found) != len(old) + 1 or found[:-1] != old:  # "SHOULD preserve the existing field value"; the last is closest to the user
        yield f"Cache-Status is {found}: that of {old}, and one more, was to be expected"
        return
    mine = item(found[-1])
    if mine is None or mine[0] != cache.name:
        yield f"{found[-1]} is not of {cache.name}"
        return
    parameters = mine[1]
    for name, (kind, content) in parameters.items():
        if name in TYPES and kind != TYPES[name]:
            yield f"{name} is a {kind}"
    says_hit, forward = parameters.get("hit", (0, False))[1], parameters.get("fwd", (0, None))[1]
    if says_hit and forward is not None:
        yield "hit and fwd are exclusive"
    if not says_hit and forward is None:
        yield "neither hit nor fwd is there"
    if hit is not None and bool(says_hit) != hit:
        yield f"hit is {says_hit}"
    if forward is not None and forward not in (set(forwards) or FORWARDS):
        yield f"fwd is {forward}, not one of {sorted(forwards)}"
    if "fwd-status" in parameters and forward is None:
        yield "fwd-status is there without fwd"
    if forward is not None:
        # 2.3: "If fwd-status is not present but the fwd parameter is, it defaults to the status code sent in the response."
        said = parameters.get("fwd-status", (0, got.status))[1]
        if came is not None and said != came:
            yield f"fwd-status is {said}, not {came}"
        if came is None and "fwd-status" in parameters:
            yield f"fwd-status is {said}, and no response came"
    if "stored" in parameters:
        if forward is None:
            yield "stored is there without fwd"
        if may_be_stored is False and parameters["stored"][1]:
            yield "stored is there, and it must not be"
    if "ttl" in parameters and ttl is not None and parameters["ttl"][1] != ttl:
        yield f"ttl is {parameters['ttl'][1]}, not {ttl}"
    if says_hit and ttl is not None and abs(ttl) < 10**15 and "ttl" not in parameters:
        yield "ttl is not there"  # "caches are encouraged to provide as much information as possible"


def forward_words(cache, request, stored, now, action, which, reasons=()):
    """2.2: the words that say why the request went forward, of which the most specific SHOULD be used."""
    same = [one for one in stored if one.target == request.target]
    if request.method not in ("GET", "HEAD"):
        return {"method"}
    fit = [one for one in same if rfc.method_fits(request, one) and rfc.usable(cache, one)]
    if not same:
        return {"uri-miss"}
    if not fit:
        return {"uri-miss", "miss"}  # what must not have been stored is none that it "contains", or is
    matches = [rfc.vary_matches(one, request) for one in fit]
    selected = [one for one, match in zip(fit, matches) if match != "no"]
    # what lost its freshness in an update is none that it "contains", or is, as above
    surely = any(match == "yes" and not rfc.obstacles(cache, one) for one, match in zip(fit, matches))
    words = set() if surely else {"vary-miss"} if "yes" not in matches else {"vary-miss", "miss"}
    for one in selected:
        if rfc.is_incomplete(one):
            words.add("partial")
        fresh = rfc.is_fresh(cache, one, now)
        if not fresh:
            words.add("stale")
        if rfc.policy(cache, one).unqualified("no-cache"):
            words |= {"stale", "miss", "request"}  # none of them fits a fresh response that says no-cache
        surely, perhaps = rfc.wishes(cache, request, one, now)
        conditional = rfc.only_the_server_can_tell(request) or rfc.condition_reason(request, one)
        if surely or perhaps or conditional or not fresh and "cache-control" in request.request:
            words.add("request")
    return words or {"miss"}
