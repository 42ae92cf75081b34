package io.afluente.setting;

import static io.afluente.setting.Rule.aboveZeroTo;
import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.fromZeroTo;
import static io.afluente.setting.Rule.oneOf;

import io.afluente.learn.gate.GateSettings;

/** The settings of how a model is guarded. */
final class GateSetting {
    private static final int MANY = 1_000_000;

    private GateSetting() {}

    static void define(SettingList settings) {
        settings.group("Gate");
        settings.text("gate", "on", oneOf("on", "off"))
                .means("Whether a checkpoint is judged first.");
        settings.real("held-out", 0.05, fromZeroTo(0.5))
                .means("Share of the examples to judge by; not learned.");
        settings.whole("gate-recent", 400, between(1, MANY))
                .means("Latest held-out examples to judge by.");
        settings.whole("gate-all", 600, between(1, MANY)).means("Sample of all held-out examples.");
        settings.whole("gate-least", 200, between(1, MANY))
                .means("Latest held-out examples it takes to judge.");
        settings.real("gate-tolerance", 0.02, aboveZeroTo(1))
                .means("How much accuracy a checkpoint may lose against the best.");
    }

    static GateSettings read(Settings settings) {
        return settings.text("gate").equals("off")
                ? GateSettings.OFF
                : new GateSettings(
                        true,
                        settings.real("held-out"),
                        settings.whole("gate-recent"),
                        settings.whole("gate-all"),
                        settings.whole("gate-least"),
                        settings.real("gate-tolerance"));
    }
}
