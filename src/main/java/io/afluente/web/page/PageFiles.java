package io.afluente.web.page;

import io.afluente.web.Routes;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page's own files, and the chart library's: these and no others, from the class path. */
final class PageFiles implements Routes {
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");
    private static final Map<String, String> FILES =
            Map.ofEntries(
                    Map.entry("/", "/web/index.html"),
                    Map.entry("/page.css", "/web/page.css"),
                    Map.entry("/icon.svg", "/web/icon.svg"),
                    Map.entry("/js/page.js", "/web/js/page.js"),
                    Map.entry("/js/server.js", "/web/js/server.js"),
                    Map.entry("/js/pad.js", "/web/js/pad.js"),
                    Map.entry("/js/ask.js", "/web/js/ask.js"),
                    Map.entry("/js/live.js", "/web/js/live.js"),
                    Map.entry("/js/curve.js", "/web/js/curve.js"),
                    Map.entry("/js/confusion.js", "/web/js/confusion.js"),
                    Map.entry("/js/versions.js", "/web/js/versions.js"),
                    Map.entry("/js/insight.js", "/web/js/insight.js"),
                    Map.entry("/js/dom.js", "/web/js/dom.js"),
                    Map.entry("/js/labels.js", "/web/js/labels.js"),
                    Map.entry("/js/truth.js", "/web/js/truth.js"),
                    Map.entry("/uplot.js", CHARTS + "uPlot.iife.min.js"),
                    Map.entry("/uplot.css", CHARTS + "uPlot.min.css"));

    @Override
    public void addTo(RoutesConfig routes) {
        FILES.forEach(
                (path, resource) -> {
                    byte[] bytes = read(resource);
                    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
                    routes.get(path, request -> request.contentType(type).result(bytes));
                });
    }

    private static byte[] read(String resource) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
