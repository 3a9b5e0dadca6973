"""First visits of a phone to a page: what came over a slow network, and what the page itself saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.chromium import MOVING, PHONE, Watch, visitor
from tests.service import Service

NAME = "Midsummer Night at the Boathouse"
"""Of the event that is visited."""

_SLOW_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}

# When the event's name is first on the screen, and how much what is on it was moved by what came later.
_WATCHING = """name => {
  window.seen = { nameAt: null, paintAt: null, shift: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, name: kind } of list.getEntries()) if (kind === "first-contentful-paint") seen.paintAt = startTime;
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) seen.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const heading = [...document.querySelectorAll("h1")].find((one) => one.textContent.includes(name) && one.offsetHeight > 0);
    if (heading) seen.nameAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass
class Visit:
    """One loading of a page: bytes of script and style as they came over the wire, and what the page itself saw."""

    code: int = 0
    seen: dict[str, float] = field(default_factory=dict)


def visited(service: Service, browser: Browser, watch: Watch, look: Callable[[Page], None], *, slower_cpu: int = 1) -> Visit:
    """What ``look`` sees on a phone that was never here before, with a processor that is so many times slower than this one."""
    context = visitor(browser, service.url, PHONE, keeping=True, is_mobile=True, has_touch=True, device_scale_factor=2, **MOVING)
    page = watch.over(context.new_page())
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _SLOW_NETWORK)
    if slower_cpu > 1:
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower_cpu})
    visit = Visit()
    _count(devtools, visit)
    page.add_init_script(f"({_WATCHING})({NAME!r})")
    look(page)
    visit.seen = page.evaluate("seen")
    context.close()
    return visit


def _count(devtools: CDPSession, visit: Visit) -> None:
    """Count script and style from now on."""
    kinds: dict[str, str] = {}

    def answered(told: dict[str, Any]) -> None:
        kinds[told["requestId"]] = told["type"]

    def finished(told: dict[str, Any]) -> None:
        if kinds.get(told["requestId"]) in {"Script", "Stylesheet"}:
            visit.code += int(told["encodedDataLength"])

    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
