"""The gallery: a wall of thousands that stays smooth, and everything one does to photos in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import GUEST, PHONE, Photographs, Watch, chromium, visitor
from tests.browser.studio import Studio, opened
from tests.browser.wall import DRAWN, fill
from tests.client import until
from tests.service import Service

MANY = 5000
MOST_TILES = 200
MOST_MEMORY_MB = 300


_PAINTED = """() => {
  const inSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  const tiles = [...document.querySelectorAll(".tile-of-wall")].filter((tile) => inSight(tile.getBoundingClientRect()));
  const pixels = ({ width, height }, drawing) => drawing.getImageData(0, 0, width, height).data;
  const painted = (canvas) => pixels(canvas, canvas.getContext("2d")).some((part, at) => at % 4 < 3 && part > 0);
  return tiles.length > 0 && tiles.every((tile) => painted(tile.querySelector("canvas")));
}"""

_FRAMES = "() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(shown))))"
"""Until the page has been laid out and drawn again, whatever a frame before that has asked for."""

_UNCOVERED = """() => {
  const tile = document.activeElement;
  const { left, top, bottom } = tile.getBoundingClientRect();
  return [top + 1, bottom - 1].every((y) => tile.contains(document.elementFromPoint(left + 3, y)));
}"""


@pytest.fixture
def alone() -> Iterator[Browser]:
    """A browser in which nothing else has happened, so that its memory is this page's."""
    with chromium(whole=False) as running:
        yield running


def test_a_wall_of_five_thousand_photos_is_in_the_page_as_far_as_it_is_seen_and_takes_300_mb(
    service: Service, alone: Browser
) -> None:
    """Memory: the renderer's share (PSS), after both ends of the wall and some of what is between."""
    watch, shots = Watch(service.url), Photographs()
    studio, event = opened(service, alone, watch, "Marathon")
    page = studio.page
    fill(service, event, MANY, unseen=range(200, 4000))
    page.reload()
    studio.part("Gallery")
    expect(page.get_by_text(f"{MANY:,} photos", exact=True)).to_be_visible()
    page.wait_for_function(DRAWN)
    shots.take(page, "gallery-wall")
    for _ in range(6):
        page.mouse.wheel(0, 4000)
        page.wait_for_function(DRAWN)
        assert tiles(page).count() < MOST_TILES, "only what is in sight is in the page"
    page.mouse.wheel(0, 10_000_000)
    page.wait_for_function("() => scrollY + innerHeight > document.documentElement.scrollHeight - 400")
    page.wait_for_function(DRAWN)
    assert tiles(page).count() < MOST_TILES
    until(renderer_mb, lambda mb: mb < MOST_MEMORY_MB)  # What is garbage is collected a moment later.
    assert watch.problems == []


def test_photos_are_found_by_what_is_known_of_them_and_the_address_keeps_what_was_asked_for(
    service: Service, browser: Browser
) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio, event = opened(service, browser, watch, "Ball")
    page = studio.page
    studio.part("Gallery")
    expect(page.get_by_role("heading", name="No photos yet")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "gallery-empty")
    fill(service, event, 60)
    page.reload()
    expect(count(page)).to_have_text("60 photos")
    expect(tiles(page).first).to_have_attribute("aria-label", "IMG_00060.jpg, 4 faces")
    page.get_by_placeholder("File name").fill("0001")
    expect(count(page)).to_have_text("11 photos")
    page.get_by_text("More filters").click()
    page.get_by_label("Faces in the photo").select_option(label="6 faces or more")
    expect(count(page)).to_have_text("2 photos")
    assert set(names(page)) == {"IMG_00014.jpg", "IMG_00015.jpg"}
    page.reload()
    expect(count(page)).to_have_text("2 photos")
    expect(page.get_by_placeholder("File name")).to_have_value("0001")
    page.get_by_label("Faces in the photo").select_option(label="Any number")
    page.get_by_label("Taken until").fill("2026-06-20T18:01")
    page.get_by_label("Taken until").blur()
    expect(count(page)).to_have_text("9 photos")
    page.get_by_placeholder("File name").fill("nobody took this")
    expect(page.get_by_role("heading", name="No matching photos")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "gallery-no-match")
    page.get_by_role("button", name="Clear the filter").click()
    expect(count(page)).to_have_text("60 photos")
    page.get_by_label("Order").select_option(label="By capture time")
    expect(page).to_have_url(re.compile("sort=taken"))
    expect(count(page)).to_have_text("60 photos")
    assert watch.problems == []


