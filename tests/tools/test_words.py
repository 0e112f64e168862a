"""Wrong words are answered with the nearest right one, and codes are found however people write them. SPDX-License-Identifier: MIT"""
import json
import os
import subprocess

import pytest

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), "LC_ALL": "C"}


@pytest.fixture(scope="module")
def run(command):
    def run(*arguments, input=b""):
        done = subprocess.run([command, *arguments], input=input, capture_output=True, env=ENVIRONMENT, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode().removeprefix("httpstatus: ").removesuffix("\n")
    return run


# ---- words ----


@pytest.mark.parametrize("words, verb", [
    (["chek"], "check"), (["chek", "session.har"], "check"), (["chcek", "--level", "must", "-"], "check"), (["lsit"], "list"), (["List"], "list"),
    (["serch", "rate", "limit"], "search"), (["raed", "-"], "read"), (["choise"], "choose"), (["rule"], "rules"), (["nxt", "-"], "next"),
    (["mpa", "facts"], "map"), (["cahce"], "cache"), (["--json", "chek"], "check"), (["--vendor", "nginx", "lst"], "list")])
def test_a_misspelt_verb_is_no_name(run, words, verb):
    wrong = next(word for word in words if not word.startswith("-") and word != "nginx")
    assert run(*words) == (2, "", f'there is no verb "{wrong}"; did you mean {verb}?')


@pytest.mark.parametrize("words, name", [
    (["not fuond"], "404 Not Found"), (["not", "fuond"], "404 Not Found"), (["goen"], "410 Gone"), (["to", "many", "requests"], "429 Too Many Requests"),
    (["im", "a", "teepot"], "418 I'm a teapot"), (["teapot"], "418 I'm a teapot"), (["unauthorised"], "401 Unauthorized"), (["NOT_FUOND"], "404 Not Found"),
    (["bad", "gatway"], "502 Bad Gateway"), (["404x"], "404"), (["E404"], "404"), (["404th"], "404")])
def test_a_misspelt_name_is_answered_with_the_nearest(run, words, name):
    assert run(*words) == (1, "", f'no status is called "{" ".join(words)}"; did you mean {name}?')


def test_a_word_of_many_names_is_one_to_search_for(run):
    assert run("timeout") == (1, "", 'no status is called "timeout"; `httpstatus search timeout` lists those about it')


@pytest.mark.parametrize("words", [["zzzz"], ["x"], ["ab"], ["40x"], ["40X"], ["4O4"], [""], [","], ["x" * 300]])
def test_what_is_near_to_nothing_gets_no_advice(run, words):
    status, out, err = run(*words)
    assert (status, out) == (1, "") and err.startswith('no status is called "') and "did you mean" not in err


@pytest.mark.parametrize("arguments, reason", [
    (["check", "--levle", "must", "-"], "check: there is no option --levle; did you mean --level?"),
    (["check", "--levle=must", "-"], "check: there is no option --levle; did you mean --level?"),
    (["read", "--level=must", "-"], "read: there is no option --level; see httpstatus help read"),
    (["next", "-", "--sett", "hops=1"], "next: there is no option --sett; did you mean --set?"),
    (["--jsn", "404"], "there is no option --jsn; did you mean --json?"),
    (["404", "--vendro", "nginx"], "there is no option --vendro; did you mean --vendor?"),
    (["check", "--most", "3", "-"], "check: --most could be --most-fields or --most-octets or --most-interim"),
    (["check", "-", "--level"], "check: --level wants a value: --level LEVEL"),
    (["check", "--each=yes", "-"], "check: --each takes no value"),
    (["list", "-x"], "list: there is no option -x; see httpstatus help list"),
    (["check", "-", "--level", "shuld"], '--level: "shuld" is none of: must, cannot, should, may, advice; did you mean should?'),
    (["check", "-", "--format", "jsno"], '--format: "jsno" is none of: text, json, github, sarif, junit; did you mean json?'),
    (["check", "-", "--ignore", "405-no-alow"], '--ignore: "405-no-alow" is no rule; did you mean 405-no-allow?'),
    (["check", "-", "--only", "405_NO_ALLOW"], '--only: "405_NO_ALLOW" is no rule; did you mean 405-no-allow?'),
    (["check", "-", "--only", "allow"], '--only: "allow" is no rule; `httpstatus rules` lists them'),  # a part of several
    (["check", "-", "--declare", "temporay"], '--declare: there is no "temporay"; did you mean temporary?'),
    (["next", "-", "--as", "go,crul"], '--as: there is no client "crul"; did you mean curl?'),
    (["next", "-", "--set", "hop=1"], '--set: "hop" is no setting; did you mean hops?'),
    (["next", "-", "--say", "erly-data=no"], '--say: there is no "erly-data"; did you mean early-data?'),
    (["--vendor", "ngnix", "499"], '--vendor: there is no vendor "ngnix"; did you mean nginx?'),
    (["ngnix", "499"], 'there is no vendor "ngnix"; did you mean nginx?'),
    (["499", "ngnix"], '499 is not called "ngnix"; did you mean nginx?'),
    (["404", "not", "fond"], '404 is not called "not fond"; did you mean Not Found?'),
    (["list", "--standing", "standart"], '--standing: there is no "standart"; did you mean standard?'),
    (["list", "--fact", "interm"], '--fact: there is no "interm"; did you mean interim?'),
    (["map", "vendor"], 'map: there is no table "vendor"; did you mean vendors?'),
])
def test_a_wrong_word_is_answered_with_the_nearest(run, arguments, reason):
    assert run(*arguments) == (2, "", reason)


def test_a_wrong_rule_is_answered_with_the_nearest(run):
    assert run("rules", "405-no-alow") == (1, "", 'rules: "405-no-alow" is no rule; did you mean 405-no-allow?')


def test_a_wrong_question_is_answered_with_the_nearest(run, tmp_path):
    assert run("choose", "--answer", "signed-ni=yes") == (2, "", '--answer: "signed-ni" is no question; did you mean signed-in?')
    answers = tmp_path / "answers.json"
    answers.write_text('{"rate-ketp": true}')
    assert run("choose", "--answers", str(answers)) == (2, "", f'{answers}: "rate-ketp" is no question; did you mean rate-kept?')


def test_where_nothing_is_near_all_are_listed(run):
    status, _, err = run("list", "--standing", "zzzzzz")
    assert status == 2 and err.startswith('--standing: "zzzzzz" is none of:\n  standard\n')


def test_the_declarations_are_listed_and_nothing_else(run):
    status, _, err = run("check", "-", "--declare", "zzzzzz")
    assert status == 2 and err.startswith('--declare: "zzzzzz" is none of:\n  clock\n') and "\n  level" not in err and "remembered" not in err


# ---- codes ----


NOT_FOUND = ["HTTP_404", "HTTP404", "http404", "http-404", "http 404", "HTTP/1.1 404 Not Found", "HTTP/2 404", "HTTP/1.1 404", "HTTP/1.1 404 No such page",
             "404 Not Found", "404 not found", "404: Not Found", "404 (Not Found)", "404 - Not Found", "404.", "\"404\"", "status 404", "Status: 404 Not Found",
             "status code 404", "error 404", "HTTP error 404", "HTTP 404 Not Found", "HTTP_404_NOT_FOUND", "NotFound", "NOT_FOUND", "not-found", "notfound",
             "HTTP_NOT_FOUND", "SC_NOT_FOUND", "StatusNotFound", "http.StatusNotFound", "HttpStatus.NOT_FOUND", "HTTPStatus.NOT_FOUND", ":not_found",
             "HttpServletResponse.SC_NOT_FOUND", "StatusCodes.Status404NotFound", "http::StatusCode::NOT_FOUND", "NGX_HTTP_NOT_FOUND",
             "HTTP_STATUS_NOT_FOUND", "HTTPSTATUS_NOT_FOUND", "http.HTTPStatus.NOT_FOUND", "HttpStatusCode.NotFound", "#404", "404NotFound", "HTTP Status 404 \u2013 Not Found",
             "Not Found (404)", "Not Found 404", "not-found: 404"]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_code_is_found_however_it_is_written(run, text):
    card = run("404")
    assert card[0] == 0 and run(text) == card and run(*text.split()) == card
    assert json.loads(run("--json", text)[1])["code"] == 404


@pytest.mark.parametrize("text", ["404,410", "404, 410", "404 410", "404,,410,", "404/410", "404; 410", "HTTP 404, 410"])
def test_codes_may_have_commas_between(run, text):
    assert run(text) == run("404", "410") and run(text)[0] == 0


@pytest.mark.parametrize("text", ["nginx 499", "499 nginx", "nginx HTTP 499", "nginx: 499", "nginx client closed request", "nginx 499 Client Closed Request"])
def test_a_vendor_may_stand_beside_the_code(run, text):
    card = run("--vendor", "nginx", "499")
    assert card[0] == 0 and run(text) == card and run(*text.split()) == card


def test_a_vendor_alone_is_told_how_its_codes_are_listed(run):
    assert run("nginx") == (1, "", '"nginx" is a vendor; `httpstatus list --vendor nginx --family vendor` lists what codes it has')
    assert run("list", "--vendor", "nginx", "--family", "vendor")[0] == 0


def test_a_name_chooses_among_the_meanings_of_its_number(run):
    assert [json.loads(line)["vendor"] for line in run("--json", "419 Page Expired")[1].splitlines()] == ["laravel"]


@pytest.mark.parametrize("text, digit", [("4xx", "4"), ("1xx", "1"), ("5XX", "5")])
def test_a_class_is_listed(run, text, digit):
    listed = run(text)
    assert listed == run("list", "--class", digit) and listed[0] == 0
    assert run("--json", text) == run("list", "--json", "--class", digit)


@pytest.mark.parametrize("text", ["404 Gone", "HTTP/1.1 404 Gone", "HTTP_404_Gone"])
def test_a_number_and_a_name_that_disagree_are_said_to(run, text):
    status, out, err = run(text)
    assert (status, err) == (1, '404 is not called "Gone", which is 410') and out == run("404")[1]


def test_a_url_is_told_what_to_do(run):
    for url in ("https://a.example/", "http://a.example/404"):
        status, out, err = run(url)
        assert (status, out) == (2, "") and "curl -si URL | httpstatus -" in err


@pytest.mark.parametrize("number", ["99", "1000", "-1", "99999999999", "99999999999999999999999"])
def test_a_number_that_is_no_code_is_said_to_be_none(run, number):
    status, out, err = run("--", number)
    assert (status, out) == (1, "") and err.startswith(f"{number} is no status code: they go from 100 to 599; ")
