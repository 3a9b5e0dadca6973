### Cameras: their clocks, and their logins by FTP.


## The list

cameras-title = Cameras
cameras-show-clock = Show a clock to photograph
cameras-lead = Photos of the same moment should show the same time. If a camera’s clock was wrong, enter by how much: the galleries fall into order, and no file is changed.
cameras-none = No cameras yet
cameras-none-lead = Cameras appear here as soon as their photos are processed.
cameras-add = Add photos
camera-unknown = Unknown camera

## Comparing clocks

cameras-right = Camera with the correct clock
cameras-compare = Compare the others with it
cameras-comparing = Checking who the cameras saw, and when …
suggestion-fast = { $count ->
    [one] Compared with { $other } at { $count } moment, this clock was { $time } fast.
   *[other] Compared with { $other } at { $count } moments, this clock was { $time } fast.
  }
suggestion-slow = { $count ->
    [one] Compared with { $other } at { $count } moment, this clock was { $time } slow.
   *[other] Compared with { $other } at { $count } moments, this clock was { $time } slow.
  }
suggestion-right = { $count ->
    [one] Compared with { $other } at { $count } moment, this clock was right.
   *[other] Compared with { $other } at { $count } moments, this clock was right.
  }
suggestion-against = { $count ->
    [one] Any other time fits at most { $count } moment.
   *[other] Any other time fits at most { $count } moments.
  }
suggestion-agrees = { $count ->
    [one] { $count } moment that { $other } also saw agrees with these times.
   *[other] { $count } moments that { $other } also saw agree with these times.
  }
suggestion-unsure = This camera and { $other } saw too few of the same people at the same time to tell.
suggestion-use = Use this

## One camera's clock

clock-right = Times are as the camera recorded them.
clock-fast = The clock was { $time } fast.
clock-slow = The clock was { $time } slow.
clock-by-hand = Set by hand.
clock-by-clock = Read from the photographed clock.
clock-by-suggestion = Suggested by what both cameras saw.
cameras-doubtful = { $count ->
    [one] { $count } photo has an impossible time and is sorted by arrival.
   *[other] { $count } photos have impossible times and are sorted by arrival.
  }
cameras-pending = Its photos are getting their new times …
cameras-last = Latest photos of { $name }
cameras-cannot = { $time }: impossible
cameras-no-time = No time
cameras-clock-of = The clock of { $name } was
unit-hours = hours
unit-hours-short = h
unit-minutes = minutes
unit-minutes-short = min
unit-seconds = seconds
unit-seconds-short = s
cameras-way = Slow or fast
cameras-slow = slow
cameras-fast = fast
cameras-put-right = Correct the clock
cameras-as-is = Use the camera’s time
cameras-summer = In the night when summer time begins or ends
cameras-summer-legend = This clock
cameras-summer-hand = is changed by hand
cameras-summer-hand-means = It keeps running through the night, until six in the morning.
cameras-summer-itself = changes by itself
cameras-summer-itself-means = Like phones, and cameras paired with one.

## The clock to photograph

clock-face-title = Clock for cameras
clock-face-lead = Take a photo of this with every camera, sharp and filling half the frame, and upload it with the others. It corrects the camera’s clock; guests don’t see it.
clock-face-code = The time as a QR code
clock-face-none = { $problem } The clock stays empty rather than showing a wrong time.
clock-face-done = Done

## Cameras that send by FTP

senders-title = Cameras by FTP
senders-revoke = Revoke
senders-revoke-one = Revoke { $name }
senders-revoke-ask = Revoke this login?
senders-revoke-lead = The camera “{ $name }” can no longer send photos. Its photos stay. To let it send again, add it once more.
senders-revoke-yes = Revoke login
senders-online = { $count ->
    [one] { $online } of { $count } camera online
   *[other] { $online } of { $count } cameras online
  }
senders-off = This service does not accept photos from cameras yet
senders-off-lead = The person who runs it has to set FTP_PORT. Until then, upload photos on the Live page or with the command line.
senders-none = No cameras
senders-none-lead = A camera with Wi-Fi or a network cable can send every photo as you take it. Add one here and enter what you are shown in its FTP menu.
senders-revoked = { $count ->
    [one] { $count } login revoked.
   *[other] { $count } logins revoked.
  }
senders-user = Signs in as { $name }. The password was shown once, when the camera was added. If nobody entered it, revoke the login and add the camera again.
senders-waiting = Has not signed in yet
senders-here = Online
senders-away = Last signed in { $ago }
senders-type = In the camera’s FTP menu, enter
ftp-server = Server (host, address)
ftp-port = Port
ftp-security = Security
ftp-plain = FTP, no encryption
ftp-tls = FTPS (explicit, FTPES)
ftp-passive = Passive mode (PASV)
ftp-on = On
ftp-folder = Folder (directory)
ftp-any = / (any folder works)
ftp-user = User name
ftp-password = Password
senders-once = The password is shown only now. Capitals don’t matter, and it contains no 0, 1, i, l or o. Use one login per camera.
senders-clear = Without encryption, anyone on the same network can read along. Use it only on your own network.
senders-new = New camera
senders-which = Which camera?
senders-example = Anna’s R6
senders-add = Add a camera
senders-adding = Adding …
