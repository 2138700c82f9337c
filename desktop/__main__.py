"""`zhifatai`: the window, and headless subcommands that import no Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from desktop.errors import WorkError

COMMANDS = {
    "demo": "样例县：打开窗口；没有显示器时把同样的工作做到 out/",
    "screens": "把每个页面存成图片",
    "specimens": "把每种文书按样例和空白各印一份（specimens 文件夹）",
    "import": "检查或导入工作簿（import roster 或者 cases，FILE --check --json）",
    "backup": "备份本机数据库并校验",
    "restore": "从备份恢复",
    "verify": "校验数据库与审计链",
    "law": "向法律数据提问：law due、surcharge、check --json，law pack 核对数据包",
    "server": "共享数据库：init、upgrade、account",
}
HIDDEN = ("read-sheet",)
WITH_WINDOW = ("demo", "screens")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand, or open the window on this person's database."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        from desktop.app import open_window

        return open_window(given)
    name, rest = given[0], given[1:]
    if name in ("-h", "--help", "help"):
        return _help()
    if name not in COMMANDS and name not in HIDDEN:
        sys.stderr.write(f"没有“{name}”这个子命令。可用：{'、'.join(COMMANDS)}\n")
        return 2
    try:
        return _run(name, rest)
    except WorkError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run(name: str, rest: list[str]) -> int:
    if name in WITH_WINDOW:
        from desktop import app

        return int(getattr(app, name)(rest))
    module = import_module(f"desktop.commands.{_module(name)}")
    return int(module.run(rest))


def _module(name: str) -> str:
    """`import` is a word of Python, so its module is import_."""
    return "import_" if name == "import" else name.replace("-", "_")


def _help() -> int:
    lines = ["zhifatai（执法台）：不带参数时打开窗口。子命令：", ""]
    lines += [f"  {name:<10}{text}" for name, text in COMMANDS.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
