-- What Lightroom Classic reads of the plug-in first.

return {
  LrSdkVersion = 6.0,
  LrSdkMinimumVersion = 5.0,
  LrToolkitIdentifier = "org.eventphotos.lightroom",
  LrPluginName = "eventphotos",
  LrExportServiceProvider = { title = "eventphotos", file = "PublishService.lua" },
  LrLibraryMenuItems = {
    { title = "Bring back stars from eventphotos", file = "BringBackStars.lua", enabledWhen = "photosSelected" },
    { title = "Bring back favourites from eventphotos", file = "BringBackFavourites.lua", enabledWhen = "photosSelected" },
  },
  VERSION = { major = 0, minor = 1, revision = 0 },
}
