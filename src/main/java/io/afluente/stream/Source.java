package io.afluente.stream;

/** Where a record stands: its topic, partition and offset. */
public record Source(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
