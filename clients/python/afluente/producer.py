"""Sends images, labelled images and feedback."""

from __future__ import annotations

import json
import operator
from types import TracebackType
from typing import List, Mapping, Optional, Type

from .config import ConfigFile, Setting
from .delivery import Deliveries, Delivered, Header
from .errors import InputError
from .pictures import Picture, value_of
from .records import Prediction
from .topics import Topics

Headers = Mapping[str, str]

_LONGEST_ID = 1000
_INK = ("auto", "dark-on-light", "light-on-dark")
_OWN_HEADERS = ("content-type", "label", "ink", "control")


class ImageProducer:
    """Sends images to be answered and to learn from, and what answered ones really were.

    What is sent goes out in the background. `flush`, and the end of a `with` block, wait until
    all of it is on the broker. What could not be delivered raises a `DeliveryError` there, or
    from the next `send`, which then sends nothing itself. One thread uses a producer at a time.
    """

    def __init__(
        self,
        bootstrap_servers: str = "localhost:9092",
        *,
        topics: Optional[Topics] = None,
        config: Optional[Mapping[str, Setting]] = None,
        config_file: Optional[ConfigFile] = None,
    ) -> None:
        self.topics = topics or Topics()
        self._deliveries = Deliveries(bootstrap_servers, config, config_file)

    def send(
        self,
        image: Picture,
        id: Optional[str] = None,
        *,
        ink: Optional[str] = None,
        headers: Optional[Headers] = None,
        on_delivery: Optional[Delivered] = None,
    ) -> None:
        """Sends an image to be answered.

        :param image: bytes of a PNG or JPEG file, its path, or pixels (height x width, or
            height x width x channels, uint8)
        :param id: what the prediction names; without one it is topic-partition-offset
        :param ink: for writing: "auto", "dark-on-light" or "light-on-dark"
        :param headers: more headers, such as a W3C `traceparent`
        :param on_delivery: is called with the record's place once it is on the broker
        """
        value = value_of(image)
        own = _pictured(value.content_type, ink) + _further(headers)
        self._deliveries.produce(self.topics.images, _id(id), value.data, own, on_delivery)

    def send_labeled(
        self,
        image: Picture,
        label: int,
        id: Optional[str] = None,
        *,
        ink: Optional[str] = None,
        headers: Optional[Headers] = None,
        on_delivery: Optional[Delivered] = None,
    ) -> None:
        """Sends an image to learn from, with the number of its label, from 0."""
        value = value_of(image)
        own = _pictured(value.content_type, ink) + _further(headers)
        own.append(("label", str(_label(label)).encode("ascii")))
        self._deliveries.produce(self.topics.labeled_images, _id(id), value.data, own, on_delivery)

    def send_feedback(
        self, prediction: Prediction, label: int, *, on_delivery: Optional[Delivered] = None
    ) -> None:
        """Says what an image really was, by the prediction that it got.

        It goes into the partition of its image, with the image's place copied from the
        prediction, so that the two meet.
        """
        if not isinstance(prediction, Prediction):
            raise InputError(f"prediction: needs a Prediction, not {type(prediction).__name__}")
        source = prediction.source
        said = {"label": _label(label), "source": source.as_dict()}
        self._deliveries.produce(
            self.topics.feedback,
            prediction.id,
            json.dumps(said).encode("utf-8"),
            [("content-type", b"application/json")],
            on_delivery,
            source.partition,
        )

    def request_checkpoint(self) -> None:
        """Asks the learner to close its mini-batch and publish a version, after what was sent."""
        self._deliveries.produce(
            self.topics.labeled_images, None, None, [("control", b"checkpoint")], None
        )

    def flush(self, timeout: Optional[float] = None) -> None:
        """Waits until all is delivered.

        :param timeout: in seconds; without one, until each record is delivered or has failed,
            which librdkafka's `delivery.timeout.ms` bounds
        :raises DeliveryError: if something is not
        """
        self._deliveries.flush(timeout)

    def close(self) -> None:
        """Waits until all is delivered, as `flush` does."""
        self.flush()

    def __enter__(self) -> ImageProducer:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()


def _id(id: Optional[str]) -> Optional[str]:
    if id is None:
        return None
    if not isinstance(id, str) or not id:
        raise InputError(f"id: needs a text that is not empty, not {id!r}")
    try:
        size = len(id.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise InputError(f"id: {id!r} is not UTF-8: {error.reason}") from None
    if size > _LONGEST_ID:
        raise InputError(f"id: {size:,} bytes; at most {_LONGEST_ID:,} in UTF-8")
    return id


def _label(label: int) -> int:
    try:
        number = operator.index(label)
    except TypeError:
        number = -1
    if number < 0 or isinstance(label, bool):
        raise InputError(f"label: needs the number of a label, from 0, not {label!r}")
    return number


def _pictured(content_type: str, ink: Optional[str]) -> List[Header]:
    """How a picture is to be read."""
    headers = [("content-type", content_type.encode("ascii"))]
    if ink is not None:
        if ink not in _INK:
            raise InputError(f"ink: {', '.join(_INK)}, not {ink!r}")
        headers.append(("ink", ink.encode("ascii")))
    return headers


def _further(headers: Optional[Headers]) -> List[Header]:
    """The caller's own headers."""
    further: List[Header] = []
    for name, text in (headers or {}).items():
        if name in _OWN_HEADERS:
            raise InputError(f"headers: {name!r} is not for the caller to set")
        if not isinstance(text, str):
            raise InputError(f"headers: {name!r} needs a text, not {type(text).__name__}")
        further.append((name, text.encode("utf-8")))
    return further
