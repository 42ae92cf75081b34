#!/usr/bin/env python3
"""Sorts the 1,911 emoji of one maker into a folder for each category, 64x64 in colour with alpha.

    npm pack emoji-datasource-google@16.0.0 emoji-datasource-twitter@16.0.0
    src/bench/emoji.py emoji-datasource-google-16.0.0.tgz emoji/train
    src/bench/emoji.py emoji-datasource-twitter-16.0.0.tgz emoji/test
"""
import json
import sys
import tarfile
from pathlib import Path


def sort(archive, out):
    with tarfile.open(archive) as package:
        files = {member.name: member for member in package if member.isfile()}
        maker = next(name for name in files if "/img/" in name).split("/")[2]
        for emoji in json.load(package.extractfile(files["package/emoji.json"])):
            image = files.get(f"package/img/{maker}/64/{emoji['image']}")
            if image:
                folder = out / emoji["category"]
                folder.mkdir(parents=True, exist_ok=True)
                (folder / emoji["image"]).write_bytes(package.extractfile(image).read())


if len(sys.argv) != 3:
    sys.exit(__doc__)
sort(sys.argv[1], Path(sys.argv[2]))
