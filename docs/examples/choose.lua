-- A page that can be read and replaced, and what it answers: choose.lua METHOD [NAME=VALUE...]; without a method, some requests of its own.
local httpstatus = require "httpstatus"

--- It answers the questions that it knows about; the others get their defaults. No server is needed to see what it would send.
local page = {
  version = 1, written = os.time(),
  allowed_methods = {"GET", "HEAD", "PUT"},
  condition_needed = true, -- nobody overwrites unseen what another has written
}

function page:entity_tag()
  return ('"v%d"'):format(self.version)
end

function page:last_modified()
  return self.written
end

function page:change()
  self.version, self.written = self.version + 1, os.time() -- a server would take the content of the request
  return "done"
end

local function show(method, fields)
  fields.Host = "localhost"
  local request = assert(httpstatus.exchange{method = method, target = "/page", request_version = "1.1", request_fields = fields})
  local choice = httpstatus.decide(page, request)
  local code, path, because = choice:code(), choice:path(), {}
  print(("%s\n  %d %s: %s"):format(method, code, httpstatus.phrase(code), choice:end_node().text))
  for _, field in ipairs(choice:fields()) do
    print("  " .. field[1] .. ": " .. field[2])
  end
  for i = math.max(#path - 3, 1), #path - 1 do
    because[#because + 1] = path[i].node.id .. " " .. path[i].way
  end
  print("  because " .. table.concat(because, ", ") .. "\n")
end

if arg[1] then
  local fields = {}
  for i = 2, #arg do
    local name, value = arg[i]:match("^(.-)=(.*)$")
    fields[name] = value
  end
  show(arg[1], fields)
else
  for _, request in ipairs{{"GET", {}}, {"GET", {["If-None-Match"] = '"v1"'}}, {"PUT", {}}, {"PUT", {["If-Match"] = '"v0"'}},
    {"PUT", {["If-Match"] = '"v1"'}}, {"DELETE", {}}} do
    show(request[1], request[2])
  end
end
