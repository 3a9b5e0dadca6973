### Die Texte der Gästeseite, des Kiosks und der Startseite auf Deutsch. Fluent-Syntax (projectfluent.org).

## Shared: languages and the connection

language-label = Sprache
connection-online = Live
connection-waiting = Gerade keine Verbindung. Wir versuchen es weiter; nichts geht verloren.
skip-to-content = Zum Inhalt springen
one-moment = Einen Moment …
try-again = Noch einmal versuchen
back = Zurück
cancel = Abbrechen
close = Schließen

## Shared: photos of somebody

photos-of-you = { $count ->
    [one] { $count } Foto von dir
   *[other] { $count } Fotos von dir
  }
photos-of-you-so-far = { $count ->
    [one] { $count } Foto bisher …
   *[other] { $count } Fotos bisher …
  }
new-photos = { $count ->
    [one] { $count } neues Foto von dir
   *[other] { $count } neue Fotos von dir
  }
no-photos-yet = Noch keine Fotos von dir
looking-at-selfie = Wir sehen uns dein Selfie an …
looking-for-you = Wir suchen dich …
looking-through = Die Fotos werden durchgesehen
looked-through = { $scanned } von { $total } Fotos durchgesehen
just-in = Neu
open-photo = Foto { $index } von { $total } öffnen
open-new-photo = Das neue Foto { $index } von { $total } öffnen
photo-position = Foto { $index } von { $total }
photo-number = Foto { $index }
previous-photo = Voriges Foto
next-photo = Nächstes Foto
zoom-photo = Vergrößern
photo-failed = Dieses Foto konnte nicht geladen werden.
maybe-you = Vielleicht du
maybe-several = Vielleicht jemand von euch
maybe-lead = Hier sind wir nicht sicher. Du entscheidest.
is-this-you = Bist du das?
yes-me = Ja, ich
not-me = Nicht ich
answered-yes = Jetzt deins
answered-no = Nicht du
is-this-person = Ist das { $name }?
yes-person = Ja
not-person = Nein
answered-yes-person = { $name } ist drauf
answered-no-person = { $name } ist nicht drauf
undo = Rückgängig
undo-now = Jetzt löschen
undo-failed = Nicht gelöscht: { $what }
open-doubtful-photo = Dieses Foto öffnen, auf dem du sein könntest

## Shared: what is wrong with a selfie, and what to do about it

rejected-title = Versuchen wir es noch einmal
rejected-no_face = Wir haben kein Gesicht gefunden. Schau direkt in die Kamera, das ganze Gesicht im Bild.
rejected-several_faces = Auf dem Bild ist mehr als ein Gesicht. Mach eins nur von dir.
rejected-too_small = Dein Gesicht ist zu klein im Bild. Geh näher heran.
rejected-too_blurry = Das Bild ist verwackelt. Halt kurz still oder wisch die Linse ab.
rejected-too_dark = Es ist zu dunkel. Such dir mehr Licht, am besten von vorn.
rejected-unreadable = Dieses Bild konnten wir nicht lesen. Bitte mach ein neues.
rejected-selfie_gone = Dein Selfie ging verloren, bevor wir es ansehen konnten, weil wir es nur im Arbeitsspeicher halten. Bitte mach es noch einmal.
tap-your-face = Tippe auf dein Gesicht
picture-of-several = Dein Bild mit mehreren Menschen
several-people = Auf diesem Bild sind mehrere Menschen. Wer bist du?
face-left = Gesicht { $index } von { $total }, links
face-right = Gesicht { $index } von { $total }, rechts
face-middle = Gesicht { $index } von { $total }, in der Mitte

## Shared: the camera

camera-denied = Die Kamera ist hier nicht erlaubt. Erlaube sie in den Einstellungen deines Browsers für diese Seite, oder wähl ein Bild aus.
camera-missing = Hier gibt es keine Kamera. Wähl stattdessen ein Bild aus.
camera-busy = Eine andere App benutzt die Kamera. Schließ sie und versuch es noch einmal, oder wähl ein Bild aus.
camera-insecure = Die Kamera funktioniert nur über eine sichere Adresse (https). Wähl stattdessen ein Bild aus.
camera-failed = Die Kamera antwortet nicht. Versuch es noch einmal, oder wähl ein Bild aus.
camera-ended = Die Kamera ist weg. Schließ sie an oder schalte sie ein und versuch es noch einmal, oder wähl ein Bild aus.
camera-live = Livebild deiner Kamera
camera-starting = Die Kamera startet. Vielleicht fragt dein Browser, ob sie darf.

## Shared: whose event it is

brand-privacy = Datenschutz
brand-credit = Mit eventphotos gemacht

## Shared: errors, by their code or their HTTP status

