--- Which code a server should send. httpstatus.choice(request) asks one question after the other; httpstatus.decide(resource, request) asks a
-- table with methods that are called as the questions are, "-" as "_".
--
--     local page = {allowed_methods = {"GET", "HEAD"}, entity_tag = function(self, request) return '"v1"' end}
--     local choice = httpstatus.decide(page, request)
--     print(choice:code(), choice:fields()[1][2])
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local exchanges = require "httpstatus.exchange"
local tables = require "httpstatus.tables"

local list, place_of, is_sequence, shown, read_only = tables.list, tables.place_of, tables.is_sequence, tables.shown, tables.read_only

local type_words = list(core.httpstatus_answer_type_name)
local level_words = list(core.httpstatus_level_name)
local negotiable = {"media-type", "language", "coding"}
local unknown = math.mininteger

--- The answer that does no harm, which is a node's default.
local default = read_only({}, "default", "the default")

-- ---- the graph ----

local nodes = {} -- by their ids, each made once

local lists = {} -- the words of the types that are lists
for i, word in ipairs(type_words) do
  lists[word] = core.httpstatus_answer_type_is_list(i - 1)
end

local function what_is_taken(handle, ways)
  local number = core.httpstatus_node_type(handle)
  local text = core.httpstatus_answer_type_text(number)
  if number == core.HTTPSTATUS_ANSWER_WORD then
    text = "one of: " .. table.concat(ways, ", ")
  end
  return core.httpstatus_node_is_optional(handle) and text .. "; or nil" or text
end

--- A question, something that the request decides, or an end: {id, text, area, section, ways, code} and, of a question, {type, takes, optional,
-- default}. The ways are a sequence of words, and ways[word] is the id of the next node; takes says what an answer is.
local function node_of(handle)
  if handle == nil then
    return nil
  end
  local id, code = core.httpstatus_node_id(handle), core.httpstatus_node_code(handle)
  if nodes[id] then
    return nodes[id]
  end
  local ways = list(function(i) return core.httpstatus_node_way(handle, i) end)
  for i, way in ipairs(ways) do
    ways[way] = core.httpstatus_node_id(core.httpstatus_node_next(handle, i - 1))
  end
  local is_question = core.httpstatus_node_type(handle) ~= core.HTTPSTATUS_ANSWER_NOTHING
  nodes[id] = read_only({
    id = id,
    text = core.httpstatus_node_text(handle),
    type = is_question and type_words[core.httpstatus_node_type(handle) + 1] or nil,
    takes = is_question and what_is_taken(handle, ways) or nil,
    area = core.httpstatus_node_area(handle),
    section = core.httpstatus_node_section(handle),
    ways = read_only(ways, "node"),
    optional = core.httpstatus_node_is_optional(handle),
    default = core.httpstatus_node_default(handle),
    code = code ~= 0 and code or nil,
  }, "node", id)
  return nodes[id]
end

-- ---- what callers say ----

--- A whole number of seconds since 1970; a part of a second does not count, as in an HTTP-date. nil for what is none.
local function seconds_of(value)
  return type(value) == "number" and math.tointeger(math.floor(value)) or nil
end

--- A text with commas, of a string or of a sequence of strings; nil for what is neither.
local function list_text(value)
  if type(value) == "string" then
    return value
  end
  for _, item in ipairs(is_sequence(value) and value or {false}) do
    if type(item) ~= "string" then
      return nil
    end
  end
  return table.concat(value, ", ")
end

--- Answers a question; an error of the library.
local function give(handle, question, value)
  local kind, text = question.type, value
  if value == default then
    return core.httpstatus_choice_answer_default(handle)
  elseif value == nil then
    text = question.optional and "" or nil
  elseif kind == "yes-no" and type(value) == "boolean" then
    text = value and "yes" or "no"
  elseif type(value) == "number" then
    local number = kind == "date" and seconds_of(value) or math.tointeger(value)
    local is_one = number and number ~= unknown
    return is_one and core.httpstatus_choice_answer_number(handle, number) or core.HTTPSTATUS_ERROR_ANSWER
  elseif type(value) == "table" then
    text = lists[kind] and list_text(value) or nil
  end
  return type(text) == "string" and core.httpstatus_choice_answer(handle, text) or core.HTTPSTATUS_ERROR_ANSWER
