"""Acts of care and their tariffs."""

from enum import Enum
from typing import Annotated

import strawberry
from strawberry import UNSET

from loaders.acts import ACT_TARIFFS, ACTS, ITS_TARIFFS, ON_DATE, PRACTITIONER, TARIFFS_IN_ORDER
from models.acts import ActRow, ActTariffRow
from planner.choices import Choice
from resolvers.arguments import given
from resolvers.fields import column, computed, declared, many
from schema.care import ActFamily, Basket, CareCategory, Practitioner
from schema.days import day_of
from schema.described import described
from schema.nodes import Node
from schema.scalars import Date, Euros
from schema.searching import Search, found_by


class Nomenclature(Enum):
    NGAP = "NGAP"
    CCAM = "CCAM"
    LPP = "LPP"
    NABM = "NABM"
    MEDICINE = "MEDICINE"
    HOSPITAL = "HOSPITAL"
    GROUP = "GROUP"
    NONE = "NONE"


class DeductibleKind(Enum):
    MEDICINE = "MEDICINE"
    PARAMEDICAL = "PARAMEDICAL"
    TRANSPORT = "TRANSPORT"


class Certainty(Enum):
    LAW = "L"
    PUBLISHED = "S"
    KNOWN_WELL = "K-high"
    KNOWN = "K-med"
    KNOWN_BADLY = "K-low"


described(
    Nomenclature,
    "The list that a code is of (nomenclature).",
    {
        "NGAP": "Acts of practitioners and auxiliaries (NGAP).",
        "CCAM": "Technical medical and dental acts (CCAM).",
        "LPP": "Devices and appliances (LPP).",
        "NABM": "Laboratory analyses (NABM).",
        "MEDICINE": "Medicines (médicaments).",
        "HOSPITAL": "Stays and charges of hospitals (séjours).",
        "GROUP": "No code of a list, but a group of them.",
        "NONE": "In no list: the social security does not know it (hors nomenclature).",
    },
)
described(
    DeductibleKind,
    "What a deductible is taken off for (franchise médicale).",
    {
        "MEDICINE": "A box of medicine (boîte de médicament).",
        "PARAMEDICAL": "An act of an auxiliary (acte paramédical).",
        "TRANSPORT": "A transport of a patient (transport sanitaire).",
    },
)
described(
    Certainty,
    "How far a tariff can be trusted.",
    {
        "LAW": "Read in the text of the law.",
        "PUBLISHED": "Read on a public page.",
        "KNOWN_WELL": "Known, not looked up: sure.",
        "KNOWN": "Known, not looked up: likely.",
        "KNOWN_BADLY": "Known, not looked up: check before relying on it.",
    },
)

TariffsDay = Annotated[
    Date | None,
    strawberry.argument(
        description="A day of care from 1990 to 2100: tariffs that hold on it. All, of any day, if unsaid."
    ),
]
ActsDay = Annotated[
    Date | None,
    strawberry.argument(
        description="A day of care from 1990 to 2100: acts with a tariff that holds on it. All if unsaid."
    ),
]


@strawberry.type(description="What an act is paid by, from one day to another (tarif).")
@declared(ACT_TARIFFS)
class ActTariff:
    practitioner: Practitioner | None = column(
        PRACTITIONER, "Whose acts it is for (secteur); null where it holds for all."
    )
    valid_from: Date = column(ActTariffRow.valid_from, "First day of care that it holds for.")
    valid_to: Date | None = column(
        ActTariffRow.valid_to, "First day of care that it no longer holds for; null while none is set."
    )
    reimbursement_base: Euros | None = column(
        ActTariffRow.reimbursement_base,
        "Base of one act (base de remboursement, BR); null where what was spent is the base.",
    )
    rate: float = column(
        ActTariffRow.rate, "Share of the base that the social security pays, 0 to 1 (taux de remboursement)."
    )
    limit_price: Euros | None = column(
        ActTariffRow.limit_price,
        "The highest price allowed (prix limite de vente); null where there is none.",
    )
    source: str = column(ActTariffRow.source, "Where it was read.")
    certainty: Certainty = computed(
        Certainty, "How far it can be trusted.", needs={"value": ActTariffRow.certainty}
    )


def _on_date(on_date: TariffsDay = UNSET) -> Choice:
    return Choice.of({"on_date": day_of(on_date)})


@strawberry.type(description="An act, a good or a stay that can be paid for (acte).")
@declared(ACTS)
class Act(Node):
    code: str = column(ActRow.code, "Its code.")
    label: str = column(ActRow.label, "What it is, in French.")
    nomenclature: Nomenclature = column(ActRow.nomenclature, "The list that the code is of.")
    category: CareCategory = column(ActRow.category, "Category of care.")
    family: ActFamily = column(ActRow.family, "Family of acts.")
    basket: Basket | None = column(
        ActRow.basket, "Basket of 100 % Santé (panier); null for an act that is in none."
    )
    flat_contribution: bool = column(
        ActRow.flat_contribution,
        "Whether the flat contribution (participation forfaitaire) is taken off the social security’s part.",
    )
    deductible_kind: DeductibleKind | None = column(
        ActRow.deductible_kind, "Which deductible (franchise médicale) is taken off it; null for none."
    )
    tariffs: list[ActTariff] = many(
        ACT_TARIFFS,
        "What it is paid by (tarifs): those of the day of care count.",
        on=ITS_TARIFFS,
        order=TARIFFS_IN_ORDER,
        criteria=(ON_DATE,),
        choose=_on_date,
    )


def choose_acts(search: Search = UNSET, on_date: ActsDay = UNSET) -> Choice:
    """The choice that the arguments of the list of acts make."""
    return Choice.of({"search": found_by(given(search)), "on_date": day_of(on_date)})