error-pin_required = Diese Veranstaltung ist mit einer PIN geschützt. Sie kam zusammen mit deinem Link.
error-wrong_pin = Diese PIN stimmt nicht. Bitte versuch es noch einmal.
error-link_expired = Dieser Link ist abgelaufen. Bitte frag dort, wo du ihn bekommen hast, nach einem neuen.
error-link_revoked = Dieser Link wurde zurückgezogen. Bitte frag dort, wo du ihn bekommen hast, nach einem neuen.
error-handoff_expired = Dieser Code ist abgelaufen. Bitte beginne noch einmal an dem Bildschirm, der ihn gezeigt hat.
error-handoff_used = Dieser Code wurde schon benutzt: Er gilt einmal, für ein Handy. Wenn du das nicht warst, beginne bitte noch einmal an dem Bildschirm, der ihn gezeigt hat.
error-reset_expired = Dieser Link wurde schon benutzt oder ist zu alt.
error-consent_changed = Was du erlaubst, wurde gerade geändert. Bitte lies es noch einmal.
error-consent_required = Wir dürfen dich erst suchen, wenn du zugestimmt hast.
error-selfie_missing = Bitte mach zuerst ein Selfie.
error-too_many_selfies = Es gehen bis zu drei Selfies auf einmal und fünf pro Person.
error-search_not_live = Diese Suche nimmt gerade keine Selfies an. Versuch es gleich noch einmal.
error-empty_file = Dieses Bild ist leer. Bitte wähl ein anderes.
error-selfie_search_off = Die Suche per Selfie ist für diese Veranstaltung ausgeschaltet.
error-downloads_off = Von dieser Veranstaltung gibt es keine Downloads.
error-gallery_closed = Die Galerie dieser Veranstaltung ist nicht für dich offen.
error-picture_not_ready = Dieses Bild wird noch vorbereitet. Versuche es gleich noch einmal.
error-media_url_expired = Dieses Foto muss neu geladen werden. Bitte versuch es noch einmal.
error-unreachable = Wir erreichen den Dienst nicht. Prüf deine Verbindung und versuch es noch einmal.
error-search_ended = Diese Suche ist zu Ende, und alles, was dazugehörte, ist gelöscht.
error-search_ended_by_photographer = Der Link, über den du gekommen bist, wurde von der Fotografin oder dem Fotografen geschlossen, und mit ihm endete deine Suche. Der Code deines Gesichts und alles Gefundene sind gelöscht.
error-visit_over = Hier ist nichts mehr über dich gespeichert. Um wieder zu suchen, öffne den Link der Veranstaltung oder beginne am Bildschirm.
error-status-401 = Dein Besuch ist zu Ende. Bitte öffne deinen Link noch einmal.
error-status-403 = Das ist für dich nicht offen.
error-status-404 = Prüfe den Link: Vielleicht ist er vertippt, oder die Veranstaltung ist vorbei.
error-status-409 = Das passt nicht mehr. Bitte versuch es noch einmal.
error-status-410 = Das gibt es nicht mehr.
error-status-413 = Dieses Bild ist zu groß. Bitte wähl ein kleineres.
error-status-415 = Diese Datei ist kein Bild, das wir lesen können. Bitte wähl ein Foto als JPEG, PNG oder HEIC.
error-status-422 = Das haben wir nicht verstanden. Bitte versuch es noch einmal.
error-status-429 = Das war etwas schnell.
error-status-503 = Der Dienst ist gerade ausgelastet.
error-unknown = Bei uns ist etwas schiefgegangen. Bitte versuch es noch einmal.
error-retry-after = { $seconds ->
    [one] Versuch es in { $seconds } Sekunde noch einmal.
   *[other] Versuch es in { $seconds } Sekunden noch einmal.
  }

## Guest: opening a link

guest-title = { $event } · Finde dich
guest-opening = Die Veranstaltung wird geöffnet …
guest-closed-title = Das ging nicht auf
guest-expired-title = Dieser Link ist vorbei
guest-handoff-over-title = Dieser Code gilt nicht mehr
guest-unknown-title = Link nicht gefunden
guest-ended-title = Diese Suche ist vorbei
guest-offline-title = Du bist offline
guest-offline-lead = Diese Seite öffnet sich von selbst, sobald es wieder eine Verbindung gibt. Nichts von dir geht verloren.
guest-pin-title = Gib die PIN ein
guest-pin-label = PIN
guest-pin-submit = Veranstaltung öffnen
guest-pin-locked = { $seconds ->
    [one] Zu viele falsche PINs. In { $seconds } Sekunde kannst du es wieder versuchen.
   *[other] Zu viele falsche PINs. In { $seconds } Sekunden kannst du es wieder versuchen.
  }
guest-pin-locked-spoken = Zu viele falsche PINs. Bitte warte ein wenig.
guest-pin-again = Du kannst es jetzt wieder versuchen.

## Guest: welcome and consent

guest-cover = Das Titelbild der Veranstaltung
guest-promise = Mach ein Selfie und sieh die Fotos, auf denen du bist: die, die schon da sind, und neue, sobald sie da sind.
guest-selfie-fate = Dein Selfie wird gleich nach der Suche gelöscht. Es bleibt ein verschlüsselter Code deines Gesichts, der nur dazu dient, dich auf dieser Veranstaltung zu finden. Du kannst ihn jederzeit löschen.
guest-registered-only = Bei dieser Veranstaltung werden Gesichter auf Fotos nur mit Gästen verglichen, die darum gebeten haben. Von allen anderen wird kein Gesicht gespeichert.
guest-photographer-says = Von der Fotografin oder dem Fotografen
guest-consent = Ja, sucht mein Gesicht
guest-consent-scope = in den Fotos dieser Veranstaltung
guest-consent-missing = Bitte setz zuerst oben das Häkchen: Wir suchen dich nur, wenn du Ja sagst.
guest-begin = Selfie machen
guest-details-title = Was genau passiert mit meinem Gesicht?
guest-details-selfie = Dein Selfie wird einmal benutzt, um einen Code deines Gesichts zu berechnen, und dann gelöscht. Niemand bekommt es zu sehen, und es wird nie als Datei aufbewahrt.
guest-details-code = Der Code wird nur mit den Gesichtern in den Fotos dieser Veranstaltung verglichen. Er wird verschlüsselt gespeichert, mit einem eigenen Schlüssel, und ebenso, wo auf jedem gefundenen Foto dein Gesicht ist. Welche Fotos zu deiner Suche gehören, wird lesbar gespeichert, ohne deinen Namen.
guest-details-who = Niemand außer dir sieht, was gefunden wurde. Wer fotografiert, sieht weder dein Selfie noch deine Ergebnisse.
guest-details-forget = „Vergesst mich“ löscht den Code, seinen Schlüssel und die Ergebnisse sofort. Wenn du nichts tust, wird alles gelöscht, sobald die Suche endet. Auch wer fotografiert, kann sie beenden, indem der Link geschlossen wird, über den du gekommen bist.
guest-details-record = Dass du zugestimmt hast und wann, bleibt als Nachweis vermerkt, ohne etwas von deinem Gesicht. Der Vermerk wird { $days } Tage nach dem Ende deiner Suche gelöscht.
guest-details-free = Ja zu sagen ist deine freie Entscheidung. Mach nur von dir selbst ein Selfie.
guest-search-off-title = Hier gibt es keine Selfie-Suche
guest-search-off = Die Suche per Selfie ist für diese Veranstaltung ausgeschaltet.
guest-gallery-promise = Hier sind alle Fotos der Veranstaltung, und neue erscheinen, sobald sie da sind.
guest-search-off-ask = Frag, wer fotografiert hat, wie du an deine Fotos kommst.
guest-see-all = Alle Fotos ansehen

