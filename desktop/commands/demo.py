"""The main job without a window: sample county, roster import, one case to a decision, papers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.commands import sample_case
from desktop.commands.opening import Office
from desktop.commands.sample_database import open_sample, seat
from desktop.documents.render import render
from desktop.documents.template import load_form
from desktop.resources import resources
from desktop.services import paper, roster_batch, roster_file, roster_paper
from desktop.services.listing import View
from desktop.services.roster_import import Fate

Say = Callable[[str], None]
CLERK = "clerk@黄宅镇"


def run_job(out: Path, say: Say) -> Office:
    """Do the whole job into `out`, anew each time; answers the clerk's office."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "database", ignore_errors=True)
    clerk = seat(open_sample(out / "database" / "sample.db", say), CLERK)
    import_roster(clerk, say)
    say(f"花名册：{_roster(clerk, out)}")
    case_id = sample_case.follow(clerk, sample_case.DEMO)
    for key, title, number, *_ in clerk.ask(lambda work: paper.of_case(work, case_id)):
        path = out / f"{title}.pdf"
        path.write_bytes(clerk.ask(partial(paper.pdf, key=key)))
        say(f"{title}（{number}）：{path}")
    return clerk


def import_roster(clerk: Office, say: Say) -> None:
    """Check a messy workbook and say what is wrong with it; import the clean one."""
    folder = resources() / "sample"
    messy = roster_file.read(folder / "roster_messy.xlsx")
    faults = clerk.ask(lambda work: roster_file.check(work, messy)).findings
    say(f"检查 {messy.source.name}：发现 {len(faults)} 处问题，没有导入。例如：")
    for fault in faults[:3]:
        say(f"  第{fault.row}行“{fault.column}”：{fault.sentence}")
    clean = roster_file.read(folder / "roster.xlsx")
    checked = clerk.ask(lambda work: roster_file.check(work, clean))
    if checked.plan.counts()[Fate.NEW]:
        clerk.do(lambda work: roster_batch.apply(work, checked.plan, clean.source))
    say(f"导入 {clean.source.name}：新增 {checked.plan.counts()[Fate.NEW]} 人")


def _roster(clerk: Office, out: Path) -> Path:
    """The team's roster as a PDF, marked as sample."""
    view = View(filters={"unit_id": clerk.actor.unit_id if clerk.actor else None})
    data = clerk.ask(lambda work: roster_paper.paper(work, view))
    path = out / "执法人员花名册.pdf"
    path.write_bytes(render(load_form("officer_roster"), data, sample=True).pdf)
    return path
