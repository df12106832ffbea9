"""Brings the tables of a database to the form this program expects."""

from pathlib import Path

from sqlalchemy import Connection, insert, text

from storage import tables
from storage.faults import StorageFault

COUNTED = ("procedures",)
FORM = "SELECT version_num FROM alembic_version"
HEAD = "0008"
"""The newest migration; a test compares it with the folder of migrations."""
LEFT = "moved"
"""In place of a migration: the centre has moved away."""

MIGRATIONS = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """Return the database's migration, or None when it is empty."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, name: str) -> None:
    """Bring the tables to HEAD in the caller's transaction; refuse what a newer program made.

    `name`: what the database is called where it is refused.
    """
    found = version(connection)
    _refuse_left(found, name)
    if found is None:
        create(connection)
    elif found != HEAD:
        migrate(connection, name, found)


def leave(connection: Connection) -> None:
    """Mark a database whose centre goes on elsewhere: no release serves it any more."""
    connection.execute(text("UPDATE alembic_version SET version_num = :left"), {"left": LEFT})


def require_form(found: object, name: str) -> None:
    """Refuse a database that another release has brought to its own form under this process."""
    _refuse_left(found, name)
    if found != HEAD:
        raise StorageFault(
            f"another release of this program has changed {name} (form {found}, known here is "
            f"{HEAD}): this process stores nothing any more; install that release, start again"
        )


def _refuse_left(found: object, name: str) -> None:
    if found == LEFT:
        raise StorageFault(
            f"the centre of {name} has moved into a data folder and goes on there: this is how it "
            "was before, and its numbers would be given a second time; drop it"
        )


def create(connection: Connection) -> None:
    """Make the tables of a new database as they are today, marked as fully migrated.

    Starting through all migrations would come to the same, with Alembic in memory: 0.3 s, 10 MB.
    """
    tables.metadata.create_all(connection)
    connection.execute(insert(tables.tally), [{"name": name, "n": 0} for name in COUNTED])
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def migrate(connection: Connection, name: str, found: str | None) -> None:
    """Run the migrations that lead from `found` to HEAD."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StorageFault(
            f"the database {name} was made by a newer version of this program (form {found}, "
            f"known up to {HEAD}); install that version"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
