"""What is asked of an estimate, bounded before it is worked on."""

from collections.abc import Iterator
from datetime import date

import strawberry
from strawberry import UNSET

from resolvers.arguments import given
from rules.refusals import ErrorCode, Refusal
from rules.reimbursement.body_parts import fault_of
from rules.reimbursement.estimating import Planned
from rules.reimbursement.money import HIGHEST
from schema.care import ActFamily, Practitioner
from schema.scalars import Date, Euros

MOST_LINES = 20
MOST_OF_ONE = 2_000
"""Letters of a laboratory are counted one by one."""
LONGEST_CODE = 30


@strawberry.input(description="One line of a quote (devis): an act by its code, or only its family.")
class EstimateLineInput:
    act_code: str | None = strawberry.field(
        default=UNSET, description="Code of the act, as `acts` and the quote have it. This or `family`."
    )
    family: ActFamily | None = strawberry.field(
        default=UNSET, description="Family of the act, where the code is not known. This or `actCode`."
    )
    price: Euros = strawberry.field(
        description="What is asked for the line in all, for the whole of `quantity`: more than 0."
    )
    quantity: int | None = strawberry.field(
        default=UNSET,
        description="How many: 1 to 2000. If unsaid 1, or the days of a daily hospital charge, or the letters"
        " of an act priced by the letter, that `price` is for.",
    )
    practitioner: Practitioner | None = strawberry.field(
        default=UNSET, description="How the practitioner’s fees are bound; SECTOR_1 if unsaid."
    )
    in_care_pathway: bool | None = strawberry.field(
        default=UNSET, description="Whether it is in the care pathway (parcours de soins); true if unsaid."
    )
    in_network: bool | None = strawberry.field(
        default=UNSET,
        description="Whether the professional is of the partner network (réseau de soins); false if unsaid.",
    )
    part: str | None = strawberry.field(
        default=UNSET, description="Which ear or eye, LEFT or RIGHT, or the number of a tooth."
    )


@strawberry.input(description="A quote to be estimated: for whom, when, and its lines.")
class EstimateInput:
    beneficiary_id: strawberry.ID = strawberry.field(description="The id of a Beneficiary.")
    care_date: Date = strawberry.field(
        description="The day of the care: its tariffs, guarantees and allowances decide."
    )
    lines: list[EstimateLineInput] = strawberry.field(description="From 1 to 20, by one professional.")


def faults(asked: EstimateInput) -> Iterator[Refusal]:
    """What is wrong with the lines, each with where it is and what to do."""
    if not 1 <= len(asked.lines) <= MOST_LINES:
        yield _bad(f"Un devis a de 1 à {MOST_LINES} lignes.", "lines")
        return
    for place, line in enumerate(asked.lines):
        yield from _faults(line, ("lines", str(place)))


def _faults(line: EstimateLineInput, where: tuple[str, str]) -> Iterator[Refusal]:
    code, quantity = given(line.act_code), given(line.quantity)
    if (code is None) == (given(line.family) is None):
        yield _bad("Indiquez soit le code de l’acte, soit sa famille.", *where, "actCode")
    elif code is not None and not (0 < len(code.strip()) <= LONGEST_CODE and code.isprintable()):
        yield _bad(f"Un code d’acte a de 1 à {LONGEST_CODE} caractères.", *where, "actCode")
    if not 0 < line.price <= HIGHEST:
        yield _bad("Le prix est un montant de plus de 0 € et d’au plus 1 000 000 €.", *where, "price")
    if quantity is not None and not 1 <= quantity <= MOST_OF_ONE:
        yield _bad(f"La quantité est un nombre de 1 à {MOST_OF_ONE}.", *where, "quantity")
    if (fault := fault_of((given(line.part) or "").upper())) is not None:
        yield _bad(fault, *where, "part")


def planned(asked: EstimateInput) -> list[Planned]:
    """Lines without a fault as the rules know them."""
    return [_planned(line, asked.care_date) for line in asked.lines]


def _planned(line: EstimateLineInput, day: date) -> Planned:
    code, family, practitioner = given(line.act_code), given(line.family), given(line.practitioner)
    in_pathway = given(line.in_care_pathway)
    return Planned(
        day=day,
        spent=line.price,
        act_code=None if code is None else code.strip().upper(),
        family=None if family is None else family.value,
        quantity=given(line.quantity) or 1,
        counted=given(line.quantity) is not None,
        practitioner=None if practitioner is None else practitioner.value,
        in_pathway=True if in_pathway is None else in_pathway,
        in_network=given(line.in_network),
        part=(given(line.part) or "").upper(),
    )


def _bad(message: str, *where: str) -> Refusal:
    return Refusal(ErrorCode.BAD_USER_INPUT, message, where)
