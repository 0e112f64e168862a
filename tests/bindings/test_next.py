"""Chains, steps and policies in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import pickle
import re
import weakref

import hypothesis
import pytest
from hypothesis import strategies

from httpstatus import Chain, Client, Exchange, Policy, Registry, Status, Step, clients, settings, words

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
THEN = 784111777
CLIENTS = ", ".join(clients())
SETTINGS = ", ".join(settings())
ABILITIES = "connect, authenticate, authenticate-proxy, resend, recode, use-stored"
CIRCUMSTANCES = "own-condition, early-data, reused-connection, coalesced-connection"


def exchange(status=None, *, target="https://a.example/x", **more):
    return Exchange(**{"method": "GET", "target": target, "request_version": "1.1", "version": "1.1", "status": status, **more})


def moved(location="/y", status=302, **more):
    return exchange(status, fields={"Location": location}, **more)


def first(seen, policy=None, **said):
    return Chain(policy).next(seen, **said)[0]


def says(text):
    """A pattern for the whole of a message."""
    return f"^{re.escape(text)}$"


POSTED = {"method": "POST", "request_content": "repeatable",
          "request_fields": {"Content-Type": "text/plain", "Content-Length": "3", "Accept": "*/*"}}


# ---- redirects ----


def test_a_post_that_is_moved_is_asked_for_with_get_without_its_content():
    chain = Chain()
    step = chain.next(moved(status=301, **POSTED))[0]
    assert (step.action, step.reason, step.reference, step.requests) == ("follow", "moved-permanently", "RFC 9110, 15.4.2", True)
    assert (step.method, step.target, step.content) == ("GET", "https://a.example/y", "drop")
    assert (step.drop_fields, step.add_fields) == (("Content-Type", "Content-Length"), ())
    request = chain.take(step)
    assert (request.method, request.target, request.status) == ("GET", "https://a.example/y", None)
    assert request.fields("request") == [("Accept", "*/*")]


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_that_keeps_the_method_keeps_the_content(status):
    step = first(moved(status=status, **POSTED))
    assert (step.method, step.content, step.drop_fields) == ("POST", "keep", ())


@pytest.mark.parametrize("location, dropped, facts", [
    ("/y", (), ()), ("https://b.example/", ("Authorization", "Cookie"), ("credentials-dropped",)),
    ("http://a.example/", ("Authorization", "Cookie"), ("downgrade", "credentials-dropped")),
    ("https://a.example:444/", ("Authorization", "Cookie"), ("credentials-dropped",)), ("https://A.example:443/", (), ()),
])
def test_credentials_go_to_no_other_origin(location, dropped, facts):
    chain = Chain()
    step = chain.next(moved(location, request_fields=[("Authorization", "Basic eDp5"), ("Cookie", "a=b"), ("Accept", "*/*")]))[0]
    assert step.drop_fields == dropped and chain.facts == facts
    assert [name for name, _ in chain.take(step).fields("request")] == [name for name in ("Authorization", "Cookie", "Accept") if name not in dropped]


def test_a_chain_counts_its_hops_until_it_is_cleared():
    chain, target = Chain(hops=2), "https://a.example/0"
    for hop in "12":
        target = chain.take(chain.next(moved("/" + hop, target=target))[0]).target
        assert target == "https://a.example/" + hop
    last = chain.next(moved("/3", target=target))[0]
    assert (last.action, last.reason) == ("error", "too-many-redirects") and chain.take(last) is None
    chain.clear()
    assert chain.next(moved("/3", target=target))[0].action == "follow"


def test_a_circle_is_noticed_and_forgotten():
    chain = Chain()
    back = moved("/x", target=chain.take(chain.next(moved())[0]).target)
    chain.next(back)
    assert chain.facts == ("target-visited",)
    chain.clear()
    assert chain.facts == ()
    chain.next(back)
    assert chain.facts == ()


def test_a_request_keeps_its_octets():
    chain = Chain()
    request = chain.take(chain.next(moved(request_fields={b"X": b"a\x00\xff"}))[0])
    assert request.fields("request") == [("X", "a\0\xff")]


def test_a_request_that_is_too_large_is_refused_and_the_step_is_still_there():
    chain = Chain()
    step = chain.next(moved("/" + '"' * 400_000))[0]
    for _ in range(2):
        with pytest.raises(ValueError, match="^the next request: .*limit"):
            chain.take(step)


# ---- other steps ----


def test_success_is_final():
    step = first(exchange(200))
    assert (step.action, step.requests, step.method, step.target, step.content) == ("final", False, None, None, "none")
    assert (step.delay, step.delay_source, step.avoids_early_data) == (0, None, False)


def test_what_has_no_answer_yet_is_read_on():
    assert first(exchange()).action == "continue-reading" and first(exchange(interim=[(103, {})])).reason == "early-hints"


@pytest.mark.parametrize("value, now, delay", [("120", None, 120), (DATE, THEN - 200, 200), (DATE, THEN + 5, 0), (DATE, None, 0)])
def test_a_retry_waits_as_long_as_it_is_told(value, now, delay):
    step = first(exchange(503, fields={"Retry-After": value}), Policy(wait_cap_ms=300_000), now=now)
    assert (step.action, step.delay, step.delay_source) == ("retry", delay, "retry-after")


def test_who_is_told_to_wait_too_long_gives_up():
    seen = exchange(503, fields={"Retry-After": "61"})
    final, declined = Chain().next(seen)
    assert (final.action, final.declined_by) == ("final", ())
    assert (declined.action, declined.delay, declined.declined_by) == ("retry", 61, ("wait-cap-ms",))
    assert first(seen, Policy(over_wait_cap="shorten")).delay == 60 and first(seen, Policy(wait_cap_ms=61_000)).delay == 61


def test_a_wait_that_nobody_can_tell_without_a_clock_is_none(monkeypatch):
    monkeypatch.setattr("httpstatus.next.now_or", lambda now: -2**63)
    final, declined = Chain().next(exchange(503, fields={"Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"}))
    assert (final.action, declined.action, declined.delay, declined.declined_by) == ("final", "retry", None, ("wait-cap-ms",))


def test_what_the_policy_declines_can_be_taken():
    chain = Chain()
    chain.next(exchange(300, fields={"Location": "/y"}))
    final, declined = chain.next(exchange(300, fields={"Location": "/y"}))
    assert (declined.action, declined.level, declined.declined_by) == ("follow", "may", ("redirect-300",))
    assert chain.take(declined).target.endswith("/y")


def test_without_circumstances_nobody_knows_them():
    assert first(exchange(425)).reason == "too-early"
    assert first(exchange(425), circumstances=["early-data"]).reason == "sent-too-early"
    assert first(exchange(425), circumstances=[]).reason == "not-in-early-data"


def test_a_wait_is_in_seconds_and_parts_of_them():
    delays = {first(exchange(503), random=random).delay for random in range(0, 2**62, 2**56)}
    assert len(delays) > 10 and all(type(delay) is float and 0.5 <= delay <= 1 for delay in delays)


@pytest.mark.parametrize("seconds, delay", [("9223372036854774", 9223372036854774.0), ("9223372036854776", float("inf")), ("9" * 30, float("inf"))])
def test_a_wait_that_is_too_long_to_count_has_no_end(seconds, delay):  # in milliseconds, of which there are 2^63 - 1
    step = first(exchange(503, fields={"Retry-After": seconds}), Policy(wait_cap_ms=2**63 - 1))
    assert (step.action, step.delay, step.delay_source) == ("retry", delay, "retry-after")


@hypothesis.given(strategies.integers(), strategies.integers(0, 5000))
def test_any_random_number_takes_up_to_half_of_a_backoff_off(random, backoff):
    step = first(exchange(503), Policy(backoff_ms=backoff, backoff_cap_ms=backoff), random=random)
    assert step.action == "retry" and type(step.delay) is float and (backoff + 1) // 2 <= round(step.delay * 1000) <= backoff
    assert step.delay_source == ("backoff" if step.delay else None)


def test_a_challenge_is_answered_by_the_caller_once():
    seen, chain = exchange(401, fields={"WWW-Authenticate": 'Basic realm="x"'}), Chain()
    step = chain.next(seen)[0]
    assert (step.action, step.add_fields) == ("authenticate", (("Authorization", None),))
    assert chain.take(step).fields("request") == []
    answered = exchange(401, request_fields={"Authorization": "Basic eDp5"}, fields={"WWW-Authenticate": 'Basic realm="x"'})
    assert [step.action for step in chain.next(answered)] == ["final"]
    assert [step.action for step in chain.next(seen)] == ["authenticate", "final"]  # which went without
    assert [step.action for step in Chain().next(seen, can=["connect"])] == ["final"]
    assert Chain().next(seen, can={"authenticate", "connect"})[0].action == "authenticate"


@pytest.mark.parametrize("can, action", [({}, "authenticate"), ({"can": ["authenticate", "connect"]}, "authenticate"), ({"can": ()}, "final"),
                                         ({"can": ["connect", "resend"]}, "final")])
def test_what_is_not_named_cannot_be_done_but_where_nothing_is_said_it_is_as_usual(can, action):
    assert first(exchange(401, fields={"WWW-Authenticate": "Basic realm=x"}), **can).action == action


def test_what_was_said_counts_for_one_call():
    chain = Chain()
    assert chain.next(moved(), role="proxy")[0].action == "final" and chain.next(moved())[0].action == "follow"
    not_modified = exchange(304, request_fields={"If-None-Match": '"x"'})
    assert chain.next(not_modified, circumstances=["own-condition"])[0].action == "use-stored" and chain.next(not_modified)[0].action == "final"
    upgrade = exchange(426, fields={"Upgrade": "websocket", "Connection": "Upgrade"})
    assert chain.next(upgrade, protocols=["websocket"])[0].action == "upgrade" and chain.next(upgrade)[0].action == "final"
    challenged = exchange(401, fields={"WWW-Authenticate": "Basic realm=x"})
    assert chain.next(challenged, can=[])[0].action == "final" and chain.next(challenged)[0].action == "authenticate"


@pytest.mark.parametrize("wrong", [{"role": "server"}, {"can": ["fly"]}, {"circumstances": ["rain"]}, {"protocols": "web socket"}, {"now": "soon"}])
def test_a_wrong_word_leaves_the_steps_of_before(wrong):
    chain = Chain()
    step = chain.next(moved())[0]
    with pytest.raises((TypeError, ValueError)):
        chain.next(moved(), **wrong)
    assert chain.take(step).target == "https://a.example/y"


@pytest.mark.parametrize("protocols", ["web socket", ["web socket"], "a\0", "\u20ac", ["a/b/c"]])
def test_what_no_upgrade_field_can_have_is_no_protocol(protocols):
    with pytest.raises(ValueError, match=says(f"protocols is {protocols!r}, which no Upgrade field can have")):
        Chain().next(exchange(200), protocols=protocols)


def test_a_client_may_know_other_codes():  # RFC 9110, 15
    registry = Registry()
    registry.add(299, "Try Later", nearest=503)
    chain = Chain(registry=registry)
    del registry
    gc.collect()
    assert chain.next(exchange(299))[0].action == "retry" and Chain().next(exchange(299))[0].action == "final"
    assert Chain("curl", registry=None).next(exchange(299))[0].action == "final"
    with pytest.raises(TypeError, match=says("the registry is a Registry, not str")):
        Chain(registry="nginx")


def test_what_can_be_done_is_told_as_json():
    chain = Chain("curl")
    steps = chain.next(moved(status=301, **POSTED))
    told = chain.json()
    assert (told["method"], told["target"], told["status"], told["client"]) == ("POST", "https://a.example/x", 301, "curl")
    assert [(step["action"], step["reason"], step["reference"], step["delay_ms"]) for step in told["steps"]] == \
        [(step.action, step.reason, step.reference, step.delay * 1000) for step in steps]
    assert told["facts"] == list(chain.facts)


def test_facts_are_asked_for_by_their_words():
    chain = Chain()
    chain.next(exchange(410))
    assert chain.has_fact("remove-from-index") is True and chain.has_fact("permanent") is False
    with pytest.raises(ValueError, match="^fact is 'gone', which is none of: remove-from-index, "):
        chain.has_fact("gone")


def test_steps_have_words_for_what_they_are():
    for seen in (moved(), exchange(503), exchange(401, fields={"WWW-Authenticate": "Basic realm=x"}), exchange(206), exchange(ending="closed")):
        for step in Chain().next(seen):
            assert step.action in words("action") and step.level in words("level") and step.reason in words("reason")
            assert step.content in words("next-content") and step.connection in words("next-connection")
            assert step.delay_source is None or step.delay_source in words("delay-source")
            assert step.text == words("reason")[step.reason]


def test_a_proxy_hands_a_redirect_on():
    assert first(moved(), role="proxy").action == "final" and first(moved(), role="user-agent").action == "follow"


def test_circumstances():
    not_modified = exchange(304, request_fields={"If-None-Match": '"x"'})
    assert first(not_modified, circumstances=["own-condition"]).action == "use-stored" and first(not_modified).action == "final"
    early = first(exchange(425), circumstances=("early-data",))
    assert (early.action, early.avoids_early_data) == ("retry", True)
    closed = exchange(ending="closed", method="POST", request_content="none")
    assert first(closed, Policy(retry_stale="any"), circumstances={"reused-connection"}).reason == "stale-connection"
    assert first(closed, Policy(retry_stale="any")).action == "error"


@pytest.mark.parametrize("protocols", [["h2c", "websocket"], ("websocket",), "h2c, websocket"])
def test_another_protocol_where_the_client_speaks_it(protocols):
    chain = Chain()
    step = chain.next(exchange(426, fields={"Upgrade": "websocket, TLS/1.3", "Connection": "Upgrade"}), protocols=protocols)[0]
    assert step.action == "upgrade" and dict(chain.take(step).fields("request")) == {"Upgrade": "websocket", "Connection": "Upgrade"}


@pytest.mark.parametrize("protocols", [[], (), "", ["h2c"]])
def test_no_other_protocol_where_the_client_does_not_speak_it(protocols):
    assert first(exchange(426, fields={"Upgrade": "websocket"}), protocols=protocols).action == "final"


def cut(tag):
    return exchange(200, ending="cut", content_seen=7, fields={"Content-Length": "10", "ETag": tag})


def test_the_rest_of_what_broke_off():
    step = first(cut('"x"'))
    assert step.action == "resume" and dict(step.add_fields) == {"Range": "bytes=7-", "If-Range": '"x"'}


def test_a_value_that_is_no_text_is_as_in_the_next_request():
    chain = Chain()
    step = chain.next(cut(b'"\xe4"'))[0]
    assert dict(step.add_fields)["If-Range"] == dict(chain.take(step).fields("request"))["If-Range"] == '"\xe4"'


@pytest.mark.parametrize("status, fields, facts", [
    (200, {}, ()), (410, {}, ("remove-from-index",)), (499, {}, ("treated-as-class",)), (511, {}, ("captive-portal",)),
    (308, {"Location": "/y"}, ("permanent",)), (302, {}, ("location-missing",)), (302, {"Location": "mailto:a@b.example"}, ("location-unusable",)),
    (302, [("Location", "/y"), ("Location", "/z")], ("location-repeated",)), (401, {}, ("challenge-missing",)),
    (503, {"Retry-After": "soon"}, ("retry-after-invalid",)), (405, {}, ("allow-missing",)),
])
def test_facts(status, fields, facts):
    chain = Chain()
    assert chain.facts == ()
    chain.next(exchange(status, fields=fields))
    assert chain.facts == facts and all(chain.has_fact(fact) for fact in facts)


# ---- steps as objects ----


def test_a_step_is_a_named_tuple_and_outlives_its_chain():
    chain = Chain("curl")
    steps = chain.next(moved("https://b.example/y", request_fields={"Cookie": "a=b"}))
    wanted, alive = repr(steps), weakref.ref(chain)
    del chain
    gc.collect()
    assert alive() is None and repr(steps) == wanted
    for step in steps:
        assert type(step) is Step and isinstance(step, tuple) and Step(*step) == step and Step(**step._asdict()) == step
        assert hash(step) == hash(Step(*step)) and copy.deepcopy(step) == pickle.loads(pickle.dumps(step)) == step
        with pytest.raises(AttributeError):
            step.action = "final"
    assert Step._fields == ("action", "level", "reference", "reason", "text", "requests", "method", "target", "content", "drop_fields", "add_fields",
                            "delay", "delay_source", "connection", "avoids_early_data", "declined_by")


def test_the_list_of_steps_is_the_callers():
    chain = Chain()
    steps = chain.next(moved())
    step = steps[0]
    steps.clear()
    assert chain.take(step).target == "https://a.example/y"


def test_a_request_outlives_its_chain_and_goes_on_in_another():
    chain = Chain()
    request = chain.take(chain.next(moved())[0])
    del chain
    gc.collect()
    assert request.target == "https://a.example/y" and first(request).action == "continue-reading"


# ---- taking steps ----

REFUSED = says("this is no step of the last `next`")


def test_a_step_is_taken_once():
    chain = Chain()
    step = chain.next(moved())[0]
    chain.take(step)
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(step)


def test_a_step_that_sends_no_request_is_taken_once_as_well():
    chain = Chain()
    step = chain.next(exchange(200))[0]
    assert chain.take(step) is None
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(step)


@pytest.mark.parametrize("wrong", [None, 0, "follow", ()])
def test_what_is_no_step_is_not_taken(wrong):
    chain = Chain()
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(wrong)
    step = chain.next(moved())[0]
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(wrong)
    assert chain.take(step).target == "https://a.example/y"


def test_a_foreign_step_is_not_taken():
    chain = Chain()
    chain.next(moved())
    for foreign in (Chain().next(moved("/z"))[0], Chain().next(exchange(503))[0]):
        with pytest.raises(ValueError, match=REFUSED):
            chain.take(foreign)


def test_a_step_of_before_is_not_taken():
    chain = Chain()
    old = chain.next(moved("/z"))[0]
    chain.next(moved())
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(old)


def test_clear_takes_the_steps_away_and_next_brings_new_ones():
    chain = Chain()
    step = chain.next(moved())[0]
    chain.clear()
    with pytest.raises(ValueError, match=REFUSED):
        chain.take(step)
    assert chain.take(chain.next(moved())[0]).target == "https://a.example/y"


# ---- what is no input ----


@pytest.mark.parametrize("said, error, message", [
    ({"role": "server"}, ValueError, "role is 'server', which is none of: user-agent, proxy"),
    ({"role": None}, ValueError, "role is None, which is none of: user-agent, proxy"),
    ({"can": "connect"}, TypeError, "can is 'connect', not a collection of words"),
    ({"can": ["connect", "fly"]}, ValueError, f"can has 'fly', which is none of: {ABILITIES}"),
    ({"can": [None]}, ValueError, f"can has None, which is none of: {ABILITIES}"),
    ({"circumstances": "early-data"}, TypeError, "circumstances is 'early-data', not a collection of words"),
    ({"circumstances": ["rain"]}, ValueError, f"circumstances has 'rain', which is none of: {CIRCUMSTANCES}"),
])
def test_a_wrong_word_is_answered_with_the_right_ones(said, error, message):
    with pytest.raises(error, match=says(message)):
        Chain().next(exchange(200), **said)


@pytest.mark.parametrize("said, error", [
    ({"can": None}, TypeError), ({"can": 5}, TypeError), ({"circumstances": 5}, TypeError), ({"protocols": None}, TypeError),
    ({"protocols": [1]}, TypeError), ({"protocols": b"h2c"}, TypeError), ({"random": "x"}, TypeError), ({"random": 1.5}, TypeError),
    ({"now": "soon"}, TypeError), ({"now": float("nan")}, ValueError), ({"now": float("inf")}, ValueError),
    ({"now": 2**64}, ValueError), ({"now": -2**63}, ValueError),
    ({"now": []}, TypeError), ({"colour": 1}, TypeError),
])
def test_what_is_no_input_is_an_error(said, error):
    with pytest.raises(error):
        Chain().next(exchange(200), **said)


@pytest.mark.parametrize("wrong", [None, 5, "", {}, Chain(), Status(404)])
def test_what_is_no_exchange_has_no_next(wrong):
    with pytest.raises(TypeError, match=says(f"{wrong!r} is no Exchange")):
        Chain().next(wrong)


def test_an_input_of_nothing_is_one():
    assert Chain().next(exchange(200), None, random=None, can=(), circumstances=(), protocols=())[0].action == "final"


@hypothesis.settings(deadline=None)
@hypothesis.given(
    status=strategies.integers(100, 999), method=strategies.sampled_from(["GET", "HEAD", "POST", "PUT", "CONNECT", "x"]),
    location=strategies.one_of(strategies.none(), strategies.binary(max_size=30).map(lambda octets: octets.translate(None, b"\r\n"))),
    retry_after=strategies.one_of(strategies.none(), strategies.integers(0, 10**22).map(str), strategies.just(DATE)),
    client=strategies.sampled_from(list(clients())), now=strategies.one_of(strategies.none(), strategies.integers(-2**63 + 1, 2**63 - 1)),
    random=strategies.one_of(strategies.none(), strategies.integers()), role=strategies.sampled_from(["user-agent", "proxy"]),
    can=strategies.sets(strategies.sampled_from(ABILITIES.split(", "))),
    circumstances=strategies.sets(strategies.sampled_from(CIRCUMSTANCES.split(", "))))
def test_there_is_always_a_step_and_each_can_be_taken(status, method, location, retry_after, client, **said):
    fields = [(name, value) for name, value in (("Location", location), ("Retry-After", retry_after), ("WWW-Authenticate", "Basic realm=x"),
                                                ("Upgrade", "websocket")) if value is not None]
    seen = Exchange(method=method, target="https://a.example/x", request_version="1.1", version="1.1", request_fields={"Cookie": "a=b"},
                    **({"interim": [(status, fields)]} if status < 200 else {"status": status, "fields": fields}))
    steps = Chain(client).next(seen, protocols=["websocket"], **said)
    assert steps and len({step.action for step in steps}) == len(steps)
    for place, step in enumerate(steps):
        chain = Chain(client)
        again = chain.next(seen, protocols=["websocket"], **{**said, "random": 0})[place]
        assert again.action == step.action and step.delay >= 0 and (step.method is not None) == step.requests
        request = chain.take(again)
        assert (request is not None) == step.requests
        if request is not None:
            assert (request.method, request.target, request.status) == (step.method, step.target, None)


@pytest.mark.parametrize("said", [{"now": "5"}, {"protocols": "websocket\0"}])
def test_what_looks_like_an_input_is_none(said):
    with pytest.raises((TypeError, ValueError)):
        Chain().next(exchange(200), **said)


@pytest.mark.parametrize("nothing", ["", 0, False, [], {}])
def test_nothing_is_no_policy(nothing):
    with pytest.raises((TypeError, ValueError)):
        Chain(nothing)


# ---- policies ----


def test_clients_differ():
    seen = moved(method="PUT", request_content="repeatable")
    assert first(seen, "curl").method == "PUT" and first(seen, "requests").method == "GET"
    assert first(seen, Policy("requests", redirect_302="*=keep")).method == "PUT"
    assert first(seen, Policy(redirect_302="PUT=fail *=keep")).action == "error"


def test_a_setting_is_a_text_a_number_or_a_list():
    policy = Policy("curl", hops=5, redirect_301="*=keep")
    assert (policy["hops"], policy["redirect-301"], policy["redirect_301"], policy["backoff-cap-ms"]) == ("5", "*=keep", "*=keep", "600000")
    policy["retry"] = [429, Status(503)]
    assert policy["retry"] == "429 503"
    policy["retry"] = "500"
    assert policy["retry"] == "500"
    policy["retry_methods"] = (method for method in ("GET", "HEAD"))
    assert policy["retry-methods"] == "GET HEAD"
    policy["retry"] = []
    assert policy["retry"] == ""
    assert list(policy) == list(settings())


@pytest.mark.parametrize("name", ["hopz", "Hops", "", "hops\0", "hops ", None, 5, b"hops", ()])
def test_a_setting_that_does_not_exist_is_answered_with_those_that_do(name):
    message = says(f"{name!r} is no setting; settings are: {SETTINGS}")
    policy = Policy()
    with pytest.raises(ValueError, match=message):
        policy[name]
    with pytest.raises(ValueError, match=message):
        policy[name] = "5"


@pytest.mark.parametrize("word, value", [
    ("hops", -1), ("hops", ""), ("hops", "5 "), ("hops", " 5"), ("hops", "\u0665"), ("hops", 2**63), ("hops", [1, 2]),
    ("hops", "5\0"), ("over-hops", "shrug"), ("over-hops", "Stop"), ("retry", [429, 42]), ("retry", "429  503"), ("retry", "429,503"),
    ("redirect-301", ""), ("redirect-301", "POST=get"), ("redirect-301", "*=keep POST=get"), ("redirect-301", "*=fly"),
    ("retry-methods", "G\0T"), ("retry-methods", ["a b\t"]), ("sensitive-fields", "Cookie,"), ("sensitive-fields", "K\xe4se"),
])
def test_a_value_that_a_setting_does_not_take_is_refused_and_changes_nothing(word, value):
    policy, before = Policy("go"), Policy("go")[word]
    with pytest.raises(ValueError, match=says(f"{word} is {value!r}, which it cannot be: {settings()[word]}")):
        policy[word] = value
    assert policy[word] == before
    with pytest.raises(ValueError, match="which it cannot be"):
        Policy(**{word.replace("-", "_"): value})


@pytest.mark.parametrize("value", [None, 1.5, object(), True])
def test_a_value_of_another_type_is_refused_and_changes_nothing(value):
    policy = Policy()
    with pytest.raises(TypeError):
        policy["hops"] = value
    assert policy["hops"] == "20"


@pytest.mark.parametrize("value", [[None], b"ab", ["Cookie", True], {"Cookie": 1}])
def test_a_list_is_one_of_texts_and_numbers(value):
    policy = Policy()
    with pytest.raises(TypeError):
        policy["sensitive-fields"] = value
    assert policy["sensitive-fields"] == Policy()["sensitive-fields"]


@hypothesis.given(strategies.sampled_from(list(settings())), strategies.one_of(strategies.text(max_size=12), strategies.integers(),
                                                                              strategies.lists(strategies.integers(0, 1000), max_size=4)))
def test_a_setting_is_what_it_was_set_to_or_as_before(word, value):
    hypothesis.assume(not isinstance(value, str) or value.isprintable())
    policy = Policy()
    before = policy[word]
    try:
        policy[word] = value
    except ValueError:
        assert policy[word] == before
    else:
        assert policy[word] == (" ".join(map(str, value)) if isinstance(value, list) else str(value))
    assert all(policy[other] == Policy()[other] for other in policy if other != word)


@hypothesis.given(strategies.integers(0, 2**63 - 1))
def test_a_number_can_be_any_that_fits(number):
    assert Policy(wait_cap_ms=number)["wait-cap-ms"] == str(number)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_a_policy_of_its_own(copied):
    policy = Policy("wget", hops=5)
    other = copied(policy)
    assert {name: other[name] for name in other} == {name: policy[name] for name in policy}
    other["hops"] = 6
    policy["retries"] = 7
    assert (policy["hops"], other["hops"], other["retries"]) == ("5", "6", Policy("wget")["retries"])


def test_a_chain_does_not_change_with_the_policy_that_it_was_made_from():
    policy = Policy(hops=1)
    chain = Chain(policy)
    assert chain.policy["hops"] == "1"
    policy["hops"] = 0
    assert chain.next(moved())[0].action == "follow" and first(moved(), policy).action == "error"


@pytest.mark.parametrize("make", [Policy, Chain])
@pytest.mark.parametrize("client", ["nonsense", "Curl", "curl\0", "curl ", 5])
def test_a_client_that_is_not_known_is_answered_with_those_that_are(make, client):
    with pytest.raises(ValueError, match=says(f"{client!r} is no client that is known; known are: {CLIENTS}")):
        make(client)


def test_none_is_a_careful_client_for_a_chain_and_no_client_for_a_policy():
    assert Chain(None).policy["hops"] == Chain().policy["hops"] == Policy()["hops"] == Policy("default")["hops"] == "20"
    with pytest.raises(ValueError, match="^None is no client that is known; known are: "):
        Policy(None)


def test_a_chain_takes_changes_only_to_a_policy_that_it_makes():
    assert Chain("curl", hops=7).policy["hops"] == Chain(hops=7).policy["hops"] == "7"
    with pytest.raises(TypeError, match=says("changes are made to the Policy itself")):
        Chain(Policy(), hops=7)
    with pytest.raises(ValueError, match=says(f"'hopz' is no setting; settings are: {SETTINGS}")):
        Chain(hopz=7)


# ---- what is known ----


def test_settings_are_told_and_cannot_be_changed():
    assert "how many redirects are followed" in settings()["hops"].lower()
    assert all(isinstance(text, str) and text for text in settings().values()) and len(settings()) == len(list(Policy()))
    with pytest.raises(TypeError):
        settings()["hops"] = ""


def test_clients_are_told_and_cannot_be_changed():
    assert next(iter(clients())) == "default" and {"curl", "go", "requests", "fetch", "okhttp", "wget"} <= {*clients()}
    assert set(clients()["default"].sources) == set(settings()) and clients()["default"].version == ""
    for name, client in clients().items():
        assert type(client) is Client and client.name == name and client.title and isinstance(client.version, str)
        assert set(client.sources) <= set(settings()) and all(client.sources.values())
        assert list(Policy(name)) == list(settings())
    with pytest.raises(TypeError):
        clients()["mine"] = clients()["curl"]
    with pytest.raises(TypeError):
        clients()["curl"].sources["hops"] = ""


@pytest.mark.parametrize("name", list(clients()))
def test_what_is_not_known_of_a_client_is_as_in_default(name):
    unknown = set(settings()) - set(clients()[name].sources)
    assert {setting: Policy(name)[setting] for setting in unknown} == {setting: Policy()[setting] for setting in unknown}


@pytest.mark.parametrize("name", list(clients()))
def test_every_value_of_a_client_can_be_set(name):
    policy = Policy()
    for setting in policy:
        policy[setting] = Policy(name)[setting]
        assert policy[setting] == Policy(name)[setting]


# ---- objects ----


def test_policies_are_not_pickled():
    with pytest.raises(TypeError, match=says("a Policy cannot be pickled")):
        pickle.dumps(Policy())


@pytest.mark.parametrize("refused", [copy.copy, copy.deepcopy, pickle.dumps])
def test_chains_are_not_copied(refused):
    with pytest.raises(TypeError, match=says("a Chain can be neither copied nor pickled")):
        refused(Chain())


@pytest.mark.parametrize("kind", [Policy, Chain])
def test_what_is_made_is_not_made_again(kind):
    thing = kind("curl")
    with pytest.raises(TypeError, match=says(f"a {kind.__name__} is made once")):
        thing.__init__("wget")


@pytest.mark.parametrize("kind", [Policy, Chain])
def test_what_was_never_made_goes_in_peace(kind):
    thing = kind.__new__(kind)
    del thing
    with pytest.raises(ValueError):
        kind("nonsense")
    gc.collect()


def test_policies_and_chains_can_be_subclassed():
    class Careful(Policy):
        def __init__(self):
            super().__init__("default", hops=3)

    class Counting(Chain):
        taken = 0

        def take(self, step):
            self.taken += 1
            return super().take(step)

    policy = Careful()
    chain = Counting(policy)
    assert chain.policy["hops"] == policy["hops"] == "3" and copy.copy(policy)["hops"] == "3"
    assert isinstance(copy.copy(policy), Careful)
    chain.take(chain.next(moved())[0])
    assert chain.taken == 1 and Counting("curl", hops=4).policy["hops"] == "4"


def test_what_policies_and_chains_look_like():
    chain = Chain()
    assert repr(chain) == "<Chain []>" and repr(Policy(hops=5)).startswith("<Policy {'redirect-300': '*=stop', ")
    chain.next(moved())
    assert repr(chain) == "<Chain ['follow', 'final']>"


@pytest.mark.parametrize("seen", [
    pytest.param(moved("https://b.example/y", request_fields={"Cookie": "a=b"}), id="follow"),
    pytest.param(exchange(401, fields={"WWW-Authenticate": "Basic realm=" + "x" * 5000}), id="authenticate"),
])
def test_chains_and_policies_leave_nothing_behind(seen):
    import resource
    for round in range(3):
        for i in range(5000):
            chain = Chain(Policy("curl", hops=i, sensitive_fields=["Cookie", "Authorization"]))
            chain.take(chain.next(seen)[0])
            with pytest.raises(ValueError):
                Policy(hops="x")
        gc.collect()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if round == 0:
            first_peak = peak
    assert peak < first_peak + 4096  # KiB