## Guest: the selfie

guest-selfie-title = Dein Selfie
guest-selfie-hint = Bring dein Gesicht ins Oval und schau in die Kamera. Licht von vorn hilft.
guest-shoot = Bild aufnehmen
guest-countdown = Halt still …
guest-retake = Noch einmal aufnehmen
guest-another = Noch eins dazu
guest-another-why = Ein zweites Selfie, leicht von der Seite, findet mehr Fotos.
guest-choose = Bild auswählen
guest-choose-label = Bis zu drei Bilder von dir auswählen
guest-use-camera = Kamera benutzen
guest-in-app = Du bist in einer App, in der diese Seite keine Kamera hat. Kopier den Link und öffne ihn in { $browser }, oder wähl hier ein Bild aus.
guest-in-app-copy = Link für { $browser } kopieren
guest-in-app-copied = Link kopiert. Öffne { $browser } und füg ihn in die Adresszeile ein.
guest-in-app-not-copied = Die App erlaubt kein Kopieren. Das ist der Link für { $browser }:
guest-selfie-position = Selfie { $index }
guest-remove-selfie = Selfie { $index } entfernen
guest-selfies-taken = { $count ->
    [one] { $count } von 3 Selfies
   *[other] { $count } von 3 Selfies
  }
guest-find = Meine Fotos finden
guest-sending = Wird gesendet …
guest-file-unreadable = „{ $name }“ ist kein Bild, das wir lesen können. Bitte wähl ein Foto als JPEG, PNG oder HEIC.
guest-file-too-large = „{ $name }“ ist zu groß. Bitte wähl ein kleineres Bild.

## Guest: results

guest-your-photos = Deine Fotos
guest-all-photos = Alle Fotos
guest-live-until = Neue Fotos von dir erscheinen hier bis zum { $date }. Danach wird deine Suche gelöscht; heruntergeladene Fotos bleiben.
guest-nothing-lead = Wir suchen weiter, und Fotos von dir erscheinen hier. Bleib ein wenig, oder komm später mit demselben Link zurück.
guest-strip-waiting = Neue Fotos von dir erscheinen hier.
guest-to-check = { $count ->
    [one] Bist du das? ({ $count })
   *[other] Bist du das? ({ $count })
  }
guest-show-all = Alle
guest-surest = Beste zuerst
guest-favourites = Favoriten
guest-no-favourites = Noch keine Favoriten. Tipp auf einem Foto auf das Herz, dann bleibt es hier.
guest-not-me-said = Das bist du also nicht. Wir haben das Foto aus deinen genommen.
guest-favourite = Favorit
guest-download = Herunterladen
guest-download-all = Alle herunterladen
guest-download-favourites = Favoriten herunterladen
guest-zip-making = Deine Fotos werden gepackt …
guest-zip-progress = { NUMBER($received, maximumFractionDigits: 0) } von { NUMBER($total, maximumFractionDigits: 0) } MB
guest-zip-received = { NUMBER($received, maximumFractionDigits: 0) } MB
guest-zip-done = Gespeichert. Sieh bei deinen Downloads nach.
guest-zip-handed-over = Dein Browser lädt { NUMBER($total, maximumFractionDigits: 0) } MB herunter. Du kannst weiterschauen.
guest-zip-name = { $event } – Fotos von mir
guest-zip-name-several = { $event } – Fotos von uns
guest-share = Teilen
guest-share-ready = Zum Teilen noch einmal tippen
guest-share-failed = Dieses Foto konnte nicht geteilt werden. Versuch es noch einmal, oder lade es herunter.
guest-preparing = Einen Moment …
albums = Alben
gallery-order = Reihenfolge
gallery-newest = Neueste zuerst
gallery-day = Durch den Tag
gallery-size = Größe der Fotos
gallery-smaller = Kleinere Fotos
gallery-larger = Größere Fotos
gallery-choose = Auswählen
gallery-choose-photo = Foto { $index } von { $total } auswählen
gallery-chosen-tools = Was mit den ausgewählten Fotos geschieht
gallery-chosen-none = Tippe die Fotos an, die du möchtest.
gallery-chosen = { $count ->
    [one] { $count } Foto ausgewählt.
   *[other] { $count } Fotos ausgewählt.
  }
gallery-chosen-full = Du kannst bis zu { $count } auf einmal auswählen.
gallery-choose-all = Alle
gallery-zip-name = { $event } – Fotos
slideshow = Diashow
slideshow-title = Diashow aller Fotos
slideshow-pause = Anhalten
slideshow-play = Weiter abspielen
guest-gallery-new = { $count ->
    [one] { $count } neues Foto
   *[other] { $count } neue Fotos
  }
