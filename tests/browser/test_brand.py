"""A photographer's brand in a browser: chosen in the studio, seen by guests on a small phone, and on the printed card."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, PORTRAIT_KIOSK, Watch, visitor
from tests.browser.studio import Studio, opened
from tests.service import Service

SMALL: ViewportSize = {"width": 360, "height": 640}


def logo() -> bytes:
    picture = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 590, 190), fill=(60, 20, 110, 255))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENS"):
        page.screenshot(path=Path(folder) / f"brand-{name}.png", full_page=True)


def test_a_brand_is_chosen_once_and_seen_wherever_guests_look(service: Service, browser: Browser) -> None:
    watch = Watch(service.url)
    studio, event_id = opened(service, browser, watch, "Summer Fair")
    choose_brand(studio.page, watch)
    hide_credit(studio.page, event_id)
    lay_watermark(studio.page)
    address = open_link(studio)
    see_as_guest(watch.over(visitor(browser, service.url, SMALL).new_page()), address)
    see_at_kiosk(watch.over(visitor(browser, service.url, PORTRAIT_KIOSK).new_page()), studio.add_kiosk("Entrance"))
    studio.part("Share")
    card = watch.over(studio.page.context.new_page())
    card.goto(str(studio.page.locator("#links li").get_by_role("link", name="Card").get_attribute("href")))
    expect(card.get_by_role("article")).to_contain_text("Capa & Co")
    expect(card.get_by_role("article")).to_contain_text(address.split("//")[1])
    shoot(card, "card")
    assert watch.problems == []


def choose_brand(page: Page, watch: Watch) -> None:
    page.goto("/studio#account")
    panel = page.get_by_role("region", name="Brand")
    panel.get_by_label("Logo").set_input_files({"name": "logo.svg", "mimeType": "image/png", "buffer": b"<svg><script/></svg>"})
    expect(panel.get_by_role("alert")).to_contain_text("SVG files can contain programs")
    watch.problems.clear()  # The browser's own word on the 415.
    panel.get_by_label("Logo").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": logo()})
    expect(panel.locator(".field .brand-logo")).to_be_visible()
    panel.get_by_label("Name").fill("Capa & Co")
    panel.get_by_label("Website").fill("javascript:alert(1)")
    panel.get_by_label("Use my own colour").check()
    panel.get_by_label("Your colour").fill("#ffe066")
    expect(panel.get_by_text("On light screens we use a darker shade")).to_be_visible()
    panel.get_by_role("button", name="Save brand").press("Enter")
    expect(panel.get_by_label("Website")).to_be_focused()
    panel.get_by_label("Website").fill("capa.example")
    panel.get_by_label("Legal line").fill("Capa & Co, 12 High Street, Bath")
    panel.get_by_label("Privacy page").fill("https://capa.example/privacy")
    panel.get_by_role("button", name="Save brand").click()
    expect(panel.get_by_role("status").filter(has_text="saved")).to_be_visible()
    panel.get_by_role("button", name="Remove logo").click()
    expect(panel.locator(".field .brand-logo")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(panel.locator(".field .brand-logo")).to_be_visible()
    assert_accessible(page)
    shoot(page, "account")
    page.set_viewport_size(SMALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]
    shoot(page, "account-phone")
    page.set_viewport_size(DESK)


def hide_credit(page: Page, event_id: int) -> None:
    page.goto(f"/studio#event/{event_id}/settings")
    panel = page.get_by_role("region", name="Brand")
    panel.get_by_label("Show “Made with eventphotos” in the footer").uncheck()
    panel.get_by_role("button", name="Save brand").click()
    expect(panel.get_by_role("status").filter(has_text="saved")).to_be_visible()
    shoot(page, "event")


def lay_watermark(page: Page) -> None:
    panel = page.get_by_role("region", name="Watermark")
    wide = panel.get_by_label("Text", exact=True).evaluate("(field) => field.offsetWidth")
    panel.get_by_role("button", name="Switch watermark on").click()
    expect(panel.get_by_label("Text", exact=True)).to_have_accessible_description(re.compile("Enter a text"))
    panel.get_by_label("Text", exact=True).fill("© Capa & Co")
    panel.get_by_label("Place").select_option("All over")
    panel.get_by_label("Size").press("ArrowRight")
    panel.get_by_role("button", name="Switch watermark on").press("Enter")
    expect(panel.get_by_role("status").filter(has_text="Every photo has the watermark")).to_be_visible()
    assert panel.get_by_label("Text", exact=True).evaluate("(field) => field.offsetWidth") == wide
    assert panel.locator(".mark-preview").evaluate("(preview) => preview.offsetWidth") > 400
    panel.get_by_label("Place").select_option("Bottom right")
    panel.get_by_role("button", name="Save watermark").click()
    panel.get_by_role("button", name="Switch watermark off").click()
    expect(page.get_by_text("Watermark switched off.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(panel.locator('.mark-preview[data-place="bottom_right"] img')).to_be_visible()
    assert_accessible(page)
    shoot(page, "watermark")


def open_link(studio: Studio) -> str:
    """A link whose PIN was taken away again; its address."""
    page, address = studio.page, studio.make_link("4711")
    assert re.search(r"/g/[2-9a-z]{10}$", address)
    link = page.locator("#links li")
    expect(link.get_by_role("link", name="WhatsApp")).to_have_attribute("href", re.compile(r"^https://wa\.me/\?text=.*%2Fg%2F"))
    link.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Remove the PIN").check()
    assert_accessible(page)
    shoot(page, "link-edit")
    dialog.get_by_role("button", name="Save link").click()
    expect(link.get_by_text("No PIN")).to_be_visible()
    shoot(page, "links")
    return address


def see_as_guest(phone: Page, address: str) -> None:
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Summer Fair")).to_be_visible()
    expect(phone.get_by_role("banner").get_by_role("img", name="Capa & Co")).to_be_visible()
    footer = phone.get_by_role("contentinfo")
    expect(footer.get_by_role("link", name="Capa & Co")).to_have_attribute("href", "https://capa.example")
    expect(footer.get_by_role("link", name="Privacy")).to_have_attribute("href", "https://capa.example/privacy")
    expect(footer).not_to_contain_text("eventphotos")
    begin = phone.get_by_role("button", name="Take a selfie").or_(phone.locator("button.primary"))
    expect(begin.first).to_be_in_viewport()
    light = begin.first.evaluate("(button) => getComputedStyle(button).backgroundColor")
    assert_accessible(phone)
    shoot(phone, "guest")
    phone.emulate_media(color_scheme="dark")
    dark = begin.first.evaluate("(button) => getComputedStyle(button).backgroundColor")
    assert dark == "rgb(255, 224, 102)", "the brand's own colour is read on dark ground"
    assert light not in (dark, "rgb(18, 20, 20)"), "and a darker shade of it on light ground"
    assert_accessible(phone)
    shoot(phone, "guest-dark")


def see_at_kiosk(page: Page, code: str) -> None:
    """The same colours as on a phone; all that is read stands in one line."""
    page.goto("/kiosk")
    page.get_by_label("Pairing code").fill(code)
    page.get_by_role("button", name="Connect").click()
    begin = page.get_by_role("button", name="Find my photos")
    expect(begin).to_be_visible()
    expect(page.get_by_role("img", name="Capa & Co")).to_be_visible()
    background = "(button) => getComputedStyle(button).backgroundColor"
    light = begin.evaluate(background)
    first, language = begin.bounding_box(), page.locator(".languages button").first.bounding_box()
    assert first
    assert language
    assert abs(first["x"] - language["x"]) < 2
    shoot(page, "kiosk")
    page.emulate_media(color_scheme="dark")
    assert begin.evaluate(background) == "rgb(255, 224, 102)" != light
    assert light != "rgb(255, 212, 0)", "not the product's own"
    assert_accessible(page)
