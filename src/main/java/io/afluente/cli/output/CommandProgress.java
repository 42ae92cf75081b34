package io.afluente.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a long command is, as a bar on standard error. Where nobody looks, at a file or a pipe,
 * nothing is written. Safe for any thread.
 */
public final class CommandProgress implements AutoCloseable {
    private static final int TEN_A_SECOND = 100;

    private final ProgressBar bar;

    private CommandProgress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Begins something long.
     *
     * @param task what is done, in a word
     * @param unit what is counted, such as {@code images}
     * @param total how many there are; -1 where nobody knows
     */
    public static CommandProgress of(String task, String unit, long total) {
        if (!Boolean.getBoolean("afluente.terminal")) {
            return new CommandProgress(null);
        }
        return new CommandProgress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setInitialMax(total)
                        .showSpeed()
                        .setUpdateIntervalMillis(TEN_A_SECOND)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(
                                new ConsoleProgressBarConsumer(
                                        new PrintStream(System.err, true, StandardCharsets.UTF_8)))
                        .build());
    }

    public void at(long count) {
        if (bar != null) {
            bar.stepTo(count);
        }
    }

    public void say(String words) {
        if (bar != null) {
            bar.setExtraMessage(" " + words);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
