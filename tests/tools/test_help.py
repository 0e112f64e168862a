"""The help of each verb and what shells complete, which are made of one table: against each other, the manual page, and what the command really takes.

SPDX-License-Identifier: MIT
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from test_command import on_terminal

MANUAL = Path(__file__).resolve().parents[2] / "docs/man/httpstatus.1"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": os.environ.get("LD_LIBRARY_PATH", ""), "LC_ALL": "C"}
VERBS = ["list", "search", "map", "read", "next", "check", "cache", "rules", "choose", "help"]


@pytest.fixture(scope="module")
def run(command):
    def run(*arguments, input=None, columns=None):
        environment = {**ENVIRONMENT, **({"COLUMNS": str(columns)} if columns else {})}
        return subprocess.run([command, *arguments], input=input, capture_output=True, text=True, env=environment, timeout=60)
    return run


def help_of(run, *arguments):
    answered = run(*arguments)
    assert (answered.returncode, answered.stderr) == (0, "")
    return answered.stdout


def options_in(text):
    """The long options that a help lists, with their arguments."""
    return dict(re.findall(r"^  (?:-\w, )?--([\w-]+)(?: (\S+))?", text, re.M))


# ---- help ----

@pytest.mark.parametrize("verb", VERBS)
def test_every_way_to_ask_for_the_help_of_a_verb_is_the_same(run, verb):
    text = help_of(run, "help", verb)
    assert text == help_of(run, verb, "--help") == help_of(run, verb, "-h") == help_of(run, "--help", verb)
    assert text.startswith(f"Usage: httpstatus {verb} [OPTION...]")


def test_the_help_of_the_command_has_every_verb_and_no_other(run):
    text = help_of(run, "help")
    assert text == help_of(run, "-h") == help_of(run, "--help") == help_of(run, "404", "-h") == run().stderr
    (listed,) = re.findall(r"^Verbs:\n(.*?)\n\n", text, re.M | re.S)
    assert re.findall(r"^  (\w+) ", listed, re.M) == VERBS


@pytest.mark.parametrize("verb", [*VERBS, "completion", None])
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_help_fits_the_terminal(command, run, verb, columns):
    on_it = on_terminal(command, "help", *([verb] if verb else []), columns=columns, environment={"NO_COLOR": "1"})
    assert max(map(len, on_it.splitlines())) <= columns
    assert "\033[1m" in on_terminal(command, "help", *([verb] if verb else []), columns=columns)
    assert max(map(len, help_of(run, "help", *([verb] if verb else [])).splitlines())) <= 80
    assert on_it.split() == help_of(run, "help", *([verb] if verb else [])).split()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_two_examples_whose_options_it_has(run, verb):
    text = help_of(run, "help", verb)
    examples = re.findall(r"^  (\S.*)\n {6}\S", text.partition("\nExamples:\n")[2], re.M)
    assert len(examples) == 2
    for example in examples:
        words = shlex.split(next(part for part in example.split("|") if "httpstatus" in part).replace(">", " >"))
        assert words[1] == verb
        assert {word[2:] for word in words if word.startswith("--")} <= set(options_in(text))


@pytest.mark.parametrize("verb", [*VERBS, "404"])
def test_an_option_that_is_listed_is_taken_and_no_other(run, verb):
    """What getopt says of each: one that has an argument wants it, one that has none refuses it."""
    listed = options_in(help_of(run, verb, "--help"))
    everywhere = {name: argument for other in VERBS for name, argument in options_in(help_of(run, "help", other)).items()}
    for name, argument in everywhere.items():
        asked = run(verb, f"--{name}") if argument else run(verb, f"--{name}=x")
        of = "" if verb == "404" else f"{verb}: "
        if name in listed:
            assert f"{of}--{name} wants a value: " in asked.stderr or f"{of}--{name} takes no value\n" in asked.stderr, name
        else:
            assert f"{of}there is no option --{name}; " in asked.stderr, name
        assert asked.returncode == 2


# ---- the manual page ----

def synopsis_options():
    """The options of each verb in the synopsis."""
    found = {}
    for form in re.split(r"^\.Nm$", MANUAL.read_text().split(".Sh SYNOPSIS\n")[1].split(".Sh")[0], flags=re.M):
        verb = re.search(r"^\.Cm (\w+)$", form, re.M)
        found.setdefault(verb[1] if verb else None, set()).update(re.findall(r"Fl -([\w-]+)", form))
    return found


@pytest.mark.parametrize("verb", [*VERBS, None])
def test_the_manual_page_has_each_option_of_a_verb(run, verb):
    """Those that hold everywhere stand in it once; [files] stands for what files do not say."""
    listed = set(options_in(help_of(run, "help", *([verb] if verb else []))))
    synopsis = synopsis_options()
    assert synopsis[verb] - {"help", "version"} == listed - {"help", "version"}
    described = set(re.findall(r"Fl -([\w-]+)", "\n".join(re.findall(r"^\.It (Fl .*)$", MANUAL.read_text(), re.M))))
    assert listed <= described


@pytest.fixture
def page(tmp_path):
    """The page as it is installed under a prefix of its own."""
    made = tmp_path / "httpstatus.1"
    subprocess.run([sys.executable, "-B", MANUAL.parents[1] / "page.py", MANUAL, made, "datadir=/opt/http/share"], check=True)
    return made.read_text()


def test_the_manual_page_names_the_places_under_its_prefix(page):
    places = [place.rstrip(",") for line in re.findall(r"^\.It Pa (.*)$", page, re.M) for place in line.split(" , ")]
    assert len(places) == 4 and all(place.startswith("/opt/http/share/") for place in places)
    assert "@" not in page and "/usr/local" not in page


def test_the_manual_page_explains_the_words_that_are_shown(run, page):
    """Facts as map has them; the others by one of each kind."""
    words = re.findall(r"^\.It Cm (\S+)$", page.split(".Sh WORDS")[1].split(".Sh FILES")[0], re.M)
    assert set(re.findall(r"^([\w-]+) ", help_of(run, "map", "facts"), re.M)) <= set(words)
    assert {"no-freshness", "request-unknown", "stale-if-error", "captive-portal"} <= set(words)


# ---- completion ----

BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_httpstatus
[ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def bash(build, tmp_path_factory):
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    folder = tmp_path_factory.mktemp("completion")
    (folder / "session file.har").touch()
    script = build / "tools/completion/httpstatus"

    def complete(line):
        """What bash completes at the end of a line; it takes = for a word of its own."""
        words = [word for part in line.split(" ") for word in (re.split("(=)", part) if "=" in part else [part])]
        if words[-1] == "" and "=" in words[-2:-1]:
            words.pop()
        answered = subprocess.run(["bash", "--norc", "-c", BASH, "bash", script, *words], capture_output=True, text=True,
                                  cwd=folder, env=ENVIRONMENT, timeout=60)
        assert answered.stderr == "" and answered.returncode == 0, line
        return answered.stdout.splitlines()
    return complete


def test_verbs_are_completed(bash):
    assert bash("httpstatus ") == VERBS
    assert bash("httpstatus ch") == ["check", "choose"]
    assert bash("httpstatus --json ch") == bash("httpstatus --vendor nginx ch") == bash("httpstatus --vendor=nginx ch") == ["check", "choose"]
    assert bash("httpstatus help ca") == ["cache"] and bash("httpstatus help check c") == []


def test_codes_are_completed(bash):
    assert bash("httpstatus 40")[:5] == ["400", "401", "402", "403", "404"]
    assert "410" in bash("httpstatus 404 41") and "418" in bash("httpstatus check --status 4") and "499" not in bash("httpstatus 49")


@pytest.mark.parametrize("verb", VERBS)
def test_the_options_that_are_completed_are_those_of_the_help(bash, run, verb):
    assert [f"--{name}" for name in options_in(help_of(run, "help", verb))] == bash(f"httpstatus {verb} --")


def test_without_a_verb_there_are_the_options_of_a_code(bash, run):
    names = [f"--{name}" for name in options_in(help_of(run, "help"))]
    assert bash("httpstatus -") == bash("httpstatus 404 --") == bash("httpstatus not --") == names


def test_files_are_completed_with_what_is_odd_in_their_names(bash):
    for line in ("httpstatus check ses", "httpstatus read a.har b.har ", "httpstatus choose --answers s", "httpstatus check --baseline=s",
                 "httpstatus next --as curl ses"):
        assert bash(line) == ["session file.har"], line


def test_nothing_is_completed_where_nobody_knows(bash):
    for line in ("httpstatus list ", "httpstatus search ti", "httpstatus check --host a", "httpstatus next --set hops=", "httpstatus next --set hops=5",
                 "httpstatus choose PUT ", "httpstatus not fo", "httpstatus map facts v"):
        assert bash(line) == [], line


def test_a_list_of_clients_is_completed_at_its_end(bash):
    assert "curl,go" in bash("httpstatus next --as curl,g") and bash("httpstatus next --as al") == ["all"]


def test_an_answer_goes_on_behind_its_sign(bash):
    assert bash("httpstatus next --set hop") == ["hops="] and "resource=" in bash("httpstatus choose --answer res")


def lines_behind(text):
    return re.findall(r"^  (\S+)", text, re.M)


# What is completed, and how the command itself tells what can stand there.
WORDS = {
    "httpstatus map ": lambda run: lines_behind(run("map").stderr),
    "httpstatus list --class ": lambda run: [n for n in "0123456789" if run("list", "--class", n).returncode != 2],
    "httpstatus list --standing ": lambda run: lines_behind(run("list", "--standing", "x").stderr),
    "httpstatus list --family ": lambda run: lines_behind(run("list", "--family", "x").stderr),
    "httpstatus list --fact ": lambda run: lines_behind(run("list", "--fact", "x").stderr),
    "httpstatus list --vendor ": lambda run: lines_behind(run("list", "--vendor", "x").stderr),
    "httpstatus next --as ": lambda run: ["all", *lines_behind("  " + run("map", "clients").stdout.replace("\n", "\n  "))],
    "httpstatus next --set ": lambda run: [f"{word}=" for word in lines_behind("  " + run("map", "settings").stdout.replace("\n", "\n  "))],
    "httpstatus next --say ": lambda run: [f"{word}=" for word in lines_behind(run("next", "--say", "x=1").stderr)],
    "httpstatus check --level ": lambda run: run("check", "--level", "x").stderr.split(": ")[-1].strip().split(", "),
    "httpstatus check --format ": lambda run: run("check", "--format", "x").stderr.split(": ")[-1].strip().split(", "),
    "httpstatus check --only ": lambda run: re.findall(r"^\S+ +(\S+)", run("rules").stdout, re.M),
    "httpstatus check --declare ": lambda run: [word for word in lines_behind(run("check", "--declare", "x").stderr) if word != "level"],
    "httpstatus choose --graph ": lambda run: run("choose", "--graph", "x").stderr.split(": ")[-1].split(),
    "httpstatus choose --area ": lambda run: lines_behind(run("choose", "--graph", "dot", "--area", "x").stderr),
}


@pytest.mark.parametrize("line", WORDS)
def test_the_words_that_are_completed_are_those_that_are_taken(bash, run, line):
    taken = WORDS[line](run)
    assert taken and sorted(bash(line)) == sorted(taken)


def test_rules_are_completed_alike(bash):
    assert bash("httpstatus rules ") == bash("httpstatus check --ignore ") == bash("httpstatus check --only=")


def test_what_is_completed_as_a_question_is_one(bash, run):
    questions = bash("httpstatus choose --answer ")
    assert len(questions) > 50
    for question in (questions[0], questions[-1]):
        assert "is no question" not in run("choose", "--usual", "--answer", f"{question}yes", "--graph", "dot").stderr


@pytest.mark.parametrize("shell, file", [("bash", "httpstatus"), ("zsh", "_httpstatus"), ("fish", "httpstatus.fish")])
def test_the_shell_can_read_its_file(build, shell, file):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert subprocess.run([shell, "-n", build / "tools/completion" / file], capture_output=True, text=True).stderr == ""


def test_fish_completes(build, tmp_path):
    if shutil.which("fish") is None:
        pytest.skip("fish is not installed")

    def complete(line):
        shell = f"source {shlex.quote(str(build / 'tools/completion/httpstatus.fish'))}; complete -C {shlex.quote(line)}"
        answered = subprocess.run(["fish", "--no-config", "-c", shell], capture_output=True, text=True, env={**ENVIRONMENT, "HOME": str(tmp_path)})
        return [found.split("\t")[0] for found in answered.stdout.splitlines()]

    assert complete("httpstatus ch") == ["check", "choose"]
    assert complete("httpstatus check --level=mu") == ["--level=must"] and complete("httpstatus next --set hop") == ["hops="]
    assert "grpc-client" in complete("httpstatus map ") and "--baseline" in complete("httpstatus check --ba")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_verb_and_option_is_in_each_file(run, shell):
    text = help_of(run, "completion", shell)
    for verb in VERBS:
        assert re.search(rf"\b{verb}\b", text)
        for name in options_in(help_of(run, "help", verb)):
            assert (f"-l {name} " if shell == "fish" else f"--{name}") in text, name
