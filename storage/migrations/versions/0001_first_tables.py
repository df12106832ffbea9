"""First tables: journal, answers, devices and people, procedures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("centre", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("key", sa.Text),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("chain", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
    )
    tally = op.create_table(
        "tally",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    op.bulk_insert(tally, [{"name": "procedures", "n": 0}])
    _accounts()
    _procedures()


def _accounts() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("counter", sa.Text),
        sa.Column("kiosk", sa.Text),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("department", sa.Text),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("era", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("disabled_at", sa.Text),
    )


def _procedures() -> None:
    op.create_table(
        "procedure",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("name_vi", sa.Text, nullable=False),
        sa.Column("name_en", sa.Text),
        sa.Column("name_km", sa.Text),
        sa.Column("department", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("time_limit", sa.Text),
        sa.Column("fee", sa.Text),
        sa.Column("documents", sa.Text, nullable=False),
        sa.Column("online", sa.Text, nullable=False),
        sa.Column("anywhere", sa.Boolean, nullable=False),
        sa.Column("same_day", sa.Boolean, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("keywords", sa.Text, nullable=False),
        sa.Column("decision", sa.Text),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("closed_at", sa.Text),
    )
