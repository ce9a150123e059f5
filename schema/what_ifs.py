"""A year on another level: what would have been paid."""

from typing import Annotated

import strawberry

from resolvers.fields import HubInfo
from resolvers.what_ifs import Compared, what_if_at
from schema.products import Plan, plan_of
from schema.scalars import Date, Euros

HIDDEN = "Les soins d’un adulte qui ne partage pas ses remboursements ne sont pas comptés ({0} lignes)."
LEFT_OUT = "{0} lignes ne sont pas comptées : leur montant à cet autre niveau n’est pas connu."
CONSENTED = (
    "Seuls sont comptés les soins de l’adhérent, des mineurs, et des adultes qui ont donné leur accord."
)
SOME_LEFT_OUT = "Des lignes ne sont pas comptées : leur montant à cet autre niveau n’est pas connu."
ALLOWANCES = "Les forfaits de l’autre niveau sont comptés entiers au début de la période."


@strawberry.type(description="The last twelve months of a contract at another level (et si).")
class WhatIf:
    first_day: Date = strawberry.field(description="The first day of care that is counted.")
    last_day: Date = strawberry.field(description="The last: today.")
    current_level: Plan | None = strawberry.field(description="The level of today.")
    level: Plan = strawberry.field(description="The other level.")
    lines: int | None = strawberry.field(description="How many lines are counted; null for a broker.")
    lines_left_out: int | None = strawberry.field(
        description="How many are not: of who does not share, or of no known price; null for a broker."
    )
    spent: Euros | None = strawberry.field(description="What the care cost; null for a broker.")
    social_security_paid: Euros | None = strawberry.field(
        description="Paid by the social security, at any level; null for a broker."
    )
    current_complementary_paid: Euros = strawberry.field(description="Paid by the contract, as it was.")
    complementary_paid: Euros = strawberry.field(description="What it would have paid at the other level.")
    current_remaining: Euros = strawberry.field(description="What was left to pay (reste à charge).")
    remaining: Euros = strawberry.field(description="What would have been left at the other level.")
    premium_difference: Euros | None = strawberry.field(
        description="What the other level costs more a year, at today’s ages; null where not known."
    )
    notices: list[str] = strawberry.field(description="What is to be known of it, in French.")


async def what_if(
    info: HubInfo,
    contract_id: Annotated[strawberry.ID, strawberry.argument(description="The id of a health contract.")],
    level: Annotated[int, strawberry.argument(description="The rank of another level of its product.")],
) -> WhatIf | None:
    found = await what_if_at(info.context, str(contract_id), level)
    if found is None:
        return None
    total = found.replayed
    then = plan_of(dict(found.level_then))
    assert then is not None
    difference = found.premium_difference
    shown = not found.by_consent
    return WhatIf(
        first_day=Date(found.first),
        last_day=Date(found.last),
        current_level=None if found.level is None else plan_of(dict(found.level)),
        level=then,
        lines=total.lines if shown else None,
        lines_left_out=total.left_out + found.hidden if shown else None,
        spent=Euros(total.spent) if shown else None,
        social_security_paid=Euros(total.social_security_paid) if shown else None,
        current_complementary_paid=Euros(total.complementary_paid),
        complementary_paid=Euros(total.complementary_then),
        current_remaining=Euros(total.remaining),
        remaining=Euros(total.remaining_then),
        premium_difference=None if difference is None else Euros(difference),
        notices=_notices(found),
    )


def _notices(found: Compared) -> list[str]:
    """To a broker no number of lines: how often somebody had care is theirs."""
    left_out = found.replayed.left_out
    if found.by_consent:
        return [ALLOWANCES, CONSENTED, *([SOME_LEFT_OUT] if left_out else [])]
    hidden = [HIDDEN.format(found.hidden)] if found.hidden else []
    return [ALLOWANCES, *hidden, *([LEFT_OUT.format(left_out)] if left_out else [])]
