### The administration.


## The frame

admin-system = System
admin-people = Personen
admin-events = Events
admin-log = Protokoll
admin-not-you-title = Nur für die Verwaltung
admin-not-you = Du bist als { $name } ({ $email }) angemeldet. Dieses Konto hat die Rolle „{ $role }“. Jemand aus der Verwaltung kann das ändern.
admin-to-studio = Zum Studio
admin-other = Mit anderem Konto anmelden
admin-close = Schließen
admin-more = Mehr zeigen

## How the service is

system-good = Alles funktioniert.
system-backends = Backends
backend-database = Datenbank
backend-redis = Redis
backend-volatile = Flüchtiges Redis
backend-blobs = Fotospeicher
backend-keys = Schlüsselspeicher
backend-is-folder = Ordner
backend-compatible = Kompatibel mit MongoDB { $version }
backend-object-store = Objektspeicher
backend-memory = { $count ->
    [one] { $used } belegt, { $count } Verbindung
   *[other] { $used } belegt, { $count } Verbindungen
  }
backend-no-answer = Keine Antwort
backend-away = Nicht erreichbar
system-away = { $name } antwortet nicht.
system-queues = Warteschlangen
system-queue = Warteschlange
system-waiting = Wartend
system-running = Laufend
system-oldest = Älteste wartet seit
system-queues-unknown = Nicht bekannt, solange Redis nicht antwortet.
queue-ingest = Wartende Fotos
queue-search = Wartende Suchen
queue-keeper = Aufräumarbeiten
system-processes = Worker und Web
system-process = Prozess
system-where = Rechner
system-seen = Zuletzt gesehen
system-busy = Gerade in Arbeit
system-done = Erledigt
system-failed = Fehlgeschlagen
system-memory = Speicher
system-since = Seit
system-processes-none = Noch kein Prozess hat sich gemeldet.
system-silent = Stumm
system-disk = Festplatte
disk-free = { $free } von { $total } frei
disk-label = Festplatte: { $free } von { $total } frei
disk-short = Es werden keine Fotos angenommen: Auf der Festplatte sind weniger als { $reserve } frei, und die sind für die Datenbank reserviert. Lösch Events oder schaff Platz; dann geht es von selbst weiter.
disk-low-bad = Auf der Festplatte sind nur noch { $free } von { $total } frei. Uploads werden bald scheitern: Lösch Events oder schaff Platz.
disk-low-warning = Auf der Festplatte sind nur noch { $free } von { $total } frei. Schaff Platz vor dem nächsten großen Event.
missing-ingest = Es läuft kein Ingest-Worker: Neue Fotos werden nicht verarbeitet.
missing-search = Es läuft kein Search-Worker: Gäste finden nichts.
missing-keeper = Es läuft kein Keeper-Worker: Abgelaufenes wird nicht gelöscht.
waits-ingest = { $count ->
    [one] Fotos warten seit { $time }: { $count } Auftrag in der Schlange.
   *[other] Fotos warten seit { $time }: { $count } Aufträge in der Schlange.
  }
waits-search = { $count ->
    [one] Gäste warten seit { $time }: { $count } Auftrag in der Schlange.
   *[other] Gäste warten seit { $time }: { $count } Aufträge in der Schlange.
  }
waits-keeper = { $count ->
    [one] Aufräumarbeiten warten seit { $time }: { $count } Auftrag in der Schlange.
   *[other] Aufräumarbeiten warten seit { $time }: { $count } Aufträge in der Schlange.
  }
waits-other = { $count ->
    [one] Warteschlange { $name } wartet seit { $time }: { $count } Auftrag.
   *[other] Warteschlange { $name } wartet seit { $time }: { $count } Aufträge.
  }
damage-found = { $count ->
    [one] { $count } gespeicherter Eintrag ist beschädigt. Siehe unten.
   *[other] { $count } gespeicherte Einträge sind beschädigt. Siehe unten.
  }
damage-title = Beschädigt
damage-last = Die letzten { $shown } von { $total }.
damage-what = Was
damage-which = Welches
damage-noticed = Bemerkt
damage-then = Was jetzt geschieht
damage-faces = Gesichter eines Fotos
damage-faces-means = Werden von selbst aus dem Foto neu erstellt.
damage-template = Gesichtsabdruck einer Suche
damage-template-means = Der Gast bekommt keine neuen Fotos und muss noch einmal suchen.
damage-match = Ort eines Gesichts im Foto
damage-match-means = Der Gast sieht dieses Foto nicht.
damage-key = Schlüssel
damage-key-means = Nichts, was damit verschlüsselt ist, lässt sich öffnen. Stell den Schlüssel aus einer Sicherung wieder her.
versions-title = Versionen
versions-since = eventphotos { $version }, läuft seit { $time }.
versions-unknown = eventphotos { $version }.
versions-engine = Gesichter liest { $name }.
versions-vectors = Gesichtsvektoren mit { $dimension } Dimensionen

