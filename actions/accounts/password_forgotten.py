"""Ask for a link to set a password. What is answered does not depend on whether there is such an account."""

from actions.accounts.attempt_count import attempt_count
from actions.accounts.attempt_or_refuse import attempt_or_refuse
from actions.accounts.entrance import Entrance, Visitor
from actions.accounts.login_find import login_find
from actions.accounts.of_a_household import is_of_a_household
from actions.accounts.tried import account_link_tried, address_tried, link_tried
from actions.transaction import account_transaction
from rules.logins import can_be_a_login, normal_login
from rules.refusals import Refused
from runtime.roles import DOOR

SENTENCE = (
    "Si un espace correspond à cet identifiant et que nous connaissons votre adresse e-mail, un lien pour"
    " choisir"
    " un nouveau mot de passe vient de vous être envoyé ; il est valable une heure. Si vous ne nous avez pas"
    " communiqué votre adresse e-mail, envoyez-la à {contact} : une fois que nous l’aurons confirmée,"
    " refaites"
    " cette demande."
)


async def password_forgotten(entrance: Entrance, visitor: Visitor, *, login: str) -> str:
    """The sentence. A login for which too many were asked, or an account under all of its logins, gets no
    mail, and the same answer.
    """
    if refusal := can_be_a_login(login, "login"):
        raise Refused(refusal)
    await attempt_or_refuse(entrance, [address_tried(entrance, visitor)])
    login = normal_login(login)
    by_login = link_tried(entrance, login)
    async with account_transaction(entrance.database, DOOR) as tx:
        found = await login_find(tx, login)
        whose = 0 if found is None else found.account_id
        # Silently: whose account has had its five under another login is counted like a login of nobody's.
        by_account = account_link_tried(entrance, whose or None, login)
        counted = await attempt_count(tx, [by_login], silent=[by_account])
        has_enough = counted.until(by_login) or counted.until(by_account)
        # Who was invited has no identity to show: the link is that of the invitation, whose place it takes.
        insured = await is_of_a_household(tx, whose)
        invited = found is not None and found.password_hash is None and not insured
        # For nobody a letter is asked for too, and never written: there is as much to do.
        name = "invitation_link" if invited else "password_link"
        await tx.enqueue(name, account_id=0 if has_enough else whose)
    return SENTENCE.format(contact=entrance.contact)
