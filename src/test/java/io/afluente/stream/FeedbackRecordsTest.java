package io.afluente.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TopicSchemas;
import org.junit.jupiter.api.Test;

class FeedbackRecordsTest {
    @Test
    void shouldFollowTheSchemaAndTheImagesPartition() {
        var record =
                new FeedbackRecords("feedback").of("a", 7, new RecordPosition("images", 3, 12));

        assertThat(record.partition()).isEqualTo(3);
        assertThat(TopicSchemas.complaints("feedback", "application/json", record.value()))
                .isEmpty();
    }
}
