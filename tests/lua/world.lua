-- What a client needs of the world, by curl: for tests with a plain Lua, which has no sockets.

local Json = require("Json")

local function quoted(text)
  return "'" .. string.gsub(text, "'", "'\\''") .. "'"
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

local function request(asked)
  local body, head = os.tmpname(), os.tmpname()
  local command = { "curl", "--silent", "--max-time", "60", "-X", asked.method, "-o", body, "-D", head, "-w", quoted("%{http_code}") }
  for name, content in pairs(asked.headers) do
    command[#command + 1] = "-H " .. quoted(name .. ": " .. content)
  end
  if asked.file then
    for _, each in ipairs(asked.file.fields) do
      command[#command + 1] = "-F " .. quoted(each[1] .. "=" .. each[2])
    end
    command[#command + 1] = "-F " .. quoted("file=@" .. asked.file.path .. ";filename=" .. asked.file.name)
  elseif asked.method ~= "GET" then
    command[#command + 1] = "--data-raw " .. quoted(asked.body or "")
  end
  command[#command + 1] = quoted(asked.url)
  local pipe = assert(io.popen(table.concat(command, " ")))
  local status = tonumber(pipe:read("*a"))
  pipe:close()
  local headers = {}
  for name, content in string.gmatch(read(head), "([%w-]+): ([^\r\n]*)") do
    headers[string.lower(name)] = content
  end
  local content = read(body)
  os.remove(body)
  os.remove(head)
  if status == 0 then
    return nil
  end
  return status, content, headers
end

local function sleep(seconds)
  os.execute("sleep " .. math.min(seconds, 0.2))
end

return { request = request, sleep = sleep, decode = Json.decode, encode = Json.encode, null = Json.null }
