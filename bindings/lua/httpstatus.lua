--- What an HTTP status code means.
--
--     local httpstatus = require "httpstatus"
--     print(httpstatus[404].phrase)                           --> Not Found
--     print(httpstatus.status(200).heuristically_cacheable)   --> true
--     for status in httpstatus.statuses{class = 4} do print(status) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local exchange = require "httpstatus.exchange"
local next_steps = require "httpstatus.next"
local checking = require "httpstatus.check"
local choosing = require "httpstatus.choose"

local httpstatus = {
  phrase = core.httpstatus_phrase,
  class = core.httpstatus_class,
  class_name = core.httpstatus_class_name,
  treat_as = core.httpstatus_treat_as,
  grpc_client_code = function(code) return core.httpstatus_grpc_name(core.httpstatus_grpc_client_code(code)) end,
  exchange = exchange.exchange,
  read = exchange.read,
  read_har = exchange.read_har,
  read_status_line = exchange.read_status_line,
  status_line = exchange.status_line,
  chain = next_steps.chain,
  policy = next_steps.policy,
  settings = next_steps.settings,
  clients = next_steps.clients,
  check = checking.check,
  checker = checking.checker,
  rules = checking.rules,
  declarations = checking.declarations,
  choice = choosing.choice,
  questions = choosing.questions,
  decide = choosing.decide,
  default = choosing.default,
  graph = choosing.graph,
  negotiate = choosing.negotiate,
  weight = choosing.weight,
  conditions = choosing.conditions,
  if_range_holds = choosing.if_range_holds,
  ranges = choosing.ranges,
  version = core.httpstatus_version(),
  data_date = core.httpstatus_data_date(),
  data_sha256 = core.httpstatus_data_sha256(),
}

--- The words that the library has for a kind of number: {[0] = "standard", "temporary", ...}.
local function words_of(name_of)
  local words, value = {}, 0
  while name_of(value) do
    words[value] = name_of(value)
    value = value + 1
  end
  return words
end

local standings = words_of(core.httpstatus_standing_name)
local families = words_of(core.httpstatus_family_name)
local facts = words_of(core.httpstatus_fact_name)
local levels = words_of(core.httpstatus_level_name)
local texts = words_of(core.httpstatus_text_name)
local visibilities = words_of(core.httpstatus_visibility_name)
local grpc_names = words_of(core.httpstatus_grpc_name)

