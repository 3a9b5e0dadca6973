### The review of photos before guests see them, and an event's insights.


## Review

review-title = Review
review-reading = Looking for photos to review …
review-waiting = { $count ->
    [one] { $count } to review
   *[other] { $count } to review
  }
review-none = Nothing to review
review-none-at_once = Photos of this event go to guests as soon as they are ready. To check them first, change “When do guests see photos?”.
review-none-later = New photos appear here when they are ready, and are released automatically after a while.
review-none-approved = New photos appear here when they are ready. Guests see them once you approve them.
review-unsent = { $count ->
    [one] { $count } decision is not sent yet: the service can’t be reached. Keep going, it is sent once there is a connection.
   *[other] { $count } decisions are not sent yet: the service can’t be reached. Keep going, they are sent once there is a connection.
  }
review-in-stack = { $index } of { $total } similar
review-soft = Soft
review-dark = Dark
review-sharpest = Sharpest
review-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
  }
review-no-stars = No stars
review-did-approve = { $count ->
    [one] Approved.
   *[other] Approved: { $count } photos.
  }
review-did-reject = { $count ->
    [one] Rejected.
   *[other] Rejected: { $count } photos.
  }
review-did-hold = Back to review.
review-undo = Undo
review-similar = Similar photos
review-photo = Photo
review-acts = Your decision
review-reject = Reject
review-only = Only this one
review-approve = Approve
review-next = Next burst

## Insights

insights-title = Insights
insights-none = No guest has searched yet
insights-none-lead = When guests start searching, you can see here how many there are, what they found and how fast.
insights-share = Share the event
insights-searching = Guests searching now
insights-without = Guests without a match
insights-without-more = no photo found so far
insights-per-minute = Matches per minute
insights-last-hour = { $count ->
    [one] { $count } match in the last hour, { $most } at most in a minute
   *[other] { $count } matches in the last hour, { $most } at most in a minute
  }
