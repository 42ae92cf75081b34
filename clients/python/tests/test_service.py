import unittest

import numpy

from afluente import ImageProducer, Mnist, PredictionReader, ScoreReader

from .pngs import png
from .service import BOOTSTRAP_SERVER, MNIST, PATIENCE, needs_service, topics


@needs_service
class ServiceTest(unittest.TestCase):
    """Images, labels and feedback sent to a service that runs, and what it answers."""

    @classmethod
    def setUpClass(cls):
        cls.digits = Mnist(MNIST, "test")

    def producer(self):
        return ImageProducer(BOOTSTRAP_SERVER, topics=topics())

    def predictions(self, **how):
        return PredictionReader(BOOTSTRAP_SERVER, topics=topics(), **how)

    def test_should_answer_pixels_and_files(self):
        digit = self.digits[0].pixels
        trace = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
        with self.predictions() as predictions, self.producer() as producer:
            producer.send(digit, "python-pixels", headers=trace)
            producer.send(digit[:, :, None], "python-channel")
            producer.send(png(digit), "python-png")
            producer.send(numpy.stack([digit] * 3, axis=2), "python-coloured")
            producer.flush()
            answers = predictions.answers(
                ["python-pixels", "python-channel", "python-png", "python-coloured"], PATIENCE
            )

        pixels, file = answers["python-pixels"], answers["python-png"]
        self.assertEqual(pixels.model, "mnist")
        self.assertEqual(len(pixels.probabilities), 10)
        self.assertEqual(pixels.confidence, max(pixels.probabilities))
        self.assertEqual(pixels.probabilities[pixels.label], pixels.confidence)
        self.assertEqual(pixels.source.topic, topics().images)
        self.assertEqual(pixels.position.partition, pixels.source.partition)
        self.assertEqual(pixels.engine, "nd4j")
        self.assertEqual(pixels.headers["traceparent"], trace["traceparent"])
        self.assertRegex(pixels.version, r"^\d{6}-[0-9a-f]+$")
        if file.version == pixels.version:  # in other slices other last bits
            self.assertAlmostEqual(file.confidence, pixels.confidence, 4)

    def test_should_learn_from_labels_and_score_them(self):
        places = []
        with ScoreReader(BOOTSTRAP_SERVER, topics=topics()) as scores, self.producer() as producer:
            for digit in list(self.digits)[:20]:
                producer.send_labeled(
                    digit.pixels, digit.label, f"python-{digit.id}", on_delivery=places.append
                )
            producer.request_checkpoint()
            producer.flush()
            learned = []
            while not learned or learned[-1].to_offset < places[-1].offset:
                score = scores.next(PATIENCE)
                self.assertIsNotNone(score)
                learned.append(score)

        self.assertEqual({place.topic for place in places}, {topics().labeled_images})
        self.assertGreaterEqual(sum(score.examples for score in learned), 20)
        last = learned[-1]
        self.assertEqual((last.model, last.topic), ("mnist", topics().labeled_images))
        self.assertEqual(sum(often for _, _, often in last.confusion), last.examples)
        self.assertEqual(last.examples - last.correct, len(last.mistakes))

    def test_should_learn_from_feedback(self):
        with self.predictions() as predictions, self.producer() as producer:
            digits = {f"python-late-{digit.id}": digit for digit in list(self.digits)[:10]}
            for id, digit in digits.items():
                producer.send(digit.pixels, id)
            producer.flush()
            for id, prediction in predictions.answers(digits, PATIENCE).items():
                producer.send_feedback(prediction, digits[id].label)
