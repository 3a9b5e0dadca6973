### Cameras: their clocks, and their logins by FTP.


## The list

cameras-title = Appareils
cameras-show-clock = Afficher une horloge à photographier
cameras-lead = Les photos d’un même moment devraient afficher la même heure. Si l’horloge d’un appareil était fausse, indique l’écart : les galeries se remettent en ordre et aucun fichier n’est modifié.
cameras-none = Aucun appareil pour l’instant
cameras-none-lead = Les appareils apparaissent ici dès que leurs photos sont traitées.
cameras-add = Ajouter des photos
camera-unknown = Appareil inconnu

## Comparing clocks

cameras-right = Appareil à l’heure
cameras-compare = Comparer les autres
cameras-comparing = Comparaison de qui les appareils ont vu, et quand …
suggestion-fast = { $count ->
    [one] D’après { $count } moment vu aussi par { $other }, cette horloge avançait de { $time }.
   *[other] D’après { $count } moments vus aussi par { $other }, cette horloge avançait de { $time }.
  }
suggestion-slow = { $count ->
    [one] D’après { $count } moment vu aussi par { $other }, cette horloge retardait de { $time }.
   *[other] D’après { $count } moments vus aussi par { $other }, cette horloge retardait de { $time }.
  }
suggestion-right = { $count ->
    [one] D’après { $count } moment vu aussi par { $other }, cette horloge était à l’heure.
   *[other] D’après { $count } moments vus aussi par { $other }, cette horloge était à l’heure.
  }
suggestion-against = { $count ->
    [one] Toute autre heure convient à { $count } moment au plus.
   *[other] Toute autre heure convient à { $count } moments au plus.
  }
suggestion-agrees = { $count ->
    [one] { $count } moment vu aussi par { $other } confirme ces heures.
   *[other] { $count } moments vus aussi par { $other } confirment ces heures.
  }
suggestion-unsure = Cet appareil et { $other } ont trop peu vu les mêmes personnes au même moment pour le dire.
suggestion-use = Appliquer

## One camera's clock

clock-right = Les heures sont celles de l’appareil.
clock-fast = L’horloge avançait de { $time }.
clock-slow = L’horloge retardait de { $time }.
clock-by-hand = Réglé à la main.
clock-by-clock = Lu sur l’horloge photographiée.
clock-by-suggestion = Suggéré d’après ce que les deux appareils ont vu.
cameras-doubtful = { $count ->
    [one] { $count } photo a une heure impossible et est triée par ordre d’arrivée.
   *[other] { $count } photos ont une heure impossible et sont triées par ordre d’arrivée.
  }
cameras-pending = Ses photos reçoivent leurs nouvelles heures …
cameras-last = Dernières photos de { $name }
cameras-cannot = { $time } : impossible
cameras-no-time = Sans heure
cameras-clock-of = L’horloge de { $name } était
unit-hours = heures
unit-hours-short = h
unit-minutes = minutes
unit-minutes-short = min
unit-seconds = secondes
unit-seconds-short = s
cameras-way = En retard ou en avance
cameras-slow = en retard
cameras-fast = en avance
cameras-put-right = Corriger l’horloge
cameras-as-is = Garder l’heure de l’appareil
cameras-summer = La nuit du passage à l’heure d’été ou d’hiver
cameras-summer-legend = Cette horloge
cameras-summer-hand = est réglée à la main
cameras-summer-hand-means = Elle continue toute la nuit, jusqu’à six heures du matin.
cameras-summer-itself = se règle toute seule
cameras-summer-itself-means = Comme les téléphones, et les appareils reliés à un téléphone.

## The clock to photograph

clock-face-title = Horloge pour les appareils
clock-face-lead = Prends-la en photo avec chaque appareil, nette et sur la moitié du cadre, puis envoie la photo avec les autres. Elle corrige l’horloge de l’appareil ; les invités ne la voient pas.
clock-face-code = L’heure sous forme de QR code
clock-face-none = { $problem } L’horloge reste vide plutôt que d’afficher une heure fausse.
clock-face-done = Terminé

## Cameras that send by FTP

senders-title = Appareils par FTP
senders-revoke = Révoquer
senders-revoke-one = Révoquer { $name }
senders-revoke-ask = Révoquer cet accès ?
senders-revoke-lead = L’appareil « { $name } » ne pourra plus envoyer de photos. Ses photos restent. Pour qu’il puisse à nouveau en envoyer, ajoute-le encore une fois.
senders-revoke-yes = Révoquer l’accès
senders-online = { $count ->
    [one] { $online } appareil sur { $count } en ligne
   *[other] { $online } appareils sur { $count } en ligne
  }
senders-off = Ce service n’accepte pas encore de photos des appareils
senders-off-lead = La personne qui gère le service doit définir FTP_PORT. D’ici là, envoie tes photos depuis la page Direct ou en ligne de commande.
senders-none = Aucun appareil
senders-none-lead = Un appareil avec Wi-Fi ou câble réseau peut envoyer chaque photo dès la prise de vue. Ajoutes-en un ici et saisis dans son menu FTP ce qui s’affiche.
senders-revoked = { $count ->
    [one] { $count } accès révoqué.
   *[other] { $count } accès révoqués.
  }
senders-user = Se connecte en tant que { $name }. Le mot de passe a été affiché une seule fois, à l’ajout de l’appareil. Si personne ne l’a saisi, révoque l’accès et ajoute l’appareil à nouveau.
senders-waiting = Ne s’est pas encore connecté
senders-here = En ligne
senders-away = Dernière connexion { $ago }
senders-type = Dans le menu FTP de l’appareil, saisis
ftp-server = Serveur (hôte, adresse)
ftp-port = Port
ftp-security = Sécurité
ftp-plain = FTP, sans chiffrement
ftp-tls = FTPS (explicite, FTPES)
ftp-passive = Mode passif (PASV)
ftp-on = Activé
ftp-folder = Dossier (répertoire)
ftp-any = / (n’importe lequel)
ftp-user = Nom d’utilisateur
ftp-password = Mot de passe
senders-once = Le mot de passe n’est affiché que maintenant. Majuscules et minuscules se valent, et il ne contient ni 0, 1, i, l ni o. Utilise un accès par appareil.
senders-clear = Sans chiffrement, n’importe qui sur le même réseau peut lire ce qui passe. À n’utiliser que sur ton propre réseau.
senders-new = Nouvel appareil
senders-which = Quel appareil ?
senders-example = Le R6 d’Anna
senders-add = Ajouter un appareil
senders-adding = Ajout …
