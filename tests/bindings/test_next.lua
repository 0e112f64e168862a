-- Chains, steps and policies in Lua; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local DATE, THEN = "Sun, 06 Nov 1994 08:49:37 GMT", 784111777
local tap = require "tap"
local test, equal = tap.test, tap.equal

--- A GET of https://a.example/x in HTTP/1.1, and what else is said of it.
local function exchange(status, more)
  local said = {method = "GET", target = "https://a.example/x", request_version = "1.1", version = "1.1", status = status}
  for key, value in pairs(more or {}) do
    said[key] = value
  end
  return assert(httpstatus.exchange(said))
end

local function first(seen, policy, input)
  return assert(httpstatus.chain(policy)):next(seen, input)[1]
end

local function actions(steps)
  local found = {}
  for i, step in ipairs(steps) do
    found[i] = step.action
  end
  return table.concat(found, " ")
end

--- The names of a request's fields.
local function names(request)
  local found = {}
  for i, field in ipairs(request:fields("request")) do
    found[i] = field[1]
  end
  return table.concat(found, " ")
end

local function joined(list)
  return table.concat(list, " ")
end

local function begins(text, wanted)
  equal(tostring(text):sub(1, #wanted), wanted)
end

--- It raises an error at a line of this file.
local function refuses(wanted, run, ...)
  local arguments = table.pack(...)
  local good, message = pcall(function()
    local result = run(table.unpack(arguments, 1, arguments.n))
    return result
  end)
  equal(good, false)
  local place, reason = message:match("^(.-test_next%.lua):%d+: (.*)$")
  equal(place ~= nil, true)
  begins(reason, wanted)
end

local posted = {method = "POST", request_content = "repeatable",
  request_fields = {{"Content-Type", "text/plain"}, {"Content-Length", "3"}, {"Accept", "*/*"}}, fields = {Location = "/y"}}

-- ---- redirects ----

test("a POST that is moved is asked for with GET, without its content", function()
  local chain = httpstatus.chain()
  local step = chain:next(exchange(301, posted))[1]
  equal(step.action, "follow")
  equal(step.reason, "moved-permanently")
  equal(step.reference, "RFC 9110, 15.4.2")
  equal(step.requests, true)
  equal(step.method, "GET")
  equal(step.target, "https://a.example/y")
  equal(step.content, "drop")
  equal(joined(step.drop_fields), "Content-Type Content-Length")
  equal(#step.add_fields, 0)
  local request = chain:take(step)
  equal(request.method, "GET")
  equal(request.target, "https://a.example/y")
  equal(request.status, nil)
  equal(names(request), "Accept")
end)

test("307 and 308 keep method and content", function()
  for _, status in ipairs{307, 308} do
    local step = first(exchange(status, posted))
    equal(step.method, "POST")
    equal(step.content, "keep")
    equal(#step.drop_fields, 0)
  end
end)

test("303 makes everything but HEAD a GET", function()
  for method, wanted in pairs{GET = "GET", HEAD = "HEAD", PUT = "GET", DELETE = "GET"} do
    equal(first(exchange(303, {method = method, fields = {Location = "/y"}})).method, wanted)
  end
end)

test("credentials go to no other origin", function()
  local fields = {{"Authorization", "Basic eDp5"}, {"Cookie", "a=b"}, {"Accept", "*/*"}}
  local function moved(location)
    local chain = httpstatus.chain()
    return chain, chain:next(exchange(302, {request_fields = fields, fields = {Location = location}}))[1]
  end
  local chain, step = moved("https://b.example/y")
  equal(joined(step.drop_fields), "Authorization Cookie")
  equal(step.connection, "new")
  equal(joined(chain:facts()), "credentials-dropped")
  equal(names(chain:take(step)), "Accept")
  chain, step = moved("/y")
  equal(joined(step.drop_fields), "")
  equal(joined(chain:facts()), "")
  equal(names(chain:take(step)), "Authorization Cookie Accept")
  chain, step = moved("http://a.example/y")
  equal(joined(chain:facts()), "downgrade credentials-dropped")
end)

test("credentials that were dropped do not come back", function()
  local chain = httpstatus.chain()
  chain:take(chain:next(exchange(302, {request_fields = {Cookie = "a=b"}, fields = {Location = "https://b.example/"}}))[1])
  local back = chain:next(exchange(302, {target = "https://b.example/", request_fields = {Cookie = "a=b"}, fields = {Location = "/2"}}))[1]
  equal(joined(back.drop_fields), "Cookie")
  chain:clear()
  back = chain:next(exchange(302, {target = "https://b.example/", request_fields = {Cookie = "a=b"}, fields = {Location = "/2"}}))[1]
  equal(joined(back.drop_fields), "")
end)

test("three hops", function()
  local chain = httpstatus.chain{hops = 2}
  local target = "https://a.example/0"
  for hop = 1, 2 do
    local steps = chain:next(exchange(302, {target = target, fields = {Location = "/" .. hop}}))
    equal(steps[1].action, "follow")
    target = chain:take(steps[1]).target
    equal(target, "https://a.example/" .. hop)
  end
  local last = chain:next(exchange(302, {target = target, fields = {Location = "/3"}}))[1]
  equal(last.action, "error")
  equal(last.reason, "too-many-redirects")
  equal(chain:take(last), nil)
  chain:clear()
  equal(chain:next(exchange(302, {target = target, fields = {Location = "/3"}}))[1].action, "follow")
end)

test("a request keeps its octets", function()
  local chain = httpstatus.chain()
  local step = chain:next(exchange(302, {request_fields = {X = "a\0\xff"}, fields = {Location = "/y"}}))[1]
  equal(chain:take(step):fields("request")[1][2], "a\0\xff")
end)

test("a request that is too large is nil and a reason, and the step is still there", function()
  local chain = httpstatus.chain()
  local step = chain:next(exchange(302, {fields = {Location = "/" .. ('"'):rep(400000)}}))[1]
  for _ = 1, 2 do
    local request, reason = chain:take(step)
    equal(request, nil)
    begins(reason, "the next request: ")
  end
  equal(tostring(chain), "chain: follow, final")
end)

test("as a text, a chain that was asked nothing has no steps", function()
  equal(tostring(httpstatus.chain()), "chain: no steps")
end)

test("as a text, a policy is what it has unlike a careful client", function()
  equal(tostring(httpstatus.policy()), "policy: default")
  equal(tostring(httpstatus.policy{hops = 5, redirect_301 = "*=keep"}), "policy: redirect-301=*=keep, hops=5")
end)

-- ---- other steps ----

test("success is final", function()
  local step = first(exchange(200))
  equal(step.action, "final")
  equal(step.requests, false)
  equal(step.method, nil)
  equal(step.target, nil)
  equal(step.content, "none")
  equal(step.delay, 0)
  equal(step.delay_source, nil)
  equal(step.avoids_early_data, false)
end)

test("what has no answer yet is read on", function()
  equal(first(exchange()).action, "continue-reading")
  equal(first(exchange(nil, {interim = {{status = 103}}})).reason, "early-hints")
end)

test("a retry waits as long as it is told", function()
  local function delay(value, now)
    local step = first(exchange(503, {fields = {["Retry-After"] = value}}), {wait_cap_ms = 300000}, {now = now})
    equal(step.action, "retry")
    equal(step.delay_source, "retry-after")
    return step.delay
  end
  equal(delay("120", THEN), 120)
  equal(delay(DATE, THEN - 200), 200)
  equal(delay(DATE, THEN - 200.5), 201)
  equal(delay(DATE, THEN + 5), 0)
  equal(delay(DATE), 0)
  equal(math.type(delay("120", THEN)), "float")
end)

test("who is told to wait too long gives up", function()
  local steps = httpstatus.chain():next(exchange(503, {fields = {["Retry-After"] = "61"}}))
  equal(actions(steps), "final retry")
  equal(joined(steps[1].declined_by), "")
  equal(joined(steps[2].declined_by), "wait-cap-ms")
  equal(steps[2].delay, 61)
  equal(first(exchange(503, {fields = {["Retry-After"] = "60"}})).delay, 60)
  equal(first(exchange(503, {fields = {["Retry-After"] = "61"}}), {over_wait_cap = "shorten"}).delay, 60)
end)

test("the random number takes up to half of a backoff off", function()
  local seen, count, shortest, longest = {}, 0, 10, 5
  for random = -5001, 5001 do
    local step = first(exchange(503), {backoff_ms = 10000}, {random = random})
    equal(step.delay_source, "backoff")
    equal(step.delay >= 5 and step.delay <= 10, true)
    shortest, longest = math.min(shortest, step.delay), math.max(longest, step.delay)
    count = seen[step.delay] and count or count + 1
    seen[step.delay] = true
  end
  equal(shortest < 5.1, true)
  equal(longest > 9.9, true)
  equal(count > 2500, true) -- of 5001 milliseconds
end)

test("a delay may be a part of a second", function()
  for random = 0, 1000 do
    local step = first(exchange(503), {backoff_ms = 300}, {random = random})
    equal(step.delay >= 0.15 and step.delay <= 0.3, true)
  end
end)

test("a wait too long to count has no end", function()
  equal(first(exchange(503, {fields = {["Retry-After"] = "99999999999999999999"}}), {wait_cap_ms = math.maxinteger}).delay, math.huge)
end)

test("a number that is given spares the program's own", function()
  math.randomseed(1)
  local wanted = math.random(0)
  math.randomseed(1)
  first(exchange(503), nil, {random = 1})
  equal(math.random(0), wanted)
end)

test("a challenge is answered by the caller, once", function()
  local seen = exchange(401, {fields = {["WWW-Authenticate"] = 'Basic realm="x"'}})
  local chain = httpstatus.chain()
  local step = chain:next(seen)[1]
  equal(step.action, "authenticate")
  equal(#step.add_fields, 1)
  equal(step.add_fields[1][1], "Authorization")
  equal(step.add_fields[1][2], nil)
  equal(names(chain:take(step)), "")
  local answered = exchange(401, {request_fields = {Authorization = "Basic eDp5"}, fields = {["WWW-Authenticate"] = 'Basic realm="x"'}})
  equal(actions(chain:next(answered)), "final")
  equal(actions(chain:next(seen)), "authenticate final") -- which went without
  equal(actions(httpstatus.chain():next(seen, {can = {"connect"}})), "final")
end)

test("a proxy hands a redirect on", function()
  equal(first(exchange(302, {fields = {Location = "/y"}}), nil, {role = "proxy"}).action, "final")
  equal(first(exchange(302, {fields = {Location = "/y"}}), nil, {role = "user-agent"}).action, "follow")
end)

test("circumstances", function()
  equal(first(exchange(304, {request_fields = {["If-None-Match"] = '"x"'}}), nil, {circumstances = {"own-condition"}}).action, "use-stored")
  equal(first(exchange(304, {request_fields = {["If-None-Match"] = '"x"'}})).action, "final")
  local early = first(exchange(425), nil, {circumstances = {"early-data"}})
  equal(early.action, "retry")
  equal(early.avoids_early_data, true)
  local closed = {ending = "closed", method = "POST", request_content = "none"}
  equal(first(exchange(nil, closed), {retry_stale = "any"}, {circumstances = {"reused-connection"}}).reason, "stale-connection")
  equal(first(exchange(nil, closed), {retry_stale = "any"}).action, "error")
end)

test("another protocol, where the client speaks it", function()
  local seen = exchange(426, {fields = {{"Upgrade", "websocket, TLS/1.3"}, {"Connection", "Upgrade"}}})
  for _, protocols in ipairs{{"h2c", "websocket"}, {"websocket"}, "h2c, websocket"} do
    local chain = httpstatus.chain()
    local step = chain:next(seen, {protocols = protocols})[1]
    equal(step.action, "upgrade")
    local fields = {}
    for _, field in ipairs(chain:take(step):fields("request")) do
      fields[field[1]] = field[2]
    end
    equal(fields.Upgrade, "websocket")
    equal(fields.Connection, "Upgrade")
  end
  equal(first(seen).action, "final")
  equal(first(seen, nil, {protocols = {}}).action, "final")
  equal(first(seen, nil, {protocols = {"h2c"}}).action, "final")
end)

test("the rest of what broke off", function()
  local step = first(exchange(200, {ending = "cut", content_seen = 7, fields = {["Content-Length"] = "10", ETag = '"x"'}}))
  equal(step.action, "resume")
  local fields = {}
  for _, field in ipairs(step.add_fields) do
    fields[field[1]] = field[2]
  end
  equal(fields.Range, "bytes=7-")
  equal(fields["If-Range"], '"x"')
end)

-- ---- facts ----

test("facts", function()
  local function facts(status, fields)
    local chain = httpstatus.chain()
    equal(joined(chain:facts()), "")
    chain:next(exchange(status, {fields = fields}))
    return joined(chain:facts())
  end
  equal(facts(200), "")
  equal(facts(410), "remove-from-index")
  equal(facts(499), "treated-as-class")
  equal(facts(511), "captive-portal")
  equal(facts(308, {Location = "/y"}), "permanent")
  equal(facts(302), "location-missing")
  equal(facts(302, {Location = "mailto:a@b.example"}), "location-unusable")
  equal(facts(302, {{"Location", "/y"}, {"Location", "/z"}}), "location-repeated")
  equal(facts(401), "challenge-missing")
  equal(facts(503, {["Retry-After"] = "soon"}), "retry-after-invalid")
  equal(facts(405), "allow-missing")
end)

test("a circle is noticed, and forgotten", function()
  local chain = httpstatus.chain()
  local request = chain:take(chain:next(exchange(302, {fields = {Location = "/y"}}))[1])
  equal(request.target, "https://a.example/y")
  local back = exchange(302, {target = request.target, fields = {Location = "/x"}})
  chain:next(back)
  equal(joined(chain:facts()), "target-visited")
  chain:clear()
  equal(joined(chain:facts()), "")
  chain:next(back)
  equal(joined(chain:facts()), "")
end)

test("a fact by its word", function()
  local chain = httpstatus.chain()
  equal(chain:has_fact("permanent"), false)
  chain:next(exchange(308, {fields = {Location = "/y"}}))
  equal(chain:has_fact("permanent"), true)
  equal(chain:has_fact("treated_as_class"), false)
end)

test("what is said holds for one call", function()
  local chain, seen = httpstatus.chain(), exchange(401, {fields = {["WWW-Authenticate"] = "Basic realm=x"}})
  equal(actions(chain:next(seen, {can = {"connect"}})), "final")
  equal(chain:next(seen)[1].action, "authenticate")
  equal(chain:next(exchange(302, {fields = {Location = "/y"}}), {role = "proxy"})[1].action, "final")
  equal(chain:next(exchange(302, {fields = {Location = "/y"}}))[1].action, "follow")
end)

test("one ability more is all of those that are named", function()
  local seen = exchange(401, {fields = {["WWW-Authenticate"] = "Basic realm=x"}})
  equal(first(seen, nil, {can = {"authenticate", "connect", "use-stored"}}).action, "authenticate")
  equal(first(seen, nil, {can = {}}).action, "final")
end)

test("a client that knows more codes goes by them", function() -- RFC 9110, 15
  local seen = exchange(520)
  local knows = httpstatus.chain(nil, httpstatus.vendor("cloudflare"))
  knows:next(seen)
  equal(knows:has_fact("treated-as-class"), false)
  local chain = httpstatus.chain()
  chain:next(seen)
  equal(chain:has_fact("treated-as-class"), true)
end)

test("a chain keeps its registry", function()
  local chain
  do
    local mine = httpstatus.new()
    mine:add{code = 599, phrase = "Moved Sideways", nearest = 307}
    chain = httpstatus.chain(nil, mine)
  end
  collectgarbage()
  collectgarbage()
  equal(chain:next(exchange(599, {fields = {Location = "/y"}}))[1].action, "follow")
end)

test("a chain as JSON", function()
  local chain = httpstatus.chain("curl")
  chain:next(exchange(302, {fields = {Location = "/y"}}))
  local json = chain:json()
  for _, member in ipairs{'"status":302', '"client":"curl"', '"action":"follow"', '"target":"https://a.example/y"'} do
    equal(json:find(member, 1, true) ~= nil, true)
  end
end)

-- ---- policies ----

test("clients differ", function()
  local seen = exchange(302, {method = "PUT", request_content = "repeatable", fields = {Location = "/y"}})
  equal(first(seen, "curl").method, "PUT")
  equal(first(seen, "requests").method, "GET")
  equal(first(seen, {client = "requests", ["redirect-302"] = "*=keep"}).method, "PUT")
  equal(first(seen, {["redirect-302"] = "PUT=fail *=keep"}).action, "error")
end)

test("a policy is said in many ways", function()
  local default, curl = httpstatus.policy(), httpstatus.policy("curl")
  equal(default.hops, "20")
  equal(default["redirect-307"], "*=keep")
  equal(curl.hops, "50")
  local own = httpstatus.policy{client = "curl", hops = 5, redirect_301 = "*=keep", retry = {429, 503.0}, ["retry-methods"] = {"GET", "HEAD"}, remedies = {}}
  equal(own.hops, "5")
  equal(own["redirect-301"], "*=keep")
  equal(own.redirect_301, "*=keep")
  equal(own.retry, "429 503")
  equal(own["retry-methods"], "GET HEAD")
  equal(own.remedies, "")
  equal(own.backoff_cap, curl.backoff_cap)
  equal(own.nonsense, nil)
  equal(own[1], nil)
  equal(httpstatus.chain(own).policy, own)
  equal(httpstatus.chain{hops = 7}.policy.hops, "7")
  equal(httpstatus.chain().policy.hops, "20")
end)

test("a policy has all settings, in order, and is copied from them", function()
  local own, count = httpstatus.policy{client = "wget", hops = 5}, 0
  local copy = httpstatus.policy(own)
  for word, value in pairs(own) do
    count = count + 1
    equal(type(httpstatus.settings()[word]), "string")
    equal(copy[word], value)
  end
  equal(copy ~= own, true)
  local settings = 0
  for _ in pairs(httpstatus.settings()) do
    settings = settings + 1
  end
  equal(count, settings)
end)

test("what a policy cannot be is nil and a reason", function()
  for said, wanted in pairs{
    nonsense = '"nonsense" is no client that is known; known are: default, fetch, curl, ',
    [""] = '"" is no client that is known; ', ["curl\0"] = '"curl\\0" is no client that is known; ',
    [{client = "Curl"}] = '"Curl" is no client that is known; ',
    [{hopz = 5}] = '"hopz" is no setting; settings are: redirect-300, ',
    [{"curl"}] = "1 is no setting; settings are: ",
    [{hops = -1}] = 'hops is "-1", which it cannot be: ' .. httpstatus.settings().hops,
    [{hops = "5 "}] = 'hops is "5 ", which it cannot be: ',
    [{hops = "12345678901234567890"}] = 'hops is "12345678901234567890", which it cannot be: ',
    [{over_hops = "shrug"}] = 'over-hops is "shrug", which it cannot be: ' .. httpstatus.settings()["over-hops"],
    [{retry = {429, 42}}] = 'retry is "429 42", which it cannot be: ',
    [{redirect_301 = "POST=get"}] = 'redirect-301 is "POST=get", which it cannot be: ',
    [{["retry-methods"] = "G\0T"}] = 'retry-methods is "G\\0T", which it cannot be: ',
  } do
    for _, make in ipairs{httpstatus.policy, httpstatus.chain} do
      local nothing, reason = make(said)
      equal(nothing, nil)
      begins(reason, wanted)
    end
  end
end)

test("settings and clients are told", function()
  local settings, clients = httpstatus.settings(), httpstatus.clients()
  equal(settings.hops:find("ow many redirects are followed", 1, true) ~= nil, true)
  equal(settings.client, nil)
  equal(clients.default.version, "")
  equal(clients.curl.title, "curl --location --retry")
  equal(clients.nonsense, nil)
  for word in pairs(settings) do
    equal(type(clients.default.sources[word]), "string")
  end
  for word, client in pairs(clients) do
    equal(type(client.title), "string")
    equal(type(client.version), "string")
    equal(httpstatus.chain(word).policy.hops, httpstatus.policy(word).hops)
    for setting in pairs(client.sources) do
      equal(type(settings[setting]), "string")
    end
  end
end)

-- ---- mistakes ----

test("words that do not exist are errors that list those that do", function()
  local chain, seen = httpstatus.chain(), exchange(200)
  for wanted, input in pairs{
    ['there is no "time" in an input; there are: now, random, can, circumstances, protocols, role'] = {time = 5},
    ['there is no "registry" in an input; '] = {registry = httpstatus.iana},
    ["there is no 1 in an input; "] = {"connect"},
    ['role is "server", which is none of: user-agent, proxy'] = {role = "server"},
    ['can has "fly", which is none of: connect, authenticate, authenticate-proxy, resend, recode, use-stored'] = {can = {"resend", "fly"}},
    ["can has 1, which is none of: "] = {can = {1}},
    ['can has "can-resend", which is none of: '] = {can = {"can-resend"}},
    ['circumstances has "now", which is none of: '] = {circumstances = {"now"}},
    ['circumstances has "rain", which is none of: own-condition, early-data, reused-connection, coalesced-connection'] =
      {circumstances = {"rain"}},
  } do
    refuses(wanted, chain.next, chain, seen, input)
  end
end)

test("wrong types are errors, where they were made", function()
  local chain, seen = httpstatus.chain(), exchange(200)
  for wanted, input in pairs{
    ['can is "connect", not a sequence of words'] = {can = "connect"},
    ["can is table: "] = {can = {connect = true}},
    ["can is false, not a sequence of words"] = {can = false},
    ["circumstances is 5, not a sequence of words"] = {circumstances = 5},
    ['now is "5", not a number of seconds since 1970'] = {now = "5"},
    ["now is false, not a number of seconds since 1970"] = {now = false},
    ["now is inf, not a number of seconds since 1970"] = {now = math.huge},
    ["random is table: "] = {random = {}},
    ["random is 0.5, not a whole number"] = {random = 0.5}, -- as math.random() gives it
    ["protocols is 5, not a sequence of names"] = {protocols = 5},
    ["protocols is table: "] = {protocols = {[2] = "h2c"}},
    ["protocols has 5, which is no name of a protocol"] = {protocols = {5}},
    ['protocols is "a\\0b", which is no list of protocols, as Upgrade has it'] = {protocols = "a\0b"},
    ['protocols is "h2c, a b", which is no list of protocols, as Upgrade has it'] = {protocols = {"h2c", "a b"}},
    ["role is 1, which is none of: "] = {role = 1},
  } do
    refuses(wanted, chain.next, chain, seen, input)
  end
  refuses("an input is a table, not a number", chain.next, chain, seen, 5)
  refuses("exchange is nil, not an exchange", chain.next, chain)
  refuses("exchange is table: ", chain.next, chain, {})
  refuses("exchange is chain: ", chain.next, chain, chain)
  refuses('registry is "nginx", not a registry', httpstatus.chain, nil, "nginx")
  refuses('fact is "rain", which is none of: remove-from-index, treated-as-class, ', chain.has_fact, chain, "rain")
  for _, name in ipairs{"next", "take", "facts", "has_fact", "json", "clear"} do
    refuses("this is no chain: call its methods with a colon", chain[name])
    refuses("this is no chain: call its methods with a colon", chain[name], seen)
    refuses("this is no chain: call its methods with a colon", chain[name], {})
  end
  for _, make in ipairs{httpstatus.policy, httpstatus.chain} do
    refuses("a client is a string, not a number", make, 5)
    refuses("a client is a string, not a boolean", make, false)
    refuses("a client is a string, not a table", make, {client = {}})
    refuses("hops is true, not a string, a whole number or a sequence of them", make, {hops = true})
    refuses("hops is 1.5, not a string, ", make, {hops = 1.5})
    refuses("retry is table: ", make, {retry = {{429}}})
    refuses("retry is table: ", make, {retry = {[2] = 429}})
    refuses("retry is table: ", make, {retry = {code = 429}})
    refuses("retry is table: ", make, {retry = {429, true}})
  end
end)

test("a step is taken once, from the chain that it is of", function()
  local chain, other, seen = httpstatus.chain(), httpstatus.chain(), exchange(302, {fields = {Location = "/y"}})
  local refused = "this is no step of the last next"
  local old, step, foreign = chain:next(seen)[1], chain:next(seen)[1], other:next(seen)[1]
  for _, wrong in ipairs{old, foreign, {}, 1, "follow", false} do
    refuses(refused, chain.take, chain, wrong)
  end
  refuses(refused, chain.take, chain)
  equal(chain:take(step).target, "https://a.example/y")
  refuses(refused, chain.take, chain, step)
  step = chain:next(seen)[1]
  chain:clear()
  refuses(refused, chain.take, chain, step)
end)

test("after a mistake the steps are still there", function()
  local chain = httpstatus.chain()
  local step = chain:next(exchange(302, {fields = {Location = "/y"}}))[1]
  equal(pcall(chain.next, chain, exchange(200), {role = "server"}), false)
  equal(chain:take(step).target, "https://a.example/y")
end)

test("steps, chains and policies cannot be changed", function()
  local chain, policy = httpstatus.chain(), httpstatus.policy()
  local steps = chain:next(exchange(401, {fields = {["WWW-Authenticate"] = "Basic realm=x"}}))
  refuses("a step cannot be changed", function() steps[1].action = "final" end)
  refuses("a step cannot be changed", function() steps[1].add_fields[1] = nil end)
  refuses("a step cannot be changed", function() steps[1].add_fields[1][2] = "Basic eDp5" end)
  refuses("a step cannot be changed", function() steps[1].drop_fields[1] = "Cookie" end)
  refuses("a chain changes with its methods only", function() chain.policy = nil end)
  refuses("a policy cannot be changed", function() policy.hops = 5 end)
  for _, object in ipairs{steps[1], chain, policy} do
    equal(getmetatable(object), false)
    equal(pcall(setmetatable, object, nil), false)
  end
  local step = steps[1]
  steps[1] = nil -- the sequence is the caller's
  equal(chain:take(step).method, "GET")
end)

-- ---- lifetimes ----

test("a step outlives its chain, and has all fields", function()
  local step
  do
    local chain = httpstatus.chain("curl")
    step = chain:next(exchange(302, {request_fields = {Cookie = "a=b"}, fields = {Location = "https://b.example/y"}}))[1]
    chain = nil
  end
  collectgarbage()
  collectgarbage()
  equal(step.target, "https://b.example/y")
  equal(joined(step.drop_fields), "Cookie")
  equal(tostring(step), "follow: " .. step.text)
  local fields = {}
  for field in pairs(step) do
    fields[#fields + 1] = field
  end
  table.sort(fields)
  equal(joined(fields), "action add_fields avoids_early_data connection content declined_by delay drop_fields level method reason reference requests target text")
end)

test("a chain copies its policy, and a request outlives its chain", function()
  local policy = httpstatus.policy{hops = 1}
  local chain = httpstatus.chain(policy)
  policy = nil
  collectgarbage()
  local request = chain:take(chain:next(exchange(302, {fields = {Location = "/y"}}))[1])
  equal(chain:next(exchange(302, {target = request.target, fields = {Location = "/z"}}))[1].action, "error")
  chain = nil
  collectgarbage()
  collectgarbage()
  equal(request.target, "https://a.example/y")
end)

test("chains and policies are collected", function()
  local seen = exchange(302, {request_fields = {Cookie = "a=b"}, fields = {Location = "https://b.example/y"}})
  local alive = setmetatable({}, {__mode = "k"})
  for i = 1, 10000 do
    local policy = httpstatus.policy{client = "curl", hops = i, sensitive_fields = {"Cookie", "Authorization"}}
    local chain = httpstatus.chain(policy)
    chain:take(chain:next(seen)[1])
    alive[chain], alive[policy] = true, true
  end
  collectgarbage()
  collectgarbage()
  equal(next(alive), nil)
end)

test("a chain in a circle with its own step is collected", function()
  local alive = setmetatable({}, {__mode = "k"})
  do
    local chain = httpstatus.chain()
    local circle = {chain = chain, steps = chain:next(exchange(200))}
    circle.circle = circle
    alive[chain] = circle
  end
  collectgarbage()
  collectgarbage()
  equal(next(alive), nil)
end)

tap.done()
