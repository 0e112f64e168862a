"""Asks a real client for every case, and tells what it did. SPDX-License-Identifier: MIT"""
import importlib.util
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from server import Origins

HERE = Path(__file__).resolve().parent
CLIENTS = ["curl", "go", "requests", "urllib3", "httpx", "aiohttp", "fetch", "wget"]
PROGRAMS = {"curl": "curl", "go": "go", "fetch": "node", "wget": "wget"}

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
CODES = [300, 301, 302, 303, 304, 305, 306, 307, 308]
CONTENT = "some content"
# fetch throws before it asks; curl's --head takes no content.
NOT_ASKED = {"fetch": [("GET", "with"), ("HEAD", "with")], "curl": [("HEAD", "with")]}


def missing(client):
    """What has to be installed to ask this client; None where it is there."""
    if client in PROGRAMS:
        return None if shutil.which(PROGRAMS[client]) else PROGRAMS[client]
    return None if importlib.util.find_spec(client) else client


def cases(client):
    return [{"method": method, "code": code, "origin": origin, "content": content}
            for method, code, origin, content in itertools.product(METHODS, CODES, ["same", "other"], ["without", "with"])
            if (method, content) not in NOT_ASKED.get(client, [])]


def name(case):
    return "-".join(map(str, case.values()))


def environment(home):
    """Nothing of the user's: no configuration, no proxy."""
    return {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "NO_PROXY": "*", "PYTHONDONTWRITEBYTECODE": "1"}


def command(client, home):
    if client == "go":
        cache = os.environ.get("GOCACHE", f"{home}/cache")
        subprocess.run(["go", "build", "-o", f"{home}/drive_go", HERE / "drive_go.go"], check=True, timeout=300, cwd=home,
                       env=environment(home) | {"GOCACHE": cache, "GO111MODULE": "off"})
        return [f"{home}/drive_go"]
    return ["node", HERE / "drive_fetch.mjs"] if client == "fetch" else [sys.executable, HERE / f"drive_{client}.py"]


def ask(client):
    """The client's version; and for each case the requests that the servers saw, and the status or the error that the caller got."""
    with Origins() as origins, tempfile.TemporaryDirectory() as home:
        lines = [json.dumps({
            "id": name(case), "method": case["method"], "url": f"{origins.urls['same']}/{name(case)}/{case['code']}/{case['origin']}",
            "content": CONTENT if case["content"] == "with" else None,
        }) for case in cases(client)]
        run = subprocess.run(command(client, home), input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True,
                             timeout=60, env=environment(home))
    version, *outcomes = map(json.loads, run.stdout.splitlines())
    outcomes = {outcome.pop("id"): outcome for outcome in outcomes}
    return version["version"], [{**case, "requests": origins.asked[name(case)], **outcomes[name(case)]} for case in cases(client)]
