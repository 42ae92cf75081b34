"""What a client of librdkafka complains of in the background."""

from __future__ import annotations

from typing import Optional

from confluent_kafka import KafkaError


class Trouble:
    """Keeps the latest complaint, to be told with what fails because of it."""

    def __init__(self) -> None:
        self._latest: Optional[str] = None

    def __call__(self, error: KafkaError) -> None:
        if self._latest is None or error.code() != KafkaError._ALL_BROKERS_DOWN:
            self._latest = error.str()

    def told(self, what: str) -> str:
        """A failure, with the latest complaint where there is one."""
        return f"{what} ({self._latest})" if self._latest else what


def words(error: Exception) -> str:
    """What an exception of the client says, without its codes."""
    first = error.args[0] if error.args else error
    return str(first.str() if isinstance(first, KafkaError) else first)
