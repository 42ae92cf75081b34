"""MNIST, and data sets like it, from their IDX files."""

from __future__ import annotations

import gzip
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Union

import numpy
from numpy.typing import NDArray

from .errors import InputError
from .producer import ImageProducer

Numbers = NDArray[numpy.uint8]

_BEGINNINGS = {"train": "train", "test": "t10k"}
_UNSIGNED_BYTES = 0x08


@dataclass(frozen=True)
class Example:
    """A labelled picture, under an id that stays the same whenever it is sent."""

    id: str
    pixels: Numbers
    label: int


def read_idx(path: Union[str, os.PathLike[str]]) -> Numbers:
    """An IDX file of unsigned bytes, gzipped or not, as an array of its dimensions."""
    try:
        data = Path(path).read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise InputError(f"{os.fspath(path)}: can't be read: {error}") from error
    dimensions = data[3] if len(data) > 3 else 0
    if data[:3] != bytes((0, 0, _UNSIGNED_BYTES)) or not dimensions:
        raise InputError(f"{os.fspath(path)}: no IDX file of unsigned bytes")
    begin = 4 + 4 * dimensions
    shape = struct.unpack_from(f">{dimensions}I", data.ljust(begin, b"\0"), 4)
    size = 1
    for length in shape:
        size *= length
    if len(data) != begin + size:
        raise InputError(
            f"{os.fspath(path)}: {len(data):,} bytes, where {' x '.join(map(str, shape))} takes"
            f" {begin + size:,}"
        )
    return numpy.frombuffer(data, numpy.uint8, offset=begin).reshape(shape)


class Mnist:
    """Half of a folder of IDX files: `train-images-idx3-ubyte` and so on, gzipped or not."""

    def __init__(self, folder: Union[str, os.PathLike[str]], split: str = "train") -> None:
        if split not in _BEGINNINGS:
            raise InputError(f"split: train or test, not {split!r}")
        self._split = split
        self._images = read_idx(_file(Path(folder), _BEGINNINGS[split] + "-images"))
        self._labels = read_idx(_file(Path(folder), _BEGINNINGS[split] + "-labels"))
        if self._labels.ndim != 1 or len(self._images) != len(self._labels):
            raise InputError(
                f"{os.fspath(folder)}: {len(self._images):,} images, and labels of shape"
                f" {self._labels.shape}"
            )

    def __len__(self) -> int:
        return len(self._labels)

    def __getitem__(self, index: int) -> Example:
        id = f"{self._split}-{range(len(self))[index]:06d}"
        return Example(id, self._images[index], int(self._labels[index]))

    def __iter__(self) -> Iterator[Example]:
        return (self[index] for index in range(len(self)))


def replay(
    producer: ImageProducer, examples: Mnist, *, labeled: bool, limit: Optional[int] = None
) -> int:
    """Sends examples in their order, and waits until they are delivered.

    :param labeled: to learn from, with their labels; else to be answered
    :param limit: how many, the first ones; all of them without
    :return: how many were sent
    """
    count = len(examples) if limit is None else min(limit, len(examples))
    for index in range(count):
        example = examples[index]
        if labeled:
            producer.send_labeled(example.pixels, example.label, example.id)
        else:
            producer.send(example.pixels, example.id)
    producer.flush()
    return count


def _file(folder: Path, beginning: str) -> Path:
    """The first file of this beginning, by name."""
    found = sorted(folder.glob(beginning + "*"))
    if not found:
        raise InputError(f"{folder}: there is no file {beginning}-… in it")
    return found[0]
