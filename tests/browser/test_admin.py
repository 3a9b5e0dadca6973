"""The administration in a browser: people, everybody's events, how the service is doing, and the log."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, Photographs, Watch, visitor
from tests.browser.studio import signed_in
from tests.client import PASSWORD, Client, until
from tests.service import Service, administrator, running_service

TABLET: ViewportSize = {"width": 820, "height": 1180}
WIDE: ViewportSize = {"width": 1440, "height": 900}
ZONE = "Pacific/Auckland"
SCREENS = ("System", "People", "Events", "Log")
SIDEWAYS = """() => {
  const out = ({ left, right }) => left < 0 || right > innerWidth;
  const moved = [...document.querySelectorAll(".table")].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  const cut = [...document.querySelectorAll("tbody :is(th, td)")].filter((cell) => out(cell.getBoundingClientRect()));
  return [...moved, ...cut].map(({ outerHTML }) => outerHTML.slice(0, 200));
}"""
"""What the page would have to be moved sideways for."""


def expect_in_sight(page: Page) -> None:
    """Nothing is out of sight at the side, once the page has heard how wide its window is."""
    until(lambda: page.evaluate(SIDEWAYS), lambda out: out == [], within_s=20)


@dataclass
class Admin:
    """An administrator at a computer; ``client`` is the same account by API."""

    client: Client
    page: Page
    watch: Watch

    def open(self, place: str) -> Page:
        """A screen, by what stands in the address."""
        self.page.goto(f"/admin#{place}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        return self.page


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """One of its own: what others did to it, or how many there are, must not be seen here."""
    with running_service() as running:
        yield running


@pytest.fixture(scope="module")
def chief(service: Service) -> Client:
    """The administrator of the module's service."""
    return administrator(service)


@pytest.fixture
def admin(service: Service, browser: Browser, chief: Client) -> Iterator[Admin]:
    watch = Watch(service.url)
    yield Admin(chief, signed_in(service, browser, watch, chief), watch)
    assert watch.problems == []


def account(url: str, name: str) -> tuple[Client, str]:
    """A photographer of this name, signed in; and their address."""
    email = f"{name.split(maxsplit=1)[0].lower()}.{secrets.token_hex(4)}@example.org"
    new = {"email": email, "password": PASSWORD, "name": name, "role": "photographer"}
    Client(url).call("POST", "/auth/register", 201, json=new)
    answer = Client(url).call("POST", "/auth/login", 200, json={"email": email, "password": PASSWORD})
    return Client(url, answer["access_token"]), email


def manage(page: Page, email: str) -> None:
    """Find somebody and open what can be done about them."""
    page.get_by_label("Name or e-mail").fill(email)
    expect(page.locator("tr[data-user]")).to_have_count(1)
    page.locator("tr[data-user]", has_text=email).get_by_role("button", name=re.compile("^Manage")).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_only_administrators_come_in(service: Service, browser: Browser) -> None:
    watch = Watch(service.url)
    _, email = account(service.url, "Robert Capa")
    page = watch.over(visitor(browser, service.url, DESK).new_page())
    page.goto("/admin#people")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="For administrators only")).to_be_visible()
    expect(page.get_by_role("navigation", name="Administration")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("button", name="Sign in as somebody else").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert watch.problems == []


def test_an_account_is_found_disabled_and_enabled_again(service: Service, browser: Browser, admin: Admin) -> None:
    theirs, email = account(service.url, "Lee Miller")
    studio = signed_in(service, browser, Watch(service.url), theirs)
    studio.goto("/studio")
    expect(studio.get_by_role("heading", name="Your events")).to_be_visible()
    page = admin.open("people")
    manage(page, email)
    assert_accessible(page)

    page.get_by_role("button", name="Disable account").click()
    question = page.get_by_role("dialog", name="Disable Lee Miller?")
    question.get_by_role("button", name="Cancel").click()
    theirs.call("GET", "/auth/me", 200)
    page.get_by_role("button", name="Disable account").click()
    question.get_by_role("button", name="Disable").click()

    expect(page.get_by_role("heading", name="Disabled")).to_be_visible()
    theirs.call("GET", "/auth/me", 401)
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-user]").get_by_text("Disabled")).to_be_visible()
    assert_accessible(page)
    studio.reload()
    expect(studio.get_by_role("heading", name="Sign in")).to_be_visible()

    page.get_by_role("button", name="Manage Lee Miller").click()
    page.get_by_role("button", name="Enable account").click()
    expect(page.get_by_role("button", name="Disable account")).to_be_visible()
    Client(service.url).call("POST", "/auth/login", 200, json={"email": email, "password": PASSWORD})


