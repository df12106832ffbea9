"""The table of a file: which kind of file it is, on which sheet it stands, under which heading."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from admin.sheets.cells import Cells, Fault, Sheet, Table, UnreadableSheet, is_old_code
from admin.sheets.csv_file import LOOKED_AT, read_csv
from admin.sheets.sentences import say
from admin.sheets.signs import clean_text, find_unicode
from admin.sheets.workbook import list_sheets

LARGEST_BYTES = 20 * 2**20
TOO_LARGE = say("the file is larger than {most} MB", most=f"{LARGEST_BYTES // 2**20}")
TOO_MUCH = say("reading takes too long or too much memory; copy the table alone into a new file")
WORKBOOK, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED, OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
PICTURE = say("this is a picture; type its table into a workbook (.xlsx)")
PAGE = say("this is a web page or XML, whatever it is called; save it as .xlsx")
OTHER_KINDS = {
    b"%PDF": say("this is a PDF; save the table itself as .xlsx or 'CSV UTF-8'"),
    b"{\\rtf": say("this is a text document (.rtf); copy its table into a workbook (.xlsx)"),
    b"Rar!": say("this is a packed file ({kind}); unpack it first", kind=".rar"),
    b"7z\xbc\xaf": say("this is a packed file ({kind}); unpack it first", kind=".7z"),
    b"\x1f\x8b": say("this is a packed file ({kind}); unpack it first", kind=".gz"),
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"II*\0": PICTURE,
    b"MM\0*": PICTURE,
    b"MIME-Version:": PAGE,
    b"L\0\0\0\x01\x14\x02\0": say("this is a shortcut; choose the file that it leads to"),
    b'{"': say("this is a link to a sheet on the web; download the sheet itself as .xlsx"),
}
MARKUP = re.compile(r"\ufeff?\s*<(?:\?xml|!doctype|html|table|meta|head|style)", re.IGNORECASE)
BEGINNING = 4096
LEAST_NAMED = 2
"""A row that names so many columns is a heading."""
LEAST_NUMBERED = 3
COLUMN_NUMBER = re.compile(r"[(\[]?\d{1,2}[)\]]?")


def read_file(file: Path) -> bytes:
    """Return the content of a file; raise UnreadableSheet when it cannot be read."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise UnreadableSheet(TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        what = "the file cannot be read ({error})"
        raise UnreadableSheet(say(what, error=f"{error.strerror}"))


def name_column(text: str) -> str:
    """Return the name of a column as it is compared: `Name VI` is `name_vi`.

    Its number, marks that it must be filled in, and explanations in brackets are no part of it.
    """
    text = re.sub(r"^\d{1,2}[.)]|\([^)]*\)|[*:]", " ", clean_text(text).casefold())
    return re.sub(r"[\s-]+", "_", text.replace("hoá", "hóa").strip())


def find_columns(heading: Cells, known: Mapping[str, str]) -> list[str | None]:
    """Return which column stands at each place; raise UnreadableSheet where one is there twice.

    Of several headings that mean one column ("Tên", "Tên đăng nhập") that counts which is named
    first in `known`, the others are none.
    """
    names = [name_column(text) for text in heading.texts]
    ranks = {name: rank for rank, name in enumerate(known)}
    best: dict[str, str] = {}
    for name in sorted(filter(known.__contains__, names), key=ranks.__getitem__):
        best.setdefault(known[name], name)
    for name in best.values():
        if names.count(name) > 1:
            written = " ".join(heading.texts[names.index(name)].split())
            what = "the column '{name}' is there twice; keep one of them"
            raise UnreadableSheet(say(what, name=written), heading.line)
    return [known[name] if best.get(known.get(name, "")) == name else None for name in names]


def read_table(raw: bytes, known: Mapping[str, str]) -> Table:
    """Return the table whose heading names the `known` columns; raise UnreadableSheet otherwise.

    `known`: what a heading may say, see `name_column` -> the column. The kind of the file is told
    by its content, whatever it is called. Its rows are read while they are taken, and may still
    raise; the heading again on a later page, and rows that number the columns, are none.
    """

    def name_columns(texts: Sequence[str]) -> list[str | None]:
        return [known.get(name_column(text)) for text in texts]

    def score(texts: Sequence[str]) -> int:
        return len(set(name_columns(texts)) - {None})

    def is_heading(row: Cells) -> bool:
        if score(row.texts) < LEAST_NAMED:
            return False
        again = name_columns(row.texts)
        if any(name and name != first for name, first in zip(again, columns, strict=False)):
            what = "this row names the columns in another order"
            raise UnreadableSheet(say(what), row.line)
        return True

    _refuse_other_kinds(raw)
    book = list_sheets(raw) if raw.startswith(WORKBOOK) else [read_csv(raw, score)]
    looks = [_look_at(sheet, score) for sheet in book]
    chosen = _choose(looks, known)
    columns = name_columns(chosen.heading.texts)
    name = chosen.sheet.name if len(book) > 1 else ""
    rows = (
        row
        for row in chosen.sheet.read()
        if row.line > chosen.heading.line
        and not row.empty
        and not _numbers_columns(row)
        and not is_heading(row)
    )
    return Table(name, chosen.heading, rows)


