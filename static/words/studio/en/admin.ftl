### The administration.


## The frame

admin-system = System
admin-people = People
admin-events = Events
admin-log = Log
admin-not-you-title = For administrators only
admin-not-you = You are signed in as { $name } ({ $email }). The role of this account is “{ $role }”. Another administrator can change that.
admin-to-studio = Go to the studio
admin-other = Sign in as somebody else
admin-close = Close
admin-more = Show more

## How the service is

system-good = Everything works.
system-backends = Backends
backend-database = Database
backend-redis = Redis
backend-volatile = Volatile Redis
backend-blobs = Photo storage
backend-keys = Key store
backend-is-folder = Folder
backend-compatible = Compatible with MongoDB { $version }
backend-object-store = Object store
backend-memory = { $count ->
    [one] { $used } used, { $count } connection
   *[other] { $used } used, { $count } connections
  }
backend-no-answer = No answer
backend-away = Unavailable
system-away = { $name } is not responding.
system-queues = Queues
system-queue = Queue
system-waiting = Waiting
system-running = Running
system-oldest = Oldest waiting for
system-queues-unknown = Unknown while Redis is not responding.
queue-ingest = Photos queued
queue-search = Searches queued
queue-keeper = Housekeeping
system-processes = Workers and web
system-process = Process
system-where = Host
system-seen = Last seen
system-busy = Busy with
system-done = Done
system-failed = Failed
system-memory = Memory
system-since = Since
system-processes-none = No process has reported yet.
system-silent = Silent
system-disk = Disk
disk-free = { $free } of { $total } free
disk-label = Disk: { $free } of { $total } free
disk-short = No photos are accepted: less than { $reserve } is free on the disk, and that is reserved for the database. Delete events or add space; uploads then continue by themselves.
disk-low-bad = Only { $free } of { $total } is free on the disk. Uploads will fail soon: delete events or add space.
disk-low-warning = Only { $free } of { $total } is free on the disk. Make room before the next large event.
missing-ingest = No ingest worker is running: new photos are not processed.
missing-search = No search worker is running: guests find nothing.
missing-keeper = No keeper worker is running: nothing that has expired is deleted.
waits-ingest = { $count ->
    [one] Photos have been waiting for { $time }: { $count } job queued.
   *[other] Photos have been waiting for { $time }: { $count } jobs queued.
  }
waits-search = { $count ->
    [one] Guests have been waiting for { $time }: { $count } job queued.
   *[other] Guests have been waiting for { $time }: { $count } jobs queued.
  }
waits-keeper = { $count ->
    [one] Housekeeping has been waiting for { $time }: { $count } job queued.
   *[other] Housekeeping has been waiting for { $time }: { $count } jobs queued.
  }
waits-other = { $count ->
    [one] Queue { $name } has been waiting for { $time }: { $count } job queued.
   *[other] Queue { $name } has been waiting for { $time }: { $count } jobs queued.
  }
damage-found = { $count ->
    [one] { $count } stored item is damaged. See below.
   *[other] { $count } stored items are damaged. See below.
  }
damage-title = Damaged
damage-last = The last { $shown } of { $total }.
damage-what = What
damage-which = Which
damage-noticed = Noticed
damage-then = What happens now
damage-faces = Faces of a photo
damage-faces-means = Rebuilt from the photo automatically.
damage-template = Face print of a search
damage-template-means = The guest gets no new photos and has to search again.
damage-match = Face position in a photo
damage-match-means = The guest does not see that photo.
damage-key = Key
damage-key-means = Nothing encrypted with it opens. Restore the key from a backup.
versions-title = Versions
versions-since = eventphotos { $version }, running since { $time }.
versions-unknown = eventphotos { $version }.
versions-engine = Faces are read by { $name }.
versions-vectors = { $dimension }-dimension face vectors

## Everybody's events

table-total = All events together take { $size }.
table-search = Name, number or owner
table-none-found = No events match. Try fewer letters.
table-none = There are no events yet.
table-event = Event
table-owner = Owner
table-created = Created
table-kept = Kept until
table-photos = Photos
table-faces = Faces
table-guests = Guests
table-size = Size
table-acts = Its log
table-number = no. { $id }
table-nobody = Nobody
table-for-good = No end date
table-measuring = being measured
table-log-of = Log of { $name }

## People

people-name = Name
people-role = Role
people-events = Events
people-created = Since
people-seen = Last signed in
people-acts = Actions
people-create = Create an account
people-invite = Invite somebody
people-search = Name or e-mail
people-every-role = All roles
people-none = Nobody matches. Try fewer letters, or all roles.
people-you = You
people-disabled = Disabled
people-never = Never
people-manage = Manage
people-manage-one = Manage { $name }
people-is-you = This is you. Only another administrator can change your role or disable your account.
people-did = What they did
role-admin-means = Sees and changes everyone’s events and accounts, and this administration.
role-photographer-means = Creates events and sees only their own.
role-guest-means = Creates no events. Guests need no account to find their photos.
people-role-change = Change role
people-make-admin = Make { $name } an administrator?
people-make-photographer = Make { $name } a photographer?
people-make-guest = Make { $name } a guest?
people-to-admin = { $name } will see, and can change, everyone’s events and accounts.
people-to-photographer = { $name } will see only their own events, and not this administration.
people-to-guest = { $name } will no longer be able to create or manage events.
people-make-yes = Change role
people-disabled-lead = { $name } can’t sign in. Their events continue for the guests.
people-enable = Enable account
people-disable = Disable account
people-disable-ask = Disable { $name }?
people-disable-lead = They are signed out everywhere at once and can’t sign in again. Their events stay and continue for the guests. You can enable the account again.
people-disable-yes = Disable
people-forgotten = Forgotten password
people-forgotten-lead = A link to choose a new one. You pass it on yourself.
people-link = Create a link
people-link-mail = Create a link and mail it
people-link-reset = Link to set a new password
people-link-choose = Link to choose a password
people-made = Account created
people-made-lead = { $name } ({ $email }) chooses the password with this link. Until then nobody can sign in to the account.
people-create-yes = Create account
people-creating = Creating …
people-new-name = Their name
people-new-email = Their e-mail
once-link = Give this link to { $name }. It works once, until { $time }, and is shown only now.
once-link-anybody = Give this link to the person you invite. It works once, until { $time }, and is shown only now.
once-copy = Copy link

