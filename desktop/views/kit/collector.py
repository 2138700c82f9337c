"""Cyclic garbage is collected on the window's thread only.

Left to itself Python collects on whichever thread allocates. A worker could then destroy a Qt
object that belongs to the window's thread, which Qt answers with a hang or a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1000


class Collector(QObject):
    """Switches automatic collection off and does the same work from a timer, while it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that has passed its threshold, as Python would."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Hand collection back to Python: the window is gone, only workers end."""
        self._timer.stop()
        gc.enable()
