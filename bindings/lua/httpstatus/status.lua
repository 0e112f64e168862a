--- What a code is: registries and their statuses. httpstatus.iana, httpstatus.vendor(word), httpstatus.everything and httpstatus.new(...) are
-- registries; a status is what registry[code] gives.
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

local fail, list, shown = arguments.fail, tables.list, arguments.shown

-- ---- statuses ----

local sources = setmetatable({}, {__mode = "k"}) -- of each status: its registry, which has to live as long, and its handle

--- The facts and the texts of a status: their numbers, by the names that they have here.
local function numbers_of(vocabulary)
  local numbers = {}
  for _, word in ipairs(words.list(vocabulary)) do
    numbers[words.name(word)] = words.find(vocabulary, word)
  end
  return numbers
end

local facts, texts = numbers_of("fact"), numbers_of("text")

local status_methods = {}

--- All that is known of the code, as a JSON object on one line.
function status_methods.json(status)
  local source = sources[status] or fail("this is no status: call its methods with a colon")
  return core.httpstatus_code_json_text(source.handle)
end

local function read_requirement(handle)
  return {
    fields = list(function(i) return core.httpstatus_requirement_field(handle, i) end),
    value = core.httpstatus_requirement_value(handle),
    level = words.word("level", core.httpstatus_requirement_level(handle)),
    condition = core.httpstatus_requirement_condition(handle),
    reference = core.httpstatus_requirement_reference(handle),
  }
end

--- A code, as an integer where it is one; nil for 0, which stands for none.
local function code_or_nil(code)
  return code ~= 0 and code or nil
end

local function code_of(value)
  return type(value) == "number" and value or value.code
end

-- There is no __eq: two meanings of one number are two statuses, and a status is one object.
local function is_less(a, b) return code_of(a) < code_of(b) end
local function is_less_or_equal(a, b) return code_of(a) <= code_of(b) end

local function read_status(registry, handle)
  local function all(get, make)
    return list(function(i) return get(handle, i) end, make)
  end
  local function requirements(part)
    return list(function(i) return core.httpstatus_code_requirement(handle, part, i) end, read_requirement)
  end
  local code = core.httpstatus_code_number(handle)
  local class = core.httpstatus_class(code)
  local status = {
    code = code,
    phrase = core.httpstatus_code_phrase(handle),
    iana_phrase = core.httpstatus_code_iana_phrase(handle),
    identifier = core.httpstatus_code_identifier(handle),
    class = class,
    class_name = words.word("code-class", class),
    standing = words.word("standing", core.httpstatus_code_standing(handle)),
    expires = core.httpstatus_code_expires(handle),
    registration = core.httpstatus_code_registration(handle),
    family = words.word("family", core.httpstatus_code_family(handle)),
    vendor = core.httpstatus_code_vendor(handle),
    visibility = words.word("visibility", core.httpstatus_code_visibility(handle)),
    nearest = code_or_nil(core.httpstatus_code_nearest(handle)),
    known_from = core.httpstatus_code_known_from(handle),
    former_names = all(core.httpstatus_code_former_name),
    former_name_documents = all(core.httpstatus_code_former_name_document),
    sent_phrases = all(core.httpstatus_code_sent_phrase),
    sent_phrase_sources = all(core.httpstatus_code_sent_phrase_source),
    keywords = all(core.httpstatus_code_keyword),
    iana_references = all(core.httpstatus_code_iana_reference),
    references = all(core.httpstatus_code_reference),
    methods = all(core.httpstatus_code_method),
    response_requirements = requirements(core.HTTPSTATUS_PART_RESPONSE),
    request_requirements = requirements(core.HTTPSTATUS_PART_REQUEST),
    confused_with = list(function(i) return code_or_nil(core.httpstatus_code_confused_with(handle, i)) end, function(other, i)
      return {code = other, because = core.httpstatus_code_confused_because(handle, i)}
    end),
    facts = {},
  }
  for name, fact in pairs(facts) do
    status.facts[name] = core.httpstatus_code_has(handle, fact)
    status[name] = status.facts[name]
  end
  for name, text in pairs(texts) do
    status[name] = core.httpstatus_code_text(handle, text)
  end
  local title = code .. " " .. status.phrase
  status = tables.read_only(setmetatable(status, {__index = status_methods}), "status",
    {__tostring = function() return title end, __lt = is_less, __le = is_less_or_equal})
  sources[status] = {registry = registry, handle = handle}
  return status