guest-gallery-newer = Neue Fotos zeigen
guest-gallery-empty = Noch keine Fotos. Sie erscheinen hier.
guest-gallery-end = { $count ->
    [one] Das ist das einzige Foto.
   *[other] Das sind alle { $count } Fotos.
  }
guest-expired-meanwhile = Der Link ist abgelaufen, aber was für dich gefunden wurde, ist noch da.

guest-install-title = Deine Fotos mit einem Tipp
guest-install-lead = Leg diese Seite auf deinen Startbildschirm: Sie öffnet sich sofort, auch ohne Netz.
guest-install-yes = Installieren
guest-install-no = Jetzt nicht
guest-install-by-hand = Tippe im Browser auf „Teilen“ und dann auf „Zum Home-Bildschirm“. Dort fängt die Seite neu an: Behalte diesen Link.

alerts-open = Bei neuen Fotos Bescheid geben
alerts-title = Bei neuen Fotos Bescheid geben
alerts-lead = Beim ersten neuen Foto sagen wir dir gleich Bescheid, danach höchstens einmal pro Stunde, und noch einmal, wenn alle Fotos da sind.
alerts-push = Auf diesem Gerät benachrichtigen
alerts-email = Deine E-Mail-Adresse
alerts-mail = Per E-Mail
alerts-asked = Wir haben eine Mail an { $email } geschickt. Bestätige sie, dann sagen wir dir bei neuen Fotos Bescheid.
alerts-consent = Wählst du eines davon, bewahren wir deine Adresse oder die Push-Adresse dieses Browsers verschlüsselt auf, bis deine Suche endet, und nutzen sie für nichts anderes. Du kannst es jederzeit beenden, hier oder in jeder Mail.
alerts-stop = Beenden
alerts-stop-of = Beenden: { $target }
alerts-unconfirmed = Wartet auf deine Bestätigung per Mail
alerts-this-device = Dieses Gerät
alerts-other-device = Ein anderes Gerät
alerts-apple = Auf iPhone und iPad kommen Mitteilungen nur auf Seiten vom Home-Bildschirm: Tippe auf „Teilen“ und dann auf „Zum Home-Bildschirm“, öffne die Seite dort und wähle das hier noch einmal.
alerts-no-way = Dieser Browser kann keine Benachrichtigungen zeigen. Behalte den Link und komm später wieder.
error-push_denied = Dein Browser lässt keine Mitteilungen dieser Seite zu. Erlaube sie in seinen Einstellungen und versuch es noch einmal.
error-push_failed = Dieser Browser ließ sich nicht für Mitteilungen einrichten. Bitte versuch es noch einmal.
error-mail_off = Dieser Dienst verschickt keine Mails.
error-too_many_alerts = Du hast schon fünf Benachrichtigungen. Beende erst eine davon.
error-letter_over = Dieser Link gilt nicht mehr: Die Suche dahinter ist zu Ende, oder die Mails wurden abbestellt.
letter-title = Deine Mails von uns
letter-confirm-title = Von neuen Fotos erfahren
letter-confirm-lead = Jemand möchte an dieser Adresse von neuen Fotos erfahren. Wenn du das warst, bestätige es bitte.
letter-confirm-yes = Ja, Bescheid geben
letter-confirm-done-title = Alles klar
letter-confirm-done = Erledigt. Wir sagen dir bei neuen Fotos Bescheid: { $event }.
letter-refuse-title = Das warst du nicht?
letter-refuse-lead = Wir löschen diese Adresse und schreiben ihr zu dieser Veranstaltung nicht mehr.
letter-refuse-yes = Das war ich nicht
letter-refuse-done-title = Adresse gelöscht
letter-refuse-done = Erledigt. Zu dieser Veranstaltung kommt keine Mail mehr.
letter-stop-title = Keine Mails mehr?
letter-stop-lead = Hier sagen wir dir dann nicht mehr Bescheid. Deine Fotos bleiben, wo sie sind.
letter-stop-yes = Beenden
letter-stop-done-title = Keine Mails mehr
letter-stop-done = Erledigt. Du bekommst diese Mails nicht mehr.
letter-close = Du kannst diese Seite schließen.
letter-over = Dieser Link gilt nicht mehr. Es gibt nichts mehr zu tun.

## Guest: several people in one visit

selfie-add = Noch ein Selfie
selfie-another = Noch ein Selfie
selfie-looking = Wir suchen auch mit deinem neuen Selfie …
selfie-added = Dein neues Selfie ist dabei: Was es findet, erscheint hier.
selfie-of-another = Das sieht nach jemand anderem aus, darum blieb alles, wie es war.
person-add = Noch jemand
person-title = Wer noch?
person-lead = Zum Beispiel dein Kind oder deine Partnerin. Auch diese Fotos erscheinen hier, und du siehst, auf welchen ihr alle seid.
person-name = Name
person-name-missing = Bitte sag, wie du diese Person nennst.
person-consent = Ja, sucht dieses Gesicht: Die Person ist einverstanden, oder ich entscheide für mein Kind
person-consent-missing = Bitte setz zuerst oben das Häkchen: Wir suchen nur, wer einverstanden ist oder für wen du entscheiden darfst.
person-begin = Bild aufnehmen
selfie-of-person = Bild von { $name }
tap-face-of = Tippe auf das Gesicht von { $name }
people-label = Personen
people-me = Ich
people-everybody = Alle
people-together = Zusammen
person-number = Person { $number }
forget-person = { $name } vergessen
forget-everybody = Vergesst uns alle
forget-person-question = Sollen wir { $name } vergessen?
forget-everybody-question = Sollen wir euch alle vergessen?
forget-others-lead = Das löscht den Code des Gesichts und alles, was damit gefunden wurde, hier und beim Dienst. Neue Fotos erscheinen dann nicht mehr.
people-back = Zurück zu den Fotos
photos-of-person = { $count ->
    [one] { $count } Foto von { $name }
   *[other] { $count } Fotos von { $name }
  }
