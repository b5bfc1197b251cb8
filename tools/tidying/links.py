"""Links between the papers lead somewhere."""

import posixpath
import re

LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
OUTSIDE = re.compile(r"^[a-z]+:")


def check(tree):
    folders = {folder for file in tree.files for folder in _above(file.path)}
    findings = []
    for file in tree.files:
        if file.suffix != ".md":
            continue
        for number, line in enumerate(file.lines, 1):
            for target in LINK.findall(line):
                path = posixpath.normpath(posixpath.join(file.folder, target))
                if OUTSIDE.match(target) or path in tree.by_path or path in folders:
                    continue
                # Pictures are not among the text files.
                if tree.root is None or not (tree.root / path).exists():
                    findings.append(file.at(number, f"{target} is not there"))
    return findings


def _above(path):
    while path := posixpath.dirname(path):
        yield path
