"""From the painted shell to somebody at the desk: key, database, account; and back again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox

from desktop.errors import Unreachable, WorkError
from desktop.roles import Actor
from desktop.views.house import House, Opened
from desktop.views.kit.background import Background
from desktop.views.kit.desk import Almanac, Desk, Office
from desktop.views.kit.draft import Drafts
from desktop.views.sign_in import PassphraseDialog, PasswordDialog, Seat, SeatDialog
from desktop.views.window import Place, Window

T = TypeVar("T")
SAMPLE_SEAT = "clerk@黄宅镇"
"""Who looks around in the sample county before anybody chose another account there."""
_BROKEN = "程序出错，未能打开数据库，已有的数据没有改动。"


@dataclass(frozen=True)
class Arrival:
    """An opened database, who may sit down, and who did so last time."""

    opened: Opened
    seats: Sequence[tuple[Actor, str]]
    last: str


@dataclass(frozen=True)
class Seated:
    """Somebody at the desk, with everything the desk needs."""

    opened: Opened
    actor: Actor
    unit: str
    office: Office
    almanac: Almanac
    drafts: Drafts | None


class Entrance(QObject):
    """Opens the house's database in the background and fills the window; `entered` follows.

    Whatever is wrong is said in a sentence with 重试 and 退出. `dialog` is what is asked now.
    """

    entered = Signal()
    _told = Signal(str)
    _said = Signal(str)

    def __init__(self, window: Window, house: House, background: Background | None = None) -> None:
        super().__init__()
        self._window, self._house = window, house
        self._background = background or Background()
        self._arrival: Arrival | None = None
        self.seated: Seated | None = None
        self.dialog: QDialog | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(window.wait_for, queued)
        self._said.connect(window.say, queued)
        window.switch_asked.connect(self.ask_switch)

    def begin(self) -> None:
        """Start opening; also what 重试 does."""
        house = self._house
        self._window.wait_for("正在打开数据库…")
        if house.sample:
            self._work(lambda: self._arrive(lambda: house.open_sample(self._told.emit)))
        elif house.shared:
            self._run(self._by_password, self._welcome_or_ask_password)
        else:
            self._run(house.key_state, self._by_key)

    def close(self) -> None:
        """The window is closed: finish drafts and work, give the connections back."""
        if self.seated is not None and self.seated.drafts is not None:
            self.seated.drafts.close()
        self._background.close()
        if self._arrival is not None:
            self._arrival.opened.close()

    def ask_switch(self) -> None:
        """Another account, after asking about what is not saved."""
        open_ = self._window.unsaved()
        if not open_:
            self._ask_seat(self._arrival, leave="返回")
            return
        from desktop.views.kit.dialogs import confirm

        said = "草稿已留存，换回本账号后可以继续填写。"
        go = partial(self._ask_seat, self._arrival, leave="返回")
        confirm(self._window, f"尚未保存：{open_}", "切换账号", go, detail=said)

    def _by_key(self, state: str) -> None:
        if state == "none":
            self._run(self._first_facts, self._ask_first)
        elif state == "keyring":
            self._run(self._by_keyring, self._welcome_or_ask)
        else:
            self._ask_passphrase()

    def _by_keyring(self) -> Arrival | None:
        opened = self._house.open_by_keyring()
        return self._arrive(lambda: opened) if opened is not None else None

    def _welcome_or_ask(self, arrival: Arrival | None) -> None:
        if arrival is None:
            self._ask_passphrase(lost=True)
        else:
            self._welcome(arrival)

    def _by_password(self) -> Arrival | str:
        """On a worker: by the known password, or why a person must be asked."""
        if not self._house.password_known():
            return ""
        try:
            return self._arrive(lambda: self._house.open_shared(""))
        except Unreachable:
            raise
        except WorkError as error:
            return str(error)

    def _welcome_or_ask_password(self, found: Arrival | str) -> None:
        if isinstance(found, Arrival):
            self._welcome(found)
            return
        house = self._house
        dialog: PasswordDialog[Arrival] = PasswordDialog(
            self._background, lambda text: self._arrive(lambda: house.open_shared(text)), found
        )
        self._ask(dialog, lambda: self._welcome(_answer(dialog.answer)))

    def _ask_passphrase(self, lost: bool = False) -> None:
        house = self._house
        dialog: PassphraseDialog[Arrival] = PassphraseDialog(
            self._background,
            lambda text: self._arrive(lambda: house.open_by_passphrase(text)),
            recover=lambda text: self._arrive(lambda: house.open_by_recovery_key(text)),
            lost=lost,
        )
        self._ask(dialog, lambda: self._welcome(_answer(dialog.answer)))

    def _first_facts(self) -> tuple[list[str], bool]:
        return self._house.township_names(), self._house.keyring_available()

    def _ask_first(self, facts: tuple[list[str], bool]) -> None:
        from desktop.views.first_start import FirstStart

        dialog = FirstStart(self._background, self._house, *facts)
        self._ask(dialog, lambda: self._found(_answer(dialog.answer)))

    def _found(self, opened: Opened) -> None:
        self._work(lambda: self._arrive(lambda: opened))

    def _arrive(self, open_: Callable[[], Opened]) -> Arrival:
        """On a worker: open, and learn who may sit down."""
        opened = open_()
        return Arrival(opened, opened.seats(), self._house.account())

    def _welcome(self, arrival: Arrival) -> None:
        """Sit down where there is no choice or it was made before; otherwise ask."""
        self._arrival = arrival
        actors = [actor for actor, _ in arrival.seats]
        if not actors:
            self._fail(WorkError("数据库中没有启用的账号，请联系系统管理员。"))
            return
        chosen = arrival.opened.actor or (actors[0] if len(actors) == 1 else None)
        if chosen is None and self._house.sample:
            known = {actor.login: actor for actor in actors}
            chosen = known.get(arrival.last) or known.get(SAMPLE_SEAT) or actors[0]
        if chosen is None:
            self._ask_seat(arrival)
        else:
            self._run(partial(self._sit, arrival, chosen), self._enter)

    def _ask_seat(self, arrival: Arrival | None, leave: str = "退出") -> None:
        if arrival is None:
            return
        actors = {actor.login: actor for actor, _ in arrival.seats}
        seats = [Seat(a.login, a.name, a.role.label, unit) for a, unit in arrival.seats]
        last = self.seated.actor.login if self.seated else arrival.last
        dialog: SeatDialog[Seated] = SeatDialog(
            self._background,
            seats,
            lambda seat: self._sit(arrival, actors[str(seat.id)]),
            chosen=last,
            leave=leave,
        )
        self._ask(dialog, lambda: self._enter(_answer(dialog.answer)), stays=leave == "返回")

    def _sit(self, arrival: Arrival, actor: Actor) -> Seated:
        """On a worker: everything the desk needs for this account."""
        if self.seated is not None and self.seated.actor == actor:
            return self.seated
        opened = arrival.opened
        unit = next((unit for one, unit in arrival.seats if one == actor), "")
        self._house.remember(account=actor.login)
        drafts = self._drafts(opened.drafts_key, actor)
        return Seated(opened, actor, unit, opened.as_(actor), opened.almanac(), drafts)

    def _drafts(self, key: bytes | None, actor: Actor) -> Drafts | None:
        """The journal of one account; another account at this desk does not see it."""
        if key is None:
            return None
        name = sha256(actor.login.encode()).hexdigest()[:16]
        return Drafts(self._house.folder / "drafts" / f"{name}.journal", key, self._said.emit)

    def _enter(self, seated: Seated) -> None:
        from desktop.views.freshness import keep_fresh  # It knows services: after opening.
        from desktop.views.record_search import PROVIDERS

        old, self.seated = self.seated, seated
        if old is seated:
            return
        desk = Desk(seated.office, self._background, almanac=seated.almanac)
        desk.drafts, desk.sample, desk.keeper = (
            seated.drafts,
            self._house.sample,
            seated.opened.keeper,
        )
        arrival, actor = self._arrival, seated.actor
        place = Place(
            seated.opened.keeper.name,
            seated.unit,
            actor.name,
            actor.role.label,
            self._house.sample,
            arrival is not None and len(arrival.seats) > 1,
        )
        self._window.enter(desk, place)
        self._window.find_with(*PROVIDERS)
        keep_fresh(desk)
        if old is not None and old.drafts is not None:
            old.drafts.close()
        if seated.drafts is None:
            self._window.say("本机没有系统密钥环，正在填写的内容不留存草稿，请及时保存。")
        self.entered.emit()

    def _work(self, work: Callable[[], Arrival]) -> None:
        self._run(work, self._welcome)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._background.run(self, work, done, self._fail)

    def _ask(self, dialog: QDialog, done: Callable[[], None], stays: bool = False) -> None:
        """Ask over the window; giving up closes it, unless somebody sits there already."""
        self.dialog = dialog
        dialog.setParent(self._window, dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(done)
        if not stays:
            dialog.rejected.connect(self._window.close)
        dialog.open()

    def _fail(self, error: BaseException) -> None:
        """Say what is wrong, and offer to try again."""
        if not isinstance(error, WorkError):
            sys.excepthook(type(error), error, error.__traceback__)
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("未能打开数据库")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(str(error) if isinstance(error, WorkError) else _BROKEN)
        again = box.addButton("重试", QMessageBox.ButtonRole.AcceptRole)
        away = box.addButton("退出", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(away)
        again.clicked.connect(self.begin)
        away.clicked.connect(self._window.close)
        self._window.wait_for("未打开数据库")
        self.dialog = box
        box.open()


def _answer(answer: T | None) -> T:
    """An accepted dialog has its answer."""
    assert answer is not None
    return answer
