--- What the client may do next: chains, steps and policies. httpstatus.chain(policy) and httpstatus.policy{...} make them.
--
--     local chain = httpstatus.chain("curl")
--     for _, step in ipairs(chain:next(exchange)) do print(step.action, step.text) end
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"
local exchanges = require "httpstatus.exchange"
local statuses = require "httpstatus.status"
local tables = require "httpstatus.tables"
local words = require "httpstatus.words"

local fail, shown = arguments.fail, arguments.shown
local list, place_of, is_sequence, read_only = tables.list, tables.place_of, tables.is_sequence, tables.read_only

local setting_words = words.list("setting")
local client_words = list(function(i) return core.httpstatus_client_id(core.httpstatus_client_at(i)) end)

-- ---- policies ----

local policies = setmetatable({}, {__mode = "k"}) -- the handle of each

--- The word for a setting, of a key that may have underscores: redirect_301.
local function setting_of(key)
  return words.word("setting", words.find("setting", key) or -1)
end

--- What is not as in the policy of a careful client: "hops=5, retry=429 503".
local function changes_of(handle)
  local careful, changes = core.httpstatus_policy_new() or arguments.out_of_memory(), {}
  for _, word in ipairs(setting_words) do
    local value = core.httpstatus_policy_get(handle, word)
    if value ~= core.httpstatus_policy_get(careful, word) then
      changes[#changes + 1] = word .. "=" .. value
    end
  end
  core.httpstatus_policy_free(careful)
  return table.concat(changes, ", ")
end

local policy_metatable = {
  __name = "httpstatus.policy",
  __index = function(policy, key)
    local word = setting_of(key)
    return word and core.httpstatus_policy_get(policies[policy], word)
  end,
  __newindex = function() fail("a policy cannot be changed") end,
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
  __tostring = function(policy)
    local changes = changes_of(policies[policy])
    return "policy: " .. (changes ~= "" and changes or "default")
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
  local texts = {}
  for i, item in ipairs(value) do
    texts[i] = type(item) ~= "table" and setting_text(item) or nil
    if not texts[i] then
      return nil
    end
  end
  return table.concat(texts, " ")
end

--- nil, or why a setting cannot be so.
local function set(handle, key, value)
  local word = setting_of(key)
  if not word then
    return ("%s is no setting; settings are: %s"):format(shown(key), table.concat(setting_words, ", "))
  end
  local text = setting_text(value) or arguments.wrong(word, value, "not a string, a whole number or a sequence of them")
  local result = core.httpstatus_policy_set(handle, word, text)
  if result == core.HTTPSTATUS_ERROR_MEMORY then
    arguments.out_of_memory()
  end
  return result ~= 0 and ("%s is %s, which it cannot be: %s"):format(word, shown(text), words.text("setting", word)) or nil
end

--- A policy like that of a client, with changes; nil and a reason where there is no such client, setting or value.
-- What is said is the name of a client, a table such as {client = "curl", hops = 5, redirect_301 = "POST=get *=keep", retry = {429, 503}},
-- or nil for the policy of a careful client.
local function new_policy(said)
  if type(said) ~= "table" then
    said = {client = said}
  end
  local id = said.client == nil and "default" or said.client
  if type(id) ~= "string" then
    fail(("a client is a string, not a %s"):format(type(id)))
  end
  if not place_of(client_words, id) then
    return nil, ("%q is no client that is known; known are: %s"):format(id, table.concat(client_words, ", "))
  end
  local handle, policy = core.httpstatus_policy_new() or arguments.out_of_memory(), {}
  policies[policy] = handle
  setmetatable(policy, policy_metatable)
  core.httpstatus_policy_imitate(handle, core.httpstatus_client_find(id))
  for key, value in pairs(said) do
    local reason = key ~= "client" and set(handle, key, value)
    if reason then
      return nil, reason
    end
  end
  return policy
end

-- ---- steps ----

--- Seconds, of milliseconds; a wait too long to count is one without an end, and nil is one that nobody can tell without a clock.
local function seconds_of(milliseconds)
  if milliseconds == math.mininteger then
    return nil
  end
  return milliseconds == math.maxinteger and math.huge or milliseconds / 1000
end

--- The steps are gone with the next call; what they say is read at once.
local function read_step(handle)
  local function fields(get, make)
    return list(function(i) return get(handle, i) end, make)
  end
  local source = core.httpstatus_step_delay_source(handle)
  local step = {
    action = words.word("action", core.httpstatus_step_action(handle)),
    level = words.word("level", core.httpstatus_step_level(handle)),
    reference = core.httpstatus_step_reference(handle),
    reason = core.httpstatus_step_reason(handle),
    text = core.httpstatus_step_text(handle),
    requests = core.httpstatus_step_requests(handle),
    method = core.httpstatus_step_method(handle),
    target = core.httpstatus_step_target(handle),
    content = words.word("next-content", core.httpstatus_step_content(handle)),
    drop_fields = fields(core.httpstatus_step_drop_field),
    add_fields = fields(core.httpstatus_step_add_field, function(name, i) return {name, core.httpstatus_step_add_value(handle, i)} end),
    delay = seconds_of(core.httpstatus_step_delay_ms(handle)),
    delay_source = source ~= core.HTTPSTATUS_DELAY_SOURCE_NONE and words.word("delay-source", source) or nil,
    connection = words.word("next-connection", core.httpstatus_step_connection(handle)),
    avoids_early_data = core.httpstatus_step_avoids_early_data(handle),
    declined_by = fields(core.httpstatus_step_declined_by),
  }
  local text = step.action .. ": " .. step.text
  return read_only(step, "step", {__tostring = function() return text end})
end

-- ---- what a chain cannot know by itself ----

--- What the client is able to do, and what is so in one exchange, as words: they are the properties of a chain that say yes or no, those that begin
-- with "can-" and the others.
local abilities, circumstances = {}, {}
local others = {role = true, now = true, random = true}
for _, word in ipairs(words.list("chain-property")) do
  local ability = word:match("^can%-(.*)$")
  if ability then
    abilities[#abilities + 1] = ability
  elseif not others[word] then
    circumstances[#circumstances + 1] = word
  end
end

--- Says of each of the words whether it is named; nil says nothing of any of them.
local function say_which(said, known, named, what, prefix)
  if named ~= nil and not is_sequence(named) then
    arguments.wrong(what, named, "not a sequence of words")
  end
  for _, word in ipairs(named or {}) do
    if not place_of(known, word) then
      fail(("%s has %s, which is none of: %s"):format(what, shown(word), table.concat(known, ", ")))
    end
  end
  for _, word in ipairs(known) do
    said[words.find("chain-property", prefix .. word)] = named and (place_of(named, word) and 1 or 0) or math.mininteger
  end
end

--- Protocols as Upgrade lists them.
local function protocol_list(named)
  local all = type(named) == "string" and {named} or named
  if not is_sequence(all) then
    arguments.wrong("protocols", named, "not a sequence of names")
  end
  for _, protocol in ipairs(all) do
    if type(protocol) ~= "string" then
      fail(("protocols has %s, which is no name of a protocol"):format(shown(protocol)))
    end
  end
  return table.concat(all, ", ")
end

local inputs = {"now", "random", "can", "circumstances", "protocols", "role"}

--- What an input says, as numbers by the numbers of properties; and protocols.
local function read_input(input)
  input = arguments.options(input, "an input", inputs)
  local said = {
    [core.HTTPSTATUS_CHAIN_PROPERTY_ROLE] = input.role ~= nil and words.number("role", input.role, "role") or math.mininteger,
    [core.HTTPSTATUS_CHAIN_PROPERTY_NOW] = arguments.now(input.now),
    [core.HTTPSTATUS_CHAIN_PROPERTY_RANDOM] = input.random ~= nil and arguments.whole_number(input.random, "random") or math.random(0),
  }
  say_which(said, abilities, input.can, "can", "can-")
  say_which(said, circumstances, input.circumstances, "circumstances", "")
  return said, protocol_list(input.protocols == nil and {} or input.protocols)
end

-- ---- chains ----

local chains = setmetatable({}, {__mode = "k"}) -- of each: its handle, its policy, its registry, and the steps of the last next

local function chain_of(chain)
  return chains[chain] or fail("this is no chain: call its methods with a colon")
end

local methods = {}

--- What can be done next, best first, as a sequence of steps; there is always one. A step's delay is in seconds, with parts of them. Behind the steps
-- that the policy wants stand those that the specification permits all the same, with the settings that decline them in declined_by.
-- The input may say: now, in seconds since 1970; random, any number; can, what the client is able to do, of "connect", "authenticate",
-- "authenticate-proxy", "resend", "recode" and "use-stored", all but the last two unless it says; circumstances, of "own-condition", "early-data",
-- "reused-connection" and "coalesced-connection", those that are so, and without it nobody knows; protocols, those that it can upgrade to; role,
-- "user-agent" or "proxy". It holds for this call.
function methods.next(chain, exchange, input)
  local own, handle = chain_of(chain), exchanges.handle_of_argument(exchange)
  local said, protocols = read_input(input)
  local result = core.httpstatus_chain_set_protocols(own.handle, protocols)
  if result == core.HTTPSTATUS_ERROR_VALUE then
    arguments.wrong("protocols", protocols, "which is no list of protocols, as Upgrade has it")
  end
  for property, value in pairs(said) do
    core.httpstatus_chain_set(own.handle, property, value)
  end
  own.steps = {}
  result = result == 0 and core.httpstatus_chain_next(own.handle, handle) or result
  if result ~= 0 then
    error("the exchange: " .. core.httpstatus_strerror(result), 0)
  end
  own.steps = list(function(i) return core.httpstatus_chain_step(own.handle, i) end, read_step)
  return table.move(own.steps, 1, #own.steps, 1, {})
end

--- Takes one of the steps of the last next. Gives the next request, an exchange to which nothing came back yet; nil where the step sends
-- none; nil and a reason where the request is larger than an exchange can be, and then the step was not taken.
function methods.take(chain, step)
  local own = chain_of(chain)
  local place = place_of(own.steps, step)
  if not place then
    fail("this is no step of the last next")
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
  local handle = chain_of(chain).handle
  return list(function(i)
    return words.word("chain-fact", core.httpstatus_chain_fact(handle, i))
  end)
end

--- Whether something is so: chain:has_fact("permanent").
function methods.has_fact(chain, fact)
  local handle = chain_of(chain).handle
  return core.httpstatus_chain_has_fact(handle, words.number("chain-fact", fact, "fact"))
end

--- What can be done next, as a JSON object on one line.
function methods.json(chain)
  return core.httpstatus_chain_json_text(chain_of(chain).handle) or arguments.out_of_memory()
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
  __newindex = function() fail("a chain changes with its methods only") end,
  __gc = function(chain)
    core.httpstatus_chain_free(chains[chain].handle)
    chains[chain] = nil
  end,
  __tostring = function(chain)
    local actions = {}
    for i, step in ipairs(chain_of(chain).steps) do
      actions[i] = step.action
    end
    return "chain: " .. (#actions > 0 and table.concat(actions, ", ") or "no steps")
  end,
  __metatable = false,
}

--- One thing that the user wanted, from the first request to the last response. The policy is one of httpstatus.policy, or what that takes;
-- nil and a reason where there is no such policy. The client knows the codes of the registry, IANA's where none is given.
local function new_chain(said, registry)
  local registry_handle, policy, reason = statuses.handle_of_argument(registry), said, nil
  if not policies[said] then
    policy, reason = new_policy(said)
  end
  if not policy then
    return nil, reason
  end
  local handle, chain = core.httpstatus_chain_new(policies[policy]) or arguments.out_of_memory(), {}
  chains[chain] = {handle = handle, policy = policy, registry = registry, steps = {}} -- the registry has to live as long as the chain
  core.httpstatus_chain_set_registry(handle, registry_handle)
  return setmetatable(chain, chain_metatable)
end

return {
  chain = new_chain, policy = new_policy,
  --- What each setting of a policy is about, and which values it takes, by its word.
  settings = function()
    local texts = {}
    for _, word in ipairs(setting_words) do
      texts[word] = words.text("setting", word)
    end
    return texts
  end,
  --- The clients whose policies are known, by their words: {title, version, sources}. The sources tell for each setting where it is known
  -- from; what they do not have is as in "default", a careful client that is none of them.
  clients = function()
    local found = {}
    for _, id in ipairs(client_words) do
      local client, sources = core.httpstatus_client_find(id), {}
      for _, setting in ipairs(setting_words) do
        sources[setting] = core.httpstatus_client_source(client, setting)
      end
      found[id] = {title = core.httpstatus_client_title(client), version = core.httpstatus_client_version(client), sources = sources}
    end
    return found
  end,
}
