"""What one guest waits while another sends as many searches as may be: from the same address and from another, by two guests who
never searched before. A venue's guests share an address, so the address alone must not hold anybody back."""

from __future__ import annotations

import itertools
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from tests.bench.album import portraits
from tests.bench.bench_ingest import PRODUCT
from tests.client import Client, guest, photographer
from tests.conftest import MODELS, SHARED_DATA
from tests.service import running_service

SEARCHES = 60
FLOODS = 3
ROUNDS = 12
_AT_ONCE = 6
_OVER = {"live", "rejected", "expired"}


def main(scratch: Path) -> None:
    """Print p50 and p95 of the other guests' waits, idle and under both kinds of selfies."""
    del scratch
    people = portraits(MODELS / "sample", SHARED_DATA)
    selfie = next(iter(people.values()))[0].read_bytes()
    kinds = {"ordinary selfies": [selfie], "three selfies of 48 MP each": [large(selfie)] * 3}
    with running_service(settings=PRODUCT, TRUSTED_PROXIES="127.0.0.1") as service:
        owner = photographer(service.url)
        event_id = owner.create_event("Bench")
        owner.upload(event_id, [("photo.jpg", selfie)])
        owner.wait_indexed(event_id, 1)
        link = owner.share(event_id)
        wait(from_address(guest(service.url, link), "192.0.2.1"), event_id, selfie)  # everything is loaded after this
        show("idle", [wait(from_address(guest(service.url, link), "192.0.2.1"), event_id, selfie) for _ in range(ROUNDS)])
        for kind, selfies in kinds.items():
            floods = [during_a_flood(service.url, link, event_id, selfie, selfies) for _ in range(FLOODS)]
            show(f"{kind}, from the same address", [waited for same, _ in floods for waited in same])
            show(f"{kind}, from another address", [waited for _, other in floods for waited in other])


_numbers = itertools.count(2)  # each flood has an address of its own: what the one before used up is no matter


def during_a_flood(url: str, link: str, event_id: int, selfie: bytes, selfies: list[bytes]) -> tuple[list[float], list[float]]:
    """The waits of guests at the flooding guest's address, and of guests at another one."""
    number = next(_numbers)
    address = f"198.51.100.{number}"
    under_way = threading.Event()
    whose = {"address": address, "under_way": under_way}
    flooding = threading.Thread(target=flood, args=(url, link, event_id, selfies), kwargs=whose)
    flooding.start()
    under_way.wait()
    waits: dict[str, list[float]] = {address: [], f"192.0.2.{number}": []}
    for _ in range(ROUNDS):
        for whence, measured in waits.items():
            measured.append(wait(from_address(guest(url, link), whence), event_id, selfie))
    flooding.join()
    same, other = waits.values()
    return same, other


def from_address(client: Client, address: str) -> Client:
    """The same client behind a proxy that says so."""
    client.http.headers["X-Forwarded-For"] = address
    return client


def flood(url: str, link: str, event_id: int, selfies: list[bytes], *, address: str, under_way: threading.Event) -> None:
    """One guest, sixty searches, six at a time; ``under_way`` is set when the first six are answered."""
    visitor = from_address(guest(url, link), address)
    parts = [("selfie", (f"{number}.jpg", data, "image/jpeg")) for number, data in enumerate(selfies)]

    def one(number: int) -> int:
        answer = visitor.http.post(f"/events/{event_id}/searches", files=parts, data={"consent": "true"})
        if number >= _AT_ONCE:
            under_way.set()
        return answer.status_code

    with ThreadPoolExecutor(_AT_ONCE) as several:
        answers = list(several.map(one, range(SEARCHES)))
    print(f"the flooding guest's answers: { ({code: answers.count(code) for code in set(answers)}) }")


def wait(visitor: Client, event_id: int, selfie: bytes) -> float:
    """Seconds from sending the selfie until the search has an end."""
    begun = time.monotonic()
    search = visitor.search(event_id, [selfie])
    holder = from_address(Client(visitor.url, search["token"]), str(visitor.http.headers["X-Forwarded-For"]))
    while holder.call("GET", f"/searches/{search['id']}", 200)["status"] not in _OVER:
        time.sleep(0.05)
    return time.monotonic() - begun


def large(selfie: bytes) -> bytes:
    """The portrait in the midst of 48 MP of noise, a progressive JPEG."""
    picture = Image.fromarray(np.random.default_rng(1).integers(96, 160, (6000, 8000), dtype=np.uint8)).convert("RGB")
    picture.paste(Image.open(BytesIO(selfie)).convert("RGB").resize((3000, 3000)), (2500, 1500))
    out = BytesIO()
    picture.save(out, "JPEG", quality=60, progressive=True)
    return out.getvalue()


def show(what: str, waits: list[float]) -> None:
    """One line."""
    waits = sorted(waits)
    p95 = waits[min(len(waits) - 1, round(len(waits) * 0.95))]
    print(f"{what}: p50 {statistics.median(waits):.2f} s, p95 {p95:.2f} s, worst {waits[-1]:.2f} s of {len(waits)}", flush=True)
