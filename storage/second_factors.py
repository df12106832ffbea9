"""Second factors: the secret of an authenticator app, and ten recovery codes by argon2id."""

import json
from collections.abc import Sequence
from datetime import datetime
from secrets import choice

from sqlalchemy import Connection, or_, update

from queueing.accounts import Person
from queueing.totp import find_step
from storage import tables
from storage.account_changes import COMMAND_LINE, record
from storage.codec import at_text
from storage.people import People

RECOVERY_CODES, RECOVERY_SIGNS = 10, "abcdefghjkmnpqrstuvwxyz23456789"
APP, RECOVERY = "app", "recovery code"


class SecondFactors(People):
    """People, with what some of them need besides a password."""

    def set_second_factor(self, name: str, secret: str, step: int, actor: str) -> list[str]:
        """Ask the person for codes from now on; return the recovery codes, which are not kept.

        `step`: the half minute whose code has just shown that the app works.
        """
        codes, hashed = self._make_recovery_codes()
        self._change(
            name,
            lambda _: [("second factor on", None, None)],
            actor,
            totp_secret=secret,
            totp_step=step,
            recovery=hashed,
        )
        return codes

    def renew_recovery_codes(self, name: str, actor: str) -> list[str]:
        """Return ten new recovery codes in place of the earlier ones."""
        codes, hashed = self._make_recovery_codes()
        self._change(name, lambda _: [("recovery codes", None, None)], actor, recovery=hashed)
        return codes

    def remove_second_factor(self, name: str, actor: str = COMMAND_LINE) -> None:
        """Ask for the password alone again, and end all sessions; raise NoSuchAccount."""

        def tell(before: Person) -> list[tuple[str, str | None, str | None]]:
            return [("second factor off", None, None)] if before.second_factor else []

        nothing = dict.fromkeys(("totp_secret", "totp_step", "recovery"))
        self._change(name, tell, actor, era=tables.person.c.era + 1, **nothing)

    def tell_time(self) -> datetime:
        """Return the time by which codes are judged, aware UTC."""
        return self._clock()

    def use_code(self, name: str, code: str) -> str | None:
        """Return APP or RECOVERY if this code of the person is good; it is good once."""
        row = self._find_row(name)
        if row is None or row.totp_secret is None:
            return None
        typed = "".join(code.split()).replace("-", "").lower()
        step = find_step(row.totp_secret, typed, self.tell_time().timestamp())
        if step is not None:
            return APP if self._use_step(row.name, step) else None
        return RECOVERY if self._use_recovery_code(row.name, row.recovery, typed) else None

    def count_recovery_codes(self, name: str) -> int:
        """Return how many recovery codes are left."""
        row = self._find_row(name)
        return 0 if row is None else sum(map(bool, json.loads(row.recovery or "[]")))

    def _use_step(self, name: str, step: int) -> bool:
        p = tables.person
        unused = or_(p.c.totp_step.is_(None), p.c.totp_step < step)
        change = update(p).where(p.c.name == name, unused).values(totp_step=step)
        return self._database.write(lambda connection: connection.execute(change).rowcount) == 1

    def _use_recovery_code(self, name: str, kept: str | None, typed: str) -> bool:
        """The first sign says which one it is, so that one hash is compared, not ten."""
        hashes: list[str | None] = json.loads(kept or "[]")
        number = int(typed[0]) if typed[:1].isascii() and typed[:1].isdigit() else len(hashes)
        stored = hashes[number] if number < len(hashes) else None
        if stored is None or not self._is_right(stored, typed):
            return False
        hashes[number] = None
        p, at = tables.person, at_text(self._clock())
        change = (
            update(p)
            .where(p.c.name == name, p.c.recovery == kept)
            .values(recovery=json.dumps(hashes))
        )

        def store(connection: Connection) -> bool:
            if connection.execute(change).rowcount != 1:
                return False
            left = str(sum(map(bool, hashes)))
            actor = f"user:{name}"
            record(connection, at, actor, actor, "recovery code used", new=left)
            return True

        return self._database.write(store)

    def _make_recovery_codes(self) -> tuple[list[str], str]:
        codes = [f"{number}{_random(4)}-{_random(5)}" for number in range(RECOVERY_CODES)]
        hashes: Sequence[str] = [self._hashed(code.replace("-", "")) for code in codes]
        return codes, json.dumps(hashes)


def _random(signs: int) -> str:
    return "".join(choice(RECOVERY_SIGNS) for _ in range(signs))
