package io.afluente;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The arrows between the rooms, and which room knows what of the outside world. */
@AnalyzeClasses(packages = "io.afluente", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {
    /** From the bottom to the top; what stands in one line is beside each other. */
    private static final List<List<String>> ROOMS =
            List.of(
                    List.of("meter"),
                    List.of("trace"),
                    List.of("image", "evaluate"),
                    List.of("model"),
                    List.of("registry"),
                    List.of("learn"),
                    List.of("stream"),
                    List.of("web"),
                    List.of("setting"),
                    List.of("service"),
                    List.of("bench", "demo", "train", "produce", "replay"),
                    List.of("cli"));

    private static final int MAX_FILES = 32;

    @ArchTest static final ArchRule roomsImportDownwardsOnly = downwardsOnly();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            SlicesRuleDefinition.slices().matching("io.afluente.(**)").should().beFreeOfCycles();

    @ArchTest
    static void noPackageIsCrowded(JavaClasses classes) {
        Map<String, Long> files =
                classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(files)
                .allSatisfy(
                        (name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_FILES));
    }

    @ArchTest
    static void innerRoomsAreEnteredThroughTheirDoors(JavaClasses classes) throws IOException {
        Map<String, Set<String>> doors = doors();
        Map<String, Set<String>> entered = new TreeMap<>();
        for (JavaClass type : classes) {
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass used = outermost(use.getTargetClass());
                List<String> place = place(used);
                if (place.size() > 1 && !place.get(0).equals(place(type).get(0))) {
                    entered.computeIfAbsent(String.join(".", place), room -> new TreeSet<>())
                            .add(used.getSimpleName());
                }
            }
        }

        assertThat(entered).as("doors.txt says what other rooms may import").isEqualTo(doors);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.getEnclosingClass().map(ImportRulesTest::outermost).orElse(base);
    }

    /** The room, and the rooms within it, that a class stands in; empty for foreign ones. */
    private static List<String> place(JavaClass type) {
        String root = "io.afluente.";
        return type.getPackageName().startsWith(root)
                ? List.of(type.getPackageName().substring(root.length()).split("\\."))
                : List.of("");
    }

    private static Map<String, Set<String>> doors() throws IOException {
        Map<String, Set<String>> doors = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/doors.txt"))) {
            if (!line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                doors.put(parts[0], new TreeSet<>(List.of(parts[1].split(" "))));
            }
        }
        return doors;
    }

    @ArchTest static final ArchRule onlyImageKnowsImageIo = only("image", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyModelKnowsTheEngines =
            only("model", "org.nd4j..", "org.deeplearning4j..", "ai.onnxruntime..", "onnx..");

    @ArchTest
    static final ArchRule nothingBelowStreamKnowsKafka =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "io.afluente.meter..",
                                    "io.afluente.trace..",
                                    "io.afluente.image..",
                                    "io.afluente.evaluate..",
                                    "io.afluente.model..",
                                    "io.afluente.registry..",
                                    "io.afluente.learn..",
                                    "io.afluente.web.."))
                    .and()
                    .doNotHaveSimpleName("StreamsMeters")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.kafka.."));

    @ArchTest
    static final ArchRule onlyWebKnowsHttpAndMetrics =
            only("web", "io.javalin..", "org.eclipse.jetty..", "jakarta..", "io.micrometer..");

    @ArchTest
    static final ArchRule onlyTraceKnowsOpenTelemetry = only("trace", "io.opentelemetry..");

    @ArchTest
    static final ArchRule onlyCliKnowsPicocliAndTheKafkaServer =
            only(
                    "cli",
                    "picocli..",
                    "me.tongfei..",
                    "kafka..",
                    "org.apache.kafka.metadata..",
                    "org.apache.kafka.server..");

    @ArchTest
    static final ArchRule onlyFormatKnowsAvroAndProtobuf =
            only(
                    "stream.format",
                    "org.apache.avro..",
                    "com.google.protobuf..",
                    "com.squareup.wire..");

    @ArchTest
    static final ArchRule onlyFetchKnowsTheSigner = only("stream.fetch", "software.amazon..");

    @ArchTest
    static final ArchRule nobodyDeserializesJavaObjects =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(java.io.ObjectInputStream.class);

    @ArchTest
    static final ArchRule everybodyLivesInARoom =
            classes()
                    .should()
                    .resideInAnyPackage(
                            ROOMS.stream()
                                    .flatMap(List::stream)
                                    .map(ImportRulesTest::packageOf)
                                    .toArray(String[]::new));

    private static ArchRule downwardsOnly() {
        Architectures.LayeredArchitecture layers =
                Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : ROOMS.stream().flatMap(List::stream).toList()) {
            layers = layers.layer(room).definedBy(packageOf(room));
        }
        Set<String> below = new TreeSet<>();
        for (List<String> level : ROOMS) {
            for (String room : level) {
                layers =
                        below.isEmpty()
                                ? layers.whereLayer(room).mayNotAccessAnyLayer()
                                : layers.whereLayer(room)
                                        .mayOnlyAccessLayers(below.toArray(String[]::new));
            }
            below.addAll(level);
        }
        return layers;
    }

    private static String packageOf(String room) {
        return "io.afluente." + room + "..";
    }

    private static ArchRule only(String room, String... packages) {
        return noClasses()
                .that(resideOutsideOfPackages(packageOf(room)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages));
    }
}
