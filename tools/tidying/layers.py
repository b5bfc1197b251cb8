"""Includes go downwards through src/LAYERS, never sideways; the decisions know no machinery."""

import re

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
# Layers of pure decisions, and what they may not know (ARCHITECTURE.md). `base` names Asio in two
# files and holds the system's clock and randomness behind interfaces.
PURE = {"domain", "rules", "routing", "tickets", "flow", "language", "quality", "insight",
        "workforce"}
MACHINERY = re.compile(
    r"boost/(asio|beast|json)|sqlite3|libpq|openssl|sodium|sys/(socket|epoll)|^(thread|mutex|"
    r"fstream|filesystem|random|ctime|condition_variable)$"
)
ASIO_IN_BASE = {"src/base/task.hpp", "src/base/asio.cpp"}
CLOCK = re.compile(r"\b(system_clock|steady_clock|SystemClock|SystemRng)\b")


def rows(tree):
    """Module -> its row; 0 is the highest."""
    file = tree.by_path.get("src/LAYERS")
    lines = file.lines if file else []
    kept = [line.split("#")[0].split() for line in lines]
    return {module: row for row, modules in enumerate(filter(None, kept)) for module in modules}


def check(tree):
    row_of = rows(tree)
    findings = []
    for file in tree.cpp("src"):
        module = file.path.split("/")[1]
        if module not in row_of:
            findings.append(file.at(1, f"module {module} has no row in src/LAYERS"))
            continue
        for number, line in enumerate(file.lines, 1):
            if match := INCLUDE.match(line):
                findings += _include(file, number, match, module, row_of)
        findings += _clock(file, module)
    return findings


def _include(file, number, match, module, row_of):
    quote, target = match.groups()
    first = target.split("/")[0]
    if quote == '"' and "/" not in target:
        return [file.at(number, f'include "{target}" by its path from src/')]
    if quote == '"' and first in row_of and first != module and row_of[first] <= row_of[module]:
        return [file.at(number, f"{module} may not include {first}: it is not on a lower row")]
    if quote == '"' and "/impl/" in target and first != module:
        return [file.at(number, f"{target} is private to {first}")]
    if module in PURE and not _is_test(file) and MACHINERY.search(target):
        return [file.at(number, f"{module} decides only; it may not include <{target}>")]
    if module == "base" and "boost/asio" in target and file.path not in ASIO_IN_BASE:
        return [file.at(number, "in base, Asio is named by task.hpp and asio.cpp alone")]
    return []


def _clock(file, module):
    if module not in PURE or _is_test(file):
        return []
    return [
        file.at(number, f"{module} takes time and randomness as arguments")
        for number, line in enumerate(file.code.splitlines(), 1)
        if CLOCK.search(line)
    ]


def _is_test(file):
    return file.name.endswith("_test.cpp") or "/testing/" in file.path
