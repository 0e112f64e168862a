--- What an HTTP status code means.
--
--     local httpstatus = require "httpstatus"
--     print(httpstatus[404].phrase)                           --> Not Found
--     print(httpstatus.status(200).heuristically_cacheable)   --> true
--     for status in httpstatus.statuses{class = 4} do print(status) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"

local httpstatus = {
  phrase = core.httpstatus_phrase,
  class = core.httpstatus_class,
  class_name = core.httpstatus_class_name,
  treat_as = core.httpstatus_treat_as,
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

local function read_only(object, metatable)
  metatable.__index = object
  metatable.__newindex = function() error("a status cannot be changed", 2) end
  metatable.__pairs = function() return next, object, nil end
  metatable.__len = function() return #object end
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

local order = {
  __eq = function(a, b) return a.code == b.code end,
  __lt = function(a, b) return a.code < b.code end,
  __le = function(a, b) return a.code <= b.code end,
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
    __eq = order.__eq, __lt = order.__lt, __le = order.__le,
  })
end

--- The value of a word in words_of's table; an error that names the word and what it can be, at the caller of statuses().
local function value_of(words, kind, word)
  for value, known in pairs(words) do
    if known == word or known:gsub("-", "_") == word then
      return value
    end
  end
  local known = {table.unpack(words, 0)}
  error(("%s is %q, which is none of: %s"):format(kind, tostring(word), table.concat(known, ", ")), 3)
end

local by_code, in_order = {}, {}

--- All statuses, or those that a filter keeps, in the order of their codes:
-- statuses{class = 4, standing = "standard", family = "webdav", fact = "heuristically_cacheable"}.
function httpstatus.statuses(filter)
  filter = filter or {}
  for key in pairs(filter) do
    if key ~= "class" and key ~= "standing" and key ~= "family" and key ~= "fact" then
      error(("there is no filter %q; there are class, standing, family and fact"):format(tostring(key)), 2)
    end
  end
  local class, standing, family, fact = filter.class, nil, nil, nil
  if class ~= nil and (math.type(class) ~= "integer" or class < 0 or class > 5) then
    error(("class is %s, which is no class from 0 to 5"):format(tostring(class)), 2)
  end
  standing = filter.standing and standings[value_of(standings, "standing", filter.standing)]
  family = filter.family and families[value_of(families, "family", filter.family)]
  fact = filter.fact and facts[value_of(facts, "fact", filter.fact)]:gsub("-", "_")
  local i = 0
  return function()
    while true do
      i = i + 1
      local status = in_order[i]
      if status == nil or ((class == nil or status.class == class) and (standing == nil or status.standing == standing)
          and (family == nil or status.family == family) and (fact == nil or status.facts[fact])) then
        return status
      end
    end
  end
end

--- The status with a code; nil and a reason where IANA has none.
function httpstatus.status(code)
  if math.type(code) == nil and type(code) ~= "number" then
    error(("a status code is a number, not a %s"):format(type(code)), 2)
  end
  local status = by_code[code]
  if status == nil then
    return nil, ("%s is not a registered HTTP status code"):format(tostring(code))
  end
  return status
end

--- The status with a name, in any spelling ("Not Found", "NOT_FOUND", "NotFound"); nil and a reason where there is none.
function httpstatus.find(name)
  if type(name) ~= "string" then
    error(("a name is a string, not a %s"):format(type(name)), 2)
  end
  local handle = core.httpstatus_registry_find_name(nil, name)
  if handle == nil then
    return nil, ("no HTTP status is called %q"):format(name)
  end
  return by_code[core.httpstatus_code_number(handle)]
end

local iter = core.httpstatus_iter_new(nil)
if iter == nil then
  error("out of memory")
end
for handle in function() return core.httpstatus_iter_next(iter) end do
  local status = read_status(handle)
  by_code[status.code] = status
  in_order[#in_order + 1] = status
end
core.httpstatus_iter_free(iter)

return setmetatable(httpstatus, {__index = function(_, code) return by_code[code] end})
