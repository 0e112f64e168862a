"""lighttpd: how it is configured and started, and what it is asked.  SPDX-License-Identifier: MIT"""

from exchanges import CGI, COMMON, DAV, LONG, LOOPBACK, OLD_DATE, PROXIED, Exchange, answered, redirected

COMMAND = ["/usr/sbin/lighttpd", "-D", "-f", "{configuration}"]


def configuration(folder, port, upstream_port, closed_port):
    redirects = "".join(f'$HTTP["url"] == "/redirect/{code}" {{ url.redirect = ( "" => "/hello.txt" ) '
                        f"url.redirect-code = {code} }}\n" for code in REDIRECTS)
    return f"""server.modules = ( "mod_access", "mod_auth", "mod_authn_file", "mod_redirect", "mod_cgi", "mod_proxy",
  "mod_deflate", "mod_webdav" )
server.bind = "{LOOPBACK}"
server.port = {port}
server.document-root = "{folder}/root"
server.errorlog = "{folder}/error.log"
server.upload-dirs = ( "{folder}/temporary" )
server.max-request-field-size = 1000
server.max-request-size = 1
server.stream-response-body = 1
index-file.names = ( "index.html" )
mimetype.assign = ( ".html" => "text/html", ".css" => "text/css", ".txt" => "text/plain" )
deflate.mimetypes = ( "text/css" )
deflate.allowed-encodings = ( "gzip" )
auth.backend = "plain"
auth.backend.plain.userfile = "{folder}/passwords-plain"
auth.require = ( "/private/" => ( "method" => "basic", "realm" => "Testers", "require" => "valid-user" ) )
$HTTP["url"] =^ "/denied/" {{ url.access-deny = ( "" ) }}
$HTTP["url"] =^ "/cgi/" {{ cgi.assign = ( ".cgi" => "" ) cgi.execute-x-only = "enable" }}
$HTTP["url"] =^ "/dav/" {{ webdav.activate = "enable" webdav.sqlite-db-name = "{folder}/locks/locks.db" }}
$HTTP["url"] =^ "/upstream/" {{
  proxy.server = ( "" => ( ( "host" => "{LOOPBACK}", "port" => {upstream_port}, "read-timeout" => 1 ) ) )
  proxy.header = ( "upgrade" => "enable" )
}}
$HTTP["url"] == "/closed" {{ proxy.server = ( "" => ( ( "host" => "{LOOPBACK}", "port" => {closed_port} ) ) ) }}
{redirects}"""


REDIRECTS = (301, 302, 303, 307, 308)
EXCHANGES = answered(COMMON + PROXIED + CGI + DAV, {
    "200-dav-locked-member": "404-dav-locked-member",
    "207-dav-delete-locked": "204-dav-delete-locked",
    "412-dav-if": "423-dav-if",
    "502-upstream-closing": "500-upstream-closing",
    "500-cgi-garbage": "200-cgi-garbage",
}) + redirected(*REDIRECTS) + [
    Exchange("200-options", "OPTIONS /hello.txt"),
    Exchange("200-options-asterisk", "OPTIONS *"),
    Exchange("501-delete", "DELETE /hello.txt"),
    Exchange("501-trace", "TRACE /hello.txt"),
    Exchange("411-no-length", "POST /cgi/echo.cgi"),
    Exchange("200-if-match-ignored", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("200-if-unmodified-since-ignored", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("200-expectation-ignored", "GET /hello.txt", "Expect: miracle"),
    Exchange("431-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("404-space-in-target", "GET /hello world.txt HTTP/1.1"),
    Exchange("431-uri-too-long", f"GET /{LONG}"),
    Exchange("501-method", "BREW /hello.txt"),
    Exchange("501-transfer-coding", "POST /cgi/echo.cgi", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("503-upstream-closed", "GET /closed"),
]
