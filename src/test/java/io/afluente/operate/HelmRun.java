package io.afluente.operate;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Calls Helm. Loaded by a class loader of its own, see {@link HelmChart}, so that only types of the
 * JDK go in and out.
 */
public final class HelmRun implements Function<List<String>, String> {
    static final String RELEASE = "my";
    static final String NAMESPACE = "stream";

    /**
     * Renders a chart, or checks it where there are no values.
     *
     * @param words folder of the chart, then perhaps a file of values
     * @return manifests, or what there is to say of the chart
     * @throws IllegalStateException with Helm's own words, if it refuses
     */
    @Override
    public String apply(List<String> words) {
        Helm helm = new Helm(Path.of(words.get(0)));
        if (words.size() == 1) {
            LintResult found = helm.lint().strict().call();
            return found.isFailed() ? String.join("\n", found.getMessages()) : "";
        }
        return helm.template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withValuesFile(Path.of(words.get(1)))
                .call();
    }
}
