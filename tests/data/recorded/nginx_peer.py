"""nginx: how it is configured and started, and what it is asked.  SPDX-License-Identifier: MIT"""

from exchanges import COMMON, LONG, LOOPBACK, OLD_DATE, PROXIED, Exchange, answered, redirected, returned

COMMAND = ["/usr/sbin/nginx", "-c", "{configuration}"]


def configuration(folder, port, upstream_port, closed_port):
    redirects = "".join(f"    location /redirect/{code} {{ return {code} /hello.txt; }}\n" for code in REDIRECTS)
    returns = "".join(f"    location /status/{code} {{ return {code}; }}\n" for code in RETURNS)
    temporary = "".join(f"  {name}_temp_path {folder}/temporary/{name};\n"
                        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
{temporary}
  types {{ text/html html; text/css css; text/plain txt; }}
  gzip on;
  gzip_types text/css;
  gzip_min_length 100;
  client_header_buffer_size 1k;
  large_client_header_buffers 4 1k;
  limit_req_zone $binary_remote_addr zone=limited:1m rate=1r/m;
  limit_req_zone $binary_remote_addr zone=busy:1m rate=1r/m;
  server {{
    listen {LOOPBACK}:{port};
    root {folder}/root;
    location = /upload {{ client_max_body_size 1k; }}
    location = /limited.txt {{ limit_req zone=limited; limit_req_status 429; }}
    location = /busy.txt {{ limit_req zone=busy; }}
    location /private/ {{ auth_basic "Testers"; auth_basic_user_file {folder}/passwords-sha; }}
    location /denied/ {{ deny all; }}
    location /maintenance {{ add_header Retry-After 120 always; return 503; }}
    location /loop {{ rewrite ^ /loop last; }}
    location /closed {{ proxy_pass http://{LOOPBACK}:{closed_port}; }}
    location /dav/ {{ dav_methods PUT DELETE MKCOL COPY MOVE; create_full_put_path off; }}
    location /upstream/ {{
      proxy_pass http://{LOOPBACK}:{upstream_port};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
      proxy_read_timeout 1s;
    }}
{redirects}{returns}  }}
}}
"""


REDIRECTS = (301, 302, 303, 307, 308)
RETURNS = (204, 205, 410, 418, 421, 425, 426, 428, 451, 500, 503, 507, 511)
EXCHANGES = answered(COMMON + PROXIED, {"502-upstream-garbage": "000-upstream-garbage"}) + redirected(*REDIRECTS) + returned(*RETURNS) + [
    Exchange("200-gzip-http11-close", "GET /style.css", "Accept-Encoding: gzip", "Connection: close"),
    Exchange("200-limited-first", "GET /limited.txt"),
    Exchange("429-limited", "GET /limited.txt"),
    Exchange("200-busy-first", "GET /busy.txt"),
    Exchange("503-busy", "GET /busy.txt"),
    Exchange("201-dav-put", "PUT /dav/new.txt", content=b"new"),
    Exchange("204-dav-put", "PUT /dav/new.txt", content=b"newer"),
    Exchange("204-dav-delete", "DELETE /dav/new.txt"),
    Exchange("201-dav-mkcol", "MKCOL /dav/made/"),
    Exchange("409-dav-mkcol", "MKCOL /dav/no/such/parent/"),
    Exchange("405-dav-mkcol", "MKCOL /dav/collection/"),
    Exchange("415-dav-mkcol", "MKCOL /dav/other/", content=b"content"),
    Exchange("400-huge-field", "GET /hello.txt", f"X-Long: {LONG}"),
    Exchange("403-directory", "GET /plain-directory/"),
    Exchange("405-method", "POST /hello.txt", content=b"content"),
    Exchange("405-options", "OPTIONS /hello.txt"),
    Exchange("405-trace", "TRACE /hello.txt"),
    Exchange("400-connect", "CONNECT example.test:443"),
    Exchange("500-dav-put-no-length", "PUT /dav/new.txt"),
    Exchange("503-retry-after", "GET /maintenance"),
    Exchange("412-if-match", "GET /hello.txt", 'If-Match: "other"'),
    Exchange("412-if-unmodified-since", "GET /hello.txt", f"If-Unmodified-Since: {OLD_DATE}"),
    Exchange("414-uri-too-long", f"GET /{LONG}"),
    Exchange("500-rewrite-loop", "GET /loop"),
    Exchange("501-transfer-coding", "POST /hello.txt", "Transfer-Encoding: gzip", content=b"content"),
    Exchange("502-bad-gateway", "GET /closed"),
    Exchange("400-space-in-target", "GET /hello world.txt HTTP/1.1"),
]
