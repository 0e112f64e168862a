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
  local good, reason = pcall(make)
  return not good and tostring(reason):gsub("^.-:%d+: ", "") or "nothing was refused"
end

test("a right exchange has no findings", function()
  equal(#httpstatus.check(followed("GET")), 0)
end)

test("a checker remembers the redirect before", function()
  local checker = httpstatus.checker()
  checker:check(redirect(307))
  local finding = checker:check(followed("GET"))[1]
  equal(finding.id, "follow-307-method")
  equal(finding.level, "must-not")
  equal(finding.section, "RFC 9110, 15.4.8")
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
  equal(refused(function() httpstatus.checker{level = "must-not"} end), "level is must-not, which is none of: must, should, may, advice")
  equal(refused(function() httpstatus.checker{ignore = {"404"}} end), "ignore has 404, which is the id of no rule")
  equal(refused(function() httpstatus.checker{declare = {"x"}} end), "declare has x, which is none of httpstatus.declarations()")
  equal(refused(function() httpstatus.checker{ignore = "x"} end), "ignore is x, not a sequence of words")
end)

test("rules are there by their ids", function()
  local rule = httpstatus.rules()["follow-307-method"]
  equal(rule.binds, "client")
  equal(rule.part, "request")
  equal(httpstatus.declarations()[1], "clock")
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
