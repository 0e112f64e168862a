"""Nothing that a file or a person brings does anything to a terminal. SPDX-License-Identifier: MIT"""
import json
import os
import pty
import subprocess

import pytest

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
COMMANDS = {*range(0x20), *range(0x7f, 0xa0)} - {0x0a} | {0x61c, 0x200e, 0x200f, 0x2028, 0x2029, *range(0x202a, 0x202f), *range(0x2066, 0x206a)}

# Escape sequences of C0 and C1, the bell, deletion, marks that turn the direction of text; and octets that are no UTF-8, with raw C1 among them.
ODD = "\x1b]0;t\x07\x1b[2J\x7f\u009b31m\u0085\u202ex\u2066y\u200f\u2028\u061c"
OCTETS = ODD.replace("\u0085", "").encode() + b"\x9b31m\x85\xff\xc3\xed\xa0\x80\xf8\xc0\x80"


@pytest.fixture(scope="module")
def run(command):
    def run(*arguments, input=b"", cwd=None):
        done = subprocess.run([os.path.abspath(command), *arguments], input=input, capture_output=True, env=ENVIRONMENT, cwd=cwd, timeout=60)
        assert done.returncode in (0, 1, 2), done.stderr
        return done.stdout + done.stderr
    return run


def is_safe(output):
    text = output.decode("utf-8")  # strict: an octet that is no UTF-8 is refused here
    return not {ord(c) for c in text} & COMMANDS


def har(odd):
    def entry(method, url, status, reason, fields, version="HTTP/1.1"):
        return {"startedDateTime": "2026-11-22T12:00:00.000Z", "time": 1, "cache": {},
                "request": {"method": method, "url": url, "httpVersion": version, "headers": [{"name": "Host", "value": "a.example"}, {"name": "X-" + odd, "value": odd}]},
                "response": {"status": status, "statusText": reason, "httpVersion": version, "headers": fields, "redirectURL": odd,
                             "content": {"text": odd, "mimeType": odd}}, "_" + odd: odd}
    fields = [("Location", "/" + odd), ("WWW-Authenticate", odd + " realm=\"" + odd + "\""), ("Cache-Control", "max-age=" + odd), ("Retry-After", odd),
              ("Allow", odd), ("X-" + odd, odd), ("Content-Type", odd), ("Date", odd), ("ETag", odd), ("Vary", odd), ("Link", f"<{odd}>; rel={odd}"),
              ("Content-Range", odd), ("Content-Length", odd), ("Upgrade", odd), ("Last-Modified", odd), ("Age", odd), ("Expires", odd)]
    fields = [{"name": name, "value": value} for name, value in fields]
    entries = [entry(method, url, status, odd, fields) for status in (200, 206, 301, 304, 401, 405, 416, 426, 499, 503)
               for method, url in (("GET", "https://a.example/" + odd), ("G" + odd, "https://a.example/" + odd), ("GET", f"https://{odd}.example/"))]
    entries += [entry("GET", "https://a.example/", status, odd, [{"name": "Host", "value": "x"}], "HTTP/" + odd) for status in (200, 405)]
    entries += [entry("GET", odd, 405, odd, []), entry("CONNECT", odd, 405, odd, [])]
    entries += [{"request": {"method": "GET", "url": odd + "://x"}, "response": {"status": odd}}, {"request": odd, "response": odd}, odd]
    return json.dumps({"log": {"creator": {"name": odd, "version": odd}, "entries": entries}}, ensure_ascii=False).encode()


def responses(odd):
    head = b"HTTP/1.1 %d " + odd + b"\r\nLocation: /" + odd + b"\r\nX-" + odd + b": " + odd + b"\r\nWWW-Authenticate: " + odd + b"\r\nAllow: " + odd + \
        b"\r\nCache-Control: " + odd + b"\r\nContent-Type: " + odd + b"\r\nDate: " + odd + b"\r\nContent-Length: 0\r\n\r\n"
    return [head % status for status in (200, 301, 401, 405, 503)] + [odd, b"HTTP/1.1 " + odd + b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + odd,
                                                                       b"> G" + odd + b" /" + odd + b" HTTP/1.1\n> Host: " + odd + b"\n>\n< HTTP/1.1 405 " + odd +
                                                                       b"\n< X: " + odd + b"\n<\n"]


