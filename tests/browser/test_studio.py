"""The photographer's desk in a browser: account, events and their settings, links and cards, kiosks, insights."""

from __future__ import annotations

import ftplib
import io
import json
import re
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, Response, Route, ViewportSize, WebSocketRoute, expect

from tests import qr
from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, STRANGER, WAIT_MS, Photographs, Watch, photos_of, visitor
from tests.browser.studio import signed_in
from tests.client import PASSWORD, Client, Json, guest, listening, photographer, until
from tests.service import Service, administrator

TABLET: ViewportSize = {"width": 820, "height": 1180}
SMALL: ViewportSize = {"width": 360, "height": 640}
ROUTES = ("live", "review", "gallery", "cameras", "share", "team", "ftp", "kiosks", "insights", "settings")
PARTS = ("Live", "Gallery", "Albums", "Favourites", "Cameras", "Share", "Team", "FTP", "Kiosks", "Insights", "Settings")
NAME = "Midsummer Night at the Boathouse"


@dataclass
class Desk:
    """A photographer at a computer, signed in; ``client`` is the same account by API."""

    client: Client
    email: str
    page: Page
    watch: Watch

    def open(self, event_id: int, part: str = "") -> Page:
        """The event's page, at one of its parts."""
        self.page.goto(f"/studio#event/{event_id}{part and f'/{part}'}")
        shown = self.page.get_by_role("navigation").get_by_role("link", name=(part or "live").title())
        expect(shown).to_have_attribute("aria-current", "page")
        return self.page


def desk_of(service: Service, browser: Browser, viewport: ViewportSize = DESK, **options: Any) -> Desk:
    """A fresh photographer, at a device of their own."""
    client = photographer(service.url)
    email = str(client.call("GET", "/auth/me", 200)["email"])
    watch = Watch(service.url)
    return Desk(client, email, signed_in(service, browser, watch, client, viewport, **options), watch)


def looked_at(page: Page) -> None:
    """What happens when somebody comes back to the window."""
    page.evaluate("dispatchEvent(new Event('focus'))")


# Account


def test_a_photographer_signs_up_and_is_told_beside_the_field_what_is_wrong(service: Service, browser: Browser) -> None:
    known = photographer(service.url).call("GET", "/auth/me", 200)["email"]
    watch = Watch(service.url)
    page = watch.over(visitor(browser, service.url, DESK).new_page())
    page.goto("/studio")
    page.get_by_role("link", name="Create an account").click()
    expect(page).to_have_title("Create an account · Studio")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    expect(page.get_by_label("Your name")).to_have_accessible_description("Please fill this in.")
    assert_accessible(page)
    page.get_by_label("Your name").fill("Robert Capa")
    page.get_by_label("E-mail").fill(known)
    page.get_by_label("Password").press_sequentially("short")
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("Use at least 8 characters"))
    page.get_by_label("Password").fill("slightly out of focus")
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_label("E-mail")).to_have_accessible_description(re.compile("Sign in instead"))
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.get_by_label("E-mail").fill(f"{secrets.token_hex(4)}@example.org")
    page.get_by_label("Password").fill("password1")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("too easy to guess"))
    page.get_by_label("Password").fill("slightly out of focus")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_focused()
    expect(page.get_by_role("link", name="Robert Capa")).to_be_visible()
    assert watch.problems == []


def test_the_studio_speaks_the_language_of_the_browser_until_another_is_chosen_and_remembers_that(
    service: Service, browser: Browser
) -> None:
    desk = desk_of(service, browser, PHONE, locale="de-CH")
    page = desk.page
    page.goto("/studio")
    expect(page.get_by_role("heading", name="Deine Events")).to_be_visible()
    expect(page).to_have_title("Deine Events · Studio")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.goto("/studio#account")
    page.get_by_label("Sprache").select_option("ar")
    expect(page.get_by_role("heading", name="حسابك")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert_accessible(page)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.get_by_role("button", name="تسجيل الخروج").click()
    page.get_by_label("اللغة").select_option("fr")
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Mot de passe").fill("not the password")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_have_text("E-mail ou mot de passe incorrect.")
    assert desk.watch.problems == []


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_screen_holds_its_words_in_the_longest_language_and_from_right_to_left(
    service: Service, browser: Browser, sample: Path, language: str
) -> None:
    desk = desk_of(service, browser, SMALL, locale=language)
    shots = Photographs()
    event_id = desk.client.create_event(NAME)
    desk.client.upload(event_id, photos_of(sample, STRANGER, 0, 3))
    shown = desk.client.wait_indexed(event_id, 3)[0]
    desk.client.call("POST", f"/photos/{shown['id']}/hide", 200)
    desk.client.share(event_id, label="Anna & Ben", pin="2468")
    desk.client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Garden"})
    page = desk.page
    title = page.title()
    for address in ("", "#account", *(f"#event/{event_id}/{part}" for part in ROUTES)):
        page.goto(f"/studio{address}")
        expect(page).not_to_have_title(title)
        title = page.title()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".waiting")).to_have_count(0)
        if language == "ar":  # Longer words are nothing to the checker, the other direction is.
            assert_accessible(page)
        name = address.rpartition("/")[2].strip("#") or "events"
        for viewport in (DESK, SMALL):
            page.set_viewport_size(viewport)
            shots.take(page, f"studio-{name}-{language}-{viewport['width']}", whole=True)
    page.goto(f"/studio#event/{event_id}/gallery")
    page.locator("[data-photo]").first.click()
    expect(page.get_by_role("dialog").locator(".photo-facts div").nth(5)).to_be_visible()
    assert_accessible(page)
    for viewport in (DESK, SMALL):
        page.set_viewport_size(viewport)
        shots.take(page, f"studio-photo-{language}-{viewport['width']}")
    assert desk.watch.problems == []


