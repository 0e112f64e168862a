"""Choices, questions and what they need in Python. SPDX-License-Identifier: MIT"""
import copy
import gc
import pickle
import re
import subprocess
import sys
import types
import weakref
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies

from httpstatus import (DEFAULT, Chain, Choice, Exchange, Node, Registry, Status, Turn, check, conditions, decide, graph, if_range_holds, negotiate,
                        questions, ranges, weight, words)

DATE = "Sun, 06 Nov 1994 08:49:37 GMT"
THEN = 784111777
LATER = THEN + 3600


def request(method="GET", target="/page", version="1.1", **fields):
    """A request in HTTP/1.1; its fields are named arguments, "_" for "-"."""
    named = {"Host": "a.example", **{name.replace("_", "-"): value for name, value in fields.items()}}
    return Exchange(method=method, target=target, request_version=version, request_fields=named)


def resource(**answers):
    return types.SimpleNamespace(**answers)


def chosen(asked=None, now=LATER, **answers):
    return decide(resource(**answers), asked or request(), now)


def asking(question, asked=None, **answers):
    """A choice that has come to a question, by these answers and defaults."""
    choice = Choice(asked or request(), LATER)
    while choice.question.id != question:
        choice.answer(answers.get(choice.question.id.replace("-", "_"), DEFAULT))
    return choice


def says(text):
    """A pattern for the whole of a message."""
    return f"^{re.escape(text)}$"


# Where each type of answer is asked for.
ASKED = {
    "yes-no": lambda: asking("available"), "word": lambda: asking("resource"), "entity-tag": lambda: asking("entity-tag"),
    "date": lambda: asking("last-modified"), "seconds": lambda: asking("available-again", available=False),
    "octets": lambda: asking("complete-length", request(Range="bytes=0-1"), ranges=True),
    "target": lambda: asking("see-other-at", resource="elsewhere"), "methods": lambda: asking("allowed-methods"),
    "media-types": lambda: asking("media-types"), "challenges": lambda: asking("challenges", authenticated=False),
}


def given(choice):
    """The text of the last answer."""
    return [turn.answer for turn in choice.path if turn.answer is not None][-1]


# ---- walking ----


def test_a_choice_ends_with_a_code_when_all_is_answered():
    choice = Choice(request())
    while choice.question:
        assert choice.code is None and choice.end is None and choice.fields == []
        choice.answer_default()
    assert choice.code is Status(200) and choice.end.id == "ok" and choice.question is None


def test_the_path_tells_what_was_decided_and_answered():
    path = chosen(resource="absent").path
    assert path[0] == (next(iter(graph().values())), path[0].way, path[0].answer)
    assert next(turn for turn in path if turn.node.id == "resource") == Turn(graph()["resource"], "absent", "absent")
    assert path[-1] == Turn(graph()["not-found"], None, None)
    for turn, after in zip(path, path[1:]):
        assert turn.node.ways[turn.way] == after.node.id
        assert (turn.answer is None) == (turn.node.type is None)


def test_the_path_ends_with_the_open_question():
    choice = asking("entity-tag")
    assert choice.path[-1] == Turn(choice.question, None, None)


def test_back_opens_the_question_again():
    choice = asking("resource")
    choice.answer("gone")
    assert choice.code == 410
    choice.back()
    assert choice.question.id == "resource" and choice.code is None and choice.fields == []
    choice.answer("absent")
    assert choice.code == 404


def test_back_where_nothing_was_answered_is_an_error():
    choice = Choice(request())
    with pytest.raises(ValueError, match=says("nothing was answered that could be taken back")):
        choice.back()
    assert choice.question is not None


def test_an_answer_at_the_end_is_an_error():
    choice = chosen()
    with pytest.raises(ValueError, match=says("the choice is at its end; no question is open")):
        choice.answer(True)
    assert choice.code == 200


def test_the_response_comes_at_the_end_only():
    with pytest.raises(ValueError, match=says("the choice is not at its end; entity-tag is open")):
        asking("entity-tag").respond()


def test_a_request_without_a_method_is_none():
    with pytest.raises(ValueError, match="has no method$"):
        Choice(Exchange(target="/"))


@pytest.mark.parametrize("ask", [Choice, questions, conditions, if_range_holds, lambda wrong: decide(resource(), wrong),
                                 lambda wrong: ranges(wrong, 5), lambda wrong: negotiate(wrong, "coding", "gzip")])
