"""Properties files, as Kafka's own tools read them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Dict, Iterator, Union

from .errors import ConfigError

_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_KEY = re.compile(r"((?:\\.|[^\\=:\s])*)[ \t\f]*[=:]?[ \t\f]*(.*)", re.DOTALL)


def read_properties(path: Union[str, os.PathLike[str]]) -> Dict[str, str]:
    """The lines `key=value` of a file; comments begin with `#` or `!`, `\\` goes on below."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"config file {os.fspath(path)}: can't be read: {error}") from error
    properties: Dict[str, str] = {}
    for line in _logical_lines(text):
        match = _KEY.match(line)
        assert match is not None  # every part of it may be empty
        properties[_plain(match.group(1))] = _plain(match.group(2))
    return properties


def _logical_lines(text: str) -> Iterator[str]:
    """Lines without comments, with those that end in a backslash joined to the next."""
    begun = ""
    for line in re.split(r"\r\n|\r|\n", text):
        line = line.lstrip(" \t\f")
        if not begun and (not line or line[0] in "#!"):
            continue
        backslashes = len(line) - len(line.rstrip("\\"))
        if backslashes % 2:
            begun += line[:-1]
            continue
        yield begun + line
        begun = ""
    if begun:
        yield begun


def _plain(text: str) -> str:
    return _ESCAPED.sub(_character, text)


def _character(escaped: re.Match[str]) -> str:
    what = escaped.group(1)
    return chr(int(what[1:], 16)) if len(what) == 5 else _SHORT.get(what, what)
