import io.afluente.meter.Meters;
import io.afluente.model.dl4j.Nd4jEngine;
import io.afluente.registry.CheckpointFolder;
import io.afluente.registry.LiveModel;
import io.afluente.registry.Version;
import io.afluente.stream.classify.ClassifyStep;
import io.afluente.stream.record.PredictionRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A topology of its own: pictures of parcels in, what is sure to shelves, the rest to people. */
public final class SortParcels {
    /** java -cp 'afluente.jar:lib/*' SortParcels.java HOST:PORT checkpoints/VERSION.zip */
    public static void main(String[] args) throws IOException {
        LiveModel model = model(Path.of(args[1]));
        ClassifyStep classify = new ClassifyStep("parcels", model, 64);
        Properties config = config(classify);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args[0]);
        KafkaStreams streams = new KafkaStreams(topology(classify), config);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    static Properties config(ClassifyStep classify) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "sort-parcels");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.putAll(classify.config("parcels-dlq"));
        return config;
    }

    static LiveModel model(Path file) throws IOException {
        Version version = Version.parse(file.getFileName().toString().replace(".zip", ""));
        LiveModel model = new LiveModel(new Nd4jEngine(64), Optional.empty(), Meters.none());
        new CheckpointFolder(file.getParent()).read(version).ifPresent(model::accept);
        return model;
    }

    static Topology topology(ClassifyStep classify) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("parcels", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .processValues(classify, Named.as("classify"))
                .split()
                .branch(
                        (key, answer) -> answer.prediction().confidence() >= 0.9,
                        Branched.withConsumer(
                                sure -> sure.mapValues(SortParcels::shelf).to("shelves", texts())))
                .defaultBranch(
                        Branched.withConsumer(
                                doubtful -> doubtful.mapValues(SortParcels::shelf).to("people", texts())));
        return builder.build();
    }

    private static String shelf(PredictionRecord answer) {
        return "shelf " + answer.prediction().label();
    }

    private static Produced<byte[], String> texts() {
        return Produced.with(Serdes.ByteArray(), Serdes.String());
    }
}
