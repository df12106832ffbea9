"""The shipped centre with a database of its own, for the command-line handlers."""

from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook

import settings
from settings.loading import load
from storage.accounts import Accounts
from storage.database import Database, open_database
from storage.procedures import Procedures

SHIPPED = Path(settings.__file__).parent.parent / "config.yaml"
SAMPLES = SHIPPED.parent / "admin" / "samples" / "procedures.csv"
CATALOGUE = load(SHIPPED).catalogue()
TODAY = date(2026, 11, 23)
HEADER = "code,name_vi,department,field,service,valid_from"


class Centre:
    """A data folder and what is stored in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database: Database = open_database(folder / "var")
        self.accounts = Accounts(self.database)
        self.procedures = Procedures(self.database, lambda: datetime.now(UTC), lambda: TODAY)

    def written(self, text: str, encoding: str = "utf-8") -> Path:
        return self.file(text.encode(encoding))

    def file(self, content: bytes, name: str = "procedures.csv") -> Path:
        file = self.folder / name
        file.write_bytes(content)
        return file

    def workbook(self, rows: list[list[object]]) -> Path:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(self.folder / "procedures.xlsx")
        return self.folder / "procedures.xlsx"