def _refuse_other_kinds(raw: bytes) -> None:
    if raw.startswith(OLE):
        if ENCRYPTED in raw:
            what = "the workbook is protected by a password; take it off and save it as .xlsx"
            raise UnreadableSheet(say(what))
        if OLD_WORD in raw:
            what = "this is a Word document; copy its table into a workbook (.xlsx)"
            raise UnreadableSheet(say(what))
        what = "this is a workbook of the old kind (.xls); save it as .xlsx"
        raise UnreadableSheet(say(what))
    for beginning, what in OTHER_KINDS.items():
        if raw.startswith(beginning):
            raise UnreadableSheet(what)
    if MARKUP.match(raw[:BEGINNING].decode(find_unicode(raw), "replace")):
        raise UnreadableSheet(PAGE)


@dataclass(frozen=True)
class _Look:
    """What the first rows of a sheet show: the row that names most columns, and how many.

    `old`: the first cell that is written in an old code of letters.
    """

    sheet: Sheet
    heading: Cells
    named: int
    rows: int
    filled: bool
    old: Fault | None


def _look_at(sheet: Sheet, score: Callable[[Sequence[str]], int]) -> _Look:
    rows = [row for row in islice(sheet.read(), LOOKED_AT) if not row.empty]
    heading = max(rows, key=lambda row: score(row.texts), default=Cells(1, ()))
    filled = any(row.line > heading.line for row in rows)
    old = next((each for row in rows for each in row.faults.values() if is_old_code(each)), None)
    return _Look(sheet, heading, score(heading.texts), rows[-1].line if rows else 0, filled, old)


def _choose(looks: list[_Look], known: Collection[str]) -> _Look:
    """Return the sheet that holds the heading."""
    seen = [look for look in looks if not look.sheet.hidden]
    most = max((look.named for look in seen), default=0)
    if most < LEAST_NAMED:
        raise UnreadableSheet(*_explain(looks, seen, known))
    best = [look for look in seen if look.named == most]
    best = [look for look in best if look.filled] or best[:1]
    if len(best) > 1:
        names = " and ".join(f"'{look.sheet.name}'" for look in best)
        what = "the sheets {names} name the columns alike; keep one of them"
        raise UnreadableSheet(say(what, names=names))
    return best[0]


def _explain(looks: list[_Look], seen: list[_Look], known: Collection[str]) -> tuple[str, int]:
    """Return why no sheet holds a heading, and the line that was nearest to one."""
    for look in looks:
        if look.sheet.hidden and look.named >= LEAST_NAMED:
            what = "the sheet '{sheet}', which names the columns, is hidden; show it"
            return say(what, sheet=look.sheet.name), look.heading.line
    if old := [look.old for look in seen if look.old is not None]:
        return old[0].what, old[0].line
    looked = [look for look in seen if look.rows]
    if not looked:
        return say("the file is empty; its first line names the columns"), 1
    for look in looked:
        if any(_names_columns(text, known) for text in look.heading.texts):
            what = "all columns stand in one cell; split them (Data › Text to Columns)"
            return say(what), look.heading.line
    first = list(known)[:5]
    places = tuple(
        say("sheet '{sheet}' rows 1 to {last}", sheet=look.sheet.name, last=f"{look.rows}")
        if look.sheet.name
        else say("lines 1 to {last}", last=f"{look.rows}")
        for look in looked
    )
    what = "no row names the columns ({columns} …); looked at {places}"
    return say(what, columns=tuple(first), places=places), looked[0].heading.line


def _names_columns(text: str, known: Collection[str]) -> bool:
    """Say whether one cell names several columns."""
    return len(set(re.split(r"[;,\t|]", text.casefold())).intersection(known)) > LEAST_NAMED


def _numbers_columns(row: Cells) -> bool:
    """Say whether a row numbers the columns: (1) (2) (3)."""
    texts = [text for text in row.texts if text]
    return len(texts) >= LEAST_NUMBERED and all(COLUMN_NUMBER.fullmatch(text) for text in texts)
