-- Caches in Lua; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local DATE, THEN = "Sun, 06 Nov 1994 08:49:37 GMT", 784111777
local tap = require "tap"
local test, equal = tap.test, tap.equal

local shared, private = httpstatus.cache{shared = true}, httpstatus.cache{shared = false}

--- A GET of http://example.com/a in HTTP/1.1, and what else is said of it.
local function exchange(said)
  said.method, said.target, said.version = said.method or "GET", "http://example.com/a", "1.1"
  return assert(httpstatus.exchange(said))
end

local function response(cache_control, more)
  local fields = {["Cache-Control"] = cache_control, Date = DATE}
  for name, value in pairs(more or {}) do
    fields[name] = value
  end
  return exchange{status = 200, fields = fields}
end

local function joined(list)
  return table.concat(list, " ")
end

--- It raises an error at a line of this file, which begins so.
local function refuses(wanted, run, ...)
  local arguments = table.pack(...)
  local good, message = pcall(function()
    local result = run(table.unpack(arguments, 1, arguments.n))
    return result
  end)
  equal(good, false)
  local reason = tostring(message):match("^.-test_cache%.lua:%d+: (.*)$")
  equal(reason and reason:sub(1, #wanted) or "no line of this file: " .. tostring(message), wanted)
end

test("whose cache it is has to be said", function()
  local expected = "which has to be true (many users', as a proxy's) or false (one user's, as a browser's)"
  for shown, said in pairs{['"Shared"'] = "Shared", ['"privat"'] = "privat", ["1"] = 1, ["0"] = 0} do
    refuses(("shared is %s, %s"):format(shown, expected), httpstatus.cache, {shared = said})
  end
  refuses("shared is nil, " .. expected, httpstatus.cache, {})
  refuses("shared is nil, " .. expected, httpstatus.cache)
  refuses("a cache is a table, not a string", httpstatus.cache, "shared")
  refuses("a cache is a table, not a boolean", httpstatus.cache, true)
  refuses('there is no "private" in a cache; there are: shared, understands, parts, serves_stale, heuristic_percent, heuristic_most, name, targets',
    httpstatus.cache, {private = true})
  refuses("understands is 1, not true or false", httpstatus.cache, {shared = true, understands = 1})
end)

test("what a cache cannot be is named", function()
  refuses("heuristic_percent is 101, which it cannot be: " .. httpstatus.words("cache-property")["heuristic-percent"], httpstatus.cache,
    {shared = true, heuristic_percent = 101})
  refuses("heuristic_most is -1, which it cannot be: ", httpstatus.cache, {shared = true, heuristic_most = -1})
  refuses('heuristic_most is "1", not a whole number', httpstatus.cache, {shared = true, heuristic_most = "1"})
  refuses("parts is 1, not true or false", httpstatus.cache, {shared = true, parts = 1})
  refuses("name is 5, not a string", httpstatus.cache, {shared = true, name = 5})
  refuses('name is "", which it cannot be: ' .. httpstatus.words("cache-text").name, httpstatus.cache, {shared = true, name = ""})
  refuses('targets is "A", not a sequence of names of fields', httpstatus.cache, {shared = true, targets = "A"})
  refuses('targets has "A, B", which is no name of a field', httpstatus.cache, {shared = true, targets = {"A, B"}})
  refuses('targets is "a b", which it cannot be: ', httpstatus.cache, {shared = true, targets = {"a b"}})
end)

test("a cache tells all that was said of it", function()
  local said = {shared = true, understands = false, parts = true, serves_stale = false, heuristic_percent = 0, heuristic_most = 3600, name = "Here"}
  local cache = httpstatus.cache(said)
  for key, value in pairs(said) do
    equal(cache[key], value)
    equal(key == "shared" or shared[key] == nil, true)
  end
  equal(joined(httpstatus.cache{shared = true, targets = {"CDN-Cache-Control", "Other-Control"}}.targets), "CDN-Cache-Control Other-Control")
  equal(shared.targets, nil)
end)

test("a cache tells what it is", function()
  equal(shared.shared, true)
  equal(private.shared, false)
  equal(shared.understands, nil)
  equal(httpstatus.cache{shared = true, understands = false}.understands, false)
  equal(shared.colour, nil)
  equal(tostring(shared), "shared cache")
  equal(tostring(private), "private cache")
  refuses("a cache cannot be changed", function() shared.shared = false end)
end)

test("a response that is private is stored in a private cache", function() -- RFC 9111, 5.2.2.7
  equal(shared:may_store(response("max-age=60")), true)
  local secret = response("private, max-age=60")
  equal(shared:may_store(secret), false)
  equal(private:may_store(secret), true)
  equal(joined(shared:obstacles(secret)), "private")
  equal(joined(private:obstacles(secret)), "")
  equal(joined(shared:obstacles(response("no-store, private"))), "no-store private")
end)

test("what depends on a request that is unknown is unknown", function()
  local exchange_without = httpstatus.exchange{status = 200, version = "1.1", fields = {["Cache-Control"] = "max-age=60"}}
  equal(shared:may_store(exchange_without), nil)
  equal(joined(shared:obstacles(exchange_without)), "request-unknown")
  equal(httpstatus.cache{shared = true}:may_store(httpstatus.exchange{}), nil)
  equal(joined(shared:obstacles(httpstatus.exchange{})), "not-final")
end)

test("a cache that understands 206 stores it", function() -- RFC 9111, 3.3
  local part = exchange{status = 206, fields = {["Cache-Control"] = "max-age=60", ["Content-Range"] = "bytes 0-1/5"}}
  equal(shared:may_store(part), nil)
  equal(joined(shared:obstacles(part)), "cache-unknown")
  equal(joined(httpstatus.cache{shared = true, understands = false}:obstacles(part)), "status-not-understood")
  equal(httpstatus.cache{shared = true, understands = true}:may_store(part), true)
end)

test("times", function() -- RFC 9111, 4.2
  local fresh = response("max-age=60, s-maxage=10, stale-if-error=5")
  equal(private:freshness(fresh), "explicit")
  equal(private:lifetime(fresh, THEN), 60)
  equal(shared:lifetime(fresh, THEN), 10)
  equal(private:age(fresh, THEN + 7), 7)
  equal(private:age(fresh, THEN + 7.9), 7)
  equal(private:stale_if_error(fresh, THEN), 5)
  equal(private:stale_while_revalidate(response("max-age=60, stale-while-revalidate=30")), 30)
  equal(private:fresh_for(fresh, THEN + 7), 53)
  equal(private:fresh_for(fresh, THEN + 70), -10)
  equal(private:is_fresh(fresh, THEN + 30), true)
  equal(shared:is_fresh(fresh, THEN + 30), false)
  equal(private:freshness(exchange{status = 200, fields = {["Last-Modified"] = DATE}}), "heuristic")
  equal(private:freshness(exchange{status = 302}), "none")
end)

test("without a response there are no times", function()
  local nothing = httpstatus.exchange{method = "GET"}
  for _, ask in ipairs{"freshness", "lifetime", "age", "fresh_for", "is_fresh"} do
    equal(shared[ask](shared, nothing, THEN), nil)
  end
end)

test("what must not be kept is left out", function() -- RFC 9111, 3.1
  local came = response('max-age=60, private="Set-Cookie"', {Connection = "X-Hop", ["X-Hop"] = "1", ["Set-Cookie"] = "a=b"})
  equal(#shared:left_out(came), 3)
  equal(#private:left_out(came), 2)
  local kept = shared:keep(came)
  equal(kept:field("Set-Cookie") or kept:field("X-Hop") or kept:field("Connection"), nil)
  equal(private:keep(came):field("Set-Cookie"), "a=b")
  equal(kept.status, 200)
  equal(kept.most_fields, came.most_fields)
  local none, reason = shared:keep(exchange{})
  equal(none, nil)
  equal(reason, "there is no response to keep")
end)

-- ---- a request at the cache: RFC 9111, 4 ----

--- A whole response of five octets with the entity tag "x".
local function stored(cache_control, more)
  local fields = {ETag = '"x"', ["Content-Length"] = "5"}
  for name, value in pairs(more or {}) do
    fields[name] = value
  end
  return response(cache_control, fields):set("content_seen", 5):set("response_time", THEN):set("request_time", THEN)
end

--- A lookup that was answered.
local function looked_up(cache, request, input, ...)
  input.now = input.now or THEN
  local lookup = assert(cache:lookup(request, input))
  for _, one in ipairs{...} do
    lookup:offer(one)
  end
  lookup:answer()
  return lookup
end

--- What the server says to a request.
local function answered(request, status, fields)
  request:set("status", status):set("version", "1.1"):set("response_time", THEN + 61)
  for name, value in pairs(fields) do
    request:add_field(name, value)
  end
  return request
end

test("requests with the same key select the same response", function() -- RFC 9111, 4.1
  local varied = stored("max-age=60", {Vary = "Accept"}):set_field("Accept", "a/b,c/d", "request")
  local same, other = exchange{request_fields = {Accept = "a/b, c/d"}}, exchange{request_fields = {Accept = "a/b"}}
  equal(shared:vary_key(varied, same), shared:vary_key(varied, varied))
  equal(shared:vary_key(varied, other) ~= shared:vary_key(varied, same), true)
  equal(shared:vary_key(stored("max-age=60"), same), "")
  equal(shared:vary_key(stored("max-age=60", {Vary = "*"}), same), nil)
end)

test("a stored response answers while it is fresh", function() -- RFC 9111, 4
  local own = stored("max-age=60, s-maxage=10")
  local lookup = looked_up(private, exchange{}, {now = THEN + 30}, own)
  equal(lookup:action(), "serve")
  equal(joined(lookup:reasons()), "fresh")
  equal(lookup:asks(), false)
  equal(lookup:stored(), own)
  equal(lookup:respond():field("Age"), "30")
  equal(("01234"):sub(lookup:content()), "01234")
  equal(tostring(lookup), "lookup: serve, fresh")
  lookup = looked_up(shared, exchange{}, {now = THEN + 30}, own)
  equal(lookup:action(), "validate")
  equal(joined(lookup:reasons()), "stale")
  equal(lookup:asks(), true)
  equal(lookup:request():field("If-None-Match", "request"), '"x"')
end)

test("a 304 updates what has its entity tag", function() -- RFC 9111, 4.3.4
  local own, other = stored("max-age=60"), stored("max-age=60", {ETag = '"y"'})
  local lookup = looked_up(private, exchange{}, {now = THEN + 61}, other, own)
  local came = answered(lookup:request(), 304, {ETag = '"x"', ["X-New"] = "1"})
  equal(lookup:receive(came, THEN + 61), "update")
  equal(joined(lookup:reasons()), "not-modified")
  equal(#lookup:selected(), 1)
  equal(lookup:selected()[1], own)
  equal(lookup:stored(), own)
  equal(private:update(own, came), true)
  equal(own:field("X-New"), "1")
  equal(lookup:respond():field("X-New"), "1")
  equal(private:update(other, came), false)
  equal(private:update(own, exchange{method = "HEAD", status = 200, fields = {ETag = '"x"', ["Content-Length"] = "6"}}), nil)
end)

test("another response is relayed", function()
  local lookup = looked_up(private, exchange{}, {now = THEN + 61}, stored("max-age=60"))
  equal(lookup:receive(answered(lookup:request(), 200, {}), THEN + 61), "relay")
  equal(lookup:stored(), nil)
  equal(lookup:content(), nil)
  equal(#lookup:selected(), 0)
  equal(lookup:respond().status, 200)
end)

test("a range is served from what is whole", function() -- RFC 9110, 14.2
  local cache = httpstatus.cache{shared = false, parts = true}
  local lookup = looked_up(cache, exchange{request_fields = {Range = "bytes=1-2"}}, {}, stored("max-age=60"))
  equal(lookup:respond():field("Content-Range"), "bytes 1-2/5")
  equal(("01234"):sub(lookup:content()), "12")
end)

test("what is missing is asked for and combined", function() -- RFC 9111, 3.4
  local cache = httpstatus.cache{shared = false, parts = true}
  local own = exchange{status = 206, content_seen = 2, response_time = THEN, request_time = THEN, fields = {["Cache-Control"] = "max-age=60", Date = DATE,
    ETag = '"x"', ["Content-Range"] = "bytes 0-1/5", ["Content-Length"] = "2"}}
  local lookup = looked_up(cache, exchange{}, {}, own)
  equal(lookup:action(), "complete")
  local came = answered(lookup:request(), 206, {ETag = '"x"', ["Content-Range"] = "bytes 2-4/5"}):set("content_seen", 3)
  equal(lookup:receive(came, THEN), "combine")
  refuses('the answer is "combine", and what is stored does not have what is asked for: it has to be combined first', lookup.respond, lookup)
  equal(cache:combine(own, came), true)
  equal(own.status, 200)
  equal(lookup:respond().status, 200)
  equal(cache:combine(own, came), false)
end)

test("a cache that is cut off serves what is stale where it does so", function() -- RFC 9111, 4.2.4
  local own = stored("max-age=60")
  equal(looked_up(httpstatus.cache{shared = true, serves_stale = true}, exchange{}, {now = THEN + 61, cut_off = true}, own):action(), "serve-stale")
  equal(looked_up(shared, exchange{}, {now = THEN + 61, cut_off = true}, own):respond().status, 504)
  refuses("cut_off is 1, not true or false", shared.lookup, shared, exchange{}, {cut_off = 1})
  refuses('there is no "then" in a lookup; there are: now, cut_off', shared.lookup, shared, exchange{}, {["then"] = 1})
end)

test("a cache with a name says what happened", function() -- RFC 9211, 2
  local lookup = looked_up(httpstatus.cache{shared = true, name = "Here"}, exchange{}, {}, stored("max-age=60"))
  equal(lookup:respond():field("Cache-Status"):match("^Here; hit") ~= nil, true)
end)

test("a lookup keeps alive what it needs", function()
  local lookup = httpstatus.cache{shared = true, name = "Here"}:lookup(exchange{}, {now = THEN})
  lookup:offer(stored("max-age=60"))
  collectgarbage()
  collectgarbage()
  equal(lookup:answer(), "serve")
  equal(lookup:respond():field("ETag"), '"x"')
  lookup = looked_up(shared, exchange{}, {})
  lookup:receive(stored("max-age=60"), THEN)
  collectgarbage()
  collectgarbage()
  equal(lookup:respond():field("ETag"), '"x"')
end)

test("what was changed after it was offered or received is refused", function()
  for _, change in ipairs{{"set", "status", 404}, {"set_field", "ETag", '"y"'}, {"add_field", "A", "1"}, {"remove_field", "ETag"}, {"add_interim", 103}} do
    local own = stored("max-age=60")
    local lookup = looked_up(private, exchange{}, {}, own)
    pcall(own.set, own, "status", 1000) -- which changes nothing
    lookup:respond()
    own[change[1]](own, table.unpack(change, 2))
    for _, ask in ipairs{"respond", "content", "answer", "request"} do
      refuses(("stored is %s, which was changed after it was offered"):format(own), lookup[ask], lookup)
    end
  end
  local own = stored("max-age=60")
  local lookup = looked_up(private, exchange{}, {}, own)
  equal(private:update(own, exchange{status = 304, fields = {ETag = '"x"'}}), true)
  refuses(("stored is %s, which was changed after it was offered"):format(own), lookup.respond, lookup)
  local came
  lookup, came = looked_up(private, exchange{}, {}), stored("max-age=60")
  lookup:receive(came, THEN)
  came:set("status", 404)
  refuses(("exchange is %s, which was changed after it was received"):format(came), lookup.respond, lookup)
end)

test("what it is not the time for is told", function()
  local lookup, own = private:lookup(exchange{}, {now = THEN}), stored("max-age=60")
  equal(lookup:action() or lookup:stored() or lookup:reasons()[1] or lookup:selected()[1], nil)
  equal(tostring(lookup), "lookup: not answered")
  refuses("there is no answer yet", lookup.respond, lookup)
  refuses("the server is not to be asked: there is no answer yet", lookup.request, lookup)
  lookup:answer()
  refuses('there is no answer yet: the server has to be asked, "forward"', lookup.content, lookup)
  refuses(('stored is %s, which comes too late: the answer is "forward"'):format(own), lookup.offer, lookup, own)
  lookup = looked_up(private, exchange{}, {}, own, own)
  refuses(('exchange is %s, but the server was not to be asked: the answer is "serve"'):format(own), lookup.receive, lookup, own)
  local none, reason = private:lookup(httpstatus.exchange{})
  equal(none, nil)
  equal(reason, "the request has no method")
  refuses("this is no lookup: call its methods with a colon", lookup.answer, private)
  refuses("a lookup changes with its methods only", function() lookup.action = 1 end)
end)

test("every word of a lookup is the library's", function()
  local actions, reasons = httpstatus.words("cache-action"), httpstatus.words("cache-reason")
  for _, lookup in ipairs{looked_up(shared, exchange{}, {}), looked_up(shared, exchange{}, {}, stored("max-age=60"))} do
    equal(actions[lookup:action()] ~= nil and reasons[lookup:reasons()[1]] ~= nil, true)
    equal(lookup:json():find('"action":"' .. lookup:action() .. '"', 1, true) ~= nil, true)
  end
  equal(shared:json(stored("max-age=60"), THEN):find('"lifetime":60', 1, true) ~= nil, true)
end)

test("the loop of the documentation is a cache", function()
  local path = package.searchpath("httpstatus.cache", package.path)
  local code = {}
  for line in io.lines(path) do
    if line:match("^%-%-     local function answer") or (#code > 0 and code[#code] ~= "end") then
      code[#code + 1] = line:gsub("^%-%-     ", "")
    end
  end
  local answer, asked, clock = assert(load(table.concat(code, "\n") .. "\nreturn answer"))(), 0, os.time
  local now, store, cache = THEN, {}, httpstatus.cache{shared = true}
  local function ask(request) -- a server whose page is always "x"
    asked = asked + 1
    local is_right = request:field("If-None-Match", "request") == '"x"'
    return answered(request, is_right and 304 or 200, {ETag = '"x"', ["Cache-Control"] = "max-age=60", Date = os.date("!%a, %d %b %Y %H:%M:%S GMT", now)})
      :set("response_time", now):set("request_time", now)
  end
  os.time = function() return now end
  local good, message = pcall(function()
    for after, wanted in pairs{[0] = {200}, [30] = {200, "30"}} do
      store = {}
      now = THEN
      answer(cache, store, exchange{}, ask)
      now = THEN + after
      local head, _, first = answer(cache, store, exchange{}, ask)
      equal(head.status, wanted[1])
      equal(head:field("Age"), wanted[2] or "0")
      equal(first, 1)
    end
    equal(asked, 2)
    now = THEN + 100
    equal((answer(cache, store, exchange{}, ask)).status, 200)
    equal(asked, 3)
    answer(cache, store, exchange{method = "PUT"}, ask)
    equal(next(store), nil)
  end)
  os.time = clock
  equal(good or message, true)
end)

test("a group makes others invalid", function() -- RFC 9875
  local post = httpstatus.exchange{method = "POST", target = "http://example.com/b", version = "1.1", status = 204,
    fields = {["Cache-Group-Invalidation"] = '"a"'}}
  equal(shared:invalidates(post, stored("max-age=60", {["Cache-Groups"] = '"a"'})), true)
  equal(shared:invalidates(post, stored("max-age=60")), false)
end)

test("which octets a response has", function() -- RFC 9111, 3.3
  local whole, first, last, complete = shared:extent(response("max-age=60", {["Content-Length"] = "10"}))
  equal(whole, true)
  equal(first, 1)
  equal(last, 10)
  equal(complete, 10)
  local part = exchange{status = 206, fields = {["Content-Range"] = "bytes 2-5/*"}}
  whole, first, last, complete = shared:extent(part)
  equal(whole, false)
  equal(("0123456789"):sub(first, last), "2345")
  equal(complete, nil)
  whole, first = shared:extent(exchange{})
  equal(whole, nil)
  equal(first, nil)
end)

test("a newer response replaces a stored one", function() -- RFC 9111, 4
  equal(shared:replaces(response("max-age=60"), response("max-age=60")), true)
  equal(shared:replaces(response("no-store"), response("max-age=60")), false)
  equal(shared:replaces(exchange{}, response("max-age=60")), nil)
end)

test("whether it was stored can be said", function() -- RFC 9211, 2.6
  local cache = httpstatus.cache{shared = true, name = "C"}
  local lookup = cache:lookup(exchange{}, {now = 0})
  lookup:answer()
  lookup:receive(response("max-age=60"), 0)
  for _, said in ipairs{true, false} do
    equal(lookup:respond(said):field("Cache-Status"):find("; stored", 1, true) ~= nil, said)
  end
  refuses("stored is 1, not true or false", lookup.respond, lookup, 1)
end)

test("an unsafe method makes what it changed invalid", function() -- RFC 9111, 4.4
  local put = exchange{method = "PUT", status = 204, fields = {Location = "/b"}}
  equal(joined(private:invalidated(put)), "http://example.com/a http://example.com/b")
  equal(#private:invalidated(response("max-age=60")), 0)
end)

test("what is no exchange or no time is named", function()
  local stored = response("max-age=60")
  for _, ask in ipairs{"may_store", "obstacles", "freshness", "lifetime", "age", "stale_if_error", "is_fresh", "invalidated", "left_out", "keep", "fresh_for",
    "stale_while_revalidate", "json", "invalidates"} do
    refuses("exchange is nil, not an exchange", shared[ask], shared)
    refuses('exchange is "GET", not an exchange', shared[ask], shared, "GET")
    refuses("this is no cache: call its methods with a colon", shared[ask], stored)
  end
  for _, ask in ipairs{"lifetime", "age", "stale_if_error", "is_fresh"} do
    refuses('now is "soon", not a number of seconds since 1970', shared[ask], shared, stored, "soon")
  end
  for ask, second in pairs{vary_key = "request", update = "exchange", combine = "part"} do
    refuses("stored is nil, not an exchange", shared[ask], shared)
    refuses(second .. " is 5, not an exchange", shared[ask], shared, stored, 5)
  end
  refuses("request is nil, not an exchange", shared.lookup, shared)
  refuses("now is false, not a number of seconds since 1970", shared.lookup, shared, stored, {now = false})
  refuses("stored is 5, not an exchange", shared.invalidates, shared, stored, 5)
end)

test("what was on exchanges is on caches", function()
  for _, name in ipairs{"may_store", "obstacles", "freshness", "lifetime", "age", "stale_if_error", "keep", "left_out", "vary_key", "update",
    "invalidated"} do
    equal(exchange{}[name], nil)
  end
end)

test("caches are collected", function()
  local alive = setmetatable({}, {__mode = "k"})
  for _ = 1, 2000 do
    alive[httpstatus.cache{shared = true}] = true
  end
  collectgarbage()
  collectgarbage()
  equal(next(alive), nil)
end)

tap.done()
