### Finals: edited pictures that replace the photos they were made of.


## Sending them

finals-sending = These are finals: replace the proofs
finals-sending-hint = Each one replaces the photo with the same name. Guests keep their photos and hearts.
finals-outcome = { $replaced ->
    [one] { $replaced } photo replaced
   *[other] { $replaced } photos replaced
  }
finals-outcome-lone = { $lone ->
    [one] { $lone } had no proof
   *[other] { $lone } had no proof
  }
finals-outcome-underway = { $count ->
    [one] { $count } still being read
   *[other] { $count } still being read
  }
finals-board = Replaced by finals

## A photo

photo-fact-final = Final
photo-final-replaced = Shows a final
photo-final-no_proof = A final without a proof
photo-final-several_proofs = A final with several possible proofs
photo-fact-proof = Proof
photo-proof-compare = Compare with the proof
photo-proof = The proof
photo-proof-is-final = The final
photo-proof-back = Go back to the proof
photo-proof-back-question = Go back to the proof?
photo-proof-back-lead = Guests see the proof again, and the final is deleted.
photo-proof-pending = The proof is on its way back.
photo-assign = Choose the proof
photo-assign-lead = Which photo does { $name } replace?
photo-assign-search = Part of a name
photo-assign-none = No matching photos.
photo-assign-this = Replace { $name }

## What stands in the way

failure-no_proof = No photo has this name. Choose the photo it replaces.
failure-several_proofs = Several photos have this name. Choose the one it replaces.
error-no_proof_kept = The proof of this photo was not kept.
error-cannot_replace = This photo can’t be replaced by that one right now.
error-final_in_use = A photo shows this final. Go back to its proof, or delete the photo.

## Settings

finals-title = Finals
finals-by-legend = Which photo does a final replace?
finals-by-name = The one with the same name
finals-by-name-means = If several share the name, the one taken in the same second.
finals-by-name_and_time = Only one with the same name and time
finals-by-name_and_time-means = For cameras that use the same names. The final must keep the time in its metadata.
lone-finals-legend = A final without a proof
lone-finals-photo = Becomes a new photo
lone-finals-photo-means = Guests see it like any other photo.
lone-finals-ask = Waits for you
lone-finals-ask-means = Until you choose the photo it replaces.
keep-proofs-legend = When a final replaces a photo
keep-proofs-true = Keep the proof
keep-proofs-true-means = You can go back to it for as long as the event exists.
keep-proofs-false = Delete the proof
keep-proofs-false-means = At once, and for good. A RAW file stays.
