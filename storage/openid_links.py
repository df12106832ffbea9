"""Which person of an OpenID Connect provider may sign in as whom."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage import tables
from storage.account_changes import record
from storage.codec import at_text
from storage.database import Database


class SubjectTaken(Exception):
    """This person of the provider is linked with another account."""


class OpenIdLinks:
    """All links: an account has one at most, a person of a provider too."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Use the database's; `clock` gives aware UTC."""
        self._database, self._clock = database, clock

    def find(self, issuer: str, subject: str) -> str | None:
        """Return the name of the account that is linked with this person of the provider."""
        link = tables.openid_link
        which = select(link.c.person).where(link.c.issuer == issuer, link.c.subject == subject)
        return self._database.read(lambda connection: connection.execute(which).scalar())

    def find_subject(self, person: str, issuer: str) -> str | None:
        """Return with whom of this provider an account is linked."""
        link = tables.openid_link
        which = select(link.c.subject).where(link.c.person == person, link.c.issuer == issuer)
        return self._database.read(lambda connection: connection.execute(which).scalar())

    def link(self, person: str, issuer: str, subject: str, actor: str) -> None:
        """Link an account, in place of an earlier link; raise SubjectTaken."""
        link, at = tables.openid_link, at_text(self._clock())
        row = {"person": person, "issuer": issuer, "subject": subject, "at": at}
        taken = select(link.c.person).where(
            link.c.issuer == issuer, link.c.subject == subject, link.c.person != person
        )

        def store(connection: Connection) -> bool:
            if connection.execute(taken).first() is not None:
                return False
            connection.execute(delete(link).where(link.c.person == person))
            connection.execute(insert(link), row)
            record(connection, at, actor, f"user:{person}", "openid linked", new=subject)
            return True

        if not self._database.write(store):
            raise SubjectTaken(subject)

    def unlink(self, person: str, actor: str) -> None:
        """End an account's link, if it has one."""
        link, at = tables.openid_link, at_text(self._clock())

        def store(connection: Connection) -> None:
            old = connection.execute(select(link.c.subject).where(link.c.person == person)).scalar()
            if old is None:
                return
            connection.execute(delete(link).where(link.c.person == person))
            record(connection, at, actor, f"user:{person}", "openid unlinked", old=old)

        self._database.write(store)
