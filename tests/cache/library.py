"""The cache of the built library, for Python: the verbs of slow.py over the functions of cache.h.

SPDX-License-Identifier: MIT
"""
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_int64, c_size_t, c_void_p, create_string_buffer, sizeof, string_at
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "exchange"))
import exchange as x  # noqa: E402
from exchange import N, UNKNOWN  # noqa: E402
from reference import Exchange  # noqa: E402

NAME = "library"
SIZE_MAX = 2 ** (8 * sizeof(c_size_t)) - 1
SIGNATURES = {
    "exchange_copy": (c_int, c_void_p, c_void_p),
    "exchange_status": (c_int, c_void_p),
    "exchange_line": (c_void_p, c_void_p, c_int, POINTER(c_size_t)),
    "exchange_field_name": (c_void_p, c_void_p, c_int, c_size_t, POINTER(c_size_t)),
    "exchange_field_value": (c_void_p, c_void_p, c_int, c_size_t, POINTER(c_size_t)),
    "exchange_target_uri": (c_void_p, c_void_p, POINTER(c_size_t)),
    "cache_set_text": (c_int, c_void_p, c_int, c_char_p, c_size_t),
    "cache_free": (None, c_void_p),
    "cache_may_store": (c_int, c_void_p, c_void_p),
    "cache_left_out": (c_void_p, c_void_p, c_void_p, c_size_t, POINTER(c_size_t)),
    "cache_keep": (c_int, c_void_p, c_void_p, c_void_p),
    "cache_is_fresh": (c_int, c_void_p, c_void_p, c_int64),
    "cache_vary_key": (c_size_t, c_void_p, c_void_p, c_void_p, c_char_p, c_size_t),
    "lookup_new": (c_void_p, c_void_p),
    "lookup_free": (None, c_void_p),
    "lookup_start": (c_int, c_void_p, c_void_p, c_int64),
    "lookup_set": (c_int, c_void_p, c_int, c_int64),
    "lookup_offer": (c_int, c_void_p, c_void_p),
    "lookup_answer": (c_int, c_void_p),
    "lookup_receive": (c_int, c_void_p, c_void_p, c_int64),
    "lookup_reason": (c_int, c_void_p, c_size_t),
    "lookup_stored": (c_void_p, c_void_p),
    "lookup_selected": (c_void_p, c_void_p, c_size_t),
    "lookup_request": (c_int, c_void_p, c_void_p),
    "lookup_respond": (c_int, c_void_p, c_void_p),
    "lookup_content": (c_int, c_void_p, POINTER(c_int64), POINTER(c_int64)),
    "cache_update": (c_int, c_void_p, c_void_p, c_void_p),
    "cache_combine": (c_int, c_void_p, c_void_p, c_void_p),
    "cache_invalidated": (c_void_p, c_void_p, c_void_p, c_size_t, POINTER(c_size_t)),
    "cache_invalidates": (c_int, c_void_p, c_void_p, c_void_p),
}


def call(name, *arguments):
    """A function of the library; one that is not there fails the test that needs it."""
    function = getattr(x.library, "httpstatus_" + name)
    if function.argtypes is None:
        function.restype, function.argtypes = SIGNATURES[name][0], list(SIGNATURES[name][1:])
    return function(*arguments)


def words(prefix):
    return {number: name.removeprefix(prefix).lower().replace("_", "-") for name, number in N.items() if name.startswith(prefix)}


ACTIONS, REASONS, OBSTACLES = words("CACHE_ACTION_"), words("CACHE_REASON_"), words("OBSTACLE_")


def text_of(name, *arguments):
    """A text that a function gives, with its length as the last argument; None for NULL."""
    length = c_size_t()
    found = call(name, *arguments, byref(length))
    return None if found is None else string_at(found, length.value).decode("latin-1")


def texts_of(name, *arguments):
    """All texts of a list that is read by index."""
    found = []
    while (text := text_of(name, *arguments, len(found))) is not None:
        found.append(text)
    return found


# ---- caches and exchanges ----

class Handle:
    """What has to be freed. It stands for its handle as an argument of a function, and lives as long as the call."""

    def __init__(self, handle, free):
        assert handle
        self.handle = self._as_parameter_ = handle
        self.free = free

    def __del__(self):
        self.free(self.handle)


CACHES = {}


