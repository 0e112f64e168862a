-- Every status of everything as a line of JSON, from Lua's view; test_agreement.py holds it against the command's.
-- SPDX-License-Identifier: MIT
local httpstatus = require "httpstatus"

local lists = {former_names = true, former_name_documents = true, sent_phrases = true, sent_phrase_sources = true,
  keywords = true, references = true, iana_references = true, methods = true, response_requirements = true,
  request_requirements = true, confused_with = true, fields = true}

local function json(value, key)
  if type(value) ~= "table" then
    return type(value) == "string" and '"' .. value:gsub('[\\"]', "\\%0") .. '"' or tostring(value)
  end
  local parts = {}
  if lists[key] then
    for _, item in ipairs(value) do
      parts[#parts + 1] = json(item)
    end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for name, item in pairs(value) do
    parts[#parts + 1] = '"' .. name .. '":' .. json(item, name)
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

for status in httpstatus.everything:statuses() do
  print(json(status))
end
