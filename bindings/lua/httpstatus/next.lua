--- What the client may do next: chains, steps and policies. httpstatus.chain(policy) and httpstatus.policy{...} make them.
--
--     local chain = httpstatus.chain("curl")
--     for _, step in ipairs(chain:next(exchange)) do print(step.action, step.text) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local exchanges = require "httpstatus.exchange"
local tables = require "httpstatus.tables"

local list, place_of, is_sequence, shown, read_only = tables.list, tables.place_of, tables.is_sequence, tables.shown, tables.read_only

local contents = {[0] = "none", "keep", "drop"}
local delay_sources = {"retry-after", "backoff"}
local connections = {[0] = "reuse", "new", "close"}
local roles = {"user-agent", "proxy"}
local abilities = {"connect", "authenticate", "authenticate-proxy", "resend", "recode", "use-stored"}
local circumstances = {"own-condition", "early-data", "reused-connection", "coalesced-connection"}
local ordinary = {"connect", "authenticate", "authenticate-proxy", "resend"}
local inputs = {"now", "random", "can", "circumstances", "protocols", "role"}

local setting_words = list(core.httpstatus_setting_name)
local client_words = list(core.httpstatus_client_name)

-- ---- policies ----

local policies = setmetatable({}, {__mode = "k"}) -- the handle of each

--- The word for a setting, of a key that may have underscores: redirect_301.
local function setting_of(key)
  return type(key) == "string" and place_of(setting_words, (key:gsub("_", "-"))) and key:gsub("_", "-") or nil
end

local policy_metatable = {
  __name = "httpstatus.policy",
  __index = function(policy, key)
    local word = setting_of(key)
    return word and core.httpstatus_policy_get(policies[policy], word)
  end,
  __newindex = function() error("a policy cannot be changed", 2) end,
  __pairs = function(policy)
    local place = 0
    return function()
      place = place + 1
      return setting_words[place], policy[setting_words[place]]
    end
  end,
  __gc = function(policy)
    core.httpstatus_policy_free(policies[policy])
    policies[policy] = nil
  end,
  __metatable = false,
}

--- A value of a setting as the library takes it: a string, a whole number, or a sequence of them. nil where it is none.
local function setting_text(value)
  if type(value) == "string" then
    return value
  elseif type(value) == "number" then
    return math.tointeger(value) and tostring(math.tointeger(value))
  elseif not is_sequence(value) then
    return nil
  end
  local words = {}
  for i, item in ipairs(value) do
    words[i] = type(item) ~= "table" and setting_text(item) or nil
    if not words[i] then
      return nil
    end
  end
  return table.concat(words, " ")
end

--- nil, or why a setting cannot be so.
local function set(handle, key, value)
  local word = setting_of(key)
  if not word then
    return ("%s is no setting; settings are: %s"):format(shown(key), table.concat(setting_words, ", "))
  end
  local text = setting_text(value)
  if not text then
    error(("%s is %s, not a string, a whole number or a sequence of them"):format(word, shown(value)), 4)
  end
  local result = core.httpstatus_policy_set(handle, word, text)
  if result == core.HTTPSTATUS_ERROR_SYNTAX then
    return ("%s is %s, which it cannot be: %s"):format(word, shown(text), core.httpstatus_setting_text(place_of(setting_words, word) - 1))
  elseif result ~= 0 then
    error(("%s: %s"):format(word, core.httpstatus_strerror(result)), 0)
  end
end

--- A policy like that of a client, with changes; nil and a reason where there is no such client, setting or value.
-- What is said is the name of a client, a table such as {client = "curl", hops = 5, redirect_301 = "POST=get *=keep", retry = {429, 503}},
-- or nil for the policy of a careful client.
local function new_policy(said)
  if type(said) ~= "table" then
    said = {client = said}
  end
  local client = said.client == nil and "default" or said.client
  if type(client) ~= "string" then
    error(("a client is a string, not a %s"):format(type(client)), 3)
  end
  if not place_of(client_words, client) then
    return nil, ("%q is no client that is known; known are: %s"):format(client, table.concat(client_words, ", "))
  end
  local handle, policy = core.httpstatus_policy_new(client), {}
  if handle == nil then
    error("out of memory", 0)
  end
  policies[policy] = handle
  setmetatable(policy, policy_metatable)
  for key, value in pairs(said) do
    local reason = key ~= "client" and set(handle, key, value)
    if reason then
      return nil, reason
    end
  end
  return policy
