"""Give an account another e-mail address, and its bearer as a person of their household."""

from sqlalchemy import select, tuple_, update

from actions.accounts.link_take import links_void
from actions.transaction import AccountTransaction
from loaders.own_people import own_people
from models.accounts import AccountRow
from models.people import PersonRow


async def email_store(tx: AccountTransaction, account_id: int, address: str) -> str | None:
    """The address before it. A link that is on its way there opens nothing any more.

    The account is locked as an update does: who adds a row about it meanwhile need not wait.
    """
    mine = AccountRow.account_id == account_id
    before = await tx.connection.scalar(select(AccountRow.email).where(mine).with_for_update(key_share=True))
    await tx.connection.execute(update(AccountRow).where(mine).values(email=address))
    people = await own_people(tx.connection, account_id)
    person = tuple_(PersonRow.member_id, PersonRow.person_id)
    await tx.connection.execute(update(PersonRow).where(person.in_(people)).values(email=address))
    await links_void(tx, account_id)
    return before
