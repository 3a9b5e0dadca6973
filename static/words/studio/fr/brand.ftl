## La marque d’un compte et celle d’un événement

brand-title = Marque
brand-lead = Tes invités la voient sur leur page, sur les bornes et sur les cartes imprimées, à tous tes événements.
brand-event-lead = Ce que tu laisses vide vient de ton compte.
brand-name = Nom
brand-link = Site web
brand-imprint = Mention légale
brand-imprint-hint = Une ligne, par exemple ton nom et ton adresse.
brand-privacy_url = Page de confidentialité
brand-base_url = Domaine de tes liens
brand-base_url-hint = Laisse vide pour garder le domaine habituel. Au choix : { $hosts }
brand-show-credit = Afficher « Propulsé par eventphotos » en bas de page
brand-save = Enregistrer la marque
brand-logo = Logo
brand-logo-hint = PNG, JPEG ou WebP, 2 Mo au plus.
brand-logo-inherited = C’est le logo de ton compte.
brand-logo-large = Ce fichier dépasse 2 Mo. Choisis-en un plus petit.
brand-logo-remove = Retirer le logo
brand-colour = Couleur des boutons
brand-colour-own = Utiliser ma couleur
brand-colour-other = Utiliser une autre couleur pour cet événement
brand-colour-choose = Ta couleur
brand-colour-darker = Sur les écrans clairs, nous prenons une teinte plus foncée pour que tout le monde puisse lire.
brand-colour-lighter = Sur les écrans sombres, nous prenons une teinte plus claire pour que tout le monde puisse lire.
brand-focus = À garder visible sur la couverture
brand-focus-x = De gauche à droite
brand-focus-y = De haut en bas
brand-preview-event = Fête d’été

error-svg = Les fichiers SVG peuvent contenir des programmes : nous ne les acceptons pas. Exporte ton logo en PNG.
error-unreadable = Nous ne pouvons pas lire ce fichier. Choisis une image PNG, JPEG ou WebP.
error-unknown_host = Ce domaine ne mène pas à ce service. Demande à la personne qui le gère de l’ajouter.
error-host_taken = Un autre compte utilise ce domaine.

## Links: sent and changed

link-mail = E-mail
link-whatsapp = WhatsApp
link-subject = Tes photos : { $event }
link-message = Voici les photos de { $event }. Prends un selfie pour trouver celles où tu apparais : { $url }
link-edit = Modifier
link-edit-named = Modifier { $name }
link-edit-title = Modifier le lien
link-save = Enregistrer le lien
link-pin-another = Nouveau code PIN (facultatif)
link-pin-edit-hint = Le lien ne change pas, et les invités déjà entrés le restent.
link-pin-none = Retirer le code PIN

## A watermark

watermark-title = Filigrane
watermark-lead = Tes invités le voient sur chaque photo et chaque téléchargement. Tes originaux ne changent pas.
watermark-text = Texte
watermark-text-hint = Par exemple © et ton nom.
watermark-place = Emplacement
watermark-at-top_left = En haut à gauche
watermark-at-top_right = En haut à droite
watermark-at-centre = Au centre
watermark-at-bottom_left = En bas à gauche
watermark-at-bottom_right = En bas à droite
watermark-at-all_over = Partout
watermark-size = Taille
watermark-opacity = Opacité
watermark-picture = Ou une image
watermark-picture-hint = Un PNG transparent rend le mieux.
watermark-preview = Aperçu approximatif
watermark-pending = Le filigrane est ajouté à tes photos. En attendant, les invités voient floues celles qui ne l’ont pas encore.
watermark-on = Toutes les photos ont le filigrane.
watermark-save = Enregistrer le filigrane
watermark-start = Activer le filigrane
watermark-off = Désactiver le filigrane
error-watermark_missing = Saisis un texte ou choisis une image ci-dessous.
