#!/usr/bin/env python3
"""Compares `coexist inventory` and `coexist check` over the samples with the table of their README.

Usage: samples.py COEXIST SAMPLES
"""

import json
import pathlib
import re
import subprocess
import sys

COUNTS = ["sites", "pools", "servers", "sql_instances", "file_stores", "gateways"]


def table(readme):
    """The rows of the last table: file names, six counts, what `check` says."""
    rows = []
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) != 8 or not all(cell.isdigit() for cell in cells[1:7]):
            continue
        name = cells[0]
        forms = re.search(r"\(([^)]*)\)", name)
        stem = name.split(" ")[0]
        files = [stem + form.strip() for form in forms[1].split(",")] if forms else [stem]
        rows.append((files, [int(cell) for cell in cells[1:7]], cells[7]))
    return rows


def run(coexist, *arguments):
    return subprocess.run([coexist, *arguments, "--lang", "en"], capture_output=True, text=True, encoding="utf-8")


def counts(inventory):
    pools = inventory["pools"]
    servers = sum(len(pool["servers"]) for pool in pools)
    rest = [len(inventory[kind]) for kind in COUNTS[3:]]
    return [len(inventory["sites"]), len(pools), servers, *rest]


def wrong(coexist, file, wanted, says):
    """What is not as the table says."""
    listed = run(coexist, "inventory", str(file), "--format", "json")
    if listed.returncode != 0:
        return [f"inventory ended with {listed.returncode}: {listed.stderr.strip()}"]
    got = counts(json.loads(listed.stdout))
    faults = [f"{kind}: {n}, not {w}" for kind, n, w in zip(COUNTS, got, wanted) if n != w]

    checked = run(coexist, "check", str(file), "--target", "lync-2013", "--format", "json")
    if checked.returncode not in (0, 1):
        return [*faults, f"check ended with {checked.returncode}: {checked.stderr.strip()}"]
    report = json.loads(checked.stdout)
    codes = [finding["code"] for finding in report["findings"]]
    if (checked.returncode == 1) != (report["summary"]["errors"] > 0):
        faults.append(f"status {checked.returncode} with {report['summary']['errors']} errors")
    if "no SQL-001" in says and "SQL-001" in codes:
        faults.append("SQL-001 is reported")
    if "PATH-002" in says and "PATH-002" not in codes:
        faults.append("PATH-002 is not reported")
    if "outside the pack" in says and (codes or not report["notes"]):
        faults.append(f"a product outside the pack: findings {codes}, notes {len(report['notes'])}")
    once = re.search(r"exit 1, SQL-001 once, on `([^`]*)`", says)
    if once:
        on = [f["subject"]["name"] for f in report["findings"] if f["code"] == "SQL-001"]
        if on != [once[1]] or checked.returncode != 1:
            faults.append(f"SQL-001 on {on} and status {checked.returncode}")
    return faults


def main():
    coexist, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    rows = table(folder / "README.md")
    if not rows:
        sys.exit(f"no table of counts in {folder / 'README.md'}")
    failed = False
    seen = 0
    for files, wanted, says in rows:
        for name in files:
            seen += 1
            faults = wrong(coexist, folder / name, wanted, says)
            failed = failed or bool(faults)
            print(("  not as listed  " if faults else "  ok  ") + name)
            for fault in faults:
                print(f"      {fault}")
    # Samples without a row in the table must open all the same.
    for file in sorted(folder.glob("*topologyinput*.xml")):
        seen += 1
        listed = run(coexist, "inventory", str(file), "--format", "json")
        failed = failed or listed.returncode != 0
        print(("  ok  " if listed.returncode == 0 else "  does not open  ") + file.name)
    print(f"{seen} samples")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
