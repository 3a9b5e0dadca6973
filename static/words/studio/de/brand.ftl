## Die Marke eines Kontos und die eines einzelnen Events

brand-title = Marke
brand-lead = Das sehen Gäste auf ihrer Seite, an Kiosken und auf gedruckten Karten, bei allen deinen Events.
brand-event-lead = Was du leer lässt, kommt aus deinem Konto.
brand-name = Name
brand-link = Website
brand-imprint = Impressumszeile
brand-imprint-hint = Eine Zeile, zum Beispiel Name und Anschrift.
brand-privacy_url = Datenschutzseite
brand-base_url = Domain deiner Links
brand-base_url-hint = Leer lassen für die übliche. Zur Wahl stehen: { $hosts }
brand-show-credit = „Mit eventphotos gemacht“ in der Fußzeile zeigen
brand-save = Marke speichern
brand-logo = Logo
brand-logo-hint = PNG, JPEG oder WebP, bis 2 MB.
brand-logo-inherited = Das ist das Logo deines Kontos.
brand-logo-large = Diese Datei ist größer als 2 MB. Wähle eine kleinere.
brand-logo-remove = Logo entfernen
brand-colour = Farbe der Knöpfe
brand-colour-own = Eigene Farbe verwenden
brand-colour-other = Bei diesem Event eine andere Farbe verwenden
brand-colour-choose = Deine Farbe
brand-colour-darker = Auf hellen Bildschirmen nehmen wir einen dunkleren Ton, damit alle ihn lesen können.
brand-colour-lighter = Auf dunklen Bildschirmen nehmen wir einen helleren Ton, damit alle ihn lesen können.
brand-focus = Was vom Titelbild immer zu sehen ist
brand-focus-x = Von links nach rechts
brand-focus-y = Von oben nach unten
brand-preview-event = Sommerfest

error-svg = SVG-Dateien können Programme enthalten, deshalb nehmen wir sie nicht an. Exportiere dein Logo als PNG.
error-unreadable = Diese Datei können wir nicht lesen. Wähle ein Bild als PNG, JPEG oder WebP.
error-unknown_host = Diese Domain führt nicht zu diesem Dienst. Bitte die Person, die ihn betreibt, sie einzutragen.
error-host_taken = Ein anderes Konto verwendet diese Domain.

## Links: sent and changed

link-mail = E-Mail
link-whatsapp = WhatsApp
link-subject = Deine Fotos: { $event }
link-message = Hier sind die Fotos von { $event }. Mit einem Selfie findest du die, auf denen du bist: { $url }
link-edit = Bearbeiten
link-edit-named = { $name } bearbeiten
link-edit-title = Link bearbeiten
link-save = Link speichern
link-pin-another = Neue PIN (optional)
link-pin-edit-hint = Der Link bleibt gleich, und Gäste, die drin sind, bleiben drin.
link-pin-none = PIN entfernen

## A watermark

watermark-title = Wasserzeichen
watermark-lead = Gäste sehen es auf jedem Foto und jedem Download. Deine Originale bleiben, wie sie sind.
watermark-text = Text
watermark-text-hint = Zum Beispiel © und dein Name.
watermark-place = Platz
watermark-at-top_left = Oben links
watermark-at-top_right = Oben rechts
watermark-at-centre = Mitte
watermark-at-bottom_left = Unten links
watermark-at-bottom_right = Unten rechts
watermark-at-all_over = Überall
watermark-size = Größe
watermark-opacity = Deckkraft
watermark-picture = Oder ein Bild
watermark-picture-hint = Am besten sieht ein durchsichtiges PNG aus.
watermark-preview = So wird es ungefähr aussehen
watermark-pending = Das Wasserzeichen kommt gerade auf deine Fotos. Solange eines fehlt, sehen Gäste das Foto unscharf.
watermark-on = Alle Fotos haben das Wasserzeichen.
watermark-save = Wasserzeichen speichern
watermark-start = Wasserzeichen einschalten
watermark-off = Wasserzeichen ausschalten
error-watermark_missing = Gib einen Text ein oder wähle unten ein Bild.
