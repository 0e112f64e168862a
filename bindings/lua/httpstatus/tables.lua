--- What the modules share: sequences, and tables that cannot be changed. SPDX-License-Identifier: MIT

local tables = {}

--- get(0), get(1) ... as a sequence.
function tables.list(get)
  local items = {}
  local item = get(0)
  while item ~= nil do
    items[#items + 1] = item
    item = get(#items)
  end
  return items
end

--- The place of a word in a sequence, from 1; nil where it is not there.
function tables.place_of(words, word)
  for place, one in ipairs(words) do
    if one == word then
      return place
    end
  end
end

--- Whether a value is a table with 1 to n and nothing else.
function tables.is_sequence(value)
  local count = 0
  for _ in pairs(type(value) == "table" and value or {}) do
    count = count + 1
  end
  for i = 1, count do
    if value[i] == nil then
      return false
    end
  end
  return type(value) == "table"
end

--- How a value looks in a message.
function tables.shown(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

--- A table that cannot be changed; what it holds may be such tables.
function tables.read_only(object, what, text)
  return setmetatable({}, {
    __name = "httpstatus." .. what,
    __index = object,
    __len = function() return #object end,
    __newindex = function() error(("a %s cannot be changed"):format(what), 2) end,
    __pairs = function() return next, object, nil end,
    __tostring = text and function() return text end,
    __metatable = false,
  })
end

return tables