## Everybody's events

table-total = Alle Events zusammen belegen { $size }.
table-search = Name, Nummer oder Besitzer
table-none-found = Keine passenden Events. Versuch es mit weniger Buchstaben.
table-none = Es gibt noch keine Events.
table-event = Event
table-owner = Besitzer
table-created = Angelegt
table-kept = Bleibt bis
table-photos = Fotos
table-faces = Gesichter
table-guests = Gäste
table-size = Größe
table-acts = Protokoll dazu
table-number = Nr. { $id }
table-nobody = Niemand
table-for-good = Ohne Enddatum
table-measuring = wird gemessen
table-log-of = Protokoll von { $name }

## People

people-name = Name
people-role = Rolle
people-events = Events
people-created = Seit
people-seen = Zuletzt angemeldet
people-acts = Aktionen
people-create = Konto anlegen
people-invite = Jemanden einladen
people-search = Name oder E-Mail
people-every-role = Alle Rollen
people-none = Niemand passt. Versuch es mit weniger Buchstaben oder allen Rollen.
people-you = Du
people-disabled = Gesperrt
people-never = Nie
people-manage = Verwalten
people-manage-one = { $name } verwalten
people-is-you = Das bist du. Deine Rolle ändern oder dein Konto sperren kann nur jemand anderes aus der Verwaltung.
people-did = Was sie getan haben
role-admin-means = Sieht und ändert die Events und Konten aller und diese Verwaltung.
role-photographer-means = Legt Events an und sieht nur die eigenen.
role-guest-means = Legt keine Events an. Gäste brauchen kein Konto, um ihre Fotos zu finden.
people-role-change = Rolle ändern
people-make-admin = { $name } in die Verwaltung aufnehmen?
people-make-photographer = { $name } zur Fotograf:in machen?
people-make-guest = { $name } zum Gast machen?
people-to-admin = { $name } sieht dann die Events und Konten aller und kann sie ändern.
people-to-photographer = { $name } sieht dann nur eigene Events und diese Verwaltung nicht.
people-to-guest = { $name } kann dann keine Events mehr anlegen oder verwalten.
people-make-yes = Rolle ändern
people-disabled-lead = { $name } kann sich nicht anmelden. Die Events laufen für die Gäste weiter.
people-enable = Konto freigeben
people-disable = Konto sperren
people-disable-ask = { $name } sperren?
people-disable-lead = Das Konto wird überall sofort abgemeldet und kann sich nicht mehr anmelden. Die Events bleiben und laufen für die Gäste weiter. Du kannst das Konto wieder freigeben.
people-disable-yes = Sperren
people-forgotten = Passwort vergessen
people-forgotten-lead = Ein Link, um ein neues zu wählen. Du gibst ihn selbst weiter.
people-link = Link erstellen
people-link-mail = Link erstellen und mailen
people-link-reset = Link für ein neues Passwort
people-link-choose = Link, um ein Passwort zu wählen
people-made = Konto angelegt
people-made-lead = { $name } ({ $email }) wählt mit diesem Link das Passwort. Bis dahin kann sich niemand mit dem Konto anmelden.
people-create-yes = Konto anlegen
people-creating = Wird angelegt …
people-new-name = Name
people-new-email = E-Mail-Adresse
once-link = Gib diesen Link an { $name } weiter. Er gilt einmal, bis { $time }, und wird nur jetzt gezeigt.
once-link-anybody = Gib diesen Link der Person, die du einlädst. Er gilt einmal, bis { $time }, und wird nur jetzt gezeigt.
once-copy = Link kopieren

## Invitations

invite-lead = Ein Link, um selbst ein Konto anzulegen. Du gibst ihn selbst weiter.
invite-ready = Die Einladung ist fertig.
invite-link = Einladungslink
invite-make = Einladung erstellen
invite-making = Wird erstellt …
invite-note = Für wen ist sie? (optional)
invite-note-hint = Das sieht nur die Verwaltung.
invite-open = Offene Einladungen
invite-open-none = Keine. Benutzte und abgelaufene stehen hier nicht.
invite-anybody = Niemand Bestimmtes
invite-until = bis { $time }
invite-withdraw = Zurückziehen
invite-withdraw-one = Zurückziehen: { $name }

## The log