## Invitations

invite-lead = A link to create an account. You pass it on yourself.
invite-ready = The invitation is ready.
invite-link = Invitation link
invite-make = Create invitation
invite-making = Creating …
invite-note = Who is it for? (optional)
invite-note-hint = Only administrators see this.
invite-open = Open invitations
invite-open-none = None. Used and expired ones are not listed.
invite-anybody = Nobody in particular
invite-until = until { $time }
invite-withdraw = Withdraw
invite-withdraw-one = Withdraw: { $name }

## The log

log-zone = Times are in your time zone ({ $zone }).
log-none = Nothing matches. Try a wider filter.
log-when = When
log-who = Who
log-what = What
log-event = Event
log-details = Details
log-everyone = Everyone
log-accounts = Accounts
log-guests = Guests
log-kiosks = Kiosks
log-service = The service
log-a-guest = a guest
log-one = This one only
log-everything = Everything
log-anything = { $group }: anything
log-search = Name, e-mail or word
log-event-number = Event number
log-from = From
log-until = Until
log-all = Show everything
log-yes = yes
log-no = no
log-group-camera = Cameras
log-group-consent = Consent
log-group-event = Events
log-group-invitation = Invitations
log-group-kiosk = Kiosks
log-group-photo = Photos
log-group-search = Searches
log-group-sender = Cameras by FTP
log-group-share_link = Links
log-group-token = Access tokens
log-group-user = Accounts
log-group-webhook = Webhooks

## What somebody did, to be read after their name, by the log's actions

did-brand-change = changed a brand
did-camera-change = corrected a camera’s clock
did-consent-give = agreed to a face search
did-consent-withdraw = withdrew consent
did-event-change = changed an event’s settings
did-event-create = created an event
did-event-delete = deleted an event
did-event-export = exported an event
did-event-expired = deleted an expired event
did-invitation-create = invited somebody
did-invitation-revoke = withdrew an invitation
did-kiosk-change = changed a photo wall
did-kiosk-create = added a kiosk
did-kiosk-pair = connected a kiosk
did-kiosk-revoke = revoked a kiosk
did-kiosk-wrong_code = entered a wrong kiosk code
did-photo-approve = approved photos
did-photo-delete = deleted photos
did-photo-download = downloaded photos
did-photo-hide = hid photos
did-photo-hold = sent photos back to review
did-photo-reject = rejected photos
did-photo-release = released photos after their waiting time
did-photo-retry = retried photos
did-photo-unhide = showed hidden photos again
did-search-download = downloaded the photos found
did-search-end = ended a search
did-search-export = exported the data of a search
did-search-feedback = answered “Is this you?”
did-search-selfies = added a selfie to a search
did-search-hand_off = moved a search to a phone
did-alert-ask = asked to be told of new photos
did-alert-confirm = confirmed an address for new photos
did-alert-stop = stopped being told of new photos
did-alert-refuse = refused mail about new photos
did-search-start = started a search
did-search-wall = answered whether the wall may show them
did-search-withdraw = deleted their search
did-sender-create = added a camera
did-sender-revoke = revoked a camera’s login
did-sender-sign_in = had a camera sign in
did-sender-sign_in_failed = failed to sign in as a camera
did-share_link-change = changed a link
did-share_link-create = created a link
did-share_link-open = opened a link
did-share_link-pin_tried_out = guessed at the PIN of a link
did-share_link-revoke = revoked a link
did-share_link-wrong_pin = entered a wrong PIN
did-token-create = created an access token
did-token-revoke = revoked an access token
did-user-change = changed an account
did-user-create = created an account
did-user-password_change = changed their password
did-user-password_reset = set a new password with a link
did-user-password_reset_link = created a link for a new password
did-user-forgot_password = had a link to a new password mailed
did-user-confirm_address = confirmed the e-mail address
did-user-register = registered
did-user-sign_in = signed in
did-user-sign_in_failed = failed to sign in
did-user-sign_out = signed out
did-user-wrong_invitation = used an invalid invitation
did-user-wrong_password = entered a wrong current password
did-user-wrong_reset_link = used an invalid link for a new password
did-webhook-create = created a webhook
did-webhook-change = changed a webhook
did-webhook-delete = deleted a webhook
did-webhook-disable = switched off a failing webhook
did-webhook-new_secret = renewed the secret of a webhook
did-team-accept = joined an event’s team
did-team-change = changed a colleague’s role
did-team-decline = declined an invitation to a team
did-team-invite = invited a colleague
did-team-leave = left an event’s team
did-team-remove = removed a colleague
did-team-revoke_invitation = withdrew a colleague’s invitation
log-group-team = Teams
