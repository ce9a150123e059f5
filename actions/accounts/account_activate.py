"""First connection: who shows the activation id and who they are is sent a link to set a password."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actions.accounts.attempt_count import attempt_count, attempts_forget
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Visitor
from actions.accounts.identity_check import is_theirs
from actions.accounts.tried import activation_tried, address_tried, link_tried
from actions.transaction import AccountTransaction, account_transaction
from models.accounts import AccountRow
from models.links import ActivationRow
from rules.activation import can_be_an_id, can_be_the_last_8, is_open, normal_id
from rules.masking import masked_address
from rules.refusals import ErrorCode, Refusal, Refused
from runtime import clock
from runtime.roles import DOOR

WRONG = Refusal(
    ErrorCode.UNAUTHENTICATED,
    "Ces trois informations ne correspondent à aucun espace à ouvrir. Vérifiez-les toutes : l’identifiant du"
    " mail d’activation, les 8 derniers chiffres du numéro de sécurité sociale sans la clé, la date de"
    " naissance.",
)
"""For whatever is wrong: nobody learns which of the three it was, nor whether there is such an id."""

ACTIVATED = Refusal(
    ErrorCode.ALREADY_ACTIVATED,
    "Votre espace est déjà ouvert : connectez-vous, ou choisissez un nouveau mot de passe par « mot de passe"
    " oublié ».",
)
NO_ADDRESS = (
    "Nous ne connaissons pas votre adresse e-mail : écrivez à {contact}. Une fois que nous l’aurons"
    " confirmée,"
    " demandez un nouveau mot de passe."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody says of themselves."""

    activation_id: str
    last_8: str
    birth_date: date


async def account_activate(entrance: Entrance, visitor: Visitor, shown: Shown) -> str:
    """The address that the link goes to, masked. Asked again, another link is sent and the first is void.

    Who has asked for too many gets no mail, and the same answer: the last that was sent is good still.
    """
    for refusal in (
        can_be_an_id(shown.activation_id, "input", "activationId"),
        can_be_the_last_8(shown.last_8, "input", "nirLast8"),
    ):
        if refusal:
            raise Refused(refusal)
    token = entrance.vault.token("activation", normal_id(shown.activation_id))
    by_id, by_address = activation_tried(entrance, token.hex()), address_tried(entrance, visitor)
    await attempt_or_refuse(entrance, [by_id, by_address])
    async with account_transaction(entrance.database, DOOR) as tx:
        await tx.state("hub.activation", token.hex())
        row = await tx.connection.execute(
            select(ActivationRow.account_id, ActivationRow.confirmed_at).where(
                ActivationRow.id_token == token
            )
        )
        account_id, confirmed_at = row.one_or_none() or (0, clock.now())
        await tx.about(account_id)
        if not await is_theirs(tx, entrance, account_id, shown.last_8, shown.birth_date):
            raise Refused(WRONG)
        # Whoever it is has shown that it is theirs, also where it is refused because it is too early.
        await attempts_forget(tx, [by_id], uncount=[by_address])
        address = await _address(tx, entrance, account_id)
        refusal = address if isinstance(address, Refusal) else is_open(confirmed_at, clock.now())
        if refusal is None:
            asked = link_tried(entrance, f"activation of {account_id}")
            if not (await attempt_count(tx, [asked])).until(asked):
                await tx.enqueue("activation_link", account_id=account_id)
    if refusal is not None:
        raise Refused(refusal)
    return masked_address(str(address))


async def _address(tx: AccountTransaction, entrance: Entrance, account_id: int) -> str | Refusal:
    mine = AccountRow.account_id == account_id
    found = await tx.connection.execute(select(AccountRow.email, AccountRow.password_hash).where(mine))
    account = found.one()
    if account.password_hash is not None:
        return ACTIVATED
    if account.email is None:
        return Refusal(ErrorCode.EMAIL_MISSING, NO_ADDRESS.format(contact=entrance.contact))
    return str(account.email)
