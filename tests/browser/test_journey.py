"""One whole journey in a browser: photos in, one selfie in, matches out, live; then the same at a kiosk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests import qr
from tests.browser.chromium import (
    DESK,
    GUEST,
    MOVING,
    PHONE,
    PORTRAIT_KIOSK,
    STRANGER,
    WAIT_MS,
    Photographs,
    Watch,
    visitor,
)
from tests.browser.guest import Guest, in_doubt
from tests.browser.studio import Studio
from tests.browser.test_kiosk import Kiosk
from tests.client import Client
from tests.service import Service

expect.set_options(timeout=WAIT_MS)

PIN = "2468"


def test_a_guest_sees_herself_appear_while_the_photographer_uploads(
    service: Service, browser: Browser, sample: Path, tmp_path: Path
) -> None:
    watch, shots = Watch(service.url), Photographs()
    hers = renamed(sorted((sample / GUEST).iterdir())[1:8], "hers", tmp_path)
    studio = Studio(watch.over(visitor(browser, service.url, DESK).new_page()))
    studio.register()
    studio.create_event("Midsummer Night at the Boathouse")
    shots.take(studio.page, "studio-empty")
    ids_strangers = drop_a_card(studio, sample, tmp_path)
    studio.upload(*hers[:5], not_a_photo(tmp_path))
    expect(studio.page.locator("#failed")).to_contain_text("not a JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL or RAW")
    studio.expect_ready(8)
    ids_hers = {studio.frame(photo) for photo in hers[:5]}
    link = studio.make_link(PIN)
    shots.take(studio.page, "studio-full", whole=True)

    guest = Guest(
        watch.over(visitor(browser, service.url, PHONE, keeping=True, has_touch=True, is_mobile=True, **MOVING).new_page())
    )
    guest.open(link)
    guest.enter_pin("1357")
    expect(guest.page.locator("#pin-problem")).to_have_text("That PIN isn’t right. Please try again.")
    shots.take(guest.page, "guest-pin")
    guest.enter_pin(PIN)
    expect(guest.page.get_by_role("heading", name="Midsummer Night at the Boathouse")).to_be_visible()
    guest.page.get_by_role("button", name="Take a selfie").click()
    expect(guest.page.locator("#consent-missing")).to_contain_text("Tick the box")
    shots.take(guest.page, "guest-welcome", whole=True)
    guest.take_selfie()
    shots.take(guest.page, "guest-selfie", whole=True)
    guest.find()
    expect(guest.page.locator("#certain .tile").nth(2)).to_be_visible()
    assert len(guest.all_photos() & ids_hers) >= 4
    assert not guest.photos() & ids_strangers
    shots.take(guest.page, "guest-results", whole=True)

    before = guest.all_photos()
    studio.upload(hers[5])
    id_new = studio.frame(hers[5])
    arrived = guest.page.locator(f'#arrivals .tile[data-photo="{id_new}"]')
    expect(arrived).to_be_visible()
    expect(arrived.locator(".badge")).to_have_text("New")
    assert guest.all_photos() == before | {id_new}
    shots.take(guest.page, "guest-live", whole=True)

    look_closely_and_download(guest, shots, tmp_path)
    come_back(guest, before | {id_new})
    survive_a_crash_of_the_web(service, studio, guest, hers[6])
    hide_one(studio, guest, sorted(guest.photos() & ids_hers)[0])
    shots.take(studio.page, "studio-hidden", whole=True)
    forget_me(guest, shots)
    assert watch.problems == []


def drop_a_card(studio: Studio, sample: Path, folder: Path) -> set[str]:
    """A folder with strangers' photos and a file that is none; returns the photos' ids."""
    card = folder / "card" / "DCIM"
    card.mkdir(parents=True)
    strangers = renamed(sorted((sample / STRANGER).iterdir())[:3], "stranger", card)
    (card / "notes.txt").write_text("Of no interest.")
    studio.drop(card.parent)
    expect(studio.sent).to_contain_text("Upload complete: 3 photos.")
    expect(studio.page.get_by_text("Not uploaded: 1 other file (notes.txt).")).to_be_visible()
    return {studio.frame(photo) for photo in strangers}


def not_a_photo(folder: Path) -> Path:
    """A text file that is called a photo."""
    path = folder / "holiday.jpg"
    path.write_text("This is no photo.")
    return path


def test_a_kiosk_shows_a_guest_her_photos_hands_them_to_her_phone_and_forgets_her(
    service: Service, browser: Browser, sample: Path, tmp_path: Path
) -> None:
    watch, shots = Watch(service.url), Photographs()
    hers = renamed(sorted((sample / GUEST).iterdir())[1:4], "hers", tmp_path)
    studio = Studio(watch.over(visitor(browser, service.url, DESK, color_scheme="dark").new_page()))
    studio.register()
    studio.create_event("Harvest Ball")
    studio.upload(*hers)
    studio.expect_ready(len(hers))
    code = studio.add_kiosk("Entrance")
    shots.take(studio.page, "studio-dark", whole=True)

    kiosk = Kiosk(visitor(browser, service.url, PORTRAIT_KIOSK, keeping=True, has_touch=True, **MOVING), watch)
    kiosk.pair(code)
    shots.take(kiosk.page, "kiosk-attract")
    search = kiosk.look()
    expect(kiosk.page.locator("[data-photo]")).to_have_count(len(hers))
    shots.take(kiosk.page, "kiosk-results")
    kiosk.button("Get them on my phone").click()
    address = qr.text_on_screen(kiosk.page.get_by_alt_text("Code that opens your photos"))
    shots.take(kiosk.page, "kiosk-handoff")

    phone = watch.over(visitor(browser, service.url, PHONE, keeping=True, color_scheme="dark").new_page())
    phone.goto(address)
    expect(phone.locator("#certain .tile")).to_have_count(len(hers))
    assert "#" not in phone.url
    shots.take(phone, "phone-dark", whole=True)

    kiosk.button("Who’s next?").click()
    kiosk.knows_nobody(search["id"], search["token"])
    phone.reload()
    expect(phone.locator("#certain .tile")).to_have_count(len(hers))
    studio.revoke_kiosk()
    expect(kiosk.heading("This screen is closed")).to_be_visible()
    assert watch.problems == []


SEARCHES_KEPT = """Object.entries(localStorage)
  .filter(([key]) => key.startsWith("ep.search."))
  .map(([, search]) => JSON.parse(search))"""


def test_a_visitor_of_a_public_event_answers_what_is_in_doubt_and_is_not_disturbed_while_reading(
    service: Service, browser: Browser, sample: Path, tmp_path: Path
) -> None:
    watch, shots = Watch(service.url), Photographs()
    hers = renamed(sorted((sample / GUEST).iterdir())[1:8], "hers", tmp_path)
    studio = Studio(watch.over(visitor(browser, service.url, DESK).new_page()))
    studio.register()
    studio.create_event("Open Doors", "Everyone")
    studio.upload(*hers[:6])
    studio.expect_ready(6)

    guest = Guest(watch.over(visitor(browser, service.url, PHONE, keeping=True, has_touch=True, is_mobile=True).new_page()))
    doubted = {studio.frame(photo) for photo in hers[:2]}
    guest.page.route_web_socket("**/ws", lambda socket: in_doubt(socket, doubted))
    guest.page.goto("/")
    guest.page.get_by_role("link", name="Open Doors").click()
    guest.take_selfie()
    guest.find()
    expect(guest.page.locator("#maybe .tile")).to_have_count(2)
    shots.take(guest.page, "guest-maybe", whole=True)
    mine, foreign = sorted(doubted)
    answer(guest, mine, "Yes, me")
    expect(guest.page.locator(f'#certain .tile[data-photo="{mine}"]')).to_be_visible()
    answer(guest, foreign, "Not me")
    expect(guest.page.locator(f'#maybe .tile[data-photo="{foreign}"]')).to_contain_text("Not you")
    assert foreign not in guest.photos()

    read_undisturbed(studio, guest, hers[6])
    guest.page.reload()
    expect(guest.page.locator("#certain .tile")).to_have_count(6)
    assert mine in guest.photos()
    assert foreign not in guest.all_photos()
    guest.page.route_web_socket("**/ws", lambda socket: socket.close(code=4401))
    guest.page.reload()
    # A refusal that the service itself does not confirm takes nothing away.
    expect(guest.page.locator("#connection")).to_contain_text("No connection right now")
    [search] = guest.page.evaluate(SEARCHES_KEPT)
    Client(service.url, search["token"]).call("DELETE", f"/searches/{search['id']}", 204)
    expect(guest.page.locator("#closed-reason")).to_contain_text("This search has ended")
    expect(guest.page.locator(".tile")).to_have_count(0)
    assert watch.problems == []


def answer(guest: Guest, photo_id: str, word: str) -> None:
    with guest.page.expect_response(re.compile("/feedback$")) as answered:
        guest.page.locator(f'#maybe .tile[data-photo="{photo_id}"]').get_by_role("button", name=word).click()
    assert answered.value.status == 204


def read_undisturbed(studio: Studio, guest: Guest, photo: Path) -> None:
    """A photo that arrives while she looks at another moves nothing; it waits behind a notice."""
    guest.page.set_viewport_size({"width": PHONE["width"], "height": 320})
    looked_at = guest.page.locator("#certain .tile").last
    looked_at.scroll_into_view_if_needed()
    expect(guest.page.locator("#arrivals")).not_to_be_in_viewport()
    place = looked_at.bounding_box()
    studio.upload(photo)
    notice = guest.page.locator("#arrivals-pill")
    expect(notice).to_contain_text("1 new photo of you")
    assert looked_at.bounding_box() == place
    notice.click()
    expect(guest.page.locator("#arrivals .tile")).to_be_in_viewport()
    expect(notice).to_be_hidden()


def look_closely_and_download(guest: Guest, shots: Photographs, folder: Path) -> None:
    guest.page.locator("#certain .tile button.photo").first.click()
    lightbox = guest.page.get_by_role("dialog", name="Your photos")
    expect(lightbox.locator(".pswp__item[aria-hidden=false] img.pswp__img").last).to_have_js_property("complete", True)
    shots.take(guest.page, "guest-lightbox")
    guest.page.keyboard.press("ArrowRight")
    with guest.page.expect_download() as saved:
        lightbox.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename.endswith(".jpg")
    guest.close_photo()
    with guest.page.expect_download() as saved:
        guest.page.get_by_role("button", name="Download all").click()
    archive = folder / "all.zip"
    saved.value.save_as(archive)
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == len(guest.all_photos())


def come_back(guest: Guest, expected: set[str]) -> None:
    guest.page.reload()
    expect(guest.page.locator("[data-screen=results] .tile")).to_have_count(len(expected))
    assert guest.all_photos() == expected


def survive_a_crash_of_the_web(service: Service, studio: Studio, guest: Guest, photo: Path) -> None:
    """``kill -9``: both pages notice, come back by themselves, and nothing is missed or doubled."""
    before = guest.all_photos()
    with service.without("server.py web"):
        expect(guest.page.locator("#connection")).to_contain_text("No connection right now")
    expect(guest.page.locator("#connection")).to_be_empty()
    expect(studio.connection).to_have_text("Live")
    studio.upload(photo)
    expect(guest.page.locator(f'.tile[data-photo="{studio.frame(photo)}"]')).to_be_visible()
    assert guest.page.locator("[data-screen=results] .tile").count() == len(before) + 1


def hide_one(studio: Studio, guest: Guest, photo_id: str) -> None:
    studio.hide(photo_id)
    expect(guest.page.locator(f'.tile[data-photo="{photo_id}"]')).to_have_count(0)


def forget_me(guest: Guest, shots: Photographs) -> None:
    guest.forget()
    expect(guest.page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    expect(guest.page.locator(".tile")).to_have_count(0)
    shots.take(guest.page, "guest-forgotten")
    guest.page.reload()
    expect(guest.page.get_by_role("button", name="Take a selfie")).to_be_visible()


def renamed(photos: list[Path], prefix: str, folder: Path) -> list[Path]:
    """Copies under names that tell them apart."""
    copies = [folder / f"{prefix}-{number}.jpg" for number in range(1, len(photos) + 1)]
    for photo, copy in zip(photos, copies, strict=True):
        copy.write_bytes(photo.read_bytes())
    return copies
