"""The register that the design gives as an example, with the policy that it describes: it is read whole, and every quote stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from register.checks import run
from register.context import NO_SCAN
from register.diff import diff
from register.model import Register, load
from tests.register.made import TODAY

DESIGN = Path(__file__).parents[3] / "shared/design/register/register.example.yaml"
POLICY = Path(__file__).parents[3] / "shared/seed/privacy-policy.zh.txt"

pytestmark = pytest.mark.skipif(not (DESIGN.exists() and POLICY.exists()), reason="../shared is not here")


@pytest.fixture
def example(tmp_path: Path) -> Register:
    """Side by side, as the register's own path says."""
    shutil.copy(DESIGN, tmp_path / "register.yaml")
    shutil.copy(POLICY, tmp_path / POLICY.name)
    return load(tmp_path / "register.yaml")


def test_it_has_the_form_and_every_quote_stands(example: Register) -> None:
    assert run(example, NO_SCAN, today=TODAY, only=["REG-001", "REG-002", "REG-003"]) == []


def test_an_invented_quote_or_another_file_would_be_told(example: Register, tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    path.write_text(path.read_text("utf-8").replace('quote: "职位"', 'quote: "职务名称"'), encoding="utf-8")
    (tmp_path / POLICY.name).write_bytes(POLICY.read_bytes() + b"\n")
    said = run(load(path), NO_SCAN, today=TODAY, only=["REG-003"])
    assert [v.declaration for v in said] == ["data_categories[user.job_title].quote", "documents[policy-2022-02-15].source.sha256"]


def test_its_change_rules_are_weaker_than_the_law(example: Register) -> None:
    said = run(example, NO_SCAN, today=TODAY, only=["CHG-002"])
    assert [v.declaration for v in said] == ["change_rules.material", "change_rules.notice_timing"]


def test_a_new_kind_in_its_group_is_told_at_every_entry_and_judged_once(example: Register, tmp_path: Path) -> None:
    path = tmp_path / "register.yaml"
    grown = path.read_text("utf-8").replace("    - user.unique_id\n", "    - user.unique_id\n    - user.device.cookie_id\n", 1)
    path.write_text(grown, encoding="utf-8")
    new = load(path)
    changes = diff(example, new)
    assert {c.subject.path for c in changes if c.weight != "internal"} == {"data_categories[user.device.cookie_id]"}
    assert len(changes) == sum("@policy_main" in entry.get("data_categories", ()) for section in (
        "collection_scenarios", "processing_activities", "recipients", "cross_border_transfers", "storage_controls")
        for entry in new.raw[section])  # fmt: skip
    said = run(new, NO_SCAN, today=TODAY, only=["CHG-001", "CHG-003"], previous=example)
    assert [(v.rule, v.declaration) for v in said] == [(rule, "data_categories[user.device.cookie_id]") for rule in ("CHG-001", "CHG-003")]
    assert {c.notice for c in changes if c.consent == "none"} <= {"before_or_after", "none"}
