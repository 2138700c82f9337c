"""Everything a guard may look at: plain values, no records, no clock. None means not known.

A missing fact is never read as "no". Each fact has a Chinese label: it is what the screen asks a
person for when a guard cannot judge without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from desktop.law.counting import Excluded
from desktop.values import Choice


class Penalty(Choice):
    """Kinds of penalty (行政处罚法 第九条)."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATE_GAINS = "confiscate_gains", "没收违法所得"
    CONFISCATE_GOODS = "confiscate_goods", "没收非法财物"
    SUSPEND_PERMIT = "suspend_permit", "暂扣许可证件"
    LOWER_GRADE = "lower_grade", "降低资质等级"
    REVOKE_PERMIT = "revoke_permit", "吊销许可证件"
    RESTRICT_BUSINESS = "restrict_business", "限制开展生产经营活动"
    SUSPEND_BUSINESS = "suspend_business", "责令停产停业"
    CLOSE_BUSINESS = "close_business", "责令关闭"
    BAR_FROM_TRADE = "bar_from_trade", "限制从业"
    DETENTION = "detention", "行政拘留"
    OTHER = "other", "法律、行政法规规定的其他行政处罚"


class PartyType(Choice):
    """What the party is, where the law tells them apart."""

    CITIZEN = "citizen", "公民"
    BUSINESS = "business", "个体工商户"
    ORGANISATION = "organisation", "法人或者其他组织"


class Issuer(Choice):
    """In whose name a paper goes out; only the first two may decide (工作方案 二（二）)."""

    TOWNSHIP = "township", "乡镇人民政府"
    SUBDISTRICT = "subdistrict", "街道办事处"
    TEAM = "team", "综合行政执法队"
    DEPARTMENT = "department", "部门"


@dataclass(frozen=True)
class OfficerFact:
    """One officer on the day of the step. `certified`: a valid certificate that day."""

    person: str
    name: str
    certified: bool | None = None
    auxiliary: bool | None = None
    related: bool | None = None