photos-of-everybody = { $count ->
    [one] { $count } Foto von euch
   *[other] { $count } Fotos von euch
  }
photos-together = { $count ->
    [one] { $count } Foto mit euch allen
   *[other] { $count } Fotos mit euch allen
  }

## Gäste: mehrere Fotos aufs Handy

choose-several = Auswählen
choose-lead = Tippe auf die Fotos, die du willst
choose-all = Alle
choose-end = Fertig
choose-zip = Als ZIP
chosen-photos = { $count ->
    [one] { $count } Foto ausgewählt
   *[other] { $count } Fotos ausgewählt
  }
save-photos = Auf diesem Handy speichern
save-ready = { $count ->
    [one] Tippen: { $count } Foto speichern
   *[other] Tippen: { $count } Fotos speichern
  }
save-more = Weitere speichern ({ $saved } von { $total })
save-done = { $count ->
    [one] { $count } Foto gespeichert
   *[other] { $count } Fotos gespeichert
  }
error-share_failed = Dein Handy hat diese Fotos nicht angenommen. Nimm weniger oder ein ZIP.

## Gäste: Favoriten, für den Fotografen und auf anderen Geräten

favourite-photo = Foto { $index } als Favorit
guest-offline-seen = Du bist offline. Das sind die Fotos, die du hier schon gesehen hast.
guest-list-for-photographer = Der Fotograf sieht deine Favoriten. Andere Gäste sehen sie nicht.
guest-list-name = Dein Name (freiwillig)
guest-list-name-save = Speichern
guest-list-name-saved = Gespeichert
guest-list-link = Auf anderem Gerät öffnen
guest-list-link-why = Schick dir diesen Link selbst: Er öffnet deine Favoriten auf jedem Gerät, auch wenn dieses Handy verloren geht. Wer ihn hat, kann sie ändern.
guest-list-copied = Link kopiert
guest-list-unsent = { $count ->
    [one] { $count } Änderung wird gesendet, sobald du wieder online bist.
   *[other] { $count } Änderungen werden gesendet, sobald du wieder online bist.
  }
guest-comment = Kommentar
guest-comment-title = An den Fotografen
guest-comment-lead = Nur der Fotograf liest das, kein anderer Gast.
guest-comment-label = Dein Kommentar zu diesem Foto
guest-comment-send = Senden
guest-comment-delete = Löschen
guest-comment-deleted = Kommentar gelöscht.
guest-comment-waits = Wird gesendet, sobald du wieder online bist.
guest-chosen-title = Deine Favoriten
guest-chosen-only = Ausgewählt
guest-chosen-none = Noch nichts ausgewählt. Tippe bei einem Foto auf das Herz.
guest-chosen-count = { $count ->
    [one] { $count } Foto ausgewählt
   *[other] { $count } Fotos ausgewählt
  }
guest-chosen-of = { $count } von { $goal } ausgewählt
guest-chosen-over = { $count ->
    [one] { $count } Foto mehr als die gewünschten { $goal }
   *[other] { $count } Fotos mehr als die gewünschten { $goal }
  }
guest-chosen-finish = Auswahl abschließen
guest-chosen-finished = Danke! Der Fotograf sieht deine Auswahl.
guest-chosen-again = Auswahl ändern
error-favourites_full = Du kannst bis zu 2.000 Fotos auswählen. Entferne zuerst einige.
error-comments_off = Der Fotograf nimmt zu diesen Fotos keine Kommentare an.
error-too_many_comments = Mehr Kommentare gehen nicht. Lösche zuerst einige.
error-unknown_photo = Dieses Foto ist nicht mehr da.

## Guest: forget me

guest-export = Meine Daten speichern
guest-forget = Vergesst mich
guest-forget-question = Sollen wir dich vergessen?
guest-forget-lead = Das löscht den Code deines Gesichts und alles, was damit gefunden wurde, hier und beim Dienst. Neue Fotos von dir erscheinen dann nicht mehr.
guest-forget-yes = Ja, alles löschen
guest-forget-no = Weiter suchen
guest-forgotten-title = Deine Daten sind gelöscht
guest-forgotten-lead = Der Code deines Gesichts und alles, was damit gefunden wurde, ist gelöscht. Fotos, die du heruntergeladen hast, bleiben bei dir.
guest-forgetting-title = Auf diesem Handy vergessen
guest-forgetting-lead = Der Dienst hat noch nicht bestätigt, dass auch er alles gelöscht hat. Wir fragen weiter, bis er es tut; lass diese Seite offen, oder öffne sie wieder, wenn du online bist.
guest-kept-forget = Von diesem Handy löschen
guest-kept-forget-question = Löschen, was dieses Handy behält?
guest-kept-forget-lead = Dieses Handy behält die Fotos, die du angesehen hast, damit du sie auch offline öffnen kannst. Sie werden gelöscht, ebenso deine Favoriten und Kommentare, hier und beim Dienst. Fotos, die du heruntergeladen hast, bleiben bei dir.
guest-kept-forget-given = Fotos, die du geteilt hast, bleiben auf der Veranstaltung und lassen sich danach nicht mehr von diesem Handy löschen: Lösch sie vorher, wenn sie dort nicht bleiben sollen.
guest-kept-forgotten = Die Fotos auf diesem Handy, deine Favoriten und deine Kommentare sind gelöscht. Fotos, die du heruntergeladen hast, bleiben bei dir.
guest-receipt-title = Beleg
guest-receipt-event = Veranstaltung
guest-receipt-search = Suche
guest-receipt-agreed = Zugestimmt
guest-receipt-withdrawn = Widerrufen
guest-receipt-number = Nummer
guest-receipt-check = Nachprüfen unter
guest-receipt-erased = Gelöscht
guest-receipt-selfie = dein Selfie
guest-receipt-template = der Code deines Gesichts
guest-receipt-matches = alles, was gefunden wurde
guest-receipt-already = Es war schon gelöscht.
guest-receipt-save = Beleg speichern
guest-receipt-print = Drucken
guest-start-again = Neu anfangen

