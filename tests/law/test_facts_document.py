from facts_document import DOCUMENT, document, uses

# asked for by services and papers, not by a guard
OUTSIDE = {"closed_on"}


def test_the_vocabulary_of_facts_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run tests/law/facts_document.py"


def test_every_fact_is_looked_at_by_a_guard() -> None:
    assert {name for name, guards in uses().items() if not guards} == OUTSIDE


def test_a_fact_is_found_behind_the_functions_a_guard_calls() -> None:
    found = uses()
    assert "G25" in found["court_papers"]
    assert "G19" in found["measure_necessities"]
    assert "G44" in found["withdrawn_reason"]
    assert "G13" in found["complex_case"]
    assert "G12" in found["complex_case"]
    assert "G25" not in found["hearing_public"]
