"""Where everything lies on the cluster."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from .errors import InputError

# topics of the service that no client reads or writes here
_OTHERS = (
    "predictions-shadow",
    "models",
    "learner-states",
    "images-dlq",
    "labeled-images-dlq",
    "feedback-dlq",
)


@dataclass(frozen=True)
class Topics:
    """Names of topics on the cluster; each may be another one.

    `Topics.with_prefix("cifar10-")` puts a prefix before all of them, and
    `Topics(images="camera.frames")` names one of them otherwise.
    """

    images: str = "images"
    predictions: str = "predictions"
    labeled_images: str = "labeled-images"
    feedback: str = "feedback"
    scores: str = "scores"

    def __post_init__(self) -> None:
        for field in fields(self):
            name = getattr(self, field.name)
            if not isinstance(name, str) or not name:
                raise InputError(f"topics.{field.name}: needs a topic's name, not {name!r}")

    @classmethod
    def with_prefix(cls, prefix: str, **named: str) -> Topics:
        """All topics behind a prefix, except those that are named in full."""
        plain = cls()
        behind = {field.name: prefix + getattr(plain, field.name) for field in fields(cls)}
        unknown = sorted(set(named) - set(behind))
        if unknown:
            raise InputError(f"topics: there is no {unknown[0]!r}, only {', '.join(behind)}")
        return replace(plain, **{**behind, **named})

    @classmethod
    def parse(cls, names: str, prefix: str = "") -> Topics:
        """Names as the service's own setting `topic` has them, with commas between.

        `Topics.parse("images=vision.line3.frames.v2,scores=vision.line3.scores")`; topics that
        are given no name have the prefix and their own.
        """
        named = {}
        for part in filter(None, (part.strip() for part in names.split(","))):
            topic, given, name = part.partition("=")
            if not given:
                raise InputError(f"topics: TOPIC=NAME is needed, not {part!r}")
            if topic not in _OTHERS:
                named[topic.replace("-", "_")] = name
        return cls.with_prefix(prefix, **named)