## Start page

start-title = Finde dich in den Fotos
start-lead = Ein Selfie, und die Fotos, auf denen du bist, erscheinen auf deinem Handy, noch während die Veranstaltung läuft.
start-lost-title = Seite nicht gefunden
start-lost-lead = Prüf die Adresse, oder mach von hier aus weiter.
start-guest-title = Du warst auf einer Veranstaltung?
start-guest-lead = Öffne den Link, den du bekommen hast, oder scanne den Code auf der Karte oder dem Bildschirm dort.
start-open-events = Offene Veranstaltungen
start-events-loading = Wir suchen Veranstaltungen …
start-step-open = Link öffnen oder Code scannen.
start-step-selfie = Ein Selfie machen.
start-step-photos = Deine Fotos erscheinen, und neue kommen dazu.
start-photographer-title = Fotografierst du?
start-photographer-lead = Lade sie hoch, während du fotografierst. Die Gäste finden sich selbst.
start-sign-in = Anmelden
start-register = Konto anlegen
start-organiser-title = Du bist für den Ort zuständig?
start-organiser-lead = Mach aus jedem Touchscreen einen Platz, an dem Gäste ihre Fotos finden.
start-kiosk = Kiosk einrichten

## Card: printed, on the tables of a party

card-title = Finde deine Fotos
card-step-scan = Scanne den Code mit deinem Handy
card-step-selfie = Mach ein Selfie
card-step-see = Sieh die Fotos, auf denen du bist, auch die, die noch kommen
card-pin = PIN { $pin }
card-pin-ask = Du wirst nach einer PIN gefragt. Wir verraten sie dir gern.
card-promise = Dein Selfie wird gleich nach der Suche gelöscht.

## Giving photos

wall-question = Darf die Fotowand vor Ort Fotos von dir zeigen?
wall-question-of = Darf die Fotowand vor Ort Fotos von { $name } zeigen?
wall-question-yes = Ja
wall-question-no = Nein
wall-question-means = Bei Nein zeigt die Wand keine Fotos, auf denen du sicher zu sehen bist. Du kannst deine Antwort ändern; sie wird mit deiner Suche gelöscht.

give-offer = Eigene Fotos teilen
give-title = Eigene Fotos teilen
give-lead = Füge Fotos hinzu, die du auf dieser Veranstaltung gemacht hast. Ganz ohne Selfie.
give-name = Dein Name (optional)
give-name-hint = Steht bei deinen Fotos.
give-choose = Fotos auswählen
give-camera = Foto aufnehmen
give-on-the-way = Deine Fotos werden gesendet
give-stuck = { $count ->
    [one] Keine Verbindung. { $count } Foto wird gesendet, sobald du wieder online bist.
   *[other] Keine Verbindung. { $count } Fotos werden gesendet, sobald du wieder online bist.
  }
give-left = { $count ->
    [one] Noch { $count } Foto zu senden …
   *[other] Noch { $count } Fotos zu senden …
  }
give-done = { $count ->
    [one] { $count } Foto gesendet. Danke!
   *[other] { $count } Fotos gesendet. Danke!
  }
give-twice = { $count ->
    [one] { $count } war schon da.
   *[other] { $count } waren schon da.
  }
give-failed = { $count ->
    [one] { $count } Foto konnte nicht gesendet werden.
   *[other] { $count } Fotos konnten nicht gesendet werden.
  }
given-title = Deine Fotos
given-none = Noch nichts. Hier stehen Fotos, die du teilst.
given-processing = Wird vorbereitet …
given-waiting = Wartet auf Freigabe
given-shown = Für Gäste sichtbar
given-not_shown = Wird Gästen nicht gezeigt
given-failed = Dieses Foto ließ sich nicht lesen. Bitte lösche es.
given-delete = Löschen
given-delete-named = { $name } löschen
given-deleted = Foto „{ $name }“ gelöscht.
given-from = Von { $name }
given-from-guest = Von einem Gast
error-giving_off = Diese Veranstaltung nimmt gerade keine Fotos von Gästen an.
error-given_enough = Mehr Fotos gehen nicht. Lösche eines von deinen, um Platz zu machen.
error-unreadable_file = Dieses Foto lässt sich nicht mehr lesen. Bitte wähle es noch einmal aus.
error-too_large = Dieses Foto ist zu groß.
error-event_full = Diese Veranstaltung nimmt keine Fotos mehr auf. Trotzdem danke.
error-account_full = Diese Veranstaltung nimmt keine Fotos mehr auf. Trotzdem danke.
error-account_bytes_full = Diese Veranstaltung nimmt keine Fotos mehr auf. Trotzdem danke.

## Kiosk

kiosk-title = Finde deine Fotos

