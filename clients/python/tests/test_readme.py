import contextlib
import io
import os
import re
import tempfile
import unittest
from pathlib import Path

import numpy

from .pngs import png
from .service import BOOTSTRAP_SERVER, needs_service, topics

README = Path(__file__).parents[1] / "README.md"


def programs(language):
    return re.findall(f"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.M | re.S)


class ReadmeTest(unittest.TestCase):
    @needs_service
    def test_should_run_what_it_shows(self):
        self.addCleanup(os.chdir, os.getcwd())
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chdir(folder.name)
        upright = numpy.zeros((40, 40), numpy.uint8)
        upright[8:32, 18:22] = 255
        Path("my-digit.png").write_bytes(png(upright))

        said = [run(program) for program in programs("python")]

        self.assertEqual(len(said), 2)
        self.assertRegex(said[0], r"^my-digit is \d, by \d\.\d{3}, says version \d{6}-\w+\n$")
        self.assertRegex(said[1], r"^\d of \d right before they were learned\n$")

    def test_should_show_names_that_there_are(self):
        shown = programs("py")
        self.assertEqual(len(shown), 2)
        for program in shown:
            exec(next(line for line in program.splitlines() if "import" in line), {})


def run(program):
    """What a program says, on the topics of this test."""
    here = program.replace('"localhost:9092"', "kafka, topics=topics")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(here, {"kafka": BOOTSTRAP_SERVER, "topics": topics()})
    return said.getvalue()