def test_a_role_is_given_and_what_cannot_be_done_is_said(service: Service, admin: Admin) -> None:
    theirs, email = account(service.url, "Gerda Taro")
    page = admin.open("people")
    manage(page, email)
    page.get_by_role("radio", name="Administrator").check()
    page.get_by_role("button", name="Change role").click()
    question = page.get_by_role("dialog", name="Make Gerda Taro an administrator?")
    expect(question).to_contain_text("everyone’s events")
    question.get_by_role("button", name="Change role").click()

    expect(question).to_be_hidden()
    assert theirs.call("GET", "/auth/me", 200)["role"] == "admin"
    page.keyboard.press("Escape")
    page.get_by_label("Role").select_option(label="Administrator")
    expect(page.locator("tr[data-user]")).to_have_count(1)
    manage(page, admin.client.call("GET", "/auth/me", 200)["email"])
    expect(page.get_by_text("This is you.")).to_be_visible()
    expect(page.get_by_role("button", name="Disable account")).to_have_count(0)
    theirs.call("PATCH", f"/admin/users/{theirs.call('GET', '/auth/me', 200)['id']}", 409, json={"role": "guest"})


def test_somebody_is_invited_and_another_gets_an_account_that_is_made(
    service: Service, browser: Browser, admin: Admin, chief: Client
) -> None:
    page = admin.open("people")
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Who is it for?").fill("Nora of the press")
    page.get_by_role("button", name="Create invitation").click()
    invitation = page.get_by_label("Invitation link")
    expect(invitation).to_have_value(re.compile("/studio#invitation="))
    expect(page.locator("[data-invitation]")).to_contain_text("Nora of the press")
    page.get_by_role("button", name="Withdraw: Nora of the press").click()
    expect(page.locator("[data-invitation]")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-invitation]")).to_contain_text("Nora of the press")
    assert_accessible(page)
    address = invitation.input_value()
    page.keyboard.press("Escape")

    watch = Watch(service.url)
    hers = watch.over(visitor(browser, service.url, DESK).new_page())
    hers.goto(address)
    expect(hers.get_by_text("You have been invited.")).to_be_visible()
    assert "invitation" not in hers.url, "the token is for this once"
    assert_accessible(hers)
    email = f"nora.{secrets.token_hex(4)}@example.org"
    hers.get_by_label("Your name").fill("Nora")
    hers.get_by_label("E-mail").fill(email)
    hers.get_by_label("Password").fill(PASSWORD)
    hers.get_by_role("button", name="Create account").click()
    expect(hers.get_by_role("heading", name="Your events")).to_be_visible()
    assert chief.call("GET", "/admin/invitations", 200)["items"] == []
    assert watch.problems == []

    page.get_by_role("button", name="Create an account").click()
    page.get_by_label("Their name").fill("Lee Friedlander")
    page.get_by_label("Their e-mail").fill(email)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("An account with this e-mail already exists.")).to_be_visible()
    page.get_by_label("Their e-mail").fill(f"lee.{secrets.token_hex(4)}@example.org")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_label("Link to choose a password")).to_have_value(re.compile("/studio#reset="))
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-user]", has_text="Lee Friedlander")).to_be_visible()


def test_sign_up_is_closed_and_an_account_gets_limits_of_its_own(service: Service, browser: Browser, admin: Admin) -> None:
    client, email = account(service.url, "Lena Bound")
    page = admin.open("people")
    page.set_viewport_size(PHONE)
    page.get_by_text("Sign-up:").click()
    page.get_by_label("By invitation").click()
    expect(page.get_by_text("Sign-up: By invitation")).to_be_visible()
    assert Client(service.url).call("GET", "/auth/registration", 200) == {"mode": "invitation", "mail": False}
    assert_accessible(page)
    page.get_by_label("Automatic").click()
    expect(page.get_by_text("Sign-up: Open")).to_be_visible()

    manage(page, email)
    page.get_by_text("Limits", exact=True).click()
    page.get_by_role("spinbutton", name="Events").fill("1")
    page.get_by_label("Storage for photos, in GB").fill("0.5")
    page.get_by_role("button", name="Save limits").click()
    expect(page.get_by_text("0 of 1", exact=True)).to_be_visible()
    expect(page.get_by_text("0 bytes of 500 MB")).to_be_visible()
    assert_accessible(page)

    client.call("POST", "/events", 201, json={"name": "The only one", "visibility": "private"})
    mine = signed_in(service, browser, admin.watch, client, PHONE)
    mine.goto("/studio")
    expect(mine.get_by_text("You have as many events as your account allows.")).to_be_visible()
    mine.get_by_role("link", name="See your space").click()
    expect(mine.get_by_role("progressbar", name="Events")).to_have_attribute("aria-valuetext", "1 of 1")
    assert_accessible(mine)