end

--- Answers the open question; nil, or why not.
local function answer(handle, value)
  local question = node_of(core.httpstatus_choice_question(handle))
  if not question then
    return "the choice is at its end; no question is open"
  end
  local result = give(handle, question, value)
  if result == core.HTTPSTATUS_ERROR_ANSWER and value == default then
    return ("%s has no default: %s It takes %s"):format(question.id, question.text, question.takes)
  elseif result == core.HTTPSTATUS_ERROR_ANSWER then
    return ("%s is %s, which is no answer to: %s It takes %s"):format(question.id, shown(value), question.text, question.takes)
  elseif result ~= 0 then
    return ("%s: %s"):format(question.id, core.httpstatus_strerror(result))
  end
end

-- ---- choosing ----

local choices = setmetatable({}, {__mode = "k"}) -- the handle of each

local function handle_of(choice)
  return choices[choice] or error("this is no choice: call its methods with a colon", 3)
end

local methods = {}

--- The question that has to be answered next; nil at the end.
function methods.question(choice)
  return node_of(core.httpstatus_choice_question(handle_of(choice)))
end

--- Answers the question, and goes on to the next one or to the end. A string is always good, as the question's `takes` says. So is a boolean for
-- yes or no; a number of seconds since 1970 for a date; a whole number for seconds and octets; a sequence of strings for a list; nil for "there is
-- none"; and httpstatus.default. After an error the question is still open.
function methods.answer(choice, value)
  local reason = answer(handle_of(choice), value)
  if reason then
    error(reason, 2)
  end
end

--- Answers the question with its default; an error where it has none.
function methods.answer_default(choice)
  local reason = answer(handle_of(choice), default)
  if reason then
    error(reason, 2)
  end
end

--- Takes the last answer back, so that its question is open again; an error where nothing was answered.
function methods.back(choice)
  if core.httpstatus_choice_back(handle_of(choice)) ~= 0 then
    error("nothing was answered that could be taken back", 2)
  end
end

--- The code to send; nil until the end.
function methods.code(choice)
  local code = core.httpstatus_choice_code(handle_of(choice))
  return code ~= 0 and code or nil
end

--- What was asked, decided and answered, from the start on, as a sequence of {node, way, answer}; the last is the end, or the open question, and
-- has no way. The answer is a string, "" for "there is none"; nil where nothing was asked or answered.
function methods.path(choice)
  local handle = handle_of(choice)
  local turns = list(function(i) return core.httpstatus_choice_node(handle, i) end)
  for i, node in ipairs(turns) do
    turns[i] = {node = node_of(node), way = core.httpstatus_choice_way(handle, i - 1), answer = core.httpstatus_choice_given(handle, i - 1)}
  end
  return turns
end

--- The node that has the code; nil until the end. (`end` is a word of Lua.)
function methods.end_node(choice)
  return node_of(core.httpstatus_choice_end(handle_of(choice)))
end

--- The fields that go with the code, as a sequence of {name, value}; none until the end.
function methods.fields(choice)
  local handle = handle_of(choice)
  local fields = list(function(i) return core.httpstatus_choice_field_name(handle, i) end)
  for i, name in ipairs(fields) do
    fields[i] = {name, core.httpstatus_choice_field_value(handle, i - 1)}
  end
  return fields
end

--- How strongly the specification asks for each of the fields, by its name: must, should or may, or expected where it has no
-- keyword.
function methods.levels(choice)
  local handle, levels = handle_of(choice), {}
  for i, name in ipairs(list(function(i) return core.httpstatus_choice_field_name(handle, i) end)) do
    levels[name] = level_words[core.httpstatus_choice_field_level(handle, i - 1) + 1]
  end
  return levels
end

--- The request and the response to it, as an exchange: 100 if that was sent, the status, and the fields; an error before the end. nil and a reason
-- where they are larger than an exchange can be. Whoever sends it adds what only they know: content with its type and length, and the like.
function methods.respond(choice)
  local handle = handle_of(choice)
  local question = methods.question(choice)
  if question then
    error(("the choice is not at its end; %s is open"):format(question.id), 2)
  end
  local exchange, room = exchanges.new()
  local result = core.httpstatus_choice_respond(handle, room)
  if result == core.HTTPSTATUS_ERROR_LIMIT then
    return nil, "the response: " .. core.httpstatus_strerror(result)
  elseif result ~= 0 then
    error("the response: " .. core.httpstatus_strerror(result), 0)
  end
  return exchange
