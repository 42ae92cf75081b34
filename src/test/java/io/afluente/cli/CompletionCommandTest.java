package io.afluente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real bash, asked as bash asks it when somebody presses the tab key. */
class CompletionCommandTest {
    private static final String ASK =
            "compopt() { :; }; source completion; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_afluente;"
                    + " printf '%%s\\n' \"${COMPREPLY[@]}\"";

    @TempDir private Path folder;

    @Test
    void shouldCompleteCommands() throws Exception {
        assertThat(complete("afluente", "pro")).containsExactly("produce");
        assertThat(complete("afluente", "models", "l")).containsExactly("list");
    }

    @Test
    void shouldCompleteOptionsAndTheirChoices() throws Exception {
        assertThat(complete("afluente", "consume", "--below"))
                .containsExactly("--below-confidence");
        assertThat(complete("afluente", "serve", "--checkpoint-"))
                .contains("--checkpoint-dir", "--checkpoint-every");
        assertThat(complete("afluente", "replay", "--format", "p")).containsExactly("png");
        assertThat(complete("afluente", "serve", "--engine", "o")).containsExactly("onnx");
    }

    @Test
    void shouldBeAskedForByBash() throws Exception {
        assertThat(bash("source completion; complete -p afluente"))
                .singleElement()
                .asString()
                .contains("-F _complete_afluente");
    }

    @Test
    void shouldSayTheSameToFish() {
        List<String> script = CommandRun.of("completion", "fish").lines();

        assertThat(script)
                .contains(
                        "complete -c afluente -n '__afluente_ends models' -f -a rollback -d"
                                + " 'Have every running classifier answer by the version before the"
                                + " one that serves now.'")
                .anyMatch(line -> line.contains("'__afluente_at serve' -l engine -r -f -a '"))
                .anyMatch(
                        line -> line.contains("'__afluente_at consume' -l max -l max-messages -r"));
        // a quote that is left open would take the rest of the script
        assertThat(script.stream().filter(line -> line.startsWith("complete ")))
                .allMatch(
                        line ->
                                line.replace("\\'", "").chars().filter(c -> c == '\'').count() % 2
                                        == 0);
    }

    private List<String> complete(String... words) throws IOException, InterruptedException {
        return bash(ASK.formatted(String.join(" ", words), words.length - 1));
    }

    private List<String> bash(String command) throws IOException, InterruptedException {
        CommandRun script = CommandRun.of("completion");
        assertThat(script.exitCode()).isZero();
        Files.writeString(folder.resolve("completion"), script.out());
        Process bash =
                new ProcessBuilder("bash", "--noprofile", "--norc", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
