"""Photos going in, by a real browser into the real service: what breaks on the way, and that nothing is lost or sent twice."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Dialog, Locator, Page, Request, Route, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, STRANGER, Photographs, Watch, visitor
from tests.browser.studio import PASSWORD, Studio, opened
from tests.browser.wall import add_failed
from tests.client import until
from tests.service import Service


@pytest.fixture
def watch(service: Service) -> Iterator[Watch]:
    """What the test's pages report; whatever went wrong in one is said at its end."""
    watch = Watch(service.url)
    yield watch
    assert watch.problems == []


PIECE = 4 * 1024 * 1024  # As static/js/upload/sending.js cuts a photo.


def test_photos_go_on_by_themselves_after_the_server_crashed_and_the_network_was_away_and_none_is_lost_or_there_twice(
    service: Service, browser: Browser, watch: Watch, sample: Path, tmp_path: Path
) -> None:
    shots = Photographs()
    studio, event = opened(service, browser, watch, "Regatta")
    page = studio.page
    assert_accessible(page)
    shots.take(page, "ingest-empty")
    photos = sorted((sample / GUEST).iterdir())[:18] + sorted((sample / STRANGER).iterdir())[:12]
    card = copied(photos, tmp_path / "DCIM")
    devtools = link(page, 15_000)  # There is something left to send after all that goes wrong, also on a slow machine.
    studio.drop(card)
    expect(page.locator("#n-indexed")).not_to_have_text("0")
    with service.without("server.py web"):
        expect(studio.connection).not_to_have_text("Live")
    expect(studio.connection).to_have_text("Live")
    cut(devtools)
    expect(page.get_by_text("No connection. Uploading continues by itself")).to_be_visible()
    shots.take(page, "ingest-no-connection")
    cut(devtools, 1_500_000)
    expect(studio.sent).to_contain_text("Upload complete")
    expect(page.locator("#n-indexed")).to_have_text("30")
    expect(page.locator(".frame")).to_have_count(30)
    shots.take(page, "ingest-done", whole=True)
    shown = page.locator(".frame").evaluate_all("frames => frames.map((frame) => frame.dataset.photo)")
    assert len(shown) == len(set(shown)) == 30
    kept = stored(page, event)
    assert sorted(photo["name"] for photo in kept) == sorted(path.name for path in card.iterdir())
    assert {photo["status"] for photo in kept} == {"indexed"}