log-zone = Zeiten in deiner Zeitzone ({ $zone }).
log-none = Nichts passt. Versuch es mit einem weiteren Filter.
log-when = Wann
log-who = Wer
log-what = Was
log-event = Event
log-details = Einzelheiten
log-everyone = Alle
log-accounts = Konten
log-guests = Gäste
log-kiosks = Kioske
log-service = Der Dienst
log-a-guest = ein Gast
log-one = Nur diese Person
log-everything = Alles
log-anything = { $group }: alles
log-search = Name, E-Mail oder Wort
log-event-number = Nummer des Events
log-from = Von
log-until = Bis
log-all = Alles zeigen
log-yes = ja
log-no = nein
log-group-camera = Kameras
log-group-consent = Einwilligung
log-group-event = Events
log-group-invitation = Einladungen
log-group-kiosk = Kioske
log-group-photo = Fotos
log-group-search = Suchen
log-group-sender = Kameras per FTP
log-group-share_link = Links
log-group-token = Zugriffstokens
log-group-user = Konten
log-group-webhook = Webhooks

## What somebody did, to be read after their name, by the log's actions

did-brand-change = Marke geändert
did-camera-change = Uhr einer Kamera korrigiert
did-consent-give = in die Gesichtssuche eingewilligt
did-consent-withdraw = Einwilligung widerrufen
did-event-change = Einstellungen eines Events geändert
did-event-create = Event angelegt
did-event-delete = Event gelöscht
did-event-export = Event exportiert
did-event-expired = abgelaufenes Event gelöscht
did-invitation-create = jemanden eingeladen
did-invitation-revoke = Einladung zurückgezogen
did-kiosk-change = hat eine Fotowand geändert
did-kiosk-create = Kiosk hinzugefügt
did-kiosk-pair = Kiosk verbunden
did-kiosk-revoke = Kiosk widerrufen
did-kiosk-wrong_code = falschen Kiosk-Code eingegeben
did-photo-approve = Fotos freigegeben
did-photo-delete = Fotos gelöscht
did-photo-download = Fotos heruntergeladen
did-photo-hide = Fotos ausgeblendet
did-photo-hold = Fotos zurück zur Prüfung gegeben
did-photo-reject = Fotos abgelehnt
did-photo-release = Fotos nach der Wartezeit freigegeben
did-photo-retry = Fotos erneut versucht
did-photo-unhide = ausgeblendete Fotos wieder gezeigt
did-search-download = gefundene Fotos heruntergeladen
did-search-end = Suche beendet
did-search-export = Daten einer Suche exportiert
did-search-feedback = „Bist du das?“ beantwortet
did-search-selfies = Selfie zu einer Suche hinzugefügt
did-search-hand_off = Suche auf ein Telefon übernommen
did-alert-ask = Benachrichtigung über neue Fotos bestellt
did-alert-confirm = Adresse für neue Fotos bestätigt
did-alert-stop = Benachrichtigung über neue Fotos abbestellt
did-alert-refuse = Mails über neue Fotos abgelehnt
did-search-start = Suche begonnen
did-search-wall = hat gesagt, ob die Fotowand ihn zeigen darf
did-search-withdraw = eigene Suche gelöscht
did-sender-create = Kamera hinzugefügt
did-sender-revoke = Zugang einer Kamera widerrufen
did-sender-sign_in = Kamera angemeldet
did-sender-sign_in_failed = Anmeldung einer Kamera gescheitert
did-share_link-change = Link geändert
did-share_link-create = Link erstellt
did-share_link-open = Link geöffnet
did-share_link-pin_tried_out = PIN eines Links durchprobiert
did-share_link-revoke = Link widerrufen
did-share_link-wrong_pin = falsche PIN eingegeben
did-token-create = Zugriffstoken angelegt
did-token-revoke = Zugriffstoken widerrufen
did-user-change = Konto geändert
did-user-create = Konto angelegt
did-user-password_change = eigenes Passwort geändert
did-user-password_reset = neues Passwort über einen Link gesetzt
did-user-password_reset_link = Link für ein neues Passwort erstellt
did-user-forgot_password = Link für ein neues Passwort per Mail bestellt
did-user-confirm_address = E-Mail-Adresse bestätigt
did-user-register = Konto registriert
did-user-sign_in = angemeldet
did-user-sign_in_failed = Anmeldung gescheitert
did-user-sign_out = abgemeldet
did-user-wrong_invitation = ungültige Einladung benutzt
did-user-wrong_password = falsches aktuelles Passwort eingegeben
did-user-wrong_reset_link = ungültigen Link für ein neues Passwort benutzt
did-webhook-create = Webhook angelegt
did-webhook-change = Webhook geändert
did-webhook-delete = Webhook gelöscht
did-webhook-disable = gestörten Webhook abgeschaltet
did-webhook-new_secret = Geheimnis eines Webhooks erneuert
did-team-accept = dem Team eines Events beigetreten
did-team-change = Rolle im Team geändert
did-team-decline = Einladung ins Team abgelehnt
did-team-invite = Kollegen eingeladen
did-team-leave = Team eines Events verlassen
did-team-remove = Kollegen entfernt
did-team-revoke_invitation = Einladung ins Team zurückgezogen
log-group-team = Teams
