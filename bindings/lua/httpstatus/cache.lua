--- What a cache may do. httpstatus.cache{shared = true} says whose cache it is; it stores nothing.
--
--     local cache = httpstatus.cache{shared = false}
--     if cache:may_store(exchange) and cache:is_fresh(exchange) then ... end
--
-- cache:lookup(request) is what becomes of one request. It does no I/O and stores nothing, so that it goes into every client and every proxy:
--
--     local function answer(cache, store, request, ask) -- store: sequences of exchanges by URI; ask(request) gives what came of it, with its times
--       local lookup = cache:lookup(request)
--       for _, stored in ipairs(store[request:target_uri()] or {}) do lookup:offer(stored) end
--       lookup:answer()
--       while lookup:asks() do
--         local came = ask(lookup:request())
--         local action = lookup:receive(came)
--         for _, stored in ipairs(lookup:selected()) do cache:update(stored, came) end
--         for _, uri in ipairs(cache:invalidated(came)) do store[uri] = nil end
--         if action == "relay" and cache:may_store(came) then
--           local uri = came:target_uri()
--           store[uri] = store[uri] or {}
--           table.insert(store[uri], cache:keep(came))
--         end
--       end
--       return lookup:respond(), lookup:stored(), lookup:content()
--     end
--
-- It gives the head of the answer, and where the content is: contents[stored]:sub(first, last) where there is a first; else the server's, or none. A
-- cache with parts has one thing more to do before it responds, cache:combine(lookup:stored(), came) where the action is "combine"; and after
-- "serve-and-validate", the request and what comes of it go on when the client has its answer.
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

