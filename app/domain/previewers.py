"""Programs of messengers and networks that fetch a page to show what a link leads to, known by what they call themselves."""

from __future__ import annotations

import re
from typing import Final

# iMessage calls itself facebookexternalhit and Twitterbot, Signal WhatsApp; most others are some bot, crawler or preview.
_NAMES: Final = re.compile(
    r"facebookexternalhit|facebot|whatsapp|bot\b|bot/|crawler|spider|preview|embedly|slack|discord|telegram|skype|viber|line-poker"
    r"|mastodon|pleroma|iframely|vkshare|snapchat|pinterest|redditbot|linkedin",
    re.IGNORECASE,
)
# Pages that people open inside of these apps come with a browser's name and the app's behind it; Cubot makes telephones.
_BROWSERS: Final = re.compile(r"\b(?:AppleWebKit|Gecko)/\d.*\b(?:Safari|Mobile|Firefox|Chrome)\b", re.IGNORECASE)
_ALSO_BROWSERS: Final = re.compile(r"facebookexternalhit|twitterbot|(?<!cu)bot\b|crawler|spider|preview", re.IGNORECASE)


def is_previewer(user_agent: str) -> bool:
    """Is it one of them? Somebody who reads the page in such an app's own browser is a person."""
    if _BROWSERS.search(user_agent):
        return _ALSO_BROWSERS.search(user_agent) is not None
    return _NAMES.search(user_agent) is not None
