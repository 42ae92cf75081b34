package io.afluente.model.plan;

/**
 * Which examples of a mini-batch each shard has: runs as long as each other, or one longer for the
 * first of them. Follows from the two numbers alone.
 */
record Split(int examples, int shards) {
    /** How many shards have an example at all. */
    int used() {
        return Math.min(shards, examples);
    }

    /** The first example of a shard; of the one after the last, the number of all examples. */
    int from(int shard) {
        return shard * (examples / shards) + Math.min(shard, examples % shards);
    }

    int size(int shard) {
        return from(shard + 1) - from(shard);
    }

    /** The size of the largest. */
    int largest() {
        return size(0);
    }
}
