package io.afluente.setting;

import static io.afluente.setting.Rule.between;
import static io.afluente.setting.Rule.notEmpty;

/**
 * Where a process answers HTTP, and who may change things by it.
 *
 * @param token that lets other machines change things; empty lets none
 */
public record WebSettings(HttpPort http, String token) {
    static void define(SettingList settings) {
        settings.group("Web");
        settings.text("http-host", "127.0.0.1", notEmpty()).means("Address to listen on for HTTP.");
        settings.whole("http-port", 8080, between(0, 65_535))
                .means("Port to listen on for HTTP; 0 takes a free one.");
        settings.text("http-token")
                .means(
                        "Token that lets other machines change things by HTTP; without one they can't.");
    }

    public static WebSettings read(Settings settings) {
        return new WebSettings(
                new HttpPort(settings.text("http-host"), settings.whole("http-port"), false),
                settings.text("http-token"));
    }

    /** Without the token, which belongs in no log. */
    @Override
    public String toString() {
        return "WebSettings[" + http + "]";
    }
}
