"""Complaints are answered: their last day beside the words, an index over their entries."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("citizen_words", sa.Column("due", sa.Text))
    about_complaints = sa.text(
        "kind IN ('ComplaintFiled', 'ComplaintAssigned', 'ComplaintAnswered', 'ComplaintReopened')"
    )
    op.create_index(
        "ix_journal_complaints",
        "journal",
        ["centre", "seq"],
        sqlite_where=about_complaints,
        postgresql_where=about_complaints,
    )
