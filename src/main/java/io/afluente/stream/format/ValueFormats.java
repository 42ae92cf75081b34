package io.afluente.stream.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * How the values of topics are written, and what reads those whose schema a registry has. Topics
 * are named as on the cluster, schemas as the topics are in {@code topics/}. Safe for any thread.
 */
public final class ValueFormats {
    /** All JSON, and no registry. */
    public static final ValueFormats JSON = new ValueFormats(Map.of(), Optional.empty());

    private final Map<String, ValueFormat> formats;
    private final Optional<RegistrySettings> settings;
    private final Optional<SchemaRegistry> registry;
    private final Optional<KnownSchemas> known;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    /** How the values of a topic are written: of which schema, and by what. */
    private record Written(int schema, ValueWriter writer) {}

    /**
     * @param formats of topics; all others are JSON
     * @param settings of the registry, where there is one
     */
    public ValueFormats(Map<String, ValueFormat> formats, Optional<RegistrySettings> settings) {
        this.formats = Map.copyOf(formats);
        this.settings = settings;
        this.registry = settings.map(SchemaRegistry::new);
        this.known =
                settings.map(
                        of -> new KnownSchemas(registry.get(), of.patience(), System::nanoTime));
    }

    private ValueFormats(Map<String, ValueFormat> formats, ValueFormats same) {
        this.formats = formats;
        this.settings = same.settings;
        this.registry = same.registry;
        this.known = same.known;
    }

    /** The same for topics of other names. */
    public ValueFormats renamed(UnaryOperator<String> name) {
        Map<String, ValueFormat> renamed = new HashMap<>();
        formats.forEach((topic, format) -> renamed.put(name.apply(topic), format));
        return new ValueFormats(renamed, this);
    }

    /** How the values of a topic are written. */
    public ValueFormat of(String topic) {
        return formats.getOrDefault(topic, ValueFormat.JSON);
    }

    /** Whether a value has the number of a schema before it, if it is what its type says. */
    public static boolean isRegistered(byte[] value) {
        return FramedValue.begins(value);
    }

    /**
     * Whether a value of no known type is taken as one whose schema the registry has. Without a
     * registry none is: JSON in UTF-16 and UTF-32 may begin with a zero too.
     */
    public boolean takes(byte[] value) {
        return registry.isPresent() && isRegistered(value);
    }

    /**
     * Asks the registry for what it takes to write to a topic, so that nothing has to wait for it
     * later.
     *
     * @throws RegistryException if it refuses or is away
     */
    public void prepare(String topic, String schema) {
        if (of(topic) != ValueFormat.JSON) {
            written.computeIfAbsent(topic, to -> asked(to, schema));
        }
    }

    /**
     * A value of a topic that is not JSON.
     *
     * @throws RegistryException if the registry had to be asked for its schema, and did not tell
     */
    public byte[] write(String topic, String schema, Map<String, ?> fields) {
        Written as = written.computeIfAbsent(topic, to -> asked(to, schema));
        ByteArrayOutputStream out = FramedValue.begin(as.schema());
        try {
            as.writer().write(fields, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Written asked(String topic, String schema) {
        RegisteredSchema own = OwnSchema.of(of(topic), schema);
        return new Written(number(topic + "-value", own), OwnSchema.writer(own));
    }

    private int number(String subject, RegisteredSchema schema) {
        SchemaRegistry asked = registry.orElseThrow();
        try {
            return Retries.within(
                    settings.orElseThrow().patience(),
                    left ->
                            settings.orElseThrow().registers()
                                    ? asked.register(subject, schema, left)
                                    : asked.find(subject, schema, left));
        } catch (RegistryException e) {
            throw new RegistryException(
                    e.why(), "%s: subject %s: %s".formatted(asked.url(), subject, e.getMessage()));
        }
    }

    /**
     * The fields of a value that {@link #isRegistered}.
     *
     * @throws BadValueException if it can't be read, or not now
     */
    public ValueFields read(String schema, byte[] value) {
        int number = FramedValue.schemaOf(value);
        KnownSchemas schemas =
                known.orElseThrow(
                        () ->
                                new BadValueException(
                                        "schema %s: schema-registry-url is not set"
                                                .formatted(Integer.toUnsignedString(number)),
                                        true));
        return new ValueFields(schemas.reader(number, schema).read(value, FramedValue.HEAD));
    }
}
