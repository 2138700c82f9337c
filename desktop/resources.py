"""Where the program's own data files lie: in a checkout, an installed wheel, a frozen bundle."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The `resources` folder, beside the package when installed or frozen, else the checkout's."""
    package = Path(__file__).resolve().parent
    for place in (package / "resources", package.parent / "resources"):
        if (place / "law").is_dir():
            return place
    raise FileNotFoundError("找不到程序自带的 resources 目录，请重新安装")
