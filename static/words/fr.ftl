### Les textes de la page des invités, de la borne et de la page d’accueil, en français. Syntaxe Fluent (projectfluent.org).

## Shared: languages and the connection

language-label = Langue
connection-online = En direct
connection-waiting = Pas de connexion pour l’instant. Nous continuons d’essayer ; rien n’est perdu.
skip-to-content = Aller au contenu
one-moment = Un instant …
try-again = Réessayer
back = Retour
cancel = Annuler
close = Fermer

## Shared: photos of somebody

photos-of-you = { $count ->
    [one] { $count } photo de toi
   *[other] { $count } photos de toi
  }
photos-of-you-so-far = { $count ->
    [one] Déjà { $count } photo …
   *[other] Déjà { $count } photos …
  }
new-photos = { $count ->
    [one] { $count } nouvelle photo de toi
   *[other] { $count } nouvelles photos de toi
  }
no-photos-yet = Pas encore de photo de toi
looking-at-selfie = Nous regardons ton selfie …
looking-for-you = On te cherche …
looking-through = Nous parcourons les photos
looked-through = { $scanned } photos sur { $total } parcourues
just-in = Nouveau
open-photo = Ouvrir la photo { $index } sur { $total }
open-new-photo = Ouvrir la nouvelle photo { $index } sur { $total }
photo-position = Photo { $index } sur { $total }
photo-number = Photo { $index }
previous-photo = Photo précédente
next-photo = Photo suivante
zoom-photo = Agrandir
photo-failed = Cette photo n’a pas pu être chargée.
maybe-you = Peut-être toi
maybe-several = Peut-être quelqu’un de vous
maybe-lead = Pour celles-ci, nous hésitons. À toi de décider.
is-this-you = Est-ce toi ?
yes-me = Oui, moi
not-me = Pas moi
answered-yes = C’est la tienne
answered-no = Pas toi
is-this-person = Est-ce { $name } ?
yes-person = Oui
not-person = Non
answered-yes-person = { $name } y est
answered-no-person = { $name } n’y est pas
undo = Annuler
undo-now = Supprimer maintenant
undo-failed = Non supprimé : { $what }
open-doubtful-photo = Ouvrir cette photo, où tu es peut-être

## Shared: what is wrong with a selfie, and what to do about it

rejected-title = Essayons encore une fois
rejected-no_face = Nous n’avons pas trouvé de visage. Regarde droit vers la caméra, tout le visage dans le cadre.
rejected-several_faces = Il y a plus d’un visage sur l’image. Prends-en une de toi seulement.
rejected-too_small = Ton visage est trop petit sur l’image. Rapproche-toi.
rejected-too_blurry = L’image est floue. Ne bouge plus un instant, ou essuie l’objectif.
rejected-too_dark = Il fait trop sombre. Cherche plus de lumière, de face si possible.
rejected-unreadable = Nous n’avons pas pu lire cette image. Prends-en une nouvelle.
rejected-selfie_gone = Ton selfie s’est perdu avant que nous ayons pu le regarder, car nous ne le gardons qu’en mémoire vive. Reprends-le, s’il te plaît.
tap-your-face = Touche ton visage
picture-of-several = Ta photo, avec plusieurs personnes
several-people = Il y a plusieurs personnes sur cette photo. Laquelle es-tu ?
face-left = Visage { $index } sur { $total }, à gauche
face-right = Visage { $index } sur { $total }, à droite
face-middle = Visage { $index } sur { $total }, au milieu

## Shared: the camera

camera-denied = La caméra n’est pas autorisée ici. Autorise-la dans les réglages de ton navigateur pour cette page, ou choisis une image.
camera-missing = Il n’y a pas de caméra ici. Choisis plutôt une image.
camera-busy = Une autre application utilise la caméra. Ferme-la et réessaie, ou choisis une image.
camera-insecure = La caméra ne fonctionne qu’avec une adresse sécurisée (https). Choisis plutôt une image.
camera-failed = La caméra ne répond pas. Réessaie, ou choisis une image.
camera-ended = La caméra a disparu. Branche-la ou allume-la et réessaie, ou choisis une image.
camera-live = Image en direct de ta caméra
camera-starting = La caméra démarre. Ton navigateur te demandera peut-être la permission.

## Shared: whose event it is

brand-privacy = Confidentialité
brand-credit = Propulsé par eventphotos

## Shared: errors, by their code or their HTTP status

