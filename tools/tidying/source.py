"""Enough of the languages' surface to find code between comments and strings, and functions' ends.

Not a parser: it errs towards saying nothing.
"""

import re
from dataclasses import dataclass

# A `/` begins a regular expression in TypeScript where an operand may stand.
BEFORE_REGEX = re.compile(r"(?:^|[(,=:\[!&|?{};+*<>~^%-]|\breturn|\btypeof|\bcase)\s*$")
RAW = re.compile(r'R"([^()\\ ]{0,16})\(')
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\[\s\S])*", re.M)
SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.S)


@dataclass(frozen=True)
class Function:
    line: int
    length: int


def strip(text, suffix):
    if suffix == ".vue":
        return _only_script(text)
    if suffix == ".sql":
        return re.sub(r"--[^\n]*|'(?:[^']|'')*'", lambda m: _blank(m[0]), text)
    script = suffix in (".ts", ".js", ".mjs")
    code = _strip_code(text, script)
    return code if script else DIRECTIVE.sub(lambda m: _blank(m[0]), code)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def _only_script(text):
    """A component's script; its template and style become blank lines."""
    out, at = [], 0
    for match in SCRIPT.finditer(text):
        out.append(_blank(text[at : match.start(1)]))
        out.append(_strip_code(match[1], True))
        at = match.end(1)
    out.append(_blank(text[at:]))
    return "".join(out)


def _strip_code(text, script):
    out, i = [], 0
    depth = []  # Braces open since each `${` of a template string.
    while i < len(text):
        end = _end_of_blank(text, i, script, out)
        if end is None and script and text[i] == "`":
            end = _template(text, i + 1, depth)
        elif end is None and depth and text[i] == "}" and depth[-1] == 0:
            depth.pop()
            end = _template(text, i + 1, depth)
        if end is not None:
            out.append(_blank(text[i:end]))
            i = end
            continue
        if depth:
            depth[-1] += {"{": 1, "}": -1}.get(text[i], 0)
        out.append(text[i])
        i += 1
    return "".join(out)


def _end_of_blank(text, i, script, out):
    """The end of the comment, string, character or regular expression that begins at i."""
    char, pair = text[i], text[i : i + 2]
    if pair == "//":
        return _find(text, "\n", i)
    if pair == "/*":
        return _find(text, "*/", i + 2, 2)
    if not script and (raw := RAW.match(text, i)):
        close = f'){raw[1]}"'
        return _find(text, close, raw.end(), len(close))
    if char == '"' or (char == "'" and (script or not _is_digit_separator(text, i))):
        return _string(text, i, char)
    if script and char == "/" and BEFORE_REGEX.search("".join(out[-40:])):
        return _string(text, i, "/")
    return None


def _is_digit_separator(text, i):
    return i > 0 and text[i - 1].isalnum() and text[i + 1 : i + 2].isalnum()


def _find(text, what, start, extra=0):
    at = text.find(what, start)
    return len(text) if at < 0 else at + extra


def _string(text, i, quote):
    in_class = False  # Inside [...] of a regular expression, `/` is itself.
    j = i + 1
    while j < len(text) and text[j] != "\n":
        if text[j] == "\\":
            j += 1
        elif quote == "/" and text[j] in "[]":
            in_class = text[j] == "["
        elif text[j] == quote and not in_class:
            return j + 1
        j += 1
    return min(j, len(text))


def _template(text, i, depth):
    """From inside a template string to just after its end, or after its next `${`."""
    while i < len(text):
        if text[i] == "\\":
            i += 1
        elif text[i] == "`":
            return i + 1
        elif text[i : i + 2] == "${":
            depth.append(0)
            return i + 2
        i += 1
    return i


SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
CONTROL = re.compile(r"\b(if|for|while|switch|catch|else|do|try|return)\b[^;{}]*$")
ACCESS = {"public", "private", "protected"}
SUITE = re.compile(r"\b(describe|suite)(\.\w+)?\s*\(")


def functions(code, script):
    """Functions of stripped code. C++: those not inside another; TypeScript: every one."""
    found, stack, start = [], [], 0
    for i, char in enumerate(code):
        if char == "{":
            head = code[start:i]
            kind = _script_kind(head) if script else _cpp_kind(head, stack)
            began = _script_start(code, start, i) if script else _first_ink(code, start, i)
            stack.append((kind, began))
        elif char == "}" and stack:
            kind, began = stack.pop()
            if kind == "function":
                line = code.count("\n", 0, began) + 1
                found.append(Function(line, code.count("\n", began, i) + 1))
        if char in "{};" or (char == ":" and code[start:i].strip() in ACCESS):
            start = i + 1
    return found


def _first_ink(code, start, end):
    while start < end and code[start].isspace():
        start += 1
    return start


def _script_start(code, start, end):
    """Where the parameters open: without semicolons, what stands before may be other statements."""
    depth = 0
    for i in range(end - 1, start - 1, -1):
        depth += {")": 1, "(": -1}.get(code[i], 0)
        if code[i] == "(" and depth == 0:
            return i
    return end


def _cpp_kind(head, stack):
    if any(kind == "function" for kind, _ in stack):
        return "block"
    if SCOPE.search(head) and not re.search(r"\)\s*(const|noexcept|override|final|\s)*$", head):
        return "scope"
    if ")" in head and not head.rstrip().endswith(("=", ",", "(")):
        return "function"
    return "block"


def _script_kind(head):
    if SUITE.search(head):  # A test suite is a list of functions, not one.
        return "block"
    if head.rstrip().endswith("=>"):
        return "function"
    if re.search(r"\)\s*(:\s*[^={}]+)?$", head) and not CONTROL.search(head):
        return "function"
    return "block"
