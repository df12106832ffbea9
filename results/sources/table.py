"""An office's table of dossiers: its rows as answers by the hash of their code. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from results.codes import compile_patterns, read_codes
from results.sources.digests import digest
from results.status import DossierAnswer, Standing
from results.words import DAYS, StandingWords, name_words, read_day, read_papers

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("mã hồ sơ", "số hồ sơ", "mã số hồ sơ", "mã biên nhận", "code"),
    "status": ("trạng thái", "tình trạng", "trạng thái hồ sơ", "tình trạng hồ sơ", "status"),
    "due": ("ngày hẹn trả", "ngày hẹn trả kết quả", "hẹn trả", "ngày hẹn", "due"),
    "since": ("ngày có kết quả", "ngày kết thúc xử lý", "since"),
    "handed_out": ("ngày trả kết quả", "ngày đã trả", "ngày trả", "handed out"),
    "papers_by": ("hạn bổ sung", "hạn bổ sung giấy tờ", "hạn bổ sung hồ sơ", "papers by"),
    "missing": (
        "giấy tờ cần bổ sung", "giấy tờ thiếu", "nội dung bổ sung", "nội dung cần bổ sung",
        "missing",
    ),
    "department": ("cơ quan", "đơn vị", "cơ quan giải quyết", "đơn vị xử lý", "department"),
    "procedure": ("mã thủ tục", "mã tthc", "mã thủ tục hành chính", "procedure"),
}  # fmt: skip
COLUMNS = {heading.replace(" ", "_"): column for column in HEADINGS for heading in HEADINGS[column]}
"""What a heading may say, spaces as `_` -> the column."""
NEEDED = ("code", "status")
MOST_ROWS = 200_000


@dataclass(frozen=True)
class TableOptions:
    """How a table is read: key of the hashes, patterns of codes, words of states."""

    key: bytes
    patterns: tuple[str, ...]
    words: Mapping[Standing, list[str]]


@dataclass(frozen=True)
class Fault:
    """Why a table is not taken. `what` is one of the sentences of `admin/pages/results.py`.

    `line`: where; `said`: what stands there, never a code; `said_vi`: the same in Vietnamese where
    it is a sentence.
    """

    what: str
    line: int = 0
    said: str = ""
    said_vi: str = ""


@dataclass
class DossierTable:
    """The answers of a table by the hash of their code, or why there are none.

    `passed`: how many rows could not be read, `first_passed` tells of the first of them.
    """

    answers: dict[str, DossierAnswer] = field(default_factory=dict)
    passed: int = 0
    first_passed: Fault | None = None
    fault: Fault | None = None


def read_dossiers(
    columns: Iterable[str], rows: Iterable[tuple[int, Mapping[str, str]]], options: TableOptions
) -> DossierTable:
    """Return what a table says. `columns`: those that it has; `rows`: (line, column -> text).

    A row that cannot be read is passed over; a table of which that is every second row is damaged.
    A code that stands there twice has what the last row says.
    """
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        return DossierTable(fault=Fault("no_column", 1, HEADINGS[missing[0]][0]))
    patterns, words = compile_patterns(options.patterns), StandingWords(options.words)
    table, number = DossierTable(), 0
    for number, (line, row) in enumerate(rows, 1):
        if number > MOST_ROWS:
            return DossierTable(fault=Fault("too_long", line, f"{MOST_ROWS}"))
        codes = read_codes(row["code"], patterns)
        standing = words.find(row["status"])
        if codes and standing is not None:
            table.answers[digest(options.key, codes[0])] = _make_answer(standing, row)
            continue
        wrong = (
            Fault("no_status", line, name_words(row["status"])) if codes else Fault("no_code", line)
        )
        table.passed += 1
        table.first_passed = table.first_passed or wrong
    if number == 0:
        return DossierTable(fault=Fault("empty"))
    if table.passed * 2 > number:
        return DossierTable(fault=table.first_passed)
    return table


def _make_answer(standing: Standing, row: Mapping[str, str]) -> DossierAnswer:
    return DossierAnswer(
        standing,
        read_day(row.get(DAYS[standing])),
        read_papers(row.get("missing")) if standing is Standing.PAPER_MISSING else (),
        row.get("department", "")[:200],
        row.get("procedure", "")[:40],
    )
