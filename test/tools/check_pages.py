"""Checks that no page is forgotten: each annotation has one, and each page with C++ is compiled by pages.test.

    check_pages.py ROOT PAGES.test
"""

import re
import sys
from pathlib import Path

root, test = Path(sys.argv[1]), Path(sys.argv[2]).read_text()
table = (root / "tool/attributes/AttributeTable.cpp").read_text()
missing = [f"fork::{name} has no page" for name in re.findall(r'{Annotation::\w+, "(\w+)"', table)
           if not (root / f"docs/guide/annotations/{name}.md").exists()]
pages = [root / "README.md", *sorted((root / "docs/guide").rglob("*.md"))]
missing += [f"{page.relative_to(root)} is not compiled" for page in pages
            if "```cpp" in page.read_text() and f"%root/{page.relative_to(root)} " not in test]
sys.exit("\n".join(missing) or 0)
