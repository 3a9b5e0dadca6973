"""Search with the real engine on real photos of labelled people: who is found, and who is not taken for somebody else."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from app.domain.vocabulary import SearchStage
from app.services import sightings
from app.services.deps import Deps
from app.store import matches as match_store
from tests.stage import Stage, open_stage
from workers.faces.engines import open_engine


@pytest.fixture
async def stage(deps: Deps, models_dir: Path) -> AsyncIterator[Stage]:
    """An event served by the default engine."""
    async with open_stage(deps, open_engine("fused", models_dir)) as opened:
        yield opened


async def _found(stage: Stage, selfies: Sequence[Path]) -> dict[str, str]:
    """Photo and tier of each match."""
    search = await stage.search(*(selfie.read_bytes() for selfie in selfies))
    assert search.state is SearchStage.LIVE, (selfies, search.reason)
    seen = await sightings.opened(stage.deps, await match_store.of_search(search.id))
    return {each.match.photo_id: each.sight.tier for each in seen}


async def _index(stage: Stage, path: Path) -> str:
    photo = await stage.accept_file(path.read_bytes(), path.name)
    await stage.ingest.process(photo.id)
    return photo.id


def _area(path: Path) -> int:
    with Image.open(path) as image:
        return image.width * image.height


async def test_one_selfie_finds_a_persons_photos_and_nobody_elses(stage: Stage, sample: Path) -> None:
    owner: dict[str, str] = {}
    selfies: dict[str, Path] = {}
    for folder in sorted(sample.iterdir()):
        # The sample is small web pictures; the largest is the most like a selfie.
        selfies[folder.name], *photos = sorted(folder.iterdir(), key=_area, reverse=True)[:11]
        owner |= {await _index(stage, path): folder.name for path in photos}
    right = wrong = certainly_wrong = 0
    for person, selfie in selfies.items():
        found = await _found(stage, [selfie])
        right += sum(owner[photo_id] == person for photo_id in found)
        wrong += sum(owner[photo_id] != person for photo_id in found)
        certainly_wrong += sum(owner[photo_id] != person and tier == "certain" for photo_id, tier in found.items())
    print(f"recall {right / len(owner):.3f}, precision {right / (right + wrong):.3f}, certain and wrong {certainly_wrong}")
    assert right / len(owner) >= 0.85
    assert right / (right + wrong) >= 0.9
    assert certainly_wrong == 0


async def test_selfies_find_the_group_photos_that_the_person_is_on(stage: Stage, shared_data: Path) -> None:
    folder = shared_data / "bbt"
    labels = json.loads((folder / "_group" / "labels.json").read_text())
    people_on = {await _index(stage, folder / "_group" / name): set(people) for name, people in labels.items()}
    strangers = {await _index(stage, path) for path in sorted((shared_data / "distractors").iterdir())[:40]}
    right = wrong = certainly_wrong = 0
    everybody = {person for people in people_on.values() for person in people}
    for person in sorted(everybody):
        found = await _found(stage, sorted((folder / person).iterdir())[:3])
        right += sum(person in people_on.get(photo_id, ()) for photo_id in found)
        wrong += sum(person not in people_on.get(photo_id, ()) for photo_id in found)
        certainly_wrong += sum(photo_id in strangers and tier == "certain" for photo_id, tier in found.items())
    wanted = sum(len(people) for people in people_on.values())
    print(f"recall {right / wanted:.3f}, precision {right / (right + wrong):.3f}, certain and wrong {certainly_wrong}")
    assert right / wanted >= 0.85
    assert right / (right + wrong) >= 0.85
    assert certainly_wrong == 0
