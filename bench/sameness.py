"""Before anything is measured, all contenders have to say the same."""

import json
from collections.abc import Sequence
from typing import Any

from bench.contenders import Contender, ContenderFailed, postgraphile
from bench.load import Connection
from bench.operations import Operation
from bench.postgraphile.words import in_our_words, without_cursors
from runtime.actor import Actor

LOOKED_AT = 25
"""Actors."""


class NotTheSame(ContenderFailed):
    """A contender answers something else than the hub; the message says which, and what."""


async def demand_the_same(
    operation: Operation, contenders: Sequence[Contender], asked: Sequence[tuple[Actor, str]]
) -> None:
    """The first contender is the measure. One without rights is compared where there is nothing to hide."""
    compared = dict.fromkeys((each.name for each in contenders), 0)
    for actor, token in asked[:LOOKED_AT]:
        answers = [await _data(each, operation, actor, token) for each in contenders]
        hides = _hides(operation, answers[0])
        for contender, answer in zip(contenders, answers, strict=True):
            if hides and contender.has_no_rights:
                continue
            compared[contender.name] += 1
            if answer != wanted(contender, operation, answers[0]):
                raise NotTheSame(
                    f"{operation.name}: {contender.name} says {json.dumps(answer)[:2000]}"
                    f" and {contenders[0].name} {json.dumps(answers[0])[:2000]}"
                )
    if not all(compared.values()):
        raise NotTheSame(f"{operation.name}: nothing could be compared: {compared}")


async def _data(contender: Contender, operation: Operation, actor: Actor, token: str) -> Any:
    connection = await Connection.open(contender.port)
    try:
        status, body = await connection.ask(contender.ask(operation, actor, token))
    finally:
        connection.close()
    answer = json.loads(body)
    if status != 200 or "data" not in answer or answer.get("errors"):  # HTTP's own number
        raise NotTheSame(f"{operation.name}: {contender.name} answers {status} {body[:2000]!r}")
    if contender.request is postgraphile:
        return in_our_words(operation, answer["data"], actor.member_id)
    return answer["data"]


def wanted(contender: Contender, operation: Operation, data: Any) -> Any:
    return without_cursors(operation, data) if contender.request is postgraphile else data


def _hides(operation: Operation, data: Any) -> bool:
    """Whether a line is there of which the reader sees no more than the amount that was paid."""
    if operation.name not in {"home", "reimbursements"}:
        return False
    return any(edge["node"]["label"] is None for edge in data["me"]["reimbursements"]["edges"])
