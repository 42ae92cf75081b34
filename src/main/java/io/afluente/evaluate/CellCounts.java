package io.afluente.evaluate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A square table of counts, of which only those are kept that are not 0: of 1,000 labels a million
 * pairs are possible, and some thousands happen. Belongs to one thread at a time.
 */
public final class CellCounts {
    /** By row and column, in their order. */
    private final Map<Long, Long> cells = new TreeMap<>();

    /** Looks at one count. */
    @FunctionalInterface
    public interface Visitor {
        void visit(int row, int column, long count);
    }

    /** Counts so many more, or fewer where the number is below 0. */
    public void add(int row, int column, long more) {
        long sum = count(row, column) + more;
        if (sum == 0) {
            cells.remove(key(row, column));
        } else {
            cells.put(key(row, column), sum);
        }
    }

    void addAll(CellCounts others) {
        others.forEach(this::add);
    }

    public long count(int row, int column) {
        return cells.getOrDefault(key(row, column), 0L);
    }

    /** All that are not 0, row by row, in the order of their columns. */
    public void forEach(Visitor visitor) {
        cells.forEach((cell, count) -> visitor.visit(row(cell), column(cell), count));
    }

    /** Writes the whole table, zeros too. */
    void saveAll(DataOutput out, int size) throws IOException {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                out.writeLong(count(row, column));
            }
        }
    }

    void loadAll(DataInput in, int size) throws IOException {
        cells.clear();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                add(row, column, Saved.count(in, "confusion count"));
            }
        }
    }

    /** Writes those that are not 0. */
    void save(DataOutput out) throws IOException {
        out.writeInt(cells.size());
        for (Map.Entry<Long, Long> cell : cells.entrySet()) {
            out.writeInt(row(cell.getKey()));
            out.writeInt(column(cell.getKey()));
            out.writeLong(cell.getValue());
        }
    }

    void load(DataInput in, int size) throws IOException {
        cells.clear();
        int saved = Saved.upTo(in, Math.multiplyExact(size, size), "number of confusion counts");
        for (int i = 0; i < saved; i++) {
            int row = Saved.upTo(in, size - 1, "label of a confusion count");
            int column = Saved.upTo(in, size - 1, "answer of a confusion count");
            add(row, column, Saved.count(in, "confusion count"));
        }
    }

    private static long key(int row, int column) {
        return (long) row << Integer.SIZE | column;
    }

    private static int row(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    private static int column(long key) {
        return (int) key;
    }
}
