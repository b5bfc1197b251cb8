"""Channels are folders of one shape, and nothing outside them asks which channel it has."""

import re

REQUIRED = ["README.md", "manifest.json"]
# What talks to a vendor is tested against the vendor's own bytes.
TALKS = {"wire.cpp", "client.cpp", "webhook.cpp"}
# A comparison or switch over something called a channel. A comparison with null or a number is none.
COMPARED = re.compile(
    r"\b(?i:channel)(?:_?(?i:name|key|kind|type|id))?\b(?:\(\))?\s*(?:===?|!==?)\s*"
    r"(?:[\"'`]|[A-Z]\w*(?:::|\.)\w)"
    r"|(?:[\"'`]\w+[\"'`]|[A-Z]\w*::\w+)\s*(?:===?|!==?)\s*[\w.>-]*\bchannel\b"
    r"|\bswitch\s*\([^)]*\b(?i:channel)\b"
)


def check(tree):
    folders = {}
    for file in tree.under("src/channels"):
        parts = file.path.split("/")
        if len(parts) > 3:
            folders.setdefault(parts[2], set()).add("/".join(parts[3:]))
    findings = []
    for name, files in sorted(folders.items()):
        findings += _shape(tree, name, files)
    for file in tree.cpp() + tree.web():
        if not file.path.startswith("src/channels/"):
            findings += _switches(file, set(folders) - {"_template"})
    return findings


def _shape(tree, name, files):
    anchor = tree.by_path[f"src/channels/{name}/{sorted(files)[0]}"]
    missing = [wanted for wanted in REQUIRED if wanted not in files]
    if name != "_template" and f"{name}.hpp" not in files:
        missing.append(f"{name}.hpp")
    if TALKS & files and not any(f.endswith("_test.cpp") for f in files):
        missing.append("a *_test.cpp")
    return [anchor.at(1, f"channel {name} lacks {wanted}") for wanted in missing]


def _switches(file, names):
    findings = []
    literal = None
    if names:
        literal = re.compile(rf"(?:[=!]=\s*|case\s+)[\"'`](?:{'|'.join(sorted(names))})[\"'`]")
    is_test = re.search(r"(_test\.cpp|\.(test|spec)\.ts)$", file.name)
    for number, line in enumerate(file.lines, 1):
        if is_test:
            break
        if COMPARED.search(line) or (literal and literal.search(line)):
            text = "asks which channel it is; ask the manifest for the capability instead"
            findings.append(file.at(number, text))
    return findings
