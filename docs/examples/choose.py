"""A page that can be read and replaced, and what it answers: choose.py METHOD [NAME=VALUE...]; without a method, some requests of its own."""
import hashlib
import sys
from datetime import datetime, timezone

from httpstatus import Exchange, decide


class Page:
    """It answers the questions that it knows about; the others get their defaults. No server is needed to see what it would send."""

    allowed_methods = ["GET", "HEAD", "PUT"]
    condition_needed = True  # nobody overwrites unseen what another has written

    def __init__(self, text):
        self.text, self.written = text, datetime.now(timezone.utc)

    def entity_tag(self, request):
        return f'"{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"'

    def last_modified(self, request):
        return self.written

    def change(self, request):
        self.written = datetime.now(timezone.utc)
        self.text += " Again!"  # a server would take the content of the request
        return "done"


def show(page, method, fields):
    request = Exchange(method=method, target="/page", request_version="1.1", request_fields={"Host": "localhost", **fields})
    choice = decide(page, request)
    print(f"{method} {fields or ''}\n  {int(choice.code)} {choice.code.phrase}: {choice.end.text}")
    for name, value in choice.fields:
        print(f"  {name}: {value}")
    print("  because", ", ".join(f"{turn.node.id} {turn.way}" for turn in choice.path[-4:-1]), end="\n\n")


page = Page("Hello!")
if len(sys.argv) > 1:
    show(page, sys.argv[1], dict(argument.split("=", 1) for argument in sys.argv[2:]))
else:
    for method, fields in [("GET", {}), ("GET", {"If-None-Match": page.entity_tag(None)}), ("PUT", {}), ("PUT", {"If-Match": '"old"'}),
                           ("PUT", {"If-Match": page.entity_tag(None)}), ("DELETE", {})]:
        show(page, method, fields)
