"""Reads a topic, record by record."""

from __future__ import annotations

import time
import uuid
from types import TracebackType
from typing import Any, Callable, Dict, Generic, List, Mapping, Optional, Type, TypeVar

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

from .config import ConfigFile, Setting, client_config
from .errors import BrokerError, ConfigError, InputError, RecordError
from .records import Position
from .trouble import Trouble, words

T = TypeVar("T")
Self = TypeVar("Self", bound="TopicReader[Any]")

Read = Callable[[Optional[bytes], Mapping[str, str], Position, Optional[int]], T]
"""Makes something of a record's value, headers, place and timestamp."""

_START = {"beginning": "earliest", "end": "latest"}
_ANSWER_SECONDS = 30.0
_GLANCE_SECONDS = 0.5


class TopicReader(Generic[T]):
    """The records of one topic; an iterator without an end.

    Without a group it reads all partitions, and misses nothing that is sent after it was made.
    With a group, readers of its name share the partitions and go on where they stood. A record
    counts as read when the next one is asked for, or the `with` block ends without an error; one
    that was not worked off comes again. One thread uses a reader at a time.
    """

    def __init__(
        self,
        topic: str,
        read: Read[T],
        bootstrap_servers: str,
        start: str,
        group: Optional[str],
        config: Optional[Mapping[str, Setting]],
        config_file: Optional[ConfigFile],
    ) -> None:
        if start not in _START:
            raise InputError(f"start: beginning or end, not {start!r}")
        self._topic = topic
        self._read = read
        self._grouped = group is not None
        self._handed: Optional[Message] = None
        self._trouble = Trouble()
        given = client_config(bootstrap_servers, config, config_file)
        self._consumer = self._connected(given, start, group)
        try:
            self._begin(start)
        except BaseException:
            self._consumer.close()
            raise

    def next(self, timeout: Optional[float] = None) -> Optional[T]:
        """The next record; None if none comes within so many seconds.

        :raises RecordError: if it is not what it should be; the one after it comes next
        :raises BrokerError: if Kafka refuses to be read from
        """
        self._done_with_last()
        deadline = None if timeout is None else time.monotonic() + timeout
        while True:
            left = _GLANCE_SECONDS if deadline is None else deadline - time.monotonic()
            message = self._consumer.poll(min(max(left, 0.0), _GLANCE_SECONDS))
            if message is not None and self._is_record(message):
                self._handed = message
                return self._record(message)
            if message is None and left <= 0.0:
                return None

    def close(self) -> None:
        """Ends reading, and leaves the group."""
        self._consumer.close()

    def __iter__(self: Self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            record = self.next(_ANSWER_SECONDS)
            if record is not None:
                return record

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if error is None:
            self._done_with_last()
        self.close()

    def _connected(
        self, given: Mapping[str, Setting], start: str, group: Optional[str]
    ) -> Consumer:
        settings: Dict[str, Any] = {
            "isolation.level": "read_committed",
            "auto.offset.reset": _START[start],
            "error_cb": self._trouble,
            "group.id": f"afluente-{uuid.uuid4()}",
            **given,
            "enable.auto.commit": self._grouped,
            "enable.auto.offset.store": False,
        }
        if group is not None:
            settings["group.id"] = group
        try:
            return Consumer(settings)
        except (KafkaException, TypeError, ValueError) as error:
            raise ConfigError(f"config: {words(error)}") from error

    def _begin(self, start: str) -> None:
        """Knows where it reads before anything is sent after it."""
        partitions = self._partitions()
        if self._grouped:
            self._consumer.subscribe([self._topic])
        else:
            self._consumer.assign([self._at(partition, start) for partition in partitions])

    def _partitions(self) -> List[int]:
        try:
            topics = self._consumer.list_topics(self._topic, timeout=_ANSWER_SECONDS).topics
        except KafkaException as error:
            raise self._no_answer(error) from error
        topic = topics[self._topic]
        if topic.error is not None:
            raise BrokerError(f"topic {self._topic}: {topic.error.str()}")
        return sorted(topic.partitions)

    def _at(self, partition: int, start: str) -> TopicPartition:
        place = TopicPartition(self._topic, partition)
        try:
            first, end = self._consumer.get_watermark_offsets(place, timeout=_ANSWER_SECONDS)
        except KafkaException as error:
            raise self._no_answer(error) from error
        place.offset = first if start == "beginning" else end
        return place

    def _no_answer(self, error: KafkaException) -> BrokerError:
        return BrokerError(self._trouble.told(f"no answer from Kafka: {words(error)}"))

    def _is_record(self, message: Message) -> bool:
        error = message.error()
        if error is None:
            return True
        if error.retriable() or error.code() == KafkaError._PARTITION_EOF:
            return False
        raise BrokerError(f"topic {self._topic}: {error.str()}")

    def _record(self, message: Message) -> T:
        position = Position(message.topic(), message.partition(), message.offset())
        kind, millis = message.timestamp()
        try:
            return self._read(message.value(), _text(message), position, millis if kind else None)
        except RecordError as error:
            place = f"{position.topic}-{position.partition}, offset {position.offset}"
            raise RecordError(f"{place}: {error}") from None

    def _done_with_last(self) -> None:
        handed, self._handed = self._handed, None
        if not self._grouped or handed is None:
            return
        try:
            self._consumer.store_offsets(message=handed)
        except KafkaException as error:
            # its partition is another reader's by now, who gets the record too
            if error.args[0].code() != KafkaError._STATE:
                raise BrokerError(f"topic {self._topic}: {words(error)}") from error


def _text(message: Message) -> Dict[str, str]:
    """Headers as text; the last of a name counts."""
    return {
        name: "" if value is None else value.decode("utf-8", "replace")
        for name, value in message.headers() or []
    }
