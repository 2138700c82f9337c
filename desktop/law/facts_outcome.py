"""Facts of hearing, decision on the spot, no penalty, service and rulings on the procedure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from desktop.values import Choice
from desktop.vocabulary import ServiceWay

__all__ = ["ChangeGround", "NoPenaltyGround", "OutcomeFacts", "ServiceWay"]


class NoPenaltyGround(Choice):
    """Why nobody is punished (行政处罚法 第三十条、第三十一条、第三十三条、第三十六条、第五十七条)."""

    CHILD = "child", "不满十四周岁（第三十条）"
    INCAPABLE = "incapable", "不能辨认或者控制自己的行为（第三十一条）"
    MINOR = "minor", "违法行为轻微并及时改正，没有造成危害后果（第三十三条第一款）"
    FIRST = "first", "初次违法且危害后果轻微并及时改正（第三十三条第一款）"
    NO_FAULT = "no_fault", "有证据足以证明没有主观过错（第三十三条第二款）"
    LIMITATION = "limitation", "超过追责时效（第三十六条）"
    SLIGHT = "slight", "违法行为轻微，依法可以不予处罚（第五十七条第一款第（二）项）"
    NOT_PROVEN = "not_proven", "违法事实不能成立（第五十七条第一款第（三）项）"


class ChangeGround(Choice):
    """By what a decision already made is changed, revoked or annulled."""

    OWN = "own", "本机关自行纠正"
    REVIEW = "review", "行政复议决定"
    COURT = "court", "人民法院判决、裁定"


@dataclass(frozen=True, kw_only=True)
class OutcomeFacts:
    """What is known of hearing, outcome and service."""

    hearing_on: Annotated[date | None, "定于举行听证的日期"] = None
    hearing_notice_served_on: Annotated[date | None, "听证通知书送达日期"] = None
    hearing_host_investigates: Annotated[bool | None, "听证主持人是否为本案调查人员"] = None
    hearing_host_related: Annotated[bool | None, "听证主持人是否与本案有直接利害关系"] = None
    hearing_public: Annotated[bool | None, "听证是否公开举行"] = None
    hearing_secret: Annotated[bool | None, "听证是否涉及国家秘密、商业秘密或者个人隐私"] = None
    hearing_agents: Annotated[int | None, "当事人委托的听证代理人人数"] = None

    form_numbered: Annotated[bool | None, "当场处罚决定书是否为预定格式并编有号码"] = None
    spot_told: Annotated[bool | None, "是否当场告知拟作出的处罚内容及事实、理由、依据和权利"] = None
    spot_heard: Annotated[bool | None, "是否当场听取陈述、申辩并记录"] = None
    spot_handed: Annotated[bool | None, "当场处罚决定书是否当场交付（拒绝签收的，是否注明）"] = None

    no_penalty_ground: Annotated[NoPenaltyGround | None, "不予行政处罚的理由"] = None
    corrected_in_time: Annotated[bool | None, "当事人是否及时改正"] = None
    education_given: Annotated[bool | None, "是否对当事人进行教育"] = None
    guardian_ordered: Annotated[bool | None, "是否责令监护人管教（看管）"] = None

    service_way: Annotated[ServiceWay | None, "送达方式"] = None
    service_refused: Annotated[bool | None, "受送达人是否拒绝签收"] = None
    service_witnessed: Annotated[bool | None, "留置送达是否有见证人签名或者拍照、录像记录"] = None
    electronic_consent: Annotated[bool | None, "当事人是否签订电子送达确认书"] = None
    other_ways_failed: Annotated[bool | None, "受送达人下落不明或者其他方式是否均无法送达"] = None
    announced_on: Annotated[date | None, "发出送达公告的日期"] = None
    servers: Annotated[int | None, "送达人人数"] = None

    not_filed_reason: Annotated[str | None, "不予立案的理由"] = None
    not_filed_approved: Annotated[bool | None, "不予立案是否经行政机关负责人批准"] = None
    withdrawn_reason: Annotated[str | None, "撤销案件的理由"] = None
    withdrawn_approved: Annotated[bool | None, "撤销案件是否经行政机关负责人批准"] = None
    suspension_reason: Annotated[str | None, "中止案件办理的理由"] = None
    suspension_approved: Annotated[bool | None, "中止案件是否经行政机关负责人批准"] = None
    extension_reason: Annotated[str | None, "延长办案期限的理由"] = None
    extension_approved: Annotated[bool | None, "延长办案期限是否经批准"] = None
    change_ground: Annotated[ChangeGround | None, "变更、撤销处罚决定的根据"] = None
    change_approved: Annotated[bool | None, "自行变更、撤销处罚决定是否经行政机关负责人批准"] = None
    deferral_requested: Annotated[bool | None, "当事人是否申请延期、分期缴纳罚款"] = None
    deferral_approved: Annotated[bool | None, "延期、分期缴纳罚款是否经行政机关批准"] = None
    halt_reason: Annotated[str | None, "中止、终结执行的理由"] = None
    halt_approved: Annotated[bool | None, "中止、终结执行是否经行政机关负责人批准"] = None
