"""ASGI applications that are held against the rules: app = httpstatus.asgi.Checked(app).

SPDX-License-Identifier: MIT
"""
from __future__ import annotations

from urllib.parse import quote

from .check import application_report
from .exchange import Exchange

__all__ = ["Checked"]

_VERSIONS = ("1.0", "1.1", "2", "3")


def _request(scope):
    """What an exchange says of the request."""
    fields = list(scope["headers"])
    host = next((value.decode("latin-1") for name, value in fields if name.lower() == b"host"), "localhost")
    path = quote(scope.get("root_path", "") + scope["path"], safe="/%:@!$&'()*+,;=~") if not scope.get("raw_path") else \
        scope["raw_path"].decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    scheme = scope.get("scheme", "http")
    version = scope.get("http_version")
    return {"method": scope["method"], "target": f"{scheme}://{host}{path}{'?' + query if query else ''}", "request_fields": fields,
            "request_version": version if version in _VERSIONS else None, "secured": scheme == "https"}


class Checked:
    """An application that is as the one inside, and whose responses are checked when they are complete. As wsgi.Checked."""

    def __init__(self, app, *, raises: bool = True, **said):
        self._app = app
        self._report = application_report(raises, **said)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, seen = {}, 0

        async def watch(message):
            nonlocal seen
            if message["type"] == "http.response.start":
                started.update(message)
            elif message["type"] == "http.response.body":
                seen += len(message.get("body", b""))
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body") and started:
                self._report(Exchange(**_request(scope), status=started["status"], version="1.1",
                                      fields=list(started.get("headers", ())), content_seen=seen))

        await self._app(scope, receive, watch)
