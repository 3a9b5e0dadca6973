## The brand of an account, and of one event

brand-title = Brand
brand-lead = Guests see this on their page, on kiosks and on printed cards, at all of your events.
brand-event-lead = What you leave empty is as in your account.
brand-name = Name
brand-link = Website
brand-imprint = Legal line
brand-imprint-hint = One line, such as your name and address.
brand-privacy_url = Privacy page
brand-base_url = Domain of your links
brand-base_url-hint = Leave it empty for the usual one. Possible here: { $hosts }
brand-show-credit = Show “Made with eventphotos” in the footer
brand-save = Save brand
brand-logo = Logo
brand-logo-hint = PNG, JPEG or WebP, up to 2 MB.
brand-logo-inherited = This is the logo of your account.
brand-logo-large = This file is larger than 2 MB. Choose a smaller one.
brand-logo-remove = Remove logo
brand-colour = Color of buttons
brand-colour-own = Use my own color
brand-colour-other = Use another color at this event
brand-colour-choose = Your color
brand-colour-darker = On light screens we use a darker shade, so that everybody can read it.
brand-colour-lighter = On dark screens we use a lighter shade, so that everybody can read it.
brand-focus = What matters on the cover
brand-focus-x = From left to right
brand-focus-y = From top to bottom
brand-preview-event = Summer party

error-svg = SVG files can contain programs, so we don’t take them. Export your logo as PNG.
error-unreadable = We can’t read this file. Choose a PNG, JPEG or WebP picture.
error-unknown_host = This domain doesn’t lead to this service. Ask the person who runs it to add it.
error-host_taken = Another account uses this domain.

## Links: sent and changed

link-mail = E-mail
link-whatsapp = WhatsApp
link-subject = Your photos: { $event }
link-message = Here are the photos of { $event }. Take a selfie to find those you are in: { $url }
link-edit = Edit
link-edit-named = Edit { $name }
link-edit-title = Edit link
link-save = Save link
link-pin-another = New PIN (optional)
link-pin-edit-hint = The address stays the same. Guests who are in stay in.
link-pin-none = No PIN any more

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
watermark-preview = About how it will look
watermark-pending = The watermark is being put on your photos. Guests see those that don’t have it yet blurred.
watermark-on = Every photo has it.
watermark-save = Save watermark
watermark-start = Switch watermark on
watermark-off = Switch watermark off
error-watermark_missing = Type a text, or choose a picture below.
