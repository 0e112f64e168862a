-- Every function and method in Lua with wrong arguments: it answers, or it raises an error at the line that called it; the result is TAP.
-- SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local tap = require "tap"
local test, equal = tap.test, tap.equal

local THEN = 784111777

local function new_exchange()
  return assert(httpstatus.exchange{method = "GET", target = "http://a.example/x", request_version = "1.1", request_fields = {Host = "a.example"},
    version = "1.1", status = 302, fields = {Location = "/y"}, interim = {{status = 103}}})
end

local function new_chain()
  local chain = httpstatus.chain()
  return chain, chain:next(new_exchange())[1]
end

local function new_registry()
  local registry = httpstatus.new()
  registry:add{code = 599, phrase = "Custom Thing"}
  return registry
end

local function new_choice()
  return httpstatus.choice(new_exchange(), THEN)
end

local SESSION = '{"log": {"entries": []}}'

--- Right arguments for everything; those of methods begin with what makes the object. What is made anew each time is a function.
local functions = {
  status = {404}, find = {"Not Found"}, search = {"teapot"}, statuses = {{class = 4}}, phrase = {404}, class = {404}, class_name = {4},
  treat_as = {499, httpstatus.iana}, vendor = {"nginx"}, new = {httpstatus.iana, "mine"}, grpc_client_code = {404}, grpc_gateway_status = {5},
  exchange = {{status = 404}}, read_response = {"HTTP/1.1 200 OK\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", true},
  read_request = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", true}, read_har = {{}}, read = {{octets = SESSION, name = "a"}}, recording = {{octets = SESSION, errors = "skip"}}, read_status_line = {"HTTP/1.1 200 OK"},
  status_line = {404, "Lost", "1.1"}, negotiate = {new_exchange, "coding", {"gzip"}}, weight = {"coding", "gzip", "gzip"},
  conditions = {new_exchange, {exists = true}}, if_range_holds = {new_exchange, {}}, ranges = {new_exchange, 10}, chain = {"curl", httpstatus.iana},
  policy = {{hops = 5}}, settings = {}, clients = {}, cache = {{shared = true}}, check = {new_exchange, {level = "should"}},
  checker = {{level = "should"}}, rules = {}, declarations = {}, choice = {new_exchange, THEN, httpstatus.iana},
  questions = {new_exchange, THEN, httpstatus.iana}, decide = {{resource = "gone"}, new_exchange, THEN, httpstatus.iana}, graph = {},
  words = {"ending"},
}

local function new_lookup()
  return assert(httpstatus.cache{shared = true}:lookup(new_exchange(), {now = THEN}))
end

local methods = {
  {function() return httpstatus[404] end, {json = {}}},
  {new_registry, {
    status = {404}, all = {404}, find = {"Not Found"}, find_all = {"Not Found"}, search = {"teapot"}, treat_as = {499}, statuses = {{class = 4}},
    add = {{code = 700, phrase = "Seven"}}, set_fact = {599, "fetch-ok", true}, set_nearest = {599, 500}, set_text = {599, "meaning", "A test."},
  }},
  {new_exchange, {
    set = {"status", 404}, get = {"status"}, add_field = {"X", "1", "response"}, set_field = {"X", "1", "response"}, remove_field = {"X", "response"},
    add_interim = {103}, copy = {}, read_request = {"GET / HTTP/1.1\r\n\r\n"}, read_response = {"HTTP/1.1 200 OK\r\n\r\n"}, write_request = {},
    write_response = {}, fields = {"response"}, field = {"X", "response"}, field_lines = {"X", "response"}, interim = {},
    treat_as = {httpstatus.iana},
    interim_matters = {1}, content_kind = {}, content_length = {}, request_content_length = {}, persistence = {}, persists = {}, retry_after = {THEN},
    date = {}, target_uri = {}, location = {}, location_is_cross_origin = {}, challenges = {"origin"}, defects = {}, has_defect = {"folded"},
    json = {THEN},
  }},
  {new_chain, {next = {new_exchange, {now = THEN}}, take = {{}}, facts = {}, has_fact = {"permanent"}, json = {}, clear = {}}},
  {function() return httpstatus.cache{shared = true} end, {
    may_store = {new_exchange}, obstacles = {new_exchange}, freshness = {new_exchange}, lifetime = {new_exchange, THEN}, age = {new_exchange, THEN},
    stale_if_error = {new_exchange, THEN}, stale_while_revalidate = {new_exchange, THEN}, fresh_for = {new_exchange, THEN},
    is_fresh = {new_exchange, THEN}, left_out = {new_exchange}, keep = {new_exchange}, vary_key = {new_exchange, new_exchange},
    lookup = {new_exchange, {now = THEN}}, update = {new_exchange, new_exchange}, combine = {new_exchange, new_exchange},
    invalidated = {new_exchange}, invalidates = {new_exchange, new_exchange}, json = {new_exchange, THEN},
  }},
  {new_lookup, {
    offer = {new_exchange}, answer = {}, receive = {new_exchange, THEN}, action = {}, asks = {}, reasons = {}, stored = {}, selected = {}, request = {},
    respond = {}, content = {}, json = {},
  }},
  {function() return httpstatus.checker() end, {check = {new_exchange}, json = {}, clear = {}}},
  {new_choice, {
    question = {}, answer = {true}, answer_default = {}, usual = {}, back = {}, code = {}, path = {}, end_node = {}, fields = {}, levels = {}, respond = {},
    problem = {}, json = {},
  }},
}

