"""What a request carries: who asks and in which capacity, how to read, and the one way to write."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Concatenate, Generic, ParamSpec, TypeVar

from actions.transaction import Transaction, transaction
from loaders.capacities import capacity_holds
from loaders.reader import Reader
from planner.catalog import Catalog
from rules.refusals import ErrorCode, NotAllowed, Refusal, Refused
from runtime import clock
from runtime.actor import LOOKED_UP, WRITERS, Actor, Role
from runtime.crypto import Vault
from runtime.database import Database
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
        vault: Vault | None = None,
    ) -> None:
        self.catalog = catalog
        self.identity = identity
        self.actor = capacity
        self.today = clock.today()
        self._database = database
        self._vault = vault

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
            return Done(None, [SIGN_IN_FIRST])
        if self.actor.role not in WRITERS:
            return Done(None, [NOT_FOR_YOU])
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
        if self.actor is None or self.actor.role not in LOOKED_UP:
            return True
        async with self._database.reading(self.actor) as connection:
            return await capacity_holds(connection, self.actor, self.today)

    @property
    def vault(self) -> Vault:
        """What opens sealed values. A context that is made to read only has none."""
        assert self._vault is not None, "this context was made without keys"
        return self._vault

    def require(self, *roles: Role) -> None:
        """Go on only for these kinds of actor; the error says which of the two things is missing."""
        if self.actor is None:
            raise NotAllowed(SIGN_IN_FIRST.code, SIGN_IN_FIRST.message)
        if self.actor.role not in roles:
            raise NotAllowed(NOT_FOR_YOU.code, NOT_FOR_YOU.message)

    async def close(self) -> None:
        if "reader" in self.__dict__:
            await self.reader.close()


NOT_FOR_YOU = Refusal(ErrorCode.FORBIDDEN, "Cette fonction n’est pas ouverte à votre profil.")
HAS_ENDED = Refusal(ErrorCode.FORBIDDEN, "Vous n’agissez plus à ce titre : reconnectez-vous.")
SIGN_IN_FIRST = Refusal(ErrorCode.UNAUTHENTICATED, "Connectez-vous d’abord.")