--- The names of the fields of the response that must not be stored, as a sequence.
function methods.left_out(cache, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return tables.list(function(i) return core.httpstatus_cache_left_out(own, handle, i) end)
end

--- Why something cannot be; there being no memory is an error.
local function reason_for(result, what)
  if result == core.HTTPSTATUS_ERROR_MEMORY then
    arguments.out_of_memory()
  end
  return ("%s: %s"):format(what, core.httpstatus_strerror(result))
end

--- What the cache stores of an exchange, as one of its own: the request, the response without what must not be kept, the times, and how much came.
-- Whether it may be stored at all is may_store's to say. nil and a reason without a response.
function methods.keep(cache, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  local result, kept = exchanges.made(function(made) return core.httpstatus_cache_keep(own, handle, made) end, exchange)
  if result == core.HTTPSTATUS_ERROR_STATE then
    return nil, "there is no response to keep"
  elseif result ~= 0 then
    return nil, reason_for(result, "what is kept")
  end
  return kept
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

--- For how many seconds the response is fresh from now on; below 0 for how long it has been stale.
function methods.fresh_for(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_FRESH_FOR, now)
end

--- For how many seconds after it went stale the response may answer while it is validated.
function methods.stale_while_revalidate(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_STALE_WHILE_REVALIDATE, now)
end

--- For how many seconds after it went stale the response may answer in place of an error.
function methods.stale_if_error(cache, exchange, now)
  return time(cache, exchange, core.HTTPSTATUS_CACHE_TIME_STALE_IF_ERROR, now)
end

--- Whether the response is fresh.
function methods.is_fresh(cache, exchange, now)
  return truth(core.httpstatus_cache_is_fresh(handle_of(cache), handle_of_exchange(exchange), arguments.now(now)))
end

-- ---- what the server's answer changes ----

local updates = setmetatable({}, {__mode = "k"}) -- how often each exchange was updated or combined

--- 1, 0, -1 or an error.
local function updated(stored, result)
  if result < -1 then
    return nil, reason_for(result, "stored")
  elseif result == 1 then
    updates[stored] = (updates[stored] or 0) + 1
  end
  return truth(result)
end

--- Updates a stored response with what a 304 that is about it says, or a 200 to HEAD. true where it was updated; false where the exchange says
-- nothing of this one; nil where it must not be used any more, which a HEAD with another validator or length shows, and nil and a reason where it
-- would be larger than an exchange can be.
function methods.update(cache, stored, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(stored, "stored")
  return updated(stored, core.httpstatus_cache_update(own, handle, handle_of_exchange(exchange)))
end

--- Makes one stored response of one that is not whole and a part that fits it; where it is whole now, it is a 200. true where they were combined, and
-- then the contents have to be, too; false where they do not fit; nil and a reason where it would be larger than an exchange can be.
function methods.combine(cache, stored, part)
  local own, handle = handle_of(cache), handle_of_exchange(stored, "stored")
  return updated(stored, core.httpstatus_cache_combine(own, handle, handle_of_exchange(part, "part")))
end

--- Which octets of the representation a response has: whether that is all (nil: unknown); the first and the last, as string.sub takes them, nil where
-- it has none or nobody knows; and how many there are in the whole.
function methods.extent(cache, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  local state, first, last, complete = core.httpstatus_cache_extent(own, handle)
  first, last = known(first), known(last)
  return truth(state), first and first + 1, first and (last and last + 1 or -1), known(complete)
end

--- Whether a response takes the place of a stored one, which no request would be answered with any more.
function methods.replaces(cache, exchange, stored)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return truth(core.httpstatus_cache_replaces(own, handle, handle_of_exchange(stored, "stored")))
end

--- The URIs whose stored responses the exchange makes invalid, as a sequence.
function methods.invalidated(cache, exchange)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return tables.list(function(i) return core.httpstatus_cache_invalidated(own, handle, i) end)
end

--- Whether an exchange makes a stored response invalid: by its URI, or by a group that both name.
function methods.invalidates(cache, exchange, stored)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return truth(core.httpstatus_cache_invalidates(own, handle, handle_of_exchange(stored, "stored")))
end

--- All that the cache may do with an exchange, as a JSON object on one line.
function methods.json(cache, exchange, now)
  local own, handle = handle_of(cache), handle_of_exchange(exchange)
  return core.httpstatus_cache_json_text(own, handle, arguments.now(now)) or arguments.out_of_memory()
end

-- ---- answering ----

--- What Vary of a stored response adds to the key for a request, as a string: requests with the same one select the same response. "" where Vary names
-- nothing; nil where no request selects it (Vary: *), or something is unknown.
function methods.vary_key(cache, stored, request)
  local own, handle = handle_of(cache), handle_of_exchange(stored, "stored")
  return (core.httpstatus_cache_vary_key_text(own, handle, handle_of_exchange(request, "request")))
end

local lookups = setmetatable({}, {__mode = "k"}) -- of each: its handle, and what the library borrows from it

local function lookup_of(lookup)
  return lookups[lookup] or arguments.fail("this is no lookup: call its methods with a colon")
end

--- The library borrows what was offered and received, and what it found out about it has to stay true.
local function check_unchanged(own)
  for _, offer in pairs(own.offered) do
    if exchanges.change_count(offer.exchange) ~= offer.changes or (not own.received and (updates[offer.exchange] or 0) ~= offer.updates) then
      arguments.wrong("stored", offer.exchange, "which was changed after it was offered")
    end
  end
  if own.received and exchanges.change_count(own.received.exchange) ~= own.received.changes then
    arguments.wrong("exchange", own.received.exchange, "which was changed after it was received")
  end
end

--- Where the lookup stands, for errors.
local function standing(own)
  return own.action and ("the answer is %q"):format(own.action) or "there is no answer yet"
end

local lookup_methods = {}

--- Offers a stored response, in any order; those of other target URIs are passed over. It must not be changed before the lookup is over, but with
-- cache:update and cache:combine. An error after the answer.
function lookup_methods.offer(lookup, stored)
  local own, handle = lookup_of(lookup), handle_of_exchange(stored, "stored")
  local identity = core.httpstatus_exchange_identity(handle)
  if own.offered[identity] and not own.action then
    return
  end
  local result = core.httpstatus_lookup_offer(own.handle, handle)
  if result == core.HTTPSTATUS_ERROR_STATE then
    arguments.wrong("stored", stored, "which comes too late: " .. standing(own))
  elseif result ~= 0 then
    arguments.fail(reason_for(result, "stored"))
  end
  own.offered[identity] = {exchange = stored, changes = exchanges.change_count(stored), updates = updates[stored] or 0}
end

local function act(own, action)
  own.action = words.word("cache-action", action)
  return own.action
end

--- What to do about the request, by what was offered, as a word: "serve", "validate", "forward" ...
function lookup_methods.answer(lookup)
  local own = lookup_of(lookup)
  check_unchanged(own)
  own.received = nil
  for _, offer in pairs(own.offered) do
    offer.updates = updates[offer.exchange] or 0
  end
  return act(own, core.httpstatus_lookup_answer(own.handle))
end

--- What to do with what came of asking the server, as a word: "update", "relay", "serve-stale" ... The exchange has the request of lookup:request(),
-- and a response or how it ended. An error where the server was not to be asked.
function lookup_methods.receive(lookup, exchange, now)
  local own, handle = lookup_of(lookup), handle_of_exchange(exchange)
  now = arguments.now(now)
  check_unchanged(own)
  local action = core.httpstatus_lookup_receive(own.handle, handle, now)
  if action == core.HTTPSTATUS_ERROR_STATE then
    arguments.wrong("exchange", exchange, "but the server was not to be asked: " .. standing(own))
  end
  own.received = {exchange = exchange, changes = exchanges.change_count(exchange)}
  return act(own, action)
end

--- The last word of answer or receive; nil before.
function lookup_methods.action(lookup)
  return lookup_of(lookup).action
end

local asking = {}
for _, action in ipairs{core.HTTPSTATUS_CACHE_ACTION_VALIDATE, core.HTTPSTATUS_CACHE_ACTION_COMPLETE, core.HTTPSTATUS_CACHE_ACTION_FORWARD,
  core.HTTPSTATUS_CACHE_ACTION_REPEAT} do
  asking[words.word("cache-action", action)] = true
end

--- Whether the server has to be asked before there is an answer: perform lookup:request(), and let the lookup receive what came of it.
function lookup_methods.asks(lookup)
  return asking[lookup_of(lookup).action] or false
end

--- Why the last action is what it is, as a sequence of words, what decided first; httpstatus.words("cache-reason") tells what each says.
function lookup_methods.reasons(lookup)
  local handle = lookup_of(lookup).handle
  return tables.list(function(i) return words.word("cache-reason", core.httpstatus_lookup_reason(handle, i)) end)
end

--- The exchange that was offered, by its handle.
local function offered(own, handle)
  return handle and own.offered[core.httpstatus_exchange_identity(handle)].exchange
end

--- The stored response that is answered with, validated, completed or combined: the one that was offered. nil where none is of use.
function lookup_methods.stored(lookup)
  local own = lookup_of(lookup)
  return offered(own, core.httpstatus_lookup_stored(own.handle))
end

--- The stored responses that the 304 is about, which are to be updated with cache:update, as a sequence.
function lookup_methods.selected(lookup)
  local own = lookup_of(lookup)
  return tables.list(function(i) return offered(own, core.httpstatus_lookup_selected(own.handle, i)) end)
end

--- The request that the server is to be asked with, as an exchange. An error where it is not to be asked.
function lookup_methods.request(lookup)
  local own = lookup_of(lookup)
  check_unchanged(own)
  local result, request = exchanges.made(function(made) return core.httpstatus_lookup_request(own.handle, made) end, own.request)
  if result == core.HTTPSTATUS_ERROR_STATE then
    arguments.fail("the server is not to be asked: " .. standing(own))
  end
  return result == 0 and request or arguments.fail(reason_for(result, "the request"))
end

--- Why there is nothing to answer with.
local function not_yet(lookup, own)
  if not own.action then
    return "there is no answer yet"
  elseif lookup:asks() then
    return ("there is no answer yet: the server has to be asked, %q"):format(own.action)
  end
  return standing(own) .. ", and what is stored does not have what is asked for: it has to be combined first"
end

--- The request and the head of the answer, as an exchange: of the stored response with Age, the 304, 206 or 416 that the request's own conditions and
-- ranges make of it, what the server said, or 502 or 504. With Cache-Status, where the cache has a name and the answer is not of its own making.
-- `stored`: whether what the server said was stored, for Cache-Status; unless given, as may_store has it. After "update" and "combine", the stored
-- response has to be updated or combined first. An error where there is no answer yet.
function lookup_methods.respond(lookup, stored)
  local own = lookup_of(lookup)
  check_unchanged(own)
  local said = stored ~= nil and (arguments.boolean(stored, "stored") and 1 or 0) or math.mininteger
  core.httpstatus_lookup_set(own.handle, core.HTTPSTATUS_LOOKUP_PROPERTY_STORED, said)
  local result, response = exchanges.made(function(made) return core.httpstatus_lookup_respond(own.handle, made) end, own.request)
  if result == core.HTTPSTATUS_ERROR_STATE then
    arguments.fail(not_yet(lookup, own))
  end
  return result == 0 and response or arguments.fail(reason_for(result, "the answer"))
end

--- Which octets of the stored content the answer has, as string.sub takes them: content:sub(lookup:content()). nil where it has none, or the server's.
-- An error where there is no answer yet.
function lookup_methods.content(lookup)
  local own = lookup_of(lookup)
  check_unchanged(own)
  local state, first, last = core.httpstatus_lookup_content(own.handle)
  if state < 0 then
    arguments.fail(not_yet(lookup, own))
  elseif state == 1 then
    return first + 1, known(last) and last + 1 or -1
  end
end

--- What is to be done about the request, as a JSON object on one line.
function lookup_methods.json(lookup)
  return core.httpstatus_lookup_json_text(lookup_of(lookup).handle) or arguments.out_of_memory()
end

local lookup_metatable = {
  __name = "httpstatus.lookup",
  __index = lookup_methods,
  __newindex = function() arguments.fail("a lookup changes with its methods only") end,
  __gc = function(lookup)
    core.httpstatus_lookup_free(lookups[lookup].handle)
    lookups[lookup] = nil
  end,
  __tostring = function(lookup)
    return "lookup: " .. table.concat({lookup:action() or "not answered", table.unpack(lookup:reasons())}, ", ")
  end,
  __metatable = false,
}

local lookup_inputs = {"now", table.unpack(words.list("lookup-property"))}
for i, word in ipairs(lookup_inputs) do
  lookup_inputs[i] = words.name(word)
end

--- What becomes of a request: a lookup, to which what is stored is offered. The input may say: now, in seconds since 1970; cut_off, whether the server
-- cannot be reached. nil and a reason where the request has no method.
function methods.lookup(cache, request, input)
  local own, handle = handle_of(cache), handle_of_exchange(request, "request")
  input = arguments.options(input, "a lookup", lookup_inputs)
  local now = arguments.now(input.now)
  local cut_off = input.cut_off ~= nil and arguments.boolean(input.cut_off, "cut_off") and 1 or 0
  local lookup, started = {}, core.httpstatus_lookup_new(own) or arguments.out_of_memory()
  -- The cache has to live as long as the lookup; the request has the limits of what is made.
  lookups[lookup] = {handle = started, cache = cache, request = request, offered = {}}
  setmetatable(lookup, lookup_metatable)
  local result = core.httpstatus_lookup_start(started, handle, now)
  if result == core.HTTPSTATUS_ERROR_STATE then
    return nil, "the request has no method"
  elseif result ~= 0 then
    return nil, reason_for(result, "the request")
  end
  core.httpstatus_lookup_set(started, core.HTTPSTATUS_LOOKUP_PROPERTY_CUT_OFF, cut_off)
  return lookup
end

-- ---- caches ----

local yes_or_no = {read = truth, write = function(value, what) return arguments.boolean(value, what) and 1 or 0 end}
local whole_number = {read = known, write = arguments.whole_number}

--- What Lua has for the numbers of a property; those that are not here are yes or no.
local forms = {[core.HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_PERCENT] = whole_number, [core.HTTPSTATUS_CACHE_PROPERTY_HEURISTIC_MOST] = whole_number}

--- The names that a text with commas between has, as a sequence.
local function split(text)
  local names = {}
  for name in text:gmatch("[^,%s]+") do
    names[#names + 1] = name
  end
  return names
end

--- What was said of a cache; nil where it was not said.
local function said_of(handle, key)
  local property, text = words.find("cache-property", key), words.find("cache-text", key)
  if property then
    local number = known(core.httpstatus_cache_get(handle, property))
    return number and (forms[property] or yes_or_no).read(number)
  elseif text then
    local said = core.httpstatus_cache_text(handle, text)
    return said and (text == core.HTTPSTATUS_CACHE_TEXT_TARGETS and split(said) or said)
  end
end

local metatable = {
  __name = "httpstatus.cache",
  __index = function(cache, key)
    local method = methods[key]
    if method == nil then
      return said_of(caches[cache], key)
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

--- What can be said of a cache, by the names that it has here.
local sayable = {}
for _, word in ipairs(tables.joined(words.list("cache-property"), words.list("cache-text"))) do
  sayable[#sayable + 1] = words.name(word)
end

--- A name, or names of fields, as the library takes them.
local function text_of(text, value, what)
  if text ~= core.HTTPSTATUS_CACHE_TEXT_TARGETS then
    return arguments.text(value, what)
  elseif not tables.is_sequence(value) then
    arguments.wrong(what, value, "not a sequence of names of fields")
  end
  for _, name in ipairs(value) do
    if type(name) ~= "string" or name:find(",", 1, true) or not name:find("%S") then
      arguments.fail(("%s has %s, which is no name of a field"):format(what, arguments.shown(name)))
    end
  end
  return #value > 0 and table.concat(value, ", ") or nil
end

--- Says one thing of a cache.
local function say(handle, key, value)
  local property, text = words.find("cache-property", key), words.find("cache-text", key)
  local result, vocabulary, shown = nil, "cache-property", value
  if property then
    local number = (forms[property] or yes_or_no).write(value, key)
    result = known(number) and core.httpstatus_cache_set(handle, property, number) or core.HTTPSTATUS_ERROR_VALUE
  else
    vocabulary, shown = "cache-text", text_of(text, value, key)
    result = core.httpstatus_cache_set_text(handle, text, shown)
  end
  if result == core.HTTPSTATUS_ERROR_VALUE then
    arguments.wrong(key, shown, "which it cannot be: " .. words.text(vocabulary, key))
  elseif result ~= 0 then
    arguments.fail(reason_for(result, key))
  end
end

--- Whose cache it is, and what it does. shared has to be said: true where it is many users', as a proxy's, false where it is one user's, as a browser's.
-- These may be: understands, whether the cache does what the status needs (RFC 9111, section 3); parts, whether it keeps parts, combines them and
-- answers with them; serves_stale, whether it answers with what is stale when it is cut off; heuristic_percent and heuristic_most, how much of the
-- time since Last-Modified is a guessed lifetime, and the longest one, in seconds; name, what it is called in Cache-Status, a field that it makes only
-- then; targets, a sequence of the targeted fields that it obeys, the most specific first, such as "CDN-Cache-Control".
local function new_cache(said)
  said = arguments.options(said, "a cache", sayable)
  if type(said.shared) ~= "boolean" then
    arguments.wrong("shared", said.shared, "which has to be true (many users', as a proxy's) or false (one user's, as a browser's)")
  end
  local cache, handle = {}, core.httpstatus_cache_new() or arguments.out_of_memory()
  caches[cache] = handle
  setmetatable(cache, metatable)
  for _, key in ipairs(sayable) do
    if said[key] ~= nil then
      say(handle, key, said[key])
    end
  end
  return cache
end

return {cache = new_cache}