VERBS = [["read"], ["next"], ["next", "--as", "all"], ["check"], ["check", "--each"], ["check", "--level", "advice"], ["check", "--level", "advice", "--each"],
         ["check", "--level", "advice", "--format", "github"], ["check", "--level", "advice", "--format", "sarif"],
         ["check", "--level", "advice", "--format", "junit"], ["check", "--level", "advice", "--format", "json"], ["cache"], ["cache", "--private"],
         ["read", "--json"], ["next", "--json"], ["cache", "--json"]]


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
@pytest.mark.parametrize("shape", ["har", "octets"])
def test_recordings(run, tmp_path, verb, shape):
    names = ["x.har", f"a{ODD}.har"] if shape == "har" else [f"{i}.http" for i in range(9)] + [f"a{ODD}.http"]
    contents = [har(ODD)] * 2 if shape == "har" else [*responses(OCTETS), responses(OCTETS)[3]]
    for name, octets in zip(names, contents):
        (tmp_path / name.replace("/", "")).write_bytes(octets)
    for name in names:
        assert is_safe(run(*verb, name, cwd=tmp_path))
    assert is_safe(run(*verb, *names, cwd=tmp_path))
    (tmp_path / "request").write_bytes(b"G" + OCTETS + b" /" + OCTETS + b" HTTP/1.1\r\nHost: " + OCTETS + b"\r\nX: " + OCTETS + b"\r\n\r\n")
    (tmp_path / "get").write_bytes(b"GET / HTTP/1.1\r\nHost: a.example\r\nX: " + OCTETS + b"\r\n\r\n")
    for request in ("request", "get"):
        assert is_safe(run(*verb, "--request", request, names[0], cwd=tmp_path))
    assert is_safe(run(*verb, "--method", "G" + ODD, "--target", "/" + ODD, names[-1], cwd=tmp_path))


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_names_of_files(run, tmp_path, verb):
    octets = b"a" + OCTETS.replace(b"/", b"")
    (tmp_path / os.fsdecode(octets)).write_bytes(responses(b"x")[3])
    assert is_safe(run(*verb, octets, cwd=tmp_path))
    assert is_safe(run(*verb, octets, octets, cwd=tmp_path))
    assert is_safe(run(*verb, b"missing" + octets, cwd=tmp_path))
    assert is_safe(run(*verb, ".", "--request", b"missing" + octets, cwd=tmp_path))


@pytest.mark.parametrize("odd", [ODD.encode(), OCTETS], ids=["characters", "octets"])
def test_arguments(run, tmp_path, odd):
    for arguments in ([odd], [b"404 " + odd], [odd + b" 404"], [b"http://" + odd], [b"--" + odd], [b"-" + odd], [b"--json", odd], [b"404x" + odd], [b"--vendor", odd, b"404"],
                      [b"nginx", odd], [b"chek" + odd], [b"list", odd], [b"list", b"--class", odd], [b"list", b"--fact", odd], [b"search", odd], [b"map", odd],
                      [b"rules", odd], [b"rules", b"--json", odd], [b"check", b"--ignore", odd], [b"check", b"--only", odd], [b"check", b"--level", odd], [b"check", b"--format", odd],
                      [b"check", b"--declare", odd], [b"check", b"--baseline", odd, b"-"], [b"check", b"--host", odd, b"-"], [b"check", b"--" + odd + b"=x"],
                      [b"check", b"--write-baseline", b"none/" + odd, b"-"], [b"next", b"--as", odd], [b"next", b"--set", odd], [b"next", b"--set", b"hops=" + odd],
                      [b"next", b"--say", odd], [b"next", b"--say", b"role=" + odd], [b"next", b"--protocols", odd, b"-"], [b"read", b"--now", odd],
                      [b"read", b"--status", odd], [b"read", b"--most-fields", odd], [b"choose", odd], [b"choose", b"GET", odd], [b"choose", b"GET", b"/", odd],
                      [b"choose", b"--usual", odd, b"/" + odd], [b"choose", b"--usual", b"GET", b"/" + odd], [b"choose", b"--answer", odd],
                      [b"choose", b"--answer", b"rate-kept=" + odd], [b"choose", b"--usual", b"--answer", b"allowed-methods=" + odd], [b"choose", b"--answers", odd],
                      [b"choose", b"--graph", odd], [b"choose", b"--graph", b"dot", b"--area", odd], [b"choose", b"--graph", b"dot", odd, odd],
                      [b"choose", b"--request", odd]):
        assert is_safe(run(*arguments, input=responses(odd)[3], cwd=tmp_path)), arguments