local odd = {n = 14, nil, true, false, 5, -1, 0.5, math.huge, math.mininteger, "x", "", {}, {"x"}, {x = 5}, print}

local function made(arguments, place, value)
  local ready = {n = #arguments}
  for i, argument in ipairs(arguments) do
    if type(argument) == "function" then
      ready[i] = argument()
    else
      ready[i] = argument
    end
  end
  ready[place] = value
  ready.n = math.max(ready.n, place)
  return ready
end

--- It answers, or raises an error with a line of this file.
local function check(name, run, arguments)
  local good, message = pcall(function()
    local result = run(table.unpack(arguments, 1, arguments.n))
    return result
  end)
  if not good and not (type(message) == "string" and message:match("^.-test_arguments%.lua:%d+: ")) then
    error(("%s: %s"):format(name, tostring(message)), 0)
  end
  for _, inner in ipairs{"attempt to", "Error in ", "bad argument", "number expected", "out of memory"} do
    if not good and message:find(inner, 1, true) then
      error(("%s: %s"):format(name, message), 0)
    end
  end
end

local function sweep(name, run, arguments)
  for place = 1, #arguments + 1 do
    for i = 1, odd.n do
      check(("%s, argument %d"):format(name, place), run, made(arguments, place, odd[i]))
    end
  end
end

test("every function takes any argument or says what it wanted", function()
  local seen = 0
  for name, value in pairs(httpstatus) do
    if type(value) == "function" then
      equal(functions[name] ~= nil and name, name)
      seen = seen + 1
      sweep(name, value, functions[name])
    end
  end
  equal(seen > 30, true)
end)

test("every method takes any argument or says what it wanted", function()
  for _, object in ipairs(methods) do
    local make, arguments_of = object[1], object[2]
    for name, arguments in pairs(arguments_of) do
      local with_self = table.move(arguments, 1, #arguments, 2, {make})
      equal(type((make())[name]), "function")
      sweep(name, make()[name], with_self)
    end
  end
end)

test("every answer and every part of a resource may be odd", function()
  for i = 1, odd.n do
    local choice = new_choice()
    while choice:question() do
      check(choice:question().id, choice.answer, {n = 2, choice, odd[i]})
      if choice:question() then
        check(choice:question().id, choice.answer_default, {n = 1, choice})
      end
    end
    for _, node in ipairs(httpstatus.graph()) do
      local resource = {[node.id:gsub("-", "_")] = odd[i]}
      if odd[i] ~= print then -- which is a method
        check(node.id, httpstatus.decide, {n = 3, resource, new_exchange(), THEN})
      end
    end
  end
end)

test("every key of every table may be odd", function()
  local tables = {
    {"exchange", {"method", "target", "reason", "source", "fields", "request_fields", "trailers", "request_trailers", "interim"}},
    {"cache", {"shared", "understands"}}, {"checker", {"level", "ignore", "declare", "remember", "registry"}},
    {"policy", {"client", "hops", "retry"}},
    {"statuses", httpstatus.words("filter")},
  }
  for _, word in ipairs(httpstatus.words("property")) do
    table.insert(tables[1][2], word == "response-version" and "version" or (word:gsub("-", "_")))
  end
  for _, one in ipairs(tables) do
    for _, key in ipairs(one[2]) do
      for i = 2, odd.n do
        check(one[1] .. ": " .. key, httpstatus[one[1]], {n = 1, {[key] = odd[i]}})
      end
    end
  end
  local chain, exchange = new_chain(), new_exchange()
  for _, key in ipairs{"now", "random", "can", "circumstances", "protocols", "role"} do
    for i = 2, odd.n do
      check("next: " .. key, chain.next, {n = 3, chain, exchange, {[key] = odd[i]}})
    end
  end
  for _, key in ipairs{"exists", "entity_tag", "last_modified", "now"} do
    for i = 2, odd.n do
      check("conditions: " .. key, httpstatus.conditions, {n = 2, exchange, {[key] = odd[i]}})
    end
  end
  for _, key in ipairs{"code", "phrase", "nearest", "facts", "meaning", "explanation", "client", "server", "history"} do
    for i = 1, odd.n do
      local entry = {code = 700, phrase = "Seven"}
      entry[key] = odd[i]
      local registry = httpstatus.new()
      check("add: " .. key, registry.add, {n = 2, registry, entry})
    end
  end
end)

test("what is assigned to raises an error at the line that does it", function()
  local chain, step = new_chain()
  for _, object in ipairs{httpstatus[404], httpstatus.iana, new_exchange(), chain, step, httpstatus.policy(), httpstatus.cache{shared = true},
    httpstatus.checker(), new_choice(), httpstatus.graph().resource, httpstatus.default} do
    local good, message = pcall(function() object.x = 5 end)
    equal(good, false)
    equal(message:match("^.-test_arguments%.lua:%d+: ") ~= nil, true)
    equal(getmetatable(object), false)
    equal(type(tostring(object)), "string")
  end
end)

tap.done()
