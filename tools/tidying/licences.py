"""What is linked is on tools/licences.txt, and no copyleft beyond a library's own files is.

The list: a name or a pattern with `*`, the licence, a word. Names of CMake link targets and of
shared libraries alike. `refused` instead of a licence forbids it. Of the built server, everything
that the loader brings in is looked at.
"""

import fnmatch
import re
import subprocess

from tidying import layers

BINARY = "build/release/src/main/parley"
LIST = "tools/licences.txt"
LINKS = re.compile(r"\b(target_link_libraries|parley_module)\s*\(([^)]*)\)", re.S)
WORDS = {"PUBLIC", "PRIVATE", "INTERFACE", "ASIO", "USES", "LINK", "STATIC"}
REFUSED = "refused"


def check(tree):
    known = _known(tree)
    own = _own_targets(tree) | set(layers.rows(tree))
    findings = []
    for file in tree.files:
        if file.name == "CMakeLists.txt" or file.suffix == ".cmake":
            for line, name in _linked(file):
                if name not in own:
                    findings += _judge(file, line, name, known)
    return findings + _loaded(tree, known)


def _known(tree):
    file = tree.by_path.get(LIST)
    rows = [line.split(None, 2) for line in file.lines] if file else []
    return [(row[0], row[1]) for row in rows if len(row) > 1 and not row[0].startswith("#")]


def _own_targets(tree):
    own = set()
    for file in tree.files:
        if file.name == "CMakeLists.txt" or file.suffix == ".cmake":
            pattern = r"\b(?:add_library|add_executable|parley_module)\s*\(\s*([\w-]+)"
            own.update(re.findall(pattern, file.text))
    return own


def _linked(file):
    text = re.sub(r"#[^\n]*", lambda m: " " * len(m[0]), file.text)
    for match in LINKS.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        for name in match[2].split()[1:]:
            if name not in WORDS and "$" not in name:
                yield line, name


def _judge(file, line, name, known):
    for pattern, licence in known:
        if fnmatch.fnmatch(name, pattern):
            return [file.at(line, f"{name} may not be linked")] if licence == REFUSED else []
    return [file.at(line, f"{name} is not in {LIST}: add it with its licence")]


def _loaded(tree, known):
    if tree.root is None or not (tree.root / BINARY).exists():
        return []
    out = subprocess.run(["ldd", tree.root / BINARY], capture_output=True, text=True, check=True)
    names = [line.split()[0].split("/")[-1] for line in out.stdout.splitlines() if line.strip()]
    anchor = tree.by_path[LIST]
    return [
        finding
        for name in names
        for finding in _judge(anchor, 1, name.split(".so")[0], known)
    ]
