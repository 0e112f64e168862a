--- What an exchange said: one request and what came back. httpstatus.exchange{...}, httpstatus.read(response, request) and
-- httpstatus.read_har(entry) make one.
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"

local versions = {["0.9"] = 9, ["1.0"] = 10, ["1.1"] = 11, ["2"] = 20, ["3"] = 30}
local endings = {complete = 0, cut = 1, closed = 2, refused = 3, ["never-sent"] = 4, ["timed-out"] = 5}
local request_contents = {none = 0, repeatable = 1, ["one-shot"] = 2}
local selections = {"selected", "if-latest", "if-only"}

--- What can be said in a number: its name in C, and the words for it where it has some.
local properties = {
  request_version = {"REQUEST_VERSION", versions}, version = {"RESPONSE_VERSION", versions}, status = {"STATUS"},
  ending = {"ENDING", endings}, content_seen = {"CONTENT_SEEN"}, content_came = {"CONTENT_CAME"},
  request_content = {"REQUEST_CONTENT", request_contents}, request_content_length = {"REQUEST_CONTENT_LENGTH"},
  request_content_sent = {"REQUEST_CONTENT_SENT"}, request_fields_incomplete = {"REQUEST_FIELDS_INCOMPLETE"},
  response_fields_incomplete = {"RESPONSE_FIELDS_INCOMPLETE"}, request_time = {"REQUEST_TIME"},
  response_time = {"RESPONSE_TIME"}, cache_understands = {"CACHE_UNDERSTANDS"}, secured = {"SECURED"},
}
local lines = {method = core.HTTPSTATUS_LINE_METHOD, target = core.HTTPSTATUS_LINE_TARGET, reason = core.HTTPSTATUS_LINE_REASON}
local parts = {request_fields = core.HTTPSTATUS_PART_REQUEST, fields = core.HTTPSTATUS_PART_RESPONSE, trailers = core.HTTPSTATUS_PART_TRAILERS}

local handles = setmetatable({}, {__mode = "k"})

local function handle_of(exchange)
  return handles[exchange] or error("this is no exchange", 3)
end

--- A number of the library, nil for what nobody said.
local function known(number)
  if number ~= math.mininteger then
    return number
  end
end

local function check(result, what)
  if result ~= 0 then
    error(("%s: %s"):format(what, core.httpstatus_strerror(result)), 0)
  end
end