kiosk-pair-title = Diesen Bildschirm verbinden
kiosk-pair-lead = Öffne im Studio die Veranstaltung, füge einen Kiosk hinzu und gib hier seinen Code ein.
kiosk-pair-language = Sprache, mit der dieser Bildschirm beginnt
kiosk-pair-code = Kopplungscode
kiosk-pair-button = Bildschirm verbinden
kiosk-pair-busy = Wird gekoppelt …
error-unknown_pairing_code = Dieser Code gilt nicht. Codes wirken einmal und nur für einige Minuten: Mach im Studio einen neuen.

kiosk-locked-title = Dieser Bildschirm ist geschlossen
kiosk-locked-lead = Die Veranstalter haben ihn geschlossen. Deine Fotos gibt es noch: Frag sie nach dem Link.
kiosk-locked-button = Bildschirm neu koppeln

wall-title = Fotowand
wall-pair-lead = Öffne im Studio die Veranstaltung, füge eine Fotowand hinzu und gib hier ihren Code ein.
wall-locked-lead = Die Veranstalter haben sie geschlossen. Sie zeigt keine Fotos mehr.
wall-empty = Hier erscheinen die Fotos, sobald sie entstehen.
wall-away = Gerade keine Verbindung. Es geht von selbst weiter.
wall-paused = Angehalten
wall-photo = Ein Foto der Veranstaltung
wall-join = Scannen und die eigenen Fotos finden
wall-logo = Logo des Fotografen
wall-qr = Code, der die Fotos der Veranstaltung auf dem Handy öffnet
error-other_device = Dieser Code gehört zu einer anderen Art von Bildschirm. Für ein Kiosk /kiosk öffnen, für eine Fotowand /wall.

kiosk-attract-title = Bist du auf den Fotos?
kiosk-attract-lead = Mach ein Selfie, sieh deine Fotos, hol sie dir aufs Handy.
kiosk-attract-start = Meine Fotos finden
kiosk-attract-away-title = Einen Moment, bitte
kiosk-attract-away = Dieser Bildschirm hat gerade keine Verbindung. Er versucht es weiter und ist von selbst wieder da.
kiosk-attract-off-title = Heute keine Suche
kiosk-attract-off = Die Gesichtssuche ist bei dieser Veranstaltung aus. Frag, wer fotografiert, wo es die Fotos zu sehen gibt.

kiosk-consent-title = Dürfen wir dich suchen?
kiosk-consent-camera = Die Kamera macht ein Bild von dir.
kiosk-consent-search = Wir suchen dein Gesicht in den Fotos dieser Veranstaltung und zeigen dir hier, was wir finden.
kiosk-consent-delete = Gleich danach wird dein Bild gelöscht. Wenn du gehst, auch alles andere, außer du holst es dir aufs Handy.
kiosk-consent-yes = Ja, sucht mich
kiosk-consent-no = Nein, danke
kiosk-consent-more = Was genau passiert mit meinem Gesicht?
kiosk-consent-full-title = Was mit deinem Gesicht passiert
kiosk-consent-full-picture = Dein Bild wird einmal benutzt, um einen Code deines Gesichts zu berechnen. Dann wird es gelöscht; es wird nie als Datei aufbewahrt und niemandem gezeigt.
kiosk-consent-full-code = Der Code wird nur mit den Gesichtern in den Fotos dieser Veranstaltung verglichen. Er wird verschlüsselt gespeichert, mit einem eigenen Schlüssel, und ebenso, wo auf jedem gefundenen Foto dein Gesicht ist. Welche Fotos gefunden wurden, wird lesbar gespeichert, ohne deinen Namen.
kiosk-consent-full-screen = Was wir finden, steht auf diesem Bildschirm, und wer neben dir steht, kann es sehen. Sonst bekommt niemand deine Treffer gezeigt, auch nicht, wer fotografiert.
kiosk-consent-full-end = Wenn du auf „Fertig“ tippst oder 30 Sekunden lang niemand den Bildschirm berührt, werden der Code, sein Schlüssel und die Treffer gelöscht.
kiosk-consent-full-phone = Holst du sie dir aufs Handy, läuft deine Suche dort weiter, bis sie von selbst endet oder du sie mit „Vergesst mich“ löschst.
kiosk-consent-full-free = Ja zu sagen ist deine freie Entscheidung. Bitte nur dein eigenes Gesicht.

kiosk-person-lead = Zum Beispiel dein Kind oder deine Partnerin. Auch diese Fotos erscheinen hier.
kiosk-person-camera = Die Kamera macht ein Bild von dieser Person, und wir suchen das Gesicht in den Fotos dieser Veranstaltung.
kiosk-person-delete = Gleich danach wird das Bild gelöscht. Wenn du gehst, auch alles andere, außer du nimmst es auf einem Handy mit.
kiosk-person-free = Ja zu sagen ist eine freie Entscheidung: die der Person oder deine für dein Kind.
kiosk-person-taken = Person { $number } ist jetzt auf dem Handy.

