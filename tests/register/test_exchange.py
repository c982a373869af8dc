"""Exchange formats: what is written is what the other tool reads, by its own published model; what is read back is what was there."""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register import yaml
from register.exchange import ExchangeError, datahub, dbt, dpv, fideslang, formats, odcs, openmetadata, readable
from register.merge import merged
from register.model import Register, load
from register.suggest import dumped
from scanner.inventory import Inventory
from tests.pandian.command import call, code, said
from tests.register.made import asset, columns, data, found, scan

ESTATE = Path(__file__).parents[2] / "examples" / "estate" / "register.yaml"
ID = "user.government_id.national_identification_number"


@pytest.fixture(scope="module")
def register() -> Register:
    return load(ESTATE)


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    """Two tables of the estate's CRM, one with a name that is hostile to URNs and YAML."""
    crm = asset("sqlite://crm/contacts", columns=columns(id=0, mobile=0, email=0, note=0))
    odd = asset("sqlite://crm/a,b)(:x", name="a,b)(:x: #'\"", columns=columns(id_no=0))
    return scan(
        found("user.contact.phone_number", "mobile", crm.uri), found("user.contact.email", "email", crm.uri),
        found("user.name", "note", crm.uri, verdict="POSSIBLE"), found(ID, "id_no", odd.uri), assets=(crm, odd),
    )  # fmt: skip


def again(text: Any) -> Any:
    """Through the bytes of a file and back."""
    return yaml.load(dumped(text).encode()).data if isinstance(text, dict) else json.loads(json.dumps(text, ensure_ascii=False))


def test_every_format_is_found_and_says_what_it_leaves_out() -> None:
    assert set(formats()) == {"datahub", "dbt", "dpv", "fideslang", "odcs", "openmetadata"} == set(readable())
    for module in formats().values():
        assert module.LOST.zh != module.LOST.en
        assert module.SUFFIX in (".yaml", ".json", ".jsonld")


# -- fideslang ------------------------------------------------------------------------------------------------------------


def test_fideslang_reads_what_is_written(register: Register, inventory: Inventory) -> None:
    from fideslang import Taxonomy

    taxonomy = Taxonomy(**fideslang.exported(register, inventory))
    assert {s.fides_key for s in taxonomy.system} >= set(register.systems)
    assert taxonomy.organization[0].controller.email == "privacy@haishi.example"
    declared = {d.name: d for s in taxonomy.system for d in s.privacy_declarations}
    assert declared["a1: p4"].data_use == "marketing.communications.p4"
    assert declared["a1: p4"].legal_basis_for_processing.value == "Consent"
    assert declared["a2: p1"].retention_period == "P5Y"
    assert set(declared["a7: p1"].data_categories) == next(a.categories for a in register.activities if a.id == "a7")
    (collection,) = [c for d in taxonomy.dataset for c in d.collections if c.name == "contacts"]
    assert {f.name: f.data_categories for f in collection.fields} == {
        "id": None, "mobile": ["user.contact.phone_number"], "email": ["user.contact.email"], "note": None,
    }  # fmt: skip


def test_fideslang_there_and_back(register: Register) -> None:
    back = fideslang.imported(again(fideslang.exported(register, None)))
    assert back["organization"]["name"] == register.organization.name
    assert {c["fides_key"] for c in back["data_categories"]} >= set(register.categories)
    assert {u["id"]: u["name"] for u in back["data_uses"]} == {p.id: p.name for p in register.purposes.values()}
    assert {s["fides_key"]: s.get("bindings", []) for s in back["systems"]} == {s.key: list(s.bindings) for s in register.systems.values()}
    read = {a["id"]: a for a in back["processing_activities"]}
    for activity in register.activities:
        entry = read[activity.id]
        assert set(entry["data_categories"]) == activity.categories
        assert (set(entry["systems"]), set(entry["data_uses"])) == (set(activity.systems), set(activity.purposes))
        assert set(entry["data_subjects"]) == set(activity.subjects)


