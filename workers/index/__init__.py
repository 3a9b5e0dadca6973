"""Searching faces: the gallery of an event and the searches that wait for new photos."""
