package io.afluente.web.infer;

import io.afluente.image.BadImageException;
import io.afluente.image.Image;
import io.afluente.image.PictureForm;
import io.afluente.meter.Meters;
import io.afluente.model.Prediction;
import io.afluente.registry.LiveModel;
import io.afluente.stream.classify.ThreadModel;
import io.afluente.stream.record.ImageCodec;
import io.afluente.web.infer.tensor.InferException;
import io.afluente.web.infer.tensor.Picture;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * Answers requests that wait, several at once where several do: decodes their pictures, and
 * classifies them together. What is wrong with one request is told to its client alone. Belongs to
 * one thread, and ends when that is interrupted.
 */
final class DirectWorker implements Runnable {
    /** A request, and where its answers go. */
    record Waiting(Question question, CompletableFuture<List<Answered>> answers) {
        int images() {
            return question.pictures().size();
        }
    }

    private record Decoded(Waiting of, List<Image> images) {}

    private final LiveModel live;
    private final BlockingQueue<Waiting> queue;
    private final ImageCodec codec;
    private final int sliceImages;
    private final Meters.Sample batchSizes;

    /**
     * @param sliceImages no other request is taken in once there are so many pictures
     */
    DirectWorker(
            LiveModel live,
            BlockingQueue<Waiting> queue,
            ImageCodec codec,
            int sliceImages,
            Meters meters) {
        this.live = live;
        this.queue = queue;
        this.codec = codec;
        this.sliceImages = sliceImages;
        this.batchSizes = meters.sample("infer.batch.images");
    }

    @Override
    public void run() {
        try (ThreadModel model = new ThreadModel(live)) {
            while (!Thread.currentThread().isInterrupted()) {
                answer(take(), model);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Waiting> take() throws InterruptedException {
        List<Waiting> batch = new ArrayList<>();
        Waiting next = queue.take();
        int images = 0;
        while (next != null) {
            batch.add(next);
            images += next.images();
            next = images < sliceImages ? queue.poll() : null;
        }
        return batch;
    }

    private void answer(List<Waiting> batch, ThreadModel mine) {
        try {
            LiveModel.Answering model = mine.lookUp();
            List<Decoded> decoded = new ArrayList<>();
            for (Waiting one : batch) {
                // nobody waits for one that was given up
                if (!one.answers.isDone()) {
                    decode(one, model, decoded);
                }
            }
            if (!decoded.isEmpty()) {
                classify(decoded, model);
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(one -> one.answers.completeExceptionally(failed()));
            throw e;
        }
    }

    private static InferException failed() {
        return new InferException(
                HttpStatus.INTERNAL_SERVER_ERROR, "this process has failed, and ends");
    }

    private void decode(Waiting one, LiveModel.Answering model, List<Decoded> decoded) {
        try {
            if (model == null) {
                throw InferException.unavailable("no version serves yet");
            }
            Versions.require(one.question.version(), model.version().toString());
            decoded.add(new Decoded(one, images(one.question, model.spec().pictures())));
        } catch (InferException e) {
            one.answers.completeExceptionally(e);
        }
    }

    private List<Image> images(Question question, PictureForm form) {
        List<Image> images = new ArrayList<>();
        for (Picture picture : question.pictures()) {
            try {
                images.add(
                        codec.image(picture.value(), picture.contentType(), question.ink(), form));
            } catch (BadImageException e) {
                throw InferException.ofPicture(images.size(), e);
            }
        }
        return images;
    }

    private void classify(List<Decoded> decoded, LiveModel.Answering model) {
        List<Image> all = decoded.stream().flatMap(one -> one.images.stream()).toList();
        List<Prediction> predictions = new ArrayList<>(all.size());
        int most = model.classifier().maxBatch();
        for (int from = 0; from < all.size(); from += most) {
            int to = Math.min(all.size(), from + most);
            predictions.addAll(model.classifier().predict(all.subList(from, to)));
        }
        batchSizes.record(all.size());
        int from = 0;
        for (Decoded one : decoded) {
            int to = from + one.images.size();
            settle(one.of, predictions.subList(from, to), model);
            from = to;
        }
    }

    private static void settle(
            Waiting one, List<Prediction> predictions, LiveModel.Answering model) {
        String version = model.version().toString();
        for (int i = 0; i < predictions.size(); i++) {
            if (!predictions.get(i).namesALabel()) {
                one.answers.completeExceptionally(
                        InferException.ofPicture(
                                i, "version " + version + " gives no numbers for it"));
                return;
            }
        }
        one.answers.complete(
                predictions.stream()
                        .map(prediction -> new Answered(prediction, version, model.engine(), null))
                        .toList());
    }
}
