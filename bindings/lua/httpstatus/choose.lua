--- Which code a server should send. httpstatus.choice(request) asks one question after the other; httpstatus.decide(resource, request) asks a
-- table with methods that are called as the questions are, "-" as "_".
--
--     local page = {allowed_methods = {"GET", "HEAD"}, entity_tag = function(self, request) return '"v1"' end}
--     local choice = httpstatus.decide(page, request)
--     print(choice:code(), choice:fields()[1][2])
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local statuses = require "httpstatus.status"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

local fail, shown = arguments.fail, arguments.shown
local list, read_only = tables.list, tables.read_only

--- The answer that does no harm, which is a node's default.
local default = read_only({}, "default", {__tostring = function() return "the default" end})

-- ---- the graph ----

local nodes = {} -- by their ids, each made once

local lists = {} -- the words of the types that are lists
for _, word in ipairs(words.list("answer-type")) do
  lists[word] = core.httpstatus_answer_type_is_list(words.find("answer-type", word))
end

local function what_is_taken(handle, ways)
  local number = core.httpstatus_node_type(handle)
  local text = words.text("answer-type", words.word("answer-type", number))
  if number == core.HTTPSTATUS_ANSWER_TYPE_WORD then
    text = "one of: " .. table.concat(ways, ", ")
  end
  return core.httpstatus_node_is_optional(handle) and text .. "; or nil" or text
end

--- A question, something that the request decides, or an end: {id, text, area, reference, ways, code} and, of a question, {type, takes, optional,
-- default, implied_by}. The ways are a sequence of words, and ways[word] is the id of the next node; takes says what an answer is.
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
  local answer_type = core.httpstatus_node_type(handle)
  local is_question = answer_type ~= core.HTTPSTATUS_ANSWER_TYPE_NOTHING
  nodes[id] = read_only({
    id = id,
    text = core.httpstatus_node_text(handle),
    type = is_question and words.word("answer-type", answer_type) or nil,
    takes = is_question and what_is_taken(handle, ways) or nil,
    area = words.word("area", core.httpstatus_node_area(handle)),
    reference = core.httpstatus_node_reference(handle),
    ways = ways,
    optional = core.httpstatus_node_is_optional(handle),
    default = core.httpstatus_node_default(handle),
    implied_by = core.httpstatus_node_id(core.httpstatus_node_implied_by(handle)),
    code = code ~= 0 and code or nil,
  }, "node", {__tostring = function() return id end})
  return nodes[id]
end

-- ---- what callers say ----

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
    local number = math.tointeger(kind == "date" and math.floor(value) or value)
    local is_one = number and number ~= math.mininteger
    return is_one and core.httpstatus_choice_answer_number(handle, number) or core.HTTPSTATUS_ERROR_ANSWER
  elseif type(value) == "table" then
    text = lists[kind] and tables.list_text(value) or nil
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

local choices = setmetatable({}, {__mode = "k"}) -- of each: its handle and its registry

local function handle_of(choice)
  return (choices[choice] or fail("this is no choice: call its methods with a colon")).handle
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
  return reason and fail(reason)
end

--- Answers the question with its default; an error where it has none.
function methods.answer_default(choice)
  local reason = answer(handle_of(choice), default)
  return reason and fail(reason)
end

--- The answer that is usual to the question for this request: its default, but of allowed-methods with the method of the request. It shows what comes
-- where the method is allowed; httpstatus.default does no harm. nil where there is no such answer, and at the end.
function methods.usual(choice)
  return core.httpstatus_choice_usual(handle_of(choice))
end