def test_the_filters_say_how_many_photos_there_are_and_photos_are_shown_in_three_sizes(
    service: Service, browser: Browser
) -> None:
    watch = Watch(service.url)
    studio, event = opened(service, browser, watch, "Ball")
    page = studio.page
    fill(service, event, 60)
    page.reload()
    studio.part("Gallery")
    expect(page.get_by_role("radio", name="Ready")).to_have_accessible_name("Ready 60")
    expect(page.get_by_role("radio", name="Hidden")).to_have_accessible_name("Hidden")
    page.get_by_role("button", name="Larger photos").click()
    page.wait_for_function("() => document.querySelector('.tile-of-wall').getBoundingClientRect().height > 250")
    expect(page.get_by_role("button", name="Larger photos")).to_be_disabled()
    page.reload()
    page.wait_for_function("() => document.querySelector('.tile-of-wall')?.getBoundingClientRect().height > 250")
    page.get_by_role("button", name="Smaller photos").click()
    tiles(page).nth(0).locator(".mark").click()
    act(page, "Hide")
    expect(page.get_by_role("radio", name="Hidden")).to_have_accessible_name("Hidden 1")
    expect(page.get_by_role("radio", name="Ready")).to_have_accessible_name("Ready 59")
    page.get_by_placeholder("File name").fill("0001")
    expect(page.get_by_role("radio", name="All")).to_have_accessible_name("All 11")
    assert_accessible(page)
    assert watch.problems == []


