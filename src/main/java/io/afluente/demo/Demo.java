package io.afluente.demo;

import io.afluente.image.LabeledImage;
import io.afluente.learn.example.Control;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ControlRecords;
import io.afluente.stream.record.ImageRecords;
import io.afluente.stream.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * MNIST as a stream: the training images to the learner in file order, the test images to the
 * classifiers all along, and all of them once more to the last version. Expects both roles to run.
 *
 * @param client configuration of any Kafka client
 * @param topics names of the topics, empty so far
 * @param model name of the network
 * @param training images to learn from, in this order
 * @param test images to be answered
 * @param livePerSecond test images while the network learns, at most
 */
public record Demo(
        Map<String, Object> client,
        Topics topics,
        String model,
        List<LabeledImage> training,
        List<LabeledImage> test,
        int livePerSecond) {

    /**
     * How far a demo is.
     *
     * @param learned training images
     * @param recentAccuracy of the latest live predictions, 0 to 1
     * @param version that answered last; empty before the first prediction
     * @param answeredFinally images of the final test
     */
    public record Stage(long learned, double recentAccuracy, String version, int answeredFinally) {}

    /**
     * Runs it to its end. Throws what has failed.
     *
     * @param service fails when a role does: then there is nothing to wait for any more
     * @param progress told now and then how far it is
     */
    public Summary run(CompletableFuture<?> service, Consumer<Stage> progress)
            throws InterruptedException {
        int largest = topics.file(topics.images()).maxMessageBytes();
        ImageRecords images = new ImageRecords(topics.images(), ImageRecords.Format.RAW);
        try (RecordSender sender = new RecordSender(client, largest)) {
            LiveImages live = new LiveImages(sender, images, test, livePerSecond);
            return run(service, sender, images, live, progress);
        }
    }

    private Summary run(
            CompletableFuture<?> service,
            RecordSender sender,
            ImageRecords images,
            LiveImages live,
            Consumer<Stage> progress)
            throws InterruptedException {
        long start = System.nanoTime();
        try (TopicSummary ledger =
                new TopicSummary(client, topics, model, this::truth, live::answered)) {
            var unused =
                    service.exceptionally(
                            e -> {
                                ledger.fail(new IllegalStateException(e.getMessage(), e));
                                return null;
                            });
            thread("demo-ledger", ledger, ledger);
            thread("demo-live", live, ledger);
            thread("demo-training", () -> replay(sender), ledger);
            String last = awaitLastVersion(ledger, progress);
            live.stop();
            new FinalTest(sender, images, test, this::imageEnds)
                    .run(ledger, books -> progress.accept(stage(books)));
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<Integer, Long> ends = imageEnds();
            return ledger.ask(books -> Summary.of(books, ends, seconds, last));
        }
    }

    private void replay(RecordSender sender) {
        String topic = topics.labeledImages();
        ImageRecords records = new ImageRecords(topic, ImageRecords.Format.RAW);
        for (int i = 0; i < training.size(); i++) {
            sender.send(records.of(Ids.of("train", i), training.get(i)));
        }
        sender.send(ControlRecords.of(topic, Control.Order.CHECKPOINT));
        sender.flush();
    }

    /** Waits until all is learned and the checkpoint of it answers live images. */
    private String awaitLastVersion(TopicSummary ledger, Consumer<Stage> progress)
            throws InterruptedException {
        ledger.await(
                books -> {
                    progress.accept(stage(books));
                    return books.learning()
                            .versionAfter(training.size())
                            .filter(version -> version.equals(books.answers().latest()))
                            .isPresent();
                });
        return ledger.ask(books -> books.answers().latest());
    }

    private static Stage stage(TopicSummary books) {
        return new Stage(
                books.learning().labeled(),
                books.answers().recentAccuracy(),
                books.answers().latest(),
                books.answers().finalAnswers());
    }

    private Map<Integer, Long> imageEnds() {
        return PartitionEnds.of(client, topics.images());
    }

    private OptionalInt truth(String id) {
        return Ids.isOf("test", id)
                ? OptionalInt.of(test.get(Ids.indexOf(id)).label())
                : OptionalInt.empty();
    }

    private static void thread(String name, Runnable work, TopicSummary ledger) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (RuntimeException e) {
                                ledger.fail(e);
                            }
                        },
                        name);
        thread.setDaemon(true);
        thread.start();
    }
}
