-- Exchanges in Lua; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local DATE, THEN = "Sun, 06 Nov 1994 08:49:37 GMT", 784111777
local tap = require "tap"
local test, equal = tap.test, tap.equal

local function response(said)
  said.method, said.target, said.version = "GET", "http://example.com/a", "1.1"
  return assert(httpstatus.exchange(said))
end

local function joined(list)
  return table.concat(list, " ")
end

test("from octets", function()
  local exchange = assert(httpstatus.read(
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nX: 1\r\nx: 2\r\nContent-Length: 3\r\n\r\nabc",
    "GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n"))
  equal(exchange.status, 404)
  equal(exchange.reason, "Not Found")
  equal(exchange.method, "GET")
  equal(joined(exchange:interim()), "103")
  equal(exchange:interim_matters(1), true)
  equal(exchange:field("X"), "1, 2")
  equal(exchange:field("Y"), nil)
  equal(#exchange:fields(), 3)
  equal(exchange:fields("request_fields")[1][2], "example.com")
  equal(exchange:content_kind(), "length")
  equal(exchange:content_length(), 3)
  equal(httpstatus.exchange{method = "PUT", request_fields = {["Content-Length"] = "5"}}:request_content_length(), 5)
  equal(exchange:persists(), true)
  equal(tostring(exchange), "GET /a 404")
end)

test("what is no message is nil and a reason", function()
  local nothing, reason = httpstatus.read("hello\r\n\r\n")
  equal(nothing, nil)
  equal(reason, "the response: this is no HTTP message")
  equal(select(2, httpstatus.read("HTTP/1.1 200 OK\r\n")), "the response: the message ends before its head is complete")
end)

test("what cannot be said is nil and a reason", function()
  for wanted, said in pairs{
    ["there is no \"colour\" in an exchange"] = {colour = 1},
    ["status is 1000"] = {status = 1000},
    ["status is x, which it cannot be"] = {status = "x"},
    ["version is 1.2"] = {version = "1.2"},
    ["not a name and a value"] = {fields = {X = 5}},
    ["interim 1"] = {interim = {{status = 200}}},
  } do
    local nothing, reason = httpstatus.exchange(said)
    equal(nothing, nil)
    equal(reason:find(wanted, 1, true) ~= nil, true)
  end
end)

test("unknown is nil", function()
  local exchange = response{}
  equal(exchange.status, nil)
  equal(exchange:treat_as(), nil)
  equal(httpstatus.exchange{status = 200, version = "1.1", fields = {["Content-Length"] = "5"}}:content_kind(), nil)
  equal(httpstatus.exchange{status = 200, version = "1.1"}:may_store("shared"), nil)
end)

test("storing", function()
  equal(response{status = 200, fields = {["Cache-Control"] = "max-age=60"}}:may_store("shared"), true)
  equal(joined(response{status = 200, fields = {["Cache-Control"] = "private, max-age=60"}}:obstacles("shared")), "private")
  equal(joined(response{status = 200, fields = {["Cache-Control"] = "private, max-age=60"}}:obstacles("private")), "")
  local fresh = response{status = 200, fields = {["Cache-Control"] = "max-age=60, s-maxage=10, stale-if-error=5", Date = DATE}}
  equal(fresh:freshness(), "explicit")
  equal(fresh:lifetime(THEN), 60)
  equal(fresh:lifetime(THEN, "shared"), 10)
  equal(fresh:age(THEN + 7), 7)
  equal(fresh:stale_if_error(), 5)
  equal(joined(fresh:reuse_obstacles(response{}, THEN + 61)), "stale")
end)

test("values", function()
  equal(response{status = 503, fields = {["Retry-After"] = "120"}}:retry_after(), 120)
  equal(response{status = 503, fields = {["Retry-After"] = "99999999999999999999"}}:retry_after(), math.maxinteger)
  equal(response{status = 503, fields = {["Retry-After"] = "1e3"}}:retry_after(), nil)
  equal(joined(response{status = 503, fields = {["Retry-After"] = "1e3"}}:defects()), "retry-after")
  local moved = response{status = 301, fields = {Location = "//other.example/b c"}}
  equal(moved:location(), "http://other.example/b%20c")
  equal(moved:location_is_cross_origin(), true)
  local challenges = response{status = 401, fields = {{"WWW-Authenticate", 'Basic realm="a\\"b"'}, {"WWW-Authenticate", "Negotiate abc=="}}}:challenges()
  equal(#challenges, 2)
  equal(challenges[1].params.realm, 'a"b')
  equal(challenges[2].token68, "abc==")
  local put = httpstatus.exchange{method = "PUT", target = "http://example.com/a", status = 204, version = "1.1", fields = {Location = "/b"}}
  equal(joined(put:invalidated()), "http://example.com/a http://example.com/b")
  local stored = response{status = 200, fields = {ETag = '"x"'}}
  equal(response{status = 304, fields = {ETag = '"x"'}}:selects(stored), "selected")
  equal(response{status = 304, fields = {ETag = '"y"'}}:selects(stored), nil)
end)

test("octets are kept", function()
  equal(response{status = 200, fields = {X = "a\0\xff"}}:fields()[1][2], "a\0\xff")
end)

test("an entry of a HAR", function()
  local entry = {request = {method = "GET", url = "https://example.com/", httpVersion = "h2", headers = {}},
    response = {status = 200, statusText = "", httpVersion = "HTTP/2.0", headers = {{name = "content-length", value = "5"}}, content = {size = 3}},
    _interim = {{status = 103, headers = {}}}}
  local exchange = assert(httpstatus.read_har(entry))
  equal(exchange:content_kind(), "stream")
  equal(joined(exchange:defects()), "content-short")
  equal(joined(exchange:interim()), "103")
  entry.response.status = "abc"
  equal(select(2, httpstatus.read_har(entry)), "response.status is abc, not a number from 0 to 999")
  equal(httpstatus.read_har{}, nil)
end)

test("status lines", function()
  local version, code, reason = httpstatus.read_status_line("HTTP/1.1 404 Not Found")
  equal(version, 11)
  equal(code, 404)
  equal(reason, "Not Found")
  equal(httpstatus.status_line(404), "HTTP/1.1 404 Not Found")
  equal(httpstatus.status_line(200, "Fine", "1.0"), "HTTP/1.0 200 Fine")
  equal(httpstatus.status_line(99), nil)
  equal(httpstatus.read_status_line("HTTP 404"), nil)
end)

test("an exchange cannot be changed, and is collected", function()
  equal(pcall(function() response{status = 200}.status = 5 end), false)
  for _ = 1, 20000 do
    response{status = 200}
  end
  collectgarbage()
end)

tap.done()
