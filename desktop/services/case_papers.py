"""What the case's papers say: data for the forms, put together from records and the law's texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.documents.amounts import capital_amount
from desktop.models.case import Case, Party, PartyKind
from desktop.models.decision import Decision, DefenceOutcome, HearingOutcome, PenaltyKind
from desktop.models.evidence import Evidence
from desktop.models.item import EmpoweredItem
from desktop.services import case, certificate, setting, unit
from desktop.services.once import once
from desktop.services.work import Work
from desktop.values import CHINA

_PARTY = "当事人"
_KINDS = {
    PartyKind.CITIZEN: "自然人",
    PartyKind.BUSINESS: "个体工商户",
    PartyKind.ORGANISATION: "单位",
}
_DEFENCE = {
    DefenceOutcome.NONE_MADE: "未提出",
    DefenceOutcome.WAIVED: "放弃",
    DefenceOutcome.HEARD: "提出",
}
_HEARING = {
    HearingOutcome.NOT_DUE: "不适用",
    HearingOutcome.NOT_ASKED: "未要求",
    HearingOutcome.WAIVED: "放弃",
    HearingOutcome.HELD: "举行",
}
_COPIES = "本决定书一式三份：一份送达当事人，一份存入案卷，一份交县综合行政执法指导办公室备案"


def filing(work: Work, record: Case, on: date, number: str) -> dict[str, Any]:
    """Data of form 04 case_filing_approval."""
    item = _item(work, record)
    officers = case.handlers(work, record.id)
    return {
        "机关": {"名称": issuer_name(work, record.unit_id)},
        "案件": {
            "立案文号": number,
            "案由": record.cause,
            "来源": record.source.label,
            "受案日期": record.found_at.astimezone(CHINA).date(),
            "事项编码": item.code if item else "",
            "地点": record.place,
            "案情": record.summary,
            "涉嫌违反": item.norm_violated if item else "",
        },
        "当事人": _party(work, record),
        "承办人": [{"姓名": one.name, "证号": _card(work, one.person_id, on)} for one in officers],
        "意见": {
            "承办人": record.opinion or "",
            "承办人日期": None,
            "承办机构": "",
            "承办机构日期": None,
            "负责人": "",
            "负责人日期": None,
        },
        "备注": "",
    }


def decision(work: Work, record: Case, draft: Decision, on: date, number: str) -> dict[str, Any]:
    """Data of form 47 penalty_decision on its day."""
    settings = {key: one.value for key, one in setting.in_force(work, record.unit_id, on).items()}
    return {
        "机关": {"名称": issuer_name(work, record.unit_id)},
        "案件": {
            "文号": number,
            "违法行为": record.cause.removesuffix("案").removeprefix("涉嫌"),
            "立案日期": record.filed_on,
            "事实": draft.facts,
        },
        "当事人": _party(work, record),
        "证据": [{"名称": one.name, "证明": one.proves} for one in evidence_of(work, record.id)],
        "告知": _notice(draft),
        "陈述申辩": _defence(draft),
        "听证": _hearing(draft),
        "依据": _norms(work, record),
        "裁量": {
            "理由": draft.discretion,
            "依据": draft.discretion_basis,
            "档次": draft.discretion_band,
        },
        "集体讨论": {"日期": draft.discussed_on},
        "处罚": _penalties(draft),
        "责令改正": draft.correction or "",
        "缴款": _payment(draft, settings),
        "履行": {"其他": "" if fined(draft) else work.law.text("effect", on)},
        "文本": _texts(work, draft, settings, on),
        "决定": {"日期": on},
    }


def _defence(draft: Decision) -> dict[str, Any]:
    return {
        "情况": _DEFENCE[draft.defence] if draft.defence else "",
        "内容": draft.defence_text or "",
        "复核": draft.defence_review or "",
    }


def _hearing(draft: Decision) -> dict[str, Any]:
    return {
        "情况": _HEARING[draft.hearing] if draft.hearing else "",
        "日期": draft.hearing_on,
        "方式": "公开",
        "意见": draft.hearing_opinion or "",
    }


def _norms(work: Work, record: Case) -> dict[str, str]:
    item = _item(work, record)
    return {
        "违反": item.norm_violated if item else "",
        "处罚": item.norm_applied if item else "",
    }


@once
def evidence_of(work: Work, case_id: UUID) -> list[Evidence]:
    """The evidence of a case in its order."""
    query = (
        select(Evidence)
        .where(Evidence.case_id == case_id, Evidence.removed_at.is_(None))
        .order_by(Evidence.position)
    )
    return list(work.session.execute(query).scalars())


def issuer_name(work: Work, unit_id: UUID) -> str:
    """The name on the seal: township or sub-district, never the team (S05)."""
    township = unit.township(work, unit_id)
    return township.issuer_name if township else ""


@once
def _item(work: Work, record: Case) -> EmpoweredItem | None:
    return work.get(EmpoweredItem, record.item_id) if record.item_id else None


def _card(work: Work, person_id: UUID, on: date) -> str:
    """The certificate relied on that day, not today's."""
    card = certificate.held_on(work, person_id, on)
    return card.number if card else ""


