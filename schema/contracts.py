"""Contracts of a household."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from loaders.beneficiaries import BENEFICIARIES, HOLDER_FIRST
from loaders.brokers import BROKERS
from loaders.contracts import CONTRACTS, END_DATE, STATUS
from loaders.documents import OF_CONTRACT as DOCUMENTS_OF_CONTRACT
from loaders.features import FACTS, READER
from loaders.guarantees import GUARANTEES
from loaders.installments import OF_YEAR, PAYMENT_SCHEDULES
from loaders.level_changes import LEVEL_CHANGES
from loaders.members import MEMBERS
from loaders.plans import PLAN_IN_FULL
from loaders.premiums import PREMIUMS
from loaders.products import PRODUCTS
from loaders.third_party_cards import THIRD_PARTY_CARDS
from models.brokers import BrokerRow
from models.contracts import ContractRow, CoverageRow
from models.guarantees import GuaranteeRow
from models.installments import InstallmentRow
from models.members import MemberRow
from models.products import ProductRow
from models.third_party_cards import ThirdPartyCardRow
from resolvers.fields import column, computed, declared, many, one, page
from schema.brokers import Broker
from schema.days import on_date
from schema.documents import Document, choose_documents
from schema.enums import ContractStatus, LineOfBusiness
from schema.features import Feature, of_contract
from schema.guarantees import Guarantee
from schema.installments import PaymentSchedule, of_year
from schema.level_changes import LevelChangeEligibility
from schema.nodes import Node
from schema.pages import Connection
from schema.premiums import Premium
from schema.products import Plan, Product, plan_of
from schema.scalars import Date
from schema.subscribers import Membership, SubscriberKind
from schema.third_party_cards import ThirdPartyCard

if TYPE_CHECKING:
    from schema.beneficiaries import Beneficiary
    from schema.members import Member


ITSELF = (
    (ContractRow.member_id, ContractRow.member_id),
    (ContractRow.contract_id, ContractRow.contract_id),
)


@strawberry.type(description="A contract of a household (contrat).")
@declared(CONTRACTS)
class Contract(Node):
    number: str = column(ContractRow.number, "Contract number (numéro de contrat).")
    line_of_business: LineOfBusiness = column(ContractRow.line_of_business, "What it insures (branche).")
    product: Product = one(
        PRODUCTS, "What was sold (produit).", on=((ContractRow.product_id, ProductRow.product_id),)
    )
    plan: Plan | None = computed(
        plan_of,
        "The level that holds today; before the contract begins its first, after its end its last (niveau)."
        " Null where its product has no levels, and for somebody whom it covers no more.",
        needs={"stored": PLAN_IN_FULL},
    )
    status: ContractStatus = column(
        STATUS, "Where it stands (statut); TERMINATED for somebody whom it covers no more."
    )
    start_date: Date = column(ContractRow.start_date, "First day of cover (date d’effet).")
    end_date: Date | None = column(
        END_DATE,
        "First day without cover; null while none is set. For somebody whom it covers no more, without their"
        " own.",
    )
    subscriber_kind: SubscriberKind = column(ContractRow.subscriber_kind, "Who has signed it (souscripteur).")
    subscriber_name: str | None = column(
        ContractRow.subscriber_name, "The company that has signed it; null where the holder has."
    )
    membership: Membership = column(ContractRow.membership, "How the holder came to it (adhésion).")
    madelin: bool = column(
        ContractRow.madelin, "Whether premiums are taken off taxable income (loi Madelin)."
    )
    responsible: bool = column(
        ContractRow.responsible, "Whether it keeps to the rules of a “contrat responsable”."
    )
    premium: Premium = one(PREMIUMS, "What it costs (cotisation).", on=ITSELF)
    broker: Broker | None = one(
        BROKERS,
        "Who placed it (courtier); null when nobody did.",
        on=((ContractRow.broker_id, BrokerRow.broker_id),),
    )
    member: Annotated["Member", strawberry.lazy("schema.members")] = one(
        MEMBERS,
        "The household it belongs to.",
        on=((ContractRow.member_id, MemberRow.member_id),),
        always="a broker sees contracts of the households that it follows, and of no others",
    )
    beneficiaries: list[Annotated["Beneficiary", strawberry.lazy("schema.beneficiaries")]] = many(
        BENEFICIARIES,
        "The people it covers: the holder, then the spouse, then children by age.",
        on=(
            (ContractRow.member_id, CoverageRow.member_id),
            (ContractRow.contract_id, CoverageRow.contract_id),
        ),
        order=HOLDER_FIRST,
    )
    guarantees: list[Guarantee] = many(
        GUARANTEES,
        "The table of guarantees of the level that held on a day, in the order in which it is read (tableau"
        " de garanties). If no day is said: of today, or of the first or the last day of the contract.",
        on=ITSELF,
        order=(GuaranteeRow.position, GuaranteeRow.guarantee_id),
        choose=on_date,
    )
    payment_schedule: PaymentSchedule | None = one(
        PAYMENT_SCHEDULES,
        "What is due in a year (échéancier); null where nothing is, and for people who are only covered.",
        on=(
            (ContractRow.member_id, InstallmentRow.member_id),
            (ContractRow.contract_id, InstallmentRow.contract_id),
        ),
        criteria=(OF_YEAR,),
        choose=of_year,
    )
    third_party_card: ThirdPartyCard | None = one(
        THIRD_PARTY_CARDS,
        "The card that is valid (carte de tiers payant); null on PROTECTION, where there is none, for"
        " somebody who is not covered today or not on it, and for brokers.",
        on=(
            (ContractRow.member_id, ThirdPartyCardRow.member_id),
            (ContractRow.contract_id, ThirdPartyCardRow.contract_id),
        ),
    )
    level_change: LevelChangeEligibility = one(
        LEVEL_CHANGES, "Whether another level can be asked for (changement de niveau).", on=ITSELF
    )
    features: list[Feature] = computed(
        of_contract, "What can be used for it, and why not.", needs={**FACTS, **READER}
    )
    documents: Connection[Document] = page(
        DOCUMENTS_OF_CONTRACT,
        "Its files, the last issued first (documents), those that you see.",
        choose=choose_documents,
        both_ways=False,
    )