error-pin_required = Cet événement est protégé par un code PIN. Il est venu avec ton lien.
error-wrong_pin = Ce code PIN n’est pas le bon. Essaie encore une fois.
error-link_expired = Ce lien a expiré. Demande-en un nouveau là où tu l’as reçu.
error-link_revoked = Ce lien a été retiré. Demande-en un nouveau là où tu l’as reçu.
error-handoff_expired = Ce code a expiré. Recommence à l’écran qui l’a affiché.
error-handoff_used = Ce code a déjà servi : il ne vaut qu’une fois, pour un seul téléphone. Si ce n’était pas toi, recommence à l’écran qui l’a affiché.
error-reset_expired = Ce lien a déjà servi, ou il est trop ancien.
error-consent_changed = Le texte que tu acceptes vient de changer. Relis-le, s’il te plaît.
error-consent_required = Nous ne pouvons te chercher qu’avec ton accord.
error-selfie_missing = Prends d’abord un selfie.
error-too_many_selfies = Tu peux ajouter jusqu’à trois selfies à la fois, et cinq par personne.
error-search_not_live = Cette recherche ne prend pas de selfie en ce moment. Réessaie dans un instant.
error-empty_file = Cette image est vide. Choisis-en une autre.
error-selfie_search_off = La recherche par selfie est désactivée pour cet événement.
error-downloads_off = Les photos de cet événement ne peuvent pas être téléchargées.
error-gallery_closed = La galerie de cet événement ne t’est pas ouverte.
error-picture_not_ready = Cette photo est en cours de préparation. Réessayez dans un instant.
error-media_url_expired = Cette photo doit être rechargée. Essaie encore une fois.
error-unreachable = Nous n’arrivons pas à joindre le service. Vérifie ta connexion et réessaie.
error-search_ended = Cette recherche est terminée, et tout ce qui en faisait partie est supprimé.
error-search_ended_by_photographer = Le photographe a fermé le lien que tu as utilisé, et ta recherche a pris fin avec lui. Le code de ton visage et tout ce qui a été trouvé sont supprimés.
error-visit_over = Plus rien te concernant n’est enregistré ici. Pour chercher à nouveau, ouvre le lien de l’événement ou commence à l’écran.
error-status-401 = Ta visite est terminée. Ouvre ton lien à nouveau.
error-status-403 = Ceci ne t’est pas ouvert.
error-status-404 = Vérifie le lien : il est peut-être mal écrit, ou l’événement est terminé.
error-status-409 = Cela ne convient plus. Essaie encore une fois.
error-status-410 = Ceci n’est plus disponible.
error-status-413 = Cette image est trop grande. Choisis-en une plus petite.
error-status-415 = Ce fichier n’est pas une image que nous savons lire. Choisis une photo JPEG, PNG ou HEIC.
error-status-422 = Nous n’avons pas compris. Essaie encore une fois.
error-status-429 = C’était un peu rapide.
error-status-503 = Le service est surchargé.
error-unknown = Quelque chose s’est mal passé de notre côté. Essaie encore une fois.
error-retry-after = { $seconds ->
    [one] Réessaie dans { $seconds } seconde.
   *[other] Réessaie dans { $seconds } secondes.
  }

## Guest: opening a link

guest-title = { $event } · retrouve-toi
guest-opening = L’événement s’ouvre …
guest-closed-title = Cela ne s’est pas ouvert
guest-expired-title = Ce lien n’est plus valable
guest-handoff-over-title = Ce code n’est plus valable
guest-unknown-title = Lien introuvable
guest-ended-title = Cette recherche est terminée
guest-offline-title = Tu es hors ligne
guest-offline-lead = Cette page s’ouvre toute seule dès qu’il y a une connexion. Rien de ce qui est à toi n’est perdu.
guest-pin-title = Saisis le code PIN
guest-pin-label = Code PIN
guest-pin-submit = Ouvrir l’événement
guest-pin-locked = { $seconds ->
    [one] Trop de mauvais codes. Tu peux réessayer dans { $seconds } seconde.
   *[other] Trop de mauvais codes. Tu peux réessayer dans { $seconds } secondes.
  }
guest-pin-locked-spoken = Trop de mauvais codes. Attends un peu.
guest-pin-again = Tu peux réessayer maintenant.

## Guest: welcome and consent

guest-cover = La photo de couverture de l’événement
guest-promise = Prends un selfie et vois les photos où tu es : celles qui sont déjà là, et les nouvelles dès qu’elles arrivent.
guest-selfie-fate = Ton selfie est supprimé juste après la recherche. Il reste un code chiffré de ton visage, qui ne sert qu’à te retrouver à cet événement. Tu peux le supprimer à tout moment.
guest-registered-only = À cet événement, les visages des photos sont seulement comparés à ceux des invités qui l’ont demandé. Aucun autre visage n’est enregistré.
guest-photographer-says = De la part du ou de la photographe
guest-consent = Oui, cherchez mon visage
guest-consent-scope = dans les photos de cet événement
guest-consent-missing = Coche d’abord la case ci-dessus : nous ne te cherchons que si tu dis oui.
guest-begin = Prendre un selfie
guest-details-title = Que se passe-t-il exactement avec mon visage ?
guest-details-selfie = Ton selfie sert une seule fois, à calculer un code de ton visage, puis il est supprimé. Il n’est montré à personne et n’est jamais gardé comme fichier.
guest-details-code = Le code est comparé uniquement aux visages des photos de cet événement. Il est gardé chiffré, avec une clé à lui, tout comme l’endroit où se trouve ton visage sur chaque photo trouvée. La liste des photos trouvées pour ta recherche est gardée lisible, sans ton nom.
guest-details-who = Personne d’autre que toi ne voit ce qui a été trouvé. Qui prend les photos ne voit ni ton selfie ni tes résultats.
guest-details-forget = « Oubliez-moi » supprime aussitôt le code, sa clé et les résultats. Si tu ne fais rien, tout est supprimé à la fin de la recherche. Qui prend les photos peut aussi y mettre fin, en fermant le lien que tu as utilisé.
guest-details-record = Le fait que tu as accepté, et quand, reste noté comme preuve, sans rien de ton visage. Cette note est supprimée { $days } jours après la fin de ta recherche.
guest-details-free = Dire oui est ton libre choix. Ne prends un selfie que de toi.
guest-search-off-title = Pas de recherche par selfie ici
guest-search-off = La recherche par selfie est désactivée pour cet événement.
guest-gallery-promise = Toutes les photos de l’événement sont ici, et les nouvelles apparaissent dès leur arrivée.
guest-search-off-ask = Demande à qui a pris les photos comment obtenir les tiennes.
guest-see-all = Voir toutes les photos