def test_an_activity_without_a_system_or_purpose_is_not_lost(tmp_path: Path) -> None:
    overlay = "processing_activities: [{id: a9, name: 归档, department: it, data_categories: [user.name]}]"
    register = load(_written(tmp_path, data(overlay)))
    back = fideslang.imported(fideslang.exported(register, None))
    (entry,) = [a for a in back["processing_activities"] if a["id"] == "a9"]
    assert (entry["systems"], entry["data_uses"], entry["data_categories"]) == ([], [], ["user.name"])


def test_a_manifest_of_somebody_else_is_read() -> None:
    manifest = {
        "system": [{
            "fides_key": "demo_analytics_system", "name": "Demo Analytics System", "system_type": "Service",
            "administrating_department": "Engineering",
            "privacy_declarations": [{
                "name": "Analyze customer behaviour", "data_categories": ["user.contact", "user.device.cookie_id"],
                "data_use": "functional.service.improve", "data_subjects": ["customer"],
            }],
        }],
        "dataset": [{"fides_key": "db", "collections": [{"name": "users", "fields": [
            {"name": "profile", "fields": [{"name": "gender", "data_categories": ["user.demographic.gender"]}]},
        ]}]}],
    }  # fmt: skip
    back = fideslang.imported(manifest)
    assert [a["id"] for a in back["processing_activities"]] == ["analyze_customer_behaviour"]
    assert back["data_uses"] == [{"id": "improve", "name": "functional.service.improve", "data_use": "functional.service.improve"}]
    assert {c["fides_key"] for c in back["data_categories"]} == {"user.contact", "user.device.cookie_id", "user.demographic.gender"}
    assert back["departments"] == [{"id": "engineering"}]


# -- ODCS -----------------------------------------------------------------------------------------------------------------


def test_odcs_fits_the_published_schema(register: Register, inventory: Inventory) -> None:
    import jsonschema
    from open_data_contract_standard.model import OpenDataContractStandard

    schema = json.loads((files("open_data_contract_standard") / "schema.json").read_text("utf-8"))
    for contract in odcs.exported(register, inventory):
        jsonschema.Draft201909Validator(schema).validate(contract)
        OpenDataContractStandard(**contract)


def test_odcs_there_and_back(register: Register, inventory: Inventory) -> None:
    contracts = [again(c) for c in odcs.exported(register, inventory)]
    back = odcs.imported(contracts)
    assert {s["fides_key"]: s.get("bindings", []) for s in back["systems"]} == {s.key: list(s.bindings) for s in register.systems.values()}
    periods = {r.id: r.period.text for r in register.retention_rules.values() if r.period}
    assert {r["id"]: r["period"] for r in back["retention_rules"]} == periods
    (crm,) = [a for a in back["processing_activities"] if a["systems"] == ["crm"]]
    assert set(crm["data_categories"]) == {"user.contact.phone_number", "user.contact.email", ID}
    (mobile,) = [p for c in contracts for o in c.get("schema", []) for p in o["properties"] if p["name"] == "mobile"]
    assert mobile["classification"] == "L3"
    assert {p["property"]: p["value"] for p in mobile["customProperties"]} == {
        "piCategory": "user.contact.phone_number", "piSensitivity": "general", "piRegisterRef": "a1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("period", "row"),
    [("P3Y", (3, "y")), ("P6M", (6, "m")), ("P30D", (30, "d")), ("P2W", (2, "w")), ("P1Y6M", (18, "m")), ("P1Y1D", None)],
)
def test_odcs_retention_has_one_unit(period: str, row: tuple[int, str] | None, tmp_path: Path) -> None:
    register = load(_written(tmp_path, data(f"retention_rules: [{{id: r-customer, period: {period}}}]")))
    (contract,) = [c for c in odcs.exported(register, None) if c["name"] == "客户管理系统"]
    found_rows = [(r["value"], r["unit"]) for r in contract.get("slaProperties", [])]
    assert found_rows == ([row] if row else [])


# -- dbt ------------------------------------------------------------------------------------------------------------------


