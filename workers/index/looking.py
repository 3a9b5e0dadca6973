"""Who is in a gallery: from the selfies of one person and all faces of an event to the photos that show her.

No database and no engine: the search workers and ``python server.py evaluate`` call this one function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.domain.evidence import Calibration
from app.domain.matching import Candidate, FaceHit, shown
from app.ports import GalleryFaces
from workers.index.crowd import Company, company, names_of
from workers.index.growth import Faces, centred, grown

if TYPE_CHECKING:
    from app.ports import Vectors


def look(probes: Vectors, gallery: GalleryFaces, calibration: Calibration, known: Company | None = None) -> list[FaceHit]:
    """The photos of the person on the selfies, one hit each, best first.

    ``probes`` are the selfies' unit vectors ``(k, dimension)``, of one person. ``known`` is what ``company_of`` says of this
    gallery, where the caller has kept it.
    """
    here = known or company_of(gallery, calibration)
    present = np.flatnonzero(gallery.photo >= 0)
    if not len(present):
        return []
    faces = Faces.of(gallery.vectors, present, here.centre, gallery.photo[present], gallery.marked[present])
    found = grown(centred(probes, here.centre), faces, here.crowd, calibration)
    likely = np.flatnonzero(found.log_odds >= 0)  # one that is rather a stranger's is never shown
    rows = present[likely]
    return shown(
        Candidate(gallery.photo_ids[gallery.photo[row]], int(gallery.face[row]), float(score), float(log_odds))
        for row, score, log_odds in zip(rows, found.similarity[likely], found.log_odds[likely], strict=True)
    )


def company_of(gallery: GalleryFaces, calibration: Calibration) -> Company:
    """What the faces of this gallery say of the event."""
    present = np.flatnonzero(gallery.photo >= 0)
    return company(gallery.vectors, present, names_of(gallery)[present], calibration)


def direction(vectors: Vectors) -> Vectors:
    """The mean direction of unit vectors ``(n, dimension)`` as a unit vector ``(dimension,)``."""
    mean = vectors.mean(axis=0)
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
