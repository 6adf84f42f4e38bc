"""Checks dispatches against SvarUt's OpenAPI schemas and codes against Fiks Arkiv's code lists: check.py SCHEMAS PACKAGES."""

import copy
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

import jsonschema

schemas, packages = (pathlib.Path(argument) for argument in sys.argv[1:3])


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def closed(schema):
    """The same schema without room for fields it does not name, so that a misspelled one is seen."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    elif isinstance(schema, list):
        schema = [closed(item) for item in schema]
    return schema


def validator(version, name):
    api = load(schemas / "svarut" / f"forsendelse-send-api-v{version}.json")
    root = {"$ref": f"#/components/schemas/{name}", "components": closed(api["components"])}
    jsonschema.Draft7Validator.check_schema(root["components"]["schemas"][name])
    return jsonschema.Draft7Validator(root)


def name_fits(value):
    """What the interface says of file names in words only."""
    return all(not set(document["filnavn"]) & set('*:"\\/<>|?') for document in value["dokumenter"])


def encrypted_when_highest(value):
    highest = value.get("krevNiva4Innlogging") or value.get("sikkerhetsniva") == "HOYESTE"
    return bool(value["kryptert"]) or not highest


def accepted(check, value):
    return check.is_valid(value) and name_fits(value) and encrypted_when_highest(value)


def breaks(value, person):
    def changed(change):
        other = copy.deepcopy(value)
        change(other)
        return other

    yield "no title", changed(lambda it: it.pop("tittel"))
    yield "long title", changed(lambda it: it.update(tittel="x" * 1001))
    yield "no recipient", changed(lambda it: it.pop("mottaker"))
    yield "no name", changed(lambda it: it["mottaker"].pop("navn"))
    yield "code with a space", changed(lambda it: it.update(konteringskode="A B"))
    yield "long reference", changed(lambda it: it.update(eksternReferanse="x" * 101))
    yield "no file name", changed(lambda it: it["dokumenter"][0].pop("filnavn"))
    yield "a path as file name", changed(lambda it: it["dokumenter"][0].update(filnavn="a/b.pdf"))
    yield "a misspelled field", changed(lambda it: it.update(tosidig=True))
    yield "a word for a truth value", changed(lambda it: it.update(kryptert="nei"))
    if person:
        yield "no number", changed(lambda it: it["mottaker"].pop("digitalId"))
        yield "unknown level", changed(lambda it: it.update(sikkerhetsniva="LAVT"))
        yield "highest level in the clear", changed(lambda it: it.update(sikkerhetsniva="HOYESTE"))
        yield "address without a line", changed(lambda it: it["mottaker"]["adresse"].pop("adresselinje1"))
    else:
        yield "highest level in the clear", changed(lambda it: it.update(krevNiva4Innlogging=True))


def dispatches(version, name, least):
    check = validator(version, name)
    sample = {2: "svarut-v2-forsendelse.json", 3: "svarut-v3-person-forsendelse.json"}[version]
    if not accepted(check, load(schemas / "examples" / sample)):
        sys.exit(f"schemas: the sample {sample} does not validate, so the check is wrong")
    files = sorted(packages.rglob(f"*.svarut-v{version}.json"))
    if len(files) < least:
        sys.exit(f"schemas: only {len(files)} dispatches of version {version} in {packages}")
    for path in files:
        value = load(path)
        for error in check.iter_errors(value):
            # The path in the document, never the value.
            sys.exit(f"schemas: {path.name}: {list(error.absolute_path)} breaks {error.validator}")
        if not accepted(check, value):
            sys.exit(f"schemas: {path.name} breaks a rule that the interface says in words")
    refused = 0
    for way, broken in breaks(load(files[0]), version == 3):
        if accepted(check, broken):
            sys.exit(f"schemas: a dispatch of version {version} with {way} is accepted")
        refused += 1
    print(f"schemas: {len(files)} dispatches of version {version} validate, and each of {refused} broken ones is refused")


LISTS = {
    "journalposttype": "journalposttype",
    "journalstatus": "journalstatus",
    "saksstatus": "saksstatus",
    "partRolle": "partrolle",
    "dokumenttype": "dokumenttype",
    "dokumentstatus": "dokumentstatus",
    "tilknyttetRegistreringSom": "tilknyttetregistreringsom",
    "variantformat": "variantformat",
    "korrespondanseparttype": "korrespondanseparttype",
}


def codes():
    lists = {}
    for element, name in LISTS.items():
        entries = load(schemas / "fiks-arkiv-v1" / "kodelister" / f"{name}.json")["kodeliste"]
        lists[element] = {entry["kodeverdi"]: entry["kodebeskrivelse"] for entry in entries}
    seen = set()
    for path in sorted(packages.rglob("*.arkivmelding.xml")):
        for element in ET.parse(path).iter():
            name = element.tag.rsplit("}", 1)[-1]
            if name not in lists:
                continue
            kode, beskrivelse = (child.text for child in element)
            if lists[name].get(kode) != beskrivelse:
                sys.exit(f"schemas: {path.name}: {kode} is not {beskrivelse} in the code list of {name}")
            seen.add((name, kode))
    missing = set(lists) - {name for name, _ in seen}
    if missing:
        sys.exit(f"schemas: no message has {', '.join(sorted(missing))}")
    print(f"schemas: {len(seen)} codes stand in their code lists with the same words")


dispatches(2, "Forsendelse", 100)
dispatches(3, "PersonForsendelse", 4)
codes()