def test_an_upload_goes_on_where_it_was_after_its_page_was_closed(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    studio, event = opened(service, browser, watch, "Harbour")
    context, large = studio.page.context, noise(tmp_path / "large.jpg", 4200, 3000)
    assert 2 * PIECE < large.stat().st_size < 3 * PIECE
    # However long the next steps take, nothing of its end is sent meanwhile: a request that is held by a route goes on when its
    # page closes, one that finds no network does not.
    studio.page.route("**/api/v1/uploads/*", lambda route: route.abort() if is_third(route.request) else route.continue_())
    with studio.page.expect_request(is_third):
        studio.upload(large)
    expect(studio.page.locator(".one-by-one li")).to_have_count(1)
    context.set_offline(True)
    answered(studio.page, lambda: studio.page.close(run_before_unload=True), "dismiss")
    assert not studio.page.is_closed(), "somebody who is asked may stay"
    studio.page.close()
    context.set_offline(False)

    studio = Studio(watch.over(context.new_page()))
    sent = uploading(studio.page)
    studio.page.goto(f"/studio#event/{event}")
    expect(studio.page.get_by_text("The upload of large.jpg is unfinished: 1 photo left.")).to_be_visible()
    studio.upload(large)
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    assert [request.method for request in sent if request.method in {"POST", "HEAD"}] == ["HEAD"]
    begins = [int(request.headers["upload-offset"]) for request in sent if request.method == "PATCH"]
    assert begins == [2 * PIECE], "what had arrived is not sent again"
    expect(studio.page.locator("#n-indexed")).to_have_text("1")
    studio.page.reload()
    expect(studio.page.locator(".frame")).to_have_count(1)
    expect(studio.page.get_by_text("is unfinished")).to_be_hidden()


def is_third(request: Request) -> bool:
    """The third piece of an upload."""
    return request.method == "PATCH" and request.headers["upload-offset"] == str(2 * PIECE)


def test_an_event_that_is_deleted_while_photos_are_sent_to_it_leaves_nothing_waiting(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    studio, _ = opened(service, browser, watch, "Bazaar")
    page = studio.page
    link(page, 100_000)
    studio.upload(noise(tmp_path / "large.jpg", 2000, 1500))
    expect(page.locator(".one-by-one li")).to_have_count(1)
    studio.part("Settings")
    page.get_by_role("button", name="Delete this event").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("Bazaar")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    studio.delete_now()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    assert asked == [], "there is nothing left that a closed page would stop"


def test_signing_in_again_in_another_tab_does_not_stop_what_is_being_sent(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    studio, _ = opened(service, browser, watch, "Market")
    page = studio.page
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
    link(page, 1_500_000)
    studio.upload(noise(tmp_path / "large.jpg", 4200, 3000))
    # In the middle of the second of its three pieces: a request that begins just as the cookies change may have one of each.
    page.wait_for_function("() => document.querySelector('.one-by-one progress')?.position > 0.42")
    email = page.evaluate("fetch('/api/v1/auth/me').then((answer) => answer.json())")["email"]
    signed_in = page.context.request.post("/api/v1/auth/login", data={"email": email, "password": PASSWORD})
    assert signed_in.ok
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    assert refused == []


def test_a_dropped_folder_goes_on_by_itself_after_a_reload_and_what_is_there_is_not_sent_again(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    studio, event = opened(service, browser, watch, "Parade")
    page = studio.page
    card = tmp_path / "DCIM"
    (card / "101").mkdir(parents=True)
    for number in range(1, 13):
        noise(card / ("101" if number % 2 else "") / f"IMG_{number:04d}.jpg", 900, 700, number)
    (card / "notes.txt").write_text("Of no interest.")
    (card / "._IMG_0001.jpg").write_text("A Mac's companion of a photo.")
    devtools = link(page, 300_000)
    studio.drop(card)
    expect(page.get_by_text("Not uploaded: 2 other files")).to_contain_text("notes.txt")
    expect(page.locator("#n-indexed")).not_to_have_text("0")
    page.reload()
    expect(page.get_by_text(re.compile(r"\d+ already here"))).to_be_visible()
    cut(devtools, 1_500_000)
    expect(studio.sent).to_contain_text("Upload complete")
    expect(page.locator("#n-indexed")).to_have_text("12")

    sent = uploading(page)
    copy = tmp_path / "the same, renamed.jpg"
    copy.write_bytes((card / "IMG_0002.jpg").read_bytes())
    studio.upload(copy, *card.glob("*.jpg"))
    expect(studio.sent).to_have_text("All 7 are already here. Nothing to upload.")
    assert sent == []
    assert len(stored(page, event)) == 12


CARD = "showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('DCIM', {create: true})"
"""A folder of the browser's own in place of one that somebody chooses: nobody can be asked in a test."""
PUT_ON_CARD = """async ([name, bytes]) => {
  const folder = await showDirectoryPicker();
  const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
  await file.write(Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
  await file.close();
}"""


def test_a_folder_is_kept_an_eye_on_also_after_a_reload_until_somebody_stops_it(
    service: Service, browser: Browser, watch: Watch, sample: Path
) -> None:
    shots = Photographs()
    studio, event = opened(service, browser, watch, "Tethered")
    page = studio.page
    page.add_init_script(CARD)
    page.reload()
    first, second, third = sorted((sample / GUEST).iterdir())[:3]

    def put(photo: Path) -> None:
        page.evaluate(PUT_ON_CARD, [photo.name, b64encode(photo.read_bytes()).decode()])

    put(first)
    page.get_by_role("button", name="Watch a folder").click()
    watching = page.locator("#watching")
    expect(watching.get_by_role("status")).to_have_text("Watching DCIM: 1 photo so far.")
    studio.expect_ready(1)
    put(second)
    studio.expect_ready(2)
    assert_accessible(page)
    shots.take(page, "ingest-watching")
    page.reload()
    expect(watching.get_by_role("status")).to_have_text("Watching DCIM: 2 photos so far.")
    expect(studio.sent).to_have_text("All 2 are already here. Nothing to upload.")
    put(third)
    studio.expect_ready(3)
    watching.get_by_role("button", name="Stop watching").click()
    expect(watching.get_by_role("button", name="Watch a folder")).to_be_visible()
    page.reload()
    expect(watching.get_by_role("button", name="Watch a folder")).to_be_visible()
    kept = stored(page, event)
    assert sorted(photo["name"] for photo in kept) == sorted(path.name for path in (first, second, third))
    assert {photo["source"] for photo in kept} == {"folder"}


def test_what_does_not_work_is_said_in_plain_words_and_can_be_tried_again_one_by_one_or_all(
    service: Service, browser: Browser, watch: Watch, sample: Path, tmp_path: Path
) -> None:
    shots = Photographs()
    studio, event = opened(service, browser, watch, "Fair")
    page = studio.page
    photos = copied(sorted((sample / GUEST).iterdir())[:5], tmp_path / "card")
    first, lost, *crashed = sorted(photos.iterdir())
    film, text, empty = tmp_path / "film.jpg", tmp_path / "holiday.jpg", tmp_path / "nothing.jpg"
    with film.open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    text.write_text("This is no photo.")
    empty.touch()
    sent = uploading(page)
    studio.upload(first, film, empty)
    expect(failure(page, "film.jpg")).to_contain_text("too large (limit 134 MB)")
    expect(failure(page, "nothing.jpg")).to_contain_text("empty")
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    names = [request.headers.get("upload-metadata", "") for request in sent if request.method == "POST"]
    assert len(names) == 1, "nothing of the two others was sent"
    studio.upload(text)
    expect(failure(page, "holiday.jpg")).to_contain_text("not a JPEG, PNG, WebP, HEIC, AVIF, TIFF, JPEG XL or RAW")
    assert failure(page, "holiday.jpg").get_by_role("button", name="Try").count() == 0
    assert len([request for request in sent if request.method == "POST"]) == 1, "nothing of the text was sent"

    add_failed(service, event, crashed)
    page.reload()
    for photo in crashed:
        expect(failure(page, photo.name)).to_contain_text("Processing this photo failed several times.")
    page.context.set_offline(True)
    page.locator("#photo-files").set_input_files(lost)
    expect(page.get_by_text("No connection. Uploading continues by itself")).to_be_visible()
    away = lost.rename(tmp_path / "away.jpg")
    page.context.set_offline(False)
    expect(failure(page, lost.name)).to_contain_text("Is the card still in?")
    assert_accessible(page)
    shots.take(page, "ingest-failures", whole=True)
    away.rename(lost)
    failure(page, lost.name).get_by_role("button", name="Try").click()
    expect(failure(page, lost.name)).to_have_count(0)
    # By keyboard: what comes in above moves the row, and a press that begins on a button and ends beside it is none.
    failure(page, crashed[1].name).get_by_role("button", name="Delete").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(failure(page, crashed[1].name)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    failure(page, crashed[0].name).get_by_role("button", name="Try").click()
    expect(failure(page, crashed[0].name)).to_have_count(0)
    page.get_by_role("button", name="Try all again").click()
    expect(page.locator(".failures")).to_have_count(0)
    expect(page.locator("#n-indexed")).to_have_text("5")


def test_another_photo_of_the_same_name_size_and_time_is_another_photo_and_the_first_goes_on_where_it_was(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    """tus-js-client 730 and 112, resumable.js 554."""
    studio, event = opened(service, browser, watch, "Twins")
    context = studio.page.context
    first, second = [noise(folder / "IMG_0001.jpg", 900, 600, seed) for seed, folder in enumerate(made(tmp_path, "a", "b"))]
    for photo in (first, second):
        photo.write_bytes(photo.read_bytes().ljust(2 * PIECE + 100_000, b"\0"))
        os.utime(photo, (1_700_000_000, 1_700_000_000))
    studio.page.route("**/api/v1/uploads/*", lambda route: route.abort() if is_third(route.request) else route.continue_())
    with studio.page.expect_request(is_third):
        studio.upload(first)
    expect(studio.page.locator(".one-by-one li")).to_have_count(1)
    studio.page.close()

    studio = Studio(watch.over(context.new_page()))
    studio.page.goto(f"/studio#event/{event}")
    studio.upload(second)
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    expect(studio.page.get_by_text("The upload of IMG_0001.jpg is unfinished: 1 photo left.")).to_be_visible()
    sent = uploading(studio.page)
    studio.upload(first)
    expect(studio.page.get_by_text("is unfinished")).to_be_hidden()
    expect(studio.page.locator("#n-indexed")).to_have_text("2")
    begins = [int(request.headers["upload-offset"]) for request in sent if request.method == "PATCH"]
    assert begins == [2 * PIECE], "what had arrived of the first one counts"
    contents = set()
    for arrived in stored(studio.page, event):
        address = studio.page.evaluate(f"fetch('/api/v1/photos/{arrived['id']}').then((answer) => answer.json())")["original_url"]
        contents.add(studio.page.request.get(address).body())
    assert contents == {first.read_bytes(), second.read_bytes()}


def test_a_file_that_changes_after_it_was_chosen_is_to_be_chosen_again_and_the_rest_goes_on(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    """uppy 2860, WordPress-Android PR 22347."""
    studio, _ = opened(service, browser, watch, "Darkroom")
    page = studio.page
    changing, other = noise(tmp_path / "changing.jpg", 900, 600), noise(tmp_path / "other.jpg", 900, 600, 1)
    held: list[Route] = []
    page.route("**/api/v1/uploads", lambda route: held.append(route) if not held else route.continue_())
    studio.upload(changing, other)
    while not held:
        page.wait_for_timeout(20)
    noise(changing, 900, 600, 2)
    held[0].continue_()
    expect(failure(page, "changing.jpg")).to_contain_text("Choose it again")
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    studio.upload(changing)
    expect(page.locator("#n-indexed")).to_have_text("2")


def made(parent: Path, *names: str) -> list[Path]:
    """New folders."""
    folders = [parent / name for name in names]
    for folder in folders:
        folder.mkdir()
    return folders


def test_two_screens_show_the_same_while_photos_go_in_and_when_one_is_hidden(
    service: Service, browser: Browser, watch: Watch, sample: Path
) -> None:
    studio, event = opened(service, browser, watch, "Concert")
    other = watch.over(visitor(browser, service.url, DESK, storage_state=studio.page.context.storage_state()).new_page())
    other.goto(f"/studio#event/{event}")
    expect(other.get_by_text("0 photos so far")).to_be_visible()
    studio.upload(*sorted((sample / GUEST).iterdir())[:6])
    for page in (studio.page, other):
        expect(page.locator("#n-indexed")).to_have_text("6")
        expect(page.locator(".frame")).to_have_count(6)
    numbers = "[...document.querySelectorAll('.board dd, .board strong, .tally dd')].map((shown) => shown.textContent)"
    frames = "[...document.querySelectorAll('.frame')].map((frame) => frame.dataset.photo)"

    def on_both(shown: str) -> list[object]:
        return [page.evaluate(shown) for page in (studio.page, other)]

    for shown in (numbers, frames):
        # In the end: what one worker had counted may still come after what another one counted later.
        until(partial(on_both, shown), lambda both: both[0] == both[1])
    assert other.locator(".sending").count() == 0, "what one browser sends is its own affair"
    hidden = str(studio.page.locator(".frame").first.get_attribute("data-photo"))
    studio.hide(hidden)
    expect(other.locator(f'.frame[data-photo="{hidden}"]')).to_have_attribute("data-hidden", "true")


def test_pictures_that_did_not_come_are_there_once_the_connection_is_back(
    service: Service, browser: Browser, watch: Watch, sample: Path
) -> None:
    studio, _ = opened(service, browser, watch, "Picnic")
    page = studio.page
    studio.upload(*sorted((sample / GUEST).iterdir())[:3])
    studio.expect_ready(3)
    page.wait_for_function(_SHOWN)
    page.add_init_script(_NOTHING_BY_THE_CLOCK)
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    page.route("**/api/v1/media/**", refuse)
    page.reload()
    expect(page.locator(".frame")).to_have_count(3)
    while len(refused) < 2 * 3:  # They are asked for again at once, for their addresses may be old.
        page.wait_for_timeout(20)
    assert not page.evaluate(_SHOWN)
    page.unroute("**/api/v1/media/**")
    assert service.kill("server.py web")
    page.wait_for_function(_SHOWN)


# What is to happen in half a minute or later does not happen.
_NOTHING_BY_THE_CLOCK = """(() => {
  const { setTimeout } = window;
  window.setTimeout = (act, ms, ...more) => (ms > 30_000 ? 0 : setTimeout(act, ms, ...more));
})()"""

_SHOWN = """() => {
  const pictures = [...document.querySelectorAll(".frame img")];
  return pictures.length === 3 && pictures.every(({ naturalWidth }) => naturalWidth > 0);
}"""


def test_a_folder_of_two_thousand_is_taken_at_once_can_be_paused_remembered_and_given_up(
    service: Service, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    shots = Photographs()
    studio, event = opened(service, browser, watch, "Marathon")
    page = studio.page
    card = tmp_path / "10 km"
    card.mkdir()
    jpeg = noise(tmp_path / "one.jpg", 64, 64).read_bytes()
    for number in range(2000):
        (card / f"RUN_{number:05d}.jpg").write_bytes(jpeg + number.to_bytes(2, "big"))
    link(page, 100_000)
    page.locator("#photo-folder").set_input_files(card)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    expect(page.get_by_text(re.compile(r"of 2,000 uploaded"))).to_be_visible()
    assert_accessible(page)
    shots.take(page, "ingest-paused")
    page.evaluate(_NOTED, True)
    page.reload()
    expect(page.get_by_text(re.compile(r"The upload of 10 km is unfinished: (2,000|1,\d{3}) photos left"))).to_be_visible()
    other_card = tmp_path / "other" / card.name
    other_card.mkdir(parents=True)
    noise(other_card / "WALK_1.jpg", 64, 64, 1)
    page.locator("#photo-folder").set_input_files(other_card)
    expect(studio.sent).to_have_text("Upload complete: 1 photo.")
    expect(page.get_by_text("The upload of 10 km is unfinished")).to_be_visible()
    page.locator("#photo-folder").set_input_files(card)
    expect(page.get_by_role("heading", name=re.compile("Uploading"))).to_be_visible()
    expect(page.get_by_text("for duplicates")).to_be_visible()  # The folder is read: it is known to be the one of before.
    page.evaluate(_NOTED, False)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("dialog").get_by_role("button", name="Stop").click()
    expect(page.locator(".sending")).to_have_count(0)
    page.reload()  # At once: what is given up is forgotten before it is said to be over.
    expect(studio.connection).to_have_text("Live")
    expect(page.get_by_text("is unfinished")).to_be_hidden()
    assert len(stored(page, event)) < 2000


# Until it is noted what is left of a folder that is paused, or is not: that is once a second.
_NOTED = """async (wanted) => {
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const noted = async () => {
    const database = await settled(indexedDB.open("eventphotos-uploads"));
    const folders = await settled(database.transaction("folders").objectStore("folders").getAll());
    database.close();
    return folders.some(({ paused, left }) => paused === wanted && left >= 1000);
  };
  while (!(await noted())) await new Promise((soon) => setTimeout(soon, 50));
}"""


def copied(photos: list[Path], folder: Path) -> Path:
    """A folder with these photos, as a camera names them."""
    folder.mkdir()
    for number, photo in enumerate(photos, 1):
        (folder / f"DSC_{number:04d}.jpg").write_bytes(photo.read_bytes())
    return folder


def noise(path: Path, width: int, height: int, seed: int = 0) -> Path:
    """A photo that no codec makes small."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(path, "JPEG", quality=90)
    return path


def link(page: Page, bytes_per_s: int) -> CDPSession:
    """A link on which one can watch what is sent; give what it returns to ``cut`` to cut it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    cut(devtools, bytes_per_s)
    return devtools


def cut(devtools: CDPSession, bytes_per_s: int = 0) -> None:
    """Cut the link, or have it back with so many bytes a second."""
    is_cut = bytes_per_s == 0
    how = {"offline": is_cut, "latency": 0 if is_cut else 20, "downloadThroughput": -1, "uploadThroughput": bytes_per_s or -1}
    devtools.send("Network.emulateNetworkConditions", how)


def uploading(page: Page) -> list[Request]:
    """Collects the requests of uploads from now on."""
    requests: list[Request] = []

    def asked(request: Request) -> None:
        if "/api/v1/uploads" in request.url and request.method != "OPTIONS":
            requests.append(request)

    page.on("request", asked)
    return requests


def answered(page: Page, act: Callable[[], object], answer: str) -> None:
    """Do what makes the browser warn of photos under way, and answer the warning."""
    asked: list[str] = []

    def answering(dialog: Dialog) -> None:
        asked.append(dialog.type)
        getattr(dialog, answer)()

    page.once("dialog", answering)
    act()
    if not asked:
        page.wait_for_event("dialog")
    assert asked == ["beforeunload"]


def failure(page: Page, name: str) -> Locator:
    """The entry of a photo that did not work."""
    return page.locator("#failed li", has_text=name)


def stored(page: Page, event: int) -> list[dict[str, str]]:
    """The event's photos as the server has them."""
    return list(page.evaluate(f"fetch('/api/v1/events/{event}/photos?limit=1000').then((answer) => answer.json())")["items"])
