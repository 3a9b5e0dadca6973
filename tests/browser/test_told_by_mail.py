"""A guest who found nothing asks to be told, is told by mail, and comes back on another device; and what a browser is pushed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DEVICES, GUEST, STRANGER, Photographs, Watch, visitor
from tests.browser.guest import Guest
from tests.browser.studio import Studio
from tests.client import Client, photographer
from tests.mail import Postbox, text_of
from tests.service import Service, running_service

SMALL_PHONE: ViewportSize = {"width": 360, "height": 640}
ADDRESS = "robert@example.org"
IN_SIGHT_ABOVE = """(said, button) => {
  const { top, bottom } = said.getBoundingClientRect();
  const bar = button.parentElement.getBoundingClientRect();  // What scrolls past below the button is covered.
  return top > 0 && bottom <= bar.top && bar.width >= said.parentElement.clientWidth;
}"""


@pytest.fixture(scope="module")
def postbox() -> Iterator[Postbox]:
    """Where all mail of the service goes."""
    box = Postbox()
    yield box
    box.close()


@pytest.fixture(scope="module")
def service(postbox: Postbox) -> Iterator[Service]:
    """One that sends mail, and so asks whoever signs up whether the address is theirs."""
    mail: dict[str, Any] = {name.upper(): str(value) for name, value in postbox.server.settings.items()}
    with running_service(ALERT_SOON_S="1", **mail) as running:
        yield running


def confirmed(service: Service, postbox: Postbox) -> Client:
    """A photographer who has answered that."""
    owner = photographer(service.url)
    token = link_in(postbox.next_mail(), "/studio#confirm=").partition("=")[2]
    owner.call("POST", "/auth/confirm-address", 204, json={"token": token})
    return owner


@pytest.fixture
def watch(service: Service) -> Iterator[Watch]:
    """Nothing may go wrong behind the guest's back."""
    watching = Watch(service.url)
    yield watching
    assert watching.problems == []


def link_in(mail: EmailMessage, path: str) -> str:
    """The address in it that leads there."""
    found = re.search(rf"https?://[^/]+({re.escape(path)}\S+)", text_of(mail))
    assert found is not None, text_of(mail)
    return found[1]


def photograph(device: Page, mail: EmailMessage, shots: Photographs, name: str) -> None:
    """The mail as whoever got it sees it there: no line of it is shrunk or cut."""
    page = device.context.new_page()
    page.set_content(text_of(mail, "html"))
    assert page.evaluate("innerWidth") == device.evaluate("innerWidth")
    shots.take(page, name, whole=True)
    page.close()


@pytest.mark.parametrize("device", DEVICES)
def test_who_found_nothing_is_told_by_mail_and_comes_back_on_another_device(
    service: Service, browser: Browser, postbox: Postbox, sample: Path, watch: Watch, *, device: str
) -> None:
    shots = Photographs(f"told-{device}")

    def somebody() -> Page:
        return watch.over(visitor(browser, service.url, **DEVICES[device]).new_page())

    owner = confirmed(service, postbox)
    event_id = owner.create_event("Harvest Dance")
    selfie, mine = sorted((sample / GUEST).iterdir())[:2]
    owner.upload(event_id, [("stranger.jpg", sorted((sample / STRANGER).iterdir())[1].read_bytes())])
    owner.wait_indexed(event_id, 1)

    guest = Guest(somebody())
    guest.open(f"/s/{owner.share(event_id)}")
    find_nothing(guest, selfie, shots)
    ask_to_be_told(guest.page, shots)
    guest.page.close()

    other = somebody()
    confirm(other, postbox.next_mail(), shots)
    owner.upload(event_id, [("mine.jpg", mine.read_bytes())])
    told = postbox.next_mail()
    come_back(other, told, shots)
    stop(other, told, shots)
    other.goto(link_in(told, "/find#letter="))
    Guest(other).expect_found(1)  # this device has it, whatever the letter leads to
    shots.take(other, "back-again")


def find_nothing(guest: Guest, selfie: Path, shots: Photographs) -> None:
    """From the event's page to the results, which are none."""
    page = guest.page
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
    shots.take(page, "welcome")
    guest.agree()
    guest.choose(selfie)
    expect(guest.selfies).to_have_count(1)
    shots.take(page, "selfie")
    guest.find()
    expect(guest.headline).to_have_text("No photos of you yet")
    shots.take(page, "nothing-found", whole=True)


def ask_to_be_told(page: Page, shots: Photographs) -> None:
    """By mail, with the keyboard."""
    page.get_by_role("button", name="Tell me about new photos").press("Enter")
    dialog = page.get_by_role("dialog")
    address, said = dialog.get_by_label("Your e-mail address"), dialog.get_by_role("status")
    expect(address).to_be_visible()
    assert_accessible(page)
    shots.take(page, "tell-me")
    address.fill(ADDRESS)
    address.press("Enter")
    expect(said).to_contain_text(ADDRESS)
    expect(dialog.get_by_text("Waiting for you to confirm by mail")).to_be_visible()
    expect(address).to_have_value("")
    close = dialog.get_by_role("button", name="Close")
    expect(close).to_be_in_viewport(ratio=1)
    assert said.evaluate(IN_SIGHT_ABOVE, close.element_handle())
    shots.take(page, "asked")
    close.click()
    shots.take(page, "asked-and-closed")


