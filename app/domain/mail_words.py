"""What mails and pushes say, in each language that guests may choose. Braces are filled in.

No sentence has a number in it that its grammar would have to follow: numbers stand behind a colon.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.vocabulary import LetterKind

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """A letter: ``lead`` comes first, ``button`` leads to what it is about, ``foot`` says why it was sent. ``nothing`` is the
    lead where no photo was found."""

    subject: str
    lead: str
    button: str
    foot: str
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """``stop`` and ``not_me`` are what links say: no more of this, and that somebody else typed the address."""

    letters: Mapping[LetterKind, Words]
    stop: str
    not_me: str
    direction: str = "ltr"


def words_of(language: str, kind: LetterKind) -> tuple[str, Language, Words]:
    """The language that is spoken for a tag (BCP 47) such as ``de-CH``, and what it has for that kind of letter."""
    code = language.lower().partition("-")[0]
    known = code if code in LANGUAGES else FALLBACK
    return known, LANGUAGES[known], LANGUAGES[known].letters[kind]


_K = LetterKind
_EN_FOOT: Final = (
    "You asked us to tell you about new photos. Anyone who has this mail can open your photos, so please do not forward it."
)
_DE_FOOT: Final = (
    "Du wolltest von neuen Fotos erfahren. Wer diese Mail hat, kann deine Fotos öffnen: Leite sie bitte nicht weiter."
)
_FR_FOOT: Final = (
    "Tu as demandé à être prévenu des nouvelles photos. Qui a cet e-mail peut ouvrir tes photos : ne le transfère pas."
)
_ES_FOOT: Final = "Pediste que te avisáramos de las fotos nuevas. Quien tenga este correo puede abrir tus fotos: no lo reenvíes."
_AR_FOOT: Final = "طلبت أن نخبرك بالصور الجديدة. من لديه هذه الرسالة يستطيع فتح صورك، فلا تُعِد توجيهها."

LANGUAGES: Final[Mapping[str, Language]] = {
    "en": Language(
        {
            _K.PASSWORD: Words(
                "Choose a new password",
                "Someone asked for a new password for your account. The link works once, for one hour.",
                "Choose a new password",
                "If that was not you, you can ignore this mail. Your password stays the same.",
            ),
            _K.INVITATION: Words(
                "Your invitation",
                "You are invited to create an account. The link works once and for a limited time.",
                "Create your account",
                "If you were not expecting this, you can ignore this mail.",
            ),
            _K.ADDRESS: Words(
                "Confirm your e-mail address",
                "Someone created an account with this address. Was it you? "
                "Until you confirm it, no mail is sent for your events.",
                "Confirm my address",
                "If it was not you, ignore this mail. No mail will be sent for that account.",
            ),
            _K.TEAM: Words(
                "Join the team: {event}",
                "{who} invites you to join the team of {event}. The link works once and for a limited time.",
                "See the invitation",
                "If you were not expecting this, you can ignore this mail.",
            ),
            _K.CONFIRM: Words(
                "Is this your address? Photos from {event}",
                "Someone asked us to send news of their photos from {event} to this address. Was it you?",
                "Yes, tell me",
                "If it was not you, ignore this mail and we will not write again. Or tell us:",
            ),
            _K.FIRST: Words(
                "New photos of you: {event}",
                "We found new photos of you: {new} new, {total} in all.",
                "See my photos",
                _EN_FOOT,
            ),
            _K.MORE: Words(
                "New photos of you: {event}",
                "We found new photos of you: {new} new, {total} in all.",
                "See my photos",
                _EN_FOOT,
            ),
            _K.LAST: Words(
                "All photos are in: {event}",
                "All photos from the event are here. Photos of you: {total}.",
                "See my photos",
                _EN_FOOT,
                "All photos from the event are here, but we found none of you. Another selfie may help.",
            ),
        },
        "Stop these mails",
        "That was not me",
    ),
    "de": Language(
        {
            _K.PASSWORD: Words(
                "Neues Passwort wählen",
                "Jemand hat für dein Konto ein neues Passwort angefordert. Der Link gilt einmal und eine Stunde lang.",
                "Neues Passwort wählen",
                "Warst du das nicht, ignoriere diese Mail. Dein Passwort bleibt, wie es ist.",
            ),
            _K.INVITATION: Words(
                "Deine Einladung",
                "Du bist eingeladen, ein Konto anzulegen. Der Link gilt einmal und nur begrenzte Zeit.",
                "Konto anlegen",
                "Wenn du das nicht erwartet hast, ignoriere diese Mail.",
            ),
            _K.ADDRESS: Words(
                "Bestätige deine E-Mail-Adresse",
                "Jemand hat mit dieser Adresse ein Konto angelegt. Warst du das? "
                "Bis du sie bestätigst, gehen für deine Events keine E-Mails raus.",
                "Adresse bestätigen",
                "Wenn du es nicht warst, ignoriere diese Mail. Für das Konto gehen dann keine E-Mails raus.",
            ),
            _K.TEAM: Words(
                "Ins Team: {event}",
                "{who} lädt dich ins Team von {event} ein. Der Link gilt einmal und nur begrenzte Zeit.",
                "Einladung ansehen",
                "Wenn du das nicht erwartet hast, ignoriere diese Mail.",
            ),
            _K.CONFIRM: Words(
                "Ist das deine Adresse? Fotos von {event}",
                "Jemand hat diese Adresse eingegeben, um von neuen Fotos von sich zu erfahren: {event}. Warst du das?",
                "Ja, Bescheid geben",
                "Warst du das nicht, ignoriere diese Mail, dann kommt keine weitere. Oder sag es uns:",
            ),
            _K.FIRST: Words(
                "Neue Fotos von dir: {event}",
                "Wir haben neue Fotos von dir gefunden. Neu: {new}, insgesamt: {total}.",
                "Meine Fotos ansehen",
                _DE_FOOT,
            ),
            _K.MORE: Words(
                "Neue Fotos von dir: {event}",
                "Wir haben neue Fotos von dir gefunden. Neu: {new}, insgesamt: {total}.",
                "Meine Fotos ansehen",
                _DE_FOOT,
            ),
            _K.LAST: Words(
                "Alle Fotos sind da: {event}",
                "Alle Fotos des Events sind da. Fotos von dir: {total}.",
                "Meine Fotos ansehen",
                _DE_FOOT,
                "Alle Fotos des Events sind da, aber von dir haben wir keines gefunden. Ein anderes Selfie hilft vielleicht.",
            ),
        },
        "Keine Mails mehr",
        "Das war ich nicht",
    ),
    "fr": Language(
        {
            _K.PASSWORD: Words(
                "Choisir un nouveau mot de passe",
                "Quelqu’un a demandé un nouveau mot de passe pour ton compte. Le lien fonctionne une fois, pendant une heure.",
                "Choisir un nouveau mot de passe",
                "Si ce n’était pas toi, ignore cet e-mail. Ton mot de passe ne change pas.",
            ),
            _K.INVITATION: Words(
                "Ton invitation",
                "Tu es invité à créer un compte. Le lien fonctionne une fois, pour une durée limitée.",
                "Créer mon compte",
                "Si tu ne t’y attendais pas, ignore cet e-mail.",
            ),
            _K.ADDRESS: Words(
                "Confirme ton adresse e-mail",
                "Quelqu’un a créé un compte avec cette adresse. C’était toi ? "
                "Tant que tu ne l’as pas confirmée, aucun e-mail ne part pour tes événements.",
                "Confirmer mon adresse",
                "Si ce n’était pas toi, ignore cet e-mail. Aucun e-mail ne partira pour ce compte.",
            ),
            _K.TEAM: Words(
                "Rejoindre l’équipe : {event}",
                "{who} t’invite à rejoindre l’équipe de {event}. Le lien fonctionne une fois, pour une durée limitée.",
                "Voir l’invitation",
                "Si tu ne t’y attendais pas, ignore cet e-mail.",
            ),
            _K.CONFIRM: Words(
                "Est-ce ton adresse ? Photos de {event}",
                "Quelqu’un a saisi cette adresse pour être prévenu des nouvelles photos de soi : {event}. Était-ce toi ?",
                "Oui, préviens-moi",
                "Si ce n’était pas toi, ignore cet e-mail : il n’y en aura pas d’autre. Ou dis-le-nous :",
            ),
            _K.FIRST: Words(
                "Nouvelles photos de toi : {event}",
                "Nous avons trouvé de nouvelles photos de toi. Nouvelles : {new}, en tout : {total}.",
                "Voir mes photos",
                _FR_FOOT,
            ),
            _K.MORE: Words(
                "Nouvelles photos de toi : {event}",
                "Nous avons trouvé de nouvelles photos de toi. Nouvelles : {new}, en tout : {total}.",
                "Voir mes photos",
                _FR_FOOT,
            ),
            _K.LAST: Words(
                "Toutes les photos sont là : {event}",
                "Toutes les photos de l’événement sont là. Photos de toi : {total}.",
                "Voir mes photos",
                _FR_FOOT,
                "Toutes les photos de l’événement sont là, mais nous n’en avons pas trouvé de toi. Un autre selfie peut aider.",
            ),
        },
        "Ne plus recevoir ces e-mails",
        "Ce n’était pas moi",
    ),
    "es": Language(
        {
            _K.PASSWORD: Words(
                "Elige una contraseña nueva",
                "Alguien pidió una contraseña nueva para tu cuenta. El enlace sirve una vez, durante una hora.",
                "Elegir una contraseña nueva",
                "Si no fuiste tú, ignora este correo. Tu contraseña no cambia.",
            ),
            _K.INVITATION: Words(
                "Tu invitación",
                "Te invitamos a crear una cuenta. El enlace sirve una vez y por tiempo limitado.",
                "Crear mi cuenta",
                "Si no lo esperabas, ignora este correo.",
            ),
            _K.ADDRESS: Words(
                "Confirma tu dirección de correo",
                "Alguien creó una cuenta con esta dirección. ¿Fuiste tú? "
                "Hasta que la confirmes no se envían correos para tus eventos.",
                "Confirmar mi dirección",
                "Si no fuiste tú, ignora este correo. No se enviarán correos para esa cuenta.",
            ),
            _K.TEAM: Words(
                "Únete al equipo: {event}",
                "{who} te invita al equipo de {event}. El enlace sirve una vez y por tiempo limitado.",
                "Ver la invitación",
                "Si no lo esperabas, ignora este correo.",
            ),
            _K.CONFIRM: Words(
                "¿Es tu dirección? Fotos de {event}",
                "Alguien escribió esta dirección para enterarse de sus fotos nuevas de {event}. ¿Fuiste tú?",
                "Sí, quiero saberlo",
                "Si no fuiste tú, ignora este correo y no llegará ninguno más. O dínoslo:",
            ),
            _K.FIRST: Words(
                "Fotos nuevas tuyas: {event}",
                "Encontramos fotos nuevas tuyas. Nuevas: {new}, en total: {total}.",
                "Ver mis fotos",
                _ES_FOOT,
            ),
            _K.MORE: Words(
                "Fotos nuevas tuyas: {event}",
                "Encontramos fotos nuevas tuyas. Nuevas: {new}, en total: {total}.",
                "Ver mis fotos",
                _ES_FOOT,
            ),
            _K.LAST: Words(
                "Ya están todas las fotos: {event}",
                "Ya están todas las fotos del evento. Fotos tuyas: {total}.",
                "Ver mis fotos",
                _ES_FOOT,
                "Ya están todas las fotos del evento, pero no encontramos ninguna tuya. Quizá ayude otro selfi.",
            ),
        },
        "No recibir más correos",
        "No fui yo",
    ),
    "ar": Language(
        {
            _K.PASSWORD: Words(
                "اختيار كلمة مرور جديدة",
                "طلب شخص ما كلمة مرور جديدة لحسابك. يعمل الرابط مرة واحدة ولمدة ساعة.",
                "اختيار كلمة مرور جديدة",
                "إن لم تكن أنت، فتجاهل هذه الرسالة. ستبقى كلمة مرورك كما هي.",
            ),
            _K.INVITATION: Words(
                "دعوتك",
                "أنت مدعو لإنشاء حساب. يعمل الرابط مرة واحدة ولمدة محدودة.",
                "إنشاء حسابي",
                "إن لم تكن تتوقع هذه الرسالة، فتجاهلها.",
            ),
            _K.ADDRESS: Words(
                "أكِّد بريدك الإلكتروني",
                "أنشأ أحدهم حسابًا بهذا العنوان. هل كنت أنت؟ لا تُرسَل أي رسائل لفعالياتك حتى تؤكده.",
                "تأكيد بريدي",
                "إن لم تكن أنت فتجاهل هذه الرسالة. لن تُرسَل أي رسائل لذلك الحساب.",
            ),
            _K.TEAM: Words(
                "الانضمام إلى الفريق: {event}",
                "يدعوك {who} إلى الانضمام إلى فريق {event}. يعمل الرابط مرة واحدة ولمدة محدودة.",
                "عرض الدعوة",
                "إن لم تكن تتوقع هذه الرسالة، فتجاهلها.",
            ),
            _K.CONFIRM: Words(
                "هل هذا عنوانك؟ صور {event}",
                "أدخل شخص ما هذا العنوان ليصله خبر صوره الجديدة من {event}. هل كنت أنت؟",
                "نعم، أخبروني",
                "إن لم تكن أنت، فتجاهل هذه الرسالة ولن نرسل غيرها. أو أخبرنا:",
            ),
            _K.FIRST: Words(
                "صور جديدة لك: {event}", "وجدنا صورًا جديدة لك. الجديدة: {new}، المجموع: {total}.", "عرض صوري", _AR_FOOT
            ),
            _K.MORE: Words(
                "صور جديدة لك: {event}", "وجدنا صورًا جديدة لك. الجديدة: {new}، المجموع: {total}.", "عرض صوري", _AR_FOOT
            ),
            _K.LAST: Words(
                "اكتملت الصور: {event}",
                "اكتملت صور الفعالية. صورك: {total}.",
                "عرض صوري",
                _AR_FOOT,
                "اكتملت صور الفعالية، ولم نجد صورة لك. قد تساعد صورة ذاتية أخرى.",
            ),
        },
        "إيقاف هذه الرسائل",
        "لم أكن أنا",
        "rtl",
    ),
}
