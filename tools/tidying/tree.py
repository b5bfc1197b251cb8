"""The files the rules look at, read once, and what a rule reports.

Tree(root) lists the repository's own text files (tracked or not, but never ignored ones); tests
build one from a dictionary.
"""

import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from tidying import source

CPP = {".hpp", ".cpp", ".cc"}
WEB = {".ts", ".vue"}


@dataclass(frozen=True, order=True)
class Finding:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


class File:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.suffix = PurePosixPath(path).suffix
        self.name = PurePosixPath(path).name
        self.folder = str(PurePosixPath(path).parent)

    @cached_property
    def lines(self):
        return self.text.splitlines()

    @cached_property
    def code(self):
        """The text with comments and the insides of strings blanked, line for line."""
        return source.strip(self.text, self.suffix)

    @cached_property
    def is_generated(self):
        return "/generated/" in self.path or "enerated" in (self.lines[:1] or [""])[0]

    def at(self, line, text):
        return Finding(self.path, line, text)


class Tree:
    def __init__(self, files, root=None):
        self.root = root
        self.files = [File(path, text) for path, text in sorted(files.items())]

    @classmethod
    def read(cls, root):
        files = {}
        for path in _listed(root):
            full = root / path
            if not full.is_file() or full.is_symlink():
                continue
            data = full.read_bytes()
            if b"\0" not in data:
                files[path] = data.decode("utf-8", errors="replace")
        return cls(files, root)

    @cached_property
    def by_path(self):
        return {file.path: file for file in self.files}

    def cpp(self, *below):
        return [f for f in self.under(*below) if f.suffix in CPP]

    def web(self):
        return [f for f in self.files if f.suffix in WEB]

    def under(self, *below):
        if not below:
            return self.files
        return [f for f in self.files if any(f.path.startswith(folder + "/") for folder in below)]


def _listed(root):
    """Tracked and new files; without git (an unpacked archive), every file outside ignored folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        out = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
        return [path for path in out.decode().split("\0") if path]
    except (OSError, subprocess.CalledProcessError):
        ignored = {".git", "build", "data", ".cache", "node_modules", "dist", "__pycache__"}
        found = (path.relative_to(root) for path in Path(root).rglob("*"))
        return [path.as_posix() for path in found if not ignored.intersection(path.parts)]