def confirm(page: Page, question: EmailMessage, shots: Photographs) -> None:
    """Answer what was asked by mail."""
    assert question["To"] == ADDRESS
    page.goto(link_in(question, "/letter#confirm="))
    photograph(page, question, shots, "question-mail")
    expect(page.get_by_role("heading", name="Tell me about new photos")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "confirm")
    page.get_by_role("button", name="Yes, tell me").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Harvest Dance")
    expect(page.get_by_role("heading", name="You’re all set")).to_be_visible()
    expect(page.get_by_text("You can close this page.")).to_be_visible()
    shots.take(page, "confirmed")


def come_back(page: Page, told: EmailMessage, shots: Photographs) -> None:
    """By the mail to the photo that it tells of, and to all others."""
    assert told["Subject"] == "New photos of you: Harvest Dance"
    photograph(page, told, shots, "mail")
    page.goto(link_in(told, "/find#letter="))
    back = Guest(page)
    expect(page.locator(".pswp")).to_be_visible()
    assert page.url.endswith("/find"), "nothing of the letter stays in the address"
    shots.take(page, "photo")
    back.close_photo()
    back.expect_found(1)
    shots.take(page, "found", whole=True)


def stop(page: Page, told: EmailMessage, shots: Photographs) -> None:
    """Get no more mails, as a mail program offers it."""
    page.goto(str(told["List-Unsubscribe"]).strip("<>"))
    expect(page.get_by_role("button", name="Stop them")).to_be_visible()
    shots.take(page, "stop")
    page.get_by_role("button", name="Stop them").click()
    expect(page.get_by_role("status")).to_contain_text("any more of these mails")
    expect(page.get_by_role("heading", name="Mails stopped")).to_be_visible()
    shots.take(page, "stopped")


def test_a_link_of_a_mail_that_is_over_offers_nothing_to_press(service: Service, browser: Browser, watch: Watch) -> None:
    page = watch.over(visitor(browser, service.url, SMALL_PHONE).new_page())
    page.goto("/letter#confirm=nothing")
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_role("alert")).to_have_text("This link no longer works. There is nothing more to do.")
    expect(page.get_by_text("You can close this page.")).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    watch.problems.clear()  # The browser's own word on the refusal.


def test_who_signs_up_is_told_what_waits_for_the_address_and_confirms_it(
    service: Service, browser: Browser, postbox: Postbox, watch: Watch
) -> None:
    shots, studio = Photographs(), Studio(watch.over(visitor(browser, service.url, SMALL_PHONE).new_page()))
    page = studio.page
    studio.register()
    notice = page.get_by_role("complementary", name="Confirm your e-mail address.")
    expect(notice).to_contain_text(f"We sent a link to {studio.email}. Until you open it, no mail goes out for your events")
    assert postbox.next_mail()["To"] == studio.email
    notice.get_by_role("button", name="Send it again").click()
    expect(notice.get_by_role("status")).to_contain_text("Sent.")
    assert_accessible(page)
    shots.take(page, "unconfirmed")
    studio.create_event("Wedding")
    studio.part("Team")
    expect(page.get_by_role("button", name="Create link")).to_be_visible()
    expect(page.get_by_label("E-mail address to send the link to")).to_have_count(0)
    mail = watch.over(visitor(browser, service.url, SMALL_PHONE).new_page())
    mail.goto("/studio#confirm=nothing")
    expect(mail.get_by_role("heading", name="This link does not work")).to_be_visible()
    watch.problems.clear()  # The browser's own word on the 404.
    mail.goto("about:blank")
    mail.goto(link_in(postbox.next_mail(), "/studio#confirm="))
    expect(mail.get_by_role("heading", name="Address confirmed")).to_be_visible()
    assert "confirm" not in mail.url
    assert_accessible(mail)
    shots.take(mail, "address-confirmed")
    mail.get_by_role("button", name="Open the studio").click()
    expect(mail.get_by_role("heading", name="Sign in")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(notice).to_have_count(0)
    expect(page.get_by_label("E-mail address to send the link to")).to_be_visible()


def test_a_forgotten_password_is_asked_for_at_the_sign_in(
    service: Service, browser: Browser, postbox: Postbox, watch: Watch
) -> None:
    owner = confirmed(service, postbox)
    email = owner.call("GET", "/auth/me", 200)["email"]
    page = watch.over(visitor(browser, service.url, SMALL_PHONE).new_page())
    held: list[Route] = []  # They go on when their route is taken away.
    page.route("**/auth/registration", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given.
    with page.expect_request("**/auth/registration"):
        page.goto("/studio")
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    expect(page.get_by_text("Forgot your password?")).to_have_count(0)  # Who can help is not known yet.
    page.unroute("**/auth/registration")
    page.get_by_text("Forgot your password?").click()
    form = page.get_by_role("form", name="Forgot your password?")
    form.get_by_label("E-mail").fill(email)
    assert_accessible(page)
    form.get_by_role("button", name="Send the link").click()
    expect(form.get_by_role("status")).to_contain_text(email)
    mail = postbox.next_mail()
    assert mail["To"] == email
    page.goto(link_in(mail, "/studio#reset="))
    page.get_by_label("New password").fill("a new password of hers")
    page.get_by_role("button", name="Set password").click()
    expect(page.get_by_role("heading", name="Password changed")).to_be_visible()
