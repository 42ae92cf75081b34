package io.afluente.stream.format;

/** How the values of a topic can be written. */
public enum ValueFormat {
    JSON("application/json", "JSON", ""),
    AVRO("application/vnd.apache.avro", "AVRO", "avro/%s.avsc"),
    PROTOBUF("application/x-protobuf", "PROTOBUF", "protobuf/%s.proto");

    private final String contentType;
    private final String registryName;
    private final String file;

    ValueFormat(String contentType, String registryName, String file) {
        this.contentType = contentType;
        this.registryName = registryName;
        this.file = file;
    }

    /** What a header calls it. */
    public String contentType() {
        return contentType;
    }

    /** What a registry calls it. */
    String registryName() {
        return registryName;
    }

    /** The file in {@code topics/} that has a topic's schema. */
    String file(String topic) {
        return file.formatted(topic);
    }
}
