"""${message}"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.models import types
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; there is no way back but the backup."""
    ${upgrades if upgrades else "pass"}
