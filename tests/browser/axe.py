"""What axe-core, the accessibility checker, finds in a page."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.node import package

# `target-size` is off unless asked for by name: axe holds it to be too young.
_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
_GRAVE = {"serious", "critical"}
# What fades in has no contrast of its own yet; what turns for ever is not waited for.
_STILL = """() => Promise.allSettled(
  document.getAnimations().filter((moves) => moves.effect.getComputedTiming().endTime < 5000).map((moves) => moves.finished)
).then(() => undefined)"""
_RUN = "async (options) => (await axe.run(document, options)).violations"


def assert_accessible(page: Page, *, but: Collection[str] = ()) -> None:
    """No serious or critical finding by the rules of WCAG 2.2 AA in the page as it is now.

    ``but`` names rules (axe's ids) that do not hold here, for a reason that the caller states.
    """
    page.evaluate(_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(_RUN, _OPTIONS)
    grave = [violation for violation in found if violation["impact"] in _GRAVE and violation["id"] not in but]
    assert not grave, f"{page.url} is not accessible:\n" + "\n".join(_said(violation) for violation in grave)


@cache
def _axe() -> str:
    # As an expression of no value: Playwright hands back what a script evaluates to.
    return f"{(package('axe-core') / 'axe.min.js').read_text()};undefined"


def _said(violation: dict[str, Any]) -> str:
    lines = [f"  {violation['impact']}: {violation['id']} ({violation['help']})"]
    for node in violation["nodes"]:
        lines += [f"    {' '.join(map(str, node['target']))}", f"      {node['html'][:200]}"]
        lines += [f"      {line}" for line in node["failureSummary"].splitlines()]
    return "\n".join(lines)