end

--- A problem details object (RFC 9457) as JSON, for content of the type application/problem+json; nil where the code is no error.
function methods.problem(choice)
  return (core.httpstatus_choice_problem_text(handle_of(choice)))
end

local metatable = {
  __name = "httpstatus.choice",
  __index = methods,
  __newindex = function() error("a choice changes with its methods only", 2) end,
  __gc = function(choice)
    core.httpstatus_choice_free(choices[choice])
    choices[choice] = nil
  end,
  __tostring = function(choice)
    local question = methods.question(choice)
    return question and "choice, asking " .. question.id or ("choice: %d %s"):format(methods.code(choice), methods.end_node(choice).id)
  end,
  __metatable = false,
}

--- A choice that has started; an error, at the caller's caller, for what is no request.
local function start(request, now)
  local seconds = seconds_of(now == nil and os.time() or now)
  if not seconds then
    error(("now is %s, not a number of seconds since 1970"):format(shown(now)), 3)
  elseif not request.method or request.method == "" then
    error("the request has no method", 3)
  end
  local choice, handle = {}, core.httpstatus_choice_new()
  if handle == nil then
    error("out of memory", 0)
  end
  choices[choice] = handle
  setmetatable(choice, metatable)
  local result = core.httpstatus_choice_start(handle, exchanges.handle_of(request), seconds)
  if result ~= 0 then
    error("the request: " .. core.httpstatus_strerror(result), 0)
  end
  return choice, handle
end

--- The way from a request to a status: one question after the other, until there is a code.
--
--     local choice = httpstatus.choice(request)
--     while choice:question() do choice:answer(answer_to(choice:question())) end
--     local response = choice:respond()
--
-- A field that is not in the request is taken for absent. `now` is in seconds since 1970, the time of day where it is not given.
local function new_choice(request, now)
  exchanges.handle_of(request)
  local choice = start(request, now) -- no tail call: an error is at the line that called this
  return choice
end

--- A coroutine, as the function that resumes it. It gives the questions, and takes the answers; in the end it gives nil and the choice.
--
--     local ask = httpstatus.questions(request)
--     local question, choice = ask()
--     while question do
--       question, choice = ask(answer_to(question))
--     end
--
-- What it takes is what choice:answer takes. A coroutine is over after an error; who wants to go on after a wrong answer takes a choice.
local function questions(request, now)
  exchanges.handle_of(request)
  local choice, handle = start(request, now)
  return coroutine.wrap(function()
    local question = choice:question()
    while question do
      local reason = answer(handle, coroutine.yield(question))
      if reason then
        error(reason, 0)
      end
      question = choice:question()
    end
    return nil, choice
  end)
end

--- The choice that a resource makes; it is at its end. A resource is a table with methods that are called as the questions are, "-" as "_", that
-- take the request, and that return what choice:answer takes. What is no function is itself the answer. What a resource lacks gets the default; an
-- error where there is none.
local function decide(resource, request, now)
  if type(resource) ~= "table" and type(resource) ~= "userdata" then
    error(("a resource is a table, not a %s"):format(type(resource)), 2)
  end
  exchanges.handle_of(request)
  local choice, handle = start(request, now)
  local question = choice:question()
  while question do
    local name = question.id:gsub("-", "_")
    local given = resource[name]
    if given == nil then
      given = default
    elseif type(given) == "function" then
      given = given(resource, request)
    end
    if given == default and not question.default then
      error(("the resource needs the method %s: %s It takes %s"):format(name, question.text, question.takes), 2)
    end
    local reason = answer(handle, given)
    if reason then
      error(reason, 2)
    end
    question = choice:question()
  end
  return choice
end

-- ---- without a choice ----

--- The number of a word for what can be negotiated.
local function number_of(by)
  local place = place_of(negotiable, by)
  if not place then
    error(("by is %s, which is none of: %s"):format(shown(by), table.concat(negotiable, ", ")), 3)
  end
  return place - 1
end

