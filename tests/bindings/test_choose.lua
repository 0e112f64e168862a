-- Choices, questions and what they need in Lua; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local tap = require "tap"
local test, equal = tap.test, tap.equal

local DATE, THEN = "Sun, 06 Nov 1994 08:49:37 GMT", 784111777
local LATER = THEN + 3600

--- A request in HTTP/1.1 for /page.
local function request(method, fields)
  local all = {Host = "a.example"}
  for name, value in pairs(fields or {}) do
    all[name] = value
  end
  return assert(httpstatus.exchange{method = method or "GET", target = "/page", request_version = "1.1", request_fields = all})
end

local function chosen(answers, asked)
  return httpstatus.decide(answers or {}, asked or request(), LATER)
end

--- A choice that has come to a question, by these answers and defaults.
local function asking(id, answers, asked)
  local choice = httpstatus.choice(asked or request(), LATER)
  while choice:question().id ~= id do
    local answer = (answers or {})[choice:question().id:gsub("-", "_")]
    if answer == nil then
      answer = httpstatus.default
    end
    choice:answer(answer)
  end
  return choice
end

--- The value of a field that was chosen; nil where there is none.
local function field(choice, name)
  for _, line in ipairs(choice:fields()) do
    if line[1] == name then
      return line[2]
    end
  end
end

--- The text of the last answer.
local function given(choice)
  local last
  for _, turn in ipairs(choice:path()) do
    last = turn.answer or last
  end
  return last
end