end

-- ---- registries ----

--- Registries: sets of statuses. registry[404] is the status with a code; what else can be asked stands in the methods below.
local methods = {}
local handles = setmetatable({}, {__mode = "k"}) -- of each registry
local caches = setmetatable({}, {__mode = "k"})  -- of each registry: its statuses by code, vendor and phrase, each made once
local by_code = {}                               -- IANA's

local function status_of(registry, handle)
  local code, phrase = core.httpstatus_code_number(handle), core.httpstatus_code_phrase(handle)
  if core.httpstatus_code_iana_phrase(handle) and by_code[code] then
    return by_code[code]
  end
  local cache = caches[registry]
  local key = code .. " " .. (core.httpstatus_code_vendor(handle) or "") .. " " .. phrase
  cache[key] = cache[key] or read_status(registry, handle)
  return cache[key]
end

local function handle_of(registry)
  return handles[registry] or fail("this is no registry: call its methods with a colon")
end

--- The handle of a registry that a function takes; nil, which is IANA's, for nil.
local function handle_of_argument(registry, what)
  return registry ~= nil and (handles[registry] or arguments.wrong(what or "registry", registry, "not a registry")) or nil
end

--- All statuses of a walk that the function narrows, as a sequence.
local function walk(registry, narrow)
  local iter = core.httpstatus_iter_new(handles[registry]) or arguments.out_of_memory()
  local found = {}
  local result = narrow(iter)
  local handle = result ~= core.HTTPSTATUS_ERROR_MEMORY and core.httpstatus_iter_next(iter) or nil
  while handle do
    found[#found + 1] = status_of(registry, handle)
    handle = core.httpstatus_iter_next(iter)
  end
  core.httpstatus_iter_free(iter)
  return result == core.HTTPSTATUS_ERROR_MEMORY and arguments.out_of_memory() or found
end

local function check_code(code)
  if type(code) ~= "number" then
    fail(("a status code is a number, not a %s"):format(type(code)))
  end
end

local function check_name(name)
  if type(name) ~= "string" then
    fail(("a name is a string, not a %s"):format(type(name)))
  end
end

--- The status with a code; nil and a reason where there is none.
function methods.status(registry, code)
  local handle = handle_of(registry)
  check_code(code)
  local found = core.httpstatus_registry_find(handle, math.tointeger(code) or 0)
  if found == nil then
    return nil, ("%s is not a registered HTTP status code"):format(tostring(code))
  end
  return status_of(registry, found)
end

--- Everything that a code means here, as a sequence.
function methods.all(registry, code)
  handle_of(registry)
  check_code(code)
  return walk(registry, function(iter)
    return core.httpstatus_iter_only(iter, core.HTTPSTATUS_FILTER_NUMBER, math.tointeger(code) or 0)
  end)
end

--- The status with a name, present or former, or as well-known servers send it, in any spelling ("Not Found", "NOT_FOUND", "NotFound"); nil and a
-- reason where there is none.
function methods.find(registry, name)
  local handle = handle_of(registry)
  check_name(name)
  local found = core.httpstatus_registry_find_name(handle, name)
  if found == nil then
    return nil, ("no HTTP status is called %q"):format(name)
  end
  return status_of(registry, found)
end

--- Every status with a name, as a sequence: "Unauthorized" is both 401 and AWS's 561.
function methods.find_all(registry, name)
  handle_of(registry)
  check_name(name)
  return walk(registry, function(iter) return core.httpstatus_iter_only_text(iter, core.HTTPSTATUS_FILTER_NAME, name) end)
end

--- Every status whose names, keywords and texts have all the words, in some form or as a beginning, as a sequence, the best fit first: "rate limit".
function methods.search(registry, sought)
  handle_of(registry)
  check_name(sought)
  return walk(registry, function(iter) return core.httpstatus_iter_only_text(iter, core.HTTPSTATUS_FILTER_WORDS, sought) end)
end

--- The code whose rules a client goes by that knows these statuses: with Cloudflare's, 520 is treated as 502.
function methods.treat_as(registry, code)
  return core.httpstatus_registry_treat_as(handle_of(registry), arguments.code(code, "code"))
end

--- A class is a number from 0 to 5, or a word.
local function class_of(value)
  local class = words.find("code-class", value) or value
  if math.type(class) ~= "integer" or class < 0 or class > 5 then
    fail(("class is %s, which is no class from 0 to 5, and none of: %s"):format(shown(value), table.concat(words.list("code-class"), ", ")))
  end
  return class
end

--- What each filter takes, as the library takes it; those that are not here are words of the vocabulary that has the filter's own word.
local filter_values = {
  class = class_of, number = arguments.code, name = arguments.text, words = arguments.text,
  vendor = function(value)
    return value == "" and value or words.word("vendor", words.number("vendor", value, "vendor"))
  end,
}

--- All statuses, or those that all filters keep, in the order of their codes. The filters are class, standing, family, visibility, fact (one or a
-- sequence), number, name, words and vendor ("" is for those that are no vendor's):
-- registry:statuses{class = 4, standing = "standard", family = "webdav", fact = "heuristically_cacheable"}.
function methods.statuses(registry, filter)
  handle_of(registry)
  filter = arguments.options(filter, "a filter", words.list("filter"))
  local narrowings = {}
  for key, value in pairs(filter) do
    for _, one in ipairs(key == "fact" and type(value) == "table" and value or {value}) do
      local read = filter_values[key]
      narrowings[#narrowings + 1] = {words.find("filter", key), read and read(one, key) or words.number(key, one, key)}
    end
  end
  local found = walk(registry, function(iter)
    local result = 0
    for _, narrowing in ipairs(narrowings) do
      local only = type(narrowing[2]) == "string" and core.httpstatus_iter_only_text or core.httpstatus_iter_only
      result = math.min(result, only(iter, narrowing[1], narrowing[2]))
    end
    return result
  end)
  local i = 0
  return function()
    i = i + 1
    return found[i]
  end
end

-- ---- registries of one's own ----

local entry_keys = tables.joined({"code", "phrase", "nearest", "facts"}, words.list("text"))

--- What registry:add takes, with facts as numbers and texts by their numbers.
local function read_entry(said)
  if said == nil then
    fail("an entry is a table, not a nil")
  end
  arguments.options(said, "an entry", entry_keys)
  local true_facts = said.facts == nil and {} or type(said.facts) == "string" and {said.facts} or said.facts
  if not tables.is_sequence(true_facts) then
    arguments.wrong("facts", true_facts, "not a sequence of words")
  end
  local entry = {
    code = arguments.whole_number(said.code, "code"), phrase = arguments.text(said.phrase, "phrase"),
    nearest = said.nearest ~= nil and arguments.whole_number(said.nearest, "nearest") or 0, facts = {}, texts = {},
  }
  for i, fact in ipairs(true_facts) do
    entry.facts[i] = words.number("fact", fact, "fact")
  end
  for name, text in pairs(texts) do
    entry.texts[text] = said[name] ~= nil and arguments.text(said[name], name) or nil
  end
  return entry
end

--- Why a function has failed, with what was said; nil where it has not.
local function reason_for(result, what, value)
  if result == core.HTTPSTATUS_ERROR_MEMORY then
    arguments.out_of_memory()
  end
  return result ~= 0 and ("%s is %s: %s"):format(what, shown(value), core.httpstatus_strerror(result)) or nil
end

local function set_nearest(handle, code, nearest)
  local result = core.httpstatus_registry_set_nearest(handle, code, nearest)
  if result == core.HTTPSTATUS_ERROR_VALUE then
    return ("nearest is %d, which is no code that IANA has registered"):format(nearest)
  end
  return reason_for(result, "nearest", nearest)
end

local function set_text(handle, code, text, value)
  return reason_for(core.httpstatus_registry_set_text(handle, code, text, value), words.word("text", text), value)
end

--- Adds an entry and says all of it; nil, or why that cannot be.
local function add_entry(handle, entry)
  local result = core.httpstatus_registry_add(handle, entry.code, entry.phrase)
  if result == core.HTTPSTATUS_ERROR_MEMORY then
    arguments.out_of_memory()
  elseif result ~= 0 then
    return core.httpstatus_strerror(result)
  end
  for _, fact in ipairs(entry.facts) do
    core.httpstatus_registry_set_fact(handle, entry.code, fact, true)
  end
  local reason = set_nearest(handle, entry.code, entry.nearest)
  for text, value in pairs(entry.texts) do
    reason = reason or set_text(handle, entry.code, text, value)
  end
  return reason
end

--- Adds a code to a registry of one's own, and gives it back: registry:add{code = 599, phrase = "Custom Thing", meaning = "...",
-- facts = {"fetch_ok"}, nearest = 500}. It comes before what the registry had for this code. nil and a reason where it is invalid or clashes with
-- what was added; then nothing has changed.
function methods.add(registry, said)
  local handle, entry = handle_of(registry), read_entry(said)
  local scratch = core.httpstatus_registry_new(handle, nil) or arguments.out_of_memory()
  local reason = add_entry(scratch, entry) -- there first: an entry that was added cannot be taken away
  core.httpstatus_registry_free(scratch)
  reason = reason or add_entry(handle, entry)
  if reason then
    return nil, ("%d %s: %s"):format(entry.code, entry.phrase, reason)
  end
  return methods.status(registry, entry.code)
end

--- The status of an entry that has changed; nil and the reason where it has not.
local function changed(registry, code, reason)
  if reason then
    return nil, reason
  end
  caches[registry] = {}
  return methods.status(registry, code)
end

--- Says whether a fact is true of a code that was added. This and the two that follow give the status as it is now; the ones that were given before
-- stay what they were. nil and a reason where no such code was added.
function methods.set_fact(registry, code, fact, holds)
  local handle = handle_of(registry)
  code, holds = arguments.whole_number(code, "code"), arguments.boolean(holds, "holds")
  local number = words.number("fact", fact, "fact")
  return changed(registry, code, reason_for(core.httpstatus_registry_set_fact(handle, code, number, holds), "code", code))
end

--- Says which of IANA's codes says most nearly the same as one that was added; nil for none.
function methods.set_nearest(registry, code, nearest)
  local handle = handle_of(registry)
  code = arguments.whole_number(code, "code")
  nearest = nearest ~= nil and arguments.whole_number(nearest, "nearest") or 0
  return changed(registry, code, set_nearest(handle, code, nearest))
end

--- Gives a code that was added a text, such as its "meaning"; nil takes it away.
function methods.set_text(registry, code, text, value)
  local handle = handle_of(registry)
  code = arguments.whole_number(code, "code")
  local number = words.number("text", text, "text")
  return changed(registry, code, set_text(handle, code, number, value ~= nil and arguments.text(value, text) or nil))
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
    __newindex = function() fail("a registry changes with registry:add{...}") end,
    __len = function() return core.httpstatus_registry_count(handle) end,
    __tostring = function() return "registry " .. core.httpstatus_registry_name(handle) end,
    __gc = is_own and function() core.httpstatus_registry_free(handle) end or nil,
    __metatable = false,
  })
