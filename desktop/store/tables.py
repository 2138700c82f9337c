"""All tables: importing every record once fills the metadata."""

from __future__ import annotations

from desktop.models import (
    account,
    batch,
    case,
    certificate,
    content,
    decision,
    deed,
    evidence,
    gram,
    item,
    number,
    paper,
    person,
    posting,
    setting,
    unit,
)
from desktop.models.base import Base

METADATA = Base.metadata
MODULES = (
    account,
    batch,
    case,
    certificate,
    content,
    decision,
    deed,
    evidence,
    gram,
    item,
    number,
    paper,
    person,
    posting,
    setting,
    unit,
)
