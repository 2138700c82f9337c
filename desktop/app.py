"""Start and wiring: settings, database, desk, window. The only place that knows all layers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desktop.errors import WorkError
from desktop.settings import Settings
from desktop.wiring import Wiring, sample_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.commands.opened import Opened
    from desktop.commands.opening import Office
    from desktop.roles import Role

TOWN = "黄宅镇"
README_PAGE = "team"


def open_window(arguments: Sequence[str]) -> int:
    """The window on this person's database (or the one named by --database)."""
    parser = argparse.ArgumentParser(prog="zhifatai", add_help=False)
    parser.add_argument("--database", default="", help="本机数据库文件，或 postgresql:// 地址")
    options = parser.parse_args(list(arguments))
    if not has_display():
        return _no_display()
    from desktop.views.start import refuse, start

    try:
        target = options.database or Settings.load().database
    except WorkError as error:
        return refuse(str(error))
    return start(Wiring(target))


def demo(arguments: Sequence[str]) -> int:
    """The sample county: in the window, or without a display the same job into out/."""
    parser = argparse.ArgumentParser(prog="zhifatai demo")
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--headless", action="store_true", help="不打开窗口，只生成文件")
    options = parser.parse_args(list(arguments))
    if has_display() and not options.headless:
        from desktop.views.start import start

        return start(Wiring("", sample=True))
    if not options.headless:
        _say(f"没有检测到显示器，改为在后台完成同样的工作，结果写入 {options.out}/。")
    from desktop.commands.demo import run_job

    run_job(options.out, _say).database.close()
    opened = sample_at(options.out / "database" / "sample.db", _say)
    for path in take_screens(opened, options.out / "screens"):
        _say(f"页面图片：{path}")
    return 0


def screens(arguments: Sequence[str]) -> int:
    """A picture of every page on the sample county, light and dark; README's picture if asked."""
    parser = argparse.ArgumentParser(prog="zhifatai screens")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/screens"))
    parser.add_argument("--picture", type=Path, help="README 的窗口图片写到这个文件")
    options = parser.parse_args(list(arguments))
    opened = sample_at(options.folder.parent / "database" / "sample.db", _say)
    for path in take_screens(opened, options.folder, options.picture):
        _say(str(path))
    return 0


def take_screens(opened: Opened, folder: Path, picture: Path | None = None) -> list[Path]:
    """Render every page of the sample county without a display, save it, close the database."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.views.kit.memory import remember_in
    from desktop.views.screens import Studio, hush
    from desktop.views.window import Place

    hush()
    seats = opened.seats()

    def sit(role: Role) -> tuple[Office, Place]:
        logins = (f"{role.value}@{TOWN}", role.value)
        actor, unit = next(seat for seat in seats if seat[0].login in logins)
        place = Place(opened.keeper.name, unit, actor.name, role.label, True, True)
        return opened.as_(actor), place

    with TemporaryDirectory() as memory:
        remember_in(Path(memory))
        studio = Studio(application(), sit, opened.keeper, opened.almanac())
        try:
            taken = studio.take(folder)
            return taken + ([studio.take_page(README_PAGE, picture)] if picture else [])
        finally:
            studio.close()
            opened.close()


def application() -> QApplication:
    """The one QApplication, with Chinese font, words and input method chosen."""
    from desktop.views.start import application as made

    return made()


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _no_display() -> int:
    sys.stderr.write("没有检测到显示器，无法打开窗口。可用的子命令见 zhifatai --help。\n")
    return 1


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
