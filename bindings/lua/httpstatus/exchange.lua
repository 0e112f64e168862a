--- What an exchange said: one request and what came back. httpstatus.exchange{...}, httpstatus.read_response(response, request),
-- httpstatus.read_request(request) and httpstatus.read_har(entry) make one.
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local statuses = require "httpstatus.status"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

local fail, list, shown = arguments.fail, tables.list, arguments.shown

-- ---- what can be said, and how Lua says it ----

--- A time or a length of the library; nil for what nobody said, or knows.
local function known(number)
  if number ~= math.mininteger then
    return number
  end
end

--- true, false, or nil for what nobody knows.
local function truth(number)
  if number >= 0 then
    return number == 1
  end
end

local versions = {["0.9"] = 9, ["1.0"] = 10, ["1.1"] = 11, ["2"] = 20, ["3"] = 30}

local version = {
  expected = "which is none of: " .. table.concat(tables.sorted_keys(versions), ", "),
  read = function(number)
    return number >= 20 and number % 10 == 0 and tostring(number // 10) or number // 10 .. "." .. number % 10
  end,
  write = function(value, what) return versions[arguments.text(value, what)] end,
}
local yes_or_no = {
  read = truth,
  write = function(value, what) return arguments.boolean(value, what) and 1 or 0 end,
}
local whole_number = {read = known, write = arguments.whole_number}

local function word_of(vocabulary)
  return {
    read = function(number) return words.word(vocabulary, number) end,
    write = function(value, what) return words.number(vocabulary, value, what) end,
  }
end

--- What Lua has for the numbers of a property; those that are not here are whole numbers.
local forms = {
  ["request-version"] = version, ["response-version"] = version, ending = word_of("ending"),
  ["request-content"] = word_of("request-content"), ["content-came"] = yes_or_no, ["request-fields-incomplete"] = yes_or_no,
  ["response-fields-incomplete"] = yes_or_no, ["response-fields-foreign"] = yes_or_no, secured = yes_or_no, ["to-proxy"] = yes_or_no,
}

--- What can be said, by the names that it has here: properties have a number, a word and a form, lines and parts a number. What is of the
-- response has no word before it.
local properties, lines = {}, {}
local parts = {request_fields = core.HTTPSTATUS_PART_REQUEST, fields = core.HTTPSTATUS_PART_RESPONSE,
  request_trailers = core.HTTPSTATUS_PART_REQUEST_TRAILERS, trailers = core.HTTPSTATUS_PART_RESPONSE_TRAILERS}

for _, word in ipairs(words.list("property")) do
  local name = word == "response-version" and "version" or words.name(word)
  properties[name] = {number = words.find("property", word), word = word, form = forms[word] or whole_number}
end
for _, word in ipairs(words.list("line")) do
  lines[words.name(word)] = words.find("line", word)
end

local settable = tables.joined(tables.sorted_keys(properties), tables.sorted_keys(lines))
local sayable = tables.joined(settable, tables.sorted_keys(parts), {"interim"})

-- ---- exchanges as objects ----

local handles = setmetatable({}, {__mode = "k"})

-- How often each was changed by whoever has it: a lookup asks. Those that never were are not here.
local changes = setmetatable({}, {__mode = "k"})

local function handle_of(exchange)
  return handles[exchange] or fail("this is no exchange: call its methods with a colon")
end

--- The handle of an exchange that a function takes.
local function handle_of_argument(exchange, what)
  return handles[exchange] or arguments.wrong(what or "exchange", exchange, "not an exchange")
end

local methods = {}

local function get(handle, name)
  local property = properties[name]
  if not property then
    return (core.httpstatus_exchange_line(handle, lines[name]))
  end
  local number = known(core.httpstatus_exchange_get(handle, property.number))
  return number and property.form.read(number)
end

local metatable = {
  __name = "httpstatus.exchange",
  __index = function(exchange, key)
    local method = methods[key]
    if method == nil and (properties[key] or lines[key]) then
      return get(handles[exchange], key)
    end
    return method
  end,
  __newindex = function() fail("an exchange changes with its methods only, such as exchange:set(name, value)") end,
  __gc = function(exchange)
    core.httpstatus_exchange_free(handles[exchange])
    handles[exchange] = nil
  end,
  __tostring = function(exchange)
    local target = exchange.target and exchange.target .. " " or ""
    return ("%s %s%s"):format(exchange.method or "?", target, exchange.status or "no response")
  end,
  __metatable = false,
}

local function new()
  local handle, exchange = core.httpstatus_exchange_new() or arguments.out_of_memory(), {}
  handles[exchange] = handle
  return setmetatable(exchange, metatable), handle
end

local limits = {core.HTTPSTATUS_PROPERTY_MOST_FIELDS, core.HTTPSTATUS_PROPERTY_MOST_OCTETS, core.HTTPSTATUS_PROPERTY_MOST_INTERIM}

--- What make(handle) gives, and the exchange that it made. While it does, no limit counts: what it is made of is here already. Then those of another
-- exchange do.
local function made(make, like)
  local exchange, handle = new()
  for _, limit in ipairs(limits) do
    core.httpstatus_exchange_set(handle, limit, math.maxinteger)
  end
  local result = make(handle)
  for _, limit in ipairs(limits) do
    core.httpstatus_exchange_set(handle, limit, core.httpstatus_exchange_get(handles[like], limit))
  end
  return result, exchange
end

local function change_count(exchange)
  return changes[exchange] or 0
end

-- ---- saying something ----

--- Why something cannot be said; nil where it can. There being no memory is an error.
local function reason_for(result, what)
  if result == core.HTTPSTATUS_ERROR_MEMORY then
    arguments.out_of_memory()
  end
  return result ~= 0 and ("%s: %s"):format(what, core.httpstatus_strerror(result)) or nil
end

--- Says a property or a line; nil takes it back. Gives why that cannot be; nil where it can.
local function set(handle, name, value)
  local property = properties[name]
  if not property then
    return reason_for(core.httpstatus_exchange_set_line(handle, lines[name], value ~= nil and arguments.text(value, name) or nil), name)
  end
  local number, result = math.mininteger, core.HTTPSTATUS_ERROR_VALUE
  if value ~= nil then
    number = property.form.write(value, name)
  end
  if number and (value == nil or known(number)) then
    result = core.httpstatus_exchange_set(handle, property.number, number)
  end
  if result == core.HTTPSTATUS_ERROR_VALUE then
    local expected = property.form.expected or "which it cannot be: " .. words.text("property", property.word)
    return ("%s is %s, %s"):format(name, shown(value), expected)
  end
  return reason_for(result, name)
end

--- The field lines of a sequence of {name, value}, or of a table of values by name, as a sequence of {name, value}. A value may be a sequence, of
-- the values of several lines.
local function read_fields(fields, what)
  if type(fields) ~= "table" then
    arguments.wrong(what, fields, "not a table of fields")
  end
  local read = {}
  local function add(name, value)
    if type(name) ~= "string" or type(value) ~= "string" then
      fail(("%s: a field is %s = %s, not a name and a value"):format(what, shown(name), shown(value)))
    end
    read[#read + 1] = {name, value}
  end
  if fields[1] ~= nil then
    for _, field in ipairs(fields) do
      local is_pair = type(field) == "table"
      add(is_pair and (field[1] or field.name) or field, is_pair and (field[2] or field.value) or nil)
    end
    return read
  end
  for _, name in ipairs(tables.sorted_keys(fields)) do -- so that what is made of them is always the same
    for _, value in ipairs(tables.is_sequence(fields[name]) and fields[name] or {fields[name]}) do
      add(name, value)
    end
  end
  return read
end

local function add_fields(handle, part, fields)
  for _, field in ipairs(fields) do
    local reason = reason_for(core.httpstatus_exchange_add_field(handle, part, field[1], field[2]), "the field " .. field[1])
    if reason then
      return reason
    end
  end
end

--- The interim responses of a sequence of {status, fields}.
local function read_interim(said)
  if not tables.is_sequence(said) then
    arguments.wrong("interim", said, "not a sequence")
  end
  local read = {}
  for i, interim in ipairs(said) do
    local what = "interim " .. i
    if type(interim) ~= "table" then
      arguments.wrong(what, interim, "not a table")
    end
    arguments.options(interim, what, {"status", "fields"})
    read[i] = {status = arguments.whole_number(interim.status, what .. ": status"),
      fields = read_fields(interim.fields == nil and {} or interim.fields, what)}
  end
  return read
end

local function add_interim(handle, interim)
  for i, response in ipairs(interim) do
    local reason = reason_for(core.httpstatus_exchange_add_interim(handle, response.status), "interim " .. i) or
      add_fields(handle, core.HTTPSTATUS_PART_INTERIM + i - 1, response.fields)
    if reason then
      return reason
    end
  end
end

--- From what is known, by name; nil and a reason where a value cannot be. Fields are a sequence of {name, value}, or a table of values by name.
local function make(said)
  if said == nil then
    fail("what is said of an exchange is a table, not a nil")
  end
  arguments.options(said, "an exchange", sayable)
  local exchange, handle = new()
  local interim, fields, reason = read_interim(said.interim == nil and {} or said.interim), {}, nil
  for _, name in ipairs(tables.sorted_keys(parts)) do
    fields[name] = read_fields(said[name] == nil and {} or said[name], name)
  end
  for _, name in ipairs(settable) do -- limits among them, which have to be there before the fields
    if said[name] ~= nil then
      reason = reason or set(handle, name, said[name])
    end
  end
  reason = reason or add_interim(handle, interim)
  for name, part in pairs(parts) do
    reason = reason or add_fields(handle, part, fields[name])
  end
  if reason then
    return nil, reason
  end
  return exchange
end

--- Raises why something cannot be; gives the exchange where it can.
local function changed(exchange, reason)
  if reason then
    fail(reason)
  end
  changes[exchange] = change_count(exchange) + 1
  return exchange
end

local function check_name(name)
  if not properties[name] and not lines[name] then
    fail(("there is no %s in an exchange; there are: %s"):format(shown(name), table.concat(settable, ", ")))
  end
end

--- Says one thing more, or something else: exchange:set("status", 503); nil takes back what was said. An error where that cannot be. It gives the
-- exchange, as do all methods that change one.
function methods.set(exchange, name, value)
  local handle = handle_of(exchange)
  check_name(name)
  return changed(exchange, set(handle, name, value))
end

--- What was said: exchange:get("ending"), or exchange.ending, where no method has the name. nil where nobody said.
function methods.get(exchange, name)
  local handle = handle_of(exchange)
  check_name(name)
  return get(handle, name)
end

--- The number of a part: "response", where nothing is said, "request", "response-trailers", "request-trailers", or i, from 1, for the interim
-- response i.
local function part_of(part)
  if math.type(part) == "integer" and part > 0 then
    return core.HTTPSTATUS_PART_INTERIM + part - 1
  end
  local number = words.find("part", part == nil and "response" or part)
  if not number or number >= core.HTTPSTATUS_PART_INTERIM then
    local known_parts = words.list("part")
    known_parts[#known_parts] = "the number of an interim response"
    arguments.wrong("part", part, "which is none of: " .. table.concat(known_parts, ", "))
  end
  return number
end

--- Why a field cannot be there.
local function field_reason(result, name, part)
  if result == core.HTTPSTATUS_ERROR_PROPERTY then
    return ("there is no interim response %d"):format(part)
  end
  return reason_for(result, "the field " .. name)
end

--- Adds a field line.
function methods.add_field(exchange, name, value, part)
  local handle, number = handle_of(exchange), part_of(part)
  arguments.text(name, "name")
  local result = core.httpstatus_exchange_add_field(handle, number, name, arguments.text(value, "value"))
  return changed(exchange, field_reason(result, name, part))
end

--- Says a field in one line, in place of all that it has.
function methods.set_field(exchange, name, value, part)
  local handle, number = handle_of(exchange), part_of(part)
  arguments.text(name, "name")
  local result = core.httpstatus_exchange_set_field(handle, number, name, arguments.text(value, "value"))
  return changed(exchange, field_reason(result, name, part))
end

--- Takes a field away, with all its lines; it need not be there.
function methods.remove_field(exchange, name, part)
  local handle, number = handle_of(exchange), part_of(part)
  local result = core.httpstatus_exchange_set_field(handle, number, arguments.text(name, "name"), nil)
  return changed(exchange, field_reason(result, name, part))
end

--- Begins another interim response, with a code from 100 to 199; exchange:add_field adds to it, with its number.
function methods.add_interim(exchange, code)
  local handle = handle_of(exchange)
  return changed(exchange, reason_for(core.httpstatus_exchange_add_interim(handle, arguments.whole_number(code, "code")), "interim " .. code))
end

--- Another exchange that says the same.
function methods.copy(exchange)
  local handle = handle_of(exchange)
  local copy, copied = new()
  for _, name in ipairs{"most_fields", "most_octets", "most_interim"} do -- limits are not copied, and what is there may need them
    local limit = get(handle, name)
    if limit then
      set(copied, name, limit)
    end
  end
  return changed(copy, reason_for(core.httpstatus_exchange_copy(copied, handle), "the copy"))
end

-- ---- octets ----

--- What stands behind the final head is its content, or begins it.
local function read_content(exchange, handle, octets)
  if octets == 0 then
    return
  end
  set(handle, "content_came", true)
  local length = exchange:content_length()
  if length and length > 0 and not exchange:field("Content-Encoding") then
    set(handle, "content_seen", math.min(octets, length))
  end
end

--- What a method that reads says of the octets: how many it used, and whether more have to come; nil and a reason where they are no head, and how
-- many it used before that.
local function used_octets(result, used, what)
  if result ~= 0 and result ~= core.HTTPSTATUS_ERROR_INCOMPLETE then
    return nil, reason_for(result, what), used
  end
  return used, result ~= 0
end

--- Reads the head of an HTTP/1 request. Gives the octets that it took and false; 0 and true where not all of it is there yet; nil and a reason where
-- it is none.
function methods.read_request(exchange, octets)
  local handle = handle_of(exchange)
  changes[exchange] = change_count(exchange) + 1
  local result, used = core.httpstatus_exchange_read_request(handle, arguments.text(octets, "octets"))
  return used_octets(result, used, "the request")
end

--- Reads HTTP/1 response heads. Gives the octets that the heads took, and whether the final one is still to come: then call again with what is
-- behind those octets, and more. nil and a reason, and the octets, where what is behind them is no head.
function methods.read_response(exchange, octets)
  local handle = handle_of(exchange)
  changes[exchange] = change_count(exchange) + 1
  local result, used = core.httpstatus_exchange_read_response(handle, arguments.text(octets, "octets"))
  return used_octets(result, used, "the response")
end

--- A new exchange with the head of a request, where it is given, and its handle; nil and a reason where that is none.
local function start(request, secured)
  local exchange, handle = new()
  set(handle, "secured", secured)
  local result = request ~= nil and core.httpstatus_exchange_read_request(handle, request) or 0
  if result ~= 0 then
    return nil, reason_for(result, "the request")
  end
  return exchange, handle
end

--- From the head of an HTTP/1 request as it came; nil and a reason where it is none, or not whole.
local function read_request(octets, secured)
  local exchange, reason = start(arguments.text(octets, "request"), secured)
  if not exchange then
    return nil, reason
  end
  return exchange
end

--- From HTTP/1 heads as they came, the request's where it is known; nil and a reason where they are none, or not whole. What comes in piece by
-- piece is for exchange:read_response.
local function read_response(response, request, secured)
  arguments.text(response, "response")
  local exchange, handle = start(request ~= nil and arguments.text(request, "request") or nil, secured)
  if not exchange then
    return nil, handle -- which is the reason
  end
  local result, used = core.httpstatus_exchange_read_response(handle, response)
  if result ~= 0 then
    return nil, reason_for(result, "the response")
  end
  read_content(exchange, handle, #response - used)
  return exchange
end

--- The octets of a head; nil and a reason where it cannot be sent.
local function written(head, what, missing)
  if type(head) == "string" then
    return head
  elseif head == core.HTTPSTATUS_ERROR_STATE then
    return nil, ("the %s cannot be sent: %s"):format(what, missing)
  end
  return nil, ("the %s cannot be sent: something in it is not as HTTP/1 allows"):format(what)
end

--- The head of the request for HTTP/1, to be sent; nil and a reason for what must not be, such as a value with a line's end in it.
function methods.write_request(exchange)
  return written(core.httpstatus_exchange_write_request(handle_of(exchange)), "request", "it has no method, or no target")
end

--- The head of the final response for HTTP/1, to be sent; nil and a reason for what must not be.
function methods.write_response(exchange)
  return written(core.httpstatus_exchange_write_response(handle_of(exchange)), "response", "it has no status")
end

-- ---- what was said: fields ----

--- The field lines of a part, in order, as they came: a sequence of {name, value}. The part is "response", where nothing is said, "request",
-- "response-trailers", "request-trailers", or i, from 1, for the interim response i.
function methods.fields(exchange, part)
  local handle, number = handle_of(exchange), part_of(part)
  return list(function(i) return core.httpstatus_exchange_field_name(handle, number, i) end, function(name, i)
    return {name, (core.httpstatus_exchange_field_value(handle, number, i))}
  end)
end

--- The value of a field, its lines joined by ", "; nil where there is none. For the part see fields.
function methods.field(exchange, name, part)
  local handle, number = handle_of(exchange), part_of(part)
  return (core.httpstatus_exchange_value(handle, number, arguments.text(name, "name")))
end

--- The values of the lines of a field, as a sequence: Set-Cookie must not be joined. For the part see fields.
function methods.field_lines(exchange, name, part)
  local handle, number = handle_of(exchange), part_of(part)
  arguments.text(name, "name")
  return list(function(i) return core.httpstatus_exchange_field(handle, number, name, i) end)
end

--- The codes of the interim responses, as a sequence.
function methods.interim(exchange)
  local handle = handle_of(exchange)
  return list(function(i)
    local code = core.httpstatus_exchange_interim(handle, i)
    return code ~= 0 and code or nil
  end)
end

-- ---- what follows ----

--- The status that decides: the final one as a client treats it that knows the codes of a registry, IANA's where none is given.
function methods.treat_as(exchange, registry)
  local code = core.httpstatus_exchange_treat_as(handle_of(exchange), statuses.handle_of_argument(registry))
  return code ~= 0 and code or nil
end

--- Whether the interim response i, from 1, changes anything for this client.
function methods.interim_matters(exchange, i)
  local handle, place = handle_of(exchange), arguments.whole_number(i, "i")
  return place > 0 and core.httpstatus_exchange_interim_matters(handle, place - 1)
end

--- none, length, chunked, until-close, tunnel, stream or error; nil where it depends on what is unknown.
function methods.content_kind(exchange)
  return words.word("content-kind", core.httpstatus_exchange_content_kind(handle_of(exchange)))
end

--- The octets of content that the response is going to have, math.maxinteger for more than can be counted; nil where the framing does not tell.
function methods.content_length(exchange)
  return known(core.httpstatus_exchange_content_length(handle_of(exchange)))
end

--- The octets of content that the request has, math.maxinteger for more than can be counted; nil where it has content of unknown length.
function methods.request_content_length(exchange)
  return known(core.httpstatus_exchange_request_content_length(handle_of(exchange)))
end

--- What becomes of the connection: closes, persists or handed-over; nil where that is unknown.
function methods.persistence(exchange)
  return words.word("persistence", core.httpstatus_exchange_persistence(handle_of(exchange)))
end

--- Whether another request can follow on the connection; nil where that is unknown.
function methods.persists(exchange)
  local persistence = core.httpstatus_exchange_persistence(handle_of(exchange))
  if persistence ~= -1 then
    return persistence == core.HTTPSTATUS_PERSISTENCE_PERSISTS
  end
end

--- How long to wait by Retry-After, in seconds; nil where there is no such field, or it is invalid.
function methods.retry_after(exchange, now)
  return known(core.httpstatus_exchange_retry_after(handle_of(exchange), arguments.now(now)))
end

--- When the response was made, by its Date field, in seconds since 1970.
function methods.date(exchange)
  return known(core.httpstatus_exchange_date(handle_of(exchange)))
end

--- The target URI, normalised: the key of a cache. nil where some of it is unknown.
function methods.target_uri(exchange)
  return (core.httpstatus_exchange_target_uri(handle_of(exchange)))
end

--- Where Location leads: resolved against the target.
function methods.location(exchange)
  return (core.httpstatus_exchange_location(handle_of(exchange)))
end

--- Whether Location leads to another origin; nil where that is unknown.
function methods.location_is_cross_origin(exchange)
  return truth(core.httpstatus_exchange_location_is_cross_origin(handle_of(exchange)))
end

--- The parameters of a challenge, by their names in lower case.
local function read_parameters(challenge)
  local parameters = {}
  for i, name in ipairs(list(function(i) return core.httpstatus_challenge_name(challenge, i) end)) do
    parameters[name] = core.httpstatus_challenge_value(challenge, i - 1)
  end
  return parameters
end

--- The challenges of the "origin" server, where nothing is said, or of a "proxy", as a sequence of {scheme, token68, parameters}. The parameters are
-- a table of values by names in lower case; of several with one name, the first counts.
function methods.challenges(exchange, challenger)
  local handle = handle_of(exchange)
  local number = words.number("challenger", challenger == nil and "origin" or challenger, "challenger")
  return list(function(i) return core.httpstatus_exchange_challenge(handle, number, i) end, function(challenge)
    return {scheme = core.httpstatus_challenge_scheme(challenge), token68 = core.httpstatus_challenge_token68(challenge),
      parameters = read_parameters(challenge)}
  end)
end

--- What is wrong with the messages, as far as reading them shows it: a sequence of words, such as "content-short".
function methods.defects(exchange)
  return words.words("defect", core.httpstatus_exchange_defects(handle_of(exchange)))
end

--- Whether something is wrong with the messages: exchange:has_defect("content-short").
function methods.has_defect(exchange, defect)
  local handle = handle_of(exchange)
  return core.httpstatus_exchange_has_defect(handle, words.number("defect", defect, "defect"))
end

--- All that the exchange said, as a JSON object on one line.
function methods.json(exchange, now)
  local handle = handle_of(exchange)
  return core.httpstatus_exchange_json_text(handle, arguments.now(now)) or arguments.out_of_memory()
end

return {
  --- For the other modules: the handle of an exchange that is an argument; a new exchange and its handle; one that the library makes; how often one was
  -- changed; to say something by a handle; and numbers that may be unknown.
  handle_of_argument = handle_of_argument, new = new, made = made, change_count = change_count, set = set, known = known, truth = truth,
  exchange = make, read_response = read_response, read_request = read_request,
  --- A status line's version (11 is HTTP/1.1), code and reason; nil where it is none.
  read_status_line = function(line)
    local result, number, code, reason = core.httpstatus_status_line_read(arguments.text(line, "line"))
    if result ~= 0 then
      return nil, core.httpstatus_strerror(result)
    end
    return number, code, line:sub(reason + 1)
  end,
  --- "HTTP/1.1 404 Not Found"; nil for what cannot be sent.
  status_line = function(code, reason, http_version)
    arguments.code(code, "code")
    local number = http_version == nil and 11 or version.write(http_version, "version")
    return core.httpstatus_status_line_text(number or 0, code, reason ~= nil and arguments.text(reason, "reason") or nil)
  end,
}
