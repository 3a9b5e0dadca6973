-- What the Library menu brings back: stars for the selected photos, by the names of their files. None takes stars away.

local LrApplication = import "LrApplication"
local LrDialogs = import "LrDialogs"
local LrTasks = import "LrTasks"

local Client = require "Client"
local world = require "World"

-- Each publish service of the plug-in that is set up.
local function clients(catalog)
  local found = {}
  for _, service in ipairs(catalog:getPublishServices(_PLUGIN.id)) do
    local settings = service:getPublishSettings()
    local event = tonumber(settings.event) or 0
    found[#found + 1] = Client.new({ url = settings.url, token = settings.token, event = event }, world)
  end
  return found
end

local Ratings = {}

-- `method` is the client's that answers with the stars, `told` what is told of it in the history, `lowers` whether a photo that has more
-- stars gets fewer.
function Ratings.bring(method, told, lowers)
  LrTasks.startAsyncTask(function()
    local catalog = LrApplication.activeCatalog()
    local changed = 0
    for _, client in ipairs(clients(catalog)) do
      local stars, message = client[method](client)
      if stars == nil then
        LrDialogs.message("eventphotos", message, "critical")
        return
      end
      catalog:withWriteAccessDo(told, function()
        for _, photo in ipairs(catalog:getTargetPhotos()) do
          local count = stars.byStem[Client.stem(photo:getFormattedMetadata("fileName"))]
          local present = photo:getRawMetadata("rating") or 0
          if count and present ~= count and (lowers or present < count) then
            photo:setRawMetadata("rating", count)
            changed = changed + 1
          end
        end
      end)
    end
    LrDialogs.showBezel(changed .. " photos have other stars")
  end)
end

return Ratings
