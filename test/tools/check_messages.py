"""Compares tool/diagnose/Diagnostics.def with docs/diagnostics and with what the tests expect."""

import pathlib
import re
import sys

# No test can make it appear: it is for a state that must not occur.
UNTESTABLE = {"fork-internal-error"}


def main(root):
    table = (root / "tool/diagnose/Diagnostics.def").read_text()
    names = set(re.findall(r'^DIAG\(\w+, \w+, "([\w-]+)"', table, re.M)) - {"fork-explain"}
    pages = {page.stem for page in (root / "docs/diagnostics").glob("fork-*.md")}
    listed = set(re.findall(r"\((fork-[\w-]+)\.md\)", (root / "docs/diagnostics/README.md").read_text()))
    expectations = "\n".join(
        path.read_text() for path in (root / "test").rglob("*") if path.suffix in {".cpp", ".test"} and path.is_file())
    tested = set(re.findall(r"\[(fork-[\w-]+)\]", expectations)) | UNTESTABLE

    problems = [f"{name}: {what}"
                for what, missing in (("no page in docs/diagnostics", names - pages),
                                      ("not in docs/diagnostics/README.md", names - listed),
                                      ("no test expects it", names - tested),
                                      ("a page for a message that does not exist", pages - names),
                                      ("listed, but does not exist", listed - names))
                for name in sorted(missing)]
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
