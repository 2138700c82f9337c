"""Chinese input on Linux: PySide6's wheel has no fcitx plug-in, but fcitx5 speaks IBus."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def choose_input_method() -> None:
    """Before QApplication is made: let a fcitx desktop talk to Qt through IBus."""
    if not sys.platform.startswith("linux"):
        return
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") and not _has_fcitx_plugin():
        os.environ["QT_IM_MODULE"] = "ibus"


def _has_fcitx_plugin() -> bool:
    """Whether a plug-in for this Qt lies where Qt will look."""
    import importlib.util

    spec = importlib.util.find_spec("PySide6")
    packages = [Path(place) for place in (spec.submodule_search_locations if spec else None) or ()]
    extra = [Path(place) for place in os.environ.get("QT_PLUGIN_PATH", "").split(":") if place]
    folders = [package / "Qt" / "plugins" for package in packages] + extra
    return any(any((one / "platforminputcontexts").glob("*fcitx*")) for one in folders)
