"""Words: the glossary's, in identifiers, and those that never belong in the repository."""

import re

ROW = re.compile(r"^\|")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
KEYWORDS = {"operator"}  # C++'s own; only the bare word.
CODE = {".hpp", ".cpp", ".cc", ".ts", ".vue", ".sql"}

# Written in pieces, so that this file does not name what it forbids.
NOTES = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
MACHINE_PATH = re.compile(
    r"(?<![\w.~$})/-])/(?:(?:" + "|".join(["wo" + "rk", "ho" + "me", "Us" + "ers"]) + r")/\w"
    r"|(?:va" + r"r/)?t" + r"mp/|ro" + r"ot/)"
)
REGISTRY = re.compile(
    "|".join(
        host.replace(".", r"\.")
        for host in ["registry." + "npmjs", "npm" + "mirror", "deb." + "debian.org",
                     "py" + "pi.org", "files.python" + "hosted", "proxy." + "golang"]
    )
)
UNREAD = {"LICENSE"}


def check(tree):
    findings = []
    forbidden = glossary(tree)
    for file in tree.files:
        if file.suffix in CODE and file.path.startswith(("src/", "web/", "tests/", "bench/")):
            findings += _identifiers(file, forbidden)
        if file.path not in UNREAD:
            findings += _banned(file)
    return findings


def glossary(tree):
    """Forbidden synonym, as its parts -> the word to use. From the table of docs/glossary.md: the
    word stands in the first column, the synonyms in backticks in the last."""
    forbidden = {}
    file = tree.by_path.get("docs/glossary.md")
    for line in file.lines if file else []:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if ROW.match(line) and len(cells) >= 4:
            for synonym in re.findall(r"`([a-z_]+)`", cells[-1]):
                forbidden[tuple(synonym.split("_"))] = cells[0]
    return forbidden


def _identifiers(file, forbidden):
    findings, seen = [], set()
    for number, line in enumerate(file.code.splitlines(), 1):
        for match in IDENTIFIER.finditer(line):
            name = match[0]
            if name in KEYWORDS or name in seen:
                continue
            seen.add(name)
            parts = [part.lower() for part in PARTS.findall(name)]
            for synonym, word in forbidden.items():
                if _holds(parts, synonym):
                    findings.append(file.at(number, f"{name}: the word is “{word}” (glossary)"))
    return findings


def _holds(parts, synonym):
    size = len(synonym)
    singular = [part[:-1] if part.endswith("s") else part for part in parts]
    return any(
        tuple(words[i : i + size]) == synonym
        for words in (parts, singular)
        for i in range(len(words) - size + 1)
    )


def _banned(file):
    findings = []
    for number, line in enumerate(file.lines, 1):
        if found := NOTES.search(line):
            findings.append(file.at(number, f"{found[0]}: finish it, or file it"))
        if found := MACHINE_PATH.search(line):
            findings.append(file.at(number, f"{found[0]}…: a path of one machine"))
        if found := REGISTRY.search(line):
            findings.append(file.at(number, f"{found[0]}: registries are set outside"))
    return findings
