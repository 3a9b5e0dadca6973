### The team of an event, and an invitation to one.


## Roles

team-role-owner = Inhaber:in
team-role-shoot = Fotograf:in
team-role-shoot-means = Schickt Fotos, sieht alles und löscht eigene Fotos.
team-role-edit = Bildredaktion
team-role-edit-means = Schickt Fotos, gibt alle frei, bewertet und verbirgt sie und stellt Kamerauhren.
team-role-help = Hilfe
team-role-help-means = Sieht alles und gibt Fotos frei. Schickt keine.
team-event-of = { $role } · Event von { $owner }
team-event-of-somebody = { $role } · fremdes Event

## The page

event-part-team = Team
team-members = Team
team-members-count = { $count ->
    [one] { $count } Person im Team
   *[other] { $count } Personen im Team
  }
team-alone = Bisher nur du
team-alone-lead = Lade andere mit einem Link ein. Alle melden sich mit dem eigenen Konto an, sehen dieses Event und werden bei ihren Fotos genannt.
team-you = { $name } (du)
team-former = Jemand, der nicht mehr dabei ist
team-since = Im Team seit { $date }
team-role = Rolle
team-role-of = Rolle von { $name }
team-release = Diese Fotos
team-release-own = Deine Fotos
team-release-of = Wann Gäste Fotos von { $name } sehen
team-release-event = Wie beim Event
team-release-at_once = Sofort
team-release-later = Nach einigen Minuten
team-release-approved = Nach Freigabe
team-saved = Gespeichert.
team-remove = Entfernen
team-remove-of = { $name } entfernen
team-remove-title = { $name } aus dem Team entfernen?
team-remove-lead = FTP-Zugänge und der Zugriff auf dieses Event enden sofort. Die Fotos bleiben, mit dem Namen.
team-remove-yes = Aus dem Team entfernen
team-removed = { $name } ist nicht mehr im Team.
team-leave = Team verlassen
team-leave-title = Dieses Team verlassen?
team-leave-lead = Du siehst dieses Event dann nicht mehr, und deine FTP-Zugänge dafür enden. Deine Fotos bleiben, mit deinem Namen.

## Invitations

team-invite-title = Jemanden einladen
team-invite-note = Für wen? (optional)
team-invite-note-example = Anna, zweite Kamera
team-invite-role = Was darf die Person?
team-invite-submit = Link erstellen
team-invite-doing = Wird erstellt …
team-invited = Die Einladung ist fertig
team-invited-lead = Schick diesen Link weiter. Er funktioniert einmal und wird nicht noch einmal angezeigt.
team-invited-copy = Link kopieren
team-open = Offene Einladungen
team-open-somebody = Einladung
team-open-until = { $role } · gültig bis { $date }
team-revoke = Zurückziehen
team-revoke-of = Einladung zurückziehen: { $note }
team-revoke-title = Diese Einladung zurückziehen?
team-revoke-lead = Der Link funktioniert sofort nicht mehr.
team-revoke-yes = Zurückziehen

## What is offered

offer-sign-in = Du wurdest eingeladen, an einem Event mitzuarbeiten. Melde dich an oder erstelle ein Konto, um die Einladung zu sehen.
offer-title = Einladung
offer-lead = { $name } lädt dich ein, an diesem Event mitzuarbeiten.
offer-lead-somebody = Du bist eingeladen, an diesem Event mitzuarbeiten.
offer-role = Deine Rolle
offer-date = Datum
offer-until = Gültig bis
offer-accept = Dem Team beitreten
offer-accepting = Wird beigetreten …
offer-decline = Ablehnen
offer-declined-title = Einladung abgelehnt
offer-declined-lead = Der Link funktioniert nicht mehr.
offer-guest = Dein Konto ist ein Gastkonto. Nur wer als Fotograf:in angemeldet ist, kann einem Team beitreten.
offer-gone = Diese Einladung lässt sich nicht öffnen
error-on_the_team = Du bist schon im Team dieses Events.
error-team_full = Das Team ist voll. Entferne zuerst jemanden.

## Who took what

by-line = Foto von { $name }
by-nobody = Unbekannt
by-filter = Fotograf:in
by-camera = Kamera
by-any = Alle
by-any-camera = Alle Kameras
by-count = { $name } ({ $photos })
