--- What the modules share: sequences, and tables that cannot be changed. SPDX-License-Identifier: MIT

local arguments = require "httpstatus.arguments"

local tables = {}

--- get(0), get(1) ... as a sequence; make, where it is given, makes the values of what is got.
function tables.list(get, make)
  local items = {}
  local item = get(0)
  while item ~= nil do
    items[#items + 1] = make and make(item, #items) or item
    item = get(#items)
  end
  return items
end

--- The place of a value in a sequence, from 1; nil where it is not there.
function tables.place_of(items, wanted)
  for place, item in ipairs(items) do
    if item == wanted then
      return place
    end
  end
end

--- Whether a value is a table with 1 to n and nothing else.
function tables.is_sequence(value)
  if type(value) ~= "table" then
    return false
  end
  local count = 0
  for _ in pairs(value) do
    count = count + 1
  end
  for i = 1, count do
    if value[i] == nil then
      return false
    end
  end
  return true
end

--- A text with commas, of a string or of a sequence of strings; nil for what is neither.
function tables.list_text(value)
  if type(value) == "string" then
    return value
  end
  for _, item in ipairs(tables.is_sequence(value) and value or {false}) do
    if type(item) ~= "string" then
      return nil
    end
  end
  return table.concat(value, ", ")
end

--- All items of some sequences, as one.
function tables.joined(...)
  local items = {}
  for _, sequence in ipairs{...} do
    table.move(sequence, 1, #sequence, #items + 1, items)
  end
  return items
end

--- The keys of a table, in the order of the alphabet.
function tables.sorted_keys(object)
  local keys = {}
  for key in pairs(object) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
  return keys
end

--- A table that cannot be changed, nor what is in it. What is in the metatable stays there.
function tables.read_only(object, what, metatable)
  metatable = metatable or {}
  for key, value in pairs(object) do
    if type(value) == "table" and getmetatable(value) == nil then
      object[key] = tables.read_only(value, what)
    end
  end
  metatable.__name = "httpstatus." .. what
  metatable.__index = object
  metatable.__len = function() return #object end
  metatable.__newindex = function() arguments.fail(("a %s cannot be changed"):format(what)) end
  metatable.__pairs = function() return next, object, nil end
  metatable.__metatable = false
  return setmetatable({}, metatable)
end

return tables