def test_dbt_there_and_back(register: Register, inventory: Inventory) -> None:
    written = again(dbt.exported(register, inventory))
    assert written["version"] == 2
    back = dbt.imported(written)
    assert {(s["fides_key"]) for s in back["systems"]} == {"crm"}
    assert set(back["processing_activities"][0]["data_categories"]) == {"user.contact.phone_number", "user.contact.email", ID}
    meta = {c["name"]: c["config"]["meta"] for s in written["sources"] for t in s["tables"] for c in t["columns"]}
    assert meta["email"] == {
        "pi_category": "user.contact.email", "pi_sensitivity": "general", "pi_register_ref": "a1", "classification": "L3", "retention": "P3Y",
    }  # fmt: skip


@pytest.mark.parametrize("place", ["meta", "config"])
def test_a_dbt_manifest_is_read(place: str) -> None:
    said = {"pi_category": "user.name"}
    column = {"name": "xm", "meta": said} if place == "meta" else {"name": "xm", "config": {"meta": said}}
    node = {"schema": "marts", "columns": {"xm": column, "n": {"name": "n", "meta": {"pi_category": "nonsense"}}}}
    source = {"source_name": "crm", "columns": {"tel": {"name": "tel", "meta": {"pi_category": "user.contact.phone_number"}}}}
    back = dbt.imported({"metadata": {"dbt_schema_version": "v12"}, "nodes": {"model.a.b": node}, "sources": {"source.a.c": source}})
    assert {s["fides_key"]: a["data_categories"] for s, a in zip(back["systems"], back["processing_activities"], strict=True)} == {
        "crm": ["user.contact.phone_number"], "marts": ["user.name"],
    }  # fmt: skip


# -- catalogues -----------------------------------------------------------------------------------------------------------


def test_openmetadata_there_and_back(register: Register, inventory: Inventory) -> None:
    written = again(openmetadata.exported(register, inventory))
    for table in written["tables"]:
        for label in (label for column in table["columns"] for label in column["tags"]):
            # type/tagLabel.json of OpenMetadata: these four are required, and these are their values
            assert set(label) == {"tagFQN", "source", "labelType", "state"}
            assert label["source"] in ("Classification", "Glossary")
            assert label["labelType"] in ("Manual", "Propagated", "Automated", "Derived", "Generated")
            assert label["state"] in ("Suggested", "Confirmed")
            assert label["tagFQN"].count(".") == 1
    back = openmetadata.imported(written)
    assert [s["fides_key"] for s in back["systems"]] == ["crm"]
    assert set(back["processing_activities"][0]["data_categories"]) == {"user.contact.phone_number", "user.contact.email", ID}


def test_datahub_there_and_back(register: Register, inventory: Inventory) -> None:
    written = again(datahub.exported(register, inventory))
    assert {p["aspectName"] for p in written} == {"tagProperties", "editableSchemaMetadata"}
    urns = [p["entityUrn"] for p in written if p["entityType"] == "dataset"]
    assert urns == [
        "urn:li:dataset:(urn:li:dataPlatform:sqlite,crm.contacts,PROD)", "urn:li:dataset:(urn:li:dataPlatform:sqlite,crm.a_b__:x: #'\",PROD)",
    ]  # fmt: skip
    back = datahub.imported(written)
    assert set(back["processing_activities"][0]["data_categories"]) == {"user.contact.phone_number", "user.contact.email", ID}


# -- DPV ------------------------------------------------------------------------------------------------------------------


def test_dpv_is_json_ld(register: Register) -> None:
    from pyld import jsonld

    document = dpv.exported(register, None)
    expanded = jsonld.expand(document)
    assert len(expanded) == len(document["@graph"])
    types = {t for node in expanded for t in node["@type"]}
    assert {f"https://w3id.org/dpv#{t}" for t in ("Process", "PersonalData", "Purpose", "DataController")} <= types
    assert "https://w3id.org/dpv/pd#EmailAddress" in types
    # the same document in other people's prefixes is read the same
    other = jsonld.compact(
        expanded, {"privacy": "https://w3id.org/dpv#", "t": "http://purl.org/dc/terms/", "cn": "urn:pipl:", "r": "urn:pi-register:"}
    )
    read, again_read = dpv.imported(document), dpv.imported(other)
    assert {a["id"] for a in again_read["processing_activities"]} == {a["id"] for a in read["processing_activities"]}


