"""WSGI applications that are held against the rules: app = httpstatus.wsgi.Checked(app).

SPDX-License-Identifier: MIT
"""
from __future__ import annotations

from wsgiref.util import request_uri

from .check import application_report
from .exchange import Exchange

__all__ = ["Checked"]

_VERSIONS = {"HTTP/1.0": "1.0", "HTTP/1.1": "1.1", "HTTP/2": "2", "HTTP/2.0": "2", "HTTP/3": "3", "HTTP/3.0": "3"}


def _request(environ):
    """What an exchange says of the request."""
    names = [(key[5:], value) for key, value in environ.items() if key.startswith("HTTP_") and isinstance(value, str)]
    names += [("CONTENT_LENGTH", environ["CONTENT_LENGTH"])] if environ.get("CONTENT_LENGTH") else []
    if environ.get("CONTENT_TYPE") and (environ.get("CONTENT_LENGTH") or "HTTP_TRANSFER_ENCODING" in environ):
        names.append(("CONTENT_TYPE", environ["CONTENT_TYPE"]))  # without content, wsgiref makes one up
    return {"method": environ["REQUEST_METHOD"], "target": request_uri(environ),
            "request_version": _VERSIONS.get(environ.get("SERVER_PROTOCOL")), "secured": environ.get("wsgi.url_scheme") == "https",
            "request_fields": [(name.replace("_", "-").title(), value) for name, value in names]}


class Checked:
    """An application that is as the one inside, and whose responses are checked when they are complete.

    Findings are raised as an AssertionError where `raises` is true, as in tests, and logged otherwise. `said` is that of Checker, whose level is
    "should" unless said. Fields that the server adds, such as Date, are not the application's, and not missed; rules about clients are left out.
    """

    def __init__(self, app, *, raises: bool = True, **said):
        self._app = app
        self._report = application_report(raises, **said)

    def __call__(self, environ, start_response):
        return _Response(self._app, environ, start_response, self._report)


class _Response:
    """The content on its way to the server; what went by is counted."""

    def __init__(self, app, environ, start_response, report):
        self._request, self._report, self._start = _request(environ), report, start_response
        self._said, self._seen, self._done = None, 0, False
        self._content = app(environ, self._start_response)
        self._parts = iter(self._content)

    def _start_response(self, status, fields, *exc_info):
        self._said = (int(status[:3]), list(fields))
        write = self._start(status, fields, *exc_info)

        def counted(octets):
            self._seen += len(octets)
            return write(octets)
        return counted

    def __iter__(self):
        return self

    def __next__(self):
        try:
            octets = next(self._parts)
        except StopIteration:
            self._check()
            raise
        self._seen += len(octets)
        if self._said is not None and ("content-length", str(self._seen)) in ((name.lower(), value) for name, value in self._said[1]):
            self._check()  # complete: some servers and test clients do not ask for more
        return octets

    def _check(self):
        if self._done or self._said is None:
            return
        self._done = True
        status, fields = self._said
        self._report(Exchange(**self._request, status=status, version="1.1", fields=fields, content_seen=self._seen))

    def close(self):
        """The server is done. Where that was before the content was, nothing is said of it."""
        if hasattr(self._content, "close"):
            self._content.close()