## Guest: the selfie

guest-selfie-title = Ton selfie
guest-selfie-hint = Place ton visage dans l’ovale et regarde la caméra. La lumière de face aide.
guest-shoot = Prendre la photo
guest-countdown = Ne bouge plus …
guest-retake = La reprendre
guest-another = En ajouter une
guest-another-why = Un deuxième selfie, légèrement de côté, trouve plus de photos.
guest-choose = Choisir une image
guest-choose-label = Choisir jusqu’à trois images de toi
guest-use-camera = Utiliser la caméra
guest-in-app = Tu es dans une application où cette page n’a pas de caméra. Copie le lien et ouvre-le dans { $browser }, ou choisis une image ici.
guest-in-app-copy = Copier le lien pour { $browser }
guest-in-app-copied = Lien copié. Ouvre { $browser } et colle-le dans la barre d’adresse.
guest-in-app-not-copied = L’application ne permet pas de copier. Voici le lien pour { $browser } :
guest-selfie-position = Selfie { $index }
guest-remove-selfie = Retirer le selfie { $index }
guest-selfies-taken = { $count ->
    [one] { $count } selfie sur 3
   *[other] { $count } selfies sur 3
  }
guest-find = Trouver mes photos
guest-sending = Envoi …
guest-file-unreadable = « { $name } » n’est pas une image que nous savons lire. Choisis une photo JPEG, PNG ou HEIC.
guest-file-too-large = « { $name } » est trop grand. Choisis une image plus petite.

## Guest: results

guest-your-photos = Tes photos
guest-all-photos = Toutes les photos
guest-live-until = De nouvelles photos de toi apparaissent ici jusqu’au { $date }. Ensuite ta recherche est supprimée ; les photos téléchargées te restent.
guest-nothing-lead = Nous continuons de chercher, et les photos de toi apparaîtront ici. Reste un peu, ou reviens plus tard avec le même lien.
guest-strip-waiting = Tes nouvelles photos apparaîtront ici.
guest-to-check = { $count ->
    [one] C’est toi ? ({ $count })
   *[other] C’est toi ? ({ $count })
  }
guest-show-all = Toutes
guest-surest = Les meilleures d’abord
guest-favourites = Favoris
guest-no-favourites = Pas encore de favoris. Touche le cœur sur une photo pour la garder ici.
guest-not-me-said = Ce n’est donc pas toi. Nous avons retiré cette photo des tiennes.
guest-favourite = Favori
guest-download = Télécharger
guest-download-all = Tout télécharger
guest-download-favourites = Télécharger les favoris
guest-zip-making = Tes photos sont en préparation …
guest-zip-progress = { NUMBER($received, maximumFractionDigits: 0) } sur { NUMBER($total, maximumFractionDigits: 0) } Mo
guest-zip-received = { NUMBER($received, maximumFractionDigits: 0) } Mo
guest-zip-done = Enregistré. Regarde dans tes téléchargements.
guest-zip-handed-over = Ton navigateur télécharge { NUMBER($total, maximumFractionDigits: 0) } Mo. Tu peux continuer à regarder.
guest-zip-name = { $event } – photos de moi
guest-zip-name-several = { $event } – photos de nous
guest-share = Partager
guest-share-ready = Touche encore pour partager
guest-share-failed = Cette photo n’a pas pu être partagée. Réessaie, ou télécharge-la.
guest-preparing = Un instant …
albums = Albums
gallery-order = Ordre
gallery-newest = Les plus récentes d’abord
gallery-day = Au fil de la journée
gallery-size = Taille des photos
gallery-smaller = Photos plus petites
gallery-larger = Photos plus grandes
gallery-choose = Choisir
gallery-choose-photo = Choisir la photo { $index } sur { $total }
gallery-chosen-tools = Que faire des photos choisies
gallery-chosen-none = Touche les photos que tu veux.
gallery-chosen = { $count ->
    [one] { $count } photo choisie.
   *[other] { $count } photos choisies.
  }
gallery-chosen-full = Tu peux en choisir jusqu’à { $count } à la fois.
gallery-choose-all = Toutes
gallery-zip-name = { $event } – photos
slideshow = Diaporama
slideshow-title = Diaporama de toutes les photos
slideshow-pause = Pause
slideshow-play = Lecture
guest-gallery-new = { $count ->
    [one] { $count } nouvelle photo
   *[other] { $count } nouvelles photos
  }
