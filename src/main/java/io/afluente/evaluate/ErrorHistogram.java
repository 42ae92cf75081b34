package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The number of errors in a long window, remembered finely for what is recent and coarsely for what
 * is old: an exponential histogram (Datar, Gionis, Indyk, Motwani 2002) in memory that grows with
 * the logarithm of the window.
 *
 * <p>Row {@code r} holds up to 5 buckets of 2<sup>r</sup> examples each, oldest first; all of a
 * higher row are older. One bucket too many, and a row's two oldest become one of the next row.
 */
final class ErrorHistogram implements Resumable {
    static final int BUCKETS_PER_ROW = 5;

    // 5 (2^40 - 1) examples: more than ever arrive
    private static final int ROWS = 40;

    private final long[][] errors = new long[ROWS][BUCKETS_PER_ROW + 1];
    private final int[] buckets = new int[ROWS];
    private int rows;
    private long totalExamples;
    private long totalErrors;

    void add(boolean error) {
        totalExamples++;
        totalErrors += error ? 1 : 0;
        append(0, error ? 1 : 0);
        for (int row = 0; buckets[row] > BUCKETS_PER_ROW; row++) {
            append(row + 1, errors[row][0] + errors[row][1]);
            removeOldest(row, 2);
        }
    }

    void dropOldest() {
        int row = rows - 1;
        totalExamples -= bucketSize(row);
        totalErrors -= errors[row][0];
        removeOldest(row, 1);
        while (rows > 0 && buckets[rows - 1] == 0) {
            rows--;
        }
    }

    long totalExamples() {
        return totalExamples;
    }

    long totalErrors() {
        return totalErrors;
    }

    /** How many rows are in use; the last one is the oldest and has a bucket at least. */
    int rows() {
        return rows;
    }

    int buckets(int row) {
        return buckets[row];
    }

    /** How many errors a bucket holds; bucket 0 is the oldest of its row. */
    long errors(int row, int bucket) {
        return errors[row][bucket];
    }

    /** How many examples each bucket of a row holds. */
    static long bucketSize(int row) {
        return 1L << row;
    }

    private void append(int row, long count) {
        errors[row][buckets[row]++] = count;
        rows = Math.max(rows, row + 1);
    }

    private void removeOldest(int row, int count) {
        buckets[row] -= count;
        System.arraycopy(errors[row], count, errors[row], 0, buckets[row]);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(rows);
        for (int row = 0; row < rows; row++) {
            out.writeInt(buckets[row]);
            for (int bucket = 0; bucket < buckets[row]; bucket++) {
                out.writeLong(errors[row][bucket]);
            }
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        Arrays.fill(buckets, 0);
        totalExamples = 0;
        totalErrors = 0;
        rows = 0;
        int saved = Saved.upTo(in, ROWS, "number of ADWIN's rows");
        for (int row = 0; row < saved; row++) {
            loadRow(in, row);
        }
    }

    private void loadRow(DataInput in, int row) throws IOException {
        int count = Saved.upTo(in, BUCKETS_PER_ROW, "number of buckets in a row");
        for (int bucket = 0; bucket < count; bucket++) {
            long held = Saved.upTo(in, bucketSize(row), "errors in a bucket");
            append(row, held);
            totalErrors += held;
            totalExamples += bucketSize(row);
        }
    }
}
