"""The report's pictures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from app.private_files import write_private
from workers.evaluation.searches import Histogram


class Limits(NamedTuple):
    """The scores at which a photo that one selfie alone speaks for would be ``certain`` and ``maybe``."""

    certain: float
    maybe: float


def plot_scores(path: Path, histogram: Histogram, limits: Limits) -> None:
    """Plain scores of photos that show the person and of others, each as a share of its kind, with the two limits."""
    figure, axes = _empty("score of a photo's best face", "share of the photos (logarithmic)")
    for name, counts in (("the person's photos", histogram.same), ("other photos", histogram.different)):
        axes.stairs(counts / max(1, counts.sum()), histogram.edges, label=f"{name}: {counts.sum():,}")
    if histogram.same.any() or histogram.different.any():
        axes.set_yscale("log")
    axes.axvline(limits.certain, color="black", linestyle="-", label=f"certain from {limits.certain:.3f}")
    axes.axvline(limits.maybe, color="black", linestyle=":", label=f"maybe from {limits.maybe:.3f}")
    axes.legend()
    _write(figure, path)


def plot_sizes(path: Path, sizes: Sequence[Mapping[str, Any]]) -> None:
    """Recall against the number of faces that were searched."""
    figure, axes = _empty("faces searched", "share of the person's photos")
    faces = [size["faces"] for size in sizes]
    axes.plot(faces, [size["certain"]["recall"] for size in sizes], "o-", label="certain")
    axes.plot(faces, [size["shown"]["recall"] for size in sizes], "s-", label="certain or maybe")
    if any(faces):
        axes.set_xscale("log")
    axes.set_ylim(0, 1.02)
    axes.legend()
    _write(figure, path)


def plot_reliability(path: Path, bins: Sequence[Mapping[str, float]]) -> None:
    """The share of right photos against the probability that was reckoned for them: on the diagonal both are the same."""
    figure, axes = _empty("probability that was reckoned", "share of the photos that was right")
    axes.plot([0, 1], [0, 1], color="grey", linestyle=":")
    axes.plot([each["probability"] for each in bins], [each["share"] for each in bins], "o-")
    for each in bins:
        axes.annotate(
            f"{int(each['photos']):,}", (each["probability"], each["share"]), textcoords="offset points", xytext=(5, -10)
        )
    _write(figure, path)


def _empty(across: str, up: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(8, 5), dpi=110, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.grid(alpha=0.3)
    return figure, axes


def _write(figure: Figure, path: Path) -> None:
    out = io.BytesIO()
    figure.savefig(out, format="png")
    write_private(path, out.getvalue())
