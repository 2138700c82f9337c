"""The places of the program, in order. One without a page yet is absent, not empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # The sidebar is painted before anything behind it is imported.
    from desktop.views.kit.desk import Desk
    from desktop.views.kit.page import Page

    Factory = Callable[[Desk], Page]


class Destination(NamedTuple):
    """A line of the sidebar. `page` builds it when first visited, importing it only then.

    `tools` are places within the page that the palette offers from everywhere: words the page's
    `visit` understands, and their initials.
    """

    key: str
    label: str
    icon: str
    initials: str
    page: Factory | None = None
    tools: tuple[tuple[str, str], ...] = ()


def _roster(desk: Desk) -> Page:
    from desktop.views.pages.roster.page import RosterPage

    return RosterPage(desk)


def _item(desk: Desk) -> Page:
    from desktop.views.pages.item.page import ItemPage

    return ItemPage(desk)


def _case(desk: Desk) -> Page:
    from desktop.views.pages.case.page import CasePage

    return CasePage(desk)


def _term(desk: Desk) -> Page:
    from desktop.views.pages.term.page import TermPage

    return TermPage(desk)


def _inbox(desk: Desk) -> Page:
    from desktop.views.pages.case.inbox import InboxPage

    return InboxPage(desk)


def _paper(desk: Desk) -> Page:
    from desktop.views.pages.paper.page import PaperPage

    return PaperPage(desk)


def _system(desk: Desk) -> Page:
    from desktop.views.pages.system.page import SystemPage

    return SystemPage(desk)


LAW_TOOLS = (
    ("期限计算", "qxjs"),
    ("日历", "rl"),
    ("法律库", "flk"),
    ("法律数据包", "flsjb"),
    ("能否办理", "nfbl"),
)
TERM_TOOLS = (("工作量", "gzl"), ("风险案件", "fxaj"))
DESTINATIONS: tuple[Destination, ...] = (
    Destination("dashboard", "工作台", "squares-four", "gzt"),
    Destination("inbox", "待办", "tray", "db", _inbox),
    Destination("team", "队伍", "users", "dw", _roster),
    Destination("certificate", "资格证件", "circle-wavy-check", "zgzj"),
    Destination("training", "培训", "graduation-cap", "px"),
    Destination("equipment", "装备", "shield", "zb"),
    Destination("budget", "经费", "wallet", "jf"),
    Destination("item", "赋权事项", "scales", "fqsx", _item),
    Destination("case", "案件", "folder-open", "aj", _case),
    Destination("term", "期限日历", "calendar-check", "qxrl", _term, TERM_TOOLS),
    Destination("collaboration", "协同", "handshake", "xt"),
    Destination("paper", "文书", "file-text", "ws", _paper),
    Destination("statistics", "统计", "chart-bar", "tj"),
    Destination("system", "系统", "gear", "xt", _system, LAW_TOOLS),
)


def present(destinations: tuple[Destination, ...] = DESTINATIONS) -> list[Destination]:
    """The destinations that have a page, in order."""
    return [one for one in destinations if one.page is not None]
