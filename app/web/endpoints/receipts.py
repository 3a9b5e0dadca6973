"""Taking a consent back, and the receipt of what was erased with it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.domain.vocabulary import Ending
from app.services import own_search, privacy
from app.services.deps import Deps
from app.services.privacy import Receipt, Trace
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, query_params


class ReceiptQuery(BaseModel):
    """Whether the answer should be a receipt."""

    receipt: bool = False


class ReceiptShape(BaseModel):
    """That a consent ended, why, and what was erased with it. `id` is the consent's: the service keeps it under that.

    `check_url` answers again later, to whoever has it, what is still stored of the search: `left`, which is empty once the
    erasure is over.
    """

    id: str
    event_id: int
    agreed_at: datetime
    withdrawn_at: datetime
    because: Ending
    erased: list[Trace]
    left: list[Trace]
    check_url: str


class WithdrawnShape(BaseModel):
    """A deleted search."""

    receipt: ReceiptShape


@documented("searches", action=Action.USE_SEARCH, query=ReceiptQuery, answers={200: WithdrawnShape, 204: None}, errors=(401, 404))
async def withdraw(request: Request) -> Response:
    """Take the consent back.

    Face template and matches are gone when this answers; a receipt without face data stays. Who asks with `receipt=true` and
    `Accept: application/json` gets it (200), everybody else 204. A withdrawal that failed half way (503) can be asked for
    again; 404 says that nothing is left.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = query_params(request, ReceiptQuery).receipt and "application/json" in request.headers.get("accept", "")
    found = await own_search.withdraw(deps, caller, request.path_params["search_id"], receipted=wanted)
    return answer(_withdrawn(deps, found)) if found else nothing()


@documented(
    "searches",
    action=Action.USE_SEARCH,
    answers={200: WithdrawnShape},
    errors=(401, 404),
)
async def receipt(request: Request) -> Response:
    """How a search ended, for whoever has its token.

    It may have been ended by somebody else: `because` says so. 404 while it goes on, and for all who do not hold it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    return answer(_withdrawn(deps, await privacy.receipt_for(deps, caller, request.path_params["search_id"])))


@documented("searches", action="whoever has the number", answers={200: WithdrawnShape}, errors=(404,), anonymous=True)
async def check_receipt(request: Request) -> Response:
    """Check a receipt: what is still stored of the search that it is about.

    Whoever has the number may ask; nobody can guess it. Receipts are kept for as long as the service's settings say.
    """
    deps = deps_of(request)
    return answer(_withdrawn(deps, await privacy.receipt_numbered(deps, request.path_params["number"])))


def _withdrawn(deps: Deps, receipt: Receipt) -> WithdrawnShape:
    shape = ReceiptShape(
        id=receipt.consent_id,
        event_id=receipt.event_id,
        agreed_at=receipt.agreed_at,
        withdrawn_at=receipt.withdrawn_at,
        because=receipt.because,
        erased=[trace for trace in privacy.TRACES if trace not in receipt.left],
        left=list(receipt.left),
        check_url=f"{deps.settings.public_url}/api/v1/receipts/{receipt.consent_id}",
    )
    return WithdrawnShape(receipt=shape)
