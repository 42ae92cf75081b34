package io.afluente.learn;

import io.afluente.evaluate.Resumable;
import io.afluente.registry.Version;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How far the learner has come: its counters, all in one place so that none is forgotten. */
final class LearnerCounters implements Resumable {
    private long miniBatches;
    private long miniBatchesSinceCheckpoint;
    private long examples;
    private long fromOffset;
    private long nextOffset;
    private long sequence;
    private String parent;
    private String origin = "";

    /** A line of learning that goes on from a version. */
    LearnerCounters(Version from) {
        sequence = from.sequence();
        parent = from.toString();
    }

    /** Notes that an entry of the log has been taken in. */
    void read(long offset) {
        nextOffset = offset + 1;
    }

    /**
     * Notes that a mini-batch has been tested, and learned but for what is held out.
     *
     * @param leadsToCheckpoint whether it brings the next checkpoint nearer
     */
    void tested(int batch, boolean leadsToCheckpoint) {
        miniBatches++;
        miniBatchesSinceCheckpoint += leadsToCheckpoint ? 1 : 0;
        examples += batch;
    }

    /** Notes that an order made learning go on from something else. */
    void continued(String from) {
        origin = from;
    }

    /** Notes that a checkpoint has been made here: it is the parent of what follows. */
    void cut(Version version) {
        sequence = version.sequence();
        parent = version.toString();
        fromOffset = nextOffset;
        miniBatchesSinceCheckpoint = 0;
        origin = "";
    }

    long miniBatches() {
        return miniBatches;
    }

    long miniBatchesSinceCheckpoint() {
        return miniBatchesSinceCheckpoint;
    }

    long examples() {
        return examples;
    }

    long fromOffset() {
        return fromOffset;
    }

    long nextOffset() {
        return nextOffset;
    }

    long nextSequence() {
        return sequence + 1;
    }

    String parent() {
        return parent;
    }

    /** What the last order since the parent made learning go on from; null if none did. */
    String origin() {
        return origin.isEmpty() ? null : origin;
    }

    /** Whether anything has come since the parent that a checkpoint could hold. */
    boolean hasNews() {
        return miniBatchesSinceCheckpoint > 0 || !origin.isEmpty();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(miniBatches);
        out.writeLong(miniBatchesSinceCheckpoint);
        out.writeLong(examples);
        out.writeLong(fromOffset);
        out.writeLong(nextOffset);
        out.writeLong(sequence);
        out.writeUTF(parent);
        out.writeUTF(origin);
    }

    @Override
    public void load(DataInput in) throws IOException {
        miniBatches = in.readLong();
        miniBatchesSinceCheckpoint = in.readLong();
        examples = in.readLong();
        fromOffset = in.readLong();
        nextOffset = in.readLong();
        sequence = in.readLong();
        parent = in.readUTF();
        origin = in.readUTF();
    }
}
