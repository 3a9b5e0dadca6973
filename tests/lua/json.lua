-- Reads JSON from its input and writes it again, for pytest: `lua json.lua PLUGIN`. What is no JSON ends with status 1.

package.path = arg[1] .. "/?.lua;" .. package.path

local Json = require("Json")

local function written(what)
  if what == Json.null then
    return "null"
  elseif type(what) == "table" and what[1] ~= nil then
    local parts = {}
    for _, each in ipairs(what) do
      parts[#parts + 1] = written(each)
    end
    return "[" .. table.concat(parts, ",") .. "]"
  elseif type(what) == "table" then
    local parts = {}
    for name, each in pairs(what) do
      parts[#parts + 1] = Json.encode(name) .. ":" .. written(each)
    end
    return "{" .. table.concat(parts, ",") .. "}"
  end
  return Json.encode(what)
end

local read, found = pcall(Json.decode, io.read("*a"))
if not read then
  io.stderr:write(tostring(found))
  os.exit(1)
end
io.write(written(found))
