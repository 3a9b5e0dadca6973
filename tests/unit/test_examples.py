"""The document of the HTTP API shows what every body looks like, and what it shows is valid."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema

from app.web.examples import needs_example
from app.web.openapi import openapi_document
from app.web.routes import resources


@cache
def properties() -> list[tuple[str, dict[str, Any]]]:
    """Every property of every schema, as ``Schema.property``. Made by who asks: every process that runs tests reads this file."""
    schemas = openapi_document(resources(), "")["components"]["schemas"]
    return [(f"{name}.{field}", part) for name, schema in schemas.items() for field, part in schema.get("properties", {}).items()]


def test_every_property_that_needs_one_has_an_example() -> None:
    optional = {"cursor", "next_cursor", "duplicate_of", "invitation", "reason", "target_label"}  # null is what they mostly are
    without = [name for name, part in properties() if needs_example(part) and "examples" not in part]
    assert [name for name in without if name.partition(".")[2] not in optional] == [], "add them in app/web/examples.py"


def test_every_example_is_valid() -> None:
    wrong = []
    for name, part in properties():
        for example in part.get("examples", []):
            error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(part).iter_errors(example))
            if error is not None:
                wrong.append(f"{name}: {error.message[:200]}")
    assert wrong == []
