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
  refuses('there is no "private" in a cache; there are: shared, understands', httpstatus.cache, {private = true})
  refuses("understands is 1, not true or false", httpstatus.cache, {shared = true, understands = 1})
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
  equal(shared:may_store(part), false)
  equal(joined(shared:obstacles(part)), "status-not-understood")
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
  equal(private:is_fresh(fresh, THEN + 30), true)
  equal(shared:is_fresh(fresh, THEN + 30), false)
  equal(private:freshness(exchange{status = 200, fields = {["Last-Modified"] = DATE}}), "heuristic")
  equal(private:freshness(exchange{status = 302}), "none")
end)

test("without a response there are no times", function()
  local nothing = httpstatus.exchange{method = "GET"}
  for _, ask in ipairs{"freshness", "lifetime", "age", "is_fresh"} do
    equal(shared[ask](shared, nothing, THEN), nil)
  end
end)

test("a stored response answers while it is fresh", function() -- RFC 9111, 4
  local stored = response("max-age=60, s-maxage=10")
  local request = exchange{}
  equal(private:may_reuse(stored, request, THEN + 30), true)
  equal(joined(private:reuse_obstacles(stored, request, THEN + 30)), "")
  equal(private:may_reuse(stored, request, THEN + 61), false)
  equal(joined(private:reuse_obstacles(stored, request, THEN + 61)), "stale")
  equal(joined(shared:reuse_obstacles(stored, request, THEN + 30)), "stale")
  equal(joined(private:reuse_obstacles(stored, exchange{method = "PUT"}, THEN)), "method")
end)

test("a 304 is about what has its entity tag", function() -- RFC 9111, 4.3.4
  local stored = response("max-age=60", {ETag = '"x"'})
  equal(private:selects(exchange{status = 304, fields = {ETag = '"x"'}}, stored), "selected")
  equal(private:selects(exchange{status = 304, fields = {ETag = '"y"'}}, stored), "none")
  equal(private:selects(exchange{status = 200}, stored), "none")
  equal(private:selects(exchange{}, stored), nil)
end)

test("an unsafe method makes what it changed invalid", function() -- RFC 9111, 4.4
  local put = exchange{method = "PUT", status = 204, fields = {Location = "/b"}}
  equal(joined(private:invalidated(put)), "http://example.com/a http://example.com/b")
  equal(#private:invalidated(response("max-age=60")), 0)
end)

test("what is no exchange or no time is named", function()
  local stored = response("max-age=60")
  for _, ask in ipairs{"may_store", "obstacles", "freshness", "lifetime", "age", "stale_if_error", "is_fresh", "invalidated"} do
    refuses("exchange is nil, not an exchange", shared[ask], shared)
    refuses('exchange is "GET", not an exchange', shared[ask], shared, "GET")
    refuses("this is no cache: call its methods with a colon", shared[ask], stored)
  end
  for _, ask in ipairs{"lifetime", "age", "stale_if_error", "is_fresh"} do
    refuses('now is "soon", not a number of seconds since 1970', shared[ask], shared, stored, "soon")
  end
  for _, ask in ipairs{"may_reuse", "reuse_obstacles"} do
    refuses("stored is nil, not an exchange", shared[ask], shared)
    refuses("request is 5, not an exchange", shared[ask], shared, stored, 5)
    refuses("now is false, not a number of seconds since 1970", shared[ask], shared, stored, stored, false)
  end
  refuses("stored is nil, not an exchange", shared.selects, shared, stored)
end)

test("what was on exchanges is on caches", function()
  for _, name in ipairs{"may_store", "obstacles", "freshness", "lifetime", "age", "stale_if_error", "may_reuse", "reuse_obstacles", "selects",
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