@pytest.mark.parametrize("wrong", [None, "GET", {}, Chain()])
def test_what_is_no_exchange_is_refused(ask, wrong):
    with pytest.raises(TypeError, match=says(f"{wrong!r} is no Exchange")):
        ask(wrong)


def test_a_response_that_is_there_already_does_not_matter():
    asked = Exchange(method="GET", target="/", request_version="1.1", request_fields={"Host": "a.example"}, status=500, fields={"X": "y"})
    assert [name for name, _ in chosen(asked).respond().fields()] == ["Date"]


# ---- answers ----


@pytest.mark.parametrize("kind, value, text", [
    ("yes-no", True, "yes"), ("yes-no", "no", "no"), ("yes-no", b"yes", "yes"), ("word", "here", "here"),
    ("entity-tag", '"v1"', '"v1"'), ("entity-tag", 'W/"v1"', 'W/"v1"'), ("entity-tag", None, ""), ("entity-tag", "", ""),
    ("date", THEN, DATE), ("date", THEN + 0.9, DATE), ("date", DATE, DATE), ("date", None, ""),
    ("date", datetime(1994, 11, 6, 8, 49, 37, tzinfo=timezone.utc), DATE),
    ("date", datetime(1994, 11, 6, 9, 49, 37, 999999, tzinfo=timezone(timedelta(hours=1))), DATE),
    ("date", datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=timezone.utc), "Wed, 31 Dec 1969 23:59:59 GMT"),
    ("seconds", 120, "120"), ("seconds", 0, "0"), ("seconds", timedelta(minutes=2), "120"), ("seconds", timedelta(seconds=1.5), "2"),
    ("seconds", "120", "120"), ("seconds", None, ""), ("octets", 1000, "1000"), ("octets", Status(404), "404"), ("octets", None, ""),
    ("target", "../new", "../new"), ("methods", ["GET", "HEAD"], "GET, HEAD"), ("methods", (word for word in ("GET", "PUT")), "GET, PUT"),
    ("methods", "GET", "GET"), ("methods", [], ""), ("methods", None, ""), ("media-types", {"text/html": 1}.keys(), "text/html"),
    ("challenges", ['Basic realm="staff, other"', "Bearer"], 'Basic realm="staff, other", Bearer'),
])
def test_an_answer_is_what_python_has_for_it(kind, value, text):
    choice = ASKED[kind]()
    choice.answer(value)
    assert given(choice) == text


@pytest.mark.parametrize("kind, value", [
    ("yes-no", "maybe"), ("yes-no", ""), ("word", "nowhere"), ("word", ""), ("entity-tag", "v1"), ("entity-tag", "*"), ("entity-tag", '"\r\n"'),
    ("entity-tag", '"\0"'), ("date", "yesterday"), ("date", -2**62), ("date", 10**12), ("seconds", -1), ("seconds", "-1"), ("seconds", "1.5"),
    ("seconds", 2**63), ("seconds", 10**30), ("seconds", timedelta(seconds=-1)), ("octets", -1), ("octets", "1.5"), ("target", ""),
    ("methods", "G T"), ("methods", ["GET", "a b"]), ("media-types", ["text"]), ("challenges", "="), ("challenges", []),
])
def test_a_wrong_answer_tells_the_question_and_what_it_takes(kind, value):
    choice = ASKED[kind]()
    question, path = choice.question, choice.path
    with pytest.raises(ValueError, match=says(f"{question.id} is {value!r}, which is no answer to: {question.text} It takes {question.takes}")):
        choice.answer(value)
    assert choice.question is question and choice.path == path


@pytest.mark.parametrize("kind, value", [
    ("yes-no", None), ("yes-no", 1), ("yes-no", 0), ("yes-no", []), ("word", True), ("word", None), ("word", 5), ("entity-tag", True),
    ("entity-tag", 5), ("entity-tag", ['"v1"']), ("date", True), ("date", date(1994, 11, 6)), ("date", timedelta(1)), ("date", [DATE]),
    ("seconds", True), ("seconds", 1.5), ("seconds", datetime.now(timezone.utc)), ("octets", True), ("octets", timedelta(1)), ("octets", 5.0),
    ("target", None), ("target", 5), ("methods", 5), ("methods", True), ("methods", [1]), ("methods", {"GET": 1}), ("methods", ["GET", None]),
    ("challenges", None), ("yes-no", object()),
])
def test_what_can_never_be_an_answer_is_a_type_error(kind, value):
    choice = ASKED[kind]()
    question = choice.question
    with pytest.raises(TypeError, match=f"^{question.id} is "):
        choice.answer(value)
    assert choice.question is question


