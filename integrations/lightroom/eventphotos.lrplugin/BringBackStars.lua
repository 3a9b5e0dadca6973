-- Library menu: the stars that editors gave in the event become the stars of the selected photos. None takes stars away.

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

LrTasks.startAsyncTask(function()
  local catalog = LrApplication.activeCatalog()
  local changed = 0
  for _, client in ipairs(clients(catalog)) do
    local stars, message = client:stars()
    if stars == nil then
      LrDialogs.message("eventphotos", message, "critical")
      return
    end
    catalog:withWriteAccessDo("Stars from eventphotos", function()
      for _, photo in ipairs(catalog:getTargetPhotos()) do
        local count = stars.byStem[Client.stem(photo:getFormattedMetadata("fileName"))]
        if count and photo:getRawMetadata("rating") ~= count then
          photo:setRawMetadata("rating", count)
          changed = changed + 1
        end
      end
    end)
  end
  LrDialogs.showBezel(changed .. " photos have other stars")
end)
