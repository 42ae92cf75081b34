package io.afluente.web.page;

import io.afluente.TestService;
import io.afluente.meter.Meters;
import io.afluente.service.ClassifyRole;
import io.afluente.service.LearnRole;
import io.afluente.service.WebRole;

/** A learner, a classifier, and the page that shows them. */
record ServedPage(LearnRole learn, ClassifyRole classify, WebRole web) implements AutoCloseable {
    /**
     * Starts them.
     *
     * @param writing whether pictures show writing
     * @param token of the page
     */
    static ServedPage start(TestService service, boolean writing, String token)
            throws InterruptedException {
        ServedPage page =
                new ServedPage(
                        service.learner(Meters.none()),
                        service.classifier(Meters.none()),
                        new WebRole(service.settings(), writing, token));
        page.learn.start();
        page.classify.start().running().join();
        Thread reader = new Thread(() -> page.web.run(app -> {}), "web");
        reader.setDaemon(true);
        reader.start();
        return page;
    }

    @Override
    public void close() {
        web.close();
        classify.close();
        learn.close();
    }
}
