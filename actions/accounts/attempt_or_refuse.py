"""Count an attempt in a transaction of its own, which stays whatever becomes of the attempt; or refuse it."""

from collections.abc import Sequence

from actions.accounts.attempt_count import Tried, attempt_count
from actions.accounts.entrance import Entrance
from actions.transaction import account_transaction
from rules.limits import too_often
from rules.refusals import Refused
from runtime.roles import DOOR


async def attempt_or_refuse(entrance: Entrance, tried: Sequence[Tried], *, by_link: bool = False) -> None:
    async with account_transaction(entrance.database, DOOR) as tx:
        counted = await attempt_count(tx, tried)
    if until := max((each for one in tried if (each := counted.until(one))), default=None):
        raise Refused(too_often(until, counted.at, by_link=by_link))