def test_a_link_for_a_new_password_is_shown_once_and_works(service: Service, browser: Browser, admin: Admin) -> None:
    _, email = account(service.url, "Diane Arbus")
    page = admin.open("people")
    manage(page, email)
    page.get_by_role("button", name="Create a link").click()
    link = page.get_by_label("Link to set a new password")
    expect(link).to_have_value(re.compile("/studio#reset="))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == link.input_value()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Manage Diane Arbus").click()
    expect(link).to_have_count(0)

    hers = visitor(browser, service.url, DESK).new_page()
    hers.goto(address)
    hers.get_by_label("New password").fill("a sentence of her own")
    hers.get_by_role("button", name="Set password").click()
    expect(hers.get_by_role("heading", name="Password changed")).to_be_visible()
    Client(service.url).call("POST", "/auth/login", 200, json={"email": email, "password": "a sentence of her own"})


def test_everybodys_events_stand_with_their_sizes(service: Service, admin: Admin, sample: Path) -> None:
    theirs, email = account(service.url, "Vivian Maier")
    photos = [(path.name, path.read_bytes()) for path in sorted((sample / GUEST).iterdir())[:2]]
    with service.frozen("worker keeper"):  # Measured in the middle of being looked through, they would be measured twice.
        large, small = theirs.create_event("A crowded street"), theirs.create_event("A quiet street")
        theirs.upload(large, photos)
        theirs.wait_indexed(large, 2)
    sizes = until(lambda: measured(admin.client, email), lambda found: len(found) == 2)
    assert sizes[large] > sum(len(photo) for _, photo in photos)
    page = admin.open("events")
    page.get_by_label("Name, number or owner").fill(email)
    rows = page.locator("tr[data-event]")
    expect(rows).to_have_count(2)
    expect(rows.first).to_have_attribute("data-event", str(small))
    row = page.locator(f'tr[data-event="{large}"]')
    expect(row.get_by_role("cell").nth(6)).to_have_text(f"{sizes[large] / 1000:.0f} kB")
    page.get_by_role("button", name="Size").click()
    expect(page.get_by_role("columnheader", name="Size")).to_have_attribute("aria-sort", "descending")
    expect(rows.first).to_have_attribute("data-event", str(large))
    assert_accessible(page)

    row.get_by_role("link", name="A crowded street", exact=True).click()
    expect(page.get_by_role("heading", name="A crowded street")).to_be_visible()


def measured(client: Client, words: str) -> dict[int, int]:
    """Sizes of the events found by these words, as far as they are known."""
    rows = client.call("GET", "/admin/events", 200, params={"q": words})["items"]
    return {row["id"]: row["bytes"] for row in rows if row["measured_at"]}


def test_the_system_says_that_it_works_and_what_does_not(service: Service, admin: Admin) -> None:
    page = admin.open("system")
    expect(page.locator("[data-verdict=good]")).to_have_text("Everything works.")
    for kind in ("ingest", "search", "keeper", "web"):
        expect(page.locator(f'tr[data-kind="{kind}"]').first).to_be_visible()
    expect(page.get_by_role("progressbar", name=re.compile("free$"))).to_be_visible()
    assert_accessible(page)

    page.route("**/api/v1/admin/system", lambda route: route.fulfill(json=ailing(route.fetch().json())))
    bad = page.locator("[data-verdict=bad]")
    expect(bad).to_contain_text("Redis is not responding.")  # It looks again by itself.
    expect(bad).to_contain_text("free on the disk")
    expect(bad).to_contain_text("1 stored item is damaged.")
    expect(page.locator("tr[data-damage=faces]")).to_contain_text("Rebuilt from the photo automatically.")
    assert_accessible(page)
    page.unroute("**/api/v1/admin/system")
    page.route("**/api/v1/admin/system", lambda route: route.abort())
    expect(page.get_by_text("may be out of date")).to_be_visible()


def ailing(state: dict[str, Any]) -> dict[str, Any]:
    """The same system with Redis away, the disk full and a photo's faces damaged."""
    away: dict[str, Any] = {"ok": False, "latency_ms": None, "detail": "away", "values": {}}
    backends = [backend | (away if backend["name"] == "redis" else {}) for backend in state["backends"]]
    damage = {"kind": "faces", "event_id": 7, "subject": "5cf7905f4fc1", "noticed_at": "2026-11-29T13:00:00Z"}
    disk = state["disk"] | {"free": 1_000_000_000}
    return state | {"backends": backends, "queues": [], "workers": [], "disk": disk, "damaged": 1, "damage": [damage]}


LOCAL_TEXT = "time => new Date(time).toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'medium'})"
LOCAL_INPUT = """time => {
  const moment = new Date(time);
  return new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}"""


