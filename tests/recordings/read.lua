-- The exchanges of a recording as lines of JSON, and what is wrong as lines of text; for test_corpus.py. SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local now, path = math.tointeger(arg[1]), arg[2]
local options = {path = path}
for i = 3, #arg do
  local key, value = arg[i]:match("^(%w+)=(.*)$")
  options[key] = key == "status" and math.tointeger(value) or value
  if value == "true" or value == "false" then
    options[key] = value == "true"
  end
end

local recording, reason = httpstatus.recording(options)
if not recording then
  print(reason)
  return
end
local exchange, problem = recording:next()
while exchange or problem do
  print(exchange and exchange:json(now) or problem)
  exchange, problem = recording:next()
end
