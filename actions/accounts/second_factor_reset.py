"""An agent takes the second factor off the account of a member who has lost the application and all codes.

Their password stays, and is still asked for. They are told by mail, and the agent’s reason is in the audit.
Of a member who is an agent too it is not taken off: one agent would open what another one sees.
"""

from actions.accounts.account_of_member import account_of_member
from actions.accounts.entrance import Entrance
from actions.accounts.second_factor_remove import KEPT, second_factor_delete
from actions.transaction import account_transaction
from loaders.accounts import identity_of
from rules.refusals import ErrorCode, Refusal, Refused
from rules.reveals import says_why
from runtime.actor import Actor, Role
from runtime.roles import DOOR

NONE_THERE = Refusal(
    ErrorCode.NOT_FOUND, "Cet espace n’a pas de double authentification.", ("input", "memberNumber")
)


async def second_factor_reset(
    entrance: Entrance, agent: Actor, *, number: str, identity_check: str, reason: str
) -> None:
    if refusal := says_why(reason, "input", "reason"):
        raise Refused(refusal)
    async with account_transaction(entrance.database, DOOR) as tx:
        account = await account_of_member(tx, agent, number)
        whose = await identity_of(tx.connection, account.account_id)
        if any(actor.role is Role.AGENT for actor in whose.capacities):
            raise Refused(KEPT)
        if not await second_factor_delete(tx, account.account_id):
            raise Refused(NONE_THERE)
        tx.record(
            agent,
            "SECOND_FACTOR_RESET",
            account.member_id,
            account_id=str(account.account_id),
            identity_check=identity_check,
            reason=reason.strip(),
        )
        await tx.enqueue("second_factor_reset", account_id=account.account_id)