@pytest.mark.parametrize("value", [datetime(1994, 11, 6), float("nan"), float("inf")])
def test_a_time_that_nobody_can_tell_is_an_error(value):
    for ask in (ASKED["date"]().answer, lambda now: Choice(request(), now), lambda now: conditions(request(), now=now),
                lambda then: conditions(request(), last_modified=then), lambda then: if_range_holds(request(), last_modified=then)):
        with pytest.raises(ValueError):
            ask(value)


def test_an_iterator_that_fails_leaves_the_question_open():
    def broken():
        yield "GET"
        raise KeyError("database")

    choice = ASKED["methods"]()
    with pytest.raises(KeyError):
        choice.answer(broken())
    assert choice.question.id == "allowed-methods"


def test_a_default_is_what_the_node_says():
    choice = ASKED["methods"]()
    choice.answer(DEFAULT)
    assert given(choice) == graph()["allowed-methods"].default == "GET, HEAD"


@pytest.mark.parametrize("ask", [lambda choice: choice.answer(DEFAULT), lambda choice: choice.answer_default()])
def test_a_question_without_a_default_has_to_be_answered(ask):
    choice = ASKED["challenges"]()
    with pytest.raises(ValueError, match=says("challenges has no default: How can the client authenticate itself? "
                                              f"It takes {graph()['challenges'].takes}")):
        ask(choice)
    assert choice.question.id == "challenges"


def test_the_usual_methods_have_that_of_the_request():  # RFC 9110, 15.5.6
    choice = asking("allowed-methods", request("PUT"))
    assert choice.usual == "GET, HEAD, PUT" and choice.question.default == "GET, HEAD"
    choice.answer(choice.usual)
    assert choice.usual == choice.question.default == "yes"
    assert asking("challenges", authenticated=False).usual is None and chosen().usual is None


# ---- what was chosen ----


@pytest.mark.parametrize("allowed, code", [
    (["GET", "FOO"], 204), (("FOO",), 204), ({"FOO"}, 204), ("GET,FOO", 204), (b"FOO", 204), ([b"FOO"], 204), (lambda request: ["FOO"], 204),
    (["GET"], 501), ([], 501), (None, 501), ("", 501), (DEFAULT, 501)])
def test_a_method_that_is_allowed_is_implemented(allowed, code):  # RFC 9110, 15.5.6 and 15.6.2
    choice = chosen(request("FOO"), allowed_methods=allowed)
    known = next(turn for turn in choice.path if turn.node.id == "known-methods")
    assert (choice.code, known.answer) == (code, known.node.default + (", FOO" if code == 204 else ""))


def test_what_is_said_of_known_methods_counts_first():
    assert chosen(request("FOO"), allowed_methods=["FOO"], known_methods=["GET"]).code == 501
    assert chosen(request("FOO"), allowed_methods=["GET"], known_methods=["FOO"]).code == 405


def test_one_list_can_imply_another():
    assert {node.id: node.implied_by for node in graph().values() if node.implied_by} == {"known-methods": "allowed-methods"}


def test_405_names_the_methods_in_allow():  # RFC 9110, 15.5.6
    choice = chosen(request("POST"), allowed_methods=["GET", "HEAD"])
    assert choice.code == 405 and ("Allow", "GET, HEAD") in choice.fields and choice.levels["Allow"] == "must"


def test_an_empty_allow_is_sent():  # RFC 9110, 10.2.1: an empty Allow says that the resource allows no methods
    assert ("Allow", "") in chosen(allowed_methods=[]).fields


def test_401_has_a_challenge():  # RFC 9110, 15.5.2
    choice = chosen(authenticated=False, challenges=['Basic realm="staff"'])
    assert choice.code == 401 and dict(choice.fields)["WWW-Authenticate"] == 'Basic realm="staff"'


def test_304_has_the_entity_tag():  # RFC 9110, 15.4.5
    choice = chosen(request(If_None_Match='"v1"'), entity_tag='"v1"')
    assert choice.code == 304 and dict(choice.fields)["ETag"] == '"v1"' and choice.levels["ETag"] == "must"


def test_412_keeps_an_update_from_being_lost():  # RFC 9110, 13.1.1
    assert chosen(request("PUT", If_Match='"v1"'), allowed_methods=["PUT"], entity_tag='"v2"').code == 412


