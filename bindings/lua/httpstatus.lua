--- What an HTTP status code means.
--
--     local httpstatus = require "httpstatus"
--     print(httpstatus[404].phrase)                           --> Not Found
--     print(httpstatus.status(200).heuristically_cacheable)   --> true
--     for status in httpstatus.statuses{class = 4} do print(status) end
--
-- The module has six parts, one a question: httpstatus.status, .exchange, .next, .cache, .check and .choose. What is wrong in a program (an
-- argument of another type, a word or a key that there is not) is an error where it was called. What may be wrong in what a program is given
-- (octets, numbers, a policy) gives nil and a reason.
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local words = require "httpstatus.words"
local status = require "httpstatus.status"
local exchange = require "httpstatus.exchange"
local request = require "httpstatus.request"
local recordings = require "httpstatus.recordings"
local caching = require "httpstatus.cache"
local next_steps = require "httpstatus.next"
local checking = require "httpstatus.check"
local choosing = require "httpstatus.choose"

local httpstatus = {
  -- what is this code?
  status = status.status,
  find = status.find,
  search = status.search,
  statuses = status.statuses,
  phrase = status.phrase,
  class = status.class,
  class_name = status.class_name,
  treat_as = status.treat_as,
  iana = status.iana,
  vendor = status.vendor,
  vendors = status.vendors,
  everything = status.everything,
  new = status.new,
  facts = status.facts,
  grpc_client_code = status.grpc_client_code,
  grpc_gateway_status = status.grpc_gateway_status,
  proxy_errors = status.proxy_errors,
  -- what did this exchange say?
  exchange = exchange.exchange,
  read_response = exchange.read_response,
  read_request = exchange.read_request,
  read_har = recordings.read_har,
  read = recordings.read,
  recording = recordings.recording,
  read_status_line = exchange.read_status_line,
  status_line = exchange.status_line,
  negotiate = request.negotiate,
  weight = request.weight,
  conditions = request.conditions,
  if_range_holds = request.if_range_holds,
  ranges = request.ranges,
  -- what may the client do next?
  chain = next_steps.chain,
  policy = next_steps.policy,
  settings = next_steps.settings,
  clients = next_steps.clients,
  -- what may a cache do?
  cache = caching.cache,
  -- is the exchange right?
  check = checking.check,
  checker = checking.checker,
  rules = checking.rules,
  declarations = checking.declarations,
  -- which code should the server send?
  choice = choosing.choice,
  questions = choosing.questions,
  decide = choosing.decide,
  default = choosing.default,
  graph = choosing.graph,
  --- The library's words of a kind, as a sequence; what each says stands under the word itself:
  -- httpstatus.words("ending")["cut"] is "it broke off inside the response".
  words = words.vocabulary,
  version = core.httpstatus_version(),
  data_date = core.httpstatus_data_date(),
  data_sha256 = core.httpstatus_data_sha256(),
}

return setmetatable(httpstatus, {__index = function(_, code) return status.by_code[code] end})
