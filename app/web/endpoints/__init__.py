"""Thin handlers, one module an area: read the input, call one service function, shape the answer."""
