-- JSON, as much of it as the service speaks. Lightroom ships none, and what Debian and LuaRocks have is C, or larger than all of this.
-- Plain Lua 5.1; no import of Lightroom's.

local Json = {}

-- What JSON calls null: a value of its own, told from what is not there, and no table, or it would be taken for an object.
Json.null = function() end

local ESCAPED = { ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

-- A code point as UTF-8.
local function utf8(code)
  if code < 0x80 then
    return string.char(code)
  elseif code < 0x800 then
    return string.char(0xC0 + math.floor(code / 0x40), 0x80 + code % 0x40)
  elseif code < 0x10000 then
    return string.char(0xE0 + math.floor(code / 0x1000), 0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
  end
  return string.char(
    0xF0 + math.floor(code / 0x40000),
    0x80 + math.floor(code / 0x1000) % 0x40,
    0x80 + math.floor(code / 0x40) % 0x40,
    0x80 + code % 0x40
  )
end

local function wrong(at)
  error("this is no JSON, at byte " .. at, 0)
end

local value -- A value that begins at or after a place; returns it and the place behind it.

local function behindSpace(text, at)
  return string.find(text, "[^ \t\r\n]", at) or #text + 1
end

local function escape(text, at)
  local sign = string.sub(text, at, at)
  if sign ~= "u" then
    return ESCAPED[sign] or wrong(at), at + 1
  end
  local code = tonumber(string.match(text, "^%x%x%x%x", at + 1) or wrong(at), 16)
  if code < 0xD800 or code > 0xDBFF then
    return utf8(code), at + 5
  end
  local low = string.match(text, "^\\u(%x%x%x%x)", at + 5) or wrong(at)
  return utf8(0x10000 + (code - 0xD800) * 0x400 + tonumber(low, 16) - 0xDC00), at + 11
end

local function str(text, at)
  local parts = {}
  at = at + 1
  while true do
    local stop = string.find(text, '["\\]', at) or wrong(at)
    parts[#parts + 1] = string.sub(text, at, stop - 1)
    if string.sub(text, stop, stop) == '"' then
      return table.concat(parts), stop + 1
    end
    parts[#parts + 1], at = escape(text, stop + 1)
  end
end

local function number(text, at)
  local found = string.match(text, "^-?%d+%.?%d*[eE]?[+-]?%d*", at) or wrong(at)
  return tonumber(found) or wrong(at), at + #found
end

-- What stands between brackets; `one` reads an item into `into` and returns the place behind it.
local function list(text, at, close, into, one)
  at = behindSpace(text, at + 1)
  if string.sub(text, at, at) == close then
    return into, at + 1
  end
  while true do
    at = behindSpace(text, one(at))
    local sign = string.sub(text, at, at)
    if sign == close then
      return into, at + 1
    elseif sign ~= "," then
      wrong(at)
    end
    at = behindSpace(text, at + 1)
  end
end

local function object(text, at)
  local found = {}
  return list(text, at, "}", found, function(place)
    if string.sub(text, place, place) ~= '"' then
      wrong(place)
    end
    local name, behind = str(text, place)
    behind = behindSpace(text, behind)
    if string.sub(text, behind, behind) ~= ":" then
      wrong(behind)
    end
    found[name], behind = value(text, behind + 1)
    return behind
  end)
end

local function array(text, at)
  local found = {}
  return list(text, at, "]", found, function(place)
    local item, behind = value(text, place)
    found[#found + 1] = item
    return behind
  end)
end

local WORDS = { ["true"] = true, ["false"] = false, null = Json.null }

function value(text, at)
  at = behindSpace(text, at)
  local sign = string.sub(text, at, at)
  if sign == "{" then
    return object(text, at)
  elseif sign == "[" then
    return array(text, at)
  elseif sign == '"' then
    return str(text, at)
  end
  local word = string.match(text, "^%a+", at)
  if word == nil then
    return number(text, at)
  elseif WORDS[word] == nil then
    wrong(at)
  end
  return WORDS[word], at + #word
end

-- The value that `text` is. Raises an error with a message where it is none.
function Json.decode(text)
  local found, at = value(text, 1)
  if behindSpace(text, at) <= #text then
    wrong(at)
  end
  return found
end

local function quoted(text)
  return '"' .. string.gsub(text, '[%c"\\]', function(sign)
    return string.format("\\u%04x", string.byte(sign))
  end) .. '"'
end

-- Texts, numbers, booleans and tables by name as JSON, names in order.
function Json.encode(what)
  if type(what) == "string" then
    return quoted(what)
  elseif type(what) ~= "table" then
    return tostring(what)
  end
  local names, parts = {}, {}
  for name in pairs(what) do
    names[#names + 1] = name
  end
  table.sort(names)
  for _, name in ipairs(names) do
    parts[#parts + 1] = quoted(name) .. ":" .. Json.encode(what[name])
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

return Json