local function words_of_bits(name_of, bits)
  local words, n = {}, 0
  while name_of(n) do
    if bits >> n & 1 == 1 then
      words[#words + 1] = name_of(n)
    end
    n = n + 1
  end
  return words
end

local function set(handle, key, value)
  local name, words = table.unpack(properties[key])
  local number = value
  if words then
    number = words[value]
  elseif type(value) == "boolean" then
    number = value and 1 or 0
  end
  if math.type(number) ~= "integer" then
    error(("%s is %s, which it cannot be"):format(key, tostring(value)), 0)
  end
  check(core.httpstatus_exchange_set(handle, core["HTTPSTATUS_PROPERTY_" .. name], number), ("%s is %s"):format(key, tostring(value)))
end

--- Fields are a sequence of {name, value}, or a table of values by name.
local function add_fields(handle, part, fields)
  local function add(name, value)
    if type(name) ~= "string" or type(value) ~= "string" then
      error(("a field is %s = %s, not a name and a value"):format(tostring(name), tostring(value)), 0)
    end
    check(core.httpstatus_exchange_add_field(handle, part, name, value), "the field " .. name)
  end
  if fields[1] then
    for _, field in ipairs(fields) do
      add(field[1] or field.name, field[2] or field.value)
    end
  else
    for name, value in pairs(fields) do
      add(name, value)
    end
  end
end

local methods = {}

local metatable = {
  __name = "httpstatus.exchange",
  __index = function(exchange, key)
    local handle = handles[exchange]
    if lines[key] then
      return core.httpstatus_exchange_line(handle, lines[key])
    elseif key == "status" then
      return known(core.httpstatus_exchange_get(handle, core.HTTPSTATUS_PROPERTY_STATUS))
    end
    return methods[key]
  end,
  __newindex = function() error("an exchange cannot be changed", 2) end,
  __gc = function(exchange)
    core.httpstatus_exchange_free(handles[exchange])
    handles[exchange] = nil
  end,
  __tostring = function(exchange)
    return ("%s %s %s"):format(exchange.method or "?", exchange.target or "", exchange.status or "no response")
  end,
  __metatable = false,
}

local function new()
  local handle = core.httpstatus_exchange_new()
  if handle == nil then
    error("out of memory", 0)
  end
  local exchange = {}
  handles[exchange] = handle
  return setmetatable(exchange, metatable), handle
end

--- Calls a function that raises; gives nil and the reason instead.
local function try(make, ...)
  local good, result = pcall(make, ...)
  if good then
    return result
  end
  return nil, result
end

local function make(said)
  local exchange, handle = new()
  for key, value in pairs(said) do
    if properties[key] then
      set(handle, key, value)
    elseif lines[key] then
      check(core.httpstatus_exchange_set_line(handle, lines[key], value), key)
    elseif parts[key] then
      add_fields(handle, parts[key], value)
    elseif key ~= "interim" then
      error(("there is no %q in an exchange"):format(tostring(key)), 0)
    end
  end
  for i, interim in ipairs(said.interim or {}) do
    check(core.httpstatus_exchange_add_interim(handle, interim.status), "interim " .. i)
    add_fields(handle, core.HTTPSTATUS_PART_INTERIM_RESPONSE + i - 1, interim.fields or {})
  end
  return exchange
end

local function read(response, request)
  local exchange, handle = new()
  if request then
    check(core.httpstatus_exchange_read_request(handle, request), "the request")
  end
  local result, used = core.httpstatus_exchange_read_response(handle, response)
  check(result, "the response")
  if #response > used then
    core.httpstatus_exchange_set(handle, core.HTTPSTATUS_PROPERTY_CONTENT_CAME, 1)
  end
  return exchange
end

--- "HTTP/1.1", "http/2.0", "h2"; nil for "" and "unknown".
local function har_version(message)
  local word = tostring(message.httpVersion or ""):lower():gsub("^http/", ""):gsub("^h", "")
  if versions[word] then
    return word
  end
  word = word:gsub("%.0$", "")
  return versions[word] and word or nil
end

local function har_fields(message)
  local fields = {}
  for i, header in ipairs(message.headers or {}) do
    fields[i] = {header.name, header.value}
  end
  return fields
end

local function read_har(entry)
  local request, response = entry.request, entry.response
  if type(request) ~= "table" or type(response) ~= "table" then
    error("request or response is not an object", 0)
  end
  local status = response.status
  if math.type(status) ~= "integer" or status < 0 or status > 999 then
    error(("response.status is %s, not a number from 0 to 999"):format(tostring(status)), 0)
  end
  local said = {
    method = request.method, target = request.url, request_version = har_version(request), request_fields = har_fields(request),
    request_fields_incomplete = not request.headers and true or nil,
  }
  if status ~= 0 then
    said.status, said.version, said.reason, said.fields = status, har_version(response), response.statusText, har_fields(response)
    said.response_fields_incomplete = not response.headers and true or nil
  end
  said.interim = {}
  for i, interim in ipairs(entry._interim or {}) do
    said.interim[i] = {status = interim.status, fields = har_fields(interim)}
  end
  local exchange = make(said)
  local size, kind = response.content and math.tointeger(response.content.size), exchange:content_kind()
  if size and size > 0 and not exchange:field("content-encoding") and kind ~= "none" and kind ~= "tunnel" then
    set(handles[exchange], "content_seen", size)
  end
  return exchange
end

-- ---- what was said ----

--- The field lines of "request_fields", "fields" or "trailers", in order, as they came: a sequence of {name, value}.
function methods.fields(exchange, part)
  local handle, number, found = handle_of(exchange), parts[part or "fields"], {}
  while true do
    local name = core.httpstatus_exchange_field_name(handle, number, #found)
    if name == nil then
      return found
    end
    found[#found + 1] = {name, core.httpstatus_exchange_field_value(handle, number, #found)}
  end
end

--- The value of a response's field, its lines joined by ", "; nil where there is none.
function methods.field(exchange, name)
  local values = {}
  for _, field in ipairs(methods.fields(exchange)) do
    if field[1]:lower() == name:lower() then
      values[#values + 1] = field[2]
    end
  end
  return values[1] and table.concat(values, ", ")
end

function methods.interim(exchange)
  local handle, codes = handle_of(exchange), {}
  while core.httpstatus_exchange_interim(handle, #codes) ~= 0 do
    codes[#codes + 1] = core.httpstatus_exchange_interim(handle, #codes)
  end
  return codes
end

-- ---- what follows ----

function methods.treat_as(exchange)
  local code = core.httpstatus_exchange_treat_as(handle_of(exchange))
  return code ~= 0 and code or nil
end

--- none, length, chunked, until-close, tunnel, stream or error; nil where it depends on what is unknown.
function methods.content_kind(exchange)
  local kind = known(core.httpstatus_exchange_content_kind(handle_of(exchange)))
  return kind and core.httpstatus_content_kind_name(kind)
end

function methods.content_length(exchange)
  return known(core.httpstatus_exchange_content_length(handle_of(exchange)))
end

--- Whether another request can follow on the connection; nil where that is unknown.
function methods.persists(exchange)
  local persistence = known(core.httpstatus_exchange_persistence(handle_of(exchange)))
  if persistence ~= nil then
    return persistence == core.HTTPSTATUS_PERSISTS
  end
end

--- What stands in the way of storing the response in a "private" or "shared" cache: an empty sequence, or words such as "no-store".
function methods.obstacles(exchange, cache)
  return words_of_bits(core.httpstatus_obstacle_name, core.httpstatus_exchange_obstacles(handle_of(exchange), cache == "private" and 0 or 1))
end

--- true, false, or nil where it depends on a request that is unknown.
function methods.may_store(exchange, cache)
  local obstacles = methods.obstacles(exchange, cache)
  if #obstacles == 1 and obstacles[1] == "request-unknown" then
    return nil
  end
  return #obstacles == 0
end

--- none, explicit or heuristic.
function methods.freshness(exchange, cache)
  return core.httpstatus_freshness_name(core.httpstatus_exchange_freshness(handle_of(exchange), cache == "shared" and 1 or 0))
end

function methods.lifetime(exchange, now, cache)
  return known(core.httpstatus_exchange_lifetime(handle_of(exchange), cache == "shared" and 1 or 0, now or os.time()))
end

function methods.age(exchange, now)
  return known(core.httpstatus_exchange_age(handle_of(exchange), now or os.time()))
end

function methods.stale_if_error(exchange, cache)
  return core.httpstatus_exchange_stale_if_error(handle_of(exchange), cache == "shared" and 1 or 0)
end

function methods.retry_after(exchange, now)
  return known(core.httpstatus_exchange_retry_after(handle_of(exchange), now or os.time()))
end

--- Where Location leads: resolved against the target.
function methods.location(exchange)
  return (core.httpstatus_exchange_location(handle_of(exchange)))
end

function methods.location_is_cross_origin(exchange)
  local crosses = known(core.httpstatus_exchange_location_is_cross_origin(handle_of(exchange)))
  if crosses ~= nil then
    return crosses == 1
  end
end

--- The challenges, as a sequence of {scheme, token68, params}; proxy true for Proxy-Authenticate.
function methods.challenges(exchange, proxy)
  local handle, found = handle_of(exchange), {}
  proxy = proxy or false
  while true do
    local i = #found
    local scheme = core.httpstatus_exchange_challenge_scheme(handle, proxy, i)
    if scheme == nil then
      return found
    end
    local params, k = {}, 0
    local name = core.httpstatus_exchange_challenge_name(handle, proxy, i, k)
    while name ~= nil do
      params[name] = params[name] or core.httpstatus_exchange_challenge_value(handle, proxy, i, k)
      k = k + 1
      name = core.httpstatus_exchange_challenge_name(handle, proxy, i, k)
    end
    found[i + 1] = {scheme = scheme, token68 = core.httpstatus_exchange_challenge_token68(handle, proxy, i), params = params}
  end
end

--- The URIs whose stored responses this exchange makes invalid.
function methods.invalidated(exchange)
  local handle, uris = handle_of(exchange), {}
  local uri = core.httpstatus_exchange_invalidated(handle, 0)
  while uri ~= nil do
    uris[#uris + 1] = uri
    uri = core.httpstatus_exchange_invalidated(handle, #uris)
  end
  return uris
end

--- Whether the interim response i, from 1, changes anything for this client.
function methods.interim_matters(exchange, i)
  return core.httpstatus_exchange_interim_matters(handle_of(exchange), i - 1)
end

--- Whether this 304 is about a stored response: "selected", "if-latest", "if-only", or nil.
function methods.selects(exchange, stored)
  return selections[core.httpstatus_exchange_selects(handle_of(exchange), handle_of(stored))]
end

--- What stands in the way of answering another's request with this response, without asking the server.
function methods.reuse_obstacles(exchange, request, now, cache)
  return words_of_bits(core.httpstatus_reuse_obstacle_name, core.httpstatus_exchange_reuse_obstacles(handle_of(exchange),
    handle_of(request), cache == "shared" and 1 or 0, now or os.time()))
end

--- What is wrong with the messages, as far as reading them shows it.
function methods.defects(exchange)
  return words_of_bits(core.httpstatus_defect_name, core.httpstatus_exchange_defects(handle_of(exchange)))
end

return {
  --- From what is known, by name; nil and a reason where something cannot be.
  exchange = function(said) return try(make, said) end,
  --- From HTTP/1 heads as they came, the request's where it is known; nil and a reason where they are none.
  read = function(response, request) return try(read, response, request) end,
  --- From an entry of a HAR, as a JSON library gives it; nil and a reason where it is none.
  read_har = function(entry) return try(read_har, entry) end,
  --- A status line's version (11 is HTTP/1.1), code and reason; nil where it is none.
  read_status_line = function(line)
    local result, version, code, reason = core.httpstatus_status_line_read(line)
    if result ~= 0 then
      return nil, core.httpstatus_strerror(result)
    end
    return version, code, line:sub(reason + 1)
  end,
  --- "HTTP/1.1 404 Not Found"; nil for what cannot be sent.
  status_line = function(code, reason, version)
    local phrase = reason or core.httpstatus_phrase(code) or ""
    return core.httpstatus_status_line_text(versions[version or "1.1"] or 0, code, phrase)
  end,
}
