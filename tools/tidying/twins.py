"""Two classes of one name in one namespace are one to the linker, which keeps the members of either."""

import re

OPENS = re.compile(r"^namespace ([\w:]+) \{", re.M)
CLASS = re.compile(r"^(?:class|struct)\s+(\w+)(?:\s+final)?\s*(?:$|\{|:[^:])")


def check(tree):
    """Headers alone: in sources what is local stands in a nameless namespace."""
    findings, first = [], {}
    for file in tree.cpp("src"):
        if file.suffix != ".hpp":
            continue
        opened = OPENS.search(file.text)
        space = opened[1] if opened else ""
        for number, line in enumerate(file.lines, 1):
            if match := CLASS.match(line):
                name = f"{space}::{match[1]}"
                other = first.setdefault(name, file)
                if other is not file:
                    findings.append(file.at(number, f"{name} is also in {other.path}"))
    return findings
