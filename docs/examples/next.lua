-- Gets a URI. LuaSocket moves the octets; httpstatus says what comes after each response: next.lua URI
local http = require "socket.http"
local socket = require "socket"
local httpstatus = require "httpstatus"

--- Sends a request; what came back, as an exchange.
local function perform(request)
  local fields = {}
  for _, field in ipairs(request:fields("request_fields")) do
    fields[field[1]] = field[2]
  end
  local said = {method = request.method, target = request.target, request_fields = fields}
  local url = request.target:gsub("#.*", "") -- LuaSocket would send the fragment
  local good, status, received, line = http.request{method = request.method, url = url, headers = fields, redirect = false}
  if good then
    said.status, said.version, said.fields = status, line:match("^HTTP/(1%.[01])"), received
  else
    said.ending = status == "connection refused" and "never-sent" or "closed"
  end
  return assert(httpstatus.exchange(said))
end

local chain, request = httpstatus.chain(), httpstatus.exchange{method = "GET", target = arg[1]}
local exchange
while request do
  exchange = perform(request)
  local step = chain:next(exchange, {can = {"connect"}})[1]
  print(step.action .. ": " .. step.text)
  socket.sleep(step.delay)
  request = chain:take(step)
end
print(exchange.status or 0, exchange.target)