def test_206_has_the_range():  # RFC 9110, 14.4
    choice = chosen(request(Range="bytes=2-"), ranges=True, complete_length=10)
    assert choice.code == 206 and dict(choice.fields)["Content-Range"] == "bytes 2-9/10"


def test_the_date_is_now():  # RFC 9110, 6.6.1
    for now in (THEN, THEN + 0.5, datetime.fromtimestamp(THEN, timezone.utc)):
        assert dict(chosen(now=now).fields)["Date"] == DATE


def test_a_field_value_keeps_its_octets():
    assert dict(chosen(entity_tag=b'"\xe4"').respond().fields())["ETag"] == dict(chosen(entity_tag='"\xe4"').fields)["ETag"] == '"\xe4"'


def test_the_response_has_the_request_the_code_and_the_fields():
    asked = request("POST")
    made = chosen(asked, allowed_methods="GET")
    response = made.respond()
    assert (response.method, response.target, response.status) == ("POST", "/page", 405) and response.fields() == made.fields
    assert response.fields("request") == asked.fields("request") and asked.status is None


def test_the_response_has_100_where_it_was_sent():  # RFC 9110, 10.1.1
    asked = request("PUT", Expect="100-continue", Content_Length="5")
    assert chosen(asked, allowed_methods="PUT").respond().interim == (100,)
    assert chosen(asked, allowed_methods="PUT", send_continue="came").respond().interim == ()


def test_a_long_answer_is_sent_whole():
    tag = f'"{"x" * 300_000}"'
    assert dict(chosen(entity_tag=tag).fields)["ETag"] == tag


def test_a_response_that_is_too_large_is_refused():
    choice = chosen(allowed_methods=["GET"], entity_tag=f'"{"x" * 2_000_000}"')
    with pytest.raises(ValueError, match="^the response: .*limit"):
        choice.respond()


def test_what_is_chosen_is_found_right():
    response = chosen(request("PUT"), allowed_methods="GET").respond()
    assert [finding.id for finding in check(response, level="must")] == []


def test_phrases_are_of_the_registry():
    registry = Registry()
    registry.add(404, "Lost", meaning="A test.")
    choice = Choice(request(), LATER, registry=registry)
    del registry
    gc.collect()
    while choice.question:
        choice.answer("absent" if choice.question.id == "resource" else DEFAULT)
    assert choice.code == 404 and (choice.code.phrase, choice.code.meaning) == ("Lost", "A test.")
    assert choice.problem()["title"] == choice.respond().reason == choice.json()["phrase"] == "Lost"
    with pytest.raises(TypeError, match="^the registry is a Registry, not str$"):
        Choice(request(), registry="nginx")


def test_how_far_a_choice_has_come_is_told_as_json():
    choice = asking("resource")
    told = choice.json()
    assert (told["method"], told["target"], told["code"], told["question"]["id"]) == ("GET", "/page", None, "resource")
    choice.answer("gone")
    told = choice.json()
    assert (told["code"], told["phrase"], told["question"]) == (410, "Gone", None)
    assert [(turn["id"], turn["way"]) for turn in told["path"]] == [(turn.node.id, turn.way) for turn in choice.path]
    assert [(field["name"], field["value"], field["level"]) for field in told["fields"]] == \
        [(name, value, choice.levels[name]) for name, value in choice.fields]


def test_an_error_has_problem_details():  # RFC 9457, 4.2.1
    choice = chosen(resource="absent")
    assert choice.problem() == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": choice.end.text}


@pytest.mark.parametrize("choice", [pytest.param(lambda: chosen(), id="200"), pytest.param(lambda: asking("resource"), id="no end"),
                                    pytest.param(lambda: chosen(resource="several"), id="300")])
def test_what_is_no_error_has_no_problem_details(choice):
    assert choice().problem() is None


# ---- the generator ----


def answered(asked, **answers):
    """What a generator of questions comes to."""
    try:
        question = next(asked)
        while True:
            question = asked.send(answers.get(question.id.replace("-", "_"), DEFAULT))
    except StopIteration as end:
        return end.value


def test_questions_are_yielded_and_answers_are_sent():
    choice = answered(questions(request(If_None_Match='"v1"'), LATER), entity_tag='"v1"')
    assert type(choice) is Choice and choice.code == 304


def test_none_is_an_answer_that_can_be_sent():
    choice = answered(questions(request()), allowed_methods=None)
    assert choice.code == 405 and ("Allow", "") in choice.fields


