"""Makes predictions and scores of what lies on the topics."""

from __future__ import annotations

from dataclasses import fields
from typing import Mapping, Optional

from .fields import Fields
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


def read_prediction(
    value: Optional[bytes], headers: Mapping[str, str], position: Position, timestamp: Optional[int]
) -> Prediction:
    """A record of the topic `predictions`."""
    said = Fields.of(value)
    # of few labels all are there, of many the most probable: one of both always is
    few = said.has("probabilities") or not said.has("top")
    return Prediction(
        id=said.text("id"),
        label=said.integer("label"),
        confidence=said.number("confidence"),
        model=said.text("model"),
        version=said.text("version"),
        source=_position(said.inner("source")),
        position=position,
        probabilities=said.numbers("probabilities") if few else None,
        top=None if few else said.objects("top", _label_probability),
        engine=headers.get("engine"),
        timestamp=timestamp,
        headers=headers,
    )


def read_score(
    value: Optional[bytes], headers: Mapping[str, str], position: Position, timestamp: Optional[int]
) -> Score:
    """A record of the topic `scores`."""
    said = Fields.of(value)
    judged = said.has("checkpointAccuracy")
    return Score(
        model=said.text("model"),
        topic=said.text("topic"),
        partition=said.integer("partition"),
        mini_batch=said.integer("miniBatch"),
        from_offset=said.integer("fromOffset"),
        to_offset=said.integer("toOffset"),
        examples=said.integer("examples"),
        held_out=said.integer("heldOut"),
        correct=said.integer("correct"),
        loss=said.number("loss"),
        confusion=said.triples("confusion"),
        mistakes=said.objects("mistakes", _mistake),
        score=_running(said.inner("score")),
        drift=_drift(said.inner("drift")),
        events=said.objects("events", _event),
        position=position,
        checkpoint_accuracy=said.number("checkpointAccuracy") if judged else None,
    )


def _position(said: Fields) -> Position:
    return Position(said.text("topic"), said.integer("partition"), said.integer("offset"))


def _label_probability(said: Fields) -> LabelProbability:
    return LabelProbability(said.integer("label"), said.number("probability"))


def _mistake(said: Fields) -> Mistake:
    return Mistake(said.integer("offset"), said.integer("label"), said.integer("answer"))


def _event(said: Fields) -> Event:
    return Event(said.text("kind"), said.integer("offset"), said.text("about"))


def _drift(said: Fields) -> Drift:
    return Drift(said.text("detector"), said.text("level"), said.integer("total"))


def _running(said: Fields) -> RunningScore:
    """Its fields are named as in JSON, but for the spelling."""
    counts = {name: said.integer(name) for name in ("examples", "correct")}
    rates = {
        field.name: said.number(_camel_case(field.name))
        for field in fields(RunningScore)
        if field.name not in counts
    }
    return RunningScore(**counts, **rates)  # type: ignore[arg-type]


def _camel_case(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
