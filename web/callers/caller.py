"""Who sent a request."""

from dataclasses import dataclass

from web.errors import NotAllowed
from web.roles import Role


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request. `id`: "token:3" or "user:lan", the actor of what they do.

    Of a person also `session_version`, the `sign_in` in this browser, and `until` when that lasts,
    in seconds since 1970.
    """

    id: str
    role: Role
    name: str
    counter: str | None = None
    kiosk: str | None = None
    zone: str | None = None
    scopes: tuple[str, ...] = ()
    department: str | None = None
    session_version: int | None = None
    sign_in: str | None = None
    until: int = 0

    def find_only_department(self) -> str | None:
        """Return the one department of which this caller sees and does things, None: of all.

        Raises NotAllowed for a head of no department.
        """
        if self.role is not Role.DEPARTMENT_HEAD:
            return None
        if self.department is None:
            raise NotAllowed
        return self.department
