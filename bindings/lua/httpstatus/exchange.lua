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
  if type(said) ~= "table" then
    error("what is said of an exchange is a table", 0)
  end
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

local function read(response, request, secured)
  if type(response) ~= "string" or (request ~= nil and type(request) ~= "string") then
    error("a head is a string", 0)
  end
  local exchange, handle = new()
  if secured ~= nil then
    set(handle, "secured", secured)
  end
  if request then
    check(core.httpstatus_exchange_read_request(handle, request), "the request")
  end
  local result, used = core.httpstatus_exchange_read_response(handle, response)
  check(result, "the response")
  if #response > used then
    set(handle, "content_came", true)
    local length = exchange:content_length()
    if length and length > 0 and not exchange:field("content-encoding") then
      set(handle, "content_seen", math.min(#response - used, length))
    end
  end
  return exchange
end

--- "HTTP/1.1", "http/2.0", "h2", "HTTP/3": a digit, and perhaps another behind a point; nil for anything else.
local function har_version(message)
  if type(message.httpVersion) ~= "string" then
    return nil
  end
  local word = message.httpVersion:lower():gsub("^http/", "")
  if word == message.httpVersion:lower() then
    word = word:gsub("^h", "")
  end
  local major, minor = word:match("^(%d)$"), nil
  if not major then
    major, minor = word:match("^(%d)%.(%d)$")
  end
  if not major or (not minor and major < "2") then
    return nil
  end
  word = (major >= "2" and (minor == nil or minor == "0")) and major or major .. "." .. tostring(minor)
  return versions[word] and word or nil
end

local function har_fields(key, message)
  if message.headers ~= nil and type(message.headers) ~= "table" then
    error(("%s.headers is %s, not a list"):format(key, tostring(message.headers)), 0)
  end
  local fields = {}
  for i, header in ipairs(message.headers or {}) do
    if type(header) ~= "table" or type(header.name) ~= "string" or header.name == "" or type(header.value) ~= "string" then
      error(("%s.headers %d is not a name and a value"):format(key, i - 1), 0)
    end
    fields[i] = {header.name, header.value}
  end
  return fields
end

local function har_text(message, key, name)
  if message[name] ~= nil and type(message[name]) ~= "string" then
    error(("%s.%s is %s, not a text"):format(key, name, tostring(message[name])), 0)
  end
  return message[name]
end

--- Days from 1970-01-01 to a day of the Gregorian calendar.
local function days_to(year, month, day)
  if month <= 2 then
    year, month = year - 1, month + 12
  end
  return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 719469
end

--- When the request was sent and the response received, in seconds since 1970; nil where the entry does not say.
local function har_times(entry)
  local word = type(entry.startedDateTime) == "string" and entry.startedDateTime or ""
  local year, month, day, hour, minute, second, rest = word:match("^(%d%d%d%d)-(%d%d)-(%d%d)T(%d%d):(%d%d):(%d%d)%.?%d*([Z+-].*)$")
  if not year then
    return nil, nil
  end
  local offset = 0
  if rest ~= "Z" then
    local sign, hours, minutes = rest:match("^([+-])(%d%d):(%d%d)$")
    if not sign then
      return nil, nil
    end
    offset = (hours * 3600 + minutes * 60) * (sign == "-" and -1 or 1)
  end
  local begin = math.tointeger(days_to(year // 1, month // 1, day // 1) * 86400 + hour * 3600 + minute * 60 + second - offset)
  local duration = entry.time
  if type(duration) ~= "number" or duration <= 0 or duration >= 1e12 then
    return begin, begin
  end
  return begin, begin + math.ceil(duration / 1000)
end

--- Content of which nothing came over the wire is from the browser's cache, which shows a 304 as the 200 it stands for: then the fields are
-- not what the server sent. -1 is a size that nobody knows.
local function har_is_cached(response)
  local size = type(response.content) == "table" and math.tointeger(response.content.size)
  local came = type(response.bodySize) == "number" and math.tointeger(response.bodySize)
  return size and size > 0 and came and came <= 0 and came ~= -1
end

local function har_interim(entry)
  if entry._interim ~= nil and type(entry._interim) ~= "table" then
    error(("_interim is %s, not a list"):format(tostring(entry._interim)), 0)
  end
  local interims = {}
  for i, interim in ipairs(entry._interim or {}) do
    local status = type(interim) == "table" and math.tointeger(interim.status)
    if not status or status < 100 or status > 199 then
      error(("_interim %d: status is not a number from 100 to 199"):format(i - 1), 0)
    end
    interims[i] = {status = status, fields = har_fields("_interim", interim)}
  end
  return interims
end

local function read_har(entry)
  for _, key in ipairs{"request", "response"} do
    if type(entry) ~= "table" or type(entry[key]) ~= "table" then
      error(("%s is %s, not an object"):format(key, tostring(type(entry) == "table" and entry[key] or nil)), 0)
    end
  end
  local request, response = entry.request, entry.response
  local status = type(response.status) == "number" and math.tointeger(response.status)
  if not status or status < -1 or status > 999 then
    error(("response.status is %s, not a number from 0 to 999"):format(tostring(response.status)), 0)
  end
  local said = {
    method = har_text(request, "request", "method"), target = har_text(request, "request", "url"),
    request_version = har_version(request), request_fields = har_fields("request", request),
    request_fields_incomplete = not request.headers and true or nil, interim = har_interim(entry),
  }
  said.request_time, said.response_time = har_times(entry)
  if status > 0 then -- browsers write 0, and Playwright -1, where no response came
    said.status, said.version, said.reason = status, har_version(response), har_text(response, "response", "statusText")
    said.fields = har_fields("response", response)
    said.response_fields_incomplete = (not response.headers or har_is_cached(response)) and true or nil
  end
  local exchange = make(said)
  local size, kind = type(response.content) == "table" and math.tointeger(response.content.size), exchange:content_kind()
  if status > 0 and size and size > 0 and not exchange:field("content-encoding") and kind ~= "none" and kind ~= "tunnel" then
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

--- The octets of content that the request has; nil where it has content of unknown length.
function methods.request_content_length(exchange)
  return known(core.httpstatus_exchange_request_content_length(handle_of(exchange)))
end

--- Whether another request can follow on the connection; nil where that is unknown.
function methods.persists(exchange)
  local persistence = known(core.httpstatus_exchange_persistence(handle_of(exchange)))
  if persistence ~= nil then
    return persistence == core.HTTPSTATUS_PERSISTS
  end
end

--- When the response was made, by its Date field, in seconds since 1970.
function methods.date(exchange)
  return known(core.httpstatus_exchange_date(handle_of(exchange)))
end

--- What stands in the way of storing the response in a "private" or "shared" cache: an empty sequence, or words such as "no-store".
function methods.obstacles(exchange, cache)
  return words_of_bits(core.httpstatus_obstacle_name, core.httpstatus_exchange_obstacles(handle_of(exchange), cache == "private" and 0 or 1))
end

--- true, false, or nil where it depends on a request that is unknown.
function methods.may_store(exchange, cache)
  local obstacles = methods.obstacles(exchange, cache)
  for _, word in ipairs(obstacles) do
    if word ~= "request-unknown" and word ~= "response-unknown" then
      return false
    end
  end
  if #obstacles == 0 then
    return true
  end
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
  --- For httpstatus.next: the handle of an exchange; a new exchange and its handle; words for bits.
  handle_of = handle_of, new = new, words_of_bits = words_of_bits,
  --- From what is known, by name; nil and a reason where something cannot be.
  exchange = function(said) return try(make, said) end,
  --- From HTTP/1 heads as they came, the request's where it is known; nil and a reason where they are none.
  read = function(response, request, secured) return try(read, response, request, secured) end,
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
