package io.afluente.operate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The Docker engine of this machine, if there is one, and the images that tests run: the official
 * ones, or those that {@code BASE_IMAGE} and {@code KAFKA_IMAGE} name in their place.
 */
public final class Docker {
    /** The image that our own is built on. */
    public static final String BASE = named("BASE_IMAGE", "eclipse-temurin:17-jre");

    /** A broker. */
    public static final String KAFKA = named("KAFKA_IMAGE", "apache/kafka:4.3.1");

    // a name with a registry: Testcontainers leaves it as it is
    private static final String OURS = "localhost/afluente:test";

    /** Asked once. */
    private static final class Engine {
        static final Optional<String> MISSING = findMissing();
    }

    /** Built once, by whoever asks first. */
    private static final class Image {
        static final String TAG = build();
    }

    private Docker() {}

    /**
     * Why no container can be started here; empty where they can.
     *
     * <p>Images must be there already: to pull one that can't be had takes minutes to fail.
     */
    public static Optional<String> missing() {
        return Engine.MISSING;
    }

    /** Our own image, built from what the Maven build has left in target/. */
    public static String ours() {
        return Image.TAG;
    }

    private static Optional<String> findMissing() {
        if (!Ended.of("docker", "version").well()) {
            return Optional.of("no Docker engine answers");
        }
        for (String image : new String[] {BASE, KAFKA}) {
            if (!Ended.of("docker", "image", "inspect", image).well()) {
                return Optional.of("Docker has no image " + image);
            }
        }
        for (String file : new String[] {"target/afluente.jar", "target/bom.json"}) {
            if (!Files.exists(Path.of(file))) {
                return Optional.of(file + " is missing: mvn package, without --offline");
            }
        }
        return Optional.empty();
    }

    private static String build() {
        Ended.of(
                        Map.of("DOCKER_BUILDKIT", "1"),
                        "docker",
                        "build",
                        "--build-arg",
                        "FROM=target",
                        "--build-arg",
                        "BASE_IMAGE=" + BASE,
                        "--tag",
                        OURS,
                        ".")
                .orFail();
        System.out.printf("containers: %s on %s, broker %s%n", OURS, BASE, KAFKA);
        return OURS;
    }

    private static String named(String variable, String usual) {
        return System.getenv().getOrDefault(variable, usual);
    }
}
