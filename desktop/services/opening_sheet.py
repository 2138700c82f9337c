"""What a workbook of taking over may hold: four sheets, their columns, and how each is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from desktop.fields import Check, Field, between, longest
from desktop.identity import check_mobile
from desktop.law.facts import Penalty
from desktop.law.facts_execution import ClosingGround
from desktop.models.case import LeadSource, PartyKind
from desktop.models.number import PadKind
from desktop.values import Choice, half_width

CASES, PAYMENTS, SERIES, PADS = "案件", "缴款", "文号", "票据和预编号文书"


class Course(Choice):
    """By which procedure a case went."""

    ORDINARY = "ordinary", "普通", "普通程序", "一般程序", "一般"
    SIMPLE = "simple", "当场", "简易程序", "当场处罚", "简易"


class Outcome(Choice):
    """What the decision was where it was no penalty; stands in the column of the penalties."""

    NO_PENALTY = "no_penalty", "不予行政处罚", "不予处罚", "不罚", "免予处罚"
    TRANSFERRED = "transferred", "移送", "移送处理", "案件移送", "移送其他机关"
    WITHDRAWN = "withdrawn", "撤销案件", "撤案", "销案"
    NOT_FILED = "not_filed", "不予立案", "不立案"


_SPELLINGS: Mapping[str, str] = {
    **dict.fromkeys(("自然人", "个人", "居民"), PartyKind.CITIZEN.label),
    **dict.fromkeys(("个体户", "个体"), PartyKind.BUSINESS.label),
    **dict.fromkeys(
        ("单位", "法人", "企业", "公司", "组织", "法人或其他组织", "其他组织", "非法人组织"),
        PartyKind.ORGANISATION.label,
    ),
    **dict.fromkeys(
        ("履行完毕", "履行", "执行完毕", "已履行", "处罚履行完毕"), ClosingGround.PERFORMED.label
    ),
    **dict.fromkeys(("不予处罚", "不罚"), ClosingGround.NO_PENALTY.label),
    **dict.fromkeys(("移送", "案件移送"), ClosingGround.TRANSFERRED.label),
    **dict.fromkeys(("终结", "终止执行"), ClosingGround.TERMINATED.label),
    **dict.fromkeys(("撤案", "销案"), ClosingGround.WITHDRAWN.label),
    **dict.fromkeys(("法院执行", "法院执行完毕", "法院执行终结"), ClosingGround.COURT.label),
    **dict.fromkeys(("撤销处罚", "处罚决定被撤销"), ClosingGround.REVOKED.label),
    **dict.fromkeys(("投诉", "举报", "信访"), LeadSource.COMPLAINT.label),
    **dict.fromkeys(("巡查", "检查", "巡查发现"), LeadSource.INSPECTION.label),
    **dict.fromkeys(("移送", "部门移送", "其他部门移送"), LeadSource.TRANSFERRED.label),
}
_SEPARATORS = "、，,；;/ "


def _worded(choices: type[Choice]) -> Callable[[str], str]:
    """Tidies a cell to the label of a choice where the office writes it otherwise."""
    labels = {member.label for member in choices}

    def tidy(text: str) -> str:
        found = _SPELLINGS.get(half_width(text), "")
        return found if found in labels else text

    return tidy


def split(text: str) -> list[str]:
    """The words of a cell that holds several."""
    text = text.replace(Penalty.OTHER.label, Penalty.OTHER.value)
    for mark in _SEPARATORS:
        text = text.replace(mark, "、")
    return [word for word in text.split("、") if word]


@lru_cache(maxsize=1_000)
def outcome_of(text: str | None) -> Outcome | None:
    """What was decided instead of a penalty, if the words say that."""
    return Outcome.read(half_width(text)) if text else None


@lru_cache(maxsize=1_000)
def penalties_of(text: str | None) -> frozenset[Penalty]:
    """The kinds of penalty a cell names; unknown words are left out (`_penalties` refuses them)."""
    found = (Penalty.read(word) for word in split(text or ""))
    return frozenset(one for one in found if one)


def _penalties(text: str) -> str | None:
    if outcome_of(text):
        return None
    unknown = [word for word in split(text) if Penalty.read(word) is None]
    if not unknown:
        return None
    known = "、".join(one.label for one in (*Penalty, *Outcome))
    return f"“{unknown[0]}”不在可选范围内；多个种类用顿号分开，可填：{known}"


def _notified(text: str) -> str | None:
    return "应当填写处罚种类" if outcome_of(text) else _penalties(text)


def _amount(value: Decimal) -> str | None:
    return None if value >= 0 else "不能小于零"


def _field(
    name: str,
    label: str,
    kind: type = str,
    *aliases: str,
    required: bool = False,
    hint: str = "",
    check: Check | None = None,
    width: int = 12,
) -> Field:
    """A column; text is bounded, amounts are never negative, choices know other spellings."""
    chosen = check
    if chosen is None:
        chosen = _amount if kind is Decimal else longest(200) if kind is str else None
    normal = _worded(kind) if issubclass(kind, Choice) else None
    return Field(
        name=name,
        label=label,
        kind=kind,
        required=required,
        aliases=aliases,
        hint=hint,
        check=chosen,
        normal=normal,
        width=width,
    )


def _secret(name: str, label: str, *aliases: str, check: Check) -> Field:
    return Field(
        name=name,
        label=label,
        required=False,
        aliases=aliases,
        secret=True,
        normal=half_width,
        check=check,
        width=20,
    )


def _table(*fields: Field) -> Mapping[str, Field]:
    return {field.name: field for field in fields}


_CASES = _table(
    _field("number", "立案文号", str, "立案号", "立案编号", "案号", "案件编号", width=24),
    _field("cause", "案由", str, "案件名称", required=True, width=30),
    _field("source", "来源", LeadSource, "案件来源", "案源", "线索来源"),
    _field("found_on", "发现时间", date, "发现日期", "案发时间", "受案日期", required=True),
    _field(
        "summary",
        *("案情", str, "案情摘要", "简要案情", "违法事实", "案情简介"),
        check=longest(10_000),
        width=30,
    ),
    _field("place", "地点", str, "违法行为发生地", "违法地点", "案发地点", width=24),
    _field("inside", "是否在辖区内", bool, "在辖区内", "在本乡镇（街道）辖区内"),
    _field("act_on", "违法行为日期", date, "违法行为发生日期", "违法日期", required=True),
    _field("item", "事项代码", str, "事项编码", "权力事项编码", "事项编号", width=16),
    _field("party_kind", "当事人类别", PartyKind, "当事人类型", "当事人性质", required=True),
    _field(
        "party", "当事人", str, "当事人名称", "当事人姓名", "姓名或者名称", required=True, width=24
    ),
    _secret("identity", "证件号码", "身份证号", "统一社会信用代码", "证照号码", check=longest(30)),
    _field("representative", "负责人", str, "法定代表人", "经营者", "法定代表人（负责人、经营者）"),
    _field("address", "住址", str, "住所", "地址", "住所（住址）", width=24),
    _secret("phone", "电话", "联系电话", "手机", "手机号码", check=check_mobile),
    _field("leading", "主办人", str, "主办人员", "主办", "承办人一"),
    _field("others", "协办人", str, "协办人员", "协办", "承办人二"),
    _field("course", "程序", Course, "适用程序", "办案程序", hint="普通或者当场，不填为普通"),
    _field("filed_on", "立案日期", date, "立案时间"),
    _field("inquiry_on", "调查取证日期", date, "调查日期", "首次调查日期"),
    _field("reported_on", "调查终结日期", date, "调查终结时间"),
    _field("reviewed_on", "法制审核日期", date, "法制审核时间"),
    _field("notice_number", "告知书文号", str, "告知文号", "处罚告知书文号", width=24),
    _field("noticed_on", "告知送达日期", date, "告知书送达日期", "告知日期"),
    _field(
        "notified_penalties",
        *("告知处罚种类", str, "拟处罚种类"),
        check=_notified,
        hint="多个种类用顿号分开",
    ),
    _field("notified_fine", "告知罚款", Decimal, "拟罚款", "拟罚款金额", "告知罚款金额"),
    _field("hearing_told", "是否告知听证", bool, "告知听证", "是否告知听证权利"),
    _field("hearing_on", "听证日期", date, "听证时间"),
    _field("discussed_on", "集体讨论日期", date, "集体讨论时间"),
    _field(
        "decided_on",
        *("决定日期", date, "处罚决定日期", "处罚日期", "处理日期"),
        hint="不予处罚、移送、撤案、不予立案的，填写作出的日期",
    ),
    _field(
        "decision_number", "决定书文号", str, "处罚决定书文号", "决定文号", "处罚文号", width=24
    ),
    _field(
        "penalties",
        *("处罚种类", str, "处理结果", "处罚内容"),
        check=_penalties,
        hint="或者填：不予行政处罚、移送、撤销案件、不予立案",
        width=16,
    ),
    _field("fine", "罚款", Decimal, "罚款金额", "罚款数额"),
    _field("served_on", "决定送达日期", date, "决定书送达日期", "送达日期"),
    _field("published_on", "公开日期", date, "公示日期", "决定公开日期"),
    _field("recorded_on", "当场处罚备案日期", date, "备案日期"),
    _field("demanded_on", "催告送达日期", date, "催告书送达日期", "催告日期"),
    _field("court_on", "申请法院执行日期", date, "申请强制执行日期"),
    _field("closed_on", "结案日期", date, "结案时间"),
    _field("closing", "结案方式", ClosingGround, "结案理由", width=18),
    _field("archived_on", "归档日期", date, "归档时间"),
)
_PAYMENTS = _table(
    _field("number", "立案文号", str, "立案号", "案号", width=24),
    _field("decision_number", "决定书文号", str, "处罚决定书文号", "决定文号", width=24),
    _field("paid_on", "缴款日期", date, "缴纳日期", "缴费日期", "入账日期", required=True),
    _field("amount", "金额", Decimal, "缴款金额", "实缴金额", "缴纳金额", required=True),
    _field("receipt", "票据号", str, "票据号码", "票号", "收据号", width=20),
)
_SERIES = _table(
    _field("series", "系列", str, "文书系列", "文号系列", "文书种类", required=True, width=24),
    _field("year", "年度", int, "年份", required=True, check=between(2000, 2100)),
    _field(
        "last",
        *("已用到的序号", int, "已用到", "最后序号", "已用序号"),
        check=between(1, 20_000),
    ),
)
_PADS = _table(
    _field("kind", "种类", PadKind, "票据种类", required=True, width=20),
    _field("prefix", "前缀", str, "号码前缀", check=longest(40)),
    _field("first", "起号", str, "起始号", "起始号码", required=True, width=16),
    _field("last", "止号", str, "终止号", "终止号码", required=True, width=16),
    _field("digits", "位数", int, "号码位数", check=between(1, 20)),
    _field("received_on", "领入日期", date, "领取日期", "领购日期", required=True),
    _field("used", "已用到", str, "已用到的号码", "已使用到", width=16),
)


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet: its fields, the columns no two rows share, words of its name."""

    title: str
    fields: Mapping[str, Field]
    unique: tuple[str, ...]
    words: tuple[str, ...]


KINDS: Mapping[str, SheetKind] = {
    CASES: SheetKind(CASES, _CASES, (), ("案件", "台账")),
    PAYMENTS: SheetKind(PAYMENTS, _PAYMENTS, ("receipt",), ("缴款", "缴纳", "罚款收缴")),
    SERIES: SheetKind(SERIES, _SERIES, (), ("文号",)),
    PADS: SheetKind(PADS, _PADS, (), ("票据", "预编号")),
}
NOTES = "填写说明"
"""The sheet of our template that tells how to fill it; it is never read."""