end

-- ---- steps ----

local level_words = list(core.httpstatus_level_name)

--- The steps are gone with the next call; what they say is read at once.
local function read_step(handle)
  local function fields(get)
    return list(function(i) return get(handle, i) end)
  end
  local added = fields(core.httpstatus_step_add_field)
  for i, name in ipairs(added) do
    added[i] = read_only({name, core.httpstatus_step_add_value(handle, i - 1)}, "step")
  end
  local action = core.httpstatus_step_action(handle)
  local step = {
    action = core.httpstatus_action_name(action),
    level = level_words[core.httpstatus_step_level(handle) + 1],
    section = core.httpstatus_step_section(handle),
    reason = core.httpstatus_step_reason(handle),
    text = core.httpstatus_step_text(handle),
    requests = core.httpstatus_action_requests(action),
    method = core.httpstatus_step_method(handle),
    target = core.httpstatus_step_target(handle),
    content = contents[core.httpstatus_step_content(handle)],
    drop_fields = read_only(fields(core.httpstatus_step_drop_field), "step"),
    add_fields = read_only(added, "step"),
    delay = core.httpstatus_step_delay(handle),
    delay_source = delay_sources[core.httpstatus_step_delay_source(handle)],
    connection = connections[core.httpstatus_step_connection(handle)],
    avoids_early_data = core.httpstatus_step_avoids_early_data(handle),
  }
  return read_only(step, "step", step.action .. ": " .. step.text)
end

-- ---- what a chain cannot know by itself ----

--- Bits for words; an error, where the method was called, for what is no word.
local function bits_of(words, named, what)
  if not is_sequence(named) then
    error(("%s is %s, not a sequence of words"):format(what, shown(named)), 4)
  end
  local bits = 0
  for _, word in ipairs(named) do
    local place = place_of(words, word)
    if not place then
      error(("%s has %s, which is none of: %s"):format(what, shown(word), table.concat(words, ", ")), 4)
    end
    bits = bits | 1 << place - 1
  end
  return bits
end

local function whole_number(value, what)
  local whole = type(value) == "number" and math.tointeger(math.floor(value))
  return whole or error(("%s is %s, not a number of 64 bits"):format(what, shown(value)), 4)
end

--- Protocols as Upgrade lists them.
local function protocol_list(named)
  local all = type(named) == "string" and {named} or named
  if not is_sequence(all) then
    error(("protocols is %s, not a sequence of names"):format(shown(named)), 4)
  end
  for _, protocol in ipairs(all) do
    if type(protocol) ~= "string" or protocol:find("\0", 1, true) then
      error(("protocols has %s, which is no name of a protocol"):format(shown(protocol)), 4)
    end
  end
  return table.concat(all, ", ")
end

--- What httpstatus_next_with takes behind the exchange.
local function read_input(input)
  if type(input) ~= "table" then
    error(("an input is a table, not a %s"):format(type(input)), 3)
  end
  for key in pairs(input) do
    if not place_of(inputs, key) then
      error(("there is no %s in an input; there are: %s"):format(shown(key), table.concat(inputs, ", ")), 3)
    end
  end
  local role = input.role == nil and 1 or place_of(roles, input.role)
  if not role then
    error(("role is %s, which is none of: %s"):format(shown(input.role), table.concat(roles, ", ")), 3)
  end
  local can = bits_of(abilities, input.can == nil and ordinary or input.can, "can")
  local with = bits_of(circumstances, input.circumstances == nil and {} or input.circumstances, "circumstances")
  local now = whole_number(input.now == nil and os.time() or input.now, "now")
  local random = whole_number(input.random == nil and math.random(0) or input.random, "random")
  return role - 1, can, with, now, random, protocol_list(input.protocols == nil and {} or input.protocols)
end

-- ---- chains ----

local chains = setmetatable({}, {__mode = "k"}) -- of each: its handle, its policy, and the steps of the last next

local function chain_of(chain)
  return chains[chain] or error("this is no chain: call its methods with a colon", 3)
end

local methods = {}

