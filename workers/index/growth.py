"""A template that grows: the faces which are surely of the person speak for her too, beside the selfies.

One selfie is little evidence; the photos of an evening are of the same hours, clothes and light. In rounds, the surest first: of
each photo the best face that is rather hers than not is a member, counted by how sure that is; all members together count as so
many faces at most, or a crowd of look-alikes could outvote the selfies; no member speaks for itself. So one that is wrong brings
others only where they are more like all the rest than strangers are. Frames of a burst count as one throughout, and do not
speak for each other.

Somebody who is alike and in many photos can outvote her all the same. So what would speak for her in one more round is parted in
two, what is more like the selfies and the rest. Where the rest is too many photos to be shown, as likely as it is of somebody who
is alike, it speaks for nobody, faces are held against one of it too, and it begins anew.

Before the last round and at the end each face that is likely hers is also held against the faces next to it that are surely not:
photos of one person are more like each other than like somebody alike. And the more photos are hers, the likelier is one more.

What the person says of a photo counts for more: a face that she says is hers speaks as a selfie does, and what is rather of
somebody whom she said she is not is neither a member nor hers.

Pure functions of what is given, so that every worker comes to the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from app.domain import evidence
from app.domain.evidence import Calibration, Crowd
from workers.index import repeats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

ROUNDS: Final = (2, 6, 60)
"""How many members each round has at most, the surest. All at once let somebody who is alike and in fifty photos outvote the six
photos of the one who was meant (23 of 99 searches among two East Asian women, 1 of 397 among twelve celebrities; none so)."""
MOST: Final = 12.0
"""What all members count at most."""
MOST_ALIKE: Final = 3
"""So many people who are alike are told from her."""

_FOR_SURE: Final = 50.0
"""Log-odds of a face that is hers by her own word."""

_MOST_LIKE_HER: Final = 4
"""Parts begin with so many: one in four of the faces, those that are most like the selfies, and the others. With one in two both
come to rest among the many photos of somebody alike, where hers are few (three photos: 2 of 147 searches among two women); of one
in three to one in eight all come to the same."""
_MOVES: Final = 20
"""Parts come to rest within six."""

_MOST_MEMBERS: Final = 200
"""So many faces are compared with each other, the surest, to know which of them say something new."""
_HARDLY: Final = 1e-6
"""What is counted less says nothing: it is what rounding left."""

_MOST_OTHERS: Final = 300
"""So many faces that are not hers are compared with those that are, the likeliest: who is alike is among them."""
_NEXT: Final = 2
"""At the end two faces must be of somebody else: one alone is now and then an unlike picture of her own (celebrities: .974 of six
photos shown with one, .978 with two; with three, somebody alike comes back among thousands). A member is refused for one."""
_COUNTS: Final = 3
"""How many photos are hers comes to rest within two."""

MOST_LOOKED_AT: Final = 20_000
"""Of a larger event the faces that are most like the selfies: what is least like them is not hers, whoever else is."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of an event as one search sees them: centred, and of length one again, without a copy of them all.

    ``vectors`` ``(n, dimension)`` as they are kept, ``rows`` ``(m,)`` those that are there, ``lengths`` ``(m,)`` what they have
    when ``centre`` ``(dimension,)`` is taken away; ``photos`` ``(m,)`` says by number which photo each is in; ``marked`` ``(m,)``
    is true for small and blurred ones.
    """

    vectors: Vectors
    rows: NDArray[np.intp]
    centre: Vectors
    lengths: NDArray[np.float32]
    photos: NDArray[np.int32]
    marked: NDArray[np.bool_]

    @classmethod
    def of(
        cls, vectors: Vectors, rows: NDArray[np.intp], centre: Vectors, photos: NDArray[np.int32], marked: NDArray[np.bool_]
    ) -> Faces:
        """Those ``rows`` of unit ``vectors``."""
        squared = 1 - 2 * (vectors @ centre)[rows] + float(centre @ centre)
        return cls(vectors, rows, centre, np.sqrt(np.maximum(squared, np.float32(1e-12))), photos, marked)

    def inner(self, mean: NDArray[np.float64]) -> NDArray[np.float64]:
        """The inner product of each with ``mean`` ``(dimension,)``."""
        single = mean.astype(np.float32)
        product = (self.vectors @ single)[self.rows] - float(self.centre @ single)
        return (product / self.lengths).astype(np.float64)

    def at(self, places: NDArray[np.intp]) -> NDArray[np.float64]:
        """The vectors at these places ``(k, dimension)``."""
        return (self.vectors[self.rows[places]] - self.centre).astype(np.float64) / self.lengths[places, None]

    def only(self, places: NDArray[np.intp]) -> Faces:
        """The faces at these places alone, copied."""
        rows = np.arange(len(places))
        kept = self.vectors[self.rows[places]]
        return Faces(kept, rows, self.centre, self.lengths[places], self.photos[places], self.marked[places])


_NOBODY: Final[NDArray[np.intp]] = np.empty(0, dtype=np.intp)
_NOTHING: Final[NDArray[np.float64]] = np.empty(0)


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of faces from elsewhere, by their places among ``Faces``: ``confirmed`` ones are hers by her word, of
    ``refused`` she said that they are not, ``barred`` ones speak for nobody (nobody may see their photos)."""

    confirmed: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)
    refused: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)
    barred: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)

    def among(self, places: NDArray[np.intp]) -> Word:
        """The same by their places among the faces at ``places``, which are in order."""
        return Word(*(np.flatnonzero(np.isin(places, part)) for part in (self.confirmed, self.refused, self.barred)))


