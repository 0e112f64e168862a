"""The Python binding. SPDX-License-Identifier: MIT"""
import copy
import csv
import http
import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies

import httpstatus
from httpstatus import Status

IANA = Path(__file__).resolve().parents[1] / "data/iana.csv"


def iana_rows():
    with IANA.open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["Description"] != "Unassigned"]


def test_holds_exactly_the_registry():
    rows = iana_rows()
    assert len(rows) == 64
    assert [(str(int(s)), s.iana_phrase, "".join(f"[{r}]" for r in s.iana_references)) for s in Status] == \
        [(row["Value"], row["Description"], row["Reference"]) for row in rows]


def test_each_iana_reference_is_a_definition_with_its_section():
    for status in Status:
        documents = [reference.document.replace(" ", "") for reference in status.references]
        for reference in status.iana_references:
            if reference.startswith("status-change"):  # a decision about a document; defines nothing
                continue
            document, _, section = reference.partition(", Section ")
            at = [i for i, known in enumerate(documents) if document.startswith(known)]
            assert at, f"{int(status)}: {reference}"
            assert not section or section in [status.references[i].section for i in at]


def test_a_status_is_an_int_wherever_an_int_is_wanted():
    status = Status(404)
    assert status == 404 and isinstance(status, int) and hash(status) == hash(404)
    assert f"{status}" == str(status) == "404" and f"{status:>5}" == "  404" and "%d" % status == "404"
    assert json.dumps({"status": status}) == '{"status": 404}'
    assert {404: "x"}[status] == "x" and range(1000)[status] == 404 and status // 100 == 4


def test_a_status_goes_where_an_http_status_goes():
    for standard in http.HTTPStatus:
        status = Status(standard)
        assert status == standard and status.value == standard.value
        assert isinstance(status.phrase, str) and isinstance(status.description, str)
        assert getattr(Status, status.name) is status and Status[status.name] is status
    assert repr(Status(404)) == "<Status 404 Not Found>"


def test_the_class_is_a_collection():
    assert len(Status) == 64 and list(Status)[0] == 100 and next(reversed(Status)) == 511
    assert 404 in Status and 499 not in Status and "404" not in Status
    assert list(Status.__members__)[:2] == ["CONTINUE", "SWITCHING_PROTOCOLS"]
    with pytest.raises(KeyError):
        Status["NOT_THERE"]


def test_there_is_one_object_a_code():
    assert Status["NOT_ALLOWED"] is Status.NOT_ALLOWED is httpstatus.find("Not Allowed") is Status(405)
    assert Status.BAD_REQUEST_INVALID_HOSTNAME is Status(400) and "NOT_ALLOWED" not in Status.__members__
    assert Status(404) is Status(404) is Status.NOT_FOUND is httpstatus.get(404) is httpstatus.find("not found")
    assert copy.copy(Status(404)) is copy.deepcopy(Status(404)) is pickle.loads(pickle.dumps(Status(404))) is Status(404)


def test_a_status_cannot_be_changed():
    with pytest.raises(AttributeError):
        Status(404).phrase = "Lost"
    with pytest.raises(AttributeError):
        del Status(404).phrase
    with pytest.raises(TypeError):
        Status(404).facts["interim"] = True
    assert Status(404).phrase == "Not Found"


@pytest.mark.parametrize("code", [0, -1, 99, 199, 499, 600, 999, 2**31 + 404, 2**32 + 404, -2**63, 10**100, True])
def test_an_unknown_code_is_a_value_error(code):
    with pytest.raises(ValueError, match="is not a registered HTTP status code"):
        Status(code)
    assert httpstatus.get(code) is None


@pytest.mark.parametrize("code", ["404", 404.0, None, b"404", [404]])
def test_what_is_no_whole_number_is_a_type_error(code):
    for question in (Status, httpstatus.get, httpstatus.phrase, httpstatus.class_of, httpstatus.treat_as):
        with pytest.raises(TypeError):
            question(code)


def test_facts_are_attributes():
    assert Status(404).heuristically_cacheable is True
    assert Status(403).heuristically_cacheable is False
    assert Status(404).facts["heuristically_cacheable"] is True
    assert [int(s) for s in Status if s.heuristically_cacheable] == \
        [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 451, 501]
    with pytest.raises(AttributeError):
        Status(404).no_such_fact


def test_an_entry_tells_all():
    status = Status(304)
    assert (status.name, status.class_, status.class_name, status.standing, status.family, status.expires) == \
        ("NOT_MODIFIED", 3, "redirection", "standard", "core", None)
    assert status.methods == ("GET", "HEAD", "QUERY")
    assert status.references == (("RFC 9110", "15.4.5"),) and str(status.references[0]) == "RFC 9110, 15.4.5"
    assert status.request_requirements[0].fields == ("If-None-Match", "If-Modified-Since")
    assert status.request_requirements[0].level == "expected"
    assert Status(207).response_requirements[0].value == "application/xml"
    assert Status(401).response_requirements[0] == (("WWW-Authenticate",), "must", None, ("RFC 9110", "15.5.2"), None)
    assert Status(413).former_names == ("Payload Too Large", "Request Entity Too Large")
    assert Status(413).former_name_documents == ("RFC 7231", "RFC 2616")
    assert Status(104).expires == "2026-11-13"
    assert Status(104).registration == "temporary, was to expire on 2026-11-13" and Status(404).registration is None
    assert 410 in [other.code for other in Status(404).confused_with]
    for text in ("meaning", "explanation", "client", "server", "history"):
        assert getattr(Status(404), text)


