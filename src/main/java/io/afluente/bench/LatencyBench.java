package io.afluente.bench;

import io.afluente.meter.Meters;
import io.afluente.registry.Checkpoint;
import io.afluente.service.ClassifyRole;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.client.TopicReader;
import io.afluente.stream.record.ImageRecords;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How long an answer takes at a steady rate, also while versions swap. */
final class LatencyBench {

    private final BenchProfile effort;
    private final BenchCluster lab;
    private final List<Checkpoint> versions;
    private final DeliveryCheck ledger;

    /**
     * @param versions to swap between, the first of which serves at the beginning
     */
    LatencyBench(
            BenchProfile effort,
            BenchCluster lab,
            List<Checkpoint> versions,
            DeliveryCheck ledger) {
        this.effort = effort;
        this.lab = lab;
        this.versions = List.copyOf(versions);
        this.ledger = ledger;
    }

    Latency measure(
            String engine, String guarantee, Latency.Commits commits, int rate, boolean swapping)
            throws InterruptedException {
        try (BenchCluster.Experiment experiment =
                lab.next(engine, guarantee, commits == Latency.Commits.EARLY)) {
            lab.publish(experiment, versions.get(0));
            double[] millis = millis(experiment, rate, swapping);
            int slice = ledger.check(experiment, millis.length);
            int from = Math.min(rate * effort.warmUpSeconds(), millis.length - 1);
            double[] measured = Arrays.copyOfRange(millis, from, millis.length);
            return new Latency(
                    engine,
                    guarantee,
                    commits,
                    rate,
                    swapping,
                    Quantiles.percentile(0.5, measured),
                    Quantiles.percentile(0.95, measured),
                    Quantiles.percentile(0.99, measured),
                    slice);
        }
    }

    private double[] millis(BenchCluster.Experiment experiment, int rate, boolean swapping)
            throws InterruptedException {
        int seconds = effort.warmUpSeconds() + effort.latencySeconds();
        long[] sent = new long[Math.max(rate * seconds, 1)];
        double[] millis = new double[sent.length];
        try (ClassifyRole role =
                new ClassifyRole(
                        experiment.settings(), experiment.settings().engine(), Meters.none())) {
            role.start().running().join();
            Thread sender = new Thread(() -> send(experiment, rate, sent), "bench-sender");
            Thread swapper =
                    new Thread(() -> swap(lab.models(experiment), seconds), "bench-swapper");
            sender.start();
            if (swapping) {
                swapper.start();
            }
            receive(experiment, sent, millis);
            sender.join();
            swapper.join();
        }
        return millis;
    }

    private void send(BenchCluster.Experiment experiment, int rate, long[] sent) {
        String topic = experiment.topics().images();
        ImageRecords records = new ImageRecords(topic, ImageRecords.Format.RAW);
        Map<String, Object> config = new HashMap<>(experiment.client());
        // what is measured is our latency, not that of a producer that waits for company
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (RecordSender sender =
                new RecordSender(config, experiment.topics().file(topic).maxMessageBytes())) {
            long start = System.nanoTime();
            for (int i = 0; i < sent.length; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                sent[i] = System.nanoTime();
                sender.send(records.of(Integer.toString(i), lab.picture(i).image()));
            }
            sender.flush();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void swap(ModelsTopic models, int seconds) {
        try {
            for (int i = 1; i < seconds; i++) {
                TimeUnit.SECONDS.sleep(1);
                models.publish(versions.get(i % versions.size()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void receive(BenchCluster.Experiment experiment, long[] sent, double[] millis) {
        try (TopicReader predictions = experiment.predictions()) {
            int received = 0;
            while (received < sent.length) {
                for (ConsumerRecord<byte[], byte[]> prediction : predictions.next()) {
                    int number = BenchCluster.number(prediction);
                    millis[number] = (System.nanoTime() - sent[number]) / 1e6;
                    received++;
                }
            }
        }
    }
}
