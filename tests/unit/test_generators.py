"""The generators of the next, check and choose modules: the same data give the same output, and what is no record is refused, with file, record and reason.

SPDX-License-Identifier: MIT
"""
import subprocess
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parents[2] / "lib"
SOURCES = {"next": ["steps.toml", "settings.toml", "clients.toml"], "check": ["rules.toml"], "choose": ["graph.toml"]}
OUTPUTS = {"next": ["words.h", "tables.h"], "check": ["words.h", "tables.h", "judges.h"], "choose": ["words.h", "tables.h", "decisions.h"]}
TEXTS = {(module, name): (LIB / module / name).read_text() for module, names in SOURCES.items() for name in names}


def generate(tmp_path, module, changes=(), seed="0"):
    for name in SOURCES[module]:
        text = TEXTS[module, name]
        for file, old, new in changes:
            if file == name:
                assert old in text, old
                text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text)
    outputs = [tmp_path / name for name in OUTPUTS[module]]
    run = subprocess.run([sys.executable, "-B", LIB / module / "generate.py", *outputs, *(tmp_path / name for name in SOURCES[module])],
                         capture_output=True, text=True, env={"PYTHONHASHSEED": seed})
    return run, outputs


@pytest.mark.parametrize("module", SOURCES)
def test_same_data_give_same_output(tmp_path, module):
    texts = set()
    for seed in ("0", "1", "2", "3"):
        run, outputs = generate(tmp_path, module, seed=seed)
        assert (run.returncode, run.stderr) == (0, "")
        texts.add("".join(output.read_text() for output in outputs))
    assert len(texts) == 1


GONE = '[[step]]\nreason = "gone"\non = [410]\naction = "final"\n'
ALLOW = 'id = "405-no-allow"\n'

PAID = 'id = "paid"\narea = "access"\n'
AVAILABLE = 'ways = { yes = "target-short-enough", no = "available-again" }\n'
FORWARDING = 'ways = { gateway = "upstream", other = "resource" }\n'

