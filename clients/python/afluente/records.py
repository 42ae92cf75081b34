"""What the service writes: predictions and scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional, Tuple


@dataclass(frozen=True)
class Position:
    """The place of a record."""

    topic: str
    partition: int
    offset: int

    def as_dict(self) -> Dict[str, Any]:
        """As it stands in JSON."""
        return {"topic": self.topic, "partition": self.partition, "offset": self.offset}


@dataclass(frozen=True)
class LabelProbability:
    """A label's number and its probability."""

    label: int
    probability: float


@dataclass(frozen=True)
class Prediction:
    """One answer for one image."""

    id: str
    label: int
    """The number of the most probable label."""
    confidence: float
    """Its probability."""
    model: str
    version: str
    """Which version of the model gave the answer."""
    source: Position
    """Where the image lies."""
    position: Position
    """Where this prediction lies."""
    probabilities: Optional[Tuple[float, ...]] = None
    """Of each label, in their order; None where there are too many for all."""
    top: Optional[Tuple[LabelProbability, ...]] = None
    """The most probable of many labels, in falling order; None where `probabilities` are there."""
    engine: Optional[str] = None
    """Which engine computed it; None where nobody said."""
    timestamp: Optional[int] = None
    """Of the image, in milliseconds since 1970."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """All headers."""


@dataclass(frozen=True)
class Event:
    """Something that happened to the model."""

    kind: str
    offset: int
    """On the labelled stream."""
    about: str
    """In words."""


@dataclass(frozen=True)
class Mistake:
    """A labelled image that was answered wrongly."""

    offset: int
    label: int
    answer: int
    """-1 for none."""


@dataclass(frozen=True)
class Drift:
    """What the drift detector says."""

    detector: str
    level: str
    """`none`, `warning` or `drift`."""
    total: int
    """How many drifts it has reported up to here."""


@dataclass(frozen=True)
class RunningScore:
    """Of all examples that this line of versions has seen; each tested before it was learned."""

    examples: int
    correct: int
    accuracy: float
    windowed_accuracy: float
    fading_accuracy: float
    log_loss: float
    windowed_log_loss: float
    kappa: float
    kappa_majority: float
    kappa_temporal: float
    ece: float


@dataclass(frozen=True)
class Score:
    """How good the learner was on one mini-batch, before it learned from it."""

    model: str
    topic: str
    """The labelled stream."""
    partition: int
    mini_batch: int
    """Its number in the line, from 1."""
    from_offset: int
    to_offset: int
    examples: int
    held_out: int
    """Of the examples; never learned from."""
    correct: int
    loss: float
    """Mean cross-entropy in nats."""
    confusion: Tuple[Tuple[int, int, int], ...]
    """Label, answer (-1 for none), how often."""
    mistakes: Tuple[Mistake, ...]
    score: RunningScore
    drift: Drift
    events: Tuple[Event, ...]
    position: Position
    """Where this score lies."""
    checkpoint_accuracy: Optional[float] = None
    """Of the checkpoint after it, on held-out examples; None where none was made or judged."""
