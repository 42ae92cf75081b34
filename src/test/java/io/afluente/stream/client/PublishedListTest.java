package io.afluente.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.TestNetworks;
import io.afluente.registry.Checkpoint;
import io.afluente.registry.Lineage;
import io.afluente.registry.Manifest;
import io.afluente.registry.Version;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on the topic of models, and under which names. */
class PublishedListTest {
    private final KeyValueStore<String, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("test"),
                            Serdes.String(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void shouldKnowWhatACheckpointWasCalled() {
        Checkpoint published = TestNetworks.untrained(3, 1);
        Checkpoint again = TestNetworks.untrained(3, 2);
        PublishedList list = PublishedList.of(store);
        list.add(Manifest.of(published));
        list.writeTo(store);

        assertThat(PublishedList.of(store).nameOf(again)).isEqualTo(published.version());
        Checkpoint later = TestNetworks.untrained(4, 2);
        assertThat(PublishedList.of(store).nameOf(later)).isEqualTo(later.version());
    }

    @Test
    void shouldNameTheCopyOfALostVersion() {
        Version lost = TestNetworks.untrained(3, 1).version();
        Checkpoint copy = madeFrom(lost.toString(), 3);
        PublishedList list = PublishedList.of(store);
        list.add(Manifest.of(madeFrom(lost.toString(), 4)));
        list.retain(version -> version.startsWith("000004"));
        list.putBack(Manifest.of(copy));
        list.putBack(Manifest.of(copy));
        list.writeTo(store);

        PublishedList read = PublishedList.of(store);
        assertThat(read.nameOnTopic(lost.toString())).isEqualTo(copy.version().toString());
        assertThat(read.nameOnTopic("000009-0123456789ab")).isEqualTo("000009-0123456789ab");
    }

    @Test
    void shouldKeepAVersionThatWasBegunFromAFile() {
        Checkpoint begun = madeFrom("my own network.zip", 0);
        PublishedList list = PublishedList.of(store);
        list.putBack(Manifest.of(begun));
        list.writeTo(store);

        assertThat(PublishedList.of(store).nameOf(TestNetworks.untrained(0, 2)))
                .isEqualTo(begun.version());
    }

    private static Checkpoint madeFrom(String parent, long sequence) {
        Checkpoint some = TestNetworks.untrained(sequence, 1);
        Lineage lineage = Lineage.beginning(parent, some.network(), 1, "test", "test");
        return Checkpoint.seal(sequence, some.network(), lineage, new byte[0]);
    }
}
