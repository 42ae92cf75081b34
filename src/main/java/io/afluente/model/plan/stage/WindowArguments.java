package io.afluente.model.plan.stage;

import io.afluente.model.network.Window;

/** A window as the arguments that ND4J's convolutions and poolings begin with. */
final class WindowArguments {
    private WindowArguments() {}

    /** The window's nine, then two of the operation's own. */
    static long[] of(Window window, long ninth, long tenth) {
        return new long[] {
            window.kernel().height(),
            window.kernel().width(),
            window.stride().height(),
            window.stride().width(),
            window.padding().top(),
            window.padding().left(),
            window.dilation().height(),
            window.dilation().width(),
            window.same() ? 1 : 0,
            ninth,
            tenth
        };
    }
}
