package io.afluente.setting;

import static io.afluente.setting.Rule.aboveZeroTo;
import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.namedNumbers;
import static io.afluente.setting.Rule.oneOf;
import static java.util.stream.Collectors.toMap;

import io.afluente.evaluate.DriftMethod;
import io.afluente.image.EnumNames;
import io.afluente.learn.drift.DriftAction;
import io.afluente.learn.drift.DriftSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of how a model is watched. */
final class DriftSetting {
    private static final String NONE = "none";
    private static final String PARAMETERS = "drift-parameters";

    private DriftSetting() {}

    static void define(SettingList settings) {
        settings.group("Drift");
        settings.text("drift-detector", "adwin", oneOf(detectors())).means("Detector of drift.");
        settings.text(PARAMETERS, "", namedNumbers())
                .means("Parameters of the detector, delta=0.01 or several with commas between.");
        settings.whole("drift-warm-up", (int) DriftMethod.WARM_UP, between(0, Integer.MAX_VALUE))
                .means("First examples that the detector does not see.");
        settings.text("drift-action", NONE, oneOf(DriftAction.values()))
                .means("What a drift leads to.");
        settings.whole("drift-cool-down", 5_000, between(0, Integer.MAX_VALUE))
                .means("Examples until a drift may lead to something again.");
        settings.real("drift-raise", 2.0, aboveZeroTo(100))
                .means("What a raised rate is multiplied by.");
    }

    static DriftSettings read(Settings settings) {
        try {
            return new DriftSettings(
                    settings.text("drift-detector").equals(NONE)
                            ? Optional.empty()
                            : Optional.of(settings.constant("drift-detector", DriftMethod.class)),
                    settings.whole("drift-warm-up"),
                    settings.constant("drift-action", DriftAction.class),
                    settings.whole("drift-cool-down"),
                    settings.real("drift-raise"),
                    numbers(settings.text(PARAMETERS)));
        } catch (IllegalArgumentException e) {
            throw new UserException(PARAMETERS + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Double> numbers(String text) {
        return Stream.of(text.split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(number -> number.split("=", 2))
                .collect(
                        toMap(
                                number -> number[0],
                                number -> Double.valueOf(number[1]),
                                (first, last) -> last));
    }

    private static List<String> detectors() {
        return Stream.concat(Stream.of(NONE), Stream.of(DriftMethod.values()).map(EnumNames::of))
                .toList();
    }
}
