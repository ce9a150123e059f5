"""What a request carries: who asks and in which capacity, how to read, and the one way to write."""

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from typing import Concatenate, ParamSpec

from actions.transaction import Transaction, transaction
from loaders.reader import Reader
from planner.catalog import Catalog
from rules.refusals import ErrorCode, NotAllowed, Refusal, Refused
from runtime import clock
from runtime.actor import WRITERS, Actor, Role
from runtime.database import Database
from runtime.tokens import Identity

P = ParamSpec("P")


class Context:
    """One request. Close it when the operation has been answered."""

    def __init__(
        self, database: Database, catalog: Catalog, identity: Identity | None, capacity: Actor | None
    ) -> None:
        self.catalog = catalog
        self.identity = identity
        self.actor = capacity
        self.today = clock.today()
        self._database = database

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
        """Run one action in one transaction: all of it happens, or none of it and the refusals say why."""
        if self.actor is None:
            return [SIGN_IN_FIRST]
        if self.actor.role not in WRITERS:
            return [NOT_FOR_YOU]
        await self.reader.renew()  # what the payload shows is read after the commit
        try:
            async with transaction(self._database, self.actor, self.today) as opened:
                await action(opened, *args, **kwargs)
        except Refused as refused:
            return refused.refusals
        return []

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
SIGN_IN_FIRST = Refusal(ErrorCode.UNAUTHENTICATED, "Connectez-vous d’abord.")
