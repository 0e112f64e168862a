"""What may be kept, which directives count, and for how long it is fresh: RFC 9111, 3, 3.1, 4.2 and 5.2; RFC 9213; RFC 9110, 8.8.

An exchange is fields and integers. Where a sentence can be read in two ways, a comment says so.

SPDX-License-Identifier: MIT
"""
from dataclasses import dataclass, field, replace

import reading
from reading import date, entity_tag, seconds, value

# RFC 9110, 15.1, 15.3.7; RFC 7725, 3; RFC 7538, 3
HEURISTICALLY_CACHEABLE = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501}
REGISTERED = {100, 101, 102, 103, 104, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400, 401, 402,
              403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 500,
              501, 502, 503, 504, 505, 506, 507, 508, 510, 511}
# RFC 9110, 9.2.1; RFC 9111, 4.4: a method whose safety is unknown is unsafe.
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# RFC 9110, 7.6.1: these are removed, listed or not; RFC 9111, 3.1: that may happen before they are stored.
OF_THE_CONNECTION = {"keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"}
# RFC 9111, 3.1: specific to the proxy; "effectively, this is limited to" them.
OF_THE_PROXY = {"proxy-authenticate", "proxy-authentication-info", "proxy-authorization"}
# RFC 5861, 4: an error is what results in one of these.
ERRORS = {500, 502, 503, 504}


@dataclass
class Cache:
    """Whose cache: what httpstatus_cache_set and _set_text say. None is unknown."""
    shared: bool = True
    understands: object = None
    parts: object = None
    serves_stale: bool = False
    percent: int = 10
    most: object = None
    targets: tuple = ()
    name: object = None


@dataclass
class Exchange:
    """A request and its final response. Fields are a dict from a name in lower case to its lines."""
    method: str = "GET"
    target: str = "https://example.com/"
    request: dict = field(default_factory=dict)
    status: object = None
    response: dict = field(default_factory=dict)
    request_time: object = None
    response_time: object = None
    ending: object = "complete"
    seen: object = None  # octets of content that came
    request_is_whole: bool = True  # False: fields may be missing


# ---- which directives count: RFC 9111, 5.2; RFC 9213 ----

class Policy:
    """The directives that a cache obeys in a response, and whether Expires counts."""

    def __init__(self, found, expires_counts):
        self.found, self.expires_counts = found, expires_counts

    def has(self, name):
        return any(found == name for found, _ in self.found)

    def unqualified(self, name):
        """5.2.2.4 and 5.2.2.7: the form without an argument. An argument that lists no field name is none."""
        return any(found == name and not reading.names(argument) for found, argument in self.found)

    def listed(self, name):
        """5.2.2.4 and 5.2.2.7: the fields that the qualified forms list, whether quoted or not (5.2: "recipients ought to accept both forms")."""
        return {member for found, argument in self.found if found == name for member in reading.names(argument)}

    def first(self, name):
        """4.2.1: of several values "either the first occurrence should be used or the response should be considered stale"."""
        return next((argument for found, argument in self.found if found == name), None)


def of_a_target(text):
    """RFC 9213, 2.1: the directives of a targeted field; None where it is empty or cannot be parsed, and then it is as if it were absent.

    A value that is not of the directive's type is not consumed, and such a lifetime is invalid, which is stale (RFC 9111, 4.2.1).
    """
    members = reading.dictionary(text)
    if not members:
        return None
    found = []
    for name, (kind, content) in members.items():
        if name in ("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error"):
            found.append((name, str(content) if kind == "integer" and content >= 0 else ""))
        elif name in ("private", "no-cache") and kind == "string":
            found.append((name, content))
        elif (kind, content) == ("boolean", True):
            found.append((name, None))
    return found


def policy(cache, exchange):
    """RFC 9213, 2.2: the first targeted field with a valid, non-empty value, and then Cache-Control and Expires are ignored; else Cache-Control."""
    for target in cache.targets:
        text = value(exchange.response, target.lower())
        found = None if text is None else of_a_target(text)
        if found is not None:
            return Policy(found, expires_counts=False)
    return Policy(reading.directives(value(exchange.response, "cache-control")), expires_counts=True)


# ---- storing: RFC 9111, 3 ----

def understands(cache, status):
    """Section 3: "understood" is "recognizes it and implements all specified caching-related behavior". None where nobody said (cache.h)."""
    if status == 206 and cache.parts is not None:
        return cache.parts
    if cache.understands is not None:
        return cache.understands
    return None if status in (206, 304) else status in REGISTERED