kiosk-camera-title = Schau in die Kamera
kiosk-camera-lead = Dein Gesicht in den Rahmen, allein, und stillhalten.
kiosk-camera-opening = Die Kamera geht an …
kiosk-camera-live = Livebild der Kamera
kiosk-camera-frozen = Das gerade gemachte Bild
kiosk-camera-check-title = Zufrieden mit dem Bild?
kiosk-camera-check-lead = Augen offen, ganzes Gesicht, niemand sonst: So finden wir am meisten.
kiosk-camera-use = Sucht mich
kiosk-camera-retake = Noch ein Bild
kiosk-camera-sending = Dein Bild wird gesendet …
kiosk-camera-taken = Bild gemacht.
kiosk-camera-problem-title = Die Kamera geht nicht
kiosk-camera-denied = Dieser Bildschirm darf seine Kamera nicht benutzen. Bitte sag den Veranstaltern Bescheid.
kiosk-camera-missing = Dieser Bildschirm hat keine Kamera. Bitte sag den Veranstaltern Bescheid.
kiosk-camera-busy = Etwas anderes benutzt gerade die Kamera. Bitte versuch es gleich noch einmal.
kiosk-camera-insecure = Die Kamera geht nur über eine sichere Adresse (https). Bitte sag den Veranstaltern Bescheid.
kiosk-camera-failed = Die Kamera antwortet nicht. Bitte versuch es noch einmal.
kiosk-camera-ended = Die Kamera ist weg. Bitte versuch es noch einmal; bleibt sie weg, sag den Veranstaltern Bescheid.
kiosk-away-title = Gerade keine Verbindung
kiosk-away-before = Wir haben kein Bild gemacht: Im Moment könnten wir dich nicht suchen. Dieser Bildschirm versucht es weiter.
kiosk-away-sent = Dein Bild ist nicht aufbewahrt. Versuch es noch einmal, sobald die Verbindung wieder da ist.
kiosk-problem-title = Das hat nicht geklappt

kiosk-results-take = Auf mein Handy holen
kiosk-results-take-none = Auf dem Handy weitersuchen
kiosk-results-done = Fertig
kiosk-results-empty = Neue Fotos von dir erscheinen hier, solange gefeiert wird. Nimm die Suche auf dem Handy mit, dann verpasst du keines.

kiosk-handoff-title = Hol sie dir aufs Handy
kiosk-handoff-person = Person { $number }: aufs Handy holen
kiosk-handoff-open = Öffne die Kamera deines Handys.
kiosk-handoff-scan = Halte sie vor diesen Code.
kiosk-handoff-tap = Tippe auf den Link, der erscheint. Neue Fotos folgen dir dorthin.
kiosk-handoff-once = Der Code wirkt einmal, für ein Handy.
kiosk-handoff-qr = Code, der deine Fotos auf deinem Handy öffnet
kiosk-handoff-opening = Dein Code entsteht …
kiosk-handoff-back = Zurück zu den Fotos
kiosk-handoff-done = Ich habe sie
kiosk-handoff-leave-title = Du hast den Code noch nicht gescannt
kiosk-handoff-leave-lead = Wenn du jetzt gehst, werden dein Bild und alles, was wir gefunden haben, gelöscht.
kiosk-handoff-leave-several = Wenn du jetzt gehst, wird alles gelöscht, was kein Handy mitgenommen hat.
kiosk-handoff-leave-not = Erst noch scannen
kiosk-handoff-leave = Löschen und gehen

kiosk-bye-phone-title = Auf deinem Handy
kiosk-bye-phone-lead = Dieser Bildschirm hat dich vergessen. Viel Freude mit deinen Fotos!
kiosk-bye-done-title = Fertig
kiosk-bye-done-lead = Dein Bild und alles, was wir gefunden haben, ist gelöscht.
kiosk-bye-part-lead = Was kein Handy mitgenommen hat, ist gelöscht.
kiosk-bye-later-lead = Dieser Bildschirm hat dich vergessen. Was wir gefunden haben, wird gelöscht, sobald die Verbindung wieder da ist.
kiosk-bye-next = Wer ist als Nächstes dran?

kiosk-idle = { $seconds ->
    [one] Bist du noch da? Dieser Bildschirm leert sich in einer Sekunde.
   *[other] Bist du noch da? Dieser Bildschirm leert sich in { $seconds } Sekunden.
  }
kiosk-idle-stay = Ich bin noch da

## Die Seite, die einem Gerät hilft, diesem Dienst zu vertrauen

trust-title = Diesem Dienst vertrauen
trust-lead = Er läuft auf einem Computer in diesem Netz und stellt seine Zertifikate selbst aus. Sobald dein Gerät ihnen vertraut, funktioniert hier die Kamera.
trust-scan = Mit dem Handy scannen
trust-scan-picture = QR-Code dieser Seite
trust-first = 1. Zertifikat installieren
trust-download = Zertifikat herunterladen
trust-iphone = iPhone oder iPad
trust-iphone-1 = Tippe in Safari auf den Knopf und erlaube den Download.
trust-iphone-2 = Öffne die Einstellungen, tippe auf „Profil geladen“ und dann auf „Installieren“.
trust-iphone-3 = Öffne Einstellungen › Allgemein › Info › Zertifikatsvertrauenseinstellungen und schalte es ein.
trust-android = Android
trust-android-1 = Tippe auf den Knopf und behalte die Datei.
trust-android-2 = Öffne die Einstellungen und suche nach „CA-Zertifikat“.
trust-android-3 = Wähle „Trotzdem installieren“ und dann die Datei.
trust-computer = Computer
trust-computer-1 = Windows: Öffne die Datei und installiere sie unter „Vertrauenswürdige Stammzertifizierungsstellen“.
trust-computer-2 = Mac: Öffne die Datei in der Schlüsselbundverwaltung, öffne das Zertifikat und wähle „Immer vertrauen“.
trust-second = 2. Dienst öffnen
trust-open = Es darf keine Warnung erscheinen. Sonst wiederhole den ersten Schritt.
trust-careful = Bevor du das tust
trust-limits = Das Zertifikat gilt nur für diesen Computer und private Netze, nicht für andere Websites. Entferne es nach der Veranstaltung.
trust-compare = Dein Gerät zeigt diesen SHA-256-Fingerabdruck. Er muss derselbe sein:
