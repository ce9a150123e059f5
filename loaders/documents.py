"""The rows of documents: of a household, of a contract, and of a démarche."""

from dataclasses import replace

from sqlalchemy import and_, any_, exists, func, or_, select, true

from loaders import visibility
from loaders.statements import lines_hidden, lines_shown, my_lines, there_are
from loaders.visibility_people import about_an_adult, kept_from_the_holder, sent_and_kept_from_the_holder
from models.base import table_of
from models.contracts import ContractRow, CoverageRow
from models.documents import (
    CONTRACT_DOCUMENTS,
    COVER_DOCUMENTS,
    OWN_DOCUMENTS,
    DocumentRow,
    ProcedureDocumentRow,
)
from models.members import MemberRow
from models.people import PersonRow
from models.procedures import ProcedureRow
from planner.choices import given_texts
from planner.declarations import Criterion, Order, Page, Rows
from runtime.actor import Role

DOCUMENT, SENT = DocumentRow, ProcedureDocumentRow

_OF_A_CONTRACT = DOCUMENT.kind.in_(CONTRACT_DOCUMENTS)
_OF_WHO_IS_COVERED = DOCUMENT.kind.in_(COVER_DOCUMENTS)
_COVERED_ME_THEN = (
    exists()
    .where(
        CoverageRow.member_id == DOCUMENT.member_id,
        CoverageRow.contract_id == DOCUMENT.contract_id,
        CoverageRow.person_id == visibility.PERSON_ID,
        or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > DOCUMENT.issued_on),
    )
    .correlate_except(CoverageRow)
)
_ABOUT_AN_ADULT = about_an_adult(DOCUMENT.member_id, DOCUMENT.person_id)
_SENT_WITH_WHAT_IS_KEPT = exists(
    select(SENT.document_id)
    .join(
        ProcedureRow,
        and_(ProcedureRow.member_id == SENT.member_id, ProcedureRow.procedure_id == SENT.procedure_id),
    )
    .where(
        SENT.member_id == DOCUMENT.member_id,
        SENT.document_id == DOCUMENT.document_id,
        sent_and_kept_from_the_holder(ProcedureRow),
    )
    .correlate_except(SENT, ProcedureRow)
)
_AN_ADULTS_OWN = or_(
    kept_from_the_holder(DOCUMENT.member_id, DOCUMENT.person_id),
    and_(DOCUMENT.kind.in_(OWN_DOCUMENTS), _ABOUT_AN_ADULT),
    and_(or_(DOCUMENT.person_id.is_(None), _ABOUT_AN_ADULT), _SENT_WITH_WHAT_IS_KEPT),
)
"""Also a paper that says of nobody whose it is, but was sent with a démarche that does."""

_OF_NO_PAYMENT = DOCUMENT.statement_id.is_(None)
_OF_MY_PAYMENT = there_are(my_lines(DOCUMENT))
_OF_A_PAYMENT_SHOWN = and_(
    there_are(lines_shown(DOCUMENT)),
    or_(DOCUMENT.person_id.is_not(None), ~there_are(lines_hidden(DOCUMENT))),
)
"""What was made for nobody in particular holds the lines of all."""

_HOUSEHOLDS = {
    Role.MEMBER: and_(
        DOCUMENT.member_id == visibility.MEMBER_ID,
        ~_AN_ADULTS_OWN,
        or_(_OF_NO_PAYMENT, _OF_A_PAYMENT_SHOWN),
    ),
    Role.BENEFICIARY: and_(
        DOCUMENT.member_id == visibility.MEMBER_ID,
        (DOCUMENT.person_id == visibility.PERSON_ID)
        | and_(DOCUMENT.person_id.is_(None), _OF_WHO_IS_COVERED, _COVERED_ME_THEN),
        or_(_OF_NO_PAYMENT, _OF_MY_PAYMENT),
    ),
    Role.AGENT: true(),
}

DOCUMENTS = Rows(
    type_name="Document",
    tag="doc",
    table=table_of(DOCUMENT),
    key=(DOCUMENT.member_id, DOCUMENT.document_id),
    visible=visibility.scope({
        **_HOUSEHOLDS,
        Role.BROKER: and_(
            DOCUMENT.broker_id == visibility.BROKER_ID,
            visibility.in_portfolio(DOCUMENT.member_id),
            _OF_A_CONTRACT,
        ),
    }),
    person=DOCUMENT.person_id,
)  # fmt: skip

PROCEDURE_DOCUMENTS = replace(
    DOCUMENTS,
    joins=(
        (
            table_of(SENT),
            and_(SENT.member_id == DOCUMENT.member_id, SENT.document_id == DOCUMENT.document_id),
        ),
    ),
    visible=visibility.scope(_HOUSEHOLDS),
)
"""The same, by way of a démarche. Brokers do not see what belongs to one."""

_HOLDER = (
    select(PersonRow.person_id)
    .where(PersonRow.member_id == DOCUMENT.member_id, PersonRow.is_holder)
    .correlate_except(PersonRow)
    .scalar_subquery()
)

STATEMENT_DOCUMENTS = replace(
    DOCUMENTS,
    where=and_(
        DOCUMENT.kind == "STATEMENT",
        DOCUMENT.person_id == func.coalesce(visibility.PERSON_ID, _HOLDER),
    ),
)
"""Of a statement's documents, one for each who reads it, the reader's; for an agent the holder's."""

CRITERIA = (Criterion("kinds", DOCUMENT.kind == any_(given_texts("kinds"))),)
NEWEST = Order("ISSUED_ON", (DOCUMENT.issued_on, DOCUMENT.document_id), descending=True)

OF_MEMBER = Page(
    "documents", DOCUMENTS, (NEWEST,), on=((MemberRow.member_id, DOCUMENT.member_id),), criteria=CRITERIA
)
OF_CONTRACT = Page(
    "contract documents",
    DOCUMENTS,
    (NEWEST,),
    on=((ContractRow.member_id, DOCUMENT.member_id), (ContractRow.contract_id, DOCUMENT.contract_id)),
    criteria=CRITERIA,
)