guest-gallery-newer = Voir les nouvelles photos
guest-gallery-empty = Pas encore de photos. Elles apparaîtront ici.
guest-gallery-end = { $count ->
    [one] C’est la seule photo.
   *[other] Ce sont les { $count } photos.
  }
guest-expired-meanwhile = Le lien a expiré, mais ce qui a été trouvé pour toi est encore là.

guest-install-title = Tes photos à portée de main
guest-install-lead = Ajoute cette page à ton écran d’accueil : elle s’ouvre tout de suite, même sans réseau.
guest-install-yes = Installer
guest-install-no = Pas maintenant
guest-install-by-hand = Touche le bouton de partage de ton navigateur, puis « Sur l’écran d’accueil ». La page y repart de zéro : garde ce lien.

alerts-open = Me prévenir des nouvelles photos
alerts-title = Me prévenir des nouvelles photos
alerts-lead = Nous te prévenons tout de suite de la première nouvelle photo, puis au plus une fois par heure, et une dernière fois quand toutes les photos sont là.
alerts-push = Me prévenir sur cet appareil
alerts-email = Ton adresse e-mail
alerts-mail = Par e-mail
alerts-asked = Nous avons envoyé un e-mail à { $email }. Confirme-le, et nous te préviendrons des nouvelles photos.
alerts-consent = Si tu choisis l’un des deux, nous gardons ton adresse, ou l’adresse push de ce navigateur, chiffrée jusqu’à la fin de ta recherche, et ne l’utilisons pour rien d’autre. Tu peux arrêter à tout moment, ici ou dans chaque e-mail.
alerts-stop = Arrêter
alerts-stop-of = Arrêter : { $target }
alerts-unconfirmed = En attente de ta confirmation par e-mail
alerts-this-device = Cet appareil
alerts-other-device = Un autre appareil
alerts-apple = Sur iPhone et iPad, les notifications arrivent sur les pages de l’écran d’accueil : touche « Partager », puis « Sur l’écran d’accueil », ouvre la page là-bas et choisis ceci à nouveau.
alerts-no-way = Ce navigateur ne peut pas recevoir de notifications. Garde le lien et reviens plus tard.
error-push_denied = Ton navigateur n’autorise pas les notifications de cette page. Autorise-les dans ses réglages, puis réessaie.
error-push_failed = Les notifications n’ont pas pu être activées dans ce navigateur. Réessaie.
error-mail_off = Ce service n’envoie pas d’e-mails.
error-too_many_alerts = Tu as déjà cinq alertes. Arrêtes-en une d’abord.
error-letter_over = Ce lien n’est plus valable : la recherche est terminée, ou ses e-mails ont été arrêtés.
letter-title = Tes alertes par e-mail
letter-confirm-title = Être prévenu des nouvelles photos
letter-confirm-lead = Quelqu’un a demandé à être prévenu des nouvelles photos à cette adresse. Si c’était toi, confirme-le.
letter-confirm-yes = Oui, préviens-moi
letter-confirm-done-title = C’est noté
letter-confirm-done = C’est fait. Nous te préviendrons des nouvelles photos : { $event }.
letter-refuse-title = Ce n’était pas toi ?
letter-refuse-lead = Nous supprimons cette adresse et ne lui écrirons plus au sujet de cet événement.
letter-refuse-yes = Ce n’était pas moi
letter-refuse-done-title = Adresse supprimée
letter-refuse-done = C’est fait. Plus d’e-mails au sujet de cet événement.
letter-stop-title = Arrêter ces e-mails ?
letter-stop-lead = Nous ne te préviendrons plus par ce moyen. Tes photos restent où elles sont.
letter-stop-yes = Les arrêter
letter-stop-done-title = E-mails arrêtés
letter-stop-done = C’est fait. Tu ne recevras plus ces e-mails.
letter-close = Tu peux fermer cette page.
letter-over = Ce lien n’est plus valable. Il n’y a plus rien à faire.

## Guest: several people in one visit

selfie-add = Ajouter un selfie
selfie-another = Encore un selfie
selfie-looking = Nous cherchons aussi avec ton nouveau selfie …
selfie-added = Ton nouveau selfie est pris en compte : ce qu’il trouve apparaît ici.
selfie-of-another = Cela ressemble à quelqu’un d’autre, alors rien n’a changé.
person-add = Ajouter une personne
person-title = Qui d’autre ?
person-lead = Ton enfant ou ton partenaire, par exemple. Ses photos apparaissent ici aussi, et tu vois lesquelles vous montrent tous.
person-name = Nom
person-name-missing = Dis-nous comment tu appelles cette personne.
person-consent = Oui, cherchez ce visage : la personne est d’accord, ou je décide pour mon enfant
person-consent-missing = Coche d’abord la case ci-dessus : nous ne cherchons que les personnes d’accord, ou celles pour qui tu peux décider.
person-begin = Prendre la photo
selfie-of-person = Photo de { $name }
tap-face-of = Touche le visage de { $name }
people-label = Personnes
people-me = Moi
people-everybody = Tout le monde
people-together = Ensemble
person-number = Personne { $number }
forget-person = Oublier { $name }
forget-everybody = Oubliez-nous tous
forget-person-question = Oublier { $name } ?
forget-everybody-question = Vous oublier tous ?
forget-others-lead = Cela supprime le code du visage et tout ce qui a été trouvé avec lui, ici et sur le service. Aucune nouvelle photo n’apparaîtra plus.
people-back = Retour aux photos
photos-of-person = { $count ->
    [one] { $count } photo de { $name }
   *[other] { $count } photos de { $name }
  }
