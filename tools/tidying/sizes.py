"""Files of at most 500 lines, functions of at most 70, C++ lines of at most 100 characters, and a
median file short enough to be read at one sitting."""

from statistics import median, quantiles

from tidying import source

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 100
MEDIAN_LINES_MAX = 120
MEASURED = {".hpp", ".cpp", ".cc", ".ts", ".vue", ".sql", ".py", ".mjs", ".js", ".sh"}


def check(tree):
    findings = []
    for file in measured(tree):
        if len(file.lines) > FILE_LINES_MAX:
            findings.append(file.at(1, f"{len(file.lines)} lines; at most {FILE_LINES_MAX}"))
    for file in tree.cpp() + tree.web():
        if file.is_generated:
            continue
        for function in source.functions(file.code, file.suffix in (".ts", ".vue")):
            if function.length > FUNCTION_LINES_MAX:
                text = f"function of {function.length} lines; at most {FUNCTION_LINES_MAX}"
                findings.append(file.at(function.line, text))
    for file in tree.cpp():
        for number, line in enumerate(file.lines, 1):
            if len(line) > COLUMNS_MAX:
                findings.append(file.at(number, f"{len(line)} columns; at most {COLUMNS_MAX}"))
    lengths = [len(file.lines) for file in measured(tree)]
    if lengths and median(lengths) > MEDIAN_LINES_MAX:
        text = f"median source file is {median(lengths):.0f} lines; at most {MEDIAN_LINES_MAX}"
        findings.append(measured(tree)[0].at(0, text))
    return findings


def measured(tree):
    return [f for f in tree.files if f.suffix in MEASURED and not f.is_generated]


def report(tree):
    """Lines of the table that `tools/tidy --report` prints."""
    groups = {}
    for file in measured(tree):
        top = "/".join(file.path.split("/")[:2])
        for group in (top, "all"):
            groups.setdefault(group, []).append(len(file.lines))
    yield f"{'folder':<20} {'files':>6} {'lines':>7} {'median':>7} {'p90':>5} {'max':>5}"
    for group, lengths in sorted(groups.items()):
        p90 = quantiles(lengths, n=10, method="inclusive")[8] if len(lengths) > 1 else lengths[0]
        yield (
            f"{group:<20} {len(lengths):>6} {sum(lengths):>7} {median(lengths):>7.0f}"
            f" {p90:>5.0f} {max(lengths):>5}"
        )
