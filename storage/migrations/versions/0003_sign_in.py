"""Zones of boards, scopes of integrations, second factors, sign-ins, who changed accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("token", sa.Column("zone", sa.Text))
    op.add_column("token", sa.Column("scopes", sa.Text))
    op.add_column("person", sa.Column("must_change", sa.Text))
    op.add_column("person", sa.Column("totp_secret", sa.Text))
    op.add_column("person", sa.Column("totp_step", sa.Integer))
    op.add_column("person", sa.Column("recovery", sa.Text))
    op.create_table(
        "sign_in",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("person", sa.Text, nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("seen_at", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
    )
    op.create_table(
        "account_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False, index=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
    )
