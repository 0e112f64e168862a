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
