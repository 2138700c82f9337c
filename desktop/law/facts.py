"""Everything a guard may look at: plain values, no records, no clock. None means not known.

A missing fact is never read as "no". Each fact has a Chinese label: it is what the screen asks a
person for when a guard cannot judge without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, get_type_hints

from desktop.law.case_time import Granter, Prolonged
from desktop.law.counting import Excluded
from desktop.law.facts_execution import ExecutionFacts
from desktop.law.facts_inquiry import InquiryFacts
from desktop.law.facts_office import OfficeFacts
from desktop.law.facts_outcome import OutcomeFacts
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


class RulingBody(Choice):
    """Who ruled that a case goes on after its item was taken back."""

    NOTICE = "notice", "通告的过渡条款"
    COUNTY = "county", "县级书面答复"
    TOWNSHIP = "township", "乡镇（街道）自行决定"


@dataclass(frozen=True)
class OfficerFact:
    """One officer on the day of the step. `certified`: a valid certificate that day."""

    person: str
    name: str
    certified: bool | None = None
    auxiliary: bool | None = None
    related: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Facts(InquiryFacts, OutcomeFacts, ExecutionFacts, OfficeFacts):
    """The facts of one case as known on the day of a step; dates are legal days in China.

    Moments are read as Beijing time. docs/facts.md lists every fact with the guards that use it.
    """

    # item and place
    item_notice: Annotated[str | None, "赋权事项的通告文号"] = None
    item_since: Annotated[date | None, "赋权事项生效日期"] = None
    item_until: Annotated[date | None, "赋权事项收回日期"] = None
    own_power: Annotated[str | None, "乡镇（街道）依法自有处罚权的依据"] = None
    withdrawal_ruling: Annotated[
        str | None, "事项收回后继续办理的依据（通告过渡条款或者县级书面答复）"
    ] = None
    withdrawal_ruled_by: Annotated[RulingBody | None, "作出收回后处理意见的机关"] = None
    place_inside: Annotated[bool | None, "违法行为发生地是否在本乡镇（街道）辖区内"] = None
    place_excluded: Annotated[bool | None, "违法行为发生地是否在浦江开发区管理区域内"] = None
    field_of_law: Annotated[str | None, "执法领域"] = None

    # people
    officers: Annotated[tuple[OfficerFact, ...] | None, "承办执法人员"] = None
    fewer_officers_law: Annotated[str | None, "允许少于两名执法人员办理的法律条款"] = None
    withdrawal_pending: Annotated[bool | None, "是否有未决定的回避申请"] = None
    party_type: Annotated[PartyType | None, "当事人类别"] = None
    party_age: Annotated[int | None, "当事人行为时的年龄（周岁）"] = None
    party_capable: Annotated[bool | None, "当事人行为时能否辨认和控制自己的行为"] = None

    # dates of the act and the case
    act_ended_on: Annotated[date | None, "违法行为发生（终了）日期"] = None
    act_continuing: Annotated[bool | None, "违法行为是否仍在连续或者继续"] = None
    discovered_on: Annotated[date | None, "违法行为发现日期"] = None
    grave_harm: Annotated[bool | None, "是否涉及公民生命健康安全、金融安全且有危害后果"] = None
    limitation_years: Annotated[int | None, "法律对追责时效的特别规定（年）"] = None
    filed_on: Annotated[date | None, "立案日期"] = None
    excluded: Annotated[tuple[Excluded, ...] | None, "办案期限中依法扣除的期间"] = None
    extension_days: Annotated[int | None, "经批准延长的办案期限（日）"] = None
    extension_by: Annotated[Granter | None, "延长办案期限由谁批准"] = None
    extension_again_days: Annotated[int | None, "再次延长的办案期限（日）"] = None
    extension_again_by: Annotated[Granter | None, "再次延长办案期限由谁决定"] = None
    dispute_open: Annotated[bool | None, "是否有未解决的管辖争议"] = None
    suspected_crime: Annotated[bool | None, "是否涉嫌犯罪"] = None
    same_act_fined: Annotated[bool | None, "同一违法行为是否已被罚款"] = None

    # notice, defence, hearing
    notice_served: Annotated[bool | None, "处罚前告知书是否送达"] = None
    notice_served_on: Annotated[date | None, "处罚前告知书送达日期"] = None
    notice_contents: Annotated[frozenset[str] | None, "告知书载明的事项"] = None
    notified_penalties: Annotated[frozenset[Penalty] | None, "告知的处罚种类"] = None
    notified_fine: Annotated[Decimal | None, "告知的罚款数额"] = None
    notice_raised: Annotated[bool | None, "是否重新告知了更重的处罚"] = None
    new_facts: Annotated[bool | None, "是否有新的事实或者证据"] = None
    statement_waived: Annotated[bool | None, "当事人是否书面放弃陈述、申辩"] = None
    statement_made: Annotated[bool | None, "当事人是否提出陈述、申辩"] = None
    statement_rechecked: Annotated[bool | None, "陈述、申辩是否已复核"] = None
    hearing_told: Annotated[bool | None, "是否告知听证权利"] = None
    hearing_waived: Annotated[
        bool | None, "当事人是否放弃听证（书面放弃、撤回要求，或者无正当理由缺席、中途退出）"
    ] = None
    hearing_asked: Annotated[bool | None, "当事人是否要求听证"] = None
    hearing_asked_on: Annotated[date | None, "当事人要求听证的日期"] = None
    hearing_held: Annotated[bool | None, "听证是否已经举行"] = None
    hearing_held_on: Annotated[date | None, "听证结束日期"] = None
    hearing_reported_on: Annotated[date | None, "听证报告日期"] = None

    # review and discussion
    public_interest: Annotated[bool | None, "是否涉及重大公共利益"] = None
    complex_case: Annotated[bool | None, "案件是否疑难复杂、涉及多个法律关系"] = None
    major_case: Annotated[bool | None, "是否属于重大违法行为"] = None
    review_by_law: Annotated[bool | None, "法律、法规是否规定应当法制审核"] = None
    reviewed: Annotated[bool | None, "是否已经法制审核"] = None
    review_passed_on: Annotated[date | None, "法制审核通过日期"] = None
    review_rejected: Annotated[bool | None, "法制审核是否未通过"] = None
    reviewer_handles: Annotated[bool | None, "法制审核人员是否为本案承办人"] = None
    reviewer_first_time: Annotated[bool | None, "法制审核人员是否初次从事审核"] = None
    reviewer_qualified: Annotated[bool | None, "法制审核人员是否取得法律职业资格"] = None
    review_own_room: Annotated[bool | None, "是否由本乡镇（街道）法制审核室审核"] = None
    changed_on: Annotated[date | None, "审核后事实或者处罚变更日期"] = None
    changed_after_review: Annotated[bool | None, "法制审核后事实或者处罚是否变更"] = None
    discussed: Annotated[bool | None, "是否已经案件审核委员会集体讨论决定"] = None
    committee_decided_on: Annotated[date | None, "案件审核委员会集体讨论决定日期"] = None
    committee_present: Annotated[int | None, "集体讨论出席人数"] = None
    committee_of_heads: Annotated[bool | None, "集体讨论是否由行政机关负责人作出"] = None

    # the penalty and the paper
    penalties: Annotated[frozenset[Penalty] | None, "处罚种类"] = None
    fine: Annotated[Decimal | None, "罚款数额"] = None
    fine_least: Annotated[Decimal | None, "法定罚款下限"] = None
    fine_most: Annotated[Decimal | None, "法定罚款上限"] = None
    band_least: Annotated[Decimal | None, "裁量基准下限"] = None
    band_most: Annotated[Decimal | None, "裁量基准上限"] = None
    lighter_ground: Annotated[str | None, "减轻处罚的依据"] = None
    deviation_reason: Annotated[str | None, "偏离裁量基准的理由"] = None
    deviation_approved: Annotated[bool | None, "偏离是否经行政机关负责人批准"] = None
    gains: Annotated[Decimal | None, "违法所得数额"] = None
    gains_explained: Annotated[bool | None, "未没收违法所得是否已说明理由（依法退赔等）"] = None
    goods_value: Annotated[Decimal | None, "拟没收财物价值"] = None
    correction_ordered: Annotated[bool | None, "是否责令改正"] = None
    correction_excused: Annotated[bool | None, "未责令改正是否已说明理由"] = None
    issuer: Annotated[Issuer | None, "决定书落款机关"] = None
    sender: Annotated[Issuer | None, "移送文书的落款机关"] = None
    decision_contents: Annotated[frozenset[str] | None, "决定书载明的事项"] = None
    number_drawn: Annotated[bool | None, "文号是否由系统编排"] = None
    seal_applied: Annotated[bool | None, "决定书是否加盖行政机关印章"] = None
    decided_on: Annotated[date | None, "决定日期"] = None
    served_on: Annotated[date | None, "决定书送达日期"] = None

    @property
    def extensions(self) -> tuple[Prolonged, ...]:
        """The extensions of the time for the decision, first and second; none that was refused."""
        again = Prolonged(self.extension_again_days or 0, self.extension_again_by)
        given = (Prolonged(self.extension_days or 0, self.extension_by), again)
        if self.extension_approved is False or not any(one.days for one in given):
            return ()
        return given if again.days else given[:1]


@cache
def labels() -> dict[str, str]:
    """Name of every fact to its label."""
    hints = get_type_hints(Facts, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}
