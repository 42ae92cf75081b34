package io.afluente.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afluente.setting.Settings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SettingOptionsTest {
    /** Any command that takes settings. */
    @Command(name = "any")
    static final class Any {
        @Mixin SettingOptions options = new SettingOptions();
    }

    private final Any command = new Any();
    private final CommandLine line = new CommandLine(command);

    @Test
    void shouldTakeEverySettingAsAnOption() {
        line.parseArgs(
                "--batch-size", "32", "--guarantee=at_least_once", "--freeze", "conv1,conv2");

        Settings settings = command.options.settings();

        assertThat(settings.whole("batch-size")).isEqualTo(32);
        assertThat(settings.text("guarantee")).isEqualTo("at_least_once");
        assertThat(settings.texts("freeze")).containsExactly("conv1", "conv2");
        assertThat(Settings.DEFINITIONS.names())
                .allMatch(name -> line.getCommandSpec().findOption("--" + name) != null);
    }

    @Test
    void shouldForgetTheOptionsOfAnEarlierLine() {
        line.parseArgs("--batch-size", "32");
        line.parseArgs();

        assertThat(command.options.settings().whole("batch-size")).isEqualTo(64);
    }

    @Test
    void shouldNameTheOptionOfABadValue() {
        line.parseArgs("--batch-size", "0");

        assertThatThrownBy(() -> command.options.settings())
                .hasMessageStartingWith("--batch-size: ");
    }

    @Test
    void shouldShowSentencesAndDefaultsInGroups() {
        String help = line.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("Model settings:", "Learning settings:")
                .contains("Examples of one training step. Default: 64")
                .contains("--engine=auto|nd4j|onnx", "--gate=on|off")
                .doesNotContain("null");
    }

    @Test
    void shouldNotHideWhatTheCommandIsForBehindAllItsSettings() {
        assertThat(line.getUsageMessage(CommandLine.Help.Ansi.OFF).lines().findFirst())
                .contains("Usage: any [OPTIONS]");
    }
}
