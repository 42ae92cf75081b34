package io.afluente.image.writing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The connected regions of a mask. */
final class Regions {
    private final Mask mask;
    private final boolean diagonals;
    private final int[] numbers;
    private final int[] stack;
    private final List<Region> found = new ArrayList<>();

    /**
     * One of them.
     *
     * @param number from 1
     * @param area in pixels
     * @param box around it
     * @param contacts how many of its pixels are on each side's edge
     */
    record Region(int number, int area, Box box, int[] contacts) {
        boolean touches() {
            return contacts[0] + contacts[1] + contacts[2] + contacts[3] > 0;
        }

        boolean touches(Side side) {
            return contacts[side.index()] > 0;
        }
    }

    private Regions(Mask mask, boolean diagonals) {
        this.mask = mask;
        this.diagonals = diagonals;
        this.numbers = new int[mask.bits().length];
        this.stack = new int[numbers.length];
    }

    /** Regions of ink: pixels that touch at a corner belong together. */
    static Regions ofInk(Mask mask) {
        return new Regions(mask, true).fill();
    }

    /** Regions of what is around ink: pixels that touch at a corner don't. */
    static Regions ofPaper(Mask mask) {
        return new Regions(mask, false).fill();
    }

    /** All, the largest first. */
    List<Region> all() {
        return found.stream().sorted(Comparator.comparingInt(Region::area).reversed()).toList();
    }

    /** The pixels of some of them. */
    Mask pixels(List<Region> regions) {
        boolean[] meant = new boolean[found.size() + 1];
        regions.forEach(region -> meant[region.number] = true);
        Mask pixels = new Mask(mask.height(), mask.width());
        for (int i = 0; i < numbers.length; i++) {
            pixels.bits()[i] = meant[numbers[i]];
        }
        return pixels;
    }

    private Regions fill() {
        for (int i = 0; i < numbers.length; i++) {
            if (isNew(i)) {
                found.add(fill(i, found.size() + 1));
            }
        }
        return this;
    }

    private boolean isNew(int at) {
        return mask.bits()[at] && numbers[at] == 0;
    }

    private Region fill(int start, int number) {
        int width = mask.width();
        int[] contacts = new int[4];
        int area = 0;
        Box box = new Box(mask.height(), width, 0, 0);
        int size = push(start, number, 0);
        while (size > 0) {
            int at = stack[--size];
            int y = at / width;
            int x = at % width;
            area++;
            box =
                    y < box.top() || y >= box.bottom() || x < box.left() || x >= box.right()
                            ? box.with(new Box(y, x, y + 1, x + 1))
                            : box;
            contacts[0] += y == 0 ? 1 : 0;
            contacts[1] += x == 0 ? 1 : 0;
            contacts[2] += y == mask.height() - 1 ? 1 : 0;
            contacts[3] += x == width - 1 ? 1 : 0;
            size = pushNeighbours(y, x, number, size);
        }
        return new Region(number, area, box, contacts);
    }

    private int pushNeighbours(int y, int x, int number, int size) {
        int pushed = size;
        for (int row = Math.max(0, y - 1); row <= Math.min(mask.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1);
                    column <= Math.min(mask.width() - 1, x + 1);
                    column++) {
                int at = row * mask.width() + column;
                if ((diagonals || row == y || column == x) && isNew(at)) {
                    pushed = push(at, number, pushed);
                }
            }
        }
        return pushed;
    }

    private int push(int at, int number, int size) {
        numbers[at] = number;
        stack[size] = at;
        return size + 1;
    }
}