def test_dpv_there_and_back(register: Register, inventory: Inventory) -> None:
    back = dpv.imported(again(dpv.exported(register, inventory)))
    read = {a["id"]: a for a in back["processing_activities"]}
    for activity in register.activities:
        entry = read[activity.id]
        assert set(entry["data_categories"]) == activity.categories
        assert (entry["systems"], entry["data_uses"]) == (list(activity.systems), list(activity.purposes))
        assert (entry["data_subjects"], entry["methods"]) == (list(activity.subjects), list(activity.methods))
    bases = {u["id"]: set(u.get("legal_basis", [])) for u in back["data_uses"]}
    assert bases == {p.id: set(p.bases) for p in register.purposes.values()}


def test_a_context_is_never_fetched() -> None:
    with pytest.raises(ExchangeError, match="address"):
        dpv.imported({"@context": "https://evil.example/context.jsonld", "@graph": []})


# -- fragments ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", readable())
def test_what_is_read_can_be_laid_over_a_register(name: str, register: Register, inventory: Inventory, tmp_path: Path) -> None:
    module = readable()[name]
    fragment = module.imported(again(module.exported(register, inventory)))
    laid = load(_written(tmp_path, merged(data(), fragment)))
    assert {k for a in laid.activities for k in a.categories} > {"user.contact.phone_number"}


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["system", "dataset", "sources", "tables", "columns", "tags", "schema", "properties", "@graph", "@context", "aspect", "name",
                         "fides_key", "privacy_declarations", "data_use", "organization", "entityUrn", "metadata", "nodes", "slaProperties"]),
        inner, max_size=3),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("name", readable())
@given(junk=_JUNK)
def test_junk_is_refused_or_read_and_never_breaks(name: str, junk: Any) -> None:
    with suppress(ExchangeError):
        assert isinstance(readable()[name].imported(junk), dict)


def _written(folder: Path, content: Any) -> Path:
    path = folder / "register.yaml"
    path.write_text(dumped(content), encoding="utf-8")
    return path


# -- the command ----------------------------------------------------------------------------------------------------------


def test_the_command_writes_and_reads(tmp_path: Path) -> None:
    out = tmp_path / "fides.yaml"
    done = call("register", "export", str(ESTATE), "--to", "fideslang", "-o", str(out), "--lang", "en")
    assert code(done) == 0
    assert "fideslang cannot say, left out: clauses and quotes" in done.stderr
    read = call("register", "import", str(out), "--from", "fideslang")
    assert code(read) == 0
    assert yaml.load(read.stdout.encode()).data["organization"]["name"] == "海市蜃楼软件（上海）有限公司"


def test_contracts_are_files_of_a_folder(tmp_path: Path) -> None:
    assert code(call("register", "export", str(ESTATE), "--to", "odcs", "-o", str(tmp_path / "contracts"))) == 0
    written = sorted((tmp_path / "contracts").iterdir())
    assert len(written) == len(load(ESTATE).systems)
    one = call("register", "import", str(written[0]), "--from", "odcs")
    assert code(one) == 0
    assert yaml.load(one.stdout.encode()).data["systems"][0]["fides_key"] in load(ESTATE).systems


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "empty"), ("{", "not valid JSON"), ("a: [", "not valid YAML"), ("[1, 2]", "has to be a mapping"), (None, "cannot be read")],
)
def test_a_bad_file_is_told_with_its_place(text: str | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    done = call("register", "import", str(path), "--from", "odcs", "--lang", "en")
    assert code(done) == 2
    assert words in said(done)
    assert "in.json" in said(done)
