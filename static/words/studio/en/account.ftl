### Signing in, making an account, and one's own account.


## Signing in

sign-in-title = Sign in
sign-in-doing = Signing in …
sign-in-lapsed = You were signed out. Sign in to continue where you left off.
sign-in-new = New here?
sign-in-forgotten = Forgot your password? The person who runs this service can give you a link to set a new one.
forgotten-title = Forgot your password?
forgotten-lead = Enter your account’s e-mail address. If we know it, we’ll send a link to set a new password. It works for an hour.
forgotten-submit = Send the link
forgotten-doing = Sending …
forgotten-done = If { $email } has an account, the link is on its way.
account-email = E-mail
account-password = Password
password-hint = At least 8 characters. A short sentence is easy to remember.

## Making an account

register-title = Create an account
register-lead = For photographers. Guests need no account, only the link you give them.
register-invited = You have been invited. The link works once: choose a password and the account is yours.
register-guests = Guests need no account, only the link to their event.
register-known = Already have an account?
register-name = Your name
register-submit = Create account
register-doing = Creating …

## A new password by a link

reset-title = Set a new password
reset-password = New password
reset-submit = Set password
reset-doing = Setting …
reset-done-title = Password changed
reset-done-lead = You were signed out on all devices. Sign in with your new password.

## The account

account-title = Your account
account-name = Name
account-role = Role
password-title = Change your password
password-current = Current password
password-submit = Change password
password-doing = Changing …
password-done = Password changed. Your other devices were signed out and your access tokens revoked.
## The address of who signed up

confirm-title = Confirm your e-mail address.
confirm-lead = We sent a link to { $email }. Until you open it, no mail goes out for your events: no invitations, and no news for guests.
confirm-again = Send it again
confirm-sent = Sent. Check your spam folder, too.
confirm-done-title = Address confirmed
confirm-done-lead = Thank you. Mail is sent for your events from now on.
confirm-wrong-title = This link does not work
confirm-wrong-lead = It may be incomplete. Open the studio and have a new one sent.
confirm-on = Open the studio
