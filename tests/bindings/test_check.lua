-- Checkers, findings and rules in Lua; the result is TAP. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local tap = require "tap"
local test, equal = tap.test, tap.equal

local DATE = "Sun, 22 Nov 2026 12:00:00 GMT"

local function exchange(said)
  said.request_version, said.version, said.target = "1.1", "1.1", said.target or "https://a.example/x"
  said.request_fields = said.request_fields or {Host = "a.example"}
  return assert(httpstatus.exchange(said))
end

local function redirect(status)
  return exchange{method = "POST", status = status, request_content = "none",
    fields = {Date = DATE, Location = "/y", ["Content-Length"] = "5", ["Content-Type"] = "text/plain"}, content_seen = 5}
end

local function followed(method)
  return exchange{method = method, target = "https://a.example/y", status = 200, request_content = "none", content_seen = 5,
    fields = {Date = DATE, ETag = '"v"', ["Last-Modified"] = "Sat, 21 Nov 2026 12:00:00 GMT", ["Content-Length"] = "5",
      ["Content-Type"] = "text/plain", ["Cache-Control"] = "max-age=60"}}
end

local function refused(make)
  local good, reason = pcall(function()
    local made = make()
    return made
  end)
  return not good and tostring(reason):gsub("^.-:%d+: ", "") or "nothing was refused"
end

