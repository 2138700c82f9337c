"""Facts of the inquiry: evidence, records, registered evidence, seizure (guards G19, G20, G38 …)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from desktop.law.counting import Excluded
from desktop.values import Choice


class MeasureKind(Choice):
    """Kinds of coercive measure (行政强制法 第九条)."""

    SEAL = "seal", "查封场所、设施或者财物"
    SEIZE = "seize", "扣押财物"
    FREEZE = "freeze", "冻结存款、汇款"
    LIBERTY = "liberty", "限制公民人身自由"
    OTHER = "other", "其他行政强制措施"


@dataclass(frozen=True)
class RecordFact:
    """One record of questioning or inspection; `people` are person keys of the officers in it."""

    name: str
    began: datetime
    ended: datetime
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidenceFact:
    """One piece of evidence and the day it was obtained."""

    name: str
    obtained_on: date


@dataclass(frozen=True, kw_only=True)
class InquiryFacts:
    """What is known of evidence and of measures against things."""

    facts_proven: Annotated[bool | None, "违法事实是否清楚、证据是否确凿"] = None
    evidence_unlawful: Annotated[bool | None, "作为根据的证据中是否有以非法手段取得的"] = None
    camera_evidence: Annotated[bool | None, "是否以电子技术监控设备的记录作为证据"] = None
    camera_reviewed: Annotated[bool | None, "监控设备及其记录是否经法制和技术审核"] = None
    evidence: Annotated[tuple[EvidenceFact, ...] | None, "证据及其取得日期"] = None
    records: Annotated[tuple[RecordFact, ...] | None, "笔录及其起止时间、执法人员"] = None
    full_recording: Annotated[bool | None, "是否全过程音像记录"] = None

    registered: Annotated[bool | None, "是否采取过证据先行登记保存"] = None
    registration_needed: Annotated[bool | None, "证据是否可能灭失或者以后难以取得"] = None
    registration_approved: Annotated[bool | None, "先行登记保存是否经行政机关负责人批准"] = None
    registration_list: Annotated[bool | None, "是否当场清点并开具先行登记保存清单"] = None
    registration_on: Annotated[date | None, "证据先行登记保存日期"] = None
    registration_disposed_on: Annotated[date | None, "先行登记保存证据的处理日期"] = None

    measured: Annotated[bool | None, "是否采取过查封、扣押"] = None
    measure_kind: Annotated[MeasureKind | None, "行政强制措施的种类"] = None
    measure_basis: Annotated[str | None, "规定该强制措施的法律、法规条款"] = None
    measure_approved: Annotated[bool | None, "强制措施是否经行政机关负责人批准"] = None
    measure_urgent: Annotated[bool | None, "强制措施是否因情况紧急当场实施"] = None
    measure_taken_at: Annotated[datetime | None, "当场实施强制措施的时间"] = None
    measure_approved_at: Annotated[datetime | None, "强制措施补办批准手续的时间"] = None
    measure_on: Annotated[date | None, "查封、扣押日期"] = None
    measure_told: Annotated[
        bool | None, "是否当场告知理由、依据、权利和救济途径并听取陈述、申辩"
    ] = None
    measure_witnessed: Annotated[bool | None, "当事人是否到场（不到场的，是否有见证人在场）"] = None
    measure_record: Annotated[bool | None, "是否制作强制措施现场笔录"] = None
    measure_list: Annotated[bool | None, "是否当场交付查封、扣押决定书和清单"] = None
    measure_necessities: Annotated[bool | None, "是否涉及公民个人及其所扶养家属的生活必需品"] = None
    measure_unrelated: Annotated[bool | None, "查封、扣押的财物是否与违法行为无关"] = None
    measure_sealed_already: Annotated[bool | None, "财物是否已被其他国家机关依法查封"] = None
    measure_excluded: Annotated[
        tuple[Excluded, ...] | None, "查封、扣押期限中书面告知的检测、鉴定期间"
    ] = None
    measure_extensions: Annotated[int | None, "查封、扣押已经延长的次数"] = None
    measure_extension_days: Annotated[int | None, "拟延长查封、扣押的日数"] = None
    measure_extension_approved: Annotated[bool | None, "延长是否经行政机关负责人批准"] = None
    measure_extension_told: Annotated[bool | None, "延长是否书面告知当事人并说明理由"] = None
    measure_ended: Annotated[bool | None, "查封、扣押是否已经解除或者作出处理"] = None
