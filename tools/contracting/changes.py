"""What has changed between two snapshots, and which of it breaks somebody who relied on the first.

Breaks: anything removed; another name or type; a member of a request that must be there now, or whose bound
is tighter; a member of an answer that may be absent now; a caller no longer let in.
"""

import re
from dataclasses import dataclass

# Which way a bound grows tighter.
SHRINKS = ("maxLength", "maximum", "maxItems")
GROWS = ("minLength", "minimum")


@dataclass(frozen=True, order=True)
class Change:
    name: str
    text: str


def between(before, after):
    """(breaking, other) changes, each sorted."""
    found = Changes()
    for table, what, compare in [
        ("operations", "operation", found.operation),
        ("types", "type", found.type),
    ]:
        for name in found.tables(before[table], after[table], f"the {what}", compare):
            found.tells(name, f"a new {what}")
    return sorted(found.breaking), sorted(found.other)


class Changes:
    def __init__(self):
        self.breaking, self.other = [], []

    def breaks(self, name, text):
        self.breaking.append(Change(name, text))

    def tells(self, name, text):
        self.other.append(Change(name, text))

    def tables(self, before, after, what, compare, prefix=""):
        for name in before.keys() - after.keys():
            self.breaks(prefix + name, f"{what} is gone")
        for name in before.keys() & after.keys():
            if before[name] != after[name]:
                compare(prefix + name, before[name], after[name])
        return after.keys() - before.keys()

    def operation(self, name, before, after):
        for key in ("id", "body", "answers", "client", "server", "protocol"):
            if before.get(key) != after.get(key):
                self.breaks(name, f"{key}: {before.get(key)} is {after.get(key)} now")
        self.who(name, before, after)
        old, new = before.get("query", {}), after.get("query", {})
        for one in self.tables(old, new, "the parameter", self.parameter, f"{name} ?"):
            if new[one].get("required"):
                self.breaks(f"{name} ?{one}", "a new parameter that must be there")
            else:
                self.tells(f"{name} ?{one}", "a new parameter")

    def who(self, name, before, after):
        gone = set(before.get("who", [])) - set(after.get("who", []))
        if gone and after.get("who") != ["anyone"]:
            self.breaks(name, f"{', '.join(sorted(gone))} may not call it any more")
        elif before.get("who") != after.get("who"):
            self.tells(name, f"callers: {', '.join(after['who'])}")
        if after.get("permission") not in (None, before.get("permission")):
            self.breaks(name, f"needs the permission {after['permission']}")

    def parameter(self, name, before, after):
        if before["type"] != after["type"]:
            self.breaks(name, f"{before['type']} is {after['type']} now")
        if after.get("required") and not before.get("required"):
            self.breaks(name, "must be there now")

    def type(self, name, before, after):
        is_sent = "client" in before.get("sent_by", [])
        is_answered = "server" in before.get("sent_by", [])
        for key in ("words", "alternatives"):
            for gone in sorted(set(before.get(key, [])) - set(after.get(key, []))):
                self.breaks(f"{name}.{gone}", "is gone")
            for new in sorted(set(after.get(key, [])) - set(before.get(key, []))):
                self.tells(f"{name}.{new}", "is new")
        if before.get("type") != after.get("type"):
            self.breaks(name, f"{before.get('type')} is {after.get('type')} now")

        def member(path, old, new):
            self.member(path, old, new, is_sent, is_answered)

        old, new = before.get("members", {}), after.get("members", {})
        for one in self.tables(old, new, "the member", member, f"{name}."):
            if is_sent and new[one].get("required"):
                self.breaks(f"{name}.{one}", "a new member that must be there")
            else:
                self.tells(f"{name}.{one}", "a new member")

    def member(self, name, before, after, is_sent, is_answered):
        if before["type"] != after["type"]:
            self.breaks(name, f"{before['type']} is {after['type']} now")
        if is_sent and after.get("required") and not before.get("required"):
            self.breaks(name, "must be there now")
        if is_answered and before.get("required") and not after.get("required"):
            self.breaks(name, "may be absent now")
        if is_sent:
            for bound in (*SHRINKS, *GROWS, "pattern"):
                if is_tighter(bound, before.get(bound), after.get(bound)):
                    self.breaks(name, f"{bound}: {before.get(bound)} is {after[bound]} now")


def is_tighter(bound, before, after):
    if after is None or before == after:
        return False
    if before is None or bound == "pattern":
        return True
    return after < before if bound in SHRINKS else after > before


def named_in(changelog):
    """The names after "Breaking:" under the heading "Unreleased"."""
    section = re.search(r"^## Unreleased$(.*?)(?=^## |\Z)", changelog, re.M | re.S)
    lines = re.findall(r"Breaking: *(.*)", section[1] if section else "")
    names = set()
    for line in lines:
        line = line.replace("`", "")
        if found := re.match(r"([A-Z]+ /\S+(?: \?\w+)?|[\w.]+)", line):
            names.add(found[1].rstrip(".,:;"))
    return names
