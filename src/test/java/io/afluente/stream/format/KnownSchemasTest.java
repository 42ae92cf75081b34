package io.afluente.stream.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownSchemasTest {
    private final TestRegistry registry = new TestRegistry();
    private long now;
    private final KnownSchemas schemas =
            new KnownSchemas(
                    new SchemaRegistry(RegistrySettings.open(registry.url())),
                    Duration.ofMillis(300),
                    () -> now);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldAskForASchemaOnce() {
        int id = keepImages();

        assertThat(schemas.reader(id, "images")).isSameAs(schemas.reader(id, "images"));

        assertThat(registry.asked()).containsExactly("GET /schemas/ids/" + id);
    }

    @Test
    void shouldRefuseAtOnceAfterTheRegistryWasAwayAndAskAgainLater() {
        int id = keepImages();
        registry.beSick(503);

        assertThat(refusal(id))
                .hasMessage("schema 1: the registry does not say it: HTTP 503")
                .returns(true, BadValueException::isPassing);
        int tries = registry.asked().size();
        refusal(id);
        refusal(99);

        assertThat(tries).isGreaterThan(1);
        assertThat(registry.asked()).hasSize(tries);

        registry.beSick(0);
        now += KnownSchemas.REST.toNanos();
        assertThat(schemas.reader(id, "images")).isNotNull();
    }

    @Test
    void shouldAskOnceForANumberThatThereIsNot() {
        assertThat(refusal(7))
                .hasMessage("schema 7: the registry has none of this number")
                .returns(true, BadValueException::isPassing);
        refusal(7);

        assertThat(registry.asked()).hasSize(1);
        assertThat(schemas.reader(keepImages(), "images")).isNotNull();
    }

    @Test
    void shouldAskForNoMoreThanAHundredNumbersThatLeadNowhereAtATime() {
        int images = keepImages();
        schemas.reader(images, "images");
        IntStream.range(0, 5 * Misses.MOST).forEach(id -> refusal(1_000 + id));
        int last = 999 + 5 * Misses.MOST;

        assertThat(registry.asked()).hasSize(1 + Misses.MOST);
        assertThat(refusal(last))
                .hasMessage("schema %d: not asked for; too many other numbers led nowhere", last)
                .returns(true, BadValueException::isPassing);
        assertThat(schemas.reader(images, "images")).isNotNull();

        now += KnownSchemas.REST.toNanos();
        assertThat(refusal(last)).hasMessageContaining("the registry has none of this number");
    }

    @Test
    void shouldNotWaitLongerInAllForNumbersThatLeadNowhereThanForOne() {
        var slow =
                new KnownSchemas(
                        new SchemaRegistry(RegistrySettings.open(registry.url())),
                        Duration.ofSeconds(3),
                        () -> now += Duration.ofMillis(100).toNanos());

        IntStream.range(0, 50)
                .forEach(
                        id ->
                                assertThatThrownBy(() -> slow.reader(1_000 + id, "images"))
                                        .isInstanceOf(BadValueException.class));

        // each look at the clock takes 100 ms here
        assertThat(registry.asked()).hasSizeBetween(2, 31);
    }

    @Test
    void shouldRefuseSchemasWhoseValuesCouldTakeAnyTime() {
        int id =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[
                          {"name":"a","type":{"type":"array","items":"null"}}]}
                        """);
        int within =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[{"name":"a","type":["null","A"]}]}
                        """);

        assertThat(refusal(id))
                .hasMessage("schema 1: an array of what takes no bytes, which is not read")
                .returns(false, BadValueException::isPassing);
        int wide =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[
                          {"name":"b","type":{"type":"array","items":{"type":"record","name":"B",
                            "fields":[{"name":"c","type":"int"}%s]}}}]}
                        """
                                .formatted(nulls(200)));

        assertThat(refusal(within)).hasMessage("schema 2: A is within itself, which is not read");
        assertThat(refusal(wide)).hasMessage("schema 3: more than 100 parts of no bytes");
    }

    @Test
    void shouldGoOnWithOthersAfterASchemaThatRefersToMore() {
        int referring = registry.keepReferring("{\"type\":\"record\"}");
        int images = keepImages();

        assertThat(refusal(referring))
                .hasMessage("schema 1: it refers to other schemas, which is not supported")
                .returns(false, BadValueException::isPassing);
        assertThat(schemas.reader(images, "images")).isNotNull();
    }

    @Test
    void shouldRefuseSchemasThatNobodyCanRead() {
        int order =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[
                          {"name":"a","type":"int","order":"sideways"}]}
                        """);
        int large =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[
                          {"name":"id","type":{"type":"fixed","name":"F","size":2147483000}}]}
                        """);
        int deep =
                registry.keep(
                        ValueFormat.PROTOBUF, "message A {".repeat(50_000) + "}".repeat(50_000));

        assertThat(refusal(order)).hasMessageStartingWith("schema 1: no Avro: ");
        assertThat(refusal(large))
                .hasMessage("schema 2: F: 2,147,483,000 bytes, allowed are 16,777,216");
        assertThat(refusal(deep)).hasMessage("schema 3: no Protobuf: nested too deeply");
    }

    @Test
    void shouldWaitForAFileOfWhoAsksThatIsExchanged() {
        int[] looks = {0};
        Supplier<Optional<String>> exchanged =
                () -> {
                    if (looks[0]++ == 0) {
                        throw new IllegalStateException("token: there is no such file to read");
                    }
                    return Optional.of("Bearer mine");
                };
        var settings =
                new RegistrySettings(
                        registry.url(), Duration.ofSeconds(3), exchanged, Optional.empty(), true);
        registry.want("Bearer mine");
        int images = keepImages();

        var later = new KnownSchemas(new SchemaRegistry(settings), settings.patience(), () -> now);

        assertThat(later.reader(images, "images")).isNotNull();
        assertThat(looks[0]).isEqualTo(2);
    }

    @Test
    void shouldRefuseAListWhereOursHasNone() {
        int list =
                registry.keep(
                        ValueFormat.AVRO,
                        """
                        {"type":"record","name":"A","fields":[
                          {"name":"data","type":["null",{"type":"array","items":"int"}]}]}
                        """);

        assertThat(refusal(list)).hasMessage("schema 1: data: must be bytes, not array");
    }

    private static String nulls(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> ",{\"name\":\"n%d\",\"type\":\"null\"}".formatted(i))
                .collect(Collectors.joining());
    }

    private int keepImages() {
        return registry.keep(ValueFormat.AVRO, OwnSchema.of(ValueFormat.AVRO, "images").text());
    }

    private BadValueException refusal(int id) {
        return catchThrowableOfType(BadValueException.class, () -> schemas.reader(id, "images"));
    }
}
