### Live: photos going in, where they come from, and what became of them.


## Where photos are dropped or chosen

live-intake = Envoyer des photos
live-drop = Dépose ici des photos ou toute une carte
live-drop-more = Dépose-en d’autres ici
live-add = Ajouter des photos
live-add-more = Ajouter d’autres photos
live-drop-lead = Un envoi interrompu reprend là où il s’est arrêté, et les photos déjà présentes sont ignorées.
live-choose-folder = Choisir un dossier
live-choose-photos = Choisir des photos
live-drop-unreadable = Impossible de lire cela. Choisis plutôt les photos avec les boutons.
live-folder-closed = Le navigateur ne peut pas ouvrir ce dossier. Choisis plutôt les photos qu’il contient.
live-photos-input = Photos à envoyer
live-folder-input = Dossier à envoyer
files-count = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
  }

## How far it is

live-board = Progression
live-ready = { $count ->
    [one] sur { $count } photo prête
   *[other] sur { $count } photos prêtes
  }
live-none = photo pour l’instant
live-through = Photos traitées
live-faces = Visages trouvés
live-pace = Photos par seconde
live-eta = Temps restant
live-finished = Terminé
live-said = { $count ->
    [one] { $ready } sur { $count } photo prête.
   *[other] { $ready } sur { $count } photos prêtes.
  }
stage-stored = en attente
stage-decoding = ouverture
stage-detecting = recherche des visages
stage-embedding = lecture des visages
stage-indexing = enregistrement

## What this browser uploads

sending-title = Envoi
sending-now = { $count ->
    [one] Envoi de { $count } photo
   *[other] Envoi de { $count } photos
  }
sending-paused = En pause
sending-bar = Envoyé
sending-count = { $sent } sur { $total } envoyées
sending-of = { $sent } sur { $total }
sending-speed = { $speed }/s
sending-left = encore { $time }
sending-list = Photos en cours d’envoi
sending-reading = { $count ->
    [one] Lecture du dossier : { $count } photo pour l’instant
   *[other] Lecture du dossier : { $count } photos pour l’instant
  }
sending-checking = { $count ->
    [one] Recherche de doublons : { $count } photo
   *[other] Recherche de doublons : { $count } photos
  }
sending-known = { $count ->
    [one] { $count } déjà présente
   *[other] { $count } déjà présentes
  }
sending-pause = Pause
sending-continue = Continuer
sending-stop = Arrêter
sending-stop-ask = Arrêter l’envoi ?
sending-stop-lead = { $count ->
    [one] { $count } photo ne sera pas envoyée. Celles qui sont arrivées restent.
   *[other] { $count } photos ne seront pas envoyées. Celles qui sont arrivées restent.
  }
sending-try-now = Réessayer maintenant

## What stands in the way

sending-held-unreachable = Pas de connexion. L’envoi reprendra tout seul dès que tu seras de nouveau en ligne.
sending-held-insufficient_storage = Le serveur n’a plus de place. L’envoi reprendra dès qu’il y en aura.
sending-held-upload_busy = Le serveur reçoit encore une photo. L’envoi reprendra tout seul.
sending-held-csrf_failed = Tu t’es reconnecté. L’envoi reprendra tout seul.
sending-held-signed-out = Tu as été déconnecté. Connecte-toi et l’envoi reprendra.
sending-held-refused = Cet événement n’accepte plus de photos de toi.
sending-held-slow = Le serveur est occupé. L’envoi reprendra tout seul.
sending-held-other = { $problem } L’envoi reprendra tout seul.

## What became of it

sending-none = Rien n’a été envoyé.
sending-nothing = Il n’y avait rien à envoyer.
sending-all-known = { $count ->
    [one] Cette photo est déjà là. Rien à envoyer.
   *[other] Les { $count } sont déjà là. Rien à envoyer.
  }
sending-done = { $count ->
    [one] Envoi terminé : { $count } photo.
   *[other] Envoi terminé : { $count } photos.
  }
sending-skipped = { $count ->
    [one] { $count } photo était déjà là.
   *[other] { $count } photos étaient déjà là.
  }
sending-left-out = Non envoyés : { $kinds } ({ $names }).
sending-videos = { $count ->
    [one] { $count } vidéo
   *[other] { $count } vidéos
  }
sending-raws = { $count ->
    [one] { $count } fichier RAW
   *[other] { $count } fichiers RAW
  }