--- Takes the last answer back, so that its question is open again; an error where nothing was answered.
function methods.back(choice)
  if core.httpstatus_choice_back(handle_of(choice)) ~= 0 then
    fail("nothing was answered that could be taken back")
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
  local path = methods.path(choice)
  return path[#path].node.code and path[#path].node or nil
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
    levels[name] = words.word("level", core.httpstatus_choice_field_level(handle, i - 1))
  end
  return levels
end

--- The request and the response to it, as an exchange: 100 if that was sent, the status, and the fields; an error before the end. nil and a reason
-- where they are larger than an exchange can be. Whoever sends it adds what only they know: content with its type and length, and the like.
function methods.respond(choice)
  local handle = handle_of(choice)
  local question = methods.question(choice)
  if question then
    fail(("the choice is not at its end; %s is open"):format(question.id))
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
  return core.httpstatus_choice_problem_text(handle_of(choice))
end

--- How far the choice has come, as a JSON object on one line.
function methods.json(choice)
  return core.httpstatus_choice_json_text(handle_of(choice)) or arguments.out_of_memory()
end

local metatable = {
  __name = "httpstatus.choice",
  __index = methods,
  __newindex = function() fail("a choice changes with its methods only") end,
  __gc = function(choice)
    core.httpstatus_choice_free(choices[choice].handle)
    choices[choice] = nil
  end,
  __tostring = function(choice)
    local question = methods.question(choice)
    return question and "choice, asking " .. question.id or ("choice: %d %s"):format(methods.code(choice), methods.end_node(choice).id)
  end,
  __metatable = false,
}

--- The way from a request to a status: one question after the other, until there is a code.
--
--     local choice = httpstatus.choice(request)
--     while choice:question() do choice:answer(answer_to(choice:question())) end
--     local response = choice:respond()
--
-- A field that is not in the request is taken for absent. `now` is in seconds since 1970, the time of day where it is not given. The phrases of what
-- is chosen come from the registry, IANA's where none is given.
local function new_choice(request, now, registry)
  local request_handle, seconds = exchanges.handle_of_argument(request, "request"), arguments.now(now)
  local registry_handle = statuses.handle_of_argument(registry)
  if not request.method or request.method == "" then
    fail("the request has no method")
  end
  local choice, handle = {}, core.httpstatus_choice_new() or arguments.out_of_memory()
  choices[choice] = {handle = handle, registry = registry} -- which has to live as long as the choice
  setmetatable(choice, metatable)
  core.httpstatus_choice_set_registry(handle, registry_handle)
  local result = core.httpstatus_choice_start(handle, request_handle, seconds)
  if result ~= 0 then
    error("the request: " .. core.httpstatus_strerror(result), 0)
  end
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
local function questions(request, now, registry)
  local choice = new_choice(request, now, registry)
  return coroutine.wrap(function()
    local question = choice:question()
    while question do
      local reason = answer(handle_of(choice), coroutine.yield(question))
      if reason then
        error(reason, 0) -- coroutine.wrap says where
      end
      question = choice:question()
    end
    return nil, choice
  end)
end

--- What a resource has for an answer; the default where it has none.
local function answer_of(resource, question, request)
  local given = resource[words.name(question)]
  if type(given) == "function" then
    return given(resource, request)
  end
  return given == nil and default or given
end

--- The default, with what the answer to another question implies. What is no list of strings is refused where it is asked for.
local function implied(question, given)
  local text = given ~= default and tables.list_text(given)
  local all, known = question.default, {}
  for item in all:gmatch("[^, ]+") do
    known[item] = true
  end
  for item in (text or ""):gmatch("[^, \t]+") do
    if not known[item] then
      all = all .. ", " .. item
    end
  end
  return all
end

--- The choice that a resource makes; it is at its end. A resource is a table with methods that are called as the questions are, "-" as "_", that
-- take the request, and that return what choice:answer takes. What is no function is itself the answer. What a resource lacks gets the default, and
-- with it what follows from its other answers: a method that is allowed is implemented. An error where there is no default.
local function decide(resource, request, now, registry)
  if type(resource) ~= "table" and type(resource) ~= "userdata" then
    fail(("a resource is a table, not a %s"):format(type(resource)))
  end
  local choice = new_choice(request, now, registry)
  local question = choice:question()
  while question do
    local given = answer_of(resource, question.id, request)
    if given == default and not question.default then
      fail(("the resource needs the method %s: %s It takes %s"):format(words.name(question.id), question.text, question.takes))
    end
    if given == default and question.implied_by then
      given = implied(question, answer_of(resource, question.implied_by, request))
    end
    choice:answer(given)
    question = choice:question()
  end
  return choice
end

return {
  choice = new_choice, questions = questions, decide = decide, default = default,
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
