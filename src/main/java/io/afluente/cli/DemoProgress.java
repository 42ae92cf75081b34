package io.afluente.cli;

import io.afluente.cli.demo.Demo;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A demo's progress bar: images learned, and how good the live predictions are right now. */
final class DemoProgress implements AutoCloseable {
    private final ProgressBar bar;

    private DemoProgress(ProgressBar bar) {
        this.bar = bar;
    }

    static DemoProgress of(int images) {
        return new DemoProgress(
                new ProgressBarBuilder()
                        .setTaskName("learning")
                        .setInitialMax(images)
                        .setUnit(" images", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(Terminal.isOne() ? 200 : 5_000)
                        .showSpeed()
                        .build());
    }

    void show(Demo.Stage stage) {
        bar.stepTo(stage.learned());
        bar.setExtraMessage(
                "live accuracy %.1f %%, version %s"
                        .formatted(100 * stage.recentAccuracy(), stage.version()));
    }

    @Override
    public void close() {
        bar.close();
    }
}
