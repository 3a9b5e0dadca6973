## La marque d’un compte et celle d’un événement

brand-title = Marque
brand-lead = Vos invités la voient sur leur page, sur les bornes et sur les cartes imprimées, à tous vos événements.
brand-event-lead = Ce que vous laissez vide reste comme dans votre compte.
brand-name = Nom
brand-link = Site web
brand-imprint = Mention légale
brand-imprint-hint = Une ligne, par exemple votre nom et votre adresse.
brand-privacy_url = Page de confidentialité
brand-base_url = Domaine de vos liens
brand-base_url-hint = Laissez vide pour garder le domaine habituel. Possible ici : { $hosts }
brand-show-credit = Afficher « Propulsé par eventphotos » en bas de page
brand-save = Enregistrer la marque
brand-logo = Logo
brand-logo-hint = PNG, JPEG ou WebP, 2 Mo au plus.
brand-logo-inherited = C’est le logo de votre compte.
brand-logo-large = Ce fichier dépasse 2 Mo. Choisissez-en un plus petit.
brand-logo-remove = Retirer le logo
brand-colour = Couleur des boutons
brand-colour-own = Utiliser ma couleur
brand-colour-other = Utiliser une autre couleur pour cet événement
brand-colour-choose = Votre couleur
brand-colour-darker = Sur les écrans clairs, nous prenons une teinte plus foncée pour que tout le monde puisse lire.
brand-colour-lighter = Sur les écrans sombres, nous prenons une teinte plus claire pour que tout le monde puisse lire.
brand-focus = Ce qui compte sur la couverture
brand-focus-x = De gauche à droite
brand-focus-y = De haut en bas
brand-preview-event = Fête d’été

error-svg = Les fichiers SVG peuvent contenir des programmes : nous ne les acceptons pas. Exportez votre logo en PNG.
error-unreadable = Nous ne pouvons pas lire ce fichier. Choisissez une image PNG, JPEG ou WebP.
error-unknown_host = Ce domaine ne mène pas à ce service. Demandez à la personne qui le gère de l’ajouter.
error-host_taken = Un autre compte utilise ce domaine.

## Links: sent and changed

link-mail = E-mail
link-whatsapp = WhatsApp
link-subject = Vos photos : { $event }
link-message = Voici les photos de { $event }. Prenez un selfie pour trouver celles où vous êtes : { $url }
link-edit = Modifier
link-edit-named = Modifier { $name }
link-edit-title = Modifier le lien
link-save = Enregistrer le lien
link-pin-another = Nouveau code PIN (facultatif)
link-pin-edit-hint = L’adresse ne change pas. Les invités déjà entrés le restent.
link-pin-none = Plus de code PIN

## A watermark

watermark-title = Filigrane
watermark-lead = Vos invités le voient sur chaque photo et chaque téléchargement. Vos originaux ne changent pas.
watermark-text = Texte
watermark-text-hint = Par exemple © et votre nom.
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
watermark-pending = Le filigrane est en cours de pose. Les photos qui ne l’ont pas encore paraissent floues aux invités.
watermark-on = Toutes les photos l’ont.
watermark-save = Enregistrer le filigrane
watermark-start = Activer le filigrane
watermark-off = Désactiver le filigrane
error-watermark_missing = Saisissez un texte ou choisissez une image ci-dessous.
