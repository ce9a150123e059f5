"""Change what is one's own to change of an account: address, telephone, language, how one is told of things.

Language and choices hold at once. An address or a number takes the place of the one before when it was
confirmed (`emailConfirm`, `phoneConfirm`), and needs the password: who has them could get a new one.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.changes_void import email_changes_void, phone_changes_void
from actions.accounts.entrance import Entrance
from actions.accounts.password_change import password_prove
from actions.accounts.tried import link_tried
from actions.transaction import AccountTransaction, account_transaction
from loaders.own_people import own_people
from models.accounts import AccountRow
from models.links import EmailChangeRow, PhoneChangeRow
from models.notifications import NotificationChoiceRow
from models.people import PersonRow
from rules.email_addresses import can_be_an_address, normal_address
from rules.phones import CODE_LIFETIME, can_be_a_phone, normal_phone
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import OF_THE_HOUSEHOLD
from runtime.roles import DOOR
from runtime.tokens import Identity

LINK_LIFETIME = timedelta(hours=24)
PASSWORD = ("input", "password")
ASKED_FOR = Refusal(
    ErrorCode.BAD_USER_INPUT,
    "Indiquez votre mot de passe pour changer d’adresse e-mail ou de numéro de téléphone.",
    PASSWORD,
)
WRONG = Refusal(ErrorCode.BAD_USER_INPUT, "Ce mot de passe n’est pas le bon.", PASSWORD)
NO_SMS = "Le numéro de téléphone ne peut pas être changé en ligne pour le moment : écrivez à {contact}."
OF_A_HOUSEHOLD = "Ce choix n’existe que pour les adhérents et les bénéficiaires."


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What is to change; none where nothing does."""

    email: str | None = None
    phone: str | None = None
    language: str | None = None
    paperless: bool | None = None
    by_email: bool | None = None
    password: str | None = None

    @property
    def choices(self) -> dict[str, bool]:
        chosen = {"paperless": self.paperless, "by_email": self.by_email}
        return {name: value for name, value in chosen.items() if value is not None}


async def profile_update(entrance: Entrance, identity: Identity, *, new: NewProfile) -> None:
    """All of it or, with a refusal, none. What is so already changes nothing and asks nobody."""
    if refusals := _refusals(entrance, identity, new):
        raise Refused(*refusals)
    account_id = identity.account_id
    if new.email is not None or new.phone is not None:
        if new.password is None:
            raise Refused(ASKED_FOR)
        await password_prove(entrance, account_id, new.password, WRONG)
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        email, phone = await _differing(tx, account_id, new)
    told = {"email": email, "phone": phone}
    whom = [f"{kind} {who}" for kind, to in told.items() if to for who in (to, f"of account {account_id}")]
    if whom:
        await attempt_or_refuse(entrance, [link_tried(entrance, each) for each in whom])
    async with account_transaction(entrance.database, DOOR, account_id) as tx:
        await _choose(tx, identity, new)
        if email is not None:
            await _ask_by_mail(tx, account_id, email)
        if phone is not None:
            await _ask_by_sms(tx, account_id, phone)


def _refusals(entrance: Entrance, identity: Identity, new: NewProfile) -> list[Refusal]:
    found: list[Refusal | None] = []
    if new.email is not None:
        found.append(can_be_an_address(new.email, "input", "email"))
    if new.phone is not None:
        found.append(can_be_a_phone(new.phone, "input", "phone"))
        if not entrance.sends_sms:
            message = NO_SMS.format(contact=entrance.contact)
            found.append(Refusal(ErrorCode.UNAVAILABLE, message, ("input", "phone")))
    if all(actor.role not in OF_THE_HOUSEHOLD for actor in identity.capacities):
        named = {"phone": new.phone, "paperless": new.paperless, "notifyByEmail": new.by_email}
        found += [
            Refusal(ErrorCode.FORBIDDEN, OF_A_HOUSEHOLD, ("input", name))
            for name, value in named.items()
            if value is not None
        ]
    return [each for each in found if each is not None]


async def _differing(
    tx: AccountTransaction, account_id: int, new: NewProfile
) -> tuple[str | None, str | None]:
    """The address and the number, where they are others than those on file."""
    email = None if new.email is None else normal_address(new.email)
    phone = None if new.phone is None else normal_phone(new.phone)
    mine = AccountRow.account_id == account_id
    if email is not None and email == await tx.connection.scalar(select(AccountRow.email).where(mine)):
        email = None
    if phone is not None and phone == await _phone_on_file(tx, account_id):
        phone = None
    return email, phone


async def _phone_on_file(tx: AccountTransaction, account_id: int) -> str | None:
    """None where no message can reach it."""
    people = await own_people(tx.connection, account_id)
    person = tuple_(PersonRow.member_id, PersonRow.person_id)
    found = await tx.connection.scalar(select(PersonRow.phone).where(person == people[0])) if people else None
    return None if found is None else normal_phone(found)


async def _choose(tx: AccountTransaction, identity: Identity, new: NewProfile) -> None:
    if new.language is not None:
        mine = AccountRow.account_id == identity.account_id
        await tx.connection.execute(update(AccountRow).where(mine).values(language=new.language))
        tx.record(identity.capacities[0], "LANGUAGE_CHOSEN", language=new.language)
    if not new.choices:
        return
    row = NotificationChoiceRow
    for member_id, person_id in await own_people(tx.connection, identity.account_id):
        chosen = upsert(row).values(member_id=member_id, person_id=person_id, **new.choices)
        await tx.connection.execute(
            chosen.on_conflict_do_update(index_elements=[row.member_id, row.person_id], set_=new.choices)
        )
    words = {name: str(value).lower() for name, value in new.choices.items()}
    tx.record(identity.capacities[0], "NOTICES_CHOSEN", None, **words)


async def _ask_by_mail(tx: AccountTransaction, account_id: int, email: str) -> None:
    """A link to the new address, and a word to the one before: who did not ask can still stop it."""
    await email_changes_void(tx, account_id)
    now = clock.now()
    before = await tx.connection.scalar(select(AccountRow.email).where(AccountRow.account_id == account_id))
    if before == email:  # confirmed a moment ago
        return
    change = insert(EmailChangeRow).values(
        account_id=account_id,
        before=before,
        after=email,
        at=now,
        by_account_id=account_id,
        expires_at=now + LINK_LIFETIME,
    )
    key = await tx.connection.scalar(change.returning(EmailChangeRow.email_change_id))
    await tx.enqueue("email_link", account_id=account_id, email_change_id=key or 0)
    if before is not None:
        await tx.enqueue("email_change_asked", account_id=account_id)


async def _ask_by_sms(tx: AccountTransaction, account_id: int, phone: str) -> None:
    """A code to the number before, if a message can reach it; else to the new one."""
    await phone_changes_void(tx, account_id)
    now, before = clock.now(), await _phone_on_file(tx, account_id)
    if before == phone:  # as above
        return
    change = insert(PhoneChangeRow).values(
        account_id=account_id,
        before=before,
        after=phone,
        at=now,
        expires_at=now + CODE_LIFETIME,
    )
    key = await tx.connection.scalar(change.returning(PhoneChangeRow.phone_change_id))
    await tx.enqueue("phone_code", account_id=account_id, phone_change_id=key or 0)
