import json
import unittest

from afluente import LabelProbability, Position, RecordError
from afluente.reading import read_prediction, read_score

HERE = Position("predictions", 0, 9)
PREDICTION = {
    "id": "train-000001",
    "label": 1,
    "confidence": 0.75,
    "probabilities": [0.25, 0.75],
    "model": "mnist",
    "version": "000003-965ebacb6194",
    "source": {"topic": "images", "partition": 2, "offset": 7},
    "later": "fields are passed over",
}
RUNNING = dict.fromkeys(
    ("accuracy windowedAccuracy fadingAccuracy logLoss windowedLogLoss kappa kappaMajority"
     " kappaTemporal ece").split(),
    0.5,
)
SCORE = {
    "model": "mnist",
    "topic": "labeled-images",
    "partition": 0,
    "miniBatch": 3,
    "fromOffset": 16,
    "toOffset": 23,
    "examples": 8,
    "heldOut": 1,
    "correct": 7,
    "loss": 0.5,
    "confusion": [[3, -1, 1], [4, 4, 7]],
    "mistakes": [{"offset": 17, "label": 3, "answer": -1}],
    "score": {"examples": 24, "correct": 20, **RUNNING},
    "drift": {"detector": "adwin", "level": "none", "total": 0},
    "events": [{"kind": "held", "offset": 23, "about": "worse"}],
}


def prediction(**changed):
    return read_prediction(
        json.dumps({**PREDICTION, **changed}).encode(), {"engine": "nd4j"}, HERE, 1
    )


class ReadingTest(unittest.TestCase):
    def test_should_read_a_prediction(self):
        read = prediction()

        self.assertEqual((read.id, read.label, read.confidence), ("train-000001", 1, 0.75))
        self.assertEqual(read.probabilities, (0.25, 0.75))
        self.assertIsNone(read.top)
        self.assertEqual((read.model, read.version), ("mnist", "000003-965ebacb6194"))
        self.assertEqual(read.source, Position("images", 2, 7))
        self.assertEqual((read.position, read.timestamp, read.engine), (HERE, 1, "nd4j"))

    def test_should_read_the_most_probable_of_many_labels(self):
        read = prediction(probabilities=None, top=[{"label": 7, "probability": 1}])

        self.assertEqual(read.top, (LabelProbability(7, 1.0),))
        self.assertIsNone(read.probabilities)

    def test_should_name_the_field_of_a_prediction_that_is_wrong(self):
        wrong = {
            "id: a text is expected, not a number": {"id": 1},
            "label: an integer is expected, not a number": {"label": 1.5},
            "confidence: a number is expected, not true or false": {"confidence": True},
            "version: missing": {"version": None},
            "probabilities: missing": {"probabilities": None},
            "probabilities[1]: a number is expected, not a text": {"probabilities": [1, "2"]},
            "top[0].probability: missing": {"probabilities": None, "top": [{"label": 1}]},
            "source: an object is expected, not an array": {"source": []},
            "source.offset: missing": {"source": {"topic": "a", "partition": 1}},
        }
        for message, changed in wrong.items():
            with self.subTest(message), self.assertRaises(RecordError) as raised:
                prediction(**changed)
            self.assertEqual(str(raised.exception), message)

    def test_should_say_what_is_no_json(self):
        wrong = {None: "value: empty", b"{": "value: no JSON: ", b"\xff": "value: no JSON: ",
                 b"[1]": "value: a JSON object is expected, not an array"}
        for value, message in wrong.items():
            with self.subTest(message), self.assertRaises(RecordError) as raised:
                read_prediction(value, {}, HERE, None)
            self.assertIn(message, str(raised.exception))

    def test_should_read_a_score(self):
        score = read_score(json.dumps(SCORE).encode(), {}, HERE, None)

        self.assertEqual((score.mini_batch, score.from_offset, score.to_offset), (3, 16, 23))
        self.assertEqual((score.examples, score.held_out, score.correct), (8, 1, 7))
        self.assertEqual(score.confusion, ((3, -1, 1), (4, 4, 7)))
        self.assertEqual(score.mistakes[0].answer, -1)
        self.assertEqual((score.score.examples, score.score.windowed_log_loss), (24, 0.5))
        self.assertEqual((score.drift.detector, score.events[0].kind), ("adwin", "held"))
        self.assertIsNone(score.checkpoint_accuracy)

    def test_should_name_the_field_of_a_score_that_is_wrong(self):
        wrong = {
            "score.kappaTemporal: missing": {"score": {**SCORE["score"], "kappaTemporal": None}},
            "confusion[1]: three integers are expected, not 2": {"confusion": [[1, 1, 1], [1, 1]]},
            "checkpointAccuracy: a number is expected, not a text": {"checkpointAccuracy": "1"},
        }
        for message, changed in wrong.items():
            with self.subTest(message), self.assertRaises(RecordError) as raised:
                read_score(json.dumps({**SCORE, **changed}).encode(), {}, HERE, None)
            self.assertEqual(str(raised.exception), message)
