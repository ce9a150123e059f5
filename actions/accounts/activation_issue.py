"""Issue an activation id, or another: by mail, or for an agent to send by post."""

import secrets

from sqlalchemy.dialects.postgresql import insert

from actions.accounts.account_activate import ACTIVATED
from actions.accounts.account_of_member import HOLDERS, account_of_member
from actions.accounts.entrance import Entrance
from actions.transaction import AccountTransaction, account_transaction
from models.links import ActivationRow
from rules.activation import ID_LENGTH, LETTERS
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.actor import Actor
from runtime.crypto import Vault
from runtime.roles import DOOR

NO_ADDRESS = Refusal(
    ErrorCode.EMAIL_MISSING,
    "Aucune adresse e-mail n’est connue : enregistrez-en une, ou envoyez l’identifiant par courrier.",
    ("input", "byPost"),
)


async def activation_issue(entrance: Entrance, agent: Actor, *, number: str, by_post: bool) -> str | None:
    """The id, for who prints the letter; none where a mail takes it, which makes it when it is sent.

    The id before it is void. The 72 hours run from the first one.
    """
    async with account_transaction(entrance.database, DOOR) as tx:
        account = await account_of_member(tx, agent, number, HOLDERS)
        if account.password_hash is not None:
            raise Refused(ACTIVATED)
        if not by_post and account.email is None:
            raise Refused(NO_ADDRESS)
        how = "POST" if by_post else "MAIL"
        tx.record(agent, "ACTIVATION_ISSUED", account.member_id, account_id=str(account.account_id), by=how)
        if not by_post:
            await tx.enqueue("activation_id", account_id=account.account_id)
            return None
        return await activation_write(tx, entrance.vault, account.account_id)


async def activation_write(tx: AccountTransaction, vault: Vault, account_id: int) -> str:
    """A new id, of which its HMAC is kept."""
    activation_id = "".join(secrets.choice(LETTERS) for _ in range(ID_LENGTH))
    token, now = vault.token("activation", activation_id), clock.now()
    row = ActivationRow
    new = insert(row).values(account_id=account_id, id_token=token, confirmed_at=now, issued_at=now)
    issued = {"id_token": token, "issued_at": now}
    await tx.connection.execute(new.on_conflict_do_update(index_elements=[row.account_id], set_=issued))
    return activation_id
