"""What `./hub explain` does, from the settings to the text that it prints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explain.question import Question
from explain.report import Report
from explain.sql_layout import laid_out
from explain.sql_text import parsed
from explain.terminal import lines_of
from planner.plans import Plans, Ready
from planner.statement import WrongAnswer
from planner.uncovered import Uncovered
from resolvers.context import Context
from routes.planned import REFUSED, WRONG
from runtime.actor import Actor
from runtime.database import Database
from runtime.lane import StatementRefused
from runtime.settings import Settings
from schema.build import RULES, build, catalog_of, fitting, reading
from serving import at_the_demo

SCHEMA = build()
CATALOG = catalog_of(SCHEMA)
PLANS = Plans(SCHEMA, CATALOG, reading(SCHEMA), fitting(SCHEMA))


@dataclass(frozen=True, slots=True)
class Wish:
    """What was put on the command line. `form` is json or sql, or none for people."""

    persona: str
    text: str
    variables: Mapping[str, Any]
    name: str | None
    form: str | None


async def explanation(settings: Settings, wish: Wish) -> str:
    question = Question.of(SCHEMA, RULES, wish.text, wish.variables, wish.name)
    async with at_the_demo(settings, wish.persona) as (database, identity):
        context = Context(database, CATALOG, identity, identity.capacities[0])
        return await explained_to(database, identity.capacities[0], question, wish, context)


async def explained_to(
    database: Database, actor: Actor, question: Question, wish: Wish, context: Context | None = None
) -> str:
    planned = question.planned(PLANS, actor)
    if isinstance(planned, Uncovered):
        return _left(planned, wish)
    if wish.form == "sql":
        return "\n".join(laid_out(parsed(planned.statement.sql)))
    try:
        report = await question.report(SCHEMA, planned, actor, database, context)
    except (StatementRefused, WrongAnswer) as error:
        return _left(REFUSED if isinstance(error, StatementRefused) else WRONG, wish)
    return _told(report, planned, actor, wish)


def _told(report: Report, ready: Ready, actor: Actor, wish: Wish) -> str:
    if wish.form == "json":
        told = {"as": wish.persona, "planned": True, "operation": ready.name, "role": actor.database_role}
        return json.dumps({**told, **report.json}, ensure_ascii=False, indent=2)
    who = f"{wish.persona} ({actor.role})"
    title = f"{ready.name or 'A query'}, asked by {who}: one statement as {actor.database_role}"
    return "\n".join([title, "", *lines_of(report)])


def _left(uncovered: Uncovered, wish: Wish) -> str:
    path, reason = ".".join(uncovered.path), uncovered.reason
    if wish.form == "json":
        told = {"as": wish.persona, "planned": False, "path": list(uncovered.path), "reason": reason}
        return json.dumps(told, ensure_ascii=False, indent=2)
    where = f" at {path}" if path else ""
    executor = "The executor answers, with a statement for each relation."
    return f"The planner does not cover it{where}: {reason}.\n{executor}"
