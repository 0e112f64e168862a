--- Files with exchanges in them: HAR, and what curl, HTTPie, wget and others print. httpstatus.read(path), httpstatus.recording(...) and
-- httpstatus.read_har(entry). SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local tables = require "httpstatus.tables"

local limits = {"most_fields", "most_octets", "most_interim"}
local texts = {request = core.RECORDING_REQUEST, method = core.RECORDING_METHOD, target = core.RECORDING_TARGET}
local known = {"path", "octets", "name", "request", "method", "target", "status", "secured", "partial", "errors", table.unpack(limits)}

-- ---- recordings as objects ----

local recordings = setmetatable({}, {__mode = "k"}) -- handle, octets, limits, problems and errors of each

local function of(recording)
  return recordings[recording] or arguments.fail("this is no recording: call its methods with a colon")
end

local methods = {}

local metatable = {
  __name = "httpstatus.recording",
  __index = methods,
  __newindex = function() arguments.fail("a recording cannot be changed") end,
  __gc = function(recording)
    if recordings[recording] then
      core.recording_free(recordings[recording].handle)
      recordings[recording] = nil
    end
  end,
  __metatable = false,
}

--- The next exchange; nil where there are no more; nil and a reason where one cannot be read, behind which it goes on.
function methods.next(recording)
  local own = of(recording)
  local exchange = exchanges.exchange(own.limits)
  local found = core.recording_next(own.handle, exchanges.handle_of_argument(exchange))
  if found == core.RECORDING_EXCHANGE then
    return exchange
  end
  return nil, found ~= core.RECORDING_END and core.recording_problem(own.handle) or nil
end

--- Whether it is a HAR, or entries of one.
function methods.is_har(recording)
  return core.recording_is_har(of(recording).handle)
end

--- How many entries were passed over so far that are no HTTP exchange, by kind: data, blob, file, extension, websocket, blocked, browsers-own and
-- other. Those of which there were none are not in the table.
function methods.skipped(recording)
  local own, skipped = of(recording), {}
  for skip = 0, core.RECORDING_SKIPS - 1 do
    local count = core.recording_skipped(own.handle, skip)
    skipped[core.recording_skip_word(skip)] = count > 0 and count or nil
  end
  return skipped
end

--- Why exchanges could not be read so far, which a loop with errors = "skip" passed over.
function methods.problems(recording)
  return {table.unpack(of(recording).problems)}
end

-- ---- opening ----

local function set(handle, name, value)
  return value == nil or core.recording_set(handle, core["RECORDING_" .. name:upper()], value) == 0
end

local function boolean(value, what)
  return value ~= nil and (arguments.boolean(value, what) and 1 or 0) or nil
end

local function say(handle, options)
  set(handle, "secured", boolean(options.secured, "secured"))
  set(handle, "partial", boolean(options.partial, "partial"))
  if options.status ~= nil and not set(handle, "status", arguments.whole_number(options.status, "status")) then
    arguments.wrong("status", options.status, "not a number from 100 to 999")
  end
  for name, text in pairs(texts) do
    if options[name] ~= nil and core.recording_say(handle, text, arguments.text(options[name], name)) ~= 0 then
      arguments.wrong(name, options[name], "which has a NUL in it")
    end
  end
end

--- The limits of each exchange, which can be said of one.
local function limits_of(options)
  local most = {}
  for _, name in ipairs(limits) do
    most[name] = options[name]
  end
  local _, reason = exchanges.exchange(most)
  if reason then
    arguments.fail(reason)
  end
  return most
end

local function open(handle, options)
  if options.octets ~= nil then
    local name = options.name == nil and "recording" or arguments.text(options.name, "name")
    return core.recording_open_text(handle, arguments.text(options.octets, "octets"), name)
  end
  local path = arguments.text(options.path, "path")
  if path:find("\0", 1, true) then
    arguments.wrong("path", path, "which has a NUL in it")
  end
  return core.recording_open_file(handle, path)
end

--- A recording, from a path, or a table: {path = ..., or octets = ... and perhaps name = ..., and what the file does not say: request, the head of the
-- request, for responses that come without one, or its method and target; status, for fields that were copied without a status line; secured, whether
-- messages came over TLS; partial, that a head which ends with the file is taken for whole}. nil and a reason where it cannot be read.
local function recording_of(options)
  options = arguments.options(type(options) == "string" and {path = options} or options, "a recording", known)
  local errors = options.errors == nil and "raise" or options.errors
  if errors ~= "raise" and errors ~= "skip" then
    arguments.wrong("errors", errors, 'neither "raise" nor "skip"')
  end
  local most = limits_of(options)
  local handle = core.recording_new() or arguments.out_of_memory()
  local recording = setmetatable({}, metatable)
  recordings[recording] = {handle = handle, octets = options.octets, errors = errors, problems = {}, limits = most}
  say(handle, options)
  if not open(handle, options) then
    return nil, core.recording_problem(handle)
  end
  return recording
end

--- for exchange in httpstatus.read("session.har") do ... end, with a path or a table as for httpstatus.recording. What cannot be read is an error, as
-- with io.lines; with errors = "skip" an exchange that cannot be is passed over.
local function read(options)
  local recording, reason = recording_of(options)
  if not recording then
    arguments.fail(reason)
  end
  local own = recordings[recording]
  return function()
    local exchange, problem = recording:next()
    while problem do
      if own.errors == "raise" then
        arguments.fail(problem)
      end
      own.problems[#own.problems + 1] = problem
      exchange, problem = recording:next()
    end
    return exchange
  end, recording
end

-- ---- one entry ----

local escapes = {['"'] = '\\"', ["\\"] = "\\\\"}

local function json_of_text(text)
  return '"' .. text:gsub('[%c"\\]', function(c) return escapes[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
end

local json_of

local function json_of_table(value, depth)
  if depth > 1000 then
    error("entry is a table that has itself in it", 0)
  end
  local members = {}
  if #value > 0 then
    for i = 1, #value do
      members[i] = json_of(value[i], depth + 1)
    end
    return "[" .. table.concat(members, ",") .. "]"
  end
  for _, key in ipairs(tables.sorted_keys(value)) do
    members[#members + 1] = json_of_text(tostring(key)) .. ":" .. json_of(value[key], depth + 1)
  end
  return "{" .. table.concat(members, ",") .. "}"
end

--- What JSON has no form for counts as nothing.
function json_of(value, depth)
  local kind = type(value)
  if kind == "table" then
    return json_of_table(value, depth)
  elseif kind == "string" then
    return json_of_text(value)
  elseif math.type(value) == "integer" then
    return ("%d"):format(value)
  elseif kind == "number" then
    return (value ~= value or math.abs(value) == math.huge) and "null" or ("%.17g"):format(value)
  end
  return kind == "boolean" and tostring(value) or "null"
end

--- An exchange from an entry of a HAR, as a JSON library gives it; the name of the HAR's creator tells whether it saw what went over the wire. nil and a
-- reason where it is none.
local function read_har(entry, creator)
  if type(entry) ~= "table" then
    return nil, ("entry is %s, not an object"):format(arguments.shown(entry))
  end
  local exchange, handle = exchanges.new()
  local good, json = pcall(json_of_table, entry, 0)
  if not good then
    return nil, json
  end
  local problem = core.recording_entry_problem(handle, #entry == 0 and json or "[]", creator ~= nil and arguments.text(creator, "creator") or nil)
  if problem then
    return nil, problem
  end
  return exchange
end

return {recording = recording_of, read = read, read_har = read_har}
