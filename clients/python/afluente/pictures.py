"""Pictures as the values of records."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Union

import numpy
from numpy.typing import NDArray

from .errors import InputError

Pixels = NDArray[numpy.uint8]
Picture = Union[bytes, str, "os.PathLike[str]", Pixels]

# what a file begins with
_FORMATS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Value:
    """A record's value, and the content type that says how to read it."""

    data: bytes
    content_type: str


def value_of(picture: Picture) -> Value:
    """A picture as a value.

    :param picture: the bytes of a PNG or JPEG file, the path of one, or pixels: an array of
        unsigned 8-bit numbers, height x width of grey, or height x width x 1 or 3
    """
    if isinstance(picture, numpy.ndarray):
        return _of_pixels(picture)
    if isinstance(picture, (str, os.PathLike)):
        return _of_file(Path(picture))
    if isinstance(picture, (bytes, bytearray, memoryview)):
        return _of_bytes(bytes(picture), "image")
    raise InputError(
        "image: needs bytes of a PNG or JPEG file, its path, or an array of pixels, not"
        f" {type(picture).__name__}"
    )


def _of_file(path: Path) -> Value:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"image: {path} can't be read: {error.strerror}") from error
    return _of_bytes(data, f"image: {path}")


def _of_bytes(data: bytes, what: str) -> Value:
    for begin, content_type in _FORMATS.items():
        if data.startswith(begin):
            return Value(data, content_type)
    raise InputError(f"{what}: neither PNG nor JPEG; it begins with {data[:8]!r}")


def _of_pixels(pixels: Pixels) -> Value:
    if pixels.dtype != numpy.uint8:
        raise InputError(
            f"image: pixels are of type {pixels.dtype}, and must be uint8, from 0 to 255"
        )
    shape = pixels.shape
    if len(shape) not in (2, 3) or (len(shape) == 3 and shape[2] not in (1, 3)) or 0 in shape:
        raise InputError(
            "image: the array's shape must be height x width, with 1 or 3 channels last, not"
            f" {' x '.join(map(str, shape))}"
        )
    said = {
        "format": "raw",
        "height": shape[0],
        "width": shape[1],
        "channels": shape[2] if len(shape) == 3 else 1,
        "data": base64.b64encode(pixels.tobytes()).decode("ascii"),
    }
    return Value(json.dumps(said).encode("ascii"), "application/json")
