"""The pictures of the README show what the command prints. ./dev pictures makes them anew. SPDX-License-Identifier: MIT"""
import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
pictures = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(pictures)


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_shows_what_the_command_prints(name, command):
    try:
        made = pictures.picture(command, name)
    except OSError as error:
        pytest.skip(f"there is no pseudo-terminal here: {error}")
    assert (DOCS / f"pictures/{name}.svg").read_text() == made


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_the_readme_has_each_picture(name):
    assert f"(docs/pictures/{name}.svg)" in (DOCS.parent / "README.md").read_text()
