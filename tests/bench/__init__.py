"""Measurements, printed and never asserted: ``make bench``. Ratios are against a baseline of the same run on the same machine."""
