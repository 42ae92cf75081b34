"""Takes a JSON object apart; whatever is wrong is said with the field's name."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Optional, Tuple, TypeVar

from .errors import RecordError

T = TypeVar("T")


class Fields:
    """The fields of one JSON object; those that nobody asks for are passed over."""

    def __init__(self, values: Dict[str, Any], path: str = "") -> None:
        self._values = values
        self._path = path

    @classmethod
    def of(cls, value: Optional[bytes]) -> Fields:
        """Of a record's value."""
        if not value:
            raise RecordError("value: empty, where JSON is expected")
        try:
            said = json.loads(value)
        except ValueError as error:
            raise RecordError(f"value: no JSON: {error}") from None
        if not isinstance(said, dict):
            raise RecordError(f"value: a JSON object is expected, not {_kind(said)}")
        return cls(said)

    def text(self, name: str) -> str:
        return str(self._of_type(name, str, "a text"))

    def integer(self, name: str) -> int:
        return int(self._of_type(name, int, "an integer"))

    def number(self, name: str) -> float:
        return float(self._of_type(name, (int, float), "a number"))

    def inner(self, name: str) -> Fields:
        return Fields(self._of_type(name, dict, "an object"), f"{self._path}{name}.")

    def has(self, name: str) -> bool:
        return self._values.get(name) is not None

    def numbers(self, name: str) -> Tuple[float, ...]:
        return self._each(name, lambda part, key: part.number(key))

    def objects(self, name: str, read: Callable[[Fields], T]) -> Tuple[T, ...]:
        return self._each(name, lambda part, key: read(part.inner(key)))

    def triples(self, name: str) -> Tuple[Tuple[int, int, int], ...]:
        return self._each(name, lambda part, key: part._triple(key))

    def _triple(self, name: str) -> Tuple[int, int, int]:
        row = self._each(name, lambda part, key: part.integer(key))
        if len(row) != 3:
            raise RecordError(f"{self._path}{name}: three integers are expected, not {len(row)}")
        return row[0], row[1], row[2]

    def _each(self, name: str, read: Callable[[Fields, str], T]) -> Tuple[T, ...]:
        """An array, each of its elements under the name `name[0]` and so on."""
        elements = self._of_type(name, list, "an array")
        named = {f"{name}[{index}]": element for index, element in enumerate(elements)}
        part = Fields(named, self._path)
        return tuple(read(part, key) for key in named)

    def _of_type(self, name: str, kind: Any, words: str) -> Any:
        value = self._values.get(name)
        if value is None:
            raise RecordError(f"{self._path}{name}: missing")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise RecordError(f"{self._path}{name}: {words} is expected, not {_kind(value)}")
        return value


def _kind(value: Any) -> str:
    kinds = {bool: "true or false", dict: "an object", list: "an array", str: "a text"}
    return "null" if value is None else kinds.get(type(value), "a number")
