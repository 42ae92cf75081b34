import re
import unittest
from pathlib import Path

import afluente

PACKAGE = Path(afluente.__file__).parent
POM = PACKAGE.parents[2] / "pom.xml"


class PackageTest(unittest.TestCase):
    def test_should_have_the_version_of_the_service(self):
        version = re.search("<version>(.*?)</version>", POM.read_text(encoding="utf-8"))
        self.assertEqual(afluente.__version__, version.group(1))

    def test_should_be_typed(self):
        self.assertTrue((PACKAGE / "py.typed").exists())

    def test_should_offer_all_that_it_names(self):
        for name in afluente.__all__:
            self.assertTrue(hasattr(afluente, name), name)
