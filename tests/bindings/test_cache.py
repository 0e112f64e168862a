"""Caches in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import pickle

import pytest

from httpstatus import Cache, Chain, Exchange, words

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


@pytest.mark.parametrize("understands", ["yes", 1, 0])
def test_what_it_understands_is_true_or_false(understands):
    with pytest.raises(TypeError, match="^understands is .*, neither True nor False$"):
        Cache(shared=True, understands=understands)
    with pytest.raises(TypeError):
        Cache(shared=True, colour=True)


@pytest.mark.parametrize("said", [{"shared": True}, {"shared": False}, {"shared": True, "understands": False},
                                  {"shared": False, "understands": True}])
def test_what_was_said_can_be_read_back_and_copied(said):
    for cache in (Cache(**said), copy.copy(Cache(**said)), copy.deepcopy(Cache(**said)), pickle.loads(pickle.dumps(Cache(**said)))):
        assert (cache.shared, cache.understands) == (said["shared"], said.get("understands"))


def test_a_cache_is_made_once_and_stays_as_it_is():
    cache = Cache(shared=True)
    with pytest.raises(TypeError, match="a Cache is made once"):
        cache.__init__(shared=False)
    with pytest.raises(AttributeError):
        cache.shared = False
    assert repr(cache) == "<Cache shared>" and repr(PRIVATE) == "<Cache private>"


ASK = [lambda cache, x: cache.may_store(x), lambda cache, x: cache.obstacles(x), lambda cache, x: cache.freshness(x),
       lambda cache, x: cache.lifetime(x, 0), lambda cache, x: cache.age(x, 0), lambda cache, x: cache.is_fresh(x, 0), lambda cache, x: cache.stale_if_error(x),
       lambda cache, x: cache.may_reuse(x, response(), 0), lambda cache, x: cache.may_reuse(response(), x, 0),
       lambda cache, x: cache.reuse_obstacles(x, response(), 0), lambda cache, x: cache.reuse_obstacles(response(), x, 0),
       lambda cache, x: cache.selects(x, response()), lambda cache, x: cache.selects(response(), x), lambda cache, x: cache.invalidated(x)]


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
    assert SHARED.obstacles(partial) == Cache(shared=True, understands=False).obstacles(partial) == ("status-not-understood",)


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
    assert SHARED.may_reuse(exchange, response()) is False


def test_stale_if_error_is_no_concern_of_where_it_is_forbidden():  # RFC 5861, 4; RFC 9111, 5.2.2.10 and 4.2.4
    exchange = says("max-age=60, s-maxage=10, stale-if-error=5")
    assert PRIVATE.stale_if_error(exchange) == 5 and SHARED.stale_if_error(exchange) == 0 and PRIVATE.stale_if_error(says("max-age=60")) == 0


# ---- answering: RFC 9111, 4 ----


def test_a_stored_response_answers_while_it_is_fresh():
    stored = says("max-age=60", Date=DATE)
    assert PRIVATE.may_reuse(stored, response(), THEN + 7) is True and PRIVATE.reuse_obstacles(stored, response(), THEN + 7) == ()
    assert PRIVATE.may_reuse(stored, response(), THEN + 61) is False and PRIVATE.reuse_obstacles(stored, response(), THEN + 61) == ("stale",)


@pytest.mark.parametrize("request_said, obstacle", [
    ({"target": "http://example.com/b"}, "target"), ({"method": "POST"}, "method"), ({"request_fields": {"Cache-Control": "no-cache"}}, "request"),
    ({"request_fields": {"Accept": "text/html"}}, "vary"),
])
def test_another_request_is_not_answered(request_said, obstacle):
    stored = response(fields={"Cache-Control": "max-age=60", "Date": DATE, "Vary": "Accept"}, request_fields={"Accept": "text/plain"})
    asked = Exchange(**{"method": "GET", "target": "http://example.com/a", "request_fields": {"Accept": "text/plain"}, **request_said})
    assert PRIVATE.may_reuse(stored, asked, THEN) is False and obstacle in PRIVATE.reuse_obstacles(stored, asked, THEN)


# ---- validating and invalidating: RFC 9111, 4.3.4 and 4.4 ----


@pytest.mark.parametrize("tag, selected", [('"x"', "selected"), ('W/"x"', "if-latest"), ('"y"', False)])
def test_a_304_is_about_what_has_its_validator(tag, selected):
    assert SHARED.selects(response(304, fields={"ETag": tag}), response(fields={"ETag": '"x"'})) == selected


def test_a_304_without_a_validator_is_about_the_only_one():
    assert SHARED.selects(response(304), response()) == "if-only"


def test_what_is_no_304_selects_nothing_and_without_a_status_nobody_knows():
    assert SHARED.selects(response(200), response()) is False and SHARED.selects(Exchange(), response()) is None


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
        for _ in range(20000):
            Cache(shared=True).reuse_obstacles(exchange, exchange, THEN)
        gc.collect()
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert peaks[-1] < peaks[0] + 4096  # KiB
