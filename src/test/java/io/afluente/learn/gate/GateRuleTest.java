package io.afluente.learn.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.afluente.evaluate.PairedComparison;
import io.afluente.registry.Verdict;
import org.junit.jupiter.api.Test;

class GateRuleTest {
    private static final GateRule RULE = new GateRule(200, 0.02);
    private static final PairedComparison ALIKE = new PairedComparison(380, 2, 2, 16);

    @Test
    void shouldLetPassWhereThereIsTooLittleToJudgeBy() {
        Verdict verdict = RULE.judge(new PairedComparison(0, 199, 0, 0), ALIKE);

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.reason()).isEqualTo("nothing to judge by: 199 of 200 held-out examples");
        assertThat(verdict.accuracy()).isNull();
    }

    @Test
    void shouldLetPassWhatIsSurelyBetterRecentlyThoughWorseOnAll() {
        Verdict verdict =
                RULE.judge(
                        new PairedComparison(20, 10, 100, 270),
                        new PairedComparison(300, 250, 30, 20));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.accuracy()).isEqualTo(0.3);
        assertThat(verdict.reason())
                .isEqualTo(
                        "better: recent 0.300 against 0.075 on 400, all 0.550 against 0.917 on 600");
    }

    @Test
    void shouldLetPassWhatIsNotInferior() {
        assertThat(RULE.judge(ALIKE, ALIKE).reason())
                .isEqualTo(
                        "not inferior: recent 0.955 against 0.955 on 400, all 0.955 against 0.955 on 400");
    }

    @Test
    void shouldHoldWhatIsWorseOnEither() {
        PairedComparison worse = new PairedComparison(370, 14, 2, 14);

        assertThat(RULE.judge(worse, ALIKE).passed()).isFalse();
        assertThat(RULE.judge(ALIKE, worse).passed()).isFalse();
        assertThat(RULE.judge(ALIKE, worse).reason()).startsWith("inferior: ");
    }

    @Test
    void shouldHoldWhatIsNoBetterThanACollapsedChampion() {
        PairedComparison collapsed = new PairedComparison(30, 1, 1, 368);

        Verdict verdict = RULE.judge(collapsed, ALIKE);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reason()).startsWith("the champion has collapsed");
    }

    @Test
    void shouldMakeTheChampionWhoeverLosesNothingAgainstIt() {
        PairedComparison lost = new PairedComparison(380, 3, 2, 15);
        PairedComparison won = new PairedComparison(380, 2, 3, 15);

        assertThat(RULE.asGood(lost, won)).isTrue();
        assertThat(RULE.asGood(lost, ALIKE)).isFalse();
        assertThat(RULE.asGood(new PairedComparison(0, 9, 0, 0), lost)).isTrue();
    }

    @Test
    void shouldSeeThatTheChampionIsSurelyBetter() {
        assertThat(RULE.championBetter(new PairedComparison(200, 40, 5, 155))).isTrue();
        assertThat(RULE.championBetter(new PairedComparison(200, 5, 40, 155))).isFalse();
        assertThat(RULE.championBetter(ALIKE)).isFalse();
        assertThat(RULE.championBetter(new PairedComparison(10, 40, 0, 0))).isFalse();
    }
}
