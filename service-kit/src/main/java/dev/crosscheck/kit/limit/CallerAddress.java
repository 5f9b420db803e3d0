package dev.crosscheck.kit.limit;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Where a request comes from, as far as that tells one caller from another. */
final class CallerAddress {

    private static final String FORWARDED = "X-Forwarded-For";

    /** Whoever has one address of IPv6 has all of its network. */
    private static final int NETWORK_BYTES = 8;

    private final int proxies;

    /** @param proxies how many of ours add an address to the header */
    CallerAddress(int proxies) {
        this.proxies = proxies;
    }

    /**
     * The address that the outermost of our proxies was asked from. What stands before it in the header was written by
     * whoever asked, and can be anything.
     */
    String of(HttpRequest<?> request) {
        InetSocketAddress connected = request.getRemoteAddress();
        InetAddress address = connected.getAddress();
        String direct = address == null ? connected.getHostString() : network(address);
        if (proxies == 0) {
            return direct;
        }
        List<String> hops = request.getHeaders().getAll(FORWARDED).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        return hops.size() < proxies ? direct : network(hops.get(hops.size() - proxies), direct);
    }

    private static String network(String text, String otherwise) {
        // Only what is an address: nobody has us look up a name.
        if (!text.matches("[0-9a-fA-F:.]{2,45}")) {
            return otherwise;
        }
        try {
            return network(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return otherwise;
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
