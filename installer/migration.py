"""Write a migration from the records (for maintainers; commit what it writes).

    .venv/bin/python installer/migration.py first             until the first release: the one
                                                              migration is written anew
    .venv/bin/python installer/migration.py "add the seal"    after it: the next migration, as
                                                              the difference to the last one

The next migration must be read and completed by hand where data has to move; released ones are
never changed (docs/decisions/0007-migrations.md).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import create_engine

from desktop.models import types
from desktop.store import migrate

VERSIONS = Path(migrate.__file__).parent / "migrations" / "versions"


def rendered(kind: str, item: Any, context: AutogenContext) -> str | bool:
    """Our stored types by their names in `desktop.models.types`; choices are plain text."""
    if kind != "type":
        return False
    if isinstance(item, types.Keyed):
        return "sa.Text()"
    if isinstance(item, types.Key | types.Instant | types.Money):
        return f"types.{type(item).__name__}()"
    return False


def main(argv: list[str]) -> int:
    """Write the file, formatted; answers the exit code."""
    if len(argv) != 1:
        print(__doc__)
        return 2
    first = argv[0] == "first"
    if first:
        for file in VERSIONS.glob("0001_*.py"):
            file.unlink()
    number = len(list(VERSIONS.glob("[0-9]*.py"))) + 1
    name = f"{number:04d}_{argv[0].replace(' ', '_')}"
    config = migrate.config()
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["render"] = rendered
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        if not first:
            command.upgrade(config, "head")
        message = "First tables" if first else argv[0].capitalize()
        command.revision(config, message=message, autogenerate=True, rev_id=name)
    engine.dispose()
    target = VERSIONS / f"{name}.py"
    kept = [line for line in target.read_text("utf-8").splitlines(True) if "# ###" not in line]
    target.write_text("".join(kept), "utf-8")
    tidy(target)
    print(target)
    return 0


def tidy(target: Path) -> None:
    """As the checks want it."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    for action in (["check", "--fix"], ["format"]):
        subprocess.run([ruff, *action, "--quiet", str(target)], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
