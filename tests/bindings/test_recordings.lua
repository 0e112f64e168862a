-- httpstatus.read and httpstatus.recording in Lua. SPDX-License-Identifier: MIT
local tap = require "tap"
local httpstatus = require "httpstatus"

local test, equal = tap.test, tap.equal
local folder = arg[0]:match("^(.*)/[^/]*$")
local path = folder .. "/../../docs/pictures/session.har"
local good = "HTTP/1.1 404 Not Found\r\nServer: a\r\n\r\n"

--- What an error says that names an argument.
local function refuses(told, run, ...)
  local good, message = pcall(run, ...)
  equal(good, false)
  equal(message:find(told, 1, true) ~= nil and told or message, told)
end

local function statuses(...)
  local found = {}
  for exchange in httpstatus.read(...) do
    found[#found + 1] = exchange.status
  end
  return table.concat(found, " ")
end

test("a loop over a file", function()
  equal(statuses(path), "200 200 200 200 200 405 405 405 405 429 302")
  equal(statuses{path = path}, statuses(path))
end)

test("octets, and what they do not say", function()
  equal(statuses{octets = good}, "404")
  equal(statuses{octets = "Server: a\nContent-Type: text/plain\n", status = 503}, "503")
  for exchange in httpstatus.read{octets = good, name = "mine", method = "HEAD", target = "https://a.example/x", secured = true} do
    equal(exchange.method, "HEAD")
    equal(exchange.secured, true)
    equal(exchange.source, "mine")
    equal(exchange.entry, 0)
  end
end)

test("a recording as an object", function()
  local recording = assert(httpstatus.recording(path))
  equal(recording:is_har(), true)
  local count = 0
  while recording:next() do
    count = count + 1
  end
  equal(count, 11)
  equal(recording:skipped().data, 2)
  equal(recording:skipped().websocket, 1)
  equal(recording:skipped().blob, nil)
  equal(#recording:problems(), 0)
end)

test("what cannot be read says why", function()
  local nothing, reason = httpstatus.recording("/nowhere")
  equal(nothing, nil)
  equal(reason, "/nowhere: cannot be opened: No such file or directory")
  equal(select(2, httpstatus.recording{octets = ""}), "recording: is empty")
  equal(select(2, httpstatus.recording{octets = "{}"}), "recording: is no HAR: there is no list log.entries in it")
  equal(pcall(httpstatus.read, "/nowhere"), false)
end)

test("one that cannot be read does not hide the others", function()
  local octets = '[{"request": {}, "response": {"status": 200}}, {"request": {}, "response": {"status": "x"}}, {"request": {}, "response": {"status": 404}}]'
  local recording = httpstatus.recording{octets = octets}
  equal(recording:next().status, 200)
  local exchange, problem = recording:next()
  equal(exchange, nil)
  equal(problem, 'recording: entry 1: response.status is "x", not a number')
  equal(recording:next().status, 404)
  equal(select("#", recording:next()) > 0 and recording:next(), nil)
  equal(statuses{octets = octets, errors = "skip"}, "200 404")
  equal(pcall(statuses, {octets = octets}), false)
end)

test("wrong arguments are named", function()
  refuses("status is 5, not a number from 100 to 999", httpstatus.recording, {octets = good, status = 5})
  refuses("secured is 1, not true or false", httpstatus.recording, {octets = good, secured = 1})
  refuses("errors is \"x\", neither", httpstatus.recording, {octets = good, errors = "x"})
  refuses("there is no \"colour\" in a recording", httpstatus.recording, {octets = good, colour = 1})
  refuses("most_fields is -1", httpstatus.recording, {octets = good, most_fields = -1})
end)

test("exchanges outlive their recording", function()
  local kept
  for exchange in httpstatus.read(path) do
    kept = kept or exchange
  end
  collectgarbage()
  equal(kept:field("content-type"), "text/plain")
end)

tap.done()
