"""What its bearer can change of an account. Read as `hub_door`, which sees the account that was stated."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, tuple_

from loaders.own_people import own_people
from models.accounts import AccountRow
from models.links import EmailChangeRow, PhoneChangeRow
from models.notifications import NotificationChoiceRow
from models.people import PersonRow
from models.sessions import RecoveryCodeRow, SecondFactorRow
from runtime import clock
from runtime.actor import AccountSpeaker
from runtime.database import Database, ReadConnection
from runtime.roles import DOOR


@dataclass(frozen=True, slots=True)
class Profile:
    """The account’s own; the number and the choices are of its bearer’s person, and none without one."""

    email: str | None
    waiting_email: str | None
    phone: str | None
    waiting_phone: str | None
    language: str
    paperless: bool | None
    by_email: bool | None
    recovery_codes_left: int | None
    """None without a second factor."""


async def profile_of(database: Database, account_id: int) -> Profile:
    async with database.reading(AccountSpeaker(DOOR, ("hub.account_id", str(account_id)))) as connection:
        account = (
            await connection.execute(
                select(
                    AccountRow.email,
                    AccountRow.language,
                    _waiting_email(account_id).label("waiting_email"),
                    _waiting_phone(account_id).label("waiting_phone"),
                    _codes_left(account_id).label("codes_left"),
                ).where(AccountRow.account_id == account_id)
            )
        ).one()
        phone, paperless, by_email = await _of_person(connection, account_id)
    return Profile(
        account.email,
        account.waiting_email,
        phone,
        account.waiting_phone,
        account.language,
        paperless,
        by_email,
        account.codes_left,
    )


def _waiting_email(account_id: int) -> ColumnElement[str | None]:
    row = EmailChangeRow
    waits = (row.account_id == account_id, row.confirmed_at.is_(None), row.expires_at > clock.now())
    newest = row.email_change_id.desc()
    return select(row.after).where(*waits).order_by(newest).limit(1).scalar_subquery()


def _waiting_phone(account_id: int) -> ColumnElement[str | None]:
    row = PhoneChangeRow
    waits = (row.account_id == account_id, row.confirmed_at.is_(None), row.expires_at > clock.now())
    newest = row.phone_change_id.desc()
    return select(row.after).where(*waits).order_by(newest).limit(1).scalar_subquery()


def _codes_left(account_id: int) -> ColumnElement[int | None]:
    factor, code = SecondFactorRow, RecoveryCodeRow
    unused = (
        select(func.count()).where(code.account_id == account_id, code.used_at.is_(None)).scalar_subquery()
    )
    confirmed = (factor.account_id == account_id, factor.confirmed_at.is_not(None))
    return select(unused).where(*confirmed).select_from(factor).scalar_subquery()


async def _of_person(
    connection: ReadConnection, account_id: int
) -> tuple[str | None, bool | None, bool | None]:
    """Of the first of the people that the bearer is; who has chosen nothing has the defaults."""
    people = await own_people(connection, account_id)
    if not people:
        return None, None, None
    row, person = NotificationChoiceRow, (PersonRow.member_id, PersonRow.person_id)
    chosen = (row.member_id == PersonRow.member_id) & (row.person_id == PersonRow.person_id)
    told = (
        await connection.execute(
            select(
                PersonRow.phone,
                func.coalesce(row.paperless, True).label("paperless"),
                func.coalesce(row.by_email, True).label("by_email"),
            )
            .outerjoin(row, chosen)
            .where(tuple_(*person) == people[0])
        )
    ).one()
    return told.phone, told.paperless, told.by_email
