package io.afluente;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The arrows between the rooms, and which room knows what of the outside world. */
@AnalyzeClasses(packages = "io.afluente", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {
    @ArchTest
    static final ArchRule roomsImportDownwardsOnly =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("image")
                    .definedBy("io.afluente.image..")
                    .layer("evaluate")
                    .definedBy("io.afluente.evaluate..")
                    .layer("model")
                    .definedBy("io.afluente.model..")
                    .layer("registry")
                    .definedBy("io.afluente.registry..")
                    .layer("learn")
                    .definedBy("io.afluente.learn..")
                    .layer("stream")
                    .definedBy("io.afluente.stream..")
                    .layer("web")
                    .definedBy("io.afluente.web..")
                    .layer("cli")
                    .definedBy("io.afluente.cli..")
                    .layer("meter")
                    .definedBy("io.afluente.meter..")
                    .whereLayer("meter")
                    .mayNotAccessAnyLayer()
                    .whereLayer("image")
                    .mayOnlyAccessLayers("meter")
                    .whereLayer("evaluate")
                    .mayOnlyAccessLayers("meter")
                    .whereLayer("model")
                    .mayOnlyAccessLayers("image", "evaluate", "meter")
                    .whereLayer("registry")
                    .mayOnlyAccessLayers("image", "evaluate", "model", "meter")
                    .whereLayer("learn")
                    .mayOnlyAccessLayers("image", "evaluate", "model", "registry", "meter")
                    .whereLayer("stream")
                    .mayOnlyAccessLayers("image", "evaluate", "model", "registry", "learn", "meter")
                    .whereLayer("web")
                    .mayOnlyAccessLayers(
                            "image", "evaluate", "model", "registry", "learn", "stream", "meter")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer();

    @ArchTest static final ArchRule onlyImageKnowsImageIo = only("image", "javax.imageio..");

    @ArchTest
    static final ArchRule onlyModelKnowsTheEngines =
            only("model", "org.nd4j..", "org.deeplearning4j..", "ai.onnxruntime..", "onnx..");

    @ArchTest
    static final ArchRule onlyStreamAndCliKnowKafka =
            noClasses()
                    .that(resideOutsideOfPackages("io.afluente.stream..", "io.afluente.cli.."))
                    .and()
                    .doNotHaveSimpleName("StreamsMeters")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.kafka.."));

    @ArchTest
    static final ArchRule onlyWebKnowsHttpAndMetrics =
            only("web", "io.javalin..", "org.eclipse.jetty..", "jakarta..", "io.micrometer..");

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
                            "io.afluente.image..",
                            "io.afluente.evaluate..",
                            "io.afluente.model..",
                            "io.afluente.registry..",
                            "io.afluente.learn..",
                            "io.afluente.stream..",
                            "io.afluente.web..",
                            "io.afluente.cli..",
                            "io.afluente.meter..");

    private static ArchRule only(String room, String... packages) {
        return noClasses()
                .that(resideOutsideOfPackages("io.afluente." + room + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages));
    }
}
