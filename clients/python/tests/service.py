"""The service under test, as whoever started it describes it in the environment."""

import os
import unittest
import uuid

from confluent_kafka.admin import AdminClient, NewTopic

from afluente import Topics

BOOTSTRAP_SERVER = os.environ.get("AFLUENTE_BOOTSTRAP_SERVER", "")
TOPIC_PREFIX = os.environ.get("AFLUENTE_TOPIC_PREFIX", "")
TOPIC_NAMES = os.environ.get("AFLUENTE_TOPIC", "")
MNIST = os.environ.get("AFLUENTE_MNIST", "")

PATIENCE = 60.0

needs_service = unittest.skipUnless(BOOTSTRAP_SERVER, "AFLUENTE_BOOTSTRAP_SERVER is not set")


def topics():
    return Topics.parse(TOPIC_NAMES, TOPIC_PREFIX)


def new_topic(**config):
    """The name of a topic of one test's own."""
    name = f"python-{uuid.uuid4()}"
    admin = AdminClient({"bootstrap.servers": BOOTSTRAP_SERVER})
    made = admin.create_topics([NewTopic(name, 2, 1, config=config)])
    made[name].result(PATIENCE)
    return name
