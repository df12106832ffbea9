"""Who changed whose account, stored together with the change."""

from sqlalchemy import Connection, insert, select

from queueing.accounts import AccountChange
from storage import tables

COMMAND_LINE = "command-line"


def record(
    connection: Connection,
    at: str,
    actor: str,
    account: str,
    what: str,
    *,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """Store one change in the caller's transaction; `old` and `new` are never secrets."""
    row = {"at": at, "actor": actor, "account": account, "what": what, "old": old, "new": new}
    connection.execute(insert(tables.account_change), row)


def read_changes(connection: Connection, account: str | None, most: int) -> list[AccountChange]:
    """Return the newest changes, of one account or of all, the newest first."""
    c = tables.account_change
    which = select(c).order_by(c.c.id.desc()).limit(most)
    rows = connection.execute(which if account is None else which.where(c.c.account == account))
    return [
        AccountChange(row.at, row.actor, row.account, row.what, row.old, row.new) for row in rows
    ]