def test_is_class():
    assert [Status(code).is_client_error for code in (100, 200, 300, 400, 500)] == [False, False, False, True, False]
    assert Status(100).is_informational and Status(200).is_success and Status(300).is_redirection and Status(500).is_server_error


@given(strategies.integers())
def test_any_number_has_an_answer(code):
    known = {int(row["Value"]) for row in iana_rows()}
    assert httpstatus.class_of(code) == (code // 100 if 100 <= code <= 599 else 0)
    assert httpstatus.treat_as(code) == (code if code in known else code // 100 * 100 if 100 <= code <= 599 else 500)
    assert (httpstatus.phrase(code) is None) == (code not in known)


@given(strategies.text())
def test_any_text_may_be_asked_for(name):
    found = httpstatus.find(name)
    assert found is None or isinstance(found, Status)


@pytest.mark.parametrize("name", ["", "\0", "Not\0Found", "\ud800", "Not Found\0", "notfoundx"])
def test_odd_names_find_nothing(name):
    assert httpstatus.find(name) is None


def test_a_name_is_a_text():
    for odd in (404, None, b"Not Found"):
        with pytest.raises(TypeError, match="a name is a str"):
            httpstatus.find(odd)


def test_select():
    assert [int(s) for s in httpstatus.select(class_=4, fact="heuristically-cacheable")] == [404, 405, 410, 414, 451]
    assert [int(s) for s in httpstatus.select(standing="deprecated")] == [305]
    assert [int(s) for s in httpstatus.select(family="webdav")] == [102, 207, 208, 423, 424, 507, 508]
    assert list(httpstatus.select()) == list(Status)
    assert list(httpstatus.select(class_=0)) == []
    assert [int(s) for s in httpstatus.vendor("nginx").select(visibility="log")] == [444, 499]
    assert {s.vendor for s in httpstatus.everything().select(vendor="aws")} == {"aws"}
    assert list(httpstatus.everything().select(vendor="")) == list(Status) and list(httpstatus.select(vendor="nginx")) == []
    for bad in ({"class_": 6}, {"class_": -1}, {"standing": "old"}, {"family": "dav"}, {"fact": "cacheable"}, {"visibility": "seen"}, {"vendor": "acme"}):
        with pytest.raises(ValueError, match="which is none of"):
            httpstatus.select(**bad)


@pytest.mark.parametrize("number, name", [(1, "informational"), (2, "successful"), (3, "redirection"), (4, "client error"), (5, "server error"),
                                          (0, None), (6, None), (-1, None), (2**40, None)])
def test_classes_have_names(number, name):  # RFC 9110, 15
    assert httpstatus.class_name(number) == name


def test_a_code_is_told_as_json():
    told = Status(405).json()
    assert (told["code"], told["identifier"], told["phrase"], told["class"]) == (405, "METHOD_NOT_ALLOWED", "Method Not Allowed", 4)
    assert told["references"] == ["RFC 9110, 15.5.6"] and told["facts"] == dict(Status(405).facts)
    nginx = httpstatus.vendor("nginx")[499]
    assert (nginx.json()["code"], nginx.json()["vendor"]) == (499, "nginx") and pickle.loads(pickle.dumps(nginx)).json() == nginx.json()


def test_what_a_code_says_as_json_is_what_its_attributes_say():
    for status in httpstatus.everything():
        told = status.json()
        for name in ("phrase", "iana_phrase", "standing", "family", "expires", "vendor", "visibility", "nearest", "known_from", "meaning",
                     "explanation", "client", "server", "history", "facts"):
            assert told[name] == getattr(status, name), name
        assert told["code"] == status and told["identifier"] == status.name and told["references"] == list(map(str, status.references))


def test_provenance():
    assert len(httpstatus.data_sha256()) == 64 and len(httpstatus.data_date()) == 10 and httpstatus.version().count(".") == 2


def test_the_documentation_tells_the_truth():
    import doctest
    import importlib
    attempted = 0
    for name in ("httpstatus", "httpstatus.cache", "httpstatus.choose"):
        result = doctest.testmod(importlib.import_module(name), globs={**vars(httpstatus)})
        attempted += result.attempted
        assert result.failed == 0
    assert attempted > 10


def test_two_interpreters_in_a_row_import_it():
    for _ in range(2):
        subprocess.run([sys.executable, "-c", "import httpstatus; assert httpstatus.Status(404)"], check=True)
