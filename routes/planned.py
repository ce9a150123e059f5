"""Queries that one statement answers: the way that most of them take. What it leaves, the executor takes."""

import logging

from starlette.responses import Response
from strawberry.http import GraphQLRequestData

from planner.plans import Plans, Ready
from planner.statement import WrongAnswer
from planner.uncovered import Uncovered
from resolvers.context import Context
from resolvers.outcomes import TOO_SLOW
from routes.refusals import unavailable
from runtime.actor import Actor
from runtime.connections import DatabaseAway, StatementFailed, StatementTooSlow, without_values
from runtime.database import Database
from runtime.lane import StatementRefused
from runtime.notes import LONGEST_NAME, notes

log = logging.getLogger("hub.planner")

SIGNED_OUT = Uncovered((), "nobody has signed in")
REFUSED = Uncovered((), "the database refused the statement")
WRONG = Uncovered((), "a value is not what its type says")


class Planned:
    """Plans kept in this process, and lanes to run them on."""

    def __init__(self, plans: Plans, database: Database) -> None:
        self._plans, self._database = plans, database

    async def answer(self, asked: GraphQLRequestData, context: Context) -> Response | Uncovered:
        """The answer, or why the executor is to give it. What was read is noted in the context's reader."""
        if context.actor is None or asked.query is None:
            return SIGNED_OUT
        actor = context.actor
        found = self._plans.of(
            asked.query,
            asked.variables,
            asked.operation_name,
            actor.sees,
            recorded=actor.is_recorded,
            scopes=actor.scopes,
        )
        if isinstance(found, Uncovered):
            return found
        try:
            return await self._answered(found, actor, context)
        except DatabaseAway as error:
            log.error("database away", exc_info=without_values(error))
            return unavailable()
        except StatementTooSlow as error:
            # The executor would ask the same of the same database.
            log.error("took too long", exc_info=without_values(error))
            return unavailable(TOO_SLOW)

    async def _answered(self, found: Ready, actor: Actor, context: Context) -> Response | Uncovered:
        try:
            data = await self._data(found, actor, context)
        except (DatabaseAway, StatementTooSlow):
            raise
        except StatementRefused as error:
            log.warning("a statement was refused", exc_info=without_values(error))
            return REFUSED
        except Exception as error:
            if not isinstance(error, WrongAnswer):
                # What fails in a value, and not in the planner, fails the executor too, which says where. The
                # error itself can quote the value.
                kept = StatementFailed(f"an answer could not be written: {type(error).__name__}")
                log.error("the planner failed", exc_info=kept.with_traceback(error.__traceback__))
            return WRONG
        noted = notes()
        noted.kind, noted.outcome = "query", "ok"
        noted.operation = None if found.name is None else found.name[:LONGEST_NAME]
        return Response(b'{"data":%b}' % data, media_type="application/json")

    async def _data(self, ready: Ready, actor: Actor, context: Context) -> bytes:
        stated = setting, value = actor.setting
        of_request = {"setting": setting, "value": value, "today": context.today, "request": context}
        parameters = ready.parameters({**actor.parameters, **of_request})
        sql = ready.statement.sql
        answer = await self._database.lanes.fetch(actor.database_role, sql, parameters, stated)
        data, marks = ready.statement.finish(answer)
        if marks:
            context.reader.seen.marked(ready.statement, marks)
        return data
