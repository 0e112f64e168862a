--- Entries of a HAR, as a JSON library gives them: httpstatus.read_har(entry). SPDX-License-Identifier: MIT

local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"

local shown = arguments.shown

--- A number of JSON as an integer; nil for what is none. A string is none, though Lua would make a number of it.
local function whole(value)
  return type(value) == "number" and math.tointeger(value) or nil
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
  return major >= "2" and (minor == nil or minor == "0") and major or major .. "." .. tostring(minor)
end

local function har_fields(key, message)
  if message.headers ~= nil and type(message.headers) ~= "table" then
    error(("%s.headers is %s, not a list"):format(key, shown(message.headers)), 0)
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
    error(("%s.%s is %s, not a text"):format(key, name, shown(message[name])), 0)
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
  local size = type(response.content) == "table" and whole(response.content.size)
  local came = whole(response.bodySize)
  return size and size > 0 and came and came <= 0 and came ~= -1
end

local function har_interim(entry)
  if entry._interim ~= nil and type(entry._interim) ~= "table" then
    error(("_interim is %s, not a list"):format(shown(entry._interim)), 0)
  end
  local interims = {}
  for i, interim in ipairs(entry._interim or {}) do
    local status = type(interim) == "table" and whole(interim.status)
    if not status or status < 100 or status > 199 then
      error(("_interim %d: status is %s, not a number from 100 to 199"):format(i - 1, shown(type(interim) == "table" and interim.status or nil)), 0)
    end
    interims[i] = {status = status, fields = har_fields("_interim", interim)}
  end
  return interims
end

--- A version that HTTP has; one that it has not, such as 1.2, is unknown.
local function set_version(handle, name, message)
  local version = har_version(message)
  return version and exchanges.set(handle, name, version)
end

local function check(exchange, reason)
  return exchange or error(reason, 0)
end

local function read(entry)
  if type(entry) ~= "table" then
    error(("entry is %s, not an object"):format(shown(entry)), 0)
  end
  for _, key in ipairs{"request", "response"} do
    if type(entry[key]) ~= "table" then
      error(("%s is %s, not an object"):format(key, shown(entry[key])), 0)
    end
  end
  local request, response = entry.request, entry.response
  local status = whole(response.status)
  if not status or status < -1 or status > 999 then
    error(("response.status is %s, not a number from 0 to 999"):format(shown(response.status)), 0)
  end
  local said = {
    method = har_text(request, "request", "method"), target = har_text(request, "request", "url"),
    request_fields = har_fields("request", request), request_fields_incomplete = not request.headers and true or nil,
    interim = har_interim(entry),
  }
  said.request_time, said.response_time = har_times(entry)
  if status > 0 then -- browsers write 0, and Playwright -1, where no response came
    said.status, said.reason, said.fields = status, har_text(response, "response", "statusText"), har_fields("response", response)
    said.response_fields_incomplete = (not response.headers or har_is_cached(response)) and true or nil
  end
  local exchange = check(exchanges.exchange(said))
  local handle = exchanges.handle_of_argument(exchange)
  set_version(handle, "request_version", request)
  if status > 0 then
    set_version(handle, "version", response)
  end
  local size, kind = type(response.content) == "table" and whole(response.content.size), exchange:content_kind()
  if status > 0 and size and size > 0 and not exchange:field("Content-Encoding") and kind ~= "none" and kind ~= "tunnel" then
    exchanges.set(handle, "content_seen", size)
  end
  return exchange
end

return {
  --- An exchange from an entry of a HAR; nil and a reason where it is none.
  read_har = function(entry)
    local good, result = pcall(read, entry)
    if good then
      return result
    end
    return nil, result
  end,
}