def test_the_log_is_filtered_and_told_in_the_readers_time(service: Service, browser: Browser, chief: Client) -> None:
    theirs, email = account(service.url, "Dora Maar")
    event_id = theirs.create_event("A night in the studio")
    link = theirs.call("POST", f"/events/{event_id}/share-links", 201, json={})
    theirs.call("DELETE", f"/share-links/{link['id']}", 204)
    watch = Watch(service.url)
    page = signed_in(service, browser, watch, chief, timezone_id=ZONE)
    page.goto("/admin#log")
    expect(page.get_by_text(f"Times are in your time zone ({ZONE}).")).to_be_visible()
    rows = page.locator("tr[data-action]")
    expect(rows.first).to_be_visible()
    assert_accessible(page)

    page.get_by_label("Event number").fill(str(event_id))
    for row, action in enumerate(("share_link.revoke", "share_link.create", "event.create")):
        expect(rows.nth(row)).to_have_attribute("data-action", action)
    expect(rows).to_have_count(3)
    page.get_by_label("What", exact=True).select_option("share_link.")
    expect(rows).to_have_count(2)
    page.reload()
    expect(rows).to_have_count(2)
    expect(page.get_by_label("Event number")).to_have_value(str(event_id))
    time = rows.first.locator("time")
    when = datetime.fromisoformat(str(time.get_attribute("datetime")))
    assert (
        when.astimezone(ZoneInfo(ZONE)).strftime("%H:%M:%S") in page.evaluate(LOCAL_TEXT, when.isoformat()) == time.inner_text()
    )

    page.get_by_label("From").fill(page.evaluate(LOCAL_INPUT, (when + timedelta(minutes=2)).isoformat()))
    expect(page.locator("[data-empty]")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("From").fill("")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Show everything").click()
    page.get_by_label("Name, e-mail or word").fill(email)
    expect(rows.first).to_be_visible()
    rows.first.get_by_role("button", name=email).click()
    expect(page.get_by_label("Who")).to_have_value(re.compile("^user:"))
    assert watch.problems == []


def test_older_entries_of_the_log_come_on_demand(service: Service, admin: Admin) -> None:
    owner, _ = account(service.url, "Karl Blossfeldt")
    for number in range(51):
        owner.create_event(f"Fern {number}")
    page = admin.open("log")
    rows = page.locator("tr[data-action]")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(rows.nth(51)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_screen_is_accessible_on_tablets_and_fits_phones(
    service: Service, browser: Browser, chief: Client, scheme: str
) -> None:
    watch, shots = Watch(service.url), Photographs()
    account(service.url, "Anna Atkins")[0].create_event("An evening among ferns")  # Each list has something to show.
    page = signed_in(service, browser, watch, chief, TABLET, color_scheme=scheme)
    for name in SCREENS:
        page.goto(f"/admin#{name.lower()}")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        expect(page.locator("table").first).to_be_visible()
        assert_accessible(page)
        expect_in_sight(page)
        shots.take(page, f"admin-{name.lower()}-{scheme}", whole=True)
        page.set_viewport_size(PHONE)
        expect_in_sight(page)
        assert page.get_by_role("columnheader").count() > 0, "cards are a table to who hears them"
        assert page.get_by_role("cell").first.get_attribute("data-label") is not None
        assert_accessible(page)
        shots.take(page, f"admin-{name.lower()}-{scheme}-phone")
        page.set_viewport_size(TABLET)
    assert watch.problems == []


@pytest.mark.parametrize("language", ["de", "fr", "es", "ar"])
def test_a_table_is_cards_where_its_words_do_not_fit(service: Service, browser: Browser, chief: Client, language: str) -> None:
    watch = Watch(service.url)
    account(service.url, "Konstantinos Papadopoulos-Winterhalter")[0].create_event("The Golden Wedding of the Winterhalters")
    page = signed_in(service, browser, watch, chief, WIDE, locale=language)
    page.goto("/admin#events")
    cards = page.locator(".table[data-cards]")
    expect(page.locator("tr[data-event]").first).to_be_visible()
    expect(cards).to_have_count(0)
    page.set_viewport_size(TABLET)
    expect(cards).to_have_count(1)
    expect_in_sight(page)
    page.set_viewport_size(WIDE)
    expect(cards).to_have_count(0)
    expect_in_sight(page)
    assert watch.problems == []


def test_the_administration_is_used_by_keys_alone(admin: Admin) -> None:
    page = admin.open("system")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Skip to the content.
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("link", name="People").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="People")).to_be_focused()
    page.locator("tr[data-user] button").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("tr[data-user] button").first).to_be_focused()
