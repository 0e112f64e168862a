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

--- The lines of a part, "name: value", with semicolons between.
local function lines(exchange, part)
  local found = {}
  for i, field in ipairs(exchange:fields(part)) do
    found[i] = field[1] .. ": " .. field[2]
  end
  return table.concat(found, "; ")
end

--- It raises an error at a line of this file, which begins so.
local function refuses(wanted, run, ...)
  local arguments = table.pack(...)
  local good, message = pcall(function()
    local result = run(table.unpack(arguments, 1, arguments.n))
    return result
  end)
  equal(good, false)
  local reason = tostring(message):match("^.-test_exchange%.lua:%d+: (.*)$")
  equal(reason and reason:sub(1, #wanted) or "no line of this file: " .. tostring(message), wanted)
end

test("from octets", function()
  local exchange = assert(httpstatus.read_response(
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
  equal(exchange:fields("request")[1][2], "example.com")
  equal(exchange:content_kind(), "length")
  equal(exchange:content_length(), 3)
  equal(httpstatus.exchange{method = "PUT", request_fields = {["Content-Length"] = "5"}}:request_content_length(), 5)
  equal(exchange:persists(), true)
  equal(exchange:persistence(), "persists")
  equal(exchange.content_came, true)
  equal(exchange.content_seen, 3)
  equal(tostring(exchange), "GET /a 404")
end)

test("as a text, an exchange has no gap where nobody said the target", function()
  equal(tostring(httpstatus.exchange{}), "? no response")
  equal(tostring(httpstatus.exchange{method = "GET", status = 404}), "GET 404")
end)

test("from a request's octets alone", function()
  local request = assert(httpstatus.read_request("GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n", true))
  equal(request.method, "GET")
  equal(request.request_version, "1.1")
  equal(request.status, nil)
  equal(request:target_uri(), "https://example.com/a")
  local nothing, reason = httpstatus.read_request("GET /a HTTP/1.1\r\n")
  equal(nothing, nil)
  equal(reason, "the request: the octets end before the head does; more may come")
  refuses("request is nil, not a string", httpstatus.read_request)
  refuses("secured is 1, not true or false", httpstatus.read_request, "GET / HTTP/1.1\r\n\r\n", 1)
end)

test("responses are read as they come in", function() -- RFC 9110, 15.2
  local exchange = assert(httpstatus.read_request("PUT /a HTTP/1.1\r\nHost: example.com\r\nExpect: 100-continue\r\n\r\n"))
  local used, more = exchange:read_response("HTTP/1.1 100 Continue\r\n\r\n")
  equal(used, 25)
  equal(more, true)
  equal(joined(exchange:interim()), "100")
  local hints = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
  used, more = exchange:read_response(hints .. "HTTP/1.1 204 No")
  equal(used, #hints)
  equal(more, true)
  equal(lines(exchange, 2), "Link: </a>")
  used, more = exchange:read_response("HTTP/1.1 204 No Content\r\n\r\nwhat follows")
  equal(used, 27)
  equal(more, false)
  equal(exchange.status, 204)
end)

test("a request is read once all of it is there", function()
  local exchange, head = httpstatus.exchange{}, "GET /a HTTP/1.1\r\nHost: example.com\r\n\r\n"
  local used, more = exchange:read_request(head:sub(1, -2))
  equal(used, 0)
  equal(more, true)
  equal(exchange.method, nil)
  used, more = exchange:read_request(head .. "content")
  equal(used, #head)
  equal(more, false)
  equal(exchange.method, "GET")
  local nothing, reason = exchange:read_request(head)
  equal(nothing, nil)
  equal(reason, "the request: not at this point: something has to come first, or is there already")
end)

test("after what is no head, what came before it is kept", function()
  local exchange = httpstatus.exchange{}
  local nothing, reason, used = exchange:read_response("HTTP/1.1 100 Continue\r\n\r\nhello\r\n\r\n")
  equal(nothing, nil)
  equal(reason, "the response: the octets are no HTTP message")
  equal(used, 25)
  equal(joined(exchange:interim()), "100")
end)

test("what is no message is nil and a reason", function()
  local nothing, reason = httpstatus.read_response("hello\r\n\r\n")
  equal(nothing, nil)
  equal(reason, "the response: the octets are no HTTP message")
  equal(select(2, httpstatus.read_response("HTTP/1.1 200 OK\r\n")), "the response: the octets end before the head does; more may come")
  equal(select(2, httpstatus.read_response("HTTP/1.1 200 OK\r\n\r\n", "hello")):sub(1, 13), "the request: ")
  refuses("response is nil, not a string", httpstatus.read_response)
  refuses("request is 5, not a string", httpstatus.read_response, "HTTP/1.1 200 OK\r\n\r\n", 5)
end)

test("what cannot be said is nil and a reason", function()
  for wanted, said in pairs{
    ["status is 1000, which it cannot be: of the final response; 0 to 999"] = {status = 1000},
    ['version is "1.2", which is none of: 0.9, 1.0, 1.1, 2, 3'] = {version = "1.2"},
    ['request_version is "HTTP/1.1", which is none of: 0.9, '] = {request_version = "HTTP/1.1"},
    ["content_seen is -1, which it cannot be: "] = {content_seen = -1},
    ["status is -9223372036854775808, which it cannot be: "] = {status = math.mininteger},
    ["interim 1: a code is out of the range asked for"] = {interim = {{status = 200}}},
    ["the field : a value is not of the form asked for"] = {fields = {{"", "x"}}},
    ["the field X: there is more than a limit allows"] = {most_fields = 1, fields = {{"X", "1"}, {"X", "2"}}},
  } do
    local nothing, reason = httpstatus.exchange(said)
    equal(nothing, nil)
    equal(reason:sub(1, #wanted), wanted)
  end
end)

test("what an exchange does not take is an error that says what it does", function()
  for wanted, said in pairs{
    ['there is no "colour" in an exchange; there are: content_came, '] = {colour = 1},
    ['there is no "response_version" in an exchange; there are: '] = {response_version = "1.1"},
    ["there is no 1 in an exchange; there are: "] = {"GET"},
    ['status is "x", not a whole number'] = {status = "x"},
    ["status is 200.5, not a whole number"] = {status = 200.5},
    ["version is 1.1, not a string"] = {version = 1.1},
    ["method is 5, not a string"] = {method = 5},
    ["secured is 1, not true or false"] = {secured = 1},
    ['ending is "done", which is none of: complete, cut, closed, refused, never-sent, timed-out'] = {ending = "done"},
    ['request_content is "some", which is none of: none, repeatable, one-shot'] = {request_content = "some"},
    ['fields is "X: 5", not a table of fields'] = {fields = "X: 5"},
    ['fields: a field is "X" = 5, not a name and a value'] = {fields = {X = 5}},
    ['trailers: a field is "X" = nil, not a name and a value'] = {trailers = {{"X"}}},
    ['request_trailers: a field is "X" = nil, not a name and a value'] = {request_trailers = {"X"}},
    ["interim is 103, not a sequence"] = {interim = 103},
    ["interim 1 is 103, not a table"] = {interim = {103}},
    ["interim 1 is false, not a table of fields"] = {interim = {{status = 103, fields = false}}},
    ["interim 1: status is nil, not a whole number"] = {interim = {{}}},
    ['there is no "code" in interim 1; there are: status, fields'] = {interim = {{code = 103}}},
  } do
    refuses(wanted, httpstatus.exchange, said)
  end
  refuses("an exchange is a table, not a string", httpstatus.exchange, "GET")
  refuses("what is said of an exchange is a table, not a nil", httpstatus.exchange)
end)

test("what was said can be read back", function()
  local said = {
    method = "PUT", target = "/a", reason = "Fine", source = "session.har", request_version = "1.0", version = "2", status = 201, ending = "cut",
    content_seen = 3, content_came = true, request_content = "one-shot", request_content_length = 7, request_content_sent = 5,
    request_fields_incomplete = true, response_fields_incomplete = false, response_fields_foreign = true, request_time = 5, response_time = 6, secured = true, to_proxy = false,
    entry = 17, most_fields = 10, most_octets = 1000, most_interim = 2,
  }
  local exchange, nothing = assert(httpstatus.exchange(said)), httpstatus.exchange{}
  local count = 0
  for name, value in pairs(said) do
    equal(exchange:get(name), value)
    if not name:find("^most_") then -- limits are there from the beginning
      equal(nothing:get(name), nil)
    end
    count = count + 1
  end
  equal(count, #httpstatus.words("property") + #httpstatus.words("line"))
  equal(exchange.ending, "cut")
  equal(exchange.secured, true)
  equal(exchange.version, "2")
  equal(exchange.colour, nil)
  equal(exchange:request_content_length(), 7)
  refuses('there is no "colour" in an exchange; there are: ', exchange.get, exchange, "colour")
end)

test("an exchange says something else, or nothing any more", function()
  local exchange = httpstatus.exchange{status = 200}
  equal(exchange:set("status", 503):set("reason", "Busy"), exchange)
  equal(exchange.status, 503)
  equal(exchange.reason, "Busy")
  equal(exchange:set("status", nil).status, nil)
  equal(exchange:set("reason", nil).reason, nil)
  refuses("status is 1000, which it cannot be: of the final response; 0 to 999", exchange.set, exchange, "status", 1000)
  refuses("reason is 5, not a string", exchange.set, exchange, "reason", 5)
  refuses('there is no "fields" in an exchange; there are: ', exchange.set, exchange, "fields", {})
  refuses("this is no exchange: call its methods with a colon", exchange.set, "status", 503)
  refuses("an exchange changes with its methods only", function() exchange.status = 5 end)
end)

test("fields of every part", function()
  local exchange = assert(httpstatus.exchange{
    request_fields = {A = "1"}, fields = {B = "2"}, request_trailers = {C = "3"}, trailers = {D = "4"},
    interim = {{status = 103, fields = {E = "5"}}, {status = 104, fields = {{"F", "6"}}}},
  })
  for part, wanted in pairs{request = "A: 1", response = "B: 2", ["request-trailers"] = "C: 3", response_trailers = "D: 4", "E: 5", "F: 6"} do
    equal(lines(exchange, part), wanted)
    equal(exchange:field(wanted:sub(1, 1), part), wanted:sub(-1))
  end
  equal(lines(exchange), "B: 2")
  equal(lines(exchange, 3), "")
  local parts = "which is none of: request, response, request-trailers, response-trailers, the number of an interim response"
  for _, part in ipairs{"trailers", "interim", 0, -1, 1.5, true} do
    refuses("part is ", exchange.fields, exchange, part)
  end
  refuses('part is "fields", ' .. parts, exchange.field, exchange, "B", "fields")
  refuses("name is nil, not a string", exchange.field, exchange)
end)

test("a field's lines, joined and one by one", function() -- RFC 9110, 5.3
  local exchange = assert(httpstatus.exchange{fields = {["Set-Cookie"] = {"a=b", "c=d"}, Allow = "GET"}})
  equal(lines(exchange), "Allow: GET; Set-Cookie: a=b; Set-Cookie: c=d")
  equal(exchange:field("set-cookie"), "a=b, c=d")
  equal(joined(exchange:field_lines("set-cookie")), "a=b c=d")
  equal(#exchange:field_lines("Vary"), 0)
  equal(exchange:field("Vary"), nil)
end)

test("a field is added, set and removed", function()
  local exchange = httpstatus.exchange{fields = {{"X", "1"}, {"Y", "2"}, {"x", "3"}}}
  equal(exchange:set_field("X", "4"), exchange)
  equal(lines(exchange), "X: 4; Y: 2")
  equal(lines(exchange:add_field("x", "5")), "X: 4; Y: 2; x: 5")
  equal(lines(exchange:remove_field("X")), "Y: 2")
  equal(lines(exchange:remove_field("X")), "Y: 2")
  equal(lines(exchange:set_field("Z", "")), "Y: 2; Z: ")
  equal(lines(exchange:set_field("Host", "a.example", "request"), "request"), "Host: a.example")
  exchange:add_interim(103):add_field("Link", "</a>", 1)
  equal(lines(exchange, 1), "Link: </a>")
  equal(joined(exchange:interim()), "103")
end)

test("a field that cannot be is an error, and changes nothing", function()
  local exchange = httpstatus.exchange{fields = {X = "1"}, most_fields = 1}
  for _, change in ipairs{exchange.add_field, exchange.set_field} do
    refuses("there is no interim response 1", change, exchange, "X", "1", 1)
    refuses("the field : a value is not of the form asked for", change, exchange, "", "1")
    refuses("the field Y: there is more than a limit allows", change, exchange, "Y", "1")
    refuses("name is nil, not a string", change, exchange)
    refuses("value is nil, not a string", change, exchange, "X")
    refuses("value is 1, not a string", change, exchange, "X", 1)
    refuses('part is "head", which is none of: ', change, exchange, "X", "1", "head")
  end
  refuses("name is 5, not a string", exchange.remove_field, exchange, 5)
  refuses("interim 200: a code is out of the range asked for", exchange.add_interim, exchange, 200)
  refuses('code is "103", not a whole number', exchange.add_interim, exchange, "103")
  equal(lines(exchange), "X: 1")
  equal(#exchange:interim(), 0)
end)

test("a copy says the same, and goes its own way", function()
  local exchange = assert(httpstatus.exchange{method = "GET", status = 200, fields = {X = "1"}, most_fields = 2000})
  for i = 1, 1500 do
    exchange:add_field("Y", tostring(i))
  end
  local copy = exchange:copy()
  exchange:set("status", 404):remove_field("X")
  equal(copy.status, 200)
  equal(copy.method, "GET")
  equal(copy:field("X"), "1")
  equal(#copy:field_lines("Y"), 1500)
  exchange = nil
  collectgarbage()
  equal(copy:field("X"), "1")
end)

-- ---- writing heads ----

test("a request is written", function() -- RFC 9112, 3.2.1 and RFC 9110, 7.2
  local request = assert(httpstatus.exchange{method = "GET", target = "http://example.com/a?b#c", request_fields = {Accept = "*/*"}})
  local head = request:write_request()
  equal(head:match("^[^\r]*\r\n"), "GET /a?b HTTP/1.1\r\n")
  equal(head:find("\r\nHost: example.com\r\n", 1, true) ~= nil, true)
  equal(head:find("\r\nAccept: */*\r\n", 1, true) ~= nil, true)
  equal(head:sub(-4), "\r\n\r\n")
  equal(assert(httpstatus.read_request(head)):field("Host", "request"), "example.com")
end)

test("a response is written", function() -- RFC 9112, 4
  local response = assert(httpstatus.exchange{status = 404, fields = {{"Allow", "GET"}, {"X", ("y"):rep(5000)}}})
  equal(response:write_response(), "HTTP/1.1 404 Not Found\r\nAllow: GET\r\nX: " .. ("y"):rep(5000) .. "\r\n\r\n")
  equal(response:set("version", "1.0"):set("reason", "Lost"):write_response():sub(1, 19), "HTTP/1.0 404 Lost\r\n")
end)

test("what must not be sent is nil and a reason", function()
  for wanted, said in pairs{
    ["the request cannot be sent: it has no method, or no target"] = {target = "/"},
    ["the request cannot be sent: something in it is not as HTTP/1 allows"] =
      {method = "GET", target = "/", request_fields = {Host = "a.example", X = "a\r\nb"}},
  } do
    local nothing, reason = httpstatus.exchange(said):write_request()
    equal(nothing, nil)
    equal(reason, wanted)
  end
  for wanted, said in pairs{
    ["the response cannot be sent: it has no status"] = {},
    ["the response cannot be sent: something in it is not as HTTP/1 allows"] = {status = 200, reason = "a\nb"},
  } do
    local nothing, reason = httpstatus.exchange(said):write_response()
    equal(nothing, nil)
    equal(reason, wanted)
  end
end)

test("unknown is nil", function()
  local exchange = response{}
  equal(exchange.status, nil)
  equal(exchange:treat_as(), nil)
  equal(exchange:persistence(), nil)
  equal(exchange:persists(), nil)
  equal(exchange:date(), nil)
  equal(exchange:location(), nil)
  equal(exchange:location_is_cross_origin(), nil)
  equal(exchange:retry_after(), nil)
  equal(httpstatus.exchange{target = "/a"}:target_uri(), nil)
  equal(httpstatus.exchange{status = 200, version = "1.1", fields = {["Content-Length"] = "5"}}:content_kind(), nil)
end)

test("a client may know more codes than IANA's", function()
  equal(response{status = 520}:treat_as(), 500)
  equal(response{status = 520}:treat_as(httpstatus.vendor("cloudflare")), 502)
  refuses('registry is "cloudflare", not a registry', function()
    local got = response{status = 520}:treat_as("cloudflare")
    return got
  end)
end)

test("the key of a cache", function() -- RFC 3986, 6.2.2
  equal(httpstatus.exchange{target = "HTTP://EXAMPLE.com:80/%7eb/../a#c"}:target_uri(), "http://example.com/a")
  equal(httpstatus.exchange{target = "/a", secured = true, request_fields = {Host = "example.com"}}:target_uri(), "https://example.com/a")
end)

test("values", function()
  equal(response{status = 503, fields = {["Retry-After"] = "120"}}:retry_after(), 120)
  equal(response{status = 503, fields = {["Retry-After"] = "99999999999999999999"}}:retry_after(), math.maxinteger)
  equal(response{status = 503, fields = {["Retry-After"] = "1e3"}}:retry_after(), nil)
  equal(response{status = 503, fields = {["Retry-After"] = DATE}}:retry_after(THEN - 5.5), 6)
  refuses('now is "soon", not a number of seconds since 1970', function()
    local got = response{status = 503}:retry_after("soon")
    return got
  end)
  equal(joined(response{status = 503, fields = {["Retry-After"] = "1e3"}}:defects()), "retry-after")
  equal(response{status = 200, fields = {Date = DATE}}:date(), THEN)
  local moved = response{status = 301, fields = {Location = "//other.example/b c"}}
  equal(moved:location(), "http://other.example/b%20c")
  equal(moved:location_is_cross_origin(), true)
  local challenges = response{status = 401, fields = {{"WWW-Authenticate", 'Basic realm="a\\"b"'}, {"WWW-Authenticate", "Negotiate abc=="}}}:challenges()
  equal(#challenges, 2)
  equal(challenges[1].scheme, "Basic")
  equal(challenges[1].parameters.realm, 'a"b')
  equal(challenges[1].token68, nil)
  equal(challenges[2].token68, "abc==")
  equal(next(challenges[2].parameters), nil)
end)

test("challenges of a proxy are others", function() -- RFC 9110, 11.7.1
  local challenged = response{status = 407, fields = {["Proxy-Authenticate"] = 'Digest Realm="p", nonce="n", realm="q"'}}
  equal(#challenged:challenges(), 0)
  equal(#challenged:challenges("origin"), 0)
  local challenge = challenged:challenges("proxy")[1]
  equal(challenge.parameters.realm, "p")
  equal(challenge.parameters.nonce, "n")
  refuses('challenger is "server", which is none of: origin, proxy', challenged.challenges, challenged, "server")
  refuses("challenger is true, which is none of: origin, proxy", challenged.challenges, challenged, true)
end)

test("defects one by one", function()
  local exchange = response{status = 204, fields = {["Content-Length"] = "5"}}
  equal(joined(exchange:defects()), "content-length-forbidden") -- RFC 9110, 8.6
  equal(exchange:has_defect("content-length-forbidden"), true)
  equal(exchange:has_defect("content_length_forbidden"), true)
  equal(exchange:has_defect("folded"), false)
  refuses('defect is "rain", which is none of: line-feed, folded, ', exchange.has_defect, exchange, "rain")
end)

test("an exchange as JSON", function()
  local exchange = httpstatus.exchange{method = "GET", target = "/a", status = 404, source = "x.har", entry = 3}
  local json = exchange:json(THEN)
  equal(json:sub(1, 1) .. json:sub(-1), "{}")
  for _, member in ipairs{'"method":"GET"', '"target":"/a"', '"status":404', '"file":"x.har"', '"entry":3'} do
    equal(json:find(member, 1, true) ~= nil, true)
  end
  equal(json:find("\n", 1, true), nil)
  refuses("now is true, not a number of seconds since 1970", exchange.json, exchange, true)
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
  equal(exchange.version, "2")
  entry.response.httpVersion = "HTTP/1.2"
  equal(httpstatus.read_har(entry).version, nil)
  entry.response.status = "abc"
  equal(select(2, httpstatus.read_har(entry)), 'response.status is "abc", not a number')
  equal(httpstatus.read_har{}, nil)
end)

test("what is wrong with an entry of a HAR is shown as a program would write it", function()
  local function reason(changes)
    local entry = {request = {}, response = {status = 200}}
    for key, value in pairs(changes) do
      entry[key] = value
    end
    return select(2, httpstatus.read_har(entry))
  end
  equal(select(2, httpstatus.read_har("x")), 'entry is "x", not an object')
  equal(reason{request = "x"}, 'request is "x", not an object')
  equal(reason{response = {status = "200"}}, 'response.status is "200", not a number')
  equal(reason{request = {url = "data:text/plain,x"}}, "is no HTTP exchange, but a data: URL")
end)

test("what is wrong in an entry of a HAR and nobody needs costs itself", function()
  local odd = {request = {method = 5, url = {}, headers = "x"}, response = {status = 200, statusText = {"OK"}}, _interim = {{status = "103"}}}
  local exchange = assert(httpstatus.read_har(odd))
  equal(exchange.method, nil)
  equal(exchange.target, nil)
  equal(exchange.reason, nil)
  equal(exchange.request_fields_incomplete, true)
  equal(#exchange:interim(), 0)
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
  refuses("line is 5, not a string", httpstatus.read_status_line, 5)
  refuses('code is "404", not a whole number', httpstatus.status_line, "404")
  refuses("reason is 5, not a string", httpstatus.status_line, 404, 5)
  refuses("version is 1.1, not a string", httpstatus.status_line, 404, nil, 1.1)
end)

test("an exchange cannot be assigned to, and is collected", function()
  equal(pcall(function() response{status = 200}.status = 5 end), false)
  for _ = 1, 20000 do
    response{status = 200}
  end
  collectgarbage()
end)

tap.done()