sending-others = { $count ->
    [one] { $count } autre fichier
   *[other] { $count } autres fichiers
  }
sending-raws-advice = Nous ne lisons pas ce type de fichier RAW : exporte-le en JPEG ou DNG.
sending-videos-advice = Seules les photos sont envoyées.
sending-unread = Illisibles dans { $label } : { $names }. La carte est-elle toujours insérée ? Choisis-la à nouveau ; les photos déjà envoyées seront ignorées.
sending-and-more = { $count ->
    [one] { $names } et { $count } autre
   *[other] { $names } et { $count } autres
  }
sending-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
  }

## A folder of before

sending-go-on = { $count ->
    [one] Continuer avec { $label } (encore { $count } photo)
   *[other] Continuer avec { $label } (encore { $count } photos)
  }
sending-elsewhere = { $count ->
    [one] Un autre onglet envoie { $label } : encore { $count } photo.
   *[other] Un autre onglet envoie { $label } : encore { $count } photos.
  }
sending-unfinished = { $count ->
    [one] L’envoi de { $label } n’est pas terminé : encore { $count } photo.
   *[other] L’envoi de { $label } n’est pas terminé : encore { $count } photos.
  }
sending-unfinished-lead = Choisis-le à nouveau pour reprendre là où il s’est arrêté.
sending-which = Quelles photos ?
sending-forget = Abandonner
sending-refused = Le navigateur ne peut pas lire { $label }. La carte est-elle insérée ? Sinon, choisis à nouveau le dossier ; les photos déjà envoyées seront ignorées.

## A watched folder

watching-begin = Surveiller un dossier
watching-begin-means = Les nouvelles photos y sont envoyées toutes seules tant que cette page est ouverte.
watching-on = { $count ->
    [one] Surveillance de { $label } : { $count } photo pour l’instant.
   *[other] Surveillance de { $label } : { $count } photos pour l’instant.
  }
watching-on-none = Surveillance de { $label }. Les nouvelles photos sont envoyées toutes seules.
watching-asking = Tu surveillais { $label }. Le navigateur redemande l’autorisation avant de lire le dossier.
watching-away = Impossible de lire { $label }. La carte est-elle toujours insérée ? La surveillance reprendra toute seule.
watching-elsewhere = Un autre onglet surveille { $label }.
watching-go-on = Reprendre la surveillance
watching-stop = Arrêter la surveillance
watching-closed = Le navigateur ne peut pas ouvrir ce dossier.
watching-refused = Le navigateur n’a pas le droit de lire ce dossier.

## Photos that failed

failures-title = { $count ->
    [one] { $count } photo en échec
   *[other] { $count } photos en échec
  }
failures-both = Non envoyées : { $unsent } · envoyées mais en échec : { $failed }
failures-retry-all = Tout réessayer
failures-shown = Les { $count } plus récentes sont affichées. La galerie contient toutes celles qui ont été envoyées.
failures-unsent = non envoyée
failures-sent = envoyée
failures-dismiss = Ignorer
failures-dismiss-one = Ignorer : { $name }
failures-delete = Supprimer
failures-delete-one = Supprimer : { $name }
failures-retry-one = Réessayer : { $name }
failures-ask = Supprimer cette photo ?
failures-ask-lead = { $name } n’a pas pu être lue. Elle sera retirée définitivement de cet événement.

## The contact sheet

sheet-title = Planche-contact
sheet-all = { $count ->
    [one] { $count } dans la galerie
   *[other] Les { $count } dans la galerie
  }
sheet-none = Rien pour l’instant. Les photos apparaissent dès qu’elles sont traitées.

## Where photos come from

origins-title = D’où viennent les photos
origin-browser = Navigateur
origin-program = Programme
origin-camera = Appareil photo
origin-folder = Dossier surveillé
origin-guest = Invités
origins-last = dernière { $ago } : { $name }
origins-none = aucune photo pour l’instant
origins-waiting = { $count ->
    [one] { $count } fichier en route
   *[other] { $count } fichiers en route
  }
origins-cut = { $name } n’est arrivée qu’en partie ({ $size }). Renvoie-la depuis l’appareil.
origins-refused = { $name } n’a pas été acceptée. { $why }
origins-refused-before = { $count ->
    [one] Avant cela, { $count } fichier n’a pas été accepté.
   *[other] Avant cela, { $count } fichiers n’ont pas été acceptés.
  }
