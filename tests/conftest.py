"""Where the Python tests find what was built: meson sets HTTPSTATUS_BUILD. SPDX-License-Identifier: MIT"""
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def build():
    return Path(os.environ["HTTPSTATUS_BUILD"])


@pytest.fixture(scope="session")
def built_header(build):
    return build / "lib/builtin.h"


@pytest.fixture(scope="session")
def command(build):
    return build / "tools/httpstatus"


@pytest.fixture(scope="module")
def no_clock():
    """A time for `now` that is none. In Python there always is one, but the library does without, as the command does for what has no date."""
    httpstatus = pytest.importorskip("httpstatus")
    unknown, read = httpstatus.next._native.HTTPSTATUS_UNKNOWN, httpstatus.next.now_or
    with pytest.MonkeyPatch.context() as patch:
        for module in (httpstatus.next, httpstatus.exchange):
            patch.setattr(module, "now_or", lambda now: unknown if now == unknown else read(now))
        yield unknown
