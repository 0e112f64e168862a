"""Apache: how it is configured and started, and what it is asked.  SPDX-License-Identifier: MIT"""

from exchanges import CGI, COMMON, DAV, LONG, LOOPBACK, OLD_DATE, PROXIED, Exchange, answered, redirected, returned

COMMAND = ["/usr/sbin/apache2", "-DFOREGROUND", "-f", "{configuration}"]
MODULES = """mpm_prefork authn_core authn_file authz_core authz_host authz_user auth_basic alias dir mime cgi
    dav dav_fs filter deflate headers negotiation speling reqtimeout rewrite proxy proxy_http proxy_connect
    proxy_wstunnel""".split()


def configuration(folder, port, upstream_port, closed_port):
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES)
    redirects = "".join(f"Redirect {code} /redirect/{code} /hello.txt\n" for code in REDIRECTS)
    returns = "".join(f"Redirect {code} /status/{code}\n" for code in RETURNS)
    return f"""{modules}
TypesConfig /dev/null
Listen {LOOPBACK}:{port}
ServerName {LOOPBACK}:{port}
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DocumentRoot {folder}/root
StartServers 2
AddType text/html .html
AddType text/css .css
AddType text/plain .txt
AddHandler type-map .var
AddLanguage en .en
AddLanguage de .de
TraceEnable on
FileETag MTime Size
LimitRequestLine 1000
LimitRequestFieldSize 1000
RequestReadTimeout header=1 body=1
AddOutputFilterByType DEFLATE text/css
<Directory {folder}/root>
  Require all granted
</Directory>
<Directory {folder}/root/private>
  AuthType Basic
  AuthName "Testers"
  AuthUserFile {folder}/passwords-sha
  Require valid-user
</Directory>
<Directory {folder}/root/denied>
  Require all denied
</Directory>
<Directory {folder}/root/spelling>
  CheckSpelling on
</Directory>
<Directory {folder}/root/cgi>
  Options +ExecCGI
  SetHandler cgi-script
</Directory>
DavLockDB {folder}/locks/locks
<Directory {folder}/root/dav>
  Dav On
</Directory>
<Location /upload>
  LimitRequestBody 1000
</Location>
Alias /upload {folder}/root/cgi/echo.cgi
Timeout 1
{redirects}{returns}
ProxyRequests On
AllowCONNECT {upstream_port}
<Proxy *>
  Require local
</Proxy>
<Proxy "http://{LOOPBACK}:{upstream_port}/authenticated">
  AuthType Basic
  AuthName "Proxy testers"
  AuthUserFile {folder}/passwords-sha
  Require valid-user
</Proxy>
ProxyTimeout 1
RewriteEngine on
RewriteCond %{{HTTP:Upgrade}} websocket [NC]
RewriteRule ^/upstream/(.*) ws://{LOOPBACK}:{upstream_port}/$1 [P]
ProxyPass /upstream/ http://{LOOPBACK}:{upstream_port}/
ProxyPass /closed http://{LOOPBACK}:{closed_port}/ retry=0
"""


REDIRECTS = (301, 302, 303, 307, 308)
RETURNS = (410, 421, 426, 428, 429, 451, 503, 507, 508, 510, 511)
EXCHANGES = answered(COMMON + PROXIED + CGI + DAV, {
    "201-dav-lock": "200-dav-lock-unmapped",
    "304-gzip-etag": "200-gzip-etag-ignored",
    "207-dav-delete-locked": "424-dav-delete-locked",
    "502-upstream-garbage": "200-upstream-garbage",
    "504-timeout": "502-upstream-timeout",
    "505-version": "200-version-3",
}) + redirected(*REDIRECTS) + returned(*RETURNS) + [
    Exchange("200-options", "OPTIONS /hello.txt"),
    Exchange("200-options-asterisk", "OPTIONS *"),
    Exchange("200-trace", "TRACE /hello.txt"),
    Exchange("200-connect", "CONNECT {upstream}"),
    Exchange("403-connect", "CONNECT 127.0.0.1:1"),
    Exchange("407-proxy-auth", "GET http://{upstream}/authenticated"),
    Exchange("300-multiple-choices", "GET /spelling/report-3.txt"),
    Exchange("301-spelling", "GET /spelling/reprot-1.txt"),
    Exchange("406-not-acceptable", "GET /negotiated/page.var", "Accept: image/png"),
    Exchange("200-negotiated", "GET /negotiated/page.var", "Accept-Language: de"),
    Exchange("506-variant-also-negotiates", "GET /negotiated/nested.var"),
    Exchange("400-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("405-method", "DELETE /hello.txt"),
    Exchange("408-timeout", "POST /cgi/echo.cgi", "Content-Length: 20", content=b"half"),
    Exchange("412-if-match", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("412-if-unmodified-since", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("414-uri-too-long", f"GET /{LONG}"),
    Exchange("417-expectation", "GET /hello.txt", "Expect: miracle"),
    Exchange("501-method", "BREW /hello.txt"),
    Exchange("400-transfer-coding", "POST /cgi/echo.cgi", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("504-cgi-timeout", "GET /cgi/silent.cgi"),
    Exchange("503-upstream-closed", "GET /closed"),
]
