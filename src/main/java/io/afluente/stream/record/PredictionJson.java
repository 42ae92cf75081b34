package io.afluente.stream.record;

import io.afluente.model.Prediction;
import io.afluente.model.TopLabels;
import io.afluente.stream.format.JsonBytes;
import java.nio.charset.StandardCharsets;

/**
 * Writes predictions as JSON, straight from their arrays into bytes, since each image costs one.
 * What those of a version have in common is encoded once. Safe for any thread.
 */
final class PredictionJson {
    private static final int USUAL_BYTES = 400;
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] LABEL = ascii(",\"label\":");
    private static final byte[] CONFIDENCE = ascii(",\"confidence\":");
    private static final byte[] PROBABILITIES = ascii(",\"probabilities\":");
    private static final byte[] TOP = ascii(",\"top\":");
    private static final byte[] RANKED = ascii("{\"label\":");
    private static final byte[] PROBABILITY = ascii(",\"probability\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] END = ascii("}}");

    private Alike alike;

    byte[] write(PredictionRecord answer) {
        JsonBytes json = new JsonBytes(USUAL_BYTES).raw(ID).text(answer.id());
        if (answer.prediction() instanceof TopLabels top) {
            writeLabel(json, top.label(), top.confidence());
            write(json, top);
        } else if (answer.prediction() instanceof Prediction all) {
            int label = all.label();
            writeLabel(json, label, all.probabilities()[label]);
            write(json, all);
        }
        RecordPosition source = answer.source();
        json.raw(alikeOf(answer).json()).number(source.partition());
        return json.raw(OFFSET).number(source.offset()).raw(END).toBytes();
    }

    private static void writeLabel(JsonBytes json, int label, float confidence) {
        json.raw(LABEL).number(label).raw(CONFIDENCE).number(confidence);
    }

    private static void write(JsonBytes json, Prediction all) {
        float[] probabilities = all.probabilities();
        json.raw(PROBABILITIES);
        for (int i = 0; i < probabilities.length; i++) {
            json.raw(i == 0 ? '[' : ',').number(probabilities[i]);
        }
        json.raw(']');
    }

    private static void write(JsonBytes json, TopLabels top) {
        char before = '[';
        json.raw(TOP);
        for (TopLabels.Ranked ranked : top.ranked()) {
            json.raw(before).raw(RANKED).number(ranked.label());
            json.raw(PROBABILITY).number(ranked.probability()).raw('}');
            before = ',';
        }
        json.raw(']');
    }

    // threads may each make their own of it: whichever is kept, it is right
    private Alike alikeOf(PredictionRecord answer) {
        Alike known = alike;
        if (known == null || !known.of(answer)) {
            known = Alike.as(answer);
            alike = known;
        }
        return known;
    }

    /** What the predictions of a version for one topic have in common, as JSON. */
    private record Alike(String model, String version, String topic, byte[] json) {
        static Alike as(PredictionRecord answer) {
            String topic = answer.source().topic();
            JsonBytes json = new JsonBytes(USUAL_BYTES);
            json.raw(ascii(",\"model\":")).text(answer.model());
            json.raw(ascii(",\"version\":")).text(answer.version());
            json.raw(ascii(",\"source\":{\"topic\":")).text(topic);
            json.raw(ascii(",\"partition\":"));
            return new Alike(answer.model(), answer.version(), topic, json.toBytes());
        }

        boolean of(PredictionRecord answer) {
            return version.equals(answer.version())
                    && model.equals(answer.model())
                    && topic.equals(answer.source().topic());
        }
    }

    private static byte[] ascii(String json) {
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
