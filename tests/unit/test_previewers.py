"""Programs of messengers, and people who read a page in a messenger's own browser."""

from __future__ import annotations

import pytest

from app.domain.previewers import is_previewer

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    "agent",
    [
        "WhatsApp/2.23.20.0 A",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 "
        "facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
        "Synapse (bot; +https://github.com/matrix-org/synapse)",
    ],
)
def test_a_messenger_s_program_is_known(agent: str) -> None:
    assert is_previewer(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1",
        f"{IPHONE} Mobile/21F90 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5; en_US)",
        f"{IPHONE} Mobile/15E148 Snapchat/12.80.0.36",
        f"{IPHONE} Mobile/15E148 [LinkedInApp]/9.29.4838",
        "Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36 "
        "[FBAN/EMA]",
    ],
)
def test_a_person_in_an_app_s_own_browser_is_a_person(agent: str) -> None:
    assert not is_previewer(agent)
