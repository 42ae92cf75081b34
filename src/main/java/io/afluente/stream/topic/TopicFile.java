package io.afluente.stream.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one file of {@code topics/} says: who writes a topic, who reads it, and how it is kept.
 *
 * @param name as on the cluster, unless it has a prefix or another name there
 * @param about what the topic is for, in a sentence
 * @param writers commands and roles that write it
 * @param readers commands and roles that read it
 * @param key what a record's key says
 * @param headers what each header of a record says
 * @param partitions how many, by which rule
 * @param cleanup Kafka's {@code cleanup.policy}
 * @param config further topic settings by Kafka's names
 * @param value a JSON Schema for each kind of value: its content type, or what it is
 */
public record TopicFile(
        String name,
        String about,
        List<String> writers,
        List<String> readers,
        String key,
        Map<String, String> headers,
        Partitions partitions,
        String cleanup,
        Map<String, String> config,
        Map<String, JsonNode> value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public TopicFile {
        writers = List.copyOf(writers);
        readers = List.copyOf(readers);
        headers = Map.copyOf(headers);
        config = Map.copyOf(config);
        value = Map.copyOf(value);
    }

    /**
     * How many partitions: a default that may be changed, an exact number that may not, or the same
     * count as another topic's. One of the three is set.
     */
    public record Partitions(
            @JsonProperty("default") Integer usual, Integer exactly, String sameAs) {}

    /** Reads the file of a topic from the class path. */
    public static TopicFile load(String name) {
        String resource = "/topics/" + name + ".json";
        try (InputStream in = TopicFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return JSON.readValue(in, TopicFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
        }
    }

    /** All settings of the topic as Kafka takes them, the cleanup policy among them. */
    public Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(config);
        all.put("cleanup.policy", cleanup);
        return all;
    }

    /** The largest record that the topic takes, or Kafka's own default. */
    public int maxMessageBytes() {
        return Integer.parseInt(config.getOrDefault("max.message.bytes", "1048588"));
    }
}
