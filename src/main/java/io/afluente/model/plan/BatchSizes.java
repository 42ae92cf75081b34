package io.afluente.model.plan;

/**
 * The batch sizes that a plan is bound for. Others are rounded up and padded with blank examples:
 * each size that is bound costs memory and a slower first run, so there should be few.
 *
 * <p>All up to 32, then sixteen to each doubling: at most a sixteenth of the work is wasted. What a
 * batch is rounded to depends on nothing but its size, and so its answers don't either.
 */
final class BatchSizes {
    private static final int STEPS = 16;

    private BatchSizes() {}

    static int roundUp(int examples) {
        int step = Math.max(1, Integer.highestOneBit(Math.max(1, examples - 1)) / STEPS);
        return (examples + step - 1) / step * step;
    }
}
