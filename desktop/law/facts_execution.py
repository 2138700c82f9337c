"""Facts of payment, enforcement, closing and the archive (guards G17, G18, G25, G26, G28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from desktop.law.counting import Excluded
from desktop.values import Choice


class ClosingGround(Choice):
    """How a case ends (paper 64)."""

    PERFORMED = "performed", "处罚决定履行完毕"
    NO_PENALTY = "no_penalty", "不予行政处罚"
    TRANSFERRED = "transferred", "移送处理"
    TERMINATED = "terminated", "终结执行"
    WITHDRAWN = "withdrawn", "撤销案件"
    COURT = "court", "人民法院执行终结或者裁定不予执行"
    REVOKED = "revoked", "处罚决定被撤销且不再作出处罚决定"


@dataclass(frozen=True, kw_only=True)
class ExecutionFacts:
    """What is known after the decision; `payment` stands for the fine and what was confiscated."""

    collected_on_spot: Annotated[bool | None, "罚款是否由执法人员当场收缴"] = None
    hard_to_collect: Annotated[bool | None, "不当场收缴是否事后难以执行"] = None
    remote_place: Annotated[bool | None, "是否在边远、水上、交通不便地区"] = None
    spot_requested: Annotated[bool | None, "当事人是否提出当场缴纳"] = None
    finance_receipt: Annotated[bool | None, "是否出具财政部门统一制发的专用票据"] = None
    paid_on: Annotated[date | None, "罚款缴纳日期"] = None
    deferred_until: Annotated[date | None, "延期（分期）缴纳罚款的期限届满日"] = None
    remedy_periods: Annotated[tuple[Excluded, ...] | None, "行政复议、行政诉讼的起止期间"] = None
    surcharge_claimed: Annotated[Decimal | None, "拟加处罚款的数额"] = None
    surcharge_agreed: Annotated[bool | None, "加处罚款是否依执行协议减免"] = None

    review_sought: Annotated[bool | None, "当事人是否申请行政复议"] = None
    review_decision_served_on: Annotated[date | None, "行政复议决定书送达当事人的日期"] = None
    suit_brought: Annotated[bool | None, "当事人是否提起行政诉讼"] = None
    demand_served: Annotated[bool | None, "催告书是否送达当事人"] = None
    demand_served_on: Annotated[date | None, "催告书送达日期"] = None
    court_papers: Annotated[frozenset[str] | None, "申请法院强制执行已备齐的材料"] = None
    fully_performed: Annotated[bool | None, "处罚决定是否已经履行完毕"] = None
    execution_at: Annotated[datetime | None, "实施行政强制执行的时间（北京时间）"] = None
    performed_by_other: Annotated[bool | None, "是否代履行（由行政机关或者第三人代为履行）"] = None
    performance_demand_on: Annotated[date | None, "代履行催告书送达日期"] = None
    execution_urgent: Annotated[bool | None, "强制执行是否情况紧急"] = None
    utilities_cut: Annotated[bool | None, "是否对居民生活停止供水、供电、供热、供燃气迫使履行"] = (
        None
    )

    closing_ground: Annotated[ClosingGround | None, "结案方式"] = None
    closed_on: Annotated[date | None, "结案日期"] = None
    volume_papers: Annotated[frozenset[str] | None, "案卷内已有的文书（文书序号）"] = None
    pages_numbered: Annotated[bool | None, "案卷是否已编页码"] = None