def test_a_generator_can_be_delegated_to():
    def server(asked):
        choice = yield from questions(asked)
        yield int(choice.code)

    walk = server(request())
    got = next(walk)
    while isinstance(got, Node):
        got = walk.send(DEFAULT)
    assert got == 200


def test_a_wrong_request_is_told_before_the_first_question():
    with pytest.raises(ValueError, match="has no method$"):
        questions(Exchange())


def test_a_generator_is_over_after_a_wrong_answer():
    asked = questions(request())
    next(asked)
    with pytest.raises(ValueError, match="which is no answer to"):
        asked.send("perhaps")
    with pytest.raises(StopIteration) as end:
        asked.send(DEFAULT)
    assert end.value.value is None


def test_a_generator_that_is_dropped_half_way_goes_in_peace():
    asked = questions(request())
    question = next(asked)
    alive = weakref.ref(asked.gi_frame.f_locals["choice"])
    del asked
    gc.collect()
    assert alive() is None and question.text.endswith("?")


# ---- resources ----


class Page:
    allowed_methods = ("GET", "HEAD", "PUT")

    def __init__(self):
        self.asked = []

    def entity_tag(self, asked):
        self.asked.append(asked)
        return '"v1"'

    @staticmethod
    def last_modified(asked):
        return datetime.fromtimestamp(THEN, timezone.utc)

    def helper(self):
        raise AssertionError("nobody asks for this")


def test_a_resource_answers_with_methods_and_attributes():
    page, asked = Page(), request()
    choice = decide(page, asked, LATER)
    assert choice.code == 200 and dict(choice.fields).items() >= {"ETag": '"v1"', "Last-Modified": DATE}.items()
    assert len(page.asked) == 1 and page.asked[0] is asked


def test_a_resource_of_nothing_is_a_page_that_is_there():
    assert decide(object(), request()).code == 200


def test_a_resource_is_asked_only_what_matters():
    page = Page()
    assert decide(page, request("DELETE")).code == 405 and page.asked == []


def test_a_resource_that_lacks_an_answer_without_default_is_told_what_to_write():
    thing = resource(resource="elsewhere")
    with pytest.raises(LookupError, match=says(f"{thing!r} needs the method see_other_at: {graph()['see-other-at'].text} "
                                               f"It takes {graph()['see-other-at'].takes}")):
        decide(thing, request())


def test_a_method_may_answer_with_the_default():
    assert ("Allow", "GET, HEAD") in chosen(request("PUT"), allowed_methods=lambda asked: DEFAULT).fields
    with pytest.raises(LookupError, match="needs the method see_other_at"):
        chosen(resource="elsewhere", see_other_at=lambda asked: DEFAULT)


@pytest.mark.parametrize("answers, error", [({"entity_tag": "v1"}, ValueError), ({"entity_tag": lambda asked: 5}, TypeError),
                                            ({"permitted": lambda asked: None}, TypeError), ({"permitted": lambda: True}, TypeError)])
def test_a_wrong_answer_of_a_resource_is_an_error(answers, error):
    with pytest.raises(error):
        chosen(**answers)


def test_what_a_method_raises_goes_through():
    def permitted(asked):
        raise PermissionError("no database")

    with pytest.raises(PermissionError, match="no database"):
        chosen(permitted=permitted)


def test_a_fault_inside_of_a_property_is_no_missing_answer():
    class Broken:
        @property
        def permitted(self):
            return self.user.may_read

    with pytest.raises(AttributeError, match="user"):
        decide(Broken(), request())


def test_a_property_that_says_it_is_not_there_is_no_missing_answer():
    class Broken:
        @property
        def permitted(self):
            raise AttributeError("permitted")

    with pytest.raises(AttributeError):
        decide(Broken(), request())


def test_a_resource_may_make_up_its_attributes():
    class Proxy:
        def __getattr__(self, name):
            if name != "resource":
                raise AttributeError(name)
            return "gone"

    assert decide(Proxy(), request()).code == 410


def test_a_coroutine_is_no_answer():
    async def permitted(asked):
        return True

    answer = permitted(None)
    with pytest.raises(TypeError, match="^permitted is <coroutine"):
        chosen(permitted=lambda asked: answer)
    answer.close()


def test_the_example_is_a_page_that_is_never_overwritten_unseen():
    example = Path(__file__).resolve().parents[2] / "docs/examples/choose.py"
    said = subprocess.run([sys.executable, example], check=True, capture_output=True, text=True).stdout
    assert re.findall(r"^  (\d{3}) ", said, re.M) == ["200", "304", "428", "412", "204", "405"]


