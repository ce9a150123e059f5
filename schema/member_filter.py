"""How households are searched for and chosen."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from planner.choices import BadArgument, Choice
from resolvers.arguments import given, names_of, searched
from rules import search as searching
from schema.enums import ContractStatus, LineOfBusiness

LONGEST_CODE, MOST_LEVELS = 30, 100


@strawberry.input(description="A product that a contract is of today, or one level of it.")
class LevelFilter:
    product: str = strawberry.field(description="Code of the product, as `Product.code` has it: SANTE_PRO.")
    rank: int | None = strawberry.field(
        default=UNSET,
        description="Rank of the level that holds today, from 1: see `Product.plans`. All, if unsaid.",
    )


@strawberry.input(description="Which households are meant; what is left out leaves all.")
class MemberFilter:
    line_of_business: list[LineOfBusiness] | None = strawberry.field(
        default=UNSET, description="With a contract of one of these lines of business."
    )
    contract_status: list[ContractStatus] | None = strawberry.field(
        default=UNSET, description="With a contract in one of these states."
    )
    level: LevelFilter | None = strawberry.field(
        default=UNSET, description="With a contract of this product, at this level, that is in force today."
    )
    in_arrears: bool | None = strawberry.field(
        default=UNSET,
        description="True: with an instalment that was rejected and is not recovered; false: without.",
    )


Search = Annotated[
    str | None,
    strawberry.argument(description="Words that begin words of the holder’s names, or the member number."),
]
Filter = Annotated[MemberFilter | None, strawberry.argument(description="Which households; all if unsaid.")]


def choose(search: Search = UNSET, filter: Filter = UNSET) -> Choice:  # noqa: A002  # the API's word
    """The choice that the arguments make."""
    return Choice.of({**_found(searched(given(search), "search")), **_filtered(given(filter))})


def _found(words: list[str]) -> dict[str, Any]:
    """The longest word leads, by a range of an index; the others are looked for in what it finds."""
    if not words:
        return {}
    lead = max(words, key=len)
    others = [word for word in words if word is not lead]
    return {
        "word": lead,
        "word_end": searching.end_of(lead),
        "words": searching.patterns(others) or None,
    }


def _filtered(wanted: MemberFilter | None) -> dict[str, Any]:
    if wanted is None:
        return {}
    in_arrears = given(wanted.in_arrears)
    return {
        "line_of_business": names_of(wanted.line_of_business),
        "contract_status": names_of(wanted.contract_status),
        "in_arrears": in_arrears or None,
        "up_to_date": True if in_arrears is False else None,
        **_leveled(given(wanted.level)),
    }


def _leveled(wanted: LevelFilter | None) -> dict[str, Any]:
    if wanted is None:
        return {}
    code, rank = wanted.product.strip().upper(), given(wanted.rank)
    if not (0 < len(code) <= LONGEST_CODE and code.isprintable()):
        problem = f"`filter.level.product` is the code of a product, of 1 to {LONGEST_CODE} characters."
        raise BadArgument("filter", problem)
    if rank is not None and not 1 <= rank <= MOST_LEVELS:
        raise BadArgument("filter", f"`filter.level.rank` is a whole number from 1 to {MOST_LEVELS}.")
    return {"product": code, "level": rank}