def _fact(label: str) -> Any:
    return field(default=None, metadata={"label": label})


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts of one case as known on the day of a step; dates are legal days in China."""

    # item and place
    item_notice: str | None = _fact("赋权事项的通告文号")
    item_since: date | None = _fact("赋权事项生效日期")
    item_until: date | None = _fact("赋权事项收回日期")
    own_power: str | None = _fact("乡镇（街道）依法自有处罚权的依据")
    withdrawal_ruling: str | None = _fact(
        "事项收回后继续办理的依据（通告过渡条款或者县级书面答复）"
    )
    withdrawal_ruled_by: str | None = _fact("作出收回后处理意见的机关")
    place_inside: bool | None = _fact("违法行为发生地是否在本乡镇（街道）辖区内")
    place_excluded: bool | None = _fact("违法行为发生地是否在浦江开发区管理区域内")
    field_of_law: str | None = _fact("执法领域")

    # people
    officers: tuple[OfficerFact, ...] | None = _fact("承办执法人员")
    withdrawal_pending: bool | None = _fact("是否有未决定的回避申请")
    party_type: PartyType | None = _fact("当事人类别")
    party_age: int | None = _fact("当事人行为时的年龄（周岁）")
    party_capable: bool | None = _fact("当事人行为时能否辨认和控制自己的行为")

    # dates of the act and the case
    act_ended_on: date | None = _fact("违法行为发生（终了）日期")
    act_continuing: bool | None = _fact("违法行为是否仍在连续或者继续")
    discovered_on: date | None = _fact("违法行为发现日期")
    grave_harm: bool | None = _fact("是否涉及公民生命健康安全、金融安全且有危害后果")
    limitation_years: int | None = _fact("法律对追责时效的特别规定（年）")
    filed_on: date | None = _fact("立案日期")
    excluded: tuple[Excluded, ...] | None = _fact("办案期限中依法扣除的期间")
    extension_days: int | None = _fact("经批准延长的办案期限（日）")
    case_days: int | None = _fact("本领域规章规定的办案期限（日）")
    dispute_open: bool | None = _fact("是否有未解决的管辖争议")
    suspected_crime: bool | None = _fact("是否涉嫌犯罪")
    same_act_fined: bool | None = _fact("同一违法行为是否已被罚款")

    # notice, defence, hearing
    notice_served_on: date | None = _fact("处罚前告知书送达日期")
    notice_contents: frozenset[str] | None = _fact("告知书载明的事项")
    notified_penalties: frozenset[Penalty] | None = _fact("告知的处罚种类")
    notified_fine: Decimal | None = _fact("告知的罚款数额")
    notice_raised: bool | None = _fact("是否重新告知了更重的处罚")
    new_facts: bool | None = _fact("是否有新的事实或者证据")
    statement_waived: bool | None = _fact("当事人是否书面放弃陈述、申辩")
    statement_made: bool | None = _fact("当事人是否提出陈述、申辩")
    statement_rechecked: bool | None = _fact("陈述、申辩是否已复核")
    hearing_told: bool | None = _fact("是否告知听证权利")
    hearing_waived: bool | None = _fact("当事人是否书面放弃听证")
    hearing_asked: bool | None = _fact("当事人是否要求听证")
    hearing_asked_on: date | None = _fact("当事人要求听证的日期")
    hearing_held_on: date | None = _fact("听证结束日期")

    # review and discussion
    public_interest: bool | None = _fact("是否涉及重大公共利益")
    complex_case: bool | None = _fact("案件是否疑难复杂、涉及多个法律关系")
    major_case: bool | None = _fact("是否属于重大违法行为")
    review_by_law: bool | None = _fact("法律、法规是否规定应当法制审核")
    review_passed_on: date | None = _fact("法制审核通过日期")
    review_rejected: bool | None = _fact("法制审核是否未通过")
    reviewer_handles: bool | None = _fact("法制审核人员是否为本案承办人")
    reviewer_first_time: bool | None = _fact("法制审核人员是否初次从事审核")
    reviewer_qualified: bool | None = _fact("法制审核人员是否取得法律职业资格")
    review_own_room: bool | None = _fact("是否由本乡镇（街道）法制审核室审核")
    changed_on: date | None = _fact("审核后事实或者处罚变更日期")
    changed_after_review: bool | None = _fact("法制审核后事实或者处罚是否变更")
    committee_decided_on: date | None = _fact("案件审核委员会集体讨论决定日期")
    committee_present: int | None = _fact("集体讨论出席人数")
    committee_of_heads: bool | None = _fact("集体讨论是否由行政机关负责人作出")

    # the penalty and the paper
    penalties: frozenset[Penalty] | None = _fact("处罚种类")
    fine: Decimal | None = _fact("罚款数额")
    fine_least: Decimal | None = _fact("法定罚款下限")
    fine_most: Decimal | None = _fact("法定罚款上限")
    band_least: Decimal | None = _fact("裁量基准下限")
    band_most: Decimal | None = _fact("裁量基准上限")
    lighter_ground: str | None = _fact("减轻处罚的依据")
    deviation_reason: str | None = _fact("偏离裁量基准的理由")
    deviation_approved: bool | None = _fact("偏离是否经行政机关负责人批准")
    gains: Decimal | None = _fact("违法所得数额")
    gains_explained: bool | None = _fact("未没收违法所得是否已说明理由（依法退赔等）")
    goods_value: Decimal | None = _fact("拟没收财物价值")
    correction_ordered: bool | None = _fact("是否责令改正")
    correction_excused: bool | None = _fact("未责令改正是否已说明理由")
    issuer: Issuer | None = _fact("决定书落款机关")
    decision_contents: frozenset[str] | None = _fact("决定书载明的事项")
    number_drawn: bool | None = _fact("文号是否由系统编排")
    seal_applied: bool | None = _fact("决定书是否加盖行政机关印章")
    decided_on: date | None = _fact("决定日期")
    served_on: date | None = _fact("决定书送达日期")


@cache
def labels() -> dict[str, str]:
    """Name of every fact to its label."""
    return {one.name: one.metadata["label"] for one in fields(Facts)}
