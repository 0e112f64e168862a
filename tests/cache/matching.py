"""Which stored response is meant, and which part of it: RFC 9111, 4.1, 3.3 and 4.3.2; RFC 9110, 12.5.5, 13 and 14.

SPDX-License-Identifier: MIT
"""
import re
from dataclasses import dataclass

import reading
from keeping import date_of, is_cut, modified_is_strong, modified_of, tag_of
from reading import date, entity_tag, strongly_equal, value, weakly_equal

# ---- the key: RFC 9111, 4.1; RFC 9110, 12.5.5 ----

# Fields that are lists by definition, so that white space around commas is allowed by their syntax (RFC 9110, 5.6.1).
LISTS = {"accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "forwarded", "prefer", "te", "via"}
# Fields of which all is case-insensitive: content codings (RFC 9110, 8.4.1), language tags (8.5.1), charsets (8.3.2), "q" (12.4.2).
CASELESS = {"accept-charset", "accept-encoding", "accept-language"}
# ... which are so as well, but hardly ever stand in Vary: a cache may leave them alone.
CASELESS_BY_THE_WAY = {"cache-control", "connection", "expect", "pragma", "te", "upgrade"}
# Fields in which the order of members means nothing. That of Accept-Language does to some (12.5.4), so it is not known to have identical semantics.
UNORDERED = {"accept", "accept-charset", "accept-encoding"}


def spaces_tidied(text):
    """Runs of white space are one space, and none is around commas and semicolons; what is quoted stays."""
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    parts[::2] = [re.sub(r"[ \t]*([,;])[ \t]*", r"\1", re.sub(r"[ \t]+", " ", part)) for part in parts[::2]]
    return "".join(parts)


def loosely(name, text):
    """A form that is the same where two values surely, or perhaps, mean the same."""
    found = reading.members(spaces_tidied(text))
    if name in CASELESS | CASELESS_BY_THE_WAY:
        found = [member.lower() for member in found]
    if name == "accept":  # RFC 9110, 8.3.1: type, subtype and names of parameters are case-insensitive; values may or may not be, but charset's is
        found = [re.sub(r"^[^;]*|;[^=]*|(?<=;charset=)[^;]*|(?<=;q=)[^;]*", lambda part: part[0].lower(), member, flags=re.IGNORECASE)
                 for member in found]
    if name in LISTS:
        found = [re.sub(r";q=1(\.0{0,3})?$|(?<=;q=0)\.0{0,3}$|(?<=;q=0\.\d)0{1,2}$|(?<=;q=0\.\d\d)0$", "", member) for member in found]
    return sorted(found) if name in UNORDERED else found


def values_match(name, old, new):
    """4.1: "yes", "no", or "either" where a cache is free to see that they mean the same. Values are lines, or None where the field is absent."""
    if old is None or new is None:
        # "If ... a header field is absent from a request, it can only match another request if it is also absent there."
        return "yes" if old is new else "no"
    old, new = ", ".join(old), ", ".join(new)  # "combining multiple header field lines with the same field name"
    if old == new:
        return "yes"
    # "adding or removing whitespace, where allowed in the header field's syntax"; "case-normalization, where values are defined to be case-insensitive"
    lower = str.lower if name in CASELESS else str
    if name in LISTS and reading.elements(lower(old)) == reading.elements(lower(new)):
        return "yes"
    # "If (after any normalization ...) a header field is absent": an empty list is not the same as some list
    return "either" if loosely(name, old) == loosely(name, new) else "no"


def vary_matches(stored, request):
    """Whether the fields that Vary of a stored response nominates match those presented: "yes", "no" or "either"."""
    nominated = reading.names(value(stored.response, "vary"))
    if "*" in nominated:  # "always fails to match"
        return "no"
    answers = [values_match(name, stored.request.get(name), request.request.get(name)) for name in nominated]
    if not (stored.request_is_whole and request.request_is_whole) and nominated:
        # Unknown is not absent; and of what is there, another line may be missing.
        unknown = any(name not in exchange.request and not exchange.request_is_whole for name in nominated for exchange in (stored, request))
        answers.append("no" if unknown else "either")
    return "no" if "no" in answers else "either" if "either" in answers else "yes"


# ---- conditions and ranges of the request: RFC 9110, 13 and 14; RFC 9111, 4.3.2 and 3.3 ----

@dataclass(frozen=True)
class Held:
    """What is stored of a representation: octets first to last of complete (None: nobody knows)."""
    first: int
    last: int
    complete: object

    @property
    def is_whole(self):
        return self.first == 0 and self.complete is not None and self.last == self.complete - 1


def held(stored):
    """None where it is of no use: several parts, or a range that cannot be read."""
    length = reading.number(value(stored.response, "content-length"))
    if stored.status == 206:
        found = reading.content_range(value(stored.response, "content-range"))
        if found is None:
            return None
        first, last, complete = found
        return Held(first, last if stored.seen is None else min(last, first + stored.seen - 1), complete)
    if is_cut(stored):
        return Held(0, (stored.seen or 0) - 1, length)
    octets = length if stored.seen is None or stored.method == "HEAD" else stored.seen
    return Held(0, octets - 1, octets) if octets is not None else Held(0, -1, None)


def is_incomplete(stored):
    """Section 3.3: a 206, and a 200 that was cut. A 206 that has all octets is complete (RFC 9110, 15.3.7.3), but may be seen as a part, too."""
    return stored.status == 206 or is_cut(stored)


def if_range_holds(request, stored):
    """RFC 9110, 13.1.5, by the stored response's validators."""
    text = value(request.request, "if-range")
    if text is None:
        return True
    if entity_tag(text) is not None:
        return strongly_equal(entity_tag(text), tag_of(stored))
    at = date(text)
    return at is not None and at == modified_of(stored) and modified_is_strong(stored)


def condition_fails(request, stored):
    """RFC 9110, 13.2.2, steps 3 and 4, as a cache does them (RFC 9111, 4.3.2): True where the answer is 304, False where not, None where both are right."""
    text = value(request.request, "if-none-match")
    if text is not None:
        tags = reading.entity_tags(text)
        if tags is None:  # not a list of entity tags; RFC 9110, 2.4: no requirement, but nothing in it can be matched
            return False
        return True if tags == "*" else any(weakly_equal(tag, tag_of(stored)) for tag in tags)
    lines = request.request.get("if-modified-since", [])
    since = date(lines[0]) if len(lines) == 1 else None
    if since is None:  # "MUST ignore ... if the received field value is not a valid HTTP-date, the field value has more than one member"
        return False
    modified = modified_of(stored)
    if modified is None:
        # 4.3.2: "SHOULD use the stored response's Date field value (or, if no Date field is present, the time that the stored response was received)"
        modified = date_of(stored)
    return modified <= since


def ranges_of(request, stored):
    """The specifiers of Range, where it counts (RFC 9110, 14.2 and 13.1.5); None where the whole is asked for."""
    if request.method != "GET" or "range" not in request.request or not if_range_holds(request, stored):
        return None
    return reading.byte_ranges(value(request.request, "range"))


def only_the_server_can_tell(request):
    """4.3.2: "the If-Match and If-Unmodified-Since conditional header fields are not applicable to a cache"."""
    return "if-match" in request.request or "if-unmodified-since" in request.request


def statuses(cache, request, stored):
    """The heads that may answer from a stored response: (status, first, last, promised). first and last are octets of the representation."""
    have = held(stored)
    incomplete = is_incomplete(stored) and not (have and have.is_whole)
    base = 200 if stored.status == 206 and have and have.is_whole else stored.status
    plain = (base, None, None, True)
    specifiers = ranges_of(request, stored) if stored.status in (200, 206) else None
    # 9111, 3.3; and 4.3.2: conditions that "occur in a request with semantics that cannot be satisfied with a cached response" MUST NOT be evaluated
    if incomplete and (specifiers is None or within(specifiers, have) is None):
        return []
    # RFC 9110, 13.2.1: "MUST ignore all received preconditions if its response ... without those conditions ... would have been ... other than a 2xx"
    if stored.status // 100 == 2:
        fails = condition_fails(request, stored)
        if fails:
            # 9111, 4.3.2, speaks of a stored 200 or 206 only; of another 2xx both are right.
            return [(304, None, None, True)] + ([] if stored.status in (200, 206) else [plain])
    if specifiers is None:
        return [plain]
    if incomplete:
        return [(206, *within(specifiers, have), True)]
    if have.complete is None:
        return [plain]
    can = reading.satisfiable(specifiers, have.complete)
    parts = cache.parts is not False
    if not can:
        # RFC 9110, 14.2: SHOULD send 416; 15.5.17: servers are free to ignore Range. An empty representation may ignore it as well.
        return [(416, None, None, parts), (*plain[:3], not parts or cache.parts is None or have.complete == 0)]
    if len(can) == 1:
        several = [(206, "multipart", None, parts)] if len(specifiers) > 1 else []  # "MAY generate a multipart/byteranges with only a single body part"
        all_of_it = can[0] == (0, have.complete - 1)
        return [(206, *can[0], parts), (*plain[:3], not parts or cache.parts is None or bool(several) or all_of_it), *several]
    # Several ranges: "a server MAY ignore the Range header field", may coalesce, may send a multipart/byteranges.
    return [plain, (206, min(first for first, _ in can), max(last for _, last in can), True), (206, "multipart", None, True)]


def can_answer(cache, request, stored):
    """3.3: whether what is stored is enough for the request."""
    return not is_incomplete(stored) or bool(statuses(cache, request, stored))


def within(specifiers, have):
    """3.3: the one range that is asked for, where it is "wholly within the incomplete response"; else None. Of several, one may be all that can be sent;
    several could be within, but a cache that sends one part only asks."""
    if have is None:
        return None
    first, last = specifiers[0]
    if have.complete is not None:
        can = reading.satisfiable(specifiers, have.complete)
        if len(can) != 1:
            return None
        first, last = can[0]
    elif len(specifiers) != 1:
        return None
    elif first is None or last is None:
        return None  # where the end is, nobody knows
    return (first, last) if have.first <= first and last <= have.last else None
