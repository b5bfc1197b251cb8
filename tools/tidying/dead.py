"""Files that nothing includes, imports or builds."""

import fnmatch
import re
from pathlib import PurePosixPath

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
QUOTED = re.compile(r"""["'`]([^"'`\n]+)["'`]""")
# Where the pages start, and what their tools find by name.
WEB_ROOTS = re.compile(
    r"(\.(test|spec|config|setup)\.(ts|js|mjs)|\.d\.ts|(^|/)(vite|vitest|eslint)\.config\.\w+)$"
)


def check(tree):
    return _headers(tree) + _sources(tree) + _pages(tree)


def _headers(tree):
    """A header is alive when another than its own source or test includes it."""
    used = set()
    for file in tree.cpp():
        for target in INCLUDE.findall(file.text):
            # By its path from src/; elsewhere also from the root, or beside the file.
            meant = {f"src/{target}", f"tests/{target}", target, f"{file.folder}/{target}"}
            used.update(path for path in meant if _stem(path) != _stem(file.path))
    return [
        file.at(1, "nothing includes this header")
        for file in tree.cpp()
        if file.suffix == ".hpp" and file.path not in used and not file.path.startswith("src/main/")
    ]


def _stem(path):
    return str(PurePosixPath(path).with_suffix("")).removesuffix("_test")


def _sources(tree):
    """A source is alive when a CMakeLists.txt at or above it names it or takes all of its folder."""
    findings = []
    lists = {f.folder: f.text for f in tree.files if f.name == "CMakeLists.txt"}
    for file in tree.cpp():
        if file.suffix == ".hpp":
            continue
        above = [lists[str(p)] for p in PurePosixPath(file.path).parents if str(p) in lists]
        named = any(file.name in text or "parley_module(" in text or "GLOB" in text
                    for text in above)
        if not named:
            findings.append(file.at(1, "no CMakeLists.txt builds this file"))
    return findings


def _pages(tree):
    """A page's file is alive when some other names it, by path, by package or by pattern."""
    named, patterns = set(), []
    for file in tree.under("web", "tests"):
        if file.suffix in (".ts", ".vue", ".js", ".mjs", ".json", ".html"):
            for text in QUOTED.findall(file.text):
                if "*" in text:
                    patterns.append((file, text.lstrip("./")))
                    continue
                named.update((last, file.path) for last in _names(text))
    findings = []
    for file in tree.web():
        if WEB_ROOTS.search(file.path):
            continue
        keys = {file.name, PurePosixPath(file.name).stem}
        if PurePosixPath(file.name).stem == "index":
            keys |= {PurePosixPath(file.folder).name, PurePosixPath(file.folder).parent.name}
        by_name = any(last in keys and by != file.path and not _is_its_test(by, file.path)
                      for last, by in named)
        if not by_name and not any(fnmatch.fnmatch(file.path, f"*{p}") for _, p in patterns):
            findings.append(file.at(1, "nothing imports this file"))
    return findings


def _names(text):
    """What a module specifier may mean: its last part, with and without its ending."""
    last = text.split("?")[0].rstrip("/").split("/")[-1]
    return {last, re.sub(r"\.(js|ts|vue|mjs)$", "", last)} - {"", ".", ".."}


def _is_its_test(path, tested):
    return path == re.sub(r"\.(ts|vue)$", ".test.ts", tested)
