"""An evening: two cameras send by FTP, one of them seven minutes fast, an assistant approves, three guests and a wall see photos
come, and the next morning's finals replace the first ones where they are."""

from __future__ import annotations

import ftplib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PIL import ExifTags, Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import GUEST, PHONE, STRANGER, Photographs, Watch, visitor
from tests.browser.guest import Guest
from tests.browser.studio import signed_in
from tests.browser.test_cameras import order
from tests.browser.test_finals import MOBILE, edited
from tests.browser.test_wall import TELEVISION, shown
from tests.client import Client, Json, photographer, until
from tests.service import Service

GUESTS: Final = (GUEST, STRANGER, "mindy_kaling")
FAST_MIN: Final = 7

File = tuple[str, bytes]


def shot(photo: Path, name: str, model: str, minute: int) -> File:
    """As that camera takes it so many minutes after nine, by its clock."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = model
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: f"2026:06:20 21:{minute:02}:00"}
    file = io.BytesIO()
    with Image.open(photo) as picture:
        picture.convert("RGB").save(file, "JPEG", quality=92, exif=exif)
    return name, file.getvalue()


def send(login: Json, files: Sequence[File], folder: str = "") -> None:
    """Each is safe when this returns."""
    with ftplib.FTP() as camera:
        camera.connect("127.0.0.1", int(login["port"]), timeout=120)
        camera.login(login["username"], login["sender_password"])
        if folder:
            camera.mkd(folder)
            camera.cwd(folder)
        for name, content in files:
            assert camera.storbinary(f"STOR {name}", io.BytesIO(content)).startswith("226")


def login_of(owner: Client, event_id: int, name: str) -> Json:
    """What is typed into a camera."""
    made: Json = owner.call("POST", f"/events/{event_id}/senders", 201, json={"name": name})
    return made | owner.call("GET", f"/events/{event_id}/senders", 200)["ftp"]


def assistant(service: Service, browser: Browser, watch: Watch, owner: Client, event_id: int) -> Page:
    """Somebody of the team before what is to be reviewed."""
    made = owner.call("POST", f"/events/{event_id}/team/invitations", 201, json={"role": "help"})
    helper = photographer(service.url)
    helper.call("POST", "/team-invitations/accept", 200, json={"token": made["url"].partition("#team=")[2]})
    page = signed_in(service, browser, watch, helper)
    page.goto(f"/studio#event/{event_id}/review")
    expect(page.get_by_role("heading", name="Nothing to review")).to_be_visible()
    return page


def wall_of(service: Service, browser: Browser, watch: Watch, owner: Client, event_id: int) -> Page:
    """A screen as large as a wall."""
    wall = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    page = watch.over(visitor(browser, service.url, TELEVISION).new_page())
    page.goto("/wall")
    page.get_by_label("Pairing code").fill(wall["pairing_code"])
    page.get_by_label("Pairing code").press("Enter")
    expect(page.get_by_text("Photos will appear here as they are taken.")).to_be_visible()
    return page


def looking(service: Service, browser: Browser, watch: Watch, link: str, selfie: Path) -> Guest:
    """A guest who has sent a selfie before there was a photo."""
    guest = Guest(watch.over(visitor(browser, service.url, PHONE, **MOBILE).new_page()))
    guest.open(link)
    guest.agree()
    guest.choose(selfie)
    guest.find()
    return guest


def test_an_evening_from_two_cameras_to_the_finals(service: Service, browser: Browser, sample: Path) -> None:
    owner, watch, shots = photographer(service.url), Watch(service.url), Photographs()
    event_id = owner.create_event("Ella & Omar")
    owner.call("PATCH", f"/events/{event_id}", 200, json={"release": "approved"})
    link = f"/s/{owner.share(event_id)}"
    people = {name: sorted((sample / name).iterdir()) for name in GUESTS}
    desk, wall = assistant(service, browser, watch, owner, event_id), wall_of(service, browser, watch, owner, event_id)
    guests = {name: looking(service, browser, watch, link, photos[0]) for name, photos in people.items()}

    nikon, canon = login_of(owner, event_id, "Anna"), login_of(owner, event_id, "Ben")
    hers = [shot(people[name][1], f"DSC_{at}.JPG", "NIKON Z 6", 4 * at) for at, name in enumerate(GUESTS, 1)]
    his = [shot(people[name][2], f"IMG_{at}.JPG", "Canon R5", 4 * at + 2 + FAST_MIN) for at, name in enumerate(GUESTS, 1)]
    send(nikon, hers)
    send(canon, his)
    expect(desk.get_by_text("6 to review")).to_be_visible()
    shots.take(desk, "evening-review")
    assert [guest.all_photos() for guest in guests.values()] == [set()] * len(guests)
    expect(wall.get_by_text("Photos will appear here as they are taken.")).to_be_visible()

    for left in range(5, -1, -1):
        desk.keyboard.press("a")
        expect(desk.get_by_text(f"{left} to review" if left else "Nothing to review")).to_be_visible()
    for guest in guests.values():
        guest.expect_found(2)
    expect(shown(wall)).to_be_visible()
    shots.take(wall, "evening-wall")
    shots.take(guests[GUEST].page, "evening-guest")

    in_order = [name for pair in zip(hers, his, strict=True) for name, _ in pair][::-1]
    assert order(owner, event_id) != in_order
    cameras = owner.call("GET", f"/events/{event_id}/cameras", 200)["items"]
    [fast] = [camera["key"] for camera in cameras if camera["name"] == "Canon R5"]
    owner.call("PATCH", f"/events/{event_id}/cameras/{fast}", 200, json={"offset_s": -60 * FAST_MIN})
    until(lambda: order(owner, event_id), lambda names: names == in_order)

    ids = {photo["name"]: photo["id"] for photo in owner.photos(event_id)}
    before = {name: guest.photos() for name, guest in guests.items()}
    replaced = {name: guests[name].tile(ids[file]).locator("img") for name, (file, _) in zip(GUESTS, hers, strict=True)}
    proofs = {name: str(picture.get_attribute("src")) for name, picture in replaced.items()}
    send(nikon, [(file, edited(people[name][1])) for name, (file, _) in zip(GUESTS, hers, strict=True)], "finals")
    for name, picture in replaced.items():
        expect(picture).not_to_have_attribute("src", proofs[name])
        assert guests[name].photos() == before[name]
    shots.take(guests[GUEST].page, "evening-finals")
    assert watch.problems == []