# ---- the graph ----


def test_the_graph_cannot_be_changed():
    with pytest.raises(TypeError):
        graph()["mine"] = None
    with pytest.raises(TypeError):
        graph()["resource"].ways["here"] = "gone"
    with pytest.raises(AttributeError):
        graph()["resource"].id = "x"


def test_every_way_leads_to_a_node():
    for name, node in graph().items():
        assert node.id == name and all(after in graph() for after in node.ways.values())
        assert bool(node.ways) == (node.code is None) and node.reference


def test_a_choice_starts_at_the_first_node():
    assert Choice(request()).path[0].node is next(iter(graph().values()))


def test_a_node_tells_what_it_takes():
    assert graph()["resource"].takes.startswith("one of: here, absent, gone, ")
    assert graph()["entity-tag"].takes == 'an entity tag with its quotes, as "v1" or W/"v1"; or None'
    assert graph()["permitted"].takes == "yes or no" and graph()["ok"].takes is None


def test_a_node_has_words_for_what_it_is():
    for node in graph().values():
        assert node.area in words("area") and (node.type is None or node.type in words("answer-type")) and node.type != "nothing"


def test_only_questions_have_defaults_and_can_be_optional():
    for node in graph().values():
        assert node.type is not None or (node.default is None and not node.optional)


def test_every_default_is_an_answer():
    for node in graph().values():
        assert node.type != "word" or node.default is None or node.default in node.ways
        assert node.type != "yes-no" or node.default in ("yes", "no", None)


def test_a_node_is_one_object_and_goes_anywhere():
    node = asking("resource").question
    assert node is graph()["resource"] and node in {node: 1}
    assert copy.deepcopy(node) is copy.copy(node) is pickle.loads(pickle.dumps(node)) is node


def test_nodes_outlive_their_choice():
    choice = asking("resource")
    question, path, alive = choice.question, choice.path, weakref.ref(choice)
    del choice
    gc.collect()
    assert alive() is None and path[-1].node is question and question.text.endswith("?")


def test_an_exchange_may_go_before_its_choice_and_after():
    asked = request("POST")
    choice = Choice(asked)
    del asked
    gc.collect()
    while choice.question:
        choice.answer(DEFAULT)
    response = choice.respond()
    del choice
    gc.collect()
    assert (response.method, response.status) == ("POST", 405)


# ---- objects ----


@pytest.mark.parametrize("refused", [copy.copy, copy.deepcopy, pickle.dumps])
def test_choices_are_not_copied(refused):
    with pytest.raises(TypeError, match=says("a Choice can be neither copied nor pickled")):
        refused(Choice(request()))


def test_what_is_made_is_not_made_again():
    choice = Choice(request())
    with pytest.raises(TypeError, match=says("a Choice is made once")):
        choice.__init__(request())


def test_what_was_never_made_goes_in_peace():
    del_me = Choice.__new__(Choice)
    del del_me
    with pytest.raises(ValueError):
        Choice(Exchange())
    gc.collect()


def test_the_default_is_one_object():
    assert pickle.loads(pickle.dumps(DEFAULT)) is copy.deepcopy(DEFAULT) is DEFAULT and repr(DEFAULT) == "DEFAULT"


def test_what_choices_look_like():
    assert repr(asking("resource")) == "<Choice, asking resource>"
    assert repr(chosen(resource="gone")) == "<Choice <Status 410 Gone> gone>"


def test_choices_leave_nothing_behind():
    import resource as system
    peaks = []
    for _ in range(3):
        for i in range(2000):
            choice = decide(Page(), request(If_None_Match='"' + "x" * 3000 + '"'))
            choice.respond()
            with pytest.raises(ValueError):
                asked = Choice(request())
                asked.answer("perhaps" * 1000)
        gc.collect()
        peaks.append(system.getrusage(system.RUSAGE_SELF).ru_maxrss)
    assert peaks[-1] < peaks[0] + 4096  # KiB


# ---- conditions ----


