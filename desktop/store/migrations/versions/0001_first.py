"""First tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desktop.models import types

revision = "0001_first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; there is no way back but the backup."""
    op.create_table(
        "audit_entry",
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("deed_id", sa.Text(), nullable=False),
        sa.Column("record_table", sa.Text(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=False),
        sa.Column("payload_digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "seq", name=op.f("pk_audit_entry")),
    )
    op.create_table(
        "audit_payload",
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "seq", name=op.f("pk_audit_payload")),
    )
    op.create_table(
        "case_due",
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("cite", sa.Text(), nullable=False),
        sa.Column("thread", types.Key(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_due")),
    )
    with op.batch_alter_table("case_due", schema=None) as batch_op:
        batch_op.create_index("ix_case_due_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_case_due_unit_id_ends_on", ["unit_id", "ends_on"], unique=False)

    op.create_table(
        "deed",
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
    )
    with op.batch_alter_table("deed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deed_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "gram",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("gram", sa.Text(), nullable=False),
        sa.Column("record_id", types.Key(), nullable=False),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "gram", "record_id", name=op.f("pk_gram")),
    )
    with op.batch_alter_table("gram", schema=None) as batch_op:
        batch_op.create_index("ix_gram_record_id", ["record_id"], unique=False)

    op.create_table(
        "secret_key",
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name=op.f("pk_secret_key")),
    )
    op.create_table(
        "unit",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_unit_code", ["code"], unique=True)
        batch_op.create_index("uq_unit_name", ["name"], unique=True)

    op.create_table(
        "case_file",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("found_at", types.Instant(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("village_id", types.Key(), nullable=True),
        sa.Column("inside", sa.Boolean(), nullable=True),
        sa.Column("excluded_area", sa.Boolean(), nullable=True),
        sa.Column("act_on", sa.Date(), nullable=False),
        sa.Column("act_ended_on", sa.Date(), nullable=True),
        sa.Column("item_id", types.Key(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_file_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_file_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "ix_case_file_unit_id_found_at_id", ["unit_id", "found_at", "id"], unique=False
        )

    op.create_table(
        "content",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_content_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content")),
    )
    with op.batch_alter_table("content", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_content_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_content_unit_id_digest", ["unit_id", "digest"], unique=True)

    op.create_table(
        "content_part",
        sa.Column("content_id", types.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_content_part_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_part")),
    )
    with op.batch_alter_table("content_part", schema=None) as batch_op:
        batch_op.create_index(
            "ix_content_part_content_id_position", ["content_id", "position"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_content_part_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("from_login", sa.Text(), nullable=False),
        sa.Column("to_login", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_delegation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "department",
        sa.Column("field_of_law", sa.Text(), nullable=False),
        sa.Column("dual_managed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_department_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
    )
    with op.batch_alter_table("department", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_department_unit_id", ["unit_id"], unique=True)

    op.create_table(
        "empowered_item",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("field_of_law", sa.Text(), nullable=False),
        sa.Column("norm_violated", sa.Text(), nullable=False),
        sa.Column("norm_applied", sa.Text(), nullable=False),
        sa.Column("fine_least", types.Money(), nullable=True),
        sa.Column("fine_most", types.Money(), nullable=True),
        sa.Column("department_id", types.Key(), nullable=True),
        sa.Column("notice_number", sa.Text(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawal_ground", sa.Text(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("outline", sa.Text(), nullable=True),
        sa.Column("phrases", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_empowered_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_empowered_item")),
    )
    with op.batch_alter_table("empowered_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_empowered_item_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_empowered_item_unit_id_code", ["unit_id", "code"], unique=False)

    op.create_table(
        "headcount",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("certified", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_headcount_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcount")),
    )
    with op.batch_alter_table("headcount", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_headcount_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("imported_at", types.Instant(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("deed_id", types.Key(), nullable=False),
        sa.Column("undone_at", types.Instant(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_import_batch_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "import_change",
        sa.Column("batch_id", types.Key(), nullable=False),
        sa.Column("record_table", sa.Text(), nullable=False),
        sa.Column("record_id", types.Key(), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_import_change_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    with op.batch_alter_table("import_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_change_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_change_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "law_pack",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("imported_name", sa.Text(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_name", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("retired_name", sa.Text(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("retired_reason", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.CheckConstraint("approved_by <> imported_by", name="ck_law_pack_two_people"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_law_pack_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_pack")),
    )
    with op.batch_alter_table("law_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_law_pack_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_law_pack_digest",
            ["digest"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL AND retired_on IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL AND retired_on IS NULL"),
        )

    op.create_table(
        "leniency",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_leniency_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leniency")),
    )
    with op.batch_alter_table("leniency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leniency_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_leniency_unit_id_code", ["unit_id", "code"], unique=False)

    op.create_table(
        "paper",
        sa.Column("case_id", types.Key(), nullable=True),
        sa.Column("action_id", types.Key(), nullable=True),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("form_version", sa.Text(), nullable=False),
        sa.Column("form_digest", sa.Text(), nullable=False),
        sa.Column("law_edition", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("issued_at", types.Instant(), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content_id", types.Key(), nullable=False),
        sa.Column("audit_head", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index("ix_paper_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "ix_paper_unit_id_issued_at_id", ["unit_id", "issued_at", "id"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("politics", sa.Text(), nullable=True),
        sa.Column("education", sa.Text(), nullable=True),
        sa.Column("major", sa.Text(), nullable=True),
        sa.Column("establishment", sa.Text(), nullable=True),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("duty_state", sa.Text(), nullable=False),
        sa.Column("legal_number", sa.Text(), nullable=True),
        sa.Column("legal_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("stroke_key", sa.Text(), nullable=False),
        sa.Column("pinyin_key", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_pinyin_key_id", ["pinyin_key", "id"], unique=False)
        batch_op.create_index("ix_person_stroke_key_id", ["stroke_key", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "sealed_content",
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sealed_content_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_content")),
    )
    with op.batch_alter_table("sealed_content", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_content_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "series_counter",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_series_counter_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_counter")),
        sa.UniqueConstraint(
            "unit_id", "series", "year", name=op.f("uq_series_counter_unit_id_series_year")
        ),
    )
    with op.batch_alter_table("series_counter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_counter_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_setting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
    )
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_setting_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "ix_setting_unit_id_key_since", ["unit_id", "key", "since"], unique=False
        )

    op.create_table(
        "statute",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_statute_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statute")),
    )
    with op.batch_alter_table("statute", schema=None) as batch_op:
        batch_op.create_index("ix_statute_stem_since", ["stem", "since"], unique=False)
        batch_op.create_index(batch_op.f("ix_statute_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "team",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_team_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_team_unit_id", ["unit_id"], unique=True)

    op.create_table(
        "township",
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("empowered_since", sa.Date(), nullable=True),
        sa.Column("empowered_until", sa.Date(), nullable=True),
        sa.Column("area", types.Money(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("excluded_area", sa.Text(), nullable=True),
        sa.Column("issuer_name", sa.Text(), nullable=False),
        sa.Column("issuer_confirmed", sa.Boolean(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_township_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_township")),
    )
    with op.batch_alter_table("township", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_township_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_township_unit_id", ["unit_id"], unique=True)

    op.create_table(
        "village",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("excluded", sa.Boolean(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_village_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village")),
    )
    with op.batch_alter_table("village", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_village_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_village_unit_id_name", ["unit_id", "name"], unique=False)

    op.create_table(
        "account",
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", types.Key(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_account_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("uq_account_login", ["login"], unique=True)

    op.create_table(
        "case_mark",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("phase_label", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("found_at", types.Instant(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_label", sa.Text(), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=True),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_mark_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_mark_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_mark")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_mark_case_id")),
    )
    with op.batch_alter_table("case_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_mark_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_case_mark_unit_id_due_on", ["unit_id", "due_on"], unique=False)
        batch_op.create_index(
            "ix_case_mark_unit_id_phase_id", ["unit_id", "phase", "case_id"], unique=False
        )

    op.create_table(
        "case_officer",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("person_id", types.Key(), nullable=False),
        sa.Column("leading", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_officer_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_case_officer_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_officer_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_officer")),
    )
    with op.batch_alter_table("case_officer", schema=None) as batch_op:
        batch_op.create_index("ix_case_officer_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_officer_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_officer_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("person_id", types.Key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("field_of_law", sa.Text(), nullable=True),
        sa.Column("qualified_on", sa.Date(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("checked_year", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=True),
        sa.Column("state_reason", sa.Text(), nullable=True),
        sa.Column("replaces_id", types.Key(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["certificate.id"], name=op.f("fk_certificate_replaces_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_certificate_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index("ix_certificate_number", ["number"], unique=False)
        batch_op.create_index(
            "ix_certificate_person_id_valid_until", ["person_id", "valid_until"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_certificate_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_certificate_valid_until", ["valid_until"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("proves", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("obtained_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("content_id", types.Key(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("length", sa.Text(), nullable=True),
        sa.Column("station", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_evidence_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index("ix_evidence_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "number_pad",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("holder_id", types.Key(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["holder_id"], ["person.id"], name=op.f("fk_number_pad_holder_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_number_pad_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_pad")),
    )
    with op.batch_alter_table("number_pad", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_number_pad_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_number_pad_unit_id_kind", ["unit_id", "kind"], unique=False)

    op.create_table(
        "party",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("representative", sa.Text(), nullable=True),
        sa.Column("representative_post", sa.Text(), nullable=True),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_party_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_party_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index("ix_party_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "person_secret",
        sa.Column("person_id", types.Key(), nullable=False),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("id_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("phone_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_secret_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_secret_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_secret")),
    )
    with op.batch_alter_table("person_secret", schema=None) as batch_op:
        batch_op.create_index("ix_person_secret_id_digest", ["id_digest"], unique=False)
        batch_op.create_index("ix_person_secret_phone_digest", ["phone_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_secret_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_person_secret_person_id",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "posting",
        sa.Column("person_id", types.Key(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("home_unit_id", types.Key(), nullable=True),
        sa.Column("station_unit_id", types.Key(), nullable=True),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=True),
        sa.Column("executive_deputy", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_posting_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_posting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index("ix_posting_person_id_since", ["person_id", "since"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "stated_fact",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("stated_by", sa.Text(), nullable=False),
        sa.Column("stated_at", types.Instant(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_stated_fact_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_stated_fact_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stated_fact")),
    )
    with op.batch_alter_table("stated_fact", schema=None) as batch_op:
        batch_op.create_index("ix_stated_fact_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stated_fact_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "thing",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("measure_word", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_thing_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_thing_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing")),
    )
    with op.batch_alter_table("thing", schema=None) as batch_op:
        batch_op.create_index("ix_thing_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thing_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "case_action",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("thread", types.Key(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("party_id", types.Key(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("entered_at", types.Instant(), nullable=False),
        sa.Column("submitted_at", types.Instant(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("taken_at", types.Instant(), nullable=True),
        sa.Column("opening", sa.Boolean(), nullable=True),
        sa.Column("law_edition", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_action_case_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_case_action_party_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_action_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_action")),
    )
    with op.batch_alter_table("case_action", schema=None) as batch_op:
        batch_op.create_index("ix_case_action_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_action_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "ix_case_action_unit_id_taken_on", ["unit_id", "taken_on"], unique=False
        )

    op.create_table(
        "party_secret",
        sa.Column("party_id", types.Key(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("identity_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_party_secret_party_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_party_secret_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_secret")),
    )
    with op.batch_alter_table("party_secret", schema=None) as batch_op:
        batch_op.create_index("ix_party_secret_identity_digest", ["identity_digest"], unique=False)
        batch_op.create_index("ix_party_secret_party_id", ["party_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_secret_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "proof_of_service",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("paper_id", types.Key(), nullable=False),
        sa.Column("party_id", types.Key(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("served_at", types.Instant(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("witness", sa.Text(), nullable=True),
        sa.Column("recorded", sa.Boolean(), nullable=True),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("others_failed", sa.Boolean(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("servers", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("proof_id", types.Key(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_proof_of_service_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_proof_of_service_paper_id")
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_proof_of_service_party_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_proof_of_service_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_of_service")),
    )
    with op.batch_alter_table("proof_of_service", schema=None) as batch_op:
        batch_op.create_index("ix_proof_of_service_case_id", ["case_id"], unique=False)
        batch_op.create_index("ix_proof_of_service_paper_id", ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proof_of_service_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "served_township",
        sa.Column("posting_id", types.Key(), nullable=False),
        sa.Column("township_unit_id", types.Key(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["posting.id"], name=op.f("fk_served_township_posting_id")
        ),
        sa.ForeignKeyConstraint(
            ["township_unit_id"], ["unit.id"], name=op.f("fk_served_township_township_unit_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_served_township_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_served_township")),
    )
    with op.batch_alter_table("served_township", schema=None) as batch_op:
        batch_op.create_index("ix_served_township_posting_id", ["posting_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_served_township_township_unit_id"), ["township_unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_served_township_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "action_secret",
        sa.Column("action_id", types.Key(), nullable=False),
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_action_secret_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_action_secret_case_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_action_secret_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_secret")),
        sa.UniqueConstraint("action_id", "name", name=op.f("uq_action_secret_action_id_name")),
    )
    with op.batch_alter_table("action_secret", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_secret_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_secret_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "action_value",
        sa.Column("action_id", types.Key(), nullable=False),
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_action_value_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_action_value_case_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_action_value_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_value")),
        sa.UniqueConstraint("action_id", "name", name=op.f("uq_action_value_action_id_name")),
    )
    with op.batch_alter_table("action_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_value_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_value_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "document_number",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("pad_id", types.Key(), nullable=True),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paper_id", types.Key(), nullable=True),
        sa.Column("action_id", types.Key(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_document_number_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["pad_id"], ["number_pad.id"], name=op.f("fk_document_number_pad_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_document_number_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_number")),
        sa.UniqueConstraint("pad_id", "sheet", name=op.f("uq_document_number_pad_id_sheet")),
    )
    with op.batch_alter_table("document_number", schema=None) as batch_op:
        batch_op.create_index("ix_document_number_action_id", ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_number_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index("ix_document_number_unit_id_text", ["unit_id", "text"], unique=False)
        batch_op.create_index(
            "uq_document_number_unit_id_series_year_seq",
            ["unit_id", "series", "year", "seq"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "opening_finding",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("action_id", types.Key(), nullable=True),
        sa.Column("guard", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("cite", sa.Text(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_opening_finding_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_opening_finding_case_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opening_finding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_finding")),
    )
    with op.batch_alter_table("opening_finding", schema=None) as batch_op:
        batch_op.create_index("ix_opening_finding_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opening_finding_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("action_id", types.Key(), nullable=False),
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_id", types.Key(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("entered_at", types.Instant(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("scan_id", types.Key(), nullable=True),
        sa.Column("scan_name", sa.Text(), nullable=True),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_opinion_action_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_opinion_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_opinion_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index("ix_opinion_action_id", ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opinion_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "overrule",
        sa.Column("case_id", types.Key(), nullable=False),
        sa.Column("action_id", types.Key(), nullable=False),
        sa.Column("guard", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by", sa.Text(), nullable=False),
        sa.Column("ruled_at", types.Instant(), nullable=False),
        sa.Column("id", types.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed_at", types.Instant(), nullable=True),
        sa.Column("removed_by_deed", types.Key(), nullable=True),
        sa.Column("unit_id", types.Key(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["case_action.id"], name=op.f("fk_overrule_action_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_overrule_case_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_overrule_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrule")),
    )
    with op.batch_alter_table("overrule", schema=None) as batch_op:
        batch_op.create_index("ix_overrule_case_id", ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_overrule_unit_id"), ["unit_id"], unique=False)
