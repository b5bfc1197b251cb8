"""What is linked is on tools/licences.txt, and no copyleft beyond a library's own files is.

The list: a name or a pattern with `*`, the licence, a word. Names of CMake link targets and of
shared libraries alike. `refused` instead of a licence forbids it. What the built server names must
be listed; what those libraries bring along in turn must not be refused.
"""

import fnmatch
import re
import subprocess

from tidying import layers

BINARY = "build/release/src/main/parley"
LIST = "tools/licences.txt"
LINKS = re.compile(r"\b(target_link_libraries|parley_module)\s*\(([^)]*)\)", re.S)
WORDS = {"PUBLIC", "PRIVATE", "INTERFACE", "ASIO", "USES", "LINK", "EXCEPT", "STATIC"}
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
    return [(row + [""])[:3] for row in rows if len(row) > 1 and not row[0].startswith("#")]


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
            if name not in WORDS and "$" not in name and not name.endswith(".cpp"):
                yield line, name


def _judge(file, line, name, known):
    for pattern, licence, word in known:
        if fnmatch.fnmatch(name, pattern):
            return [file.at(line, f"{name} is refused: {word}")] if licence == REFUSED else []
    return [file.at(line, f"{name} is not in {LIST}: add it with its licence")]


def _loaded(tree, known):
    if tree.root is None or not (tree.root / BINARY).exists():
        return []
    named = re.findall(r"NEEDED\s+(\S+)", _output("objdump", "-p", tree.root / BINARY))
    brought = re.findall(r"^\s*(\S+?\.so\S*) =>", _output("ldd", tree.root / BINARY), re.M)
    refused = [row for row in known if row[1] == REFUSED] + [("*", "", "")]
    anchor = tree.by_path[LIST]
    findings = [f for name in named for f in _judge(anchor, 1, _stem(name), known)]
    return findings + [f for name in brought for f in _judge(anchor, 1, _stem(name), refused)]


def _output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _stem(library):
    return library.split(".so")[0]