def cache_of(cache):
    """The handle of a cache with what it is; made once for each."""
    key = repr(cache)
    if key not in CACHES:
        made = Handle(x.cache_new(), lambda handle: call("cache_free", handle))
        said = {"SHARED": cache.shared, "UNDERSTANDS": cache.understands, "PARTS": cache.parts, "SERVES_STALE": cache.serves_stale or None,
                "HEURISTIC_PERCENT": cache.percent if cache.percent != 10 else None, "HEURISTIC_MOST": cache.most}
        for name, content in said.items():
            if content is not None:
                assert x.cache_set(made.handle, N["CACHE_PROPERTY_" + name], int(content)) == 0, name
        for name, text in {"NAME": cache.name, "TARGETS": ", ".join(cache.targets) or None}.items():
            if text is not None:
                assert call("cache_set_text", made.handle, N["CACHE_TEXT_" + name], text.encode(), len(text)) == 0, name
        CACHES[key] = made
    return CACHES[key].handle


def add(handle, part, fields):
    for name, lines in fields.items():
        wire = "-".join(map(str.capitalize, name.split("-"))).encode()
        for line in lines:
            line = line.encode("latin-1")
            assert x.exchange_add_field(handle, N["PART_" + part], wire, len(wire), line, len(line)) == 0, name


def fill(handle, exchange):
    x.exchange_clear(handle)
    for line, text in ("METHOD", exchange.method.encode()), ("TARGET", exchange.target.encode()):
        assert x.exchange_set_line(handle, N["LINE_" + line], text, len(text)) == 0
    said = {"REQUEST_VERSION": 11, "STATUS": exchange.status, "REQUEST_TIME": exchange.request_time, "RESPONSE_TIME": exchange.response_time,
            "REQUEST_FIELDS_INCOMPLETE": None if exchange.request_is_whole else 1}
    if exchange.status is not None:
        said |= {"RESPONSE_VERSION": 11, "CONTENT_SEEN": exchange.seen}
    if exchange.ending is not None and (exchange.status is not None or exchange.ending != "complete"):
        said["ENDING"] = N["ENDING_" + exchange.ending.upper().replace("-", "_")]
    for name, content in said.items():
        if content is not None:
            assert x.exchange_set(handle, N["PROPERTY_" + name], content) == 0, (name, content)
    add(handle, "REQUEST", exchange.request)
    if exchange.status is not None:
        add(handle, "RESPONSE", exchange.response)


def handle_of(exchange):
    made = Handle(x.exchange_new(), x.exchange_free)
    fill(made.handle, exchange)
    return made


def fields_of(handle, part):
    found = {}
    names, values = (texts_of(f"exchange_field_{what}", handle, N["PART_" + part]) for what in ("name", "value"))
    for name, line in zip(names, values, strict=True):
        found.setdefault(name.lower(), []).append(line)
    return found


def known(number):
    return None if number == UNKNOWN else number


def read(handle):
    """What an exchange says now; of a Handle, which lives as long as this, or of a number."""
    properties = {name: known(x.exchange_get(handle, N["PROPERTY_" + name]))
                  for name in ("STATUS", "REQUEST_TIME", "RESPONSE_TIME", "CONTENT_SEEN", "ENDING", "REQUEST_FIELDS_INCOMPLETE")}
    ending = properties["ENDING"]
    return Exchange(
        method=text_of("exchange_line", handle, N["LINE_METHOD"]), target=text_of("exchange_target_uri", handle), request=fields_of(handle, "REQUEST"),
        status=properties["STATUS"], response=fields_of(handle, "RESPONSE"), request_time=properties["REQUEST_TIME"],
        response_time=properties["RESPONSE_TIME"], seen=properties["CONTENT_SEEN"], request_is_whole=not properties["REQUEST_FIELDS_INCOMPLETE"],
        ending="complete" if ending is None else words("ENDING_")[ending])


class Kept:
    """A stored response, in an exchange of the library; view is what it is now."""

    def __init__(self, made):
        self.made, self.handle = made, made.handle
        self.look()

    def look(self):
        self.view = read(self.handle)


def stored(exchange):
    """As it stands, without leaving anything out."""
    return Kept(handle_of(exchange))


# ---- questions ----

def answer_of(number):
    return {1: True, 0: False, -1: None}[number]


def may_store(cache, exchange):
    return answer_of(call("cache_may_store", cache_of(cache), handle_of(exchange)))


def obstacles(cache, exchange):
    room = (c_int * 64)()
    count = x.cache_obstacles(cache_of(cache), handle_of(exchange), room, 64)
    return {OBSTACLES[room[i]] for i in range(count)}


def left_out(cache, exchange):
    made = handle_of(exchange)
    return {name.lower() for name in texts_of("cache_left_out", cache_of(cache), made.handle)}


