"""When a device was last there, and which release of its page it showed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for name in ("seen_at", "page"):
        op.add_column("token", sa.Column(name, sa.Text))
