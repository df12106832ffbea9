"""The section `results` of config.yaml: what citizens are told of their dossiers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from results.codes import compile_patterns
from results.status import Standing
from web.section import Part
from web.settings import is_safe_address

PATTERNS = [
    r"(?:\d{3}(?:\.\d{2}){2}\.)?[A-Z]\d{2}(?:\.\d{1,3}){0,4}-(?P<date>\d{6})-[A-Z0-9]{4,12}",
]
"""The code of Circular 04/2025/TT-VPCP, like H13.016.02-260125-AB0123, and the older ones."""
WORDS: dict[Standing, list[str]] = {
    Standing.READY: [
        "đã có kết quả", "có kết quả", "chờ trả kết quả", "đã xử lý xong", "đã giải quyết xong",
        "không được tiếp nhận", "từ chối", "từ chối giải quyết", "9", "3",
    ],
    Standing.NOT_YET: [
        "đã tiếp nhận", "được tiếp nhận", "mới đăng ký", "đang xử lý", "đang giải quyết",
        "chờ xử lý", "1", "2", "4",
    ],
    Standing.PAPER_MISSING: [
        "yêu cầu bổ sung", "yêu cầu bổ sung giấy tờ", "yêu cầu bổ sung hồ sơ", "chờ bổ sung",
        "cần bổ sung giấy tờ", "5",
    ],
    Standing.RETURNED: ["đã trả kết quả", "đã trả", "10"],
}  # fmt: skip
"""What one-stop systems call the states, and their numbers on the national portal."""
Pattern = Annotated[str, Field(min_length=1, max_length=300)]
Words = Annotated[str, Field(min_length=1, max_length=100)]
State = Literal["ready", "not_yet", "paper_missing", "returned"]
Path = Annotated[str, Field(pattern=r"^[^.\s]+(\.[^.\s]+)*$", max_length=200)]
FilePath = Annotated[str, Field(min_length=1, max_length=1000)]


def _known_patterns(patterns: list[str]) -> list[str]:
    compile_patterns(patterns)
    return patterns


def _safe(address: str) -> str:
    if not is_safe_address(address) or "{code}" in address:
        raise ValueError(
            f"'{address}' is not an address like https://motcua.example.gov.vn/status; http is "
            "safe on this computer alone, and the code is sent in the body"
        )
    return address


class TableFile(Part):
    """A table that an office saves again and again, .xlsx or .csv; `path` relative to the file."""

    path: FilePath | None = Field(default=None, description="the path of a .xlsx or .csv")
    every_min: float = Field(default=10, ge=1, le=1440, description="minutes, 1 to 1440")
    old_after_h: float = Field(default=24, ge=1, le=720, description="hours, 1 to 720")


class AnswerPaths(Part):
    """Where in a JSON answer things stand, like data.0.TrangThaiHoSo."""

    status: Path = "status"
    due: Path = "due"
    since: Path = "since"
    handed_out: Path = "handed_out"
    papers_by: Path = "papers_by"
    missing: Path = "missing"
    department: Path = "department"
    procedure: Path = "procedure"


class Service(Part):
    """A service that answers in JSON. `ask`: the body; `{code}` in its values is the code."""

    url: Annotated[str, AfterValidator(_safe)] = Field(
        max_length=500, description="an address that begins with https://"
    )
    ask: dict[str, Words] = Field(default={"code": "{code}"}, description="names and texts")
    answer: AnswerPaths = AnswerPaths()
    token_file: FilePath | None = Field(default=None, description="the path of a file")
    timeout_s: float = Field(default=3, ge=0.5, le=10, description="seconds, 0.5 to 10")
    kept_s: float = Field(default=120, ge=0, le=3600, description="seconds, 0 to 3600")


class Results(Part):
    """Whether citizens are told by a dossier's code what became of it, and by which source."""

    on: bool = Field(default=False, description="true or false")
    source: Literal["file", "http"] = Field(default="file", description="file or http")
    patterns: Annotated[list[Pattern], AfterValidator(_known_patterns)] = Field(
        default=PATTERNS, min_length=1, max_length=10, description="a list of regular expressions"
    )
    words: dict[State, list[Words]] = Field(
        default={},
        description="ready, not_yet, paper_missing or returned, each with a list of texts",
    )
    agencies: dict[Annotated[str, Field(pattern=r"^[A-Z0-9.]{2,40}$")], str] = Field(
        default={}, description="beginnings of codes, each with a department"
    )
    file: TableFile = TableFile()
    http: Service | None = None
    per_device_per_min: int = Field(default=30, ge=1, le=1000, description="1 to 1000")
    per_address_per_min: int = Field(default=60, ge=1, le=10000, description="1 to 10000")

    @model_validator(mode="after")
    def _has_its_source(self) -> "Results":
        if self.on and self.source == "http" and self.http is None:
            raise ValueError("source: http needs the section http with the url of the service")
        return self

    def standing_words(self) -> dict[Standing, list[str]]:
        """Return what the source calls each state: the usual words, and those of the file."""
        own = {Standing(state): words for state, words in self.words.items()}
        return {standing: WORDS[standing] + own.get(standing, []) for standing in WORDS}
