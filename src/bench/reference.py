"""The notebook's network in PyTorch: images per second of inference and of training steps.

Writes one JSON object. The argument is how many seconds each figure is measured for.
"""

import json
import sys
import time

import torch
from torch import nn

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
BATCH = 64


def network():
    return nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(784, 10))


def rate(step):
    for _ in range(5):
        step()
    start, images = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        step()
        images += BATCH
    return images / (time.perf_counter() - start)


def inference():
    model = network().eval()
    pixels = torch.randint(0, 256, (BATCH, 1, 28, 28), dtype=torch.uint8)

    def step():
        with torch.no_grad():
            torch.softmax(model((pixels.float() / 255 - 0.1307) / 0.3081), dim=1)

    return rate(step)


def training():
    model = network()
    loss = nn.CrossEntropyLoss()
    updater = torch.optim.SGD(model.parameters(), lr=0.1)
    pixels = torch.rand(BATCH, 1, 28, 28)
    labels = torch.randint(0, 10, (BATCH,))

    def step():
        updater.zero_grad()
        loss(model(pixels), labels).backward()
        updater.step()

    return rate(step)


torch.manual_seed(1)
figures = {}
for threads in (1, 2):
    torch.set_num_threads(threads)
    suffix = "1 thread" if threads == 1 else f"{threads} threads"
    figures[f"inference, {suffix}"] = inference()
    figures[f"training, {suffix}"] = training()
print(json.dumps(figures))
