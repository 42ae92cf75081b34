"""Where everything lies on the cluster."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from .errors import InputError


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
