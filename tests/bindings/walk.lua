-- Decides about a request, as lines: walk.lua METHOD NAME=VALUE... -- question=answer... ; test_agreement.py holds it against Python.
-- SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local NOW = 784115377

local fields, resource, are_answers = {{"Host", "a.example"}}, {}, false
for i = 2, #arg do
  local name, value = arg[i]:match("^(.-)=(.*)$")
  if arg[i] == "--" then
    are_answers = true
  elseif are_answers then
    resource[name] = value
  else
    fields[#fields + 1] = {name, value}
  end
end
local request = assert(httpstatus.exchange{method = arg[1], target = "/page", request_version = "1.1", request_fields = fields})
local choice = httpstatus.decide(resource, request, NOW)

print(choice:code())
for _, turn in ipairs(choice:path()) do
  print(turn.node.id, turn.way, turn.answer)
end
for _, field in ipairs(choice:fields()) do
  print(field[1], field[2], choice:levels()[field[1]])
end
print(choice:problem())
