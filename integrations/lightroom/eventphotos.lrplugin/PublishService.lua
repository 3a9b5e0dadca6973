-- The publish service: each photo that is published replaces the one of its name in an event.

local LrDialogs = import "LrDialogs"
local LrPathUtils = import "LrPathUtils"
local LrTasks = import "LrTasks"
local LrView = import "LrView"

local Client = require "Client"
local world = require "World"

local bind = LrView.bind

local service = {}

service.supportsIncrementalPublish = "only"
service.hideSections = { "exportLocation", "fileNaming", "video", "watermarking" }
service.allowFileFormats = { "JPEG", "TIFF" }
service.allowColorSpaces = { "sRGB", "AdobeRGB", "DisplayP3" }
service.canExportVideo = false
service.hidePrintResolution = true
service.exportPresetFields = {
  { key = "url", default = "" },
  { key = "token", default = "" },
  { key = "event", default = "" },
}
service.titleForPublishedCollection = "Finals"
service.titleForGoToPublishedCollection = "disable"

local function clientOf(settings)
  return Client.new({ url = settings.url, token = settings.token, event = tonumber(settings.event) or 0 }, world)
end

local function test(settings)
  LrTasks.startAsyncTask(function()
    local name, message = clientOf(settings):eventName()
    if name then
      LrDialogs.message("eventphotos", "Finals go to “" .. name .. "”.", "info")
    else
      LrDialogs.message("eventphotos", message, "critical")
    end
  end)
end

function service.sectionsForTopOfDialog(f, settings)
  local function line(title, key, field)
    return f:row({ f:static_text({ title = title, alignment = "right", width = LrView.share("label") }), field(key) })
  end
  local function text(key)
    return f:edit_field({ value = bind(key), fill_horizontal = 1, immediate = true })
  end
  local function secret(key)
    return f:password_field({ value = bind(key), fill_horizontal = 1, immediate = true })
  end
  return {
    {
      title = "eventphotos",
      bind_to_object = settings,
      line("Address:", "url", text),
      line("Access token:", "token", secret),
      line("Number of the event:", "event", text),
      f:row({ f:push_button({ title = "Test", action = function() test(settings) end }) }),
    },
  }
end

-- What happened, in one line: "38 replaced, 2 had no proof".
local function summary(count)
  local parts = { count.replaced .. " replaced" }
  if count.no_proof > 0 then
    parts[#parts + 1] = count.no_proof .. " had no proof and are photos of their own"
  end
  if count.duplicate > 0 then
    parts[#parts + 1] = count.duplicate .. " there already"
  end
  return table.concat(parts, ", ")
end

function service.processRenderedPhotos(_, context)
  local session = context.exportSession
  local total = session:countRenditions()
  local progress = context:configureProgress({ title = "Sending " .. total .. " finals to eventphotos" })
  local client = clientOf(context.propertyTable)
  local count = { replaced = 0, no_proof = 0, duplicate = 0 }
  for number, rendition in context:renditions({ stopIfCanceled = true }) do
    progress:setPortionComplete(number - 1, total)
    local rendered, path = rendition:waitForRender()
    if rendered then
      -- The name of the camera's file, with the ending of what was rendered: by it the photo is found.
      local name = LrPathUtils.removeExtension(rendition.photo:getFormattedMetadata("fileName"))
      local sent, message = client:publish(path, LrPathUtils.addExtension(name, LrPathUtils.extension(path)))
      if sent then
        count[sent.state] = count[sent.state] + 1
        rendition:recordPublishedPhotoId(sent.id)
      else
        rendition:uploadFailed(message)
      end
    end
  end
  progress:done()
  LrDialogs.showBezel(summary(count))
end

function service.deletePhotosFromPublishedCollection(settings, ids, deleted)
  local client = clientOf(settings)
  for _, id in ipairs(ids) do
    local gone, message = client:withdraw(id)
    if gone == nil then
      LrDialogs.message("eventphotos", message, "critical")
      return
    end
    deleted(id)
  end
end

function service.getRatingsFromPublishedCollection(settings, photos, rated)
  local stars = clientOf(settings):stars()
  for _, each in ipairs(photos) do
    local count = stars and stars.byId[each.remoteId]
    if count then
      rated({ publishedPhoto = each, rating = count })
    end
  end
end

return service
