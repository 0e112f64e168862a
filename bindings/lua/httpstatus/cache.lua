--- What a cache may do. httpstatus.cache{shared = true} says whose cache it is; it stores nothing.
--
--     local cache = httpstatus.cache{shared = false}
--     if cache:may_store(exchange) and cache:is_fresh(exchange) then ... end
--
-- `now` is in seconds since 1970, the time of day where it is not given. What depends on something that is unknown is nil.
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

local handle_of_exchange, known, truth = exchanges.handle_of_argument, exchanges.known, exchanges.truth

local caches = setmetatable({}, {__mode = "k"}) -- the handle of each

local function handle_of(cache)
  return caches[cache] or arguments.fail("this is no cache: call its methods with a colon")
end

local methods = {}

-- ---- storing ----

--- Whether the cache may store the response.
function methods.may_store(cache, exchange)
  return truth(core.httpstatus_cache_may_store(handle_of(cache), handle_of_exchange(exchange)))
end

--- What stands in the way of storing the response: an empty sequence, or words such as "no-store".
function methods.obstacles(cache, exchange)
  return words.words("obstacle", core.httpstatus_cache_obstacles(handle_of(cache), handle_of_exchange(exchange)))
end

-- ---- freshness ----

--- Where the lifetime of the response comes from: none, explicit or heuristic; nil without a response.
function methods.freshness(cache, exchange)
  return words.word("freshness", core.httpstatus_cache_freshness(handle_of(cache), handle_of_exchange(exchange)))
end

local function time(cache, exchange, which, now)
  return known(core.httpstatus_cache_time(handle_of(cache), handle_of_exchange(exchange), which, arguments.now(now)))
end

--- For how many seconds the response is fresh, from its beginning at the origin server on.
function methods.lifetime(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_LIFETIME, now)
end

--- How many seconds old the response is.
function methods.age(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_AGE, now)
end

--- For how many seconds after it went stale the response may answer in place of an error.
function methods.stale_if_error(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, now)
end

--- Whether the response is fresh.
function methods.is_fresh(cache, exchange, now)
  return truth(core.httpstatus_cache_is_fresh(handle_of(cache), handle_of_exchange(exchange), arguments.now(now)))
end

-- ---- answering ----

--- Whether the cache may answer the request of one exchange with the stored response of another, without asking the server.
function methods.may_reuse(cache, stored, request, now)
  return truth(core.httpstatus_cache_may_reuse(handle_of(cache), handle_of_exchange(stored, "stored"), handle_of_exchange(request, "request"),
    arguments.now(now)))
end

--- What stands in the way of answering so: an empty sequence, or words such as "stale".
function methods.reuse_obstacles(cache, stored, request, now)
  return words.words("reuse-obstacle", core.httpstatus_cache_reuse_obstacles(handle_of(cache), handle_of_exchange(stored, "stored"),
    handle_of_exchange(request, "request"), arguments.now(now)))
end

-- ---- validating and invalidating ----

--- Whether a 304 is about a stored response: "selected", "if-latest" or "if-only" say so, "none" not; nil where a status is unknown.
function methods.selects(cache, exchange, stored)
  return words.word("selection", core.httpstatus_cache_selects(handle_of(cache), handle_of_exchange(exchange), handle_of_exchange(stored, "stored")))
end

--- The URIs whose stored responses the exchange makes invalid, as a sequence.
function methods.invalidated(cache, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return tables.list(function(i) return core.httpstatus_cache_invalidated(own, handle, i) end)
end

-- ---- caches ----

--- What a property is; nil where it was not said.
local function property(handle, key)
  local number = words.find("cache-property", key)
  return number and truth(core.httpstatus_cache_get(handle, number))
end

local metatable = {
  __name = "httpstatus.cache",
  __index = function(cache, key)
    local method = methods[key]
    if method == nil then
      return property(caches[cache], key)
    end
    return method
  end,
  __newindex = function() arguments.fail("a cache cannot be changed") end,
  __gc = function(cache)
    core.httpstatus_cache_free(caches[cache])
    caches[cache] = nil
  end,
  __tostring = function(cache) return cache.shared and "shared cache" or "private cache" end,
  __metatable = false,
}

--- Whose cache it is. shared has to be said: true where it is many users', as a proxy's, false where it is one user's, as a browser's. understands
-- may be said: whether the cache does what the status needs (RFC 9111, section 3).
local function new_cache(said)
  said = arguments.options(said, "a cache", words.list("cache-property"))
  if type(said.shared) ~= "boolean" then
    arguments.wrong("shared", said.shared, "which has to be true (many users', as a proxy's) or false (one user's, as a browser's)")
  end
  local values = {}
  for key, value in pairs(said) do
    values[words.find("cache-property", key)] = arguments.boolean(value, key) and 1 or 0
  end
  local cache, handle = {}, core.httpstatus_cache_new() or arguments.out_of_memory()
  caches[cache] = handle
  for number, value in pairs(values) do
    core.httpstatus_cache_set(handle, number, value)
  end
  return setmetatable(cache, metatable)
end

return {cache = new_cache}
