"""People from an office's file: who signs in, as what, of which department; all or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from admin.catalogue_file import CODES_LOST
from admin.entries import DITTO, NOTHING
from admin.offices import Offices
from admin.pages.people import ROLES
from admin.sheets.cells import Cells, UnreadableSheet
from admin.sheets.reader import find_columns, name_column, read_table
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


@dataclass
class PeopleOfFile:
    """The people of a file. `passed`: line -> the first text of a row that names nobody."""

    people: list[NewPerson] = field(default_factory=list)
    passed: dict[int, str] = field(default_factory=dict)


class BadPeople(Exception):
    """What is wrong in the file: one sentence for each fault, with its line."""

    def __init__(self, faults: list[str]) -> None:
        """Keep the sentences."""
        super().__init__("\n".join(faults))


def read_people(raw: bytes, catalogue: Catalogue, taken: Callable[[str], bool]) -> PeopleOfFile:
    """Return the people of a CSV file or workbook; raise BadPeople with all that is wrong.

    `taken` says whether somebody has a name already. Roles and departments may be codes or names.
    Titles, sums and signatures are passed over: rows without a name that are of no one's role.
    """
    try:
        table = read_table(raw, KNOWN)
        columns = find_columns(table.heading, KNOWN)
        if missing := [each for each in NEEDED if each not in columns]:
            said = ", ".join(f"{each} ({', '.join(HEADINGS[each])})" for each in missing)
            raise BadPeople([f"line {table.heading.line}: there is no column {said}"])
        rows = [(row, _read_row(row, columns)) for row in table.rows]
    except UnreadableSheet as error:
        raise BadPeople([f"line {error.line}: {error}"]) from error
    found, faults, seen, offices = PeopleOfFile(), list[str](), set[str](), Offices(catalogue)
    for row, values in rows:
        if not _is_meant(values, columns):
            found.passed[row.line] = next(filter(None, row.texts), "")
            continue
        name = normalize("NFC", values["name"])
        folded = fold_name(name)
        wrong = [*_find_unread(row, columns), *_find_faults(values, offices)]
        if folded in seen or taken(name):
            wrong.append(f"there is already a person named {name}")
        seen.add(folded)
        role = _find_role(values["role"])
        faults += [f"line {row.line}: {what}" for what in wrong]
        if role is not None:
            department = offices.find("department", values["department"])
            found.people.append(NewPerson(name, role, department))
    if faults:
        raise BadPeople(faults)
    return found


def _read_row(row: Cells, columns: Sequence[str | None]) -> dict[str, str]:
    """Return what stands in each column, empty where there is nothing."""
    texts = {name: text for name, text in zip(columns, row.texts, strict=False) if name}
    return dict.fromkeys(HEADINGS, "") | {
        name: "" if text in NOTHING else text for name, text in texts.items()
    }


def _is_meant(values: Mapping[str, str], columns: Sequence[str | None]) -> bool:
    whole = "department" not in columns or values["department"]
    return bool(values["name"] or (whole and _find_role(values["role"])))


def _find_unread(row: Cells, columns: Sequence[str | None]) -> Iterator[str]:
    """Yield why cells of these columns cannot be taken as they stand."""
    for place, fault in row.faults.items():
        if place < len(columns) and columns[place]:
            yield f"{fault.column}: {fault.what}"
    at = columns.index("name")
    if (kind := row.kinds.get(at)) is not None:
        yield f"{CODES_LOST[kind].format(text=row.texts[at])}"
    if row.hidden or row.struck.intersection(n for n, name in enumerate(columns) if name):
        yield "it is hidden or struck out; take it out of the file"


def _find_faults(values: Mapping[str, str], offices: Offices) -> Iterator[str]:
    name, role = values["name"], _find_role(values["role"])
    again = [text for text in values.values() if text.casefold() in DITTO]
    if again:
        yield f"{again[0]!r} stands for what is above; write that out"
        return
    if not is_name(name):
        yield f"the name {name!r} cannot be used: letters, digits or . _ @ -"
    if role is None:
        yield f"there is no role {values['role']!r}; known: {_KNOWN_ROLES}"
    said = values["department"]
    if said and offices.find("department", said) is None:
        yield f"there is no department {said!r}; {offices.suggest('department', said)}"
    if role is Role.DEPARTMENT_HEAD and not said:
        yield "a department-head needs a department"


def _find_role(said: str) -> Role | None:
    names = {text: Role(role) for role, text in ROLES.items()} | dict(ALSO)
    names |= {str(role): role for role in PEOPLE_ROLES}
    folded = {fold_name(text): role for text, role in names.items()}
    return folded.get(fold_name(" ".join(said.split())))
