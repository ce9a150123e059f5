"""Take the link of a mail: the newest of its kind, good once and for a time."""

from datetime import datetime

from sqlalchemy import Row, select, update

from actions.accounts.secret_tokens import hash_of
from actions.transaction import AccountTransaction
from models.links import LinkRow
from rules.refusals import Refusal, Refused
from runtime import clock

Link = Row[int, str, int | None, bytes, datetime, datetime | None]
"""Its key, purpose and change of address, its hash, when it is over and when it was used."""


async def link_take(
    tx: AccountTransaction, account_id: int, token: str, purposes: tuple[str, ...], void: Refusal
) -> Link:
    """The newest link of the account for one of these purposes, if it is this one and still good.

    Locked, so that of two who come with it at once the second finds it used: by `links_void`, which ends what
    each of these links is for.
    """
    row = LinkRow
    newest = await tx.connection.execute(
        select(row.link_id, row.purpose, row.email_change_id, row.token_hash, row.expires_at, row.used_at)
        .where(row.account_id == account_id, row.purpose.in_(purposes))
        .order_by(row.link_id.desc())
        .limit(1)
        .with_for_update()
    )
    link = newest.one_or_none()
    if link is None or link.token_hash != hash_of(token):
        raise Refused(void)
    if link.used_at is not None or link.expires_at <= clock.now():
        raise Refused(void)
    return link


async def links_void(tx: AccountTransaction, account_id: int) -> None:
    """Those that are under way open nothing any more, wherever they arrive."""
    open_ones = update(LinkRow).where(LinkRow.account_id == account_id, LinkRow.used_at.is_(None))
    await tx.connection.execute(open_ones.values(used_at=clock.now()))
