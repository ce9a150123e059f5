"""What a request carries: who asks and in which capacity, how to read, and the one way to write."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Concatenate, Generic, ParamSpec, TypeVar

from actions.accounts.entrance import Entrance, Opened
from actions.transaction import Transaction, transaction
from loaders.capacities import capacity_holds
from loaders.clients import client_holds
from loaders.profiles import Profile, profile_of
from loaders.reader import Reader
from loaders.sessions import OpenSession, open_sessions, session_holds
from planner.catalog import Catalog
from planner.declarations import Rows
from resolvers.client import NOBODY, Client
from rules.refusals import ErrorCode, NotAllowed, Refusal, Refused
from runtime import clock
from runtime.actor import Actor, Role
from runtime.crypto import Vault
from runtime.database import Database
from runtime.passwords import TooManyAtOnce
from runtime.tokens import Identity

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an action gave back, or why it was refused."""

    result: T | None
    refusals: Sequence[Refusal] = ()


class Context:
    """One request. Close it when the operation has been answered."""

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        identity: Identity | None,
        capacity: Actor | None,
        *,
        entrance: Entrance | None = None,
        client: Client = NOBODY,
    ) -> None:
        self.catalog = catalog
        self.identity = identity
        self.actor = capacity
        self._entrance = entrance
        self.client = client
        self.opened: Opened | None = None
        """The session that this request has opened or gone on with."""
        self.has_signed_out = False
        self.today = clock.today()
        self._database = database

    @property
    def entrance(self) -> Entrance:
        """What signing in works with; there is none where an operation is only explained."""
        assert self._entrance is not None
        return self._entrance

    async def profile(self) -> Profile | None:
        """Of the account that asks."""
        return None if self.identity is None else await profile_of(self._database, self.identity.account_id)

    async def sessions(self) -> Sequence[OpenSession]:
        """Of the account that asks."""
        return [] if self.identity is None else await open_sessions(self._database, self.identity.account_id)

    @cached_property
    def reader(self) -> Reader:
        """Made when something is read with it: what the planner answers for a household is not."""
        return Reader(self._database, self.catalog, self.actor, self.today)

    async def write(
        self,
        action: Callable[Concatenate[Transaction, P], Awaitable[None]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Sequence[Refusal]:
        """As `do`, of an action that gives nothing back."""
        return (await self.do(action, *args, **kwargs)).refusals

    async def do(
        self,
        action: Callable[Concatenate[Transaction, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Done[T]:
        """Run one action in one transaction: all of it happens, or none of it and the refusals say why."""
        if self.actor is None:
            return Done(None, [SIGN_IN_FIRST if self.identity is None else SECOND_FACTOR_FIRST])
        if not self.actor.may_write:
            return Done(None, [NOT_FOR_YOU])
        if not await self._session_holds():
            return Done(None, [SESSION_OVER])
        await self.reader.renew()  # what the payload shows is read after the commit
        try:
            async with transaction(self._database, self.actor, self.today) as opened:
                if not await capacity_holds(opened.connection, self.actor, self.today):
                    return Done(None, [HAS_ENDED])
                result = await action(opened, *args, **kwargs)
        except Refused as refused:
            return Done(None, refused.refusals)
        return Done(result)

    async def may_read(self) -> bool:
        """Whether who asks still acts in the capacity that they name, where that is looked up."""
        if self.actor is None or not self.actor.is_looked_up:
            return True
        if self.actor.scopes is not None:
            return await client_holds(self._database, self.actor)
        return await self._acts_still(self.actor)

    async def _acts_still(self, actor: Actor) -> bool:
        async with self._database.reading(actor) as connection:
            return await capacity_holds(connection, actor, self.today)

    async def _session_holds(self) -> bool:
        """What is changed with a stolen token would outlast it: it ends with its session."""
        return self.identity is None or await session_holds(self._database, self.identity)

    @property
    def vault(self) -> Vault:
        """What opens sealed values."""
        return self.entrance.vault

    async def enter(self, session: Callable[[], Awaitable[Opened]]) -> Sequence[Refusal]:
        """Open a session, or go on with one; what the payload shows is then seen with its eyes."""
        if "reader" in self.__dict__ and self.reader.seen:
            return [
                ALONE
            ]  # who has seen it is written down at the end, and must not be somebody else by then
        try:
            self.opened = await session()
        except Refused as refused:
            return refused.refusals
        except TooManyAtOnce:
            return [_busy()]
        await self.close()
        self.__dict__.pop("reader", None)
        self.identity = self.opened.identity
        self.actor = next(iter(self.identity.usable), None)
        return []

    async def in_capacity(self, action: Callable[[Actor], Awaitable[T]]) -> Done[T]:
        """Do something to accounts in the capacity in use, which the action looks at."""
        if self.actor is None:
            return Done(None, [SIGN_IN_FIRST if self.identity is None else SECOND_FACTOR_FIRST])
        if not self.actor.may_write:
            return Done(None, [NOT_FOR_YOU])
        if not await self._acts_still(self.actor):
            return Done(None, [HAS_ENDED])
        if not await self._session_holds():
            return Done(None, [SESSION_OVER])
        return await _done(action(self.actor))

    async def for_anybody(self, action: Callable[[], Awaitable[T]]) -> Done[T]:
        """Do what somebody may ask for who need not have signed in."""
        return await _done(action())

    async def on_account(
        self, action: Callable[[Identity], Awaitable[T]], *, once_more: bool = False
    ) -> Done[T]:
        """Do something to the account that asks, in whichever capacity. `once_more` is for what an ended
        session may do again.
        """
        if self.identity is None:
            return Done(None, [SIGN_IN_FIRST])
        if self.identity.client_id is not None:
            return Done(None, [NOT_FOR_YOU])  # a program has no password, no device and no second factor
        if not once_more and not await self._session_holds():
            return Done(None, [SESSION_OVER])
        return await _done(action(self.identity))

    def require(self, *roles: Role, rows: Rows | None = None, in_person: bool = False) -> None:
        """Go on only for these kinds of actor; the error says which of the two things is missing. To a
        program whose scopes do not show the `rows`, or where somebody is to ask `in_person`, it is said as
        though its kind were another.
        """
        if self.actor is None:
            missing = SIGN_IN_FIRST if self.identity is None else SECOND_FACTOR_FIRST
            raise NotAllowed(missing.code, missing.message)
        shows = rows is None or rows.within(self.actor.scopes)
        if self.actor.role not in roles or not shows or (in_person and self.actor.scopes is not None):
            raise NotAllowed(NOT_FOR_YOU.code, NOT_FOR_YOU.message)

    async def close(self) -> None:
        if "reader" in self.__dict__:
            await self.reader.close()


async def _done(action: Awaitable[T]) -> Done[T]:
    try:
        return Done(await action)
    except Refused as refused:
        return Done(None, refused.refusals)
    except TooManyAtOnce:
        return Done(None, [_busy()])


NOT_FOR_YOU = Refusal(ErrorCode.FORBIDDEN, "Cette fonction n’est pas ouverte à votre profil.")
SECOND_FACTOR_FIRST = Refusal(
    ErrorCode.FORBIDDEN,
    "Ajoutez d’abord une application d’authentification : votre profil de gestionnaire l’exige.",
)
ALONE = Refusal(ErrorCode.BAD_USER_INPUT, "Une connexion se demande seule, dans une opération à part.")
HAS_ENDED = Refusal(ErrorCode.FORBIDDEN, "Vous n’agissez plus à ce titre : reconnectez-vous.")
SESSION_OVER = Refusal(ErrorCode.UNAUTHENTICATED, "Votre session est terminée : connectez-vous à nouveau.")
SIGN_IN_FIRST = Refusal(ErrorCode.UNAUTHENTICATED, "Connectez-vous d’abord.")


def _busy() -> Refusal:
    message = "Beaucoup de personnes se connectent en ce moment : réessayez dans quelques secondes."
    return Refusal(ErrorCode.RATE_LIMITED, message, retry_at=clock.now() + A_MOMENT)


A_MOMENT = timedelta(seconds=5)
