"""Published versions are never edited: their hashes are pinned beside this file.

After adding a version, run the test: it prints the lines to add to published.json.
"""

import json
from pathlib import Path

from desktop.law.law import Law

PINS: dict[str, str] = json.loads((Path(__file__).parent / "published.json").read_text("utf-8"))


def test_no_published_version_was_changed_or_taken_out(law: Law) -> None:
    now = law.edition.published
    changed = {name: now.get(name, "gone") for name, pin in PINS.items() if now.get(name) != pin}
    assert changed == {}, "Never edit a published version: add a dated one or a correction."


def test_every_version_is_pinned(law: Law) -> None:
    fresh = {name: hash_ for name, hash_ in law.edition.published.items() if name not in PINS}
    assert fresh == {}, json.dumps(fresh, ensure_ascii=False, indent=1)
