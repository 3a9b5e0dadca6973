"""The document of the HTTP API shows what every body looks like, and what it shows is valid."""

from __future__ import annotations

from typing import Any

import jsonschema

from app.web.examples import needs_example
from app.web.openapi import openapi_document
from app.web.routes import resources

SCHEMAS: dict[str, Any] = openapi_document(resources(), "")["components"]["schemas"]
PROPERTIES = [
    (f"{name}.{field}", part) for name, schema in SCHEMAS.items() for field, part in schema.get("properties", {}).items()
]


def test_every_property_that_needs_one_has_an_example() -> None:
    optional = {"cursor", "next_cursor", "duplicate_of", "invitation", "reason", "target_label"}  # null is what they mostly are
    without = [name for name, part in PROPERTIES if needs_example(part) and "examples" not in part]
    assert [name for name in without if name.partition(".")[2] not in optional] == [], "add them in app/web/examples.py"


def test_every_example_is_valid() -> None:
    wrong = []
    for name, part in PROPERTIES:
        for example in part.get("examples", []):
            error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(part).iter_errors(example))
            if error is not None:
                wrong.append(f"{name}: {error.message[:200]}")
    assert wrong == []
