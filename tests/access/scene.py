"""Everybody who may come to an event, and everything that is there, written straight to the database."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from app.domain.digests import digest_of
from app.domain.ids import new_id
from app.domain.times import utc_now
from app.domain.vocabulary import AlbumKind, PhotoStatus, Role, SearchStage, TeamRole, Tier, TokenScope, Why
from app.services import access_tokens, blob_keys, sharing, sightings
from app.services.deps import Deps
from app.services.keys import search_key
from app.services.sightings import SeenMatch, Sight
from app.services.tokens import GuestSession, issue_guest_token, issue_kiosk_token, issue_search_token, issue_user_token
from app.store import teams
from app.store.documents import (
    AccessToken,
    Album,
    Comment,
    Consent,
    Event,
    FavouriteList,
    Holder,
    Kiosk,
    Match,
    Photo,
    Search,
    Sender,
    Session,
    ShareLink,
    TeamInvitation,
    TeamMember,
    User,
    Webhook,
    match_id,
)
from tests.integration.web import Web, event_of

HolderKind = Literal["guest", "kiosk"]
HOUR: Final = timedelta(hours=1)

PRINCIPALS: Final = (
    "stranger",
    "guest of another event",
    "guest",
    "guest by a revoked link",
    "holder of the search",
    "holder of another search",
    "kiosk",
    "kiosk of another event",
    "revoked kiosk",
    "owner",
    "other photographer",
    "guest account",
    "administrator",
    "expired token",
    "holder of a withdrawn search",
    "shooter",
    "editor",
    "helper",
    "former shooter",
)
"""The columns of the tables, in their order."""
PROGRAMS: Final = (
    "uploads",
    "reads",
    "manages",
    "all of it at another event",
    "all of it for an administrator",
    "all of it, expired",
    "all of it, revoked",
    "all of it for a shooter",
    "all of it for an editor",
    "all of it for a helper",
    "all of it for a former shooter",
)
"""The columns of the tables of personal access tokens, in their order. They are the owner's but for the
administrator's and the team's."""


@dataclass
class Scene:
    """``tokens`` by principal or program; ``ids`` are what the paths of the tables name; ``fresh`` makes one more of something,
    for a request that ends it, and returns its id."""

    tokens: Mapping[str, str | None]
    ids: Mapping[str, str]
    fresh: Mapping[str, Callable[[], Awaitable[str]]]


class Maker:
    """Makes one scene: an event with a photo, a guest's search that found it, a kiosk with another search; an event beside it."""

    def __init__(self, web: Web, deps: Deps) -> None:
        self._web = web
        self._deps = deps
        self._owner: User
        self._event: int
        self._link: ShareLink
        self._device: Kiosk
        self._photo: Photo
        self._team: dict[TeamRole, User]
        self._former: User

    async def scene(self, visibility: str = "private") -> Scene:
        """All of it."""
        roles = (Role.PHOTOGRAPHER, Role.PHOTOGRAPHER, Role.GUEST, Role.ADMIN)
        self._owner, other, account, root = [await self._user(role) for role in roles]
        self._team = {role: await self._user(Role.PHOTOGRAPHER) for role in TeamRole}
        self._former = await self._user(Role.PHOTOGRAPHER)
        self._event, elsewhere = await self._party(self._owner, visibility), await self._party(other)
        await self._gather()
        self._link = await self._shared(self._event)
        revoked_link, foreign_link = await self._shared(self._event, revoked=True), await self._shared(elsewhere)
        self._device, far = await self._kiosk(self._event), await self._kiosk(elsewhere)
        revoked_device = await self._kiosk(self._event, revoked=True)
        self._photo = await self._picture()
        guest = GuestSession(new_id(), self._event, self._link.id)
        search, kept = await self._search("guest", guest.guest_id), await self._search("kiosk", self._device.id)
        another, withdrawn = await self._search("guest"), await self._search("guest", withdrawn=True)
        settings, soon = self._deps.settings, utc_now() + HOUR
        tokens_shown: list[str | None] = [
            None,
            issue_guest_token(settings, GuestSession(new_id(), elsewhere, foreign_link.id), soon),
            issue_guest_token(settings, guest, soon),
            issue_guest_token(settings, GuestSession(new_id(), self._event, revoked_link.id), soon),
            issue_search_token(settings, search),
            issue_search_token(settings, another),
            issue_kiosk_token(settings, self._device, soon),
            issue_kiosk_token(settings, far, soon),
            issue_kiosk_token(settings, revoked_device, soon),
            *[await self.session(user) for user in (self._owner, other, account, root)],
            issue_guest_token(settings, guest, utc_now() - HOUR),
            issue_search_token(settings, withdrawn),
            *[await self.session(user) for user in (*self._team.values(), self._former)],
        ]
        shown = dict(zip(PRINCIPALS, tokens_shown, strict=True)) | await self._programs(root)
        owner = self._web.client(shown["owner"])
        picture = (await owner.get(f"/photos/{self._photo.id}")).json()["preview_url"]
        ticket = (await owner.post(f"/events/{self._event}/downloads", json={"photo_ids": [self._photo.id]})).json()["url"]
        upload = await owner.post("/uploads", headers=upload_headers(self._event))
        ids = {
            "event": str(self._event),
            "link": self._link.id,
            "link_token": sharing.token_of(settings, self._link),
            "kiosk": self._device.id,
            "photo": self._photo.id,
            "album": await self._album(),
            "search": search.id,
            "withdrawn": withdrawn.id,
            "receipt": withdrawn.consent_id,
            "kept": kept.id,
            "list": await self._list(),
            "user": account.id,
            "owner": self._owner.id,
            "shooter": self._team[TeamRole.SHOOT].id,
            "offered": await self._offered(),
            "picture": picture.removeprefix("/api/v1"),
            "ticket": ticket.removeprefix("/api/v1"),
            "upload": upload.headers["location"].removeprefix("/api/v1"),
        }
        return Scene(shown, ids, self._fresh(root, search))

    async def _programs(self, root: User) -> dict[str, str]:
        elsewhere, everything = await self._party(self._owner), list(TokenScope)
        made = [
            *[await self.program(self._owner, [scope]) for scope in TokenScope],
            await self.program(self._owner, everything, event_ids=[elsewhere]),
            await self.program(root, everything),
            await self.program(self._owner, everything, life=-HOUR),
            await self.program(self._owner, everything),
            *[await self.program(user, everything) for user in (*self._team.values(), self._former)],
        ]
        await AccessToken.find({"digest": digest_of(made[PROGRAMS.index("all of it, revoked")])}).delete()
        return dict(zip(PROGRAMS, made, strict=True))

    async def program(
        self, user: User, scopes: list[TokenScope], *, event_ids: list[int] | None = None, life: timedelta = HOUR
    ) -> str:
        """A personal access token."""
        secret = f"{access_tokens.PREFIX}{new_id()}"
        await AccessToken(
            user_id=user.id,
            digest=digest_of(secret),
            name="Laptop",
            scopes=scopes,
            event_ids=event_ids,
            expires_at=utc_now() + life,
        ).insert()
        return secret

    async def session(self, user: User) -> str:
        """A sign-in, and its token."""
        session = Session(user_id=user.id, expires_at=utc_now() + HOUR)
        await session.insert()
        return issue_user_token(self._deps.settings, session)

    def _fresh(self, root: User, found: Search) -> dict[str, Callable[[], Awaitable[str]]]:
        async def event() -> str:
            made, here = await self._party(self._owner), await Event.get(self._event)
            assert here is not None
            team = [member.model_dump() for member in here.team]
            await Event.find_one({"_id": made}).update({"$set": {"team": team}})
            return str(made)

        async def link() -> str:
            return (await self._shared(self._event)).id

        async def kiosk() -> str:
            return (await self._kiosk(self._event)).id

        async def sender() -> str:
            camera = Sender(event_id=self._event, user_id=self._owner.id, name="R6", username=new_id(), password_hash="")
            return (await camera.insert()).id

        async def invited() -> str:
            await self._offered()
            found = await Event.get(self._event)
            assert found is not None
            return found.invitations[-1].id

        async def colleague() -> str:
            user = await self._user(Role.PHOTOGRAPHER)
            await self._join(user, TeamRole.HELP)
            return user.id

        async def comment() -> str:
            said = Comment(
                id=new_id(), number=1, event_id=self._event, list_id=await self._list(), photo_id=self._photo.id, text="Lovely"
            )
            return (await said.insert()).id

        async def photo() -> str:
            return (await self._picture()).id

        async def invitation() -> str:
            client = self._web.client(await self.session(root))
            answer = await client.post("/admin/invitations", json={"role": "photographer"})
            return str(answer.json()["id"])

        async def token() -> str:
            made = await self.program(self._owner, [TokenScope.READ])
            found = await AccessToken.find_one({"digest": digest_of(made)})
            assert found is not None
            return found.id

        async def hook() -> str:
            made = Webhook(user_id=self._owner.id, name="Slides", url="https://example.org/", kinds=[], event_ids=None)
            await made.insert()
            return made.id

        async def album() -> str:
            return await self._album()

        async def search_again() -> str:
            await Search.find(Search.id == found.id).delete()
            await Search(**found.model_dump()).insert()
            await Consent.find(Consent.search_id == found.id).set({Consent.withdrawn_at: None})
            return found.id

        made: dict[str, Callable[[], Awaitable[str]]]
        made = {
            "event": event,
            "link": link,
            "kiosk": kiosk,
            "sender": sender,
            "list": self._list,
            "comment": comment,
            "photo": photo,
            "invited": invited,
            "colleague": colleague,
            "invitation": invitation,
            "token": token,
            "hook": hook,
            "album": album,
        }
        return {f"new_{name}": make for name, make in made.items()} | {"search_again": search_again}

    async def _gather(self) -> None:
        for role, user in self._team.items():
            await self._join(user, role)
        await self._join(self._former, TeamRole.SHOOT)
        assert await teams.remove(self._event, self._former.id) is not None

    async def _join(self, user: User, role: TeamRole) -> None:
        token, now = await self._offered(role), utc_now()
        member = TeamMember(user_id=user.id, role=role, joined_at=now)
        assert await teams.join(self._event, digest_of(token), member, most=50, now=now) is not None

    async def _offered(self, role: TeamRole = TeamRole.HELP) -> str:
        """The token of an invitation."""
        token, now = new_id(), utc_now()
        invitation = TeamInvitation(id=new_id(), digest=digest_of(token), role=role, created_at=now, expires_at=now + HOUR)
        assert await teams.invite(self._event, invitation, most=50, now=now) is not None
        return token

    async def _album(self) -> str:
        return (await Album(event_id=self._event, name="Party", kind=AlbumKind.HAND).insert()).id

    async def _user(self, role: Role) -> User:
        user = User(email=f"{new_id()}@example.com", name="Phoebe", role=role, password_hash="")
        await user.insert()
        return user

    async def _party(self, owner: User, visibility: str = "private") -> int:
        client = self._web.client(await self.session(owner))
        event_id = await event_of(client, visibility)
        if visibility == "public":
            (await client.patch(f"/events/{event_id}", json={"open_gallery": True})).raise_for_status()
        return event_id

    async def _shared(self, event_id: int, *, revoked: bool = False) -> ShareLink:
        link = ShareLink(event_id=event_id, expires_at=utc_now() + HOUR, revoked_at=utc_now() if revoked else None)
        await link.insert()
        return link

    async def _kiosk(self, event_id: int, *, revoked: bool = False) -> Kiosk:
        now = utc_now()
        kiosk = Kiosk(
            event_id=event_id,
            name="Door",
            code_digest=None,
            code_expires_at=now,
            paired_at=now,
            revoked_at=now if revoked else None,
        )
        await kiosk.insert()
        return kiosk

    async def _list(self) -> str:
        made = FavouriteList(event_id=self._event, kind="guest", origin=new_id(), photo_ids=[self._photo.id])
        return (await made.insert()).id

    async def _picture(self) -> Photo:
        photo = Photo(
            event_id=self._event,
            seq=int(new_id()[:6], 16),
            name="party.jpg",
            content_hash=new_id(),
            size=4,
            media_type="image/jpeg",
            status=PhotoStatus.INDEXED,
            width=1200,
            height=800,
        )
        await photo.insert()
        for key in (blob_keys.original(photo), blob_keys.preview(photo)):
            await self._deps.blobs.put(key, b"\xff\xd8\xff\xe0")
        return photo

    async def _search(self, kind: HolderKind, holder: str = "", *, withdrawn: bool = False) -> Search:
        now = utc_now()
        search_id = new_id()
        consent = Consent(
            event_id=self._event,
            search_id=search_id,
            text_version="1",
            scope="this event",
            expires_at=now + HOUR,
            withdrawn_at=now if withdrawn else None,
        )
        await consent.insert()
        search = Search(
            id=search_id,
            event_id=self._event,
            holder=Holder(kind=kind, id=holder or new_id()),
            link_id=self._link.id if kind == "guest" else None,
            consent_id=consent.id,
            state=SearchStage.WITHDRAWN if withdrawn else SearchStage.LIVE,
            expires_at=now + HOUR,
        )
        await search.insert()
        found = Match(
            id=match_id(search.id, self._photo.id),
            event_id=self._event,
            search_id=search.id,
            photo_id=self._photo.id,
            live=False,
            announced=True,
        )
        if not withdrawn:
            await self._deps.keys.create(search_key(search.id))
            [sealed] = await sightings.sealed(
                self._deps, [SeenMatch(found, Sight(0.9, Tier.CERTAIN, 0.99, Why.SELFIE, 0, (0.1, 0.1, 0.2, 0.2)))]
            )
            await sealed.insert()
        return search


def upload_headers(event_id: int | str) -> dict[str, str]:
    """What begins a resumable upload to an event."""
    pairs = {"event_id": str(event_id), "filename": "party.jpg"}
    metadata = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in pairs.items())
    return {"Tus-Resumable": "1.0.0", "Upload-Length": "1000", "Upload-Metadata": metadata}
