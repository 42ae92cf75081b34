"""Reads predictions and scores as they come."""

from __future__ import annotations

import time
from typing import Dict, Iterable, Mapping, Optional

from .config import ConfigFile, Setting
from .consumer import TopicReader
from .errors import BrokerError
from .reading import read_prediction, read_score
from .records import Prediction, Score
from .topics import Topics


class PredictionReader(TopicReader[Prediction]):
    """The answers, as they come: `for prediction in reader`."""

    def __init__(
        self,
        bootstrap_servers: str = "localhost:9092",
        *,
        topics: Optional[Topics] = None,
        start: str = "end",
        group: Optional[str] = None,
        config: Optional[Mapping[str, Setting]] = None,
        config_file: Optional[ConfigFile] = None,
    ) -> None:
        """Begins to read.

        :param start: "beginning" or "end" of the topic; with a group only where it never read
        :param group: consumer group; without one it reads all partitions, and keeps no offsets
        """
        topic = (topics or Topics()).predictions
        super().__init__(
            topic, read_prediction, bootstrap_servers, start, group, config, config_file
        )

    def answers(self, ids: Iterable[str], timeout: float) -> Dict[str, Prediction]:
        """Reads until each of these ids has its answer; others' are passed over.

        :param timeout: in seconds, for all of them together
        :raises BrokerError: if some have none by then; it says how many, and names one
        """
        missing = dict.fromkeys(ids)
        found: Dict[str, Prediction] = {}
        deadline = time.monotonic() + timeout
        while missing:
            prediction = self.next(max(0.0, deadline - time.monotonic()))
            if prediction is None:
                raise BrokerError(
                    f"no answer within {timeout:g} s for {next(iter(missing))!r}"
                    + (f" and {len(missing) - 1:,} more" if len(missing) > 1 else "")
                    + "; does a classifier run, and is it among the dead letters?"
                )
            if prediction.id in missing:
                del missing[prediction.id]
                found[prediction.id] = prediction
        return found


class ScoreReader(TopicReader[Score]):
    """How good the learner is, mini-batch by mini-batch: `for score in reader`."""

    def __init__(
        self,
        bootstrap_servers: str = "localhost:9092",
        *,
        topics: Optional[Topics] = None,
        start: str = "end",
        group: Optional[str] = None,
        config: Optional[Mapping[str, Setting]] = None,
        config_file: Optional[ConfigFile] = None,
    ) -> None:
        """Begins to read; see `PredictionReader`."""
        topic = (topics or Topics()).scores
        super().__init__(topic, read_score, bootstrap_servers, start, group, config, config_file)
