### The team of an event, and an invitation to one.


## Roles

team-role-owner = Owner
team-role-shoot = Photographer
team-role-shoot-means = Sends photos, sees everything, deletes own photos.
team-role-edit = Editor
team-role-edit-means = Sends photos; approves, rates and hides all of them; sets camera clocks.
team-role-help = Helper
team-role-help-means = Sees everything and approves photos. Sends none.
team-event-of = { $role } · { $owner }’s event
team-event-of-somebody = { $role } · somebody else’s event

## The page

event-part-team = Team
team-members = Team
team-members-count = { $count ->
    [one] { $count } person on the team
   *[other] { $count } people on the team
  }
team-alone = Only you so far
team-alone-lead = Invite colleagues with a link. Each of them signs in with their own account, sees this event, and is credited for their photos.
team-you = { $name } (you)
team-former = A former colleague
team-since = On the team since { $date }
team-role = Role
team-role-of = Role of { $name }
team-release = Their photos
team-release-own = Your photos
team-release-of = When guests see photos by { $name }
team-release-event = Same as the event
team-release-at_once = At once
team-release-later = After some minutes
team-release-approved = When approved
team-saved = Saved.
team-remove = Remove
team-remove-of = Remove { $name }
team-remove-title = Remove { $name } from the team?
team-remove-lead = Their FTP logins and access to this event end at once. Their photos stay, with their name.
team-remove-yes = Remove from the team
team-removed = { $name } is no longer on the team.
team-leave = Leave the team
team-leave-title = Leave this team?
team-leave-lead = You will not see this event any more, and your FTP logins for it end. Your photos stay, with your name.

## Invitations

team-invite-title = Invite a colleague
team-invite-note = Who is it for? (optional)
team-invite-note-example = Anna, second camera
team-invite-role = What can they do?
team-invite-submit = Create link
team-invite-doing = Creating …
team-invited = The invitation is ready
team-invited-lead = Send this link to your colleague. It works once and is not shown again.
team-invited-copy = Copy link
team-open = Open invitations
team-open-somebody = Invitation
team-open-until = { $role } · valid until { $date }
team-revoke = Withdraw
team-revoke-of = Withdraw the invitation: { $note }
team-revoke-title = Withdraw this invitation?
team-revoke-lead = Its link stops working at once.
team-revoke-yes = Withdraw

## What is offered

offer-sign-in = You have been invited to work on an event. Sign in or create an account to see the invitation.
offer-title = Invitation
offer-lead = { $name } invites you to work on this event.
offer-lead-somebody = You are invited to work on this event.
offer-role = Your role
offer-date = Date
offer-until = Valid until
offer-accept = Join the team
offer-accepting = Joining …
offer-decline = Decline
offer-declined-title = Invitation declined
offer-declined-lead = The link no longer works.
offer-guest = Your account is for guests. Only photographers can join a team.
offer-gone = This invitation cannot be opened
error-on_the_team = You are already on the team of this event.
error-team_full = The team is full. Remove somebody first.

## Who took what

by-line = Photo by { $name }
by-nobody = Not known
by-filter = Photographer
by-camera = Camera
by-any = Everyone
by-any-camera = Any camera
by-count = { $name } ({ $photos })
