"""Nobody who is not of a household sees its data without being written down for it (journal des accès)."""

import logging
from collections.abc import Hashable

from cachetools import TTLCache
from starlette.responses import Response

from actions.accesses.access_queue import AccessQueue
from actions.accesses.access_record import Access, access_record, accesses_of
from resolvers.context import Context
from routes.refusals import unavailable
from runtime import clock
from runtime.actor import Role
from runtime.connections import without_values
from runtime.database import Database

log = logging.getLogger("hub.accesses")

BEFORE_THE_ANSWER = {Role.AGENT}
"""Who sees every household waits until it is written; whoever else there is, it is written soon after."""


LATELY, MOST_LATELY = 60, 10_000
"""Seconds in which somebody who sees the same once more, all of it and in the same way, has looked once; and
how many such looks are remembered. A screen that is drawn anew is no second look.
"""


class Recording:
    """Stands between what was read and the answer. What waits is written before the database is closed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.queue = AccessQueue(database)
        self._lately: TTLCache[Hashable, None] = TTLCache(
            MOST_LATELY, LATELY, lambda: clock.now().timestamp()
        )
        database.before_close(self.queue.close)

    async def recorded(self, context: Context, answer: Response) -> Response:
        """The answer, or a refusal without any of its data. Call it when the reader is closed: it has then
        seen all that it will see. A change that was made before is not undone.
        """
        actor = context.actor
        if actor is None or not actor.is_recorded or not context.reader.seen:
            return answer
        seen = context.reader.seen
        if actor.role in BEFORE_THE_ANSWER:
            return answer if await self._written(accesses_of(actor, seen)) else unavailable()
        look = actor, seen.digest
        if look not in self._lately:
            if not self.queue.put(accesses_of(actor, seen)):
                return unavailable()
            self._lately[look] = None
        return answer

    async def _written(self, accesses: list[Access]) -> bool:
        try:
            await access_record(self._database, accesses)
        except Exception as error:
            log.exception("a read was refused: it could not be recorded", exc_info=without_values(error))
            return False
        return True
