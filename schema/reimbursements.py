"""Reimbursements: what was spent on an act, and who paid which part of it."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import Parent

from loaders.acts import ACTS
from loaders.beneficiaries import BENEFICIARIES
from loaders.contracts import CONTRACTS
from loaders.reimbursements import REIMBURSEMENT_TOTALS, REIMBURSEMENTS, SEEN_IN_FULL
from loaders.statements import STATEMENTS
from models.acts import ActRow
from models.contracts import ContractRow, CoverageRow
from models.reimbursements import ReimbursementRow as Line
from models.statements import StatementRow
from planner.declarations import Column
from resolvers.arguments import HubInfo
from resolvers.fields import column, computed, declared, one, total
from resolvers.pages import PageOfRows
from schema.acts import Act
from schema.care import ActFamily, CareCategory
from schema.explanations import ExplanationStep, explained
from schema.nodes import Node
from schema.pages import Connection
from schema.reimbursement_enums import DetailLevel, Payee, ReimbursementSource, ReimbursementStatus
from schema.scalars import Date, Euros

if TYPE_CHECKING:
    from schema.beneficiaries import Beneficiary
    from schema.contracts import Contract
    from schema.statements import Statement


def hidden(expression: Any, description: str) -> Any:
    return column(expression, f"{description} Null in AMOUNTS_ONLY.", restricted=True)


@strawberry.type(
    description=(
        "One line of reimbursement (prestation). spent = socialSecurityPaid + complementaryPaid + otherPaid +"
        " remaining, to the cent; a line that takes another back has negative amounts. Of an adult who"
        " has not shared, the holder sees detail, paidOn, complementaryPaid, status, beneficiary, contract."
    )
)
@declared(REIMBURSEMENTS)
class Reimbursement(Node):
    detail: DetailLevel = computed(
        lambda full: DetailLevel.FULL if full else DetailLevel.AMOUNTS_ONLY,
        "How much of the line you see.",
        needs={"full": SEEN_IN_FULL},
    )
    status: ReimbursementStatus = column(Line.status, "What became of it.")
    paid_on: Date | None = column(Line.paid_on, "When it was paid; null while it is not.")
    complementary_paid: Euros = column(Line.complementary_paid, "Paid by the contract (part complémentaire).")
    beneficiary: Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")] = one(
        BENEFICIARIES,
        "Whose care it is.",
        on=((Line.member_id, CoverageRow.member_id), (Line.coverage_id, CoverageRow.coverage_id)),
        always="a line is about the person of its coverage",
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] = one(
        CONTRACTS,
        "The contract that pays.",
        on=((Line.member_id, ContractRow.member_id), (Line.contract_id, ContractRow.contract_id)),
        always="a line is about somebody whom its contract covers, or covered",
    )
    statement: Annotated["Statement", strawberry.lazy("schema.statements")] | None = one(
        STATEMENTS,
        "The payment it is part of (décompte); null while it is not paid, and in AMOUNTS_ONLY.",
        on=((Line.member_id, StatementRow.member_id), (Line.statement_id, StatementRow.statement_id)),
        restricted=True,
    )
    care_date: Date | None = hidden(Line.care_date, "Day of the care (date des soins).")
    label: str | None = hidden(Line.label, "What was done, in French.")
    category: CareCategory | None = hidden(Line.category, "Category of care.")
    family: ActFamily | None = hidden(Line.family, "Family of acts.")
    act: Act | None = one(
        ACTS,
        "The act; null where its code is not in the catalogue, and in AMOUNTS_ONLY.",
        on=((Line.act_id, ActRow.act_id),),
        restricted=True,
    )
    quantity: int | None = hidden(Line.quantity, "How many.")
    professional: str | None = hidden(Line.professional, "Who gave the care (professionnel de santé).")
    spent: Euros | None = hidden(Line.spent, "What was asked for it (dépense).")
    reimbursement_base: Euros | None = hidden(
        Line.reimbursement_base, "Its tariff times the quantity (base de remboursement)."
    )
    social_security_paid: Euros | None = hidden(
        Line.social_security_paid, "Paid by the social security, net of flatContribution and deductible."
    )
    flat_contribution: Euros | None = hidden(
        Line.flat_contribution, "Left to the person by law (participation forfaitaire)."
    )
    deductible: Euros | None = hidden(Line.deductible, "Left to the person by law (franchise médicale).")
    other_paid: Euros | None = hidden(Line.other_paid, "Paid by another contract.")
    remaining: Euros | None = hidden(Line.remaining, "What is left to pay (reste à charge).")
    payee: Payee | None = hidden(Line.payee, "Who is paid.")
    source: ReimbursementSource | None = hidden(Line.source, "How the hub came to know of it.")
    reverses: Annotated["Reimbursement", strawberry.lazy("schema.reimbursements")] | None = one(
        REIMBURSEMENTS,
        "The line that this one takes back; null in AMOUNTS_ONLY.",
        on=((Line.member_id, Line.member_id), (Line.reverses_id, Line.reimbursement_id)),
        restricted=True,
    )
    reversed_by: Annotated["Reimbursement", strawberry.lazy("schema.reimbursements")] | None = one(
        REIMBURSEMENTS,
        "The line that takes this one back; null in AMOUNTS_ONLY.",
        on=((Line.member_id, Line.member_id), (Line.reimbursement_id, Line.reverses_id)),
        restricted=True,
    )
    explanation: list[ExplanationStep] | None = computed(
        explained,
        "How every cent came about; null for a line that was not explained, and in AMOUNTS_ONLY.",
        needs={"kept": Column(Line.explanation, restricted=True)},
    )
    rules_version: str | None = hidden(
        Line.rules_version, "Of the rules it was priced by; null for a line that was not priced here."
    )


def summed(expression: Any, description: str, *, restricted: bool = True) -> Any:
    said = f"{description} Lines in AMOUNTS_ONLY are left out." if restricted else description
    return total(expression, said, restricted=restricted)


@strawberry.type(description="What the lines of all pages add up to, in euros.")
@declared(REIMBURSEMENT_TOTALS)
class ReimbursementTotals:
    complementary_paid: Euros = summed(Line.complementary_paid, "Paid by the contract.", restricted=False)
    spent: Euros = summed(Line.spent, "Spent.")
    reimbursement_base: Euros = summed(Line.reimbursement_base, "Tariffs.")
    social_security_paid: Euros = summed(Line.social_security_paid, "Paid by the social security.")
    flat_contribution: Euros = summed(Line.flat_contribution, "Flat contributions.")
    deductible: Euros = summed(Line.deductible, "Deductibles.")
    other_paid: Euros = summed(Line.other_paid, "Paid by other contracts.")
    remaining: Euros = summed(Line.remaining, "Left to pay.")


async def _totals(page: Parent[PageOfRows], info: HubInfo) -> Any:
    return await info.context.reader.totals(page.source, REIMBURSEMENT_TOTALS, page.parent, page.choice)


@strawberry.type(description="A page of lines of reimbursement.")
class ReimbursementConnection(Connection[Reimbursement]):
    totals: ReimbursementTotals = strawberry.field(
        resolver=_totals, description="What the lines of all pages add up to. Added up only when asked for."
    )
