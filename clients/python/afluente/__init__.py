"""Sends images to Afluente, and reads its predictions and scores."""

from ._version import __version__
from .errors import (
    AfluenteError,
    BrokerError,
    ConfigError,
    DeliveryError,
    InputError,
    RecordError,
)
from .mnist import Example, Mnist, read_idx, replay
from .producer import ImageProducer
from .readers import PredictionReader, ScoreReader
from .records import (
    Drift,
    Event,
    LabelProbability,
    Mistake,
    Position,
    Prediction,
    RunningScore,
    Score,
)
from .topics import Topics

__all__ = [
    "AfluenteError",
    "BrokerError",
    "ConfigError",
    "DeliveryError",
    "Drift",
    "Event",
    "Example",
    "ImageProducer",
    "InputError",
    "LabelProbability",
    "Mistake",
    "Mnist",
    "Position",
    "Prediction",
    "PredictionReader",
    "RecordError",
    "RunningScore",
    "Score",
    "ScoreReader",
    "Topics",
    "__version__",
    "read_idx",
    "replay",
]
