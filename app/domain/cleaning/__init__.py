"""What guests get of an original: the picture, its colours and how it lies, and nothing of where, by whose camera and by whom.

Nothing is encoded again and nothing moves: what goes is blanked where it lies, so that every place that a file names stays true,
those of a second picture (a gain map) among them; what lies behind the picture is cut off. What is kept is listed, what goes is
not: of a file that cannot be followed to its end nothing is taken for clean.
"""
