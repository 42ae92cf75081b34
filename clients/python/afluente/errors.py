"""What can go wrong, each with one line that says what was given and what is allowed."""

from __future__ import annotations

from typing import List, Sequence


class AfluenteError(Exception):
    """Any error of this package."""


class InputError(AfluenteError, ValueError):
    """What the caller gave won't do; the message begins with its name."""


class ConfigError(AfluenteError, ValueError):
    """A client setting or its file won't do."""


class RecordError(AfluenteError, ValueError):
    """A record on a topic is not what it should be; the message says which, and names the field."""


class BrokerError(AfluenteError):
    """Kafka refuses, or does not answer."""


class DeliveryError(AfluenteError):
    """Records were given to the producer and are not on their topics.

    `failures` has a line for each of the first hundred; `count` is how many there are.
    """

    def __init__(self, failures: Sequence[str], count: int) -> None:
        self.failures: List[str] = list(failures)
        self.count = count
        more = "" if count == 1 else f" ({count:,} records in all)"
        super().__init__(f"not delivered: {self.failures[0]}{more}")
