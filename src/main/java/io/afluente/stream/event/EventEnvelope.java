package io.afluente.stream.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Makes one JSON object of a value and the headers that make it an event. */
public final class EventEnvelope {
    /** What such a record says of its value. */
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    private static final String JSON = "application/json";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final JsonFactory WRITER = new JsonFactory();

    private EventEnvelope() {}

    /**
     * An event of the structured mode.
     *
     * @param headers of its record; those of the event's attributes are taken out of them
     * @param contentType of the value
     * @param value which becomes the event's data
     */
    public static byte[] around(Headers headers, String contentType, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length + 512);
        try (JsonGenerator json = WRITER.createGenerator(out)) {
            json.writeStartObject();
            attributes(headers, json);
            json.writeStringField("datacontenttype", contentType);
            if (contentType.equals(JSON)) {
                json.writeFieldName("data");
                json.writeRawValue(new String(value, UTF_8));
            } else {
                json.writeBinaryField("data_base64", value);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no file
        }
        return out.toByteArray();
    }

    /** Of two of a name the first, as receivers of the binary mode have it. */
    private static void attributes(Headers headers, JsonGenerator json) throws IOException {
        Set<String> written = new HashSet<>(Set.of("datacontenttype", "data", "data_base64"));
        for (Header header : headers.toArray()) {
            String name = header.key().toLowerCase(Locale.ROOT);
            if (!name.startsWith(EventHeaders.PREFIX)) {
                continue;
            }
            headers.remove(header.key());
            String attribute = name.substring(EventHeaders.PREFIX.length());
            boolean valid = header.value() != null && NAME.matcher(attribute).matches();
            if (valid && written.add(attribute)) {
                json.writeStringField(attribute, new String(header.value(), UTF_8));
            }
        }
    }
}