REFUSED = [
    ("next", "steps.toml", 'reason = "gone"\n', 'reason = "gone"\nwhy = 1\n', "(gone)", 'unknown key "why"'),
    ("choose", "graph.toml", 'value = "close" }]\ndocument = "RFC 9112"\n', 'value = "close" }]\n', "fields 3", '"document" is missing'),
    ("choose", "graph.toml", 'document = "RFC 9110", section = "8.3"', 'document = "RFC9110", section = "8.3"', "fields 7", '"document" is'),
    ("next", "steps.toml", GONE, GONE.replace("410", "99"), "(gone)", '"on" has 99, which is no code'),
    ("next", "steps.toml", GONE, GONE.replace("[410]", '["6xx"]'), "(gone)", '"on" has \'6xx\''),
    ("next", "steps.toml", GONE, GONE.replace("final", "finish"), "(gone)", "not one of"),
    ("next", "steps.toml", GONE, GONE + 'method = "GET"\n', "(gone)", '"method" is of the next request, and "final" sends none'),
    ("next", "steps.toml", GONE, GONE + 'when = ["sunshine"]\n', "(gone)", '"when" has "sunshine", which is no condition'),
    ("next", "steps.toml", GONE, GONE + 'fails = "hops"\n', "(gone)", "which is no setting that has the word fail"),
    ("next", "steps.toml", 'reason = "gone"', 'reason = "conflict"', "steps.toml", "conflict is there twice"),
    ("next", "steps.toml", '  "expects-continue",', '  "expects-continue", "sunshine",', "steps.toml", '"conditions" has sunshine, which no step uses'),
    ("next", "steps.toml", 'reason = "server-error"\non = ["5xx"]', 'reason = "server-error"\non = [500]', "steps.toml", "no step without conditions"),
    ("next", "settings.toml", 'id = "hops"\nkind = "number"', 'id = "hops"\nkind = "figure"', "setting", "not one of"),
    ("next", "settings.toml", 'words = ["follow", "stop", "fail"]\n', "", "setting", '"words" go with the kind "word"'),
    ("next", "clients.toml", 'hops = ["20",', 'hops = ["twenty",', "(default)", '"hops" is "twenty", which it does not take'),
    ("next", "clients.toml", 'hops = ["20",', 'hops = ["9223372036854775808",', "(default)", "which it does not take"),
    ("next", "clients.toml", 'hops = ["20",', 'hops = ["00000000000000000020",', "(default)", "which it does not take"),
    ("next", "clients.toml", 'redirect-301 = ["POST=get *=keep",', 'redirect-301 = ["*=keep POST=get",', "(default)", "which it does not take"),
    ("next", "clients.toml", 'id = "curl"', 'id = "fetch"', "clients.toml", "one is there twice"),
    ("next", "clients.toml", 'id = "default"', 'id = "careful"', "clients.toml", 'the first client is not "default"'),
    ("choose", "graph.toml", PAID, PAID + "why = 1\n", "(paid)", 'unknown key "why"'),
    ("choose", "graph.toml", PAID, PAID + "methods = true\n", "(paid)", "or type and decides do"),
    ("choose", "graph.toml", PAID, PAID + 'decides = "luck"\n', "(paid)", "not one of"),
    ("choose", "graph.toml", PAID, PAID.replace("access", "garden"), "(paid)", "not one of"),
    ("choose", "graph.toml", PAID + 'type = "yes-no"', PAID + 'type = "maybe"', "(paid)", '"type" is "maybe"'),
    ("choose", "graph.toml", PAID, PAID + "optional = true\n", "(paid)", "which is no answer"),
    ("choose", "graph.toml", PAID, PAID + "usual_with_method = true\n", "(paid)", "true for methods with a default"),
    ("choose", "graph.toml", AVAILABLE, AVAILABLE.replace("no =", "perhaps ="), "(available)", "the ways are yes, perhaps, not yes, no"),
    ("choose", "graph.toml", AVAILABLE, AVAILABLE.replace("available-again", "nowhere"), "(available)", 'leads to "nowhere", which is no node'),
    ("choose", "graph.toml", AVAILABLE, AVAILABLE.replace("available-again", "role"), "graph.toml", "nothing leads to available-again"),
    ("choose", "graph.toml", 'ways = { yes = "depth", no', 'ways = { yes = "resource", no', "graph.toml", "the ways go in a circle"),
    ("choose", "graph.toml", 'id = "paid"', 'id = "permitted"', "graph.toml", "an id is there twice"),
    ("choose", "graph.toml", 'about = "role"', 'about = "safe"', "node", '"safe" is asked by no node'),
    ("choose", "graph.toml", FORWARDING, FORWARDING.replace("gateway", "king"), "(forwarding)", 'king is no answer to "role"'),
    ("choose", "graph.toml", 'with = ["vary"]', 'with = ["very"]', "end", '"very", which is no set of fields'),
    ("choose", "graph.toml", 'answer = "rate-again"', 'answer = "nobody"', "(too-many-requests)", '"nobody" is asked by no node'),
    ("choose", "graph.toml", '[decisions]\n', '[decisions]\nluck = ["yes", "no"]\n', "graph.toml", "luck decides nothing"),
    ("check", "rules.toml", ALLOW, ALLOW + "why = 1\n", "(405-no-allow)", 'unknown key "why"'),
    ("check", "rules.toml", ALLOW, 'id = "401-no-challenge"\n', "rules.toml", "401-no-challenge is there twice"),
    ("check", "rules.toml", ALLOW, ALLOW + 'content = "much"\n', "(405-no-allow)", "not one of"),
    ("check", "rules.toml", ALLOW, ALLOW + 'declared = ["sunshine"]\n', "(405-no-allow)", '"declared" has "sunshine", which is no declaration'),
    ("check", "rules.toml", ALLOW, ALLOW + 'has = ["no field"]\n', "(405-no-allow)", '"has" has "no field"'),
]


@pytest.mark.parametrize("module, file, old, new, where, why", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_record_is_refused(tmp_path, module, file, old, new, where, why):
    run, outputs = generate(tmp_path, module, [(file, old, new)])
    assert run.returncode == 1 and run.stderr.startswith("generate.py: ") and file in run.stderr
    assert where in run.stderr and why in run.stderr, run.stderr
    assert not outputs[0].exists()


@pytest.mark.parametrize("message", ["{bogus thing}", "{}", "{allow}"])
def test_a_message_has_placeholders_that_exist(tmp_path, message):
    start = TEXTS["check", "rules.toml"].index(ALLOW)
    old = TEXTS["check", "rules.toml"][start:].split("\nmessage = ", 1)[0]
    run, _ = generate(tmp_path, "check", [("rules.toml", old + '\nmessage = "', old + f'\nmessage = "{message} ')])
    assert run.returncode == 1 and '"message" has {' in run.stderr
