package io.afluente.learn;

import io.afluente.image.InputShape;
import io.afluente.learn.gate.GateSettings;
import java.util.Locale;

/**
 * How many examples a learner keeps, to practise again and to judge by: as many as its settings ask
 * for, or as many as fit into the memory that they may take.
 *
 * <p>Where they don't all fit, those held out get half of the room, and more only if past examples
 * leave it free. The counts depend on nothing but settings and the shape of the pictures, so that
 * every process comes to the same.
 *
 * @param input the shape that all of them have
 */
public record ExampleBudget(InputShape input) {
    // the id, which a record's key bounds, and the object that holds the bytes
    private static final int BESIDE_THE_PIXELS = 1_100;
    // one byte in so many is what deflating adds at most to what can't be deflated
    private static final int DEFLATING_ADDS_ONE_IN = 512;

    /** The same settings, with no more examples than fit into so many MiB. */
    public LearnSettings fit(LearnSettings asked, int megabytes) {
        long room = ((long) megabytes << 20) / bytesOfOne();
        int past = asked.practice().kept();
        int heldOut = heldOut(asked.gate());
        if ((long) past + heldOut <= room) {
            return asked;
        }
        int toJudge = (int) Math.min(heldOut, Math.max(room / 2, room - past));
        int toPractise = (int) Math.min(past, Math.max(0, room - toJudge));
        return asked.withPractice(keeping(toPractise, asked.practice()))
                .withGate(keeping(toJudge, asked.gate()));
    }

    /** What the examples kept under these settings may take. */
    public long bytes(LearnSettings settings) {
        long examples = (long) settings.practice().kept() + heldOut(settings.gate());
        return bytesOfOne() * examples;
    }

    /** In words, how many examples are kept under these settings and what they may take. */
    public String words(LearnSettings settings) {
        int past = settings.practice().kept();
        int heldOut = heldOut(settings.gate());
        return String.format(
                Locale.ROOT,
                "up to %d examples (%d to practise again, %d held out) in at most %d MB",
                (long) past + heldOut,
                past,
                heldOut,
                megabytes(bytes(settings)));
    }

    private static long megabytes(long bytes) {
        return (bytes + (1L << 20) - 1) >> 20;
    }

    private long bytesOfOne() {
        long pixels = input.bytes();
        return pixels + pixels / DEFLATING_ADDS_ONE_IN + BESIDE_THE_PIXELS;
    }

    private static int heldOut(GateSettings gate) {
        return gate.on() ? gate.recent() + gate.all() : 0;
    }

    private static TrainingSettings keeping(int count, TrainingSettings of) {
        int memory = of.kept() == 0 ? of.memory() : count;
        return new TrainingSettings(
                of.steps(), of.replays(), memory, of.averageDecay(), of.rate(), of.shards());
    }

    /** A gate judges by one example of each set at least. */
    private static GateSettings keeping(int count, GateSettings of) {
        if (!of.on()) {
            return of;
        }
        long share = (long) count * of.recent() / heldOut(of);
        int recent = (int) Math.max(1, share);
        int all = Math.max(1, count - recent);
        int least = Math.min(of.least(), recent);
        return new GateSettings(true, of.share(), recent, all, least, of.tolerance());
    }
}
