"""Brands: of an account, of one event, and the pictures that everybody sees of them."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import brands, colours, text
from app.domain.permissions import Action
from app.services import branding, kiosks
from app.services.branding import LONGEST_ADDRESS, LONGEST_IMPRINT, LONGEST_NAME, AccountBrand, Brand, EventBrand
from app.web.answers import answer, shaped
from app.web.auth import caller_of
from app.web.multipart import one_file
from app.web.openapi import UploadedFile, documented
from app.web.requests import deps_of, json_body, query_params

_FOR_EVER: Final = "public, max-age=31536000, immutable"


def _line(longest: int) -> AfterValidator:
    return AfterValidator(lambda said: text.one_line(said, longest) if said.strip() else "")


Name = Annotated[str, _line(LONGEST_NAME)]
Imprint = Annotated[str, _line(LONGEST_IMPRINT)]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(brands.web_address)]
BaseAddress = Annotated[str, Field(max_length=LONGEST_ADDRESS), AfterValidator(brands.base_address)]
Colour = Annotated[str, AfterValidator(lambda said: colours.colour(said) if said.strip() else "")]


class BrandChanges(BaseModel):
    """What is given is changed. Of an event null means: as its owner's account has it, and "" that there is none; of an account
    both mean that there is none.

    `colour` is `#rrggbb`: pages show it in a shade that everybody can read. `imprint` is one line. `credit`: eventphotos is
    named in the footer. `logo` can be null alone: one is sent to `…/logo`.
    """

    name: Name | None = None
    link: Address | None = None
    colour: Colour | None = None
    imprint: Imprint | None = None
    privacy_url: Address | None = None
    credit: bool | None = None
    logo: None = None


class AccountBrandChanges(BrandChanges):
    """Of an account also `base_url`, what its links begin with: `https://` and a host that leads to this service (422
    `unknown_host` else) and is no other account's (409 `host_taken`)."""

    base_url: BaseAddress | None = None


class FocusShape(BaseModel):
    """A point of a picture, in per cent of its width and height."""

    x: Annotated[int, Field(ge=0, le=100)]
    y: Annotated[int, Field(ge=0, le=100)]


class EventBrandChanges(BrandChanges):
    """Of an event also `cover_focus`, what of its cover stays in sight where the edges do not; another cover has none."""

    cover_focus: FocusShape | None = None


class BrandPictureShape(BaseModel):
    """A logo; the picture behind `url` never changes."""

    url: str
    width: int
    height: int


class ShadeShape(BaseModel):
    """A colour on the ground of a theme, and what is read on it. `changed`: the brand's own colour has too little contrast there,
    and this is the nearest shade of it that has enough."""

    action: str
    on_action: str
    changed: bool


class ShadesShape(BaseModel):
    """One for each theme."""

    light: ShadeShape
    dark: ShadeShape


class BrandShape(BaseModel):
    """What pages show of a brand: `name` and `imprint` are "" where there is none. `credit`: the footer names
    eventphotos. `cover_focus`: what of the cover stays in sight where its edges do not; null where nothing was said."""

    name: str
    link: str | None
    logo: BrandPictureShape | None
    colours: ShadesShape | None
    imprint: str
    privacy_url: str | None
    credit: bool
    cover_focus: FocusShape | None


class SaidOfBrand(BaseModel):
    """What was said of a brand; null where nothing was."""

    name: str | None
    link: str | None
    colour: str | None
    imprint: str | None
    privacy_url: str | None
    credit: bool | None


class AccountBrandShape(BaseModel):
    """`said` by its owner, and how it is `shown`. `hosts` are those that `base_url` may have: `*.example.org` stands for any name
    below."""

    said: SaidOfBrand
    base_url: str | None
    shown: BrandShape
    hosts: list[str]


class EventBrandShape(BaseModel):
    """`said` for this event, how it is `shown` with that, and how without (`account`). `own_logo`: the event has one of
    its own."""

    said: SaidOfBrand
    own_logo: bool
    shown: BrandShape
    account: BrandShape


