import base64
import json
import tempfile
import unittest
from pathlib import Path

import numpy

from afluente import InputError
from afluente.pictures import value_of

from .pngs import png


class PicturesTest(unittest.TestCase):
    def test_should_send_files_as_they_are(self):
        picture = png(numpy.zeros((4, 3), numpy.uint8))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "picture.png")
            path.write_bytes(picture)
            for given in (picture, bytearray(picture), path, str(path)):
                value = value_of(given)
                self.assertEqual((value.data, value.content_type), (picture, "image/png"))

    def test_should_tell_jpeg_by_its_first_bytes(self):
        self.assertEqual(value_of(b"\xff\xd8\xff\xe0...").content_type, "image/jpeg")

    def test_should_write_pixels_row_by_row_with_channels_last(self):
        pixels = numpy.arange(12, dtype=numpy.uint8).reshape(2, 2, 3)

        value = value_of(pixels.transpose(1, 0, 2))  # not contiguous in memory

        said = json.loads(value.data)
        self.assertEqual(value.content_type, "application/json")
        self.assertEqual(base64.b64decode(said.pop("data")), bytes((0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11)))
        self.assertEqual(said, {"format": "raw", "height": 2, "width": 2, "channels": 3})

    def test_should_take_grey_with_and_without_a_channel(self):
        for shape in ((5, 4), (5, 4, 1)):
            said = json.loads(value_of(numpy.zeros(shape, numpy.uint8)).data)
            self.assertEqual((said["height"], said["width"], said["channels"]), (5, 4, 1))

    def test_should_say_what_is_wrong_with_a_picture(self):
        wrong = {
            "pixels are of type float64, and must be uint8": numpy.zeros((2, 2)),
            "not 2 x 2 x 4": numpy.zeros((2, 2, 4), numpy.uint8),
            "not 0 x 2": numpy.zeros((0, 2), numpy.uint8),
            "not 7": numpy.zeros(7, numpy.uint8),
            "neither PNG nor JPEG; it begins with b'GIF89a'": b"GIF89a",
            "/nowhere.png can't be read: No such file": "/nowhere.png",
            "not list": [[0, 1], [2, 3]],
        }
        for message, picture in wrong.items():
            with self.subTest(message):
                with self.assertRaises(InputError) as raised:
                    value_of(picture)
                self.assertIn(message, str(raised.exception))
                self.assertTrue(str(raised.exception).startswith("image: "))
