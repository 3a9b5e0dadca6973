### The review of photos before guests see them, and an event's insights.


## Review

review-title = Freigabe
review-reading = Fotos zur Freigabe werden gesucht …
review-waiting = { $count ->
    [one] { $count } zur Freigabe
   *[other] { $count } zur Freigabe
  }
review-none = Nichts zur Freigabe
review-none-at_once = Fotos dieses Events gehen sofort an die Gäste, wenn sie fertig sind. Um sie vorher anzusehen, ändere „Wann sehen Gäste die Fotos?“.
review-none-later = Neue Fotos erscheinen hier, wenn sie fertig sind, und werden nach einer Weile von selbst freigegeben.
review-none-approved = Neue Fotos erscheinen hier, wenn sie fertig sind. Gäste sehen sie, sobald du sie freigibst.
review-unsent = { $count ->
    [one] { $count } Entscheidung ist noch nicht gesendet: Der Dienst ist nicht erreichbar. Mach weiter, sie wird gesendet, sobald die Verbindung wieder da ist.
   *[other] { $count } Entscheidungen sind noch nicht gesendet: Der Dienst ist nicht erreichbar. Mach weiter, sie werden gesendet, sobald die Verbindung wieder da ist.
  }
review-in-stack = { $index } von { $total } ähnlichen
review-soft = Unscharf
review-dark = Dunkel
review-sharpest = Am schärfsten
review-stars = { $count ->
    [one] { $count } Stern
   *[other] { $count } Sterne
  }
review-no-stars = Keine Sterne
review-did-approve = { $count ->
    [one] Freigegeben.
   *[other] Freigegeben: { $count } Fotos.
  }
review-did-reject = { $count ->
    [one] Abgelehnt.
   *[other] Abgelehnt: { $count } Fotos.
  }
review-did-hold = Zurück zur Freigabe.
review-undo = Rückgängig
review-similar = Ähnliche Fotos
review-photo = Foto
review-acts = Deine Entscheidung
review-reject = Ablehnen
review-only = Nur dieses
review-approve = Freigeben
review-next = Nächste Serie

## Insights

insights-title = Statistik
insights-none = Noch hat kein Gast gesucht
insights-none-lead = Sobald Gäste suchen, siehst du hier, wie viele es sind, was sie gefunden haben und wie schnell.
insights-share = Event teilen
insights-searching = Gäste, die gerade suchen
insights-without = Gäste ohne Treffer
insights-without-more = bisher kein Foto gefunden
insights-per-minute = Treffer pro Minute
insights-last-hour = { $count ->
    [one] { $count } Treffer in der letzten Stunde, höchstens { $most } in einer Minute
   *[other] { $count } Treffer in der letzten Stunde, höchstens { $most } in einer Minute
  }
