"""Findings as failures of tests: `pytest -p httpstatus.pytest_plugin`, or `pytest_plugins = ["httpstatus.pytest_plugin"]` in conftest.py.

    def test_the_front_page(http_check):
        app = http_check.wsgi(my_application)      # or http_check.asgi
        ...
        http_check(exchange)                       # an httpstatus.Exchange

What is found fails the test when it is over. The options of Checker are said with a marker: @pytest.mark.http_check(level="must").

SPDX-License-Identifier: MIT
"""
from __future__ import annotations

import pytest

from . import asgi, wsgi
from .check import Report


class HttpCheck:
    """Collects what is found in one test."""

    def __init__(self, **said):
        self._said, self.reports = said, []

    def _new(self):
        self.reports.append(Report(raises=False, logs=False, **self._said))
        return self.reports[-1]

    def wsgi(self, app):
        """The application, with its responses checked."""
        checked = wsgi.Checked(app)
        checked._report = self._new()
        return checked

    def asgi(self, app):
        """The application, with its responses checked."""
        checked = asgi.Checked(app)
        checked._report = self._new()
        return checked

    def __call__(self, exchange):
        """Checks an exchange; Date and the like are missed here."""
        report = self._new()
        report.server_fields = ()
        report(exchange)


def pytest_configure(config):
    config.addinivalue_line("markers", "http_check(**said): what httpstatus.Checker is told in this test")


@pytest.fixture
def http_check(request):
    marker = request.node.get_closest_marker("http_check")
    collected = HttpCheck(**(marker.kwargs if marker else {}))
    yield collected
    texts = [text for report in collected.reports for text in report.texts]
    if texts:
        pytest.fail("\n".join(texts), pytrace=False)