@pytest.mark.parametrize("fields, said, code", [  # RFC 9110, 13.2.2
    ({}, {}, None),
    ({"If_Match": '"v1"'}, {"entity_tag": '"v1"'}, None), ({"If_Match": '"v1"'}, {"entity_tag": 'W/"v1"'}, 412),
    ({"If_Match": "*"}, {"exists": False}, 412), ({"If_Match": "*"}, {}, None),
    ({"If_None_Match": '"v1"'}, {"entity_tag": 'W/"v1"'}, 304), ({"If_None_Match": '"v1"'}, {"entity_tag": '"v2"'}, None),
    ({"If_None_Match": '"v1"', "method": "PUT"}, {"entity_tag": '"v1"'}, 412),
    ({"If_Modified_Since": DATE}, {"last_modified": THEN}, 304), ({"If_Modified_Since": DATE}, {"last_modified": THEN + 1}, None),
    ({"If_Unmodified_Since": DATE}, {"last_modified": datetime.fromtimestamp(THEN + 1, timezone.utc)}, 412),
])
def test_conditions_in_their_order(fields, said, code):
    assert conditions(request(**fields), now=LATER, **said) == code


def test_a_condition_that_fails_is_a_status():
    assert conditions(request(If_None_Match="*")) is Status(304)


@pytest.mark.parametrize("tag", ["v1", "*", '"v1', '"v1", "v2"'])
def test_what_is_no_entity_tag_is_told(tag):
    with pytest.raises(ValueError, match="^" + re.escape(f"entity_tag is {tag!r}, which is no entity tag")):
        conditions(request(), entity_tag=tag)


@pytest.mark.parametrize("value, said, holds", [  # RFC 9110, 13.1.5
    (None, {}, True), ('"v1"', {"entity_tag": '"v1"'}, True), ('W/"v1"', {"entity_tag": 'W/"v1"'}, False), ('"v1"', {}, False),
    (DATE, {"last_modified": THEN}, True), (DATE, {"last_modified": THEN + 1}, False), (DATE, {}, False),
])
def test_if_range_needs_a_strong_match(value, said, holds):
    asked = request(Range="bytes=0-1", **({} if value is None else {"If_Range": value}))
    assert if_range_holds(asked, now=LATER, **said) is holds


@pytest.mark.parametrize("value, complete, wanted", [  # RFC 9110, 14.1.2 has the first four
    ("bytes=0-499", 10000, [(0, 499)]), ("bytes=-500", 10000, [(9500, 9999)]), ("bytes=9500-", 10000, [(9500, 9999)]),
    ("bytes=0-0,-1", 10000, [(0, 0), (9999, 9999)]), ("bytes=500-", 500, []), ("bytes=0-499", 100, [(0, 99)]),
    (None, 10, None), ("lines=1-2", 10, None), ("bytes=2-1", 10, None), ("bytes=0-1", -1, None), ("bytes=20-,2-3,-0,5-", 10, [(2, 3), (5, 9)]),
    ("bytes=" + ",".join(["0-0"] * 201), 10, None), ("bytes=" + ",".join(["0-0"] * 200), 10, [(0, 0)] * 200),
])
def test_ranges_are_within_the_representation(value, complete, wanted):
    assert ranges(request(**({} if value is None else {"Range": value})), complete) == wanted


@pytest.mark.parametrize("complete, error", [("10", TypeError), (None, TypeError), (1.5, TypeError), (2**63, ValueError)])
def test_a_length_is_a_whole_number(complete, error):
    with pytest.raises(error):
        ranges(request(Range="bytes=0-1"), complete)


# ---- negotiation ----


@pytest.mark.parametrize("by, field, offers, wanted", [
    ("media-type", {"Accept": "text/html;q=0.5, application/json"}, ["text/html", "application/json"], "application/json"),
    ("media-type", {}, ["text/html", "application/json"], "text/html"), ("media-type", {"Accept": "image/*"}, "text/html", None),
    ("media-type", {"Accept": "*/*"}, ("text/html;charset=utf-8",), "text/html;charset=utf-8"), ("media-type", {}, [], None),
    ("language", {"Accept_Language": "da, en-gb;q=0.8, en;q=0.7"}, ["en-US", "da"], "da"),  # RFC 9110, 12.5.4
    ("language", {"Accept_Language": "en-GB"}, ["de", "en"], "en"), ("language", {"Accept_Language": "en-GB, en;q=0"}, ["en"], None),  # RFC 4647, 3.4
    ("coding", {"Accept_Encoding": "br;q=.2, gzip;q="}, ["gzip", "br"], "br"),
    ("coding", {"Accept_Encoding": "gzip;q=1.0, identity; q=0.5, *;q=0"}, "br, identity, gzip", "gzip"),  # RFC 9110, 12.5.3
    ("media-type", {"Accept": 'a/b;x="1,2"'}, 'text/html, a/b;x="1,2" ,text/plain', 'a/b;x="1,2"'),
    ("media-type", {"Accept": 'a/b;x="1,2"'}, ["text/html", 'a/b;x="1,2"'], 'a/b;x="1,2"'), ("coding", {}, [b"gzip"], b"gzip"),
    ("media-type", {"Accept": "image/png"}, ",, text/html ,, image/png,", "image/png"),
])
def test_the_best_offer_is_one_that_the_client_likes(by, field, offers, wanted):
    assert negotiate(request(**field), by, offers) == wanted


