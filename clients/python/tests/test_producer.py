import unittest

import numpy

from afluente import DeliveryError, ImageProducer, InputError

NOBODY = "127.0.0.1:1"
PIXELS = numpy.zeros((2, 2), numpy.uint8)


class ProducerTest(unittest.TestCase):
    def producer(self, **config):
        return ImageProducer(NOBODY, config={"message.timeout.ms": 300, "log_level": 0, **config})

    def test_should_raise_what_was_not_delivered_at_the_end_of_the_block(self):
        with self.assertRaises(DeliveryError) as raised:
            with self.producer() as producer:
                producer.send(PIXELS, "first")
                producer.send_labeled(PIXELS, 3, "second")

        error = raised.exception
        self.assertEqual(error.count, 2)
        self.assertEqual(len(error.failures), 2)
        self.assertRegex(error.failures[0], "^'first' to images: .*timed out \\(.*refused")
        self.assertRegex(error.failures[1], "^'second' to labeled-images: ")

    def test_should_tell_a_failure_once(self):
        producer = self.producer()
        producer.send(PIXELS, "first")
        with self.assertRaises(DeliveryError):
            producer.flush()
        producer.flush()

    def test_should_raise_from_the_next_send_what_failed_before(self):
        producer = self.producer()
        producer.send(PIXELS, "first")
        producer._deliveries._producer.flush()
        with self.assertRaisesRegex(DeliveryError, "'first'"):
            producer.send(PIXELS, "second")

    def test_should_raise_when_time_is_up(self):
        producer = self.producer(**{"message.timeout.ms": 60_000})
        producer.send(PIXELS, "first")
        with self.assertRaisesRegex(DeliveryError, "no answer from Kafka within 0.1 s"):
            producer.flush(0.1)
        producer._deliveries._producer.purge()

    def test_should_name_what_the_caller_gave_wrongly(self):
        producer = self.producer()
        wrong = {
            "id: needs a text that is not empty, not ''": lambda: producer.send(PIXELS, ""),
            "id: needs a text that is not empty, not 7": lambda: producer.send(PIXELS, 7),
            "id: 1,002 bytes; at most 1,000": lambda: producer.send(PIXELS, "é" * 501),
            "id: '\\ud800' is not UTF-8": lambda: producer.send(PIXELS, "\ud800"),
            "label: needs the number of a label, from 0, not -1": (
                lambda: producer.send_labeled(PIXELS, -1, "a")
            ),
            "label: needs the number of a label, from 0, not True": (
                lambda: producer.send_labeled(PIXELS, True, "a")
            ),
            "label: needs the number of a label, from 0, not 'cat'": (
                lambda: producer.send_labeled(PIXELS, "cat", "a")
            ),
            "ink: auto, dark-on-light, light-on-dark, not 'blue'": (
                lambda: producer.send(PIXELS, "a", ink="blue")
            ),
            "headers: 'label' is not for the caller to set": (
                lambda: producer.send(PIXELS, "a", headers={"label": "1"})
            ),
            "headers: 'camera' needs a text, not int": (
                lambda: producer.send(PIXELS, "a", headers={"camera": 1})
            ),
            "prediction: needs a Prediction, not str": (
                lambda: producer.send_feedback("an id", 1)
            ),
        }
        for message, call in wrong.items():
            with self.subTest(message), self.assertRaises(InputError) as raised:
                call()
            self.assertTrue(str(raised.exception).startswith(message), raised.exception)
        producer.flush(0)
