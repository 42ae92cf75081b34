package io.afluente.stream.classify;

import io.afluente.image.BadImageException;
import io.afluente.meter.Meters;
import io.afluente.stream.fetch.Fetched;
import io.afluente.stream.fetch.PatientFetcher;
import io.afluente.stream.fetch.PictureReference;
import io.afluente.stream.record.ImageCodec;
import io.afluente.stream.record.RecordBounds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fetches the pictures that rows of a slice only refer to, in parallel, before the slice is
 * decoded. The first row is waited for: it is its turn, and there is an answer or a failure at the
 * end. The others are tried along with it; one that may still come is left for a later slice.
 * Belongs to one stream thread.
 */
final class SliceReferences {
    private final PatientFetcher fetcher;
    private final ImageCodec codec;
    private final RecordBounds bounds;
    private final long mostBytes;
    private final Meters.Sample seconds;
    private RowFetch waitedFor;

    /**
     * @param mostBytes of fetched pictures that a slice may have; one may be larger by itself
     */
    SliceReferences(
            PatientFetcher fetcher,
            ImageCodec codec,
            RecordBounds bounds,
            long mostBytes,
            Meters meters) {
        this.fetcher = fetcher;
        this.codec = codec;
        this.bounds = bounds;
        this.mostBytes = mostBytes;
        this.seconds = meters.sample("slice.fetch.seconds");
    }

    /** Fetches nothing. */
    static SliceReferences none(ImageCodec codec, RecordBounds bounds) {
        PatientFetcher nobody = new PatientFetcher(codec.fetcher(), () -> 0);
        return new SliceReferences(nobody, codec, bounds, 0, Meters.none());
    }

    /** Afterwards the first row, and all others but those that are left, can be decoded. */
    void fetch(List<PolledRow> slice) {
        if (fetcher.isOff()) {
            return;
        }
        slice.forEach(this::look);
        waitedFor = slice.get(0).fetch();
        List<PolledRow> referring = slice.stream().filter(row -> row.fetch() != null).toList();
        if (!referring.isEmpty()) {
            long began = System.nanoTime();
            tryEach(referring);
            while (waitedFor != null && waitedFor.mayCome() && waitedFor.again()) {
                tryEach(referring);
            }
            seconds.record((System.nanoTime() - began) / 1e9);
        }
    }

    /** Whether a row is left for a later slice. */
    boolean leaves(PolledRow row) {
        return row.fetch() != null && row.fetch() != waitedFor && row.fetch().isWaiting();
    }

    private void look(PolledRow row) {
        if (row.fetch() == null) {
            referenceOf(row)
                    .ifPresent(found -> row.fetch(new RowFetch(found, fetcher.new Waiting())));
        }
    }

    private Optional<PictureReference> referenceOf(PolledRow row) {
        if (bounds.excess(row.key(), row.value(), row.headers()).isPresent()) {
            return Optional.empty();
        }
        try {
            return codec.reference(row.value(), row.headers());
        } catch (BadImageException toldWhenItIsDecoded) {
            return Optional.empty();
        }
    }

    private void tryEach(List<PolledRow> rows) {
        Set<PictureReference> open =
                rows.stream()
                        .map(PolledRow::fetch)
                        .filter(RowFetch::mayCome)
                        .map(RowFetch::reference)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        if (open.isEmpty()) {
            return;
        }
        long held = rows.stream().mapToLong(row -> row.fetch().size()).sum();
        Map<PictureReference, Fetched> fetched = fetcher.fetch(open, mostBytes - held);
        for (PolledRow row : rows) {
            if (row.fetch().mayCome()) {
                row.fetch().tried(fetched.get(row.fetch().reference()));
            }
        }
    }
}
