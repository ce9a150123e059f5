"""The oracle: any operation by any reader is answered alike both ways, by plans made anew or for somebody else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from runtime.actor import Actor
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from tests.both_ways import SCHEMA, Answer, Asked, Judge, read
from tests.planner.coverage import Coverage
from tests.planner.goals import Goal
from tests.planner.operations import Operation, operations
from tests.planner.values import Draw, Known

Reader = tuple[Identity, Actor]
SEE_MUCH = ("member", "spouse", "agent", "broker")
SPOILED = (
    # Rows that are not where others say they are.
    "DO $$ DECLARE each record; BEGIN FOR each IN SELECT conrelid::regclass AS t, conname FROM pg_constraint"
    " WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0 LOOP"
    " EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.t, each.conname); END LOOP; END $$",
    "UPDATE contracts SET product_id = 0 WHERE number IN ('P-800001', 'S-800003')",
    "UPDATE reimbursements SET contract_id = 0 WHERE source_key LIKE '%/3'",
    "UPDATE procedures SET contract_id = 0 WHERE kind = 'COMPLAINT'",
    "ALTER TABLE contracts ALTER COLUMN status DROP NOT NULL",
    "UPDATE contracts SET status = NULL WHERE number = 'S-800001'",
    # What Python makes of columns, and cannot make of these.
    """UPDATE reimbursements SET explanation = '[[null, "1.00"]]' WHERE source_key LIKE '%/2'""",
)


async def spoil(database: Database) -> None:
    async with as_owner(database.addresses) as owner:
        for statement in SPOILED:
            await owner.exec_driver_sql(statement)


@dataclass(repr=False)
class Oracle:
    judge: Judge
    readers: Mapping[str, Reader]
    known: Known
    ways: Counter[str] = field(default_factory=Counter)
    """How the operations were answered. Of the executor compared with itself nothing would come."""
    askers: Counter[str] = field(default_factory=Counter)
    """Whom the planner has answered, and how often."""
    coverage: Coverage = field(default_factory=lambda: Coverage(SCHEMA._schema))
    """Of what the planner has answered."""
    wrong: list[str] = field(default_factory=list)
    """What was found and not raised."""

    def __repr__(self) -> str:
        return "oracle"

    def _repr_pretty_(self, printer: RepresentationPrinter, _: bool) -> None:
        """Hypothesis would write it field by field, and warn of the length instead of telling what it found."""
        printer.text("oracle")

    async def alike(self, who: str, query: str, variables: Mapping[str, Any]) -> Answer:
        """The answer, which is the same both ways; `Disagreement` if it is not."""
        asked = Asked(who, query, variables)
        reference = await self.judge.reference(asked, *self.readers[who])
        return await self.agrees(asked, reference)

    async def agrees(self, asked: Asked, reference: Answer) -> Answer:
        way = await self.judge.way(asked, *self.readers[asked.who], reference)
        self.ways[way] += 1
        self.askers[asked.who] += way == "planned"
        if way == "planned" and (document := read(asked.query)) is not None:
            self.coverage.add(document, dict(asked.variables), reference.plain)
        return reference


def drawn(asked: st.SearchStrategy[tuple[Asked, ...]], chance: str, most: int) -> list[tuple[Asked, ...]]:
    """Some of them, without a test around. What is drawn with the same chance is drawn alike: who asks for many
    things needs another for each, or is unlucky with all of them at once.
    """
    found: list[tuple[Asked, ...]] = []

    @seeded(chance)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
    )
    @given(asked)
    def collect(several: tuple[Asked, ...]) -> None:
        found.append(several)

    collect()
    return found


@st.composite
def led(draw: Draw, oracle: Oracle, who: str, goal: Goal) -> tuple[Asked, ...]:
    """One operation of somebody's that comes to the goal."""
    role = oracle.readers[who][1].sees
    operation: Operation = draw(operations(SCHEMA._schema, oracle.known, role, goal))
    return (Asked(who, operation.query, operation.variables),)


@st.composite
def questions(draw: Draw, oracle: Oracle) -> tuple[Asked, ...]:
    """Of anybody: mostly of those who see much."""
    in_several = [who for who, (identity, _) in oracle.readers.items() if len(identity.capacities) > 1]
    programs = [who for who, (_, actor) in oracle.readers.items() if actor.scopes is not None]
    seldom = [*sorted(in_several), *sorted(programs)]
    who = draw(st.sampled_from([*SEE_MUCH * 8, *seldom * 2, *sorted(oracle.readers)]))
    found: tuple[Asked, ...] = draw(of_reader(oracle, who))
    return found


@st.composite
def of_reader(draw: Draw, oracle: Oracle, who: str) -> tuple[Asked, ...]:
    """One operation; if it has variables, with other values too, by which a plan that is kept shows what it is."""
    role = oracle.readers[who][1].sees
    operation: Operation = draw(operations(SCHEMA._schema, oracle.known, role))
    first = Asked(who, operation.query, operation.variables)
    if operation.again != operation.variables:
        return first, Asked(who, operation.query, operation.again)
    return (first,)
