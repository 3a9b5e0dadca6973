"""The clock that cameras take a photo of: what its codes say, who can make one, and whether they can be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PIL import Image

from app.domain.vocabulary import Visibility
from app.services import clock_codes
from app.settings import Settings
from app.store.documents import Event
from tests.clock_pictures import clock_on
from workers.images.codes import codes_on

NOW = datetime(2026, 6, 20, 19, 0, 7, tzinfo=UTC)
SETTINGS = Settings(secret_key="s" * 40)  # type: ignore[arg-type]


def event(number: int = 8, shown_at: datetime | None = NOW) -> Event:
    return Event.model_construct(id=number, owner_id="o", name="Party", visibility=Visibility.PRIVATE, clock_shown_at=shown_at)


def picture() -> Image.Image:
    """Not a plain one: some detail all over."""
    noise = np.random.default_rng(1).integers(0, 255, (34, 50, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((2048, 1365), Image.Resampling.BICUBIC)


@pytest.mark.parametrize(("share", "blur"), [(0.5, 0.0), (0.5, 3.0), (0.2, 1.0)], ids=["sharp", "blurred", "small"])
def test_a_clock_that_is_askew_and_not_sharp_is_read(share: float, blur: float) -> None:
    for second in range(8):
        at = NOW + timedelta(seconds=second)
        text = clock_codes.code_text(SETTINGS, 8, at)
        seen = codes_on(np.array(clock_on(picture(), clock_codes.rows_of(text), blur=blur, share=share)))
        assert clock_codes.time_in(SETTINGS, event(), seen) == at


def test_a_photo_without_a_clock_shows_none() -> None:
    assert codes_on(np.array(picture())) == []


def test_a_code_counts_for_its_event_and_as_the_service_signed_it() -> None:
    text = clock_codes.code_text(SETTINGS, 8, NOW)
    later = clock_codes.code_text(SETTINGS, 8, NOW + timedelta(minutes=1))
    assert clock_codes.time_in(SETTINGS, event(), [text]) == NOW
    assert clock_codes.time_in(SETTINGS, event(), ["https://example.org", text, text]) == NOW
    said, _, signature = text.rpartition(":")
    forged = [
        f"{said}:{'A' * len(signature)}",
        text.replace(str(round(NOW.timestamp())), str(round(NOW.timestamp()) + 1)),
        text.lower(),
        f"{said}:",
        "EPCLOCK:8::",
        "EPCLOCK",
        "",
        text + "A" * 100,
    ]
    assert [one for one in forged if clock_codes.time_in(SETTINGS, event(), [one])] == []
    assert clock_codes.time_in(SETTINGS, event(9), [text]) is None
    assert clock_codes.time_in(Settings(secret_key="t" * 40), event(), [text]) is None  # type: ignore[arg-type]
    assert clock_codes.time_in(SETTINGS, event(), [text, later]) is None  # of two clocks nobody knows which


def test_photos_are_looked_at_for_a_clock_while_it_may_be_on_them() -> None:
    shown = event()
    assert clock_codes.may_be_on_a_photo(shown, NOW + timedelta(hours=47))
    assert not clock_codes.may_be_on_a_photo(shown, NOW + timedelta(hours=48))
    assert not clock_codes.may_be_on_a_photo(event(shown_at=None), NOW)
