-- What the Lua tests share: tests that print TAP. SPDX-License-Identifier: MIT
local tap = {}

local count = 0

function tap.test(name, run)
  count = count + 1
  local good, message = pcall(run)
  print((good and "ok" or "not ok") .. " " .. count .. " - " .. name)
  if not good then
    print("# " .. tostring(message):gsub("\n", "\n# "))
  end
end

function tap.equal(got, wanted)
  if got ~= wanted then
    error(("got %s, wanted %s"):format(tostring(got), tostring(wanted)), 2)
  end
end

--- The plan; to be called last.
function tap.done()
  print("1.." .. count)
end

return tap
