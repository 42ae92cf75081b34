package io.afluente.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Renders the overlay of {@code operate.md} that gives topics and groups names of others. */
class NamesOnKubernetesTest {
    private static final Path DOCUMENT = Path.of("src/docs/operate.md");
    private static final Pattern OVERLAY =
            Pattern.compile("## Names on the cluster.*?```yaml\n(.*?)```", Pattern.DOTALL);
    // kustomize takes no absolute path to a base
    private static final Path FOLDER = Path.of("target", "names-overlay");

    @Test
    void shouldReachEveryRoleAndTheAutoscaler() throws IOException {
        assumeTrue(
                Ended.of("kubectl", "version", "--client").well(),
                "kubectl is not on the PATH, so nothing renders k8s/");
        Files.createDirectories(FOLDER);
        Files.writeString(
                FOLDER.resolve("kustomization.yaml"),
                "namespace: afluente\nresources: [../../k8s/base]\n" + overlay());

        String rendered = Ended.of("kubectl", "kustomize", FOLDER.toString()).orFail();

        assertThat(KubernetesObjects.read(rendered)).hasSizeGreaterThan(8);
        assertThat(rendered)
                .contains(
                        "AFLUENTE_TOPIC: images=vision.line3.frames.v2,images-dlq=vision.line3.rejected",
                        "AFLUENTE_GROUP: classify=vision.line3.readers",
                        "topic: vision.line3.frames.v2",
                        "consumerGroup: vision.line3.readers")
                .doesNotContain("topic: images\n", "afluente-classify-mnist");
    }

    private static String overlay() throws IOException {
        Matcher found = OVERLAY.matcher(Files.readString(DOCUMENT));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
