"""What is raised of a file that cannot be followed."""

from __future__ import annotations


class Unclear(Exception):
    """Nobody can say what of this file is the picture and what is not."""