def test_the_best_offer_is_the_object_that_was_offered():
    offers = ["text/html", "".join(("image", "/png"))]
    assert negotiate(request(Accept="image/*"), "media-type", offers) is offers[1]
    assert negotiate(request(Accept="image/*"), "media-type", (offer for offer in offers)) is offers[1]


@pytest.mark.parametrize("by, offer", [("media-type", "text"), ("media-type", "text/html, text/plain"), ("media-type", "*/*"), ("media-type", ""),
                                       ("coding", "g zip"), ("language", "en,de")])
def test_what_is_no_offer_is_told(by, offer):
    with pytest.raises(ValueError, match=says(f"offers has {offer!r}, which is no {by}")):
        negotiate(request(), by, [offer])
    with pytest.raises(ValueError, match=says(f"offer is {offer!r}, which is no {by}")):
        weight(by, None, offer)


@pytest.mark.parametrize("offer, wanted", [  # RFC 9110, 12.5.1
    ("text/plain;format=flowed", 1.0), ("text/plain", 0.7), ("text/html", 0.3), ("image/jpeg", 0.5), ("text/html;level=3", 0.7),
])
def test_the_most_specific_range_has_the_weight(offer, wanted):
    accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
    assert weight("media-type", accept, offer) == (0.3 if offer == "text/html;level=3" else wanted)


def test_a_field_that_is_not_there_is_not_an_empty_one():  # RFC 9110, 12.5.3
    assert weight("coding", None, "gzip") == 1.0 and weight("coding", "", "gzip") == 0.0


@pytest.mark.parametrize("ask", [lambda by: negotiate(request(), by, "gzip"), lambda by: weight(by, None, "gzip")])
@pytest.mark.parametrize("by", ["charset", None, 0, "Coding"])
def test_what_can_be_negotiated_is_told(ask, by):
    with pytest.raises(ValueError, match=says(f"by is {by!r}, which is none of: media-type, language, coding")):
        ask(by)


@pytest.mark.parametrize("offers", [None, 5, ["gzip", None], {"gzip": 1}])
def test_offers_are_texts(offers):
    with pytest.raises(TypeError, match=says(f"offers is {offers!r}, neither a text nor a list of texts")):
        negotiate(request(), "coding", offers)


# ---- any walk at all ----

WORDS = {
    "entity-tag": ['"v1"', 'W/"v1"'], "date": [THEN, LATER], "seconds": [0, 120], "octets": [0, 10], "target": ["/new"], "token": ["vcdiff"],
    "boundary": ["THIS"], "methods": [["GET", "PUT"], "POST, PATCH"], "media-types": [["text/html", "text/plain"]],
    "media-ranges": ["application/*"], "languages": [["en", "de"]], "codings": ["gzip, identity"], "challenges": ["Bearer"],
    "protocols": ["websocket"],
}


@hypothesis.settings(deadline=None)
@hypothesis.given(
    method=strategies.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]),
    fields=strategies.lists(strategies.sampled_from([
        ("If-Match", '"v1"'), ("If-None-Match", '"v1"'), ("Range", "bytes=0-1"), ("Content-Length", "5"), ("Expect", "100-continue"),
        ("Accept", "text/plain"), ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("A-IM", "vcdiff")]), unique=True),
    data=strategies.data())
def test_any_walk_ends_and_can_be_taken_back(method, fields, data):
    choice = Choice(Exchange(method=method, target="/", request_version="1.1", request_fields=[("Host", "a.example"), *fields]), LATER)
    asked = []
    while (question := choice.question) is not None:
        can = [True, False] if question.type == "yes-no" else list(question.ways) if question.type == "word" else list(WORDS[question.type])
        can += [None] * question.optional + [DEFAULT] * (question.default is not None)
        choice.answer(data.draw(strategies.sampled_from(can)))
        asked.append(question)
    assert choice.respond().fields() == choice.fields and list(choice.levels) == [name for name, _ in choice.fields]
    assert (choice.problem() is not None) == (choice.code >= 400)
    for question in reversed(asked):
        choice.back()
        assert choice.question is question