class LogoUpload(BaseModel):
    """One picture: PNG, JPEG or WebP, 2 MB at most."""

    logo: UploadedFile


class ColourQuery(BaseModel):
    """A colour as `#rrggbb`."""

    colour: Annotated[str, AfterValidator(colours.colour)]


@documented("brands", action=Action.MANAGE_BRAND, answers={200: AccountBrandShape}, errors=(401, 403))
async def show(request: Request) -> Response:
    """The brand of your account."""
    deps = deps_of(request)
    return answer(_account(await branding.of_account(deps, await caller_of(request, deps))))


@documented(
    "brands", action=Action.MANAGE_BRAND, body=AccountBrandChanges, answers={200: AccountBrandShape}, errors=(401, 403, 409)
)
async def change(request: Request) -> Response:
    """Change the brand of your account.

    All your events show it, unless they have their own.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    changes = (await json_body(request, AccountBrandChanges)).model_dump(exclude_unset=True)
    return answer(_account(await branding.change_account(deps, caller, changes)))


@documented("brands", action=Action.MANAGE_BRAND, form=LogoUpload, answers={200: AccountBrandShape}, errors=(401, 403))
async def take_logo(request: Request) -> Response:
    """Send the logo of your account."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    return answer(_account(await branding.take_account_logo(deps, caller, one_file(request, "logo"))))


@documented("brands", action=Action.CHANGE_EVENT, answers={200: EventBrandShape}, errors=(401, 403, 404))
async def show_of_event(request: Request) -> Response:
    """The brand of an event."""
    caller = await caller_of(request, deps_of(request))
    return answer(_event(await branding.of_event(caller, request.path_params["event_id"])))


@documented("brands", action=Action.CHANGE_EVENT, body=EventBrandChanges, answers={200: EventBrandShape}, errors=(401, 403, 404))
async def change_of_event(request: Request) -> Response:
    """Change the brand of an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    changes = (await json_body(request, EventBrandChanges)).model_dump(exclude_unset=True)
    event = await branding.change_event(caller, request.path_params["event_id"], changes)
    await kiosks.reconfigure(deps, event)
    return answer(_event(await branding.of_event(caller, event.id)))


@documented("brands", action=Action.CHANGE_EVENT, form=LogoUpload, answers={200: EventBrandShape}, errors=(401, 403, 404))
async def take_logo_of_event(request: Request) -> Response:
    """Send a logo for one event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await branding.take_event_logo(caller, request.path_params["event_id"], one_file(request, "logo"))
    await kiosks.reconfigure(deps, event)
    return answer(_event(await branding.of_event(caller, event.id)))


@documented(
    "brands", action="nothing is looked up: a colour is reckoned", query=ColourQuery, answers={200: ShadesShape}, anonymous=True
)
async def shades(request: Request) -> Response:
    """The shades in which pages would show a colour."""
    return answer(shaped(ShadesShape, colours.shades(query_params(request, ColourQuery).colour)))


@documented("brands", action="whoever has the address", answers={200: "image/png", 304: None}, errors=(404,), anonymous=True)
async def picture(request: Request) -> Response:
    """A logo, by the address that a brand came with."""
    found = await branding.picture(request.path_params["picture_id"])
    headers = {"Cache-Control": _FOR_EVER, "Cross-Origin-Resource-Policy": "cross-origin"}
    return Response(found.png, headers=headers, media_type="image/png")


def brand_shape(brand: Brand) -> BrandShape:
    """As pages get it."""
    return shaped(BrandShape, brand)


def _account(brand: AccountBrand) -> AccountBrandShape:
    return AccountBrandShape(
        said=shaped(SaidOfBrand, brand.wishes),
        base_url=brand.wishes.base_url or None,
        shown=brand_shape(brand.shown),
        hosts=list(brand.hosts),
    )


def _event(brand: EventBrand) -> EventBrandShape:
    return EventBrandShape(
        said=shaped(SaidOfBrand, brand.wishes),
        own_logo=brand.wishes.logo is not None,
        shown=brand_shape(brand.shown),
        account=brand_shape(brand.account),
    )
