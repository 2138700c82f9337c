"""One window per person: a second start brings the first one forward and ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

_WAIT = 1500  # Milliseconds the second start waits for an answer.


class Single:
    """The lock file decides; the local socket only carries the wish to come forward.

    QtNetwork is imported after the first paint, or when there is another window already.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._folder = folder
        self._server: QObject | None = None

    def is_first(self) -> bool:
        """Whether no other window works on this folder; a dead one's lock is taken over."""
        return self._lock.tryLock(0)

    def listen(self, come_forward: Callable[[], None]) -> None:
        """Call this after the first paint; `come_forward` follows each further start."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name())
        server.listen(self._name())

        def called() -> None:
            while (visitor := server.nextPendingConnection()) is not None:
                visitor.disconnected.connect(visitor.deleteLater)
                visitor.disconnectFromServer()
            come_forward()

        server.newConnection.connect(called)
        self._server = server

    def call(self) -> bool:
        """Ask the first window to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        return socket.waitForConnected(_WAIT)

    def release(self) -> None:
        """Let another window start."""
        self._lock.unlock()
        if self._server is not None:
            self._server.deleteLater()
            self._server = None

    def _name(self) -> str:
        """Of the socket, one for each folder."""
        from hashlib import sha256  # After the first paint: it loads OpenSSL.

        return "zhifatai-" + sha256(str(self._folder.resolve()).encode()).hexdigest()[:16]
