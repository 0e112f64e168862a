-- The Lua binding; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local tap = require "tap"
local test, equal = tap.test, tap.equal

local function codes(...)
  local found = {}
  for status in httpstatus.statuses(...) do
    found[#found + 1] = status.code
  end
  return table.concat(found, " ")
end

local function fails(wanted, run, ...)
  local good, message = pcall(run, ...)
  equal(good, false)
  if not tostring(message):find(wanted, 1, true) then
    error(("the message is %q, without %q"):format(tostring(message), wanted), 2)
  end
end

test("a code answers", function()
  equal(httpstatus[404].phrase, "Not Found")
  equal(httpstatus.status(404).phrase, "Not Found")
  equal(httpstatus.phrase(404), "Not Found")
  equal(httpstatus[404], httpstatus.status(404))
  equal(tostring(httpstatus[404]), "404 Not Found")
end)

test("an unknown code is nil and a reason", function()
  for _, code in ipairs{0, -1, 99, 199, 499, 600, 999, 2 ^ 31 + 404, 2 ^ 32 + 404, math.mininteger, math.maxinteger, 1e300, 404.5} do
    local status, reason = httpstatus.status(code)
    equal(status, nil)
    equal(reason, tostring(code) .. " is not a registered HTTP status code")
    equal(httpstatus[code], nil)
  end
end)

test("any whole number has a class, a phrase or none, and is treated as something", function()
  for code = -1000, 2000 do
    equal(httpstatus.class(code), code >= 100 and code <= 599 and code // 100 or 0)
    equal(httpstatus.phrase(code), httpstatus[code] and httpstatus[code].phrase)
    equal(httpstatus.treat_as(code), httpstatus[code] and code or httpstatus.class(code) > 0 and code // 100 * 100 or 500)
  end
  equal(httpstatus.phrase(2 ^ 32 + 404), nil)
  equal(httpstatus.phrase(404.0), "Not Found")
  equal(httpstatus.class(math.mininteger), 0)
  equal(httpstatus.class(1e300), 0)
end)

test("what is no whole number is an error", function()
  for _, ask in ipairs{httpstatus.phrase, httpstatus.class, httpstatus.treat_as,
    httpstatus.grpc_client_code} do
    fails("code is 404.5, not a whole number", ask, 404.5)
    fails(", not a whole number", ask, 0 / 0)
    fails("code is table: ", ask, {})
    fails("code is nil, not a whole number", ask)
    fails('code is "404", not a whole number', ask, "404")
  end
  fails("class is true, not a whole number", httpstatus.class_name, true)
  fails("a status code is a number, not a string", httpstatus.status, "404")
  fails("a name is a string, not a nil", httpstatus.find)
end)

test("names in any spelling, and no others", function()
  for _, name in ipairs{"Not Found", "NOT_FOUND", "NotFound", "not-found"} do
    equal(httpstatus.find(name).code, 404)
  end
  equal(httpstatus.find("Payload Too Large").code, 413)
  local status, reason = httpstatus.find("Not Fond")
  equal(status, nil)
  equal(reason, 'no HTTP status is called "Not Fond"')
  equal(httpstatus.find("Not\0Found"), nil)
  equal(httpstatus.find(""), nil)
end)

test("an entry tells all", function()
  local status = httpstatus[304]
  equal(status.identifier, "NOT_MODIFIED")
  equal(status.class, 3)
  equal(status.class_name, "redirection")
  equal(status.standing, "standard")
  equal(status.family, "core")
  equal(status.expires, nil)
  equal(table.concat(status.methods, " "), "GET HEAD QUERY")
  equal(table.concat(status.references, "; "), "RFC 9110, 15.4.5")
  equal(status.iana_references[1], "RFC9110, Section 15.4.5")
  equal(table.concat(status.request_requirements[1].fields, " "), "If-None-Match If-Modified-Since")
  equal(status.request_requirements[1].level, "expected")
  equal(status.request_requirements[1].reference, "RFC 9110, 15.4.5")
  equal(status.no_content, true)
  equal(status.facts.no_content, true)
  equal(status.interim, false)
  equal(httpstatus[401].response_requirements[1].fields[1], "WWW-Authenticate")
  equal(httpstatus[401].response_requirements[1].value, nil)
  equal(httpstatus[207].response_requirements[1].value, "application/xml")
  equal(httpstatus[401].response_requirements[1].level, "must")
  equal(httpstatus[401].response_requirements[1].reference, "RFC 9110, 15.5.2")
  equal(httpstatus[401].class_name, "client-error")
  equal(table.concat(httpstatus[413].former_names, ", "), "Payload Too Large, Request Entity Too Large")
  equal(httpstatus[104].expires, "2026-11-13")
  equal(httpstatus[104].registration, "temporary, was to expire on 2026-11-13")
  equal(httpstatus[404].registration, nil)
  equal(httpstatus[405].sent_phrases[1], "Not Allowed")
  equal(httpstatus[405].sent_phrase_sources[1]:find("nginx", 1, true), 1)
  equal(httpstatus[503].keywords[1], "maintenance")
  equal(httpstatus[306].iana_phrase, "(Unused)")
  for _, text in ipairs{"meaning", "explanation", "client", "server", "history"} do
    equal(type(status[text]), "string")
  end
end)

test("a walk and its filters", function()
  local n = 0
  for _ in httpstatus.statuses() do
    n = n + 1
  end
  equal(n, 64)
  equal(codes{fact = "heuristically-cacheable"}, "200 203 204 206 300 301 308 404 405 410 414 451 501")
  equal(codes{class = 4, fact = "heuristically_cacheable"}, "404 405 410 414 451")
  equal(codes{standing = "deprecated"}, "305")
  equal(codes{family = "webdav"}, "102 207 208 423 424 507 508")
  equal(codes{class = 0}, "")
end)

test("every filter that the library has", function()
  equal(codes{class = "redirection", fact = {"heuristically-cacheable", "method-preserved"}}, "308")
  equal(codes{number = 404}, "404")
  equal(codes{name = "payload-too-large"}, "413")
  equal(codes{words = "teapot"}, "418")
  equal(codes{vendor = "nginx"}, "")
  local function count(registry, filter)
    local n = 0
    for _ in registry:statuses(filter) do
      n = n + 1
    end
    return n
  end
  equal(count(httpstatus.vendor("nginx"), {vendor = "nginx"}), #httpstatus.vendor("nginx") - 64)
  equal(count(httpstatus.vendor("nginx"), {vendor = ""}), 64)
  local visible = count(httpstatus.everything, {visibility = "wire"}) + count(httpstatus.everything, {visibility = "log"}) +
    count(httpstatus.everything, {visibility = "internal"})
  equal(visible, #httpstatus.everything)
end)

test("a filter that does not exist is an error that says what does", function()
  fails('there is no "colour" in a filter; there are: class, standing, family, visibility, fact, number, name, words, vendor',
    httpstatus.statuses, {colour = "red"})
  fails("a filter is a table, not a number", httpstatus.statuses, 4)
  fails("class is 6", httpstatus.statuses, {class = 6})
  fails("informational, successful, redirection, client-error, server-error", httpstatus.statuses, {class = "teapot"})
  fails('standing is "old", which is none of: standard', httpstatus.statuses, {standing = "old"})
  fails('fact is "cacheable"', httpstatus.statuses, {fact = "cacheable"})
  fails('visibility is "none", which is none of: wire, log, internal', httpstatus.statuses, {visibility = "none"})
  fails('vendor is "acme", which is none of: ', httpstatus.statuses, {vendor = "acme"})
  fails("words is 5, not a string", httpstatus.statuses, {words = 5})
  fails('number is "404", not a whole number', httpstatus.statuses, {number = "404"})
end)

test("a status cannot be changed", function()
  fails("a status cannot be changed", function() httpstatus[404].phrase = "Lost" end)
  fails("a status cannot be changed", function() httpstatus[304].methods[1] = "PUT" end)
  fails("a status cannot be changed", function() httpstatus[401].response_requirements[1].level = "may" end)
  equal(httpstatus[404].phrase, "Not Found")
  equal(getmetatable(httpstatus[404]), false)
end)

test("statuses compare by their codes", function()
  equal(httpstatus[404] < httpstatus[410], true)
  equal(httpstatus[404] <= httpstatus[404], true)
  equal(httpstatus[410] < httpstatus[404], false)
end)

test("the data say where they come from", function()
  equal(#httpstatus.data_sha256, 64)
  equal(#httpstatus.data_date, 10)
  equal(httpstatus.version:match("^%d+%.%d+%.%d+$"), httpstatus.version)
end)

test("what vendors mean by a number", function()
  equal(httpstatus.vendor("nginx")[499].phrase, "Client Closed Request")
  equal(httpstatus.vendor("nginx")[499].visibility, "log")
  equal(httpstatus.vendor("nginx")[499].nearest, 400)
  equal(httpstatus.vendor("nginx")[404], httpstatus[404])
  equal(httpstatus.vendor("cpanel")[508].vendor, "cpanel")
  equal(httpstatus.everything[508], httpstatus[508])
  equal(#httpstatus.everything:all(530), 3)
  equal(#httpstatus.vendor("nginx"), 71)
  equal(httpstatus[499], nil)
  equal(httpstatus.vendors.aws, "Amazon Web Services load balancers")
  local registry, reason = httpstatus.vendor("acme")
  equal(registry, nil)
  equal(reason, '"acme" is none of httpstatus.vendors')
end)

test("a name can be two codes, and words find codes", function()
  local found = httpstatus.everything:find_all("unauthorized")
  equal(#found, 2)
  equal(found[1].code, 401)
  equal(found[2].vendor, "aws")
  equal(httpstatus.search("teapot")[1].code, 418)
  equal(httpstatus.search("client closed")[1].vendor, "nginx")
  equal(httpstatus.search("timed out")[1].code, 408)
  equal(httpstatus.find("Not Allowed").code, 405)
  equal(httpstatus.everything:find("preliminary-request-denied").standing, "proposed")
  equal(#httpstatus.search(""), 0)
end)

test("a registry of one's own", function()
  local mine = httpstatus.new(httpstatus.vendor("nginx"), "mine")
  local added = mine:add{code = 599, phrase = "Custom Thing", meaning = "A test.", facts = {"fetch_ok"}, nearest = 500}
  equal(added.identifier, "CUSTOM_THING")
  equal(mine[599].meaning, "A test.")
  equal(mine[599].fetch_ok, true)
  equal(mine:find("custom-thing").code, 599)
  equal(mine[404], httpstatus[404])
  equal(mine.name, "mine")
  equal(#mine, 72)
  local copy = httpstatus.new(mine)
  mine = nil
  collectgarbage()
  collectgarbage()
  equal(copy[599].phrase, "Custom Thing")
  equal(copy.name, "own")
end)

test("an entry of one's own comes before IANA's", function()
  local mine = httpstatus.new()
  equal(mine:add{code = 404, phrase = "Lost"}, mine[404])
  equal(mine[404].phrase, "Lost")
  equal(mine:add{code = 599, phrase = "not-found"}, mine:find("Not Found"))
  equal(#mine:all(404), 2)
  equal(mine:all(404)[2], httpstatus[404])
  equal(#mine, 66)
  equal(httpstatus[404].phrase, "Not Found")
end)

test("an invalid or clashing entry is nil and a reason, and changes nothing", function()
  local mine = httpstatus.new()
  mine:add{code = 700, phrase = "Seven"}
  for wanted, entry in pairs{
    ["1000 High: a code is out of the range"] = {code = 1000, phrase = "High"},
    ["of its own with this code already"] = {code = 700, phrase = "Lost"},
    ["of its own with this name already"] = {code = 599, phrase = "seven"},
    ["control character"] = {code = 599, phrase = "a\nb"},
    ["599 a\0b: a text"] = {code = 599, phrase = "a\0b"},
    ["nearest is 499, which is no code that IANA has registered"] = {code = 599, phrase = "Good", nearest = 499},
    ['client is "a\\0b": a text'] = {code = 599, phrase = "Good", meaning = "Good.", client = "a\0b"},
    ['meaning is " ": a text'] = {code = 599, phrase = "Good", meaning = " "},
  } do
    local added, reason = mine:add(entry)
    equal(added, nil)
    if not reason:find(wanted, 1, true) then
      equal(reason, wanted)
    end
    equal(#mine, 65)
    equal(mine[599], nil)
  end
  local added, reason = httpstatus.iana:add{code = 700, phrase = "Seven Hundred"}
  equal(added, nil)
  equal(reason, "700 Seven Hundred: a registry that comes with the library does not change")
  equal(#httpstatus.iana, 64)
  fails('base is "iana", not a registry', httpstatus.new, "iana")
  fails("name is 5, not a string without a NUL", httpstatus.new, nil, 5)
  fails("a registry changes with", function() mine[599] = 1 end)
end)

test("what is no entry is an error that says what one is", function()
  local mine = httpstatus.new()
  for wanted, entry in pairs{
    ['there is no "colour" in an entry; there are: code, phrase, nearest, facts, meaning, explanation, client, server, history'] =
      {code = 599, phrase = "Good", colour = "red"},
    ['code is "599", not a whole number'] = {code = "599", phrase = "Good"},
    ["code is nil, not a whole number"] = {phrase = "Good"},
    ["phrase is nil, not a string"] = {code = 599},
    ["meaning is 5, not a string"] = {code = 599, phrase = "Good", meaning = 5},
    ['nearest is "500", not a whole number'] = {code = 599, phrase = "Good", nearest = "500"},
    ["facts is 5, not a sequence of words"] = {code = 599, phrase = "Good", facts = 5},
    ['fact is "good", which is none of: interim, heuristically-cacheable, '] = {code = 599, phrase = "Good", facts = {"good"}},
  } do
    fails(wanted, mine.add, mine, entry)
  end
  fails("an entry is a table, not a nil", mine.add, mine)
  fails("this is no registry: call its methods with a colon", mine.add, {code = 599, phrase = "Good"})
  equal(#mine, 64)
end)

test("an entry that was added changes, and what was given before does not", function()
  local mine = httpstatus.new()
  local before = mine:add{code = 599, phrase = "Custom Thing"}
  equal(before.fetch_ok, false)
  equal(mine:set_fact(599, "fetch-ok", true).fetch_ok, true)
  equal(mine:set_fact(599, "fetch_ok", false).fetch_ok, false)
  equal(mine:set_text(599, "meaning", "A test.").meaning, "A test.")
  equal(mine:set_text(599, "meaning", nil).meaning, nil)
  equal(mine:treat_as(599), 500)
  equal(mine:set_nearest(599, 503).nearest, 503)
  equal(mine:treat_as(599), 503)
  equal(mine:set_nearest(599, nil).nearest, nil)
  equal(before.meaning, nil)
  equal(mine[599].phrase, "Custom Thing")
end)

test("what an entry cannot be is nil and a reason", function()
  local mine = httpstatus.new()
  mine:add{code = 599, phrase = "Custom Thing"}
  for _, refused in ipairs{
    {"code is 404: ", mine:set_fact(404, "fetch-ok", true)}, {"nearest is 499, which is no code", mine:set_nearest(599, 499)},
    {'meaning is "a\\n": a text', mine:set_text(599, "meaning", "a\n")},
    {"code is 404: a registry that comes", httpstatus.iana:set_fact(404, "fetch-ok", true)},
  } do
    equal(refused[2], nil)
    equal(refused[3]:sub(1, #refused[1]), refused[1])
  end
  fails('fact is "good", which is none of: ', mine.set_fact, mine, 599, "good", true)
  fails("holds is nil, not true or false", mine.set_fact, mine, 599, "fetch-ok")
  fails('text is "title", which is none of: meaning, explanation, client, server, history', mine.set_text, mine, 599, "title", "x")
  fails("meaning is 5, not a string", mine.set_text, mine, 599, "meaning", 5)
end)

test("a code is treated as a registry has it", function()
  equal(httpstatus.treat_as(520), 500)
  equal(httpstatus.treat_as(520, httpstatus.vendor("cloudflare")), 502)
  equal(httpstatus.vendor("cloudflare"):treat_as(520), 502)
  equal(httpstatus.vendor("cloudflare"):treat_as(404), 404)
  fails('registry is "cloudflare", not a registry', httpstatus.treat_as, 520, "cloudflare")
end)

test("a status as JSON", function()
  equal(httpstatus[404]:json():sub(1, 33), '{"code":404,"phrase":"Not Found",')
  local mine = httpstatus.new()
  local added = mine:add{code = 599, phrase = "Custom Thing", meaning = 'A "test".'}
  mine = nil
  collectgarbage()
  collectgarbage()
  equal(added:json():find([["meaning":"A \"test\"."]], 1, true) ~= nil, true) -- its registry lives as long
  fails("this is no status: call its methods with a colon", httpstatus[404].json)
end)

test("the words of every vocabulary", function()
  local vocabularies = httpstatus.words("vocabulary")
  equal(#vocabularies > 40, true)
  for _, vocabulary in ipairs(vocabularies) do
    local found = httpstatus.words(vocabulary)
    equal(#found > (vocabulary == "lookup-property" and 0 or 1), true) -- which has one so far
    for _, word in ipairs(found) do
      equal(type(word), "string")
    end
  end
  equal(table.concat(httpstatus.words("ending"), " "), "complete cut closed refused never-sent timed-out")
  equal(httpstatus.words("ending").cut, "it broke off inside the response")
  equal(httpstatus.words("code_class")[1], "informational")
  equal(httpstatus.words("error")[1], "memory")
  equal(httpstatus.words("grpc")[1], "OK")
  local properties = httpstatus.words("checker-property")
  equal(properties[1], "clock")
  equal(properties[#properties], "remembered")
  fails('vocabulary is "colour", which is none of: error, vocabulary, code-class, ', httpstatus.words, "colour")
  fails("vocabulary is nil, which is none of: ", httpstatus.words)
end)

test("other protocols", function()
  equal(httpstatus.grpc_client_code(503), "UNAVAILABLE")
  equal(httpstatus.grpc_client_code(200), "UNKNOWN")
  equal(httpstatus.grpc_gateway_status("NOT_FOUND"), 404)
  equal(httpstatus.grpc_gateway_status(1), 499)
  fails('grpc is "LOST"', httpstatus.grpc_gateway_status, "LOST")
  equal(#httpstatus.proxy_errors, 32)
  equal(httpstatus.proxy_errors[1].type, "dns_timeout")
  equal(httpstatus.proxy_errors[1].status, 504)
  equal(httpstatus.proxy_errors[1].section, "2.3.1")
  equal(httpstatus.proxy_errors[16].status, nil)
  equal(type(httpstatus.proxy_errors[16].note), "string")
  fails("grpc is nil, which is none of: OK, ", httpstatus.grpc_gateway_status)
end)

tap.done()
