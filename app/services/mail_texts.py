"""Letters as people read them: as plain text and as HTML, in their language. No picture is in either, and nobody's face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Final

from app.domain.colours import Shade
from app.domain.mail_words import words_of
from app.domain.vocabulary import LetterKind
from app.ports import Mail

_ISOLATED: Final = "\u2068{}\u2069"
"""Names keep their own direction among Arabic words."""


OUR_OWN: Final = Shade(action="#1f5f4a", on_action="#ffffff", changed=False)


@dataclass(frozen=True, slots=True)
class Text:
    """What a letter is about. ``url`` is where its button leads. ``stop_url`` ends such letters; in the question whether an
    address is somebody's own it says that it was not. ``one_click_url`` does so by a bare POST (RFC 8058). ``shade`` is of the
    button, ``imprint`` says who answers for it.
    """

    kind: LetterKind
    language: str
    sender: str
    url: str
    names: Mapping[str, str] = field(default_factory=dict)
    new: int = 0
    total: int = 0
    stop_url: str = ""
    one_click_url: str = ""
    shade: Shade = OUR_OWN
    imprint: str = ""


def mail(to: str, text: Text) -> Mail:
    """The letter, to be sent to that address."""
    code, spoken, words = words_of(text.language, text.kind)
    lead = _filled(_lead(text), text, "{}" if spoken.direction == "ltr" else _ISOLATED)
    stop = spoken.not_me if text.kind is LetterKind.CONFIRM else spoken.stop
    plain = [lead, f"{words.button}:\n{text.url}", words.foot, *([f"{stop}:\n{text.stop_url}"] if text.stop_url else [])]
    plain += [text.imprint] if text.imprint else []
    html = _HTML.format(
        code=code,
        direction=spoken.direction,
        sender=escape(text.sender),
        lead=_filled(escape(_lead(text)), text, "<bdi>{}</bdi>", escaped=True),
        url=escape(text.url),
        button=escape(words.button),
        foot=escape(words.foot),
        action=text.shade.action,
        on_action=text.shade.on_action,
        imprint=f"<br>{escape(text.imprint)}" if text.imprint else "",
        stop=f'<br><a href="{escape(text.stop_url)}" style="color:#555">{escape(stop)}</a>' if text.stop_url else "",
    )
    one_click = {"List-Unsubscribe": f"<{text.one_click_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    headers = one_click if text.one_click_url else {}
    return Mail(to, subject(text), "\n\n".join(plain) + "\n", html, headers)


def subject(text: Text) -> str:
    """In one line; of a push it is the title."""
    return _filled(words_of(text.language, text.kind)[2].subject, text, "{}")


def sentence(text: Text) -> str:
    """What it says first, and all that a push says."""
    return _filled(_lead(text), text, "{}")


def _lead(text: Text) -> str:
    words = words_of(text.language, text.kind)[2]
    return words.nothing if words.nothing and not text.total else words.lead


def _filled(words: str, text: Text, name: str, *, escaped: bool = False) -> str:
    names = {key: name.format(escape(value) if escaped else value) for key, value in text.names.items()}
    return words.format(**names, new=text.new, total=text.total)


_HTML: Final = """<!doctype html>
<html lang="{code}" dir="{direction}"><head><meta charset="utf-8">\
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:34em;margin:0 auto">
<p style="font-size:14px">{sender}</p>
<p>{lead}</p>
<p><a href="{url}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:{action};color:{on_action};\
text-decoration:none">{button}</a></p>
<p style="font-size:13px">{foot}{stop}{imprint}</p>
</div></body></html>
"""
