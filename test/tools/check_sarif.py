"""Checks what the SARIF 2.1.0 standard asks of a log, as far as xfork writes one: check_sarif.py FILE"""

import json
import sys


def check_location(location, bases):
    physical = location["physicalLocation"]
    artifact, region = physical["artifactLocation"], physical["region"]
    base = artifact.get("uriBaseId")
    assert base is None or base in bases, f"unknown uriBaseId {base}"
    assert base is None or not artifact["uri"].startswith("/"), "a relative URI has no slash in front"
    assert base is not None or artifact["uri"].startswith("file:///"), artifact["uri"]
    assert region["startLine"] >= 1 and region["startColumn"] >= 1


def check_run(run):
    driver = run["tool"]["driver"]
    assert driver["name"] and driver["version"]
    names = [rule["id"] for rule in driver["rules"]]
    assert len(names) == len(set(names)), "a rule is listed twice"
    bases = run["originalUriBaseIds"]
    for base in bases.values():
        assert base["uri"].endswith("/"), "the URI of a base ends in a slash"
    for result in run["results"]:
        assert names[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        for location in [*result.get("locations", []), *result.get("relatedLocations", [])]:
            check_location(location, bases)


log = json.load(open(sys.argv[1]))
assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
assert log["runs"]
for each in log["runs"]:
    check_run(each)
