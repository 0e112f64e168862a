-- Gets a URI. LuaSocket moves the octets; httpstatus says what comes after each response: next.lua URI
local http = require "socket.http"
local socket = require "socket"
local httpstatus = require "httpstatus"

--- Sends a request; it and what came back, as an exchange.
local function perform(request)
  local exchange, fields = request:copy(), {}
  for _, field in ipairs(request:fields("request")) do
    fields[field[1]] = field[2]
  end
  local uri = request.target:gsub("#.*", "") -- LuaSocket would send the fragment
  local good, status, received, line = http.request{method = request.method, url = uri, headers = fields, redirect = false}
  if not good then
    return exchange:set("ending", status == "connection refused" and "never-sent" or "closed")
  end
  exchange:set("status", status):set("version", line:match("^HTTP/(1%.[01])"))
  for name, value in pairs(received) do
    exchange:add_field(name, value)
  end
  return exchange
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
