"""The *example estate*: an invented company's databases, files, register and privacy policy, to try Pandian on.

`build` writes it into a folder: the data from a seed (`people`, `crm`, `share`), the register, the policy and the schema
pull request as they stand in ``examples/estate/``. What a right scan must say of it is in `truth`. Everything is
synthetic; the company, 海市蜃楼软件（上海）有限公司, does not exist.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from random import Random

SEED = 20261122
_MARK = ".pandian-estate"


class EstateError(Exception):
    """The estate cannot be written here, or its hand-written parts are missing. The text names the path."""


@dataclass(frozen=True, slots=True)
class Estate:
    """Where the parts lie. `config` is the pandian.yaml of the estate; `today` is the day that rows are overdue on."""

    folder: Path
    today: dt.date
    seed: int

    @property
    def config(self) -> Path:
        return self.folder / "pandian.yaml"

    @property
    def register(self) -> Path:
        return self.folder / "register.yaml"

    @property
    def broken_register(self) -> Path:
        """Wrong in form, on purpose: REG-001."""
        return self.folder / "register.broken.yaml"

    @property
    def dangling_register(self) -> Path:
        """Refers to what is not there, on purpose: REG-002."""
        return self.folder / "register.dangling.yaml"

    @property
    def previous_register(self) -> Path:
        """The version before, with a purpose and a kind less: CHG-001, CHG-003."""
        return self.folder / "register.previous.yaml"

    @property
    def policy(self) -> Path:
        return self.folder / "privacy-policy.md"

    @property
    def schema(self) -> Path:
        return self.folder / "schema"

    @property
    def pull_request(self) -> Path:
        return self.folder / "pull_request"


def build(folder: Path, seed: int = SEED, today: dt.date | None = None) -> Estate:
    """Write the estate into `folder` and return its paths. The same seed and day give the same contents.

    A folder that an earlier call wrote is replaced part by part; any other folder must be empty or absent, so that the
    demo never overwrites somebody's files (EstateError).
    """
    from pandian.estate import crm, share  # only now: reading the truth needs no generator

    day = today or dt.date.today()
    _claim(folder)
    for name in ("data", "share", "tokyo", "schema", "pull_request"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in ("data", "tokyo"):
        (folder / name).mkdir()
    shutil.copytree(parts(), folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    rng = Random(seed)
    population = crm.populate(rng)
    crm.write_crm(folder / "data" / "crm.db", population, rng, day)
    crm.write_test_copy(folder / "data" / "crm_test.db", population, rng)
    crm.write_replica(folder / "tokyo" / "replica.db", population, rng)
    share.write_share(folder / "share", population, rng, day)
    return Estate(folder, day, seed)


def parts() -> Path:
    """The hand-written parts: ``examples/estate`` of a checkout, else where the wheel's data files were installed."""
    checkout = Path(__file__).parents[2] / "examples" / "estate"
    installed = Path(sysconfig.get_path("data")) / "share" / "pandian" / "examples" / "estate"
    for place in (checkout, installed):
        if (place / "register.yaml").is_file():
            return place
    raise EstateError(f"the example's register and policy are in neither {checkout} nor {installed}")


def _claim(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise EstateError(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise EstateError(f"{folder} holds something else; name an empty or new folder")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text("Written by `pandian demo`; it may be overwritten by the next one.\n", encoding="utf-8")