def _party(work: Work, record: Case) -> dict[str, Any]:
    party: Party = case.party_of(work, record.id)
    secret = case.party_secret_of(work, party.id)
    citizen = party.kind is PartyKind.CITIZEN
    return {
        "类型": _KINDS[party.kind],
        "名称": party.name,
        "称谓": _PARTY,
        "性别": party.sex.label if party.sex else "",
        "证件类型": "公民身份号码" if citizen else "统一社会信用代码",
        "证号": (secret.identity if secret else None) or "",
        "住址": party.address or "",
        "电话": (secret.phone if secret else None) or "",
        "负责人": party.representative or "",
        "负责人职务": party.representative_post or "",
        "代理人": party.guardian or "",
    }


def _notice(draft: Decision) -> dict[str, Any]:
    heard = draft.hearing not in (None, HearingOutcome.NOT_DUE)
    return {
        "名称": "行政处罚听证告知书" if heard else "行政处罚事先告知书",
        "日期": draft.notice_served_on,
        "文号": draft.notice_number or "",
        "权利": "陈述、申辩和要求听证" if heard else "陈述、申辩",
    }


def _penalties(draft: Decision) -> list[dict[str, Any]]:
    """The operative part, one line a penalty."""
    lines: list[dict[str, Any]] = []
    if draft.penalty in (PenaltyKind.WARNING, PenaltyKind.WARNING_AND_FINE):
        lines.append({"内容": "警告", "金额": None})
    if draft.penalty is PenaltyKind.CRITICISM:
        lines.append({"内容": "通报批评", "金额": None})
    if draft.fine is not None and fined(draft):
        lines.append({"内容": "罚款", "金额": draft.fine})
    return lines


def fined(draft: Decision) -> bool:
    """Whether the decision takes money."""
    return draft.penalty in (PenaltyKind.FINE, PenaltyKind.WARNING_AND_FINE)


def _payment(draft: Decision, settings: dict[str, str]) -> dict[str, Any]:
    return {
        "适用": fined(draft),
        "银行": settings["bank"],
        "地址": settings["bank_address"],
        "户名": settings["bank_holder"],
        "账号": settings["bank_account"],
        "缴款码": "",
    }


def _texts(work: Work, draft: Decision, settings: dict[str, str], on: date) -> dict[str, str]:
    """The fixed blocks in force on the day of the decision; an open slot is named."""
    texts = {
        "强制执行": work.law.text("court_warning", on),
        "救济": work.law.text(
            "remedy", on, review_body=settings["review_body"], court=settings["court"]
        ),
        "不停止执行": work.law.text("not_stopped", on),
        "份数": _COPIES,
        "缴款": "",
        "延期分期": "",
        "网上复议": "",
        "加处罚款": "",
    }
    if fined(draft) and draft.fine is not None:
        texts["缴款"] = work.law.text("payment", on, fine=_in_words(draft.fine))
        texts["加处罚款"] = work.law.text("surcharge", on)
        texts["延期分期"] = work.law.text("hardship", on)
    return texts


def _in_words(fine: Decimal) -> str:
    return f"人民币{capital_amount(fine)}（¥{fine:,.2f}）"
