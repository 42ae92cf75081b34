/**
 * How it gets better: examples come in one by one in log order, and exact mini-batches are tested,
 * scored, trained and now and then checkpointed. Knows no Kafka and no clock.
 *
 * <p>Imports {@code image}, {@code evaluate}, {@code model} and {@code registry}.
 */
package io.afluente.learn;