--- What can be done next, best first, as a sequence of steps; there is always one.
-- The input may say: now, in seconds since 1970; random, any number; can, of "connect", "authenticate", "authenticate-proxy", "resend",
-- "recode" and "use-stored"; circumstances, of "own-condition", "early-data", "reused-connection" and "coalesced-connection"; protocols,
-- those that it can upgrade to; role, "user-agent" or "proxy".
function methods.next(chain, exchange, input)
  local own, handle = chain_of(chain), exchanges.handle_of(exchange)
  local result = core.httpstatus_next_with(own.handle, handle, read_input(input == nil and {} or input))
  if result ~= 0 then
    own.steps = {}
    error("the exchange: " .. core.httpstatus_strerror(result), 0)
  end
  own.steps = list(function(i) return core.httpstatus_chain_step(own.handle, i) end)
  for i, step in ipairs(own.steps) do
    own.steps[i] = read_step(step)
  end
  return table.move(own.steps, 1, #own.steps, 1, {})
end

--- Takes one of the steps of the last next. Gives the next request, an exchange to which nothing came back yet; nil where the step sends
-- none; nil and a reason where the request is larger than an exchange can be, and then the step was not taken.
function methods.take(chain, step)
  local own = chain_of(chain)
  local place = place_of(own.steps, step)
  if not place then
    error("this is no step of the last next", 2)
  end
  local request, handle
  if step.requests then
    request, handle = exchanges.new()
  end
  local result = core.httpstatus_chain_take(own.handle, place - 1, handle)
  if result == core.HTTPSTATUS_ERROR_LIMIT then
    return nil, "the next request: " .. core.httpstatus_strerror(result)
  elseif result ~= 0 then
    error("the next request: " .. core.httpstatus_strerror(result), 0)
  end
  own.steps = {}
  return request
end

--- What is worth knowing besides the steps, as a sequence of words: "permanent", "target-visited" ...
function methods.facts(chain)
  return exchanges.words_of_bits(core.httpstatus_chain_fact_name, core.httpstatus_chain_facts(chain_of(chain).handle))
end

--- Makes the chain as if it were new, with the same policy.
function methods.clear(chain)
  local own = chain_of(chain)
  core.httpstatus_chain_clear(own.handle)
  own.steps = {}
end

local chain_metatable = {
  __name = "httpstatus.chain",
  __index = function(chain, key)
    if key == "policy" then
      return chain_of(chain).policy
    end
    return methods[key]
  end,
  __newindex = function() error("a chain changes with its methods only", 2) end,
  __gc = function(chain)
    core.httpstatus_chain_free(chains[chain].handle)
    chains[chain] = nil
  end,
  __tostring = function(chain)
    local actions = {}
    for i, step in ipairs(chain_of(chain).steps) do
      actions[i] = step.action
    end
    return "chain: " .. table.concat(actions, ", ")
  end,
  __metatable = false,
}

--- One thing that the user wanted, from the first request to the last response. The policy is one of httpstatus.policy, or what that takes;
-- nil and a reason where there is no such policy.
local function new_chain(said)
  local policy, reason = said, nil
  if not policies[said] then
    policy, reason = new_policy(said)
  end
  if not policy then
    return nil, reason
  end
  local handle, chain = core.httpstatus_chain_new(policies[policy]), {}
  if handle == nil then
    error("out of memory", 0)
  end
  chains[chain] = {handle = handle, policy = policy, steps = {}}
  return setmetatable(chain, chain_metatable)
end

return {
  chain = new_chain,
  policy = function(said)
    local policy, reason = new_policy(said) -- no tail call: an error is at the line that called this
    return policy, reason
  end,
  --- What each setting of a policy is about, and which values it takes, by its word.
  settings = function()
    local texts = {}
    for i, word in ipairs(setting_words) do
      texts[word] = core.httpstatus_setting_text(i - 1)
    end
    return texts
  end,
  --- The clients whose policies are known, by their words: {title, version, sources}. The sources tell for each setting where it is known
  -- from; what they do not have is as in "default", a careful client that is none of them.
  clients = function()
    local found = {}
    for i, word in ipairs(client_words) do
      local sources = {}
      for k, setting in ipairs(setting_words) do
        sources[setting] = core.httpstatus_client_source(i - 1, k - 1)
      end
      found[word] = {title = core.httpstatus_client_title(i - 1), version = core.httpstatus_client_version(i - 1), sources = sources}
    end
    return found
  end,
}
