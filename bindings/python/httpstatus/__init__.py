"""What an HTTP status code means.

    >>> from httpstatus import Status, Exchange
    >>> Status(404).phrase
    'Not Found'
    >>> Status(404).heuristically_cacheable
    True
    >>> [int(status) for status in select(standing="deprecated")]
    [305]
    >>> exchange = Exchange.from_bytes(b"HTTP/1.1 503 Service Unavailable\\r\\nRetry-After: 120\\r\\n\\r\\n")
    >>> exchange.status, exchange.retry_after()
    (<Status 503 Service Unavailable>, 120)
    >>> [(step.action, step.delay, step.declined_by) for step in Chain(wait_cap_ms=300_000).next(exchange, now=0)]
    [('final', 0.0, ()), ('retry', 120.0, ('retry-methods',))]
    >>> class Page:
    ...     allowed_methods = ["GET", "HEAD"]
    >>> decide(Page(), Exchange(method="PUT", target="/", request_fields={"Host": "a.example"})).code
    <Status 405 Method Not Allowed>

A Status is an int, and goes wherever an int or an http.HTTPStatus goes.

SPDX-License-Identifier: MIT
"""
from .cache import *  # noqa: F401,F403
from .cache import __all__ as _cache_all
from .check import *  # noqa: F401,F403
from .check import __all__ as _check_all
from .choose import *  # noqa: F401,F403
from .choose import __all__ as _choose_all
from .exchange import *  # noqa: F401,F403
from .exchange import __all__ as _exchange_all
from .next import *  # noqa: F401,F403
from .next import __all__ as _next_all
from .recordings import *  # noqa: F401,F403
from .recordings import __all__ as _recordings_all
from .status import *  # noqa: F401,F403
from .status import __all__ as _status_all
from .words import *  # noqa: F401,F403
from .words import __all__ as _words_all

__all__ = [*_status_all, *_exchange_all, *_recordings_all, *_next_all, *_cache_all, *_check_all, *_choose_all, *_words_all]