@pytest.mark.parametrize("odd", [ODD.encode(), OCTETS], ids=["characters", "octets"])
def test_answers(run, tmp_path, odd):
    (tmp_path / "a.json").write_text(json.dumps({"rate-kept": ODD}))
    (tmp_path / "b.json").write_text(json.dumps({ODD: True}))
    (tmp_path / "c.json").write_bytes(b'{"rate-kept": "' + odd)
    (tmp_path / "d.json").write_text(json.dumps({"options-here": True, "allowed-methods": [ODD, "GET"], "method-taken": ODD}, ensure_ascii=False))
    for name in "abcd":
        for more in ([], ["--json"], ["--problem"], ["--graph", "dot"]):
            if more[:1] == ["--graph"]:
                assert is_safe(run("choose", "GET", "/" + ODD, "--answers", f"{name}.json", *more, cwd=tmp_path))
            else:
                assert is_safe(run("choose", "G" + ODD.replace(" ", ""), "/" + ODD, "--answers", f"{name}.json", *more, cwd=tmp_path))
    for options in ([], ["--usual"], ["--all"]):
        for answers in (odd, b"why\n" + odd, b"yes\n" * 60 + odd, b"\n" * 60, b"no\n" * 3 + odd + b"\n" + b"\n" * 60):
            assert is_safe(run("choose", *options, input=answers + b"\n", cwd=tmp_path))


def test_a_status_line_on_standard_input(run):
    for octets in responses(OCTETS):
        assert is_safe(run("-", input=octets)) and is_safe(run("-", "--json", input=octets))


def test_json_says_which_characters_they_were(run):
    """The value is the file's, to the letter; only how it is written is another."""
    def texts(value):
        if isinstance(value, dict):
            return [text for part in value.values() for text in texts(part)]
        return [text for part in value for text in texts(part)] if isinstance(value, list) else [value]
    for verb in (["read"], ["check", "--level", "advice"], ["cache"], ["next"]):
        lines = [line for line in run(*verb, "--json", "-", input=har(ODD)).splitlines() if line.startswith(b"{")]
        said = [texts(json.loads(line)) for line in lines]
        assert any(isinstance(text, str) and text.endswith("/" + ODD) for text in sum(said, []))


def test_how_far_it_has_come_is_told_with_a_safe_name(command, tmp_path):
    entry = json.dumps(json.loads(har("x"))["log"]["entries"][0])
    name = os.fsencode(tmp_path) + b"/a" + OCTETS
    with open(name, "w") as file:  # long enough for somebody to wonder
        file.write('{"log": {"entries": [' + ("," + " " * 90000).join([entry] * 200) + "]}}")
    try:
        master, slave = pty.openpty()
    except OSError as error:
        pytest.skip(f"there is no pseudo-terminal here: {error}")
    process = subprocess.Popen([command, "read", "--json", name], stdout=subprocess.DEVNULL, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    said = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        said += piece
    os.close(master)
    assert process.wait() == 0 and b" %" in said and is_safe(said.replace(b"\r", b""))