end

--- A registry that comes with the library.
local function named(word)
  return registry_of(core.httpstatus_registry_by_name(word), false)
end

--- A registry of one's own, which starts with all statuses of another, or with IANA's.
local function new(base, name)
  local base_handle = handle_of_argument(base, "base")
  if name ~= nil and (type(name) ~= "string" or name:find("\0", 1, true)) then
    arguments.wrong("name", name, "not a string without a NUL")
  end
  return registry_of(core.httpstatus_registry_new(base_handle, name or "own") or arguments.out_of_memory(), true)
end

local iana, everything = named("iana"), named("everything")
for status in methods.statuses(iana) do
  by_code[status.code] = status
end

local vendor_registries = {}
for _, word in ipairs(words.list("vendor")) do
  vendor_registries[word] = named(word)
end

--- What each vendor is called, by its word; what each fact says, in a sentence with its source, by its word as a name.
local vendors, fact_texts = {}, {}
for _, word in ipairs(words.list("vendor")) do
  vendors[word] = words.text("vendor", word)
end
for _, word in ipairs(words.list("fact")) do
  fact_texts[words.name(word)] = words.text("fact", word)
end

return {
  --- For the other modules: the handle of a registry that is an argument.
  handle_of_argument = handle_of_argument,
  --- IANA's registry, and its statuses by their codes.
  iana = iana, by_code = by_code,
  --- All meanings of all numbers: IANA's and every vendor's, nothing merged.
  everything = everything,
  --- IANA's codes and those of one vendor: httpstatus.vendor("nginx")[499]; nil and a reason where there is no such vendor.
  vendor = function(word)
    arguments.text(word, "vendor")
    if not vendor_registries[word] then
      return nil, ("%q is none of httpstatus.vendors"):format(word)
    end
    return vendor_registries[word]
  end,
  new = new,
  vendors = vendors, facts = fact_texts,
  --- Words are looked for in everything: vendors' codes are among what people look for.
  search = function(sought) return everything:search(sought) end,
  -- These are methods of IANA's registry.
  status = function(code) return iana:status(code) end,
  find = function(name) return iana:find(name) end,
  statuses = function(filter) return iana:statuses(filter) end,
  --- What servers send with a code; nil where IANA has not registered it.
  phrase = function(code) return core.httpstatus_phrase(arguments.code(code, "code")) end,
  --- The first digit of a code; 0 outside of 100 to 599.
  class = function(code) return core.httpstatus_class(arguments.code(code, "code")) end,
  --- What a class is called: "redirection"; nil where there is no such class.
  class_name = function(class) return words.word("code-class", arguments.code(class, "class")) end,
  --- The code whose rules a client goes by that knows the codes of a registry, IANA's where none is given: 400 for 499.
  treat_as = function(code, registry)
    return core.httpstatus_registry_treat_as(handle_of_argument(registry), arguments.code(code, "code"))
  end,
  --- What a gRPC client makes of an HTTP status: "UNAVAILABLE" for 503.
  grpc_client_code = function(code) return words.word("grpc", core.httpstatus_grpc_client_code(arguments.code(code, "code"))) end,
  --- The HTTP status that a gateway sends for a gRPC status, by name or number: 404 for "NOT_FOUND".
  grpc_gateway_status = function(grpc)
    local is_number = type(grpc) == "number"
    return core.httpstatus_grpc_gateway_status(is_number and arguments.code(grpc, "grpc") or words.number("grpc", grpc, "grpc"))
  end,
  --- The proxy error types of RFC 9209, section 2.3, in its order: {type, status, note, section}; no status where none is recommended.
  proxy_errors = list(function(i) return core.httpstatus_word(core.HTTPSTATUS_VOCABULARY_PROXY_ERROR, i) end, function(type, i)
    local status = core.httpstatus_proxy_error_status(i)
    return {type = type, status = status ~= -1 and status or nil, note = words.text("proxy-error", type),
      section = core.httpstatus_proxy_error_section(i)}
  end),
}