--- The best of the offers, a sequence with the server's favorite first, by "media-type", "language" or "coding"; nil where the client accepts none.
-- RFC 9110, section 12.1.
local function negotiate(request, by, offers)
  local handle, number, text = exchanges.handle_of(request), number_of(by), list_text(offers)
  if not text then
    error(("offers is %s, neither a string nor a sequence of strings"):format(shown(offers)), 2)
  end
  return (core.httpstatus_negotiate(handle, number, text))
end

--- How welcome an offer is by the value of Accept, Accept-Language or Accept-Encoding: from 0, not acceptable, to 1. A field of nil is not there.
-- RFC 9110, section 12.5.
local function weight(by, field, offer)
  local number = number_of(by)
  if (field ~= nil and type(field) ~= "string") or type(offer) ~= "string" then
    error("a field is a string or nil, and an offer is a string", 2)
  end
  return core.httpstatus_weight(number, field, offer) / 1000
end

local validators = {"exists", "entity_tag", "last_modified", "now"}

--- What is said of a representation: its entity tag, its last modification, and the time of day; an error, at the caller's caller.
local function read_validators(said)
  if type(said) ~= "table" then
    error(("what is said of a representation is a table, not a %s"):format(type(said)), 3)
  end
  for key in pairs(said) do
    if not place_of(validators, key) then
      error(("there is no %s here; there are: %s"):format(shown(key), table.concat(validators, ", ")), 3)
    end
  end
  local modified, now = said.last_modified, seconds_of(said.now == nil and os.time() or said.now)
  if said.entity_tag ~= nil and type(said.entity_tag) ~= "string" then
    error(("entity_tag is %s, not a string"):format(shown(said.entity_tag)), 3)
  elseif modified ~= nil and not seconds_of(modified) then
    error(("last_modified is %s, not a number of seconds since 1970"):format(shown(modified)), 3)
  elseif not now then
    error(("now is %s, not a number of seconds since 1970"):format(shown(said.now)), 3)
  end
  return said.entity_tag, modified == nil and unknown or seconds_of(modified), now
end

--- What If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since come to: nil where they hold or there are none, else 304 or 412. `said`
-- may have entity_tag, last_modified and now, and exists, which is true where it is not given. Ask only where the answer without them would be
-- 2xx or 412 (RFC 9110, section 13.2).
local function conditions(request, said)
  local handle = exchanges.handle_of(request)
  local tag, modified, now = read_validators(said or {})
  local result = core.httpstatus_conditions(handle, not said or said.exists ~= false, tag, modified, now)
  if result == core.HTTPSTATUS_ERROR_SYNTAX then
    error(("entity_tag is %s, which is no entity tag: one has quotes, as \"v1\" or W/\"v1\""):format(shown(tag)), 2)
  end
  return result ~= 0 and result or nil
end

--- Whether If-Range lets Range count: true where it holds, or there is none. `said` may have entity_tag, last_modified and now.
-- RFC 9110, section 13.1.5.
local function if_range_holds(request, said)
  local handle = exchanges.handle_of(request)
  local tag, modified, now = read_validators(said or {})
  return core.httpstatus_if_range_holds(handle, tag, modified, now)
end

--- The byte ranges that a request asks for and that can be sent of `complete` octets, as a sequence of {first, last}. nil where Range does not
-- count, which is 200; an empty sequence where none can be sent, which is 416. RFC 9110, section 14.2.
local function ranges(request, complete)
  local handle, octets = exchanges.handle_of(request), type(complete) == "number" and math.tointeger(complete)
  if not octets then
    error(("complete is %s, not a whole number"):format(shown(complete)), 2)
  end
  local count, found = core.httpstatus_range_count(handle, octets), {}
  if count == unknown then
    return nil
  end
  for i = 1, count do
    found[i] = {core.httpstatus_range_first(handle, octets, i - 1), core.httpstatus_range_last(handle, octets, i - 1)}
  end
  return found
end

return {
  choice = new_choice, questions = questions, decide = decide, default = default,
  negotiate = negotiate, weight = weight, conditions = conditions, if_range_holds = if_range_holds, ranges = ranges,
  --- All nodes, as a sequence that starts where every choice starts; graph[id] is a node by its id.
  graph = function()
    local graph = list(core.httpstatus_node_at)
    for i, handle in ipairs(graph) do
      graph[i] = node_of(handle)
      graph[graph[i].id] = graph[i]
    end
    return graph
  end,
}
