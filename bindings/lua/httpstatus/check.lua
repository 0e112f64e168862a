--- Whether exchanges are right. httpstatus.check(exchange) checks one; httpstatus.checker{...} makes what remembers several.
--
--     for _, finding in ipairs(httpstatus.check(exchange, {level = "should"})) do print(finding.id, finding.message) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local exchanges = require "httpstatus.exchange"

local levels = {must = core.HTTPSTATUS_LEVEL_MUST, should = core.HTTPSTATUS_LEVEL_SHOULD, may = core.HTTPSTATUS_LEVEL_MAY,
  advice = core.HTTPSTATUS_LEVEL_ADVICE}

--- The words of a sequence as the keys of a table; an error where it is none.
local function set_of(words, what)
  if type(words) ~= "table" then
    error(("%s is %s, not a sequence of words"):format(what, tostring(words)), 4)
  end
  local set = {}
  for _, word in ipairs(words) do
    set[word] = true
  end
  return set
end

--- The rule at a place, from 0: {id, level, binds, section, title, text, field, part}; nil past the end.
local function rule_at(place)
  local id = core.httpstatus_rule_id(place)
  return id and {
    id = id, level = core.httpstatus_level_name(core.httpstatus_rule_level(place)), binds = core.httpstatus_rule_binds(place),
    section = core.httpstatus_rule_section(place), title = core.httpstatus_rule_title(place), text = core.httpstatus_rule_text(place),
    field = core.httpstatus_rule_field(place), part = core.httpstatus_rule_is_about_request(place) and "request" or "response",
  }
end

local checkers = setmetatable({}, {__mode = "k"})
local methods = {}

local metatable = {
  __name = "httpstatus.checker",
  __index = methods,
  __newindex = function() error("a checker cannot be changed", 2) end,
  __gc = function(checker)
    core.httpstatus_checker_free(checkers[checker].handle)
    checkers[checker] = nil
  end,
  __metatable = false,
}

--- The findings of an exchange, the worst first: {id, level, section, message, field, remedy}.
function methods.check(checker, exchange)
  local own = checkers[checker] or error("this is no checker", 2)
  local result, found, i = core.httpstatus_check(own.handle, exchanges.handle_of(exchange)), {}, 0
  if result ~= 0 then
    error(core.httpstatus_strerror(result), 0)
  end
  local finding = core.httpstatus_checker_finding(own.handle, i)
  while finding ~= nil do
    local rule = rule_at(core.httpstatus_finding_rule(finding))
    found[#found + 1] = {id = rule.id, level = rule.level, section = rule.section, message = core.httpstatus_finding_message(finding),
      field = rule.field, remedy = rule.text}
    i = i + 1
    finding = core.httpstatus_checker_finding(own.handle, i)
  end
  return found
end

--- Holds exchanges against the rules, and remembers them for rules about two. `said` may have level (must, should, may, advice), ignore (ids of
-- rules), declare (words of httpstatus.declarations()), and remember (how many exchanges).
local function new_checker(said)
  said = said or {}
  local level = levels[said.level or "advice"]
  if not level then
    error(("level is %s, which is none of: must, should, may, advice"):format(tostring(said.level)), 3)
  end
  local ignored, declared = set_of(said.ignore or {}, "ignore"), set_of(said.declare or {}, "declare")
  local checker, handle = {}, core.httpstatus_checker_new()
  if handle == nil then
    error("out of memory", 0)
  end
  checkers[checker] = {handle = handle}
  core.httpstatus_checker_only(handle, level)
  setmetatable(checker, metatable)
  for word in pairs(ignored) do
    if type(word) ~= "string" or core.httpstatus_checker_ignore(handle, word) ~= 0 then
      error(("ignore has %s, which is the id of no rule"):format(tostring(word)), 3)
    end
  end
  for word in pairs(declared) do
    if type(word) ~= "string" or core.httpstatus_checker_declare(handle, word, true) ~= 0 then
      error(("declare has %s, which is none of httpstatus.declarations()"):format(tostring(word)), 3)
    end
  end
  if said.remember then
    core.httpstatus_checker_remember(handle, said.remember)
  end
  return checker
end

return {
  checker = function(said)
    local checker = new_checker(said) -- no tail call: an error is at the line that called this
    return checker
  end,
  --- The findings of one exchange, the worst first; for `said` see httpstatus.checker.
  check = function(exchange, said)
    local checker = new_checker(said)
    return checker:check(exchange)
  end,
  --- All rules by their ids.
  rules = function()
    local rules, place = {}, 0
    local rule = rule_at(place)
    while rule do
      rules[rule.id] = rule
      place = place + 1
      rule = rule_at(place)
    end
    return rules
  end,
  --- What can be declared.
  declarations = function()
    local words = {}
    while core.httpstatus_declaration_name(#words) do
      words[#words + 1] = core.httpstatus_declaration_name(#words)
    end
    return words
  end,
}