def test_signing_in_leads_to_where_one_wanted_to_go_and_signing_out_to_the_door(service: Service, browser: Browser) -> None:
    client = photographer(service.url)
    email = client.call("GET", "/auth/me", 200)["email"]
    event_id = client.create_event(NAME)
    watch = Watch(service.url)
    page = watch.over(visitor(browser, service.url, DESK).new_page())
    page.goto(f"/studio#event/{event_id}/share")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("Wrong e-mail or password.")
    assert_accessible(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Links for guests")).to_be_visible()
    expect(page).to_have_title(f"Share · {NAME} · Studio")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert watch.problems == []


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(service: Service, browser: Browser) -> None:
    client = photographer(service.url)
    account = client.call("GET", "/auth/me", 200)
    link = administrator(service).call("POST", f"/admin/users/{account['id']}/password-reset", 201)["url"]
    watch = Watch(service.url)
    page = watch.over(visitor(browser, service.url, DESK).new_page())
    page.goto(link)
    expect(page.get_by_role("heading", name="Set a new password")).to_be_visible()
    expect(page).not_to_have_url(re.compile("reset"))
    assert_accessible(page)
    page.get_by_label("New password").fill("a better password")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("heading", name="Password changed")).to_be_focused()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail").fill(account["email"])
    page.get_by_label("Password").fill("a better password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    page.goto("about:blank")
    page.goto(link)
    page.get_by_label("New password").fill("another password")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("alert")).to_contain_text("has been used")
    assert watch.problems == []


def test_who_changes_the_password_signs_other_devices_out_and_those_go_on_where_they_were(
    service: Service, browser: Browser
) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    other = signed_in(service, browser, desk.watch, desk.client)
    other.goto(f"/studio#event/{event_id}/settings")
    other.get_by_label("Message shown before consent").fill("Not saved yet")
    other.get_by_role("button", name="Delete this event").click()

    page = desk.page
    page.goto("/studio#account")
    page.get_by_label("Current password").fill("not this one")
    page.get_by_label("New password").fill("a better password")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_label("Current password")).to_have_accessible_description("Your current password is wrong.")
    assert_accessible(page)
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Password changed.")).to_be_visible()
    page.get_by_role("link", name="eventphotos").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()

    looked_at(other)
    expect(other.get_by_text("You were signed out.")).to_be_visible()
    expect(other.get_by_role("dialog")).to_have_count(0)
    assert_accessible(other)
    expect(other.get_by_label("E-mail")).to_have_value(desk.email)
    other.get_by_label("Password").fill("a better password")
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_label("Message shown before consent")).to_have_value("Not saved yet")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".save-bar")).to_have_text("Saved.")
    assert desk.watch.problems == []