def is_cut(exchange):
    return exchange.ending != "complete"


def method_is_cacheable(cache, exchange):
    """RFC 9110, 9.3.1 to 9.3.3; RFC 5789, 2: POST and PATCH with explicit freshness and a Content-Location that is the target URI."""
    if exchange.method in ("POST", "PATCH"):
        return freshness(cache, exchange) == "explicit" and value(exchange.response, "content-location") == exchange.target
    return exchange.method in ("GET", "HEAD")


def obstacles(cache, exchange):
    """What stands in the way of storing, by the words of cache.h; "cache-unknown" where it depends on what nobody said."""
    found, rules = set(), policy(cache, exchange)
    knows = understands(cache, exchange.status)
    # the request method is understood by the cache
    if not method_is_cacheable(cache, exchange):
        found.add("method-not-cacheable")
    # the response status code is final
    if exchange.status < 200:
        found.add("not-final")
    # 206, 304, must-understand: the cache understands the response status code
    if exchange.status in (206, 304) or rules.has("must-understand"):
        found |= {None: {"cache-unknown"}, False: {"status-not-understood"}, True: set()}[knows]
    # 3.3: "a cache MUST NOT store incomplete or partial-content responses if it does not support the Range and Content-Range header fields",
    # and of those that are cut only a 200 to GET. (No word of the header says so; see the report: status-not-understood is nearest.)
    if is_cut(exchange) and exchange.status != 206:
        if exchange.status != 200 or exchange.method != "GET" or cache.parts is False:
            found.add("incomplete")
        elif cache.parts is None:
            found.add("cache-unknown")
    # RFC 6585, 3 to 6
    if exchange.status in (428, 429, 431, 511):
        found.add("never-stored")
    # the no-store cache directive is not present; 5.2.2.3: must-understand overrides it where the status is understood
    if rules.has("no-store") and not (rules.has("must-understand") and knows is not False):
        found.add("no-store")
    # shared: private is not present or allows to store a modified response (its qualified form)
    if cache.shared and rules.unqualified("private"):
        found.add("private")
    # shared: no Authorization in the request, or a directive that allows it (3.5)
    if cache.shared and "authorization" in exchange.request and not any(map(rules.has, ("must-revalidate", "public", "s-maxage"))):
        found.add("authorization")
    elif cache.shared and not exchange.request_is_whole and not any(map(rules.has, ("must-revalidate", "public", "s-maxage"))):
        found.add("request-unknown")
    # at least one of the following
    if not (rules.has("public") or rules.unqualified("private") and not cache.shared or rules.expires_counts and "expires" in exchange.response
            or rules.has("max-age") or cache.shared and rules.has("s-maxage") or exchange.status in HEURISTICALLY_CACHEABLE):
        found.add("no-freshness")
    return found


def by_the_letter(cache, exchange):
    """Section 3: "a private response directive, if the cache is not shared" makes a response storable; by 5.2.2.7 it does so in the unqualified form, and
    the bullet does not say which. Where that decides, both answers are right."""
    rules = policy(cache, exchange)
    return not cache.shared and rules.has("private") and not rules.unqualified("private")


def storing_answers(cache, exchange):
    """The answers of httpstatus_cache_may_store that are right."""
    found = obstacles(cache, exchange)
    return {may(found), may(found - {"no-freshness"}) if by_the_letter(cache, exchange) else may(found)}


def may_be_merged(cache, stored, new):
    """Whether what a response says may be stored with a stored response that it is about. Section 3, "a cache MUST NOT store a response to a request unless
    ... the Authorization header field is not present in the request", and 5.2.1.5, "MUST NOT store any part of either this request or any response to it",
    know no exception for a 304, whose fields would go to everybody else."""
    merged = replace(new, response={**stored.response, **new.response})
    return "no-store" not in dict(reading.directives(value(new.request, "cache-control"))) and "authorization" not in obstacles(cache, merged)


def may_store(cache, exchange):
    """True, False, or None where it is unknown."""
    return may(obstacles(cache, exchange))


def may(found):
    return True if not found else None if found <= {"cache-unknown", "request-unknown"} else False