photos-of-everybody = { $count ->
    [one] { $count } photo de vous
   *[other] { $count } photos de vous
  }
photos-together = { $count ->
    [one] { $count } photo avec vous tous
   *[other] { $count } photos avec vous tous
  }

## Invités : plusieurs photos sur le téléphone

choose-several = Choisir
choose-lead = Touche les photos que tu veux
choose-all = Toutes
choose-end = Terminé
choose-zip = En ZIP
chosen-photos = { $count ->
    [one] { $count } photo choisie
   *[other] { $count } photos choisies
  }
save-photos = Enregistrer sur ce téléphone
save-ready = { $count ->
    [one] Toucher pour enregistrer { $count } photo
   *[other] Toucher pour enregistrer { $count } photos
  }
save-more = Enregistrer la suite ({ $saved } sur { $total })
save-done = { $count ->
    [one] { $count } photo enregistrée
   *[other] { $count } photos enregistrées
  }
error-share_failed = Ton téléphone n’a pas accepté ces photos. Prends-en moins, ou un ZIP.

## Invités : favoris, pour le photographe et sur d’autres appareils

favourite-photo = Photo { $index } en favori
guest-offline-seen = Tu es hors ligne. Voici les photos que tu as déjà vues ici.
guest-list-for-photographer = Le photographe voit tes favoris. Les autres invités ne les voient pas.
guest-list-name = Ton nom (facultatif)
guest-list-name-save = Enregistrer
guest-list-name-saved = Enregistré
guest-list-link = Ouvrir sur un autre appareil
guest-list-link-why = Envoie-toi ce lien : il ouvre tes favoris sur n’importe quel appareil, même si tu perds ce téléphone. Toute personne qui l’a peut les modifier.
guest-list-copied = Lien copié
guest-list-unsent = { $count ->
    [one] { $count } modification sera envoyée dès que tu seras en ligne.
   *[other] { $count } modifications seront envoyées dès que tu seras en ligne.
  }
guest-comment = Commentaire
guest-comment-title = Au photographe
guest-comment-lead = Seul le photographe lit ceci, pas les autres invités.
guest-comment-label = Ton commentaire sur cette photo
guest-comment-send = Envoyer
guest-comment-delete = Supprimer
guest-comment-deleted = Commentaire supprimé.
guest-comment-waits = Sera envoyé dès que tu seras en ligne.
guest-chosen-title = Tes favoris
guest-chosen-only = Choisies
guest-chosen-none = Aucune photo choisie. Touche le cœur d’une photo pour la choisir.
guest-chosen-count = { $count ->
    [one] { $count } photo choisie
   *[other] { $count } photos choisies
  }
guest-chosen-of = { $count } sur { $goal } choisies
guest-chosen-over = { $count ->
    [one] { $count } photo de plus que les { $goal } demandées
   *[other] { $count } photos de plus que les { $goal } demandées
  }
guest-chosen-finish = J’ai fini de choisir
guest-chosen-finished = Merci. Le photographe voit ton choix.
guest-chosen-again = Modifier mon choix
error-favourites_full = Tu peux choisir jusqu’à 2 000 photos. Retires-en d’abord quelques-unes.
error-comments_off = Le photographe n’accepte pas de commentaires sur ces photos.
error-too_many_comments = Tu as atteint la limite de commentaires. Supprimes-en d’abord quelques-uns.
error-unknown_photo = Cette photo n’est plus là.

## Guest: forget me

guest-export = Enregistrer mes données
guest-forget = Oubliez-moi
guest-forget-question = T’oublier ?
guest-forget-lead = Cela supprime le code de ton visage et tout ce qui a été trouvé avec lui, ici et sur le service. Aucune nouvelle photo de toi n’apparaîtra plus.
guest-forget-yes = Oui, tout supprimer
guest-forget-no = Continuer à chercher
guest-forgotten-title = Tes données sont supprimées
guest-forgotten-lead = Le code de ton visage et tout ce qui a été trouvé avec lui sont supprimés. Les photos que tu as téléchargées restent chez toi.
guest-forgetting-title = Oublié·e sur ce téléphone
guest-forgetting-lead = Le service n’a pas encore confirmé qu’il a tout supprimé lui aussi. Nous redemandons jusqu’à ce qu’il le fasse ; laisse cette page ouverte, ou rouvre-la quand tu seras en ligne.
guest-kept-forget = Supprimer de ce téléphone
guest-kept-forget-question = Supprimer ce que garde ce téléphone ?
guest-kept-forget-lead = Ce téléphone garde les photos que tu as regardées, pour que tu puisses les ouvrir hors ligne. Elles seront supprimées, tout comme tes favoris et tes commentaires, ici et sur le service. Les photos que tu as téléchargées restent chez toi.
guest-kept-forget-given = Les photos que tu as partagées restent dans l’événement et ne pourront plus être supprimées depuis ce téléphone : supprime-les d’abord si tu ne veux pas les y laisser.
guest-kept-forgotten = Les photos gardées sur ce téléphone, tes favoris et tes commentaires sont supprimés. Les photos que tu as téléchargées restent chez toi.
guest-receipt-title = Reçu
guest-receipt-event = Événement
guest-receipt-search = Recherche
guest-receipt-agreed = Accord donné
guest-receipt-withdrawn = Accord retiré
guest-receipt-number = Numéro
guest-receipt-check = À vérifier sur
guest-receipt-erased = Supprimé
guest-receipt-selfie = ton selfie
guest-receipt-template = le code de ton visage
guest-receipt-matches = tout ce qui a été trouvé
guest-receipt-already = C’était déjà supprimé.
guest-receipt-save = Enregistrer le reçu
guest-receipt-print = Imprimer
guest-start-again = Recommencer

