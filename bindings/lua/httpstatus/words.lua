--- The library's words for its numbers, both ways. A vocabulary is named by its own word: "ending", "chain-property".
--
-- SPDX-License-Identifier: MIT

local core = require "httpstatus.core"
local arguments = require "httpstatus.arguments"

local words = {}

-- Most numbers count from 0; errors go down from -2, classes up from 1, and those that stand apart up from 1000.
local runs = {{-2, -1}, {0, 1}, {1, 1}, {core.HTTPSTATUS_PART_INTERIM, 1}}

local numbers = {} -- of the vocabularies, by their words

local function number_of(vocabulary)
  numbers[vocabulary] = numbers[vocabulary] or core.httpstatus_word_find(core.HTTPSTATUS_VOCABULARY_VOCABULARY, vocabulary)
  return numbers[vocabulary]
end

--- The word for a number; nil where it has none.
function words.word(vocabulary, number)
  return core.httpstatus_word(number_of(vocabulary), number)
end

--- The words for a sequence of numbers.
function words.words(vocabulary, numbers)
  local found = {}
  for i, number in ipairs(numbers) do
    found[i] = words.word(vocabulary, number)
  end
  return found
end

--- All words of a vocabulary, in the order of their numbers.
function words.list(vocabulary)
  local found, seen = {}, {}
  for _, run in ipairs(runs) do
    local number, step = run[1], run[2]
    local word = words.word(vocabulary, number)
    while word and not seen[word] do
      found[#found + 1], seen[word] = word, true
      number = number + step
      word = words.word(vocabulary, number)
    end
  end
  return found
end

--- The number that has a word, which may be spelt with underscores; nil where there is no such word.
function words.find(vocabulary, word)
  for _, spelling in ipairs(type(word) == "string" and {word, (word:gsub("_", "-"))} or {}) do
    local number = core.httpstatus_word_find(number_of(vocabulary), spelling)
    if number ~= -1 then
      return number
    end
  end
end

--- The number that has a word; an error that lists the words for anything else.
function words.number(vocabulary, word, what)
  return words.find(vocabulary, word) or
    arguments.wrong(what, word, "which is none of: " .. table.concat(words.list(vocabulary), ", "))
end

--- What a word says, in a clause or a sentence; nil where the word is all that there is to say.
function words.text(vocabulary, word)
  return core.httpstatus_word_text(number_of(vocabulary), words.find(vocabulary, word) or -1)
end

--- A word as a name in a program: "redirect_301".
function words.name(word)
  return (word:gsub("-", "_"))
end

--- All words of a vocabulary, as a sequence; what each says stands under the word itself.
function words.vocabulary(vocabulary)
  vocabulary = words.word("vocabulary", words.number("vocabulary", vocabulary, "vocabulary"))
  local found = words.list(vocabulary)
  for _, word in ipairs(found) do
    found[word] = words.text(vocabulary, word)
  end
  return found
end

return words
