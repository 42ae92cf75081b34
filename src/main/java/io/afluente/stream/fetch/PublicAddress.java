package io.afluente.stream.fetch;

import java.net.InetAddress;

/** Tells addresses of the internet from those of a machine or a network of somebody's own. */
final class PublicAddress {
    private PublicAddress() {}

    static boolean is(InetAddress address) {
        boolean own =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !own && (bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes));
    }

    /** RFC 6890: this network, shared by a carrier, of protocols, of benchmarks, and reserved. */
    private static boolean isPublic4(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        boolean carrier = first == 100 && (second & 0xc0) == 64;
        boolean protocols = first == 192 && second == 0 && address[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        return first != 0 && first < 240 && !carrier && !protocols && !benchmarks;
    }

    /** All that is handed out begins with 001; of that, tunnels lead to addresses of version 4. */
    private static boolean isPublic6(byte[] address) {
        int first = (address[0] & 0xff) << 8 | (address[1] & 0xff);
        int second = (address[2] & 0xff) << 8 | (address[3] & 0xff);
        boolean handedOut = (first & 0xe000) == 0x2000;
        boolean teredo = first == 0x2001 && second == 0;
        boolean sixToFour = first == 0x2002;
        return handedOut && !teredo && !sixToFour;
    }
}