test("a right exchange has no findings", function()
  equal(#httpstatus.check(followed("GET")), 0)
end)

test("as a text, a checker is what it was told", function()
  equal(tostring(httpstatus.checker()), "checker: default")
  equal(tostring(httpstatus.checker{level = "should", remember = 3, declare = {"clock"}}), "checker: level=should, remember=3, declare=clock")
end)

test("a checker remembers the redirect before", function()
  local checker = httpstatus.checker()
  checker:check(redirect(307))
  local finding = checker:check(followed("GET"))[1]
  equal(finding.id, "follow-307-method")
  equal(finding.level, "must-not")
  equal(finding.reference, "RFC 9110, 15.4.8")
  equal(finding.part, "request")
  equal(finding.message, "the 307 before leads here, and is followed with GET")
end)

test("a checker that remembers nothing knows of no redirect", function()
  local checker = httpstatus.checker{remember = 0}
  checker:check(redirect(307))
  equal(#checker:check(followed("GET")), 0)
end)

test("a rule that is ignored finds nothing", function()
  local checker = httpstatus.checker{ignore = {"follow-307-method"}}
  checker:check(redirect(307))
  equal(#checker:check(followed("GET")), 0)
end)

test("weaker findings than the level are left out", function()
  for level, count in pairs{must = 0, should = 1, may = 1, advice = 1} do
    local checker = httpstatus.checker{level = level}
    checker:check(redirect(308))
    equal(#checker:check(followed("GET")), count, level)
  end
end)

test("wrong words are told", function()
  for _, level in ipairs{"expected", "policy", "loud"} do
    equal(refused(function() httpstatus.checker{level = level} end),
      ('level is "%s", which is none of: must, must-not, should, should-not, may, advice, cannot'):format(level))
  end
  equal(refused(function() httpstatus.checker{ignore = {"404"}} end), 'ignore has "404", which is the id of no rule')
  equal(refused(function() httpstatus.checker{ignore = {404}} end), "ignore has 404, which is the id of no rule")
  equal(refused(function() httpstatus.checker{declare = {"x"}} end), 'declare has "x", which is none of httpstatus.declarations()')
  equal(refused(function() httpstatus.checker{declare = {"level"}} end), 'declare has "level", which is none of httpstatus.declarations()')
  equal(refused(function() httpstatus.checker{ignore = "x"} end), 'ignore is "x", not a sequence of words')
  equal(refused(function() httpstatus.checker{declare = {clock = true}} end):match("^declare is table: .*, not a sequence of words$") ~= nil, true)
end)

test("wrong arguments are told, at the line that has them", function()
  for wanted, make in pairs{
    ['there is no "levels" in a checker; there are: level, ignore, declare, remember, registry'] = function() httpstatus.checker{levels = "must"} end,
    ["a checker is a table, not a string"] = function() httpstatus.checker("must") end,
    ['remember is "5", not a whole number'] = function() httpstatus.checker{remember = "5"} end,
    ["remember is 1.5, not a whole number"] = function() httpstatus.checker{remember = 1.5} end,
    ['registry is "nginx", not a registry'] = function() httpstatus.checker{registry = "nginx"} end,
    ["exchange is nil, not an exchange"] = function() httpstatus.check() end,
    ["exchange is 5, not an exchange"] = function() httpstatus.checker():check(5) end,
    ["this is no checker: call its methods with a colon"] = function() httpstatus.checker().check(followed("GET")) end,
    ["a checker cannot be changed"] = function() httpstatus.checker().level = "must" end,
  } do
    local good, reason = pcall(make)
    equal(good, false)
    equal(reason:match("^.-test_check%.lua:%d+: (.*)$"), wanted)
  end
  equal(refused(function() httpstatus.checker{remember = -1} end):sub(1, 38), "remember is -1, which it cannot be: ho")
end)

test("a checker forgets", function()
  local checker = httpstatus.checker()
  checker:check(redirect(307))
  checker:clear()
  equal(#checker:check(followed("GET")), 0)
end)

test("what was said to a checker stays", function()
  local checker = httpstatus.checker{ignore = {"follow-307-method"}}
  checker:clear()
  checker:check(redirect(307))
  equal(#checker:check(followed("GET")), 0)
end)

test("a checker that is told a registry knows its codes", function()
  local function ids(registry)
    local found = {}
    for _, finding in ipairs(httpstatus.check(exchange{method = "GET", status = 579, fields = {Date = DATE}}, {registry = registry})) do
      found[finding.id] = true
    end
    return found
  end
  local unregistered
  for id in pairs(ids()) do
    unregistered = unregistered or id:match("^.*unregistered.*$")
  end
  equal(type(unregistered), "string")
  local mine = httpstatus.new()
  mine:add{code = 579, phrase = "Custom Thing"}
  equal(ids(mine)[unregistered], nil)
end)

test("a declaration lets more be judged", function() -- RFC 9110, 6.6.1
  local undated = exchange{method = "GET", status = 200, request_content = "none", fields = {["Content-Length"] = "0"}, content_seen = 0}
  local function dated(said)
    for _, finding in ipairs(httpstatus.check(undated, said)) do
      if finding.field == "Date" and finding.level == "must" then
        return finding.id
      end
    end
  end
  equal(dated(), nil)
  equal(type(dated{declare = {"clock", "origin"}}), "string")
end)

test("what was found as JSON", function()
  local checker = httpstatus.checker()
  checker:check(redirect(307))
  checker:check(followed("GET"))
  local json = checker:json()
  for _, member in ipairs{'"status":200', '"id":"follow-307-method"', '"level":"must-not"', '"reference":"RFC 9110, 15.4.8"'} do
    equal(json:find(member, 1, true) ~= nil, true)
  end
end)

test("rules are there by their ids", function()
  local rule = httpstatus.rules()["follow-307-method"]
  equal(rule.binds, "client")
  equal(rule.part, "request")
  equal(rule.reference, "RFC 9110, 15.4.8")
  local declarations = httpstatus.declarations()
  equal(declarations[1], "clock")
  equal(declarations.clock, "the origin server has a clock")
  for _, word in ipairs(declarations) do
    equal(type(declarations[word]), "string")
    equal(word ~= "level" and word ~= "remembered", true)
  end
end)

test("checkers go away with what they remember", function()
  for _ = 1, 2000 do
    local checker = httpstatus.checker()
    checker:check(redirect(307))
  end
  collectgarbage()
  collectgarbage()
end)

tap.done()
