/**
 * Examples: how the log's entries are kept until they are learned, practised again, or held out.
 *
 * <p>A {@link LogEntry} is an example or an order. {@link ExampleSet}s keep examples: {@link
 * Reservoir} all of the past evenly, {@link RecentExamples} the latest. {@link SeededHash} decides
 * by seed and offset, so that nothing depends on when something came.
 *
 * <p>Open {@link Example} first.
 */
package io.afluente.learn.example;
