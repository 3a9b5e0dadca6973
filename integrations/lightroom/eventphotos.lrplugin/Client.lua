-- The service over HTTP, as docs/photos.md and docs/programs.md have it, by a personal access token. Plain Lua 5.1, without any import
-- of Lightroom's: who makes a client hands it what it needs of the world.

local Client = {}
Client.__index = Client

local TRIES = 5
local PAUSE_S = 2 -- Between two looks whether a photo is ready.
local LOOKS = 300
local PAGE = 200
local MOST_STARS = 5
local PASSING = { [408] = true, [429] = true, [502] = true, [503] = true, [504] = true, [507] = true }
local DONE = { indexed = true, hidden = true, waiting = true, rejected = true, failed = true }

-- `settings`: `url` of the service, `token` (ep_pat_…) and `event`, its number.
-- `world.request{method, url, headers, body, file}` makes one request and returns the status (nil where there was no answer), the body
-- and, by their names in lower case, the headers of the answer. `file` is `{path, name, fields}`: a multipart form, `fields` before it.
-- `world.sleep(seconds)` waits. `world.decode` and `world.encode` are those of Json.lua, `world.null` is its null.
function Client.new(settings, world)
  local url = string.gsub(settings.url or "", "/+$", "")
  return setmetatable({ url = url, token = settings.token, event = settings.event, world = world }, Client)
end

-- A problem as people read it, and its code.
function Client:problem(status, body)
  if status == nil then
    return nil, "The service cannot be reached.", "unreachable"
  end
  local read, said = pcall(self.world.decode, body or "")
  if read and type(said) == "table" and type(said.code) == "string" then
    return nil, type(said.detail) == "string" and said.detail or said.code, said.code
  end
  return nil, "The service answered " .. status .. ".", "http_" .. status
end

-- One call, again after a pause while the service is away or busy. Returns what was answered, or nil, a message and a code.
function Client:call(method, path, more)
  local asked = { method = method, url = self.url .. "/api/v1" .. path, headers = { Authorization = "Bearer " .. self.token } }
  if more and more.json then
    asked.body = self.world.encode(more.json)
    asked.headers["Content-Type"] = "application/json"
  end
  asked.file = more and more.file
  local status, body, headers
  for try = 1, TRIES do
    status, body, headers = self.world.request(asked)
    if status ~= nil and not PASSING[status] then
      break
    end
    if try < TRIES then
      self.world.sleep(tonumber(headers and headers["retry-after"]) or 2 ^ (try - 1))
    end
  end
  if status == nil or status < 200 or status >= 300 then
    return self:problem(status, body)
  end
  if body == nil or body == "" then
    return {}
  end
  local read, found = pcall(self.world.decode, body)
  if not read then
    return nil, "The service said something that is not understood.", "unreadable"
  end
  return found
end

-- The event's name, to see whether address, token and number are right.
function Client:eventName()
  local event, message, code = self:call("GET", "/events/" .. self.event)
  if event == nil then
    return nil, message, code
  end
  return event.name
end

-- Send a file as a final of the photo of its name, and wait until it is in its place. Returns `{id, state}`: the photo that shows it, and
-- `replaced`, `no_proof` (it is a photo of its own) or `duplicate`. Nil, a message and a code where it is not; then nothing was lost.
function Client:publish(path, name)
  local sent = { path = path, name = name, fields = { { "source", "program" }, { "kind", "final" } } }
  local answer, message, code = self:call("POST", "/events/" .. self.event .. "/photos", { file = sent })
  if answer == nil then
    return nil, message, code
  end
  local taken = answer.photos[1]
  if type(taken.error) == "table" then
    return nil, taken.error.message, taken.error.code
  end
  local photo
  for _ = 1, LOOKS do
    photo, message, code = self:call("GET", "/photos/" .. taken.id)
    if photo == nil then
      return nil, message, code
    elseif DONE[photo.status] then
      break
    end
    self.world.sleep(PAUSE_S)
  end
  return self:outcome(photo, taken)
end

-- What became of a final: `photo` as it is now, `taken` as its upload was answered.
function Client:outcome(photo, taken)
  if not DONE[photo.status] then
    return nil, "The service has the file and is still reading it.", "not_ready"
  elseif photo.status == "failed" then
    local why = type(photo.error) == "table" and photo.error or {}
    return nil, why.message or "The photo cannot be read.", why.code or "failed"
  elseif type(photo.replaces) == "string" then
    return { id = photo.replaces, state = "replaced" }
  elseif type(taken.duplicate_of) == "string" then
    return { id = photo.id, state = "duplicate" }
  end
  return { id = photo.id, state = photo.final == "no_proof" and "no_proof" or "replaced" }
end

-- Go back to what a photo was before its final. True; false where it was no other one before, or that is not kept: then it stays.
function Client:withdraw(id)
  local answer, message, code = self:call("POST", "/photos/" .. id .. "/proof")
  if answer == nil and (code == "no_proof_kept" or code == "not_found") then
    return false
  elseif answer == nil then
    return nil, message, code
  end
  return true
end

-- A file's name without its ending, as photos are told apart by.
function Client.stem(name)
  return string.lower(string.match(name, "^(.+)%.[^.]*$") or name)
end

-- The editors' stars of all photos of the event that have some, `{byId, byStem}`. Where two photos have a name it says nothing by name.
function Client:stars()
  local found = { byId = {}, byStem = {} }
  local seen, cursor = {}, nil
  repeat
    local after = cursor and "&cursor=" .. cursor or ""
    local page, message, code = self:call("GET", "/events/" .. self.event .. "/photos?limit=" .. PAGE .. after)
    if page == nil then
      return nil, message, code
    end
    for _, photo in ipairs(page.items) do
      local stem = Client.stem(photo.name)
      local stars = photo.stars > 0 and photo.stars or nil
      found.byId[photo.id] = stars
      found.byStem[stem] = not seen[stem] and stars or nil
      seen[stem] = true
    end
    cursor = page.next_cursor ~= self.world.null and page.next_cursor or nil
  until cursor == nil
  return found
end

-- What guests and clients chose, as stars: one for each list that a photo is in, five at most. `{byId, byStem}` as above.
function Client:picks()
  local found = { byId = {}, byStem = {} }
  local answer, message, code = self:call("GET", "/events/" .. self.event .. "/favourites/photos")
  if answer == nil then
    return nil, message, code
  end
  local seen = {}
  for _, photo in ipairs(answer.items) do
    local stem = Client.stem(photo.name)
    local stars = math.min(#photo.list_ids, MOST_STARS)
    found.byId[photo.photo_id] = stars
    found.byStem[stem] = not seen[stem] and stars or nil
    seen[stem] = true
  end
  return found
end

return Client
