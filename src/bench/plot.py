#!/usr/bin/env python3
"""Draws a plot of recorded figures: plot.py FIGURES.csv PLOT.svg

The file has a line for each point: series,x,low,median,high. Its first line has the titles of the axes in
columns two and four. Both axes are drawn as they are; x is logarithmic.
"""
import csv
import math
import sys
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 70, 20, 50, 50
COLOURS = ["#0b6e75", "#b4451f", "#5b4a9e", "#3f7d20"]


def read(path):
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    series = {}
    for name, *numbers in rows[1:]:
        series.setdefault(name, []).append([float(n) for n in numbers])
    return rows[0][1], rows[0][3], series


def draw(x_title, y_title, series):
    points = [p for line in series.values() for p in line]
    xs, lows, highs = [p[0] for p in points], [p[1] for p in points], [p[3] for p in points]
    bottom = math.floor(min(lows) * 10) / 10
    top = math.ceil(max(highs) * 10) / 10

    def x_at(value):
        share = math.log(value / min(xs)) / math.log(max(xs) / min(xs))
        return LEFT + 20 + share * (WIDTH - LEFT - RIGHT - 40)

    def y_at(value):
        return HEIGHT - BOTTOM - (value - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' font-family="sans-serif" font-size="14">',
        f"<title>{escape(y_title)} by {escape(x_title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for i in range(round((top - bottom) * 10) + 1):
        value = bottom + i / 10
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y_at(value):.1f}" y2="{y_at(value):.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y_at(value) + 5:.1f}" text-anchor="end">{value:.0%}</text>')
    for value in sorted(set(xs)):
        out.append(f'<text x="{x_at(value):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{value:,.0f}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x_title)}</text>')
    out.append(f'<text x="{LEFT}" y="18" font-weight="bold">{escape(y_title)}</text>')
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{x_at(p[0]):.1f},{y_at(p[2]):.1f}" for p in line)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        for x, low, median, high in line:
            out.append(f'<line x1="{x_at(x):.1f}" x2="{x_at(x):.1f}" y1="{y_at(low):.1f}" y2="{y_at(high):.1f}" stroke="{colour}" stroke-width="6" stroke-opacity="0.35"/>')
            out.append(f'<circle cx="{x_at(x):.1f}" cy="{y_at(median):.1f}" r="4" fill="{colour}"/>')
        last = line[-1]
        below = 20 if number else -12
        out.append(f'<text x="{x_at(last[0]):.1f}" y="{y_at(last[2]) + below:.1f}" text-anchor="end" fill="{colour}">{escape(name)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], "w", encoding="utf-8") as svg:
        svg.write(draw(*read(sys.argv[1])))