## Start page

start-title = Retrouve-toi dans les photos
start-lead = Un selfie, et les photos où tu es apparaissent sur ton téléphone pendant que la fête continue.
start-lost-title = Page introuvable
start-lost-lead = Vérifie l’adresse, ou continue d’ici.
start-guest-title = Tu étais à un événement ?
start-guest-lead = Ouvre le lien que tu as reçu, ou scanne le code sur la carte ou l’écran sur place.
start-open-events = Événements ouverts
start-events-loading = Nous cherchons des événements …
start-step-open = Ouvre le lien ou scanne le code.
start-step-selfie = Prends un selfie.
start-step-photos = Tes photos apparaissent, et les nouvelles suivent.
start-photographer-title = C’est toi qui photographies ?
start-photographer-lead = Envoie-les pendant que tu photographies. Les invités se retrouvent tout seuls.
start-sign-in = Se connecter
start-register = Créer un compte
start-organiser-title = Tu t’occupes du lieu ?
start-organiser-lead = Fais de n’importe quel écran tactile un endroit où les invités trouvent leurs photos.
start-kiosk = Installer une borne

## Card: printed, on the tables of a party

card-title = Retrouve tes photos
card-step-scan = Scanne le code avec ton téléphone
card-step-selfie = Prends un selfie
card-step-see = Vois les photos où tu es, y compris celles à venir
card-pin = Code PIN { $pin }
card-pin-ask = Un code PIN te sera demandé. Nous te le donnons volontiers.
card-promise = Ton selfie est supprimé juste après la recherche.

## Giving photos

wall-question = Le mur de photos sur place peut-il montrer des photos de toi ?
wall-question-of = Le mur de photos sur place peut-il montrer des photos de { $name } ?
wall-question-yes = Oui
wall-question-no = Non
wall-question-means = Si tu dis non, les photos où tu apparais avec certitude restent hors du mur. Tu peux changer d’avis ; ta réponse est supprimée avec ta recherche.

give-offer = Partager tes photos
give-title = Partager tes photos
give-lead = Ajoute des photos que tu as prises à cet événement. Pas besoin de selfie.
give-name = Ton nom (facultatif)
give-name-hint = Affiché avec tes photos.
give-choose = Choisir des photos
give-camera = Prendre une photo
give-on-the-way = Envoi de tes photos
give-stuck = { $count ->
    [one] Pas de connexion. { $count } photo sera envoyée dès que tu seras en ligne.
   *[other] Pas de connexion. { $count } photos seront envoyées dès que tu seras en ligne.
  }
give-left = { $count ->
    [one] Encore { $count } photo à envoyer …
   *[other] Encore { $count } photos à envoyer …
  }
give-done = { $count ->
    [one] { $count } photo envoyée. Merci !
   *[other] { $count } photos envoyées. Merci !
  }
give-twice = { $count ->
    [one] { $count } était déjà là.
   *[other] { $count } étaient déjà là.
  }
give-failed = { $count ->
    [one] { $count } photo n’a pas pu être envoyée.
   *[other] { $count } photos n’ont pas pu être envoyées.
  }
given-title = Tes photos
given-none = Rien pour l’instant. Les photos que tu partages apparaîtront ici.
given-processing = En préparation …
given-waiting = En attente d’approbation
given-shown = Visible par les invités
given-not_shown = Pas montrée aux invités
given-failed = Cette photo est illisible. Supprime-la, s’il te plaît.
given-delete = Supprimer
given-delete-named = Supprimer { $name }
given-deleted = Photo « { $name } » supprimée.
given-from = De { $name }
given-from-guest = D’un invité
error-giving_off = Cet événement n’accepte pas de photos d’invités pour le moment.
error-given_enough = Tu as atteint la limite de photos. Supprimes-en une pour faire de la place.
error-unreadable_file = Cette photo n’est plus lisible. Choisis-la à nouveau.
error-too_large = Cette photo est trop lourde.
error-event_full = Cet événement ne peut plus recevoir de photos. Merci quand même.
error-account_full = Cet événement ne peut plus recevoir de photos. Merci quand même.
error-account_bytes_full = Cet événement ne peut plus recevoir de photos. Merci quand même.