def test_many_photos_are_selected_by_mouse_and_keys_and_hidden_saved_and_deleted_together(
    service: Service, browser: Browser, sample: Path, tmp_path: Path
) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio, _ = opened(service, browser, watch, "Wedding")
    page = studio.page
    studio.upload(*sorted((sample / GUEST).iterdir())[:8])
    studio.expect_ready(8)
    studio.part("Gallery")
    expect(tiles(page)).to_have_count(8)
    page.wait_for_function(DRAWN)
    tiles(page).nth(1).locator(".mark").click()
    tiles(page).nth(3).click(modifiers=["Shift"])
    expect(selected(page)).to_have_count(3)
    page.keyboard.press("Shift+ArrowRight")
    expect(selected(page)).to_have_count(4)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(selected(page)).to_have_count(5)
    assert_accessible(page)
    shots.take(page, "gallery-selected")
    page.keyboard.press("Escape")
    expect(selected(page)).to_have_count(0)

    tiles(page).nth(0).locator(".mark").click()
    tiles(page).nth(1).click()
    expect(selected(page)).to_have_count(2)
    chosen = {name(tile) for tile in selected(page).all()}
    act(page, "Hide")
    expect(page.get_by_text("2 photos hidden from guests.")).to_be_visible()
    expect(tiles(page)).to_have_count(6)
    expect(page.locator(".tile-of-wall:focus")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(tiles(page)).to_have_count(8)
    page.get_by_role("radio", name="Hidden").check()
    expect(page.get_by_role("heading", name="No hidden photos")).to_be_visible()
    page.get_by_role("radio", name="Ready").check()

    tiles(page).nth(0).focus()
    page.keyboard.press("ControlOrMeta+a")
    expect(selected(page)).to_have_count(8)
    with page.expect_download() as saved:
        act(page, "Download")
    saved.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 8
        assert chosen <= set(archive.namelist())
    expect(page.get_by_text("Your browser is saving the file.")).to_be_visible()
    act(page, "Clear")
    delete_the_last(page)
    assert watch.problems == []


def delete_the_last(page: Page) -> None:
    """Of the eight photos, after having thought better of it once."""
    tiles(page).nth(7).locator(".mark").click()
    page.keyboard.press("Delete")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(tiles(page)).to_have_count(8)
    act(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("1 photo deleted.")).to_be_visible()
    expect(tiles(page)).to_have_count(7)


def test_a_photo_is_looked_at_closely_and_new_ones_wait_until_they_are_asked_for(
    service: Service, browser: Browser, sample: Path
) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio, event = opened(service, browser, watch, "Regatta")
    page, photos = studio.page, sorted((sample / GUEST).iterdir())
    studio.upload(*photos[:4])
    studio.expect_ready(4)
    studio.part("Gallery")
    tiles(page).nth(1).focus()
    page.keyboard.press("Enter")
    view = page.get_by_role("dialog", name="Photo")
    expect(view.get_by_text("2 of 4")).to_be_visible()
    expect(view.get_by_text("Guests in this photo (none yet)")).to_be_visible()
    view.get_by_role("button", name="Faces").click()
    expect(view.locator(".face-box").first).to_be_visible()
    expect(view.locator(".stage img")).to_have_js_property("complete", True)
    assert_accessible(page)
    shots.take(page, "gallery-photo")
    page.keyboard.press("ArrowRight")
    expect(view.get_by_text("3 of 4")).to_be_visible()
    page.keyboard.press("h")
    expect(view.get_by_text("Only you: it is hidden")).to_be_visible()
    view.get_by_role("button", name="Show again").click()
    expect(view.get_by_text("Guests in this photo")).to_be_visible()
    view.get_by_role("button", name="Use as cover").click()
    expect(view.get_by_text("The event’s cover")).to_be_visible()
    with page.expect_download() as saved:
        view.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename in {photo.name for photo in photos}
    page.keyboard.press("Escape")
    expect(view).to_be_hidden()
    expect(tiles(page).nth(1)).to_be_focused()

    expect(tiles(page)).to_have_count(4)
    before = names(page)
    other = Studio(watch.over(page.context.new_page()))
    other.page.goto(f"/studio#event/{event}")
    other.upload(*photos[4:6])
    notice = page.get_by_role("button", name="Show 2 new photos")
    expect(notice).to_be_visible()
    assert names(page) == before
    notice.press("Enter")
    expect(tiles(page)).to_have_count(6)
    expect(page.locator(".tile-of-wall:focus")).to_have_count(1)
    other.part("Gallery")
    other.page.wait_for_function(DRAWN)
    tiles(other.page).nth(5).locator(".mark").click()
    act(other.page, "Delete")
    other.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    other.page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_text("Deleted", exact=True)).to_be_visible()
    assert watch.problems == []


def test_a_large_picture_that_does_not_come_is_said_to_be_missing_and_asked_for_until_it_does(
    service: Service, browser: Browser, sample: Path
) -> None:
    watch = Watch(service.url)
    studio, _ = opened(service, browser, watch, "Bazaar")
    page = studio.page
    studio.upload(min((sample / GUEST).iterdir()))
    studio.expect_ready(1)
    studio.part("Gallery")
    page.route("**/media/*/preview.*", lambda route: route.abort())
    tiles(page).first.click()
    view = page.get_by_role("dialog", name="Photo")
    missing = view.get_by_text("The full picture has not loaded yet.")
    expect(missing).to_be_visible()
    assert_accessible(page)
    page.unroute("**/media/*/preview.*")
    expect(missing).to_be_hidden()
    assert view.locator(".stage img").evaluate("image => image.naturalWidth") > 0
    assert watch.problems == []


