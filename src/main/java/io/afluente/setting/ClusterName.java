package io.afluente.setting;

/** What Kafka takes as a name, as a check and as words. */
enum ClusterName {
    /** Of a topic. */
    TOPIC(249),

    /** Of a group, which is the beginning of the names of its internal topics. */
    GROUP(200);

    private final int longest;

    ClusterName(int longest) {
        this.longest = longest;
    }

    boolean allows(String name) {
        return name.matches("[A-Za-z0-9._-]{1,%d}".formatted(longest)) && !name.matches("[.]{1,2}");
    }

    /** Finish the sentence "the name is ...". */
    String words() {
        return "1 to %d letters, digits, dots, underscores and dashes, but not . or .."
                .formatted(longest);
    }
}