def test_an_access_token_is_made_for_one_event_shown_once_and_revoked(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id, other = desk.client.create_event(NAME), desk.client.create_event("Another evening")
    page = desk.page
    page.goto("/studio#account")
    expect(page.get_by_role("heading", name="No access tokens")).to_be_visible()
    form = page.get_by_role("form", name="New token")
    form.get_by_label("What is it for?").fill("Laptop")
    form.get_by_label("Only some").check()
    form.get_by_role("button", name="Create token").click()
    expect(page.get_by_role("alert")).to_have_text("Choose at least one.")
    assert_accessible(page)
    form.get_by_label(NAME).check()
    form.get_by_label("How long is it valid?").select_option("One week")
    form.get_by_role("button", name="Create token").click()
    secret = page.locator("#new-token code").inner_text()
    page.get_by_role("button", name="Copy token").click()
    assert page.evaluate("navigator.clipboard.readText()") == secret
    token = page.locator("#tokens > li")
    expect(token).to_contain_text(f"uploads photos · {NAME}")
    expect(token).to_contain_text("never used")
    assert_accessible(page)
    program = Client(service.url, secret)
    program.call("GET", f"/events/{event_id}", 200)
    program.call("GET", f"/events/{other}", 404)
    looked_at(page)
    expect(token).to_contain_text("last used just now")
    page.reload()
    expect(token).to_contain_text("Laptop")
    expect(page.get_by_text(secret)).to_have_count(0)
    page.get_by_role("button", name="Revoke Laptop").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke token").click()
    expect(page.get_by_role("heading", name="No access tokens")).to_be_visible()
    page.get_by_role("button", name="Delete now").click()
    until(lambda: program.http.get(f"/events/{event_id}").status_code, lambda status: status == 401)
    assert desk.watch.problems == []


def test_a_webhook_is_made_tried_changed_and_deleted(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    page = desk.page
    page.goto("/studio#account")
    expect(page.get_by_role("heading", name="No webhooks")).to_be_visible()
    page.get_by_label("What is it?").fill("Slideshow")
    for here in ("https://127.0.0.1/hook", "https://localhost/hook"):
        page.get_by_label("Address").fill(here)
        page.get_by_role("button", name="Create webhook").click()
        expect(page.get_by_label("Address")).to_have_accessible_description("This must not be an address of a private network.")
    page.get_by_label("Address").fill("https://hooks.invalid/hook")  # a name is looked up when something is sent to it
    page.get_by_role("button", name="Create webhook").click()
    hook = page.locator("#hooks > li")
    expect(hook).to_contain_text("photos ready · all events")
    assert_accessible(page)
    page.get_by_role("button", name="Messages to Slideshow").click()
    log = page.get_by_role("dialog")
    expect(log).to_contain_text("Nothing has been sent yet.")
    log.get_by_role("button", name="Send a test").click()
    expect(log.locator("#hook-log > li")).to_contain_text("hooks.invalid is not known; next try in 1 min")
    assert_accessible(page)
    log.get_by_role("button", name="Send again").click()
    expect(log.get_by_role("alert")).to_have_count(0)
    log.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Change Slideshow").click()
    page.get_by_role("dialog").get_by_label("What is it?").fill("Archive")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Delete Archive").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete webhook").click()
    expect(page.get_by_role("heading", name="No webhooks")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#hooks")).to_contain_text("Archive")
    page.get_by_role("button", name="Delete Archive").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete webhook").click()
    expect(page.get_by_text("Webhook “Archive” deleted.")).to_be_visible()
    assert_accessible(page)
    assert len(desk.client.call("GET", "/webhooks", 200)["items"]) == 1, "it can still be taken back"
    page.goto("about:blank")
    until(lambda: desk.client.call("GET", "/webhooks", 200)["items"], lambda left: left == [])
    assert desk.watch.problems == []


def test_a_session_whose_time_is_over_is_noticed_also_where_strangers_are_answered(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME, "public")
    page = desk.open(event_id, "settings")
    page.get_by_label("Message shown before consent").fill("Not saved yet")
    time_is_over(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Message shown before consent")).to_have_value("Not saved yet")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".save-bar")).to_have_text("Saved.")
    page.get_by_role("link", name="All events").click()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    time_is_over(page)
    assert desk.watch.problems == []


def time_is_over(page: Page) -> None:
    """The session's cookie is gone, as at the end of its time; the page notices when it is looked at."""
    page.context.clear_cookies(name="ep_session")
    looked_at(page)
    expect(page.get_by_text("You were signed out.")).to_be_visible()


# Finding one's way


def test_every_screen_has_a_name_and_an_address_and_back_leads_back(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.page
    page.goto("/studio")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_focused()
    for part in PARTS:
        page.get_by_role("navigation").get_by_role("link", name=part).click()
        expect(page).to_have_title(f"{part} · {NAME} · Studio")
        expect(page.get_by_role("navigation").get_by_role("link", name=part)).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(page).to_have_title(f"Insights · {NAME} · Studio")
    page.goto(f"/studio#event/{event_id}")
    page.get_by_role("link", name="All events").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name=NAME)).to_be_focused()
    page.goto("/studio#nowhere")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.goto("/studio#event/999999")
    expect(page.get_by_role("heading", name="Event not found")).to_be_focused()
    page.keyboard.press("Tab")
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    assert page.url.endswith("#event/999999")
    assert desk.watch.problems == []


def test_the_photographer_sees_who_chose_what_and_lets_a_client_choose(service: Service, browser: Browser, sample: Path) -> None:
    desk = desk_of(service, browser, PHONE)
    page, owner = desk.page, desk.client
    event_id = owner.create_event("Wedding")
    picture = sorted(next(sample.iterdir()).iterdir())[0]
    [sent] = owner.upload(event_id, [("=IMG_1.jpg", picture.read_bytes())])
    owner.wait_indexed(event_id, 1)
    page.goto(f"/studio#event/{event_id}/favourites")
    expect(page.get_by_role("heading", name="No favourites yet")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("What is it for?").fill("For the album")
    page.get_by_label("How many photos").fill("40")
    page.get_by_role("button", name="Create the link").click()
    mine = page.locator("#lists li")
    expect(mine.get_by_text("0 of 40 photos")).to_be_visible()
    url = mine.locator(".address").inner_text()
    token = url.partition("#favourites=")[2]
    answer = page.request.patch(
        f"{service.url}/api/v1/favourites/{token[7:31]}/photos",
        data={"add": [sent["id"]]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status == 200
    expect(mine.get_by_text("1 of 40 photos")).to_be_visible()
    expect(page.get_by_role("row", name="=IMG_1.jpg")).to_be_visible()
    mine.get_by_role("button", name="Copy file names").click()
    expect(mine.get_by_text("1 name copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "=IMG_1.jpg"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download as CSV").click()
    assert saved.value.suggested_filename == "favourites.csv"
    with page.expect_download() as saved:
        mine.get_by_role("button", name="Download as ZIP: For the album").click()
    assert saved.value.suggested_filename == "Wedding - For the album.zip"
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert archive.namelist() == ["=IMG_1.jpg"]
    expect(mine.get_by_text("Your browser is saving the file.")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    Photographs().take(page, "favourites", whole=True)
    mine.get_by_role("link", name="Show in gallery").click()
    expect(page.get_by_role("status").filter(has_text="1 photo")).to_be_visible()
    expect(page.get_by_text("More filters (1)")).to_be_visible()
    expect(page.locator(".tabs label").filter(has_text="All")).to_be_in_viewport(ratio=0.98)  # Scrolling stops at whole pixels.
    expect(page.locator("[data-photo]")).to_be_in_viewport()
    page.goto(f"/studio#event/{event_id}/favourites")
    mine.get_by_role("button", name="Delete For the album").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="No favourites yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(mine.get_by_text("1 of 40 photos")).to_be_visible()
    assert desk.watch.problems == []


def test_the_photos_that_most_have_chosen_come_first_where_that_is_wanted(
    service: Service, browser: Browser, sample: Path
) -> None:
    desk = desk_of(service, browser, PHONE)
    page, owner = desk.page, desk.client
    event_id = owner.create_event("Wedding")
    first = page.locator("[data-photo]").first
    [loved, newest] = [
        owner.upload(event_id, [(picture.name, picture.read_bytes())])[0]["id"]
        for picture in sorted(next(sample.iterdir()).iterdir())[:2]
    ]
    owner.wait_indexed(event_id, 2)
    page.goto(f"/studio#event/{event_id}/gallery")
    expect(first).to_have_attribute("data-photo", newest)
    expect(page.get_by_role("option", name="Most loved first")).to_have_count(0)
    url = owner.call("POST", f"/events/{event_id}/favourites/lists", 201, json={"name": "For the album"})["url"]
    token = url.partition("#favourites=")[2]
    chosen = page.request.patch(
        f"{service.url}/api/v1/favourites/{token[7:31]}/photos",
        data={"add": [loved]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert chosen.status == 200
    page.reload()
    page.get_by_label("Order").select_option("Most loved first")
    expect(first).to_have_attribute("data-photo", loved)
    page.reload()
    expect(first).to_have_attribute("data-photo", loved)
    assert_accessible(page)
    Photographs().take(page, "gallery-most-loved")
    assert desk.watch.problems == []


def test_somebody_elses_event_is_not_there(service: Service, browser: Browser) -> None:
    foreign = photographer(service.url).create_event("Theirs", "public")
    desk = desk_of(service, browser)
    desk.page.goto(f"/studio#event/{foreign}/settings")
    expect(desk.page.get_by_role("heading", name="Event not found")).to_be_visible()
    assert desk.watch.problems == []


def test_without_a_connection_the_studio_says_so_keeps_what_it_shows_and_goes_on_when_it_is_back(
    service: Service, browser: Browser
) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.page
    page.goto("/studio")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    expect(page.locator(".connection")).to_have_text("Connected")
    page.context.set_offline(True)
    looked_at(page)
    expect(page.locator(".connection")).to_have_text("No connection. Trying again …")
    expect(page.get_by_text("This page may be out of date.")).to_be_visible()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    page.get_by_role("button", name="New event").click()
    page.get_by_label("Name", exact=True).fill("Harvest Ball")
    page.get_by_role("button", name="Create event").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("can’t reach the service")
    page.keyboard.press("Escape")
    page.evaluate(_NO_SECOND_TRY)
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_role("alert")).to_contain_text("can’t reach the service")
    assert_accessible(page)
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.locator(".connection")).to_have_text("Live")
    assert page.url.endswith(f"#event/{event_id}")
    page.context.set_offline(True)  # The connection that stands is still open, as far as the browser knows.
    expect(page.locator(".connection")).to_have_text("No connection. Trying again …")
    page.context.set_offline(False)
    expect(page.locator(".connection")).to_have_text("Live")
    assert desk.watch.problems == []


# What is read from now on and fails is not read again by itself: a button that offers it would be gone at any moment.
_NO_SECOND_TRY = """() => {
  const { setTimeout } = window;
  window.setTimeout = (act, ms, ...rest) => (ms >= 500 ? 0 : setTimeout(act, ms, ...rest));
}"""


@pytest.mark.parametrize("device", [(DESK, "light"), (TABLET, "dark")], ids=str)
def test_every_part_of_an_event_fits_the_screen_and_is_accessible(
    service: Service, browser: Browser, sample: Path, device: tuple[ViewportSize, str]
) -> None:
    viewport, scheme = device
    desk = desk_of(service, browser, viewport, color_scheme=scheme)
    shots = Photographs()
    desk.page.goto("/studio")
    expect(desk.page.get_by_role("heading", name="No events yet")).to_be_visible()
    shots.take(desk.page, f"studio-no-events-{scheme}-{viewport['width']}")
    assert_accessible(desk.page)
    event_id = desk.client.create_event(NAME)
    desk.client.upload(event_id, photos_of(sample, STRANGER, 0, 3))
    desk.client.share(event_id, label="Table cards", pin="2468")
    desk.client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Entrance"})
    desk.client.call("POST", f"/events/{event_id}/senders", 201, json={"name": "Anna's R6"})
    desk.client.wait_indexed(event_id, 3)
    looked_at(desk.page)
    expect(desk.page.locator(".event .cover img")).to_be_visible()
    shots.take(desk.page, f"studio-events-{scheme}-{viewport['width']}")
    assert_accessible(desk.page)
    for part in ("live", "gallery", "cameras", "share", "ftp", "kiosks", "insights", "settings"):
        page = desk.open(event_id, part)
        expect(page.locator(".waiting")).to_have_count(0)
        assert_accessible(page)
        for size in (PHONE, viewport):
            page.set_viewport_size(size)
            shots.take(page, f"studio-{part}-{scheme}-{size['width']}", whole=True)
    assert desk.watch.problems == []


# Events


def test_an_event_is_created_and_the_list_shows_its_photos_while_they_are_looked_through(
    service: Service, browser: Browser, sample: Path
) -> None:
    desk = desk_of(service, browser, timezone_id="America/New_York")
    page = desk.page
    page.goto("/studio")
    page.get_by_role("button", name="New event").click()
    expect(page.get_by_role("dialog", name="New event")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Create event").click()
    expect(page.get_by_label("Name", exact=True)).to_have_accessible_description("Please fill this in.")
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("Date").fill("2026-11-21")
    page.get_by_label("Everyone", exact=True).check()
    page.get_by_role("button", name="Create event").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    event_id = int(page.url.rpartition("/")[2])
    event = desk.client.call("GET", f"/events/{event_id}", 200)
    assert (event["name"], event["date"], event["visibility"]) == (NAME, "2026-11-21", "public")
    assert event["time_zone"] == "America/New_York"

    page.get_by_role("link", name="All events").click()
    card = page.get_by_role("link", name=NAME)
    expect(card).to_contain_text("0 photos")
    photos = photos_of(sample, STRANGER, 0, 12)
    with service.frozen("worker ingest"):
        desk.client.upload(event_id, photos)
        looked_at(page)
        expect(card.locator(".live")).to_have_text("12 to go")
    expect(card.locator(".live")).to_have_count(0)
    expect(card).to_contain_text(f"{len(photos)} photos")
    expect(card.locator("img")).to_be_visible()
    assert desk.watch.problems == []


def test_numbers_that_a_crash_left_in_doubt_are_said_to_be_counted_anew(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    doubt = ['"counting":true', '"counting":false']

    def doubtful(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        server.on_message(lambda message: route.send(str(message).replace('"counting":false', doubt[0])))

    desk.page.route_web_socket("**/ws", doubtful)
    page = desk.open(desk.client.create_event())
    expect(page.get_by_text("being counted again")).to_be_visible()
    doubt.pop(0)
    page.reload()
    expect(page.locator(".connection")).to_have_text("Live")
    expect(page.get_by_text("being counted again")).to_be_hidden()
    assert desk.watch.problems == []


def test_settings_are_saved_and_every_open_page_learns_them(service: Service, browser: Browser, sample: Path) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    desk.client.upload(event_id, photos_of(sample, STRANGER, 0, 2))
    chosen = desk.client.wait_indexed(event_id, 2)[0]["id"]
    other = desk.page.context.new_page()
    other.goto(f"/studio#event/{event_id}/settings")
    other.get_by_label("Last day").fill(OTHER_LAST_DAY)
    page = desk.open(event_id, "settings")
    expect(page.locator("[data-fact=registered_only]")).to_contain_text("Everyone’s")
    name_of_event(page).fill("Harvest Ball")
    page.get_by_label("Date").fill("2027-01-02")
    page.get_by_label("Time zone").select_option("Pacific/Auckland")
    page.get_by_label("Everyone", exact=True).check()
    page.get_by_label("All photos").check()
    page.locator("[data-choice=selfie_search]").get_by_label("Off").check()
    page.get_by_label("Smaller copies").check()
    page.get_by_label("Last day").fill(LAST_DAY)
    page.get_by_role("button", name="Choose a photo").click()
    expect(page.locator(".choosing-photos [data-photo]")).to_have_count(2)
    assert_accessible(page)
    page.locator(f'[data-photo="{chosen}"]').click()
    expect(page.get_by_alt_text("The event’s cover")).to_be_visible()
    page.get_by_label("Message shown before consent").fill("Write to robert@example.org.")
    expect(page.locator(".phone")).to_contain_text("switched off face search")
    page.locator("[data-choice=selfie_search]").get_by_label("On").check()
    expect(page.locator(".phone")).to_contain_text("Write to robert@example.org.")
    page.locator("[data-choice=selfie_search]").get_by_label("Off").check()
    expect(page.locator(".save-bar")).to_contain_text("10 changes are not saved.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".save-bar")).to_have_text("Saved.")
    event = desk.client.call("GET", f"/events/{event_id}", 200)
    assert {key: event[key] for key in SAVED} == SAVED | {"cover_photo_id": chosen}
    expect(page.get_by_role("heading", level=1)).to_have_text("Harvest Ball")
    looked_at(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Harvest Ball")
    expect(other.get_by_label("Smaller copies")).to_be_checked()
    expect(other.get_by_label("Last day")).to_have_value(OTHER_LAST_DAY)
    assert desk.watch.problems == []


def name_of_event(page: Page) -> Locator:
    """Its field in the settings, where a brand has a name too."""
    return page.get_by_role("form", name="Settings").get_by_label("Name", exact=True)


# Days that are not over, whenever this runs.
LAST_DAY, OTHER_LAST_DAY = (str((datetime.now(UTC) + timedelta(days=days)).date()) for days in (60, 150))
SAVED: Json = {
    "name": "Harvest Ball",
    "date": "2027-01-02",
    "time_zone": "Pacific/Auckland",
    "visibility": "public",
    "open_gallery": True,
    "selfie_search": False,
    "downloads": "preview",
    "keep_until": LAST_DAY,
    "consent_text": "Write to robert@example.org.",
    "cover_photo_id": None,
}


def test_settings_that_cannot_be_are_said_beside_the_field_and_unsaved_ones_are_asked_about(
    service: Service, browser: Browser
) -> None:
    desk = desk_of(service, browser)
    page = desk.open(desk.client.create_event(NAME), "settings")
    name_of_event(page).fill(" ")
    page.get_by_label("Last day").fill("2020-01-01")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(name_of_event(page)).to_be_focused()
    expect(name_of_event(page)).to_have_accessible_description("An event needs a name.")
    expect(page.get_by_label("Last day")).to_have_accessible_description(re.compile("Choose a future date"))
    page.get_by_role("navigation").get_by_role("link", name="Share").click()
    expect(page.get_by_role("dialog", name="Leave without saving?")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Keep editing").click()
    expect(name_of_event(page)).to_have_value(" ")
    expect(page).to_have_url(re.compile("/settings$"))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Keep editing").click()
    page.get_by_role("link", name="All events").click()
    page.get_by_role("button", name="Discard changes").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    page.go_back()
    expect(name_of_event(page)).to_have_value(NAME)
    name_of_event(page).fill("Changed my mind")
    page.get_by_role("button", name="Discard").click()
    expect(name_of_event(page)).to_have_value(NAME)
    page.get_by_label("Only guests who search").check()
    expect(page.locator(".phone")).to_contain_text("No one else’s face is stored.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".save-bar")).to_have_text("Saved.")
    page.get_by_role("navigation").get_by_role("link", name="Share").click()
    expect(page.get_by_role("heading", name="Links for guests")).to_be_visible()
    assert desk.watch.problems == []


def test_nobody_loses_what_was_typed_of_the_brand_or_the_watermark_unasked(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.open(event_id, "settings")
    brand = page.get_by_role("region", name="Brand")
    headings = page.locator(".settings h2").all_inner_texts()
    assert headings.index("Brand") < headings.index("Watermark") < headings.index("Delete this event")
    brand.get_by_label("Name").fill("Capa & Co")
    page.get_by_role("navigation").get_by_role("link", name="Share").click()
    page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Keep editing").click()
    expect(brand.get_by_label("Name")).to_have_value("Capa & Co")
    brand.get_by_role("button", name="Save brand").click()
    expect(brand.get_by_role("status").filter(has_text="saved")).to_be_visible()
    page.get_by_role("region", name="Watermark").get_by_label("Place").select_option("All over")
    page.get_by_role("link", name="All events").click()
    page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Discard changes").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    desk.open(event_id, "settings")
    expect(brand.get_by_label("Name")).to_have_value("Capa & Co")
    name_of_event(page).fill("Seen from the end of the page")
    page.get_by_role("button", name="Delete this event").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".save-bar")).to_have_text("Saved.")
    page.get_by_role("link", name="All events").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    assert desk.watch.problems == []


def test_an_event_is_deleted_only_after_its_name_has_been_typed(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    other = desk.page.context.new_page()
    other.goto(f"/studio#event/{event_id}/share")
    expect(other.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    page = desk.open(event_id, "settings")
    with page.expect_download() as exported:
        page.get_by_role("link", name="With all originals").click()
    assert exported.value.suggested_filename == f"{NAME} export.zip"
    with zipfile.ZipFile(exported.value.path()) as archive:
        assert "event.json" in archive.namelist()
    page.get_by_role("button", name="Delete this event").click()
    dialog = page.get_by_role("dialog")
    sure = dialog.get_by_role("button", name="Delete everything")
    expect(sure).to_be_disabled()
    assert_accessible(page)
    dialog.get_by_role("textbox").fill(NAME.lower())
    expect(sure).to_be_disabled()
    dialog.click(position={"x": 3, "y": 3})
    dialog.get_by_role("textbox").hover()
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    expect(dialog.get_by_role("textbox")).to_have_value(NAME.lower())
    page.mouse.click(5, 5)
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Delete this event").click()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Delete this event")).to_be_focused()
    page.get_by_role("button", name="Delete this event").click()
    dialog.get_by_role("textbox").fill(NAME)
    dialog.get_by_role("textbox").press("Enter")
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    page.get_by_role("button", name="Delete now").click()
    until(lambda: desk.client.http.get(f"/events/{event_id}").status_code, lambda status: status == 404)
    looked_at(other)
    expect(other.get_by_role("heading", name="Event not found")).to_be_visible()
    assert desk.watch.problems == []


# Sharing


def test_a_link_with_a_pin_is_made_copied_shown_as_qr_opened_and_revoked(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.open(event_id, "share")
    expect(page.get_by_role("heading", name="No active links")).to_be_visible()
    page.get_by_label("PIN").press_sequentially("12")
    page.get_by_role("button", name="Create link").click()
    expect(page.get_by_label("PIN")).to_have_accessible_description(re.compile("at least 4 characters"))
    page.get_by_label("Name (optional)").fill("Table cards")
    page.get_by_label("PIN").fill("2468")
    last_day = (datetime.now(UTC) + timedelta(days=3)).date()
    page.get_by_label("Valid until").fill(last_day.isoformat())
    page.get_by_role("button", name="Create link").click()
    link = page.locator("#links li")
    expect(link).to_contain_text("Table cards")
    expect(link).to_contain_text("Opened 0 times · with PIN · until")
    url = str(link.locator("a.address").get_attribute("href"))
    assert desk.client.call("GET", f"/events/{event_id}/share-links", 200)["items"][0]["expires_at"].startswith(
        last_day.isoformat()
    )
    link.get_by_role("button", name="Copy link").click()
    expect(link.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == url

    link.get_by_role("button", name="QR code", exact=True).click()
    assert qr.text_on_screen(page.get_by_alt_text("QR code of the link Table cards")) == url
    assert_accessible(page)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download SVG").click()
    assert Path(downloading.value.path()).read_text().startswith("<svg")
    assert downloading.value.suggested_filename == f"{NAME} QR.svg"
    page.get_by_role("button", name="Close").click()

    token = url.rpartition("/")[2]
    Client(service.url).call("GET", f"/share/{token}", 401)
    guest(service.url, token, "2468")
    looked_at(page)
    expect(link).to_contain_text("Opened 1 time")
    link.get_by_role("button", name="Revoke").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("End them")).to_be_checked()
    dialog.get_by_label("Keep them running").check()
    assert_accessible(page)
    dialog.get_by_role("button", name="Revoke link").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_role("heading", name="No active links")).to_be_visible()
    expect(page.locator("#revoked")).to_have_text("Link revoked. It has no running searches.")
    expect(page.get_by_role("heading", name="Links for guests")).to_be_focused()
    page.get_by_text("1 inactive link").click()
    page.get_by_role("button", name="End searches: Table cards").click()
    page.get_by_role("dialog").get_by_role("button", name="End the searches").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_role("button", name="End searches: Table cards")).to_be_hidden()
    Client(service.url).call("GET", f"/share/{token}", 410, headers={"X-Share-Pin": "2468"})
    assert desk.watch.problems == []


def test_a_card_prints_on_one_page_of_a5_with_a_code_that_leads_to_the_link(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    shots = Photographs()
    name = "The extraordinarily long name of a party " * 4 + "with two hundred letters and no end"
    event_id = int(
        desk.client.call("POST", "/events", 201, json={"name": name, "date": "2026-11-21", "visibility": "unlisted"})["id"]
    )
    desk.client.share(event_id, pin="2468")
    url = desk.client.call("GET", f"/events/{event_id}/share-links", 200)["items"][0]["url"]
    desk.open(event_id, "share")
    with desk.page.context.expect_page() as opening:
        desk.page.get_by_role("link", name="Print a card").click()
    card = desk.watch.over(opening.value)
    expect(card.get_by_role("heading", name=name)).to_be_visible()
    assert qr.text_on_screen(card.get_by_alt_text("QR code of the link")) == url
    expect(card.get_by_text("You will be asked for a PIN.")).to_be_visible()
    assert_accessible(card)
    card.get_by_label("PIN to print").fill("2468")
    expect(card.locator(".card").get_by_text("PIN 2468")).to_be_visible()
    for language, direction in (("de", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")):
        card.get_by_label("Language").select_option(language)
        expect(card.locator(".card")).to_have_attribute("dir", direction)
        expect(card.locator(".card")).to_have_attribute("lang", language)
        expect(card.locator("html")).to_have_attribute("lang", "en")
        card.evaluate(_FONTS_ARE_THERE)
        whole = "card => card.scrollHeight <= card.clientHeight && card.querySelector('.qr').clientHeight > 150"
        assert card.locator(".card").evaluate(whole), f"the card does not hold everything in {language}"
        shots.take(card, f"card-{language}", whole=True)
    pages, size = pages_of(card.pdf(prefer_css_page_size=True, print_background=True))
    assert pages == 1
    assert size == pytest.approx((148, 210), abs=0.5)
    assert desk.watch.problems == []


# Fonts are asked for when something is set in them, and change its size when they come.
_FONTS_ARE_THERE = "() => (document.body.offsetHeight, document.fonts.ready.then(() => undefined))"


def pages_of(pdf: bytes) -> tuple[int, tuple[float, float]]:
    """How many pages a PDF has, and the size of the first one in millimetres."""
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert box
    points_a_mm = 72 / 25.4
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), (float(box[1]) / points_a_mm, float(box[2]) / points_a_mm)


def test_a_card_says_what_is_missing_for_it(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.page
    page.goto(f"/static/card.html#event={event_id}&link=none")
    expect(page.get_by_role("alert")).to_contain_text("This link no longer exists.")
    stranger = desk.watch.over(visitor(browser, service.url, DESK).new_page())
    stranger.goto(f"/static/card.html#event={event_id}&link=none")
    expect(stranger.get_by_role("alert")).to_contain_text("Sign in to the studio first")
    assert desk.watch.problems == []


# Kiosks


def test_a_kiosk_is_paired_by_the_code_on_the_screen_seen_online_and_locked_when_revoked(
    service: Service, browser: Browser
) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.open(event_id, "kiosks")
    expect(page.get_by_role("heading", name="No kiosks")).to_be_visible()
    page.get_by_role("button", name="Add kiosk").click()
    expect(page.get_by_label("Where is it?")).to_have_accessible_description("Please fill this in.")
    page.get_by_label("Where is it?").fill("Entrance")
    page.get_by_role("button", name="Add kiosk").click()
    code = page.locator("#pairing-code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}", code)
    expect(page.locator(".pairing")).to_contain_text(re.compile(r"for another 1[45]:\d\d"))
    assert_accessible(page)
    page.get_by_role("navigation").get_by_role("link", name="Share").click()
    page.get_by_role("navigation").get_by_role("link", name="Kiosks").click()
    expect(page.locator("#pairing-code")).to_have_text(code)

    device = Client(service.url, Client(service.url).call("POST", "/kiosks/pair", 200, json={"code": code})["token"])
    device.call("GET", "/kiosks/self", 200)
    expect(page.locator("#kiosks [data-state=online]")).to_contain_text("Online")
    expect(page.locator("#pairing-code")).to_have_count(0)
    page.get_by_role("button", name="Revoke Entrance").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke kiosk").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_text("1 kiosk revoked.")).to_be_visible()
    expect(page.get_by_role("heading", name="Kiosks", exact=True)).to_be_focused()
    assert device.http.get("/kiosks/self").status_code == httpx.codes.UNAUTHORIZED
    desk.client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    page.get_by_role("button", name="Revoke Hall").click()
    expect(page.get_by_role("dialog", name="Revoke this photo wall?")).to_contain_text("“Hall” stops right away")
    assert_accessible(page)
    page.get_by_role("dialog").get_by_role("button", name="Revoke wall").click()
    expect(page.get_by_text("Photo wall “Hall” revoked.")).to_be_visible()
    assert desk.watch.problems == []


def test_its_photographer_adds_a_wall_and_has_it_in_hand(service: Service, browser: Browser) -> None:
    shots, desk = Photographs(), desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    desk.client.share(event_id, label="Table cards")
    page = desk.open(event_id, "kiosks")
    page.set_viewport_size({"width": 360, "height": 640})
    page.get_by_label("Photo wall").check()
    page.get_by_label("Where is it?").fill("Hall")
    page.get_by_role("button", name="Add wall").click()
    expect(page.locator(".pairing")).to_contain_text("/wall")
    page.get_by_label("QR code on the wall").select_option(label="Table cards")
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    page.get_by_role("button", name="Next photo").press("Enter")
    expect(page.get_by_text("The wall shows the next photo.")).to_be_visible()
    page.get_by_role("button", name="Resume").press("Enter")
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_text("Paused on this photo.")).to_be_visible()
    stored = desk.client.call("GET", f"/events/{event_id}/kiosks", 200)["items"][0]
    assert (stored["kind"], stored["paused"]) == ("wall", True)
    assert stored["link_id"] == desk.client.call("GET", f"/events/{event_id}/share-links", 200)["items"][0]["id"]
    assert_accessible(page)
    shots.take(page, "wall-in-hand", whole=True)
    page.set_viewport_size(DESK)
    shots.take(page, "wall-in-hand-desk")
    assert desk.watch.problems == []


def test_what_is_pressed_at_a_wall_before_the_last_press_was_answered_is_not_lost(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    desk.client.share(event_id, label="Table cards")
    desk.client.share(event_id, label="Invitation")
    wall = desk.client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    links = {link["label"]: link["id"] for link in desk.client.call("GET", f"/events/{event_id}/share-links", 200)["items"]}

    page = desk.open(event_id, "kiosks")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    def answered(**changes: object) -> Callable[[Response], bool]:
        return lambda answer: answer.request.method == "PATCH" and answer.request.post_data_json == changes

    address = f"**/api/v1/kiosks/{wall['id']}"
    page.route(address, hold_the_first)
    with page.expect_request(address):
        page.get_by_role("button", name="Pause").click()
    # The list knows of it before the press is answered.
    desk.client.call("PATCH", f"/kiosks/{wall['id']}", 200, json={"paused": True})
    with page.expect_response(re.compile("/kiosks$")):
        looked_at(page)
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    with page.expect_response(answered(paused=False)):
        held[0].continue_()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()

    held.clear()
    code = page.get_by_label("QR code on the wall")
    with page.expect_request(address):
        code.select_option(label="Table cards")
    code.select_option(label="Invitation")
    with page.expect_response(answered(link_id=links["Invitation"])):
        held[0].continue_()
    expect(code).to_have_value(links["Invitation"])
    [stored] = desk.client.call("GET", f"/events/{event_id}/kiosks", 200)["items"]
    assert (stored["paused"], stored["link_id"]) == (False, links["Invitation"])
    assert desk.watch.problems == []


def test_a_clock_that_is_wrong_makes_no_code_or_link_look_over(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    desk.client.share(event_id, label="Table cards")
    desk.page.clock.install(time=datetime.now(UTC) + timedelta(days=4000))
    page = desk.open(event_id, "kiosks")
    page.get_by_label("Where is it?").fill("Entrance")
    page.get_by_role("button", name="Add kiosk").click()
    expect(page.locator(".pairing")).to_contain_text(re.compile(r"for another 1[45]:\d\d"))
    page.get_by_role("navigation").get_by_role("link", name="Share").click()
    expect(page.locator("#links li")).to_contain_text("Table cards")
    assert desk.watch.problems == []


def test_a_code_that_was_shown_in_another_tab_is_not_shown_again(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    desk.client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Garden"})
    page = desk.open(event_id, "kiosks")
    expect(page.locator("#kiosks [data-state=waiting]")).to_contain_text("Its code was shown once")
    assert desk.watch.problems == []


@pytest.mark.parametrize("language", ["en-GB", "de-DE", "ar-EG"])
def test_what_stands_above_each_part_of_an_event_takes_a_third_of_a_phone_at_most_and_shows_which_part_it_is(
    service: Service, browser: Browser, language: str
) -> None:
    desk = desk_of(service, browser, PHONE, locale=language, has_touch=True)
    page, event_id = desk.page, desk.client.create_event(NAME)
    page.goto(f"/studio#event/{event_id}")
    head = page.locator(".leader")
    expect(head.get_by_role("heading", name=NAME)).to_be_visible()
    box = head.bounding_box()
    assert box
    assert box["y"] + box["height"] < PHONE["height"] / 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    for part in ("team", "settings", "live"):
        page.goto(f"/studio#event/{event_id}/{part}")
        present = head.locator("[aria-current]")
        expect(present).to_have_attribute("href", f"#event/{event_id}" if part == "live" else f"#event/{event_id}/{part}")
        page.wait_for_function(_IN_FULL_SIGHT)
    assert desk.watch.problems == []


# The row of parts fades over its padding, so who reads it to the end sees it whole between those.
_IN_FULL_SIGHT = """() => {
  const [row, present] = [".parts", ".parts [aria-current]"].map((selector) => document.querySelector(selector));
  const { paddingLeft, paddingRight } = getComputedStyle(row);
  const { left, right } = present.getBoundingClientRect();
  return left >= parseFloat(paddingLeft) - 1 && right <= innerWidth - parseFloat(paddingRight) + 1;
}"""


# Cameras


def test_a_camera_is_added_sends_a_photo_and_is_named_where_photos_come_from(
    service: Service, browser: Browser, sample: Path
) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.open(event_id, "ftp")
    expect(page.get_by_role("heading", name="No cameras")).to_be_visible()
    page.get_by_label("Which camera?").fill("Anna’s R6")
    page.get_by_role("button", name="Add a camera").click()
    card = page.locator("#senders .menu")
    expect(card).to_contain_text("FTP, no encryption")
    typed = dict(zip(card.locator("dt").all_inner_texts(), card.locator("dd").all_inner_texts(), strict=True))
    assert_accessible(page)

    photo = next((sample / "jerry_seinfeld").iterdir())
    with ftplib.FTP() as camera:
        camera.connect(typed["Server (host, address)"], int(typed["Port"]))
        camera.login(typed["User name"], typed["Password"])
        camera.storbinary("STOR /DCIM/100CANON/IMG_0001.JPG", io.BytesIO(photo.read_bytes()))
        with pytest.raises(ftplib.error_perm):
            camera.storbinary("STOR MVI_0002.MOV", io.BytesIO(bytes(4096)))
        with pytest.raises(ftplib.error_temp):
            camera.storbinary("STOR IMG_0003.JPG", io.BytesIO(photo.read_bytes()[:5000]))
    expect(page.locator("#senders [data-state=online]")).to_contain_text("Online")
    page.get_by_role("navigation").get_by_role("link", name="Live").click()
    source = page.locator("#origins [data-source=camera]")
    for said in ("Anna’s R6", "1 photo", "IMG_0001.JPG", "MVI_0002.MOV was not accepted", "1 file on its way"):
        expect(source).to_contain_text(said)
    assert_accessible(page)

    page.get_by_role("navigation").get_by_role("link", name="FTP").click()
    page.get_by_role("button", name="Revoke Anna’s R6").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke login").click()
    page.get_by_role("button", name="Delete now").click()
    expect(page.get_by_text("1 login revoked.")).to_be_visible()
    assert desk.watch.problems == []


# Insights


def test_insights_count_a_guest_whose_screen_shows_a_photo_that_came_after_the_selfie(
    service: Service, browser: Browser, sample: Path
) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.open(event_id, "insights")
    expect(page.get_by_role("heading", name="No guest has searched yet")).to_be_visible()
    visit = guest(service.url, desk.client.share(event_id))
    desk.client.upload(event_id, photos_of(sample, GUEST, 1, 3))
    desk.client.wait_indexed(event_id, 2)
    search = visit.search(event_id, [sorted((sample / GUEST).iterdir())[0].read_bytes()])
    with listening(service.url, search["token"], search["topic"]) as phone:
        found = Client(service.url, search["token"])
        until(lambda: found.matches(search["id"]), lambda matches: len(matches) == 2)
        meter = page.locator("[data-meter=searching] .value")
        expect(meter).to_have_text("1")
        expect(page.get_by_text("No new photo has reached a waiting guest yet.")).to_be_visible()
        desk.client.upload(event_id, photos_of(sample, GUEST, 3, 4))
        live = phone.wait_for("search.match", lambda data: bool(data["match"]["live"]))["match"]
        phone.socket.send(json.dumps({"type": "shown", "topic": search["topic"], "photo_ids": [live["photo_id"]]}))
        expect(page.get_by_text("The one new photo reached its guest within")).to_be_visible()
        expect(page.locator("[data-meter=guests] .value")).to_have_text("1")
        expect(page.locator("[data-meter=found]")).to_contain_text("of 3 photos")
        loved = page.get_by_role("region", name="On most guests’ phones")
        expect(loved.get_by_role("listitem")).to_have_count(3)
        assert (
            loved.evaluate(
                "(part) => part.getBoundingClientRect().top - part.previousElementSibling.getBoundingClientRect().bottom"
            )
            >= 16
        )
        expect(page.get_by_text("opened once")).to_be_visible()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as a spreadsheet (CSV)").click()
        assert "Photos found,3" in saved.value.path().read_text("utf-8-sig")
        expect(page.locator("[data-meter=without] .value")).to_have_text("0")
        expect(page.get_by_role("figure")).to_contain_text("3 matches in the last hour")
        expect(page.locator(".chart canvas")).to_be_visible()
        assert_accessible(page)
    expect(meter).to_have_text("0", timeout=WAIT_MS)
    assert desk.watch.problems == []


def test_nothing_is_asked_of_the_server_by_a_page_that_nobody_looks_at(service: Service, browser: Browser) -> None:
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(NAME)
    page = desk.page
    page.add_init_script("Object.defineProperty(document, 'visibilityState', { get: () => window.seen ?? 'visible' })")
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/insights" in request.url else None)
    desk.open(event_id, "insights")
    expect(page.get_by_role("heading", name="No guest has searched yet")).to_be_visible()
    with page.expect_response(re.compile("/insights$")):
        page.clock.fast_forward(5_000)
    page.evaluate("window.seen = 'hidden'; document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(5_000)  # One may be due already: if the last answer had been taken in before nobody looked.
    before = len(asked)
    page.clock.run_for(60_000)
    assert len(asked) == before
    with page.expect_response(re.compile("/insights$")):
        page.evaluate("window.seen = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    assert desk.watch.problems == []


# Events that are over


def test_an_event_is_archived_and_brought_back(service: Service, browser: Browser) -> None:
    desk, shots = desk_of(service, browser), Photographs("archive")
    page = desk.page
    event_id = desk.client.create_event(NAME)
    desk.open(event_id, "settings")
    panel = page.get_by_role("region", name="Archive")
    panel.get_by_role("button", name="Archive this event").click()
    page.get_by_role("dialog").get_by_role("button", name="Archive", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(panel).to_contain_text(f"Archived on {datetime.now(UTC):%-d %B %Y}")
    assert_accessible(page)
    shots.take(page, "settings", whole=True)
    desk.open(event_id, "live")
    expect(page.locator(".leader")).to_contain_text("Archived")
    expect(page.get_by_text("no photos can be uploaded")).to_be_visible()
    expect(page.get_by_role("button", name="Choose photos")).to_have_count(0)
    shots.take(page, "live", whole=True)
    page.get_by_role("link", name="Go to the settings to bring it back").click()
    panel.get_by_role("button", name="Bring back").click()
    expect(panel.get_by_role("button", name="Archive this event")).to_be_visible()
    assert desk.watch.problems == []


# Others' events


def test_an_administrator_sees_numbers_and_settings_of_others_events_but_not_their_photos(
    service: Service, browser: Browser
) -> None:
    event_id = photographer(service.url).create_event(NAME)
    root = administrator(service)
    watch = Watch(service.url)
    page = signed_in(service, browser, watch, root)
    page.goto(f"/studio#event/{event_id}")
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.get_by_text("Another photographer’s event")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_text(["Insights", "Settings"])
    expect(page.get_by_role("heading", name="No guest has searched yet")).to_be_visible()
    expect(page.get_by_role("link", name="Administration")).to_be_visible()
    assert watch.problems == []
