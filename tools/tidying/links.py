"""Links between the papers, and from comments to papers, lead somewhere."""

import posixpath
import re

LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
# A comment may name a decision by its number alone: docs/adr/0003.
MENTION = re.compile(r"\bdocs/(?:guide|adr)/\w[\w-]*(?:\.md)?")
OUTSIDE = re.compile(r"^[a-z]+:")


def check(tree):
    folders = {folder for file in tree.files for folder in _above(file.path)}
    findings = []
    for file in tree.files:
        if file.suffix != ".md":
            findings += _mentions(tree, file)
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


def _mentions(tree, file):
    return [
        file.at(number, f"{mention} is not there")
        for number, line in enumerate(file.lines, 1)
        for mention in MENTION.findall(line)
        if not any(path.startswith(mention) for path in tree.by_path)
    ]


def _above(path):
    while path := posixpath.dirname(path):
        yield path
