"""Process start to painted window: our shell against a bare QMainWindow, in alternating runs.

Target (design/performance.md): shell at most 1.3 times the bare window. Run it with
``.venv/bin/python bench/start.py [rounds]``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

TARGET = 1.3
NOT_WANTED = ("PYTHONDONTWRITEBYTECODE",)
"""An installed program has its bytecode; the first, unmeasured run of each writes it."""
HOME = tempfile.mkdtemp(prefix="start-bench-")
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.monotonic())
    app.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 728)
window.show()
app.exec()
"""
SHELL = """
import os, sys, time
from pathlib import Path
from types import ModuleType
class CrashHook:
    def __init__(self, folder): pass
    def install(self): print(time.monotonic())
class Entrance:
    def __init__(self, window, house): self.window = window
    def begin(self): self.window.close()
    def close(self): pass
for name, what in (("crash", CrashHook), ("entrance", Entrance)):
    module = sys.modules["desktop.views." + name] = ModuleType(name)
    setattr(module, what.__name__, what)
from desktop.views.start import start
class House:
    folder = logs = Path(os.environ["ZHIFATAI_HOME"])
start(House())
"""
"""The program's own start; what comes after the first paint is replaced by a clock."""


def seconds(program: str) -> float:
    """From the start of the process to the moment after its first paint."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_WANTED}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment |= dict.fromkeys(("ZHIFATAI_HOME", "XDG_CONFIG_HOME", "PYTHONPYCACHEPREFIX"), HOME)
    begun = time.monotonic()
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout.split()[-1]) - begun


def main(rounds: int) -> None:
    """Print both medians and their ratio."""
    for program in (BARE, SHELL):
        seconds(program)
    pairs = [(seconds(BARE), seconds(SHELL)) for _ in range(rounds)]
    bare, shell = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(shell / bare for bare, shell in pairs)
    print(f"bare QMainWindow {bare * 1000:.0f} ms")
    print(f"shell            {shell * 1000:.0f} ms")
    print(f"ratio            {ratio:.2f} (target {TARGET})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