@dataclass(frozen=True, slots=True)
class Grown:
    """``log_odds`` ``(n,)`` for each face, a member's without its own word, and ``similarity`` ``(n,)`` to the person: a cosine.
    ``alone`` ``(n,)`` are the log-odds by the selfies, and what she said of others, alone.

    ``members`` ``(m,)`` are rows. All that speaks for her counts ``observations``, with the mean ``mean`` ``(dimension,)``.
    ``of_alike`` ``(k,)`` are rows of faces that would speak for her if they were not of people who are alike, ``of_others``
    ``(k,)`` those that would be likely hers if there were not others that they are more like, and ``compared`` ``(c,)`` those of
    which it was asked whether they are of one person.
    """

    log_odds: NDArray[np.float64]
    similarity: NDArray[np.float64]
    alone: NDArray[np.float64]
    members: NDArray[np.intp]
    mean: NDArray[np.float64]
    observations: float
    of_alike: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)
    of_others: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)
    compared: NDArray[np.intp] = field(default_factory=lambda: _NOBODY)


def centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """``vectors`` ``(n, dimension)`` less ``centre`` ``(dimension,)``, of length one again."""
    moved = vectors - centre
    out: Vectors = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), np.float32(1e-6))
    return out


def grown(selfies: Vectors, faces: Faces, crowd: Crowd, calibration: Calibration, word: Word | None = None) -> Grown:
    """Who of ``faces`` is the person on ``selfies`` ``(k, dimension)``, which are centred as the faces are."""
    said = word or Word()
    own = np.concatenate([selfies.astype(np.float64), faces.at(said.confirmed)])
    person = _Person.on(own, crowd, calibration)
    less = _less_for_others(faces, said.refused, person)
    # By the selfies and not by what she confirmed: that is told apart.
    alone, similarity = _weighed(_Person.on(own[: len(selfies)], crowd, calibration), faces, less)
    if len(said.confirmed):
        first, similarity = _weighed(person, faces, less)
    else:
        first = alone.copy()
    if len(first) <= MOST_LOOKED_AT:
        found = _told_apart(person, faces, less, first, said)
        return replace(found, alone=alone)
    near = np.sort(np.argpartition(-first, MOST_LOOKED_AT)[:MOST_LOOKED_AT])
    among = _told_apart(person, faces.only(near), less[near], first[near], said.among(near))
    first[near], similarity[near] = among.log_odds, among.similarity
    there = {name: near[getattr(among, name)] for name in ("members", "of_alike", "of_others", "compared")}
    return replace(among, log_odds=first, similarity=similarity, alone=alone, **there)


@dataclass(frozen=True, slots=True)
class _Person:
    """``vectors`` ``(k, dimension)`` are hers for sure; ``own`` ``(dimension,)`` is their sum, in which they count ``faces``,
    fewer than they are where they repeat each other."""

    vectors: NDArray[np.float64]
    own: NDArray[np.float64]
    faces: float
    crowd: Crowd
    calibration: Calibration

    @classmethod
    def on(cls, vectors: NDArray[np.float64], crowd: Crowd, calibration: Calibration) -> _Person:
        weights = repeats.weights(vectors)
        return cls(vectors, weights @ vectors, float(weights.sum()), crowd, calibration)

    def line(self, mean: NDArray[np.float64], observations: float) -> evidence.Line:
        return evidence.line(observations, float(mean @ mean), self.crowd, self.calibration)


