"""A team on one event in a browser: invited by a link, credited by name, kept to the role, and gone when taken off."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, Photographs, Watch, photos_of, visitor
from tests.browser.studio import Studio
from tests.browser.test_studio import desk_of
from tests.client import PASSWORD, photographer, until
from tests.service import Service

EVENT = "Midsummer Night at the Boathouse"
OWNER = "Phoebe"


def fits(page: Page) -> None:
    """Nothing goes over the edge of the screen, and everybody can use it."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the screen"
    assert_accessible(page)


def parts(page: Page) -> list[str]:
    """The parts of the event that are offered."""
    return page.get_by_role("navigation", name="Parts of the event").get_by_role("link").all_inner_texts()


def invite(page: Page, pictures: Photographs) -> str:
    """Invite Anna as an editor; the link."""
    expect(page.get_by_role("heading", name="Only you so far")).to_be_visible()
    pictures.take(page, "team-empty", whole=True)
    page.get_by_label("Editor").check()
    page.get_by_label("Who is it for?").fill("Anna, second camera")
    page.get_by_role("button", name="Create link").click()
    link = page.locator("#new-invitation .address").inner_text()
    expect(page.locator("#invitations")).to_contain_text("Anna, second camera")
    fits(page)
    pictures.take(page, "team-invited", whole=True)
    return link


def join(page: Page, link: str, pictures: Photographs) -> None:
    """Follow the link, make an account and say yes; the event is there then."""
    page.goto(link)
    expect(page.get_by_text("You have been invited to work on an event")).to_be_visible()
    expect(page.get_by_text(EVENT)).to_have_count(0)
    assert "#team" not in page.url, "the token is for nobody who looks through the history"
    fits(page)
    pictures.take(page, "team-door", whole=True)
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Your name").fill("Anna")
    page.get_by_label("E-mail").fill(Studio(page).email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", level=1, name=EVENT)).to_be_visible()
    expect(page.locator("#offer")).to_contain_text("Editor")
    fits(page)
    pictures.take(page, "team-offer", whole=True)
    page.get_by_role("button", name="Join the team").click()
    expect(page.get_by_role("navigation", name="Parts of the event")).to_be_visible()


def test_a_colleague_is_invited_by_a_link_joins_is_credited_and_taken_off(
    service: Service, browser: Browser, sample: Path
) -> None:
    pictures = Photographs()
    desk = desk_of(service, browser)
    event_id = desk.client.create_event(EVENT)
    desk.client.upload(event_id, photos_of(sample, GUEST, 0, 2))
    page = desk.open(event_id, "team")
    link = invite(page, pictures)
    watch = Watch(service.url)
    phone = watch.over(visitor(browser, service.url, PHONE).new_page())
    join(phone, link, pictures)
    assert parts(phone) == ["Live", "Gallery", "Albums", "Favourites", "Cameras", "Team", "FTP"]
    expect(phone.locator(".edge-print")).to_contain_text(f"Editor · {OWNER}’s event")
    [(name, content)] = photos_of(sample, GUEST, 2, 3)
    phone.locator("#photo-files").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})
    desk.client.wait_indexed(event_id, 3)
    pictures.take(phone, "team-live", whole=True)
    phone.goto("/studio")
    expect(phone.locator(".event")).to_contain_text(f"Editor · {OWNER}’s event")
    pictures.take(phone, "team-events")

    desk.open(event_id, "gallery")
    expect(page.locator("[data-photo]")).to_have_count(3)
    page.get_by_text("More filters").click()
    page.get_by_label("Photographer").select_option(label="Anna (1)")
    expect(page.locator("[data-photo]")).to_have_count(1)
    expect(page.locator("[data-photo]")).to_contain_text("Anna")
    pictures.take(page, "team-gallery")
    page.locator("[data-photo]").click()
    expect(page.get_by_role("dialog").get_by_text("Anna", exact=True)).to_be_visible()
    page.keyboard.press("Escape")

    desk.open(event_id, "team")
    member = page.locator("[data-member]", has_text="Anna")
    member.get_by_label("When guests see photos by Anna").select_option("approved")
    expect(page.get_by_text("Saved.")).to_be_visible()
    pictures.take(page, "team", whole=True)
    phone.goto(f"/studio#event/{event_id}/team")
    expect(phone.get_by_role("heading", name="Anna (you)")).to_be_visible()
    expect(phone.get_by_role("button", name="Create link")).to_have_count(0)
    fits(phone)
    pictures.take(phone, "team-member", whole=True)
    member.get_by_role("button", name="Remove Anna").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove from the team").click()
    expect(page.get_by_text("Anna is no longer on the team.")).to_be_visible()
    expect(page.locator("[data-member]")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-member]")).to_have_count(2)
    member.get_by_role("button", name="Remove Anna").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove from the team").click()
    page.get_by_role("button", name="Delete now").click()
    expect(phone.get_by_role("heading", name="Event not found")).to_be_visible()
    assert (desk.watch.problems, watch.problems) == ([], [])


def test_a_helper_reviews_and_finds_no_button_for_what_helpers_may_not(service: Service, browser: Browser, sample: Path) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event(EVENT)
    owner.call("PATCH", f"/events/{event_id}", 200, json={"release": "approved"})
    owner.upload(event_id, photos_of(sample, GUEST, 0, 2))
    made = owner.call("POST", f"/events/{event_id}/team/invitations", 201, json={"role": "help"})
    helper = desk_of(service, browser, PHONE)
    token = made["url"].partition("#team=")[2]
    helper.client.call("POST", "/team-invitations/accept", 200, json={"token": token})
    until(lambda: owner.call("GET", f"/events/{event_id}/photos/review", 200)["total"], lambda total: total == 2)
    page = helper.open(event_id, "review")
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    expect(page.get_by_role("group", name="No stars")).to_have_count(0)
    fits(page)
    with page.expect_response("**/photos/bulk") as sent:  # until then the page asks whether to leave
        page.get_by_role("button", name="Approve").click()
    sent.value.finished()
    assert [name.split()[0] for name in parts(page)] == ["Live", "Review", "Gallery", "Albums", "Cameras", "Team"]
    helper.open(event_id)
    expect(page.locator("#n-indexed")).to_have_text("2")
    expect(page.locator("#drop")).to_have_count(0)
    fits(page)
    helper.open(event_id, "gallery")
    page.get_by_role("radio", name="All").check()
    page.locator("[data-photo]").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="Download")).to_be_visible()
    for act in ("Hide", "Delete", "Make it the cover"):
        expect(dialog.get_by_role("button", name=act)).to_have_count(0)
    page.keyboard.press("Escape")
    helper.open(event_id, "team")
    page.get_by_role("button", name="Leave the team").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave the team").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    assert helper.watch.problems == []


def test_an_invitation_that_is_over_or_declined_says_so(service: Service, browser: Browser) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event(EVENT)
    url = owner.call("POST", f"/events/{event_id}/team/invitations", 201, json={"role": "shoot"})["url"]
    colleague = desk_of(service, browser, DESK)
    page = colleague.page
    page.goto(url)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("heading", name="Invitation declined")).to_be_visible()
    page.get_by_role("button", name="Your events").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    page.goto("about:blank")
    page.goto(url)
    expect(page.get_by_role("heading", name="This invitation cannot be opened")).to_be_visible()
    expect(page.get_by_text("has been used, withdrawn or has expired")).to_be_visible()
    assert_accessible(page)
