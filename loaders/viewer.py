"""What the one who asks is, in the capacity in use."""

from sqlalchemy import and_, case, or_, select

from loaders import visibility
from loaders.beneficiaries import BENEFICIARIES
from loaders.brokers import BROKERS
from models.base import table_of
from models.brokers import BrokerRow
from models.contracts import ContractRow, CoverageRow
from planner.declarations import Root

_MINE, _ITS_CONTRACT = table_of(CoverageRow).alias("mine"), table_of(ContractRow).alias("its_contract")

_HOLDS_TODAY = and_(
    _MINE.c.covered_from <= visibility.TODAY,
    or_(_MINE.c.covered_to.is_(None), _MINE.c.covered_to > visibility.TODAY),
)
_THE_ONE = (
    select(_MINE.c.coverage_id)
    .join(
        _ITS_CONTRACT,
        and_(
            _ITS_CONTRACT.c.member_id == _MINE.c.member_id,
            _ITS_CONTRACT.c.contract_id == _MINE.c.contract_id,
            _ITS_CONTRACT.c.line_of_business == "HEALTH",
        ),
    )
    .where(_MINE.c.member_id == visibility.MEMBER_ID, _MINE.c.person_id == visibility.PERSON_ID)
    .order_by(case((_HOLDS_TODAY, 0), else_=1), _MINE.c.covered_from.desc(), _MINE.c.coverage_id.desc())
    .limit(1)
    .scalar_subquery()
)

OWN_COVERAGE = Root(
    BENEFICIARIES,
    where=and_(
        CoverageRow.member_id == visibility.MEMBER_ID,
        CoverageRow.person_id == visibility.PERSON_ID,
        CoverageRow.coverage_id == _THE_ONE,
    ),
)
"""The person as covered for health: today if they are, else as they were last."""

OWN_FIRM = Root(BROKERS, where=BrokerRow.broker_id == visibility.BROKER_ID)
