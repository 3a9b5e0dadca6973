"""All that is stored, to take home: a guest's search, an owner's event."""

from __future__ import annotations

import base64
import csv
import io
import json
import logging
import zipfile

import numpy as np
import pytest

from app.store.documents import AuditEntry
from tests.integration.test_revoking import Scene, scene
from tests.integration.web import code_of
from tests.painted import painted

__all__ = ["scene"]


def files_in(content: bytes) -> dict[str, bytes]:
    """Name and content of each file of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows_in(content: bytes) -> list[dict[str, str]]:
    """Of a CSV as spreadsheets like it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


async def test_a_guest_gets_all_that_is_stored_about_her(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    hers, other = await scene.guest(), await scene.guest()
    found = (await hers.by_token.get(f"{hers.path}/matches")).json()["items"]
    await hers.by_token.post(f"{hers.path}/feedback", json={"photo_id": found[1]["photo_id"], "is_me": False})
    answer = await hers.by_token.get(f"{hers.path}/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="search-{hers.search["id"]}.json"')
    assert answer.headers["cache-control"] == "private, no-store"
    export = answer.json()
    assert (export["search"]["id"], export["search"]["link_id"]) == (hers.search["id"], hers.link["id"])
    assert export["search"]["event"] == scene.stage.event.name
    assert export["consent"]["text"]
    assert export["selfies"] == 0
    template = export["face_template"]
    vector = np.frombuffer(base64.b64decode(template["data"]), "<f4")
    # One vector of the selfie, and one of what it has in common with the photos in which she was found.
    assert (template["encoding"], len(vector)) == ("base64 of little-endian float32", 2 * template["dimension"])
    assert np.linalg.norm(vector[: template["dimension"]]) == pytest.approx(1, abs=1e-3)
    assert [(match["photo_id"], match["is_me"]) for match in export["matches"]] == [
        (found[0]["photo_id"], None),
        (found[1]["photo_id"], False),
    ]
    assert await scene.statuses(*(match["preview_url"].removeprefix("http://testserver") for match in export["matches"])) == {200}
    assert {entry["action"] for entry in export["log"]} >= {"consent.give", "search.start", "search.feedback"}
    assert other.search["id"] not in answer.text
    assert template["data"] not in caplog.text, "nor is it in a log"
    assert await AuditEntry.find({"action": "search.export", "target": f"search:{hers.search['id']}"}).count() == 1

    assert (await other.by_token.get(f"{hers.path}/export")).status_code == 404
    assert (await scene.owner.get(f"{hers.path}/export")).status_code == 404, "nor the photographer"
    assert (await scene.web.client().get(f"{hers.path}/export")).status_code == 401
    await scene.owner.post(f"/photos/{found[0]['photo_id']}/hide")
    hidden = (await hers.by_token.get(f"{hers.path}/export")).json()["matches"][0]
    assert (hidden["photo_id"], hidden["name"], hidden["preview_url"]) == (found[0]["photo_id"], None, None)
    await hers.by_token.delete(hers.path)
    assert (await hers.by_token.get(f"{hers.path}/export")).status_code == 404


async def test_an_owner_gets_the_whole_event(scene: Scene) -> None:
    hers = await scene.guest()
    await scene.owner.post(f"{scene.path}/kiosks", json={"name": "=Door"})
    await scene.stage.accept_file(painted(5), "=cmd.png")
    await hers.by_token.delete(hers.path)
    answer = await scene.owner.get(f"{scene.path}/export", params={"photos": "true"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert len(answer.content) == int(answer.headers["content-length"])
    files = files_in(answer.content)
    names = {"photos/party 0.png", "photos/party 1.png", "photos/=cmd.png"}
    assert set(files) == names | {
        "event.json",
        "photos.csv",
        "albums.json",
        "favourites.csv",
        "comments.csv",
        "consents.csv",
        "share_links.json",
        "team.json",
        "cameras.json",
        "kiosks.json",
        "log.csv",
    }
    assert files["photos/party 0.png"] == painted(3, look=0)
    event = json.loads(files["event.json"])["event"]
    assert (event["id"], event["photos"], event["guests"]) == (scene.stage.event.id, 3, 1)
    assert {row["name"] for row in rows_in(files["photos.csv"])} == {"party 0.png", "party 1.png", "'=cmd.png"}
    assert "photographer" in rows_in(files["photos.csv"])[0]
    assert json.loads(files["team.json"]) == []
    [consent] = rows_in(files["consents.csv"])
    assert (consent["search_id"], consent["ended_because"], bool(consent["ended_at"])) == (hers.search["id"], "withdrawn", True)
    [link] = json.loads(files["share_links.json"])
    assert (link["id"], link["has_pin"]) == (hers.link["id"], False)
    assert [kiosk["name"] for kiosk in json.loads(files["kiosks.json"])] == ["=Door"]
    assert {row["action"] for row in rows_in(files["log.csv"])} >= {"event.create", "share_link.create", "search.withdraw"}
    everything = b"".join(content for name, content in files.items() if not name.startswith("photos/"))
    assert hers.link["token"].encode() not in everything, "nothing in it opens a link"

    without = files_in((await scene.owner.get(f"{scene.path}/export")).content)
    assert set(without) == set(files) - names
    noted = await AuditEntry.find({"action": "event.export"}).to_list()
    assert [entry.detail for entry in noted] == [{"photos": 3}, {"photos": 0}]
    somebody, guest = await scene.web.signed_in(), scene.web.client(hers.search["token"])
    assert (await somebody.get(f"{scene.path}/export")).status_code == 404
    assert (await guest.get(f"{scene.path}/export")).status_code in {403, 404}
    head = await scene.owner.head(f"{scene.path}/export")
    assert (head.status_code, head.content) == (200, b"")
    assert code_of(await scene.owner.get(f"{scene.path}/export", params={"photos": "perhaps"})) == "validation_failed"