## Kiosk

kiosk-title = Trouve tes photos

kiosk-pair-title = Connecter cet écran
kiosk-pair-lead = Dans le studio, ouvre l’événement, ajoute une borne et tape son code ici.
kiosk-pair-language = Langue de départ de cet écran
kiosk-pair-code = Code d’association
kiosk-pair-button = Connecter cet écran
kiosk-pair-busy = Association …
error-unknown_pairing_code = Ce code n’est pas valable. Un code sert une fois et pendant quelques minutes seulement : fais-en un nouveau dans le studio.

kiosk-locked-title = Cet écran est fermé
kiosk-locked-lead = Les organisateurs l’ont fermé. Tes photos existent toujours : demande-leur le lien.
kiosk-locked-button = Associer l’écran à nouveau

wall-title = Mur de photos
wall-pair-lead = Dans le studio, ouvre l’événement, ajoute un mur et tape son code ici.
wall-locked-lead = Les organisateurs l’ont fermé. Il n’affiche plus de photos.
wall-empty = Les photos apparaîtront ici au fil de la fête.
wall-away = Pas de connexion pour le moment. L’écran réessaie et reviendra tout seul.
wall-paused = En pause
wall-photo = Une photo de l’événement
wall-join = Scanne et trouve tes photos
wall-logo = Logo du photographe
wall-qr = Code qui ouvre les photos de l’événement sur ton téléphone
error-other_device = Ce code est celui d’un autre type d’écran. Ouvre /kiosk pour une borne, /wall pour un mur.

kiosk-attract-title = Es-tu sur les photos ?
kiosk-attract-lead = Prends un selfie, vois tes photos, récupère-les sur ton téléphone.
kiosk-attract-start = Trouver mes photos
kiosk-attract-away-title = Un instant, s’il te plaît
kiosk-attract-away = Cet écran n’a pas de connexion pour l’instant. Il réessaie et revient tout seul.
kiosk-attract-off-title = Pas de recherche aujourd’hui
kiosk-attract-off = La recherche par visage est désactivée pour cet événement. Demande au photographe où voir les photos.

kiosk-consent-title = Pouvons-nous te chercher ?
kiosk-consent-camera = La caméra prend une photo de toi.
kiosk-consent-search = Nous cherchons ton visage dans les photos de cet événement et te montrons ici ce que nous trouvons.
kiosk-consent-delete = Ta photo est effacée juste après. Quand tu pars, tout le reste aussi, sauf si tu le récupères sur ton téléphone.
kiosk-consent-yes = Oui, cherchez-moi
kiosk-consent-no = Non, merci
kiosk-consent-more = Que fait-on exactement de mon visage ?
kiosk-consent-full-title = Ce que l’on fait de ton visage
kiosk-consent-full-picture = Ta photo sert une seule fois, à calculer un code de ton visage. Puis elle est effacée ; elle n’est jamais gardée en fichier ni montrée à personne.
kiosk-consent-full-code = Le code est comparé uniquement aux visages des photos de cet événement. Il est gardé chiffré, avec une clé à lui, tout comme l’endroit où se trouve ton visage sur chaque photo trouvée. La liste des photos trouvées est gardée lisible, sans ton nom.
kiosk-consent-full-screen = Ce que nous trouvons s’affiche sur cet écran, et qui se tient à côté de toi peut le voir. Personne d’autre ne voit tes résultats, pas même le photographe.
kiosk-consent-full-end = Quand tu touches « Terminé », ou quand personne n’a touché l’écran pendant 30 secondes, le code, sa clé et les résultats sont effacés.
kiosk-consent-full-phone = Si tu les récupères sur ton téléphone, ta recherche y continue jusqu’à ce qu’elle se termine d’elle-même ou que tu l’effaces avec « Oubliez-moi ».
kiosk-consent-full-free = Tu es libre de dire oui ou non. Ton propre visage seulement, s’il te plaît.

kiosk-person-lead = Ton enfant ou ton partenaire, par exemple. Ses photos apparaissent ici aussi.
kiosk-person-camera = La caméra prend une photo de cette personne, et nous cherchons son visage dans les photos de cet événement.
kiosk-person-delete = La photo est effacée juste après. Quand tu pars, tout le reste aussi, sauf si tu l’emportes sur un téléphone.
kiosk-person-free = Dire oui est un choix libre : celui de la personne, ou le tien pour ton enfant.
kiosk-person-taken = La personne { $number } est maintenant sur le téléphone.

