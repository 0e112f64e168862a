--- What callers give: every check names what is wrong and what was expected. SPDX-License-Identifier: MIT

local arguments = {}

-- "@/usr/share/lua/5.4/httpstatus/", where the modules are; nil where they are not in files.
local folder = debug.getinfo(1, "S").source:match("^(@.-httpstatus[/\\])[^/\\]*$")

local function is_ours(source)
  return folder and (source:sub(1, #folder) == folder or source == folder:sub(1, -2) .. ".lua")
end

--- An error at the line that called a function of these modules, however deep inside it is found.
function arguments.fail(message)
  local level = 2
  local info = debug.getinfo(level, "S")
  while info and is_ours(info.source) do
    level = level + 1
    info = debug.getinfo(level, "S")
  end
  error(message, info and level or 0)
end

--- What only a lack of memory can be the cause of.
function arguments.out_of_memory()
  error("out of memory", 0)
end

--- How a value looks in a message.
function arguments.shown(value)
  return type(value) == "string" and ("%q"):format(value):gsub("\\\n", "\\n") or tostring(value)
end

--- An error: the value that has a name is not what was expected.
function arguments.wrong(what, value, expected)
  arguments.fail(("%s is %s, %s"):format(what, arguments.shown(value), expected))
end

--- The same table, or a new one for nil; an error that lists the known keys for any other, or for what is no table.
function arguments.options(said, what, known)
  if said == nil then
    return {}
  elseif type(said) ~= "table" then
    arguments.fail(("%s is a table, not a %s"):format(what, type(said)))
  end
  for key in pairs(said) do
    local found = false
    for _, name in ipairs(known) do
      found = found or name == key
    end
    if not found then
      arguments.fail(("there is no %s in %s; there are: %s"):format(arguments.shown(key), what, table.concat(known, ", ")))
    end
  end
  return said
end

function arguments.boolean(value, what)
  if type(value) ~= "boolean" then
    arguments.wrong(what, value, "not true or false")
  end
  return value
end

function arguments.text(value, what)
  if type(value) ~= "string" then
    arguments.wrong(what, value, "not a string")
  end
  return value
end

--- A whole number, as an integer.
function arguments.whole_number(value, what)
  return type(value) == "number" and math.tointeger(value) or arguments.wrong(what, value, "not a whole number")
end

--- A code is any whole number, one that no integer can be too.
function arguments.code(value, what)
  if type(value) ~= "number" or value // 1 ~= value then
    arguments.wrong(what, value, "not a whole number")
  end
  return value
end

--- Seconds since 1970, as an integer: a part of a second does not count, as in an HTTP-date. The least integer is the library's word for unknown.
function arguments.seconds(value, what)
  local seconds = type(value) == "number" and math.tointeger(math.floor(value))
  return seconds and seconds ~= math.mininteger and seconds or arguments.wrong(what, value, "not a number of seconds since 1970")
end

--- The time that is given, or the time of day.
function arguments.now(value)
  return value == nil and os.time() or arguments.seconds(value, "now")
end

return arguments
