"""Gets a URI. http.client moves the octets; httpstatus says what comes after each response: next.py URI"""
import http.client
import sys
import time
from urllib.parse import urlsplit

from httpstatus import Chain, Exchange


def perform(request):
    """Sends a request; what came back, as an exchange."""
    said = {"method": request.method, "target": request.target, "request_fields": request.fields("request")}
    uri = urlsplit(request.target)
    connect = http.client.HTTPSConnection if uri.scheme == "https" else http.client.HTTPConnection
    connection = connect(uri.netloc, timeout=10)
    try:
        connection.connect()
    except OSError:
        return Exchange(**said, ending="never-sent")
    try:
        connection.request(request.method, uri._replace(scheme="", netloc="", fragment="").geturl() or "/",
                           headers=dict(request.fields("request")))
        response = connection.getresponse()
        response.read()
        return Exchange(**said, status=response.status, version="1.1" if response.version == 11 else "1.0", fields=response.getheaders())
    except (OSError, http.client.HTTPException):
        return Exchange(**said, ending="closed")
    finally:
        connection.close()


chain, request = Chain(), Exchange(method="GET", target=sys.argv[1])
while request:
    exchange = perform(request)
    step = chain.next(exchange, can=["connect"])[0]
    print(f"{step.action}: {step.text}")
    time.sleep(step.delay)
    request = chain.take(step)
print(int(exchange.status or 0), exchange.target)