--- It raises an error at a line of this file, which begins so.
local function refuses(wanted, run)
  local good, message = pcall(function()
    local result = run()
    return result
  end)
  equal(good, false)
  local reason = tostring(message):match("^.-test_choose%.lua:%d+: (.*)$")
  equal(reason and reason:sub(1, #wanted) or "no line of this file: " .. tostring(message), wanted)
end

local function collect()
  collectgarbage()
  collectgarbage()
end

-- Where each type of answer is asked for.
local asked = {
  ["yes-no"] = function() return asking("available") end,
  word = function() return asking("resource") end,
  ["entity-tag"] = function() return asking("entity-tag") end,
  date = function() return asking("last-modified") end,
  seconds = function() return asking("available-again", {available = false}) end,
  octets = function() return asking("complete-length", {ranges = true}, request("GET", {Range = "bytes=0-1"})) end,
  target = function() return asking("see-other-at", {resource = "elsewhere"}) end,
  methods = function() return asking("allowed-methods") end,
  challenges = function() return asking("challenges", {authenticated = false}) end,
}

-- ---- walking ----

test("a choice ends with a code when all is answered", function()
  local choice = httpstatus.choice(request())
  while choice:question() do
    equal(choice:code(), nil)
    equal(choice:end_node(), nil)
    equal(#choice:fields(), 0)
    choice:answer_default()
  end
  equal(choice:code(), 200)
  equal(choice:end_node().id, "ok")
end)

test("the path tells what was decided and answered", function()
  local path, was_asked = chosen{resource = "absent"}:path(), false
  equal(path[1].node, httpstatus.graph()[1])
  for i = 1, #path - 1 do
    equal(path[i].node.ways[path[i].way], path[i + 1].node.id)
    equal(path[i].answer ~= nil, path[i].node.type ~= nil)
    was_asked = was_asked or (path[i].node.id == "resource" and path[i].answer == "absent")
  end
  equal(was_asked, true)
  equal(path[#path].node.code, 404)
  equal(path[#path].way, nil)
end)

test("back opens the question again", function()
  local choice = asking("resource")
  choice:answer("gone")
  equal(choice:code(), 410)
  choice:back()
  equal(choice:question().id, "resource")
  equal(choice:code(), nil)
  choice:answer("absent")
  equal(choice:code(), 404)
end)

test("what cannot be done is an error where it was called", function()
  refuses("nothing was answered that could be taken back", function() return httpstatus.choice(request()):back() end)
  refuses("the choice is at its end; no question is open", function() chosen():answer(true) end)
  refuses("the choice is not at its end; entity-tag is open", function() asking("entity-tag"):respond() end)
  refuses("this is no choice: call its methods with a colon", function() chosen().code() end)
  refuses("a choice changes with its methods only", function() chosen().code = 500 end)
end)

test("what is no request is refused", function()
  for _, ask in ipairs{"choice", "questions", "conditions", "if_range_holds"} do
    refuses("request is nil, not an exchange", function() local got = httpstatus[ask](nil) return got end)
  end
  refuses("request is table: ", function() local got = httpstatus.decide({}, {}) return got end)
  refuses('request is "GET", not an exchange', function() local got = httpstatus.ranges("GET", 5) return got end)
  refuses("request is table: ", function() local got = httpstatus.negotiate({}, "coding", "gzip") return got end)
  refuses('registry is "nginx", not a registry', function() local got = httpstatus.choice(request(), THEN, "nginx") return got end)
  local nameless = assert(httpstatus.exchange{target = "/"})
  refuses("the request has no method", function() local got = httpstatus.choice(nameless) return got end)
  refuses("the request has no method", function() local got = httpstatus.questions(nameless) return got end)
  refuses("the request has no method", function() local got = httpstatus.decide({}, nameless) return got end)
  refuses('now is "soon", not a number of seconds since 1970', function() local got = httpstatus.choice(request(), "soon") return got end)
  refuses("now is ", function() local got = httpstatus.choice(request(), 0 / 0) return got end)
end)

-- ---- answers ----

test("an answer is what Lua has for it", function()
  for _, case in ipairs{
    {"yes-no", true, "yes"}, {"yes-no", false, "no"}, {"yes-no", "no", "no"}, {"word", "here", "here"}, {"entity-tag", '"v1"', '"v1"'},
    {"entity-tag", nil, ""}, {"date", THEN, DATE}, {"date", THEN + 0.9, DATE}, {"date", -0.5, "Wed, 31 Dec 1969 23:59:59 GMT"}, {"date", DATE, DATE},
    {"date", nil, ""}, {"seconds", 120, "120"}, {"seconds", 120.0, "120"}, {"seconds", "120", "120"}, {"octets", 0, "0"},
    {"target", "../new", "../new"},
    {"methods", {"GET", "HEAD"}, "GET, HEAD"}, {"methods", "GET", "GET"}, {"methods", {}, ""}, {"methods", nil, ""},
    {"challenges", {'Basic realm="staff, other"', "Bearer"}, 'Basic realm="staff, other", Bearer'},
  } do
    local choice = asked[case[1]]()
    choice:answer(case[2])
    equal(given(choice), case[3])
  end
end)

test("a wrong answer tells the question and what it takes, and changes nothing", function()
  for _, case in ipairs{
    {"yes-no", "maybe"}, {"yes-no", 1}, {"yes-no", nil}, {"yes-no", {}}, {"word", "nowhere"}, {"word", true}, {"word", nil}, {"entity-tag", "v1"},
    {"entity-tag", 5}, {"entity-tag", {'"v1"'}}, {"date", "yesterday"}, {"date", 0 / 0}, {"date", 1 / 0}, {"date", 1e15}, {"date", math.mininteger},
    {"date", true}, {"seconds", -1}, {"seconds", 1.5}, {"seconds", math.mininteger}, {"seconds", {}}, {"octets", true}, {"octets", 2^70},
    {"target", ""}, {"target", {}}, {"methods", {"a b"}}, {"methods", {1}}, {"methods", {GET = true}}, {"methods", true}, {"methods", print},
    {"challenges", {}}, {"challenges", nil},
  } do
    local choice = asked[case[1]]()
    local question = choice:question()
    local value = type(case[2]) == "string" and ("%q"):format(case[2]) or tostring(case[2])
    refuses(("%s is %s, which is no answer to: %s It takes %s"):format(question.id, value, question.text, question.takes),
      function() choice:answer(case[2]) end)
    equal(choice:question(), question)
  end
end)

test("a default is what the node says", function()
  local choice = asked.methods()
  choice:answer(httpstatus.default)
  equal(given(choice), httpstatus.graph()["allowed-methods"].default)
end)

test("a question without a default has to be answered", function()
  local choice = asked.challenges()
  local wanted = "challenges has no default: How can the client authenticate itself? It takes " .. httpstatus.graph().challenges.takes
  refuses(wanted, function() choice:answer_default() end)
  refuses(wanted, function() choice:answer(httpstatus.default) end)
  equal(choice:question().id, "challenges")
end)

test("the usual methods have that of the request", function() -- RFC 9110, 15.5.6
  local choice = asking("allowed-methods", {}, request("PUT"))
  equal(choice:usual(), "GET, HEAD, PUT")
  equal(choice:question().default, "GET, HEAD")
  choice:answer(choice:usual())
  equal(choice:usual(), "yes")
  equal(asked.challenges():usual(), nil)
end)

test("a method that is allowed is implemented", function() -- RFC 9110, 15.5.6 and 15.6.2
  local function code(answers)
    return chosen(answers, request("FOO")):code()
  end
  for _, allowed in ipairs({{"GET", "FOO"}, "GET,FOO", "FOO", function() return {"FOO"} end}) do
    equal(code({allowed_methods = allowed}), 204)
  end
  for _, allowed in ipairs({{"GET"}, {}, "", httpstatus.default}) do
    equal(code({allowed_methods = allowed}), 501)
  end
  equal(code({allowed_methods = {"GET"}, known_methods = {"FOO"}}), 405)
  equal(code({allowed_methods = {"FOO"}, known_methods = {"GET"}}), 501)
  equal(httpstatus.graph()["known-methods"].implied_by, "allowed-methods")
  equal(httpstatus.graph()["allowed-methods"].implied_by, nil)
end)

-- ---- what was chosen ----

test("405 names the methods in Allow", function() -- RFC 9110, 15.5.6
  local choice = chosen({allowed_methods = {"GET", "HEAD"}}, request("POST"))
  equal(choice:code(), 405)
  equal(field(choice, "Allow"), "GET, HEAD")
  equal(choice:levels().Allow, "must")
end)

test("304 has the entity tag", function() -- RFC 9110, 15.4.5
  local choice = chosen({entity_tag = '"v1"'}, request("GET", {["If-None-Match"] = '"v1"'}))
  equal(choice:code(), 304)
  equal(field(choice, "ETag"), '"v1"')
end)

test("206 has the range", function() -- RFC 9110, 14.4
  local choice = chosen({ranges = true, complete_length = 10}, request("GET", {Range = "bytes=2-"}))
  equal(choice:code(), 206)
  equal(field(choice, "Content-Range"), "bytes 2-9/10")
end)

test("the date is now", function() -- RFC 9110, 6.6.1
  equal(field(httpstatus.decide({}, request(), THEN), "Date"), DATE)
end)

test("a field value keeps its octets", function()
  equal(field(chosen{entity_tag = '"\xe4"'}, "ETag"), '"\xe4"')
end)

test("the response has the request, the code and the fields", function()
  local response = chosen({allowed_methods = "GET"}, request("POST")):respond()
  equal(response.method, "POST")
  equal(response.status, 405)
  equal(response:field("Allow"), "GET")
  equal(response:fields("request")[1][1], "Host")
end)

test("the response has 100 where it was sent", function() -- RFC 9110, 10.1.1
  local wants = request("PUT", {Expect = "100-continue", ["Content-Length"] = "5"})
  equal(chosen({allowed_methods = "PUT"}, wants):respond():interim()[1], 100)
  equal(chosen({allowed_methods = "PUT", send_continue = "came"}, wants):respond():interim()[1], nil)
end)

test("a long answer is sent whole", function()
  local tag = '"' .. ("x"):rep(300000) .. '"'
  equal(field(chosen{entity_tag = tag}, "ETag"), tag)
end)

test("a response that is too large gives a reason", function()
  local response, reason = chosen{entity_tag = '"' .. ("x"):rep(2000000) .. '"'}:respond()
  equal(response, nil)
  equal(reason, "the response: there is more than a limit allows, be it the caller's or a default one")
end)

test("an error has problem details, and nothing else has", function() -- RFC 9457, 4.2.1
  equal(chosen{resource = "absent"}:problem(), ('{"type":"about:blank","title":"Not Found","status":404,"detail":"%s"}'):format(
    httpstatus.graph()["not-found"].text))
  equal(chosen():problem(), nil)
  equal(asking("resource"):problem(), nil)
end)

test("phrases come from the registry of the choice", function()
  local choice
  do
    local mine = httpstatus.new()
    mine:add{code = 404, phrase = "Lost"}
    choice = httpstatus.decide({resource = "absent"}, request(), LATER, mine)
  end
  collect()
  equal(choice:code(), 404)
  equal(choice:problem():match('"title":"(.-)"'), "Lost")
  equal(choice:respond().reason, "Lost")
  equal(chosen{resource = "absent"}:problem():match('"title":"(.-)"'), "Not Found")
end)

test("a choice as JSON", function()
  local asks, at_its_end = asking("resource"):json(), chosen{resource = "gone"}:json()
  equal(asks:sub(1, 1) .. asks:sub(-1), "{}")
  equal(asks:find('"resource"', 1, true) ~= nil, true)
  equal(at_its_end:find("410", 1, true) ~= nil, true)
end)

test("a node tells where it stands and where it comes from", function()
  local graph = httpstatus.graph()
  for _, node in ipairs(graph) do
    equal(type(node.reference), "string")
    equal(type(node.area), "string")
  end
  equal(graph.gone.reference, "RFC 9110, 15.5.11")
  equal(graph.resource.area, "resource")
end)

-- ---- the coroutine ----

test("questions are given and answers are taken", function()
  local ask = httpstatus.questions(request("GET", {["If-None-Match"] = '"v1"'}), LATER)
  local question, choice = ask()
  while question do
    equal(choice, nil)
    question, choice = ask(question.id == "entity-tag" and '"v1"' or httpstatus.default)
  end
  equal(choice:code(), 304)
end)

test("nil is an answer that can be given", function()
  local ask = httpstatus.questions(request())
  local question, choice = ask()
  while question do
    if question.id == "allowed-methods" then
      question, choice = ask(nil)
    else
      question, choice = ask(httpstatus.default)
    end
  end
  equal(choice:code(), 405)
  equal(field(choice, "Allow"), "")
end)

test("a coroutine is over after a wrong answer", function()
  local ask = httpstatus.questions(request())
  local question = ask()
  refuses(question.id .. ' is "perhaps", which is no answer to', function() local got = ask("perhaps") return got end)
  refuses("cannot resume dead coroutine", function() local got = ask(httpstatus.default) return got end)
end)

test("a coroutine that is dropped half-way is collected", function()
  local alive = setmetatable({}, {__mode = "k"})
  for _ = 1, 2000 do
    local ask = httpstatus.questions(request())
    alive[ask] = ask().id
  end
  collect()
  equal(next(alive), nil)
end)

-- ---- resources ----

test("a resource answers with methods and with values", function()
  local calls, wants = 0, request()
  local page = {allowed_methods = {"GET", "HEAD"}, last_modified = THEN}
  function page:entity_tag(got)
    equal(self, page)
    equal(got, wants)
    calls = calls + 1
    return '"v1"'
  end
  local choice = httpstatus.decide(page, wants, LATER)
  equal(calls, 1)
  equal(choice:code(), 200)
  equal(field(choice, "ETag"), '"v1"')
  equal(field(choice, "Last-Modified"), DATE)
end)

test("a resource may inherit its answers", function()
  local class = {__index = {resource = "gone"}}
  equal(chosen(setmetatable({}, class)):code(), 410)
end)

test("a resource of nothing is a page that is there", function()
  equal(chosen{}:code(), 200)
end)

test("false is an answer, and not a missing one", function()
  equal(chosen{available = false}:code(), 503)
end)

test("a method that returns nothing answers that there is none", function()
  equal(field(chosen{entity_tag = function() end}, "ETag"), nil)
  refuses("permitted is nil, which is no answer to: ", function()
    local got = httpstatus.decide({permitted = function() end}, request())
    return got
  end)
end)

test("what a resource needs is told", function()
  local wanted = "the resource needs the method see_other_at: " .. httpstatus.graph()["see-other-at"].text .. " It takes " ..
    httpstatus.graph()["see-other-at"].takes
  refuses(wanted, function() local got = httpstatus.decide({resource = "elsewhere"}, request()) return got end)
  refuses(wanted, function()
    local got = httpstatus.decide({resource = "elsewhere", see_other_at = function() return httpstatus.default end}, request())
    return got
  end)
end)

test("a wrong answer of a resource is an error", function()
  refuses("entity-tag is 5, which is no answer to: ", function() local got = httpstatus.decide({entity_tag = 5}, request()) return got end)
  refuses("a resource is a table, not a string", function() local got = httpstatus.decide("page", request()) return got end)
end)

test("what a method raises goes through", function()
  local good, message = pcall(httpstatus.decide, {permitted = function() error({}, 0) end}, request())
  equal(good, false)
  equal(type(message), "table")
end)

-- ---- the graph ----

test("every way leads to a node", function()
  local graph = httpstatus.graph()
  for _, node in ipairs(graph) do
    equal(graph[node.id], node)
    equal(#node.ways == 0, node.code ~= nil)
    for _, way in ipairs(node.ways) do
      equal(graph[node.ways[way]] ~= nil, true)
    end
  end
end)

test("a node tells what it takes", function()
  local graph = httpstatus.graph()
  equal(graph.resource.takes:match("^one of: here, absent, gone, ") ~= nil, true)
  equal(graph["entity-tag"].takes, 'an entity tag with its quotes, as "v1" or W/"v1"; or nil')
  equal(graph.ok.takes, nil)
  equal(graph.ok.type, nil)
end)

test("a node cannot be changed", function()
  refuses("a node cannot be changed", function() httpstatus.graph().resource.id = "x" end)
  refuses("a node cannot be changed", function() httpstatus.graph().resource.ways.here = "gone" end)
  equal(tostring(httpstatus.graph().resource), "resource")
end)

test("the graph is the caller's", function()
  local graph = httpstatus.graph()
  graph[1] = nil
  equal(httpstatus.graph()[1] ~= nil, true)
end)

-- ---- lifetimes ----

test("nodes outlive their choice", function()
  local choice = asking("resource")
  local question = choice:question()
  choice = nil
  collect()
  equal(question.text:sub(-1), "?")
  equal(question, httpstatus.graph().resource)
end)

test("a choice outlives its request, and its response outlives it", function()
  local wants = request("POST")
  local choice = chosen({}, wants)
  wants = nil
  collect()
  local response = choice:respond()
  choice = nil
  collect()
  equal(response.method, "POST")
end)

test("choices are collected", function()
  local alive = setmetatable({}, {__mode = "k"})
  for _ = 1, 2000 do
    local choice = chosen{entity_tag = '"v1"'}
    choice:respond()
    alive[choice] = true
  end
  collect()
  equal(next(alive), nil)
end)

test("what choices look like", function()
  equal(tostring(asking("resource")), "choice, asking resource")
  equal(tostring(chosen{resource = "gone"}), "choice: 410 gone")
end)

-- ---- without a choice ----

test("conditions are evaluated in their order", function() -- RFC 9110, 13.2.2
  for _, case in ipairs{
    {{}, {}, nil}, {{["If-Match"] = '"v1"'}, {entity_tag = '"v1"'}, nil}, {{["If-Match"] = '"v1"'}, {entity_tag = 'W/"v1"'}, 412},
    {{["If-Match"] = "*"}, {exists = false}, 412}, {{["If-Match"] = "*"}, nil, nil}, {{["If-None-Match"] = '"v1"'}, {entity_tag = 'W/"v1"'}, 304},
    {{["If-Modified-Since"] = DATE}, {last_modified = THEN}, 304}, {{["If-Modified-Since"] = DATE}, {last_modified = THEN + 1}, nil},
    {{["If-Unmodified-Since"] = DATE}, {last_modified = THEN + 1}, 412},
  } do
    equal(httpstatus.conditions(request("GET", case[1]), case[2]), case[3])
  end
end)

test("what is said of a representation is checked", function()
  for _, case in ipairs{
    {{entity_tag = "v1"}, 'entity_tag is "v1", which is no entity tag'}, {{entity_tag = 5}, "entity_tag is 5, not a string"},
    {{last_modified = DATE}, "last_modified is"}, {{now = false}, "now is false, not a number"},
    {{etag = '"v1"'}, 'there is no "etag" in what is said of a representation; there are: exists, entity_tag, last_modified, now'},
    {{exists = 1}, "exists is 1, not true or false"},
    {'"v1"', "what is said of a representation is a table, not a string"},
  } do
    refuses(case[2], function() local got = httpstatus.conditions(request(), case[1]) return got end)
  end
end)

test("If-Range needs a strong match", function() -- RFC 9110, 13.1.5
  local function holds(value, said)
    said.now = LATER
    return httpstatus.if_range_holds(request("GET", {Range = "bytes=0-1", ["If-Range"] = value}), said)
  end
  equal(holds(nil, {}), true)
  equal(holds('"v1"', {entity_tag = '"v1"'}), true)
  equal(holds('W/"v1"', {entity_tag = 'W/"v1"'}), false)
  equal(holds(DATE, {last_modified = THEN}), true)
  equal(holds(DATE, {}), false)
end)

test("ranges are within the representation", function() -- RFC 9110, 14.1.2
  for value, wanted in pairs{["bytes=0-499"] = "0-499", ["bytes=-500"] = "9500-9999", ["bytes=0-0,-1"] = "0-0 9999-9999", ["bytes=10000-"] = ""} do
    local found = httpstatus.ranges(request("GET", {Range = value}), 10000)
    for i, range in ipairs(found) do
      found[i] = range[1] .. "-" .. range[2]
    end
    equal(table.concat(found, " "), wanted)
  end
  equal(httpstatus.ranges(request(), 10000), nil)
  equal(httpstatus.ranges(request("GET", {Range = "lines=1-2"}), 10000), nil)
  refuses("complete is 1.5, not a whole number", function() local got = httpstatus.ranges(request(), 1.5) return got end)
end)

test("the best offer is one that the client likes", function()
  local accepts = request("GET", {Accept = "text/html;q=0.5, application/json"})
  equal(httpstatus.negotiate(accepts, "media-type", {"text/html", "application/json"}), "application/json")
  equal(httpstatus.negotiate(accepts, "media-type", "text/html, image/png"), "text/html")
  equal(httpstatus.negotiate(accepts, "media-type", {"image/png"}), nil)
  equal(httpstatus.negotiate(accepts, "language", {}), nil)
  equal(httpstatus.negotiate(accepts, "media_type", {"image/png", "text/html"}), "text/html")
  refuses("offers is ", function() local got = httpstatus.negotiate(accepts, "coding", {1}) return got end)
end)

test("an offer is an element of a list", function() -- RFC 9110, 5.6.1.2 and 5.6.4
  local accepts = request("GET", {Accept = "text/html, text/plain;q=0.5"})
  equal(httpstatus.negotiate(accepts, "media-type", " ,image/png,, text/html ;charset=utf-8\t,"), "text/html ;charset=utf-8")
  equal(httpstatus.negotiate(accepts, "media-type", {'image/png;a="x,y\\", z"', "text/html"}), "text/html")
  equal(httpstatus.negotiate(accepts, "media-type", {"image/png, image/gif", "text/plain"}), "text/plain")
  equal(httpstatus.negotiate(accepts, "media-type", {"", "text/html"}), "text/html")
end)

test("the most specific range has the weight", function() -- RFC 9110, 12.5.1
  local accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5"
  for offer, weight in pairs{["text/plain;format=flowed"] = 1.0, ["text/plain"] = 0.7, ["text/html"] = 0.3, ["image/jpeg"] = 0.5} do
    equal(httpstatus.weight("media-type", accept, offer), weight)
  end
end)

test("a field that is not there is not an empty one", function() -- RFC 9110, 12.5.3
  equal(httpstatus.weight("coding", nil, "gzip"), 1.0)
  equal(httpstatus.weight("coding", "", "gzip"), 0.0)
end)

test("what is no offer is told", function()
  refuses('offer is "text", which is no media type', function() local got = httpstatus.weight("media-type", "*/*", "text") return got end)
  refuses('offer is "a b", which is no coding', function() local got = httpstatus.weight("coding", nil, "a b") return got end)
  refuses("offer is nil, not a string", function() local got = httpstatus.weight("coding", "gzip") return got end)
  refuses("field is 5, not a string", function() local got = httpstatus.weight("coding", 5, "gzip") return got end)
end)

test("what can be negotiated is told", function()
  local wanted = 'by is "charset", which is none of: media-type, language, coding'
  refuses(wanted, function() local got = httpstatus.weight("charset", nil, "utf-8") return got end)
  refuses(wanted, function() local got = httpstatus.negotiate(request(), "charset", "utf-8") return got end)
end)

tap.done()