def test_a_wall_that_is_laid_out_anew_keeps_its_pictures_and_after_hiding_a_photo_one_goes_on_to_the_next(
    service: Service, browser: Browser
) -> None:
    watch = Watch(service.url)
    studio, event = opened(service, browser, watch, "Parade")
    page = studio.page
    fill(service, event, 60)
    page.reload()
    studio.part("Gallery")
    page.wait_for_function(DRAWN)
    for width in (1100, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(DRAWN)  # Also what has only now come into sight.
        page.evaluate(_FRAMES)  # What is laid out anew is so by now, and none of it stays empty.
        page.wait_for_function(_PAINTED)
    tiles(page).first.focus()
    page.keyboard.press("Space")  # What can be done to it lies over the foot of the window.
    for key in ["ArrowDown"] * 6 + ["ArrowUp"] * 3:
        page.keyboard.press(key)
        assert page.evaluate(_UNCOVERED), f"the tile that has the focus is covered after {key}"
    page.keyboard.press("Escape")
    page.keyboard.press("Home")
    tiles(page).nth(1).click()
    view = page.get_by_role("dialog", name="Photo")
    expect(view.get_by_text("2 of 60")).to_be_visible()
    page.keyboard.press("h")
    expect(count(page)).to_have_text("59 photos")
    expect(view.get_by_text("of 60")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(view.get_by_text("2 of 59")).to_be_visible()
    expect(view.get_by_text("IMG_00058.jpg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tiles(page).nth(1)).to_be_focused()
    page.wait_for_function(DRAWN)
    page.evaluate(_FRAMES)
    page.wait_for_function(_PAINTED)
    touch: dict[str, Any] = {"has_touch": True, "is_mobile": True, "storage_state": page.context.storage_state()}
    phone = watch.over(visitor(browser, service.url, PHONE, **touch).new_page())
    phone.goto(f"/studio#event/{event}/gallery")
    mark = tiles(phone).first.locator(".mark")
    assert mark.evaluate("mark => getComputedStyle(mark, '::before').opacity") == "1"
    mark.tap()
    expect(selected(phone)).to_have_count(1)
    assert watch.problems == []


def test_a_download_of_more_than_a_thousand_photos_asks_for_each_of_its_archives_when_that_is_wanted(
    service: Service, browser: Browser
) -> None:
    watch = Watch(service.url)
    studio, event = opened(service, browser, watch, "Festival")
    page = studio.page
    fill(service, event, 1001, unseen=range(1, 900))
    page.reload()
    studio.part("Gallery")
    expect(count(page)).to_have_text("1,001 photos")
    asked: list[int] = []

    def packing(request: Request) -> None:
        if "/downloads" in request.url:
            asked.append(len((request.post_data_json or {})["photo_ids"]))

    page.on("request", packing)
    tiles(page).first.focus()
    page.keyboard.press("ControlOrMeta+a")
    act(page, "Download")
    expect(page.get_by_text("1,001 photos in 2 archives.")).to_be_visible()
    expect(page.get_by_role("button", name="Part 1 · 1,000 photos")).to_be_visible()
    assert asked == []
    page.get_by_role("button", name="Part 2 · 1 photo").click()
    expect(page.get_by_role("alert")).to_have_text("None of these photos can be downloaded.")  # These have no originals.
    assert asked == [1]
    assert watch.problems == []


def tiles(page: Page) -> Locator:
    """The photos of the wall that are in the page."""
    return page.locator(".tile-of-wall")


def selected(page: Page) -> Locator:
    """Those that are selected."""
    return page.locator('.tile-of-wall[aria-selected="true"]')


def count(page: Page) -> Locator:
    """How many photos there are under the filter."""
    return page.locator(".filters .count")


def name(tile: Locator) -> str:
    """The file name of a photo of the wall."""
    return str(tile.get_attribute("aria-label")).split(",")[0]


def names(page: Page) -> list[str]:
    """The file names of the photos of the wall, once they are all known."""
    expect(page.locator('.tile-of-wall[aria-label="Photo"]')).to_have_count(0)
    return [name(tile) for tile in tiles(page).all()]


def act(page: Page, what: str) -> None:
    """Do something to what is selected."""
    page.get_by_role("toolbar").get_by_role("button", name=what, exact=True).click()


def renderer_mb() -> float:
    """The memory of the largest page of the browsers that run here: what is its own, and its share of what is shared."""
    sizes = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # Also what ends while it is looked at.
            if "--type=renderer" in child.cmdline():
                sizes.append(child.memory_full_info().pss)
    return max(sizes) / 2**20
