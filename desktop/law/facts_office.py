"""Facts about transfers, publication and the office itself (guards G27, G29, G30, G32, G34 …)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from desktop.values import Choice


class TransferKind(Choice):
    """What goes to another authority."""

    FILING = "filing", "移送有管辖权的机关立案处理"
    CLUE = "clue", "移送违法线索"
    CRIME = "crime", "移送涉嫌犯罪案件"


class TransferGround(Choice):
    """Why a case leaves the township (domain.md §5: G01, G02, G06, G21, or designation)."""

    OUTSIDE = "outside", "违法行为发生地不在本辖区"
    NOT_LISTED = "not_listed", "不属于本乡镇（街道）的赋权事项"
    COUNTY_KIND = "county_kind", "属于应当由县级行政执法部门作出的处罚"
    CRIME = "crime", "涉嫌犯罪"
    DESIGNATED = "designated", "经协调或者指定由其他机关管辖"


@dataclass(frozen=True, kw_only=True)
class OfficeFacts:
    """What is known of a transfer, a publication, a joint action, or of the township's team."""

    transfer_kind: Annotated[TransferKind | None, "移送的性质"] = None
    transfer_ground: Annotated[TransferGround | None, "移送的理由"] = None
    sender_law: Annotated[str | None, "允许以其他名义移送的法律、法规条款"] = None
    transfer_checklist: Annotated[frozenset[str] | None, "移送前已经核对的事项"] = None
    transfer_list: Annotated[bool | None, "移送是否附材料（物品）清单"] = None
    transfer_approved: Annotated[
        bool | None, "移送涉嫌犯罪案件是否经正职负责人或者主持工作的负责人批准"
    ] = None
    things_sent: Annotated[bool | None, "查封、扣押的财物是否一并移送并书面告知当事人"] = None

    publication_secret: Annotated[bool | None, "公开内容是否涉及国家秘密、商业秘密或者个人隐私"] = (
        None
    )
    publication_danger: Annotated[
        bool | None, "公开后是否可能危及国家安全、公共安全、经济安全或者社会稳定"
    ] = None
    publication_masked: Annotated[bool | None, "应当隐去的个人信息是否已经隐去"] = None
    credit_record: Annotated[bool | None, "是否作为不良信息记入信用档案"] = None

    collaboration_received_on: Annotated[date | None, "部门收到执法协作文书的日期"] = None
    extension_technical: Annotated[bool | None, "协作反馈延期是否因技术鉴定等复杂情形"] = None
    joint_plan: Annotated[bool | None, "联合执法是否制定工作方案"] = None
    joint_duties: Annotated[bool | None, "联合执法工作方案是否明确职责分工"] = None
    committee_met: Annotated[bool | None, "案件审核委员会是否已经讨论"] = None
    committee_undecided: Annotated[bool | None, "案件审核委员会是否未能形成决定"] = None

    captain_fits: Annotated[bool | None, "队长是否由常务副乡镇长（副主任）担任"] = None
    own_certified: Annotated[int | None, "自有人员中具有执法资格的人数"] = None
    township_force: Annotated[int | None, "乡镇（街道）执法力量人数"] = None
    county_force: Annotated[int | None, "全县执法力量人数"] = None
    departments_covered: Annotated[frozenset[str] | None, "已确定联系执法人员的部门"] = None
    fed_by_fines: Annotated[bool | None, "指标或者预算是否与罚没收入直接或者变相挂钩"] = None
