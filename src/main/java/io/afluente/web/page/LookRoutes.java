package io.afluente.web.page;

import io.afluente.stream.client.PictureLookup;
import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a page looks at on demand: {@code /api/about}, {@code /api/confusion?label=7}, {@code
 * /api/mistakes?label=7&answer=1}.
 */
final class LookRoutes implements Routes {
    private static final int MAX_PICTURES = 24;

    private final ConfusionView mistakes;
    private final PictureLookup pictures;
    private final Guard guard;
    private final Supplier<About> about;

    /**
     * What a page is told of the model when it is opened.
     *
     * @param begun how many of the labels are the folder's; the others were added to the line
     * @param few up to so many labels each is shown by itself
     * @param writing whether pictures show writing, which can be drawn
     * @param pictures content types that may be sent
     */
    record About(
            String model,
            List<String> labels,
            int begun,
            int few,
            boolean writing,
            int height,
            int width,
            int channels,
            List<String> pictures) {}

    LookRoutes(ConfusionView mistakes, PictureLookup pictures, Guard guard, Supplier<About> about) {
        this.mistakes = mistakes;
        this.pictures = pictures;
        this.guard = guard;
        this.about = about;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/about", request -> json(request, about.get()));
        routes.get("/api/confusion", this::confusion);
        routes.get("/api/mistakes", this::mistakes);
    }

    private void confusion(Context request) {
        guard.limit();
        json(request, mistakes.confusionOf(number(request, "label")));
    }

    private void mistakes(Context request) {
        guard.limit();
        int label = number(request, "label");
        int answer = number(request, "answer");
        List<PictureCard> shown =
                mistakes.latest(label, answer, MAX_PICTURES).stream()
                        .flatMap(mistake -> shown(mistake).stream())
                        .toList();
        json(request, shown);
    }

    private Optional<PictureCard> shown(ConfusionView.Mistake mistake) {
        return pictures.find(mistake.source())
                .map(
                        image ->
                                new PictureCard(
                                        mistake.source().toString(),
                                        mistake.answer(),
                                        null,
                                        PictureCard.thumbnail(image)));
    }

    private static int number(Context request, String name) {
        String text = request.queryParam(name);
        if (text == null || !text.matches("\\d{1,6}")) {
            throw new BadRequestResponse(name + ": must be a label's index");
        }
        return Integer.parseInt(text);
    }

    private static void json(Context request, Object value) {
        request.contentType("application/json").result(PageJson.write(value));
    }
}