kiosk-camera-title = Regarde la caméra
kiosk-camera-lead = Ton visage dans le cadre, sans personne d’autre, et ne bouge plus.
kiosk-camera-opening = La caméra s’allume …
kiosk-camera-live = Image en direct de la caméra
kiosk-camera-frozen = La photo qui vient d’être prise
kiosk-camera-check-title = Cette photo te convient ?
kiosk-camera-check-lead = Yeux ouverts, visage entier, personne d’autre : pour de meilleurs résultats.
kiosk-camera-use = Cherchez-moi
kiosk-camera-retake = Reprendre la photo
kiosk-camera-sending = Envoi de ta photo …
kiosk-camera-taken = Photo prise.
kiosk-camera-problem-title = La caméra ne marche pas
kiosk-camera-denied = Cet écran n’a pas le droit d’utiliser sa caméra. Préviens les organisateurs, s’il te plaît.
kiosk-camera-missing = Cet écran n’a pas de caméra. Préviens les organisateurs, s’il te plaît.
kiosk-camera-busy = Autre chose utilise la caméra. Réessaie dans un instant.
kiosk-camera-insecure = La caméra ne marche qu’avec une adresse sécurisée (https). Préviens les organisateurs, s’il te plaît.
kiosk-camera-failed = La caméra ne répond pas. Réessaie, s’il te plaît.
kiosk-camera-ended = La caméra a disparu. Réessaie ; si elle ne revient pas, préviens les organisateurs.
kiosk-away-title = Pas de connexion pour l’instant
kiosk-away-before = Nous n’avons pas pris de photo : nous ne pourrions pas te chercher en ce moment. Cet écran réessaie.
kiosk-away-sent = Ta photo n’est pas gardée. Réessaie dès que la connexion est revenue.
kiosk-problem-title = Ça n’a pas marché

kiosk-results-take = Les avoir sur mon téléphone
kiosk-results-take-none = Continuer sur mon téléphone
kiosk-results-done = Terminé
kiosk-results-empty = De nouvelles photos de toi apparaîtront ici pendant la fête. Continue la recherche sur ton téléphone pour n’en manquer aucune.

kiosk-handoff-title = Récupère-les sur ton téléphone
kiosk-handoff-person = Personne { $number } : récupère tes photos
kiosk-handoff-open = Ouvre l’appareil photo de ton téléphone.
kiosk-handoff-scan = Vise ce code.
kiosk-handoff-tap = Touche le lien qui apparaît. Les nouvelles photos t’y suivront.
kiosk-handoff-once = Le code sert une fois, pour un téléphone.
kiosk-handoff-qr = Code qui ouvre tes photos sur ton téléphone
kiosk-handoff-opening = Ton code arrive …
kiosk-handoff-back = Retour aux photos
kiosk-handoff-done = Je les ai
kiosk-handoff-leave-title = Tu n’as pas encore scanné le code
kiosk-handoff-leave-lead = Si tu pars maintenant, ta photo et tout ce que nous avons trouvé seront effacés.
kiosk-handoff-leave-several = Si tu pars maintenant, tout ce qu’aucun téléphone n’a emporté sera effacé.
kiosk-handoff-leave-not = Je le scanne d’abord
kiosk-handoff-leave = Effacer et partir

kiosk-bye-phone-title = C’est sur ton téléphone
kiosk-bye-phone-lead = Cet écran t’a oublié. Profite bien de tes photos !
kiosk-bye-done-title = C’est fini
kiosk-bye-done-lead = Ta photo et tout ce que nous avons trouvé sont effacés.
kiosk-bye-part-lead = Ce qu’aucun téléphone n’a emporté est effacé.
kiosk-bye-later-lead = Cet écran t’a oublié. Ce que nous avons trouvé sera effacé dès que la connexion sera revenue.
kiosk-bye-next = À qui le tour ?

kiosk-idle = { $seconds ->
    [one] Tu es encore là ? Cet écran s’efface dans une seconde.
   *[other] Tu es encore là ? Cet écran s’efface dans { $seconds } secondes.
  }
kiosk-idle-stay = Je suis encore là

## La page qui aide un appareil à faire confiance à ce service

trust-title = Faire confiance à ce service
trust-lead = Il fonctionne sur un ordinateur de ce réseau et crée ses propres certificats. Dès que votre appareil leur fait confiance, la caméra fonctionne ici.
trust-scan = Scannez ce code avec le téléphone
trust-scan-picture = QR code de cette page
trust-first = 1. Installer le certificat
trust-download = Télécharger le certificat
trust-iphone = iPhone ou iPad
trust-iphone-1 = Touchez le bouton dans Safari et autorisez le téléchargement.
trust-iphone-2 = Ouvrez Réglages, touchez « Profil téléchargé », puis « Installer ».
trust-iphone-3 = Ouvrez Réglages › Général › Informations › Réglages des certificats et activez-le.
trust-android = Android
trust-android-1 = Touchez le bouton et conservez le fichier.
trust-android-2 = Ouvrez les paramètres et cherchez « certificat CA ».
trust-android-3 = Choisissez « Installer quand même », puis le fichier.
trust-computer = Ordinateur
trust-computer-1 = Windows : ouvrez le fichier et installez-le dans « Autorités de certification racines de confiance ».
trust-computer-2 = Mac : ouvrez le fichier dans Trousseaux d’accès, ouvrez le certificat et choisissez « Toujours approuver ».
trust-second = 2. Ouvrir le service
trust-open = Aucun avertissement ne doit apparaître. Sinon, recommencez la première étape.
trust-careful = Avant de continuer
trust-limits = Le certificat ne vaut que pour cet ordinateur et les réseaux privés, pas pour d’autres sites. Supprimez-le après l’événement.
trust-compare = Votre appareil affiche cette empreinte SHA-256. Elle doit être identique :
