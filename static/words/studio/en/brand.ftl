## The brand of an account, and of one event

brand-title = Brand
brand-lead = Guests see this on their page, on kiosks and on printed cards, at all of your events.
brand-event-lead = Anything you leave empty comes from your account.
brand-name = Name
brand-link = Website
brand-imprint = Legal line
brand-imprint-hint = One line, such as your name and address.
brand-privacy_url = Privacy page
brand-base_url = Domain of your links
brand-base_url-hint = Leave it empty to use the default. You can choose: { $hosts }
brand-show-credit = Show “Made with eventphotos” in the footer
brand-save = Save brand
brand-logo = Logo
brand-logo-hint = PNG, JPEG or WebP, up to 2 MB.
brand-logo-inherited = This is your account’s logo.
brand-logo-large = This file is larger than 2 MB. Choose a smaller one.
brand-logo-remove = Remove logo
brand-colour = Colour of buttons
brand-colour-own = Use my own colour
brand-colour-other = Use another colour for this event
brand-colour-choose = Your colour
brand-colour-darker = On light screens we use a darker shade, so that everyone can read it.
brand-colour-lighter = On dark screens we use a lighter shade, so that everyone can read it.
brand-focus = Keep in view on the cover
brand-focus-x = Left to right
brand-focus-y = Top to bottom
brand-preview-event = Summer party

error-svg = SVG files can contain programs, so we don’t take them. Export your logo as PNG.
error-unreadable = We can’t read this file. Choose a PNG, JPEG or WebP picture.
error-unknown_host = This domain doesn’t lead to this service. Ask the person who runs it to add it.
error-host_taken = Another account uses this domain.

## Links: sent and changed

link-mail = E-mail
link-whatsapp = WhatsApp
link-subject = Your photos: { $event }
link-message = Here are the photos of { $event }. Take a selfie to find the ones you are in: { $url }
link-edit = Edit
link-edit-named = Edit { $name }
link-edit-title = Edit link
link-save = Save link
link-pin-another = New PIN (optional)
link-pin-edit-hint = The link stays the same, and guests who are in stay in.
link-pin-none = Remove the PIN

## A watermark

watermark-title = Watermark
watermark-lead = Guests see it on every photo and download. Your originals stay as they are.
watermark-text = Text
watermark-text-hint = For example © and your name.
watermark-place = Place
watermark-at-top_left = Top left
watermark-at-top_right = Top right
watermark-at-centre = Centre
watermark-at-bottom_left = Bottom left
watermark-at-bottom_right = Bottom right
watermark-at-all_over = All over
watermark-size = Size
watermark-opacity = Opacity
watermark-picture = Or a picture
watermark-picture-hint = A transparent PNG looks best.
watermark-preview = Roughly how it will look
watermark-pending = The watermark is being added to your photos. Until a photo has it, guests see it blurred.
watermark-on = Every photo has the watermark.
watermark-save = Save watermark
watermark-start = Switch watermark on
watermark-off = Switch watermark off
error-watermark_missing = Enter a text, or choose a picture below.
