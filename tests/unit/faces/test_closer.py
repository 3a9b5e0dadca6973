"""Small faces of which the detector is unsure are enlarged and looked at again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from tests.unit.faces.conftest import pixels
from workers.faces import closer, manifest
from workers.faces.detect import MIN_SCORE, Detector
from workers.faces.networks import ONet, YuNet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.domain.faces import DetectedFace
    from app.ports import Image

CELL = 22


def candidate(left: float, top: float, side: float, score: float) -> NDArray[np.float32]:
    """A box as YuNet gives it, all five points in its middle."""
    middle = [left + side / 2, top + side / 2] * 5
    return np.array([left, top, side, side, *middle, score], np.float32)


def test_sure_faces_are_kept_at_any_size_and_doubtful_ones_only_when_small() -> None:
    large, small = closer.LARGEST + 1, closer.LARGEST - 1
    rows = np.array(
        [candidate(0, 0, large, 0.9), candidate(0, 0, large, 0.5), candidate(0, 0, small, 0.3), candidate(0, 0, small, 0.8)]
    )
    assert closer.kept(rows, MIN_SCORE)[:, 14].tolist() == pytest.approx([0.9, 0.3, 0.8])


def test_no_more_than_a_thousand_doubtful_boxes_are_compared_the_likeliest() -> None:
    rows = np.array([candidate(i, 0, 12, 0.1 + i / 10_000) for i in range(1_500)] + [candidate(0, 0, 12, 0.9)])
    kept = closer.kept(rows, MIN_SCORE)
    assert len(kept) == 1_001
    assert kept[:, 14].min() == pytest.approx(0.15)


def test_no_suspicion_needs_no_tile() -> None:
    assert closer.tiles(np.empty((0, 15), np.float32)) == []


def test_a_face_on_the_sheet_comes_back_to_where_it_was_suspected_points_and_all() -> None:
    suspected = np.array([candidate(-4, 30 * i, 10 + i, 0.2) for i in range(11)])
    tiles = closer.tiles(suspected)
    on_sheet = []
    for tile, row in zip(tiles, suspected, strict=True):
        moved = row.copy()
        moved[0:14:2] = (row[0:14:2] - tile.left) * tile.scale + tile.column * 96
        moved[1:14:2] = (row[1:14:2] - tile.top) * tile.scale + tile.row * 96
        moved[2:4] = row[2:4] * tile.scale
        moved[14] = 0.9
        on_sheet.append(moved)
    found = closer.confirmed(np.array(on_sheet), tiles)
    np.testing.assert_allclose(found[:, :14], suspected[:, :14], atol=1e-3)
    assert found[:, 14] == pytest.approx(0.9)


def test_what_else_is_on_a_tile_is_not_taken_for_the_suspected_face() -> None:
    tiles = closer.tiles(np.array([candidate(50, 50, 10, 0.2)]))
    at_the_edge = candidate(0, 0, 30, 0.99)
    assert closer.confirmed(np.array([at_the_edge]), tiles).shape == (0, 15)
    assert closer.confirmed(np.empty((0, 15), np.float32), tiles).shape == (0, 15)


def test_of_two_boxes_on_a_tile_the_surer_one_is_the_face() -> None:
    tiles = closer.tiles(np.array([candidate(50, 50, 10, 0.2)]))
    seen = np.array([candidate(29, 29, 38, 0.75), candidate(30, 30, 38, 0.95), candidate(28, 30, 38, 0.8)])
    assert closer.confirmed(seen, tiles)[:, 14].tolist() == pytest.approx([0.95])


def test_the_sheet_shows_each_place_enlarged_and_black_beyond_the_image() -> None:
    image = np.full((60, 60, 3), 200, np.uint8)
    tiles = closer.tiles(np.array([candidate(-5, 20, 10, 0.2)] + [candidate(25, 25, 10, 0.2)] * 8))
    sheet = closer.sheet(image, tiles)
    assert sheet.shape == (2 * 96, 8 * 96, 3)
    assert sheet[48, 10].tolist() == [0, 0, 0]
    assert sheet[48, 90].tolist() == [200, 200, 200]
    assert sheet[96 + 48, 48].tolist() == [200, 200, 200]
    assert not sheet[96:, 96:].any()


@pytest.fixture(scope="module")
def networks(models_dir: Path) -> tuple[YuNet, ONet]:
    compiled = models_dir / manifest.COMPILED
    return YuNet(compiled / "yunet.xml", 1), ONet(compiled / "onet.xml", 1)


def crowd(portraits: dict[str, list[Image]]) -> Image:
    """Thirty portraits side by side, with faces of 6 to 13 px."""
    cells = []
    for image in [image for images in portraits.values() for image in images]:
        factor = CELL / max(image.shape[:2])
        small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)[:CELL, :CELL]
        cells.append(np.pad(small, ((0, CELL - small.shape[0]), (0, CELL - small.shape[1]), (0, 0)), mode="edge"))
    return pixels(np.concatenate([np.concatenate(cells[i : i + 6], axis=1) for i in range(0, len(cells), 6)]))


def cells(faces: list[DetectedFace]) -> set[tuple[int, int]]:
    """Column and row of each face in the crowd."""
    centres = [(face.box.x + face.box.width / 2, face.box.y + face.box.height / 2) for face in faces]
    return {(int(x) // CELL, int(y) // CELL) for x, y in centres}


def test_a_closer_look_finds_small_faces_that_one_search_misses_each_once_and_always_the_same(
    networks: tuple[YuNet, ONet], portraits: dict[str, list[Image]]
) -> None:
    image = crowd(portraits)
    once = Detector(*networks, looks=0).find(image)
    twice = Detector(*networks).find(image)
    assert len(twice) >= len(once) + 2
    assert len(cells(twice)) == len(twice)
    assert [face.score for face in twice] == sorted((face.score for face in twice), reverse=True)
    assert cells(once) <= cells(twice)
    assert Detector(*networks).find(image) == twice


def test_a_photo_gets_no_more_looks_than_allowed(networks: tuple[YuNet, ONet], portraits: dict[str, list[Image]]) -> None:
    image = crowd(portraits)
    once = len(Detector(*networks, looks=0).find(image))
    assert once < len(Detector(*networks, looks=2).find(image)) <= once + 2
