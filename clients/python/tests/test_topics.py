import json
import unittest

import numpy
from confluent_kafka import Producer

from afluente import (
    BrokerError,
    DeliveryError,
    ImageProducer,
    PredictionReader,
    RecordError,
    Topics,
)

from .service import BOOTSTRAP_SERVER, PATIENCE, needs_service, new_topic
from .test_reading import PREDICTION


@needs_service
class TopicsTest(unittest.TestCase):
    """Topics that this test alone writes, on a real broker."""

    def reader(self, topic, **how):
        return PredictionReader(
            BOOTSTRAP_SERVER, topics=Topics(predictions=topic), start="beginning", **how
        )

    def write(self, topic, *values, **config):
        producer = Producer({"bootstrap.servers": BOOTSTRAP_SERVER, **config})
        for value in values:
            producer.produce(topic, value, partition=0)
        producer.flush()

    def test_should_raise_what_the_broker_refuses(self):
        topic = new_topic(**{"max.message.bytes": "1000"})
        pixels = numpy.random.default_rng(1).integers(0, 256, (64, 64), numpy.uint8)
        with self.assertRaisesRegex(DeliveryError, f"'large' to {topic}: .*too large"):
            with ImageProducer(BOOTSTRAP_SERVER, topics=Topics(images=topic)) as producer:
                producer.send(pixels, "large")

    def test_should_read_only_what_is_committed(self):
        topic = new_topic()
        writer = Producer({"bootstrap.servers": BOOTSTRAP_SERVER, "transactional.id": topic})
        writer.init_transactions()
        for id, end in (("aborted", writer.abort_transaction), ("kept", writer.commit_transaction)):
            writer.begin_transaction()
            writer.produce(topic, answer(id))
            writer.flush()
            end()

        with self.reader(topic) as reader:
            self.assertEqual(reader.next(PATIENCE).id, "kept")
        with self.reader(topic, config={"isolation.level": "read_uncommitted"}) as reader:
            self.assertEqual({reader.next(PATIENCE).id for _ in range(2)}, {"aborted", "kept"})

    def test_should_name_the_record_that_is_wrong_and_read_on(self):
        topic = new_topic()
        self.write(topic, answer("before"), b'{"id": "x"}', answer("after"))

        with self.reader(topic) as reader:
            self.assertEqual(next(reader).id, "before")
            with self.assertRaisesRegex(RecordError, f"^{topic}-0, offset 1: label: missing$"):
                next(reader)
            self.assertEqual(next(reader).id, "after")
            self.assertIsNone(reader.next(0.1))

    def test_should_go_on_in_a_group_where_it_stood(self):
        topic = new_topic()
        self.write(topic, *(answer(str(number)) for number in range(4)))

        with self.reader(topic, group=topic) as reader:
            self.assertEqual([reader.next(PATIENCE).id for _ in range(2)], ["0", "1"])
        with self.assertRaisesRegex(ValueError, "worked off badly"):
            with self.reader(topic, group=topic) as reader:
                self.assertEqual(reader.next(PATIENCE).id, "2")
                raise ValueError("worked off badly")
        with self.reader(topic, group=topic) as reader:
            self.assertEqual([reader.next(PATIENCE).id for _ in range(2)], ["2", "3"])

    def test_should_say_which_answer_is_missing(self):
        topic = new_topic()
        self.write(topic, answer("there"))
        with self.reader(topic) as reader, self.assertRaisesRegex(
            BrokerError, "^no answer within 1 s for 'nowhere' and 1 more; does a classifier run"
        ):
            reader.answers(["there", "nowhere", "neither"], 1)

    def test_should_name_a_topic_that_there_is_not(self):
        config = {"allow.auto.create.topics": False}
        with self.assertRaisesRegex(BrokerError, "^topic no-such: .*nknown topic"):
            self.reader("no-such", config=config)


def answer(id):
    return json.dumps({**PREDICTION, "id": id}).encode()
