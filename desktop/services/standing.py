"""Whether a person may act on a day, in one word, with the reason for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.certificate import CertificateState
from desktop.values import Choice


class Standing(Choice):
    """Whether a person may act on a day; the first that applies, worst first."""

    AWAY = "away", "不在岗"
    AUXILIARY = "auxiliary", "辅助·无执法权"
    NONE = "none", "无执法证"
    STOPPED = "stopped", "证件停用"
    EXPIRED = "expired", "证件已过期"
    UNDATED = "undated", "有效期未登记"
    EXPIRING = "expiring", "即将到期"
    GOOD = "good", "合规"


LEVEL = {
    Standing.AWAY: "info",
    Standing.AUXILIARY: "info",
    Standing.NONE: "bad",
    Standing.STOPPED: "bad",
    Standing.EXPIRED: "bad",
    Standing.UNDATED: "warn",
    Standing.EXPIRING: "warn",
    Standing.GOOD: "ok",
}
MAY_ACT = (Standing.GOOD, Standing.EXPIRING, Standing.UNDATED)
_BARRED = "不得从事执法活动（行政处罚法第四十二条）"


@dataclass(frozen=True)
class Grounds:
    """What the standing rests on: the certificate's end, state, and since when and why."""

    valid_until: date | None = None
    state: CertificateState | None = None
    state_since: date | None = None
    state_reason: str | None = None


def badge(found: Standing, day: date, grounds: Grounds) -> tuple[str, str, str]:
    """Level, words and reason: `("bad", "证件已过期12天", "执法证有效期至 …")`."""
    return LEVEL[found], _words(found, day, grounds), _reason(found, grounds)


def _words(found: Standing, day: date, grounds: Grounds) -> str:
    until = grounds.valid_until
    if found is Standing.EXPIRED and until:
        return f"证件已过期{(day - until).days}天"
    if found is Standing.EXPIRING and until:
        left = (until - day).days
        return f"{left}天后到期" if left else "今天到期"
    if found is Standing.STOPPED and grounds.state:
        return f"证件{grounds.state.label}"
    return found.label


def _reason(found: Standing, grounds: Grounds) -> str:
    until = grounds.valid_until
    if found is Standing.STOPPED:
        return _stopped(grounds)
    reasons: Mapping[Standing, str] = {
        Standing.AWAY: "目前不在岗，不计入执法力量",
        Standing.AUXILIARY: "辅助人员没有执法权，只能从事辅助工作（条例第三十条）",
        Standing.NONE: f"没有登记执法证，{_BARRED}",
        Standing.EXPIRED: f"执法证有效期至 {until}，{_BARRED}",
        Standing.UNDATED: "没有登记执法证有效期，请核对证件后补录",
        Standing.EXPIRING: f"执法证有效期至 {until}，请及时办理换证",
        Standing.GOOD: f"执法证有效期至 {until}",
    }
    return reasons[found]


def _stopped(grounds: Grounds) -> str:
    since = f"自 {grounds.state_since} 起" if grounds.state_since else ""
    why = f"，原因：{grounds.state_reason}" if grounds.state_reason else ""
    return f"执法证{since}{grounds.state.label if grounds.state else '停用'}{why}，{_BARRED}"
