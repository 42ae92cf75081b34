"""Hands records to Kafka, and keeps account of those that it does not take."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from confluent_kafka import KafkaException, Producer

from .config import ConfigFile, Setting, client_config
from .errors import ConfigError, DeliveryError
from .records import Position
from .trouble import Trouble, words

Delivered = Callable[[Position], None]
Header = Tuple[str, bytes]

_REMEMBERED = 100
_GLANCE_SECONDS = 0.1

# As Java's clients do it: no record twice or out of order, images of one id in one partition,
# and as large as the topics take them.
_DEFAULTS: Dict[str, Setting] = {
    "enable.idempotence": True,
    "partitioner": "murmur2_random",
    "message.max.bytes": 8_388_608,
}


class Deliveries:
    """Records under way. What fails is told by the next `produce` or `flush`, and only once."""

    def __init__(
        self,
        bootstrap_servers: str,
        config: Optional[Mapping[str, Setting]],
        config_file: Optional[ConfigFile],
    ) -> None:
        self._trouble = Trouble()
        self._failures: List[str] = []
        self._failed = 0
        given = client_config(bootstrap_servers, config, config_file)
        settings: Dict[str, Any] = {**_DEFAULTS, "error_cb": self._trouble, **given}
        try:
            self._producer = Producer(settings)
        except (KafkaException, TypeError, ValueError) as error:
            raise ConfigError(f"config: {words(error)}") from error

    def produce(
        self,
        topic: str,
        id: Optional[str],
        value: Optional[bytes],
        headers: List[Header],
        on_delivery: Optional[Delivered],
        partition: Optional[int] = None,
    ) -> None:
        """Takes a record over; waits while as many are under way as the client holds."""
        self._raise_failures()

        def delivered(error: Any, message: Any) -> None:
            if error is not None:
                self._note(self._trouble.told(f"{id!r} to {topic}: {error.str()}"))
            elif on_delivery is not None:
                on_delivery(Position(message.topic(), message.partition(), message.offset()))

        key = None if id is None else id.encode("utf-8")
        where = {} if partition is None else {"partition": partition}
        while True:
            try:
                self._producer.produce(
                    topic, value, key, headers=headers, on_delivery=delivered, **where
                )
                break
            except BufferError:
                self._producer.poll(_GLANCE_SECONDS)
            except KafkaException as error:
                raise DeliveryError([f"{id!r} to {topic}: {words(error)}"], 1) from error
        self._producer.poll(0)

    def flush(self, timeout: Optional[float]) -> None:
        """Waits until all is delivered."""
        left = self._producer.flush() if timeout is None else self._producer.flush(timeout)
        self._raise_failures()
        if left:
            told = self._trouble.told(f"no answer from Kafka within {timeout:g} s")
            raise DeliveryError([told], left)

    def _note(self, failure: str) -> None:
        self._failed += 1
        if len(self._failures) < _REMEMBERED:
            self._failures.append(failure)

    def _raise_failures(self) -> None:
        if self._failed:
            failures, count = self._failures, self._failed
            self._failures, self._failed = [], 0
            raise DeliveryError(failures, count)
