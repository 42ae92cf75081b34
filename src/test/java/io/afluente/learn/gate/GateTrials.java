package io.afluente.learn.gate;

import io.afluente.image.Image;
import io.afluente.image.InputShape;
import io.afluente.image.LabeledImage;
import io.afluente.learn.LearnSettings;
import io.afluente.learn.Parts;
import io.afluente.learn.example.Example;
import io.afluente.learn.example.ExampleForm;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Has the gate judge a challenger many times, each time on other held-out examples, where it is
 * known which examples champion and challenger get right. A network is one number here: its place
 * in the list of what each gets right.
 */
public final class GateTrials {
    private static final InputShape DOT = new InputShape(1, 1, 1);

    private final GateSettings settings;
    private final List<boolean[]> right;
    private final int heldOut;
    private final int trials;

    /**
     * @param right of each network, which examples it gets right
     * @param heldOut how many examples a gate has seen when it judges
     * @param trials how often it judges a pair
     */
    public GateTrials(LearnSettings settings, List<boolean[]> right, int heldOut, int trials) {
        this.settings = settings.gate();
        this.right = List.copyOf(right);
        this.heldOut = heldOut;
        this.trials = trials;
    }

    /** Of each network, in which share of all trials it passes against the champion. */
    public double[] passed(int champion) throws IOException {
        double[] passed = new double[right.size()];
        Contender first = new Contender("champion", new float[] {champion});
        for (int trial = 0; trial < trials; trial++) {
            Gate gate = new Gate(settings, new ExampleForm(DOT, 10), trial, first);
            gate.keep(draw(new Random(trial)));
            byte[] before = Parts.bytesOf(gate);
            for (int challenger = 0; challenger < passed.length; challenger++) {
                boolean passes = gate.judge(new float[] {challenger}, this::answers).passed();
                passed[challenger] += passes ? 1.0 / trials : 0;
                if (!gate.champion().is(first)) {
                    // all are judged by the same champion
                    gate.load(new DataInputStream(new ByteArrayInputStream(before)));
                }
            }
        }
        return passed;
    }

    private List<Example> draw(Random random) {
        List<Integer> all =
                Arrays.asList(
                        IntStream.range(0, right.get(0).length).boxed().toArray(Integer[]::new));
        Collections.shuffle(all, random);
        return all.subList(0, heldOut).stream().map(GateTrials::example).toList();
    }

    private boolean[] answers(float[] network, List<Example> examples) {
        boolean[] all = right.get((int) network[0]);
        boolean[] these = new boolean[examples.size()];
        for (int i = 0; i < these.length; i++) {
            these[i] = all[(int) examples.get(i).offset()];
        }
        return these;
    }

    private static Example example(int number) {
        return new Example(
                number, "test-" + number, new LabeledImage(new Image(DOT, new byte[1]), 0));
    }
}
