"""Alembic's entry: runs on a connection that `desktop.store.migrate` opened and will close."""

from __future__ import annotations

from alembic import context

from desktop.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    compare_type=True,
    render_as_batch=True,
    transaction_per_migration=False,
    render_item=context.config.attributes.get("render", lambda *_: False),
)
with context.begin_transaction():
    context.run_migrations()