--- get(handle, 0), get(handle, 1) ... as a sequence, made into values by the optional function.
local function list(get, handle, make)
  local items, i = {}, 0
  while true do
    local item = get(handle, i)
    if item == nil or item == 0 then
      return items
    end
    items[#items + 1] = make and make(item, i) or item
    i = i + 1
  end
end

--- A table that cannot be changed, nor what is in it.
local function read_only(object, metatable)
  metatable = metatable or {}
  for key, value in pairs(object) do
    if type(value) == "table" then
      object[key] = read_only(value)
    end
  end
  metatable.__index = object
  metatable.__len = function() return #object end
  metatable.__newindex = function() error("a status cannot be changed", 2) end
  metatable.__pairs = function() return next, object, nil end
  metatable.__metatable = false
  return setmetatable({}, metatable)
end

local function read_requirement(handle)
  return {
    fields = list(core.httpstatus_requirement_field, handle),
    level = levels[core.httpstatus_requirement_level(handle)],
    condition = core.httpstatus_requirement_condition(handle),
    document = core.httpstatus_requirement_document(handle),
    section = core.httpstatus_requirement_section(handle),
  }
end

local function code_of(value)
  return type(value) == "number" and value or value.code
end

-- There is no __eq: two meanings of one number are two statuses, and a status is one object.
local order = {
  __lt = function(a, b) return code_of(a) < code_of(b) end,
  __le = function(a, b) return code_of(a) <= code_of(b) end,
}

local function read_status(handle)
  local code = core.httpstatus_code_number(handle)
  local status = {
    code = code,
    phrase = core.httpstatus_code_phrase(handle),
    iana_phrase = core.httpstatus_code_iana_phrase(handle),
    identifier = core.httpstatus_code_identifier(handle),
    class = core.httpstatus_class(code),
    class_name = core.httpstatus_class_name(core.httpstatus_class(code)),
    standing = standings[core.httpstatus_code_standing(handle)],
    expires = core.httpstatus_code_expires(handle),
    family = families[core.httpstatus_code_family(handle)],
    vendor = core.httpstatus_code_vendor(handle),
    visibility = visibilities[core.httpstatus_code_visibility(handle)],
    nearest = core.httpstatus_code_nearest(handle) ~= 0 and core.httpstatus_code_nearest(handle) or nil,
    known_from = core.httpstatus_code_known_from(handle),
    former_names = list(core.httpstatus_code_former_name, handle),
    former_name_documents = list(core.httpstatus_code_former_name_document, handle),
    iana_references = list(core.httpstatus_code_iana_reference, handle),
    references = list(core.httpstatus_code_document, handle, function(document, i)
      return {document = document, section = core.httpstatus_code_section(handle, i)}
    end),
    methods = list(core.httpstatus_code_method, handle),
    response_requirements = list(core.httpstatus_code_response_requirement, handle, read_requirement),
    request_requirements = list(core.httpstatus_code_request_requirement, handle, read_requirement),
    confused_with = list(core.httpstatus_code_confused_with, handle, function(other, i)
      return {code = other, because = core.httpstatus_code_confused_because(handle, i)}
    end),
    facts = {},
  }
  for value, word in pairs(facts) do
    word = word:gsub("-", "_")
    status.facts[word] = core.httpstatus_code_has(handle, value)
    status[word] = status.facts[word]
  end
  for value, word in pairs(texts) do
    status[word] = core.httpstatus_code_text(handle, value)
  end
  return read_only(status, {
    __name = "httpstatus.status",
    __tostring = function() return code .. " " .. status.phrase end,
    __lt = order.__lt, __le = order.__le,
  })
end

--- The value of a word in words_of's table; else an error, at the caller's caller, that names the word and what it can be.
local function value_of(words, kind, word)
  local known = {}
  for value = 0, #words do
    if words[value] == word or words[value]:gsub("-", "_") == word then
      return value
    end
    known[#known + 1] = words[value]
  end
  error(("%s is %q, which is none of: %s"):format(kind, tostring(word), table.concat(known, ", ")), 3)
end

local function check_name(name)
  if type(name) ~= "string" then
    error(("a name is a string, not a %s"):format(type(name)), 3)
  end
end

local function check_code(code)
  if type(code) ~= "number" then
    error(("a status code is a number, not a %s"):format(type(code)), 3)
  end
end

--- Registries: sets of statuses. registry[404] is the status with a code; what else can be asked stands in the methods below.
local methods = {}
local handles = setmetatable({}, {__mode = "k"}) -- of each registry
local caches = setmetatable({}, {__mode = "k"})  -- of each registry: its statuses by code and phrase, each made once
local by_code = {}                               -- IANA's

local function status_of(registry, handle)
  local code, phrase = core.httpstatus_code_number(handle), core.httpstatus_code_phrase(handle)
  if core.httpstatus_code_iana_phrase(handle) and by_code[code] then
    return by_code[code]
  end
  local cache = caches[registry]
  local key = code .. " " .. (core.httpstatus_code_vendor(handle) or "") .. " " .. phrase
  cache[key] = cache[key] or read_status(handle)
  return cache[key]
end

local function handle_of(registry)
  return handles[registry] or error("this is no registry: call its methods with a colon", 3)
end

--- All statuses of a walk that the function narrows, as a sequence.
local function walk(registry, narrow)
  local iter = core.httpstatus_iter_new(handles[registry])
  if iter == nil then
    error("out of memory")
  end
  local found = {}
  if narrow(iter) == core.HTTPSTATUS_ERROR_MEMORY then
    core.httpstatus_iter_free(iter)
    error("out of memory")
  end
  for handle in function() return core.httpstatus_iter_next(iter) end do
    found[#found + 1] = status_of(registry, handle)
  end
  core.httpstatus_iter_free(iter)
  return found
end

--- The status with a code; nil and a reason where there is none.
function methods.status(registry, code)
  check_code(code)
  local handle = core.httpstatus_registry_find(handle_of(registry), math.tointeger(code) or 0)
  if handle == nil then
    return nil, ("%s is not a registered HTTP status code"):format(tostring(code))
  end
  return status_of(registry, handle)
end

--- Everything that a code means here, as a sequence.
function methods.all(registry, code)
  check_code(code)
  handle_of(registry)
  return walk(registry, function(iter)
    return core.httpstatus_iter_only(iter, core.HTTPSTATUS_BY_NUMBER, math.tointeger(code) or 0)
  end)
end

--- The status with a name, in any spelling ("Not Found", "NOT_FOUND", "NotFound"); nil and a reason where there is none.
function methods.find(registry, name)
  check_name(name)
  local handle = core.httpstatus_registry_find_name(handle_of(registry), name)
  if handle == nil then
    return nil, ("no HTTP status is called %q"):format(name)
  end
  return status_of(registry, handle)
end

--- Every status with a name, as a sequence: "Unauthorized" is both 401 and AWS's 561.
function methods.find_all(registry, name)
  check_name(name)
  handle_of(registry)
  return walk(registry, function(iter) return core.httpstatus_iter_only_text(iter, core.HTTPSTATUS_BY_NAME, name) end)
end

--- Every status whose names and texts have all the words, or words that begin with them, as a sequence: "rate limit".
function methods.search(registry, words)
  check_name(words)
  handle_of(registry)
  return walk(registry, function(iter) return core.httpstatus_iter_only_text(iter, core.HTTPSTATUS_BY_WORDS, words) end)
end

--- All statuses, or those that a filter keeps, in the order of their codes:
-- registry:statuses{class = 4, standing = "standard", family = "webdav", fact = "heuristically_cacheable"}.
function methods.statuses(registry, filter)
  handle_of(registry)
  filter = filter or {}
  local wanted = {}
  for key, value in pairs(filter) do
    if key == "class" then
      if math.type(value) ~= "integer" or value < 0 or value > 5 then
        error(("class is %s, which is no class from 0 to 5"):format(tostring(value)), 2)
      end
      wanted[core.HTTPSTATUS_BY_CLASS] = value
    elseif key == "standing" then
      wanted[core.HTTPSTATUS_BY_STANDING] = value_of(standings, key, value)
    elseif key == "family" then
      wanted[core.HTTPSTATUS_BY_FAMILY] = value_of(families, key, value)
    elseif key == "fact" then
      wanted[core.HTTPSTATUS_BY_FACT] = value_of(facts, key, value)
    else
      error(("there is no filter %q; there are class, standing, family and fact"):format(tostring(key)), 2)
    end
  end
  local found = walk(registry, function(iter)
    for by, value in pairs(wanted) do
      core.httpstatus_iter_only(iter, by, value)
    end
  end)
  local i = 0
  return function()
    i = i + 1
    return found[i]
  end
end

local entry_keys = {code = true, phrase = true, nearest = true, facts = true, meaning = true, explanation = true, client = true,
  server = true, history = true}

--- Adds a code to a registry of one's own, and gives it back: registry:add{code = 599, phrase = "Custom Thing", meaning = "...",
-- facts = {"fetch_ok"}, nearest = 500}. nil and a reason where it is invalid or clashes with what is there; then nothing has changed.
function methods.add(registry, entry)
  local handle, bits = handle_of(registry), 0
  if type(entry) ~= "table" then
    error(("an entry is a table, not a %s"):format(type(entry)), 2)
  end
  for key in pairs(entry) do
    if not entry_keys[key] then
      return nil, ("there is no %q in an entry"):format(tostring(key))
    end
  end
  for _, key in ipairs{"code", "nearest"} do
    if entry[key] ~= nil and math.type(entry[key]) ~= "integer" then
      return nil, ("%s is %s, not a whole number"):format(key, tostring(entry[key]))
    end
  end
  for _, fact in ipairs(type(entry.facts) == "string" and {entry.facts} or entry.facts or {}) do
    local good, value = pcall(value_of, facts, "fact", fact)
    if not good then
      return nil, value
    end
    bits = bits | 1 << value
  end
  for _, key in ipairs{"phrase", "meaning", "explanation", "client", "server", "history"} do
    local text = entry[key]
    if text ~= nil and (type(text) ~= "string" or text:find("\0", 1, true)) then
      return nil, ("%s is no text, or has a NUL in it"):format(key)
    end
  end
  local result = core.httpstatus_registry_add_entry(handle, entry.code or 0, entry.phrase, bits, entry.nearest or 0, entry.meaning,
    entry.explanation, entry.client, entry.server, entry.history)
  if result ~= 0 then
    return nil, ("%s %s: %s"):format(tostring(entry.code), tostring(entry.phrase), core.httpstatus_strerror(result))
  end
  return methods.status(registry, entry.code)
end

local function registry_of(handle, is_own)
  local registry = {}
  handles[registry], caches[registry] = handle, {}
  return setmetatable(registry, {
    __name = "httpstatus.registry",
    __index = function(_, key)
      if type(key) == "number" then
        return (methods.status(registry, key))
      elseif key == "name" then
        return core.httpstatus_registry_name(handle)
      end
      return methods[key]
    end,
    __newindex = function() error("a registry changes with registry:add{...}", 2) end,
    __len = function() return core.httpstatus_registry_count(handle) end,
    __tostring = function() return "registry " .. core.httpstatus_registry_name(handle) end,
    __gc = is_own and function() core.httpstatus_registry_free(handle) end or nil,
    __metatable = false,
  })
end

--- A registry of one's own, which starts with all statuses of another, or with IANA's.
function httpstatus.new(base, name)
  if base ~= nil and not handles[base] then
    error("a base is a registry", 2)
  end
  if name ~= nil and (type(name) ~= "string" or name:find("\0", 1, true)) then
    error("a name is a string without a NUL", 2)
  end
  local handle = core.httpstatus_registry_new(base and handles[base] or nil, name or "own")
  if handle == nil then
    error("out of memory")
  end
  return registry_of(handle, true)
end

local vendors, vendor_registries = {}, {}
for i, word in pairs(words_of(core.httpstatus_vendor_name)) do
  vendors[word] = core.httpstatus_vendor_title(i)
  vendor_registries[word] = registry_of(core.httpstatus_registry_vendor(word), false)
end

--- What each fact says, in a sentence with its source, by its word.
httpstatus.facts = {}
for value, word in pairs(facts) do
  httpstatus.facts[(word:gsub("-", "_"))] = core.httpstatus_fact_text(value)
end

--- What each vendor is called, by its word.
httpstatus.vendors = vendors

--- IANA's codes and those of one vendor: httpstatus.vendor("nginx")[499]; nil and a reason where there is no such vendor.
function httpstatus.vendor(word)
  if not vendor_registries[word] then
    return nil, ("%q is none of httpstatus.vendors"):format(tostring(word))
  end
  return vendor_registries[word]
end

--- All meanings of all numbers: IANA's and every vendor's, nothing merged.
httpstatus.everything = registry_of(core.httpstatus_registry_everything(), false)

--- IANA's registry; the functions of this module without a registry are its methods.
httpstatus.iana = registry_of(core.httpstatus_registry_builtin(), false)
for status in httpstatus.iana:statuses() do
  by_code[status.code] = status
end

-- These hide nothing: an error is at the line that called them.
function httpstatus.status(code) check_code(code) return httpstatus.iana:status(code) end
function httpstatus.find(name) check_name(name) return httpstatus.iana:find(name) end
function httpstatus.search(words) check_name(words) return httpstatus.iana:search(words) end
function httpstatus.statuses(filter) return httpstatus.iana:statuses(filter) end

--- The HTTP status that a gateway sends for a gRPC status, by name or number: 404 for "NOT_FOUND".
function httpstatus.grpc_gateway_status(grpc)
  if type(grpc) == "string" then
    grpc = value_of(grpc_names, "grpc", grpc)
  end
  return core.httpstatus_grpc_gateway_status(grpc)
end

--- The proxy error types of RFC 9209, section 2.3, in its order: {type, status, note, section}; no status where none is recommended.
httpstatus.proxy_errors = list(function(_, i) return core.httpstatus_proxy_error_name(i) end,
  nil, function(type, i)
    local status = core.httpstatus_proxy_error_status(i)
    return {type = type, status = status ~= 0 and status or nil, note = core.httpstatus_proxy_error_note(i),
      section = core.httpstatus_proxy_error_section(i)}
  end)

return setmetatable(httpstatus, {__index = function(_, code) return by_code[code] end})
