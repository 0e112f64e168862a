--- What a request asks for: conditions, ranges, and content negotiation. SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

-- ---- conditions ----

local validators = {"exists", "entity_tag", "last_modified", "now"}

--- What is said of a representation: whether there is one, its entity tag, its last modification, and the time of day.
local function read_validators(said)
  said = arguments.options(said, "what is said of a representation", validators)
  return said.exists == nil or arguments.boolean(said.exists, "exists"),
    said.entity_tag ~= nil and arguments.text(said.entity_tag, "entity_tag") or nil,
    said.last_modified == nil and math.mininteger or arguments.seconds(said.last_modified, "last_modified"), arguments.now(said.now)
end

--- What If-Match, If-None-Match, If-Modified-Since and If-Unmodified-Since come to: nil where they hold or there are none, else 304 or 412. `said`
-- may have entity_tag, last_modified and now, and exists, which is true where it is not given. Ask only where the answer without them would be
-- 2xx or 412 (RFC 9110, section 13.2).
local function conditions(request, said)
  local handle = exchanges.handle_of_argument(request, "request")
  local exists, tag, modified, now = read_validators(said)
  local result = core.httpstatus_exchange_conditions(handle, exists, tag, modified, now)
  if result == core.HTTPSTATUS_ERROR_VALUE then
    arguments.wrong("entity_tag", tag, "which is no entity tag: one has quotes, as \"v1\" or W/\"v1\"")
  end
  return result ~= 0 and result or nil
end

--- Whether If-Range lets Range count: true where it holds, or there is none. `said` may have entity_tag, last_modified and now.
-- RFC 9110, section 13.1.5.
local function if_range_holds(request, said)
  local handle = exchanges.handle_of_argument(request, "request")
  local _, tag, modified, now = read_validators(said)
  return core.httpstatus_exchange_if_range_holds(handle, tag, modified, now)
end

-- ---- ranges ----

--- The byte ranges that a request asks for and that can be sent of `complete` octets, as a sequence of {first, last}. nil where Range does not
-- count, which is 200; an empty sequence where none can be sent, which is 416. RFC 9110, section 14.2.
local function ranges(request, complete)
  local handle, octets = exchanges.handle_of_argument(request, "request"), arguments.whole_number(complete, "complete")
  local found = {}
  local result, first, last = core.httpstatus_exchange_range(handle, octets, 0)
  if result == -1 then
    return nil
  end
  while result == 1 do
    found[#found + 1] = {first, last}
    result, first, last = core.httpstatus_exchange_range(handle, octets, #found)
  end
  return found
end

-- ---- content negotiation ----

--- The elements of a list, as the library counts them: commas between quotes do not count, and what is empty is no element (RFC 9110, section 5.6.1).
local function elements_of(text)
  local elements, element, quoted, i = {}, "", false, 1
  while i <= #text + 1 do
    local octet = text:sub(i, i)
    if octet == "" or (octet == "," and not quoted) then
      element = element:match("^[ \t]*(.-)[ \t]*$")
      elements[#elements + 1] = element ~= "" and element or nil
      element = ""
    else
      local taken = quoted and octet == "\\" and text:sub(i, i + 1) or octet
      quoted = quoted ~= (octet == '"')
      element, i = element .. taken, i + #taken - 1
    end
    i = i + 1
  end
  return elements
end

--- The best of the offers, a sequence with the server's favorite first, by "media-type", "language" or "coding"; nil where the client accepts none.
-- RFC 9110, section 12.1.
local function negotiate(request, by, offers)
  local handle, number = exchanges.handle_of_argument(request, "request"), words.number("negotiable", by, "by")
  local text = tables.list_text(offers) or arguments.wrong("offers", offers, "neither a string nor a sequence of strings")
  return elements_of(text)[core.httpstatus_exchange_negotiate(handle, number, text) + 1]
end

--- How welcome an offer is by the value of Accept, Accept-Language or Accept-Encoding: from 0, not acceptable, to 1. A field of nil is not there.
-- RFC 9110, section 12.5.
local function weight(by, field, offer)
  local number = words.number("negotiable", by, "by")
  local value = field ~= nil and arguments.text(field, "field") or nil
  local thousandths = core.httpstatus_weight(number, value, arguments.text(offer, "offer"))
  return thousandths ~= -1 and thousandths / 1000 or arguments.wrong("offer", offer, "which is no " .. by:gsub("-", " "))
end

return {conditions = conditions, if_range_holds = if_range_holds, ranges = ranges, negotiate = negotiate, weight = weight}
