"""Caches in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import pickle
import textwrap
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest

from httpstatus import Cache, Chain, Exchange, Lookup, words

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
THEN = 784111777
SHARED, PRIVATE = Cache(shared=True), Cache(shared=False)


def response(status=200, **more):
    return Exchange(**{"method": "GET", "target": "http://example.com/a", "status": status, "version": "1.1", **more})


def says(control, **more):
    return response(fields={"Cache-Control": control, **more})


# ---- whose cache ----


def test_whose_cache_has_to_be_said():
    with pytest.raises(TypeError, match="shared"):
        Cache()
    with pytest.raises(TypeError):
        Cache(True)


@pytest.mark.parametrize("shared", ["yes", "", 1, 0, None, [], "True", 1.0])
def test_whose_cache_is_true_or_false(shared):
    with pytest.raises(TypeError, match=f"^shared is {shared!r}, neither True nor False$".replace("[]", r"\[\]")):
        Cache(shared=shared)


@pytest.mark.parametrize("name", ["understands", "parts", "serves_stale"])
@pytest.mark.parametrize("wrong", ["yes", 1, 0])
def test_what_it_does_is_true_or_false(name, wrong):
    with pytest.raises(TypeError, match=f"^{name} is .*, neither True nor False$"):
        Cache(shared=True, **{name: wrong})
    with pytest.raises(TypeError):
        Cache(shared=True, colour=True)


@pytest.mark.parametrize("name, wrong", [("heuristic_percent", -1), ("heuristic_percent", 101), ("heuristic_most", -1), ("heuristic_most", 2**63)])
def test_what_a_property_cannot_be_is_told_with_what_it_is(name, wrong):
    text = words("cache-property")[name.replace("_", "-")]
    with pytest.raises(ValueError) as raised:
        Cache(shared=True, **{name: wrong})
    assert str(raised.value) == f"{name} is {wrong!r}, which it cannot be: {text}"


@pytest.mark.parametrize("name, wrong, message", [
    ("name", "", "name is '', which it cannot be: "), ("name", "a\n", r"name is 'a\\n', which it cannot be: "), ("name", "\u00e9", "name is '\u00e9', which"),
    ("targets", ["a b"], r"targets is \['a b'\], which it cannot be: "), ("targets", ["A, B"], "targets has 'A, B', which is no name of a field"),
    ("targets", [""], "targets has '', which is no name of a field"),
])
def test_a_name_and_targets_are_what_fields_can_have(name, wrong, message):
    with pytest.raises(ValueError, match="^" + message):
        Cache(shared=True, **{name: wrong})


@pytest.mark.parametrize("said", [{"shared": True}, {"shared": False}, {"shared": True, "understands": False},
                                  {"shared": False, "understands": True},
                                  {"shared": True, "parts": True, "serves_stale": False, "heuristic_percent": 0, "heuristic_most": 3600, "name": "Here",
                                   "targets": ("CDN-Cache-Control", "Other-Control")}])
def test_what_was_said_can_be_read_back_and_copied(said):
    for cache in (Cache(**said), copy.copy(Cache(**said)), copy.deepcopy(Cache(**said)), pickle.loads(pickle.dumps(Cache(**said)))):
        for name in ("shared", "understands", "parts", "serves_stale", "heuristic_percent", "heuristic_most", "name"):
            assert getattr(cache, name) == said.get(name)
        assert cache.targets == said.get("targets", ())


def test_what_can_be_said_of_a_cache_is_what_the_library_has():
    for word in (*words("cache-property"), *words("cache-text")):
        assert hasattr(SHARED, word.replace("-", "_"))


def test_a_cache_is_made_once_and_stays_as_it_is():
    cache = Cache(shared=True)
    with pytest.raises(TypeError, match="a Cache is made once"):
        cache.__init__(shared=False)
    with pytest.raises(AttributeError):
        cache.shared = False
    assert repr(cache) == "<Cache shared>" and repr(PRIVATE) == "<Cache private>"


ASK = [lambda cache, x: cache.may_store(x), lambda cache, x: cache.obstacles(x), lambda cache, x: cache.freshness(x),
       lambda cache, x: cache.lifetime(x, 0), lambda cache, x: cache.age(x, 0), lambda cache, x: cache.is_fresh(x, 0), lambda cache, x: cache.stale_if_error(x),
       lambda cache, x: cache.stale_while_revalidate(x), lambda cache, x: cache.fresh_for(x, 0), lambda cache, x: cache.left_out(x),
       lambda cache, x: cache.keep(x), lambda cache, x: cache.vary_key(x, response()), lambda cache, x: cache.vary_key(response(), x),
       lambda cache, x: cache.lookup(x, 0).answer(), lambda cache, x: cache.lookup(response(), 0).offer(x), lambda cache, x: cache.update(response(), x),
       lambda cache, x: cache.combine(response(), x), lambda cache, x: cache.invalidates(x, response()), lambda cache, x: cache.invalidates(response(), x),
       lambda cache, x: cache.invalidated(x), lambda cache, x: cache.json(x, 0)]


@pytest.mark.parametrize("ask", ASK)
@pytest.mark.parametrize("wrong", [None, 200, {}, Chain(), SHARED])
def test_what_is_no_exchange_is_refused(ask, wrong):
    with pytest.raises(TypeError, match="is no Exchange$"):
        ask(SHARED, wrong)


@pytest.mark.parametrize("ask", ASK)
def test_to_ask_changes_nothing(ask):
    exchange = says("max-age=60", Vary="Accept")
    before = exchange.json(THEN)
    ask(SHARED, exchange)
    assert exchange.json(THEN) == before


# ---- storing: RFC 9111, 3 ----


@pytest.mark.parametrize("cache, exchange, obstacles", [
    (SHARED, says("max-age=60"), ()), (SHARED, says("private, max-age=60"), ("private",)), (PRIVATE, says("private, max-age=60"), ()),
    (PRIVATE, says("no-store"), ("no-store",)), (SHARED, says("private, no-store"), ("no-store", "private")),
    (SHARED, response(429, fields={"Cache-Control": "max-age=60"}), ("never-stored",)),
    (SHARED, response(method="PUT", fields={"Cache-Control": "max-age=60"}), ("method-not-cacheable",)),
])
def test_what_stands_in_the_way_of_storing(cache, exchange, obstacles):
    assert cache.obstacles(exchange) == obstacles and cache.may_store(exchange) is (not obstacles)
    assert all(obstacle in words("obstacle") for obstacle in obstacles)


def test_what_a_cache_does_not_understand_it_does_not_store():  # RFC 9111, 3 and 5.2.2.3
    partial = response(206, fields={"Cache-Control": "max-age=60", "Content-Range": "bytes 0-1/2"})
    assert Cache(shared=True, understands=True).may_store(partial) is True
    assert Cache(shared=True, understands=False).obstacles(partial) == ("status-not-understood",)
    assert SHARED.may_store(partial) is None and SHARED.obstacles(partial) == ("cache-unknown",)


def test_what_depends_on_what_is_unknown_is_unknown():
    nobody = Exchange(status=200, version="1.1")
    assert PRIVATE.may_store(nobody) is None and PRIVATE.obstacles(nobody) == ("request-unknown",)


def test_without_a_response_there_is_nothing_to_store():
    nothing = Exchange()
    assert SHARED.may_store(nothing) is None and SHARED.obstacles(nothing) == ("not-final",)
    assert SHARED.freshness(nothing) is SHARED.lifetime(nothing, THEN) is SHARED.age(nothing, THEN) is SHARED.is_fresh(nothing, THEN) is None
    assert SHARED.stale_if_error(nothing) is None and SHARED.invalidated(nothing) == ()


# ---- freshness: RFC 9111, 4.2 ----


def test_a_shared_cache_has_a_lifetime_of_its_own():
    fresh = says("max-age=60, s-maxage=10", Date=DATE)
    assert (PRIVATE.freshness(fresh), PRIVATE.lifetime(fresh, THEN), SHARED.lifetime(fresh, THEN)) == ("explicit", 60, 10)


@pytest.mark.parametrize("fields, freshness, lifetime", [
    ({"Cache-Control": "max-age=60", "Date": DATE}, "explicit", 60), ({}, "none", None),
    ({"Date": DATE, "Last-Modified": "Sun, 06 Nov 1994 08:32:57 GMT"}, "heuristic", 100),
])
def test_a_lifetime_comes_from_somewhere(fields, freshness, lifetime):
    exchange = response(302 if not fields else 200, fields=fields)
    assert SHARED.freshness(exchange) == freshness and SHARED.lifetime(exchange, THEN) == lifetime


def test_what_is_older_than_its_lifetime_is_not_fresh():
    exchange = says("max-age=60", Date=DATE)
    assert SHARED.age(exchange, THEN + 7) == 7
    assert [SHARED.is_fresh(exchange, THEN + age) for age in (0, 59, 60, 61)] == [True, True, False, False]


def test_what_says_no_date_ages_since_it_was_received():  # RFC 9111, 4.2.3
    exchange = response(fields={"Cache-Control": "max-age=60"}, response_time=THEN)
    assert SHARED.age(exchange, THEN + 7) == 7 and SHARED.is_fresh(exchange, THEN + 7) is True and SHARED.is_fresh(exchange, THEN + 60) is False


def test_what_has_no_lifetime_is_neither_fresh_nor_stale():
    assert SHARED.lifetime(response(302), THEN) is None and SHARED.is_fresh(response(302), THEN) is None


def test_the_time_of_day_is_now():
    exchange = says("max-age=60", Date=DATE)
    assert SHARED.age(exchange) > 30 * 365 * 86400 and SHARED.is_fresh(exchange) is False
    assert SHARED.fresh_for(exchange) < -30 * 365 * 86400


def test_stale_if_error_is_no_concern_of_where_it_is_forbidden():  # RFC 5861, 4; RFC 9111, 5.2.2.10 and 4.2.4
    exchange = says("max-age=60, s-maxage=10, stale-if-error=5")
    assert PRIVATE.stale_if_error(exchange) == 5 and SHARED.stale_if_error(exchange) == 0 and PRIVATE.stale_if_error(says("max-age=60")) == 0


def test_stale_while_revalidate_is_what_the_directive_says():  # RFC 5861, 3
    assert PRIVATE.stale_while_revalidate(says("max-age=60, stale-while-revalidate=30")) == 30
    assert PRIVATE.stale_while_revalidate(says("max-age=60, must-revalidate, stale-while-revalidate=30")) == 0


def test_how_long_it_is_fresh_goes_below_0():
    exchange = says("max-age=60", Date=DATE)
    assert [PRIVATE.fresh_for(exchange, THEN + age) for age in (0, 60, 100)] == [60, 0, -40]


def test_a_guessed_lifetime_is_what_the_cache_makes_it():  # RFC 9111, 4.2.2
    exchange = response(fields={"Date": DATE, "Last-Modified": "Sun, 06 Nov 1994 08:32:57 GMT"})
    assert Cache(shared=True, heuristic_percent=50).lifetime(exchange, THEN) == 500
    assert Cache(shared=True, heuristic_most=30).lifetime(exchange, THEN) == 30
    assert Cache(shared=True, heuristic_percent=0).lifetime(exchange, THEN) is None


def test_a_targeted_field_counts_where_the_cache_obeys_it():  # RFC 9213, 2
    exchange = response(fields={"Cache-Control": "max-age=60", "CDN-Cache-Control": "max-age=600", "Date": DATE})
    assert SHARED.lifetime(exchange, THEN) == 60
    assert Cache(shared=True, targets=["CDN-Cache-Control"]).lifetime(exchange, THEN) == 600


# ---- what is stored: RFC 9111, 3.1 ----


def test_what_must_not_be_kept_is_left_out():
    exchange = says('max-age=60, private="Set-Cookie"', Connection="X-Hop", **{"X-Hop": "1", "Set-Cookie": "a=b", "Age": "3"})
    assert set(SHARED.left_out(exchange)) == {"Connection", "X-Hop", "Set-Cookie"} and set(PRIVATE.left_out(exchange)) == {"Connection", "X-Hop"}
    kept = SHARED.keep(exchange)
    assert {name for name, _ in kept.fields()} == {"Cache-Control", "Age"}
    assert (kept.method, kept.target, kept.status) == ("GET", "http://example.com/a", 200) and exchange.field("Set-Cookie") == "a=b"


def test_what_is_kept_has_the_limits_of_what_came():
    exchange = Exchange(method="GET", target="http://example.com/a", status=200, version="1.1", fields={"A": "1", "B": "2"}, most_fields=2)
    kept = SHARED.keep(exchange)
    assert kept.most_fields == 2 and kept.fields() == [("A", "1"), ("B", "2")]
    with pytest.raises(ValueError, match="the field 'C'"):
        kept.add_field("C", "3")


def test_without_a_response_nothing_is_kept():
    with pytest.raises(ValueError, match="^exchange is <Exchange .*>, which has no response to keep$"):
        SHARED.keep(asks())


# ---- a request at the cache: RFC 9111, 4 ----


def asks(**said):
    return Exchange(**{"method": "GET", "target": "http://example.com/a", **said})


def stored(control="max-age=60", **more):
    return response(fields={"Cache-Control": control, "Date": DATE, "ETag": '"x"', "Content-Length": "5", **more.pop("more", {})}, content_seen=5,
                    request_time=THEN, response_time=THEN, **more)


def looked_up(cache, request, *offered, now=THEN, **said):
    lookup = cache.lookup(request, now, **said)
    for exchange in offered:
        lookup.offer(exchange)
    lookup.answer()
    return lookup


def test_requests_with_the_same_vary_key_select_the_same_response():  # RFC 9111, 4.1
    varied = stored(more={"Vary": "Accept"}, request_fields={"Accept": "text/html,text/plain"})
    same, other = asks(request_fields={"Accept": "text/html, text/plain"}), asks(request_fields={"Accept": "text/css"})
    assert SHARED.vary_key(varied, varied) == SHARED.vary_key(varied, same) != SHARED.vary_key(varied, other)
    assert SHARED.vary_key(stored(), same) == "" and SHARED.vary_key(stored(more={"Vary": "*"}), same) is None


def test_a_stored_response_answers_while_it_is_fresh():
    own = stored()
    lookup = looked_up(PRIVATE, asks(), own, now=THEN + 7)
    assert (lookup.action, lookup.reasons, lookup.asks) == ("serve", ("fresh",), False) and lookup.stored is own
    answer = lookup.respond()
    assert answer.status == 200 and answer.field("Age") == "7" and b"01234"[lookup.content()] == b"01234"


def test_a_stale_response_is_validated_with_its_validator():  # RFC 9111, 4.3.1
    lookup = looked_up(PRIVATE, asks(), stored(), now=THEN + 61)
    assert (lookup.action, lookup.reasons, lookup.asks) == ("validate", ("stale",), True)
    assert lookup.request().field("If-None-Match", "request") == '"x"' and lookup.request().status is None


def test_a_304_updates_what_was_offered():  # RFC 9111, 4.3.4
    own, other = stored(), stored(more={"ETag": '"y"'})
    lookup = looked_up(PRIVATE, asks(), other, own, now=THEN + 61)
    came = lookup.request()
    came.status, came.version, came.response_time = 304, "1.1", THEN + 61
    for field in {"ETag": '"x"', "X-New": "1", "Date": "Sun, 06 Nov 1994 08:50:38 GMT"}.items():
        came.add_field(*field)
    assert lookup.receive(came, THEN + 61) == lookup.action == "update" and lookup.reasons == ("not-modified",)
    assert len(lookup.selected) == 1 and lookup.selected[0] is own is lookup.stored
    assert PRIVATE.update(own, came) is True and own.field("X-New") == "1" and PRIVATE.is_fresh(own, THEN + 100) is True
    assert lookup.respond().status == 200 and lookup.respond().field("X-New") == "1" and lookup.content() == slice(0, None)


def test_a_304_about_something_else_says_nothing_of_a_stored_response():
    assert PRIVATE.update(stored(), response(304, fields={"ETag": '"y"'})) is False


def test_a_head_that_shows_another_length_ends_a_stored_response():  # RFC 9111, 4.3.5
    assert PRIVATE.update(stored(), response(method="HEAD", fields={"ETag": '"x"', "Content-Length": "6"})) is None


def test_another_response_is_relayed():
    lookup = looked_up(PRIVATE, asks(), stored(), now=THEN + 61)
    came = lookup.request()
    came.status, came.version, came.response_time = 200, "1.1", THEN + 61
    assert lookup.receive(came, THEN + 61) == "relay" and lookup.stored is None is lookup.content() and lookup.selected == ()
    assert lookup.respond().status == 200


def test_a_range_is_served_from_what_is_whole():  # RFC 9111, 3.3; RFC 9110, 14.2
    cache = Cache(shared=False, parts=True)
    lookup = looked_up(cache, asks(request_fields={"Range": "bytes=1-2"}), stored())
    assert lookup.action == "serve" and lookup.respond().status == 206 and lookup.respond().field("Content-Range") == "bytes 1-2/5"
    assert b"01234"[lookup.content()] == b"12"


def test_what_is_missing_is_asked_for_and_combined():  # RFC 9111, 3.3 and 3.4
    cache, own = Cache(shared=False, parts=True), response(206, fields={
        "Cache-Control": "max-age=60", "Date": DATE, "ETag": '"x"', "Content-Range": "bytes 0-1/5", "Content-Length": "2"},
        content_seen=2, ending="complete", request_time=THEN, response_time=THEN)
    lookup = looked_up(cache, asks(), own)
    assert lookup.action == "complete" and lookup.reasons == ("incomplete",)
    came = lookup.request()
    assert came.field("Range", "request").startswith("bytes=2-") and came.field("If-Range", "request") == '"x"'
    came.status, came.version, came.content_seen, came.response_time = 206, "1.1", 3, THEN
    for field in {"ETag": '"x"', "Content-Range": "bytes 2-4/5", "Date": DATE}.items():
        came.add_field(*field)
    assert lookup.receive(came, THEN) == "combine" and lookup.stored is own
    with pytest.raises(ValueError, match="^the answer is 'combine', and <Exchange .*> does not have what is asked for: it has to be combined first$"):
        lookup.respond()
    assert cache.combine(own, came) is True and own.status == 200
    assert lookup.respond().status == 200 and lookup.content() == slice(0, None)


def test_what_does_not_fit_is_not_combined():
    part = response(206, fields={"ETag": '"y"', "Content-Range": "bytes 2-4/5"})
    assert Cache(shared=True, parts=True).combine(stored(), part) is False


def test_a_cache_that_is_cut_off_serves_what_is_stale_where_it_does_so():  # RFC 9111, 4.2.4
    lookup = looked_up(Cache(shared=True, serves_stale=True), asks(), stored(), now=THEN + 61, cut_off=True)
    assert lookup.action == "serve-stale" and "cut-off" in lookup.reasons
    lookup = looked_up(SHARED, asks(), stored(), now=THEN + 61, cut_off=True)
    assert lookup.action == "refuse" and lookup.respond().status == 504 and lookup.content() is None


def test_a_cache_with_a_name_says_what_happened():  # RFC 9211, 2
    lookup = looked_up(Cache(shared=True, name="Here"), asks(), stored())
    assert lookup.respond().field("Cache-Status").startswith("Here; hit") and looked_up(SHARED, asks(), stored()).respond().field("Cache-Status") is None


def test_every_word_of_a_lookup_is_the_librarys():
    for lookup in (looked_up(SHARED, asks()), looked_up(SHARED, asks(), stored()), looked_up(SHARED, asks(), stored(), now=THEN + 61)):
        assert lookup.action in words("cache-action") and all(words("cache-reason")[reason] for reason in lookup.reasons) and lookup.reasons


def test_what_is_said_for_programs_is_what_the_lookup_says():
    lookup = looked_up(SHARED, asks(), stored())
    said = lookup.json()
    assert (said["action"], tuple(said["reasons"]), said["stored"]["status"]) == (lookup.action, lookup.reasons, 200)
    said = SHARED.json(stored(), THEN + 7)
    assert said["store"]["may"] is True and said["freshness"]["age"] == 7


# ---- what a lookup borrows ----


def test_a_lookup_keeps_alive_what_it_needs():
    lookup = Cache(shared=False, name="Here").lookup(asks(), THEN)
    lookup.offer(stored())
    gc.collect()
    assert lookup.answer() == "serve" and lookup.stored.field("ETag") == '"x"' and lookup.respond().field("Cache-Status").startswith("Here")
    lookup = looked_up(PRIVATE, asks())
    lookup.receive(stored(), THEN)
    gc.collect()
    assert lookup.respond().field("ETag") == '"x"'


CHANGES = [lambda exchange: exchange.clear(), lambda exchange: exchange.set_field("ETag", '"y"'), lambda exchange: exchange.add_field("A", "1"),
           lambda exchange: exchange.remove_field("ETag"), lambda exchange: setattr(exchange, "status", 404),
           lambda exchange: setattr(exchange, "target", "/b"), lambda exchange: exchange.add_interim(103)]


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_after_it_was_offered_is_refused(change):
    own, message = stored(), "^stored is <Exchange .*>, which was changed after it was offered$"
    lookup = looked_up(PRIVATE, asks(), own)
    other = PRIVATE.lookup(asks(), THEN)
    other.offer(own)
    change(own)
    for ask in (lookup.respond, lookup.content, lookup.answer, lookup.request, other.answer):
        with pytest.raises(ValueError, match=message):
            ask()


def test_a_change_that_failed_is_none():
    own = stored()
    lookup = looked_up(PRIVATE, asks(), own)
    for change in (lambda: setattr(own, "status", 1000), lambda: own.add_interim(200), lambda: own.set_field("A b", 5)):
        with pytest.raises((ValueError, TypeError)):
            change()
    assert lookup.respond().status == 200


def test_what_was_changed_after_it_was_received_is_refused():
    lookup, came = looked_up(PRIVATE, asks()), stored()
    lookup.receive(came, THEN)
    came.status = 404
    with pytest.raises(ValueError, match="^exchange is <Exchange .*>, which was changed after it was received$"):
        lookup.respond()


def test_what_is_updated_before_anything_was_received_is_changed():
    own = stored()
    lookup = looked_up(PRIVATE, asks(), own)
    assert PRIVATE.update(own, response(304, fields={"ETag": '"x"'})) is True
    with pytest.raises(ValueError, match="changed after it was offered$"):
        lookup.respond()


def test_what_is_offered_after_the_answer_comes_too_late():
    lookup = looked_up(PRIVATE, asks(), stored())
    with pytest.raises(ValueError, match="^stored is <Exchange .*>, which comes too late: the answer is 'serve'$"):
        lookup.offer(stored())


def test_the_same_response_may_be_offered_twice():
    own = stored()
    lookup = looked_up(PRIVATE, asks(), own, own, now=THEN + 61)
    lookup.receive(response(304, fields={"ETag": '"x"'}), THEN + 61)
    assert lookup.selected == (own,)


def test_responses_of_other_targets_are_passed_over():
    lookup = looked_up(PRIVATE, asks(target="http://example.com/b"), stored())
    assert lookup.action == "forward" and lookup.reasons == ("nothing-stored",)


def test_what_is_not_the_time_for_is_told():
    lookup = PRIVATE.lookup(asks(), THEN)
    assert lookup.action is None and lookup.reasons == () and lookup.stored is None and lookup.selected == () and lookup.asks is False
    assert repr(lookup) == "<Lookup not answered>"
    for ask in (lookup.respond, lookup.content):
        with pytest.raises(ValueError, match="^there is no answer yet$"):
            ask()
    with pytest.raises(ValueError, match="^the server is not to be asked: there is no answer yet$"):
        lookup.request()
    lookup.answer()
    for ask in (lookup.respond, lookup.content):
        with pytest.raises(ValueError, match="^there is no answer yet: the server has to be asked, 'forward'$"):
            ask()
    lookup = looked_up(PRIVATE, asks(), stored())
    with pytest.raises(ValueError, match="^exchange is <Exchange .*>, but the server was not to be asked: the answer is 'serve'$"):
        lookup.receive(stored())
    assert repr(lookup) == "<Lookup serve, fresh>"


def test_a_lookup_is_about_a_request():
    with pytest.raises(ValueError, match="^request is <Exchange .*>, which has no method$"):
        PRIVATE.lookup(Exchange())


def test_a_lookup_is_made_once_and_not_copied():
    lookup = looked_up(PRIVATE, asks())
    with pytest.raises(TypeError, match="a Lookup is made once"):
        lookup.__init__(PRIVATE, asks())
    for copies in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="a Lookup can be neither copied nor pickled"):
            copies(lookup)


def test_the_loop_of_the_documentation_is_a_cache():
    said, asked, now = {}, [], [THEN]
    exec(textwrap.dedent(Lookup.__doc__[Lookup.__doc__.index("        def answer("):Lookup.__doc__.index("    What it returns")]), said)

    def ask(request):  # a server whose page is always "x"
        asked.append(request)
        valid = request.field("If-None-Match", "request") == '"x"'
        request.status, request.version, request.request_time, request.response_time = 304 if valid else 200, "1.1", now[0], now[0]
        for field in {"ETag": '"x"', "Cache-Control": "max-age=60", "Date": format_datetime(datetime.fromtimestamp(now[0], timezone.utc), usegmt=True)}.items():
            request.add_field(*field)
        return request

    store, cache = {}, Cache(shared=True, name="Here")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: now[0])
        answers = []
        for now[0] in (THEN, THEN + 30, THEN + 100, THEN + 130):
            answers.append(said["answer"](cache, store, asks(), ask))
        put = said["answer"](cache, store, asks(method="PUT"), ask)
    assert [head.status for head, _, _ in answers] == [200] * 4 and len(asked) == 3 and put[0].status == 200
    assert [content for _, _, content in answers] == [None] + [slice(0, None)] * 3
    assert [head.field("Age") for head, _, _ in answers] == [None, "30", None, "30"] and store == {}


# ---- invalidating: RFC 9111, 4.4 ----


@pytest.mark.parametrize("fields, invalid", [({}, False), ({"Cache-Groups": '"a"'}, True)])
def test_a_group_makes_others_invalid(fields, invalid):  # RFC 9875, 2 and 3
    post = response(204, method="POST", target="http://example.com/b", fields={"Cache-Group-Invalidation": '"a"'})
    assert SHARED.invalidates(post, stored(more=fields)) is invalid
    assert SHARED.invalidates(response(204, method="PUT"), stored()) is True


def test_which_octets_a_response_has():  # RFC 9111, 3.3
    octets = b"0123456789"
    assert SHARED.extent(response(fields={"Content-Length": "10"})) == (True, slice(0, 10), 10)
    whole, places, complete = SHARED.extent(response(206, fields={"Content-Range": "bytes 2-5/*"}))
    assert (whole, octets[places], complete) == (False, b"2345", None)
    assert SHARED.extent(response(200)) == (True, slice(0, None), None)
    assert SHARED.extent(Exchange()) == (None, None, None)


def test_a_newer_response_replaces_a_stored_one():  # RFC 9111, 4
    assert SHARED.replaces(says("max-age=60"), says("max-age=60")) is True
    assert SHARED.replaces(says("no-store"), says("max-age=60")) is False
    assert SHARED.replaces(Exchange(), says("max-age=60")) is None


@pytest.mark.parametrize("said, told", [(None, True), (True, True), (False, False)])
def test_whether_it_was_stored_can_be_said(said, told):  # RFC 9211, 2.6
    lookup = Cache(shared=True, name="C").lookup(Exchange(method="GET", target="http://example.com/a"), 0)
    lookup.answer()
    lookup.receive(says("max-age=60"), 0)
    assert ("; stored" in lookup.respond(stored=said).field("Cache-Status")) is told
    with pytest.raises(TypeError, match="stored"):
        lookup.respond(stored="yes")


def test_an_unsafe_method_that_went_well_makes_others_invalid():
    put = response(204, method="PUT", fields={"Location": "/b", "Content-Location": "//x/c"})
    assert SHARED.invalidated(put) == ("http://example.com/a", "http://example.com/b")
    assert SHARED.invalidated(response(404, method="PUT")) == () == SHARED.invalidated(response())


def test_what_is_invalid_is_normalised_as_the_key_is():  # RFC 9110, 4.2.3
    put = response(200, method="PUT", target="HTTP://EXAMPLE.com:80/%7ea")
    assert SHARED.invalidated(put) == (put.target_uri,) == ("http://example.com/~a",)


def test_caches_leave_nothing_behind():
    import resource
    exchange, peaks = says("max-age=60", Date=DATE), []
    for _ in range(3):
        for _ in range(4000):
            lookup = looked_up(Cache(shared=True, name="Here"), exchange, exchange)
            lookup.respond(), lookup.json(), SHARED.vary_key(exchange, exchange), SHARED.keep(exchange)
        gc.collect()
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[-1] < peaks[0] + 4096  # KiB