@dataclass(frozen=True, slots=True)
class _Members:
    """Faces that speak for her, by their places ``(m,)``, and what each of them counts ``(m,)``."""

    places: NDArray[np.intp]
    weights: NDArray[np.float64]


def _less_for_others(faces: Faces, refused: NDArray[np.intp], person: _Person) -> NDArray[np.float64]:
    """``(n,)`` what is taken off the log-odds of each face because it may be of somebody whom she said she is not."""
    less = np.zeros(len(faces.rows))
    for vector in faces.at(refused):
        less = np.logaddexp(less, _of_that(person, faces, vector))
    less[refused] = np.inf
    return less


def _of_that(person: _Person, faces: Faces, vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(n,)`` log-odds that each face is of the one on that single face ``(dimension,)``."""
    line = person.line(vector, 1)
    return line.offset + line.slope * faces.inner(vector)


def _told_apart(person: _Person, faces: Faces, less: NDArray[np.float64], first: NDArray[np.float64], word: Word) -> Grown:
    """Rounds, and again as long as some faces that come of them are taken for somebody's who is alike."""
    found, of_alike, compared = _rounds(person, faces, less, first, word), _NOBODY, _NOBODY
    for _ in range(MOST_ALIKE):
        places = _at_stake(person, faces, found, _silent(faces, word))
        compared = np.union1d(compared, places)
        theirs = _of_somebody_alike(person, faces.at(places))
        if not theirs.any():
            break
        vectors = faces.at(places[theirs])
        typical = vectors[int(np.argmax(vectors @ vectors.sum(axis=0)))]
        of_alike = np.union1d(of_alike, places[theirs])
        less = np.logaddexp(less, _of_that(person, faces, typical))
        first, _ = _weighed(person, faces, less)
        word = replace(word, barred=np.union1d(word.barred, places[theirs]))
        found = _rounds(person, faces, less, first, word)
    return replace(found, of_alike=of_alike, compared=compared)


def _at_stake(person: _Person, faces: Faces, found: Grown, silent: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The faces ``(k,)`` that spoke for her and those that are likely hers now, one a photo."""
    log_odds = np.where(found.log_odds >= evidence.LIKELY, found.log_odds, -np.inf)
    log_odds[found.members] = np.maximum(log_odds[found.members], 0.0)
    log_odds[silent] = -np.inf
    return _members(person, faces, log_odds, _MOST_MEMBERS).places


def _settled(faces: Faces, word: Word) -> NDArray[np.bool_]:
    """``(n,)`` true for the faces of photos on which she confirmed one: no other of these is hers."""
    settled: NDArray[np.bool_] = np.isin(faces.photos, faces.photos[word.confirmed])
    return settled


def _silent(faces: Faces, word: Word) -> NDArray[np.bool_]:
    """``(n,)`` true for faces that speak for nobody."""
    silent = _settled(faces, word)
    silent[word.barred] = True
    return silent


def _of_somebody_alike(person: _Person, vectors: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of these faces ``(m, dimension)`` are taken for another person's; none where there is no such person.

    Some must be hers: that all are somebody else's is what ``_no_surer`` doubts, and a poor selfie is like nobody.
    """
    nobody = np.zeros(len(vectors), dtype=np.bool_)
    if len(vectors) < 2:
        return nobody
    parts = _Parts(person, vectors, repeats.among(vectors), repeats.new_next_to(vectors, person.vectors))
    theirs = parts.less_like_her()
    if not theirs.any() or theirs.all():
        return nobody
    hers, one = parts.mean(~theirs, with_selfies=True)
    other, two = parts.mean(theirs, with_selfies=False)
    both = evidence.Part(one, float(hers @ hers)), evidence.Part(two, float(other @ other))
    same = evidence.of_one_person(*both, float(hers @ other), person.crowd, person.calibration)
    return theirs if evidence.too_many_for_one(same, int(theirs.sum())) else nobody


@dataclass(frozen=True, slots=True)
class _Parts:
    """Faces ``vectors`` ``(m, dimension)`` that are parted in two; ``shares`` ``(m, m)`` of what they say again of each other,
    ``new`` ``(m,)`` what each says that what is hers for sure does not."""

    person: _Person
    vectors: NDArray[np.float64]
    shares: NDArray[np.float64]
    new: NDArray[np.float64]

    def less_like_her(self) -> NDArray[np.bool_]:
        """``(m,)`` true for the part without selfies; each has those that are likelier one person.

        It begins with those that are most like the selfies and the others, and ends when nothing moves (2-means, with the
        model's likelihood).
        """
        hers = np.argsort(-(self.vectors @ self.person.own), kind="stable")[: max(1, len(self.vectors) // _MOST_LIKE_HER)]
        theirs = np.ones(len(self.vectors), dtype=np.bool_)
        theirs[hers] = False
        for _ in range(_MOVES):
            of_her = self._likelihood(~theirs, with_selfies=True)
            moved = self._likelihood(theirs, with_selfies=False) > of_her
            if np.array_equal(moved, theirs):
                break
            theirs = moved
        return theirs

    def mean(self, part: NDArray[np.bool_], *, with_selfies: bool) -> tuple[NDArray[np.float64], float]:
        """Of the faces in ``part`` ``(m,)``, and how many they count."""
        weights = self._weights(part, with_selfies=with_selfies)
        total, count = weights @ self.vectors, float(weights.sum())
        if with_selfies:
            total, count = total + self.person.own, count + self.person.faces
        return total / max(count, 1e-9), count

    def _weights(self, part: NDArray[np.bool_], *, with_selfies: bool) -> NDArray[np.float64]:
        weights: NDArray[np.float64] = part / np.maximum(self.shares @ part, 1.0)
        return weights * self.new if with_selfies else weights

    def _likelihood(self, part: NDArray[np.bool_], *, with_selfies: bool) -> NDArray[np.float64]:
        """``(m,)`` how likely each member is of the one in ``part`` ``(m,)``, next to anybody else; without its own word."""
        said = (1.0 - self.shares) * self._weights(part, with_selfies=with_selfies)
        totals, counts = said @ self.vectors, said.sum(axis=1)
        if with_selfies:
            totals, counts = totals + self.person.own, counts + self.person.faces
        means = totals / np.maximum(counts, 1e-9)[:, None]
        lengths, alike = np.einsum("ij,ij->i", means, means), np.einsum("ij,ij->i", means, self.vectors)
        out = np.zeros(len(self.vectors))
        for place in np.flatnonzero(counts > _HARDLY):
            line = evidence.line_of_one_dimension(float(counts[place]), float(lengths[place]), self.person.calibration)
            out[place] = line.at(float(alike[place]))
        return out


def _rounds(person: _Person, faces: Faces, less: NDArray[np.float64], first: NDArray[np.float64], word: Word) -> Grown:
    log_odds, similarity = first, _NOTHING
    settled = _settled(faces, word)
    silent = _silent(faces, word)
    members, of_others = _Members(_NOBODY, _NOTHING), _NOBODY
    for most in ROUNDS:
        if most == ROUNDS[-1]:  # the first members alone are too few to say who is somebody else
            log_odds, of_others = _next_to_others(person, faces, log_odds, 1)
        members = _members(person, faces, np.where(silent, -np.inf, log_odds), most)
        log_odds, similarity = _weighed(person, faces, less, members)
    log_odds = _counted(log_odds, faces.photos)
    total = person.own + members.weights @ faces.at(members.places)
    count = person.faces + float(members.weights.sum())
    log_odds, more = _next_to_others(person, faces, _no_surer(person, faces, first, log_odds, members), _NEXT)
    of_others = np.setdiff1d(np.union1d(of_others, more), np.flatnonzero(settled))
    log_odds[settled] = -np.inf
    log_odds[word.confirmed] = _FOR_SURE
    return Grown(log_odds, similarity, first, members.places, total / count, count, of_others=of_others)


def _next_to_others(
    person: _Person, faces: Faces, log_odds: NDArray[np.float64], nth: int
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """``log_odds`` ``(n,)`` once each face that is rather hers may also be of the one on another photo: of the faces that are
    surely not hers the ``nth`` most like it. And which ``(k,)`` are likely hers no more."""
    hers, others = np.flatnonzero(log_odds >= 0), np.flatnonzero(log_odds < evidence.UNLIKELY)
    if not len(hers) or len(others) < nth:
        return log_odds, _NOBODY
    others = others[np.argsort(-log_odds[others], kind="stable")[:_MOST_OTHERS]]
    vectors = faces.at(others)
    alike = faces.at(hers) @ vectors.T
    alike[faces.photos[hers, None] == faces.photos[others]] = -1
    line = person.line(vectors[0], 1)
    out = log_odds.copy()
    out[hers] -= np.logaddexp(0, line.offset + line.slope * np.partition(alike, -nth, axis=1)[:, -nth])
    return out, np.flatnonzero((log_odds >= evidence.LIKELY) & (out < evidence.LIKELY))


def _counted(log_odds: NDArray[np.float64], photos: NDArray[np.int32]) -> NDArray[np.float64]:
    """``log_odds`` ``(n,)``, with what the number of her other photos says of each."""
    out = log_odds
    for _ in range(_COUNTS):
        best = np.zeros(int(photos.max()) + 1)
        np.maximum.at(best, photos, 1 - _doubt(out))
        others = best.sum() - best[photos]
        out = log_odds + np.array([evidence.once_found(float(count)) for count in others])
    return out


def _no_surer(
    person: _Person, faces: Faces, alone: NDArray[np.float64], log_odds: NDArray[np.float64], members: _Members
) -> NDArray[np.float64]:
    """No face is surer than the members are the person at all, unless it is by what is hers for sure ``alone``.

    Each member's vote is of the others; that all of them are somebody else, who is alike, only the selfies can tell.
    """
    if not len(members.places):
        return log_odds
    count = float(members.weights.sum())
    mean = members.weights @ faces.at(members.places) / count
    line = evidence.line_of_selfie(count, float(mean @ mean), person.crowd, person.calibration)
    of_all = line.at(float(person.own @ mean) / max(float(np.linalg.norm(person.own)), 1e-9))
    both = 1 - (1 - _doubt(log_odds)) * (1 - evidence.doubt(of_all))
    unsure = np.clip(np.minimum(both, _doubt(alone)), 1e-300, 1)
    with np.errstate(divide="ignore"):
        out: NDArray[np.float64] = np.log1p(-unsure) - np.log(unsure)
    return out


def _doubt(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """``evidence.doubt`` of many."""
    unsure: NDArray[np.float64] = 1 / (1 + np.exp(np.clip(log_odds, -700, 700)))
    return unsure


def _weighed(
    person: _Person, faces: Faces, less: NDArray[np.float64], members: _Members | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Log-odds and similarities of all faces, by what is hers for sure and these members; none by its own word, or by that of
    a member which it repeats."""
    told = members or _Members(_NOBODY, _NOTHING)
    vectors = faces.at(told.places)
    total, count = person.own + told.weights @ vectors, person.faces + float(told.weights.sum())
    mean = total / count
    inner = faces.inner(mean)
    line = person.line(mean, count)
    log_odds, similarity = line.offset + line.slope * inner, inner / max(float(np.linalg.norm(mean)), 1e-9)
    near = np.union1d(told.places, np.flatnonzero(log_odds >= 0)) if len(told.places) else _NOBODY
    near_vectors = faces.at(near)
    own_word = repeats.repeated(near_vectors @ vectors.T)
    own_word[near[:, None] == told.places] = 1.0
    for row in np.flatnonzero(own_word.any(axis=1)):
        said, place = own_word[row] * told.weights, near[row]
        left = count - float(said.sum())
        others = (total - said @ vectors) / left
        alike = float(near_vectors[row] @ others)
        log_odds[place] = person.line(others, left).at(alike)
        similarity[place] = alike / max(float(np.linalg.norm(others)), 1e-9)
    log_odds[faces.marked] -= evidence.MARKED
    return log_odds - less, similarity


def _members(person: _Person, faces: Faces, log_odds: NDArray[np.float64], most: int) -> _Members:
    """The faces that speak for the person, one a photo and ``most`` that are not repeated, and what each counts."""
    rows = np.flatnonzero(log_odds >= 0)
    rows = rows[np.lexsort((rows, -log_odds[rows]))]
    _, first = np.unique(faces.photos[rows], return_index=True)  # two faces of one photo are never one person
    rows = rows[np.sort(first)]
    vectors = faces.at(rows)
    new = repeats.new_next_to(vectors, person.vectors)
    some = np.flatnonzero(new > 0)[:_MOST_MEMBERS]
    rows, vectors, new = rows[some], vectors[some], new[some]
    shares = repeats.among(vectors)
    kept = np.cumsum(new * repeats.new_in_turn(shares)) <= most
    rows, new, shares = rows[kept], new[kept], shares[np.ix_(kept, kept)]
    weights = new / (1 + np.exp(-np.minimum(log_odds[rows], 50.0))) / np.maximum(shares.sum(axis=1), 1.0)
    return _Members(rows, weights * min(1.0, MOST / max(float(weights.sum()), 1e-9)))