def keep(cache, exchange):
    made = handle_of(exchange)
    kept = Handle(x.exchange_new(), x.exchange_free)
    assert call("cache_keep", cache_of(cache), made.handle, kept.handle) == 0
    return Kept(kept)


def time(cache, exchange, name, now):
    """By the words of enum httpstatus_cache_time."""
    number = N["CACHE_TIME_" + name.upper().replace("-", "_")]
    return known(x.cache_time(cache_of(cache), handle_of(exchange), number, UNKNOWN if now is None else now))


def lifetime(cache, exchange):
    return time(cache, exchange, "lifetime", exchange.response_time)


def age(cache, exchange, now):
    return time(cache, exchange, "age", now)


def is_fresh(cache, exchange, now):
    return answer_of(call("cache_is_fresh", cache_of(cache), handle_of(exchange), now))


def vary_key(cache, stored, request):
    one, other, size = handle_of(stored), handle_of(request), 4096
    out = create_string_buffer(size)
    length = call("cache_vary_key", cache_of(cache), one.handle, other.handle, out, size)
    if length == SIZE_MAX:
        return None
    assert length < size and out.raw[length] == 0 and call("cache_vary_key", cache_of(cache), one.handle, other.handle, None, 0) == length
    return out.raw[:length].decode("latin-1")


def change(name, cache, kept, other):
    made = handle_of(other)
    result = call(name, cache_of(cache), kept.handle, made.handle)
    assert result >= -1, result
    before = kept.view
    kept.look()
    assert result == 1 or kept.view == before, f"{name} returned {result}, and changed it all the same"
    return result


def update(cache, kept, new):
    return change("cache_update", cache, kept, new)


def combine(cache, kept, part):
    return change("cache_combine", cache, kept, part)


def invalidated(cache, exchange):
    return texts_of("cache_invalidated", cache_of(cache), handle_of(exchange))


def invalidates(cache, exchange, stored):
    return call("cache_invalidates", cache_of(cache), handle_of(exchange), handle_of(stored))


# ---- lookups ----

class Lookup:
    """A lookup of the library; new, or one of the same cache that was used before."""

    POOL = {}

    def __init__(self, cache, request, now, cut_off=False):
        key = repr(cache)
        self.pool = self.POOL.setdefault(key, [])
        self.lookup = self.pool.pop() if self.pool else Handle(call("lookup_new", cache_of(cache)), lambda handle: call("lookup_free", handle))
        self.handle, self.client, self.offered, self.came = self.lookup.handle, request, [], None
        made = handle_of(request)
        assert call("lookup_start", self.handle, made.handle, UNKNOWN if now is None else now) == 0
        if cut_off:
            assert call("lookup_set", self.handle, N["LOOKUP_PROPERTY_CUT_OFF"], 1) == 0

    def close(self):
        """Gives the lookup back, to be started again: what it was about must be gone then."""
        self.pool.append(self.lookup)
        self.handle = None

    def offer(self, kept):
        assert call("lookup_offer", self.handle, kept.handle) == 0
        self.offered.append(kept)

    def took(self, number):
        assert number in ACTIONS, f"it returned {number}"
        self.action, self.reasons = ACTIONS[number], set()
        place = 0
        while (reason := call("lookup_reason", self.handle, place)) != -1:
            self.reasons.add(REASONS[reason])
            place += 1
        return self.action

    def answer(self):
        return self.took(call("lookup_answer", self.handle))

    def place_of(self, handle):
        """Which of those that were offered."""
        return None if handle is None else [i for i, kept in enumerate(self.offered) if kept.handle == handle][0]

    def stored(self):
        return self.place_of(call("lookup_stored", self.handle))

    def made(self, name):
        made = Handle(x.exchange_new(), x.exchange_free)
        result = call(name, self.handle, made.handle)
        if result != 0:
            raise RuntimeError(f"{name} returned {result} after {self.action}")
        return made

    def request(self):
        return replace(read(self.made("lookup_request")), request_is_whole=self.client.request_is_whole)

    def receive(self, came, now):
        self.came = handle_of(came)
        return self.took(call("lookup_receive", self.handle, self.came.handle, now))

    def selected(self):
        found = []
        while (handle := call("lookup_selected", self.handle, len(found))) is not None:
            found.append(handle)
        return sorted(map(self.place_of, found))

    def respond(self):
        return read(self.made("lookup_respond"))

    def content(self):
        first, last = c_int64(), c_int64()
        result = call("lookup_content", self.handle, byref(first), byref(last))
        assert result in (0, 1)
        return (first.value, known(last.value)) if result else None
