import gzip
import struct
import tempfile
import unittest
from pathlib import Path

import numpy

from afluente import InputError, Mnist, read_idx


def idx(*shape, content=None):
    size = int(numpy.prod(shape))
    return bytes((0, 0, 8, len(shape))) + struct.pack(f">{len(shape)}I", *shape) + (
        bytes(range(size)) if content is None else content
    )


class MnistTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def test_should_read_examples_under_stable_ids(self):
        self.write("t10k-images-idx3-ubyte", idx(3, 2, 2))
        self.write("t10k-labels-idx1-ubyte.gz", gzip.compress(idx(3, content=bytes((7, 8, 9)))))

        examples = list(Mnist(self.folder, "test"))

        self.assertEqual([e.id for e in examples], ["test-000000", "test-000001", "test-000002"])
        self.assertEqual([e.label for e in examples], [7, 8, 9])
        self.assertEqual(examples[1].pixels.tolist(), [[4, 5], [6, 7]])

    def test_should_say_what_is_wrong_with_a_file(self):
        wrong = {
            "no IDX file of unsigned bytes": b"\x89PNG",
            "no IDX file": b"",
            "15 bytes, where 2 x 2 takes 16": idx(2, 2)[:-1],
            "can't be read": b"\x1f\x8b broken",
        }
        for message, data in wrong.items():
            with self.subTest(message), self.assertRaisesRegex(InputError, message):
                read_idx(self.write("file", data))

    def test_should_say_which_file_is_missing(self):
        with self.assertRaisesRegex(InputError, "there is no file train-images"):
            Mnist(self.folder)
        with self.assertRaisesRegex(InputError, "split: train or test, not 'val'"):
            Mnist(self.folder, "val")

    def test_should_refuse_halves_that_do_not_fit_each_other(self):
        self.write("train-images", idx(3, 2, 2))
        self.write("train-labels", idx(2))
        with self.assertRaisesRegex(InputError, r"3 images, and labels of shape \(2,\)"):
            Mnist(self.folder)