def left_out(cache, exchange):
    """Section 3.1: the names of fields of the response that must not be stored, and those that may be left out."""
    rules, fields = policy(cache, exchange), set(exchange.response)
    # "The Connection header field and fields whose names are listed in it are required ... to be removed before forwarding the message. This MAY be
    # implemented by doing so before storage." cache.h promises it.
    connection = {"connection"} | set(reading.names(value(exchange.response, "connection")))
    must = connection | OF_THE_PROXY | rules.listed("no-cache") | (rules.listed("private") if cache.shared else set())
    return must & fields, OF_THE_CONNECTION & fields


# ---- freshness: RFC 9111, 4.2 ----

def date_of(exchange):
    """RFC 9110, 6.6.1: "a recipient ... MUST record the time it was received and append a corresponding Date"."""
    found = date(value(exchange.response, "date"))
    return exchange.response_time if found is None else found


def is_explicit(cache, exchange):
    rules = policy(cache, exchange)
    return cache.shared and rules.has("s-maxage") or rules.has("max-age") or rules.expires_counts and "expires" in exchange.response


def freshness(cache, exchange):
    """4.2.1 and 4.2.2: explicit, heuristic, or none, where no heuristic is permitted."""
    rules = policy(cache, exchange)
    if is_explicit(cache, exchange):
        return "explicit"
    marked = rules.has("public") or rules.unqualified("private") and not cache.shared
    return "heuristic" if exchange.status in HEURISTICALLY_CACHEABLE or marked else "none"


def lifetime(cache, exchange):
    """4.2.1, the first match; None where nothing says so and there is nothing to guess from."""
    rules = policy(cache, exchange)
    for name in (["s-maxage"] if cache.shared else []) + ["max-age"]:
        if rules.has(name):
            # "Caches are encouraged to consider responses that have invalid freshness information ... to be stale."
            return seconds(rules.first(name)) or 0
    if rules.expires_counts and "expires" in exchange.response:
        # 5.3: "MUST interpret invalid date formats ... as representing a time in the past"
        expires = date(exchange.response["expires"][0])
        return 0 if expires is None else max(0, expires - date_of(exchange))
    modified = date(value(exchange.response, "last-modified"))
    if freshness(cache, exchange) == "none" or modified is None or not cache.percent:
        return None
    guess = max(0, date_of(exchange) - modified) * cache.percent // 100
    return guess if cache.most is None else min(guess, cache.most)


def age(exchange, now):
    """4.2.3, the cautious form."""
    first = next(iter(reading.members(value(exchange.response, "age"))), None)
    age_value = reading.number(first) or 0
    apparent_age = max(0, exchange.response_time - date_of(exchange))
    corrected_age_value = age_value + exchange.response_time - exchange.request_time
    return max(apparent_age, corrected_age_value) + now - exchange.response_time


def is_fresh(cache, exchange, now):
    """response_is_fresh = (freshness_lifetime > current_age); None without a clock"""
    if now is None:
        return None
    found = lifetime(cache, exchange)
    return found is not None and found > age(exchange, now)


def staleness(cache, exchange, now):
    """For how long it has been stale, from 0. Where there is no lifetime, it was never fresh."""
    return age(exchange, now) - (lifetime(cache, exchange) or 0)


def stale_is_forbidden(cache, exchange):
    """4.2.4: "if it is prohibited by an explicit in-protocol directive (e.g., by a no-cache response directive, a must-revalidate response directive,
    or an applicable s-maxage or proxy-revalidate response directive"."""
    rules = policy(cache, exchange)
    return (rules.unqualified("no-cache") or rules.has("must-revalidate")
            or cache.shared and (rules.has("proxy-revalidate") or rules.has("s-maxage")))


# ---- validators: RFC 9110, 8.8 ----

def tag_of(exchange):
    return entity_tag(value(exchange.response, "etag"))


def modified_of(exchange):
    return date(value(exchange.response, "last-modified"))


def modified_is_strong(exchange):
    """8.8.2.2: the cache entry "includes a Date value which is at least one second after the Last-Modified value" (both by the same clock)."""
    modified, made = modified_of(exchange), date(value(exchange.response, "date"))
    return modified is not None and made is not None and made >= modified + 1


def has_validator(exchange):
    return tag_of(exchange) is not None or modified_of(exchange) is not None


def has_strong_validator(exchange):
    """An entity tag that is weak says that equal dates say little; so the date counts only without one (RFC 9110, 13.1.5, says so for If-Range)."""
    tag = tag_of(exchange)
    return not tag[0] if tag is not None else modified_is_strong(exchange)
