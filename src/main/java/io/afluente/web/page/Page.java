package io.afluente.web.page;

import io.afluente.image.decode.ImageFormat;
import io.afluente.meter.Meters;
import io.afluente.model.NetworkSpec;
import io.afluente.stream.client.ModelsTopic;
import io.afluente.stream.client.PictureLookup;
import io.afluente.stream.client.Submissions;
import io.afluente.stream.runtime.LagWatch;
import io.afluente.stream.topic.Topics;
import io.afluente.web.Routes;
import io.afluente.web.Site;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The page as a whole: what it reads, what it answers, and what it sends. */
public final class Page implements Site {
    private final Feed feed = new Feed();
    private final List<Routes> routes;
    private final Reader reader;
    private final List<Runnable> toClose;

    public Page(PageSettings settings) {
        NetworkSpec network = settings.network();
        Topics topics = settings.topics();
        Replies replies = new Replies();
        ModelsView models = new ModelsView(network.name(), settings.signer(), settings.backbones());
        IntSupplier labels = () -> network.labels().size() + models.addedLabels().size();
        ConfusionView mistakes = new ConfusionView(labels);
        Insights insights = new Insights(settings.engine());
        Guard guard = new Guard(settings.token());
        Submissions submissions = new Submissions(settings.client(), topics, settings.ink());
        PictureLookup pictures =
                new PictureLookup(settings.client(), settings.codec(), network.pictures());
        PictureCards flowing = new PictureCards(pictures, feed);
        LagWatch imagesLag = lag(settings, settings.classifyGroup(), topics.images());
        LagWatch labeledLag = lag(settings, settings.learnGroup(), topics.labeledImages());
        reader =
                new Reader(
                        settings,
                        new TopicViews(topics, replies, models, mistakes),
                        replies,
                        feed,
                        flowing,
                        imagesLag::records,
                        labeledLag::records);
        routes =
                List.of(
                        new PageFiles(),
                        new EventRoutes(feed),
                        new LookRoutes(
                                mistakes,
                                pictures,
                                guard,
                                () -> about(network, models.addedLabels(), settings.writing())),
                        new InsightRoutes(
                                models, insights, settings.codec(), settings.ink(), guard),
                        new SubmitRoutes(
                                submissions,
                                replies,
                                guard,
                                labels,
                                new SeenPicture(
                                        settings.codec(), network.pictures(), settings.ink())),
                        new ModelRoutes(
                                models,
                                new ModelsTopic(
                                        settings.client(),
                                        topics,
                                        network.name(),
                                        settings.signer()),
                                guard));
        toClose =
                List.of(
                        flowing::close,
                        imagesLag::close,
                        labeledLag::close,
                        pictures::close,
                        insights::close,
                        submissions::close);
    }

    @Override
    public List<Routes> routes() {
        return routes;
    }

    @Override
    public void run() {
        reader.run();
    }

    @Override
    public boolean isReady() {
        return reader.isReady();
    }

    @Override
    public void close() {
        feed.close();
        reader.close();
        toClose.forEach(Runnable::run);
    }

    private static LagWatch lag(PageSettings settings, String group, String topic) {
        return LagWatch.start(settings.client(), group, topic, Meters.none());
    }

    private static LookRoutes.About about(
            NetworkSpec network, List<String> added, boolean writing) {
        return new LookRoutes.About(
                network.name(),
                Stream.concat(network.labels().stream(), added.stream()).toList(),
                network.labels().size(),
                ConfusionView.IN_A_TABLE,
                writing,
                network.pictures().shape().height(),
                network.pictures().shape().width(),
                network.pictures().shape().channels(),
                Stream.of(ImageFormat.values()).map(ImageFormat::contentType).toList());
    }
}
