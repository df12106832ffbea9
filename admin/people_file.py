"""People from an office's file: who signs in, as what, of which department; all or none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from admin.pages.people import ROLES
from admin.sheets.cells import Cells, UnreadableSheet
from admin.sheets.reader import name_column, read_table
from queueing.accounts import fold_name, is_name
from queueing.catalogue import Catalogue
from web.roles import PEOPLE_ROLES, Role

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "user", "tên đăng nhập", "tài khoản", "tên"),
    "role": ("role", "vai trò", "chức vụ", "quyền"),
    "department": ("department", "cơ quan", "đơn vị", "sở", "phòng ban"),
}
"""Column -> what its heading may say."""
ALSO: Mapping[str, Role] = {
    "cán bộ": Role.OFFICER,
    "cán bộ một cửa": Role.OFFICER,
    "công chức": Role.OFFICER,
    "hướng dẫn": Role.GUIDE,
    "trưởng phòng": Role.DEPARTMENT_HEAD,
    "lãnh đạo": Role.DIRECTOR,
    "lãnh đạo trung tâm": Role.DIRECTOR,
    "phó giám đốc": Role.DIRECTOR,
    "kiểm tra": Role.AUDITOR,
    "quản trị": Role.ADMIN,
}
"""What offices write of a role besides its name on the page."""
KNOWN = {name_column(said): column for column, names in HEADINGS.items() for said in names}
NEEDED = ("name", "role")
_KNOWN_ROLES = ", ".join(f"{role} ({ROLES[role]})" for role in PEOPLE_ROLES)


@dataclass(frozen=True)
class NewPerson:
    """Somebody of the file; `department`: a code."""

    name: str
    role: Role
    department: str | None


class BadPeople(Exception):
    """What is wrong in the file: one sentence for each fault, with its line."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the sentences."""
        super().__init__("\n".join(faults))


def read_people(raw: bytes, catalogue: Catalogue, taken: Callable[[str], bool]) -> list[NewPerson]:
    """Return the people of a CSV file or workbook; raise BadPeople with all that is wrong.

    `taken` says whether somebody has a name already. Roles and departments may be codes or names.
    """
    try:
        table = read_table(raw, KNOWN)
        columns = [KNOWN.get(name_column(text)) for text in table.heading.texts]
        if missing := [each for each in NEEDED if each not in columns]:
            said = ", ".join(f"{each} ({', '.join(HEADINGS[each])})" for each in missing)
            raise BadPeople([f"line {table.heading.line}: there is no column {said}"])
        rows = [(row, _read_row(row, columns)) for row in table.rows]
    except UnreadableSheet as error:
        raise BadPeople([f"line {error.line}: {error}"]) from error
    found, faults, seen = [], [], set[str]()
    for row, values in rows:
        name = normalize("NFC", values.get("name", ""))
        folded = fold_name(name)
        faults += [f"line {row.line}: {fault.what}" for fault in row.faults.values()]
        if row.hidden or row.struck:
            faults.append(f"line {row.line}: it is hidden or struck out; take it out of the file")
        faults += [f"line {row.line}: {what}" for what in _find_faults(values, catalogue)]
        if folded in seen or taken(name):
            faults.append(f"line {row.line}: there is already a person named {name}")
        seen.add(folded)
        role = _find_role(values.get("role", ""))
        if role is not None:
            department = _find_department(values.get("department", ""), catalogue)
            found.append(NewPerson(name, role, department))
    if faults:
        raise BadPeople(faults)
    return found


def _read_row(row: Cells, columns: list[str | None]) -> dict[str, str]:
    return {name: text for name, text in zip(columns, row.texts, strict=False) if name}


def _find_faults(values: Mapping[str, str], catalogue: Catalogue) -> Iterator[str]:
    name, role = values.get("name", ""), _find_role(values.get("role", ""))
    if not is_name(name):
        yield f"the name {name!r} cannot be used: letters, digits or . _ @ -"
    if role is None:
        yield f"there is no role {values.get('role', '')!r}; known: {_KNOWN_ROLES}"
    said = values.get("department", "")
    if said and _find_department(said, catalogue) is None:
        known = ", ".join(catalogue.departments)
        yield f"there is no department {said!r}; known: {known}"
    if role is Role.DEPARTMENT_HEAD and not said:
        yield "a department-head needs a department"


def _find_role(said: str) -> Role | None:
    names = {text: Role(role) for role, text in ROLES.items()} | dict(ALSO)
    folded = {fold_name(text): role for text, role in names.items()}
    return folded.get(fold_name(said)) or next((r for r in PEOPLE_ROLES if r == said), None)


def _find_department(said: str, catalogue: Catalogue) -> str | None:
    if said in catalogue.departments:
        return said
    return next(
        (
            code
            for code, department in catalogue.departments.items()
            if fold_name(said) in {fold_name(name) for name in department.names.values()}
        ),
        None,
    )
