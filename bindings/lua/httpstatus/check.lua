--- Whether exchanges are right. httpstatus.check(exchange) checks one; httpstatus.checker{...} makes what remembers several.
--
--     for _, finding in ipairs(httpstatus.check(exchange, {level = "should"})) do print(finding.id, finding.message) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local statuses = require "httpstatus.status"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

-- ---- rules and findings ----

--- {id, level, binds, reference, title, text, field, part}.
local function read_rule(handle)
  return {
    id = core.httpstatus_rule_id(handle),
    level = words.word("level", core.httpstatus_rule_level(handle)),
    binds = words.word("binds", core.httpstatus_rule_binds(handle)),
    reference = core.httpstatus_rule_reference(handle),
    title = core.httpstatus_rule_title(handle),
    text = core.httpstatus_rule_text(handle),
    field = core.httpstatus_rule_field(handle),
    part = words.word("part", core.httpstatus_rule_part(handle)),
  }
end

--- {id, level, reference, message, field, part, remedy}.
local function read_finding(handle)
  local rule = read_rule(core.httpstatus_finding_rule(handle))
  return {id = rule.id, level = rule.level, reference = rule.reference, message = core.httpstatus_finding_message(handle), field = rule.field,
    part = rule.part, remedy = rule.text}
end

-- ---- what is said to a checker ----

--- The properties that are no declarations, by the names that they have here.
local level, remembered = core.HTTPSTATUS_CHECKER_PROPERTY_LEVEL, core.HTTPSTATUS_CHECKER_PROPERTY_REMEMBERED

local declarations = {}
for _, word in ipairs(words.list("checker-property")) do
  if words.find("checker-property", word) < level then
    declarations[#declarations + 1] = word
  end
end

--- What a sequence of words stands for; an error for what is none, and for a word that stands for nothing.
local function read_each(named, what, read, expected)
  if not tables.is_sequence(named) then
    arguments.wrong(what, named, "not a sequence of words")
  end
  local found = {}
  for i, word in ipairs(named) do
    found[i] = read(word)
    if found[i] == nil then
      arguments.fail(("%s has %s, which is %s"):format(what, arguments.shown(word), expected))
    end
  end
  return found
end

local function declaration_of(word)
  local number = words.find("checker-property", word)
  return number and number < level and number or nil
end

local function rule_of(id)
  return type(id) == "string" and core.httpstatus_rule_find(id) or nil
end

--- The levels that a checker takes.
local function levels_of(checker)
  local taken = {}
  for _, word in ipairs(words.list("level")) do
    if core.httpstatus_checker_set(checker, level, words.find("level", word)) == 0 then
      taken[#taken + 1] = word
    end
  end
  core.httpstatus_checker_set(checker, level, math.mininteger)
  return taken
end

local function set_level(checker, word)
  local number = words.find("level", word)
  if not number or core.httpstatus_checker_set(checker, level, number) ~= 0 then
    arguments.wrong("level", word, "which is none of: " .. table.concat(levels_of(checker), ", "))
  end
end

local function set_remembered(checker, count)
  if core.httpstatus_checker_set(checker, remembered, arguments.whole_number(count, "remember")) ~= 0 then
    arguments.wrong("remember", count, "which it cannot be: " .. core.httpstatus_word_text(core.HTTPSTATUS_VOCABULARY_CHECKER_PROPERTY, remembered))
  end
end

-- ---- checkers ----

local checkers = setmetatable({}, {__mode = "k"}) -- of each: its handle and its registry

local function handle_of(checker)
  return (checkers[checker] or arguments.fail("this is no checker: call its methods with a colon")).handle
end

local methods = {}

--- The findings of an exchange, the worst first: a sequence of {id, level, reference, message, field, part, remedy}.
function methods.check(checker, exchange)
  local handle = handle_of(checker)
  local result = core.httpstatus_checker_check(handle, exchanges.handle_of_argument(exchange))
  if result ~= 0 then
    error("the exchange: " .. core.httpstatus_strerror(result), 0)
  end
  return tables.list(function(i) return core.httpstatus_checker_finding(handle, i) end, read_finding)
end

--- The exchange that was checked last and what was found, as a JSON object on one line.
function methods.json(checker)
  return core.httpstatus_checker_json_text(handle_of(checker)) or arguments.out_of_memory()
end

--- Forgets the exchanges that are remembered. What was said of the checker stays.
function methods.clear(checker)
  core.httpstatus_checker_clear(handle_of(checker))
end

--- What was said to a checker: "level=should, remember=3, declare=clock".
local function said_to(handle)
  local said = {}
  local function add(name, value)
    said[#said + 1] = value and name .. "=" .. value
  end
  add("level", words.word("level", core.httpstatus_checker_get(handle, level)))
  add("remember", exchanges.known(core.httpstatus_checker_get(handle, remembered)))
  for _, word in ipairs(declarations) do
    add("declare", core.httpstatus_checker_get(handle, words.find("checker-property", word)) == 1 and word or nil)
  end
  return table.concat(said, ", ")
end

local metatable = {
  __name = "httpstatus.checker",
  __index = methods,
  __newindex = function() arguments.fail("a checker cannot be changed") end,
  __gc = function(checker)
    core.httpstatus_checker_free(checkers[checker].handle)
    checkers[checker] = nil
  end,
  __tostring = function(checker)
    local said = said_to(handle_of(checker))
    return "checker: " .. (said ~= "" and said or "default")
  end,
  __metatable = false,
}

local options = {"level", "ignore", "declare", "remember", "registry"}

--- Holds exchanges against the rules, and remembers them for rules about two. `said` may have level (findings that are weaker are left out), ignore
-- (ids of rules), declare (words of httpstatus.declarations()), remember (how many exchanges), and registry (the codes that are known where the
-- exchanges come from).
local function new_checker(said)
  said = arguments.options(said, "a checker", options)
  local ignored = read_each(said.ignore == nil and {} or said.ignore, "ignore", rule_of, "the id of no rule")
  local declared = read_each(said.declare == nil and {} or said.declare, "declare", declaration_of, "none of httpstatus.declarations()")
  local registry = statuses.handle_of_argument(said.registry)
  local checker, handle = {}, core.httpstatus_checker_new() or arguments.out_of_memory()
  checkers[checker] = {handle = handle, registry = said.registry} -- which has to live as long as the checker
  setmetatable(checker, metatable)
  core.httpstatus_checker_set_registry(handle, registry)
  if said.level ~= nil then
    set_level(handle, said.level)
  end
  if said.remember ~= nil then
    set_remembered(handle, said.remember)
  end
  for _, rule in ipairs(ignored) do
    core.httpstatus_checker_ignore(handle, rule, true)
  end
  for _, declaration in ipairs(declared) do
    core.httpstatus_checker_set(handle, declaration, 1)
  end
  return checker
end

return {
  checker = new_checker,
  --- The findings of one exchange, the worst first; for `said` see httpstatus.checker.
  check = function(exchange, said)
    return new_checker(said):check(exchange)
  end,
  --- All rules by their ids: {id, level, binds, reference, title, text, field, part}.
  rules = function()
    local rules = {}
    for _, rule in ipairs(tables.list(core.httpstatus_rule_at, read_rule)) do
      rules[rule.id] = rule
    end
    return rules
  end,
  --- What can be declared, as a sequence of words; what each says stands under the word itself.
  declarations = function()
    local texts = {}
    for i, word in ipairs(declarations) do
      texts[i], texts[word] = word, words.text("checker-property", word)
    end
    return texts
  end,
}
