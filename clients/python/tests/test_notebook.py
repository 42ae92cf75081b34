import json
import os
import unittest
from pathlib import Path

from .service import needs_service

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "replay_mnist.ipynb"


def cells():
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


class NotebookTest(unittest.TestCase):
    @needs_service
    def test_should_run_from_top_to_bottom(self):
        os.environ["MPLBACKEND"] = "agg"
        names = {}
        for cell in cells():
            exec("".join(cell["source"]), names)

        self.assertEqual(names["tested"], [*sorted(names["tested"])])
        self.assertEqual(names["tested"][-1], 2000)
        self.assertGreater(names["accuracy"][-1], 0.5)
        self.assertEqual(len(names["answers"]), 200)

    def test_should_show_what_it_gave(self):
        for cell in cells():
            self.assertIsNotNone(cell["execution_count"])
            for output in cell["outputs"]:
                self.assertNotEqual(output["output_type"], "error")
        self.assertTrue(any(cell["outputs"] for cell in cells()))
