"""Runs an estate through the real thing: files and databases written, scanned, and held against its register."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

from register import law, yaml
from register.checks import run
from register.merge import merged
from register.model import load
from register.suggest import dumped_all
from tests.breaks.company import Company, Matching, completed
from tests.breaks.estate import TODAY, scanned, written

Places = Counter[tuple[str, str]]


def told(company: Company, made: Matching, folder: Path, today: date = TODAY) -> Places:
    """(rule, place) of every violation, how often."""
    estate = made.estate
    register = _register(company, folder / "now", estate.overlays)
    previous = _register(company, folder / "before", estate.previous) if estate.previous is not None else None
    if estate.policy is not None:
        path = folder / "now" / company.policy.name
        path.write_bytes(estate.policy(path.read_text("utf-8")).encode())
    pack = None
    if estate.law is not None:
        original = (Path(law.__file__).parent / "cn-2026.11.yaml").read_text("utf-8")
        (folder / "law.yaml").write_text(estate.law(original), "utf-8")
        pack = law.load(folder / "law.yaml")
    (folder / "data").mkdir()
    inventory = scanned(written(estate, folder / "data"))
    assert inventory.complete
    violations = run(load(register), inventory, today=today, law_pack=pack, previous=load(previous) if previous else None)
    return Counter((v.rule, " · ".join(filter(None, (v.uri, v.column))) or v.declaration) for v in violations)


def _register(company: Company, folder: Path, overlays: list[str]) -> Path:
    folder.mkdir()
    shutil.copyfile(company.policy, folder / company.policy.name)
    data = completed(company)
    for overlay in overlays:
        data = merged(data, yaml.load(overlay.replace("WIDER", company.wider).encode()).data)
    path = folder / "register.yaml"
    path.write_text(dumped_all(data), "utf-8")
    return path


def differs(new: Places, gone: Places, said: tuple[tuple[str, str], ...], may_go: tuple[tuple[str, str], ...]) -> list[str]:
    """What was said too much, what is missing, and what has gone that should not have; [] when all is as written."""
    too_much = [f"false: {rule} {place}" for rule, place in sorted(new) if not any(_fits(rule, place, s) for s in said)]
    missing = [f"missing: {s[0]} {s[1]}" for s in said if not any(_fits(rule, place, s) for rule, place in new)]
    twice = [f"twice: {rule} {place}" for (rule, place), count in new.items() if count > 1 and (rule, place) in said]
    return [*too_much, *missing, *twice, *(f"gone: {rule} {place}" for rule, place in sorted(gone) if (rule, place) not in may_go)]


def _fits(rule: str, place: str, said: tuple[str, str]) -> bool:
    wanted, pattern = said
    return rule == wanted and (place.startswith(pattern[:-1]) if pattern.endswith("*") else place == pattern)
