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
  fails("whole number", httpstatus.phrase, 404.5)
  fails("whole number", httpstatus.class, 0 / 0)
  fails("httpstatus_phrase", httpstatus.phrase, {})
  fails("httpstatus_phrase", httpstatus.phrase)
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
  equal(table.concat(status.methods, " "), "GET HEAD")
  equal(status.references[1].document, "RFC 9110")
  equal(status.references[1].section, "15.4.5")
  equal(status.iana_references[1], "RFC9110, Section 15.4.5")
  equal(table.concat(status.request_requirements[1].fields, " "), "If-None-Match If-Modified-Since")
  equal(status.request_requirements[1].level, "expected")
  equal(status.no_content, true)
  equal(status.facts.no_content, true)
  equal(status.interim, false)
  equal(httpstatus[401].response_requirements[1].fields[1], "WWW-Authenticate")
  equal(table.concat(httpstatus[413].former_names, ", "), "Payload Too Large, Request Entity Too Large")
  equal(httpstatus[104].expires, "2026-11-13")
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
  equal(codes{standing = "deprecated"}, "102 305")
  equal(codes{family = "webdav"}, "102 207 208 423 424 507 508")
  equal(codes{class = 0}, "")
end)

test("a filter that does not exist is an error that says what does", function()
  fails('there is no filter "colour"', httpstatus.statuses, {colour = "red"})
  fails("class is 6", httpstatus.statuses, {class = 6})
  fails('standing is "old", which is none of: standard', httpstatus.statuses, {standing = "old"})
  fails('fact is "cacheable"', httpstatus.statuses, {fact = "cacheable"})
end)

test("a status cannot be changed", function()
  fails("cannot be changed", function() httpstatus[404].phrase = "Lost" end)
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
  equal(#httpstatus.vendor("nginx"), 70)
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
  equal(#mine, 71)
  local copy = httpstatus.new(mine)
  mine = nil
  collectgarbage()
  collectgarbage()
  equal(copy[599].phrase, "Custom Thing")
  equal(copy.name, "own")
end)

test("an invalid or clashing entry is nil and a reason, and changes nothing", function()
  local mine = httpstatus.new()
  for wanted, entry in pairs{
    ["a code has to be from 100 to 999"] = {code = 1000, phrase = "High"},
    ["this code already"] = {code = 404, phrase = "Lost"},
    ["this name already"] = {code = 599, phrase = "not-found"},
    ["control character"] = {code = 599, phrase = "a\nb"},
    ["has a NUL in it"] = {code = 599, phrase = "a\0b"},
    ["does not know"] = {code = 599, phrase = "Good", nearest = 499},
  } do
    local added, reason = mine:add(entry)
    equal(added, nil)
    equal(reason:find(wanted, 1, true) ~= nil, true)
    equal(#mine, 64)
  end
  local added, reason = httpstatus.iana:add{code = 700, phrase = "Seven Hundred"}
  equal(added, nil)
  equal(reason, "700 Seven Hundred: a registry that comes with the library does not change")
  fails("a base is a registry", httpstatus.new, "iana")
  fails("a registry changes with", function() mine[599] = 1 end)
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
  equal(httpstatus.proxy_errors[16].status, nil)
end)

tap.done()
