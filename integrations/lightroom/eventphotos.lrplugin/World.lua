-- What a client needs of the world, by Lightroom: its HTTP, its sleep.

local LrHttp = import "LrHttp"
local LrTasks = import "LrTasks"

local Json = require "Json"

local TIMEOUT_S = 300

-- Lightroom's lists of `{field, value}`.
local function fieldsOf(headers)
  local fields = {}
  for name, content in pairs(headers) do
    fields[#fields + 1] = { field = name, value = content }
  end
  return fields
end

local function answered(body, info)
  if type(info) ~= "table" or type(info.status) ~= "number" then
    return nil
  end
  local headers = {}
  for _, each in ipairs(info) do
    headers[string.lower(each.field)] = each.value
  end
  return info.status, body, headers
end

local function request(asked)
  local fields = fieldsOf(asked.headers)
  if asked.file then
    local parts = {}
    for _, each in ipairs(asked.file.fields) do
      parts[#parts + 1] = { name = each[1], value = each[2] }
    end
    parts[#parts + 1] =
      { name = "file", fileName = asked.file.name, filePath = asked.file.path, contentType = "application/octet-stream" }
    return answered(LrHttp.postMultipart(asked.url, parts, fields, TIMEOUT_S))
  elseif asked.method == "GET" then
    return answered(LrHttp.get(asked.url, fields, TIMEOUT_S))
  end
  return answered(LrHttp.post(asked.url, asked.body or "", fields, asked.method, TIMEOUT_S))
end

return { request = request, sleep = LrTasks.sleep, decode = Json.decode, encode = Json.encode, null = Json.null }
