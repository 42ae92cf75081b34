package io.afluente.demo;

import io.afluente.image.LabeledImage;
import io.afluente.stream.client.RecordSender;
import io.afluente.stream.record.ImageRecords;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All test images once more, to be answered by the last version.
 *
 * @param sender of images
 * @param records how they are written
 * @param test the images
 * @param imageEnds how far the topic of images reaches
 */
record FinalTest(
        RecordSender sender,
        ImageRecords records,
        List<LabeledImage> test,
        Supplier<Map<Integer, Long>> imageEnds) {

    /**
     * Sends them, and waits until all is answered.
     *
     * @param look told of the books now and then
     */
    void run(TopicSummary ledger, Consumer<TopicSummary> look) throws InterruptedException {
        sender.flush();
        Map<Integer, Long> from = imageEnds.get();
        ledger.ask(
                books -> {
                    books.answers().finalTestFrom(from);
                    return null;
                });
        send();
        Map<Integer, Long> ends = imageEnds.get();
        ledger.await(
                books -> {
                    look.accept(books);
                    return books.answers().missing(ends) - books.dlq() <= 0;
                });
    }

    private void send() {
        for (int i = 0; i < test.size(); i++) {
            sender.send(records.of(Ids.of("test", i), test.get(i).image()));
        }
        sender.flush();
    }
}
